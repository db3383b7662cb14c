//! What the halves of a socket share: the descriptor, the UMEM, what was obtained.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use packet_ring::RingError;

use crate::mmap::PageSize;
use crate::program::{Attached, AttachedMode};
use crate::sys::xsk;
use crate::umem::Umem;

/// What a socket became: the modes obtained, beside those asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obtained {
    /// Name of the interface when the socket was opened.
    pub interface: String,
    /// Index of the interface.
    pub if_index: u32,
    /// The queue, from 0.
    pub queue: u32,
    /// Whether the device accesses the frames itself (`XDP_OPTIONS`).
    #[doc(alias = "XDP_OPTIONS_ZEROCOPY")]
    pub zero_copy: bool,
    /// How the built-in program is attached; `None` where there is none: a socket that only sends
    /// in copy mode, or one with a program of the user's.
    pub attached: Option<AttachedMode>,
    /// Whether the kernel says when it needs a wake-up; otherwise each kick is a system call.
    pub need_wakeup: bool,
    /// The pages that the frames lie on.
    pub pages: PageSize,
    /// Packets that one kick sends in copy mode: `XDP_MAX_TX_SKB_BUDGET`, or the kernel's 32.
    pub tx_budget: u32,
    /// What was asked for, or would have been better, and could not be had, each with the reason.
    pub fallbacks: Vec<String>,
}

/// Descriptor, UMEM and state of one AF_XDP socket. Its halves drop their rings before this, so
/// that the rings are unmapped when the descriptor is closed: the kernel keeps the queue for as
/// long as a ring is mapped.
#[derive(Debug)]
pub(crate) struct Socket {
    fd: OwnedFd,
    /// A packet socket that keeps the interface promiscuous.
    _promiscuous: Option<OwnedFd>,
    /// After the descriptor: unmapped last.
    _umem: Arc<Umem>,
    /// After the descriptor too. Held for the driver's sake, where it sends zero-copy only while a
    /// program is attached.
    _program: Option<Arc<Attached>>,
    gone: AtomicBool,
    obtained: Obtained,
}

/// How long a wait sleeps before it looks whether the device is still there: the kernel does not
/// wake a poll(2) when the interface is deleted.
const SLICE: Duration = Duration::from_millis(100);

/// Kicks in a row that found nothing to do, after which the device is looked for.
pub(crate) const IDLE_KICKS: u32 = 4096;

impl Socket {
    pub(crate) fn new(
        fd: OwnedFd,
        promiscuous: Option<OwnedFd>,
        umem: Arc<Umem>,
        program: Option<Arc<Attached>>,
        obtained: Obtained,
    ) -> Socket {
        Socket {
            fd,
            _promiscuous: promiscuous,
            _umem: umem,
            _program: program,
            gone: AtomicBool::new(false),
            obtained,
        }
    }

    pub(crate) fn fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }

    pub(crate) fn obtained(&self) -> &Obtained {
        &self.obtained
    }

    /// Whether the device has been found to be gone.
    #[inline]
    pub(crate) fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }

    /// Looks, by a system call, whether the device is gone.
    ///
    /// # Errors
    ///
    /// [`RingError::DeviceGone`].
    pub(crate) fn check_device(&self) -> Result<(), RingError> {
        if !self.is_gone() {
            // A socket that has lost its device answers ENXIO from then on.
            let gone = match xsk::wake_rx(self.fd()) {
                Ok(()) => false,
                Err(e) => match e.raw_os_error() {
                    Some(libc::ENXIO) => true,
                    Some(libc::EOPNOTSUPP) => self.lost_its_device(),
                    _ => false,
                },
            };
            if !gone {
                return Ok(());
            }
            self.gone.store(true, Ordering::Relaxed);
        }
        Err(RingError::DeviceGone)
    }

    /// What tells it before Linux 5.11, which can't receive from the socket: the error that is
    /// left there when the device goes, for the first who asks.
    #[cold]
    fn lost_its_device(&self) -> bool {
        let pending = xsk::get_option::<i32>(self.fd(), libc::SOL_SOCKET, libc::SO_ERROR as u32);
        matches!(pending, Ok((libc::ENETDOWN, _)))
    }

    /// The error of a failed call on the descriptor.
    #[cold]
    pub(crate) fn error(&self, call: &'static str, e: &io::Error) -> RingError {
        match e.raw_os_error() {
            Some(libc::ENXIO) => {
                self.gone.store(true, Ordering::Relaxed);
                RingError::DeviceGone
            }
            // Deleting an interface takes it down first.
            Some(libc::ENETDOWN) => match self.check_device() {
                Ok(()) => RingError::LinkDown,
                Err(gone) => gone,
            },
            errno => RingError::Os {
                call,
                errno: errno.unwrap_or(libc::EIO),
            },
        }
    }

    /// Waits until one of `events` comes or `deadline` has passed, and returns false when it has.
    /// May return early with true. Wakes the kernel's receiving side where it asked for that.
    pub(crate) fn sleep(&self, events: i16, deadline: Option<Instant>) -> Result<bool, RingError> {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let time = left.map_or(SLICE, |left| left.min(SLICE));
        match xsk::poll(self.fd(), events, time) {
            Ok(came) if came & events != 0 => Ok(true),
            Ok(_) => {
                self.check_device()?;
                // A signal may have cut it short.
                Ok(deadline.is_none_or(|deadline| Instant::now() < deadline))
            }
            Err(e) => Err(self.error("ppoll", &e)),
        }
    }

    /// Wakes the receiving side as poll(2) does, without waiting.
    pub(crate) fn wake_by_poll(&self) -> Result<(), RingError> {
        match xsk::poll(self.fd(), libc::POLLIN, Duration::ZERO) {
            Ok(_) => Ok(()),
            Err(e) => Err(self.error("ppoll", &e)),
        }
    }

    /// Sleeps for `time`, unless `deadline` passes first: then returns false. Unlike
    /// [`sleep`](Self::sleep) it leaves the socket alone: poll(2) on a socket that sends in copy
    /// mode sends, too, and tells nobody what became of it.
    pub(crate) fn pause(
        &self,
        time: Duration,
        deadline: Option<Instant>,
    ) -> Result<bool, RingError> {
        self.check_device()?;
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Ok(false);
        }
        std::thread::sleep(left.map_or(time, |left| left.min(time)));
        Ok(true)
    }
}
