//! The suite that every ring has to pass.

use netmap_rs::packet_ring::testing::{Profile, concurrent, conformance, forwarding};
use netmap_rs::{RxRing, TxRing};

use crate::common::{builder, open, pipe_rings, switch};

fn vale_pair(slots: usize) -> (TxRing, RxRing) {
    let switch = switch();
    let port = |name: &str| {
        let builder = builder(&format!("{switch}{name}"));
        let builder = builder.tx_slots(slots).rx_slots(slots);
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    };
    let (a, b) = (port("a"), port("b"));
    (a.tx_ring(0).expect("tx"), b.rx_ring(0).expect("rx"))
}

fn ethernet() -> Profile {
    Profile::ethernet([2, 0, 0, 0, 0, 0xb], [2, 0, 0, 0, 0, 0xa], 0x88b5)
}

#[test]
fn pipes_of_any_size() {
    // With and without a power of two.
    for slots in [16, 100] {
        let report = conformance(&Profile::new().multi_slot(true), || pipe_rings(slots));
        assert!(report.passed.len() > 10, "{report:?}");
    }
}

#[test]
fn vale_ports() {
    // A switch drops what the receiving ring has no room for.
    let profile = ethernet().multi_slot(true).lossless_when_full(false);
    let report = conformance(&profile, || vale_pair(64));
    assert!(report.passed.len() > 10, "{report:?}");
}

#[test]
fn pipes_between_threads() {
    concurrent(&Profile::new().multi_slot(true), || pipe_rings(64), 20_000);
}

#[test]
fn forwarding_from_pipe_to_pipe() {
    forwarding(&Profile::new().multi_slot(true), || {
        let (tx1, rx1) = pipe_rings(32);
        let (tx2, rx2) = pipe_rings(32);
        (tx1, rx1, tx2, rx2)
    });
}

/// In and out of one port: the rings share their memory, so nothing is copied.
#[test]
fn forwarding_without_copying() {
    let mut shared = 0;
    forwarding(&Profile::new().multi_slot(true), || {
        let name = switch();
        // Two pipes of one port share its memory.
        let parent = open(&format!("{name}p"));
        let end = |id: &str| open(&format!("{name}p{id}"));
        let (m1, s1, m2, s2) = (end("{1"), end("}1"), end("{2"), end("}2"));
        let rx1 = s1.rx_ring(0).expect("rx");
        let tx2 = m2.tx_ring(0).expect("tx");
        assert!(tx2.shares_memory_with(&rx1));
        shared += 1;
        drop(parent);
        let (tx1, rx2) = (m1.tx_ring(0).expect("tx"), s2.rx_ring(0).expect("rx"));
        (tx1, rx1, tx2, rx2)
    });
    assert!(shared > 0);
}
