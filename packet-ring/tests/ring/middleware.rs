//! Middleware over the in-memory pair.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use packet_ring::middleware::{FaultInjector, Faults, PcapTap, RateMeter};
use packet_ring::testing::{
    MemoryRx, MemoryTx, Profile, concurrent, conformance, forwarding, memory_pair,
};
use packet_ring::{Receive, Ring, RingError, Transmit, Verdict};

fn profile() -> Profile {
    Profile::new()
        .template(b"there")
        .return_template(b"back!")
        .multi_slot(true)
}

fn no_faults() -> Faults {
    Faults::seeded(3).build().unwrap()
}

type Wrapped<T, R> = (T, R, T, R);

fn twice<T, R>(pair: impl Fn() -> (T, R)) -> Wrapped<T, R> {
    let ((t1, r1), (t2, r2)) = (pair(), pair());
    (t1, r1, t2, r2)
}

/// Every suite over pairs wrapped by `wrap`.
macro_rules! conforms {
    ($name:ident, $tx:expr, $rx:expr) => {
        #[test]
        fn $name() {
            let pair = |capacity| {
                let (tx, rx) = memory_pair(capacity, 256);
                ($tx(tx), $rx(rx))
            };
            for capacity in [1, 2, 3, 16] {
                conformance(&profile(), || pair(capacity));
                forwarding(&profile(), || twice(|| pair(capacity)));
            }
            let lossy = profile().lossless_when_full(false).max_burst(5);
            conformance(&lossy, || pair(16));
            concurrent(&profile(), || pair(16), 2_000);
        }
    };
}

conforms!(rate_meter, RateMeter::tx, RateMeter::rx);
conforms!(pcap_tap, |tx| PcapTap::tx(tx, Vec::new()).unwrap(), |rx| {
    PcapTap::rx(rx, Vec::new()).unwrap()
});
conforms!(
    pcap_tap_with_a_writer_that_fails,
    |tx| PcapTap::tx(tx, Failing::after(24)).unwrap(),
    |rx| PcapTap::rx(rx, Failing::after(24)).unwrap()
);
conforms!(
    fault_injector_without_faults,
    |tx| FaultInjector::tx(tx, no_faults()),
    |rx| FaultInjector::rx(rx, no_faults())
);
conforms!(
    all_at_once,
    |tx| RateMeter::tx(FaultInjector::tx(
        PcapTap::tx(tx, Vec::new()).unwrap(),
        no_faults()
    )),
    |rx| PcapTap::rx(
        RateMeter::rx(FaultInjector::rx(rx, no_faults())),
        Vec::new()
    )
    .unwrap()
);

/// A writer that takes so many bytes, then fails.
#[derive(Debug, Default)]
struct Failing {
    left: usize,
}

impl Failing {
    fn after(left: usize) -> Failing {
        Failing { left }
    }
}

impl io::Write for Failing {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("the disk is full"));
        }
        let n = buf.len().min(self.left);
        self.left -= n;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A writer that a test looks into, and that takes as much at a time as the test allows.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<(Vec<u8>, VecDeque<usize>)>>);

impl Shared {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().0.clone()
    }

    /// The next writes take so many bytes; those of zero fail. Then all is taken.
    fn allow(&self, sizes: &[usize]) {
        self.0.lock().unwrap().1.extend(sizes);
    }
}

impl io::Write for Shared {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let mut inner = self.0.lock().unwrap();
        let n = match inner.1.pop_front() {
            Some(0) => return Err(io::Error::other("not now")),
            Some(n) => n.min(buf.len()),
            None => buf.len(),
        };
        inner.0.extend_from_slice(&buf[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a capture file holds: time stamp in nanoseconds, length on the wire, bytes kept.
fn parse(mut file: &[u8]) -> Vec<(u64, u32, Vec<u8>)> {
    fn take<'a>(file: &mut &'a [u8], n: usize) -> &'a [u8] {
        let (front, rest) = file.split_at_checked(n).expect("a whole record");
        *file = rest;
        front
    }
    fn u32_at(bytes: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
    }
    let header = take(&mut file, 24);
    assert_eq!(
        header[..4],
        [0x4d, 0x3c, 0xb2, 0xa1],
        "nanoseconds, little-endian"
    );
    assert_eq!(header[4..8], [2, 0, 4, 0], "version 2.4");
    assert_eq!(u32_at(header, 16), 262_144);
    assert_eq!(u32_at(header, 20), 1, "Ethernet");
    let mut records = Vec::new();
    while !file.is_empty() {
        let record = take(&mut file, 16);
        let time = u64::from(u32_at(record, 0)) * 1_000_000_000 + u64::from(u32_at(record, 4));
        let kept = take(&mut file, u32_at(record, 8) as usize);
        records.push((time, u32_at(record, 12), kept.to_vec()));
    }
    records
}

fn tapped() -> (
    PcapTap<MemoryTx, Shared>,
    PcapTap<MemoryRx, Shared>,
    [Shared; 2],
) {
    let files = [Shared::default(), Shared::default()];
    let (tx, rx) = memory_pair(8, 128);
    let mut time = 1_700_000_000_000_000_000;
    let clock = move || {
        time += 1;
        Duration::from_nanos(time)
    };
    let tx = PcapTap::tx(tx, files[0].clone()).unwrap();
    let rx = PcapTap::rx(rx, files[1].clone()).unwrap();
    let other = clock;
    let tx = tx.with_clock(clock);
    (tx, rx.with_clock(other), files)
}

#[test]
fn both_sides_capture_the_same() {
    let (mut tx, mut rx, [sent, received]) = tapped();
    tx.send(b"one").unwrap();
    tx.send_batch(&[b"two", b"three"]).unwrap();
    tx.kick().unwrap();
    assert_eq!(rx.ready(), 3);
    assert_eq!(parse(&received.bytes()), [], "not seen yet");
    rx.peek_at(1).unwrap();
    rx.commit_n(3).unwrap();
    let start = 1_700_000_000_000_000_000;
    let sent = parse(&sent.bytes());
    // Those of one commit have one time stamp.
    assert_eq!(
        sent,
        [
            (start + 1, 3, b"one".to_vec()),
            (start + 2, 3, b"two".to_vec()),
            (start + 2, 5, b"three".to_vec()),
        ]
    );
    let packets = |file: &[(u64, u32, Vec<u8>)]| -> Vec<Vec<u8>> {
        file.iter().map(|r| r.2.clone()).collect()
    };
    assert_eq!(packets(&parse(&received.bytes())), packets(&sent));
    assert_eq!(tx.stats().records, 3);
    assert_eq!(rx.stats().records, 3);
}

#[test]
fn a_capture_is_of_what_was_committed() {
    let (mut tx, _rx, [sent, _]) = tapped();
    tx.peek_at(0, 50).unwrap().fill(1);
    tx.peek_at(2, 60).unwrap().fill(2);
    for n in [3, 9, usize::MAX] {
        tx.commit_n(n).unwrap_err();
    }
    assert_eq!(parse(&sent.bytes()), []);
    tx.peek_at(0, 20).unwrap().fill(3);
    tx.commit().unwrap();
    tx.peek_at(0, 10).unwrap().fill(4);
    tx.commit_n(2).unwrap();
    let packets: Vec<_> = parse(&sent.bytes()).into_iter().map(|r| r.2).collect();
    assert_eq!(packets, [vec![3; 20], vec![4; 10], vec![2; 60]]);
}

#[test]
fn a_received_packet_is_captured_once_as_it_arrived() {
    let (mut tx, mut rx, [_, received]) = tapped();
    tx.send_batch(&[b"one", b"two", b"three"]).unwrap();
    tx.kick().unwrap();
    rx.ready();
    rx.peek_at(2).unwrap().fill(b'x');
    rx.peek_at(0).unwrap().fill(b'x');
    rx.commit_n(4).unwrap_err();
    rx.commit_n(1).unwrap();
    assert_eq!(rx.peek_at(1).unwrap(), b"xxxxx");
    rx.commit_n(2).unwrap();
    let packets: Vec<_> = parse(&received.bytes()).into_iter().map(|r| r.2).collect();
    assert_eq!(packets, [&b"one"[..], b"two", b"three"]);
}

#[test]
fn a_packet_of_several_slots_is_one_record() {
    let (mut tx, mut rx, files) = tapped();
    for (i, part) in [&b"be"[..], b"gin", b"end"].into_iter().enumerate() {
        tx.peek_at(i, part.len()).unwrap().copy_from_slice(part);
        tx.set_continued(i, i < 2).unwrap();
    }
    tx.peek_at(3, 4).unwrap().copy_from_slice(b"next");
    assert!(matches!(
        tx.commit_n(2),
        Err(RingError::PartialPacket { .. })
    ));
    tx.commit_n(4).unwrap();
    tx.kick().unwrap();
    assert_eq!(rx.ready(), 4);
    assert!(rx.is_continued(0) && rx.is_continued(1) && !rx.is_continued(2));
    rx.peek_at(1).unwrap();
    rx.commit_n(4).unwrap();
    for file in files {
        let records: Vec<_> = parse(&file.bytes())
            .into_iter()
            .map(|r| (r.1, r.2))
            .collect();
        assert_eq!(records, [(8, b"beginend".to_vec()), (4, b"next".to_vec())]);
    }
}

#[test]
fn no_more_is_kept_than_the_snapshot_length() {
    let (tx, _rx) = memory_pair(8, 128);
    let mut tx = PcapTap::tx(tx, Vec::new()).unwrap().with_snaplen(10);
    for (i, len) in [100, 8].into_iter().enumerate() {
        tx.peek_at(i, len).unwrap().fill(9);
    }
    tx.set_continued(1, true).unwrap();
    tx.peek_at(2, 8).unwrap().fill(8);
    tx.commit_n(3).unwrap();
    let (_, file) = tx.into_parts();
    let records: Vec<_> = parse(&file).into_iter().map(|r| (r.1, r.2)).collect();
    let two = [&[9; 8][..], &[8; 2]].concat();
    assert_eq!(records, [(100, vec![9; 10]), (16, two)]);
}

#[test]
fn a_writer_that_fails_leaves_a_whole_file() {
    let (mut tx, _rx, [sent, _]) = tapped();
    let mut send = |packets: &[&[u8]]| {
        assert_eq!(tx.send_batch(packets), Ok(packets.len()));
        tx.kick().unwrap();
        (tx.stats(), tx.take_error().is_some())
    };
    // The first record and a part of the second, then nothing.
    sent.allow(&[16 + 3 + 5, 0]);
    let (stats, failed) = send(&[b"one", b"two", b"three"]);
    assert_eq!((stats.records, stats.lost, stats.io_errors), (1, 1, 1));
    assert!(failed);
    // The rest of the second does not go out either.
    sent.allow(&[1, 0]);
    let (stats, _) = send(&[b"four"]);
    assert_eq!((stats.records, stats.lost, stats.io_errors), (1, 2, 2));
    let (stats, failed) = send(&[b"five"]);
    assert_eq!((stats.records, stats.lost, stats.io_errors), (3, 2, 2));
    assert!(!failed);
    let packets: Vec<_> = parse(&sent.bytes()).into_iter().map(|r| r.2).collect();
    assert_eq!(packets, [&b"one"[..], b"two", b"five"]);
}

#[test]
fn a_writer_that_fails_at_once_is_an_error() {
    let (tx, _rx) = memory_pair(8, 128);
    assert!(PcapTap::tx(tx, Failing::after(10)).is_err());
}

/// Sends packets numbered from 0 through a fault injector, in batches of `sizes` in turn, and
/// returns what comes out.
fn through_tx(
    faults: Faults,
    count: u32,
    sizes: &[usize],
) -> (Vec<Vec<u8>>, FaultInjector<MemoryTx>) {
    let (tx, mut rx) = memory_pair(64, 64);
    let mut tx = FaultInjector::tx(tx, faults);
    let (mut sent, mut out) = (0, Vec::new());
    let mut size = sizes.iter().cycle();
    while sent < count {
        let n = (*size.next().unwrap()).min((count - sent) as usize);
        tx.seek_n(n).unwrap();
        for i in 0..n {
            let slot = tx.peek_at(i, 40).unwrap();
            slot.fill(0);
            slot[..4].copy_from_slice(&(sent + i as u32).to_be_bytes());
        }
        tx.commit_n(n).unwrap();
        sent += n as u32;
        tx.kick().unwrap();
        rx.recv_each(usize::MAX, |p| out.push(p.to_vec())).unwrap();
        rx.kick().unwrap();
    }
    tx.kick().unwrap();
    rx.recv_each(usize::MAX, |p| out.push(p.to_vec())).unwrap();
    rx.kick().unwrap();
    assert_eq!(tx.ready(), 64, "every frame came home");
    (out, tx)
}

/// The same on the receiving side.
fn through_rx(
    faults: Faults,
    count: u32,
    sizes: &[usize],
) -> (Vec<Vec<u8>>, FaultInjector<MemoryRx>) {
    let (mut tx, rx) = memory_pair(64, 64);
    let mut rx = FaultInjector::rx(rx, faults);
    let (mut sent, mut out) = (0, Vec::new());
    let mut size = sizes.iter().cycle();
    while sent < count {
        let n = (*size.next().unwrap()).min((count - sent) as usize);
        tx.seek_n(n).unwrap();
        for i in 0..n {
            let slot = tx.peek_at(i, 40).unwrap();
            slot.fill(0);
            slot[..4].copy_from_slice(&(sent + i as u32).to_be_bytes());
        }
        tx.commit_n(n).unwrap();
        sent += n as u32;
        tx.kick().unwrap();
        while rx.recv_each(usize::MAX, |p| out.push(p.to_vec())).unwrap() > 0 {}
        rx.kick().unwrap();
    }
    while rx.wait(Some(Duration::ZERO)).unwrap() > 0 {
        rx.recv_each(usize::MAX, |p| out.push(p.to_vec())).unwrap();
        rx.kick().unwrap();
    }
    assert_eq!(tx.ready(), 64, "every frame came home");
    (out, rx)
}

fn number(packet: &[u8]) -> u32 {
    u32::from_be_bytes(packet[..4].try_into().unwrap())
}

#[test]
fn drops_as_often_as_asked_for() {
    let faults = Faults::seeded(1).drop(0.25).build().unwrap();
    for (out, stats) in [
        {
            let (out, tx) = through_tx(faults.clone(), 10_000, &[16]);
            (out, tx.stats())
        },
        {
            let (out, rx) = through_rx(faults.clone(), 10_000, &[16]);
            (out, rx.stats())
        },
    ] {
        assert_eq!(stats.packets, 10_000);
        assert_eq!(out.len() as u64, 10_000 - stats.dropped);
        // Four standard deviations.
        assert!((2_327..=2_673).contains(&stats.dropped), "{stats:?}");
        assert!(out.is_sorted_by(|a, b| number(a) < number(b)));
    }
}

#[test]
fn the_seed_decides_and_the_batch_size_does_not() {
    let faults = |seed| {
        let faults = Faults::seeded(seed).drop(0.1).duplicate(0.1).corrupt(0.1);
        faults.build().unwrap()
    };
    let (first, tx) = through_tx(faults(5), 2_000, &[1]);
    assert!(tx.stats().dropped > 0 && tx.stats().duplicated > 0 && tx.stats().corrupted > 0);
    for sizes in [&[7][..], &[20, 1, 3], &[21]] {
        assert_eq!(through_tx(faults(5), 2_000, sizes).0, first);
        assert_eq!(through_rx(faults(5), 2_000, sizes).0, first);
    }
    assert_ne!(through_tx(faults(6), 2_000, &[1]).0, first);
}

#[test]
fn a_duplicate_follows_its_original() {
    let faults = Faults::seeded(2).duplicate(0.3).build().unwrap();
    let (out, tx) = through_tx(faults, 1_000, &[8]);
    let copies = out.windows(2).filter(|w| w[0] == w[1]).count() as u64;
    assert!(copies > 200);
    assert_eq!(tx.stats().duplicated, copies);
    assert_eq!(out.len() as u64, 1_000 + copies);
}

#[test]
fn everything_twice_fits_a_full_ring() {
    let faults = Faults::seeded(2).duplicate(1.0).build().unwrap();
    let (mut tx, mut rx) = memory_pair(4, 64);
    let mut twice = FaultInjector::rx(rx, faults.clone());
    tx.send_batch(&[b"a", b"b", b"c", b"d"]).unwrap();
    tx.kick().unwrap();
    let mut out = Vec::new();
    while twice.recv_each(usize::MAX, |p| out.push(p[0])).unwrap() > 0 {}
    assert_eq!(out, b"aabbccdd");
    rx = twice.into_inner();
    rx.kick().unwrap();

    let mut twice = FaultInjector::tx(tx, faults);
    assert_eq!(twice.send_batch(&[b"a", b"b", b"c", b"d"]), Ok(4));
    let mut out = Vec::new();
    while twice.kick().unwrap().queued() > 0 {
        rx.recv_each(usize::MAX, |p| out.push(p[0])).unwrap();
        rx.kick().unwrap();
    }
    rx.recv_each(usize::MAX, |p| out.push(p[0])).unwrap();
    rx.kick().unwrap();
    assert_eq!(out, b"aabbccdd");
    assert_eq!(twice.ready(), 4);
}

#[test]
fn a_corrupted_packet_has_one_bit_flipped() {
    let faults = Faults::seeded(9).corrupt(1.0).build().unwrap();
    let (mut tx, rx) = memory_pair(64, 64);
    let mut rx = FaultInjector::rx(rx, faults);
    let mut places = std::collections::BTreeSet::new();
    for _ in 0..200 {
        tx.send(&[0; 10]).unwrap();
        tx.kick().unwrap();
        let packet = rx.seek_and_peek().unwrap();
        let ones: u32 = packet.iter().map(|b| b.count_ones()).sum();
        assert_eq!(ones, 1);
        places.insert(packet.to_vec());
        rx.commit().unwrap();
        rx.kick().unwrap();
    }
    assert_eq!(rx.stats().corrupted, 200);
    assert!(
        places.len() > 60,
        "all over the packet's 80 bits: {}",
        places.len()
    );
}

#[test]
fn a_reordered_packet_comes_after_later_ones_and_is_not_lost() {
    let faults = Faults::seeded(4)
        .reorder(0.2)
        .max_distance(3)
        .build()
        .unwrap();
    for (out, stats) in [
        {
            let (out, tx) = through_tx(faults.clone(), 2_000, &[32]);
            (out, tx.stats())
        },
        {
            let (out, rx) = through_rx(faults.clone(), 2_000, &[32]);
            (out, rx.stats())
        },
    ] {
        let mut sorted: Vec<u32> = out.iter().map(|p| number(p)).collect();
        let late = sorted.windows(2).filter(|w| w[0] > w[1]).count() as u64;
        // The last may be let go at the end of the traffic, with nothing to overtake it.
        assert!(stats.reordered > 100);
        assert!((stats.reordered - 1..=stats.reordered).contains(&late));
        for (at, &number) in sorted.iter().enumerate() {
            assert!(number.abs_diff(at as u32) <= 3, "packet {number} at {at}");
        }
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..2_000));
    }
}

#[test]
fn a_held_packet_goes_when_the_traffic_ends() {
    let faults = Faults::seeded(4).reorder(1.0).build().unwrap();
    let (tx, mut rx) = memory_pair(8, 64);
    let mut tx = FaultInjector::tx(tx, faults.clone());
    tx.send(b"held").unwrap();
    tx.kick().unwrap();
    assert_eq!(rx.ready(), 0);
    tx.kick().unwrap();
    assert_eq!(rx.ready(), 1);

    let (mut tx, rx) = memory_pair(8, 64);
    let mut rx = FaultInjector::rx(rx, faults);
    tx.send(b"held").unwrap();
    tx.kick().unwrap();
    assert_eq!(rx.ready(), 0);
    assert_eq!(rx.wait(None), Ok(1), "a wait without end does not keep it");
    assert_eq!(rx.peek().unwrap(), b"held");
}

#[test]
fn a_packet_of_several_slots_meets_one_fate() {
    let faults = Faults::seeded(8).drop(0.3).duplicate(0.3).reorder(0.3);
    let faults = faults.build().unwrap();
    let (tx, rx) = memory_pair(32, 64);
    let (mut tx, mut rx) = (
        FaultInjector::tx(tx, faults.clone()),
        FaultInjector::rx(rx, faults),
    );
    let mut packets = 0;
    for k in 0..300_usize {
        let slots = 1 + k % 3;
        tx.seek_n(slots).unwrap();
        for i in 0..slots {
            tx.peek_at(i, 3)
                .unwrap()
                .copy_from_slice(&[k as u8, slots as u8, i as u8]);
            tx.set_continued(i, i + 1 < slots).unwrap();
        }
        tx.commit_n(slots).unwrap();
        tx.kick().unwrap();
        let n = rx.ready();
        let mut i = 0;
        while i < n {
            let first = rx.peek_at(i).unwrap().to_vec();
            for part in 0..first[1] {
                let slot = rx.peek_at(i).unwrap();
                assert_eq!(slot, [first[0], first[1], part]);
                assert_eq!(rx.is_continued(i), part + 1 < first[1]);
                i += 1;
            }
            packets += 1;
        }
        rx.commit_n(n).unwrap();
        rx.kick().unwrap();
    }
    let (t, r) = (tx.stats(), rx.stats());
    assert_eq!(t.packets, 300);
    assert!(t.dropped > 50 && t.duplicated > 30 && t.reordered > 20);
    let held = r.packets - r.dropped + r.duplicated - packets;
    assert!(held <= 1, "one may still be held back");
}

#[test]
fn middleware_sees_what_is_forwarded() {
    let ((mut from, rx), (tx, _to)) = (memory_pair(8, 64), memory_pair(8, 64));
    let (mut rx, mut tx) = (RateMeter::rx(rx), PcapTap::tx(tx, Vec::new()).unwrap());
    from.send_batch(&[b"one", b"two"]).unwrap();
    from.kick().unwrap();
    let done = packet_ring::Forward::forward_n(&mut tx, &mut rx, 8, |packet| {
        packet.make_ascii_uppercase();
        Verdict::Forward
    });
    assert_eq!(done.unwrap().forwarded, 2);
    assert_eq!(rx.snapshot().bytes, 6);
    let (_, file) = tx.into_parts();
    let packets: Vec<_> = parse(&file).into_iter().map(|r| r.2).collect();
    assert_eq!(packets, [b"ONE", b"TWO"]);
}
