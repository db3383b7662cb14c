//! The error of everything that sets sockets and programs up.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::time::Duration;

use crate::program::AttachedMode;

/// What can go wrong when a socket is opened or a program attached.
///
/// Every message names the system call that failed, what the system answered, the value that was
/// wrong and the way out. Where the system reported an errno, [`raw_os_error`](Error::raw_os_error)
/// has it, and so has the [`io::Error`] that `?` makes of this.
///
/// The packet path has its own, smaller error: [`packet_ring::RingError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A system call failed in a way that has no variant of its own.
    #[error("{call}: {source}{}", Remedy(.hint))]
    Syscall {
        /// Name of the call, with its command where it has one: `setsockopt(XDP_UMEM_REG)`.
        call: &'static str,
        /// What the system answered.
        source: io::Error,
        /// What may help.
        hint: Option<Cow<'static, str>>,
    },
    /// The process lacks a right (EPERM or EACCES).
    #[error("{call}: {source}; {}", Missing(.missing))]
    Permission {
        /// Name of the call.
        call: &'static str,
        /// The capabilities that the call needs and the calling thread has not; see
        /// capabilities(7). Empty where it has them all, and something else forbids the call: a
        /// user namespace that does not own the network namespace, a security module, lockdown.
        missing: Vec<&'static str>,
        /// What the system answered.
        source: io::Error,
    },
    /// The running kernel does not know what was asked for.
    #[error("{what} needs Linux {since} or newer")]
    KernelTooOld {
        /// What was asked for.
        what: &'static str,
        /// The first release that has it.
        since: &'static str,
        /// What the system answered.
        source: io::Error,
    },
    /// No such interface in the network namespace of the calling thread (ENODEV).
    #[error("no interface {interface} in this network namespace")]
    UnknownInterface {
        /// Name, or `index 7`.
        interface: String,
    },
    /// The interface was deleted, or moved to another network namespace, while it was in use
    /// (ENXIO).
    #[error("interface {interface} is gone; open another")]
    DeviceGone {
        /// Name of the interface.
        interface: String,
    },
    /// The interface has no queue of that number, neither for receiving nor for sending (EINVAL).
    #[error("interface {interface} has no queue {queue}: {}", Queues(*.rx_queues, *.tx_queues))]
    QueueOutOfRange {
        /// Name of the interface.
        interface: String,
        /// The queue that was asked for, from 0.
        queue: u32,
        /// Receive queues in use.
        rx_queues: u32,
        /// Transmit queues in use.
        tx_queues: u32,
    },
    /// The queue exists for receiving only. The kernel would accept the socket and send nothing.
    #[error(
        "queue {queue} of interface {interface} can't send: {}",
        Queues(*.rx_queues, *.tx_queues)
    )]
    QueueHasNoTx {
        /// Name of the interface.
        interface: String,
        /// The queue that was asked for, from 0.
        queue: u32,
        /// Receive queues in use.
        rx_queues: u32,
        /// Transmit queues in use.
        tx_queues: u32,
    },
    /// The queue exists for sending only. The kernel would accept the socket and nothing would
    /// ever arrive.
    #[error(
        "queue {queue} of interface {interface} can't receive: {}",
        Queues(*.rx_queues, *.tx_queues)
    )]
    QueueHasNoRx {
        /// Name of the interface.
        interface: String,
        /// The queue that was asked for, from 0.
        queue: u32,
        /// Receive queues in use.
        rx_queues: u32,
        /// Transmit queues in use.
        tx_queues: u32,
    },
    /// Another socket, of this or another process, owns the queue (EBUSY), and did not release it
    /// while we waited.
    #[error(
        "queue {queue} of interface {interface} already belongs to another AF_XDP socket \
         (waited {waited:?} for it); close that one or choose another queue"
    )]
    QueueBusy {
        /// Name of the interface.
        interface: String,
        /// The queue, from 0.
        queue: u32,
        /// How long we tried. The kernel releases the queue of a closed socket some 30 ms late.
        waited: Duration,
        /// What the system answered.
        source: io::Error,
    },
    /// A configured value is not allowed (EINVAL).
    #[error("{field} = {value} is not allowed; it must be {allowed}")]
    Config {
        /// The field that is wrong.
        field: &'static str,
        /// Its value.
        value: String,
        /// What is allowed, as in `a power of two from 1 to 2147483648`.
        allowed: String,
    },
    /// The memory of the socket does not fit the limit on locked memory, and the process has not
    /// CAP_IPC_LOCK, to which the limit does not apply.
    #[error(
        "{needed_bytes} bytes of locked memory are needed and RLIMIT_MEMLOCK is {limit_bytes} \
         ({source}); raise it (ulimit -l), grant CAP_IPC_LOCK, or ask for fewer or smaller frames"
    )]
    MemlockLimit {
        /// Bytes that the socket needs.
        needed_bytes: u64,
        /// The limit in bytes.
        limit_bytes: u64,
        /// What the system answered.
        source: io::Error,
    },
    /// An XDP program that is not ours is attached to the interface (EBUSY). It stays attached
    /// unless replacing is asked for.
    #[error(
        "interface {interface} already runs the {mode} XDP program {}; detach it \
         (`ip link set dev {interface} xdp off`, or end its owner) or ask to replace it",
        ProgramName(*.id, .name)
    )]
    ForeignProgram {
        /// Name of the interface.
        interface: String,
        /// The program's id, as `bpftool prog` lists it. 0 where the kernel did not tell.
        id: u32,
        /// The program's name, where it has one and we may read it.
        name: Option<String>,
        /// How it is attached.
        mode: AttachedMode,
    },
    /// This process already runs the built-in program on the interface, with other options
    /// (EBUSY). Sockets of one interface share one program.
    #[error(
        "interface {interface} already runs this process's program with {active}, which cannot \
         be shared with {wanted}; use the same steering, or close the other sockets first"
    )]
    SteeringConflict {
        /// Name of the interface.
        interface: String,
        /// What the running program was made for.
        active: String,
        /// What was asked for.
        wanted: String,
    },
    /// A packet as long as the interface's MTU allows does not fit a frame (EMSGSIZE).
    #[error(
        "interface {interface} has an MTU of {mtu} bytes, but only {max} fit what one frame \
         holds; lower the MTU or use larger frames"
    )]
    MtuTooLarge {
        /// Name of the interface.
        interface: String,
        /// Its MTU in bytes, without the Ethernet header.
        mtu: u32,
        /// The largest MTU, in bytes, that the frames allow for.
        max: u32,
    },
    /// Zero-copy was demanded and the driver, or its present state, does not do it.
    #[error("queue {queue} of interface {interface} can't do zero-copy ({source}): {reason}")]
    ZeroCopyUnavailable {
        /// Name of the interface.
        interface: String,
        /// The queue, from 0.
        queue: u32,
        /// Why, as far as it is known.
        reason: String,
        /// What the system answered.
        source: io::Error,
    },
    /// The kernel's verifier refused a program.
    #[error("bpf(BPF_PROG_LOAD): {source}; the verifier says:\n{log}")]
    ProgramRejected {
        /// What the system answered.
        source: io::Error,
        /// The verifier's log.
        log: String,
    },
    /// No allowed way of attaching the program worked.
    #[error("attaching the XDP program to {interface} failed: {attempts}")]
    Attach {
        /// Name of the interface.
        interface: String,
        /// What was tried, and what the answer was, in order.
        attempts: String,
        /// The last answer of the system.
        source: io::Error,
    },
    /// A file descriptor that should be an XSKMAP is something else (EINVAL).
    #[error("the file descriptor is no XSKMAP but {found}")]
    NotAnXskMap {
        /// What it is.
        found: String,
    },
    /// The XSKMAP has no slot for the queue (E2BIG).
    #[error("the XSKMAP has {max_entries} entries and none for queue {queue}; make it larger")]
    XskMapTooSmall {
        /// The queue, from 0.
        queue: u32,
        /// Entries of the map.
        max_entries: u32,
    },
    /// The XSKMAP's slot for the queue holds another socket (EEXIST).
    #[error("the XSKMAP's entry for queue {queue} already holds another socket; close that one")]
    XskMapSlotTaken {
        /// The queue, from 0.
        queue: u32,
    },
}

impl Error {
    /// The error of a failed call. EPERM and EACCES become [`Error::Permission`], with those of
    /// the `needed` capabilities that are missing.
    pub(crate) fn syscall(call: &'static str, source: io::Error, needed: &[Capability]) -> Error {
        match source.raw_os_error() {
            Some(libc::EPERM | libc::EACCES) => Error::Permission {
                call,
                missing: missing(needed),
                source,
            },
            _ => Error::Syscall {
                call,
                source,
                hint: None,
            },
        }
    }

    /// Adds a hint to an [`Error::Syscall`]; others have their own already.
    pub(crate) fn with_hint(mut self, text: impl Into<Cow<'static, str>>) -> Error {
        if let Error::Syscall { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// The system's error number: what it answered, or what it answers in such a case where we
    /// found out before asking.
    pub fn raw_os_error(&self) -> Option<i32> {
        match self {
            Error::Syscall { source, .. }
            | Error::Permission { source, .. }
            | Error::KernelTooOld { source, .. }
            | Error::QueueBusy { source, .. }
            | Error::MemlockLimit { source, .. }
            | Error::ZeroCopyUnavailable { source, .. }
            | Error::ProgramRejected { source, .. }
            | Error::Attach { source, .. } => source.raw_os_error(),
            Error::UnknownInterface { .. } => Some(libc::ENODEV),
            Error::DeviceGone { .. } => Some(libc::ENXIO),
            Error::QueueOutOfRange { .. }
            | Error::QueueHasNoTx { .. }
            | Error::QueueHasNoRx { .. }
            | Error::Config { .. }
            | Error::NotAnXskMap { .. } => Some(libc::EINVAL),
            Error::ForeignProgram { .. } | Error::SteeringConflict { .. } => Some(libc::EBUSY),
            Error::MtuTooLarge { .. } => Some(libc::EMSGSIZE),
            Error::XskMapTooSmall { .. } => Some(libc::E2BIG),
            Error::XskMapSlotTaken { .. } => Some(libc::EEXIST),
        }
    }
}

impl From<Error> for io::Error {
    /// Keeps the errno, and gives the message up for it; errors without one keep the message.
    fn from(e: Error) -> io::Error {
        match e.raw_os_error() {
            Some(errno) => io::Error::from_raw_os_error(errno),
            None => io::Error::other(e),
        }
    }
}

struct Remedy<'a>(&'a Option<Cow<'static, str>>);

impl fmt::Display for Remedy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

struct Missing<'a>(&'a [&'static str]);

impl fmt::Display for Missing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(
                "no capability that it needs is missing; a user namespace that does not own \
                 the network namespace, a security module or kernel lockdown forbids it",
            );
        }
        write!(
            f,
            "missing {}; run as root or grant it",
            self.0.join(" and ")
        )
    }
}

struct Queues(u32, u32);

impl fmt::Display for Queues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |f: &mut fmt::Formatter<'_>, what: &str, n: u32| match n {
            0 => write!(f, "it has none to {what}"),
            1 => write!(f, "it can {what} on queue 0 only"),
            n => write!(f, "it can {what} on queues 0 to {}", n - 1),
        };
        side(f, "receive", self.0)?;
        f.write_str(", and ")?;
        side(f, "send", self.1)
    }
}

struct ProgramName<'a>(u32, &'a Option<String>);

impl fmt::Display for ProgramName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (0, _) => f.write_str("of an unknown id"),
            (id, Some(name)) => write!(f, "{name:?} with id {id}"),
            (id, None) => write!(f, "with id {id}"),
        }
    }
}

/// The capabilities that this crate's calls need; the value is the number in
/// linux/capability.h.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capability {
    NetAdmin = 12,
    NetRaw = 13,
    SysAdmin = 21,
    Bpf = 39,
}

impl Capability {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Capability::NetAdmin => "CAP_NET_ADMIN",
            Capability::NetRaw => "CAP_NET_RAW",
            Capability::SysAdmin => "CAP_SYS_ADMIN",
            Capability::Bpf => "CAP_BPF",
        }
    }
}

/// Those of the needed capabilities that the calling thread has not. CAP_SYS_ADMIN contains
/// CAP_BPF (capabilities(7)).
fn missing(needed: &[Capability]) -> Vec<&'static str> {
    let status = std::fs::read_to_string("/proc/thread-self/status").unwrap_or_default();
    missing_from(needed, effective(&status).unwrap_or(0))
}

fn effective(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|l| l.strip_prefix("CapEff:"))?;
    u64::from_str_radix(line.trim(), 16).ok()
}

fn missing_from(needed: &[Capability], effective: u64) -> Vec<&'static str> {
    let has = |c: Capability| effective & (1 << c as u32) != 0;
    needed
        .iter()
        .filter(|&&c| !(has(c) || c == Capability::Bpf && has(Capability::SysAdmin)))
        .map(|c| c.name())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn os(errno: i32) -> io::Error {
        io::Error::from_raw_os_error(errno)
    }

    #[test]
    fn s13_errno_survives_the_conversion() {
        let e = Error::QueueBusy {
            interface: "eth7".into(),
            queue: 3,
            waited: Duration::from_secs(1),
            source: os(libc::EBUSY),
        };
        assert_eq!(e.raw_os_error(), Some(libc::EBUSY));
        assert_eq!(io::Error::from(e).raw_os_error(), Some(libc::EBUSY));
        let e = Error::syscall("bind", os(libc::EINVAL), &[]);
        assert_eq!(io::Error::from(e).raw_os_error(), Some(libc::EINVAL));
    }

    #[test]
    fn messages_name_call_errno_and_remedy() {
        let e = Error::syscall("bind", os(libc::EINVAL), &[]).with_hint("try queue 0");
        let text = e.to_string();
        assert!(text.starts_with("bind: Invalid argument"), "{text}");
        assert!(text.ends_with("; try queue 0"), "{text}");

        let e = Error::Config {
            field: "frame_size",
            value: "1024".into(),
            allowed: "2048 or 4096".into(),
        };
        assert_eq!(
            e.to_string(),
            "frame_size = 1024 is not allowed; it must be 2048 or 4096"
        );

        let e = Error::ForeignProgram {
            interface: "eth7".into(),
            id: 42,
            name: Some("xdp_filter".into()),
            mode: AttachedMode::Native,
        };
        let text = e.to_string();
        assert!(
            text.contains("eth7 already runs the native XDP program \"xdp_filter\" with id 42"),
            "{text}"
        );
    }

    #[test]
    fn queue_errors_name_the_valid_range() {
        let e = Error::QueueOutOfRange {
            interface: "eth7".into(),
            queue: 9,
            rx_queues: 4,
            tx_queues: 1,
        };
        assert_eq!(
            e.to_string(),
            "interface eth7 has no queue 9: it can receive on queues 0 to 3, and it can send on \
             queue 0 only"
        );
    }

    #[test]
    fn permission_names_the_missing_capability() {
        const NET_ADMIN: u64 = 1 << 12;
        const SYS_ADMIN: u64 = 1 << 21;
        let needed = [Capability::NetAdmin, Capability::Bpf];
        assert_eq!(missing_from(&needed, 0), ["CAP_NET_ADMIN", "CAP_BPF"]);
        assert_eq!(missing_from(&needed, NET_ADMIN), ["CAP_BPF"]);
        assert!(missing_from(&needed, NET_ADMIN | SYS_ADMIN).is_empty());
        assert_eq!(
            effective("Name:\tx\nCapEff:\t0000000000003000\n"),
            Some(0x3000)
        );
        assert_eq!(effective("nothing"), None);

        let e = Error::Permission {
            call: "socket(AF_XDP)",
            missing: vec!["CAP_NET_RAW"],
            source: os(libc::EPERM),
        };
        let text = e.to_string();
        assert!(text.contains("socket(AF_XDP)"), "{text}");
        assert!(text.contains("missing CAP_NET_RAW"), "{text}");
        let e = Error::Permission {
            call: "bpf(BPF_PROG_LOAD)",
            missing: vec![],
            source: os(libc::EPERM),
        };
        assert!(e.to_string().contains("lockdown"), "{e}");
    }

    #[test]
    fn may_cross_threads() {
        fn check<T: Send + Sync + 'static>() {}
        check::<Error>();
    }
}
