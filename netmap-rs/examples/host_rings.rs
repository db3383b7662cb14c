//! Stands between a network card and the kernel's network stack: what the card receives goes up
//! to the stack, and what the stack sends goes down to the card, without being copied. While an
//! interface is in netmap mode, this is how the machine keeps talking on it.
//!
//! ```text
//! cargo run --example host_rings --features sys -- eth0 30
//! ```
//!
//! The second argument is for how many seconds, 10 if not given. Needs a real interface: the
//! software backend has no network stack above it.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use netmap_rs::{Error, Netmap, RingError, RxRing, TxRing, Verdict};

mod common;

fn main() -> Result<ExitCode, Error> {
    if common::is_software() {
        eprintln!("host_rings needs a real interface; NETMAP_BACKEND=software has no host rings");
        return Ok(ExitCode::FAILURE);
    }
    let interface = common::interface("eth0", "eth0");
    let seconds = std::env::args().nth(2).and_then(|s| s.parse().ok());
    let duration = Duration::from_secs(seconds.unwrap_or(10));

    // The star binds the rings of the card and those of the host.
    let port = Netmap::open(&format!("{interface}*"))?;
    println!(
        "{}: {} RX rings of the card, {} of the host",
        port.name(),
        port.num_rx_rings(),
        port.num_host_rx_rings()
    );
    let mut up = Direction::new(port.rx_ring(0)?, port.host_tx_ring(0)?);
    let mut down = Direction::new(port.host_rx_ring(0)?, port.tx_ring(0)?);

    let start = Instant::now();
    let mut next = start + Duration::from_secs(1);
    while start.elapsed() < duration {
        let moved = up.turn()? + down.turn()?;
        if moved == 0 {
            // Both are quiet: neither may keep the other waiting for long.
            up.rx.wait(Some(Duration::from_millis(1)))?;
        }
        if Instant::now() >= next {
            next += Duration::from_secs(1);
            println!("{} packets up, {} packets down", up.moved, down.moved);
        }
    }
    Ok(ExitCode::SUCCESS)
}

struct Direction {
    rx: RxRing,
    tx: TxRing,
    moved: usize,
}

impl Direction {
    fn new(rx: RxRing, tx: TxRing) -> Direction {
        Direction { rx, tx, moved: 0 }
    }

    fn turn(&mut self) -> Result<usize, RingError> {
        self.rx.kick()?;
        // The rings share their memory: buffers change places, and nothing is copied.
        let done = self.tx.forward_n(&mut self.rx, 256, |_| Verdict::Forward)?;
        self.tx.kick()?;
        self.moved += done.forwarded;
        Ok(done.forwarded)
    }
}
