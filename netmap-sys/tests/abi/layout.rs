//! Every struct: size, alignment, and offset and size of every field.

use core::mem::{align_of, offset_of, size_of};
use std::collections::BTreeMap;

use netmap_sys::*;

use crate::expected;

#[derive(Debug, PartialEq, Eq)]
struct Layout {
    size: usize,
    align: usize,
    /// Name to offset and size.
    fields: BTreeMap<String, (usize, usize)>,
}

fn size_of_field<S, F>(_: fn(&S) -> &F) -> usize {
    size_of::<F>()
}

macro_rules! layouts {
    ($($name:ident { $($field:ident),* };)*) => {
        BTreeMap::from([$((
            stringify!($name).to_owned(),
            Layout {
                size: size_of::<$name>(),
                align: align_of::<$name>(),
                fields: BTreeMap::from([$((
                    stringify!($field).trim_end_matches('_').to_owned(),
                    (offset_of!($name, $field), size_of_field(|s: &$name| &s.$field)),
                )),*]),
            },
        )),*])
    };
}

fn bound() -> BTreeMap<String, Layout> {
    layouts! {
        netmap_slot { buf_idx, len, flags, ptr };
        netmap_ring { buf_ofs, num_slots, nr_buf_size, ringid, dir, head, cur, tail, flags, ts, offset_mask, buf_align, sem, slot };
        netmap_if { ni_name, ni_version, ni_flags, ni_tx_rings, ni_rx_rings, ni_bufs_head, ni_host_tx_rings, ni_host_rx_rings, ni_spare1, ring_ofs };
        nmreq { nr_name, nr_version, nr_offset, nr_memsize, nr_tx_slots, nr_rx_slots, nr_tx_rings, nr_rx_rings, nr_ringid, nr_cmd, nr_arg1, nr_arg2, nr_arg3, nr_flags, spare2 };
        nm_ifreq { nifr_name, data };
        nmreq_option { nro_next, nro_reqtype, nro_status, nro_size };
        nmreq_header { nr_version, nr_reqtype, nr_reserved, nr_name, nr_options, nr_body };
        nmreq_register { nr_offset, nr_memsize, nr_tx_slots, nr_rx_slots, nr_tx_rings, nr_rx_rings, nr_host_tx_rings, nr_host_rx_rings, nr_mem_id, nr_ringid, nr_mode, nr_extra_bufs, nr_flags };
        nmreq_port_info_get { nr_memsize, nr_tx_slots, nr_rx_slots, nr_tx_rings, nr_rx_rings, nr_host_tx_rings, nr_host_rx_rings, nr_mem_id, pad };
        nmreq_vale_attach { reg, port_index, pad1 };
        nmreq_vale_detach { port_index, pad1 };
        nmreq_vale_list { nr_bridge_idx, pad1, nr_port_idx };
        nmreq_port_hdr { nr_hdr_len, pad1 };
        nmreq_vale_newif { nr_tx_slots, nr_rx_slots, nr_tx_rings, nr_rx_rings, nr_mem_id, pad1 };
        nmreq_vale_polling { nr_mode, nr_first_cpu_id, nr_num_polling_cpus, pad1 };
        nmreq_pools_info { nr_memsize, nr_mem_id, pad1, nr_if_pool_offset, nr_if_pool_objtotal, nr_if_pool_objsize, nr_ring_pool_offset, nr_ring_pool_objtotal, nr_ring_pool_objsize, nr_buf_pool_offset, nr_buf_pool_objtotal, nr_buf_pool_objsize };
        nmreq_sync_kloop_start { sleep_us, pad1 };
        nm_csb_atok { head, cur, appl_need_kick, sync_flags, pad };
        nm_csb_ktoa { hwcur, hwtail, kern_need_kick, pad };
        nmreq_opt_sync_kloop_eventfds { nro_opt, eventfds };
        nmreq_opt_sync_kloop_mode { nro_opt, mode };
        nmreq_opt_extmem { nro_opt, nro_usrptr, nro_info };
        nmreq_opt_csb { nro_opt, csb_atok, csb_ktoa };
        nmreq_opt_offsets { nro_opt, nro_max_offset, nro_initial_offset, nro_offset_bits, nro_tx_align, nro_min_gap };
        nm_desc { self_, fd, mem, memsize, done_mmap, nifp, first_tx_ring, last_tx_ring, cur_tx_ring, first_rx_ring, last_rx_ring, cur_rx_ring, req, hdr, some_ring, buf_start, buf_end, snaplen, promisc, to_ms, errbuf, if_flags, if_reqcap, if_curcap, st, msg };
        nm_pkthdr { ts, caplen, len, flags, d, slot, buf };
        nm_stat { ps_recv, ps_drop, ps_ifdrop };
        nmport_d { hdr, reg, mem, ctx, register_done, mmap_done, extmem, fd, nifp, first_tx_ring, last_tx_ring, first_rx_ring, last_rx_ring, cur_tx_ring, cur_rx_ring, clist };
        nmctx { verbose, error, malloc, free, lock, mem_descs };
        nmem_d { mem_id, refcount, mem, size, is_extmem, next, prev };
    }
}

#[test]
fn every_struct_has_the_layout_a_c_compiler_gives() {
    let mut bound = bound();
    let expected = expected();
    for (name, layout) in expected["structs"].as_object().unwrap() {
        let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
        let fields = layout["fields"].as_object().unwrap().iter();
        let wanted = Layout {
            size: number(&layout["size"]),
            align: number(&layout["align"]),
            fields: fields
                .map(|(field, at)| (field.clone(), (number(&at["offset"]), number(&at["size"]))))
                .collect(),
        };
        assert_eq!(bound.remove(name), Some(wanted), "struct {name}");
    }
    assert!(
        bound.is_empty(),
        "not among the expected structs: {bound:?}"
    );
}

#[test]
fn elements_of_flexible_arrays_have_the_size_a_c_compiler_gives() {
    fn element<T>(_: &__IncompleteArrayField<T>) -> u64 {
        size_of::<T>() as u64
    }
    let expected = expected();
    let wanted = |name: &str, field: &str| {
        expected["structs"][name]["fields"][field]["flexible_array_elem_size"].as_u64()
    };
    let ring = netmap_ring::default();
    assert_eq!(Some(element(&ring.slot)), wanted("netmap_ring", "slot"));
    let nifp = netmap_if::default();
    assert_eq!(
        Some(element(&nifp.ring_ofs)),
        wanted("netmap_if", "ring_ofs")
    );
    // The header gives the pair of eventfds no name.
    assert_eq!(size_of::<nmreq_opt_sync_kloop_eventfd>(), 8);
    assert_eq!(
        element(&nmreq_opt_sync_kloop_eventfds::default().eventfds),
        8
    );
}

#[test]
fn helper_types_are_those_of_a_64_bit_system() {
    let expected = expected();
    let wanted = |name: &str| {
        let entry = &expected["helper_types"][name];
        (
            entry["size"].as_u64().unwrap() as usize,
            entry["align"].as_u64().unwrap() as usize,
        )
    };
    assert_eq!(
        (size_of::<timeval>(), align_of::<timeval>()),
        wanted("timeval")
    );
    assert_eq!((size_of::<isize>(), align_of::<isize>()), wanted("ssize_t"));
    let long = (
        size_of::<core::ffi::c_long>(),
        align_of::<core::ffi::c_long>(),
    );
    assert_eq!(long, wanted("long"));
}

/// No byte of a request is left uninitialised, so that a request can be handed to the kernel, and
/// read as bytes, whole.
#[test]
fn structs_have_no_implicit_padding() {
    // A struct literal that names every field but one would not compile if the padding were not a
    // field of its own.
    let nmreq_opt_sync_kloop_mode {
        nro_opt: _,
        mode: _,
        __bindgen_padding_0: padding,
    } = nmreq_opt_sync_kloop_mode::default();
    assert_eq!(size_of_val(&padding), 4);
}
