// Made from libnetmap.h of netmap upstream, by bindgen 0.72.1 (ci/bindings.sh netmap).
// Not to be edited: build/generate.rs says what is taken.

use super::net::*;

pub type nmreq_opt_parser_cb = ::core::option::Option<
    unsafe extern "C" fn(arg1: *mut nmreq_parse_ctx) -> ::core::ffi::c_int,
>;
pub type nmctx_error_cb = ::core::option::Option<
    unsafe extern "C" fn(arg1: *mut nmctx, arg2: *const ::core::ffi::c_char),
>;
pub type nmctx_malloc_cb = ::core::option::Option<
    unsafe extern "C" fn(arg1: *mut nmctx, arg2: usize) -> *mut ::core::ffi::c_void,
>;
pub type nmctx_free_cb = ::core::option::Option<
    unsafe extern "C" fn(arg1: *mut nmctx, arg2: *mut ::core::ffi::c_void),
>;
pub type nmctx_lock_cb = ::core::option::Option<
    unsafe extern "C" fn(arg1: *mut nmctx, arg2: ::core::ffi::c_int),
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct nmport_d {
    pub hdr: nmreq_header,
    pub reg: nmreq_register,
    pub mem: *mut nmem_d,
    pub ctx: *mut nmctx,
    pub register_done: ::core::ffi::c_int,
    pub mmap_done: ::core::ffi::c_int,
    pub extmem: *mut nmreq_opt_extmem,
    pub fd: ::core::ffi::c_int,
    pub __bindgen_padding_0: [u8; 4usize],
    pub nifp: *mut netmap_if,
    pub first_tx_ring: u16,
    pub last_tx_ring: u16,
    pub first_rx_ring: u16,
    pub last_rx_ring: u16,
    pub cur_tx_ring: u16,
    pub cur_rx_ring: u16,
    pub __bindgen_padding_1: [u8; 4usize],
    pub clist: *mut nmport_cleanup_d,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct nmreq_opt_key {
    pub key: *const ::core::ffi::c_char,
    pub id: ::core::ffi::c_int,
    pub flags: ::core::ffi::c_uint,
}
#[repr(C)]
#[repr(align(16))]
#[derive(Debug, Copy, Clone)]
pub struct nmreq_opt_parser {
    pub prefix: *const ::core::ffi::c_char,
    pub parse: nmreq_opt_parser_cb,
    pub default_key: ::core::ffi::c_int,
    pub nr_keys: ::core::ffi::c_int,
    pub flags: ::core::ffi::c_uint,
    pub __bindgen_padding_0: [u8; 4usize],
    pub next: *mut nmreq_opt_parser,
    pub keys: [nmreq_opt_key; 16usize],
    pub __bindgen_padding_1: [u8; 8usize],
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct nmreq_parse_ctx {
    pub ctx: *mut nmctx,
    pub token: *mut ::core::ffi::c_void,
    pub keys: [*const ::core::ffi::c_char; 16usize],
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct nmctx {
    pub verbose: ::core::ffi::c_int,
    pub __bindgen_padding_0: [u8; 4usize],
    pub error: nmctx_error_cb,
    pub malloc: nmctx_malloc_cb,
    pub free: nmctx_free_cb,
    pub lock: nmctx_lock_cb,
    pub mem_descs: *mut nmem_d,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct nmem_d {
    pub mem_id: u16,
    pub __bindgen_padding_0: [u8; 2usize],
    pub refcount: ::core::ffi::c_int,
    pub mem: *mut ::core::ffi::c_void,
    pub size: usize,
    pub is_extmem: ::core::ffi::c_int,
    pub __bindgen_padding_1: [u8; 4usize],
    pub next: *mut nmem_d,
    pub prev: *mut nmem_d,
}
#[repr(C)]
#[derive(Debug, Default, Copy, Clone)]
pub struct nmport_cleanup_d {
    pub _address: u8,
}
pub const NMREQ_OPT_MAXKEYS: u32 = 16;
pub const NMREQ_OPTK_ALLOWEMPTY: u32 = 1;
pub const NMREQ_OPTK_MUSTSET: u32 = 2;
pub const NMREQ_OPTK_DEFAULT: u32 = 4;
pub const NMREQ_OPTF_DISABLED: u32 = 1;
pub const NMREQ_OPTF_ALLOWEMPTY: u32 = 2;
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmport_d"][::core::mem::size_of::<nmport_d>() - 216usize];
    ["Alignment of nmport_d"][::core::mem::align_of::<nmport_d>() - 8usize];
    ["Offset of field: nmport_d::hdr"][::core::mem::offset_of!(nmport_d, hdr) - 0usize];
    ["Offset of field: nmport_d::reg"][::core::mem::offset_of!(nmport_d, reg) - 88usize];
    [
        "Offset of field: nmport_d::mem",
    ][::core::mem::offset_of!(nmport_d, mem) - 144usize];
    [
        "Offset of field: nmport_d::ctx",
    ][::core::mem::offset_of!(nmport_d, ctx) - 152usize];
    [
        "Offset of field: nmport_d::register_done",
    ][::core::mem::offset_of!(nmport_d, register_done) - 160usize];
    [
        "Offset of field: nmport_d::mmap_done",
    ][::core::mem::offset_of!(nmport_d, mmap_done) - 164usize];
    [
        "Offset of field: nmport_d::extmem",
    ][::core::mem::offset_of!(nmport_d, extmem) - 168usize];
    ["Offset of field: nmport_d::fd"][::core::mem::offset_of!(nmport_d, fd) - 176usize];
    [
        "Offset of field: nmport_d::nifp",
    ][::core::mem::offset_of!(nmport_d, nifp) - 184usize];
    [
        "Offset of field: nmport_d::first_tx_ring",
    ][::core::mem::offset_of!(nmport_d, first_tx_ring) - 192usize];
    [
        "Offset of field: nmport_d::last_tx_ring",
    ][::core::mem::offset_of!(nmport_d, last_tx_ring) - 194usize];
    [
        "Offset of field: nmport_d::first_rx_ring",
    ][::core::mem::offset_of!(nmport_d, first_rx_ring) - 196usize];
    [
        "Offset of field: nmport_d::last_rx_ring",
    ][::core::mem::offset_of!(nmport_d, last_rx_ring) - 198usize];
    [
        "Offset of field: nmport_d::cur_tx_ring",
    ][::core::mem::offset_of!(nmport_d, cur_tx_ring) - 200usize];
    [
        "Offset of field: nmport_d::cur_rx_ring",
    ][::core::mem::offset_of!(nmport_d, cur_rx_ring) - 202usize];
    [
        "Offset of field: nmport_d::clist",
    ][::core::mem::offset_of!(nmport_d, clist) - 208usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_opt_key"][::core::mem::size_of::<nmreq_opt_key>() - 16usize];
    ["Alignment of nmreq_opt_key"][::core::mem::align_of::<nmreq_opt_key>() - 8usize];
    [
        "Offset of field: nmreq_opt_key::key",
    ][::core::mem::offset_of!(nmreq_opt_key, key) - 0usize];
    [
        "Offset of field: nmreq_opt_key::id",
    ][::core::mem::offset_of!(nmreq_opt_key, id) - 8usize];
    [
        "Offset of field: nmreq_opt_key::flags",
    ][::core::mem::offset_of!(nmreq_opt_key, flags) - 12usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_opt_parser"][::core::mem::size_of::<nmreq_opt_parser>() - 304usize];
    [
        "Alignment of nmreq_opt_parser",
    ][::core::mem::align_of::<nmreq_opt_parser>() - 16usize];
    [
        "Offset of field: nmreq_opt_parser::prefix",
    ][::core::mem::offset_of!(nmreq_opt_parser, prefix) - 0usize];
    [
        "Offset of field: nmreq_opt_parser::parse",
    ][::core::mem::offset_of!(nmreq_opt_parser, parse) - 8usize];
    [
        "Offset of field: nmreq_opt_parser::default_key",
    ][::core::mem::offset_of!(nmreq_opt_parser, default_key) - 16usize];
    [
        "Offset of field: nmreq_opt_parser::nr_keys",
    ][::core::mem::offset_of!(nmreq_opt_parser, nr_keys) - 20usize];
    [
        "Offset of field: nmreq_opt_parser::flags",
    ][::core::mem::offset_of!(nmreq_opt_parser, flags) - 24usize];
    [
        "Offset of field: nmreq_opt_parser::next",
    ][::core::mem::offset_of!(nmreq_opt_parser, next) - 32usize];
    [
        "Offset of field: nmreq_opt_parser::keys",
    ][::core::mem::offset_of!(nmreq_opt_parser, keys) - 40usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmreq_parse_ctx"][::core::mem::size_of::<nmreq_parse_ctx>() - 144usize];
    [
        "Alignment of nmreq_parse_ctx",
    ][::core::mem::align_of::<nmreq_parse_ctx>() - 8usize];
    [
        "Offset of field: nmreq_parse_ctx::ctx",
    ][::core::mem::offset_of!(nmreq_parse_ctx, ctx) - 0usize];
    [
        "Offset of field: nmreq_parse_ctx::token",
    ][::core::mem::offset_of!(nmreq_parse_ctx, token) - 8usize];
    [
        "Offset of field: nmreq_parse_ctx::keys",
    ][::core::mem::offset_of!(nmreq_parse_ctx, keys) - 16usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmctx"][::core::mem::size_of::<nmctx>() - 48usize];
    ["Alignment of nmctx"][::core::mem::align_of::<nmctx>() - 8usize];
    [
        "Offset of field: nmctx::verbose",
    ][::core::mem::offset_of!(nmctx, verbose) - 0usize];
    ["Offset of field: nmctx::error"][::core::mem::offset_of!(nmctx, error) - 8usize];
    ["Offset of field: nmctx::malloc"][::core::mem::offset_of!(nmctx, malloc) - 16usize];
    ["Offset of field: nmctx::free"][::core::mem::offset_of!(nmctx, free) - 24usize];
    ["Offset of field: nmctx::lock"][::core::mem::offset_of!(nmctx, lock) - 32usize];
    [
        "Offset of field: nmctx::mem_descs",
    ][::core::mem::offset_of!(nmctx, mem_descs) - 40usize];
};
#[allow(clippy::unnecessary_operation, clippy::identity_op)]
const _: () = {
    ["Size of nmem_d"][::core::mem::size_of::<nmem_d>() - 48usize];
    ["Alignment of nmem_d"][::core::mem::align_of::<nmem_d>() - 8usize];
    [
        "Offset of field: nmem_d::mem_id",
    ][::core::mem::offset_of!(nmem_d, mem_id) - 0usize];
    [
        "Offset of field: nmem_d::refcount",
    ][::core::mem::offset_of!(nmem_d, refcount) - 4usize];
    ["Offset of field: nmem_d::mem"][::core::mem::offset_of!(nmem_d, mem) - 8usize];
    ["Offset of field: nmem_d::size"][::core::mem::offset_of!(nmem_d, size) - 16usize];
    [
        "Offset of field: nmem_d::is_extmem",
    ][::core::mem::offset_of!(nmem_d, is_extmem) - 24usize];
    ["Offset of field: nmem_d::next"][::core::mem::offset_of!(nmem_d, next) - 32usize];
    ["Offset of field: nmem_d::prev"][::core::mem::offset_of!(nmem_d, prev) - 40usize];
};
impl Default for nmport_d {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nmreq_opt_key {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nmreq_opt_parser {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nmreq_parse_ctx {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nmctx {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
impl Default for nmem_d {
    fn default() -> Self {
        let mut s = ::core::mem::MaybeUninit::<Self>::uninit();
        unsafe {
            ::core::ptr::write_bytes(s.as_mut_ptr(), 0, 1);
            s.assume_init()
        }
    }
}
