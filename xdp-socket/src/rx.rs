//! The receiving half of a socket.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::time::Duration;

use packet_ring::{Kick, Receive, Ring, RingError};

use crate::Error;
use crate::program::Registration;
use crate::rx_queue::RxQueue;
use crate::socket::{IDLE_KICKS, Obtained, Socket};
use crate::stats::Statistics;
use crate::sys::xsk;
use crate::tx::deadline;

/// The receiving half of an AF_XDP socket: seek, peek, commit, kick.
///
/// `Send`, so that it may live on a thread of its own; not shared between threads, because each
/// ring has one consumer.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let interface = xdp_socket::Interface::from_name("eth0")?;
/// let mut rx = xdp_socket::create_rx_socket(interface.index(), 0, None)?;
/// loop {
///     let n = rx.wait(None)?;
///     for i in 0..n {
///         println!("{} bytes", rx.peek_at(i)?.len());
///     }
///     rx.commit_n(n)?;
///     rx.kick()?;
/// }
/// # }
/// ```
///
/// All methods of [`packet_ring::Receive`] are there as inherent ones, too.
#[derive(Debug)]
pub struct RxSocket {
    // Dropped in this order: out of the map, then the rings, then the descriptor.
    registration: Option<Registration>,
    queue: RxQueue,
    socket: Arc<Socket>,
    wakeups: u64,
    /// Kicks in a row that had nothing to do.
    idle: u32,
}

impl RxSocket {
    pub(crate) fn new(
        registration: Option<Registration>,
        queue: RxQueue,
        socket: Arc<Socket>,
    ) -> RxSocket {
        RxSocket {
            registration,
            queue,
            socket,
            wakeups: 0,
            idle: 0,
        }
    }

    /// Slots of the RX ring.
    #[inline]
    pub fn capacity(&self) -> usize {
        self.queue.capacity()
    }

    /// The longest packet that a frame can receive, in bytes.
    #[inline]
    pub fn frame_size(&self) -> usize {
        self.queue.frame_size()
    }

    /// Counts the packets that have arrived.
    #[inline]
    pub fn ready(&mut self) -> usize {
        self.queue.ready()
    }

    /// Makes sure that `n` packets have arrived, and returns how many have. Does not look at the
    /// shared index while it knows of enough.
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

    /// The bytes of slot `i`'s packet; they may be edited in place.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`].
    #[inline(always)]
    pub fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        self.queue.peek_at(i)
    }

    /// [`peek_at`](Self::peek_at)`(0)`.
    ///
    /// # Errors
    ///
    /// As [`peek_at`](Self::peek_at).
    #[inline(always)]
    pub fn peek(&mut self) -> Result<&mut [u8], RingError> {
        self.queue.peek_at(0)
    }

    /// Seek and peek in one.
    ///
    /// # Errors
    ///
    /// Those of [`seek`](Self::seek) and [`peek`](Self::peek).
    #[inline]
    pub fn seek_and_peek(&mut self) -> Result<&mut [u8], RingError> {
        Receive::seek_and_peek(self)
    }

    /// Gives the first `n` slots' frames back to the kernel, at the next [`kick`](Self::kick),
    /// [`wait`](Self::wait) or [`ready`](Self::ready). Without any of these it gets them at the
    /// latest with the commit after 64 single ones, or after an eighth of all frames or of a ring's
    /// slots, if that is fewer.
    ///
    /// # Errors
    ///
    /// [`RingError::CommitBeyondWindow`]; nothing was committed then.
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

    /// Copies one packet into `buf` and gives its frame back.
    ///
    /// # Errors
    ///
    /// As [`packet_ring::Receive::recv_into`].
    #[inline]
    pub fn recv_into(&mut self, buf: &mut [u8]) -> Result<usize, RingError> {
        Receive::recv_into(self, buf)
    }

    /// Calls `f` with the bytes of each packet that has arrived, at most `max`, and gives all
    /// those frames back at once.
    ///
    /// # Errors
    ///
    /// None; the signature is that of [`packet_ring::Receive::recv_each`].
    #[inline]
    pub fn recv_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        self.queue.recv_each(max, f)
    }

    /// Gives the kernel the frames that were committed, and wakes it up if it asked for that,
    /// because it had run out of frames to receive into. Call it after commits.
    ///
    /// # Errors
    ///
    /// [`RingError::LinkDown`], [`RingError::DeviceGone`], [`RingError::Os`]. In copy mode the
    /// kernel never asks; a program that only ever spins over `ready` and `kick` is told of a
    /// device that is gone all the same, after some thousand idle rounds.
    #[inline]
    pub fn kick(&mut self) -> Result<Kick, RingError> {
        let wanted = self.queue.needs_wakeup();
        if self.socket.obtained().need_wakeup && !wanted {
            if self.socket.is_gone() {
                return Err(RingError::DeviceGone);
            }
            if self.queue.is_idle() {
                self.idle += 1;
                if self.idle >= IDLE_KICKS {
                    self.idle = 0;
                    self.socket.check_device()?;
                }
            } else {
                self.idle = 0;
            }
            return Ok(Kick::NotNeeded);
        }
        self.wake()
    }

    /// Wakes the kernel up whether it asked for that or not.
    fn wake(&mut self) -> Result<Kick, RingError> {
        self.wakeups += 1;
        let Err(e) = xsk::wake_rx(self.socket.fd()) else {
            return Ok(Kick::Drained);
        };
        match e.raw_os_error() {
            Some(libc::EAGAIN) => Ok(Kick::Drained),
            // Before Linux 5.11, poll(2) is what wakes it.
            Some(libc::EOPNOTSUPP) => self.socket.wake_by_poll().map(|()| Kick::Drained),
            _ => Err(self.socket.error("recvfrom", &e)),
        }
    }

    /// Blocks until at least one packet has arrived or the time has run out, and returns how many
    /// have (0 when it has run out).
    ///
    /// # Errors
    ///
    /// As [`kick`](Self::kick).
    pub fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        let deadline = deadline(timeout);
        loop {
            // poll(2) wakes the receiving side by itself where it has to.
            let n = self.queue.ready();
            if n > 0 {
                return Ok(n);
            }
            if !self.socket.sleep(libc::POLLIN, deadline)? {
                return Ok(self.queue.ready());
            }
        }
    }

    /// Whether a [`kick`](Self::kick) has anything to do: something was committed since the last
    /// one, or the kernel wants a wake-up.
    pub fn needs_wakeup(&self) -> bool {
        !self.socket.obtained().need_wakeup || self.queue.needs_kick()
    }

    /// What the socket became.
    pub fn obtained(&self) -> &Obtained {
        self.socket.obtained()
    }

    /// Whether the socket is in an XSKMAP, so that packets can come.
    pub fn is_registered(&self) -> bool {
        self.registration.is_some()
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
            rx_received: self.queue.received(),
            invalid_addresses: self.queue.invalid_descriptors(),
            wakeups: self.wakeups,
            ..kernel
        })
    }

    pub(crate) fn queue(&self) -> &RxQueue {
        &self.queue
    }

    pub(crate) fn queue_mut(&mut self) -> &mut RxQueue {
        &mut self.queue
    }
}

impl AsFd for RxSocket {
    /// For poll(2) and friends. Readable means that a packet has arrived. Kick before, or
    /// frames that were committed stay here meanwhile.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.fd()
    }
}

impl Ring for RxSocket {
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

impl Receive for RxSocket {
    #[inline]
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        self.peek_at(i)
    }

    #[inline]
    fn recv_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        self.recv_each(max, f)
    }
}
