//! netmap-rs, measured: the software backend (`software`), and the kernel's netmap beside
//! upstream's own tools (`compare`), and instructions against those kept in the tree (`short`).
//! ci/bench/netmap runs it, and hands what it prints to `report`.

#![forbid(unsafe_code)]

mod compare;
mod count;
mod loops;
mod report;
mod software;
mod svg;

#[path = "../runner/facts.rs"]
mod facts;

use std::error::Error;
use std::process::ExitCode;

use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const BATCH: usize = 512;

const USAGE: &str = "software | compare ROUNDS | report software|kernel [--write-readme] | \
                     short [--write-baseline] | loop NAME | tx PORT N | rx PORT N | forward FROM TO";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("netmap: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    match *words {
        ["software"] => complete(software::measure),
        ["compare", rounds] => {
            let rounds = rounds.parse()?;
            complete(|| compare::measure(rounds))
        }
        ["report", part] => report::report(part, false),
        ["report", part, "--write-readme"] => report::report(part, true),
        ["short"] => count::short(false),
        ["short", "--write-baseline"] => count::short(true),
        ["loop", name] => count::run(name),
        ["tx", port, packets] => loops::tx(port, packets.parse()?),
        ["rx", port, packets] => loops::rx(port, packets.parse()?),
        ["forward", from, to] => loops::forward(from, to),
        _ => Err(USAGE.into()),
    }
}

/// Lines of JSON: the machine's facts, a row each, and that this is all.
fn complete(measure: impl FnOnce() -> Result<()>) -> Result<()> {
    say(&json!({"facts": facts::json(&facts::facts())}));
    measure()?;
    say(&json!({"complete": true}));
    Ok(())
}

fn say(line: &Value) {
    println!("{line}");
}
