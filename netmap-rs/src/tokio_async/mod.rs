//! Rings in Tokio's runtime.

mod rx;
mod signal;
#[cfg(test)]
mod tests;
mod tx;

use std::fmt;

pub use rx::AsyncNetmapRxRing;
pub use tx::AsyncNetmapTxRing;

use crate::{Error, Netmap};

/// An open port whose rings are waited for in Tokio's runtime. Available with the feature
/// `tokio-async`, on both backends.
///
/// ```no_run
/// use netmap_rs::{Netmap, TokioNetmap};
///
/// # async fn echo() -> std::io::Result<()> {
/// let port = TokioNetmap::new(Netmap::open("netmap:eth0")?);
/// let mut tx = port.tx_ring(0)?;
/// let mut rx = port.rx_ring(0)?;
/// let mut buf = [0; 2048];
/// loop {
///     let len = rx.recv(&mut buf).await?;
///     tx.send(&buf[..len]).await?;
/// }
/// # }
/// ```
///
/// # Rings and tasks
///
/// As with [`Netmap`], each ring has one handle at a time, which keeps the port open. Handles are
/// `Send`, so that each can go to a task of its own on any runtime. Each has a file descriptor of
/// its own there, so that a task is woken for its own ring only.
///
/// With ports of the kernel on other systems than Linux, use a runtime of one thread: see
/// [`Readiness`](crate::Readiness).
///
/// # Packets
///
/// Operations are on packets, as those of `UdpSocket` are: a packet is received whole or stays in
/// the ring with an error, and is sent whole. There is no end of file: a pipe whose other end has
/// been closed is quiet until somebody opens that again.
///
/// # Cancelling
///
/// Every future here may be dropped at any point, such as in `select!`, and nothing is lost. They
/// wait first and touch packets last: a receiving one takes no packet, and a sending one sends
/// none, before it is ready.
///
/// # Fairness
///
/// A task that finds its ring ready again and again lets others run once in a while.
pub struct TokioNetmap {
    port: Netmap,
}

impl TokioNetmap {
    /// The rings of this port, for Tokio. Those that have a handle already keep it.
    pub fn new(port: Netmap) -> TokioNetmap {
        TokioNetmap { port }
    }

    /// Opens a port, as [`Netmap::open`].
    ///
    /// # Errors
    ///
    /// As [`NetmapBuilder::build`](crate::NetmapBuilder::build).
    pub fn open(name: &str) -> Result<TokioNetmap, Error> {
        Netmap::open(name).map(TokioNetmap::new)
    }

    /// Takes transmit ring `index`, as [`Netmap::tx_ring`].
    ///
    /// # Errors
    ///
    /// As [`Netmap::tx_ring`] and [`AsyncNetmapTxRing::new`].
    ///
    /// # Panics
    ///
    /// As [`AsyncNetmapTxRing::new`].
    pub fn tx_ring(&self, index: usize) -> Result<AsyncNetmapTxRing, Error> {
        AsyncNetmapTxRing::new(self.port.tx_ring(index)?)
    }

    /// Takes receive ring `index`, as [`Netmap::rx_ring`].
    ///
    /// # Errors
    ///
    /// As [`Netmap::rx_ring`] and [`AsyncNetmapRxRing::new`].
    ///
    /// # Panics
    ///
    /// As [`AsyncNetmapRxRing::new`].
    pub fn rx_ring(&self, index: usize) -> Result<AsyncNetmapRxRing, Error> {
        AsyncNetmapRxRing::new(self.port.rx_ring(index)?)
    }

    /// Takes host transmit ring `index`, as [`Netmap::host_tx_ring`].
    ///
    /// # Errors
    ///
    /// As [`tx_ring`](TokioNetmap::tx_ring).
    ///
    /// # Panics
    ///
    /// As [`AsyncNetmapTxRing::new`].
    pub fn host_tx_ring(&self, index: usize) -> Result<AsyncNetmapTxRing, Error> {
        AsyncNetmapTxRing::new(self.port.host_tx_ring(index)?)
    }

    /// Takes host receive ring `index`, as [`Netmap::host_rx_ring`].
    ///
    /// # Errors
    ///
    /// As [`rx_ring`](TokioNetmap::rx_ring).
    ///
    /// # Panics
    ///
    /// As [`AsyncNetmapRxRing::new`].
    pub fn host_rx_ring(&self, index: usize) -> Result<AsyncNetmapRxRing, Error> {
        AsyncNetmapRxRing::new(self.port.host_rx_ring(index)?)
    }

    /// The port.
    pub fn get_ref(&self) -> &Netmap {
        &self.port
    }

    /// Gives the port back. Rings that were taken stay as they are.
    pub fn into_inner(self) -> Netmap {
        self.port
    }
}

impl From<Netmap> for TokioNetmap {
    fn from(port: Netmap) -> TokioNetmap {
        TokioNetmap::new(port)
    }
}

impl fmt::Debug for TokioNetmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TokioNetmap").field(&self.port).finish()
    }
}
