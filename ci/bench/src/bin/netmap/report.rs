//! What was measured, as tables, as JSON, as a chart, and in the project's README.

use std::fmt::Write;
use std::io::BufRead;

use serde_json::{Map, Value, json};

use crate::svg;
use crate::{BATCH, Result};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results");
const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
const BEGIN: &str = "<!-- netmap-bench:begin -->\n";
const END: &str = "<!-- netmap-bench:end -->";

/// Reads what `software` or `compare` prints, keeps it as that part of the results, and prints the
/// table. The other part stays as it is.
pub fn report(part: &str, write_readme: bool) -> Result<()> {
    let table = match part {
        "software" => software,
        "kernel" => kernel,
        _ => return Err(format!("report {part}: not software or kernel").into()),
    };
    let (mut facts, mut rows, mut complete) = (Value::Null, Vec::new(), false);
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Ok(mut value) = serde_json::from_str::<Value>(&line) else {
            // What the virtual machine has to say.
            eprintln!("{line}");
            continue;
        };
        complete |= value.get("complete").is_some();
        if value.get("facts").is_some() {
            facts = value["facts"].take();
        } else if value.get("name").is_some() {
            eprintln!("measured: {}", text(&value["name"]));
            rows.push(value);
        }
    }
    if !complete {
        return Err("the measurement did not come to its end; nothing is written".into());
    }
    let measured = json!({"facts": facts, "batch_packets": BATCH, "rows": rows});
    println!("{}", table(&measured));

    let path = format!("{FOLDER}/netmap.json");
    let mut all: Map<String, Value> = match std::fs::read_to_string(&path) {
        Ok(kept) => serde_json::from_str(&kept).map_err(|e| format!("{path}: {e}"))?,
        Err(_) => Map::new(),
    };
    all.insert(part.into(), measured);
    std::fs::write(&path, serde_json::to_string_pretty(&all)? + "\n")?;
    if let Some(software) = all.get("software") {
        std::fs::write(format!("{FOLDER}/netmap.svg"), svg::chart(software))?;
    }
    println!("written to results/netmap.json");
    if write_readme {
        readme(&all)?;
        println!("written to README.md");
    }
    Ok(())
}

fn readme(all: &Map<String, Value>) -> Result<()> {
    let kept = std::fs::read_to_string(README)?;
    let (head, rest) = kept
        .split_once(BEGIN)
        .ok_or("README.md has no netmap-bench:begin")?;
    let (_, tail) = rest
        .split_once(END)
        .ok_or("README.md has no netmap-bench:end")?;
    let mut body = String::new();
    if let Some(part) = all.get("kernel") {
        body += &kernel(part);
        body += "\n";
    }
    if let Some(part) = all.get("software") {
        body += &software(part);
    }
    std::fs::write(README, format!("{head}{BEGIN}{body}{END}{tail}"))?;
    Ok(())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("?")
}

fn rows(part: &Value) -> &[Value] {
    part["rows"].as_array().map_or(&[], Vec::as_slice)
}

/// As `median (lower to upper quartile)`.
fn spread(value: &Value, digits: usize) -> String {
    let at = |name| value[name].as_f64().unwrap_or(f64::NAN);
    format!(
        "{:.digits$} ({:.digits$} to {:.digits$})",
        at("median"),
        at("lower_quartile"),
        at("upper_quartile")
    )
}

/// The table of `compare`.
fn kernel(part: &Value) -> String {
    let mut out = format!(
        "| netmap in the kernel, batch {BATCH}, 60 bytes | netmap-rs, instructions per packet | \
         upstream's tool | netmap-rs, rate / upstream's |\n|---|---|---|---|\n"
    );
    for row in rows(part) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            text(&row["name"]),
            spread(&row["instructions_per_packet"]["netmap-rs"], 1),
            spread(&row["instructions_per_packet"]["upstream"], 1),
            spread(&row["rate_by_upstream"], 3),
        );
    }
    let facts = &part["facts"];
    let _ = write!(
        out,
        "\nMedian (quartiles): all instructions of the named process, those of its system calls \
         included, for each packet; beside upstream's pkt-gen and bridge on the same ports. {}, \
         one emulated processor ({}) whose clock counts instructions: the ratios repeat, and say \
         nothing of caches or of a real processor's nanoseconds. Rerun by \
         `ci/bench/netmap --module NETMAP.KO --tools FOLDER`.\n",
        text(&facts["kernel"]),
        text(&facts["processor"]),
    );
    out
}

/// The table of `software`.
fn software(part: &Value) -> String {
    let mut out = String::new();
    for (i, row) in rows(part).iter().enumerate() {
        let Some(rates) = row["million_packets_per_second"].as_object() else {
            continue;
        };
        let mut rates: Vec<(u32, &Value)> = rates
            .iter()
            .map(|(len, rate)| (len.parse().unwrap_or(0), rate))
            .collect();
        rates.sort_by_key(|rate| rate.0);
        if i == 0 {
            out += "| netmap in software, million packets/s |";
            for (len, _) in &rates {
                let _ = write!(out, " {len} bytes |");
            }
            let _ = writeln!(out, "\n|---|{}", "---|".repeat(rates.len()));
        }
        let _ = write!(out, "| {} |", text(&row["name"]));
        for (_, rate) in rates {
            let _ = write!(out, " {} |", spread(rate, 1));
        }
        out += "\n";
    }
    let facts = part["facts"].as_object();
    let facts = facts.into_iter().flatten();
    let facts: Vec<String> = facts
        .filter(|(name, _)| *name != "free huge pages")
        .map(|(name, value)| format!("{name}: {}", text(value)))
        .collect();
    let _ = write!(
        out,
        "\nMedian (quartiles): packets received in batches of {BATCH}, by the processor time of one \
         thread that plays all ends, syncs included. {}. Rerun by `ci/bench/netmap`; \
         [chart](ci/bench/results/netmap.svg).\n",
        facts.join("; ")
    );
    out
}
