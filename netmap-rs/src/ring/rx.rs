//! The receive ring.

use std::fmt;

use packet_ring::{Ring, RingError};

use super::raw::Resync;
use super::slot::{Fault, Slot};
use super::{Frame, Packet, RawRing, RingStats, RxBatch};
use crate::line::Line;
use crate::{Error, Readiness};

/// A receive ring of a port: the only handle of it, free to move to another thread.
///
/// New packets arrive with [`sync`](RxRing::sync), [`kick`](RxRing::kick) and
/// [`wait`](RxRing::wait), and are taken by [`recv`](RxRing::recv),
/// [`recv_batch`](RxRing::recv_batch), or by seek, peek and commit. What `recv` and its like
/// returned goes back to the ring with the next operation on it.
///
/// Dropping it frees the ring for the next [`rx_ring`](crate::Netmap::rx_ring), which finds the
/// packets that were not taken.
pub struct RxRing {
    pub(super) raw: RawRing,
    pub(super) line: Line,
    /// Slots lent out by `recv` and its like; the next operation gives them back.
    held: u32,
    /// Slots given back since the last sync.
    pub(super) unsynced: u32,
    /// Slots that the last wait returned, if none of them was given back since.
    pub(super) offered: Option<usize>,
    /// Where packets of several slots are joined.
    joined: Vec<u8>,
    pub(super) stats: RingStats,
}

impl RxRing {
    pub(crate) fn new(raw: RawRing, line: Line) -> RxRing {
        RxRing {
            raw,
            line,
            held: 0,
            unsynced: 0,
            offered: None,
            joined: Vec::new(),
            stats: RingStats::default(),
        }
    }

    /// Slots of the ring. At most one less can be ready.
    #[doc(alias = "num_slots")]
    #[inline]
    pub fn capacity(&self) -> usize {
        self.raw.num_slots() as usize
    }

    /// The longest packet, in bytes, that one slot holds.
    #[doc(alias = "nr_buf_size")]
    #[inline]
    pub fn frame_size(&self) -> usize {
        (self.raw.buf_size() as usize).min(usize::from(u16::MAX))
    }

    /// The number of the ring in its port: NIC rings first, then the host rings.
    #[doc(alias = "ringid")]
    pub fn ring_id(&self) -> u16 {
        self.raw.ring_id()
    }

    /// The readiness of this ring as a file descriptor, for event loops.
    ///
    /// # Errors
    ///
    /// [`Error::Os`] where there are no descriptors left; [`Error::Unsupported`] where the ring is
    /// one of several that have to share a descriptor of the kernel: those of an exclusive port,
    /// or of one whose memory has no room for a registration of each ring.
    pub fn readiness(&self) -> Result<Readiness, Error> {
        self.line.readiness()
    }

    /// What was counted since this handle was made.
    pub fn stats(&self) -> RingStats {
        self.stats
    }

    /// Gives back what was lent out.
    #[inline]
    pub(super) fn settle(&mut self) {
        if self.held > 0 {
            let held = std::mem::take(&mut self.held);
            self.give_back(held);
        }
    }

    #[inline]
    pub(super) fn give_back(&mut self, n: u32) {
        self.line.quietly(|| self.raw.advance(n));
        self.unsynced += n;
        self.offered = None;
        self.stats.slots += u64::from(n);
    }

    /// Refreshes the window and returns how many slots hold packets. No system call: new packets
    /// arrive by [`sync`](RxRing::sync), [`kick`](RxRing::kick) and [`wait`](RxRing::wait).
    #[doc(alias = "nm_ring_space")]
    #[inline]
    pub fn ready(&mut self) -> usize {
        self.settle();
        self.raw.refresh() as usize
    }

    /// Makes sure that `n` slots are ready, and returns how many there are (at least `n`).
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] with the number available where there are fewer.
    #[inline]
    pub fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        Ring::seek_n(self, n)
    }

    /// [`seek_n`](RxRing::seek_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`seek_n`](RxRing::seek_n).
    #[inline]
    pub fn seek(&mut self) -> Result<usize, RingError> {
        Ring::seek_n(self, 1)
    }

    /// The bytes in slot `i` of the window, which may be edited in place. No bytes where the slot
    /// refers to no buffer; that is counted.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`].
    #[doc(alias = "NETMAP_BUF")]
    #[inline]
    pub fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        self.settle();
        let ready = self.raw.window();
        let Some(i) = u32::try_from(i).ok().filter(|&i| i < ready) else {
            return Err(RingError::OutOfWindow {
                index: i,
                ready: ready as usize,
            });
        };
        let (bytes, fault) = self.raw.bytes_mut(i);
        self.stats.fault(fault);
        Ok(bytes)
    }

    /// [`peek_at`](RxRing::peek_at)`(0)`.
    ///
    /// # Errors
    ///
    /// As [`peek_at`](RxRing::peek_at).
    #[inline]
    pub fn peek(&mut self) -> Result<&mut [u8], RingError> {
        self.peek_at(0)
    }

    /// Seek and peek in one.
    ///
    /// # Errors
    ///
    /// Those of [`seek`](RxRing::seek) and [`peek`](RxRing::peek).
    #[inline]
    pub fn seek_and_peek(&mut self) -> Result<&mut [u8], RingError> {
        self.seek()?;
        self.peek_at(0)
    }

    /// Whether the packet in slot `i` goes on in slot `i + 1`. False beyond the window.
    #[doc(alias = "NS_MOREFRAG")]
    #[inline]
    pub fn is_continued(&self, i: usize) -> bool {
        let window = self.raw.window() - self.held;
        match u32::try_from(i) {
            Ok(i) if i < window => self.continues(i + self.held),
            _ => false,
        }
    }

    /// Whether the packet in slot `i`, counted from the ring's head, goes on. The last slot of a
    /// ring that is full of one packet does not: there is no room for more of it.
    #[inline]
    fn continues(&self, i: u32) -> bool {
        self.raw.slot(i).continues()
            && (i + 2 < self.raw.num_slots() || !(0..i).all(|i| self.raw.slot(i).continues()))
    }

    /// How many slots the packet takes that begins in slot `from`, if it ends before slot `end`.
    #[inline]
    pub(super) fn packet_slots(&self, from: u32, end: u32) -> Option<u32> {
        let mut i = from;
        while i < end {
            if !self.continues(i) {
                return Some(i + 1 - from);
            }
            i += 1;
        }
        None
    }

    /// Gives the first `n` slots of the window back.
    ///
    /// # Errors
    ///
    /// Each gives nothing back: [`RingError::CommitBeyondWindow`]; [`RingError::PartialPacket`]
    /// where the packet of the last of them goes on.
    #[inline]
    pub fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        self.settle();
        let ready = self.raw.window();
        let Some(count) = u32::try_from(n).ok().filter(|&n| n <= ready) else {
            return Err(RingError::CommitBeyondWindow {
                wanted: n,
                ready: ready as usize,
            });
        };
        if count > 0 {
            if self.continues(count - 1) {
                return Err(RingError::PartialPacket { index: n - 1 });
            }
            self.give_back(count);
        }
        Ok(())
    }

    /// [`commit_n`](RxRing::commit_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`commit_n`](RxRing::commit_n).
    #[inline]
    pub fn commit(&mut self) -> Result<(), RingError> {
        self.commit_n(1)
    }

    /// Holds the next packet that is whole and sound, and returns the number of its slots, and the
    /// first one. They are slots `0..n`.
    #[inline]
    fn hold_next(&mut self) -> Option<(u32, Slot)> {
        self.settle();
        if self.raw.window() == 0 && self.raw.refresh() == 0 {
            return None;
        }
        // Nearly every packet takes one slot.
        let front = self.raw.slot(0);
        if self.raw.plain(front) {
            self.held = 1;
            return Some((1, front));
        }
        let count = self.hold_checked()?;
        Some((count, self.raw.slot(0)))
    }

    fn hold_checked(&mut self) -> Option<u32> {
        loop {
            self.settle();
            let mut window = self.raw.window();
            let mut slots = self.packet_slots(0, window);
            if slots.is_none() {
                window = self.raw.refresh();
                slots = self.packet_slots(0, window);
            }
            let slots = slots?;
            self.held = slots;
            if self.is_sound(0, slots) {
                return Some(slots);
            }
        }
    }

    /// Whether all slots of the packet have a buffer, and the packet has an end. Counts what is
    /// wrong.
    #[inline]
    pub(super) fn is_sound(&mut self, from: u32, slots: u32) -> bool {
        let mut sound = true;
        for i in from..from + slots {
            let (_, fault) = self.raw.bytes(i);
            sound &= fault != Some(Fault::Index);
            self.stats.fault(fault);
        }
        if self.raw.slot(from + slots - 1).continues() {
            self.stats.truncated += u64::from(slots);
            sound = false;
        }
        sound
    }

    /// As [`is_sound`](RxRing::is_sound), without counting.
    #[inline]
    pub(super) fn looks_sound(&self, from: u32, slots: u32) -> bool {
        let end = from + slots;
        (from..end).all(|i| self.raw.bytes(i).1 != Some(Fault::Index))
            && !self.raw.slot(end - 1).continues()
    }

    /// Takes the next packet. `None` where none is there; [`sync`](RxRing::sync) or
    /// [`wait`](RxRing::wait) brings more.
    ///
    /// The packet is whole, even if it takes several slots. Its slots go back to the ring with the
    /// next operation on it.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), netmap_rs::Error> {
    /// let port = netmap_rs::Netmap::open("vale0:a")?;
    /// let mut rx = port.rx_ring(0)?;
    /// loop {
    ///     rx.wait(None)?;
    ///     while let Some(frame) = rx.recv() {
    ///         println!("{} bytes", frame.payload().len());
    ///     }
    /// }
    /// # }
    /// ```
    #[inline]
    pub fn recv(&mut self) -> Option<Frame<'_>> {
        let (count, front) = self.hold_next()?;
        if count > 1 {
            self.join(count);
        }
        let packet = Packet {
            raw: &self.raw,
            first: 0,
            count,
        };
        let payload = match count {
            1 => self.raw.bytes_of(0, front).0,
            _ => &self.joined,
        };
        Some(Frame { packet, payload })
    }

    #[cold]
    fn join(&mut self, count: u32) {
        self.joined.clear();
        for i in 0..count {
            self.joined.extend_from_slice(self.raw.bytes(i).0);
        }
    }

    /// As [`recv`](RxRing::recv), but never copies: a packet of several slots is a list of slices.
    #[inline]
    pub fn recv_packet(&mut self) -> Option<Packet<'_>> {
        let (count, _) = self.hold_next()?;
        Some(Packet {
            raw: &self.raw,
            first: 0,
            count,
        })
    }

    /// Takes the packets that are there, at most `max`. All their slots go back to the ring with
    /// the next operation on it.
    pub fn recv_batch(&mut self, max: usize) -> RxBatch<'_> {
        self.settle();
        let mut window = self.raw.window();
        if (window as usize) < max {
            window = self.raw.refresh();
        }
        // Nearly every packet takes one slot.
        let mut end = self.raw.count_plain(max.min(window as usize) as u32);
        let mut packets = end as usize;
        while packets < max {
            let Some(slots) = self.packet_slots(end, window) else {
                break;
            };
            packets += usize::from(self.is_sound(end, slots));
            end += slots;
        }
        self.held = end;
        RxBatch::new(&*self, end, packets)
    }

    /// Copies the next packet into `buf` and returns its length in bytes. The packet is whole,
    /// even if it takes several slots.
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] where nothing is there; [`RingError::BufferTooSmall`], which leaves
    /// the packet where it is.
    #[inline]
    pub fn recv_into(&mut self, buf: &mut [u8]) -> Result<usize, RingError> {
        let Some(packet) = self.recv_packet() else {
            return Err(RingError::NotReady {
                wanted: 1,
                available: 0,
            });
        };
        let copied = packet.copy_to(buf);
        if copied.is_err() {
            self.held = 0;
        }
        copied
    }

    /// Calls `f` with the bytes of each slot that is ready, at most `max`, in order, then gives
    /// all those slots back at once. Returns how many those were.
    ///
    /// # Errors
    ///
    /// Those of [`commit_n`](RxRing::commit_n).
    #[inline]
    pub fn recv_each<F>(&mut self, max: usize, mut f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        let mut n = self.ready().min(max) as u32;
        while n > 0 && self.continues(n - 1) {
            n -= 1;
        }
        if n > 0 {
            let stats = &mut self.stats;
            self.raw.show_each(n, |bytes, fault| {
                stats.fault(fault);
                f(bytes);
            });
            self.give_back(n);
        }
        Ok(n as usize)
    }

    /// Takes note of what a sync did.
    pub(super) fn synced(&mut self) -> Result<(), RingError> {
        let resync = match self.raw.resync() {
            // Nobody but us moves the head of a receive ring forward.
            Resync::Forwarded(lost) => Resync::Reset { lost },
            other => other,
        };
        let unsynced = std::mem::take(&mut self.unsynced);
        self.stats.resync(resync, unsynced)
    }
}

impl Drop for RxRing {
    fn drop(&mut self) {
        self.settle();
    }
}

impl fmt::Debug for RxRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RxRing")
            .field("ring_id", &self.ring_id())
            .field("capacity", &self.capacity())
            .field("ready", &(self.raw.window() - self.held))
            .finish_non_exhaustive()
    }
}
