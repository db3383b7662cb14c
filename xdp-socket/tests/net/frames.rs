//! Frames: each in one place at a time, none lost, none changed while it is ours.

use std::collections::HashSet;

use packet_ring::RingError;
use xdp_socket::{XdpConfigBuilder, create_bi_socket, create_rx_socket, create_tx_socket};

use crate::namespace_or_skip;
use crate::support::{
    LEN, PATIENCE, commit, eventually, exchange, line, number, receive, rings, send, steered, veth,
};

#[test]
fn s2_seek_on_idle_rx_is_empty() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    for _ in 0..300 {
        assert_eq!(rx.ready(), 0);
        let nothing = RingError::NotReady {
            wanted: 1,
            available: 0,
        };
        assert_eq!(rx.seek().unwrap_err(), nothing);
        assert_eq!(rx.seek_and_peek().unwrap_err(), nothing);
        assert_eq!(
            rx.commit().unwrap_err(),
            RingError::CommitBeyondWindow {
                wanted: 1,
                ready: 0
            }
        );
    }
    exchange(&mut tx, &mut rx, 0..300, 64);
    assert_eq!(rx.statistics().unwrap().rx_received, 300);
    assert_eq!(
        rx.seek_n(2).unwrap_err(),
        RingError::NotReady {
            wanted: 2,
            available: 0
        }
    );
}

/// Every slot of the window is a frame of its own, also after all have been used and came back in
/// whatever order.
#[test]
fn s4_ready_slots_are_different_frames() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).tx_frames(100).build().unwrap());
    for round in 0..50_u32 {
        // also with some committed and not yet back
        let burst = 1 + round * 7 % 64;
        send(&mut tx, 0..burst, LEN);
        let n = tx.seek_n(10).unwrap();
        let mut places: Vec<usize> = (0..n)
            .map(|i| tx.peek_at(i, 2048).unwrap().as_ptr() as usize)
            .collect();
        places.sort_unstable();
        assert!(
            places.windows(2).all(|w| w[1] - w[0] >= 2048),
            "{places:x?}"
        );
        // nothing that was peeked there is lost by looking at another slot
        for i in 0..n {
            crate::support::write(1000 + i as u32, tx.peek_at(i, LEN).unwrap());
        }
        for i in 0..n {
            assert_eq!(number(tx.peek_at(i, LEN).unwrap()), 1000 + i as u32);
        }
        assert!(receive(&mut rx, burst as usize).into_iter().eq(0..burst));
        tx.commit_n(n).unwrap();
        tx.flush(PATIENCE).unwrap();
        assert!(receive(&mut rx, n).into_iter().eq(1000..1000 + n as u32));
    }
}

/// A packet that is looked at stays as it is while thousands of others come.
#[test]
fn s3_a_held_packet_never_changes() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    // received and committed before, as where a producer index could go backwards
    exchange(&mut tx, &mut rx, 0..10, 1);
    send(&mut tx, 100..103, LEN);
    rx.wait(Some(PATIENCE)).unwrap();
    eventually("three packets", || (rx.ready() == 3).then_some(()));
    rx.commit().unwrap();
    for round in 0..36 {
        send(&mut tx, 200 + round * 64..264 + round * 64, LEN);
        assert_eq!(number(rx.peek().unwrap()), 101);
        assert_eq!(number(rx.peek_at(1).unwrap()), 102);
    }
    // what had no room is lost, what had is whole and in order
    let n = rx.ready();
    let kept = receive(&mut rx, n);
    assert_eq!(kept[..3], [101, 102, 200]);
    assert!(kept.windows(2).skip(1).all(|w| w[0] < w[1]), "{kept:?}");
    exchange(&mut tx, &mut rx, 5000..5500, 64);
}

fn slow_reader(config: XdpConfigBuilder, sent: u32) -> xdp_socket::Statistics {
    let veth = veth();
    let config = config.build().unwrap();
    let mut rx = create_rx_socket(veth.right().index(), 0, Some(config)).unwrap();
    let config = rings(64).build().unwrap();
    let mut tx = create_tx_socket(veth.left().index(), 0, Some(config)).unwrap();
    let mut kept = 0;
    for first in (0..sent).step_by(50) {
        send(&mut tx, first..first + 50, LEN);
        eventually("each packet, or its loss", || {
            let seen = rx.statistics().unwrap();
            let lost = seen.rx_ring_full + seen.rx_fill_ring_empty_descs;
            kept = rx.ready();
            (kept as u64 + lost == u64::from(first) + 50).then_some(())
        });
    }
    assert!(receive(&mut rx, kept).into_iter().eq(0..kept as u32));
    let seen = rx.statistics().unwrap();
    assert_eq!(seen.rx_received, kept as u64);
    // reading goes on where it should
    exchange(&mut tx, &mut rx, sent..sent + 300, 16);
    let after = rx.statistics().unwrap();
    assert_eq!(after.rx_received, seen.rx_received + 300);
    assert_eq!(
        (after.rx_dropped, after.rx_ring_full),
        (seen.rx_dropped, seen.rx_ring_full)
    );
    assert_eq!((seen.invalid_addresses, seen.rx_invalid_descs), (0, 0));
    veth.delete().unwrap();
    seen
}

#[test]
fn p12_a_slow_reader_loses_packets_by_count() {
    let _namespace = namespace_or_skip!();
    // more ring than frames: the fill ring runs empty
    let seen = slow_reader(steered().rx_ring(256).rx_frames(64), 1000);
    assert_eq!(seen.rx_received, 64, "{seen:?}");
    assert_eq!(seen.rx_fill_ring_empty_descs, 936, "{seen:?}");
    // in copy mode these are among the dropped
    assert_eq!(seen.rx_dropped, 936, "{seen:?}");
    assert_eq!(seen.rx_ring_full, 0, "{seen:?}");
    // more frames than ring: the ring is full
    let seen = slow_reader(steered().rx_ring(32).rx_frames(256), 1000);
    assert_eq!(seen.rx_received, 32, "{seen:?}");
    assert_eq!(seen.rx_ring_full, 968, "{seen:?}");
    assert_eq!(seen.rx_fill_ring_empty_descs, 0, "{seen:?}");
    assert_eq!(seen.rx_dropped, 0, "{seen:?}");
}

/// The kernel publishes a packet before it gives up the fill ring's entry, so that a fill ring of
/// as many entries as frames is full for a moment.
#[test]
fn p30_a_tight_fill_ring_loses_no_frame() {
    let _namespace = namespace_or_skip!();
    for fill in [1, 16, 64] {
        let veth = veth();
        let (mut tx, mut rx) = line(&veth, rings(64).fill_ring(fill).build().unwrap());
        exchange(&mut tx, &mut rx, 0..2000, 1);
        // on two threads, so that the kernel is at it while we give frames back
        let sender = std::thread::spawn(move || {
            for seq in 0..20_000 {
                send(&mut tx, seq..seq + 1, LEN);
            }
            tx
        });
        let mut last = None;
        while !(sender.is_finished() && rx.ready() == 0) {
            let n = rx.ready().min(7);
            for i in 0..n {
                let seq = number(rx.peek_at(i).unwrap());
                assert!(last < Some(seq), "{seq} after {last:?}");
                last = Some(seq);
            }
            rx.commit_n(n).unwrap();
        }
        let mut tx = sender.join().unwrap();
        // all frames are there: so many packets fit at once
        let burst = fill.min(64);
        exchange(&mut tx, &mut rx, 0..burst * 20, burst);
        assert_eq!(rx.statistics().unwrap().invalid_addresses, 0);
        veth.delete().unwrap();
    }
}

/// After many packets in bursts of all sizes, each side has all of its frames.
#[test]
fn c1_frames_are_conserved() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let config = rings(64).tx_frames(50).rx_frames(60).build().unwrap();
    let open = |index| create_bi_socket(index, 0, Some(config.clone())).unwrap();
    let (mut tx, mut back_rx) = open(veth.left().index());
    let (mut back_tx, mut rx) = open(veth.right().index());
    let mut seq = 0;
    for round in 0..1000_u32 {
        let burst = 1 + round * 13 % 50;
        exchange(&mut tx, &mut rx, seq..seq + burst, burst);
        exchange(&mut back_tx, &mut back_rx, seq..seq + burst, burst);
        seq += burst;
    }
    for (tx, rx) in [(&mut tx, &mut rx), (&mut back_tx, &mut back_rx)] {
        eventually("the last frame", || (tx.ready() == 50).then_some(()));
        assert_eq!(tx.in_flight(), 0);
        let mut places = HashSet::new();
        for i in 0..50 {
            places.insert(tx.peek_at(i, 2048).unwrap().as_ptr() as usize);
        }
        assert_eq!(places.len(), 50);
        // all 60 frames of the receiver
        send(tx, 0..60, LEN);
        places.clear();
        eventually("60 packets", || (rx.ready() == 60).then_some(()));
        for i in 0..60 {
            let packet = rx.peek_at(i).unwrap();
            assert_eq!(number(packet), i as u32);
            places.insert(packet.as_ptr() as usize / 2048);
        }
        assert_eq!(places.len(), 60);
        rx.commit_n(60).unwrap();
        assert_eq!(tx.statistics().unwrap().tx_committed, u64::from(seq) + 60);
        assert_eq!(rx.statistics().unwrap().rx_received, u64::from(seq) + 60);
        assert_eq!(rx.statistics().unwrap().invalid_addresses, 0);
    }
}

/// Editing a packet in place changes no other.
#[test]
fn p14_a_packet_is_as_long_as_its_descriptor_says() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for headroom in [0, 2, 64, 250] {
        let (mut tx, mut rx) = line(&veth, rings(16).headroom(headroom).build().unwrap());
        for round in 0..8 {
            let lens: Vec<usize> = (0..16).map(|i| 60 + (round * 16 + i) * 11 % 1455).collect();
            for (i, &len) in lens.iter().enumerate() {
                crate::support::write(i as u32, tx.peek_at(i, len).unwrap());
            }
            tx.commit_n(16).unwrap();
            tx.flush(PATIENCE).unwrap();
            eventually("16 packets", || (rx.ready() == 16).then_some(()));
            for (i, &len) in lens.iter().enumerate() {
                let packet = rx.peek_at(i).unwrap();
                assert_eq!((number(packet), packet.len()), (i as u32, len));
                packet.fill(0xff);
            }
            rx.commit_n(16).unwrap();
            eventually("the last frame", || (tx.ready() == 16).then_some(()));
        }
    }
}

/// What was peeked and never committed goes with the socket; the next one starts afresh.
#[test]
fn s19_nothing_uncommitted_is_sent_by_a_successor() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let config = rings(16).build().unwrap();
    let mut rx = create_rx_socket(veth.right().index(), 0, Some(config.clone())).unwrap();
    for round in 0..5 {
        let index = veth.left().index();
        let mut tx = create_tx_socket(index, 0, Some(config.clone())).unwrap();
        exchange(&mut tx, &mut rx, 0..20, 16);
        for i in 0..5 {
            crate::support::write(999, tx.peek_at(i, LEN).unwrap());
        }
        // and what was committed and never kicked, too
        commit(&mut tx, 500 + round, 1, LEN);
    }
    assert_eq!(rx.ready(), 0);
}
