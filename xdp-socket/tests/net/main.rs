//! Tests on the running kernel, over veth pairs in private network namespaces.
//!
//! They need root, or CAP_NET_ADMIN, CAP_NET_RAW, CAP_BPF and CAP_SYS_ADMIN. A test that cannot
//! run prints `SKIP` with the reason; with `PACKET_IO_NO_SKIP=1` in the environment it fails.

mod bad_input;
mod child;
mod conformance;
mod forward;
mod frames;
mod interface;
mod life_cycle;
mod link_state;
mod memory;
mod program;
mod rights;
mod roles;
mod steer;
mod support;
mod wakeup;
