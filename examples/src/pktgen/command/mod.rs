//! The subcommands that work on interfaces that exist.

mod capture;
mod fwd;
mod ping;
mod rx;
mod tx;

pub use capture::{dump, replay};
pub use fwd::fwd;
pub use ping::ping;
pub use rx::rx;
pub use tx::tx;

use super::engine::Idle;
use super::exit::Failure;
use super::output::Output;
use super::ports::{AnyRx, AnyTx, Port};
use super::stop::Stop;

/// What every command gets.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Says when to end early.
    pub stop: &'a Stop,
    /// Where to print.
    pub output: Output,
}

impl Context<'_> {
    fn opened(&self, ports: &[Port]) -> Result<(), Failure> {
        for port in ports {
            let (line, json) = port.opened();
            self.output.say(|| line, || json)?;
        }
        Ok(())
    }
}

fn idle(spin: bool) -> Idle {
    if spin { Idle::Spin } else { Idle::Sleep }
}

fn tx_of(port: &mut Port) -> Result<AnyTx, Failure> {
    port.tx
        .take()
        .ok_or_else(|| Failure::new(format!("{} has no transmit ring", port.name)))
}

fn rx_of(port: &mut Port) -> Result<AnyRx, Failure> {
    port.rx
        .take()
        .ok_or_else(|| Failure::new(format!("{} has no receive ring", port.name)))
}
