//! What is measured of our library alone: starting, memory, queues; and how the rate grows with
//! batch, frame, ring, and pages.

use std::error::Error;

use serde_json::{Value, json};

use crate::network::Network;
use crate::peers::{OURS, RAW};
use crate::turns;
use bench::stats::Spread;

/// Goals, beside which the figures are shown.
pub struct Single {
    lines: Vec<(String, Value)>,
}

impl Single {
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(text, _)| text.as_str())
    }

    pub fn json(&self) -> Value {
        self.lines.iter().map(|(_, value)| value.clone()).collect()
    }

    fn add(&mut self, text: String, value: Value) {
        self.lines.push((text, value));
    }
}

pub fn measure(network: &Network, rounds: usize) -> Result<Single, Box<dyn Error>> {
    let mut all = Single { lines: Vec::new() };
    let (flood, pair) = (network.flood(64)?, network.pair(64)?);
    for (what, text, options, goal) in [
        (
            "start-tx",
            "first packet out after create_tx_socket",
            &flood,
            50.0,
        ),
        (
            "start-rx",
            "first packet in after create_rx_socket",
            &pair,
            100.0,
        ),
    ] {
        let mut times = Vec::new();
        for _ in 0..rounds.max(5) {
            // The kernel still holds on to the queue of the run before: not what is measured.
            std::thread::sleep(std::time::Duration::from_millis(150));
            times.push(OURS.measure(what, options)?.get("ms")?);
        }
        let most = times.iter().copied().fold(0.0, f64::max);
        let spread = Spread::of(times).ok_or("no runs")?;
        all.add(
            format!(
                "{text}: {} ms, at most {most:.1}; goal {goal:.0}",
                spread.text(1)
            ),
            json!({"what": what, "ms": spread.json(), "most_ms": most, "goal_ms": goal}),
        );
    }
    let memory = OURS.measure("memory", &flood)?;
    let (resident, above) = (memory.get("resident")?, memory.get("above")?);
    all.add(
        format!(
            "memory of a bidirectional socket: {:.0} KiB, {:.0} KiB above frames and rings; goal 1024",
            resident / 1024.0,
            above / 1024.0
        ),
        json!({"what": "memory", "resident_bytes": resident, "above_frames_and_rings": above}),
    );
    let mut ratios = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (peer, ratios) in [&RAW, &OURS].into_iter().zip(&mut ratios) {
            let of = |queues: u32| -> Result<f64, String> {
                let mut options = flood.clone();
                options.push(format!("queues={queues}"));
                peer.measure("queues", &options)?.get("pps")
            };
            let (before, two, after) = (of(1)?, of(2)?, of(1)?);
            ratios.push(2.0 * two / (before + after));
        }
    }
    for (name, ratios) in ["raw", "xdp-socket"].into_iter().zip(ratios) {
        let spread = Spread::of(ratios).ok_or("no runs")?;
        all.add(
            format!(
                "two queues on two processors, {name}: {} times one queue",
                spread.text(2)
            ),
            json!({"what": "two_queues_to_one", "library": name, "ratio": spread.json()}),
        );
    }
    Ok(all)
}

/// How the rate depends on one thing.
pub struct Curve {
    pub name: &'static str,
    pub unit: &'static str,
    /// The setting, our rate in packets per second, and its ratio to the floor's.
    pub points: Vec<(u32, Spread, Spread)>,
    /// Why it ends where it ends.
    pub note: &'static str,
}

impl Curve {
    pub fn json(&self) -> Value {
        let points: Vec<Value> = self
            .points
            .iter()
            .map(|(at, pps, ratio)| json!({"at": at, "pps": pps.json(), "to_raw": ratio.json()}))
            .collect();
        json!({"curve": self.name, "unit": self.unit, "points": points, "note": self.note})
    }

    pub fn markdown(&self) -> String {
        let cells = |f: &dyn Fn(&(u32, Spread, Spread)) -> String| {
            let cells: Vec<String> = self.points.iter().map(f).collect();
            cells.join(" | ")
        };
        format!(
            "| {}, {} | {} |\n|---|{}\n| rate / raw | {} |\n| thousand packets/s | {} |\n",
            self.name,
            self.unit,
            cells(&|p| p.0.to_string()),
            "---|".repeat(self.points.len()),
            cells(&|p| format!("{:.3}", p.2.median)),
            cells(&|p| format!("{:.0}", p.1.median / 1e3)),
        )
    }
}

pub fn curves(network: &Network, rounds: usize) -> Result<Vec<Curve>, Box<dyn Error>> {
    let huge = std::fs::read_to_string("/proc/meminfo")?
        .lines()
        .filter_map(|l| l.strip_prefix("HugePages_Free:"))
        .any(|n| n.trim().parse::<u64>().is_ok_and(|n| n >= 64));
    let mut curves = Vec::new();
    let mut curve =
        |name, unit, note, settings: &[u32], options: &dyn Fn(u32) -> (usize, Vec<String>)| {
            let mut points = Vec::new();
            for &at in settings {
                let (len, mut more) = options(at);
                let mut all = network.flood(len)?;
                all.append(&mut more);
                let answers = turns::run("tx", &all, "pps", &[], &[&OURS], rounds)?;
                let ours = &answers[0];
                if let Some(why) = &ours.failure {
                    return Err(Box::<dyn Error>::from(why.clone()));
                }
                let (Some(pps), Some(ratio)) = (ours.figure, ours.ratio) else {
                    return Err("no rounds".into());
                };
                points.push((at, pps, ratio));
            }
            curves.push(Curve {
                name,
                unit,
                points,
                note,
            });
            Ok(())
        };
    let batches: Vec<u32> = (0..10).map(|i| 1 << i).collect();
    curve("batch", "packets", "", &batches, &|n| {
        (64, vec![format!("batch={n}")])
    })?;
    let (lens, frame, note): (&[u32], u32, _) = if huge {
        (
            &[64, 128, 256, 512, 1024, 1500, 2048, 3800, 6000, 9000],
            16384,
            "",
        )
    } else {
        let note =
            "without huge pages a frame has 4096 bytes at most, which ends the curve at 3800";
        (
            &[64, 128, 256, 512, 1024, 1500, 2048, 3000, 3800],
            4096,
            note,
        )
    };
    curve("packet", "bytes", note, lens, &|n| {
        let mut options = vec![format!("frame={frame}"), "ring=1024".into()];
        if huge {
            options.push("huge=1".into());
        }
        (n as usize, options)
    })?;
    curve(
        "ring",
        "slots",
        "",
        &[64, 256, 1024, 2048, 4096, 16384],
        &|n| (64, vec![format!("ring={n}")]),
    )?;
    if huge {
        curve("pages", "KiB", "", &[4, 2048], &|n| {
            (64, vec![format!("huge={}", u32::from(n > 4))])
        })?;
    }
    Ok(curves)
}
