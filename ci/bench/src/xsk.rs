//! The system calls of an AF_XDP socket and its mapped rings, with nothing above them.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::atomic::AtomicU32;

const XDP_MAX_TX_SKB_BUDGET: i32 = 9;
const XDP_RING_NEED_WAKEUP: u32 = 1;

/// A mapped ring.
pub(crate) struct Ring<T> {
    pub(crate) producer: *const AtomicU32,
    pub(crate) consumer: *const AtomicU32,
    flags: *const AtomicU32,
    pub(crate) entries: *mut T,
    pub(crate) mask: u32,
    map: (*mut libc::c_void, usize),
}

impl<T> Ring<T> {
    /// Whether the kernel wants to be woken up. The caller has stored the index before.
    #[inline(always)]
    pub(crate) fn needs_wakeup(&self) -> bool {
        use std::sync::atomic::{Ordering, fence};
        fence(Ordering::SeqCst);
        // SAFETY: the ring is mapped for as long as `self` lives.
        unsafe { (*self.flags).load(Ordering::Relaxed) & XDP_RING_NEED_WAKEUP != 0 }
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        // SAFETY: this is what mmap(2) returned.
        unsafe { libc::munmap(self.map.0, self.map.1) };
    }
}

/// Anonymous memory for frames.
pub(crate) struct Area {
    pub(crate) start: *mut u8,
    pub(crate) bytes: usize,
}

impl Area {
    pub(crate) fn map(bytes: usize, huge: bool) -> io::Result<Area> {
        let huge = if huge {
            libc::MAP_HUGETLB | libc::MAP_HUGE_2MB
        } else {
            0
        };
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_POPULATE | huge;
        // SAFETY: a new mapping.
        let start = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                flags,
                -1,
                0,
            )
        };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        Ok(Area {
            start: start.cast(),
            bytes,
        })
    }
}

impl Drop for Area {
    fn drop(&mut self) {
        // SAFETY: this is what mmap(2) returned.
        unsafe { libc::munmap(self.start.cast(), self.bytes) };
    }
}

fn option<T>(fd: &OwnedFd, name: i32, value: &T) -> io::Result<()> {
    // SAFETY: `value` is valid for its size.
    let r = unsafe {
        libc::setsockopt(
            fd.as_raw_fd(),
            libc::SOL_XDP,
            name,
            std::ptr::from_ref(value).cast(),
            size_of::<T>() as u32,
        )
    };
    if r != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

pub(crate) fn socket() -> io::Result<OwnedFd> {
    // SAFETY: no pointers.
    let fd = unsafe { libc::socket(libc::AF_XDP, libc::SOCK_RAW | libc::SOCK_CLOEXEC, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: socket(2) has just made it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Registers the frames.
pub(crate) fn register(fd: &OwnedFd, area: &Area, frame_size: u32) -> io::Result<()> {
    let registration = libc::xdp_umem_reg {
        addr: area.start as u64,
        len: area.bytes as u64,
        chunk_size: frame_size,
        headroom: 0,
        flags: 0,
        tx_metadata_len: 0,
    };
    option(fd, libc::XDP_UMEM_REG, &registration)
}

/// Makes and maps one ring of `slots`.
pub(crate) fn ring<T>(fd: &OwnedFd, name: i32, slots: u32) -> io::Result<Ring<T>> {
    option(fd, name, &slots)?;
    // SAFETY: plain data.
    let mut offsets: libc::xdp_mmap_offsets = unsafe { std::mem::zeroed() };
    let mut size = size_of_val(&offsets) as u32;
    // SAFETY: both pointers are valid, and `size` says for how many bytes.
    let r = unsafe {
        libc::getsockopt(
            fd.as_raw_fd(),
            libc::SOL_XDP,
            libc::XDP_MMAP_OFFSETS,
            std::ptr::from_mut(&mut offsets).cast(),
            &mut size,
        )
    };
    if r != 0 {
        return Err(io::Error::last_os_error());
    }
    let (at, page) = match name {
        libc::XDP_TX_RING => (offsets.tx, libc::XDP_PGOFF_TX_RING as u64),
        libc::XDP_RX_RING => (offsets.rx, libc::XDP_PGOFF_RX_RING as u64),
        libc::XDP_UMEM_FILL_RING => (offsets.fr, libc::XDP_UMEM_PGOFF_FILL_RING),
        _ => (offsets.cr, libc::XDP_UMEM_PGOFF_COMPLETION_RING),
    };
    let bytes = at.desc as usize + slots as usize * size_of::<T>();
    // SAFETY: a new mapping of the socket's ring.
    let map = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_POPULATE,
            fd.as_raw_fd(),
            page as i64,
        )
    };
    if map == libc::MAP_FAILED {
        return Err(io::Error::last_os_error());
    }
    let map_u8 = map.cast::<u8>();
    Ok(Ring {
        producer: map_u8.wrapping_add(at.producer as usize).cast(),
        consumer: map_u8.wrapping_add(at.consumer as usize).cast(),
        flags: map_u8.wrapping_add(at.flags as usize).cast(),
        entries: map_u8.wrapping_add(at.desc as usize).cast(),
        mask: slots - 1,
        map: (map, bytes),
    })
}

pub(crate) fn budget(fd: &OwnedFd, packets: u32) -> io::Result<()> {
    option(fd, XDP_MAX_TX_SKB_BUDGET, &packets)
}

/// Binds in copy mode, with wake-up flags.
pub(crate) fn bind(fd: &OwnedFd, if_index: u32, queue: u32) -> io::Result<()> {
    let address = libc::sockaddr_xdp {
        sxdp_family: libc::AF_XDP as u16,
        sxdp_flags: libc::XDP_COPY | libc::XDP_USE_NEED_WAKEUP,
        sxdp_ifindex: if_index,
        sxdp_queue_id: queue,
        sxdp_shared_umem_fd: 0,
    };
    // SAFETY: the address is valid for its size.
    let r = unsafe {
        libc::bind(
            fd.as_raw_fd(),
            std::ptr::from_ref(&address).cast(),
            size_of_val(&address) as u32,
        )
    };
    if r != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
