//! A peer in turns with the floor: two programs on two interfaces of the same kind, pinned to the
//! same processor, measure one slice after the other: raw, the peer, raw, the peer, raw. Each
//! figure is divided by the mean of its two neighbours, so that what the machine does meanwhile
//! cancels out; and programs are started anew for each round, on the other's interface, so that
//! what differs from one start to the next does.

use std::collections::HashMap;

use crate::network::{Network, Place};
use crate::peers::{Answer, Peer, RAW};
use crate::session::Session;
use bench::affinity;
use bench::stats::Spread;

/// What is measured in turns.
pub struct Plan<'a> {
    pub what: &'static str,
    /// The answer that counts, and others that are kept.
    pub figure: &'static str,
    pub others: &'static [&'static str],
    /// Bytes of a packet.
    pub len: usize,
    /// Further options of the programs.
    pub options: &'a [String],
    pub rounds: usize,
}

/// Slices of the peer in one round, each between two of the floor.
const SLICES: usize = 5;

/// What came out for one peer.
#[derive(Default)]
pub struct Turns {
    /// The figure itself, its ratio to the floor's, and the floor's.
    pub figure: Option<Spread>,
    pub ratio: Option<Spread>,
    pub floor: Option<Spread>,
    /// Other answers, by the median of all slices.
    others: HashMap<&'static str, f64>,
    /// Why there is none.
    pub failure: Option<String>,
}

impl Turns {
    pub fn other(&self, name: &str) -> Option<f64> {
        self.others.get(name).copied()
    }
}

/// Measures peers, all of them in each round. A failure, the floor's too, ends a peer's part.
pub fn run(network: &Network, plan: &Plan, peers: &[&Peer]) -> Vec<Turns> {
    let mut all: Vec<Collected> = peers.iter().map(|_| Collected::default()).collect();
    for round in 0..plan.rounds {
        progress(&format!(
            "{}: round {} of {}",
            plan.what,
            round + 1,
            plan.rounds
        ));
        for (peer, collected) in peers.iter().zip(&mut all) {
            if collected.failure.is_none() {
                let done = once(network, plan, peer, round, collected);
                collected.failure = done.err();
            }
        }
    }
    all.into_iter().map(Collected::turns).collect()
}

fn once(
    network: &Network,
    plan: &Plan,
    peer: &Peer,
    round: usize,
    collected: &mut Collected,
) -> Result<(), String> {
    // Processor, interface and order of starting change from round to round, all combinations of
    // them in eight rounds.
    let cpu = round % affinity::processors();
    let swapped = round / 2 % 2 == 1;
    let late = round / 4 % 2 == 1;
    let options = |place: Place| -> Result<Vec<String>, String> {
        let mut all = match plan.what {
            "tx" => network.flood(place, plan.len),
            _ => network.pair(place, plan.len),
        }
        .map_err(|e| e.to_string())?;
        all.extend([format!("cpu={cpu}"), "ms=12".into()]);
        all.extend(plan.options.iter().cloned());
        Ok(all)
    };
    let (here, there) = match swapped {
        false => (Place::First, Place::Second),
        true => (Place::Second, Place::First),
    };
    let floor = || Session::start(&RAW, plan.what, &options(here)?);
    let started = || Session::start(peer, plan.what, &options(there)?);
    let (mut floor, mut peer) = if late {
        let peer = started()?;
        (floor()?, peer)
    } else {
        (floor()?, started()?)
    };
    collected.round(plan, &mut floor, &mut peer)
}

#[derive(Default)]
struct Collected {
    figures: Vec<f64>,
    /// One per round: the slices of a round have their programs in common.
    ratios: Vec<f64>,
    floors: Vec<f64>,
    others: HashMap<&'static str, Vec<f64>>,
    failure: Option<String>,
}

impl Collected {
    fn round(
        &mut self,
        plan: &Plan,
        floor: &mut Session,
        peer: &mut Session,
    ) -> Result<(), String> {
        let mut floor = || floor.slice()?.get(plan.figure);
        let (mut ratios, mut before) = (Vec::new(), floor()?);
        for _ in 0..SLICES {
            let answer: Answer = peer.slice()?;
            let after = floor()?;
            let figure = answer.get(plan.figure)?;
            ratios.push(2.0 * figure / (before + after));
            self.figures.push(figure);
            self.floors.push(after);
            for &other in plan.others {
                let value = answer.get(other)?;
                self.others.entry(other).or_default().push(value);
            }
            before = after;
        }
        let ratio = Spread::of(ratios).ok_or("no slices")?;
        self.ratios.push(ratio.median);
        Ok(())
    }

    fn turns(self) -> Turns {
        let medians = self.others.into_iter();
        let medians = medians.filter_map(|(k, v)| Some((k, Spread::of(v)?.median)));
        Turns {
            figure: Spread::of(self.figures),
            ratio: Spread::of(self.ratios),
            floor: Spread::of(self.floors),
            others: medians.collect(),
            failure: self.failure,
        }
    }
}

/// Tells somebody who sits there how far it is.
pub fn progress(text: &str) {
    use std::io::IsTerminal;
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{text}");
    }
}
