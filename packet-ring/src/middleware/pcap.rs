//! Writing what passes to a capture file.

use std::fmt;
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::pcap_file::{PcapFile, PcapStats};
use super::slots::{Peeked, Slots};
use crate::{
    Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict, forward_by_copy,
};

/// Writes a copy of each packet that passes through a ring as a capture file: classic pcap with
/// nanosecond time stamps and link type Ethernet, which tcpdump and Wireshark read.
///
/// A sent packet is written when it is committed, with the bytes it is sent with. A received one
/// is recorded when it is peeked at first, or given back unread, with the bytes it arrived with:
/// edits in place do not show. It is written when it is given back. Packets of several slots are
/// written in one piece.
///
/// As a rule there is one `write` for all records of a commit, so that an unbuffered file is fine.
/// It may block, as no ring does. An error of the writer never disturbs the ring: the records that
/// could not be written are counted ([`PcapStats::lost`]), the error is kept
/// ([`take_error`](PcapTap::take_error)), and the file stays well-formed even where only a part of
/// a record was written, because the rest of it comes first once writing works again.
///
/// Forwarding through it ([`Forward`]) copies, as [`forward_by_copy`] does.
///
/// ```
/// use packet_ring::middleware::PcapTap;
/// use packet_ring::testing::memory_pair;
/// use packet_ring::{Ring, Transmit};
///
/// let (tx, _rx) = memory_pair(64, 2048);
/// let mut tx = PcapTap::tx(tx, Vec::new())?; // or a File
/// tx.send(&[0; 60])?;
/// tx.kick()?;
///
/// assert_eq!(tx.stats().records, 1);
/// let (_tx, capture) = tx.into_parts();
/// assert_eq!(capture.len(), 24 + 16 + 60);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct PcapTap<R, W> {
    ring: R,
    file: PcapFile<W>,
    slots: Slots,
    /// Received slots at the front of the window that are recorded already.
    seen: usize,
    clock: Clock,
    side: Side<R>,
}

/// The time since the Unix epoch.
type Clock = Box<dyn FnMut() -> Duration + Send>;

type Take<'a> = &'a mut dyn FnMut(&[u8]);

/// What differs between the directions, chosen once instead of at each commit.
struct Side<R> {
    receives: bool,
    /// The length of a slot, after its bytes were handed to the function; none if it has none.
    bytes: fn(&mut R, usize, Peeked, Take<'_>) -> Option<usize>,
    /// Whether the packet goes on in the next slot.
    continued: fn(&R, &Slots, usize) -> bool,
}

/// Bytes of a packet that are kept by default, as tcpdump does.
const SNAPLEN: usize = 262_144;

impl<R: Transmit, W: io::Write> PcapTap<R, W> {
    /// Captures what is sent. Writes the file header.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn tx(ring: R, writer: W) -> io::Result<PcapTap<R, W>> {
        let side = Side {
            receives: false,
            bytes: |ring: &mut R, i, slot, take| {
                // A slot that is peeked again keeps its bytes, but not its continuation.
                take(ring.peek_at(i, slot.len).ok()?);
                if slot.continued {
                    ring.set_continued(i, true).ok()?;
                }
                Some(slot.len)
            },
            continued: |_, slots, i| slots.get(i).continued,
        };
        PcapTap::new(ring, writer, side)
    }
}

impl<R: Receive, W: io::Write> PcapTap<R, W> {
    /// Captures what is received. Writes the file header.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn rx(ring: R, writer: W) -> io::Result<PcapTap<R, W>> {
        let side = Side {
            receives: true,
            bytes: |ring: &mut R, i, _, take| {
                let packet = ring.peek_at(i).ok()?;
                take(packet);
                Some(packet.len())
            },
            continued: |ring, _, i| ring.is_continued(i),
        };
        PcapTap::new(ring, writer, side)
    }
}

impl<R: Ring, W: io::Write> PcapTap<R, W> {
    fn new(ring: R, writer: W, side: Side<R>) -> io::Result<PcapTap<R, W>> {
        let mut file = PcapFile::new(writer, SNAPLEN);
        file.write_header()?;
        Ok(PcapTap {
            slots: Slots::new(ring.capacity()),
            ring,
            file,
            seen: 0,
            clock: Box::new(|| {
                SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default()
            }),
            side,
        })
    }

    /// Takes the time from `clock` instead of the system's: the time since the Unix epoch, read
    /// once per commit on transmit rings and once per packet on receive rings.
    pub fn with_clock<C>(mut self, clock: C) -> PcapTap<R, W>
    where
        C: FnMut() -> Duration + Send + 'static,
    {
        self.clock = Box::new(clock);
        self
    }

    /// Keeps no more than `bytes` of each packet from now on. The file header says 262144 all the
    /// same, which readers take as a bound.
    pub fn with_snaplen(mut self, bytes: usize) -> PcapTap<R, W> {
        self.file.snaplen = bytes.min(SNAPLEN);
        self
    }

    /// Writes what is recorded already, which is nothing but received packets that were not given
    /// back yet and the rest of a record that the writer took a part of, and flushes the writer.
    ///
    /// # Errors
    ///
    /// Those of the writer. They are counted too.
    pub fn flush(&mut self) -> io::Result<()> {
        let before = self.file.stats.io_errors;
        self.file.write_out();
        if self.file.stats.io_errors > before {
            return Err(self
                .file
                .error
                .take()
                .unwrap_or(io::ErrorKind::Other.into()));
        }
        self.file.writer.flush()
    }

    /// The ring and the writer, after writing what is recorded.
    pub fn into_parts(mut self) -> (R, W) {
        self.file.write_out();
        (self.ring, self.file.writer)
    }

    /// Records slots from `from` up to `until`, and on to the end of the packet that slot
    /// `until - 1` belongs to. Returns how far it came.
    fn record(&mut self, from: usize, until: usize) -> usize {
        let until = until.min(self.ring.capacity());
        let mut next = from;
        if next >= until {
            return next;
        }
        let time = (self.clock)();
        while next < until {
            let (at, mut i, mut len) = (self.file.begin(time), next, 0);
            loop {
                let (slot, file) = (self.slots.get(i), &mut self.file);
                let mut take = |bytes: &[u8]| file.append(at, bytes);
                let Some(more) = (self.side.bytes)(&mut self.ring, i, slot, &mut take) else {
                    // Beyond the window, or never peeked.
                    self.file.abandon(at);
                    return next;
                };
                len += more;
                i += 1;
                if !(self.side.continued)(&self.ring, &self.slots, i - 1) {
                    break;
                }
            }
            self.file.end(at, len);
            next = i;
        }
        next
    }

    /// Records received packets when they are seen first.
    fn see(&mut self, until: usize) {
        self.seen = self.record(self.seen, until);
        self.file.settle();
        if self.file.is_full() {
            self.file.write_out();
        }
    }
}

impl<R, W> PcapTap<R, W> {
    /// What became of the packets so far.
    pub fn stats(&self) -> PcapStats {
        self.file.stats
    }

    /// The last error of the writer, if there was one since this was called last.
    pub fn take_error(&mut self) -> Option<io::Error> {
        self.file.error.take()
    }

    /// The ring inside.
    pub fn get_ref(&self) -> &R {
        &self.ring
    }

    /// The ring inside. What is committed to it directly is not captured, and confuses the capture
    /// of the slots that are peeked already.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.ring
    }
}

impl<R: Ring, W: io::Write> Ring for PcapTap<R, W> {
    fn capacity(&self) -> usize {
        self.ring.capacity()
    }

    fn frame_size(&self) -> usize {
        self.ring.frame_size()
    }

    fn ready(&mut self) -> usize {
        self.ring.ready()
    }

    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        if n == 0 {
            return self.ring.commit_n(0);
        }
        if self.side.receives {
            if n > self.seen {
                self.see(n);
            }
            self.ring.commit_n(n)?;
            self.seen = self.seen.saturating_sub(n);
        } else {
            self.record(0, n);
            // What is refused was not sent.
            self.ring
                .commit_n(n)
                .inspect_err(|_| self.file.take_back())?;
            self.slots.advance(n);
        }
        self.file.write_out();
        Ok(())
    }

    fn kick(&mut self) -> Result<Kick, RingError> {
        self.ring.kick()
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        self.ring.wait(timeout)
    }
}

impl<R: Transmit, W: io::Write> Transmit for PcapTap<R, W> {
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        let slice = self.ring.peek_at(i, len)?;
        if let Some(slot) = self.slots.entry(i) {
            slot.len = len;
            slot.continued = false;
        }
        Ok(slice)
    }

    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        self.ring.set_continued(i, continued)?;
        if let Some(slot) = self.slots.entry(i) {
            slot.continued = continued;
        }
        Ok(())
    }
}

impl<R: Receive, W: io::Write> Receive for PcapTap<R, W> {
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        if i >= self.seen && i < self.ring.capacity() {
            self.see(i + 1);
        }
        self.ring.peek_at(i)
    }

    fn is_continued(&self, i: usize) -> bool {
        self.ring.is_continued(i)
    }
}

impl<T: Transmit, W: io::Write, R: Receive + ?Sized> Forward<R> for PcapTap<T, W> {
    fn forward_n<F>(&mut self, rx: &mut R, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        forward_by_copy(self, rx, n, edit)
    }
}

impl<R: fmt::Debug, W> fmt::Debug for PcapTap<R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PcapTap")
            .field("ring", &self.ring)
            .field("stats", &self.file.stats)
            .finish_non_exhaustive()
    }
}
