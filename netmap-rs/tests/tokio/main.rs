//! The rings in Tokio's runtime. As the other integration tests these run on the backend that
//! `NETMAP_BACKEND` names: `software` (the default here) or `kernel`, with `--test-threads=1`.
//!
//! Nothing here depends on time, but that a wake-up that is lost ends a test after [`LONG`].

#[allow(dead_code)]
#[path = "../net/common.rs"]
mod common;

mod cancel;
mod defects;
#[cfg(target_os = "linux")]
mod nics;
mod packets;
mod readiness;
mod tasks;

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use netmap_rs::{AsyncNetmapRxRing, AsyncNetmapTxRing, RingError, TokioNetmap};

use common::{LONG, pipe};

/// Waits, but not for ever.
async fn within<T>(future: impl Future<Output = T>) -> T {
    let done = tokio::time::timeout(LONG, future);
    done.await.expect("the task is woken")
}

/// Whether a future has to wait, polled once.
fn waits<T>(future: Pin<&mut impl Future<Output = T>>) -> bool {
    let mut cx = Context::from_waker(Waker::noop());
    matches!(future.poll(&mut cx), Poll::Pending)
}

/// A pipe with so many slots, from a transmit ring to a receive ring.
fn async_pipe(slots: usize) -> (AsyncNetmapTxRing, AsyncNetmapRxRing) {
    let (a, b) = pipe(slots);
    let (a, b) = (TokioNetmap::new(a), TokioNetmap::new(b));
    let tx = a.tx_ring(0).expect("a transmit ring");
    (tx, b.rx_ring(0).expect("a receive ring"))
}

/// The error of the ring in an error of the system's.
fn ring_error(e: &std::io::Error) -> RingError {
    let inner = e.get_ref().expect("an error inside");
    *inner.downcast_ref().expect("one of a ring")
}
