//! Several slots at once.

use std::fmt;

use packet_ring::RingError;

use super::{Packet, RxRing, TxRing};

/// Free slots of a transmit ring, reserved by [`TxRing::reserve_batch`]: fill each with
/// [`packet`](TxBatch::packet), then [`commit`](TxBatch::commit). Dropping it instead sends
/// nothing.
///
/// It borrows the ring, so there is one at a time:
///
/// ```compile_fail,E0499
/// # fn f(mut tx: netmap_rs::TxRing) {
/// let first = tx.reserve_batch(4);
/// let second = tx.reserve_batch(4);
/// drop(first);
/// # }
/// ```
pub struct TxBatch<'a> {
    ring: &'a mut TxRing,
    len: u32,
}

impl<'a> TxBatch<'a> {
    pub(super) fn new(ring: &'a mut TxRing, len: u32) -> TxBatch<'a> {
        // What was peeked before must not leave with this batch.
        ring.unstage(len);
        TxBatch { ring, len }
    }

    /// Slots reserved.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether no slot is reserved.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn check(&self, i: usize) -> Result<(), RingError> {
        if i < self.len() {
            return Ok(());
        }
        Err(RingError::OutOfWindow {
            index: i,
            ready: self.len(),
        })
    }

    /// The first `len` bytes of slot `i`, to be written; `len` becomes the length of the packet.
    ///
    /// # Errors
    ///
    /// As [`TxRing::peek_at`].
    #[inline(always)]
    pub fn packet(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        self.check(i)?;
        self.ring.peek_at(i, len)
    }

    /// Says whether the packet in slot `i` goes on in slot `i + 1`.
    ///
    /// # Errors
    ///
    /// As [`TxRing::set_continued`].
    pub fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        self.check(i)?;
        self.ring.set_continued(i, continued)
    }

    /// Hands all slots over for sending, at the next sync.
    ///
    /// # Errors
    ///
    /// [`RingError::NotPeeked`] where one was not filled, [`RingError::PartialPacket`] where the
    /// last one says that its packet goes on. Nothing is sent then.
    #[inline]
    pub fn commit(self) -> Result<(), RingError> {
        let len = self.len();
        self.commit_first(len)
    }

    /// Hands the first `n` slots over for sending, at the next sync, and gives up the others.
    ///
    /// # Errors
    ///
    /// As [`commit`](TxBatch::commit); [`RingError::CommitBeyondWindow`] where `n` is more than
    /// was reserved.
    #[inline]
    pub fn commit_first(mut self, n: usize) -> Result<(), RingError> {
        if n > self.len() {
            return Err(RingError::CommitBeyondWindow {
                wanted: n,
                ready: self.len(),
            });
        }
        self.ring.commit_n(n)?;
        self.len -= n as u32;
        Ok(())
    }
}

impl Drop for TxBatch<'_> {
    fn drop(&mut self) {
        self.ring.unstage(self.len);
    }
}

impl fmt::Debug for TxBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TxBatch").field("len", &self.len).finish()
    }
}

/// Packets taken by [`RxRing::recv_batch`]. Their slots go back to the ring with the next
/// operation on it, so none can be kept beyond that:
///
/// ```compile_fail,E0502
/// # fn f(mut rx: netmap_rs::RxRing) {
/// let batch = rx.recv_batch(4);
/// let kept: Vec<_> = batch.iter().collect();
/// rx.sync().unwrap();
/// println!("{kept:?}");
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct RxBatch<'a> {
    ring: &'a RxRing,
    slots: u32,
    packets: usize,
}

impl<'a> RxBatch<'a> {
    pub(super) fn new(ring: &'a RxRing, slots: u32, packets: usize) -> RxBatch<'a> {
        RxBatch {
            ring,
            slots,
            packets,
        }
    }

    /// Packets in the batch.
    pub fn len(&self) -> usize {
        self.packets
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packets == 0
    }

    /// The packets, in order.
    pub fn iter(&self) -> RxBatchIter<'a> {
        RxBatchIter {
            ring: self.ring,
            next: 0,
            end: self.slots,
            left: self.packets,
        }
    }
}

impl<'a> IntoIterator for RxBatch<'a> {
    type Item = Packet<'a>;
    type IntoIter = RxBatchIter<'a>;

    fn into_iter(self) -> RxBatchIter<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &RxBatch<'a> {
    type Item = Packet<'a>;
    type IntoIter = RxBatchIter<'a>;

    fn into_iter(self) -> RxBatchIter<'a> {
        self.iter()
    }
}

impl fmt::Debug for RxBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Iterator over the packets of an [`RxBatch`].
#[derive(Debug, Clone)]
pub struct RxBatchIter<'a> {
    ring: &'a RxRing,
    next: u32,
    end: u32,
    left: usize,
}

impl<'a> Iterator for RxBatchIter<'a> {
    type Item = Packet<'a>;

    #[inline]
    fn next(&mut self) -> Option<Packet<'a>> {
        let raw = &self.ring.raw;
        if self.next < self.end && raw.is_plain(self.next) {
            let first = self.next;
            self.next += 1;
            self.left = self.left.saturating_sub(1);
            let count = 1;
            return Some(Packet { raw, first, count });
        }
        loop {
            let count = self.ring.packet_slots(self.next, self.end)?;
            let first = self.next;
            self.next += count;
            if self.ring.looks_sound(first, count) {
                self.left = self.left.saturating_sub(1);
                return Some(Packet { raw, first, count });
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.left))
    }
}
