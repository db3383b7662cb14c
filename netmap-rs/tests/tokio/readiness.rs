//! The readiness of a ring, for whoever brings an event loop of their own; and futures by hand.

use std::future::poll_fn;
use std::os::fd::AsFd;

use netmap_rs::{AsyncNetmapRxRing, AsyncNetmapTxRing, RingError};
use rustix::event::{PollFd, PollFlags, poll};

use crate::common::{frame, pipe_rings};
use crate::within;

/// Whether the descriptor is ready, without waiting.
fn is_ready(readiness: &netmap_rs::Readiness) -> bool {
    let flags = PollFlags::from_bits_retain(readiness.events() as u16);
    let mut fds = [PollFd::from_borrowed_fd(readiness.as_fd(), flags)];
    poll(&mut fds, Some(&Default::default())).expect("poll") > 0
}

/// Waits for the descriptor.
fn wait(readiness: &netmap_rs::Readiness) {
    let flags = PollFlags::from_bits_retain(readiness.events() as u16);
    let mut fds = [PollFd::from_borrowed_fd(readiness.as_fd(), flags)];
    let timeout = crate::common::LONG.try_into().expect("a timespec");
    assert_eq!(poll(&mut fds, Some(&timeout)).expect("poll"), 1, "woken");
}

#[test]
fn a_receive_ring_in_a_loop_of_poll() {
    let (mut tx, mut rx) = pipe_rings(8);
    let readiness = rx.readiness().expect("a descriptor");
    let mut next = 0;
    for i in 0..100 {
        assert_eq!(rx.arm(&readiness), Ok(0));
        assert!(!is_ready(&readiness));
        for j in 0..3 {
            tx.send(&frame(1, i * 3 + j, 60)).expect("room");
        }
        tx.sync().expect("sync");
        wait(&readiness);
        // An event may be early, but not that of packets that are there.
        assert!(rx.arm(&readiness).expect("sync") > 0);
        while let Some(packet) = rx.recv() {
            assert_eq!(packet.payload(), frame(1, next, 60));
            next += 1;
        }
        rx.sync().expect("sync");
        tx.sync().expect("sync");
    }
    assert_eq!(next, 300);
}

#[test]
fn a_transmit_ring_in_a_loop_of_poll() {
    let (mut tx, mut rx) = pipe_rings(8);
    let readiness = tx.readiness().expect("a descriptor");
    for i in 0..7 {
        assert!(tx.arm(&readiness).expect("sync") > 0);
        tx.send(&frame(1, i, 60)).expect("room");
    }
    for i in 7..100 {
        assert_eq!(tx.arm(&readiness), Ok(0), "full");
        assert!(!is_ready(&readiness));
        assert!(rx.wait(Some(crate::common::LONG)).expect("sent by arming") > 0);
        let packet = rx.recv().expect("a packet");
        assert_eq!(packet.payload(), frame(1, i - 7, 60));
        rx.sync().expect("sync");
        wait(&readiness);
        assert_eq!(tx.arm(&readiness), Ok(1));
        tx.send(&frame(1, i, 60)).expect("room");
    }
}

#[test]
fn the_readiness_of_another_ring_is_refused() {
    let (mut tx, mut rx) = pipe_rings(8);
    let (_other, other) = pipe_rings(8);
    let refused = RingError::Unsupported {
        what: "arming the readiness of another ring",
    };
    let wrong = other.readiness().expect("a descriptor");
    assert_eq!(rx.arm(&wrong), Err(refused));
    assert_eq!(tx.arm(&wrong), Err(refused));
    let wrong = rx.readiness().expect("a descriptor");
    assert_eq!(tx.arm(&wrong), Err(refused));
    // What was committed is not forgotten by that.
    tx.send(b"still there").expect("room");
    assert_eq!(tx.arm(&wrong), Err(refused));
    drop(tx);
    assert_eq!(rx.wait(Some(crate::common::LONG)), Ok(1));
}

#[tokio::test]
async fn futures_by_hand() {
    let (tx, rx) = pipe_rings(8);
    let mut tx = AsyncNetmapTxRing::new(tx).expect("a runtime");
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    let (mut sent, mut received) = (0, 0);
    // Both directions in one future, woken by either.
    let all = poll_fn(|cx| {
        loop {
            let mut idle = true;
            if sent < 500 && tx.poll_writable(cx).map(|r| r.expect("room")).is_ready() {
                tx.get_mut().send(&frame(1, sent, 60)).expect("room");
                tx.get_mut().sync().expect("sync");
                sent += 1;
                idle = false;
            }
            if rx.poll_readable(cx).map(|r| r.expect("packets")).is_ready() {
                let packet = rx.get_mut().recv().expect("a packet");
                assert_eq!(packet.payload(), frame(1, received, 60));
                received += 1;
                idle = false;
            }
            if received == 500 {
                return std::task::Poll::Ready(());
            }
            if idle {
                return std::task::Poll::Pending;
            }
        }
    });
    within(all).await;
}
