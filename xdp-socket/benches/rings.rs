//! Ad hoc.
use std::hint::black_box;
use xdp_socket::fake::{FakeKernel, Shape};

fn main() {
    let a: Vec<String> = std::env::args().collect();
    let (what, batch, rounds): (&str, usize, usize) =
        (&a[1], a[2].parse().unwrap(), a[3].parse().unwrap());
    let (kernel, mut tx, mut rx) = FakeKernel::socket(Shape::square(2048));
    match what {
        "tx" => {
            for _ in 0..rounds {
                kernel.complete_all();
                tx_round(&mut tx, batch);
            }
        }
        "txk" => {
            for _ in 0..rounds {
                kernel.complete_all();
                tx_round_none(&mut tx, batch);
            }
        }
        "rx" => {
            for _ in 0..rounds {
                kernel.deliver_all(batch as u32, 60);
                rx_round(&mut rx, batch);
            }
        }
        "txe" => {
            for _ in 0..rounds {
                kernel.complete_all();
                tx_each_round(&mut tx, batch);
            }
        }
        "rxe" => {
            for _ in 0..rounds {
                kernel.deliver_all(batch as u32, 60);
                rx_each_round(&mut rx, batch);
            }
        }
        _ => {}
    }
}
#[inline(never)]
fn tx_round_none(tx: &mut xdp_socket::fake::TxQueue, batch: usize) {
    black_box(tx);
    black_box(batch);
}
#[inline(never)]
fn tx_round(tx: &mut xdp_socket::fake::TxQueue, batch: usize) {
    tx.seek_n(batch).unwrap();
    for i in 0..batch {
        black_box(tx.peek_at(i, 60).unwrap());
    }
    tx.commit_n(batch).unwrap();
    black_box(tx.needs_wakeup());
}
#[inline(never)]
fn rx_round(rx: &mut xdp_socket::fake::RxQueue, batch: usize) {
    rx.seek_n(batch).unwrap();
    for i in 0..batch {
        black_box(rx.peek_at(i).unwrap());
    }
    rx.commit_n(batch).unwrap();
    black_box(rx.needs_wakeup());
}
#[inline(never)]
fn rx_each_round(rx: &mut xdp_socket::fake::RxQueue, batch: usize) {
    rx.recv_each(batch, |p| {
        black_box(p);
    })
    .unwrap();
    black_box(rx.needs_wakeup());
}
#[inline(never)]
fn tx_each_round(tx: &mut xdp_socket::fake::TxQueue, batch: usize) {
    tx.send_each(batch, |p| {
        black_box(p);
        60
    })
    .unwrap();
    black_box(tx.needs_wakeup());
}
