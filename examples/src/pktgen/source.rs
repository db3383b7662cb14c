//! Packets made up: numbered UDP packets, at a rate.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use super::engine::{Next, Source};
use super::frame::{Mark, Template};

/// Bytes of Ethernet, IPv4 and UDP headers.
pub const HEADERS: usize = 14 + 20 + 8;

/// The two ends of a UDP flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// MAC addresses: source, destination.
    pub macs: [[u8; 6]; 2],
    /// IPv4 addresses: source, destination.
    pub addresses: [Ipv4Addr; 2],
    /// UDP ports: source, destination.
    pub ports: [u16; 2],
}

impl Flow {
    /// The frames of `len` bytes of this flow; `len` is at least that of the headers and the mark.
    ///
    /// The UDP checksum is zero, "not computed" (RFC 768), because the payload differs from frame
    /// to frame.
    pub fn template(&self, len: usize) -> Template {
        let [source, destination] = self.macs;
        let ip_len = (len - 14) as u16;
        let mut p = Vec::with_capacity(HEADERS);
        p.extend_from_slice(&destination);
        p.extend_from_slice(&source);
        p.extend_from_slice(&[0x08, 0x00]);
        // Version and header length, no TOS, total length; identification, don't fragment.
        p.extend_from_slice(&[0x45, 0]);
        p.extend_from_slice(&ip_len.to_be_bytes());
        p.extend_from_slice(&[0, 0, 0x40, 0]);
        // Time to live, protocol UDP, checksum to be filled in.
        p.extend_from_slice(&[64, 17, 0, 0]);
        for address in self.addresses {
            p.extend_from_slice(&address.octets());
        }
        let checksum = internet_checksum(&p[14..34]);
        p[24..26].copy_from_slice(&checksum.to_be_bytes());
        for port in self.ports {
            p.extend_from_slice(&port.to_be_bytes());
        }
        p.extend_from_slice(&(ip_len - 20).to_be_bytes());
        p.extend_from_slice(&[0, 0]);
        Template::new(p)
    }
}

/// RFC 1071, over a header of an even number of bytes.
fn internet_checksum(header: &[u8]) -> u16 {
    let sum: u32 = header
        .chunks_exact(2)
        .map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]])))
        .sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    !((folded & 0xffff) + (folded >> 16)) as u16
}

/// Numbered frames without end, or so many; as fast as it goes, or at a rate.
#[derive(Debug)]
pub struct Generator {
    template: Template,
    len: usize,
    stream: u16,
    next: u64,
    end: Option<u64>,
    pace: Option<Pace>,
    epoch: Instant,
    stamp: u64,
}

/// Sends number `n` not before `start + n / rate`.
#[derive(Debug, Clone, Copy)]
struct Pace {
    start: Instant,
    seconds_each: f64,
}

impl Generator {
    /// Frames of `len` bytes of `template`, numbered from 0; `count` of them, and `rate` per
    /// second, where given.
    pub fn new(
        template: Template,
        len: usize,
        stream: u16,
        count: Option<u64>,
        rate: Option<f64>,
    ) -> Generator {
        let now = Instant::now();
        Generator {
            template,
            len,
            stream,
            next: 0,
            end: count,
            pace: rate.map(|rate| Pace {
                start: now,
                seconds_each: 1.0 / rate,
            }),
            epoch: now,
            stamp: 0,
        }
    }
}

impl Source for Generator {
    #[inline]
    fn next(&mut self, now: Instant) -> Next {
        if self.end == Some(self.next) {
            return Next::End;
        }
        if let Some(pace) = self.pace {
            let due = Duration::try_from_secs_f64(self.next as f64 * pace.seconds_each)
                .ok()
                .and_then(|after| pace.start.checked_add(after));
            match due {
                Some(due) if due <= now => {}
                Some(due) => return Next::NotBefore(due),
                None => return Next::End, // in more years than the clock counts
            }
        }
        self.stamp = now.saturating_duration_since(self.epoch).as_nanos() as u64;
        Next::Packet(self.len)
    }

    #[inline]
    fn write(&mut self, frame: &mut [u8]) {
        let mark = Mark {
            stream: self.stream,
            number: self.next,
            stamp: self.stamp,
        };
        self.template.write(frame, mark);
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOW: Flow = Flow {
        macs: [[2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]],
        addresses: [Ipv4Addr::new(198, 18, 0, 1), Ipv4Addr::new(198, 18, 0, 2)],
        ports: [9, 4242],
    };

    #[test]
    fn headers_are_what_an_independent_parser_expects() {
        let mut frame = vec![0; 60];
        let mut source = Generator::new(FLOW.template(60), 60, 1, Some(1), None);
        assert_eq!(source.next(Instant::now()), Next::Packet(60));
        source.write(&mut frame);
        assert_eq!(source.next(Instant::now()), Next::End);

        let parsed = etherparse::SlicedPacket::from_ethernet(&frame).unwrap();
        let Some(etherparse::NetSlice::Ipv4(ip)) = &parsed.net else {
            panic!("{parsed:?}");
        };
        assert_eq!(ip.header().destination_addr(), FLOW.addresses[1]);
        let header = ip.header().to_header();
        assert_eq!(header.header_checksum, header.calc_header_checksum());
        let Some(etherparse::TransportSlice::Udp(udp)) = &parsed.transport else {
            panic!("{parsed:?}");
        };
        assert_eq!((udp.destination_port(), udp.payload().len()), (4242, 18));
    }

    #[test]
    fn a_rate_is_kept() {
        let mut source = Generator::new(FLOW.template(60), 60, 1, None, Some(1000.0));
        let start = source.epoch;
        let at = |ms| start + Duration::from_millis(ms);
        let mut frame = [0; 60];
        assert_eq!(source.next(at(0)), Next::Packet(60));
        source.write(&mut frame);
        assert_eq!(source.next(at(0)), Next::NotBefore(at(1)));
        assert_eq!(source.next(at(1)), Next::Packet(60));
        source.write(&mut frame);
        // Late: what was missed is caught up with.
        let mut sent = 0;
        while source.next(at(10)) == Next::Packet(60) {
            source.write(&mut frame);
            sent += 1;
        }
        assert_eq!(sent, 9);
    }
}
