//! The system calls, one file per interface of the kernel. Unsafe code lives here.

pub(crate) mod bpf;
pub(crate) mod ethtool;
pub(crate) mod netlink;
pub(crate) mod netns;
pub(crate) mod xsk;
