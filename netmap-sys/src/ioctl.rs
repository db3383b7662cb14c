//! The numbers of netmap's ioctls.
//!
//! An ioctl number carries the direction and the size of its argument, and each system packs them
//! in its own way, so the numbers are computed and not copied: [`NIOCTXSYNC`] is `0x6994` on Linux
//! and `0x20006994` on FreeBSD. Source: `<asm-generic/ioctl.h>` and the `<asm/ioctl.h>` of the
//! named architectures for Linux, `<sys/ioccom.h>` for FreeBSD.

use core::ffi::c_ulong;
use core::mem::size_of;

use crate::{nm_ifreq, nmreq, nmreq_header};

/// How a system packs direction, size, group and number into an ioctl request.
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// Linux on most architectures: 2 bits of direction, 14 of size, none is 0.
    LinuxGeneric,
    /// Linux on PowerPC, MIPS and SPARC: 3 bits of direction, 13 of size, none is 1.
    LinuxPowerpc,
    /// FreeBSD: 3 bits of direction, 13 of size, none is 1.
    FreeBsd,
}

impl Encoding {
    /// The encoding of the system this crate was compiled for.
    ///
    /// Systems without netmap get Linux's, so that everything that needs no kernel compiles there.
    pub const NATIVE: Self = if cfg!(target_os = "freebsd") {
        Self::FreeBsd
    } else if cfg!(any(
        target_arch = "powerpc64",
        target_arch = "mips64",
        target_arch = "mips64r6",
        target_arch = "sparc64"
    )) {
        Self::LinuxPowerpc
    } else {
        Self::LinuxGeneric
    };

    /// The request without an argument: C's `_IO(group, number)`.
    #[doc(alias = "_IO")]
    #[must_use]
    pub const fn io(self, group: u8, number: u8) -> c_ulong {
        self.pack(Self::void(self), group, number, 0)
    }

    /// The request whose argument of `size` bytes goes in and comes out: C's
    /// `_IOWR(group, number, type)`.
    ///
    /// # Panics
    ///
    /// When `size` does not fit the field of the encoding (13 or 14 bits); in a constant that is
    /// an error of the compiler.
    #[doc(alias = "_IOWR")]
    #[must_use]
    pub const fn iowr(self, group: u8, number: u8, size: usize) -> c_ulong {
        let both: c_ulong = match self {
            Self::LinuxGeneric => 3 << 30,
            Self::LinuxPowerpc | Self::FreeBsd => 6 << 29,
        };
        self.pack(both, group, number, size)
    }

    const fn void(self) -> c_ulong {
        match self {
            Self::LinuxGeneric => 0,
            Self::LinuxPowerpc | Self::FreeBsd => 1 << 29,
        }
    }

    const fn pack(self, direction: c_ulong, group: u8, number: u8, size: usize) -> c_ulong {
        let size_bits = match self {
            Self::LinuxGeneric => 14,
            Self::LinuxPowerpc | Self::FreeBsd => 13,
        };
        assert!(
            size < 1 << size_bits,
            "argument too large for an ioctl number"
        );
        direction | (size as c_ulong) << 16 | (group as c_ulong) << 8 | number as c_ulong
    }

    /// `NIOCCTRL`, the one request of the API since version 14; its argument is a
    /// [`nmreq_header`].
    #[doc(alias = "NIOCCTRL")]
    #[must_use]
    pub const fn niocctrl(self) -> c_ulong {
        self.iowr(b'i', 151, size_of::<nmreq_header>())
    }

    /// `NIOCTXSYNC`: sync the bound transmit rings. No argument.
    #[doc(alias = "NIOCTXSYNC")]
    #[must_use]
    pub const fn nioctxsync(self) -> c_ulong {
        self.io(b'i', 148)
    }

    /// `NIOCRXSYNC`: sync the bound receive rings. No argument.
    #[doc(alias = "NIOCRXSYNC")]
    #[must_use]
    pub const fn niocrxsync(self) -> c_ulong {
        self.io(b'i', 149)
    }

    /// `NIOCGINFO` of the legacy API; its argument is a [`nmreq`].
    #[doc(alias = "NIOCGINFO")]
    #[must_use]
    pub const fn niocginfo(self) -> c_ulong {
        self.iowr(b'i', 145, size_of::<nmreq>())
    }

    /// `NIOCREGIF` of the legacy API; its argument is a [`nmreq`].
    #[doc(alias = "NIOCREGIF")]
    #[must_use]
    pub const fn niocregif(self) -> c_ulong {
        self.iowr(b'i', 146, size_of::<nmreq>())
    }

    /// `NIOCCONFIG`, for external kernel modules; its argument is a [`nm_ifreq`].
    #[doc(alias = "NIOCCONFIG")]
    #[must_use]
    pub const fn niocconfig(self) -> c_ulong {
        self.iowr(b'i', 150, size_of::<nm_ifreq>())
    }
}

/// Every request of the API since version 14; the argument is a [`nmreq_header`].
pub const NIOCCTRL: c_ulong = Encoding::NATIVE.niocctrl();
/// Sync the bound transmit rings. No argument.
pub const NIOCTXSYNC: c_ulong = Encoding::NATIVE.nioctxsync();
/// Sync the bound receive rings. No argument.
pub const NIOCRXSYNC: c_ulong = Encoding::NATIVE.niocrxsync();
/// Legacy API: information about a port; the argument is a [`nmreq`].
pub const NIOCGINFO: c_ulong = Encoding::NATIVE.niocginfo();
/// Legacy API: bind a port; the argument is a [`nmreq`].
pub const NIOCREGIF: c_ulong = Encoding::NATIVE.niocregif();
/// Configuration of external kernel modules; the argument is a [`nm_ifreq`].
pub const NIOCCONFIG: c_ulong = Encoding::NATIVE.niocconfig();
