//! Gaps in numbered streams.

use serde_json::{Value, json};

use super::frame::{Mark, find_mark};
use super::units;

/// What a receiver found out about the numbered frames among what it got.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sequence {
    /// Last number of each stream; a sender has one stream for each of its queues.
    streams: Vec<(u16, u64)>,
    /// Numbered frames.
    pub numbered: u64,
    /// Numbers that were skipped.
    pub missing: u64,
    /// Frames whose number had been skipped or seen before.
    pub late: u64,
    /// Numbered frames of more streams than are kept track of.
    pub untracked: u64,
}

/// Streams kept track of.
const MAX_STREAMS: usize = 256;

impl Sequence {
    /// Looks at one frame.
    #[inline]
    pub fn see(&mut self, frame: &[u8]) {
        if let Some(mark) = find_mark(frame) {
            self.count(mark);
        }
    }

    fn count(&mut self, mark: Mark) {
        self.numbered += 1;
        let full = self.streams.len() == MAX_STREAMS;
        let known = self.streams.iter_mut().find(|(id, _)| *id == mark.stream);
        match known {
            Some((_, last)) if mark.number > *last => {
                self.missing += mark.number - *last - 1;
                *last = mark.number;
            }
            // The sender was started anew.
            Some((_, last)) if mark.number == 0 && *last > 0 => *last = 0,
            Some(_) => self.late += 1,
            None if full => self.untracked += 1,
            None => self.streams.push((mark.stream, mark.number)),
        }
    }

    /// One line for people; nothing where no numbered frame was seen.
    pub fn line(&self) -> Option<String> {
        (self.numbered > 0).then(|| {
            format!(
                "{} numbered, {} missing, {} late or twice",
                units::grouped(self.numbered),
                units::grouped(self.missing),
                units::grouped(self.late),
            )
        })
    }

    /// The same for machines.
    pub fn json(&self) -> Value {
        json!({
            "numbered": self.numbered,
            "missing": self.missing,
            "late": self.late,
            "untracked": self.untracked,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(numbers: &[(u16, u64)]) -> Sequence {
        let mut sequence = Sequence::default();
        for &(stream, number) in numbers {
            sequence.count(Mark {
                stream,
                number,
                stamp: 0,
            });
        }
        sequence
    }

    #[test]
    fn gaps_are_counted_per_stream() {
        let s = after(&[(0, 5), (1, 100), (0, 6), (0, 9), (1, 101)]);
        assert_eq!((s.numbered, s.missing, s.late), (5, 2, 0));
        let s = after(&[(0, 5), (0, 7), (0, 6), (0, 6)]);
        assert_eq!((s.missing, s.late), (1, 2));
    }

    #[test]
    fn a_sender_may_begin_again() {
        let s = after(&[(0, 500), (0, 0), (0, 1), (0, 1)]);
        assert_eq!((s.missing, s.late), (0, 1));
    }

    #[test]
    fn too_many_streams_are_counted() {
        let marks: Vec<_> = (0..300).map(|stream| (stream, 0)).collect();
        assert_eq!(after(&marks).untracked, 300 - MAX_STREAMS as u64);
    }
}
