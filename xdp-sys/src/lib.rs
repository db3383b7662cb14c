//! Raw bindings to the parts of Linux's user-space headers that an AF_XDP socket needs:
//! `linux/if_xdp.h` as a whole, and of `linux/bpf.h`, `linux/btf.h`, `linux/if_link.h`,
//! `linux/veth.h`, `linux/netlink.h`, `linux/rtnetlink.h`, `linux/genetlink.h`,
//! `linux/netdev.h`, `linux/ethtool.h` and `asm/socket.h` what loads and attaches an XDP program,
//! asks what an interface can do, and steers packets to a queue.
//!
//! The crate is `no_std`, has no dependency and needs nothing but the compiler: what bindgen made
//! of the headers is checked in, layout assertions included. [`LINUX_VERSION_CODE`] tells the
//! version of the headers, and the first line of `src/bindings.rs` the package that they came in.
//! The layouts are the same on x86_64 and aarch64. The safe interface is the crate `xdp-socket`.
//!
//! # What differs from the headers
//!
//! * Names, types and values are C's, with one spelling for each: macros and enumeration constants
//!   are plain integer constants.
//! * **No structure has implicit padding.** Where C leaves a hole, there is a field
//!   `__bindgen_padding_N`, and `Default` zeroes it. A whole structure may therefore be handed to
//!   the kernel as bytes. This does not hold for a *union* such as [`bpf_attr`], where the kernel
//!   wants every byte behind the last one that a command uses to be zero (`EINVAL`, or `E2BIG`
//!   for what it does not know): start from `Default::default()`, which zeroes all of it, and
//!   assign to fields.
//! * [`AF_XDP`] and [`SOL_XDP`], which the C library's `sys/socket.h` has instead of the kernel's
//!   user-space headers, and the first versions of four structures (module [`v1`]) are added.
//!
//! # Example
//!
//! ```
//! use xdp_sys::{AF_XDP, XDP_USE_NEED_WAKEUP, sockaddr_xdp};
//!
//! let address = sockaddr_xdp {
//!     sxdp_family: AF_XDP as u16,
//!     sxdp_flags: XDP_USE_NEED_WAKEUP as u16,
//!     sxdp_ifindex: 3,
//!     sxdp_queue_id: 0,
//!     ..Default::default()
//! };
//! assert_eq!(size_of_val(&address), 16);
//! ```
//!
//! # Features
//!
//! * `bindgen`: makes the bindings at build time from the kernel headers that are installed (or
//!   from those in the folders of the environment variable `XDP_SYS_INCLUDE`), for headers newer
//!   than the checked-in bindings. Needs libclang.

#![no_std]
#![deny(unsafe_code)]

#[cfg(not(target_os = "linux"))]
compile_error!("AF_XDP is an interface of Linux");
#[cfg(not(target_pointer_width = "64"))]
compile_error!("the bindings are for 64-bit targets");

// Two sources: the headers named in bindings.rs, or those of this machine.
#[allow(
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals
)]
#[allow(unsafe_code, unsafe_op_in_unsafe_fn, dead_code)]
#[allow(
    clippy::all,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block
)]
mod bindings {
    #[cfg(not(feature = "bindgen"))]
    include!("bindings.rs");
    #[cfg(feature = "bindgen")]
    include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
}

#[allow(non_camel_case_types)]
pub mod v1;

pub use bindings::*;

/// Address family of an AF_XDP socket.
///
/// From the kernel's `include/linux/socket.h`; the C library has it in `sys/socket.h`.
pub const AF_XDP: u32 = 44;

/// Protocol family of an AF_XDP socket: the same number as [`AF_XDP`].
pub const PF_XDP: u32 = AF_XDP;

/// Level of an AF_XDP socket's options, for `setsockopt` and `getsockopt`.
///
/// From the kernel's `include/linux/socket.h`; the C library has it in `sys/socket.h`.
pub const SOL_XDP: u32 = 283;

// Headers before Linux 6.8 have four bytes of padding here, which newer kernels read as
// `tx_metadata_len`.
const _: () = assert!(
    size_of::<xdp_umem_reg>() == 2 * size_of::<u64>() + 4 * size_of::<u32>(),
    "xdp_umem_reg has padding"
);

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
