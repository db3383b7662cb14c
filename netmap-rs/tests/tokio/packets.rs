//! Packets: whole, in batches, of several slots; and back-pressure.

use std::pin::pin;

use netmap_rs::{AsyncNetmapRxRing, AsyncNetmapTxRing, RingError, TokioNetmap};

use crate::common::{frame, open, pipe_names, switch};
use crate::{async_pipe, ring_error, waits, within};

#[tokio::test]
async fn packets_of_several_slots_are_whole() {
    let (mut tx, mut rx) = async_pipe(32);
    let long: Vec<u8> = (0..9000_u32).map(|i| i as u8).collect();
    let (head, tail) = long.split_at(14);
    let slots = within(tx.send_packet(&[head, tail])).await.expect("room");
    assert_eq!(slots, 5);
    within(tx.send(&frame(1, 1, 60))).await.expect("room");
    let mut buf = vec![0; 10_000];
    let e = within(rx.recv(&mut buf[..8999])).await.expect_err("short");
    let expected = RingError::BufferTooSmall {
        len: 9000,
        capacity: 8999,
    };
    assert_eq!(ring_error(&e), expected);
    let len = within(rx.recv(&mut buf)).await.expect("a packet");
    assert!(buf[..len] == long);
    let len = within(rx.recv(&mut buf)).await.expect("a packet");
    assert_eq!(buf[..len], frame(1, 1, 60));

    within(tx.send_packet(&[&long])).await.expect("room");
    let same = within(rx.recv_with(|f| (f.payload() == long, f.slots().len()))).await;
    assert_eq!(same.expect("a packet"), (true, 5));
}

/// Some slots are free, but not enough of them.
#[tokio::test]
async fn a_packet_of_several_slots_waits_for_all_of_them() {
    let (mut tx, mut rx) = async_pipe(8);
    for i in 0..6 {
        within(tx.send(&frame(1, i, 60))).await.expect("room");
    }
    let long = vec![7; 5000];
    {
        let parts = [&long[..]];
        let mut send = pin!(tx.send_packet(&parts));
        for i in 0..2 {
            assert!(waits(send.as_mut()), "{} slots are free", i + 1);
            let received = within(rx.recv_frame()).await.expect("a packet");
            assert_eq!(received.payload(), frame(1, i, 60));
            rx.get_mut().sync().expect("sync");
        }
        assert_eq!(within(send).await.expect("room"), 3);
    }
    let mut buf = vec![0; 6000];
    for i in 2..6 {
        let len = within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..len], frame(1, i, 60));
    }
    assert_eq!(within(rx.recv(&mut buf)).await.expect("a packet"), 5000);
}

#[tokio::test]
async fn what_can_never_be_sent_is_an_error_and_no_wait() {
    let (mut tx, _rx) = async_pipe(4);
    let e = within(tx.send(&[0; 2049])).await.expect_err("too long");
    let too_long = |len, max| RingError::TooLong { len, max };
    assert_eq!(ring_error(&e), too_long(2049, 2048));
    let e = within(tx.send_packet(&[&[0; 8193]])).await;
    assert_eq!(
        ring_error(&e.expect_err("too long")),
        too_long(8193, 3 * 2048)
    );
    for empty in [
        within(tx.send(&[])).await,
        within(tx.send_packet(&[&[]])).await,
        within(tx.send_with(0, |_| 0)).await,
        within(tx.send_batch(&[b"", b"x"])).await,
    ] {
        assert_eq!(
            ring_error(&empty.expect_err("empty")),
            RingError::ZeroLength
        );
    }
    let e = within(tx.writable_n(4)).await.expect_err("never");
    assert_eq!(e.kind(), std::io::ErrorKind::WouldBlock);
    assert_eq!(within(tx.send_batch(&[])).await.expect("nothing to do"), 0);
    assert_eq!(tx.get_mut().pending(), 0);
}

#[tokio::test]
async fn batches_are_sent_and_received_by_parts() {
    let (mut tx, mut rx) = async_pipe(16);
    let packets: Vec<_> = (0..40).map(|i| frame(1, i, 60)).collect();
    let mut left: Vec<&[u8]> = packets.iter().map(|p| &p[..]).collect();
    let mut received = 0;
    while !left.is_empty() {
        let sent = within(tx.send_batch(&left)).await.expect("room");
        assert!(sent > 0 && sent <= 15);
        left.drain(..sent);
        let batch = within(rx.recv_batch(4)).await.expect("packets");
        assert!(!batch.is_empty() && batch.len() <= 4);
        for packet in batch {
            assert_eq!(packet.as_slice(), Some(&packets[received][..]));
            received += 1;
        }
        rx.get_mut().sync().expect("sync");
    }
    while received < packets.len() {
        let batch = within(rx.recv_batch(100)).await.expect("packets");
        for packet in batch {
            assert_eq!(packet.as_slice(), Some(&packets[received][..]));
            received += 1;
        }
    }
    assert!(within(rx.recv_batch(0)).await.expect("no wait").is_empty());
    assert!(waits(pin!(rx.recv_batch(1))));
}

#[tokio::test]
async fn feeding_sends_with_the_next_send_or_flush() {
    let (mut tx, mut rx) = async_pipe(16);
    within(tx.feed(&frame(1, 0, 60))).await.expect("room");
    assert!(waits(pin!(rx.readable())), "nothing has left");
    within(tx.send(&frame(1, 1, 60))).await.expect("room");
    let mut buf = [0; 64];
    for i in 0..2 {
        within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..60], frame(1, i, 60));
    }
    within(tx.send_with(60, |packet| packet.copy_from_slice(&frame(1, 2, 60))))
        .await
        .expect("room");
    within(tx.feed(&frame(1, 3, 60))).await.expect("room");
    {
        let mut flush = pin!(tx.flush());
        assert!(waits(flush.as_mut()), "the other end has not read");
        for i in 2..4 {
            within(rx.recv(&mut buf)).await.expect("a packet");
            assert_eq!(buf[..60], frame(1, i, 60));
        }
        assert!(waits(flush.as_mut()), "nor given the slots back");
        assert!(waits(pin!(rx.readable())), "now it has");
        within(flush).await.expect("all sent");
    }
    assert_eq!(tx.get_mut().pending(), 0);
    // And a ring that is dropped leaves nothing behind.
    within(tx.feed(&frame(1, 4, 60))).await.expect("room");
    drop(tx);
    within(rx.recv(&mut buf)).await.expect("a packet");
    assert_eq!(buf[..60], frame(1, 4, 60));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_reader_holds_the_sender_back() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    const PACKETS: u32 = 5000;
    let (mut tx, mut rx) = async_pipe(16);
    let sent = Arc::new(AtomicU32::new(0));
    let sender = tokio::spawn({
        let sent = Arc::clone(&sent);
        async move {
            for i in 0..PACKETS {
                tx.send(&frame(1, i, 60)).await.expect("room");
                sent.fetch_add(1, Ordering::SeqCst);
            }
            tx.flush().await.expect("all read");
        }
    });
    for i in 0..PACKETS {
        let received = within(rx.recv_frame()).await.expect("a packet");
        assert_eq!(received.payload(), frame(1, i, 60));
        let ahead = sent.load(Ordering::SeqCst).saturating_sub(i);
        assert!(ahead <= 16, "{ahead} packets ahead of a ring of 16");
        if i % 100 == 0 {
            tokio::task::yield_now().await;
        }
    }
    assert!(waits(pin!(rx.readable())), "gives the last slots back");
    within(sender).await.expect("no panic");
}

/// Reading gives slots back long before the ring is empty.
#[tokio::test]
async fn half_a_ring_that_was_read_makes_room() {
    let (mut tx, mut rx) = async_pipe(64);
    for i in 0..63 {
        within(tx.send(&frame(1, i, 60))).await.expect("room");
    }
    let last = frame(1, 63, 60);
    let mut send = pin!(tx.send(&last));
    assert!(waits(send.as_mut()));
    let mut buf = [0; 64];
    for _ in 0..34 {
        within(rx.recv(&mut buf)).await.expect("a packet");
    }
    within(send).await.expect("room");
}

#[tokio::test]
async fn switches_never_make_a_sender_wait() {
    let switch = switch();
    let (a, b) = (open(&format!("{switch}a")), open(&format!("{switch}b")));
    let mut tx = TokioNetmap::new(a).tx_ring(0).expect("free");
    let mut rx = TokioNetmap::new(b).rx_ring(0).expect("free");
    let mut buf = [0; 2048];
    {
        let mut recv = pin!(rx.recv(&mut buf));
        assert!(waits(recv.as_mut()));
        within(tx.send(&frame(1, 0, 60))).await.expect("room");
        assert_eq!(within(recv).await.expect("a packet"), 60);
    }
    rx.get_mut().sync().expect("sync");
    for i in 1..3000 {
        within(tx.send(&frame(1, i, 60))).await.expect("room");
    }
    within(tx.flush()).await.expect("delivered");
    for i in 1..1024 {
        let len = within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..len], frame(1, i, 60));
        if i == 1 {
            // What did not fit is lost, and the ring goes on.
            assert_eq!(rx.get_mut().ready(), 1022);
        }
    }
    assert!(waits(pin!(rx.recv(&mut buf))));
    within(tx.send(&frame(1, 3000, 60))).await.expect("room");
    let len = within(rx.recv(&mut buf)).await.expect("a packet");
    assert_eq!(buf[..len], frame(1, 3000, 60));
}

/// There is no end of file: what was sent stays, and whoever opens the end again goes on.
#[tokio::test]
async fn a_peer_that_closes_and_comes_back() {
    let (master, slave) = pipe_names();
    let receiver = TokioNetmap::new(open(&slave));
    let mut rx = receiver.rx_ring(0).expect("free");
    let mut buf = [0; 64];
    {
        let peer = TokioNetmap::new(open(&master));
        let mut tx = peer.tx_ring(0).expect("free");
        for i in 0..3 {
            within(tx.send(&frame(1, i, 60))).await.expect("room");
        }
    }
    for i in 0..3 {
        let len = within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..len], frame(1, i, 60));
    }
    {
        let mut recv = pin!(rx.recv(&mut buf));
        assert!(waits(recv.as_mut()), "not an end of file");
        let peer = TokioNetmap::new(open(&master));
        let mut tx = peer.tx_ring(0).expect("free");
        assert!(waits(recv.as_mut()));
        within(tx.send(&frame(1, 3, 60))).await.expect("room");
        assert_eq!(within(recv).await.expect("a packet"), 60);
    }
    assert_eq!(buf[..60], frame(1, 3, 60));
}

#[tokio::test]
async fn rings_go_into_the_runtime_and_back() {
    let (mut tx, mut rx) = async_pipe(16);
    for i in 0..5 {
        within(tx.feed(&frame(1, i, 60))).await.expect("room");
    }
    let mut tx = tx.into_inner();
    tx.sync().expect("sync");
    let mut buf = [0; 64];
    within(rx.recv(&mut buf)).await.expect("a packet");
    let mut rx = rx.into_inner();
    for i in 1..3 {
        assert_eq!(rx.recv().expect("a packet").payload(), frame(1, i, 60));
    }
    let mut rx = AsyncNetmapRxRing::new(rx).expect("a runtime");
    for i in 3..5 {
        within(rx.recv(&mut buf)).await.expect("a packet");
        assert_eq!(buf[..60], frame(1, i, 60));
    }
    let mut tx = AsyncNetmapTxRing::new(tx).expect("a runtime");
    let mut recv = pin!(rx.recv(&mut buf));
    assert!(waits(recv.as_mut()));
    within(tx.send(&frame(1, 5, 60))).await.expect("room");
    within(recv).await.expect("a packet");
    let tx = tx.into_inner();
    assert!(tx.stats().slots >= 6);
}

/// The ring outlives the runtime that waited for it.
#[test]
fn a_runtime_that_ends_is_an_error_and_the_ring_stays() {
    let runtime = |_| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
    };
    let (one, two) = (runtime(1).expect("one"), runtime(2).expect("two"));
    let (mut tx, mut rx) = one.block_on(async { async_pipe(16) });
    drop(one);
    tx.get_mut().send(&frame(1, 0, 60)).expect("room");
    let mut buf = [0; 64];
    let e = two.block_on(async { within(rx.recv(&mut buf)).await });
    e.expect_err("nobody looks at the descriptor");
    tx.get_mut().sync().expect("sync");
    let received = two.block_on(async {
        let mut rx = AsyncNetmapRxRing::new(rx.into_inner()).expect("a runtime");
        within(rx.recv(&mut buf)).await
    });
    assert_eq!(received.expect("a packet"), 60);
}
