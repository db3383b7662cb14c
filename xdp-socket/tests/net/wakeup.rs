//! Kick, flush and wait: what they do, and whether they say what happened.

use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::thread::JoinHandleExt;
use std::time::{Duration, Instant};

use packet_ring::{Kick, RingError};
use xdp_socket::testing::VethPair;
use xdp_socket::{RxSocket, TxSocket, XdpConfig, create_bi_socket, create_tx_socket};

use crate::namespace_or_skip;
use crate::support::{
    LEN, PATIENCE, assert_dropped, assert_pending, assert_queued, commit, eventually, exchange,
    kernel, line, number, promptly, receive, rings, send, veth,
};

/// A sender on the left whose packets end in the kernel on the right.
fn sender(veth: &VethPair, config: XdpConfig) -> TxSocket {
    create_tx_socket(veth.left().index(), 0, Some(config)).unwrap()
}

/// Takes frames back until none is under way.
fn all_come_back(tx: &mut TxSocket) {
    eventually("the last frame", || {
        tx.ready();
        (tx.in_flight() == 0).then_some(())
    });
}

#[test]
fn p2_a_kick_sends_its_budget_and_tells_the_rest() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let mut tx = sender(&veth, rings(256).tx_budget(32).build().unwrap());
    assert_eq!(tx.obtained().tx_budget, 32);
    assert_eq!(tx.kick().unwrap(), Kick::Drained);
    for _ in 0..3 {
        assert_eq!(commit(&mut tx, 0, 256, LEN), 256);
        for queued in (32..256).step_by(32).rev() {
            assert_pending(tx.kick().unwrap(), queued);
            assert_queued(tx.queued(), queued);
        }
        assert_eq!(tx.kick().unwrap(), Kick::Drained);
        assert_eq!(tx.queued(), 0);
        all_come_back(&mut tx);
    }
    // one kick with nothing to send, and 8 for each 256 packets
    assert_eq!(tx.statistics().unwrap().wakeups, 1 + 3 * 8);
}

#[test]
fn p31_a_raised_budget_sends_the_ring_at_once() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for (asked, budget) in [(None, 256), (Some(100), 100), (Some(33), 33)] {
        let mut config = rings(256);
        if let Some(asked) = asked {
            config = config.tx_budget(asked);
        }
        let mut tx = sender(&veth, config.build().unwrap());
        if tx.obtained().tx_budget == 32 {
            // an older kernel
            let fallbacks = &tx.obtained().fallbacks;
            assert!(fallbacks.iter().any(|f| f.contains("needs Linux 6.17")));
            assert!(kernel() < (6, 17), "{fallbacks:?}");
            return;
        }
        assert_eq!(tx.obtained().tx_budget, budget as u32);
        assert_eq!(commit(&mut tx, 0, 256, LEN), 256);
        let mut queued = 256 - budget;
        while queued > 0 {
            assert_eq!(tx.kick().unwrap(), Kick::Pending { queued });
            queued -= queued.min(budget);
        }
        assert_eq!(tx.kick().unwrap(), Kick::Drained);
    }
}

#[test]
fn s7_flush_sends_all_or_tells_what_is_left() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(256).tx_budget(32).build().unwrap());
    assert_eq!(tx.flush(Duration::ZERO).unwrap(), Kick::Drained);
    commit(&mut tx, 0, 256, LEN);
    // out of time after the first kick
    assert_pending(tx.flush(Duration::ZERO).unwrap(), 224);
    assert_eq!(tx.flush(Duration::MAX).unwrap(), Kick::Drained);
    assert!(receive(&mut rx, 256).into_iter().eq(0..256));
    assert_eq!(tx.statistics().unwrap().wakeups, 8);
}

/// The kernel takes no more packets than it has room for completions.
#[test]
fn s7_a_full_completion_ring_leaves_packets_pending() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).completion_ring(8).build().unwrap());
    assert_eq!(commit(&mut tx, 0, 64, LEN), 64);
    assert_pending(tx.kick().unwrap(), 56);
    assert_pending(tx.kick().unwrap(), 56);
    assert_eq!(tx.flush(PATIENCE).unwrap(), Kick::Drained);
    assert!(receive(&mut rx, 64).into_iter().eq(0..64));
    exchange(&mut tx, &mut rx, 64..300, 64);
    all_come_back(&mut tx);
    assert_eq!(tx.ready(), 64);
}

/// Without a carrier, the device drops whatever it is given.
#[test]
fn p4_packets_that_the_device_drops_are_counted() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    veth.right().set_up(false).unwrap();
    assert_eq!(commit(&mut tx, 0, 5, LEN), 5);
    for queued in (0..5).rev() {
        assert_dropped(tx.kick().unwrap(), queued);
    }
    assert_eq!(tx.kick().unwrap(), Kick::Drained);
    assert_eq!(tx.statistics().unwrap().tx_dropped, 5);

    commit(&mut tx, 0, 5, LEN);
    assert_eq!(tx.flush(PATIENCE).unwrap(), Kick::Dropped { queued: 0 });
    commit(&mut tx, 0, 5, LEN);
    assert_dropped(tx.flush(Duration::ZERO).unwrap(), 4);
    assert_eq!(tx.flush(PATIENCE).unwrap(), Kick::Dropped { queued: 0 });
    assert_eq!(tx.statistics().unwrap().tx_dropped, 15);
    // their frames are not lost
    all_come_back(&mut tx);
    assert_eq!(tx.ready(), 64);

    veth.right().set_up(true).unwrap();
    exchange(&mut tx, &mut rx, 0..200, 64);
    assert_eq!(tx.statistics().unwrap().tx_dropped, 15);
}

/// Too short for an Ethernet header: dropped, and the rest of the batch goes on.
#[test]
fn p4_frames_that_are_no_ethernet_frames() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    for round in 0..20_u32 {
        for i in 0..4 {
            // every other one is a stub
            let len = if i % 2 == 0 {
                1 + (round as usize + i) % 13
            } else {
                LEN
            };
            let bytes = tx.peek_at(i, len).unwrap();
            match len {
                LEN => crate::support::write(round * 4 + i as u32, bytes),
                _ => bytes.fill(0xaa),
            }
        }
        tx.commit_n(4).unwrap();
        tx.flush(PATIENCE).unwrap();
        assert_eq!(tx.queued(), 0);
        assert_eq!(receive(&mut rx, 2), [round * 4 + 1, round * 4 + 3]);
        all_come_back(&mut tx);
        tx.seek_n(4).unwrap();
    }
    assert_eq!(rx.ready(), 0);
    let seen = tx.statistics().unwrap();
    assert_eq!((seen.tx_committed, seen.tx_completed), (80, 80), "{seen:?}");
    assert_eq!(
        (seen.tx_invalid_descs, seen.tx_dropped),
        (0, 40),
        "{seen:?}"
    );
}

#[test]
fn p3_the_send_buffer_holds_all_frames() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let buffer = |tx: &TxSocket| {
        let (mut bytes, mut len) = (0_i32, 4);
        // SAFETY: pointers to local values, of the size told.
        let rc = unsafe {
            libc::getsockopt(
                tx.as_fd().as_raw_fd(),
                libc::SOL_SOCKET,
                libc::SO_SNDBUF,
                (&raw mut bytes).cast(),
                &raw mut len,
            )
        };
        assert_eq!(rc, 0);
        bytes
    };
    let tx = sender(&veth, rings(4096).build().unwrap());
    assert!(buffer(&tx) >= 4096 * 2048, "{}", buffer(&tx));
    drop(tx);
    // the least that the kernel grants; then fewer packets are under way, and none is lost
    let (mut tx, mut rx) = line(&veth, rings(256).send_buffer(1).build().unwrap());
    assert!(buffer(&tx) < 10_000, "{}", buffer(&tx));
    exchange(&mut tx, &mut rx, 0..2000, 200);
}

#[test]
fn without_need_wakeup_every_kick_is_a_call() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).need_wakeup(false).build().unwrap());
    assert!(!tx.obtained().need_wakeup && !rx.obtained().need_wakeup);
    assert!(tx.needs_wakeup() && rx.needs_wakeup());
    let (before_tx, before_rx) = (tx.statistics().unwrap(), rx.statistics().unwrap());
    for i in 1..=10 {
        assert_eq!(tx.kick().unwrap(), Kick::Drained);
        assert_eq!(rx.kick().unwrap(), Kick::Drained);
        assert_eq!(tx.statistics().unwrap().wakeups, before_tx.wakeups + i);
        assert_eq!(rx.statistics().unwrap().wakeups, before_rx.wakeups + i);
    }
    exchange(&mut tx, &mut rx, 0..500, 64);
    // so the receiver is told of its link, too
    veth.right().set_up(false).unwrap();
    assert_eq!(rx.kick().unwrap_err(), RingError::LinkDown);
    veth.right().set_up(true).unwrap();
    assert_eq!(rx.kick().unwrap(), Kick::Drained);
    exchange(&mut tx, &mut rx, 500..600, 64);
}

/// The receiving flag is the fill ring's. In copy mode the kernel sets it never, and the sending
/// one always.
#[test]
fn s6_p10_each_half_looks_at_its_own_flag() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    assert!(tx.obtained().need_wakeup && rx.obtained().need_wakeup);
    exchange(&mut tx, &mut rx, 0..500, 64);
    assert!(tx.needs_wakeup());
    assert!(!rx.needs_wakeup());
    assert_eq!(rx.kick().unwrap(), Kick::NotNeeded);
    assert_eq!(rx.statistics().unwrap().wakeups, 0);
    // kick only ever sends for the sender, and only ever receives for the receiver
    assert!(tx.statistics().unwrap().wakeups >= 500 / 64);
}

#[test]
fn s5_waits_end_when_their_time_is_over() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(8).build().unwrap());
    for ms in [0, 1, 30, 150, 250] {
        let timeout = Duration::from_millis(ms);
        let start = Instant::now();
        assert_eq!(rx.wait(Some(timeout)).unwrap(), 0);
        assert!(
            start.elapsed() >= timeout,
            "{:?} of {timeout:?}",
            start.elapsed()
        );
    }
    // slots are ready: no waiting at all
    assert_eq!(tx.wait(None).unwrap(), 8);
    assert_eq!(tx.wait(Some(Duration::ZERO)).unwrap(), 8);
    // a time beyond all clocks is for ever
    send(&mut tx, 0..1, LEN);
    assert_eq!(rx.wait(Some(Duration::MAX)).unwrap(), 1);
}

extern "C" fn ignore(_signal: libc::c_int) {}

/// A signal does not end a wait, neither early nor late.
#[test]
fn s5_signals_do_not_end_a_wait() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(8).build().unwrap());
    // SAFETY: a structure of integers.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = ignore as *const () as usize;
    // SAFETY: a handler that does nothing, without SA_RESTART, for a signal of nobody's.
    let rc = unsafe { libc::sigaction(libc::SIGUSR2, &raw const action, std::ptr::null_mut()) };
    assert_eq!(rc, 0);

    let timeout = Duration::from_millis(220);
    let waiter = std::thread::spawn(move || {
        let start = Instant::now();
        assert_eq!(rx.wait(Some(timeout)).unwrap(), 0);
        (rx, start.elapsed())
    });
    let thread = waiter.as_pthread_t();
    while !waiter.is_finished() {
        // SAFETY: a thread that is not joined yet.
        unsafe { libc::pthread_kill(thread, libc::SIGUSR2) };
        std::thread::sleep(Duration::from_millis(1));
    }
    let (mut rx, took) = waiter.join().unwrap();
    assert!(took >= timeout, "{took:?}");

    // and one that waits for ever still gets its packet
    let waiter = std::thread::spawn(move || rx.wait(None).unwrap());
    let thread = waiter.as_pthread_t();
    for _ in 0..50 {
        // SAFETY: a thread that is not joined yet.
        unsafe { libc::pthread_kill(thread, libc::SIGUSR2) };
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(!waiter.is_finished());
    send(&mut tx, 0..1, LEN);
    assert_eq!(
        promptly("the waiting thread", move || waiter.join().unwrap()),
        1
    );
}

/// poll(2) sends what the kernel was shown, in copy mode; and so does waiting for packets on the
/// other half. `queued` shows it.
#[test]
fn p9_poll_sends_too() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    commit(&mut tx, 0, 5, LEN);
    assert_eq!(tx.queued(), 5);
    let mut entry = libc::pollfd {
        fd: tx.as_fd().as_raw_fd(),
        events: libc::POLLOUT,
        revents: 0,
    };
    // SAFETY: one entry.
    let rc = unsafe { libc::poll(&raw mut entry, 1, 0) };
    assert_eq!((rc, entry.revents), (1, libc::POLLOUT));
    assert_eq!(receive(&mut rx, 5), [0, 1, 2, 3, 4]);
    assert_eq!((tx.queued(), tx.statistics().unwrap().wakeups), (0, 0));
    drop(tx);

    let config = rings(64).build().unwrap();
    let (mut tx, mut back) = create_bi_socket(veth.left().index(), 0, Some(config)).unwrap();
    commit(&mut tx, 5, 2, LEN);
    assert_eq!(tx.queued(), 2);
    assert_eq!(back.wait(Some(Duration::from_millis(1))).unwrap(), 0);
    assert_eq!(receive(&mut rx, 2), [5, 6]);
}

fn pair(veth: &VethPair) -> [(TxSocket, RxSocket); 2] {
    [veth.left(), veth.right()].map(|end| {
        let config = rings(8).build().unwrap();
        create_bi_socket(end.index(), 0, Some(config)).unwrap()
    })
}

/// Two threads that wait for ever for each other's packet: one lost wake-up, and both hang.
#[test]
fn s18_no_wakeup_is_lost() {
    const ROUNDS: u32 = 3000;
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let [(mut tx, mut rx), (mut echo_tx, mut echo_rx)] = pair(&veth);
    let echo = std::thread::spawn(move || {
        for _ in 0..ROUNDS {
            echo_rx.wait(None).unwrap();
            let packet = echo_rx.peek().unwrap();
            echo_tx.send(packet).unwrap();
            echo_rx.commit().unwrap();
            echo_rx.kick().unwrap();
            echo_tx.kick().unwrap();
        }
    });
    promptly("the ping-pong", move || {
        for seq in 0..ROUNDS {
            commit(&mut tx, seq, 1, LEN);
            tx.kick().unwrap();
            rx.wait(None).unwrap();
            assert_eq!(number(rx.peek().unwrap()), seq);
            rx.commit().unwrap();
            rx.kick().unwrap();
            tx.seek().unwrap();
        }
        echo.join().unwrap();
    });
}
