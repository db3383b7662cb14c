//! The first versions of structures that have grown since.
//!
//! The kernel tells the versions apart by the length given with the socket option, and still
//! takes and gives the old ones (`net/xdp/xsk.h`); the user-space headers have only the newest.

/// `struct xdp_ring_offset` before Linux 5.4: without `flags`.
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_ring_offset_v1 {
    /// Where the producer index is, in bytes from the start of the mapping.
    pub producer: u64,
    /// Where the consumer index is, in bytes from the start of the mapping.
    pub consumer: u64,
    /// Where the descriptors start, in bytes from the start of the mapping.
    pub desc: u64,
}

/// `struct xdp_mmap_offsets` before Linux 5.4: what `XDP_MMAP_OFFSETS` gives when it answers with
/// 96 bytes instead of 128.
///
/// A kernel that gives this one has no need-wakeup flags.
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_mmap_offsets_v1 {
    /// RX ring.
    pub rx: xdp_ring_offset_v1,
    /// TX ring.
    pub tx: xdp_ring_offset_v1,
    /// Fill ring.
    pub fr: xdp_ring_offset_v1,
    /// Completion ring.
    pub cr: xdp_ring_offset_v1,
}

/// `struct xdp_umem_reg` before Linux 5.4: without `flags` and `tx_metadata_len`, 24 bytes.
///
/// A kernel handed a length from 24 to 31 bytes reads this much and takes the flags to be zero.
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_umem_reg_v1 {
    /// Address of the UMEM.
    pub addr: u64,
    /// Length of the UMEM in bytes.
    pub len: u64,
    /// Length of a chunk in bytes.
    pub chunk_size: u32,
    /// Bytes left free before each received packet, on top of the kernel's own.
    pub headroom: u32,
}

/// `struct xdp_statistics` before Linux 5.9: the first three counters, 24 bytes of the 48.
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_statistics_v1 {
    /// Packets dropped for other reasons than an invalid descriptor.
    pub rx_dropped: u64,
    /// Packets dropped for an invalid descriptor in the fill ring.
    pub rx_invalid_descs: u64,
    /// Packets dropped for an invalid descriptor in the TX ring.
    pub tx_invalid_descs: u64,
}
