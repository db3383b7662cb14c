//! The table: all libraries beside each other.

use std::error::Error;

use serde_json::{Value, json};

use crate::callgrind;
use crate::network::{Network, Place};
use crate::peers::{PEERS, Peer, RAW};
use crate::turns::{self, Turns};
use bench::stats::Spread;

/// A row.
#[derive(Default)]
pub struct Row {
    pub name: String,
    /// Whether it is this library, or the bare loop in one of its settings.
    pub is_ours: bool,
    pub is_floor: bool,
    pub tx_ratio: Option<Spread>,
    pub tx_pps: Option<Spread>,
    pub calls: Option<f64>,
    pub tx_instructions: Option<f64>,
    pub rx_instructions: Option<f64>,
    pub drain: Option<Spread>,
    pub drain_ratio: Option<Spread>,
    pub trip: Option<Spread>,
    pub trip_ratio: Option<Spread>,
    pub trip_p99: Option<f64>,
}

impl Row {
    fn put(&mut self, what: &str, turns: Turns) {
        match what {
            "tx" => {
                (self.tx_ratio, self.tx_pps) = (turns.ratio, turns.figure);
                self.calls = turns.other("calls_per_packet");
            }
            "rx" => (self.drain, self.drain_ratio) = (turns.figure, turns.ratio),
            _ => {
                (self.trip, self.trip_ratio) = (turns.figure, turns.ratio);
                self.trip_p99 = turns.other("p99_ns");
            }
        }
    }
}

/// All rows, the floor first, and what could not be measured, with the reason.
pub struct Table {
    pub rows: Vec<Row>,
    pub absent: Vec<String>,
}

pub fn measure(
    network: &Network,
    rounds: usize,
    only: Option<&str>,
    left_out: &[&str],
) -> Result<Table, Box<dyn Error>> {
    let wanted = |p: &&Peer| only.is_none_or(|only| p.name.contains(only));
    // A reason begins with the name of the library. It counts even where an older run has left the
    // program there.
    let why = |p: &Peer| {
        let of = |why: &str| p.name.starts_with(why.split(',').next().unwrap_or(why));
        left_out.iter().copied().find(|why| of(why))
    };
    let (there, missing): (Vec<&Peer>, Vec<&Peer>) = PEERS
        .iter()
        .filter(wanted)
        .partition(|p| p.is_there() && why(p).is_none());
    let mut absent: Vec<String> = missing
        .iter()
        .map(|p| why(p).map_or(format!("{}, which was not built", p.name), String::from))
        .collect();
    // The floor beside itself shows how far such a figure can be trusted.
    let all: Vec<&Peer> = std::iter::once(&RAW).chain(there).collect();
    let mut rows: Vec<Row> = all
        .iter()
        .map(|p| Row {
            name: p.name.into(),
            is_ours: p.is_ours(),
            is_floor: p.is_floor(),
            ..Row::default()
        })
        .collect();
    let options = &[];
    let len = 64;
    let plans = [
        turns::Plan {
            what: "tx",
            figure: "pps",
            others: &["calls_per_packet"],
            len,
            options,
            rounds,
        },
        turns::Plan {
            what: "rx",
            figure: "ns_per_packet",
            others: &[],
            len,
            options,
            rounds,
        },
        turns::Plan {
            what: "ping",
            figure: "p50_ns",
            others: &["p99_ns"],
            len,
            options,
            rounds,
        },
    ];
    for plan in &plans {
        let takes_part = |p: &Peer| match plan.what {
            "rx" => p.drains,
            "ping" => p.pings,
            _ => true,
        };
        let (peers, rows): (Vec<&Peer>, Vec<&mut Row>) = all
            .iter()
            .zip(&mut rows)
            .filter(|(peer, _)| takes_part(peer))
            .unzip();
        for (row, turns) in rows.into_iter().zip(turns::run(network, plan, &peers)) {
            if let Some(why) = &turns.failure {
                absent.push(why.clone());
            }
            row.put(plan.what, turns);
        }
    }
    let (flood, pair) = (
        network.flood(Place::First, len)?,
        network.pair(Place::First, len)?,
    );
    for (peer, row) in all.iter().zip(&mut rows) {
        if !peer.counts {
            continue;
        }
        turns::progress(&format!("instructions: {}", peer.name));
        if peer.drains {
            let (tx, rx) = callgrind::both(peer, &flood, &pair)?;
            (row.tx_instructions, row.rx_instructions) = (Some(tx), Some(rx));
        } else {
            row.tx_instructions = Some(callgrind::per_packet(peer, "tx-count", &flood)?);
        }
    }
    turns::progress("");
    Ok(Table { rows, absent })
}

fn or_none(value: Option<String>) -> String {
    value.unwrap_or_else(|| "-".into())
}

impl Table {
    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut out = String::from(
            "| library | TX rate / raw | calls per packet TX | user instructions per packet TX | RX \
             | RX drain, ns per packet | round trip p50 / raw | round trip p50, p99, µs |\n\
             |---|---|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            let spread = |s: Option<Spread>, digits| or_none(s.map(|s| s.text(digits)));
            let number =
                |n: Option<f64>, digits: usize| or_none(n.map(|n| format!("{n:.digits$}")));
            out +=
                &format!(
                    "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
                    row.name,
                    spread(row.tx_ratio, 3),
                    number(row.calls, 3),
                    number(row.tx_instructions, 1),
                    number(row.rx_instructions, 1),
                    spread(row.drain, 1),
                    spread(row.trip_ratio, 3),
                    or_none(row.trip.zip(row.trip_p99).map(|(p50, p99)| {
                        format!("{:.2}, {:.2}", p50.median / 1e3, p99 / 1e3)
                    })),
                );
        }
        out
    }

    pub fn json(&self) -> Value {
        let spread = |s: Option<Spread>| s.map(Spread::json);
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                json!({
                    "library": row.name,
                    "tx_rate_to_raw": spread(row.tx_ratio),
                    "tx_packets_per_second": spread(row.tx_pps),
                    "tx_calls_per_packet": row.calls,
                    "tx_instructions_per_packet": row.tx_instructions,
                    "rx_instructions_per_packet": row.rx_instructions,
                    "rx_drain_ns_per_packet": spread(row.drain),
                    "rx_drain_to_raw": spread(row.drain_ratio),
                    "round_trip_p50_ns": spread(row.trip),
                    "round_trip_p50_to_raw": spread(row.trip_ratio),
                    "round_trip_p99_ns": row.trip_p99,
                })
            })
            .collect();
        json!({"rows": rows, "absent": self.absent})
    }
}
