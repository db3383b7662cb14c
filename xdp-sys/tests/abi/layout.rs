//! Sizes that the kernel accepts, and that no structure handed to it has implicit padding.

use core::mem::{offset_of, transmute};

use xdp_sys::{
    bpf_attr, bpf_insn, ethtool_channels, ethtool_drvinfo, ethtool_ringparam, ethtool_rx_flow_spec,
    ethtool_rxnfc, genlmsghdr, ifinfomsg, ndmsg, nlattr, nlmsghdr, rtattr, rtmsg, sockaddr_nl,
    sockaddr_xdp, v1, xdp_desc, xdp_mmap_offsets, xdp_options, xdp_ring_offset, xdp_statistics,
    xdp_umem_reg, xsk_tx_metadata,
};

/// The bytes of a value written field by field, at compile time: a byte of padding would be
/// uninitialised there, and reading it does not compile.
macro_rules! bytes {
    ($ty:ty, $value:expr) => {{
        const VALUE: $ty = $value;
        // SAFETY: any initialised byte is a u8, and the compiler refuses others in a constant.
        const BYTES: [u8; size_of::<$ty>()] = unsafe { transmute(VALUE) };
        BYTES
    }};
}

/// Sums up the fields, all of which must be named, and compares with the whole.
macro_rules! no_padding {
    ($ty:ident { $($field:ident),* }) => {{
        let $ty { $($field),* } = $ty::default();
        let fields = 0 $(+ size_of_val(&$field))*;
        assert_eq!(fields, size_of::<$ty>(), "bytes of the fields of {}", stringify!($ty));
    }};
}

#[test]
fn p23_umem_reg_has_no_padding() {
    let bytes = bytes!(
        xdp_umem_reg,
        xdp_umem_reg {
            addr: u64::MAX,
            len: u64::MAX,
            chunk_size: u32::MAX,
            headroom: u32::MAX,
            flags: u32::MAX,
            tx_metadata_len: u32::MAX,
        }
    );
    assert_eq!(bytes, [0xff; 32]);
}

#[test]
fn p23_what_a_socket_hands_to_the_kernel_has_no_padding() {
    let address = bytes!(
        sockaddr_xdp,
        sockaddr_xdp {
            sxdp_family: u16::MAX,
            sxdp_flags: u16::MAX,
            sxdp_ifindex: u32::MAX,
            sxdp_queue_id: u32::MAX,
            sxdp_shared_umem_fd: u32::MAX,
        }
    );
    assert_eq!(address, [0xff; 16]);
    let desc = bytes!(
        xdp_desc,
        xdp_desc {
            addr: u64::MAX,
            len: u32::MAX,
            options: u32::MAX
        }
    );
    assert_eq!(desc, [0xff; 16]);
    no_padding!(xdp_options { flags });
}

#[test]
fn p23_netlink_and_ethtool_structures_have_no_padding() {
    no_padding!(nlmsghdr {
        nlmsg_len,
        nlmsg_type,
        nlmsg_flags,
        nlmsg_seq,
        nlmsg_pid
    });
    no_padding!(nlattr { nla_len, nla_type });
    no_padding!(rtattr { rta_len, rta_type });
    no_padding!(genlmsghdr {
        cmd,
        version,
        reserved
    });
    no_padding!(sockaddr_nl {
        nl_family,
        nl_pad,
        nl_pid,
        nl_groups
    });
    no_padding!(ifinfomsg {
        ifi_family,
        __ifi_pad,
        ifi_type,
        ifi_index,
        ifi_flags,
        ifi_change
    });
    no_padding!(ndmsg {
        ndm_family,
        ndm_pad1,
        ndm_pad2,
        ndm_ifindex,
        ndm_state,
        ndm_flags,
        ndm_type
    });
    no_padding!(rtmsg {
        rtm_family,
        rtm_dst_len,
        rtm_src_len,
        rtm_tos,
        rtm_table,
        rtm_protocol,
        rtm_scope,
        rtm_type,
        rtm_flags
    });
    no_padding!(ethtool_channels {
        cmd,
        max_rx,
        max_tx,
        max_other,
        max_combined,
        rx_count,
        tx_count,
        other_count,
        combined_count
    });
    no_padding!(ethtool_drvinfo {
        cmd,
        driver,
        version,
        fw_version,
        bus_info,
        erom_version,
        reserved2,
        n_priv_flags,
        n_stats,
        testinfo_len,
        eedump_len,
        regdump_len
    });
    no_padding!(ethtool_ringparam {
        cmd,
        rx_max_pending,
        rx_mini_max_pending,
        rx_jumbo_max_pending,
        tx_max_pending,
        rx_pending,
        rx_mini_pending,
        rx_jumbo_pending,
        tx_pending
    });
}

/// In C these two have holes, which `Default` must zero.
#[test]
fn p23_holes_of_flow_rules_are_fields() {
    no_padding!(ethtool_rx_flow_spec {
        flow_type,
        h_u,
        h_ext,
        m_u,
        m_ext,
        __bindgen_padding_0,
        ring_cookie,
        location,
        __bindgen_padding_1
    });
    let spec = ethtool_rx_flow_spec::default();
    assert_eq!(spec.__bindgen_padding_0, [0; 4]);
    assert_eq!(spec.__bindgen_padding_1, [0; 4]);
    assert_eq!(offset_of!(ethtool_rxnfc, fs), 16);
}

#[test]
fn sizes_of_the_versions_of_umem_reg() {
    assert_eq!(size_of::<v1::xdp_umem_reg_v1>(), 24);
    assert_eq!(offset_of!(xdp_umem_reg, flags), 24);
    // Without tx_metadata_len the C structure is as long: 28 bytes of fields, 4 of padding.
    assert_eq!(offset_of!(xdp_umem_reg, tx_metadata_len), 28);
    assert_eq!(size_of::<xdp_umem_reg>(), 32);
}

#[test]
fn sizes_of_the_versions_of_statistics_and_offsets() {
    assert_eq!(size_of::<v1::xdp_statistics_v1>(), 24);
    assert_eq!(offset_of!(xdp_statistics, rx_ring_full), 24);
    assert_eq!(size_of::<xdp_statistics>(), 48);
    assert_eq!(size_of::<v1::xdp_ring_offset_v1>(), 24);
    assert_eq!(size_of::<v1::xdp_mmap_offsets_v1>(), 96);
    assert_eq!(size_of::<xdp_ring_offset>(), 32);
    assert_eq!(size_of::<xdp_mmap_offsets>(), 128);
}

/// libc's `xsk_tx_metadata` (0.2.191) lacks the launch time, so it is no yardstick.
#[test]
fn tx_metadata_has_room_for_the_launch_time() {
    assert_eq!(size_of::<xsk_tx_metadata>(), 24);
    assert_eq!(
        offset_of!(xsk_tx_metadata, __bindgen_anon_1.request.csum_start),
        8
    );
    assert_eq!(
        offset_of!(xsk_tx_metadata, __bindgen_anon_1.request.csum_offset),
        10
    );
    assert_eq!(
        offset_of!(xsk_tx_metadata, __bindgen_anon_1.request.launch_time),
        16
    );
    assert_eq!(
        offset_of!(xsk_tx_metadata, __bindgen_anon_1.completion.tx_timestamp),
        8
    );
}

#[test]
fn an_instruction_has_eight_bytes() {
    assert_eq!(size_of::<bpf_insn>(), 8);
    let mut insn = bpf_insn::default();
    insn.set_dst_reg(1);
    insn.set_src_reg(10);
    assert_eq!((insn.dst_reg(), insn.src_reg()), (1, 10));
}

#[test]
fn bpf_attr_is_zero_by_default() {
    let attr = bpf_attr::default();
    // SAFETY: Default zeroes all of the union, and any bytes are a [u8].
    let bytes: [u8; size_of::<bpf_attr>()] = unsafe { transmute(attr) };
    assert!(bytes.iter().all(|byte| *byte == 0));
}
