//! The loops over rings in memory, some with somebody in between who meddles with the frames.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use packet_ring::testing::{MemoryRx, MemoryTx, memory_pair};
use packet_ring::{Receive, Ring, RingError, Transmit, Verdict};

use super::*;
use crate::pktgen::counters::Counters;
use crate::pktgen::frame::{Lengths, MAX_FRAME, MIN_FRAME, Mark, Template};

const MACS: [[u8; 6]; 2] = [[2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]];

fn template() -> Template {
    Template::ethernet(MACS[0], MACS[1])
}

fn plan(frames: u64) -> Plan {
    Plan {
        template: template(),
        stream: 3,
        frames,
        window: 32,
        lengths: Lengths::Mixed {
            min: MIN_FRAME,
            max: MAX_FRAME,
        },
        patience: Duration::from_millis(100),
    }
}

/// Runs `plan` while another thread passes each frame on as `meddle` says: it gets the frame and
/// what comes out.
fn numbered_past(plan: &Plan, mut meddle: impl FnMut(&[u8], &mut MemoryTx) + Send) -> Numbered {
    let (mut tx, mut middle_rx) = memory_pair(64, 2048);
    let (mut middle_tx, mut rx) = memory_pair(256, 2048);
    thread::scope(|scope| {
        scope.spawn(move || {
            while middle_rx.wait(None).is_ok() {
                middle_rx
                    .recv_each(64, |frame| meddle(frame, &mut middle_tx))
                    .unwrap();
                middle_rx.kick().unwrap_or(packet_ring::Kick::NotNeeded);
                if middle_tx.kick().is_err() {
                    return;
                }
            }
        });
        let done = numbered(&mut tx, &mut rx, plan, |_| false).unwrap();
        drop(tx);
        done
    })
}

fn pass(frame: &[u8], tx: &mut MemoryTx) {
    loop {
        match tx.send(frame) {
            Err(RingError::NotReady { .. }) => {
                let _ = tx.wait(Some(SLICE));
            }
            other => return other.unwrap(),
        }
    }
}

fn number(frame: &[u8]) -> u64 {
    template().check(frame).unwrap().number
}

#[test]
fn all_arrive() {
    let done = numbered_past(&plan(1000), pass);
    assert!(done.perfect(1000), "{done:?}");
    let lengths = plan(1000).lengths;
    let bytes: usize = (0..1000).map(|n| lengths.of(n)).sum();
    assert_eq!(done.bytes, bytes as u64);
    assert!(done.line().starts_with("1 000 of 1 000 intact"), "{done:?}");
}

#[test]
fn a_lost_frame_is_noticed() {
    let done = numbered_past(&plan(100), |frame, tx| {
        if number(frame) != 41 {
            pass(frame, tx);
        }
    });
    assert_eq!((done.lost, done.intact, done.sent), (1, 99, 100));
    assert!(!done.perfect(100));
}

#[test]
fn a_wrong_bit_is_noticed_wherever_it_is() {
    for (at, damaged, foreign) in [(0, 0, 1), (20, 1, 0), (31, 1, 0), (59, 1, 0)] {
        let done = numbered_past(&plan(100), |frame, tx| {
            let mut copy = frame.to_vec();
            if number(frame) == 41 {
                copy[at] ^= 0x40;
            }
            pass(&copy, tx);
        });
        assert_eq!(
            (done.damaged, done.foreign),
            (damaged, foreign),
            "byte {at}"
        );
        assert_eq!((done.intact, done.lost), (99, 1), "byte {at}");
    }
}

#[test]
fn a_wrong_length_is_noticed() {
    let plan = Plan {
        lengths: Lengths::Fixed(100),
        ..plan(100)
    };
    let done = numbered_past(&plan, |frame, tx| {
        let cut = if number(frame) == 41 { 1 } else { 0 };
        pass(&frame[..100 - cut], tx);
    });
    assert_eq!((done.damaged, done.intact, done.lost), (1, 99, 1));
}

#[test]
fn a_frame_that_comes_twice_is_noticed() {
    for twice in [41, 99] {
        let done = numbered_past(&plan(100), |frame, tx| {
            pass(frame, tx);
            if number(frame) == twice {
                pass(frame, tx);
            }
        });
        // The copy of the very last frame may come after the run.
        assert!(done.duplicated == 1 || twice == 99, "{done:?}");
        assert_eq!((done.intact, done.lost), (100, 0));
    }
}

#[test]
fn a_frame_out_of_order_is_noticed() {
    let mut held = None;
    let done = numbered_past(&plan(100), move |frame, tx| {
        if number(frame) == 41 {
            held = Some(frame.to_vec());
            return;
        }
        pass(frame, tx);
        if let Some(late) = held.take() {
            pass(&late, tx);
        }
    });
    assert_eq!((done.reordered, done.intact, done.lost), (1, 100, 0));
    assert!(!done.perfect(100));
}

#[test]
fn frames_of_somebody_else_are_noticed() {
    let done = numbered_past(&plan(100), |frame, tx| {
        if number(frame) == 41 {
            pass(&[0x55; 60], tx);
            let mut other = [0; 60];
            let mark = Mark {
                stream: 4,
                number: 41,
                stamp: !41,
            };
            template().write(&mut other, mark);
            pass(&other, tx);
        }
        pass(frame, tx);
    });
    assert_eq!((done.foreign, done.intact), (2, 100));
    assert!(!done.perfect(100));
}

#[test]
fn a_run_can_be_stopped() {
    let (mut tx, mut rx) = memory_pair(64, 2048);
    let done = numbered(&mut tx, &mut rx, &plan(1000), |done| done.sent >= 64).unwrap();
    assert_eq!((done.sent, done.intact, done.stopped), (64, 64, true));
    assert!(!done.perfect(64));
}

#[test]
fn a_transmit_ring_that_stays_full_ends_the_run() {
    let (mut tx, rx) = memory_pair(8, 2048);
    // The receive ring of another pair: what is sent stays where it is.
    let (_other_tx, mut other_rx) = memory_pair(8, 2048);
    let done = numbered(&mut tx, &mut other_rx, &plan(1000), |_| false).unwrap();
    assert_eq!((done.sent, done.intact, done.stopped), (8, 0, true));
    assert_eq!(done.lost, 8);
    drop(rx);
}

/// A source of so many frames of 60 bytes.
struct Frames(u64);

impl Source for Frames {
    fn next(&mut self, _: Instant) -> Next {
        if self.0 == 0 {
            Next::End
        } else {
            Next::Packet(60)
        }
    }

    fn write(&mut self, frame: &mut [u8]) {
        frame.fill(self.0 as u8);
        self.0 -= 1;
    }
}

#[test]
fn what_is_transmitted_is_received() {
    let (mut tx, mut rx) = memory_pair(64, 2048);
    let (sent, received) = (Counters::default(), Counters::default());
    thread::scope(|scope| {
        scope.spawn(|| transmit(&mut tx, &mut Frames(1000), 16, &sent, || false).unwrap());
        let over = || received.read().packets == 1000;
        receive(&mut rx, 16, Idle::Sleep, &received, |_| {}, over).unwrap();
    });
    assert_eq!(sent.read().packets, 1000);
    assert_eq!(received.read().bytes, 60_000);
    assert!(sent.read().batches >= 1000 / 16);
}

#[test]
fn packets_of_several_slots_are_put_together() {
    let (mut tx, mut rx) = memory_pair(64, 2048);
    // Packets of 1, 2, 3, ... slots, cut by batches of two.
    let mut slot = 0;
    for slots in 1..=5 {
        for i in 0..slots {
            tx.ready();
            Transmit::peek_at(&mut tx, slot, 100).unwrap().fill(i + 1);
            tx.set_continued(slot, i + 1 < slots).unwrap();
            slot += 1;
        }
    }
    tx.commit_n(slot).unwrap();
    tx.kick().unwrap();
    let mut lengths = Vec::new();
    let counters = Counters::default();
    let see = |packet: &[u8]| {
        assert_eq!(packet[0], 1);
        assert_eq!(packet[packet.len() - 1] as usize, packet.len() / 100);
        lengths.push(packet.len());
    };
    let over = || counters.read().packets == 5;
    receive(&mut rx, 2, Idle::Sleep, &counters, see, over).unwrap();
    assert_eq!(lengths, [100, 200, 300, 400, 500]);
    assert_eq!(counters.read().bytes, 1500);
}

#[test]
fn a_signal_ends_a_transmission_into_a_full_ring() {
    let (mut tx, rx) = memory_pair(8, 2048);
    let counters = Counters::default();
    let over = || counters.read().idle >= 2;
    transmit(&mut tx, &mut Frames(1000), 16, &counters, over).unwrap();
    assert_eq!(counters.read().packets, 8);
    drop(rx);
}

#[test]
fn an_edit_may_drop() {
    let (mut tx, mut middle_rx) = memory_pair(64, 2048);
    let (mut middle_tx, mut rx) = memory_pair(64, 2048);
    for i in 0..10_u8 {
        tx.send(&[i; 60]).unwrap();
    }
    tx.kick().unwrap();
    let counters = Counters::default();
    let edit = |packet: &mut [u8]| {
        packet[1] = 0xee;
        if packet[0].is_multiple_of(2) {
            Verdict::Forward
        } else {
            Verdict::Drop
        }
    };
    let over = || {
        let counts = counters.read();
        counts.packets + counts.dropped == 10
    };
    forward(
        &mut middle_tx,
        &mut middle_rx,
        4,
        Idle::Sleep,
        &counters,
        edit,
        over,
    )
    .unwrap();
    assert_eq!(counters.read().bytes, 5 * 60);
    assert_eq!(rx.ready(), 5);
    assert_eq!(Receive::peek_at(&mut rx, 1).unwrap()[..3], [2, 0xee, 2]);
}

/// Two pairs, one for each direction; the second end reflects until told to stop.
fn with_reflector<T>(idle: Idle, run: impl FnOnce(&mut MemoryTx, &mut MemoryRx) -> T) -> T {
    let (mut tx, mut far_rx) = memory_pair(64, 2048);
    let (mut far_tx, mut rx) = memory_pair(64, 2048);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let over = || done.load(Ordering::Relaxed);
            reflect(&mut far_tx, &mut far_rx, idle, &Counters::default(), over).unwrap();
        });
        let result = run(&mut tx, &mut rx);
        done.store(true, Ordering::Relaxed);
        result
    })
}

fn probe(count: u64, idle: Idle) -> Probe {
    Probe {
        template: template(),
        len: 60,
        stream: 5,
        count: Some(count),
        interval: Duration::ZERO,
        timeout: Duration::from_secs(10),
        idle,
    }
}

#[test]
fn round_trips_come_back() {
    for idle in [Idle::Sleep, Idle::Spin] {
        with_reflector(idle, |tx, rx| {
            let mut trips = RoundTrips::new();
            round_trips(tx, rx, &probe(200, idle), &mut trips, |_| false).unwrap();
            assert_eq!((trips.nanos.len(), trips.lost, trips.strange), (200, 0, 0));
            assert!(trips.line().ends_with("(200, 0 lost)"));
            assert_eq!(trips.json()["round_trips"], 200);
        });
    }
}

#[test]
fn what_does_not_come_back_is_lost() {
    let (mut tx, far_rx) = memory_pair(64, 2048);
    let (mut far_tx, mut rx) = memory_pair(64, 2048);
    far_tx.send(&[1; 60]).unwrap();
    far_tx.kick().unwrap();
    let probe = Probe {
        timeout: Duration::from_millis(1),
        ..probe(3, Idle::Spin)
    };
    let mut trips = RoundTrips::new();
    round_trips(&mut tx, &mut rx, &probe, &mut trips, |_| false).unwrap();
    assert_eq!((trips.nanos.len(), trips.lost, trips.strange), (0, 3, 1));
    drop(far_rx);
}
