//! The kernel's own sockets: many packets per system call by sendmmsg(2) and recvmmsg(2).
//!
//! Invariant of this file: the headers point to vectors and buffers in heap memory that is owned
//! along with them and never moves.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// Headers for a batch, each with a buffer.
pub struct Messages {
    headers: Vec<libc::mmsghdr>,
    _vectors: Vec<libc::iovec>,
    _buffers: Vec<u8>,
}

impl Messages {
    /// Headers for `batch` packets, each with a copy of `packet`.
    pub fn of(packet: &[u8], batch: usize) -> Messages {
        let mut buffers = packet.repeat(batch);
        let mut vectors: Vec<_> = buffers
            .chunks_mut(packet.len())
            .map(|buffer| libc::iovec {
                iov_base: buffer.as_mut_ptr().cast(),
                iov_len: buffer.len(),
            })
            .collect();
        let headers = vectors
            .iter_mut()
            .map(|vector| {
                // SAFETY: plain data, for which zero means nothing.
                let mut header: libc::mmsghdr = unsafe { std::mem::zeroed() };
                header.msg_hdr.msg_iov = vector;
                header.msg_hdr.msg_iovlen = 1;
                header
            })
            .collect();
        Messages {
            headers,
            _vectors: vectors,
            _buffers: buffers,
        }
    }

    /// Sends at most `batch`; returns how many.
    pub fn send(&mut self, socket: &OwnedFd, batch: usize) -> usize {
        let (headers, n) = (self.headers.as_mut_ptr(), batch.min(self.headers.len()));
        // SAFETY: `n` headers, valid by the invariant of this file.
        let sent = unsafe { libc::sendmmsg(socket.as_raw_fd(), headers, n as u32, 0) };
        sent.max(0) as usize
    }

    /// Receives at most `batch` without waiting; returns how many, and their bytes.
    pub fn receive(&mut self, socket: &OwnedFd, batch: usize) -> (usize, u64) {
        let (headers, n) = (self.headers.as_mut_ptr(), batch.min(self.headers.len()));
        let (flags, never) = (libc::MSG_DONTWAIT, std::ptr::null_mut());
        // SAFETY: `n` headers, valid by the invariant of this file.
        let n = unsafe { libc::recvmmsg(socket.as_raw_fd(), headers, n as u32, flags, never) };
        let n = n.max(0) as usize;
        let bytes = self.headers[..n].iter().map(|h| u64::from(h.msg_len)).sum();
        (n, bytes)
    }
}

/// Makes a socket.
pub fn socket(domain: i32, kind: i32, protocol: i32) -> io::Result<OwnedFd> {
    // SAFETY: no pointers.
    let fd = unsafe { libc::socket(domain, kind | libc::SOCK_CLOEXEC, protocol) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: socket(2) has just made it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Sets an option.
pub fn option<T>(socket: &OwnedFd, level: i32, name: i32, value: &T) -> io::Result<()> {
    let (from, size) = (std::ptr::from_ref(value).cast(), size_of::<T>() as u32);
    // SAFETY: `value` is valid for its size.
    match unsafe { libc::setsockopt(socket.as_raw_fd(), level, name, from, size) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Binds to an address that is one of the kernel's structures.
pub fn bind<T>(socket: &OwnedFd, address: &T) -> io::Result<()> {
    let (from, size) = (std::ptr::from_ref(address).cast(), size_of::<T>() as u32);
    // SAFETY: `address` is valid for its size.
    match unsafe { libc::bind(socket.as_raw_fd(), from, size) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
