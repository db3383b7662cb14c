//! The way of a packet through a VALE switch.
//!
//! Sending is synchronous. The slots of a transmit ring are taken in batches; a first pass finds
//! each packet's destination and learns its source, a second goes from destination to
//! destination and copies. What finds no place is dropped.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::allocator::{OwnedRing, lock};
use super::memory::Slot;
use super::stats::TxCounters;
use super::table::hash;
use super::vale::{MAX_PORTS, MAX_RINGS, Members, Queue, Sender};
use super::window::{distance, next};
use super::{NS_BUF_CHANGED, NS_INDIRECT, NS_MOREFRAG};

/// Slots of a batch; one that ends within a packet takes the rest of it, too.
const BATCH: usize = 256;
/// Shortest packet: an Ethernet header.
const MIN_LEN: u16 = 14;
const NONE: u16 = u16::MAX;
const LISTS: usize = MAX_PORTS * MAX_RINGS as usize;

/// A slot to be forwarded.
#[derive(Debug, Clone, Copy)]
struct Fragment {
    buf_idx: u32,
    len: u16,
    /// Whether the packet goes on in the next one.
    more: bool,
    /// In the first fragment of a packet: the number of its fragments.
    count: u16,
    /// In the first fragment: the next packet to the same destination.
    next: u16,
}

/// The packets to one destination, linked through their first fragments.
#[derive(Debug, Clone, Copy)]
struct List {
    port: u8,
    ring: u8,
    head: u16,
    tail: u16,
}

const EMPTY: List = List {
    port: 0,
    ring: 0,
    head: NONE,
    tail: NONE,
};

/// The working memory of one transmit ring.
#[derive(Debug)]
pub(super) struct Work {
    fragments: Vec<Fragment>,
    lists: Vec<List>,
    flood: List,
    /// Where in `lists` a destination is, by port and ring.
    index: Box<[u16]>,
    /// The last destination address and its hash.
    last: (u64, usize),
}

impl Work {
    pub(super) fn new(slots: u32) -> Box<Work> {
        Box::new(Work {
            fragments: Vec::with_capacity(BATCH + slots as usize),
            lists: Vec::with_capacity(MAX_PORTS),
            flood: EMPTY,
            index: vec![NONE; LISTS].into(),
            last: (0, hash(0)),
        })
    }

    /// Sends the slots `from..to` of a ring of the port.
    pub(super) fn send(
        &mut self,
        sender: &Sender,
        owned: &OwnedRing,
        ring_id: u32,
        (from, to): (u32, u32),
        counters: &mut TxCounters,
    ) {
        let (ring, buffers) = (&owned.ring, &owned.mem.buffers);
        let n = ring.num_slots();
        let members = sender.switch.members();
        let (mut at, mut open) = (from, 0);
        while at != to {
            let slot = ring.slot(at);
            if slot.flags & NS_BUF_CHANGED != 0 {
                let flags = slot.flags & !NS_BUF_CHANGED;
                ring.set_slot(at, Slot { flags, ..slot });
            }
            at = next(at, n);
            let more = slot.flags & NS_MOREFRAG != 0;
            let mut fragment = Fragment {
                buf_idx: slot.buf_idx,
                len: slot.len,
                more,
                count: 0,
                next: NONE,
            };
            let usable = buffers.is_valid(slot.buf_idx)
                && u32::from(slot.len) <= buffers.size()
                && slot.flags & NS_INDIRECT == 0;
            if !usable {
                counters.bad_slots += 1;
                fragment.len = 0;
                fragment.more = false;
            }
            self.fragments.push(fragment);
            open += 1;
            if !more {
                self.close(open);
                open = 0;
                if self.fragments.len() >= BATCH {
                    self.flush(&members, sender, owned, ring_id, counters);
                }
            }
        }
        if open > 0 {
            // A packet that is not complete is sent as far as it goes.
            if let Some(last) = self.fragments.last_mut() {
                last.more = false;
            }
            self.close(open);
        }
        self.flush(&members, sender, owned, ring_id, counters);
    }

    /// Notes that the last `count` fragments are a packet.
    fn close(&mut self, count: usize) {
        let first = self.fragments.len() - count;
        self.fragments[first].count = count as u16;
    }

    fn flush(
        &mut self,
        members: &Members,
        sender: &Sender,
        owned: &OwnedRing,
        ring_id: u32,
        counters: &mut TxCounters,
    ) {
        self.sort(members, sender, owned, ring_id, counters);
        self.deliver(members, sender, owned);
        for list in self.lists.drain(..) {
            self.index[list_id(list.port, list.ring)] = NONE;
        }
        self.flood = EMPTY;
        self.fragments.clear();
    }

    /// First pass: finds the destination of every packet.
    fn sort(
        &mut self,
        members: &Members,
        sender: &Sender,
        owned: &OwnedRing,
        ring_id: u32,
        counters: &mut TxCounters,
    ) {
        let mut i = 0;
        while let Some(first) = self.fragments.get(i) {
            let this = i;
            let count = first.count;
            i += usize::from(count);
            // An empty first fragment stands for a header; the packet begins in the second.
            let first = match first {
                Fragment {
                    len: 0, more: true, ..
                } => self.fragments.get(this + 1),
                _ => Some(first),
            };
            let Some(first) = first.filter(|f| f.len >= MIN_LEN) else {
                counters.too_short += 1;
                continue;
            };
            let buffers = &owned.mem.buffers;
            let (Some(low), Some(high)) = (
                buffers.word(first.buf_idx, 0),
                buffers.word(first.buf_idx, 1),
            ) else {
                continue;
            };
            let (low, high) = (u64::from_le(low), u64::from_le(high));
            let destination = low & 0xffff_ffff_ffff;
            let source = low >> 48 | (high & 0xffff_ffff) << 16;
            sender.learn(source);

            let mut to = None;
            if destination & 1 == 0 {
                if self.last.0 != destination {
                    self.last = (destination, hash(destination));
                }
                to = sender.switch.table.find(destination, self.last.1);
            }
            let Some(port) = to else {
                append(&mut self.fragments, &mut self.flood, this);
                continue;
            };
            let member = members.get(port).filter(|_| port != sender.index);
            let Some(member) = member else {
                counters.unroutable += 1;
                continue;
            };
            let ring = ring_id as usize % member.rings.len().max(1);
            let list = self.list(port, ring as u8);
            append(&mut self.fragments, &mut self.lists[list], this);
        }
    }

    /// Where in `lists` this destination is.
    #[inline]
    fn list(&mut self, port: u8, ring: u8) -> usize {
        let at = &mut self.index[list_id(port, ring)];
        if *at == NONE {
            *at = self.lists.len() as u16;
            self.lists.push(List {
                port,
                ring,
                ..EMPTY
            });
        }
        usize::from(*at)
    }

    /// Second pass: copies what there is for every destination.
    fn deliver(&mut self, members: &Members, sender: &Sender, owned: &OwnedRing) {
        if self.flood.head != NONE {
            for port in members.active() {
                if *port != sender.index {
                    self.list(*port, 0);
                }
            }
        }
        for list in &self.lists {
            let queue = members
                .get(list.port)
                .and_then(|m| m.rings.get(usize::from(list.ring))?.as_ref());
            let Some(queue) = queue else {
                continue; // nobody has this ring open
            };
            let flood = if list.ring == 0 { &self.flood } else { &EMPTY };
            self.fill(queue, list, flood, owned);
        }
    }

    /// Copies the packets of two lists, in the order they were sent in, to a receive ring.
    fn fill(&self, queue: &Arc<Queue>, list: &List, flood: &List, owned: &OwnedRing) {
        let (ring, buffers) = (&queue.owned.ring, &queue.owned.mem.buffers);
        let n = ring.num_slots();
        let turn = lock(&queue.sender);
        let start = queue.lane.published();
        let mut room = n.saturating_sub(1) - distance(queue.lane.released(), start, n);
        let (mut at, mut heads, mut bad) = (start, (list.head, flood.head), 0);
        while heads != (NONE, NONE) {
            // An empty list's head is higher than any index.
            let first = heads.0.min(heads.1);
            let packet = usize::from(first);
            let count = self.fragments[packet].count;
            if u32::from(count) > room {
                break;
            }
            room -= u32::from(count);
            let mark = count << 8;
            let fragments = &self.fragments[packet..packet + usize::from(count)];
            for (i, fragment) in fragments.iter().enumerate() {
                let mut slot = ring.slot(at);
                slot.len = fragment.len;
                slot.flags = mark;
                if i + 1 < fragments.len() {
                    slot.flags |= NS_MOREFRAG;
                }
                if fragment.len > 0 {
                    let (from, len) = (fragment.buf_idx, usize::from(fragment.len));
                    if !owned.mem.buffers.copy_to(from, buffers, slot.buf_idx, len) {
                        slot.len = 0;
                        bad += 1;
                    }
                }
                ring.set_slot(at, slot);
                at = next(at, n);
            }
            self.advance(&mut heads, first);
        }
        if at != start {
            queue.lane.publish(at);
        }
        drop(turn);
        if at != start {
            queue.bell.ring();
        }
        if bad > 0 {
            queue.bad_slots.fetch_add(bad, Ordering::Relaxed);
        }
        let mut lost = 0;
        while heads != (NONE, NONE) {
            lost += 1;
            let first = heads.0.min(heads.1);
            self.advance(&mut heads, first);
        }
        if lost > 0 {
            queue.overflow.fetch_add(lost, Ordering::Relaxed);
        }
    }

    /// Goes on to the packet after `first`, which is at the head of one of two lists.
    #[inline]
    fn advance(&self, heads: &mut (u16, u16), first: u16) {
        let next = self.fragments[usize::from(first)].next;
        if heads.0 == first {
            heads.0 = next;
        } else {
            heads.1 = next;
        }
    }
}

fn list_id(port: u8, ring: u8) -> usize {
    usize::from(port) * MAX_RINGS as usize + usize::from(ring)
}

/// Puts the packet that begins at `first` at the end of a list.
#[inline]
fn append(fragments: &mut [Fragment], list: &mut List, first: usize) {
    match fragments.get_mut(usize::from(list.tail)) {
        Some(tail) => tail.next = first as u16,
        None => list.head = first as u16,
    }
    list.tail = first as u16;
}
