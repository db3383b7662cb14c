//! `pktgen ping`

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::tx::{check_len, flow};
use super::{Context, idle, rx_of, tx_of};
use crate::pktgen::cli::{Ping, Take};
use crate::pktgen::counters::Counters;
use crate::pktgen::engine::{Probe, RoundTrips, reflect, round_trips};
use crate::pktgen::exit::Failure;
use crate::pktgen::ports::{AnyRx, AnyTx, Direction, open_one};

/// The stream of its packets: beyond those that `tx` uses for the queues of any device.
const STREAM: u16 = 0xfffe;

/// How often the state is printed.
const INTERVAL: Duration = Duration::from_secs(1);

/// Measures round trips.
///
/// # Errors
///
/// Those of opening and of the rings; a failure where packets were lost.
pub fn ping(args: &Ping, context: Context<'_>) -> Result<(), Failure> {
    let take = Take::default();
    let mut port = open_one(&args.interface, Direction::Both, &args.xdp, &take)?;
    let far = args
        .reflector
        .as_ref()
        .map(|spec| open_one(spec, Direction::Both, &args.xdp, &take))
        .transpose()?;
    context.opened(std::slice::from_ref(&port))?;
    context.opened(far.as_slice())?;
    let far = far
        .map(|mut far| Ok::<_, Failure>((tx_of(&mut far)?, rx_of(&mut far)?)))
        .transpose()?;
    let (mut tx, mut rx) = (tx_of(&mut port)?, rx_of(&mut port)?);
    check_len(&args.packet, &tx)?;
    let probe = Probe {
        template: flow(&args.packet, port.mac).template(args.packet.len),
        len: args.packet.len,
        stream: STREAM,
        count: args.limits.count,
        interval: args.interval,
        timeout: args.timeout,
        idle: idle(args.spin),
    };

    let ended = AtomicBool::new(false);
    let trips = thread::scope(|scope| {
        let far = far.map(|(tx, rx)| {
            let ended = &ended;
            scope.spawn(move || reflector(tx, rx, args.spin, ended, context))
        });
        let near = measure(&mut tx, &mut rx, &probe, args, context, || {
            far.as_ref().is_some_and(|far| far.is_finished())
        });
        ended.store(true, Ordering::Relaxed);
        if let Some(far) = far {
            far.join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        near
    })?;
    context.output.say(
        || format!("{}  total  {}", port.name, trips.line()),
        || json!({ "port": port.name, "total": trips.json() }),
    )?;
    match trips.lost {
        0 => Ok(()),
        lost => Err(Failure::new(format!("{lost} packets did not come back"))),
    }
}

fn reflector(
    mut tx: AnyTx,
    mut rx: AnyRx,
    spin: bool,
    ended: &AtomicBool,
    context: Context<'_>,
) -> Result<(), Failure> {
    let over = || ended.load(Ordering::Relaxed) || context.stop.requested();
    Ok(reflect(
        &mut tx,
        &mut rx,
        idle(spin),
        &Counters::default(),
        over,
    )?)
}

fn measure(
    tx: &mut AnyTx,
    rx: &mut AnyRx,
    probe: &Probe,
    args: &Ping,
    context: Context<'_>,
    far_ended: impl Fn() -> bool,
) -> Result<RoundTrips, Failure> {
    let mut trips = RoundTrips::new();
    let start = Instant::now();
    let mut next = start + INTERVAL;
    let mut printed = Ok(());
    round_trips(tx, rx, probe, &mut trips, |trips| {
        let now = Instant::now();
        if now >= next {
            next += INTERVAL;
            printed = context
                .output
                .say(|| trips.line(), || json!({ "so_far": trips.json() }));
        }
        context.stop.requested()
            || far_ended()
            || printed.is_err()
            || args.limits.duration.is_some_and(|d| now - start >= d)
    })?;
    printed?;
    Ok(trips)
}
