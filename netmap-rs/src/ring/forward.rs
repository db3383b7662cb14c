//! Forwarding from a receive ring to a transmit ring.

use packet_ring::{Forward, Forwarded, RingError, Verdict, forward_by_copy};

use super::raw::RawRing;
use super::slot::Slot;
use super::{CORRUPT, RxRing, TxRing};

impl TxRing {
    /// Whether packets of `rx` can be forwarded to this ring without copying: both rings are in
    /// the same memory.
    pub fn shares_memory_with(&self, rx: &RxRing) -> bool {
        self.raw.can_swap_with(&rx.raw)
    }

    /// Takes up to `n` slots from the front of `rx`, as far as this ring has room, shows each to
    /// `edit`, and commits those it wants sent. Sync both rings afterwards.
    ///
    /// Where both rings are in the same memory the slots swap their buffers; elsewhere the bytes
    /// are copied. A packet of several slots is forwarded or dropped as a whole.
    ///
    /// # Errors
    ///
    /// Those of [`commit_n`](TxRing::commit_n) of both rings; [`RingError::Reinitialised`] where a
    /// slot of this ring refers to no buffer.
    #[doc(alias = "NS_BUF_CHANGED")]
    pub fn forward_n<F>(
        &mut self,
        rx: &mut RxRing,
        n: usize,
        edit: F,
    ) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        if self.shares_memory_with(rx) {
            forward_by_swap(self, rx, n, edit)
        } else {
            forward_by_copy(self, rx, n, edit)
        }
    }
}

impl Forward<RxRing> for TxRing {
    fn forward_n<F>(&mut self, rx: &mut RxRing, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        TxRing::forward_n(self, rx, n, edit)
    }
}

/// Commits what was done, also when `edit` panics: slots that have swapped their buffers must not
/// stay in the window of the receive ring, where they would be taken for packets.
struct Progress<'a> {
    tx: &'a mut TxRing,
    rx: &'a mut RxRing,
    sent: u32,
    taken: u32,
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.tx.hand_over_filled(self.sent);
        self.rx.give_back(self.taken);
    }
}

fn forward_by_swap<F>(
    tx: &mut TxRing,
    rx: &mut RxRing,
    n: usize,
    mut edit: F,
) -> Result<Forwarded, RingError>
where
    F: FnMut(&mut [u8]) -> Verdict,
{
    let room = tx.ready() as u32;
    let end = rx.ready().min(n) as u32;
    let mut at = Progress {
        tx,
        rx,
        sent: 0,
        taken: 0,
    };
    let mut want = |bytes: &mut [u8]| edit(bytes) == Verdict::Forward && !bytes.is_empty();
    while at.sent < room {
        // Nearly every packet takes one slot.
        let (done, left) = ((&mut at.taken, end), (&mut at.sent, room));
        at.rx.raw.swap_each(done, &mut at.tx.raw, left, &mut want);
        if at.sent == room {
            break;
        }
        let Some(slots) = at.rx.packet_slots(at.taken, end) else {
            break;
        };
        if slots > room - at.sent {
            break;
        }
        if (0..slots).any(|i| !at.tx.raw.is_buffer(at.tx.raw.slot(at.sent + i).buf_idx)) {
            at.tx.stats.bad_index += 1;
            return Err(CORRUPT);
        }
        let mut send = at.rx.is_sound(at.taken, slots);
        if send {
            for i in at.taken..at.taken + slots {
                let (bytes, _) = at.rx.raw.bytes_mut(i);
                send &= want(bytes);
            }
        }
        if send {
            for i in 0..slots {
                let more = i + 1 < slots;
                swap(
                    &mut at.tx.raw,
                    at.sent + i,
                    &mut at.rx.raw,
                    at.taken + i,
                    more,
                );
            }
            at.sent += slots;
        }
        at.taken += slots;
    }
    let (sent, taken) = (at.sent as usize, at.taken as usize);
    drop(at);
    Ok(Forwarded::new(sent, taken - sent, 0))
}

/// Lets two slots swap their buffers; the packet is in the transmit slot then.
#[inline]
fn swap(tx: &mut RawRing, t: u32, rx: &mut RawRing, r: u32, more: bool) {
    let (free, packet) = (tx.slot(t), rx.slot(r));
    let most = u16::try_from(rx.buf_size()).unwrap_or(u16::MAX);
    let flags = if more { Slot::MOREFRAG } else { 0 };
    tx.set_slot(
        t,
        Slot {
            buf_idx: packet.buf_idx,
            len: packet.len.min(most),
            flags: flags | Slot::BUF_CHANGED,
        },
    );
    rx.set_slot(
        r,
        Slot {
            buf_idx: free.buf_idx,
            len: packet.len,
            flags: Slot::BUF_CHANGED,
        },
    );
}
