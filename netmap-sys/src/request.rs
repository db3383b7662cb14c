//! What the pointer `nr_body` of a request and the list `nr_options` must lead to.

use core::mem::size_of;

use crate::*;

/// The size in bytes of the body that a request of type `reqtype` (`NETMAP_REQ_*`) takes.
///
/// `Some(0)` for a request without a body, whose `nr_body` must be 0; `None` for a type that API
/// 14 does not have. The kernel answers EINVAL when there is a body where none belongs or none
/// where one does.
///
/// ```
/// use netmap_sys::*;
///
/// assert_eq!(request_body_size(NETMAP_REQ_REGISTER), Some(size_of::<nmreq_register>()));
/// assert_eq!(request_body_size(NETMAP_REQ_CSB_ENABLE), Some(0));
/// assert_eq!(request_body_size(99), None);
/// ```
#[must_use]
pub const fn request_body_size(reqtype: u32) -> Option<usize> {
    Some(match reqtype {
        NETMAP_REQ_REGISTER => size_of::<nmreq_register>(),
        NETMAP_REQ_PORT_INFO_GET => size_of::<nmreq_port_info_get>(),
        NETMAP_REQ_VALE_ATTACH => size_of::<nmreq_vale_attach>(),
        NETMAP_REQ_VALE_DETACH => size_of::<nmreq_vale_detach>(),
        NETMAP_REQ_VALE_LIST => size_of::<nmreq_vale_list>(),
        NETMAP_REQ_PORT_HDR_SET | NETMAP_REQ_PORT_HDR_GET => size_of::<nmreq_port_hdr>(),
        NETMAP_REQ_VALE_NEWIF => size_of::<nmreq_vale_newif>(),
        NETMAP_REQ_VALE_POLLING_ENABLE | NETMAP_REQ_VALE_POLLING_DISABLE => {
            size_of::<nmreq_vale_polling>()
        }
        NETMAP_REQ_POOLS_INFO_GET => size_of::<nmreq_pools_info>(),
        NETMAP_REQ_SYNC_KLOOP_START => size_of::<nmreq_sync_kloop_start>(),
        NETMAP_REQ_VALE_DELIF | NETMAP_REQ_SYNC_KLOOP_STOP | NETMAP_REQ_CSB_ENABLE => 0,
        _ => return None,
    })
}

/// The size in bytes of an option of type `opttype` (`NETMAP_REQ_OPT_*`), its [`nmreq_option`]
/// header included.
///
/// Of `NETMAP_REQ_OPT_SYNC_KLOOP_EVENTFDS` it is the size without entries; `nro_size` must hold
/// the whole length in bytes there, and 0 in every other option. `None` for a type that API 14
/// does not have, for which the kernel answers EOPNOTSUPP.
///
/// ```
/// use netmap_sys::*;
///
/// assert_eq!(option_size(NETMAP_REQ_OPT_CSB), Some(size_of::<nmreq_opt_csb>()));
/// ```
#[must_use]
pub const fn option_size(opttype: u32) -> Option<usize> {
    Some(match opttype {
        NETMAP_REQ_OPT_EXTMEM => size_of::<nmreq_opt_extmem>(),
        NETMAP_REQ_OPT_SYNC_KLOOP_EVENTFDS => size_of::<nmreq_opt_sync_kloop_eventfds>(),
        NETMAP_REQ_OPT_CSB => size_of::<nmreq_opt_csb>(),
        NETMAP_REQ_OPT_SYNC_KLOOP_MODE => size_of::<nmreq_opt_sync_kloop_mode>(),
        NETMAP_REQ_OPT_OFFSETS => size_of::<nmreq_opt_offsets>(),
        _ => return None,
    })
}
