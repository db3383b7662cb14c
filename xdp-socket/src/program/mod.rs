//! XDP programs: what decides which packets come to a socket.

use std::fmt;

/// How an XDP program is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttachedMode {
    /// The driver runs the program, before it makes a socket buffer of the packet. Zero-copy
    /// needs this.
    #[doc(alias = "XDP_FLAGS_DRV_MODE")]
    Native,
    /// The network stack runs the program on socket buffers; works with every driver, and is
    /// slower.
    #[doc(alias = "XDP_FLAGS_SKB_MODE")]
    Generic,
    /// The network card runs the program.
    #[doc(alias = "XDP_FLAGS_HW_MODE")]
    Offload,
}

impl fmt::Display for AttachedMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AttachedMode::Native => "native",
            AttachedMode::Generic => "generic",
            AttachedMode::Offload => "offloaded",
        })
    }
}
