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
/// one is too long, or the transmit ring has fewer slots in all, every slot is given back.
///
/// ```
/// use packet_ring::testing::memory_pair;
/// use packet_ring::{Receive, Ring, Transmit, Verdict, forward_by_copy};
///
/// let ((mut from, mut rx), (mut tx, mut to)) = (memory_pair(8, 2048), memory_pair(8, 2048));
/// from.send_batch(&[b"one", b"two", b"three"])?;
/// from.kick()?;
///
/// let done = forward_by_copy(&mut tx, &mut rx, 64, |packet| {
///     packet.make_ascii_uppercase();
///     if packet == b"TWO" { Verdict::Drop } else { Verdict::Forward }
/// })?;
/// tx.kick()?;
/// rx.kick()?;
///
/// assert_eq!((done.forwarded, done.dropped), (2, 1));
/// to.seek_n(2)?;
/// assert_eq!(to.peek_at(1)?, b"THREE");
/// # Ok::<(), packet_ring::RingError>(())
/// ```
///
/// # Errors
///
/// Those of [`Ring::commit_n`](crate::Ring::commit_n) and of [`Transmit::set_continued`]. The
/// packet that the latter refuses stays at the front of the receive ring, and `edit` has not seen
/// it; what was before it is forwarded first.
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
        while end <= n && rx.is_continued(end - 1) {
            end += 1;
        }
        let (slots, at) = (end - taken, done.forwarded);
        if end > n {
            break;
        }
        let never_fits = slots > tx.capacity();
        if slots > room - at && !never_fits {
            break;
        }
        if slots > 1 && !never_fits {
            // Asked before `edit` sees the packet, because a refusal leaves it in the ring.
            match tx.set_continued(at, true) {
                Err(e) if taken == 0 => return Err(e),
                Err(_) => break,
                Ok(()) => {}
            }
        }
        let (mut drop, mut too_long) = (false, never_fits);
        for i in taken..end {
            let packet = rx.peek_at(i)?;
            drop |= edit(packet) == Verdict::Drop || packet.is_empty();
            too_long |= packet.len() > max;
        }
        taken = end;
        if drop {
            done.dropped += slots;
            continue;
        }
        if too_long {
            done.too_long += slots;
            continue;
        }
        for i in 0..slots {
            let packet = rx.peek_at(end - slots + i)?;
            tx.peek_at(at + i, packet.len())?.copy_from_slice(packet);
            if i + 1 < slots {
                tx.set_continued(at + i, true)?;
            }
        }
        done.forwarded += slots;
    }
    tx.commit_n(done.forwarded)?;
    rx.commit_n(taken)?;
    Ok(done)
}
