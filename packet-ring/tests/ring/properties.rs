//! Properties of forwarding by copy and of packets of several slots, over random traffic.

use packet_ring::testing::{MemoryRx, MemoryTx, memory_pair};
use packet_ring::{Forward, Receive, Ring, Transmit, Verdict, forward_by_copy};
use proptest::prelude::*;

/// A packet: the lengths of its slots, and what the forwarder is to do with it.
#[derive(Debug, Clone)]
struct Packet {
    slots: Vec<usize>,
    /// Slots that the forwarder says to drop, as bits.
    drop: u8,
}

const LONGEST: usize = 24;

fn packets() -> impl Strategy<Value = Vec<Packet>> {
    let lengths = prop_oneof![
        6 => prop::collection::vec(1..=LONGEST, 1),
        2 => prop::collection::vec(1..=LONGEST, 2..5),
    ];
    let drop = prop_oneof![3 => Just(0), 1 => any::<u8>()];
    let packet = (lengths, drop).prop_map(|(slots, drop)| Packet { slots, drop });
    prop::collection::vec(packet, 1..60)
}

/// The bytes of slot `slot` of packet `k`; the first says what becomes of it.
fn slot_bytes(k: usize, packet: &Packet, slot: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..packet.slots[slot])
        .map(|i| (k * 31 + slot * 7 + i) as u8 & 0x7f)
        .collect();
    if packet.drop >> slot & 1 == 1 {
        bytes[0] |= 0x80;
    }
    bytes
}

/// Sends packets from `next` on, as many as fit; returns the next one.
fn feed(tx: &mut MemoryTx, packets: &[Packet], mut next: usize) -> usize {
    while let Some(packet) = packets.get(next) {
        let n = packet.slots.len();
        if tx.seek_n(n).is_err() {
            break;
        }
        for slot in 0..n {
            let bytes = slot_bytes(next, packet, slot);
            tx.peek_at(slot, bytes.len())
                .unwrap()
                .copy_from_slice(&bytes);
            tx.set_continued(slot, slot + 1 < n).unwrap();
        }
        tx.commit_n(n).unwrap();
        next += 1;
    }
    tx.kick().unwrap();
    next
}

/// Everything that has arrived whole, slot by slot.
fn drain(rx: &mut MemoryRx, out: &mut Vec<Vec<Vec<u8>>>) {
    let n = rx.ready();
    let mut packet = Vec::new();
    let mut whole = 0;
    for i in 0..n {
        packet.push(rx.peek_at(i).unwrap().to_vec());
        if !rx.is_continued(i) {
            out.push(std::mem::take(&mut packet));
            whole = i + 1;
        }
    }
    rx.commit_n(whole).unwrap();
    rx.kick().unwrap();
}

/// Which way the packets are moved.
#[derive(Debug, Clone, Copy)]
enum Way {
    Copy,
    Exchange,
}

fn check(
    packets: &[Packet],
    capacities: (usize, usize),
    frame: usize,
    quota: usize,
    way: Way,
) -> Result<(), TestCaseError> {
    let (mut from, mut rx) = memory_pair(capacities.0, LONGEST);
    let (mut tx, mut to) = memory_pair(capacities.1, frame);
    let (mut next, mut arrived) = (0, Vec::new());
    let (mut forwarded, mut dropped, mut too_long) = (0, 0, 0);
    let total: usize = packets.iter().map(|p| p.slots.len()).sum();
    for _ in 0..20 * total {
        next = feed(&mut from, packets, next);
        let mut seen = Vec::new();
        let edit = |bytes: &mut [u8]| {
            seen.push(bytes.to_vec());
            match bytes[0] >> 7 {
                0 => Verdict::Forward,
                _ => Verdict::Drop,
            }
        };
        let done = match way {
            Way::Copy => forward_by_copy(&mut tx, &mut rx, quota, edit),
            Way::Exchange => tx.forward_n(&mut rx, quota, edit),
        };
        let done = done.expect("forwarding");
        prop_assert!(done.taken() <= quota);
        prop_assert_eq!(seen.len(), done.taken(), "each slot is shown once");
        forwarded += done.forwarded;
        dropped += done.dropped;
        too_long += done.too_long;
        tx.kick().unwrap();
        rx.kick().unwrap();
        drain(&mut to, &mut arrived);
        if forwarded + dropped + too_long == total {
            break;
        }
    }
    prop_assert_eq!(forwarded + dropped + too_long, total, "all are dealt with");

    let mut expected: Vec<Vec<Vec<u8>>> = Vec::new();
    let mut fates = (0, 0, 0);
    for (k, packet) in packets.iter().enumerate() {
        let n = packet.slots.len();
        if (0..n).any(|slot| packet.drop >> slot & 1 == 1) {
            fates.1 += n;
        } else if packet.slots.iter().any(|&len| len > frame) || n > capacities.1 {
            fates.2 += n;
        } else {
            fates.0 += n;
            expected.push((0..n).map(|slot| slot_bytes(k, packet, slot)).collect());
        }
    }
    prop_assert_eq!((forwarded, dropped, too_long), fates);
    prop_assert_eq!(arrived, expected, "in order, slot by slot");
    prop_assert_eq!(from.ready(), capacities.0, "every frame comes home");
    prop_assert_eq!(tx.ready(), capacities.1, "every frame comes home");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forwarding_by_copy_loses_and_cuts_nothing(
        packets in packets(),
        capacities in (4_usize..12, 1_usize..12),
        frame in LONGEST / 2..=LONGEST + 4,
        quota in 4_usize..16,
    ) {
        check(&packets, capacities, frame, quota, Way::Copy)?;
    }

    #[test]
    fn forwarding_by_exchange_loses_and_cuts_nothing(
        packets in packets(),
        capacities in (4_usize..12, 4_usize..12),
        quota in 4_usize..16,
    ) {
        check(&packets, capacities, LONGEST, quota, Way::Exchange)?;
    }
}
