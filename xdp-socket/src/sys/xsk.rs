//! The system calls of an AF_XDP socket, with safe signatures.
//!
//! Invariant of this file: a pointer handed to the kernel points to a local value, or to memory
//! that the caller's reference keeps, of exactly the length that is handed along; the kernel reads
//! or writes it during the call only. The one exception, the UMEM, is said where it is registered.
#![allow(unsafe_code)]

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::time::Duration;

use libc::{c_int, c_void, socklen_t};
use xdp_sys::{sockaddr_xdp, xdp_umem_reg};

/// A new AF_XDP socket, closed in children that exec.
pub(crate) fn socket() -> io::Result<OwnedFd> {
    open(libc::AF_XDP, libc::SOCK_RAW, 0)
}

/// A socket whose memberships, in the manner of packet(7), last as long as it is open.
pub(crate) fn packet_socket() -> io::Result<OwnedFd> {
    // Protocol 0: it receives nothing.
    open(libc::AF_PACKET, libc::SOCK_RAW, 0)
}

fn open(domain: c_int, kind: c_int, protocol: c_int) -> io::Result<OwnedFd> {
    // SAFETY: no pointers.
    let fd = unsafe { libc::socket(domain, kind | libc::SOCK_CLOEXEC, protocol) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel has just given us this descriptor, and nobody else knows it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Values without padding, for which any bytes will do: integers, and structures of them.
///
/// # Safety
///
/// Every bit pattern is a valid value of the type, and every byte of a value is initialised.
pub(crate) unsafe trait Plain: Copy {}
// SAFETY: an integer.
unsafe impl Plain for u32 {}
// SAFETY: an integer.
unsafe impl Plain for i32 {}
// SAFETY: an integer.
unsafe impl Plain for u64 {}
// SAFETY: integers only; xdp-sys has no structure with implicit padding.
unsafe impl Plain for xdp_sys::xdp_mmap_offsets {}
// SAFETY: as above.
unsafe impl Plain for xdp_sys::xdp_statistics {}
// SAFETY: as above.
unsafe impl Plain for xdp_sys::xdp_options {}
// SAFETY: as above.
unsafe impl Plain for xdp_umem_reg {}
// SAFETY: integers of 4, 2, 2 and 8 × 1 bytes, in this order.
unsafe impl Plain for libc::packet_mreq {}

/// Sets a socket option to `value`.
pub(crate) fn set_option<T: Plain>(
    fd: BorrowedFd<'_>,
    level: c_int,
    option: u32,
    value: &T,
) -> io::Result<()> {
    // SAFETY: pointer and length are those of `value`; see the module's invariant.
    let rc = unsafe {
        libc::setsockopt(
            fd.as_raw_fd(),
            level,
            option as c_int,
            std::ptr::from_ref(value).cast::<c_void>(),
            size_of::<T>() as socklen_t,
        )
    };
    check(rc)
}

/// Reads a socket option: its value, zeroed beyond what the kernel wrote, and how many bytes it
/// wrote.
pub(crate) fn get_option<T: Plain>(
    fd: BorrowedFd<'_>,
    level: c_int,
    option: u32,
) -> io::Result<(T, usize)> {
    let mut value = MaybeUninit::<T>::zeroed();
    let mut len = size_of::<T>() as socklen_t;
    // SAFETY: pointer and length are those of `value`; see the module's invariant.
    let rc = unsafe {
        libc::getsockopt(
            fd.as_raw_fd(),
            level,
            option as c_int,
            value.as_mut_ptr().cast::<c_void>(),
            &raw mut len,
        )
    };
    check(rc)?;
    // SAFETY: zeroed, then overwritten in part: any bytes are a value of `T` (Plain).
    Ok((unsafe { value.assume_init() }, len as usize))
}

/// Registers memory as the socket's UMEM.
///
/// # Safety
///
/// The kernel pins the pages and writes to them until the socket is gone, even if they are
/// unmapped meanwhile: the range `registration.addr..+ registration.len` must be a mapping that is
/// used for nothing but frames until then.
pub(crate) unsafe fn register_umem(
    fd: BorrowedFd<'_>,
    registration: &xdp_umem_reg,
) -> io::Result<()> {
    set_option(fd, libc::SOL_XDP, xdp_sys::XDP_UMEM_REG, registration)
}

/// bind(2).
pub(crate) fn bind(fd: BorrowedFd<'_>, address: &sockaddr_xdp) -> io::Result<()> {
    // SAFETY: pointer and length are those of `address`; see the module's invariant.
    let rc = unsafe {
        libc::bind(
            fd.as_raw_fd(),
            std::ptr::from_ref(address).cast(),
            size_of::<sockaddr_xdp>() as socklen_t,
        )
    };
    check(rc)
}

/// Wakes the sending side: an empty sendto(2) that does not wait.
#[inline]
pub(crate) fn wake_tx(fd: BorrowedFd<'_>) -> io::Result<()> {
    // SAFETY: no memory is handed over.
    let rc = unsafe {
        libc::sendto(
            fd.as_raw_fd(),
            std::ptr::null(),
            0,
            libc::MSG_DONTWAIT,
            std::ptr::null(),
            0,
        )
    };
    if rc < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// Wakes the receiving side: an empty recvfrom(2) that does not wait.
#[inline]
pub(crate) fn wake_rx(fd: BorrowedFd<'_>) -> io::Result<()> {
    // SAFETY: no memory is handed over.
    let rc = unsafe {
        libc::recvfrom(
            fd.as_raw_fd(),
            std::ptr::null_mut(),
            0,
            libc::MSG_DONTWAIT,
            std::ptr::null_mut(),
            std::ptr::null_mut(),
        )
    };
    if rc < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// Waits for `events` on one descriptor; returns those that came, 0 when the time has run out or
/// a signal came.
pub(crate) fn poll(fd: BorrowedFd<'_>, events: i16, timeout: Duration) -> io::Result<i16> {
    let mut entry = libc::pollfd {
        fd: fd.as_raw_fd(),
        events,
        revents: 0,
    };
    let timeout = libc::timespec {
        tv_sec: libc::time_t::try_from(timeout.as_secs()).unwrap_or(libc::time_t::MAX),
        // Below 10⁹, which fits any c_long.
        tv_nsec: timeout.subsec_nanos() as libc::c_long,
    };
    // SAFETY: one entry, and its count; the time and no signal mask; see the module's invariant.
    let rc = unsafe { libc::ppoll(&raw mut entry, 1, &raw const timeout, std::ptr::null()) };
    if rc < 0 {
        let e = io::Error::last_os_error();
        return match e.kind() {
            io::ErrorKind::Interrupted => Ok(0),
            _ => Err(e),
        };
    }
    Ok(entry.revents)
}

/// Soft and hard limit on locked memory, in bytes; `u64::MAX` is none.
pub(crate) fn memlock_limit() -> io::Result<(u64, u64)> {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: pointer to a local value; see the module's invariant.
    check(unsafe { libc::getrlimit(libc::RLIMIT_MEMLOCK, &raw mut limit) })?;
    Ok((limit.rlim_cur, limit.rlim_max))
}

/// Raises the soft limit on locked memory to the hard one.
pub(crate) fn raise_memlock_limit(hard: u64) -> io::Result<()> {
    let limit = libc::rlimit {
        rlim_cur: hard,
        rlim_max: hard,
    };
    // SAFETY: pointer to a local value; see the module's invariant.
    check(unsafe { libc::setrlimit(libc::RLIMIT_MEMLOCK, &raw const limit) })
}

/// Joins the promiscuous mode of an interface for as long as `fd`, a packet socket, is open.
pub(crate) fn join_promiscuous(fd: BorrowedFd<'_>, if_index: u32) -> io::Result<()> {
    let request = libc::packet_mreq {
        mr_ifindex: if_index as c_int,
        mr_type: libc::PACKET_MR_PROMISC as u16,
        mr_alen: 0,
        mr_address: [0; 8],
    };
    set_option(
        fd,
        libc::SOL_PACKET,
        libc::PACKET_ADD_MEMBERSHIP as u32,
        &request,
    )
}

fn check(rc: c_int) -> io::Result<()> {
    if rc < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
