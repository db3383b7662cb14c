//! A kernel that keeps to the protocol.

use packet_ring::RingError;
use proptest::prelude::*;
use xdp_socket::fake::{FakeKernel, Shape, TxQueue};

use crate::world::{End, FRAME, Op, World};

const SLOTS: u32 = 16;

fn op() -> impl Strategy<Value = Op> {
    let slots = prop_oneof![30 => 0..(SLOTS as usize + 3), 1 => Just(usize::MAX)];
    let few = 0..5usize;
    let many = prop_oneof![0..5usize, 0..200usize];
    let end = prop_oneof![Just(End::Stop), Just(End::TooLong), Just(End::Panic)];
    // Half of them end by themselves.
    let call = prop_oneof![Just(usize::MAX), 0..(SLOTS as usize)];
    let len = prop_oneof![Just(0), 1..200usize, Just(2047), Just(2048), Just(2049)];
    prop_oneof![
        Just(Op::TxReady),
        slots.clone().prop_map(Op::TxSeek),
        (prop_oneof![few.clone(), slots.clone()], len).prop_map(|(i, n)| Op::TxPeek(i, n)),
        prop_oneof![few.clone(), slots.clone(), many.clone()].prop_map(Op::TxCommit),
        many.clone().prop_map(Op::TxPeeks),
        many.clone().prop_map(Op::TxOnes),
        (slots.clone(), call.clone(), end).prop_map(|(n, call, end)| Op::TxSend(n, call, end)),
        Just(Op::TxQueued),
        Just(Op::TxWakeup),
        Just(Op::RxReady),
        slots.clone().prop_map(Op::RxSeek),
        slots.clone().prop_map(Op::RxPeek),
        prop_oneof![few.clone(), slots.clone()].prop_map(Op::RxCommit),
        many.clone().prop_map(Op::RxOnes),
        (slots.clone(), call.clone()).prop_map(|(n, call)| Op::RxRecv(n, call)),
        Just(Op::RxWakeup),
        (slots.clone(), call).prop_map(|(n, call)| Op::Forward(n, call)),
        Just(Op::HandOver),
        slots.clone().prop_map(Op::Take),
        any::<usize>().prop_map(Op::Complete),
        Just(Op::CompleteAll),
        many.prop_map(Op::Deliver),
    ]
}

/// Starts of the indices that meet the wrap at 2³² at once, early, and hardly ever.
fn start() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), (u32::MAX - 40)..=u32::MAX, any::<u32>(),]
}

/// Rings of very few slots, of a few, and of more than can be committed one by one before they are
/// shown.
fn shape() -> impl Strategy<Value = Shape> {
    let slots = prop_oneof![
        1 => prop_oneof![Just(1), Just(2), Just(4)],
        3 => Just(SLOTS),
        3 => Just(SLOTS * 16),
    ];
    let frames = |slots: u32| {
        let some = [slots, slots / 2, slots * 2, slots.saturating_sub(3)];
        prop::sample::select(some.map(|n| n.max(1)).to_vec())
    };
    let fill = |slots: u32| prop::sample::select(vec![slots.div_ceil(2), slots, slots * 4]);
    slots
        .prop_flat_map(move |slots| {
            let slots = Just(slots);
            let frames = slots.prop_flat_map(frames);
            (
                start(),
                slots,
                frames.clone(),
                frames,
                slots.prop_flat_map(fill),
            )
        })
        .prop_map(|(start, slots, tx, rx, fill)| Shape {
            rings: [slots, slots, fill, slots * 2],
            frames: [tx, rx],
            frame_size: FRAME as u32,
            start,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn frames_are_conserved_whatever_the_order(
        shape in shape(),
        ops in prop::collection::vec(op(), 1..200),
    ) {
        let mut world = World::new(shape);
        for op in &ops {
            world.apply(op)?;
        }
        world.settle()?;
    }
}

#[test]
fn s4_reclaimed_frames_are_distinct() {
    let (kernel, mut tx, _rx) = FakeKernel::socket(Shape::square(64));
    for round in 0..10 {
        assert_eq!(tx.seek_n(64), Ok(64), "round {round}");
        let mut seen = std::collections::HashSet::new();
        for i in 0..64 {
            assert!(seen.insert(tx.peek_at(i, 60).unwrap().as_ptr() as usize));
        }
        tx.commit_n(64).unwrap();
        tx.hand_over();
        while let Some(held) = kernel.take_tx() {
            kernel.complete(held.address);
        }
    }
}

#[test]
fn s3_the_fill_producer_never_goes_back() {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(8));
    let mut last = kernel.fill_producer();
    assert_eq!(last, 8, "all frames are there from the start");
    for n in 0..100u8 {
        assert!(kernel.deliver(&[n; 60]));
        assert_eq!(rx.ready(), 1);
        assert_eq!(rx.peek_at(0).unwrap(), [n; 60]);
        rx.commit_n(1).unwrap();
        rx.hand_over();
        let now = kernel.fill_producer();
        assert_eq!(now, last + 1);
        last = now;
    }
}

#[test]
fn s3_a_packet_that_is_not_committed_never_changes() {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(8));
    assert!(kernel.deliver(&[1; 60]));
    assert_eq!(rx.ready(), 1);
    let mut refused = 0;
    for n in 2..40u8 {
        refused += usize::from(!kernel.deliver(&[n; 60]));
        assert_eq!(rx.peek_at(0).unwrap(), [1; 60]);
    }
    assert_eq!(refused, 31, "seven frames were left, and no more");
}

#[test]
fn p30_frames_wait_where_the_fill_ring_is_too_small() {
    let mut shape = Shape::square(16);
    shape.rings[2] = 4;
    let (kernel, _tx, mut rx) = FakeKernel::socket(shape);
    let mut received = 0;
    for n in 0..64u8 {
        while !kernel.deliver(&[n; 60]) {
            let ready = rx.ready();
            rx.commit_n(ready).unwrap();
            received += ready;
            rx.ready();
        }
    }
    received += rx.ready();
    assert_eq!(received, 64);
}

/// What is committed one by one is shown at the latest when there is a stretch of it, and by
/// everything that looks at the rings.
#[test]
fn commits_are_handed_over_by_a_kick_and_in_time() {
    let (kernel, mut tx, mut rx) = FakeKernel::socket(Shape::square(1024));
    let commit = |tx: &mut TxQueue| {
        tx.seek_n(1).unwrap();
        tx.peek_at(0, 60).unwrap();
        tx.commit_n(1).unwrap();
    };
    type Look = fn(&mut TxQueue);
    let looks: [Look; 4] = [
        |tx| _ = tx.needs_wakeup(),
        |tx| _ = tx.ready(),
        |tx| _ = tx.queued(),
        |tx| _ = tx.peek_at(usize::MAX, 60),
    ];
    let mut shown = 0;
    for look in looks {
        commit(&mut tx);
        look(&mut tx);
        shown += 1;
        assert_eq!(kernel.tx_producer(), shown);
    }
    for n in 0..500 {
        commit(&mut tx);
        assert!(tx.in_flight() == 5 + n && tx.committed() == 5 + n as u64);
        assert!(kernel.tx_producer() as usize + 64 >= 5 + n);
    }

    kernel.deliver_all(800, 60);
    let given = kernel.fill_producer();
    assert_eq!(rx.ready(), 800);
    for n in 1..=700u32 {
        rx.seek_n(1).unwrap();
        rx.peek_at(0).unwrap();
        rx.commit_n(1).unwrap();
        assert_eq!(rx.received(), u64::from(n));
        assert!(kernel.fill_producer() + 64 >= given + n);
    }
    assert!(!rx.needs_wakeup());
    assert_eq!(kernel.fill_producer(), given + 700);
}

/// A closure that stops is not asked again for the slots behind the ring's end.
#[test]
fn send_each_stops_where_it_is_told_to() {
    let mut shape = Shape::square(8);
    shape.start = 6;
    for stop in 0..8 {
        for len in [0, 2049] {
            let (kernel, mut tx, _rx) = FakeKernel::socket(shape);
            let mut calls = 0;
            let sent = tx.send_each(8, |_| {
                calls += 1;
                if calls == stop + 1 { len } else { 60 }
            });
            assert_eq!(calls, stop + 1);
            let committed = match len {
                0 => stop,
                _ => 0,
            };
            match sent {
                Ok(n) => assert!(n == stop && len == 0),
                Err(e) => assert_eq!(e, RingError::TooLong { len, max: 2048 }),
            }
            assert_eq!(tx.in_flight(), committed);
            assert_eq!(tx.invalid_completions(), 0);
            assert_eq!(kernel.tx_producer() as usize, 6 + committed);
        }
    }
}

/// Small rings are given back before they are empty, however many frames there are.
#[test]
fn single_commits_leave_the_kernel_most_of_a_small_ring() {
    for rings in [[64, 64, 64, 64], [64, 64, 1024, 64], [64, 1024, 64, 64]] {
        let shape = Shape {
            rings,
            frames: [64, 1024],
            ..Shape::square(64)
        };
        let (kernel, _tx, mut rx) = FakeKernel::socket(shape);
        kernel.deliver_all(64, 60);
        let given = kernel.fill_producer();
        let n = rx.ready() as u32;
        for done in 1..=n {
            rx.commit_n(1).unwrap();
            assert!(kernel.fill_producer() + 8 >= given + done, "{rings:?}");
        }
    }
}
