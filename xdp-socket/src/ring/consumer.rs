//! Rings that we take entries from. Invariants: those of [`super`].
#![allow(unsafe_code)]

use std::ptr::NonNull;

use xdp_sys::xdp_desc;

use super::{Entry, RingMemory, SharedWord};
use crate::cursor::Consumer;
use crate::pool::Pool;

/// A ring that we take entries from: the RX ring (descriptors) and the completion ring
/// (addresses).
#[derive(Debug)]
pub(crate) struct ConsumerRing<T> {
    cursor: Consumer<SharedWord>,
    /// The entry to be taken next.
    pub(super) next: NonNull<T>,
    memory: RingMemory<T>,
}

// SAFETY: `next` leads into the memory that is owned along with it.
unsafe impl<T: Send> Send for ConsumerRing<T> {}

/// Packets that the kernel received.
pub(crate) type RxRing = ConsumerRing<xdp_desc>;
/// Frames that the kernel has done with sending.
pub(crate) type CompletionRing = ConsumerRing<u64>;

impl<T: Entry> ConsumerRing<T> {
    pub(crate) fn new(memory: RingMemory<T>) -> Self {
        let cursor = memory.consumer();
        ConsumerRing {
            next: memory.entry(cursor.index()),
            cursor,
            memory,
        }
    }

    /// Entries of the ring.
    #[inline]
    pub(crate) fn size(&self) -> u32 {
        self.memory.mask + 1
    }

    /// Entries that may be read, as last seen.
    #[inline]
    pub(crate) fn available(&self) -> u32 {
        self.cursor.available()
    }

    /// Looks how far the kernel is; returns [`available`](Self::available).
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        self.cursor.refresh()
    }

    /// Gives the first `n` entries back.
    #[inline]
    pub(crate) fn release(&mut self, n: u32) {
        self.cursor.release(n);
        self.next = self.memory.entry(self.cursor.index());
    }

    /// Entries skipped.
    #[cfg(feature = "testing")]
    pub(crate) fn skipped(&self) -> usize {
        self.memory.skipped(self.cursor.index(), self.next)
    }

    /// Entries from the next one to the end of the ring's memory.
    #[inline]
    pub(crate) fn before_end(&self) -> u32 {
        self.size() - (self.cursor.index() & self.memory.mask)
    }
}

impl RxRing {
    /// Has [`packet_direct`](Self::packet_direct) count from `n` entries further on, until the next
    /// [`rewind`](Self::rewind) or [`release`](Self::release).
    ///
    /// # Safety
    ///
    /// With those skipped before, `n` are at most [`before_end`](Self::before_end). Until the next
    /// `rewind` or `release`, no fill ring is [refilled](super::FillRing::refill_from) from here.
    #[inline]
    pub(crate) unsafe fn skip(&mut self, n: usize) {
        // SAFETY: inside the entries, or at their end, as the caller states (R1).
        self.next = unsafe { self.next.add(n) };
    }

    /// Goes back to the entry to be taken next: nothing is skipped.
    #[inline]
    pub(crate) fn rewind(&mut self) {
        self.next = self.memory.entry(self.cursor.index());
    }

    /// Address and length of descriptor `i` of those available; beyond them, of some old one. The
    /// options stand in the length's upper half: with any of them set, it is a length that no
    /// frame has.
    #[inline]
    pub(crate) fn packet(&self, i: u32) -> (u64, u64) {
        Self::read(self.memory.entry(self.cursor.index().wrapping_add(i)))
    }

    /// As [`packet`](Self::packet), for an entry before the end.
    ///
    /// # Safety
    ///
    /// With those skipped, `i` is below [`before_end`](Self::before_end).
    #[inline]
    pub(crate) unsafe fn packet_direct(&self, i: usize) -> (u64, u64) {
        // SAFETY: as the caller states.
        unsafe { self.packets().get(i) }
    }

    /// The entries from the next one on, for a loop that keeps where they are in a register.
    #[inline]
    pub(crate) fn packets(&self) -> Packets {
        Packets(self.next)
    }

    /// Copies the two words of a descriptor out, once: volatile, so that a value that was checked
    /// can't be read a second time.
    #[inline]
    fn read(entry: NonNull<xdp_desc>) -> (u64, u64) {
        let words = entry.as_ptr().cast::<u64>();
        // SAFETY: inside the entries (R1), as both callers made sure.
        let address = unsafe { words.read_volatile() };
        // SAFETY: a descriptor is two words.
        let len = unsafe { words.add(1) };
        // SAFETY: as the first.
        (address, unsafe { len.read_volatile() })
    }
}

/// Entries of an RX ring.
#[derive(Clone, Copy)]
pub(crate) struct Packets(NonNull<xdp_desc>);

impl Packets {
    /// Address and length, as [`RxRing::packet`] gives them.
    ///
    /// # Safety
    ///
    /// The ring is still there, and entry `i`, counted from where [`RxRing::packets`] was called,
    /// lies before its end.
    #[inline]
    pub(crate) unsafe fn get(self, i: usize) -> (u64, u64) {
        // SAFETY: inside the entries, as the caller states (R1).
        RxRing::read(unsafe { self.0.add(i) })
    }
}

impl CompletionRing {
    /// Moves the completed addresses, masked down to their frames' starts, to the front of `pool`,
    /// as far as that has room, and gives their entries back.
    #[inline]
    pub(crate) fn drain_into(&mut self, pool: &mut Pool, frame_mask: u64) -> usize {
        let target = pool.put(self.available() as usize);
        let n = target.len() as u32;
        let mut done = 0;
        while done < n {
            let index = self.cursor.index().wrapping_add(done);
            let (source, run) = self.memory.run(index, n - done);
            // SAFETY: the run lies inside the entries (R1), and they are ours to read until
            // released (R3).
            let source = unsafe { std::slice::from_raw_parts(source.as_ptr(), run as usize) };
            for (slot, address) in target[done as usize..].iter_mut().zip(source) {
                *slot = address & frame_mask;
            }
            done += run;
        }
        self.release(n);
        n as usize
    }
}
