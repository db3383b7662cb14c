//! The ports that exist: names, memory, and who has which ring open.
//!
//! One lock guards all of it, as one does in the kernel. Nothing here is on the packet path.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use netmap_sys::nmreq_register;

use super::allocator::{Dir, Mem, OwnedRing};
use super::bindings::{Binding, Bound, Rings, Selection, missing};
use super::errno;
use super::kring::{RxKring, TxKring};
use super::layout::{Geometry, Layout};
use super::memories::Memories;
use super::names::{End, Target};
use super::pipes::Pipe;
use super::shared::SharedPipe;
use super::vale::{DEFAULT_SLOTS, MAX_RINGS, MAX_SLOTS, Queue, Sender, Switch};

/// VALE switches at a time (`NM_BRIDGES`).
const MAX_SWITCHES: usize = 8;
/// Pipes of a port (`NM_MAXPIPES`).
const MAX_PIPES: usize = 64;
/// Pipes that a private region has room for.
pub(super) const PIPES: usize = 2;
/// Rings of a pipe in each direction (`NM_PIPE_MAXRINGS`).
pub(super) const MAX_PIPE_RINGS: u32 = 256;
const MAX_EXTRA_BUFS: u32 = 128 * MAX_SLOTS;

pub(super) static REGISTRY: Mutex<Registry> = Mutex::new(Registry::new());

/// A port of a switch, or one of no switch, which is what pipes with a plain name hang on.
#[derive(Debug)]
struct Port {
    mem: Arc<Mem>,
    geometry: Geometry,
    sender: Option<Arc<Sender>>,
    rings: Rings,
    pipes: Vec<Pipe>,
}

/// What an opening is about, as found in the registry.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) mem: Arc<Mem>,
    pub(super) geometry: Geometry,
    /// Which objects may become its `netmap_if`.
    pub(super) places: Range<u32>,
}

impl Found {
    pub(super) fn new(mem: &Arc<Mem>, geometry: Geometry) -> Found {
        Found {
            mem: Arc::clone(mem),
            geometry,
            places: 0..mem.layout.ifs.count as u32,
        }
    }
}

/// All ports of the process.
#[derive(Debug)]
pub(super) struct Registry {
    memories: Memories,
    switches: Vec<Arc<Switch>>,
    ports: BTreeMap<String, Port>,
    shared: Vec<SharedPipe>,
}

/// A number as wanted, or the default if it is too small, or the most there can be.
pub(super) fn bound(wanted: u32, default: u32, max: u32) -> u32 {
    if wanted == 0 {
        default.min(max)
    } else {
        wanted.min(max)
    }
}

/// The numbers of a new pipe, as the master has them, on a port of these numbers.
pub(super) fn pipe_geometry(reg: &nmreq_register, port: Geometry) -> Geometry {
    Geometry {
        tx_rings: bound(reg.nr_tx_rings.into(), 1, MAX_PIPE_RINGS),
        rx_rings: bound(reg.nr_rx_rings.into(), 1, MAX_PIPE_RINGS),
        tx_slots: bound(reg.nr_tx_slots, port.tx_slots, MAX_SLOTS),
        rx_slots: bound(reg.nr_rx_slots, port.rx_slots, MAX_SLOTS),
    }
}

impl Registry {
    const fn new() -> Registry {
        Registry {
            memories: Memories::new(),
            switches: Vec::new(),
            ports: BTreeMap::new(),
            shared: Vec::new(),
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
            Target::Shared { dir, name, end } => {
                let known = self.shared.iter_mut().position(|p| p.is(dir, name));
                let at = match known {
                    Some(at) => at,
                    None => {
                        let pipe = SharedPipe::new(dir, name, *end, reg, &mut self.memories)?;
                        self.shared.push(pipe);
                        self.shared.len() - 1
                    }
                };
                return self.shared[at].find(*end);
            }
        }
        let port = self.port(target)?;
        Ok(Found::new(&port.mem, port.geometry))
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
                let geometry = pipe_geometry(reg, port.geometry);
                port.pipes.push(Pipe::new(id, &port.mem, geometry));
                port.pipes.len() - 1
            }
            None => return Err(errno(libc::EINVAL)),
        };
        let pipe = &port.pipes[at];
        Ok(Found::new(&pipe.mem, pipe.geometry(end)))
    }

    /// Opens rings of what [`find_or_create`](Registry::find_or_create) has found.
    pub(super) fn open(&mut self, target: &Target<'_>, wanted: &Selection) -> io::Result<Bound> {
        match target {
            Target::Pipe { id, end, .. } => {
                let pipe = self.port(target)?.pipes.iter_mut().find(|p| p.id == *id);
                pipe.ok_or_else(|| errno(libc::ENXIO))?.open(*end, wanted)
            }
            Target::Shared { dir, name, end } => {
                let pipe = self.shared.iter_mut().find(|p| p.is(dir, name));
                let pipe = pipe.ok_or_else(|| errno(libc::ENXIO))?;
                pipe.pipe.open(*end, wanted)
            }
            _ => self.port(target)?.open(wanted),
        }
    }

    /// Closes what [`open`](Registry::open) opened.
    pub(super) fn close(&mut self, target: &Target<'_>, held: &Selection) {
        match target {
            Target::Shared { dir, name, end } => {
                if let Some(pipe) = self.shared.iter_mut().find(|p| p.is(dir, name)) {
                    pipe.pipe.close(*end, held);
                }
            }
            Target::Pipe { id, end, .. } => {
                let port = self.ports.get_mut(target.port());
                let pipe = port.and_then(|p| p.pipes.iter_mut().find(|p| p.id == *id));
                if let Some(pipe) = pipe {
                    pipe.close(*end, held);
                }
            }
            _ => {
                if let Some(port) = self.ports.get_mut(target.port()) {
                    port.rings.release(held);
                    port.show_rings();
                }
            }
        }
        self.sweep(target);
    }

    /// Takes away what of a name nobody has open.
    pub(super) fn sweep(&mut self, target: &Target<'_>) {
        if let Target::Shared { .. } = target {
            self.shared.retain_mut(SharedPipe::sweep);
            return;
        }
        let name = target.port();
        let Some(port) = self.ports.get_mut(name) else {
            return;
        };
        port.pipes
            .retain(|p| p.is_open(End::Master) || p.is_open(End::Slave));
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
