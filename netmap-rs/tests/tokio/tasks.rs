//! Many tasks, several rings, and turns.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use netmap_rs::{AsyncNetmapRxRing, AsyncNetmapTxRing, Backend, Error, TokioNetmap};

use crate::common::{backend, builder, frame, open, pipe, pipe_names, switch};
use crate::{async_pipe, within};

async fn send_all(mut tx: AsyncNetmapTxRing, from: u8, packets: u32) -> AsyncNetmapTxRing {
    for i in 0..packets {
        tx.send(&frame(from, i, 60)).await.expect("room");
    }
    tx
}

async fn receive_all(mut rx: AsyncNetmapRxRing, from: u8, packets: u32) -> AsyncNetmapRxRing {
    let mut buf = [0; 64];
    for i in 0..packets {
        let len = rx.recv(&mut buf).await.expect("a packet");
        assert_eq!(buf[..len], frame(from, i, 60), "packet {i} of {from}");
    }
    rx
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_pipes_at_once() {
    let mut tasks = Vec::new();
    for n in 0..16 {
        let (tx, rx) = async_pipe(8);
        // Held until the other end has read: a pipe with nobody at its ends is gone.
        let sender = tokio::spawn(send_all(tx, n, 300));
        tasks.push(tokio::spawn(async move {
            let rx = receive_all(rx, n, 300).await;
            drop((sender.await.expect("no panic"), rx));
        }));
    }
    for task in tasks {
        within(task).await.expect("no panic");
    }
}

/// Several rings of one port, each of whose tasks waits for its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_for_each_ring_of_a_port() {
    // The kernel's memory for a pipe has room for some ten registrations, and each ring is one.
    let rings = if backend() == Backend::Kernel { 2 } else { 4 };
    let (master, slave) = pipe_names();
    let open = |name: &str| {
        let port = builder(name)
            .num_tx_rings(rings)
            .num_rx_rings(rings)
            .tx_slots(8)
            .rx_slots(8);
        TokioNetmap::new(port.build().unwrap_or_else(|e| panic!("{e}")))
    };
    let (a, b) = (open(&master), open(&slave));
    // Both directions at once.
    let (mut senders, mut receivers) = (Vec::new(), Vec::new());
    for i in 0..rings {
        for (n, from, to) in [(i as u8, &a, &b), (16 + i as u8, &b, &a)] {
            let (tx, rx) = (from.tx_ring(i).expect("tx"), to.rx_ring(i).expect("rx"));
            senders.push(tokio::spawn(send_all(tx, n, 500)));
            receivers.push(tokio::spawn(receive_all(rx, n, 500)));
        }
    }
    drop((a, b));
    let mut done = Vec::new();
    for receiver in receivers {
        done.push(within(receiver).await.expect("no panic"));
    }
    for sender in senders {
        within(sender).await.expect("no panic");
    }
}

/// Its rings can't have descriptors of their own in the kernel.
#[tokio::test]
async fn several_rings_of_an_exclusive_port() {
    let exclusive = |name: &str| {
        let port = builder(name).num_tx_rings(1).num_rx_rings(2).build();
        TokioNetmap::new(port.unwrap_or_else(|e| panic!("{e}")))
    };
    let port = exclusive(&format!("{}a/x", switch()));
    port.tx_ring(0).expect("alone in its direction");
    match (backend(), port.rx_ring(0)) {
        (Backend::Kernel, Err(e @ Error::Unsupported { .. })) => {
            assert!(e.to_string().contains("one by one"), "{e}");
            port.get_ref().rx_ring(0).expect("as before");
        }
        (Backend::Kernel, other) => panic!("{other:?}"),
        (_, ring) => drop(ring.expect("software has no such limit")),
    }
}

/// A task that is busy with one ring does not keep the others from being woken.
#[tokio::test]
async fn each_ring_is_woken_for_itself() {
    let (master, slave) = pipe_names();
    let open = |name: &str| {
        let port = builder(name).num_tx_rings(2).num_rx_rings(2);
        TokioNetmap::new(port.build().unwrap_or_else(|e| panic!("{e}")))
    };
    let (a, b) = (open(&master), open(&slave));
    let (tx0, tx1) = (a.tx_ring(0).expect("tx"), a.tx_ring(1).expect("tx"));
    let (rx0, rx1) = (b.rx_ring(0).expect("rx"), b.rx_ring(1).expect("rx"));
    let (first, second) = (
        tokio::spawn(receive_all(rx0, 0, 100)),
        tokio::spawn(receive_all(rx1, 1, 1)),
    );
    let tx0 = within(send_all(tx0, 0, 100)).await;
    let rx0 = within(first).await.expect("no panic");
    assert!(!second.is_finished());
    let tx1 = within(send_all(tx1, 1, 1)).await;
    let rx1 = within(second).await.expect("no panic");
    drop((tx0, tx1, rx0, rx1));
}

/// Packets that go round between two ports, each with its two rings in one task.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_rings_of_a_port_in_one_task() {
    let (near, far) = pipe(16);
    let (near, far) = (TokioNetmap::new(near), TokioNetmap::new(far));
    let (mut tx, mut rx) = (far.tx_ring(0).expect("tx"), far.rx_ring(0).expect("rx"));
    let echo = tokio::spawn(async move {
        loop {
            // Its frame is kept while it is sent on.
            let frame = rx.recv_frame().await.expect("a packet");
            tx.send(frame.payload()).await.expect("room");
            if frame.len() == 61 {
                tx.flush().await.expect("read");
                return;
            }
        }
    });
    let (tx, rx) = (near.tx_ring(0).expect("tx"), near.rx_ring(0).expect("rx"));
    let sender = tokio::spawn(send_all(tx, 3, 1000));
    let mut rx = within(receive_all(rx, 3, 1000)).await;
    let mut tx = within(sender).await.expect("no panic");
    within(tx.send(&[0; 61])).await.expect("room");
    let len = within(rx.recv_with(|frame| frame.len())).await;
    assert_eq!(len.expect("a packet"), 61);
    rx.get_mut().sync().expect("sync");
    within(echo).await.expect("no panic");
}

/// On one thread, a task whose ring is always ready must let the others run.
#[tokio::test]
async fn a_busy_task_lets_others_run() {
    let ran = Arc::new(AtomicBool::new(false));
    let other = tokio::spawn({
        let ran = Arc::clone(&ran);
        async move { ran.store(true, Ordering::SeqCst) }
    });
    // Sending alone, to a switch, which always has room.
    let name = format!("{}a", switch());
    let mut tx = TokioNetmap::new(open(&name)).tx_ring(0).expect("tx");
    let mut sent = 0;
    while !ran.load(Ordering::SeqCst) {
        tx.send(&frame(1, sent, 60)).await.expect("room");
        sent += 1;
        assert!(sent < 10_000, "nobody else had a turn");
    }
    other.await.expect("no panic");

    // Receiving alone.
    let (mut tx, mut rx) = async_pipe(1024);
    for i in 0..1000 {
        tx.get_mut().send(&frame(1, i, 60)).expect("room");
    }
    tx.get_mut().sync().expect("sync");
    within(rx.readable()).await.expect("packets");
    ran.store(false, Ordering::SeqCst);
    let other = tokio::spawn({
        let ran = Arc::clone(&ran);
        async move { ran.store(true, Ordering::SeqCst) }
    });
    let mut buf = [0; 64];
    let mut received = 0;
    while !ran.load(Ordering::SeqCst) {
        rx.recv(&mut buf).await.expect("a packet");
        received += 1;
        assert!(received < 1000, "nobody else had a turn");
    }
    other.await.expect("no panic");
}

/// At compile time: whatever waits may do so in a task on any thread.
#[test]
fn handles_and_futures_move_between_threads() {
    fn sendable<T: Send>(_: &T) {}
    fn handle<T: Send + Sync + 'static>() {}
    handle::<TokioNetmap>();
    handle::<AsyncNetmapTxRing>();
    handle::<AsyncNetmapRxRing>();
    handle::<netmap_rs::Frame<'static>>();
    handle::<netmap_rs::RxBatch<'static>>();
    #[allow(dead_code)]
    fn futures(tx: &mut AsyncNetmapTxRing, rx: &mut AsyncNetmapRxRing) {
        sendable(&rx.recv(&mut []));
        sendable(&rx.recv_frame());
        sendable(&rx.recv_batch(1));
        sendable(&rx.recv_with(|_| ()));
        sendable(&tx.send(&[]));
        sendable(&tx.send_packet(&[]));
        sendable(&tx.send_batch(&[]));
        sendable(&tx.send_with(1, |_| ()));
        sendable(&tx.reserve_batch(1));
        sendable(&tx.flush());
    }
}
