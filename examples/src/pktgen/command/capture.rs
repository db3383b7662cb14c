//! `pktgen dump` and `pktgen replay`

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use packet_ring::Ring;
use serde_json::Value;

use super::{Context, idle, rx_of, tx_of};
use crate::pktgen::capture::{Capture, Dump, Player};
use crate::pktgen::cli::{self, Take};
use crate::pktgen::engine::{receive, transmit};
use crate::pktgen::exit::Failure;
use crate::pktgen::ports::{Describe, Direction, open_one};
use crate::pktgen::runner::{Job, run};
use crate::pktgen::units;

/// Writes what arrives into a file.
///
/// # Errors
///
/// Those of opening, of the ring and of the file.
pub fn dump(args: &cli::Dump, context: Context<'_>) -> Result<(), Failure> {
    let in_file = |e: io::Error| Failure::new(format!("{}: {e}", args.file.display()));
    let mut port = open_one(&args.interface, Direction::Rx, &args.xdp, &args.take)?;
    let mut ring = rx_of(&mut port)?;
    let to_stdout = args.file == Path::new("-");
    let writer: Box<dyn Write + Send> = if to_stdout {
        Box::new(io::stdout())
    } else {
        context.opened(std::slice::from_ref(&port))?;
        Box::new(File::create(&args.file).map_err(in_file)?)
    };
    let dump = Dump::new(BufWriter::new(writer), args.snap_len).map_err(in_file)?;
    let batch = args.work.batch.unwrap_or(ring.default_batch());
    let (idle, count) = (idle(args.work.spin), args.limits.count);
    let job = Job {
        name: format!("{} dump", port.name),
        run: Box::new(move |counters, over| {
            let state = RefCell::new((dump, Ok(())));
            let write = |packet: &[u8]| {
                let (dump, result) = &mut *state.borrow_mut();
                // A batch may hold more than were asked for.
                if result.is_ok() && count.is_none_or(|count| dump.written < count) {
                    *result = dump.write(SystemTime::now(), packet);
                }
            };
            let over = || over.now() || state.borrow().1.is_err();
            receive(&mut ring, batch, idle, counters, write, over)?;
            let (dump, result) = state.into_inner();
            let (written, cut) = (dump.written, dump.cut);
            result
                .and_then(|()| dump.into_writer().flush())
                .map_err(|e| Failure::new(e.to_string()))?;
            let mut facts = ring.facts()?;
            let (n, cut_n) = (units::grouped(written), units::grouped(cut));
            facts
                .lines
                .push(format!("{n} packets written, {cut_n} of them cut"));
            facts.json.insert("written".into(), written.into());
            facts.json.insert("cut".into(), cut.into());
            Ok(facts)
        }),
    };
    // What goes to standard output must be the capture alone.
    let output = if to_stdout {
        context.output.silent()
    } else {
        context.output
    };
    run(vec![job], args.limits, &args.work.cpu, context.stop, output)
        .map_err(|e| e.at(args.file.display()))
}

/// Sends the packets of a file.
///
/// # Errors
///
/// Those of the file, of opening and of the ring.
pub fn replay(args: &cli::Replay, context: Context<'_>) -> Result<(), Failure> {
    let reader: Box<dyn Read> = if args.file == Path::new("-") {
        Box::new(io::stdin())
    } else {
        let file = File::open(&args.file)
            .map_err(|e| Failure::usage(format!("{}: {e}", args.file.display())))?;
        Box::new(file)
    };
    let mut port = open_one(&args.interface, Direction::Tx, &args.xdp, &Take::default())?;
    context.opened(std::slice::from_ref(&port))?;
    let mut ring = tx_of(&mut port)?;
    let capture = Capture::read(reader, ring.frame_size())
        .map_err(|e| Failure::new(format!("{}: {e}", args.file.display())))?;
    let batch = args.work.batch.unwrap_or(ring.default_batch());
    let job = Job {
        name: format!("{} replay", port.name),
        run: Box::new(|counters, over| {
            let mut player = Player::new(&capture, args.speed, args.times, args.limits.count);
            transmit(&mut ring, &mut player, batch, counters, || over.now())?;
            let mut facts = ring.facts()?;
            facts.lines.push(format!(
                "{} packets in the file, {} left out (empty or too long), {} cut in the file",
                units::grouped(capture.len() as u64 + capture.left_out),
                units::grouped(capture.left_out),
                units::grouped(capture.cut),
            ));
            for (key, n) in [("left_out", capture.left_out), ("cut", capture.cut)] {
                facts.json.insert(key.into(), Value::from(n));
            }
            Ok(facts)
        }),
    };
    run(
        vec![job],
        args.limits,
        &args.work.cpu,
        context.stop,
        context.output,
    )
}
