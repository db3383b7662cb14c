//! Forwarding.

use packet_ring::{Forward, Receive, RingError, Verdict};

use super::echo::Idle;
use crate::pktgen::counters::Counters;

/// Moves packets from `rx` to `tx`, `batch` at a time at most, until `over` says so; `edit` sees
/// each and may change it.
///
/// What `edit` drops and what is too long for `tx` is counted as dropped. A full `tx` makes
/// packets wait in `rx`.
///
/// # Errors
///
/// Those of the rings.
pub fn forward<T, R>(
    tx: &mut T,
    rx: &mut R,
    batch: usize,
    idle: Idle,
    counters: &Counters,
    mut edit: impl FnMut(&mut [u8]) -> Verdict,
    mut over: impl FnMut() -> bool,
) -> Result<(), RingError>
where
    T: Forward<R>,
    R: Receive,
{
    while !over() {
        let mut bytes = 0;
        let done = tx.forward_n(rx, batch, |packet| {
            let verdict = edit(packet);
            if verdict == Verdict::Forward {
                bytes += packet.len();
            }
            verdict
        })?;
        counters.batch(done.forwarded, bytes);
        counters.dropped(done.dropped + done.too_long);
        // Kicked in any case: what the device did not take last time is still queued.
        tx.kick()?;
        rx.kick()?;
        if done.taken() == 0 {
            counters.idle();
            if rx.ready() == 0 {
                idle.pause(rx)?;
            } else {
                idle.pause(tx)?;
            }
        }
    }
    Ok(())
}
