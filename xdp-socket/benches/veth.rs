//! Packets per second over a veth pair in copy mode: flood TX, RX drop, and forwarding, at batch
//! 64. Needs root; each figure is the median of several slices. What a veth pair can carry says
//! how much the kernel's own work is on this machine, and nothing of a network card.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use xdp_socket::packet_ring::Verdict;
use xdp_socket::testing::{Namespace, VethConfig, VethPair};
use xdp_socket::{
    CopyMode, Error, Rule, RxSocket, Steer, TxSocket, XdpConfig, create_bi_socket,
    create_rx_socket, create_tx_socket,
};

const BATCH: usize = 64;
const SLICES: usize = 9;
const SLICE: Duration = Duration::from_millis(200);
const ETHER_TYPE: u16 = 0x88b5;

fn main() -> ExitCode {
    let namespace = match Namespace::new() {
        Ok(namespace) => namespace,
        Err(e) => {
            eprintln!("SKIP veth: {e}");
            let strict = std::env::var_os("PACKET_IO_NO_SKIP").is_some();
            return ExitCode::from(u8::from(strict));
        }
    };
    match run() {
        Ok(()) => {
            drop(namespace);
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("veth: {e}");
            ExitCode::FAILURE
        }
    }
}

fn config() -> XdpConfig {
    XdpConfig::builder()
        .copy_mode(CopyMode::Copy)
        .program(Steer::only(Rule::new().ether_type(ETHER_TYPE)).into())
        .build()
        .expect("a valid configuration")
}

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn run() -> Result<()> {
    let veth = VethPair::create(&VethConfig::new())?;
    let frame = frame(&veth)?;
    println!("64-byte frames, batch {BATCH}, copy mode, native XDP: median of {SLICES} slices");

    // Nobody receives: the cost of sending alone.
    let mut tx = create_tx_socket(veth.left().index(), 0, Some(config()))?;
    report("flood TX", &mut || flood(&mut tx, &frame))?;

    let mut rx = create_rx_socket(veth.right().index(), 0, Some(config()))?;
    report("RX drop", &mut || {
        while_flooded(&mut tx, &frame, || drop_all(&mut rx))
    })?;
    drop(rx);

    let (mut out, mut back) = create_bi_socket(veth.right().index(), 0, Some(config()))?;
    report("forward", &mut || {
        while_flooded(&mut tx, &frame, || forward_all(&mut out, &mut back))
    })?;
    Ok(())
}

fn frame(veth: &VethPair) -> std::result::Result<[u8; 64], Error> {
    let mut frame = [0; 64];
    frame[..6].copy_from_slice(&veth.right().mac()?);
    frame[6..12].copy_from_slice(&veth.left().mac()?);
    frame[12..14].copy_from_slice(&ETHER_TYPE.to_be_bytes());
    Ok(frame)
}

/// Prints the median rate of several slices, with the extremes.
fn report(name: &str, slice: &mut dyn FnMut() -> Result<f64>) -> Result<()> {
    slice()?; // warm-up
    let mut rates = (0..SLICES).map(|_| slice()).collect::<Result<Vec<_>>>()?;
    rates.sort_by(f64::total_cmp);
    println!(
        "{name:10} {:8.0} kpps   ({:.0} to {:.0})",
        rates[SLICES / 2] / 1e3,
        rates[0] / 1e3,
        rates[SLICES - 1] / 1e3
    );
    Ok(())
}

fn flood(tx: &mut TxSocket, frame: &[u8]) -> Result<f64> {
    let start = Instant::now();
    let mut packets = 0;
    while start.elapsed() < SLICE {
        packets += send(tx, frame)?;
    }
    Ok(packets as f64 / start.elapsed().as_secs_f64())
}

fn send(tx: &mut TxSocket, frame: &[u8]) -> Result<usize> {
    let n = tx.send_each(BATCH, |slot| {
        slot[..frame.len()].copy_from_slice(frame);
        frame.len()
    })?;
    tx.kick()?;
    Ok(n)
}

/// Runs `work`, which counts packets, while another thread sends.
fn while_flooded(
    tx: &mut TxSocket,
    frame: &[u8],
    mut work: impl FnMut() -> Result<usize>,
) -> Result<f64> {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let sender = scope.spawn(|| -> std::result::Result<(), String> {
            while !stop.load(Ordering::Relaxed) {
                send(tx, frame).map_err(|e| e.to_string())?;
            }
            Ok(())
        });
        let start = Instant::now();
        let mut packets = 0;
        let mut result = Ok(());
        while start.elapsed() < SLICE {
            match work() {
                Ok(n) => packets += n,
                Err(e) => {
                    result = Err(e);
                    break;
                }
            }
        }
        let rate = packets as f64 / start.elapsed().as_secs_f64();
        stop.store(true, Ordering::Relaxed);
        sender.join().expect("the sender")?;
        result.map(|()| rate)
    })
}

fn drop_all(rx: &mut RxSocket) -> Result<usize> {
    if rx.wait(Some(Duration::from_millis(10)))? == 0 {
        return Ok(0);
    }
    let n = rx.recv_each(BATCH, |_| ())?;
    rx.kick()?;
    Ok(n)
}

fn forward_all(tx: &mut TxSocket, rx: &mut RxSocket) -> Result<usize> {
    use xdp_socket::packet_ring::Forward;
    if rx.wait(Some(Duration::from_millis(10)))? == 0 {
        return Ok(0);
    }
    let done = tx.forward_n(rx, BATCH, |packet| {
        let (to, from) = packet.split_at_mut(6);
        to.swap_with_slice(&mut from[..6]);
        Verdict::Forward
    })?;
    tx.kick()?;
    rx.kick()?;
    Ok(done.forwarded)
}
