//! A slot of a ring, as it is in memory.

use std::mem::offset_of;
use std::sync::atomic::{AtomicU64, Ordering};

use netmap_sys::netmap_slot;

/// The first eight bytes of a slot, read and written in one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) buf_idx: u32,
    pub(crate) len: u16,
    pub(crate) flags: u16,
}

impl Slot {
    /// Where `buf_idx`, `len` and `flags` are in the word.
    const SHIFTS: [u32; 3] = match cfg!(target_endian = "little") {
        true => [0, 32, 48],
        false => [32, 16, 0],
    };
    pub(crate) const MOREFRAG: u16 = netmap_sys::NS_MOREFRAG as u16;
    pub(crate) const BUF_CHANGED: u16 = netmap_sys::NS_BUF_CHANGED as u16;

    #[inline(always)]
    pub(super) fn from_word(word: u64) -> Slot {
        let [buf_idx, len, flags] = Slot::SHIFTS;
        Slot {
            buf_idx: (word >> buf_idx) as u32,
            len: (word >> len) as u16,
            flags: (word >> flags) as u16,
        }
    }

    #[inline(always)]
    pub(super) fn to_word(self) -> u64 {
        let [buf_idx, len, flags] = Slot::SHIFTS;
        u64::from(self.buf_idx) << buf_idx
            | u64::from(self.len) << len
            | u64::from(self.flags) << flags
    }

    #[inline]
    pub(crate) fn continues(self) -> bool {
        self.flags & Slot::MOREFRAG != 0
    }

    #[inline(always)]
    pub(super) fn load(words: &Words) -> Slot {
        Slot::from_word(words[0].load(Ordering::Relaxed))
    }

    #[inline(always)]
    pub(super) fn store(self, words: &Words) {
        words[0].store(self.to_word(), Ordering::Relaxed);
    }
}

/// A slot in memory: a [`Slot`], and `ptr`.
pub(super) type Words = [AtomicU64; 2];

const _: () = {
    assert!(offset_of!(netmap_slot, buf_idx) == 0);
    assert!(offset_of!(netmap_slot, len) == 4);
    assert!(offset_of!(netmap_slot, flags) == 6);
    assert!(offset_of!(netmap_slot, ptr) == 8);
    assert!(size_of::<netmap_slot>() == size_of::<Words>());
};

/// What is wrong with a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It refers to a buffer that the region does not have.
    Index,
    /// It is longer than its buffer.
    Length,
}

/// Why a slot of the window can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is not in the window, which has `ready` slots.
    Window { ready: usize },
    /// It refers to a buffer that the region does not have.
    Index,
    /// The length is 0, or more than `max`.
    Length { len: usize, max: usize },
}
