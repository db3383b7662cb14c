//! The kernel's netmap: the only system calls of this crate, and the mapping.
//!
//! # Invariants
//!
//! * **K1** A request and its body live until the ioctl returns; the kernel keeps no pointer to
//!   either. The body has the type that goes with the request.
//! * **K2** A [`Mapping`] is what mmap returned, whole, and is unmapped once, on drop.
//! * **K3** A descriptor that a call returned belongs to nobody else yet.
#![allow(unsafe_code)]

use std::fs::OpenOptions;
use std::io;
#[cfg(target_os = "linux")]
use std::os::fd::FromRawFd;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::ptr::{self, NonNull};
use std::time::Duration;

use netmap_sys as sys;

use crate::region::Memory;
use crate::{Direction, Error};

const DEVICE: &str = "/dev/netmap";

/// An open `/dev/netmap`.
#[derive(Debug)]
pub(crate) struct Device {
    fd: OwnedFd,
}

/// What a poll found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Polled {
    /// The event is there.
    Ready,
    /// It is not, yet: the time is up, or a signal came.
    NotYet,
    /// POLLERR: the ring was re-initialised, or the device is gone.
    Failed,
}

impl Device {
    pub(crate) fn open() -> Result<Device, Error> {
        if sys::KERNEL_DISABLED {
            return Err(Error::KernelDisabled {
                reason: "DISABLE_NETMAP_KERNEL was set when it was built",
            });
        }
        match OpenOptions::new().read(true).write(true).open(DEVICE) {
            Ok(file) => Ok(Device { fd: file.into() }),
            Err(e) => Err(open_error(e)),
        }
    }

    /// `NIOCCTRL` with `NETMAP_REQ_REGISTER`.
    pub(crate) fn register(&self, name: &str, body: &mut sys::nmreq_register) -> io::Result<()> {
        self.ctrl(sys::NETMAP_API as u16, sys::NETMAP_REQ_REGISTER, name, body)
    }

    /// `NIOCCTRL` with `NETMAP_REQ_PORT_INFO_GET`.
    pub(crate) fn port_info(&self, name: &str) -> io::Result<sys::nmreq_port_info_get> {
        self.port_info_as(sys::NETMAP_API as u16, name)
    }

    fn port_info_as(&self, version: u16, name: &str) -> io::Result<sys::nmreq_port_info_get> {
        let mut body = sys::nmreq_port_info_get::default();
        self.ctrl(version, sys::NETMAP_REQ_PORT_INFO_GET, name, &mut body)?;
        Ok(body)
    }

    /// `Err` where the kernel speaks another version of the API. It does not say which, so this
    /// asks about a port that can't be: EINVAL means that the version was refused.
    pub(crate) fn check_api(&self) -> Result<(), Error> {
        api_error(|version| match self.port_info_as(version, "") {
            Ok(_) => true,
            Err(e) => e.raw_os_error() != Some(libc::EINVAL),
        })
    }

    fn ctrl<T>(&self, version: u16, reqtype: u32, name: &str, body: &mut T) -> io::Result<()> {
        let mut header = sys::nmreq_header {
            nr_version: version,
            nr_reqtype: reqtype as u16,
            nr_reserved: 0,
            nr_name: [0; 64],
            nr_options: 0,
            nr_body: ptr::from_mut(body).expose_provenance() as u64,
        };
        // The last byte stays 0; names were checked to fit.
        let room = header.nr_name.len() - 1;
        for (to, from) in header.nr_name[..room].iter_mut().zip(name.bytes()) {
            *to = from as _;
        }
        // SAFETY: K1: the request points to a body of its type, and both are on the stack here.
        let rc = unsafe { libc::ioctl(self.fd.as_raw_fd(), sys::NIOCCTRL as _, &mut header) };
        errno_of(rc)
    }

    /// `NIOCTXSYNC` or `NIOCRXSYNC`: all bound rings of that direction.
    pub(crate) fn sync(&self, direction: Direction) -> io::Result<()> {
        let request = match direction {
            Direction::Tx => sys::NIOCTXSYNC,
            Direction::Rx => sys::NIOCRXSYNC,
        };
        // SAFETY: these requests have no argument.
        let rc = unsafe { libc::ioctl(self.fd.as_raw_fd(), request as _) };
        errno_of(rc)
    }

    /// Waits until a bound ring of that direction is ready; syncs them all, as poll does.
    pub(crate) fn poll(
        &self,
        direction: Direction,
        timeout: Option<Duration>,
    ) -> io::Result<Polled> {
        let mut fds = libc::pollfd {
            fd: self.fd.as_raw_fd(),
            events: match direction {
                Direction::Tx => libc::POLLOUT,
                Direction::Rx => libc::POLLIN,
            },
            revents: 0,
        };
        // SAFETY: one pollfd, on the stack here.
        let rc = unsafe { libc::poll(&mut fds, 1, milliseconds(timeout)) };
        if let Err(e) = errno_of(rc) {
            return match e.kind() {
                io::ErrorKind::Interrupted => Ok(Polled::NotYet),
                _ => Err(e),
            };
        }
        Ok(if fds.revents & fds.events != 0 {
            Polled::Ready
        } else if fds.revents & (libc::POLLERR | libc::POLLNVAL | libc::POLLHUP) != 0 {
            Polled::Failed
        } else {
            Polled::NotYet
        })
    }

    pub(crate) fn map(&self, len: u64) -> Result<Mapping, Error> {
        let os = |source| Error::Os {
            call: "mmap of /dev/netmap",
            source,
        };
        let len = usize::try_from(len).map_err(|_| os(io::ErrorKind::OutOfMemory.into()))?;
        // SAFETY: a new mapping, at an address of the kernel's choice.
        let p = unsafe {
            libc::mmap(
                ptr::null_mut(),
                len,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED,
                self.fd.as_raw_fd(),
                0,
            )
        };
        if p == libc::MAP_FAILED {
            return Err(os(io::Error::last_os_error()));
        }
        match NonNull::new(p.cast()) {
            Some(base) => Ok(Mapping { base, len }),
            None => Err(os(io::ErrorKind::AddrNotAvailable.into())),
        }
    }
}

/// The events of one direction of a device, for somebody's event loop.
///
/// Whoever waits for a netmap descriptor has the kernel sync its rings, in whatever thread that
/// happens and whenever something happened there. That has two traps:
///
/// * such a sync is skipped while another is under way, and the event with it. One that collides
///   with the last sync before a wait would be a wake-up lost;
/// * one that reads the ring's cur and head while they move forward may find head beyond cur, and
///   re-initialises the ring.
///
/// On Linux this is therefore an epoll of its own around the device, which nothing else polls. Its
/// polls exclude each other, [`arm`](Events::arm) is one of them, and after
/// [`disarm`](Events::disarm) there is none.
#[derive(Debug)]
pub(crate) struct Events {
    /// A duplicate, which stays open as long as the epoll looks at it.
    device: OwnedFd,
    #[cfg(target_os = "linux")]
    epoll: OwnedFd,
    #[cfg(target_os = "linux")]
    event: libc::c_int,
}

#[cfg(target_os = "linux")]
impl Events {
    pub(crate) fn new(device: &Device, direction: Direction) -> io::Result<Events> {
        let device = device.fd.try_clone()?;
        // SAFETY: no pointers.
        let epoll = unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) };
        errno_of(epoll)?;
        let events = Events {
            device,
            // SAFETY: K3: a new descriptor.
            epoll: unsafe { OwnedFd::from_raw_fd(epoll) },
            event: match direction {
                Direction::Tx => libc::EPOLLOUT,
                Direction::Rx => libc::EPOLLIN,
            },
        };
        events.control(libc::EPOLL_CTL_ADD, 0)?;
        Ok(events)
    }

    /// With EPOLLONESHOT, an event that is taken is the last one until this is done again.
    fn control(&self, operation: libc::c_int, event: libc::c_int) -> io::Result<()> {
        let (epoll, device) = (self.epoll.as_raw_fd(), self.device.as_raw_fd());
        let mut event = libc::epoll_event {
            events: (event | libc::EPOLLONESHOT) as u32,
            u64: 0,
        };
        // SAFETY: one event, on the stack here.
        errno_of(unsafe { libc::epoll_ctl(epoll, operation, device, &mut event) })
    }

    /// Syncs the ring and asks for one event. Look at the ring afterwards, but leave head and cur
    /// where they are.
    pub(crate) fn arm(&self) -> io::Result<()> {
        // Polls the device, even if nothing changes.
        self.control(libc::EPOLL_CTL_MOD, self.event)
    }

    /// Takes the event, if there is one; then no other follows.
    pub(crate) fn take(&self) -> Polled {
        let mut event = libc::epoll_event { events: 0, u64: 0 };
        // SAFETY: one event, on the stack here.
        let n = unsafe { libc::epoll_wait(self.epoll.as_raw_fd(), &mut event, 1, 0) };
        if n < 1 {
            Polled::NotYet
        } else if event.events & (libc::EPOLLERR | libc::EPOLLHUP) as u32 != 0 {
            Polled::Failed
        } else {
            Polled::Ready
        }
    }

    /// Ends what [`arm`](Events::arm) began: the ring is synced on nobody's behalf any more.
    pub(crate) fn disarm(&self) {
        if self.take() == Polled::NotYet {
            // Fails for no descriptors but wrong ones.
            let _ = self.control(libc::EPOLL_CTL_MOD, 0);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Events {
    pub(crate) fn new(device: &Device, _: Direction) -> io::Result<Events> {
        let device = device.fd.try_clone()?;
        Ok(Events { device })
    }

    pub(crate) fn take(&self) -> Polled {
        Polled::NotYet
    }

    pub(crate) fn disarm(&self) {}
}

impl AsFd for Events {
    fn as_fd(&self) -> BorrowedFd<'_> {
        #[cfg(target_os = "linux")]
        return self.epoll.as_fd();
        #[cfg(not(target_os = "linux"))]
        return self.device.as_fd();
    }
}

impl AsFd for Device {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// The error for a kernel that accepts these versions; none where ours is among them.
fn api_error(accepts: impl Fn(u16) -> bool) -> Result<(), Error> {
    let ours = sys::NETMAP_API as u16;
    if accepts(ours) {
        return Ok(());
    }
    // Version 11 is that of netmap's first releases.
    let kernel = (11..64).find(|&version| accepts(version));
    Err(Error::ApiMismatch { ours, kernel })
}

fn errno_of(rc: libc::c_int) -> io::Result<()> {
    match rc {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

/// Rounded up, so that a wait never ends before its time; `None` is for ever.
fn milliseconds(timeout: Option<Duration>) -> libc::c_int {
    let Some(timeout) = timeout else {
        return -1;
    };
    let ms = timeout.as_nanos().div_ceil(1_000_000);
    libc::c_int::try_from(ms).unwrap_or(libc::c_int::MAX)
}

/// What it means that `/dev/netmap` can't be opened.
fn open_error(source: io::Error) -> Error {
    match source.raw_os_error() {
        Some(libc::ENOENT | libc::ENXIO | libc::ENODEV) => Error::NoKernelModule,
        Some(libc::EACCES | libc::EPERM) => Error::PermissionDenied,
        _ => Error::Os {
            call: "open of /dev/netmap",
            source,
        },
    }
}

/// The memory of a port, mapped.
#[derive(Debug)]
pub(crate) struct Mapping {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: K2: the mapping belongs to the process, not to a thread, and nothing here changes it.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

// SAFETY: K2: mmap returns page-aligned memory, which stays mapped until drop.
unsafe impl Memory for Mapping {
    fn base(&self) -> NonNull<u8> {
        self.base
    }

    fn len(&self) -> usize {
        self.len
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: K2: what mmap returned, whole; whoever points into it holds this value.
        unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_errors_say_what_to_do() {
        let e = |errno| open_error(io::Error::from_raw_os_error(errno));
        assert!(matches!(e(libc::ENOENT), Error::NoKernelModule));
        assert!(matches!(e(libc::EACCES), Error::PermissionDenied));
        assert!(matches!(e(libc::EMFILE), Error::Os { .. }));
        for errno in [libc::ENOENT, libc::EACCES] {
            let text = e(errno).to_string();
            assert!(text.contains("NETMAP_BACKEND=software"), "{text}");
        }
    }

    #[test]
    fn a_kernel_of_another_api_is_named() {
        assert!(api_error(|version| version == 14 || version == 15).is_ok());
        let text = |accepts: fn(u16) -> bool| api_error(accepts).expect_err("too new").to_string();
        let newer = text(|version| version >= 16);
        assert!(newer.contains("does not speak API 14, but 16"), "{newer}");
        let none = text(|_| false);
        assert!(none.contains("does not speak API 14;"), "{none}");
        assert!(none.contains("NETMAP_BACKEND=software"), "{none}");
    }

    #[test]
    fn a_wait_never_ends_early() {
        assert_eq!(milliseconds(None), -1);
        assert_eq!(milliseconds(Some(Duration::ZERO)), 0);
        assert_eq!(milliseconds(Some(Duration::from_nanos(1))), 1);
        assert_eq!(milliseconds(Some(Duration::from_micros(1001))), 2);
        assert_eq!(milliseconds(Some(Duration::MAX)), libc::c_int::MAX);
    }
}
