//! Instructions per packet of the rings alone, counted by valgrind: the same number on every run,
//! whatever else the machine does.
//!
//! Counted is everything between one look for slots and the next, wake-up flag included, payload
//! excluded. The run fails where a hot loop takes more than its bound.

use std::hint::black_box;
use std::process::{Command, ExitCode};

use xdp_socket::fake::{FakeKernel, RxQueue, Shape, TxQueue};
use xdp_socket::packet_ring::Verdict;

const SLOTS: u32 = 2048;
const LEN: usize = 60;
const ROUNDS: usize = 2000;
const BATCHES: [usize; 4] = [1, 8, 64, 512];

/// Name, and the most instructions per packet that it may take at batch 64.
const LOOPS: [(&str, f64); 7] = [
    ("tx_one_at_a_time", 34.0),
    ("tx_seek_peek_commit", 24.0),
    ("tx_send_each", 15.0),
    ("rx_one_at_a_time", 24.0),
    ("rx_seek_peek_commit", 18.0),
    ("rx_recv_each", 15.0),
    ("forward_without_copying", 48.0),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, run, name, batch] = &args[..] {
        if run == "run" {
            measured(name, batch.parse().expect("a number"));
            return ExitCode::SUCCESS;
        }
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("SKIP instructions: valgrind is not installed");
        let strict = std::env::var_os("PACKET_IO_NO_SKIP").is_some();
        return ExitCode::from(u8::from(strict));
    }
    println!(
        "instructions per packet, at batch{:>15}{:>8}{:>8}{:>8}",
        1, 8, 64, 512
    );
    let mut within = true;
    for (name, bound) in LOOPS {
        let counts = BATCHES.map(|batch| count(name, batch));
        let [one, few, many, most] = counts;
        let over = if many > bound {
            "  over its bound of "
        } else {
            "  bound at 64: "
        };
        println!("{name:32}{one:15.1}{few:8.1}{many:8.1}{most:8.1}{over}{bound}");
        within &= many <= bound;
    }
    ExitCode::from(u8::from(!within))
}

/// Runs one loop under callgrind, counting inside the functions called `*_round` only.
fn count(name: &str, batch: usize) -> f64 {
    let program = std::env::current_exe().expect("our own path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg("--toggle-collect=*_round*")
        .arg(program)
        .args(["run", name, &batch.to_string()])
        .output()
        .expect("valgrind runs");
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .unwrap_or_else(|| panic!("callgrind says nothing of what it collected:\n{text}"));
    let total: f64 = collected.1.trim().parse().expect("a number");
    total / (ROUNDS * batch) as f64
}

fn measured(name: &str, batch: usize) {
    let (kernel, mut tx, mut rx) = FakeKernel::socket(Shape::square(SLOTS));
    for _ in 0..ROUNDS {
        kernel.complete_all();
        match name {
            "tx_one_at_a_time" => tx_one_round(&mut tx, batch),
            "tx_seek_peek_commit" => tx_peek_round(&mut tx, batch),
            "tx_send_each" => tx_each_round(&mut tx, batch),
            _ => {
                kernel.deliver_all(batch as u32, LEN as u32);
                match name {
                    "rx_one_at_a_time" => rx_one_round(&mut rx, batch),
                    "rx_seek_peek_commit" => rx_peek_round(&mut rx, batch),
                    "rx_recv_each" => rx_each_round(&mut rx, batch),
                    "forward_without_copying" => forward_round(&mut tx, &mut rx, batch),
                    _ => panic!("no loop called {name}"),
                };
            }
        }
    }
    assert!(tx.committed() + rx.received() >= (ROUNDS * batch) as u64);
}

#[inline(never)]
fn tx_one_round(tx: &mut TxQueue, batch: usize) {
    for _ in 0..batch {
        tx.seek_n(1).unwrap();
        tx.peek_at(0, LEN).unwrap();
        tx.commit_n(1).unwrap();
    }
    black_box(tx.needs_wakeup());
}

#[inline(never)]
fn tx_peek_round(tx: &mut TxQueue, batch: usize) {
    tx.seek_n(batch).unwrap();
    for i in 0..batch {
        tx.peek_at(i, LEN).unwrap();
    }
    tx.commit_n(batch).unwrap();
    black_box(tx.needs_wakeup());
}

#[inline(never)]
fn tx_each_round(tx: &mut TxQueue, batch: usize) {
    tx.send_each(batch, |_| LEN).unwrap();
    black_box(tx.needs_wakeup());
}

#[inline(never)]
fn rx_one_round(rx: &mut RxQueue, batch: usize) -> usize {
    let mut bytes = 0;
    for _ in 0..batch {
        rx.seek_n(1).unwrap();
        bytes += rx.peek_at(0).unwrap().len();
        rx.commit_n(1).unwrap();
    }
    black_box(rx.needs_wakeup());
    bytes
}

#[inline(never)]
fn rx_peek_round(rx: &mut RxQueue, batch: usize) -> usize {
    let mut bytes = 0;
    rx.seek_n(batch).unwrap();
    for i in 0..batch {
        bytes += rx.peek_at(i).unwrap().len();
    }
    rx.commit_n(batch).unwrap();
    black_box(rx.needs_wakeup());
    bytes
}

#[inline(never)]
fn rx_each_round(rx: &mut RxQueue, batch: usize) -> usize {
    let mut bytes = 0;
    rx.recv_each(batch, |packet| bytes += packet.len()).unwrap();
    black_box(rx.needs_wakeup());
    bytes
}

#[inline(never)]
fn forward_round(tx: &mut TxQueue, rx: &mut RxQueue, batch: usize) -> usize {
    let done = tx.forward_n(rx, batch, |_| Verdict::Forward).unwrap();
    black_box(tx.needs_wakeup());
    black_box(rx.needs_wakeup());
    done.forwarded
}
