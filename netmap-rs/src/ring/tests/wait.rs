//! Syncing and waiting.

use std::mem::offset_of;
use std::sync::atomic::Ordering;
use std::time::Duration;

use netmap_sys::netmap_ring;
use packet_ring::RingError;

use super::MORE;
use crate::Direction::{Rx, Tx};
use crate::ring::fake::{Call, FakeKernel};

#[test]
fn d11_errors_of_a_sync_are_reported() {
    let (kernel, port) = FakeKernel::open(8, 0);
    let (mut tx, mut rx) = (port.tx_ring(0).expect("tx"), port.rx_ring(0).expect("rx"));
    kernel.fail_with(Some(libc::ENXIO));
    assert_eq!(tx.sync(), Err(RingError::DeviceGone));
    assert_eq!(rx.sync(), Err(RingError::DeviceGone));
    assert_eq!(rx.wait(None), Err(RingError::DeviceGone));
    kernel.fail_with(Some(libc::EBUSY));
    assert_eq!(tx.sync().map_err(|e| e.errno()), Err(Some(libc::EBUSY)));
    kernel.fail_with(None);
    assert_eq!(tx.sync(), Ok(7));
}

#[test]
fn d11_a_reinit_is_seen_although_no_errno_tells() {
    let (kernel, port) = FakeKernel::open(8, 5);
    let mut tx = port.tx_ring(0).expect("free");
    for i in 0..4 {
        tx.send(&[i]).expect("room");
    }
    // Somebody else's write makes the kernel re-initialise the ring.
    kernel
        .header(Tx, offset_of!(netmap_ring, head))
        .store(8, Ordering::Relaxed);
    assert_eq!(tx.sync(), Err(RingError::Reinitialised { lost: 4 }));
    assert_eq!(tx.stats().reinits, 1);
    assert_eq!(kernel.sent(), []);
    tx.send(b"alive").expect("room");
    assert_eq!(tx.sync(), Ok(7));
    assert_eq!(kernel.sent(), [(b"alive".to_vec(), 0)]);

    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive((0..5).map(|i| (vec![i], 0)));
    rx.sync().expect("sync");
    rx.commit_n(3).expect("three of five");
    kernel
        .header(Rx, offset_of!(netmap_ring, cur))
        .store(u32::MAX, Ordering::Relaxed);
    assert_eq!(rx.sync(), Err(RingError::Reinitialised { lost: 3 }));
    assert_eq!(rx.ready(), 5, "unreleased packets stay visible");
}

#[test]
fn indices_out_of_range_leave_nothing_in_the_window() {
    let (kernel, port) = FakeKernel::open(8, 0);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive((0..5).map(|i| (vec![i], 0)));
    rx.sync().expect("sync");
    let tail = kernel.header(Rx, offset_of!(netmap_ring, tail));
    tail.store(u32::MAX, Ordering::Relaxed);
    assert_eq!(rx.ready(), 5, "a tail that makes no sense is not believed");
    assert_eq!(rx.sync(), Ok(5), "and the kernel restores it");
}

#[test]
fn part_of_a_packet_ends_no_wait() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive([(vec![1], MORE), (vec![2], MORE)]);
    assert_eq!(rx.wait(Some(Duration::ZERO)), Ok(0));
    assert_eq!(rx.wait_n(1, Some(Duration::ZERO)), Ok(2));
    assert!(rx.recv().is_none());
    kernel.arrive([(vec![3], 0)]);
    assert_eq!(rx.wait(None), Ok(3));
    assert_eq!(rx.recv().expect("whole").payload(), [1, 2, 3]);
    let never = RingError::NotReady {
        wanted: 8,
        available: 0,
    };
    assert_eq!(rx.wait_n(8, None), Err(never));
    assert_eq!(kernel.refused(), []);
}

#[test]
fn waiting_again_without_taking_brings_more() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive([(vec![1], 0), (vec![2], 0)]);
    assert_eq!(rx.wait(None), Ok(2));
    let syncs = rx.stats().syncs;
    assert_eq!(rx.recv().expect("the first").payload(), [1]);
    kernel.arrive([(vec![3], 0)]);
    assert_eq!(rx.wait(None), Ok(1), "one is left");
    assert_eq!(rx.stats().syncs, syncs, "no system call for that");
    assert_eq!(rx.wait(None), Ok(2), "nobody wanted that one");
    assert_eq!(rx.wait(None), Ok(2));
}

#[test]
fn a_wait_costs_one_system_call_at_most() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let mut tx = port.tx_ring(0).expect("free");
    for i in 0..7 {
        tx.send(&[i]).expect("room");
    }
    assert_eq!(kernel.calls(), []);
    assert_eq!(tx.wait(None), Ok(7));
    assert_eq!(kernel.calls(), [Call::Poll], "the ring was full");
    assert_eq!(kernel.sent().len(), 7, "all of it was handed over");
    tx.send(&[7]).expect("room");
    assert_eq!(tx.wait(None), Ok(7));
    assert_eq!(kernel.calls(), [Call::Sync], "there was room");
    assert_eq!(kernel.sent().len(), 1);
    assert_eq!(tx.wait(Some(Duration::MAX)), Ok(7));
    assert_eq!(kernel.calls(), [], "nothing to be sent");

    let mut rx = port.rx_ring(0).expect("free");
    kernel.arrive((0..7).map(|i| (vec![i], 0)));
    assert_eq!(rx.wait(None), Ok(7));
    assert_eq!(kernel.calls(), [Call::Poll], "the ring was empty");
    rx.recv_each(3, |_| {}).expect("three of them");
    assert_eq!(rx.wait(None), Ok(4));
    assert_eq!(kernel.calls(), [], "they are there already");
    rx.recv_each(4, |_| {}).expect("all of them");
    kernel.arrive([(vec![7], 0)]);
    assert_eq!(rx.wait(Some(Duration::MAX)), Ok(1));
    assert_eq!(kernel.calls(), [Call::Poll], "which gives back as well");
    assert_eq!((tx.stats().syncs, rx.stats().syncs), (2, 2));
}

#[test]
fn a_wait_for_several_slots_looks_beyond_those_that_are_free() {
    let (kernel, port) = FakeKernel::open(8, 6);
    let mut tx = port.tx_ring(0).expect("free");
    kernel.set_stuck(true);
    for i in 0..5 {
        tx.send(&[i]).expect("room");
    }
    assert_eq!(tx.wait(None), Ok(2));
    assert_eq!(tx.wait_n(3, Some(Duration::ZERO)), Ok(2));
    kernel.set_stuck(false);
    assert_eq!(tx.wait_n(7, None), Ok(7));
    assert!(tx.wait_n(8, None).is_err(), "never so many");
    assert_eq!(kernel.refused(), []);
}
