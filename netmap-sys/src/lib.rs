#![doc = include_str!("../README.md")]
#![no_std]
#![deny(unsafe_code)]

#[cfg(not(target_pointer_width = "64"))]
compile_error!("netmap-sys binds netmap's 64-bit ABI only");

mod bindings;
#[cfg(any(netmap_headers, docsrs))]
pub mod c;
mod csb;
pub mod ioctl;
mod request;
mod user;

pub use bindings::libnetmap::*;
pub use bindings::net::*;
pub use bindings::{timeval, u_char, u_int};
pub use csb::{nm_sync_kloop_appl_read, nm_sync_kloop_appl_write};
pub use ioctl::{NIOCCONFIG, NIOCCTRL, NIOCGINFO, NIOCREGIF, NIOCRXSYNC, NIOCTXSYNC};
pub use request::{option_size, request_body_size};
pub use user::*;

/// One entry of [`nmreq_opt_sync_kloop_eventfds`]: a pair of eventfds.
#[allow(non_camel_case_types)]
pub type nmreq_opt_sync_kloop_eventfd = nmreq_opt_sync_kloop_eventfds__bindgen_ty_1;

/// Whether `DISABLE_NETMAP_KERNEL` was set when this crate was built.
///
/// Nothing here changes with it; a crate above must not open kernel ports then, and say so.
pub const KERNEL_DISABLED: bool = cfg!(netmap_kernel_disabled);

/// The include directory of the installed netmap that the crate was built against, `None` for the
/// checked-in bindings.
pub const HEADERS: Option<&str> = if cfg!(netmap_headers) {
    option_env!("NETMAP_SYS_HEADERS")
} else {
    None
};

/// Whether libnetmap is linked, and its functions (`nmport_open` and the rest) declared.
pub const LIBNETMAP: bool = cfg!(netmap_libnetmap);

/// libnetmap's default context has a lock only in programs that refer to the object of the library
/// that adds it: C programs do by including `libnetmap.h`, Rust programs by this.
#[cfg(netmap_libnetmap)]
#[used]
static THREADSAFE: unsafe extern "C" fn() = nmctx_set_threadsafe;
