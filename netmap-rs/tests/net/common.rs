//! What the tests have in common.

use std::env;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use netmap_rs::{Backend, Netmap, NetmapBuilder, RxRing, TxRing};

/// Long enough for any machine; nothing waits that long unless it fails.
pub(crate) const LONG: Duration = Duration::from_secs(20);

pub(crate) fn backend() -> Backend {
    match env::var("NETMAP_BACKEND").as_deref() {
        Ok("kernel") => Backend::Kernel,
        Ok("software") | Err(_) => Backend::Software,
        Ok(other) => panic!("NETMAP_BACKEND={other}: software or kernel"),
    }
}

/// A builder for the backend under test.
pub(crate) fn builder(name: &str) -> NetmapBuilder {
    let builder = NetmapBuilder::new(name);
    match backend() {
        Backend::Software => builder.software(),
        _ => builder.kernel(),
    }
}

pub(crate) fn open(name: &str) -> Netmap {
    builder(name).build().unwrap_or_else(|e| panic!("{e}"))
}

/// A name that no other test uses.
fn unique() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    std::process::id() % 10_000 * 1000 + n
}

/// The name of a VALE switch of its own: `vale12:`.
pub(crate) fn switch() -> String {
    match backend() {
        // The kernel has eight switches; they are free again when their ports are closed.
        Backend::Kernel => format!("vale{}:", unique() % 4),
        _ => format!("vale{}:", unique()),
    }
}

/// The names of both ends of a pipe.
pub(crate) fn pipe_names() -> (String, String) {
    let n = unique();
    (format!("netmap:t{n}{{1"), format!("netmap:t{n}}}1"))
}

/// Both ends of a pipe, with so many slots.
pub(crate) fn pipe(slots: usize) -> (Netmap, Netmap) {
    let (master, slave) = pipe_names();
    let open = |name: &str| {
        let builder = builder(name).tx_slots(slots).rx_slots(slots);
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    };
    (open(&master), open(&slave))
}

/// A pipe's transmit ring and the receive ring at its other end.
pub(crate) fn pipe_rings(slots: usize) -> (TxRing, RxRing) {
    let (master, slave) = pipe(slots);
    let tx = master.tx_ring(0).expect("a transmit ring");
    (tx, slave.rx_ring(0).expect("a receive ring"))
}

/// An Ethernet frame for all, from the station `from`, with a number in it.
pub(crate) fn frame(from: u8, number: u32, len: usize) -> Vec<u8> {
    let mut frame = vec![0xff; 6];
    frame.extend([2, 0, 0, 0, 0, from, 0x88, 0xb5]);
    frame.extend(number.to_be_bytes());
    frame.resize(len, from);
    frame
}

/// Says why a test can't run; a failure where nothing may be skipped.
pub(crate) fn skip(name: &str, why: &str) {
    assert!(
        env::var_os("PACKET_IO_NO_SKIP").is_none_or(|v| v != "1"),
        "{name} was skipped: {why}"
    );
    println!("SKIP {name}: {why}");
}

/// Two network cards that are connected, named by the environment variables `PACKET_IO_NIC_A` and
/// `PACKET_IO_NIC_B`. The software backend has none, and is asked whether it says so; `None` where
/// the test is done already.
pub(crate) fn nics(test: &str) -> Option<(String, String)> {
    if backend() == Backend::Software {
        let e = builder("netmap:eth0")
            .build()
            .expect_err("no cards in software");
        assert_eq!(e.errno(), Some(libc::ENXIO), "{e}");
        return None;
    }
    match (env::var("PACKET_IO_NIC_A"), env::var("PACKET_IO_NIC_B")) {
        (Ok(a), Ok(b)) => Some((a, b)),
        _ => {
            skip(
                test,
                "PACKET_IO_NIC_A and PACKET_IO_NIC_B name no network cards",
            );
            None
        }
    }
}
