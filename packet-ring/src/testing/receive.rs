//! Checks of the receive side: the window, its bounds, the helpers.

use std::time::Duration;

use super::harness::{Harness, NAP, wait_out};
use super::{Check, always};
use crate::{Receive, RingError, Transmit};

pub(super) fn checks<T: Transmit, R: Receive>() -> Vec<Check<T, R>> {
    let check = |name, run| Check {
        name,
        run,
        needs: always,
    };
    vec![
        check("rx_empty", empty),
        check("rx_window_and_seek", window_and_seek),
        check("rx_bounds", bounds),
        check("rx_errors_change_nothing", errors_change_nothing),
        check("rx_peek_in_any_order", peek_in_any_order),
        check("rx_edits_stay_in_place", edits_stay),
        check("rx_commit_moves_the_window", commit_moves_the_window),
        check("rx_unpeeked_slots_may_be_committed", unpeeked),
        check("rx_recv_into", recv_into),
        check("rx_recv_each", recv_each),
        check("rx_wait_returns_what_arrives", wait_returns),
        check("rx_wait_times_out", wait_times_out),
    ]
}

/// How many packets these checks send at once.
fn few<T: Transmit, R: Receive>(h: &Harness<'_, T, R>) -> usize {
    h.burst().min(5)
}

/// Runs `check` while nothing is in the receive window; again where a foreign packet came.
fn while_empty<T: Transmit, R: Receive, O>(
    h: &mut Harness<'_, T, R>,
    mut check: impl FnMut(&mut R) -> Option<O>,
) -> O {
    loop {
        assert_eq!(h.window(0), 0, "a packet arrived that nobody sent");
        if let Some(done) = check(&mut h.rx) {
            return done;
        }
        h.check_time("moment without a foreign packet");
    }
}

fn empty<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    for _ in 0..2 {
        let answers = while_empty(h, |rx| {
            let mut buf = vec![0; rx.frame_size()];
            let answers = (
                rx.seek(),
                rx.seek_n(0),
                rx.seek_and_peek().err(),
                rx.recv_into(&mut buf),
                rx.peek().err(),
                rx.commit(),
                rx.commit_n(0),
                rx.recv_each(usize::MAX, |_| ()),
            );
            let foreign = answers.3.is_ok() || answers.5.is_ok() || answers.7 != Ok(0);
            (!foreign && rx.ready() == 0).then_some(answers)
        });
        let not_ready = RingError::NotReady {
            wanted: 1,
            available: 0,
        };
        let outside = RingError::OutOfWindow { index: 0, ready: 0 };
        let beyond = RingError::CommitBeyondWindow {
            wanted: 1,
            ready: 0,
        };
        let expected = (
            Err(not_ready),
            Ok(0),
            Some(not_ready),
            Err(not_ready),
            Some(outside),
            Err(beyond),
            Ok(()),
            Ok(0),
        );
        assert_eq!(answers, expected, "an empty ring refuses");
        // The same again once packets have come and gone.
        h.send(few(h));
        h.finish();
    }
}

fn window_and_seek<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    h.send(few(h));
    let n = h.window(few(h));
    assert!(n <= h.rx.capacity(), "the window is within the capacity");
    // More may come in, but nothing leaves without a commit.
    let n = h.rx.ready().max(n);
    assert!(h.rx.ready() >= n, "ready() alone takes nothing away");
    assert!(h.rx.seek().is_ok_and(|m| m >= n));
    assert!(h.rx.seek_n(n).is_ok_and(|m| m >= n));
    assert!(h.rx.seek_n(0).is_ok_and(|m| m >= n));
    let wanted = usize::MAX;
    match h.rx.seek_n(wanted) {
        Err(RingError::NotReady {
            wanted: w,
            available,
        }) => assert!(w == wanted && available >= n),
        other => panic!("seek_n(usize::MAX) is {other:?}"),
    }
    assert!(h.rx.wait(Some(Duration::ZERO)).is_ok_and(|m| m >= n));
    assert!(h.rx.wait(None).is_ok_and(|m| m >= n));
    h.finish();
}

fn bounds<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    h.send(few(h));
    h.window(few(h));
    let ready = h.rx.ready();
    for index in [ready, ready + 1, usize::MAX] {
        let refused = RingError::OutOfWindow { index, ready };
        assert_eq!(h.rx.peek_at(index).err(), Some(refused));
        assert!(!h.rx.is_continued(index), "false beyond the window");
    }
    for wanted in [ready + 1, usize::MAX] {
        let refused = RingError::CommitBeyondWindow { wanted, ready };
        assert_eq!(h.rx.commit_n(wanted), Err(refused));
    }
    assert!(h.rx.peek_at(ready - 1).is_ok());
    assert!(h.rx.ready() >= ready, "a refused commit commits nothing");
    h.finish();
}

fn errors_change_nothing<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    h.send(few(h));
    h.window(few(h));
    let n = h.rx.ready();
    assert!(h.rx.peek_at(n).is_err());
    assert!(h.rx.commit_n(n + 1).is_err());
    assert!(h.rx.seek_n(usize::MAX).is_err());
    assert!(h.rx.recv_into(&mut []).is_err());
    assert_eq!(h.rx.commit_n(0), Ok(()));
    assert!(h.rx.ready() >= n);
    // Every packet is still there.
    h.finish();
}

/// Checks that slot `i` holds packet `k` of those under way.
#[track_caller]
fn holds<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>, i: usize, k: usize) {
    let due = h.under_way[k];
    let expected = h.packets.packet(due.seq, due.len);
    let packet = h.rx.peek_at(i).expect("peek_at in the window");
    assert!(
        *packet == expected[..],
        "slot {i} has not the bytes of packet {} (it has {:?})",
        due.seq,
        h.packets.sequence(packet)
    );
}

fn peek_in_any_order<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = few(h);
    h.send(n);
    h.window(n);
    for i in (0..n).rev().chain(0..n) {
        holds(h, i, i);
    }
    h.finish();
}

fn edits_stay<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = few(h);
    h.send(n);
    h.window(n);
    for i in 0..n {
        h.rx.peek_at(i).expect("peek_at in the window").fill(0xa5);
    }
    for i in 0..n {
        let due = h.under_way[i];
        let packet = h.rx.peek_at(i).expect("peek_at in the window");
        assert_eq!(packet.len(), due.len);
        assert!(packet.iter().all(|&b| b == 0xa5), "an edit stays in place");
    }
    h.rx.commit_n(n).expect("commit_n in the window");
    h.rx.kick().expect("kick of the receive ring");
    h.under_way.drain(..n);
    // An edited frame comes back with the next packet's bytes.
    for _ in 0..2 * h.rx.capacity().div_ceil(h.burst()) {
        h.restart_clock();
        h.send(h.burst());
        h.receive_all();
    }
    h.finish();
}

fn commit_moves_the_window<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = few(h);
    h.send(n);
    h.window(n);
    let mut ready = h.rx.ready();
    for k in 1..n {
        h.rx.commit().expect("commit in the window");
        h.under_way.pop_front();
        let now = h.rx.ready();
        assert!(now + 1 >= ready, "a commit of one slot takes one slot");
        ready = now;
        for i in 0..n - k {
            holds(h, i, i);
        }
    }
    h.finish();
}

fn unpeeked<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = few(h);
    h.send(n);
    while h.rx.ready() < n {
        h.check_time("packets");
        h.rx.wait(Some(NAP)).expect("wait of the receive ring");
    }
    h.rx.commit_n(n)
        .expect("a receive slot may be given back unread");
    h.rx.kick().expect("kick of the receive ring");
    // Foreign packets may have been among them; then some of ours are left.
    h.receive_survivors();
    h.settle();
    h.send(n);
    h.finish();
}

fn recv_into<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = few(h);
    h.send(n);
    h.window(n);
    let mut buf = vec![0; h.longest()];
    while let Some(&due) = h.under_way.front() {
        h.window(1);
        let capacity = due.len - 1;
        let refused = RingError::BufferTooSmall {
            len: due.len,
            capacity,
        };
        assert_eq!(h.rx.recv_into(&mut buf[..capacity]), Err(refused));
        holds(h, 0, 0);
        assert_eq!(h.rx.recv_into(&mut buf[..due.len]), Ok(due.len));
        assert!(
            buf[..due.len] == h.packets.packet(due.seq, due.len)[..],
            "recv_into gives the packet's bytes"
        );
        h.under_way.pop_front();
    }
    h.rx.kick().expect("kick of the receive ring");
    h.finish();
}

fn recv_each<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    let n = few(h);
    h.send(n);
    h.window(n);
    let mut got: Vec<Vec<u8>> = Vec::new();
    assert_eq!(h.rx.recv_each(0, |_| panic!("called for max = 0")), Ok(0));
    assert_eq!(h.rx.recv_each(1, |p| got.push(p.to_vec())), Ok(1));
    assert_eq!(got.len(), 1, "recv_each calls as often as it says");
    while got.len() < n {
        h.window(1);
        let before = got.len();
        let taken = h.rx.recv_each(usize::MAX, |p| got.push(p.to_vec()));
        assert_eq!(taken, Ok(got.len() - before));
        // Foreign packets may be amid ours here.
        got.retain(|p| h.packets.sequence(p).is_some());
    }
    h.rx.kick().expect("kick of the receive ring");
    assert_eq!(got.len(), n);
    for (packet, due) in got.iter().zip(h.under_way.drain(..)) {
        assert!(
            *packet == h.packets.packet(due.seq, due.len),
            "recv_each gives packet {} in its turn",
            due.seq
        );
    }
    h.finish();
}

fn wait_returns<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    for _ in 0..3 {
        h.send(few(h));
        let n = h.rx.wait(Some(h.profile.timeout)).expect("wait");
        assert!(n > 0, "wait returns with what has arrived");
        assert!(h.rx.ready() >= n, "what wait counted is in the window");
        h.receive_all();
    }
    h.finish();
}

fn wait_times_out<T: Transmit, R: Receive>(h: &mut Harness<'_, T, R>) {
    // Several times below a millisecond: where timeouts are cut to whole ones, nothing is waited.
    for timeout in [0, 900, 900, 900, 900, 900, 1_300, 20_900] {
        let timeout = Duration::from_micros(timeout);
        let waited = while_empty(h, |rx| {
            let (n, waited) = wait_out(rx, timeout);
            (n == 0).then_some(waited)
        });
        assert!(waited, "wait({timeout:?}) on an empty ring returned early");
    }
    h.send(1);
    h.finish();
}
