//! A pair of rings as a device of smoltcp.

use packet_ring::{Receive, RingError, Transmit};
use smoltcp::phy::{self, Checksum, DeviceCapabilities, Medium};
use smoltcp::time::Instant;

/// A device that sends and receives Ethernet frames on two rings, of any backend.
///
/// The one who polls the stack kicks the rings afterwards, and waits on `rx`.
#[derive(Debug)]
pub struct RingDevice<T, R> {
    /// Where frames are sent.
    pub tx: T,
    /// Where they arrive.
    pub rx: R,
    capabilities: DeviceCapabilities,
    failed: Option<RingError>,
}

impl<T: Transmit, R: Receive> RingDevice<T, R> {
    /// The device of two rings. `mtu` is that of the interface: the longest IP packet, in bytes.
    pub fn new(tx: T, rx: R, mtu: usize) -> RingDevice<T, R> {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        // smoltcp counts the Ethernet header in.
        capabilities.max_transmission_unit = (mtu + 14).min(tx.frame_size());
        capabilities.max_burst_size = Some(tx.capacity());
        // A packet from this very machine, over veth say, has no checksum yet: the kernel leaves
        // it to hardware that such a packet never meets. So they are written, and not checked.
        capabilities.checksum.ipv4 = Checksum::Both;
        capabilities.checksum.tcp = Checksum::Tx;
        RingDevice {
            tx,
            rx,
            capabilities,
            failed: None,
        }
    }

    /// Hands over what was sent and given back since the last call.
    ///
    /// # Errors
    ///
    /// Those of the rings, also what failed while the stack was at work.
    pub fn kick(&mut self) -> Result<(), RingError> {
        self.tx.kick()?;
        self.rx.kick()?;
        self.failed.take().map_or(Ok(()), Err)
    }
}

impl<T: Transmit, R: Receive> phy::Device for RingDevice<T, R> {
    type RxToken<'a>
        = RxToken<'a, R>
    where
        Self: 'a;
    type TxToken<'a>
        = TxToken<'a, T>
    where
        Self: 'a;

    fn receive(&mut self, _: Instant) -> Option<(RxToken<'_, R>, TxToken<'_, T>)> {
        // A packet is received only if it can be answered.
        if self.rx.ready() == 0 || self.tx.ready() == 0 {
            return None;
        }
        let rx = RxToken { ring: &mut self.rx };
        let tx = TxToken {
            ring: &mut self.tx,
            failed: &mut self.failed,
        };
        Some((rx, tx))
    }

    fn transmit(&mut self, _: Instant) -> Option<TxToken<'_, T>> {
        if self.tx.ready() == 0 {
            return None;
        }
        Some(TxToken {
            ring: &mut self.tx,
            failed: &mut self.failed,
        })
    }

    fn capabilities(&self) -> DeviceCapabilities {
        self.capabilities.clone()
    }
}

/// A frame that has arrived.
#[derive(Debug)]
pub struct RxToken<'a, R> {
    ring: &'a mut R,
}

impl<R: Receive> phy::RxToken for RxToken<'_, R> {
    fn consume<V, F>(self, f: F) -> V
    where
        F: FnOnce(&[u8]) -> V,
    {
        // The ring was found to hold one, and nobody else takes from it.
        let value = match self.ring.peek() {
            Ok(frame) => f(frame),
            Err(_) => return f(&[]),
        };
        let _ = self.ring.commit();
        value
    }
}

/// Room for a frame to be sent.
#[derive(Debug)]
pub struct TxToken<'a, T> {
    ring: &'a mut T,
    failed: &'a mut Option<RingError>,
}

impl<T: Transmit> phy::TxToken for TxToken<'_, T> {
    fn consume<V, F>(self, len: usize, f: F) -> V
    where
        F: FnOnce(&mut [u8]) -> V,
    {
        let value = match self.ring.peek(len) {
            Ok(frame) => f(frame),
            // The stack has to write somewhere; what became of it, the next kick tells.
            Err(e) => {
                *self.failed = Some(e);
                return f(&mut vec![0; len]);
            }
        };
        if let Err(e) = self.ring.commit() {
            *self.failed = Some(e);
        }
        value
    }
}
