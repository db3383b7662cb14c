//! Netlink sockets: the calls only; messages are made and read in `crate::netlink`.
//!
//! Invariants that the unsafe blocks rely on:
//!
//! * **fd**: descriptors are owned or borrowed, hence open for the length of the call.
//! * **buffer**: every pointer handed to the kernel comes from a live slice or a local, with the
//!   length of exactly that.
#![allow(unsafe_code)]

use std::io;
use std::mem;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

/// A netlink socket of the calling thread's network namespace.
#[derive(Debug)]
pub(crate) struct Socket {
    fd: OwnedFd,
}

impl Socket {
    /// Opens a socket of `protocol` (`NETLINK_ROUTE`, `NETLINK_GENERIC`).
    pub(crate) fn open(protocol: libc::c_int) -> io::Result<Socket> {
        let kind = libc::SOCK_RAW | libc::SOCK_CLOEXEC;
        // SAFETY: takes no pointer.
        let raw = unsafe { libc::socket(libc::AF_NETLINK, kind, protocol) };
        if raw < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: fd: just opened, and nothing else owns it.
        let fd = unsafe { OwnedFd::from_raw_fd(raw) };
        let socket = Socket { fd };
        // Both only make answers more readable; kernels before 4.12 lack them.
        let _ = socket.enable(libc::NETLINK_EXT_ACK);
        let _ = socket.enable(libc::NETLINK_CAP_ACK);
        Ok(socket)
    }

    fn enable(&self, option: libc::c_int) -> io::Result<()> {
        let on: libc::c_int = 1;
        // SAFETY: fd; buffer: `on` is a local of the length given.
        let rc = unsafe {
            libc::setsockopt(
                self.fd.as_raw_fd(),
                libc::SOL_NETLINK,
                option,
                (&raw const on).cast(),
                size_of_val(&on) as libc::socklen_t,
            )
        };
        if rc < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }

    /// The cookie of the network namespace that the socket belongs to. Available since Linux 5.14.
    pub(crate) fn netns_cookie(&self) -> io::Result<u64> {
        let mut cookie = 0_u64;
        let mut len = size_of_val(&cookie) as libc::socklen_t;
        // SAFETY: fd; buffer: two locals.
        let rc = unsafe {
            libc::getsockopt(
                self.fd.as_raw_fd(),
                libc::SOL_SOCKET,
                libc::SO_NETNS_COOKIE,
                (&raw mut cookie).cast(),
                &raw mut len,
            )
        };
        if rc < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(cookie)
    }

    /// Sends one message to the kernel.
    pub(crate) fn send(&self, message: &[u8]) -> io::Result<()> {
        loop {
            // SAFETY: fd; buffer: `message` is a live slice. An unconnected netlink socket sends
            // to the kernel.
            let sent = unsafe {
                libc::send(
                    self.fd.as_raw_fd(),
                    message.as_ptr().cast(),
                    message.len(),
                    0,
                )
            };
            match sent {
                // netlink takes a message whole or not at all
                0.. => return Ok(()),
                _ => retry_if_interrupted()?,
            }
        }
    }

    /// Receives one datagram of the kernel, which may hold several messages, into `buffer`.
    pub(crate) fn receive(&self, buffer: &mut Vec<u8>) -> io::Result<()> {
        loop {
            buffer.clear();
            let (len, _) = self.receive_from(buffer, libc::MSG_PEEK | libc::MSG_TRUNC)?;
            buffer.resize(len, 0);
            let (got, sender) = self.receive_from(buffer, 0)?;
            buffer.truncate(got);
            if sender == 0 {
                return Ok(());
            }
            // somebody else's process wrote to us: not the kernel, not an answer
        }
    }

    fn receive_from(&self, buffer: &mut [u8], flags: libc::c_int) -> io::Result<(usize, u32)> {
        // SAFETY: sockaddr_nl is plain integers, for which all zeroes is a value.
        let mut from: libc::sockaddr_nl = unsafe { mem::zeroed() };
        let mut from_len = size_of_val(&from) as libc::socklen_t;
        loop {
            // SAFETY: fd; buffer: a live slice and two locals, each with its own length.
            let got = unsafe {
                libc::recvfrom(
                    self.fd.as_raw_fd(),
                    buffer.as_mut_ptr().cast(),
                    buffer.len(),
                    flags,
                    (&raw mut from).cast(),
                    &raw mut from_len,
                )
            };
            match usize::try_from(got) {
                Ok(len) => return Ok((len, from.nl_pid)),
                Err(_) => retry_if_interrupted()?,
            }
        }
    }
}

impl AsFd for Socket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

fn retry_if_interrupted() -> io::Result<()> {
    let e = io::Error::last_os_error();
    if e.kind() == io::ErrorKind::Interrupted {
        return Ok(());
    }
    Err(e)
}
