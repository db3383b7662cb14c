//! Rings through a mutable borrow or a box: middleware can wrap a ring that somebody else keeps,
//! and a program can choose its backend at run time.

use std::time::Duration;

use crate::{Kick, Receive, Ring, RingError, Transmit};

macro_rules! delegate {
    ($ring:ident, $type:ty) => {
        impl<$ring: Ring + ?Sized> Ring for $type {
            #[inline]
            fn capacity(&self) -> usize {
                (**self).capacity()
            }
            #[inline]
            fn frame_size(&self) -> usize {
                (**self).frame_size()
            }
            #[inline]
            fn ready(&mut self) -> usize {
                (**self).ready()
            }
            #[inline]
            fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
                (**self).commit_n(n)
            }
            #[inline]
            fn kick(&mut self) -> Result<Kick, RingError> {
                (**self).kick()
            }
            #[inline]
            fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
                (**self).wait(timeout)
            }
            #[inline]
            fn seek_n(&mut self, n: usize) -> Result<usize, RingError> {
                (**self).seek_n(n)
            }
        }

        impl<$ring: Transmit + ?Sized> Transmit for $type {
            #[inline]
            fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
                (**self).peek_at(i, len)
            }
            #[inline]
            fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
                (**self).set_continued(i, continued)
            }
            #[inline]
            fn send(&mut self, packet: &[u8]) -> Result<(), RingError> {
                (**self).send(packet)
            }
            #[inline]
            fn send_batch(&mut self, packets: &[&[u8]]) -> Result<usize, RingError> {
                (**self).send_batch(packets)
            }
        }

        impl<$ring: Receive + ?Sized> Receive for $type {
            #[inline]
            fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
                (**self).peek_at(i)
            }
            #[inline]
            fn is_continued(&self, i: usize) -> bool {
                (**self).is_continued(i)
            }
            #[inline]
            fn recv_into(&mut self, buf: &mut [u8]) -> Result<usize, RingError> {
                (**self).recv_into(buf)
            }
        }
    };
}

delegate!(R, &mut R);
delegate!(R, Box<R>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::middleware::RateMeter;
    use crate::testing::{Profile, conformance, memory_pair};

    #[test]
    fn a_backend_is_chosen_at_run_time() {
        let profile = Profile::new().multi_slot(true);
        conformance(&profile, || -> (Box<dyn Transmit>, Box<dyn Receive>) {
            let (tx, rx) = memory_pair(8, 128);
            (Box::new(tx), Box::new(rx))
        });
    }

    #[test]
    fn middleware_wraps_a_borrowed_ring() {
        let (mut tx, _rx) = memory_pair(8, 128);
        let mut metered = RateMeter::tx(&mut tx);
        metered.send(b"one").unwrap();
        assert_eq!(metered.snapshot().packets, 1);
        assert_eq!(tx.ready(), 7);
    }
}
