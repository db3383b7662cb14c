//! The defects of earlier bindings that have the number D8: wake-ups that were lost, and packets
//! that were cut.

use std::pin::pin;

use netmap_rs::{AsyncNetmapRxRing, AsyncNetmapTxRing, Error, RingError, TokioNetmap};

use crate::common::{frame, open, pipe_rings, switch};
use crate::{async_pipe, ring_error, waits, within};

#[tokio::test]
async fn d8_the_first_packet_is_received_at_once() {
    // There before anybody asks ...
    let (mut tx, rx) = pipe_rings(16);
    tx.send(b"first").expect("room");
    tx.sync().expect("sync");
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    let mut buf = [0; 64];
    assert_eq!(within(rx.recv(&mut buf)).await.expect("a packet"), 5);
    // ... and after.
    let (mut tx, rx) = pipe_rings(16);
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    let mut recv = pin!(rx.recv(&mut buf));
    assert!(waits(recv.as_mut()));
    tx.send(b"first!").expect("room");
    tx.sync().expect("sync");
    assert_eq!(within(recv).await.expect("a packet"), 6);
}

/// Few packets, each of which finds the reader waiting: what lost its wake-up before.
#[tokio::test]
async fn d8_each_of_many_reads_is_woken() {
    let (mut tx, rx) = pipe_rings(16);
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    let mut buf = [0; 64];
    for i in 0..500 {
        {
            let mut recv = pin!(rx.recv(&mut buf));
            assert!(waits(recv.as_mut()), "packet {i}");
            tx.send(&frame(1, i, 60)).expect("room");
            tx.sync().expect("sync");
            assert_eq!(within(recv).await.expect("a packet"), 60);
        }
        assert_eq!(buf[..60], frame(1, i, 60));
        // Takes back the slot.
        tx.sync().expect("sync");
    }
}

/// The same against a thread, so that packets come at any moment of the reader's wait.
async fn ping_pong(rounds: u32) {
    let (mut to, rx) = pipe_rings(8);
    let (tx, mut back) = pipe_rings(8);
    let thread = std::thread::spawn(move || {
        for i in 0..rounds {
            to.send(&frame(1, i, 60)).expect("room");
            to.sync().expect("sync");
            assert!(back.wait(Some(crate::common::LONG)).expect("wait") > 0);
            assert_eq!(back.recv().expect("a packet").payload(), frame(2, i, 60));
        }
    });
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    let mut tx = AsyncNetmapTxRing::new(tx).expect("a runtime");
    let mut buf = [0; 64];
    for i in 0..rounds {
        let len = within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..len], frame(1, i, 60));
        within(tx.send(&frame(2, i, 60))).await.expect("room");
    }
    thread.join().expect("no panic");
}

#[tokio::test]
async fn d8_no_wake_up_is_lost_on_one_thread() {
    ping_pong(3000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d8_no_wake_up_is_lost_on_several_threads() {
    // In a task, which another thread than that of the event loop may run.
    let rounds = tokio::spawn(ping_pong(3000));
    rounds.await.expect("no panic");
}

#[tokio::test]
async fn d8_a_full_ring_is_not_overwritten() {
    let (mut tx, mut rx) = async_pipe(16);
    for i in 0..15 {
        within(tx.send(&frame(1, i, 60))).await.expect("room");
    }
    let last = frame(1, 15, 60);
    {
        let mut send = pin!(tx.send(&last));
        assert!(waits(send.as_mut()), "nothing has been read");
        let mut buf = [0; 64];
        for i in 0..15 {
            let len = within(rx.recv(&mut buf)).await.expect("a packet");
            assert_eq!(buf[..len], frame(1, i, 60));
        }
        rx.get_mut().sync().expect("sync");
        within(send).await.expect("room by now");
    }
    let received = within(rx.recv_frame()).await.expect("a packet");
    assert_eq!(received.payload(), last);
}

#[tokio::test]
async fn d8_a_packet_is_never_cut() {
    let (mut tx, mut rx) = async_pipe(16);
    within(tx.send(&frame(1, 7, 60))).await.expect("room");
    within(tx.send(&frame(1, 8, 60))).await.expect("room");
    let mut short = [0xaa; 10];
    for _ in 0..3 {
        let e = within(rx.recv(&mut short)).await.expect_err("too short");
        assert_eq!(e.kind(), std::io::ErrorKind::InvalidInput);
        let expected = RingError::BufferTooSmall {
            len: 60,
            capacity: 10,
        };
        assert_eq!(ring_error(&e), expected);
        assert_eq!(short, [0xaa; 10], "nothing is copied");
    }
    let mut buf = [0; 60];
    for i in [7, 8] {
        assert_eq!(within(rx.recv(&mut buf)).await.expect("it fits"), 60);
        assert_eq!(buf[..], frame(1, i, 60));
    }
}

#[tokio::test]
async fn d8_rings_are_handed_out_once() {
    let port = TokioNetmap::new(open(&format!("{}a", switch())));
    let (tx, rx) = (
        port.tx_ring(0).expect("free"),
        port.rx_ring(0).expect("free"),
    );
    assert!(matches!(port.tx_ring(0), Err(Error::RingClaimed { .. })));
    assert!(matches!(port.rx_ring(0), Err(Error::RingClaimed { .. })));
    let (tx, rx) = (tx.into_inner(), rx.into_inner());
    assert!(matches!(port.tx_ring(0), Err(Error::RingClaimed { .. })));
    assert!(matches!(
        port.get_ref().rx_ring(0),
        Err(Error::RingClaimed { .. })
    ));
    drop((tx, rx));
    let port = port.into_inner();
    port.tx_ring(0).expect("free again");
    port.rx_ring(0).expect("free again");
}

#[tokio::test]
async fn d8_packets_that_are_there_cost_no_system_call() {
    let (mut tx, mut rx) = async_pipe(256);
    for i in 0..100 {
        within(tx.feed(&frame(1, i, 60))).await.expect("room");
    }
    assert_eq!(tx.get_ref().stats().syncs, 0);
    tx.get_mut().sync().expect("sync");
    within(rx.readable()).await.expect("packets");
    let syncs = rx.get_ref().stats().syncs;
    let mut buf = [0; 64];
    for _ in 0..100 {
        within(rx.recv(&mut buf)).await.expect("a packet");
    }
    assert_eq!(rx.get_ref().stats().syncs, syncs);
}
