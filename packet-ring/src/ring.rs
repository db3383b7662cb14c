//! The ring traits.

use std::time::Duration;

use crate::RingError;

/// What a [`Ring::kick`] found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kick {
    /// The device had not asked to be woken up; no system call was made.
    NotNeeded,
    /// The device was woken up and has taken everything that was committed. Taken is not yet sent:
    /// a transmit frame is free again when [`Ring::ready`] counts it.
    Drained,
    /// The device was woken up and has taken a part; `queued` slots are still in the ring. Kick
    /// again.
    Pending {
        /// Slots committed but not taken yet.
        queued: usize,
    },
    /// The device refused a packet and dropped it; `queued` slots are still in the ring. Kick
    /// again for those.
    Dropped {
        /// Slots committed but not taken yet.
        queued: usize,
    },
}

impl Kick {
    /// Slots that the device has not taken yet, as far as this kick knows: at most so many. AF_XDP
    /// in copy mode shows what it has taken only when it has emptied the ring, before Linux 6.17.
    pub fn queued(self) -> usize {
        match self {
            Kick::NotNeeded | Kick::Drained => 0,
            Kick::Pending { queued } | Kick::Dropped { queued } => queued,
        }
    }
}

/// What transmit and receive rings have in common. See the [crate] for the workflow.
pub trait Ring {
    /// Slots of the ring. The window never grows beyond it, and may always stay below (netmap
    /// keeps one slot free).
    fn capacity(&self) -> usize;

    /// The longest packet, in bytes, that one slot holds.
    fn frame_size(&self) -> usize;

    /// Refreshes the window and returns how many slots it has. Never fails and never blocks; this
    /// is what a batch loop calls.
    fn ready(&mut self) -> usize;

    /// Hands the first `n` slots of the window on: to the device for sending, or back to the
    /// device to be filled again. `commit_n(0)` does nothing.
    ///
    /// A ring may keep commits to itself until [`kick`](Ring::kick), [`wait`](Ring::wait),
    /// [`ready`](Ring::ready) or a seek that has to look: then the device sees them all at once.
    ///
    /// # Errors
    ///
    /// Each leaves the ring as it was. [`RingError::CommitBeyondWindow`] where `n` exceeds the
    /// window as last returned by [`ready`](Ring::ready); [`RingError::NotPeeked`] where one of
    /// the slots is a transmit slot that was not peeked since it became ready;
    /// [`RingError::PartialPacket`] where `n` would cut a packet of several slots.
    fn commit_n(&mut self, n: usize) -> Result<(), RingError>;

    /// Wakes the device up if, and only if, it asked for that. Call it after commits, in both
    /// directions.
    ///
    /// # Errors
    ///
    /// [`RingError::LinkDown`], [`RingError::DeviceGone`], [`RingError::Reinitialised`], and
    /// [`RingError::Os`] for anything else that the system reports. Whatever was committed is
    /// still queued unless the error says otherwise.
    fn kick(&mut self) -> Result<Kick, RingError>;

    /// Blocks until at least one slot is ready, and returns how many are. `None` waits for ever;
    /// a timeout that runs out returns `Ok(0)`. Wakes the device up where it needs that.
    ///
    /// # Errors
    ///
    /// As [`kick`](Ring::kick): a device that goes away ends the wait. A signal does not.
    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError>;

    /// Makes sure that `n` slots are ready, and returns how many there are (at least `n`).
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] with the number available where there are fewer.
    #[inline]
    fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        let available = self.ready();
        if available >= n {
            Ok(available)
        } else {
            Err(RingError::NotReady {
                wanted: n,
                available,
            })
        }
    }

    /// [`seek_n`](Ring::seek_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`seek_n`](Ring::seek_n).
    #[inline]
    fn seek(&mut self) -> Result<usize, RingError> {
        self.seek_n(1)
    }

    /// [`commit_n`](Ring::commit_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`commit_n`](Ring::commit_n).
    #[inline]
    fn commit(&mut self) -> Result<(), RingError> {
        self.commit_n(1)
    }
}

/// A ring that sends.
pub trait Transmit: Ring {
    /// The first `len` bytes of slot `i`'s frame, to be written; `len` becomes the length of the
    /// packet. The content is whatever was there before. Peeking again changes the length.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`], [`RingError::TooLong`], [`RingError::ZeroLength`].
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError>;

    /// Says whether the packet in slot `i` goes on in slot `i + 1`. Peeking a slot clears it.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`]; [`RingError::Unsupported`] where the ring sends packets of one
    /// slot only.
    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        let _ = i;
        if continued {
            Err(RingError::Unsupported {
                what: "a packet of several slots",
            })
        } else {
            Ok(())
        }
    }

    /// [`peek_at`](Transmit::peek_at)`(0, len)`.
    ///
    /// # Errors
    ///
    /// As [`peek_at`](Transmit::peek_at).
    #[inline]
    fn peek(&mut self, len: usize) -> Result<&mut [u8], RingError> {
        self.peek_at(0, len)
    }

    /// Seek and peek in one.
    ///
    /// # Errors
    ///
    /// Those of [`Ring::seek`] and [`peek`](Transmit::peek).
    #[inline]
    fn seek_and_peek(&mut self, len: usize) -> Result<&mut [u8], RingError> {
        self.seek()?;
        self.peek_at(0, len)
    }

    /// Copies one packet into the ring and commits it. Does not kick.
    ///
    /// # Errors
    ///
    /// Those of [`seek_and_peek`](Transmit::seek_and_peek); the ring is then as it was.
    #[inline]
    fn send(&mut self, packet: &[u8]) -> Result<(), RingError> {
        self.seek_and_peek(packet.len())?.copy_from_slice(packet);
        self.commit()
    }

    /// Copies as many packets into the ring as are ready for, from the front, and commits them at
    /// once. Returns how many those are; the others are the caller's to send again. Does not kick.
    ///
    /// # Errors
    ///
    /// Those of [`peek_at`](Transmit::peek_at) for the first packet that is refused; then nothing
    /// was committed.
    #[inline]
    fn send_batch(&mut self, packets: &[&[u8]]) -> Result<usize, RingError> {
        let n = self.ready().min(packets.len());
        for (i, packet) in packets.iter().take(n).enumerate() {
            self.peek_at(i, packet.len())?.copy_from_slice(packet);
        }
        self.commit_n(n)?;
        Ok(n)
    }

    /// Calls `f` with the whole frame of each ready slot, at most `max`, in order; `f` writes a
    /// packet and returns its length in bytes, or 0 to stop. Commits all those packets at once and
    /// returns how many they are. Does not kick. The cheapest way to send many. The slot at which
    /// `f` stopped may count as peeked.
    ///
    /// # Errors
    ///
    /// [`RingError::TooLong`] where `f` returns more than the frame has; then nothing was
    /// committed.
    #[inline]
    fn send_each<F>(&mut self, max: usize, mut f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
        Self: Sized,
    {
        let ready = self.ready().min(max);
        let frame_size = self.frame_size();
        let mut n = 0;
        while n < ready {
            let len = f(self.peek_at(n, frame_size)?);
            if len == 0 {
                break;
            }
            self.peek_at(n, len)?;
            n += 1;
        }
        self.commit_n(n)?;
        Ok(n)
    }
}

/// A ring that receives.
pub trait Receive: Ring {
    /// The bytes of the packet in slot `i`. They may be edited in place, as forwarders do.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`].
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError>;

    /// Whether the packet in slot `i` goes on in slot `i + 1`. False beyond the window.
    fn is_continued(&self, i: usize) -> bool {
        let _ = i;
        false
    }

    /// [`peek_at`](Receive::peek_at)`(0)`.
    ///
    /// # Errors
    ///
    /// As [`peek_at`](Receive::peek_at).
    #[inline]
    fn peek(&mut self) -> Result<&mut [u8], RingError> {
        self.peek_at(0)
    }

    /// Seek and peek in one.
    ///
    /// # Errors
    ///
    /// Those of [`Ring::seek`] and [`peek`](Receive::peek).
    #[inline]
    fn seek_and_peek(&mut self) -> Result<&mut [u8], RingError> {
        self.seek()?;
        self.peek_at(0)
    }

    /// Copies one packet into `buf`, gives its slot back and returns its length in bytes. Does not
    /// kick.
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] where nothing has arrived; [`RingError::BufferTooSmall`] and
    /// [`RingError::PartialPacket`] (a packet of several slots), which leave the packet where it
    /// is.
    #[inline]
    fn recv_into(&mut self, buf: &mut [u8]) -> Result<usize, RingError> {
        self.seek()?;
        if self.is_continued(0) {
            return Err(RingError::PartialPacket { index: 0 });
        }
        let packet = self.peek_at(0)?;
        let (len, capacity) = (packet.len(), buf.len());
        let Some(target) = buf.get_mut(..len) else {
            return Err(RingError::BufferTooSmall { len, capacity });
        };
        target.copy_from_slice(packet);
        self.commit()?;
        Ok(len)
    }

    /// Calls `f` with the bytes of each ready slot, at most `max`, in order, then gives all those
    /// slots back at once. Returns how many those were. A packet of several slots whose end is not
    /// among them stays for the next call. Does not kick.
    ///
    /// # Errors
    ///
    /// Those of [`Ring::commit_n`].
    #[inline]
    fn recv_each<F>(&mut self, max: usize, mut f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
        Self: Sized,
    {
        let mut n = self.ready().min(max);
        while n > 0 && self.is_continued(n - 1) {
            n -= 1;
        }
        for i in 0..n {
            f(self.peek_at(i)?);
        }
        self.commit_n(n)?;
        Ok(n)
    }
}
