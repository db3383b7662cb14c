//! What comes to the sockets, and what is left to the kernel.

use std::net::UdpSocket;
use std::os::fd::AsFd;

use xdp_socket::testing::{Link, Namespace, NamespaceHandle, VethConfig, VethPair};
use xdp_socket::{
    AttachMode, Error, Program, Rule, Steer, TxSocket, XdpConfig, XdpConfigBuilder, XdpProgram,
    XskMap, create_rx_socket, create_tx_socket,
};

use crate::namespace_or_skip;
use crate::support::{
    LEN, PATIENCE, commit, eventually, interface, number, programs, receive, send, steer, steered,
};

const PORT: u16 = 4789;

fn config(program: impl Into<Program>) -> XdpConfigBuilder {
    XdpConfig::builder()
        .program(program.into())
        .bind_timeout(PATIENCE)
}

/// `right` moves to a namespace of its own with the address 10.0.0.2; `left` gets 10.0.0.1 here.
pub(crate) fn two_hosts() -> NamespaceHandle {
    let there = Namespace::new().unwrap().handle();
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    pair.right().move_to(&there).unwrap();
    pair.left().add_ipv4([10, 0, 0, 1].into(), 24).unwrap();
    let inside = there.enter().unwrap();
    let right = Link::from_name("right").unwrap();
    right.set_up(true).unwrap();
    right.add_ipv4([10, 0, 0, 2].into(), 24).unwrap();
    assert!(right.wait_until_running(PATIENCE).unwrap());
    drop(inside);
    assert!(pair.left().wait_until_running(PATIENCE).unwrap());
    there
}

#[test]
fn steered_packets_come_here_and_others_to_the_kernel() {
    let _here = namespace_or_skip!();
    let there = two_hosts();
    let kernel = UdpSocket::bind("10.0.0.1:7").unwrap();
    kernel.set_read_timeout(Some(PATIENCE)).unwrap();
    let sender = {
        let _inside = there.enter().unwrap();
        UdpSocket::bind("10.0.0.2:1000").unwrap()
    };
    for mode in [AttachMode::Native, AttachMode::Generic] {
        let steer = Steer::only(Rule::new().udp().destination_port(PORT));
        let program = XdpProgram::builtin(steer).mode(mode);
        let config = config(program).build().unwrap();
        let left = interface("left").index();
        let mut rx = create_rx_socket(left, 0, Some(config)).unwrap();

        // Nobody told the hosts each other's MAC: the kernels' ARP has to get through.
        for i in 0..10_u8 {
            sender.send_to(&[i; 9], ("10.0.0.1", PORT)).unwrap();
            sender.send_to(&[i; 5], "10.0.0.1:7").unwrap();
        }
        let mut buffer = [0; 64];
        for i in 0..10_u8 {
            let len = kernel.recv(&mut buffer).unwrap();
            assert_eq!(buffer[..len], [i; 5]);
        }
        for i in 0..10_u8 {
            assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
            let packet = rx.peek().unwrap();
            // Ethernet, IPv4 and UDP headers
            assert_eq!(packet[36..38], PORT.to_be_bytes());
            assert_eq!(packet[42..], [i; 9]);
            rx.commit().unwrap();
            rx.kick().unwrap();
        }
        assert_eq!(rx.ready(), 0);
    }
}

/// A sender on queue `queue` of `left`.
fn sender(queue: u32) -> TxSocket {
    let config = steered().build().unwrap();
    create_tx_socket(interface("left").index(), queue, Some(config)).unwrap()
}

#[test]
fn every_queue_has_its_socket_and_they_share_one_program() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().queues(3)).unwrap();
    let right = interface("right").index();
    // no socket on queue 1
    let mut receivers: Vec<_> = [0, 2]
        .map(|queue| create_rx_socket(right, queue, Some(steered().build().unwrap())).unwrap())
        .into();
    assert_eq!(programs("right").len(), 1);
    for (queue, first) in [(0, 0), (1, 100), (2, 200)] {
        send(&mut sender(queue), first..first + 5, LEN);
    }
    // Those of queue 1 passed to the kernel, which has no use for them.
    assert_eq!(receive(&mut receivers[0], 5), [0, 1, 2, 3, 4]);
    assert_eq!(receive(&mut receivers[1], 5), [200, 201, 202, 203, 204]);
    for rx in &mut receivers {
        assert_eq!(rx.ready(), 0);
    }
    receivers.pop();
    assert_eq!(programs("right").len(), 1);
    send(&mut sender(0), 0..5, LEN);
    assert_eq!(receive(&mut receivers[0], 5), [0, 1, 2, 3, 4]);
    receivers.pop();
    assert_eq!(programs("right").len(), 0);
}

#[test]
fn a_program_attached_beforehand_is_shared_and_outlives_the_sockets() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let right = interface("right");
    let attached = XdpProgram::builtin(steer()).attach(&right).unwrap();
    let mut tx = sender(0);
    for _ in 0..3 {
        let config = steered().build().unwrap();
        let mut rx = create_rx_socket(right.index(), 0, Some(config)).unwrap();
        send(&mut tx, 0..5, LEN);
        assert_eq!(receive(&mut rx, 5), [0, 1, 2, 3, 4]);
        drop(rx);
        assert_eq!(programs("right"), [attached.program_id()]);
        assert!(attached.is_alive());
    }
    drop(attached);
    assert_eq!(programs("right"), []);
}

#[test]
fn a_map_of_the_users_own() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().queues(2)).unwrap();
    let right = interface("right");
    // stands for a program that aya or libbpf loaded
    let theirs = XdpProgram::builtin(steer()).attach(&right).unwrap();
    let map = || XskMap::from_fd(theirs.map().as_fd().try_clone_to_owned().unwrap()).unwrap();

    let open = |queue| create_rx_socket(right.index(), queue, Some(config(map()).build().unwrap()));
    let mut rx = open(1).unwrap();
    assert!(rx.is_registered());
    send(&mut sender(1), 0..5, LEN);
    assert_eq!(receive(&mut rx, 5), [0, 1, 2, 3, 4]);
    // it left the program alone, and its place in the map is free again
    drop(rx);
    assert!(theirs.is_alive());
    let mut rx = open(1).unwrap();
    send(&mut sender(1), 5..9, LEN);
    assert_eq!(receive(&mut rx, 4), [5, 6, 7, 8]);
}

#[test]
fn a_map_too_small_for_the_queue() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().left_queues(1, 1).right_queues(3, 3)).unwrap();
    let small = XdpProgram::builtin(steer())
        .attach(&interface("left"))
        .unwrap();
    let config = config(small.map().clone()).build().unwrap();
    let e = create_rx_socket(interface("right").index(), 2, Some(config)).unwrap_err();
    assert!(
        matches!(
            e,
            Error::XskMapTooSmall {
                queue: 2,
                max_entries: 1
            }
        ),
        "{e}"
    );
}

#[test]
fn without_a_program_nothing_is_attached_and_nothing_comes() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let right = interface("right");
    let none = config(Program::None).build().unwrap();
    let mut rx = create_rx_socket(right.index(), 0, Some(none)).unwrap();
    assert!(!rx.is_registered());
    assert_eq!(programs("right"), []);
    let mut tx = sender(0);
    send(&mut tx, 0..5, LEN);
    assert_eq!(rx.ready(), 0);
}

#[test]
fn traffic_goes_on_while_sockets_come_and_go() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().queues(2)).unwrap();
    let right = interface("right").index();
    let open = |queue| create_rx_socket(right, queue, Some(steered().build().unwrap())).unwrap();
    let mut stays = open(0);
    let mut tx = sender(0);
    for round in 0..20 {
        let other = open(1);
        commit(&mut tx, round, 1, LEN);
        tx.flush(PATIENCE).unwrap();
        drop(other);
        let seq = eventually("the packet", || {
            (stays.ready() > 0).then(|| number(stays.peek().unwrap()))
        });
        assert_eq!(seq, round);
        stays.commit().unwrap();
        stays.kick().unwrap();
    }
}
