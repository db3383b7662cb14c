//! Counters: the kernel's of a socket, and ours.

use std::io;
use std::os::fd::BorrowedFd;

use crate::sys::xsk;

/// What became of a socket's packets.
///
/// The first six counters are the kernel's, for the socket as a whole (`XDP_STATISTICS`, the last
/// three since Linux 5.9 and 0 before); the halves of a bidirectional socket show the same
/// numbers. The others are this library's, for the half that was asked; those of the other
/// direction are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "xdp_statistics")]
pub struct Statistics {
    /// Packets for the socket that the kernel dropped: too long for a frame, the socket was being
    /// torn down, or in copy mode the fill ring was empty (those count below, too).
    pub rx_dropped: u64,
    /// Fill ring entries that the kernel refused.
    pub rx_invalid_descs: u64,
    /// TX descriptors that the kernel refused. This library checks before it commits: 0.
    pub tx_invalid_descs: u64,
    /// Packets dropped because the RX ring was full: we are too slow.
    pub rx_ring_full: u64,
    /// Packets dropped because the fill ring was empty: all frames were with us.
    pub rx_fill_ring_empty_descs: u64,
    /// Times that the kernel found the TX ring empty. Not a loss.
    pub tx_ring_empty_descs: u64,
    /// Slots committed for sending.
    pub tx_committed: u64,
    /// Frames that came back from sending.
    pub tx_completed: u64,
    /// Packets that the device refused while the kernel was being kicked (EBUSY). In copy mode
    /// poll(2) sends, too, as in [`RxSocket::wait`](crate::RxSocket::wait) on the other half, and
    /// tells of no refusal: the interface's own counters do.
    pub tx_dropped: u64,
    /// Packets taken from the RX ring.
    pub rx_received: u64,
    /// Addresses in RX or completion ring that were no frame of ours. The kernel makes none.
    pub invalid_addresses: u64,
    /// System calls made to wake the kernel.
    pub wakeups: u64,
}

impl Statistics {
    /// The kernel's part.
    pub(crate) fn of(fd: BorrowedFd<'_>) -> io::Result<Statistics> {
        let (kernel, _) =
            xsk::get_option::<xdp_sys::xdp_statistics>(fd, libc::SOL_XDP, xdp_sys::XDP_STATISTICS)?;
        Ok(Statistics {
            rx_dropped: kernel.rx_dropped,
            rx_invalid_descs: kernel.rx_invalid_descs,
            tx_invalid_descs: kernel.tx_invalid_descs,
            rx_ring_full: kernel.rx_ring_full,
            rx_fill_ring_empty_descs: kernel.rx_fill_ring_empty_descs,
            tx_ring_empty_descs: kernel.tx_ring_empty_descs,
            ..Statistics::default()
        })
    }
}
