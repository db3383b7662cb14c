//! AF_XDP sockets: packets between a network card's queue and a program, past the kernel's
//! network stack.

#![deny(unsafe_code)]

#[cfg(not(target_os = "linux"))]
compile_error!("AF_XDP is a part of Linux; xdp-socket builds for Linux only");

mod error;
mod interface;
mod netlink;
pub mod program;
mod sys;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::Error;
pub use interface::{
    AttachedProgram, Capabilities, Interface, RxMetadata, XdpFeatures, XskFeatures,
};
pub use packet_ring;
pub use program::{
    AttachMethod, AttachMode, Attached, AttachedMethod, AttachedMode, Program, Rule, Steer,
    XdpProgram, XskMap,
};
