//! A software port as its user sees it: what a file descriptor of `/dev/netmap` is to the kernel.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use netmap_sys::{nmreq_port_info_get, nmreq_register};

use crate::region::Memory;

use super::allocator::{Dir, IfInit, Mem, NetmapIf, OwnedRing, lock};
use super::bindings::{Bound, Selection};
use super::errno;
use super::kring::{Outcome, RxKring, TxKring};
use super::layout::Geometry;
use super::names::Target;
use super::notify::{Bell, Watch, Watcher};
use super::registry::{Found, REGISTRY, Registry};
use super::stats::SoftStatistics;

/// The variable that names the directory through which processes share pipes.
pub(super) const SHARED_DIR: &str = "NETMAP_SOFTWARE_DIR";
const TX_ONLY: u64 = netmap_sys::NR_TX_RINGS_ONLY as u64;
const RX_ONLY: u64 = netmap_sys::NR_RX_RINGS_ONLY as u64;
const EXCLUSIVE: u64 = netmap_sys::NR_EXCLUSIVE as u64;
const NO_TX_POLL: u64 = netmap_sys::NR_NO_TX_POLL as u64;
const MONITOR: u64 = (netmap_sys::NR_MONITOR_TX | netmap_sys::NR_MONITOR_RX) as u64;

/// A ring that a port has bound, and the place where threads wait for it.
#[derive(Debug)]
pub(super) struct Held<K> {
    pub(super) ring: Arc<K>,
    waiters: Arc<Watcher>,
}

/// A software port. Dropping it is closing the file descriptor.
#[derive(Debug)]
pub(crate) struct SoftPort {
    /// The port's name; `None` for a null port, which nobody else can find.
    name: Option<String>,
    /// Where pipes are shared with other processes.
    dir: Option<PathBuf>,
    mem: Arc<Mem>,
    nifp: Option<NetmapIf>,
    selection: Selection,
    pub(super) tx: Vec<Held<TxKring>>,
    pub(super) rx: Vec<Held<RxKring>>,
    /// Whether every poll sends what is in the transmit rings.
    pub(super) tx_poll: bool,
    /// Where threads wait that poll several rings.
    pub(super) waiters: Arc<Watcher>,
}

impl SoftPort {
    /// What `NETMAP_REQ_REGISTER` does: opens the port `name` (the `nr_name` of the request), and
    /// makes it first if it is not there.
    ///
    /// # Errors
    ///
    /// The kernel's: `ENXIO` for a name that is neither a VALE port nor a pipe, `EINVAL` for a
    /// request that makes no sense there, `ENOMEM`, `EBUSY` where exclusive use is at odds with
    /// what is open, `EOPNOTSUPP` for monitors.
    pub(crate) fn register(name: &str, reg: &mut nmreq_register) -> io::Result<SoftPort> {
        let dir = std::env::var_os(SHARED_DIR).filter(|dir| !dir.is_empty());
        SoftPort::register_in(dir.map(PathBuf::from), name, reg)
    }

    /// The same; pipes that do not hang on a switch's port are shared, through this directory,
    /// with the processes that use it, too.
    pub(super) fn register_in(
        dir: Option<PathBuf>,
        name: &str,
        reg: &mut nmreq_register,
    ) -> io::Result<SoftPort> {
        if name.len() >= netmap_sys::NETMAP_REQ_IFNAMSIZ as usize || name.contains('\0') {
            return Err(errno(libc::EINVAL));
        }
        let mut registry = lock(&REGISTRY);
        let mem = registry.memory(reg.nr_mem_id)?;
        if reg.nr_mode == netmap_sys::NR_REG_NULL {
            return SoftPort::null(name, reg, mem);
        }
        if reg.nr_flags & MONITOR != 0 {
            return Err(errno(libc::EOPNOTSUPP));
        }
        let target = Target::parse_in(name, dir.as_deref())?;
        let pipe = matches!(target, Target::Pipe { .. } | Target::Shared { .. });
        if pipe && !is_nic_mode(reg.nr_mode) {
            return Err(errno(libc::EINVAL));
        }
        let opened = SoftPort::open(&mut registry, name, &target, reg, mem);
        if opened.is_err() {
            registry.sweep(&target);
        }
        opened.map(|mut port| {
            port.dir = dir;
            port
        })
    }

    fn open(
        registry: &mut Registry,
        name: &str,
        target: &Target<'_>,
        reg: &mut nmreq_register,
        mem: Option<Arc<Mem>>,
    ) -> io::Result<SoftPort> {
        let found = registry.find_or_create(target, reg, mem)?;
        let selection = select(reg, found.geometry)?;
        let bound = registry.open(target, &selection)?;
        SoftPort::finish(name, true, reg, &found, &selection, bound)
            .inspect_err(|_| registry.close(target, &selection))
    }

    /// A port that is connected to nothing and lends a region to those that only want memory.
    fn null(name: &str, reg: &mut nmreq_register, mem: Option<Arc<Mem>>) -> io::Result<SoftPort> {
        let mem = mem.ok_or_else(|| errno(libc::EINVAL))?;
        let geometry = Geometry {
            tx_rings: reg.nr_tx_rings.into(),
            rx_rings: reg.nr_rx_rings.into(),
            tx_slots: reg.nr_tx_slots,
            rx_slots: reg.nr_rx_slots,
        };
        let selection = select(reg, geometry)?;
        let mut bound = Bound::default();
        for i in selection.rx.clone() {
            let ring = OwnedRing::filled(&mem, i as u32, Dir::Rx, geometry.rx_slots)?;
            bound.rx.push(RxKring::null(ring));
        }
        for i in selection.tx.clone() {
            let ring = OwnedRing::filled(&mem, i as u32, Dir::Tx, geometry.tx_slots)?;
            bound.tx.push(TxKring::null(ring));
        }
        let found = Found::new(&mem, geometry);
        SoftPort::finish(
            &format!("null:{name}"),
            false,
            reg,
            &found,
            &selection,
            bound,
        )
    }

    /// Shows the rings in a new `netmap_if`, and fills in the answer.
    fn finish(
        name: &str,
        registered: bool,
        reg: &mut nmreq_register,
        found: &Found,
        selection: &Selection,
        bound: Bound,
    ) -> io::Result<SoftPort> {
        let Found { mem, geometry, .. } = found;
        // One host ring in each direction has its place, but no ring.
        let (tx, rx) = (geometry.tx_rings as usize, geometry.rx_rings as usize);
        let mut offsets = vec![0; tx + 1 + rx + 1];
        for (i, ring) in selection.tx.clone().zip(&bound.tx) {
            offsets[i] = ring.owned().ring.offset();
        }
        for (i, ring) in selection.rx.clone().zip(&bound.rx) {
            offsets[tx + 1 + i] = ring.owned().ring.offset();
        }
        let init = IfInit {
            name,
            rings: (geometry.tx_rings, geometry.rx_rings),
            offsets: &offsets,
            extra_bufs: reg.nr_extra_bufs,
            places: found.places.clone(),
        };
        let (nifp, extra_bufs) = NetmapIf::new(mem, &init)?;
        reg.nr_offset = nifp.offset() as u64;
        reg.nr_memsize = mem.layout.total() as u64;
        reg.nr_mem_id = mem.id;
        reg.nr_tx_rings = geometry.tx_rings as u16;
        reg.nr_rx_rings = geometry.rx_rings as u16;
        reg.nr_tx_slots = geometry.tx_slots;
        reg.nr_rx_slots = geometry.rx_slots;
        reg.nr_host_tx_rings = 0;
        reg.nr_host_rx_rings = 0;
        reg.nr_extra_bufs = extra_bufs;

        let waiters = Watcher::new(None);
        Ok(SoftPort {
            name: registered.then(|| name.to_owned()),
            dir: None,
            mem: Arc::clone(mem),
            nifp: Some(nifp),
            selection: selection.clone(),
            tx: hold(bound.tx, &waiters, TxKring::bell),
            rx: hold(bound.rx, &waiters, RxKring::bell),
            tx_poll: reg.nr_flags & NO_TX_POLL == 0,
            waiters,
        })
    }

    /// What `NETMAP_REQ_PORT_INFO_GET` tells. A port that does not exist is made for the moment.
    ///
    /// # Errors
    ///
    /// Those of [`register`](SoftPort::register).
    pub(crate) fn port_info(name: &str) -> io::Result<nmreq_port_info_get> {
        let mut registry = lock(&REGISTRY);
        let mut info = nmreq_port_info_get::default();
        let mem = if name.is_empty() {
            let mem = registry.memory(1)?;
            mem.ok_or_else(|| errno(libc::EINVAL))?
        } else {
            let target = Target::parse(name)?;
            let mut reg = nmreq_register::default();
            let found = registry.find_or_create(&target, &mut reg, None);
            registry.sweep(&target);
            let Found { mem, geometry, .. } = found?;
            info.nr_tx_rings = geometry.tx_rings as u16;
            info.nr_rx_rings = geometry.rx_rings as u16;
            info.nr_tx_slots = geometry.tx_slots;
            info.nr_rx_slots = geometry.rx_slots;
            mem
        };
        info.nr_memsize = mem.layout.total() as u64;
        info.nr_mem_id = mem.id;
        Ok(info)
    }

    /// The whole region, what `mmap` of the descriptor gives.
    pub(crate) fn memory(&self) -> Arc<dyn Memory> {
        Arc::clone(&self.mem.region) as Arc<dyn Memory>
    }

    #[cfg(test)]
    pub(super) fn mem(&self) -> Arc<Mem> {
        Arc::clone(&self.mem)
    }

    fn tx(&self, ring: u32) -> io::Result<&Held<TxKring>> {
        (ring as usize)
            .checked_sub(self.selection.tx.start)
            .and_then(|i| self.tx.get(i))
            .ok_or_else(|| errno(libc::EINVAL))
    }

    fn rx(&self, ring: u32) -> io::Result<&Held<RxKring>> {
        (ring as usize)
            .checked_sub(self.selection.rx.start)
            .and_then(|i| self.rx.get(i))
            .ok_or_else(|| errno(libc::EINVAL))
    }

    /// Syncs the transmit ring with this index in the port.
    pub(crate) fn txsync_ring(&self, ring: u32) -> io::Result<()> {
        self.tx(ring)?.ring.sync();
        Ok(())
    }

    /// Syncs the receive ring with this index in the port.
    pub(crate) fn rxsync_ring(&self, ring: u32) -> io::Result<()> {
        self.rx(ring)?.ring.sync();
        Ok(())
    }

    /// Blocks until the transmit ring has free slots beyond `cur`. False if the time runs out.
    ///
    /// # Errors
    ///
    /// `EINVAL` for a ring that is not bound, `ENXIO` where head or cur is outside the window
    /// (`POLLERR` in the kernel).
    pub(crate) fn wait_tx(&self, ring: u32, timeout: Option<Duration>) -> io::Result<bool> {
        let held = self.tx(ring)?;
        block(
            &held.waiters,
            || std::iter::once(&**held.ring.bell()),
            timeout,
            || ready(held.ring.sync()),
        )
    }

    /// Blocks until the receive ring has packets beyond `cur`. False if the time runs out.
    ///
    /// # Errors
    ///
    /// Those of [`wait_tx`](SoftPort::wait_tx).
    pub(crate) fn wait_rx(&self, ring: u32, timeout: Option<Duration>) -> io::Result<bool> {
        let held = self.rx(ring)?;
        block(
            &held.waiters,
            || std::iter::once(&**held.ring.bell()),
            timeout,
            || ready(held.ring.sync()),
        )
    }

    /// Readiness of a transmit ring for an event loop.
    pub(crate) fn watch_tx(&self, ring: u32) -> io::Result<Watch> {
        Watch::new(self.tx(ring)?.ring.bell())
    }

    /// Readiness of a receive ring for an event loop.
    pub(crate) fn watch_rx(&self, ring: u32) -> io::Result<Watch> {
        Watch::new(self.rx(ring)?.ring.bell())
    }

    /// What became of the packets on the bound rings.
    pub(crate) fn statistics(&self) -> SoftStatistics {
        let mut total = SoftStatistics::default();
        for held in &self.tx {
            held.ring.count(&mut total);
        }
        for held in &self.rx {
            held.ring.count(&mut total);
        }
        total
    }
}

impl Drop for SoftPort {
    fn drop(&mut self) {
        let mut registry = lock(&REGISTRY);
        for held in self.tx.drain(..) {
            held.ring.bell().strike(&held.waiters);
            held.ring.bell().strike(&self.waiters);
        }
        for held in self.rx.drain(..) {
            held.ring.bell().strike(&held.waiters);
            held.ring.bell().strike(&self.waiters);
        }
        self.nifp = None;
        if let Some(name) = &self.name {
            if let Ok(target) = Target::parse_in(name, self.dir.as_deref()) {
                registry.close(&target, &self.selection);
            }
        }
    }
}

fn hold<K>(rings: Vec<Arc<K>>, port: &Arc<Watcher>, bell: fn(&K) -> &Arc<Bell>) -> Vec<Held<K>> {
    let one = |ring: Arc<K>| {
        let waiters = Watcher::new(None);
        bell(&ring).enlist(&waiters);
        bell(&ring).enlist(port);
        Held { ring, waiters }
    };
    rings.into_iter().map(one).collect()
}

fn is_nic_mode(mode: u32) -> bool {
    mode == netmap_sys::NR_REG_ALL_NIC || mode == netmap_sys::NR_REG_ONE_NIC
}

/// The rings that a request is about.
fn select(reg: &nmreq_register, geometry: Geometry) -> io::Result<Selection> {
    let (tx, rx) = (geometry.tx_rings as usize, geometry.rx_rings as usize);
    let ring = usize::from(reg.nr_ringid);
    // With fewer rings in one direction, the first one stands in.
    let one = |rings: usize| {
        let ring = if ring < rings { ring } else { 0 };
        ring..ring + 1
    };
    let (mut tx, mut rx) = match reg.nr_mode {
        netmap_sys::NR_REG_ALL_NIC | netmap_sys::NR_REG_NULL => (0..tx, 0..rx),
        netmap_sys::NR_REG_ONE_NIC if ring < tx.max(rx) => (one(tx), one(rx)),
        // There are no host rings.
        _ => return Err(errno(libc::EINVAL)),
    };
    if reg.nr_flags & RX_ONLY != 0 {
        tx = 0..0;
    }
    if reg.nr_flags & TX_ONLY != 0 {
        rx = 0..0;
    }
    Ok(Selection {
        tx,
        rx,
        exclusive: reg.nr_flags & EXCLUSIVE != 0,
    })
}

fn ready(outcome: Outcome) -> io::Result<bool> {
    if outcome.invalid {
        return Err(errno(libc::ENXIO));
    }
    Ok(outcome.ready)
}

/// Blocks until `look` finds what it looks for, or the time runs out (false). It is looked at
/// once at least, and again after the bells were armed, so that nothing between is missed.
pub(super) fn block<'a, B>(
    waiters: &Watcher,
    bells: impl Fn() -> B,
    timeout: Option<Duration>,
    mut look: impl FnMut() -> io::Result<bool>,
) -> io::Result<bool>
where
    B: Iterator<Item = &'a Bell>,
{
    if look()? {
        return Ok(true);
    }
    if timeout == Some(Duration::ZERO) {
        return Ok(false);
    }
    // A time too far away to be told is for ever.
    let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
    loop {
        let ticket = waiters.arm(bells());
        if look()? {
            return Ok(true);
        }
        if !waiters.wait(ticket, deadline) {
            return Ok(false);
        }
    }
}
