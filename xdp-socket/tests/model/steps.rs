//! One operation at a time, on the socket and on the model.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use packet_ring::{RingError, Verdict};
use proptest::prelude::*;

use crate::world::{End, FRAME, Op, STRETCH, World};

impl World {
    /// Does what `op` says, and compares what came of it.
    pub(crate) fn apply_only(&mut self, op: &Op) -> Result<(), TestCaseError> {
        match *op {
            Op::HandOver => {
                self.tx.hand_over();
                self.rx.hand_over();
                self.tx_shown()?;
                self.rx_shown()?;
            }
            Op::TxReady => {
                let n = self.tx.ready();
                prop_assert_eq!(n, self.tx_ready());
                self.model.tx_window = n;
                self.model.ahead = self.model.ahead_of_peeked();
                self.tx_shown()?;
            }
            Op::TxPeeks(n) => {
                for i in 0..n.min(self.model.tx_window) {
                    self.apply(&Op::TxPeek(i, 60))?;
                }
            }
            Op::TxOnes(n) => {
                for _ in 0..n {
                    if self.model.tx_window == 0 && self.tx_ready() == 0 {
                        break;
                    }
                    self.apply(&Op::TxSeek(1))?;
                    self.apply(&Op::TxPeek(0, 60))?;
                    self.apply(&Op::TxCommit(1))?;
                }
            }
            Op::TxQueued => {
                prop_assert_eq!(self.tx.queued(), self.model.queued.len());
                self.tx_shown()?;
            }
            Op::TxWakeup => {
                prop_assert!(!self.tx.needs_wakeup());
                self.tx_shown()?;
            }
            Op::RxWakeup => {
                prop_assert!(!self.rx.needs_wakeup());
                self.rx_shown()?;
            }
            Op::RxOnes(n) => {
                for _ in 0..n {
                    if self.model.arrived.is_empty() {
                        break;
                    }
                    self.apply(&Op::RxSeek(1))?;
                    self.apply(&Op::RxPeek(0))?;
                    self.apply(&Op::RxCommit(1))?;
                }
            }
            Op::TxSeek(n) => {
                self.model.ahead = self.model.ahead.max(n);
                match self.tx.seek_n(n) {
                    Ok(m) => {
                        prop_assert!(m >= n && m <= self.tx_ready());
                        self.model.tx_window = m;
                    }
                    Err(e) => {
                        let available = self.tx_ready();
                        prop_assert!(available < n);
                        prop_assert_eq!(
                            e,
                            RingError::NotReady {
                                wanted: n,
                                available
                            }
                        );
                        self.model.tx_window = available;
                    }
                }
            }
            Op::TxPeek(i, len) => {
                self.model.ahead = self.model.ahead.max(i.saturating_add(STRETCH));
                let packet = self.model.packet(len);
                let ready = self.model.tx_window;
                match self.tx.peek_at(i, len) {
                    Ok(bytes) => {
                        prop_assert!(i < ready && (1..=2048).contains(&len));
                        prop_assert_eq!(bytes.len(), len);
                        bytes.copy_from_slice(&packet);
                        self.model.peeked.insert(i, packet);
                    }
                    Err(RingError::OutOfWindow { index, ready: r }) => {
                        prop_assert!((index, r) == (i, ready) && i >= ready);
                    }
                    Err(RingError::TooLong { len: l, max }) => {
                        prop_assert!((l, max) == (len, 2048) && len > 2048);
                    }
                    Err(RingError::ZeroLength) => prop_assert_eq!(len, 0),
                    Err(e) => prop_assert!(false, "{e}"),
                }
            }
            Op::TxCommit(n) => {
                let ready = self.model.tx_window;
                let missing = (0..n).find(|i| !self.model.peeked.contains_key(i));
                match self.tx.commit_n(n) {
                    Ok(()) => {
                        prop_assert!(n <= ready && missing.is_none());
                        for i in 0..n {
                            let packet = self.model.peeked.remove(&i).unwrap();
                            self.model.commit(packet);
                        }
                        self.model.shift(n);
                    }
                    Err(RingError::CommitBeyondWindow { wanted, ready: r }) => {
                        prop_assert!((wanted, r) == (n, ready) && n > ready);
                    }
                    Err(RingError::NotPeeked { index }) => {
                        prop_assert_eq!(Some(index), missing);
                    }
                    Err(e) => prop_assert!(false, "{e}"),
                }
            }
            Op::TxSend(n, call, end) => {
                let room = n.min(self.tx_ready());
                let (model, tx) = (&mut self.model, &mut self.tx);
                let mut calls = 0;
                let mut sent = Vec::new();
                let result = catch_unwind(AssertUnwindSafe(|| {
                    tx.send_each(n, |frame| {
                        calls += 1;
                        if calls - 1 == call {
                            match end {
                                End::Stop => return 0,
                                End::TooLong => return 2049,
                                End::Panic => resume_unwind(Box::new(())),
                            }
                        }
                        let packet = model.packet(61);
                        frame[..61].copy_from_slice(&packet);
                        sent.push(packet);
                        61
                    })
                }));
                prop_assert_eq!(calls, room.min(call.saturating_add(1)));
                prop_assert_eq!(sent.len(), room.min(call));
                match result {
                    Ok(Ok(m)) => {
                        prop_assert_eq!(m, sent.len());
                        prop_assert!(calls <= call || end == End::Stop);
                        sent.into_iter().for_each(|packet| model.commit(packet));
                    }
                    Ok(Err(e)) => {
                        prop_assert!(calls > call && end == End::TooLong);
                        let (len, max) = (2049, 2048);
                        prop_assert_eq!(e, RingError::TooLong { len, max });
                    }
                    Err(_) => prop_assert!(calls > call && end == End::Panic),
                }
                self.model.peeked.clear();
                self.model.ahead = self.model.ahead.max(n);
                // How far it looked is not told, so ask without a look.
                self.model.tx_window = self.tx.seek_n(0).unwrap();
                prop_assert!(self.model.tx_window <= self.tx_ready());
            }
            Op::RxReady => {
                let n = self.rx.ready();
                prop_assert_eq!(n, self.model.arrived.len());
                self.model.rx_window = n;
                self.rx_shown()?;
            }
            Op::RxSeek(n) => match self.rx.seek_n(n) {
                Ok(m) => {
                    prop_assert!(m >= n && m <= self.model.arrived.len());
                    self.model.rx_window = m;
                }
                Err(e) => {
                    let available = self.model.arrived.len();
                    prop_assert!(available < n);
                    prop_assert_eq!(
                        e,
                        RingError::NotReady {
                            wanted: n,
                            available
                        }
                    );
                    self.model.rx_window = available;
                }
            },
            Op::RxPeek(i) => match self.rx.peek_at(i) {
                Ok(bytes) => {
                    prop_assert!(i < self.model.rx_window);
                    prop_assert_eq!(&*bytes, &self.model.arrived[i][..]);
                }
                Err(e) => {
                    let ready = self.model.rx_window;
                    prop_assert!(i >= ready);
                    prop_assert_eq!(e, RingError::OutOfWindow { index: i, ready });
                }
            },
            Op::RxCommit(n) => {
                let ready = self.model.rx_window;
                match self.rx.commit_n(n) {
                    Ok(()) => {
                        prop_assert!(n <= ready);
                        self.model.take(n);
                        self.model.rx_window -= n;
                    }
                    Err(e) => {
                        prop_assert!(n > ready);
                        prop_assert_eq!(e, RingError::CommitBeyondWindow { wanted: n, ready });
                    }
                }
            }
            Op::RxRecv(n, call) => {
                let mut seen = Vec::new();
                let before = self.rx.received();
                let result = catch_unwind(AssertUnwindSafe(|| {
                    self.rx.recv_each(n, |packet| {
                        if seen.len() == call {
                            resume_unwind(Box::new(()));
                        }
                        seen.push(packet.to_vec());
                    })
                }));
                let m = match result {
                    Ok(m) => {
                        prop_assert_eq!(m, Ok(seen.len()));
                        seen.len()
                    }
                    // Those before a ring's end may be done with.
                    Err(_) => (self.rx.received() - before) as usize,
                };
                prop_assert!(m <= seen.len() && seen.len() <= n.min(self.model.arrived.len()));
                for (seen, arrived) in seen.iter().zip(&self.model.arrived) {
                    prop_assert_eq!(seen, arrived);
                }
                self.model.take(m);
                self.model.rx_window = self.rx.seek_n(0).unwrap();
                prop_assert_eq!(self.model.rx_window, self.model.arrived.len());
                self.rx_shown()?;
            }
            Op::Forward(n, call) => {
                let room = self.tx_ready();
                let mut seen = 0usize;
                let mut sent = Vec::new();
                let result = catch_unwind(AssertUnwindSafe(|| {
                    self.tx.forward_n(&mut self.rx, n, |packet| {
                        if seen == call {
                            resume_unwind(Box::new(()));
                        }
                        seen += 1;
                        packet[0] ^= 0xff;
                        if seen % 3 == 0 {
                            return Verdict::Drop;
                        }
                        sent.push(packet.to_vec());
                        Verdict::Forward
                    })
                }));
                self.model.peeked.clear();
                self.model.tx_window = self.tx.seek_n(0).unwrap();
                self.model.rx_window = self.rx.seek_n(0).unwrap();
                let Ok(done) = result else {
                    for packet in self.model.arrived.iter_mut().take(seen) {
                        packet[0] ^= 0xff;
                    }
                    prop_assert_eq!(seen, call);
                    prop_assert_eq!(self.model.tx_window, self.tx_ready());
                    prop_assert_eq!(self.model.rx_window, self.model.arrived.len());
                    return Ok(());
                };
                let done = done.unwrap();
                prop_assert_eq!(done.taken(), seen);
                prop_assert_eq!(done.forwarded, sent.len());
                prop_assert!(done.forwarded <= room && done.taken() <= n);
                let taken = self.model.take(seen);
                let expected: Vec<_> = taken
                    .into_iter()
                    .enumerate()
                    .filter(|(i, _)| (i + 1) % 3 != 0)
                    .map(|(_, mut packet)| {
                        packet[0] ^= 0xff;
                        packet
                    })
                    .collect();
                prop_assert_eq!(&sent, &expected);
                sent.into_iter()
                    .for_each(|packet| self.model.commit(packet));
                prop_assert_eq!(self.model.tx_window, self.tx_ready());
                prop_assert_eq!(self.model.rx_window, self.model.arrived.len());
            }
            Op::Take(n) => {
                for _ in 0..n {
                    let Some(held) = self.kernel.take_tx() else {
                        break;
                    };
                    let expected = self.model.queued.pop_front();
                    prop_assert!(expected.is_some(), "more than was committed");
                    let expected = expected.unwrap();
                    prop_assert_eq!(held.options, 0);
                    prop_assert_eq!(self.kernel.packet(held), expected);
                    let frame = held.address / FRAME;
                    let twice = self.model.held.iter().any(|h| h.address / FRAME == frame);
                    prop_assert!(!twice, "frame {frame} handed out twice");
                    self.model.held.push(held);
                }
            }
            Op::Complete(i) => {
                if !self.model.held.is_empty() {
                    let held = self.model.held.swap_remove(i % self.model.held.len());
                    prop_assert!(self.kernel.complete(held.address));
                }
            }
            Op::CompleteAll => {
                for held in self.model.held.drain(..) {
                    prop_assert!(self.kernel.complete(held.address));
                }
            }
            Op::Deliver(n) => {
                for _ in 0..n {
                    let packet = self.model.packet(60 + n);
                    // Frames that wait for room in the fill ring are not there for the kernel.
                    if self.kernel.deliver(&packet) {
                        self.model.arrived.push_back(packet);
                    }
                }
            }
        }
        Ok(())
    }
}
