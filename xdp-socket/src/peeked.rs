//! Which slots of a transmit window have been peeked.

use packet_ring::RingError;

/// The peeked slots of a window. Nearly always they are peeked in order, and one counter says it
/// all; as soon as one is peeked out of order, or behind the ring's end, a bitmap over the ring's
/// entries takes over until everything peeked is committed.
#[derive(Debug)]
pub(crate) struct Peeked {
    /// Slots `0..next` are peeked. 0 while the bitmap counts.
    next: usize,
    /// The bitmap counts.
    scattered: bool,
    /// One bit for each entry of the ring.
    bits: Box<[u64]>,
    /// Bits that are set.
    set: usize,
    mask: u32,
}

impl Peeked {
    /// For a ring of `size` entries, a power of two.
    pub(crate) fn new(size: u32) -> Peeked {
        Peeked {
            next: 0,
            scattered: false,
            bits: vec![0; (size as usize).div_ceil(64)].into(),
            set: 0,
            mask: size - 1,
        }
    }

    /// Whether slots were peeked in order, if any were.
    #[inline]
    pub(crate) fn in_order(&self) -> bool {
        !self.scattered
    }

    /// The slots before this one are peeked; 0 where they are not [`in_order`](Self::in_order).
    #[inline]
    pub(crate) fn next(&self) -> usize {
        self.next
    }

    /// Marks slot [`next`](Self::next), where all are [`in_order`](Self::in_order).
    #[inline]
    pub(crate) fn mark_next(&mut self) {
        debug_assert!(self.in_order());
        self.next += 1;
    }

    /// Takes the first `n` slots out, which are peeked, and [`in_order`](Self::in_order).
    #[inline]
    pub(crate) fn take_in_order(&mut self, n: usize) {
        debug_assert!(n <= self.next);
        self.next -= n;
    }

    /// Marks slot `i` of the window that starts at entry `start`.
    #[inline]
    pub(crate) fn mark(&mut self, start: u32, i: usize) {
        if self.scattered || i > self.next {
            self.mark_out_of_order(start, i);
        } else if i == self.next {
            self.next += 1;
        }
    }

    /// As [`mark`](Self::mark), and nothing is [`in_order`](Self::in_order) from then on, until all
    /// that is peeked is taken.
    #[cold]
    #[inline(never)]
    pub(crate) fn mark_out_of_order(&mut self, start: u32, i: usize) {
        if !self.scattered {
            for j in 0..self.next {
                self.put(start, j, true);
            }
            self.scattered = true;
            self.next = 0;
        }
        self.put(start, i, true);
    }

    /// Unmarks slot `i`, where slots are peeked out of order.
    pub(crate) fn unmark(&mut self, start: u32, i: usize) {
        if self.scattered {
            self.put(start, i, false);
            self.scattered = self.set > 0;
        }
    }

    /// Takes the first `n` slots out, or fails and changes nothing where one was not peeked.
    #[inline]
    pub(crate) fn take(&mut self, start: u32, n: usize) -> Result<(), RingError> {
        if self.scattered {
            return self.take_bits(start, n);
        }
        if n > self.next {
            return Err(RingError::NotPeeked { index: self.next });
        }
        self.next -= n;
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn take_bits(&mut self, start: u32, n: usize) -> Result<(), RingError> {
        if let Some(index) = (0..n).find(|&j| !self.has(start, j)) {
            return Err(RingError::NotPeeked { index });
        }
        for j in 0..n {
            self.put(start, j, false);
        }
        self.scattered = self.set > 0;
        Ok(())
    }

    /// Slots up to the last peeked one, of a window of `window` slots.
    #[inline]
    pub(crate) fn span(&self, start: u32, window: usize) -> usize {
        if !self.scattered {
            return self.next;
        }
        (0..window)
            .rev()
            .find(|&j| self.has(start, j))
            .map_or(0, |j| j + 1)
    }

    /// Forgets all.
    #[inline]
    pub(crate) fn clear(&mut self) {
        if self.scattered {
            self.bits.fill(0);
            self.set = 0;
            self.scattered = false;
        }
        self.next = 0;
    }

    fn place(&self, start: u32, i: usize) -> (usize, u64) {
        let entry = (start.wrapping_add(i as u32) & self.mask) as usize;
        (entry / 64, 1 << (entry % 64))
    }

    fn has(&self, start: u32, i: usize) -> bool {
        let (word, bit) = self.place(start, i);
        self.bits[word] & bit != 0
    }

    fn put(&mut self, start: u32, i: usize, value: bool) {
        if self.has(start, i) == value {
            return;
        }
        let (word, bit) = self.place(start, i);
        self.bits[word] ^= bit;
        if value {
            self.set += 1;
        } else {
            self.set -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const SIZE: usize = 128;

    #[derive(Debug, Clone)]
    enum Op {
        Mark(usize),
        MarkOutOfOrder(usize),
        Unmark(usize),
        Take(usize),
        Clear,
    }

    proptest! {
        #[test]
        fn agrees_with_a_set(
            first in prop_oneof![Just(0u32), Just(u32::MAX - 5), any::<u32>()],
            ops in prop::collection::vec(
                prop_oneof![
                    10 => (0usize..6).prop_map(Op::Mark),
                    5 => (0..SIZE).prop_map(Op::Mark),
                    1 => (0..SIZE).prop_map(Op::MarkOutOfOrder),
                    1 => (0..SIZE).prop_map(Op::Unmark),
                    10 => (0usize..8).prop_map(Op::Take),
                    5 => (0..SIZE).prop_map(Op::Take),
                    1 => Just(Op::Clear),
                ],
                0..400,
            ),
        ) {
            let mut start = first;
            let mut peeked = Peeked::new(SIZE as u32);
            let mut model: BTreeSet<usize> = BTreeSet::new();
            for op in ops {
                match op {
                    Op::Mark(i) => {
                        match peeked.in_order() && i == peeked.next() {
                            true => peeked.mark_next(),
                            false => peeked.mark(start, i),
                        }
                        model.insert(i);
                    }
                    Op::MarkOutOfOrder(i) => {
                        peeked.mark_out_of_order(start, i);
                        model.insert(i);
                        prop_assert!(!peeked.in_order());
                    }
                    Op::Unmark(i) => {
                        if !peeked.in_order() {
                            model.remove(&i);
                        }
                        peeked.unmark(start, i);
                    }
                    Op::Clear => {
                        peeked.clear();
                        model.clear();
                    }
                    Op::Take(n) => match (0..n).find(|i| !model.contains(i)) {
                        Some(index) => prop_assert_eq!(
                            peeked.take(start, n),
                            Err(RingError::NotPeeked { index })
                        ),
                        None => {
                            match n <= peeked.next() {
                                true => peeked.take_in_order(n),
                                false => prop_assert_eq!(peeked.take(start, n), Ok(())),
                            }
                            model = model.iter().filter(|&&i| i >= n).map(|i| i - n).collect();
                            start = start.wrapping_add(n as u32);
                        }
                    },
                }
                let span = model.last().map_or(0, |i| i + 1);
                prop_assert_eq!(peeked.span(start, SIZE), span);
                if peeked.in_order() {
                    prop_assert_eq!(peeked.next(), model.len());
                } else {
                    prop_assert!(peeked.next() == 0 && span > 0);
                }
            }
        }
    }
}
