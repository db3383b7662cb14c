//! Moving packets from a receive ring to a transmit ring.

use crate::{Receive, RingError, Transmit};

/// What is to become of a packet that is being forwarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Send it.
    Forward,
    /// Drop it; it is counted in [`Forwarded::dropped`].
    Drop,
}

/// What became of the packets that [`Forward::forward_n`] took from the receive ring.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Forwarded {
    /// Slots committed to the transmit ring.
    pub forwarded: usize,
    /// Slots given back because of [`Verdict::Drop`].
    pub dropped: usize,
    /// Slots given back because the transmit ring's frames are too short for them.
    pub too_long: usize,
}

impl Forwarded {
    /// The counts, as one value.
    pub fn new(forwarded: usize, dropped: usize, too_long: usize) -> Forwarded {
        Forwarded {
            forwarded,
            dropped,
            too_long,
        }
    }

    /// Slots taken from the receive ring.
    pub fn taken(&self) -> usize {
        self.forwarded + self.dropped + self.too_long
    }
}

/// A transmit ring that takes over packets of the receive ring `R`: without copying where both
/// share their memory (one UMEM, one netmap region), by copying elsewhere.
pub trait Forward<R: ?Sized>: Transmit {
    /// Takes up to `n` slots from the front of `rx`, as far as this ring has room, shows each to
    /// `edit`, and commits those it wants sent. Both rings' commits are done on return; kick both.
    ///
    /// # Errors
    ///
    /// Those of [`Ring::commit_n`](crate::Ring::commit_n). A packet of several slots whose end is
    /// not within reach is left for the next call.
    fn forward_n<F>(&mut self, rx: &mut R, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict;
}

/// Forwards by copying, between any two rings: what [`Forward`] does where the memory is not
/// shared, and the way to forward between an AF_XDP socket and a netmap port.
///
/// A packet of several slots is forwarded or dropped as one: if `edit` drops one of its slots, or
/// one is too long, all are given back.
///
/// # Errors
///
/// Those of [`Ring::commit_n`](crate::Ring::commit_n) and of [`Transmit::set_continued`].
#[inline]
pub fn forward_by_copy<T, R, F>(
    tx: &mut T,
    rx: &mut R,
    n: usize,
    mut edit: F,
) -> Result<Forwarded, RingError>
where
    T: Transmit + ?Sized,
    R: Receive + ?Sized,
    F: FnMut(&mut [u8]) -> Verdict,
{
    let room = tx.ready();
    let n = rx.ready().min(n);
    let max = tx.frame_size();
    let mut done = Forwarded::default();
    let mut taken = 0;
    while taken < n && done.forwarded < room {
        // The slots of one packet: nearly always just one.
        let mut end = taken + 1;
        while rx.is_continued(end - 1) {
            end += 1;
            if end > n {
                break;
            }
        }
        let slots = end - taken;
        if end > n || slots > room - done.forwarded {
            break;
        }
        let (mut drop, mut too_long) = (false, false);
        for i in taken..end {
            let packet = rx.peek_at(i)?;
            drop |= edit(packet) == Verdict::Drop;
            too_long |= packet.len() > max;
            if !drop && !too_long && !packet.is_empty() {
                let at = done.forwarded + i - taken;
                tx.peek_at(at, packet.len())?.copy_from_slice(packet);
                if i + 1 < end {
                    tx.set_continued(at, true)?;
                }
            }
            drop |= packet.is_empty();
        }
        if drop {
            done.dropped += slots;
        } else if too_long {
            done.too_long += slots;
        } else {
            done.forwarded += slots;
        }
        taken = end;
    }
    tx.commit_n(done.forwarded)?;
    rx.commit_n(taken)?;
    Ok(done)
}
