//! `pktgen fwd`

use packet_ring::Verdict;

use super::{Context, idle, rx_of, tx_of};
use crate::pktgen::cli::Fwd;
use crate::pktgen::counters::Counters;
use crate::pktgen::engine::{forward, reflect};
use crate::pktgen::exit::Failure;
use crate::pktgen::ports::{AnyRx, AnyTx, Describe, Direction, open};
use crate::pktgen::runner::{Facts, Job, Over, run};

/// Forwards between two interfaces, or reflects on one.
///
/// # Errors
///
/// Those of opening and of the rings.
pub fn fwd(args: &Fwd, context: Context<'_>) -> Result<(), Failure> {
    let open = |spec, direction| open(spec, direction, &args.xdp, &args.take);
    let mut jobs = Vec::new();
    match &args.b {
        None => {
            let ports = open(&args.a, Direction::Both)?;
            context.opened(&ports)?;
            for mut port in ports {
                let (tx, rx) = (tx_of(&mut port)?, rx_of(&mut port)?);
                jobs.push(job(format!("{} reflect", port.name), tx, rx, args, true));
            }
        }
        Some(b) => {
            let directions = match args.one_way {
                true => [Direction::Rx, Direction::Tx],
                false => [Direction::Both; 2],
            };
            let (a, b) = (open(&args.a, directions[0])?, open(b, directions[1])?);
            context.opened(&a)?;
            context.opened(&b)?;
            if a.len() != b.len() {
                return Err(Failure::usage(format!(
                    "{} queues on one side and {} on the other",
                    a.len(),
                    b.len()
                )));
            }
            for (mut a, mut b) in a.into_iter().zip(b) {
                let name = format!("{} to {}", a.name, b.name);
                jobs.push(job(name, tx_of(&mut b)?, rx_of(&mut a)?, args, false));
                if !args.one_way {
                    let name = format!("{} to {}", b.name, a.name);
                    jobs.push(job(name, tx_of(&mut a)?, rx_of(&mut b)?, args, false));
                }
            }
        }
    }
    run(
        jobs,
        args.limits,
        &args.work.cpu,
        context.stop,
        context.output,
    )
}

fn job<'a>(name: String, mut tx: AnyTx, mut rx: AnyRx, args: &Fwd, reflecting: bool) -> Job<'a> {
    let batch = args.work.batch.unwrap_or(rx.default_batch());
    let idle = idle(args.work.spin);
    let work = move |counters: &Counters, over: &Over<'_>| {
        if reflecting {
            reflect(&mut tx, &mut rx, idle, counters, || over.now())?;
        } else {
            let pass = |_: &mut [u8]| Verdict::Forward;
            forward(&mut tx, &mut rx, batch, idle, counters, pass, || over.now())?;
        }
        let (mut facts, tx) = (rx.facts()?, tx.facts()?);
        facts.lines.extend(tx.lines);
        let rx_statistics = facts.json.remove("statistics");
        let tx_statistics = tx.json.get("statistics").cloned();
        facts.json.extend(
            [
                ("rx_statistics", rx_statistics),
                ("tx_statistics", tx_statistics),
            ]
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?))),
        );
        Ok::<Facts, Failure>(facts)
    };
    Job {
        name,
        run: Box::new(work),
    }
}
