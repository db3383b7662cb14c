//! The loops that move packets, written against the common trait: any backend runs them.
//!
//! Each takes a closure that says when it is over and asks it once per batch. None allocates,
//! locks or formats.

mod echo;
mod forward;
mod numbered;
mod receive;
mod transmit;

pub use echo::{Idle, Probe, RoundTrips, reflect, round_trips};
pub use forward::forward;
pub use numbered::{Numbered, Plan, numbered};
pub use receive::receive;
pub use transmit::{Next, Source, drain, transmit};

#[cfg(test)]
mod tests;

use std::time::Duration;

/// How long a loop blocks at most before it asks again whether it is over. Signals set a flag and
/// do not end a wait, so this is also how long Ctrl-C may take.
pub const SLICE: Duration = Duration::from_millis(50);
