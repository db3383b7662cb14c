//! Rates of the software backend: one thread plays all ends, syncs included.

use std::time::{Duration, Instant};

use bench::affinity::processor_time;
use bench::stats::Spread;
use netmap_rs::{Netmap, NetmapBuilder, RxRing, TxRing};
use serde_json::{Map, Value, json};

use crate::{BATCH, Result, say};

/// Packet lengths, in bytes.
const LENGTHS: [usize; 5] = [60, 128, 512, 1024, 1500];
const PORTS: [u8; 4] = [2, 4, 8, 16];

/// Passes over everything, so that what the machine does meanwhile comes to all.
const PASSES: usize = 5;

/// A row: how it is named, and what tells it from others.
struct Row {
    name: String,
    facts: Value,
    measure: Box<dyn Fn(usize) -> Result<Vec<f64>>>,
    /// Million packets per second, by length.
    rates: [Vec<f64>; LENGTHS.len()],
}

/// Measures all, and prints a line of JSON for each row.
pub fn measure() -> Result<()> {
    let row = |name: String, facts, measure| Row {
        name,
        facts,
        measure,
        rates: Default::default(),
    };
    let mut rows = vec![row("pipe".into(), json!({}), Box::new(pipe))];
    for broadcast in [false, true] {
        for ports in PORTS {
            let kind = if broadcast { "broadcast" } else { "unicast" };
            rows.push(row(
                format!("VALE, {ports} ports, {kind}"),
                json!({"ports": ports, "kind": kind}),
                Box::new(move |len| vale(ports, broadcast, len)),
            ));
        }
    }
    for _ in 0..PASSES {
        for row in &mut rows {
            for (rates, len) in row.rates.iter_mut().zip(LENGTHS) {
                rates.extend((row.measure)(len)?);
            }
        }
    }
    for row in rows {
        let mut rates = Map::new();
        for (values, len) in row.rates.into_iter().zip(LENGTHS) {
            let spread = Spread::of(values).ok_or("no slices")?;
            rates.insert(len.to_string(), spread.json());
        }
        let mut line = row.facts;
        line["name"] = row.name.into();
        line["million_packets_per_second"] = rates.into();
        say(&line);
    }
    Ok(())
}

/// A broadcast packet, or one to the port of a number.
fn packet(len: usize, to: Option<u8>, from: u8) -> Vec<u8> {
    let mut packet = vec![0; len];
    packet[..6].copy_from_slice(&to.map_or([0xff; 6], |n| [2, 0, 0, 0, 0, n]));
    packet[6..12].copy_from_slice(&[2, 0, 0, 0, 0, from]);
    packet
}

/// Million packets per second of one thread that plays all ends, by its processor time, in a few
/// slices.
fn rate(mut round: impl FnMut() -> Result<usize>) -> Result<Vec<f64>> {
    let mut rates = Vec::new();
    for slice in 0..4 {
        let (start, clock) = (processor_time(), Instant::now());
        let mut packets = 0;
        while clock.elapsed() < Duration::from_millis(50) {
            packets += round()?;
        }
        // The first warms up.
        if slice > 0 {
            rates.push(packets as f64 * 1e3 / (processor_time() - start) as f64);
        }
    }
    Ok(rates)
}

fn open(name: &str) -> Result<Netmap> {
    Ok(NetmapBuilder::new(name)
        .software()
        .tx_slots(1024)
        .rx_slots(1024)
        .build()?)
}

/// Queues as many packets as there is room for, at most `BATCH`.
fn queue(tx: &mut TxRing, packet: &[u8]) -> Result<usize> {
    Ok(tx.send_each(BATCH, |slot| {
        slot[..packet.len()].copy_from_slice(packet);
        packet.len()
    })?)
}

fn take(rx: &mut RxRing) -> Result<usize> {
    rx.sync()?;
    let mut bytes = 0;
    let n = rx.recv_each(BATCH, |packet| bytes += packet.len())?;
    std::hint::black_box(bytes);
    Ok(n)
}

/// Packets sent into one end and read from the other.
fn pipe(len: usize) -> Result<Vec<f64>> {
    let (left, right) = (open("netmap:bench{1")?, open("netmap:bench}1")?);
    let (mut tx, mut rx) = (left.tx_ring(0)?, right.rx_ring(0)?);
    let packet = packet(len, Some(1), 0);
    rate(|| {
        queue(&mut tx, &packet)?;
        tx.sync()?;
        take(&mut rx)
    })
}

/// Packets received per second: the first port sends, to each of the others in turn by the batch,
/// or to all at once.
fn vale(ports: u8, broadcast: bool, len: usize) -> Result<Vec<f64>> {
    let all: Vec<Netmap> = (0..ports)
        .map(|i| open(&format!("vale0:{i}")))
        .collect::<Result<_>>()?;
    let mut rings = Vec::new();
    for (i, port) in all.iter().enumerate() {
        let mut tx = port.tx_ring(0)?;
        // The switch learns where each address lives.
        tx.send(&packet(60, None, i as u8))?;
        tx.sync()?;
        rings.push((tx, port.rx_ring(0)?));
    }
    for (_, rx) in &mut rings {
        while take(rx)? > 0 {}
    }
    let (first, others) = rings.split_at_mut(1);
    let tx = &mut first[0].0;
    let packets: Vec<Vec<u8>> = (1..ports)
        .map(|to| packet(len, (!broadcast).then_some(to), 0))
        .collect();
    let mut turn = 0;
    rate(|| {
        let mut n = 0;
        if broadcast {
            queue(tx, &packets[0])?;
            tx.sync()?;
            for (_, rx) in others.iter_mut() {
                n += take(rx)?;
            }
        } else {
            turn = (turn + 1) % others.len();
            queue(tx, &packets[turn])?;
            tx.sync()?;
            n += take(&mut others[turn].1)?;
        }
        Ok(n)
    })
}
