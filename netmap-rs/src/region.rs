//! The memory that a port shares with the kernel or with the software backend: where things are
//! in it, and that they are inside.
//!
//! # Invariants
//!
//! * **M1** A [`Memory`] stays mapped, readable, writable and at the same address for as long as
//!   the value lives, and its base is aligned to a page. Everything that points into it holds an
//!   `Arc` of it.
//! * **M2** Words that the other side may write at any time (ring indices, counts, slots) are only
//!   accessed as atomics, so that a racing write is never undefined behaviour, just a value to be
//!   checked.
//! * **M3** Every offset found in the memory is checked against its length before it is used, in
//!   64-bit arithmetic that can't overflow.
#![allow(unsafe_code)]

use std::mem::offset_of;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU32, AtomicU64, Ordering};

use netmap_sys::{NI_PRIV_MEM, netmap_if};

use crate::Error;

/// A block of memory with netmap's layout, offset 0 first.
///
/// # Safety
///
/// Invariant M1: `base()..base() + len()` is mapped, readable, writable and stays at the same
/// address while the value lives; `base()` is aligned to a page. `base()` is the same at every
/// call.
pub(crate) unsafe trait Memory: Send + Sync + 'static {
    fn base(&self) -> NonNull<u8>;
    fn len(&self) -> usize;
}

/// Which memory this is, so that two ports can find out that they share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RegionId {
    /// A memory id of the kernel. Each port maps it anew, at another address.
    #[cfg(feature = "sys")]
    Kernel(u16),
    /// The base address of a software region, which all its ports share.
    Software(usize),
}

/// The mapped memory of a port.
pub(crate) struct Region {
    memory: Arc<dyn Memory>,
    id: RegionId,
}

/// What a `netmap_if` says: a copy, read once and checked.
#[derive(Debug, Clone)]
pub(crate) struct Interface {
    pub(crate) tx_rings: u32,
    pub(crate) host_tx_rings: u32,
    pub(crate) rx_rings: u32,
    pub(crate) host_rx_rings: u32,
    /// The port has memory of its own.
    pub(crate) private: bool,
    /// Offsets of the rings in the region, in the order NIC tx, host tx, NIC rx, host rx. `None`
    /// is a ring that is not bound here.
    rings: Vec<Option<u64>>,
}

impl Interface {
    /// Offset of a transmit ring in the region; host rings come behind the NIC rings.
    pub(crate) fn tx_ring(&self, index: u32) -> Option<u64> {
        let end = u64::from(self.tx_rings) + u64::from(self.host_tx_rings);
        self.ring(0, end, index)
    }

    /// Offset of a receive ring in the region; host rings come behind the NIC rings.
    pub(crate) fn rx_ring(&self, index: u32) -> Option<u64> {
        let start = u64::from(self.tx_rings) + u64::from(self.host_tx_rings);
        self.ring(start, self.rings.len() as u64, index)
    }

    fn ring(&self, start: u64, end: u64, index: u32) -> Option<u64> {
        let at = start + u64::from(index);
        if at >= end {
            return None;
        }
        self.rings.get(usize::try_from(at).ok()?).copied().flatten()
    }
}

impl Region {
    pub(crate) fn new(memory: Arc<dyn Memory>, id: RegionId) -> Region {
        Region { memory, id }
    }

    pub(crate) fn id(&self) -> RegionId {
        self.id
    }

    /// Length in bytes.
    pub(crate) fn len(&self) -> u64 {
        self.memory.len() as u64
    }

    /// The address of `size` bytes at `offset`, aligned to `align`, or the error that names
    /// `what`.
    pub(crate) fn at(
        &self,
        what: &'static str,
        offset: u64,
        size: u64,
        align: u64,
    ) -> Result<NonNull<u8>, Error> {
        let limit = self.len();
        let value = offset;
        let inside = offset.checked_add(size).is_some_and(|end| end <= limit);
        if !inside || offset % align != 0 {
            return Err(Error::Layout { what, value, limit });
        }
        // SAFETY: M1 and M3: just checked to be inside of the mapping, so it fits usize and isize.
        Ok(unsafe { self.memory.base().add(offset as usize) })
    }

    pub(crate) fn read_u16(&self, what: &'static str, offset: u64) -> Result<u16, Error> {
        let p = self.at(what, offset, 2, 2)?.cast::<AtomicU16>();
        // SAFETY: M1, M2: inside of the mapping and aligned, as `at` checked.
        Ok(unsafe { p.as_ref() }.load(Ordering::Relaxed))
    }

    pub(crate) fn read_u32(&self, what: &'static str, offset: u64) -> Result<u32, Error> {
        let p = self.at(what, offset, 4, 4)?.cast::<AtomicU32>();
        // SAFETY: M1, M2: inside of the mapping and aligned, as `at` checked.
        Ok(unsafe { p.as_ref() }.load(Ordering::Acquire))
    }

    pub(crate) fn read_u64(&self, what: &'static str, offset: u64) -> Result<u64, Error> {
        let p = self.at(what, offset, 8, 8)?.cast::<AtomicU64>();
        // SAFETY: M1, M2: inside of the mapping and aligned, as `at` checked.
        Ok(unsafe { p.as_ref() }.load(Ordering::Relaxed))
    }

    /// Reads the `netmap_if` at `offset`. Its counts outrank those that a registration returns:
    /// these leave out the host rings of VALE ports and pipes.
    pub(crate) fn interface(&self, offset: u64) -> Result<Interface, Error> {
        // The whole fixed part is inside, so that adding field offsets can't overflow below.
        self.at("nr_offset", offset, size_of::<netmap_if>() as u64, 8)?;
        let count = |what, field: usize| self.read_u32(what, offset + field as u64);
        let tx_rings = count("ni_tx_rings", offset_of!(netmap_if, ni_tx_rings))?;
        let rx_rings = count("ni_rx_rings", offset_of!(netmap_if, ni_rx_rings))?;
        let host_tx_rings = count("ni_host_tx_rings", offset_of!(netmap_if, ni_host_tx_rings))?;
        let host_rx_rings = count("ni_host_rx_rings", offset_of!(netmap_if, ni_host_rx_rings))?;
        let flags = count("ni_flags", offset_of!(netmap_if, ni_flags))?;
        let total: u64 = [tx_rings, host_tx_rings, rx_rings, host_rx_rings]
            .into_iter()
            .map(u64::from)
            .sum();
        let list = offset + offset_of!(netmap_if, ring_ofs) as u64;
        // Checked before anything of this size is allocated.
        self.at("number of rings", list, total * 8, 8)?;
        let mut rings = Vec::with_capacity(total as usize);
        for i in 0..total {
            // Relative to the netmap_if, and negative where the rings are in front of it.
            let relative = self.read_u64("ring_ofs", list + i * 8)? as i64;
            rings.push(match relative {
                0 => None,
                _ => Some(offset.checked_add_signed(relative).ok_or(Error::Layout {
                    what: "ring_ofs",
                    value: relative as u64,
                    limit: self.len(),
                })?),
            });
        }
        Ok(Interface {
            tx_rings,
            host_tx_rings,
            rx_rings,
            host_rx_rings,
            private: flags & NI_PRIV_MEM != 0,
            rings,
        })
    }
}
