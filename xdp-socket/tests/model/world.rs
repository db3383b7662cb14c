//! What a socket over the fake kernel should be like, and operations on both.

use std::collections::{HashMap, VecDeque};

use proptest::prelude::*;
use xdp_socket::fake::{FakeKernel, Held, RxQueue, Shape, TxQueue};

pub(crate) const FRAME: u64 = 2048;
/// So many single commits are kept from the kernel, at most.
pub(crate) const STRETCH: usize = 64;

#[derive(Debug, Clone)]
pub(crate) enum Op {
    TxReady,
    TxSeek(usize),
    TxPeek(usize, usize),
    /// So many in order.
    TxPeeks(usize),
    TxCommit(usize),
    /// Seek, peek and commit one, so many times.
    TxOnes(usize),
    /// At most so many, and how the closure ends it at which call.
    TxSend(usize, usize, End),
    TxQueued,
    TxWakeup,
    RxReady,
    RxSeek(usize),
    RxPeek(usize),
    RxCommit(usize),
    RxOnes(usize),
    /// At most so many, and at which call the closure panics.
    RxRecv(usize, usize),
    RxWakeup,
    /// As `RxRecv`.
    Forward(usize, usize),
    /// All that was committed is handed over.
    HandOver,
    /// The kernel takes packets off the TX ring.
    Take(usize),
    /// The kernel completes the `i`-th of the packets that it holds.
    Complete(usize),
    /// The kernel completes all of them.
    CompleteAll,
    /// The kernel receives packets.
    Deliver(usize),
}

/// How a closure ends it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum End {
    Stop,
    TooLong,
    Panic,
}

/// What the world should be like.
pub(crate) struct Model {
    pub(crate) frames: [usize; 2],
    /// Slots of the TX window as last returned, and the packets peeked into them.
    pub(crate) tx_window: usize,
    pub(crate) peeked: HashMap<usize, Vec<u8>>,
    /// Packets committed and not taken by the kernel.
    pub(crate) queued: VecDeque<Vec<u8>>,
    /// Ever committed.
    pub(crate) sent: u32,
    /// So many of them may be kept from the kernel.
    pub(crate) ahead: usize,
    /// Packets that the kernel holds.
    pub(crate) held: Vec<Held>,
    /// Packets delivered and not committed; the window is a prefix.
    pub(crate) arrived: VecDeque<Vec<u8>>,
    pub(crate) rx_window: usize,
    /// Ever committed.
    pub(crate) received: u32,
    pub(crate) stamp: u8,
}

impl Model {
    pub(crate) fn packet(&mut self, len: usize) -> Vec<u8> {
        self.stamp = self.stamp.wrapping_add(1);
        let stamp = self.stamp;
        (0..len).map(|i| stamp ^ (i as u8)).collect()
    }

    /// Frames that the transmit side can have at the most, and has for certain.
    pub(crate) fn tx_free(&self) -> usize {
        self.frames[0] - self.queued.len() - self.held.len()
    }

    pub(crate) fn shift(&mut self, n: usize) {
        self.peeked = self
            .peeked
            .drain()
            .filter(|(i, _)| *i >= n)
            .map(|(i, packet)| (i - n, packet))
            .collect();
        self.tx_window -= n;
    }

    /// What may be kept from the kernel, where it was just shown all.
    pub(crate) fn ahead_of_peeked(&self) -> usize {
        let peeked = self.peeked.keys().max().map_or(0, |i| i + 1);
        STRETCH.max(peeked)
    }

    pub(crate) fn commit(&mut self, packet: Vec<u8>) {
        self.queued.push_back(packet);
        self.sent += 1;
    }

    pub(crate) fn take(&mut self, n: usize) -> Vec<Vec<u8>> {
        self.received += n as u32;
        self.arrived.drain(..n).collect()
    }
}

pub(crate) struct World {
    pub(crate) shape: Shape,
    pub(crate) kernel: FakeKernel,
    pub(crate) tx: TxQueue,
    pub(crate) rx: RxQueue,
    pub(crate) model: Model,
}

impl World {
    pub(crate) fn new(shape: Shape) -> World {
        let (kernel, tx, rx) = FakeKernel::socket(shape);
        let [a, b] = shape.frames;
        World {
            shape,
            kernel,
            tx,
            rx,
            model: Model {
                frames: [a as usize, b as usize],
                tx_window: (a.min(shape.rings[0])) as usize,
                peeked: HashMap::new(),
                queued: VecDeque::new(),
                sent: 0,
                ahead: STRETCH,
                held: Vec::new(),
                arrived: VecDeque::new(),
                rx_window: 0,
                received: 0,
                stamp: 0,
            },
        }
    }

    /// What a refreshed TX window is.
    pub(crate) fn tx_ready(&self) -> usize {
        let ring = self.tx.capacity() - self.model.queued.len();
        self.model.tx_free().min(ring)
    }

    /// What the kernel sees of the commits, after all that shows them.
    pub(crate) fn tx_shown(&self) -> Result<(), TestCaseError> {
        let shown = self.kernel.tx_producer().wrapping_sub(self.shape.start);
        prop_assert_eq!(shown, self.model.sent);
        Ok(())
    }

    pub(crate) fn rx_shown(&self) -> Result<(), TestCaseError> {
        let shown = self.kernel.rx_consumer().wrapping_sub(self.shape.start);
        prop_assert_eq!(shown, self.model.received);
        Ok(())
    }

    pub(crate) fn apply(&mut self, op: &Op) -> Result<(), TestCaseError> {
        self.apply_only(op)?;
        let (sent, received) = (self.tx_shown().is_ok(), self.rx_shown().is_ok());
        prop_assert_eq!(self.tx.needs_kick(), !sent);
        prop_assert_eq!(self.rx.needs_kick(), !received);
        self.tx.check();
        self.rx.check();
        let (tx, rx, model) = (&self.tx, &self.rx, &self.model);
        prop_assert_eq!(tx.committed(), u64::from(model.sent));
        prop_assert_eq!(tx.in_flight() as u64, tx.committed() - tx.completed());
        prop_assert_eq!(rx.received(), u64::from(model.received));
        // Nothing is kept for longer than it takes to use what was sought or peeked ahead.
        let shown = self.kernel.tx_producer().wrapping_sub(self.shape.start);
        prop_assert!((model.sent - shown) as usize <= model.ahead);
        let shown = self.kernel.rx_consumer().wrapping_sub(self.shape.start);
        let [_, ring, fill, _] = self.shape.rings;
        let eighth = ring.min(fill).min(self.shape.frames[1]) / 8;
        prop_assert!((model.received - shown) as usize <= STRETCH.min(eighth as usize));
        Ok(())
    }

    /// Brings everything home, and counts.
    pub(crate) fn settle(&mut self) -> Result<(), TestCaseError> {
        self.apply(&Op::HandOver)?;
        self.apply(&Op::Take(usize::MAX))?;
        prop_assert!(self.model.queued.is_empty());
        self.apply(&Op::CompleteAll)?;
        self.apply(&Op::RxReady)?;
        self.apply(&Op::RxCommit(self.model.rx_window))?;
        self.apply(&Op::RxReady)?;
        prop_assert_eq!(self.tx.ready(), self.tx.capacity().min(self.tx.frames()));
        prop_assert_eq!(self.tx.in_flight(), 0);
        prop_assert_eq!(self.tx.committed(), self.tx.completed());

        // Every frame exactly once: those of the receiving side are in the fill ring, those of
        // the sending side come out one after the other.
        let mut frames = Vec::new();
        loop {
            self.rx.ready();
            let Some(address) = self.kernel.take_fill() else {
                break;
            };
            frames.push(address / FRAME);
        }
        prop_assert_eq!(frames.len(), self.rx.frames());
        for _ in 0..self.tx.frames() {
            if self.tx.send_each(1, |_| 1).unwrap() == 0 {
                break;
            }
            self.tx.hand_over();
            let held = self.kernel.take_tx().unwrap();
            frames.push(held.address / FRAME);
        }
        frames.sort_unstable();
        let all: Vec<u64> = (0..(self.tx.frames() + self.rx.frames()) as u64).collect();
        prop_assert_eq!(frames, all);
        prop_assert_eq!(self.rx.invalid_descriptors(), 0);
        prop_assert_eq!(self.tx.invalid_completions(), 0);
        Ok(())
    }
}
