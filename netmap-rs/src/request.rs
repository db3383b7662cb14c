//! Typed requests of API 14: what goes into a registration and what comes back.

use netmap_sys as sys;

use crate::PortName;

bitflags::bitflags! {
    /// Flags of a registration.
    ///
    /// These are the flags of `nr_flags` of API 14 (`NR_*` in `<net/netmap.h>`), not the older
    /// ones of the same names that shared a field with the ring number.
    ///
    /// ```
    /// use netmap_rs::RegFlags;
    ///
    /// let flags = RegFlags::EXCLUSIVE | RegFlags::RX_RINGS_ONLY;
    /// assert_eq!(flags.bits(), 0x2800);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct RegFlags: u64 {
        /// Monitor what the port transmits.
        #[doc(alias = "NR_MONITOR_TX")]
        const MONITOR_TX = sys::NR_MONITOR_TX as u64;
        /// Monitor what the port receives.
        #[doc(alias = "NR_MONITOR_RX")]
        const MONITOR_RX = sys::NR_MONITOR_RX as u64;
        /// Monitor without copying.
        #[doc(alias = "NR_ZCOPY_MON")]
        const ZCOPY_MON = sys::NR_ZCOPY_MON as u64;
        /// Nobody else may bind these rings: EBUSY for whoever comes second.
        #[doc(alias = "NR_EXCLUSIVE")]
        const EXCLUSIVE = sys::NR_EXCLUSIVE as u64;
        /// Bind the receive rings only.
        #[doc(alias = "NR_RX_RINGS_ONLY")]
        const RX_RINGS_ONLY = sys::NR_RX_RINGS_ONLY as u64;
        /// Bind the transmit rings only.
        #[doc(alias = "NR_TX_RINGS_ONLY")]
        const TX_RINGS_ONLY = sys::NR_TX_RINGS_ONLY as u64;
        /// The program can handle virtio-net headers; without it, opening a port that has them
        /// fails with EIO.
        #[doc(alias = "NR_ACCEPT_VNET_HDR")]
        const ACCEPT_VNET_HDR = sys::NR_ACCEPT_VNET_HDR as u64;
        /// Waiting to receive does not send what is queued. Always set by this crate: each ring
        /// is sent by its own `sync`, `kick` or `wait`, whatever another thread waits for.
        #[doc(alias = "NR_NO_TX_POLL")]
        const NO_TX_POLL = sys::NR_NO_TX_POLL as u64;
    }
}

impl RegFlags {
    /// Whether both restrictions are set: the kernel accepts that and binds nothing.
    pub(crate) fn leaves_no_ring(self) -> bool {
        self.contains(RegFlags::RX_RINGS_ONLY | RegFlags::TX_RINGS_ONLY)
    }
}

/// Which rings of a port are bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum RingMode {
    /// All rings of the NIC, VALE port or pipe.
    #[doc(alias = "NR_REG_ALL_NIC")]
    #[default]
    AllNic,
    /// All host rings: what the kernel's own network stack sends and receives.
    #[doc(alias = "NR_REG_SW")]
    Host,
    /// The rings of the NIC and the host rings.
    #[doc(alias = "NR_REG_NIC_SW")]
    NicAndHost,
    /// The NIC ring of this number, in both directions. Where there are fewer rings in one
    /// direction, its first one.
    #[doc(alias = "NR_REG_ONE_NIC")]
    OneNic(u16),
    /// The host ring of this number, in both directions.
    #[doc(alias = "NR_REG_ONE_SW")]
    OneHost(u16),
    /// No port at all, only memory; needs a memory id.
    #[doc(alias = "NR_REG_NULL")]
    Null,
}

impl RingMode {
    /// Whether host rings are among those bound.
    pub fn has_host_rings(self) -> bool {
        matches!(
            self,
            RingMode::Host | RingMode::NicAndHost | RingMode::OneHost(_)
        )
    }

    /// Whether only host rings are bound.
    pub(crate) fn host_rings_only(self) -> bool {
        matches!(self, RingMode::Host | RingMode::OneHost(_))
    }

    fn number(self) -> u32 {
        match self {
            RingMode::AllNic => sys::NR_REG_ALL_NIC,
            RingMode::Host => sys::NR_REG_SW,
            RingMode::NicAndHost => sys::NR_REG_NIC_SW,
            RingMode::OneNic(_) => sys::NR_REG_ONE_NIC,
            RingMode::OneHost(_) => sys::NR_REG_ONE_SW,
            RingMode::Null => sys::NR_REG_NULL,
        }
    }

    fn ring_id(self) -> u16 {
        match self {
            RingMode::OneNic(n) | RingMode::OneHost(n) => n,
            _ => 0,
        }
    }
}

/// The body of a registration of `port`.
pub(crate) fn register(port: &PortName) -> sys::nmreq_register {
    sys::nmreq_register {
        nr_offset: 0,
        nr_memsize: 0,
        nr_tx_slots: port.rings.tx_slots,
        nr_rx_slots: port.rings.rx_slots,
        nr_tx_rings: port.rings.tx_rings,
        nr_rx_rings: port.rings.rx_rings,
        nr_host_tx_rings: port.rings.host_tx_rings,
        nr_host_rx_rings: port.rings.host_rx_rings,
        nr_mem_id: port.mem_id,
        nr_ringid: port.mode.ring_id(),
        nr_mode: port.mode.number(),
        nr_extra_bufs: 0,
        nr_flags: port.flags.bits(),
        ..Default::default()
    }
}
