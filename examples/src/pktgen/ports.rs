//! Rings of either family behind one type, so that each command is written once.

use std::time::Duration;

use netmap_rs::{RxRing, TxRing};
use packet_ring::{
    Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict, forward_by_copy,
};
use serde_json::{Map, Value, json};
use xdp_socket::{Interface, Obtained, RxSocket, TxSocket};

use super::cli::{Take, Xdp};
use super::exit::Failure;
use super::netmap;
use super::runner::Facts;
use super::spec::Spec;
use super::units;
use super::xdp;

/// A transmit ring.
#[derive(Debug)]
pub enum AnyTx {
    /// Of an AF_XDP socket.
    Xdp(TxSocket),
    /// Of a netmap port.
    Netmap(TxRing),
}

/// A receive ring.
#[derive(Debug)]
pub enum AnyRx {
    /// Of an AF_XDP socket.
    Xdp(RxSocket),
    /// Of a netmap port.
    Netmap(RxRing),
}

macro_rules! ring {
    ($any:ident) => {
        impl $any {
            /// How many packets to move at once where nobody said. Netmap syncs once for each
            /// batch, and half a ring leaves the other end the other half to work on.
            pub fn default_batch(&self) -> usize {
                match self {
                    $any::Xdp(_) => 64,
                    $any::Netmap(ring) => (ring.capacity() / 2).min(512),
                }
            }
        }

        impl Ring for $any {
            fn capacity(&self) -> usize {
                match self {
                    $any::Xdp(ring) => ring.capacity(),
                    $any::Netmap(ring) => ring.capacity(),
                }
            }

            fn frame_size(&self) -> usize {
                match self {
                    $any::Xdp(ring) => ring.frame_size(),
                    $any::Netmap(ring) => ring.frame_size(),
                }
            }

            #[inline]
            fn ready(&mut self) -> usize {
                match self {
                    $any::Xdp(ring) => ring.ready(),
                    $any::Netmap(ring) => ring.ready(),
                }
            }

            #[inline]
            fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
                match self {
                    $any::Xdp(ring) => ring.commit_n(n),
                    $any::Netmap(ring) => ring.commit_n(n),
                }
            }

            #[inline]
            fn kick(&mut self) -> Result<Kick, RingError> {
                match self {
                    $any::Xdp(ring) => ring.kick(),
                    $any::Netmap(ring) => ring.kick(),
                }
            }

            fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
                match self {
                    $any::Xdp(ring) => ring.wait(timeout),
                    $any::Netmap(ring) => ring.wait(timeout),
                }
            }
        }
    };
}

ring!(AnyTx);
ring!(AnyRx);

impl Transmit for AnyTx {
    #[inline]
    fn peek_at(&mut self, i: usize, len: usize) -> Result<&mut [u8], RingError> {
        match self {
            AnyTx::Xdp(ring) => ring.peek_at(i, len),
            AnyTx::Netmap(ring) => ring.peek_at(i, len),
        }
    }

    #[inline]
    fn send_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        match self {
            AnyTx::Xdp(ring) => ring.send_each(max, f),
            AnyTx::Netmap(ring) => ring.send_each(max, f),
        }
    }

    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        match self {
            AnyTx::Xdp(ring) => ring.set_continued(i, continued),
            AnyTx::Netmap(ring) => ring.set_continued(i, continued),
        }
    }
}

impl Receive for AnyRx {
    #[inline]
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        match self {
            AnyRx::Xdp(ring) => ring.peek_at(i),
            AnyRx::Netmap(ring) => ring.peek_at(i),
        }
    }

    #[inline]
    fn recv_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        match self {
            AnyRx::Xdp(ring) => ring.recv_each(max, f),
            AnyRx::Netmap(ring) => ring.recv_each(max, f),
        }
    }

    fn is_continued(&self, i: usize) -> bool {
        match self {
            AnyRx::Xdp(ring) => ring.is_continued(i),
            AnyRx::Netmap(ring) => ring.is_continued(i),
        }
    }
}

impl Forward<AnyRx> for AnyTx {
    #[inline]
    fn forward_n<F>(&mut self, rx: &mut AnyRx, n: usize, edit: F) -> Result<Forwarded, RingError>
    where
        F: FnMut(&mut [u8]) -> Verdict,
    {
        match (self, rx) {
            (AnyTx::Xdp(tx), AnyRx::Xdp(rx)) => tx.forward_n(rx, n, edit),
            (AnyTx::Netmap(tx), AnyRx::Netmap(rx)) => tx.forward_n(rx, n, edit),
            // No memory in common.
            (tx, rx) => forward_by_copy(tx, rx, n, edit),
        }
    }
}

/// One queue of a port, opened.
#[derive(Debug)]
pub struct Port {
    /// Name, as `xdp:eth0@1`.
    pub name: String,
    /// Its MAC address, if known.
    pub mac: Option<[u8; 6]>,
    /// Its transmit ring, if asked for.
    pub tx: Option<AnyTx>,
    /// Its receive ring, if asked for.
    pub rx: Option<AnyRx>,
    opened: Opened,
}

/// What was opened, and which modes were obtained.
#[derive(Debug, Clone)]
struct Opened {
    line: String,
    json: Value,
    fallbacks: Vec<String>,
}

/// What a port is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Sending.
    Tx,
    /// Receiving.
    Rx,
    /// Both.
    Both,
}

/// Opens all queues that `spec` names.
///
/// # Errors
///
/// Those of the backend.
pub fn open(
    spec: &Spec,
    direction: Direction,
    options: &Xdp,
    take: &Take,
) -> Result<Vec<Port>, Failure> {
    match spec {
        Spec::Xdp { interface, queues } => {
            let interface = Interface::from_name(interface)?;
            let (send, receive) = (direction != Direction::Rx, direction != Direction::Tx);
            xdp::queues(&interface, queues, send, receive)
                .into_iter()
                .map(|queue| open_xdp(&interface, queue, direction, options, take))
                .collect()
        }
        Spec::Netmap(name) => open_netmap(name, direction),
    }
}

/// As [`open`], but exactly one queue.
///
/// # Errors
///
/// [`Failure::usage`] where `spec` names several, and those of the backend.
pub fn open_one(
    spec: &Spec,
    direction: Direction,
    options: &Xdp,
    take: &Take,
) -> Result<Port, Failure> {
    let mut ports = open(spec, direction, options, take)?;
    match (ports.pop(), ports.is_empty()) {
        (Some(port), true) => Ok(port),
        _ => Err(Failure::usage(format!(
            "{spec} is not one queue, which is what this needs"
        ))),
    }
}

fn open_xdp(
    interface: &Interface,
    queue: u32,
    direction: Direction,
    options: &Xdp,
    take: &Take,
) -> Result<Port, Failure> {
    let config = Some(xdp::config(options, take)?);
    let index = interface.index();
    let (tx, rx, opened) = match direction {
        Direction::Tx => {
            let tx = xdp_socket::create_tx_socket(index, queue, config)?;
            let opened = Opened::xdp(tx.obtained());
            (Some(tx), None, opened)
        }
        Direction::Rx => {
            let rx = xdp_socket::create_rx_socket(index, queue, config)?;
            let opened = Opened::xdp(rx.obtained());
            (None, Some(rx), opened)
        }
        Direction::Both => {
            let (tx, rx) = xdp_socket::create_bi_socket(index, queue, config)?;
            let opened = Opened::xdp(rx.obtained());
            (Some(tx), Some(rx), opened)
        }
    };
    Ok(Port {
        name: format!("xdp:{}@{queue}", interface.name()),
        mac: Some(interface.mac()),
        tx: tx.map(AnyTx::Xdp),
        rx: rx.map(AnyRx::Xdp),
        opened,
    })
}

/// All rings that the port has in that direction.
fn open_netmap(name: &str, direction: Direction) -> Result<Vec<Port>, Failure> {
    let port = netmap::open(name)?;
    let n = match direction {
        Direction::Tx => port.num_tx_rings(),
        Direction::Rx => port.num_rx_rings(),
        Direction::Both => port.num_tx_rings().min(port.num_rx_rings()),
    };
    let opened = Opened {
        line: netmap::modes(&port),
        json: netmap::modes_json(&port),
        fallbacks: Vec::new(),
    };
    (0..n)
        .map(|i| {
            let tx = (direction != Direction::Rx).then(|| port.tx_ring(i));
            let rx = (direction != Direction::Tx).then(|| port.rx_ring(i));
            Ok(Port {
                name: match n {
                    1 => port.name().to_owned(),
                    _ => format!("{} ring {i}", port.name()),
                },
                mac: None,
                tx: tx.transpose()?.map(AnyTx::Netmap),
                rx: rx.transpose()?.map(AnyRx::Netmap),
                opened: opened.clone(),
            })
        })
        .collect()
}

/// The counters of a ring.
pub trait Describe {
    /// The counters.
    ///
    /// # Errors
    ///
    /// Those of the backend.
    fn statistics(&self) -> Result<xdp::Counted, Failure>;

    /// What is reported of the ring when a worker is done with it.
    ///
    /// # Errors
    ///
    /// Those of the backend.
    fn facts(&self) -> Result<Facts, Failure> {
        let counted = self.statistics()?;
        let line: Vec<_> = counted
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(name, n)| format!("{name} {}", units::grouped(*n)))
            .collect();
        let mut json = Map::new();
        json.insert("statistics".into(), xdp::counted_json(&counted));
        Ok(Facts {
            lines: vec![line.join(", ")],
            json,
        })
    }
}

impl Describe for AnyTx {
    fn statistics(&self) -> Result<xdp::Counted, Failure> {
        match self {
            AnyTx::Xdp(tx) => xdp::tx_statistics(tx),
            AnyTx::Netmap(tx) => Ok(netmap::tx_statistics(tx)),
        }
    }
}

impl Describe for AnyRx {
    fn statistics(&self) -> Result<xdp::Counted, Failure> {
        match self {
            AnyRx::Xdp(rx) => xdp::rx_statistics(rx),
            AnyRx::Netmap(rx) => Ok(netmap::rx_statistics(rx)),
        }
    }
}

impl Opened {
    fn xdp(obtained: &Obtained) -> Opened {
        Opened {
            line: xdp::modes(obtained),
            json: xdp::modes_json(obtained),
            fallbacks: obtained.fallbacks.clone(),
        }
    }
}

impl Port {
    /// Says what was opened, in one line or several, or for machines.
    pub fn opened(&self) -> (String, Value) {
        let Opened {
            mut line,
            json,
            fallbacks,
        } = self.opened.clone();
        for fallback in &fallbacks {
            line += &format!("\n  {fallback}");
        }
        let json = json!({ "port": self.name, "opened": json, "fallbacks": fallbacks });
        (line, json)
    }
}
