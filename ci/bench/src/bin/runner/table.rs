//! The table: all libraries beside each other.

use std::error::Error;

use serde_json::{Value, json};

use crate::network::Network;
use crate::peers::{PEERS, Peer, RAW};
use crate::turns::{self, Turns};
use bench::stats::Spread;

/// A row.
#[derive(Default)]
pub struct Row {
    pub name: String,
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

/// All rows, the floor first, and what could not be measured, with the reason.
pub struct Table {
    pub rows: Vec<Row>,
    pub absent: Vec<String>,
}

pub fn measure(
    network: &Network,
    rounds: usize,
    only: Option<&str>,
) -> Result<Table, Box<dyn Error>> {
    let wanted = |p: &&Peer| only.is_none_or(|only| p.name.contains(only));
    let (there, missing): (Vec<&Peer>, Vec<&Peer>) =
        PEERS.iter().filter(wanted).partition(|p| p.is_there());
    let mut absent: Vec<String> = missing
        .iter()
        .map(|p| format!("{}: its program was not built", p.name))
        .collect();
    if std::env::var_os("PATH")
        .is_none_or(|path| !std::env::split_paths(&path).any(|p| p.join("xdpsock").exists()))
    {
        absent.push("xdpsock (C): not installed".into());
    } else {
        absent.push("xdpsock (C): installed, but this benchmark does not run it".into());
    }
    let mut rows: Vec<Row> = std::iter::once(&RAW)
        .chain(there.iter().copied())
        .map(|p| Row {
            name: p.name.into(),
            ..Row::default()
        })
        .collect();
    // The answers have the floor last, the rows have it first.
    let mut spread = |peers: &[&Peer], answers: Vec<Turns>, put: fn(&mut Row, Turns)| {
        let names = peers.iter().map(|p| p.name).chain([RAW.name]);
        for (name, turns) in names.zip(answers) {
            let row = rows.iter_mut().find(|r| r.name == name);
            if let Some(why) = &turns.failure {
                absent.push(why.clone());
            }
            put(row.expect("a row for each peer"), turns);
        }
    };
    let flood = network.flood(64)?;
    let pair = network.pair(64)?;

    let others = &["calls_per_packet"];
    let answers = turns::run("tx", &flood, "pps", others, &there, rounds)?;
    spread(&there, answers, |row, t| {
        (row.tx_ratio, row.tx_pps) = (t.ratio, t.figure);
        row.calls = t.other("calls_per_packet");
    });
    let drains: Vec<&Peer> = there.iter().copied().filter(|p| p.drains).collect();
    let answers = turns::run("rx", &pair, "ns_per_packet", &[], &drains, rounds)?;
    spread(&drains, answers, |row, t| {
        (row.drain, row.drain_ratio) = (t.figure, t.ratio);
    });
    let pings: Vec<&Peer> = there.iter().copied().filter(|p| p.pings).collect();
    let answers = turns::run("ping", &pair, "p50_ns", &["p99_ns"], &pings, rounds)?;
    spread(&pings, answers, |row, t| {
        (row.trip, row.trip_ratio) = (t.figure, t.ratio);
        row.trip_p99 = t.other("p99_ns");
    });
    for peer in std::iter::once(&RAW).chain(there.iter().copied()) {
        let row = rows.iter_mut().find(|r| r.name == peer.name);
        let row = row.expect("a row for each peer");
        if !peer.counts {
            continue;
        }
        turns::progress(&format!("instructions: {}", peer.name));
        row.tx_instructions = Some(peer.instructions("tx-count", &flood)?);
        if peer.drains {
            row.rx_instructions = Some(peer.instructions("rx-count", &pair)?);
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
             | RX drain, ns per packet | round trip p50 / raw |\n|---|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            let spread = |s: Option<Spread>, digits| or_none(s.map(|s| s.text(digits)));
            let number =
                |n: Option<f64>, digits: usize| or_none(n.map(|n| format!("{n:.digits$}")));
            out += &format!(
                "| {} | {} | {} | {} | {} | {} | {} |\n",
                row.name,
                spread(row.tx_ratio, 3),
                number(row.calls, 3),
                number(row.tx_instructions, 1),
                number(row.rx_instructions, 1),
                spread(row.drain, 1),
                spread(row.trip_ratio, 3),
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
