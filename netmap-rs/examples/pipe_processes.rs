//! A pipe between two processes, in both directions: this program starts itself a second time,
//! which counts what it is sent and answers with the count.
//!
//! ```text
//! cargo run --example pipe_processes --features sys
//! NETMAP_BACKEND=software cargo run --example pipe_processes
//! ```
//!
//! The software backend lives inside one process, so that there a thread plays the second part.

use std::env;
use std::io;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use netmap_rs::{Error, Netmap};

mod common;

const PACKETS: u32 = 10_000;
/// Ends a stream of packets.
const END: &[u8] = b"end";
/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

fn main() -> Result<ExitCode, Error> {
    let role = env::args().nth(1);
    if role.as_deref() == Some("second") {
        second()?;
        return Ok(ExitCode::SUCCESS);
    }
    // Both ends may open first; but only then is it known that packets find somebody.
    let port = Netmap::open("netmap:processes{1")?;
    let (mut tx, mut rx) = (port.tx_ring(0)?, port.rx_ring(0)?);
    let peer = Peer::start()?;

    for n in 0..PACKETS {
        while tx.ready() == 0 {
            tx.wait(Some(LONG))?;
        }
        tx.send(&n.to_be_bytes())?;
    }
    while tx.ready() == 0 {
        tx.wait(Some(LONG))?;
    }
    tx.send(END)?;
    tx.sync()?;

    rx.wait(Some(LONG))?;
    let answer = rx
        .recv()
        .map(|frame| String::from_utf8_lossy(frame.payload()).into_owned());
    peer.join();
    match answer {
        Some(answer) if answer == PACKETS.to_string() => {
            println!("sent {PACKETS} packets, the other side counted {answer}");
            Ok(ExitCode::SUCCESS)
        }
        answer => {
            eprintln!("sent {PACKETS} packets, the other side answered {answer:?}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What the second process does.
fn second() -> Result<(), Error> {
    let port = Netmap::open("netmap:processes}1")?;
    let (mut tx, mut rx) = (port.tx_ring(0)?, port.rx_ring(0)?);
    let (mut count, mut ended) = (0_u32, false);
    while !ended && rx.wait(Some(LONG))? > 0 {
        while let Some(frame) = rx.recv() {
            ended |= frame.payload() == END;
            // In order, or it is not counted.
            if frame.payload() == count.to_be_bytes() {
                count += 1;
            }
        }
    }
    tx.send(count.to_string().as_bytes())?;
    tx.sync()?;
    // A pipe keeps what was sent, but not if its reader never came: let it be read first.
    tx.flush(LONG)?;
    Ok(())
}

enum Peer {
    Process(std::process::Child),
    Thread(thread::JoinHandle<Result<(), Error>>),
}

impl Peer {
    fn start() -> Result<Peer, Error> {
        if common::is_software() {
            println!("the software backend lives inside one process: a thread is the second one");
            return Ok(Peer::Thread(thread::spawn(second)));
        }
        env::current_exe()
            .and_then(|program| {
                Command::new(program)
                    .arg("second")
                    .stdin(Stdio::null())
                    .spawn()
            })
            .map(Peer::Process)
            .map_err(|source: io::Error| Error::Os {
                call: "spawn",
                source,
            })
    }

    fn join(self) {
        match self {
            Peer::Process(mut process) => {
                let _ = process.wait();
            }
            Peer::Thread(thread) => {
                if let Ok(Err(e)) = thread.join() {
                    eprintln!("the second thread: {e}");
                }
            }
        }
    }
}
