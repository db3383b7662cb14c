//! bpf(2): maps, programs and links. See linux/bpf.h.
//!
//! Invariants that the unsafe blocks rely on:
//!
//! * **fd**: descriptors are owned or borrowed, hence open for the length of the call; one that a
//!   call returned belongs to nobody else yet.
//! * **attr**: a `bpf_attr` starts as all zeroes, and we assign only to the member of the command
//!   that it is used for.
//! * **buffer**: every address in it is that of a live slice or local, with its length beside it,
//!   and writable where the command writes.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_char, c_int};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

use xdp_sys as sys;
use xdp_sys::bpf_attr;

use crate::netlink::string;
use crate::program::assemble::Instruction;

/// # Safety
///
/// `attr` must be what `command` takes; every address in it must be valid for what the command
/// does with it.
unsafe fn bpf(command: sys::bpf_cmd, attr: &mut bpf_attr) -> io::Result<c_int> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        // SAFETY: attr, buffer: the caller vouches for them.
        let rc = unsafe {
            libc::syscall(
                libc::SYS_bpf,
                command as c_int,
                &raw mut *attr,
                size_of::<bpf_attr>(),
            )
        };
        if rc >= 0 {
            return Ok(rc as c_int);
        }
        let e = io::Error::last_os_error();
        // EAGAIN: the verifier was interrupted by a signal.
        let interrupted = matches!(e.raw_os_error(), Some(libc::EINTR | libc::EAGAIN));
        if !interrupted || attempts == 8 {
            return Err(e);
        }
    }
}

/// # Safety
///
/// As [`bpf`], and `command` must be one that returns a new descriptor.
unsafe fn bpf_fd(command: sys::bpf_cmd, attr: &mut bpf_attr) -> io::Result<OwnedFd> {
    // SAFETY: attr, buffer: the caller vouches for them.
    let raw = unsafe { bpf(command, attr) }?;
    // SAFETY: fd: just returned, close-on-exec as all that bpf(2) returns.
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}

fn fd(fd: BorrowedFd<'_>) -> u32 {
    fd.as_raw_fd() as u32
}

fn object_name(name: &str) -> [c_char; 16] {
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().take(15).zip(name.bytes()) {
        *to = from as c_char;
    }
    out
}

fn address<T: ?Sized>(pointer: *const T) -> u64 {
    pointer.cast::<u8>() as u64
}

/// Makes an XSKMAP.
pub(crate) fn create_xskmap(name: &str, entries: u32) -> io::Result<OwnedFd> {
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_1.map_type = sys::BPF_MAP_TYPE_XSKMAP;
    attr.__bindgen_anon_1.key_size = 4;
    attr.__bindgen_anon_1.value_size = 4;
    attr.__bindgen_anon_1.max_entries = entries;
    attr.__bindgen_anon_1.map_name = object_name(name);
    // SAFETY: attr: the member of MAP_CREATE, which returns a descriptor.
    unsafe { bpf_fd(sys::BPF_MAP_CREATE, &mut attr) }
}

/// Puts a socket into an XSKMAP. `flags`: `BPF_ANY` or `BPF_NOEXIST`.
pub(crate) fn update(
    map: BorrowedFd<'_>,
    key: u32,
    socket: BorrowedFd<'_>,
    flags: u32,
) -> io::Result<()> {
    let value = fd(socket);
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_2.map_fd = fd(map);
    attr.__bindgen_anon_2.key = address(&raw const key);
    attr.__bindgen_anon_2.__bindgen_anon_1.value = address(&raw const value);
    attr.__bindgen_anon_2.flags = u64::from(flags);
    // SAFETY: attr: the member of MAP_UPDATE_ELEM; buffer: key and value of an XSKMAP have 4 bytes,
    // as `map_info` made sure of.
    unsafe { bpf(sys::BPF_MAP_UPDATE_ELEM, &mut attr) }.map(drop)
}

/// Removes an entry of an XSKMAP.
pub(crate) fn delete(map: BorrowedFd<'_>, key: u32) -> io::Result<()> {
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_2.map_fd = fd(map);
    attr.__bindgen_anon_2.key = address(&raw const key);
    // SAFETY: attr: the member of MAP_DELETE_ELEM; buffer: the key has 4 bytes, as in `update`.
    unsafe { bpf(sys::BPF_MAP_DELETE_ELEM, &mut attr) }.map(drop)
}

/// Opens what is pinned at `path` in a bpf file system.
pub(crate) fn open_pinned(path: &CStr) -> io::Result<OwnedFd> {
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_4.pathname = address(path.as_ptr());
    // SAFETY: attr: the member of OBJ_GET, which returns a descriptor; buffer: `path` ends in NUL.
    unsafe { bpf_fd(sys::BPF_OBJ_GET, &mut attr) }
}

/// Loads an XDP program. On failure the verifier's log is beside the error, if there is one.
pub(crate) fn load(
    name: &str,
    instructions: &[Instruction],
    flags: u32,
) -> Result<OwnedFd, (io::Error, String)> {
    let load = |log: &mut [u8]| {
        let mut attr = bpf_attr::default();
        attr.__bindgen_anon_3.prog_type = sys::BPF_PROG_TYPE_XDP;
        attr.__bindgen_anon_3.insn_cnt = instructions.len() as u32;
        attr.__bindgen_anon_3.insns = address(instructions.as_ptr());
        attr.__bindgen_anon_3.license = address(c"Dual MIT/GPL".as_ptr());
        attr.__bindgen_anon_3.prog_flags = flags;
        attr.__bindgen_anon_3.prog_name = object_name(name);
        if !log.is_empty() {
            attr.__bindgen_anon_3.log_level = 1;
            attr.__bindgen_anon_3.log_size = log.len() as u32;
            attr.__bindgen_anon_3.log_buf = address(log.as_mut_ptr());
        }
        // SAFETY: attr: the member of PROG_LOAD, which returns a descriptor; buffer: instructions
        // are 8 bytes each and as many as said; the licence ends in NUL; `log` is writable.
        unsafe { bpf_fd(sys::BPF_PROG_LOAD, &mut attr) }
    };
    let first = match load(&mut []) {
        Ok(program) => return Ok(program),
        Err(e) => e,
    };
    // Only the verifier's refusals have a log, and it costs time that a good program need not take.
    let mut log = vec![0; 64 << 10];
    loop {
        match load(&mut log) {
            Ok(program) => return Ok(program),
            Err(e) if e.raw_os_error() == Some(libc::ENOSPC) && log.len() < 16 << 20 => {
                log = vec![0; log.len() * 4];
            }
            Err(_) => return Err((first, string(&log))),
        }
    }
}

/// Attaches a program to the interface with this index in the calling thread's namespace. It stays
/// until the descriptor, and every copy of it, is closed. Available since Linux 5.9.
pub(crate) fn link_xdp(program: BorrowedFd<'_>, index: u32, flags: u32) -> io::Result<OwnedFd> {
    let mut attr = bpf_attr::default();
    attr.link_create.__bindgen_anon_1.prog_fd = fd(program);
    attr.link_create.__bindgen_anon_2.target_ifindex = index;
    attr.link_create.attach_type = sys::BPF_XDP;
    attr.link_create.flags = flags;
    // SAFETY: attr: the member of LINK_CREATE, which returns a descriptor.
    unsafe { bpf_fd(sys::BPF_LINK_CREATE, &mut attr) }
}

/// Detaches what a link attached, whoever holds the link. Available since Linux 5.9.
pub(crate) fn link_detach(link: BorrowedFd<'_>) -> io::Result<()> {
    let mut attr = bpf_attr::default();
    attr.link_detach.link_fd = fd(link);
    // SAFETY: attr: the member of LINK_DETACH.
    unsafe { bpf(sys::BPF_LINK_DETACH, &mut attr) }.map(drop)
}

/// The id of the link that follows `id`; ENOENT after the last.
pub(crate) fn next_link(id: u32) -> io::Result<u32> {
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_6.__bindgen_anon_1.start_id = id;
    // SAFETY: attr: the member of LINK_GET_NEXT_ID.
    unsafe { bpf(sys::BPF_LINK_GET_NEXT_ID, &mut attr) }?;
    // SAFETY: attr: LINK_GET_NEXT_ID writes here; integers have no invalid values.
    let next = unsafe { attr.__bindgen_anon_6.next_id };
    Ok(next)
}

/// Opens a link.
pub(crate) fn link_by_id(id: u32) -> io::Result<OwnedFd> {
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_6.__bindgen_anon_1.link_id = id;
    // SAFETY: attr: the member of LINK_GET_FD_BY_ID, which returns a descriptor.
    unsafe { bpf_fd(sys::BPF_LINK_GET_FD_BY_ID, &mut attr) }
}

/// Opens a program. Needs CAP_SYS_ADMIN.
pub(crate) fn program_by_id(id: u32) -> io::Result<OwnedFd> {
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_6.__bindgen_anon_1.prog_id = id;
    // SAFETY: attr: the member of PROG_GET_FD_BY_ID, which returns a descriptor.
    unsafe { bpf_fd(sys::BPF_PROG_GET_FD_BY_ID, &mut attr) }
}

/// Fills in `info`.
///
/// # Safety
///
/// `T` must be plain integers without padding, of which any bytes are a value.
unsafe fn info<T>(object: BorrowedFd<'_>, info: &mut T) -> io::Result<()> {
    let mut attr = bpf_attr::default();
    attr.info.bpf_fd = fd(object);
    attr.info.info_len = size_of::<T>() as u32;
    attr.info.info = address(&raw mut *info);
    // SAFETY: attr: the member of OBJ_GET_INFO_BY_FD; buffer: `info` is writable, and the caller
    // vouches for its type.
    unsafe { bpf(sys::BPF_OBJ_GET_INFO_BY_FD, &mut attr) }.map(drop)
}

/// What a descriptor of bpf(2) refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Map,
    Program,
    Link,
    Other,
}

/// Tells the kinds apart, since OBJ_GET_INFO_BY_FD answers for all of them.
pub(crate) fn kind(object: BorrowedFd<'_>) -> Kind {
    let path = format!("/proc/self/fd/{}", object.as_raw_fd());
    let target = std::fs::read_link(path).unwrap_or_default();
    match target.to_str() {
        Some("anon_inode:bpf-map") => Kind::Map,
        Some("anon_inode:bpf-prog") => Kind::Program,
        Some("anon_inode:bpf_link") => Kind::Link,
        _ => Kind::Other,
    }
}

pub(crate) struct ProgramInfo {
    pub(crate) id: u32,
    pub(crate) name: String,
}

pub(crate) fn program_info(program: BorrowedFd<'_>) -> io::Result<ProgramInfo> {
    let mut raw = sys::bpf_prog_info::default();
    // SAFETY: bpf_prog_info is plain integers.
    unsafe { info(program, &mut raw) }?;
    Ok(ProgramInfo {
        id: raw.id,
        name: string(&raw.name.map(|c| c as u8)),
    })
}

pub(crate) fn map_info(map: BorrowedFd<'_>) -> io::Result<sys::bpf_map_info> {
    let mut raw = sys::bpf_map_info::default();
    // SAFETY: bpf_map_info is plain integers.
    unsafe { info(map, &mut raw) }?;
    Ok(raw)
}

pub(crate) struct LinkInfo {
    pub(crate) program: u32,
    /// Of an XDP link: the interface's index in its own namespace, 0 once it is detached. `None`
    /// for links of other types.
    pub(crate) interface: Option<u32>,
}

pub(crate) fn link_info(link: BorrowedFd<'_>) -> io::Result<LinkInfo> {
    let mut raw = sys::bpf_link_info::default();
    // SAFETY: bpf_link_info is plain integers and unions of those.
    unsafe { info(link, &mut raw) }?;
    // SAFETY: integers have no invalid values, whichever member the kernel wrote.
    let index = unsafe { raw.__bindgen_anon_1.xdp.ifindex };
    Ok(LinkInfo {
        program: raw.prog_id,
        interface: (raw.type_ == sys::BPF_LINK_TYPE_XDP).then_some(index),
    })
}

/// Runs a program once on a packet, without any interface, and returns its verdict.
#[cfg(test)]
pub(crate) fn run(program: BorrowedFd<'_>, packet: &[u8]) -> io::Result<u32> {
    let mut attr = bpf_attr::default();
    attr.test.prog_fd = fd(program);
    attr.test.data_in = address(packet.as_ptr());
    attr.test.data_size_in = packet.len() as u32;
    attr.test.repeat = 1;
    // SAFETY: attr: the member of PROG_TEST_RUN; buffer: `packet` is only read, and no room for
    // output is offered.
    unsafe { bpf(sys::BPF_PROG_TEST_RUN, &mut attr) }?;
    // SAFETY: attr: PROG_TEST_RUN writes here; integers have no invalid values.
    let verdict = unsafe { attr.test.retval };
    Ok(verdict)
}

/// An AF_XDP socket that is bound to nothing, which is enough for a map.
#[cfg(test)]
pub(crate) fn unbound_socket() -> io::Result<OwnedFd> {
    let kind = libc::SOCK_RAW | libc::SOCK_CLOEXEC;
    // SAFETY: takes no pointer.
    let raw = unsafe { libc::socket(libc::AF_XDP, kind, 0) };
    if raw < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: fd: just opened.
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}
