//! Rings that we put entries into. Invariants: those of [`super`].
#![allow(unsafe_code)]

use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use xdp_sys::xdp_desc;

use super::{Entry, RingMemory, RxRing, SharedWord};
use crate::cursor::Producer;

/// A ring that we put entries into: the fill ring (addresses) and the TX ring (descriptors).
#[derive(Debug)]
pub(crate) struct ProducerRing<T> {
    cursor: Producer<SharedWord>,
    /// The entry to be published next.
    next: NonNull<T>,
    memory: RingMemory<T>,
}

// SAFETY: `next` leads into the memory that is owned along with it.
unsafe impl<T: Send> Send for ProducerRing<T> {}

/// Frames for the kernel to receive into.
pub(crate) type FillRing = ProducerRing<u64>;
/// Packets for the kernel to send.
pub(crate) type TxRing = ProducerRing<xdp_desc>;

impl<T: Entry> ProducerRing<T> {
    pub(crate) fn new(memory: RingMemory<T>) -> Self {
        let cursor = memory.producer();
        ProducerRing {
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

    /// Free-running index of the entry to be published next.
    #[inline]
    pub(crate) fn index(&self) -> u32 {
        self.cursor.index()
    }

    /// Entries that may be written, as last seen.
    #[inline]
    pub(crate) fn free(&self) -> u32 {
        self.cursor.free()
    }

    /// Entries that the kernel has not taken, as last seen.
    #[inline]
    pub(crate) fn queued(&self) -> u32 {
        self.cursor.queued()
    }

    /// Looks how far the kernel is; returns [`free`](Self::free).
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        self.cursor.refresh()
    }

    /// Writes the entry `i` places after the last published one. It is ours if `i` is below
    /// [`free`](Self::free), which the caller has looked at; beyond, it would overwrite an entry
    /// that is the kernel's, which spoils packets but no memory.
    #[inline]
    pub(crate) fn set(&mut self, i: u32, value: T) {
        debug_assert!(i < self.free());
        self.memory
            .write(self.cursor.index().wrapping_add(i), value);
    }

    /// Entries skipped.
    #[cfg(feature = "testing")]
    pub(crate) fn skipped(&self) -> usize {
        self.memory.skipped(self.cursor.index(), self.next)
    }

    /// Entries from the next one to the end of the ring's memory.
    #[inline]
    pub(crate) fn before_end(&self) -> u32 {
        self.size() - (self.index() & self.memory.mask)
    }

    /// The next `n` entries, as far as they are free, as last seen: those before the end, and those
    /// behind it.
    #[inline]
    pub(crate) fn split(&mut self, n: usize) -> (&mut [T], &mut [T]) {
        let n = n.min(self.free() as usize);
        let first = n.min(self.before_end() as usize);
        // SAFETY: they lie inside the entries (R1), since nothing is skipped, and are ours to
        // write until published (R3).
        let before = unsafe { std::slice::from_raw_parts_mut(self.next.as_ptr(), first) };
        let start = self.memory.entries.as_ptr();
        // SAFETY: as above; together they are at most the whole ring, so the two do not overlap.
        let behind = unsafe { std::slice::from_raw_parts_mut(start, n - first) };
        (before, behind)
    }

    /// The next `n` entries, as far as they are free, as last seen, and lie before the end.
    #[inline]
    pub(crate) fn direct(&mut self, n: usize) -> &mut [T] {
        let n = n.min(self.free().min(self.before_end()) as usize);
        // SAFETY: they lie inside the entries (R1), since nothing is skipped, and are ours to
        // write until published (R3).
        unsafe { std::slice::from_raw_parts_mut(self.next.as_ptr(), n) }
    }

    /// Publishes the next `n` entries, from the last published one on, whatever was skipped.
    #[inline]
    pub(crate) fn publish(&mut self, n: u32) {
        self.cursor.publish(n);
        self.next = self.memory.entry(self.cursor.index());
    }

    /// Whether the kernel wants to be woken up. Asked after [`publish`](Self::publish).
    #[inline]
    pub(crate) fn needs_wakeup(&self) -> bool {
        // The kernel sets the flag and then looks at the producer's index once more before it
        // sleeps; we publish and then look at the flag. Only a full fence between our store and
        // our load keeps both from missing the other.
        std::sync::atomic::fence(Ordering::SeqCst);
        self.memory.needs_wakeup()
    }
}

/// Entries of a TX ring.
#[derive(Clone, Copy)]
pub(crate) struct Entries(NonNull<xdp_desc>);

impl Entries {
    /// As [`TxRing::set_direct`].
    ///
    /// # Safety
    ///
    /// The ring is still there, and entry `i` lies before its end.
    #[inline]
    pub(crate) unsafe fn set(self, i: usize, address: u64, len: u64) {
        debug_assert!(len <= u64::from(u32::MAX));
        // SAFETY: inside the entries, as the caller states (R1).
        let words = unsafe { self.0.add(i) }.cast::<[u64; 2]>();
        // SAFETY: R1, R3; a descriptor is two words, the options the upper half of the second.
        unsafe { words.write([address, len]) };
    }
}

impl TxRing {
    /// The entries from the next one on, for a loop that keeps where they are in a register.
    #[inline]
    pub(crate) fn entries(&self) -> Entries {
        Entries(self.next)
    }

    /// Publishes the `n` entries that were skipped.
    #[inline]
    pub(crate) fn publish_skipped(&mut self, n: u32) {
        self.cursor.publish(n);
        if self.cursor.index() & self.memory.mask == 0 {
            self.next = self.memory.entries;
        }
    }

    /// Has [`set_direct`](Self::set_direct) count from `n` entries further on, until they are
    /// [published](Self::publish_skipped).
    ///
    /// # Safety
    ///
    /// With those skipped before, `n` are at most [`before_end`](Self::before_end). Until they are
    /// published, neither [`split`](Self::split) nor [`direct`](Self::direct) is called.
    #[inline]
    pub(crate) unsafe fn skip(&mut self, n: usize) {
        // SAFETY: inside the entries, or at their end, as the caller states (R1).
        self.next = unsafe { self.next.add(n) };
    }

    /// As [`set`](Self::set), for an entry before the end. `len` is below 2³².
    ///
    /// # Safety
    ///
    /// With those skipped, `i` is below [`before_end`](Self::before_end).
    #[inline]
    pub(crate) unsafe fn set_direct(&mut self, i: usize, address: u64, len: u64) {
        // SAFETY: as the caller states.
        unsafe { self.entries().set(i, address, len) };
    }
}

impl FillRing {
    /// Publishes the frames of the first `n` descriptors of `rx`. `n` exceeds neither
    /// `self.free()` nor `rx.available()`.
    ///
    /// The addresses go back as they came, headroom and all: as long as chunks are aligned, the
    /// kernel masks what it takes from the fill ring (`xp_aligned_extract_addr` in
    /// net/xdp/xsk_buff_pool.c, `xskq_cons_read_addr_aligned` before).
    pub(crate) fn refill_from(&mut self, rx: &RxRing, n: u32) {
        debug_assert!(n <= self.free() && n <= rx.available());
        if n <= rx.before_end() && n <= self.before_end() {
            // SAFETY: as just checked; nothing is skipped (`RxRing::skip`).
            unsafe { self.refill_direct(rx, n) };
            return;
        }
        for i in 0..n {
            self.set(i, rx.packet(i).0);
        }
        self.publish(n);
    }

    /// As [`refill_from`](Self::refill_from), where no end of a ring lies between.
    ///
    /// # Safety
    ///
    /// Nothing is skipped in `rx`, and `n` exceeds neither `rx.before_end()` nor
    /// `self.before_end()`, beside what `refill_from` asks for.
    #[inline]
    pub(crate) unsafe fn refill_direct(&mut self, rx: &RxRing, n: u32) {
        if n == 1 {
            // One at a time is common, and no loop.
            self.set(0, rx.packet(0).0);
        } else {
            // SAFETY: both runs lie inside the entries (R1) of two mappings; those of the source
            // are ours to read until released, those of the target to write until published (R3).
            unsafe { copy_addresses(rx.next, self.next, n as usize) };
        }
        self.publish(n);
    }
}

/// Copies the addresses of `n` descriptors.
///
/// # Safety
///
/// Both may be accessed for `n` entries, and do not overlap.
#[inline(never)]
unsafe fn copy_addresses(source: NonNull<xdp_desc>, target: NonNull<u64>, n: usize) {
    // SAFETY: as the caller states.
    let source = unsafe { std::slice::from_raw_parts(source.as_ptr(), n) };
    // SAFETY: as the caller states.
    let target = unsafe { std::slice::from_raw_parts_mut(target.as_ptr(), n) };
    // In groups, which the compiler unrolls: fewer instructions than a vector loop, which has to
    // pick every other word.
    let done = copy_groups::<32>(source, target);
    let done = done + copy_groups::<8>(&source[done..], &mut target[done..]);
    for (entry, desc) in target[done..].iter_mut().zip(&source[done..]) {
        *entry = desc.addr;
    }
}

/// Copies as many whole groups of `N` as there are; returns how many addresses those were.
#[inline]
fn copy_groups<const N: usize>(source: &[xdp_desc], target: &mut [u64]) -> usize {
    let groups = target.chunks_exact_mut(N).zip(source.chunks_exact(N));
    for (target, source) in groups {
        for (entry, desc) in target.iter_mut().zip(source) {
            *entry = desc.addr;
        }
    }
    target.len() - target.len() % N
}
