//! XDP programs: what decides which packets come to a socket.
//!
//! A socket receives what an XDP program on the interface redirects to it through an XSKMAP, whose
//! entry *n* holds the socket of queue *n*. Which program that is, a [`Program`] says:
//!
//! * [`Program::Builtin`], the default: a few instructions that this crate assembles itself. They
//!   take what a [`Steer`] says, and leave everything else, and whatever arrives on a queue without
//!   a socket, to the kernel. No compiler, no libbpf and no file is needed. All sockets that a
//!   process has on one interface share it, and the last one takes it along. It is attached by a
//!   bpf_link, so it goes when the process dies, whatever the cause.
//! * [`Program::Map`]: your own program, whose [`XskMap`] the sockets enter.
//! * [`Program::None`]: nothing is attached and nothing entered; you do both.

pub(crate) mod assemble;
mod attach;
mod map;
mod redirect;
#[cfg(test)]
mod redirect_tests;
mod registry;
mod steer;

use std::fmt;
use std::sync::Arc;

use crate::error::Error;
use crate::interface::Interface;

pub(crate) use map::Registration;
pub use map::XskMap;
pub use registry::Attached;
pub(crate) use registry::acquire;
pub use steer::{Rule, Steer};

/// Where received packets come from; see the [module](self).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Program {
    /// The built-in program.
    Builtin(XdpProgram),
    /// The map of a program that the user attached.
    Map(XskMap),
    /// None of this crate's business.
    None,
}

impl Default for Program {
    /// The built-in program, taking every packet.
    fn default() -> Program {
        Program::Builtin(XdpProgram::default())
    }
}

impl From<XdpProgram> for Program {
    fn from(program: XdpProgram) -> Program {
        Program::Builtin(program)
    }
}

impl From<Steer> for Program {
    fn from(steer: Steer) -> Program {
        Program::Builtin(XdpProgram::builtin(steer))
    }
}

impl From<XskMap> for Program {
    fn from(map: XskMap) -> Program {
        Program::Map(map)
    }
}

/// The built-in program, and how to attach it.
///
/// ```
/// use xdp_socket::{AttachMode, Rule, Steer, XdpProgram};
///
/// let program = XdpProgram::builtin(Steer::only(Rule::new().udp().destination_port(4789)))
///     .mode(AttachMode::Native);
/// # let _ = program;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct XdpProgram {
    pub(crate) steer: Steer,
    pub(crate) mode: AttachMode,
    pub(crate) method: AttachMethod,
    pub(crate) replace: bool,
    pub(crate) frags: bool,
}

impl XdpProgram {
    /// The built-in program, taking what `steer` says.
    pub fn builtin(steer: Steer) -> XdpProgram {
        XdpProgram {
            steer,
            ..XdpProgram::default()
        }
    }

    /// How to run it; [`AttachMode::Auto`] unless told.
    #[must_use]
    pub fn mode(mut self, mode: AttachMode) -> XdpProgram {
        self.mode = mode;
        self
    }

    /// By what to attach it; [`AttachMethod::Auto`] unless told.
    #[must_use]
    pub fn method(mut self, method: AttachMethod) -> XdpProgram {
        self.method = method;
        self
    }

    /// Whether to detach somebody else's program that is in the way. Otherwise, as is the default,
    /// it is an [`Error::ForeignProgram`]. Its owner is not told.
    #[must_use]
    pub fn replace(mut self, replace: bool) -> XdpProgram {
        self.replace = replace;
        self
    }

    /// Whether the program is given packets of several buffers, for MTUs above what one buffer
    /// holds. Available since Linux 5.18, to sockets since Linux 6.6.
    #[doc(alias = "BPF_F_XDP_HAS_FRAGS")]
    #[must_use]
    pub fn frags(mut self, frags: bool) -> XdpProgram {
        self.frags = frags;
        self
    }

    /// Attaches the program now, so that it stays while sockets come and go: many network cards
    /// reset when a program is attached. Sockets opened with the same program share it.
    ///
    /// # Errors
    ///
    /// [`Error::ForeignProgram`] where somebody else's program is in the way and is not to be
    /// replaced; [`Error::SteeringConflict`] where this process runs the program on the interface
    /// with other options; [`Error::Attach`] where the driver or the kernel refuses;
    /// [`Error::Permission`] without CAP_NET_ADMIN or CAP_BPF; [`Error::UnknownInterface`];
    /// [`Error::DeviceGone`]; [`Error::Config`] for rules that make no sense or are too many;
    /// [`Error::KernelTooOld`] for frags; [`Error::ProgramRejected`]; [`Error::Syscall`].
    pub fn attach(&self, interface: &Interface) -> Result<Arc<Attached>, Error> {
        acquire(interface, self)
    }
}

/// How the built-in program shall run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum AttachMode {
    /// Native, and if the driver does not do that, generic. [`Attached::fallback_reason`] tells
    /// why.
    #[default]
    Auto,
    /// In the driver, or not at all.
    #[doc(alias = "XDP_FLAGS_DRV_MODE")]
    Native,
    /// In the network stack, even if the driver could do better.
    #[doc(alias = "XDP_FLAGS_SKB_MODE")]
    Generic,
}

/// How an XDP program runs.
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

/// By what the built-in program shall be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum AttachMethod {
    /// By a bpf_link, and where the kernel has none for XDP, by netlink.
    #[default]
    Auto,
    /// By a bpf_link, which detaches when the process ends, however it ends. Available since
    /// Linux 5.9.
    #[doc(alias = "BPF_LINK_CREATE")]
    Link,
    /// By netlink. A process that is killed leaves the program behind; without its sockets it
    /// passes everything on to the kernel.
    #[doc(alias = "IFLA_XDP")]
    Netlink,
}

/// By what the built-in program is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttachedMethod {
    /// By a bpf_link.
    Link,
    /// By netlink.
    Netlink,
}

impl fmt::Display for AttachedMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AttachedMethod::Link => "bpf_link",
            AttachedMethod::Netlink => "netlink",
        })
    }
}
