//! The common traits, by the methods of the same names.

use std::time::Duration;

use packet_ring::{Kick, Receive, Ring, RingError, Transmit};

use super::{RxRing, TxRing};

impl Ring for TxRing {
    #[inline]
    fn capacity(&self) -> usize {
        TxRing::capacity(self)
    }

    #[inline]
    fn frame_size(&self) -> usize {
        TxRing::frame_size(self)
    }

    #[inline]
    fn ready(&mut self) -> usize {
        TxRing::ready(self)
    }

    #[inline]
    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        TxRing::commit_n(self, n)
    }

    #[inline]
    fn kick(&mut self) -> Result<Kick, RingError> {
        TxRing::kick(self)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        TxRing::wait(self, timeout)
    }
}

impl Transmit for TxRing {
    #[inline]
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        TxRing::peek_at(self, i, len)
    }

    #[inline]
    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        TxRing::set_continued(self, i, continued)
    }

    #[inline]
    fn send(&mut self, packet: &[u8]) -> Result<(), RingError> {
        TxRing::send(self, packet)
    }

    #[inline]
    fn send_batch(&mut self, packets: &[&[u8]]) -> Result<usize, RingError> {
        TxRing::send_batch(self, packets)
    }

    #[inline]
    fn send_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        TxRing::send_each(self, max, f)
    }
}

impl Ring for RxRing {
    #[inline]
    fn capacity(&self) -> usize {
        RxRing::capacity(self)
    }

    #[inline]
    fn frame_size(&self) -> usize {
        RxRing::frame_size(self)
    }

    #[inline]
    fn ready(&mut self) -> usize {
        RxRing::ready(self)
    }

    #[inline]
    fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
        RxRing::commit_n(self, n)
    }

    #[inline]
    fn kick(&mut self) -> Result<Kick, RingError> {
        RxRing::kick(self)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
        RxRing::wait(self, timeout)
    }
}

impl Receive for RxRing {
    #[inline]
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        RxRing::peek_at(self, i)
    }

    #[inline]
    fn is_continued(&self, i: usize) -> bool {
        RxRing::is_continued(self, i)
    }

    #[inline]
    fn recv_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        RxRing::recv_each(self, max, f)
    }
}
