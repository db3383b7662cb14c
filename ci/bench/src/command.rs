//! The command line of each peer's program: a measurement and `key=value` options; answers are
//! lines of a name and a number. What is measured in turns with others (`tx`, `rx`, `ping`) is
//! measured again for each line of standard input.

use std::collections::HashMap;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use crate::{Peer, Port, affinity, measure, scaling};

/// Runs what the command line asks for, with `P`.
pub fn main<P: Peer>() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let options = Options(
        words
            .filter_map(|w| w.split_once('=').map(|(k, v)| (k.into(), v.into())))
            .collect(),
    );
    match run::<P>(&what, &options) {
        Ok(lines) => {
            for (name, value) in lines {
                println!("{name} {value}");
            }
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{what}: {e}");
            ExitCode::FAILURE
        }
    }
}

/// The value of an option `variant=...`, for programs that hold several peers.
pub fn variant() -> String {
    let prefix = "variant=";
    std::env::args()
        .find_map(|a| a.strip_prefix(prefix).map(str::to_owned))
        .unwrap_or_default()
}

struct Options(HashMap<String, String>);

impl Options {
    fn number(&self, key: &str, default: u64) -> u64 {
        match self.0.get(key) {
            Some(text) => text
                .parse()
                .unwrap_or_else(|_| panic!("{key}={text}: no number")),
            None => default,
        }
    }

    /// The port on the interface named `key`, given as `name,index`.
    fn port(&self, key: &str) -> Port {
        let text = self
            .0
            .get(key)
            .unwrap_or_else(|| panic!("{key}=NAME,INDEX is missing"));
        let (name, index) = text.split_once(',').expect("NAME,INDEX");
        let hex = self.0.get("packet").expect("packet=HEX");
        let byte = |i| u8::from_str_radix(&hex[i..i + 2], 16).expect("packet=HEX");
        Port {
            if_index: index.parse().expect("an index"),
            if_name: name.to_owned(),
            queue: self.number("queue", 0) as u32,
            ring: self.number("ring", 2048) as u32,
            batch: self.number("batch", 64) as usize,
            frame_size: self.number("frame", 2048) as u32,
            huge: self.number("huge", 0) != 0,
            budget: self.0.get("budget").map(|b| b.parse().expect("a number")),
            sends: false,
            receives: false,
            packet: (0..hex.len()).step_by(2).map(byte).collect(),
        }
    }

    fn turns(&self) -> scaling::Turns {
        scaling::Turns {
            threads: self.number("threads", 2) as usize,
            rounds: self.number("rounds", 5) as usize,
            slice: Duration::from_millis(self.number("ms", 50)),
        }
    }

    fn sender(&self, key: &str) -> Port {
        Port {
            sends: true,
            ..self.port(key)
        }
    }

    fn receiver(&self, key: &str) -> Port {
        Port {
            receives: true,
            ..self.port(key)
        }
    }

    fn both(&self, key: &str) -> Port {
        Port {
            sends: true,
            receives: true,
            ..self.port(key)
        }
    }
}

/// Says that it is ready, and then measures a slice for each line of standard input; an answer
/// ends with an empty line.
fn slices(mut slice: impl FnMut() -> io::Result<measure::Answer>) -> io::Result<measure::Answer> {
    println!();
    for line in io::stdin().lines() {
        line?;
        for (name, value) in slice()? {
            println!("{name} {value}");
        }
        println!();
    }
    Ok(Vec::new())
}

fn run<P: Peer>(what: &str, options: &Options) -> io::Result<measure::Answer> {
    if options.0.contains_key("cpu") {
        affinity::pin(options.number("cpu", 0) as usize);
    }
    let batch = options.number("batch", 64) as usize;
    let time = Duration::from_millis(options.number("ms", 100));
    let count = options.number("count", 10_000) as usize;
    match what {
        "tx" => slices(measure::tx::<P>(&options.sender("out"), batch, time)?),
        "tx-count" => measure::tx_count::<P>(&options.sender("out"), batch, count),
        "queues" => {
            // `out` and, for a queue on each of two interfaces, `also`.
            let ports = ["out", "also"].into_iter();
            let ports = ports.filter(|key| options.0.contains_key(*key));
            let ports: Vec<Port> = ports.map(|key| options.sender(key)).collect();
            scaling::queues::<P>(&ports, batch, options.turns())
        }
        "arithmetic" => scaling::arithmetic(options.turns()),
        "calls" => scaling::calls(options.turns()),
        "rx" => {
            let (receiver, sender) = (options.receiver("in"), options.sender("out"));
            slices(measure::rx::<P>(&receiver, &sender, batch, time)?)
        }
        "rx-count" => measure::rx_count::<P>(
            &options.receiver("in"),
            &options.sender("out"),
            batch,
            count,
        ),
        "ping" => {
            let (left, right) = (options.both("out"), options.both("in"));
            slices(measure::ping::<P>(&left, &right, time)?)
        }
        "start-tx" => measure::start_tx::<P>(&options.sender("out")),
        "start-rx" => measure::start_rx::<P>(&options.receiver("in"), &options.sender("out")),
        "memory" => measure::memory::<P>(&options.both("out")),
        _ => panic!("no measurement called {what:?}"),
    }
}
