//! Raw bindings to [netmap](https://github.com/luigirizzo/netmap), API version 14, for 64-bit
//! Linux and FreeBSD.
//!
//! Structs and constants keep their C names and layouts, and the macros and inline functions of
//! `net/netmap_user.h` are Rust functions of the same names. Nothing is compiled or linked but
//! Rust: the bindings are checked in. The safe crate over this one is `netmap-rs`.
#![no_std]
#![deny(unsafe_code)]

#[cfg(not(target_pointer_width = "64"))]
compile_error!("netmap-sys binds netmap's 64-bit ABI only");

mod bindings;
pub mod ioctl;
mod request;
mod user;

pub use bindings::libnetmap::*;
pub use bindings::net::*;
pub use bindings::{timeval, u_char, u_int};
pub use ioctl::{NIOCCONFIG, NIOCCTRL, NIOCGINFO, NIOCREGIF, NIOCRXSYNC, NIOCTXSYNC};
pub use request::{option_size, request_body_size};
pub use user::*;

/// One entry of [`nmreq_opt_sync_kloop_eventfds`]: a pair of eventfds.
#[allow(non_camel_case_types)]
pub type nmreq_opt_sync_kloop_eventfd = nmreq_opt_sync_kloop_eventfds__bindgen_ty_1;

/// Whether `DISABLE_NETMAP_KERNEL` was set when this crate was built: no kernel port may be
/// opened then.
pub const KERNEL_DISABLED: bool = cfg!(netmap_kernel_disabled);
