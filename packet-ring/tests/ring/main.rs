//! The rings of this crate under its own conformance suite.

mod broken;
mod memory;
mod middleware;
mod mutants;
mod properties;
