//! Integration tests. Those that open a port run on the backend that `NETMAP_BACKEND` names:
//! `software` (the default here) or `kernel`, where ports of different tests share the kernel's
//! switches, so that `--test-threads=1` is in order.

mod common;
mod conformance;
mod defects;
mod faults;
#[cfg(target_os = "linux")]
mod nics;
mod port_names;
mod rings;
