//! What is measured on each path, whatever the backend.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use packet_ring::{Forward, Receive, Transmit};

use crate::pktgen::counters::{Counters, Rate};
use crate::pktgen::engine::{
    self, Idle, Numbered, Plan, Probe, RoundTrips, numbered, receive, reflect, transmit,
};
use crate::pktgen::exit::Failure;
use crate::pktgen::frame::{Lengths, MAX_FRAME, MIN_FRAME, Template};
use crate::pktgen::output::Progress;
use crate::pktgen::source::Generator;
use crate::pktgen::stop::Stop;
use crate::pktgen::units;

/// How a path is measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure<'a> {
    /// Name of the path, for the progress line.
    pub name: &'a str,
    /// MAC addresses of the sender and of the receiver.
    pub macs: [[u8; 6]; 2],
    /// Numbered frames.
    pub frames: u64,
    /// How many of them may be under way at once without one being dropped.
    pub window: usize,
    /// Whether a sender is held up by a receiver that does not read. If it is not, what the
    /// receiver has no room for is dropped.
    pub lossless: bool,
    /// How long to flood.
    pub seconds: Duration,
    /// Round trips, for each way of waiting.
    pub round_trips: u64,
    /// Says when to end early.
    pub stop: &'a Stop,
}

/// Streams: one for each thing measured, so that a straggler of the one is noticed in the next.
const NUMBERED: u16 = 1;
const FLOOD: u16 = 2;
const ROUND_TRIPS: u16 = 3;

/// Packets moved at once while flooding.
const BATCH: usize = 64;

/// Patience with a frame. Long: on a machine that is busy with other things, nothing is lost, only
/// late.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a flood came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flood {
    /// The sender's side.
    pub tx: Rate,
    /// The receiver's side; nothing where nobody read.
    pub rx: Option<Rate>,
    /// Packets that arrived and were not as they had been sent.
    pub damaged: u64,
}

impl Measure<'_> {
    fn template(&self) -> Template {
        Template::ethernet(self.macs[0], self.macs[1])
    }

    /// An end by a signal is a failure of its own kind: the exit code is the signal's.
    pub(super) fn check_stop(&self) -> Result<(), Failure> {
        if self.stop.requested() {
            Err(Failure::new("interrupted"))
        } else {
            Ok(())
        }
    }

    /// Sends the numbered frames and checks what arrives.
    pub(super) fn numbered<T, R>(
        &self,
        tx: &mut T,
        rx: &mut R,
        progress: &mut Progress,
    ) -> Result<Numbered, Failure>
    where
        T: Transmit,
        R: Receive,
    {
        let plan = Plan {
            template: self.template(),
            stream: NUMBERED,
            frames: self.frames,
            window: self.window,
            lengths: Lengths::Mixed {
                min: MIN_FRAME,
                max: MAX_FRAME,
            },
            patience: PATIENCE,
        };
        let done = numbered(tx, rx, &plan, |done| {
            progress.show(|| {
                format!(
                    "{}: numbered frames {} %",
                    self.name,
                    done.sent * 100 / self.frames
                )
            });
            self.stop.requested()
        })?;
        progress.clear();
        self.check_stop()?;
        Ok(done)
    }

    fn generator(&self) -> Generator {
        Generator::new(self.template(), MIN_FRAME, FLOOD, None, None)
    }

    /// Sends as fast as it goes. Nobody reads, if that does not hold the sender up.
    pub(super) fn flood_tx<T, R>(
        &self,
        tx: &mut T,
        rx: &mut R,
        progress: &mut Progress,
    ) -> Result<Flood, Failure>
    where
        T: Transmit,
        R: Receive + Send,
    {
        if self.lossless {
            return self.flood_rx(tx, rx, progress);
        }
        let counters = Counters::default();
        let start = Instant::now();
        let over = || {
            self.show_flood(progress, "sending", &counters, start);
            self.flood_over(start)
        };
        transmit(tx, &mut self.generator(), BATCH, &counters, over)?;
        let tx = counters.read().over(start.elapsed());
        // What nobody read is not to be taken for what comes next.
        let leftover = Counters::default();
        let mut quiet = Quiet::new();
        let over = || quiet.look(&leftover, true);
        receive(rx, BATCH, Idle::Sleep, &leftover, |_| {}, over)?;
        progress.clear();
        self.check_stop()?;
        Ok(Flood {
            tx,
            rx: None,
            damaged: 0,
        })
    }

    /// Sends as fast as it goes on another thread, and receives, checking each byte.
    pub(super) fn flood_rx<T, R>(
        &self,
        tx: &mut T,
        rx: &mut R,
        progress: &mut Progress,
    ) -> Result<Flood, Failure>
    where
        T: Transmit,
        R: Receive + Send,
    {
        let (sent, received) = (Counters::default(), Counters::default());
        let ended = AtomicBool::new(false);
        let template = self.template();
        let start = Instant::now();
        let (flood, arrived) = thread::scope(|scope| {
            let receiver = scope.spawn(|| {
                let mut damaged = 0;
                let each = |packet: &[u8]| match template.check(packet) {
                    Ok(mark) if mark.stream == FLOOD && packet.len() == MIN_FRAME => {}
                    _ => damaged += 1,
                };
                let mut quiet = Quiet::new();
                let over = || quiet.look(&received, ended.load(Ordering::Relaxed));
                let result = receive(rx, BATCH, Idle::Sleep, &received, each, over);
                result.map(|()| (damaged, quiet.since))
            });
            let over = || {
                self.show_flood(progress, "receiving", &received, start);
                self.flood_over(start) || receiver.is_finished()
            };
            let result = transmit(tx, &mut self.generator(), BATCH, &sent, over);
            let tx = sent.read().over(start.elapsed());
            ended.store(true, Ordering::Relaxed);
            let arrived = receiver
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (result.map(|()| tx), arrived)
        });
        let (tx, (damaged, last)) = (flood?, arrived?);
        progress.clear();
        self.check_stop()?;
        let mut counts = received.read();
        // What was sent and has not arrived: the receiver had no room for it.
        counts.dropped = tx.counts.packets.saturating_sub(counts.packets);
        Ok(Flood {
            tx,
            rx: Some(counts.over(last - start)),
            damaged,
        })
    }

    fn flood_over(&self, start: Instant) -> bool {
        self.stop.requested() || start.elapsed() >= self.seconds
    }

    fn show_flood(&self, progress: &mut Progress, what: &str, counters: &Counters, start: Instant) {
        progress.show(|| {
            let rate = units::per_second(counters.read().packets, start.elapsed());
            format!("{}: {what} {}pps", self.name, units::si(rate))
        });
    }

    /// Measures round trips from one end to the other, where another thread sends them back.
    pub(super) fn round_trips<T, R, FarT, FarR>(
        &self,
        near: (&mut T, &mut R),
        far: (&mut FarT, &mut FarR),
        idle: Idle,
        progress: &mut Progress,
    ) -> Result<RoundTrips, Failure>
    where
        T: Transmit,
        R: Receive,
        FarT: Forward<FarR> + Send,
        FarR: Receive + Send,
    {
        let probe = Probe {
            template: self.template(),
            len: MIN_FRAME,
            stream: ROUND_TRIPS,
            count: Some(self.round_trips),
            interval: Duration::ZERO,
            timeout: PATIENCE,
            idle,
        };
        let (tx, rx) = near;
        let (far_tx, far_rx) = far;
        let ended = AtomicBool::new(false);
        let mut trips = RoundTrips::new();
        let (near, far) = thread::scope(|scope| {
            let far = scope.spawn(|| {
                let over = || ended.load(Ordering::Relaxed);
                reflect(far_tx, far_rx, idle, &Counters::default(), over)
            });
            let near = engine::round_trips(tx, rx, &probe, &mut trips, |trips| {
                progress.show(|| {
                    format!(
                        "{}: round trips {} %",
                        self.name,
                        trips.nanos.len() * 100 / self.round_trips.max(1)
                    )
                });
                self.stop.requested() || far.is_finished()
            });
            ended.store(true, Ordering::Relaxed);
            let far = far
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (near, far)
        });
        progress.clear();
        near?;
        far?;
        self.check_stop()?;
        Ok(trips)
    }

    /// The ways of waiting to measure. Two threads that never sleep need a CPU each.
    pub(super) fn idles() -> &'static [Idle] {
        match thread::available_parallelism() {
            Ok(n) if n.get() > 1 => &[Idle::Spin, Idle::Sleep],
            _ => &[Idle::Sleep],
        }
    }
}

/// Finds out when all that was sent has arrived. Not by the clock: a thread that was not given a
/// CPU for a while would take the ring for empty without having looked.
struct Quiet {
    seen: u64,
    /// Turns that had found nothing when something was last seen, or still being sent.
    idle: u64,
    /// When something was last seen.
    since: Instant,
}

impl Quiet {
    fn new() -> Quiet {
        Quiet {
            seen: 0,
            idle: 0,
            since: Instant::now(),
        }
    }

    /// Whether nothing more will come: `ended` says that the sender is done. One empty turn may
    /// have begun before it was, the next one has not.
    fn look(&mut self, counters: &Counters, ended: bool) -> bool {
        let counts = counters.read();
        if counts.packets != self.seen {
            self.seen = counts.packets;
            self.since = Instant::now();
            self.idle = counts.idle;
        }
        if !ended {
            self.idle = counts.idle;
        }
        counts.idle >= self.idle + 2
    }
}

#[cfg(test)]
mod tests {
    use packet_ring::testing::memory_pair;

    use super::*;

    fn measure(stop: &Stop, lossless: bool) -> Measure<'_> {
        Measure {
            name: "test",
            macs: [[2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]],
            frames: 1000,
            window: 32,
            lossless,
            seconds: Duration::from_millis(20),
            round_trips: 100,
            stop,
        }
    }

    #[test]
    fn quiet_is_two_empty_turns_after_the_end() {
        let counters = Counters::default();
        let mut quiet = Quiet::new();
        for _ in 0..5 {
            counters.idle();
            assert!(!quiet.look(&counters, false));
        }
        counters.idle(); // begun before the end
        assert!(!quiet.look(&counters, true));
        counters.batch(1, 60);
        assert!(!quiet.look(&counters, true));
        counters.idle();
        assert!(!quiet.look(&counters, true));
        counters.idle();
        assert!(quiet.look(&counters, true));
    }

    #[test]
    fn everything_over_rings_in_memory() {
        let stop = Stop::default();
        let mut progress = Progress::on_terminal();
        for lossless in [true, false] {
            let measure = measure(&stop, lossless);
            let (mut tx, mut rx) = memory_pair(64, 2048);
            let (mut back_tx, mut back_rx) = memory_pair(64, 2048);
            let flood = measure.flood_tx(&mut tx, &mut rx, &mut progress).unwrap();
            assert!(flood.tx.counts.packets > 0);
            assert_eq!(flood.rx.is_some(), lossless);
            let done = measure.numbered(&mut tx, &mut rx, &mut progress).unwrap();
            assert!(done.perfect(1000), "{done:?}");
            let flood = measure.flood_rx(&mut tx, &mut rx, &mut progress).unwrap();
            let counts = flood.rx.unwrap().counts;
            assert_eq!(counts.packets, flood.tx.counts.packets);
            assert_eq!((counts.dropped, flood.damaged), (0, 0));
            for idle in [Idle::Spin, Idle::Sleep] {
                let (near, far) = ((&mut tx, &mut back_rx), (&mut back_tx, &mut rx));
                let trips = measure.round_trips(near, far, idle, &mut progress).unwrap();
                assert_eq!((trips.nanos.len(), trips.lost, trips.strange), (100, 0, 0));
            }
        }
    }
}
