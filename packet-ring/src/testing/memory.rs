//! Two rings joined in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::{
    Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict, forward_by_copy,
};

/// A transmit ring and a receive ring joined in memory: what the first sends, the second gets.
///
/// It behaves as a device does: committed packets leave on a [`kick`](Ring::kick) (or
/// [`wait`](Ring::wait)), frames that the receiver commits come back on the receiver's kick, and
/// nothing is lost. There are `capacity` frames of `frame_size` bytes in all, each at least one;
/// the transmit ring is full as long as the receiver holds them all. The rings can live on two
/// threads. A side whose peer was dropped gets [`RingError::DeviceGone`] from `kick` and `wait`,
/// the receiver once it has taken everything that was sent.
///
/// Packets may span several slots. After creation nothing is allocated.
///
/// ```
/// use packet_ring::testing::memory_pair;
/// use packet_ring::{Receive, Ring, Transmit};
///
/// let (mut tx, mut rx) = memory_pair(64, 2048);
/// tx.send(b"hello")?;
/// tx.kick()?;
///
/// let mut buf = [0; 2048];
/// assert_eq!(rx.recv_into(&mut buf)?, 5);
/// assert_eq!(&buf[..5], b"hello");
/// rx.kick()?;
/// # Ok::<(), packet_ring::RingError>(())
/// ```
pub fn memory_pair(capacity: usize, frame_size: usize) -> (MemoryTx, MemoryRx) {
    let (capacity, frame_size) = (capacity.max(1), frame_size.max(1));
    let frames = (0..capacity).map(|_| vec![0; frame_size].into_boxed_slice());
    let link = Arc::new(Link {
        state: Mutex::new(State {
            delivered: VecDeque::with_capacity(capacity),
            returned: Vec::with_capacity(capacity),
            tx_gone: false,
            rx_gone: false,
        }),
        moved: Condvar::new(),
    });
    let mut window = VecDeque::with_capacity(capacity);
    window.extend(frames.map(Slot::empty));
    let tx = MemoryTx {
        link: Arc::clone(&link),
        window,
        committed: VecDeque::with_capacity(capacity),
        capacity,
        frame_size,
    };
    let rx = MemoryRx {
        link,
        window: VecDeque::with_capacity(capacity),
        given_back: Vec::with_capacity(capacity),
        capacity,
        frame_size,
    };
    (tx, rx)
}

/// One slot. A length of zero says that it was not peeked since it became ready.
#[derive(Debug)]
struct Slot {
    frame: Box<[u8]>,
    len: usize,
    continued: bool,
}

impl Slot {
    fn empty(frame: Box<[u8]>) -> Slot {
        Slot {
            frame,
            len: 0,
            continued: false,
        }
    }
}

/// What the two rings share.
#[derive(Debug)]
struct Link {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Debug)]
struct State {
    /// Sent, and not yet in the receiver's window.
    delivered: VecDeque<Slot>,
    /// Given back by the receiver, and not yet in the sender's window.
    returned: Vec<Box<[u8]>>,
    tx_gone: bool,
    rx_gone: bool,
}

impl Link {
    /// No panic can happen while the lock is held, so that a poisoned state is as good as any.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `arrived` or the timeout; whether it arrived.
    fn wait_for<F>(
        &self,
        timeout: Option<Duration>,
        gone: fn(&State) -> bool,
        arrived: F,
    ) -> Result<bool, RingError>
    where
        F: Fn(&State) -> bool,
    {
        // A timeout beyond the clock's range is as good as none.
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let mut state = self.lock();
        loop {
            if arrived(&state) {
                return Ok(true);
            }
            if gone(&state) {
                return Err(RingError::DeviceGone);
            }
            state = match deadline {
                None => self
                    .moved
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return Ok(false);
                    }
                    self.moved
                        .wait_timeout(state, left)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
    }
}

/// Whether the first `n` slots may be committed.
fn check_commit(window: &VecDeque<Slot>, n: usize) -> Result<(), RingError> {
    if n > window.len() {
        return Err(RingError::CommitBeyondWindow {
            wanted: n,
            ready: window.len(),
        });
    }
    if let Some(index) = window.iter().take(n).position(|slot| slot.len == 0) {
        return Err(RingError::NotPeeked { index });
    }
    if n > 0 && window[n - 1].continued {
        return Err(RingError::PartialPacket { index: n - 1 });
    }
    Ok(())
}

/// The sending half of a [`memory_pair`].
#[derive(Debug)]
pub struct MemoryTx {
    link: Arc<Link>,
    window: VecDeque<Slot>,
    committed: VecDeque<Slot>,
    capacity: usize,
    frame_size: usize,
}

impl Ring for MemoryTx {
    fn capacity(&self) -> usize {
        self.capacity
    }

    fn frame_size(&self) -> usize {
        self.frame_size
    }

    fn ready(&mut self) -> usize {
        let mut state = self.link.lock();
        self.window
            .extend(state.returned.drain(..).map(Slot::empty));
        self.window.len()
    }

    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        check_commit(&self.window, n)?;
        self.committed.extend(self.window.drain(..n));
        Ok(())
    }

    fn kick(&mut self) -> Result<Kick, RingError> {
        let mut state = self.link.lock();
        if state.rx_gone {
            return Err(RingError::DeviceGone);
        }
        if self.committed.is_empty() {
            return Ok(Kick::NotNeeded);
        }
        state.delivered.append(&mut self.committed);
        self.link.moved.notify_all();
        Ok(Kick::Drained)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.kick()?;
        if self.ready() == 0 {
            self.link
                .wait_for(timeout, |s| s.rx_gone, |s| !s.returned.is_empty())?;
        }
        Ok(self.ready())
    }
}

impl Transmit for MemoryTx {
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        let ready = self.window.len();
        let slot = self
            .window
            .get_mut(i)
            .ok_or(RingError::OutOfWindow { index: i, ready })?;
        if len > self.frame_size {
            return Err(RingError::TooLong {
                len,
                max: self.frame_size,
            });
        }
        if len == 0 {
            return Err(RingError::ZeroLength);
        }
        slot.len = len;
        slot.continued = false;
        Ok(&mut slot.frame[..len])
    }

    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        let ready = self.window.len();
        let slot = self
            .window
            .get_mut(i)
            .ok_or(RingError::OutOfWindow { index: i, ready })?;
        slot.continued = continued;
        Ok(())
    }
}

impl Drop for MemoryTx {
    fn drop(&mut self) {
        self.link.lock().tx_gone = true;
        self.link.moved.notify_all();
    }
}

/// The receiving half of a [`memory_pair`].
#[derive(Debug)]
pub struct MemoryRx {
    link: Arc<Link>,
    window: VecDeque<Slot>,
    given_back: Vec<Box<[u8]>>,
    capacity: usize,
    frame_size: usize,
}

impl Ring for MemoryRx {
    fn capacity(&self) -> usize {
        self.capacity
    }

    fn frame_size(&self) -> usize {
        self.frame_size
    }

    fn ready(&mut self) -> usize {
        let mut state = self.link.lock();
        self.window.append(&mut state.delivered);
        self.window.len()
    }

    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        check_commit(&self.window, n)?;
        self.given_back
            .extend(self.window.drain(..n).map(|slot| slot.frame));
        Ok(())
    }

    fn kick(&mut self) -> Result<Kick, RingError> {
        let mut state = self.link.lock();
        let needed = !self.given_back.is_empty();
        state.returned.append(&mut self.given_back);
        if needed {
            self.link.moved.notify_all();
        }
        if state.tx_gone && state.delivered.is_empty() && self.window.is_empty() {
            Err(RingError::DeviceGone)
        } else if needed {
            Ok(Kick::Drained)
        } else {
            Ok(Kick::NotNeeded)
        }
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.kick()?;
        if self.ready() == 0 {
            self.link
                .wait_for(timeout, |s| s.tx_gone, |s| !s.delivered.is_empty())?;
        }
        Ok(self.ready())
    }
}

impl Receive for MemoryRx {
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        let ready = self.window.len();
        let slot = self
            .window
            .get_mut(i)
            .ok_or(RingError::OutOfWindow { index: i, ready })?;
        Ok(&mut slot.frame[..slot.len])
    }

    fn is_continued(&self, i: usize) -> bool {
        self.window.get(i).is_some_and(|slot| slot.continued)
    }
}

impl Drop for MemoryRx {
    fn drop(&mut self) {
        self.link.lock().rx_gone = true;
        self.link.moved.notify_all();
    }
}

/// Without copying where the frames of both pairs have one size: they change places.
impl Forward<MemoryRx> for MemoryTx {
    fn forward_n<F>(
        &mut self,
        rx: &mut MemoryRx,
        n: usize,
        mut edit: F,
    ) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        if self.frame_size != rx.frame_size {
            return forward_by_copy(self, rx, n, edit);
        }
        let n = rx.ready().min(n);
        let mut room = self.ready();
        let mut done = Forwarded::default();
        let mut taken = 0;
        while taken < n {
            let tail = rx.window.range(taken..n).position(|slot| !slot.continued);
            let Some(slots) = tail.map(|t| t + 1) else {
                break;
            };
            if slots > room {
                break;
            }
            let mut wanted = true;
            for slot in rx.window.range_mut(taken..taken + slots) {
                wanted &= edit(&mut slot.frame[..slot.len]) == Verdict::Forward;
            }
            if wanted {
                for i in 0..slots {
                    std::mem::swap(
                        &mut rx.window[taken + i],
                        &mut self.window[done.forwarded + i],
                    );
                    // What comes back holds no packet; it is committed below all the same.
                    rx.window[taken + i].len = 1;
                    rx.window[taken + i].continued = false;
                }
                done.forwarded += slots;
                room -= slots;
            } else {
                done.dropped += slots;
            }
            taken += slots;
        }
        self.commit_n(done.forwarded)?;
        rx.commit_n(taken)?;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_packets_leave_on_a_kick() {
        let (mut tx, mut rx) = memory_pair(2, 64);
        tx.send(b"one").unwrap();
        assert_eq!(rx.ready(), 0);
        assert_eq!(tx.kick(), Ok(Kick::Drained));
        assert_eq!(rx.ready(), 1);
        assert_eq!(tx.kick(), Ok(Kick::NotNeeded));
    }

    #[test]
    fn a_dropped_peer_ends_the_wait() {
        let (mut tx, rx) = memory_pair(1, 64);
        tx.send(b"one").unwrap();
        drop(rx);
        assert_eq!(tx.kick(), Err(RingError::DeviceGone));
        assert_eq!(tx.wait(None), Err(RingError::DeviceGone));

        let (mut tx, mut rx) = memory_pair(1, 64);
        tx.send(b"one").unwrap();
        tx.kick().unwrap();
        drop(tx);
        assert_eq!(rx.wait(None), Ok(1), "what was sent still arrives");
        rx.commit().unwrap();
        assert_eq!(rx.kick(), Err(RingError::DeviceGone));
        assert_eq!(rx.wait(None), Err(RingError::DeviceGone));
    }

    #[test]
    fn a_peer_dropped_meanwhile_ends_the_wait() {
        let (tx, mut rx) = memory_pair(1, 64);
        std::thread::scope(|s| {
            let waiting = s.spawn(move || rx.wait(None));
            drop(tx);
            assert_eq!(waiting.join().unwrap(), Err(RingError::DeviceGone));
        });
    }

    #[test]
    fn a_timeout_without_end_is_no_overflow() {
        let (mut tx, mut rx) = memory_pair(1, 64);
        tx.send(b"one").unwrap();
        tx.kick().unwrap();
        assert_eq!(rx.wait(Some(Duration::MAX)), Ok(1));
    }
}
