//! Rings in event loops.

use std::fmt;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};

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
/// In the kernel on Linux this is an epoll of its own around the port's descriptor, since netmap
/// loses the event of a port whose poll collides with a sync in another thread. Do nothing to the
/// ring between arming and waiting, for that reason. On other systems it is the port's
/// descriptor, and both should happen in one thread.
pub struct Readiness {
    source: Source,
    direction: Direction,
    ring: Key,
}

enum Source {
    #[cfg(feature = "sys")]
    Kernel(Events),
    Software(Watch),
}

/// What arming did to the ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arming {
    /// Nothing yet: sync it.
    Unsynced,
    /// It was synced.
    #[cfg(feature = "sys")]
    Synced,
    /// It was synced, if that was possible: the device is gone, or the ring was re-initialised.
    #[cfg(feature = "sys")]
    Failed,
}

impl Readiness {
    #[cfg(feature = "sys")]
    pub(crate) fn kernel(events: Events, direction: Direction, ring: Key) -> Readiness {
        Readiness {
            source: Source::Kernel(events),
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

    /// Forgets earlier events and asks for the next one.
    pub(crate) fn arm(&self) -> io::Result<Arming> {
        match &self.source {
            #[cfg(all(feature = "sys", target_os = "linux"))]
            Source::Kernel(events) => Ok(match events.arm()? {
                crate::kernel::Polled::Failed => Arming::Failed,
                _ => Arming::Synced,
            }),
            #[cfg(all(feature = "sys", not(target_os = "linux")))]
            Source::Kernel(_) => Ok(Arming::Unsynced),
            Source::Software(watch) => {
                watch.arm();
                Ok(Arming::Unsynced)
            }
        }
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
