//! Nothing set, and netmap is installed where programs usually are: its headers are used when
//! they can be, and whatever is wrong is a warning, because nobody asked for them.
//!
//! The headers take the place of `/usr/local/include` in a mount namespace of the build alone.

use crate::prefix::Headers;
use crate::probe::{Probe, mount_namespaces};
use crate::skip;

#[test]
fn headers_in_a_standard_prefix_are_used() {
    if let Err(why) = mount_namespaces() {
        return skip("headers_in_a_standard_prefix_are_used", &why);
    }
    let include = Headers::new().install("standard").join("include");
    Probe::new()
        .in_place_of_usr_local_include(include)
        .feature("c")
        .run()
        .printed(&[
            "headers=/usr/local/include",
            "include=/usr/local/include",
            "space by c=15",
        ]);
}

#[test]
fn without_libclang_the_checked_in_bindings_are_built_with_a_warning() {
    const NAME: &str = "without_libclang_the_checked_in_bindings_are_built_with_a_warning";
    if let Err(why) = mount_namespaces() {
        return skip(NAME, &why);
    }
    let include = Headers::new()
        .install("standard-no-libclang")
        .join("include");
    Probe::new()
        .in_place_of_usr_local_include(include)
        .without_libclang()
        .run()
        .printed(&["headers=checked in"])
        .warned(&[
            "/usr/local/include/net/netmap_user.h",
            "libclang-dev",
            "NETMAP_LOCATION",
        ]);
}

#[test]
fn another_api_in_a_standard_prefix_is_a_warning() {
    if let Err(why) = mount_namespaces() {
        return skip("another_api_in_a_standard_prefix_is_a_warning", &why);
    }
    let include = Headers::of_api(13)
        .install("standard-api-13")
        .join("include");
    Probe::new()
        .in_place_of_usr_local_include(include)
        .run()
        .printed(&["headers=checked in", "api=14 ring=256"])
        .warned(&["API 13", "API 14"]);
}

#[test]
fn disabled_does_not_look_into_the_standard_prefixes() {
    if let Err(why) = mount_namespaces() {
        return skip("disabled_does_not_look_into_the_standard_prefixes", &why);
    }
    let include = Headers::new().install("standard-disabled").join("include");
    Probe::new()
        .in_place_of_usr_local_include(include)
        .env("DISABLE_NETMAP_KERNEL", "1")
        .run()
        .printed(&["headers=checked in", "kernel disabled=true"]);
}
