//! One direction of a pipe: a transmit ring and the receive ring that mirrors it.
//!
//! Slot `i` of both rings is one slot that travels. It is the sender's from the position that the
//! receiver gave back up to the one it published itself, and the receiver's for the rest; handing
//! it over copies the whole slot, so that a buffer swapped on one side arrives on the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::allocator::{Dir, OwnedRing};
use super::notify::Bell;
use super::window::{distance, next, prev};
use super::{NS_BUF_CHANGED, NS_MOREFRAG};

/// Where both sides of a queue are. Each side stores one of them, on a cache line of its own.
#[derive(Debug, Default)]
pub(super) struct Lane {
    published: Line,
    released: Line,
}

#[derive(Debug, Default)]
#[repr(align(128))]
struct Line(AtomicU32);

impl Lane {
    /// First slot that the sending side has not published.
    #[inline]
    pub(super) fn published(&self) -> u32 {
        // Acquire: pairs with `publish`, so that slots and buffers are seen as written.
        self.published.0.load(Ordering::Acquire)
    }

    #[inline]
    pub(super) fn publish(&self, to: u32) {
        self.published.0.store(to, Ordering::Release);
    }

    /// First slot that the receiving side has not given back.
    #[inline]
    pub(super) fn released(&self) -> u32 {
        // Acquire: pairs with `release`, so that nothing is written before the reader is done.
        self.released.0.load(Ordering::Acquire)
    }

    #[inline]
    pub(super) fn release(&self, to: u32) {
        self.released.0.store(to, Ordering::Release);
    }
}

/// One direction of a pipe.
#[derive(Debug)]
pub(super) struct Channel {
    tx: OwnedRing,
    rx: OwnedRing,
    lane: Lane,
    /// First slot of the transmit ring that was not handed over; runs ahead of what is published
    /// by the slots of an incomplete packet.
    taken: AtomicU32,
    /// Rung when slots come back.
    pub(super) tx_bell: Arc<Bell>,
    /// Rung when packets arrive.
    pub(super) rx_bell: Arc<Bell>,
}

impl Channel {
    /// Joins two new rings of the same number of slots; those of the one whose slots have
    /// buffers are copied into the other.
    pub(super) fn new(mut tx: OwnedRing, mut rx: OwnedRing, filled: Dir) -> Arc<Channel> {
        tx.keep_buffers();
        rx.keep_buffers();
        debug_assert_eq!(tx.ring.num_slots(), rx.ring.num_slots());
        let (from, to) = match filled {
            Dir::Tx => (&tx.ring, &rx.ring),
            Dir::Rx => (&rx.ring, &tx.ring),
        };
        for i in 0..from.num_slots() {
            from.copy_slot_to(i, to);
        }
        Arc::new(Channel {
            tx,
            rx,
            lane: Lane::default(),
            taken: AtomicU32::new(0),
            tx_bell: Bell::new(),
            rx_bell: Bell::new(),
        })
    }

    pub(super) fn tx(&self) -> &OwnedRing {
        &self.tx
    }

    pub(super) fn rx(&self) -> &OwnedRing {
        &self.rx
    }

    /// The last slot that the sender may fill up to, as far as the receiver has given back.
    #[inline]
    pub(super) fn tx_tail(&self) -> u32 {
        prev(self.lane.released(), self.tx.ring.num_slots())
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
        self.taken.store(at, Ordering::Relaxed);
        if let Some(at) = complete {
            self.lane.publish(at);
            self.rx_bell.ring();
        }
        packets
    }

    /// The first slot that holds no packet for the receiver yet.
    #[inline]
    pub(super) fn rx_tail(&self) -> u32 {
        self.lane.published()
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
        // Each slot's buffer is freed from the side whose slot it is; the mirror image on the
        // other side is stale.
        let n = self.tx.ring.num_slots();
        let (released, taken) = (self.lane.released(), self.taken.load(Ordering::Relaxed));
        let handed_over = |i: &u32| {
            let from = |i| distance(released, i, n);
            from(*i) < from(taken)
        };
        self.rx.free_buffers((0..n).filter(handed_over));
        self.tx.free_buffers((0..n).filter(|i| !handed_over(i)));
    }
}
