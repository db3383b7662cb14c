//! Forwarding.

use packet_ring::{Forwarded, Verdict};

use super::MORE;
use crate::Direction::{Rx, Tx};
use crate::ring::fake::FakeKernel;
use crate::ring::slot::Slot;

#[test]
fn forwarding_in_one_memory_swaps_buffers() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
    assert!(tx.shares_memory_with(&rx));
    kernel.arrive([
        (vec![1; 60], 0),
        (vec![2; 60], 0),
        (vec![3; 60], MORE),
        (vec![4; 9], 0),
    ]);
    rx.sync().expect("sync");
    let (from, to) = (kernel.slot(Rx, 6).buf_idx, kernel.slot(Tx, 6).buf_idx);
    let done = tx.forward_n(&mut rx, 3, |bytes| {
        bytes[0] = 9;
        if bytes[1] == 2 {
            Verdict::Drop
        } else {
            Verdict::Forward
        }
    });
    assert_eq!(done, Ok(Forwarded::new(1, 1, 0)), "half a packet stays");
    assert_eq!(
        (kernel.slot(Tx, 6).buf_idx, kernel.slot(Rx, 6).buf_idx),
        (from, to)
    );
    assert_ne!(kernel.slot(Tx, 6).flags & Slot::BUF_CHANGED, 0);
    assert_ne!(kernel.slot(Rx, 6).flags & Slot::BUF_CHANGED, 0);
    let done = tx.forward_n(&mut rx, 8, |_| Verdict::Forward);
    assert_eq!(done, Ok(Forwarded::new(2, 0, 0)));
    tx.sync().expect("sync");
    rx.sync().expect("sync");
    let lens: Vec<_> = kernel
        .sent()
        .iter()
        .map(|s| (s.0[0], s.0.len(), s.1 & MORE))
        .collect();
    assert_eq!(lens, [(9, 60, 0), (3, 60, MORE), (4, 9, 0)]);
    assert_eq!(kernel.refused(), []);
    // No buffer is in two slots.
    let mut all: Vec<u32> = (0..8)
        .flat_map(|i| [kernel.slot(Rx, i).buf_idx, kernel.slot(Tx, i).buf_idx])
        .collect();
    all.sort_unstable();
    assert_eq!(all, (2..18).collect::<Vec<_>>());
}

#[test]
fn forwarding_wraps_in_both_rings_wherever_they_are() {
    for apart in 0..7 {
        let (kernel, port) = FakeKernel::open(7, 3);
        let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
        for _ in 0..apart {
            tx.send(b"the rings are at different slots").expect("room");
            tx.sync().expect("sync");
        }
        kernel.sent();
        let (mut arrived, mut kept) = (0u8, Vec::new());
        for round in 0..40 {
            let n = round % 7;
            kernel.arrive((arrived..arrived + n).map(|i| (vec![i; 5], 0)));
            rx.sync().expect("sync");
            let mut seen = arrived;
            let done = tx.forward_n(&mut rx, 7, |bytes| {
                assert_eq!(bytes, [seen; 5], "each once, in order");
                seen += 1;
                match bytes[0] % 3 {
                    0 => Verdict::Drop,
                    _ => Verdict::Forward,
                }
            });
            let wanted = (arrived..arrived + n).filter(|i| i % 3 != 0);
            let before = kept.len();
            kept.extend(wanted.map(|i| vec![i; 5]));
            let forwarded = kept.len() - before;
            let dropped = usize::from(n) - forwarded;
            assert_eq!(done, Ok(Forwarded::new(forwarded, dropped, 0)));
            arrived += n;
            tx.sync().expect("sync");
        }
        let sent: Vec<_> = kernel.sent().into_iter().map(|s| s.0).collect();
        assert_eq!(sent, kept);
        let mut all: Vec<u32> = (0..7)
            .flat_map(|i| [kernel.slot(Rx, i).buf_idx, kernel.slot(Tx, i).buf_idx])
            .collect();
        all.sort_unstable();
        assert_eq!(
            all,
            (2..16).collect::<Vec<_>>(),
            "no buffer is in two slots"
        );
        assert_eq!(kernel.refused(), []);
    }
}

#[test]
fn forwarding_ends_where_the_transmit_ring_does() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
    for i in 0..4 {
        tx.send(&[i]).expect("room");
    }
    kernel.arrive((10..16).map(|i| (vec![i], 0)));
    rx.sync().expect("sync");
    let done = tx.forward_n(&mut rx, 8, |_| Verdict::Forward);
    assert_eq!(done, Ok(Forwarded::new(3, 0, 0)));
    assert_eq!(rx.recv().expect("the fourth").payload(), [13]);
    tx.sync().expect("sync");
    assert_eq!(kernel.sent().len(), 7);
}

#[test]
fn a_panic_while_forwarding_shows_no_packet_twice() {
    let (kernel, port) = FakeKernel::open(8, 0);
    let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
    kernel.arrive((0..4).map(|i| (vec![i; 4], 0)));
    rx.sync().expect("sync");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        tx.forward_n(&mut rx, 4, |bytes| {
            assert_ne!(bytes[0], 2, "the third packet");
            Verdict::Forward
        })
    }));
    assert!(panicked.is_err());
    tx.sync().expect("sync");
    assert_eq!(kernel.sent().len(), 2);
    assert_eq!(rx.recv().expect("where it panicked").payload(), [2; 4]);
}
