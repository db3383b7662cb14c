//! Opening AF_XDP sockets as the command line says, and what is told about them.

use serde_json::{Map, Value, json};
use xdp_socket::{
    AttachMode, CopyMode, Error, Interface, Obtained, Rule, RxSocket, Statistics, Steer, TxSocket,
    XdpConfig, XdpProgram,
};

use super::cli::{Take, Xdp};
use super::exit::Failure;
use super::spec::Queues;

impl From<Error> for Failure {
    fn from(e: Error) -> Failure {
        match e {
            Error::Permission { .. } | Error::MemlockLimit { .. } => {
                Failure::no_rights(e.to_string())
            }
            Error::UnknownInterface { .. }
            | Error::QueueOutOfRange { .. }
            | Error::QueueHasNoTx { .. }
            | Error::QueueHasNoRx { .. }
            | Error::Config { .. } => Failure::usage(e.to_string()),
            _ => Failure::new(e.to_string()),
        }
    }
}

/// The queues named, of those that the interface has.
pub fn queues(interface: &Interface, queues: &Queues, send: bool, receive: bool) -> Vec<u32> {
    match queues {
        Queues::List(list) => list.clone(),
        Queues::All => {
            let (tx, rx) = (interface.tx_queues(), interface.rx_queues());
            let n = match (send, receive) {
                (true, true) => tx.min(rx),
                (true, false) => tx,
                _ => rx,
            };
            (0..n).collect()
        }
    }
}

/// The configuration that the options ask for.
///
/// # Errors
///
/// [`Failure::usage`] for a value that is not allowed.
pub fn config(options: &Xdp, take: &Take) -> Result<XdpConfig, Failure> {
    let mode = match (options.native, options.generic) {
        (true, _) => AttachMode::Native,
        (_, true) => AttachMode::Generic,
        _ => AttachMode::Auto,
    };
    let copy = match (options.zero_copy, options.copy) {
        (true, _) => CopyMode::ZeroCopy,
        (_, true) => CopyMode::Copy,
        _ => CopyMode::Auto,
    };
    let program = XdpProgram::builtin(steer(take)).mode(mode);
    let mut builder = XdpConfig::builder().copy_mode(copy).program(program.into());
    if let Some(slots) = options.ring_size {
        builder = builder.tx_ring(slots).rx_ring(slots);
    }
    if let Some(bytes) = options.frame_size {
        builder = builder.frame_size(bytes);
    }
    Ok(builder.build()?)
}

fn steer(take: &Take) -> Steer {
    let mut rules = Vec::new();
    for &ethertype in &take.ethertype {
        rules.push(Rule::new().ether_type(ethertype));
    }
    if !take.udp_port.is_empty() {
        rules.push(Rule::new().udp().destination_ports(take.udp_port.clone()));
    }
    if !take.tcp_port.is_empty() {
        rules.push(Rule::new().tcp().destination_ports(take.tcp_port.clone()));
    }
    if rules.is_empty() {
        Steer::all()
    } else {
        rules.into_iter().collect()
    }
}

/// What the socket became, in one line.
pub fn modes(obtained: &Obtained) -> String {
    let copy = if obtained.zero_copy {
        "zero-copy"
    } else {
        "copy mode"
    };
    let mut text = format!("{} queue {}: {copy}", obtained.interface, obtained.queue);
    if let Some(attached) = obtained.attached {
        text += &format!(", {attached} XDP program");
    }
    text += if obtained.need_wakeup {
        ", wakes the kernel when asked to"
    } else {
        ", wakes the kernel each time"
    };
    if !obtained.zero_copy && obtained.attached.is_none() {
        text += &format!(", {} packets a kick", obtained.tx_budget);
    }
    text
}

/// The same for machines.
pub fn modes_json(obtained: &Obtained) -> Value {
    json!({
        "interface": obtained.interface,
        "if_index": obtained.if_index,
        "queue": obtained.queue,
        "zero_copy": obtained.zero_copy,
        "attached": obtained.attached.map(|mode| mode.to_string()),
        "need_wakeup": obtained.need_wakeup,
        "page_bytes": obtained.pages.bytes(),
        "tx_budget": obtained.tx_budget,
    })
}

/// A socket's counters, by name.
pub type Counted = Vec<(&'static str, u64)>;

/// Those that concern sending.
///
/// # Errors
///
/// Those of getsockopt(2).
pub fn tx_statistics(tx: &TxSocket) -> Result<Counted, Failure> {
    let s = tx.statistics()?;
    Ok(vec![
        ("tx_committed", s.tx_committed),
        ("tx_completed", s.tx_completed),
        ("tx_dropped", s.tx_dropped),
        ("tx_invalid_descs", s.tx_invalid_descs),
        ("tx_ring_empty_descs", s.tx_ring_empty_descs),
        ("invalid_addresses", s.invalid_addresses),
        ("wakeups", s.wakeups),
    ])
}

/// Those that concern receiving.
///
/// # Errors
///
/// Those of getsockopt(2).
pub fn rx_statistics(rx: &RxSocket) -> Result<Counted, Failure> {
    let s: Statistics = rx.statistics()?;
    Ok(vec![
        ("rx_received", s.rx_received),
        ("rx_dropped", s.rx_dropped),
        ("rx_ring_full", s.rx_ring_full),
        ("rx_fill_ring_empty_descs", s.rx_fill_ring_empty_descs),
        ("rx_invalid_descs", s.rx_invalid_descs),
        ("invalid_addresses", s.invalid_addresses),
        ("wakeups", s.wakeups),
    ])
}

/// Counters as a JSON object.
pub fn counted_json(counted: &Counted) -> Value {
    let map: Map<_, _> = counted
        .iter()
        .map(|(name, n)| ((*name).to_owned(), (*n).into()))
        .collect();
    Value::Object(map)
}
