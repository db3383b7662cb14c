//! The application's side of CSB mode (`NETMAP_REQ_OPT_CSB`), where head, cur and tail travel
//! through memory that the application provides, and no longer through the ring.
//!
//! The invariant that every function here wants: the pointer leads to an entry of the array that
//! was registered, alive for the call, of which this side writes `head` and `cur` from one thread
//! at a time, and all else goes through atomics.

#![allow(unsafe_code)] // what the registered entry is, only the caller knows

use core::mem::offset_of;
use core::sync::atomic::{AtomicU32, Ordering, fence};

use crate::{nm_csb_atok, nm_csb_ktoa};

/// Hands `cur` and `head` to the kernel.
///
/// # Safety
///
/// `atok` points to the registered, live entry of a ring that no other thread hands on meanwhile.
pub unsafe fn nm_sync_kloop_appl_write(atok: *mut nm_csb_atok, cur: u32, head: u32) {
    let to_cur = atok
        .wrapping_byte_add(offset_of!(nm_csb_atok, cur))
        .cast::<u32>();
    let to_head = atok
        .wrapping_byte_add(offset_of!(nm_csb_atok, head))
        .cast::<u32>();
    // SAFETY: the field is in a live, aligned entry (caller), accessed as an atomic.
    let to_cur = unsafe { AtomicU32::from_ptr(to_cur) };
    // SAFETY: as above.
    let to_head = unsafe { AtomicU32::from_ptr(to_head) };
    // The slots before the indices.
    fence(Ordering::Release);
    to_cur.store(cur, Ordering::Relaxed);
    // The kernel reads head, then cur: it may see a new cur with an old head, which is a valid
    // window, but never a new head beyond an old cur.
    fence(Ordering::Release);
    to_head.store(head, Ordering::Relaxed);
}

/// What the kernel hands back: `(hwtail, hwcur)`.
///
/// # Safety
///
/// `ktoa` points to the registered, live entry of a ring.
#[must_use]
pub unsafe fn nm_sync_kloop_appl_read(ktoa: *mut nm_csb_ktoa) -> (u32, u32) {
    let hwtail = ktoa
        .wrapping_byte_add(offset_of!(nm_csb_ktoa, hwtail))
        .cast::<u32>();
    let hwcur = ktoa
        .wrapping_byte_add(offset_of!(nm_csb_ktoa, hwcur))
        .cast::<u32>();
    // SAFETY: the field is in a live, aligned entry (caller), accessed as an atomic.
    let hwtail = unsafe { AtomicU32::from_ptr(hwtail) };
    // SAFETY: as above.
    let hwcur = unsafe { AtomicU32::from_ptr(hwcur) };
    let hwtail = hwtail.load(Ordering::Relaxed);
    // The kernel writes hwcur, then hwtail: read the other way round, hwtail never runs ahead.
    fence(Ordering::Acquire);
    let hwcur = hwcur.load(Ordering::Relaxed);
    // The indices before the slots.
    fence(Ordering::Acquire);
    (hwtail, hwcur)
}
