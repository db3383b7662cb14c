//! Interfaces that go down, come up again, are deleted or moved away under their sockets.

use std::os::fd::{AsFd, AsRawFd};
use std::sync::mpsc;
use std::time::Duration;

use packet_ring::{Kick, RingError};
use xdp_socket::testing::{Namespace, VethConfig, VethPair};
use xdp_socket::{
    AttachMode, Error, RxSocket, TxSocket, XdpProgram, create_bi_socket, create_rx_socket,
    create_tx_socket,
};

use crate::namespace_or_skip;
use crate::support::{
    LEN, PATIENCE, commit, exchange, line, promptly, receive, rings, send, steer, veth,
};

const SLOTS: u32 = 64;

fn bi(veth: &VethPair) -> (TxSocket, RxSocket) {
    let config = rings(SLOTS).build().unwrap();
    create_bi_socket(veth.left().index(), 0, Some(config)).unwrap()
}

#[test]
fn p6_what_is_queued_while_down_goes_out_after() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(SLOTS).build().unwrap());
    exchange(&mut tx, &mut rx, 0..100, SLOTS);

    veth.left().set_up(false).unwrap();
    assert_eq!(commit(&mut tx, 100, 10, LEN), 10);
    for _ in 0..3 {
        assert_eq!(tx.kick().unwrap_err(), RingError::LinkDown);
        assert_eq!(tx.flush(PATIENCE).unwrap_err(), RingError::LinkDown);
        assert_eq!((tx.queued(), tx.in_flight()), (10, 10));
    }
    // the errno that the kernel gave
    assert_eq!(RingError::LinkDown.errno(), Some(libc::ENETDOWN));
    // slots can be committed all the same, until there are none
    assert_eq!(commit(&mut tx, 110, 100, LEN), SLOTS as usize - 10);
    assert_eq!(tx.wait(Some(PATIENCE)).unwrap_err(), RingError::LinkDown);

    veth.left().set_up(true).unwrap();
    assert_eq!(tx.flush(PATIENCE).unwrap(), Kick::Drained);
    assert!(
        receive(&mut rx, SLOTS as usize)
            .into_iter()
            .eq(100..100 + SLOTS)
    );
    exchange(&mut tx, &mut rx, 200..300, SLOTS);
    let seen = tx.statistics().unwrap();
    assert_eq!((seen.tx_dropped, seen.tx_committed), (0, 264), "{seen:?}");
}

/// A receiver does not notice, but that nothing comes.
#[test]
fn p6_receiving_goes_on_after_down_and_up() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for mode in [AttachMode::Native, AttachMode::Generic] {
        let program = XdpProgram::builtin(steer()).mode(mode);
        let config = rings(SLOTS).program(program.into()).build().unwrap();
        let (mut tx, mut rx) = line(&veth, config);
        for round in 0..3 {
            exchange(&mut tx, &mut rx, 0..100, SLOTS);
            veth.right().set_up(false).unwrap();
            assert_eq!(rx.wait(Some(Duration::from_millis(20))).unwrap(), 0);
            rx.kick().unwrap();
            assert_eq!(rx.ready(), 0, "round {round}");
            veth.right().set_up(true).unwrap();
        }
        exchange(&mut tx, &mut rx, 0..100, SLOTS);
    }
}

#[test]
fn a_thread_that_waits_receives_after_down_and_up() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(SLOTS).build().unwrap());
    let waiter = std::thread::spawn(move || {
        assert!(rx.wait(None).unwrap() > 0);
        receive(&mut rx, 5)
    });
    for end in [veth.left(), veth.right()] {
        end.set_up(false).unwrap();
        end.set_up(true).unwrap();
    }
    send(&mut tx, 0..5, LEN);
    assert_eq!(waiter.join().unwrap(), [0, 1, 2, 3, 4]);
}

#[test]
fn sockets_open_on_an_interface_that_is_down() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().down()).unwrap();
    let (mut tx, mut rx) = line(&veth, rings(SLOTS).build().unwrap());
    assert_eq!(commit(&mut tx, 0, 5, LEN), 5);
    assert_eq!(tx.kick().unwrap_err(), RingError::LinkDown);
    veth.right().set_up(true).unwrap();
    veth.left().set_up(true).unwrap();
    assert_eq!(tx.flush(PATIENCE).unwrap().queued(), 0);
    assert_eq!(receive(&mut rx, 5), [0, 1, 2, 3, 4]);
}

/// Wakes up and waits on both halves of a socket whose interface is gone.
fn both_halves_notice(tx: TxSocket, rx: RxSocket) {
    let (mut tx, mut rx) = (tx, rx);
    let (tx, rx) = promptly("a half", move || {
        for _ in 0..3 {
            assert_eq!(rx.wait(None).unwrap_err(), RingError::DeviceGone);
            assert_eq!(
                rx.wait(Some(Duration::ZERO)).unwrap_err(),
                RingError::DeviceGone
            );
            assert_eq!(rx.kick().unwrap_err(), RingError::DeviceGone);
        }
        // also where the other half was the first to notice
        while tx.ready() > 0 {
            commit(&mut tx, 0, 8, LEN);
        }
        for _ in 0..3 {
            assert_eq!(tx.kick().unwrap_err(), RingError::DeviceGone);
            assert_eq!(tx.flush(PATIENCE).unwrap_err(), RingError::DeviceGone);
            assert_eq!(tx.wait(None).unwrap_err(), RingError::DeviceGone);
        }
        (tx, rx)
    });
    assert_eq!(RingError::DeviceGone.errno(), Some(libc::ENXIO));
    // still there to be asked
    assert_eq!(rx.obtained().interface, "left");
    rx.statistics().unwrap();
    tx.statistics().unwrap();
}

#[test]
fn p7_a_deleted_interface_is_noticed_by_both_halves() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (tx, rx) = bi(&veth);
    veth.delete().unwrap();
    both_halves_notice(tx, rx);
}

#[test]
fn p7_deleting_the_other_end_is_noticed() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (tx, rx) = bi(&veth);
    veth.right().delete().unwrap();
    both_halves_notice(tx, rx);
}

#[test]
fn p7_an_interface_that_moved_away_is_gone() {
    let _namespace = namespace_or_skip!();
    let there = Namespace::new().unwrap().handle();
    let veth = veth();
    let (tx, rx) = bi(&veth);
    veth.left().move_to(&there).unwrap();
    both_halves_notice(tx, rx);
}

/// The kernel tells of it once, in SO_ERROR. Others who hold the descriptor may read it first.
#[test]
fn p7_somebody_else_has_read_so_error() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (tx, rx) = bi(&veth);
    veth.delete().unwrap();
    let (mut error, mut len) = (0_i32, 4);
    // SAFETY: pointers to local values, of the size told.
    let rc = unsafe {
        libc::getsockopt(
            rx.as_fd().as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_ERROR,
            (&raw mut error).cast(),
            &raw mut len,
        )
    };
    assert_eq!((rc, error), (0, libc::ENETDOWN));
    both_halves_notice(tx, rx);
}

#[test]
fn p7_sockets_of_one_direction_notice() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (mut tx, mut rx) = line(&veth, rings(SLOTS).build().unwrap());
    veth.delete().unwrap();
    promptly("a socket", move || {
        assert_eq!(tx.kick().unwrap_err(), RingError::DeviceGone);
        commit(&mut tx, 0, SLOTS as usize, LEN);
        assert_eq!(tx.wait(None).unwrap_err(), RingError::DeviceGone);
        // one that only ever looks and kicks
        let e = loop {
            assert_eq!(rx.ready(), 0);
            if let Err(e) = rx.kick() {
                break e;
            }
        };
        assert_eq!(e, RingError::DeviceGone);
        assert_eq!(rx.wait(None).unwrap_err(), RingError::DeviceGone);
    });
}

#[test]
fn p7_a_thread_that_waits_for_ever_notices() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (tx, mut rx) = bi(&veth);
    let (waits, waiting) = mpsc::channel();
    let waiter = std::thread::spawn(move || {
        waits.send(()).unwrap();
        rx.wait(None)
    });
    waiting.recv().unwrap();
    veth.delete().unwrap();
    let answer = promptly("the waiting thread", move || waiter.join().unwrap());
    assert_eq!(answer, Err(RingError::DeviceGone));
    drop(tx);
}

/// Both halves at work on their own threads; what they see is down, then gone, and no other error.
#[test]
fn p7_deleted_under_traffic() {
    let _namespace = namespace_or_skip!();
    for _ in 0..5 {
        let veth = veth();
        let (mut tx, mut rx) = bi(&veth);
        let config = rings(SLOTS).build().unwrap();
        let (mut peer, _quiet) = create_bi_socket(veth.right().index(), 0, Some(config)).unwrap();
        let (moving, moved) = mpsc::channel();
        let flood = |tx: &mut TxSocket| loop {
            commit(tx, 0, 16, LEN);
            match tx.kick() {
                Ok(_) | Err(RingError::LinkDown) => {}
                Err(e) => return e,
            }
        };
        let threads = [
            std::thread::spawn(move || flood(&mut tx)),
            std::thread::spawn(move || flood(&mut peer)),
            std::thread::spawn(move || {
                loop {
                    match rx.wait(None) {
                        Ok(n) => {
                            rx.commit_n(n).unwrap();
                            let _ = moving.send(());
                        }
                        Err(e) => return e,
                    }
                }
            }),
        ];
        moved.recv().unwrap();
        veth.delete().unwrap();
        for thread in threads {
            let e = promptly("a thread", move || thread.join().unwrap());
            assert_eq!(e, RingError::DeviceGone);
        }
    }
}

/// Sockets of an interface that is gone do not stand in the way of its successor.
#[test]
fn p7_a_new_interface_of_the_same_index_works() {
    let _namespace = namespace_or_skip!();
    let config = VethConfig::new().left_index(77);
    let mut old = Vec::new();
    for _ in 0..3 {
        let veth = VethPair::create(&config).unwrap();
        let (mut tx, mut rx) = bi(&veth);
        let sockets = rings(SLOTS).build().unwrap();
        let index = veth.right().index();
        let mut peer = create_tx_socket(index, 0, Some(sockets.clone())).unwrap();
        exchange(&mut peer, &mut rx, 0..100, SLOTS);
        drop(peer);
        let mut peer = create_rx_socket(index, 0, Some(sockets)).unwrap();
        exchange(&mut tx, &mut peer, 0..100, SLOTS);
        old.push((tx, rx, peer));
        veth.delete().unwrap();
    }
    for (tx, rx, _peer) in old {
        both_halves_notice(tx, rx);
    }
}

#[test]
fn an_interface_deleted_before_opening_is_unknown() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    veth.delete().unwrap();
    let index = veth.left().index();
    let e = create_bi_socket(index, 0, Some(rings(SLOTS).build().unwrap())).unwrap_err();
    assert!(matches!(e, Error::UnknownInterface { .. }), "{e}");
    assert_eq!(e.raw_os_error(), Some(libc::ENODEV));
}

/// Opening while the interface is being deleted fails in one of the ways that name it.
#[test]
fn deleted_while_sockets_are_being_opened() {
    let _namespace = namespace_or_skip!();
    for _ in 0..5 {
        let veth = veth();
        let index = veth.left().index();
        let opener = std::thread::spawn(move || {
            loop {
                let config = rings(SLOTS).build().unwrap();
                if let Err(e) = create_bi_socket(index, 0, Some(config)) {
                    return e;
                }
            }
        });
        veth.delete().unwrap();
        let e = promptly("the opening thread", move || opener.join().unwrap());
        assert!(
            matches!(e, Error::UnknownInterface { .. } | Error::DeviceGone { .. }),
            "{e:?}"
        );
    }
}
