//! The kernel's netmap: netmap-rs's loops in turns with upstream's tools, in the virtual machine
//! that ci/bench/netmap boots.
//!
//! Its clock counts instructions, one for each nanosecond, so that the processor time of a process
//! says how many were executed on its behalf, its own and the kernel's. The difference of a long
//! and a short run is taken, so that beginnings and ends do not count.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bench::affinity::children_time;
use bench::stats::Spread;
use serde_json::json;

use crate::{BATCH, Result, say};

/// Packets of the short and of the long run.
const RUNS: [u32; 2] = [100_000, 1_000_000];

/// Who is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Ours,
    Upstreams,
}
use Side::{Ours, Upstreams};

/// What a run took.
struct Run {
    packets: f64,
    /// Seconds of processor time.
    time: f64,
}

/// Measures all, and prints a line of JSON for each row.
pub fn measure(rounds: usize) -> Result<()> {
    for (name, from, to) in [
        ("VALE", "vale0:a", "vale0:b"),
        ("pipe", "netmap:x{0", "netmap:x}0"),
    ] {
        row(&format!("{name}, TX"), rounds, |side, n| {
            let _sink = Meanwhile::start(&mut receiver(Upstreams, to, None))?;
            run(&mut sender(side, from, Some(n)), "Sent ")
        })?;
        row(&format!("{name}, RX"), rounds, |side, n| {
            let child = spawn(&mut receiver(side, to, Some(n)))?;
            // A switch drops what finds no room, a pipe does not.
            let count = (name == "pipe").then_some(n);
            let source = Meanwhile::start(&mut sender(Upstreams, from, count))?;
            let run = end(child, "Received ");
            drop(source);
            run
        })?;
    }
    // Packets go in by one pipe and come out by another of the same memory.
    row("forwarding between pipes", rounds, |side, n| {
        let (inward, outward) = ("netmap:y}1", "netmap:y{2");
        let mut between = match side {
            Ours => ours(&["forward", inward, outward]),
            Upstreams => tool("bridge", &["-b", "1024", "-i", inward, "-i", outward]),
        };
        let between = Meanwhile::start(&mut between)?;
        let child = spawn(&mut receiver(Ours, "netmap:y}2", Some(n)))?;
        let source = Meanwhile::start(&mut sender(Upstreams, "netmap:y{1", Some(n)))?;
        let packets = end(child, "Received ")?.packets;
        drop(source);
        let before = children_time();
        drop(between);
        let time = children_time() - before;
        Ok(Run { packets, time })
    })
}

fn sender(side: Side, port: &str, packets: Option<u32>) -> Command {
    generator(side, "tx", port, packets)
}

fn receiver(side: Side, port: &str, packets: Option<u32>) -> Command {
    generator(side, "rx", port, packets)
}

fn generator(side: Side, function: &str, port: &str, packets: Option<u32>) -> Command {
    let packets = packets.unwrap_or(0).to_string();
    match side {
        Ours => ours(&[function, port, &packets]),
        // Lets its main thread, which adds up, run a few times a second.
        Upstreams => {
            let batch = BATCH.to_string();
            let words = ["-i", port, "-f", function, "-n", &packets, "-b", &batch];
            let mut command = tool("pkt-gen", &words);
            command.args(["-l", "60", "-T", "250"]);
            command
        }
    }
}

fn ours(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("our own path"));
    command.args(words);
    command
}

fn tool(program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    // Links here are up at once.
    command.args(["-w", "0"]).args(words);
    command
}

/// Starts a program whose output is wanted, and gives it the time to open its port.
fn spawn(command: &mut Command) -> Result<Child> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    std::thread::sleep(Duration::from_millis(500));
    Ok(child)
}

/// Runs a program to its end.
fn run(command: &mut Command, word: &str) -> Result<Run> {
    end(spawn(command)?, word)
}

/// Waits for the end of a program, which prints `Sent 1000 packets` or the like.
fn end(child: Child, word: &str) -> Result<Run> {
    let before = children_time();
    let output = child.wait_with_output()?;
    let time = children_time() - before;
    let both = [&output.stdout[..], &output.stderr].concat();
    let text = String::from_utf8_lossy(&both);
    let found = text.lines().find_map(|l| l.strip_prefix(word));
    let number = found.and_then(|rest| rest.split_whitespace().next());
    let number = number.ok_or_else(|| format!("no {word} in:\n{text}"))?;
    Ok(Run {
        packets: number.parse()?,
        time,
    })
}

/// A program that runs meanwhile, killed in the end.
struct Meanwhile(Child);

impl Meanwhile {
    fn start(command: &mut Command) -> Result<Meanwhile> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::sleep(Duration::from_millis(500));
        Ok(Meanwhile(child))
    }
}

impl Drop for Meanwhile {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Both sides in turns: theirs, ours, theirs, and so on.
fn row(name: &str, rounds: usize, mut measure: impl FnMut(Side, u32) -> Result<Run>) -> Result<()> {
    let mut cost = |side| -> Result<f64> {
        let [short, long] = [measure(side, RUNS[0])?, measure(side, RUNS[1])?];
        Ok((long.time - short.time) * 1e9 / (long.packets - short.packets))
    };
    let (mut us, mut them, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut before = cost(Upstreams)?;
    for _ in 0..rounds {
        let ours = cost(Ours)?;
        let after = cost(Upstreams)?;
        ratios.push((before + after) / 2.0 / ours);
        us.push(ours);
        them.push(after);
        before = after;
    }
    let spread = |values| Spread::of(values).ok_or("no rounds");
    say(&json!({
        "name": name,
        "instructions_per_packet": {
            "netmap-rs": spread(us)?.json(),
            "upstream": spread(them)?.json(),
        },
        "rate_by_upstream": spread(ratios)?.json(),
    }));
    Ok(())
}
