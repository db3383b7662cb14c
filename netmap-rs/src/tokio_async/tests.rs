//! What only a peer sends that checks nothing. Everything else is in the integration tests.

use std::time::Duration;

use super::TokioNetmap;
use crate::{AsyncNetmapRxRing, NetmapBuilder, TxRing};

fn pipe(name: &str) -> (TxRing, AsyncNetmapRxRing) {
    let open = |end: char| {
        let port = NetmapBuilder::new(format!("netmap:{name}{end}1"));
        port.software().build().expect("software")
    };
    let (a, b) = (open('{'), TokioNetmap::new(open('}')));
    (a.tx_ring(0).expect("free"), b.rx_ring(0).expect("free"))
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    let done = tokio::time::timeout(Duration::from_secs(20), future);
    done.await.expect("it is woken")
}

#[tokio::test]
async fn d8_packets_without_bytes_are_packets() {
    let (mut tx, mut rx) = pipe("asyncempty");
    for len in [0, 5, 0, 0] {
        tx.send_slot(None, len).expect("room");
    }
    tx.sync().expect("sync");
    let mut buf = [0; 64];
    for len in [0, 5, 0] {
        assert_eq!(within(rx.recv(&mut buf)).await.expect("a packet"), len);
    }
    let frame = within(rx.recv_frame()).await.expect("a packet");
    assert!(frame.is_empty());
    assert_eq!(
        rx.get_ref().stats().slots,
        3,
        "and the one that is lent out"
    );
}

#[tokio::test]
async fn what_makes_no_sense_is_counted_and_does_not_end_the_wait() {
    let (mut tx, mut rx) = pipe("asyncsense");
    let waiting = tokio::spawn(async move {
        let mut buf = [0; 4096];
        let len = rx.recv(&mut buf).await.expect("a packet");
        (len, rx)
    });
    // One at a time, so that the ring may be found with nothing else in it.
    for _ in 0..3 {
        tx.send_slot(Some(u32::MAX), 60).expect("room");
        tx.sync().expect("sync");
        tokio::task::yield_now().await;
    }
    tx.send_slot(None, 5000).expect("room");
    tx.sync().expect("sync");
    let (len, rx) = within(waiting).await.expect("no panic");
    assert_eq!(len, 2048, "cut to the buffer");
    // The pipe drops what has no buffer, and counts that; a slot that comes through is counted
    // here.
    let stats = rx.get_ref().stats();
    assert_eq!((stats.bad_length, stats.truncated), (1, 0));
}
