//! Sends one UDP datagram past the kernel's network stack.
//!
//! ```text
//! cargo run -p examples --bin udp_send -- 192.0.2.7:4242 "hello"
//! ```
//!
//! The kernel is asked for its routes and neighbours, so that the frame leaves by the right
//! interface and goes to the right next hop; the rest of the way it takes no part. Needs
//! CAP_NET_RAW and CAP_NET_ADMIN.

use std::io;
use std::net::SocketAddrV4;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use etherparse::PacketBuilder;
use examples::pktgen::source::HEADERS;
use examples::route::{self, NextHop};

/// Sends one UDP datagram over AF_XDP.
#[derive(Parser)]
struct Args {
    /// Where to: an IPv4 address and a port.
    destination: SocketAddrV4,
    /// What to send.
    message: String,
    /// The port to send from.
    #[arg(long, default_value_t = 4242)]
    source_port: u16,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("udp_send: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> io::Result<()> {
    let dst = args.destination;
    let next_hop = route::next_hop(*dst.ip())?;
    if next_hop.mac_addr.is_none() {
        return Err(io::Error::new(
            io::ErrorKind::HostUnreachable,
            format!(
                "no answer to ARP for {} on {}",
                next_hop.address, next_hop.interface
            ),
        ));
    }
    // The kernel is not there to split what is too long.
    let len = HEADERS - 14 + args.message.len();
    if len > next_hop.mtu as usize {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!(
                "the packet would have {len} bytes, and the MTU of {} is {}",
                next_hop.interface, next_hop.mtu
            ),
        ));
    }
    let src = SocketAddrV4::new(next_hop.src_ip, args.source_port);
    send(&next_hop, src, dst, args.message.as_bytes())?;
    println!(
        "sent {} bytes from {src} to {dst} by {} over {}",
        args.message.len(),
        next_hop.interface,
        next_hop.address,
    );
    Ok(())
}

#[rustfmt::skip] // as the README of xdp-socket has it
fn send(
    next_hop: &NextHop,
    src: SocketAddrV4,
    dst: SocketAddrV4,
    bytes: &[u8],
) -> io::Result<()> {
    let (if_index, src_mac) = (next_hop.if_index, next_hop.src_mac);
    let mut sok = xdp_socket::create_tx_socket(if_index, 0, None)
        .map_err(|e| io::Error::other(format!("Failed to create XDP socket: {e}")))?;

    let mut bf = sok.seek_and_peek(42 + bytes.len()).map_err(|e|
        io::Error::other(format!("Failed to seek and peek: {e}")))?;

    PacketBuilder::ethernet2(src_mac, next_hop.mac_addr.unwrap())
        .ipv4(src.ip().octets(), dst.ip().octets(), 64) // 64 is a common TTL
        .udp(src.port(), dst.port())
        .write(&mut bf, bytes)
        .map_err(|e| io::Error::other(format!("Error writing packet header: {e}")))?;

    sok.commit().map_err(|e| io::Error::other( format!("Failed to commit buffer in RX ring: {e}")))?;
    sok.kick()?;

    // A device with zero-copy sends in its own time, and not at all once the socket is closed.
    let deadline = Instant::now() + Duration::from_secs(1);
    sok.flush(Duration::from_secs(1))?;
    while sok.in_flight() > 0 && Instant::now() < deadline {
        sok.ready();
        std::thread::sleep(Duration::from_micros(50));
    }
    if sok.in_flight() > 0 {
        return Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "the device did not send the frame within a second",
        ));
    }
    Ok(())
}
