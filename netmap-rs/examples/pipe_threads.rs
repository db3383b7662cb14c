//! A pipe between two threads: netmap's fastest way from one to the other, without a copy.
//!
//! ```text
//! cargo run --release --example pipe_threads --features sys
//! NETMAP_BACKEND=software cargo run --release --example pipe_threads
//! ```
//!
//! An argument names the port that the pipe hangs on; any name will do.

use std::thread;
use std::time::Instant;

use netmap_rs::{Error, Netmap, RxRing, TxRing};

mod common;

const PACKETS: u64 = 1_000_000;
const BATCH: usize = 256;

fn main() -> Result<(), Error> {
    let name = common::interface("threads", "threads");
    // A pipe has two ends, `{` and `}`; the number tells it from others of the same port.
    let (near, far) = (
        Netmap::open(&format!("netmap:{name}{{1"))?,
        Netmap::open(&format!("netmap:{name}}}1"))?,
    );
    let (tx, rx) = (near.tx_ring(0)?, far.rx_ring(0)?);
    println!(
        "{} to {}, {} backend",
        near.name(),
        far.name(),
        near.backend()
    );

    let start = Instant::now();
    // The rings keep their ports open and may go to threads of their own.
    let sender = thread::spawn(move || send(tx));
    let received = receive(rx)?;
    sender.join().expect("the sender does not panic")?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{received} packets in {seconds:.3} s, {:.2} million a second, all in order",
        received as f64 / seconds / 1e6
    );
    Ok(())
}

fn send(mut tx: TxRing) -> Result<(), Error> {
    let mut next = 0;
    while next < PACKETS {
        let n = tx.wait(None)?.min(BATCH).min((PACKETS - next) as usize);
        for i in 0..n {
            let packet = tx.peek_at(i, 60)?;
            packet[..8].copy_from_slice(&(next + i as u64).to_be_bytes());
        }
        tx.commit_n(n)?;
        tx.kick()?;
        next += n as u64;
    }
    Ok(())
}

fn receive(mut rx: RxRing) -> Result<u64, Error> {
    let mut next = 0_u64;
    while next < PACKETS {
        let n = rx.wait(None)?.min(BATCH);
        for i in 0..n {
            let packet = rx.peek_at(i)?;
            assert_eq!(packet[..8], next.to_be_bytes(), "packet {next}");
            next += 1;
        }
        rx.commit_n(n)?;
        rx.kick()?;
    }
    Ok(next)
}
