//! Measures AF_XDP libraries beside each other, each in turns with a bare loop.

#![forbid(unsafe_code)]

mod facts;
mod network;
mod peers;
mod readme;
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
    let rounds = match value("--rounds") {
        Some(n) => n.parse().map_err(|e| format!("--rounds {n}: {e}"))?,
        None => 9,
    };
    let facts = facts::facts();
    let network = network::Network::new(2)?;
    let table = table::measure(&network, rounds, value("--only"))?;
    let single = single::measure(&network, rounds.min(7))?;
    let curves = match has("--no-curves") {
        true => Vec::new(),
        false => single::curves(&network, rounds.min(5))?,
    };

    let conditions: Vec<String> = facts.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    let conditions = conditions.join("; ");
    println!("{}", table.markdown());
    for line in single
        .lines()
        .chain(table.absent.iter().map(String::as_str))
    {
        println!("* {line}");
    }
    println!();
    for curve in &curves {
        println!("{}{}", curve.markdown(), curve.note);
    }
    println!("\n{conditions}; {rounds} rounds");
    std::fs::create_dir_all(RESULTS)?;
    let results = Path::new(RESULTS);
    let json = json!({
        "machine": facts::json(&facts),
        "rounds": rounds,
        "table": table.json(),
        "xdp-socket": single.json(),
        "curves": curves.iter().map(single::Curve::json).collect::<Vec<_>>(),
    });
    let json = serde_json::to_string_pretty(&json)? + "\n";
    std::fs::write(results.join("results.json"), json)?;
    std::fs::write(results.join("table.svg"), svg::chart(&table, &conditions))?;
    println!("written to {RESULTS}: results.json, table.svg");
    if has("--write-readme") {
        readme::write(&table, &single, &curves, &conditions, rounds)?;
    }
    Ok(())
}
