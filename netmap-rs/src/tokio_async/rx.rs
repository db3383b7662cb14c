//! The receive ring.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll, ready};

use packet_ring::RingError;

use super::signal::Signal;
use crate::{Error, Frame, RxBatch, RxRing};

/// A receive ring in Tokio's runtime: an [`RxRing`] whose packets can be awaited.
///
/// What was received goes back to the ring with the next operation, and from there to whoever
/// sends when a receive has to wait, or when half of the ring was read. `get_mut().sync()` gives
/// it back at once.
///
/// All futures may be dropped at any point: a packet is taken by one that is ready, or it stays.
pub struct AsyncNetmapRxRing {
    ring: RxRing,
    signal: Signal,
}

impl AsyncNetmapRxRing {
    /// Registers a ring with the runtime.
    ///
    /// # Errors
    ///
    /// As [`RxRing::readiness`]; [`Error::Os`] where the runtime can't take it.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with its I/O enabled, as Tokio's own sockets.
    pub fn new(ring: RxRing) -> Result<AsyncNetmapRxRing, Error> {
        let signal = Signal::new(ring.readiness()?)?;
        Ok(AsyncNetmapRxRing { ring, signal })
    }

    /// Waits until a packet is there. Parts of a packet of several slots do not count, and what
    /// makes no sense is given back to the ring and counted in
    /// [`stats`](RxRing::stats).
    ///
    /// # Errors
    ///
    /// As [`RxRing::sync`].
    pub async fn readable(&mut self) -> io::Result<()> {
        self.ring.forget();
        poll_fn(|cx| self.poll_readable(cx)).await
    }

    /// As [`readable`](AsyncNetmapRxRing::readable), for futures written by hand. Of several
    /// tasks that call it the last one is woken.
    ///
    /// # Errors
    ///
    /// As [`RxRing::sync`].
    pub fn poll_readable(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let AsyncNetmapRxRing { ring, signal } = self;
        loop {
            if ring.has_packet() {
                ready!(signal.poll_turn(cx));
                ring.sync_if_due()?;
                return Poll::Ready(Ok(()));
            }
            if !ring.is_armed() && ring.arm(signal.get_ref())? > 0 {
                continue;
            }
            ready!(signal.poll_event(cx))?;
            ring.forget();
        }
    }

    /// Receives one packet into the front of `buf` and returns its length in bytes, which may be
    /// 0: pipes carry such packets.
    ///
    /// ```no_run
    /// # async fn f(rx: &mut netmap_rs::AsyncNetmapRxRing) -> std::io::Result<()> {
    /// let mut buf = [0; 2048];
    /// let len = rx.recv(&mut buf).await?;
    /// println!("{:02x?}", &buf[..len]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`RxRing::sync`]. [`RingError::BufferTooSmall`] where the packet is longer than `buf`:
    /// an [`io::Error`] of the kind `InvalidInput` that wraps it. The packet stays in the ring
    /// then, for a longer buffer.
    pub async fn recv(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            self.readable().await?;
            self.ring.forget();
            match self.ring.recv_into(buf) {
                // Somebody else wrote to the slot since.
                Err(RingError::NotReady { .. }) => {}
                done => return Ok(done?),
            }
        }
    }

    /// Receives one packet where it lies. It is whole; its slots go back to the ring with the next
    /// operation on it.
    ///
    /// # Errors
    ///
    /// As [`RxRing::sync`].
    pub async fn recv_frame(&mut self) -> io::Result<Frame<'_>> {
        self.readable().await?;
        self.ring.forget();
        self.ring.recv().ok_or_else(changed)
    }

    /// Receives one packet where it lies and calls `f` with it.
    ///
    /// # Errors
    ///
    /// As [`RxRing::sync`].
    pub async fn recv_with<R>(&mut self, f: impl FnOnce(Frame<'_>) -> R) -> io::Result<R> {
        self.recv_frame().await.map(f)
    }

    /// Receives all packets that are there, at least one and at most `max`, where they lie. Their
    /// slots go back to the ring with the next operation on it. With `max` 0 there is none, and it
    /// waits for nothing.
    ///
    /// ```no_run
    /// # async fn f(rx: &mut netmap_rs::AsyncNetmapRxRing) -> std::io::Result<()> {
    /// for packet in rx.recv_batch(64).await? {
    ///     println!("{} bytes", packet.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`RxRing::sync`].
    pub async fn recv_batch(&mut self, max: usize) -> io::Result<RxBatch<'_>> {
        if max > 0 {
            self.readable().await?;
        }
        self.ring.forget();
        Ok(self.ring.recv_batch(max))
    }

    /// The ring.
    pub fn get_ref(&self) -> &RxRing {
        &self.ring
    }

    /// The ring, for everything that does not wait: seek and peek, forwarding, syncing.
    pub fn get_mut(&mut self) -> &mut RxRing {
        self.ring.forget();
        &mut self.ring
    }

    /// Takes the ring out of the runtime. The packets that were not received are still there.
    pub fn into_inner(self) -> RxRing {
        self.ring
    }
}

#[cold]
fn changed() -> io::Error {
    RingError::Reinitialised { lost: 0 }.into()
}

impl fmt::Debug for AsyncNetmapRxRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncNetmapRxRing")
            .field("ring", &self.ring)
            .field("readiness", self.signal.get_ref())
            .finish()
    }
}
