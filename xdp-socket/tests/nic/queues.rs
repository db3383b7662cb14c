//! Several queues: packets that the card spreads, and sending on each.

use std::time::Instant;

use xdp_socket::CopyMode;

use crate::pair::{End, PATIENCE, PORT, Pair, config, exchange, has, lacks};

/// An IPv4 UDP packet. Its source address tells flows apart, for the card's hash (which leaves the
/// ports of UDP out unless told otherwise), and its source port does for the test.
fn datagram(to: [u8; 6], from: [u8; 6], flow: u16) -> Vec<u8> {
    let mut packet = vec![0u8; 80];
    packet[..6].copy_from_slice(&to);
    packet[6..12].copy_from_slice(&from);
    packet[12..14].copy_from_slice(&[0x08, 0x00]);
    let host = flow as u8;
    let ip = [
        0x45, 0, 0, 66, 0, 0, 0, 0, 64, 17, 0, 0, 10, 9, 1, host, 10, 9, 0, 2,
    ];
    packet[14..34].copy_from_slice(&ip);
    let sum: u32 = ip
        .chunks(2)
        .map(|w| u32::from(w[0]) << 8 | u32::from(w[1]))
        .sum();
    let sum = !((sum & 0xffff) + (sum >> 16)) as u16;
    packet[24..26].copy_from_slice(&sum.to_be_bytes());
    packet[34..36].copy_from_slice(&(1024 + flow).to_be_bytes());
    packet[36..38].copy_from_slice(&PORT.to_be_bytes());
    packet[38..40].copy_from_slice(&46u16.to_be_bytes());
    packet
}

#[test]
fn every_queue_receives_and_sends() {
    let Some(pair) = Pair::get() else { return };
    let queues = pair.b.rx_queues().min(pair.b.tx_queues());
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let mut ends: Vec<(End, End)> = (0..queues)
            .map(|queue| pair.open(queue, &config).unwrap())
            .collect();
        assert!(ends.iter().all(|(a, _)| a.tx.obtained().queue < queues));
        let flows = 64;
        let mut seen = vec![false; flows];
        let mut counts = vec![0; ends.len()];
        let end = Instant::now() + PATIENCE;
        for flow in 0..flows {
            let index = flow % ends.len();
            let (a, b) = &mut ends[index];
            let packet = datagram(b.mac, a.mac, flow as u16);
            while a.tx.ready() == 0 {
                assert!(Instant::now() < end, "no frame comes back from sending");
                a.tx.kick().unwrap();
            }
            a.tx.send(&packet).unwrap();
            a.tx.flush(PATIENCE).unwrap();
            while !seen[flow] {
                assert!(
                    Instant::now() < end,
                    "flow {flow} of queue {index} was lost"
                );
                for ((_, b), count) in ends.iter_mut().zip(&mut counts) {
                    let taken = b.rx.recv_each(64, |packet| {
                        let port = u16::from_be_bytes([packet[34], packet[35]]);
                        let arrived = usize::from(port - 1024);
                        assert!(!seen[arrived], "flow {arrived} arrived twice");
                        assert_eq!(packet.len(), 80);
                        seen[arrived] = true;
                    });
                    *count += taken.unwrap();
                    b.rx.kick().unwrap();
                }
            }
        }
        assert_eq!(counts.iter().sum::<usize>(), flows);
        if queues == 1 {
            lacks("several queues", "the card has one");
            continue;
        }
        assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
        has(match mode {
            CopyMode::ZeroCopy => "zero-copy: several queues",
            _ => "several queues",
        });
    }
}

/// A packet on a queue without a socket goes to the kernel, and those of other queues still come.
#[test]
fn a_socket_of_one_queue_leaves_the_others_alone() {
    let Some(pair) = Pair::get() else { return };
    let queues = pair.b.rx_queues().min(pair.b.tx_queues());
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let first = pair.open(0, &config).unwrap();
        if queues > 1 {
            drop(pair.open(1, &config).unwrap());
        }
        let (mut a, mut b) = first;
        exchange(&mut a, &mut b, 64);
    }
}
