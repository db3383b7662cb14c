//! AF_PACKET: sends by sendmmsg, past the queueing discipline; receives by TPACKET_V3.
//!
//! Invariant of the ring: a block whose status has TP_STATUS_USER is ours until it is set back to
//! TP_STATUS_KERNEL, and the kernel's offsets lead from one packet of it to the next.

use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};

use bench::mmsg::{self, Messages};
use bench::{Peer, Port};

fn main() -> ExitCode {
    bench::main::<Packet>()
}

const BLOCK: usize = 64 << 10;
const BLOCKS: usize = 64;

struct Packet {
    socket: OwnedFd,
    messages: Messages,
    ring: *mut u8,
    block: usize,
    /// Packets of the block that are left, and the next of them.
    left: u32,
    next: *const libc::tpacket3_hdr,
    bytes: u64,
    calls: u64,
}

impl Packet {
    fn block(&self) -> *mut libc::tpacket_block_desc {
        self.ring.wrapping_add(self.block * BLOCK).cast()
    }

    fn status(&self) -> &AtomicU32 {
        // SAFETY: the block is mapped, and the word is only accessed as an atomic.
        unsafe { AtomicU32::from_ptr(&raw mut (*self.block()).hdr.bh1.block_status) }
    }
}

impl Peer for Packet {
    fn open(port: &Port) -> io::Result<Packet> {
        // Without a protocol, nothing is received.
        let all = (libc::ETH_P_ALL as u16).to_be();
        let protocol = if port.receives { all } else { 0 };
        let socket = mmsg::socket(libc::AF_PACKET, libc::SOCK_RAW, i32::from(protocol))?;
        mmsg::option(&socket, libc::SOL_PACKET, libc::PACKET_QDISC_BYPASS, &1i32)?;
        let mut ring = std::ptr::null_mut();
        if port.receives {
            let version = libc::tpacket_versions::TPACKET_V3 as i32;
            mmsg::option(&socket, libc::SOL_PACKET, libc::PACKET_VERSION, &version)?;
            mmsg::option(
                &socket,
                libc::SOL_PACKET,
                libc::PACKET_IGNORE_OUTGOING,
                &1i32,
            )?;
            let request = libc::tpacket_req3 {
                tp_block_size: BLOCK as u32,
                tp_block_nr: BLOCKS as u32,
                tp_frame_size: 2048,
                tp_frame_nr: (BLOCK * BLOCKS / 2048) as u32,
                tp_retire_blk_tov: 1,
                tp_sizeof_priv: 0,
                tp_feature_req_word: 0,
            };
            mmsg::option(&socket, libc::SOL_PACKET, libc::PACKET_RX_RING, &request)?;
            let (access, none) = (libc::PROT_READ | libc::PROT_WRITE, std::ptr::null_mut());
            let (shared, fd) = (libc::MAP_SHARED, socket.as_raw_fd());
            // SAFETY: a new mapping of the socket's ring.
            let map = unsafe { libc::mmap(none, BLOCK * BLOCKS, access, shared, fd, 0) };
            if map == libc::MAP_FAILED {
                return Err(io::Error::last_os_error());
            }
            ring = map.cast();
        }
        // SAFETY: plain data, for which zero means nothing.
        let mut address: libc::sockaddr_ll = unsafe { std::mem::zeroed() };
        address.sll_family = libc::AF_PACKET as u16;
        address.sll_protocol = protocol;
        address.sll_ifindex = port.if_index as i32;
        mmsg::bind(&socket, &address)?;
        Ok(Packet {
            messages: Messages::of(&port.packet, port.batch),
            socket,
            ring,
            block: 0,
            left: 0,
            next: std::ptr::null(),
            bytes: 0,
            calls: 0,
        })
    }

    fn send(&mut self, batch: usize) -> usize {
        self.calls += 1;
        self.messages.send(&self.socket, batch)
    }

    fn receive(&mut self, batch: usize) -> usize {
        let (mut n, mut bytes) = (0, 0);
        while n < batch {
            if self.left == 0 {
                if self.status().load(Ordering::Acquire) & libc::TP_STATUS_USER == 0 {
                    break;
                }
                // SAFETY: the block is ours.
                let header = unsafe { (*self.block()).hdr.bh1 };
                self.left = header.num_pkts;
                let first = header.offset_to_first_pkt as usize;
                self.next = self.block().cast::<u8>().wrapping_add(first).cast();
            }
            if self.left > 0 {
                // SAFETY: a packet of a block that is ours.
                let packet = unsafe { &*self.next };
                bytes += u64::from(packet.tp_snaplen);
                let step = packet.tp_next_offset as usize;
                self.next = self.next.cast::<u8>().wrapping_add(step).cast();
                self.left -= 1;
                n += 1;
            }
            if self.left == 0 {
                self.status()
                    .store(libc::TP_STATUS_KERNEL, Ordering::Release);
                self.block = (self.block + 1) % BLOCKS;
            }
        }
        self.bytes += bytes;
        n
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}
