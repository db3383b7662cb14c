//! Index arithmetic of the single-producer, single-consumer rings, over any storage.
//!
//! Each ring has two free-running 32-bit indices: the producer's counts entries ever put in, the
//! consumer's entries ever taken out. Their difference, modulo 2³², is the number of entries in
//! the ring. A cursor owns one of the two and keeps a private copy of both, so that the shared
//! words, and the cache lines that bounce between the two sides with them, are touched only by
//! `refresh` and `publish`.
//!
//! The other side's index is loaded with Acquire: what it wrote into the entries before it moved
//! the index is seen after. Ours is stored with Release, for the same reason the other way round.
//! One side writes each index, so no read-modify-write is needed.

use std::sync::atomic::Ordering;

/// A 32-bit word shared with the other side of a ring.
pub(crate) trait Word {
    /// Reads it.
    fn load(&self, order: Ordering) -> u32;
    /// Writes it.
    fn store(&self, value: u32, order: Ordering);
}

/// Our end of a ring into which we put entries.
#[derive(Debug)]
pub(crate) struct Producer<W> {
    ours: W,
    theirs: W,
    size: u32,
    /// Our index, ahead of the shared one by what is not published yet.
    head: u32,
    /// The other side's index as last seen, plus `size`: we may advance `head` up to here.
    limit: u32,
}

impl<W: Word> Producer<W> {
    /// A cursor that goes on from wherever the ring stands. `size` is a power of two.
    pub(crate) fn new(ours: W, theirs: W, size: u32) -> Self {
        let head = ours.load(Ordering::Relaxed);
        let mut cursor = Producer {
            ours,
            theirs,
            size,
            head,
            limit: head,
        };
        cursor.refresh();
        cursor
    }

    /// Index of the entry to be written next.
    #[inline]
    pub(crate) fn index(&self) -> u32 {
        self.head
    }

    /// Entries that may be written, as last seen.
    #[inline]
    pub(crate) fn free(&self) -> u32 {
        self.limit.wrapping_sub(self.head)
    }

    /// Entries in the ring that the other side has not taken, as last seen.
    #[inline]
    pub(crate) fn queued(&self) -> u32 {
        self.size - self.free()
    }

    /// Looks at the other side's index; returns [`free`](Self::free).
    ///
    /// A nonsensical index (one that would make more entries free than the ring has) is ignored.
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        // Acquire: the other side has done with the entries that it gives back.
        let limit = self.theirs.load(Ordering::Acquire).wrapping_add(self.size);
        if limit.wrapping_sub(self.head) <= self.size {
            self.limit = limit;
        }
        self.free()
    }

    /// Puts the next `n` entries in and shows them to the other side. `n` never exceeds
    /// [`free`](Self::free): the caller has looked.
    #[inline]
    pub(crate) fn publish(&mut self, n: u32) {
        debug_assert!(n <= self.free());
        self.head = self.head.wrapping_add(n);
        // Release: the entries are written before the index says so.
        self.ours.store(self.head, Ordering::Release);
    }
}

/// Our end of a ring from which we take entries.
#[derive(Debug)]
pub(crate) struct Consumer<W> {
    ours: W,
    theirs: W,
    size: u32,
    /// Our index.
    tail: u32,
    /// The other side's index as last seen.
    limit: u32,
}

impl<W: Word> Consumer<W> {
    /// A cursor that goes on from wherever the ring stands. `size` is a power of two.
    pub(crate) fn new(ours: W, theirs: W, size: u32) -> Self {
        let tail = ours.load(Ordering::Relaxed);
        let mut cursor = Consumer {
            ours,
            theirs,
            size,
            tail,
            limit: tail,
        };
        cursor.refresh();
        cursor
    }

    /// Index of the entry to be read next.
    #[inline]
    pub(crate) fn index(&self) -> u32 {
        self.tail
    }

    /// Entries that may be read, as last seen.
    #[inline]
    pub(crate) fn available(&self) -> u32 {
        self.limit.wrapping_sub(self.tail)
    }

    /// Looks at the other side's index; returns [`available`](Self::available).
    ///
    /// A nonsensical index (one that would make more entries available than the ring has) is
    /// ignored.
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        // Acquire: what the other side wrote into the new entries is seen after this.
        let limit = self.theirs.load(Ordering::Acquire);
        if limit.wrapping_sub(self.tail) <= self.size {
            self.limit = limit;
        }
        self.available()
    }

    /// Gives the first `n` entries back to the other side. `n` never exceeds
    /// [`available`](Self::available): the caller has looked.
    #[inline]
    pub(crate) fn release(&mut self, n: u32) {
        debug_assert!(n <= self.available());
        self.tail = self.tail.wrapping_add(n);
        // Release: we have read the entries before the other side may overwrite them.
        self.ours.store(self.tail, Ordering::Release);
    }
}
