//! The rings of this crate under its own conformance suite.

mod memory;
