//! XSKMAPs, and the sockets in them.

use std::ffi::CString;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use xdp_sys::{BPF_MAP_TYPE_XSKMAP, BPF_NOEXIST};

use crate::error::{Capability, Error};
use crate::program::Attached;
use crate::sys::bpf;

const NEEDED: &[Capability] = &[Capability::NetAdmin, Capability::Bpf];

/// A BPF map of AF_XDP sockets, to which an XDP program redirects.
///
/// For programs of your own, however they were loaded: aya, libbpf and the rest all give out the
/// descriptor of a map. The entry for a socket is the one of its queue's number, so the program has
/// to redirect to `ctx->rx_queue_index`.
#[doc(alias = "BPF_MAP_TYPE_XSKMAP")]
#[derive(Debug, Clone)]
pub struct XskMap {
    fd: Arc<OwnedFd>,
    entries: u32,
}

impl XskMap {
    pub(crate) fn create(entries: u32) -> Result<XskMap, Error> {
        let fd = bpf::create_xskmap("xdp_socket_map", entries)
            .map_err(|e| Error::syscall("bpf(BPF_MAP_CREATE)", e, NEEDED))?;
        Ok(XskMap {
            fd: Arc::new(fd),
            entries,
        })
    }

    /// Takes the descriptor of an XSKMAP.
    ///
    /// # Errors
    ///
    /// [`Error::NotAnXskMap`] where it is one of something else; [`Error::Syscall`].
    pub fn from_fd(fd: OwnedFd) -> Result<XskMap, Error> {
        let other = |found: &str| Error::NotAnXskMap {
            found: found.to_owned(),
        };
        match bpf::kind(fd.as_fd()) {
            bpf::Kind::Map => {}
            bpf::Kind::Program => return Err(other("a BPF program")),
            bpf::Kind::Link => return Err(other("a BPF link")),
            bpf::Kind::Other => return Err(other("no BPF object")),
        }
        let info = bpf::map_info(fd.as_fd())
            .map_err(|e| Error::syscall("bpf(BPF_OBJ_GET_INFO_BY_FD)", e, NEEDED))?;
        if info.type_ != BPF_MAP_TYPE_XSKMAP {
            return Err(other(&format!("a BPF map of type {}", info.type_)));
        }
        Ok(XskMap {
            fd: Arc::new(fd),
            entries: info.max_entries,
        })
    }

    /// Opens an XSKMAP that is pinned in a bpf file system.
    ///
    /// # Errors
    ///
    /// As [`from_fd`](XskMap::from_fd); [`Error::Permission`].
    #[doc(alias = "BPF_OBJ_GET")]
    pub fn from_path(path: impl AsRef<Path>) -> Result<XskMap, Error> {
        let failed = |e| Error::syscall("bpf(BPF_OBJ_GET)", e, NEEDED);
        let path =
            CString::new(path.as_ref().as_os_str().as_bytes()).map_err(|e| failed(e.into()))?;
        XskMap::from_fd(bpf::open_pinned(&path).map_err(failed)?)
    }

    /// Entries of the map; sockets of queues `0..entries()` fit.
    pub fn entries(&self) -> u32 {
        self.entries
    }

    /// Enters a socket for its queue, until the registration is dropped.
    pub(crate) fn register(
        &self,
        queue: u32,
        socket: BorrowedFd<'_>,
    ) -> Result<Registration, Error> {
        self.enter(queue, socket, None)
    }

    pub(super) fn enter(
        &self,
        queue: u32,
        socket: BorrowedFd<'_>,
        program: Option<Arc<Attached>>,
    ) -> Result<Registration, Error> {
        if queue >= self.entries {
            return Err(Error::XskMapTooSmall {
                queue,
                max_entries: self.entries,
            });
        }
        let failed = |e: std::io::Error| match e.raw_os_error() {
            Some(libc::EEXIST) => Error::XskMapSlotTaken { queue },
            _ => Error::syscall("bpf(BPF_MAP_UPDATE_ELEM)", e, NEEDED),
        };
        let socket = socket
            .try_clone_to_owned()
            .map_err(|e| Error::syscall("fcntl(F_DUPFD_CLOEXEC)", e, &[]))?;
        bpf::update(self.fd.as_fd(), queue, socket.as_fd(), BPF_NOEXIST).map_err(failed)?;
        let registration = Registration {
            map: self.clone(),
            queue,
            socket,
            process: std::process::id(),
            _program: program,
        };
        // An XSKMAP cannot be read. But entering what is there already succeeds, and entering over
        // something else does not, which is as good as reading it back.
        if !registration.is_in_place() {
            return Err(Error::XskMapSlotTaken { queue });
        }
        Ok(registration)
    }
}

impl AsFd for XskMap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// A socket's place in an XSKMAP. Dropping it removes the socket from there, and takes the built-in
/// program along if it was the last to use it.
///
/// It holds a copy of the socket's descriptor, so it must be dropped before the socket is closed
/// for the queue to become free.
#[derive(Debug)]
pub(crate) struct Registration {
    map: XskMap,
    queue: u32,
    socket: OwnedFd,
    process: u32,
    // dropped after the entry is removed
    _program: Option<Arc<Attached>>,
}

impl Registration {
    /// Whether the entry is this socket. One that vanished is entered again.
    fn is_in_place(&self) -> bool {
        let map = self.map.fd.as_fd();
        bpf::update(map, self.queue, self.socket.as_fd(), BPF_NOEXIST).is_ok()
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            return; // a copy of us after fork(2); the entry belongs to the parent
        }
        if self.is_in_place() {
            // Whatever goes wrong here, the kernel removes the entry when the socket is closed.
            let _ = bpf::delete(self.map.fd.as_fd(), self.queue);
        }
    }
}
