//! Futures that are dropped.

use std::pin::pin;

use netmap_rs::AsyncNetmapRxRing;
use tokio::sync::oneshot;

use crate::common::{frame, pipe_rings};
use crate::{async_pipe, waits, within};

/// One receive after the other is dropped while it waits, before and after its packet came.
#[tokio::test]
async fn a_dropped_receive_takes_nothing() {
    let (mut tx, rx) = pipe_rings(16);
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    let mut buf = [0; 64];
    for i in 0..200 {
        assert!(waits(pin!(rx.recv(&mut buf))));
        assert!(waits(pin!(rx.readable())));
        {
            let mut dropped = pin!(rx.recv_batch(4));
            assert!(waits(dropped.as_mut()));
            tx.send(&frame(1, i, 60)).expect("room");
            tx.sync().expect("sync");
        }
        let received = within(rx.recv_frame()).await.expect("a packet");
        assert_eq!(received.payload(), frame(1, i, 60));
        rx.get_mut().sync().expect("sync");
        tx.sync().expect("sync");
    }
}

/// A future that is ready is dropped without having been polled again.
#[tokio::test]
async fn a_receive_that_was_woken_and_dropped_takes_nothing() {
    let (mut tx, rx) = pipe_rings(16);
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    for i in 0..50 {
        let (woken, wait) = oneshot::channel();
        {
            let mut buf = [0; 64];
            let mut recv = pin!(rx.recv(&mut buf));
            let waker = std::sync::Arc::new(Wake(std::sync::Mutex::new(Some(woken)))).into();
            let mut cx = std::task::Context::from_waker(&waker);
            assert!(recv.as_mut().poll(&mut cx).is_pending());
            tx.send(&frame(1, i, 60)).expect("room");
            tx.sync().expect("sync");
            within(wait).await.expect("woken");
        }
        let received = within(rx.recv_frame()).await.expect("a packet");
        assert_eq!(received.payload(), frame(1, i, 60));
        rx.get_mut().sync().expect("sync");
        tx.sync().expect("sync");
    }
}

struct Wake(std::sync::Mutex<Option<oneshot::Sender<()>>>);

impl std::task::Wake for Wake {
    fn wake(self: std::sync::Arc<Self>) {
        let sender = self.0.lock().expect("no panic").take();
        if let Some(sender) = sender {
            let _ = sender.send(());
        }
    }
}

#[tokio::test]
async fn a_dropped_send_sends_nothing() {
    let (mut tx, mut rx) = async_pipe(4);
    let (a, b) = (frame(1, 100, 60), frame(1, 101, 3000));
    for i in 0..3 {
        within(tx.send(&frame(1, i, 60))).await.expect("room");
    }
    assert!(waits(pin!(tx.send(&a))));
    assert!(waits(pin!(tx.feed(&a))));
    assert!(waits(pin!(tx.send_packet(&[&b]))));
    assert!(waits(pin!(tx.send_with(60, |packet| packet.fill(9)))));
    assert!(waits(pin!(tx.send_batch(&[&a, &a]))));
    assert!(waits(pin!(tx.reserve_batch(2))));
    assert!(waits(pin!(tx.flush())));
    let mut buf = [0; 64];
    for i in 0..3 {
        within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..60], frame(1, i, 60));
    }
    assert!(waits(pin!(rx.recv(&mut buf))), "gives the slots back");
    within(tx.send(&frame(1, 3, 60))).await.expect("room");
    within(rx.recv(&mut buf)).await.expect("a packet");
    assert_eq!(buf[..60], frame(1, 3, 60), "and not one of the others");
    assert!(waits(pin!(rx.recv(&mut buf))));
}

/// A reservation that is given up sends nothing either, and does not disturb what follows.
#[tokio::test]
async fn a_dropped_reservation_sends_nothing() {
    let (mut tx, mut rx) = async_pipe(8);
    let mut batch = within(tx.reserve_batch(3)).await.expect("room");
    batch.packet(0, 60).expect("in the batch").fill(1);
    drop(batch);
    let mut batch = within(tx.reserve_batch(2)).await.expect("room");
    for i in 0..2 {
        let packet = batch.packet(i, 60).expect("in the batch");
        packet.copy_from_slice(&frame(1, i as u32, 60));
    }
    batch.commit().expect("filled");
    tx.get_mut().kick().expect("sync");
    for i in 0..2 {
        let received = within(rx.recv_frame()).await.expect("a packet");
        assert_eq!(received.payload(), frame(1, i, 60));
    }
    assert!(waits(pin!(rx.readable())));
}

/// Both branches lose again and again, and no packet is lost with them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn select_over_two_rings_loses_nothing() {
    const PACKETS: u32 = 2000;
    let (mut tx1, mut rx1) = async_pipe(16);
    let (mut tx2, mut rx2) = async_pipe(16);
    let senders = tokio::spawn(async move {
        for i in 0..PACKETS {
            let (a, b) = (frame(1, i, 60), frame(2, i, 61));
            let (a, b) = tokio::join!(tx1.send(&a), tx2.send(&b));
            a.expect("room");
            b.expect("room");
        }
        (tx1, tx2)
    });
    let (mut next1, mut next2) = (0, 0);
    let (mut buf1, mut buf2) = ([0; 64], [0; 64]);
    while next1 < PACKETS || next2 < PACKETS {
        let received = within(async {
            tokio::select! {
                len = rx1.recv(&mut buf1), if next1 < PACKETS => (1, len),
                len = rx2.recv(&mut buf2), if next2 < PACKETS => (2, len),
            }
        });
        match received.await {
            (1, len) => {
                assert_eq!(buf1[..len.expect("a packet")], frame(1, next1, 60));
                next1 += 1;
            }
            (_, len) => {
                assert_eq!(buf2[..len.expect("a packet")], frame(2, next2, 61));
                next2 += 1;
            }
        }
    }
    within(senders).await.expect("no panic");
}

/// Receiving and sending in one task: what a proxy does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn select_over_receiving_and_room_to_send() {
    const PACKETS: u32 = 1000;
    let (mut tx, mut rx) = async_pipe(8);
    let (mut sent, mut received) = (0, 0);
    let mut buf = [0; 64];
    while received < PACKETS {
        let packet = frame(1, sent, 60);
        let done = within(async {
            tokio::select! {
                len = tx.send(&packet), if sent < PACKETS => (true, len),
                len = rx.recv(&mut buf) => (false, len),
            }
        });
        match done.await {
            (true, len) => {
                assert_eq!(len.expect("room"), 60);
                sent += 1;
            }
            (false, len) => {
                assert_eq!(buf[..len.expect("a packet")], frame(1, received, 60));
                received += 1;
            }
        }
        assert!(sent - received <= 7, "{sent} sent, {received} received");
    }
    assert_eq!(sent, PACKETS);
}
