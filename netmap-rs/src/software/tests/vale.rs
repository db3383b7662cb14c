//! VALE switches.

use super::*;

/// Two ports of a switch.
fn pair() -> (Raw, Raw) {
    (Raw::open("valet:a"), Raw::open("valet:b"))
}

#[test]
fn transmit_never_blocks_and_a_full_receiver_loses_silently() {
    let _alone = alone();
    let (a, b) = pair();
    let packet = frame(255, 1, 60, 0);
    let mut sent = 0;
    for _ in 0..3 {
        assert_eq!(a.tx().space(), 1023);
        sent += a.send(&vec![&packet[..]; 1023]);
        let (head, tail) = (a.tx().head(), a.tx().tail());
        assert_eq!(tail, (head + 1023) % 1024);
    }
    assert_eq!(sent, 3069);
    assert_eq!(b.receive().len(), 1023);
    assert_eq!(b.port.statistics().rx_overflow, 3069 - 1023);
    assert_eq!(a.port.statistics().tx_slots, 3069);
}

#[test]
fn a_packet_arrives_with_its_number_of_fragments() {
    let _alone = alone();
    let (a, b) = pair();
    let packet = frame(255, 1, 60, 7);
    a.send(&[&packet]);
    b.rxsync();
    assert_eq!(b.rx().take(), (packet, 0x0100));
    // The sender's slot keeps its buffer; the bytes were copied.
    assert_eq!((a.tx().slot(0).buf_idx, b.rx().slot(0).buf_idx), (1026, 2));
}

#[test]
fn lengths_that_pass_and_lengths_that_do_not() {
    let _alone = alone();
    let (a, b) = pair();
    for len in [0, 1, 13] {
        a.send(&[&frame(255, 1, len, 0)]);
    }
    assert_eq!(b.lengths(), []);
    assert_eq!(a.port.statistics().tx_too_short, 3);
    a.send(&[&frame(255, 1, 14, 0), &frame(255, 1, 2048, 3)]);
    assert_eq!(b.receive(), [frame(255, 1, 14, 0), frame(255, 1, 2048, 3)]);
    let mut slot = a.tx().slot(a.tx().head());
    slot.len = 2049;
    a.tx().set_slot(a.tx().head(), slot);
    a.tx().advance(1);
    a.txsync();
    assert_eq!(b.lengths(), []);
    assert_eq!(a.port.statistics().bad_slots, 1);
}

#[test]
fn slots_without_a_buffer_and_indirect_ones_are_dropped_and_counted() {
    let _alone = alone();
    let (a, b) = pair();
    let ring = a.tx();
    for (i, buf_idx) in [0, 1, 20482, u32::MAX].into_iter().enumerate() {
        let slot = ring.slot(i as u32);
        ring.set_slot(
            i as u32,
            netmap_slot {
                buf_idx,
                len: 60,
                ..slot
            },
        );
    }
    let slot = ring.slot(4);
    ring.set_slot(
        4,
        netmap_slot {
            len: 60,
            flags: 0x10,
            ptr: 8,
            ..slot
        },
    );
    ring.advance(5);
    a.txsync();
    assert_eq!(b.lengths(), []);
    assert_eq!(a.port.statistics().bad_slots, 5);
    assert_eq!(ring.tail(), 4);
}

#[test]
fn a_receiver_whose_slot_has_no_buffer_gets_nothing_in_it() {
    let _alone = alone();
    let (a, b) = pair();
    let slot = b.rx().slot(0);
    b.rx().set_slot(
        0,
        netmap_slot {
            buf_idx: 1 << 30,
            ..slot
        },
    );
    a.send(&[&frame(255, 1, 60, 0), &frame(255, 1, 60, 0)]);
    assert_eq!(b.lengths(), [0, 60]);
    assert_eq!(b.port.statistics().bad_slots, 1);
}

#[test]
fn a_packet_of_three_slots() {
    let _alone = alone();
    let (a, b) = pair();
    let parts = [
        frame(255, 1, 2048, 1),
        frame(9, 9, 2048, 2),
        frame(9, 9, 13, 3),
    ];
    for (part, flags) in parts.iter().zip([0x20, 0x20, 0]) {
        a.tx().put(part, flags);
    }
    a.txsync();
    b.rxsync();
    assert_eq!(b.rx().space(), 3);
    for (part, flags) in parts.into_iter().zip([0x0320, 0x0320, 0x0300]) {
        assert_eq!(b.rx().take(), (part, flags));
    }
}

#[test]
fn a_packet_of_seventy_slots_passes() {
    let _alone = alone();
    let (a, b) = pair();
    for i in 0..70 {
        a.tx()
            .put(&frame(255, 1, 100, i), if i < 69 { 0x20 } else { 0 });
    }
    a.txsync();
    b.rxsync();
    assert_eq!(b.rx().space(), 70);
    let flags: Vec<u16> = (0..70).map(|_| b.rx().take().1).collect();
    assert_eq!(
        (flags[0], flags[68], flags[69]),
        (70 << 8 | 0x20, 70 << 8 | 0x20, 70 << 8)
    );
}

#[test]
fn a_packet_that_is_not_complete_is_sent_as_far_as_it_goes() {
    let _alone = alone();
    let (a, b) = pair();
    a.tx().put(&frame(255, 1, 60, 0), 0);
    a.tx().put(&frame(255, 1, 61, 0), 0x20);
    a.tx().put(&frame(255, 1, 62, 0), 0x20);
    a.txsync();
    b.rxsync();
    let flags: Vec<u16> = (0..b.rx().space()).map(|_| b.rx().take().1).collect();
    assert_eq!(flags, [0x0100, 0x0220, 0x0200]);
}

#[test]
fn a_packet_of_several_slots_is_not_cut_where_room_ends() {
    let _alone = alone();
    let (a, b) = pair();
    for _ in 0..1022 {
        a.tx().put(&frame(255, 1, 60, 0), 0);
    }
    a.txsync();
    a.tx().put(&frame(255, 1, 60, 0), 0x20);
    a.tx().put(&frame(255, 1, 60, 0), 0);
    a.tx().put(&frame(255, 1, 60, 0), 0);
    a.txsync();
    assert_eq!(b.receive().len(), 1022);
    assert_eq!(b.port.statistics().rx_overflow, 2);
}

#[test]
fn an_empty_first_fragment_is_a_header_of_no_bytes() {
    let _alone = alone();
    let (a, b) = pair();
    a.tx().put(&[], 0x20);
    a.tx().put(&frame(255, 1, 60, 0), 0);
    a.txsync();
    assert_eq!(b.lengths(), [0, 60]);
}

#[test]
fn the_buffer_changed_flag_is_cleared_on_both_sides() {
    let _alone = alone();
    let (a, b) = pair();
    a.tx().put(&frame(255, 1, 60, 0), 1);
    a.txsync();
    assert_eq!(a.tx().slot(0).flags, 0);
    b.rxsync();
    let mut slot = b.rx().slot(0);
    slot.flags |= 1;
    b.rx().set_slot(0, slot);
    b.rx().advance(1);
    b.rxsync();
    assert_eq!(b.rx().slot(0).flags, 0x0100);
}

#[test]
fn unknown_and_group_addresses_go_to_all_others() {
    let _alone = alone();
    let (a, b) = pair();
    let c = Raw::open("valet:c");
    let mut multicast = frame(2, 1, 61, 0);
    multicast[0] = 1;
    a.send(&[&frame(255, 1, 60, 0), &multicast, &frame(77, 1, 62, 0)]);
    assert_eq!(a.lengths(), []);
    assert_eq!(b.lengths(), [60, 61, 62]);
    assert_eq!(c.lengths(), [60, 61, 62]);
}

#[test]
fn a_reply_goes_to_the_learned_port_only() {
    let _alone = alone();
    let (a, b) = pair();
    let c = Raw::open("valet:c");
    a.send(&[&frame(255, 1, 60, 0)]);
    b.receive();
    c.receive();
    b.send(&[&frame(1, 2, 61, 0)]);
    assert_eq!(a.lengths(), [61]);
    assert_eq!(c.lengths(), []);
    // To an address of the sender's own port: nobody gets it.
    a.send(&[&frame(1, 1, 62, 0)]);
    assert_eq!(
        (a.lengths(), b.lengths(), c.lengths()),
        (vec![], vec![], vec![])
    );
    assert_eq!(a.port.statistics().tx_unroutable, 1);
}

#[test]
fn a_group_address_as_source_is_not_learned() {
    let _alone = alone();
    let (a, b) = pair();
    let c = Raw::open("valet:c");
    let mut packet = frame(255, 1, 60, 0);
    packet[6] |= 1;
    a.send(&[&packet]);
    let mut reply = frame(1, 2, 61, 0);
    reply[0] |= 1;
    b.receive();
    c.receive();
    b.send(&[&reply]);
    assert_eq!((a.lengths(), c.lengths()), (vec![61], vec![61]));
}

#[test]
fn a_stolen_address_is_not_learned_again_while_it_repeats() {
    let _alone = alone();
    let (a, b) = pair();
    let c = Raw::open("valet:c");
    let drain = || [&a, &b, &c].map(|p| p.lengths().len());
    a.send(&[&frame(255, 1, 60, 0)]);
    b.send(&[&frame(255, 1, 60, 0)]); // b steals address 1
    a.send(&[&frame(255, 1, 60, 0)]); // a sends from it again
    drain();
    c.send(&[&frame(1, 3, 60, 0)]);
    assert_eq!(drain(), [0, 1, 0]);
    // Another source in between, and a learns it again.
    a.send(&[&frame(255, 9, 60, 0), &frame(255, 1, 60, 0)]);
    drain();
    c.send(&[&frame(1, 3, 60, 0)]);
    assert_eq!(drain(), [1, 0, 0]);
}

#[test]
fn addresses_that_collide_overwrite_each_other() {
    use crate::software::table::hash;
    let _alone = alone();
    let (a, b) = pair();
    let c = Raw::open("valet:c");
    let address = |n: u16| {
        let [h, l] = n.to_be_bytes();
        [2, 0, 0, 0, h, l]
    };
    let word = |m: [u8; 6]| {
        let mut w = [0; 8];
        w[..6].copy_from_slice(&m);
        u64::from_le_bytes(w)
    };
    let first = address(1);
    let other = (2..)
        .map(address)
        .find(|m| hash(word(*m)) == hash(word(first)))
        .unwrap();
    let packet = |to: [u8; 6], from: [u8; 6]| [&to[..], &from[..], &[0; 48]].concat();
    let drain = || [&a, &b, &c].map(|p| p.lengths().len());
    a.send(&[&packet([255; 6], first)]);
    drain();
    c.send(&[&packet(first, address(0))]);
    assert_eq!(drain(), [1, 0, 0]);
    b.send(&[&packet([255; 6], other)]);
    drain();
    c.send(&[&packet(first, address(0))]);
    assert_eq!(drain(), [1, 1, 0]); // forgotten: flooded
    c.send(&[&packet(other, address(0))]);
    assert_eq!(drain(), [0, 1, 0]);
}

#[test]
fn what_was_learned_of_a_port_outlives_it() {
    let _alone = alone();
    let (a, b) = pair();
    let c = Raw::open("valet:c");
    a.send(&[&frame(255, 1, 60, 0)]);
    b.receive();
    c.receive();
    drop(a);
    b.send(&[&frame(1, 2, 61, 0)]);
    assert_eq!(c.lengths(), []);
    assert_eq!(b.port.statistics().tx_unroutable, 1);
    // The next port takes the place, and what was sent to it.
    let d = Raw::open("valet:d");
    b.send(&[&frame(1, 2, 62, 0)]);
    assert_eq!(d.lengths(), [62]);
}

#[test]
fn order_is_kept_between_flooded_and_unicast_packets() {
    let _alone = alone();
    let (a, b) = pair();
    b.send(&[&frame(255, 2, 60, 0)]);
    a.receive();
    let packets: Vec<_> = (0..600)
        .map(|i| frame(if i % 3 == 0 { 255 } else { 2 }, 1, 100 + i, 0))
        .collect();
    a.send(&packets.iter().map(|p| &p[..]).collect::<Vec<_>>());
    assert_eq!(b.lengths(), (100..700).collect::<Vec<_>>());
}

#[test]
fn flooding_goes_to_the_first_ring_and_unicast_to_the_ring_of_the_sender() {
    let _alone = alone();
    let rings = nmreq_register {
        nr_tx_rings: 3,
        nr_rx_rings: 2,
        ..all_nic()
    };
    let (a, b) = (Raw::with("valet:a", rings), Raw::with("valet:b", rings));
    assert_eq!((a.reg.nr_tx_rings, a.reg.nr_rx_rings), (3, 2));
    b.send(&[&frame(255, 2, 60, 0)]);
    a.receive();
    for i in 0..3 {
        let ring = a.tx_ring(i);
        ring.put(&frame(2, 1, 60 + i as usize, 0), 0);
        ring.put(&frame(255, 1, 70 + i as usize, 0), 0);
    }
    a.txsync();
    b.rxsync();
    let lengths = |ring: Ring| {
        (0..ring.space())
            .map(|_| ring.take().0.len())
            .collect::<Vec<_>>()
    };
    // Unicast of ring 2 goes to ring 2 % 2.
    assert_eq!(lengths(b.rx_ring(0)), [60, 70, 71, 62, 72]);
    assert_eq!(lengths(b.rx_ring(1)), [61]);
}

#[test]
fn a_ring_that_nobody_has_open_gets_nothing() {
    let _alone = alone();
    let a = Raw::open("valet:a");
    let only_tx = nmreq_register {
        nr_flags: sys::NR_TX_RINGS_ONLY.into(),
        ..all_nic()
    };
    let b = Raw::with("valet:b", only_tx);
    assert!(b.rx().0.is_null());
    a.send(&[&frame(255, 1, 60, 0)]);
    let b2 = Raw::open("valet:b");
    assert_eq!(b2.tx().0, b.tx().0);
    assert_eq!(b2.lengths(), []);
    a.send(&[&frame(255, 1, 60, 0)]);
    assert_eq!(b2.lengths(), [60]);
}

#[test]
fn rings_of_any_size_wrap() {
    let _alone = alone();
    for slots in [1, 2, 100, 1000, 4096] {
        let reg = nmreq_register {
            nr_tx_slots: slots,
            nr_rx_slots: slots,
            ..all_nic()
        };
        let (a, b) = (Raw::with("valet:a", reg), Raw::with("valet:b", reg));
        assert_eq!(a.reg.nr_tx_slots, slots);
        let mut next = 0u8;
        let mut total = 0;
        while total < 3 * slots as usize && slots > 1 {
            let packets: Vec<_> = (0..a.tx().space().min(7))
                .map(|i| frame(255, 1, 64, next.wrapping_add(i as u8)))
                .collect();
            let n = a.send(&packets.iter().map(|p| &p[..]).collect::<Vec<_>>());
            assert_eq!(b.receive(), packets);
            next = next.wrapping_add(n as u8);
            total += n;
        }
        assert_eq!(a.tx().space(), slots - 1);
    }
}

#[test]
fn ports_may_have_different_memory_or_share_one() {
    let _alone = alone();
    let global = nmreq_register {
        nr_mem_id: 1,
        ..all_nic()
    };
    let (a, b) = (Raw::with("valet:a", global), Raw::with("valet:b", global));
    let c = Raw::open("valet:c");
    assert_eq!((a.reg.nr_mem_id, a.reg.nr_memsize), (1, 343_019_520));
    // SAFETY: the invariant of the tests.
    assert_eq!(unsafe { (*a.nifp).ni_flags }, 0);
    assert_eq!(a.port.memory().base(), b.port.memory().base());
    let d = Raw::with(
        "valet:d",
        nmreq_register {
            nr_mem_id: c.reg.nr_mem_id,
            ..all_nic()
        },
    );
    assert_eq!(d.port.memory().base(), c.port.memory().base());
    a.send(&[&frame(255, 1, 60, 0)]);
    assert_eq!(
        (b.lengths(), c.lengths(), d.lengths()),
        (vec![60], vec![60], vec![60])
    );
    // A buffer that one port swaps for another's is used by the other.
    let (mut sa, mut sb) = (a.tx().slot(1), b.tx().slot(0));
    std::mem::swap(&mut sa.buf_idx, &mut sb.buf_idx);
    a.tx().set_slot(1, sa);
    b.tx().set_slot(0, sb);
    a.send(&[&frame(255, 1, 70, 5)]);
    assert_eq!(b.receive(), [frame(255, 1, 70, 5)]);
}
