//! An open port, and its rings.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
#[cfg(feature = "sys")]
use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(all(feature = "sys", feature = "tokio-async"))]
use crate::PortKind;
use crate::claims::Claim;
#[cfg(feature = "sys")]
use crate::kernel::Device;
use crate::line::Line;
use crate::region::{Interface, Region};
use crate::ring::RawRing;
use crate::software::{SoftPort, SoftStatistics};
use crate::{Direction, Error, NetmapBuilder, PortName, RegFlags, RingMode, RxRing, TxRing};

/// Where a port lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// In the kernel, behind `/dev/netmap`.
    Kernel,
    /// Inside this process: VALE switches and pipes in software.
    Software,
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Backend::Kernel => "kernel",
            Backend::Software => "software",
        })
    }
}

/// What stands behind a port.
pub(crate) enum Backing {
    #[cfg(feature = "sys")]
    Kernel(Device),
    Software(SoftPort),
    #[cfg(test)]
    Fake(Arc<crate::ring::fake::FakeKernel>),
}

/// A port, shared by its `Netmap` and its rings: it stays open as long as one of them is alive.
pub(crate) struct Shared {
    backing: Backing,
    region: Arc<Region>,
    interface: Interface,
    name: PortName,
    mem_id: u16,
    tx: Range<u32>,
    rx: Range<u32>,
    /// Held while a descriptor is synced that several rings share.
    #[cfg(feature = "sys")]
    turn: Mutex<()>,
}

impl Shared {
    /// `name` is what was registered, `offset` and `mem_id` what came back.
    pub(crate) fn new(
        backing: Backing,
        region: Region,
        name: PortName,
        offset: u64,
        mem_id: u16,
    ) -> Result<Shared, Error> {
        let interface = region.interface(offset)?;
        let bound = |nic, host, excluded| match name.flags.contains(excluded) {
            true => 0..0,
            false => bound_rings(name.mode, nic, host),
        };
        let tx = bound(
            interface.tx_rings,
            interface.host_tx_rings,
            RegFlags::RX_RINGS_ONLY,
        );
        let rx = bound(
            interface.rx_rings,
            interface.host_rx_rings,
            RegFlags::TX_RINGS_ONLY,
        );
        Ok(Shared {
            backing,
            region: Arc::new(region),
            interface,
            name,
            mem_id,
            tx,
            rx,
            #[cfg(feature = "sys")]
            turn: Mutex::new(()),
        })
    }

    pub(crate) fn backing(&self) -> &Backing {
        &self.backing
    }

    #[cfg(all(feature = "sys", feature = "tokio-async"))]
    pub(crate) fn kind(&self) -> PortKind {
        self.name.kind()
    }

    /// The turn to sync a descriptor that several rings share.
    #[cfg(feature = "sys")]
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A descriptor bound to nothing but one ring of this port; `None` where that can't be had.
    #[cfg(feature = "sys")]
    pub(crate) fn open_ring(&self, direction: Direction, ring: u32) -> Option<Device> {
        let special =
            RegFlags::EXCLUSIVE | RegFlags::MONITOR_TX | RegFlags::MONITOR_RX | RegFlags::ZCOPY_MON;
        if self.name.flags.intersects(special) {
            return None;
        }
        let (nic, only) = match direction {
            Direction::Tx => (self.interface.tx_rings, RegFlags::TX_RINGS_ONLY),
            Direction::Rx => (self.interface.rx_rings, RegFlags::RX_RINGS_ONLY),
        };
        let mut name = self.name.clone();
        name.mode = match ring.checked_sub(nic) {
            None => RingMode::OneNic(u16::try_from(ring).ok()?),
            Some(host) => RingMode::OneHost(u16::try_from(host).ok()?),
        };
        name.flags |= only | RegFlags::NO_TX_POLL;
        name.mem_id = self.mem_id;
        let mut body = crate::request::register(&name);
        let device = Device::open().ok()?;
        device.register(name.name(), &mut body).ok()?;
        // The same port, unless it was replaced in between.
        (body.nr_mem_id == self.mem_id).then_some(device)
    }

    fn bound(&self, direction: Direction) -> &Range<u32> {
        match direction {
            Direction::Tx => &self.tx,
            Direction::Rx => &self.rx,
        }
    }

    fn nic_rings(&self, direction: Direction) -> u32 {
        match direction {
            Direction::Tx => self.interface.tx_rings,
            Direction::Rx => self.interface.rx_rings,
        }
    }

    /// The bound NIC rings.
    fn nic(&self, direction: Direction) -> Range<u32> {
        let (bound, nic) = (self.bound(direction), self.nic_rings(direction));
        bound.start.min(nic)..bound.end.min(nic)
    }

    /// The bound host rings.
    fn host(&self, direction: Direction) -> Range<u32> {
        let (bound, nic) = (self.bound(direction), self.nic_rings(direction));
        bound.start.max(nic)..bound.end.max(nic)
    }

    /// What `tx_ring(0)` and `rx_ring(0)` count from.
    fn main(&self, direction: Direction) -> Range<u32> {
        match self.name.mode.host_rings_only() {
            true => self.host(direction),
            false => self.nic(direction),
        }
    }
}

/// The rings that a registration binds: numbers below `nic` are NIC rings, the others host rings.
fn bound_rings(mode: RingMode, nic: u32, host: u32) -> Range<u32> {
    // Where the other direction has more rings, the kernel takes the first one.
    let one = |first: u32, count: u32, n: u16| match u32::from(n) {
        _ if count == 0 => first..first,
        n if n < count => first + n..first + n + 1,
        _ => first..first + 1,
    };
    match mode {
        RingMode::AllNic | RingMode::Null => 0..nic,
        RingMode::Host => nic..nic.saturating_add(host),
        RingMode::NicAndHost => 0..nic.saturating_add(host),
        RingMode::OneNic(n) => one(0, nic, n),
        RingMode::OneHost(n) => one(nic, host, n),
    }
}

/// An open netmap port.
///
/// Its rings are handed out once each by [`tx_ring`](Netmap::tx_ring) and
/// [`rx_ring`](Netmap::rx_ring). They keep the port open, so that the `Netmap` itself may be
/// dropped, and they may move to threads of their own.
///
/// Threads on several rings of one port don't disturb each other: where a port has more than one
/// ring in a direction, each ring that is taken gets a descriptor of `/dev/netmap` of its own,
/// bound to nothing else. Rings of an exclusive port can't have that, and take turns.
///
/// ```no_run
/// use netmap_rs::Netmap;
///
/// # fn main() -> Result<(), netmap_rs::Error> {
/// let port = Netmap::open("netmap:eth0")?;
/// let mut threads = Vec::new();
/// for i in 0..port.num_rx_rings() {
///     let mut ring = port.rx_ring(i)?;
///     threads.push(std::thread::spawn(move || ring.wait(None)));
/// }
/// # Ok(())
/// # }
/// ```
pub struct Netmap {
    shared: Arc<Shared>,
}

impl Netmap {
    /// Opens a port: [`NetmapBuilder`] with nothing set.
    ///
    /// # Errors
    ///
    /// As [`NetmapBuilder::build`].
    #[doc(alias = "nmport_open")]
    #[doc(alias = "nm_open")]
    pub fn open(name: &str) -> Result<Netmap, Error> {
        NetmapBuilder::new(name).build()
    }

    pub(crate) fn new(shared: Shared) -> Netmap {
        Netmap {
            shared: Arc::new(shared),
        }
    }

    /// The name of the port, as the kernel knows it: `eth0`, `vale0:a`, `x{1`.
    #[doc(alias = "ni_name")]
    pub fn name(&self) -> &str {
        self.shared.name.name()
    }

    /// Where the port lives.
    pub fn backend(&self) -> Backend {
        match &self.shared.backing {
            #[cfg(feature = "sys")]
            Backing::Kernel(_) => Backend::Kernel,
            Backing::Software(_) => Backend::Software,
            #[cfg(test)]
            Backing::Fake(_) => Backend::Software,
        }
    }

    /// Which rings are bound.
    #[doc(alias = "nr_mode")]
    pub fn mode(&self) -> RingMode {
        self.shared.name.mode
    }

    /// The id of the memory that the port uses. Packets can be forwarded without copying between
    /// ports of the same id.
    #[doc(alias = "nr_mem_id")]
    pub fn mem_id(&self) -> u16 {
        self.shared.mem_id
    }

    /// Size of the memory that the port shares, in bytes.
    #[doc(alias = "nr_memsize")]
    pub fn memory_size(&self) -> u64 {
        self.shared.region.len()
    }

    /// Whether the memory belongs to this port alone.
    #[doc(alias = "NI_PRIV_MEM")]
    pub fn has_private_memory(&self) -> bool {
        self.shared.interface.private
    }

    /// What the software backend has counted for this port; `None` in the kernel, which counts
    /// nothing.
    pub fn software_statistics(&self) -> Option<SoftStatistics> {
        match &self.shared.backing {
            Backing::Software(port) => Some(port.statistics()),
            #[allow(unreachable_patterns)]
            _ => None,
        }
    }

    /// How many transmit rings there are for [`tx_ring`](Netmap::tx_ring): those that are bound,
    /// which may be fewer than the port has.
    pub fn num_tx_rings(&self) -> usize {
        self.shared.main(Direction::Tx).len()
    }

    /// How many receive rings there are for [`rx_ring`](Netmap::rx_ring): those that are bound,
    /// which may be fewer than the port has.
    pub fn num_rx_rings(&self) -> usize {
        self.shared.main(Direction::Rx).len()
    }

    /// How many host transmit rings are bound.
    pub fn num_host_tx_rings(&self) -> usize {
        self.shared.host(Direction::Tx).len()
    }

    /// How many host receive rings are bound.
    pub fn num_host_rx_rings(&self) -> usize {
        self.shared.host(Direction::Rx).len()
    }

    /// Whether the port is the host rings of an interface and nothing else (`eth0^`): what is sent
    /// goes to the kernel's network stack, what is received comes from it.
    pub fn is_host_if(&self) -> bool {
        self.shared.name.mode.host_rings_only()
    }

    /// Takes transmit ring `index` of those bound: of the NIC, or, if only host rings are bound, of
    /// these.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchRing`], [`Error::RingClaimed`] while the ring has another handle, and
    /// [`Error::Layout`].
    #[doc(alias = "NETMAP_TXRING")]
    pub fn tx_ring(&self, index: usize) -> Result<TxRing, Error> {
        let rings = self.shared.main(Direction::Tx);
        let (raw, line) = self.claim(Direction::Tx, rings, index)?;
        Ok(TxRing::new(raw, line))
    }

    /// Takes receive ring `index` of those bound: of the NIC, or, if only host rings are bound, of
    /// these.
    ///
    /// # Errors
    ///
    /// As [`tx_ring`](Netmap::tx_ring).
    #[doc(alias = "NETMAP_RXRING")]
    pub fn rx_ring(&self, index: usize) -> Result<RxRing, Error> {
        let rings = self.shared.main(Direction::Rx);
        let (raw, line) = self.claim(Direction::Rx, rings, index)?;
        Ok(RxRing::new(raw, line))
    }

    /// Takes host transmit ring `index`: what is sent there arrives at the kernel's network stack
    /// as if it came from the interface.
    ///
    /// # Errors
    ///
    /// As [`tx_ring`](Netmap::tx_ring).
    pub fn host_tx_ring(&self, index: usize) -> Result<TxRing, Error> {
        let rings = self.shared.host(Direction::Tx);
        let (raw, line) = self.claim(Direction::Tx, rings, index)?;
        Ok(TxRing::new(raw, line))
    }

    /// Takes host receive ring `index`: what the kernel's network stack sends to the interface
    /// arrives there.
    ///
    /// # Errors
    ///
    /// As [`tx_ring`](Netmap::tx_ring).
    pub fn host_rx_ring(&self, index: usize) -> Result<RxRing, Error> {
        let rings = self.shared.host(Direction::Rx);
        let (raw, line) = self.claim(Direction::Rx, rings, index)?;
        Ok(RxRing::new(raw, line))
    }

    fn claim(
        &self,
        direction: Direction,
        rings: Range<u32>,
        index: usize,
    ) -> Result<(RawRing, Line), Error> {
        let shared = &self.shared;
        let Some(ring) = rings.clone().nth(index) else {
            return Err(Error::NoSuchRing {
                direction,
                index,
                available: rings.len(),
            });
        };
        let offset = match direction {
            Direction::Tx => shared.interface.tx_ring(ring),
            Direction::Rx => shared.interface.rx_ring(ring),
        };
        // An offset of 0 marks a ring that is not bound, and would lead to the netmap_if.
        let offset = offset.ok_or(Error::Layout {
            what: "ring_ofs of a bound ring",
            value: 0,
            limit: shared.region.len(),
        })?;
        let Some(claim) = Claim::new(shared.region.id(), offset) else {
            return Err(Error::RingClaimed { direction, index });
        };
        let raw = RawRing::new(Arc::clone(&shared.region), offset)?;
        let bound = shared.bound(direction).len() as u32;
        let line = Line::new(Arc::clone(shared), direction, ring, bound, claim);
        Ok((raw, line))
    }
}

impl fmt::Debug for Netmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Netmap")
            .field("name", &self.name())
            .field("backend", &self.backend())
            .field("mode", &self.mode())
            .field("tx_rings", &self.num_tx_rings())
            .field("rx_rings", &self.num_rx_rings())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bound_rings_are_those_of_the_kernel() {
        let bound = |mode| bound_rings(mode, 4, 2);
        assert_eq!(bound(RingMode::AllNic), 0..4);
        assert_eq!(bound(RingMode::Host), 4..6);
        assert_eq!(bound(RingMode::NicAndHost), 0..6);
        assert_eq!(bound(RingMode::OneNic(3)), 3..4);
        assert_eq!(bound(RingMode::OneNic(4)), 0..1, "fewer here: the first");
        assert_eq!(bound(RingMode::OneHost(1)), 5..6);
        assert_eq!(bound_rings(RingMode::OneNic(0), 0, 1), 0..0);
        assert_eq!(bound_rings(RingMode::Host, u32::MAX, 9), u32::MAX..u32::MAX);
    }
}
