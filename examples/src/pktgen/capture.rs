//! Capture files: pcap written and read, pcapng read.

use std::io::{self, BufReader, Read, Write};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use pcap_file::pcap::{PcapHeader, PcapPacket, PcapReader, PcapWriter};
use pcap_file::pcapng::PcapNgReader;
use pcap_file::pcapng::blocks::Block;
use pcap_file::pcapng::blocks::interface_description::{
    InterfaceDescriptionBlock, InterfaceDescriptionOption,
};
use pcap_file::{DataLink, PcapError, TsResolution};

use super::cli::Speed;
use super::engine::{Next, Source};

/// Writes packets with the time of their arrival, in nanoseconds.
pub struct Dump<W: Write> {
    writer: PcapWriter<W>,
    snap_len: u32,
    /// Packets written.
    pub written: u64,
    /// Packets cut to the snap length.
    pub cut: u64,
}

impl<W: Write> Dump<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn new(writer: W, snap_len: u32) -> io::Result<Dump<W>> {
        let header = PcapHeader {
            // Readers refuse packets whose original length exceeds this.
            snaplen: 65_535,
            datalink: DataLink::ETHERNET,
            ts_resolution: TsResolution::NanoSecond,
            ..PcapHeader::default()
        };
        Ok(Dump {
            writer: PcapWriter::with_header(writer, header).map_err(into_io)?,
            snap_len,
            written: 0,
            cut: 0,
        })
    }

    /// Writes one packet.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&mut self, now: SystemTime, packet: &[u8]) -> io::Result<()> {
        let kept = &packet[..packet.len().min(self.snap_len as usize)];
        let time = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let record = PcapPacket::new(time, packet.len() as u32, kept);
        self.writer.write_packet(&record).map_err(into_io)?;
        self.written += 1;
        self.cut += u64::from(kept.len() < packet.len());
        Ok(())
    }

    /// Hands the writer back, for a last flush.
    pub fn into_writer(self) -> W {
        self.writer.into_writer()
    }
}

/// A capture in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capture {
    /// The packets one after the other.
    bytes: Vec<u8>,
    /// When, since the first packet, and where in `bytes` each ends.
    packets: Vec<(Duration, usize)>,
    /// Packets of which the file holds only the beginning; they are sent as they are.
    pub cut: u64,
    /// Packets left out: without a byte, or longer than a frame.
    pub left_out: u64,
}

impl Capture {
    /// Reads a pcap or pcapng file of Ethernet packets, as a whole, so that no file is read while
    /// packets are sent. Packets of more than `max_len` bytes are left out.
    ///
    /// # Errors
    ///
    /// Those of the reader, and [`io::ErrorKind::InvalidData`] for anything that is no such file.
    pub fn read(reader: impl Read, max_len: usize) -> io::Result<Capture> {
        let mut reader = BufReader::new(reader);
        let mut magic = [0; 4];
        reader.read_exact(&mut magic).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => invalid("the file is too short for a capture"),
            _ => e,
        })?;
        let reader = magic.chain(reader);
        let mut capture = Capture::default();
        let mut first = None;
        let mut add = |time: Duration, original_len: u32, packet: &[u8]| {
            if packet.is_empty() || packet.len() > max_len {
                capture.left_out += 1;
                return;
            }
            let first = *first.get_or_insert(time);
            capture.cut += u64::from((packet.len() as u64) < u64::from(original_len));
            capture.bytes.extend_from_slice(packet);
            let time = time.saturating_sub(first);
            capture.packets.push((time, capture.bytes.len()));
        };
        if magic == [0x0a, 0x0d, 0x0d, 0x0a] {
            read_pcapng(reader, &mut add)?;
        } else {
            read_pcap(reader, &mut add)?;
        }
        Ok(capture)
    }

    /// How many packets there are to send.
    pub fn len(&self) -> usize {
        self.packets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packets.is_empty()
    }

    fn packet(&self, i: usize) -> &[u8] {
        let start = i.checked_sub(1).map_or(0, |before| self.packets[before].1);
        &self.bytes[start..self.packets[i].1]
    }

    /// When packet `i` comes after the first, in time order or not.
    fn time(&self, i: usize) -> Duration {
        self.packets[i].0
    }
}

type Add<'a> = &'a mut dyn FnMut(Duration, u32, &[u8]);

fn read_pcap(reader: impl Read, add: Add<'_>) -> io::Result<()> {
    let mut reader = PcapReader::new(reader).map_err(into_io)?;
    let header = reader.header();
    ethernet(header.datalink)?;
    // The fields are read raw, because the checked ones refuse captures with a short snap length.
    while let Some(packet) = reader.next_raw_packet() {
        let packet = packet.map_err(into_io)?;
        let nanos = match header.ts_resolution {
            TsResolution::MicroSecond => u64::from(packet.ts_frac) * 1000,
            TsResolution::NanoSecond => u64::from(packet.ts_frac),
        };
        let time = Duration::from_secs(packet.ts_sec.into()) + Duration::from_nanos(nanos);
        add(time, packet.orig_len, &packet.data);
    }
    Ok(())
}

fn read_pcapng(reader: impl Read, add: Add<'_>) -> io::Result<()> {
    let mut reader = PcapNgReader::new(reader).map_err(into_io)?;
    // Interfaces are numbered anew in each section.
    let mut interfaces = Vec::new();
    let mut last = Duration::ZERO;
    while let Some(block) = reader.next_block() {
        match block.map_err(into_io)? {
            Block::SectionHeader(_) => interfaces.clear(),
            Block::InterfaceDescription(interface) => {
                ethernet(interface.linktype)?;
                interfaces.push(Resolution::of(&interface));
            }
            Block::EnhancedPacket(packet) => {
                let resolution = interfaces
                    .get(packet.interface_id as usize)
                    .ok_or_else(|| invalid("a packet of an interface that is not described"))?;
                // The crate takes every unit for a nanosecond.
                last = resolution.time(packet.timestamp.as_nanos() as u64);
                add(last, packet.original_len, &packet.data);
            }
            // Has no time: with the packet before.
            Block::SimplePacket(packet) => add(last, packet.original_len, &packet.data),
            _ => {}
        }
    }
    Ok(())
}

/// Units of time per second of a pcapng interface.
#[derive(Debug, Clone, Copy)]
struct Resolution {
    per_second: u64,
}

impl Resolution {
    fn of(interface: &InterfaceDescriptionBlock<'_>) -> Resolution {
        let option = interface.options.iter().find_map(|option| match option {
            InterfaceDescriptionOption::IfTsResol(value) => Some(*value),
            _ => None,
        });
        // A power of 10, or of 2 where the top bit is set; 10^-6 by default.
        let per_second = match option.unwrap_or(6) {
            v if v & 0x80 != 0 => 1_u64.checked_shl(u32::from(v & 0x7f)),
            v => 10_u64.checked_pow(v.into()),
        };
        Resolution {
            per_second: per_second.unwrap_or(u64::MAX),
        }
    }

    fn time(self, units: u64) -> Duration {
        let rest = u128::from(units % self.per_second);
        let nanos = rest * 1_000_000_000 / u128::from(self.per_second);
        Duration::new(units / self.per_second, nanos as u32)
    }
}

fn ethernet(link: DataLink) -> io::Result<()> {
    if link == DataLink::ETHERNET {
        Ok(())
    } else {
        Err(invalid(format!(
            "a capture of link type {link:?}; only Ethernet can be sent"
        )))
    }
}

fn invalid(message: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message.into())
}

fn into_io(e: PcapError) -> io::Error {
    match e {
        PcapError::IoError(e) if e.kind() != io::ErrorKind::UnexpectedEof => e,
        PcapError::IoError(_) | PcapError::IncompleteBuffer => {
            invalid("the file ends in the middle of a packet")
        }
        e => invalid(e.to_string()),
    }
}

/// Sends a capture.
#[derive(Debug)]
pub struct Player<'a> {
    capture: &'a Capture,
    speed: Speed,
    /// Rounds to go, this one included.
    rounds: u64,
    next: usize,
    left: Option<u64>,
    /// When this round began.
    start: Option<Instant>,
}

impl<'a> Player<'a> {
    /// Plays `capture` so many times, and ends after `count` packets where that is given.
    pub fn new(capture: &'a Capture, speed: Speed, times: u64, count: Option<u64>) -> Player<'a> {
        Player {
            capture,
            speed,
            rounds: times,
            next: 0,
            left: count,
            start: None,
        }
    }

    fn due(&self, start: Instant) -> Option<Instant> {
        match self.speed {
            Speed::Top => Some(start),
            Speed::Times(factor) => {
                let after = self.capture.time(self.next).as_secs_f64() / factor;
                start.checked_add(Duration::try_from_secs_f64(after).ok()?)
            }
        }
    }
}

impl Source for Player<'_> {
    #[inline]
    fn next(&mut self, now: Instant) -> Next {
        if self.next == self.capture.len() {
            self.next = 0;
            self.rounds = self.rounds.saturating_sub(1);
            self.start = None;
        }
        if self.rounds == 0 || self.left == Some(0) || self.capture.is_empty() {
            return Next::End;
        }
        let start = *self.start.get_or_insert(now);
        match self.due(start) {
            Some(due) if due <= now => Next::Packet(self.capture.packet(self.next).len()),
            Some(due) => Next::NotBefore(due),
            None => Next::End, // in more years than the clock counts
        }
    }

    #[inline]
    fn write(&mut self, frame: &mut [u8]) {
        frame.copy_from_slice(self.capture.packet(self.next));
        self.next += 1;
        if let Some(left) = &mut self.left {
            *left -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(packets: &[(u64, &[u8])], snap_len: u32) -> Vec<u8> {
        let mut dump = Dump::new(Vec::new(), snap_len).unwrap();
        for &(nanos, packet) in packets {
            let time = UNIX_EPOCH + Duration::new(1_700_000_000, 0) + Duration::from_nanos(nanos);
            dump.write(time, packet).unwrap();
        }
        dump.into_writer()
    }

    #[test]
    fn what_is_dumped_can_be_replayed() {
        let file = file(
            &[(5, &[1; 60]), (1_000_005, &[2; 70]), (9, &[3; 80])],
            65_535,
        );
        let capture = Capture::read(&file[..], 2048).unwrap();
        assert_eq!((capture.len(), capture.cut, capture.left_out), (3, 0, 0));

        let mut player = Player::new(&capture, Speed::Times(2.0), 2, None);
        let start = Instant::now();
        let at = |micros| start + Duration::from_micros(micros);
        let mut frame = [0; 80];
        for round in [0, 10_000] {
            assert_eq!(player.next(at(round)), Next::Packet(60));
            player.write(&mut frame[..60]);
            assert_eq!(player.next(at(round)), Next::NotBefore(at(round + 500)));
            assert_eq!(player.next(at(round + 500)), Next::Packet(70));
            player.write(&mut frame[..70]);
            assert_eq!(player.next(at(round + 500)), Next::Packet(80));
            player.write(&mut frame);
            assert_eq!(frame, [3; 80]);
        }
        assert_eq!(player.next(at(20_000)), Next::End);
    }

    #[test]
    fn a_count_ends_it() {
        let file = file(&[(0, &[1; 60])], 65_535);
        let capture = Capture::read(&file[..], 2048).unwrap();
        let mut player = Player::new(&capture, Speed::Top, u64::MAX, Some(3));
        let mut sent = 0;
        while let Next::Packet(len) = player.next(Instant::now()) {
            player.write(&mut [0; 60][..len]);
            sent += 1;
        }
        assert_eq!(sent, 3);
    }

    #[test]
    fn cut_and_over_long_packets_are_counted() {
        let file = file(&[(0, &[1; 60]), (0, &[2; 100]), (0, &[3; 20])], 50);
        let capture = Capture::read(&file[..], 49).unwrap();
        assert_eq!((capture.len(), capture.cut, capture.left_out), (1, 0, 2));
        let capture = Capture::read(&file[..], 50).unwrap();
        assert_eq!((capture.len(), capture.cut, capture.left_out), (3, 2, 0));
        assert_eq!(capture.packet(1), [2; 50]);
    }

    #[test]
    fn files_of_another_kind_are_refused() {
        let good = file(&[(0, &[1; 60])], 65_535);
        for (bytes, hint) in [
            (&b"abc"[..], "too short"),
            (&[7; 100][..], "agic"),
            (&good[..good.len() - 1], "middle of a packet"),
        ] {
            let e = Capture::read(bytes, 2048).unwrap_err();
            assert!(e.to_string().contains(hint), "{e}");
        }
        let mut raw_ip = good.clone();
        raw_ip[20] = 101;
        let e = Capture::read(&raw_ip[..], 2048).unwrap_err();
        assert!(e.to_string().contains("only Ethernet"), "{e}");
    }

    #[test]
    fn pcapng_resolutions() {
        for (option, units, expected) in [
            (None, 1_500_000, Duration::from_millis(1500)),
            (Some(9), 1_500_000_000, Duration::from_millis(1500)),
            (Some(0x80 | 10), 1536, Duration::from_millis(1500)),
        ] {
            let file = pcapng(option, &[units, 3 * units]);
            let capture = Capture::read(&file[..], 2048).unwrap();
            assert_eq!(capture.time(0), Duration::ZERO);
            assert_eq!(capture.time(1), 2 * expected, "{option:?}");
        }
        assert_eq!(
            Resolution {
                per_second: u64::MAX
            }
            .time(u64::MAX - 1),
            Duration::from_nanos(999_999_999)
        );
    }

    fn pcapng(resolution: Option<u8>, times: &[u64]) -> Vec<u8> {
        use pcap_file::pcapng::PcapNgWriter;
        use pcap_file::pcapng::blocks::enhanced_packet::EnhancedPacketBlock;
        let mut writer = PcapNgWriter::new(Vec::new()).unwrap();
        let options = resolution.map(InterfaceDescriptionOption::IfTsResol);
        writer
            .write_pcapng_block(InterfaceDescriptionBlock {
                linktype: DataLink::ETHERNET,
                snaplen: 0,
                options: options.into_iter().collect(),
            })
            .unwrap();
        for &units in times {
            writer
                .write_pcapng_block(EnhancedPacketBlock {
                    interface_id: 0,
                    timestamp: Duration::from_nanos(units),
                    original_len: 60,
                    data: [7; 60][..].into(),
                    options: Vec::new(),
                })
                .unwrap();
        }
        writer.into_inner()
    }
}
