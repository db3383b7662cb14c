//! The short mode: instruction counts against those kept in the tree.

use std::error::Error;

use bench::baseline::{self, Counts};

use crate::callgrind;
use crate::network::{Network, Place};
use crate::peers::{PEERS, RAW};

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.json");

/// What the library's batch calls may take, whatever is in the tree.
const BOUNDS: [(&str, f64); 2] = [("xdp-socket TX", 20.0), ("xdp-socket RX", 15.0)];

pub fn run(write: bool) -> Result<(), Box<dyn Error>> {
    let network = Network::new(1)?;
    let (flood, pair) = (
        network.flood(Place::First, 64)?,
        network.pair(Place::First, 64)?,
    );
    let mut counts = Counts::new();
    for peer in std::iter::once(&RAW).chain(PEERS).filter(|p| p.short) {
        let (tx, rx) = callgrind::both(peer, &flood, &pair)?;
        counts.insert(format!("{} TX", peer.name), (tx * 100.0).round() / 100.0);
        counts.insert(format!("{} RX", peer.name), (rx * 100.0).round() / 100.0);
    }
    let mut wrong = Vec::new();
    for (name, bound) in BOUNDS {
        if counts[name] > bound {
            wrong.push(format!("{name}: {:.2} is above {bound}", counts[name]));
        }
    }
    for side in ["TX", "RX"] {
        let (inherent, common) = (
            counts[&format!("xdp-socket {side}")],
            counts[&format!("xdp-socket, common trait {side}")],
        );
        if common > inherent {
            wrong.push(format!(
                "{side} by the common trait: {common} instead of {inherent}"
            ));
        }
    }
    println!("user instructions per packet, batch 64, 64-byte packets");
    baseline::compare(BASELINE, &counts, wrong, write)
}
