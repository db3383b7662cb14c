//! What the example programs share, and the tool `pktgen`.

#![deny(unsafe_code)]

pub mod pktgen;
pub mod route;
pub mod smoltcp;
pub mod udp;

/// The examples of the project's README are tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
