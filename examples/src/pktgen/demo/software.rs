//! The software netmap: a VALE switch and a pipe inside this process. Needs no rights at all.

use netmap_rs::{Netmap, RxRing, TxRing};

use super::measure::Measure;
use super::report::{End, Path};
use crate::pktgen::exit::Failure;
use crate::pktgen::netmap::{modes, modes_json, open_software, rx_statistics, tx_statistics};
use crate::pktgen::output::Progress;
use crate::pktgen::xdp::Counted;

/// Frames under way at once: half of the 1023 slots that a ring can use.
pub(super) const WINDOW: usize = 512;

/// Two ports that are connected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// For people.
    pub title: &'static str,
    /// For machines.
    pub key: &'static str,
    /// Names of the ports.
    pub ports: [&'static str; 2],
    /// Whether the receiver holds the sender up.
    pub lossless: bool,
}

/// A switch drops what the receiver has no room for, as a network does.
pub(super) const VALE: Pair = Pair {
    title: "netmap, over a VALE switch in software",
    key: "netmap_vale",
    ports: ["vale0:sender", "vale0:receiver"],
    lossless: false,
};

/// A pipe makes the sender wait.
pub(super) const PIPE: Pair = Pair {
    title: "netmap, over a pipe in software",
    key: "netmap_pipe",
    ports: ["demo{1", "demo}1"],
    lossless: true,
};

/// Runs this part over one pair.
///
/// # Errors
///
/// Those of netmap-rs.
pub(super) fn run(
    pair: Pair,
    measure: Measure<'_>,
    progress: &mut Progress,
) -> Result<Path, Failure> {
    let ports = [open_software(pair.ports[0])?, open_software(pair.ports[1])?];
    let (mut tx, mut near_rx) = rings(&ports[0])?;
    let (mut far_tx, mut rx) = rings(&ports[1])?;

    let numbered = measure.numbered(&mut tx, &mut rx, progress)?;
    let flood_tx = measure.flood_tx(&mut tx, &mut rx, progress)?;
    let flood_rx = measure.flood_rx(&mut tx, &mut rx, progress)?;
    let ends = vec![
        end("sender", &ports[0], tx_statistics(&tx)),
        end("receiver", &ports[1], rx_statistics(&rx)),
    ];
    let mut round_trips = Vec::new();
    for &idle in Measure::idles() {
        let (near, far) = ((&mut tx, &mut near_rx), (&mut far_tx, &mut rx));
        round_trips.push((idle, measure.round_trips(near, far, idle, progress)?));
    }
    Ok(Path {
        title: pair.title.into(),
        key: pair.key,
        ends,
        frames: measure.frames,
        numbered,
        flood_tx,
        flood_rx,
        round_trips,
    })
}

fn rings(port: &Netmap) -> Result<(TxRing, RxRing), Failure> {
    Ok((port.tx_ring(0)?, port.rx_ring(0)?))
}

fn end(name: &'static str, port: &Netmap, statistics: Counted) -> End {
    End {
        name,
        modes: modes(port),
        modes_json: modes_json(port),
        fallbacks: Vec::new(),
        statistics,
    }
}
