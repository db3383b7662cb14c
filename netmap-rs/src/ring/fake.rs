//! A kernel in plain memory: drives the far side of one transmit and one receive ring, checks what
//! the library stores there by the kernel's own rules, and misbehaves when told to.
#![allow(unsafe_code)]

use std::cell::UnsafeCell;
use std::collections::VecDeque;
use std::io;
use std::mem::offset_of;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use netmap_sys::{netmap_if, netmap_ring};

use super::slot::Slot;
use crate::port::{Backing, Shared};
use crate::region::{Memory, Region, RegionId};
use crate::{Direction, Error, Netmap};

#[repr(C, align(4096))]
struct Page(UnsafeCell<[u8; 4096]>);

/// Zeroed pages.
pub(crate) struct Pages(Box<[Page]>);

// SAFETY: the bytes are only accessed through pointers, as shared memory is.
unsafe impl Sync for Pages {}

// SAFETY: a boxed slice of pages stays where it is while it lives.
unsafe impl Memory for Pages {
    fn base(&self) -> NonNull<u8> {
        // The pointer of the whole slice: its provenance covers all pages.
        NonNull::from(&*self.0).cast()
    }

    fn len(&self) -> usize {
        self.0.len() * 4096
    }
}

impl Pages {
    fn new(bytes: usize) -> Pages {
        let page = |_| Page(UnsafeCell::new([0; 4096]));
        Pages((0..bytes.div_ceil(4096)).map(page).collect())
    }

    pub(crate) fn u32(&self, at: usize) -> &AtomicU32 {
        assert!(at % 4 == 0 && at + 4 <= self.len());
        // SAFETY: inside of the pages, as just checked.
        let p = unsafe { self.base().add(at) };
        // SAFETY: aligned, as just checked.
        unsafe { p.cast().as_ref() }
    }

    pub(crate) fn u64(&self, at: usize) -> &AtomicU64 {
        assert!(at % 8 == 0 && at + 8 <= self.len());
        // SAFETY: inside of the pages, as just checked.
        let p = unsafe { self.base().add(at) };
        // SAFETY: aligned, as just checked.
        unsafe { p.cast().as_ref() }
    }

    fn bytes(&self, at: usize, len: usize) -> NonNull<[u8]> {
        assert!(at + len <= self.len());
        // SAFETY: inside of the pages, as just checked.
        NonNull::slice_from_raw_parts(unsafe { self.base().add(at) }, len)
    }
}

#[derive(Clone, Copy)]
struct KRing {
    at: usize,
    hwcur: u32,
    hwtail: u32,
}

struct State {
    tx: KRing,
    rx: KRing,
    sent: Vec<(Vec<u8>, u16)>,
    arriving: VecDeque<(Vec<u8>, u16)>,
    /// Sent slots are not given back.
    stuck: bool,
    /// Head and cur of the transmit ring that a sync refused.
    refused: Vec<(u32, u32)>,
    errno: Option<i32>,
    calls: Vec<Call>,
}

/// A system call of a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Sync,
    Poll,
}

/// See the module.
pub(crate) struct FakeKernel {
    pub(crate) pages: Arc<Pages>,
    pub(crate) slots: u32,
    first_buffer: usize,
    state: Mutex<State>,
}

pub(crate) const BUF_SIZE: usize = 256;

impl FakeKernel {
    /// A port with one ring of `slots` slots in each direction, whose indices start at `start`.
    pub(crate) fn open(slots: u32, start: u32) -> (Arc<FakeKernel>, Netmap) {
        FakeKernel::open_with(slots, start, 0)
    }

    pub(crate) fn open_with(slots: u32, start: u32, mask: u64) -> (Arc<FakeKernel>, Netmap) {
        assert!(start < slots);
        let n = slots as usize;
        let ring_size = (offset_of!(netmap_ring, slot) + n * 16).next_multiple_of(4096);
        let (rx, tx) = (4096, 4096 + ring_size);
        let first_buffer = tx + ring_size;
        let pages = Arc::new(Pages::new(first_buffer + (2 + 2 * n) * BUF_SIZE));
        let nif = |field: usize, value| pages.u32(field).store(value, Ordering::Relaxed);
        nif(offset_of!(netmap_if, ni_tx_rings), 1);
        nif(offset_of!(netmap_if, ni_rx_rings), 1);
        nif(offset_of!(netmap_if, ni_host_tx_rings), 1);
        nif(offset_of!(netmap_if, ni_host_rx_rings), 1);
        let ofs = offset_of!(netmap_if, ring_ofs);
        // NIC tx, host tx, NIC rx, host rx; the host rings are not bound.
        pages.u64(ofs).store(tx as u64, Ordering::Relaxed);
        pages.u64(ofs + 16).store(rx as u64, Ordering::Relaxed);
        for (at, dir, first) in [(rx, 0, 2), (tx, 1, 2 + n)] {
            let ring = |field: usize, value| pages.u32(at + field).store(value, Ordering::Relaxed);
            let buf_ofs = (first_buffer - at) as u64;
            pages.u64(at).store(buf_ofs, Ordering::Relaxed);
            ring(offset_of!(netmap_ring, num_slots), slots);
            ring(offset_of!(netmap_ring, nr_buf_size), BUF_SIZE as u32);
            ring(offset_of!(netmap_ring, ringid), dir << 16);
            ring(offset_of!(netmap_ring, head), start);
            ring(offset_of!(netmap_ring, cur), start);
            let tail = if dir == 1 {
                before(start, slots)
            } else {
                start
            };
            ring(offset_of!(netmap_ring, tail), tail);
            let offset_mask = offset_of!(netmap_ring, offset_mask);
            pages.u64(at + offset_mask).store(mask, Ordering::Relaxed);
            for i in 0..n {
                let slot = Slot {
                    buf_idx: (first + i) as u32,
                    len: BUF_SIZE as u16,
                    flags: 0,
                };
                let word = at + offset_of!(netmap_ring, slot) + i * 16;
                pages.u64(word).store(slot.to_word(), Ordering::Relaxed);
            }
        }
        let kernel = Arc::new(FakeKernel {
            pages: Arc::clone(&pages),
            slots,
            first_buffer,
            state: Mutex::new(State {
                tx: KRing {
                    at: tx,
                    hwcur: start,
                    hwtail: before(start, slots),
                },
                rx: KRing {
                    at: rx,
                    hwcur: start,
                    hwtail: start,
                },
                sent: Vec::new(),
                arriving: VecDeque::new(),
                stuck: false,
                refused: Vec::new(),
                errno: None,
                calls: Vec::new(),
            }),
        });
        let port = kernel.reopen("fake0").expect("a good region");
        (kernel, port)
    }

    /// Another registration of the same rings.
    pub(crate) fn reopen(self: &Arc<FakeKernel>, name: &str) -> Result<Netmap, Error> {
        let memory = Arc::clone(&self.pages);
        let id = RegionId::Software(memory.base().addr().get());
        let backing = Backing::Fake(Arc::clone(self));
        let shared = Shared::new(backing, Region::new(memory, id), name.parse()?, 0, 1)?;
        Ok(Netmap::new(shared))
    }

    fn ring(&self, direction: Direction) -> usize {
        let state = self.state.lock().expect("no panic");
        match direction {
            Direction::Tx => state.tx.at,
            Direction::Rx => state.rx.at,
        }
    }

    /// A word of the header of a ring: `offset_of!(netmap_ring, ...)`.
    pub(crate) fn header(&self, direction: Direction, field: usize) -> &AtomicU32 {
        self.pages.u32(self.ring(direction) + field)
    }

    fn word(&self, at: usize, i: u32) -> &AtomicU64 {
        self.pages
            .u64(at + offset_of!(netmap_ring, slot) + i as usize * 16)
    }

    pub(crate) fn slot(&self, direction: Direction, i: u32) -> Slot {
        Slot::from_word(self.word(self.ring(direction), i).load(Ordering::Relaxed))
    }

    pub(crate) fn set_slot(&self, direction: Direction, i: u32, slot: Slot) {
        self.word(self.ring(direction), i)
            .store(slot.to_word(), Ordering::Relaxed);
    }

    /// Sets the offset field of a slot.
    pub(crate) fn set_ptr(&self, direction: Direction, i: u32, ptr: u64) {
        let at = self.ring(direction) + offset_of!(netmap_ring, slot) + i as usize * 16 + 8;
        self.pages.u64(at).store(ptr, Ordering::Relaxed);
    }

    /// Lets slots arrive with the next sync: bytes and flags of each.
    pub(crate) fn arrive(&self, slots: impl IntoIterator<Item = (Vec<u8>, u16)>) {
        let mut state = self.state.lock().expect("no panic");
        state.arriving.extend(slots);
    }

    /// What was sent since the last call: bytes and flags of each slot.
    pub(crate) fn sent(&self) -> Vec<(Vec<u8>, u16)> {
        std::mem::take(&mut self.state.lock().expect("no panic").sent)
    }

    pub(crate) fn set_stuck(&self, stuck: bool) {
        self.state.lock().expect("no panic").stuck = stuck;
    }

    pub(crate) fn fail_with(&self, errno: Option<i32>) {
        self.state.lock().expect("no panic").errno = errno;
    }

    /// Every head and cur that broke the kernel's rules.
    pub(crate) fn refused(&self) -> Vec<(u32, u32)> {
        self.state.lock().expect("no panic").refused.clone()
    }

    /// The system calls since the last call of this.
    pub(crate) fn calls(&self) -> Vec<Call> {
        std::mem::take(&mut self.state.lock().expect("no panic").calls)
    }

    /// `call` for one ring; a poll syncs it, and does not block.
    pub(crate) fn call(&self, call: Call, direction: Direction) -> io::Result<()> {
        let mut state = self.state.lock().expect("no panic");
        state.calls.push(call);
        if let Some(errno) = state.errno {
            return Err(io::Error::from_raw_os_error(errno));
        }
        let mut k = match direction {
            Direction::Tx => state.tx,
            Direction::Rx => state.rx,
        };
        let head_word = self.pages.u32(k.at + offset_of!(netmap_ring, head));
        let cur_word = self.pages.u32(k.at + offset_of!(netmap_ring, cur));
        let tail_word = self.pages.u32(k.at + offset_of!(netmap_ring, tail));
        let head = head_word.load(Ordering::Acquire);
        let cur = cur_word.load(Ordering::Acquire);
        let inside = |i| self.steps(k.hwcur, i) <= self.steps(k.hwcur, k.hwtail);
        if head >= self.slots || cur >= self.slots {
            state.refused.push((head, cur));
            head_word.store(k.hwcur, Ordering::Release);
            cur_word.store(k.hwcur, Ordering::Release);
            tail_word.store(k.hwtail, Ordering::Release);
            return Ok(());
        }
        if !inside(head) || !inside(cur) || self.steps(head, cur) > self.steps(head, k.hwtail) {
            state.refused.push((head, cur));
            return Ok(());
        }
        if direction == Direction::Tx {
            while k.hwcur != head {
                let mut slot = Slot::from_word(self.word(k.at, k.hwcur).load(Ordering::Relaxed));
                let bytes = self.packet(k.at, k.hwcur, slot);
                state.sent.push((bytes, slot.flags));
                slot.flags &= !Slot::BUF_CHANGED;
                self.word(k.at, k.hwcur)
                    .store(slot.to_word(), Ordering::Relaxed);
                k.hwcur = self.after(k.hwcur);
            }
            if !state.stuck {
                k.hwtail = before(k.hwcur, self.slots);
            }
            state.tx = k;
        } else {
            k.hwcur = head;
            while self.after(k.hwtail) != k.hwcur {
                let Some((bytes, flags)) = state.arriving.pop_front() else {
                    break;
                };
                let slot = Slot::from_word(self.word(k.at, k.hwtail).load(Ordering::Relaxed));
                let at = self.first_buffer + slot.buf_idx as usize * BUF_SIZE;
                let target = self.pages.bytes(at, bytes.len());
                // SAFETY: a buffer outside of the user's window.
                unsafe {
                    target
                        .cast()
                        .copy_from(NonNull::from(&bytes[..]).cast::<u8>(), bytes.len())
                };
                let slot = Slot {
                    len: bytes.len() as u16,
                    flags,
                    ..slot
                };
                self.word(k.at, k.hwtail)
                    .store(slot.to_word(), Ordering::Relaxed);
                k.hwtail = self.after(k.hwtail);
            }
            state.rx = k;
        }
        tail_word.store(k.hwtail, Ordering::Release);
        Ok(())
    }

    fn packet(&self, ring: usize, i: u32, slot: Slot) -> Vec<u8> {
        let mask = self.pages.u64(ring + offset_of!(netmap_ring, offset_mask));
        let ptr = self
            .pages
            .u64(ring + offset_of!(netmap_ring, slot) + i as usize * 16 + 8);
        let offset = (ptr.load(Ordering::Relaxed) & mask.load(Ordering::Relaxed)) as usize;
        let at = self.first_buffer + slot.buf_idx as usize * BUF_SIZE + offset;
        let bytes = self.pages.bytes(at, usize::from(slot.len));
        // SAFETY: bytes of a slot that the user has handed over.
        unsafe { bytes.as_ref() }.to_vec()
    }

    fn after(&self, i: u32) -> u32 {
        if i + 1 == self.slots { 0 } else { i + 1 }
    }

    fn steps(&self, from: u32, to: u32) -> u32 {
        (to + self.slots - from) % self.slots
    }
}

fn before(i: u32, slots: u32) -> u32 {
    if i == 0 { slots - 1 } else { i - 1 }
}
