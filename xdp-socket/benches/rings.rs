//! Nanoseconds per packet of the rings alone: no kernel, no system call, no payload.
//!
//! One iteration moves as many packets as the ring has slots, in batches; the far side of the
//! rings catches up between iterations, outside the clock.

use divan::Bencher;
use divan::counter::ItemsCount;
use xdp_socket::fake::{FakeKernel, Shape};
use xdp_socket::packet_ring::Verdict;

const SLOTS: u32 = 2048;
const LEN: usize = 60;

fn main() {
    divan::main();
}

/// One at a time, few, and many.
const BATCHES: [usize; 4] = [1, 8, 64, 512];

#[divan::bench(args = BATCHES, sample_size = 1, sample_count = 500)]
fn tx_seek_peek_commit(bencher: Bencher<'_, '_>, batch: usize) {
    let (kernel, mut tx, _rx) = FakeKernel::socket(Shape::square(SLOTS));
    bencher
        .counter(ItemsCount::new(SLOTS))
        .with_inputs(|| {
            kernel.complete_all();
        })
        .bench_local_values(|()| {
            for _ in 0..SLOTS as usize / batch {
                tx.seek_n(batch).unwrap();
                for i in 0..batch {
                    tx.peek_at(i, LEN).unwrap();
                }
                tx.commit_n(batch).unwrap();
            }
        });
}

#[divan::bench(args = BATCHES, sample_size = 1, sample_count = 500)]
fn tx_send_each(bencher: Bencher<'_, '_>, batch: usize) {
    let (kernel, mut tx, _rx) = FakeKernel::socket(Shape::square(SLOTS));
    bencher
        .counter(ItemsCount::new(SLOTS))
        .with_inputs(|| {
            kernel.complete_all();
        })
        .bench_local_values(|()| {
            for _ in 0..SLOTS as usize / batch {
                tx.send_each(batch, |_| LEN).unwrap();
            }
        });
}

#[divan::bench(args = BATCHES, sample_size = 1, sample_count = 500)]
fn rx_seek_peek_commit(bencher: Bencher<'_, '_>, batch: usize) {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(SLOTS));
    bencher
        .counter(ItemsCount::new(SLOTS))
        .with_inputs(|| {
            kernel.deliver_all(SLOTS, LEN as u32);
        })
        .bench_local_values(|()| {
            let mut bytes = 0;
            for _ in 0..SLOTS as usize / batch {
                rx.seek_n(batch).unwrap();
                for i in 0..batch {
                    bytes += rx.peek_at(i).unwrap().len();
                }
                rx.commit_n(batch).unwrap();
            }
            bytes
        });
}

#[divan::bench(args = BATCHES, sample_size = 1, sample_count = 500)]
fn rx_recv_each(bencher: Bencher<'_, '_>, batch: usize) {
    let (kernel, _tx, mut rx) = FakeKernel::socket(Shape::square(SLOTS));
    bencher
        .counter(ItemsCount::new(SLOTS))
        .with_inputs(|| {
            kernel.deliver_all(SLOTS, LEN as u32);
        })
        .bench_local_values(|()| {
            let mut bytes = 0;
            for _ in 0..SLOTS as usize / batch {
                rx.recv_each(batch, |packet| bytes += packet.len()).unwrap();
            }
            bytes
        });
}

#[divan::bench(args = BATCHES, sample_size = 1, sample_count = 500)]
fn forward_without_copying(bencher: Bencher<'_, '_>, batch: usize) {
    let (kernel, mut tx, mut rx) = FakeKernel::socket(Shape::square(SLOTS));
    bencher
        .counter(ItemsCount::new(SLOTS))
        .with_inputs(|| {
            kernel.complete_all();
            kernel.deliver_all(SLOTS, LEN as u32);
        })
        .bench_local_values(|()| {
            for _ in 0..SLOTS as usize / batch {
                tx.forward_n(&mut rx, batch, |_| Verdict::Forward).unwrap();
            }
        });
}
