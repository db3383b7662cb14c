//! Several threads on one switch.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::*;

/// Many senders to one receiver: what is not counted as lost arrives, in the order of its sender.
#[test]
fn packets_of_many_senders_are_received_or_counted_as_lost() {
    const SENDERS: usize = 3;
    const PACKETS: u32 = 60_000;
    let _alone = alone();
    let receiver = Raw::open("valethr:r");
    receiver.send(&[frame(255, 100, 60, 0)]);
    let finished = AtomicUsize::new(0);
    let mut got = [0u64; SENDERS];
    let mut last = [None; SENDERS];
    thread::scope(|scope| {
        for i in 0..SENDERS {
            let port = Sent(Raw::open(&format!("valethr:{i}")));
            let finished = &finished;
            scope.spawn(move || {
                let port = port;
                let Sent(raw) = &port;
                let mut packet = frame(100, i as u8, 60, 0);
                for tag in 0..PACKETS {
                    packet[14..18].copy_from_slice(&tag.to_le_bytes());
                    raw.tx().put(&packet, 0);
                    // Batches of every size up to a few hundred.
                    if tag % 7 == 0 && tag % 331 > 40 || raw.tx().space() == 0 {
                        raw.txsync();
                    }
                }
                raw.txsync();
                assert_eq!(raw.port.statistics().tx_slots, u64::from(PACKETS));
                assert_eq!(raw.port.statistics().tx_unroutable, 0);
                finished.fetch_add(1, Ordering::Release);
            });
        }
        loop {
            let done = finished.load(Ordering::Acquire) == SENDERS;
            let packets = receiver.receive();
            if done && packets.is_empty() {
                break;
            }
            for p in &packets {
                let sender = usize::from(p[11]);
                let tag = u32::from_le_bytes([p[14], p[15], p[16], p[17]]);
                assert_eq!(p.len(), 60);
                assert!(last[sender] < Some(tag), "out of order");
                last[sender] = Some(tag);
                got[sender] += 1;
            }
        }
    });
    let lost = receiver.port.statistics().rx_overflow;
    assert_eq!(got.iter().sum::<u64>() + lost, 3 * u64::from(PACKETS));
}

/// Ports come and go, and rings with them, while others send to them.
#[test]
fn ports_come_and_go_under_traffic() {
    let _alone = alone();
    let stop = AtomicBool::new(false);
    let watcher = Raw::open("valethr:w");
    thread::scope(|scope| {
        let port = Sent(Raw::open("valethr:s"));
        let stop = &stop;
        scope.spawn(move || {
            let port = port;
            let Sent(raw) = &port;
            while !stop.load(Ordering::Relaxed) {
                raw.send(&[
                    frame(255, 1, 60, 0),
                    frame(7, 1, 1500, 1),
                    frame(8, 1, 64, 2),
                ]);
            }
        });
        for round in 0..200 {
            let guests: Vec<_> = (7..12u8)
                .map(|i| (i, Raw::open(&format!("valethr:g{i}"))))
                .collect();
            for (i, guest) in &guests {
                guest.send(&[frame(255, *i, 60, 0)]);
            }
            for (_, guest) in &guests {
                // There is no end of floods.
                assert!(
                    guest
                        .port
                        .wait_rx(0, Some(Duration::from_secs(60)))
                        .unwrap()
                );
                for p in guest.receive() {
                    assert!([60, 64, 1500].contains(&p.len()));
                }
            }
            if round % 2 == 0 {
                drop(guests);
            } else {
                for (_, guest) in guests.into_iter().rev() {
                    drop(guest);
                }
            }
            watcher.rxsync();
            let ring = watcher.rx();
            ring.set(ring.tail(), ring.tail());
        }
        stop.store(true, Ordering::Relaxed);
    });
}
