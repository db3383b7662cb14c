//! A pipe between two tasks of Tokio's runtime: the sender waits while the pipe is full, the
//! receiver while it is empty, and neither keeps a thread from other work.
//!
//! ```text
//! cargo run --release --example tokio_pipe --features sys,tokio-async
//! NETMAP_BACKEND=software cargo run --release --example tokio_pipe --features tokio-async
//! ```
//!
//! An argument names the port that the pipe hangs on; any name will do.

use std::error::Error;
use std::time::Instant;

use netmap_rs::{AsyncNetmapRxRing, AsyncNetmapTxRing, TokioNetmap};

mod common;

const PACKETS: u64 = 1_000_000;
const BATCH: u64 = 256;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let name = common::interface("tasks", "tasks");
    // A pipe has two ends, `{` and `}`; the number tells it from others of the same port.
    let near = TokioNetmap::open(&format!("netmap:{name}{{1"))?;
    let far = TokioNetmap::open(&format!("netmap:{name}}}1"))?;
    let (tx, rx) = (near.tx_ring(0)?, far.rx_ring(0)?);
    println!(
        "{} to {}, {} backend",
        near.get_ref().name(),
        far.get_ref().name(),
        near.get_ref().backend()
    );

    let start = Instant::now();
    // Rings are `Send`: each may go to a task of its own, on any thread of the runtime.
    let sender = tokio::spawn(send(tx));
    let receiver = tokio::spawn(receive(rx));
    let received = receiver.await.expect("the receiver does not panic")?;
    sender.await.expect("the sender does not panic")?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{received} packets in {seconds:.3} s, {:.2} million a second, all in order",
        received as f64 / seconds / 1e6
    );
    Ok(())
}

async fn send(mut tx: AsyncNetmapTxRing) -> std::io::Result<()> {
    let mut next = 0;
    while next < PACKETS {
        let n = BATCH.min(PACKETS - next);
        let mut batch = tx.reserve_batch(n as usize).await?;
        for i in 0..n {
            let packet = batch.packet(i as usize, 60)?;
            packet[..8].copy_from_slice(&(next + i).to_be_bytes());
        }
        batch.commit()?;
        tx.get_mut().kick()?;
        next += n;
    }
    Ok(())
}

async fn receive(mut rx: AsyncNetmapRxRing) -> std::io::Result<u64> {
    let mut next = 0_u64;
    while next < PACKETS {
        for packet in rx.recv_batch(BATCH as usize).await? {
            let bytes = packet.as_slice().expect("a packet of one slot");
            assert_eq!(bytes[..8], next.to_be_bytes(), "packet {next}");
            next += 1;
        }
    }
    Ok(next)
}
