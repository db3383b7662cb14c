//! One direction of a pipe: a transmit ring and the receive ring that mirrors it.
//!
//! Slot `i` of both rings is one slot that travels. It is the sender's from the position that the
//! receiver gave back up to the one it published itself, and the receiver's for the rest; handing
//! it over copies the whole slot, so that a buffer swapped on one side arrives on the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::allocator::{Dir, OwnedRing};
use super::doorbell::Remote;
use super::memory::{Region, Word};
use super::notify::Bell;
use super::window::{distance, next, prev};
use super::{NS_BUF_CHANGED, NS_MOREFRAG};

/// Where both sides of a queue are, each with words of its own on a cache line of its own.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one for each ring
pub(super) enum Lane {
    Here([Line; 3]),
    /// In a region that another process may write to as well.
    Shared([Word; 3]),
}

#[derive(Debug, Default)]
#[repr(align(128))]
pub(super) struct Line(AtomicU32);

/// Bytes of a lane in a shared region, and of each of its words.
pub(super) const SHARED_LANE: usize = 512;
const SHARED_WORD: usize = 128;

const PUBLISHED: usize = 0;
const TAKEN: usize = 1;
const RELEASED: usize = 2;

impl Lane {
    pub(super) fn new() -> Lane {
        Lane::Here(Default::default())
    }

    /// The lane at `offset` of a region.
    fn shared(region: &Arc<Region>, offset: usize) -> Lane {
        Lane::Shared([0, 1, 2].map(|i| Word::new(region, offset + i * SHARED_WORD)))
    }

    #[inline]
    fn word(&self, i: usize) -> &AtomicU32 {
        match self {
            Lane::Here(lines) => &lines[i].0,
            Lane::Shared(words) => words[i].get(),
        }
    }

    /// First slot that the sending side has not published.
    #[inline]
    pub(super) fn published(&self) -> u32 {
        // Acquire: pairs with `publish`, so that slots and buffers are seen as written.
        self.word(PUBLISHED).load(Ordering::Acquire)
    }

    #[inline]
    pub(super) fn publish(&self, to: u32) {
        self.word(PUBLISHED).store(to, Ordering::Release);
    }

    /// First slot that the sending side has not handed over; ahead of what is published by the
    /// slots of a packet that is not complete.
    #[inline]
    fn taken(&self) -> u32 {
        self.word(TAKEN).load(Ordering::Relaxed)
    }

    #[inline]
    fn take(&self, to: u32) {
        self.word(TAKEN).store(to, Ordering::Relaxed);
    }

    /// First slot that the receiving side has not given back.
    #[inline]
    pub(super) fn released(&self) -> u32 {
        // Acquire: pairs with `release`, so that nothing is written before the reader is done.
        self.word(RELEASED).load(Ordering::Acquire)
    }

    #[inline]
    pub(super) fn release(&self, to: u32) {
        self.word(RELEASED).store(to, Ordering::Release);
    }
}

/// What the two sides of a channel tell each other by.
#[derive(Debug)]
pub(super) struct Link {
    lane: Lane,
    tx_bell: Arc<Bell>,
    rx_bell: Arc<Bell>,
}

impl Link {
    /// Within this process.
    pub(super) fn own() -> Link {
        Link {
            lane: Lane::new(),
            tx_bell: Bell::new(),
            rx_bell: Bell::new(),
        }
    }

    /// By the words at `offset` of a region and the doorbells of both sides' processes.
    pub(super) fn shared(
        region: &Arc<Region>,
        offset: usize,
        tx_doorbell: &Arc<Remote>,
        rx_doorbell: &Arc<Remote>,
    ) -> Link {
        // Beside the lane, on the cache lines of those who look at them.
        let armed = |i| Word::new(region, offset + i * SHARED_WORD + 64);
        Link {
            lane: Lane::shared(region, offset),
            tx_bell: Bell::shared(armed(RELEASED), tx_doorbell),
            rx_bell: Bell::shared(armed(PUBLISHED), rx_doorbell),
        }
    }
}

/// One direction of a pipe.
#[derive(Debug)]
pub(super) struct Channel {
    tx: OwnedRing,
    rx: OwnedRing,
    lane: Lane,
    /// Rung when slots come back.
    pub(super) tx_bell: Arc<Bell>,
    /// Rung when packets arrive.
    pub(super) rx_bell: Arc<Bell>,
}

impl Channel {
    /// Joins two new rings of the same number of slots; those of the one whose slots have
    /// buffers are copied into the other.
    pub(super) fn new(tx: OwnedRing, rx: OwnedRing, filled: Dir, link: Link) -> Arc<Channel> {
        debug_assert_eq!(tx.ring.num_slots(), rx.ring.num_slots());
        let (from, to) = match filled {
            Dir::Tx => (&tx.ring, &rx.ring),
            Dir::Rx => (&rx.ring, &tx.ring),
        };
        for i in 0..from.num_slots() {
            from.copy_slot_to(i, to);
        }
        Channel::join(tx, rx, link)
    }

    /// Joins two rings as they are.
    pub(super) fn join(mut tx: OwnedRing, mut rx: OwnedRing, link: Link) -> Arc<Channel> {
        tx.keep_buffers();
        rx.keep_buffers();
        let Link {
            lane,
            tx_bell,
            rx_bell,
        } = link;
        Arc::new(Channel {
            tx,
            rx,
            lane,
            tx_bell,
            rx_bell,
        })
    }

    pub(super) fn tx(&self) -> &OwnedRing {
        &self.tx
    }

    pub(super) fn rx(&self) -> &OwnedRing {
        &self.rx
    }

    /// A position that the other side wrote, if it is one.
    #[inline]
    fn within(&self, position: u32) -> Option<u32> {
        (position < self.tx.ring.num_slots()).then_some(position)
    }

    /// Where a transmit ring goes on that is opened.
    pub(super) fn tx_start(&self) -> u32 {
        self.within(self.lane.taken()).unwrap_or(0)
    }

    /// The last slot that the sender may fill up to, as far as the receiver has given back.
    #[inline]
    pub(super) fn tx_tail(&self) -> Option<u32> {
        let released = self.within(self.lane.released())?;
        Some(prev(released, self.tx.ring.num_slots()))
    }

    /// Hands the slots `from..to` over, and publishes them up to the last complete packet.
    /// Returns the number of packets completed.
    #[inline]
    pub(super) fn send(&self, from: u32, to: u32) -> u64 {
        let n = self.tx.ring.num_slots();
        let (mut at, mut complete, mut packets) = (from, None, 0);
        while at != to {
            let mut slot = self.tx.ring.copy_slot_to(at, &self.rx.ring);
            if slot.flags & NS_BUF_CHANGED != 0 {
                slot.flags &= !NS_BUF_CHANGED;
                self.tx.ring.set_slot(at, slot);
            }
            at = next(at, n);
            if slot.flags & NS_MOREFRAG == 0 {
                complete = Some(at);
                packets += 1;
            }
        }
        self.lane.take(at);
        if let Some(at) = complete {
            self.lane.publish(at);
            self.rx_bell.ring();
        }
        packets
    }

    /// Where a receive ring goes on that is opened.
    pub(super) fn rx_start(&self) -> u32 {
        self.within(self.lane.released()).unwrap_or(0)
    }

    /// The first slot that holds no packet for the receiver yet.
    #[inline]
    pub(super) fn rx_tail(&self) -> Option<u32> {
        self.within(self.lane.published())
    }

    /// Gives the slots `from..to` back to the sender.
    #[inline]
    pub(super) fn release(&self, from: u32, to: u32) {
        if from == to {
            return;
        }
        let n = self.rx.ring.num_slots();
        let mut at = from;
        while at != to {
            let mut slot = self.rx.ring.copy_slot_to(at, &self.tx.ring);
            if slot.flags & NS_BUF_CHANGED != 0 {
                slot.flags &= !NS_BUF_CHANGED;
                self.rx.ring.set_slot(at, slot);
            }
            at = next(at, n);
        }
        self.lane.release(at);
        self.tx_bell.ring();
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if matches!(self.lane, Lane::Shared(_)) {
            return; // the buffers go with the file
        }
        // Each slot's buffer is freed from the side whose slot it is; the mirror image on the
        // other side is stale.
        let n = self.tx.ring.num_slots();
        let (released, taken) = (self.lane.released(), self.lane.taken());
        let handed_over = |i: &u32| {
            let from = |i| distance(released, i, n);
            from(*i) < from(taken)
        };
        self.rx.free_buffers((0..n).filter(handed_over));
        self.tx.free_buffers((0..n).filter(|i| !handed_over(i)));
    }
}
