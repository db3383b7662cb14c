//! The loops that are measured: pairs of rings, and what is done to them.

use std::sync::atomic::{AtomicU32, Ordering};

use netmap_rs::packet_ring::Verdict;
use netmap_rs::{Netmap, NetmapBuilder, RxRing, TxRing};

pub(crate) const SLOTS: usize = 1024;

/// What is measured, by name.
pub(crate) const LOOPS: [&str; 6] = [
    "send",
    "send_each",
    "reserve",
    "recv",
    "recv_each",
    "forward",
];

/// A software port, or the kernel's with `NETMAP_BACKEND=kernel` and the feature `sys`.
fn open(name: &str) -> Netmap {
    let builder = NetmapBuilder::new(name).tx_slots(SLOTS).rx_slots(SLOTS);
    let builder = match std::env::var("NETMAP_BACKEND").as_deref() {
        Ok("kernel") => builder.kernel(),
        _ => builder.software(),
    };
    builder.build().unwrap_or_else(|e| panic!("{e}"))
}

/// Two pipes of one port, so that packets can be forwarded from the first to the second without
/// being copied.
pub(crate) struct Line {
    pub(crate) tx1: TxRing,
    pub(crate) rx1: RxRing,
    pub(crate) tx2: TxRing,
    pub(crate) rx2: RxRing,
}

impl Line {
    pub(crate) fn pipes() -> Line {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("vale{}:p", NEXT.fetch_add(1, Ordering::Relaxed));
        let parent = open(&name);
        let end = |id: &str| open(&format!("{name}{id}"));
        let (m1, s1, m2, s2) = (end("{1"), end("}1"), end("{2"), end("}2"));
        drop(parent);
        Line {
            tx1: m1.tx_ring(0).expect("a ring"),
            rx1: s1.rx_ring(0).expect("a ring"),
            tx2: m2.tx_ring(0).expect("a ring"),
            rx2: s2.rx_ring(0).expect("a ring"),
        }
    }

    /// Gives all slots back to the sending sides.
    pub(crate) fn bring_home(&mut self) {
        self.rx2.sync().expect("a sync");
        self.tx2.sync().expect("a sync");
        self.rx1.sync().expect("a sync");
        self.tx1.sync().expect("a sync");
    }
}

#[inline(never)]
pub(crate) fn send_round(tx: &mut TxRing, batch: usize, packet: &[u8]) {
    for _ in 0..batch {
        tx.send(packet).expect("a free slot");
    }
    tx.sync().expect("a sync");
}

#[inline(never)]
pub(crate) fn send_each_round(tx: &mut TxRing, batch: usize, packet: &[u8]) {
    let n = tx
        .send_each(batch, |frame| {
            frame[..packet.len()].copy_from_slice(packet);
            packet.len()
        })
        .expect("free slots");
    assert_eq!(n, batch);
    tx.sync().expect("a sync");
}

#[inline(never)]
pub(crate) fn reserve_round(tx: &mut TxRing, batch: usize, packet: &[u8]) {
    let mut slots = tx.reserve_batch(batch).expect("free slots");
    for i in 0..batch {
        slots
            .packet(i, packet.len())
            .expect("a slot")
            .copy_from_slice(packet);
    }
    slots.commit().expect("a commit");
    tx.sync().expect("a sync");
}

#[inline(never)]
pub(crate) fn recv_round(rx: &mut RxRing, batch: usize) -> usize {
    rx.sync().expect("a sync");
    let mut bytes = 0;
    let mut n = 0;
    while let Some(frame) = rx.recv() {
        bytes += frame.payload().len();
        n += 1;
    }
    assert_eq!(n, batch);
    bytes
}

#[inline(never)]
pub(crate) fn recv_each_round(rx: &mut RxRing, batch: usize) -> usize {
    rx.sync().expect("a sync");
    let mut bytes = 0;
    let n = rx
        .recv_each(batch, |packet| bytes += packet.len())
        .expect("packets");
    assert_eq!(n, batch);
    bytes
}

#[inline(never)]
pub(crate) fn forward_round(tx: &mut TxRing, rx: &mut RxRing, batch: usize) {
    let done = tx
        .forward_n(rx, batch, |_| Verdict::Forward)
        .expect("packets");
    assert_eq!(done.forwarded, batch);
    tx.sync().expect("a sync");
}
