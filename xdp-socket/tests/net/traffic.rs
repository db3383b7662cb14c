//! Programs in the way, programs shared, and what goes on beside the sockets.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::AsFd;

use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    AttachMethod, AttachMode, AttachedMode, Error, Program, Rule, RxSocket, Steer, TxSocket,
    XdpProgram, XskMap, create_bi_socket, create_rx_socket, create_tx_socket,
};

use crate::child::Role;
use crate::namespace_or_skip;
use crate::steer::two_hosts;
use crate::support::{
    LEN, PATIENCE, eventually, exchange, interface, line, programs, promptly, receive, rings, send,
    steer, veth,
};

/// A receiver on the left, where other processes attach their programs.
fn receiver(program: XdpProgram) -> Result<RxSocket, Error> {
    let config = rings(64).program(program.into()).build().unwrap();
    create_rx_socket(interface("left").index(), 0, Some(config))
}

/// A sender on the right.
fn sender() -> TxSocket {
    let config = rings(64).build().unwrap();
    create_tx_socket(interface("right").index(), 0, Some(config)).unwrap()
}

#[test]
fn p18_every_way_of_attaching_moves_packets() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for (mode, runs) in [
        (AttachMode::Auto, AttachedMode::Native),
        (AttachMode::Native, AttachedMode::Native),
        (AttachMode::Generic, AttachedMode::Generic),
    ] {
        for method in [AttachMethod::Link, AttachMethod::Netlink] {
            let program = XdpProgram::builtin(steer()).mode(mode).method(method);
            let config = rings(64).program(program.into()).build().unwrap();
            let open = |index| create_bi_socket(index, 0, Some(config.clone())).unwrap();
            let (mut tx, mut back) = open(veth.left().index());
            let (mut back_tx, mut rx) = open(veth.right().index());
            for half in [tx.obtained(), rx.obtained()] {
                assert_eq!(half.attached, Some(runs));
            }
            exchange(&mut tx, &mut rx, 0..300, 64);
            exchange(&mut back_tx, &mut back, 0..300, 64);
        }
    }
    let config = rings(64).build().unwrap();
    let tx = create_tx_socket(veth.left().index(), 0, Some(config)).unwrap();
    assert_eq!(tx.obtained().attached, None);
}

/// The driver has a limit on the MTU, which is in the reason.
#[test]
fn p18_where_native_is_impossible_the_reason_is_told() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().mtu(9000)).unwrap();
    let (mut tx, mut rx) = line(&veth, rings(64).check_mtu(false).build().unwrap());
    assert_eq!(rx.obtained().attached, Some(AttachedMode::Generic));
    let fallbacks = &rx.obtained().fallbacks;
    assert!(
        fallbacks.iter().any(|f| f.contains("MTU is too large")),
        "{fallbacks:?}"
    );
    exchange(&mut tx, &mut rx, 0..300, 64);
}

#[test]
fn a_foreign_program_is_replaced_only_when_asked_and_then_packets_come() {
    let _namespace = namespace_or_skip!();
    veth();
    for role in ["link", "netlink"] {
        let (child, theirs) = Role::start(role);
        let theirs: u32 = theirs.parse().unwrap();
        for _ in 0..2 {
            let e = receiver(XdpProgram::builtin(steer())).unwrap_err();
            assert!(
                matches!(&e, Error::ForeignProgram { interface, id, name, .. }
                    if interface == "left" && *id == theirs && name.as_deref() == Some("xdp_socket")),
                "{e}"
            );
            assert!(e.to_string().contains("ask to replace it"), "{e}");
        }
        assert_eq!(programs("left"), [theirs]);
        // it does not stand in the way of a sender
        let config = rings(64).build().unwrap();
        create_tx_socket(interface("left").index(), 0, Some(config)).unwrap();

        let mut rx = receiver(XdpProgram::builtin(steer()).replace(true)).unwrap();
        assert_ne!(programs("left"), [theirs]);
        let mut tx = sender();
        exchange(&mut tx, &mut rx, 0..200, 64);
        assert!(child.finish().success());
        exchange(&mut tx, &mut rx, 200..400, 64);
        drop(rx);
        assert_eq!(programs("left"), []);
    }
}

/// A program that a killed process left behind lets everything through.
#[test]
fn p29_a_stale_program_is_in_nobodys_way_but_ours() {
    let _here = namespace_or_skip!();
    let there = two_hosts();
    let (child, id) = Role::start("netlink");
    child.kill();
    assert_eq!(programs("left"), [id.parse().unwrap()]);

    let kernel = UdpSocket::bind("10.0.0.1:7").unwrap();
    kernel.set_read_timeout(Some(PATIENCE)).unwrap();
    let _inside = there.enter().unwrap();
    let outside = UdpSocket::bind("10.0.0.2:0").unwrap();
    drop(_inside);
    outside.send_to(b"through", "10.0.0.1:7").unwrap();
    let mut buffer = [0; 16];
    assert_eq!(kernel.recv(&mut buffer).unwrap(), 7);

    let udp = || XdpProgram::builtin(Steer::only(Rule::new().udp().destination_port(7)));
    let e = receiver(udp()).unwrap_err();
    assert!(matches!(e, Error::ForeignProgram { .. }), "{e}");
    let mut rx = receiver(udp().replace(true)).unwrap();
    outside.send_to(b"to us", "10.0.0.1:7").unwrap();
    assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
    assert!(rx.peek().unwrap().ends_with(b"to us"));
}

/// What a socket took comes to the kernel again when it is closed, though the program stays.
#[test]
fn p16_a_closed_socket_leaves_its_packets_to_the_kernel() {
    let _here = namespace_or_skip!();
    let there = two_hosts();
    let kernel = UdpSocket::bind("10.0.0.1:7").unwrap();
    kernel.set_read_timeout(Some(PATIENCE)).unwrap();
    let outside = {
        let _inside = there.enter().unwrap();
        UdpSocket::bind("10.0.0.2:0").unwrap()
    };
    let program = XdpProgram::builtin(Steer::only(Rule::new().udp().destination_port(7)));
    let attached = program.attach(&interface("left")).unwrap();
    let mut buffer = [0; 16];
    for round in 0..5_u8 {
        outside.send_to(&[round], "10.0.0.1:7").unwrap();
        assert_eq!(kernel.recv(&mut buffer).unwrap(), 1);
        assert_eq!(buffer[0], round);

        let mut rx = receiver(program.clone()).unwrap();
        outside.send_to(&[100 + round], "10.0.0.1:7").unwrap();
        assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
        assert_eq!(rx.peek().unwrap()[42], 100 + round);
    }
    assert!(attached.is_alive());
}

/// Also where the sending half keeps the socket open.
#[test]
fn p16_a_receiving_half_leaves_its_packets_to_the_kernel() {
    let _here = namespace_or_skip!();
    let there = two_hosts();
    let kernel = UdpSocket::bind("10.0.0.1:7").unwrap();
    kernel.set_read_timeout(Some(PATIENCE)).unwrap();
    let outside = {
        let _inside = there.enter().unwrap();
        UdpSocket::bind("10.0.0.2:0").unwrap()
    };
    let program = XdpProgram::builtin(Steer::only(Rule::new().udp().destination_port(7)));
    let attached = program.attach(&interface("left")).unwrap();
    let config = rings(64).program(program.into()).build().unwrap();
    let (tx, mut rx) = create_bi_socket(interface("left").index(), 0, Some(config)).unwrap();
    outside.send_to(b"here", "10.0.0.1:7").unwrap();
    assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
    drop(rx);
    outside.send_to(b"there", "10.0.0.1:7").unwrap();
    assert_eq!(kernel.recv(&mut [0; 16]).unwrap(), 5);
    assert!(attached.is_alive());
    drop(tx);
}

/// The classic accident is to lose one's SSH session to an AF_XDP socket.
#[test]
fn a_tcp_session_outlives_the_socket_beside_it() {
    const LINES: usize = 200;
    let _here = namespace_or_skip!();
    let there = two_hosts();
    let listener = TcpListener::bind("10.0.0.1:22").unwrap();
    let session = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut writer, mut text) = (stream, String::new());
        while reader.read_line(&mut text).unwrap() > 0 {
            writer.write_all(text.to_uppercase().as_bytes()).unwrap();
            text.clear();
        }
    });
    let (stream, udp) = {
        let _inside = there.enter().unwrap();
        let stream = TcpStream::connect("10.0.0.1:22").unwrap();
        (stream, UdpSocket::bind("10.0.0.2:0").unwrap())
    };
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    let mut speak = |i: usize| {
        writeln!(writer, "line {i}").unwrap();
        let mut text = String::new();
        reader.read_line(&mut text).unwrap();
        assert_eq!(text, format!("LINE {i}\n"));
    };
    speak(0);
    for mode in [AttachMode::Native, AttachMode::Generic] {
        let steer = Steer::only(Rule::new().udp().destination_port(4789));
        let mut rx = receiver(XdpProgram::builtin(steer).mode(mode)).unwrap();
        for i in 0..LINES {
            udp.send_to(&i.to_be_bytes(), "10.0.0.1:4789").unwrap();
            speak(i);
            eventually("the datagram", || {
                let n = rx.ready();
                (n > 0).then_some(())
            });
            assert_eq!(rx.peek().unwrap()[42..], i.to_be_bytes());
            rx.commit().unwrap();
            rx.kick().unwrap();
        }
        drop(rx);
        speak(LINES);
    }
    drop((reader, writer));
    promptly("the session", move || session.join().unwrap());
}

#[test]
fn sockets_that_want_another_steering_are_refused() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().queues(2)).unwrap();
    let open = |queue, program: XdpProgram| {
        let config = rings(64).program(program.into()).build().unwrap();
        create_rx_socket(veth.right().index(), queue, Some(config))
    };
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    let other = Steer::only(Rule::new().udp().destination_port(9));
    for program in [
        XdpProgram::builtin(other.clone()),
        XdpProgram::builtin(steer()).mode(AttachMode::Generic),
        XdpProgram::builtin(other.clone()).replace(true),
    ] {
        let e = open(1, program).unwrap_err();
        assert!(matches!(e, Error::SteeringConflict { .. }), "{e}");
        assert_eq!(e.raw_os_error(), Some(libc::EBUSY));
    }
    exchange(&mut tx, &mut rx, 0..100, 64);
    drop(rx);
    open(1, XdpProgram::builtin(other)).unwrap();
}

/// A map's entry is one socket's, and stays that one's.
#[test]
fn p16_an_entry_of_a_map_is_not_taken_from_its_socket() {
    let _namespace = namespace_or_skip!();
    let first = veth();
    let second = VethPair::create(&VethConfig::new().names("in", "out")).unwrap();
    let attached = XdpProgram::builtin(steer())
        .attach(&interface("right"))
        .unwrap();
    let map = attached.map().as_fd().try_clone_to_owned().unwrap();
    let config = rings(64).program(Program::Map(XskMap::from_fd(map).unwrap()));
    let (mut tx, mut rx) = line(&first, config.clone().build().unwrap());

    let e = create_rx_socket(
        second.left().index(),
        0,
        Some(config.clone().build().unwrap()),
    );
    let e = e.unwrap_err();
    assert!(matches!(e, Error::XskMapSlotTaken { queue: 0 }), "{e}");
    exchange(&mut tx, &mut rx, 0..100, 64);
    // the queue of the one that was refused is free, and so is the entry afterwards
    drop(rx);
    let rx = create_rx_socket(second.left().index(), 0, Some(config.build().unwrap())).unwrap();
    assert!(rx.is_registered());
}

#[test]
fn p19_promiscuous_while_the_socket_is_open() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let right = veth.right();
    assert_eq!(right.promiscuity().unwrap(), 0);
    for on in [false, true] {
        let (mut tx, mut rx) = line(&veth, rings(64).promiscuous(on).build().unwrap());
        assert_eq!(right.promiscuity().unwrap(), u32::from(on));
        exchange(&mut tx, &mut rx, 0..100, 64);
        drop((tx, rx));
        assert_eq!(right.promiscuity().unwrap(), 0);
    }
    // with the last half
    let config = rings(64).promiscuous(true).build().unwrap();
    let (tx, rx) = create_bi_socket(right.index(), 0, Some(config)).unwrap();
    drop(rx);
    assert_eq!(right.promiscuity().unwrap(), 1);
    drop(tx);
    assert_eq!(right.promiscuity().unwrap(), 0);
}

/// Nothing is counted twice, or not at all.
#[test]
fn statistics_add_up() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let config = rings(64).build().unwrap();
    let open = |index| create_bi_socket(index, 0, Some(config.clone())).unwrap();
    let (mut tx, quiet_rx) = open(veth.left().index());
    let (quiet_tx, mut rx) = open(veth.right().index());
    exchange(&mut tx, &mut rx, 0..1000, 64);
    send(&mut tx, 1000..1010, LEN);
    eventually("the last frame", || (tx.ready() == 64).then_some(()));
    let sent = tx.statistics().unwrap();
    assert_eq!((sent.tx_committed, sent.tx_completed), (1010, 1010));
    assert_eq!(
        (sent.rx_received, sent.tx_dropped, sent.tx_invalid_descs),
        (0, 0, 0)
    );
    assert!(sent.wakeups >= 1000 / 64);
    assert_eq!(receive(&mut rx, 10).len(), 10);
    let received = rx.statistics().unwrap();
    assert_eq!((received.rx_received, received.tx_committed), (1010, 0));
    assert_eq!(
        (
            received.rx_dropped,
            received.rx_ring_full,
            received.rx_invalid_descs
        ),
        (0, 0, 0)
    );
    // the kernel's are the same for both halves
    let other = quiet_rx.statistics().unwrap();
    assert_eq!(other.tx_ring_empty_descs, sent.tx_ring_empty_descs);
    assert_eq!((other.rx_received, other.wakeups), (0, 0));
    assert_eq!(
        quiet_tx.statistics().unwrap().rx_dropped,
        received.rx_dropped
    );
}
