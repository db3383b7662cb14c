//! The inline functions and macros of the installed headers, as the C compiler made them.
//!
//! This module exists when the crate was built against installed headers (see
//! [`HEADERS`](crate::HEADERS)). The functions at the root of the crate do the same in Rust,
//! inlined and with fewer traps; these are for `nm_open` and its family, which have no other
//! form, and for comparing. `net/netmap_user.h` documents each of them and what it may be
//! called with.

#![allow(unsafe_code)] // foreign functions: every use is an unsafe call that upholds the header's terms

use core::ffi::{c_char, c_int, c_void};

use crate::{
    netmap_if, netmap_ring, netmap_slot, nm_cb_t, nm_csb_atok, nm_csb_ktoa, nm_desc, nm_pkthdr,
    nmreq, u_char,
};

macro_rules! helpers {
    ($($symbol:literal fn $name:ident($($arg:ident: $type:ty),*) $(-> $out:ty)?;)*) => {
        unsafe extern "C" {
            $(
                #[doc = concat!("`", stringify!($name), "` of the installed headers.")]
                #[link_name = $symbol]
                pub fn $name($($arg: $type),*) $(-> $out)?;
            )*
        }
    };
}

helpers! {
    "netmap_sys_nm_ring_empty" fn nm_ring_empty(ring: *mut netmap_ring) -> c_int;
    "netmap_sys_nm_ring_next" fn nm_ring_next(ring: *mut netmap_ring, i: u32) -> u32;
    "netmap_sys_nm_ring_space" fn nm_ring_space(ring: *mut netmap_ring) -> u32;
    "netmap_sys_nm_tx_pending" fn nm_tx_pending(ring: *mut netmap_ring) -> c_int;
    "netmap_sys_nm_pkt_copy" fn nm_pkt_copy(source: *const c_void, target: *mut c_void, length: c_int);
    "netmap_sys_nm_stst_barrier" fn nm_stst_barrier();
    "netmap_sys_nm_ldld_barrier" fn nm_ldld_barrier();
    "netmap_sys_nm_sync_kloop_appl_write" fn nm_sync_kloop_appl_write(atok: *mut nm_csb_atok, cur: u32, head: u32);
    "netmap_sys_nm_sync_kloop_appl_read" fn nm_sync_kloop_appl_read(ktoa: *mut nm_csb_ktoa, hwtail: *mut u32, hwcur: *mut u32);
    "netmap_sys_nm_open" fn nm_open(ifname: *const c_char, req: *const nmreq, flags: u64, arg: *const nm_desc) -> *mut nm_desc;
    "netmap_sys_nm_close" fn nm_close(d: *mut nm_desc) -> c_int;
    "netmap_sys_nm_mmap" fn nm_mmap(d: *mut nm_desc, parent: *const nm_desc) -> c_int;
    "netmap_sys_nm_inject" fn nm_inject(d: *mut nm_desc, buffer: *const c_void, size: usize) -> c_int;
    "netmap_sys_nm_dispatch" fn nm_dispatch(d: *mut nm_desc, count: c_int, callback: nm_cb_t, argument: *mut u_char) -> c_int;
    "netmap_sys_nm_nextpkt" fn nm_nextpkt(d: *mut nm_desc, header: *mut nm_pkthdr) -> *mut u_char;
    "netmap_sys_NETMAP_IF" fn NETMAP_IF(base: *mut c_void, offset: usize) -> *mut netmap_if;
    "netmap_sys_NETMAP_TXRING" fn NETMAP_TXRING(nifp: *mut netmap_if, index: u32) -> *mut netmap_ring;
    "netmap_sys_NETMAP_RXRING" fn NETMAP_RXRING(nifp: *mut netmap_if, index: u32) -> *mut netmap_ring;
    "netmap_sys_NETMAP_BUF" fn NETMAP_BUF(ring: *mut netmap_ring, index: u32) -> *mut c_char;
    "netmap_sys_NETMAP_BUF_IDX" fn NETMAP_BUF_IDX(ring: *mut netmap_ring, buffer: *const c_char) -> u32;
    "netmap_sys_NETMAP_ROFFSET" fn NETMAP_ROFFSET(ring: *mut netmap_ring, slot: *mut netmap_slot) -> u64;
    "netmap_sys_NETMAP_WOFFSET" fn NETMAP_WOFFSET(ring: *mut netmap_ring, slot: *mut netmap_slot, offset: u64);
    "netmap_sys_NETMAP_BUF_OFFSET" fn NETMAP_BUF_OFFSET(ring: *mut netmap_ring, slot: *mut netmap_slot) -> *mut c_char;
}
