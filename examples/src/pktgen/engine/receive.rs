//! Receiving.

use packet_ring::{Receive, RingError};

use super::echo::Idle;
use crate::pktgen::counters::Counters;

/// Shows each packet that arrives to `each`, `batch` at a time at most, until `over` says so.
///
/// # Errors
///
/// Those of the ring.
pub fn receive<R>(
    rx: &mut R,
    batch: usize,
    idle: Idle,
    counters: &Counters,
    mut each: impl FnMut(&mut [u8]),
    mut over: impl FnMut() -> bool,
) -> Result<(), RingError>
where
    R: Receive,
{
    while !over() {
        let mut bytes = 0;
        let n = rx.recv_each(batch, |packet| {
            bytes += packet.len();
            each(packet);
        })?;
        counters.batch(n, bytes);
        if n > 0 {
            rx.kick()?;
        } else {
            counters.idle();
            idle.pause(rx)?;
        }
    }
    Ok(())
}
