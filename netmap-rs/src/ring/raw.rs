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
use std::sync::atomic::{AtomicU32, Ordering};

use netmap_sys::{netmap_ring, netmap_slot};

use super::buffers::Buffers;
use super::slot::{Fault, Refused, Slot, Words};
use crate::Error;
use crate::region::Region;

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
    slots: NonNull<Words>,
    buffers: Buffers,
    num_slots: u32,
    head: u32,
    tail: u32,
    /// Steps from head to tail.
    window: u32,
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
        let mut ring = RawRing {
            header,
            slots: slots.cast(),
            buffers: Buffers::new(&region, first, buf_size, offset_mask)?,
            num_slots,
            head: 0,
            tail: 0,
            window: 0,
            ring_id,
            region,
        };
        let (head, tail) = (ring.head_word().load(Ordering::Relaxed), ring.load_tail());
        if head >= num_slots || tail >= num_slots {
            return layout("head or tail", head.max(tail).into(), num_slots.into());
        }
        ring.head = head;
        ring.set_tail(tail);
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
        self.buffers.size()
    }

    /// The number of the ring: NIC rings first, then host rings.
    pub(crate) fn ring_id(&self) -> u16 {
        self.ring_id
    }

    /// Whether the slots of both rings may swap their buffers.
    pub(crate) fn can_swap_with(&self, other: &RawRing) -> bool {
        self.region.id() == other.region.id() && self.buffers.can_swap_with(&other.buffers)
    }

    /// Slots in the window, as of the last refresh. Always below `num_slots`.
    #[inline]
    pub(crate) fn window(&self) -> u32 {
        self.window
    }

    /// `tail` is below `num_slots` (R3).
    #[inline]
    fn set_tail(&mut self, tail: u32) {
        self.tail = tail;
        self.window = self.distance(self.head, tail);
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
            self.set_tail(tail);
        }
        self.window
    }

    #[inline(always)]
    fn slots(&self) -> &[Words] {
        // SAFETY: R1, M2: `num_slots` of them, inside of the mapping, aligned to 8, and only
        // accessed atomically.
        unsafe { slice::from_raw_parts(self.slots.as_ptr(), self.num_slots as usize) }
    }

    #[inline(always)]
    fn words(&self, i: u32) -> &Words {
        &self.slots()[self.position(i) as usize]
    }

    /// The first `n` slots of the window: those up to the end of the ring, and those behind it.
    #[inline(always)]
    fn runs(&self, n: u32) -> [&[Words]; 2] {
        assert!(n <= self.window, "{n} slots of {}", self.window);
        let (before, from_head) = self.slots().split_at(self.head as usize);
        let first = (n as usize).min(from_head.len());
        [&from_head[..first], &before[..n as usize - first]]
    }

    /// Slots `from..to` of the window, as far as the end of the ring: at least one of them.
    #[inline(always)]
    fn run(&self, from: u32, to: u32) -> &[Words] {
        assert!(
            from < to && to <= self.window,
            "{to} slots of {}",
            self.window
        );
        let from_there = &self.slots()[self.position(from) as usize..];
        &from_there[..from_there.len().min((to - from) as usize)]
    }

    /// Slot `i` of the window.
    #[inline]
    pub(crate) fn slot(&self, i: u32) -> Slot {
        Slot::load(self.words(i))
    }

    /// Writes slot `i` of the window.
    #[inline]
    pub(crate) fn set_slot(&mut self, i: u32, slot: Slot) {
        slot.store(self.words(i));
    }

    #[inline]
    pub(crate) fn is_buffer(&self, index: u32) -> bool {
        self.buffers.has(index)
    }

    /// Whether a slot is a packet of its own with nothing wrong.
    #[inline(always)]
    pub(super) fn plain(&self, slot: Slot) -> bool {
        !slot.continues() && self.buffers.hold(slot)
    }

    /// Whether slot `i` of the window is a packet of its own with nothing wrong.
    #[inline]
    pub(crate) fn is_plain(&self, i: u32) -> bool {
        self.plain(self.slot(i))
    }

    /// How many slots of the window, from its first on and at most `n`, are packets of their own
    /// with nothing wrong.
    #[inline]
    pub(super) fn count_plain(&self, n: u32) -> u32 {
        let [first, second] = self.runs(n);
        let plain = |words: &&Words| self.plain(Slot::load(words));
        first.iter().chain(second).take_while(plain).count() as u32
    }

    /// The bytes of the packet in slot `i` of the window, and what was wrong with the slot: an
    /// index that makes no sense gives no bytes, a length beyond the buffer is cut.
    #[inline]
    pub(crate) fn bytes(&self, i: u32) -> (&[u8], Option<Fault>) {
        self.bytes_of(i, self.slot(i))
    }

    /// As [`bytes`](RawRing::bytes), where `slot` is what slot `i` was read as just before.
    #[inline(always)]
    pub(super) fn bytes_of(&self, i: u32, slot: Slot) -> (&[u8], Option<Fault>) {
        assert!(i < self.window, "slot {i} of {}", self.window);
        let (bytes, fault) = self.buffers.packet(self.words(i), slot);
        // SAFETY: R1, R3, R4: part of a buffer of our window, borrowed with `self`.
        (unsafe { bytes.as_ref() }, fault)
    }

    /// As [`bytes`](RawRing::bytes), to be edited.
    #[inline]
    pub(crate) fn bytes_mut(&mut self, i: u32) -> (&mut [u8], Option<Fault>) {
        assert!(i < self.window, "slot {i} of {}", self.window);
        let words = self.words(i);
        let (mut bytes, fault) = self.buffers.packet(words, Slot::load(words));
        // SAFETY: R1, R3, R4: part of a buffer of our window, borrowed mutably with `self`.
        (unsafe { bytes.as_mut() }, fault)
    }

    /// As [`bytes_mut`](RawRing::bytes_mut) for each of the first `n` slots of the window.
    #[inline(always)]
    pub(super) fn show_each<F>(&mut self, n: u32, mut f: F)
    where
        F: FnMut(&mut [u8], Option<Fault>),
    {
        let buffers = self.buffers;
        for run in self.runs(n) {
            for words in run {
                let (mut bytes, fault) = buffers.packet(words, Slot::load(words));
                // SAFETY: R1, R3: part of a buffer of our window, whose head stays where it is
                // while `self` is borrowed; `f` can't keep it.
                f(unsafe { bytes.as_mut() }, fault);
            }
        }
    }

    /// How many bytes fit into slot `i` of the window, at most `u16::MAX`. `None` where its index
    /// makes no sense.
    pub(super) fn room(&self, i: u32) -> Option<usize> {
        let words = self.words(i);
        let (_, room) = self.buffers.find(words, Slot::load(words).buf_idx)?;
        Some(room)
    }

    /// Writes a length into slot `i` of the window and clears its flags. Returns the absolute
    /// number of the slot, and that many bytes of its buffer.
    #[inline(always)]
    pub(super) fn fill(&mut self, i: usize, len: usize) -> Result<(usize, &mut [u8]), Refused> {
        let ready = self.window as usize;
        if i >= ready {
            return Err(Refused::Window { ready });
        }
        let at = self.position(i as u32) as usize;
        let words = &self.slots()[at];
        let buf_idx = Slot::load(words).buf_idx;
        let Some((start, room)) = self.buffers.find(words, buf_idx) else {
            return Err(Refused::Index);
        };
        if len.wrapping_sub(1) >= room {
            return Err(Refused::Length { len, max: room });
        }
        let (len16, flags) = (len as u16, 0);
        let len = usize::from(len16);
        Slot {
            buf_idx,
            len: len16,
            flags,
        }
        .store(words);
        // SAFETY: R1, R3, R4: `len` of the `room` bytes of a buffer of our window, borrowed
        // mutably with `self`.
        Ok((at, unsafe {
            slice::from_raw_parts_mut(start.as_ptr(), len)
        }))
    }

    /// Calls `f` with the whole buffer of each of the first `n` slots of the window, and writes
    /// the length that it returns into the slot; flags are cleared. Stops at a length that it
    /// refuses, such as 0. Returns how many slots were filled, and what was refused.
    #[inline(always)]
    pub(super) fn fill_each<F>(&mut self, n: u32, mut f: F) -> (u32, Option<Refused>)
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        let buffers = self.buffers;
        let mut filled = 0;
        for run in self.runs(n) {
            for words in run {
                let buf_idx = Slot::load(words).buf_idx;
                let Some((start, room)) = buffers.find(words, buf_idx) else {
                    return (filled, Some(Refused::Index));
                };
                // SAFETY: R1, R3: `room` bytes of a buffer of our window, whose head stays where
                // it is while `self` is borrowed; `f` can't keep it.
                let len = f(unsafe { slice::from_raw_parts_mut(start.as_ptr(), room) });
                if len.wrapping_sub(1) >= room {
                    return (filled, Some(Refused::Length { len, max: room }));
                }
                let (len, flags) = (len as u16, 0);
                Slot {
                    buf_idx,
                    len,
                    flags,
                }
                .store(words);
                filled += 1;
            }
        }
        (filled, None)
    }

    /// Lets the slots of packets that `want` accepts swap their buffers with free slots of `tx`:
    /// from slot `taken` of this window on to before `end`, and from slot `sent` of that of `tx`
    /// to before `room`. Both numbers move on after each packet. Stops where a slot of either ring
    /// is not plain. The rings [can swap](RawRing::can_swap_with).
    // A function of its own: the loop needs all the registers.
    #[inline(never)]
    pub(super) fn swap_each<F>(
        &mut self,
        (taken, end): (&mut u32, u32),
        tx: &mut RawRing,
        (sent, room): (&mut u32, u32),
        mut want: F,
    ) where
        F: FnMut(&mut [u8]) -> bool,
    {
        let (buffers, free_buffers) = (self.buffers, tx.buffers);
        while *taken < end && *sent < room {
            let (packets, free) = (self.run(*taken, end), tx.run(*sent, room));
            let (first_taken, first_sent) = (*taken, *sent);
            let mut used = 0;
            for (seen, from) in packets.iter().enumerate() {
                let Some(to) = free.get(used) else {
                    break;
                };
                let (packet, spare) = (Slot::load(from), Slot::load(to));
                let Some(mut bytes) = buffers.held(packet) else {
                    return;
                };
                if packet.continues() || !free_buffers.has(spare.buf_idx) {
                    return;
                }
                // SAFETY: R1, R3: part of a buffer of our window, whose head stays where it is
                // while `self` is borrowed; `want` can't keep it.
                let bytes = unsafe { bytes.as_mut() };
                if want(bytes) {
                    let flags = Slot::BUF_CHANGED;
                    Slot { flags, ..packet }.store(to);
                    let buf_idx = spare.buf_idx;
                    Slot {
                        buf_idx,
                        flags,
                        ..packet
                    }
                    .store(from);
                    used += 1;
                    *sent = first_sent + used as u32;
                }
                *taken = first_taken + seen as u32 + 1;
            }
        }
    }

    /// Hands the first `n` slots of the window over: what was slot `n` is slot 0 from then on.
    #[inline]
    pub(crate) fn advance(&mut self, n: u32) {
        assert!(n <= self.window, "{n} slots of {}", self.window);
        self.head = self.position(n);
        self.window -= n;
        // Cur first: whoever reads head and then cur finds head <= cur at every moment. The kernel
        // does so when another thread syncs a transmit ring.
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
            self.set_tail(self.head);
            return Resync::Broken;
        }
        let forward = self.distance(self.head, head);
        let lost = self.distance(head, self.head);
        let window = self.window;
        self.head = head;
        self.set_tail(tail);
        match forward {
            0 => Resync::Kept,
            n if n <= window => Resync::Forwarded(n),
            _ => Resync::Reset { lost },
        }
    }
}
