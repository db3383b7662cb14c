//! The transmit ring.

use std::fmt;

use packet_ring::{Ring, RingError};

use super::raw::Resync;
use super::slot::{Refused, Slot};
use super::{CORRUPT, RawRing, RingStats, TxBatch};
use crate::line::Line;
use crate::{Error, Readiness};

/// Marks a slot that was peeked.
const STAGED: u8 = 1;
/// Marks one whose packet goes on in the next slot.
const CONTINUED: u8 = 2;
/// A slot's length has 16 bits, whatever the size of the buffers.
const MAX_LEN: usize = u16::MAX as usize;

/// A transmit ring of a port: the only handle of it, free to move to another thread.
///
/// Packets are put into slots ([`send`](TxRing::send), [`reserve_batch`](TxRing::reserve_batch),
/// or seek, peek and commit) and leave with the next [`sync`](TxRing::sync),
/// [`kick`](TxRing::kick) or [`wait`](TxRing::wait). Of `capacity` slots one always stays free.
///
/// Dropping it syncs once more if something is left to be sent, and frees the ring for the next
/// [`tx_ring`](crate::Netmap::tx_ring). Whatever was peeked but not committed is forgotten.
pub struct TxRing {
    pub(super) raw: RawRing,
    pub(super) line: Line,
    /// What was peeked, by slot number: 0, `STAGED` or `CONTINUED`.
    staged: Box<[u8]>,
    /// Slots committed since the last sync.
    pub(super) unsynced: u32,
    pub(super) stats: RingStats,
}

impl TxRing {
    pub(crate) fn new(raw: RawRing, line: Line) -> TxRing {
        TxRing {
            staged: vec![0; raw.num_slots() as usize].into_boxed_slice(),
            raw,
            line,
            unsynced: 0,
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
        (self.raw.buf_size() as usize).min(MAX_LEN)
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

    /// Refreshes the window and returns how many slots are free. No system call: more become free
    /// by [`sync`](TxRing::sync), [`kick`](TxRing::kick) and [`wait`](TxRing::wait).
    #[doc(alias = "nm_ring_space")]
    #[inline]
    pub fn ready(&mut self) -> usize {
        self.raw.refresh() as usize
    }

    /// Makes sure that `n` slots are free, and returns how many there are (at least `n`).
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] with the number available where there are fewer.
    #[inline]
    pub fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
        Ring::seek_n(self, n)
    }

    /// [`seek_n`](TxRing::seek_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`seek_n`](TxRing::seek_n).
    #[inline]
    pub fn seek(&mut self) -> Result<usize, RingError> {
        Ring::seek_n(self, 1)
    }

    fn check_window(&self, i: usize) -> Result<u32, RingError> {
        let ready = self.raw.window();
        match u32::try_from(i) {
            Ok(i) if i < ready => Ok(i),
            _ => Err(RingError::OutOfWindow {
                index: i,
                ready: ready as usize,
            }),
        }
    }

    /// The first `len` bytes of slot `i` of the window, to be written; `len` becomes the length of
    /// the packet. The content is whatever was there before. Peeking again changes the length.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`], [`RingError::TooLong`], [`RingError::ZeroLength`], and
    /// [`RingError::Reinitialised`] where the slot refers to no buffer.
    #[doc(alias = "NETMAP_BUF")]
    #[inline(always)]
    pub fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        match self.raw.fill(i, len) {
            Ok((at, bytes)) => {
                self.staged[at] = STAGED;
                Ok(bytes)
            }
            Err(refused) => Err(self.stats.refuse(refused, i)),
        }
    }

    /// [`peek_at`](TxRing::peek_at)`(0, len)`.
    ///
    /// # Errors
    ///
    /// As [`peek_at`](TxRing::peek_at).
    #[inline]
    pub fn peek(&mut self, len: usize) -> Result<&mut [u8], RingError> {
        self.peek_at(0, len)
    }

    /// Seek and peek in one.
    ///
    /// # Errors
    ///
    /// Those of [`seek`](TxRing::seek) and [`peek`](TxRing::peek).
    #[inline]
    pub fn seek_and_peek(&mut self, len: usize) -> Result<&mut [u8], RingError> {
        self.seek()?;
        self.peek_at(0, len)
    }

    /// Says whether the packet in slot `i` goes on in slot `i + 1`. Peeking a slot clears it.
    ///
    /// # Errors
    ///
    /// [`RingError::OutOfWindow`]; [`RingError::NotPeeked`] where the slot was not peeked yet.
    #[doc(alias = "NS_MOREFRAG")]
    pub fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        let slot = self.check_window(i)?;
        let staged = &mut self.staged[self.raw.position(slot) as usize];
        if *staged == 0 {
            return Err(RingError::NotPeeked { index: i });
        }
        let (mark, flags) = match continued {
            true => (CONTINUED, Slot::MOREFRAG),
            false => (STAGED, 0),
        };
        *staged = mark;
        let word = self.raw.slot(slot);
        self.raw.set_slot(slot, Slot { flags, ..word });
        Ok(())
    }

    /// Hands the first `n` slots of the window over for sending, at the next sync.
    ///
    /// # Errors
    ///
    /// Each commits nothing: [`RingError::CommitBeyondWindow`]; [`RingError::NotPeeked`] for a
    /// slot that was not peeked since it became free; [`RingError::PartialPacket`] where the last
    /// of them says that its packet goes on.
    #[inline]
    pub fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        let ready = self.raw.window();
        let Some(count) = u32::try_from(n).ok().filter(|&n| n <= ready) else {
            return Err(RingError::CommitBeyondWindow {
                wanted: n,
                ready: ready as usize,
            });
        };
        let [first, second] = self.staged_runs(count);
        if has_zero(first) || has_zero(second) {
            let mut all = first.iter().chain(&*second);
            let index = all.position(|&staged| staged == 0).unwrap_or(n);
            return Err(RingError::NotPeeked { index });
        }
        if second.last().or(first.last()) == Some(&CONTINUED) {
            return Err(RingError::PartialPacket { index: n - 1 });
        }
        first.fill(0);
        second.fill(0);
        self.hand_over(count);
        Ok(())
    }

    /// The marks of the first `n` slots: those up to the end of the ring, and those behind it.
    #[inline]
    fn staged_runs(&mut self, n: u32) -> [&mut [u8]; 2] {
        let head = self.raw.position(0) as usize;
        let (before, from_head) = self.staged.split_at_mut(head);
        let first = (n as usize).min(from_head.len());
        [&mut from_head[..first], &mut before[..n as usize - first]]
    }

    /// [`commit_n`](TxRing::commit_n)`(1)`.
    ///
    /// # Errors
    ///
    /// As [`commit_n`](TxRing::commit_n).
    #[inline]
    pub fn commit(&mut self) -> Result<(), RingError> {
        self.commit_n(1)
    }

    #[inline]
    fn hand_over(&mut self, n: u32) {
        self.raw.advance(n);
        self.unsynced += n;
        self.stats.slots += u64::from(n);
    }

    /// Hands over slots that were filled elsewhere; what was staged in them is forgotten.
    pub(super) fn hand_over_filled(&mut self, n: u32) {
        self.unstage(n);
        self.hand_over(n);
    }

    /// Forgets what was peeked in the first `n` slots of the window.
    pub(super) fn unstage(&mut self, n: u32) {
        for run in self.staged_runs(n) {
            run.fill(0);
        }
    }

    /// Copies one packet into the ring and commits it; it leaves with the next
    /// [`sync`](TxRing::sync).
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] where the ring is full, [`RingError::TooLong`],
    /// [`RingError::ZeroLength`], [`RingError::Reinitialised`] as [`peek_at`](TxRing::peek_at).
    /// The ring is then as it was.
    #[inline]
    pub fn send(&mut self, packet: &[u8]) -> Result<(), RingError> {
        self.need(1)?;
        match self.raw.fill(0, packet.len()) {
            Ok((at, bytes)) => {
                bytes.copy_from_slice(packet);
                self.staged[at] = 0;
            }
            Err(refused) => return Err(self.stats.refuse(refused, 0)),
        }
        self.hand_over(1);
        Ok(())
    }

    /// As [`seek_n`](TxRing::seek_n), but looks at shared memory only if it has to.
    #[inline]
    fn need(&mut self, n: usize) -> Result<(), RingError> {
        if self.raw.window() as usize >= n {
            return Ok(());
        }
        self.seek_n(n).map(drop)
    }

    /// Copies one packet, given in parts, into as many slots as it takes, and commits it. Returns
    /// how many slots that are.
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] with the number of slots it takes, [`RingError::TooLong`] where
    /// that is more than 64 or than the ring has, [`RingError::ZeroLength`],
    /// [`RingError::Reinitialised`] as [`peek_at`](TxRing::peek_at). Nothing is committed then.
    #[doc(alias = "NS_MOREFRAG")]
    #[doc(alias = "NETMAP_MAX_FRAGS")]
    pub fn send_packet(&mut self, parts: &[&[u8]]) -> Result<usize, RingError> {
        let len: usize = parts.iter().map(|part| part.len()).sum();
        let slots = len.div_ceil(self.frame_size());
        let most = (self.capacity() - 1).min(netmap_sys::NETMAP_MAX_FRAGS as usize);
        check_length(len, most * self.frame_size())?;
        self.need(slots)?;
        let used = self.stage_parts(parts, len);
        match used.and_then(|used| self.commit_n(used).map(|()| used)) {
            Ok(used) => Ok(used),
            Err(e) => {
                self.unstage(self.raw.window());
                Err(e)
            }
        }
    }

    fn stage_parts(&mut self, parts: &[&[u8]], len: usize) -> Result<usize, RingError> {
        let mut parts = parts.iter().copied();
        let mut part: &[u8] = &[];
        let (mut left, mut used) = (len, 0);
        while left > 0 {
            // With offsets in use a slot may hold less than frame_size.
            let i = u32::try_from(used).unwrap_or(u32::MAX);
            if i >= self.raw.window() {
                return Err(RingError::NotReady {
                    wanted: used + 1,
                    available: used,
                });
            }
            let room = self.raw.room(i).ok_or(CORRUPT)?;
            let take = left.min(room);
            let mut target = self.peek_at(used, take)?;
            while !target.is_empty() {
                if part.is_empty() {
                    part = parts.next().unwrap_or(&[]);
                    continue;
                }
                let n = part.len().min(target.len());
                let (now, later) = part.split_at(n);
                let (head, tail) = target.split_at_mut(n);
                head.copy_from_slice(now);
                (part, target) = (later, tail);
            }
            left -= take;
            self.set_continued(used, left > 0)?;
            used += 1;
        }
        Ok(used)
    }

    /// Copies as many packets into the ring as there is room for, from the front, and commits them
    /// at once. Returns how many those are; the others are the caller's to send again.
    ///
    /// # Errors
    ///
    /// Those of [`peek_at`](TxRing::peek_at) for the first packet that is refused; then nothing
    /// was committed.
    #[inline]
    pub fn send_batch(&mut self, packets: &[&[u8]]) -> Result<usize, RingError> {
        let mut left = packets.iter();
        let (filled, refused) = self.fill_each(packets.len(), |buffer| {
            let packet = left.next().map_or(&[][..], |packet| packet);
            if let Some(target) = buffer.get_mut(..packet.len()) {
                target.copy_from_slice(packet);
            }
            packet.len()
        });
        if let Some(refused) = refused {
            return Err(self.stats.refuse(refused, 0));
        }
        self.hand_over(filled);
        Ok(filled as usize)
    }

    /// Calls `f` with the whole buffer of each free slot, at most `max`, in order; `f` writes a
    /// packet and returns its length in bytes, or 0 to stop. Commits all those packets at once and
    /// returns how many they are. The cheapest way to send many.
    ///
    /// # Errors
    ///
    /// [`RingError::TooLong`] where `f` returns more than the buffer has, and
    /// [`RingError::Reinitialised`] where the first slot refers to no buffer; then nothing was
    /// committed.
    #[inline]
    pub fn send_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        let (filled, refused) = self.fill_each(max, f);
        match refused {
            None | Some(Refused::Length { len: 0, .. }) => {}
            // The packets before it are good; the next call says what is wrong.
            Some(Refused::Index) if filled > 0 => {}
            Some(refused) => {
                return Err(self.stats.refuse(refused, 0));
            }
        }
        self.hand_over(filled);
        Ok(filled as usize)
    }

    /// Fills free slots, at most `max`; what was staged in them is forgotten.
    #[inline]
    fn fill_each<F>(&mut self, max: usize, f: F) -> (u32, Option<Refused>)
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        if (self.raw.window() as usize) < max {
            self.raw.refresh();
        }
        let n = (self.raw.window() as usize).min(max) as u32;
        let (filled, refused) = self.raw.fill_each(n, f);
        self.unstage((filled + 1).min(n));
        (filled, refused)
    }

    /// Reserves `n` free slots, to be filled and committed together.
    ///
    /// # Errors
    ///
    /// [`RingError::NotReady`] with the number available where there are fewer.
    #[inline]
    pub fn reserve_batch(&mut self, n: usize) -> Result<TxBatch<'_>, RingError> {
        self.need(n)?;
        Ok(TxBatch::new(self, n as u32))
    }

    /// Takes note of what a sync did.
    pub(super) fn synced(&mut self) -> Result<(), RingError> {
        let window = self.raw.window();
        let before = self.raw.position(0);
        let resync = self.raw.resync();
        match resync {
            Resync::Kept => {}
            // The kernel has put packets of its own into the first slots.
            Resync::Forwarded(n) => {
                let slots = self.staged.len() as u32;
                for i in 0..n.min(window) {
                    let room = slots - before;
                    let at = if i < room { before + i } else { i - room };
                    self.staged[at as usize] = 0;
                }
            }
            Resync::Reset { .. } | Resync::Broken => self.staged.fill(0),
        }
        let unsynced = std::mem::take(&mut self.unsynced);
        self.stats.resync(resync, unsynced)
    }
}

/// All of it is looked at, since that takes fewer instructions than to stop at the first.
#[inline]
fn has_zero(marks: &[u8]) -> bool {
    marks.iter().fold(u8::MAX, |least, &mark| least.min(mark)) == 0
}

fn check_length(len: usize, max: usize) -> Result<(), RingError> {
    match len {
        0 => Err(RingError::ZeroLength),
        len if len > max => Err(RingError::TooLong { len, max }),
        _ => Ok(()),
    }
}

impl Drop for TxRing {
    fn drop(&mut self) {
        if self.unsynced > 0 {
            // Nobody is left to be told; `sync` before dropping tells.
            let _ = self.sync();
        }
    }
}

impl fmt::Debug for TxRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TxRing")
            .field("ring_id", &self.ring_id())
            .field("capacity", &self.capacity())
            .field("ready", &self.raw.window())
            .finish_non_exhaustive()
    }
}
