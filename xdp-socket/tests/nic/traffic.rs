//! Packets in both directions, in every mode.

use packet_ring::testing::{Profile, concurrent, conformance, forwarding};
use xdp_socket::CopyMode;

use crate::pair::{ETHER_TYPE, Pair, SLOTS, config, exchange, has};

fn profile(pair: &Pair, mode: CopyMode) -> Profile {
    Profile::ethernet(pair.b.mac(), pair.a.mac(), ETHER_TYPE)
        // Emulated cards drop what comes faster than the guest's processor takes it.
        .max_burst(SLOTS as usize / 4)
        // A driver that accesses the ring itself may send before it is told to.
        .fills_up(mode == CopyMode::Copy)
}

#[test]
fn packets_go_both_ways() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let (mut a, mut b) = pair.open(0, &config).unwrap();
        assert_eq!(a.tx.obtained().zero_copy, mode == CopyMode::ZeroCopy);
        exchange(&mut a, &mut b, 512);
        exchange(&mut b, &mut a, 512);
        for end in [&a, &b] {
            let (tx, rx) = (end.tx.statistics().unwrap(), end.rx.statistics().unwrap());
            assert_eq!((tx.tx_committed, tx.tx_dropped), (512, 0), "{tx:?}");
            assert_eq!((rx.rx_received, rx.rx_dropped), (512, 0), "{rx:?}");
        }
        has(match mode {
            CopyMode::ZeroCopy => "zero-copy: packets both ways",
            _ => "copy mode: packets both ways",
        });
    }
}

#[test]
fn sockets_conform() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let report = conformance(&profile(&pair, mode), || {
            let (a, b) = pair.open(0, &config).unwrap();
            (a.tx, b.rx)
        });
        assert!(report.passed.len() > 10, "{report:?}");
    }
}

#[test]
fn halves_on_two_threads_conform() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let line = || {
            let (a, b) = pair.open(0, &config).unwrap();
            (a.tx, b.rx)
        };
        concurrent(&profile(&pair, mode), line, 2000);
    }
}

#[test]
fn forwarding_conforms() {
    let Some(pair) = Pair::get() else { return };
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let report = forwarding(&profile(&pair, mode), || {
            let (a, b) = pair.open(0, &config).unwrap();
            (a.tx, b.rx, b.tx, a.rx)
        });
        assert!(report.failed.is_empty(), "{report:?}");
        has(match mode {
            CopyMode::ZeroCopy => "zero-copy: forwarding in one UMEM",
            _ => "copy mode: forwarding in one UMEM",
        });
    }
}
