//! One ring in shared memory: its indices, its slots, the buffers they refer to.
//!
//! [`RawRing`] owns the user's side of one `netmap_ring`. The slots `head..tail` are the window:
//! the user's alone, until `head` has moved past them.
//!
//! # Invariants
//!
//! * **R1** The header, all slots and all buffers `0..buffers` lie inside of the region, which
//!   `region` keeps mapped. Checked once in [`RawRing::new`], against copies of `num_slots`,
//!   `nr_buf_size` and `buf_ofs` that are never read again.
//! * **R2** There is one `RawRing` for a ring in this process at any time; the claims of the port
//!   see to that.
//! * **R3** `head` and `tail` are below `num_slots`. The other side reads and writes slots and
//!   buffers outside of the window only, and its window ends where ours begins: nothing of ours
//!   changes until we store a new head.
//! * **R4** A slice given out borrows the `RawRing`, and `head` moves by `&mut self` only, so that
//!   no slice outlives the window.
//!
//! Another process that maps the same memory could break R3 on purpose. It gains nothing but
//! garbled packets: indices and lengths are checked at every use (they are atomics), and buffers
//! are bytes, valid whatever they hold.
#![allow(unsafe_code)]

use std::mem::offset_of;
use std::ptr::NonNull;
use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use netmap_sys::{netmap_ring, netmap_slot};

use crate::Error;
use crate::region::Region;

/// Buffers 0 and 1 are reserved: no slot may refer to them.
const FIRST_BUFFER: u32 = 2;

/// The first eight bytes of a slot, read and written in one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) buf_idx: u32,
    pub(crate) len: u16,
    pub(crate) flags: u16,
}

impl Slot {
    pub(crate) const MOREFRAG: u16 = netmap_sys::NS_MOREFRAG as u16;
    pub(crate) const BUF_CHANGED: u16 = netmap_sys::NS_BUF_CHANGED as u16;

    #[inline]
    pub(super) fn from_word(word: u64) -> Slot {
        let [a, b, c, d, e, f, g, h] = word.to_ne_bytes();
        Slot {
            buf_idx: u32::from_ne_bytes([a, b, c, d]),
            len: u16::from_ne_bytes([e, f]),
            flags: u16::from_ne_bytes([g, h]),
        }
    }

    #[inline]
    pub(super) fn to_word(self) -> u64 {
        let [a, b, c, d] = self.buf_idx.to_ne_bytes();
        let [e, f] = self.len.to_ne_bytes();
        let [g, h] = self.flags.to_ne_bytes();
        u64::from_ne_bytes([a, b, c, d, e, f, g, h])
    }

    #[inline]
    pub(crate) fn continues(self) -> bool {
        self.flags & Slot::MOREFRAG != 0
    }
}

const _: () = {
    assert!(offset_of!(netmap_slot, buf_idx) == 0);
    assert!(offset_of!(netmap_slot, len) == 4);
    assert!(offset_of!(netmap_slot, flags) == 6);
    assert!(offset_of!(netmap_slot, ptr) == 8);
    assert!(size_of::<netmap_slot>() == 16);
};

/// What is wrong with a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It refers to a buffer that the region does not have.
    Index,
    /// It is longer than its buffer.
    Length,
}

/// What a sync did to the ring's indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resync {
    /// Head is where we left it.
    Kept,
    /// The kernel has used the first slots of our window itself (transparent forwarding).
    Forwarded(u32),
    /// The ring was re-initialised: slots that we had committed are forgotten.
    Reset {
        /// How many those are.
        lost: u32,
    },
    /// The indices are out of range; nothing is in the window until the next sync.
    Broken,
}

/// See the module.
pub(crate) struct RawRing {
    header: NonNull<u8>,
    slots: NonNull<u8>,
    buffers: NonNull<u8>,
    num_slots: u32,
    buf_size: u32,
    num_buffers: u32,
    offset_mask: u64,
    head: u32,
    tail: u32,
    ring_id: u16,
    region: Arc<Region>,
}

// SAFETY: R2: the pointers lead into memory that only this value's side of the protocol uses, and
// M1 makes that memory independent of the thread.
unsafe impl Send for RawRing {}
// SAFETY: R4: a shared reference only reads, and M2 makes that sound beside any other reader.
unsafe impl Sync for RawRing {}

impl RawRing {
    /// The ring at `offset` bytes in the region. The caller sees to R2.
    pub(crate) fn new(region: Arc<Region>, offset: u64) -> Result<RawRing, Error> {
        const HEADER: u64 = offset_of!(netmap_ring, slot) as u64;
        let header = region.at("offset of a ring", offset, HEADER, 8)?;
        let field = |field: usize| offset + field as u64;
        let num_slots = region.read_u32("num_slots", field(offset_of!(netmap_ring, num_slots)))?;
        let buf_size =
            region.read_u32("nr_buf_size", field(offset_of!(netmap_ring, nr_buf_size)))?;
        let buf_ofs = region.read_u64("buf_ofs", field(offset_of!(netmap_ring, buf_ofs)))? as i64;
        let ring_id = region.read_u16("ringid", field(offset_of!(netmap_ring, ringid)))?;
        let offset_mask =
            region.read_u64("offset_mask", field(offset_of!(netmap_ring, offset_mask)))?;
        let layout = |what, value, limit| Err(Error::Layout { what, value, limit });
        if num_slots < 2 {
            return layout("num_slots", num_slots.into(), 2);
        }
        if buf_size == 0 {
            return layout("nr_buf_size", 0, 1);
        }
        let slot = size_of::<netmap_slot>() as u64;
        let slots = region.at("num_slots", offset + HEADER, u64::from(num_slots) * slot, 8)?;
        let Some(first) = offset.checked_add_signed(buf_ofs) else {
            return layout("buf_ofs", buf_ofs as u64, region.len());
        };
        let buffers = region.at("buf_ofs", first, 0, 1)?;
        // A ring does not say how many buffers there are; the mapping bounds them.
        let num_buffers = (region.len() - first) / u64::from(buf_size);
        let mut ring = RawRing {
            header,
            slots,
            buffers,
            num_slots,
            buf_size,
            num_buffers: u32::try_from(num_buffers).unwrap_or(u32::MAX),
            offset_mask,
            head: 0,
            tail: 0,
            ring_id,
            region,
        };
        let (head, tail) = (ring.head_word().load(Ordering::Relaxed), ring.load_tail());
        if head >= num_slots || tail >= num_slots {
            return layout("head or tail", head.max(tail).into(), num_slots.into());
        }
        (ring.head, ring.tail) = (head, tail);
        Ok(ring)
    }

    #[inline]
    fn word(&self, offset: usize) -> &AtomicU32 {
        // SAFETY: R1: a field of the header.
        let p = unsafe { self.header.add(offset) };
        // SAFETY: R1, M2: inside of the mapping, aligned, and only accessed atomically.
        unsafe { p.cast().as_ref() }
    }

    #[inline]
    fn head_word(&self) -> &AtomicU32 {
        self.word(offset_of!(netmap_ring, head))
    }

    #[inline]
    fn load_tail(&self) -> u32 {
        // Acquire: the slots and bytes up to here were written before it.
        self.word(offset_of!(netmap_ring, tail))
            .load(Ordering::Acquire)
    }

    #[inline]
    pub(crate) fn num_slots(&self) -> u32 {
        self.num_slots
    }

    #[inline]
    pub(crate) fn buf_size(&self) -> u32 {
        self.buf_size
    }

    /// The number of the ring: NIC rings first, then host rings.
    pub(crate) fn ring_id(&self) -> u16 {
        self.ring_id
    }

    /// Whether the slots of both rings may swap their buffers.
    pub(crate) fn can_swap_with(&self, other: &RawRing) -> bool {
        self.region.id() == other.region.id()
            && self.buf_size == other.buf_size
            && self.num_buffers == other.num_buffers
            // The offset stays with the slot, not with the buffer.
            && self.offset_mask == 0
            && other.offset_mask == 0
    }

    /// Slots in the window, as of the last refresh. Always below `num_slots`.
    #[inline]
    pub(crate) fn window(&self) -> u32 {
        self.distance(self.head, self.tail)
    }

    /// Steps from `from` forward to `to`, both below `num_slots`.
    #[inline]
    fn distance(&self, from: u32, to: u32) -> u32 {
        if to >= from {
            to - from
        } else {
            to + (self.num_slots - from)
        }
    }

    /// The absolute number of slot `i` counted from head. Wraps by comparison, since the number of
    /// slots need not be a power of two.
    #[inline]
    pub(crate) fn position(&self, i: u32) -> u32 {
        let room = self.num_slots - self.head;
        if i < room { self.head + i } else { i - room }
    }

    /// Reads tail and returns the window.
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        let tail = self.load_tail();
        if tail < self.num_slots {
            self.tail = tail;
        }
        self.window()
    }

    #[inline]
    fn slot_word(&self, i: u32) -> &AtomicU64 {
        let at = self.position(i);
        assert!(at < self.num_slots, "slot {i} of {}", self.num_slots);
        // SAFETY: R1: slot `at` exists.
        let p = unsafe { self.slots.add(at as usize * size_of::<netmap_slot>()) };
        // SAFETY: R1, M2: inside of the mapping, aligned to 8, and only accessed atomically.
        unsafe { p.cast().as_ref() }
    }

    /// Slot `i` of the window.
    #[inline]
    pub(crate) fn slot(&self, i: u32) -> Slot {
        Slot::from_word(self.slot_word(i).load(Ordering::Relaxed))
    }

    /// Writes slot `i` of the window.
    #[inline]
    pub(crate) fn set_slot(&mut self, i: u32, slot: Slot) {
        self.slot_word(i).store(slot.to_word(), Ordering::Relaxed);
    }

    /// Where the bytes of a slot begin, and how many fit. `None` for an index that the region does
    /// not have.
    #[inline]
    fn buffer(&self, i: u32, slot: Slot) -> Option<(NonNull<u8>, usize)> {
        if !self.is_buffer(slot.buf_idx) {
            return None;
        }
        let mut start = slot.buf_idx as usize * self.buf_size as usize;
        let mut room = self.buf_size as usize;
        if self.offset_mask != 0 {
            let offset = self.offset(i).min(room);
            start += offset;
            room -= offset;
        }
        // SAFETY: R1: buffer `buf_idx` is inside of the mapping, and the offset inside of it.
        Some((unsafe { self.buffers.add(start) }, room))
    }

    /// Where the packet starts in the buffer of slot `i`: not 0 where the port was opened with
    /// offsets, here or by somebody else.
    #[cold]
    fn offset(&self, i: u32) -> usize {
        let at = self.position(i);
        assert!(at < self.num_slots, "slot {i} of {}", self.num_slots);
        let byte = at as usize * size_of::<netmap_slot>() + offset_of!(netmap_slot, ptr);
        // SAFETY: R1: slot `at` exists.
        let p = unsafe { self.slots.add(byte) };
        // SAFETY: R1, M2: inside of the mapping, aligned to 8, and only accessed atomically.
        let word: &AtomicU64 = unsafe { p.cast().as_ref() };
        usize::try_from(word.load(Ordering::Relaxed) & self.offset_mask).unwrap_or(usize::MAX)
    }

    #[inline]
    pub(crate) fn is_buffer(&self, index: u32) -> bool {
        (FIRST_BUFFER..self.num_buffers).contains(&index)
    }

    /// Whether slot `i` of the window is a packet of its own with nothing wrong.
    #[inline]
    pub(crate) fn is_plain(&self, i: u32) -> bool {
        let slot = self.slot(i);
        !slot.continues()
            && self.is_buffer(slot.buf_idx)
            && u32::from(slot.len) <= self.buf_size
            && self.offset_mask == 0
    }

    /// The bytes of the packet in slot `i` of the window, and what was wrong with the slot: an
    /// index that makes no sense gives no bytes, a length beyond the buffer is cut.
    #[inline]
    pub(crate) fn bytes(&self, i: u32) -> (&[u8], Option<Fault>) {
        assert!(i < self.window(), "slot {i} of {}", self.window());
        let slot = self.slot(i);
        let Some((start, room)) = self.buffer(i, slot) else {
            return (&[], Some(Fault::Index));
        };
        let len = usize::from(slot.len);
        let fault = (len > room).then_some(Fault::Length);
        // SAFETY: R1, R3, R4: `room` bytes of a buffer of our window, borrowed with `self`.
        (
            unsafe { slice::from_raw_parts(start.as_ptr(), len.min(room)) },
            fault,
        )
    }

    /// As [`bytes`](RawRing::bytes), to be edited.
    #[inline]
    pub(crate) fn bytes_mut(&mut self, i: u32) -> (&mut [u8], Option<Fault>) {
        assert!(i < self.window(), "slot {i} of {}", self.window());
        let slot = self.slot(i);
        let Some((start, room)) = self.buffer(i, slot) else {
            return (&mut [], Some(Fault::Index));
        };
        let len = usize::from(slot.len);
        let fault = (len > room).then_some(Fault::Length);
        // SAFETY: R1, R3, R4: `room` bytes of a buffer of our window, borrowed mutably with `self`.
        let bytes = unsafe { slice::from_raw_parts_mut(start.as_ptr(), len.min(room)) };
        (bytes, fault)
    }

    /// The whole buffer of slot `i` of the window, whatever the length in the slot. `None` where
    /// the slot's index makes no sense.
    #[inline]
    pub(crate) fn buffer_mut(&mut self, i: u32) -> Option<&mut [u8]> {
        assert!(i < self.window(), "slot {i} of {}", self.window());
        let (start, room) = self.buffer(i, self.slot(i))?;
        // SAFETY: R1, R3, R4: `room` bytes of a buffer of our window, borrowed mutably with `self`.
        Some(unsafe { slice::from_raw_parts_mut(start.as_ptr(), room) })
    }

    /// Hands the first `n` slots of the window over: what was slot `n` is slot 0 from then on.
    #[inline]
    pub(crate) fn advance(&mut self, n: u32) {
        assert!(n <= self.window(), "{n} slots of {}", self.window());
        self.head = self.position(n);
        // Cur first: whoever reads head and then cur finds head <= cur at every moment. The kernel
        // does so when another thread syncs a file descriptor that has this ring bound too.
        // Release: slots and bytes are written before the other side may see them as its own.
        self.word(offset_of!(netmap_ring, cur))
            .store(self.head, Ordering::Release);
        self.head_word().store(self.head, Ordering::Release);
    }

    /// Asks for slots beyond those of the window: a poll is ready when cur is not tail. False
    /// leaves cur at head, where any slot of the window makes it ready.
    pub(crate) fn look_beyond(&mut self, beyond: bool) {
        // Head <= cur <= tail either way.
        let cur = if beyond { self.tail } else { self.head };
        self.word(offset_of!(netmap_ring, cur))
            .store(cur, Ordering::Release);
    }

    /// Reads the indices again after a sync. Head and cur outside of the window make the kernel
    /// re-initialise the ring, without any error number; it shows in head alone.
    pub(crate) fn resync(&mut self) -> Resync {
        let (head, tail) = (self.head_word().load(Ordering::Acquire), self.load_tail());
        if head >= self.num_slots || tail >= self.num_slots {
            self.tail = self.head;
            return Resync::Broken;
        }
        let forward = self.distance(self.head, head);
        let lost = self.distance(head, self.head);
        let window = self.window();
        (self.head, self.tail) = (head, tail);
        match forward {
            0 => Resync::Kept,
            n if n <= window => Resync::Forwarded(n),
            _ => Resync::Reset { lost },
        }
    }
}
