//! netmap-rs.
#![deny(unsafe_code)]

mod error;
mod port_name;
#[allow(dead_code)]
mod region;
#[allow(dead_code)]
mod request;
#[allow(dead_code, unused_imports)]
mod software;

pub use error::{Direction, Error};
pub use packet_ring;
pub use packet_ring::RingError;
pub use port_name::{Extmem, PortKind, PortName, PortNameError, PortNameErrorKind, RingConfig};
pub use request::{RegFlags, RingMode};
