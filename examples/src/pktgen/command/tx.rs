//! `pktgen tx`

use packet_ring::Ring;

use super::{Context, tx_of};
use crate::pktgen::cli::{Packet, Take, Tx};
use crate::pktgen::engine::transmit;
use crate::pktgen::exit::Failure;
use crate::pktgen::ports::{Describe, Direction, open};
use crate::pktgen::runner::{Job, run};
use crate::pktgen::source::{Flow, Generator};

/// Where the sender's own MAC address is not known: one of those that anybody may use.
const SOME_MAC: [u8; 6] = [0x02, 0, 0, 0, 0, 1];

/// The flow that the options ask for, sent from a port with this MAC address.
pub(super) fn flow(packet: &Packet, mac: Option<[u8; 6]>) -> Flow {
    let source = packet.src_mac.map(|mac| mac.0).or(mac).unwrap_or(SOME_MAC);
    Flow {
        macs: [source, packet.dst_mac.0],
        addresses: [packet.src_ip, packet.dst_ip],
        ports: [packet.src_port, packet.dst_port],
    }
}

/// Checks that packets of that length fit.
pub(super) fn check_len(packet: &Packet, ring: &impl Ring) -> Result<(), Failure> {
    if packet.len > ring.frame_size() {
        return Err(Failure::usage(format!(
            "--len {}: a frame holds {} bytes",
            packet.len,
            ring.frame_size()
        )));
    }
    Ok(())
}

/// Sends numbered packets.
///
/// # Errors
///
/// Those of opening and of the ring.
pub fn tx(args: &Tx, context: Context<'_>) -> Result<(), Failure> {
    let ports = open(&args.interface, Direction::Tx, &args.xdp, &Take::default())?;
    context.opened(&ports)?;
    let workers = ports.len() as u64;
    let mut jobs = Vec::new();
    for (i, mut port) in ports.into_iter().enumerate() {
        let mut ring = tx_of(&mut port)?;
        check_len(&args.packet, &ring)?;
        // What doesn't divide evenly goes to the first ones.
        let i = i as u64;
        let count = args
            .limits
            .count
            .map(|n| n / workers + u64::from(i < n % workers));
        let rate = args.rate.map(|rate| rate / workers as f64);
        let template = flow(&args.packet, port.mac).template(args.packet.len);
        let len = args.packet.len;
        let batch = args.work.batch.unwrap_or(ring.default_batch());
        jobs.push(Job {
            name: format!("{} tx", port.name),
            run: Box::new(move |counters, over| {
                let mut source = Generator::new(template, len, i as u16, count, rate);
                transmit(&mut ring, &mut source, batch, counters, || over.now())?;
                ring.facts()
            }),
        });
    }
    run(
        jobs,
        args.limits,
        &args.work.cpu,
        context.stop,
        context.output,
    )
}
