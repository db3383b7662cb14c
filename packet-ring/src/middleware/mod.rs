//! Rings that wrap rings: each takes a ring, is a ring of the same direction, and passes the
//! conformance suite, so that they compose in any order.
//!
//! * [`PcapTap`] writes what passes to a capture file,
//! * [`FaultInjector`] drops, duplicates, reorders and corrupts packets, reproducibly,
//! * [`RateMeter`] counts what passes.
//!
//! ```
//! use packet_ring::middleware::{FaultInjector, Faults, PcapTap, RateMeter};
//! use packet_ring::testing::memory_pair;
//! use packet_ring::{Receive, Ring, Transmit};
//!
//! let (mut tx, rx) = memory_pair(64, 2048);
//! // What the capture shows is what the program gets; the meter counts what arrived.
//! let faults = Faults::seeded(1).drop(0.5).build()?;
//! let mut rx = PcapTap::rx(FaultInjector::rx(RateMeter::rx(rx), faults), Vec::new())?;
//!
//! tx.send_batch(&[&[7; 60][..]; 64])?;
//! tx.kick()?;
//! let got = rx.recv_each(usize::MAX, |packet| assert_eq!(packet, [7; 60]))?;
//!
//! assert_eq!(rx.stats().records, got as u64);
//! assert_eq!(rx.get_ref().stats().dropped, 64 - got as u64);
//! assert_eq!(rx.get_ref().get_ref().snapshot().packets, 64);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fault;
mod faults;
mod pcap;
mod pcap_file;
mod random;
mod rate;
mod slots;

pub use fault::FaultInjector;
pub use faults::{FaultStats, Faults, FaultsBuilder, InvalidFaults};
pub use pcap::PcapTap;
pub use pcap_file::PcapStats;
pub use rate::{Counters, RateMeter, Rates, Snapshot};
