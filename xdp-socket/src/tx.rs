//! The sending half of a socket.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use packet_ring::{Forward, Forwarded, Kick, Ring, RingError, Transmit, Verdict};

use crate::Error;
use crate::rx::RxSocket;
use crate::socket::{IDLE_KICKS, Obtained, Socket};
use crate::stats::Statistics;
use crate::tx_queue::TxQueue;

/// The sending half of an AF_XDP socket: seek, peek, commit, kick.
///
/// `Send`, so that it may live on a thread of its own; not shared between threads, because each
/// ring has one producer.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let interface = xdp_socket::Interface::from_name("eth0")?;
/// let mut tx = xdp_socket::create_tx_socket(interface.index(), 0, None)?;
/// let frame = [0xff; 60];
/// tx.seek_and_peek(frame.len())?.copy_from_slice(&frame);
/// tx.commit()?;
/// tx.kick()?;
/// # Ok(())
/// # }
/// ```
///
/// All methods of [`packet_ring::Transmit`] are there as inherent ones, too.
#[derive(Debug)]
pub struct TxSocket {
    // Dropped in this order: rings first, then the descriptor.
    queue: TxQueue,
    socket: Arc<Socket>,
    dropped: u64,
    wakeups: u64,
    /// Kicks in a row that were not needed.
    idle: u32,
}

impl TxSocket {
    pub(crate) fn new(queue: TxQueue, socket: Arc<Socket>) -> TxSocket {
        TxSocket {
            queue,
            socket,
            dropped: 0,
            wakeups: 0,
            idle: 0,
        }
    }

    /// Slots of the TX ring.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.queue.capacity()
    }

    /// The longest packet in bytes: a whole frame.
    #[inline]
    pub fn frame_size(&self) -> usize {
        self.queue.frame_size()
    }

    /// Takes back the frames that were sent, and counts the slots that are ready.
    #[inline]
    pub fn ready(&mut self) -> usize {
        self.queue.ready()
    }

    /// Makes sure that `n` slots are ready, and returns how many there are. Does not look at the
    /// shared indices while it knows of enough.
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] with the number available.
    #[inline(always)]
    pub fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        self.queue.seek_n(n)
    }

    /// [`seek_n`](Self::seek_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`seek_n`](Self::seek_n).
    #[inline(always)]
    pub fn seek(&mut self) -> Result<usize, RingError> {
        self.queue.seek_n(1)
    }

    /// The first `len` bytes of slot `i`'s frame, to be written; the packet's length becomes
    /// `len`.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`], [`RingError::TooLong`], [`RingError::ZeroLength`].
    #[inline(always)]
    pub fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        self.queue.peek_at(i, len)
    }

    /// [`peek_at`](Self::peek_at)`(0, len)`.
    ///
    /// # Errors
    ///
    /// As [`peek_at`](Self::peek_at).
    #[inline(always)]
    pub fn peek(&mut self, len: usize) -> Result<&mut [u8], RingError> {
        self.queue.peek_at(0, len)
    }

    /// Seek and peek in one.
    ///
    /// # Errors
    ///
    /// Those of [`seek`](Self::seek) and [`peek`](Self::peek).
    #[inline]
    pub fn seek_and_peek(&mut self, len: usize) -> Result<&mut [u8], RingError> {
        Transmit::seek_and_peek(self, len)
    }

    /// Queues the first `n` slots for sending. The kernel sees them at the next
    /// [`kick`](Self::kick), [`wait`](Self::wait), [`flush`](Self::flush) or
    /// [`ready`](Self::ready). Without any of these it sees them when the next slot is sought or
    /// peeked after 64, or after as many as were sought or peeked ahead, if those were more.
    ///
    /// # Errors
    ///
    /// [`RingError::CommitBeyondWindow`], [`RingError::NotPeeked`]; nothing was committed then.
    #[inline(always)]
    pub fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        self.queue.commit_n(n)
    }

    /// [`commit_n`](Self::commit_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`commit_n`](Self::commit_n).
    #[inline(always)]
    pub fn commit(&mut self) -> Result<(), RingError> {
        self.queue.commit_n(1)
    }

    /// Copies one packet into the ring and commits it.
    ///
    /// # Errors
    ///
    /// As [`packet_ring::Transmit::send`].
    #[inline]
    pub fn send(&mut self, packet: &[u8]) -> Result<(), RingError> {
        Transmit::send(self, packet)
    }

    /// Copies as many packets into the ring as there is room for, and returns how many.
    ///
    /// # Errors
    ///
    /// As [`packet_ring::Transmit::send_batch`].
    #[inline]
    pub fn send_batch(&mut self, packets: &[&[u8]]) -> Result<usize, RingError> {
        Transmit::send_batch(self, packets)
    }

    /// Calls `f` with the whole frame of each free slot, at most `max`; `f` writes a packet and
    /// returns its length in bytes, or 0 to stop. Queues all those packets at once, as
    /// [`commit_n`](Self::commit_n) does, and returns how many they are. The cheapest way to send
    /// many.
    ///
    /// # Errors
    ///
    /// [`RingError::TooLong`]; nothing was committed then.
    #[inline]
    pub fn send_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        self.queue.send_each(max, f)
    }

    /// Shows the kernel what was committed, and wakes it up if it asked for that. In copy mode this
    /// is what sends: each call hands [`Obtained::tx_budget`] packets to the device.
    ///
    /// # Errors
    ///
    /// [`RingError::LinkDown`] (what is queued stays queued), [`RingError::DeviceGone`],
    /// [`RingError::Os`].
    #[inline]
    pub fn kick(&mut self) -> Result<Kick, RingError> {
        let wanted = self.queue.needs_wakeup();
        if self.socket.obtained().need_wakeup && !wanted {
            return self.not_needed();
        }
        self.wake()
    }

    /// A device that is gone asks for nothing; so look for it now and then while frames are out.
    #[inline]
    fn not_needed(&mut self) -> Result<Kick, RingError> {
        if self.socket.is_gone() {
            return Err(RingError::DeviceGone);
        }
        self.idle += 1;
        if self.idle >= IDLE_KICKS {
            self.idle = 0;
            if self.queue.in_flight() > 0 {
                self.socket.check_device()?;
            }
        }
        Ok(Kick::NotNeeded)
    }

    /// Wakes the kernel up whether it asked for that or not.
    fn wake(&mut self) -> Result<Kick, RingError> {
        self.wakeups += 1;
        self.idle = 0;
        let result = crate::sys::xsk::wake_tx(self.socket.fd());
        let queued = self.queue.still_queued();
        match result {
            Ok(()) if queued == 0 => Ok(Kick::Drained),
            // A socket that met a descriptor it refuses stops with no error; so does the end of
            // the budget on some kernels.
            Ok(()) => Ok(Kick::Pending { queued }),
            Err(e) => match e.raw_os_error() {
                Some(libc::EAGAIN) => Ok(Kick::Pending { queued }),
                Some(libc::EBUSY) => {
                    self.dropped += 1;
                    Ok(Kick::Dropped { queued })
                }
                _ => Err(self.socket.error("sendto", &e)),
            },
        }
    }

    /// Kicks until the kernel has taken all that was committed, or `timeout` has passed; the
    /// answer tells which, and is [`Kick::Dropped`] where the device dropped some on the way.
    ///
    /// # Errors
    ///
    /// As [`kick`](Self::kick).
    pub fn flush(&mut self, timeout: Duration) -> Result<Kick, RingError> {
        let deadline = deadline(Some(timeout));
        let dropped = self.dropped;
        let mut pause = PAUSE;
        let mut queued = self.queue.queued();
        // Before Linux 6.17 the kernel shows what it has taken only when it has emptied the ring:
        // that many kicks may do their work without its being seen.
        let mut unseen = queued / self.socket.obtained().tx_budget.max(1) as usize;
        while queued > 0 {
            let before = queued;
            queued = match self.kick()? {
                Kick::NotNeeded => self.queue.queued(),
                kick => kick.queued(),
            };
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                break;
            }
            if queued < before || unseen > 0 {
                unseen = unseen.saturating_sub(1);
                pause = PAUSE;
                continue;
            }
            // The device's own queue is full, or the completion ring is.
            self.queue.ready();
            if !self.socket.pause(pause, deadline)? {
                break;
            }
            pause = (pause * 2).min(PAUSE_MAX);
        }
        Ok(match queued {
            _ if self.dropped > dropped => Kick::Dropped { queued },
            0 => Kick::Drained,
            _ => Kick::Pending { queued },
        })
    }

    /// Blocks until at least one slot is ready or the time has run out, and returns how many are
    /// (0 when it has run out). Hands on what was committed meanwhile.
    ///
    /// # Errors
    ///
    /// As [`kick`](Self::kick).
    pub fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        let deadline = deadline(timeout);
        let mut pause = PAUSE;
        loop {
            let n = self.queue.ready();
            if n > 0 {
                return Ok(n);
            }
            // The kernel has no event for a completion, and reports a TX ring that is half empty
            // as writable although all frames are under way: so look again and again, ever less
            // often.
            self.kick()?;
            let n = self.queue.ready();
            if n > 0 {
                return Ok(n);
            }
            if !self.socket.pause(pause, deadline)? {
                return Ok(self.queue.ready());
            }
            pause = (pause * 2).min(PAUSE_MAX);
        }
    }

    /// Whether a [`kick`](Self::kick) has anything to do: something was committed since the last
    /// one, or the kernel wants a wake-up.
    pub fn needs_wakeup(&self) -> bool {
        !self.socket.obtained().need_wakeup || self.queue.needs_kick()
    }

    /// Slots committed that the kernel has not taken yet.
    pub fn queued(&mut self) -> usize {
        self.queue.queued()
    }

    /// Frames that were committed and have not come back: queued, or on their way through kernel
    /// and device.
    pub fn in_flight(&self) -> usize {
        self.queue.in_flight()
    }

    /// What the socket became.
    pub fn obtained(&self) -> &Obtained {
        self.socket.obtained()
    }

    /// The kernel's counters, and this half's.
    ///
    /// # Errors
    ///
    /// [`Error::Syscall`].
    pub fn statistics(&self) -> Result<Statistics, Error> {
        let kernel = Statistics::of(self.socket.fd())
            .map_err(|e| Error::syscall("getsockopt(XDP_STATISTICS)", e, &[]))?;
        Ok(Statistics {
            tx_committed: self.queue.committed(),
            tx_completed: self.queue.completed(),
            tx_dropped: self.dropped,
            invalid_addresses: self.queue.invalid_completions(),
            wakeups: self.wakeups,
            ..kernel
        })
    }
}

/// First and longest pause between two looks for a completion.
const PAUSE: Duration = Duration::from_micros(20);
const PAUSE_MAX: Duration = Duration::from_millis(1);

/// When a timeout ends; `None` for never, which is also what a time beyond the clock's range is.
pub(crate) fn deadline(timeout: Option<Duration>) -> Option<Instant> {
    timeout.and_then(|t| Instant::now().checked_add(t))
}

impl AsFd for TxSocket {
    /// For poll(2) and friends. Writable means that the TX ring is at most half full. Kick
    /// before: poll(2) knows nothing of commits that the kernel was not shown.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.fd()
    }
}

impl Ring for TxSocket {
    fn capacity(&self) -> usize {
        self.capacity()
    }

    fn frame_size(&self) -> usize {
        self.frame_size()
    }

    #[inline]
    fn ready(&mut self) -> usize {
        self.ready()
    }

    #[inline]
    fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        self.seek_n(n)
    }

    #[inline]
    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        self.commit_n(n)
    }

    #[inline]
    fn kick(&mut self) -> Result<Kick, RingError> {
        self.kick()
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.wait(timeout)
    }
}

impl Transmit for TxSocket {
    #[inline]
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        self.peek_at(i, len)
    }

    #[inline]
    fn send_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        self.send_each(max, f)
    }
}

impl Forward<RxSocket> for TxSocket {
    #[inline]
    fn forward_n<F>(&mut self, rx: &mut RxSocket, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        if self.queue.shares_memory_with(rx.queue()) {
            self.queue.forward_n(rx.queue_mut(), n, edit)
        } else {
            packet_ring::forward_by_copy(self, rx, n, edit)
        }
    }
}
