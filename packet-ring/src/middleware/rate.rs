//! Counting what passes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::slots::Slots;
use crate::{
    Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict, forward_by_copy,
};

/// Counts the packets and bytes that pass through a ring: those committed to it, in either
/// direction.
///
/// It reads no clock: rates come out of two [`Snapshot`]s. The [`Counters`] are shared, so that
/// another thread can report while this one moves packets. The cost is one store per packet for
/// its length and two uncontended ones per commit.
///
/// Forwarding through it ([`Forward`]) copies, as [`forward_by_copy`] does. To count a forwarder
/// that must not copy, leave its rings bare and feed a [`Counters`] from its edit function.
///
/// ```
/// use packet_ring::middleware::RateMeter;
/// use packet_ring::testing::memory_pair;
/// use packet_ring::{Ring, Transmit};
///
/// let (tx, _rx) = memory_pair(64, 2048);
/// let mut tx = RateMeter::tx(tx);
/// let counters = tx.counters(); // for the thread that reports
/// let before = counters.snapshot();
///
/// tx.send_batch(&[&[0; 60], &[0; 1514]])?;
/// tx.kick()?;
///
/// let now = counters.snapshot();
/// assert_eq!((now.packets, now.bytes), (2, 1574));
/// println!("{:.0} packets per second", now.since(&before).packets);
/// # Ok::<(), packet_ring::RingError>(())
/// ```
#[derive(Debug)]
pub struct RateMeter<R> {
    ring: R,
    counters: Arc<Counters>,
    slots: Slots,
    side: Side<R>,
}

/// What differs between the directions, chosen once instead of at each commit.
#[derive(Debug)]
struct Side<R> {
    /// The length of a slot that was committed without having been peeked.
    unpeeked: fn(&mut R, usize) -> usize,
    /// Whether the packet goes on in the next slot.
    continued: fn(&R, &Slots, usize) -> bool,
}

impl<R: Transmit> RateMeter<R> {
    /// Counts what is sent.
    pub fn tx(ring: R) -> RateMeter<R> {
        let side = Side {
            unpeeked: |_, _| 0,
            continued: |_, slots, i| slots.get(i).continued,
        };
        RateMeter::new(ring, side)
    }
}

impl<R: Receive> RateMeter<R> {
    /// Counts what is received, when it is given back.
    pub fn rx(ring: R) -> RateMeter<R> {
        let side = Side {
            unpeeked: |ring: &mut R, i| ring.peek_at(i).map_or(0, |packet| packet.len()),
            continued: |ring, _, i| ring.is_continued(i),
        };
        RateMeter::new(ring, side)
    }
}

impl<R: Ring> RateMeter<R> {
    fn new(ring: R, side: Side<R>) -> RateMeter<R> {
        RateMeter {
            slots: Slots::new(ring.capacity()),
            counters: Arc::default(),
            ring,
            side,
        }
    }
}

impl<R> RateMeter<R> {
    /// The counters, to be read on any thread.
    pub fn counters(&self) -> Arc<Counters> {
        Arc::clone(&self.counters)
    }

    /// What was counted so far, as of now.
    pub fn snapshot(&self) -> Snapshot {
        self.counters.snapshot()
    }

    /// The ring inside.
    pub fn get_ref(&self) -> &R {
        &self.ring
    }

    /// The ring inside. What is committed to it directly is not counted.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.ring
    }

    /// The ring inside, for good.
    pub fn into_inner(self) -> R {
        self.ring
    }
}

impl<R: Ring> Ring for RateMeter<R> {
    #[inline]
    fn capacity(&self) -> usize {
        self.ring.capacity()
    }

    #[inline]
    fn frame_size(&self) -> usize {
        self.ring.frame_size()
    }

    #[inline]
    fn ready(&mut self) -> usize {
        self.ring.ready()
    }

    #[inline]
    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        let (mut packets, mut bytes) = (0, 0);
        // More than the capacity is refused below.
        for i in 0..n.min(self.ring.capacity()) {
            let len = match self.slots.get(i).len {
                0 => (self.side.unpeeked)(&mut self.ring, i),
                len => len,
            };
            bytes += len as u64;
            packets += u64::from(!(self.side.continued)(&self.ring, &self.slots, i));
        }
        self.ring.commit_n(n)?;
        self.slots.advance(n);
        self.counters.add(packets, bytes);
        Ok(())
    }

    #[inline]
    fn kick(&mut self) -> Result<Kick, RingError> {
        let kick = self.ring.kick()?;
        if let Kick::Dropped { .. } = kick {
            self.counters.add_drops(1);
        }
        Ok(kick)
    }

    #[inline]
    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.ring.wait(timeout)
    }
}

impl<R: Transmit> Transmit for RateMeter<R> {
    #[inline]
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        let slice = self.ring.peek_at(i, len)?;
        if let Some(slot) = self.slots.entry(i) {
            slot.len = len;
            slot.continued = false;
        }
        Ok(slice)
    }

    #[inline]
    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        self.ring.set_continued(i, continued)?;
        if let Some(slot) = self.slots.entry(i) {
            slot.continued = continued;
        }
        Ok(())
    }
}

impl<R: Receive> Receive for RateMeter<R> {
    #[inline]
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        let slice = self.ring.peek_at(i)?;
        if let Some(slot) = self.slots.entry(i) {
            slot.len = slice.len();
        }
        Ok(slice)
    }

    #[inline]
    fn is_continued(&self, i: usize) -> bool {
        self.ring.is_continued(i)
    }
}

impl<T: Transmit, R: Receive + ?Sized> Forward<R> for RateMeter<T> {
    fn forward_n<F>(&mut self, rx: &mut R, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        forward_by_copy(self, rx, n, edit)
    }
}

/// Packets, bytes and drops, counted by one thread and read by any.
#[derive(Debug, Default)]
pub struct Counters {
    packets: AtomicU64,
    bytes: AtomicU64,
    drops: AtomicU64,
}

impl Counters {
    /// Counts packets and their bytes. For one thread at a time: there is no lock and no locked
    /// instruction, so that counts of two threads at once would get lost.
    #[inline]
    pub fn add(&self, packets: u64, bytes: u64) {
        let count = |counter: &AtomicU64, n| {
            counter.store(counter.load(Ordering::Relaxed) + n, Ordering::Relaxed);
        };
        count(&self.packets, packets);
        count(&self.bytes, bytes);
    }

    /// Counts packets that were dropped where no ring sees it, such as those that a socket's
    /// statistics report. From any thread.
    pub fn add_drops(&self, drops: u64) {
        self.drops.fetch_add(drops, Ordering::Relaxed);
    }

    /// What was counted so far, as of now.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot_at(Instant::now())
    }

    /// What was counted so far, with a time that the caller read.
    pub fn snapshot_at(&self, at: Instant) -> Snapshot {
        Snapshot {
            at,
            packets: self.packets.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            drops: self.drops.load(Ordering::Relaxed),
        }
    }
}

/// Counts at one moment. Packets and bytes are read one after the other, so that the count of the
/// one may be a batch ahead of the other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// The moment.
    pub at: Instant,
    /// Packets, those of several slots once.
    pub packets: u64,
    /// Bytes of packets, without preamble, checksum and gap.
    pub bytes: u64,
    /// Packets dropped: those a transmit [`kick`](Ring::kick) reported, and those that
    /// [`Counters::add_drops`] was told of.
    pub drops: u64,
}

impl Snapshot {
    /// The rates since an earlier snapshot; all zero where no time has passed.
    pub fn since(&self, earlier: &Snapshot) -> Rates {
        let over = self.at.saturating_duration_since(earlier.at);
        let rate = |now: u64, then: u64| {
            if over.is_zero() {
                0.0
            } else {
                now.saturating_sub(then) as f64 / over.as_secs_f64()
            }
        };
        Rates {
            over,
            packets: rate(self.packets, earlier.packets),
            bytes: rate(self.bytes, earlier.bytes),
            drops: rate(self.drops, earlier.drops),
        }
    }
}

/// Rates over a span of time, per second.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Rates {
    /// The span.
    pub over: Duration,
    /// Packets per second.
    pub packets: f64,
    /// Bytes per second.
    pub bytes: f64,
    /// Drops per second.
    pub drops: f64,
}

/// What an Ethernet frame takes on the wire besides its bytes: preamble, checksum, gap.
const WIRE_OVERHEAD: f64 = (8 + 4 + 12) as f64;

impl Rates {
    /// Bits of packets per second.
    pub fn bits(&self) -> f64 {
        self.bytes * 8.0
    }

    /// Bits per second that an Ethernet wire is busy with: each packet has 24 bytes more there.
    pub fn wire_bits(&self) -> f64 {
        (self.bytes + self.packets * WIRE_OVERHEAD) * 8.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::memory_pair;

    #[test]
    fn counts_what_is_committed_and_nothing_else() {
        let (tx, rx) = memory_pair(4, 128);
        let (mut tx, mut rx) = (RateMeter::tx(tx), RateMeter::rx(rx));
        tx.peek_at(1, 100).unwrap();
        assert!(tx.commit_n(2).is_err());
        assert!(tx.commit_n(5).is_err());
        assert!(tx.commit_n(usize::MAX).is_err());
        assert_eq!(tx.snapshot().packets, 0);
        tx.peek_at(0, 10).unwrap();
        tx.peek_at(1, 20).unwrap();
        tx.commit_n(2).unwrap();
        let s = tx.snapshot();
        assert_eq!((s.packets, s.bytes, s.drops), (2, 30, 0));

        tx.kick().unwrap();
        assert_eq!(rx.ready(), 2);
        rx.peek_at(0).unwrap();
        assert_eq!(rx.snapshot().packets, 0, "not given back yet");
        rx.commit_n(2).unwrap();
        let s = rx.snapshot();
        assert_eq!((s.packets, s.bytes), (2, 30), "peeked or not");
    }

    #[test]
    fn a_packet_of_several_slots_is_one() {
        let (tx, rx) = memory_pair(4, 128);
        let (mut tx, mut rx) = (RateMeter::tx(tx), RateMeter::rx(rx));
        for i in 0..3 {
            tx.peek_at(i, 50).unwrap();
            tx.set_continued(i, i < 2).unwrap();
        }
        tx.commit_n(3).unwrap();
        tx.kick().unwrap();
        let n = rx.ready();
        rx.commit_n(n).unwrap();
        for s in [tx.snapshot(), rx.snapshot()] {
            assert_eq!((s.packets, s.bytes), (1, 150));
        }
    }

    #[test]
    fn rates_are_per_second() {
        let (counters, start) = (Counters::default(), Instant::now());
        let before = counters.snapshot_at(start);
        counters.add(1_000, 60_000);
        counters.add_drops(10);
        let after = counters.snapshot_at(start + Duration::from_millis(500));
        let rates = after.since(&before);
        assert_eq!((rates.packets, rates.drops), (2_000.0, 20.0));
        assert_eq!(rates.bits(), 960_000.0);
        assert_eq!(rates.wire_bits(), 2_000.0 * 84.0 * 8.0);
        let none = after.since(&after);
        assert_eq!((none.packets, none.bytes, none.drops), (0.0, 0.0, 0.0));
        assert_eq!(before.since(&after).packets, 0.0, "no time has passed");
    }

    /// A device that drops what it is kicked for.
    struct Refusing;

    impl Ring for Refusing {
        fn capacity(&self) -> usize {
            1
        }
        fn frame_size(&self) -> usize {
            64
        }
        fn ready(&mut self) -> usize {
            0
        }
        fn commit_n(&mut self, _: usize) -> Result<(), RingError> {
            Ok(())
        }
        fn kick(&mut self) -> Result<Kick, RingError> {
            Ok(Kick::Dropped { queued: 3 })
        }
        fn wait(&mut self, _: Option<Duration>) -> Result<usize, RingError> {
            Ok(0)
        }
    }

    impl Transmit for Refusing {
        fn peek_at(&mut self, index: usize, _: usize) -> Result<&mut [u8], RingError> {
            Err(RingError::OutOfWindow { index, ready: 0 })
        }
    }

    #[test]
    fn what_the_device_dropped_is_counted() {
        let mut tx = RateMeter::tx(Refusing);
        assert_eq!(tx.kick(), Ok(Kick::Dropped { queued: 3 }));
        assert_eq!(tx.snapshot().drops, 1);
    }
}
