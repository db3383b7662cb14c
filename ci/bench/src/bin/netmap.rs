//! Rates of netmap: of netmap-rs's software backend (`software`), and of the kernel's beside
//! upstream's own tools (`compare`, inside the virtual machine that ci/bench/netmap boots).

#![forbid(unsafe_code)]

use std::error::Error;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use bench::affinity::{children_time, processor_time};
use bench::stats::Spread;
use netmap_rs::packet_ring::Verdict;
use netmap_rs::{Netmap, NetmapBuilder, RxRing, TxRing};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const BATCH: usize = 512;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words[..] {
        ["software"] => software(),
        ["compare", rounds] => rounds.parse().map_err(Into::into).and_then(compare),
        ["tx", port, packets] => packets
            .parse()
            .map_err(Into::into)
            .and_then(|n| tx(port, n)),
        ["rx", port, packets] => packets
            .parse()
            .map_err(Into::into)
            .and_then(|n| rx(port, n)),
        ["forward", from, to] => forward(from, to),
        _ => Err("software | compare ROUNDS | tx PORT N | rx PORT N | forward FROM TO".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("netmap: {e}");
            ExitCode::FAILURE
        }
    }
}

/// A broadcast packet, or one to the port of a number.
fn packet(len: usize, to: Option<u8>, from: u8) -> Vec<u8> {
    let mut packet = vec![0; len];
    packet[..6].copy_from_slice(&to.map_or([0xff; 6], |n| [2, 0, 0, 0, 0, n]));
    packet[6..12].copy_from_slice(&[2, 0, 0, 0, 0, from]);
    packet
}

/// Packets per second of one thread that plays all ends, by its processor time.
fn rate(mut round: impl FnMut() -> Result<usize>) -> Result<Spread> {
    let mut rates = Vec::new();
    for slice in 0..12 {
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
    Spread::of(rates).ok_or_else(|| "no slices".into())
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

fn software() -> Result<()> {
    println!("| software backend, million packets/s | 60 bytes | 128 | 512 | 1024 | 1500 |");
    println!("|---|---|---|---|---|---|");
    let lens = [60, 128, 512, 1024, 1500];
    let mut line = String::from("| pipe |");
    for len in lens {
        let (left, right) = (open("netmap:bench{1")?, open("netmap:bench}1")?);
        let (mut tx, mut rx) = (left.tx_ring(0)?, right.rx_ring(0)?);
        let packet = packet(len, Some(1), 0);
        let spread = rate(|| {
            queue(&mut tx, &packet)?;
            tx.sync()?;
            take(&mut rx)
        })?;
        line += &format!(" {} |", spread.text(1));
    }
    println!("{line}");
    for ports in [2u8, 4, 8, 16] {
        for broadcast in [false, true] {
            let kind = if broadcast { "broadcast" } else { "unicast" };
            let mut line = format!("| VALE, {ports} ports, {kind} |");
            for len in lens {
                line += &format!(" {} |", vale(ports, broadcast, len)?.text(1));
            }
            println!("{line}");
        }
    }
    Ok(())
}

/// Packets received per second: the first port sends, to each of the others in turn by the batch,
/// or to all at once.
fn vale(ports: u8, broadcast: bool, len: usize) -> Result<Spread> {
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

/// Sends as upstream's pkt-gen does: poll, a burst, and so on. Buffers are written when they are
/// new to the ring: on a switch once, in a pipe always, because its two ends swap them.
fn tx(name: &str, packets: usize) -> Result<()> {
    let port = NetmapBuilder::new(name).kernel().build()?;
    let mut tx = port.tx_ring(0)?;
    let packet = packet(60, None, 1);
    let kept = name.starts_with("vale");
    let (mut sent, mut new) = (0, tx.capacity());
    while sent < packets {
        if tx.wait(Some(Duration::from_secs(2)))? == 0 {
            return Err("the ring stays full".into());
        }
        let n = tx.send_each(BATCH.min(packets - sent), |slot| {
            if !kept || new > 0 {
                new = new.saturating_sub(1);
                slot[..packet.len()].copy_from_slice(&packet);
            }
            packet.len()
        })?;
        sent += n;
    }
    tx.flush(Duration::from_secs(5))?;
    println!("Sent {sent}");
    Ok(())
}

/// Receives so many packets, or until nothing comes any more.
fn rx(port: &str, packets: usize) -> Result<()> {
    let port = NetmapBuilder::new(port).kernel().build()?;
    let mut rx = port.rx_ring(0)?;
    let (mut received, mut bytes) = (0, 0);
    let mut patience = Duration::from_secs(10);
    while received < packets && rx.wait(Some(patience))? > 0 {
        received += rx.recv_each(BATCH, |packet| bytes += packet.len())?;
        patience = Duration::from_millis(300);
    }
    std::hint::black_box(bytes);
    println!("Received {received}");
    Ok(())
}

/// Forwards without copying, until it is killed.
fn forward(from: &str, to: &str) -> Result<()> {
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

/// A program that runs meanwhile, killed in the end.
struct Meanwhile(Child);

impl Meanwhile {
    fn start(command: &mut Command) -> Result<Meanwhile> {
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Until its port is there.
        std::thread::sleep(Duration::from_millis(700));
        Ok(Meanwhile(child))
    }
}

impl Drop for Meanwhile {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn ours(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("our own path"));
    command.args(words);
    command
}

fn pkt_gen(words: &[&str]) -> Command {
    let mut command = Command::new("pkt-gen");
    command.args(words).args(["-w", "0", "-b", "512"]);
    command
}

/// The number after a word, as in `Sent 1000 packets`.
fn printed(output: &std::process::Output, word: &str) -> Result<f64> {
    let both = [&output.stdout[..], &output.stderr].concat();
    let text = String::from_utf8_lossy(&both);
    let found = text.lines().find_map(|l| l.strip_prefix(word));
    let number = found.and_then(|rest| rest.split_whitespace().next());
    let number = number.ok_or_else(|| format!("no {word} in:\n{text}"))?;
    Ok(number.parse()?)
}

/// Runs a sender; packets per second of its processor time.
fn sender(mut command: Command) -> Result<f64> {
    let before = children_time();
    let output = command.output()?;
    Ok(printed(&output, "Sent ")? / (children_time() - before))
}

/// Runs our receiver while `source` sends, and gives its process's packets and processor time.
fn received(port: &str, packets: &str, source: &mut Command) -> Result<(f64, f64)> {
    let receiver = ours(&["rx", port, packets])
        .stdout(Stdio::piped())
        .spawn()?;
    std::thread::sleep(Duration::from_millis(500));
    let source = Meanwhile::start(source)?;
    let before = children_time();
    let output = receiver.wait_with_output()?;
    let time = children_time() - before;
    drop(source);
    Ok((printed(&output, "Received ")?, time))
}

/// Runs pkt-gen's receiver for a while; packets per second of its processor time.
fn pkt_gen_receives(port: &str, source: &mut Command) -> Result<f64> {
    let source = Meanwhile::start(source)?;
    let receiver = pkt_gen(&["-i", port, "-f", "rx"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    std::thread::sleep(Duration::from_millis(1500));
    let id = receiver.id().to_string();
    Command::new("kill").args(["-INT", &id]).status()?;
    let before = children_time();
    let output = receiver.wait_with_output()?;
    let time = children_time() - before;
    drop(source);
    Ok(printed(&output, "Received ")? / time)
}

const PACKETS: &str = "1000000";

/// Both in turns: theirs, ours, theirs, and so on.
fn compare(rounds: usize) -> Result<()> {
    println!(
        "| in the kernel, batch {BATCH}, 60 bytes, by processor time | ours / upstream's | ours, thousand packets/s |"
    );
    println!("|---|---|---|");
    let source = |to: &str| pkt_gen(&["-i", to, "-f", "tx", "-l", "60"]);
    let sink = |at: &str| Meanwhile::start(&mut pkt_gen(&["-i", at, "-f", "rx"]));
    let counted = |to: &str| pkt_gen(&["-i", to, "-f", "tx", "-l", "60", "-n", PACKETS]);

    for (name, from, to) in [
        ("VALE", "vale0:a", "vale0:b"),
        ("pipe", "netmap:x{0", "netmap:x}0"),
    ] {
        row(&format!("{name}, TX"), rounds, &mut |us| {
            let _sink = sink(to)?;
            sender(if us {
                ours(&["tx", from, PACKETS])
            } else {
                counted(from)
            })
        })?;
        row(&format!("{name}, RX"), rounds, &mut |us| match us {
            true => {
                let (packets, time) = received(to, PACKETS, &mut source(from))?;
                Ok(packets / time)
            }
            false => pkt_gen_receives(to, &mut source(from)),
        })?;
    }
    // Packets go in by one pipe and come out by another of the same memory.
    row("forwarding between pipes", rounds, &mut |us| {
        let (inward, outward) = ("netmap:y}1", "netmap:y{2");
        let between = match us {
            true => Meanwhile::start(&mut ours(&["forward", inward, outward]))?,
            false => {
                let mut bridge = Command::new("bridge");
                let options = ["-w", "0", "-b", "1024", "-i", inward, "-i", outward];
                Meanwhile::start(bridge.args(options))?
            }
        };
        let (packets, _) = received("netmap:y}2", PACKETS, &mut source("netmap:y{1"))?;
        let before = children_time();
        drop(between);
        Ok(packets / (children_time() - before))
    })
}

fn row(name: &str, rounds: usize, measure: &mut dyn FnMut(bool) -> Result<f64>) -> Result<()> {
    let (mut ratios, mut rates) = (Vec::new(), Vec::new());
    let mut before = measure(false)?;
    for _ in 0..rounds {
        let us = measure(true)?;
        let after = measure(false)?;
        ratios.push(2.0 * us / (before + after));
        rates.push(us / 1e3);
        before = after;
    }
    let (ratio, rate) = (Spread::of(ratios), Spread::of(rates));
    let (ratio, rate) = (ratio.ok_or("no rounds")?, rate.ok_or("no rounds")?);
    println!("| {name} | {} | {} |", ratio.text(3), rate.text(0));
    Ok(())
}
