//! The shared region of a software port, and typed access to it.
//!
//! Everything that touches raw memory is here. The rest of the backend works on [`RingMem`] and
//! [`Buffers`], whose methods are safe because of these invariants:
//!
//! 1. **Alive.** A view holds an `Arc` of its [`Region`], and a region is unmapped only when the
//!    last `Arc` goes.
//! 2. **In bounds and aligned.** A view is made only after its whole extent was checked against
//!    the length of the mapping and against the alignment of what it holds; slot and buffer
//!    indices are checked at each use. The numbers they are checked against live in the view,
//!    never in the region.
//! 3. **Shared words are atomics.** The region is written by the user's side at any time, so ring
//!    headers and slots are only ever reached as atomic words, read once per use.
//! 4. **Buffers belong to one side at a time.** A buffer named by a slot that the user's side
//!    handed over is not written by it until the slot is handed back. Bytes are copied, and no
//!    reference to them is ever made. A user who breaks this through raw pointers gets garbled
//!    packets, as with the kernel.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU16, AtomicU32, AtomicU64, Ordering};

use crate::region::Memory;

/// Bytes of `struct netmap_ring` before its slots.
pub(super) const RING_HEADER: usize = size_of::<RingHeader>();
/// Bytes of `struct netmap_slot`.
pub(super) const SLOT_SIZE: usize = size_of::<SlotCell>();
/// Bytes of `struct netmap_if` before its ring offsets.
pub(super) const IF_HEADER: usize = 56;
/// Copies are rounded up to this many bytes; buffers are multiples of it.
pub(super) const CACHE_LINE: usize = 64;

/// A mapping, anonymous or of a file; pages that are never touched cost nothing.
#[derive(Debug)]
pub(super) struct Region {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: invariant 3: all access through a region is atomic or a copy between buffers.
unsafe impl Send for Region {}
// SAFETY: as above.
unsafe impl Sync for Region {}

impl Region {
    /// Memory of this process alone.
    pub(super) fn new(len: usize) -> io::Result<Arc<Region>> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let flags = libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let flags = libc::MAP_ANON;
        Region::map(len, flags, -1, 0)
    }

    /// `len` bytes of a file from `offset` on. The file is that long, and nobody cuts it.
    pub(super) fn of_file(file: &File, offset: usize, len: usize) -> io::Result<Arc<Region>> {
        Region::map(len, 0, file.as_raw_fd(), offset as libc::off_t)
    }

    fn map(len: usize, flags: i32, fd: RawFd, offset: libc::off_t) -> io::Result<Arc<Region>> {
        let prot = libc::PROT_READ | libc::PROT_WRITE;
        let flags = flags | libc::MAP_SHARED;
        // SAFETY: a new mapping at an address of the system's choice touches nothing that exists.
        let base = unsafe { libc::mmap(ptr::null_mut(), len, prot, flags, fd, offset) };
        if base == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let base = NonNull::new(base.cast()).ok_or_else(io::Error::last_os_error)?;
        Ok(Arc::new(Region { base, len }))
    }

    /// Address of `size` bytes at `offset`, for a value of alignment `align`.
    ///
    /// # Panics
    ///
    /// If they are not inside the region, or not aligned: the layout is wrong.
    fn at(&self, offset: usize, size: usize, align: usize) -> NonNull<u8> {
        let end = offset.checked_add(size);
        assert!(
            end.is_some_and(|end| end <= self.len) && offset % align == 0,
            "{size} bytes at {offset} of a region of {}",
            self.len
        );
        // SAFETY: invariant 2, just checked.
        unsafe { self.base.add(offset) }
    }

    pub(super) fn u32_at(&self, offset: usize) -> &AtomicU32 {
        let p = self.at(offset, 4, align_of::<AtomicU32>());
        // SAFETY: invariants 1 to 3; the mapping lives as long as `self`.
        unsafe { p.cast::<AtomicU32>().as_ref() }
    }

    pub(super) fn i64_at(&self, offset: usize) -> &AtomicI64 {
        let p = self.at(offset, 8, align_of::<AtomicI64>());
        // SAFETY: invariants 1 to 3; the mapping lives as long as `self`.
        unsafe { p.cast::<AtomicI64>().as_ref() }
    }

    /// Writes bytes that nobody else uses yet: the fixed fields of a new `netmap_if`.
    pub(super) fn write(&self, offset: usize, bytes: &[u8]) {
        let p = self.at(offset, bytes.len(), 1);
        // SAFETY: invariant 2, and a Rust slice never overlaps the mapping.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), p.as_ptr(), bytes.len()) }
    }
}

// SAFETY: the whole mapping is one `mmap`, which starts at a page and stays until the drop.
unsafe impl Memory for Region {
    fn base(&self) -> NonNull<u8> {
        self.base
    }

    fn len(&self) -> usize {
        self.len
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: invariant 1: no view is left, and the mapping is ours.
        let unmapped = unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
        debug_assert_eq!(unmapped, 0);
    }
}

/// One word of a region.
#[derive(Debug, Clone)]
pub(super) struct Word {
    region: Arc<Region>,
    offset: usize,
}

impl Word {
    pub(super) fn new(region: &Arc<Region>, offset: usize) -> Word {
        let region = Arc::clone(region);
        Word { region, offset }
    }

    #[inline]
    pub(super) fn get(&self) -> &AtomicU32 {
        self.region.u32_at(self.offset)
    }
}

/// `struct netmap_ring` without its slots. What the kernel's header calls constant is written
/// once, before the ring is shown to anybody.
#[repr(C)]
pub(super) struct RingHeader {
    buf_ofs: AtomicI64,
    num_slots: AtomicU32,
    nr_buf_size: AtomicU32,
    ringid: AtomicU16,
    dir: AtomicU16,
    pub(super) head: AtomicU32,
    pub(super) cur: AtomicU32,
    pub(super) tail: AtomicU32,
    pub(super) flags: AtomicU32,
    _pad: u32,
    ts_sec: AtomicI64,
    ts_usec: AtomicI64,
    offset_mask: AtomicU64,
    buf_align: AtomicU64,
    _pad2: [u64; 7],
    _sem: [u64; 16],
}

#[repr(C)]
struct SlotCell {
    /// `buf_idx`, `len`, `flags`.
    word: AtomicU64,
    ptr: AtomicU64,
}

/// A copy of `struct netmap_slot`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Slot {
    pub(super) buf_idx: u32,
    pub(super) len: u16,
    pub(super) flags: u16,
}

impl Slot {
    #[cfg(target_endian = "little")]
    const SHIFTS: (u32, u32, u32) = (0, 32, 48);
    #[cfg(target_endian = "big")]
    const SHIFTS: (u32, u32, u32) = (32, 16, 0);

    #[inline]
    fn from_word(w: u64) -> Slot {
        Slot {
            buf_idx: (w >> Self::SHIFTS.0) as u32,
            len: (w >> Self::SHIFTS.1) as u16,
            flags: (w >> Self::SHIFTS.2) as u16,
        }
    }

    #[inline]
    fn to_word(self) -> u64 {
        u64::from(self.buf_idx) << Self::SHIFTS.0
            | u64::from(self.len) << Self::SHIFTS.1
            | u64::from(self.flags) << Self::SHIFTS.2
    }
}

/// What is fixed in a ring's header.
#[derive(Debug, Clone, Copy)]
pub(super) struct RingInit {
    pub(super) slots: u32,
    pub(super) buf_ofs: i64,
    pub(super) buf_size: u32,
    pub(super) ringid: u16,
    pub(super) dir: u16,
    pub(super) tail: u32,
}

/// One `struct netmap_ring` and its slots.
#[derive(Debug, Clone)]
pub(super) struct RingMem {
    _region: Arc<Region>,
    header: NonNull<RingHeader>,
    slots: u32,
    offset: usize,
}

// SAFETY: invariants 1 and 3: the pointer is into a region that the view keeps alive, and what it
// points to is atomic.
unsafe impl Send for RingMem {}
// SAFETY: as above.
unsafe impl Sync for RingMem {}

impl RingMem {
    /// The ring at `offset`, of `slots` slots whatever it says itself.
    pub(super) fn at(region: &Arc<Region>, offset: usize, slots: u32) -> RingMem {
        let size = RING_HEADER + SLOT_SIZE * slots as usize;
        let header = region.at(offset, size, align_of::<RingHeader>()).cast();
        RingMem {
            _region: Arc::clone(region),
            header,
            slots,
            offset,
        }
    }

    /// Lays a new ring out at `offset`, head, cur, flags and time zero; its slots are left as
    /// they are.
    pub(super) fn new(region: &Arc<Region>, offset: usize, init: RingInit) -> RingMem {
        let ring = RingMem::at(region, offset, init.slots);
        let h = ring.header();
        h.buf_ofs.store(init.buf_ofs, Ordering::Relaxed);
        h.num_slots.store(init.slots, Ordering::Relaxed);
        h.nr_buf_size.store(init.buf_size, Ordering::Relaxed);
        h.ringid.store(init.ringid, Ordering::Relaxed);
        h.dir.store(init.dir, Ordering::Relaxed);
        h.head.store(0, Ordering::Relaxed);
        h.cur.store(0, Ordering::Relaxed);
        h.flags.store(0, Ordering::Relaxed);
        ring.set_time(0, 0);
        h.offset_mask.store(0, Ordering::Relaxed);
        h.buf_align.store(0, Ordering::Relaxed);
        h.tail.store(init.tail, Ordering::Release);
        ring
    }

    /// Where the ring starts in its region, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// Number of slots, whatever the region says.
    #[inline]
    pub(super) fn num_slots(&self) -> u32 {
        self.slots
    }

    #[inline]
    pub(super) fn header(&self) -> &RingHeader {
        // SAFETY: invariants 1 to 3.
        unsafe { self.header.as_ref() }
    }

    #[inline]
    fn cells(&self) -> &[SlotCell] {
        // SAFETY: invariant 2: the slots follow the header, inside what was checked.
        let first = unsafe { self.header.add(1) }.cast::<SlotCell>().as_ptr();
        // SAFETY: invariants 1 to 3.
        unsafe { std::slice::from_raw_parts(first, self.slots as usize) }
    }

    #[inline]
    pub(super) fn slot(&self, i: u32) -> Slot {
        Slot::from_word(self.cells()[i as usize].word.load(Ordering::Relaxed))
    }

    #[inline]
    pub(super) fn set_slot(&self, i: u32, slot: Slot) {
        self.cells()[i as usize]
            .word
            .store(slot.to_word(), Ordering::Relaxed);
    }

    #[inline]
    pub(super) fn set_slot_ptr(&self, i: u32, value: u64) {
        self.cells()[i as usize].ptr.store(value, Ordering::Relaxed);
    }

    /// Copies slot `i` into slot `i` of `other`, all of it, and returns what was copied.
    #[inline]
    pub(super) fn copy_slot_to(&self, i: u32, other: &RingMem) -> Slot {
        let (from, to) = (&self.cells()[i as usize], &other.cells()[i as usize]);
        let word = from.word.load(Ordering::Relaxed);
        to.word.store(word, Ordering::Relaxed);
        to.ptr
            .store(from.ptr.load(Ordering::Relaxed), Ordering::Relaxed);
        Slot::from_word(word)
    }

    /// Sets `ring->ts`.
    #[inline]
    pub(super) fn set_time(&self, sec: i64, usec: i64) {
        self.header().ts_sec.store(sec, Ordering::Relaxed);
        self.header().ts_usec.store(usec, Ordering::Relaxed);
    }
}

/// The buffers of a region.
#[derive(Debug, Clone)]
pub(super) struct Buffers {
    _region: Arc<Region>,
    first: NonNull<u8>,
    size: u32,
    count: u32,
}

// SAFETY: invariants 1 and 4.
unsafe impl Send for Buffers {}
// SAFETY: as above.
unsafe impl Sync for Buffers {}

impl Buffers {
    /// `count` buffers of `size` bytes from `offset` on.
    pub(super) fn new(region: &Arc<Region>, offset: usize, size: u32, count: u32) -> Buffers {
        assert!(size as usize % CACHE_LINE == 0 && size > 0);
        let first = region.at(offset, size as usize * count as usize, CACHE_LINE);
        Buffers {
            _region: Arc::clone(region),
            first,
            size,
            count,
        }
    }

    /// Bytes of one buffer.
    #[inline]
    pub(super) fn size(&self) -> u32 {
        self.size
    }

    /// Whether a slot may name this buffer: the first two are netmap's own.
    #[inline]
    pub(super) fn is_valid(&self, index: u32) -> bool {
        (2..self.count).contains(&index)
    }

    #[inline]
    fn address(&self, index: u32) -> Option<NonNull<u8>> {
        // SAFETY: invariant 2: the index was just checked.
        self.is_valid(index)
            .then(|| unsafe { self.first.add(index as usize * self.size as usize) })
    }

    /// Word `word` (of eight bytes) of a buffer; `None` where the buffer does not exist.
    #[inline]
    pub(super) fn word(&self, index: u32, word: usize) -> Option<u64> {
        if word >= CACHE_LINE / 8 {
            return None;
        }
        let p = self.address(index)?.cast::<AtomicU64>();
        // SAFETY: invariant 2: the first cache line of a buffer, which is aligned to it.
        let p = unsafe { p.add(word) };
        // SAFETY: invariants 1 to 3: read as one atomic word.
        Some(unsafe { p.as_ref() }.load(Ordering::Relaxed))
    }

    /// The first four bytes of a buffer, which link the list of extra buffers.
    pub(super) fn link(&self, index: u32) -> Option<&AtomicU32> {
        let p = self.address(index)?.cast::<AtomicU32>();
        // SAFETY: invariants 1 to 3.
        Some(unsafe { p.as_ref() })
    }

    /// Copies the first `len` bytes of buffer `from` into buffer `to` of `other`, in whole cache
    /// lines. Copies nothing and returns false where one does not exist or is too short.
    #[inline]
    pub(super) fn copy_to(&self, from: u32, other: &Buffers, to: u32, len: usize) -> bool {
        let (Some(src), Some(dst)) = (self.address(from), other.address(to)) else {
            return false;
        };
        if len > self.size as usize || len > other.size as usize {
            return false;
        }
        if src == dst {
            return true;
        }
        let (mut src, mut dst) = (src.cast::<Line>().as_ptr(), dst.cast::<Line>().as_ptr());
        if len > 8 * CACHE_LINE {
            // SAFETY: invariants 1, 2 and 4: `len` was checked against both, and two buffers are
            // the same or disjoint.
            unsafe { ptr::copy_nonoverlapping(src.cast::<u8>(), dst.cast::<u8>(), len) };
            return true;
        }
        for _ in 0..len.div_ceil(CACHE_LINE) {
            // SAFETY: as above; the length of a buffer is a multiple of a line.
            unsafe { ptr::copy_nonoverlapping(src, dst, 1) };
            src = src.wrapping_add(1);
            dst = dst.wrapping_add(1);
        }
        true
    }
}

#[repr(C, align(64))]
struct Line([u8; CACHE_LINE]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slot_words_have_the_layout_of_the_struct() {
        let slot = Slot {
            buf_idx: 0x0102_0304,
            len: 0x0506,
            flags: 0x0708,
        };
        let bytes = slot.to_word().to_ne_bytes();
        assert_eq!(bytes[..4], 0x0102_0304u32.to_ne_bytes());
        assert_eq!(bytes[4..6], 0x0506u16.to_ne_bytes());
        assert_eq!(bytes[6..], 0x0708u16.to_ne_bytes());
        assert_eq!(Slot::from_word(slot.to_word()), slot);
        assert_eq!((RING_HEADER, SLOT_SIZE), (256, 16));
    }

    #[test]
    #[should_panic(expected = "of a region of")]
    fn a_ring_beyond_the_region_cannot_be_made() {
        let region = Region::new(4096).unwrap();
        let init = RingInit {
            slots: 241,
            buf_ofs: 0,
            buf_size: 2048,
            ringid: 0,
            dir: 0,
            tail: 0,
        };
        RingMem::new(&region, 0, init);
    }

    #[test]
    fn copies_whole_lines_within_bounds() {
        let region = Region::new(4096 * 4).unwrap();
        let buffers = Buffers::new(&region, 0, 2048, 8);
        region.write(2 * 2048, &[7; 2048]);
        for (from, to, len) in [(2, 8, 60), (1, 3, 60), (2, 3, 2049), (2, u32::MAX, 1)] {
            assert!(!buffers.copy_to(from, &buffers, to, len));
        }
        assert!(buffers.copy_to(2, &buffers, 3, 60));
        assert_eq!(buffers.word(3, 7), Some(0x0707_0707_0707_0707));
        assert_eq!(buffers.word(3, 8), None);
        assert_eq!(region.u32_at(3 * 2048 + 64).load(Ordering::Relaxed), 0);
        assert!(buffers.copy_to(2, &buffers, 3, 2048));
        assert_eq!(
            region.u32_at(3 * 2048 + 2044).load(Ordering::Relaxed),
            0x0707_0707
        );
        assert!(buffers.copy_to(2, &buffers, 2, 2048));
    }
}
