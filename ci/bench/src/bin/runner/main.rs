//! Measures AF_XDP libraries beside each other, each in turns with a bare loop.

#![forbid(unsafe_code)]

mod aims;
mod callgrind;
mod curves;
mod facts;
mod listing;
mod network;
mod peers;
mod readme;
mod scaling;
mod session;
mod short;
mod single;
mod svg;
mod table;
mod turns;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("ci/bench: {e}");
            ExitCode::FAILURE
        }
    }
}

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results");

fn run() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|w| w == word);
    let value = |word: &str| {
        let at = words.iter().position(|w| w == word)?;
        words.get(at + 1).map(String::as_str)
    };
    if has("--short") {
        return short::run(has("--write-baseline"));
    }
    if has("--listing") {
        return listing::run(
            value("--batch").unwrap_or("64"),
            value("--only").unwrap_or_default(),
        );
    }
    let rounds = match value("--rounds") {
        Some(n) => n.parse().map_err(|e| format!("--rounds {n}: {e}"))?,
        None => 16,
    };
    let facts = facts::facts();
    let network = network::Network::new(4)?;
    let left_out = words.iter().filter_map(|w| w.strip_prefix("--left-out="));
    let left_out: Vec<&str> = left_out.collect();
    let table = table::measure(&network, rounds, value("--only"), &left_out)?;
    let single = single::measure(&network, rounds)?;
    let scaling = scaling::measure(&network, rounds.min(5))?;
    let aims = aims::aims(&table, &single, &scaling);
    let (curves, no_curves) = match has("--no-curves") {
        true => Default::default(),
        false => curves::measure(&network, rounds.min(8))?,
    };

    let conditions: Vec<String> = facts.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    let conditions = conditions.join("; ");
    let mut body = table.markdown();
    body += &format!("\nMedian (quartiles). {conditions}; {rounds} rounds.\n\n");
    for line in single.lines() {
        body += &format!("* {line}\n");
    }
    for line in table.absent.iter().chain(&no_curves) {
        body += &format!("* left out: {line}\n");
    }
    body += &format!("\n{}\n{}", aims::markdown(&aims), scaling.markdown());
    for curve in &curves {
        body += &format!("\n{}", curve.markdown());
    }
    println!("{body}");
    std::fs::create_dir_all(RESULTS)?;
    let results = Path::new(RESULTS);
    let json = json!({
        "machine": facts::json(&facts),
        "rounds": rounds,
        "table": table.json(),
        "aims": aims::json(&aims),
        "xdp-socket": single.json(),
        "processors": scaling.json(),
        "curves": curves.iter().map(curves::Curve::json).collect::<Vec<_>>(),
    });
    let json = serde_json::to_string_pretty(&json)? + "\n";
    std::fs::write(results.join("results.json"), json)?;
    std::fs::write(results.join("table.svg"), svg::chart(&table, &conditions))?;
    println!("written to {RESULTS}: results.json, table.svg");
    if has("--write-readme") {
        readme::write(&body)?;
    }
    Ok(())
}
