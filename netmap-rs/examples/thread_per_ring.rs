//! One thread for each receive ring, none sharing anything with the others.
//!
//! ```text
//! cargo run --example thread_per_ring --features sys -- eth0
//! NETMAP_BACKEND=software cargo run --example thread_per_ring
//! ```
//!
//! A network card spreads what it receives over its rings. A VALE switch delivers what came from
//! ring *n* of the sender to ring *n* of the receiver; there this program sends to itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use netmap_rs::{Error, Netmap, NetmapBuilder, RxRing, TxRing};

mod common;

const RINGS: usize = 4;
const PER_RING: u64 = 10_000;
const RECEIVER: [u8; 6] = [2, 0, 0, 0, 0, 0x01];
const SENDER: [u8; 6] = [2, 0, 0, 0, 0, 0x02];

fn main() -> Result<(), Error> {
    let name = common::interface("eth0", "vale0:receiver");
    let sender = common::on_same_switch(&name, "sender");
    let port = match &sender {
        // A VALE port has as many rings as the first one who opens it asks for.
        Some(_) => with_rings(&name)?,
        None => Netmap::open(&name)?,
    };
    let rings = (0..port.num_rx_rings())
        .map(|i| port.rx_ring(i))
        .collect::<Result<Vec<_>, _>>()?;
    println!(
        "{}: a thread for each of {} rings",
        port.name(),
        rings.len()
    );

    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let receivers: Vec<_> = rings
            .into_iter()
            .map(|ring| scope.spawn(|| receive(ring, &stop)))
            .collect();
        match sender {
            Some(sender) => send_to(&port, &sender)?,
            None => thread::sleep(Duration::from_secs(10)),
        }
        stop.store(true, Ordering::Relaxed);
        for (i, receiver) in receivers.into_iter().enumerate() {
            let packets = receiver.join().expect("a receiver does not panic")?;
            println!("ring {i}: {packets} packets");
        }
        Ok(())
    })
}

fn with_rings(name: &str) -> Result<Netmap, Error> {
    NetmapBuilder::new(name)
        .num_tx_rings(RINGS)
        .num_rx_rings(RINGS)
        .build()
}

/// Counts until told to stop, and then what is still there.
fn receive(mut ring: RxRing, stop: &AtomicBool) -> Result<u64, Error> {
    let mut packets = 0;
    loop {
        let stopping = stop.load(Ordering::Relaxed);
        let n = ring.wait(Some(Duration::from_millis(20)))?;
        ring.commit_n(n)?;
        ring.kick()?;
        packets += n as u64;
        if stopping && n == 0 {
            return Ok(packets);
        }
    }
}

/// Sends from each ring of another port of the switch, a thread for each of them too.
fn send_to(receiver: &Netmap, sender: &str) -> Result<(), Error> {
    // The switch learns where an address is when that sends something.
    let mut tx = receiver.tx_ring(0)?;
    tx.send(&common::broadcast(RECEIVER))?;
    tx.sync()?;

    let port = with_rings(sender)?;
    let rings = (0..port.num_tx_rings())
        .map(|i| port.tx_ring(i))
        .collect::<Result<Vec<_>, _>>()?;
    thread::scope(|scope| {
        let senders: Vec<_> = rings
            .into_iter()
            .map(|ring| scope.spawn(|| send(ring)))
            .collect();
        senders
            .into_iter()
            .try_for_each(|sender| sender.join().expect("a sender does not panic"))
    })
}

/// In small groups with a pause: a switch drops what the receiver has no room for.
fn send(mut ring: TxRing) -> Result<(), Error> {
    let packet = common::unicast(SENDER, RECEIVER);
    let mut sent = 0;
    while sent < PER_RING {
        let n = ring.wait(None)?.min(100).min((PER_RING - sent) as usize);
        for i in 0..n {
            ring.peek_at(i, packet.len())?.copy_from_slice(&packet);
        }
        ring.commit_n(n)?;
        ring.kick()?;
        sent += n as u64;
        thread::sleep(Duration::from_micros(500));
    }
    Ok(())
}
