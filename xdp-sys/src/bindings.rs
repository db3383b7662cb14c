// Made from Debian's linux-libc-dev 7.3.4-1~bpo13+1, Linux 7.3.4, by bindgen 0.72.1 (ci/bindings.sh xdp).
// Not to be edited: build.rs says what is taken.

pub type __u8 = ::core::ffi::c_uchar;
pub type __s16 = ::core::ffi::c_short;
pub type __u16 = ::core::ffi::c_ushort;
pub type __s32 = ::core::ffi::c_int;
pub type __u32 = ::core::ffi::c_uint;
pub type __u64 = ::core::ffi::c_ulonglong;
pub type __be16 = __u16;
pub type __be32 = __u32;
pub type bpf_cmd = ::core::ffi::c_uint;
pub type bpf_map_type = ::core::ffi::c_uint;
pub type bpf_prog_type = ::core::ffi::c_uint;
pub type bpf_attach_type = ::core::ffi::c_uint;
pub type bpf_link_type = ::core::ffi::c_uint;
pub type bpf_func_id = ::core::ffi::c_uint;
pub type xdp_action = ::core::ffi::c_uint;
pub type __kernel_sa_family_t = ::core::ffi::c_ushort;
pub type nlmsgerr_attrs = ::core::ffi::c_uint;
pub type rt_class_t = ::core::ffi::c_uint;
pub type rtattr_type_t = ::core::ffi::c_uint;
pub type rtnetlink_groups = ::core::ffi::c_uint;
pub type netdev_xdp_act = ::core::ffi::c_uint;
pub type netdev_xdp_rx_metadata = ::core::ffi::c_uint;
pub type netdev_xsk_flags = ::core::ffi::c_uint;
pub type netdev_queue_type = ::core::ffi::c_uint;
pub type netdev_qstats_scope = ::core::ffi::c_uint;
pub type netdev_napi_threaded = ::core::ffi::c_uint;
pub type ethtool_flags = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct __BindgenBitfieldUnit<Storage> {
    storage: Storage,
}
#[repr(C)]
#[derive(Default)]
pub struct __IncompleteArrayField<T>(::core::marker::PhantomData<T>, [T; 0]);
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct sockaddr_xdp {
    pub sxdp_family: __u16,
    pub sxdp_flags: __u16,
    pub sxdp_ifindex: __u32,
    pub sxdp_queue_id: __u32,
    pub sxdp_shared_umem_fd: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_ring_offset {
    pub producer: __u64,
    pub consumer: __u64,
    pub desc: __u64,
    pub flags: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_mmap_offsets {
    pub rx: xdp_ring_offset,
    pub tx: xdp_ring_offset,
    pub fr: xdp_ring_offset,
    pub cr: xdp_ring_offset,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_umem_reg {
    pub addr: __u64,
    pub len: __u64,
    pub chunk_size: __u32,
    pub headroom: __u32,
    pub flags: __u32,
    pub tx_metadata_len: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_statistics {
    pub rx_dropped: __u64,
    pub rx_invalid_descs: __u64,
    pub tx_invalid_descs: __u64,
    pub rx_ring_full: __u64,
    pub rx_fill_ring_empty_descs: __u64,
    pub tx_ring_empty_descs: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_options {
    pub flags: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct xsk_tx_metadata {
    pub flags: __u64,
    pub __bindgen_anon_1: xsk_tx_metadata__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1 {
    pub csum_start: __u16,
    pub csum_offset: __u16,
    pub reserved: __u32,
    pub launch_time: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2 {
    pub tx_timestamp: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_desc {
    pub addr: __u64,
    pub len: __u32,
    pub options: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_insn {
    pub code: __u8,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 1usize]>,
    pub off: __s16,
    pub imm: __s32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_1 {
    pub map_type: __u32,
    pub key_size: __u32,
    pub value_size: __u32,
    pub max_entries: __u32,
    pub map_flags: __u32,
    pub inner_map_fd: __u32,
    pub numa_node: __u32,
    pub map_name: [::core::ffi::c_char; 16usize],
    pub map_ifindex: __u32,
    pub btf_fd: __u32,
    pub btf_key_type_id: __u32,
    pub btf_value_type_id: __u32,
    pub btf_vmlinux_value_type_id: __u32,
    pub map_extra: __u64,
    pub value_type_btf_obj_fd: __s32,
    pub map_token_fd: __s32,
    pub excl_prog_hash: __u64,
    pub excl_prog_hash_size: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_2 {
    pub map_fd: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
    pub key: __u64,
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_2__bindgen_ty_1,
    pub flags: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_3 {
    pub in_batch: __u64,
    pub out_batch: __u64,
    pub keys: __u64,
    pub values: __u64,
    pub count: __u32,
    pub map_fd: __u32,
    pub elem_flags: __u64,
    pub flags: __u64,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_4 {
    pub prog_type: __u32,
    pub insn_cnt: __u32,
    pub insns: __u64,
    pub license: __u64,
    pub log_level: __u32,
    pub log_size: __u32,
    pub log_buf: __u64,
    pub kern_version: __u32,
    pub prog_flags: __u32,
    pub prog_name: [::core::ffi::c_char; 16usize],
    pub prog_ifindex: __u32,
    pub expected_attach_type: __u32,
    pub prog_btf_fd: __u32,
    pub func_info_rec_size: __u32,
    pub func_info: __u64,
    pub func_info_cnt: __u32,
    pub line_info_rec_size: __u32,
    pub line_info: __u64,
    pub line_info_cnt: __u32,
    pub attach_btf_id: __u32,
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_4__bindgen_ty_1,
    pub core_relo_cnt: __u32,
    pub fd_array: __u64,
    pub core_relos: __u64,
    pub core_relo_rec_size: __u32,
    pub log_true_size: __u32,
    pub prog_token_fd: __s32,
    pub fd_array_cnt: __u32,
    pub signature: __u64,
    pub signature_size: __u32,
    pub keyring_id: __s32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_5 {
    pub pathname: __u64,
    pub bpf_fd: __u32,
    pub file_flags: __u32,
    pub path_fd: __s32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_6 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_6__bindgen_ty_1,
    pub attach_bpf_fd: __u32,
    pub attach_type: __u32,
    pub attach_flags: __u32,
    pub replace_bpf_fd: __u32,
    pub __bindgen_anon_2: bpf_attr__bindgen_ty_6__bindgen_ty_2,
    pub expected_revision: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_7 {
    pub prog_fd: __u32,
    pub retval: __u32,
    pub data_size_in: __u32,
    pub data_size_out: __u32,
    pub data_in: __u64,
    pub data_out: __u64,
    pub repeat: __u32,
    pub duration: __u32,
    pub ctx_size_in: __u32,
    pub ctx_size_out: __u32,
    pub ctx_in: __u64,
    pub ctx_out: __u64,
    pub flags: __u32,
    pub cpu: __u32,
    pub batch_size: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_8 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_8__bindgen_ty_1,
    pub next_id: __u32,
    pub open_flags: __u32,
    pub fd_by_id_token_fd: __s32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_9 {
    pub bpf_fd: __u32,
    pub info_len: __u32,
    pub info: __u64,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_10 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_10__bindgen_ty_1,
    pub attach_type: __u32,
    pub query_flags: __u32,
    pub attach_flags: __u32,
    pub prog_ids: __u64,
    pub __bindgen_anon_2: bpf_attr__bindgen_ty_10__bindgen_ty_2,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub prog_attach_flags: __u64,
    pub link_ids: __u64,
    pub link_attach_flags: __u64,
    pub revision: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_11 {
    pub name: __u64,
    pub prog_fd: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_12 {
    pub btf: __u64,
    pub btf_log_buf: __u64,
    pub btf_size: __u32,
    pub btf_log_size: __u32,
    pub btf_log_level: __u32,
    pub btf_log_true_size: __u32,
    pub btf_flags: __u32,
    pub btf_token_fd: __s32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_13 {
    pub pid: __u32,
    pub fd: __u32,
    pub flags: __u32,
    pub buf_len: __u32,
    pub buf: __u64,
    pub prog_id: __u32,
    pub fd_type: __u32,
    pub probe_offset: __u64,
    pub probe_addr: __u64,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_14 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_14__bindgen_ty_1,
    pub __bindgen_anon_2: bpf_attr__bindgen_ty_14__bindgen_ty_2,
    pub attach_type: __u32,
    pub flags: __u32,
    pub __bindgen_anon_3: bpf_attr__bindgen_ty_14__bindgen_ty_3,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1 {
    pub iter_info: __u64,
    pub iter_info_len: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2 {
    pub bpf_cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3 {
    pub flags: __u32,
    pub cnt: __u32,
    pub syms: __u64,
    pub addrs: __u64,
    pub cookies: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4 {
    pub target_btf_id: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5 {
    pub pf: __u32,
    pub hooknum: __u32,
    pub priority: __s32,
    pub flags: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1,
    pub __bindgen_padding_0: [u8; 4usize],
    pub expected_revision: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7 {
    pub path: __u64,
    pub offsets: __u64,
    pub ref_ctr_offsets: __u64,
    pub cookies: __u64,
    pub cnt: __u32,
    pub flags: __u32,
    pub pid: __u32,
    pub path_fd: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1,
    pub __bindgen_padding_0: [u8; 4usize],
    pub expected_revision: __u64,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9 {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1,
    pub __bindgen_padding_0: [u8; 4usize],
    pub expected_revision: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10 {
    pub ids: __u64,
    pub cookies: __u64,
    pub cnt: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_attr__bindgen_ty_15 {
    pub link_fd: __u32,
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_15__bindgen_ty_1,
    pub flags: __u32,
    pub __bindgen_anon_2: bpf_attr__bindgen_ty_15__bindgen_ty_2,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_16 {
    pub link_fd: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_17 {
    pub type_: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_18 {
    pub link_fd: __u32,
    pub flags: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_19 {
    pub prog_fd: __u32,
    pub map_fd: __u32,
    pub flags: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_20 {
    pub flags: __u32,
    pub bpffs_fd: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_21 {
    pub stream_buf: __u64,
    pub stream_buf_len: __u32,
    pub stream_id: __u32,
    pub prog_fd: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_attr__bindgen_ty_22 {
    pub map_fd: __u32,
    pub prog_fd: __u32,
    pub flags: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct xdp_md {
    pub data: __u32,
    pub data_end: __u32,
    pub data_meta: __u32,
    pub ingress_ifindex: __u32,
    pub rx_queue_index: __u32,
    pub egress_ifindex: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_prog_info {
    pub type_: __u32,
    pub id: __u32,
    pub tag: [__u8; 8usize],
    pub jited_prog_len: __u32,
    pub xlated_prog_len: __u32,
    pub jited_prog_insns: __u64,
    pub xlated_prog_insns: __u64,
    pub load_time: __u64,
    pub created_by_uid: __u32,
    pub nr_map_ids: __u32,
    pub map_ids: __u64,
    pub name: [::core::ffi::c_char; 16usize],
    pub ifindex: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub netns_dev: __u64,
    pub netns_ino: __u64,
    pub nr_jited_ksyms: __u32,
    pub nr_jited_func_lens: __u32,
    pub jited_ksyms: __u64,
    pub jited_func_lens: __u64,
    pub btf_id: __u32,
    pub func_info_rec_size: __u32,
    pub func_info: __u64,
    pub nr_func_info: __u32,
    pub nr_line_info: __u32,
    pub line_info: __u64,
    pub jited_line_info: __u64,
    pub nr_jited_line_info: __u32,
    pub line_info_rec_size: __u32,
    pub jited_line_info_rec_size: __u32,
    pub nr_prog_tags: __u32,
    pub prog_tags: __u64,
    pub run_time_ns: __u64,
    pub run_cnt: __u64,
    pub recursion_misses: __u64,
    pub verified_insns: __u32,
    pub attach_btf_obj_id: __u32,
    pub attach_btf_id: __u32,
    pub _bitfield_align_2: [u8; 0],
    pub _bitfield_2: __BindgenBitfieldUnit<[u8; 4usize]>,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_map_info {
    pub type_: __u32,
    pub id: __u32,
    pub key_size: __u32,
    pub value_size: __u32,
    pub max_entries: __u32,
    pub map_flags: __u32,
    pub name: [::core::ffi::c_char; 16usize],
    pub ifindex: __u32,
    pub btf_vmlinux_value_type_id: __u32,
    pub netns_dev: __u64,
    pub netns_ino: __u64,
    pub btf_id: __u32,
    pub btf_key_type_id: __u32,
    pub btf_value_type_id: __u32,
    pub btf_vmlinux_id: __u32,
    pub map_extra: __u64,
    pub hash: __u64,
    pub hash_size: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_link_info {
    pub type_: __u32,
    pub id: __u32,
    pub prog_id: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
    pub __bindgen_anon_1: bpf_link_info__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_1 {
    pub tp_name: __u64,
    pub tp_name_len: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_2 {
    pub attach_type: __u32,
    pub target_obj_id: __u32,
    pub target_btf_id: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_3 {
    pub cgroup_id: __u64,
    pub attach_type: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_4 {
    pub target_name: __u64,
    pub target_name_len: __u32,
    pub __bindgen_anon_1: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1,
    pub __bindgen_anon_2: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1 {
    pub map_id: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1 {
    pub cgroup_id: __u64,
    pub order: __u32,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2 {
    pub tid: __u32,
    pub pid: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_5 {
    pub netns_ino: __u32,
    pub attach_type: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_6 {
    pub ifindex: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_7 {
    pub map_id: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_8 {
    pub pf: __u32,
    pub hooknum: __u32,
    pub priority: __s32,
    pub flags: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_9 {
    pub addrs: __u64,
    pub count: __u32,
    pub flags: __u32,
    pub missed: __u64,
    pub cookies: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_10 {
    pub path: __u64,
    pub offsets: __u64,
    pub ref_ctr_offsets: __u64,
    pub cookies: __u64,
    pub path_size: __u32,
    pub count: __u32,
    pub flags: __u32,
    pub pid: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_11 {
    pub attach_type: __u32,
    pub count: __u32,
    pub btf_obj_id: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub ids: __u64,
    pub addrs: __u64,
    pub cookies: __u64,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_12 {
    pub type_: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub __bindgen_anon_1: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1 {
    pub file_name: __u64,
    pub name_len: __u32,
    pub offset: __u32,
    pub cookie: __u64,
    pub ref_ctr_offset: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2 {
    pub func_name: __u64,
    pub name_len: __u32,
    pub offset: __u32,
    pub addr: __u64,
    pub missed: __u64,
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3 {
    pub tp_name: __u64,
    pub name_len: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4 {
    pub config: __u64,
    pub type_: __u32,
    pub _bitfield_align_1: [u8; 0],
    pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4usize]>,
    pub cookie: __u64,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_13 {
    pub ifindex: __u32,
    pub attach_type: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_14 {
    pub ifindex: __u32,
    pub attach_type: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct bpf_link_info__bindgen_ty_1__bindgen_ty_15 {
    pub map_id: __u32,
    pub attach_type: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct btf_header {
    pub magic: __u16,
    pub version: __u8,
    pub flags: __u8,
    pub hdr_len: __u32,
    pub type_off: __u32,
    pub type_len: __u32,
    pub str_off: __u32,
    pub str_len: __u32,
    pub layout_off: __u32,
    pub layout_len: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct btf_type {
    pub name_off: __u32,
    pub info: __u32,
    pub __bindgen_anon_1: btf_type__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct btf_enum {
    pub name_off: __u32,
    pub val: __s32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct btf_member {
    pub name_off: __u32,
    pub type_: __u32,
    pub offset: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct btf_param {
    pub name_off: __u32,
    pub type_: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct sockaddr_nl {
    pub nl_family: __kernel_sa_family_t,
    pub nl_pad: ::core::ffi::c_ushort,
    pub nl_pid: __u32,
    pub nl_groups: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nlmsghdr {
    pub nlmsg_len: __u32,
    pub nlmsg_type: __u16,
    pub nlmsg_flags: __u16,
    pub nlmsg_seq: __u32,
    pub nlmsg_pid: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nlmsgerr {
    pub error: ::core::ffi::c_int,
    pub msg: nlmsghdr,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct nlattr {
    pub nla_len: __u16,
    pub nla_type: __u16,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ndmsg {
    pub ndm_family: __u8,
    pub ndm_pad1: __u8,
    pub ndm_pad2: __u16,
    pub ndm_ifindex: __s32,
    pub ndm_state: __u16,
    pub ndm_flags: __u8,
    pub ndm_type: __u8,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct rtattr {
    pub rta_len: ::core::ffi::c_ushort,
    pub rta_type: ::core::ffi::c_ushort,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct rtmsg {
    pub rtm_family: ::core::ffi::c_uchar,
    pub rtm_dst_len: ::core::ffi::c_uchar,
    pub rtm_src_len: ::core::ffi::c_uchar,
    pub rtm_tos: ::core::ffi::c_uchar,
    pub rtm_table: ::core::ffi::c_uchar,
    pub rtm_protocol: ::core::ffi::c_uchar,
    pub rtm_scope: ::core::ffi::c_uchar,
    pub rtm_type: ::core::ffi::c_uchar,
    pub rtm_flags: ::core::ffi::c_uint,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ifinfomsg {
    pub ifi_family: ::core::ffi::c_uchar,
    pub __ifi_pad: ::core::ffi::c_uchar,
    pub ifi_type: ::core::ffi::c_ushort,
    pub ifi_index: ::core::ffi::c_int,
    pub ifi_flags: ::core::ffi::c_uint,
    pub ifi_change: ::core::ffi::c_uint,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct genlmsghdr {
    pub cmd: __u8,
    pub version: __u8,
    pub reserved: __u16,
}
#[repr(C, packed)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethhdr {
    pub h_dest: [::core::ffi::c_uchar; 6usize],
    pub h_source: [::core::ffi::c_uchar; 6usize],
    pub h_proto: __be16,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_drvinfo {
    pub cmd: __u32,
    pub driver: [::core::ffi::c_char; 32usize],
    pub version: [::core::ffi::c_char; 32usize],
    pub fw_version: [::core::ffi::c_char; 32usize],
    pub bus_info: [::core::ffi::c_char; 32usize],
    pub erom_version: [::core::ffi::c_char; 32usize],
    pub reserved2: [::core::ffi::c_char; 12usize],
    pub n_priv_flags: __u32,
    pub n_stats: __u32,
    pub testinfo_len: __u32,
    pub eedump_len: __u32,
    pub regdump_len: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_value {
    pub cmd: __u32,
    pub data: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_ringparam {
    pub cmd: __u32,
    pub rx_max_pending: __u32,
    pub rx_mini_max_pending: __u32,
    pub rx_jumbo_max_pending: __u32,
    pub tx_max_pending: __u32,
    pub rx_pending: __u32,
    pub rx_mini_pending: __u32,
    pub rx_jumbo_pending: __u32,
    pub tx_pending: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_channels {
    pub cmd: __u32,
    pub max_rx: __u32,
    pub max_tx: __u32,
    pub max_other: __u32,
    pub max_combined: __u32,
    pub rx_count: __u32,
    pub tx_count: __u32,
    pub other_count: __u32,
    pub combined_count: __u32,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_tcpip4_spec {
    pub ip4src: __be32,
    pub ip4dst: __be32,
    pub psrc: __be16,
    pub pdst: __be16,
    pub tos: __u8,
    pub __bindgen_padding_0: [u8; 3usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_ah_espip4_spec {
    pub ip4src: __be32,
    pub ip4dst: __be32,
    pub spi: __be32,
    pub tos: __u8,
    pub __bindgen_padding_0: [u8; 3usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_usrip4_spec {
    pub ip4src: __be32,
    pub ip4dst: __be32,
    pub l4_4_bytes: __be32,
    pub tos: __u8,
    pub ip_ver: __u8,
    pub proto: __u8,
    pub __bindgen_padding_0: u8,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_tcpip6_spec {
    pub ip6src: [__be32; 4usize],
    pub ip6dst: [__be32; 4usize],
    pub psrc: __be16,
    pub pdst: __be16,
    pub tclass: __u8,
    pub __bindgen_padding_0: [u8; 3usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_ah_espip6_spec {
    pub ip6src: [__be32; 4usize],
    pub ip6dst: [__be32; 4usize],
    pub spi: __be32,
    pub tclass: __u8,
    pub __bindgen_padding_0: [u8; 3usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_usrip6_spec {
    pub ip6src: [__be32; 4usize],
    pub ip6dst: [__be32; 4usize],
    pub l4_4_bytes: __be32,
    pub tclass: __u8,
    pub l4_proto: __u8,
    pub __bindgen_padding_0: [u8; 2usize],
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone, PartialEq, Eq)]
pub struct ethtool_flow_ext {
    pub padding: [__u8; 2usize],
    pub h_dest: [::core::ffi::c_uchar; 6usize],
    pub vlan_etype: __be16,
    pub vlan_tci: __be16,
    pub data: [__be32; 2usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub struct ethtool_rx_flow_spec {
    pub flow_type: __u32,
    pub h_u: ethtool_flow_union,
    pub h_ext: ethtool_flow_ext,
    pub m_u: ethtool_flow_union,
    pub m_ext: ethtool_flow_ext,
    pub __bindgen_padding_0: [u8; 4usize],
    pub ring_cookie: __u64,
    pub location: __u32,
    pub __bindgen_padding_1: [u8; 4usize],
}
#[repr(C)]
pub struct ethtool_rxnfc {
    pub cmd: __u32,
    pub flow_type: __u32,
    pub data: __u64,
    pub fs: ethtool_rx_flow_spec,
    pub __bindgen_anon_1: ethtool_rxnfc__bindgen_ty_1,
    pub rule_locs: __IncompleteArrayField<__u32>,
    pub __bindgen_padding_0: [u8; 4usize],
}
#[repr(C)]
#[derive(Debug, Default)]
pub struct ethtool_rxfh_indir {
    pub cmd: __u32,
    pub size: __u32,
    pub ring_index: __IncompleteArrayField<__u32>,
}
pub const LINUX_VERSION_CODE: u32 = 459524;
pub const XDP_SHARED_UMEM: u32 = 1;
pub const XDP_COPY: u32 = 2;
pub const XDP_ZEROCOPY: u32 = 4;
pub const XDP_USE_NEED_WAKEUP: u32 = 8;
pub const XDP_USE_SG: u32 = 16;
pub const XDP_UMEM_UNALIGNED_CHUNK_FLAG: u32 = 1;
pub const XDP_UMEM_TX_SW_CSUM: u32 = 2;
pub const XDP_UMEM_TX_METADATA_LEN: u32 = 4;
pub const XDP_RING_NEED_WAKEUP: u32 = 1;
pub const XDP_MMAP_OFFSETS: u32 = 1;
pub const XDP_RX_RING: u32 = 2;
pub const XDP_TX_RING: u32 = 3;
pub const XDP_UMEM_REG: u32 = 4;
pub const XDP_UMEM_FILL_RING: u32 = 5;
pub const XDP_UMEM_COMPLETION_RING: u32 = 6;
pub const XDP_STATISTICS: u32 = 7;
pub const XDP_OPTIONS: u32 = 8;
pub const XDP_MAX_TX_SKB_BUDGET: u32 = 9;
pub const XDP_OPTIONS_ZEROCOPY: u32 = 1;
pub const XDP_PGOFF_RX_RING: u32 = 0;
pub const XDP_PGOFF_TX_RING: u32 = 2147483648;
pub const XDP_UMEM_PGOFF_FILL_RING: u64 = 4294967296;
pub const XDP_UMEM_PGOFF_COMPLETION_RING: u64 = 6442450944;
pub const XSK_UNALIGNED_BUF_OFFSET_SHIFT: u32 = 48;
pub const XSK_UNALIGNED_BUF_ADDR_MASK: u64 = 281474976710655;
pub const XDP_TXMD_FLAGS_TIMESTAMP: u32 = 1;
pub const XDP_TXMD_FLAGS_CHECKSUM: u32 = 2;
pub const XDP_TXMD_FLAGS_LAUNCH_TIME: u32 = 4;
pub const XDP_PKT_CONTD: u32 = 1;
pub const XDP_TX_METADATA: u32 = 2;
pub const BPF_LD: u32 = 0;
pub const BPF_LDX: u32 = 1;
pub const BPF_ST: u32 = 2;
pub const BPF_STX: u32 = 3;
pub const BPF_ALU: u32 = 4;
pub const BPF_JMP: u32 = 5;
pub const BPF_W: u32 = 0;
pub const BPF_H: u32 = 8;
pub const BPF_B: u32 = 16;
pub const BPF_IMM: u32 = 0;
pub const BPF_MEM: u32 = 96;
pub const BPF_ADD: u32 = 0;
pub const BPF_SUB: u32 = 16;
pub const BPF_MUL: u32 = 32;
pub const BPF_DIV: u32 = 48;
pub const BPF_OR: u32 = 64;
pub const BPF_AND: u32 = 80;
pub const BPF_LSH: u32 = 96;
pub const BPF_RSH: u32 = 112;
pub const BPF_NEG: u32 = 128;
pub const BPF_MOD: u32 = 144;
pub const BPF_XOR: u32 = 160;
pub const BPF_JA: u32 = 0;
pub const BPF_JEQ: u32 = 16;
pub const BPF_JGT: u32 = 32;
pub const BPF_JGE: u32 = 48;
pub const BPF_JSET: u32 = 64;
pub const BPF_K: u32 = 0;
pub const BPF_X: u32 = 8;
pub const BPF_JMP32: u32 = 6;
pub const BPF_ALU64: u32 = 7;
pub const BPF_DW: u32 = 24;
pub const BPF_MEMSX: u32 = 128;
pub const BPF_ATOMIC: u32 = 192;
pub const BPF_XADD: u32 = 192;
pub const BPF_MOV: u32 = 176;
pub const BPF_ARSH: u32 = 192;
pub const BPF_END: u32 = 208;
pub const BPF_TO_LE: u32 = 0;
pub const BPF_TO_BE: u32 = 8;
pub const BPF_FROM_LE: u32 = 0;
pub const BPF_FROM_BE: u32 = 8;
pub const BPF_JNE: u32 = 80;
pub const BPF_JLT: u32 = 160;
pub const BPF_JLE: u32 = 176;
pub const BPF_JSGT: u32 = 96;
pub const BPF_JSGE: u32 = 112;
pub const BPF_JSLT: u32 = 192;
pub const BPF_JSLE: u32 = 208;
pub const BPF_JCOND: u32 = 224;
pub const BPF_CALL: u32 = 128;
pub const BPF_EXIT: u32 = 144;
pub const BPF_FETCH: u32 = 1;
pub const BPF_XCHG: u32 = 225;
pub const BPF_CMPXCHG: u32 = 241;
pub const BPF_LOAD_ACQ: u32 = 256;
pub const BPF_STORE_REL: u32 = 272;
pub const BPF_F_REPLACE: u32 = 4;
pub const BPF_F_XDP_HAS_FRAGS: u32 = 32;
pub const BPF_F_XDP_DEV_BOUND_ONLY: u32 = 64;
pub const BPF_PSEUDO_MAP_FD: u32 = 1;
pub const BPF_PSEUDO_MAP_IDX: u32 = 5;
pub const BPF_PSEUDO_MAP_VALUE: u32 = 2;
pub const BPF_PSEUDO_MAP_IDX_VALUE: u32 = 6;
pub const BPF_PSEUDO_BTF_ID: u32 = 3;
pub const BPF_PSEUDO_FUNC: u32 = 4;
pub const BPF_PSEUDO_CALL: u32 = 1;
pub const BPF_PSEUDO_KFUNC_CALL: u32 = 2;
pub const BPF_F_TEST_XDP_LIVE_FRAMES: u32 = 2;
pub const BPF_OBJ_NAME_LEN: u32 = 16;
pub const XDP_PACKET_HEADROOM: u32 = 256;
pub const BPF_TAG_SIZE: u32 = 8;
pub const BTF_MAGIC: u32 = 60319;
pub const BTF_VERSION: u32 = 1;
pub const NETLINK_ROUTE: u32 = 0;
pub const NETLINK_GENERIC: u32 = 16;
pub const NLM_F_REQUEST: u32 = 1;
pub const NLM_F_MULTI: u32 = 2;
pub const NLM_F_ACK: u32 = 4;
pub const NLM_F_ECHO: u32 = 8;
pub const NLM_F_DUMP_INTR: u32 = 16;
pub const NLM_F_DUMP_FILTERED: u32 = 32;
pub const NLM_F_ROOT: u32 = 256;
pub const NLM_F_MATCH: u32 = 512;
pub const NLM_F_ATOMIC: u32 = 1024;
pub const NLM_F_DUMP: u32 = 768;
pub const NLM_F_REPLACE: u32 = 256;
pub const NLM_F_EXCL: u32 = 512;
pub const NLM_F_CREATE: u32 = 1024;
pub const NLM_F_APPEND: u32 = 2048;
pub const NLM_F_NONREC: u32 = 256;
pub const NLM_F_BULK: u32 = 512;
pub const NLM_F_CAPPED: u32 = 256;
pub const NLM_F_ACK_TLVS: u32 = 512;
pub const NLMSG_ALIGNTO: u32 = 4;
pub const NLMSG_NOOP: u32 = 1;
pub const NLMSG_ERROR: u32 = 2;
pub const NLMSG_DONE: u32 = 3;
pub const NLMSG_OVERRUN: u32 = 4;
pub const NLMSG_MIN_TYPE: u32 = 16;
pub const NETLINK_ADD_MEMBERSHIP: u32 = 1;
pub const NETLINK_CAP_ACK: u32 = 10;
pub const NETLINK_EXT_ACK: u32 = 11;
pub const NETLINK_GET_STRICT_CHK: u32 = 12;
pub const NLA_F_NESTED: u32 = 32768;
pub const NLA_F_NET_BYTEORDER: u32 = 16384;
pub const NLA_TYPE_MASK: i32 = -49153;
pub const NLA_ALIGNTO: u32 = 4;
pub const XDP_FLAGS_UPDATE_IF_NOEXIST: u32 = 1;
pub const XDP_FLAGS_SKB_MODE: u32 = 2;
pub const XDP_FLAGS_DRV_MODE: u32 = 4;
pub const XDP_FLAGS_HW_MODE: u32 = 8;
pub const XDP_FLAGS_REPLACE: u32 = 16;
pub const XDP_FLAGS_MODES: u32 = 14;
pub const XDP_FLAGS_MASK: u32 = 31;
pub const NUD_INCOMPLETE: u32 = 1;
pub const NUD_REACHABLE: u32 = 2;
pub const NUD_STALE: u32 = 4;
pub const NUD_DELAY: u32 = 8;
pub const NUD_PROBE: u32 = 16;
pub const NUD_FAILED: u32 = 32;
pub const NUD_NOARP: u32 = 64;
pub const NUD_PERMANENT: u32 = 128;
pub const NUD_NONE: u32 = 0;
pub const RTMGRP_LINK: u32 = 1;
pub const RTMGRP_NEIGH: u32 = 4;
pub const RTEXT_FILTER_VF: u32 = 1;
pub const RTEXT_FILTER_BRVLAN: u32 = 2;
pub const RTEXT_FILTER_BRVLAN_COMPRESSED: u32 = 4;
pub const RTEXT_FILTER_SKIP_STATS: u32 = 8;
pub const RTEXT_FILTER_MRP: u32 = 16;
pub const RTEXT_FILTER_CFM_CONFIG: u32 = 32;
pub const RTEXT_FILTER_CFM_STATUS: u32 = 64;
pub const RTEXT_FILTER_MST: u32 = 128;
pub const RTEXT_FILTER_NAME_ONLY: u32 = 256;
pub const GENL_NAMSIZ: u32 = 16;
pub const GENL_ID_CTRL: u32 = 16;
pub const NETDEV_FAMILY_NAME: &::core::ffi::CStr = c"netdev";
pub const NETDEV_FAMILY_VERSION: u32 = 1;
pub const NETDEV_MCGRP_MGMT: &::core::ffi::CStr = c"mgmt";
pub const NETDEV_MCGRP_PAGE_POOL: &::core::ffi::CStr = c"page-pool";
pub const ETHTOOL_FWVERS_LEN: u32 = 32;
pub const ETHTOOL_BUSINFO_LEN: u32 = 32;
pub const ETHTOOL_EROMVERS_LEN: u32 = 32;
pub const ETH_RX_NFC_IP4: u32 = 1;
pub const ETHTOOL_RX_FLOW_SPEC_RING: u32 = 4294967295;
pub const ETHTOOL_RX_FLOW_SPEC_RING_VF: u64 = 1095216660480;
pub const ETHTOOL_RX_FLOW_SPEC_RING_VF_OFF: u32 = 32;
pub const ETHTOOL_GDRVINFO: u32 = 3;
pub const ETHTOOL_GLINK: u32 = 10;
pub const ETHTOOL_GRINGPARAM: u32 = 16;
pub const ETHTOOL_SRINGPARAM: u32 = 17;
pub const ETHTOOL_GFLAGS: u32 = 37;
pub const ETHTOOL_SFLAGS: u32 = 38;
pub const ETHTOOL_GGRO: u32 = 43;
pub const ETHTOOL_SGRO: u32 = 44;
pub const ETHTOOL_GRXRINGS: u32 = 45;
pub const ETHTOOL_GRXCLSRLCNT: u32 = 46;
pub const ETHTOOL_GRXCLSRULE: u32 = 47;
pub const ETHTOOL_GRXCLSRLALL: u32 = 48;
pub const ETHTOOL_SRXCLSRLDEL: u32 = 49;
pub const ETHTOOL_SRXCLSRLINS: u32 = 50;
pub const ETHTOOL_GRXFHINDIR: u32 = 56;
pub const ETHTOOL_SRXFHINDIR: u32 = 57;
pub const ETHTOOL_GCHANNELS: u32 = 60;
pub const ETHTOOL_SCHANNELS: u32 = 61;
pub const FLOW_EXT: u32 = 2147483648;
pub const FLOW_MAC_EXT: u32 = 1073741824;
pub const FLOW_RSS: u32 = 536870912;
pub const RX_CLS_FLOW_DISC: i32 = -1;
pub const RX_CLS_FLOW_WAKE: i32 = -2;
pub const RX_CLS_LOC_SPECIAL: u32 = 2147483648;
pub const RX_CLS_LOC_ANY: u32 = 4294967295;
pub const RX_CLS_LOC_FIRST: u32 = 4294967294;
pub const RX_CLS_LOC_LAST: u32 = 4294967293;
pub const SIOCETHTOOL: u32 = 35142;
pub const SOL_SOCKET: u32 = 1;
pub const SO_BUSY_POLL: u32 = 46;
pub const SO_INCOMING_NAPI_ID: u32 = 56;
pub const SO_PREFER_BUSY_POLL: u32 = 69;
pub const SO_BUSY_POLL_BUDGET: u32 = 70;
pub const SO_NETNS_COOKIE: u32 = 71;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of sockaddr_xdp"][::core::mem::size_of::<sockaddr_xdp>() - 16usize];
    ["Alignment of sockaddr_xdp"][::core::mem::align_of::<sockaddr_xdp>() - 4usize];
    [
        "Offset of field: sockaddr_xdp::sxdp_family",
    ][::core::mem::offset_of!(sockaddr_xdp, sxdp_family) - 0usize];
    [
        "Offset of field: sockaddr_xdp::sxdp_flags",
    ][::core::mem::offset_of!(sockaddr_xdp, sxdp_flags) - 2usize];
    [
        "Offset of field: sockaddr_xdp::sxdp_ifindex",
    ][::core::mem::offset_of!(sockaddr_xdp, sxdp_ifindex) - 4usize];
    [
        "Offset of field: sockaddr_xdp::sxdp_queue_id",
    ][::core::mem::offset_of!(sockaddr_xdp, sxdp_queue_id) - 8usize];
    [
        "Offset of field: sockaddr_xdp::sxdp_shared_umem_fd",
    ][::core::mem::offset_of!(sockaddr_xdp, sxdp_shared_umem_fd) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_ring_offset"][::core::mem::size_of::<xdp_ring_offset>() - 32usize];
    [
        "Alignment of xdp_ring_offset",
    ][::core::mem::align_of::<xdp_ring_offset>() - 8usize];
    [
        "Offset of field: xdp_ring_offset::producer",
    ][::core::mem::offset_of!(xdp_ring_offset, producer) - 0usize];
    [
        "Offset of field: xdp_ring_offset::consumer",
    ][::core::mem::offset_of!(xdp_ring_offset, consumer) - 8usize];
    [
        "Offset of field: xdp_ring_offset::desc",
    ][::core::mem::offset_of!(xdp_ring_offset, desc) - 16usize];
    [
        "Offset of field: xdp_ring_offset::flags",
    ][::core::mem::offset_of!(xdp_ring_offset, flags) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_mmap_offsets"][::core::mem::size_of::<xdp_mmap_offsets>() - 128usize];
    [
        "Alignment of xdp_mmap_offsets",
    ][::core::mem::align_of::<xdp_mmap_offsets>() - 8usize];
    [
        "Offset of field: xdp_mmap_offsets::rx",
    ][::core::mem::offset_of!(xdp_mmap_offsets, rx) - 0usize];
    [
        "Offset of field: xdp_mmap_offsets::tx",
    ][::core::mem::offset_of!(xdp_mmap_offsets, tx) - 32usize];
    [
        "Offset of field: xdp_mmap_offsets::fr",
    ][::core::mem::offset_of!(xdp_mmap_offsets, fr) - 64usize];
    [
        "Offset of field: xdp_mmap_offsets::cr",
    ][::core::mem::offset_of!(xdp_mmap_offsets, cr) - 96usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_umem_reg"][::core::mem::size_of::<xdp_umem_reg>() - 32usize];
    ["Alignment of xdp_umem_reg"][::core::mem::align_of::<xdp_umem_reg>() - 8usize];
    [
        "Offset of field: xdp_umem_reg::addr",
    ][::core::mem::offset_of!(xdp_umem_reg, addr) - 0usize];
    [
        "Offset of field: xdp_umem_reg::len",
    ][::core::mem::offset_of!(xdp_umem_reg, len) - 8usize];
    [
        "Offset of field: xdp_umem_reg::chunk_size",
    ][::core::mem::offset_of!(xdp_umem_reg, chunk_size) - 16usize];
    [
        "Offset of field: xdp_umem_reg::headroom",
    ][::core::mem::offset_of!(xdp_umem_reg, headroom) - 20usize];
    [
        "Offset of field: xdp_umem_reg::flags",
    ][::core::mem::offset_of!(xdp_umem_reg, flags) - 24usize];
    [
        "Offset of field: xdp_umem_reg::tx_metadata_len",
    ][::core::mem::offset_of!(xdp_umem_reg, tx_metadata_len) - 28usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_statistics"][::core::mem::size_of::<xdp_statistics>() - 48usize];
    ["Alignment of xdp_statistics"][::core::mem::align_of::<xdp_statistics>() - 8usize];
    [
        "Offset of field: xdp_statistics::rx_dropped",
    ][::core::mem::offset_of!(xdp_statistics, rx_dropped) - 0usize];
    [
        "Offset of field: xdp_statistics::rx_invalid_descs",
    ][::core::mem::offset_of!(xdp_statistics, rx_invalid_descs) - 8usize];
    [
        "Offset of field: xdp_statistics::tx_invalid_descs",
    ][::core::mem::offset_of!(xdp_statistics, tx_invalid_descs) - 16usize];
    [
        "Offset of field: xdp_statistics::rx_ring_full",
    ][::core::mem::offset_of!(xdp_statistics, rx_ring_full) - 24usize];
    [
        "Offset of field: xdp_statistics::rx_fill_ring_empty_descs",
    ][::core::mem::offset_of!(xdp_statistics, rx_fill_ring_empty_descs) - 32usize];
    [
        "Offset of field: xdp_statistics::tx_ring_empty_descs",
    ][::core::mem::offset_of!(xdp_statistics, tx_ring_empty_descs) - 40usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_options"][::core::mem::size_of::<xdp_options>() - 4usize];
    ["Alignment of xdp_options"][::core::mem::align_of::<xdp_options>() - 4usize];
    [
        "Offset of field: xdp_options::flags",
    ][::core::mem::offset_of!(xdp_options, flags) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::size_of::<xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1>() - 16usize];
    [
        "Alignment of xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::align_of::<xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1::csum_start",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1, csum_start)
        - 0usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1::csum_offset",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1, csum_offset)
        - 2usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1::reserved",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1, reserved)
        - 4usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1::launch_time",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1, launch_time)
        - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2",
    ][::core::mem::size_of::<xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2>() - 8usize];
    [
        "Alignment of xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2",
    ][::core::mem::align_of::<xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2>() - 8usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2::tx_timestamp",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2, tx_timestamp)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of xsk_tx_metadata__bindgen_ty_1",
    ][::core::mem::size_of::<xsk_tx_metadata__bindgen_ty_1>() - 16usize];
    [
        "Alignment of xsk_tx_metadata__bindgen_ty_1",
    ][::core::mem::align_of::<xsk_tx_metadata__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1::request",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1, request) - 0usize];
    [
        "Offset of field: xsk_tx_metadata__bindgen_ty_1::completion",
    ][::core::mem::offset_of!(xsk_tx_metadata__bindgen_ty_1, completion) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xsk_tx_metadata"][::core::mem::size_of::<xsk_tx_metadata>() - 24usize];
    [
        "Alignment of xsk_tx_metadata",
    ][::core::mem::align_of::<xsk_tx_metadata>() - 8usize];
    [
        "Offset of field: xsk_tx_metadata::flags",
    ][::core::mem::offset_of!(xsk_tx_metadata, flags) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_desc"][::core::mem::size_of::<xdp_desc>() - 16usize];
    ["Alignment of xdp_desc"][::core::mem::align_of::<xdp_desc>() - 8usize];
    [
        "Offset of field: xdp_desc::addr",
    ][::core::mem::offset_of!(xdp_desc, addr) - 0usize];
    ["Offset of field: xdp_desc::len"][::core::mem::offset_of!(xdp_desc, len) - 8usize];
    [
        "Offset of field: xdp_desc::options",
    ][::core::mem::offset_of!(xdp_desc, options) - 12usize];
};
pub const BPF_REG_0: ::core::ffi::c_uint = 0;
pub const BPF_REG_1: ::core::ffi::c_uint = 1;
pub const BPF_REG_2: ::core::ffi::c_uint = 2;
pub const BPF_REG_3: ::core::ffi::c_uint = 3;
pub const BPF_REG_4: ::core::ffi::c_uint = 4;
pub const BPF_REG_5: ::core::ffi::c_uint = 5;
pub const BPF_REG_6: ::core::ffi::c_uint = 6;
pub const BPF_REG_7: ::core::ffi::c_uint = 7;
pub const BPF_REG_8: ::core::ffi::c_uint = 8;
pub const BPF_REG_9: ::core::ffi::c_uint = 9;
pub const BPF_REG_10: ::core::ffi::c_uint = 10;
pub const __MAX_BPF_REG: ::core::ffi::c_uint = 11;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of bpf_insn"][::core::mem::size_of::<bpf_insn>() - 8usize];
    ["Alignment of bpf_insn"][::core::mem::align_of::<bpf_insn>() - 4usize];
    [
        "Offset of field: bpf_insn::code",
    ][::core::mem::offset_of!(bpf_insn, code) - 0usize];
    ["Offset of field: bpf_insn::off"][::core::mem::offset_of!(bpf_insn, off) - 2usize];
    ["Offset of field: bpf_insn::imm"][::core::mem::offset_of!(bpf_insn, imm) - 4usize];
};
pub const BPF_MAP_CREATE: bpf_cmd = 0;
pub const BPF_MAP_LOOKUP_ELEM: bpf_cmd = 1;
pub const BPF_MAP_UPDATE_ELEM: bpf_cmd = 2;
pub const BPF_MAP_DELETE_ELEM: bpf_cmd = 3;
pub const BPF_MAP_GET_NEXT_KEY: bpf_cmd = 4;
pub const BPF_PROG_LOAD: bpf_cmd = 5;
pub const BPF_OBJ_PIN: bpf_cmd = 6;
pub const BPF_OBJ_GET: bpf_cmd = 7;
pub const BPF_PROG_ATTACH: bpf_cmd = 8;
pub const BPF_PROG_DETACH: bpf_cmd = 9;
pub const BPF_PROG_TEST_RUN: bpf_cmd = 10;
pub const BPF_PROG_RUN: bpf_cmd = 10;
pub const BPF_PROG_GET_NEXT_ID: bpf_cmd = 11;
pub const BPF_MAP_GET_NEXT_ID: bpf_cmd = 12;
pub const BPF_PROG_GET_FD_BY_ID: bpf_cmd = 13;
pub const BPF_MAP_GET_FD_BY_ID: bpf_cmd = 14;
pub const BPF_OBJ_GET_INFO_BY_FD: bpf_cmd = 15;
pub const BPF_PROG_QUERY: bpf_cmd = 16;
pub const BPF_RAW_TRACEPOINT_OPEN: bpf_cmd = 17;
pub const BPF_BTF_LOAD: bpf_cmd = 18;
pub const BPF_BTF_GET_FD_BY_ID: bpf_cmd = 19;
pub const BPF_TASK_FD_QUERY: bpf_cmd = 20;
pub const BPF_MAP_LOOKUP_AND_DELETE_ELEM: bpf_cmd = 21;
pub const BPF_MAP_FREEZE: bpf_cmd = 22;
pub const BPF_BTF_GET_NEXT_ID: bpf_cmd = 23;
pub const BPF_MAP_LOOKUP_BATCH: bpf_cmd = 24;
pub const BPF_MAP_LOOKUP_AND_DELETE_BATCH: bpf_cmd = 25;
pub const BPF_MAP_UPDATE_BATCH: bpf_cmd = 26;
pub const BPF_MAP_DELETE_BATCH: bpf_cmd = 27;
pub const BPF_LINK_CREATE: bpf_cmd = 28;
pub const BPF_LINK_UPDATE: bpf_cmd = 29;
pub const BPF_LINK_GET_FD_BY_ID: bpf_cmd = 30;
pub const BPF_LINK_GET_NEXT_ID: bpf_cmd = 31;
pub const BPF_ENABLE_STATS: bpf_cmd = 32;
pub const BPF_ITER_CREATE: bpf_cmd = 33;
pub const BPF_LINK_DETACH: bpf_cmd = 34;
pub const BPF_PROG_BIND_MAP: bpf_cmd = 35;
pub const BPF_TOKEN_CREATE: bpf_cmd = 36;
pub const BPF_PROG_STREAM_READ_BY_FD: bpf_cmd = 37;
pub const BPF_PROG_ASSOC_STRUCT_OPS: bpf_cmd = 38;
pub const __MAX_BPF_CMD: bpf_cmd = 39;
pub const BPF_COMMON_ATTRS: bpf_cmd = 65536;
pub const BPF_MAP_TYPE_UNSPEC: bpf_map_type = 0;
pub const BPF_MAP_TYPE_HASH: bpf_map_type = 1;
pub const BPF_MAP_TYPE_ARRAY: bpf_map_type = 2;
pub const BPF_MAP_TYPE_PROG_ARRAY: bpf_map_type = 3;
pub const BPF_MAP_TYPE_PERF_EVENT_ARRAY: bpf_map_type = 4;
pub const BPF_MAP_TYPE_PERCPU_HASH: bpf_map_type = 5;
pub const BPF_MAP_TYPE_PERCPU_ARRAY: bpf_map_type = 6;
pub const BPF_MAP_TYPE_STACK_TRACE: bpf_map_type = 7;
pub const BPF_MAP_TYPE_CGROUP_ARRAY: bpf_map_type = 8;
pub const BPF_MAP_TYPE_LRU_HASH: bpf_map_type = 9;
pub const BPF_MAP_TYPE_LRU_PERCPU_HASH: bpf_map_type = 10;
pub const BPF_MAP_TYPE_LPM_TRIE: bpf_map_type = 11;
pub const BPF_MAP_TYPE_ARRAY_OF_MAPS: bpf_map_type = 12;
pub const BPF_MAP_TYPE_HASH_OF_MAPS: bpf_map_type = 13;
pub const BPF_MAP_TYPE_DEVMAP: bpf_map_type = 14;
pub const BPF_MAP_TYPE_SOCKMAP: bpf_map_type = 15;
pub const BPF_MAP_TYPE_CPUMAP: bpf_map_type = 16;
pub const BPF_MAP_TYPE_XSKMAP: bpf_map_type = 17;
pub const BPF_MAP_TYPE_SOCKHASH: bpf_map_type = 18;
pub const BPF_MAP_TYPE_CGROUP_STORAGE_DEPRECATED: bpf_map_type = 19;
pub const BPF_MAP_TYPE_CGROUP_STORAGE: bpf_map_type = 19;
pub const BPF_MAP_TYPE_REUSEPORT_SOCKARRAY: bpf_map_type = 20;
pub const BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE_DEPRECATED: bpf_map_type = 21;
pub const BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE: bpf_map_type = 21;
pub const BPF_MAP_TYPE_QUEUE: bpf_map_type = 22;
pub const BPF_MAP_TYPE_STACK: bpf_map_type = 23;
pub const BPF_MAP_TYPE_SK_STORAGE: bpf_map_type = 24;
pub const BPF_MAP_TYPE_DEVMAP_HASH: bpf_map_type = 25;
pub const BPF_MAP_TYPE_STRUCT_OPS: bpf_map_type = 26;
pub const BPF_MAP_TYPE_RINGBUF: bpf_map_type = 27;
pub const BPF_MAP_TYPE_INODE_STORAGE: bpf_map_type = 28;
pub const BPF_MAP_TYPE_TASK_STORAGE: bpf_map_type = 29;
pub const BPF_MAP_TYPE_BLOOM_FILTER: bpf_map_type = 30;
pub const BPF_MAP_TYPE_USER_RINGBUF: bpf_map_type = 31;
pub const BPF_MAP_TYPE_CGRP_STORAGE: bpf_map_type = 32;
pub const BPF_MAP_TYPE_ARENA: bpf_map_type = 33;
pub const BPF_MAP_TYPE_INSN_ARRAY: bpf_map_type = 34;
pub const BPF_MAP_TYPE_RHASH: bpf_map_type = 35;
pub const __MAX_BPF_MAP_TYPE: bpf_map_type = 36;
pub const BPF_PROG_TYPE_UNSPEC: bpf_prog_type = 0;
pub const BPF_PROG_TYPE_SOCKET_FILTER: bpf_prog_type = 1;
pub const BPF_PROG_TYPE_KPROBE: bpf_prog_type = 2;
pub const BPF_PROG_TYPE_SCHED_CLS: bpf_prog_type = 3;
pub const BPF_PROG_TYPE_SCHED_ACT: bpf_prog_type = 4;
pub const BPF_PROG_TYPE_TRACEPOINT: bpf_prog_type = 5;
pub const BPF_PROG_TYPE_XDP: bpf_prog_type = 6;
pub const BPF_PROG_TYPE_PERF_EVENT: bpf_prog_type = 7;
pub const BPF_PROG_TYPE_CGROUP_SKB: bpf_prog_type = 8;
pub const BPF_PROG_TYPE_CGROUP_SOCK: bpf_prog_type = 9;
pub const BPF_PROG_TYPE_LWT_IN: bpf_prog_type = 10;
pub const BPF_PROG_TYPE_LWT_OUT: bpf_prog_type = 11;
pub const BPF_PROG_TYPE_LWT_XMIT: bpf_prog_type = 12;
pub const BPF_PROG_TYPE_SOCK_OPS: bpf_prog_type = 13;
pub const BPF_PROG_TYPE_SK_SKB: bpf_prog_type = 14;
pub const BPF_PROG_TYPE_CGROUP_DEVICE: bpf_prog_type = 15;
pub const BPF_PROG_TYPE_SK_MSG: bpf_prog_type = 16;
pub const BPF_PROG_TYPE_RAW_TRACEPOINT: bpf_prog_type = 17;
pub const BPF_PROG_TYPE_CGROUP_SOCK_ADDR: bpf_prog_type = 18;
pub const BPF_PROG_TYPE_LWT_SEG6LOCAL: bpf_prog_type = 19;
pub const BPF_PROG_TYPE_LIRC_MODE2: bpf_prog_type = 20;
pub const BPF_PROG_TYPE_SK_REUSEPORT: bpf_prog_type = 21;
pub const BPF_PROG_TYPE_FLOW_DISSECTOR: bpf_prog_type = 22;
pub const BPF_PROG_TYPE_CGROUP_SYSCTL: bpf_prog_type = 23;
pub const BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE: bpf_prog_type = 24;
pub const BPF_PROG_TYPE_CGROUP_SOCKOPT: bpf_prog_type = 25;
pub const BPF_PROG_TYPE_TRACING: bpf_prog_type = 26;
pub const BPF_PROG_TYPE_STRUCT_OPS: bpf_prog_type = 27;
pub const BPF_PROG_TYPE_EXT: bpf_prog_type = 28;
pub const BPF_PROG_TYPE_LSM: bpf_prog_type = 29;
pub const BPF_PROG_TYPE_SK_LOOKUP: bpf_prog_type = 30;
pub const BPF_PROG_TYPE_SYSCALL: bpf_prog_type = 31;
pub const BPF_PROG_TYPE_NETFILTER: bpf_prog_type = 32;
pub const __MAX_BPF_PROG_TYPE: bpf_prog_type = 33;
pub const BPF_CGROUP_INET_INGRESS: bpf_attach_type = 0;
pub const BPF_CGROUP_INET_EGRESS: bpf_attach_type = 1;
pub const BPF_CGROUP_INET_SOCK_CREATE: bpf_attach_type = 2;
pub const BPF_CGROUP_SOCK_OPS: bpf_attach_type = 3;
pub const BPF_SK_SKB_STREAM_PARSER: bpf_attach_type = 4;
pub const BPF_SK_SKB_STREAM_VERDICT: bpf_attach_type = 5;
pub const BPF_CGROUP_DEVICE: bpf_attach_type = 6;
pub const BPF_SK_MSG_VERDICT: bpf_attach_type = 7;
pub const BPF_CGROUP_INET4_BIND: bpf_attach_type = 8;
pub const BPF_CGROUP_INET6_BIND: bpf_attach_type = 9;
pub const BPF_CGROUP_INET4_CONNECT: bpf_attach_type = 10;
pub const BPF_CGROUP_INET6_CONNECT: bpf_attach_type = 11;
pub const BPF_CGROUP_INET4_POST_BIND: bpf_attach_type = 12;
pub const BPF_CGROUP_INET6_POST_BIND: bpf_attach_type = 13;
pub const BPF_CGROUP_UDP4_SENDMSG: bpf_attach_type = 14;
pub const BPF_CGROUP_UDP6_SENDMSG: bpf_attach_type = 15;
pub const BPF_LIRC_MODE2: bpf_attach_type = 16;
pub const BPF_FLOW_DISSECTOR: bpf_attach_type = 17;
pub const BPF_CGROUP_SYSCTL: bpf_attach_type = 18;
pub const BPF_CGROUP_UDP4_RECVMSG: bpf_attach_type = 19;
pub const BPF_CGROUP_UDP6_RECVMSG: bpf_attach_type = 20;
pub const BPF_CGROUP_GETSOCKOPT: bpf_attach_type = 21;
pub const BPF_CGROUP_SETSOCKOPT: bpf_attach_type = 22;
pub const BPF_TRACE_RAW_TP: bpf_attach_type = 23;
pub const BPF_TRACE_FENTRY: bpf_attach_type = 24;
pub const BPF_TRACE_FEXIT: bpf_attach_type = 25;
pub const BPF_MODIFY_RETURN: bpf_attach_type = 26;
pub const BPF_LSM_MAC: bpf_attach_type = 27;
pub const BPF_TRACE_ITER: bpf_attach_type = 28;
pub const BPF_CGROUP_INET4_GETPEERNAME: bpf_attach_type = 29;
pub const BPF_CGROUP_INET6_GETPEERNAME: bpf_attach_type = 30;
pub const BPF_CGROUP_INET4_GETSOCKNAME: bpf_attach_type = 31;
pub const BPF_CGROUP_INET6_GETSOCKNAME: bpf_attach_type = 32;
pub const BPF_XDP_DEVMAP: bpf_attach_type = 33;
pub const BPF_CGROUP_INET_SOCK_RELEASE: bpf_attach_type = 34;
pub const BPF_XDP_CPUMAP: bpf_attach_type = 35;
pub const BPF_SK_LOOKUP: bpf_attach_type = 36;
pub const BPF_XDP: bpf_attach_type = 37;
pub const BPF_SK_SKB_VERDICT: bpf_attach_type = 38;
pub const BPF_SK_REUSEPORT_SELECT: bpf_attach_type = 39;
pub const BPF_SK_REUSEPORT_SELECT_OR_MIGRATE: bpf_attach_type = 40;
pub const BPF_PERF_EVENT: bpf_attach_type = 41;
pub const BPF_TRACE_KPROBE_MULTI: bpf_attach_type = 42;
pub const BPF_LSM_CGROUP: bpf_attach_type = 43;
pub const BPF_STRUCT_OPS: bpf_attach_type = 44;
pub const BPF_NETFILTER: bpf_attach_type = 45;
pub const BPF_TCX_INGRESS: bpf_attach_type = 46;
pub const BPF_TCX_EGRESS: bpf_attach_type = 47;
pub const BPF_TRACE_UPROBE_MULTI: bpf_attach_type = 48;
pub const BPF_CGROUP_UNIX_CONNECT: bpf_attach_type = 49;
pub const BPF_CGROUP_UNIX_SENDMSG: bpf_attach_type = 50;
pub const BPF_CGROUP_UNIX_RECVMSG: bpf_attach_type = 51;
pub const BPF_CGROUP_UNIX_GETPEERNAME: bpf_attach_type = 52;
pub const BPF_CGROUP_UNIX_GETSOCKNAME: bpf_attach_type = 53;
pub const BPF_NETKIT_PRIMARY: bpf_attach_type = 54;
pub const BPF_NETKIT_PEER: bpf_attach_type = 55;
pub const BPF_TRACE_KPROBE_SESSION: bpf_attach_type = 56;
pub const BPF_TRACE_UPROBE_SESSION: bpf_attach_type = 57;
pub const BPF_TRACE_FSESSION: bpf_attach_type = 58;
pub const BPF_TRACE_FENTRY_MULTI: bpf_attach_type = 59;
pub const BPF_TRACE_FEXIT_MULTI: bpf_attach_type = 60;
pub const BPF_TRACE_FSESSION_MULTI: bpf_attach_type = 61;
pub const __MAX_BPF_ATTACH_TYPE: bpf_attach_type = 62;
pub const BPF_LINK_TYPE_UNSPEC: bpf_link_type = 0;
pub const BPF_LINK_TYPE_RAW_TRACEPOINT: bpf_link_type = 1;
pub const BPF_LINK_TYPE_TRACING: bpf_link_type = 2;
pub const BPF_LINK_TYPE_CGROUP: bpf_link_type = 3;
pub const BPF_LINK_TYPE_ITER: bpf_link_type = 4;
pub const BPF_LINK_TYPE_NETNS: bpf_link_type = 5;
pub const BPF_LINK_TYPE_XDP: bpf_link_type = 6;
pub const BPF_LINK_TYPE_PERF_EVENT: bpf_link_type = 7;
pub const BPF_LINK_TYPE_KPROBE_MULTI: bpf_link_type = 8;
pub const BPF_LINK_TYPE_STRUCT_OPS: bpf_link_type = 9;
pub const BPF_LINK_TYPE_NETFILTER: bpf_link_type = 10;
pub const BPF_LINK_TYPE_TCX: bpf_link_type = 11;
pub const BPF_LINK_TYPE_UPROBE_MULTI: bpf_link_type = 12;
pub const BPF_LINK_TYPE_NETKIT: bpf_link_type = 13;
pub const BPF_LINK_TYPE_SOCKMAP: bpf_link_type = 14;
pub const BPF_LINK_TYPE_TRACING_MULTI: bpf_link_type = 15;
pub const __MAX_BPF_LINK_TYPE: bpf_link_type = 16;
pub const BPF_ANY: ::core::ffi::c_uint = 0;
pub const BPF_NOEXIST: ::core::ffi::c_uint = 1;
pub const BPF_EXIST: ::core::ffi::c_uint = 2;
pub const BPF_F_LOCK: ::core::ffi::c_uint = 4;
pub const BPF_F_CPU: ::core::ffi::c_uint = 8;
pub const BPF_F_ALL_CPUS: ::core::ffi::c_uint = 16;
pub const BPF_F_NO_PREALLOC: ::core::ffi::c_uint = 1;
pub const BPF_F_NO_COMMON_LRU: ::core::ffi::c_uint = 2;
pub const BPF_F_NUMA_NODE: ::core::ffi::c_uint = 4;
pub const BPF_F_RDONLY: ::core::ffi::c_uint = 8;
pub const BPF_F_WRONLY: ::core::ffi::c_uint = 16;
pub const BPF_F_STACK_BUILD_ID: ::core::ffi::c_uint = 32;
pub const BPF_F_ZERO_SEED: ::core::ffi::c_uint = 64;
pub const BPF_F_RDONLY_PROG: ::core::ffi::c_uint = 128;
pub const BPF_F_WRONLY_PROG: ::core::ffi::c_uint = 256;
pub const BPF_F_CLONE: ::core::ffi::c_uint = 512;
pub const BPF_F_MMAPABLE: ::core::ffi::c_uint = 1024;
pub const BPF_F_PRESERVE_ELEMS: ::core::ffi::c_uint = 2048;
pub const BPF_F_INNER_MAP: ::core::ffi::c_uint = 4096;
pub const BPF_F_LINK: ::core::ffi::c_uint = 8192;
pub const BPF_F_PATH_FD: ::core::ffi::c_uint = 16384;
pub const BPF_F_VTYPE_BTF_OBJ_FD: ::core::ffi::c_uint = 32768;
pub const BPF_F_TOKEN_FD: ::core::ffi::c_uint = 65536;
pub const BPF_F_SEGV_ON_FAULT: ::core::ffi::c_uint = 131072;
pub const BPF_F_NO_USER_CONV: ::core::ffi::c_uint = 262144;
pub const BPF_F_RB_OVERWRITE: ::core::ffi::c_uint = 524288;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_1>() - 96usize];
    [
        "Alignment of bpf_attr__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::map_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, map_type) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::key_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, key_size) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::value_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, value_size) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::max_entries",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, max_entries) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::map_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, map_flags) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::inner_map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, inner_map_fd) - 20usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::numa_node",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, numa_node) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::map_name",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, map_name) - 28usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::map_ifindex",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, map_ifindex) - 44usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::btf_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, btf_fd) - 48usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::btf_key_type_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, btf_key_type_id) - 52usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::btf_value_type_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, btf_value_type_id) - 56usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::btf_vmlinux_value_type_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, btf_vmlinux_value_type_id)
        - 60usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::map_extra",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, map_extra) - 64usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::value_type_btf_obj_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, value_type_btf_obj_fd) - 72usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::map_token_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, map_token_fd) - 76usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::excl_prog_hash",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, excl_prog_hash) - 80usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_1::excl_prog_hash_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_1, excl_prog_hash_size) - 88usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_2__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_2__bindgen_ty_1>() - 8usize];
    [
        "Alignment of bpf_attr__bindgen_ty_2__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_2__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_2__bindgen_ty_1::value",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_2__bindgen_ty_1, value) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_2__bindgen_ty_1::next_key",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_2__bindgen_ty_1, next_key) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_2>() - 32usize];
    [
        "Alignment of bpf_attr__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_2>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_2::map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_2, map_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_2::key",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_2, key) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_2::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_2, flags) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_3",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_3>() - 56usize];
    [
        "Alignment of bpf_attr__bindgen_ty_3",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_3>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::in_batch",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, in_batch) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::out_batch",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, out_batch) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::keys",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, keys) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::values",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, values) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::count",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, count) - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, map_fd) - 36usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::elem_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, elem_flags) - 40usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_3::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_3, flags) - 48usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_4__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_4__bindgen_ty_1>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_4__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_4__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4__bindgen_ty_1::attach_prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4__bindgen_ty_1, attach_prog_fd)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4__bindgen_ty_1::attach_btf_obj_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4__bindgen_ty_1, attach_btf_obj_fd)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_4",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_4>() - 168usize];
    [
        "Alignment of bpf_attr__bindgen_ty_4",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_4>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::prog_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, prog_type) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::insn_cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, insn_cnt) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::insns",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, insns) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::license",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, license) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::log_level",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, log_level) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::log_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, log_size) - 28usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::log_buf",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, log_buf) - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::kern_version",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, kern_version) - 40usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::prog_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, prog_flags) - 44usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::prog_name",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, prog_name) - 48usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::prog_ifindex",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, prog_ifindex) - 64usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::expected_attach_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, expected_attach_type) - 68usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::prog_btf_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, prog_btf_fd) - 72usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::func_info_rec_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, func_info_rec_size) - 76usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::func_info",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, func_info) - 80usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::func_info_cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, func_info_cnt) - 88usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::line_info_rec_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, line_info_rec_size) - 92usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::line_info",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, line_info) - 96usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::line_info_cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, line_info_cnt) - 104usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::attach_btf_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, attach_btf_id) - 108usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::core_relo_cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, core_relo_cnt) - 116usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::fd_array",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, fd_array) - 120usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::core_relos",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, core_relos) - 128usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::core_relo_rec_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, core_relo_rec_size) - 136usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::log_true_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, log_true_size) - 140usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::prog_token_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, prog_token_fd) - 144usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::fd_array_cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, fd_array_cnt) - 148usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::signature",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, signature) - 152usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::signature_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, signature_size) - 160usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_4::keyring_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_4, keyring_id) - 164usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_5",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_5>() - 24usize];
    [
        "Alignment of bpf_attr__bindgen_ty_5",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_5>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_5::pathname",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_5, pathname) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_5::bpf_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_5, bpf_fd) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_5::file_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_5, file_flags) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_5::path_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_5, path_fd) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_6__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_6__bindgen_ty_1>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_6__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_6__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6__bindgen_ty_1::target_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6__bindgen_ty_1, target_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6__bindgen_ty_1::target_ifindex",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6__bindgen_ty_1, target_ifindex)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_6__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_6__bindgen_ty_2>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_6__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_6__bindgen_ty_2>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6__bindgen_ty_2::relative_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6__bindgen_ty_2, relative_fd)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6__bindgen_ty_2::relative_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6__bindgen_ty_2, relative_id)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_6",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_6>() - 32usize];
    [
        "Alignment of bpf_attr__bindgen_ty_6",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_6>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6::attach_bpf_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6, attach_bpf_fd) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6::attach_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6, attach_type) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6::attach_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6, attach_flags) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6::replace_bpf_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6, replace_bpf_fd) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_6::expected_revision",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_6, expected_revision) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_7",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_7>() - 80usize];
    [
        "Alignment of bpf_attr__bindgen_ty_7",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_7>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, prog_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::retval",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, retval) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::data_size_in",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, data_size_in) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::data_size_out",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, data_size_out) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::data_in",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, data_in) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::data_out",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, data_out) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::repeat",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, repeat) - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::duration",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, duration) - 36usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::ctx_size_in",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, ctx_size_in) - 40usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::ctx_size_out",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, ctx_size_out) - 44usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::ctx_in",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, ctx_in) - 48usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::ctx_out",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, ctx_out) - 56usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, flags) - 64usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::cpu",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, cpu) - 68usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_7::batch_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_7, batch_size) - 72usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_8__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_8__bindgen_ty_1>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_8__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_8__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8__bindgen_ty_1::start_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8__bindgen_ty_1, start_id) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8__bindgen_ty_1::prog_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8__bindgen_ty_1, prog_id) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8__bindgen_ty_1::map_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8__bindgen_ty_1, map_id) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8__bindgen_ty_1::btf_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8__bindgen_ty_1, btf_id) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8__bindgen_ty_1::link_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8__bindgen_ty_1, link_id) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_8",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_8>() - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_8",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_8>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8::next_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8, next_id) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8::open_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8, open_flags) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_8::fd_by_id_token_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_8, fd_by_id_token_fd) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_9",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_9>() - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_9",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_9>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_9::bpf_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_9, bpf_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_9::info_len",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_9, info_len) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_9::info",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_9, info) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_10__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_10__bindgen_ty_1>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_10__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_10__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10__bindgen_ty_1::target_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10__bindgen_ty_1, target_fd)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10__bindgen_ty_1::target_ifindex",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10__bindgen_ty_1, target_ifindex)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_10__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_10__bindgen_ty_2>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_10__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_10__bindgen_ty_2>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10__bindgen_ty_2::prog_cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10__bindgen_ty_2, prog_cnt) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10__bindgen_ty_2::count",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10__bindgen_ty_2, count) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_10",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_10>() - 64usize];
    [
        "Alignment of bpf_attr__bindgen_ty_10",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_10>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::attach_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, attach_type) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::query_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, query_flags) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::attach_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, attach_flags) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::prog_ids",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, prog_ids) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::prog_attach_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, prog_attach_flags) - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::link_ids",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, link_ids) - 40usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::link_attach_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, link_attach_flags) - 48usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_10::revision",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_10, revision) - 56usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_11",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_11>() - 24usize];
    [
        "Alignment of bpf_attr__bindgen_ty_11",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_11>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_11::name",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_11, name) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_11::prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_11, prog_fd) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_11::cookie",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_11, cookie) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_12",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_12>() - 40usize];
    [
        "Alignment of bpf_attr__bindgen_ty_12",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_12>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_log_buf",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_log_buf) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_size) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_log_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_log_size) - 20usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_log_level",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_log_level) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_log_true_size",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_log_true_size) - 28usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_flags) - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_12::btf_token_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_12, btf_token_fd) - 36usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_13",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_13>() - 48usize];
    [
        "Alignment of bpf_attr__bindgen_ty_13",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_13>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::pid",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, pid) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, fd) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, flags) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::buf_len",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, buf_len) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::buf",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, buf) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::prog_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, prog_id) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::fd_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, fd_type) - 28usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::probe_offset",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, probe_offset) - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_13::probe_addr",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_13, probe_addr) - 40usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_1>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_1::prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_1, prog_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_1::map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_1, map_fd) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_2>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_2>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_2::target_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_2, target_fd)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_2::target_ifindex",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_2, target_ifindex)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1>()
        - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1::iter_info",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1, iter_info
    ) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1::iter_info_len",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1, iter_info_len
    ) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2>()
        - 8usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2::bpf_cookie",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2, bpf_cookie
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3>()
        - 32usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3, flags)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3::cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3, cnt)
        - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3::syms",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3, syms)
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3::addrs",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3, addrs)
        - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3::cookies",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3, cookies
    ) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4>()
        - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4::target_btf_id",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4, target_btf_id
    ) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4::cookie",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4, cookie
    ) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5>()
        - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5>()
        - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5::pf",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5, pf)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5::hooknum",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5, hooknum
    ) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5::priority",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5, priority
    ) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5, flags)
        - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1",
    ][::core::mem::size_of::<
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1,
    >() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1",
    ][::core::mem::align_of::<
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1,
    >() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1::relative_fd",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1, relative_fd
    ) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1::relative_id",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1, relative_id
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6>()
        - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6::expected_revision",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6, expected_revision
    ) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7>()
        - 48usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::path",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, path)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::offsets",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, offsets
    ) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::ref_ctr_offsets",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, ref_ctr_offsets
    ) - 16usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::cookies",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, cookies
    ) - 24usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, cnt)
        - 32usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, flags)
        - 36usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::pid",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, pid)
        - 40usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7::path_fd",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7, path_fd
    ) - 44usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1",
    ][::core::mem::size_of::<
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1,
    >() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1",
    ][::core::mem::align_of::<
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1,
    >() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1::relative_fd",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1, relative_fd
    ) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1::relative_id",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1, relative_id
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8>()
        - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8::expected_revision",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8, expected_revision
    ) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1",
    ][::core::mem::size_of::<
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1,
    >() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1",
    ][::core::mem::align_of::<
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1,
    >() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1::relative_fd",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1, relative_fd
    ) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1::relative_id",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1, relative_id
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9>()
        - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9::expected_revision",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9, expected_revision
    ) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10>()
        - 24usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10>()
        - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10::ids",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10, ids)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10::cookies",
    ][::core::mem::offset_of!(
        bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10, cookies
    ) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10::cnt",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10, cnt)
        - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14__bindgen_ty_3",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3>() - 48usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14__bindgen_ty_3",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14__bindgen_ty_3>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::target_btf_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, target_btf_id)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::perf_event",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, perf_event)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::kprobe_multi",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, kprobe_multi)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::tracing",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, tracing) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::netfilter",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, netfilter)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::tcx",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, tcx) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::uprobe_multi",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, uprobe_multi)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::netkit",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, netkit) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::cgroup",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, cgroup) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14__bindgen_ty_3::tracing_multi",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14__bindgen_ty_3, tracing_multi)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_14",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_14>() - 64usize];
    [
        "Alignment of bpf_attr__bindgen_ty_14",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_14>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14::attach_type",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14, attach_type) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_14::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_14, flags) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_15__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_15__bindgen_ty_1>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_15__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_15__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_15__bindgen_ty_1::new_prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_15__bindgen_ty_1, new_prog_fd)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_15__bindgen_ty_1::new_map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_15__bindgen_ty_1, new_map_fd)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_15__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_15__bindgen_ty_2>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_15__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_15__bindgen_ty_2>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_15__bindgen_ty_2::old_prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_15__bindgen_ty_2, old_prog_fd)
        - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_15__bindgen_ty_2::old_map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_15__bindgen_ty_2, old_map_fd)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_15",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_15>() - 16usize];
    [
        "Alignment of bpf_attr__bindgen_ty_15",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_15>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_15::link_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_15, link_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_15::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_15, flags) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_16",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_16>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_16",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_16>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_16::link_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_16, link_fd) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_17",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_17>() - 4usize];
    [
        "Alignment of bpf_attr__bindgen_ty_17",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_17>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_17::type_",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_17, type_) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_18",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_18>() - 8usize];
    [
        "Alignment of bpf_attr__bindgen_ty_18",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_18>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_18::link_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_18, link_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_18::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_18, flags) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_19",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_19>() - 12usize];
    [
        "Alignment of bpf_attr__bindgen_ty_19",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_19>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_19::prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_19, prog_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_19::map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_19, map_fd) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_19::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_19, flags) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_20",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_20>() - 8usize];
    [
        "Alignment of bpf_attr__bindgen_ty_20",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_20>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_20::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_20, flags) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_20::bpffs_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_20, bpffs_fd) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_21",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_21>() - 24usize];
    [
        "Alignment of bpf_attr__bindgen_ty_21",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_21>() - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_21::stream_buf",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_21, stream_buf) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_21::stream_buf_len",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_21, stream_buf_len) - 8usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_21::stream_id",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_21, stream_id) - 12usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_21::prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_21, prog_fd) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_attr__bindgen_ty_22",
    ][::core::mem::size_of::<bpf_attr__bindgen_ty_22>() - 12usize];
    [
        "Alignment of bpf_attr__bindgen_ty_22",
    ][::core::mem::align_of::<bpf_attr__bindgen_ty_22>() - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_22::map_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_22, map_fd) - 0usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_22::prog_fd",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_22, prog_fd) - 4usize];
    [
        "Offset of field: bpf_attr__bindgen_ty_22::flags",
    ][::core::mem::offset_of!(bpf_attr__bindgen_ty_22, flags) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of bpf_attr"][::core::mem::size_of::<bpf_attr>() - 168usize];
    ["Alignment of bpf_attr"][::core::mem::align_of::<bpf_attr>() - 8usize];
    [
        "Offset of field: bpf_attr::batch",
    ][::core::mem::offset_of!(bpf_attr, batch) - 0usize];
    [
        "Offset of field: bpf_attr::test",
    ][::core::mem::offset_of!(bpf_attr, test) - 0usize];
    [
        "Offset of field: bpf_attr::info",
    ][::core::mem::offset_of!(bpf_attr, info) - 0usize];
    [
        "Offset of field: bpf_attr::query",
    ][::core::mem::offset_of!(bpf_attr, query) - 0usize];
    [
        "Offset of field: bpf_attr::raw_tracepoint",
    ][::core::mem::offset_of!(bpf_attr, raw_tracepoint) - 0usize];
    [
        "Offset of field: bpf_attr::task_fd_query",
    ][::core::mem::offset_of!(bpf_attr, task_fd_query) - 0usize];
    [
        "Offset of field: bpf_attr::link_create",
    ][::core::mem::offset_of!(bpf_attr, link_create) - 0usize];
    [
        "Offset of field: bpf_attr::link_update",
    ][::core::mem::offset_of!(bpf_attr, link_update) - 0usize];
    [
        "Offset of field: bpf_attr::link_detach",
    ][::core::mem::offset_of!(bpf_attr, link_detach) - 0usize];
    [
        "Offset of field: bpf_attr::enable_stats",
    ][::core::mem::offset_of!(bpf_attr, enable_stats) - 0usize];
    [
        "Offset of field: bpf_attr::iter_create",
    ][::core::mem::offset_of!(bpf_attr, iter_create) - 0usize];
    [
        "Offset of field: bpf_attr::prog_bind_map",
    ][::core::mem::offset_of!(bpf_attr, prog_bind_map) - 0usize];
    [
        "Offset of field: bpf_attr::token_create",
    ][::core::mem::offset_of!(bpf_attr, token_create) - 0usize];
    [
        "Offset of field: bpf_attr::prog_stream_read",
    ][::core::mem::offset_of!(bpf_attr, prog_stream_read) - 0usize];
    [
        "Offset of field: bpf_attr::prog_assoc_struct_ops",
    ][::core::mem::offset_of!(bpf_attr, prog_assoc_struct_ops) - 0usize];
};
pub const BPF_FUNC_unspec: bpf_func_id = 0;
pub const BPF_FUNC_map_lookup_elem: bpf_func_id = 1;
pub const BPF_FUNC_map_update_elem: bpf_func_id = 2;
pub const BPF_FUNC_map_delete_elem: bpf_func_id = 3;
pub const BPF_FUNC_probe_read: bpf_func_id = 4;
pub const BPF_FUNC_ktime_get_ns: bpf_func_id = 5;
pub const BPF_FUNC_trace_printk: bpf_func_id = 6;
pub const BPF_FUNC_get_prandom_u32: bpf_func_id = 7;
pub const BPF_FUNC_get_smp_processor_id: bpf_func_id = 8;
pub const BPF_FUNC_skb_store_bytes: bpf_func_id = 9;
pub const BPF_FUNC_l3_csum_replace: bpf_func_id = 10;
pub const BPF_FUNC_l4_csum_replace: bpf_func_id = 11;
pub const BPF_FUNC_tail_call: bpf_func_id = 12;
pub const BPF_FUNC_clone_redirect: bpf_func_id = 13;
pub const BPF_FUNC_get_current_pid_tgid: bpf_func_id = 14;
pub const BPF_FUNC_get_current_uid_gid: bpf_func_id = 15;
pub const BPF_FUNC_get_current_comm: bpf_func_id = 16;
pub const BPF_FUNC_get_cgroup_classid: bpf_func_id = 17;
pub const BPF_FUNC_skb_vlan_push: bpf_func_id = 18;
pub const BPF_FUNC_skb_vlan_pop: bpf_func_id = 19;
pub const BPF_FUNC_skb_get_tunnel_key: bpf_func_id = 20;
pub const BPF_FUNC_skb_set_tunnel_key: bpf_func_id = 21;
pub const BPF_FUNC_perf_event_read: bpf_func_id = 22;
pub const BPF_FUNC_redirect: bpf_func_id = 23;
pub const BPF_FUNC_get_route_realm: bpf_func_id = 24;
pub const BPF_FUNC_perf_event_output: bpf_func_id = 25;
pub const BPF_FUNC_skb_load_bytes: bpf_func_id = 26;
pub const BPF_FUNC_get_stackid: bpf_func_id = 27;
pub const BPF_FUNC_csum_diff: bpf_func_id = 28;
pub const BPF_FUNC_skb_get_tunnel_opt: bpf_func_id = 29;
pub const BPF_FUNC_skb_set_tunnel_opt: bpf_func_id = 30;
pub const BPF_FUNC_skb_change_proto: bpf_func_id = 31;
pub const BPF_FUNC_skb_change_type: bpf_func_id = 32;
pub const BPF_FUNC_skb_under_cgroup: bpf_func_id = 33;
pub const BPF_FUNC_get_hash_recalc: bpf_func_id = 34;
pub const BPF_FUNC_get_current_task: bpf_func_id = 35;
pub const BPF_FUNC_probe_write_user: bpf_func_id = 36;
pub const BPF_FUNC_current_task_under_cgroup: bpf_func_id = 37;
pub const BPF_FUNC_skb_change_tail: bpf_func_id = 38;
pub const BPF_FUNC_skb_pull_data: bpf_func_id = 39;
pub const BPF_FUNC_csum_update: bpf_func_id = 40;
pub const BPF_FUNC_set_hash_invalid: bpf_func_id = 41;
pub const BPF_FUNC_get_numa_node_id: bpf_func_id = 42;
pub const BPF_FUNC_skb_change_head: bpf_func_id = 43;
pub const BPF_FUNC_xdp_adjust_head: bpf_func_id = 44;
pub const BPF_FUNC_probe_read_str: bpf_func_id = 45;
pub const BPF_FUNC_get_socket_cookie: bpf_func_id = 46;
pub const BPF_FUNC_get_socket_uid: bpf_func_id = 47;
pub const BPF_FUNC_set_hash: bpf_func_id = 48;
pub const BPF_FUNC_setsockopt: bpf_func_id = 49;
pub const BPF_FUNC_skb_adjust_room: bpf_func_id = 50;
pub const BPF_FUNC_redirect_map: bpf_func_id = 51;
pub const BPF_FUNC_sk_redirect_map: bpf_func_id = 52;
pub const BPF_FUNC_sock_map_update: bpf_func_id = 53;
pub const BPF_FUNC_xdp_adjust_meta: bpf_func_id = 54;
pub const BPF_FUNC_perf_event_read_value: bpf_func_id = 55;
pub const BPF_FUNC_perf_prog_read_value: bpf_func_id = 56;
pub const BPF_FUNC_getsockopt: bpf_func_id = 57;
pub const BPF_FUNC_override_return: bpf_func_id = 58;
pub const BPF_FUNC_sock_ops_cb_flags_set: bpf_func_id = 59;
pub const BPF_FUNC_msg_redirect_map: bpf_func_id = 60;
pub const BPF_FUNC_msg_apply_bytes: bpf_func_id = 61;
pub const BPF_FUNC_msg_cork_bytes: bpf_func_id = 62;
pub const BPF_FUNC_msg_pull_data: bpf_func_id = 63;
pub const BPF_FUNC_bind: bpf_func_id = 64;
pub const BPF_FUNC_xdp_adjust_tail: bpf_func_id = 65;
pub const BPF_FUNC_skb_get_xfrm_state: bpf_func_id = 66;
pub const BPF_FUNC_get_stack: bpf_func_id = 67;
pub const BPF_FUNC_skb_load_bytes_relative: bpf_func_id = 68;
pub const BPF_FUNC_fib_lookup: bpf_func_id = 69;
pub const BPF_FUNC_sock_hash_update: bpf_func_id = 70;
pub const BPF_FUNC_msg_redirect_hash: bpf_func_id = 71;
pub const BPF_FUNC_sk_redirect_hash: bpf_func_id = 72;
pub const BPF_FUNC_lwt_push_encap: bpf_func_id = 73;
pub const BPF_FUNC_lwt_seg6_store_bytes: bpf_func_id = 74;
pub const BPF_FUNC_lwt_seg6_adjust_srh: bpf_func_id = 75;
pub const BPF_FUNC_lwt_seg6_action: bpf_func_id = 76;
pub const BPF_FUNC_rc_repeat: bpf_func_id = 77;
pub const BPF_FUNC_rc_keydown: bpf_func_id = 78;
pub const BPF_FUNC_skb_cgroup_id: bpf_func_id = 79;
pub const BPF_FUNC_get_current_cgroup_id: bpf_func_id = 80;
pub const BPF_FUNC_get_local_storage: bpf_func_id = 81;
pub const BPF_FUNC_sk_select_reuseport: bpf_func_id = 82;
pub const BPF_FUNC_skb_ancestor_cgroup_id: bpf_func_id = 83;
pub const BPF_FUNC_sk_lookup_tcp: bpf_func_id = 84;
pub const BPF_FUNC_sk_lookup_udp: bpf_func_id = 85;
pub const BPF_FUNC_sk_release: bpf_func_id = 86;
pub const BPF_FUNC_map_push_elem: bpf_func_id = 87;
pub const BPF_FUNC_map_pop_elem: bpf_func_id = 88;
pub const BPF_FUNC_map_peek_elem: bpf_func_id = 89;
pub const BPF_FUNC_msg_push_data: bpf_func_id = 90;
pub const BPF_FUNC_msg_pop_data: bpf_func_id = 91;
pub const BPF_FUNC_rc_pointer_rel: bpf_func_id = 92;
pub const BPF_FUNC_spin_lock: bpf_func_id = 93;
pub const BPF_FUNC_spin_unlock: bpf_func_id = 94;
pub const BPF_FUNC_sk_fullsock: bpf_func_id = 95;
pub const BPF_FUNC_tcp_sock: bpf_func_id = 96;
pub const BPF_FUNC_skb_ecn_set_ce: bpf_func_id = 97;
pub const BPF_FUNC_get_listener_sock: bpf_func_id = 98;
pub const BPF_FUNC_skc_lookup_tcp: bpf_func_id = 99;
pub const BPF_FUNC_tcp_check_syncookie: bpf_func_id = 100;
pub const BPF_FUNC_sysctl_get_name: bpf_func_id = 101;
pub const BPF_FUNC_sysctl_get_current_value: bpf_func_id = 102;
pub const BPF_FUNC_sysctl_get_new_value: bpf_func_id = 103;
pub const BPF_FUNC_sysctl_set_new_value: bpf_func_id = 104;
pub const BPF_FUNC_strtol: bpf_func_id = 105;
pub const BPF_FUNC_strtoul: bpf_func_id = 106;
pub const BPF_FUNC_sk_storage_get: bpf_func_id = 107;
pub const BPF_FUNC_sk_storage_delete: bpf_func_id = 108;
pub const BPF_FUNC_send_signal: bpf_func_id = 109;
pub const BPF_FUNC_tcp_gen_syncookie: bpf_func_id = 110;
pub const BPF_FUNC_skb_output: bpf_func_id = 111;
pub const BPF_FUNC_probe_read_user: bpf_func_id = 112;
pub const BPF_FUNC_probe_read_kernel: bpf_func_id = 113;
pub const BPF_FUNC_probe_read_user_str: bpf_func_id = 114;
pub const BPF_FUNC_probe_read_kernel_str: bpf_func_id = 115;
pub const BPF_FUNC_tcp_send_ack: bpf_func_id = 116;
pub const BPF_FUNC_send_signal_thread: bpf_func_id = 117;
pub const BPF_FUNC_jiffies64: bpf_func_id = 118;
pub const BPF_FUNC_read_branch_records: bpf_func_id = 119;
pub const BPF_FUNC_get_ns_current_pid_tgid: bpf_func_id = 120;
pub const BPF_FUNC_xdp_output: bpf_func_id = 121;
pub const BPF_FUNC_get_netns_cookie: bpf_func_id = 122;
pub const BPF_FUNC_get_current_ancestor_cgroup_id: bpf_func_id = 123;
pub const BPF_FUNC_sk_assign: bpf_func_id = 124;
pub const BPF_FUNC_ktime_get_boot_ns: bpf_func_id = 125;
pub const BPF_FUNC_seq_printf: bpf_func_id = 126;
pub const BPF_FUNC_seq_write: bpf_func_id = 127;
pub const BPF_FUNC_sk_cgroup_id: bpf_func_id = 128;
pub const BPF_FUNC_sk_ancestor_cgroup_id: bpf_func_id = 129;
pub const BPF_FUNC_ringbuf_output: bpf_func_id = 130;
pub const BPF_FUNC_ringbuf_reserve: bpf_func_id = 131;
pub const BPF_FUNC_ringbuf_submit: bpf_func_id = 132;
pub const BPF_FUNC_ringbuf_discard: bpf_func_id = 133;
pub const BPF_FUNC_ringbuf_query: bpf_func_id = 134;
pub const BPF_FUNC_csum_level: bpf_func_id = 135;
pub const BPF_FUNC_skc_to_tcp6_sock: bpf_func_id = 136;
pub const BPF_FUNC_skc_to_tcp_sock: bpf_func_id = 137;
pub const BPF_FUNC_skc_to_tcp_timewait_sock: bpf_func_id = 138;
pub const BPF_FUNC_skc_to_tcp_request_sock: bpf_func_id = 139;
pub const BPF_FUNC_skc_to_udp6_sock: bpf_func_id = 140;
pub const BPF_FUNC_get_task_stack: bpf_func_id = 141;
pub const BPF_FUNC_load_hdr_opt: bpf_func_id = 142;
pub const BPF_FUNC_store_hdr_opt: bpf_func_id = 143;
pub const BPF_FUNC_reserve_hdr_opt: bpf_func_id = 144;
pub const BPF_FUNC_inode_storage_get: bpf_func_id = 145;
pub const BPF_FUNC_inode_storage_delete: bpf_func_id = 146;
pub const BPF_FUNC_d_path: bpf_func_id = 147;
pub const BPF_FUNC_copy_from_user: bpf_func_id = 148;
pub const BPF_FUNC_snprintf_btf: bpf_func_id = 149;
pub const BPF_FUNC_seq_printf_btf: bpf_func_id = 150;
pub const BPF_FUNC_skb_cgroup_classid: bpf_func_id = 151;
pub const BPF_FUNC_redirect_neigh: bpf_func_id = 152;
pub const BPF_FUNC_per_cpu_ptr: bpf_func_id = 153;
pub const BPF_FUNC_this_cpu_ptr: bpf_func_id = 154;
pub const BPF_FUNC_redirect_peer: bpf_func_id = 155;
pub const BPF_FUNC_task_storage_get: bpf_func_id = 156;
pub const BPF_FUNC_task_storage_delete: bpf_func_id = 157;
pub const BPF_FUNC_get_current_task_btf: bpf_func_id = 158;
pub const BPF_FUNC_bprm_opts_set: bpf_func_id = 159;
pub const BPF_FUNC_ktime_get_coarse_ns: bpf_func_id = 160;
pub const BPF_FUNC_ima_inode_hash: bpf_func_id = 161;
pub const BPF_FUNC_sock_from_file: bpf_func_id = 162;
pub const BPF_FUNC_check_mtu: bpf_func_id = 163;
pub const BPF_FUNC_for_each_map_elem: bpf_func_id = 164;
pub const BPF_FUNC_snprintf: bpf_func_id = 165;
pub const BPF_FUNC_sys_bpf: bpf_func_id = 166;
pub const BPF_FUNC_btf_find_by_name_kind: bpf_func_id = 167;
pub const BPF_FUNC_sys_close: bpf_func_id = 168;
pub const BPF_FUNC_timer_init: bpf_func_id = 169;
pub const BPF_FUNC_timer_set_callback: bpf_func_id = 170;
pub const BPF_FUNC_timer_start: bpf_func_id = 171;
pub const BPF_FUNC_timer_cancel: bpf_func_id = 172;
pub const BPF_FUNC_get_func_ip: bpf_func_id = 173;
pub const BPF_FUNC_get_attach_cookie: bpf_func_id = 174;
pub const BPF_FUNC_task_pt_regs: bpf_func_id = 175;
pub const BPF_FUNC_get_branch_snapshot: bpf_func_id = 176;
pub const BPF_FUNC_trace_vprintk: bpf_func_id = 177;
pub const BPF_FUNC_skc_to_unix_sock: bpf_func_id = 178;
pub const BPF_FUNC_kallsyms_lookup_name: bpf_func_id = 179;
pub const BPF_FUNC_find_vma: bpf_func_id = 180;
pub const BPF_FUNC_loop: bpf_func_id = 181;
pub const BPF_FUNC_strncmp: bpf_func_id = 182;
pub const BPF_FUNC_get_func_arg: bpf_func_id = 183;
pub const BPF_FUNC_get_func_ret: bpf_func_id = 184;
pub const BPF_FUNC_get_func_arg_cnt: bpf_func_id = 185;
pub const BPF_FUNC_get_retval: bpf_func_id = 186;
pub const BPF_FUNC_set_retval: bpf_func_id = 187;
pub const BPF_FUNC_xdp_get_buff_len: bpf_func_id = 188;
pub const BPF_FUNC_xdp_load_bytes: bpf_func_id = 189;
pub const BPF_FUNC_xdp_store_bytes: bpf_func_id = 190;
pub const BPF_FUNC_copy_from_user_task: bpf_func_id = 191;
pub const BPF_FUNC_skb_set_tstamp: bpf_func_id = 192;
pub const BPF_FUNC_ima_file_hash: bpf_func_id = 193;
pub const BPF_FUNC_kptr_xchg: bpf_func_id = 194;
pub const BPF_FUNC_map_lookup_percpu_elem: bpf_func_id = 195;
pub const BPF_FUNC_skc_to_mptcp_sock: bpf_func_id = 196;
pub const BPF_FUNC_dynptr_from_mem: bpf_func_id = 197;
pub const BPF_FUNC_ringbuf_reserve_dynptr: bpf_func_id = 198;
pub const BPF_FUNC_ringbuf_submit_dynptr: bpf_func_id = 199;
pub const BPF_FUNC_ringbuf_discard_dynptr: bpf_func_id = 200;
pub const BPF_FUNC_dynptr_read: bpf_func_id = 201;
pub const BPF_FUNC_dynptr_write: bpf_func_id = 202;
pub const BPF_FUNC_dynptr_data: bpf_func_id = 203;
pub const BPF_FUNC_tcp_raw_gen_syncookie_ipv4: bpf_func_id = 204;
pub const BPF_FUNC_tcp_raw_gen_syncookie_ipv6: bpf_func_id = 205;
pub const BPF_FUNC_tcp_raw_check_syncookie_ipv4: bpf_func_id = 206;
pub const BPF_FUNC_tcp_raw_check_syncookie_ipv6: bpf_func_id = 207;
pub const BPF_FUNC_ktime_get_tai_ns: bpf_func_id = 208;
pub const BPF_FUNC_user_ringbuf_drain: bpf_func_id = 209;
pub const BPF_FUNC_cgrp_storage_get: bpf_func_id = 210;
pub const BPF_FUNC_cgrp_storage_delete: bpf_func_id = 211;
pub const __BPF_FUNC_MAX_ID: bpf_func_id = 212;
pub const BPF_F_INGRESS: ::core::ffi::c_uint = 1;
pub const BPF_F_EGRESS: ::core::ffi::c_uint = 2;
pub const BPF_F_BROADCAST: ::core::ffi::c_uint = 8;
pub const BPF_F_EXCLUDE_INGRESS: ::core::ffi::c_uint = 16;
pub const XDP_ABORTED: xdp_action = 0;
pub const XDP_DROP: xdp_action = 1;
pub const XDP_PASS: xdp_action = 2;
pub const XDP_TX: xdp_action = 3;
pub const XDP_REDIRECT: xdp_action = 4;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of xdp_md"][::core::mem::size_of::<xdp_md>() - 24usize];
    ["Alignment of xdp_md"][::core::mem::align_of::<xdp_md>() - 4usize];
    ["Offset of field: xdp_md::data"][::core::mem::offset_of!(xdp_md, data) - 0usize];
    [
        "Offset of field: xdp_md::data_end",
    ][::core::mem::offset_of!(xdp_md, data_end) - 4usize];
    [
        "Offset of field: xdp_md::data_meta",
    ][::core::mem::offset_of!(xdp_md, data_meta) - 8usize];
    [
        "Offset of field: xdp_md::ingress_ifindex",
    ][::core::mem::offset_of!(xdp_md, ingress_ifindex) - 12usize];
    [
        "Offset of field: xdp_md::rx_queue_index",
    ][::core::mem::offset_of!(xdp_md, rx_queue_index) - 16usize];
    [
        "Offset of field: xdp_md::egress_ifindex",
    ][::core::mem::offset_of!(xdp_md, egress_ifindex) - 20usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of bpf_prog_info"][::core::mem::size_of::<bpf_prog_info>() - 232usize];
    ["Alignment of bpf_prog_info"][::core::mem::align_of::<bpf_prog_info>() - 8usize];
    [
        "Offset of field: bpf_prog_info::type_",
    ][::core::mem::offset_of!(bpf_prog_info, type_) - 0usize];
    [
        "Offset of field: bpf_prog_info::id",
    ][::core::mem::offset_of!(bpf_prog_info, id) - 4usize];
    [
        "Offset of field: bpf_prog_info::tag",
    ][::core::mem::offset_of!(bpf_prog_info, tag) - 8usize];
    [
        "Offset of field: bpf_prog_info::jited_prog_len",
    ][::core::mem::offset_of!(bpf_prog_info, jited_prog_len) - 16usize];
    [
        "Offset of field: bpf_prog_info::xlated_prog_len",
    ][::core::mem::offset_of!(bpf_prog_info, xlated_prog_len) - 20usize];
    [
        "Offset of field: bpf_prog_info::jited_prog_insns",
    ][::core::mem::offset_of!(bpf_prog_info, jited_prog_insns) - 24usize];
    [
        "Offset of field: bpf_prog_info::xlated_prog_insns",
    ][::core::mem::offset_of!(bpf_prog_info, xlated_prog_insns) - 32usize];
    [
        "Offset of field: bpf_prog_info::load_time",
    ][::core::mem::offset_of!(bpf_prog_info, load_time) - 40usize];
    [
        "Offset of field: bpf_prog_info::created_by_uid",
    ][::core::mem::offset_of!(bpf_prog_info, created_by_uid) - 48usize];
    [
        "Offset of field: bpf_prog_info::nr_map_ids",
    ][::core::mem::offset_of!(bpf_prog_info, nr_map_ids) - 52usize];
    [
        "Offset of field: bpf_prog_info::map_ids",
    ][::core::mem::offset_of!(bpf_prog_info, map_ids) - 56usize];
    [
        "Offset of field: bpf_prog_info::name",
    ][::core::mem::offset_of!(bpf_prog_info, name) - 64usize];
    [
        "Offset of field: bpf_prog_info::ifindex",
    ][::core::mem::offset_of!(bpf_prog_info, ifindex) - 80usize];
    [
        "Offset of field: bpf_prog_info::netns_dev",
    ][::core::mem::offset_of!(bpf_prog_info, netns_dev) - 88usize];
    [
        "Offset of field: bpf_prog_info::netns_ino",
    ][::core::mem::offset_of!(bpf_prog_info, netns_ino) - 96usize];
    [
        "Offset of field: bpf_prog_info::nr_jited_ksyms",
    ][::core::mem::offset_of!(bpf_prog_info, nr_jited_ksyms) - 104usize];
    [
        "Offset of field: bpf_prog_info::nr_jited_func_lens",
    ][::core::mem::offset_of!(bpf_prog_info, nr_jited_func_lens) - 108usize];
    [
        "Offset of field: bpf_prog_info::jited_ksyms",
    ][::core::mem::offset_of!(bpf_prog_info, jited_ksyms) - 112usize];
    [
        "Offset of field: bpf_prog_info::jited_func_lens",
    ][::core::mem::offset_of!(bpf_prog_info, jited_func_lens) - 120usize];
    [
        "Offset of field: bpf_prog_info::btf_id",
    ][::core::mem::offset_of!(bpf_prog_info, btf_id) - 128usize];
    [
        "Offset of field: bpf_prog_info::func_info_rec_size",
    ][::core::mem::offset_of!(bpf_prog_info, func_info_rec_size) - 132usize];
    [
        "Offset of field: bpf_prog_info::func_info",
    ][::core::mem::offset_of!(bpf_prog_info, func_info) - 136usize];
    [
        "Offset of field: bpf_prog_info::nr_func_info",
    ][::core::mem::offset_of!(bpf_prog_info, nr_func_info) - 144usize];
    [
        "Offset of field: bpf_prog_info::nr_line_info",
    ][::core::mem::offset_of!(bpf_prog_info, nr_line_info) - 148usize];
    [
        "Offset of field: bpf_prog_info::line_info",
    ][::core::mem::offset_of!(bpf_prog_info, line_info) - 152usize];
    [
        "Offset of field: bpf_prog_info::jited_line_info",
    ][::core::mem::offset_of!(bpf_prog_info, jited_line_info) - 160usize];
    [
        "Offset of field: bpf_prog_info::nr_jited_line_info",
    ][::core::mem::offset_of!(bpf_prog_info, nr_jited_line_info) - 168usize];
    [
        "Offset of field: bpf_prog_info::line_info_rec_size",
    ][::core::mem::offset_of!(bpf_prog_info, line_info_rec_size) - 172usize];
    [
        "Offset of field: bpf_prog_info::jited_line_info_rec_size",
    ][::core::mem::offset_of!(bpf_prog_info, jited_line_info_rec_size) - 176usize];
    [
        "Offset of field: bpf_prog_info::nr_prog_tags",
    ][::core::mem::offset_of!(bpf_prog_info, nr_prog_tags) - 180usize];
    [
        "Offset of field: bpf_prog_info::prog_tags",
    ][::core::mem::offset_of!(bpf_prog_info, prog_tags) - 184usize];
    [
        "Offset of field: bpf_prog_info::run_time_ns",
    ][::core::mem::offset_of!(bpf_prog_info, run_time_ns) - 192usize];
    [
        "Offset of field: bpf_prog_info::run_cnt",
    ][::core::mem::offset_of!(bpf_prog_info, run_cnt) - 200usize];
    [
        "Offset of field: bpf_prog_info::recursion_misses",
    ][::core::mem::offset_of!(bpf_prog_info, recursion_misses) - 208usize];
    [
        "Offset of field: bpf_prog_info::verified_insns",
    ][::core::mem::offset_of!(bpf_prog_info, verified_insns) - 216usize];
    [
        "Offset of field: bpf_prog_info::attach_btf_obj_id",
    ][::core::mem::offset_of!(bpf_prog_info, attach_btf_obj_id) - 220usize];
    [
        "Offset of field: bpf_prog_info::attach_btf_id",
    ][::core::mem::offset_of!(bpf_prog_info, attach_btf_id) - 224usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of bpf_map_info"][::core::mem::size_of::<bpf_map_info>() - 104usize];
    ["Alignment of bpf_map_info"][::core::mem::align_of::<bpf_map_info>() - 8usize];
    [
        "Offset of field: bpf_map_info::type_",
    ][::core::mem::offset_of!(bpf_map_info, type_) - 0usize];
    [
        "Offset of field: bpf_map_info::id",
    ][::core::mem::offset_of!(bpf_map_info, id) - 4usize];
    [
        "Offset of field: bpf_map_info::key_size",
    ][::core::mem::offset_of!(bpf_map_info, key_size) - 8usize];
    [
        "Offset of field: bpf_map_info::value_size",
    ][::core::mem::offset_of!(bpf_map_info, value_size) - 12usize];
    [
        "Offset of field: bpf_map_info::max_entries",
    ][::core::mem::offset_of!(bpf_map_info, max_entries) - 16usize];
    [
        "Offset of field: bpf_map_info::map_flags",
    ][::core::mem::offset_of!(bpf_map_info, map_flags) - 20usize];
    [
        "Offset of field: bpf_map_info::name",
    ][::core::mem::offset_of!(bpf_map_info, name) - 24usize];
    [
        "Offset of field: bpf_map_info::ifindex",
    ][::core::mem::offset_of!(bpf_map_info, ifindex) - 40usize];
    [
        "Offset of field: bpf_map_info::btf_vmlinux_value_type_id",
    ][::core::mem::offset_of!(bpf_map_info, btf_vmlinux_value_type_id) - 44usize];
    [
        "Offset of field: bpf_map_info::netns_dev",
    ][::core::mem::offset_of!(bpf_map_info, netns_dev) - 48usize];
    [
        "Offset of field: bpf_map_info::netns_ino",
    ][::core::mem::offset_of!(bpf_map_info, netns_ino) - 56usize];
    [
        "Offset of field: bpf_map_info::btf_id",
    ][::core::mem::offset_of!(bpf_map_info, btf_id) - 64usize];
    [
        "Offset of field: bpf_map_info::btf_key_type_id",
    ][::core::mem::offset_of!(bpf_map_info, btf_key_type_id) - 68usize];
    [
        "Offset of field: bpf_map_info::btf_value_type_id",
    ][::core::mem::offset_of!(bpf_map_info, btf_value_type_id) - 72usize];
    [
        "Offset of field: bpf_map_info::btf_vmlinux_id",
    ][::core::mem::offset_of!(bpf_map_info, btf_vmlinux_id) - 76usize];
    [
        "Offset of field: bpf_map_info::map_extra",
    ][::core::mem::offset_of!(bpf_map_info, map_extra) - 80usize];
    [
        "Offset of field: bpf_map_info::hash",
    ][::core::mem::offset_of!(bpf_map_info, hash) - 88usize];
    [
        "Offset of field: bpf_map_info::hash_size",
    ][::core::mem::offset_of!(bpf_map_info, hash_size) - 96usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_1>() - 24usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_1::tp_name",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_1, tp_name)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_1::tp_name_len",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_1, tp_name_len)
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_1::cookie",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_1, cookie)
        - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_2>() - 24usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_2>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_2::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_2, attach_type)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_2::target_obj_id",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_2, target_obj_id)
        - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_2::target_btf_id",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_2, target_btf_id)
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_2::cookie",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_2, cookie)
        - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_3",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_3>() - 16usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_3",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_3>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_3::cgroup_id",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_3, cgroup_id)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_3::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_3, attach_type)
        - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1,
    >() - 4usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1,
    >() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1::map_id",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1, map_id
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1>()
        - 4usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1>()
        - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1::map",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1, map
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1,
    >() - 16usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1,
    >() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1::cgroup_id",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1, cgroup_id
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1::order",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1, order
    ) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2,
    >() - 8usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2,
    >() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2::tid",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2, tid
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2::pid",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2, pid
    ) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2>()
        - 16usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2>()
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2::cgroup",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2, cgroup
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2::task",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2, task
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_4",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_4>() - 32usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_4",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_4>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4::target_name",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_4, target_name)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_4::target_name_len",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_4, target_name_len)
        - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_5",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_5>() - 8usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_5",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_5>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_5::netns_ino",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_5, netns_ino)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_5::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_5, attach_type)
        - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_6",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_6>() - 4usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_6",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_6>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_6::ifindex",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_6, ifindex)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_7",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_7>() - 4usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_7",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_7>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_7::map_id",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_7, map_id)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_8",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_8>() - 16usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_8",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_8>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_8::pf",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_8, pf) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_8::hooknum",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_8, hooknum)
        - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_8::priority",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_8, priority)
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_8::flags",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_8, flags)
        - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_9",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_9>() - 32usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_9",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_9>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_9::addrs",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_9, addrs)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_9::count",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_9, count)
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_9::flags",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_9, flags)
        - 12usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_9::missed",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_9, missed)
        - 16usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_9::cookies",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_9, cookies)
        - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_10",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_10>() - 48usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_10",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_10>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::path",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, path)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::offsets",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, offsets)
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::ref_ctr_offsets",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_10, ref_ctr_offsets
    ) - 16usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::cookies",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, cookies)
        - 24usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::path_size",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, path_size)
        - 32usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::count",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, count)
        - 36usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::flags",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, flags)
        - 40usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_10::pid",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_10, pid)
        - 44usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_11",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_11>() - 40usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_11",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_11>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_11::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_11, attach_type)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_11::count",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_11, count)
        - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_11::btf_obj_id",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_11, btf_obj_id)
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_11::ids",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_11, ids)
        - 16usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_11::addrs",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_11, addrs)
        - 24usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_11::cookies",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_11, cookies)
        - 32usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1,
    >() - 32usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1,
    >() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1::file_name",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1, file_name
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1::name_len",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1, name_len
    ) - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1::offset",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1, offset
    ) - 12usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1::cookie",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1, cookie
    ) - 16usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1::ref_ctr_offset",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1,
        ref_ctr_offset
    ) - 24usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2,
    >() - 40usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2,
    >() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2::func_name",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2, func_name
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2::name_len",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2, name_len
    ) - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2::offset",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2, offset
    ) - 12usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2::addr",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2, addr
    ) - 16usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2::missed",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2, missed
    ) - 24usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2::cookie",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2, cookie
    ) - 32usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3,
    >() - 24usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3,
    >() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3::tp_name",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3, tp_name
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3::name_len",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3, name_len
    ) - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3::cookie",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3, cookie
    ) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4",
    ][::core::mem::size_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4,
    >() - 24usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4",
    ][::core::mem::align_of::<
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4,
    >() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4::config",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4, config
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4::type_",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4, type_
    ) - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4::cookie",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4, cookie
    ) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1>()
        - 40usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1>()
        - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1::uprobe",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1, uprobe
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1::kprobe",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1, kprobe
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1::tracepoint",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1, tracepoint
    ) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1::event",
    ][::core::mem::offset_of!(
        bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1, event
    ) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_12",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_12>() - 48usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_12",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_12>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_12::type_",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_12, type_)
        - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_13",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_13>() - 8usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_13",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_13>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_13::ifindex",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_13, ifindex)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_13::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_13, attach_type)
        - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_14",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_14>() - 8usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_14",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_14>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_14::ifindex",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_14, ifindex)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_14::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_14, attach_type)
        - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1__bindgen_ty_15",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_15>() - 8usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1__bindgen_ty_15",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1__bindgen_ty_15>() - 4usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_15::map_id",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_15, map_id)
        - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1__bindgen_ty_15::attach_type",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1__bindgen_ty_15, attach_type)
        - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of bpf_link_info__bindgen_ty_1",
    ][::core::mem::size_of::<bpf_link_info__bindgen_ty_1>() - 48usize];
    [
        "Alignment of bpf_link_info__bindgen_ty_1",
    ][::core::mem::align_of::<bpf_link_info__bindgen_ty_1>() - 8usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::raw_tracepoint",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, raw_tracepoint) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::tracing",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, tracing) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::cgroup",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, cgroup) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::iter",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, iter) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::netns",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, netns) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::xdp",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, xdp) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::struct_ops",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, struct_ops) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::netfilter",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, netfilter) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::kprobe_multi",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, kprobe_multi) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::uprobe_multi",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, uprobe_multi) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::tracing_multi",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, tracing_multi) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::perf_event",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, perf_event) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::tcx",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, tcx) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::netkit",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, netkit) - 0usize];
    [
        "Offset of field: bpf_link_info__bindgen_ty_1::sockmap",
    ][::core::mem::offset_of!(bpf_link_info__bindgen_ty_1, sockmap) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of bpf_link_info"][::core::mem::size_of::<bpf_link_info>() - 64usize];
    ["Alignment of bpf_link_info"][::core::mem::align_of::<bpf_link_info>() - 8usize];
    [
        "Offset of field: bpf_link_info::type_",
    ][::core::mem::offset_of!(bpf_link_info, type_) - 0usize];
    [
        "Offset of field: bpf_link_info::id",
    ][::core::mem::offset_of!(bpf_link_info, id) - 4usize];
    [
        "Offset of field: bpf_link_info::prog_id",
    ][::core::mem::offset_of!(bpf_link_info, prog_id) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of btf_header"][::core::mem::size_of::<btf_header>() - 32usize];
    ["Alignment of btf_header"][::core::mem::align_of::<btf_header>() - 4usize];
    [
        "Offset of field: btf_header::magic",
    ][::core::mem::offset_of!(btf_header, magic) - 0usize];
    [
        "Offset of field: btf_header::version",
    ][::core::mem::offset_of!(btf_header, version) - 2usize];
    [
        "Offset of field: btf_header::flags",
    ][::core::mem::offset_of!(btf_header, flags) - 3usize];
    [
        "Offset of field: btf_header::hdr_len",
    ][::core::mem::offset_of!(btf_header, hdr_len) - 4usize];
    [
        "Offset of field: btf_header::type_off",
    ][::core::mem::offset_of!(btf_header, type_off) - 8usize];
    [
        "Offset of field: btf_header::type_len",
    ][::core::mem::offset_of!(btf_header, type_len) - 12usize];
    [
        "Offset of field: btf_header::str_off",
    ][::core::mem::offset_of!(btf_header, str_off) - 16usize];
    [
        "Offset of field: btf_header::str_len",
    ][::core::mem::offset_of!(btf_header, str_len) - 20usize];
    [
        "Offset of field: btf_header::layout_off",
    ][::core::mem::offset_of!(btf_header, layout_off) - 24usize];
    [
        "Offset of field: btf_header::layout_len",
    ][::core::mem::offset_of!(btf_header, layout_len) - 28usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of btf_type__bindgen_ty_1",
    ][::core::mem::size_of::<btf_type__bindgen_ty_1>() - 4usize];
    [
        "Alignment of btf_type__bindgen_ty_1",
    ][::core::mem::align_of::<btf_type__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: btf_type__bindgen_ty_1::size",
    ][::core::mem::offset_of!(btf_type__bindgen_ty_1, size) - 0usize];
    [
        "Offset of field: btf_type__bindgen_ty_1::type_",
    ][::core::mem::offset_of!(btf_type__bindgen_ty_1, type_) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of btf_type"][::core::mem::size_of::<btf_type>() - 12usize];
    ["Alignment of btf_type"][::core::mem::align_of::<btf_type>() - 4usize];
    [
        "Offset of field: btf_type::name_off",
    ][::core::mem::offset_of!(btf_type, name_off) - 0usize];
    [
        "Offset of field: btf_type::info",
    ][::core::mem::offset_of!(btf_type, info) - 4usize];
};
pub const BTF_KIND_UNKN: ::core::ffi::c_uint = 0;
pub const BTF_KIND_INT: ::core::ffi::c_uint = 1;
pub const BTF_KIND_PTR: ::core::ffi::c_uint = 2;
pub const BTF_KIND_ARRAY: ::core::ffi::c_uint = 3;
pub const BTF_KIND_STRUCT: ::core::ffi::c_uint = 4;
pub const BTF_KIND_UNION: ::core::ffi::c_uint = 5;
pub const BTF_KIND_ENUM: ::core::ffi::c_uint = 6;
pub const BTF_KIND_FWD: ::core::ffi::c_uint = 7;
pub const BTF_KIND_TYPEDEF: ::core::ffi::c_uint = 8;
pub const BTF_KIND_VOLATILE: ::core::ffi::c_uint = 9;
pub const BTF_KIND_CONST: ::core::ffi::c_uint = 10;
pub const BTF_KIND_RESTRICT: ::core::ffi::c_uint = 11;
pub const BTF_KIND_FUNC: ::core::ffi::c_uint = 12;
pub const BTF_KIND_FUNC_PROTO: ::core::ffi::c_uint = 13;
pub const BTF_KIND_VAR: ::core::ffi::c_uint = 14;
pub const BTF_KIND_DATASEC: ::core::ffi::c_uint = 15;
pub const BTF_KIND_FLOAT: ::core::ffi::c_uint = 16;
pub const BTF_KIND_DECL_TAG: ::core::ffi::c_uint = 17;
pub const BTF_KIND_TYPE_TAG: ::core::ffi::c_uint = 18;
pub const BTF_KIND_ENUM64: ::core::ffi::c_uint = 19;
pub const NR_BTF_KINDS: ::core::ffi::c_uint = 20;
pub const BTF_KIND_MAX: ::core::ffi::c_uint = 19;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of btf_enum"][::core::mem::size_of::<btf_enum>() - 8usize];
    ["Alignment of btf_enum"][::core::mem::align_of::<btf_enum>() - 4usize];
    [
        "Offset of field: btf_enum::name_off",
    ][::core::mem::offset_of!(btf_enum, name_off) - 0usize];
    ["Offset of field: btf_enum::val"][::core::mem::offset_of!(btf_enum, val) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of btf_member"][::core::mem::size_of::<btf_member>() - 12usize];
    ["Alignment of btf_member"][::core::mem::align_of::<btf_member>() - 4usize];
    [
        "Offset of field: btf_member::name_off",
    ][::core::mem::offset_of!(btf_member, name_off) - 0usize];
    [
        "Offset of field: btf_member::type_",
    ][::core::mem::offset_of!(btf_member, type_) - 4usize];
    [
        "Offset of field: btf_member::offset",
    ][::core::mem::offset_of!(btf_member, offset) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of btf_param"][::core::mem::size_of::<btf_param>() - 8usize];
    ["Alignment of btf_param"][::core::mem::align_of::<btf_param>() - 4usize];
    [
        "Offset of field: btf_param::name_off",
    ][::core::mem::offset_of!(btf_param, name_off) - 0usize];
    [
        "Offset of field: btf_param::type_",
    ][::core::mem::offset_of!(btf_param, type_) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of sockaddr_nl"][::core::mem::size_of::<sockaddr_nl>() - 12usize];
    ["Alignment of sockaddr_nl"][::core::mem::align_of::<sockaddr_nl>() - 4usize];
    [
        "Offset of field: sockaddr_nl::nl_family",
    ][::core::mem::offset_of!(sockaddr_nl, nl_family) - 0usize];
    [
        "Offset of field: sockaddr_nl::nl_pad",
    ][::core::mem::offset_of!(sockaddr_nl, nl_pad) - 2usize];
    [
        "Offset of field: sockaddr_nl::nl_pid",
    ][::core::mem::offset_of!(sockaddr_nl, nl_pid) - 4usize];
    [
        "Offset of field: sockaddr_nl::nl_groups",
    ][::core::mem::offset_of!(sockaddr_nl, nl_groups) - 8usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nlmsghdr"][::core::mem::size_of::<nlmsghdr>() - 16usize];
    ["Alignment of nlmsghdr"][::core::mem::align_of::<nlmsghdr>() - 4usize];
    [
        "Offset of field: nlmsghdr::nlmsg_len",
    ][::core::mem::offset_of!(nlmsghdr, nlmsg_len) - 0usize];
    [
        "Offset of field: nlmsghdr::nlmsg_type",
    ][::core::mem::offset_of!(nlmsghdr, nlmsg_type) - 4usize];
    [
        "Offset of field: nlmsghdr::nlmsg_flags",
    ][::core::mem::offset_of!(nlmsghdr, nlmsg_flags) - 6usize];
    [
        "Offset of field: nlmsghdr::nlmsg_seq",
    ][::core::mem::offset_of!(nlmsghdr, nlmsg_seq) - 8usize];
    [
        "Offset of field: nlmsghdr::nlmsg_pid",
    ][::core::mem::offset_of!(nlmsghdr, nlmsg_pid) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nlmsgerr"][::core::mem::size_of::<nlmsgerr>() - 20usize];
    ["Alignment of nlmsgerr"][::core::mem::align_of::<nlmsgerr>() - 4usize];
    [
        "Offset of field: nlmsgerr::error",
    ][::core::mem::offset_of!(nlmsgerr, error) - 0usize];
    ["Offset of field: nlmsgerr::msg"][::core::mem::offset_of!(nlmsgerr, msg) - 4usize];
};
pub const NLMSGERR_ATTR_UNUSED: nlmsgerr_attrs = 0;
pub const NLMSGERR_ATTR_MSG: nlmsgerr_attrs = 1;
pub const NLMSGERR_ATTR_OFFS: nlmsgerr_attrs = 2;
pub const NLMSGERR_ATTR_COOKIE: nlmsgerr_attrs = 3;
pub const NLMSGERR_ATTR_POLICY: nlmsgerr_attrs = 4;
pub const NLMSGERR_ATTR_MISS_TYPE: nlmsgerr_attrs = 5;
pub const NLMSGERR_ATTR_MISS_NEST: nlmsgerr_attrs = 6;
pub const __NLMSGERR_ATTR_MAX: nlmsgerr_attrs = 7;
pub const NLMSGERR_ATTR_MAX: nlmsgerr_attrs = 6;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nlattr"][::core::mem::size_of::<nlattr>() - 4usize];
    ["Alignment of nlattr"][::core::mem::align_of::<nlattr>() - 2usize];
    [
        "Offset of field: nlattr::nla_len",
    ][::core::mem::offset_of!(nlattr, nla_len) - 0usize];
    [
        "Offset of field: nlattr::nla_type",
    ][::core::mem::offset_of!(nlattr, nla_type) - 2usize];
};
pub const IFLA_UNSPEC: ::core::ffi::c_uint = 0;
pub const IFLA_ADDRESS: ::core::ffi::c_uint = 1;
pub const IFLA_BROADCAST: ::core::ffi::c_uint = 2;
pub const IFLA_IFNAME: ::core::ffi::c_uint = 3;
pub const IFLA_MTU: ::core::ffi::c_uint = 4;
pub const IFLA_LINK: ::core::ffi::c_uint = 5;
pub const IFLA_QDISC: ::core::ffi::c_uint = 6;
pub const IFLA_STATS: ::core::ffi::c_uint = 7;
pub const IFLA_COST: ::core::ffi::c_uint = 8;
pub const IFLA_PRIORITY: ::core::ffi::c_uint = 9;
pub const IFLA_MASTER: ::core::ffi::c_uint = 10;
pub const IFLA_WIRELESS: ::core::ffi::c_uint = 11;
pub const IFLA_PROTINFO: ::core::ffi::c_uint = 12;
pub const IFLA_TXQLEN: ::core::ffi::c_uint = 13;
pub const IFLA_MAP: ::core::ffi::c_uint = 14;
pub const IFLA_WEIGHT: ::core::ffi::c_uint = 15;
pub const IFLA_OPERSTATE: ::core::ffi::c_uint = 16;
pub const IFLA_LINKMODE: ::core::ffi::c_uint = 17;
pub const IFLA_LINKINFO: ::core::ffi::c_uint = 18;
pub const IFLA_NET_NS_PID: ::core::ffi::c_uint = 19;
pub const IFLA_IFALIAS: ::core::ffi::c_uint = 20;
pub const IFLA_NUM_VF: ::core::ffi::c_uint = 21;
pub const IFLA_VFINFO_LIST: ::core::ffi::c_uint = 22;
pub const IFLA_STATS64: ::core::ffi::c_uint = 23;
pub const IFLA_VF_PORTS: ::core::ffi::c_uint = 24;
pub const IFLA_PORT_SELF: ::core::ffi::c_uint = 25;
pub const IFLA_AF_SPEC: ::core::ffi::c_uint = 26;
pub const IFLA_GROUP: ::core::ffi::c_uint = 27;
pub const IFLA_NET_NS_FD: ::core::ffi::c_uint = 28;
pub const IFLA_EXT_MASK: ::core::ffi::c_uint = 29;
pub const IFLA_PROMISCUITY: ::core::ffi::c_uint = 30;
pub const IFLA_NUM_TX_QUEUES: ::core::ffi::c_uint = 31;
pub const IFLA_NUM_RX_QUEUES: ::core::ffi::c_uint = 32;
pub const IFLA_CARRIER: ::core::ffi::c_uint = 33;
pub const IFLA_PHYS_PORT_ID: ::core::ffi::c_uint = 34;
pub const IFLA_CARRIER_CHANGES: ::core::ffi::c_uint = 35;
pub const IFLA_PHYS_SWITCH_ID: ::core::ffi::c_uint = 36;
pub const IFLA_LINK_NETNSID: ::core::ffi::c_uint = 37;
pub const IFLA_PHYS_PORT_NAME: ::core::ffi::c_uint = 38;
pub const IFLA_PROTO_DOWN: ::core::ffi::c_uint = 39;
pub const IFLA_GSO_MAX_SEGS: ::core::ffi::c_uint = 40;
pub const IFLA_GSO_MAX_SIZE: ::core::ffi::c_uint = 41;
pub const IFLA_PAD: ::core::ffi::c_uint = 42;
pub const IFLA_XDP: ::core::ffi::c_uint = 43;
pub const IFLA_EVENT: ::core::ffi::c_uint = 44;
pub const IFLA_NEW_NETNSID: ::core::ffi::c_uint = 45;
pub const IFLA_IF_NETNSID: ::core::ffi::c_uint = 46;
pub const IFLA_TARGET_NETNSID: ::core::ffi::c_uint = 46;
pub const IFLA_CARRIER_UP_COUNT: ::core::ffi::c_uint = 47;
pub const IFLA_CARRIER_DOWN_COUNT: ::core::ffi::c_uint = 48;
pub const IFLA_NEW_IFINDEX: ::core::ffi::c_uint = 49;
pub const IFLA_MIN_MTU: ::core::ffi::c_uint = 50;
pub const IFLA_MAX_MTU: ::core::ffi::c_uint = 51;
pub const IFLA_PROP_LIST: ::core::ffi::c_uint = 52;
pub const IFLA_ALT_IFNAME: ::core::ffi::c_uint = 53;
pub const IFLA_PERM_ADDRESS: ::core::ffi::c_uint = 54;
pub const IFLA_PROTO_DOWN_REASON: ::core::ffi::c_uint = 55;
pub const IFLA_PARENT_DEV_NAME: ::core::ffi::c_uint = 56;
pub const IFLA_PARENT_DEV_BUS_NAME: ::core::ffi::c_uint = 57;
pub const IFLA_GRO_MAX_SIZE: ::core::ffi::c_uint = 58;
pub const IFLA_TSO_MAX_SIZE: ::core::ffi::c_uint = 59;
pub const IFLA_TSO_MAX_SEGS: ::core::ffi::c_uint = 60;
pub const IFLA_ALLMULTI: ::core::ffi::c_uint = 61;
pub const IFLA_DEVLINK_PORT: ::core::ffi::c_uint = 62;
pub const IFLA_GSO_IPV4_MAX_SIZE: ::core::ffi::c_uint = 63;
pub const IFLA_GRO_IPV4_MAX_SIZE: ::core::ffi::c_uint = 64;
pub const IFLA_DPLL_PIN: ::core::ffi::c_uint = 65;
pub const IFLA_MAX_PACING_OFFLOAD_HORIZON: ::core::ffi::c_uint = 66;
pub const IFLA_NETNS_IMMUTABLE: ::core::ffi::c_uint = 67;
pub const IFLA_HEADROOM: ::core::ffi::c_uint = 68;
pub const IFLA_TAILROOM: ::core::ffi::c_uint = 69;
pub const __IFLA_MAX: ::core::ffi::c_uint = 70;
pub const IFLA_INFO_UNSPEC: ::core::ffi::c_uint = 0;
pub const IFLA_INFO_KIND: ::core::ffi::c_uint = 1;
pub const IFLA_INFO_DATA: ::core::ffi::c_uint = 2;
pub const IFLA_INFO_XSTATS: ::core::ffi::c_uint = 3;
pub const IFLA_INFO_SLAVE_KIND: ::core::ffi::c_uint = 4;
pub const IFLA_INFO_SLAVE_DATA: ::core::ffi::c_uint = 5;
pub const __IFLA_INFO_MAX: ::core::ffi::c_uint = 6;
pub const XDP_ATTACHED_NONE: ::core::ffi::c_uint = 0;
pub const XDP_ATTACHED_DRV: ::core::ffi::c_uint = 1;
pub const XDP_ATTACHED_SKB: ::core::ffi::c_uint = 2;
pub const XDP_ATTACHED_HW: ::core::ffi::c_uint = 3;
pub const XDP_ATTACHED_MULTI: ::core::ffi::c_uint = 4;
pub const IFLA_XDP_UNSPEC: ::core::ffi::c_uint = 0;
pub const IFLA_XDP_FD: ::core::ffi::c_uint = 1;
pub const IFLA_XDP_ATTACHED: ::core::ffi::c_uint = 2;
pub const IFLA_XDP_FLAGS: ::core::ffi::c_uint = 3;
pub const IFLA_XDP_PROG_ID: ::core::ffi::c_uint = 4;
pub const IFLA_XDP_DRV_PROG_ID: ::core::ffi::c_uint = 5;
pub const IFLA_XDP_SKB_PROG_ID: ::core::ffi::c_uint = 6;
pub const IFLA_XDP_HW_PROG_ID: ::core::ffi::c_uint = 7;
pub const IFLA_XDP_EXPECTED_FD: ::core::ffi::c_uint = 8;
pub const __IFLA_XDP_MAX: ::core::ffi::c_uint = 9;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ndmsg"][::core::mem::size_of::<ndmsg>() - 12usize];
    ["Alignment of ndmsg"][::core::mem::align_of::<ndmsg>() - 4usize];
    [
        "Offset of field: ndmsg::ndm_family",
    ][::core::mem::offset_of!(ndmsg, ndm_family) - 0usize];
    [
        "Offset of field: ndmsg::ndm_pad1",
    ][::core::mem::offset_of!(ndmsg, ndm_pad1) - 1usize];
    [
        "Offset of field: ndmsg::ndm_pad2",
    ][::core::mem::offset_of!(ndmsg, ndm_pad2) - 2usize];
    [
        "Offset of field: ndmsg::ndm_ifindex",
    ][::core::mem::offset_of!(ndmsg, ndm_ifindex) - 4usize];
    [
        "Offset of field: ndmsg::ndm_state",
    ][::core::mem::offset_of!(ndmsg, ndm_state) - 8usize];
    [
        "Offset of field: ndmsg::ndm_flags",
    ][::core::mem::offset_of!(ndmsg, ndm_flags) - 10usize];
    [
        "Offset of field: ndmsg::ndm_type",
    ][::core::mem::offset_of!(ndmsg, ndm_type) - 11usize];
};
pub const NDA_UNSPEC: ::core::ffi::c_uint = 0;
pub const NDA_DST: ::core::ffi::c_uint = 1;
pub const NDA_LLADDR: ::core::ffi::c_uint = 2;
pub const NDA_CACHEINFO: ::core::ffi::c_uint = 3;
pub const NDA_PROBES: ::core::ffi::c_uint = 4;
pub const NDA_VLAN: ::core::ffi::c_uint = 5;
pub const NDA_PORT: ::core::ffi::c_uint = 6;
pub const NDA_VNI: ::core::ffi::c_uint = 7;
pub const NDA_IFINDEX: ::core::ffi::c_uint = 8;
pub const NDA_MASTER: ::core::ffi::c_uint = 9;
pub const NDA_LINK_NETNSID: ::core::ffi::c_uint = 10;
pub const NDA_SRC_VNI: ::core::ffi::c_uint = 11;
pub const NDA_PROTOCOL: ::core::ffi::c_uint = 12;
pub const NDA_NH_ID: ::core::ffi::c_uint = 13;
pub const NDA_FDB_EXT_ATTRS: ::core::ffi::c_uint = 14;
pub const NDA_FLAGS_EXT: ::core::ffi::c_uint = 15;
pub const NDA_NDM_STATE_MASK: ::core::ffi::c_uint = 16;
pub const NDA_NDM_FLAGS_MASK: ::core::ffi::c_uint = 17;
pub const __NDA_MAX: ::core::ffi::c_uint = 18;
pub const RTM_BASE: ::core::ffi::c_uint = 16;
pub const RTM_NEWLINK: ::core::ffi::c_uint = 16;
pub const RTM_DELLINK: ::core::ffi::c_uint = 17;
pub const RTM_GETLINK: ::core::ffi::c_uint = 18;
pub const RTM_SETLINK: ::core::ffi::c_uint = 19;
pub const RTM_NEWADDR: ::core::ffi::c_uint = 20;
pub const RTM_DELADDR: ::core::ffi::c_uint = 21;
pub const RTM_GETADDR: ::core::ffi::c_uint = 22;
pub const RTM_NEWROUTE: ::core::ffi::c_uint = 24;
pub const RTM_DELROUTE: ::core::ffi::c_uint = 25;
pub const RTM_GETROUTE: ::core::ffi::c_uint = 26;
pub const RTM_NEWNEIGH: ::core::ffi::c_uint = 28;
pub const RTM_DELNEIGH: ::core::ffi::c_uint = 29;
pub const RTM_GETNEIGH: ::core::ffi::c_uint = 30;
pub const RTM_NEWRULE: ::core::ffi::c_uint = 32;
pub const RTM_DELRULE: ::core::ffi::c_uint = 33;
pub const RTM_GETRULE: ::core::ffi::c_uint = 34;
pub const RTM_NEWQDISC: ::core::ffi::c_uint = 36;
pub const RTM_DELQDISC: ::core::ffi::c_uint = 37;
pub const RTM_GETQDISC: ::core::ffi::c_uint = 38;
pub const RTM_NEWTCLASS: ::core::ffi::c_uint = 40;
pub const RTM_DELTCLASS: ::core::ffi::c_uint = 41;
pub const RTM_GETTCLASS: ::core::ffi::c_uint = 42;
pub const RTM_NEWTFILTER: ::core::ffi::c_uint = 44;
pub const RTM_DELTFILTER: ::core::ffi::c_uint = 45;
pub const RTM_GETTFILTER: ::core::ffi::c_uint = 46;
pub const RTM_NEWACTION: ::core::ffi::c_uint = 48;
pub const RTM_DELACTION: ::core::ffi::c_uint = 49;
pub const RTM_GETACTION: ::core::ffi::c_uint = 50;
pub const RTM_NEWPREFIX: ::core::ffi::c_uint = 52;
pub const RTM_NEWMULTICAST: ::core::ffi::c_uint = 56;
pub const RTM_DELMULTICAST: ::core::ffi::c_uint = 57;
pub const RTM_GETMULTICAST: ::core::ffi::c_uint = 58;
pub const RTM_NEWANYCAST: ::core::ffi::c_uint = 60;
pub const RTM_DELANYCAST: ::core::ffi::c_uint = 61;
pub const RTM_GETANYCAST: ::core::ffi::c_uint = 62;
pub const RTM_NEWNEIGHTBL: ::core::ffi::c_uint = 64;
pub const RTM_GETNEIGHTBL: ::core::ffi::c_uint = 66;
pub const RTM_SETNEIGHTBL: ::core::ffi::c_uint = 67;
pub const RTM_NEWNDUSEROPT: ::core::ffi::c_uint = 68;
pub const RTM_NEWADDRLABEL: ::core::ffi::c_uint = 72;
pub const RTM_DELADDRLABEL: ::core::ffi::c_uint = 73;
pub const RTM_GETADDRLABEL: ::core::ffi::c_uint = 74;
pub const RTM_GETDCB: ::core::ffi::c_uint = 78;
pub const RTM_SETDCB: ::core::ffi::c_uint = 79;
pub const RTM_NEWNETCONF: ::core::ffi::c_uint = 80;
pub const RTM_DELNETCONF: ::core::ffi::c_uint = 81;
pub const RTM_GETNETCONF: ::core::ffi::c_uint = 82;
pub const RTM_NEWMDB: ::core::ffi::c_uint = 84;
pub const RTM_DELMDB: ::core::ffi::c_uint = 85;
pub const RTM_GETMDB: ::core::ffi::c_uint = 86;
pub const RTM_NEWNSID: ::core::ffi::c_uint = 88;
pub const RTM_DELNSID: ::core::ffi::c_uint = 89;
pub const RTM_GETNSID: ::core::ffi::c_uint = 90;
pub const RTM_NEWSTATS: ::core::ffi::c_uint = 92;
pub const RTM_GETSTATS: ::core::ffi::c_uint = 94;
pub const RTM_SETSTATS: ::core::ffi::c_uint = 95;
pub const RTM_NEWCACHEREPORT: ::core::ffi::c_uint = 96;
pub const RTM_NEWCHAIN: ::core::ffi::c_uint = 100;
pub const RTM_DELCHAIN: ::core::ffi::c_uint = 101;
pub const RTM_GETCHAIN: ::core::ffi::c_uint = 102;
pub const RTM_NEWNEXTHOP: ::core::ffi::c_uint = 104;
pub const RTM_DELNEXTHOP: ::core::ffi::c_uint = 105;
pub const RTM_GETNEXTHOP: ::core::ffi::c_uint = 106;
pub const RTM_NEWLINKPROP: ::core::ffi::c_uint = 108;
pub const RTM_DELLINKPROP: ::core::ffi::c_uint = 109;
pub const RTM_GETLINKPROP: ::core::ffi::c_uint = 110;
pub const RTM_NEWVLAN: ::core::ffi::c_uint = 112;
pub const RTM_DELVLAN: ::core::ffi::c_uint = 113;
pub const RTM_GETVLAN: ::core::ffi::c_uint = 114;
pub const RTM_NEWNEXTHOPBUCKET: ::core::ffi::c_uint = 116;
pub const RTM_DELNEXTHOPBUCKET: ::core::ffi::c_uint = 117;
pub const RTM_GETNEXTHOPBUCKET: ::core::ffi::c_uint = 118;
pub const RTM_NEWTUNNEL: ::core::ffi::c_uint = 120;
pub const RTM_DELTUNNEL: ::core::ffi::c_uint = 121;
pub const RTM_GETTUNNEL: ::core::ffi::c_uint = 122;
pub const __RTM_MAX: ::core::ffi::c_uint = 123;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of rtattr"][::core::mem::size_of::<rtattr>() - 4usize];
    ["Alignment of rtattr"][::core::mem::align_of::<rtattr>() - 2usize];
    [
        "Offset of field: rtattr::rta_len",
    ][::core::mem::offset_of!(rtattr, rta_len) - 0usize];
    [
        "Offset of field: rtattr::rta_type",
    ][::core::mem::offset_of!(rtattr, rta_type) - 2usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of rtmsg"][::core::mem::size_of::<rtmsg>() - 12usize];
    ["Alignment of rtmsg"][::core::mem::align_of::<rtmsg>() - 4usize];
    [
        "Offset of field: rtmsg::rtm_family",
    ][::core::mem::offset_of!(rtmsg, rtm_family) - 0usize];
    [
        "Offset of field: rtmsg::rtm_dst_len",
    ][::core::mem::offset_of!(rtmsg, rtm_dst_len) - 1usize];
    [
        "Offset of field: rtmsg::rtm_src_len",
    ][::core::mem::offset_of!(rtmsg, rtm_src_len) - 2usize];
    [
        "Offset of field: rtmsg::rtm_tos",
    ][::core::mem::offset_of!(rtmsg, rtm_tos) - 3usize];
    [
        "Offset of field: rtmsg::rtm_table",
    ][::core::mem::offset_of!(rtmsg, rtm_table) - 4usize];
    [
        "Offset of field: rtmsg::rtm_protocol",
    ][::core::mem::offset_of!(rtmsg, rtm_protocol) - 5usize];
    [
        "Offset of field: rtmsg::rtm_scope",
    ][::core::mem::offset_of!(rtmsg, rtm_scope) - 6usize];
    [
        "Offset of field: rtmsg::rtm_type",
    ][::core::mem::offset_of!(rtmsg, rtm_type) - 7usize];
    [
        "Offset of field: rtmsg::rtm_flags",
    ][::core::mem::offset_of!(rtmsg, rtm_flags) - 8usize];
};
pub const RTN_UNSPEC: ::core::ffi::c_uint = 0;
pub const RTN_UNICAST: ::core::ffi::c_uint = 1;
pub const RTN_LOCAL: ::core::ffi::c_uint = 2;
pub const RTN_BROADCAST: ::core::ffi::c_uint = 3;
pub const RTN_ANYCAST: ::core::ffi::c_uint = 4;
pub const RTN_MULTICAST: ::core::ffi::c_uint = 5;
pub const RTN_BLACKHOLE: ::core::ffi::c_uint = 6;
pub const RTN_UNREACHABLE: ::core::ffi::c_uint = 7;
pub const RTN_PROHIBIT: ::core::ffi::c_uint = 8;
pub const RTN_THROW: ::core::ffi::c_uint = 9;
pub const RTN_NAT: ::core::ffi::c_uint = 10;
pub const RTN_XRESOLVE: ::core::ffi::c_uint = 11;
pub const __RTN_MAX: ::core::ffi::c_uint = 12;
pub const RT_TABLE_UNSPEC: rt_class_t = 0;
pub const RT_TABLE_COMPAT: rt_class_t = 252;
pub const RT_TABLE_DEFAULT: rt_class_t = 253;
pub const RT_TABLE_MAIN: rt_class_t = 254;
pub const RT_TABLE_LOCAL: rt_class_t = 255;
pub const RT_TABLE_MAX: rt_class_t = 4294967295;
pub const RTA_UNSPEC: rtattr_type_t = 0;
pub const RTA_DST: rtattr_type_t = 1;
pub const RTA_SRC: rtattr_type_t = 2;
pub const RTA_IIF: rtattr_type_t = 3;
pub const RTA_OIF: rtattr_type_t = 4;
pub const RTA_GATEWAY: rtattr_type_t = 5;
pub const RTA_PRIORITY: rtattr_type_t = 6;
pub const RTA_PREFSRC: rtattr_type_t = 7;
pub const RTA_METRICS: rtattr_type_t = 8;
pub const RTA_MULTIPATH: rtattr_type_t = 9;
pub const RTA_PROTOINFO: rtattr_type_t = 10;
pub const RTA_FLOW: rtattr_type_t = 11;
pub const RTA_CACHEINFO: rtattr_type_t = 12;
pub const RTA_SESSION: rtattr_type_t = 13;
pub const RTA_MP_ALGO: rtattr_type_t = 14;
pub const RTA_TABLE: rtattr_type_t = 15;
pub const RTA_MARK: rtattr_type_t = 16;
pub const RTA_MFC_STATS: rtattr_type_t = 17;
pub const RTA_VIA: rtattr_type_t = 18;
pub const RTA_NEWDST: rtattr_type_t = 19;
pub const RTA_PREF: rtattr_type_t = 20;
pub const RTA_ENCAP_TYPE: rtattr_type_t = 21;
pub const RTA_ENCAP: rtattr_type_t = 22;
pub const RTA_EXPIRES: rtattr_type_t = 23;
pub const RTA_PAD: rtattr_type_t = 24;
pub const RTA_UID: rtattr_type_t = 25;
pub const RTA_TTL_PROPAGATE: rtattr_type_t = 26;
pub const RTA_IP_PROTO: rtattr_type_t = 27;
pub const RTA_SPORT: rtattr_type_t = 28;
pub const RTA_DPORT: rtattr_type_t = 29;
pub const RTA_NH_ID: rtattr_type_t = 30;
pub const RTA_FLOWLABEL: rtattr_type_t = 31;
pub const RTA_DEL_REASON: rtattr_type_t = 32;
pub const __RTA_MAX: rtattr_type_t = 33;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ifinfomsg"][::core::mem::size_of::<ifinfomsg>() - 16usize];
    ["Alignment of ifinfomsg"][::core::mem::align_of::<ifinfomsg>() - 4usize];
    [
        "Offset of field: ifinfomsg::ifi_family",
    ][::core::mem::offset_of!(ifinfomsg, ifi_family) - 0usize];
    [
        "Offset of field: ifinfomsg::__ifi_pad",
    ][::core::mem::offset_of!(ifinfomsg, __ifi_pad) - 1usize];
    [
        "Offset of field: ifinfomsg::ifi_type",
    ][::core::mem::offset_of!(ifinfomsg, ifi_type) - 2usize];
    [
        "Offset of field: ifinfomsg::ifi_index",
    ][::core::mem::offset_of!(ifinfomsg, ifi_index) - 4usize];
    [
        "Offset of field: ifinfomsg::ifi_flags",
    ][::core::mem::offset_of!(ifinfomsg, ifi_flags) - 8usize];
    [
        "Offset of field: ifinfomsg::ifi_change",
    ][::core::mem::offset_of!(ifinfomsg, ifi_change) - 12usize];
};
pub const RTNLGRP_NONE: rtnetlink_groups = 0;
pub const RTNLGRP_LINK: rtnetlink_groups = 1;
pub const RTNLGRP_NOTIFY: rtnetlink_groups = 2;
pub const RTNLGRP_NEIGH: rtnetlink_groups = 3;
pub const RTNLGRP_TC: rtnetlink_groups = 4;
pub const RTNLGRP_IPV4_IFADDR: rtnetlink_groups = 5;
pub const RTNLGRP_IPV4_MROUTE: rtnetlink_groups = 6;
pub const RTNLGRP_IPV4_ROUTE: rtnetlink_groups = 7;
pub const RTNLGRP_IPV4_RULE: rtnetlink_groups = 8;
pub const RTNLGRP_IPV6_IFADDR: rtnetlink_groups = 9;
pub const RTNLGRP_IPV6_MROUTE: rtnetlink_groups = 10;
pub const RTNLGRP_IPV6_ROUTE: rtnetlink_groups = 11;
pub const RTNLGRP_IPV6_IFINFO: rtnetlink_groups = 12;
pub const RTNLGRP_DECnet_IFADDR: rtnetlink_groups = 13;
pub const RTNLGRP_NOP2: rtnetlink_groups = 14;
pub const RTNLGRP_DECnet_ROUTE: rtnetlink_groups = 15;
pub const RTNLGRP_DECnet_RULE: rtnetlink_groups = 16;
pub const RTNLGRP_NOP4: rtnetlink_groups = 17;
pub const RTNLGRP_IPV6_PREFIX: rtnetlink_groups = 18;
pub const RTNLGRP_IPV6_RULE: rtnetlink_groups = 19;
pub const RTNLGRP_ND_USEROPT: rtnetlink_groups = 20;
pub const RTNLGRP_PHONET_IFADDR: rtnetlink_groups = 21;
pub const RTNLGRP_PHONET_ROUTE: rtnetlink_groups = 22;
pub const RTNLGRP_DCB: rtnetlink_groups = 23;
pub const RTNLGRP_IPV4_NETCONF: rtnetlink_groups = 24;
pub const RTNLGRP_IPV6_NETCONF: rtnetlink_groups = 25;
pub const RTNLGRP_MDB: rtnetlink_groups = 26;
pub const RTNLGRP_MPLS_ROUTE: rtnetlink_groups = 27;
pub const RTNLGRP_NSID: rtnetlink_groups = 28;
pub const RTNLGRP_MPLS_NETCONF: rtnetlink_groups = 29;
pub const RTNLGRP_IPV4_MROUTE_R: rtnetlink_groups = 30;
pub const RTNLGRP_IPV6_MROUTE_R: rtnetlink_groups = 31;
pub const RTNLGRP_NEXTHOP: rtnetlink_groups = 32;
pub const RTNLGRP_BRVLAN: rtnetlink_groups = 33;
pub const RTNLGRP_MCTP_IFADDR: rtnetlink_groups = 34;
pub const RTNLGRP_TUNNEL: rtnetlink_groups = 35;
pub const RTNLGRP_STATS: rtnetlink_groups = 36;
pub const RTNLGRP_IPV4_MCADDR: rtnetlink_groups = 37;
pub const RTNLGRP_IPV6_MCADDR: rtnetlink_groups = 38;
pub const RTNLGRP_IPV6_ACADDR: rtnetlink_groups = 39;
pub const __RTNLGRP_MAX: rtnetlink_groups = 40;
pub const VETH_INFO_UNSPEC: ::core::ffi::c_uint = 0;
pub const VETH_INFO_PEER: ::core::ffi::c_uint = 1;
pub const __VETH_INFO_MAX: ::core::ffi::c_uint = 2;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of genlmsghdr"][::core::mem::size_of::<genlmsghdr>() - 4usize];
    ["Alignment of genlmsghdr"][::core::mem::align_of::<genlmsghdr>() - 2usize];
    [
        "Offset of field: genlmsghdr::cmd",
    ][::core::mem::offset_of!(genlmsghdr, cmd) - 0usize];
    [
        "Offset of field: genlmsghdr::version",
    ][::core::mem::offset_of!(genlmsghdr, version) - 1usize];
    [
        "Offset of field: genlmsghdr::reserved",
    ][::core::mem::offset_of!(genlmsghdr, reserved) - 2usize];
};
pub const CTRL_CMD_UNSPEC: ::core::ffi::c_uint = 0;
pub const CTRL_CMD_NEWFAMILY: ::core::ffi::c_uint = 1;
pub const CTRL_CMD_DELFAMILY: ::core::ffi::c_uint = 2;
pub const CTRL_CMD_GETFAMILY: ::core::ffi::c_uint = 3;
pub const CTRL_CMD_NEWOPS: ::core::ffi::c_uint = 4;
pub const CTRL_CMD_DELOPS: ::core::ffi::c_uint = 5;
pub const CTRL_CMD_GETOPS: ::core::ffi::c_uint = 6;
pub const CTRL_CMD_NEWMCAST_GRP: ::core::ffi::c_uint = 7;
pub const CTRL_CMD_DELMCAST_GRP: ::core::ffi::c_uint = 8;
pub const CTRL_CMD_GETMCAST_GRP: ::core::ffi::c_uint = 9;
pub const CTRL_CMD_GETPOLICY: ::core::ffi::c_uint = 10;
pub const __CTRL_CMD_MAX: ::core::ffi::c_uint = 11;
pub const CTRL_ATTR_UNSPEC: ::core::ffi::c_uint = 0;
pub const CTRL_ATTR_FAMILY_ID: ::core::ffi::c_uint = 1;
pub const CTRL_ATTR_FAMILY_NAME: ::core::ffi::c_uint = 2;
pub const CTRL_ATTR_VERSION: ::core::ffi::c_uint = 3;
pub const CTRL_ATTR_HDRSIZE: ::core::ffi::c_uint = 4;
pub const CTRL_ATTR_MAXATTR: ::core::ffi::c_uint = 5;
pub const CTRL_ATTR_OPS: ::core::ffi::c_uint = 6;
pub const CTRL_ATTR_MCAST_GROUPS: ::core::ffi::c_uint = 7;
pub const CTRL_ATTR_POLICY: ::core::ffi::c_uint = 8;
pub const CTRL_ATTR_OP_POLICY: ::core::ffi::c_uint = 9;
pub const CTRL_ATTR_OP: ::core::ffi::c_uint = 10;
pub const __CTRL_ATTR_MAX: ::core::ffi::c_uint = 11;
pub const CTRL_ATTR_OP_UNSPEC: ::core::ffi::c_uint = 0;
pub const CTRL_ATTR_OP_ID: ::core::ffi::c_uint = 1;
pub const CTRL_ATTR_OP_FLAGS: ::core::ffi::c_uint = 2;
pub const __CTRL_ATTR_OP_MAX: ::core::ffi::c_uint = 3;
pub const CTRL_ATTR_MCAST_GRP_UNSPEC: ::core::ffi::c_uint = 0;
pub const CTRL_ATTR_MCAST_GRP_NAME: ::core::ffi::c_uint = 1;
pub const CTRL_ATTR_MCAST_GRP_ID: ::core::ffi::c_uint = 2;
pub const __CTRL_ATTR_MCAST_GRP_MAX: ::core::ffi::c_uint = 3;
pub const CTRL_ATTR_POLICY_UNSPEC: ::core::ffi::c_uint = 0;
pub const CTRL_ATTR_POLICY_DO: ::core::ffi::c_uint = 1;
pub const CTRL_ATTR_POLICY_DUMP: ::core::ffi::c_uint = 2;
pub const __CTRL_ATTR_POLICY_DUMP_MAX: ::core::ffi::c_uint = 3;
pub const CTRL_ATTR_POLICY_DUMP_MAX: ::core::ffi::c_uint = 2;
pub const NETDEV_XDP_ACT_BASIC: netdev_xdp_act = 1;
pub const NETDEV_XDP_ACT_REDIRECT: netdev_xdp_act = 2;
pub const NETDEV_XDP_ACT_NDO_XMIT: netdev_xdp_act = 4;
pub const NETDEV_XDP_ACT_XSK_ZEROCOPY: netdev_xdp_act = 8;
pub const NETDEV_XDP_ACT_HW_OFFLOAD: netdev_xdp_act = 16;
pub const NETDEV_XDP_ACT_RX_SG: netdev_xdp_act = 32;
pub const NETDEV_XDP_ACT_NDO_XMIT_SG: netdev_xdp_act = 64;
pub const NETDEV_XDP_ACT_MASK: netdev_xdp_act = 127;
pub const NETDEV_XDP_RX_METADATA_TIMESTAMP: netdev_xdp_rx_metadata = 1;
pub const NETDEV_XDP_RX_METADATA_HASH: netdev_xdp_rx_metadata = 2;
pub const NETDEV_XDP_RX_METADATA_VLAN_TAG: netdev_xdp_rx_metadata = 4;
pub const NETDEV_XSK_FLAGS_TX_TIMESTAMP: netdev_xsk_flags = 1;
pub const NETDEV_XSK_FLAGS_TX_CHECKSUM: netdev_xsk_flags = 2;
pub const NETDEV_XSK_FLAGS_TX_LAUNCH_TIME_FIFO: netdev_xsk_flags = 4;
pub const NETDEV_QUEUE_TYPE_RX: netdev_queue_type = 0;
pub const NETDEV_QUEUE_TYPE_TX: netdev_queue_type = 1;
pub const NETDEV_QSTATS_SCOPE_QUEUE: netdev_qstats_scope = 1;
pub const NETDEV_NAPI_THREADED_DISABLED: netdev_napi_threaded = 0;
pub const NETDEV_NAPI_THREADED_ENABLED: netdev_napi_threaded = 1;
pub const NETDEV_NAPI_THREADED_BUSY_POLL: netdev_napi_threaded = 2;
pub const NETDEV_A_DEV_IFINDEX: ::core::ffi::c_uint = 1;
pub const NETDEV_A_DEV_PAD: ::core::ffi::c_uint = 2;
pub const NETDEV_A_DEV_XDP_FEATURES: ::core::ffi::c_uint = 3;
pub const NETDEV_A_DEV_XDP_ZC_MAX_SEGS: ::core::ffi::c_uint = 4;
pub const NETDEV_A_DEV_XDP_RX_METADATA_FEATURES: ::core::ffi::c_uint = 5;
pub const NETDEV_A_DEV_XSK_FEATURES: ::core::ffi::c_uint = 6;
pub const __NETDEV_A_DEV_MAX: ::core::ffi::c_uint = 7;
pub const NETDEV_A_DEV_MAX: ::core::ffi::c_uint = 6;
pub const NETDEV_A_IO_URING_PROVIDER_INFO_RX_BUF_LEN: ::core::ffi::c_uint = 1;
pub const __NETDEV_A_IO_URING_PROVIDER_INFO_MAX: ::core::ffi::c_uint = 2;
pub const NETDEV_A_IO_URING_PROVIDER_INFO_MAX: ::core::ffi::c_uint = 1;
pub const NETDEV_A_PAGE_POOL_ID: ::core::ffi::c_uint = 1;
pub const NETDEV_A_PAGE_POOL_IFINDEX: ::core::ffi::c_uint = 2;
pub const NETDEV_A_PAGE_POOL_NAPI_ID: ::core::ffi::c_uint = 3;
pub const NETDEV_A_PAGE_POOL_INFLIGHT: ::core::ffi::c_uint = 4;
pub const NETDEV_A_PAGE_POOL_INFLIGHT_MEM: ::core::ffi::c_uint = 5;
pub const NETDEV_A_PAGE_POOL_DETACH_TIME: ::core::ffi::c_uint = 6;
pub const NETDEV_A_PAGE_POOL_DMABUF: ::core::ffi::c_uint = 7;
pub const NETDEV_A_PAGE_POOL_IO_URING: ::core::ffi::c_uint = 8;
pub const __NETDEV_A_PAGE_POOL_MAX: ::core::ffi::c_uint = 9;
pub const NETDEV_A_PAGE_POOL_MAX: ::core::ffi::c_uint = 8;
pub const NETDEV_A_PAGE_POOL_STATS_INFO: ::core::ffi::c_uint = 1;
pub const NETDEV_A_PAGE_POOL_STATS_ALLOC_FAST: ::core::ffi::c_uint = 8;
pub const NETDEV_A_PAGE_POOL_STATS_ALLOC_SLOW: ::core::ffi::c_uint = 9;
pub const NETDEV_A_PAGE_POOL_STATS_ALLOC_SLOW_HIGH_ORDER: ::core::ffi::c_uint = 10;
pub const NETDEV_A_PAGE_POOL_STATS_ALLOC_EMPTY: ::core::ffi::c_uint = 11;
pub const NETDEV_A_PAGE_POOL_STATS_ALLOC_REFILL: ::core::ffi::c_uint = 12;
pub const NETDEV_A_PAGE_POOL_STATS_ALLOC_WAIVE: ::core::ffi::c_uint = 13;
pub const NETDEV_A_PAGE_POOL_STATS_RECYCLE_CACHED: ::core::ffi::c_uint = 14;
pub const NETDEV_A_PAGE_POOL_STATS_RECYCLE_CACHE_FULL: ::core::ffi::c_uint = 15;
pub const NETDEV_A_PAGE_POOL_STATS_RECYCLE_RING: ::core::ffi::c_uint = 16;
pub const NETDEV_A_PAGE_POOL_STATS_RECYCLE_RING_FULL: ::core::ffi::c_uint = 17;
pub const NETDEV_A_PAGE_POOL_STATS_RECYCLE_RELEASED_REFCNT: ::core::ffi::c_uint = 18;
pub const __NETDEV_A_PAGE_POOL_STATS_MAX: ::core::ffi::c_uint = 19;
pub const NETDEV_A_PAGE_POOL_STATS_MAX: ::core::ffi::c_uint = 18;
pub const NETDEV_A_NAPI_IFINDEX: ::core::ffi::c_uint = 1;
pub const NETDEV_A_NAPI_ID: ::core::ffi::c_uint = 2;
pub const NETDEV_A_NAPI_IRQ: ::core::ffi::c_uint = 3;
pub const NETDEV_A_NAPI_PID: ::core::ffi::c_uint = 4;
pub const NETDEV_A_NAPI_DEFER_HARD_IRQS: ::core::ffi::c_uint = 5;
pub const NETDEV_A_NAPI_GRO_FLUSH_TIMEOUT: ::core::ffi::c_uint = 6;
pub const NETDEV_A_NAPI_IRQ_SUSPEND_TIMEOUT: ::core::ffi::c_uint = 7;
pub const NETDEV_A_NAPI_THREADED: ::core::ffi::c_uint = 8;
pub const __NETDEV_A_NAPI_MAX: ::core::ffi::c_uint = 9;
pub const NETDEV_A_NAPI_MAX: ::core::ffi::c_uint = 8;
pub const __NETDEV_A_XSK_INFO_MAX: ::core::ffi::c_int = 0;
pub const NETDEV_A_XSK_INFO_MAX: ::core::ffi::c_int = -1;
pub const NETDEV_A_QUEUE_ID: ::core::ffi::c_uint = 1;
pub const NETDEV_A_QUEUE_IFINDEX: ::core::ffi::c_uint = 2;
pub const NETDEV_A_QUEUE_TYPE: ::core::ffi::c_uint = 3;
pub const NETDEV_A_QUEUE_NAPI_ID: ::core::ffi::c_uint = 4;
pub const NETDEV_A_QUEUE_DMABUF: ::core::ffi::c_uint = 5;
pub const NETDEV_A_QUEUE_IO_URING: ::core::ffi::c_uint = 6;
pub const NETDEV_A_QUEUE_XSK: ::core::ffi::c_uint = 7;
pub const NETDEV_A_QUEUE_LEASE: ::core::ffi::c_uint = 8;
pub const __NETDEV_A_QUEUE_MAX: ::core::ffi::c_uint = 9;
pub const NETDEV_A_QUEUE_MAX: ::core::ffi::c_uint = 8;
pub const NETDEV_A_QSTATS_IFINDEX: ::core::ffi::c_uint = 1;
pub const NETDEV_A_QSTATS_QUEUE_TYPE: ::core::ffi::c_uint = 2;
pub const NETDEV_A_QSTATS_QUEUE_ID: ::core::ffi::c_uint = 3;
pub const NETDEV_A_QSTATS_SCOPE: ::core::ffi::c_uint = 4;
pub const NETDEV_A_QSTATS_RX_PACKETS: ::core::ffi::c_uint = 8;
pub const NETDEV_A_QSTATS_RX_BYTES: ::core::ffi::c_uint = 9;
pub const NETDEV_A_QSTATS_TX_PACKETS: ::core::ffi::c_uint = 10;
pub const NETDEV_A_QSTATS_TX_BYTES: ::core::ffi::c_uint = 11;
pub const NETDEV_A_QSTATS_RX_ALLOC_FAIL: ::core::ffi::c_uint = 12;
pub const NETDEV_A_QSTATS_RX_HW_DROPS: ::core::ffi::c_uint = 13;
pub const NETDEV_A_QSTATS_RX_HW_DROP_OVERRUNS: ::core::ffi::c_uint = 14;
pub const NETDEV_A_QSTATS_RX_CSUM_COMPLETE: ::core::ffi::c_uint = 15;
pub const NETDEV_A_QSTATS_RX_CSUM_UNNECESSARY: ::core::ffi::c_uint = 16;
pub const NETDEV_A_QSTATS_RX_CSUM_NONE: ::core::ffi::c_uint = 17;
pub const NETDEV_A_QSTATS_RX_CSUM_BAD: ::core::ffi::c_uint = 18;
pub const NETDEV_A_QSTATS_RX_HW_GRO_PACKETS: ::core::ffi::c_uint = 19;
pub const NETDEV_A_QSTATS_RX_HW_GRO_BYTES: ::core::ffi::c_uint = 20;
pub const NETDEV_A_QSTATS_RX_HW_GRO_WIRE_PACKETS: ::core::ffi::c_uint = 21;
pub const NETDEV_A_QSTATS_RX_HW_GRO_WIRE_BYTES: ::core::ffi::c_uint = 22;
pub const NETDEV_A_QSTATS_RX_HW_DROP_RATELIMITS: ::core::ffi::c_uint = 23;
pub const NETDEV_A_QSTATS_TX_HW_DROPS: ::core::ffi::c_uint = 24;
pub const NETDEV_A_QSTATS_TX_HW_DROP_ERRORS: ::core::ffi::c_uint = 25;
pub const NETDEV_A_QSTATS_TX_CSUM_NONE: ::core::ffi::c_uint = 26;
pub const NETDEV_A_QSTATS_TX_NEEDS_CSUM: ::core::ffi::c_uint = 27;
pub const NETDEV_A_QSTATS_TX_HW_GSO_PACKETS: ::core::ffi::c_uint = 28;
pub const NETDEV_A_QSTATS_TX_HW_GSO_BYTES: ::core::ffi::c_uint = 29;
pub const NETDEV_A_QSTATS_TX_HW_GSO_WIRE_PACKETS: ::core::ffi::c_uint = 30;
pub const NETDEV_A_QSTATS_TX_HW_GSO_WIRE_BYTES: ::core::ffi::c_uint = 31;
pub const NETDEV_A_QSTATS_TX_HW_DROP_RATELIMITS: ::core::ffi::c_uint = 32;
pub const NETDEV_A_QSTATS_TX_STOP: ::core::ffi::c_uint = 33;
pub const NETDEV_A_QSTATS_TX_WAKE: ::core::ffi::c_uint = 34;
pub const __NETDEV_A_QSTATS_MAX: ::core::ffi::c_uint = 35;
pub const NETDEV_A_QSTATS_MAX: ::core::ffi::c_uint = 34;
pub const NETDEV_A_LEASE_IFINDEX: ::core::ffi::c_uint = 1;
pub const NETDEV_A_LEASE_QUEUE: ::core::ffi::c_uint = 2;
pub const NETDEV_A_LEASE_NETNS_ID: ::core::ffi::c_uint = 3;
pub const __NETDEV_A_LEASE_MAX: ::core::ffi::c_uint = 4;
pub const NETDEV_A_LEASE_MAX: ::core::ffi::c_uint = 3;
pub const NETDEV_A_DMABUF_IFINDEX: ::core::ffi::c_uint = 1;
pub const NETDEV_A_DMABUF_QUEUES: ::core::ffi::c_uint = 2;
pub const NETDEV_A_DMABUF_FD: ::core::ffi::c_uint = 3;
pub const NETDEV_A_DMABUF_ID: ::core::ffi::c_uint = 4;
pub const NETDEV_A_DMABUF_RX_PAGE_SIZE: ::core::ffi::c_uint = 5;
pub const __NETDEV_A_DMABUF_MAX: ::core::ffi::c_uint = 6;
pub const NETDEV_A_DMABUF_MAX: ::core::ffi::c_uint = 5;
pub const NETDEV_CMD_DEV_GET: ::core::ffi::c_uint = 1;
pub const NETDEV_CMD_DEV_ADD_NTF: ::core::ffi::c_uint = 2;
pub const NETDEV_CMD_DEV_DEL_NTF: ::core::ffi::c_uint = 3;
pub const NETDEV_CMD_DEV_CHANGE_NTF: ::core::ffi::c_uint = 4;
pub const NETDEV_CMD_PAGE_POOL_GET: ::core::ffi::c_uint = 5;
pub const NETDEV_CMD_PAGE_POOL_ADD_NTF: ::core::ffi::c_uint = 6;
pub const NETDEV_CMD_PAGE_POOL_DEL_NTF: ::core::ffi::c_uint = 7;
pub const NETDEV_CMD_PAGE_POOL_CHANGE_NTF: ::core::ffi::c_uint = 8;
pub const NETDEV_CMD_PAGE_POOL_STATS_GET: ::core::ffi::c_uint = 9;
pub const NETDEV_CMD_QUEUE_GET: ::core::ffi::c_uint = 10;
pub const NETDEV_CMD_NAPI_GET: ::core::ffi::c_uint = 11;
pub const NETDEV_CMD_QSTATS_GET: ::core::ffi::c_uint = 12;
pub const NETDEV_CMD_BIND_RX: ::core::ffi::c_uint = 13;
pub const NETDEV_CMD_NAPI_SET: ::core::ffi::c_uint = 14;
pub const NETDEV_CMD_BIND_TX: ::core::ffi::c_uint = 15;
pub const NETDEV_CMD_QUEUE_CREATE: ::core::ffi::c_uint = 16;
pub const __NETDEV_CMD_MAX: ::core::ffi::c_uint = 17;
pub const NETDEV_CMD_MAX: ::core::ffi::c_uint = 16;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethhdr"][::core::mem::size_of::<ethhdr>() - 14usize];
    ["Alignment of ethhdr"][::core::mem::align_of::<ethhdr>() - 1usize];
    [
        "Offset of field: ethhdr::h_dest",
    ][::core::mem::offset_of!(ethhdr, h_dest) - 0usize];
    [
        "Offset of field: ethhdr::h_source",
    ][::core::mem::offset_of!(ethhdr, h_source) - 6usize];
    [
        "Offset of field: ethhdr::h_proto",
    ][::core::mem::offset_of!(ethhdr, h_proto) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethtool_drvinfo"][::core::mem::size_of::<ethtool_drvinfo>() - 196usize];
    [
        "Alignment of ethtool_drvinfo",
    ][::core::mem::align_of::<ethtool_drvinfo>() - 4usize];
    [
        "Offset of field: ethtool_drvinfo::cmd",
    ][::core::mem::offset_of!(ethtool_drvinfo, cmd) - 0usize];
    [
        "Offset of field: ethtool_drvinfo::driver",
    ][::core::mem::offset_of!(ethtool_drvinfo, driver) - 4usize];
    [
        "Offset of field: ethtool_drvinfo::version",
    ][::core::mem::offset_of!(ethtool_drvinfo, version) - 36usize];
    [
        "Offset of field: ethtool_drvinfo::fw_version",
    ][::core::mem::offset_of!(ethtool_drvinfo, fw_version) - 68usize];
    [
        "Offset of field: ethtool_drvinfo::bus_info",
    ][::core::mem::offset_of!(ethtool_drvinfo, bus_info) - 100usize];
    [
        "Offset of field: ethtool_drvinfo::erom_version",
    ][::core::mem::offset_of!(ethtool_drvinfo, erom_version) - 132usize];
    [
        "Offset of field: ethtool_drvinfo::reserved2",
    ][::core::mem::offset_of!(ethtool_drvinfo, reserved2) - 164usize];
    [
        "Offset of field: ethtool_drvinfo::n_priv_flags",
    ][::core::mem::offset_of!(ethtool_drvinfo, n_priv_flags) - 176usize];
    [
        "Offset of field: ethtool_drvinfo::n_stats",
    ][::core::mem::offset_of!(ethtool_drvinfo, n_stats) - 180usize];
    [
        "Offset of field: ethtool_drvinfo::testinfo_len",
    ][::core::mem::offset_of!(ethtool_drvinfo, testinfo_len) - 184usize];
    [
        "Offset of field: ethtool_drvinfo::eedump_len",
    ][::core::mem::offset_of!(ethtool_drvinfo, eedump_len) - 188usize];
    [
        "Offset of field: ethtool_drvinfo::regdump_len",
    ][::core::mem::offset_of!(ethtool_drvinfo, regdump_len) - 192usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethtool_value"][::core::mem::size_of::<ethtool_value>() - 8usize];
    ["Alignment of ethtool_value"][::core::mem::align_of::<ethtool_value>() - 4usize];
    [
        "Offset of field: ethtool_value::cmd",
    ][::core::mem::offset_of!(ethtool_value, cmd) - 0usize];
    [
        "Offset of field: ethtool_value::data",
    ][::core::mem::offset_of!(ethtool_value, data) - 4usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethtool_ringparam"][::core::mem::size_of::<ethtool_ringparam>() - 36usize];
    [
        "Alignment of ethtool_ringparam",
    ][::core::mem::align_of::<ethtool_ringparam>() - 4usize];
    [
        "Offset of field: ethtool_ringparam::cmd",
    ][::core::mem::offset_of!(ethtool_ringparam, cmd) - 0usize];
    [
        "Offset of field: ethtool_ringparam::rx_max_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, rx_max_pending) - 4usize];
    [
        "Offset of field: ethtool_ringparam::rx_mini_max_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, rx_mini_max_pending) - 8usize];
    [
        "Offset of field: ethtool_ringparam::rx_jumbo_max_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, rx_jumbo_max_pending) - 12usize];
    [
        "Offset of field: ethtool_ringparam::tx_max_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, tx_max_pending) - 16usize];
    [
        "Offset of field: ethtool_ringparam::rx_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, rx_pending) - 20usize];
    [
        "Offset of field: ethtool_ringparam::rx_mini_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, rx_mini_pending) - 24usize];
    [
        "Offset of field: ethtool_ringparam::rx_jumbo_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, rx_jumbo_pending) - 28usize];
    [
        "Offset of field: ethtool_ringparam::tx_pending",
    ][::core::mem::offset_of!(ethtool_ringparam, tx_pending) - 32usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethtool_channels"][::core::mem::size_of::<ethtool_channels>() - 36usize];
    [
        "Alignment of ethtool_channels",
    ][::core::mem::align_of::<ethtool_channels>() - 4usize];
    [
        "Offset of field: ethtool_channels::cmd",
    ][::core::mem::offset_of!(ethtool_channels, cmd) - 0usize];
    [
        "Offset of field: ethtool_channels::max_rx",
    ][::core::mem::offset_of!(ethtool_channels, max_rx) - 4usize];
    [
        "Offset of field: ethtool_channels::max_tx",
    ][::core::mem::offset_of!(ethtool_channels, max_tx) - 8usize];
    [
        "Offset of field: ethtool_channels::max_other",
    ][::core::mem::offset_of!(ethtool_channels, max_other) - 12usize];
    [
        "Offset of field: ethtool_channels::max_combined",
    ][::core::mem::offset_of!(ethtool_channels, max_combined) - 16usize];
    [
        "Offset of field: ethtool_channels::rx_count",
    ][::core::mem::offset_of!(ethtool_channels, rx_count) - 20usize];
    [
        "Offset of field: ethtool_channels::tx_count",
    ][::core::mem::offset_of!(ethtool_channels, tx_count) - 24usize];
    [
        "Offset of field: ethtool_channels::other_count",
    ][::core::mem::offset_of!(ethtool_channels, other_count) - 28usize];
    [
        "Offset of field: ethtool_channels::combined_count",
    ][::core::mem::offset_of!(ethtool_channels, combined_count) - 32usize];
};
pub const ETH_FLAG_TXVLAN: ethtool_flags = 128;
pub const ETH_FLAG_RXVLAN: ethtool_flags = 256;
pub const ETH_FLAG_LRO: ethtool_flags = 32768;
pub const ETH_FLAG_NTUPLE: ethtool_flags = 134217728;
pub const ETH_FLAG_RXHASH: ethtool_flags = 268435456;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_tcpip4_spec",
    ][::core::mem::size_of::<ethtool_tcpip4_spec>() - 16usize];
    [
        "Alignment of ethtool_tcpip4_spec",
    ][::core::mem::align_of::<ethtool_tcpip4_spec>() - 4usize];
    [
        "Offset of field: ethtool_tcpip4_spec::ip4src",
    ][::core::mem::offset_of!(ethtool_tcpip4_spec, ip4src) - 0usize];
    [
        "Offset of field: ethtool_tcpip4_spec::ip4dst",
    ][::core::mem::offset_of!(ethtool_tcpip4_spec, ip4dst) - 4usize];
    [
        "Offset of field: ethtool_tcpip4_spec::psrc",
    ][::core::mem::offset_of!(ethtool_tcpip4_spec, psrc) - 8usize];
    [
        "Offset of field: ethtool_tcpip4_spec::pdst",
    ][::core::mem::offset_of!(ethtool_tcpip4_spec, pdst) - 10usize];
    [
        "Offset of field: ethtool_tcpip4_spec::tos",
    ][::core::mem::offset_of!(ethtool_tcpip4_spec, tos) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_ah_espip4_spec",
    ][::core::mem::size_of::<ethtool_ah_espip4_spec>() - 16usize];
    [
        "Alignment of ethtool_ah_espip4_spec",
    ][::core::mem::align_of::<ethtool_ah_espip4_spec>() - 4usize];
    [
        "Offset of field: ethtool_ah_espip4_spec::ip4src",
    ][::core::mem::offset_of!(ethtool_ah_espip4_spec, ip4src) - 0usize];
    [
        "Offset of field: ethtool_ah_espip4_spec::ip4dst",
    ][::core::mem::offset_of!(ethtool_ah_espip4_spec, ip4dst) - 4usize];
    [
        "Offset of field: ethtool_ah_espip4_spec::spi",
    ][::core::mem::offset_of!(ethtool_ah_espip4_spec, spi) - 8usize];
    [
        "Offset of field: ethtool_ah_espip4_spec::tos",
    ][::core::mem::offset_of!(ethtool_ah_espip4_spec, tos) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_usrip4_spec",
    ][::core::mem::size_of::<ethtool_usrip4_spec>() - 16usize];
    [
        "Alignment of ethtool_usrip4_spec",
    ][::core::mem::align_of::<ethtool_usrip4_spec>() - 4usize];
    [
        "Offset of field: ethtool_usrip4_spec::ip4src",
    ][::core::mem::offset_of!(ethtool_usrip4_spec, ip4src) - 0usize];
    [
        "Offset of field: ethtool_usrip4_spec::ip4dst",
    ][::core::mem::offset_of!(ethtool_usrip4_spec, ip4dst) - 4usize];
    [
        "Offset of field: ethtool_usrip4_spec::l4_4_bytes",
    ][::core::mem::offset_of!(ethtool_usrip4_spec, l4_4_bytes) - 8usize];
    [
        "Offset of field: ethtool_usrip4_spec::tos",
    ][::core::mem::offset_of!(ethtool_usrip4_spec, tos) - 12usize];
    [
        "Offset of field: ethtool_usrip4_spec::ip_ver",
    ][::core::mem::offset_of!(ethtool_usrip4_spec, ip_ver) - 13usize];
    [
        "Offset of field: ethtool_usrip4_spec::proto",
    ][::core::mem::offset_of!(ethtool_usrip4_spec, proto) - 14usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_tcpip6_spec",
    ][::core::mem::size_of::<ethtool_tcpip6_spec>() - 40usize];
    [
        "Alignment of ethtool_tcpip6_spec",
    ][::core::mem::align_of::<ethtool_tcpip6_spec>() - 4usize];
    [
        "Offset of field: ethtool_tcpip6_spec::ip6src",
    ][::core::mem::offset_of!(ethtool_tcpip6_spec, ip6src) - 0usize];
    [
        "Offset of field: ethtool_tcpip6_spec::ip6dst",
    ][::core::mem::offset_of!(ethtool_tcpip6_spec, ip6dst) - 16usize];
    [
        "Offset of field: ethtool_tcpip6_spec::psrc",
    ][::core::mem::offset_of!(ethtool_tcpip6_spec, psrc) - 32usize];
    [
        "Offset of field: ethtool_tcpip6_spec::pdst",
    ][::core::mem::offset_of!(ethtool_tcpip6_spec, pdst) - 34usize];
    [
        "Offset of field: ethtool_tcpip6_spec::tclass",
    ][::core::mem::offset_of!(ethtool_tcpip6_spec, tclass) - 36usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_ah_espip6_spec",
    ][::core::mem::size_of::<ethtool_ah_espip6_spec>() - 40usize];
    [
        "Alignment of ethtool_ah_espip6_spec",
    ][::core::mem::align_of::<ethtool_ah_espip6_spec>() - 4usize];
    [
        "Offset of field: ethtool_ah_espip6_spec::ip6src",
    ][::core::mem::offset_of!(ethtool_ah_espip6_spec, ip6src) - 0usize];
    [
        "Offset of field: ethtool_ah_espip6_spec::ip6dst",
    ][::core::mem::offset_of!(ethtool_ah_espip6_spec, ip6dst) - 16usize];
    [
        "Offset of field: ethtool_ah_espip6_spec::spi",
    ][::core::mem::offset_of!(ethtool_ah_espip6_spec, spi) - 32usize];
    [
        "Offset of field: ethtool_ah_espip6_spec::tclass",
    ][::core::mem::offset_of!(ethtool_ah_espip6_spec, tclass) - 36usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_usrip6_spec",
    ][::core::mem::size_of::<ethtool_usrip6_spec>() - 40usize];
    [
        "Alignment of ethtool_usrip6_spec",
    ][::core::mem::align_of::<ethtool_usrip6_spec>() - 4usize];
    [
        "Offset of field: ethtool_usrip6_spec::ip6src",
    ][::core::mem::offset_of!(ethtool_usrip6_spec, ip6src) - 0usize];
    [
        "Offset of field: ethtool_usrip6_spec::ip6dst",
    ][::core::mem::offset_of!(ethtool_usrip6_spec, ip6dst) - 16usize];
    [
        "Offset of field: ethtool_usrip6_spec::l4_4_bytes",
    ][::core::mem::offset_of!(ethtool_usrip6_spec, l4_4_bytes) - 32usize];
    [
        "Offset of field: ethtool_usrip6_spec::tclass",
    ][::core::mem::offset_of!(ethtool_usrip6_spec, tclass) - 36usize];
    [
        "Offset of field: ethtool_usrip6_spec::l4_proto",
    ][::core::mem::offset_of!(ethtool_usrip6_spec, l4_proto) - 37usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_flow_union",
    ][::core::mem::size_of::<ethtool_flow_union>() - 52usize];
    [
        "Alignment of ethtool_flow_union",
    ][::core::mem::align_of::<ethtool_flow_union>() - 4usize];
    [
        "Offset of field: ethtool_flow_union::tcp_ip4_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, tcp_ip4_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::udp_ip4_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, udp_ip4_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::sctp_ip4_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, sctp_ip4_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::ah_ip4_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, ah_ip4_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::esp_ip4_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, esp_ip4_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::usr_ip4_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, usr_ip4_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::tcp_ip6_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, tcp_ip6_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::udp_ip6_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, udp_ip6_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::sctp_ip6_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, sctp_ip6_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::ah_ip6_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, ah_ip6_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::esp_ip6_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, esp_ip6_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::usr_ip6_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, usr_ip6_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::ether_spec",
    ][::core::mem::offset_of!(ethtool_flow_union, ether_spec) - 0usize];
    [
        "Offset of field: ethtool_flow_union::hdata",
    ][::core::mem::offset_of!(ethtool_flow_union, hdata) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethtool_flow_ext"][::core::mem::size_of::<ethtool_flow_ext>() - 20usize];
    [
        "Alignment of ethtool_flow_ext",
    ][::core::mem::align_of::<ethtool_flow_ext>() - 4usize];
    [
        "Offset of field: ethtool_flow_ext::padding",
    ][::core::mem::offset_of!(ethtool_flow_ext, padding) - 0usize];
    [
        "Offset of field: ethtool_flow_ext::h_dest",
    ][::core::mem::offset_of!(ethtool_flow_ext, h_dest) - 2usize];
    [
        "Offset of field: ethtool_flow_ext::vlan_etype",
    ][::core::mem::offset_of!(ethtool_flow_ext, vlan_etype) - 8usize];
    [
        "Offset of field: ethtool_flow_ext::vlan_tci",
    ][::core::mem::offset_of!(ethtool_flow_ext, vlan_tci) - 10usize];
    [
        "Offset of field: ethtool_flow_ext::data",
    ][::core::mem::offset_of!(ethtool_flow_ext, data) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_rx_flow_spec",
    ][::core::mem::size_of::<ethtool_rx_flow_spec>() - 168usize];
    [
        "Alignment of ethtool_rx_flow_spec",
    ][::core::mem::align_of::<ethtool_rx_flow_spec>() - 8usize];
    [
        "Offset of field: ethtool_rx_flow_spec::flow_type",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, flow_type) - 0usize];
    [
        "Offset of field: ethtool_rx_flow_spec::h_u",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, h_u) - 4usize];
    [
        "Offset of field: ethtool_rx_flow_spec::h_ext",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, h_ext) - 56usize];
    [
        "Offset of field: ethtool_rx_flow_spec::m_u",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, m_u) - 76usize];
    [
        "Offset of field: ethtool_rx_flow_spec::m_ext",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, m_ext) - 128usize];
    [
        "Offset of field: ethtool_rx_flow_spec::ring_cookie",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, ring_cookie) - 152usize];
    [
        "Offset of field: ethtool_rx_flow_spec::location",
    ][::core::mem::offset_of!(ethtool_rx_flow_spec, location) - 160usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_rxnfc__bindgen_ty_1",
    ][::core::mem::size_of::<ethtool_rxnfc__bindgen_ty_1>() - 4usize];
    [
        "Alignment of ethtool_rxnfc__bindgen_ty_1",
    ][::core::mem::align_of::<ethtool_rxnfc__bindgen_ty_1>() - 4usize];
    [
        "Offset of field: ethtool_rxnfc__bindgen_ty_1::rule_cnt",
    ][::core::mem::offset_of!(ethtool_rxnfc__bindgen_ty_1, rule_cnt) - 0usize];
    [
        "Offset of field: ethtool_rxnfc__bindgen_ty_1::rss_context",
    ][::core::mem::offset_of!(ethtool_rxnfc__bindgen_ty_1, rss_context) - 0usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of ethtool_rxnfc"][::core::mem::size_of::<ethtool_rxnfc>() - 192usize];
    ["Alignment of ethtool_rxnfc"][::core::mem::align_of::<ethtool_rxnfc>() - 8usize];
    [
        "Offset of field: ethtool_rxnfc::cmd",
    ][::core::mem::offset_of!(ethtool_rxnfc, cmd) - 0usize];
    [
        "Offset of field: ethtool_rxnfc::flow_type",
    ][::core::mem::offset_of!(ethtool_rxnfc, flow_type) - 4usize];
    [
        "Offset of field: ethtool_rxnfc::data",
    ][::core::mem::offset_of!(ethtool_rxnfc, data) - 8usize];
    [
        "Offset of field: ethtool_rxnfc::fs",
    ][::core::mem::offset_of!(ethtool_rxnfc, fs) - 16usize];
    [
        "Offset of field: ethtool_rxnfc::rule_locs",
    ][::core::mem::offset_of!(ethtool_rxnfc, rule_locs) - 188usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    [
        "Size of ethtool_rxfh_indir",
    ][::core::mem::size_of::<ethtool_rxfh_indir>() - 8usize];
    [
        "Alignment of ethtool_rxfh_indir",
    ][::core::mem::align_of::<ethtool_rxfh_indir>() - 4usize];
    [
        "Offset of field: ethtool_rxfh_indir::cmd",
    ][::core::mem::offset_of!(ethtool_rxfh_indir, cmd) - 0usize];
    [
        "Offset of field: ethtool_rxfh_indir::size",
    ][::core::mem::offset_of!(ethtool_rxfh_indir, size) - 4usize];
    [
        "Offset of field: ethtool_rxfh_indir::ring_index",
    ][::core::mem::offset_of!(ethtool_rxfh_indir, ring_index) - 8usize];
};
pub const TCP_V4_FLOW: ::core::ffi::c_uint = 1;
pub const UDP_V4_FLOW: ::core::ffi::c_uint = 2;
pub const SCTP_V4_FLOW: ::core::ffi::c_uint = 3;
pub const AH_ESP_V4_FLOW: ::core::ffi::c_uint = 4;
pub const TCP_V6_FLOW: ::core::ffi::c_uint = 5;
pub const UDP_V6_FLOW: ::core::ffi::c_uint = 6;
pub const SCTP_V6_FLOW: ::core::ffi::c_uint = 7;
pub const AH_ESP_V6_FLOW: ::core::ffi::c_uint = 8;
pub const AH_V4_FLOW: ::core::ffi::c_uint = 9;
pub const ESP_V4_FLOW: ::core::ffi::c_uint = 10;
pub const AH_V6_FLOW: ::core::ffi::c_uint = 11;
pub const ESP_V6_FLOW: ::core::ffi::c_uint = 12;
pub const IPV4_USER_FLOW: ::core::ffi::c_uint = 13;
pub const IP_USER_FLOW: ::core::ffi::c_uint = 13;
pub const IPV6_USER_FLOW: ::core::ffi::c_uint = 14;
pub const IPV4_FLOW: ::core::ffi::c_uint = 16;
pub const IPV6_FLOW: ::core::ffi::c_uint = 17;
pub const ETHER_FLOW: ::core::ffi::c_uint = 18;
pub const GTPU_V4_FLOW: ::core::ffi::c_uint = 19;
pub const GTPU_V6_FLOW: ::core::ffi::c_uint = 20;
pub const GTPC_V4_FLOW: ::core::ffi::c_uint = 21;
pub const GTPC_V6_FLOW: ::core::ffi::c_uint = 22;
pub const GTPC_TEID_V4_FLOW: ::core::ffi::c_uint = 23;
pub const GTPC_TEID_V6_FLOW: ::core::ffi::c_uint = 24;
pub const GTPU_EH_V4_FLOW: ::core::ffi::c_uint = 25;
pub const GTPU_EH_V6_FLOW: ::core::ffi::c_uint = 26;
pub const GTPU_UL_V4_FLOW: ::core::ffi::c_uint = 27;
pub const GTPU_UL_V6_FLOW: ::core::ffi::c_uint = 28;
pub const GTPU_DL_V4_FLOW: ::core::ffi::c_uint = 29;
pub const GTPU_DL_V6_FLOW: ::core::ffi::c_uint = 30;
pub const __FLOW_TYPE_COUNT: ::core::ffi::c_uint = 31;
#[repr(C)]
#[derive(Copy, Clone)]
pub union xsk_tx_metadata__bindgen_ty_1 {
    pub request: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_1,
    pub completion: xsk_tx_metadata__bindgen_ty_1__bindgen_ty_2,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr {
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_1,
    pub __bindgen_anon_2: bpf_attr__bindgen_ty_2,
    pub batch: bpf_attr__bindgen_ty_3,
    pub __bindgen_anon_3: bpf_attr__bindgen_ty_4,
    pub __bindgen_anon_4: bpf_attr__bindgen_ty_5,
    pub __bindgen_anon_5: bpf_attr__bindgen_ty_6,
    pub test: bpf_attr__bindgen_ty_7,
    pub __bindgen_anon_6: bpf_attr__bindgen_ty_8,
    pub info: bpf_attr__bindgen_ty_9,
    pub query: bpf_attr__bindgen_ty_10,
    pub raw_tracepoint: bpf_attr__bindgen_ty_11,
    pub __bindgen_anon_7: bpf_attr__bindgen_ty_12,
    pub task_fd_query: bpf_attr__bindgen_ty_13,
    pub link_create: bpf_attr__bindgen_ty_14,
    pub link_update: bpf_attr__bindgen_ty_15,
    pub link_detach: bpf_attr__bindgen_ty_16,
    pub enable_stats: bpf_attr__bindgen_ty_17,
    pub iter_create: bpf_attr__bindgen_ty_18,
    pub prog_bind_map: bpf_attr__bindgen_ty_19,
    pub token_create: bpf_attr__bindgen_ty_20,
    pub prog_stream_read: bpf_attr__bindgen_ty_21,
    pub prog_assoc_struct_ops: bpf_attr__bindgen_ty_22,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_2__bindgen_ty_1 {
    pub value: __u64,
    pub next_key: __u64,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_4__bindgen_ty_1 {
    pub attach_prog_fd: __u32,
    pub attach_btf_obj_fd: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_6__bindgen_ty_1 {
    pub target_fd: __u32,
    pub target_ifindex: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_6__bindgen_ty_2 {
    pub relative_fd: __u32,
    pub relative_id: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_8__bindgen_ty_1 {
    pub start_id: __u32,
    pub prog_id: __u32,
    pub map_id: __u32,
    pub btf_id: __u32,
    pub link_id: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_10__bindgen_ty_1 {
    pub target_fd: __u32,
    pub target_ifindex: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_10__bindgen_ty_2 {
    pub prog_cnt: __u32,
    pub count: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_14__bindgen_ty_1 {
    pub prog_fd: __u32,
    pub map_fd: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_14__bindgen_ty_2 {
    pub target_fd: __u32,
    pub target_ifindex: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_14__bindgen_ty_3 {
    pub target_btf_id: __u32,
    pub __bindgen_anon_1: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_1,
    pub perf_event: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_2,
    pub kprobe_multi: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_3,
    pub tracing: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_4,
    pub netfilter: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_5,
    pub tcx: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6,
    pub uprobe_multi: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_7,
    pub netkit: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8,
    pub cgroup: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9,
    pub tracing_multi: bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_10,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1 {
    pub relative_fd: __u32,
    pub relative_id: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1 {
    pub relative_fd: __u32,
    pub relative_id: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1 {
    pub relative_fd: __u32,
    pub relative_id: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_15__bindgen_ty_1 {
    pub new_prog_fd: __u32,
    pub new_map_fd: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_attr__bindgen_ty_15__bindgen_ty_2 {
    pub old_prog_fd: __u32,
    pub old_map_fd: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_link_info__bindgen_ty_1 {
    pub raw_tracepoint: bpf_link_info__bindgen_ty_1__bindgen_ty_1,
    pub tracing: bpf_link_info__bindgen_ty_1__bindgen_ty_2,
    pub cgroup: bpf_link_info__bindgen_ty_1__bindgen_ty_3,
    pub iter: bpf_link_info__bindgen_ty_1__bindgen_ty_4,
    pub netns: bpf_link_info__bindgen_ty_1__bindgen_ty_5,
    pub xdp: bpf_link_info__bindgen_ty_1__bindgen_ty_6,
    pub struct_ops: bpf_link_info__bindgen_ty_1__bindgen_ty_7,
    pub netfilter: bpf_link_info__bindgen_ty_1__bindgen_ty_8,
    pub kprobe_multi: bpf_link_info__bindgen_ty_1__bindgen_ty_9,
    pub uprobe_multi: bpf_link_info__bindgen_ty_1__bindgen_ty_10,
    pub tracing_multi: bpf_link_info__bindgen_ty_1__bindgen_ty_11,
    pub perf_event: bpf_link_info__bindgen_ty_1__bindgen_ty_12,
    pub tcx: bpf_link_info__bindgen_ty_1__bindgen_ty_13,
    pub netkit: bpf_link_info__bindgen_ty_1__bindgen_ty_14,
    pub sockmap: bpf_link_info__bindgen_ty_1__bindgen_ty_15,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1 {
    pub map: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2 {
    pub cgroup: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_1,
    pub task: bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2__bindgen_ty_2,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1 {
    pub uprobe: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_1,
    pub kprobe: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_2,
    pub tracepoint: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3,
    pub event: bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union btf_type__bindgen_ty_1 {
    pub size: __u32,
    pub type_: __u32,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union ethtool_flow_union {
    pub tcp_ip4_spec: ethtool_tcpip4_spec,
    pub udp_ip4_spec: ethtool_tcpip4_spec,
    pub sctp_ip4_spec: ethtool_tcpip4_spec,
    pub ah_ip4_spec: ethtool_ah_espip4_spec,
    pub esp_ip4_spec: ethtool_ah_espip4_spec,
    pub usr_ip4_spec: ethtool_usrip4_spec,
    pub tcp_ip6_spec: ethtool_tcpip6_spec,
    pub udp_ip6_spec: ethtool_tcpip6_spec,
    pub sctp_ip6_spec: ethtool_tcpip6_spec,
    pub ah_ip6_spec: ethtool_ah_espip6_spec,
    pub esp_ip6_spec: ethtool_ah_espip6_spec,
    pub usr_ip6_spec: ethtool_usrip6_spec,
    pub ether_spec: ethhdr,
    pub hdata: [__u8; 52usize],
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union ethtool_rxnfc__bindgen_ty_1 {
    pub rule_cnt: __u32,
    pub rss_context: __u32,
}
impl<Storage> __BindgenBitfieldUnit<Storage> {
    #[inline]
    pub const fn new(storage: Storage) -> Self {
        Self { storage }
    }
}
impl<Storage> __BindgenBitfieldUnit<Storage>
where
    Storage: AsRef<[u8]> + AsMut<[u8]>,
{
    #[inline]
    fn extract_bit(byte: u8, index: usize) -> bool {
        let bit_index = if cfg!(target_endian = "big") {
            7 - (index % 8)
        } else {
            index % 8
        };
        let mask = 1 << bit_index;
        byte & mask == mask
    }
    #[inline]
    pub fn get_bit(&self, index: usize) -> bool {
        debug_assert!(index / 8 < self.storage.as_ref().len());
        let byte_index = index / 8;
        let byte = self.storage.as_ref()[byte_index];
        Self::extract_bit(byte, index)
    }
    #[inline]
    pub unsafe fn raw_get_bit(this: *const Self, index: usize) -> bool {
        debug_assert!(index / 8 < core::mem::size_of::<Storage>());
        let byte_index = index / 8;
        let byte = unsafe {
            *(core::ptr::addr_of!((*this).storage) as *const u8)
                .offset(byte_index as isize)
        };
        Self::extract_bit(byte, index)
    }
    #[inline]
    fn change_bit(byte: u8, index: usize, val: bool) -> u8 {
        let bit_index = if cfg!(target_endian = "big") {
            7 - (index % 8)
        } else {
            index % 8
        };
        let mask = 1 << bit_index;
        if val { byte | mask } else { byte & !mask }
    }
    #[inline]
    pub fn set_bit(&mut self, index: usize, val: bool) {
        debug_assert!(index / 8 < self.storage.as_ref().len());
        let byte_index = index / 8;
        let byte = &mut self.storage.as_mut()[byte_index];
        *byte = Self::change_bit(*byte, index, val);
    }
    #[inline]
    pub unsafe fn raw_set_bit(this: *mut Self, index: usize, val: bool) {
        debug_assert!(index / 8 < core::mem::size_of::<Storage>());
        let byte_index = index / 8;
        let byte = unsafe {
            (core::ptr::addr_of_mut!((*this).storage) as *mut u8)
                .offset(byte_index as isize)
        };
        unsafe { *byte = Self::change_bit(*byte, index, val) };
    }
    #[inline]
    pub fn get(&self, bit_offset: usize, bit_width: u8) -> u64 {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < self.storage.as_ref().len());
        debug_assert!(
            (bit_offset + (bit_width as usize)) / 8 <= self.storage.as_ref().len(),
        );
        let mut val = 0;
        for i in 0..(bit_width as usize) {
            if self.get_bit(i + bit_offset) {
                let index = if cfg!(target_endian = "big") {
                    bit_width as usize - 1 - i
                } else {
                    i
                };
                val |= 1 << index;
            }
        }
        val
    }
    #[inline]
    pub unsafe fn raw_get(this: *const Self, bit_offset: usize, bit_width: u8) -> u64 {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < core::mem::size_of::<Storage>());
        debug_assert!(
            (bit_offset + (bit_width as usize)) / 8 <= core::mem::size_of::<Storage>(),
        );
        let mut val = 0;
        for i in 0..(bit_width as usize) {
            if unsafe { Self::raw_get_bit(this, i + bit_offset) } {
                let index = if cfg!(target_endian = "big") {
                    bit_width as usize - 1 - i
                } else {
                    i
                };
                val |= 1 << index;
            }
        }
        val
    }
    #[inline]
    pub fn set(&mut self, bit_offset: usize, bit_width: u8, val: u64) {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < self.storage.as_ref().len());
        debug_assert!(
            (bit_offset + (bit_width as usize)) / 8 <= self.storage.as_ref().len(),
        );
        for i in 0..(bit_width as usize) {
            let mask = 1 << i;
            let val_bit_is_set = val & mask == mask;
            let index = if cfg!(target_endian = "big") {
                bit_width as usize - 1 - i
            } else {
                i
            };
            self.set_bit(index + bit_offset, val_bit_is_set);
        }
    }
    #[inline]
    pub unsafe fn raw_set(this: *mut Self, bit_offset: usize, bit_width: u8, val: u64) {
        debug_assert!(bit_width <= 64);
        debug_assert!(bit_offset / 8 < core::mem::size_of::<Storage>());
        debug_assert!(
            (bit_offset + (bit_width as usize)) / 8 <= core::mem::size_of::<Storage>(),
        );
        for i in 0..(bit_width as usize) {
            let mask = 1 << i;
            let val_bit_is_set = val & mask == mask;
            let index = if cfg!(target_endian = "big") {
                bit_width as usize - 1 - i
            } else {
                i
            };
            unsafe { Self::raw_set_bit(this, index + bit_offset, val_bit_is_set) };
        }
    }
}
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
impl Default for xsk_tx_metadata__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for xsk_tx_metadata {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl bpf_insn {
    #[inline]
    pub fn dst_reg(&self) -> __u8 {
        unsafe { ::core::mem::transmute(self._bitfield_1.get(0usize, 4u8) as u8) }
    }
    #[inline]
    pub fn set_dst_reg(&mut self, val: __u8) {
        unsafe {
            let val: u8 = ::core::mem::transmute(val);
            self._bitfield_1.set(0usize, 4u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn dst_reg_raw(this: *const Self) -> __u8 {
        unsafe {
            ::core::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 1usize],
                >>::raw_get(::core::ptr::addr_of!((*this)._bitfield_1), 0usize, 4u8)
                    as u8,
            )
        }
    }
    #[inline]
    pub unsafe fn set_dst_reg_raw(this: *mut Self, val: __u8) {
        unsafe {
            let val: u8 = ::core::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 1usize],
            >>::raw_set(
                ::core::ptr::addr_of_mut!((*this)._bitfield_1),
                0usize,
                4u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn src_reg(&self) -> __u8 {
        unsafe { ::core::mem::transmute(self._bitfield_1.get(4usize, 4u8) as u8) }
    }
    #[inline]
    pub fn set_src_reg(&mut self, val: __u8) {
        unsafe {
            let val: u8 = ::core::mem::transmute(val);
            self._bitfield_1.set(4usize, 4u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn src_reg_raw(this: *const Self) -> __u8 {
        unsafe {
            ::core::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 1usize],
                >>::raw_get(::core::ptr::addr_of!((*this)._bitfield_1), 4usize, 4u8)
                    as u8,
            )
        }
    }
    #[inline]
    pub unsafe fn set_src_reg_raw(this: *mut Self, val: __u8) {
        unsafe {
            let val: u8 = ::core::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 1usize],
            >>::raw_set(
                ::core::ptr::addr_of_mut!((*this)._bitfield_1),
                4usize,
                4u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn new_bitfield_1(
        dst_reg: __u8,
        src_reg: __u8,
    ) -> __BindgenBitfieldUnit<[u8; 1usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 1usize]> = Default::default();
        __bindgen_bitfield_unit
            .set(
                0usize,
                4u8,
                {
                    let dst_reg: u8 = unsafe { ::core::mem::transmute(dst_reg) };
                    dst_reg as u64
                },
            );
        __bindgen_bitfield_unit
            .set(
                4usize,
                4u8,
                {
                    let src_reg: u8 = unsafe { ::core::mem::transmute(src_reg) };
                    src_reg as u64
                },
            );
        __bindgen_bitfield_unit
    }
}
impl Default for bpf_attr__bindgen_ty_2__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_2 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_4__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_4 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_6__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_6__bindgen_ty_2 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_6 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_8__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_8 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_10__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_10__bindgen_ty_2 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_10 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl bpf_attr__bindgen_ty_10 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl bpf_attr__bindgen_ty_11 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_2 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_6 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_8 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3__bindgen_ty_9 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14__bindgen_ty_3 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_14 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_15__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_15__bindgen_ty_2 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr__bindgen_ty_15 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_attr {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl bpf_prog_info {
    #[inline]
    pub fn gpl_compatible(&self) -> __u32 {
        unsafe { ::core::mem::transmute(self._bitfield_1.get(0usize, 1u8) as u32) }
    }
    #[inline]
    pub fn set_gpl_compatible(&mut self, val: __u32) {
        unsafe {
            let val: u32 = ::core::mem::transmute(val);
            self._bitfield_1.set(0usize, 1u8, val as u64)
        }
    }
    #[inline]
    pub unsafe fn gpl_compatible_raw(this: *const Self) -> __u32 {
        unsafe {
            ::core::mem::transmute(
                <__BindgenBitfieldUnit<
                    [u8; 4usize],
                >>::raw_get(::core::ptr::addr_of!((*this)._bitfield_1), 0usize, 1u8)
                    as u32,
            )
        }
    }
    #[inline]
    pub unsafe fn set_gpl_compatible_raw(this: *mut Self, val: __u32) {
        unsafe {
            let val: u32 = ::core::mem::transmute(val);
            <__BindgenBitfieldUnit<
                [u8; 4usize],
            >>::raw_set(
                ::core::ptr::addr_of_mut!((*this)._bitfield_1),
                0usize,
                1u8,
                val as u64,
            )
        }
    }
    #[inline]
    pub fn new_bitfield_1(gpl_compatible: __u32) -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
            .set(
                0usize,
                1u8,
                {
                    let gpl_compatible: u32 = unsafe {
                        ::core::mem::transmute(gpl_compatible)
                    };
                    gpl_compatible as u64
                },
            );
        __bindgen_bitfield_unit
    }
    #[inline]
    pub fn new_bitfield_2() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl bpf_map_info {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl bpf_link_info__bindgen_ty_1__bindgen_ty_1 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl bpf_link_info__bindgen_ty_1__bindgen_ty_2 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl Default for bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_link_info__bindgen_ty_1__bindgen_ty_4__bindgen_ty_2 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_link_info__bindgen_ty_1__bindgen_ty_4 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl bpf_link_info__bindgen_ty_1__bindgen_ty_11 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_3 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1__bindgen_ty_4 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl Default for bpf_link_info__bindgen_ty_1__bindgen_ty_12__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_link_info__bindgen_ty_1__bindgen_ty_12 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl bpf_link_info__bindgen_ty_1__bindgen_ty_12 {
    #[inline]
    pub fn new_bitfield_1() -> __BindgenBitfieldUnit<[u8; 4usize]> {
        let mut __bindgen_bitfield_unit: __BindgenBitfieldUnit<[u8; 4usize]> = Default::default();
        __bindgen_bitfield_unit
    }
}
impl Default for bpf_link_info__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for bpf_link_info {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for btf_type__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for btf_type {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for ethtool_flow_union {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for ethtool_rx_flow_spec {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for ethtool_rxnfc__bindgen_ty_1 {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for ethtool_rxnfc {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
