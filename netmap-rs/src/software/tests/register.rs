//! Opening and closing.

use super::*;
use crate::software::registry::REGISTRY;

fn mode(nr_mode: u32) -> nmreq_register {
    nmreq_register {
        nr_mode,
        ..Default::default()
    }
}

fn flags(flags: u32) -> nmreq_register {
    nmreq_register {
        nr_flags: flags.into(),
        ..all_nic()
    }
}

/// That nothing is left of what a test opened under this prefix.
fn gone(prefix: &str) -> bool {
    lock(&REGISTRY)
        .names()
        .iter()
        .all(|n| !n.starts_with(prefix))
}

#[test]
fn errors_are_the_kernels() {
    let _alone = alone();
    for name in ["eth0", "", "x"] {
        assert_eq!(error(name, all_nic()), Some(libc::ENXIO), "{name}");
    }
    for name in ["pp{", "{1", "x}"] {
        assert_eq!(error(name, all_nic()), Some(libc::EINVAL), "{name}");
    }
    for name in ["vale2", "valereg:a_name_of_too_many"] {
        assert_eq!(error(name, all_nic()), Some(libc::ENOMEM), "{name}");
    }
    for m in [0, 2, 3, 5, 6, 8, 9] {
        assert_eq!(error("valereg:a", mode(m)), Some(libc::EINVAL), "mode {m}");
        assert_eq!(error("reg{1", mode(m)), Some(libc::EINVAL), "mode {m}");
    }
    let one = nmreq_register {
        nr_ringid: 1,
        ..mode(sys::NR_REG_ONE_NIC)
    };
    assert_eq!(error("valereg:a", one), Some(libc::EINVAL));
    let mem = nmreq_register {
        nr_mem_id: 4711,
        ..all_nic()
    };
    assert_eq!(error("valereg:a", mem), Some(libc::EINVAL));
    assert_eq!(error("reg{1", mem), Some(libc::EINVAL));
    assert_eq!(
        error("valereg:a", mode(sys::NR_REG_NULL)),
        Some(libc::EINVAL)
    );
    for f in [sys::NR_MONITOR_TX, sys::NR_MONITOR_RX] {
        assert_eq!(error("valereg:a", flags(f)), Some(libc::EOPNOTSUPP));
    }
    // A pipe's port has an interface name, which is shorter than sixteen bytes.
    assert_eq!(error("a_name_of_sixtee{1", all_nic()), Some(libc::ENXIO));
    assert_eq!(error(&"x".repeat(64), all_nic()), Some(libc::EINVAL));
    assert!(gone("valereg") && gone("reg"));
}

#[test]
fn odd_requests_that_the_kernel_takes() {
    let _alone = alone();
    for name in ["valereg:", "valereg:a-b", "valereg:a:b"] {
        Raw::open(name);
    }
    let neither = flags(sys::NR_RX_RINGS_ONLY | sys::NR_TX_RINGS_ONLY);
    let none = Raw::with("valereg:a", neither);
    assert!(none.tx().0.is_null() && none.rx().0.is_null());
    Raw::with("valereg:a", flags(1 << 30));
}

#[test]
fn numbers_are_brought_within_bounds() {
    let _alone = alone();
    let reg = nmreq_register {
        nr_tx_rings: 100,
        nr_rx_rings: 2,
        nr_tx_slots: 10_000,
        nr_rx_slots: 100,
        ..all_nic()
    };
    let a = Raw::with("valereg:a", reg);
    assert_eq!((a.reg.nr_tx_rings, a.reg.nr_rx_rings), (16, 2));
    assert_eq!((a.reg.nr_tx_slots, a.reg.nr_rx_slots), (4096, 100));
    assert_eq!((a.tx_ring(15).slots(), a.rx_ring(1).slots()), (4096, 100));
    let rings = nmreq_register {
        nr_mem_id: 1,
        nr_tx_slots: 4096,
        ..all_nic()
    };
    // The rings of the global region are too short for 4096 slots.
    assert_eq!(error("valereg:b", rings), Some(libc::ENOMEM));
    drop(a);
    assert!(gone("valereg"));
}

#[test]
fn one_ring_and_the_first_one_where_there_are_too_few() {
    let _alone = alone();
    let reg = nmreq_register {
        nr_tx_rings: 3,
        nr_rx_rings: 2,
        nr_ringid: 2,
        ..mode(sys::NR_REG_ONE_NIC)
    };
    let a = Raw::with("valereg:a", reg);
    let bound = |ring: Ring| !ring.0.is_null();
    assert_eq!([0, 1, 2].map(|i| bound(a.tx_ring(i))), [false, false, true]);
    assert_eq!([0, 1].map(|i| bound(a.rx_ring(i))), [true, false]);
    a.port.txsync_ring(2).unwrap();
    a.port.rxsync_ring(0).unwrap();
    let error = |e: io::Result<()>| e.unwrap_err().raw_os_error();
    assert_eq!(error(a.port.txsync_ring(0)), Some(libc::EINVAL));
    assert_eq!(error(a.port.rxsync_ring(1)), Some(libc::EINVAL));
}

#[test]
fn exclusive_use_conflicts_either_way() {
    let _alone = alone();
    let exclusive = flags(sys::NR_EXCLUSIVE);
    for name in ["valereg:a", "reg{1"] {
        let first = Raw::with(name, exclusive);
        assert_eq!(error(name, all_nic()), Some(libc::EBUSY));
        assert_eq!(error(name, exclusive), Some(libc::EBUSY));
        drop(first);
        let first = Raw::open(name);
        assert_eq!(error(name, exclusive), Some(libc::EBUSY));
        drop(first);
        drop(Raw::with(name, exclusive));
    }
    assert!(gone("valereg") && gone("reg"));
}

#[test]
fn no_more_than_eight_switches_and_252_ports() {
    let _alone = alone();
    let open: Vec<_> = (0..20)
        .map_while(|i| register(&format!("valereg{i}:a"), all_nic()).ok())
        .collect();
    assert!(open.len() <= 8);
    assert_eq!(error("valeregx:a", all_nic()), Some(libc::ENOMEM));
    drop(open);
    let small = nmreq_register {
        nr_tx_slots: 2,
        nr_rx_slots: 2,
        ..all_nic()
    };
    let open: Vec<_> = (0..300)
        .map_while(|i| register(&format!("valereg:{i}"), small).ok())
        .collect();
    assert_eq!(open.len(), 252);
    assert_eq!(error("valereg:x", small), Some(libc::ENOMEM));
}

#[test]
fn no_more_than_64_pipes_of_one_port() {
    let _alone = alone();
    let small = nmreq_register {
        nr_mem_id: 1,
        nr_tx_slots: 2,
        nr_rx_slots: 2,
        ..all_nic()
    };
    let open: Vec<_> = (0..100)
        .map_while(|i| register(&format!("reg{{{i}"), small).ok())
        .collect();
    // The rings of the global region are enough for 50 pipes.
    assert_eq!(open.len(), 50);
    assert_eq!(error("reg{x", small), Some(libc::ENOMEM));
}

#[test]
fn extra_buffers_come_as_a_list_and_go_with_the_port() {
    let _alone = alone();
    let reg = nmreq_register {
        nr_extra_bufs: 8,
        ..all_nic()
    };
    let a = Raw::with("valereg:a", reg);
    assert_eq!(a.reg.nr_extra_bufs, 8);
    // SAFETY: the invariant of the tests.
    let mut next = unsafe { (*a.nifp).ni_bufs_head };
    let mut list = Vec::new();
    while next != 0 {
        list.push(next);
        // SAFETY: the invariant of the tests.
        next = unsafe { *a.tx().buffer(next).cast::<u32>() };
    }
    assert_eq!(list, (2050..2058).rev().collect::<Vec<_>>());
}

#[test]
fn null_ports_lend_memory_and_move_nothing() {
    let _alone = alone();
    let m = Raw::open("reg{1");
    let reg = nmreq_register {
        nr_mem_id: m.reg.nr_mem_id,
        nr_tx_rings: 1,
        nr_tx_slots: 64,
        ..mode(sys::NR_REG_NULL)
    };
    let null = Raw::with("whatever", reg);
    assert_eq!(null.port.memory().base(), m.port.memory().base());
    assert_eq!((null.reg.nr_tx_rings, null.reg.nr_rx_rings), (1, 0));
    assert_eq!((null.tx().slots(), null.tx().space()), (64, 63));
    assert!((0..64).all(|i| null.tx().slot(i).buf_idx >= 2));
    null.tx().advance(63);
    null.txsync();
    null.rxsync();
    assert_eq!(null.tx().space(), 0);
    let empty = nmreq_register {
        nr_mem_id: m.reg.nr_mem_id,
        ..mode(sys::NR_REG_NULL)
    };
    let empty = Raw::with("", empty);
    empty.txsync();
    assert!(empty.tx().0.is_null());
}

#[test]
fn port_info_tells_of_a_port_without_opening_it() {
    let _alone = alone();
    let a = Raw::open("valereg:a");
    let info = SoftPort::port_info("valereg:a").unwrap();
    assert_eq!(info.nr_mem_id, a.reg.nr_mem_id);
    assert_eq!(info.nr_memsize, 42_369_024);
    assert_eq!((info.nr_tx_rings, info.nr_tx_slots), (1, 1024));
    assert_eq!(SoftPort::port_info("").unwrap().nr_mem_id, 1);
    SoftPort::port_info("valereg:b").unwrap();
    let e = SoftPort::port_info("eth0").unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::ENXIO));
    drop(a);
    assert!(gone("valereg"));
}

#[test]
fn everything_is_given_back_in_every_order_of_closing() {
    let _alone = alone();
    let names = [
        "valereg:a",
        "valereg:b",
        "valereg:a{1",
        "valereg:a}1",
        "valereg:a",
    ];
    for first in 0..names.len() {
        let mut open: Vec<_> = names.iter().map(|n| Raw::open(n)).collect();
        let mem = open[0].port.mem();
        open.rotate_left(first);
        for (i, p) in open.iter().enumerate() {
            p.send(&[&frame(255, i as u8, 60, 0); 5]);
        }
        drop(open);
        assert!(gone("valereg"));
        assert_eq!(mem.in_use(), (0, 0, 2));
    }
}

#[test]
fn buffers_of_packets_in_flight_are_given_back_once() {
    let _alone = alone();
    for read in 0..4 {
        let (m, s) = (Raw::open("reg{1"), Raw::open("reg}1"));
        let mem = m.port.mem();
        for flags in [0, 0, 0x20, 0, 0x20] {
            m.tx().put(&frame(2, 1, 60, 0), flags);
        }
        m.txsync();
        s.rxsync();
        s.rx().advance(read);
        s.rxsync();
        assert_eq!(mem.in_use(), (2, 4, 2050));
        drop(m);
        drop(s);
        assert_eq!(mem.in_use(), (0, 0, 2));
    }
}
