//! Sending.

use std::thread;
use std::time::{Duration, Instant};

use packet_ring::{Kick, RingError, Transmit};

use super::SLICE;
use crate::pktgen::counters::Counters;

/// What a [`Source`] has to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// A packet of this many bytes, now.
    Packet(usize),
    /// Nothing before this moment.
    NotBefore(Instant),
    /// Nothing any more.
    End,
}

/// Where packets to be sent come from.
pub trait Source {
    /// What comes next. Asked again without a [`write`](Source::write) in between, the answer is
    /// the same packet.
    fn next(&mut self, now: Instant) -> Next;

    /// Writes the packet that [`next`](Source::next) announced; `frame` has its length.
    fn write(&mut self, frame: &mut [u8]);
}

/// Sends what `source` has, `batch` packets at a time, until it ends or `over` says so, and then
/// waits until the device has taken all of it (at most a second).
///
/// A device that is down is waited for; what was committed goes out when it is up again.
///
/// # Errors
///
/// Those of the ring, a link that is down excepted.
pub fn transmit<T, S>(
    tx: &mut T,
    source: &mut S,
    batch: usize,
    counters: &Counters,
    mut over: impl FnMut() -> bool,
) -> Result<(), RingError>
where
    T: Transmit,
    S: Source + ?Sized,
{
    let mut ended = false;
    while !ended && !over() {
        let now = Instant::now();
        let (mut bytes, mut later) = (0, None);
        let n = tx.send_each(batch, |frame| match source.next(now) {
            Next::Packet(len) => {
                if let Some(frame) = frame.get_mut(..len) {
                    source.write(frame);
                    bytes += len;
                }
                len
            }
            Next::NotBefore(when) => {
                later = Some(when);
                0
            }
            Next::End => {
                ended = true;
                0
            }
        })?;
        counters.batch(n, bytes);
        if n == 0 && later.is_none() && !ended {
            counters.idle();
            wait(tx)?;
            continue;
        }
        wake(tx, counters)?;
        if let Some(when) = later {
            thread::sleep(when.saturating_duration_since(now).min(SLICE));
        }
    }
    drain(tx, Duration::from_secs(1), counters)?;
    Ok(())
}

/// Kicks until the device has taken everything that was committed. Returns how many slots it has
/// not taken when `timeout` runs out: 0 is success.
///
/// # Errors
///
/// Those of [`Ring::kick`](packet_ring::Ring::kick), a link that is down excepted.
pub fn drain<T>(tx: &mut T, timeout: Duration, counters: &Counters) -> Result<usize, RingError>
where
    T: Transmit + ?Sized,
{
    let deadline = Instant::now() + timeout;
    loop {
        let queued = match wake(tx, counters)? {
            Some(kick) => kick.queued(),
            // Down: how many are queued is not known, only that they are.
            None => 1,
        };
        if queued == 0 || Instant::now() >= deadline {
            return Ok(queued);
        }
        thread::sleep(Duration::from_micros(20));
    }
}

/// Kicks; `None` where the link is down.
fn wake<T>(tx: &mut T, counters: &Counters) -> Result<Option<Kick>, RingError>
where
    T: Transmit + ?Sized,
{
    match tx.kick() {
        Ok(kick) => {
            if let Kick::Dropped { .. } = kick {
                counters.dropped(1);
            }
            Ok(Some(kick))
        }
        Err(RingError::LinkDown) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Waits for room, which wakes the device up as well.
fn wait<T>(tx: &mut T) -> Result<(), RingError>
where
    T: Transmit + ?Sized,
{
    match tx.wait(Some(SLICE)) {
        Ok(_) => Ok(()),
        Err(RingError::LinkDown) => {
            thread::sleep(SLICE);
            Ok(())
        }
        Err(e) => Err(e),
    }
}
