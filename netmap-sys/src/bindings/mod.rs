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

pub mod libnetmap;
pub mod net;
