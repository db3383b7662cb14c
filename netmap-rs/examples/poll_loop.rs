//! Receives in a loop of poll(2): sleeps while nothing comes, takes all that is there when
//! something does.
//!
//! ```text
//! cargo run --example poll_loop --features sys -- eth0 30
//! NETMAP_BACKEND=software cargo run --example poll_loop
//! ```
//!
//! The second argument is for how many seconds; 2 if not given.

use std::time::{Duration, Instant};

use netmap_rs::{Error, Netmap};

mod common;

fn main() -> Result<(), Error> {
    let name = common::interface("eth0", "vale0:poll");
    let seconds = std::env::args().nth(2).and_then(|s| s.parse().ok());
    let duration = Duration::from_secs(seconds.unwrap_or(2));
    let port = Netmap::open(&name)?;
    let mut rx = port.rx_ring(0)?;
    // On a VALE switch somebody has to send.
    let _traffic = common::Peer::traffic_beside(&name)?;
    println!("{}: {} backend", port.name(), port.backend());

    let (mut packets, mut bytes, mut wakeups) = (0_u64, 0_u64, 0_u64);
    let start = Instant::now();
    let mut next = Duration::from_secs(1);
    while start.elapsed() < duration {
        // A poll syncs the ring by itself: what has arrived is there without a further call.
        if rx.wait(Some(Duration::from_millis(100)))? > 0 {
            wakeups += 1;
        }
        while let Some(frame) = rx.recv() {
            packets += 1;
            bytes += frame.len() as u64;
        }
        if start.elapsed() >= next {
            next += Duration::from_secs(1);
            println!("{packets} packets, {bytes} bytes, woken {wakeups} times");
        }
    }
    println!("{packets} packets, {bytes} bytes, woken {wakeups} times in all");
    Ok(())
}
