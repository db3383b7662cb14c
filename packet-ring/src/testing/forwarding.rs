//! Checks of forwarding, over two pairs in a row: `t1` → `r1` ⇒ `t2` → `r2`.

use super::harness::{Harness, Packets, Sent};
use super::{Profile, Report};
use crate::{Forward, Forwarded, Receive, RingError, Transmit, Verdict, forward_by_copy};

/// Runs the checks of [`Forward`] and of [`forward_by_copy`] between the middle rings of
/// `(t1, r1, t2, r2)`: what `t1` sends, `r1` gets; what `t2` sends, `r2` gets. A forwarded packet
/// has the profile's return template written over it.
///
/// # Panics
///
/// With the name of each check that failed and the first thing it found wrong.
#[track_caller]
pub fn forwarding<T1, R1, T2, R2, P>(profile: &Profile, mut line: P) -> Report
where
    T1: Transmit,
    R1: Receive,
    T2: Forward<R1>,
    R2: Receive,
    P: FnMut() -> (T1, R1, T2, R2),
{
    let mut report = Report::default();
    for (name, check) in checks() {
        report.check(profile, name, || {
            let mut forward = |tx: &mut T2, rx: &mut R1, n, edit: Edit<'_>| {
                tx.forward_n(rx, n, |packet: &mut [u8]| edit(packet))
            };
            check(&mut Line::new(line(), profile, &mut forward));
        });
    }
    let by_copy = run_by_copy(profile, line);
    report.passed.extend(by_copy.passed);
    report.failed.extend(by_copy.failed);
    report.not_applicable.extend(by_copy.not_applicable);
    report.expect_passed()
}

/// As [`forwarding`], for rings that have nothing but [`forward_by_copy`] between them.
///
/// # Panics
///
/// As [`forwarding`].
#[track_caller]
pub fn forwarding_by_copy<T1, R1, T2, R2, P>(profile: &Profile, line: P) -> Report
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
    P: FnMut() -> (T1, R1, T2, R2),
{
    run_by_copy(profile, line).expect_passed()
}

fn run_by_copy<T1, R1, T2, R2, P>(profile: &Profile, mut line: P) -> Report
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
    P: FnMut() -> (T1, R1, T2, R2),
{
    let mut report = Report::default();
    for (name, check) in checks() {
        report.check(profile, name, || {
            let mut forward = |tx: &mut T2, rx: &mut R1, n, edit: Edit<'_>| {
                forward_by_copy(tx, rx, n, |packet: &mut [u8]| edit(packet))
            };
            check(&mut Line::new(line(), profile, &mut forward));
        });
    }
    report
}

type Edit<'e> = &'e mut dyn FnMut(&mut [u8]) -> Verdict;
type Move<'f, T, R> =
    &'f mut dyn FnMut(&mut T, &mut R, usize, Edit<'_>) -> Result<Forwarded, RingError>;
type LineCheck<T1, R1, T2, R2> = (&'static str, fn(&mut Line<'_, '_, T1, R1, T2, R2>));

/// Two pairs with the forwarder between them.
struct Line<'p, 'f, T1, R1, T2, R2> {
    first: Harness<'p, T1, R1>,
    second: Harness<'p, T2, R2>,
    forward: Move<'f, T2, R1>,
    return_template: &'p [u8],
}

fn checks<T1, R1, T2, R2>() -> [LineCheck<T1, R1, T2, R2>; 5]
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    [
        ("forward_order_and_content", order_and_content),
        ("forward_bounds", bounds),
        ("forward_drops_what_it_is_told_to", drops),
        ("forward_beyond_the_room_loses_nothing", beyond_the_room),
        ("forward_frames_come_home", frames_come_home),
    ]
}

impl<'p, 'f, T1, R1, T2, R2> Line<'p, 'f, T1, R1, T2, R2>
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    fn new(
        (t1, r1, t2, r2): (T1, R1, T2, R2),
        profile: &'p Profile,
        forward: Move<'f, T2, R1>,
    ) -> Self {
        let first = Harness::new((t1, r1), profile);
        let mut second = Harness::new((t2, r2), profile);
        second.packets = first.packets.rewritten(&profile.return_template);
        Line {
            first,
            second,
            forward,
            return_template: &profile.return_template,
        }
    }

    fn burst(&self) -> usize {
        self.first.burst().min(self.second.burst())
    }

    /// Sends `n` packets that fit both pairs into the first.
    #[track_caller]
    fn send(&mut self, n: usize) {
        self.first.room(n);
        let longest = self.second.longest();
        let sent: Vec<Sent> = (0..n)
            .map(|i| {
                let len = self.first.length().min(longest);
                self.first.put(i, len)
            })
            .collect();
        self.first.commit(&sent);
        self.first.flush();
    }

    /// Forwards at most `n` slots once, dropping packets for which `drop` is true, and moves what
    /// was forwarded from the first pair's books to the second's.
    #[track_caller]
    fn forward(&mut self, n: usize, drop: impl Fn(u32) -> bool) -> Forwarded {
        let own: Packets = self.first.packets.clone();
        let template = self.return_template;
        let mut seen = Vec::new();
        let mut edit = |packet: &mut [u8]| {
            let Some(seq) = own.sequence(packet) else {
                return Verdict::Drop;
            };
            packet[..template.len()].copy_from_slice(template);
            let verdict = if drop(seq) {
                Verdict::Drop
            } else {
                Verdict::Forward
            };
            seen.push((seq, verdict));
            verdict
        };
        let done = (self.forward)(&mut self.second.tx, &mut self.first.rx, n, &mut edit)
            .expect("forwarding");
        assert!(done.taken() <= n, "no more than {n} slots are taken");
        assert_eq!(done.too_long, 0, "each packet fits");
        let forwarded = seen.iter().filter(|(_, v)| *v == Verdict::Forward).count();
        assert_eq!(
            done.forwarded, forwarded,
            "all that was wanted is committed"
        );
        for (seq, verdict) in seen {
            let due = self.first.under_way.pop_front();
            let due = due.expect("no packet is shown twice");
            assert_eq!(due.seq, seq, "packets are shown in order, each once");
            if verdict == Verdict::Forward {
                self.second.under_way.push_back(due);
            }
        }
        self.second.flush();
        self.first.rx.kick().expect("kick of the receive ring");
        done
    }

    /// Forwards until nothing is under way in the first pair, and receives in the second.
    #[track_caller]
    fn forward_all(&mut self, n: usize, drop: impl Fn(u32) -> bool) {
        while !self.first.under_way.is_empty() {
            self.forward(n, &drop);
            self.second.receive_all();
            self.first.check_time("packet to forward");
            if !self.first.under_way.is_empty() {
                self.first
                    .rx
                    .wait(Some(std::time::Duration::from_millis(1)))
                    .expect("wait of the receive ring");
            }
        }
    }

    #[track_caller]
    fn finish(&mut self) {
        self.forward_all(usize::MAX, |_| false);
        self.first.settle();
        self.second.settle();
        // Nothing else came through: the next packet in is the next out.
        self.send(1);
        self.forward_all(usize::MAX, |_| false);
        self.first.settle();
        self.second.settle();
    }
}

fn order_and_content<T1, R1, T2, R2>(l: &mut Line<'_, '_, T1, R1, T2, R2>)
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    let total = 3 * l.first.rx.capacity().max(l.second.tx.capacity());
    let mut sent = 0;
    while sent < total {
        l.first.restart_clock();
        l.second.restart_clock();
        l.send(l.burst());
        l.forward_all(usize::MAX, |_| false);
        sent += l.burst();
    }
    l.finish();
}

fn bounds<T1, R1, T2, R2>(l: &mut Line<'_, '_, T1, R1, T2, R2>)
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    assert_eq!(
        l.forward(0, |_| false),
        Forwarded::default(),
        "no slot is taken where none was asked for"
    );
    l.send(l.burst());
    let ready = l.first.window(l.burst());
    assert_eq!(l.forward(0, |_| false), Forwarded::default());
    assert!(l.first.rx.ready() >= ready);
    // One at a time.
    l.forward_all(1, |_| false);
    l.finish();
}

fn drops<T1, R1, T2, R2>(l: &mut Line<'_, '_, T1, R1, T2, R2>)
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    for _ in 0..4 {
        l.send(l.burst());
        // Every third goes; the runs differ by the burst's size.
        l.forward_all(usize::MAX, |seq| seq % 3 == 0);
        l.first.settle();
        l.second.settle();
    }
    l.send(l.burst());
    l.forward_all(usize::MAX, |_| true);
    l.first.settle();
    l.finish();
}

fn beyond_the_room<T1, R1, T2, R2>(l: &mut Line<'_, '_, T1, R1, T2, R2>)
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    // As long as the profile lets a full ring be held, the second pair takes what it has room
    // for and the rest stays in the first.
    let n = l.burst();
    l.send(n);
    l.first.window(n);
    if l.first.profile.lossless_when_full {
        let mut rounds = 0;
        loop {
            let done = l.forward(usize::MAX, |_| false);
            if done.taken() == 0 && l.second.tx.ready() == 0 {
                break;
            }
            rounds += 1;
            let limit = 16 * (l.second.tx.capacity() + l.second.rx.capacity());
            assert!(rounds <= limit, "nothing holds the forwarder back");
            if l.first.under_way.is_empty() {
                l.first.room(1);
                let n = l.first.tx.ready().min(n);
                l.send(n);
                l.first.window(n);
            }
        }
        assert!(!l.first.under_way.is_empty(), "the rest waits in the first");
        l.second.receive_all();
    }
    l.finish();
}

fn frames_come_home<T1, R1, T2, R2>(l: &mut Line<'_, '_, T1, R1, T2, R2>)
where
    T1: Transmit,
    R1: Receive,
    T2: Transmit,
    R2: Receive,
{
    for round in 0..8 {
        l.first.restart_clock();
        l.second.restart_clock();
        l.send(l.burst());
        l.forward_all(usize::MAX, |seq| seq % 8 == round);
        l.first.settle();
        l.second.settle();
    }
    l.finish();
}
