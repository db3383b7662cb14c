//! The measurements.

use std::io;
use std::time::{Duration, Instant};

use crate::raw::Raw;
use crate::stats::Spread;
use crate::{Peer, Port, affinity};

/// Names and numbers.
pub(crate) type Answer = Vec<(&'static str, f64)>;

const WARM_UP: Duration = Duration::from_millis(30);

/// Sends without measuring, until the rings are as full as they stay: where a system call sends
/// less than a batch, what was queued would count as sent until then.
pub(crate) fn warm_up<P: Peer>(peer: &mut P, batch: usize, ring: u32) {
    let (start, processor) = (Instant::now(), affinity::processor_time());
    let mut queued = 0;
    loop {
        for _ in 0..16 {
            queued += peer.send(batch);
        }
        let warm = Duration::from_nanos(affinity::processor_time() - processor) >= WARM_UP;
        if warm && queued >= 3 * ring as usize || start.elapsed() > 100 * WARM_UP {
            return;
        }
    }
}

/// Each answer is that of one slice: of so much time by the clock and, where others take the
/// processor away, half as much of that. The rings are as full when the clock starts as when it
/// stops, so what was queued was sent.
pub(crate) fn tx<P: Peer>(
    port: &Port,
    batch: usize,
    time: Duration,
) -> io::Result<impl FnMut() -> io::Result<Answer>> {
    let mut peer = P::open(port)?;
    warm_up(&mut peer, batch, port.ring);
    Ok(move || {
        let (calls, mut packets) = (peer.calls(), 0);
        let processor = affinity::processor_time();
        let start = Instant::now();
        loop {
            for _ in 0..16 {
                packets += peer.send(batch);
            }
            let elapsed = start.elapsed();
            if elapsed < time {
                continue;
            }
            let processor_ns = affinity::processor_time() - processor;
            if u128::from(processor_ns) * 2 < time.as_nanos() && elapsed < 10 * time {
                continue;
            }
            let packets = packets as f64;
            return Ok(vec![
                // In copy mode the sender does all the work itself, inside its system calls; by
                // its own processor time, others on the machine count less.
                ("pps", packets * 1e9 / processor_ns as f64),
                ("clock_pps", packets * 1e9 / elapsed.as_nanos() as f64),
                ("calls_per_packet", (peer.calls() - calls) as f64 / packets),
            ]);
        }
    })
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

/// A receiver, and a sender that fills its ring.
struct Drain<P> {
    peer: P,
    raw: Raw,
    full: usize,
}

impl<P: Peer> Drain<P> {
    fn open(receiver: &Port, sender: &Port) -> io::Result<Drain<P>> {
        Ok(Drain {
            peer: P::open(receiver)?,
            raw: Raw::open(sender)?,
            full: receiver.ring as usize,
        })
    }

    /// Fills the receive ring, and waits until all is quiet.
    fn fill(&mut self) -> io::Result<()> {
        if !self.raw.send_exactly(self.full) {
            return Err(io::Error::other("the kernel does not send"));
        }
        // Long enough for AF_PACKET, which hands on a block that is not full by a timer.
        std::thread::sleep(Duration::from_millis(4));
        Ok(())
    }
}

/// Each answer is the median of emptying the ring several times.
pub(crate) fn rx<P: Peer>(
    receiver: &Port,
    sender: &Port,
    batch: usize,
    time: Duration,
) -> io::Result<impl FnMut() -> io::Result<Answer>> {
    let mut drain = Drain::<P>::open(receiver, sender)?;
    Ok(move || {
        let (mut each, mut packets, mut lost) = (Vec::new(), 0, 0);
        let start = Instant::now();
        while start.elapsed() < time || each.len() < 3 && start.elapsed() < 20 * time {
            drain.fill()?;
            let (full, clock) = (drain.full, Instant::now());
            let n = counted_receive(&mut drain.peer, batch, full);
            let ns = clock.elapsed().as_nanos() as f64;
            // A packet that comes late must not be taken for one of the next round.
            let late = counted_receive(&mut drain.peer, batch, full);
            if n > full / 2 {
                each.push(ns / n as f64);
            }
            packets += n + late;
            lost += full.saturating_sub(n + late);
        }
        let Some(spread) = Spread::of(each) else {
            return Err(io::Error::other(format!(
                "nothing arrives ({packets} packets)"
            )));
        };
        Ok(vec![
            ("ns_per_packet", spread.median),
            ("lost", lost as f64 / (packets + lost) as f64),
        ])
    })
}

pub(crate) fn rx_count<P: Peer>(
    receiver: &Port,
    sender: &Port,
    batch: usize,
    packets: usize,
) -> io::Result<Answer> {
    let mut drain = Drain::<P>::open(receiver, sender)?;
    let (mut received, start) = (0, Instant::now());
    while received < packets && start.elapsed() < Duration::from_secs(60) {
        drain.fill()?;
        let most = drain.full.min(packets - received);
        received += counted_receive(&mut drain.peer, batch, most);
    }
    Ok(vec![("packets", received as f64)])
}

/// Round trips: one thread plays both ends, so that no scheduler takes part, and the kernel hands
/// packets over while it sends them. Each answer is that of a slice of time.
pub(crate) fn ping<P: Peer>(
    left: &Port,
    right: &Port,
    time: Duration,
) -> io::Result<impl FnMut() -> io::Result<Answer>> {
    let (mut a, mut b) = (P::open(left)?, P::open(right)?);
    let mut trips = move |time: Duration| {
        let (mut ns, mut lost) = (Vec::new(), 0);
        let start = Instant::now();
        while start.elapsed() < time {
            let clock = Instant::now();
            if pass(&mut a, &mut b) && pass(&mut b, &mut a) {
                ns.push(clock.elapsed().as_nanos() as u64);
                continue;
            }
            lost += 1;
            if lost > 100 {
                return Err(io::Error::other("packets get lost"));
            }
        }
        ns.sort_unstable();
        let part = |p: f64| ns[((ns.len() - 1) as f64 * p) as usize] as f64;
        Ok(vec![
            ("p50_ns", part(0.5)),
            ("p99_ns", part(0.99)),
            ("lost", lost as f64),
        ])
    };
    trips(WARM_UP)?;
    Ok(move || trips(time))
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
