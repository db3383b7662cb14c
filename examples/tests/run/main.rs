//! The programs of this package, run as a user runs them.

mod arguments;
mod demo;
mod support;
mod tcp;
mod traffic;
mod udp;
