//! The tool `pktgen`: generates, receives, forwards, measures and captures packets on any backend.

pub mod capture;
pub mod cli;
pub mod counters;
pub mod engine;
pub mod exit;
pub mod frame;
pub mod output;
pub mod runner;
pub mod sequence;
pub mod source;
pub mod spec;
pub mod stop;
pub mod units;
