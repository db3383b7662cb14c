//! A UDP socket.

use std::io;
use std::net::{Ipv4Addr, UdpSocket};
use std::os::fd::OwnedFd;
use std::process::ExitCode;

use bench::mmsg::{Messages, option};
use bench::{Peer, Port, frame};

fn main() -> ExitCode {
    bench::main::<Udp>()
}

struct Udp {
    socket: OwnedFd,
    messages: Messages,
    bytes: u64,
    calls: u64,
}

/// Ethernet, IPv4 and UDP.
const HEADERS: usize = 42;

impl Peer for Udp {
    fn open(port: &Port) -> io::Result<Udp> {
        let at = |i: usize| {
            let bytes = &port.packet[i..i + 4];
            Ipv4Addr::new(bytes[0], bytes[1], bytes[2], bytes[3])
        };
        let (source, target) = (at(26), at(30));
        let socket = if port.receives {
            UdpSocket::bind((target, frame::UDP_PORT))?
        } else {
            let socket = UdpSocket::bind((source, 0))?;
            socket.connect((target, frame::UDP_PORT))?;
            socket
        };
        let socket = OwnedFd::from(socket);
        // Room for a ring's worth of packets.
        let room = (port.ring * port.frame_size) as i32;
        option(&socket, libc::SOL_SOCKET, libc::SO_RCVBUFFORCE, &room)?;
        Ok(Udp {
            messages: Messages::of(&port.packet[HEADERS..], port.batch),
            socket,
            bytes: 0,
            calls: 0,
        })
    }

    fn send(&mut self, batch: usize) -> usize {
        self.calls += 1;
        self.messages.send(&self.socket, batch)
    }

    fn receive(&mut self, batch: usize) -> usize {
        self.calls += 1;
        let (n, bytes) = self.messages.receive(&self.socket, batch);
        self.bytes += bytes;
        n
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}
