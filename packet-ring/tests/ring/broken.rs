//! A pair of rings in memory that can be told to break one promise of the traits.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use packet_ring::{Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict};

pub(crate) const CAPACITY: usize = 8;
pub(crate) const FRAME: usize = 64;
/// Packets that [`Bug::DropsWhereTheReceiverIsSlow`] keeps for the receiver.
pub(crate) const SLOW: usize = 3;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    None,
    // No promise is broken by these two.
    ForeignPacketsCome,
    DropsWhereTheReceiverIsSlow,
    // Transmitting.
    ReadyBeyondCapacity,
    ReadyTakesASlotAway,
    SeekSaysYes,
    SeekMiscounts,
    PeekBeyondTheWindow,
    PeekTooLongIsCut,
    PeekOfNothing,
    PeekRefusesTheLongest,
    PeekGivesTheWholeFrame,
    PeekKeepsTheFirstLength,
    PeekClearsTheFrame,
    PeekIgnoresTheIndex,
    PeekKeepsContinued,
    RefusedPeekForgets,
    RefusedPeekCuts,
    CommitBeyondIsCut,
    CommitNamesTheWrongWindow,
    CommitOfUnpeeked,
    CommitOfUnpeekedOnceUsed,
    CommitForgetsLaterPeeks,
    CommitOfNothingFails,
    CommitCutsPackets,
    RefusedCommitCommitsTheFirst,
    ContinuedIsLost,
    KickSendsUncommitted,
    KickRepeatsTheLast,
    KickSaysPending,
    SendOfNothingIsFine,
    RefusedSendTakesASlot,
    BatchCommitsTheGoodOnes,
    BatchStopsShort,
    BatchTooLargeIsRefused,
    TxWaitWithRoomSaysNone,
    TxWaitReturnsEarly,
    NeverFull,
    SendBatchInsistsWhenFull,
    NothingHoldsTheSenderBack,
    // On the way.
    LosesOne,
    LosesAtTheWrap,
    SendsOneTwice,
    SwapsNeighbours,
    ByteOff,
    LengthOff,
    KeepsTheLastBack,
    LeaksAFrame,
    InventsAFrame,
    // Receiving.
    RxSeekSaysYes,
    RxReadyTakesASlotAway,
    RxPeekBeyondTheWindow,
    RxPeekIgnoresTheIndex,
    RxPeekHidesEdits,
    RxCommitBeyondIsCut,
    RxCommitTakesTheLast,
    RxCommitNeedsAPeek,
    RxCommitOfNothingFails,
    RxRefusedCommitCommits,
    RxContinuedBeyondTheWindow,
    RecvIntoCuts,
    RecvIntoLosesOnError,
    RecvIntoKeeps,
    RecvEachIgnoresMax,
    RecvEachKeeps,
    RecvEachBackwards,
    RecvEachCallsForNothing,
    RxWaitReturnsEarly,
    RxWaitRoundsDown,
    RxWaitMissesArrivals,
    RxWaitMissesTheWindow,
    // Forwarding.
    ForwardsBackwards,
    ForwardsMoreThanAskedFor,
    ForwardsWhatIsToBeDropped,
    ForwardsUnedited,
    ForwardMiscounts,
    ForwardDropsWithoutRoom,
    ForwardLeaks,
}

#[derive(Debug, Clone, Default)]
struct Slot {
    frame: Vec<u8>,
    len: usize,
    continued: bool,
    peeked: bool,
    original: Vec<u8>,
    foreign: bool,
}

/// Packets of others that came in so far.
static FOREIGN: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug, Default)]
struct Wire {
    delivered: VecDeque<Slot>,
    returned: VecDeque<Slot>,
    sent: usize,
}

pub(crate) fn pair(bug: Bug) -> (Tx, Rx) {
    let wire = Arc::new(Mutex::new(Wire::default()));
    let slot = Slot {
        frame: vec![0; FRAME],
        ..Slot::default()
    };
    let tx = Tx {
        bug,
        wire: Arc::clone(&wire),
        window: vec![slot; CAPACITY].into(),
        committed: VecDeque::new(),
        last: None,
    };
    let rx = Rx {
        bug,
        wire,
        window: VecDeque::new(),
        given_back: VecDeque::new(),
    };
    (tx, rx)
}

fn lock(wire: &Mutex<Wire>) -> MutexGuard<'_, Wire> {
    wire.lock().expect("the wire's lock")
}

fn wait_for(timeout: Option<Duration>, mut ready: impl FnMut() -> usize) -> usize {
    let start = Instant::now();
    loop {
        let n = ready();
        if n > 0 || timeout.is_some_and(|t| start.elapsed() >= t) {
            return n;
        }
        thread::yield_now();
    }
}

pub(crate) struct Tx {
    bug: Bug,
    wire: Arc<Mutex<Wire>>,
    window: VecDeque<Slot>,
    committed: VecDeque<Slot>,
    last: Option<Slot>,
}

impl Tx {
    fn not_ready(&self, wanted: usize, available: usize) -> RingError {
        let available = match self.bug {
            Bug::SeekMiscounts => available + 1,
            _ => available,
        };
        RingError::NotReady { wanted, available }
    }
}

impl Ring for Tx {
    fn capacity(&self) -> usize {
        CAPACITY
    }

    fn frame_size(&self) -> usize {
        FRAME
    }

    fn ready(&mut self) -> usize {
        let mut wire = lock(&self.wire);
        for mut slot in wire.returned.drain(..).filter(|s| !s.foreign) {
            if self.bug != Bug::CommitOfUnpeekedOnceUsed {
                slot.len = 0;
            }
            slot.continued = false;
            self.window.push_back(slot);
        }
        match self.bug {
            Bug::ReadyBeyondCapacity => CAPACITY + 1,
            Bug::ReadyTakesASlotAway => {
                self.window.pop_back();
                self.window.len()
            }
            Bug::NeverFull => self.window.len().max(1),
            _ => self.window.len(),
        }
    }

    fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        let available = self.ready();
        if available >= n || self.bug == Bug::SeekSaysYes {
            Ok(available)
        } else {
            Err(self.not_ready(n, available))
        }
    }

    fn commit_n(&mut self, mut n: usize) -> Result<(), RingError> {
        let mut ready = self.window.len();
        if n == 0 && self.bug == Bug::CommitOfNothingFails {
            return Err(RingError::NotPeeked { index: 0 });
        }
        if n > ready {
            if self.bug == Bug::CommitBeyondIsCut {
                n = 0;
            } else {
                if self.bug == Bug::CommitNamesTheWrongWindow {
                    ready = CAPACITY + 1;
                }
                return Err(RingError::CommitBeyondWindow { wanted: n, ready });
            }
        }
        if let Some(index) = self.window.iter().take(n).position(|s| s.len == 0) {
            match self.bug {
                Bug::CommitOfUnpeeked => self.window[index].len = FRAME,
                Bug::RefusedCommitCommitsTheFirst if index > 0 => {
                    self.committed.extend(self.window.pop_front());
                    return Err(RingError::NotPeeked { index });
                }
                _ => return Err(RingError::NotPeeked { index }),
            }
        }
        if n > 0 && self.window[n - 1].continued {
            if self.bug != Bug::CommitCutsPackets {
                return Err(RingError::PartialPacket { index: n - 1 });
            }
            self.window[n - 1].continued = false;
        }
        self.committed.extend(self.window.drain(..n));
        if n > 0 && self.bug == Bug::CommitForgetsLaterPeeks {
            self.window.iter_mut().for_each(|s| s.len = 0);
        }
        Ok(())
    }

    fn kick(&mut self) -> Result<Kick, RingError> {
        let uncommitted = self.window.front().is_some_and(|s| s.len > 0);
        if self.bug == Bug::KickSendsUncommitted && uncommitted {
            self.committed.extend(self.window.pop_front());
        }
        if self.bug == Bug::KickRepeatsTheLast && self.committed.is_empty() {
            if let Some(last) = self.last.take() {
                lock(&self.wire).delivered.push_back(last);
            }
            return Ok(Kick::NotNeeded);
        }
        let mut wire = lock(&self.wire);
        if self.bug == Bug::SwapsNeighbours && self.committed.len() > 1 {
            self.committed.swap(0, 1);
        }
        let keep = usize::from(self.bug == Bug::KeepsTheLastBack);
        while self.committed.len() > keep {
            let mut slot = self.committed.pop_front().expect("a committed slot");
            wire.sent += 1;
            match self.bug {
                Bug::LosesOne if wire.sent == 3 => {
                    wire.returned.push_back(slot);
                    continue;
                }
                Bug::LosesAtTheWrap if wire.sent == 4 * CAPACITY => {
                    wire.returned.push_back(slot);
                    continue;
                }
                Bug::SendsOneTwice if wire.sent == 2 => wire.delivered.push_back(slot.clone()),
                Bug::ByteOff if wire.sent == 2 => slot.frame[slot.len - 1] ^= 1,
                Bug::LengthOff if wire.sent == 2 => slot.len -= 1,
                Bug::ForeignPacketsCome if FOREIGN.fetch_add(1, Ordering::Relaxed) % 37 == 0 => {
                    let mut foreign = slot.clone();
                    foreign.frame.fill(0xff);
                    foreign.foreign = true;
                    wire.delivered.push_back(foreign);
                }
                Bug::DropsWhereTheReceiverIsSlow if wire.delivered.len() >= SLOW => {
                    wire.returned.push_back(slot);
                    continue;
                }
                Bug::ContinuedIsLost => slot.continued = false,
                Bug::NothingHoldsTheSenderBack => wire.returned.push_back(slot.clone()),
                _ => {}
            }
            self.last = Some(slot.clone());
            wire.delivered.push_back(slot);
        }
        match self.bug {
            Bug::KickSaysPending => Ok(Kick::Pending { queued: 1 }),
            _ => Ok(Kick::Drained),
        }
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.kick()?;
        let timeout = match self.bug {
            Bug::TxWaitWithRoomSaysNone => return Ok(0),
            Bug::TxWaitReturnsEarly => timeout.map(|t| t / 2),
            _ => timeout,
        };
        Ok(wait_for(timeout, || self.ready()))
    }
}

impl Transmit for Tx {
    fn peek_at(&mut self, mut i: usize, mut len: usize) -> Result<&mut [u8], RingError> {
        let (ready, bug) = (self.window.len(), self.bug);
        match bug {
            Bug::PeekBeyondTheWindow if ready > 0 => i = i.min(ready - 1),
            Bug::PeekIgnoresTheIndex if i < ready => i = 0,
            _ => {}
        }
        let outside = RingError::OutOfWindow { index: i, ready };
        let slot = self.window.get_mut(i).ok_or(outside)?;
        match bug {
            Bug::PeekTooLongIsCut => len = len.min(FRAME),
            Bug::PeekOfNothing => len = len.max(1),
            Bug::RefusedPeekForgets if len == 0 || len > FRAME => slot.len = 0,
            Bug::RefusedPeekCuts if len == 0 => slot.len = slot.len.min(1),
            _ => {}
        }
        let max = FRAME - usize::from(bug == Bug::PeekRefusesTheLongest);
        if len > max {
            return Err(RingError::TooLong { len, max: FRAME });
        }
        if len == 0 {
            return Err(RingError::ZeroLength);
        }
        match bug {
            Bug::PeekKeepsTheFirstLength if slot.len > 0 => {}
            _ => slot.len = len,
        }
        if bug != Bug::PeekKeepsContinued {
            slot.continued = false;
        }
        if bug == Bug::PeekClearsTheFrame {
            slot.frame.fill(0);
        }
        if bug == Bug::PeekGivesTheWholeFrame {
            return Ok(&mut slot.frame);
        }
        Ok(&mut slot.frame[..len])
    }

    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        let ready = self.window.len();
        let outside = RingError::OutOfWindow { index: i, ready };
        self.window.get_mut(i).ok_or(outside)?.continued = continued;
        Ok(())
    }

    fn send(&mut self, packet: &[u8]) -> Result<(), RingError> {
        if packet.is_empty() && self.bug == Bug::SendOfNothingIsFine {
            return Ok(());
        }
        match self.seek_and_peek(packet.len()) {
            Ok(slice) => slice.copy_from_slice(packet),
            Err(e) => {
                if self.bug == Bug::RefusedSendTakesASlot {
                    self.window.pop_back();
                }
                return Err(e);
            }
        }
        self.commit()
    }

    fn send_batch(&mut self, packets: &[&[u8]]) -> Result<usize, RingError> {
        let ready = self.ready();
        if (packets.len() > ready && self.bug == Bug::BatchTooLargeIsRefused)
            || (ready == 0 && self.bug == Bug::SendBatchInsistsWhenFull)
        {
            return Err(self.not_ready(packets.len(), ready));
        }
        let mut n = ready.min(packets.len());
        if self.bug == Bug::BatchStopsShort {
            n = n.min(2);
        }
        for (i, packet) in packets.iter().take(n).enumerate() {
            match self.peek_at(i, packet.len()) {
                Ok(slice) => slice.copy_from_slice(packet),
                Err(e) => {
                    if self.bug == Bug::BatchCommitsTheGoodOnes {
                        self.commit_n(i)?;
                    }
                    return Err(e);
                }
            }
        }
        self.commit_n(n)?;
        Ok(n)
    }
}

pub(crate) struct Rx {
    bug: Bug,
    wire: Arc<Mutex<Wire>>,
    window: VecDeque<Slot>,
    given_back: VecDeque<Slot>,
}

impl Ring for Rx {
    fn capacity(&self) -> usize {
        CAPACITY
    }

    fn frame_size(&self) -> usize {
        FRAME
    }

    fn ready(&mut self) -> usize {
        let mut wire = lock(&self.wire);
        for mut slot in wire.delivered.drain(..) {
            slot.original = slot.frame.clone();
            slot.peeked = false;
            self.window.push_back(slot);
        }
        if self.bug == Bug::RxReadyTakesASlotAway && self.window.len() > 1 {
            self.given_back.extend(self.window.pop_back());
        }
        self.window.len()
    }

    fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        let available = self.ready();
        if available >= n || self.bug == Bug::RxSeekSaysYes {
            return Ok(available);
        }
        Err(RingError::NotReady {
            wanted: n,
            available,
        })
    }

    fn commit_n(&mut self, mut n: usize) -> Result<(), RingError> {
        let ready = self.window.len();
        if n == 0 && self.bug == Bug::RxCommitOfNothingFails {
            return Err(RingError::NotPeeked { index: 0 });
        }
        if n > ready {
            match self.bug {
                Bug::RxCommitBeyondIsCut => n = ready,
                Bug::RxRefusedCommitCommits => {
                    self.given_back.extend(self.window.drain(..));
                    return Err(RingError::CommitBeyondWindow { wanted: n, ready });
                }
                _ => return Err(RingError::CommitBeyondWindow { wanted: n, ready }),
            }
        }
        if self.bug == Bug::RxCommitNeedsAPeek && self.window.iter().take(n).any(|s| !s.peeked) {
            return Err(RingError::NotPeeked { index: 0 });
        }
        if n > 0 && self.window[n - 1].continued {
            return Err(RingError::PartialPacket { index: n - 1 });
        }
        let first = match self.bug {
            Bug::RxCommitTakesTheLast => ready - n,
            _ => 0,
        };
        self.given_back.extend(self.window.drain(first..first + n));
        Ok(())
    }

    fn kick(&mut self) -> Result<Kick, RingError> {
        let mut wire = lock(&self.wire);
        match self.bug {
            Bug::LeaksAFrame if wire.sent > 10 => {
                self.given_back.pop_front();
            }
            Bug::InventsAFrame if wire.sent > 10 => {
                let more = self.given_back.front().cloned();
                self.given_back.extend(more);
            }
            Bug::NothingHoldsTheSenderBack => self.given_back.clear(),
            Bug::KickRepeatsTheLast | Bug::SendsOneTwice => {
                // What was sent twice has only one frame to come back.
                let room = CAPACITY.saturating_sub(wire.returned.len());
                self.given_back.truncate(room);
            }
            _ => {}
        }
        wire.returned.append(&mut self.given_back);
        Ok(Kick::NotNeeded)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.kick()?;
        let timeout = match self.bug {
            Bug::RxWaitReturnsEarly => timeout.map(|t| t / 2),
            Bug::RxWaitRoundsDown => timeout.map(|t| Duration::from_millis(t.as_millis() as u64)),
            Bug::RxWaitMissesArrivals => return Ok(0),
            Bug::RxWaitMissesTheWindow if !self.window.is_empty() => return Ok(0),
            _ => timeout,
        };
        Ok(wait_for(timeout, || self.ready()))
    }
}

impl Receive for Rx {
    fn peek_at(&mut self, mut i: usize) -> Result<&mut [u8], RingError> {
        let ready = self.window.len();
        match self.bug {
            Bug::RxPeekBeyondTheWindow if ready > 0 => i = i.min(ready - 1),
            Bug::RxPeekIgnoresTheIndex if i < ready => i = 0,
            _ => {}
        }
        let outside = RingError::OutOfWindow { index: i, ready };
        let slot = self.window.get_mut(i).ok_or(outside)?;
        slot.peeked = true;
        if self.bug == Bug::RxPeekHidesEdits {
            slot.frame.copy_from_slice(&slot.original);
        }
        Ok(&mut slot.frame[..slot.len])
    }

    fn is_continued(&self, i: usize) -> bool {
        match self.window.get(i) {
            Some(slot) => slot.continued,
            None => self.bug == Bug::RxContinuedBeyondTheWindow,
        }
    }

    fn recv_into(&mut self, buf: &mut [u8]) -> Result<usize, RingError> {
        self.seek()?;
        let (bug, capacity) = (self.bug, buf.len());
        let packet = self.peek_at(0)?;
        let mut len = packet.len();
        if len > capacity {
            match bug {
                Bug::RecvIntoCuts => len = capacity,
                Bug::RecvIntoLosesOnError => {
                    self.commit()?;
                    return Err(RingError::BufferTooSmall { len, capacity });
                }
                _ => return Err(RingError::BufferTooSmall { len, capacity }),
            }
        }
        buf[..len].copy_from_slice(&packet[..len]);
        if bug != Bug::RecvIntoKeeps {
            self.commit()?;
        }
        Ok(len)
    }

    fn recv_each<F: FnMut(&mut [u8])>(&mut self, max: usize, mut f: F) -> Result<usize, RingError> {
        let n = match self.bug {
            Bug::RecvEachIgnoresMax => self.ready(),
            _ => self.ready().min(max),
        };
        for i in 0..n {
            let i = match self.bug {
                Bug::RecvEachBackwards => n - 1 - i,
                _ => i,
            };
            f(self.peek_at(i)?);
        }
        if n == 0 && max > 0 && self.bug == Bug::RecvEachCallsForNothing {
            return Ok(1);
        }
        if self.bug != Bug::RecvEachKeeps {
            self.commit_n(n)?;
        }
        Ok(n)
    }
}

impl Forward<Rx> for Tx {
    fn forward_n<F>(&mut self, rx: &mut Rx, n: usize, mut edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        let room = self.ready();
        let mut n = match self.bug {
            Bug::ForwardsMoreThanAskedFor => rx.ready(),
            _ => rx.ready().min(n),
        };
        if self.bug != Bug::ForwardDropsWithoutRoom {
            n = n.min(room);
        }
        let (mut forwarded, mut dropped) = (0, 0);
        for i in 0..n {
            let i = match self.bug {
                Bug::ForwardsBackwards => n - 1 - i,
                _ => i,
            };
            let mut packet = rx.peek_at(i)?.to_vec();
            let unedited = packet.clone();
            let verdict = edit(&mut packet);
            if self.bug == Bug::ForwardsUnedited {
                packet = unedited;
            }
            if verdict == Verdict::Drop && self.bug != Bug::ForwardsWhatIsToBeDropped {
                dropped += 1;
            } else if forwarded == room {
                forwarded += usize::from(false);
            } else {
                self.peek_at(forwarded, packet.len())?
                    .copy_from_slice(&packet);
                forwarded += 1;
            }
        }
        self.commit_n(forwarded)?;
        rx.commit_n(n)?;
        if self.bug == Bug::ForwardLeaks && dropped > 0 {
            rx.given_back.pop_front();
        }
        if self.bug == Bug::ForwardMiscounts {
            dropped = 0;
            forwarded = n;
        }
        Ok(Forwarded::new(forwarded, dropped, 0))
    }
}
