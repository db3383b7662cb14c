//! The C library libxdp, by `src/libxdp.c`.
//!
//! Invariant of this file: `peer` is what libxdp_open returned, used by one owner and closed once.

use std::ffi::{CString, c_char, c_int};
use std::io;
use std::process::ExitCode;

use bench::redirect::Program;
use bench::{Peer, Port, when_free};

fn main() -> ExitCode {
    bench::main::<Libxdp>()
}

/// As `struct port` in libxdp.c.
#[repr(C)]
struct COptions {
    if_name: *const c_char,
    packet: *const u8,
    packet_len: u32,
    queue: u32,
    ring: u32,
    frame_size: u32,
    sends: u32,
    receives: u32,
    huge: u32,
}

#[repr(C)]
struct CPeer {
    _opaque: [u8; 0],
}

unsafe extern "C" {
    fn libxdp_open(port: *const COptions, out: *mut *mut CPeer) -> c_int;
    fn libxdp_close(peer: *mut CPeer);
    fn libxdp_fd(peer: *const CPeer) -> c_int;
    fn libxdp_calls(peer: *const CPeer) -> u64;
    fn libxdp_send(peer: *mut CPeer, batch: usize) -> usize;
    fn libxdp_receive(peer: *mut CPeer, batch: usize) -> usize;
}

struct Libxdp {
    peer: *mut CPeer,
    program: Option<Program>,
}

impl Drop for Libxdp {
    fn drop(&mut self) {
        // Detached first, so that nothing is redirected into a socket that closes.
        self.program = None;
        // SAFETY: open, by the invariant of this file.
        unsafe { libxdp_close(self.peer) };
    }
}

impl Peer for Libxdp {
    fn open(port: &Port) -> io::Result<Libxdp> {
        assert!(port.packet.len() <= port.frame_size as usize);
        let name = CString::new(port.if_name.as_str())?;
        let options = COptions {
            if_name: name.as_ptr(),
            packet: port.packet.as_ptr(),
            packet_len: port.packet.len() as u32,
            queue: port.queue,
            ring: port.ring,
            frame_size: port.frame_size,
            sends: port.sends.into(),
            receives: port.receives.into(),
            huge: port.huge.into(),
        };
        let peer = when_free(|| {
            let mut peer = std::ptr::null_mut();
            // SAFETY: the name and the packet outlive the call, which keeps neither.
            match unsafe { libxdp_open(&options, &mut peer) } {
                0 => Ok(peer),
                e => Err(io::Error::from_raw_os_error(-e)),
            }
        })?;
        let mut opened = Libxdp {
            peer,
            program: None,
        };
        if port.receives {
            let program = Program::redirect(port.if_index)?;
            // SAFETY: open.
            program.enter(port.queue, unsafe { libxdp_fd(peer) })?;
            opened.program = Some(program);
        }
        Ok(opened)
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        // SAFETY: open, and only called where the port sends.
        unsafe { libxdp_send(self.peer, batch) }
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        // SAFETY: open, and only called where the port receives.
        unsafe { libxdp_receive(self.peer, batch) }
    }

    fn calls(&self) -> u64 {
        // SAFETY: open.
        unsafe { libxdp_calls(self.peer) }
    }
}
