//! The built-in program, assembled for given rules.
//!
//! It reads a packet once, front to back, into registers and stack, and then goes through the
//! rules, which compare nothing but those. Every access to the packet is behind a comparison with
//! its end, as the kernel's verifier demands.

use std::net::IpAddr;

use crate::program::assemble::{Assembler, If, Instruction, Label, Reg, Size};
use crate::program::steer::{Net, Rule, Steer, TCP, UDP};

const XDP_PASS: i32 = xdp_sys::XDP_PASS as i32;

// struct xdp_md
const DATA: i16 = 0;
const DATA_END: i16 = 4;
const RX_QUEUE_INDEX: i16 = 16;

// registers that keep their meaning throughout
const CONTEXT: Reg = Reg::R6;
const PROTOCOL: Reg = Reg::R7;
const PORT: Reg = Reg::R8;
const ETHER_TYPE: Reg = Reg::R9;
// and while the packet is read
const END: Reg = Reg::R3;
const HERE: Reg = Reg::R4;
const BEHIND: Reg = Reg::R5;

// stack: the destination address, and the version of the protocol that it belongs to
const FRAME: Reg = Reg::R10;
const DESTINATION: i16 = -16;
const VERSION: i16 = -24;

/// Stands for "the packet has none" in [`PROTOCOL`] and [`PORT`].
const NONE: i32 = -1;

const IPV4: i32 = 0x0800;
const IPV6: i32 = 0x86dd;
const VLAN: [i32; 2] = [0x8100, 0x88a8];
pub(crate) const MAX_VLAN_TAGS: usize = 2;
pub(crate) const MAX_EXTENSIONS: usize = 6;
const HOP_BY_HOP: i32 = 0;
const ROUTING: i32 = 43;
const FRAGMENT: i32 = 44;
const AUTHENTICATION: i32 = 51;
const DESTINATION_OPTIONS: i32 = 60;

/// Assembles the program that redirects what `steer` takes to the sockets in `map`. `None` where
/// the rules are too many for one program.
pub(crate) fn assemble(steer: &Steer, map: i32) -> Option<Vec<Instruction>> {
    let mut a = Assembler::default();
    let (take, pass) = (a.label(), a.label());
    a.copy(CONTEXT, Reg::R1);
    if steer.rules().is_empty() {
        // the verifier refuses code that is never reached
        a.set(Reg::R0, XDP_PASS);
        a.exit();
        return a.finish();
    }
    if !steer.takes_all() {
        parse(&mut a, pass);
        for rule in steer.rules() {
            match_rule(&mut a, rule, take);
        }
        a.place(pass);
        a.set(Reg::R0, XDP_PASS);
        a.exit();
    }

    // With no socket on the packet's queue, the low bits of the flags are the verdict (Linux 5.3).
    a.place(take);
    a.load(Size::Word, Reg::R2, CONTEXT, RX_QUEUE_INDEX);
    a.load_map(Reg::R1, map);
    a.set(Reg::R3, XDP_PASS);
    a.call(xdp_sys::BPF_FUNC_redirect_map);
    a.exit();
    a.finish()
}

/// Goes on at `short` unless `len` bytes from [`HERE`] on are part of the packet. Leaves the place
/// behind them in [`BEHIND`].
fn need(a: &mut Assembler, len: i32, short: Label) {
    a.copy(BEHIND, HERE);
    a.add(BEHIND, len);
    a.jump_if_register(BEHIND, If::Above, END, short);
}

fn parse(a: &mut Assembler, pass: Label) {
    let (ipv4, ipv6, done) = (a.label(), a.label(), a.label());
    a.set(PROTOCOL, NONE);
    a.set(PORT, NONE);
    a.set(Reg::R0, 0);
    for word in 0..4 {
        a.store(Size::Word, FRAME, DESTINATION + 4 * word, Reg::R0);
    }
    a.store(Size::Word, FRAME, VERSION, Reg::R0);
    a.load(Size::Word, HERE, CONTEXT, DATA);
    a.load(Size::Word, END, CONTEXT, DATA_END);

    // Ethernet
    need(a, 14, pass);
    a.load(Size::Half, ETHER_TYPE, HERE, 12);
    a.network_to_host_16(ETHER_TYPE);
    a.add(HERE, 14);
    let untagged = a.label();
    for _ in 0..MAX_VLAN_TAGS {
        let tagged = a.label();
        for tag in VLAN {
            a.jump_if(ETHER_TYPE, If::Equal, tag, tagged);
        }
        a.jump(untagged);
        a.place(tagged);
        need(a, 4, done);
        a.load(Size::Half, ETHER_TYPE, HERE, 2);
        a.network_to_host_16(ETHER_TYPE);
        a.add(HERE, 4);
    }
    a.place(untagged);
    a.jump_if(ETHER_TYPE, If::Equal, IPV4, ipv4);
    a.jump_if(ETHER_TYPE, If::Equal, IPV6, ipv6);
    a.jump(done);

    a.place(ipv4);
    parse_ipv4(a, done);
    a.place(ipv6);
    parse_ipv6(a, done);
    a.place(done);
}

fn check_version(a: &mut Assembler, version: i32, done: Label) {
    a.load(Size::Byte, Reg::R0, HERE, 0);
    a.copy(Reg::R1, Reg::R0);
    a.shift_right(Reg::R1, 4);
    a.jump_if(Reg::R1, If::NotEqual, version, done);
}

fn parse_ipv4(a: &mut Assembler, done: Label) {
    need(a, 20, done);
    check_version(a, 4, done);
    a.and_u32(Reg::R0, 0x0f);
    a.shift_left(Reg::R0, 2);
    a.jump_if(Reg::R0, If::Below, 20, done);
    a.load(Size::Byte, PROTOCOL, HERE, 9);
    a.load(Size::Word, Reg::R1, HERE, 16);
    a.store(Size::Word, FRAME, DESTINATION, Reg::R1);
    a.store_value(Size::Word, FRAME, VERSION, 4);
    // more fragments, or an offset
    a.load(Size::Half, Reg::R1, HERE, 6);
    a.network_to_host_16(Reg::R1);
    a.and_u32(Reg::R1, 0x3fff);
    a.jump_if(Reg::R1, If::NotEqual, 0, done);
    a.add_register(HERE, Reg::R0);
    parse_port(a, done);
}

fn parse_ipv6(a: &mut Assembler, done: Label) {
    need(a, 40, done);
    check_version(a, 6, done);
    for word in 0..4 {
        a.load(Size::Word, Reg::R1, HERE, 24 + 4 * word);
        a.store(Size::Word, FRAME, DESTINATION + 4 * word, Reg::R1);
    }
    a.store_value(Size::Word, FRAME, VERSION, 6);
    a.load(Size::Byte, Reg::R2, HERE, 6); // the next header
    a.add(HERE, 40);

    let upper = a.label();
    for extension in 0..=MAX_EXTENSIONS {
        let (options, authentication, fragment) = (a.label(), a.label(), a.label());
        let skip = a.label();
        for options_like in [HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS] {
            a.jump_if(Reg::R2, If::Equal, options_like, options);
        }
        a.jump_if(Reg::R2, If::Equal, AUTHENTICATION, authentication);
        a.jump_if(Reg::R2, If::Equal, FRAGMENT, fragment);
        a.jump(upper);
        if extension == MAX_EXTENSIONS {
            // too many: the protocol stays unknown
            for label in [options, authentication, fragment] {
                a.place(label);
            }
            a.jump(done);
            break;
        }

        // length in 8 bytes, the first not counted
        a.place(options);
        need(a, 8, done);
        a.load(Size::Byte, Reg::R2, HERE, 0);
        a.load(Size::Byte, Reg::R0, HERE, 1);
        a.add(Reg::R0, 1);
        a.shift_left(Reg::R0, 3);
        a.jump(skip);

        // length in 4 bytes, the first two not counted
        a.place(authentication);
        need(a, 8, done);
        a.load(Size::Byte, Reg::R2, HERE, 0);
        a.load(Size::Byte, Reg::R0, HERE, 1);
        a.add(Reg::R0, 2);
        a.shift_left(Reg::R0, 2);
        a.jump(skip);

        // A fragment header that says neither "more" nor an offset is just skipped (RFC 6946).
        a.place(fragment);
        need(a, 8, done);
        a.load(Size::Byte, Reg::R2, HERE, 0);
        a.load(Size::Half, Reg::R1, HERE, 2);
        a.network_to_host_16(Reg::R1);
        a.and_u32(Reg::R1, 0xfff9);
        a.set(Reg::R0, 8);
        a.jump_if(Reg::R1, If::Equal, 0, skip);
        a.copy(PROTOCOL, Reg::R2);
        a.jump(done);

        a.place(skip);
        a.add_register(HERE, Reg::R0);
    }
    a.place(upper);
    a.copy(PROTOCOL, Reg::R2);
    parse_port(a, done);
}

/// Reads the port at [`HERE`] if the protocol has ports, and goes on at `done`.
fn parse_port(a: &mut Assembler, done: Label) {
    let ports = a.label();
    for protocol in [TCP, UDP] {
        a.jump_if(PROTOCOL, If::Equal, i32::from(protocol), ports);
    }
    a.jump(done);
    a.place(ports);
    need(a, 4, done);
    a.load(Size::Half, PORT, HERE, 2);
    a.network_to_host_16(PORT);
    a.jump(done);
}

/// Goes on at `take` if `rule` matches, and behind this otherwise.
fn match_rule(a: &mut Assembler, rule: &Rule, take: Label) {
    let miss = a.label();
    let numbers: [(Reg, Vec<i32>); 3] = [
        (
            ETHER_TYPE,
            rule.ether_types.iter().map(|&v| v.into()).collect(),
        ),
        (PROTOCOL, rule.protocols.iter().map(|&v| v.into()).collect()),
        (PORT, rule.ports.iter().map(|&v| v.into()).collect()),
    ];
    for (field, values) in numbers {
        let Some((last, others)) = values.split_last() else {
            continue;
        };
        let hit = a.label();
        for value in others {
            a.jump_if(field, If::Equal, *value, hit);
        }
        a.jump_if(field, If::NotEqual, *last, miss);
        a.place(hit);
    }
    for net in &rule.destinations {
        match_net(a, *net, take);
    }
    if rule.destinations.is_empty() {
        a.jump(take);
    }
    a.place(miss);
}

/// Goes on at `take` if the destination is in `net`, and behind this otherwise.
fn match_net(a: &mut Assembler, net: Net, take: Label) {
    let miss = a.label();
    let (version, octets) = match net.address {
        IpAddr::V4(address) => (4, address.octets().to_vec()),
        IpAddr::V6(address) => (6, address.octets().to_vec()),
    };
    a.load(Size::Word, Reg::R1, FRAME, VERSION);
    a.jump_if(Reg::R1, If::NotEqual, version, miss);
    let mut bits = u32::from(net.prefix);
    for (word, octets) in (0_i16..).zip(octets.chunks_exact(4)) {
        if bits == 0 {
            break;
        }
        let mask = u32::MAX << (32 - bits.min(32));
        bits = bits.saturating_sub(32);
        let octets: [u8; 4] = octets.try_into().unwrap_or_default();
        // both as they are in the packet, in network byte order
        let value = (u32::from_be_bytes(octets) & mask).to_be();
        a.load(Size::Word, Reg::R1, FRAME, DESTINATION + 4 * word);
        if mask != u32::MAX {
            a.and_u32(Reg::R1, mask.to_be());
        }
        a.set_u32(Reg::R2, value);
        a.jump_if_register(Reg::R1, If::NotEqual, Reg::R2, miss);
    }
    a.jump(take);
    a.place(miss);
}
