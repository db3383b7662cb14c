//! Any sequence of operations, and any words of the other side.

use std::mem::offset_of;
use std::sync::atomic::Ordering;

use netmap_sys::netmap_ring;
use packet_ring::Verdict;
use proptest::prelude::*;

use super::MORE;
use crate::Direction::{Rx, Tx};
use crate::ring::fake::FakeKernel;
use crate::ring::slot::Slot;

/// What a program may do with both rings.
#[derive(Debug, Clone)]
enum Op {
    Send(u8),
    SendLong(u16),
    Stage(u8, u8),
    Commit(u8),
    Reserve(u8, bool),
    SendEach(u8, u8),
    SyncTx,
    Arrive(u8, bool),
    SyncRx,
    Recv,
    RecvBatch(u8),
    RecvEach(u8),
    CommitRx(u8),
    Forward(u8),
    Stuck(bool),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        (1..200u8).prop_map(Op::Send),
        (1..1500u16).prop_map(Op::SendLong),
        (any::<u8>(), 1..200u8).prop_map(|(i, n)| Op::Stage(i, n)),
        any::<u8>().prop_map(Op::Commit),
        (0..9u8, any::<bool>()).prop_map(|(n, c)| Op::Reserve(n, c)),
        (0..9u8, 0..9u8).prop_map(|(n, end)| Op::SendEach(n, end)),
        Just(Op::SyncTx),
        (1..20u8, any::<bool>()).prop_map(|(n, m)| Op::Arrive(n, m)),
        Just(Op::SyncRx),
        Just(Op::Recv),
        (0..9u8).prop_map(Op::RecvBatch),
        (0..9u8).prop_map(Op::RecvEach),
        (0..9u8).prop_map(Op::CommitRx),
        (0..9u8).prop_map(Op::Forward),
        any::<bool>().prop_map(Op::Stuck),
    ]
}

proptest! {
    /// Whatever is done in whatever order: the kernel refuses nothing, every packet arrives once
    /// and in order, and every buffer stays in exactly one slot.
    #[test]
    fn any_sequence_of_operations(
        // Three slots, the longest packet here, have to fit.
        slots in 4..20u32,
        start in any::<prop::sample::Index>(),
        ops in prop::collection::vec(op(), 1..120),
    ) {
        let (kernel, port) = FakeKernel::open(slots, start.index(slots as usize) as u32);
        let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
        let (mut arrived, mut seen, mut stamp) = (0u32, 0u32, 0u8);
        let mut committed = 0;
        let mut sent = 0;
        for op in ops {
            stamp = stamp.wrapping_add(1);
            match op {
                Op::Send(n) => committed += usize::from(tx.send(&vec![stamp; n.into()]).is_ok()),
                Op::SendLong(n) => committed += tx.send_packet(&[&vec![stamp; n.into()]]).unwrap_or(0),
                Op::Stage(i, n) => { let _ = tx.peek_at(i.into(), n.into()); }
                Op::Commit(n) => committed += tx.commit_n(n.into()).map_or(0, |()| n.into()),
                Op::Reserve(n, commit) => if let Ok(mut batch) = tx.reserve_batch(n.into()) {
                    for i in 0..batch.len() {
                        batch.packet(i, 4).expect("reserved").fill(stamp);
                    }
                    if commit {
                        batch.commit().expect("all filled");
                        committed += usize::from(n);
                    }
                },
                Op::SendEach(max, end) => {
                    let mut asked = 0;
                    let n = tx.send_each(max.into(), |frame| {
                        asked += 1;
                        if asked > end {
                            return 0;
                        }
                        frame[..4].fill(stamp);
                        4
                    }).expect("good lengths");
                    prop_assert!(n <= usize::from(max.min(end)));
                    committed += n;
                }
                Op::SyncTx => { tx.sync().expect("sync"); }
                Op::Arrive(n, more) => {
                    kernel.arrive((0..n).map(|i| {
                        let flags = if more && i + 1 < n.min(3) { MORE } else { 0 };
                        ((arrived + u32::from(i)).to_ne_bytes().to_vec(), flags)
                    }));
                    arrived += u32::from(n);
                }
                Op::SyncRx => { rx.sync().expect("sync"); }
                Op::Recv => if let Some(frame) = rx.recv() {
                    for slot in frame.slots() {
                        prop_assert_eq!(slot, seen.to_ne_bytes());
                        seen += 1;
                    }
                },
                Op::RecvBatch(n) => for packet in rx.recv_batch(n.into()) {
                    for slot in packet.slots() {
                        prop_assert_eq!(slot, seen.to_ne_bytes());
                        seen += 1;
                    }
                },
                Op::RecvEach(max) => {
                    let n = rx.recv_each(max.into(), |slot| {
                        assert_eq!(slot, seen.to_ne_bytes());
                        seen += 1;
                    }).expect("good slots");
                    prop_assert!(n <= max.into());
                }
                Op::CommitRx(n) => if rx.ready() >= n.into() && rx.commit_n(n.into()).is_ok() {
                    seen += u32::from(n);
                },
                Op::Forward(n) => {
                    let done = tx.forward_n(&mut rx, n.into(), |bytes| {
                        assert_eq!(bytes, seen.to_ne_bytes());
                        seen += 1;
                        Verdict::Forward
                    }).expect("good rings");
                    prop_assert_eq!(done.dropped, 0);
                    committed += done.forwarded;
                }
                Op::Stuck(stuck) => kernel.set_stuck(stuck),
            }
            sent += kernel.sent().len();
        }
        tx.sync().expect("sync");
        sent += kernel.sent().len();
        prop_assert_eq!(sent, committed);
        prop_assert_eq!(kernel.refused(), []);
        let mut all: Vec<u32> = (0..slots)
            .flat_map(|i| [kernel.slot(Rx, i).buf_idx, kernel.slot(Tx, i).buf_idx])
            .collect();
        all.sort_unstable();
        prop_assert_eq!(all, (2..2 * slots + 2).collect::<Vec<_>>());
    }

    /// Whatever the other side writes into shared words, nothing is read outside of the memory.
    #[test]
    fn any_words_of_the_other_side(
        slots in 2..12u32,
        words in prop::collection::vec((any::<bool>(), 0..6u8, 0..12u32, any::<u64>()), 1..60),
    ) {
        let (kernel, port) = FakeKernel::open(slots, 0);
        let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
        for (is_tx, what, i, value) in words {
            let direction = if is_tx { Tx } else { Rx };
            let field = match what {
                0 => offset_of!(netmap_ring, head),
                1 => offset_of!(netmap_ring, cur),
                2 => offset_of!(netmap_ring, tail),
                3 => offset_of!(netmap_ring, num_slots),
                4 => offset_of!(netmap_ring, nr_buf_size),
                _ => {
                    // Not beyond the buffers: the fake kernel itself does not check.
                    let [a, b, c, d, ..] = value.to_ne_bytes();
                    let slot = Slot {
                        buf_idx: u32::from(a) % (2 * slots + 2),
                        len: u16::from(b) % 256,
                        flags: u16::from_ne_bytes([c, d]),
                    };
                    kernel.set_slot(direction, i % slots, slot);
                    continue;
                }
            };
            kernel.header(direction, field).store(value as u32, Ordering::Relaxed);
            let _ = tx.send(&[1; 60]);
            let _ = tx.send_packet(&[&[2; 600]]);
            let _ = tx.send_batch(&[&[3; 60][..]; 3]);
            let _ = tx.send_each(3, |frame| {
                frame.fill(4);
                frame.len()
            });
            let _ = rx.recv_each(2, |bytes| bytes.fill(5));
            for packet in rx.recv_batch(2) {
                let _ = packet.len();
            }
            while let Some(frame) = rx.recv() {
                let _ = frame.payload().to_vec();
            }
            let _ = tx.forward_n(&mut rx, 9, |_| Verdict::Forward);
            let _ = (tx.sync(), rx.sync());
        }
    }
}
