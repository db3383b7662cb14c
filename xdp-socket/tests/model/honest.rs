//! A kernel that keeps to the protocol.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use packet_ring::{RingError, Verdict};
use proptest::prelude::*;
use xdp_socket::fake::{FakeKernel, Held, RxQueue, Shape, TxQueue};

const SLOTS: u32 = 16;
const FRAME: u64 = 2048;
/// So many single commits are kept from the kernel, at most.
const STRETCH: usize = 64;

#[derive(Debug, Clone)]
enum Op {
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
enum End {
    Stop,
    TooLong,
    Panic,
}

fn op() -> impl Strategy<Value = Op> {
    let slots = prop_oneof![30 => 0..(SLOTS as usize + 3), 1 => Just(usize::MAX)];
    let few = 0..5usize;
    let many = prop_oneof![0..5usize, 0..200usize];
    let end = prop_oneof![Just(End::Stop), Just(End::TooLong), Just(End::Panic)];
    // Half of them end by themselves.
    let call = prop_oneof![Just(usize::MAX), 0..(SLOTS as usize)];
    let len = prop_oneof![Just(0), 1..200usize, Just(2047), Just(2048), Just(2049)];
    prop_oneof![
        Just(Op::TxReady),
        slots.clone().prop_map(Op::TxSeek),
        (prop_oneof![few.clone(), slots.clone()], len).prop_map(|(i, n)| Op::TxPeek(i, n)),
        prop_oneof![few.clone(), slots.clone(), many.clone()].prop_map(Op::TxCommit),
        many.clone().prop_map(Op::TxPeeks),
        many.clone().prop_map(Op::TxOnes),
        (slots.clone(), call.clone(), end).prop_map(|(n, call, end)| Op::TxSend(n, call, end)),
        Just(Op::TxQueued),
        Just(Op::TxWakeup),
        Just(Op::RxReady),
        slots.clone().prop_map(Op::RxSeek),
        slots.clone().prop_map(Op::RxPeek),
        prop_oneof![few.clone(), slots.clone()].prop_map(Op::RxCommit),
        many.clone().prop_map(Op::RxOnes),
        (slots.clone(), call.clone()).prop_map(|(n, call)| Op::RxRecv(n, call)),
        Just(Op::RxWakeup),
        (slots.clone(), call).prop_map(|(n, call)| Op::Forward(n, call)),
        Just(Op::HandOver),
        slots.clone().prop_map(Op::Take),
        any::<usize>().prop_map(Op::Complete),
        Just(Op::CompleteAll),
        many.prop_map(Op::Deliver),
    ]
}

/// What the world should be like.
struct Model {
    frames: [usize; 2],
    /// Slots of the TX window as last returned, and the packets peeked into them.
    tx_window: usize,
    peeked: HashMap<usize, Vec<u8>>,
    /// Packets committed and not taken by the kernel.
    queued: VecDeque<Vec<u8>>,
    /// Ever committed.
    sent: u32,
    /// So many of them may be kept from the kernel.
    ahead: usize,
    /// Packets that the kernel holds.
    held: Vec<Held>,
    /// Packets delivered and not committed; the window is a prefix.
    arrived: VecDeque<Vec<u8>>,
    rx_window: usize,
    /// Ever committed.
    received: u32,
    stamp: u8,
}

impl Model {
    fn packet(&mut self, len: usize) -> Vec<u8> {
        self.stamp = self.stamp.wrapping_add(1);
        let stamp = self.stamp;
        (0..len).map(|i| stamp ^ (i as u8)).collect()
    }

    /// Frames that the transmit side can have at the most, and has for certain.
    fn tx_free(&self) -> usize {
        self.frames[0] - self.queued.len() - self.held.len()
    }

    fn shift(&mut self, n: usize) {
        self.peeked = self
            .peeked
            .drain()
            .filter(|(i, _)| *i >= n)
            .map(|(i, packet)| (i - n, packet))
            .collect();
        self.tx_window -= n;
    }

    /// What may be kept from the kernel, where it was just shown all.
    fn ahead_of_peeked(&self) -> usize {
        let peeked = self.peeked.keys().max().map_or(0, |i| i + 1);
        STRETCH.max(peeked)
    }

    fn commit(&mut self, packet: Vec<u8>) {
        self.queued.push_back(packet);
        self.sent += 1;
    }

    fn take(&mut self, n: usize) -> Vec<Vec<u8>> {
        self.received += n as u32;
        self.arrived.drain(..n).collect()
    }
}

struct World {
    shape: Shape,
    kernel: FakeKernel,
    tx: TxQueue,
    rx: RxQueue,
    model: Model,
}

impl World {
    fn new(shape: Shape) -> World {
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
    fn tx_ready(&self) -> usize {
        let ring = self.tx.capacity() - self.model.queued.len();
        self.model.tx_free().min(ring)
    }

    /// What the kernel sees of the commits, after all that shows them.
    fn tx_shown(&self) -> Result<(), TestCaseError> {
        let shown = self.kernel.tx_producer().wrapping_sub(self.shape.start);
        prop_assert_eq!(shown, self.model.sent);
        Ok(())
    }

    fn rx_shown(&self) -> Result<(), TestCaseError> {
        let shown = self.kernel.rx_consumer().wrapping_sub(self.shape.start);
        prop_assert_eq!(shown, self.model.received);
        Ok(())
    }

    fn apply(&mut self, op: &Op) -> Result<(), TestCaseError> {
        self.apply_only(op)?;
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

    fn apply_only(&mut self, op: &Op) -> Result<(), TestCaseError> {
        match *op {
            Op::HandOver => {
                self.tx.hand_over();
                self.rx.hand_over();
                self.tx_shown()?;
                self.rx_shown()?;
            }
            Op::TxReady => {
                let n = self.tx.ready();
                prop_assert_eq!(n, self.tx_ready());
                self.model.tx_window = n;
                self.model.ahead = self.model.ahead_of_peeked();
                self.tx_shown()?;
            }
            Op::TxPeeks(n) => {
                for i in 0..n.min(self.model.tx_window) {
                    self.apply(&Op::TxPeek(i, 60))?;
                }
            }
            Op::TxOnes(n) => {
                for _ in 0..n {
                    if self.model.tx_window == 0 && self.tx_ready() == 0 {
                        break;
                    }
                    self.apply(&Op::TxSeek(1))?;
                    self.apply(&Op::TxPeek(0, 60))?;
                    self.apply(&Op::TxCommit(1))?;
                }
            }
            Op::TxQueued => {
                prop_assert_eq!(self.tx.queued(), self.model.queued.len());
                self.tx_shown()?;
            }
            Op::TxWakeup => {
                prop_assert!(!self.tx.needs_wakeup());
                self.tx_shown()?;
            }
            Op::RxWakeup => {
                prop_assert!(!self.rx.needs_wakeup());
                self.rx_shown()?;
            }
            Op::RxOnes(n) => {
                for _ in 0..n {
                    if self.model.arrived.is_empty() {
                        break;
                    }
                    self.apply(&Op::RxSeek(1))?;
                    self.apply(&Op::RxPeek(0))?;
                    self.apply(&Op::RxCommit(1))?;
                }
            }
            Op::TxSeek(n) => {
                self.model.ahead = self.model.ahead.max(n);
                match self.tx.seek_n(n) {
                    Ok(m) => {
                        prop_assert!(m >= n && m <= self.tx_ready());
                        self.model.tx_window = m;
                    }
                    Err(e) => {
                        let available = self.tx_ready();
                        prop_assert!(available < n);
                        prop_assert_eq!(
                            e,
                            RingError::NotReady {
                                wanted: n,
                                available
                            }
                        );
                        self.model.tx_window = available;
                    }
                }
            }
            Op::TxPeek(i, len) => {
                self.model.ahead = self.model.ahead.max(i.saturating_add(STRETCH));
                let packet = self.model.packet(len);
                let ready = self.model.tx_window;
                match self.tx.peek_at(i, len) {
                    Ok(bytes) => {
                        prop_assert!(i < ready && (1..=2048).contains(&len));
                        prop_assert_eq!(bytes.len(), len);
                        bytes.copy_from_slice(&packet);
                        self.model.peeked.insert(i, packet);
                    }
                    Err(RingError::OutOfWindow { index, ready: r }) => {
                        prop_assert!((index, r) == (i, ready) && i >= ready);
                    }
                    Err(RingError::TooLong { len: l, max }) => {
                        prop_assert!((l, max) == (len, 2048) && len > 2048);
                    }
                    Err(RingError::ZeroLength) => prop_assert_eq!(len, 0),
                    Err(e) => prop_assert!(false, "{e}"),
                }
            }
            Op::TxCommit(n) => {
                let ready = self.model.tx_window;
                let missing = (0..n).find(|i| !self.model.peeked.contains_key(i));
                match self.tx.commit_n(n) {
                    Ok(()) => {
                        prop_assert!(n <= ready && missing.is_none());
                        for i in 0..n {
                            let packet = self.model.peeked.remove(&i).unwrap();
                            self.model.commit(packet);
                        }
                        self.model.shift(n);
                    }
                    Err(RingError::CommitBeyondWindow { wanted, ready: r }) => {
                        prop_assert!((wanted, r) == (n, ready) && n > ready);
                    }
                    Err(RingError::NotPeeked { index }) => {
                        prop_assert_eq!(Some(index), missing);
                    }
                    Err(e) => prop_assert!(false, "{e}"),
                }
            }
            Op::TxSend(n, call, end) => {
                let room = n.min(self.tx_ready());
                let (model, tx) = (&mut self.model, &mut self.tx);
                let mut calls = 0;
                let mut sent = Vec::new();
                let result = catch_unwind(AssertUnwindSafe(|| {
                    tx.send_each(n, |frame| {
                        calls += 1;
                        if calls - 1 == call {
                            match end {
                                End::Stop => return 0,
                                End::TooLong => return 2049,
                                End::Panic => resume_unwind(Box::new(())),
                            }
                        }
                        let packet = model.packet(61);
                        frame[..61].copy_from_slice(&packet);
                        sent.push(packet);
                        61
                    })
                }));
                prop_assert_eq!(calls, room.min(call.saturating_add(1)));
                prop_assert_eq!(sent.len(), room.min(call));
                match result {
                    Ok(Ok(m)) => {
                        prop_assert_eq!(m, sent.len());
                        prop_assert!(calls <= call || end == End::Stop);
                        sent.into_iter().for_each(|packet| model.commit(packet));
                    }
                    Ok(Err(e)) => {
                        prop_assert!(calls > call && end == End::TooLong);
                        let (len, max) = (2049, 2048);
                        prop_assert_eq!(e, RingError::TooLong { len, max });
                    }
                    Err(_) => prop_assert!(calls > call && end == End::Panic),
                }
                self.model.peeked.clear();
                self.model.ahead = STRETCH;
                // How far it looked is not told, so ask without a look.
                self.model.tx_window = self.tx.seek_n(0).unwrap();
                prop_assert!(self.model.tx_window <= self.tx_ready());
                self.tx_shown()?;
            }
            Op::RxReady => {
                let n = self.rx.ready();
                prop_assert_eq!(n, self.model.arrived.len());
                self.model.rx_window = n;
                self.rx_shown()?;
            }
            Op::RxSeek(n) => match self.rx.seek_n(n) {
                Ok(m) => {
                    prop_assert!(m >= n && m <= self.model.arrived.len());
                    self.model.rx_window = m;
                }
                Err(e) => {
                    let available = self.model.arrived.len();
                    prop_assert!(available < n);
                    prop_assert_eq!(
                        e,
                        RingError::NotReady {
                            wanted: n,
                            available
                        }
                    );
                    self.model.rx_window = available;
                }
            },
            Op::RxPeek(i) => match self.rx.peek_at(i) {
                Ok(bytes) => {
                    prop_assert!(i < self.model.rx_window);
                    prop_assert_eq!(&*bytes, &self.model.arrived[i][..]);
                }
                Err(e) => {
                    let ready = self.model.rx_window;
                    prop_assert!(i >= ready);
                    prop_assert_eq!(e, RingError::OutOfWindow { index: i, ready });
                }
            },
            Op::RxCommit(n) => {
                let ready = self.model.rx_window;
                match self.rx.commit_n(n) {
                    Ok(()) => {
                        prop_assert!(n <= ready);
                        self.model.take(n);
                        self.model.rx_window -= n;
                    }
                    Err(e) => {
                        prop_assert!(n > ready);
                        prop_assert_eq!(e, RingError::CommitBeyondWindow { wanted: n, ready });
                    }
                }
            }
            Op::RxRecv(n, call) => {
                let mut seen = Vec::new();
                let before = self.rx.received();
                let result = catch_unwind(AssertUnwindSafe(|| {
                    self.rx.recv_each(n, |packet| {
                        if seen.len() == call {
                            resume_unwind(Box::new(()));
                        }
                        seen.push(packet.to_vec());
                    })
                }));
                let m = match result {
                    Ok(m) => {
                        prop_assert_eq!(m, Ok(seen.len()));
                        seen.len()
                    }
                    // Those before a ring's end may be done with.
                    Err(_) => (self.rx.received() - before) as usize,
                };
                prop_assert!(m <= seen.len() && seen.len() <= n.min(self.model.arrived.len()));
                for (seen, arrived) in seen.iter().zip(&self.model.arrived) {
                    prop_assert_eq!(seen, arrived);
                }
                self.model.take(m);
                self.model.rx_window = self.rx.seek_n(0).unwrap();
                prop_assert_eq!(self.model.rx_window, self.model.arrived.len());
                self.rx_shown()?;
            }
            Op::Forward(n, call) => {
                let room = self.tx_ready();
                let mut seen = 0usize;
                let mut sent = Vec::new();
                let result = catch_unwind(AssertUnwindSafe(|| {
                    self.tx.forward_n(&mut self.rx, n, |packet| {
                        if seen == call {
                            resume_unwind(Box::new(()));
                        }
                        seen += 1;
                        packet[0] ^= 0xff;
                        if seen % 3 == 0 {
                            return Verdict::Drop;
                        }
                        sent.push(packet.to_vec());
                        Verdict::Forward
                    })
                }));
                self.model.peeked.clear();
                self.model.tx_window = self.tx.seek_n(0).unwrap();
                self.model.rx_window = self.rx.seek_n(0).unwrap();
                let Ok(done) = result else {
                    for packet in self.model.arrived.iter_mut().take(seen) {
                        packet[0] ^= 0xff;
                    }
                    prop_assert_eq!(seen, call);
                    prop_assert_eq!(self.model.tx_window, self.tx_ready());
                    prop_assert_eq!(self.model.rx_window, self.model.arrived.len());
                    return Ok(());
                };
                let done = done.unwrap();
                prop_assert_eq!(done.taken(), seen);
                prop_assert_eq!(done.forwarded, sent.len());
                prop_assert!(done.forwarded <= room && done.taken() <= n);
                let taken = self.model.take(seen);
                let expected: Vec<_> = taken
                    .into_iter()
                    .enumerate()
                    .filter(|(i, _)| (i + 1) % 3 != 0)
                    .map(|(_, mut packet)| {
                        packet[0] ^= 0xff;
                        packet
                    })
                    .collect();
                prop_assert_eq!(&sent, &expected);
                sent.into_iter()
                    .for_each(|packet| self.model.commit(packet));
                prop_assert_eq!(self.model.tx_window, self.tx_ready());
                prop_assert_eq!(self.model.rx_window, self.model.arrived.len());
            }
            Op::Take(n) => {
                for _ in 0..n {
                    let Some(held) = self.kernel.take_tx() else {
                        break;
                    };
                    let expected = self.model.queued.pop_front();
                    prop_assert!(expected.is_some(), "more than was committed");
                    let expected = expected.unwrap();
                    prop_assert_eq!(held.options, 0);
                    prop_assert_eq!(self.kernel.packet(held), expected);
                    let frame = held.address / FRAME;
                    let twice = self.model.held.iter().any(|h| h.address / FRAME == frame);
                    prop_assert!(!twice, "frame {frame} handed out twice");
                    self.model.held.push(held);
                }
            }
            Op::Complete(i) => {
                if !self.model.held.is_empty() {
                    let held = self.model.held.swap_remove(i % self.model.held.len());
                    prop_assert!(self.kernel.complete(held.address));
                }
            }
            Op::CompleteAll => {
                for held in self.model.held.drain(..) {
                    prop_assert!(self.kernel.complete(held.address));
                }
            }
            Op::Deliver(n) => {
                for _ in 0..n {
                    let packet = self.model.packet(60 + n);
                    // Frames that wait for room in the fill ring are not there for the kernel.
                    if self.kernel.deliver(&packet) {
                        self.model.arrived.push_back(packet);
                    }
                }
            }
        }
        Ok(())
    }

    /// Brings everything home, and counts.
    fn settle(&mut self) -> Result<(), TestCaseError> {
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

/// Starts of the indices that meet the wrap at 2³² at once, early, and hardly ever.
fn start() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), (u32::MAX - 40)..=u32::MAX, any::<u32>(),]
}

/// Rings of very few slots, of a few, and of more than can be committed one by one before they are
/// shown.
fn shape() -> impl Strategy<Value = Shape> {
    let slots = prop_oneof![
        1 => prop_oneof![Just(1), Just(2), Just(4)],
        3 => Just(SLOTS),
        3 => Just(SLOTS * 16),
    ];
    let frames = |slots: u32| {
        let some = [slots, slots / 2, slots * 2, slots.saturating_sub(3)];
        prop::sample::select(some.map(|n| n.max(1)).to_vec())
    };
    let fill = |slots: u32| prop::sample::select(vec![slots.div_ceil(2), slots, slots * 4]);
    slots
        .prop_flat_map(move |slots| {
            let slots = Just(slots);
            let frames = slots.prop_flat_map(frames);
            (
                start(),
                slots,
                frames.clone(),
                frames,
                slots.prop_flat_map(fill),
            )
        })
        .prop_map(|(start, slots, tx, rx, fill)| Shape {
            rings: [slots, slots, fill, slots * 2],
            frames: [tx, rx],
            frame_size: FRAME as u32,
            start,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn frames_are_conserved_whatever_the_order(
        shape in shape(),
        ops in prop::collection::vec(op(), 1..200),
    ) {
        let mut world = World::new(shape);
        for op in &ops {
            world.apply(op)?;
        }
        world.settle()?;
    }
}

#[test]
fn s4_reclaimed_frames_are_distinct() {
    let (kernel, mut tx, _rx) = FakeKernel::socket(Shape::square(64));
    for round in 0..10 {
        assert_eq!(tx.seek_n(64), Ok(64), "round {round}");
        let mut seen = std::collections::HashSet::new();
        for i in 0..64 {
            assert!(seen.insert(tx.peek_at(i, 60).unwrap().as_ptr() as usize));
        }
        tx.commit_n(64).unwrap();
        tx.hand_over();
        while let Some(held) = kernel.take_tx() {
            kernel.complete(held.address);
        }
    }
}

#[test]
fn s3_the_fill_producer_never_goes_back() {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(8));
    let mut last = kernel.fill_producer();
    assert_eq!(last, 8, "all frames are there from the start");
    for n in 0..100u8 {
        assert!(kernel.deliver(&[n; 60]));
        assert_eq!(rx.ready(), 1);
        assert_eq!(rx.peek_at(0).unwrap(), [n; 60]);
        rx.commit_n(1).unwrap();
        rx.hand_over();
        let now = kernel.fill_producer();
        assert_eq!(now, last + 1);
        last = now;
    }
}

#[test]
fn s3_a_packet_that_is_not_committed_never_changes() {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(8));
    assert!(kernel.deliver(&[1; 60]));
    assert_eq!(rx.ready(), 1);
    let mut refused = 0;
    for n in 2..40u8 {
        refused += usize::from(!kernel.deliver(&[n; 60]));
        assert_eq!(rx.peek_at(0).unwrap(), [1; 60]);
    }
    assert_eq!(refused, 31, "seven frames were left, and no more");
}

#[test]
fn p30_frames_wait_where_the_fill_ring_is_too_small() {
    let mut shape = Shape::square(16);
    shape.rings[2] = 4;
    let (kernel, _tx, mut rx) = FakeKernel::socket(shape);
    let mut received = 0;
    for n in 0..64u8 {
        while !kernel.deliver(&[n; 60]) {
            let ready = rx.ready();
            rx.commit_n(ready).unwrap();
            received += ready;
            rx.ready();
        }
    }
    received += rx.ready();
    assert_eq!(received, 64);
}

/// What is committed one by one is shown at the latest when there is a stretch of it, and by
/// everything that looks at the rings.
#[test]
fn commits_are_handed_over_by_a_kick_and_in_time() {
    let (kernel, mut tx, mut rx) = FakeKernel::socket(Shape::square(1024));
    let commit = |tx: &mut TxQueue| {
        tx.seek_n(1).unwrap();
        tx.peek_at(0, 60).unwrap();
        tx.commit_n(1).unwrap();
    };
    type Look = fn(&mut TxQueue);
    let looks: [Look; 4] = [
        |tx| _ = tx.needs_wakeup(),
        |tx| _ = tx.ready(),
        |tx| _ = tx.queued(),
        |tx| _ = tx.send_each(0, |_| 0),
    ];
    let mut shown = 0;
    for look in looks {
        commit(&mut tx);
        look(&mut tx);
        shown += 1;
        assert_eq!(kernel.tx_producer(), shown);
    }
    for n in 0..500 {
        commit(&mut tx);
        assert!(tx.in_flight() == 5 + n && tx.committed() == 5 + n as u64);
        assert!(kernel.tx_producer() as usize + 64 >= 5 + n);
    }

    kernel.deliver_all(800, 60);
    let given = kernel.fill_producer();
    assert_eq!(rx.ready(), 800);
    for n in 1..=700u32 {
        rx.seek_n(1).unwrap();
        rx.peek_at(0).unwrap();
        rx.commit_n(1).unwrap();
        assert_eq!(rx.received(), u64::from(n));
        assert!(kernel.fill_producer() + 64 >= given + n);
    }
    assert!(!rx.needs_wakeup());
    assert_eq!(kernel.fill_producer(), given + 700);
}

/// A closure that stops is not asked again for the slots behind the ring's end.
#[test]
fn send_each_stops_where_it_is_told_to() {
    let mut shape = Shape::square(8);
    shape.start = 6;
    for stop in 0..8 {
        for len in [0, 2049] {
            let (kernel, mut tx, _rx) = FakeKernel::socket(shape);
            let mut calls = 0;
            let sent = tx.send_each(8, |_| {
                calls += 1;
                if calls == stop + 1 { len } else { 60 }
            });
            assert_eq!(calls, stop + 1);
            let committed = match len {
                0 => stop,
                _ => 0,
            };
            match sent {
                Ok(n) => assert!(n == stop && len == 0),
                Err(e) => assert_eq!(e, RingError::TooLong { len, max: 2048 }),
            }
            assert_eq!(tx.in_flight(), committed);
            assert_eq!(tx.invalid_completions(), 0);
            assert_eq!(kernel.tx_producer() as usize, 6 + committed);
        }
    }
}

/// Small rings are given back before they are empty, however many frames there are.
#[test]
fn single_commits_leave_the_kernel_most_of_a_small_ring() {
    for rings in [[64, 64, 64, 64], [64, 64, 1024, 64], [64, 1024, 64, 64]] {
        let shape = Shape {
            rings,
            frames: [64, 1024],
            ..Shape::square(64)
        };
        let (kernel, _tx, mut rx) = FakeKernel::socket(shape);
        kernel.deliver_all(64, 60);
        let given = kernel.fill_producer();
        let n = rx.ready() as u32;
        for done in 1..=n {
            rx.commit_n(1).unwrap();
            assert!(kernel.fill_producer() + 8 >= given + done, "{rings:?}");
        }
    }
}
