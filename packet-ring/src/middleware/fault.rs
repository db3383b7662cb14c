//! Faults, on purpose.

use std::collections::VecDeque;
use std::thread;
use std::time::{Duration, Instant};

use super::faults::{FaultStats, Faults};
use super::random::Random;
use crate::{
    Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict, forward_by_copy,
};

/// Drops, duplicates, reorders and corrupts packets that pass through a ring, reproducibly, to see
/// how a program bears it. See [`Faults`] for what happens and how often.
///
/// Packets are copied through frames of the injector's own, which are allocated when it is made;
/// nothing is allocated per packet. On a receive ring it takes packets as soon as
/// [`ready`](Ring::ready) sees them, and gives the slots back at the next
/// [`kick`](Ring::kick) or [`wait`](Ring::wait). What it has not passed on when it is dropped is
/// lost, as on a real link. A packet of several slots meets one fate as a whole.
///
/// Forwarding through it ([`Forward`]) copies, as [`forward_by_copy`] does.
///
/// ```
/// use packet_ring::middleware::{FaultInjector, Faults};
/// use packet_ring::testing::memory_pair;
/// use packet_ring::{Ring, Transmit};
///
/// let (tx, mut rx) = memory_pair(64, 2048);
/// let mut tx = FaultInjector::tx(tx, Faults::seeded(7).drop(0.2).build()?);
/// tx.send_batch(&[&[0; 60][..]; 50])?;
/// tx.kick()?;
///
/// let stats = tx.stats();
/// assert_eq!(stats.packets, 50);
/// assert_eq!(rx.ready() as u64, 50 - stats.dropped);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FaultInjector<R> {
    ring: R,
    faults: Faults,
    stats: FaultStats,
    random: Random,
    receives: bool,
    /// Moves packets between the inner ring and the queues here, as far as there is room.
    exchange: fn(&mut FaultInjector<R>) -> Result<(), RingError>,
    /// The slots that the user sees.
    window: VecDeque<Slot>,
    /// Packets whose fate is not decided yet.
    incoming: VecDeque<Slot>,
    /// Packets to be passed on.
    outgoing: VecDeque<Slot>,
    /// The packet that is held back, and how many more go before it.
    held: VecDeque<Slot>,
    held_for: usize,
    free: Vec<Box<[u8]>>,
    /// Whether a packet came in since the last kick.
    traffic: bool,
    /// What went wrong where no error could be returned.
    failed: Option<RingError>,
}

/// A slot, with a frame of the injector's own. A length of zero says that it was not peeked.
#[derive(Debug)]
struct Slot {
    frame: Box<[u8]>,
    len: usize,
    continued: bool,
}

/// How long a wait holds a packet back when no other comes.
const HOLD: Duration = Duration::from_millis(10);

impl<R: Transmit> FaultInjector<R> {
    /// Disturbs what is sent.
    pub fn tx(ring: R, faults: Faults) -> FaultInjector<R> {
        FaultInjector::new(ring, faults, false, FaultInjector::push)
    }

    /// Sends what is to go out, and opens the window as far as there is room for it.
    fn push(&mut self) -> Result<(), RingError> {
        let mut room = self.ring.ready();
        let mut sent = 0;
        while let Some(slots) = packet(self.outgoing.range(sent..)) {
            if slots > room - sent {
                break;
            }
            for i in sent..sent + slots {
                let slot = &self.outgoing[i];
                self.ring
                    .peek_at(i, slot.len)?
                    .copy_from_slice(&slot.frame[..slot.len]);
                if slot.continued {
                    self.ring.set_continued(i, true)?;
                }
            }
            sent += slots;
        }
        self.ring.commit_n(sent)?;
        room -= sent;
        self.free
            .extend(self.outgoing.drain(..sent).map(|s| s.frame));
        // The window never shrinks but by commits, so that it may be wider than the room is now.
        let width = room
            .saturating_sub(self.outgoing.len())
            .min(self.ring.capacity());
        while self.window.len() < width {
            let Some(frame) = self.free.pop() else {
                break;
            };
            self.window.push_back(Slot {
                frame,
                len: 0,
                continued: false,
            });
        }
        Ok(())
    }
}

impl<R: Receive> FaultInjector<R> {
    /// Disturbs what is received.
    pub fn rx(ring: R, faults: Faults) -> FaultInjector<R> {
        FaultInjector::new(ring, faults, true, FaultInjector::pull)
    }

    /// Takes what has arrived, as far as there are frames for it and for copies of it.
    fn pull(&mut self) -> Result<(), RingError> {
        self.show();
        let ready = self.ring.ready();
        let mut taken = 0;
        while taken < ready {
            let mut slots = 1;
            while taken + slots <= ready && self.ring.is_continued(taken + slots - 1) {
                slots += 1;
            }
            let end = taken + slots;
            if end > ready || self.free.len() < 2 * slots + self.incoming.len() {
                break;
            }
            for i in taken..end {
                let continued = i + 1 < end;
                let packet = self.ring.peek_at(i)?;
                if let Some(mut frame) = self.free.pop() {
                    frame[..packet.len()].copy_from_slice(packet);
                    let len = packet.len();
                    self.incoming.push_back(Slot {
                        frame,
                        len,
                        continued,
                    });
                }
            }
            taken = end;
        }
        if let Err(e) = self.ring.commit_n(taken) {
            // They are still in the ring: forget the copies.
            self.free.extend(self.incoming.drain(..).map(|s| s.frame));
            return Err(e);
        }
        self.decide();
        self.show();
        Ok(())
    }

    /// Lets the user see what is to be passed on.
    fn show(&mut self) {
        while let Some(slots) = packet(self.outgoing.range(..)) {
            if self.window.len() + slots > self.ring.capacity() {
                break;
            }
            self.window.extend(self.outgoing.drain(..slots));
        }
    }
}

/// The number of slots of the packet at the front, if there is a whole one.
fn packet<'a>(slots: impl Iterator<Item = &'a Slot>) -> Option<usize> {
    let mut slots = slots;
    slots.position(|s| !s.continued).map(|last| last + 1)
}

impl<R: Ring> FaultInjector<R> {
    fn new(
        ring: R,
        faults: Faults,
        receives: bool,
        exchange: fn(&mut FaultInjector<R>) -> Result<(), RingError>,
    ) -> FaultInjector<R> {
        let (capacity, frame_size) = (ring.capacity(), ring.frame_size());
        // Enough for a full window, as much again on its way, a held packet and a copy.
        let frames = 3 * capacity + 2;
        let queue = || VecDeque::with_capacity(frames);
        FaultInjector {
            random: Random::new(faults.seed),
            faults,
            stats: FaultStats::default(),
            receives,
            exchange,
            window: queue(),
            incoming: queue(),
            outgoing: queue(),
            held: queue(),
            held_for: 0,
            free: (0..frames)
                .map(|_| vec![0; frame_size].into_boxed_slice())
                .collect(),
            traffic: false,
            failed: None,
            ring,
        }
    }

    /// Decides the fate of what came in.
    fn decide(&mut self) {
        while let Some(slots) = packet(self.incoming.iter()) {
            self.traffic = true;
            self.stats.packets += 1;
            // As many numbers for every packet, so that none depends on what befell another.
            let dropped = self.random.happens(self.faults.drop);
            let corrupted = self.random.happens(self.faults.corrupt);
            let bit = self.random.next();
            let duplicated = self.random.happens(self.faults.duplicate);
            let reordered = self.random.happens(self.faults.reorder);
            let distance = 1 + self.random.below(self.faults.max_distance);

            if dropped {
                self.stats.dropped += 1;
                self.free
                    .extend(self.incoming.drain(..slots).map(|s| s.frame));
                continue;
            }
            if corrupted {
                self.stats.corrupted += 1;
                self.flip(slots, bit);
            }
            if duplicated && self.copy(slots) {
                self.stats.duplicated += 1;
            }
            if reordered && self.held.is_empty() {
                self.stats.reordered += 1;
                self.held.extend(self.incoming.drain(..slots));
                self.held_for = distance;
                continue;
            }
            self.outgoing.extend(self.incoming.drain(..slots));
            if !self.held.is_empty() {
                self.held_for -= 1;
                if self.held_for == 0 {
                    self.outgoing.append(&mut self.held);
                }
            }
        }
    }

    /// Flips one bit of the packet at the front of what came in.
    fn flip(&mut self, slots: usize, bit: u64) {
        let len: usize = self.incoming.range(..slots).map(|s| s.len).sum();
        let mut at = (bit >> 3) as usize % len.max(1);
        for slot in self.incoming.range_mut(..slots) {
            if at < slot.len {
                slot.frame[at] ^= 1 << (bit & 7);
                return;
            }
            at -= slot.len;
        }
    }

    /// Passes a copy of the packet at the front on; whether there were frames for it.
    fn copy(&mut self, slots: usize) -> bool {
        if self.free.len() < slots {
            return false;
        }
        for slot in self.incoming.range(..slots) {
            if let Some(mut frame) = self.free.pop() {
                frame[..slot.len].copy_from_slice(&slot.frame[..slot.len]);
                self.outgoing.push_back(Slot { frame, ..*slot });
            }
        }
        true
    }

    /// Lets the packet go that is held back.
    fn release(&mut self) {
        self.outgoing.append(&mut self.held);
    }
}

impl<R> FaultInjector<R> {
    /// How many packets met which fault so far.
    pub fn stats(&self) -> FaultStats {
        self.stats
    }

    /// The ring inside.
    pub fn get_ref(&self) -> &R {
        &self.ring
    }

    /// The ring inside.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.ring
    }

    /// The ring inside, for good. What was not passed on is lost.
    pub fn into_inner(self) -> R {
        self.ring
    }
}

impl<R: Ring> Ring for FaultInjector<R> {
    fn capacity(&self) -> usize {
        self.ring.capacity()
    }

    fn frame_size(&self) -> usize {
        self.ring.frame_size()
    }

    fn ready(&mut self) -> usize {
        if let Err(e) = (self.exchange)(self) {
            self.failed = Some(e);
        }
        self.window.len()
    }

    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        let ready = self.window.len();
        if n > ready {
            return Err(RingError::CommitBeyondWindow { wanted: n, ready });
        }
        let unpeeked = self.window.range(..n).position(|s| s.len == 0);
        if let (Some(index), false) = (unpeeked, self.receives) {
            return Err(RingError::NotPeeked { index });
        }
        if n > 0 && self.window[n - 1].continued {
            return Err(RingError::PartialPacket { index: n - 1 });
        }
        if self.receives {
            self.free.extend(self.window.drain(..n).map(|s| s.frame));
        } else {
            self.incoming.extend(self.window.drain(..n));
            self.decide();
            // The packets are taken; what the ring says to them is for the next kick to tell.
            if let Err(e) = (self.exchange)(self) {
                self.failed = Some(e);
            }
        }
        Ok(())
    }

    fn kick(&mut self) -> Result<Kick, RingError> {
        if !std::mem::take(&mut self.traffic) {
            self.release();
        }
        (self.exchange)(self)?;
        if let Some(e) = self.failed.take() {
            return Err(e);
        }
        let kick = self.ring.kick()?;
        if self.receives || self.outgoing.is_empty() {
            return Ok(kick);
        }
        let queued = kick.queued() + self.outgoing.len();
        Ok(match kick {
            Kick::Dropped { .. } => Kick::Dropped { queued },
            _ => Kick::Pending { queued },
        })
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        loop {
            (self.exchange)(self)?;
            if !self.window.is_empty() {
                return Ok(self.window.len());
            }
            let mut left = deadline.map(|d| d.saturating_duration_since(Instant::now()));
            let over = left.is_some_and(|left| left.is_zero());
            if !self.held.is_empty() {
                left = Some(left.map_or(HOLD, |left| left.min(HOLD)));
            }
            if self.ring.wait(left)? == 0 {
                self.release();
            }
            if over {
                (self.exchange)(self)?;
                return Ok(self.window.len());
            }
            thread::yield_now();
        }
    }
}

impl<R: Transmit> Transmit for FaultInjector<R> {
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        let (ready, max) = (self.window.len(), self.ring.frame_size());
        let outside = RingError::OutOfWindow { index: i, ready };
        let slot = self.window.get_mut(i).ok_or(outside)?;
        if len > max {
            return Err(RingError::TooLong { len, max });
        }
        if len == 0 {
            return Err(RingError::ZeroLength);
        }
        slot.len = len;
        slot.continued = false;
        Ok(&mut slot.frame[..len])
    }

    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        let ready = self.window.len();
        let outside = RingError::OutOfWindow { index: i, ready };
        let slot = self.window.get_mut(i).ok_or(outside)?;
        if continued {
            // Whether the ring inside sends such packets at all, as long as it has a slot to ask.
            if let Err(e @ RingError::Unsupported { .. }) = self.ring.set_continued(0, true) {
                return Err(e);
            }
        }
        slot.continued = continued;
        Ok(())
    }
}

impl<R: Receive> Receive for FaultInjector<R> {
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        let ready = self.window.len();
        let outside = RingError::OutOfWindow { index: i, ready };
        let slot = self.window.get_mut(i).ok_or(outside)?;
        Ok(&mut slot.frame[..slot.len])
    }

    fn is_continued(&self, i: usize) -> bool {
        self.window.get(i).is_some_and(|slot| slot.continued)
    }
}

impl<T: Transmit, R: Receive + ?Sized> Forward<R> for FaultInjector<T> {
    fn forward_n<F>(&mut self, rx: &mut R, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        forward_by_copy(self, rx, n, edit)
    }
}
