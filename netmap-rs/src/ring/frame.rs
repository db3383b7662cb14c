//! Received packets, borrowed from their ring.

use packet_ring::RingError;

use super::RawRing;

/// A received packet, whole: [`payload`](Frame::payload) is all of it, however many slots it
/// takes. The next operation on the ring gives its slots back, so it can't be kept beyond that:
///
/// ```compile_fail,E0499
/// # fn f(mut rx: netmap_rs::RxRing) {
/// let first = rx.recv();
/// let second = rx.recv(); // gives the slots of `first` back
/// drop(first);
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    pub(super) packet: Packet<'a>,
    pub(super) payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// The bytes of the packet. They lie in the ring's own buffer, or, where the packet takes
    /// several slots, in a copy that joins them; [`slots`](Frame::slots) has them without a copy.
    #[inline]
    pub fn payload(&self) -> &'a [u8] {
        self.payload
    }

    /// Length of the packet in bytes.
    #[inline]
    pub fn len(&self) -> usize {
        self.payload.len()
    }

    /// Whether the packet has no bytes at all: pipes carry such packets.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.payload.is_empty()
    }

    /// The bytes of each slot of the packet, where they are.
    #[inline]
    pub fn slots(&self) -> Slots<'a> {
        self.packet.slots()
    }
}

/// A received packet as the list of its slots: nothing is copied.
///
/// It can't be kept while the ring moves on:
///
/// ```compile_fail,E0499
/// # fn f(mut rx: netmap_rs::RxRing) {
/// let packet = rx.recv_packet();
/// rx.sync().unwrap(); // gives its slots back
/// drop(packet);
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Packet<'a> {
    pub(super) raw: &'a RawRing,
    pub(super) first: u32,
    pub(super) count: u32,
}

impl<'a> Packet<'a> {
    /// The bytes of each slot.
    #[inline]
    pub fn slots(&self) -> Slots<'a> {
        Slots {
            raw: self.raw,
            next: self.first,
            end: self.first + self.count,
        }
    }

    /// Length of the packet in bytes.
    #[inline]
    pub fn len(&self) -> usize {
        match self.as_slice() {
            Some(bytes) => bytes.len(),
            None => self.slots().map(<[u8]>::len).sum(),
        }
    }

    /// Whether the packet has no bytes at all: pipes carry such packets.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a packet of one slot; `None` where there are more.
    #[inline]
    pub fn as_slice(&self) -> Option<&'a [u8]> {
        (self.count == 1).then(|| self.raw.bytes(self.first).0)
    }

    /// Copies the packet to the front of `buf` and returns its length in bytes.
    ///
    /// # Errors
    ///
    /// [`RingError::BufferTooSmall`]; nothing is copied then.
    pub fn copy_to(&self, buf: &mut [u8]) -> Result<usize, RingError> {
        let (len, capacity) = (self.len(), buf.len());
        if len > capacity {
            return Err(RingError::BufferTooSmall { len, capacity });
        }
        let mut at = 0;
        for slot in self.slots() {
            // Lengths are in shared memory, and may have changed since they were added up.
            let Some(target) = buf.get_mut(at..at + slot.len()) else {
                return Err(RingError::BufferTooSmall { len, capacity });
            };
            target.copy_from_slice(slot);
            at += slot.len();
        }
        Ok(at)
    }
}

impl std::fmt::Debug for Packet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.slots()).finish()
    }
}

/// Iterator over the slots of a packet, as slices.
#[derive(Clone)]
pub struct Slots<'a> {
    raw: &'a RawRing,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Slots<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        if self.next == self.end {
            return None;
        }
        let (bytes, _) = self.raw.bytes(self.next);
        self.next += 1;
        Some(bytes)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.end - self.next) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Slots<'_> {}

impl std::fmt::Debug for Slots<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
