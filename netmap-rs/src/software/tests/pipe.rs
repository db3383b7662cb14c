//! Pipes.

use super::*;

fn pair(name: &str) -> (Raw, Raw) {
    (
        Raw::open(&format!("{name}{{1")),
        Raw::open(&format!("{name}}}1")),
    )
}

fn packet(len: usize) -> Vec<u8> {
    frame(2, 1, len, 0)
}

#[test]
fn both_ends_have_the_same_buffers_in_their_slots() {
    let _alone = alone();
    let (m, s) = pair("pa");
    assert_eq!(m.reg.nr_mem_id, s.reg.nr_mem_id);
    assert_eq!(m.port.memory().base(), s.port.memory().base());
    assert_eq!(m.reg.nr_memsize, 42_369_024);
    assert_eq!(
        (m.tx().slot(0).buf_idx, s.rx().slot(0).buf_idx),
        (1026, 1026)
    );
    assert_eq!((s.tx().slot(0).buf_idx, m.rx().slot(0).buf_idx), (2, 2));
    assert_eq!((m.tx().space(), s.tx().space()), (1023, 1023));
    assert_eq!((m.rx().space(), s.rx().space()), (0, 0));
}

#[test]
fn a_pipe_holds_1023_and_then_blocks() {
    let _alone = alone();
    let (m, s) = pair("pb");
    let p = packet(60);
    assert_eq!(m.send(&vec![&p[..]; 1024]), 1023);
    assert_eq!(m.tx().head(), m.tx().tail());
    assert_eq!(
        m.port
            .poll(libc::POLLOUT, Some(std::time::Duration::ZERO))
            .unwrap(),
        0
    );
    s.rxsync();
    assert_eq!(s.rx().space(), 1023);
    s.rx().advance(7);
    // The tail moves only when the peer has given back *and* the sender syncs.
    m.txsync();
    assert_eq!(m.tx().space(), 0);
    s.rxsync();
    assert_eq!(m.tx().space(), 0);
    m.txsync();
    assert_eq!(m.tx().space(), 7);
}

#[test]
fn sent_ten_read_seven_leaves_three() {
    let _alone = alone();
    let (m, s) = pair("pc");
    let packets: Vec<_> = (0..10).map(|i| packet(60 + i)).collect();
    m.send(&packets.iter().map(|p| &p[..]).collect::<Vec<_>>());
    s.rxsync();
    for p in &packets[..7] {
        assert_eq!(s.rx().take(), (p.clone(), 0));
    }
    s.rxsync();
    assert_eq!(s.rx().space(), 3);
    assert_eq!(s.receive(), packets[7..]);
}

#[test]
fn packets_are_published_when_complete() {
    let _alone = alone();
    let (m, s) = pair("pd");
    m.tx().put(&packet(60), 0x20);
    m.txsync();
    s.rxsync();
    assert_eq!(s.rx().space(), 0);
    m.tx().put(&packet(61), 0);
    m.tx().put(&packet(62), 0x20);
    m.txsync();
    s.rxsync();
    assert_eq!(s.rx().space(), 2);
    assert_eq!([s.rx().take().1, s.rx().take().1], [0x20, 0]);
    m.tx().put(&packet(63), 0);
    m.txsync();
    assert_eq!(s.lengths(), [62, 63]);
}

#[test]
fn lengths_and_flags_are_handed_over_as_they_are() {
    let _alone = alone();
    let (m, s) = pair("pe");
    m.send(&[vec![], packet(1)]);
    let slot = m.tx().slot(2);
    m.tx().set_slot(
        2,
        netmap_slot {
            len: 5000,
            flags: 0x1f01,
            ptr: 77,
            ..slot
        },
    );
    m.tx().advance(1);
    m.txsync();
    s.rxsync();
    assert_eq!(s.rx().space(), 3);
    let got = s.rx().slot(2);
    assert_eq!((got.len, got.flags, got.ptr), (5000, 0x1f01, 77));
    assert_eq!(m.tx().slot(2).flags, 0x1f00);
}

#[test]
fn buffers_swapped_on_one_side_arrive_on_the_other() {
    let _alone = alone();
    let m = Raw::with(
        "pf{1",
        nmreq_register {
            nr_extra_bufs: 2,
            ..all_nic()
        },
    );
    let s = Raw::open("pf}1");
    // SAFETY: the invariant of the tests.
    let extra = unsafe { (*m.nifp).ni_bufs_head };
    let mut slot = m.tx().slot(0);
    let own = std::mem::replace(&mut slot.buf_idx, extra);
    m.tx().set_slot(0, slot);
    // SAFETY: the invariant of the tests; the list continues as before, its head is another.
    let next = unsafe { *m.tx().buffer(extra).cast::<u32>() };
    // SAFETY: as above.
    unsafe { *m.tx().buffer(own).cast::<u32>() = next };
    // SAFETY: as above.
    unsafe { (*m.nifp).ni_bufs_head = own };
    m.tx().put(&packet(60), 1);
    m.txsync();
    s.rxsync();
    assert_eq!(s.rx().slot(0).buf_idx, extra);
    assert_eq!(s.rx().slot(0).flags, 1);
    assert_eq!(s.rx().take().0, packet(60));
    // The receiver exchanges two of its slots' buffers, and gives both back.
    m.send(&[packet(61), packet(62)]);
    s.rxsync();
    let (mut x, mut y) = (s.rx().slot(1), s.rx().slot(2));
    std::mem::swap(&mut x.buf_idx, &mut y.buf_idx);
    s.rx().set_slot(1, x);
    s.rx().set_slot(2, y);
    s.rx().advance(2);
    s.rxsync();
    m.txsync();
    let of = |i| m.tx().slot(i).buf_idx;
    assert_eq!([of(0), of(1), of(2)], [extra, 1028, 1027]);
}

#[test]
fn the_reader_may_come_later_and_in_either_role() {
    let _alone = alone();
    for (first, second) in [("pg{a", "pg}a"), ("pg}a", "pg{a")] {
        let w = Raw::open(first);
        assert_eq!((w.rx().slot(0).buf_idx, w.tx().slot(0).buf_idx), (2, 1026));
        w.send(&[&packet(60), &packet(61)]);
        let r = Raw::open(second);
        assert_eq!(r.lengths(), [60, 61]);
        r.send(&[&packet(62)]);
        assert_eq!(w.lengths(), [62]);
    }
}

#[test]
fn a_writer_that_leaves_before_any_reader_came_takes_its_data_along() {
    let _alone = alone();
    let w = Raw::open("ph{1");
    w.send(&[&packet(60)]);
    drop(w);
    let r = Raw::open("ph}1");
    assert_eq!(r.lengths(), []);
    assert_eq!(r.tx().space(), 1023);
}

#[test]
fn the_survivor_reads_what_is_queued_and_the_other_end_resumes() {
    let _alone = alone();
    let (m, s) = pair("pi");
    m.send(&[&packet(60), &packet(61), &packet(62)]);
    s.rxsync();
    s.rx().advance(1);
    drop(m);
    // No end of file, no error.
    assert_eq!(
        s.port
            .poll(libc::POLLIN, Some(std::time::Duration::ZERO))
            .unwrap(),
        libc::POLLIN
    );
    assert_eq!(s.lengths(), [61, 62]);
    let p = packet(64);
    assert_eq!(s.send(&vec![&p[..]; 1024]), 1023);
    assert_eq!(s.send(&[&p]), 0);
    let m = Raw::open("pi{1");
    assert_eq!((m.tx().head(), m.tx().tail()), (3, 1023));
    assert_eq!(m.receive().len(), 1023);
    assert_eq!(m.send(&[&packet(65)]), 1);
    assert_eq!(s.lengths(), [65]);
    s.txsync();
    assert_eq!(s.tx().space(), 1023);
}

#[test]
fn rings_and_slots_are_the_masters_seen_from_its_end() {
    let _alone = alone();
    let m = Raw::with(
        "pj{1",
        nmreq_register {
            nr_tx_rings: 3,
            nr_rx_rings: 2,
            nr_tx_slots: 100,
            nr_rx_slots: 7,
            ..all_nic()
        },
    );
    let s = Raw::open("pj}1");
    let numbers = |r: &nmreq_register| (r.nr_tx_rings, r.nr_rx_rings, r.nr_tx_slots, r.nr_rx_slots);
    assert_eq!(numbers(&m.reg), (3, 2, 100, 7));
    assert_eq!(numbers(&s.reg), (2, 3, 7, 100));
    for i in 0..3 {
        m.tx_ring(i).put(&packet(60 + i as usize), 0);
    }
    m.txsync();
    s.rxsync();
    for i in 0..3 {
        assert_eq!(s.rx_ring(i).take().0, packet(60 + i as usize));
    }
    assert_eq!(s.tx_ring(1).space(), 6);
}

#[test]
fn rings_opened_one_by_one() {
    let _alone = alone();
    let one = |ring| nmreq_register {
        nr_mode: sys::NR_REG_ONE_NIC,
        nr_ringid: ring,
        nr_tx_rings: 2,
        nr_rx_rings: 2,
        ..Default::default()
    };
    let m1 = Raw::with("pk{1", one(1));
    assert!(m1.tx_ring(0).0.is_null() && m1.rx_ring(0).0.is_null());
    m1.tx_ring(1).put(&packet(61), 0);
    m1.txsync();
    let s = Raw::open("pk}1");
    let m0 = Raw::with("pk{1", one(0));
    m0.tx_ring(0).put(&packet(60), 0);
    m0.txsync();
    s.rxsync();
    assert_eq!(s.rx_ring(0).take().0, packet(60));
    assert_eq!(s.rx_ring(1).take().0, packet(61));
    assert!(s.port.txsync_ring(1).is_ok() && s.port.txsync_ring(2).is_err());
    assert!(m1.port.rxsync_ring(1).is_ok() && m1.port.rxsync_ring(0).is_err());
}

#[test]
fn pipes_of_a_vale_port_do_not_touch_the_switch() {
    let _alone = alone();
    let b = Raw::open("valepl:b");
    let (m, s) = (Raw::open("valepl:a{x"), Raw::open("valepl:a}x"));
    b.send(&[&packet(60)]);
    m.send(&[&packet(61)]);
    assert_eq!((s.lengths(), b.lengths()), (vec![61], vec![]));
    // The port itself, opened later, shares the memory.
    let a = Raw::open("valepl:a");
    assert_eq!(a.port.memory().base(), m.port.memory().base());
    b.send(&[&packet(62)]);
    assert_eq!(a.lengths(), [62]);
}

#[test]
fn the_port_that_pipes_hang_on_leads_nowhere() {
    let _alone = alone();
    let _m = Raw::open("pm{1");
    let p = Raw::open("pm");
    assert_eq!(p.send(&vec![&packet(60)[..]; 1023]), 1023);
    assert_eq!(p.send(&vec![&packet(60)[..]; 1023]), 1023);
    assert_eq!(p.lengths(), []);
}

#[test]
fn two_pipes_of_one_port_share_memory() {
    let _alone = alone();
    let (a, b) = (Raw::open("pn{1"), Raw::open("pn{2"));
    assert_eq!(a.port.memory().base(), b.port.memory().base());
    let bufs = |r: Ring| (0..1024).map(move |i| r.slot(i).buf_idx);
    let mut all: Vec<_> = [a.tx(), a.rx(), b.tx(), b.rx()]
        .into_iter()
        .flat_map(bufs)
        .collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 4096);
}
