//! What the build script makes of each environment: cargo builds and runs a small crate that
//! depends on this one.
//!
//! The headers are a stand-in, written from `data/netmap-abi.json` into a temporary directory.
//! `NETMAP_TEST_PREFIX=/prefix` runs the cases of a good prefix on an installed netmap as well.

mod installed;
mod location;
mod nothing;
mod prefix;
mod probe;
mod standard;

/// Says why a test cannot run here; a failure where `PACKET_IO_NO_SKIP` is set.
fn skip(test: &str, why: &str) {
    assert!(
        std::env::var_os("PACKET_IO_NO_SKIP").is_none_or(|value| value.is_empty()),
        "{test} cannot run: {why}"
    );
    println!("SKIP {test}: {why}");
}
