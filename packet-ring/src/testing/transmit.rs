//! Checks of the transmit side: the window, its bounds, what a commit demands.

use std::time::Duration;

use super::harness::{Harness, Sent, wait_out};
use super::{Check, always};
use crate::{Receive, RingError, Transmit};

pub(super) fn checks<T: Transmit, R: Receive>() -> Vec<Check<T, R>> {
    let check = |name, run| Check {
        name,
        run,
        needs: always,
    };
    vec![
        check("tx_window_and_seek", window_and_seek),
        check("tx_peek_bounds", peek_bounds),
        check("tx_commit_bounds", commit_bounds),
        check("tx_commit_needs_a_peek", commit_needs_a_peek),
        check("tx_sparse_peeks_are_kept", sparse_peeks_are_kept),
        check("tx_errors_change_nothing", errors_change_nothing),
        check("tx_peek_again_changes_the_length", peek_again),
        check("tx_peek_in_any_order", peek_in_any_order),
        check("tx_uncommitted_is_not_sent", uncommitted_is_not_sent),
        check("tx_send_refuses_and_keeps", send_refuses),
        check("tx_send_batch_is_all_or_nothing", send_batch_refuses),
        check("tx_wait_with_room_returns_it", wait_with_room),
        Check {
            name: "tx_full",
            run: full,
            needs: |p| p.fills_up.then_some(()).ok_or("fills_up(false)"),
        },
        Check {
            name: "tx_stays_full_until_received",
            run: stays_full,
            needs: |p| {
                p.lossless_when_full
                    .then_some(())
                    .ok_or("lossless_when_full(false)")
            },
        },
        Check {
            name: "packets_of_several_slots",
            run: several_slots,
            needs: |p| p.multi_slot.then_some(()).ok_or("multi_slot(false)"),
        },
    ]
}

fn window_and_seek<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = h.initial;
    assert!(
        n <= h.tx.capacity(),
        "the window of {n} is wider than the capacity of {}",
        h.tx.capacity()
    );
    assert_eq!(h.tx.ready(), n, "ready() alone changes nothing");
    assert_eq!(h.tx.seek_n(0), Ok(n));
    assert_eq!(h.tx.seek(), Ok(n));
    assert_eq!(h.tx.seek_n(n), Ok(n));
    for wanted in [n + 1, usize::MAX] {
        let refused = RingError::NotReady {
            wanted,
            available: n,
        };
        assert_eq!(h.tx.seek_n(wanted), Err(refused));
    }
    h.send(h.burst());
    assert!(h.tx.ready() <= h.tx.capacity());
    h.finish();
}

fn peek_bounds<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let (ready, max) = (h.tx.ready(), h.tx.frame_size());
    for index in [ready, ready + 1, usize::MAX] {
        let refused = RingError::OutOfWindow { index, ready };
        assert_eq!(h.tx.peek_at(index, 64.min(max)).err(), Some(refused));
    }
    for len in [max + 1, usize::MAX] {
        let refused = RingError::TooLong { len, max };
        assert_eq!(h.tx.peek_at(0, len).err(), Some(refused));
        assert_eq!(h.tx.peek(len).err(), Some(refused));
        assert_eq!(h.tx.seek_and_peek(len).err(), Some(refused));
    }
    assert_eq!(h.tx.peek_at(0, 0).err(), Some(RingError::ZeroLength));
    assert_eq!(h.tx.ready(), ready, "a refused peek changes nothing");
    for i in [0, ready - 1] {
        assert_eq!(h.tx.peek_at(i, max).map(|b| b.len()), Ok(max));
        assert_eq!(h.tx.peek_at(i, 1).map(|b| b.len()), Ok(1));
    }
    assert_eq!(h.tx.ready(), ready, "a peek takes no slot");
    h.send(1);
    h.finish();
}

fn commit_bounds<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let ready = h.tx.ready();
    let sent = {
        let len = h.length();
        h.put(0, len)
    };
    for wanted in [ready + 1, usize::MAX] {
        let refused = RingError::CommitBeyondWindow { wanted, ready };
        assert_eq!(h.tx.commit_n(wanted), Err(refused));
    }
    assert_eq!(h.tx.commit_n(0), Ok(()));
    assert_eq!(h.tx.ready(), ready, "a refused commit commits nothing");
    h.commit(&[sent]);
    h.flush();
    h.finish();
}

fn commit_needs_a_peek<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    // Several times round, so that every slot was used before: a packet must not go out twice.
    let mut rounds = 3 * h.tx.capacity().div_ceil(h.burst());
    loop {
        // A slot comes home when the device is kicked, not when its packet was received.
        h.room(1);
        let ready = h.tx.ready();
        assert_eq!(h.tx.commit(), Err(RingError::NotPeeked { index: 0 }));
        assert_eq!(h.tx.ready(), ready, "a refused commit commits nothing");
        if rounds == 0 {
            break;
        }
        rounds -= 1;
        h.restart_clock();
        h.send(h.burst());
        h.receive_all();
    }
    h.finish();
}

fn sparse_peeks_are_kept<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    if h.burst() < 3 {
        return two_slots_at_most(h);
    }
    let ready = h.tx.ready();
    let first = h.put(0, h.shortest());
    let third = h.put(2, h.longest());
    assert_eq!(h.tx.commit_n(3), Err(RingError::NotPeeked { index: 1 }));
    assert_eq!(h.tx.commit_n(2), Err(RingError::NotPeeked { index: 1 }));
    assert_eq!(h.tx.ready(), ready, "a refused commit commits nothing");
    h.commit(&[first]);
    // What was slot 2 is slot 1 now, and has not to be peeked again.
    let second = h.put(0, h.shortest());
    h.commit(&[second, third]);
    h.flush();
    h.finish();
}

fn two_slots_at_most<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    if h.burst() == 2 {
        h.put(1, h.shortest());
    }
    assert_eq!(h.tx.commit(), Err(RingError::NotPeeked { index: 0 }));
    h.send(1);
    h.finish();
}

fn errors_change_nothing<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let (ready, max) = (h.tx.ready(), h.tx.frame_size());
    let len = h.length();
    let sent = h.put(0, len);
    assert!(h.tx.peek_at(0, max + 1).is_err());
    assert!(h.tx.peek_at(0, 0).is_err());
    assert!(h.tx.peek_at(ready, len).is_err());
    assert!(h.tx.commit_n(ready + 1).is_err());
    assert!(h.tx.seek_n(ready + 1).is_err());
    assert!(h.tx.send(&[]).is_err());
    assert!(h.tx.send(&vec![0; max + 1]).is_err());
    assert_eq!(h.tx.ready(), ready);
    h.commit(&[sent]);
    h.flush();
    h.finish();
}

fn peek_again<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let (short, long) = (h.shortest(), h.longest());
    for (before, after) in [(long, short), (short, long)] {
        let seq = h.number();
        let packet = h.packets.packet(seq, after);
        h.room(1);
        h.tx.peek(before).expect("peek").fill(0xee);
        let slice = h.tx.peek(after).expect("peek again");
        assert_eq!(slice.len(), after);
        assert!(
            slice[..short].iter().all(|&b| b == 0xee),
            "peeking again leaves the bytes as they were"
        );
        slice.copy_from_slice(&packet);
        h.commit(&[Sent { seq, len: after }]);
        h.flush();
        h.receive_all();
    }
    h.finish();
}

fn peek_in_any_order<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = h.burst().min(7);
    let len = h.length();
    let mut sent = vec![None; n];
    // Odd slots downwards, then even ones upwards.
    let order = (0..n).rev().filter(|i| i % 2 == 1);
    for i in order.chain((0..n).step_by(2)) {
        sent[i] = Some(h.put(i, (len + i).min(h.longest())));
    }
    let sent: Vec<_> = sent.into_iter().flatten().collect();
    h.commit(&sent);
    h.flush();
    h.finish();
}

fn uncommitted_is_not_sent<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    for i in 0..h.burst() {
        h.put(i, h.shortest());
    }
    for _ in 0..3 {
        h.flush();
        h.rx.kick().expect("kick of the receive ring");
    }
    assert_eq!(h.tx.ready(), h.initial, "a kick commits nothing");
    // The first to arrive is the first that was committed.
    let len = h.length();
    let sent = h.put(0, len);
    h.commit(&[sent]);
    h.flush();
    h.finish();
}

fn send_refuses<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let (ready, max) = (h.tx.ready(), h.tx.frame_size());
    assert_eq!(h.tx.send(&[]), Err(RingError::ZeroLength));
    let len = max + 1;
    assert_eq!(
        h.tx.send(&vec![0; len]),
        Err(RingError::TooLong { len, max })
    );
    assert_eq!(h.tx.ready(), ready, "a refused send takes no slot");
    for len in [h.shortest(), h.longest()] {
        let seq = h.number();
        assert_eq!(h.tx.send(&h.packets.packet(seq, len)), Ok(()));
        h.under_way.push_back(Sent { seq, len });
        h.flush();
        h.receive_all();
        h.settle();
    }
    h.finish();
}

fn send_batch_refuses<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let (ready, max) = (h.tx.ready(), h.tx.frame_size());
    assert_eq!(h.tx.send_batch(&[]), Ok(0));
    if ready >= 2 {
        let good = h.packets.packet(u32::MAX, h.shortest());
        let long = vec![0; max + 1];
        let refused = RingError::TooLong { len: max + 1, max };
        assert_eq!(h.tx.send_batch(&[&good, &long]), Err(refused));
        assert_eq!(h.tx.send_batch(&[&good, &[]]), Err(RingError::ZeroLength));
    }
    assert_eq!(h.tx.ready(), ready, "a refused batch commits nothing");
    h.flush();
    h.send(1);
    h.finish();
}

fn wait_with_room<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let ready = h.tx.ready();
    for timeout in [None, Some(Duration::ZERO), Some(h.profile.timeout)] {
        assert_eq!(h.tx.wait(timeout), Ok(ready), "wait({timeout:?}) with room");
    }
    h.send(1);
    h.finish();
}

/// What a transmit ring says as long as no slot is ready.
fn refuses_as_full<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let len = h.shortest();
    let packet = h.packets.packet(u32::MAX, len);
    let not_ready = RingError::NotReady {
        wanted: 1,
        available: 0,
    };
    let outside = RingError::OutOfWindow { index: 0, ready: 0 };
    let beyond = RingError::CommitBeyondWindow {
        wanted: 1,
        ready: 0,
    };
    assert_eq!(h.tx.seek(), Err(not_ready));
    assert_eq!(h.tx.seek_and_peek(len).err(), Some(not_ready));
    assert_eq!(h.tx.send(&packet), Err(not_ready));
    assert_eq!(h.tx.peek(len).err(), Some(outside));
    assert_eq!(h.tx.commit(), Err(beyond));
    assert_eq!(h.tx.commit_n(0), Ok(()));
    assert_eq!(h.tx.seek_n(0), Ok(0));
    assert_eq!(h.tx.send_batch(&[&packet]), Ok(0));
}

fn full<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let window = h.tx.ready();
    while h.tx.ready() > 0 {
        assert!(
            h.under_way.len() < 4 * h.tx.capacity(),
            "committed four times its capacity and the ring is not full"
        );
        h.check_time("end of the transmit window");
        let n = h.tx.ready();
        let sent: Vec<_> = (0..n).map(|i| h.put(i, h.shortest())).collect();
        h.commit(&sent);
    }
    let committed = h.under_way.len();
    assert!(committed >= window);
    refuses_as_full(h);
    h.flush();
    if h.profile.lossless_when_full || committed <= h.profile.max_burst {
        h.receive_all();
    } else {
        let arrived = h.receive_survivors();
        assert!(arrived > 0, "nothing of {committed} packets arrived");
    }
    h.settle();
    h.finish();
}

fn stays_full<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    // Until neither the ring nor what is behind it takes any more.
    let limit = 8 * (h.tx.capacity() + h.rx.capacity());
    loop {
        let n = h.tx.ready();
        if n == 0 && h.tx.kick().map(|_| h.tx.ready()) == Ok(0) {
            break;
        }
        assert!(
            h.under_way.len() <= limit,
            "{limit} packets fit on the way; nothing holds the sender back"
        );
        let n = h.tx.ready();
        let sent: Vec<_> = (0..n).map(|i| h.put(i, h.shortest())).collect();
        h.commit(&sent);
        h.tx.kick().expect("kick of the transmit ring");
    }
    refuses_as_full(h);
    for timeout in [Duration::ZERO, Duration::from_micros(20_900)] {
        let (n, waited) = wait_out(&mut h.tx, timeout);
        assert_eq!(n, 0, "wait({timeout:?}) on a full ring");
        assert!(waited, "wait({timeout:?}) on a full ring returned early");
    }
    // One packet received makes room again, sooner or later; all of them do at last.
    while !h.under_way.is_empty() {
        h.receive();
        h.tx.kick().expect("kick of the transmit ring");
    }
    h.settle();
    h.finish();
}

fn several_slots<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let slots = h.burst().min(3);
    if slots < 2 {
        h.send(1);
        return h.finish();
    }
    let outside = RingError::OutOfWindow {
        index: h.initial,
        ready: h.initial,
    };
    assert_eq!(h.tx.set_continued(h.initial, true), Err(outside));
    for round in 0..4 {
        h.restart_clock();
        h.room(slots);
        let seq = h.number();
        let part = (h.shortest() + round).min(h.longest());
        let packet = h.packets.packet(seq, part * slots);
        for i in 0..slots {
            h.tx.peek_at(i, part)
                .expect("peek_at in the window")
                .copy_from_slice(&packet[i * part..][..part]);
            h.tx.set_continued(i, i + 1 < slots)
                .expect("set_continued in the window");
        }
        let ready = h.tx.ready();
        for n in 1..slots {
            assert!(
                matches!(h.tx.commit_n(n), Err(RingError::PartialPacket { .. })),
                "a commit of {n} of {slots} slots cuts the packet"
            );
        }
        assert_eq!(h.tx.ready(), ready, "a refused commit commits nothing");
        h.tx.commit_n(slots).expect("commit of the whole packet");
        let len = packet.len();
        h.under_way.push_back(Sent { seq, len });
        h.flush();
        h.receive_all();
    }
    // Peeking a slot makes a packet of its own of it.
    h.room(1);
    h.tx.peek(h.shortest()).expect("peek");
    h.tx.set_continued(0, true).expect("set_continued");
    let sent = h.put(0, h.shortest());
    h.commit(&[sent]);
    h.flush();
    h.finish();
}
