//! The built-in program: how it gets onto an interface and off again.

use std::net::UdpSocket;
use std::os::fd::OwnedFd;
use std::time::Duration;

use xdp_socket::testing::{Link, Namespace, VethConfig, VethPair};
use xdp_socket::{
    AttachMethod, AttachMode, AttachedMethod, AttachedMode, Error, Interface, Rule, Steer,
    XdpProgram, XskMap,
};

use crate::child::Role;
use crate::namespace_or_skip;
use crate::support::PATIENCE;

const METHODS: [(AttachMethod, AttachedMethod); 2] = [
    (AttachMethod::Link, AttachedMethod::Link),
    (AttachMethod::Netlink, AttachedMethod::Netlink),
];

fn left() -> Interface {
    Interface::from_name("left").unwrap()
}

/// Ids of the programs on `left`.
fn ids() -> Vec<u32> {
    left().programs().iter().map(|p| p.id).collect()
}

fn udp(port: u16) -> Steer {
    Steer::only(Rule::new().udp().destination_port(port))
}

#[test]
fn attached_while_in_use() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    for (asked, got) in METHODS {
        for (mode, runs) in [
            (AttachMode::Native, AttachedMode::Native),
            (AttachMode::Generic, AttachedMode::Generic),
        ] {
            let program = XdpProgram::default().method(asked).mode(mode);
            let attached = program.attach(&left()).unwrap();
            assert_eq!((attached.method(), attached.mode()), (got, runs));
            assert_eq!(attached.fallback_reason(), None);
            assert!(attached.is_alive());
            let listed = left().programs().to_vec();
            assert_eq!(listed.len(), 1);
            assert_eq!(
                (listed[0].id, listed[0].mode),
                (attached.program_id(), runs)
            );
            assert_eq!(listed[0].name.as_deref(), Some("xdp_socket"));
            drop(attached);
            assert_eq!(ids(), []);
        }
    }
}

#[test]
fn the_default_is_native_by_link() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let attached = XdpProgram::default().attach(&left()).unwrap();
    assert_eq!(attached.mode(), AttachedMode::Native);
    assert_eq!(attached.method(), AttachedMethod::Link);
}

#[test]
fn without_native_it_runs_generic_and_says_why() {
    let _namespace = namespace_or_skip!();
    let lo = Interface::from_name("lo").unwrap();
    let attached = XdpProgram::default().attach(&lo).unwrap();
    assert_eq!(attached.mode(), AttachedMode::Generic);
    let reason = attached.fallback_reason().unwrap().to_owned();
    assert!(
        reason.contains("native by bpf_link: Operation not supported"),
        "{reason}"
    );
    assert!(reason.contains("native by netlink"), "{reason}");
    drop(attached);

    let e = XdpProgram::default()
        .mode(AttachMode::Native)
        .attach(&lo)
        .unwrap_err();
    assert!(
        matches!(&e, Error::Attach { interface, .. } if interface == "lo"),
        "{e}"
    );
    assert_eq!(e.raw_os_error(), Some(libc::EOPNOTSUPP));
}

#[test]
fn the_reason_has_the_drivers_own_words() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().mtu(9000)).unwrap();
    let attached = XdpProgram::default().attach(&left()).unwrap();
    assert_eq!(attached.mode(), AttachedMode::Generic);
    let reason = attached.fallback_reason().unwrap();
    assert!(reason.contains("MTU is too large"), "{reason}");
    drop(attached);

    // a program that takes packets of several buffers has no such limit
    let attached = XdpProgram::default().frags(true).attach(&left()).unwrap();
    assert_eq!(attached.mode(), AttachedMode::Native);
}

#[test]
fn a_killed_process_leaves_no_link_behind() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let (child, id) = Role::start("link");
    assert_eq!(ids(), [id.parse().unwrap()]);
    child.kill();
    assert_eq!(ids(), []);
}

#[test]
fn a_process_that_ends_leaves_nothing_behind() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    for role in ["link", "netlink"] {
        let (child, id) = Role::start(role);
        assert_eq!(ids(), [id.parse().unwrap()]);
        assert!(child.finish().success());
        assert_eq!(ids(), []);
    }
}

#[test]
fn a_foreign_program_is_named_and_left_alone() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    for role in ["link", "netlink"] {
        let (child, theirs) = Role::start(role);
        let theirs: u32 = theirs.parse().unwrap();
        for mode in [AttachMode::Auto, AttachMode::Native, AttachMode::Generic] {
            let e = XdpProgram::default()
                .mode(mode)
                .attach(&left())
                .unwrap_err();
            let Error::ForeignProgram {
                interface,
                id,
                name,
                mode,
            } = &e
            else {
                panic!("{e}");
            };
            assert_eq!((interface.as_str(), *id), ("left", theirs));
            assert_eq!(name.as_deref(), Some("xdp_socket"));
            assert_eq!(*mode, AttachedMode::Native);
            assert_eq!(e.raw_os_error(), Some(libc::EBUSY));
        }
        assert_eq!(ids(), [theirs]);
        assert!(child.finish().success());
    }
}

#[test]
fn a_foreign_program_is_replaced_when_asked() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    for role in ["link", "netlink"] {
        for mode in [AttachMode::Auto, AttachMode::Generic] {
            let (child, theirs) = Role::start(role);
            let program = XdpProgram::default().replace(true).mode(mode);
            let ours = program.attach(&left()).unwrap();
            assert_eq!(ids(), [ours.program_id()]);
            assert_ne!(ids(), [theirs.parse().unwrap()]);
            // the other process, on its way out, does not take ours along
            assert!(child.finish().success());
            assert_eq!(ids(), [ours.program_id()]);
            drop(ours);
            assert_eq!(ids(), []);
        }
    }
}

#[test]
fn a_stale_program_is_named_and_replaced_when_asked() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let (child, id) = Role::start("netlink");
    child.kill();
    assert_eq!(ids(), [id.parse().unwrap()]);
    let e = XdpProgram::default().attach(&left()).unwrap_err();
    assert!(matches!(e, Error::ForeignProgram { .. }), "{e}");
    drop(XdpProgram::default().replace(true).attach(&left()).unwrap());
    assert_eq!(ids(), []);
}

#[test]
fn we_never_detach_what_replaced_us() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    for (method, _) in METHODS {
        for role in ["replace-link", "replace-netlink"] {
            let ours = XdpProgram::default()
                .method(method)
                .attach(&left())
                .unwrap();
            let (child, theirs) = Role::start(role);
            let theirs: u32 = theirs.parse().unwrap();
            assert!(!ours.is_alive());
            drop(ours);
            assert_eq!(ids(), [theirs], "{role} after {method:?}");
            assert!(child.finish().success());
        }
    }
}

#[test]
fn without_rights_the_missing_ones_are_named() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let (child, said) = Role::start_as_nobody("link");
    assert!(said.contains("CAP_NET_ADMIN and CAP_BPF"), "{said}");
    assert!(said.contains("bpf("), "{said}");
    assert!(child.finish().success());
    assert_eq!(ids(), []);
}

#[test]
fn users_of_one_interface_share_a_program() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().queues(3)).unwrap();
    let first = XdpProgram::builtin(udp(1)).attach(&left()).unwrap();
    let second = XdpProgram::builtin(udp(1)).attach(&left()).unwrap();
    assert_eq!(first.program_id(), second.program_id());
    assert_eq!(first.map().entries(), 3);
    drop(first);
    assert_eq!(ids(), [second.program_id()]);
    let elsewhere = std::thread::spawn(move || drop(second));
    elsewhere.join().unwrap();
    assert_eq!(ids(), []);
}

#[test]
fn different_steering_is_a_conflict() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let first = XdpProgram::builtin(udp(1)).attach(&left()).unwrap();
    for other in [
        XdpProgram::builtin(udp(2)),
        XdpProgram::builtin(udp(1)).mode(AttachMode::Generic),
        XdpProgram::builtin(udp(1)).method(AttachMethod::Netlink),
        XdpProgram::builtin(udp(1)).frags(true),
        // replacing is for other people's programs
        XdpProgram::builtin(udp(2)).replace(true),
    ] {
        let e = other.attach(&left()).unwrap_err();
        assert!(matches!(e, Error::SteeringConflict { .. }), "{e}");
        assert!(e.to_string().contains("UDP to port 1"), "{e}");
    }
    let e = XdpProgram::builtin(udp(2)).attach(&left()).unwrap_err();
    assert!(e.to_string().contains("UDP to port 2"), "{e}");
    drop(first);
    XdpProgram::builtin(udp(2)).attach(&left()).unwrap();
}

#[test]
fn many_threads_share_and_leave_at_once() {
    let namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let handle = namespace.handle();
            scope.spawn(move || {
                let _inside = handle.enter().unwrap();
                for _ in 0..100 {
                    drop(XdpProgram::default().attach(&left()).unwrap());
                }
            });
        }
    });
    assert_eq!(ids(), []);
}

#[test]
fn a_deleted_interface_leaves_no_trace() {
    let _namespace = namespace_or_skip!();
    for (method, _) in METHODS {
        let config = VethConfig::new().left_index(77);
        let pair = VethPair::create(&config).unwrap();
        let stale = XdpProgram::builtin(udp(1))
            .method(method)
            .attach(&left())
            .unwrap();
        pair.delete().unwrap();
        assert!(!stale.is_alive());

        // another interface of the same name and index
        let pair = VethPair::create(&config).unwrap();
        assert!(!stale.is_alive());
        let fresh = XdpProgram::builtin(udp(2))
            .method(method)
            .attach(&left())
            .unwrap();
        assert_ne!(fresh.program_id(), stale.program_id());
        drop(stale);
        assert_eq!(ids(), [fresh.program_id()]);
        drop(fresh);
        assert_eq!(ids(), []);
        pair.delete().unwrap();
    }
}

#[test]
fn an_interface_deleted_since_it_was_looked_up() {
    let _namespace = namespace_or_skip!();
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    let left = left();
    pair.delete().unwrap();
    let e = XdpProgram::default().attach(&left).unwrap_err();
    assert!(
        matches!(&e, Error::DeviceGone { interface } if interface == "left"),
        "{e}"
    );
}

#[test]
fn an_interface_that_moved_away_is_not_taken_for_its_successor() {
    let _here = namespace_or_skip!();
    let there = Namespace::new().unwrap().handle();
    let config = VethConfig::new().left_index(77);
    let pair = VethPair::create(&config).unwrap();
    let moved = XdpProgram::builtin(udp(1)).attach(&left()).unwrap();
    pair.left().move_to(&there).unwrap();
    pair.right().set_up(false).unwrap();
    pair.right().set_name("other").unwrap();
    VethPair::create(&config).unwrap();
    let fresh = XdpProgram::builtin(udp(2)).attach(&left()).unwrap();
    assert_eq!(ids(), [fresh.program_id()]);
    drop(moved);
    assert_eq!(ids(), [fresh.program_id()]);
}

#[test]
fn namespaces_are_kept_apart() {
    let _outer = namespace_or_skip!();
    VethPair::create(&VethConfig::new().left_index(77)).unwrap();
    let outer_left = left();
    let outer = XdpProgram::builtin(udp(1)).attach(&outer_left).unwrap();
    for (method, _) in METHODS {
        let inner;
        {
            let namespace = Namespace::new().unwrap();
            VethPair::create(&VethConfig::new().left_index(77)).unwrap();
            assert_eq!(left().index(), outer_left.index());
            let program = XdpProgram::builtin(udp(2)).method(method);
            inner = (program.attach(&left()).unwrap(), namespace.handle());
            assert_ne!(inner.0.program_id(), outer.program_id());
            // looked up out there, it is not ours to use in here
            let e = XdpProgram::builtin(udp(1)).attach(&outer_left).unwrap_err();
            assert!(matches!(e, Error::UnknownInterface { .. }), "{e}");
        }
        // dropped out here, it is detached in there
        assert!(inner.0.is_alive());
        drop(inner.0);
        assert_eq!(ids(), [outer.program_id()]);
        let _inside = inner.1.enter().unwrap();
        assert_eq!(ids(), []);
    }
}

#[test]
fn packets_without_a_socket_reach_the_kernel() {
    let here = namespace_or_skip!();
    let there = Namespace::new().unwrap().handle();
    // the guard above is gone: this thread is back here
    let pair = VethPair::create(&VethConfig::new()).unwrap();
    pair.right().move_to(&there).unwrap();
    pair.left().add_ipv4([10, 0, 0, 1].into(), 24).unwrap();
    let receiver = UdpSocket::bind("10.0.0.1:7").unwrap();
    receiver
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let left_mac = pair.left().mac().unwrap();
    for mode in [AttachMode::Native, AttachMode::Generic] {
        let attached = XdpProgram::default().mode(mode).attach(&left()).unwrap();
        {
            let _inside = there.enter().unwrap();
            let right = Link::from_name("right").unwrap();
            right.set_up(true).unwrap();
            assert!(right.wait_until_running(PATIENCE).unwrap());
            let _ = right.add_ipv4([10, 0, 0, 2].into(), 24);
            let _ = right.add_neighbour([10, 0, 0, 1].into(), left_mac);
            let sender = UdpSocket::bind("10.0.0.2:0").unwrap();
            sender
                .send_to(format!("{mode:?}").as_bytes(), "10.0.0.1:7")
                .unwrap();
        }
        let mut buffer = [0; 32];
        let (len, _) = receiver.recv_from(&mut buffer).unwrap();
        assert_eq!(buffer[..len], *format!("{mode:?}").as_bytes());
        drop(attached);
    }
    drop(here);
}

#[test]
fn rules_that_make_no_sense_are_refused() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new()).unwrap();
    let attach = |rule| XdpProgram::builtin(Steer::only(rule)).attach(&left());
    let e = attach(Rule::new().destination_net([10, 0, 0, 0], 33)).unwrap_err();
    assert!(
        matches!(
            e,
            Error::Config {
                field: "destination_net",
                ..
            }
        ),
        "{e}"
    );
    let e = attach(Rule::new().destination_ports(0..=u16::MAX)).unwrap_err();
    assert!(matches!(e, Error::Config { field: "steer", .. }), "{e}");
    assert_eq!(ids(), []);
    attach(Rule::new().destination_ports(0..4000)).unwrap();
}

#[test]
fn a_map_must_be_an_xskmap() {
    let _namespace = namespace_or_skip!();
    VethPair::create(&VethConfig::new().queues(2)).unwrap();
    let attached = XdpProgram::default().attach(&left()).unwrap();
    let copy = std::os::fd::AsFd::as_fd(attached.map())
        .try_clone_to_owned()
        .unwrap();
    assert_eq!(XskMap::from_fd(copy).unwrap().entries(), 2);

    let file: OwnedFd = std::fs::File::open("/dev/null").unwrap().into();
    let e = XskMap::from_fd(file).unwrap_err();
    assert!(matches!(e, Error::NotAnXskMap { .. }), "{e}");
    let e = XskMap::from_path("/dev/null").unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::EACCES));
}
