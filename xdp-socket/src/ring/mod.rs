//! The four rings of an AF_XDP socket, over memory shared with the kernel.
//!
//! Shape and meaning of the memory: `Documentation/networking/af_xdp.rst` and linux/if_xdp.h.
//!
//! Invariants of this folder, established by [`RingMemory`]'s constructors:
//!
//! * R1: `producer`, `consumer` and `flags` point to aligned 32-bit words, and `entries` to
//!   `mask + 1` aligned entries of the ring's type, all inside `owner`'s mapping, which lives as
//!   long as the ring. Any bit pattern is a valid entry: they are integers.
//! * R2: the words are only ever accessed as atomics.
//! * R3: the entries between the consumer's and the producer's index belong to the consumer, the
//!   others to the producer (the ring protocol); each ring here is one end, and has one owner. An
//!   entry index is always masked, so even a broken protocol stays inside the mapping.
#![allow(unsafe_code)]

mod consumer;
mod producer;

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use xdp_sys::{XDP_RING_NEED_WAKEUP, xdp_desc, xdp_ring_offset};

pub(crate) use self::consumer::{CompletionRing, ConsumerRing, RxRing};
pub(crate) use self::producer::{FillRing, ProducerRing, TxRing};
use crate::cursor::{Consumer, Producer, Word};
use crate::mmap::Mmap;

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

    /// Entries from the one at a free-running index to `next`.
    #[cfg(feature = "testing")]
    fn skipped(&self, index: u32, next: NonNull<T>) -> usize {
        (next.addr().get() - self.entry(index).addr().get()) / size_of::<T>()
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

const _: () = assert!(
    size_of::<xdp_desc>() == 16
        && align_of::<xdp_desc>() == 8
        && std::mem::offset_of!(xdp_desc, len) == 8
        && std::mem::offset_of!(xdp_desc, options) == 12
        && cfg!(target_endian = "little")
);
