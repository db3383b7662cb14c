//! Syncing a ring, and waiting for it.

use std::time::{Duration, Instant};

use packet_ring::{Kick, RingError};

use super::{RxRing, TxRing};
use crate::line::Waited;

impl TxRing {
    /// Sends what was committed, and takes back the slots of what has been sent. Returns how many
    /// slots are free then.
    ///
    /// # Errors
    ///
    /// [`RingError::DeviceGone`], [`RingError::LinkDown`], [`RingError::Os`], and
    /// [`RingError::Reinitialised`], which no error number tells: it is found by comparing the
    /// ring's head.
    #[doc(alias = "NIOCTXSYNC")]
    pub fn sync(&mut self) -> Result<usize, RingError> {
        self.stats.syncs += 1;
        self.line.sync()?;
        self.synced()?;
        Ok(self.raw.window() as usize)
    }

    /// [`sync`](TxRing::sync), if that can bring anything: something was committed since the last
    /// one, or slots are still [`pending`](TxRing::pending).
    ///
    /// # Errors
    ///
    /// As [`sync`](TxRing::sync).
    #[inline]
    pub fn kick(&mut self) -> Result<Kick, RingError> {
        if self.unsynced == 0 && self.pending() == 0 {
            return Ok(Kick::NotNeeded);
        }
        self.sync()?;
        Ok(Kick::Drained)
    }

    /// Sends what was committed and blocks until at least one slot is free; returns how many are.
    /// `None` waits for ever; a timeout that runs out returns `Ok(0)`.
    ///
    /// That is one system call where slots are free (none, if nothing is
    /// [`pending`](TxRing::pending)), and one poll where the ring is full. To sync as seldom as
    /// possible, wait only when nothing is [`ready`](TxRing::ready) any more.
    ///
    /// # Errors
    ///
    /// As [`sync`](TxRing::sync).
    #[doc(alias = "poll")]
    #[doc(alias = "POLLOUT")]
    pub fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.wait_n(1, timeout)
    }

    /// Sends what was committed and blocks until at least `n` slots are free, such as a packet of
    /// several slots takes; returns how many are. `None` waits for ever; a timeout that runs out
    /// returns what there is, which is fewer.
    ///
    /// # Errors
    ///
    /// As [`sync`](TxRing::sync); [`RingError::NotReady`] where the ring never has so many.
    pub fn wait_n(&mut self, n: usize, timeout: Option<Duration>) -> Result<usize, RingError> {
        if n >= self.capacity() {
            return self.seek_n(n);
        }
        let mut ready = self.ready();
        // Otherwise the poll does it.
        if self.pending() > 0 && (ready >= n || !self.line.wait_looks_first()) {
            ready = self.sync()?;
        }
        if ready >= n {
            return Ok(ready);
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let mut left = timeout;
        loop {
            let ready = self.poll(left)?;
            if ready >= n {
                return Ok(ready);
            }
            left = deadline.map(|d| d.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Ok(ready);
            }
        }
    }

    /// Waits for slots beyond those that are free, and returns how many are.
    fn poll(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.stats.syncs += 1;
        self.raw.look_beyond(true);
        let waited = self.line.wait(timeout);
        let synced = self.synced();
        self.raw.look_beyond(false);
        let waited = waited?;
        synced?;
        match waited {
            Waited::Look => Ok(self.raw.window() as usize),
            Waited::Failed => Err(RingError::DeviceGone),
        }
    }

    /// Slots that were committed and are not free again: still to be sent, or, in a pipe, still to
    /// be read by the other end.
    #[doc(alias = "nm_tx_pending")]
    pub fn pending(&mut self) -> usize {
        self.capacity() - 1 - self.ready()
    }

    /// Syncs until nothing is [`pending`](TxRing::pending), or `timeout` runs out. Returns how
    /// many slots are left pending.
    ///
    /// # Errors
    ///
    /// As [`sync`](TxRing::sync).
    pub fn flush(&mut self, timeout: Duration) -> Result<usize, RingError> {
        let deadline = Instant::now().checked_add(timeout);
        let mut pause = Duration::from_micros(20);
        loop {
            self.sync()?;
            let pending = self.pending();
            if pending == 0 || deadline.is_some_and(|d| Instant::now() >= d) {
                return Ok(pending);
            }
            // There is no event for "all sent": poll returns as soon as one slot is free.
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(1));
        }
    }
}

impl RxRing {
    /// Gives back what was read and takes in what has arrived. Returns how many slots are ready
    /// then.
    ///
    /// # Errors
    ///
    /// [`RingError::DeviceGone`], [`RingError::LinkDown`], [`RingError::Os`], and
    /// [`RingError::Reinitialised`], which no error number tells: it is found by comparing the
    /// ring's head.
    #[doc(alias = "NIOCRXSYNC")]
    pub fn sync(&mut self) -> Result<usize, RingError> {
        self.settle();
        self.stats.syncs += 1;
        self.line.sync()?;
        self.synced()?;
        Ok(self.raw.window() as usize)
    }

    /// [`sync`](RxRing::sync), if that can bring anything: slots were given back since the last
    /// one, or there is room for more packets.
    ///
    /// # Errors
    ///
    /// As [`sync`](RxRing::sync).
    #[inline]
    pub fn kick(&mut self) -> Result<Kick, RingError> {
        self.settle();
        if self.unsynced == 0 && self.raw.refresh() + 1 == self.raw.num_slots() {
            return Ok(Kick::NotNeeded);
        }
        self.sync()?;
        Ok(Kick::Drained)
    }

    /// Blocks until a packet is there; returns how many slots are ready. `None` waits for ever; a
    /// timeout that runs out returns `Ok(0)`.
    ///
    /// Where packets are there already it makes no system call, unless an earlier wait returned
    /// just these: whoever waits again without taking any wants more, and gets a
    /// [`sync`](RxRing::sync).
    ///
    /// # Errors
    ///
    /// As [`sync`](RxRing::sync).
    #[doc(alias = "poll")]
    #[doc(alias = "POLLIN")]
    pub fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        let ready = self.ready();
        if ready > 0 && self.offered == Some(ready) {
            self.sync()?;
        }
        let ready = self.wait_n(1, timeout)?;
        // Part of a packet is nothing.
        let ready = match self.packet_slots(0, ready as u32) {
            Some(_) => ready,
            None => 0,
        };
        self.offered = Some(ready);
        Ok(ready)
    }

    /// Blocks until at least `n` slots and one whole packet are ready; returns how many slots are.
    /// `None` waits for ever; a timeout that runs out returns what there is.
    ///
    /// # Errors
    ///
    /// As [`sync`](RxRing::sync); [`RingError::NotReady`] where the ring never has so many.
    pub fn wait_n(&mut self, n: usize, timeout: Option<Duration>) -> Result<usize, RingError> {
        if n >= self.capacity() {
            return self.seek_n(n);
        }
        let mut ready = self.ready();
        if !self.has(n, ready) && !self.line.wait_looks_first() {
            ready = self.sync()?;
        }
        if self.has(n, ready) {
            return Ok(ready);
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let mut left = timeout;
        loop {
            let ready = self.poll(left)?;
            if self.has(n, ready) {
                return Ok(ready);
            }
            left = deadline.map(|d| d.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Ok(ready);
            }
        }
    }

    /// Whether `ready` slots are `n`, and the first packet in them is whole.
    fn has(&self, n: usize, ready: usize) -> bool {
        ready >= n && self.packet_slots(0, ready as u32).is_some()
    }

    /// Waits for packets beyond those that are there, and returns how many slots are ready.
    fn poll(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.stats.syncs += 1;
        self.raw.look_beyond(true);
        let waited = self.line.wait(timeout);
        let synced = self.synced();
        self.raw.look_beyond(false);
        let waited = waited?;
        synced?;
        match waited {
            Waited::Look => Ok(self.raw.window() as usize),
            Waited::Failed => Err(RingError::DeviceGone),
        }
    }
}
