//! Rings in event loops.

use std::fmt;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
#[cfg(feature = "sys")]
use std::sync::Arc;

use crate::Direction;
use crate::claims::Key;
#[cfg(feature = "sys")]
use crate::kernel::Events;
use crate::software::Watch;

/// The readiness of one ring as a file descriptor, for poll, epoll, kqueue and what is built on
/// them. [`TxRing::readiness`](crate::TxRing::readiness) and
/// [`RxRing::readiness`](crate::RxRing::readiness) make it; one for each ring is enough.
///
/// Work through the ring until nothing is left, arm, and wait only if that found nothing either.
/// An event may turn out to be about nothing; none is missed.
///
/// ```no_run
/// # fn wait_for_readable(_: &impl std::os::fd::AsFd) {}
/// # fn main() -> Result<(), netmap_rs::Error> {
/// # let port = netmap_rs::Netmap::open("vale0:a")?;
/// let mut rx = port.rx_ring(0)?;
/// let readiness = rx.readiness()?;
/// loop {
///     if rx.arm(&readiness)? == 0 {
///         wait_for_readable(&readiness);
///     }
///     while let Some(frame) = rx.recv() {
///         println!("{} bytes", frame.len());
///     }
/// }
/// # }
/// ```
///
/// Leave the ring alone between arming and waiting: a sync in between may take the event away.
///
/// In the kernel on Linux this is an epoll of its own around the port's descriptor, since netmap
/// bears no polls of a ring in one thread while another works on it. On other systems it is the
/// port's descriptor: wait in the thread that works on the ring.
pub struct Readiness {
    source: Source,
    direction: Direction,
    ring: Key,
}

pub(crate) enum Source {
    #[cfg(feature = "sys")]
    Kernel(Arc<Events>),
    Software(Watch),
}

impl Readiness {
    #[cfg(feature = "sys")]
    pub(crate) fn kernel(events: Events, direction: Direction, ring: Key) -> Readiness {
        Readiness {
            source: Source::Kernel(Arc::new(events)),
            direction,
            ring,
        }
    }

    pub(crate) fn software(watch: Watch, direction: Direction, ring: Key) -> Readiness {
        Readiness {
            source: Source::Software(watch),
            direction,
            ring,
        }
    }

    /// Which ring it is of.
    pub(crate) fn ring(&self) -> Key {
        self.ring
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// What to wait for: `POLLIN`; `POLLOUT` for a transmit ring in the kernel on other systems
    /// than Linux.
    pub fn events(&self) -> i16 {
        match (&self.source, self.direction) {
            #[cfg(all(feature = "sys", not(target_os = "linux")))]
            (Source::Kernel(_), Direction::Tx) => libc::POLLOUT,
            _ => libc::POLLIN,
        }
    }
}

impl AsFd for Readiness {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.source {
            #[cfg(feature = "sys")]
            Source::Kernel(events) => events.as_fd(),
            Source::Software(watch) => watch.as_fd(),
        }
    }
}

impl AsRawFd for Readiness {
    fn as_raw_fd(&self) -> RawFd {
        self.as_fd().as_raw_fd()
    }
}

impl fmt::Debug for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readiness")
            .field("fd", &self.as_raw_fd())
            .field("direction", &self.direction)
            .finish()
    }
}
