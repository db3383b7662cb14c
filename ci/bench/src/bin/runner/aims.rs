//! What the library is meant to reach, beside what was measured.

use serde_json::{Value, json};

use crate::peers::{COMMON_TRAIT, ONE_AT_A_TIME, OURS, SLOTS};
use crate::scaling::Scaling;
use crate::single::Single;
use crate::table::{Row, Table};
use bench::stats::Spread;

pub struct Aim {
    text: String,
    bound: f64,
    at_least: bool,
    /// None where this run has not measured it.
    measured: Option<f64>,
    digits: usize,
}

impl Aim {
    fn most(text: &str, bound: f64, measured: Option<f64>, digits: usize) -> Aim {
        Aim {
            text: text.into(),
            bound,
            at_least: false,
            measured,
            digits,
        }
    }

    fn least(text: &str, bound: f64, measured: Option<f64>, digits: usize) -> Aim {
        Aim {
            at_least: true,
            ..Aim::most(text, bound, measured, digits)
        }
    }

    /// As it is shown: neither better nor worse by digits that nobody sees.
    fn is_met(&self) -> Option<bool> {
        let round = |v: f64| {
            let unit = 10f64.powi(self.digits as i32);
            (v * unit).round() / unit
        };
        let (value, bound) = (round(self.measured?), round(self.bound));
        Some(if self.at_least {
            value >= bound
        } else {
            value <= bound
        })
    }

    fn verdict(&self) -> &'static str {
        match self.is_met() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "not measured",
        }
    }
}

/// All aims, in the order in which they are shown.
pub fn aims(table: &Table, single: &Single, scaling: &Scaling) -> Vec<Aim> {
    let row = |name: &str| table.rows.iter().find(|r| r.name == name);
    let ours = row(OURS.name);
    let (single_row, common) = (row(ONE_AT_A_TIME.name), row(COMMON_TRAIT.name));
    let ratio = |of: fn(&Row) -> Option<f64>| Some(of(single_row?)? / of(ours?)?);
    let slots = row(SLOTS.name);
    let same_calls = |of: fn(&Row) -> Option<f64>| Some(of(single_row?)? / of(slots?)?);
    let median = |s: Option<Spread>| s.map(|s| s.median);
    // Ratios to raw, so that what the machine did meanwhile cancels out.
    let tx_time = |r: &Row| r.tx_ratio.map(|s| 1.0 / s.median);
    let drain = |r: &Row| r.drain_ratio.map(|s| s.median);
    let tx_count = |r: &Row| r.tx_instructions;
    let rx_count = |r: &Row| r.rx_instructions;
    let rival = table
        .rows
        .iter()
        .filter(|r| !r.is_ours && !r.is_floor)
        .filter_map(|r| Some((r.name.as_str(), r.tx_ratio?.median)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let more = |of: fn(&Row) -> Option<f64>| Some(of(common?)? - of(ours?)?);
    let two = scaling.of("xdp_socket_queues");
    let rate = median(ours.and_then(|r| r.tx_ratio));
    let mut all = vec![Aim::least("TX rate / raw", 1.02, rate, 3)];
    if let Some((name, best)) = rival {
        let text = format!("TX rate / that of the best other library, {name}");
        all.push(Aim::least(&text, 1.0, rate.map(|r| r / best), 3));
    }
    all.extend([
        Aim::most(
            "TX user instructions per packet",
            20.0,
            ours.and_then(tx_count),
            1,
        ),
        Aim::most(
            "RX user instructions per packet",
            15.0,
            ours.and_then(rx_count),
            1,
        ),
        Aim::most(
            "RX drain, ns per packet",
            5.0,
            median(ours.and_then(|r| r.drain)),
            1,
        ),
        Aim::most(
            "TX calls per batch of 64",
            1.0,
            ours.and_then(|r| r.calls).map(|c| c * 64.0),
            2,
        ),
        Aim::most(
            "one at a time / batch: TX time per packet, kernel included",
            1.5,
            ratio(tx_time),
            2,
        ),
        Aim::most(
            "one at a time / batch by the same three calls: TX user instructions",
            1.5,
            same_calls(tx_count),
            2,
        ),
        Aim::most(
            "one at a time / batch by `send_each`: TX user instructions",
            1.5,
            ratio(tx_count),
            2,
        ),
        Aim::most(
            "one at a time / batch: RX drain time per packet",
            1.5,
            ratio(drain),
            2,
        ),
        Aim::most(
            "one at a time / batch by the same three calls: RX user instructions",
            1.5,
            same_calls(rx_count),
            2,
        ),
        Aim::most(
            "one at a time / batch by `recv_each`: RX user instructions",
            1.5,
            ratio(rx_count),
            2,
        ),
        Aim::most(
            "round trip p50 / raw",
            1.0,
            median(ours.and_then(|r| r.trip_ratio)),
            2,
        ),
        Aim::most(
            "TX instructions by the common trait above the inherent methods'",
            0.0,
            more(tx_count),
            2,
        ),
        Aim::most(
            "RX instructions by the common trait above the inherent methods'",
            0.0,
            more(rx_count),
            2,
        ),
        Aim::most(
            "first packet out, ms at most",
            50.0,
            Some(single.tx.most),
            1,
        ),
        Aim::most(
            "first packet in, ms at most",
            100.0,
            Some(single.rx.most),
            1,
        ),
        Aim::most(
            "memory above frames and rings, KiB",
            1024.0,
            Some(single.above / 1024.0),
            0,
        ),
        Aim::least(
            "two queues on two processors / one, by the clock",
            1.8,
            two.map(|g| g.clock.median),
            2,
        ),
        Aim::least(
            "two queues on two processors / one, by processor time",
            1.8,
            two.map(|g| g.processor.median),
            2,
        ),
    ]);
    all
}

pub fn markdown(aims: &[Aim]) -> String {
    let mut out = String::from("| aim | bound | measured | |\n|---|---|---|---|\n");
    for aim in aims {
        let Aim {
            text,
            bound,
            digits,
            ..
        } = aim;
        let word = if aim.at_least { "at least" } else { "at most" };
        let measured = match aim.measured {
            Some(value) => format!("{value:.digits$}"),
            None => "-".into(),
        };
        let verdict = aim.verdict();
        out += &format!("| {text} | {word} {bound} | {measured} | {verdict} |\n");
    }
    out
}

pub fn json(aims: &[Aim]) -> Value {
    aims.iter()
        .map(|aim| {
            json!({
                "aim": aim.text,
                "bound": aim.bound,
                "at_least": aim.at_least,
                "measured": aim.measured,
                "met": aim.is_met(),
            })
        })
        .collect()
}
