//! The XDP programs that the benchmark attaches itself: one that redirects to a socket, for the
//! libraries that bring none, and one that drops, for the far end of a flood.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

const BPF_MAP_CREATE: i32 = 0;
const BPF_MAP_UPDATE_ELEM: i32 = 2;
const BPF_PROG_LOAD: i32 = 5;
const BPF_LINK_CREATE: i32 = 28;
const BPF_MAP_TYPE_XSKMAP: u32 = 17;
const BPF_PROG_TYPE_XDP: u32 = 6;
const BPF_XDP: u32 = 37;
const XDP_FLAGS_DRV_MODE: u32 = 4;
const BPF_F_XDP_HAS_FRAGS: u32 = 1 << 5;

const ENTRIES: u32 = 64;

/// An attached program; detached when dropped.
#[derive(Debug)]
pub struct Program {
    _link: OwnedFd,
    map: Option<OwnedFd>,
}

fn bpf(command: i32, attr: &[u32]) -> io::Result<i32> {
    // SAFETY: `attr` is valid for its length and holds what bpf(2) describes for the command; all
    // pointers in it are to values that outlive the call.
    let r = unsafe { libc::syscall(libc::SYS_bpf, command, attr.as_ptr(), size_of_val(attr)) };
    if r < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(r as i32)
}

fn owned(fd: i32) -> OwnedFd {
    // SAFETY: bpf(2) has just made the descriptor, and nobody else knows of it.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

fn halves<T>(pointer: *const T) -> [u32; 2] {
    let address = pointer as u64;
    [address as u32, (address >> 32) as u32]
}

fn insn(code: u8, registers: u8, offset: u16, imm: i32) -> u64 {
    u64::from(code)
        | u64::from(registers) << 8
        | u64::from(offset) << 16
        | u64::from(imm as u32) << 32
}

fn attach(if_index: u32, insns: &[u64], flags: u32, map: Option<OwnedFd>) -> io::Result<Program> {
    let licence = c"Dual MIT/GPL";
    let (i, l) = (halves(insns.as_ptr()), halves(licence.as_ptr()));
    let program = owned(bpf(
        BPF_PROG_LOAD,
        // type, instructions, licence, log (none), kernel version, flags
        &[
            BPF_PROG_TYPE_XDP,
            insns.len() as u32,
            i[0],
            i[1],
            l[0],
            l[1],
            0,
            0,
            0,
            0,
            0,
            flags,
        ],
    )?);
    let link = bpf(
        BPF_LINK_CREATE,
        &[
            program.as_raw_fd() as u32,
            if_index,
            BPF_XDP,
            XDP_FLAGS_DRV_MODE,
        ],
    )?;
    Ok(Program {
        _link: owned(link),
        map,
    })
}

impl Program {
    /// Drops everything that arrives on an interface, jumbo frames too.
    pub fn drop_all(if_index: u32) -> io::Result<Program> {
        // r0 = XDP_DROP; exit
        let insns = [insn(0xb7, 0, 0, 1), insn(0x95, 0, 0, 0)];
        attach(if_index, &insns, BPF_F_XDP_HAS_FRAGS, None)
    }

    /// Redirects what arrives on a queue to the socket that is entered for it.
    pub fn redirect(if_index: u32) -> io::Result<Program> {
        let map = owned(bpf(BPF_MAP_CREATE, &[BPF_MAP_TYPE_XSKMAP, 4, 4, ENTRIES])?);
        let insns = [
            insn(0x61, 0x12, 16, 0),              // r2 = ctx->rx_queue_index
            insn(0x18, 0x11, 0, map.as_raw_fd()), // r1 = map
            insn(0, 0, 0, 0),                     // (second half)
            insn(0xb7, 3, 0, 2),                  // r3 = XDP_PASS
            insn(0x85, 0, 0, 51),                 // call bpf_redirect_map
            insn(0x95, 0, 0, 0),                  // exit
        ];
        attach(if_index, &insns, 0, Some(map))
    }

    /// Enters a socket for its queue.
    pub fn enter(&self, queue: u32, socket: RawFd) -> io::Result<()> {
        let map = self
            .map
            .as_ref()
            .expect("a redirecting program")
            .as_raw_fd();
        let socket = socket as u32;
        let (k, v) = (halves(&queue), halves(&socket));
        bpf(
            BPF_MAP_UPDATE_ELEM,
            &[map as u32, 0, k[0], k[1], v[0], v[1], 0, 0],
        )
        .map(drop)
    }
}
