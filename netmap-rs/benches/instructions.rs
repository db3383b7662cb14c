//! Instructions per packet over a software pipe, syncs included, counted by valgrind: the same
//! number on every run, whatever else the machine does.

mod common;

use std::process::{Command, ExitCode};

use common::{
    LOOPS, Line, forward_round, recv_each_round, recv_round, reserve_round, send_each_round,
    send_round,
};

const ROUNDS: usize = 500;
const BATCHES: [usize; 4] = [1, 8, 64, 512];
const LENGTHS: [usize; 2] = [60, 1500];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, run, what, batch, len] = &args[..] {
        if run == "run" {
            let number = |text: &str| text.parse().expect("a number");
            let (batch, packet) = (number(batch), vec![0x5a; number(len)]);
            let mut line = Line::pipes();
            for _ in 0..ROUNDS {
                round(&mut line, what, batch, &packet);
            }
            return ExitCode::SUCCESS;
        }
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("SKIP instructions: valgrind is not installed");
        let strict = std::env::var_os("PACKET_IO_NO_SKIP").is_some();
        return ExitCode::from(u8::from(strict));
    }
    println!(
        "instructions per packet, at batch{:>15}{:>9}{:>9}{:>9}",
        1, 8, 64, 512
    );
    for len in LENGTHS {
        for what in LOOPS {
            let [one, few, many, most] = BATCHES.map(|batch| count(what, batch, len));
            let name = format!("{what}, {len} bytes");
            println!("{name:32}{one:15.1}{few:9.1}{many:9.1}{most:9.1}");
        }
    }
    ExitCode::SUCCESS
}

/// Moves `batch` packets through what the loop needs, its own part in a function of its own.
fn round(line: &mut Line, what: &str, batch: usize, packet: &[u8]) {
    match what {
        "send" => send_round(&mut line.tx1, batch, packet),
        "send_each" => send_each_round(&mut line.tx1, batch, packet),
        _ => reserve_round(&mut line.tx1, batch, packet),
    }
    match what {
        "recv" => {
            recv_round(&mut line.rx1, batch);
        }
        "forward" => {
            line.rx1.sync().expect("a sync");
            forward_round(&mut line.tx2, &mut line.rx1, batch);
            recv_each_round(&mut line.rx2, batch);
        }
        _ => {
            recv_each_round(&mut line.rx1, batch);
        }
    }
    line.bring_home();
}

/// The function whose instructions count, with all that it calls.
fn symbol(what: &str) -> String {
    format!("--toggle-collect=*{what}_round*")
}

fn count(what: &str, batch: usize, len: usize) -> f64 {
    let program = std::env::current_exe().expect("our own path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(symbol(what))
        .arg(program)
        .args(["run", what, &batch.to_string(), &len.to_string()])
        .output()
        .expect("valgrind runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what} at batch {batch}:\n{text}");
    let collected = text
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .unwrap_or_else(|| panic!("callgrind says nothing of what it collected:\n{text}"));
    let total: f64 = collected.1.trim().parse().expect("a number");
    total / (ROUNDS * batch) as f64
}
