//! The transmit ring.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll, ready};

use super::signal::Signal;
use crate::{Error, TxBatch, TxRing};

/// A transmit ring in Tokio's runtime: a [`TxRing`] whose free slots can be awaited.
///
/// [`send`](AsyncNetmapTxRing::send) and its like hand packets to the port at once, with a system
/// call each; [`feed`](AsyncNetmapTxRing::feed) only puts them into the ring, to leave with the
/// next send, wait or [`flush`](AsyncNetmapTxRing::flush), or when the ring is dropped. A full
/// ring, as of a pipe that nobody reads, makes them wait. Switches are never full: what a receiver
/// has no room for is lost there.
///
/// All futures may be dropped at any point: a packet is sent by one that is ready, or not at all.
pub struct AsyncNetmapTxRing {
    ring: TxRing,
    signal: Signal,
}

impl AsyncNetmapTxRing {
    /// Registers a ring with the runtime.
    ///
    /// # Errors
    ///
    /// As [`TxRing::readiness`]; [`Error::Os`] where the runtime can't take it.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with its I/O enabled, as Tokio's own sockets.
    pub fn new(ring: TxRing) -> Result<AsyncNetmapTxRing, Error> {
        let signal = Signal::new(ring.readiness()?)?;
        Ok(AsyncNetmapTxRing { ring, signal })
    }

    /// Waits until a slot is free.
    ///
    /// # Errors
    ///
    /// As [`TxRing::sync`].
    pub async fn writable(&mut self) -> io::Result<()> {
        self.writable_n(1).await
    }

    /// Waits until at least `n` slots are free, such as a packet of several slots takes.
    ///
    /// # Errors
    ///
    /// As [`TxRing::sync`]; [`RingError::NotReady`](crate::RingError::NotReady) where the ring
    /// never has so many.
    pub async fn writable_n(&mut self, n: usize) -> io::Result<()> {
        self.ring.forget();
        poll_fn(|cx| self.poll_writable_n(cx, n)).await
    }

    /// As [`writable`](AsyncNetmapTxRing::writable), for futures written by hand. Of several tasks
    /// that call it the last one is woken.
    ///
    /// # Errors
    ///
    /// As [`TxRing::sync`].
    pub fn poll_writable(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_writable_n(cx, 1)
    }

    fn poll_writable_n(&mut self, cx: &mut Context<'_>, n: usize) -> Poll<io::Result<()>> {
        let AsyncNetmapTxRing { ring, signal } = self;
        loop {
            if ring.ready() >= n {
                return signal.poll_turn(cx).map(Ok);
            }
            if !ring.is_armed() && ring.arm_n(n, signal.get_ref())? >= n {
                continue;
            }
            ready!(signal.poll_event(cx))?;
            ring.forget();
        }
    }

    /// Sends one packet, and returns its length in bytes. Waits while the ring is full.
    ///
    /// ```no_run
    /// # async fn f(tx: &mut netmap_rs::AsyncNetmapTxRing) -> std::io::Result<()> {
    /// tx.send(b"a frame, from its first Ethernet byte on").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`TxRing::send`], but for a full ring, and [`TxRing::sync`]: an [`io::Error`] that wraps
    /// the [`RingError`](crate::RingError). One of the latter kind leaves the packet in the ring.
    pub async fn send(&mut self, packet: &[u8]) -> io::Result<usize> {
        let len = self.feed(packet).await?;
        self.ring.kick()?;
        Ok(len)
    }

    /// Puts one packet into the ring, and returns its length in bytes. Waits while the ring is
    /// full.
    ///
    /// # Errors
    ///
    /// As [`TxRing::send`], but for a full ring; waiting, as [`TxRing::sync`].
    pub async fn feed(&mut self, packet: &[u8]) -> io::Result<usize> {
        self.writable().await?;
        self.ring.forget();
        self.ring.send(packet)?;
        Ok(packet.len())
    }

    /// Sends one packet, given in parts, in as many slots as it takes; returns how many those are.
    /// Waits until all of them are free.
    ///
    /// # Errors
    ///
    /// As [`TxRing::send_packet`], but for a full ring, and [`TxRing::sync`].
    pub async fn send_packet(&mut self, parts: &[&[u8]]) -> io::Result<usize> {
        let len: usize = parts.iter().map(|part| part.len()).sum();
        let slots = len.div_ceil(self.ring.frame_size());
        // One that is too long for the ring is refused below, not waited for.
        if slots < self.ring.capacity() {
            self.writable_n(slots.max(1)).await?;
        }
        self.ring.forget();
        let slots = self.ring.send_packet(parts)?;
        self.ring.kick()?;
        Ok(slots)
    }

    /// Sends one packet of `len` bytes, which `fill` writes where it leaves from; what is there
    /// before is arbitrary. Waits while the ring is full.
    ///
    /// # Errors
    ///
    /// As [`send`](AsyncNetmapTxRing::send).
    pub async fn send_with<R>(
        &mut self,
        len: usize,
        fill: impl FnOnce(&mut [u8]) -> R,
    ) -> io::Result<R> {
        self.writable().await?;
        self.ring.forget();
        let filled = fill(self.ring.peek(len)?);
        self.ring.commit()?;
        self.ring.kick()?;
        Ok(filled)
    }

    /// Sends as many of these packets as there is room for, from the front, and returns how many
    /// those are: at least one, unless there is none. The others are the caller's to send again.
    /// Waits while the ring is full.
    ///
    /// ```no_run
    /// # async fn f(tx: &mut netmap_rs::AsyncNetmapTxRing) -> std::io::Result<()> {
    /// let mut packets: &[&[u8]] = &[b"the first packet", b"the second packet"];
    /// while !packets.is_empty() {
    ///     let sent = tx.send_batch(packets).await?;
    ///     packets = &packets[sent..];
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`TxRing::send_batch`], where none was sent, and [`TxRing::sync`], where those that
    /// there was room for are in the ring.
    pub async fn send_batch(&mut self, packets: &[&[u8]]) -> io::Result<usize> {
        if packets.is_empty() {
            return Ok(0);
        }
        self.writable().await?;
        self.ring.forget();
        let sent = self.ring.send_batch(packets)?;
        self.ring.kick()?;
        Ok(sent)
    }

    /// Reserves `n` slots, to be filled and committed together, and waits until so many are free.
    /// What is committed leaves with the next send, wait or flush.
    ///
    /// # Errors
    ///
    /// As [`writable_n`](AsyncNetmapTxRing::writable_n).
    pub async fn reserve_batch(&mut self, n: usize) -> io::Result<TxBatch<'_>> {
        self.writable_n(n).await?;
        self.ring.forget();
        Ok(self.ring.reserve_batch(n)?)
    }

    /// Sends what is in the ring and waits until none of it is [`pending`](TxRing::pending): a NIC
    /// has sent it, a switch has delivered it, the other end of a pipe has received it and given
    /// its slots back.
    ///
    /// NICs have no event for "all is sent". With one of those in the kernel this looks again
    /// whenever the other tasks have had their turn, which keeps a processor busy; a link that is
    /// down may take for ever.
    ///
    /// # Errors
    ///
    /// As [`TxRing::sync`].
    pub async fn flush(&mut self) -> io::Result<()> {
        self.ring.forget();
        self.ring.kick()?;
        if self.ring.tells_when_all_is_sent() {
            return self.writable_n(self.ring.capacity() - 1).await;
        }
        poll_fn(|cx| {
            if self.ring.pending() == 0 {
                return Poll::Ready(Ok(()));
            }
            self.ring.sync()?;
            if self.ring.pending() == 0 {
                return Poll::Ready(Ok(()));
            }
            self.signal.poll_yield(cx).map(Ok)
        })
        .await
    }

    /// The ring.
    pub fn get_ref(&self) -> &TxRing {
        &self.ring
    }

    /// The ring, for everything that does not wait: seek and peek, forwarding, syncing.
    pub fn get_mut(&mut self) -> &mut TxRing {
        self.ring.forget();
        &mut self.ring
    }

    /// Takes the ring out of the runtime. What was not sent yet is still in it.
    pub fn into_inner(self) -> TxRing {
        self.ring
    }
}

impl fmt::Debug for AsyncNetmapTxRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncNetmapTxRing")
            .field("ring", &self.ring)
            .field("readiness", self.signal.get_ref())
            .finish()
    }
}
