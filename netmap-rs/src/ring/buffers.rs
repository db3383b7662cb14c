//! The buffers that the slots of a ring refer to.
//!
//! # Invariants
//!
//! * **B1** The buffers `0..FIRST_BUFFER + usable` lie inside of the region. Whoever uses them
//!   keeps it mapped.
#![allow(unsafe_code)]

use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use super::slot::{Fault, Slot, Words};
use crate::Error;
use crate::region::Region;

/// Buffers 0 and 1 are reserved: no slot may refer to them.
const FIRST_BUFFER: u32 = 2;

/// Where the buffers are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buffers {
    first: NonNull<u8>,
    size: u32,
    /// What a slot's 16 bits of length can say of `size`.
    room: u32,
    /// How many there are from `FIRST_BUFFER` on.
    usable: u32,
    /// As `usable`, but 0 where slots have offsets: then nothing is as simple.
    direct: u32,
    offset_mask: u64,
}

impl Buffers {
    /// Those of `size` bytes each (not 0) that begin at byte `first` of the region. A ring does not
    /// say how many there are; the mapping bounds them.
    pub(super) fn new(
        region: &Region,
        first: u64,
        size: u32,
        offset_mask: u64,
    ) -> Result<Buffers, Error> {
        let start = region.at("buf_ofs", first, 0, 1)?;
        let number = (region.len() - first) / u64::from(size);
        let usable = u32::try_from(number)
            .unwrap_or(u32::MAX)
            .saturating_sub(FIRST_BUFFER);
        Ok(Buffers {
            first: start,
            size,
            room: size.min(u16::MAX.into()),
            usable,
            direct: if offset_mask == 0 { usable } else { 0 },
            offset_mask,
        })
    }

    /// Bytes of a buffer.
    #[inline]
    pub(super) fn size(&self) -> u32 {
        self.size
    }

    /// Whether a slot may swap its buffer for one of these, in the same region.
    pub(super) fn can_swap_with(&self, other: &Buffers) -> bool {
        self.size == other.size
            && self.usable == other.usable
            // The offset stays with the slot, not with the buffer.
            && self.offset_mask == 0
            && other.offset_mask == 0
    }

    /// Whether a slot's buffer holds its packet, from the buffer's beginning on.
    #[inline(always)]
    pub(super) fn hold(&self, slot: Slot) -> bool {
        slot.buf_idx.wrapping_sub(FIRST_BUFFER) < self.direct && u32::from(slot.len) <= self.room
    }

    /// The bytes of a packet that the buffers [hold](Buffers::hold).
    #[inline(always)]
    pub(super) fn held(&self, slot: Slot) -> Option<NonNull<[u8]>> {
        let start = self.find_direct(slot.buf_idx)?;
        self.hold(slot)
            .then(|| NonNull::slice_from_raw_parts(start, slot.len.into()))
    }

    #[inline(always)]
    pub(super) fn has(&self, index: u32) -> bool {
        index.wrapping_sub(FIRST_BUFFER) < self.usable
    }

    /// Where the bytes of a slot begin, and how many fit, at most `u16::MAX`. `None` for an index
    /// that the region does not have.
    #[inline(always)]
    pub(super) fn find(&self, words: &Words, index: u32) -> Option<(NonNull<u8>, usize)> {
        match self.find_direct(index) {
            Some(start) => Some((start, self.room as usize)),
            None => self.find_behind_offset(words, index),
        }
    }

    /// Where a buffer begins, which is where the packet does. `None` for an index that the region
    /// does not have, and where slots have offsets.
    #[inline(always)]
    fn find_direct(&self, index: u32) -> Option<NonNull<u8>> {
        if index.wrapping_sub(FIRST_BUFFER) >= self.direct {
            return None;
        }
        let start = index as usize * self.size as usize;
        // SAFETY: B1: buffer `index` is inside of the mapping.
        Some(unsafe { self.first.add(start) })
    }

    #[cold]
    #[inline(never)]
    fn find_behind_offset(&self, words: &Words, index: u32) -> Option<(NonNull<u8>, usize)> {
        if !self.has(index) {
            return None;
        }
        let offset = self.offset(words);
        let start = index as usize * self.size as usize + offset;
        let room = (self.size as usize - offset).min(usize::from(u16::MAX));
        // SAFETY: B1: buffer `index` is inside of the mapping, and the offset inside of it.
        Some((unsafe { self.first.add(start) }, room))
    }

    /// Where the packet starts in the buffer, at most at its end: not 0 where the port was opened
    /// with offsets, here or by somebody else.
    fn offset(&self, words: &Words) -> usize {
        let offset = words[1].load(Ordering::Relaxed) & self.offset_mask;
        offset.min(u64::from(self.size)) as usize
    }

    /// The bytes of a slot's packet, and what was wrong with the slot.
    #[inline(always)]
    pub(super) fn packet(&self, words: &Words, slot: Slot) -> (NonNull<[u8]>, Option<Fault>) {
        let Some((start, room)) = self.find(words, slot.buf_idx) else {
            let none = NonNull::slice_from_raw_parts(NonNull::dangling(), 0);
            return (none, Some(Fault::Index));
        };
        let len = usize::from(slot.len);
        let fault = (len > room).then_some(Fault::Length);
        (NonNull::slice_from_raw_parts(start, len.min(room)), fault)
    }
}
