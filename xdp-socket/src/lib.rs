//! AF_XDP sockets: packets between a network card's queue and a program, past the kernel's
//! network stack.

#![deny(unsafe_code)]

#[cfg(not(target_os = "linux"))]
compile_error!("AF_XDP is a part of Linux; xdp-socket builds for Linux only");

mod error;
pub mod program;

pub use error::Error;
pub use packet_ring;
