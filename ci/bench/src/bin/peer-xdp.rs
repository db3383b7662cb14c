//! xdp.

use std::io;
use std::os::fd::AsRawFd;
use std::process::ExitCode;

use bench::redirect::Program;
use bench::{Peer, Port, when_free};
use xdp::nic::NicIndex;
use xdp::slab::{HeapSlab, Slab};
use xdp::socket::{SocketError, XdpSocket, XdpSocketBuilder};
use xdp::umem::{FrameSize, UmemCfgBuilder};
use xdp::{RingConfigBuilder, Umem, WakableRings};

fn main() -> ExitCode {
    bench::main::<Xdp>()
}

struct Xdp {
    rings: WakableRings,
    _socket: XdpSocket,
    umem: Umem,
    slab: HeapSlab,
    len: i32,
    bytes: u64,
    calls: u64,
    _program: Option<Program>,
}

fn error(e: SocketError) -> io::Error {
    use SocketError as E;
    match e {
        E::SocketCreation(inner) | E::Bind(inner) => inner,
        E::SetSockOpt { inner, .. } | E::GetSockOpt { inner, .. } | E::RingMap { inner, .. } => {
            inner
        }
    }
}

impl Xdp {
    fn new(port: &Port) -> io::Result<Xdp> {
        let config = UmemCfgBuilder {
            frame_size: match port.frame_size {
                2048 => FrameSize::TwoK,
                4096 => FrameSize::FourK,
                other => return Err(io::Error::other(format!("no frames of {other} bytes"))),
            },
            frame_count: port.ring * (u32::from(port.sends) + u32::from(port.receives)),
            ..Default::default()
        };
        let mut umem = Umem::map(config.build().map_err(io::Error::other)?)?;
        let mut all = Vec::new();
        // SAFETY: the packets go back before the memory goes.
        while let Some(mut packet) = unsafe { umem.alloc() } {
            packet.append(&port.packet).map_err(io::Error::other)?;
            all.push(packet);
        }
        for packet in all {
            umem.free_packet(packet);
        }
        let rings = RingConfigBuilder {
            rx_count: if port.receives { port.ring } else { 0 },
            tx_count: if port.sends { port.ring } else { 0 },
            fill_count: 2 * port.ring,
            completion_count: port.ring,
        };
        let mut builder = XdpSocketBuilder::new().map_err(error)?;
        let config = rings.build().map_err(io::Error::other)?;
        let (mut rings, mut flags) = builder.build_wakable_rings(&umem, config).map_err(error)?;
        flags.force_copy();
        let at = NicIndex::new(port.if_index);
        let socket = builder.bind(at, port.queue, flags).map_err(error)?;
        let mut program = None;
        if port.receives {
            // SAFETY: the memory outlives the socket.
            unsafe {
                rings
                    .fill_ring
                    .enqueue(&mut umem, port.ring as usize, false)
            }?;
            let p = Program::redirect(port.if_index)?;
            p.enter(port.queue, socket.as_raw_fd())?;
            program = Some(p);
        }
        Ok(Xdp {
            rings,
            _socket: socket,
            umem,
            slab: HeapSlab::with_capacity(port.batch),
            len: port.packet.len() as i32,
            bytes: 0,
            calls: 0,
            _program: program,
        })
    }
}

impl Peer for Xdp {
    fn open(port: &Port) -> io::Result<Xdp> {
        when_free(|| Xdp::new(port))
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(tx) = &mut self.rings.tx_ring else {
            return 0;
        };
        self.rings.completion_ring.dequeue(&mut self.umem, batch);
        while self.slab.len() < batch {
            // SAFETY: the memory outlives its packets.
            let Some(mut packet) = (unsafe { self.umem.alloc() }) else {
                break;
            };
            packet.adjust_tail(self.len).expect("a fitting length");
            self.slab.push_front(packet);
        }
        let before = self.slab.len();
        if before == 0 {
            return 0;
        }
        // Whether the kernel wants to be woken up it does not tell: always.
        // SAFETY: the memory outlives the socket.
        let _ = unsafe { tx.send(&mut self.slab, true) };
        self.calls += 1;
        // An error, as the EAGAIN of a kernel that has not taken all, hides how many were queued.
        before - self.slab.len()
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(rx) = &mut self.rings.rx_ring else {
            return 0;
        };
        debug_assert_eq!(batch, self.slab.available());
        // SAFETY: the packets go back before the memory goes.
        let n = unsafe { rx.recv(&self.umem, &mut self.slab) };
        let mut bytes = 0;
        while let Some(packet) = self.slab.pop_back() {
            bytes += packet.len() as u64;
            self.umem.free_packet(packet);
        }
        self.bytes += bytes;
        // SAFETY: the memory outlives the socket.
        let _ = unsafe { self.rings.fill_ring.enqueue(&mut self.umem, n, false) };
        n
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}
