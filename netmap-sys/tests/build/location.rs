//! `NETMAP_LOCATION` names something else than a good prefix: an error, which names what was
//! looked for.

use std::fs;

use crate::prefix::{Headers, fresh};
use crate::probe::Probe;

fn header_in(prefix: &std::path::Path) -> String {
    prefix
        .join("include/net/netmap_user.h")
        .to_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_directory_that_is_not_there() {
    Probe::new()
        .env("NETMAP_LOCATION", "/nonexistent/netmap")
        .run()
        .failed(&[
            "NETMAP_LOCATION=/nonexistent/netmap: No such file or directory",
            "include/net/netmap_user.h",
        ]);
}

#[test]
fn a_file() {
    let file = fresh("a-file").join("netmap");
    fs::write(&file, "").unwrap();
    Probe::new().location(&file).run().failed(&[
        file.to_str().unwrap(),
        "is not a directory",
        "include/net/netmap_user.h",
    ]);
}

#[test]
fn an_empty_value() {
    Probe::new()
        .env("NETMAP_LOCATION", "")
        .run()
        .failed(&["NETMAP_LOCATION is empty"]);
}

#[test]
fn a_relative_path() {
    Probe::new()
        .env("NETMAP_LOCATION", "opt/netmap")
        .run()
        .failed(&["NETMAP_LOCATION=opt/netmap is a relative path"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf8() {
    use std::os::unix::ffi::OsStringExt as _;
    let name = std::ffi::OsString::from_vec(b"/opt/netmap\xff".to_vec());
    Probe::new()
        .env("NETMAP_LOCATION", name)
        .run()
        .failed(&["is not UTF-8"]);
}

#[test]
fn an_empty_directory() {
    let prefix = fresh("an-empty-directory");
    Probe::new()
        .location(&prefix)
        .run()
        .failed(&[&header_in(&prefix), "No such file"]);
}

#[test]
fn a_prefix_without_netmap_h() {
    let prefix = Headers::new().install("without-netmap-h");
    fs::remove_file(prefix.join("include/net/netmap.h")).unwrap();
    let missing = prefix.join("include/net/netmap.h");
    Probe::new()
        .location(&prefix)
        .run()
        .failed(&[missing.to_str().unwrap(), "No such file"]);
}

#[test]
fn the_include_directory_instead_of_the_prefix() {
    let prefix = Headers::new().install("include-directory");
    Probe::new()
        .location(&prefix.join("include"))
        .run()
        .failed(&[&format!("did you mean {}?", prefix.display())]);
}

#[test]
fn the_source_tree_instead_of_the_prefix() {
    let tree = fresh("source-tree");
    fs::create_dir_all(tree.join("sys/net")).unwrap();
    fs::write(tree.join("sys/net/netmap_user.h"), "").unwrap();
    Probe::new()
        .location(&tree)
        .run()
        .failed(&[&header_in(&tree), "make install"]);
}

/// Found out with no libclang: the number stands in the text of the header.
#[test]
fn headers_of_another_api() {
    for version in [11, 13, 15] {
        let prefix = Headers::of_api(version).install(&format!("api-{version}"));
        let header = prefix.join("include/net/netmap.h");
        Probe::new()
            .location(&prefix)
            .without_toolchain()
            .run()
            .failed(&[
                header.to_str().unwrap(),
                &format!("API {version}"),
                "this crate binds API 14",
            ]);
    }
}

#[test]
fn headers_that_are_not_netmaps() {
    let prefix = Headers::new().install("not-netmap");
    fs::write(prefix.join("include/net/netmap.h"), "#define NETMAP_API\n").unwrap();
    Probe::new()
        .location(&prefix)
        .run()
        .failed(&["does not define NETMAP_API"]);
}

/// API 14 gained slot offsets without a new number: headers from before lack a field.
#[test]
fn headers_of_an_older_revision() {
    let mut headers = Headers::new();
    let ring = &mut headers.abi["structs"]["netmap_ring"]["fields"];
    // Keeps the layout: only the name goes.
    let mut renamed = serde_json::Map::new();
    for (name, at) in ring.as_object().unwrap() {
        let name = if name == "offset_mask" { "spare" } else { name };
        renamed.insert(name.to_owned(), at.clone());
    }
    *ring = renamed.into();
    let prefix = headers.install("older-revision");
    let path = prefix.join("include/net/netmap.h");
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace("->offset_mask", "->spare");
    fs::write(&path, text).unwrap();
    Probe::new()
        .location(&prefix)
        .run()
        .failed(&["netmap_ring::offset_mask"]);
}

#[test]
fn headers_that_do_not_parse() {
    let prefix = Headers::new().install("broken");
    let path = prefix.join("include/net/netmap.h");
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str("\nstruct {\n");
    fs::write(&path, text).unwrap();
    Probe::new()
        .location(&prefix)
        .run()
        .failed(&["bindgen cannot read the headers in"]);
}
