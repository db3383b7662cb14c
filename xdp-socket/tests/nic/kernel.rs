//! Features that came with one kernel or another: there, or missing as documented.

use xdp_socket::{CopyMode, PageSize, Pages};

use crate::pair::{PATIENCE, Pair, SLOTS, config, exchange, has, kernel, lacks, packet};

/// XDP_MAX_TX_SKB_BUDGET, since Linux 6.17; 32 packets per call before.
#[test]
fn tx_budget() {
    let Some(pair) = Pair::get() else { return };
    let config = config(CopyMode::Copy).build().unwrap();
    let (mut a, b) = pair.open(0, &config).unwrap();
    let budget = a.tx.obtained().tx_budget;
    let fallbacks = &a.tx.obtained().fallbacks;
    if kernel() >= (6, 17) {
        assert_eq!(budget, SLOTS);
        has("TX budget above 32");
    } else {
        assert_eq!(budget, 32);
        assert!(
            fallbacks.iter().any(|why| why.contains("6.17")),
            "{fallbacks:?}"
        );
        lacks("TX budget above 32", "needs Linux 6.17");
    }
    for number in 0..SLOTS {
        let packet = packet(b.mac, a.mac, number, 60);
        a.tx.send(&packet).unwrap();
    }
    let left = a.tx.kick().unwrap().queued() as u32;
    if kernel() >= (6, 17) {
        assert_eq!(left, 0);
    } else {
        // Before 6.17 the kernel does not publish at once what it has taken.
        assert!((SLOTS - budget..=SLOTS).contains(&left), "{left}");
    }
    assert_eq!(a.tx.flush(PATIENCE).unwrap().queued(), 0);
}

/// The `netdev` netlink family, since Linux 6.3; the number of segments since 6.6, AF_XDP's own
/// offloads since 6.8.
#[test]
fn driver_capabilities() {
    let Some(pair) = Pair::bare() else { return };
    let capabilities = pair.a.capabilities();
    assert_eq!(
        capabilities.xdp.is_some(),
        kernel() >= (6, 3),
        "{capabilities:?}"
    );
    assert_eq!(
        capabilities.xsk.is_some(),
        kernel() >= (6, 8),
        "{capabilities:?}"
    );
    match capabilities.xdp {
        Some(_) => has("driver's XDP features told"),
        None => lacks("driver's XDP features told", "needs Linux 6.3"),
    }
}

#[test]
fn frames_on_huge_pages() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode)
            .pages(Pages::Require(PageSize::Huge2M))
            .build()
            .unwrap();
        let (mut a, mut b) = pair.open(0, &config).unwrap();
        assert_eq!(a.tx.obtained().pages, PageSize::Huge2M);
        exchange(&mut a, &mut b, 64);
    }
    has("frames on huge pages");
}

#[test]
fn frames_of_a_page_with_headroom() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).frame_size(4096).headroom(128).build().unwrap();
        let (mut a, mut b) = pair.open(0, &config).unwrap();
        exchange(&mut a, &mut b, 64);
    }
}

#[test]
fn without_need_wakeup() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).need_wakeup(false).build().unwrap();
        let (mut a, mut b) = pair.open(0, &config).unwrap();
        assert!(!a.tx.obtained().need_wakeup);
        exchange(&mut a, &mut b, 64);
    }
}

/// Counters of both directions: `XDP_STATISTICS` in full since Linux 5.9.
#[test]
fn what_the_receiver_does_not_take_is_counted() {
    let Some(pair) = Pair::get() else { return };
    let config = config(CopyMode::Copy).build().unwrap();
    let (mut a, b) = pair.open(0, &config).unwrap();
    for number in 0..4 * SLOTS {
        while a.tx.ready() == 0 {
            a.tx.kick().unwrap();
        }
        a.tx.send(&packet(b.mac, a.mac, number, 60)).unwrap();
        a.tx.flush(PATIENCE).unwrap();
    }
    let lost = || {
        let seen = b.rx.statistics().unwrap();
        seen.rx_ring_full + seen.rx_fill_ring_empty_descs
    };
    let end = std::time::Instant::now() + PATIENCE;
    while lost() == 0 {
        assert!(std::time::Instant::now() < end, "{:?}", b.rx.statistics());
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    has("drops counted");
}

/// Packets for another card's address come only where promiscuous mode is asked for.
#[test]
fn promiscuous_when_asked_for() {
    let Some(pair) = Pair::get() else { return };
    let stranger = [0x52, 0x54, 0x00, 0xaa, 0xbb, 0xcc];
    let open = |on| {
        let config = config(CopyMode::Copy).promiscuous(on).build().unwrap();
        pair.open(0, &config).unwrap()
    };
    let (mut a, mut b) = open(true);
    b.mac = stranger;
    exchange(&mut a, &mut b, 16);
    drop((a, b));
    let (mut a, mut b) = open(false);
    a.tx.send(&packet(stranger, a.mac, 1, 60)).unwrap();
    a.tx.send(&packet(b.mac, a.mac, 2, 60)).unwrap();
    a.tx.flush(PATIENCE).unwrap();
    let first = loop {
        assert_ne!(b.rx.wait(Some(PATIENCE)).unwrap(), 0, "nothing came");
        let number = b.rx.peek().unwrap()[17];
        b.rx.commit().unwrap();
        if number == 2 {
            break 2;
        }
        // A card without an address filter, as a veth, takes every packet.
        assert_eq!(pair.driver(), "veth", "a stranger's packet came");
    };
    assert_eq!(first, 2);
    has("promiscuous mode on request");
}
