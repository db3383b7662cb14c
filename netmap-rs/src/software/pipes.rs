//! Both ends of a pipe, and who has which of its rings open.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::allocator::{Dir, Mem, OwnedRing};
use super::bindings::{Bound, Rings, Selection};
use super::kring::{RxKring, TxKring};
use super::layout::Geometry;
use super::names::End;
use super::pipe::{Channel, Link};

/// A pipe. It lives as long as one of its ends is open.
#[derive(Debug)]
pub(super) struct Pipe {
    pub(super) id: String,
    pub(super) mem: Arc<Mem>,
    /// As the master has it.
    geometry: Geometry,
    /// By the master's transmit rings.
    to_slave: Channels,
    /// By the master's receive rings.
    to_master: Channels,
    master: Rings,
    slave: Rings,
}

type Channels = Vec<Option<Arc<Channel>>>;

impl Pipe {
    /// A pipe without rings; `geometry` is the master's.
    pub(super) fn new(id: &str, mem: &Arc<Mem>, geometry: Geometry) -> Pipe {
        Pipe {
            id: id.to_owned(),
            mem: Arc::clone(mem),
            geometry,
            to_slave: vec![None; geometry.tx_rings as usize],
            to_master: vec![None; geometry.rx_rings as usize],
            master: Rings::new(geometry),
            slave: Rings::new(geometry.swapped()),
        }
    }

    /// The numbers as this end has them.
    pub(super) fn geometry(&self, end: End) -> Geometry {
        match end {
            End::Master => self.geometry,
            End::Slave => self.geometry.swapped(),
        }
    }

    pub(super) fn is_open(&self, end: End) -> bool {
        let rings = match end {
            End::Master => &self.master,
            End::Slave => &self.slave,
        };
        rings.opens > 0
    }

    /// The rings of an end, and the channels behind its transmit and its receive rings.
    fn end(&mut self, end: End) -> (&mut Rings, &mut Channels, &mut Channels) {
        let Pipe {
            to_slave,
            to_master,
            master,
            slave,
            ..
        } = self;
        match end {
            End::Master => (master, to_slave, to_master),
            End::Slave => (slave, to_master, to_slave),
        }
    }

    /// All channels, those to the slave first.
    pub(super) fn channels(&self) -> impl Iterator<Item = &Arc<Channel>> {
        self.to_slave.iter().chain(&self.to_master).flatten()
    }

    /// Puts a channel in the place of a ring of the master.
    pub(super) fn put(&mut self, dir: Dir, ring: usize, channel: Arc<Channel>) {
        let place = match dir {
            Dir::Tx => &mut self.to_slave[ring],
            Dir::Rx => &mut self.to_master[ring],
        };
        *place = Some(channel);
    }

    /// Makes the channels behind these rings of an end that are not there yet. `link` gives the
    /// words of each, by the direction and ring of this end.
    pub(super) fn wire(
        &mut self,
        end: End,
        wanted: &Selection,
        link: impl Fn(Dir, usize) -> Link,
    ) -> io::Result<()> {
        let mem = Arc::clone(&self.mem);
        let geometry = self.geometry(end);
        let (_, out, back) = self.end(end);
        let missing = |channels: &Channels, wanted: &Range<usize>| -> Vec<usize> {
            wanted.clone().filter(|i| channels[*i].is_none()).collect()
        };
        let (tx, rx) = (missing(out, &wanted.tx), missing(back, &wanted.rx));
        // The end that is opened first has the buffers; the slots of the other mirror them.
        let (txs, rxs) = (geometry.tx_slots, geometry.rx_slots);
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
            back[i] = Some(Channel::new(sends, receives, Dir::Rx, link(Dir::Rx, i)));
        }
        for ((i, sends), receives) in tx.into_iter().zip(own_tx).zip(peer_rx) {
            out[i] = Some(Channel::new(sends, receives, Dir::Tx, link(Dir::Tx, i)));
        }
        Ok(())
    }

    /// Opens rings of an end. Each goes on where its channel is.
    pub(super) fn open(&mut self, end: End, wanted: &Selection) -> io::Result<Bound> {
        self.end(end).0.check(wanted)?;
        self.wire(end, wanted, |_, _| Link::own())?;
        let (rings, out, back) = self.end(end);
        for i in wanted.tx.clone() {
            let ring = &mut rings.tx[i].ring;
            if ring.is_none() {
                *ring = out[i].as_ref().map(TxKring::pipe);
            }
        }
        for i in wanted.rx.clone() {
            let ring = &mut rings.rx[i].ring;
            if ring.is_none() {
                *ring = back[i].as_ref().map(RxKring::pipe);
            }
        }
        Ok(rings.bind(wanted))
    }

    pub(super) fn close(&mut self, end: End, held: &Selection) {
        self.end(end).0.release(held);
    }
}

type Make = fn(&Arc<Mem>, u32, Dir, u32) -> io::Result<OwnedRing>;
