//! UMEM: the memory that frames live in.
//!
//! A UMEM is one mapping, cut into chunks of equal size. An address is an offset into it, in
//! bytes; chunk `i` starts at address `i * chunk_size`. On receiving, the kernel leaves 256 bytes
//! (XDP_PACKET_HEADROOM) and the configured headroom free before the packet.
//! Source: `Documentation/networking/af_xdp.rst`.
//!
//! Invariant of this file: a [`View`] keeps its UMEM's mapping alive, so every range that lies
//! inside the mapping may be dereferenced; *who* may do so, at any moment, is what the callers of
//! [`View::bytes`] state.
#![allow(unsafe_code)]

use std::io;
use std::ptr::NonNull;
use std::sync::Arc;

use crate::mmap::{Mmap, PageSize};

/// What the kernel keeps free before every received packet, in bytes (linux/bpf.h).
pub(crate) const PACKET_HEADROOM: u32 = 256;

/// The mapping and its geometry.
#[derive(Debug)]
pub(crate) struct Umem {
    map: Mmap,
    chunk_size: u32,
    chunks: u32,
    headroom: u32,
    pages: PageSize,
    fallback: Option<String>,
}

impl Umem {
    /// `chunks` chunks of `chunk_size` bytes, a power of two, on the first kind of `pages` that
    /// can be had.
    pub(crate) fn new(
        chunks: u32,
        chunk_size: u32,
        headroom: u32,
        pages: &[PageSize],
    ) -> io::Result<Umem> {
        debug_assert!(chunk_size.is_power_of_two());
        let bytes = (chunks as usize)
            .checked_mul(chunk_size as usize)
            .ok_or_else(|| io::Error::from_raw_os_error(libc::EOVERFLOW))?;
        // One chunk more than asked for, which the kernel does not know of: so a packet that
        // starts in the UMEM and is no longer than a chunk lies in the mapping, wherever it starts.
        let spare = chunk_size as usize;
        let mut fallback: Option<String> = None;
        let mut last = io::Error::from_raw_os_error(libc::EINVAL);
        for &pages in pages {
            match Mmap::anonymous(bytes, spare, pages) {
                Ok(map) => {
                    return Ok(Umem {
                        map,
                        chunk_size,
                        chunks,
                        headroom,
                        pages,
                        fallback,
                    });
                }
                Err(e) => {
                    let text = fallback.get_or_insert_with(String::new);
                    if !text.is_empty() {
                        text.push_str(", ");
                    }
                    text.push_str(&format!("no {pages:?} pages for {bytes} bytes: {e}"));
                    last = e;
                }
            }
        }
        Err(last)
    }

    /// Address of the mapping.
    pub(crate) fn base(&self) -> NonNull<u8> {
        self.map.base()
    }

    /// Bytes that are registered with the kernel: whole chunks.
    pub(crate) fn len(&self) -> u64 {
        u64::from(self.chunks) * u64::from(self.chunk_size)
    }

    /// Bytes that the mapping takes.
    pub(crate) fn mapped_bytes(&self) -> usize {
        self.map.len()
    }

    /// Bytes of a chunk.
    pub(crate) fn chunk_size(&self) -> u32 {
        self.chunk_size
    }

    /// Bytes kept free before received packets, beside the kernel's 256.
    pub(crate) fn headroom(&self) -> u32 {
        self.headroom
    }

    /// The longest packet that a chunk can receive, in bytes.
    pub(crate) fn rx_room(&self) -> u32 {
        self.chunk_size
            .saturating_sub(PACKET_HEADROOM)
            .saturating_sub(self.headroom)
    }

    /// The pages obtained.
    pub(crate) fn pages(&self) -> PageSize {
        self.pages
    }

    /// Why the first choice of pages could not be had.
    pub(crate) fn fallback(&self) -> Option<&str> {
        self.fallback.as_deref()
    }

    /// Addresses of the chunks `from..to`.
    pub(crate) fn addresses(&self, from: u32, to: u32) -> impl Iterator<Item = u64> + use<> {
        let size = u64::from(self.chunk_size);
        (u64::from(from)..u64::from(to)).map(move |i| i * size)
    }
}

/// Access to a UMEM's bytes, for one ring.
#[derive(Debug)]
pub(crate) struct View {
    base: NonNull<u8>,
    len: u64,
    chunk_size: u64,
    umem: Arc<Umem>,
}

// SAFETY: the pointer leads into the mapping that `umem` keeps, which no thread owns.
unsafe impl Send for View {}

impl View {
    pub(crate) fn new(umem: Arc<Umem>) -> View {
        View {
            base: umem.base(),
            len: umem.len(),
            chunk_size: u64::from(umem.chunk_size()),
            umem,
        }
    }

    /// The UMEM.
    pub(crate) fn umem(&self) -> &Arc<Umem> {
        &self.umem
    }

    /// Masks an address down to the start of its chunk.
    #[inline]
    pub(crate) fn frame_mask(&self) -> u64 {
        !(self.chunk_size - 1)
    }

    /// Whether a packet may start at `address`, which is any value.
    #[inline]
    pub(crate) fn has(&self, address: u64) -> bool {
        address < self.len
    }

    /// Whether a packet may be `len` bytes long, which is any value: no longer than a chunk, of
    /// which there is a spare one behind the UMEM.
    #[inline]
    pub(crate) fn fits(&self, len: u64) -> bool {
        len <= self.chunk_size
    }

    /// Whether a chunk of the UMEM starts at `address`, which is [masked](Self::frame_mask).
    #[inline]
    pub(crate) fn has_chunk(&self, address: u64) -> bool {
        debug_assert_eq!(address & !self.frame_mask(), 0);
        // The UMEM is whole chunks.
        address < self.len
    }

    /// The bytes `address..address + len`.
    ///
    /// # Safety
    ///
    /// [`has`](Self::has) the address, `len` [`fits`](Self::fits), and for as long as the slice
    /// lives, the frame is the caller's: neither the kernel nor another ring was given it.
    #[inline]
    pub(crate) unsafe fn bytes(&mut self, address: u64, len: u64) -> &mut [u8] {
        debug_assert!(self.has(address) && self.fits(len));
        // SAFETY: inside the mapping, as the caller checked; it fits usize, because it is mapped.
        let at = unsafe { self.base.add(address as usize) };
        // SAFETY: initialised memory (zeroed by the kernel) inside the mapping, which outlives
        // the borrow of `self`; exclusively the caller's, as it states.
        unsafe { std::slice::from_raw_parts_mut(at.as_ptr(), len as usize) }
    }
}
