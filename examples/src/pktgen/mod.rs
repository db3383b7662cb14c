//! The tool `pktgen`: generates, receives, forwards, measures and captures packets on any backend.

pub mod capture;
pub mod cli;
pub mod command;
pub mod counters;
pub mod demo;
pub mod engine;
pub mod exit;
pub mod frame;
pub mod netmap;
pub mod output;
pub mod ports;
pub mod runner;
pub mod sequence;
pub mod source;
pub mod spec;
pub mod stop;
pub mod units;
pub mod xdp;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use self::cli::{Cli, Command};
use self::command::Context;
use self::exit::Failure;
use self::output::Output;
use self::stop::Stop;

/// Runs the program with the arguments of the process. See [`exit`] for the codes.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Where to print it, and whether in colour, clap knows best; that standard output has
            // gone is nobody's business any more.
            let _ = e.print();
            return match e.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => exit::DONE.into(),
                _ => exit::USAGE.into(),
            };
        }
    };
    let stop = match Stop::on_signals() {
        Ok(stop) => stop,
        Err(e) => {
            eprintln!("pktgen: sigaction: {e}");
            return exit::FAILED.into();
        }
    };
    let result = run(&cli, &stop);
    // A demo that was stopped has shown nothing; the others were only told when to end, and a
    // shell wants to know all the same.
    let signal = stop.signal().map(|signal| 128 + signal);
    let code = match result {
        Ok(code) => signal.unwrap_or(code),
        Err(e) => {
            eprintln!("pktgen: {e}");
            signal.unwrap_or(e.code)
        }
    };
    code.into()
}

fn run(cli: &Cli, stop: &Stop) -> Result<u8, Failure> {
    let output = Output::new(cli.json);
    let context = Context { stop, output };
    match &cli.command {
        Command::Demo(args) => return demo::run(args, stop, output),
        Command::Tx(args) => command::tx(args, context),
        Command::Rx(args) => command::rx(args, context),
        Command::Fwd(args) => command::fwd(args, context),
        Command::Ping(args) => command::ping(args, context),
        Command::Dump(args) => command::dump(args, context),
        Command::Replay(args) => command::replay(args, context),
    }
    .map(|()| exit::DONE)
}
