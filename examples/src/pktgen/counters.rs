//! What a worker counts while it runs, readable from the thread that prints.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::units;

/// One worker's counts. The worker alone writes, once per batch; anybody may read meanwhile.
#[derive(Debug, Default)]
#[repr(align(128))] // no worker's counts on another's cache line, nor on its prefetched neighbour
pub struct Counters {
    packets: AtomicU64,
    bytes: AtomicU64,
    batches: AtomicU64,
    idle: AtomicU64,
    dropped: AtomicU64,
}

impl Counters {
    /// Adds a batch. One of no packets counts for nothing.
    #[inline]
    pub fn batch(&self, packets: usize, bytes: usize) {
        if packets > 0 {
            add(&self.packets, packets as u64);
            add(&self.bytes, bytes as u64);
            add(&self.batches, 1);
        }
    }

    /// Adds a turn of the loop in which the ring was full (sending) or empty (receiving).
    #[inline]
    pub fn idle(&self) {
        add(&self.idle, 1);
    }

    /// Adds packets that this worker knows to be dropped.
    #[inline]
    pub fn dropped(&self, packets: usize) {
        add(&self.dropped, packets as u64);
    }

    /// The counts now.
    pub fn read(&self) -> Counts {
        Counts {
            packets: self.packets.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            batches: self.batches.load(Ordering::Relaxed),
            idle: self.idle.load(Ordering::Relaxed),
            dropped: self.dropped.load(Ordering::Relaxed),
        }
    }
}

/// One writer, so a load and a store do; a locked instruction is not needed.
#[inline]
fn add(counter: &AtomicU64, n: u64) {
    counter.store(counter.load(Ordering::Relaxed) + n, Ordering::Relaxed);
}

/// A reading of [`Counters`], or a sum or difference of such.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Packets moved.
    pub packets: u64,
    /// Their bytes, without preamble, checksum and gap.
    pub bytes: u64,
    /// Batches they were moved in.
    pub batches: u64,
    /// Turns that found the ring full (sending) or empty (receiving).
    pub idle: u64,
    /// Packets known to be dropped.
    pub dropped: u64,
}

impl Counts {
    /// The sum over several workers.
    pub fn sum(counts: impl IntoIterator<Item = Counts>) -> Counts {
        counts.into_iter().fold(Counts::default(), |a, b| Counts {
            packets: a.packets + b.packets,
            bytes: a.bytes + b.bytes,
            batches: a.batches + b.batches,
            idle: a.idle + b.idle,
            dropped: a.dropped + b.dropped,
        })
    }

    /// What was added since `earlier`.
    pub fn since(self, earlier: Counts) -> Counts {
        Counts {
            packets: self.packets - earlier.packets,
            bytes: self.bytes - earlier.bytes,
            batches: self.batches - earlier.batches,
            idle: self.idle - earlier.idle,
            dropped: self.dropped - earlier.dropped,
        }
    }

    /// These counts as a rate over `elapsed`.
    pub fn over(self, elapsed: Duration) -> Rate {
        Rate {
            counts: self,
            elapsed,
        }
    }
}

/// Counts and the time they took.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// What was counted.
    pub counts: Counts,
    /// In which time.
    pub elapsed: Duration,
}

impl Rate {
    /// Packets per second.
    pub fn pps(&self) -> f64 {
        units::per_second(self.counts.packets, self.elapsed)
    }

    /// Bits per second, of the bytes of the packets.
    pub fn bps(&self) -> f64 {
        units::per_second(self.counts.bytes * 8, self.elapsed)
    }

    /// Packets per batch.
    pub fn mean_batch(&self) -> f64 {
        if self.counts.batches == 0 {
            0.0
        } else {
            self.counts.packets as f64 / self.counts.batches as f64
        }
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let mut line = format!(
            "{}pps  {}bit/s  {} packets  {:.1} per batch  {:.2} s",
            units::si(self.pps()),
            units::si(self.bps()),
            units::grouped(self.counts.packets),
            self.mean_batch(),
            self.elapsed.as_secs_f64(),
        );
        if self.counts.dropped > 0 {
            line += &format!("  {} dropped", units::grouped(self.counts.dropped));
        }
        line
    }

    /// The same for machines.
    pub fn json(&self) -> Value {
        json!({
            "packets": self.counts.packets,
            "bytes": self.counts.bytes,
            "batches": self.counts.batches,
            "idle_turns": self.counts.idle,
            "dropped": self.counts.dropped,
            "seconds": self.elapsed.as_secs_f64(),
            "pps": self.pps(),
            "bits_per_second": self.bps(),
        })
    }
}

/// Turns readings into rates per interval and in total.
#[derive(Debug)]
pub struct Meter {
    start: Instant,
    last: (Instant, Counts),
}

impl Meter {
    /// Starts at zero, now.
    pub fn start(now: Instant) -> Meter {
        Meter {
            start: now,
            last: (now, Counts::default()),
        }
    }

    /// The rate since the last call.
    pub fn interval(&mut self, now: Instant, counts: Counts) -> Rate {
        let (then, before) = std::mem::replace(&mut self.last, (now, counts));
        counts.since(before).over(now - then)
    }

    /// The rate since the start.
    pub fn total(&self, now: Instant, counts: Counts) -> Rate {
        counts.over(now - self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_and_total() {
        let counters = Counters::default();
        let start = Instant::now();
        let mut meter = Meter::start(start);
        counters.batch(64, 64 * 60);
        counters.batch(0, 0);
        counters.idle();
        let second = Duration::from_secs(1);
        let rate = meter.interval(start + second, counters.read());
        assert_eq!(rate.counts.packets, 64);
        assert_eq!(rate.counts.batches, 1);
        assert_eq!(rate.bps(), 64.0 * 60.0 * 8.0);
        counters.batch(32, 32 * 60);
        counters.dropped(3);
        let rate = meter.interval(start + 2 * second, counters.read());
        assert_eq!(
            rate.line(),
            "32.00 pps  15.36 kbit/s  32 packets  32.0 per batch  1.00 s  3 dropped"
        );
        let total = meter.total(start + 2 * second, counters.read());
        assert_eq!((total.pps(), total.mean_batch()), (48.0, 48.0));
        assert_eq!(total.json()["idle_turns"], 1);
    }
}
