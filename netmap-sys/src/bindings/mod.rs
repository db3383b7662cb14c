//! What bindgen made of netmap's headers, never edited by hand.
//!
//! `net` holds `net/netmap.h`, `net/netmap_legacy.h`, `net/netmap_user.h` and `net/netmap_virt.h`;
//! `libnetmap` holds the types of `libnetmap.h`. Linux and FreeBSD give the same text on every
//! 64-bit architecture, which `ci/bindings.sh netmap` checks; what differs between them, the ioctl
//! numbers, is computed in [`crate::ioctl`].

#![allow(missing_docs, unreachable_pub, unsafe_code, unsafe_op_in_unsafe_fn)]
#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case)]
#![allow(
    clippy::all,
    clippy::undocumented_unsafe_blocks,
    clippy::missing_safety_doc
)]
#![allow(clippy::multiple_unsafe_ops_per_block)]

use core::ffi::{c_long, c_uchar, c_uint};

/// `u_int` of `<sys/types.h>`.
pub type u_int = c_uint;
/// `u_char` of `<sys/types.h>`.
pub type u_char = c_uchar;

/// `struct timeval` of `<sys/time.h>`, as it is on 64-bit Linux and FreeBSD.
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct timeval {
    /// Seconds.
    pub tv_sec: c_long,
    /// Microseconds.
    pub tv_usec: c_long,
}

#[cfg(not(netmap_headers))]
#[rustfmt::skip]
pub mod net;
#[cfg(netmap_headers)]
#[allow(unused_imports)] // of the system's types, where the headers need none
pub mod net {
    include!(concat!(env!("OUT_DIR"), "/net.rs"));
}

#[cfg(not(netmap_libnetmap_h))]
#[rustfmt::skip]
pub mod libnetmap;
#[cfg(netmap_libnetmap_h)]
pub mod libnetmap {
    include!(concat!(env!("OUT_DIR"), "/libnetmap.rs"));
}

/// The ioctl numbers as the headers give them, to hold [`crate::ioctl`] against.
#[cfg(netmap_headers)]
mod ioctls {
    include!(concat!(env!("OUT_DIR"), "/ioctls.rs"));

    const _: () = {
        assert!(crate::NIOCCTRL == netmap_sys_NIOCCTRL);
        assert!(crate::NIOCTXSYNC == netmap_sys_NIOCTXSYNC);
        assert!(crate::NIOCRXSYNC == netmap_sys_NIOCRXSYNC);
        assert!(crate::NIOCGINFO == netmap_sys_NIOCGINFO);
        assert!(crate::NIOCREGIF == netmap_sys_NIOCREGIF);
        assert!(crate::NIOCCONFIG == netmap_sys_NIOCCONFIG);
    };
}
