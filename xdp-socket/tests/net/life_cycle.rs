//! Opening, closing and opening again, in every order, on other threads and in other processes.

use std::io;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    Attached, Error, RxSocket, TxSocket, XdpProgram, create_bi_socket, create_rx_socket,
    create_tx_socket,
};

use crate::child::Role;
use crate::namespace_or_skip;
use crate::support::{exchange, interface, line, programs, promptly, rings, steer, veth};

#[test]
fn s1_sockets_of_one_direction_move_packets() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    // receive queue larger, equal, smaller than the (unused) other one
    for (tx, rx) in [(1, 2048), (64, 64), (2048, 1)] {
        let config = rings(64).tx_ring(tx).rx_ring(rx).build().unwrap();
        let (mut sender, mut receiver) = line(&veth, config);
        assert_eq!(sender.capacity(), tx as usize);
        assert_eq!(receiver.capacity(), rx as usize);
        assert!(receiver.is_registered());
        exchange(&mut sender, &mut receiver, 0..100, tx.min(rx).min(64));
    }
}

#[test]
fn the_defaults_move_packets() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (left, right) = (veth.left().index(), veth.right().index());
    let mut rx = create_rx_socket(right, 0, None).unwrap();
    let mut tx = create_tx_socket(left, 0, None).unwrap();
    exchange(&mut tx, &mut rx, 0..5000, 200);
    drop((tx, rx));
    let (mut tx, _) = create_bi_socket(left, 0, None).unwrap();
    let (_, mut rx) = create_bi_socket(right, 0, None).unwrap();
    exchange(&mut tx, &mut rx, 0..5000, 200);
}

/// Sockets of each kind at once, on queues of their own. The programs stay, so that only the queues
/// come and go: attaching takes the kernel longer.
#[test]
fn p1_a_queue_opens_again_a_hundred_times_in_a_row() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().queues(3)).unwrap();
    let (left, right) = (veth.left().index(), veth.right().index());
    let program = XdpProgram::builtin(steer());
    let _programs = ["left", "right"].map(|name| program.attach(&interface(name)).unwrap());
    let hundred_times = |open: &dyn Fn()| (0..100).for_each(|_| open());
    let config = || Some(rings(64).build().unwrap());
    std::thread::scope(|scope| {
        scope.spawn(|| hundred_times(&|| drop(create_tx_socket(left, 0, config()).unwrap())));
        scope.spawn(|| hundred_times(&|| drop(create_rx_socket(right, 1, config()).unwrap())));
        scope.spawn(|| {
            let rx = create_rx_socket(right, 2, config()).unwrap();
            let rx = std::cell::RefCell::new(rx);
            hundred_times(&|| {
                let (mut tx, _back) = create_bi_socket(left, 2, config()).unwrap();
                exchange(&mut tx, &mut rx.borrow_mut(), 0..10, 10);
            });
        });
    });
}

#[test]
fn p1_the_program_comes_and_goes_with_the_socket() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    for _ in 0..10 {
        let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
        exchange(&mut tx, &mut rx, 0..10, 10);
        drop((tx, rx));
        assert_eq!(programs("right"), []);
    }
}

#[test]
fn s13_a_second_socket_on_a_queue_is_refused_with_its_errno() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().queues(2)).unwrap();
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    let index = veth.right().index();
    for timeout in [Duration::ZERO, Duration::from_millis(60)] {
        let config = rings(64).bind_timeout(timeout).build().unwrap();
        for e in [
            create_tx_socket(index, 0, Some(config.clone())).unwrap_err(),
            create_rx_socket(index, 0, Some(config.clone())).unwrap_err(),
            create_bi_socket(index, 0, Some(config.clone())).unwrap_err(),
        ] {
            let Error::QueueBusy {
                interface,
                queue: 0,
                waited,
                ..
            } = &e
            else {
                panic!("{e}");
            };
            assert_eq!(interface, "right");
            assert!(*waited >= timeout, "{e}");
            assert_eq!(e.raw_os_error(), Some(libc::EBUSY));
            assert!(e.to_string().contains("queue 0 of interface right"), "{e}");
            assert_eq!(io::Error::from(e).raw_os_error(), Some(libc::EBUSY));
        }
    }
    // the first one has lost nothing by it
    assert_eq!(programs("right").len(), 1);
    exchange(&mut tx, &mut rx, 0..200, 64);
    // another queue is free
    drop(create_bi_socket(index, 1, Some(rings(64).build().unwrap())).unwrap());
}

#[test]
fn p1_opening_waits_for_a_queue_that_is_being_freed() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (tx, rx) = line(&veth, rings(64).build().unwrap());
    let (started, start) = mpsc::channel();
    let index = veth.left().index();
    let second = std::thread::spawn(move || {
        started.send(()).unwrap();
        create_tx_socket(index, 0, Some(rings(64).build().unwrap())).unwrap()
    });
    start.recv().unwrap();
    drop(tx);
    let mut rx = rx;
    exchange(&mut second.join().unwrap(), &mut rx, 0..100, 64);
}

#[test]
fn the_queue_is_taken_until_both_halves_are_gone() {
    let _namespace = namespace_or_skip!();
    let index = veth().left().index();
    let hasty = rings(64).bind_timeout(Duration::ZERO).build().unwrap();
    for tx_first in [true, false] {
        let config = rings(64).build().unwrap();
        let (tx, rx) = create_bi_socket(index, 0, Some(config)).unwrap();
        let rest: Box<dyn std::any::Any> = if tx_first {
            drop(tx);
            Box::new(rx)
        } else {
            drop(rx);
            assert_eq!(programs("left"), []);
            Box::new(tx)
        };
        let e = create_tx_socket(index, 0, Some(hasty.clone())).unwrap_err();
        assert!(matches!(e, Error::QueueBusy { .. }), "{e}");
        drop(rest);
    }
    create_tx_socket(index, 0, Some(rings(64).build().unwrap())).unwrap();
}

/// A half goes on when the other is dropped.
#[test]
fn one_half_outlives_the_other() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let open = |index| create_bi_socket(index, 0, Some(rings(64).build().unwrap())).unwrap();
    let (mut tx, unused_rx) = open(veth.left().index());
    let (unused_tx, mut rx) = open(veth.right().index());
    exchange(&mut tx, &mut rx, 0..100, 64);
    drop(unused_rx);
    exchange(&mut tx, &mut rx, 100..200, 64);
    std::thread::spawn(move || drop(unused_tx)).join().unwrap();
    exchange(&mut tx, &mut rx, 200..300, 64);
}

/// What a user may hold of one socket.
enum Piece {
    Tx(#[allow(dead_code)] TxSocket),
    Rx(#[allow(dead_code)] RxSocket),
    Program(#[allow(dead_code)] Arc<Attached>),
    Interface(VethPair),
}

impl Piece {
    fn end(self) {
        if let Piece::Interface(veth) = self {
            veth.delete().unwrap();
        }
    }
}

/// All orders of four things.
fn orders() -> Vec<[usize; 4]> {
    let mut all = Vec::new();
    for code in 0..256 {
        let order = [code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6];
        if (0..4).all(|i| order.contains(&i)) {
            all.push(order);
        }
    }
    assert_eq!(all.len(), 24);
    all
}

#[test]
fn s20_pieces_go_in_every_order_on_any_thread() {
    let _namespace = namespace_or_skip!();
    for (i, order) in orders().into_iter().enumerate() {
        let veth = veth();
        let program = XdpProgram::builtin(steer())
            .attach(&interface("left"))
            .unwrap();
        let config = rings(64).build().unwrap();
        let (tx, rx) = create_bi_socket(veth.left().index(), 0, Some(config)).unwrap();
        let mut pieces = [
            Some(Piece::Tx(tx)),
            Some(Piece::Rx(rx)),
            Some(Piece::Program(program)),
            Some(Piece::Interface(veth)),
        ];
        let mut there = true;
        for k in order {
            let piece = pieces[k].take().unwrap();
            there &= !matches!(piece, Piece::Interface(_));
            match i % 2 {
                0 => piece.end(),
                _ => promptly("dropping", move || piece.end()),
            }
            if there && pieces[1].is_none() && pieces[2].is_none() {
                assert_eq!(programs("left"), [], "{order:?}");
            }
        }
    }
}

#[test]
fn s20_sockets_free_their_queue_in_any_order() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let index = veth.left().index();
    let config = rings(64).build().unwrap();
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let program = XdpProgram::builtin(steer())
            .attach(&interface("left"))
            .unwrap();
        let (tx, rx) = create_bi_socket(index, 0, Some(config.clone())).unwrap();
        let mut pieces = [
            Some(Piece::Tx(tx)),
            Some(Piece::Rx(rx)),
            Some(Piece::Program(program)),
        ];
        for k in order {
            drop(pieces[k].take());
        }
        assert_eq!(programs("left"), []);
        drop(create_bi_socket(index, 0, Some(config.clone())).unwrap());
    }
}

/// The halves of a socket are dropped on two threads at the same moment.
#[test]
fn halves_go_at_once_on_two_threads() {
    let _namespace = namespace_or_skip!();
    let index = veth().left().index();
    for _ in 0..10 {
        let config = rings(64).build().unwrap();
        let (tx, rx) = create_bi_socket(index, 0, Some(config)).unwrap();
        let other = std::thread::spawn(move || drop(tx));
        drop(rx);
        other.join().unwrap();
        assert_eq!(programs("left"), []);
    }
}

#[test]
fn many_threads_open_and_close_queues_of_one_interface() {
    const THREADS: u32 = 6;
    let namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new().queues(THREADS)).unwrap();
    std::thread::scope(|scope| {
        for queue in 0..THREADS {
            let handle = namespace.handle();
            scope.spawn(move || {
                let _inside = handle.enter().unwrap();
                for _ in 0..8 {
                    let config = rings(32).build().unwrap();
                    let left = Some(config.clone());
                    let mut rx =
                        create_rx_socket(veth.right().index(), queue, Some(config)).unwrap();
                    let mut tx = create_tx_socket(veth.left().index(), queue, left).unwrap();
                    exchange(&mut tx, &mut rx, 0..64, 32);
                }
            });
        }
    });
    assert_eq!(programs("right"), []);
}

#[test]
fn p24_a_child_that_execs_does_not_keep_the_queue() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let config = rings(64).build().unwrap();
    let (mut tx, mut rx) = line(&veth, config.clone());
    exchange(&mut tx, &mut rx, 0..100, 64);
    let (child, _) = Role::start("idle");
    // the frames are still those that the kernel knows
    exchange(&mut tx, &mut rx, 100..300, 64);
    drop((tx, rx));
    assert_eq!(programs("right"), []);
    let (mut tx, mut rx) = line(&veth, config);
    exchange(&mut tx, &mut rx, 0..100, 64);
    // all that while the child was there
    assert!(child.finish().success());
}

#[test]
fn p24_a_forked_copy_takes_nothing_from_its_parent() {
    let _namespace = namespace_or_skip!();
    let (child, said) = Role::start("fork");
    assert_eq!(said, "done");
    assert!(child.finish().success());
}

#[test]
fn p29_a_killed_process_leaves_no_program_and_a_free_queue() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let (child, id) = Role::start("bi:right");
    assert_eq!(programs("right"), [id.parse().unwrap()]);
    child.kill();
    assert_eq!(programs("right"), []);
    let (mut tx, mut rx) = line(&veth, rings(64).build().unwrap());
    exchange(&mut tx, &mut rx, 0..100, 64);
}
