//! The machine code of the measured loops, with how often each instruction is executed per packet.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::Command;

use crate::callgrind::{self, Address};
use crate::network::{Network, Place};
use crate::peers::{ONE_AT_A_TIME, OURS, Peer, RAW, SLOTS};

/// Less than this, per packet, is not shown: what wraps, and what happens once.
const LEAST: f64 = 0.002;

/// One instruction.
struct Line {
    count: f64,
    text: String,
    source: String,
}

/// Prints the loops of the floor and of ours, in batches of `batch`, of the peers whose names
/// contain `only`.
pub fn run(batch: &str, only: &str) -> Result<(), Box<dyn Error>> {
    let network = Network::new(1)?;
    let batch = format!("batch={batch}");
    let (mut flood, mut pair) = (
        network.flood(Place::First, 64)?,
        network.pair(Place::First, 64)?,
    );
    flood.push(batch.clone());
    pair.push(batch);
    let peers = [&RAW, &OURS, &SLOTS, &ONE_AT_A_TIME];
    for peer in peers.into_iter().filter(|p| p.name.contains(only)) {
        for (side, what, options) in [("TX", "tx-count", &flood), ("RX", "rx-count", &pair)] {
            let counts = callgrind::by_address(peer, what, options)?;
            print(peer, side, &counts)?;
        }
    }
    Ok(())
}

fn print(peer: &Peer, side: &str, counts: &BTreeMap<Address, f64>) -> Result<(), Box<dyn Error>> {
    let program = peer.path().to_string_lossy().into_owned();
    let (inside, outside): (Vec<_>, Vec<_>) = counts
        .iter()
        .partition(|((object, _), _)| *object == program);
    let inside: BTreeMap<u64, f64> = inside.into_iter().map(|((_, at), &n)| (*at, n)).collect();
    let outside: f64 = outside.into_iter().map(|(_, n)| n).sum();
    let all = inside.values().sum::<f64>() + outside;
    println!(
        "## {} {side}: {all:.2} instructions per packet\n",
        peer.name
    );
    println!("```text");
    let mut last = 0;
    for (address, line) in disassembled(&program, &inside)? {
        if last != 0 && address > last + 16 {
            println!("   ...");
        }
        last = address;
        println!("{:6.3}  {:58} {}", line.count, line.text, line.source);
    }
    if outside > LEAST {
        println!("{outside:6.3}  (in libc: sendto or recvfrom)");
    }
    println!("```\n");
    Ok(())
}

/// The executed instructions as objdump shows them, each with the source line that it came from.
fn disassembled(
    program: &str,
    counts: &BTreeMap<u64, f64>,
) -> Result<BTreeMap<u64, Line>, Box<dyn Error>> {
    let output = Command::new("objdump")
        .args([
            "--disassemble",
            "--line-numbers",
            "--no-show-raw-insn",
            "--demangle",
        ])
        .arg(program)
        .output()
        .map_err(|e| format!("objdump: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let (mut lines, mut source) = (BTreeMap::new(), String::new());
    for line in text.lines() {
        if let Some((address, instruction)) = line.split_once(":\t") {
            let Ok(address) = u64::from_str_radix(address.trim(), 16) else {
                continue;
            };
            let Some(&count) = counts.get(&address).filter(|&&n| n >= LEAST) else {
                continue;
            };
            let text = short(instruction);
            let source = source.clone();
            lines.insert(
                address,
                Line {
                    count,
                    text,
                    source,
                },
            );
        } else if line.starts_with('/') {
            let line = line.split(" (disc").next().unwrap_or(line);
            let parts: Vec<&str> = line.rsplit('/').take(2).collect();
            source = parts.into_iter().rev().collect::<Vec<_>>().join("/");
        }
    }
    let missing: f64 = counts
        .iter()
        .filter(|(at, n)| **n >= LEAST && !lines.contains_key(at))
        .map(|(_, n)| n)
        .sum();
    if missing > 0.0 {
        return Err(format!("objdump does not show {missing:.2} of the instructions").into());
    }
    Ok(lines)
}

/// An instruction without the long names of Rust's symbols.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let Some((code, symbol)) = text.split_once('<') else {
        return text;
    };
    let offset = symbol
        .rsplit_once("+0x")
        .map_or("", |(_, o)| o.trim_end_matches('>'));
    match offset {
        "" => format!("{code}<{}", symbol.chars().take(40).collect::<String>()),
        offset => format!("{code}+0x{offset}"),
    }
}
