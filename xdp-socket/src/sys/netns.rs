//! Network namespaces of the calling thread.
//!
//! Invariants that the unsafe blocks rely on:
//!
//! * **fd**: descriptors are owned or borrowed, hence open for the length of the call.
#![allow(unsafe_code)]

#[cfg(feature = "testing")]
use std::fs::File;
use std::io;
#[cfg(feature = "testing")]
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;

use crate::sys::netlink::Socket;

const CURRENT: &str = "/proc/thread-self/ns/net";

/// Tells network namespaces apart, for as long as something of them is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// Unique while the system runs. Available since Linux 5.14.
    Cookie(u64),
    /// Inode of the namespace's file.
    Inode(u64),
}

/// The namespace of the calling thread.
pub(crate) fn identity() -> io::Result<Identity> {
    match Socket::open(libc::NETLINK_ROUTE).and_then(|s| s.netns_cookie()) {
        Ok(cookie) => Ok(Identity::Cookie(cookie)),
        Err(_) => Ok(Identity::Inode(std::fs::metadata(CURRENT)?.ino())),
    }
}

/// A descriptor of the calling thread's namespace, which keeps the namespace alive.
#[cfg(feature = "testing")]
pub(crate) fn current() -> io::Result<OwnedFd> {
    Ok(File::open(CURRENT)?.into())
}

/// Moves the calling thread into a new namespace.
#[cfg(feature = "testing")]
pub(crate) fn unshare() -> io::Result<()> {
    // SAFETY: takes no pointer; a private network namespace invalidates no memory.
    let rc = unsafe { libc::unshare(libc::CLONE_NEWNET) };
    if rc < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// Moves the calling thread into the namespace of `fd`.
#[cfg(feature = "testing")]
pub(crate) fn enter(fd: &OwnedFd) -> io::Result<()> {
    // SAFETY: fd; takes no pointer.
    let rc = unsafe { libc::setns(fd.as_raw_fd(), libc::CLONE_NEWNET) };
    if rc < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
