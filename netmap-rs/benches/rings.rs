//! Nanoseconds per packet over a pipe, syncs included: sending one by one, each with a closure, and
//! in reserved batches; receiving frame by frame, and each with a closure; and forwarding without
//! copying, at several batches with short and long packets. In software; with
//! `NETMAP_BACKEND=kernel` and the feature `sys`, over the kernel's pipes.
//!
//! Only the part that a line is named after runs against the clock; the median of many rounds.

mod common;

use std::time::{Duration, Instant};

use common::{
    LOOPS, Line, SLOTS, forward_round, recv_each_round, recv_round, reserve_round, send_each_round,
    send_round,
};

const BATCHES: [usize; 4] = [1, 8, 64, 512];
const LENGTHS: [usize; 2] = [60, 1500];
const SAMPLES: usize = 301;

fn main() {
    println!(
        "nanoseconds per packet, at batch{:>16}{:>9}{:>9}{:>9}",
        1, 8, 64, 512
    );
    for len in LENGTHS {
        let packet = vec![0x5a; len];
        for what in LOOPS {
            let mut line = Line::pipes();
            let [one, few, many, most] =
                BATCHES.map(|batch| median(&mut line, what, batch, &packet));
            let name = format!("{what}, {len} bytes");
            println!("{name:32}{one:15.1}{few:9.1}{many:9.1}{most:9.1}");
        }
    }
}

/// The median over samples, each of as many rounds as fit a ring.
fn median(line: &mut Line, what: &str, batch: usize, packet: &[u8]) -> f64 {
    let rounds = (SLOTS / 2) / batch;
    let mut samples: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let time: Duration = (0..rounds).map(|_| timed(line, what, batch, packet)).sum();
            time.as_nanos() as f64 / (rounds * batch) as f64
        })
        .collect();
    samples.sort_by(f64::total_cmp);
    // Two looks at the clock are part of every round.
    (samples[SAMPLES / 2] - clock() / batch as f64).max(0.0)
}

fn timed(line: &mut Line, what: &str, batch: usize, packet: &[u8]) -> Duration {
    let mut sending = Duration::ZERO;
    let mut receiving = Duration::ZERO;
    let start = Instant::now();
    match what {
        "send" => send_round(&mut line.tx1, batch, packet),
        "send_each" => send_each_round(&mut line.tx1, batch, packet),
        _ => reserve_round(&mut line.tx1, batch, packet),
    }
    sending += start.elapsed();
    match what {
        "forward" => {
            line.rx1.sync().expect("a sync");
            let start = Instant::now();
            forward_round(&mut line.tx2, &mut line.rx1, batch);
            receiving += start.elapsed();
            recv_each_round(&mut line.rx2, batch);
        }
        _ => {
            let start = Instant::now();
            match what {
                "recv" => recv_round(&mut line.rx1, batch),
                _ => recv_each_round(&mut line.rx1, batch),
            };
            receiving += start.elapsed();
        }
    }
    line.bring_home();
    match what {
        "send" | "send_each" | "reserve" => sending,
        _ => receiving,
    }
}

/// What two looks at the clock take, in nanoseconds.
fn clock() -> f64 {
    let mut samples: Vec<u128> = (0..1001)
        .map(|_| Instant::now().elapsed().as_nanos())
        .collect();
    samples.sort_unstable();
    samples[500] as f64
}
