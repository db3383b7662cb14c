//! The two sides of a pair on two threads.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::harness::Harness;
use super::{Profile, Report};
use crate::{Receive, Transmit};

/// Sends `packets` packets from one thread to another and checks every byte that arrives: the
/// receiver waits whenever its ring is empty, the sender has no more under way than the profile's
/// `max_burst`.
///
/// # Panics
///
/// If a packet is lost, out of order or not as it was sent, or the profile's timeout passes
/// without progress.
#[track_caller]
pub fn concurrent<T, R, P>(profile: &Profile, mut pair: P, packets: usize) -> Report
where
    T: Transmit + Send,
    R: Receive + Send,
    P: FnMut() -> (T, R),
{
    let mut report = Report::default();
    report.check(profile, "concurrent", || run(profile, pair(), packets));
    report.expect_passed()
}

fn run<T, R>(profile: &Profile, pair: (T, R), total: usize)
where
    T: Transmit + Send,
    R: Receive + Send,
{
    let mut h = Harness::new(pair, profile);
    let sent = h.plan(total);
    let plan = &sent[..];
    let own = h.packets.clone();
    let (received, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (tx, rx) = (&mut h.tx, &mut h.rx);

    let receiver = || {
        let _tell = Tell(&failed);
        let mut n = 0;
        while n < total {
            let ready = rx.wait(Some(profile.timeout)).expect("wait");
            assert!(ready > 0, "no packet within {:?}", profile.timeout);
            for i in 0..ready {
                let packet = rx.peek_at(i).expect("peek_at in the window");
                let Some(seq) = own.sequence(packet) else {
                    continue;
                };
                assert!(n < total, "packet {seq} is one too many");
                assert_eq!(seq, plan[n].seq, "packets arrive in order");
                assert!(
                    *packet == own.packet(seq, plan[n].len)[..],
                    "packet {seq} arrives with the bytes it had"
                );
                n += 1;
            }
            rx.commit_n(ready).expect("commit_n in the window");
            rx.kick().expect("kick of the receive ring");
            received.store(n, Ordering::Release);
        }
    };
    let sender = || {
        let mut n = 0;
        while n < total && !failed.load(Ordering::Acquire) {
            let under_way = n - received.load(Ordering::Acquire);
            let credit = profile.max_burst.saturating_sub(under_way);
            let ready = tx.wait(Some(profile.timeout)).expect("wait");
            assert!(ready > 0, "no free slot within {:?}", profile.timeout);
            let batch = ready.min(credit).min(total - n);
            for (i, due) in plan[n..n + batch].iter().enumerate() {
                let slice = tx.peek_at(i, due.len).expect("peek_at in the window");
                own.write(due.seq, slice);
            }
            tx.commit_n(batch).expect("commit_n of peeked slots");
            tx.kick().expect("kick of the transmit ring");
            n += batch;
            if batch == 0 {
                thread::yield_now();
            }
        }
        // What the last kick left in the ring.
        while received.load(Ordering::Acquire) < total && !failed.load(Ordering::Acquire) {
            tx.kick().expect("kick of the transmit ring");
            thread::yield_now();
        }
    };
    thread::scope(|s| {
        let receiving = s.spawn(receiver);
        let sent = std::panic::catch_unwind(std::panic::AssertUnwindSafe(sender));
        for side in [receiving.join(), sent] {
            if let Err(panic) = side {
                std::panic::resume_unwind(panic);
            }
        }
    });
    h.restart_clock();
    h.finish();
}

/// Tells the other side of a panic on this one.
struct Tell<'a>(&'a AtomicBool);

impl Drop for Tell<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.store(true, Ordering::Release);
        }
    }
}
