//! Which positions of head and cur the kernel's side accepts.
//!
//! All positions are slot indices below `n`, and all arithmetic is modulo `n`, which need not be
//! a power of two.

/// `i + 1`.
#[inline]
pub(super) fn next(i: u32, n: u32) -> u32 {
    if i + 1 >= n { 0 } else { i + 1 }
}

/// `i - 1`.
#[inline]
pub(super) fn prev(i: u32, n: u32) -> u32 {
    if i == 0 { n.saturating_sub(1) } else { i - 1 }
}

/// How many steps lead from `from` to `to`.
#[inline]
pub(super) fn distance(from: u32, to: u32, n: u32) -> u32 {
    if to >= from { to - from } else { n - from + to }
}

/// What becomes of a head and cur that the user's side wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// `from ≤ head ≤ cur ≤ to`.
    Valid,
    /// Inside the ring, but not in that order: refused.
    Refused,
    /// Beyond the ring: the ring is set back.
    OutOfRing,
}

/// Judges `head` and `cur` against the window `from..=to`.
///
/// For a transmit ring the window reaches from the head of the last sync to the tail that was
/// shown to the user; for a receive ring, from the first slot not given back to the newest one.
#[inline]
pub(super) fn judge(from: u32, to: u32, head: u32, cur: u32, n: u32) -> Verdict {
    if head >= n || cur >= n {
        return Verdict::OutOfRing;
    }
    let window = distance(from, to, n);
    let (head, cur) = (distance(from, head, n), distance(from, cur, n));
    if head <= cur && cur <= window {
        Verdict::Valid
    } else {
        Verdict::Refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is valid for a ring of `n`, by walking it.
    fn walk(from: u32, to: u32, n: u32) -> Vec<(u32, u32)> {
        let mut window = vec![from];
        while *window.last().unwrap() != to {
            window.push(next(*window.last().unwrap(), n));
        }
        let mut valid = Vec::new();
        for (i, head) in window.iter().enumerate() {
            valid.extend(window[i..].iter().map(|cur| (*head, *cur)));
        }
        valid
    }

    #[test]
    fn judge_agrees_with_walking_the_ring() {
        for n in [1, 2, 3, 5, 8] {
            for from in 0..n {
                for to in 0..n {
                    let valid = walk(from, to, n);
                    for head in 0..n + 2 {
                        for cur in 0..n + 2 {
                            let want = if head >= n || cur >= n {
                                Verdict::OutOfRing
                            } else if valid.contains(&(head, cur)) {
                                Verdict::Valid
                            } else {
                                Verdict::Refused
                            };
                            assert_eq!(
                                judge(from, to, head, cur, n),
                                want,
                                "{from}..={to} of {n}: head {head} cur {cur}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn steps_wrap() {
        assert_eq!((next(99, 100), prev(0, 100)), (0, 99));
        assert_eq!((next(98, 100), prev(99, 100)), (99, 98));
        assert_eq!(distance(90, 10, 100), 20);
        assert_eq!(distance(10, 10, 100), 0);
        assert_eq!(judge(0, 0, u32::MAX, 0, 4), Verdict::OutOfRing);
    }
}
