//! What the tests share.

use xdp_socket::{Rule, Steer, XdpConfig, XdpConfigBuilder};

/// Notes that the test `name` cannot run here; a failure where PACKET_IO_NO_SKIP is set.
#[track_caller]
pub(crate) fn skip(name: &str, why: &dyn std::fmt::Display) {
    let strict = std::env::var_os("PACKET_IO_NO_SKIP").is_some_and(|v| v != "0" && !v.is_empty());
    assert!(!strict, "{name} must not be skipped here: {why}");
    eprintln!("SKIP {name}: {why}");
}

/// A namespace of the test's own. Where there is no right to make one, the test skips.
#[macro_export]
macro_rules! namespace_or_skip {
    () => {
        match xdp_socket::testing::Namespace::new() {
            Ok(namespace) => namespace,
            Err(e @ xdp_socket::Error::Permission { .. }) => {
                let name = std::thread::current().name().unwrap_or("?").to_owned();
                return $crate::support::skip(&name, &e);
            }
            Err(e) => panic!("no namespace: {e}"),
        }
    };
}

/// EtherType of the tests' packets: one for experiments (IEEE 802), which no kernel sends by itself.
pub(crate) const ETHER_TYPE: u16 = 0x88b5;

/// A configuration that takes the tests' packets and leaves the kernel its own.
pub(crate) fn steered() -> XdpConfigBuilder {
    XdpConfig::builder().program(Steer::only(Rule::new().ether_type(ETHER_TYPE)).into())
}
