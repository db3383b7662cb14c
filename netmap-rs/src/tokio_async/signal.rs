//! How a task waits for a ring.
//!
//! # Invariants
//!
//! * **T1** A [`Readiness`] owns its descriptor: the same one from the first to the last moment,
//!   open as long as the value lives. The `AsyncFd` that it is moved into gives it away by shared
//!   reference only.
#![allow(unsafe_code)]

use std::io;
use std::task::{Context, Poll, ready};

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use crate::{Error, Readiness};

/// After this many operations in a row that did not have to wait, a task lets others run.
const TURN: u32 = 128;

/// The readiness of one ring, in Tokio's event loop.
pub(super) struct Signal {
    fd: AsyncFd<Readiness>,
    /// What is left of the task's turn.
    left: u32,
}

impl Signal {
    pub(super) fn new(readiness: Readiness) -> Result<Signal, Error> {
        let interest = match readiness.events() {
            libc::POLLOUT => Interest::WRITABLE,
            _ => Interest::READABLE,
        };
        // SAFETY: T1: an open descriptor, which stays the same for as long as the AsyncFd has it.
        let fd = unsafe { AsyncFd::register_with_interest(readiness, interest) };
        let fd = fd.map_err(|e| Error::Os {
            call: "registration with Tokio's runtime",
            source: e.into_parts().1,
        })?;
        Ok(Signal { fd, left: TURN })
    }

    /// Counts an operation that need not wait. Now and then it has to all the same, or a busy ring
    /// would keep the task from ever letting others run.
    pub(super) fn poll_turn(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.left == 0 {
            return self.poll_yield(cx);
        }
        self.left -= 1;
        Poll::Ready(())
    }

    /// Lets other tasks run.
    pub(super) fn poll_yield(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.left = TURN;
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Waits for the event that a ring was armed for. No event is lost as long as the ring is
    /// armed, and then looked at, before each wait.
    pub(super) fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let event = match self.fd.get_ref().events() {
            libc::POLLOUT => self.fd.poll_write_ready(cx),
            _ => self.fd.poll_read_ready(cx),
        };
        if event.is_pending() {
            self.left = TURN;
        }
        ready!(event)?.clear_ready();
        Poll::Ready(Ok(()))
    }

    pub(super) fn get_ref(&self) -> &Readiness {
        self.fd.get_ref()
    }
}
