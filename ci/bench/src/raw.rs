//! The floor: a bare loop over libc and mapped rings. No checks, no abstractions; frames are
//! nevertheless taken back by the address in the completion ring, as any program has to.
//!
//! Invariant of this file: the rings are mapped with `mask + 1` entries each, `free` has room for
//! every frame, and the kernel puts into the rings only addresses that it was given.
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
    free: Vec<u64>,
    /// How many of `free` are.
    n: usize,
    producer: u32,
    /// What the kernel had taken when last looked at, and a ring's size more.
    limit: u32,
    completed: u32,
}

struct Rx {
    rx: Ring<xdp_desc>,
    fill: Ring<u64>,
    consumer: u32,
    filled: u32,
}

/// A socket.
pub struct Raw {
    tx: Option<Tx>,
    rx: Option<Rx>,
    fd: OwnedFd,
    len: u32,
    frame_mask: u64,
    calls: u64,
    bytes: u64,
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
        if t.n < batch || t.limit.wrapping_sub(t.producer) < batch as u32 {
            t.reclaim();
        }
        let room = t.limit.wrapping_sub(t.producer) as usize;
        let count = batch.min(t.n).min(room);
        for _ in 0..count {
            t.n -= 1;
            let entry = t.tx.entries.wrapping_add((t.producer & t.tx.mask) as usize);
            // SAFETY: `n` was above 0, and `free` is as long as there are frames.
            let addr = unsafe { *t.free.get_unchecked(t.n) };
            // SAFETY: masked, so within the ring; the kernel has taken what was there.
            unsafe {
                *entry = xdp_desc {
                    addr,
                    len: self.len,
                    options: 0,
                }
            };
            t.producer = t.producer.wrapping_add(1);
        }
        // SAFETY: the ring is mapped.
        unsafe { (*t.tx.producer).store(t.producer, Release) };
        if t.tx.needs_wakeup() {
            self.calls += 1;
            let flags = libc::MSG_DONTWAIT;
            // SAFETY: no buffer and no address.
            unsafe {
                libc::sendto(
                    self.fd.as_raw_fd(),
                    std::ptr::null(),
                    0,
                    flags,
                    std::ptr::null(),
                    0,
                )
            };
        }
        count
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(r) = &mut self.rx else { return 0 };
        // SAFETY: the ring is mapped.
        let there = unsafe { (*r.rx.producer).load(Acquire) }.wrapping_sub(r.consumer);
        let count = batch.min(there as usize);
        if count == 0 {
            return 0;
        }
        let mut bytes = 0;
        for _ in 0..count {
            let entry = r.rx.entries.wrapping_add((r.consumer & r.rx.mask) as usize);
            // SAFETY: masked, so within the ring, and before the kernel's index.
            let descriptor = unsafe { *entry };
            bytes += u64::from(descriptor.len);
            let entry = r
                .fill
                .entries
                .wrapping_add((r.filled & r.fill.mask) as usize);
            // SAFETY: masked; the fill ring has room for all frames.
            unsafe { *entry = descriptor.addr & self.frame_mask };
            r.consumer = r.consumer.wrapping_add(1);
            r.filled = r.filled.wrapping_add(1);
        }
        self.bytes += bytes;
        // SAFETY: the ring is mapped.
        unsafe { (*r.rx.consumer).store(r.consumer, Release) };
        // SAFETY: the ring is mapped.
        unsafe { (*r.fill.producer).store(r.filled, Release) };
        if r.fill.needs_wakeup() {
            self.calls += 1;
            let (flags, none) = (libc::MSG_DONTWAIT, std::ptr::null_mut());
            // SAFETY: no buffer and no address.
            unsafe {
                libc::recvfrom(
                    self.fd.as_raw_fd(),
                    none,
                    0,
                    flags,
                    none.cast(),
                    none.cast(),
                )
            };
        }
        count
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}

impl Tx {
    /// Takes back what was sent.
    #[inline]
    fn reclaim(&mut self) {
        // SAFETY: the ring is mapped.
        let there = unsafe { (*self.completion.producer).load(Acquire) };
        while self.completed != there {
            let at = (self.completed & self.completion.mask) as usize;
            // SAFETY: masked, and before the kernel's index.
            let address = unsafe { *self.completion.entries.wrapping_add(at) };
            // SAFETY: no more frames come back than there are, and `free` has room for them all.
            unsafe { *self.free.get_unchecked_mut(self.n) = address };
            self.n += 1;
            self.completed = self.completed.wrapping_add(1);
        }
        // SAFETY: the ring is mapped.
        unsafe { (*self.completion.consumer).store(self.completed, Release) };
        // SAFETY: the ring is mapped.
        let taken = unsafe { (*self.tx.consumer).load(Acquire) };
        self.limit = taken.wrapping_add(self.tx.mask + 1);
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
                free: (0..tx_frames).map(|i| i * size).collect(),
                n: tx_frames as usize,
                producer: 0,
                limit: port.ring,
                completed: 0,
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
                consumer: 0,
                filled: rx_frames as u32,
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
            len: port.packet.len() as u32,
            frame_mask: !(size - 1),
            calls: 0,
            bytes: 0,
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
            if sent == count && taken == t.producer {
                return true;
            }
        }
        false
    }
}
