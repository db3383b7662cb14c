//! The receive side of a socket without its system calls: RX ring and fill ring.
//!
//! Invariants of this file:
//!
//! * F1: `due <= left <= end <= window <= rx.available()`, `end <= fill.free()`, in the RX ring as in
//!   the fill ring the entries of the slots `0..end` lie in one piece, before the ring's end. The RX
//!   ring has skipped `end - left` entries.
//! * F2: a frame named by a descriptor of the window is in no other ring: the kernel took it from
//!   the fill ring, received into it, and does not touch it until it is in the fill ring again
//!   (af_xdp.rst). What it writes into the ring is checked for bounds nevertheless, so that no
//!   value makes us leave the UMEM.
#![allow(unsafe_code)]
// Public for the fake kernel's users only.
#![cfg_attr(not(feature = "testing"), allow(unreachable_pub, dead_code))]

use std::sync::Arc;

use packet_ring::RingError;

use crate::ring::{FillRing, RxRing};
use crate::umem::{Umem, View};

/// When so many frames, or an eighth of all, or of a ring's slots, were committed one by one, the
/// next commit gives them to the kernel, unless a kick comes before: so it never lacks many.
const STRETCH: usize = 64;

/// RX ring, fill ring, and the frames that circulate in them.
///
/// Commits within the first `end` slots of the window only count `left` down and move a pointer on.
/// [`hand_over`](Self::hand_over) gives the kernel the frames of what was committed, and counts the
/// window anew from there; everything but the fast path begins with it.
#[derive(Debug)]
pub struct RxQueue {
    rx: RxRing,
    fill: FillRing,
    view: View,
    /// Slots that may be peeked and committed with no more ado.
    left: usize,
    /// What that was at the last hand-over.
    end: usize,
    /// Slots that may be committed before a hand-over is due.
    due: usize,
    /// Slots that may be peeked and committed, counted at the last hand-over.
    window: usize,
    /// Frames that found no room in the fill ring.
    waiting: Vec<u64>,
    frames: usize,
    stretch: usize,
    received: u64,
    // Two counters, not one: the two checks on the packet path would become one otherwise, and
    // that takes more instructions than two branches that are never taken.
    invalid_addresses: u64,
    invalid_lengths: u64,
}

impl RxQueue {
    /// The receive side over `frames`, which are addresses of frames that nobody else uses. As
    /// many as fit go into the fill ring at once.
    pub(crate) fn new(
        rx: RxRing,
        fill: FillRing,
        umem: Arc<Umem>,
        frames: impl Iterator<Item = u64>,
    ) -> RxQueue {
        let mut waiting: Vec<u64> = frames.collect();
        // Reversed, so that low addresses are used first.
        waiting.reverse();
        let fewest = rx.size().min(fill.size()) as usize;
        let mut queue = RxQueue {
            rx,
            fill,
            view: View::new(umem),
            left: 0,
            end: 0,
            due: 0,
            window: 0,
            frames: waiting.len(),
            stretch: STRETCH.min(fewest.min(waiting.len()) / 8),
            waiting,
            received: 0,
            invalid_addresses: 0,
            invalid_lengths: 0,
        };
        queue.refill_waiting();
        queue
    }

    /// Slots of the RX ring.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.rx.size() as usize
    }

    /// The longest packet that a frame can receive, in bytes: a chunk less 256 bytes and the
    /// headroom.
    #[inline]
    pub fn frame_size(&self) -> usize {
        self.view.umem().rx_room() as usize
    }

    /// Counts the packets that have arrived.
    #[inline]
    pub fn ready(&mut self) -> usize {
        self.hand_over();
        self.refresh();
        self.reach();
        self.window
    }

    #[inline]
    fn refresh(&mut self) {
        if !self.waiting.is_empty() {
            self.refill_waiting();
        }
        self.window = self.rx.refresh() as usize;
    }

    /// Lets slots be used with no more ado, as many as can be. Nothing is left to be handed over.
    #[inline]
    fn reach(&mut self) {
        debug_assert_eq!(self.behind(), 0);
        if (self.fill.free() as usize) < self.window {
            self.fill.refresh();
        }
        let ends = self.rx.before_end().min(self.fill.before_end());
        self.end = self.window.min(ends.min(self.fill.free()) as usize);
        self.left = self.end;
        self.due = self.end.min(self.stretch);
    }

    /// Slots committed whose frames the kernel was not given yet.
    #[inline]
    fn behind(&self) -> usize {
        self.end - self.left
    }

    /// As [`packet_ring::Ring::seek_n`]. The shared index is left alone while enough packets are
    /// known to have arrived.
    #[inline(always)]
    pub fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        if n <= self.left {
            return Ok(self.window - self.behind());
        }
        match self.seek_further(n) {
            available if available >= n => Ok(available),
            available => Err(RingError::NotReady {
                wanted: n,
                available,
            }),
        }
    }

    /// Counts the packets that have arrived, exactly unless it is known that `n` have.
    #[inline(never)]
    fn seek_further(&mut self, n: usize) -> usize {
        self.hand_over();
        if self.window < n {
            self.refresh();
        }
        self.reach();
        self.window
    }

    /// The bytes of slot `i`'s packet. See [`packet_ring::Receive::peek_at`].
    #[inline(always)]
    pub fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        let (address, len) = if i < self.left {
            // SAFETY: `i < left`, of the slots up to `end` (F1).
            unsafe { self.rx.packet_direct(i) }
        } else {
            self.peek_further(i)?
        };
        Ok(self.bytes(address, len))
    }

    /// The descriptor of any slot.
    #[cold]
    #[inline(never)]
    fn peek_further(&mut self, i: usize) -> Result<(u64, u64), RingError> {
        self.hand_over();
        if i >= self.window {
            return Err(RingError::OutOfWindow {
                index: i,
                ready: self.window,
            });
        }
        Ok(self.rx.packet(i as u32))
    }

    /// The bytes that a descriptor of the window names. One that leads out of the UMEM (the kernel
    /// makes none) is counted, and gives no bytes.
    #[inline]
    fn bytes(&mut self, address: u64, len: u64) -> &mut [u8] {
        if !self.view.has(address) {
            self.invalid_addresses += 1;
            return &mut [];
        }
        if !self.view.fits(len) {
            self.invalid_lengths += 1;
            return &mut [];
        }
        // SAFETY: in the UMEM as just checked; the packet is in the window, so the frame is ours
        // (F1, F2).
        unsafe { self.view.bytes(address, len) }
    }

    /// Address and bytes of slot `i`'s packet, where `i` is inside the window.
    #[inline]
    pub(crate) fn packet(&mut self, i: usize) -> (u64, &mut [u8]) {
        debug_assert!(i < self.window);
        let (address, len) = self.rx.packet(i as u32);
        (address, self.bytes(address, len))
    }

    /// Calls `f` with the bytes of each packet, at most `max`, and gives the frames back. See
    /// [`packet_ring::Receive::recv_each`].
    #[inline]
    pub fn recv_each<F>(&mut self, max: usize, mut f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        let mut left = self.seek_for_exchange().min(max);
        let mut done = 0;
        // Twice where the end of a ring lies between.
        while left > 0 {
            let direct = left.min(self.rx.before_end() as usize);
            let packets = self.rx.packets();
            let entries = self.fill.direct(direct);
            let n = entries.len();
            for (i, entry) in entries.iter_mut().enumerate() {
                // SAFETY: `i < direct`, and nothing was skipped.
                let (address, len) = unsafe { packets.get(i) };
                // The kernel masks what it takes from the fill ring itself, as long as chunks are
                // aligned (xp_aligned_extract_addr).
                *entry = address;
                if !self.view.has(address) {
                    self.invalid_addresses += 1;
                    f(&mut []);
                } else if !self.view.fits(len) {
                    self.invalid_lengths += 1;
                    f(&mut []);
                } else {
                    // SAFETY: in the UMEM as just checked; the packet is in the window, so the
                    // frame is ours (F1, F2).
                    f(unsafe { self.view.bytes(address, len) });
                }
            }
            self.commit_exchanged(n);
            done += n;
            left -= n;
        }
        Ok(done)
    }

    /// Gives the first `n` slots' frames back to the kernel. See [`packet_ring::Ring::commit_n`].
    #[inline(always)]
    pub fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        if n <= self.due {
            self.due -= n;
            self.left -= n;
            // SAFETY: `n <= due <= left`, of the slots up to `end` (F1).
            unsafe { self.rx.skip(n) };
            return Ok(());
        }
        self.commit_further(n)
    }

    #[cold]
    #[inline(never)]
    fn commit_further(&mut self, n: usize) -> Result<(), RingError> {
        self.hand_over();
        if n > self.window {
            return Err(RingError::CommitBeyondWindow {
                wanted: n,
                ready: self.window,
            });
        }
        let n = n as u32;
        let mut room = self.fill.free();
        if room < n {
            room = self.fill.refresh();
        }
        self.fill.refill_from(&self.rx, n.min(room));
        if room < n {
            self.keep_waiting(room, n);
        }
        self.release(n);
        self.reach();
        Ok(())
    }

    /// Gives the kernel the frames of what was committed.
    #[inline]
    pub fn hand_over(&mut self) {
        if self.left != self.end {
            self.hand_over_committed();
        }
    }

    #[inline(never)]
    fn hand_over_committed(&mut self) {
        let n = self.behind() as u32;
        self.rx.rewind();
        // SAFETY: no end lies between, and the fill ring has room (F1).
        unsafe { self.fill.refill_direct(&self.rx, n) };
        self.release(n);
        self.end = self.left;
        self.due = self.end.min(self.stretch);
    }

    #[inline]
    fn release(&mut self, n: u32) {
        self.rx.release(n);
        self.window -= n as usize;
        self.received += u64::from(n);
    }

    /// Keeps the frames of slots `from..to` until the fill ring has room: the kernel publishes a
    /// received packet before the fill ring entry that it used up.
    #[cold]
    #[inline(never)]
    fn keep_waiting(&mut self, from: u32, to: u32) {
        for i in from..to {
            let address = self.rx.packet(i).0 & self.view.frame_mask();
            if self.waiting.len() < self.waiting.capacity() {
                self.waiting.push(address);
            } else {
                // More frames than there are: the kernel gave some twice.
                self.invalid_addresses += 1;
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn refill_waiting(&mut self) {
        let n = (self.fill.refresh() as usize).min(self.waiting.len());
        for i in 0..n {
            if let Some(address) = self.waiting.pop() {
                self.fill.set(i as u32, address);
            }
        }
        self.fill.publish(n as u32);
    }

    /// Slots that may be taken with [`exchange`](Self::exchange): those that are ready, as far
    /// as the fill ring has room.
    #[inline]
    pub(crate) fn seek_for_exchange(&mut self) -> usize {
        self.hand_over();
        self.refresh();
        (self.left, self.end, self.due) = (0, 0, 0);
        let ready = self.window;
        if (self.fill.free() as usize) < ready {
            self.fill.refresh();
        }
        ready.min(self.fill.free() as usize)
    }

    /// Sets the frame that the kernel gets for slot `i`, to be committed by
    /// [`commit_exchanged`](Self::commit_exchanged). Every slot before must have been given one.
    #[inline]
    pub(crate) fn exchange(&mut self, i: usize, address: u64) {
        self.fill.set(i as u32, address & self.view.frame_mask());
    }

    /// Commits the first `n` slots, each with the frame that [`exchange`](Self::exchange) set.
    #[inline]
    pub(crate) fn commit_exchanged(&mut self, n: usize) {
        self.fill.publish(n as u32);
        self.release(n as u32);
    }

    /// Hands over what was committed, and says whether the kernel wants to be told of it. The flag
    /// is the fill ring's.
    #[inline]
    pub fn needs_wakeup(&mut self) -> bool {
        self.hand_over();
        self.fill.needs_wakeup()
    }

    /// Whether a kick has anything to do: to hand something over, or to wake the kernel up.
    pub fn needs_kick(&self) -> bool {
        self.behind() > 0 || self.fill.needs_wakeup()
    }

    /// Frames that belong to this side.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// Packets ever taken.
    pub fn received(&self) -> u64 {
        self.received + self.behind() as u64
    }

    /// Descriptors that led out of the UMEM, were longer than a frame, or named a frame twice. The
    /// kernel makes none.
    pub fn invalid_descriptors(&self) -> u64 {
        self.invalid_addresses + self.invalid_lengths
    }

    /// Whether no packet has arrived, as last seen.
    #[inline]
    pub(crate) fn is_idle(&self) -> bool {
        self.window == self.behind()
    }

    /// Panics where F1 does not hold.
    #[cfg(feature = "testing")]
    pub fn check(&self) {
        assert!(self.due <= self.left && self.left <= self.end && self.end <= self.window);
        assert!(self.window <= self.rx.available() as usize);
        assert!(self.end <= self.fill.free() as usize);
        assert!(self.end <= self.rx.before_end().min(self.fill.before_end()) as usize);
        assert_eq!((self.rx.skipped(), self.fill.skipped()), (self.behind(), 0));
    }

    pub(crate) fn umem(&self) -> &Arc<Umem> {
        self.view.umem()
    }
}
