//! Records of a capture file, on their way to a writer that may fail.

use std::io;
use std::time::Duration;

/// What became of the packets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PcapStats {
    /// Records written.
    pub records: u64,
    /// Records that were not written because the writer failed.
    pub lost: u64,
    /// Errors of the writer.
    pub io_errors: u64,
}

/// Bytes before each packet: seconds, nanoseconds, bytes kept, bytes of the packet.
const RECORD_HEADER: usize = 16;

/// Buffered records are written when they exceed this, even if no commit comes.
const FULL: usize = 64 * 1024;

/// A capture file being written.
pub(super) struct PcapFile<W> {
    pub(super) writer: W,
    pub(super) snaplen: usize,
    pub(super) stats: PcapStats,
    pub(super) error: Option<io::Error>,
    /// Records to be written; those before `settled` are there to stay.
    buf: Vec<u8>,
    settled: usize,
    /// Bytes at the front of `buf` that are the rest of a record begun earlier.
    rest: usize,
}

impl<W: io::Write> PcapFile<W> {
    pub(super) fn new(writer: W, snaplen: usize) -> PcapFile<W> {
        PcapFile {
            writer,
            snaplen,
            stats: PcapStats::default(),
            error: None,
            buf: Vec::with_capacity(FULL),
            settled: 0,
            rest: 0,
        }
    }

    /// The file header: pcap 2.4 with nanoseconds, in little-endian, link type Ethernet. See the
    /// pcap-savefile(5) man page.
    pub(super) fn write_header(&mut self) -> io::Result<()> {
        let snaplen = u32::try_from(self.snaplen).unwrap_or(u32::MAX);
        let mut header = [0; 24];
        header[0..4].copy_from_slice(&0xa1b2_3c4d_u32.to_le_bytes());
        header[4..6].copy_from_slice(&2_u16.to_le_bytes());
        header[6..8].copy_from_slice(&4_u16.to_le_bytes());
        header[16..20].copy_from_slice(&snaplen.to_le_bytes());
        header[20..24].copy_from_slice(&1_u32.to_le_bytes());
        self.writer.write_all(&header)
    }

    /// Begins a record. Its slots follow by [`append`](PcapFile::append), then
    /// [`end`](PcapFile::end). Returns where it begins.
    pub(super) fn begin(&mut self, time: Duration) -> usize {
        let at = self.buf.len();
        let seconds = time.as_secs() as u32; // an unsigned field, good until 2106
        self.buf.extend_from_slice(&seconds.to_le_bytes());
        self.buf
            .extend_from_slice(&time.subsec_nanos().to_le_bytes());
        self.buf.extend_from_slice(&[0; 8]);
        at
    }

    /// Adds bytes to the record that begins at `at`, as far as the snapshot length goes.
    pub(super) fn append(&mut self, at: usize, bytes: &[u8]) {
        let kept = self.buf.len() - at - RECORD_HEADER;
        let more = bytes.len().min(self.snaplen - kept);
        self.buf.extend_from_slice(&bytes[..more]);
    }

    /// Ends the record that begins at `at`, of a packet of `len` bytes.
    pub(super) fn end(&mut self, at: usize, len: usize) {
        let kept = (self.buf.len() - at - RECORD_HEADER) as u32;
        self.buf[at + 8..at + 12].copy_from_slice(&kept.to_le_bytes());
        self.buf[at + 12..at + 16].copy_from_slice(&(len as u32).to_le_bytes());
    }

    /// Takes the record that begins at `at` back.
    pub(super) fn abandon(&mut self, at: usize) {
        self.buf.truncate(at);
    }

    /// Takes back what was recorded since the last [`settle`](PcapFile::settle).
    pub(super) fn take_back(&mut self) {
        self.buf.truncate(self.settled);
    }

    /// What is recorded so far is to stay.
    pub(super) fn settle(&mut self) {
        self.settled = self.buf.len();
    }

    /// Whether so much is recorded that it should be written.
    pub(super) fn is_full(&self) -> bool {
        self.settled >= FULL
    }

    /// Writes what is recorded. An error is counted and kept.
    pub(super) fn write_out(&mut self) {
        self.settle();
        let mut done = 0;
        let error = loop {
            if done == self.buf.len() {
                break None;
            }
            match self.writer.write(&self.buf[done..]) {
                Ok(0) => break Some(io::ErrorKind::WriteZero.into()),
                Ok(n) => done += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => break Some(e),
            }
        };
        if error.is_some() {
            self.stats.io_errors += 1;
            self.error = error;
        }
        self.account(done);
    }

    /// Counts which records the first `done` bytes finish, keeps the rest of one that they only
    /// begin, and gives the others up.
    fn account(&mut self, done: usize) {
        let (mut start, mut rest) = (0, 0..0);
        while start < self.buf.len() {
            let end = match (start, self.rest) {
                (0, rest @ 1..) => rest,
                _ => start + RECORD_HEADER + self.kept(start),
            };
            let begun = start < done || (start == 0 && self.rest > 0);
            match (begun, end <= done) {
                (_, true) => self.stats.records += 1,
                (true, false) => rest = done..end,
                (false, false) => self.stats.lost += 1,
            }
            start = end;
        }
        self.buf.copy_within(rest.clone(), 0);
        self.buf.truncate(rest.len());
        self.rest = rest.len();
        self.settled = self.rest;
    }

    /// Bytes kept of the packet whose record begins at `at`.
    fn kept(&self, at: usize) -> usize {
        let mut field = [0; 4];
        field.copy_from_slice(&self.buf[at + 8..at + 12]);
        u32::from_le_bytes(field) as usize
    }
}
