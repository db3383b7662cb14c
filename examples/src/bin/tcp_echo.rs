//! A TCP echo server without the kernel's TCP: smoltcp over an AF_XDP socket.
//!
//! ```text
//! cargo run -p examples --bin tcp_echo -- eth1 192.0.2.7/24 7
//! ```
//!
//! The address is the server's own; the kernel must not have it. Packets to it and ARP are taken
//! from the kernel, so that the interface should be one that the kernel does not need meanwhile.
//! Needs CAP_NET_RAW, CAP_NET_ADMIN and CAP_BPF.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use examples::pktgen::stop::Stop;
use examples::smoltcp::RingDevice;
use smoltcp::iface::{Config, Interface, SocketSet};
use smoltcp::socket::tcp;
use smoltcp::time::Instant;
use smoltcp::wire::{EthernetAddress, Ipv4Cidr};
use xdp_socket::{Rule, RxSocket, Steer, TxSocket, XdpConfig};

/// Answers each byte that arrives on a TCP port with the same byte, without the kernel's TCP.
#[derive(Parser)]
struct Args {
    /// The interface.
    interface: String,
    /// The server's address and the prefix length of its network.
    #[arg(value_parser = address)]
    address: Ipv4Cidr,
    /// The TCP port.
    port: u16,
    /// The queue of the interface.
    #[arg(long, default_value_t = 0)]
    queue: u32,
}

fn address(text: &str) -> Result<Ipv4Cidr, String> {
    text.parse()
        .map_err(|()| "must be an IPv4 address and a prefix length: 192.0.2.7/24".into())
}

/// Connections at a time.
const CONNECTIONS: usize = 8;
/// Bytes buffered in each direction of each.
const BUFFER: usize = 65_536;
/// How long to sleep at most: signals set a flag and wake nobody.
const SLICE: Duration = Duration::from_millis(50);

type Device = RingDevice<TxSocket, RxSocket>;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(code) => code,
        Err(e) => {
            eprintln!("tcp_echo: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<ExitCode, Box<dyn Error>> {
    let stop = Stop::on_signals()?;
    let (mut device, mac) = open(args)?;
    let mut stack = Interface::new(
        Config::new(EthernetAddress(mac).into()),
        &mut device,
        Instant::now(),
    );
    stack.update_ip_addrs(|addresses| {
        // There is room for one.
        let _ = addresses.push(args.address.into());
    });
    let mut sockets = SocketSet::new(Vec::new());
    let handles: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let buffer = || tcp::SocketBuffer::new(vec![0; BUFFER]);
            sockets.add(tcp::Socket::new(buffer(), buffer()))
        })
        .collect();
    println!("listening on {}:{}", args.address.address(), args.port);
    io::stdout().flush()?;

    while !stop.requested() {
        stack.poll(Instant::now(), &mut device, &mut sockets);
        for &handle in &handles {
            echo(sockets.get_mut(handle), args.port)?;
        }
        // What was echoed.
        stack.poll(Instant::now(), &mut device, &mut sockets);
        device.kick()?;
        let pause = stack
            .poll_delay(Instant::now(), &sockets)
            .map_or(SLICE, |delay| SLICE.min(delay.into()));
        device.rx.wait(Some(pause))?;
    }
    Ok(match stop.signal() {
        Some(signal) => ExitCode::from(128 + signal),
        None => ExitCode::SUCCESS,
    })
}

fn open(args: &Args) -> Result<(Device, [u8; 6]), xdp_socket::Error> {
    let interface = xdp_socket::Interface::from_name(&args.interface)?;
    let steer = Steer::only(Rule::new().ether_type(0x0806))
        .or(Rule::new().destination(args.address.address()));
    let config = XdpConfig::builder().program(steer.into()).build()?;
    let (tx, rx) = xdp_socket::create_bi_socket(interface.index(), args.queue, Some(config))?;
    let device = RingDevice::new(tx, rx, interface.mtu() as usize);
    Ok((device, interface.mac()))
}

/// Sends back what has come in, as far as there is room.
fn echo(socket: &mut tcp::Socket<'_>, port: u16) -> Result<(), Box<dyn Error>> {
    if !socket.is_open() {
        socket.listen(port)?;
    }
    while socket.can_recv() && socket.can_send() {
        let room = socket.send_capacity() - socket.send_queue();
        let mut chunk = [0; 2048];
        let max = room.min(chunk.len());
        let n = socket.recv_slice(&mut chunk[..max])?;
        socket.send_slice(&chunk[..n])?;
    }
    // The other side has ended, and all it sent was sent back.
    if socket.may_send() && !socket.may_recv() && !socket.can_recv() && socket.is_active() {
        socket.close();
    }
    Ok(())
}
