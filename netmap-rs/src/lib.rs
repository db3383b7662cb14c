//! Safe packet I/O over [netmap](https://github.com/luigirizzo/netmap), in the kernel and in
//! software.
//!
//! [`NetmapBuilder`] opens a port by its name; its rings are [`TxRing`] and [`RxRing`].
//!
//! ```no_run
//! use netmap_rs::prelude::*;
//!
//! fn main() -> Result<(), Error> {
//!     let port = NetmapBuilder::new("eth0").build()?;
//!     let mut tx = port.tx_ring(0)?;
//!     let mut rx = port.rx_ring(0)?;
//!     loop {
//!         rx.wait(None)?;
//!         while let Some(frame) = rx.recv() {
//!             tx.send(frame.payload())?;
//!         }
//!         tx.sync()?;
//!     }
//! }
//! ```
//!
//! # Rings
//!
//! A ring is a circle of *slots*, each of which refers to one buffer. The slots from *head* to
//! *tail* are the program's, the others belong to the kernel: on a transmit ring the program's are
//! free, on a receive ring they hold packets. They change hands in a *sync*, and only then:
//! [`TxRing::sync`] and [`RxRing::sync`], `kick`, which syncs where that brings anything, and
//! `wait`, which blocks until something is ready. One slot of each ring always stays empty.
//!
//! Besides their own methods, rings have the traits of [`packet_ring`], which AF_XDP sockets have
//! too: code written for those runs on either.
//!
//! # Guarantees
//!
//! * No safe function causes undefined behaviour, whatever the caller does, and whatever another
//!   process writes into the shared memory: indices, lengths and buffer numbers are checked
//!   wherever they are used, and what makes no sense is counted in [`RingStats`].
//! * No head or cur outside of the window is ever stored. A ring that is re-initialised all the
//!   same is reported as [`RingError::Reinitialised`].
//! * Each ring has one handle in the process. A [`Frame`] borrows the ring, so that it can't
//!   outlive its buffer.
//! * Packets are whole: neither split nor cut nor joined with others.
//!
//! # Backends
//!
//! With the feature `sys`, ports live in the kernel ([`Backend::Kernel`]). The software backend
//! ([`Backend::Software`]) is always there: VALE switches and pipes inside this process, over
//! memory with netmap's layout. [`NetmapBuilder::software`] or the environment variable
//! `NETMAP_BACKEND=software` choose it; nothing else does. Its pipes also connect processes: those
//! for which the variable `NETMAP_SOFTWARE_DIR` names the same private directory, best one in
//! memory (below `$XDG_RUNTIME_DIR`), find each other's pipes there.
//!
//! # Event loops
//!
//! [`Readiness`] is the readiness of one ring as a file descriptor.
#![cfg_attr(
    feature = "tokio-async",
    doc = "[`TokioNetmap`] and its rings wait in Tokio's runtime."
)]
#![cfg_attr(
    not(feature = "tokio-async"),
    doc = "With the feature `tokio-async`, rings wait in Tokio's runtime."
)]
#![deny(unsafe_code)]

mod builder;
mod claims;
mod error;
#[cfg(feature = "sys")]
mod kernel;
mod line;
mod port;
mod port_name;
pub mod prelude;
mod readiness;
mod region;
mod request;
mod ring;
mod software;
#[cfg(feature = "tokio-async")]
mod tokio_async;

pub use builder::NetmapBuilder;
pub use error::{Direction, Error};
pub use packet_ring;
pub use packet_ring::{Forwarded, Kick, RingError, Verdict};
pub use port::{Backend, Netmap};
pub use port_name::{Extmem, PortKind, PortName, PortNameError, PortNameErrorKind, RingConfig};
pub use readiness::Readiness;
pub use request::{RegFlags, RingMode};
pub use ring::{Frame, Packet, RingStats, RxBatch, RxBatchIter, RxRing, Slots, TxBatch, TxRing};
pub use software::SoftStatistics;
#[cfg(feature = "tokio-async")]
pub use tokio_async::{AsyncNetmapRxRing, AsyncNetmapTxRing, TokioNetmap};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
