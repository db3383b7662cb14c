//! Ports and rings, from end to end.

use std::thread;
use std::time::Duration;

use netmap_rs::{Error, Kick, Netmap, RingError, RingMode};

use crate::common::{LONG, builder, frame, open, pipe, pipe_rings, switch};

#[test]
fn vale_carries_packets() {
    let switch = switch();
    let (a, b) = (open(&format!("{switch}a")), open(&format!("{switch}b")));
    assert_eq!((a.num_tx_rings(), a.num_rx_rings()), (1, 1));
    assert!(!a.is_host_if());
    assert!(a.memory_size() > 0 && a.mem_id() > 0);
    let (mut tx, mut rx) = (a.tx_ring(0).expect("tx"), b.rx_ring(0).expect("rx"));
    assert_eq!(
        (tx.capacity(), tx.frame_size(), tx.ready()),
        (1024, 2048, 1023)
    );
    for i in 0..100 {
        tx.send(&frame(1, i, 60)).expect("room");
    }
    assert_eq!(tx.kick(), Ok(Kick::Drained));
    assert_eq!(tx.kick(), Ok(Kick::NotNeeded));
    assert_eq!(tx.flush(LONG), Ok(0));
    let mut i = 0;
    while i < 100 {
        assert!(rx.wait(Some(LONG)).expect("wait") > 0, "after {i}");
        while let Some(got) = rx.recv() {
            assert_eq!(got.payload(), frame(1, i, 60));
            i += 1;
        }
    }
    assert_eq!(rx.wait(Some(Duration::ZERO)), Ok(0));
    assert_eq!((tx.stats().slots, rx.stats().slots), (100, 100));
}

#[test]
fn a_pipe_fills_up_and_drains() {
    let (mut tx, mut rx) = pipe_rings(1024);
    let mut sent = 0;
    while tx.send(&frame(1, sent, 60)).is_ok() {
        sent += 1;
    }
    assert_eq!(sent, 1023);
    assert_eq!(
        tx.wait(Some(Duration::from_millis(1))),
        Ok(0),
        "nobody reads"
    );
    assert_eq!(tx.pending(), 1023);
    assert_eq!(rx.sync(), Ok(1023));
    rx.commit_n(1000).expect("there");
    assert_eq!(
        tx.sync(),
        Ok(0),
        "given back at the next sync of the receiver only"
    );
    rx.sync().expect("sync");
    assert_eq!(tx.wait(Some(LONG)), Ok(1000));
    assert_eq!(rx.recv_batch(usize::MAX).len(), 23);
}

#[test]
fn jumbo_packets_cross_a_pipe_and_a_switch() {
    let switch = switch();
    let (a, b) = (open(&format!("{switch}a")), open(&format!("{switch}b")));
    let vale = (a.tx_ring(0).expect("tx"), b.rx_ring(0).expect("rx"));
    for (mut tx, mut rx) in [pipe_rings(64), vale] {
        let jumbo = frame(1, 7, 9000);
        assert_eq!(tx.send_packet(&[&jumbo[..5], &jumbo[5..]]), Ok(5));
        tx.send(&frame(1, 8, 60)).expect("room");
        tx.sync().expect("sync");
        rx.wait(Some(LONG)).expect("wait");
        let got = rx.recv().expect("a packet");
        assert_eq!(got.payload(), jumbo);
        assert_eq!(got.slots().len(), 5);
        assert_eq!(rx.recv().expect("the next").payload(), frame(1, 8, 60));
    }
}

#[test]
fn a_wait_ends_when_a_packet_comes() {
    let (mut tx, mut rx) = pipe_rings(8);
    let sender = thread::spawn(move || {
        for i in 0..1000 {
            while tx.send(&frame(1, i, 60)).is_err() {
                assert!(tx.wait(Some(LONG)).expect("wait") > 0);
            }
            tx.kick().expect("kick");
        }
        tx
    });
    let mut next = 0;
    while next < 1000 {
        assert!(rx.wait(Some(LONG)).expect("wait") > 0, "after {next}");
        while let Some(got) = rx.recv() {
            assert_eq!(got.payload(), frame(1, next, 60));
            next += 1;
        }
        rx.kick().expect("kick");
    }
    sender.join().expect("the sender");
}

/// Two threads on two rings of one port: nothing may get stuck because their syncs meet.
#[test]
fn rings_of_one_port_work_on_threads_of_their_own() {
    rings_on_threads(false);
}

/// In the kernel these share one descriptor.
#[test]
fn rings_of_an_exclusive_port_work_on_threads_of_their_own() {
    rings_on_threads(true);
}

fn rings_on_threads(exclusive: bool) {
    let switch = switch();
    let rings = 4;
    let port = |name: &str| -> Netmap {
        let name = format!("{switch}{name}");
        let builder = builder(&name).num_tx_rings(rings).num_rx_rings(rings);
        let builder = if exclusive {
            builder.exclusive()
        } else {
            builder
        };
        builder.build().unwrap_or_else(|e| panic!("{e}"))
    };
    let (a, b) = (port("a"), port("b"));
    // Teach the switch where the receiver is, so that ring i sends to ring i.
    let mut teacher = b.tx_ring(0).expect("tx");
    teacher.send(&frame(0xb, 0, 60)).expect("room");
    teacher.sync().expect("sync");
    let mut lesson = a.rx_ring(0).expect("rx");
    lesson.wait(Some(LONG)).expect("wait");
    let mut to_b = frame(0xa, 0, 60);
    to_b[..6].copy_from_slice(&[2, 0, 0, 0, 0, 0xb]);
    let mut threads = Vec::new();
    for i in 0..rings {
        let (mut tx, mut rx) = (a.tx_ring(i).expect("tx"), b.rx_ring(i).expect("rx"));
        let packet = to_b.clone();
        threads.push(thread::spawn(move || {
            for n in 0..500 {
                tx.send(&packet).expect("room");
                tx.kick().expect("kick");
                assert!(
                    rx.wait(Some(LONG)).expect("wait") > 0,
                    "ring {i}, packet {n}"
                );
                assert_eq!(rx.recv().expect("a packet").payload(), packet);
            }
        }));
    }
    for thread in threads {
        thread.join().expect("its packets");
    }
}

#[test]
fn one_ring_of_several() {
    let name = format!("{}a", switch());
    let whole = builder(&name).num_tx_rings(3).num_rx_rings(3);
    let whole = whole.build().unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(whole.num_rx_rings(), 3);
    let one = open(&format!("{name}-2"));
    assert_eq!(one.mode(), RingMode::OneNic(2));
    assert_eq!((one.num_tx_rings(), one.num_rx_rings()), (1, 1));
    let ring = one.rx_ring(0).expect("the only one");
    assert_eq!(ring.ring_id(), 2);
    assert!(matches!(one.rx_ring(1), Err(Error::NoSuchRing { .. })));
    // The same ring, seen from the other descriptor.
    assert!(matches!(whole.rx_ring(2), Err(Error::RingClaimed { .. })));
    drop(ring);
    whole.rx_ring(2).expect("free again");
}

#[test]
fn one_direction_only() {
    let switch = switch();
    let rx = builder(&format!("{switch}a")).rx_only().build();
    let rx = rx.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((rx.num_tx_rings(), rx.num_rx_rings()), (0, 1));
    let e = rx.tx_ring(0).expect_err("not bound");
    assert!(matches!(e, Error::NoSuchRing { available: 0, .. }), "{e}");
    let tx = open(&format!("{switch}b/T"));
    assert_eq!((tx.num_tx_rings(), tx.num_rx_rings()), (1, 0));
    let mut tx = tx.tx_ring(0).expect("bound");
    tx.send(&frame(1, 0, 60)).expect("room");
    tx.sync().expect("sync");
    let mut rx = rx.rx_ring(0).expect("bound");
    assert_eq!(rx.wait(Some(LONG)), Ok(1));
}

#[test]
fn an_exclusive_port_is_nobody_elses() {
    let name = format!("{}a", switch());
    let first = builder(&name)
        .exclusive()
        .build()
        .unwrap_or_else(|e| panic!("{e}"));
    let e = builder(&name).build().expect_err("exclusive");
    assert_eq!(e.errno(), Some(libc::EBUSY), "{e}");
    drop(first);
    let shared = open(&name);
    let e = builder(&name)
        .exclusive()
        .build()
        .expect_err("already shared");
    assert_eq!(e.errno(), Some(libc::EBUSY), "{e}");
    drop(shared);
}

#[test]
fn memory_can_be_shared() {
    let switch = switch();
    let a = open(&format!("{switch}a"));
    let b = open(&format!("{switch}b@{}", a.mem_id()));
    let c = open(&format!("{switch}c@share={switch}a"));
    let d = open(&format!("{switch}d"));
    assert_eq!((b.mem_id(), c.mem_id()), (a.mem_id(), a.mem_id()));
    assert_ne!(d.mem_id(), a.mem_id());
    let rx = a.rx_ring(0).expect("rx");
    assert!(b.tx_ring(0).expect("tx").shares_memory_with(&rx));
    assert!(!d.tx_ring(0).expect("tx").shares_memory_with(&rx));
}

#[test]
fn what_is_dropped_in_whatever_order() {
    for order in 0..24 {
        let (a, b) = pipe(16);
        let (mut tx, rx) = (a.tx_ring(0).expect("tx"), b.rx_ring(0).expect("rx"));
        tx.send(b"0123456789abcdef").expect("room");
        let mut things: Vec<Box<dyn std::any::Any>> =
            vec![Box::new(a), Box::new(b), Box::new(tx), Box::new(rx)];
        let mut k = order;
        for n in (1..=4).rev() {
            drop(things.remove(k % n));
            k /= n;
        }
    }
}

#[test]
fn the_other_end_may_close_and_come_back() {
    let (master, slave) = crate::common::pipe_names();
    let (a, b) = (open(&master), open(&slave));
    let mut tx = a.tx_ring(0).expect("tx");
    let mut rx = b.rx_ring(0).expect("rx");
    tx.send(b"one").expect("room");
    tx.sync().expect("sync");
    rx.sync().expect("sync");
    assert_eq!(rx.recv().expect("one").payload(), b"one");
    tx.send(b"two").expect("room");
    drop((tx, a));
    assert_eq!(rx.wait(Some(LONG)), Ok(1), "what was sent stays readable");
    assert_eq!(rx.recv().expect("two").payload(), b"two");
    assert_eq!(
        rx.wait(Some(Duration::from_millis(1))),
        Ok(0),
        "no error, just nothing"
    );
    let a = open(&master);
    let mut tx = a.tx_ring(0).expect("tx");
    tx.send(b"three").expect("room");
    tx.sync().expect("sync");
    assert_eq!(rx.wait(Some(LONG)), Ok(1));
    assert_eq!(rx.recv().expect("three").payload(), b"three");
}

#[test]
fn a_full_ring_says_so() {
    let (mut tx, _rx) = pipe_rings(4);
    for _ in 0..3 {
        tx.send(b"x").expect("room");
    }
    let full = RingError::NotReady {
        wanted: 1,
        available: 0,
    };
    assert_eq!(tx.send(b"x"), Err(full));
    assert_eq!(tx.sync(), Ok(0));
    assert_eq!(tx.send(b"x"), Err(full));
}

#[test]
fn a_port_that_is_nothing_but_memory() {
    let port = open(&format!("{}a", switch()));
    let null = builder("netmap:nothing")
        .mode(RingMode::Null)
        .mem_id(port.mem_id());
    let null = null.build().unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        (null.mode(), null.mem_id()),
        (RingMode::Null, port.mem_id())
    );
    assert_eq!(null.memory_size(), port.memory_size());
    let e = builder("netmap:nothing").mode(RingMode::Null).build();
    let e = e.expect_err("of which memory?");
    assert_eq!(e.errno(), Some(libc::EINVAL), "{e}");
}

#[test]
fn room_for_several_slots_can_be_waited_for() {
    let (mut tx, mut rx) = pipe_rings(8);
    for i in 0..5 {
        tx.send(&frame(1, i, 60)).expect("room");
    }
    let jumbo = frame(1, 9, 9000);
    let e = tx.send_packet(&[&jumbo]).expect_err("five slots");
    let wanted = RingError::NotReady {
        wanted: 5,
        available: 2,
    };
    assert_eq!(e, wanted);
    assert_eq!(tx.wait(Some(LONG)), Ok(2), "some room there is");
    let reader = thread::spawn(move || {
        let mut seen = 0;
        while seen < 6 {
            assert!(rx.wait(Some(LONG)).expect("wait") > 0);
            while rx.recv().is_some() {
                seen += 1;
            }
            rx.sync().expect("sync");
        }
    });
    assert!(tx.wait_n(5, Some(LONG)).expect("wait") >= 5);
    assert_eq!(tx.send_packet(&[&jumbo]), Ok(5));
    tx.sync().expect("sync");
    reader.join().expect("six packets");
}
