//! The transmit side of a socket without its system calls: TX ring, completion ring, free frames.
//!
//! Invariants of this file:
//!
//! * T1: `left <= end <= window <= free.len()`, `window <= tx.free()`, and the entries of the slots
//!   `0..end` lie in one piece, before the ring's end. Ring and pool have skipped `end - left`
//!   entries. `peeked.next() <= left`, and `left` is 0 where slots are peeked out of order, as those
//!   behind the ring's end always are.
//! * T2: an address in `free` is in no ring: it was there from the start, or the kernel completed
//!   it. Slot `i` of the window owns the `i`-th address of `free`, and keeps it until it is
//!   committed, whatever is reclaimed meanwhile.
//! * T3: the kernel completes an address only once for each time that it was sent, and does not
//!   touch it thereafter (af_xdp.rst). What it writes into the ring is checked for bounds
//!   nevertheless, so that no value makes us leave the UMEM.
#![allow(unsafe_code)]
// Public for the fake kernel's users only.
#![cfg_attr(not(feature = "testing"), allow(unreachable_pub, dead_code))]

use std::sync::Arc;

use packet_ring::{Forwarded, RingError, Verdict};
use xdp_sys::xdp_desc;

use crate::peeked::Peeked;
use crate::pool::Pool;
use crate::ring::{CompletionRing, TxRing};
use crate::rx_queue::RxQueue;
use crate::umem::{Umem, View};

/// Completions are looked for when so many frames are under way, even if enough are free: frames
/// that were used a moment ago are still in the processor's cache.
const RECLAIM_LAG: usize = 256;

/// When so many slots were committed one by one, the next look for a slot shows them to the kernel,
/// unless a kick comes before. More where more were sought or peeked ahead.
const STRETCH: usize = 64;

/// TX ring, completion ring, and the frames that are in neither.
///
/// Commits within the first `end` slots of the window only count `left` down and move the pointers
/// on. [`hand_over`](Self::hand_over) shows the kernel what was committed, and counts the window
/// anew from there; everything but the fast path begins with it.
#[derive(Debug)]
pub struct TxQueue {
    tx: TxRing,
    completions: CompletionRing,
    view: View,
    free: Pool,
    /// Slots that may be peeked in order and committed with no more ado.
    left: usize,
    /// What that was at the last hand-over.
    end: usize,
    /// Slots that may be peeked and committed, counted at the last hand-over.
    window: usize,
    peeked: Peeked,
    frames: usize,
    max_len: usize,
    committed: u64,
    completed: u64,
    invalid_completions: u64,
}

impl TxQueue {
    /// The transmit side over `frames`, which are addresses of frames that nobody else uses.
    pub(crate) fn new(
        tx: TxRing,
        completions: CompletionRing,
        umem: Arc<Umem>,
        frames: impl Iterator<Item = u64>,
    ) -> TxQueue {
        let free = Pool::full(frames);
        let mut queue = TxQueue {
            peeked: Peeked::new(tx.size()),
            max_len: umem.chunk_size() as usize,
            view: View::new(umem),
            left: 0,
            end: 0,
            window: 0,
            frames: free.len(),
            free,
            tx,
            completions,
            committed: 0,
            completed: 0,
            invalid_completions: 0,
        };
        queue.ready();
        queue
    }

    /// Slots of the TX ring.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.tx.size() as usize
    }

    /// The longest packet in bytes: a whole frame.
    #[inline]
    pub fn frame_size(&self) -> usize {
        self.max_len
    }

    /// Takes back what the kernel has completed, and counts the slots that are ready.
    pub fn ready(&mut self) -> usize {
        self.hand_over();
        self.refresh();
        self.reach(STRETCH);
        self.window
    }

    #[inline]
    fn refresh(&mut self) {
        self.reclaim();
        self.tx.refresh();
        self.window = self.free.len().min(self.tx.free() as usize);
    }

    /// Lets the next `n` slots be used with no more ado. Nothing is left to be handed over.
    #[inline]
    fn reach(&mut self, n: usize) {
        debug_assert_eq!(self.behind(), 0);
        let n = n.max(self.peeked.next()).min(self.window);
        self.end = match self.peeked.in_order() {
            true => n.min(self.tx.before_end() as usize),
            false => 0,
        };
        self.left = self.end;
    }

    /// Slots committed that the kernel was not shown yet.
    #[inline]
    fn behind(&self) -> usize {
        self.end - self.left
    }

    /// As [`packet_ring::Ring::seek_n`]. The shared indices are left alone while enough slots are
    /// known to be ready.
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

    /// Counts the slots that are ready, exactly unless it is known that `n` are. Nothing is left
    /// to be handed over.
    #[inline(never)]
    fn seek_further(&mut self, n: usize) -> usize {
        self.hand_over();
        if self.window < n || self.free.missing() >= RECLAIM_LAG {
            self.refresh();
        }
        self.reach(n.max(STRETCH));
        self.window
    }

    /// The first `len` bytes of slot `i`'s frame. See [`packet_ring::Transmit::peek_at`].
    #[inline(always)]
    pub fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        if i >= self.left || i != self.peeked.next() || len.wrapping_sub(1) >= self.max_len {
            return self.peek_further(i, len);
        }
        // SAFETY: `i < left`, of the slots up to `end <= free.len()` (T1).
        let address = unsafe { self.free.get(i) };
        if !self.view.has_chunk(address) {
            return self.peek_further(i, len);
        }
        self.peeked.mark_next();
        // SAFETY: `i < left`, of the slots up to `end` (T1).
        unsafe { self.tx.set_direct(i, address, len as u64) };
        // SAFETY: a chunk starts there, and `len` is from 1 to a chunk; ours alone (T2, T3).
        Ok(unsafe { self.view.bytes(address, len as u64) })
    }

    /// [`peek_at`](Self::peek_at) for any slot and any length.
    #[inline(never)]
    fn peek_further(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        self.hand_over();
        if i >= self.window || len.wrapping_sub(1) >= self.max_len {
            return Err(self.refuse(i, len));
        }
        // SAFETY: `i < window <= free.len()` (T1).
        let mut address = unsafe { self.free.get(i) };
        if !self.view.has_chunk(address) {
            address = self.replace(i)?;
        }
        self.tx.set(i as u32, packet(address, len));
        if i < self.tx.before_end() as usize {
            self.peeked.mark(self.tx.index(), i);
        } else {
            self.peeked.mark_out_of_order(self.tx.index(), i);
        }
        self.reach(i + STRETCH);
        // SAFETY: a chunk starts there, and `len` is from 1 to a chunk; ours alone (T2, T3).
        Ok(unsafe { self.view.bytes(address, len as u64) })
    }

    #[cold]
    #[inline(never)]
    fn refuse(&self, index: usize, len: usize) -> RingError {
        if index >= self.window {
            let ready = self.window;
            RingError::OutOfWindow { index, ready }
        } else if len == 0 {
            RingError::ZeroLength
        } else {
            let max = self.max_len;
            RingError::TooLong { len, max }
        }
    }

    /// Throws out the address of slot `i`, which the kernel completed although it is none of our
    /// frames, and gives the slot another one.
    #[cold]
    #[inline(never)]
    fn replace(&mut self, i: usize) -> Result<u64, RingError> {
        loop {
            self.invalid_completions += 1;
            // The last address takes its place.
            let slots = self.free.as_mut_slice();
            let last = slots.len() - 1;
            slots.swap(i, last);
            let spare = slots[i];
            slots.copy_within(..last, 1);
            self.free.take(1);
            if last < self.window {
                // Its slot goes with it, and is not peeked when it comes back.
                self.peeked.unmark(self.tx.index(), last);
            }
            self.window = self.window.min(last);
            self.reach(STRETCH);
            if i >= self.window {
                return Err(self.refuse(i, 1));
            }
            if self.view.has_chunk(spare) {
                return Ok(spare);
            }
        }
    }

    /// Calls `f` with each frame, at most `max`, and queues what it wrote. See
    /// [`packet_ring::Transmit::send_each`].
    #[inline]
    pub fn send_each<F>(&mut self, max: usize, mut f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        self.peeked.clear();
        if max > self.left {
            self.seek_further(max);
            if max > self.left {
                return self.send_each_ready(max, f);
            }
        }
        // In registers: to the compiler, `f` may change anything.
        let (frames, entries, max_len) = (self.free.frames(), self.tx.entries(), self.max_len);
        let (mut n, mut len) = (0, 1);
        while n < max {
            // SAFETY: `n < left`, of the slots up to `end <= free.len()` (T1).
            let address = unsafe { frames.get(n) };
            if !self.view.has_chunk(address) {
                return Ok(self.stop_before(n));
            }
            // SAFETY: a chunk starts there, and `max_len` is its size; ours alone (T2, T3).
            len = f(unsafe { self.view.bytes(address, max_len as u64) });
            if len.wrapping_sub(1) >= max_len {
                break;
            }
            // SAFETY: `n < left`, of the slots up to `end` (T1).
            unsafe { entries.set(n, address, len as u64) };
            n += 1;
        }
        if len > max_len {
            return Err(self.refuse(0, len));
        }
        // SAFETY: `n <= left`.
        unsafe { self.skip(n) };
        Ok(n)
    }

    /// Queues the first `n` slots, and throws out the address of the next one, which is none of
    /// our frames.
    #[cold]
    #[inline(never)]
    fn stop_before(&mut self, n: usize) -> usize {
        // SAFETY: `n < left`, as all slots that `send_each` looks at.
        unsafe { self.skip(n) };
        self.hand_over();
        let _ = self.replace(0);
        n
    }

    /// [`send_each`](Self::send_each) where slots behind the ring's end are among those that are
    /// ready, or all that are ready fewer than `max`. Nothing is peeked or left to be handed over.
    #[inline(never)]
    fn send_each_ready<F>(&mut self, max: usize, mut f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        let slots = self.window.min(max);
        self.reach(0);
        let max_len = self.max_len;
        let (before, behind) = self.tx.split(slots);
        let (mut n, mut len) = (0, max_len);
        'all: for entries in [before, behind] {
            for (entry, &mut address) in entries.iter_mut().zip(&mut self.free.as_mut_slice()[n..])
            {
                if !self.view.has_chunk(address) {
                    break 'all;
                }
                // SAFETY: a chunk starts there, and `max_len` is its size; ours alone (T2, T3).
                len = f(unsafe { self.view.bytes(address, max_len as u64) });
                if len.wrapping_sub(1) >= max_len {
                    break 'all;
                }
                *entry = packet(address, len);
                n += 1;
            }
        }
        if len > max_len {
            return Err(self.refuse(0, len));
        }
        if n < slots && len > 0 {
            // Stopped at an address that is none of our frames.
            let _ = self.replace(n);
            self.reach(0);
        }
        self.publish(n);
        Ok(n)
    }

    /// Queues the first `n` slots for sending. See [`packet_ring::Ring::commit_n`].
    #[inline(always)]
    pub fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        if n <= self.peeked.next() {
            self.peeked.take_in_order(n);
            // SAFETY: `n <= peeked.next() <= left` (T1).
            unsafe { self.skip(n) };
            return Ok(());
        }
        self.commit_further(n)
    }

    /// Leaves the first `n` slots to the next hand-over.
    ///
    /// # Safety
    ///
    /// `n <= self.left`.
    #[inline(always)]
    unsafe fn skip(&mut self, n: usize) {
        self.left -= n;
        // SAFETY: of the slots up to `end` (T1).
        unsafe { self.tx.skip(n) };
        // SAFETY: of the slots up to `end <= free.len()` (T1).
        unsafe { self.free.skip(n) };
    }

    #[inline(never)]
    fn commit_further(&mut self, n: usize) -> Result<(), RingError> {
        self.hand_over();
        if n > self.window {
            return Err(RingError::CommitBeyondWindow {
                wanted: n,
                ready: self.window,
            });
        }
        self.peeked.take(self.tx.index(), n)?;
        self.publish(n);
        self.reach(STRETCH);
        Ok(())
    }

    /// Shows the kernel what was committed.
    #[inline]
    pub fn hand_over(&mut self) {
        if self.left != self.end {
            self.hand_over_committed();
        }
    }

    #[inline(never)]
    fn hand_over_committed(&mut self) {
        let n = self.behind();
        self.end = self.left;
        self.free.take_skipped(n);
        self.tx.publish_skipped(n as u32);
        self.window -= n;
        self.committed += n as u64;
    }

    /// Publishes the descriptors of the first `n` slots and gives up their frames.
    #[inline]
    fn publish(&mut self, n: usize) {
        self.free.take(n);
        self.tx.publish(n as u32);
        self.window -= n;
        self.committed += n as u64;
    }

    /// Slots that were peeked have to be peeked again, and keep their frames.
    #[inline]
    fn forget_peeked(&mut self) {
        debug_assert_eq!(self.behind(), 0);
        self.peeked.clear();
        (self.left, self.end) = (0, 0);
    }

    fn reclaim(&mut self) {
        if self.completions.refresh() == 0 {
            return;
        }
        let n = self
            .completions
            .drain_into(&mut self.free, self.view.frame_mask());
        self.completed += n as u64;
        // T2: the slots that are peeked already keep their frames.
        let keep = self.peeked.span(self.tx.index(), self.window);
        if keep > 0 {
            self.free.as_mut_slice()[..n + keep].rotate_left(n);
        }
    }

    /// Moves packets from `rx` of the same UMEM: each packet's frame goes to the TX ring, and a
    /// free frame of ours into the fill ring in its stead. See [`packet_ring::Forward`].
    #[inline]
    pub fn forward_n<F>(
        &mut self,
        rx: &mut RxQueue,
        n: usize,
        mut edit: F,
    ) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        let room = self.ready();
        let n = rx.seek_for_exchange().min(n);
        self.forget_peeked();
        let (mut taken, mut forwarded) = (0, 0);
        while taken < n && forwarded < room {
            let (address, bytes) = rx.packet(taken);
            let len = bytes.len();
            if len > 0 && edit(bytes) == Verdict::Forward {
                self.tx.set(forwarded as u32, packet(address, len));
                // SAFETY: `forwarded < room <= free.len()` (T1).
                rx.exchange(taken, unsafe { self.free.get(forwarded) });
                forwarded += 1;
            } else {
                rx.exchange(taken, address);
            }
            taken += 1;
        }
        self.publish(forwarded);
        rx.commit_exchanged(taken);
        Ok(Forwarded::new(forwarded, taken - forwarded, 0))
    }

    /// Hands over what was committed, and says whether the kernel wants to be told of it.
    #[inline]
    pub fn needs_wakeup(&mut self) -> bool {
        self.hand_over();
        self.tx.needs_wakeup()
    }

    /// Whether a kick has anything to do: to hand something over, or to wake the kernel up.
    pub fn needs_kick(&self) -> bool {
        self.behind() > 0 || self.tx.needs_wakeup()
    }

    /// Slots committed that the kernel has not taken yet.
    #[inline]
    pub fn queued(&mut self) -> usize {
        self.hand_over();
        self.still_queued()
    }

    /// [`queued`](Self::queued), where nothing is left to be handed over.
    #[inline]
    pub(crate) fn still_queued(&mut self) -> usize {
        self.tx.refresh();
        self.tx.queued() as usize
    }

    /// Frames committed and not reclaimed: with the kernel or the device.
    pub fn in_flight(&self) -> usize {
        self.behind() + self.free.missing()
    }

    /// Frames that belong to this side.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// Slots ever committed.
    pub fn committed(&self) -> u64 {
        self.committed + self.behind() as u64
    }

    /// Frames that ever came back.
    pub fn completed(&self) -> u64 {
        self.completed
    }

    /// Completions of what was no frame of ours. The kernel makes none.
    pub fn invalid_completions(&self) -> u64 {
        self.invalid_completions
    }

    /// Panics where T1 does not hold.
    #[cfg(feature = "testing")]
    pub fn check(&self) {
        assert!(self.left <= self.end && self.end <= self.window);
        assert!(self.window <= self.free.len() && self.window <= self.tx.free() as usize);
        assert!(self.end <= self.tx.before_end() as usize);
        assert_eq!(self.tx.skipped(), self.behind());
        assert_eq!(self.free.skipped(), self.behind());
        assert!(self.peeked.next() <= self.left && (self.left == 0 || self.peeked.in_order()));
    }

    /// Whether packets of `rx` can be forwarded without copying.
    #[inline]
    pub(crate) fn shares_memory_with(&self, rx: &RxQueue) -> bool {
        Arc::ptr_eq(self.view.umem(), rx.umem())
    }
}

#[inline]
fn packet(address: u64, len: usize) -> xdp_desc {
    xdp_desc {
        addr: address,
        len: len as u32,
        options: 0,
    }
}
