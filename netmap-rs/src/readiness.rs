//! Rings in event loops.

use std::fmt;
#[cfg(feature = "sys")]
use std::os::fd::OwnedFd;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};

use crate::Direction;
use crate::software::Watch;

/// The readiness of one ring as a file descriptor, for poll, epoll, kqueue and what is built on
/// them. Each belongs to one event loop; [`TxRing::readiness`](crate::TxRing::readiness) and
/// [`RxRing::readiness`](crate::RxRing::readiness) make as many as are needed.
///
/// Work through the ring until nothing is left, [`arm`](Readiness::arm), sync and look once more,
/// and only then wait for [`events`](Readiness::events):
///
/// ```no_run
/// # fn wait_for_readable(_: &impl std::os::fd::AsFd) {}
/// # fn main() -> Result<(), netmap_rs::Error> {
/// # let port = netmap_rs::Netmap::open("vale0:a")?;
/// let mut rx = port.rx_ring(0)?;
/// let readiness = rx.readiness()?;
/// loop {
///     readiness.arm();
///     if rx.sync()? == 0 {
///         wait_for_readable(&readiness);
///     }
///     while let Some(frame) = rx.recv() {
///         println!("{} bytes", frame.len());
///     }
/// }
/// # }
/// ```
pub struct Readiness {
    source: Source,
    direction: Direction,
}

enum Source {
    /// A duplicate, since an epoll takes each descriptor of a file once only.
    #[cfg(feature = "sys")]
    Kernel(OwnedFd),
    Software(Watch),
}

impl Readiness {
    #[cfg(feature = "sys")]
    pub(crate) fn kernel(fd: OwnedFd, direction: Direction) -> Readiness {
        let source = Source::Kernel(fd);
        Readiness { source, direction }
    }

    pub(crate) fn software(watch: Watch, direction: Direction) -> Readiness {
        let source = Source::Software(watch);
        Readiness { source, direction }
    }

    /// Asks for the next event and forgets earlier ones. Look at the ring after this and before
    /// waiting, or what came in between is missed.
    pub fn arm(&self) {
        match &self.source {
            // The kernel looks at the ring itself.
            #[cfg(feature = "sys")]
            Source::Kernel(_) => {}
            Source::Software(watch) => watch.arm(),
        }
    }

    /// What to wait for: `POLLIN`, or `POLLOUT` for a transmit ring of the kernel.
    pub fn events(&self) -> i16 {
        match (&self.source, self.direction) {
            #[cfg(feature = "sys")]
            (Source::Kernel(_), Direction::Tx) => libc::POLLOUT,
            _ => libc::POLLIN,
        }
    }
}

impl AsFd for Readiness {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.source {
            #[cfg(feature = "sys")]
            Source::Kernel(fd) => fd.as_fd(),
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
