//! How the rate depends on batch, packet, ring, and pages.

use std::error::Error;

use serde_json::{Value, json};

use crate::network::Network;
use crate::peers::OURS;
use crate::turns;
use bench::stats::Spread;

/// One setting of a curve: packets per second of the floor and of ours, and the ratio of the two.
struct Point {
    at: u32,
    raw: Spread,
    ours: Spread,
    ratio: Spread,
}

/// How the rate depends on one thing.
pub struct Curve {
    name: &'static str,
    unit: &'static str,
    points: Vec<Point>,
    /// What else is to be known of it.
    pub note: &'static str,
}

impl Curve {
    pub fn json(&self) -> Value {
        let points: Vec<Value> = self
            .points
            .iter()
            .map(|p| {
                json!({
                    "at": p.at,
                    "raw_pps": p.raw.json(),
                    "pps": p.ours.json(),
                    "to_raw": p.ratio.json(),
                })
            })
            .collect();
        json!({"curve": self.name, "unit": self.unit, "points": points, "note": self.note})
    }

    pub fn markdown(&self) -> String {
        let cells = |f: &dyn Fn(&Point) -> String| {
            let cells: Vec<String> = self.points.iter().map(f).collect();
            cells.join(" | ")
        };
        let mut out = format!(
            "| {}, {} | {} |\n|---|{}\n| raw, thousand packets/s | {} |\n\
             | xdp-socket, thousand packets/s | {} |\n| rate / raw | {} |\n",
            self.name,
            self.unit,
            cells(&|p| p.at.to_string()),
            "---|".repeat(self.points.len()),
            cells(&|p| format!("{:.0}", p.raw.median / 1e3)),
            cells(&|p| format!("{:.0}", p.ours.median / 1e3)),
            cells(&|p| format!("{:.3}", p.ratio.median)),
        );
        if !self.note.is_empty() {
            out += &format!("\n({})\n", self.note);
        }
        out
    }
}

/// A curve that is to be measured: for each setting, bytes of the packet and further options.
struct Plan {
    name: &'static str,
    unit: &'static str,
    settings: &'static [u32],
    options: fn(u32) -> (usize, Vec<String>),
    note: &'static str,
}

const BATCH: Plan = Plan {
    name: "batch",
    unit: "packets",
    settings: &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    options: |n| (64, vec![format!("batch={n}")]),
    note: "",
};

const PACKET: Plan = Plan {
    name: "packet",
    unit: "bytes",
    settings: &[64, 128, 256, 512, 1024, 1500, 2048, 3000, 4096],
    options: |n| (n as usize, vec!["frame=4096".into(), "ring=1024".into()]),
    note: "one frame per packet: the kernel refuses frames of more than 4096 bytes, on pages of \
           2 MiB too, so this curve ends there",
};

const RING: Plan = Plan {
    name: "ring",
    unit: "slots",
    settings: &[64, 256, 1024, 2048, 4096, 16384],
    options: |n| (64, vec![format!("ring={n}")]),
    note: "raw sends its frames in turn, and with many of them they leave the processor's cache; \
           xdp-socket sends the frame that came back last",
};

const PAGES: Plan = Plan {
    name: "pages",
    unit: "KiB",
    settings: &[4, 2048],
    options: |n| {
        let huge = u32::from(n > 4);
        (64, vec!["ring=16384".into(), format!("huge={huge}")])
    },
    note: "16384 slots, frames of 2048 bytes: 32 MiB",
};

/// Free pages of 2 MiB that the curve of pages takes; the kernel gives a socket's pages back some
/// time after the socket is closed.
const HUGE_PAGES: u64 = 64;

/// All curves, and what was left out.
pub fn measure(
    network: &Network,
    rounds: usize,
) -> Result<(Vec<Curve>, Vec<String>), Box<dyn Error>> {
    let free = std::fs::read_to_string("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages");
    let free = free.ok().and_then(|n| n.trim().parse().ok()).unwrap_or(0);
    let mut plans = vec![BATCH, PACKET, RING];
    let mut absent = Vec::new();
    if free >= HUGE_PAGES {
        plans.push(PAGES);
    } else {
        absent.push(format!(
            "pages of 2 MiB: no huge pages ({free} free, {HUGE_PAGES} are needed)"
        ));
    }
    let mut curves = Vec::new();
    for plan in plans {
        let mut points = Vec::new();
        for &at in plan.settings {
            let (len, options) = (plan.options)(at);
            let turns = turns::Plan {
                what: "tx",
                figure: "pps",
                others: &[],
                len,
                options: &options,
                rounds,
            };
            let turns = turns::run(network, &turns, &[&OURS]);
            let turns = turns.into_iter().next().ok_or("no peer")?;
            if let Some(why) = turns.failure {
                return Err(why.into());
            }
            let (Some(raw), Some(ours), Some(ratio)) = (turns.floor, turns.figure, turns.ratio)
            else {
                return Err("no rounds".into());
            };
            points.push(Point {
                at,
                raw,
                ours,
                ratio,
            });
        }
        curves.push(Curve {
            name: plan.name,
            unit: plan.unit,
            points,
            note: plan.note,
        });
    }
    Ok((curves, absent))
}
