//! The built-in programs that this process runs, one for each interface.

use std::collections::HashMap;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use crate::error::{Capability, Error};
use crate::interface::Interface;
use crate::program::attach::Attachment;
use crate::program::map::{Registration, XskMap};
use crate::program::redirect::assemble;
use crate::program::{AttachMethod, AttachMode, AttachedMethod, AttachedMode, XdpProgram};
use crate::sys::netns::Identity;
use crate::sys::{bpf, netns};

/// An interface, told apart by its index, in a network namespace.
type Key = (Identity, u32);

static RUNNING: LazyLock<Mutex<HashMap<Key, Arc<Shared>>>> = LazyLock::new(Mutex::default);

// What the table holds is whole at any time, so a panic elsewhere does not spoil it.
fn running() -> MutexGuard<'static, HashMap<Key, Arc<Shared>>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the users of one program have in common.
#[derive(Debug)]
struct Shared {
    attachment: Attachment,
    map: XskMap,
    wanted: XdpProgram,
    interface: String,
    key: Key,
    /// How many [`Attached`] there are; changes only while the table is locked.
    users: AtomicUsize,
}

/// The built-in program on an interface. The last of these, and of the sockets that use it, takes
/// the program along when it is dropped.
#[derive(Debug)]
pub struct Attached {
    shared: Arc<Shared>,
}

/// Attaches the built-in program, or shares the one that this process has there already.
pub(crate) fn acquire(interface: &Interface, wanted: &XdpProgram) -> Result<Arc<Attached>, Error> {
    wanted.steer.check()?;
    let here =
        netns::identity().map_err(|e| Error::syscall("stat(/proc/thread-self/ns/net)", e, &[]))?;
    if here != interface.netns() {
        // Here, that index is nobody or somebody else.
        return Err(Error::UnknownInterface {
            interface: format!("{} (looked up in another one)", interface.name()),
        });
    }

    let key = (here, interface.index());
    let mut running = running();
    if let Some(shared) = running.get(&key) {
        let attachment = &shared.attachment;
        if !attachment.is_inherited() && attachment.is_alive() {
            shared.check(wanted)?;
            return Ok(Shared::user(shared));
        }
        // The interface was deleted and its index given to another, or somebody took the program
        // off, or it is our parent's. Its users keep what they have of it; others start anew.
        running.remove(&key);
    }
    let shared = Arc::new(Shared::start(key, interface, wanted)?);
    running.insert(key, Arc::clone(&shared));
    Ok(Shared::user(&shared))
}

impl Shared {
    /// Call it with the table locked.
    fn user(this: &Arc<Shared>) -> Arc<Attached> {
        this.users.fetch_add(1, Relaxed);
        Arc::new(Attached {
            shared: Arc::clone(this),
        })
    }

    fn start(key: Key, interface: &Interface, wanted: &XdpProgram) -> Result<Shared, Error> {
        let map = XskMap::create(interface.max_rx_queues().max(interface.rx_queues()))?;
        let instructions =
            assemble(&wanted.steer, map.as_fd().as_raw_fd()).ok_or_else(|| Error::Config {
                field: "steer",
                value: format!("{} rules", wanted.steer.rules().len()),
                allowed: "rules that compare with some thousand values at most".to_owned(),
            })?;
        let flags = match wanted.frags {
            true => xdp_sys::BPF_F_XDP_HAS_FRAGS,
            false => 0,
        };
        let program = bpf::load("xdp_socket", &instructions, flags)
            .map_err(|(source, log)| load_error(source, log, wanted.frags))?;
        let attachment = Attachment::new(
            interface,
            program,
            wanted.mode,
            wanted.method,
            wanted.replace,
        )?;
        Ok(Shared {
            attachment,
            map,
            wanted: wanted.clone(),
            interface: interface.name().to_owned(),
            key,
            users: AtomicUsize::new(0),
        })
    }

    /// Whether what runs is what is wanted.
    fn check(&self, wanted: &XdpProgram) -> Result<(), Error> {
        let mode = match wanted.mode {
            AttachMode::Auto => true,
            AttachMode::Native => self.attachment.mode == AttachedMode::Native,
            AttachMode::Generic => self.attachment.mode == AttachedMode::Generic,
        };
        let method = match wanted.method {
            AttachMethod::Auto => true,
            AttachMethod::Link => self.attachment.method() == AttachedMethod::Link,
            AttachMethod::Netlink => self.attachment.method() == AttachedMethod::Netlink,
        };
        let same = self.wanted.steer.normal() == wanted.steer.normal()
            && self.wanted.frags == wanted.frags;
        if mode && method && same {
            return Ok(());
        }
        Err(Error::SteeringConflict {
            interface: self.interface.clone(),
            active: describe(
                &self.wanted,
                &format!("{}, {}", self.attachment.mode, self.attachment.method()),
            ),
            wanted: describe(wanted, &format!("{:?}, {:?}", wanted.mode, wanted.method)),
        })
    }
}

fn load_error(source: std::io::Error, log: String, frags: bool) -> Error {
    const NEEDED: &[Capability] = &[Capability::NetAdmin, Capability::Bpf];
    match source.raw_os_error() {
        // the flags are looked at before the program is
        Some(libc::EINVAL) if frags && log.is_empty() => Error::KernelTooOld {
            what: "an XDP program for packets of several buffers",
            since: "5.18",
            source,
        },
        _ if log.is_empty() => Error::syscall("bpf(BPF_PROG_LOAD)", source, NEEDED),
        _ => Error::ProgramRejected { source, log },
    }
}

fn describe(program: &XdpProgram, how: &str) -> String {
    let frags = if program.frags { ", frags" } else { "" };
    format!(
        "steering \"{}\" ({}{frags})",
        program.steer,
        how.to_lowercase()
    )
}

impl Attached {
    /// How the program runs.
    pub fn mode(&self) -> AttachedMode {
        self.shared.attachment.mode
    }

    /// By what it is attached.
    pub fn method(&self) -> AttachedMethod {
        self.shared.attachment.method()
    }

    /// Why it does not run natively, where that was to be tried first.
    pub fn fallback_reason(&self) -> Option<&str> {
        self.shared.attachment.fallback_reason.as_deref()
    }

    /// The program's id, as `bpftool prog` lists it.
    pub fn program_id(&self) -> u32 {
        self.shared.attachment.id
    }

    /// Whether the program is still on the interface: nobody took it off, and the interface was
    /// not deleted.
    pub fn is_alive(&self) -> bool {
        self.shared.attachment.is_alive()
    }

    /// The program's map of sockets.
    pub fn map(&self) -> &XskMap {
        &self.shared.map
    }

    /// Enters a socket for its queue, until the registration is dropped.
    pub(crate) fn register(
        self: &Arc<Attached>,
        queue: u32,
        socket: BorrowedFd<'_>,
    ) -> Result<Registration, Error> {
        self.shared.map.enter(queue, socket, Some(Arc::clone(self)))
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        let mut running = running();
        let shared = &self.shared;
        if shared.users.fetch_sub(1, Relaxed) > 1 {
            return;
        }
        // Still locked, so that nobody finds the interface half cleared.
        shared.attachment.detach();
        let listed = running.get(&shared.key);
        if listed.is_some_and(|other| Arc::ptr_eq(other, shared)) {
            running.remove(&shared.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn refusals_are_told_apart() {
        let os = io::Error::from_raw_os_error;
        let e = load_error(os(libc::EINVAL), String::new(), true);
        assert!(e.to_string().contains("needs Linux 5.18"), "{e}");
        let e = load_error(os(libc::EINVAL), "0: (95) exit".into(), true);
        assert!(e.to_string().ends_with("0: (95) exit"), "{e}");
        let e = load_error(os(libc::EINVAL), String::new(), false);
        assert!(matches!(e, Error::Syscall { .. }), "{e}");
        let e = load_error(os(libc::EPERM), String::new(), true);
        assert!(matches!(e, Error::Permission { .. }), "{e}");
    }
}
