//! Instructions per packet of netmap-rs itself, syncs excluded, against those kept in the tree.

use std::hint::black_box;
use std::process::Command;

use bench::baseline::{self, Counts};
use netmap_rs::packet_ring::{Receive, Transmit, Verdict};
use netmap_rs::{Netmap, NetmapBuilder, RxRing, TxRing};

use crate::Result;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/netmap-baseline.json");

const BATCH: usize = 64;
const LEN: usize = 60;
const ROUNDS: usize = 500;

/// What is counted. Those by the common trait come behind the methods that they have to equal.
const LOOPS: [&str; 9] = [
    "send_each",
    "send_each, common trait",
    "reserve_batch",
    "send",
    "recv_each",
    "recv_each, common trait",
    "recv_batch",
    "recv",
    "forward_n",
];

/// Counts all loops, and fails where one has grown.
pub fn short(write: bool) -> Result<()> {
    let (mut counts, mut wrong) = (Counts::new(), Vec::new());
    for name in LOOPS {
        let count = count(name)?;
        if let Some(method) = name.strip_suffix(", common trait")
            && count > counts[method]
        {
            let inherent = counts[method];
            wrong.push(format!("{name}: {count:.2} instead of {inherent:.2}"));
        }
        counts.insert(name.to_owned(), count);
    }
    println!("netmap-rs, user instructions per packet, batch {BATCH}, {LEN}-byte packets");
    baseline::compare(KEPT, &counts, wrong, write)
}

/// Runs one loop under callgrind, which collects inside of the functions named `counted_...` only.
fn count(name: &str) -> Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg("--toggle-collect=*counted_*")
        .arg(std::env::current_exe()?)
        .args(["loop", name])
        .output()
        .map_err(|e| format!("valgrind: {e}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let total = text
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, number)| number.trim().parse::<f64>().ok())
        .filter(|_| output.status.success())
        .ok_or_else(|| format!("callgrind of {name}:\n{text}"))?;
    Ok((total / (ROUNDS * BATCH) as f64 * 100.0).round() / 100.0)
}

/// Two pipes of one memory.
struct Pipes {
    tx1: TxRing,
    rx1: RxRing,
    tx2: TxRing,
    rx2: RxRing,
}

impl Pipes {
    fn open() -> Result<Pipes> {
        let open =
            |name: &str| -> Result<Netmap> { Ok(NetmapBuilder::new(name).software().build()?) };
        let parent = open("vale0:p")?;
        let end = |id: &str| open(&format!("vale0:p{id}"));
        let pipes = Pipes {
            tx1: end("{1")?.tx_ring(0)?,
            rx1: end("}1")?.rx_ring(0)?,
            tx2: end("{2")?.tx_ring(0)?,
            rx2: end("}2")?.rx_ring(0)?,
        };
        drop(parent);
        Ok(pipes)
    }
}

/// One loop, so many times.
pub fn run(name: &str) -> Result<()> {
    let mut pipes = Pipes::open()?;
    for _ in 0..ROUNDS {
        let tx = &mut pipes.tx1;
        let sent = match name {
            "send_each" => counted_send_each(tx)?,
            "send_each, common trait" => counted_send_each_by_trait(tx)?,
            "reserve_batch" => counted_reserve_batch(tx)?,
            "send" => counted_send(tx)?,
            _ => tx.send_each(BATCH, |_| LEN)?,
        };
        tx.sync()?;
        let rx = &mut pipes.rx1;
        rx.sync()?;
        let received = match name {
            "recv_each" => counted_recv_each(rx)?,
            "recv_each, common trait" => counted_recv_each_by_trait(rx)?,
            "recv_batch" => counted_recv_batch(rx),
            "recv" => counted_recv(rx),
            "forward_n" => counted_forward_n(&mut pipes.tx2, rx)?,
            _ => rx.recv_each(BATCH, |_| {})?,
        };
        if (sent, received) != (BATCH, BATCH) {
            return Err(format!("{name}: {sent} sent, {received} received").into());
        }
        // The slots go home.
        pipes.tx2.sync()?;
        pipes.rx2.sync()?;
        pipes.rx2.recv_each(BATCH, |_| {})?;
        pipes.rx2.sync()?;
        pipes.tx2.sync()?;
        pipes.rx1.sync()?;
        pipes.tx1.sync()?;
    }
    Ok(())
}

// What was in a buffer is sent again; receivers look at lengths. Each function is found by its
// name, and so is not inlined.

#[inline(never)]
fn counted_send_each(tx: &mut TxRing) -> Result<usize> {
    Ok(tx.send_each(BATCH, |_| LEN)?)
}

#[inline(never)]
fn counted_send_each_by_trait(tx: &mut impl Transmit) -> Result<usize> {
    Ok(tx.send_each(BATCH, |_| LEN)?)
}

#[inline(never)]
fn counted_reserve_batch(tx: &mut TxRing) -> Result<usize> {
    let mut slots = tx.reserve_batch(BATCH)?;
    for i in 0..BATCH {
        black_box(slots.packet(i, LEN)?);
    }
    slots.commit()?;
    Ok(BATCH)
}

/// This one does copy each packet.
#[inline(never)]
fn counted_send(tx: &mut TxRing) -> Result<usize> {
    let packet = [0x5a; LEN];
    for _ in 0..BATCH {
        tx.send(&packet)?;
    }
    Ok(BATCH)
}

#[inline(never)]
fn counted_recv_each(rx: &mut RxRing) -> Result<usize> {
    let mut bytes = 0;
    let n = rx.recv_each(BATCH, |packet| bytes += packet.len())?;
    black_box(bytes);
    Ok(n)
}

#[inline(never)]
fn counted_recv_each_by_trait(rx: &mut impl Receive) -> Result<usize> {
    let mut bytes = 0;
    let n = rx.recv_each(BATCH, |packet| bytes += packet.len())?;
    black_box(bytes);
    Ok(n)
}

#[inline(never)]
fn counted_recv_batch(rx: &mut RxRing) -> usize {
    let batch = rx.recv_batch(BATCH);
    let bytes: usize = batch.iter().map(|packet| packet.len()).sum();
    black_box(bytes);
    batch.len()
}

#[inline(never)]
fn counted_recv(rx: &mut RxRing) -> usize {
    let (mut n, mut bytes) = (0, 0);
    while let Some(frame) = rx.recv() {
        bytes += frame.payload().len();
        n += 1;
    }
    black_box(bytes);
    n
}

#[inline(never)]
fn counted_forward_n(tx: &mut TxRing, rx: &mut RxRing) -> Result<usize> {
    Ok(tx.forward_n(rx, BATCH, |_| Verdict::Forward)?.forwarded)
}
