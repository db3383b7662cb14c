//! Receives the UDP datagrams to one port past the kernel's network stack, and leaves everything
//! else to the kernel: the mirror of `udp_send`.
//!
//! ```text
//! cargo run -p examples --bin udp_recv -- eth0 4242
//! ```
//!
//! Needs CAP_NET_RAW, CAP_NET_ADMIN and CAP_BPF.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use examples::pktgen::stop::Stop;
use examples::udp::datagram;
use xdp_socket::{Interface, Rule, RxSocket, Steer, XdpConfig};

/// Receives the UDP datagrams to one port over AF_XDP and prints them, one a line.
#[derive(Parser)]
struct Args {
    /// The interface to receive on, all its queues.
    interface: String,
    /// The UDP port.
    port: u16,
    /// Ends after so many datagrams.
    #[arg(short = 'n', long)]
    count: Option<u64>,
    /// Ends after so many seconds.
    #[arg(short, long)]
    duration: Option<u64>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(code) => code,
        Err(e) => {
            eprintln!("udp_recv: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<ExitCode, Box<dyn std::error::Error + Send + Sync>> {
    let stop = Stop::on_signals()?;
    let interface = Interface::from_name(&args.interface)?;
    // Which queue a packet comes in on is the network card's choice.
    let sockets = (0..interface.rx_queues())
        .map(|queue| open(&interface, queue, args.port))
        .collect::<Result<Vec<_>, _>>()?;
    println!(
        "receiving UDP port {} on {}, {} queue(s)",
        args.port,
        interface.name(),
        sockets.len()
    );
    io::stdout().flush()?;

    let deadline = args
        .duration
        .and_then(|s| Instant::now().checked_add(Duration::from_secs(s)));
    let received = AtomicU64::new(0);
    let over = || {
        stop.requested()
            || deadline.is_some_and(|deadline| Instant::now() >= deadline)
            || args
                .count
                .is_some_and(|n| received.load(Ordering::Relaxed) >= n)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = sockets
            .into_iter()
            .map(|mut socket| {
                let (received, over) = (&received, &over);
                scope.spawn(move || receive(&mut socket, received, args.count, over))
            })
            .collect();
        for worker in workers {
            worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok::<(), io::Error>(())
    })?;
    Ok(match stop.signal() {
        Some(signal) => ExitCode::from(128 + signal),
        None => ExitCode::SUCCESS,
    })
}

fn open(interface: &Interface, queue: u32, port: u16) -> Result<RxSocket, xdp_socket::Error> {
    let steer = Steer::only(Rule::new().udp().destination_port(port));
    let config = XdpConfig::builder().program(steer.into()).build()?;
    xdp_socket::create_rx_socket(interface.index(), queue, Some(config))
}

fn receive(
    socket: &mut RxSocket,
    received: &AtomicU64,
    count: Option<u64>,
    over: impl Fn() -> bool,
) -> io::Result<()> {
    while !over() {
        let ready = socket.wait(Some(Duration::from_millis(50)))?;
        for _ in 0..ready {
            if let Some(datagram) = datagram(socket.peek()?) {
                // Several queues, one count.
                let before = received.fetch_add(1, Ordering::Relaxed);
                if count.is_none_or(|count| before < count) {
                    writeln!(
                        io::stdout(),
                        "{} -> {} {} bytes: {:?}",
                        datagram.source,
                        datagram.destination,
                        datagram.payload.len(),
                        String::from_utf8_lossy(datagram.payload),
                    )?;
                }
            }
            socket.commit()?;
        }
        socket.kick()?;
    }
    Ok(())
}
