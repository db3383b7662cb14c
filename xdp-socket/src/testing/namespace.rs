//! Network namespaces for the calling thread.

use std::marker::PhantomData;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use crate::error::{Capability, Error};
use crate::sys::netns;
use crate::testing::Link;

/// Puts the calling thread into a network namespace until it is dropped; then the thread is back
/// in the one it came from.
///
/// Threads started meanwhile begin in the namespace of their parent. Guards that nest must be
/// dropped in reverse order, as local variables are.
#[derive(Debug)]
pub struct Namespace {
    handle: NamespaceHandle,
    previous: OwnedFd,
    // belongs to one thread: neither Send nor Sync
    _thread: PhantomData<*const ()>,
}

/// Refers to a network namespace and keeps it alive; may be sent to other threads.
#[derive(Debug, Clone)]
pub struct NamespaceHandle {
    fd: Arc<OwnedFd>,
}

impl Namespace {
    /// Makes a network namespace and enters it. Its loopback interface is up; IPv6 is off, so that
    /// no interface sends packets of its own accord.
    ///
    /// # Errors
    ///
    /// [`Error::Permission`] without CAP_SYS_ADMIN; [`Error::Syscall`].
    #[doc(alias = "unshare")]
    #[doc(alias = "CLONE_NEWNET")]
    pub fn new() -> Result<Namespace, Error> {
        let previous = current()?;
        netns::unshare()
            .map_err(|e| Error::syscall("unshare(CLONE_NEWNET)", e, &[Capability::SysAdmin]))?;
        // From here on, dropping the guard leads back.
        let namespace = Namespace::guard(current()?, previous);
        // Absent where IPv6 is, read-only in some containers; `Link`s see to themselves too.
        let _ = std::fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
        let _ = std::fs::write("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
        Link::from_index(1).set_up(true)?;
        Ok(namespace)
    }

    fn guard(fd: OwnedFd, previous: OwnedFd) -> Namespace {
        Namespace {
            handle: NamespaceHandle { fd: Arc::new(fd) },
            previous,
            _thread: PhantomData,
        }
    }

    /// A handle by which other threads can enter, and interfaces be moved here.
    pub fn handle(&self) -> NamespaceHandle {
        self.handle.clone()
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        if let Err(e) = netns::enter(&self.previous) {
            // A thread that went on in the wrong namespace could harm the machine's own network.
            eprintln!("setns: can't return to the previous network namespace: {e}");
            std::process::abort();
        }
    }
}

impl NamespaceHandle {
    /// The network namespace of the calling thread.
    ///
    /// # Errors
    ///
    /// [`Error::Syscall`] where /proc is not mounted.
    pub fn current() -> Result<NamespaceHandle, Error> {
        Ok(NamespaceHandle {
            fd: Arc::new(current()?),
        })
    }

    /// Puts the calling thread into this namespace until the guard is dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Permission`] without CAP_SYS_ADMIN; [`Error::Syscall`].
    #[doc(alias = "setns")]
    pub fn enter(&self) -> Result<Namespace, Error> {
        let previous = current()?;
        netns::enter(&self.fd)
            .map_err(|e| Error::syscall("setns(CLONE_NEWNET)", e, &[Capability::SysAdmin]))?;
        Ok(Namespace {
            handle: self.clone(),
            previous,
            _thread: PhantomData,
        })
    }

    pub(crate) fn fd(&self) -> &OwnedFd {
        &self.fd
    }
}

fn current() -> Result<OwnedFd, Error> {
    netns::current().map_err(|e| Error::syscall("open(/proc/thread-self/ns/net)", e, &[]))
}
