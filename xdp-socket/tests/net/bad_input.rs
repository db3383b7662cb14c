//! Wrong interfaces, queues, sizes and lengths: each is refused with a message that names the
//! value and what would be allowed, and leaves everything as it was.

use packet_ring::{Receive, RingError};
use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    AttachMode, CopyMode, Error, Steer, XdpConfig, XdpProgram, create_bi_socket, create_rx_socket,
    create_tx_socket,
};

use crate::namespace_or_skip;
use crate::support::{
    LEN, PATIENCE, commit, exchange, line, number, packet, programs, receive, rings, send, steered,
    veth,
};

/// The answers of the three openers, the sockets dropped.
fn open_all(if_index: u32, queue: u32, config: &XdpConfig) -> [Result<(), Error>; 3] {
    let config = || Some(config.clone());
    [
        create_tx_socket(if_index, queue, config()).map(drop),
        create_rx_socket(if_index, queue, config()).map(drop),
        create_bi_socket(if_index, queue, config()).map(drop),
    ]
}

#[test]
fn an_unknown_interface_is_named() {
    let _namespace = namespace_or_skip!();
    for index in [0, 999_999, u32::MAX] {
        for answer in open_all(index, 0, &rings(64).build().unwrap()) {
            let e = answer.unwrap_err();
            assert!(matches!(e, Error::UnknownInterface { .. }), "{e}");
            assert!(e.to_string().contains(&index.to_string()), "{e}");
            assert_eq!(e.raw_os_error(), Some(libc::ENODEV));
        }
    }
}

#[test]
fn p8_a_queue_beyond_the_range_names_the_range() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().left_queues(4, 2)).unwrap();
    for queue in [4, 5, u32::MAX] {
        for answer in open_all(veth.left().index(), queue, &rings(64).build().unwrap()) {
            let e = answer.unwrap_err();
            assert!(
                matches!(&e, Error::QueueOutOfRange { interface, queue: q, rx_queues: 4, tx_queues: 2 }
                    if interface == "left" && *q == queue),
                "{e}"
            );
            assert_eq!(e.raw_os_error(), Some(libc::EINVAL));
            let text = e.to_string();
            assert!(text.contains(&format!("no queue {queue}")), "{text}");
            assert!(text.contains("receive on queues 0 to 3"), "{text}");
            assert!(text.contains("send on queues 0 to 1"), "{text}");
        }
    }
    assert_eq!(programs("left"), []);
}

/// The kernel binds such a queue, takes what is to be sent, and sends nothing.
#[test]
fn p8_a_queue_for_receiving_only_does_not_send() {
    let _namespace = namespace_or_skip!();
    let config = VethConfig::new().left_queues(4, 1).right_queues(1, 4);
    let veth = VethPair::create(&config).unwrap();
    let sockets = rings(64).build().unwrap();
    let [tx, rx, bi] = open_all(veth.left().index(), 3, &sockets);
    for e in [tx.unwrap_err(), bi.unwrap_err()] {
        assert!(matches!(e, Error::QueueHasNoTx { queue: 3, .. }), "{e}");
        assert!(e.to_string().contains("send on queue 0 only"), "{e}");
    }
    rx.unwrap();
    // ... but it does receive
    let mut rx = create_rx_socket(veth.left().index(), 3, Some(sockets.clone())).unwrap();
    let mut tx = create_tx_socket(veth.right().index(), 3, Some(sockets)).unwrap();
    exchange(&mut tx, &mut rx, 0..100, 32);
}

#[test]
fn p8_a_queue_for_sending_only_does_not_receive() {
    let _namespace = namespace_or_skip!();
    let config = VethConfig::new().left_queues(1, 4).right_queues(4, 1);
    let veth = VethPair::create(&config).unwrap();
    let sockets = rings(64).build().unwrap();
    let [tx, rx, bi] = open_all(veth.left().index(), 3, &sockets);
    for e in [rx.unwrap_err(), bi.unwrap_err()] {
        assert!(matches!(e, Error::QueueHasNoRx { queue: 3, .. }), "{e}");
        assert!(e.to_string().contains("receive on queue 0 only"), "{e}");
    }
    tx.unwrap();
    assert_eq!(programs("left"), []);
    let mut rx = create_rx_socket(veth.right().index(), 3, Some(sockets.clone())).unwrap();
    let mut tx = create_tx_socket(veth.left().index(), 3, Some(sockets)).unwrap();
    exchange(&mut tx, &mut rx, 0..100, 32);
}

#[test]
fn s14_rings_of_every_size_move_packets() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for slots in [1, 2, 16, 32, 1024] {
        let (mut tx, mut rx) = line(&veth, rings(slots).build().unwrap());
        assert_eq!(
            (tx.capacity(), rx.capacity()),
            (slots as usize, slots as usize)
        );
        exchange(&mut tx, &mut rx, 0..3 * slots + 5, slots.min(200));
    }
}

#[test]
fn rings_need_not_be_alike() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for (tx, rx, fill, completion, tx_frames, rx_frames) in [
        (64, 16, 8, 4, 20, 50),
        (4, 128, 256, 512, 500, 100),
        (32, 32, 1, 1, 1, 1),
        (1, 1, 1, 1, 7, 7),
    ] {
        let config = steered()
            .tx_ring(tx)
            .rx_ring(rx)
            .fill_ring(fill)
            .completion_ring(completion)
            .tx_frames(tx_frames)
            .rx_frames(rx_frames);
        let (mut tx, mut rx) = line(&veth, config.build().unwrap());
        exchange(&mut tx, &mut rx, 0..200, 1);
        assert_eq!(tx.statistics().unwrap().invalid_addresses, 0);
    }
}

/// Sizes that the kernel refuses are refused before it is asked, by field, value and range.
#[test]
fn impossible_sizes_are_named() {
    let wrong = |builder: xdp_socket::XdpConfigBuilder| builder.build().unwrap_err();
    for (e, field) in [
        (wrong(XdpConfig::builder().tx_ring(0)), "tx_ring = 0 "),
        (wrong(XdpConfig::builder().rx_ring(48)), "rx_ring = 48 "),
        (
            wrong(XdpConfig::builder().frame_size(1024)),
            "frame_size = 1024 ",
        ),
        (
            wrong(XdpConfig::builder().frame_size(8192)),
            "frame_size = 8192 ",
        ),
        (wrong(XdpConfig::builder().tx_frames(0)), "tx_frames = 0 "),
        (wrong(XdpConfig::builder().rx_frames(0)), "rx_frames = 0 "),
    ] {
        assert!(matches!(e, Error::Config { .. }), "{e}");
        assert_eq!(e.raw_os_error(), Some(libc::EINVAL));
        assert!(e.to_string().starts_with(field), "{e}");
        assert!(e.to_string().contains("must be"), "{e}");
    }
}

/// Frames of 2048 bytes that are sent, into frames of 4096 that leave room for the headroom.
#[test]
fn s8_a_packet_may_fill_its_frame() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().mtu(3000)).unwrap();
    let wide = rings(16).frame_size(4096).build().unwrap();
    let mut rx = create_rx_socket(veth.right().index(), 0, Some(wide)).unwrap();
    let narrow = rings(16).build().unwrap();
    let mut tx = create_tx_socket(veth.left().index(), 0, Some(narrow)).unwrap();
    assert_eq!((tx.frame_size(), rx.frame_size()), (2048, 4096 - 256));

    tx.seek().unwrap();
    assert_eq!(
        tx.peek(2049).unwrap_err(),
        RingError::TooLong {
            len: 2049,
            max: 2048
        }
    );
    assert_eq!(tx.peek(0).unwrap_err(), RingError::ZeroLength);
    assert!(tx.peek(usize::MAX).is_err());
    // refused lengths leave the slot unpeeked
    assert_eq!(tx.commit().unwrap_err(), RingError::NotPeeked { index: 0 });

    for (seq, len) in [2048, 2047, 2048, 18, 2048].into_iter().enumerate() {
        send(&mut tx, seq as u32..seq as u32 + 1, len);
        assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
        let got = rx.peek().unwrap();
        assert_eq!((number(got), got.len()), (seq as u32, len));
        rx.commit().unwrap();
    }
}

#[test]
fn p15_frames_hold_a_chunk_less_headroom() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().mtu(3000)).unwrap();
    for (size, headroom) in [(2048, 0), (2048, 100), (4096, 1024)] {
        let config = rings(16).frame_size(size).headroom(headroom);
        let config = config.check_mtu(false).build().unwrap();
        let mut rx = create_rx_socket(veth.right().index(), 0, Some(config)).unwrap();
        let max = (size - 256 - headroom) as usize;
        assert_eq!(rx.frame_size(), max);

        let config = rings(16).frame_size(4096).build().unwrap();
        let mut tx = create_tx_socket(veth.left().index(), 0, Some(config)).unwrap();
        send(&mut tx, 0..1, max);
        // one byte more is dropped by the kernel, and counted
        send(&mut tx, 1..3, max + 1);
        send(&mut tx, 3..4, max);
        assert_eq!(receive(&mut rx, 2), [0, 3]);
        let seen = rx.statistics().unwrap();
        assert_eq!((seen.rx_dropped, seen.rx_received), (2, 2), "{seen:?}");
    }
}

#[test]
fn an_mtu_larger_than_a_frame_is_refused() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().mtu(1779)).unwrap();
    let config = rings(16);
    let [tx, rx, bi] = open_all(veth.left().index(), 0, &config.clone().build().unwrap());
    tx.unwrap();
    for e in [rx.unwrap_err(), bi.unwrap_err()] {
        assert!(
            matches!(&e, Error::MtuTooLarge { interface, mtu: 1779, max: 1778 } if interface == "left"),
            "{e}"
        );
        assert_eq!(e.raw_os_error(), Some(libc::EMSGSIZE));
        assert!(e.to_string().contains("larger frames"), "{e}");
    }
    assert_eq!(programs("left"), []);
    // each of the remedies
    let index = veth.left().index();
    for remedy in [
        config.clone().frame_size(4096),
        config.clone().check_mtu(false),
    ] {
        for answer in open_all(index, 0, &remedy.build().unwrap()) {
            answer.unwrap();
        }
    }
    veth.left().set_mtu(1778).unwrap();
    for answer in open_all(index, 0, &config.build().unwrap()) {
        answer.unwrap();
    }
}

#[test]
fn peeks_stay_in_the_window() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(16).build().unwrap());
    assert_eq!(tx.ready(), 16);
    for index in [16, 17, usize::MAX] {
        assert_eq!(
            tx.peek_at(index, LEN).unwrap_err(),
            RingError::OutOfWindow { index, ready: 16 }
        );
    }
    assert_eq!(rx.ready(), 0);
    for index in [0, 1, usize::MAX] {
        assert_eq!(
            rx.peek_at(index).unwrap_err(),
            RingError::OutOfWindow { index, ready: 0 }
        );
    }
    send(&mut tx, 0..3, LEN);
    while rx.ready() < 3 {
        rx.wait(Some(PATIENCE)).unwrap();
    }
    assert_eq!(number(rx.peek_at(2).unwrap()), 2);
    assert_eq!(
        rx.peek_at(3).unwrap_err(),
        RingError::OutOfWindow { index: 3, ready: 3 }
    );
    assert_eq!(receive(&mut rx, 3), [0, 1, 2]);
}

#[test]
fn commits_of_more_than_is_ready_commit_nothing() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(16).build().unwrap());
    tx.ready();
    for wanted in [17, usize::MAX, 1 << 32, (1 << 32) + 1] {
        assert_eq!(
            tx.commit_n(wanted).unwrap_err(),
            RingError::CommitBeyondWindow { wanted, ready: 16 }
        );
        assert_eq!(
            rx.commit_n(wanted).unwrap_err(),
            RingError::CommitBeyondWindow { wanted, ready: 0 }
        );
    }
    assert_eq!((tx.queued(), tx.in_flight()), (0, 0));
    // s17: counts are not cut to 32 bits, and nothing was given back twice
    exchange(&mut tx, &mut rx, 0..100, 16);
    assert_eq!(rx.statistics().unwrap().invalid_addresses, 0);
}

#[test]
fn s19_a_slot_that_was_never_peeked_is_not_sent() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(16).build().unwrap());
    // every frame has been used, and has old contents
    exchange(&mut tx, &mut rx, 0..64, 16);
    assert_eq!(tx.ready(), 16);
    assert_eq!(tx.commit().unwrap_err(), RingError::NotPeeked { index: 0 });
    write_slot(&mut tx, 0);
    write_slot(&mut tx, 2);
    assert_eq!(
        tx.commit_n(3).unwrap_err(),
        RingError::NotPeeked { index: 1 }
    );
    assert_eq!(tx.queued(), 0);
    tx.commit_n(1).unwrap();
    tx.flush(PATIENCE).unwrap();
    assert_eq!(receive(&mut rx, 1), [100]);
    assert_eq!(rx.ready(), 0);
}

fn write_slot(tx: &mut xdp_socket::TxSocket, i: usize) {
    let bytes = packet(100 + i as u32, LEN);
    tx.peek_at(i, LEN).unwrap().copy_from_slice(&bytes);
}

/// Whatever lengths a user asks for, the kernel never sees a descriptor that it has to refuse.
#[test]
fn p5_the_kernel_refuses_no_descriptor() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(16).build().unwrap());
    let mut seq = 0;
    for len in (0..3000).step_by(7).chain([2047, 2048, 2049, usize::MAX]) {
        tx.seek().unwrap();
        match tx.peek(len) {
            Ok(bytes) if (18..=1514).contains(&len) => crate::support::write(seq, bytes),
            Ok(bytes) => {
                // too short to be a packet, or too long for the line
                bytes.fill(0);
                continue;
            }
            Err(_) => continue,
        }
        tx.commit().unwrap();
        tx.flush(PATIENCE).unwrap();
        assert_eq!(receive(&mut rx, 1), [seq]);
        seq += 1;
    }
    let seen = tx.statistics().unwrap();
    assert_eq!(
        (seen.tx_invalid_descs, seen.tx_committed),
        (0, u64::from(seq))
    );
}

/// What the receiver's buffer can't hold stays where it is.
#[test]
fn a_buffer_too_short_leaves_the_packet() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(16).build().unwrap());
    assert_eq!(commit(&mut tx, 7, 1, LEN), 1);
    tx.flush(PATIENCE).unwrap();
    rx.wait(Some(PATIENCE)).unwrap();
    let mut buffer = [0; 100];
    assert_eq!(
        rx.recv_into(&mut buffer[..LEN - 1]).unwrap_err(),
        RingError::BufferTooSmall {
            len: LEN,
            capacity: LEN - 1
        }
    );
    assert_eq!(Receive::recv_into(&mut rx, &mut buffer).unwrap(), LEN);
    assert_eq!(number(&buffer[..LEN]), 7);
}

#[test]
fn zero_copy_on_veth_is_refused() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let config = rings(16).copy_mode(CopyMode::ZeroCopy).build().unwrap();
    for answer in open_all(veth.left().index(), 0, &config) {
        let e = answer.unwrap_err();
        let Error::ZeroCopyUnavailable {
            interface,
            queue: 0,
            reason,
            ..
        } = &e
        else {
            panic!("{e}");
        };
        assert_eq!(interface, "left");
        assert!(reason.contains("veth"), "{reason}");
        assert_eq!(e.raw_os_error(), Some(libc::EOPNOTSUPP));
        assert!(e.to_string().contains("CopyMode::Auto"), "{e}");
    }
    assert_eq!(programs("left"), []);
}

#[test]
fn forced_copy_is_no_fallback() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for (mode, says) in [(CopyMode::Copy, false), (CopyMode::Auto, true)] {
        let config = rings(64).copy_mode(mode).build().unwrap();
        let (mut tx, mut rx) = line(&veth, config);
        for obtained in [tx.obtained(), rx.obtained()] {
            assert!(!obtained.zero_copy);
            let noted = obtained.fallbacks.iter().any(|f| f.contains("zero-copy"));
            assert_eq!(noted, says, "{:?}", obtained.fallbacks);
        }
        exchange(&mut tx, &mut rx, 0..200, 64);
    }
}

/// The last way in that can be wrong: a native program demanded where the driver has none.
#[test]
fn native_on_loopback_is_refused() {
    let _namespace = namespace_or_skip!();
    let program = XdpProgram::builtin(Steer::all()).mode(AttachMode::Native);
    let config = XdpConfig::builder()
        .program(program.into())
        .check_mtu(false);
    let [tx, rx, bi] = open_all(1, 0, &config.build().unwrap());
    tx.unwrap();
    for e in [rx.unwrap_err(), bi.unwrap_err()] {
        assert!(matches!(e, Error::Attach { .. }), "{e}");
        assert!(e.to_string().contains("native by bpf_link"), "{e}");
    }
    assert_eq!(programs("lo"), []);
}
