//! A pipe between two processes, in both directions: the first sends numbers, the second counts
//! those that come in order and answers with the count.
//!
//! ```text
//! cargo run --example pipe_processes --features sys
//! NETMAP_BACKEND=software cargo run --example pipe_processes
//! ```
//!
//! Started without arguments, this program starts both. In software, processes find each other's
//! pipes in the directory that NETMAP_SOFTWARE_DIR names.

use std::env;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Duration;

use netmap_rs::{Error, Netmap};

mod common;

const PACKETS: u32 = 10_000;
/// Ends a stream of packets.
const END: &[u8] = b"end";
/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

fn main() -> Result<ExitCode, Error> {
    match env::args().nth(1).as_deref() {
        Some("first") => first(),
        Some("second") => second(),
        _ => both(),
    }
}

/// Sends, and waits for the answer.
fn first() -> Result<ExitCode, Error> {
    let port = Netmap::open("netmap:processes{1")?;
    let (mut tx, mut rx) = (port.tx_ring(0)?, port.rx_ring(0)?);
    for n in 0..PACKETS {
        // A pipe that is full makes the sender wait: nothing is ever lost.
        tx.wait(Some(LONG))?;
        tx.send(&n.to_be_bytes())?;
    }
    tx.wait(Some(LONG))?;
    tx.send(END)?;
    tx.sync()?;

    rx.wait(Some(LONG))?;
    let answer = rx
        .recv()
        .map(|frame| String::from_utf8_lossy(frame.payload()).into_owned());
    if answer == Some(PACKETS.to_string()) {
        println!("sent {PACKETS} packets, the other process counted as many");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("sent {PACKETS} packets, the other process answered {answer:?}");
    Ok(ExitCode::FAILURE)
}

/// Receives, and answers.
fn second() -> Result<ExitCode, Error> {
    let port = Netmap::open("netmap:processes}1")?;
    let (mut tx, mut rx) = (port.tx_ring(0)?, port.rx_ring(0)?);
    let (mut count, mut ended) = (0_u32, false);
    while !ended && rx.wait(Some(LONG))? > 0 {
        while let Some(frame) = rx.recv() {
            ended |= frame.payload() == END;
            if frame.payload() == count.to_be_bytes() {
                count += 1;
            }
        }
    }
    tx.send(count.to_string().as_bytes())?;
    // Until it is read: a pipe goes when both of its ends have.
    tx.flush(LONG)?;
    Ok(ExitCode::SUCCESS)
}

/// Starts both processes, and waits for them.
fn both() -> Result<ExitCode, Error> {
    // Fails here, once, where there is no netmap to be had.
    drop(Netmap::open("netmap:processes{0")?);
    let directory = match common::is_software() && env::var_os("NETMAP_SOFTWARE_DIR").is_none() {
        true => Some(Directory::new().map_err(system("mkdir"))?),
        false => None,
    };
    let start = |role| {
        let mut command = Command::new(env::current_exe()?);
        if let Some(directory) = &directory {
            command.env("NETMAP_SOFTWARE_DIR", &directory.0);
        }
        command.arg(role).spawn()
    };
    let mut processes = ["first", "second"].map(start).into_iter();
    let done = processes.try_fold(true, |done, process| Ok(done & process?.wait()?.success()));
    match done.map_err(system("spawn"))? {
        true => Ok(ExitCode::SUCCESS),
        false => Ok(ExitCode::FAILURE),
    }
}

fn system(call: &'static str) -> impl Fn(io::Error) -> Error {
    move |source| Error::Os { call, source }
}

/// A directory of our own, removed when dropped.
struct Directory(PathBuf);

impl Directory {
    fn new() -> io::Result<Directory> {
        let name = format!("netmap-pipe-{}", std::process::id());
        // In memory, where the machine has a place for that.
        let shared_memory = PathBuf::from("/dev/shm");
        let parent = match shared_memory.is_dir() {
            true => shared_memory,
            false => env::temp_dir(),
        };
        let path = parent.join(name);
        std::fs::create_dir(&path)?;
        Ok(Directory(path))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
