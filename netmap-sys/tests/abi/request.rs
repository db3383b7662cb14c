//! The ioctl numbers, the bodies of requests and the sizes of options.

use core::mem::size_of;
use std::collections::BTreeMap;

use netmap_sys::ioctl::Encoding;
use netmap_sys::*;

use crate::expected;

fn numbers(encoding: Encoding) -> BTreeMap<&'static str, u64> {
    BTreeMap::from([
        ("NIOCCTRL", encoding.niocctrl()),
        ("NIOCTXSYNC", encoding.nioctxsync()),
        ("NIOCRXSYNC", encoding.niocrxsync()),
        ("NIOCGINFO", encoding.niocginfo()),
        ("NIOCREGIF", encoding.niocregif()),
        ("NIOCCONFIG", encoding.niocconfig()),
    ])
}

/// The ioctl numbers are those of the system, not everywhere Linux's.
#[test]
fn d12_ioctl_numbers_are_those_of_the_system() {
    let systems = [
        ("linux", Encoding::LinuxGeneric),
        ("freebsd", Encoding::FreeBsd),
    ];
    let expected = expected();
    for (system, encoding) in systems {
        let mut numbers = numbers(encoding);
        for (name, by_system) in expected["ioctls"].as_object().unwrap() {
            let hex = by_system[system].as_str().unwrap().trim_start_matches("0x");
            let wanted = u64::from_str_radix(hex, 16).unwrap();
            assert_eq!(
                numbers.remove(name.as_str()),
                Some(wanted),
                "{name} on {system}"
            );
        }
        assert!(
            numbers.is_empty(),
            "not among the expected ioctls: {numbers:?}"
        );
    }
    assert_eq!(Encoding::FreeBsd.nioctxsync(), 0x2000_6994);
    assert_eq!(Encoding::FreeBsd.niocrxsync(), 0x2000_6995);
}

#[test]
fn d12_constants_are_the_numbers_of_this_system() {
    let native = if cfg!(target_os = "freebsd") {
        Encoding::FreeBsd
    } else {
        Encoding::LinuxGeneric
    };
    if !cfg!(any(
        target_arch = "powerpc64",
        target_arch = "mips64",
        target_arch = "sparc64"
    )) {
        assert_eq!(Encoding::NATIVE, native);
    }
    let constants = BTreeMap::from([
        ("NIOCCTRL", NIOCCTRL),
        ("NIOCTXSYNC", NIOCTXSYNC),
        ("NIOCRXSYNC", NIOCRXSYNC),
        ("NIOCGINFO", NIOCGINFO),
        ("NIOCREGIF", NIOCREGIF),
        ("NIOCCONFIG", NIOCCONFIG),
    ]);
    assert_eq!(constants, numbers(Encoding::NATIVE));
}

/// Linux on these architectures has 3 bits of direction and says "none" with 1, like the BSDs.
#[test]
fn powerpc_encodes_as_its_own_ioctl_header_says() {
    assert_eq!(Encoding::LinuxPowerpc.nioctxsync(), 0x2000_6994);
    assert_eq!(Encoding::LinuxPowerpc.niocctrl(), 0xc058_6997);
}

#[test]
#[should_panic(expected = "too large for an ioctl number")]
fn an_argument_too_large_for_the_encoding_is_refused() {
    let _ = Encoding::FreeBsd.iowr(b'i', 1, 1 << 13);
}

macro_rules! sizes {
    ($($name:ident),* $(,)?) => { BTreeMap::from([$((stringify!($name), size_of::<$name>())),*]) };
}

macro_rules! types {
    ($($name:ident),* $(,)?) => { BTreeMap::from([$((stringify!($name), $name)),*]) };
}

#[test]
fn every_request_has_its_body() {
    let types = types![
        NETMAP_REQ_REGISTER,
        NETMAP_REQ_PORT_INFO_GET,
        NETMAP_REQ_VALE_ATTACH,
        NETMAP_REQ_VALE_DETACH,
        NETMAP_REQ_VALE_LIST,
        NETMAP_REQ_PORT_HDR_SET,
        NETMAP_REQ_PORT_HDR_GET,
        NETMAP_REQ_VALE_NEWIF,
        NETMAP_REQ_VALE_DELIF,
        NETMAP_REQ_VALE_POLLING_ENABLE,
        NETMAP_REQ_VALE_POLLING_DISABLE,
        NETMAP_REQ_POOLS_INFO_GET,
        NETMAP_REQ_SYNC_KLOOP_START,
        NETMAP_REQ_SYNC_KLOOP_STOP,
        NETMAP_REQ_CSB_ENABLE,
    ];
    let sizes = sizes![
        nmreq_register,
        nmreq_port_info_get,
        nmreq_vale_attach,
        nmreq_vale_detach,
        nmreq_vale_list,
        nmreq_port_hdr,
        nmreq_vale_newif,
        nmreq_vale_polling,
        nmreq_pools_info,
        nmreq_sync_kloop_start,
    ];
    let expected = expected();
    let bodies = expected["request_body"].as_object().unwrap();
    assert_eq!(bodies.len(), types.len());
    for (name, body) in bodies {
        let wanted = body.as_str().map_or(0, |body| sizes[body]);
        assert_eq!(
            request_body_size(types[name.as_str()]),
            Some(wanted),
            "{name}"
        );
    }
    for unknown in [0, NETMAP_REQ_CSB_ENABLE + 1, u32::MAX] {
        assert_eq!(request_body_size(unknown), None);
    }
}

#[test]
fn every_option_has_its_size() {
    let types = types![
        NETMAP_REQ_OPT_EXTMEM,
        NETMAP_REQ_OPT_SYNC_KLOOP_EVENTFDS,
        NETMAP_REQ_OPT_CSB,
        NETMAP_REQ_OPT_SYNC_KLOOP_MODE,
        NETMAP_REQ_OPT_OFFSETS,
    ];
    let sizes = sizes![
        nmreq_opt_extmem,
        nmreq_opt_sync_kloop_eventfds,
        nmreq_opt_csb,
        nmreq_opt_sync_kloop_mode,
        nmreq_opt_offsets,
    ];
    let expected = expected();
    let options = expected["option_body"].as_object().unwrap();
    assert_eq!(options.len(), types.len());
    for (name, body) in options {
        let wanted = sizes[body.as_str().unwrap()];
        assert_eq!(option_size(types[name.as_str()]), Some(wanted), "{name}");
    }
    for unknown in [0, NETMAP_REQ_OPT_MAX, u32::MAX] {
        assert_eq!(option_size(unknown), None);
    }
}
