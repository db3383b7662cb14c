//! Opening netmap ports, and what is told about them.

use netmap_rs::{Error, Netmap, NetmapBuilder, RingStats, RxRing, TxRing};
use serde_json::{Value, json};

use super::exit::Failure;
use super::xdp::Counted;

impl From<Error> for Failure {
    fn from(e: Error) -> Failure {
        match e {
            Error::PermissionDenied => Failure::no_rights(e.to_string()),
            Error::PortName(_) | Error::Config { .. } | Error::NoSuchRing { .. } => {
                Failure::usage(e.to_string())
            }
            _ => Failure::new(e.to_string()),
        }
    }
}

/// Opens a port as its name says, in the kernel unless NETMAP_BACKEND says otherwise.
///
/// # Errors
///
/// Those of netmap-rs.
pub fn open(name: &str) -> Result<Netmap, Failure> {
    Ok(Netmap::open(name)?)
}

/// Opens a port of the software backend, whatever NETMAP_BACKEND says.
///
/// # Errors
///
/// Those of netmap-rs.
pub fn open_software(name: &str) -> Result<Netmap, Failure> {
    Ok(NetmapBuilder::new(name).software().build()?)
}

/// What the port is, in one line.
pub fn modes(port: &Netmap) -> String {
    format!(
        "{}: {} netmap, memory id {} of {} KiB",
        port.name(),
        port.backend(),
        port.mem_id(),
        port.memory_size() / 1024,
    )
}

/// The same for machines.
pub fn modes_json(port: &Netmap) -> Value {
    json!({
        "port": port.name(),
        "backend": port.backend().to_string(),
        "tx_rings": port.num_tx_rings(),
        "rx_rings": port.num_rx_rings(),
        "mem_id": port.mem_id(),
        "memory_bytes": port.memory_size(),
    })
}

/// What a transmit ring has counted.
pub fn tx_statistics(ring: &TxRing) -> Counted {
    counted("tx_slots", "tx_syncs", ring.stats())
}

/// What a receive ring has counted.
pub fn rx_statistics(ring: &RxRing) -> Counted {
    counted("rx_slots", "rx_syncs", ring.stats())
}

fn counted(slots: &'static str, syncs: &'static str, stats: RingStats) -> Counted {
    vec![
        (slots, stats.slots),
        (syncs, stats.syncs),
        ("bad_index", stats.bad_index),
        ("bad_length", stats.bad_length),
        ("truncated", stats.truncated),
        ("reinits", stats.reinits),
    ]
}
