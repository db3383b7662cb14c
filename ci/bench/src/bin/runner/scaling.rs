//! Several queues on several processors, beside what the machine gives to work that shares
//! nothing.

use std::error::Error;

use serde_json::{Value, json};

use crate::network::{Network, Place};
use crate::peers::{OURS, PACKET, Peer, RAW};
use crate::turns;
use bench::stats::Spread;

/// A row: one kind of work on two processors.
struct Work {
    name: &'static str,
    key: &'static str,
    peer: &'static Peer,
    what: &'static str,
    /// On one queue of each of two veth pairs instead of two queues of one.
    apart: bool,
}

const WORKS: &[Work] = &[
    Work {
        name: "arithmetic in registers",
        key: "arithmetic",
        peer: &RAW,
        what: "arithmetic",
        apart: false,
    },
    Work {
        name: "getppid, the cheapest system call",
        key: "system_calls",
        peer: &RAW,
        what: "calls",
        apart: false,
    },
    Work {
        name: "AF_PACKET, two interfaces",
        key: "packet_interfaces",
        peer: &PACKET,
        what: "queues",
        apart: true,
    },
    Work {
        name: "raw, two interfaces",
        key: "raw_interfaces",
        peer: &RAW,
        what: "queues",
        apart: true,
    },
    Work {
        name: "raw, two queues",
        key: "raw_queues",
        peer: &RAW,
        what: "queues",
        apart: false,
    },
    Work {
        name: "xdp-socket, two queues",
        key: "xdp_socket_queues",
        peer: &OURS,
        what: "queues",
        apart: false,
    },
];

/// How far one kind of work grew: by the clock, and per second of processor time.
pub struct Grown {
    pub name: &'static str,
    key: &'static str,
    pub clock: Spread,
    pub processor: Spread,
}

/// A number of queues: packets per second of the clock, all queues together, and of processor time,
/// of the floor and of ours.
struct Point {
    queues: u32,
    clock: [Spread; 2],
    processor: [Spread; 2],
}

pub struct Scaling {
    pub grown: Vec<Grown>,
    points: Vec<Point>,
}

impl Scaling {
    pub fn of(&self, key: &str) -> Option<&Grown> {
        self.grown.iter().find(|g| g.key == key)
    }

    pub fn markdown(&self) -> String {
        let mut out = String::from(
            "| two threads on two processors | together / one, by the clock | by processor time |\n\
             |---|---|---|\n",
        );
        for g in &self.grown {
            let (clock, processor) = (g.clock.text(2), g.processor.text(2));
            out += &format!("| {} | {clock} | {processor} |\n", g.name);
        }
        out += "\n(sockets share no memory, and each queue of a veth pair has its own NAPI context at \
                the far end, which runs on the sender's processor; by the clock, less than two is \
                what other processes took)\n";
        let cells = |f: &dyn Fn(&Point) -> String| {
            let cells: Vec<String> = self.points.iter().map(f).collect();
            cells.join(" | ")
        };
        let thousands = |s: &Spread| format!("{:.0}", s.median / 1e3);
        out += &format!(
            "\n| queues, a thread each | {} |\n|---|{}\n",
            cells(&|p| p.queues.to_string()),
            "---|".repeat(self.points.len()),
        );
        for (i, name) in [RAW.name, OURS.name].into_iter().enumerate() {
            out += &format!(
                "| {name}, thousand packets per second, all together | {} |\n\
                 | {name}, thousand packets per second of processor time | {} |\n",
                cells(&|p| thousands(&p.clock[i])),
                cells(&|p| thousands(&p.processor[i])),
            );
        }
        out
    }

    pub fn json(&self) -> Value {
        let grown: serde_json::Map<String, Value> = self
            .grown
            .iter()
            .map(|g| {
                let spreads = json!({
                    "by_clock": g.clock.json(), "by_processor_time": g.processor.json(),
                });
                (g.key.to_owned(), spreads)
            })
            .collect();
        let points: Vec<Value> = self
            .points
            .iter()
            .map(|p| {
                json!({
                    "queues": p.queues,
                    "raw_packets_per_second": p.clock[0].json(),
                    "xdp_socket_packets_per_second": p.clock[1].json(),
                    "raw_packets_per_processor_second": p.processor[0].json(),
                    "xdp_socket_packets_per_processor_second": p.processor[1].json(),
                })
            })
            .collect();
        json!({"two_to_one": grown, "queues": points})
    }
}

fn spread(values: Vec<f64>) -> Result<Spread, &'static str> {
    Spread::of(values).ok_or("no rounds")
}

pub fn measure(network: &Network, rounds: usize) -> Result<Scaling, Box<dyn Error>> {
    let flood = network.flood(Place::First, 64)?;
    let options = |threads: u32, apart: bool| -> Vec<String> {
        let mut all = flood.clone();
        if apart {
            all.push(network.also());
        }
        all.extend([format!("threads={threads}"), "rounds=3".into()]);
        all
    };
    let mut values = vec![(Vec::new(), Vec::new()); WORKS.len()];
    for round in 0..rounds {
        turns::progress(&format!("two processors: round {} of {rounds}", round + 1));
        for (work, (clock, processor)) in WORKS.iter().zip(&mut values) {
            let answer = work.peer.measure(work.what, &options(2, work.apart))?;
            clock.push(answer.get("speedup")?);
            processor.push(answer.get("processor_speedup")?);
        }
    }
    let mut grown = Vec::new();
    for (work, (clock, processor)) in WORKS.iter().zip(values) {
        grown.push(Grown {
            name: work.name,
            key: work.key,
            clock: spread(clock)?,
            processor: spread(processor)?,
        });
    }
    let mut points = Vec::new();
    for queues in [1, 2, 4] {
        let mut clock = [Vec::new(), Vec::new()];
        let mut processor = [Vec::new(), Vec::new()];
        for round in 0..rounds {
            turns::progress(&format!("{queues} queues: round {} of {rounds}", round + 1));
            for (i, peer) in [&RAW, &OURS].into_iter().enumerate() {
                let mut all = options(queues, false);
                all.push("rounds=2".into());
                let answer = peer.measure("queues", &all)?;
                clock[i].push(answer.get("together")?);
                processor[i].push(answer.get("together_per_processor")?);
            }
        }
        let spreads = |[raw, ours]: [Vec<f64>; 2]| -> Result<[Spread; 2], &'static str> {
            Ok([spread(raw)?, spread(ours)?])
        };
        points.push(Point {
            queues,
            clock: spreads(clock)?,
            processor: spreads(processor)?,
        });
    }
    Ok(Scaling { grown, points })
}
