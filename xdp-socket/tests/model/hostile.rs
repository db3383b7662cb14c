//! A kernel that does not keep to the protocol: whatever the shared memory says, nothing outside
//! the UMEM is touched, no count exceeds the ring, and nothing panics.

use packet_ring::{RingError, Verdict};
use proptest::prelude::*;
use xdp_socket::fake::{FakeKernel, Shape, TxQueue};

#[derive(Debug, Clone)]
enum Nonsense {
    Index(usize, u32),
    Step(usize, i32),
    Completion(u64),
    Descriptor(u64, u32),
    Swallow,
    Return(u64),
}

fn address() -> impl Strategy<Value = u64> {
    prop_oneof![
        0..(32 * 2048u64),
        (32 * 2048u64 - 64)..(32 * 2048 + 64),
        any::<u64>(),
        (u64::MAX - 5000)..=u64::MAX,
    ]
}

fn nonsense() -> impl Strategy<Value = Nonsense> {
    let len = prop_oneof![0..3000u32, any::<u32>()];
    prop_oneof![
        (0..4usize, prop_oneof![0..64u32, any::<u32>()]).prop_map(|(w, v)| Nonsense::Index(w, v)),
        (0..4usize, -20..20i32).prop_map(|(w, v)| Nonsense::Step(w, v)),
        address().prop_map(Nonsense::Completion),
        (address(), len).prop_map(|(a, l)| Nonsense::Descriptor(a, l)),
        Just(Nonsense::Swallow),
        address().prop_map(Nonsense::Return),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_value_leads_out_of_the_umem(
        start in any::<u32>(),
        steps in prop::collection::vec((nonsense(), 0..13u8, 0..20usize), 1..150),
        slots in prop::sample::select(vec![1, 4, 16, 16]),
        frames in prop::sample::select(vec![8, 16, 32]),
    ) {
        let mut shape = Shape::square(slots);
        shape.frames = [frames, frames];
        shape.start = start;
        let slots = slots as usize;
        let (kernel, mut tx, mut rx) = FakeKernel::socket(shape);
        for (nonsense, step, n) in steps {
            match nonsense {
                Nonsense::Index(which, value) => kernel.spoil_index(which, value),
                Nonsense::Step(which, step) => kernel.move_index(which, step),
                Nonsense::Completion(address) => {
                    kernel.complete(address);
                }
                Nonsense::Descriptor(address, len) => {
                    kernel.put_rx(address, len);
                }
                Nonsense::Swallow => {
                    kernel.take_tx();
                    kernel.take_fill();
                }
                Nonsense::Return(address) => {
                    // Bounded: with a spoilt index, the ring seems to hold 2³² packets.
                    for _ in 0..32 {
                        if kernel.take_tx().is_some() {
                            kernel.complete(address);
                        }
                    }
                }
            }
            match step {
                0 => prop_assert!(tx.ready() <= slots),
                1 => {
                    if let Ok(bytes) = tx.peek_at(n, 60) {
                        prop_assert_eq!(bytes.len(), 60);
                        bytes.fill(0xaa);
                    }
                }
                2 => {
                    let _ = tx.commit_n(n);
                }
                3 => {
                    let sent = tx.send_each(n, |frame| {
                        frame.fill(0xbb);
                        frame.len()
                    });
                    prop_assert!(sent.unwrap() <= n);
                }
                4 => prop_assert!(rx.ready() <= slots),
                5 => {
                    if let Ok(bytes) = rx.peek_at(n) {
                        prop_assert!(bytes.len() <= 2048);
                        bytes.fill(0xcc);
                    }
                }
                6 => {
                    let m = rx.recv_each(n, |packet| packet.fill(0xdd)).unwrap();
                    prop_assert!(m <= n);
                    let _ = rx.commit_n(n);
                }
                7 => {
                    for _ in 0..n {
                        if tx.seek_n(1).is_ok() && tx.peek_at(0, 60).is_ok() {
                            prop_assert_eq!(tx.commit_n(1), Ok(()));
                        }
                    }
                }
                8 => {
                    for _ in 0..n {
                        if rx.seek_n(1).is_ok() {
                            prop_assert!(rx.peek_at(0).is_ok());
                            prop_assert_eq!(rx.commit_n(1), Ok(()));
                        }
                    }
                }
                9 => {
                    for i in 0..n {
                        if tx.peek_at(i, 60).is_err() {
                            break;
                        }
                    }
                }
                10 => prop_assert!(tx.queued() <= slots),
                11 => prop_assert!(tx.seek_n(n).map_or(true, |m| m <= slots)),
                _ => {
                    let done = tx.forward_n(&mut rx, n, |packet| {
                        packet.fill(0xee);
                        Verdict::Forward
                    });
                    prop_assert!(done.unwrap().taken() <= n);
                }
            }
            tx.check();
            rx.check();
        }
        prop_assert!(tx.in_flight() <= tx.frames());
    }
}

#[test]
fn completions_of_what_is_no_frame_are_counted_and_never_sent() {
    let (kernel, mut tx, _rx) = FakeKernel::socket(Shape::square(4));
    for i in 0..4 {
        tx.peek_at(i, 60).unwrap();
    }
    tx.commit_n(4).unwrap();
    tx.hand_over();
    while kernel.take_tx().is_some() {}
    for address in [u64::MAX, kernel.umem_len(), 2048, u64::MAX - 4096] {
        assert!(kernel.complete(address));
    }
    assert_eq!(tx.ready(), 4);
    tx.peek_at(0, 60).unwrap();
    assert_eq!(tx.commit_n(1), Ok(()));
    tx.hand_over();
    assert_eq!(kernel.take_tx().map(|held| held.address), Some(2048));
    assert!(tx.peek_at(0, 60).is_err());
    assert_eq!(tx.invalid_completions(), 3);
}

#[test]
fn descriptors_out_of_the_umem_are_counted_and_give_no_bytes() {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(8));
    let end = kernel.umem_len();
    for (address, len) in [(end, 1), (u64::MAX, 60), (0, 2049), (0, u32::MAX)] {
        assert!(kernel.put_rx(address, len));
    }
    assert!(kernel.put_rx(256, 60));
    assert_eq!(rx.ready(), 5);
    for i in 0..4 {
        assert_eq!(rx.peek_at(i).unwrap().len(), 0, "slot {i}");
    }
    assert_eq!(rx.peek_at(4).unwrap().len(), 60);
    assert_eq!(rx.invalid_descriptors(), 4);
}

/// A kernel that takes freed slots back: those that were peeked can be committed all the same, and
/// nothing is written behind the ring's end.
#[test]
fn a_consumer_that_goes_back_takes_no_slot_away() {
    type Look = fn(&mut TxQueue);
    let looks: [Look; 4] = [
        |tx| _ = tx.ready(),
        |tx| _ = tx.seek_n(17),
        |tx| _ = tx.queued(),
        |tx| _ = tx.peek_at(99, 60),
    ];
    // Peeked in one piece, and round the ring's end.
    for start in [1008, 1000] {
        for look in looks {
            let mut shape = Shape::square(16);
            shape.start = start;
            let (kernel, mut tx, _rx) = FakeKernel::socket(shape);
            for i in 0..10 {
                tx.peek_at(i, 60).unwrap();
            }
            kernel.spoil_index(1, start - 13);
            look(&mut tx);
            assert_eq!(tx.commit_n(10), Ok(()));
            assert_eq!(tx.ready(), 6);
            assert_eq!(tx.queued(), 10);
            assert_eq!(kernel.tx_producer(), start + 10);
        }
    }
}

/// A slot that goes with an address that is no frame is no longer peeked when it comes back.
#[test]
fn a_slot_lost_to_an_invalid_completion_has_to_be_peeked_again() {
    let (kernel, mut tx, _rx) = FakeKernel::socket(Shape::square(4));
    assert_eq!(tx.send_each(4, |_| 60), Ok(4));
    tx.hand_over();
    while kernel.take_tx().is_some() {}
    for address in [0, u64::MAX, 2048] {
        assert!(kernel.complete(address));
    }
    assert_eq!(tx.ready(), 3);
    for i in [2, 0, 1] {
        tx.peek_at(i, 60).unwrap();
    }
    assert!(kernel.complete(4096));
    assert_eq!(tx.ready(), 3);
    assert_eq!(tx.commit_n(3), Err(RingError::NotPeeked { index: 2 }));
    tx.peek_at(2, 60).unwrap();
    assert_eq!(tx.commit_n(3), Ok(()));
    tx.hand_over();
    for address in [0, 2048, 4096] {
        assert_eq!(kernel.take_tx().map(|held| held.address), Some(address));
    }
}

/// As above with more frames than slots: the last frame is no slot's, and all stay peeked.
#[test]
fn an_invalid_completion_leaves_the_other_slots_peeked() {
    let mut shape = Shape::square(4);
    shape.frames = [8, 8];
    let (kernel, mut tx, _rx) = FakeKernel::socket(shape);
    assert_eq!(tx.send_each(1, |_| 60), Ok(1));
    tx.hand_over();
    assert!(kernel.take_tx().is_some());
    assert!(kernel.complete(u64::MAX));
    assert_eq!(tx.ready(), 4);
    for i in [3, 2, 1, 0] {
        tx.peek_at(i, 60).unwrap();
    }
    assert_eq!(tx.invalid_completions(), 1);
    assert_eq!(tx.commit_n(4), Ok(()));
}
