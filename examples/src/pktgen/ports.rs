//! Rings of either family behind one type, so that each command is written once.

use std::time::Duration;

use packet_ring::{Forward, Forwarded, Kick, Receive, Ring, RingError, Transmit, Verdict};
use serde_json::{Map, Value, json};
use xdp_socket::{Interface, RxSocket, TxSocket};

use super::cli::{Take, Xdp};
use super::exit::Failure;
use super::runner::Facts;
use super::spec::Spec;
use super::units;
use super::xdp;

/// A transmit ring.
#[derive(Debug)]
pub enum AnyTx {
    /// Of an AF_XDP socket.
    Xdp(TxSocket),
}

/// A receive ring.
#[derive(Debug)]
pub enum AnyRx {
    /// Of an AF_XDP socket.
    Xdp(RxSocket),
}

macro_rules! ring {
    ($any:ident) => {
        impl Ring for $any {
            fn capacity(&self) -> usize {
                match self {
                    $any::Xdp(ring) => ring.capacity(),
                }
            }

            fn frame_size(&self) -> usize {
                match self {
                    $any::Xdp(ring) => ring.frame_size(),
                }
            }

            #[inline]
            fn ready(&mut self) -> usize {
                match self {
                    $any::Xdp(ring) => ring.ready(),
                }
            }

            #[inline]
            fn commit_n(&mut self, n: usize) -> Result<(), RingError> {
                match self {
                    $any::Xdp(ring) => ring.commit_n(n),
                }
            }

            #[inline]
            fn kick(&mut self) -> Result<Kick, RingError> {
                match self {
                    $any::Xdp(ring) => ring.kick(),
                }
            }

            fn wait(&mut self, timeout: Option<Duration>) -> Result<usize, RingError> {
                match self {
                    $any::Xdp(ring) => ring.wait(timeout),
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
        }
    }

    #[inline]
    fn send_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]) -> usize,
    {
        match self {
            AnyTx::Xdp(ring) => ring.send_each(max, f),
        }
    }

    fn set_continued(&mut self, i: usize, continued: bool) -> Result<(), RingError> {
        match self {
            AnyTx::Xdp(ring) => ring.set_continued(i, continued),
        }
    }
}

impl Receive for AnyRx {
    #[inline]
    fn peek_at(&mut self, i: usize) -> Result<&mut [u8], RingError> {
        match self {
            AnyRx::Xdp(ring) => ring.peek_at(i),
        }
    }

    #[inline]
    fn recv_each<F>(&mut self, max: usize, f: F) -> Result<usize, RingError>
    where
        F: FnMut(&mut [u8]),
    {
        match self {
            AnyRx::Xdp(ring) => ring.recv_each(max, f),
        }
    }

    fn is_continued(&self, i: usize) -> bool {
        match self {
            AnyRx::Xdp(ring) => ring.is_continued(i),
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
        Spec::Netmap(name) => Err(Failure::new(format!("{name}: netmap is not built in"))),
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
    let (tx, rx) = match direction {
        Direction::Tx => {
            let tx = xdp_socket::create_tx_socket(index, queue, config)?;
            (Some(tx), None)
        }
        Direction::Rx => {
            let rx = xdp_socket::create_rx_socket(index, queue, config)?;
            (None, Some(rx))
        }
        Direction::Both => {
            let (tx, rx) = xdp_socket::create_bi_socket(index, queue, config)?;
            (Some(tx), Some(rx))
        }
    };
    Ok(Port {
        name: format!("xdp:{}@{queue}", interface.name()),
        mac: Some(interface.mac()),
        tx: tx.map(AnyTx::Xdp),
        rx: rx.map(AnyRx::Xdp),
    })
}

/// Modes obtained and counters, of a ring.
pub trait Describe {
    /// The modes obtained, in one line, and for machines; and what could not be had, and why.
    fn modes(&self) -> (String, Value, Vec<String>);

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
    fn modes(&self) -> (String, Value, Vec<String>) {
        match self {
            AnyTx::Xdp(tx) => describe(tx.obtained()),
        }
    }

    fn statistics(&self) -> Result<xdp::Counted, Failure> {
        match self {
            AnyTx::Xdp(tx) => xdp::tx_statistics(tx),
        }
    }
}

impl Describe for AnyRx {
    fn modes(&self) -> (String, Value, Vec<String>) {
        match self {
            AnyRx::Xdp(rx) => describe(rx.obtained()),
        }
    }

    fn statistics(&self) -> Result<xdp::Counted, Failure> {
        match self {
            AnyRx::Xdp(rx) => xdp::rx_statistics(rx),
        }
    }
}

fn describe(obtained: &xdp_socket::Obtained) -> (String, Value, Vec<String>) {
    (
        xdp::modes(obtained),
        xdp::modes_json(obtained),
        obtained.fallbacks.clone(),
    )
}

impl Port {
    /// Says what was opened, in one line or several, or for machines.
    pub fn opened(&self) -> (String, Value) {
        let modes = match (&self.rx, &self.tx) {
            (Some(rx), _) => rx.modes(),
            (None, Some(tx)) => tx.modes(),
            (None, None) => (String::new(), Value::Null, Vec::new()),
        };
        let (mut line, json, fallbacks) = modes;
        for fallback in &fallbacks {
            line += &format!("\n  {fallback}");
        }
        let json = json!({ "port": self.name, "opened": json, "fallbacks": fallbacks });
        (line, json)
    }
}
