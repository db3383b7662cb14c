//! The free frames of a transmit side.
//!
//! Invariant P1 of this file: `slots` points to `size` initialised elements that are the pool's own,
//! as a box they were made, and stay where they are until it is dropped. `len` is at most `size`,
//! and `first` points to the first of the last `len` elements, or as many elements behind it as
//! were skipped, at most `len`. Both pointers come from the same one, so that neither is made
//! invalid by what is written through the other.
#![allow(unsafe_code)]

use std::ptr::NonNull;

/// A stack of frame addresses. What was put in last is taken first: a frame that was used a moment
/// ago is still in the processor's cache. It grows towards lower addresses, so that the frames to
/// be used next stand in the order in which they will be.
#[derive(Debug)]
pub(crate) struct Pool {
    first: NonNull<u64>,
    len: usize,
    slots: NonNull<u64>,
    size: usize,
}

// SAFETY: the elements are owned along with the pointers (P1).
unsafe impl Send for Pool {}

impl Drop for Pool {
    fn drop(&mut self) {
        let slots = NonNull::slice_from_raw_parts(self.slots, self.size);
        // SAFETY: made from a box, and not used hereafter (P1).
        drop(unsafe { Box::from_raw(slots.as_ptr()) });
    }
}

/// Frames of a pool.
#[derive(Clone, Copy)]
pub(crate) struct Frames(NonNull<u64>);

impl Frames {
    /// As [`Pool::get`].
    ///
    /// # Safety
    ///
    /// The pool is still there, and `i` is below its length less what was skipped.
    #[inline]
    pub(crate) unsafe fn get(self, i: usize) -> u64 {
        // SAFETY: inside the pool, as the caller states (P1).
        let slot = unsafe { self.0.add(i) };
        // SAFETY: initialised (P1).
        unsafe { slot.read() }
    }
}

impl Pool {
    /// A pool that holds all `frames`, and never more than these.
    pub(crate) fn full(frames: impl Iterator<Item = u64>) -> Pool {
        let slots: Box<[u64]> = frames.collect();
        let size = slots.len();
        let slots = NonNull::from(Box::leak(slots)).cast();
        Pool {
            first: slots,
            len: size,
            slots,
            size,
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
        self.size - self.len
    }

    /// Goes on by `n` frames. Until they are [taken](Self::take_skipped), [`get`](Self::get) counts from
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
        // SAFETY: as the caller states.
        unsafe { self.frames().get(i) }
    }

    /// The frames in the pool, in the order in which they will be used.
    #[inline]
    pub(crate) fn as_mut_slice(&mut self) -> &mut [u64] {
        self.front(self.len)
    }

    /// The first `n` frames in the pool; all, if there are fewer.
    #[inline]
    fn front(&mut self, n: usize) -> &mut [u64] {
        let n = n.min(self.len);
        // SAFETY: at most `size` elements on (P1).
        let start = unsafe { self.slots.add(self.missing()) };
        // SAFETY: `n` of the last `len` elements, initialised, borrowed along with `self` (P1).
        unsafe { std::slice::from_raw_parts_mut(start.as_ptr(), n) }
    }

    /// The frames from the next one on, for a loop that keeps where they are in a register.
    #[inline]
    pub(crate) fn frames(&self) -> Frames {
        Frames(self.first)
    }

    /// Takes out the `n` frames that were skipped.
    #[inline]
    pub(crate) fn take_skipped(&mut self, n: usize) {
        self.len -= n;
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
        self.front(n)
    }

    /// Frames skipped.
    #[cfg(feature = "testing")]
    pub(crate) fn skipped(&self) -> usize {
        let first = (self.first.addr().get() - self.slots.addr().get()) / size_of::<u64>();
        first - self.missing()
    }

    #[inline]
    fn set_len(&mut self, len: usize) {
        debug_assert!(len <= self.size);
        self.len = len;
        // SAFETY: at most `size` elements on (P1); both callers keep to that.
        self.first = unsafe { self.slots.add(self.missing()) };
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

    #[test]
    fn what_was_skipped_is_there_until_it_is_taken() {
        let mut pool = Pool::full(0..4);
        // SAFETY: one of four.
        unsafe { pool.skip(1) };
        // SAFETY: three are left.
        unsafe { pool.skip(3) };
        assert_eq!(pool.as_mut_slice(), [0, 1, 2, 3]);
        pool.take(2);
        // SAFETY: two are left.
        assert_eq!(unsafe { pool.get(1) }, 3);
        pool.as_mut_slice()[1] = 9;
        // SAFETY: as above.
        assert_eq!(unsafe { pool.get(1) }, 9);
    }
}
