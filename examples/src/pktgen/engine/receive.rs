//! Receiving.

use packet_ring::{Receive, RingError};

use super::echo::Idle;
use crate::pktgen::counters::Counters;

/// Shows each packet that arrives to `each`, `batch` at a time at most, until `over` says so.
/// Packets of several slots (netmap's `NS_MOREFRAG`) are put together first.
///
/// # Errors
///
/// Those of the ring.
pub fn receive<R>(
    rx: &mut R,
    batch: usize,
    idle: Idle,
    counters: &Counters,
    mut each: impl FnMut(&[u8]),
    mut over: impl FnMut() -> bool,
) -> Result<(), RingError>
where
    R: Receive,
{
    // Room for the longest packet that anybody sends; grows beyond that.
    let mut joined = Vec::with_capacity(65_536);
    while !over() {
        let (mut packets, mut bytes) = (0, 0);
        while packets < batch {
            // Nearly every packet takes one slot.
            let ready = rx.ready();
            let most = ready.min(batch - packets);
            let single = (0..most).find(|&i| rx.is_continued(i)).unwrap_or(most);
            if single > 0 {
                let n = rx.recv_each(single, |packet| {
                    bytes += packet.len();
                    each(packet);
                })?;
                packets += n;
                if n < single {
                    break;
                }
                continue;
            }
            let Some(slots) = packet_slots(rx, 0, ready) else {
                break;
            };
            joined.clear();
            for i in 0..slots {
                joined.extend_from_slice(rx.peek_at(i)?);
            }
            bytes += joined.len();
            each(&joined);
            rx.commit_n(slots)?;
            packets += 1;
        }
        counters.batch(packets, bytes);
        if packets > 0 {
            rx.kick()?;
        } else {
            counters.idle();
            idle.pause(rx)?;
        }
    }
    Ok(())
}

/// How many slots the packet takes that begins in slot `from`; `None` if there is none, or if its
/// end has not arrived.
#[inline]
pub(super) fn packet_slots<R: Receive>(rx: &R, from: usize, ready: usize) -> Option<usize> {
    (from..ready)
        .find(|&i| !rx.is_continued(i))
        .map(|last| last + 1 - from)
}
