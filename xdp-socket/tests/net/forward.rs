//! Forwarding: between the halves of one socket, which share their frames, and between sockets.

use std::sync::Arc;

use packet_ring::testing::{Profile, forwarding};
use packet_ring::{Forward, RingError, Verdict};
use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    Attached, RxSocket, TxSocket, XdpProgram, create_bi_socket, create_rx_socket, create_tx_socket,
};

use crate::namespace_or_skip;
use crate::support::{
    ETHER_TYPE, LEN, PATIENCE, eventually, interface, line, number, packet, promptly, receive,
    rings, send, steer, veth,
};

const SLOTS: u32 = 64;

fn bi(index: u32) -> (TxSocket, RxSocket) {
    create_bi_socket(index, 0, Some(rings(SLOTS).build().unwrap())).unwrap()
}

fn profile() -> Profile {
    Profile::ethernet([2, 0, 0, 0, 0, 2], [2, 0, 0, 0, 0, 1], ETHER_TYPE).max_burst(SLOTS as usize)
}

/// A second pair, for what goes on from the right of the first.
fn second() -> VethPair {
    VethPair::create(&VethConfig::new().names("in", "out")).unwrap()
}

/// Programs that stay while sockets come and go: attaching takes the kernel long.
fn stay_attached(names: [&str; 2]) -> [Arc<Attached>; 2] {
    let program = XdpProgram::builtin(steer());
    names.map(|name| program.attach(&interface(name)).unwrap())
}

/// left → right ⇒ right → left: the packets stay in the frames of the right socket.
#[test]
fn halves_of_one_socket_forward_as_they_should() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let _programs = stay_attached(["left", "right"]);
    let report = forwarding(&profile(), || {
        let (tx, back) = bi(veth.left().index());
        let (forward, rx) = bi(veth.right().index());
        (tx, rx, forward, back)
    });
    assert!(report.passed.len() >= 8, "{report:?}");
}

/// left → right ⇒ in → out: another socket has other memory, so they are copied.
#[test]
fn different_sockets_forward_as_they_should() {
    let _namespace = namespace_or_skip!();
    let (first, second) = (veth(), second());
    let _programs = stay_attached(["right", "out"]);
    let report = forwarding(&profile(), || {
        let (tx, rx) = line(&first, rings(SLOTS).build().unwrap());
        let (forward, out) = line_of(&second);
        (tx, rx, forward, out)
    });
    assert!(report.passed.len() >= 8, "{report:?}");
}

fn line_of(veth: &VethPair) -> (TxSocket, RxSocket) {
    line(veth, rings(SLOTS).build().unwrap())
}

/// Forwards what has come, and counts: (forwarded, dropped).
fn step(tx: &mut TxSocket, rx: &mut RxSocket, drop_every: u32) -> (usize, usize) {
    let done = tx
        .forward_n(rx, SLOTS as usize, |packet| {
            let seq = number(packet);
            if drop_every > 0 && seq % drop_every == 0 {
                return Verdict::Drop;
            }
            // exchanging the addresses there and back leaves the packet as it was
            for _ in 0..2 {
                let (to, rest) = packet.split_at_mut(6);
                to.swap_with_slice(&mut rest[..6]);
            }
            Verdict::Forward
        })
        .unwrap();
    assert_eq!(done.too_long, 0);
    // A kick may send a part of it: 32 packets before Linux 6.17.
    assert_eq!(tx.flush(PATIENCE).unwrap().queued(), 0);
    rx.kick().unwrap();
    (done.forwarded, done.dropped)
}

/// Many packets through one socket, some of them dropped: each comes back or is counted, no frame
/// is lost on any of the four rings.
#[test]
fn c1_forwarding_conserves_frames() {
    const PACKETS: u32 = 20_000;
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut back) = bi(veth.left().index());
    let (mut forward, mut rx) = bi(veth.right().index());
    let (mut sent, mut dropped, mut returned) = (0, 0, 0);
    while sent < PACKETS {
        let burst = (1 + sent % SLOTS).min(PACKETS - sent);
        send(&mut tx, sent..sent + burst, LEN);
        let expected = (sent..sent + burst).filter(|seq| seq % 7 != 0).count();
        let mut forwarded = 0;
        eventually("the burst", || {
            let done = step(&mut forward, &mut rx, 7);
            forwarded += done.0;
            dropped += done.1;
            (forwarded == expected && forwarded + dropped + returned == (sent + burst) as usize)
                .then_some(())
        });
        let seqs = receive(&mut back, expected);
        assert!(
            seqs.into_iter()
                .eq((sent..sent + burst).filter(|seq| seq % 7 != 0))
        );
        returned += expected;
        sent += burst;
    }
    assert_eq!((returned + dropped) as u32, PACKETS);
    assert_eq!(dropped, (PACKETS as usize).div_ceil(7));

    // every frame is where it belongs
    eventually("the last frame", || {
        (forward.ready() == SLOTS as usize && tx.ready() == SLOTS as usize).then_some(())
    });
    assert_eq!((forward.in_flight(), tx.in_flight()), (0, 0));
    send(&mut tx, 0..SLOTS, LEN);
    assert!(receive(&mut rx, SLOTS as usize).into_iter().eq(0..SLOTS));
    for statistics in [forward.statistics(), rx.statistics(), back.statistics()] {
        let seen = statistics.unwrap();
        assert_eq!((seen.invalid_addresses, seen.rx_invalid_descs), (0, 0));
        assert_eq!((seen.tx_invalid_descs, seen.rx_ring_full), (0, 0));
    }
}

/// A sender and a receiver on one thread, the forwarder on another. Nothing is
/// lost, because the sender keeps no more under way than the smallest ring holds.
#[test]
fn forwarders_run_on_threads_of_their_own() {
    const ROUNDS: u32 = 200;
    let _namespace = namespace_or_skip!();
    let (first, second) = (veth(), second());
    let (mut tx, mut rx) = line_of(&first);
    let (mut forward, mut out) = line_of(&second);
    let forwarder = std::thread::spawn(move || {
        let mut done = 0;
        while done < (ROUNDS * SLOTS) as usize {
            assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
            done += step(&mut forward, &mut rx, 0).0;
        }
    });
    promptly("the line", move || {
        for round in 0..ROUNDS {
            let seqs = round * SLOTS..(round + 1) * SLOTS;
            send(&mut tx, seqs.clone(), LEN);
            assert!(receive(&mut out, SLOTS as usize).into_iter().eq(seqs));
        }
        forwarder.join().unwrap();
    });
}

/// A packet that fits the receiver's frame but not the sender's is dropped by count.
#[test]
fn what_is_too_long_for_the_other_socket_is_counted() {
    let _namespace = namespace_or_skip!();
    let first = VethPair::create(&VethConfig::new().mtu(3000)).unwrap();
    let second = second();
    let wide = rings(SLOTS).frame_size(4096).build().unwrap();
    let mut rx = create_rx_socket(first.right().index(), 0, Some(wide.clone())).unwrap();
    let mut tx = create_tx_socket(first.left().index(), 0, Some(wide)).unwrap();
    let (mut forward, mut out) = line_of(&second);
    for (seq, len) in [(0, 100), (1, 2049), (2, 1514), (3, 3000), (4, 60)] {
        send(&mut tx, seq..seq + 1, len);
    }
    eventually("five packets", || (rx.ready() == 5).then_some(()));
    let done = forward
        .forward_n(&mut rx, 10, |_| Verdict::Forward)
        .unwrap();
    assert_eq!((done.forwarded, done.dropped, done.too_long), (3, 0, 2));
    forward.kick().unwrap();
    rx.kick().unwrap();
    assert_eq!(receive(&mut out, 3), [0, 2, 4]);
    assert_eq!(rx.ready(), 0);
}

/// Forwarding begins afresh: what was peeked before and not committed is given up, not sent.
#[test]
fn forwarding_sends_nothing_that_was_only_peeked() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut back) = bi(veth.left().index());
    let (mut forward, mut rx) = bi(veth.right().index());
    send(&mut tx, 0..3, LEN);
    eventually("three packets", || (rx.ready() == 3).then_some(()));
    forward.seek_n(2).unwrap();
    for i in 0..2 {
        let bytes = packet(900 + i as u32, LEN);
        forward.peek_at(i, LEN).unwrap().copy_from_slice(&bytes);
    }
    assert_eq!(step(&mut forward, &mut rx, 0), (3, 0));
    assert_eq!(receive(&mut back, 3), [0, 1, 2]);
    assert_eq!(
        forward.commit().unwrap_err(),
        RingError::NotPeeked { index: 0 }
    );
    assert_eq!(back.ready(), 0);
}
