//! Which modes driver and kernel have, and what a socket says where they lack one.

use xdp_socket::{
    AttachMethod, AttachMode, AttachedMethod, AttachedMode, CopyMode, Error, XdpFeatures,
    create_tx_socket,
};

use crate::pair::{End, PATIENCE, Pair, config, exchange, has, kernel, lacks, packet, program};

/// The first kernel whose driver runs XDP programs itself.
fn native_since(driver: &str) -> Option<(u32, u32)> {
    match driver {
        "veth" | "virtio_net" => Some((4, 20)),
        "igb" => Some((5, 10)),
        "vmxnet3" => Some((6, 6)),
        _ => None,
    }
}

#[test]
fn zero_copy_is_had_or_refused() {
    let Some(pair) = Pair::get() else { return };
    let strict = config(CopyMode::ZeroCopy).build().unwrap();
    let auto = config(CopyMode::Auto).build().unwrap();
    if pair.has_zero_copy() {
        for config in [strict, auto] {
            let (a, b) = pair.open(0, &config).unwrap();
            assert!(a.tx.obtained().zero_copy, "{:?}", a.tx.obtained());
            assert!(b.rx.obtained().zero_copy, "{:?}", b.rx.obtained());
        }
        if let Some(features) = pair.a.capabilities().xdp {
            assert!(features.contains(XdpFeatures::XSK_ZEROCOPY), "{features:?}");
        }
        has("zero-copy");
        return;
    }
    let error = pair.open(0, &strict).err().expect("zero-copy");
    let Error::ZeroCopyUnavailable { source, .. } = &error else {
        panic!("{error}");
    };
    assert!(error.to_string().contains(pair.a.name()), "{error}");
    let errno = source.raw_os_error().unwrap();
    assert!([libc::EOPNOTSUPP, libc::EINVAL].contains(&errno), "{error}");
    let (mut a, mut b) = pair.open(0, &auto).unwrap();
    let obtained = a.tx.obtained();
    assert!(!obtained.zero_copy, "{obtained:?}");
    let said = obtained
        .fallbacks
        .iter()
        .any(|why| why.contains("zero-copy"));
    assert!(said, "no reason given: {obtained:?}");
    exchange(&mut a, &mut b, 32);
    lacks("zero-copy", format_args!("bind: {source}"));
}

#[test]
fn the_program_runs_in_the_driver_or_above() {
    let Some(pair) = Pair::get() else { return };
    let native = native_since(pair.driver()).is_some_and(|since| kernel() >= since);
    let config = config(CopyMode::Auto).build().unwrap();
    let (mut a, mut b) = pair.open(0, &config).unwrap();
    let obtained = b.rx.obtained();
    if native {
        assert_eq!(
            obtained.attached,
            Some(AttachedMode::Native),
            "{obtained:?}"
        );
        has("native XDP");
    } else {
        assert_eq!(
            obtained.attached,
            Some(AttachedMode::Generic),
            "{obtained:?}"
        );
        let why = &obtained.fallbacks;
        assert!(!why.is_empty(), "no reason given: {obtained:?}");
        lacks("native XDP", "the driver has none; generic instead");
    }
    exchange(&mut a, &mut b, 32);
}

#[test]
fn native_where_the_driver_has_none_is_an_error() {
    let Some(pair) = Pair::bare() else { return };
    let pair = pair.strip();
    let attached = program().mode(AttachMode::Native).attach(&pair.a);
    if native_since(pair.driver()).is_some_and(|since| kernel() >= since) {
        assert_eq!(attached.unwrap().mode(), AttachedMode::Native);
    } else {
        let error = attached.expect_err("native XDP");
        assert!(matches!(error, Error::Attach { .. }), "{error}");
    }
}

#[test]
fn generic_when_asked_for() {
    let Some(pair) = Pair::bare() else { return };
    let mut pair = pair.strip();
    let generic = program().mode(AttachMode::Generic);
    let config = config(CopyMode::Copy)
        .program(generic.clone().into())
        .build()
        .unwrap();
    let (_keep_a, _keep_b) = (generic.attach(&pair.a).unwrap(), generic.attach(&pair.b));
    pair.settle();
    let (mut a, mut b) = pair.open(0, &config).unwrap();
    assert_eq!(b.rx.obtained().attached, Some(AttachedMode::Generic));
    exchange(&mut a, &mut b, 128);
    has("generic XDP");
}

/// The kernel binds a zero-copy socket below a generic program; the driver then never hands the
/// socket a packet.
#[test]
fn zero_copy_under_a_generic_program_is_refused() {
    let Some(pair) = Pair::bare() else { return };
    let pair = pair.strip();
    let config = config(CopyMode::ZeroCopy)
        .program(program().mode(AttachMode::Generic).into())
        .build()
        .unwrap();
    let error = pair.open(0, &config).err().expect("zero-copy");
    assert!(
        matches!(error, Error::ZeroCopyUnavailable { .. }),
        "{error}"
    );
}

/// Packets of the interface's MTU arrive whole, or the frames are refused: igb rounds the room in a
/// zero-copy frame down to whole kilobytes.
#[test]
fn zero_copy_frames_hold_a_whole_packet_or_are_refused() {
    let Some(pair) = Pair::get() else { return };
    if !pair.has_zero_copy() {
        return;
    }
    let small = |mode| config(mode).frame_size(2048).build().unwrap();
    match pair.open(0, &small(CopyMode::ZeroCopy)) {
        Ok((mut a, mut b)) => {
            exchange(&mut a, &mut b, 64);
            has("zero-copy: 2048-byte frames");
        }
        Err(error) => {
            let refused = matches!(error, Error::ZeroCopyUnavailable { .. });
            assert!(refused && pair.driver() == "igb", "{error}");
            assert!(error.to_string().contains("frame_size(4096)"), "{error}");
            lacks(
                "zero-copy: 2048-byte frames",
                "room in whole kilobytes only",
            );
            let (mut a, mut b) = pair.open(0, &small(CopyMode::Auto)).unwrap();
            assert!(!b.rx.obtained().zero_copy);
            exchange(&mut a, &mut b, 64);
        }
    }
}

/// A socket that only sends needs no program to copy. Zero-copy, drivers refuse to send without one,
/// so that it attaches one then.
#[test]
fn a_socket_that_only_sends() {
    let Some(pair) = Pair::bare() else { return };
    let mut pair = pair.strip();
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let mut b = End::open(&pair.b, 0, &config).unwrap();
        let mut tx = create_tx_socket(pair.a.index(), 0, Some(config)).unwrap();
        let zero_copy = mode == CopyMode::ZeroCopy;
        assert_eq!(tx.obtained().zero_copy, zero_copy);
        pair.refresh();
        assert_eq!(pair.a.programs().is_empty(), !zero_copy);
        pair.settle();
        let packet = packet(b.mac, pair.a.mac(), 7, 100);
        tx.send(&packet).unwrap();
        let done = tx.flush(PATIENCE).unwrap();
        assert_eq!(done.queued(), 0, "{done:?}");
        assert_eq!(b.rx.wait(Some(PATIENCE)).unwrap(), 1);
        assert_eq!(b.rx.peek().unwrap(), &packet[..]);
        drop((tx, b));
        pair.refresh();
        assert!(pair.a.programs().is_empty(), "{:?}", pair.a.programs());
        pair.settle();
    }
}

/// The program stays for the sending half's sake when the receiving half is dropped.
#[test]
fn the_sending_half_outlives_the_receiving_one() {
    let Some(pair) = Pair::bare() else { return };
    let mut pair = pair.strip();
    for mode in pair.modes() {
        let config = config(mode).build().unwrap();
        let (a, mut b) = pair.open(0, &config).unwrap();
        let mut tx = a.tx;
        drop(a.rx);
        pair.refresh();
        pair.settle();
        let packet = packet(b.mac, pair.a.mac(), 9, 1000);
        tx.send(&packet).unwrap();
        let done = tx.flush(PATIENCE).unwrap();
        assert_eq!(done.queued(), 0, "{done:?}");
        assert_eq!(b.rx.wait(Some(PATIENCE)).unwrap(), 1);
        assert_eq!(b.rx.peek().unwrap(), &packet[..]);
    }
}

#[test]
fn attached_by_link_and_by_netlink() {
    let Some(pair) = Pair::bare() else { return };
    let mut pair = pair.strip();
    for (method, got, feature) in [
        (
            AttachMethod::Link,
            AttachedMethod::Link,
            "attach by bpf_link",
        ),
        (
            AttachMethod::Netlink,
            AttachedMethod::Netlink,
            "attach by netlink",
        ),
    ] {
        let program = program().method(method);
        let keep = [&pair.a, &pair.b].map(|end| program.attach(end).unwrap());
        assert!(keep.iter().all(|attached| attached.method() == got));
        pair.settle();
        let config = config(CopyMode::Auto).program(program.into()).build();
        let (mut a, mut b) = pair.open(0, &config.unwrap()).unwrap();
        exchange(&mut a, &mut b, 64);
        drop((a, b, keep));
        pair.refresh();
        assert!(pair.a.programs().is_empty(), "{:?}", pair.a.programs());
        has(feature);
    }
}
