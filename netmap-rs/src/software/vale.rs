//! VALE switches: their ports and the queues behind them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::allocator::OwnedRing;
use super::notify::Bell;
use super::pipe::Lane;
use super::table::Table;

/// Ports of a switch (`NM_BDG_MAXPORTS`).
pub(super) const MAX_PORTS: usize = 254;
/// Rings of a VALE port in each direction (`NM_BDG_MAXRINGS`).
pub(super) const MAX_RINGS: u32 = 16;
/// Slots of a VALE ring at most (`NM_BDG_MAXSLOTS`).
pub(super) const MAX_SLOTS: u32 = 4096;
/// Slots of a VALE ring that nobody asked for (`NM_BRIDGE_RINGSIZE`).
pub(super) const DEFAULT_SLOTS: u32 = 1024;

/// A receive ring of a VALE port, as the senders see it.
#[derive(Debug)]
pub(super) struct Queue {
    pub(super) owned: OwnedRing,
    pub(super) lane: Lane,
    /// Held by the one sender that fills the ring at a time.
    pub(super) sender: Mutex<()>,
    pub(super) bell: Arc<Bell>,
    /// Packets that found the ring full.
    pub(super) overflow: AtomicU64,
    /// Fragments that found no usable buffer in their slot.
    pub(super) bad_slots: AtomicU64,
}

impl Queue {
    pub(super) fn new(owned: OwnedRing) -> Arc<Queue> {
        Arc::new(Queue {
            owned,
            lane: Lane::new(),
            sender: Mutex::new(()),
            bell: Bell::new(),
            overflow: AtomicU64::new(0),
            bad_slots: AtomicU64::new(0),
        })
    }
}

/// A port of a switch: its receive rings, `None` for those that nobody has open.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) rings: Vec<Option<Arc<Queue>>>,
}

/// The ports of a switch.
#[derive(Debug)]
pub(super) struct Members {
    by_index: Vec<Option<Member>>,
    /// All indices; the first `active` of them are in use. The order is the order of flooding,
    /// and the one in which indices are given again.
    order: Vec<u8>,
    active: usize,
}

impl Members {
    /// The port of this index.
    #[inline]
    pub(super) fn get(&self, index: u8) -> Option<&Member> {
        self.by_index.get(usize::from(index))?.as_ref()
    }

    pub(super) fn get_mut(&mut self, index: u8) -> Option<&mut Member> {
        self.by_index.get_mut(usize::from(index))?.as_mut()
    }

    /// The indices in use.
    pub(super) fn active(&self) -> &[u8] {
        &self.order[..self.active]
    }
}

/// A VALE switch: a learning bridge in memory.
#[derive(Debug)]
pub(super) struct Switch {
    /// With the prefix `vale`, without the port.
    pub(super) name: String,
    pub(super) table: Table,
    members: RwLock<Members>,
}

impl Switch {
    pub(super) fn new(name: &str) -> Arc<Switch> {
        Arc::new(Switch {
            name: name.to_owned(),
            table: Table::new(),
            members: RwLock::new(Members {
                by_index: (0..MAX_PORTS).map(|_| None).collect(),
                order: (0..MAX_PORTS as u8).collect(),
                active: 0,
            }),
        })
    }

    /// Keeps the ports as they are for as long as the guard lives.
    #[inline]
    pub(super) fn members(&self) -> RwLockReadGuard<'_, Members> {
        self.members.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn members_mut(&self) -> RwLockWriteGuard<'_, Members> {
        self.members.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a port with `rings` receive rings, none of them open. `None` where the switch is
    /// full: two indices are always kept free.
    pub(super) fn attach(&self, rings: u32) -> Option<u8> {
        let mut members = self.members_mut();
        if members.active + 2 >= MAX_PORTS {
            return None;
        }
        let index = members.order[members.active];
        members.active += 1;
        members.by_index[usize::from(index)] = Some(Member {
            rings: (0..rings).map(|_| None).collect(),
        });
        Some(index)
    }

    /// Takes a port out. What was learned about it stays: packets to it are dropped, and whoever
    /// gets the index next inherits them.
    pub(super) fn detach(&self, index: u8) {
        let mut guard = self.members_mut();
        let members = &mut *guard;
        let active = members.active;
        if let Some(at) = members.order[..active].iter().position(|i| *i == index) {
            members.order.swap(at, active - 1);
            members.active -= 1;
            members.by_index[usize::from(index)] = None;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members().active == 0
    }
}

/// What the transmit rings of one VALE port have in common.
#[derive(Debug)]
pub(super) struct Sender {
    pub(super) switch: Arc<Switch>,
    pub(super) index: u8,
    /// The source address that was learned last. It is not learned again while it repeats, even
    /// if another port has taken it over in the meantime.
    pub(super) last_source: AtomicU64,
}

impl Sender {
    pub(super) fn new(switch: &Arc<Switch>, index: u8) -> Arc<Sender> {
        Arc::new(Sender {
            switch: Arc::clone(switch),
            index,
            last_source: AtomicU64::new(u64::MAX),
        })
    }

    /// Learns a source address, unless it repeats or is a multicast address.
    #[inline]
    pub(super) fn learn(&self, mac: u64) {
        if mac & 1 == 0 && self.last_source.load(Ordering::Relaxed) != mac {
            self.last_source.store(mac, Ordering::Relaxed);
            self.switch.table.learn(mac, self.index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_come_back_in_the_order_they_were_given_up() {
        let switch = Switch::new("vale0");
        let given: Vec<_> = (0..4).filter_map(|_| switch.attach(1)).collect();
        assert_eq!(given, [0, 1, 2, 3]);
        switch.detach(1);
        switch.detach(1);
        assert_eq!(switch.members().active(), [0, 3, 2]);
        assert_eq!(switch.attach(2), Some(1));
        assert_eq!(switch.members().active(), [0, 3, 2, 1]);
        assert_eq!(switch.members().get(1).unwrap().rings.len(), 2);
    }

    #[test]
    fn two_indices_are_always_kept_free() {
        let switch = Switch::new("vale0");
        assert_eq!(std::iter::from_fn(|| switch.attach(1)).count(), 252);
        assert_eq!(switch.attach(1), None);
        switch.detach(7);
        assert_eq!(switch.attach(1), Some(7));
        for i in 0..=255 {
            switch.detach(i);
        }
        assert!(switch.is_empty());
    }
}
