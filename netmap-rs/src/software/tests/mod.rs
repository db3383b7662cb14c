//! The software backend against what was observed of the kernel's netmap, version 14 on Linux 6.1.
//!
//! The tests work as a C program would: on the raw region, through netmap-sys's macros.
#![allow(unsafe_code)]
// Invariant of this file: a `Raw` keeps its port, and with it the region that all pointers here
// point into; the macros give null or a ring of the port.

mod hostile;
mod model;
mod pipe;
mod poll;
mod raw;
mod register;
mod shared;
mod threads;
mod vale;

use std::io;
use std::sync::{Mutex, MutexGuard};

use netmap_sys::{self as sys, netmap_if, netmap_ring, netmap_slot, nmreq_register};

use super::SoftPort;
use super::allocator::lock;

/// There are eight switches at most and one registry, so only one test at a time uses them.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    lock(&ALONE)
}

fn all_nic() -> nmreq_register {
    nmreq_register {
        nr_mode: sys::NR_REG_ALL_NIC,
        ..Default::default()
    }
}

fn register(name: &str, mut reg: nmreq_register) -> io::Result<(SoftPort, nmreq_register)> {
    SoftPort::register(name, &mut reg).map(|port| (port, reg))
}

fn error(name: &str, reg: nmreq_register) -> Option<i32> {
    register(name, reg).unwrap_err().raw_os_error()
}

/// An open port and its region.
struct Raw {
    port: SoftPort,
    reg: nmreq_register,
    nifp: *mut netmap_if,
}

impl Raw {
    fn open(name: &str) -> Raw {
        Raw::with(name, all_nic())
    }

    fn with(name: &str, reg: nmreq_register) -> Raw {
        let (port, reg) = register(name, reg).unwrap();
        let base = port.memory().base();
        let nifp = sys::NETMAP_IF(base.as_ptr().cast(), reg.nr_offset as usize);
        Raw { port, reg, nifp }
    }

    fn tx(&self) -> Ring {
        self.tx_ring(0)
    }

    fn rx(&self) -> Ring {
        self.rx_ring(0)
    }

    fn tx_ring(&self, i: u32) -> Ring {
        // SAFETY: the invariant of this file.
        Ring(unsafe { sys::NETMAP_TXRING(self.nifp, i) })
    }

    fn rx_ring(&self, i: u32) -> Ring {
        // SAFETY: the invariant of this file.
        Ring(unsafe { sys::NETMAP_RXRING(self.nifp, i) })
    }

    fn txsync(&self) {
        self.port.txsync().unwrap();
    }

    fn rxsync(&self) {
        self.port.rxsync().unwrap();
    }

    /// Sends packets of these bytes on the first ring, as far as there is room, and syncs.
    /// Returns how many there was room for.
    fn send(&self, packets: &[impl AsRef<[u8]>]) -> usize {
        let ring = self.tx();
        let n = packets.len().min(ring.space() as usize);
        for packet in &packets[..n] {
            ring.put(packet.as_ref(), 0);
        }
        self.txsync();
        n
    }

    /// Syncs and takes all packets of the first receive ring.
    fn receive(&self) -> Vec<Vec<u8>> {
        self.rxsync();
        let ring = self.rx();
        let got = (0..ring.space()).map(|_| ring.take().0).collect();
        self.rxsync();
        got
    }

    /// Lengths of all packets waiting on the first receive ring.
    fn lengths(&self) -> Vec<usize> {
        self.receive().iter().map(Vec::len).collect()
    }
}

/// A port that may go to another thread: the tests keep to one user for each ring.
struct Sent(Raw);
// SAFETY: the rings' memory lives in the port, and each is used by one thread at a time.
unsafe impl Send for Sent {}

/// A ring in a region.
#[derive(Clone, Copy)]
struct Ring(*mut netmap_ring);

impl Ring {
    fn head(self) -> u32 {
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).head }
    }

    fn cur(self) -> u32 {
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).cur }
    }

    fn tail(self) -> u32 {
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).tail }
    }

    fn slots(self) -> u32 {
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).num_slots }
    }

    fn set(self, head: u32, cur: u32) {
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).cur = cur };
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).head = head };
    }

    fn set_tail(self, tail: u32) {
        // SAFETY: the invariant of this file.
        unsafe { (*self.0).tail = tail };
    }

    /// Slots from head to tail.
    fn space(self) -> u32 {
        let (head, tail) = (self.head(), self.tail());
        if tail >= head {
            tail - head
        } else {
            tail + self.slots() - head
        }
    }

    /// Gives `n` slots on.
    fn advance(self, n: u32) {
        let head = (self.head() + n) % self.slots();
        self.set(head, head);
    }

    fn slot(self, i: u32) -> netmap_slot {
        assert!(i < self.slots());
        // SAFETY: the invariant of this file, and the index was checked.
        unsafe { *sys::netmap_ring_slot(self.0, i) }
    }

    fn set_slot(self, i: u32, slot: netmap_slot) {
        assert!(i < self.slots());
        // SAFETY: the invariant of this file, and the index was checked.
        unsafe { *sys::netmap_ring_slot(self.0, i) = slot };
    }

    fn buffer(self, index: u32) -> *mut u8 {
        // SAFETY: the invariant of this file.
        unsafe { sys::NETMAP_BUF(self.0, index) }.cast()
    }

    /// Writes a packet, or a part of one, into the slot at head and moves head on.
    fn put(self, bytes: &[u8], flags: u16) {
        let at = self.head();
        let mut slot = self.slot(at);
        assert!(bytes.len() <= 2048);
        let buffer = self.buffer(slot.buf_idx);
        // SAFETY: a buffer has 2048 bytes.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), buffer, bytes.len()) };
        slot.len = bytes.len() as u16;
        slot.flags = flags;
        self.set_slot(at, slot);
        self.advance(1);
    }

    fn read(self, slot: netmap_slot) -> Vec<u8> {
        let len = usize::from(slot.len).min(2048);
        let mut bytes = vec![0; len];
        let buffer = self.buffer(slot.buf_idx);
        // SAFETY: a buffer has 2048 bytes.
        unsafe { std::ptr::copy_nonoverlapping(buffer, bytes.as_mut_ptr(), len) };
        bytes
    }

    /// Reads the slot at head, with its flags, and moves head on.
    fn take(self) -> (Vec<u8>, u16) {
        let slot = self.slot(self.head());
        let bytes = self.read(slot);
        self.advance(1);
        (bytes, slot.flags)
    }
}

/// A frame of `len` bytes from `source` to `destination`, which are the last bytes of their
/// addresses; 255 stands for broadcast. The bytes behind the header count up from `tag`.
fn frame(destination: u8, source: u8, len: usize, tag: u8) -> Vec<u8> {
    let mut f = vec![0; len];
    let address = |last| match last {
        255 => [255; 6],
        last => [2, 0, 0, 0, 0, last],
    };
    let header: Vec<u8> = [address(destination), address(source)].concat();
    let n = len.min(12);
    f[..n].copy_from_slice(&header[..n]);
    for (i, b) in f.iter_mut().enumerate().skip(14) {
        *b = tag.wrapping_add(i as u8);
    }
    f
}
