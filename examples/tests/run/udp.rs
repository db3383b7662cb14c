//! `udp_send` and `udp_recv` against the kernel's own UDP, on both sides of a veth pair whose ends
//! are in two network namespaces.

use std::io;
use std::net::{Ipv4Addr, UdpSocket};

use examples::route::{NextHop, next_hop};
use netlink_packet_core::{NLM_F_ACK, NLM_F_CREATE, NLM_F_REQUEST, NetlinkMessage, NetlinkPayload};
use netlink_packet_route::route::{
    RouteAddress, RouteAttribute, RouteHeader, RouteMessage, RouteProtocol, RouteScope, RouteType,
};
use netlink_packet_route::{AddressFamily, RouteNetlinkMessage};
use xdp_socket::testing::{Link, Namespace, NamespaceHandle, VethConfig, VethPair};

use crate::support::{LONG, Running, may_open, program, texts};

const UDP_SEND: &str = env!("CARGO_BIN_EXE_udp_send");
const UDP_RECV: &str = env!("CARGO_BIN_EXE_udp_recv");

/// The calling thread is in a namespace with `near`, 10.9.0.1; the other end, `far`, 10.9.0.2, is
/// in another one.
struct Network {
    near: Link,
    far_mac: [u8; 6],
    far: NamespaceHandle,
    _namespace: Namespace,
}

const NEAR: Ipv4Addr = Ipv4Addr::new(10, 9, 0, 1);
const FAR: Ipv4Addr = Ipv4Addr::new(10, 9, 0, 2);
/// An address behind FAR.
const BEHIND: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 5);

fn network(name: &str) -> Option<Network> {
    if !may_open(name) {
        return None;
    }
    let namespace = Namespace::new().unwrap();
    let far = Namespace::new().unwrap().handle();
    let config = VethConfig::new().names("near", "far").queues(2);
    let pair = VethPair::create(&config).unwrap();
    pair.right().move_to(&far).unwrap();
    let near = pair.left();
    near.add_ipv4(NEAR, 24).unwrap();
    let far_mac = {
        let _inside = far.enter().unwrap();
        let link = Link::from_name("far").unwrap();
        link.set_up(true).unwrap();
        link.add_ipv4(FAR, 24).unwrap();
        link.add_ipv4(BEHIND, 32).unwrap();
        link.mac().unwrap()
    };
    Some(Network {
        near,
        far_mac,
        far,
        _namespace: namespace,
    })
}

/// A kernel socket on the far side.
fn far_socket(network: &Network, address: Ipv4Addr) -> UdpSocket {
    let _inside = network.far.enter().unwrap();
    let socket = UdpSocket::bind((address, 0)).unwrap();
    socket.set_read_timeout(Some(LONG)).unwrap();
    socket
}

fn receive(socket: &UdpSocket) -> (String, std::net::SocketAddr) {
    let mut buffer = [0; 2048];
    let (len, from) = socket.recv_from(&mut buffer).unwrap();
    (String::from_utf8(buffer[..len].to_vec()).unwrap(), from)
}

fn send(destination: &str, message: &str) -> (Option<i32>, String) {
    let args = [destination, message, "--source-port", "777"];
    let output = Running::start(program(UDP_SEND, &args)).finish();
    (output.status.code(), texts(&output).1)
}

#[test]
fn the_kernel_receives_what_udp_send_sends() {
    let Some(network) = network("the_kernel_receives_what_udp_send_sends") else {
        return;
    };
    let socket = far_socket(&network, FAR);
    let destination = socket.local_addr().unwrap().to_string();
    // The first makes the kernel ask for the neighbour; the second finds it known.
    for message in ["hello", "hello again, and this time longer"] {
        assert_eq!(send(&destination, message), (Some(0), String::new()));
        assert_eq!(receive(&socket), (message.into(), (NEAR, 777).into()));
    }
}

#[test]
fn what_can_not_be_sent_is_explained() {
    let Some(_network) = network("what_can_not_be_sent_is_explained") else {
        return;
    };
    for (destination, hint) in [
        ("10.9.0.77:9", "no answer to ARP for 10.9.0.77 on near"),
        ("198.51.100.1:9", "unreachable"),
        ("10.9.0.1:9", "an address of this machine"),
    ] {
        let (code, stderr) = send(destination, "x");
        assert_eq!(code, Some(1), "{stderr}");
        assert!(stderr.contains(hint), "{stderr}");
    }
    assert_eq!(
        send("10.9.0.2:9", &"x".repeat(1472)),
        (Some(0), String::new())
    );
    let (code, stderr) = send("10.9.0.2:9", &"x".repeat(1473));
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("1501 bytes, and the MTU of near is 1500"),
        "{stderr}"
    );
}

#[test]
fn routes_by_a_gateway_are_followed() {
    let Some(network) = network("routes_by_a_gateway_are_followed") else {
        return;
    };
    add_route(BEHIND, FAR, network.near.index());
    assert_eq!(
        next_hop(BEHIND).unwrap(),
        NextHop {
            if_index: network.near.index(),
            interface: "near".into(),
            mtu: 1500,
            src_mac: network.near.mac().unwrap(),
            src_ip: NEAR,
            address: FAR,
            mac_addr: Some(network.far_mac),
        }
    );
    let broadcast = next_hop(Ipv4Addr::new(10, 9, 0, 255)).unwrap();
    assert_eq!(broadcast.mac_addr, Some([0xff; 6]));
    let e = next_hop(Ipv4Addr::new(198, 51, 100, 1)).unwrap_err();
    assert_eq!(e.kind(), io::ErrorKind::NetworkUnreachable);

    let socket = far_socket(&network, BEHIND);
    let destination = socket.local_addr().unwrap().to_string();
    assert_eq!(send(&destination, "hello"), (Some(0), String::new()));
    assert_eq!(receive(&socket).0, "hello");
}

/// `ip route add DESTINATION via GATEWAY`
fn add_route(destination: Ipv4Addr, gateway: Ipv4Addr, if_index: u32) {
    let mut route = RouteMessage::default();
    route.header.address_family = AddressFamily::Inet;
    route.header.destination_prefix_length = 32;
    route.header.table = RouteHeader::RT_TABLE_MAIN;
    route.header.protocol = RouteProtocol::Static;
    route.header.scope = RouteScope::Universe;
    route.header.kind = RouteType::Unicast;
    route.attributes = vec![
        RouteAttribute::Destination(RouteAddress::Inet(destination)),
        RouteAttribute::Gateway(RouteAddress::Inet(gateway)),
        RouteAttribute::Oif(if_index),
    ];
    let request = NetlinkPayload::from(RouteNetlinkMessage::NewRoute(route));
    let mut message = NetlinkMessage::new(Default::default(), request);
    message.header.flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_ACK;
    message.finalize();
    let mut bytes = vec![0; message.buffer_len()];
    message.serialize(&mut bytes);

    let mut socket = netlink_sys::Socket::new(netlink_sys::protocols::NETLINK_ROUTE).unwrap();
    socket.bind_auto().unwrap();
    socket.connect(&netlink_sys::SocketAddr::new(0, 0)).unwrap();
    socket.send(&bytes, 0).unwrap();
    let (answer, _) = socket.recv_from_full().unwrap();
    let answer = NetlinkMessage::<RouteNetlinkMessage>::deserialize(&answer).unwrap();
    match answer.payload {
        NetlinkPayload::Error(e) => assert_eq!(e.code, None, "{e:?}"),
        other => panic!("{other:?}"),
    }
}

/// `udp_recv` on the far side.
fn far_udp_recv(network: &Network, args: &[&str]) -> Running {
    let _inside = network.far.enter().unwrap();
    let mut running = Running::start(program(UDP_RECV, args));
    let line = running.line();
    assert_eq!(line, "receiving UDP port 5000 on far, 2 queue(s)");
    running
}

#[test]
fn udp_recv_gets_its_port_and_the_kernel_the_others() {
    let Some(network) = network("udp_recv_gets_its_port_and_the_kernel_the_others") else {
        return;
    };
    let recv = far_udp_recv(&network, &["far", "5000", "-n", "3"]);
    let kernel = far_socket(&network, FAR);
    let other_port = kernel.local_addr().unwrap();
    // A socket of the kernel on the same port gets nothing.
    let shadow = {
        let _inside = network.far.enter().unwrap();
        UdpSocket::bind((FAR, 5000)).unwrap()
    };
    shadow.set_nonblocking(true).unwrap();

    let sender = UdpSocket::bind((NEAR, 0)).unwrap();
    let from = sender.local_addr().unwrap();
    for message in ["one", "two", "three"] {
        sender.send_to(message.as_bytes(), (FAR, 5000)).unwrap();
        sender.send_to(message.as_bytes(), other_port).unwrap();
        assert_eq!(receive(&kernel), (message.into(), from));
    }
    let output = recv.finish();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let expected: String = [("one", 3), ("two", 3), ("three", 5)]
        .map(|(text, len)| format!("{from} -> 10.9.0.2:5000 {len} bytes: {text:?}\n"))
        .concat();
    assert_eq!(stdout, expected);
    let nothing = shadow.recv(&mut [0; 16]).unwrap_err();
    assert_eq!(nothing.kind(), io::ErrorKind::WouldBlock);
}

#[test]
fn udp_send_reaches_udp_recv() {
    let Some(network) = network("udp_send_reaches_udp_recv") else {
        return;
    };
    let recv = far_udp_recv(&network, &["far", "5000", "-n", "1"]);
    assert_eq!(send("10.9.0.2:5000", "hello"), (Some(0), String::new()));
    let output = recv.finish();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert_eq!(stdout, "10.9.0.1:777 -> 10.9.0.2:5000 5 bytes: \"hello\"\n");
}

#[test]
fn udp_recv_ends_on_ctrl_c_and_frees_the_port() {
    let Some(network) = network("udp_recv_ends_on_ctrl_c_and_frees_the_port") else {
        return;
    };
    let recv = far_udp_recv(&network, &["far", "5000"]);
    recv.signal(rustix::process::Signal::INT);
    let output = recv.finish();
    assert_eq!(output.status.code(), Some(130), "{}", texts(&output).1);
    let kernel = {
        let _inside = network.far.enter().unwrap();
        UdpSocket::bind((FAR, 5000)).unwrap()
    };
    kernel.set_read_timeout(Some(LONG)).unwrap();
    let sender = UdpSocket::bind((NEAR, 0)).unwrap();
    sender.send_to(b"x", (FAR, 5000)).unwrap();
    assert_eq!(receive(&kernel).0, "x");
}
