//! netmap-rs.
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
#[allow(dead_code)]
mod software;

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
