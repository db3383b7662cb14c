//! What the halves of a socket share: the descriptor, the UMEM, what was obtained.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use packet_ring::RingError;

use crate::mmap::PageSize;
use crate::program::AttachedMode;
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
    /// How the built-in program is attached; `None` where there is none: a socket that only sends,
    /// or one with a program of the user's.
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
    gone: AtomicBool,
    obtained: Obtained,
}

/// How long a wait sleeps before it looks whether the device is still there: the kernel does not
/// wake a poll(2) when the interface is deleted.
const SLICE: Duration = Duration::from_millis(100);

impl Socket {
    pub(crate) fn new(
        fd: OwnedFd,
        promiscuous: Option<OwnedFd>,
        umem: Arc<Umem>,
        obtained: Obtained,
    ) -> Socket {
        Socket {
            fd,
            _promiscuous: promiscuous,
            _umem: umem,
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

    /// Whether the device has been found to be gone; looks, by a system call, if it is not known.
    ///
    /// # Errors
    ///
    /// [`RingError::DeviceGone`].
    pub(crate) fn check_device(&self) -> Result<(), RingError> {
        if !self.gone.load(Ordering::Relaxed) {
            // The kernel's notifier leaves ENETDOWN there when the interface is unregistered, and
            // reading it takes it away.
            let pending =
                xsk::get_option::<i32>(self.fd(), libc::SOL_SOCKET, libc::SO_ERROR as u32);
            if !matches!(pending, Ok((libc::ENETDOWN, _))) {
                return Ok(());
            }
            self.gone.store(true, Ordering::Relaxed);
        }
        Err(RingError::DeviceGone)
    }

    /// The error of a failed call on the descriptor.
    #[cold]
    pub(crate) fn error(&self, call: &'static str, e: &io::Error) -> RingError {
        match e.raw_os_error() {
            Some(libc::ENXIO) => {
                self.gone.store(true, Ordering::Relaxed);
                RingError::DeviceGone
            }
            // Deleting an interface takes it down first: SO_ERROR tells the two apart.
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

    /// Sleeps until one of `events` comes or `deadline` has passed, but no longer than `at_most`
    /// or the interval at which the device is looked for. Returns false when the time is up.
    pub(crate) fn sleep(
        &self,
        events: i16,
        at_most: Duration,
        deadline: Option<Instant>,
    ) -> Result<bool, RingError> {
        self.check_device()?;
        let mut time = SLICE.min(at_most);
        if let Some(deadline) = deadline {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(false);
            }
            time = time.min(left);
        }
        match xsk::poll(self.fd(), events, time) {
            Ok(_) => Ok(true),
            Err(e) => Err(self.error("ppoll", &e)),
        }
    }
}
