//! The rings against a kernel in plain memory.

mod forward;
mod model;
mod wait;

use std::time::Duration;

use packet_ring::{Kick, RingError};

use super::fake::{BUF_SIZE, FakeKernel};
use super::slot::Slot;
use crate::Direction::{Rx, Tx};
use crate::Error;

const MORE: u16 = Slot::MOREFRAG;

fn packet(seed: usize, len: usize) -> Vec<u8> {
    (0..len).map(|i| (seed * 7 + i) as u8).collect()
}

#[test]
fn d2_rings_that_are_not_bound_are_never_the_netmap_if() {
    let (kernel, port) = FakeKernel::open(8, 0);
    let host = kernel.reopen("fake0^").expect("the netmap_if is fine");
    assert!(host.is_host_if());
    assert_eq!((host.num_tx_rings(), host.num_rx_rings()), (1, 1));
    // Their offsets are 0.
    assert!(matches!(
        host.tx_ring(0),
        Err(Error::Layout { value: 0, .. })
    ));
    assert!(matches!(
        host.rx_ring(0),
        Err(Error::Layout { value: 0, .. })
    ));
    let both = kernel.reopen("fake0*").expect("the netmap_if is fine");
    assert!(matches!(
        both.host_rx_ring(0),
        Err(Error::Layout { value: 0, .. })
    ));
    let ring = both.rx_ring(0).expect("a ring of the card");
    assert!(matches!(port.rx_ring(0), Err(Error::RingClaimed { .. })));
    drop(ring);
}

#[test]
fn d3_counts_are_those_of_the_bound_rings() {
    let (kernel, _) = FakeKernel::open(8, 0);
    let counts = |name: &str| {
        let port = kernel.reopen(name).expect(name);
        let nic = (port.num_tx_rings(), port.num_rx_rings());
        (nic, (port.num_host_tx_rings(), port.num_host_rx_rings()))
    };
    assert_eq!(counts("fake0"), ((1, 1), (0, 0)));
    assert_eq!(counts("fake0-0"), ((1, 1), (0, 0)));
    assert_eq!(counts("fake0*"), ((1, 1), (1, 1)));
    assert_eq!(counts("fake0^"), ((1, 1), (1, 1)));
    assert_eq!(counts("fake0*/R"), ((0, 1), (0, 1)));
    assert_eq!(counts("fake0/T"), ((1, 0), (0, 0)));
}

#[test]
fn d4_tx_head_wraps_by_compare() {
    // 2500 packets through rings of any size, also such that are no power of two.
    for slots in [2, 3, 100, 1024] {
        let (kernel, port) = FakeKernel::open(slots, slots - 1);
        let mut tx = port.tx_ring(0).expect("free");
        let mut sent = 0;
        for i in 0..2500 {
            if tx.send(&packet(i, 60)).is_err() {
                tx.sync().expect("sync");
                tx.send(&packet(i, 60)).expect("room after a sync");
            }
            sent += 1;
        }
        tx.sync().expect("sync");
        let out = kernel.sent();
        assert_eq!(out.len(), sent);
        assert!((0..2500).all(|i| out[i].0 == packet(i, 60)), "in order");
        assert_eq!(kernel.refused(), []);
    }
}

#[test]
fn d4_batches_wrap_too() {
    let (kernel, port) = FakeKernel::open(1024, 0);
    let mut tx = port.tx_ring(0).expect("free");
    for round in 0..4 {
        let mut batch = tx.reserve_batch(300).expect("room");
        for i in 0..300 {
            batch.packet(i, 8).expect("in").fill(round);
        }
        batch.commit().expect("all filled");
        tx.sync().expect("sync");
    }
    let out = kernel.sent();
    assert_eq!(out.len(), 1200);
    assert_eq!(out[1199].0, [3; 8]);
    assert_eq!(kernel.refused(), []);
}

#[test]
fn d4_packets_written_in_place_wrap_too() {
    for slots in [2, 3, 100] {
        let (kernel, port) = FakeKernel::open(slots, slots - 1);
        let mut tx = port.tx_ring(0).expect("free");
        let mut sent = 0;
        for _ in 0..300 {
            let before = sent;
            let n = tx.send_each(7, |frame| {
                frame[..60].copy_from_slice(&packet(sent, 60));
                sent += 1;
                60
            });
            assert_eq!(n, Ok(sent - before));
            tx.sync().expect("sync");
        }
        let out = kernel.sent();
        assert_eq!(out.len(), sent);
        assert_eq!(sent, 300 * 7.min(slots as usize - 1));
        assert!((0..sent).all(|i| out[i].0 == packet(i, 60)));
        assert_eq!(kernel.refused(), []);
    }
}

#[test]
fn writing_in_place_stops_where_it_is_told_and_sends_nothing_too_long() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let mut tx = port.tx_ring(0).expect("free");
    tx.peek_at(1, 33).expect("free").fill(1);
    let mut lengths = [60, 0].into_iter();
    assert_eq!(tx.send_each(9, |_| lengths.next().unwrap_or(1)), Ok(1));
    // The slot that was shown is as if it had never been peeked.
    assert_eq!(tx.commit(), Err(RingError::NotPeeked { index: 0 }));
    let max = tx.frame_size();
    let mut lengths = [60, max + 1].into_iter();
    let refused = tx.send_each(9, |_| lengths.next().unwrap_or(1));
    assert_eq!(refused, Err(RingError::TooLong { len: max + 1, max }));
    // One whose index makes no sense ends the batch before it.
    let slot = kernel.slot(Tx, 1);
    kernel.set_slot(Tx, 1, Slot { buf_idx: 0, ..slot });
    assert_eq!(tx.send_each(9, |_| 60), Ok(2));
    let refused = tx.send_each(9, |_| 60);
    assert_eq!(refused, Err(RingError::Reinitialised { lost: 0 }));
    assert_eq!(tx.stats().bad_index, 1);
    tx.sync().expect("sync");
    assert_eq!(kernel.sent().len(), 3);
}

#[test]
fn d5_full_means_head_equals_tail() {
    for slots in [2, 100, 1024] {
        let (kernel, port) = FakeKernel::open(slots, slots / 2);
        kernel.set_stuck(true);
        let mut tx = port.tx_ring(0).expect("free");
        let usable = slots as usize - 1;
        assert_eq!(tx.ready(), usable);
        for i in 0..usable {
            tx.send(&[i as u8]).expect("room");
        }
        let full = RingError::NotReady {
            wanted: 1,
            available: 0,
        };
        assert_eq!(tx.send(&[1]), Err(full));
        assert_eq!(tx.sync(), Ok(0));
        assert_eq!(tx.send(&[1]), Err(full));
        assert!(tx.reserve_batch(1).is_err());
        assert_eq!(tx.wait(Some(Duration::ZERO)), Ok(0));
        assert_eq!(tx.pending(), usable);
        assert_eq!(tx.flush(Duration::ZERO), Ok(usable));
        kernel.set_stuck(false);
        assert_eq!(tx.kick(), Ok(Kick::Drained), "a full ring is worth a sync");
        assert_eq!(tx.pending(), 0);
        assert_eq!(kernel.refused(), []);
        let all = tx.reserve_batch(usable).map(|batch| batch.len());
        assert_eq!(all, Ok(usable), "all of them, not one less");
    }
}

#[test]
fn d6_rx_head_wraps_by_compare() {
    for slots in [3, 100, 1024] {
        let (kernel, port) = FakeKernel::open(slots, slots - 2);
        let mut rx = port.rx_ring(0).expect("free");
        let mut got = 0;
        for round in 0..20 {
            kernel.arrive((0..97).map(|i| (packet(round * 97 + i, 60), 0)));
            loop {
                if rx.sync().expect("sync") == 0 {
                    break;
                }
                while let Some(frame) = rx.recv() {
                    assert_eq!(frame.payload(), packet(got, 60));
                    got += 1;
                }
            }
        }
        assert_eq!(got, 20 * 97);
        assert!(rx.recv().is_none());
        assert_eq!(kernel.refused(), []);
    }
}

#[test]
fn d6_batches_are_never_more_than_there_is() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let mut rx = port.rx_ring(0).expect("free");
    assert_eq!(rx.recv_batch(1000).len(), 0);
    kernel.arrive((0..5).map(|i| (vec![i], 0x0100)));
    rx.sync().expect("sync");
    let batch = rx.recv_batch(1000);
    assert_eq!(batch.len(), 5);
    let bytes: Vec<u8> = batch
        .iter()
        .map(|p| p.as_slice().expect("one slot")[0])
        .collect();
    assert_eq!(bytes, [0, 1, 2, 3, 4]);
    assert_eq!(
        rx.recv_batch(1000).len(),
        0,
        "the next call gives them back"
    );
}

#[test]
fn d7_a_ring_has_one_handle() {
    let (_kernel, port) = FakeKernel::open(8, 0);
    let tx = port.tx_ring(0).expect("free");
    assert!(matches!(port.tx_ring(0), Err(Error::RingClaimed { .. })));
    let _rx = port.rx_ring(0).expect("another ring");
    drop(tx);
    let mut tx = port.tx_ring(0).expect("free again");
    drop(port);
    tx.send(b"the ring keeps its port").expect("still open");
}

#[test]
fn d7_lengths_and_indices_are_checked() {
    let (kernel, port) = FakeKernel::open(8, 0);
    let mut tx = port.tx_ring(0).expect("free");
    let (len, max) = (BUF_SIZE + 1, BUF_SIZE);
    assert_eq!(tx.send(&vec![0; len]), Err(RingError::TooLong { len, max }));
    assert_eq!(tx.send(&[]), Err(RingError::ZeroLength));
    let outside = RingError::OutOfWindow { index: 7, ready: 7 };
    assert_eq!(tx.peek_at(7, 1), Err(outside));
    assert_eq!(tx.peek_at(usize::MAX, 1).err().map(drop), Some(()));
    let beyond = RingError::CommitBeyondWindow {
        wanted: 8,
        ready: 7,
    };
    assert_eq!(tx.commit_n(8), Err(beyond));
    let mut batch = tx.reserve_batch(2).expect("room");
    assert_eq!(
        batch.packet(2, 1).err(),
        Some(RingError::OutOfWindow { index: 2, ready: 2 })
    );
    batch.packet(1, 1).expect("in");
    assert_eq!(batch.commit(), Err(RingError::NotPeeked { index: 0 }));
    tx.sync().expect("sync");
    assert_eq!(kernel.sent(), []);
}

#[test]
fn d14_flags_of_earlier_packets_do_not_stick() {
    let (kernel, port) = FakeKernel::open(4, 0);
    let mut tx = port.tx_ring(0).expect("free");
    for i in 0..4 {
        let slot = kernel.slot(Tx, i);
        kernel.set_slot(
            Tx,
            i,
            Slot {
                flags: u16::MAX,
                ..slot
            },
        );
    }
    tx.send(b"send").expect("room");
    tx.peek_at(0, 4).expect("in").copy_from_slice(b"peek");
    tx.commit().expect("peeked");
    tx.reserve_batch(1)
        .map(|mut b| b.packet(0, 5).map(|p| p.fill(0)).and(b.commit()))
        .expect("room")
        .expect("filled");
    tx.sync().expect("sync");
    assert!(kernel.sent().iter().all(|(_, flags)| *flags == 0));
}

#[test]
fn d14_packets_of_several_slots_are_whole() {
    let (kernel, port) = FakeKernel::open(16, 13);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive([
        (vec![1; 256], 0x0320),
        (vec![2; 256], 0x0320),
        (vec![3; 10], 0x0300),
        (vec![4; 60], 0x0100),
        (vec![5; 60], MORE),
    ]);
    rx.sync().expect("sync");
    assert!(rx.is_continued(0) && !rx.is_continued(2));
    let partial = RingError::PartialPacket { index: 0 };
    assert_eq!(rx.commit_n(1), Err(partial));
    let frame = rx.recv().expect("a packet");
    let whole = [vec![1; 256], vec![2; 256], vec![3; 10]].concat();
    assert_eq!(frame.payload(), whole);
    assert_eq!(
        frame.slots().map(<[u8]>::len).collect::<Vec<_>>(),
        [256, 256, 10]
    );
    assert_eq!(rx.recv().expect("the next").payload(), [4; 60]);
    assert!(rx.recv().is_none(), "not whole yet");
    kernel.arrive([(vec![6], 0)]);
    rx.sync().expect("sync");
    let mut buf = [0; 60];
    let small = RingError::BufferTooSmall {
        len: 61,
        capacity: 60,
    };
    assert_eq!(rx.recv_into(&mut buf), Err(small));
    assert_eq!(rx.recv_packet().expect("still there").len(), 61);
    assert!(rx.recv_packet().is_none());
}

#[test]
fn packets_of_several_slots_are_sent_whole() {
    let (kernel, port) = FakeKernel::open(16, 15);
    let mut tx = port.tx_ring(0).expect("free");
    let data = packet(3, 2 * BUF_SIZE + 5);
    assert_eq!(tx.send_packet(&[&data[..100], &[], &data[100..]]), Ok(3));
    assert_eq!(tx.send_packet(&[b"short"]), Ok(1));
    assert_eq!(tx.send_packet(&[&[], &[]]), Err(RingError::ZeroLength));
    let most = 15 * BUF_SIZE;
    assert_eq!(
        tx.send_packet(&[&vec![0; most + 1]]),
        Err(RingError::TooLong {
            len: most + 1,
            max: most
        })
    );
    let wanted = RingError::NotReady {
        wanted: 15,
        available: 11,
    };
    assert_eq!(tx.send_packet(&[&vec![0; most]]), Err(wanted));
    tx.peek_at(0, 1).expect("in");
    tx.set_continued(0, true).expect("peeked");
    assert_eq!(tx.commit(), Err(RingError::PartialPacket { index: 0 }));
    assert_eq!(
        tx.set_continued(1, true),
        Err(RingError::NotPeeked { index: 1 })
    );
    tx.sync().expect("sync");
    let sent = kernel.sent();
    assert_eq!(
        sent.iter().map(|s| s.1).collect::<Vec<_>>(),
        [MORE, MORE, 0, 0]
    );
    let joined: Vec<u8> = sent[..3].iter().flat_map(|s| s.0.clone()).collect();
    assert_eq!(joined, data);
}

#[test]
fn slots_that_make_no_sense_are_counted_and_never_read() {
    let (kernel, port) = FakeKernel::open(16, 0);
    let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
    kernel.arrive((0..8).map(|i| (vec![i; 4], 0)));
    rx.sync().expect("sync");
    let meddle = |i, buf_idx: Option<u32>, len, flags| {
        let slot = kernel.slot(Rx, i);
        let buf_idx = buf_idx.unwrap_or(slot.buf_idx);
        kernel.set_slot(
            Rx,
            i,
            Slot {
                buf_idx,
                len,
                flags,
            },
        );
    };
    meddle(0, Some(u32::MAX), 60, 0);
    meddle(1, Some(0), 60, 0);
    meddle(2, Some(100), 60, 0);
    meddle(3, None, u16::MAX, 0);
    meddle(4, Some(1), 60, MORE);
    assert_eq!(rx.peek_at(0).expect("in").len(), 0);
    let frame = rx.recv().expect("the first good one");
    assert_eq!(frame.len(), BUF_SIZE, "cut to the buffer");
    assert_eq!(&frame.payload()[..4], [3; 4]);
    assert_eq!(
        rx.recv().expect("4 and 5 are one bad packet").payload(),
        [6; 4]
    );
    assert_eq!(rx.recv().expect("the last").payload(), [7; 4]);
    assert!(rx.recv().is_none());
    assert_eq!((rx.stats().bad_index, rx.stats().bad_length), (5, 1));

    let slot = kernel.slot(Tx, 0);
    kernel.set_slot(
        Tx,
        0,
        Slot {
            buf_idx: 100,
            ..slot
        },
    );
    assert_eq!(tx.send(b"x"), Err(RingError::Reinitialised { lost: 0 }));
    assert_eq!(tx.stats().bad_index, 1);
}

#[test]
fn a_packet_without_end_does_not_block_the_ring() {
    let (kernel, port) = FakeKernel::open(4, 3);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive((0..4).map(|i| (vec![i], MORE)));
    kernel.arrive([(vec![4], 0)]);
    rx.sync().expect("sync");
    assert!(rx.recv().is_none(), "three slots of nothing");
    assert_eq!(rx.stats().truncated, 3);
    rx.sync().expect("sync");
    assert_eq!(rx.recv().expect("the rest").payload(), [3, 4]);
}

#[test]
fn offsets_of_slots_are_respected() {
    let (kernel, port) = FakeKernel::open_with(4, 0, 0xff);
    let (mut rx, mut tx) = (port.rx_ring(0).expect("rx"), port.tx_ring(0).expect("tx"));
    kernel.set_ptr(Rx, 0, 6);
    kernel.arrive([(b"headroompayload".to_vec(), 0)]);
    rx.sync().expect("sync");
    assert_eq!(&rx.peek().expect("one")[..9], b"ompayload");
    kernel.set_ptr(Tx, 0, 250);
    let too_long = RingError::TooLong { len: 7, max: 6 };
    assert_eq!(tx.send(&[0; 7]), Err(too_long));
    tx.send(b"sixsix").expect("fits");
    tx.sync().expect("sync");
    assert_eq!(kernel.sent(), [(b"sixsix".to_vec(), 0)]);
}

#[test]
fn frames_forgotten_are_given_back() {
    let (kernel, port) = FakeKernel::open(4, 0);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive((0..3).map(|i| (vec![i], 0)));
    rx.sync().expect("sync");
    let _ = rx.recv();
    assert_eq!(rx.ready(), 2);
    let _ = rx.recv_batch(9);
    drop(rx);
    let mut rx = port.rx_ring(0).expect("free again");
    assert_eq!(rx.ready(), 0);
    assert_eq!(rx.kick(), Ok(Kick::Drained));
}

#[test]
fn a_new_handle_goes_on_where_the_old_one_was() {
    let (kernel, port) = FakeKernel::open(8, 7);
    let mut tx = port.tx_ring(0).expect("free");
    tx.send(b"flushed on drop").expect("room");
    tx.peek_at(0, 9).expect("in").copy_from_slice(b"forgotten");
    drop(tx);
    assert_eq!(kernel.sent(), [(b"flushed on drop".to_vec(), 0)]);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive((0..3).map(|i| (vec![i], 0)));
    rx.sync().expect("sync");
    rx.recv().expect("the first");
    drop(rx);
    let mut rx = port.rx_ring(0).expect("free again");
    assert_eq!(rx.recv().expect("the second").payload(), [1]);
}
