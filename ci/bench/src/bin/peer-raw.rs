//! The floor.

use std::process::ExitCode;

fn main() -> ExitCode {
    bench::main::<bench::raw::Raw>()
}
