//! The kernel that runs takes the structures, tells their versions apart by length, and gives what
//! they describe. An AF_XDP socket that is bound to nothing is enough for that.

use std::{
    fmt::Display,
    io,
    os::fd::{AsRawFd, FromRawFd, OwnedFd},
    ptr,
};

use xdp_sys::{
    AF_XDP, BPF_MAP_CREATE, BPF_MAP_TYPE_XSKMAP, SOL_XDP, XDP_MMAP_OFFSETS, XDP_STATISTICS,
    XDP_UMEM_REG, XDP_UMEM_TX_METADATA_LEN, XDP_UMEM_UNALIGNED_CHUNK_FLAG, bpf_attr, v1,
    xdp_mmap_offsets, xdp_statistics, xdp_umem_reg, xsk_tx_metadata,
};

/// Why the test cannot run here, said once; a failure where skipping is not allowed.
fn skip(name: &str, why: impl Display) {
    println!("SKIP {name}: {why}");
    assert!(
        std::env::var_os("PACKET_IO_NO_SKIP").is_none_or(|value| value != "1"),
        "{name} was skipped, and PACKET_IO_NO_SKIP=1 does not allow it: {why}"
    );
}

/// An AF_XDP socket: needs CAP_NET_RAW, and a kernel with CONFIG_XDP_SOCKETS.
fn socket(name: &str) -> Option<OwnedFd> {
    // SAFETY: no pointers.
    let fd = unsafe { libc::socket(AF_XDP as i32, libc::SOCK_RAW | libc::SOCK_CLOEXEC, 0) };
    if fd >= 0 {
        // SAFETY: the descriptor is new, and nobody else has it.
        return Some(unsafe { OwnedFd::from_raw_fd(fd) });
    }
    let error = io::Error::last_os_error();
    match error.raw_os_error() {
        Some(libc::EPERM | libc::EACCES | libc::EAFNOSUPPORT) => skip(name, error),
        _ => panic!("{name}: socket(AF_XDP): {error}"),
    }
    None
}

/// `getsockopt` into `len` bytes: what came, and its length.
fn get<const N: usize>(fd: &OwnedFd, option: u32, len: usize) -> io::Result<([u8; N], usize)> {
    assert!(len <= N);
    let (mut bytes, mut got) = ([0xaa; N], len as libc::socklen_t);
    // SAFETY: the buffer has at least `len` bytes, and the kernel writes no more than it is told.
    let rc = unsafe {
        libc::getsockopt(
            fd.as_raw_fd(),
            SOL_XDP as i32,
            option as i32,
            bytes.as_mut_ptr().cast(),
            &raw mut got,
        )
    };
    if rc == 0 {
        Ok((bytes, got as usize))
    } else {
        Err(io::Error::last_os_error())
    }
}

/// `XDP_UMEM_REG` with the first `len` bytes of `reg`.
fn register(fd: &OwnedFd, reg: &xdp_umem_reg, len: usize) -> io::Result<()> {
    assert!(len <= size_of::<xdp_umem_reg>());
    // SAFETY: the structure outlives the call and has at least `len` bytes, all initialised.
    let rc = unsafe {
        libc::setsockopt(
            fd.as_raw_fd(),
            SOL_XDP as i32,
            XDP_UMEM_REG as i32,
            ptr::from_ref(reg).cast(),
            len as libc::socklen_t,
        )
    };
    if rc == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Sixteen anonymous pages for a UMEM, unmapped at the end.
struct Pages(*mut libc::c_void);

impl Pages {
    const LEN: usize = 16 * 4096;

    fn new() -> Self {
        // SAFETY: a new mapping, at an address that the kernel chooses.
        let at = unsafe {
            libc::mmap(
                ptr::null_mut(),
                Self::LEN,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        assert_ne!(at, libc::MAP_FAILED, "mmap: {}", io::Error::last_os_error());
        Self(at)
    }

    fn reg(&self) -> xdp_umem_reg {
        xdp_umem_reg {
            addr: self.0 as u64,
            len: Self::LEN as u64,
            chunk_size: 2048,
            ..Default::default()
        }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: the mapping of new(), to which no reference was ever made.
        unsafe { libc::munmap(self.0, Self::LEN) };
    }
}

#[test]
fn statistics_come_in_two_lengths() {
    let Some(fd) = socket("statistics_come_in_two_lengths") else {
        return;
    };
    let (short, long) = (
        size_of::<v1::xdp_statistics_v1>(),
        size_of::<xdp_statistics>(),
    );
    let (bytes, got) = get::<64>(&fd, XDP_STATISTICS, 64).expect("more room than needed");
    assert_eq!(got, long);
    assert!(
        bytes[..long].iter().all(|byte| *byte == 0),
        "a new socket counted something"
    );
    assert!(
        bytes[long..].iter().all(|byte| *byte == 0xaa),
        "the kernel knows more counters"
    );
    assert_eq!(
        get::<64>(&fd, XDP_STATISTICS, long)
            .expect("the exact length")
            .1,
        long
    );
    assert_eq!(
        get::<64>(&fd, XDP_STATISTICS, long - 1)
            .expect("the first version")
            .1,
        short
    );
    assert_eq!(
        get::<64>(&fd, XDP_STATISTICS, short)
            .expect("the first version")
            .1,
        short
    );
    let error = get::<64>(&fd, XDP_STATISTICS, short - 1).expect_err("too short");
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
}

#[test]
fn ring_offsets_come_in_two_lengths() {
    let Some(fd) = socket("ring_offsets_come_in_two_lengths") else {
        return;
    };
    let (short, long) = (
        size_of::<v1::xdp_mmap_offsets_v1>(),
        size_of::<xdp_mmap_offsets>(),
    );
    let word = |bytes: &[u8; 256], index: usize| {
        u64::from_ne_bytes(
            bytes[8 * index..8 * index + 8]
                .try_into()
                .expect("eight bytes"),
        )
    };
    let (new, got) = get::<256>(&fd, XDP_MMAP_OFFSETS, 256).expect("more room than needed");
    assert_eq!(got, long, "the kernel knows more offsets");
    let (old, got) = get::<256>(&fd, XDP_MMAP_OFFSETS, short).expect("the first version");
    assert_eq!(got, short);
    // The first version is the same without each ring's `flags`.
    for ring in 0..4 {
        let [producer, consumer, desc, flags] = [0, 1, 2, 3].map(|i| word(&new, 4 * ring + i));
        let first = [0, 1, 2].map(|i| word(&old, 3 * ring + i));
        assert_eq!(first, [producer, consumer, desc], "ring {ring}");
        assert!(
            producer < flags && flags < desc,
            "ring {ring}: flags at {flags}"
        );
    }
    let error = get::<256>(&fd, XDP_MMAP_OFFSETS, short - 1).expect_err("too short");
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
}

/// A length between the two versions counts as the first one: the flags are not read.
#[test]
fn p23_umem_reg_of_28_bytes_loses_its_flags() {
    let name = "p23_umem_reg_of_28_bytes_loses_its_flags";
    let pages = Pages::new();
    // A flag that no kernel knows, to see whether flags are read at all.
    let reg = xdp_umem_reg {
        flags: 1 << 31,
        ..pages.reg()
    };
    let Some(fd) = socket(name) else { return };
    let error = register(&fd, &reg, 32).expect_err("an unknown flag");
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    register(&fd, &reg, 28).expect("28 bytes are the first version");
    let Some(fd) = socket(name) else { return };
    register(&fd, &reg, 24).expect("the first version");
    let Some(fd) = socket(name) else { return };
    let error = register(&fd, &reg, 23).expect_err("too short");
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
}

/// `Default` fills what is left out with what the kernel takes for "none".
#[test]
fn p23_defaults_of_umem_reg_are_accepted() {
    let name = "p23_defaults_of_umem_reg_are_accepted";
    let pages = Pages::new();
    let Some(fd) = socket(name) else { return };
    register(&fd, &pages.reg(), size_of::<xdp_umem_reg>()).expect("the newest version");
    let Some(fd) = socket(name) else { return };
    let reg = xdp_umem_reg {
        chunk_size: 3000,
        flags: XDP_UMEM_UNALIGNED_CHUNK_FLAG,
        ..pages.reg()
    };
    register(&fd, &reg, size_of::<xdp_umem_reg>()).expect("unaligned chunks");
}

/// Since Linux 6.11 `tx_metadata_len` counts only with its flag, so that what older programs left
/// in the padding that was there does no harm.
#[test]
fn p23_tx_metadata_len_counts_only_with_its_flag() {
    let name = "p23_tx_metadata_len_counts_only_with_its_flag";
    let pages = Pages::new();
    let len = size_of::<xsk_tx_metadata>() as u32;
    let with = |tx_metadata_len, flags| xdp_umem_reg {
        tx_metadata_len,
        flags,
        ..pages.reg()
    };
    let Some(fd) = socket(name) else { return };
    if let Err(error) = register(&fd, &with(len, XDP_UMEM_TX_METADATA_LEN), 32) {
        assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
        return skip(name, "XDP_UMEM_TX_METADATA_LEN needs Linux 6.11");
    }
    for refused in [len + 1, 256] {
        let Some(fd) = socket(name) else { return };
        let error = register(&fd, &with(refused, XDP_UMEM_TX_METADATA_LEN), 32)
            .expect_err("no multiple of 8, or 256 and more");
        assert_eq!(
            error.raw_os_error(),
            Some(libc::EINVAL),
            "tx_metadata_len {refused}"
        );
        register(&fd, &with(refused, 0), 32).expect("without the flag it is not read");
    }
}

/// `BPF_MAP_CREATE` of a map for AF_XDP sockets with four entries.
fn create_xskmap(attr: &bpf_attr) -> io::Result<OwnedFd> {
    // SAFETY: the kernel reads as many bytes as the union has, all initialised by Default.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_bpf,
            BPF_MAP_CREATE,
            ptr::from_ref(attr),
            size_of::<bpf_attr>(),
        )
    };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor is new, and nobody else has it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd as i32) })
}

/// The kernel takes a union of these headers' size, if what it does not know is zero.
#[test]
fn bpf_attr_wants_zeros_behind_the_last_field() {
    let name = "bpf_attr_wants_zeros_behind_the_last_field";
    let mut attr = bpf_attr::default();
    attr.__bindgen_anon_1.map_type = BPF_MAP_TYPE_XSKMAP;
    attr.__bindgen_anon_1.key_size = 4;
    attr.__bindgen_anon_1.value_size = 4;
    attr.__bindgen_anon_1.max_entries = 4;
    match create_xskmap(&attr) {
        Ok(_) => {}
        Err(error) if matches!(error.raw_os_error(), Some(libc::EPERM | libc::ENOSYS)) => {
            return skip(name, error);
        }
        Err(error) => panic!("BPF_MAP_CREATE of an XSKMAP: {error}"),
    }
    let last = (&raw mut attr)
        .cast::<u8>()
        .wrapping_add(size_of::<bpf_attr>() - 1);
    // SAFETY: the last byte of the union, which nobody else refers to.
    unsafe { last.write(1) };
    let error = create_xskmap(&attr).expect_err("a byte behind the last field");
    // E2BIG where the kernel's own union is shorter than that of the headers.
    assert!(
        matches!(error.raw_os_error(), Some(libc::EINVAL | libc::E2BIG)),
        "{error}"
    );
}
