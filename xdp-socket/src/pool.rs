//! The free frames of a transmit side.
//!
//! Invariant P1 of this file: `first` points to the first of the last `len` elements of `slots`, or
//! as many elements behind it as were skipped, at most `len`. All are initialised; `slots` is never
//! reallocated.
#![allow(unsafe_code)]

use std::ptr::NonNull;

/// A stack of frame addresses. What was put in last is taken first: a frame that was used a moment
/// ago is still in the processor's cache. It grows towards lower addresses, so that the frames to
/// be used next stand in the order in which they will be.
#[derive(Debug)]
pub(crate) struct Pool {
    first: NonNull<u64>,
    len: usize,
    slots: Box<[u64]>,
}

// SAFETY: the pointer leads into `slots`, which are owned along with it.
unsafe impl Send for Pool {}

impl Pool {
    /// A pool that holds all `frames`, and never more than these.
    pub(crate) fn full(frames: impl Iterator<Item = u64>) -> Pool {
        let mut slots: Box<[u64]> = frames.collect();
        Pool {
            first: NonNull::from(&mut *slots).cast(),
            len: slots.len(),
            slots,
        }
    }

    /// Frames in the pool.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Frames that are not in the pool.
    #[inline]
    pub(crate) fn missing(&self) -> usize {
        self.slots.len() - self.len
    }

    /// Goes on by `n` frames. Until [`take`](Self::take) takes them, [`get`](Self::get) counts from
    /// there, and nothing else of the pool is to be used but its length.
    ///
    /// # Safety
    ///
    /// With those skipped before, `n` are at most [`len`](Self::len).
    #[inline]
    pub(crate) unsafe fn skip(&mut self, n: usize) {
        // SAFETY: inside `slots`, or at their end, as the caller states (P1).
        self.first = unsafe { self.first.add(n) };
    }

    /// The frame that is `i`-th to be used.
    ///
    /// # Safety
    ///
    /// With those skipped, `i` is below [`len`](Self::len).
    #[inline]
    pub(crate) unsafe fn get(&self, i: usize) -> u64 {
        debug_assert!(i < self.len);
        // SAFETY: below `len`, as the caller states (P1).
        let slot = unsafe { self.first.add(i) };
        // SAFETY: initialised (P1).
        unsafe { slot.read() }
    }

    /// The frames in the pool, in the order in which they will be used.
    #[inline]
    pub(crate) fn as_mut_slice(&mut self) -> &mut [u64] {
        let start = self.missing();
        &mut self.slots[start..]
    }

    /// Takes the first `n` frames out; all, if there are fewer.
    #[inline]
    pub(crate) fn take(&mut self, n: usize) {
        self.set_len(self.len - n.min(self.len));
    }

    /// Makes room for up to `n` frames at the front, as far as that many are missing, and returns
    /// it to be filled.
    #[inline]
    pub(crate) fn put(&mut self, n: usize) -> &mut [u64] {
        let n = n.min(self.missing());
        self.set_len(self.len + n);
        let start = self.missing();
        &mut self.slots[start..start + n]
    }

    #[inline]
    fn set_len(&mut self, len: usize) {
        debug_assert!(len <= self.slots.len());
        self.len = len;
        let start = self.slots.len() - len;
        self.first = NonNull::from(&mut self.slots[start..]).cast();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_in_first_out_and_never_more_than_at_first() {
        let mut pool = Pool::full(0..4);
        assert_eq!((pool.len(), pool.missing()), (4, 0));
        assert!(pool.put(1).is_empty());
        pool.take(3);
        assert_eq!(pool.as_mut_slice(), [3]);
        pool.put(2).copy_from_slice(&[7, 8]);
        assert_eq!(pool.as_mut_slice(), [7, 8, 3]);
        assert_eq!(pool.put(5).len(), 1);
        pool.take(9);
        assert_eq!((pool.len(), pool.missing()), (0, 4));
    }
}
