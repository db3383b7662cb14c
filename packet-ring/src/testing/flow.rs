//! Checks of what flows from one ring to the other.

use super::harness::{Harness, Sent};
use super::{Check, always};
use crate::{Receive, Transmit};

pub(super) fn checks<T: Transmit, R: Receive>() -> Vec<Check<T, R>> {
    let check = |name, run| Check {
        name,
        run,
        needs: always,
    };
    vec![
        check("order_and_content", order_and_content),
        check("wraps_around", wraps_around),
        check("one_at_a_time", one_at_a_time),
        check("frames_come_home", frames_come_home),
        check("batch_equals_one_at_a_time", batch_equals_one_at_a_time),
        check("send_batch_takes_what_fits", send_batch_takes_what_fits),
        check("a_kick_for_nothing_does_nothing", kick_for_nothing),
    ]
}

fn order_and_content<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    // Each length in turn, so that a frame holds a long packet before a short one and after it.
    for _ in 0..16 {
        h.send(h.burst());
        h.receive_all();
    }
    h.finish();
}

fn wraps_around<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    // Bursts of changing size, so that the ends of ring and burst meet in every way.
    let total = 4 * h.tx.capacity().max(h.rx.capacity()) + 3;
    let (mut sent, mut step) = (0, 0);
    while sent < total {
        step = (step + 7) % h.burst().max(2);
        let n = (step + 1).min(h.burst());
        h.restart_clock();
        h.send(n);
        h.receive_all();
        sent += n;
    }
    h.finish();
}

fn one_at_a_time<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    for _ in 0..2 * h.tx.capacity().max(h.rx.capacity()) + 1 {
        h.restart_clock();
        h.send(1);
        h.receive_all();
    }
    h.finish();
}

fn frames_come_home<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    for round in 0..8 {
        h.restart_clock();
        h.send(h.burst());
        if round % 2 == 0 {
            // Kicks and refreshes out of turn lose no frame either.
            h.tx.kick().expect("kick of the transmit ring");
            h.rx.ready();
            h.rx.kick().expect("kick of the receive ring");
        }
        h.receive_all();
        h.settle();
    }
    h.finish();
}

fn batch_equals_one_at_a_time<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = h.burst().min(32);
    let sent = h.plan(n);
    let packets: Vec<Vec<u8>> = sent
        .iter()
        .map(|s| h.packets.packet(s.seq, s.len))
        .collect();

    let mut singly = Vec::new();
    for packet in &packets {
        h.room(1);
        h.tx.seek_and_peek(packet.len())
            .expect("seek_and_peek with room")
            .copy_from_slice(packet);
        h.tx.commit().expect("commit of a peeked slot");
        h.flush();
        singly.push(h.receive_any().1);
    }
    assert!(singly == packets, "sent one at a time, packets arrive");

    h.settle();
    let slices: Vec<&[u8]> = packets.iter().map(|p| &p[..]).collect();
    assert_eq!(h.tx.send_batch(&slices), Ok(n));
    h.flush();
    h.window(n.min(h.rx.capacity()));
    let mut batch: Vec<Vec<u8>> = Vec::new();
    while batch.len() < n {
        h.window(1);
        let own = h.packets.clone();
        let mut take = |p: &mut [u8]| {
            if own.sequence(p).is_some() {
                batch.push(p.to_vec());
            }
        };
        h.rx.recv_each(usize::MAX, &mut take).expect("recv_each");
        h.rx.kick().expect("kick of the receive ring");
    }
    assert!(batch == packets, "sent as a batch, packets arrive the same");
    h.finish();
}

fn send_batch_takes_what_fits<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let room = h.tx.ready();
    let len = h.shortest();
    let sent: Vec<Sent> = (0..room + 3)
        .map(|_| Sent {
            seq: h.number(),
            len,
        })
        .collect();
    let packets: Vec<Vec<u8>> = sent
        .iter()
        .map(|s| h.packets.packet(s.seq, s.len))
        .collect();
    let slices: Vec<&[u8]> = packets.iter().map(|p| &p[..]).collect();
    assert_eq!(
        h.tx.send_batch(&slices),
        Ok(room),
        "a batch beyond the room"
    );
    h.under_way.extend(&sent[..room]);
    h.flush();
    if h.profile.lossless_when_full || room <= h.profile.max_burst {
        h.receive_all();
    } else {
        h.receive_survivors();
    }
    h.settle();
    h.finish();
}

fn kick_for_nothing<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    for _ in 0..3 {
        for _ in 0..3 {
            let kick = h.tx.kick().expect("kick of an idle transmit ring");
            assert_eq!(kick.queued(), 0, "nothing is queued in an idle ring");
            h.rx.kick().expect("kick of an idle receive ring");
        }
        assert_eq!(h.tx.ready(), h.initial);
        h.send(1);
        h.receive_all();
        h.settle();
    }
    h.finish();
}
