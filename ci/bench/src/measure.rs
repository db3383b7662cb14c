//! The measurements.

use std::io;
use std::time::{Duration, Instant};

use crate::raw::Raw;
use crate::{Peer, Port, affinity};

/// Names and numbers.
pub(crate) type Answer = Vec<(&'static str, f64)>;

const WARM_UP: Duration = Duration::from_millis(30);

/// What came of sending for some time.
struct Flood {
    packets: f64,
    /// Of the clock, and of the processor.
    ns: f64,
    processor_ns: f64,
    calls: f64,
}

/// Sends for some time. The rings are as full when the clock starts as when it stops, so what was
/// queued was sent.
fn flood<P: Peer>(peer: &mut P, batch: usize, time: Duration) -> Flood {
    let mut spin = |time: Duration| {
        let (calls, mut packets) = (peer.calls(), 0);
        let processor = affinity::processor_time();
        let start = Instant::now();
        loop {
            for _ in 0..16 {
                packets += peer.send(batch);
            }
            let elapsed = start.elapsed();
            if elapsed >= time {
                return Flood {
                    packets: packets as f64,
                    ns: elapsed.as_nanos() as f64,
                    processor_ns: (affinity::processor_time() - processor) as f64,
                    calls: (peer.calls() - calls) as f64,
                };
            }
        }
    };
    spin(WARM_UP);
    spin(time)
}

pub(crate) fn tx<P: Peer>(port: &Port, batch: usize, time: Duration) -> io::Result<Answer> {
    let mut peer = P::open(port)?;
    let flood = flood(&mut peer, batch, time);
    Ok(vec![
        // In copy mode the sender does all the work itself, inside its system calls; by its own
        // processor time, others on the machine count less.
        ("pps", flood.packets * 1e9 / flood.processor_ns),
        ("clock_pps", flood.packets * 1e9 / flood.ns),
        ("calls_per_packet", flood.calls / flood.packets),
    ])
}

/// As [`tx`] on several queues at once, each on a thread and a processor of its own.
pub(crate) fn queues<P: Peer>(
    port: &Port,
    batch: usize,
    time: Duration,
    queues: u32,
) -> io::Result<Answer> {
    let together = std::sync::Barrier::new(queues as usize);
    let flood = |queue: u32| {
        affinity::pin(queue as usize);
        let peer = P::open(&Port {
            queue,
            ..port.clone()
        });
        together.wait();
        let flood = flood(&mut peer?, batch, time);
        Ok(flood.packets * 1e9 / flood.ns)
    };
    let rates: Vec<io::Result<f64>> = std::thread::scope(|scope| {
        let flood = &flood;
        let threads: Vec<_> = (0..queues)
            .map(|queue| scope.spawn(move || flood(queue)))
            .collect();
        let done = threads.into_iter().map(|t| t.join().expect("a sender"));
        done.collect()
    });
    let mut pps = 0.0;
    for rate in rates {
        pps += rate?;
    }
    Ok(vec![("pps", pps)])
}

/// What callgrind counts: nothing outside this function.
#[inline(never)]
fn counted_send<P: Peer>(peer: &mut P, batch: usize, packets: usize) -> usize {
    let mut sent = 0;
    while sent < packets {
        sent += peer.send(batch);
    }
    sent
}

/// What callgrind counts: nothing outside this function.
#[inline(never)]
fn counted_receive<P: Peer>(peer: &mut P, batch: usize, packets: usize) -> usize {
    let mut received = 0;
    while received < packets {
        let n = peer.receive(batch);
        if n == 0 {
            break;
        }
        received += n;
    }
    received
}

pub(crate) fn tx_count<P: Peer>(port: &Port, batch: usize, packets: usize) -> io::Result<Answer> {
    let mut peer = P::open(port)?;
    let sent = counted_send(&mut peer, batch, packets);
    Ok(vec![("packets", sent as f64)])
}

/// Fills the receive ring, waits until all is quiet, and empties it, again and again.
fn drain<P: Peer>(
    receiver: &Port,
    sender: &Port,
    mut each: impl FnMut(&mut P, usize) -> bool,
) -> io::Result<()> {
    let full = receiver.ring as usize;
    let mut peer = P::open(receiver)?;
    let mut raw = Raw::open(sender)?;
    loop {
        if !raw.send_exactly(full) {
            return Err(io::Error::other("the kernel does not send"));
        }
        // Long enough for AF_PACKET, which hands on a block that is not full by a timer.
        std::thread::sleep(Duration::from_millis(4));
        if !each(&mut peer, full) {
            return Ok(());
        }
    }
}

pub(crate) fn rx<P: Peer>(
    receiver: &Port,
    sender: &Port,
    batch: usize,
    time: Duration,
) -> io::Result<Answer> {
    let (mut each, mut packets, mut lost) = (Vec::new(), 0, 0);
    let start = Instant::now();
    drain::<P>(receiver, sender, |peer, full| {
        let clock = Instant::now();
        let n = counted_receive(peer, batch, full);
        let ns = clock.elapsed().as_nanos() as f64;
        // A packet that comes late must not be taken for one of the next round.
        let late = counted_receive(peer, batch, full);
        if n > full / 2 {
            each.push(ns / n as f64);
        }
        packets += n + late;
        lost += full.saturating_sub(n + late);
        start.elapsed() < time || each.len() < 5 && start.elapsed() < 20 * time
    })?;
    each.sort_by(f64::total_cmp);
    if each.is_empty() {
        return Err(io::Error::other(format!(
            "nothing arrives ({packets} packets)"
        )));
    }
    Ok(vec![
        ("ns_per_packet", each[each.len() / 2]),
        ("rounds", each.len() as f64),
        ("lost", lost as f64 / (packets + lost) as f64),
    ])
}

pub(crate) fn rx_count<P: Peer>(
    receiver: &Port,
    sender: &Port,
    batch: usize,
    packets: usize,
) -> io::Result<Answer> {
    let (mut received, start) = (0, Instant::now());
    drain::<P>(receiver, sender, |peer, full| {
        received += counted_receive(peer, batch, full.min(packets - received));
        received < packets && start.elapsed() < Duration::from_secs(60)
    })?;
    Ok(vec![("packets", received as f64)])
}

/// Round trips: one thread plays both ends, so that no scheduler takes part, and the kernel hands
/// packets over while it sends them.
pub(crate) fn ping<P: Peer>(left: &Port, right: &Port, time: Duration) -> io::Result<Answer> {
    let (mut a, mut b) = (P::open(left)?, P::open(right)?);
    let (mut ns, mut lost, mut warm) = (Vec::new(), 0, 1000);
    let start = Instant::now();
    while start.elapsed() < time || warm > 0 {
        let clock = Instant::now();
        if !(pass(&mut a, &mut b) && pass(&mut b, &mut a)) {
            lost += 1;
            if lost > 100 {
                return Err(io::Error::other("packets get lost"));
            }
            continue;
        }
        if warm > 0 {
            warm -= 1;
        } else {
            ns.push(clock.elapsed().as_nanos() as u64);
        }
    }
    ns.sort_unstable();
    let part = |p: f64| ns[((ns.len() - 1) as f64 * p) as usize] as f64;
    Ok(vec![
        ("p50_ns", part(0.5)),
        ("p99_ns", part(0.99)),
        ("round_trips", ns.len() as f64),
        ("lost", lost as f64),
    ])
}

fn pass<P: Peer>(from: &mut P, to: &mut P) -> bool {
    let mut queued = from.send(1);
    for i in 0..200_000 {
        if to.receive(1) > 0 {
            return true;
        }
        if queued == 0 || i % 1000 == 999 {
            // The ring was full of completions, or the device was busy.
            queued += from.send(usize::from(queued == 0));
        }
    }
    false
}

pub(crate) fn start_tx<P: Peer>(port: &Port) -> io::Result<Answer> {
    let clock = Instant::now();
    let mut peer = P::open(port)?;
    if peer.send(1) != 1 || peer.calls() == 0 {
        return Err(io::Error::other("the first packet was not sent"));
    }
    Ok(vec![("ms", clock.elapsed().as_secs_f64() * 1e3)])
}

pub(crate) fn start_rx<P: Peer>(receiver: &Port, sender: &Port) -> io::Result<Answer> {
    let mut raw = Raw::open(sender)?;
    let clock = Instant::now();
    let mut peer = P::open(receiver)?;
    loop {
        raw.send_exactly(1);
        for _ in 0..1000 {
            if peer.receive(1) > 0 {
                return Ok(vec![("ms", clock.elapsed().as_secs_f64() * 1e3)]);
            }
        }
        if clock.elapsed() > Duration::from_secs(5) {
            return Err(io::Error::other("nothing arrives"));
        }
    }
}

/// Memory of the process before and after opening, in bytes.
fn resident() -> io::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = |name: &str| {
        let kib = status.lines().find_map(|l| l.strip_prefix(name))?;
        kib.split_whitespace().next()?.parse::<f64>().ok()
    };
    Ok(line("VmRSS:").unwrap_or(0.0) * 1024.0)
}

pub(crate) fn memory<P: Peer>(port: &Port) -> io::Result<Answer> {
    let before = resident()?;
    let mut peer = P::open(port)?;
    peer.send(1);
    let grown = resident()? - before;
    let ring = f64::from(port.ring);
    // Descriptors have 16 bytes, addresses 8; the fill ring is twice as large as the others, and
    // each ring has a page of indices at most.
    let rings = ring * (16.0 + 16.0 + 2.0 * 8.0 + 8.0) + 4.0 * 4096.0;
    let frames = 2.0 * ring * f64::from(port.frame_size);
    Ok(vec![
        ("resident", grown),
        ("frames_and_rings", frames + rings),
        ("above", grown - frames - rings),
    ])
}
