//! Tests on the running kernel, over veth pairs in private network namespaces.
//!
//! They need root, or CAP_NET_ADMIN, CAP_NET_RAW, CAP_BPF and CAP_SYS_ADMIN. A test that cannot
//! run prints `SKIP` with the reason; with `PACKET_IO_NO_SKIP=1` in the environment it fails.
//!
//! Names that begin with a letter and a number are those of known defects of AF_XDP bindings (`s`),
//! of pitfalls of the kernel's interface (`p`) and of invariants (`c`). Some can't happen here:
//!
//! | what | why | covered by |
//! |---|---|---|
//! | s9, s10, s11: null rings, public mappings and pointers | there is no such constructor, field or method | the compiler; `#![deny(unsafe_code)]` at the crate's root |
//! | s12: a feature that turns checks off | there is none | Cargo.toml |
//! | s16: writing to the RX ring | descriptors are only ever read there, `ring.rs` has no other method for it | `tests/model` |
//! | s18: a missed wake-up by missing fence | in copy mode the TX flag is always set, and the fill ring's never | loom over the cursor and flag; here a ping-pong that would hang |
//! | c1, frames across the wrap of a 32-bit index | four billion packets take too long | `tests/model`, whose indices start anywhere |
//! | c1, values that no kernel writes | this one doesn't | `tests/model`, hostile kernel |
//! | p3: EAGAIN for want of send buffer | a veth gives buffers back before the call ends | here: the buffer's size, and that a small one loses nothing |
//! | p5: a descriptor that the kernel refuses | the library checks before it commits | here: the kernel's counter stays 0 |
//! | p10: a fill ring that asks for a wake-up | in zero-copy mode only | `tests/nic` in zero-copy mode |
//! | p11: busy polling; p21: shared UMEMs; p26: packets of several buffers | not in this crate yet | |
//! | p13: a fill ring that must be full before bind | a demand of some zero-copy drivers | `tests/nic`; it is filled before bind always |
//! | p17: redirecting with a fall-back before Linux 5.3 | needs such a kernel; 5.4 is the oldest supported | the unit tests of `program` |
//! | p22: two owners of one ring | the halves are not `Clone`, nor `Sync` | the compiler |
//! | p23: sizes of the kernel's structures | nothing to see on this kernel | `xdp-sys/tests/abi` |
//! | p25: memory that somebody else writes to | nobody here has the descriptor | `tests/model`, hostile kernel |
//! | p27: completions in another order | a veth completes in order | `tests/model`, any order |
//! | p28: attaching that resets the card | a veth has none | `tests/nic`, which waits for carriers |

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
mod traffic;
mod wakeup;
