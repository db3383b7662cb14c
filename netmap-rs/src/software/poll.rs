//! A port with all its rings at once, as a file descriptor of netmap has them.

use std::io;
use std::time::Duration;

use super::port::{SoftPort, block};

const POLL_OUT: i16 = libc::POLLOUT | libc::POLLWRNORM;
const POLL_IN: i16 = libc::POLLIN | libc::POLLRDNORM;

impl SoftPort {
    /// `NIOCTXSYNC`: sends what is in the bound transmit rings.
    pub(crate) fn txsync(&self) -> io::Result<()> {
        for held in &self.tx {
            held.ring.sync();
        }
        Ok(())
    }

    /// `NIOCRXSYNC`: gives back and gets packets on the bound receive rings.
    pub(crate) fn rxsync(&self) -> io::Result<()> {
        for held in &self.rx {
            held.ring.sync();
        }
        Ok(())
    }

    /// `poll(2)` over all bound rings, which it syncs, as Linux' netmap does.
    pub(crate) fn poll(&self, events: i16, timeout: Option<Duration>) -> io::Result<i16> {
        let mut revents = 0;
        let look = || {
            revents = self.look(events);
            Ok(revents != 0)
        };
        let bells = || {
            let tx = self.tx.iter().filter(|_| events & POLL_OUT != 0);
            let rx = self.rx.iter().filter(|_| events & POLL_IN != 0);
            tx.map(|h| &**h.ring.bell())
                .chain(rx.map(|h| &**h.ring.bell()))
        };
        block(&self.waiters, bells, timeout, look)?;
        Ok(revents)
    }

    /// Syncs the rings that a poll for these events syncs, and tells what is ready.
    fn look(&self, events: i16) -> i16 {
        let (mut out, mut revents) = (events & POLL_OUT, 0);
        if self.tx_poll || out != 0 {
            for held in &self.tx {
                // Once there is room somewhere, a ring is synced only to send what it holds.
                let outcome = match out {
                    0 => held.ring.flush(),
                    _ => Some(held.ring.sync()),
                };
                let outcome = outcome.unwrap_or_default();
                if outcome.invalid {
                    revents |= libc::POLLERR;
                }
                if outcome.ready {
                    revents |= out;
                    out = 0;
                }
            }
        }
        if events & POLL_IN != 0 {
            for held in &self.rx {
                let outcome = held.ring.sync();
                if outcome.invalid {
                    revents |= libc::POLLERR;
                }
                if outcome.ready {
                    revents |= events & POLL_IN;
                }
            }
        }
        revents
    }
}
