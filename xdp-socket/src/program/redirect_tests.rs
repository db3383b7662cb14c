//! The built-in program on the running kernel, packet by packet, against a plain reading of the
//! same rules in Rust.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::error::Error;
use crate::program::map::{Registration, XskMap};
use crate::program::redirect::{MAX_EXTENSIONS, MAX_VLAN_TAGS, assemble};
use crate::program::steer::{Rule, Steer};
use crate::sys::bpf;

/// The program, with a socket on queue 0, so that its verdict tells what it takes.
struct Loaded {
    program: OwnedFd,
    _registration: Registration,
}

const XDP_PASS: u32 = xdp_sys::XDP_PASS;
const XDP_REDIRECT: u32 = xdp_sys::XDP_REDIRECT;

fn map() -> Option<XskMap> {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("?");
    match XskMap::create(1) {
        Ok(map) => Some(map),
        Err(e @ Error::Permission { .. }) => {
            let strict = std::env::var_os("PACKET_IO_NO_SKIP");
            assert!(
                strict.is_none_or(|v| v.is_empty() || v == "0"),
                "{name}: {e}"
            );
            // not by eprintln, whose output the harness keeps to itself when a test passes
            let _ = writeln!(std::io::stderr(), "SKIP {name}: {e}");
            None
        }
        Err(e) => panic!("{e}"),
    }
}

impl Loaded {
    fn new(steer: &Steer) -> Option<Loaded> {
        let map = map()?;
        let code = assemble(steer, map.as_fd().as_raw_fd()).unwrap();
        let program = bpf::load("test", &code, 0)
            .unwrap_or_else(|(e, log)| panic!("{e}\nfor {steer}\n{log}"));
        let socket = bpf::unbound_socket().unwrap();
        Some(Loaded {
            program,
            _registration: map.register(0, socket.as_fd()).unwrap(),
        })
    }

    fn takes(&self, packet: &[u8]) -> bool {
        match bpf::run(self.program.as_fd(), packet).unwrap() {
            XDP_PASS => false,
            XDP_REDIRECT => true,
            other => panic!("verdict {other}"),
        }
    }
}

/// What the rules look at.
#[derive(Debug, Default, PartialEq)]
struct Fields {
    ether_type: u16,
    destination: Option<IpAddr>,
    protocol: Option<u8>,
    port: Option<u16>,
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn read(packet: &[u8]) -> Option<Fields> {
    let mut fields = Fields {
        ether_type: be16(packet, 12)?,
        ..Fields::default()
    };
    let mut rest = &packet[14..];
    for _ in 0..MAX_VLAN_TAGS {
        if matches!(fields.ether_type, 0x8100 | 0x88a8) && rest.len() >= 4 {
            fields.ether_type = be16(rest, 2)?;
            rest = &rest[4..];
        }
    }
    match fields.ether_type {
        0x0800 => drop(read_ipv4(rest, &mut fields)),
        0x86dd => drop(read_ipv6(rest, &mut fields)),
        _ => {}
    }
    Some(fields)
}

fn read_ipv4(ip: &[u8], fields: &mut Fields) -> Option<()> {
    let header: &[u8; 20] = ip.first_chunk()?;
    let len = usize::from(header[0] & 15) * 4;
    if header[0] >> 4 != 4 || len < 20 {
        return None;
    }
    fields.protocol = Some(header[9]);
    fields.destination = Some(Ipv4Addr::from(*header.last_chunk::<4>()?).into());
    if be16(header, 6)? & 0x3fff == 0 {
        read_port(header[9], ip.get(len..)?, fields);
    }
    Some(())
}

fn read_ipv6(ip: &[u8], fields: &mut Fields) -> Option<()> {
    let header: &[u8; 40] = ip.first_chunk()?;
    if header[0] >> 4 != 6 {
        return None;
    }
    fields.destination = Some(Ipv6Addr::from(*header.last_chunk::<16>()?).into());
    let (mut next, mut rest) = (header[6], &ip[40..]);
    for _ in 0..MAX_EXTENSIONS {
        let len = |unit, more: usize| Some((usize::from(*rest.get(1)?) + more) * unit);
        let len = match next {
            0 | 43 | 60 => len(8, 1)?,
            51 => len(4, 2)?,
            44 => 8,
            _ => break,
        };
        let fixed = rest.get(..8)?;
        let fragment = next == 44 && be16(fixed, 2)? & 0xfff9 != 0;
        next = fixed[0];
        if fragment {
            fields.protocol = Some(next);
            return None;
        }
        rest = rest.get(len..).unwrap_or(&[]);
    }
    if !matches!(next, 0 | 43 | 44 | 51 | 60) {
        fields.protocol = Some(next);
        read_port(next, rest, fields);
    }
    Some(())
}

fn read_port(protocol: u8, transport: &[u8], fields: &mut Fields) {
    if matches!(protocol, 6 | 17) && transport.len() >= 4 {
        fields.port = be16(transport, 2);
    }
}

fn bits(address: IpAddr) -> Vec<bool> {
    let octets = match address {
        IpAddr::V4(a) => a.octets().to_vec(),
        IpAddr::V6(a) => a.octets().to_vec(),
    };
    octets
        .iter()
        .flat_map(|octet| (0..8).map(move |i| octet & (128 >> i) != 0))
        .collect()
}

fn wanted(steer: &Steer, packet: &[u8]) -> bool {
    if steer.takes_all() {
        return true;
    }
    let Some(fields) = read(packet) else {
        return false;
    };
    fn is_one_of<T: PartialEq>(values: &[T], value: Option<T>) -> bool {
        values.is_empty() || value.is_some_and(|value| values.contains(&value))
    }
    steer.rules().iter().any(|rule| {
        is_one_of(&rule.ether_types, Some(fields.ether_type))
            && is_one_of(&rule.protocols, fields.protocol)
            && is_one_of(&rule.ports, fields.port)
            && (rule.destinations.is_empty()
                || rule.destinations.iter().any(|net| {
                    fields.destination.is_some_and(|to| {
                        let (to, net_bits) = (bits(to), bits(net.address));
                        let prefix = usize::from(net.prefix);
                        to.len() == net_bits.len() && to[..prefix] == net_bits[..prefix]
                    })
                }))
    })
}

// Packets and rules draw from the same few values, so that they often meet.
const PORTS: [u16; 4] = [53, 4789, 0x8100, 65535];
const PROTOCOLS: [u8; 8] = [6, 17, 6, 17, 17, 58, 44, 255];
const ETHER_TYPES: [u16; 6] = [0x0800, 0x86dd, 0x0806, 0x88f7, 0x8100, 0x88a8];

fn address() -> impl Strategy<Value = IpAddr> {
    let v4 = prop::sample::select(vec![
        [192, 168, 0, 1],
        [192, 168, 0, 2],
        [10, 1, 2, 3],
        [0; 4],
    ]);
    let v6 = prop::sample::select(vec!["2001:db8::1", "2001:db8:8000::1", "fe80::ff:1", "::"]);
    prop_oneof![
        v4.prop_map(IpAddr::from),
        v6.prop_map(|a| IpAddr::V6(a.parse().unwrap())),
    ]
}

/// Mostly nothing, so that rules do not all contradict themselves.
fn some<S: Strategy>(values: impl Fn() -> S) -> impl Strategy<Value = Vec<S::Value>> {
    prop_oneof![
        2 => prop::collection::vec(values(), 0),
        1 => prop::collection::vec(values(), 1..=3),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    let prefix = || prop_oneof![Just(0), Just(128), 0..=128_u8];
    (
        some(|| prop::sample::select(ETHER_TYPES.to_vec())),
        some(|| prop::sample::select(PROTOCOLS.to_vec())),
        some(|| prop::sample::select(PORTS.to_vec())),
        some(move || (address(), prefix())),
    )
        .prop_map(|(ether_types, protocols, ports, nets)| {
            let mut rule = Rule::new().destination_ports(ports);
            rule.ether_types = ether_types;
            rule.protocols = protocols;
            for (address, prefix) in nets {
                let max = if address.is_ipv4() { 32 } else { 128 };
                rule = rule.destination_net(address, prefix.min(max));
            }
            rule
        })
}

fn steer() -> impl Strategy<Value = Steer> {
    prop::collection::vec(rule(), 0..4).prop_map(Steer::from_iter)
}

fn ipv4() -> impl Strategy<Value = Vec<u8>> {
    let fragment =
        prop_oneof![4 => Just(0), 1 => Just(0x4000), 1 => Just(0x2000), 1 => any::<u16>()];
    (
        address(),
        fragment,
        prop::sample::select(PROTOCOLS.to_vec()),
        3..=15_u8,
    )
        .prop_map(|(to, fragment, protocol, words)| {
            let mut header = vec![0x40 | words, 0, 0, 0, 0, 0, 0, 0, 64, protocol];
            header[6..8].copy_from_slice(&fragment_bytes(fragment));
            header.extend([0, 0, 10, 0, 0, 9]);
            match to {
                IpAddr::V4(to) => header.extend(to.octets()),
                IpAddr::V6(_) => header.extend([10, 1, 2, 4]),
            }
            header.resize(usize::from(words.max(5)) * 4, 1);
            header
        })
}

fn fragment_bytes(fragment: u16) -> [u8; 2] {
    fragment.to_be_bytes()
}

fn ipv6() -> impl Strategy<Value = Vec<u8>> {
    let kind = prop::sample::select(vec![0, 43, 44, 51, 60]);
    let fragment = prop_oneof![3 => Just(0_u16), 1 => Just(1), 1 => any::<u16>()];
    let extension = (kind, 0..3_u8, fragment);
    (
        address(),
        prop::collection::vec(extension, 0..=MAX_EXTENSIONS + 1),
        prop::sample::select(PROTOCOLS.to_vec()),
    )
        .prop_map(|(to, extensions, protocol)| {
            let mut kinds: Vec<u8> = extensions.iter().map(|e| e.0).collect();
            kinds.push(protocol);
            let mut header = vec![0x60, 0, 0, 0, 0, 0, kinds[0], 64];
            header.extend([0xfd; 16]);
            match to {
                IpAddr::V6(to) => header.extend(to.octets()),
                IpAddr::V4(_) => header.extend([0xfe; 16]),
            }
            for ((kind, len, fragment), next) in extensions.iter().zip(&kinds[1..]) {
                let bytes = match kind {
                    44 => 8,
                    51 => (usize::from(*len) + 2) * 4,
                    _ => (usize::from(*len) + 1) * 8,
                };
                let mut extension = vec![*next, *len];
                extension.extend(fragment_bytes(*fragment));
                extension.resize(bytes.max(4), 2);
                header.extend(extension);
            }
            header
        })
}

/// A packet as they come, then perhaps cut short or with a byte overwritten.
fn packet() -> impl Strategy<Value = Vec<u8>> {
    let tags = prop::collection::vec(prop::sample::select(vec![0x8100_u16, 0x88a8]), 0..4);
    let network = prop_oneof![
        3 => ipv4().prop_map(|ip| (0x0800, ip)),
        3 => ipv6().prop_map(|ip| (0x86dd, ip)),
        1 => prop::sample::select(ETHER_TYPES.to_vec()).prop_map(|t| (t, vec![0x45; 30])),
    ];
    let port = prop::sample::select(PORTS.to_vec());
    let cut = prop_oneof![3 => Just(None), 1 => any::<prop::sample::Index>().prop_map(Some)];
    let spoil = (any::<prop::sample::Index>(), any::<u8>());
    let spoil = prop_oneof![5 => Just(None), 1 => spoil.prop_map(Some)];
    (tags, network, port, cut, spoil).prop_map(|(tags, (ether_type, ip), port, cut, spoil)| {
        let mut packet = vec![2; 12];
        for tag in tags {
            packet.extend(tag.to_be_bytes());
            packet.extend([0, 7]);
        }
        packet.extend(u16::to_be_bytes(ether_type));
        packet.extend(ip);
        packet.extend([0x12, 0x34]);
        packet.extend(port.to_be_bytes());
        packet.extend([0; 12]);
        if let Some(cut) = cut {
            // the kernel runs programs on whole Ethernet headers only
            packet.truncate(14 + cut.index(packet.len() - 13));
        }
        if let Some((at, value)) = spoil {
            let at = at.index(packet.len());
            packet[at] = value;
        }
        packet
    })
}

#[test]
fn verdicts_are_those_of_the_rules() {
    if Loaded::new(&Steer::all()).is_none() {
        return;
    }
    let mut taken = 0;
    let mut seen = 0;
    let packets = prop::collection::vec(packet(), 60);
    // many packets to one program, as loading is what takes time
    let mut runner = TestRunner::new(Config {
        cases: 250,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&(steer(), packets), |(steer, packets)| {
            let loaded = Loaded::new(&steer).unwrap();
            for packet in packets {
                let expected = wanted(&steer, &packet);
                prop_assert_eq!(
                    loaded.takes(&packet),
                    expected,
                    "{} on {:?} of {:02x?}",
                    &steer,
                    read(&packet),
                    &packet
                );
            }
            Ok(())
        })
        .unwrap();
    // the comparison is worth little if nearly all packets meet one fate
    let mut runner = TestRunner::deterministic();
    for _ in 0..500 {
        let steer = steer().new_tree(&mut runner).unwrap().current();
        if steer.takes_all() {
            continue;
        }
        let packet = packet().new_tree(&mut runner).unwrap().current();
        seen += 1;
        taken += usize::from(wanted(&steer, &packet));
    }
    assert!(
        taken * 10 > seen && taken * 10 < seen * 9,
        "{taken} of {seen} taken"
    );
}

fn ethernet(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    let mut packet = vec![2; 12];
    packet.extend(ether_type.to_be_bytes());
    packet.extend(payload);
    packet
}

/// UDP to 192.0.2.7 port 4789, with this fragment field.
fn udp(fragment: u16) -> Vec<u8> {
    let mut ip = vec![
        0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 192, 0, 2, 7,
    ];
    ip[6..8].copy_from_slice(&fragment.to_be_bytes());
    ip.extend([0x30, 0x39]);
    ip.extend(4789_u16.to_be_bytes());
    ip.extend([0, 8, 0, 0]);
    ethernet(0x0800, &ip)
}

#[test]
fn a_fragment_has_no_port_but_a_protocol_and_an_address() {
    let port = Steer::only(Rule::new().udp().destination_port(4789));
    let Some(by_port) = Loaded::new(&port) else {
        return;
    };
    let protocol = Loaded::new(&Steer::only(Rule::new().udp())).unwrap();
    let to = Loaded::new(&Steer::only(Rule::new().destination([192, 0, 2, 7]))).unwrap();
    // none; don't fragment; the first of several; the last; a middle one
    for (fragment, whole) in [
        (0, true),
        (0x4000, true),
        (0x2000, false),
        (0x00b9, false),
        (0x2171, false),
    ] {
        assert_eq!(by_port.takes(&udp(fragment)), whole, "{fragment:#x}");
        assert!(protocol.takes(&udp(fragment)));
        assert!(to.takes(&udp(fragment)));
    }
}

#[test]
fn vlan_tags_are_skipped() {
    let steer = Steer::only(Rule::new().udp().destination_port(4789));
    let Some(loaded) = Loaded::new(&steer) else {
        return;
    };
    let plain = udp(0);
    let tagged = |tags: &[[u8; 4]]| [&plain[..12], &tags.concat(), &plain[12..]].concat();
    let (inner, outer) = ([0x81, 0, 0, 100], [0x88, 0xa8, 0, 200]);
    assert!(loaded.takes(&plain));
    assert!(loaded.takes(&tagged(&[inner])));
    assert!(loaded.takes(&tagged(&[outer, inner])));
    assert!(!loaded.takes(&tagged(&[outer, inner, inner])));
}

#[test]
fn every_address_bit_counts() {
    let net: Ipv6Addr = "2001:db8:1:2:3:4:5:6".parse().unwrap();
    for prefix in [0, 1, 31, 32, 33, 63, 64, 65, 96, 127, 128] {
        let steer = Steer::only(Rule::new().destination_net(net, prefix));
        let Some(loaded) = Loaded::new(&steer) else {
            return;
        };
        for bit in 0..128 {
            let to = Ipv6Addr::from(u128::from(net) ^ (1 << (127 - bit)));
            let mut ip = vec![0x60, 0, 0, 0, 0, 0, 59, 64];
            ip.extend([0; 16]);
            ip.extend(to.octets());
            let packet = ethernet(0x86dd, &ip);
            assert_eq!(
                loaded.takes(&packet),
                bit >= u32::from(prefix),
                "bit {bit} of {prefix}"
            );
        }
    }
}

#[test]
fn long_lists_are_loaded_and_too_long_ones_refused() {
    let ports = |n| Steer::only(Rule::new().udp().destination_ports(0..n));
    let Some(loaded) = Loaded::new(&ports(4788)) else {
        return;
    };
    assert!(!loaded.takes(&udp(0)));
    assert!(Loaded::new(&ports(4790)).unwrap().takes(&udp(0)));
    assert!(assemble(&ports(65535), 0).is_none());
}

#[test]
fn without_a_socket_everything_passes() {
    let Some(map) = map() else {
        return;
    };
    let code = assemble(&Steer::all(), map.as_fd().as_raw_fd()).unwrap();
    let program = bpf::load("test", &code, 0).unwrap();
    assert_eq!(bpf::run(program.as_fd(), &udp(0)).unwrap(), XDP_PASS);
    let socket = bpf::unbound_socket().unwrap();
    let registration = map.register(0, socket.as_fd()).unwrap();
    assert_eq!(bpf::run(program.as_fd(), &udp(0)).unwrap(), XDP_REDIRECT);
    drop(registration);
    assert_eq!(bpf::run(program.as_fd(), &udp(0)).unwrap(), XDP_PASS);
}

#[test]
fn registration_respects_other_sockets() {
    let Some(map) = map() else {
        return;
    };
    let (ours, theirs) = (
        bpf::unbound_socket().unwrap(),
        bpf::unbound_socket().unwrap(),
    );
    let registration = map.register(0, ours.as_fd()).unwrap();
    let e = map.register(0, theirs.as_fd()).unwrap_err();
    assert!(matches!(e, Error::XskMapSlotTaken { queue: 0 }), "{e}");
    let e = map.register(1, theirs.as_fd()).unwrap_err();
    assert!(
        matches!(
            e,
            Error::XskMapTooSmall {
                queue: 1,
                max_entries: 1
            }
        ),
        "{e}"
    );

    // Somebody puts another socket in our place: leaving must not throw that one out.
    bpf::update(map.as_fd(), 0, theirs.as_fd(), xdp_sys::BPF_ANY).unwrap();
    drop(registration);
    let e = map.register(0, ours.as_fd()).unwrap_err();
    assert!(matches!(e, Error::XskMapSlotTaken { .. }), "{e}");
}

#[test]
fn the_verifiers_words_are_kept() {
    if map().is_none() {
        return;
    }
    let mut a = crate::program::assemble::Assembler::default();
    a.exit(); // with no verdict in r0
    let (e, log) = bpf::load("test", &a.finish().unwrap(), 0).unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::EACCES));
    assert!(log.contains("R0 !read_ok"), "{log}");
}
