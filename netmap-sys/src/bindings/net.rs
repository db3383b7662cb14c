// Made from the headers of FreeBSD and of netmap upstream, which give the same, by bindgen 0.72.1 (ci/bindings.sh netmap).
// Not to be edited: build/generate.rs says what is taken.

use super::{timeval, u_char, u_int};

pub type nm_cb_t = ::core::option::Option<
    unsafe extern "C" fn(arg1: *mut u_char, arg2: *const nm_pkthdr, d: *const u_char),
>;
#[repr(C)]
#[derive(Default)]
pub struct __IncompleteArrayField<T>(::core::marker::PhantomData<T>, [T; 0]);
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct netmap_slot {
    pub buf_idx: u32,
    pub len: u16,
    pub flags: u16,
    pub ptr: u64,
}
#[repr(C)]
#[repr(align(128))]
#[derive(Debug)]
pub struct netmap_ring {
    pub buf_ofs: i64,
    pub num_slots: u32,
    pub nr_buf_size: u32,
    pub ringid: u16,
    pub dir: u16,
    pub head: u32,
    pub cur: u32,
    pub tail: u32,
    pub flags: u32,
    pub __bindgen_padding_0: [u8; 4usize],
    pub ts: timeval,
    pub offset_mask: u64,
    pub buf_align: u64,
    pub __bindgen_padding_1: [u8; 56usize],
    pub sem: [u8; 128usize],
    pub slot: __IncompleteArrayField<netmap_slot>,
}
#[repr(C)]
#[derive(Debug, Default)]
pub struct netmap_if {
    pub ni_name: [::core::ffi::c_char; 16usize],
    pub ni_version: u32,
    pub ni_flags: u32,
    pub ni_tx_rings: u32,
    pub ni_rx_rings: u32,
    pub ni_bufs_head: u32,
    pub ni_host_tx_rings: u32,
    pub ni_host_rx_rings: u32,
    pub ni_spare1: [u32; 3usize],
    pub ring_ofs: __IncompleteArrayField<isize>,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq {
    pub nr_name: [::core::ffi::c_char; 16usize],
    pub nr_version: u32,
    pub nr_offset: u32,
    pub nr_memsize: u32,
    pub nr_tx_slots: u32,
    pub nr_rx_slots: u32,
    pub nr_tx_rings: u16,
    pub nr_rx_rings: u16,
    pub nr_ringid: u16,
    pub nr_cmd: u16,
    pub nr_arg1: u16,
    pub nr_arg2: u16,
    pub nr_arg3: u32,
    pub nr_flags: u32,
    pub spare2: [u32; 1usize],
}
#[repr(C)]
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct nm_ifreq {
    pub nifr_name: [::core::ffi::c_char; 16usize],
    pub data: [::core::ffi::c_char; 256usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_option {
    pub nro_next: u64,
    pub nro_reqtype: u32,
    pub nro_status: u32,
    pub nro_size: u64,
}
#[repr(C)]
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_header {
    pub nr_version: u16,
    pub nr_reqtype: u16,
    pub nr_reserved: u32,
    pub nr_name: [::core::ffi::c_char; 64usize],
    pub nr_options: u64,
    pub nr_body: u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_register {
    pub nr_offset: u64,
    pub nr_memsize: u64,
    pub nr_tx_slots: u32,
    pub nr_rx_slots: u32,
    pub nr_tx_rings: u16,
    pub nr_rx_rings: u16,
    pub nr_host_tx_rings: u16,
    pub nr_host_rx_rings: u16,
    pub nr_mem_id: u16,
    pub nr_ringid: u16,
    pub nr_mode: u32,
    pub nr_extra_bufs: u32,
    pub __bindgen_padding_0: [u8; 4usize],
    pub nr_flags: u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_port_info_get {
    pub nr_memsize: u64,
    pub nr_tx_slots: u32,
    pub nr_rx_slots: u32,
    pub nr_tx_rings: u16,
    pub nr_rx_rings: u16,
    pub nr_host_tx_rings: u16,
    pub nr_host_rx_rings: u16,
    pub nr_mem_id: u16,
    pub pad: [u16; 3usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_vale_attach {
    pub reg: nmreq_register,
    pub port_index: u32,
    pub pad1: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_vale_detach {
    pub port_index: u32,
    pub pad1: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_vale_list {
    pub nr_bridge_idx: u16,
    pub pad1: u16,
    pub nr_port_idx: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_port_hdr {
    pub nr_hdr_len: u32,
    pub pad1: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_vale_newif {
    pub nr_tx_slots: u32,
    pub nr_rx_slots: u32,
    pub nr_tx_rings: u16,
    pub nr_rx_rings: u16,
    pub nr_mem_id: u16,
    pub pad1: u16,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_vale_polling {
    pub nr_mode: u32,
    pub nr_first_cpu_id: u32,
    pub nr_num_polling_cpus: u32,
    pub pad1: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_pools_info {
    pub nr_memsize: u64,
    pub nr_mem_id: u16,
    pub pad1: [u16; 3usize],
    pub nr_if_pool_offset: u64,
    pub nr_if_pool_objtotal: u32,
    pub nr_if_pool_objsize: u32,
    pub nr_ring_pool_offset: u64,
    pub nr_ring_pool_objtotal: u32,
    pub nr_ring_pool_objsize: u32,
    pub nr_buf_pool_offset: u64,
    pub nr_buf_pool_objtotal: u32,
    pub nr_buf_pool_objsize: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_sync_kloop_start {
    pub sleep_us: u32,
    pub pad1: u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nm_csb_atok {
    pub head: u32,
    pub cur: u32,
    pub appl_need_kick: u32,
    pub sync_flags: u32,
    pub pad: [u32; 12usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nm_csb_ktoa {
    pub hwcur: u32,
    pub hwtail: u32,
    pub kern_need_kick: u32,
    pub pad: [u32; 13usize],
}
#[repr(C)]
#[derive(Debug, Default)]
pub struct nmreq_opt_sync_kloop_eventfds {
    pub nro_opt: nmreq_option,
    pub eventfds: __IncompleteArrayField<nmreq_opt_sync_kloop_eventfds__bindgen_ty_1>,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_opt_sync_kloop_eventfds__bindgen_ty_1 {
    pub ioeventfd: i32,
    pub irqfd: i32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_opt_sync_kloop_mode {
    pub nro_opt: nmreq_option,
    pub mode: u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_opt_extmem {
    pub nro_opt: nmreq_option,
    pub nro_usrptr: u64,
    pub nro_info: nmreq_pools_info,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_opt_csb {
    pub nro_opt: nmreq_option,
    pub csb_atok: u64,
    pub csb_ktoa: u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nmreq_opt_offsets {
    pub nro_opt: nmreq_option,
    pub nro_max_offset: u64,
    pub nro_initial_offset: u64,
    pub nro_offset_bits: u32,
    pub nro_tx_align: u32,
    pub nro_min_gap: u64,
}
#[repr(C)]
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct nm_pkthdr {
    pub ts: timeval,
    pub caplen: u32,
    pub len: u32,
    pub flags: u64,
    pub d: *mut nm_desc,
    pub slot: *mut netmap_slot,
    pub buf: *mut u8,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nm_stat {
    pub ps_recv: u_int,
    pub ps_drop: u_int,
    pub ps_ifdrop: u_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct nm_desc {
    pub self_: *mut nm_desc,
    pub fd: ::core::ffi::c_int,
    pub __bindgen_padding_0: [u8; 4usize],
    pub mem: *mut ::core::ffi::c_void,
    pub memsize: usize,
    pub done_mmap: ::core::ffi::c_int,
    pub __bindgen_padding_1: [u8; 4usize],
    pub nifp: *mut netmap_if,
    pub first_tx_ring: u16,
    pub last_tx_ring: u16,
    pub cur_tx_ring: u16,
    pub first_rx_ring: u16,
    pub last_rx_ring: u16,
    pub cur_rx_ring: u16,
    pub req: nmreq,
    pub hdr: nm_pkthdr,
    pub some_ring: *mut netmap_ring,
    pub buf_start: *mut ::core::ffi::c_void,
    pub buf_end: *mut ::core::ffi::c_void,
    pub snaplen: ::core::ffi::c_int,
    pub promisc: ::core::ffi::c_int,
    pub to_ms: ::core::ffi::c_int,
    pub __bindgen_padding_2: [u8; 4usize],
    pub errbuf: *mut ::core::ffi::c_char,
    pub if_flags: u32,
    pub if_reqcap: u32,
    pub if_curcap: u32,
    pub st: nm_stat,
    pub msg: [::core::ffi::c_char; 512usize],
}
pub const NETMAP_DEVICE_NAME: &::core::ffi::CStr = c"/dev/netmap";
pub const IFNAMSIZ: u32 = 16;
pub const NETMAP_API: u32 = 14;
pub const NETMAP_MIN_API: u32 = 14;
pub const NETMAP_MAX_API: u32 = 15;
pub const NM_CACHE_ALIGN: u32 = 128;
pub const NS_BUF_CHANGED: u32 = 1;
pub const NS_REPORT: u32 = 2;
pub const NS_FORWARD: u32 = 4;
pub const NS_NO_LEARN: u32 = 8;
pub const NS_INDIRECT: u32 = 16;
pub const NS_MOREFRAG: u32 = 32;
pub const NS_TXMON: u32 = 64;
pub const NS_PORT_SHIFT: u32 = 8;
pub const NS_PORT_MASK: u32 = 65280;
pub const NETMAP_MAX_FRAGS: u32 = 64;
pub const NR_TIMESTAMP: u32 = 2;
pub const NR_FORWARD: u32 = 4;
pub const NI_PRIV_MEM: u32 = 1;
pub const NETMAP_HW_RING: u32 = 16384;
pub const NETMAP_SW_RING: u32 = 8192;
pub const NETMAP_RING_MASK: u32 = 4095;
pub const NETMAP_NO_TX_POLL: u32 = 4096;
pub const NETMAP_DO_RX_POLL: u32 = 32768;
pub const NETMAP_BDG_ATTACH: u32 = 1;
pub const NETMAP_BDG_DETACH: u32 = 2;
pub const NETMAP_BDG_REGOPS: u32 = 3;
pub const NETMAP_BDG_LIST: u32 = 4;
pub const NETMAP_BDG_VNET_HDR: u32 = 5;
pub const NETMAP_BDG_NEWIF: u32 = 6;
pub const NETMAP_BDG_DELIF: u32 = 7;
pub const NETMAP_PT_HOST_CREATE: u32 = 8;
pub const NETMAP_PT_HOST_DELETE: u32 = 9;
pub const NETMAP_BDG_POLLING_ON: u32 = 10;
pub const NETMAP_BDG_POLLING_OFF: u32 = 11;
pub const NETMAP_VNET_HDR_GET: u32 = 12;
pub const NETMAP_BDG_HOST: u32 = 1;
pub const NR_REG_MASK: u32 = 15;
pub const NM_IFRDATA_LEN: u32 = 256;
pub const NETMAP_REQ_MAXSIZE: u32 = 4096;
pub const NETMAP_REQ_IFNAMSIZ: u32 = 64;
pub const NR_MONITOR_TX: u32 = 256;
pub const NR_MONITOR_RX: u32 = 512;
pub const NR_ZCOPY_MON: u32 = 1024;
pub const NR_EXCLUSIVE: u32 = 2048;
pub const NR_RX_RINGS_ONLY: u32 = 8192;
pub const NR_TX_RINGS_ONLY: u32 = 16384;
pub const NR_ACCEPT_VNET_HDR: u32 = 32768;
pub const NR_DO_RX_POLL: u32 = 65536;
pub const NR_NO_TX_POLL: u32 = 131072;
pub const NM_BDG_NAME: &::core::ffi::CStr = c"vale";
pub const NETMAP_POLLING_MODE_SINGLE_CPU: u32 = 1;
pub const NETMAP_POLLING_MODE_MULTI_CPU: u32 = 2;
pub const NM_OPT_SYNC_KLOOP_DIRECT_TX: u32 = 1;
pub const NM_OPT_SYNC_KLOOP_DIRECT_RX: u32 = 2;
pub const NM_MORE_PKTS: u32 = 1;
pub const NM_ERRBUF_SIZE: u32 = 512;
pub const MAXERRMSG: u32 = 80;
pub const PTNETMAP_MEMDEV_NAME: &::core::ffi::CStr = c"ptnetmap-memdev";
pub const PTNETMAP_PCI_VENDOR_ID: u32 = 6966;
pub const PTNETMAP_PCI_DEVICE_ID: u32 = 12;
pub const PTNETMAP_PCI_NETIF_ID: u32 = 13;
pub const PTNETMAP_IO_PCI_BAR: u32 = 0;
pub const PTNETMAP_MEM_PCI_BAR: u32 = 1;
pub const PTNETMAP_MSIX_PCI_BAR: u32 = 2;
pub const PTNET_MDEV_IO_MEMSIZE_LO: u32 = 0;
pub const PTNET_MDEV_IO_MEMSIZE_HI: u32 = 4;
pub const PTNET_MDEV_IO_MEMID: u32 = 8;
pub const PTNET_MDEV_IO_IF_POOL_OFS: u32 = 64;
pub const PTNET_MDEV_IO_IF_POOL_OBJNUM: u32 = 68;
pub const PTNET_MDEV_IO_IF_POOL_OBJSZ: u32 = 72;
pub const PTNET_MDEV_IO_RING_POOL_OFS: u32 = 76;
pub const PTNET_MDEV_IO_RING_POOL_OBJNUM: u32 = 80;
pub const PTNET_MDEV_IO_RING_POOL_OBJSZ: u32 = 84;
pub const PTNET_MDEV_IO_BUF_POOL_OFS: u32 = 88;
pub const PTNET_MDEV_IO_BUF_POOL_OBJNUM: u32 = 92;
pub const PTNET_MDEV_IO_BUF_POOL_OBJSZ: u32 = 96;
pub const PTNET_MDEV_IO_END: u32 = 100;
pub const PTNETMAP_F_VNET_HDR: u32 = 1;
pub const PTNET_IO_PTFEAT: u32 = 0;
pub const PTNET_IO_PTCTL: u32 = 4;
pub const PTNET_IO_MAC_LO: u32 = 8;
pub const PTNET_IO_MAC_HI: u32 = 12;
pub const PTNET_IO_CSBBAH: u32 = 16;
pub const PTNET_IO_CSBBAL: u32 = 20;
pub const PTNET_IO_NIFP_OFS: u32 = 24;
pub const PTNET_IO_NUM_TX_RINGS: u32 = 28;
pub const PTNET_IO_NUM_RX_RINGS: u32 = 32;
pub const PTNET_IO_NUM_TX_SLOTS: u32 = 36;
pub const PTNET_IO_NUM_RX_SLOTS: u32 = 40;
pub const PTNET_IO_VNET_HDR_LEN: u32 = 44;
pub const PTNET_IO_HOSTMEMID: u32 = 48;
pub const PTNET_IO_CSB_GH_BAH: u32 = 52;
pub const PTNET_IO_CSB_GH_BAL: u32 = 56;
pub const PTNET_IO_CSB_HG_BAH: u32 = 60;
pub const PTNET_IO_CSB_HG_BAL: u32 = 64;
pub const PTNET_IO_END: u32 = 68;
pub const PTNET_IO_KICK_BASE: u32 = 128;
pub const PTNET_IO_MASK: u32 = 255;
pub const PTNETMAP_PTCTL_CREATE: u32 = 1;
pub const PTNETMAP_PTCTL_DELETE: u32 = 2;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of netmap_slot"][::core::mem::size_of::<netmap_slot>() - 16usize];
    ["Alignment of netmap_slot"][::core::mem::align_of::<netmap_slot>() - 8usize];
    [
        "Offset of field: netmap_slot::buf_idx",
    ][::core::mem::offset_of!(netmap_slot, buf_idx) - 0usize];
    [
        "Offset of field: netmap_slot::len",
    ][::core::mem::offset_of!(netmap_slot, len) - 4usize];
    [
        "Offset of field: netmap_slot::flags",
    ][::core::mem::offset_of!(netmap_slot, flags) - 6usize];
    [
        "Offset of field: netmap_slot::ptr",
    ][::core::mem::offset_of!(netmap_slot, ptr) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of netmap_ring"][::core::mem::size_of::<netmap_ring>() - 256usize];
    ["Alignment of netmap_ring"][::core::mem::align_of::<netmap_ring>() - 128usize];
    [
        "Offset of field: netmap_ring::buf_ofs",
    ][::core::mem::offset_of!(netmap_ring, buf_ofs) - 0usize];
    [
        "Offset of field: netmap_ring::num_slots",
    ][::core::mem::offset_of!(netmap_ring, num_slots) - 8usize];
    [
        "Offset of field: netmap_ring::nr_buf_size",
    ][::core::mem::offset_of!(netmap_ring, nr_buf_size) - 12usize];
    [
        "Offset of field: netmap_ring::ringid",
    ][::core::mem::offset_of!(netmap_ring, ringid) - 16usize];
    [
        "Offset of field: netmap_ring::dir",
    ][::core::mem::offset_of!(netmap_ring, dir) - 18usize];
    [
        "Offset of field: netmap_ring::head",
    ][::core::mem::offset_of!(netmap_ring, head) - 20usize];
    [
        "Offset of field: netmap_ring::cur",
    ][::core::mem::offset_of!(netmap_ring, cur) - 24usize];
    [
        "Offset of field: netmap_ring::tail",
    ][::core::mem::offset_of!(netmap_ring, tail) - 28usize];
    [
        "Offset of field: netmap_ring::flags",
    ][::core::mem::offset_of!(netmap_ring, flags) - 32usize];
    [
        "Offset of field: netmap_ring::ts",
    ][::core::mem::offset_of!(netmap_ring, ts) - 40usize];
    [
        "Offset of field: netmap_ring::offset_mask",
    ][::core::mem::offset_of!(netmap_ring, offset_mask) - 56usize];
    [
        "Offset of field: netmap_ring::buf_align",
    ][::core::mem::offset_of!(netmap_ring, buf_align) - 64usize];
    [
        "Offset of field: netmap_ring::sem",
    ][::core::mem::offset_of!(netmap_ring, sem) - 128usize];
    [
        "Offset of field: netmap_ring::slot",
    ][::core::mem::offset_of!(netmap_ring, slot) - 256usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of netmap_if"][::core::mem::size_of::<netmap_if>() - 56usize];
    ["Alignment of netmap_if"][::core::mem::align_of::<netmap_if>() - 8usize];
    [
        "Offset of field: netmap_if::ni_name",
    ][::core::mem::offset_of!(netmap_if, ni_name) - 0usize];
    [
        "Offset of field: netmap_if::ni_version",
    ][::core::mem::offset_of!(netmap_if, ni_version) - 16usize];
    [
        "Offset of field: netmap_if::ni_flags",
    ][::core::mem::offset_of!(netmap_if, ni_flags) - 20usize];
    [
        "Offset of field: netmap_if::ni_tx_rings",
    ][::core::mem::offset_of!(netmap_if, ni_tx_rings) - 24usize];
    [
        "Offset of field: netmap_if::ni_rx_rings",
    ][::core::mem::offset_of!(netmap_if, ni_rx_rings) - 28usize];
    [
        "Offset of field: netmap_if::ni_bufs_head",
    ][::core::mem::offset_of!(netmap_if, ni_bufs_head) - 32usize];
    [
        "Offset of field: netmap_if::ni_host_tx_rings",
    ][::core::mem::offset_of!(netmap_if, ni_host_tx_rings) - 36usize];
    [
        "Offset of field: netmap_if::ni_host_rx_rings",
    ][::core::mem::offset_of!(netmap_if, ni_host_rx_rings) - 40usize];
    [
        "Offset of field: netmap_if::ni_spare1",
    ][::core::mem::offset_of!(netmap_if, ni_spare1) - 44usize];
    [
        "Offset of field: netmap_if::ring_ofs",
    ][::core::mem::offset_of!(netmap_if, ring_ofs) - 56usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq"][::core::mem::size_of::<nmreq>() - 60usize];
    ["Alignment of nmreq"][::core::mem::align_of::<nmreq>() - 4usize];
    [
        "Offset of field: nmreq::nr_name",
    ][::core::mem::offset_of!(nmreq, nr_name) - 0usize];
    [
        "Offset of field: nmreq::nr_version",
    ][::core::mem::offset_of!(nmreq, nr_version) - 16usize];
    [
        "Offset of field: nmreq::nr_offset",
    ][::core::mem::offset_of!(nmreq, nr_offset) - 20usize];
    [
        "Offset of field: nmreq::nr_memsize",
    ][::core::mem::offset_of!(nmreq, nr_memsize) - 24usize];
    [
        "Offset of field: nmreq::nr_tx_slots",
    ][::core::mem::offset_of!(nmreq, nr_tx_slots) - 28usize];
    [
        "Offset of field: nmreq::nr_rx_slots",
    ][::core::mem::offset_of!(nmreq, nr_rx_slots) - 32usize];
    [
        "Offset of field: nmreq::nr_tx_rings",
    ][::core::mem::offset_of!(nmreq, nr_tx_rings) - 36usize];
    [
        "Offset of field: nmreq::nr_rx_rings",
    ][::core::mem::offset_of!(nmreq, nr_rx_rings) - 38usize];
    [
        "Offset of field: nmreq::nr_ringid",
    ][::core::mem::offset_of!(nmreq, nr_ringid) - 40usize];
    ["Offset of field: nmreq::nr_cmd"][::core::mem::offset_of!(nmreq, nr_cmd) - 42usize];
    [
        "Offset of field: nmreq::nr_arg1",
    ][::core::mem::offset_of!(nmreq, nr_arg1) - 44usize];
    [
        "Offset of field: nmreq::nr_arg2",
    ][::core::mem::offset_of!(nmreq, nr_arg2) - 46usize];
    [
        "Offset of field: nmreq::nr_arg3",
    ][::core::mem::offset_of!(nmreq, nr_arg3) - 48usize];
    [
        "Offset of field: nmreq::nr_flags",
    ][::core::mem::offset_of!(nmreq, nr_flags) - 52usize];
    ["Offset of field: nmreq::spare2"][::core::mem::offset_of!(nmreq, spare2) - 56usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nm_ifreq"][::core::mem::size_of::<nm_ifreq>() - 272usize];
    ["Alignment of nm_ifreq"][::core::mem::align_of::<nm_ifreq>() - 1usize];
    [
        "Offset of field: nm_ifreq::nifr_name",
    ][::core::mem::offset_of!(nm_ifreq, nifr_name) - 0usize];
    [
        "Offset of field: nm_ifreq::data",
    ][::core::mem::offset_of!(nm_ifreq, data) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_option"][::core::mem::size_of::<nmreq_option>() - 24usize];
    ["Alignment of nmreq_option"][::core::mem::align_of::<nmreq_option>() - 8usize];
    [
        "Offset of field: nmreq_option::nro_next",
    ][::core::mem::offset_of!(nmreq_option, nro_next) - 0usize];
    [
        "Offset of field: nmreq_option::nro_reqtype",
    ][::core::mem::offset_of!(nmreq_option, nro_reqtype) - 8usize];
    [
        "Offset of field: nmreq_option::nro_status",
    ][::core::mem::offset_of!(nmreq_option, nro_status) - 12usize];
    [
        "Offset of field: nmreq_option::nro_size",
    ][::core::mem::offset_of!(nmreq_option, nro_size) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_header"][::core::mem::size_of::<nmreq_header>() - 88usize];
    ["Alignment of nmreq_header"][::core::mem::align_of::<nmreq_header>() - 8usize];
    [
        "Offset of field: nmreq_header::nr_version",
    ][::core::mem::offset_of!(nmreq_header, nr_version) - 0usize];
    [
        "Offset of field: nmreq_header::nr_reqtype",
    ][::core::mem::offset_of!(nmreq_header, nr_reqtype) - 2usize];
    [
        "Offset of field: nmreq_header::nr_reserved",
    ][::core::mem::offset_of!(nmreq_header, nr_reserved) - 4usize];
    [
        "Offset of field: nmreq_header::nr_name",
    ][::core::mem::offset_of!(nmreq_header, nr_name) - 8usize];
    [
        "Offset of field: nmreq_header::nr_options",
    ][::core::mem::offset_of!(nmreq_header, nr_options) - 72usize];
    [
        "Offset of field: nmreq_header::nr_body",
    ][::core::mem::offset_of!(nmreq_header, nr_body) - 80usize];
};
pub const NETMAP_REQ_REGISTER: u32 = 1;
pub const NETMAP_REQ_PORT_INFO_GET: u32 = 2;
pub const NETMAP_REQ_VALE_ATTACH: u32 = 3;
pub const NETMAP_REQ_VALE_DETACH: u32 = 4;
pub const NETMAP_REQ_VALE_LIST: u32 = 5;
pub const NETMAP_REQ_PORT_HDR_SET: u32 = 6;
pub const NETMAP_REQ_PORT_HDR_GET: u32 = 7;
pub const NETMAP_REQ_VALE_NEWIF: u32 = 8;
pub const NETMAP_REQ_VALE_DELIF: u32 = 9;
pub const NETMAP_REQ_VALE_POLLING_ENABLE: u32 = 10;
pub const NETMAP_REQ_VALE_POLLING_DISABLE: u32 = 11;
pub const NETMAP_REQ_POOLS_INFO_GET: u32 = 12;
pub const NETMAP_REQ_SYNC_KLOOP_START: u32 = 13;
pub const NETMAP_REQ_SYNC_KLOOP_STOP: u32 = 14;
pub const NETMAP_REQ_CSB_ENABLE: u32 = 15;
pub const NETMAP_REQ_OPT_EXTMEM: u32 = 1;
pub const NETMAP_REQ_OPT_SYNC_KLOOP_EVENTFDS: u32 = 2;
pub const NETMAP_REQ_OPT_CSB: u32 = 3;
pub const NETMAP_REQ_OPT_SYNC_KLOOP_MODE: u32 = 4;
pub const NETMAP_REQ_OPT_OFFSETS: u32 = 5;
pub const NETMAP_REQ_OPT_MAX: u32 = 6;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_register"][::core::mem::size_of::<nmreq_register>() - 56usize];
    ["Alignment of nmreq_register"][::core::mem::align_of::<nmreq_register>() - 8usize];
    [
        "Offset of field: nmreq_register::nr_offset",
    ][::core::mem::offset_of!(nmreq_register, nr_offset) - 0usize];
    [
        "Offset of field: nmreq_register::nr_memsize",
    ][::core::mem::offset_of!(nmreq_register, nr_memsize) - 8usize];
    [
        "Offset of field: nmreq_register::nr_tx_slots",
    ][::core::mem::offset_of!(nmreq_register, nr_tx_slots) - 16usize];
    [
        "Offset of field: nmreq_register::nr_rx_slots",
    ][::core::mem::offset_of!(nmreq_register, nr_rx_slots) - 20usize];
    [
        "Offset of field: nmreq_register::nr_tx_rings",
    ][::core::mem::offset_of!(nmreq_register, nr_tx_rings) - 24usize];
    [
        "Offset of field: nmreq_register::nr_rx_rings",
    ][::core::mem::offset_of!(nmreq_register, nr_rx_rings) - 26usize];
    [
        "Offset of field: nmreq_register::nr_host_tx_rings",
    ][::core::mem::offset_of!(nmreq_register, nr_host_tx_rings) - 28usize];
    [
        "Offset of field: nmreq_register::nr_host_rx_rings",
    ][::core::mem::offset_of!(nmreq_register, nr_host_rx_rings) - 30usize];
    [
        "Offset of field: nmreq_register::nr_mem_id",
    ][::core::mem::offset_of!(nmreq_register, nr_mem_id) - 32usize];
    [
        "Offset of field: nmreq_register::nr_ringid",
    ][::core::mem::offset_of!(nmreq_register, nr_ringid) - 34usize];
    [
        "Offset of field: nmreq_register::nr_mode",
    ][::core::mem::offset_of!(nmreq_register, nr_mode) - 36usize];
    [
        "Offset of field: nmreq_register::nr_extra_bufs",
    ][::core::mem::offset_of!(nmreq_register, nr_extra_bufs) - 40usize];
    [
        "Offset of field: nmreq_register::nr_flags",
    ][::core::mem::offset_of!(nmreq_register, nr_flags) - 48usize];
};
pub const NR_REG_DEFAULT: u32 = 0;
pub const NR_REG_ALL_NIC: u32 = 1;
pub const NR_REG_SW: u32 = 2;
pub const NR_REG_NIC_SW: u32 = 3;
pub const NR_REG_ONE_NIC: u32 = 4;
pub const NR_REG_PIPE_MASTER: u32 = 5;
pub const NR_REG_PIPE_SLAVE: u32 = 6;
pub const NR_REG_NULL: u32 = 7;
pub const NR_REG_ONE_SW: u32 = 8;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of nmreq_port_info_get",
    ][::core::mem::size_of::<nmreq_port_info_get>() - 32usize];
    [
        "Alignment of nmreq_port_info_get",
    ][::core::mem::align_of::<nmreq_port_info_get>() - 8usize];
    [
        "Offset of field: nmreq_port_info_get::nr_memsize",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_memsize) - 0usize];
    [
        "Offset of field: nmreq_port_info_get::nr_tx_slots",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_tx_slots) - 8usize];
    [
        "Offset of field: nmreq_port_info_get::nr_rx_slots",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_rx_slots) - 12usize];
    [
        "Offset of field: nmreq_port_info_get::nr_tx_rings",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_tx_rings) - 16usize];
    [
        "Offset of field: nmreq_port_info_get::nr_rx_rings",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_rx_rings) - 18usize];
    [
        "Offset of field: nmreq_port_info_get::nr_host_tx_rings",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_host_tx_rings) - 20usize];
    [
        "Offset of field: nmreq_port_info_get::nr_host_rx_rings",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_host_rx_rings) - 22usize];
    [
        "Offset of field: nmreq_port_info_get::nr_mem_id",
    ][::core::mem::offset_of!(nmreq_port_info_get, nr_mem_id) - 24usize];
    [
        "Offset of field: nmreq_port_info_get::pad",
    ][::core::mem::offset_of!(nmreq_port_info_get, pad) - 26usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_vale_attach"][::core::mem::size_of::<nmreq_vale_attach>() - 64usize];
    [
        "Alignment of nmreq_vale_attach",
    ][::core::mem::align_of::<nmreq_vale_attach>() - 8usize];
    [
        "Offset of field: nmreq_vale_attach::reg",
    ][::core::mem::offset_of!(nmreq_vale_attach, reg) - 0usize];
    [
        "Offset of field: nmreq_vale_attach::port_index",
    ][::core::mem::offset_of!(nmreq_vale_attach, port_index) - 56usize];
    [
        "Offset of field: nmreq_vale_attach::pad1",
    ][::core::mem::offset_of!(nmreq_vale_attach, pad1) - 60usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_vale_detach"][::core::mem::size_of::<nmreq_vale_detach>() - 8usize];
    [
        "Alignment of nmreq_vale_detach",
    ][::core::mem::align_of::<nmreq_vale_detach>() - 4usize];
    [
        "Offset of field: nmreq_vale_detach::port_index",
    ][::core::mem::offset_of!(nmreq_vale_detach, port_index) - 0usize];
    [
        "Offset of field: nmreq_vale_detach::pad1",
    ][::core::mem::offset_of!(nmreq_vale_detach, pad1) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_vale_list"][::core::mem::size_of::<nmreq_vale_list>() - 8usize];
    [
        "Alignment of nmreq_vale_list",
    ][::core::mem::align_of::<nmreq_vale_list>() - 4usize];
    [
        "Offset of field: nmreq_vale_list::nr_bridge_idx",
    ][::core::mem::offset_of!(nmreq_vale_list, nr_bridge_idx) - 0usize];
    [
        "Offset of field: nmreq_vale_list::pad1",
    ][::core::mem::offset_of!(nmreq_vale_list, pad1) - 2usize];
    [
        "Offset of field: nmreq_vale_list::nr_port_idx",
    ][::core::mem::offset_of!(nmreq_vale_list, nr_port_idx) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_port_hdr"][::core::mem::size_of::<nmreq_port_hdr>() - 8usize];
    ["Alignment of nmreq_port_hdr"][::core::mem::align_of::<nmreq_port_hdr>() - 4usize];
    [
        "Offset of field: nmreq_port_hdr::nr_hdr_len",
    ][::core::mem::offset_of!(nmreq_port_hdr, nr_hdr_len) - 0usize];
    [
        "Offset of field: nmreq_port_hdr::pad1",
    ][::core::mem::offset_of!(nmreq_port_hdr, pad1) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_vale_newif"][::core::mem::size_of::<nmreq_vale_newif>() - 16usize];
    [
        "Alignment of nmreq_vale_newif",
    ][::core::mem::align_of::<nmreq_vale_newif>() - 4usize];
    [
        "Offset of field: nmreq_vale_newif::nr_tx_slots",
    ][::core::mem::offset_of!(nmreq_vale_newif, nr_tx_slots) - 0usize];
    [
        "Offset of field: nmreq_vale_newif::nr_rx_slots",
    ][::core::mem::offset_of!(nmreq_vale_newif, nr_rx_slots) - 4usize];
    [
        "Offset of field: nmreq_vale_newif::nr_tx_rings",
    ][::core::mem::offset_of!(nmreq_vale_newif, nr_tx_rings) - 8usize];
    [
        "Offset of field: nmreq_vale_newif::nr_rx_rings",
    ][::core::mem::offset_of!(nmreq_vale_newif, nr_rx_rings) - 10usize];
    [
        "Offset of field: nmreq_vale_newif::nr_mem_id",
    ][::core::mem::offset_of!(nmreq_vale_newif, nr_mem_id) - 12usize];
    [
        "Offset of field: nmreq_vale_newif::pad1",
    ][::core::mem::offset_of!(nmreq_vale_newif, pad1) - 14usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of nmreq_vale_polling",
    ][::core::mem::size_of::<nmreq_vale_polling>() - 16usize];
    [
        "Alignment of nmreq_vale_polling",
    ][::core::mem::align_of::<nmreq_vale_polling>() - 4usize];
    [
        "Offset of field: nmreq_vale_polling::nr_mode",
    ][::core::mem::offset_of!(nmreq_vale_polling, nr_mode) - 0usize];
    [
        "Offset of field: nmreq_vale_polling::nr_first_cpu_id",
    ][::core::mem::offset_of!(nmreq_vale_polling, nr_first_cpu_id) - 4usize];
    [
        "Offset of field: nmreq_vale_polling::nr_num_polling_cpus",
    ][::core::mem::offset_of!(nmreq_vale_polling, nr_num_polling_cpus) - 8usize];
    [
        "Offset of field: nmreq_vale_polling::pad1",
    ][::core::mem::offset_of!(nmreq_vale_polling, pad1) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_pools_info"][::core::mem::size_of::<nmreq_pools_info>() - 64usize];
    [
        "Alignment of nmreq_pools_info",
    ][::core::mem::align_of::<nmreq_pools_info>() - 8usize];
    [
        "Offset of field: nmreq_pools_info::nr_memsize",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_memsize) - 0usize];
    [
        "Offset of field: nmreq_pools_info::nr_mem_id",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_mem_id) - 8usize];
    [
        "Offset of field: nmreq_pools_info::pad1",
    ][::core::mem::offset_of!(nmreq_pools_info, pad1) - 10usize];
    [
        "Offset of field: nmreq_pools_info::nr_if_pool_offset",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_if_pool_offset) - 16usize];
    [
        "Offset of field: nmreq_pools_info::nr_if_pool_objtotal",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_if_pool_objtotal) - 24usize];
    [
        "Offset of field: nmreq_pools_info::nr_if_pool_objsize",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_if_pool_objsize) - 28usize];
    [
        "Offset of field: nmreq_pools_info::nr_ring_pool_offset",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_ring_pool_offset) - 32usize];
    [
        "Offset of field: nmreq_pools_info::nr_ring_pool_objtotal",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_ring_pool_objtotal) - 40usize];
    [
        "Offset of field: nmreq_pools_info::nr_ring_pool_objsize",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_ring_pool_objsize) - 44usize];
    [
        "Offset of field: nmreq_pools_info::nr_buf_pool_offset",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_buf_pool_offset) - 48usize];
    [
        "Offset of field: nmreq_pools_info::nr_buf_pool_objtotal",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_buf_pool_objtotal) - 56usize];
    [
        "Offset of field: nmreq_pools_info::nr_buf_pool_objsize",
    ][::core::mem::offset_of!(nmreq_pools_info, nr_buf_pool_objsize) - 60usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of nmreq_sync_kloop_start",
    ][::core::mem::size_of::<nmreq_sync_kloop_start>() - 8usize];
    [
        "Alignment of nmreq_sync_kloop_start",
    ][::core::mem::align_of::<nmreq_sync_kloop_start>() - 4usize];
    [
        "Offset of field: nmreq_sync_kloop_start::sleep_us",
    ][::core::mem::offset_of!(nmreq_sync_kloop_start, sleep_us) - 0usize];
    [
        "Offset of field: nmreq_sync_kloop_start::pad1",
    ][::core::mem::offset_of!(nmreq_sync_kloop_start, pad1) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nm_csb_atok"][::core::mem::size_of::<nm_csb_atok>() - 64usize];
    ["Alignment of nm_csb_atok"][::core::mem::align_of::<nm_csb_atok>() - 4usize];
    [
        "Offset of field: nm_csb_atok::head",
    ][::core::mem::offset_of!(nm_csb_atok, head) - 0usize];
    [
        "Offset of field: nm_csb_atok::cur",
    ][::core::mem::offset_of!(nm_csb_atok, cur) - 4usize];
    [
        "Offset of field: nm_csb_atok::appl_need_kick",
    ][::core::mem::offset_of!(nm_csb_atok, appl_need_kick) - 8usize];
    [
        "Offset of field: nm_csb_atok::sync_flags",
    ][::core::mem::offset_of!(nm_csb_atok, sync_flags) - 12usize];
    [
        "Offset of field: nm_csb_atok::pad",
    ][::core::mem::offset_of!(nm_csb_atok, pad) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nm_csb_ktoa"][::core::mem::size_of::<nm_csb_ktoa>() - 64usize];
    ["Alignment of nm_csb_ktoa"][::core::mem::align_of::<nm_csb_ktoa>() - 4usize];
    [
        "Offset of field: nm_csb_ktoa::hwcur",
    ][::core::mem::offset_of!(nm_csb_ktoa, hwcur) - 0usize];
    [
        "Offset of field: nm_csb_ktoa::hwtail",
    ][::core::mem::offset_of!(nm_csb_ktoa, hwtail) - 4usize];
    [
        "Offset of field: nm_csb_ktoa::kern_need_kick",
    ][::core::mem::offset_of!(nm_csb_ktoa, kern_need_kick) - 8usize];
    [
        "Offset of field: nm_csb_ktoa::pad",
    ][::core::mem::offset_of!(nm_csb_ktoa, pad) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of nmreq_opt_sync_kloop_eventfds__bindgen_ty_1",
    ][::core::mem::size_of::<nmreq_opt_sync_kloop_eventfds__bindgen_ty_1>() - 8usize];
    [
        "Alignment of nmreq_opt_sync_kloop_eventfds__bindgen_ty_1",
    ][::core::mem::align_of::<nmreq_opt_sync_kloop_eventfds__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: nmreq_opt_sync_kloop_eventfds__bindgen_ty_1::ioeventfd",
    ][::core::mem::offset_of!(nmreq_opt_sync_kloop_eventfds__bindgen_ty_1, ioeventfd)
        - 0usize];
    [
        "Offset of field: nmreq_opt_sync_kloop_eventfds__bindgen_ty_1::irqfd",
    ][::core::mem::offset_of!(nmreq_opt_sync_kloop_eventfds__bindgen_ty_1, irqfd)
        - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of nmreq_opt_sync_kloop_eventfds",
    ][::core::mem::size_of::<nmreq_opt_sync_kloop_eventfds>() - 24usize];
    [
        "Alignment of nmreq_opt_sync_kloop_eventfds",
    ][::core::mem::align_of::<nmreq_opt_sync_kloop_eventfds>() - 8usize];
    [
        "Offset of field: nmreq_opt_sync_kloop_eventfds::nro_opt",
    ][::core::mem::offset_of!(nmreq_opt_sync_kloop_eventfds, nro_opt) - 0usize];
    [
        "Offset of field: nmreq_opt_sync_kloop_eventfds::eventfds",
    ][::core::mem::offset_of!(nmreq_opt_sync_kloop_eventfds, eventfds) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of nmreq_opt_sync_kloop_mode",
    ][::core::mem::size_of::<nmreq_opt_sync_kloop_mode>() - 32usize];
    [
        "Alignment of nmreq_opt_sync_kloop_mode",
    ][::core::mem::align_of::<nmreq_opt_sync_kloop_mode>() - 8usize];
    [
        "Offset of field: nmreq_opt_sync_kloop_mode::nro_opt",
    ][::core::mem::offset_of!(nmreq_opt_sync_kloop_mode, nro_opt) - 0usize];
    [
        "Offset of field: nmreq_opt_sync_kloop_mode::mode",
    ][::core::mem::offset_of!(nmreq_opt_sync_kloop_mode, mode) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_opt_extmem"][::core::mem::size_of::<nmreq_opt_extmem>() - 96usize];
    [
        "Alignment of nmreq_opt_extmem",
    ][::core::mem::align_of::<nmreq_opt_extmem>() - 8usize];
    [
        "Offset of field: nmreq_opt_extmem::nro_opt",
    ][::core::mem::offset_of!(nmreq_opt_extmem, nro_opt) - 0usize];
    [
        "Offset of field: nmreq_opt_extmem::nro_usrptr",
    ][::core::mem::offset_of!(nmreq_opt_extmem, nro_usrptr) - 24usize];
    [
        "Offset of field: nmreq_opt_extmem::nro_info",
    ][::core::mem::offset_of!(nmreq_opt_extmem, nro_info) - 32usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_opt_csb"][::core::mem::size_of::<nmreq_opt_csb>() - 40usize];
    ["Alignment of nmreq_opt_csb"][::core::mem::align_of::<nmreq_opt_csb>() - 8usize];
    [
        "Offset of field: nmreq_opt_csb::nro_opt",
    ][::core::mem::offset_of!(nmreq_opt_csb, nro_opt) - 0usize];
    [
        "Offset of field: nmreq_opt_csb::csb_atok",
    ][::core::mem::offset_of!(nmreq_opt_csb, csb_atok) - 24usize];
    [
        "Offset of field: nmreq_opt_csb::csb_ktoa",
    ][::core::mem::offset_of!(nmreq_opt_csb, csb_ktoa) - 32usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_opt_offsets"][::core::mem::size_of::<nmreq_opt_offsets>() - 56usize];
    [
        "Alignment of nmreq_opt_offsets",
    ][::core::mem::align_of::<nmreq_opt_offsets>() - 8usize];
    [
        "Offset of field: nmreq_opt_offsets::nro_opt",
    ][::core::mem::offset_of!(nmreq_opt_offsets, nro_opt) - 0usize];
    [
        "Offset of field: nmreq_opt_offsets::nro_max_offset",
    ][::core::mem::offset_of!(nmreq_opt_offsets, nro_max_offset) - 24usize];
    [
        "Offset of field: nmreq_opt_offsets::nro_initial_offset",
    ][::core::mem::offset_of!(nmreq_opt_offsets, nro_initial_offset) - 32usize];
    [
        "Offset of field: nmreq_opt_offsets::nro_offset_bits",
    ][::core::mem::offset_of!(nmreq_opt_offsets, nro_offset_bits) - 40usize];
    [
        "Offset of field: nmreq_opt_offsets::nro_tx_align",
    ][::core::mem::offset_of!(nmreq_opt_offsets, nro_tx_align) - 44usize];
    [
        "Offset of field: nmreq_opt_offsets::nro_min_gap",
    ][::core::mem::offset_of!(nmreq_opt_offsets, nro_min_gap) - 48usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nm_pkthdr"][::core::mem::size_of::<nm_pkthdr>() - 56usize];
    ["Alignment of nm_pkthdr"][::core::mem::align_of::<nm_pkthdr>() - 8usize];
    ["Offset of field: nm_pkthdr::ts"][::core::mem::offset_of!(nm_pkthdr, ts) - 0usize];
    [
        "Offset of field: nm_pkthdr::caplen",
    ][::core::mem::offset_of!(nm_pkthdr, caplen) - 16usize];
    [
        "Offset of field: nm_pkthdr::len",
    ][::core::mem::offset_of!(nm_pkthdr, len) - 20usize];
    [
        "Offset of field: nm_pkthdr::flags",
    ][::core::mem::offset_of!(nm_pkthdr, flags) - 24usize];
    ["Offset of field: nm_pkthdr::d"][::core::mem::offset_of!(nm_pkthdr, d) - 32usize];
    [
        "Offset of field: nm_pkthdr::slot",
    ][::core::mem::offset_of!(nm_pkthdr, slot) - 40usize];
    [
        "Offset of field: nm_pkthdr::buf",
    ][::core::mem::offset_of!(nm_pkthdr, buf) - 48usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nm_stat"][::core::mem::size_of::<nm_stat>() - 12usize];
    ["Alignment of nm_stat"][::core::mem::align_of::<nm_stat>() - 4usize];
    [
        "Offset of field: nm_stat::ps_recv",
    ][::core::mem::offset_of!(nm_stat, ps_recv) - 0usize];
    [
        "Offset of field: nm_stat::ps_drop",
    ][::core::mem::offset_of!(nm_stat, ps_drop) - 4usize];
    [
        "Offset of field: nm_stat::ps_ifdrop",
    ][::core::mem::offset_of!(nm_stat, ps_ifdrop) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nm_desc"][::core::mem::size_of::<nm_desc>() - 760usize];
    ["Alignment of nm_desc"][::core::mem::align_of::<nm_desc>() - 8usize];
    [
        "Offset of field: nm_desc::self_",
    ][::core::mem::offset_of!(nm_desc, self_) - 0usize];
    ["Offset of field: nm_desc::fd"][::core::mem::offset_of!(nm_desc, fd) - 8usize];
    ["Offset of field: nm_desc::mem"][::core::mem::offset_of!(nm_desc, mem) - 16usize];
    [
        "Offset of field: nm_desc::memsize",
    ][::core::mem::offset_of!(nm_desc, memsize) - 24usize];
    [
        "Offset of field: nm_desc::done_mmap",
    ][::core::mem::offset_of!(nm_desc, done_mmap) - 32usize];
    ["Offset of field: nm_desc::nifp"][::core::mem::offset_of!(nm_desc, nifp) - 40usize];
    [
        "Offset of field: nm_desc::first_tx_ring",
    ][::core::mem::offset_of!(nm_desc, first_tx_ring) - 48usize];
    [
        "Offset of field: nm_desc::last_tx_ring",
    ][::core::mem::offset_of!(nm_desc, last_tx_ring) - 50usize];
    [
        "Offset of field: nm_desc::cur_tx_ring",
    ][::core::mem::offset_of!(nm_desc, cur_tx_ring) - 52usize];
    [
        "Offset of field: nm_desc::first_rx_ring",
    ][::core::mem::offset_of!(nm_desc, first_rx_ring) - 54usize];
    [
        "Offset of field: nm_desc::last_rx_ring",
    ][::core::mem::offset_of!(nm_desc, last_rx_ring) - 56usize];
    [
        "Offset of field: nm_desc::cur_rx_ring",
    ][::core::mem::offset_of!(nm_desc, cur_rx_ring) - 58usize];
    ["Offset of field: nm_desc::req"][::core::mem::offset_of!(nm_desc, req) - 60usize];
    ["Offset of field: nm_desc::hdr"][::core::mem::offset_of!(nm_desc, hdr) - 120usize];
    [
        "Offset of field: nm_desc::some_ring",
    ][::core::mem::offset_of!(nm_desc, some_ring) - 176usize];
    [
        "Offset of field: nm_desc::buf_start",
    ][::core::mem::offset_of!(nm_desc, buf_start) - 184usize];
    [
        "Offset of field: nm_desc::buf_end",
    ][::core::mem::offset_of!(nm_desc, buf_end) - 192usize];
    [
        "Offset of field: nm_desc::snaplen",
    ][::core::mem::offset_of!(nm_desc, snaplen) - 200usize];
    [
        "Offset of field: nm_desc::promisc",
    ][::core::mem::offset_of!(nm_desc, promisc) - 204usize];
    [
        "Offset of field: nm_desc::to_ms",
    ][::core::mem::offset_of!(nm_desc, to_ms) - 208usize];
    [
        "Offset of field: nm_desc::errbuf",
    ][::core::mem::offset_of!(nm_desc, errbuf) - 216usize];
    [
        "Offset of field: nm_desc::if_flags",
    ][::core::mem::offset_of!(nm_desc, if_flags) - 224usize];
    [
        "Offset of field: nm_desc::if_reqcap",
    ][::core::mem::offset_of!(nm_desc, if_reqcap) - 228usize];
    [
        "Offset of field: nm_desc::if_curcap",
    ][::core::mem::offset_of!(nm_desc, if_curcap) - 232usize];
    ["Offset of field: nm_desc::st"][::core::mem::offset_of!(nm_desc, st) - 236usize];
    ["Offset of field: nm_desc::msg"][::core::mem::offset_of!(nm_desc, msg) - 248usize];
};
pub const NM_OPEN_NO_MMAP: u32 = 262144;
pub const NM_OPEN_IFNAME: u32 = 524288;
pub const NM_OPEN_ARG1: u32 = 1048576;
pub const NM_OPEN_ARG2: u32 = 2097152;
pub const NM_OPEN_ARG3: u32 = 4194304;
pub const NM_OPEN_RING_CFG: u32 = 8388608;
impl<T> __IncompleteArrayField<T> {
    #[inline]
    pub const fn new() -> Self {
        __IncompleteArrayField(::core::marker::PhantomData, [])
    }
    #[inline]
    pub fn as_ptr(&self) -> *const T {
        self as *const _ as *const T
    }
    #[inline]
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self as *mut _ as *mut T
    }
    #[inline]
    pub unsafe fn as_slice(&self, len: usize) -> &[T] {
        unsafe { ::core::slice::from_raw_parts(self.as_ptr(), len) }
    }
    #[inline]
    pub unsafe fn as_mut_slice(&mut self, len: usize) -> &mut [T] {
        unsafe { ::core::slice::from_raw_parts_mut(self.as_mut_ptr(), len) }
    }
}
impl<T> ::core::fmt::Debug for __IncompleteArrayField<T> {
    fn fmt(&self, fmt: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        fmt.write_str("__IncompleteArrayField")
    }
}
impl Default for netmap_ring {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nm_ifreq {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nmreq_header {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nm_pkthdr {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nm_desc {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
