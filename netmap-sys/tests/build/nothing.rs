//! Nothing set, nothing wanted, nothing to be found: the checked-in bindings.

use std::path::Path;

use crate::prefix::Headers;
use crate::probe::Probe;
use crate::skip;

const CHECKED_IN: &[&str] = &[
    "headers=checked in",
    "libnetmap=false",
    "include=",
    "api=14 ring=256",
    "space=15",
];

/// Without headers neither libclang nor a C compiler is asked for.
#[test]
fn nothing_set_takes_the_checked_in_bindings() {
    if ["/usr/local", "/usr"]
        .iter()
        .any(|p| Path::new(p).join("include/net/netmap_user.h").exists())
    {
        return skip(
            "nothing_set_takes_the_checked_in_bindings",
            "netmap is installed here",
        );
    }
    Probe::new()
        .without_toolchain()
        .run()
        .printed(CHECKED_IN)
        .printed(&["kernel disabled=false"]);
}

#[test]
fn without_the_feature_nothing_is_looked_for() {
    Probe::new()
        .without_kernel()
        .without_toolchain()
        .env("NETMAP_LOCATION", "/nonexistent")
        .run()
        .printed(CHECKED_IN);
}

/// With no kernel wanted, not even a wrong prefix matters, and everything compiles.
#[test]
fn d13_disabled_compiles_and_says_so() {
    Probe::new()
        .without_toolchain()
        .env("DISABLE_NETMAP_KERNEL", "1")
        .env("NETMAP_LOCATION", "/nonexistent")
        .run()
        .printed(CHECKED_IN)
        .printed(&["kernel disabled=true", "metadata=/1"]);
    Probe::new()
        .without_kernel()
        .env("DISABLE_NETMAP_KERNEL", "1")
        .run()
        .printed(&["kernel disabled=true"]);
}

#[test]
fn disabled_with_zero_or_nothing_is_not_disabled() {
    for value in ["", "0"] {
        Probe::new()
            .env("DISABLE_NETMAP_KERNEL", value)
            .env("DOCS_RS", "1")
            .run()
            .printed(&["kernel disabled=false", "metadata=/"]);
    }
}

/// docs.rs must document the same bindings whatever its image has installed.
#[test]
fn docs_rs_takes_the_checked_in_bindings() {
    let prefix = Headers::new().install("docs-rs");
    Probe::new()
        .env("DOCS_RS", "1")
        .location(&prefix)
        .run()
        .printed(CHECKED_IN);
}
