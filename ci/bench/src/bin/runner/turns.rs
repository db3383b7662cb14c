//! Peers in turns with the floor: raw, a peer, raw, the next peer, raw, and so on. Each figure is
//! divided by the mean of its two neighbours, so that what the machine does meanwhile cancels out.

use std::collections::HashMap;

use crate::peers::{Answer, Peer, RAW};
use bench::stats::Spread;

/// What came out for one peer.
pub struct Turns {
    /// The figure itself, and its ratio to the floor's.
    pub figure: Option<Spread>,
    pub ratio: Option<Spread>,
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

/// Measures `peers`, and the floor as the last entry of the answer.
pub fn run(
    what: &str,
    options: &[String],
    figure: &'static str,
    others: &[&'static str],
    peers: &[&Peer],
    rounds: usize,
) -> Result<Vec<Turns>, String> {
    let slice = |peer: &Peer| -> Result<(f64, Answer), String> {
        let answer = peer.measure(what, options)?;
        Ok((answer.get(figure)?, answer))
    };
    let mut slices: Vec<Collected> = (0..=peers.len()).map(|_| Collected::default()).collect();
    let floor_at = peers.len();
    for round in 0..rounds {
        progress(&format!("{what}: round {} of {rounds}", round + 1));
        let (mut before, answer) = slice(&RAW)?;
        slices[floor_at].add(before, 1.0, &answer, others);
        for (at, peer) in peers.iter().enumerate() {
            if slices[at].failure.is_some() {
                continue;
            }
            let measured = slice(peer);
            let (after, answer) = slice(&RAW)?;
            slices[floor_at].add(after, 2.0 * after / (before + after), &answer, others);
            match measured {
                Ok((value, answer)) => {
                    slices[at].add(value, 2.0 * value / (before + after), &answer, others);
                }
                Err(e) => slices[at].failure = Some(e),
            }
            before = after;
        }
    }
    Ok(slices.into_iter().map(Collected::turns).collect())
}

#[derive(Default)]
struct Collected {
    figures: Vec<f64>,
    ratios: Vec<f64>,
    others: HashMap<&'static str, Vec<f64>>,
    failure: Option<String>,
}

impl Collected {
    fn add(&mut self, figure: f64, ratio: f64, answer: &Answer, others: &[&'static str]) {
        self.figures.push(figure);
        self.ratios.push(ratio);
        for &other in others {
            if let Ok(value) = answer.get(other) {
                self.others.entry(other).or_default().push(value);
            }
        }
    }

    fn turns(self) -> Turns {
        let medians = self.others.into_iter();
        let medians = medians.filter_map(|(k, v)| Some((k, Spread::of(v)?.median)));
        Turns {
            figure: Spread::of(self.figures),
            ratio: Spread::of(self.ratios),
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
