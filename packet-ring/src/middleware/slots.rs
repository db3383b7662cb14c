//! What middleware remembers of the slots in the window.

/// Length and continuation of one slot; a length of zero says that it was not peeked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Peeked {
    pub(super) len: usize,
    pub(super) continued: bool,
}

/// One entry per slot of the window, moving along with it.
#[derive(Debug)]
pub(super) struct Slots {
    entries: Box<[Peeked]>,
    first: usize,
}

impl Slots {
    /// For a ring of `capacity` slots.
    pub(super) fn new(capacity: usize) -> Slots {
        Slots {
            entries: vec![Peeked::default(); capacity.max(1)].into_boxed_slice(),
            first: 0,
        }
    }

    /// Where slot `i` is, for `i` up to the capacity.
    #[inline]
    fn place(&self, i: usize) -> usize {
        let at = self.first + i;
        if at < self.entries.len() {
            at
        } else {
            at - self.entries.len()
        }
    }

    /// What is known of slot `i`; nothing of those that no window reaches.
    #[inline]
    pub(super) fn get(&self, i: usize) -> Peeked {
        if i < self.entries.len() {
            self.entries[self.place(i)]
        } else {
            Peeked::default()
        }
    }

    #[inline]
    pub(super) fn entry(&mut self, i: usize) -> Option<&mut Peeked> {
        if i < self.entries.len() {
            let at = self.place(i);
            Some(&mut self.entries[at])
        } else {
            None
        }
    }

    /// Forgets the first `n` slots: they were committed.
    #[inline]
    pub(super) fn advance(&mut self, n: usize) {
        let n = n.min(self.entries.len());
        for i in 0..n {
            let at = self.place(i);
            self.entries[at] = Peeked::default();
        }
        self.first = self.place(n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_move_with_the_window() {
        let mut slots = Slots::new(3);
        for round in 1..10 {
            for i in 0..3 {
                assert_eq!(slots.get(i).len, 0, "round {round}");
                slots.entry(i).unwrap().len = 10 * round + i;
            }
            slots.advance(1);
            assert_eq!(slots.get(0).len, 10 * round + 1);
            assert_eq!(slots.get(1).len, 10 * round + 2);
            assert_eq!(slots.get(2).len, 0);
            slots.advance(2);
        }
        slots.advance(3);
        assert!(slots.entry(3).is_none());
    }
}
