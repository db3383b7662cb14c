//! The memory of a socket that is being opened: its UMEM.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::time::Instant;

use xdp_sys::xdp_umem_reg;

use super::{BIND_PAUSE, Opening};
use crate::Error;
use crate::config::Pages;
use crate::mmap::PageSize;
use crate::sys::xsk;
use crate::umem::Umem;

impl Opening<'_> {
    /// Maps memory for `frames` frames and registers it with the kernel.
    pub(super) fn register_umem(&mut self, frames: u32) -> Result<Arc<Umem>, Error> {
        let pages: &[PageSize] = match self.config.pages {
            Pages::Normal => &[PageSize::Normal],
            Pages::Prefer(page) => &[page, PageSize::Normal],
            Pages::Require(page) => &[page],
        };
        let umem = self.umem(frames, pages).map_err(|e| {
            Error::syscall("mmap(UMEM)", e, &[]).with_hint(
                "ask for fewer frames or, for huge pages, raise /proc/sys/vm/nr_hugepages",
            )
        })?;
        if let Some(reason) = umem.fallback() {
            self.fallbacks.push(reason.to_string());
        }
        self.pages = umem.pages();
        self.raise_memlock();
        let registration = xdp_umem_reg {
            addr: umem.base().as_ptr() as u64,
            len: umem.len(),
            chunk_size: umem.chunk_size(),
            headroom: umem.headroom(),
            ..xdp_umem_reg::default()
        };
        register(self.fd.as_fd(), &umem, &registration).map_err(|e| self.umem_error(e, &umem))?;
        Ok(Arc::new(umem))
    }

    /// Maps the frames. The kernel gives the pages of a closed socket back as late as its queue, so
    /// huge ones that are in use may be free in a moment.
    fn umem(&self, frames: u32, pages: &[PageSize]) -> io::Result<Umem> {
        let (size, headroom) = (self.config.frame_size, self.config.headroom);
        let start = Instant::now();
        loop {
            match Umem::new(frames, size, headroom, &pages[..1]) {
                Err(e)
                    if e.raw_os_error() == Some(libc::ENOMEM)
                        && pages[0].exist(u64::from(frames) * u64::from(size))
                        && start.elapsed() < self.config.bind_timeout =>
                {
                    std::thread::sleep(BIND_PAUSE);
                }
                Err(_) if pages.len() > 1 => return Umem::new(frames, size, headroom, pages),
                umem => return umem,
            }
        }
    }

    /// Raises the soft limit on locked memory, which the UMEM counts against, as far as we may.
    fn raise_memlock(&self) {
        if let Ok((soft, hard)) = xsk::memlock_limit() {
            if soft < hard {
                // If it fails, registering the UMEM says what is missing.
                let _ = xsk::raise_memlock_limit(hard);
            }
        }
    }

    fn umem_error(&self, source: io::Error, umem: &Umem) -> Error {
        match source.raw_os_error() {
            Some(libc::ENOBUFS | libc::EPERM) => Error::MemlockLimit {
                needed_bytes: umem.len(),
                limit_bytes: xsk::memlock_limit().map_or(0, |(soft, _)| soft),
                source,
            },
            _ => Error::syscall("setsockopt(XDP_UMEM_REG)", source, &[]),
        }
    }
}

/// Registers a UMEM whose every byte is frames.
#[allow(unsafe_code)]
fn register(fd: BorrowedFd<'_>, umem: &Umem, registration: &xdp_umem_reg) -> io::Result<()> {
    debug_assert!(registration.len as usize <= umem.mapped_bytes());
    // SAFETY: the range is the UMEM's own mapping, which holds nothing but frames: it is only
    // reached through `View`, whose callers own the frames that they access. The socket keeps the
    // UMEM until its descriptor is closed, and the kernel the pages until it has done with them.
    unsafe { xsk::register_umem(fd, registration) }
}
