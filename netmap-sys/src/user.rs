//! The macros and inline functions of `net/netmap_user.h` and `net/netmap.h`, in Rust, under their
//! C names.
//!
//! They differ from C only where C leaves a trap: an index out of range and a ring that was not
//! bound give a null pointer instead of an alias of the `netmap_if`, sizes are computed in 64 bits,
//! and no arithmetic overflows whatever the ring holds.
//!
//! # Invariants
//!
//! Every function that takes a `*mut netmap_if` or `*mut netmap_ring` wants it to point into one
//! live netmap region: the memory that `mmap` of `/dev/netmap` returned, or memory laid out in
//! the same way, mapped whole and for at least as long as the call. The fields that netmap
//! declares constant (`num_slots`, `nr_buf_size`, `buf_ofs`, `offset_mask`, the counts and offsets
//! of the `netmap_if`) do not change while a port is registered, so that they are read plainly.
//! `head` and `tail` have another writer and are read as relaxed atomics. The callers' further
//! duties stand with each function.

#![allow(unsafe_code, non_snake_case)] // the C names

use core::ffi::c_void;
use core::mem::offset_of;
use core::sync::atomic::{AtomicU32, Ordering};

use crate::{netmap_if, netmap_ring, netmap_slot};

/// The `netmap_if` at `offset` bytes (`nr_offset` of the registration) from the start of the
/// region.
///
/// Address arithmetic only: the result may be used when `base` is the start of a region and `offset`
/// came from the registration on the same file descriptor.
#[inline]
#[must_use]
pub fn NETMAP_IF(base: *mut c_void, offset: usize) -> *mut netmap_if {
    base.wrapping_byte_add(offset).cast()
}

/// The transmit ring `index`: NIC rings first, then the host rings.
///
/// Null when the port has no such ring, and when this file descriptor did not bind it (the
/// offset of such a ring is 0, and C's macro returns an alias of the `netmap_if`).
///
/// # Safety
///
/// `nifp` points to a `netmap_if` in a live region, followed by its ring offsets.
#[inline]
#[must_use]
pub unsafe fn NETMAP_TXRING(nifp: *mut netmap_if, index: u32) -> *mut netmap_ring {
    // SAFETY: `nifp` is live (caller), its counts are constant.
    let nic = unsafe { (*nifp).ni_tx_rings };
    // SAFETY: as above.
    let host = unsafe { (*nifp).ni_host_tx_rings };
    if u64::from(index) >= u64::from(nic) + u64::from(host) {
        return core::ptr::null_mut();
    }
    // SAFETY: the entry exists, as just checked.
    unsafe { ring_at(nifp, index as usize) }
}

/// The receive ring `index`: NIC rings first, then the host rings.
///
/// Null when the port has no such ring, and when this file descriptor did not bind it.
/// The counts are those of the `netmap_if`: the ones that a registration returns leave out the
/// host rings of VALE ports and pipes.
///
/// # Safety
///
/// `nifp` points to a `netmap_if` in a live region, followed by its ring offsets.
#[inline]
#[must_use]
pub unsafe fn NETMAP_RXRING(nifp: *mut netmap_if, index: u32) -> *mut netmap_ring {
    // SAFETY: `nifp` is live (caller), its counts are constant.
    let nic = unsafe { (*nifp).ni_rx_rings };
    // SAFETY: as above.
    let host = unsafe { (*nifp).ni_host_rx_rings };
    if u64::from(index) >= u64::from(nic) + u64::from(host) {
        return core::ptr::null_mut();
    }
    // SAFETY: as above.
    let tx_nic = unsafe { (*nifp).ni_tx_rings };
    // SAFETY: as above.
    let tx_host = unsafe { (*nifp).ni_host_tx_rings };
    let entry = index as usize + tx_nic as usize + tx_host as usize;
    // SAFETY: the entry exists, as just checked.
    unsafe { ring_at(nifp, entry) }
}

/// The ring whose offset is the entry `entry` of `ring_ofs`, null when that is 0.
///
/// # Safety
///
/// `nifp` is live, and `entry` below the number of its rings.
#[inline]
unsafe fn ring_at(nifp: *mut netmap_if, entry: usize) -> *mut netmap_ring {
    // Addresses only: a reference to the `netmap_if` would end before its offsets.
    let offsets = nifp
        .wrapping_byte_add(offset_of!(netmap_if, ring_ofs))
        .cast::<isize>();
    // SAFETY: `entry` is below the number of rings (caller), and so many offsets follow.
    let offset = unsafe { *offsets.wrapping_add(entry) };
    if offset == 0 {
        return core::ptr::null_mut();
    }
    nifp.wrapping_byte_offset(offset).cast()
}

/// The slot `index` of the ring: C's `&ring->slot[index]`.
///
/// Address arithmetic only: the result may be used when `ring` points to a ring in a live region and
/// `index` is below its `num_slots`.
#[inline]
#[must_use]
pub fn netmap_ring_slot(ring: *mut netmap_ring, index: u32) -> *mut netmap_slot {
    // Addresses only: a reference to the ring would end before its slots.
    let slots = ring
        .wrapping_byte_add(offset_of!(netmap_ring, slot))
        .cast::<netmap_slot>();
    slots.wrapping_add(index as usize)
}

/// The start of the buffer `index` of the region that the ring belongs to.
///
/// # Safety
///
/// `ring` points to a ring in a live region. The result may be used only when the region has a
/// buffer `index`, and 0 and 1 are reserved.
#[inline]
#[must_use]
pub unsafe fn NETMAP_BUF(ring: *mut netmap_ring, index: u32) -> *mut u8 {
    // SAFETY: `ring` is live (caller), the size is constant.
    let size = unsafe { (*ring).nr_buf_size };
    // SAFETY: `ring` is live (caller).
    let first = unsafe { first_buffer(ring) };
    first.wrapping_add(index as usize * size as usize)
}

/// The index of the buffer that starts at, or contains, the address `buffer`.
///
/// # Safety
///
/// `ring` points to a ring in a live region, and `buffer` into the buffers of the same region.
#[inline]
#[must_use]
pub unsafe fn NETMAP_BUF_IDX(ring: *mut netmap_ring, buffer: *const u8) -> u32 {
    // SAFETY: `ring` is live (caller), the size is constant.
    let size = unsafe { (*ring).nr_buf_size } as usize;
    // SAFETY: `ring` is live (caller).
    let first = unsafe { first_buffer(ring) };
    let distance = buffer.addr().wrapping_sub(first.addr());
    // A size of 0 is no netmap ring; C would divide by it.
    distance.checked_div(size).unwrap_or(0) as u32
}

/// The buffer 0 of the region: `buf_ofs` is relative to the ring.
///
/// # Safety
///
/// `ring` points to a ring in a live region.
#[inline]
unsafe fn first_buffer(ring: *mut netmap_ring) -> *mut u8 {
    // SAFETY: `ring` is live (caller), the offset is constant.
    let offset = unsafe { (*ring).buf_ofs };
    ring.cast::<u8>().wrapping_offset(offset as isize)
}

/// The offset field of a slot: where the packet starts in its buffer, in bytes.
///
/// 0 unless the port was opened with `NETMAP_REQ_OPT_OFFSETS`.
///
/// # Safety
///
/// `ring` points to a ring in a live region and `slot` to one of its slots, which nobody else
/// writes meanwhile.
#[inline]
#[must_use]
pub unsafe fn NETMAP_ROFFSET(ring: *mut netmap_ring, slot: *const netmap_slot) -> u64 {
    // SAFETY: `ring` is live (caller), the mask is constant.
    let mask = unsafe { (*ring).offset_mask };
    // SAFETY: `slot` is a slot of the ring that nobody else writes (caller).
    let ptr = unsafe { (*slot).ptr };
    ptr & mask
}

/// Sets the offset field of a slot; bits beyond the ring's `offset_mask` are left out.
///
/// # Safety
///
/// `ring` points to a ring in a live region and `slot` to one of its slots, which nobody else
/// reads or writes meanwhile.
#[inline]
pub unsafe fn NETMAP_WOFFSET(ring: *mut netmap_ring, slot: *mut netmap_slot, offset: u64) {
    // SAFETY: `ring` is live (caller), the mask is constant.
    let mask = unsafe { (*ring).offset_mask };
    // SAFETY: `slot` is a slot of the ring that is the caller's alone.
    let ptr = unsafe { &mut (*slot).ptr };
    *ptr = (*ptr & !mask) | (offset & mask);
}

/// Where the packet of a slot starts: its buffer plus its offset field.
///
/// # Safety
///
/// `ring` points to a ring in a live region and `slot` to one of its slots, which nobody else
/// writes meanwhile. The result may be used only when the region has the slot's buffer and the
/// offset lies inside it.
#[inline]
#[must_use]
pub unsafe fn NETMAP_BUF_OFFSET(ring: *mut netmap_ring, slot: *const netmap_slot) -> *mut u8 {
    // SAFETY: `slot` is a slot of the ring that nobody else writes (caller).
    let index = unsafe { (*slot).buf_idx };
    // SAFETY: the caller's guarantees are those of the callee.
    let offset = unsafe { NETMAP_ROFFSET(ring, slot) };
    // SAFETY: `ring` is live (caller).
    unsafe { NETMAP_BUF(ring, index) }.wrapping_add(offset as usize)
}

/// The slot after `i`: wraps by comparison, because a ring may have any number of slots.
///
/// # Safety
///
/// `ring` points to a ring in a live region.
#[inline]
#[must_use]
pub unsafe fn nm_ring_next(ring: *const netmap_ring, i: u32) -> u32 {
    // SAFETY: `ring` is live (caller), the count is constant.
    next(unsafe { (*ring).num_slots }, i)
}

/// The number of slots from `head` up to `tail`: to fill on a transmit ring, to read on a receive
/// ring.
///
/// # Safety
///
/// `ring` points to a ring in a live region.
#[inline]
#[must_use]
pub unsafe fn nm_ring_space(ring: *mut netmap_ring) -> u32 {
    // SAFETY: `ring` is live (caller), the count is constant.
    let num_slots = unsafe { (*ring).num_slots };
    // SAFETY: `ring` is live (caller).
    let (head, tail) = unsafe { head_and_tail(ring) };
    space(num_slots, head, tail)
}

/// Whether no slot is the user's: `head == tail`.
///
/// On a transmit ring that means full, on a receive ring that nothing came.
///
/// # Safety
///
/// `ring` points to a ring in a live region.
#[inline]
#[must_use]
pub unsafe fn nm_ring_empty(ring: *mut netmap_ring) -> bool {
    // SAFETY: `ring` is live (caller).
    let (head, tail) = unsafe { head_and_tail(ring) };
    head == tail
}

/// Whether the transmit ring still holds packets that the kernel has not sent.
///
/// # Safety
///
/// `ring` points to a transmit ring in a live region.
#[inline]
#[must_use]
pub unsafe fn nm_tx_pending(ring: *mut netmap_ring) -> bool {
    // SAFETY: `ring` is live (caller), the count is constant.
    let num_slots = unsafe { (*ring).num_slots };
    // SAFETY: `ring` is live (caller).
    let (head, tail) = unsafe { head_and_tail(ring) };
    next(num_slots, tail) != head
}

/// # Safety
///
/// `ring` points to a ring in a live region.
#[inline]
unsafe fn head_and_tail(ring: *mut netmap_ring) -> (u32, u32) {
    let head = ring
        .wrapping_byte_add(offset_of!(netmap_ring, head))
        .cast::<u32>();
    let tail = ring
        .wrapping_byte_add(offset_of!(netmap_ring, tail))
        .cast::<u32>();
    // SAFETY: the field is in a live ring (caller), aligned, and whoever else accesses it does so
    // atomically.
    let head = unsafe { AtomicU32::from_ptr(head) };
    // SAFETY: as above.
    let tail = unsafe { AtomicU32::from_ptr(tail) };
    (head.load(Ordering::Relaxed), tail.load(Ordering::Relaxed))
}

/// The number of fragments of the packet that the slot's `flags` announce (VALE receive rings
/// only).
#[inline]
#[must_use]
pub const fn NS_RFRAGS(flags: u16) -> u16 {
    flags >> 8
}

const fn next(num_slots: u32, i: u32) -> u32 {
    match i.checked_add(1) {
        Some(next) if next < num_slots => next,
        _ => 0,
    }
}

const fn space(num_slots: u32, head: u32, tail: u32) -> u32 {
    if tail >= head {
        tail - head
    } else {
        num_slots.wrapping_sub(head - tail)
    }
}
