//! `NETMAP_LOCATION` names a good prefix.

use std::path::{Path, PathBuf};

use crate::prefix::{Headers, Kind, fresh, install_libnetmap};
use crate::probe::{Outcome, Probe};
use crate::skip;

/// A run against `prefix` that calls what the C compiler made of its headers.
fn run(prefix: &Path) -> Outcome {
    let include = prefix.join("include");
    Probe::new().location(prefix).feature("c").run().printed(&[
        &format!("headers={}", include.display()),
        &format!("include={}", include.display()),
        "kernel disabled=false",
        "api=14 ring=256",
        "space=15",
        "space by c=15",
    ])
}

/// `make install-headers` and no more: no library to be found, none asked for.
#[test]
fn d13_a_header_only_prefix_builds() {
    let prefix = Headers::new().install("header-only");
    run(&prefix).printed(&["libnetmap=false", "metadata=/"]);
}

/// libnetmap.h comes with the headers, the library with the rest.
#[test]
fn d13_a_prefix_with_libnetmap_h_but_no_library_builds() {
    let prefix = Headers::new().install_with_libnetmap_h("no-library");
    run(&prefix).printed(&["libnetmap=false"]);
}

#[test]
fn a_static_libnetmap_is_linked() {
    let prefix = Headers::new().install_with_libnetmap_h("static-library");
    if let Err(why) = install_libnetmap(&prefix, Kind::Static) {
        return skip("a_static_libnetmap_is_linked", &why);
    }
    Probe::new()
        .location(&prefix)
        .feature("libnetmap")
        .run()
        .printed(&["libnetmap=true", "metadata=1/", "context=true"]);
}

#[test]
fn a_shared_libnetmap_is_linked() {
    let prefix = Headers::new().install_with_libnetmap_h("shared-library");
    if let Err(why) = install_libnetmap(&prefix, Kind::Shared) {
        return skip("a_shared_libnetmap_is_linked", &why);
    }
    Probe::new()
        .location(&prefix)
        .feature("libnetmap")
        .env("LD_LIBRARY_PATH", prefix.join("lib"))
        .run()
        .printed(&["libnetmap=true", "metadata=1/", "context=true"]);
}

/// A library without its header declares nothing, so nothing is linked.
#[test]
fn a_library_without_its_header_is_left_alone() {
    let with_header = Headers::new().install_with_libnetmap_h("library-and-header");
    if let Err(why) = install_libnetmap(&with_header, Kind::Static) {
        return skip("a_library_without_its_header_is_left_alone", &why);
    }
    std::fs::remove_file(with_header.join("include/libnetmap.h")).unwrap();
    run(&with_header).printed(&["libnetmap=false"]);
}

#[test]
fn a_prefix_with_a_blank_in_its_name_builds() {
    let prefix = Headers::new().install("with a blank");
    run(&prefix).printed(&["libnetmap=false"]);
}

/// A change of the headers is a change of the bindings.
#[test]
fn edited_headers_are_read_again() {
    let prefix = Headers::new().install("edited");
    run(&prefix);
    let header = prefix.join("include/net/netmap.h");
    let text = std::fs::read_to_string(&header).unwrap();
    let other = text.replace("#define NETMAP_API 14\n", "#define NETMAP_API 11\n");
    assert_ne!(text, other);
    // Cargo goes by the time of modification, which some file systems keep in whole seconds.
    std::fs::write(&header, other).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    std::fs::File::open(&header)
        .unwrap()
        .set_modified(later)
        .unwrap();
    Probe::new().location(&prefix).run().failed(&["API 11"]);
}

#[test]
fn without_libclang_the_error_says_what_to_install() {
    let prefix = Headers::new().install("no-libclang");
    Probe::new()
        .location(&prefix)
        .without_libclang()
        .run()
        .failed(&[
            prefix.to_str().unwrap(),
            "libclang-dev",
            "LIBCLANG_PATH",
            "unset NETMAP_LOCATION",
        ]);
}

#[test]
fn without_a_c_compiler_the_error_says_what_to_install() {
    let prefix = Headers::new().install("no-compiler");
    Probe::new()
        .location(&prefix)
        .env("CC", "/nonexistent/cc")
        .run()
        .failed(&[
            prefix.to_str().unwrap(),
            "gcc",
            "/nonexistent/cc",
            "unset NETMAP_LOCATION",
        ]);
}

/// The real thing, where `NETMAP_TEST_PREFIX` says it is installed.
#[test]
fn the_netmap_of_the_test_prefix_builds() {
    let Some(prefix) = std::env::var_os("NETMAP_TEST_PREFIX").map(PathBuf::from) else {
        return;
    };
    let has_library = prefix.join("lib/libnetmap.a").is_file();
    run(&prefix).printed(&[&format!("libnetmap={has_library}")]);
    if has_library {
        let probe = Probe::new().location(&prefix).feature("libnetmap");
        probe.run().printed(&["libnetmap=true", "context=true"]);
    }
    // Its headers alone, whatever else the prefix has.
    let header_only = fresh("test-prefix-headers");
    std::os::unix::fs::symlink(prefix.join("include"), header_only.join("include")).unwrap();
    run(&header_only).printed(&["libnetmap=false"]);
}
