//! Attaching a program to an interface, by bpf_link or by netlink, and getting it off again.

use std::fmt::Write as _;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};

use xdp_sys as sys;

use crate::capabilities::XdpFeatures;
use crate::error::{Capability, Error};
use crate::interface::{AttachedProgram, Interface, attached_programs, name_program};
use crate::netlink::{Connection, Message, Refused};
use crate::program::{AttachMethod, AttachMode, AttachedMethod, AttachedMode};
use crate::sys::bpf;

const NEEDED: &[Capability] = &[Capability::NetAdmin];

/// A program on an interface.
#[derive(Debug)]
pub(super) struct Attachment {
    hold: Hold,
    /// To the namespace of the interface, wherever the thread is that drops us.
    connection: Mutex<Connection>,
    index: u32,
    program: OwnedFd,
    process: u32,
    pub(super) id: u32,
    pub(super) mode: AttachedMode,
    pub(super) fallback_reason: Option<String>,
}

#[derive(Debug)]
enum Hold {
    Link(OwnedFd),
    Netlink,
}

impl AttachedMode {
    fn flag(self) -> u32 {
        match self {
            AttachedMode::Native => sys::XDP_FLAGS_DRV_MODE,
            AttachedMode::Generic => sys::XDP_FLAGS_SKB_MODE,
            AttachedMode::Offload => sys::XDP_FLAGS_HW_MODE,
        }
    }
}

impl Attachment {
    /// Attaches `program` to `interface` of the calling thread's namespace.
    pub(super) fn new(
        interface: &Interface,
        program: OwnedFd,
        mode: AttachMode,
        method: AttachMethod,
        replace: bool,
    ) -> Result<Attachment, Error> {
        let id = bpf::program_info(program.as_fd())
            .map_err(|e| Error::syscall("bpf(BPF_OBJ_GET_INFO_BY_FD)", e, &[]))?
            .id;
        let mut connection =
            Connection::route().map_err(|e| Error::syscall("socket(AF_NETLINK)", e, &[]))?;
        let mut target = Target {
            interface,
            connection: &mut connection,
        };
        target.make_room(replace)?;

        let mut attempts = Attempts::default();
        let mut fallback_reason = None;
        for &mode in match mode {
            AttachMode::Auto => &[AttachedMode::Native, AttachedMode::Generic][..],
            AttachMode::Native => &[AttachedMode::Native],
            AttachMode::Generic => &[AttachedMode::Generic],
        } {
            match target.attach(program.as_fd(), mode, method, &mut attempts)? {
                Some(hold) => {
                    return Ok(Attachment {
                        hold,
                        connection: Mutex::new(connection),
                        index: interface.index(),
                        program,
                        process: std::process::id(),
                        id,
                        mode,
                        fallback_reason,
                    });
                }
                None => fallback_reason = Some(attempts.text.clone()),
            }
        }
        Err(Error::Attach {
            interface: interface.name().to_owned(),
            attempts: attempts.text,
            source: attempts
                .last
                .unwrap_or_else(|| io::Error::from_raw_os_error(libc::EOPNOTSUPP)),
        })
    }

    pub(super) fn method(&self) -> AttachedMethod {
        match self.hold {
            Hold::Link(_) => AttachedMethod::Link,
            Hold::Netlink => AttachedMethod::Netlink,
        }
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // an unfinished exchange spoils nothing: answers are matched with requests
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the program is still where it was attached: nobody detached it, and the interface
    /// was neither deleted nor moved to another namespace.
    pub(super) fn is_alive(&self) -> bool {
        let ours =
            |all: Vec<AttachedProgram>| all.iter().any(|p| p.id == self.id && p.mode == self.mode);
        if self.is_inherited() {
            // the connection is shared with the parent, who would miss the answers that we read
            return Connection::route()
                .and_then(|mut own| attached_programs(&mut own, self.index))
                .is_ok_and(ours);
        }
        attached_programs(&mut self.connection(), self.index).is_ok_and(ours)
    }

    /// Whether this is a copy that fork(2) made of what belongs to the parent.
    pub(super) fn is_inherited(&self) -> bool {
        self.process != std::process::id()
    }

    /// Detaches the program, if it is still there.
    pub(super) fn detach(&self) {
        if self.is_inherited() {
            return; // the program is the parent's
        }
        // Either fails only if there is nothing left to detach.
        match &self.hold {
            // Closing it would do, but not at once if a child has a copy for the moment.
            Hold::Link(link) => drop(bpf::link_detach(link.as_fd())),
            Hold::Netlink => drop(detach_netlink(
                &mut self.connection(),
                self.index,
                self.mode,
                Some(self.program.as_fd()),
            )),
        }
    }
}

/// What was tried, for messages.
#[derive(Default)]
struct Attempts {
    text: String,
    last: Option<io::Error>,
}

impl Attempts {
    fn add(&mut self, mode: AttachedMode, method: &str, refused: Refused) {
        self.note(&format!("{mode} by {method}: {refused}"));
        self.last = Some(refused.source);
    }

    fn note(&mut self, text: &str) {
        let separator = if self.text.is_empty() { "" } else { "; " };
        let _ = write!(self.text, "{separator}{text}");
    }
}

/// Where a program is to be attached.
struct Target<'a> {
    interface: &'a Interface,
    connection: &'a mut Connection,
}

impl Target<'_> {
    /// Attaches in one mode. `Ok(None)`: does not work in this mode, for the reasons added to
    /// `attempts`.
    fn attach(
        &mut self,
        program: BorrowedFd<'_>,
        mode: AttachedMode,
        method: AttachMethod,
        attempts: &mut Attempts,
    ) -> Result<Option<Hold>, Error> {
        // A driver that runs programs but can't redirect would accept ours and drop the packets.
        if let (AttachedMode::Native, Some(can)) = (mode, self.interface.capabilities().xdp) {
            if can.contains(XdpFeatures::BASIC) && !can.contains(XdpFeatures::REDIRECT) {
                attempts.note("native: the driver can't redirect packets");
                return Ok(None);
            }
        }
        let index = self.interface.index();
        if method != AttachMethod::Netlink {
            match bpf::link_xdp(program, index, mode.flag()) {
                Ok(link) => return Ok(Some(Hold::Link(link))),
                Err(e) => {
                    let e = self.sort_out("bpf(BPF_LINK_CREATE)", e)?;
                    attempts.add(mode, "bpf_link", e.into());
                }
            }
        }
        // Kernels before 5.9 lack the link, and others say by netlink what they have against it.
        if method != AttachMethod::Link {
            let flags = mode.flag() | sys::XDP_FLAGS_UPDATE_IF_NOEXIST;
            match set_xdp(self.connection, index, Some(program), None, flags) {
                Ok(()) => return Ok(Some(Hold::Netlink)),
                Err(Refused { source, message }) => {
                    let source = self.sort_out("netlink(IFLA_XDP)", source)?;
                    attempts.add(mode, "netlink", Refused { source, message });
                }
            }
        }
        Ok(None)
    }

    /// Sorts out the errors that no other mode or method will cure.
    fn sort_out(&mut self, call: &'static str, e: io::Error) -> Result<io::Error, Error> {
        match e.raw_os_error() {
            Some(libc::EPERM | libc::EACCES) => Err(Error::syscall(call, e, NEEDED)),
            Some(libc::ENODEV | libc::ENXIO) => Err(self.gone()),
            // somebody was quicker than we
            Some(libc::EBUSY | libc::EEXIST) => match self.foreign()?.pop() {
                Some(program) => Err(self.in_the_way(program)),
                None => Ok(e),
            },
            _ => Ok(e),
        }
    }

    fn gone(&self) -> Error {
        Error::DeviceGone {
            interface: self.interface.name().to_owned(),
        }
    }

    fn in_the_way(&self, program: AttachedProgram) -> Error {
        let program = name_program(program);
        Error::ForeignProgram {
            interface: self.interface.name().to_owned(),
            id: program.id,
            name: program.name,
            mode: program.mode,
        }
    }

    /// The programs in our way. One that the card runs is not: it runs before ours.
    fn foreign(&mut self) -> Result<Vec<AttachedProgram>, Error> {
        let mut programs =
            attached_programs(self.connection, self.interface.index()).map_err(|e| {
                match e.raw_os_error() {
                    Some(libc::ENODEV) => self.gone(),
                    _ => Error::syscall("netlink(RTM_GETLINK)", e, &[]),
                }
            })?;
        programs.retain(|program| program.mode != AttachedMode::Offload);
        Ok(programs)
    }

    /// Finds, and if asked to detaches, other people's programs.
    fn make_room(&mut self, replace: bool) -> Result<(), Error> {
        for program in self.foreign()? {
            if !replace {
                return Err(self.in_the_way(program));
            }
            self.remove(program)?;
        }
        Ok(())
    }

    fn remove(&mut self, program: AttachedProgram) -> Result<(), Error> {
        let index = self.interface.index();
        let expected = bpf::program_by_id(program.id).ok();
        let expected = expected.as_ref().map(|fd| fd.as_fd());
        let refused = match detach_netlink(self.connection, index, program.mode, expected) {
            Ok(()) => return Ok(()),
            Err(refused) => refused,
        };
        match refused.source.raw_os_error() {
            // a link holds it, and netlink may not touch that
            Some(libc::EBUSY) => {
                let detached = detach_link(index, program.id)?;
                // the link may just have gone by itself
                if !detached && self.foreign()?.contains(&program) {
                    return Err(Error::Attach {
                        interface: self.interface.name().to_owned(),
                        attempts: format!(
                            "the program {} in its place can't be replaced: several bpf_links \
                             look as if they held it; end the process that owns it",
                            program.id
                        ),
                        source: refused.source,
                    });
                }
                Ok(())
            }
            Some(libc::ENODEV) => Err(self.gone()),
            _ => Err(Error::syscall("netlink(IFLA_XDP)", refused.source, NEEDED)),
        }
    }
}

/// Detaches what a link of somebody else's attached. False if no link can be told to be the one.
fn detach_link(index: u32, program: u32) -> Result<bool, Error> {
    const NEEDED: &[Capability] = &[Capability::SysAdmin];
    let mut found = Vec::new();
    let mut id = 0;
    loop {
        id = match bpf::next_link(id) {
            Ok(id) => id,
            Err(e) if e.raw_os_error() == Some(libc::ENOENT) => break,
            Err(e) => return Err(Error::syscall("bpf(BPF_LINK_GET_NEXT_ID)", e, NEEDED)),
        };
        // links come and go meanwhile
        let Ok(link) = bpf::link_by_id(id) else {
            continue;
        };
        let matches = bpf::link_info(link.as_fd())
            .is_ok_and(|info| info.interface == Some(index) && info.program == program);
        if matches {
            found.push(link);
        }
    }
    // The index is that of the link's own namespace: the same program on an interface of the same
    // index in another namespace looks the same. Better none than the wrong one.
    let [link] = found.as_slice() else {
        return Ok(false);
    };
    bpf::link_detach(link.as_fd())
        .map_err(|e| Error::syscall("bpf(BPF_LINK_DETACH)", e, NEEDED))?;
    Ok(true)
}

/// Detaches a program by netlink, if it is the expected one where that is known.
fn detach_netlink(
    connection: &mut Connection,
    index: u32,
    mode: AttachedMode,
    expected: Option<BorrowedFd<'_>>,
) -> Result<(), Refused> {
    let Some(expected) = expected else {
        return set_xdp(connection, index, None, None, mode.flag());
    };
    let flags = mode.flag() | sys::XDP_FLAGS_REPLACE;
    match set_xdp(connection, index, None, Some(expected), flags) {
        // XDP_FLAGS_REPLACE is there since Linux 5.7
        Err(refused) if refused.source.raw_os_error() == Some(libc::EINVAL) => {
            let id = bpf::program_info(expected)?.id;
            let ours = |p: &AttachedProgram| p.id == id && p.mode == mode;
            if attached_programs(connection, index)?.iter().any(ours) {
                return set_xdp(connection, index, None, None, mode.flag());
            }
            Err(refused)
        }
        other => other,
    }
}

/// Sets (or with `None` removes) an interface's program by netlink.
fn set_xdp(
    connection: &mut Connection,
    index: u32,
    program: Option<BorrowedFd<'_>>,
    expected: Option<BorrowedFd<'_>>,
    flags: u32,
) -> Result<(), Refused> {
    let mut header = [0; 16]; // struct ifinfomsg
    header[4..8].copy_from_slice(&index.to_ne_bytes());
    let fd = program.map_or(-1, |fd| fd.as_raw_fd());
    let message = Message::new(libc::RTM_SETLINK, 0, &header).nest(libc::IFLA_XDP, &[], |m| {
        let m = m
            .attr_u32(sys::IFLA_XDP_FD as u16, fd as u32)
            .attr_u32(sys::IFLA_XDP_FLAGS as u16, flags);
        match expected {
            Some(fd) => m.attr_u32(sys::IFLA_XDP_EXPECTED_FD as u16, fd.as_raw_fd() as u32),
            None => m,
        }
    });
    connection.request(message).map(drop)
}
