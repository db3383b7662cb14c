//! Generates, receives, forwards, measures and captures packets; `pktgen --help` tells more.

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::pktgen::main()
}
