//! Tests on a pair of real network interfaces that are wired to each other, or of emulated ones in
//! a virtual machine: `ci/vm/run` runs them on several kernels and drivers.
//!
//! `PACKET_IO_NIC_A` and `PACKET_IO_NIC_B` name the interfaces; both must be up. Without them each
//! test prints `SKIP`. They need root.
//!
//! What a test finds out about kernel and driver it prints as `FEATURE name: yes`, or
//! `FEATURE name: no (reason)`; `ci/vm/run` makes a table of it. A feature that the kernel or the
//! driver lacks has to be refused as documented, and the tests assert that it is: both that what
//! they should have works, and that what they lack says so.

mod kernel;
mod life;
mod modes;
mod pair;
mod queues;
mod traffic;
