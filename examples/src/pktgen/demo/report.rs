//! What the demo reports of each path.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::measure::Flood;
use crate::pktgen::engine::{Idle, Numbered, RoundTrips};
use crate::pktgen::units;

/// Everything about one path.
#[derive(Debug)]
pub(super) struct Path {
    /// For people.
    pub title: String,
    /// For machines.
    pub key: &'static str,
    /// What was opened, and which modes were obtained: name of the end, lines, the same in JSON.
    pub ends: Vec<End>,
    /// Numbered frames that were to be sent.
    pub frames: u64,
    /// What became of them.
    pub numbered: Numbered,
    /// Sending.
    pub flood_tx: Flood,
    /// Receiving.
    pub flood_rx: Flood,
    /// Round trips.
    pub round_trips: Vec<(Idle, RoundTrips)>,
}

/// One end of a path.
#[derive(Debug)]
pub(super) struct End {
    /// `sender`, `receiver`.
    pub name: &'static str,
    /// What it is and which modes were obtained, in one line.
    pub modes: String,
    /// The same for machines.
    pub modes_json: Value,
    /// What could not be had, and why.
    pub fallbacks: Vec<String>,
    /// Counters.
    pub statistics: Vec<(&'static str, u64)>,
}

impl Path {
    /// Whether each frame arrived as it was sent. Floods drop what the receiver has no room for;
    /// but what arrived of them must be right.
    pub(super) fn intact(&self) -> bool {
        self.numbered.perfect(self.frames)
            && self.flood_tx.damaged + self.flood_rx.damaged == 0
            && self
                .round_trips
                .iter()
                .all(|(_, t)| t.lost + t.strange == 0)
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\n", self.title);
        let mut row = |name: &str, value: &str| {
            let _ = writeln!(text, "  {name:<22} {value}");
        };
        for end in &self.ends {
            row(end.name, &end.modes);
            for fallback in &end.fallbacks {
                row("", fallback);
            }
        }
        row("numbered frames", &self.numbered.line());
        row("flood, sending", &self.flood_tx.tx.line());
        if let Some(rx) = &self.flood_rx.rx {
            row("flood, receiving", &rx.line());
        }
        let damaged = self.flood_tx.damaged + self.flood_rx.damaged;
        if damaged > 0 {
            row("", &format!("{} damaged", units::grouped(damaged)));
        }
        for (idle, trips) in &self.round_trips {
            row(&format!("round trip, {}", how(*idle)), &trips.line());
        }
        for end in &self.ends {
            if end.statistics.is_empty() {
                continue;
            }
            // Zeros say nothing, except that nothing went wrong.
            let counters: Vec<_> = end
                .statistics
                .iter()
                .filter(|(_, n)| *n > 0)
                .map(|(name, n)| format!("{name} {}", units::grouped(*n)))
                .collect();
            row(&format!("{} counted", end.name), &counters.join(", "));
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// For machines.
    pub(super) fn json(&self) -> Value {
        let ends: Map<_, _> = self
            .ends
            .iter()
            .map(|end| {
                let statistics: Map<_, _> = end
                    .statistics
                    .iter()
                    .map(|(name, n)| ((*name).to_owned(), (*n).into()))
                    .collect();
                let value = json!({
                    "modes": end.modes_json,
                    "fallbacks": end.fallbacks,
                    "statistics": statistics,
                });
                (end.name.to_owned(), value)
            })
            .collect();
        let round_trips: Map<_, _> = self
            .round_trips
            .iter()
            .map(|(idle, trips)| (how(*idle).to_owned(), trips.json()))
            .collect();
        json!({
            "intact": self.intact(),
            "ends": ends,
            "frames": self.frames,
            "numbered": self.numbered.json(),
            "flood_tx": flood(&self.flood_tx),
            "flood_rx": flood(&self.flood_rx),
            "round_trips": round_trips,
        })
    }
}

fn flood(flood: &Flood) -> Value {
    json!({
        "tx": flood.tx.json(),
        "rx": flood.rx.map(|rx| rx.json()),
        "damaged": flood.damaged,
    })
}

fn how(idle: Idle) -> &'static str {
    match idle {
        Idle::Spin => "spinning",
        Idle::Sleep => "sleeping",
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::pktgen::counters::Counts;

    fn path() -> Path {
        let counts = Counts {
            packets: 10,
            bytes: 600,
            batches: 1,
            ..Counts::default()
        };
        let flood = Flood {
            tx: counts.over(Duration::from_secs(1)),
            rx: Some(counts.over(Duration::from_secs(1))),
            damaged: 0,
        };
        Path {
            title: "a path".into(),
            key: "path",
            ends: vec![End {
                name: "sender",
                modes: "copy".into(),
                modes_json: json!({ "zero_copy": false }),
                fallbacks: vec!["no huge pages".into()],
                statistics: vec![("tx_committed", 10), ("tx_dropped", 0)],
            }],
            frames: 5,
            numbered: Numbered {
                sent: 5,
                intact: 5,
                ..Numbered::default()
            },
            flood_tx: flood,
            flood_rx: flood,
            round_trips: vec![(Idle::Spin, RoundTrips::new())],
        }
    }

    #[test]
    fn any_flaw_shows() {
        assert!(path().intact());
        let flaws: [fn(&mut Path); 6] = [
            |p| p.frames = 6,
            |p| p.numbered.damaged = 1,
            |p| p.flood_tx.damaged = 1,
            |p| p.flood_rx.damaged = 1,
            |p| p.round_trips[0].1.lost = 1,
            |p| p.round_trips[0].1.strange = 1,
        ];
        for (i, flaw) in flaws.iter().enumerate() {
            let mut path = path();
            flaw(&mut path);
            assert!(!path.intact(), "flaw {i}");
            assert_eq!(path.json()["intact"], false);
        }
    }

    #[test]
    fn both_forms_say_the_same() {
        let text = path().text();
        assert!(text.contains("no huge pages"), "{text}");
        assert!(text.contains("tx_committed 10"), "{text}");
        assert!(!text.contains("tx_dropped"), "{text}");
        let json = path().json();
        assert_eq!(json["ends"]["sender"]["statistics"]["tx_dropped"], 0);
        assert_eq!(json["flood_rx"]["rx"]["packets"], 10);
        assert_eq!(json["round_trips"]["spinning"]["lost"], 0);
    }
}
