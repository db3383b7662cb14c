//! Owned memory mappings.
//!
//! Invariant of this file: `base..base + len` is a mapping that this value made, that nothing
//! else unmaps, and that stays until the value is dropped. A copy of the value after fork(2) has
//! the mapping, too, unless `process` says that only the parent has.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::ptr::NonNull;

/// Pages that back a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageSize {
    /// The machine's ordinary pages, 4 KiB on most.
    Normal,
    /// 2 MiB pages, taken from the pool `/proc/sys/vm/nr_hugepages`.
    Huge2M,
    /// 1 GiB pages, taken from the pool
    /// `/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages`.
    Huge1G,
}

impl PageSize {
    /// Bytes of one page.
    pub fn bytes(self) -> usize {
        match self {
            PageSize::Normal => page_size(),
            PageSize::Huge2M => 2 << 20,
            PageSize::Huge1G => 1 << 30,
        }
    }

    /// Whether the machine's pool has huge pages for `bytes`, be they free or in use.
    pub(crate) fn exist(self, bytes: u64) -> bool {
        if self == PageSize::Normal {
            return false;
        }
        let kib = self.bytes() >> 10;
        let pool = format!("/sys/kernel/mm/hugepages/hugepages-{kib}kB/nr_hugepages");
        let pages = std::fs::read_to_string(pool).ok();
        let pages: Option<u64> = pages.and_then(|text| text.trim().parse().ok());
        pages.is_some_and(|pages| pages.saturating_mul(self.bytes() as u64) >= bytes)
    }
}

fn page_size() -> usize {
    // SAFETY: sysconf has no preconditions.
    let n = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(n).unwrap_or(4096)
}

const ANONYMOUS: i32 = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;

/// `len` rounded up to whole pages.
fn round_up(len: Option<usize>, pages: PageSize) -> io::Result<usize> {
    len.and_then(|len| len.checked_next_multiple_of(pages.bytes()))
        .filter(|&len| isize::try_from(len).is_ok())
        .ok_or_else(|| io::Error::from_raw_os_error(libc::EINVAL))
}

/// A mapping that is unmapped on drop.
#[derive(Debug)]
pub(crate) struct Mmap {
    base: NonNull<u8>,
    len: usize,
    /// The only process that has the mapping, where copies of that process have not.
    process: Option<u32>,
}

// SAFETY: a mapping belongs to the process, not to a thread; this type gives out its address only,
// and whoever dereferences that states why it may.
unsafe impl Send for Mmap {}
// SAFETY: as above; no method changes the value.
unsafe impl Sync for Mmap {}

impl Mmap {
    /// Zeroed private memory of at least `len` bytes and `spare` more, rounded up to whole pages.
    /// The spare bytes do not take a huge page of their own.
    ///
    /// It is present from the start (the kernel pins it anyway) and does not follow a fork, after
    /// which copy-on-write would take the pages away from under the device: a child has zeroed
    /// memory in its place, or for huge pages, which can't be had so, nothing.
    pub(crate) fn anonymous(len: usize, spare: usize, pages: PageSize) -> io::Result<Mmap> {
        if len == 0 {
            return Err(io::Error::from_raw_os_error(libc::EINVAL));
        }
        if pages == PageSize::Normal {
            let len = round_up(len.checked_add(spare), pages)?;
            let map = Mmap::map(len, ANONYMOUS | libc::MAP_POPULATE, -1, 0)?;
            map.advise(libc::MADV_WIPEONFORK)?;
            return Ok(map);
        }
        let huge = match pages {
            PageSize::Normal | PageSize::Huge2M => libc::MAP_HUGE_2MB,
            PageSize::Huge1G => libc::MAP_HUGE_1GB,
        };
        let huge = ANONYMOUS | libc::MAP_POPULATE | libc::MAP_HUGETLB | huge;
        let body = round_up(Some(len), pages)?;
        let mut map = if body - len >= spare {
            Mmap::map(body, huge, -1, 0)?
        } else {
            let spare = round_up(Some(spare), PageSize::Normal)?;
            Mmap::huge_and_spare(body, spare, pages.bytes(), huge)?
        };
        map.advise(libc::MADV_DONTFORK)?;
        map.process = Some(std::process::id());
        Ok(map)
    }

    /// `body` bytes of huge pages with `spare` bytes of ordinary ones right behind.
    fn huge_and_spare(body: usize, spare: usize, unit: usize, huge: i32) -> io::Result<Mmap> {
        let too_large = || io::Error::from_raw_os_error(libc::EINVAL);
        let len = body.checked_add(spare).ok_or_else(too_large)?;
        // Address space for both, wherever the next multiple of a huge page lies in it.
        let reserved = len.checked_add(unit).ok_or_else(too_large)?;
        let mut map = Mmap::map(reserved, ANONYMOUS | libc::MAP_NORESERVE, -1, 0)?;
        let before = map.base.as_ptr().align_offset(unit);
        if before > unit {
            return Err(too_large());
        }
        map.replace(before, body, huge)?;
        map.cut(before, len);
        Ok(map)
    }

    /// Maps other memory over `len` bytes from `offset`.
    fn replace(&mut self, offset: usize, len: usize, flags: i32) -> io::Result<()> {
        assert!(offset + len <= self.len);
        // SAFETY: inside the mapping.
        let at = unsafe { self.base.add(offset) }.as_ptr();
        let prot = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: MAP_FIXED replaces nothing but a part of this mapping, which nobody uses yet.
        let got = unsafe { libc::mmap(at.cast(), len, prot, flags | libc::MAP_FIXED, -1, 0) };
        if got == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }

    /// Unmaps all but `len` bytes from `offset`.
    fn cut(&mut self, offset: usize, len: usize) {
        assert!(offset + len <= self.len);
        let rest = self.len - offset - len;
        // SAFETY: inside the mapping.
        let base = unsafe { self.base.add(offset) };
        // SAFETY: at most its end.
        let end = unsafe { base.add(len) };
        if offset > 0 {
            // SAFETY: a part of this mapping, which nobody uses yet.
            unsafe { libc::munmap(self.base.as_ptr().cast(), offset) };
        }
        if rest > 0 {
            // SAFETY: a part of this mapping, which nobody uses yet.
            unsafe { libc::munmap(end.as_ptr().cast(), rest) };
        }
        (self.base, self.len) = (base, len);
    }

    fn advise(&self, advice: libc::c_int) -> io::Result<()> {
        // SAFETY: the range is our mapping (invariant of this file), and the advice changes
        // nothing of it in this process.
        let rc = unsafe { libc::madvise(self.base.as_ptr().cast(), self.len, advice) };
        if rc != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }

    /// `len` bytes of `fd` from `offset`, shared with the kernel.
    pub(crate) fn shared(fd: BorrowedFd<'_>, len: usize, offset: u64) -> io::Result<Mmap> {
        let offset = libc::off_t::try_from(offset)
            .map_err(|_| io::Error::from_raw_os_error(libc::EOVERFLOW))?;
        let flags = libc::MAP_SHARED | libc::MAP_POPULATE;
        Mmap::map(len, flags, fd.as_raw_fd(), offset)
    }

    fn map(len: usize, flags: i32, fd: i32, offset: libc::off_t) -> io::Result<Mmap> {
        let prot = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: without MAP_FIXED, a new mapping replaces none that exists.
        let base = unsafe { libc::mmap(std::ptr::null_mut(), len, prot, flags, fd, offset) };
        if base == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        match NonNull::new(base.cast()) {
            Some(base) => Ok(Mmap {
                base,
                len,
                process: None,
            }),
            None => Err(io::Error::from_raw_os_error(libc::EFAULT)),
        }
    }

    /// Address of the first byte.
    pub(crate) fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// Bytes of the mapping.
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

impl Drop for Mmap {
    fn drop(&mut self) {
        if self
            .process
            .is_some_and(|owner| owner != std::process::id())
        {
            return; // whatever is there now, in a copy of the process, is not ours
        }
        // SAFETY: the range is our mapping (invariant of this file), and nobody uses it after us:
        // those who keep its address keep this value, too.
        let rc = unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
        debug_assert_eq!(rc, 0, "munmap of a mapping of ours");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_up_to_whole_pages() {
        let m = Mmap::anonymous(1, 0, PageSize::Normal).unwrap();
        assert_eq!(m.len(), page_size());
    }

    /// The same steps as for huge pages, with ordinary ones in their place: every machine has those.
    #[test]
    fn spare_pages_lie_right_behind_the_others() {
        let (unit, page) = (2 << 20, page_size());
        let map = Mmap::huge_and_spare(2 * unit, page, unit, ANONYMOUS).unwrap();
        assert_eq!(map.len(), 2 * unit + page);
        assert_eq!(map.base().as_ptr().align_offset(unit), 0);
        // SAFETY: inside the mapping, which is zeroed and ours alone.
        let bytes = unsafe { std::slice::from_raw_parts_mut(map.base().as_ptr(), map.len()) };
        assert!(bytes.iter().step_by(page).all(|&b| b == 0));
        bytes.fill(1);
    }

    #[test]
    fn impossible_lengths_are_errors() {
        assert!(Mmap::anonymous(0, 1, PageSize::Normal).is_err());
        assert!(Mmap::anonymous(usize::MAX, 1, PageSize::Normal).is_err());
        assert!(Mmap::anonymous(usize::MAX / 2, 4096, PageSize::Huge2M).is_err());
    }
}
