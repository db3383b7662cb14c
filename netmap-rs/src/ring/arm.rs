//! Rings in event loops: what stands between working through a ring and waiting for it.

use packet_ring::RingError;

use super::{RxRing, TxRing};
use crate::Readiness;
use crate::line::Waited;

impl TxRing {
    /// Sends what was committed, and has `readiness` tell when a slot is free; returns how many are
    /// already. Wait for the event only where that is none.
    ///
    /// # Errors
    ///
    /// As [`sync`](TxRing::sync); [`RingError::Unsupported`] where `readiness` is another ring's.
    pub fn arm(&mut self, readiness: &Readiness) -> Result<usize, RingError> {
        self.arm_n(1, readiness)
    }

    /// As [`arm`](TxRing::arm), for at least `n` free slots.
    pub(crate) fn arm_n(&mut self, n: usize, readiness: &Readiness) -> Result<usize, RingError> {
        self.line.owns(readiness)?;
        if n >= self.capacity() {
            return self.seek_n(n);
        }
        if self.ready() >= n {
            if self.unsynced > 0 {
                self.sync()?;
            }
            return Ok(self.ready());
        }
        self.stats.syncs += 1;
        // Until the next commit: free slots beyond these are the event.
        self.raw.look_beyond(true);
        let armed = self.line.arm(readiness);
        self.synced()?;
        match armed? {
            Waited::Look => Ok(self.raw.window() as usize),
            Waited::Failed => Err(RingError::DeviceGone),
        }
    }

    /// Whether an event will come.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn is_armed(&self) -> bool {
        self.line.is_armed()
    }

    /// The event came, or another one is to be asked for.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn forget(&mut self) {
        self.line.forget();
    }

    /// Whether "all is sent" is an event that [`arm_n`](TxRing::arm_n) brings.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn tells_when_all_is_sent(&self) -> bool {
        self.line.tells_when_all_is_sent()
    }
}

impl RxRing {
    /// Gives back what was read, and has `readiness` tell when a packet is there; returns how many
    /// slots are ready already. Wait for the event only where that is none.
    ///
    /// # Errors
    ///
    /// As [`sync`](RxRing::sync); [`RingError::Unsupported`] where `readiness` is another ring's.
    pub fn arm(&mut self, readiness: &Readiness) -> Result<usize, RingError> {
        self.line.owns(readiness)?;
        let ready = self.ready();
        if self.packet_slots(0, ready as u32).is_some() {
            return Ok(ready);
        }
        self.stats.syncs += 1;
        // Until slots are given back: packets beyond what is there are the event.
        self.raw.look_beyond(true);
        let armed = self.line.arm(readiness);
        self.synced()?;
        if armed? == Waited::Failed {
            return Err(RingError::DeviceGone);
        }
        // Part of a packet is nothing.
        let ready = self.raw.window();
        Ok(self.packet_slots(0, ready).map_or(0, |_| ready as usize))
    }

    /// Whether an event will come.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn is_armed(&self) -> bool {
        self.line.is_armed()
    }

    /// The event came, or another one is to be asked for.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn forget(&mut self) {
        self.line.forget();
    }

    /// Gives back what was read where that is much, so that whoever sends need not wait until
    /// everything is.
    #[cfg(feature = "tokio-async")]
    #[inline]
    pub(crate) fn sync_if_due(&mut self) -> Result<(), RingError> {
        if self.unsynced < self.raw.num_slots() / 2 {
            return Ok(());
        }
        match self.sync() {
            Err(e @ RingError::Reinitialised { .. }) => Err(e),
            // What is there can be read all the same; then arming tells.
            _ => Ok(()),
        }
    }

    /// Whether there is a packet for [`recv`](RxRing::recv). Gives back what makes no sense in
    /// front of it.
    #[cfg(feature = "tokio-async")]
    #[inline]
    pub(crate) fn has_packet(&mut self) -> bool {
        self.settle();
        // Nearly every packet takes one slot.
        if self.raw.window() > 0 && self.raw.is_plain(0) {
            return true;
        }
        loop {
            let ready = self.raw.refresh();
            let Some(slots) = self.packet_slots(0, ready) else {
                return false;
            };
            if self.looks_sound(0, slots) {
                return true;
            }
            // Counts what is wrong.
            self.is_sound(0, slots);
            self.give_back(slots);
        }
    }
}

#[cfg(test)]
impl TxRing {
    /// Sends a slot as a program would that checks nothing.
    pub(crate) fn send_slot(&mut self, buf_idx: Option<u32>, len: u16) -> Result<(), RingError> {
        self.seek()?;
        let mut slot = self.raw.slot(0);
        let own = slot.buf_idx;
        (slot.buf_idx, slot.len, slot.flags) = (buf_idx.unwrap_or(own), len, 0);
        self.raw.set_slot(0, slot);
        self.hand_over_filled(1);
        Ok(())
    }
}
