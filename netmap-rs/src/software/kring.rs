//! Rings as the kernel's side sees them: what it remembers of each, and txsync and rxsync.
//!
//! A sync takes over head and cur from the ring, lets the port do its work, and shows the new
//! tail. It never fails: a head or cur that makes no sense is refused, and one beyond the ring
//! has the ring set back, which the user's side can tell from its head. Two threads that sync one
//! ring wait for each other; the kernel has the second one do nothing.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use super::NS_BUF_CHANGED;
use super::allocator::{OwnedRing, lock};
use super::forward::Work;
use super::memory::RingMem;
use super::notify::Bell;
use super::pipe::Channel;
use super::stats::{RxCounters, SoftStatistics, TxCounters};
use super::vale::{Queue, Sender};
use super::window::{Verdict, distance, judge, next, prev};

/// What a sync found.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcome {
    /// `cur` is not at the tail: there is something that the user has not seen.
    pub(super) ready: bool,
    /// Head or cur was outside the window.
    pub(super) invalid: bool,
}

/// What is remembered of a ring: `rhead`, `rcur`, `rtail`, `nr_hwcur`, `nr_hwtail`.
#[derive(Debug)]
struct Cursor {
    head: u32,
    cur: u32,
    tail: u32,
    hwcur: u32,
    hwtail: u32,
}

impl Cursor {
    fn new(start: u32, tail: u32) -> Cursor {
        Cursor {
            head: start,
            cur: start,
            tail,
            hwcur: start,
            hwtail: tail,
        }
    }

    /// Takes over what the user's side wrote, if that lies in `from..=to`.
    fn take(&mut self, ring: &RingMem, from: u32, to: u32) -> Verdict {
        let header = ring.header();
        // Acquire: pairs with the user's store of head, so that its slots are seen as written.
        let head = header.head.load(Ordering::Acquire);
        let cur = header.cur.load(Ordering::Acquire);
        let verdict = judge(from, to, head, cur, ring.num_slots());
        if verdict == Verdict::Valid {
            (self.head, self.cur) = (head, cur);
        }
        verdict
    }

    /// Shows the tail.
    fn finish(&mut self, ring: &RingMem, invalid: bool) -> Outcome {
        self.tail = self.hwtail;
        // Release: the slots up to here are seen by whoever sees the tail.
        ring.header().tail.store(self.tail, Ordering::Release);
        Outcome {
            ready: self.cur != self.tail,
            invalid,
        }
    }

    /// Sets a ring back whose positions are beyond it, and clears slots that name no buffer or
    /// too long a packet. The kernel calls this `netmap_ring_reinit`.
    #[cold]
    fn reset(&mut self, owned: &OwnedRing) {
        let (ring, buffers) = (&owned.ring, &owned.mem.buffers);
        for i in 0..ring.num_slots() {
            let mut slot = ring.slot(i);
            if !buffers.is_valid(slot.buf_idx) {
                slot.buf_idx = 0;
                slot.len = 0;
            } else if u32::from(slot.len) > buffers.size() {
                slot.len = 0;
            } else {
                continue;
            }
            ring.set_slot(i, slot);
        }
        let (header, n) = (ring.header(), ring.num_slots());
        let beyond = [&header.head, &header.cur, &header.tail]
            .iter()
            .any(|position| position.load(Ordering::Relaxed) >= n);
        if beyond {
            (self.head, self.cur, self.tail) = (self.hwcur, self.hwcur, self.hwtail);
            header.head.store(self.head, Ordering::Relaxed);
            header.cur.store(self.cur, Ordering::Relaxed);
            header.tail.store(self.tail, Ordering::Release);
        }
    }
}

/// What a transmit ring does with its packets.
#[derive(Debug)]
enum TxEngine {
    Pipe(Arc<Channel>),
    Vale {
        owned: OwnedRing,
        sender: Arc<Sender>,
        id: u32,
    },
    /// Takes everything and sends it nowhere: a VALE port of no switch.
    Detached(OwnedRing),
    /// Takes nothing, ever.
    Null(OwnedRing),
}

/// A transmit ring.
#[derive(Debug)]
pub(super) struct TxKring {
    engine: TxEngine,
    state: Mutex<TxState>,
    bell: Arc<Bell>,
}

#[derive(Debug)]
struct TxState {
    cursor: Cursor,
    work: Option<Box<Work>>,
    counters: TxCounters,
}

impl TxKring {
    fn new(engine: TxEngine, work: Option<Box<Work>>, bell: Arc<Bell>) -> Arc<TxKring> {
        let kring = TxKring {
            engine,
            bell,
            state: Mutex::new(TxState {
                cursor: Cursor::new(0, 0),
                work,
                counters: TxCounters::default(),
            }),
        };
        let first = (0, prev(0, kring.owned().ring.num_slots()));
        let (start, tail) = match &kring.engine {
            TxEngine::Pipe(channel) => {
                let tail = channel.tx_tail().unwrap_or(first.1);
                (channel.tx_start(), tail)
            }
            _ => first,
        };
        lock(&kring.state).cursor = Cursor::new(start, tail);
        Arc::new(kring)
    }

    pub(super) fn pipe(channel: &Arc<Channel>) -> Arc<TxKring> {
        let bell = Arc::clone(&channel.tx_bell);
        TxKring::new(TxEngine::Pipe(Arc::clone(channel)), None, bell)
    }

    pub(super) fn vale(owned: OwnedRing, sender: &Arc<Sender>, id: u32) -> Arc<TxKring> {
        let work = Work::new(owned.ring.num_slots());
        let sender = Arc::clone(sender);
        let engine = TxEngine::Vale { owned, sender, id };
        TxKring::new(engine, Some(work), Bell::new())
    }

    pub(super) fn detached(owned: OwnedRing) -> Arc<TxKring> {
        TxKring::new(TxEngine::Detached(owned), None, Bell::new())
    }

    pub(super) fn null(owned: OwnedRing) -> Arc<TxKring> {
        TxKring::new(TxEngine::Null(owned), None, Bell::new())
    }

    pub(super) fn owned(&self) -> &OwnedRing {
        match &self.engine {
            TxEngine::Pipe(channel) => channel.tx(),
            TxEngine::Vale { owned, .. } | TxEngine::Detached(owned) | TxEngine::Null(owned) => {
                owned
            }
        }
    }

    pub(super) fn bell(&self) -> &Arc<Bell> {
        &self.bell
    }

    pub(super) fn count(&self, total: &mut SoftStatistics) {
        total.add_tx(lock(&self.state).counters);
    }

    pub(super) fn sync(&self) -> Outcome {
        self.sync_locked(&mut lock(&self.state))
    }

    /// [`sync`](TxKring::sync), if there is something to send.
    pub(super) fn flush(&self) -> Option<Outcome> {
        let mut state = lock(&self.state);
        let head = self.owned().ring.header().head.load(Ordering::Relaxed);
        (head != state.cursor.hwcur).then(|| self.sync_locked(&mut state))
    }

    fn sync_locked(&self, state: &mut TxState) -> Outcome {
        let TxState {
            cursor,
            work,
            counters,
        } = state;
        let owned = self.owned();
        let ring = &owned.ring;
        let n = ring.num_slots();
        counters.syncs += 1;
        if cursor.take(ring, cursor.head, cursor.tail) != Verdict::Valid {
            counters.refused += 1;
            cursor.reset(owned);
            return Outcome {
                ready: cursor.cur != cursor.tail,
                invalid: true,
            };
        }
        let (from, to) = (cursor.hwcur, cursor.head);
        match &self.engine {
            TxEngine::Pipe(channel) => {
                cursor.hwtail = channel.tx_tail().unwrap_or(cursor.hwtail);
                if from != to {
                    channel.send(from, to);
                    cursor.hwcur = to;
                }
            }
            TxEngine::Vale { owned, sender, id } => {
                if let Some(work) = work.as_mut().filter(|_| from != to) {
                    work.send(sender, owned, *id, (from, to), counters);
                }
                cursor.hwcur = to;
                cursor.hwtail = prev(to, n);
            }
            TxEngine::Detached(_) => {
                cursor.hwcur = to;
                cursor.hwtail = prev(to, n);
            }
            TxEngine::Null(_) => {}
        }
        counters.slots += u64::from(distance(from, cursor.hwcur, n));
        cursor.finish(ring, false)
    }
}

/// Where a receive ring has its packets from.
#[derive(Debug)]
enum RxEngine {
    Pipe(Arc<Channel>),
    Vale(Arc<Queue>),
    /// From nowhere.
    Null(OwnedRing),
}

/// A receive ring.
#[derive(Debug)]
pub(super) struct RxKring {
    engine: RxEngine,
    state: Mutex<RxState>,
    bell: Arc<Bell>,
}

#[derive(Debug)]
struct RxState {
    cursor: Cursor,
    counters: RxCounters,
}

impl RxKring {
    fn new(engine: RxEngine, bell: Arc<Bell>) -> Arc<RxKring> {
        let (start, tail) = match &engine {
            RxEngine::Pipe(channel) => {
                let start = channel.rx_start();
                (start, channel.rx_tail().unwrap_or(start))
            }
            _ => (0, 0),
        };
        Arc::new(RxKring {
            engine,
            bell,
            state: Mutex::new(RxState {
                cursor: Cursor::new(start, tail),
                counters: RxCounters::default(),
            }),
        })
    }

    pub(super) fn pipe(channel: &Arc<Channel>) -> Arc<RxKring> {
        let bell = Arc::clone(&channel.rx_bell);
        RxKring::new(RxEngine::Pipe(Arc::clone(channel)), bell)
    }

    pub(super) fn vale(queue: &Arc<Queue>) -> Arc<RxKring> {
        let bell = Arc::clone(&queue.bell);
        RxKring::new(RxEngine::Vale(Arc::clone(queue)), bell)
    }

    pub(super) fn null(owned: OwnedRing) -> Arc<RxKring> {
        RxKring::new(RxEngine::Null(owned), Bell::new())
    }

    pub(super) fn owned(&self) -> &OwnedRing {
        match &self.engine {
            RxEngine::Pipe(channel) => channel.rx(),
            RxEngine::Vale(queue) => &queue.owned,
            RxEngine::Null(owned) => owned,
        }
    }

    /// Where a switch puts its packets.
    pub(super) fn queue(&self) -> Option<&Arc<Queue>> {
        match &self.engine {
            RxEngine::Vale(queue) => Some(queue),
            _ => None,
        }
    }

    pub(super) fn bell(&self) -> &Arc<Bell> {
        &self.bell
    }

    pub(super) fn count(&self, total: &mut SoftStatistics) {
        total.add_rx(lock(&self.state).counters);
        if let RxEngine::Vale(queue) = &self.engine {
            total.rx_overflow += queue.overflow.load(Ordering::Relaxed);
            total.bad_slots += queue.bad_slots.load(Ordering::Relaxed);
        }
    }

    pub(super) fn sync(&self) -> Outcome {
        let mut state = lock(&self.state);
        let RxState { cursor, counters } = &mut *state;
        let owned = self.owned();
        let ring = &owned.ring;
        let n = ring.num_slots();
        counters.syncs += 1;
        let invalid = cursor.take(ring, cursor.hwcur, cursor.hwtail) != Verdict::Valid;
        if invalid {
            counters.refused += 1;
            cursor.reset(owned);
        }
        // Goes on in any case: what has arrived is shown, and nothing more is given back.
        let (from, to, shown) = (cursor.hwcur, cursor.head, cursor.hwtail);
        match &self.engine {
            RxEngine::Pipe(channel) => {
                cursor.hwtail = channel.rx_tail().unwrap_or(cursor.hwtail);
                channel.release(from, to);
            }
            RxEngine::Vale(queue) => {
                cursor.hwtail = queue.lane.published();
                if from != to {
                    clear_changed(ring, from, to);
                    queue.lane.release(to);
                }
            }
            RxEngine::Null(_) => {}
        }
        if !matches!(self.engine, RxEngine::Null(_)) {
            cursor.hwcur = to;
        }
        counters.slots += u64::from(distance(shown, cursor.hwtail, n));
        let outcome = cursor.finish(ring, invalid);
        set_time(ring);
        outcome
    }
}

/// A buffer that the user swapped in is as good as any here.
fn clear_changed(ring: &RingMem, from: u32, to: u32) {
    let mut at = from;
    while at != to {
        let mut slot = ring.slot(at);
        if slot.flags & NS_BUF_CHANGED != 0 {
            slot.flags &= !NS_BUF_CHANGED;
            ring.set_slot(at, slot);
        }
        at = next(at, ring.num_slots());
    }
}

/// Sets `ring->ts`, as every rxsync does: the time of the sync, not of a packet.
fn set_time(ring: &RingMem) {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    ring.set_time(
        now.as_secs().try_into().unwrap_or(i64::MAX),
        now.subsec_micros().into(),
    );
}
