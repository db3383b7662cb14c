//! The four rings of an AF_XDP socket, over memory shared with the kernel.
//!
//! Shape and meaning of the memory: `Documentation/networking/af_xdp.rst` and linux/if_xdp.h.
//!
//! Invariants of this file, established by [`RingMemory`]'s constructors:
//!
//! * R1: `producer`, `consumer` and `flags` point to aligned 32-bit words, and `entries` to
//!   `mask + 1` aligned entries of the ring's type, all inside `owner`'s mapping, which lives as
//!   long as the ring. Any bit pattern is a valid entry: they are integers.
//! * R2: the words are only ever accessed as atomics.
//! * R3: the entries between the consumer's and the producer's index belong to the consumer, the
//!   others to the producer (the ring protocol); each ring here is one end, and has one owner. An
//!   entry index is always masked, so even a broken protocol stays inside the mapping.
#![allow(unsafe_code)]

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use xdp_sys::{XDP_RING_NEED_WAKEUP, xdp_desc, xdp_ring_offset};

use crate::cursor::{Consumer, Producer, Word};
use crate::mmap::Mmap;
use crate::pool::Pool;

/// A word in the shared memory; valid as R1 says, for as long as the ring that holds it.
#[derive(Debug)]
pub(crate) struct SharedWord(NonNull<AtomicU32>);

impl Word for SharedWord {
    #[inline]
    fn load(&self, order: Ordering) -> u32 {
        // SAFETY: R1, R2.
        unsafe { self.0.as_ref() }.load(order)
    }

    #[inline]
    fn store(&self, value: u32, order: Ordering) {
        // SAFETY: R1, R2.
        unsafe { self.0.as_ref() }.store(value, order);
    }
}

/// The memory of one ring: where its parts lie in a mapping.
#[derive(Debug)]
pub(crate) struct RingMemory<T> {
    producer: NonNull<AtomicU32>,
    consumer: NonNull<AtomicU32>,
    flags: NonNull<AtomicU32>,
    entries: NonNull<T>,
    mask: u32,
    _owner: Arc<Mmap>,
}

// SAFETY: the pointers lead into a mapping that is owned along with them (R1) and is not tied to a
// thread; the ring protocol orders the accesses of the two sides (R2, R3).
unsafe impl<T: Send> Send for RingMemory<T> {}

impl<T: Entry> RingMemory<T> {
    /// Bytes that a ring of `size` entries takes, laid out as `offsets` says.
    pub(crate) fn bytes(offsets: &xdp_ring_offset, size: u32) -> Option<usize> {
        usize::try_from(offsets.desc)
            .ok()?
            .checked_add((size as usize).checked_mul(size_of::<T>())?)
    }

    /// The ring of `size` entries that lies in `owner` as `offsets` says. `None` where it does
    /// not fit or `size` is no power of two.
    pub(crate) fn new(owner: Arc<Mmap>, offsets: &xdp_ring_offset, size: u32) -> Option<Self> {
        if !size.is_power_of_two() {
            return None;
        }
        let entries = Self::part(
            &owner,
            offsets.desc,
            (size as usize).checked_mul(size_of::<T>())?,
        )?;
        Some(RingMemory {
            producer: Self::part(&owner, offsets.producer, 4)?,
            consumer: Self::part(&owner, offsets.consumer, 4)?,
            flags: Self::part(&owner, offsets.flags, 4)?,
            entries,
            mask: size - 1,
            _owner: owner,
        })
    }

    /// The address `offset` bytes into the mapping, where `bytes` bytes from there lie inside it
    /// and it is aligned for `P`.
    fn part<P>(owner: &Mmap, offset: u64, bytes: usize) -> Option<NonNull<P>> {
        let offset = usize::try_from(offset).ok()?;
        if offset.checked_add(bytes)? > owner.len() {
            return None;
        }
        // SAFETY: the offset lies inside the mapping, which is one allocation.
        let at = unsafe { owner.base().add(offset) }.cast::<P>();
        at.is_aligned().then_some(at)
    }

    #[inline]
    fn entry(&self, index: u32) -> NonNull<T> {
        // SAFETY: the masked index is below the number of entries (R1).
        unsafe { self.entries.add((index & self.mask) as usize) }
    }

    /// Overwrites the entry at a free-running index, which is ours (R3).
    #[inline]
    fn write(&self, index: u32, value: T) {
        // SAFETY: R1, R3.
        unsafe { self.entry(index).write(value) }
    }

    /// The entries from a free-running index on, at most `n`, as far as they lie in one piece:
    /// the first one's address, and how many they are.
    #[inline]
    fn run(&self, index: u32, n: u32) -> (NonNull<T>, u32) {
        let start = index & self.mask;
        (self.entry(index), n.min(self.mask - start + 1))
    }

    #[inline]
    fn needs_wakeup(&self) -> bool {
        // Relaxed: the fence before this orders it after the publishing store.
        let flags = SharedWord(self.flags).load(Ordering::Relaxed);
        flags & XDP_RING_NEED_WAKEUP != 0
    }

    fn producer(&self) -> Producer<SharedWord> {
        Producer::new(
            SharedWord(self.producer),
            SharedWord(self.consumer),
            self.mask + 1,
        )
    }

    fn consumer(&self) -> Consumer<SharedWord> {
        Consumer::new(
            SharedWord(self.consumer),
            SharedWord(self.producer),
            self.mask + 1,
        )
    }
}

/// What a ring's entries are: plain integers, for which any bit pattern will do.
pub(crate) trait Entry: Copy + Send {}
impl Entry for xdp_desc {}
impl Entry for u64 {}

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

    /// Entries from the next one to the end of the ring's memory.
    #[inline]
    pub(crate) fn before_end(&self) -> u32 {
        self.size() - (self.index() & self.memory.mask)
    }

    /// As [`set`](Self::set), for an entry before the end.
    ///
    /// # Safety
    ///
    /// `i < self.before_end()`.
    #[inline]
    pub(crate) unsafe fn set_direct(&mut self, i: usize, value: T) {
        debug_assert!(i < self.before_end() as usize);
        // SAFETY: inside the entries, as the caller states (R1).
        let entry = unsafe { self.next.add(i) };
        // SAFETY: R1, R3.
        unsafe { entry.write(value) };
    }

    /// The next `n` entries, as far as they are free, as last seen: those before the end, and those
    /// behind it.
    #[inline]
    pub(crate) fn split(&mut self, n: usize) -> (&mut [T], &mut [T]) {
        let n = n.min(self.free() as usize);
        let first = n.min(self.before_end() as usize);
        // SAFETY: they lie inside the entries (R1), and are ours to write until published (R3).
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
        // SAFETY: they lie inside the entries (R1), and are ours to write until published (R3).
        unsafe { std::slice::from_raw_parts_mut(self.next.as_ptr(), n) }
    }

    /// Publishes the next `n` entries.
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

impl FillRing {
    /// Publishes the frames of the first `n` descriptors of `rx`. `n` exceeds neither
    /// `self.free()` nor `rx.available()`.
    ///
    /// The addresses go back as they came, headroom and all: as long as chunks are aligned, the
    /// kernel masks what it takes from the fill ring (`xp_aligned_extract_addr` in
    /// net/xdp/xsk_buff_pool.c, `xskq_cons_read_addr_aligned` before).
    #[inline(always)]
    pub(crate) fn refill_from(&mut self, rx: &RxRing, n: u32) {
        debug_assert!(n <= self.free() && n <= rx.available());
        if n == 1 {
            // One at a time is common, and no loop.
            self.set(0, rx.packet(0).0);
        } else {
            self.copy_from(rx, n);
        }
        self.publish(n);
    }

    #[inline]
    fn copy_from(&mut self, rx: &RxRing, n: u32) {
        if n <= rx.before_end() && n <= self.before_end() {
            // SAFETY: both runs lie inside the entries (R1) of two mappings; those of the source
            // are ours to read until released, those of the target to write until published (R3).
            unsafe { copy_addresses(rx.next, self.next, n as usize) };
        } else {
            self.copy_round_the_end(rx, n);
        }
    }

    /// Copies `n` addresses where the end of a ring lies between.
    #[cold]
    #[inline(never)]
    fn copy_round_the_end(&mut self, rx: &RxRing, n: u32) {
        for i in 0..n {
            self.set(i, rx.packet(i).0);
        }
    }
}

/// Copies the addresses of `n` descriptors.
///
/// # Safety
///
/// Both may be accessed for `n` entries, and do not overlap.
#[inline]
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

/// A ring that we take entries from: the RX ring (descriptors) and the completion ring
/// (addresses).
#[derive(Debug)]
pub(crate) struct ConsumerRing<T> {
    cursor: Consumer<SharedWord>,
    /// The entry to be taken next.
    next: NonNull<T>,
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

    /// Entries from the next one to the end of the ring's memory.
    #[inline]
    pub(crate) fn before_end(&self) -> u32 {
        self.size() - (self.cursor.index() & self.memory.mask)
    }
}

impl RxRing {
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
    /// `i < self.before_end()`.
    #[inline]
    pub(crate) unsafe fn packet_direct(&self, i: usize) -> (u64, u64) {
        debug_assert!(i < self.before_end() as usize);
        // SAFETY: inside the entries, as the caller states (R1).
        Self::read(unsafe { self.next.add(i) })
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

const _: () = assert!(
    size_of::<xdp_desc>() == 16
        && align_of::<xdp_desc>() == 8
        && std::mem::offset_of!(xdp_desc, len) == 8
        && std::mem::offset_of!(xdp_desc, options) == 12
        && cfg!(target_endian = "little")
);

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
