//! A connected pair of rings and what is under way between them.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::profile::{HEADER, Profile};
use crate::{Receive, Ring, Transmit};

/// Tells the packets of this suite from what others send.
const MARK: [u8; 4] = *b"Ring";

/// Distinguishes the packets of one run from late ones of another.
static RUN: AtomicU32 = AtomicU32::new(0);

/// How long one wait may take before the harness looks at both rings again. Bounds no check: the
/// profile's timeout does.
pub(super) const NAP: Duration = Duration::from_millis(50);

/// Makes and recognises the packets of one run.
#[derive(Debug, Clone)]
pub(super) struct Packets {
    template: Vec<u8>,
    run: u32,
}

impl Packets {
    pub(super) fn new(template: &[u8]) -> Packets {
        let count = RUN.fetch_add(1, Ordering::Relaxed);
        Packets {
            template: template.to_vec(),
            run: std::process::id().rotate_left(16) ^ count,
        }
    }

    /// The same run, with the bytes that a forwarder writes over the template.
    pub(super) fn rewritten(&self, template: &[u8]) -> Packets {
        Packets {
            template: template.to_vec(),
            run: self.run,
        }
    }

    /// Writes packet `seq` into all of `buf`.
    pub(super) fn write(&self, seq: u32, buf: &mut [u8]) {
        let (template, rest) = buf.split_at_mut(self.template.len());
        let (header, filler) = rest.split_at_mut(HEADER);
        template.copy_from_slice(&self.template);
        header[..4].copy_from_slice(&MARK);
        header[4..8].copy_from_slice(&self.run.to_be_bytes());
        header[8..].copy_from_slice(&seq.to_be_bytes());
        let mut x = self.run ^ seq.wrapping_mul(0x9e37_79b9);
        for byte in filler {
            x = x.wrapping_mul(0x0019_660d).wrapping_add(0x3c6e_f35f);
            *byte = (x >> 24) as u8;
        }
    }

    /// Packet `seq` of `len` bytes.
    pub(super) fn packet(&self, seq: u32, len: usize) -> Vec<u8> {
        let mut packet = vec![0; len];
        self.write(seq, &mut packet);
        packet
    }

    /// The sequence number, if it is a packet of this run.
    pub(super) fn sequence(&self, packet: &[u8]) -> Option<u32> {
        let rest = packet.strip_prefix(&self.template[..])?;
        let rest = rest.strip_prefix(&MARK)?;
        let (run, rest) = rest.split_first_chunk::<4>()?;
        let (seq, _) = rest.split_first_chunk::<4>()?;
        (u32::from_be_bytes(*run) == self.run).then(|| u32::from_be_bytes(*seq))
    }
}

/// What a check panics with if a foreign packet came amid those it has to see in a row. It is run
/// again then.
#[derive(Debug, Clone, Copy)]
pub(super) struct ForeignAmid;

/// A packet that was committed and has to arrive: its number and length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent {
    pub(super) seq: u32,
    pub(super) len: usize,
}

/// One pair under one check.
#[derive(Debug)]
pub(super) struct Harness<'p, T, R> {
    pub(super) tx: T,
    pub(super) rx: R,
    pub(super) profile: &'p Profile,
    pub(super) packets: Packets,
    /// The transmit window of the idle pair.
    pub(super) initial: usize,
    /// Committed, and not received yet.
    pub(super) under_way: VecDeque<Sent>,
    next: u32,
    lengths: u32,
    foreign: usize,
    deadline: Instant,
}

impl<'p, T: Transmit, R: Receive> Harness<'p, T, R> {
    pub(super) fn new((mut tx, rx): (T, R), profile: &'p Profile) -> Self {
        let initial = tx.ready();
        assert!(initial > 0, "an idle transmit ring has a slot ready");
        let harness = Harness {
            tx,
            rx,
            profile,
            packets: Packets::new(&profile.template),
            initial,
            under_way: VecDeque::new(),
            next: 0,
            lengths: 0,
            foreign: 0,
            deadline: Instant::now() + profile.timeout,
        };
        assert!(
            harness.longest() >= profile.shortest(),
            "frames of {} bytes are too short for the suite's packets of {}",
            harness.longest(),
            profile.shortest()
        );
        harness
    }

    pub(super) fn shortest(&self) -> usize {
        self.profile.shortest()
    }

    pub(super) fn longest(&self) -> usize {
        self.profile
            .max_len
            .min(self.tx.frame_size())
            .min(self.rx.frame_size())
    }

    /// How many packets may be sent at once from the idle pair.
    pub(super) fn burst(&self) -> usize {
        self.profile.max_burst.min(self.initial)
    }

    /// The next length to be tried: the bounds and what is beside them, then all over the range.
    pub(super) fn length(&mut self) -> usize {
        let (min, max) = (self.shortest(), self.longest());
        let k = self.lengths;
        self.lengths += 1;
        match k % 8 {
            0 => min,
            1 => max,
            2 => (min + 1).min(max),
            3 => (max - 1).max(min),
            _ => min + (k.wrapping_mul(0x9e37_79b9) >> 8) as usize % (max - min + 1),
        }
    }

    /// The number of the next packet.
    pub(super) fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// The numbers and lengths of the next `n` packets.
    pub(super) fn plan(&mut self, n: usize) -> Vec<Sent> {
        (0..n)
            .map(|_| {
                let len = self.length();
                let seq = self.number();
                Sent { seq, len }
            })
            .collect()
    }

    /// Writes a new packet into slot `i` and returns what it is.
    #[track_caller]
    pub(super) fn put(&mut self, i: usize, len: usize) -> Sent {
        let seq = self.number();
        let slice = self.tx.peek_at(i, len).expect("peek_at in the window");
        assert_eq!(slice.len(), len, "peek_at gives as many bytes as asked for");
        self.packets.write(seq, slice);
        Sent { seq, len }
    }

    /// Commits the first slots, which hold `sent`.
    #[track_caller]
    pub(super) fn commit(&mut self, sent: &[Sent]) {
        self.tx
            .commit_n(sent.len())
            .expect("commit_n of peeked slots");
        self.under_way.extend(sent);
    }

    /// Sends `n` packets, with one commit.
    #[track_caller]
    pub(super) fn send(&mut self, n: usize) {
        self.room(n);
        let sent: Vec<Sent> = (0..n)
            .map(|i| {
                let len = self.length();
                self.put(i, len)
            })
            .collect();
        self.commit(&sent);
        self.flush();
    }

    /// Kicks until the device has taken everything.
    #[track_caller]
    pub(super) fn flush(&mut self) {
        while self.tx.kick().expect("kick of the transmit ring").queued() > 0 {
            self.check_time("the device to take what was committed");
            std::thread::yield_now();
        }
    }

    /// Waits until the transmit window has `n` slots, which the device has to give back.
    #[track_caller]
    pub(super) fn room(&mut self, n: usize) {
        while self.tx.ready() < n {
            self.check_time("transmit slots to become free again");
            self.tx.kick().expect("kick of the transmit ring");
            self.rx.kick().expect("kick of the receive ring");
            std::thread::yield_now();
        }
    }

    #[track_caller]
    pub(super) fn check_time(&self, what: &str) {
        assert!(
            Instant::now() < self.deadline,
            "no {what} within {:?}; {} packets are under way, {} foreign ones were ignored",
            self.profile.timeout,
            self.under_way.len(),
            self.foreign
        );
    }

    /// Time is counted per step where a check has many of them.
    pub(super) fn restart_clock(&mut self) {
        self.deadline = Instant::now() + self.profile.timeout;
    }

    /// Takes the packet at the front of the receive ring, if all of it is there.
    #[track_caller]
    fn take(&mut self) -> Option<Vec<u8>> {
        let ready = self.rx.ready();
        if ready == 0 {
            return None;
        }
        let mut slots = 1;
        while self.rx.is_continued(slots - 1) {
            slots += 1;
            if slots > ready {
                return None;
            }
        }
        let mut packet = Vec::new();
        for i in 0..slots {
            packet.extend_from_slice(self.rx.peek_at(i).expect("peek_at in the window"));
        }
        self.rx.commit_n(slots).expect("commit_n in the window");
        self.rx.kick().expect("kick of the receive ring");
        Some(packet)
    }

    /// Waits until the first `n` slots of the receive window hold packets of this run, dropping
    /// foreign ones at the front, and returns how many of them do.
    #[track_caller]
    pub(super) fn window(&mut self, n: usize) -> usize {
        loop {
            let ready = self.rx.ready();
            let foreign = (0..ready).find(|&i| {
                let packet = self.rx.peek_at(i).expect("peek_at in the window");
                self.packets.sequence(packet).is_none()
            });
            match foreign {
                Some(0) => {
                    self.rx.commit().expect("commit of a ready slot");
                    self.foreign += 1;
                }
                Some(i) if i >= n => return i,
                None if ready >= n => return ready,
                Some(_) => std::panic::panic_any(ForeignAmid),
                None => {
                    self.check_time("packets");
                    self.rx.wait(Some(NAP)).expect("wait of the receive ring");
                }
            }
        }
    }

    /// The next packet of this run, within the time the profile gives.
    #[track_caller]
    pub(super) fn receive_any(&mut self) -> (u32, Vec<u8>) {
        loop {
            match self.take() {
                Some(packet) => match self.packets.sequence(&packet) {
                    Some(seq) => return (seq, packet),
                    None => self.foreign += 1,
                },
                None => {
                    self.check_time("packet");
                    self.rx.wait(Some(NAP)).expect("wait of the receive ring");
                }
            }
        }
    }

    /// The packet that is due, with every byte as it was sent.
    #[track_caller]
    pub(super) fn receive(&mut self) {
        let due = self.under_way.pop_front().expect("nothing is under way");
        let (seq, packet) = self.receive_any();
        assert_eq!(seq, due.seq, "packets arrive in order, each of them once");
        assert_eq!(packet.len(), due.len, "packet {seq} has the length it had");
        assert!(
            packet == self.packets.packet(seq, due.len),
            "packet {seq} arrives with the bytes it had"
        );
    }

    /// Receives everything that is under way.
    #[track_caller]
    pub(super) fn receive_all(&mut self) {
        while !self.under_way.is_empty() {
            self.receive();
        }
    }

    /// Receives what is left of the packets under way where some may be lost, up to a last one
    /// that is sent until it arrives. Returns how many arrived of those under way.
    #[track_caller]
    pub(super) fn receive_survivors(&mut self) -> usize {
        let mut sent: VecDeque<Sent> = std::mem::take(&mut self.under_way);
        let len = self.shortest();
        let mut arrived = 0;
        let last = self.number();
        loop {
            while let Some(packet) = self.take() {
                let Some(seq) = self.packets.sequence(&packet) else {
                    self.foreign += 1;
                    continue;
                };
                if seq >= last {
                    // Copies of the last one may follow; they are another run's by then.
                    self.packets = Packets::new(&self.profile.template);
                    return arrived;
                }
                while sent.front().is_some_and(|s| s.seq < seq) {
                    sent.pop_front();
                }
                let due = sent.pop_front().filter(|s| s.seq == seq);
                let due = due.expect("packets arrive in order, none of them twice");
                assert!(
                    packet == self.packets.packet(seq, due.len),
                    "packet {seq} arrives with the bytes it had"
                );
                arrived += 1;
            }
            self.check_time("packet that was sent again and again");
            self.flush();
            if self.tx.ready() > 0 {
                let slice = self.tx.peek(len).expect("peek in the window");
                self.packets.write(last, slice);
                self.tx.commit().expect("commit of a peeked slot");
                self.flush();
            }
            self.rx
                .wait(Some(Duration::from_millis(2)))
                .expect("wait of the receive ring");
        }
    }

    /// Nothing but what was expected has arrived: a packet sent now is the next to come.
    #[track_caller]
    pub(super) fn quiet(&mut self) {
        assert!(self.under_way.is_empty(), "receive_all comes first");
        self.room(1);
        let len = self.shortest();
        let sent = self.put(0, len);
        self.commit(&[sent]);
        self.flush();
        self.receive_all();
    }

    /// Every frame comes home: the transmit window gets as wide as it was at first, no wider.
    #[track_caller]
    pub(super) fn settle(&mut self) {
        self.room(self.initial);
        assert_eq!(
            self.tx.ready(),
            self.initial,
            "the transmit window grows no wider than it was at first"
        );
    }

    /// The usual end of a check: all arrives, nothing else does, all frames come home.
    #[track_caller]
    pub(super) fn finish(&mut self) {
        self.receive_all();
        self.quiet();
        self.settle();
    }
}

/// Waits that may end early by this much: the clock's own grain, never a rounded-down timeout.
pub(super) const EARLY: Duration = Duration::from_micros(200);

/// Waits on a ring with nothing to come; the ring's answer, and whether the time was waited out.
#[track_caller]
pub(super) fn wait_out<R: Ring + ?Sized>(ring: &mut R, timeout: Duration) -> (usize, bool) {
    let start = Instant::now();
    let n = ring.wait(Some(timeout)).expect("wait on an idle ring");
    (n, start.elapsed() + EARLY >= timeout)
}
