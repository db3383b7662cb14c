//! The floor: a bare loop over libc and mapped rings, as lean as it goes. No checks, no
//! abstractions, no pool: a frame that comes back is the next one sent, straight from the
//! completion ring into the TX ring, and a frame that was received goes straight into the fill
//! ring. Indices are masked once per run of slots, and each ring is published once per batch.
//!
//! Invariant of this file: the rings are mapped with `mask + 1` entries each; the TX ring and the
//! completion ring have as many as there are frames for sending, and the fill ring has more than
//! there are frames for receiving, so a frame always has a slot to go to.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use libc::xdp_desc;

use crate::redirect::Program;
use crate::xsk::{self, Area, Ring};
use crate::{Peer, Port, when_free};

struct Tx {
    tx: Ring<xdp_desc>,
    completion: Ring<u64>,
    produced: u32,
    completed: u32,
    /// The first frame that was never sent, and the end of them, as addresses.
    fresh: u64,
    end: u64,
    frame_size: u64,
    len: u32,
}

struct Rx {
    rx: Ring<xdp_desc>,
    fill: Ring<u64>,
    consumed: u32,
    filled: u32,
    bytes: u64,
}

/// A socket.
pub struct Raw {
    tx: Option<Tx>,
    rx: Option<Rx>,
    fd: OwnedFd,
    calls: u64,
    _program: Option<Program>,
    _area: Area,
}

impl Peer for Raw {
    fn open(port: &Port) -> io::Result<Raw> {
        when_free(|| Raw::new(port))
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(t) = &mut self.tx else { return 0 };
        let mut count = t.send_again(batch);
        if count < batch && t.fresh < t.end {
            count += t.send_fresh(batch - count);
        }
        // SAFETY: the ring is mapped.
        unsafe { (*t.tx.producer).store(t.produced, Release) };
        if t.tx.needs_wakeup() {
            self.calls += 1;
            let (fd, flags) = (self.fd.as_raw_fd(), libc::MSG_DONTWAIT);
            // SAFETY: no buffer and no address.
            unsafe { libc::sendto(fd, std::ptr::null(), 0, flags, std::ptr::null(), 0) };
        }
        count
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(r) = &mut self.rx else { return 0 };
        let count = r.receive(batch);
        if count == 0 {
            return 0;
        }
        // SAFETY: the ring is mapped.
        unsafe { (*r.rx.consumer).store(r.consumed, Release) };
        // SAFETY: the ring is mapped.
        unsafe { (*r.fill.producer).store(r.filled, Release) };
        if r.fill.needs_wakeup() {
            self.calls += 1;
            let (fd, flags) = (self.fd.as_raw_fd(), libc::MSG_DONTWAIT);
            let none = std::ptr::null_mut();
            // SAFETY: no buffer and no address.
            unsafe { libc::recvfrom(fd, none, 0, flags, none.cast(), none.cast()) };
        }
        count
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}

impl Tx {
    /// Sends the frames that have come back, at most `batch`.
    #[inline]
    fn send_again(&mut self, batch: usize) -> usize {
        // SAFETY: the ring is mapped.
        let done = unsafe { (*self.completion.producer).load(Acquire) };
        let count = batch.min(done.wrapping_sub(self.completed) as usize);
        let (mask, slots) = (self.tx.mask, self.tx.mask as usize + 1);
        let mut left = count;
        while left > 0 {
            let (from, to) = (
                (self.completed & mask) as usize,
                (self.produced & mask) as usize,
            );
            let run = left.min(slots - from.max(to));
            let from = self.completion.entries.wrapping_add(from);
            let to = self.tx.entries.wrapping_add(to);
            for i in 0..run {
                let descriptor = xdp_desc {
                    // SAFETY: within the ring, and before the kernel's index.
                    addr: unsafe { *from.wrapping_add(i) },
                    len: self.len,
                    options: 0,
                };
                // SAFETY: within the ring; whoever had this slot before has sent its frame.
                unsafe { *to.wrapping_add(i) = descriptor };
            }
            self.completed = self.completed.wrapping_add(run as u32);
            self.produced = self.produced.wrapping_add(run as u32);
            left -= run;
        }
        // SAFETY: the ring is mapped.
        unsafe { (*self.completion.consumer).store(self.completed, Release) };
        count
    }

    /// Sends frames that were never sent, at most `batch`.
    #[cold]
    fn send_fresh(&mut self, batch: usize) -> usize {
        let mut count = 0;
        while count < batch && self.fresh < self.end {
            let to = (self.produced & self.tx.mask) as usize;
            let descriptor = xdp_desc {
                addr: self.fresh,
                len: self.len,
                options: 0,
            };
            // SAFETY: masked, so within the ring; there are as many slots as frames.
            unsafe { *self.tx.entries.wrapping_add(to) = descriptor };
            self.fresh += self.frame_size;
            self.produced = self.produced.wrapping_add(1);
            count += 1;
        }
        count
    }
}

impl Rx {
    /// Looks at what has arrived, at most `batch`, and gives the frames back.
    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        // SAFETY: the ring is mapped.
        let there = unsafe { (*self.rx.producer).load(Acquire) };
        let count = batch.min(there.wrapping_sub(self.consumed) as usize);
        let (mut left, mut bytes) = (count, 0);
        while left > 0 {
            let from = (self.consumed & self.rx.mask) as usize;
            let to = (self.filled & self.fill.mask) as usize;
            let run = left
                .min(self.rx.mask as usize + 1 - from)
                .min(self.fill.mask as usize + 1 - to);
            let from = self.rx.entries.wrapping_add(from);
            let to = self.fill.entries.wrapping_add(to);
            for i in 0..run {
                // SAFETY: within the ring, and before the kernel's index.
                let descriptor = unsafe { *from.wrapping_add(i) };
                bytes += u64::from(descriptor.len);
                // The kernel masks the address down to its frame itself, as chunks are aligned.
                // SAFETY: within the ring, which has room for all frames.
                unsafe { *to.wrapping_add(i) = descriptor.addr };
            }
            self.consumed = self.consumed.wrapping_add(run as u32);
            self.filled = self.filled.wrapping_add(run as u32);
            left -= run;
        }
        self.bytes += bytes;
        count
    }
}

impl Raw {
    fn new(port: &Port) -> io::Result<Raw> {
        let frames = u64::from(port.ring);
        let (tx_frames, rx_frames) = (
            if port.sends { frames } else { 0 },
            if port.receives { frames } else { 0 },
        );
        let size = u64::from(port.frame_size);
        let bytes = ((tx_frames + rx_frames) * size) as usize;
        let area = Area::map(
            bytes.next_multiple_of(if port.huge { 2 << 20 } else { 4096 }),
            port.huge,
        )?;
        let fd = xsk::socket()?;
        xsk::register(&fd, &area, port.frame_size)?;
        let fill: Ring<u64> = xsk::ring(&fd, libc::XDP_UMEM_FILL_RING, 2 * port.ring)?;
        let completion: Ring<u64> = xsk::ring(&fd, libc::XDP_UMEM_COMPLETION_RING, port.ring)?;
        let mut tx = None;
        if port.sends {
            for i in 0..tx_frames {
                let start = area.start.wrapping_add((i * size) as usize);
                let (from, len) = (port.packet.as_ptr(), port.packet.len());
                assert!(len as u64 <= size, "a packet fits a frame");
                // SAFETY: the frame is within the area, and the packet within the frame.
                unsafe { std::ptr::copy_nonoverlapping(from, start, len) };
            }
            tx = Some(Tx {
                tx: xsk::ring(&fd, libc::XDP_TX_RING, port.ring)?,
                completion,
                produced: 0,
                completed: 0,
                fresh: 0,
                end: tx_frames * size,
                frame_size: size,
                len: port.packet.len() as u32,
            });
            if let Some(packets) = port.budget {
                xsk::budget(&fd, packets)?;
            }
        }
        let mut rx = None;
        if port.receives {
            for i in 0..rx_frames {
                let entry = fill.entries.wrapping_add(i as usize);
                // SAFETY: the fill ring has twice as many entries as there are frames.
                unsafe { *entry = (tx_frames + i) * size };
            }
            // SAFETY: the ring is mapped.
            unsafe { (*fill.producer).store(rx_frames as u32, Release) };
            rx = Some(Rx {
                rx: xsk::ring(&fd, libc::XDP_RX_RING, port.ring)?,
                fill,
                consumed: 0,
                filled: rx_frames as u32,
                bytes: 0,
            });
        }
        xsk::bind(&fd, port.if_index, port.queue)?;
        let mut program = None;
        if port.receives {
            let p = Program::redirect(port.if_index)?;
            p.enter(port.queue, fd.as_raw_fd())?;
            program = Some(p);
        }
        Ok(Raw {
            tx,
            rx,
            fd,
            calls: 0,
            _program: program,
            _area: area,
        })
    }

    /// Sends `count` packets, no more, and waits until the kernel has taken them. False if it does
    /// not within a while.
    pub fn send_exactly(&mut self, count: usize) -> bool {
        let mut sent = 0;
        for _ in 0..1_000_000 {
            if sent < count {
                sent += self.send((count - sent).min(32));
            } else {
                self.send(0);
            }
            let t = self.tx.as_ref().expect("a sender");
            // SAFETY: the ring is mapped.
            let taken = unsafe { (*t.tx.consumer).load(Relaxed) };
            if sent == count && taken == t.produced {
                return true;
            }
        }
        false
    }
}
