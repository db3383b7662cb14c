//! AF_XDP sockets: packets between a network card's queue and a program, past the kernel's
//! network stack.

#![deny(unsafe_code)]

#[cfg(not(target_os = "linux"))]
compile_error!("AF_XDP is a part of Linux; xdp-socket builds for Linux only");

mod capabilities;
mod config;
mod create;
mod cursor;
mod error;
#[cfg(any(test, feature = "testing"))]
pub mod fake;
mod interface;
mod mmap;
mod netlink;
mod peeked;
mod pool;
pub mod program;
mod ring;
mod rx;
mod rx_queue;
mod socket;
mod stats;
mod sys;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod tx_queue;
mod umem;
mod zero_copy;

pub use capabilities::{Capabilities, RxMetadata, XdpFeatures, XskFeatures};
pub use config::{CopyMode, Pages, XdpConfig, XdpConfigBuilder};
pub use create::{create_bi_socket, create_rx_socket, create_tx_socket};
pub use error::Error;
pub use interface::{AttachedProgram, Interface};
pub use mmap::PageSize;
pub use packet_ring;
pub use program::{
    AttachMethod, AttachMode, Attached, AttachedMethod, AttachedMode, Program, Rule, Steer,
    XdpProgram, XskMap,
};
pub use rx::RxSocket;
pub use socket::Obtained;
pub use stats::Statistics;
pub use tx::TxSocket;
