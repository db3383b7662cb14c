//! The ring that AF_XDP sockets and netmap ports have in common.
//!
//! A packet ring is a queue of *slots* between a program and a device. Each slot refers to one
//! *frame* of packet bytes. Working with it takes four steps, the same in both directions:
//!
//! | step | transmitting | receiving |
//! |---|---|---|
//! | **seek** | makes free frames ready to be written | makes arrived frames ready to be read |
//! | **peek** | gives the bytes of one of them | gives the bytes of one of them |
//! | **commit** | hands the first *n* on to the device | gives the first *n* back to the device |
//! | **kick** | wakes the device, if it asked for that | the same |
//!
//! The slots that are ready form the *window* `0..ready()`. [`Transmit::peek_at`] and
//! [`Receive::peek_at`] index into it, [`Ring::commit_n`] takes the first `n` slots of it, and what
//! was slot `n` is slot 0 from then on.
//!
//! ```
//! use packet_ring::{Receive, Ring, RingError, Transmit};
//!
//! /// Sends one packet, whatever the backend is.
//! fn send_one<T: Transmit>(tx: &mut T, payload: &[u8]) -> Result<(), RingError> {
//!     tx.seek_and_peek(payload.len())?.copy_from_slice(payload);
//!     tx.commit()?;
//!     tx.kick()?;
//!     Ok(())
//! }
//!
//! /// Counts the bytes of everything that has arrived.
//! fn drain<R: Receive>(rx: &mut R) -> Result<usize, RingError> {
//!     let mut bytes = 0;
//!     let n = rx.ready();
//!     for i in 0..n {
//!         bytes += rx.peek_at(i)?.len();
//!     }
//!     rx.commit_n(n)?;
//!     rx.kick()?;
//!     Ok(bytes)
//! }
//! ```
//!
//! Slices borrow the ring, so none can outlive the commit that gives its frame away.
//!
//! [`middleware`] holds rings that wrap rings: a pcap tap, a fault injector, a rate meter. The
//! feature `testing` adds the conformance suite that every implementation has to pass.

#![forbid(unsafe_code)]

mod by_ref;
mod error;
mod forward;
pub mod middleware;
mod ring;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::RingError;
pub use forward::{Forward, Forwarded, Verdict, forward_by_copy};
pub use ring::{Kick, Receive, Ring, Transmit};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
