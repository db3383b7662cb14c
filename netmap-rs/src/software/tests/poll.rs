//! Polling and waking.

use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::*;

const NOW: Option<Duration> = Some(Duration::ZERO);
const IN: i16 = libc::POLLIN;
const OUT: i16 = libc::POLLOUT;

fn poll(port: &Raw, events: i16) -> i16 {
    port.port.poll(events, NOW).unwrap()
}

#[test]
fn readiness_is_cur_against_tail() {
    let _alone = alone();
    let (a, b) = (Raw::open("valepoll:a"), Raw::open("valepoll:b"));
    assert_eq!(
        (poll(&a, IN), poll(&a, OUT), poll(&a, IN | OUT)),
        (0, OUT, OUT)
    );
    a.send(&[&frame(255, 1, 60, 0); 3]);
    assert_eq!(poll(&b, IN), IN);
    // The poll has synced.
    assert_eq!(b.rx().tail(), 3);
    // cur at the tail: waits for more than what head has left.
    b.rx().set(0, 3);
    assert_eq!(poll(&b, IN), 0);
    b.rx().set(2, 2);
    assert_eq!(poll(&b, IN), IN);
    b.rx().set(3, 3);
    assert_eq!(poll(&b, IN), 0);
}

#[test]
fn a_poll_for_packets_sends_unless_told_not_to() {
    let _alone = alone();
    let b = Raw::open("valepoll:b");
    for (flags, arrived) in [(0, 1), (sys::NR_NO_TX_POLL, 0)] {
        let reg = nmreq_register {
            nr_flags: flags.into(),
            ..all_nic()
        };
        let a = Raw::with("valepoll:a", reg);
        a.tx().put(&frame(255, 1, 60, 0), 0);
        assert_eq!(poll(&a, IN), 0);
        assert_eq!(b.lengths().len(), arrived);
        assert_eq!(poll(&a, OUT), OUT);
        assert_eq!(b.lengths().len(), 1 - arrived);
    }
}

#[test]
fn a_ring_set_back_is_an_error_to_poll() {
    let _alone = alone();
    let a = Raw::open("valepoll:a");
    a.tx().set(5000, 5000);
    assert_eq!(poll(&a, OUT), OUT | libc::POLLERR);
    assert_eq!(poll(&a, OUT), OUT);
    a.tx().set(5000, 5000);
    let e = a.port.wait_tx(0, NOW).unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::ENXIO));
    assert!(a.port.wait_tx(0, NOW).unwrap());
    assert!(!a.port.wait_rx(0, NOW).unwrap());
    assert!(a.port.wait_rx(1, NOW).is_err());
}

#[test]
fn a_full_pipe_times_out() {
    let _alone = alone();
    let (m, _s) = (Raw::open("pollx{1"), Raw::open("pollx}1"));
    m.send(&vec![&frame(2, 1, 60, 0)[..]; 1023]);
    let begin = Instant::now();
    let timeout = Some(Duration::from_millis(30));
    assert_eq!(m.port.poll(OUT, timeout).unwrap(), 0);
    assert!(!m.port.wait_tx(0, timeout).unwrap());
    assert!(begin.elapsed() >= Duration::from_millis(60));
}

#[test]
fn a_packet_wakes_every_thread_that_waits_for_it() {
    let _alone = alone();
    let (m, s) = (Raw::open("polly{1"), Raw::open("polly}1"));
    let port = Arc::new(s.port);
    let threads: Vec<_> = (0..4)
        .map(|i| {
            let port = Arc::clone(&port);
            thread::spawn(move || match i % 2 {
                0 => port.wait_rx(0, None).unwrap(),
                _ => port.poll(IN, None).unwrap() == IN,
            })
        })
        .collect();
    thread::sleep(Duration::from_millis(20));
    m.send(&[&frame(2, 1, 60, 0)]);
    for t in threads {
        assert!(t.join().unwrap());
    }
}

/// Two threads throw one packet to and fro, each blocking until it comes: were a wake-up ever
/// lost, this would not end.
#[test]
fn no_wake_up_is_lost_between_two_threads() {
    const ROUNDS: usize = 20_000;
    let _alone = alone();
    for (left, right) in [("pollz{1", "pollz}1"), ("valepoll:a", "valepoll:b")] {
        let (a, b) = (Sent(Raw::open(left)), Sent(Raw::open(right)));
        let ball = frame(255, 1, 60, 0);
        let player = |port: Sent, serves: bool, by_poll: bool| {
            let ball = ball.clone();
            thread::spawn(move || {
                let port = port;
                let Sent(raw) = &port;
                if serves {
                    raw.send(&[&ball]);
                }
                for _ in 0..ROUNDS {
                    match by_poll {
                        true => assert_eq!(raw.port.poll(IN, None).unwrap(), IN),
                        false => assert!(raw.port.wait_rx(0, None).unwrap()),
                    }
                    assert_eq!(raw.rx().space(), 1);
                    raw.rx().advance(1);
                    raw.rxsync();
                    while raw.send(&[&ball]) == 0 {
                        assert!(raw.port.wait_tx(0, None).unwrap());
                    }
                }
                port
            })
        };
        let (one, two) = (player(a, true, true), player(b, false, false));
        let ports = (one.join().unwrap(), two.join().unwrap());
        drop(ports);
    }
}

/// A full pipe drained by a slower reader: both ends block in turn.
#[test]
fn a_writer_and_a_reader_that_block_lose_nothing() {
    const PACKETS: u32 = 200_000;
    let _alone = alone();
    let reg = nmreq_register {
        nr_tx_slots: 16,
        nr_rx_slots: 16,
        ..all_nic()
    };
    let (m, s) = (Sent(Raw::with("pollw{1", reg)), Sent(Raw::open("pollw}1")));
    let writer = thread::spawn(move || {
        let m = m;
        let Sent(raw) = &m;
        let mut sent = 0u32;
        while sent < PACKETS {
            assert!(raw.port.wait_tx(0, None).unwrap());
            while raw.tx().space() > 0 && sent < PACKETS {
                raw.tx().put(&sent.to_le_bytes(), 0);
                sent += 1;
            }
            raw.txsync();
        }
        m
    });
    let Sent(raw) = &s;
    let mut got = 0u32;
    while got < PACKETS {
        assert!(raw.port.wait_rx(0, None).unwrap());
        while raw.rx().space() > 0 {
            assert_eq!(raw.rx().take().0, got.to_le_bytes());
            got += 1;
        }
        raw.rxsync();
    }
    drop(writer.join().unwrap());
}

fn readable(fd: &impl AsFd) -> bool {
    let mut peek = libc::pollfd {
        fd: fd.as_fd().as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    };
    // SAFETY: one valid pollfd.
    unsafe { libc::poll(&mut peek, 1, 0) == 1 }
}

#[test]
fn a_watch_is_readable_after_one_event_for_each_time_it_is_armed() {
    let _alone = alone();
    let (m, s) = (Raw::open("pollv{1"), Raw::open("pollv}1"));
    let p = frame(2, 1, 60, 0);
    let (rx, rx2) = (s.port.watch_rx(0).unwrap(), s.port.watch_rx(0).unwrap());
    let tx = m.port.watch_tx(0).unwrap();
    m.send(&[&p]);
    assert!(!readable(&rx), "nobody has asked");
    rx.arm();
    assert!(
        !readable(&rx),
        "what was there before is for the user to find"
    );
    m.send(&[&p]);
    assert!(readable(&rx) && !readable(&rx2));
    rx.arm();
    assert!(!readable(&rx));
    rx2.arm();
    m.send(&[&p]);
    assert!(readable(&rx) && readable(&rx2) && !readable(&tx));
    tx.arm();
    s.receive();
    assert!(readable(&tx));
    drop(rx);
    rx2.arm();
    m.send(&[&p]);
    assert!(readable(&rx2));
    assert!(m.port.watch_tx(1).is_err());
}
