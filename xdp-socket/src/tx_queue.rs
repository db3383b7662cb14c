//! The transmit side of a socket without its system calls: TX ring, completion ring, free frames.
//!
//! Invariants of this file:
//!
//! * T1: `direct <= window <= free.len()`, `window <= tx.free()`, and the entries of the slots
//!   `0..direct` lie in one piece, before the ring's end.
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

/// TX ring, completion ring, and the frames that are in neither.
#[derive(Debug)]
pub struct TxQueue {
    tx: TxRing,
    completions: CompletionRing,
    view: View,
    free: Pool,
    /// Slots that may be peeked and committed.
    window: usize,
    /// Those of them before the ring's end.
    direct: usize,
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
            window: 0,
            direct: 0,
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
        self.reclaim();
        self.tx.refresh();
        self.set_window(self.free.len().min(self.tx.free() as usize));
        self.window
    }

    #[inline]
    fn set_window(&mut self, slots: usize) {
        self.window = slots;
        self.direct = slots.min(self.tx.before_end() as usize);
    }

    /// As [`packet_ring::Ring::seek_n`]. The shared indices are left alone while enough slots are
    /// known to be ready.
    #[inline(always)]
    pub fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        if self.look_for(n) >= n {
            return Ok(self.window);
        }
        Err(RingError::NotReady {
            wanted: n,
            available: self.window,
        })
    }

    /// Counts the slots that are ready, exactly unless it is known that `n` are.
    #[inline]
    fn look_for(&mut self, n: usize) -> usize {
        if self.window >= n && self.free.missing() < RECLAIM_LAG {
            return self.window;
        }
        self.ready()
    }

    /// The first `len` bytes of slot `i`'s frame. See [`packet_ring::Transmit::peek_at`].
    #[inline(always)]
    pub fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        if len.wrapping_sub(1) >= self.max_len {
            return Err(self.refuse(i, len));
        }
        if i >= self.direct {
            return self.peek_behind_end(i, len);
        }
        // SAFETY: `i < direct <= free.len()` (T1).
        let mut address = unsafe { self.free.get(i) };
        if !self.view.has_chunk(address) {
            address = self.replace(i)?;
        }
        // SAFETY: `i < direct` (T1).
        unsafe { self.tx.set_direct(i, packet(address, len)) };
        self.peeked.mark(self.tx.index(), i);
        // SAFETY: a chunk starts there, and `len` is from 1 to a chunk; ours alone (T2, T3).
        Ok(unsafe { self.view.bytes(address, len as u64) })
    }

    /// [`peek_at`](Self::peek_at) for the slots behind the ring's end, and beyond the window.
    #[cold]
    #[inline(never)]
    fn peek_behind_end(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        if i >= self.window {
            return Err(self.refuse(i, len));
        }
        // SAFETY: `i < window <= free.len()` (T1).
        let mut address = unsafe { self.free.get(i) };
        if !self.view.has_chunk(address) {
            address = self.replace(i)?;
        }
        self.tx.set(i as u32, packet(address, len));
        self.peeked.mark(self.tx.index(), i);
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
            self.set_window(self.window.min(last));
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
        let slots = self.look_for(max).min(max);
        self.peeked.clear();
        let max_len = self.max_len;
        let (before, behind) = self.tx.split(slots);
        let (mut n, mut len) = (0, max_len);
        for entries in [before, behind] {
            for (entry, &mut address) in entries.iter_mut().zip(&mut self.free.as_mut_slice()[n..])
            {
                if !self.view.has_chunk(address) {
                    break;
                }
                // SAFETY: a chunk starts there, and `max_len` is its size; ours alone (T2, T3).
                len = f(unsafe { self.view.bytes(address, max_len as u64) });
                if len.wrapping_sub(1) >= max_len {
                    break;
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
        }
        self.publish(n);
        Ok(n)
    }

    /// Queues the first `n` slots for sending. See [`packet_ring::Ring::commit_n`].
    #[inline(always)]
    pub fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        if n > self.window {
            return Err(RingError::CommitBeyondWindow {
                wanted: n,
                ready: self.window,
            });
        }
        self.peeked.take(self.tx.index(), n)?;
        self.publish(n);
        Ok(())
    }

    /// Publishes the descriptors of the first `n` slots and gives up their frames.
    #[inline]
    fn publish(&mut self, n: usize) {
        self.free.take(n);
        self.tx.publish(n as u32);
        self.set_window(self.window - n);
        self.committed += n as u64;
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
        self.peeked.clear();
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

    /// Whether the kernel wants to be told of what was committed.
    #[inline]
    pub fn needs_wakeup(&self) -> bool {
        self.tx.needs_wakeup()
    }

    /// Slots committed that the kernel has not taken yet.
    #[inline]
    pub fn queued(&mut self) -> usize {
        self.tx.refresh();
        self.tx.queued() as usize
    }

    /// Frames committed and not reclaimed: with the kernel or the device.
    pub fn in_flight(&self) -> usize {
        self.free.missing()
    }

    /// Frames that belong to this side.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// Slots ever committed.
    pub fn committed(&self) -> u64 {
        self.committed
    }

    /// Frames that ever came back.
    pub fn completed(&self) -> u64 {
        self.completed
    }

    /// Completions of what was no frame of ours. The kernel makes none.
    pub fn invalid_completions(&self) -> u64 {
        self.invalid_completions
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
