//! Opening again, closing amid traffic, and links that go down.

use std::time::{Duration, Instant};

use packet_ring::RingError;
use xdp_socket::testing::Link;

use crate::pair::{PATIENCE, Pair, SLOTS, config, exchange, has, packet};

#[test]
fn a_queue_is_free_again_when_its_socket_is_dropped() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        for _ in 0..5 {
            let (mut a, mut b) = pair.open(0, &config).unwrap();
            exchange(&mut a, &mut b, 16);
        }
    }
}

#[test]
fn sockets_may_be_dropped_amid_traffic() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        for round in 0..4 {
            let (mut a, b) = pair.open(0, &config).unwrap();
            for number in 0..SLOTS {
                let packet = packet(b.mac, a.mac, number, 1000);
                a.tx.send(&packet).unwrap();
            }
            // One kick and no more: packets are queued, on their way, and received.
            a.tx.kick().unwrap();
            match round {
                0 => drop((a, b)),
                1 => drop((b, a)),
                2 => drop((a.tx, b.rx, a.rx, b.tx)),
                _ => drop((b.tx, a.rx, b.rx, a.tx)),
            }
        }
        let (mut a, mut b) = pair.open(0, &config).unwrap();
        drain(&mut b);
        exchange(&mut a, &mut b, 64);
    }
}

/// Takes whatever earlier sockets sent.
fn drain(end: &mut crate::pair::End) {
    let quiet = Duration::from_millis(200);
    while end.rx.wait(Some(quiet)).unwrap() > 0 {
        end.rx.recv_each(usize::MAX, |_| ()).unwrap();
        end.rx.kick().unwrap();
    }
}

#[test]
fn a_link_that_goes_down_is_told_and_comes_back() {
    let Some(mut pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let (mut a, mut b) = pair.open(0, &config).unwrap();
        exchange(&mut a, &mut b, 16);
        let link = Link::from_index(pair.a.index());
        link.set_up(false).unwrap();
        a.tx.send(&packet(b.mac, a.mac, 0, 64)).unwrap();
        let told = a.tx.flush(Duration::from_millis(500));
        assert!(matches!(told, Err(RingError::LinkDown)), "{told:?}");
        link.set_up(true).unwrap();
        pair.refresh();
        pair.settle();
        // What was queued may or may not have survived; what comes after must.
        let end = Instant::now() + PATIENCE;
        while a.tx.flush(Duration::from_millis(100)).is_err() {
            assert!(Instant::now() < end, "the link does not come back");
        }
        drain(&mut b);
        exchange(&mut a, &mut b, 64);
        exchange(&mut b, &mut a, 64);
    }
    has("link down and up again");
}
