//! The region as a program sees it that knows nothing of this crate.

use std::mem::offset_of;

use super::*;
use crate::software::memory::{IF_HEADER, RING_HEADER, SLOT_SIZE};

#[test]
fn headers_have_the_sizes_of_the_c_structs() {
    assert_eq!(RING_HEADER, offset_of!(netmap_ring, slot));
    assert_eq!(SLOT_SIZE, size_of::<netmap_slot>());
    assert_eq!(IF_HEADER, offset_of!(netmap_if, ring_ofs));
}

#[test]
fn a_default_vale_port_is_laid_out_as_the_kernels() {
    let _alone = alone();
    let a = Raw::open("valeraw:a");
    assert_eq!(a.reg.nr_memsize, 42_369_024);
    assert_eq!(a.port.memory().len(), 42_369_024);
    assert_eq!(a.reg.nr_offset, 0);
    assert_eq!((a.reg.nr_tx_rings, a.reg.nr_rx_rings), (1, 1));
    assert_eq!((a.reg.nr_tx_slots, a.reg.nr_rx_slots), (1024, 1024));
    assert_eq!((a.reg.nr_host_tx_rings, a.reg.nr_host_rx_rings), (0, 0));
    assert!(a.reg.nr_mem_id >= 2);
    // SAFETY: the invariant of the tests.
    let nifp = unsafe { std::ptr::read(a.nifp) };
    let name: Vec<u8> = nifp.ni_name.iter().map(|c| *c as u8).collect();
    assert_eq!(&name, b"valeraw:a\0\0\0\0\0\0\0");
    assert_eq!((nifp.ni_tx_rings, nifp.ni_rx_rings), (1, 1));
    assert_eq!((nifp.ni_host_tx_rings, nifp.ni_host_rx_rings), (1, 1));
    assert_eq!((nifp.ni_version, nifp.ni_flags), (0, sys::NI_PRIV_MEM));
    assert_eq!(nifp.ni_bufs_head, 0);

    let (tx, rx) = (a.tx(), a.rx());
    // Receive rings are made before transmit rings.
    assert!((rx.0 as usize) < tx.0 as usize);
    assert_eq!((tx.head(), tx.cur(), tx.tail()), (0, 0, 1023));
    assert_eq!((rx.head(), rx.cur(), rx.tail()), (0, 0, 0));
    assert_eq!((tx.slots(), rx.slots()), (1024, 1024));
    for i in 0..1024 {
        let (r, t) = (rx.slot(i), tx.slot(i));
        assert_eq!((r.buf_idx, r.len, r.flags, r.ptr), (2 + i, 2048, 0, 0));
        assert_eq!((t.buf_idx, t.len, t.flags, t.ptr), (1026 + i, 2048, 0, 0));
    }
    for (ring, dir) in [(tx, 1), (rx, 0)] {
        // SAFETY: the invariant of the tests.
        let header = unsafe { std::ptr::read(ring.0) };
        assert_eq!((header.dir, header.ringid), (dir, 0));
        assert_eq!((header.nr_buf_size, header.flags), (2048, 0));
        assert_eq!(ring.0 as usize % 128, 0);
    }
    // The buffers of both rings are the region's.
    let base = a.port.memory().base().as_ptr() as usize;
    let bufs = base + 12 * 1024 + 20 * 20480;
    assert_eq!(tx.buffer(5) as usize, bufs + 5 * 2048);
    assert_eq!(rx.buffer(5) as usize, bufs + 5 * 2048);
    // Host rings have their place in the netmap_if, but none is bound.
    assert!(a.tx_ring(1).0.is_null() && a.rx_ring(1).0.is_null());
}

#[test]
fn a_second_opening_has_its_own_netmap_if_on_the_same_rings() {
    let _alone = alone();
    let (a, b) = (Raw::open("valeraw:a"), Raw::open("valeraw:a"));
    assert_eq!(b.reg.nr_offset, 1024);
    assert_eq!(a.reg.nr_mem_id, b.reg.nr_mem_id);
    assert_eq!(a.tx().0, b.tx().0);
    assert_eq!(a.rx().0, b.rx().0);
    let offset = |port: &Raw| port.tx().0 as usize - port.nifp as usize;
    assert_eq!((offset(&a), offset(&b)), (12 * 1024 + 20480, 31744));
}

#[test]
fn receive_sync_sets_the_time_and_transmit_sync_does_not() {
    let _alone = alone();
    let a = Raw::open("valeraw:a");
    a.txsync();
    a.rxsync();
    // SAFETY: the invariant of the tests.
    let tx = unsafe { std::ptr::read(a.tx().0) };
    // SAFETY: the invariant of the tests.
    let rx = unsafe { std::ptr::read(a.rx().0) };
    assert_eq!(tx.ts.tv_sec, 0);
    assert!(rx.ts.tv_sec > 1_600_000_000 && rx.ts.tv_usec < 1_000_000);
}

#[test]
fn a_tail_written_by_the_user_is_put_right() {
    let _alone = alone();
    let a = Raw::open("valeraw:a");
    a.tx().set_tail(84);
    a.txsync();
    assert_eq!(a.tx().tail(), 1023);
    a.rx().set_tail(5000);
    a.rxsync();
    assert_eq!(a.rx().tail(), 0);
}

#[test]
fn a_head_beyond_the_ring_sets_the_ring_back() {
    let _alone = alone();
    let (a, b) = (Raw::open("valeraw:a"), Raw::open("valeraw:b"));
    let packet = frame(255, 1, 60, 0);
    a.send(&[&packet; 5]);
    // Transmit: what was not sent is forgotten.
    a.tx().put(&packet, 0);
    a.tx().set(1024, 1024);
    a.txsync();
    assert_eq!((a.tx().head(), a.tx().cur(), a.tx().tail()), (5, 5, 4));
    // Receive: what was not given back stays.
    b.rxsync();
    b.rx().set(1024, 1024);
    b.rxsync();
    assert_eq!((b.rx().head(), b.rx().cur(), b.rx().tail()), (0, 0, 5));
    assert_eq!(b.lengths(), [60; 5]);
    assert_eq!(a.port.statistics().refused, 1);
    assert_eq!(b.port.statistics().refused, 1);
    // The ring goes on as if nothing had been.
    assert_eq!(a.send(&[&packet; 3]), 3);
    assert_eq!(b.lengths(), [60; 3]);
}

#[test]
fn setting_a_ring_back_clears_slots_that_make_no_sense() {
    let _alone = alone();
    let a = Raw::open("valeraw:a");
    let ring = a.tx();
    let good = ring.slot(4);
    for (i, buf_idx, len) in [(0, 1, 60), (1, 20482, 60), (2, u32::MAX, 60), (3, 9, 2049)] {
        ring.set_slot(
            i,
            netmap_slot {
                buf_idx,
                len,
                ..good
            },
        );
    }
    ring.set(u32::MAX, 0);
    a.txsync();
    let cleared = |i| (ring.slot(i).buf_idx, ring.slot(i).len);
    assert_eq!([0, 1, 2, 3].map(cleared), [(0, 0), (0, 0), (0, 0), (9, 0)]);
    assert_eq!(cleared(4), (good.buf_idx, 2048));
}

#[test]
fn a_head_outside_the_window_is_refused_at_every_sync() {
    let _alone = alone();
    let (a, b) = (Raw::open("rawx{1"), Raw::open("rawx}1"));
    let packet = frame(255, 1, 60, 0);
    assert_eq!(a.send(&vec![&packet[..]; 1010]), 1010);
    // From 1010 past the tail, 1023, to 0.
    a.tx().set(0, 0);
    for _ in 0..2 {
        a.txsync();
        b.rxsync();
        assert_eq!(a.tx().head(), 0);
        assert_eq!(b.rx().space(), 1010);
    }
    // cur behind head.
    a.tx().set(1012, 1011);
    a.txsync();
    b.rxsync();
    assert_eq!(b.rx().space(), 1010);
    a.tx().set(1012, 1012);
    a.txsync();
    b.rxsync();
    assert_eq!(b.rx().space(), 1012);
    // A receiver that gives back more than it has.
    b.rx().set(1013, 1013);
    b.rxsync();
    a.txsync();
    assert_eq!((b.rx().tail(), a.tx().tail()), (1012, 1023));
    b.rx().set(1012, 1012);
    b.rxsync();
    a.txsync();
    assert_eq!(a.tx().tail(), 1011);
    assert_eq!(a.port.statistics().refused, 3);
    assert_eq!(b.port.statistics().refused, 1);
}
