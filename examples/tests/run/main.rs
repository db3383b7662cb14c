//! The programs of this package, run as a user runs them.

mod arguments;
mod demo;
mod netmap;
mod support;
mod tcp;
mod traffic;
mod udp;
