//! Round trips: one packet at a time, there and back.

use std::thread;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use packet_ring::{Forward, Receive, Ring, RingError, Transmit, Verdict};
use serde_json::{Value, json};

use super::receive::packet_slots;
use super::{SLICE, forward};
use crate::pktgen::counters::Counters;
use crate::pktgen::frame::{Mark, Template, swap_macs};
use crate::pktgen::units;

/// What a loop does while there is nothing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// Looks again at once: lowest latency, one CPU per ring.
    Spin,
    /// Sleeps in the kernel until there is something.
    Sleep,
}

impl Idle {
    /// Lets time pass, or not.
    ///
    /// # Errors
    ///
    /// Those of the ring.
    #[inline]
    pub fn pause<R: Ring + ?Sized>(self, ring: &mut R) -> Result<(), RingError> {
        match self {
            Idle::Spin => {
                ring.kick()?;
                std::hint::spin_loop();
            }
            Idle::Sleep => {
                ring.wait(Some(SLICE))?;
            }
        }
        Ok(())
    }
}

/// Sends each packet that arrives on `rx` back through `tx`, with its MAC addresses swapped.
///
/// # Errors
///
/// Those of the rings.
pub fn reflect<T, R>(
    tx: &mut T,
    rx: &mut R,
    idle: Idle,
    counters: &Counters,
    over: impl FnMut() -> bool,
) -> Result<(), RingError>
where
    T: Forward<R>,
    R: Receive,
{
    let edit = |packet: &mut [u8]| {
        swap_macs(packet);
        Verdict::Forward
    };
    forward(tx, rx, 64, idle, counters, edit, over)
}

/// Latencies, in nanoseconds, and what did not come back.
#[derive(Debug)]
pub struct RoundTrips {
    /// Of the packets that came back.
    pub nanos: Histogram<u64>,
    /// Packets that did not, within the time allowed.
    pub lost: u64,
    /// Packets received that were not the one awaited: late, damaged, or somebody else's.
    pub strange: u64,
}

impl RoundTrips {
    /// Nothing yet.
    pub fn new() -> RoundTrips {
        RoundTrips {
            // 1 ns to 10 s with three digits; grows by itself beyond that.
            nanos: {
                let mut h = Histogram::new_with_bounds(1, 10_000_000_000, 3)
                    .expect("the bounds are constants that hdrhistogram accepts");
                h.auto(true);
                h
            },
            lost: 0,
            strange: 0,
        }
    }
}

impl Default for RoundTrips {
    fn default() -> Self {
        Self::new()
    }
}

/// How packets are sent on their round trips.
#[derive(Debug, Clone)]
pub struct Probe {
    /// Headers of the packets sent; they come back [reflected](Template::reflected).
    pub template: Template,
    /// Their length, in bytes.
    pub len: usize,
    /// Their stream.
    pub stream: u16,
    /// How many; `None` for no end.
    pub count: Option<u64>,
    /// Time from one to the next, where the answer is not slower than that.
    pub interval: Duration,
    /// When a packet is given up.
    pub timeout: Duration,
    /// What to do while it is under way.
    pub idle: Idle,
}

/// Sends packets one by one and measures how long each takes to come back. `trips` is added to, so
/// that it can be read in between.
///
/// # Errors
///
/// Those of the rings.
pub fn round_trips<T, R>(
    tx: &mut T,
    rx: &mut R,
    probe: &Probe,
    trips: &mut RoundTrips,
    mut over: impl FnMut(&RoundTrips) -> bool,
) -> Result<(), RingError>
where
    T: Transmit,
    R: Receive,
{
    let expected = probe.template.reflected();
    let epoch = Instant::now();
    let mut number = 0;
    while probe.count != Some(number) && !over(trips) {
        while tx.ready() == 0 {
            tx.kick()?;
            if over(trips) {
                return Ok(());
            }
            tx.wait(Some(SLICE))?;
        }
        let sent = Instant::now();
        let mark = Mark {
            stream: probe.stream,
            number,
            stamp: (sent - epoch).as_nanos() as u64,
        };
        probe.template.write(tx.peek(probe.len)?, mark);
        tx.commit()?;
        tx.kick()?;
        let back = loop {
            let ready = rx.ready();
            let now = Instant::now();
            if let Some(slots) = packet_slots(rx, 0, ready) {
                let packet = rx.peek()?;
                let found = packet.len() == probe.len && expected.check(packet) == Ok(mark);
                rx.commit_n(slots)?;
                if found {
                    break Some(now);
                }
                trips.strange += 1;
                continue;
            }
            if now - sent >= probe.timeout {
                break None;
            }
            if over(trips) {
                return Ok(());
            }
            probe.idle.pause(rx)?;
        };
        rx.kick()?;
        match back {
            Some(back) => trips
                .nanos
                .saturating_record((back - sent).as_nanos() as u64),
            None => trips.lost += 1,
        }
        number += 1;
        let rest = probe.interval.saturating_sub(sent.elapsed());
        if !rest.is_zero() && probe.count != Some(number) {
            thread::sleep(rest);
        }
    }
    Ok(())
}

/// The percentiles that reports show; lines for people leave the last one out.
const PERCENTILES: [f64; 5] = [50.0, 90.0, 99.0, 99.9, 99.99];

impl RoundTrips {
    /// One line for people.
    pub fn line(&self) -> String {
        let h = &self.nanos;
        let mut line = format!("min {}", units::nanos(h.min()));
        for &p in &PERCENTILES[..PERCENTILES.len() - 1] {
            line += &format!("  p{p} {}", units::nanos(h.value_at_percentile(p)));
        }
        line += &format!(
            "  max {}  ({}, {} lost)",
            units::nanos(h.max()),
            units::grouped(h.len()),
            self.lost,
        );
        line
    }

    /// The same for machines, in nanoseconds.
    pub fn json(&self) -> Value {
        let h = &self.nanos;
        let percentiles: serde_json::Map<String, Value> = PERCENTILES
            .iter()
            .map(|&p| (format!("p{p}"), h.value_at_percentile(p).into()))
            .collect();
        json!({
            "round_trips": h.len(),
            "lost": self.lost,
            "strange": self.strange,
            "min_ns": h.min(),
            "mean_ns": h.mean(),
            "max_ns": h.max(),
            "percentiles_ns": percentiles,
        })
    }
}
