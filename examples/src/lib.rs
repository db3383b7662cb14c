//! What the example programs share, and the tool `pktgen`.

#![deny(unsafe_code)]

pub mod pktgen;
pub mod route;
pub mod smoltcp;
pub mod udp;
