//! netmap-rs.
#![deny(unsafe_code)]

mod port_name;
#[allow(dead_code)]
mod request;

pub use port_name::{Extmem, PortKind, PortName, PortNameError, PortNameErrorKind, RingConfig};
pub use request::{RegFlags, RingMode};
