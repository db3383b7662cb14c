//! `pktgen rx`

use super::{Context, idle, rx_of};
use crate::pktgen::cli::Rx;
use crate::pktgen::engine::receive;
use crate::pktgen::exit::Failure;
use crate::pktgen::ports::{Describe, Direction, open};
use crate::pktgen::runner::{Job, run};
use crate::pktgen::sequence::Sequence;

/// Receives and counts.
///
/// # Errors
///
/// Those of opening and of the ring.
pub fn rx(args: &Rx, context: Context<'_>) -> Result<(), Failure> {
    let ports = open(&args.interface, Direction::Rx, &args.xdp, &args.take)?;
    context.opened(&ports)?;
    let mut jobs = Vec::new();
    for mut port in ports {
        let mut ring = rx_of(&mut port)?;
        let batch = args.work.batch.unwrap_or(ring.default_batch());
        let idle = idle(args.work.spin);
        jobs.push(Job {
            name: format!("{} rx", port.name),
            run: Box::new(move |counters, over| {
                let mut sequence = Sequence::default();
                let see = |packet: &[u8]| sequence.see(packet);
                receive(&mut ring, batch, idle, counters, see, || over.now())?;
                let mut facts = ring.facts()?;
                facts.lines.extend(sequence.line());
                facts.json.insert("sequence".into(), sequence.json());
                Ok(facts)
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
