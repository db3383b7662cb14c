//! The short mode: instruction counts against those kept in the tree.

use std::collections::BTreeMap;
use std::error::Error;

use crate::callgrind;
use crate::network::{Network, Place};
use crate::peers::{PEERS, RAW};

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.json");

/// How much a count may grow.
const MARGIN: f64 = 1.05;

/// What the library's batch calls may take, whatever is in the tree.
const BOUNDS: [(&str, f64); 2] = [("xdp-socket TX", 20.0), ("xdp-socket RX", 15.0)];

pub fn run(write: bool) -> Result<(), Box<dyn Error>> {
    let network = Network::new(1)?;
    let (flood, pair) = (
        network.flood(Place::First, 64)?,
        network.pair(Place::First, 64)?,
    );
    let mut counts = BTreeMap::new();
    for peer in std::iter::once(&RAW).chain(PEERS).filter(|p| p.short) {
        let (tx, rx) = callgrind::both(peer, &flood, &pair)?;
        counts.insert(format!("{} TX", peer.name), (tx * 100.0).round() / 100.0);
        counts.insert(format!("{} RX", peer.name), (rx * 100.0).round() / 100.0);
    }
    let kept: BTreeMap<String, f64> = match std::fs::read_to_string(BASELINE) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) if write => BTreeMap::new(),
        Err(e) => return Err(format!("{BASELINE}: {e}").into()),
    };
    let mut wrong = Vec::new();
    println!("user instructions per packet, batch 64, 64-byte packets");
    println!("{:34}{:>8}{:>8}", "", "now", "kept");
    for (name, &count) in &counts {
        let old = kept.get(name).copied();
        let shown = old.map_or("-".into(), |old| format!("{old:.2}"));
        println!("{name:34}{count:8.2}{shown:>8}");
        match old {
            Some(old) if count > old * MARGIN => {
                wrong.push(format!(
                    "{name}: {count:.2} is more than 5 % above {old:.2}"
                ));
            }
            None if !write => wrong.push(format!("{name}: no figure is kept")),
            _ => {}
        }
    }
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
    if write {
        std::fs::write(BASELINE, serde_json::to_string_pretty(&counts)? + "\n")?;
        println!("written to {BASELINE}");
        return Ok(());
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(wrong.join("\n").into())
}
