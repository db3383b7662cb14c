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
//!   shared descriptor take turns, and waits are a row of them, since nothing else could tell that
//!   a ring was skipped during a poll.
//!
//! A sync reads the indices of a receive ring as cur first and then head, so that neither may move
//! forward meanwhile: see [`Line::quietly`]. For transmit rings it is the other way round, and
//! storing cur before head is enough.
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
use crate::readiness::Source;
#[cfg(test)]
use crate::ring::fake::Call;
use crate::{Direction, Error, Readiness};

/// The pause between two syncs of a descriptor that several rings share.
#[cfg(feature = "sys")]
const PAUSE: Duration = Duration::from_micros(50);

pub(crate) struct Line {
    /// Given up first: as soon as the memory is gone, other memory may be in its place, with rings
    /// that look the same.
    claim: Claim,
    shared: Arc<Shared>,
    direction: Direction,
    /// Absolute number: NIC rings first, then host rings.
    ring: u32,
    #[cfg(feature = "sys")]
    own: Option<Device>,
    /// Other rings of this direction are bound to the descriptor used here.
    #[cfg(feature = "sys")]
    crowded: bool,
    /// Other threads may sync the ring: those with rings of the same descriptor, or an event loop
    /// that waits for `events`.
    #[cfg(feature = "sys")]
    watched: bool,
    /// What was armed last, if it was not disarmed since.
    #[cfg(feature = "sys")]
    events: Option<Arc<Events>>,
    /// There will be an event, and nothing was done to the ring since that was asked for.
    armed: bool,
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
        #[cfg(feature = "sys")]
        let crowded = bound > 1 && own.is_none();
        let _ = bound;
        Line {
            #[cfg(feature = "sys")]
            crowded,
            #[cfg(feature = "sys")]
            watched: crowded,
            #[cfg(feature = "sys")]
            events: None,
            armed: false,
            #[cfg(feature = "sys")]
            own,
            shared,
            direction,
            ring,
            claim,
        }
    }

    /// Syncs the ring.
    pub(crate) fn sync(&mut self) -> Result<(), RingError> {
        self.armed = false;
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
            Backing::Fake(kernel) => ("fake sync", kernel.call(Call::Sync, self.direction)),
        };
        done.map_err(|e| ring_error(call, &e))
    }

    /// Whether a [`wait`](Line::wait) syncs before it blocks. Where it does not, sync first.
    pub(crate) fn wait_looks_first(&self) -> bool {
        #[cfg(feature = "sys")]
        return !self.crowded;
        #[cfg(not(feature = "sys"))]
        true
    }

    /// Waits until the ring is ready, at most for `timeout`; may come back earlier. The ring is
    /// synced then.
    pub(crate) fn wait(&mut self, timeout: Option<Duration>) -> Result<Waited, RingError> {
        self.armed = false;
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
                let done = kernel.call(Call::Poll, self.direction);
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
    pub(crate) fn arm(&mut self, readiness: &Readiness) -> Result<Waited, RingError> {
        match readiness.source() {
            Source::Software(watch) => {
                watch.arm();
                self.sync()?;
            }
            #[cfg(feature = "sys")]
            Source::Kernel(events) => {
                // Nothing was done to the ring since the last time: there may be a reason.
                match self.events.take() {
                    Some(last) if !Arc::ptr_eq(&last, events) => last.disarm(),
                    Some(last) if last.take() == Polled::Failed => {
                        // The errno that explains it, if there is one.
                        self.sync()?;
                        return Ok(Waited::Failed);
                    }
                    _ => {}
                }
                #[cfg(target_os = "linux")]
                events.arm().map_err(|e| ring_error("epoll_ctl", &e))?;
                #[cfg(not(target_os = "linux"))]
                self.sync()?;
                self.events = Some(Arc::clone(events));
                self.watched = true;
            }
        }
        self.armed = true;
        Ok(Waited::Look)
    }

    /// Whether there will be an event, as far as this handle can tell.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn is_armed(&self) -> bool {
        self.armed
    }

    /// The event came, or another one is to be asked for.
    #[cfg(feature = "tokio-async")]
    pub(crate) fn forget(&mut self) {
        self.armed = false;
    }

    /// Does `step` while no other thread syncs the ring: for moving head and cur of a receive ring.
    #[inline]
    pub(crate) fn quietly(&mut self, step: impl FnOnce()) {
        self.armed = false;
        #[cfg(feature = "sys")]
        if self.watched {
            return self.in_turn(step);
        }
        step();
    }

    #[cfg(feature = "sys")]
    #[cold]
    #[inline(never)]
    fn in_turn(&mut self, step: impl FnOnce()) {
        if let Some(events) = self.events.take() {
            events.disarm();
        }
        self.watched = self.crowded;
        let _turn = self.crowded.then(|| self.shared.turn());
        step();
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
        if self.crowded {
            // A poll for another ring could make a sync skip this one: no poll, then.
            std::thread::sleep(timeout.map_or(PAUSE, |t| t.min(PAUSE)));
            let _turn = self.shared.turn();
            device.sync(self.direction)?;
            return Ok(Waited::Look);
        }
        let polled = device.poll(self.direction, timeout)?;
        if polled != Polled::Failed {
            return Ok(Waited::Look);
        }
        // The errno that explains it, if there is one.
        device.sync(self.direction)?;
        Ok(Waited::Failed)
    }
}

#[cfg(feature = "sys")]
impl Drop for Line {
    fn drop(&mut self) {
        // Before the claim goes: the next owner expects no syncs but its own.
        if let Some(events) = self.events.take() {
            events.disarm();
        }
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
