//! The one error of the packet path.

use std::io;

/// What can go wrong on the packet path.
///
/// Small, `Copy` and free of allocation, because it is made where packets are moved. It converts
/// into [`io::Error`] with `?`; where the system reported an errno, [`io::Error::raw_os_error`]
/// still has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RingError {
    /// Fewer slots are ready than were asked for. Not a fault: wait, or work on those there are.
    #[error("{available} slots are ready, {wanted} were asked for")]
    NotReady {
        /// Slots asked for.
        wanted: usize,
        /// Slots that are ready.
        available: usize,
    },
    /// A slot index beyond the window `0..ready`.
    #[error("slot {index} is outside the window of {ready} ready slots")]
    OutOfWindow {
        /// The index that was asked for.
        index: usize,
        /// Slots in the window.
        ready: usize,
    },
    /// A packet longer than a frame.
    #[error("a packet of {len} bytes does not fit a frame of {max} bytes")]
    TooLong {
        /// Bytes asked for.
        len: usize,
        /// Bytes that a frame holds.
        max: usize,
    },
    /// A packet of no bytes: devices refuse them.
    #[error("a packet must have at least one byte")]
    ZeroLength,
    /// The buffer given is shorter than the packet; the packet stays in the ring.
    #[error("the packet has {len} bytes, the buffer given only {capacity}")]
    BufferTooSmall {
        /// Bytes of the packet.
        len: usize,
        /// Bytes of the buffer.
        capacity: usize,
    },
    /// A commit of more slots than are ready. Nothing was committed.
    #[error("commit of {wanted} slots, but only {ready} are ready")]
    CommitBeyondWindow {
        /// Slots to be committed.
        wanted: usize,
        /// Slots in the window.
        ready: usize,
    },
    /// A commit of a transmit slot that was never peeked, so that nothing is known of its
    /// content. Nothing was committed.
    #[error("slot {index} was never peeked and holds no packet to commit")]
    NotPeeked {
        /// The first such slot.
        index: usize,
    },
    /// A run of slots would end, or a single slot be taken, in the middle of a packet that spans
    /// several slots. Nothing was committed.
    #[error("slot {index} is in the middle of a packet that spans several slots")]
    PartialPacket {
        /// The slot.
        index: usize,
    },
    /// The backend does not do what was asked for.
    #[error("{what} is not supported here")]
    Unsupported {
        /// What was asked for.
        what: &'static str,
    },
    /// The device is administratively down (ENETDOWN). What is queued stays queued and goes out
    /// on a kick after the device is up again.
    #[error("the device is down; set it up and kick again, queued packets are kept")]
    LinkDown,
    /// The device has been removed (ENXIO). The ring is of no more use: drop it.
    #[error("the device is gone; drop this ring and open another")]
    DeviceGone,
    /// The other side changed the ring's indices under us (netmap's ring re-initialisation), or
    /// the ring's state no longer makes sense. Packets in flight may be lost; the ring has been
    /// brought back to a usable state.
    #[error("the ring was re-initialised by the other side; {lost} slots of ours were forgotten")]
    Reinitialised {
        /// Slots that had been committed and are forgotten.
        lost: usize,
    },
    /// A system call failed.
    #[error("{call}: {}", io::Error::from_raw_os_error(*errno))]
    Os {
        /// Name of the call.
        call: &'static str,
        /// The error number it left.
        errno: i32,
    },
}

impl RingError {
    /// The system's error number, where there is one.
    ///
    /// ```
    /// # use packet_ring::RingError;
    /// assert_eq!(RingError::Os { call: "sendto", errno: 12 }.errno(), Some(12));
    /// assert_eq!(RingError::ZeroLength.errno(), None);
    /// ```
    pub fn errno(&self) -> Option<i32> {
        match *self {
            RingError::LinkDown => Some(ENETDOWN),
            RingError::DeviceGone => Some(ENXIO),
            RingError::Os { errno, .. } => Some(errno),
            _ => None,
        }
    }

    /// Whether trying again later can succeed without anything being mended: the ring was merely
    /// full or empty.
    pub fn is_not_ready(&self) -> bool {
        matches!(self, RingError::NotReady { .. })
    }
}

// errno.h of Linux and of FreeBSD; spelled out here so that this crate needs no libc.
const ENXIO: i32 = 6;
const ENETDOWN: i32 = if cfg!(any(target_os = "linux", target_os = "android")) {
    100
} else {
    50
};

impl From<RingError> for io::Error {
    fn from(e: RingError) -> io::Error {
        if let Some(errno) = e.errno() {
            return io::Error::from_raw_os_error(errno);
        }
        let kind = match e {
            RingError::NotReady { .. } => io::ErrorKind::WouldBlock,
            RingError::Unsupported { .. } => io::ErrorKind::Unsupported,
            RingError::Reinitialised { .. } => io::ErrorKind::ConnectionReset,
            _ => io::ErrorKind::InvalidInput,
        };
        io::Error::new(kind, e)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_free_of_allocation() {
        assert!(size_of::<RingError>() <= 32);
        fn copy<T: Copy + Send + Sync + 'static>() {}
        copy::<RingError>();
    }

    #[test]
    fn errno_survives_the_conversion() {
        let e: io::Error = RingError::Os {
            call: "sendto",
            errno: 16,
        }
        .into();
        assert_eq!(e.raw_os_error(), Some(16));
        let e: io::Error = RingError::DeviceGone.into();
        assert_eq!(e.raw_os_error(), Some(6));
        let e: io::Error = RingError::LinkDown.into();
        assert_eq!(e.kind(), io::ErrorKind::NetworkDown);
    }

    #[test]
    fn not_ready_is_would_block() {
        let e: io::Error = RingError::NotReady {
            wanted: 1,
            available: 0,
        }
        .into();
        assert_eq!(e.kind(), io::ErrorKind::WouldBlock);
        assert_eq!(e.to_string(), "0 slots are ready, 1 were asked for");
    }
}
