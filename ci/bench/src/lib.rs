//! What the benchmark's programs have in common: one small trait, [`Peer`], that each library is
//! put behind, and the measurements, which are the same for all.

#![deny(unsafe_code)]

pub mod affinity;
pub mod baseline;
mod command;
pub mod frame;
mod measure;
pub mod mmsg;
pub mod raw;
pub mod redirect;
mod scaling;
pub mod stats;
mod xsk;

use std::io;

pub use command::{main, variant};

/// Where and how a peer opens its socket.
#[derive(Debug, Clone)]
pub struct Port {
    /// Index of the interface.
    pub if_index: u32,
    /// Name of the interface.
    pub if_name: String,
    /// Queue of the interface, from 0.
    pub queue: u32,
    /// Slots of each ring, and frames per direction.
    pub ring: u32,
    /// The most packets that `send` and `receive` will be asked for.
    pub batch: usize,
    /// Bytes of a frame.
    pub frame_size: u32,
    /// Frames on pages of 2 MiB.
    pub huge: bool,
    /// Packets that one system call may send in copy mode; the kernel's 32 where `None`.
    pub budget: Option<u32>,
    /// Whether it shall send.
    pub sends: bool,
    /// Whether it shall receive.
    pub receives: bool,
    /// The packet that will be sent.
    pub packet: Vec<u8>,
}

/// One library, used in its own best way.
pub trait Peer: Sized {
    /// Opens a socket in copy mode with wake-up flags, and writes the packet into every frame that
    /// will be sent.
    fn open(port: &Port) -> io::Result<Self>;

    /// Queues at most `batch` packets, takes back what the kernel is through with, and wakes the
    /// kernel once if it asks for that. Returns how many were queued.
    fn send(&mut self, batch: usize) -> usize;

    /// Looks at what has arrived, at most `batch` packets, gives their frames back, and wakes the
    /// kernel if it asks for that. Returns how many there were.
    fn receive(&mut self, batch: usize) -> usize;

    /// System calls made by `send` and `receive` so far.
    fn calls(&self) -> u64;
}

/// Opens again while another process's socket has not let go of the queue yet: the kernel takes
/// some 30 ms for that.
pub fn when_free<T>(mut open: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = std::time::Instant::now();
    loop {
        match open() {
            Err(e)
                if e.raw_os_error() == Some(libc::EBUSY)
                    && start.elapsed() < std::time::Duration::from_secs(2) =>
            {
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
            result => return result,
        }
    }
}
