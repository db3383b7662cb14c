//! What can go wrong outside the packet path.

use std::fmt;
use std::io;

use packet_ring::RingError;

use crate::PortNameError;

/// The direction of a ring, as seen from the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Transmit.
    #[doc(alias = "NR_TX")]
    Tx,
    /// Receive.
    #[doc(alias = "NR_RX")]
    Rx,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::Tx => "transmit",
            Direction::Rx => "receive",
        })
    }
}

/// What can go wrong when a port is opened and its rings are taken. The packet path itself has
/// the small [`RingError`], which converts into this with `?`.
///
/// Its `Debug` is its `Display`: what a `main` that returns it prints is meant to be read.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The port name makes no sense.
    #[error(transparent)]
    PortName(#[from] PortNameError),
    /// A setting of the builder that can't be.
    #[error("{field}: {value} is not possible, {allowed}")]
    Config {
        /// The setting.
        field: &'static str,
        /// Its value.
        value: String,
        /// What would be possible.
        allowed: String,
    },
    /// There is no `/dev/netmap` (ENOENT): the kernel has no netmap, or its module is not loaded.
    #[error(
        "/dev/netmap does not exist: load the netmap module (Linux: modprobe netmap, FreeBSD: \
         kldload netmap), or set NETMAP_BACKEND=software to run without a kernel module"
    )]
    NoKernelModule,
    /// `/dev/netmap` may not be opened (EACCES, EPERM).
    #[error(
        "/dev/netmap may not be opened: run as root or give this user read and write access to \
         it, or set NETMAP_BACKEND=software to run without rights"
    )]
    PermissionDenied,
    /// This program was built without access to the kernel's netmap.
    #[error(
        "kernel ports are compiled out of this program, because {reason}; set \
         NETMAP_BACKEND=software to run on the software backend"
    )]
    KernelDisabled {
        /// How that came: a missing feature, or an environment variable at build time.
        reason: &'static str,
    },
    /// The kernel's netmap speaks another version of the API.
    #[error(
        "the kernel's netmap does not speak API {ours}{}; install a matching module, or set \
         NETMAP_BACKEND=software to run without it", theirs(*.kernel)
    )]
    ApiMismatch {
        /// The version this crate speaks.
        ours: u16,
        /// The lowest version that the kernel was found to accept, where that is known.
        kernel: Option<u16>,
    },
    /// The port was refused (`NIOCCTRL` with `NETMAP_REQ_REGISTER`).
    #[error("opening netmap port {port}: {source}{hint}")]
    Register {
        /// The port's name.
        port: String,
        /// What the kernel or the software backend answered.
        source: io::Error,
        /// What that means here, and what to do; may be empty.
        hint: &'static str,
    },
    /// Fewer rings or slots were granted than asked for.
    #[error("{field}: {asked} asked for, but the port has {granted}")]
    Granted {
        /// The setting of the builder.
        field: &'static str,
        /// What was asked for.
        asked: u32,
        /// What the port has.
        granted: u32,
    },
    /// A ring number beyond those bound.
    #[error("no {direction} ring {index}: {available} are bound")]
    NoSuchRing {
        /// The direction.
        direction: Direction,
        /// The number asked for.
        index: usize,
        /// How many rings there are.
        available: usize,
    },
    /// The ring has a handle already, here or at another `Netmap` of this process that has bound
    /// the same port. It is free again when that handle is dropped.
    #[error("{direction} ring {index} has a handle already; drop that first")]
    RingClaimed {
        /// The direction.
        direction: Direction,
        /// The number of the ring.
        index: usize,
    },
    /// The memory of the port is not laid out as netmap's should be.
    #[error("netmap memory of an unexpected shape: {what} is {value}, the limit is {limit}")]
    Layout {
        /// The field that makes no sense.
        what: &'static str,
        /// Its value.
        value: u64,
        /// What it was held against.
        limit: u64,
    },
    /// A system call failed.
    #[error("{call}: {source}")]
    Os {
        /// The call.
        call: &'static str,
        /// What it answered.
        source: io::Error,
    },
    /// Something that the port or the backend does not do.
    #[error("{what} is not supported here")]
    Unsupported {
        /// What was asked for.
        what: &'static str,
    },
    /// An error of the packet path.
    #[error(transparent)]
    Ring(#[from] RingError),
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn theirs(kernel: Option<u16>) -> String {
    kernel.map_or_else(String::new, |v| format!(", but {v}"))
}

impl Error {
    /// The system's error number, where there is one.
    pub fn errno(&self) -> Option<i32> {
        match self {
            Error::PortName(e) => Some(e.errno()),
            Error::NoKernelModule => Some(libc::ENOENT),
            Error::PermissionDenied => Some(libc::EACCES),
            Error::Register { source, .. } | Error::Os { source, .. } => source.raw_os_error(),
            Error::Ring(e) => e.errno(),
            _ => None,
        }
    }
}

impl From<Error> for io::Error {
    fn from(e: Error) -> io::Error {
        let kind = match &e {
            Error::Ring(e) => return (*e).into(),
            Error::Register { source, .. } | Error::Os { source, .. } => source.kind(),
            Error::NoKernelModule => io::ErrorKind::NotFound,
            Error::PermissionDenied => io::ErrorKind::PermissionDenied,
            Error::KernelDisabled { .. }
            | Error::ApiMismatch { .. }
            | Error::Unsupported { .. } => io::ErrorKind::Unsupported,
            Error::RingClaimed { .. } => io::ErrorKind::ResourceBusy,
            Error::Layout { .. } => io::ErrorKind::InvalidData,
            _ => io::ErrorKind::InvalidInput,
        };
        io::Error::new(kind, e)
    }
}
