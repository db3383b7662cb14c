//! The loops that are compared with upstream's tools: what a program that uses netmap-rs has
//! inside, and in each the calls that the tool makes. Each runs in a process of its own.

use std::time::Duration;

use netmap_rs::NetmapBuilder;
use netmap_rs::packet_ring::Verdict;

use crate::{BATCH, Result};

/// As `pkt-gen -f tx`: a burst, and a wait, which sends it and blocks if the ring is full. Each
/// buffer is written once, and sent again and again.
pub fn tx(port: &str, packets: usize) -> Result<()> {
    let port = NetmapBuilder::new(port).kernel().build()?;
    let mut tx = port.tx_ring(0)?;
    let mut packet = [0; 60];
    packet[..6].fill(0xff);
    packet[6..12].copy_from_slice(&[2, 0, 0, 0, 0, 1]);
    let (mut sent, mut new) = (0, tx.capacity());
    while sent < packets {
        if tx.wait(Some(Duration::from_secs(2)))? == 0 {
            return Err("the ring stays full".into());
        }
        sent += tx.send_each(BATCH.min(packets - sent), |slot| {
            if new > 0 {
                new -= 1;
                slot[..packet.len()].copy_from_slice(&packet);
            }
            packet.len()
        })?;
    }
    tx.flush(Duration::from_secs(5))?;
    println!("Sent {sent}");
    Ok(())
}

/// As `pkt-gen -f rx`: waits, takes a burst, adds up its lengths. So many packets, or until none
/// has come for a second.
pub fn rx(port: &str, packets: usize) -> Result<()> {
    let port = NetmapBuilder::new(port).kernel().build()?;
    let mut rx = port.rx_ring(0)?;
    let (mut received, mut bytes) = (0, 0);
    let mut patience = Duration::from_secs(30);
    while received < packets && rx.wait(Some(patience))? > 0 {
        received += rx.recv_each(BATCH, |packet| bytes += packet.len())?;
        patience = Duration::from_secs(1);
    }
    println!("Received {received} packets {bytes} bytes");
    Ok(())
}

/// As `bridge -b 1024`: moves packets without copying, until it is killed.
pub fn forward(from: &str, to: &str) -> Result<()> {
    let from = NetmapBuilder::new(from).kernel().build()?;
    let to = NetmapBuilder::new(to).kernel().build()?;
    let (mut rx, mut tx) = (from.rx_ring(0)?, to.tx_ring(0)?);
    loop {
        rx.wait(None)?;
        if tx.ready() == 0 {
            tx.wait(None)?;
        }
        let done = tx.forward_n(&mut rx, 1024, |_| Verdict::Forward)?;
        if done.forwarded > 0 {
            tx.sync()?;
        }
    }
}
