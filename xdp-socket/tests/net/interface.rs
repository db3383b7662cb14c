//! `Interface`: what it finds out, in whose namespace, and how it fails.

use std::time::Duration;

use xdp_socket::testing::{Link, Namespace, VethConfig, VethPair};
use xdp_socket::{Capabilities, Error, Interface, RxMetadata, XdpFeatures, XskFeatures};

use crate::namespace_or_skip;
use crate::support::{PATIENCE, kernel};

#[test]
fn by_name_and_by_index_are_the_same() {
    let _namespace = namespace_or_skip!();
    let pair = VethPair::create(&VethConfig::new().mtu(1400)).unwrap();
    let by_name = Interface::from_name("left").unwrap();
    let by_index = Interface::from_index(pair.left().index()).unwrap();
    for interface in [by_name, by_index] {
        assert_eq!(interface.name(), "left");
        assert_eq!(interface.index(), pair.left().index());
        assert_eq!(interface.mtu(), 1400);
        assert_eq!(interface.mac(), pair.left().mac().unwrap());
        assert_eq!(interface.driver(), Some("veth"));
        assert!(interface.is_up());
        assert!(interface.has_carrier());
        assert!(interface.programs().is_empty());
    }
}

#[test]
fn unknown_interfaces_are_named() {
    let _namespace = namespace_or_skip!();
    let long = "x".repeat(40);
    let longer = "x".repeat(4000);
    for name in ["nosuch0", "", "a\0b", &long, &longer] {
        let e = Interface::from_name(name).unwrap_err();
        assert!(
            matches!(&e, Error::UnknownInterface { interface } if interface == name),
            "{e}"
        );
        assert_eq!(e.raw_os_error(), Some(libc::ENODEV));
    }
    for index in [0, 999_999, u32::MAX] {
        let e = Interface::from_index(index).unwrap_err();
        assert!(matches!(e, Error::UnknownInterface { .. }), "{e}");
        assert!(e.to_string().contains(&index.to_string()), "{e}");
    }
}

#[test]
fn queues_are_those_in_use_on_each_side() {
    let _namespace = namespace_or_skip!();
    let config = VethConfig::new().left_queues(4, 2).right_queues(3, 1);
    let pair = VethPair::create(&config).unwrap();
    let left = Interface::from_index(pair.left().index()).unwrap();
    let right = Interface::from_index(pair.right().index()).unwrap();
    assert_eq!((left.rx_queues(), left.tx_queues()), (4, 2));
    assert_eq!((right.rx_queues(), right.tx_queues()), (3, 1));
    assert_eq!(left.max_rx_queues(), 4);
}

#[test]
fn queues_are_known_while_the_interface_is_down() {
    let _namespace = namespace_or_skip!();
    let config = VethConfig::new().left_queues(4, 2).down();
    let pair = VethPair::create(&config).unwrap();
    let left = Interface::from_index(pair.left().index()).unwrap();
    assert!(!left.is_up());
    assert_eq!((left.rx_queues(), left.tx_queues()), (4, 2));
}

#[test]
fn capabilities_are_what_the_kernel_says() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let left = *Interface::from_name("left").unwrap().capabilities();
    let lo = *Interface::from_name("lo").unwrap().capabilities();
    if kernel() < (6, 3) {
        assert_eq!(left, Capabilities::default());
        return;
    }
    let features = left.xdp.unwrap();
    assert!(features.contains(XdpFeatures::BASIC | XdpFeatures::REDIRECT));
    assert!(!features.contains(XdpFeatures::XSK_ZEROCOPY));
    assert_eq!(left.zc_max_segs, None);
    assert_eq!(lo.xdp, Some(XdpFeatures::empty()));
    if kernel() >= (6, 8) {
        let metadata = left.rx_metadata.unwrap();
        assert!(metadata.contains(RxMetadata::TIMESTAMP | RxMetadata::HASH));
        assert_eq!(left.xsk, Some(XskFeatures::empty()));
    }
}

#[test]
fn a_carrier_is_waited_for() {
    let _namespace = namespace_or_skip!();
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    let mut left = Interface::from_name("left").unwrap();
    assert!(left.wait_for_carrier(Duration::ZERO).unwrap());
    pair.right().set_up(false).unwrap();
    assert!(!left.wait_for_carrier(Duration::from_millis(20)).unwrap());
    assert!(!left.has_carrier());
    std::thread::scope(|scope| {
        scope.spawn(|| pair.right().set_up(true).unwrap());
        assert!(left.wait_for_carrier(PATIENCE).unwrap());
    });
    pair.delete().unwrap();
    let e = left.wait_for_carrier(PATIENCE).unwrap_err();
    assert!(matches!(e, Error::DeviceGone { .. }), "{e}");
}

#[test]
fn refresh_sees_changes_and_the_end() {
    let _namespace = namespace_or_skip!();
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    let mut left = Interface::from_name("left").unwrap();
    pair.left().set_up(false).unwrap();
    pair.left().set_mtu(900).unwrap();
    pair.left().set_name("renamed").unwrap();
    pair.left().set_mac([2, 0, 0, 0, 0, 9]).unwrap();
    assert_eq!((left.mtu(), left.name()), (1500, "left"));
    left.refresh().unwrap();
    assert_eq!((left.mtu(), left.name()), (900, "renamed"));
    assert_eq!(left.mac(), [2, 0, 0, 0, 0, 9]);
    assert!(!left.is_up());

    pair.delete().unwrap();
    let e = left.refresh().unwrap_err();
    assert!(
        matches!(&e, Error::DeviceGone { interface } if interface == "renamed"),
        "{e}"
    );
    assert_eq!(left.name(), "renamed");
}

#[test]
fn interfaces_belong_to_the_namespace_of_the_thread() {
    let outer = namespace_or_skip!();
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    let mut left = Interface::from_name("left").unwrap();
    {
        let inner = Namespace::new().unwrap();
        assert!(Interface::from_name("left").is_err());
        assert!(matches!(left.refresh(), Err(Error::DeviceGone { .. })));
        // an interface of the same index, which is another one
        while Link::from_name("inner0").map_or(0, Link::index) < pair.left().index() {
            let _ = Link::from_name("inner0").and_then(Link::delete);
            VethPair::create(&VethConfig::new().names("inner0", "inner1")).unwrap();
        }
        let handle = inner.handle();
        let name = std::thread::spawn(move || {
            let _inside = handle.enter().unwrap();
            Interface::from_name("inner0").unwrap().name().to_owned()
        });
        assert_eq!(name.join().unwrap(), "inner0");
        drop(inner);
    }
    left.refresh().unwrap();
    assert_eq!(left.name(), "left");
    drop(outer);
}

#[test]
fn an_end_moves_to_another_namespace() {
    let _here = namespace_or_skip!();
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    let there = {
        let there = Namespace::new().unwrap();
        there.handle()
    };
    pair.right().move_to(&there).unwrap();
    assert!(Interface::from_name("right").is_err());
    let _inside = there.enter().unwrap();
    assert_eq!(
        Interface::from_name("right").unwrap().driver(),
        Some("veth")
    );
}

#[test]
fn without_ethernet_there_is_no_mac() {
    let _namespace = namespace_or_skip!();
    let lo = Interface::from_name("lo").unwrap();
    assert_eq!(lo.mac(), [0; 6]);
    assert_eq!((lo.rx_queues(), lo.tx_queues()), (1, 1));
}
