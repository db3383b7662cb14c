//! How one ring reaches its backend.
//!
//! A netmap file descriptor syncs *all* rings bound to it, and skips, without an error, any that
//! another thread is syncing at that moment. So that nothing of two threads on two rings is
//! skipped:
//!
//! * a ring that is alone in its direction uses the descriptor of the port. Receiving never
//!   touches transmit rings, because every registration has `NR_NO_TX_POLL`;
//! * one of several rings gets a descriptor of its own, bound to nothing but that ring;
//! * where that can't be (the port is exclusive, or netmap's pools are exhausted) syncs of the
//!   shared descriptor take turns, and waits are cut into short ones, since nothing else could
//!   tell that a ring was skipped during a poll.
//!
//! The software backend syncs ring by ring and skips none.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use packet_ring::RingError;

#[cfg(all(feature = "sys", feature = "tokio-async"))]
use crate::PortKind;
use crate::claims::Claim;
#[cfg(feature = "sys")]
use crate::kernel::{Device, Events, Polled};
use crate::port::{Backing, Shared};
use crate::readiness::Arming;
use crate::{Direction, Error, Readiness};

/// The longest poll of a descriptor that several rings share.
#[cfg(feature = "sys")]
const SLICE: Duration = Duration::from_millis(5);

pub(crate) struct Line {
    shared: Arc<Shared>,
    direction: Direction,
    /// Absolute number: NIC rings first, then host rings.
    ring: u32,
    #[cfg(feature = "sys")]
    own: Option<Device>,
    /// Other rings of this direction are bound to the descriptor used here.
    #[cfg(feature = "sys")]
    crowded: bool,
    claim: Claim,
}

/// What a wait ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waited {
    /// The ring was synced; look at it.
    Look,
    /// The device is gone, unless the ring was re-initialised.
    Failed,
}

impl Line {
    /// The line of one ring. `bound` is how many rings of this direction the port's descriptor
    /// has.
    pub(crate) fn new(
        shared: Arc<Shared>,
        direction: Direction,
        ring: u32,
        bound: u32,
        claim: Claim,
    ) -> Line {
        #[cfg(feature = "sys")]
        let own = match shared.backing() {
            Backing::Kernel(_) if bound > 1 => shared.open_ring(direction, ring),
            _ => None,
        };
        let _ = bound;
        Line {
            #[cfg(feature = "sys")]
            crowded: bound > 1 && own.is_none(),
            #[cfg(feature = "sys")]
            own,
            shared,
            direction,
            ring,
            claim,
        }
    }

    /// Syncs the ring.
    pub(crate) fn sync(&self) -> Result<(), RingError> {
        let (call, done) = match self.shared.backing() {
            #[cfg(feature = "sys")]
            Backing::Kernel(port) => {
                let _turn = self.crowded.then(|| self.shared.turn());
                let device = self.own.as_ref().unwrap_or(port);
                let call = match self.direction {
                    Direction::Tx => "NIOCTXSYNC",
                    Direction::Rx => "NIOCRXSYNC",
                };
                (call, device.sync(self.direction))
            }
            Backing::Software(port) => match self.direction {
                Direction::Tx => ("software txsync", port.txsync_ring(self.ring)),
                Direction::Rx => ("software rxsync", port.rxsync_ring(self.ring)),
            },
            #[cfg(test)]
            Backing::Fake(kernel) => ("fake sync", kernel.sync(self.direction)),
        };
        done.map_err(|e| ring_error(call, &e))
    }

    /// Waits until the ring is ready, at most for `timeout`; may come back earlier.
    pub(crate) fn wait(&self, timeout: Option<Duration>) -> Result<Waited, RingError> {
        let (call, done) = match self.shared.backing() {
            #[cfg(feature = "sys")]
            Backing::Kernel(port) => ("poll", self.poll(port, timeout)),
            Backing::Software(port) => {
                let done = match self.direction {
                    Direction::Tx => port.wait_tx(self.ring, timeout),
                    Direction::Rx => port.wait_rx(self.ring, timeout),
                };
                ("software poll", done.map(|_| Waited::Look))
            }
            #[cfg(test)]
            Backing::Fake(kernel) => {
                let done = kernel.sync(self.direction);
                ("fake poll", done.map(|()| Waited::Look))
            }
        };
        done.map_err(|e| ring_error(call, &e))
    }

    /// The readiness of the ring as a file descriptor.
    pub(crate) fn readiness(&self) -> Result<Readiness, Error> {
        let watch = match self.shared.backing() {
            #[cfg(feature = "sys")]
            Backing::Kernel(_) if self.crowded => {
                return Err(Error::Unsupported {
                    what: "readiness of one of several rings that share a descriptor, since the \
                           port is exclusive or netmap's memory holds no further netmap_if \
                           (open the rings one by one, such as eth0-0/x, or fewer of them)",
                });
            }
            #[cfg(feature = "sys")]
            Backing::Kernel(port) => {
                let device = self.own.as_ref().unwrap_or(port);
                return Events::new(device, self.direction)
                    .map(|events| Readiness::kernel(events, self.direction, self.claim.key()))
                    .map_err(|source| Error::Os {
                        call: "epoll_create1",
                        source,
                    });
            }
            Backing::Software(port) => match self.direction {
                Direction::Tx => port.watch_tx(self.ring),
                Direction::Rx => port.watch_rx(self.ring),
            },
            #[cfg(test)]
            Backing::Fake(_) => Err(io::ErrorKind::Unsupported.into()),
        };
        watch
            .map(|watch| Readiness::software(watch, self.direction, self.claim.key()))
            .map_err(|source| Error::Os {
                call: "socketpair",
                source,
            })
    }

    /// `Err` for the readiness of another ring.
    pub(crate) fn owns(&self, readiness: &Readiness) -> Result<(), RingError> {
        if readiness.ring() == self.claim.key() {
            return Ok(());
        }
        Err(RingError::Unsupported {
            what: "arming the readiness of another ring",
        })
    }

    /// Has `readiness` tell the next event, and syncs the ring.
    pub(crate) fn arm(&self, readiness: &Readiness) -> Result<Waited, RingError> {
        match readiness.arm() {
            Ok(Arming::Unsynced) => self.sync().map(|()| Waited::Look),
            #[cfg(feature = "sys")]
            Ok(Arming::Synced) => Ok(Waited::Look),
            #[cfg(feature = "sys")]
            // The errno that explains it, if there is one.
            Ok(Arming::Failed) => self.sync().map(|()| Waited::Failed),
            Err(e) => Err(ring_error("epoll_ctl", &e)),
        }
    }

    /// Whether the end of sending is an event. NICs tell when a slot is free where there was none,
    /// and may keep to themselves that all are.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn tells_when_all_is_sent(&self) -> bool {
        match self.shared.backing() {
            #[cfg(feature = "sys")]
            Backing::Kernel(_) => self.shared.kind() != PortKind::Interface,
            _ => true,
        }
    }

    #[cfg(feature = "sys")]
    fn poll(&self, port: &Device, timeout: Option<Duration>) -> io::Result<Waited> {
        let device = self.own.as_ref().unwrap_or(port);
        let polled = if !self.crowded {
            device.poll(self.direction, timeout)?
        } else if self.direction == Direction::Rx {
            let slice = timeout.map_or(SLICE, |t| t.min(SLICE));
            device.poll(self.direction, Some(slice))?
        } else {
            // A poll for another ring could make a sync skip this one: no poll, then.
            let turn = self.shared.turn();
            device.sync(self.direction)?;
            drop(turn);
            let pause = Duration::from_micros(50);
            std::thread::sleep(timeout.map_or(pause, |t| t.min(pause)));
            return Ok(Waited::Look);
        };
        if polled != Polled::Failed {
            return Ok(Waited::Look);
        }
        // The errno that explains it, if there is one.
        device.sync(self.direction)?;
        Ok(Waited::Failed)
    }
}

/// The error of the packet path that an errno stands for.
fn ring_error(call: &'static str, e: &io::Error) -> RingError {
    match e.raw_os_error() {
        // EIO: the ring was stopped, since its interface is going away.
        Some(libc::ENXIO | libc::EIO | libc::ENODEV) => RingError::DeviceGone,
        Some(libc::ENETDOWN) => RingError::LinkDown,
        errno => RingError::Os {
            call,
            errno: errno.unwrap_or(libc::EIO),
        },
    }
}
