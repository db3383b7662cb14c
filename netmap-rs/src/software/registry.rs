//! The ports that exist: names, memory, and who has which ring open.
//!
//! One lock guards all of it, as one does in the kernel. Nothing here is on the packet path.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, Weak};

use netmap_sys::nmreq_register;

use super::allocator::{Dir, Mem, OwnedRing};
use super::errno;
use super::kring::{RxKring, TxKring};
use super::layout::{Geometry, Layout};
use super::names::{End, Target};
use super::pipe::Channel;
use super::vale::{DEFAULT_SLOTS, MAX_RINGS, MAX_SLOTS, Queue, Sender, Switch};

/// VALE switches at a time (`NM_BRIDGES`).
const MAX_SWITCHES: usize = 8;
/// Pipes of a port (`NM_MAXPIPES`).
const MAX_PIPES: usize = 64;
/// Pipes that a private region has room for.
const PIPES: usize = 2;
/// Rings of a pipe in each direction (`NM_PIPE_MAXRINGS`).
const MAX_PIPE_RINGS: u32 = 256;
const MAX_EXTRA_BUFS: u32 = 128 * MAX_SLOTS;
/// The region that ports share.
const GLOBAL: u16 = 1;

pub(super) static REGISTRY: Mutex<Registry> = Mutex::new(Registry::new());

/// Regions by their id.
#[derive(Debug)]
struct Memories {
    by_id: BTreeMap<u16, Weak<Mem>>,
    /// The id given last.
    last: u16,
}

impl Memories {
    /// The region with this id. The global one is always there.
    fn find(&mut self, id: u16) -> io::Result<Arc<Mem>> {
        if let Some(mem) = self.by_id.get(&id).and_then(Weak::upgrade) {
            return Ok(mem);
        }
        if id != GLOBAL {
            return Err(errno(libc::EINVAL));
        }
        let mem = Mem::new(GLOBAL, false, Layout::global())?;
        self.by_id.insert(GLOBAL, Arc::downgrade(&mem));
        Ok(mem)
    }

    /// A new private region, with the first free id after the one given last.
    fn create(&mut self, layout: Layout) -> io::Result<Arc<Mem>> {
        self.by_id.retain(|_, mem| mem.strong_count() > 0);
        let live = |id: &u16| *id == GLOBAL || self.by_id.contains_key(id);
        let last = (GLOBAL..=self.last).rev().find(live).unwrap_or(GLOBAL);
        let id = (last..=u16::MAX)
            .chain(GLOBAL..last)
            .find(|id| !live(id))
            .ok_or_else(|| errno(libc::ENOMEM))?;
        let mem = Mem::new(id, true, layout)?;
        self.by_id.insert(id, Arc::downgrade(&mem));
        self.last = id;
        Ok(mem)
    }
}

/// One ring of a port.
#[derive(Debug)]
struct Binding<K> {
    /// How many have it open.
    users: u32,
    exclusive: bool,
    ring: Option<Arc<K>>,
}

fn unbound<K>(count: u32) -> Vec<Binding<K>> {
    let none = |_| Binding {
        users: 0,
        exclusive: false,
        ring: None,
    };
    (0..count).map(none).collect()
}

/// The rings of a port, and how often it is open.
#[derive(Debug)]
struct Rings {
    opens: u32,
    tx: Vec<Binding<TxKring>>,
    rx: Vec<Binding<RxKring>>,
}

/// The rings that one opening of a port binds.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    pub(super) tx: Range<usize>,
    pub(super) rx: Range<usize>,
    pub(super) exclusive: bool,
}

impl Rings {
    fn new(geometry: Geometry) -> Rings {
        Rings {
            opens: 0,
            tx: unbound(geometry.tx_rings),
            rx: unbound(geometry.rx_rings),
        }
    }

    /// Whether the rings may be opened: none is another's alone, nor in use where it is wanted
    /// for one alone.
    fn check(&self, wanted: &Selection) -> io::Result<()> {
        fn busy<K>(bindings: &[Binding<K>], exclusive: bool) -> bool {
            bindings
                .iter()
                .any(|b| b.exclusive || (b.users > 0 && exclusive))
        }
        let (tx, rx) = (&self.tx[wanted.tx.clone()], &self.rx[wanted.rx.clone()]);
        if busy(tx, wanted.exclusive) || busy(rx, wanted.exclusive) {
            return Err(errno(libc::EBUSY));
        }
        Ok(())
    }

    fn bind(&mut self, wanted: &Selection) -> Bound {
        fn take<K>(bindings: &mut [Binding<K>], exclusive: bool) -> Vec<Arc<K>> {
            let one = |b: &mut Binding<K>| {
                b.users += 1;
                b.exclusive |= exclusive;
                b.ring.clone()
            };
            bindings.iter_mut().filter_map(one).collect()
        }
        self.opens += 1;
        Bound {
            tx: take(&mut self.tx[wanted.tx.clone()], wanted.exclusive),
            rx: take(&mut self.rx[wanted.rx.clone()], wanted.exclusive),
        }
    }

    /// Undoes [`bind`](Rings::bind). Rings that nobody has open any more go, unless `keep`.
    fn release(&mut self, held: &Selection, keep: bool) {
        fn give<K>(bindings: &mut [Binding<K>], exclusive: bool, keep: bool) {
            for b in bindings {
                b.users = b.users.saturating_sub(1);
                b.exclusive &= !exclusive;
                if b.users == 0 && !keep {
                    b.ring = None;
                }
            }
        }
        self.opens = self.opens.saturating_sub(1);
        give(&mut self.tx[held.tx.clone()], held.exclusive, keep);
        give(&mut self.rx[held.rx.clone()], held.exclusive, keep);
    }
}

/// The rings that an opening has bound, in order.
#[derive(Debug, Default)]
pub(super) struct Bound {
    pub(super) tx: Vec<Arc<TxKring>>,
    pub(super) rx: Vec<Arc<RxKring>>,
}

/// A port of a switch, or one of no switch, which is what pipes with a plain name hang on.
#[derive(Debug)]
struct Port {
    mem: Arc<Mem>,
    geometry: Geometry,
    sender: Option<Arc<Sender>>,
    rings: Rings,
    pipes: Vec<Pipe>,
}

/// Both ends of a pipe. They live as long as one of them is open.
#[derive(Debug)]
struct Pipe {
    id: String,
    mem: Arc<Mem>,
    /// As the master has it.
    geometry: Geometry,
    master: Rings,
    slave: Rings,
}

/// What an opening is about, as found in the registry.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) mem: Arc<Mem>,
    pub(super) geometry: Geometry,
}

/// All ports of the process.
#[derive(Debug)]
pub(super) struct Registry {
    memories: Memories,
    switches: Vec<Arc<Switch>>,
    ports: BTreeMap<String, Port>,
}

/// A number as wanted, or the default if it is too small, or the most there can be.
fn bound(wanted: u32, default: u32, max: u32) -> u32 {
    if wanted == 0 {
        default.min(max)
    } else {
        wanted.min(max)
    }
}

impl Registry {
    const fn new() -> Registry {
        Registry {
            memories: Memories {
                by_id: BTreeMap::new(),
                last: GLOBAL,
            },
            switches: Vec::new(),
            ports: BTreeMap::new(),
        }
    }

    /// The region with this id; `None` for id 0, which asks for none in particular.
    pub(super) fn memory(&mut self, id: u16) -> io::Result<Option<Arc<Mem>>> {
        match id {
            0 => Ok(None),
            id => self.memories.find(id).map(Some),
        }
    }

    /// Finds what a name stands for, and makes it if it is not there.
    pub(super) fn find_or_create(
        &mut self,
        target: &Target<'_>,
        reg: &mut nmreq_register,
        mem: Option<Arc<Mem>>,
    ) -> io::Result<Found> {
        match target {
            Target::Vale { name, switch } => self.vale(name, switch, reg, mem)?,
            Target::Plain { name } if !self.ports.contains_key(*name) => {
                return Err(errno(libc::ENXIO));
            }
            Target::Plain { name } => self.adopt(name, mem),
            Target::Pipe { parent, id, end } => {
                return self.pipe(parent, id, *end, reg, mem);
            }
        }
        let port = self.port(target)?;
        Ok(Found {
            mem: Arc::clone(&port.mem),
            geometry: port.geometry,
        })
    }

    fn port(&mut self, target: &Target<'_>) -> io::Result<&mut Port> {
        let name = target.port();
        self.ports.get_mut(name).ok_or_else(|| errno(libc::ENXIO))
    }

    fn vale(
        &mut self,
        name: &str,
        switch: &str,
        reg: &mut nmreq_register,
        mem: Option<Arc<Mem>>,
    ) -> io::Result<()> {
        if self.ports.contains_key(name) {
            return Ok(());
        }
        // A port that is an interface of its own is attached, not opened.
        let interface = name.get(switch.len() + 1..).unwrap_or_default();
        if self.ports.contains_key(interface) {
            return Err(errno(libc::EINVAL));
        }
        let known = self.switches.iter().find(|s| s.name == switch).cloned();
        let found = match known {
            Some(found) => found,
            None if self.switches.len() < MAX_SWITCHES => Switch::new(switch),
            None => return Err(errno(libc::ENOMEM)),
        };
        let (geometry, mem) = self.new_port(reg, mem)?;
        let index = found
            .attach(geometry.rx_rings)
            .ok_or_else(|| errno(libc::ENOMEM))?;
        if !self.switches.iter().any(|s| Arc::ptr_eq(s, &found)) {
            self.switches.push(Arc::clone(&found));
        }
        let port = Port {
            mem,
            geometry,
            sender: Some(Sender::new(&found, index)),
            rings: Rings::new(geometry),
            pipes: Vec::new(),
        };
        self.ports.insert(name.to_owned(), port);
        Ok(())
    }

    /// Settles the numbers of a new port, writes them back, and finds memory for it.
    fn new_port(
        &mut self,
        reg: &mut nmreq_register,
        mem: Option<Arc<Mem>>,
    ) -> io::Result<(Geometry, Arc<Mem>)> {
        let geometry = Geometry {
            tx_rings: bound(reg.nr_tx_rings.into(), 1, MAX_RINGS),
            rx_rings: bound(reg.nr_rx_rings.into(), 1, MAX_RINGS),
            tx_slots: bound(reg.nr_tx_slots, DEFAULT_SLOTS, MAX_SLOTS),
            rx_slots: bound(reg.nr_rx_slots, DEFAULT_SLOTS, MAX_SLOTS),
        };
        reg.nr_tx_rings = geometry.tx_rings as u16;
        reg.nr_rx_rings = geometry.rx_rings as u16;
        reg.nr_tx_slots = geometry.tx_slots;
        reg.nr_rx_slots = geometry.rx_slots;
        reg.nr_extra_bufs = reg.nr_extra_bufs.min(MAX_EXTRA_BUFS);
        let mem = match mem {
            Some(mem) => mem,
            None => {
                let layout = Layout::private(geometry, reg.nr_extra_bufs, PIPES)
                    .ok_or_else(|| errno(libc::EINVAL))?;
                self.memories.create(layout)?
            }
        };
        Ok((geometry, mem))
    }

    /// Gives an idle port of no switch the memory that is asked for.
    fn adopt(&mut self, name: &str, mem: Option<Arc<Mem>>) {
        if let (Some(port), Some(mem)) = (self.ports.get_mut(name), mem) {
            if port.rings.opens == 0 {
                port.mem = mem;
            }
        }
    }

    fn pipe(
        &mut self,
        parent: &Target<'_>,
        id: &str,
        end: End,
        reg: &mut nmreq_register,
        mem: Option<Arc<Mem>>,
    ) -> io::Result<Found> {
        match (self.find_or_create(parent, reg, mem.clone()), parent) {
            (Ok(_), _) => {}
            (Err(e), Target::Plain { name })
                if e.raw_os_error() == Some(libc::ENXIO) && name.len() < libc::IFNAMSIZ =>
            {
                let (geometry, mem) = self.new_port(reg, mem)?;
                let port = Port {
                    mem,
                    geometry,
                    sender: None,
                    rings: Rings::new(geometry),
                    pipes: Vec::new(),
                };
                self.ports.insert((*name).to_owned(), port);
            }
            (Err(e), _) => return Err(e),
        }
        let port = self.port(parent)?;
        let known = port.pipes.iter().position(|p| p.id == id);
        let at = match known {
            Some(at) => at,
            None if port.pipes.len() < MAX_PIPES => {
                let geometry = Geometry {
                    tx_rings: bound(reg.nr_tx_rings.into(), 1, MAX_PIPE_RINGS),
                    rx_rings: bound(reg.nr_rx_rings.into(), 1, MAX_PIPE_RINGS),
                    tx_slots: bound(reg.nr_tx_slots, port.geometry.tx_slots, MAX_SLOTS),
                    rx_slots: bound(reg.nr_rx_slots, port.geometry.rx_slots, MAX_SLOTS),
                };
                port.pipes.push(Pipe {
                    id: id.to_owned(),
                    mem: Arc::clone(&port.mem),
                    geometry,
                    master: Rings::new(geometry),
                    slave: Rings::new(geometry.swapped()),
                });
                port.pipes.len() - 1
            }
            None => return Err(errno(libc::EINVAL)),
        };
        let pipe = &port.pipes[at];
        Ok(Found {
            mem: Arc::clone(&pipe.mem),
            geometry: match end {
                End::Master => pipe.geometry,
                End::Slave => pipe.geometry.swapped(),
            },
        })
    }

    /// Opens rings of what [`find_or_create`](Registry::find_or_create) has found.
    pub(super) fn open(&mut self, target: &Target<'_>, wanted: &Selection) -> io::Result<Bound> {
        let port = self.port(target)?;
        match target {
            Target::Pipe { id, end, .. } => {
                let pipe = port.pipes.iter_mut().find(|p| p.id == *id);
                pipe.ok_or_else(|| errno(libc::ENXIO))?.open(*end, wanted)
            }
            _ => port.open(wanted),
        }
    }

    /// Closes what [`open`](Registry::open) opened.
    pub(super) fn close(&mut self, target: &Target<'_>, held: &Selection) {
        let Ok(port) = self.port(target) else {
            return;
        };
        match target {
            Target::Pipe { id, end, .. } => {
                if let Some(pipe) = port.pipes.iter_mut().find(|p| p.id == *id) {
                    pipe.end(*end).0.release(held, true);
                }
            }
            _ => {
                port.rings.release(held, false);
                port.show_rings();
            }
        }
        self.sweep(target);
    }

    /// Takes away what of a name nobody has open.
    pub(super) fn sweep(&mut self, target: &Target<'_>) {
        let name = target.port();
        let Some(port) = self.ports.get_mut(name) else {
            return;
        };
        port.pipes
            .retain(|p| p.master.opens > 0 || p.slave.opens > 0);
        if port.rings.opens > 0 || !port.pipes.is_empty() {
            return;
        }
        if let Some(sender) = &port.sender {
            sender.switch.detach(sender.index);
        }
        self.ports.remove(name);
        self.switches.retain(|s| !s.is_empty());
    }

    /// Names of the switches and ports that exist.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<String> {
        let switches = self.switches.iter().map(|s| s.name.clone());
        switches.chain(self.ports.keys().cloned()).collect()
    }
}

impl Port {
    fn open(&mut self, wanted: &Selection) -> io::Result<Bound> {
        self.rings.check(wanted)?;
        let (mut rx, mut tx) = (Vec::new(), Vec::new());
        for i in missing(&self.rings.rx, &wanted.rx) {
            let ring = OwnedRing::filled(&self.mem, i as u32, Dir::Rx, self.geometry.rx_slots)?;
            rx.push((i, Queue::new(ring)));
        }
        for i in missing(&self.rings.tx, &wanted.tx) {
            let ring = OwnedRing::filled(&self.mem, i as u32, Dir::Tx, self.geometry.tx_slots)?;
            tx.push((
                i,
                match &self.sender {
                    Some(sender) => TxKring::vale(ring, sender, i as u32),
                    None => TxKring::detached(ring),
                },
            ));
        }
        for (i, queue) in rx {
            self.rings.rx[i].ring = Some(RxKring::vale(&queue));
        }
        for (i, ring) in tx {
            self.rings.tx[i].ring = Some(ring);
        }
        let bound = self.rings.bind(wanted);
        self.show_rings();
        Ok(bound)
    }

    /// Tells the switch which receive rings are open.
    fn show_rings(&self) {
        let Some(sender) = &self.sender else {
            return;
        };
        let mut members = sender.switch.members_mut();
        if let Some(member) = members.get_mut(sender.index) {
            let queue = |b: &Binding<RxKring>| b.ring.as_ref().and_then(|r| r.queue().cloned());
            member.rings = self.rings.rx.iter().map(queue).collect();
        }
    }
}

impl Pipe {
    /// The rings of this end, and of the other.
    fn end(&mut self, end: End) -> (&mut Rings, &mut Rings) {
        match end {
            End::Master => (&mut self.master, &mut self.slave),
            End::Slave => (&mut self.slave, &mut self.master),
        }
    }

    fn open(&mut self, end: End, wanted: &Selection) -> io::Result<Bound> {
        let mem = Arc::clone(&self.mem);
        let geometry = match end {
            End::Master => self.geometry,
            End::Slave => self.geometry.swapped(),
        };
        let (own, peer) = self.end(end);
        own.check(wanted)?;
        let rx: Vec<_> = missing(&own.rx, &wanted.rx).collect();
        let tx: Vec<_> = missing(&own.tx, &wanted.tx).collect();
        // The end that is opened first has the buffers; the slots of the other mirror them.
        let (rxs, txs) = (geometry.rx_slots, geometry.tx_slots);
        let ring = |make: Make, at: &[usize], dir, slots| -> io::Result<Vec<OwnedRing>> {
            at.iter()
                .map(|i| make(&mem, *i as u32, dir, slots))
                .collect()
        };
        let own_rx = ring(OwnedRing::filled, &rx, Dir::Rx, rxs)?;
        let own_tx = ring(OwnedRing::filled, &tx, Dir::Tx, txs)?;
        let peer_rx = ring(OwnedRing::blank, &tx, Dir::Rx, txs)?;
        let peer_tx = ring(OwnedRing::blank, &rx, Dir::Tx, rxs)?;
        for ((i, receives), sends) in rx.into_iter().zip(own_rx).zip(peer_tx) {
            let channel = Channel::new(sends, receives, Dir::Rx);
            own.rx[i].ring = Some(RxKring::pipe(&channel));
            peer.tx[i].ring = Some(TxKring::pipe(&channel));
        }
        for ((i, sends), receives) in tx.into_iter().zip(own_tx).zip(peer_rx) {
            let channel = Channel::new(sends, receives, Dir::Tx);
            own.tx[i].ring = Some(TxKring::pipe(&channel));
            peer.rx[i].ring = Some(RxKring::pipe(&channel));
        }
        Ok(own.bind(wanted))
    }
}

type Make = fn(&Arc<Mem>, u32, Dir, u32) -> io::Result<OwnedRing>;

/// The wanted rings that do not exist yet.
fn missing<K>(bindings: &[Binding<K>], wanted: &Range<usize>) -> impl Iterator<Item = usize> {
    let none = |i: &usize| bindings[*i].ring.is_none();
    wanted.clone().filter(none).collect::<Vec<_>>().into_iter()
}
