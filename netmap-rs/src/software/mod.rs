//! Netmap in software: VALE switches and pipes without a kernel module.
//!
//! A [`SoftPort`] stands where the kernel backend has a file descriptor of `/dev/netmap`. Its
//! memory has netmap's own layout, and its syncs and polls do to that memory what the kernel
//! module does, so that everything above is the same code on both. Ports live as long as
//! somebody has them open, and are known by name within the process.
//!
//! Pipes with a plain name, such as `x{1`, are also found by other processes when the variable
//! `NETMAP_SOFTWARE_DIR` names the same directory for all of them. It should be one in memory
//! that nobody else may write to (below `$XDG_RUNTIME_DIR`, or `/dev/shm`), and is made if it
//! is not there. The region of such a pipe is a file in it as long as an end is open.
//!
//! From the bottom up: `memory` (the only raw access), `layout` and `allocator` (pools, rings and
//! buffers), `window` and `kring` (what a sync accepts and does), `pipe`, `table`, `vale` and
//! `forward` (where packets go), `notify` and `doorbell` (waking, here and elsewhere), `names`,
//! `memories`, `bindings`, `pipes`, `shared` and `registry` (who has what open), `port`.
//!
//! # Differences from the kernel
//!
//! * A sync that finds another thread syncing the same ring waits for it and then does its work;
//!   the kernel skips the ring.
//! * A head or cur inside the ring but outside the window is refused at every sync; the kernel
//!   refuses it once and then believes it.
//! * A slot whose buffer does not exist is dropped and counted; the kernel sends buffer 0.
//! * `NS_INDIRECT` slots are dropped and counted: no address is read that a slot names.
//! * A pipe that is shared between processes has a region of its own and no extra buffers, and
//!   each end is of one process at a time.
//! * A flooded packet reaches each port once; the kernel may deliver it again to a port that gets
//!   unicast from another ring of the sender in the same batch.

mod allocator;
mod bindings;
mod doorbell;
mod forward;
mod kring;
mod layout;
mod memories;
mod memory;
mod names;
mod notify;
mod pipe;
mod pipes;
// The rings of this crate are synced and waited for one by one.
#[allow(dead_code)]
mod poll;
mod port;
mod registry;
mod shared;
mod stats;
mod table;
mod vale;
mod window;

#[cfg(test)]
mod tests;

pub(crate) use notify::Watch;
pub(crate) use port::SoftPort;
pub use stats::SoftStatistics;

use std::io;

const NS_BUF_CHANGED: u16 = netmap_sys::NS_BUF_CHANGED as u16;
const NS_INDIRECT: u16 = netmap_sys::NS_INDIRECT as u16;
const NS_MOREFRAG: u16 = netmap_sys::NS_MOREFRAG as u16;

/// The error that the kernel reports with this number.
fn errno(number: i32) -> io::Error {
    io::Error::from_raw_os_error(number)
}
