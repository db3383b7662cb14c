//! One test for each known defect of earlier bindings, by its number. Those of single functions
//! stand with them; D12 and D13 are netmap-sys's.

use std::time::Duration;

use netmap_rs::{Error, Netmap, RegFlags, RingError, RingMode};

use crate::common::{LONG, builder, frame, open, pipe_names, pipe_rings, switch};

#[test]
fn d1_one_ring_is_one_ring_and_not_a_pipe() {
    let name = format!("{}a", switch());
    let port = open(&format!("{name}-0"));
    assert_eq!(port.mode(), RingMode::OneNic(0));
    assert!(name.ends_with(port.name()) || port.name() == name);
    assert_eq!((port.num_tx_rings(), port.num_rx_rings()), (1, 1));
    // A slave has a mode of its own too.
    let (master, slave) = pipe_names();
    let (m, s) = (open(&master), open(&slave));
    assert!(s.name().contains('}') && m.name().contains('{'));
}

#[test]
fn d2_ports_without_host_rings_refuse_them() {
    for suffix in ["^", "*", "^0"] {
        let name = format!("{}a{suffix}", switch());
        let e = builder(&name).build().expect_err("VALE has none");
        assert_eq!(e.errno(), Some(libc::EINVAL), "{e}");
        assert!(e.to_string().contains("host rings"), "{e}");
    }
}

#[test]
fn d3_counts_are_those_that_were_granted() {
    let switch = switch();
    let e = builder(&format!("{switch}a")).num_tx_rings(70_000).build();
    let e = e.expect_err("more than 16 bits");
    assert_eq!(
        e.to_string(),
        "num_tx_rings: 70000 is not possible, 1 to 65535 are"
    );
    let e = builder(&format!("{switch}a")).num_rx_rings(0).build();
    assert!(
        matches!(
            e,
            Err(Error::Config {
                field: "num_rx_rings",
                ..
            })
        ),
        "{e:?}"
    );
    // A VALE port has 16 rings at most.
    let e = builder(&format!("{switch}b")).num_rx_rings(17).build();
    let Err(Error::Granted {
        field,
        asked,
        granted,
    }) = e
    else {
        panic!("{e:?}");
    };
    assert_eq!((field, asked, granted), ("num_rx_rings", 17, 16));
    let port = builder(&format!("{switch}c")).num_rx_rings(2).tx_slots(100);
    let port = port.build().unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((port.num_tx_rings(), port.num_rx_rings()), (1, 2));
    assert_eq!(port.tx_ring(0).expect("tx").capacity(), 100);
}

#[test]
fn d4_2500_packets_go_through_a_ring_of_1024() {
    let (mut tx, mut rx) = pipe_rings(1024);
    let mut received = 0;
    for i in 0..2500 {
        while tx.send(&frame(1, i, 60)).is_err() {
            tx.sync().expect("sync");
            rx.sync().expect("sync");
            while let Some(got) = rx.recv() {
                assert_eq!(got.payload(), frame(1, received, 60));
                received += 1;
            }
            rx.sync().expect("sync");
            tx.sync().expect("sync");
        }
    }
    tx.sync().expect("sync");
    rx.sync().expect("sync");
    received += rx.recv_batch(usize::MAX).len() as u32;
    assert_eq!(received, 2500);
    assert_eq!((tx.stats().reinits, rx.stats().reinits), (0, 0));
}

#[test]
fn d5_a_full_ring_has_no_room_at_all() {
    let (mut tx, _rx) = pipe_rings(1024);
    assert_eq!(tx.reserve_batch(1023).map(|b| b.len()), Ok(1023));
    let sent = (0..2000).take_while(|&i| tx.send(&frame(1, i, 60)).is_ok());
    assert_eq!(sent.count(), 1023);
    assert_eq!(tx.ready(), 0);
    let full = RingError::NotReady {
        wanted: 1000,
        available: 0,
    };
    assert_eq!(tx.reserve_batch(1000).err(), Some(full));
}

#[test]
fn d6_receiving_ends_when_the_ring_is_empty() {
    let (mut tx, mut rx) = pipe_rings(100);
    let mut passes = 0;
    for i in 0..5000 {
        tx.send(&frame(1, i, 60)).expect("room");
        tx.sync().expect("sync");
        rx.sync().expect("sync");
        while let Some(got) = rx.recv() {
            assert_eq!(got.payload(), frame(1, passes, 60));
            passes += 1;
        }
        rx.sync().expect("sync");
        tx.sync().expect("sync");
    }
    assert_eq!(passes, 5000);
}

#[test]
fn d7_two_opens_of_one_port_share_its_claims() {
    let name = format!("{}a", switch());
    let (one, two) = (open(&name), open(&name));
    let ring = one.tx_ring(0).expect("free");
    assert!(matches!(two.tx_ring(0), Err(Error::RingClaimed { .. })));
    drop((ring, one));
    two.tx_ring(0).expect("free again");
}

#[test]
fn d9_flags_are_those_of_this_api() {
    assert_eq!(RegFlags::NO_TX_POLL.bits(), 0x20000);
    assert_eq!(RegFlags::ACCEPT_VNET_HDR.bits(), 0x8000);
    assert_eq!(RegFlags::EXCLUSIVE.bits(), 0x800);
    assert!(
        RegFlags::from_bits(0x1000).is_none(),
        "the older NETMAP_NO_TX_POLL"
    );
}

#[test]
fn d10_pipes_of_any_name_open() {
    let (master, _) = pipe_names();
    let base = master.trim_end_matches("{1");
    for (m, s) in [
        ("{myipc", "}myipc"),
        ("{7", "}7"),
        ("{a_name_of_15plus", "}a_name_of_15plus"),
    ] {
        let a = open(&format!("{base}{m}"));
        let b = open(&format!("{base}{s}"));
        let (mut tx, mut rx) = (a.tx_ring(0).expect("tx"), b.rx_ring(0).expect("rx"));
        tx.send(b"hello").expect("room");
        tx.sync().expect("sync");
        assert_eq!(rx.wait(Some(LONG)), Ok(1));
    }
    let e = builder(&format!("{base}{{myipc}}"))
        .build()
        .expect_err("a closing brace");
    assert!(matches!(e, Error::PortName(_)), "{e}");
}

#[test]
fn d14_a_multi_slot_packet_does_not_taint_the_slots_it_used() {
    let (mut tx, mut rx) = pipe_rings(4);
    for i in 0..20 {
        if i % 2 == 0 {
            tx.send_packet(&[&[1; 3000]]).expect("room");
        } else {
            tx.send(&[2; 60]).expect("room");
        }
        tx.sync().expect("sync");
        rx.sync().expect("sync");
        let len = if i % 2 == 0 { 3000 } else { 60 };
        assert_eq!(rx.recv().expect("one packet").len(), len);
        assert!(rx.recv().is_none());
        rx.sync().expect("sync");
        tx.sync().expect("sync");
    }
}

/// What the legacy register call has no room for: names beyond 15 characters. The types are the
/// same on every backend, so that one program runs on all of them.
#[test]
fn d15_registration_has_room_for_long_names() {
    let (master, slave) = pipe_names();
    let id = "a_pipe_of_twenty_seven_letters";
    let named = |pipe: &str| format!("{}{id}", pipe.strip_suffix('1').expect("the pipe's id"));
    let open = |name: &str| builder(&named(name)).tx_slots(16).rx_slots(16).build();
    let (m, s) = (
        open(&master).expect("a long name"),
        open(&slave).expect("a long name"),
    );
    assert!(m.name().ends_with(id), "{}", m.name());
    let (mut tx, mut rx) = (m.tx_ring(0).expect("tx"), s.rx_ring(0).expect("rx"));
    tx.send(b"fits").expect("room");
    tx.sync().expect("sync");
    rx.sync().expect("sync");
    assert_eq!(rx.recv().expect("a packet").payload(), b"fits");
    let longer = format!("netmap:{}{{1", "x".repeat(64));
    let e = builder(&longer)
        .build()
        .expect_err("64 characters with the end");
    assert!(matches!(e, Error::PortName(_)), "{e}");
}

#[test]
fn d16_there_is_a_way_to_wait_and_nothing_is_lost_on_drop() {
    let (mut tx, mut rx) = pipe_rings(16);
    assert_eq!(rx.wait(Some(Duration::from_millis(1))), Ok(0));
    tx.send(b"not synced").expect("room");
    drop(tx);
    assert_eq!(rx.wait(Some(LONG)), Ok(1));
    assert_eq!(rx.recv().expect("flushed").payload(), b"not synced");
}

/// What one port can do on another thread, at compile time.
#[test]
fn d7_handles_move_between_threads() {
    fn sendable<T: Send + 'static>() {}
    fn shareable<T: Sync>() {}
    sendable::<netmap_rs::TxRing>();
    sendable::<netmap_rs::RxRing>();
    sendable::<Netmap>();
    shareable::<Netmap>();
}
