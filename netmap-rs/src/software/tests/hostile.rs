//! A user's side that writes anything anywhere: nothing panics, nothing leaves the region, and a
//! port that behaves goes on working beside it.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;

use super::*;

/// Mostly positions that exist, or nearly.
fn position(slots: u32) -> impl Strategy<Value = u32> {
    prop_oneof![
        8 => 0..slots,
        1 => slots..slots + 2,
        1 => any::<u32>(),
    ]
}

fn slot() -> impl Strategy<Value = netmap_slot> {
    let index = prop_oneof![6 => 0u32..200, 1 => 4000u32..4200, 1 => any::<u32>()];
    let len = prop_oneof![6 => 0u16..2049, 1 => any::<u16>()];
    let flags = prop_oneof![4 => Just(0u16), 2 => Just(0x20), 2 => any::<u16>()];
    (index, len, flags, any::<u64>()).prop_map(|(buf_idx, len, flags, ptr)| netmap_slot {
        buf_idx,
        len,
        flags,
        ptr,
    })
}

const SLOTS: u32 = 16;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_a_user_writes_does_harm(
        ops in prop::collection::vec((
            0usize..4,
            any::<bool>(),
            position(SLOTS),
            position(SLOTS),
            position(SLOTS),
            prop::collection::vec((0..SLOTS, slot()), 0..20),
            0u8..5,
        ), 1..60),
    ) {
        let _alone = alone();
        let reg = nmreq_register { nr_tx_slots: SLOTS, nr_rx_slots: SLOTS, ..all_nic() };
        let names = ["valehost:a", "valehost:b", "valehost:a{1", "valehost:a}1"];
        let ports = names.map(|n| Raw::with(n, reg));
        let (x, y) = (Raw::open("valehost:x"), Raw::open("valehost:y"));
        let mut x_to_y = 0u32;
        for (port, tx, head, cur, tail, slots, action) in ops {
            let port = &ports[port];
            let ring = if tx { port.tx() } else { port.rx() };
            for (i, slot) in slots {
                ring.set_slot(i, slot);
            }
            ring.set(head, cur);
            ring.set_tail(tail);
            match action {
                0 | 1 => port.txsync(),
                2 | 3 => port.rxsync(),
                _ => {
                    port.port.poll(libc::POLLIN | libc::POLLOUT, Some(Duration::ZERO)).unwrap();
                }
            }
            for ring in [port.tx(), port.rx()] {
                prop_assert_eq!(ring.slots(), SLOTS);
            }
            // What the others flooded is there, too; what is ours is whole. Each has a number,
            // because a user may well send again what it received earlier.
            let ours = frame(255, 200, 77, u8::try_from(x_to_y).unwrap());
            prop_assert_eq!(x.send(&[&ours]), 1);
            x_to_y += 1;
            prop_assert_eq!(y.receive().iter().filter(|p| **p == ours).count(), 1);
        }
        prop_assert_eq!(x.port.statistics().tx_slots, u64::from(x_to_y));
    }
}

/// Another thread writes into the rings while they are synced.
#[test]
fn a_region_that_changes_during_a_sync_does_no_harm() {
    let _alone = alone();
    let reg = nmreq_register {
        nr_tx_slots: 64,
        nr_rx_slots: 64,
        ..all_nic()
    };
    let names = ["valehost:a", "valehost:b", "valehost:a{1", "valehost:a}1"];
    let ports = names.map(|n| Raw::with(n, reg));
    let stop = AtomicBool::new(false);
    let rings: Vec<usize> = ports
        .iter()
        .flat_map(|p| [p.tx(), p.rx()])
        .map(|r| r.0 as usize)
        .collect();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut random = 1u64;
            while !stop.load(Ordering::Relaxed) {
                for ring in &rings {
                    random = random.wrapping_mul(6364136223846793005).wrapping_add(1);
                    let word = (random >> 33) as usize;
                    // Atomically, so that only the backend is put to the test here.
                    if word & 1 == 0 {
                        let position = [20, 24, 28][word % 3] + ring;
                        let position = std::ptr::with_exposed_provenance_mut::<u32>(position);
                        // SAFETY: head, cur or tail of a ring of the region.
                        let position = unsafe { AtomicU32::from_ptr(position) };
                        position.store(word as u32 >> 8 & 63, Ordering::Relaxed);
                    } else {
                        let slot = ring + 256 + 16 * (word >> 1 & 63);
                        let slot = std::ptr::with_exposed_provenance_mut::<u64>(slot);
                        // SAFETY: the first word of a slot of the region.
                        let slot = unsafe { AtomicU64::from_ptr(slot) };
                        slot.store(random & 0x003f_0fff_0000_0fff, Ordering::Relaxed);
                    }
                }
            }
        });
        for _ in 0..20_000 {
            for port in &ports {
                port.txsync();
                port.rxsync();
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}
