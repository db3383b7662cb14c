//! libc's own declarations, written by other people from the same headers.

use core::mem::offset_of;

/// Compares constants of one name.
macro_rules! same_constants {
    ($($name:ident)*) => {
        $(assert_eq!(xdp_sys::$name as i128, libc::$name as i128, stringify!($name));)*
    };
}

/// Compares size, alignment and the offset and size of each field of two structures of one name.
macro_rules! same_layout {
    ($name:ident { $($field:ident)* }) => {
        same_layout!(xdp_sys::$name, libc::$name { $($field)* })
    };
    ($ours:path, $theirs:path { $($field:ident)* }) => {{
        let what = stringify!($ours);
        assert_eq!(size_of::<$ours>(), size_of::<$theirs>(), "size of {what}");
        assert_eq!(align_of::<$ours>(), align_of::<$theirs>(), "alignment of {what}");
        $(
            let field = concat!(stringify!($ours), ".", stringify!($field));
            assert_eq!(offset_of!($ours, $field), offset_of!($theirs, $field), "offset of {field}");
            assert_eq!(
                size_of_field(|s: &$ours| &raw const s.$field),
                size_of_field(|s: &$theirs| &raw const s.$field),
                "size of {field}"
            );
        )*
    }};
}

fn size_of_field<T, F>(_: fn(&T) -> *const F) -> usize {
    size_of::<F>()
}

/// Every constant of `linux/if_xdp.h` that the C library's crate has.
#[test]
fn constants_of_if_xdp() {
    same_constants! {
        AF_XDP SOL_XDP XDP_COPY XDP_MMAP_OFFSETS XDP_OPTIONS XDP_OPTIONS_ZEROCOPY XDP_PGOFF_RX_RING
        XDP_PGOFF_TX_RING XDP_PKT_CONTD XDP_RING_NEED_WAKEUP XDP_RX_RING XDP_SHARED_UMEM
        XDP_STATISTICS XDP_TXMD_FLAGS_CHECKSUM XDP_TXMD_FLAGS_TIMESTAMP XDP_TX_METADATA XDP_TX_RING
        XDP_UMEM_COMPLETION_RING XDP_UMEM_FILL_RING XDP_UMEM_PGOFF_COMPLETION_RING
        XDP_UMEM_PGOFF_FILL_RING XDP_UMEM_REG XDP_UMEM_TX_METADATA_LEN XDP_UMEM_TX_SW_CSUM
        XDP_UMEM_UNALIGNED_CHUNK_FLAG XDP_USE_NEED_WAKEUP XDP_USE_SG XDP_ZEROCOPY
        XSK_UNALIGNED_BUF_ADDR_MASK XSK_UNALIGNED_BUF_OFFSET_SHIFT
    }
}

/// Instruction classes, sizes, modes and operations shared with classic BPF.
#[test]
fn constants_of_bpf_instructions() {
    same_constants! {
        BPF_ADD BPF_ALU BPF_AND BPF_B BPF_DIV BPF_H BPF_IMM BPF_JA BPF_JEQ BPF_JGE BPF_JGT BPF_JMP
        BPF_JSET BPF_K BPF_LD BPF_LDX BPF_LSH BPF_MEM BPF_MOD BPF_MUL BPF_NEG BPF_OR BPF_RSH BPF_ST
        BPF_STX BPF_SUB BPF_W BPF_X BPF_XOR
    }
}

/// Options of busy polling and of namespaces.
#[test]
fn constants_of_socket_options() {
    same_constants! {
        SO_BUSY_POLL SO_BUSY_POLL_BUDGET SO_INCOMING_NAPI_ID SO_NETNS_COOKIE SO_PREFER_BUSY_POLL
    }
}

/// Protocols, flags and message types of `linux/netlink.h`.
#[test]
fn constants_of_netlink() {
    same_constants! {
        NETLINK_ADD_MEMBERSHIP NETLINK_CAP_ACK NETLINK_EXT_ACK NETLINK_GENERIC
        NETLINK_GET_STRICT_CHK NETLINK_ROUTE NLA_ALIGNTO NLA_F_NESTED NLA_F_NET_BYTEORDER
        NLA_TYPE_MASK NLMSG_DONE NLMSG_ERROR NLMSG_MIN_TYPE NLMSG_NOOP NLMSG_OVERRUN NLM_F_ACK
        NLM_F_ACK_TLVS NLM_F_APPEND NLM_F_ATOMIC NLM_F_BULK NLM_F_CAPPED NLM_F_CREATE NLM_F_DUMP
        NLM_F_DUMP_FILTERED NLM_F_DUMP_INTR NLM_F_ECHO NLM_F_EXCL NLM_F_MATCH NLM_F_MULTI
        NLM_F_NONREC NLM_F_REPLACE NLM_F_REQUEST NLM_F_ROOT
    }
}

/// The controller's commands and attributes.
#[test]
fn constants_of_generic_netlink() {
    same_constants! {
        CTRL_ATTR_FAMILY_ID CTRL_ATTR_FAMILY_NAME CTRL_ATTR_HDRSIZE CTRL_ATTR_MAXATTR
        CTRL_ATTR_MCAST_GROUPS CTRL_ATTR_MCAST_GRP_ID CTRL_ATTR_MCAST_GRP_NAME
        CTRL_ATTR_MCAST_GRP_UNSPEC CTRL_ATTR_OPS CTRL_ATTR_OP_FLAGS CTRL_ATTR_OP_ID
        CTRL_ATTR_OP_UNSPEC CTRL_ATTR_UNSPEC CTRL_ATTR_VERSION CTRL_CMD_DELFAMILY
        CTRL_CMD_DELMCAST_GRP CTRL_CMD_DELOPS CTRL_CMD_GETFAMILY CTRL_CMD_GETMCAST_GRP
        CTRL_CMD_GETOPS CTRL_CMD_NEWFAMILY CTRL_CMD_NEWMCAST_GRP CTRL_CMD_NEWOPS CTRL_CMD_UNSPEC
        GENL_ID_CTRL GENL_NAMSIZ
    }
}

/// Messages, groups and attributes of links, routes and addresses.
#[test]
fn constants_of_rtnetlink() {
    same_constants! {
        RTA_CACHEINFO RTA_DST RTA_ENCAP RTA_ENCAP_TYPE RTA_EXPIRES RTA_FLOW RTA_GATEWAY RTA_IIF
        RTA_MARK RTA_METRICS RTA_MFC_STATS RTA_MP_ALGO RTA_MULTIPATH RTA_NEWDST RTA_OIF RTA_PAD
        RTA_PREF RTA_PREFSRC RTA_PRIORITY RTA_PROTOINFO RTA_SESSION RTA_SRC RTA_TABLE
        RTA_TTL_PROPAGATE RTA_UID RTA_UNSPEC RTA_VIA RTEXT_FILTER_BRVLAN
        RTEXT_FILTER_BRVLAN_COMPRESSED RTEXT_FILTER_CFM_CONFIG RTEXT_FILTER_CFM_STATUS
        RTEXT_FILTER_MRP RTEXT_FILTER_SKIP_STATS RTEXT_FILTER_VF RTMGRP_LINK RTMGRP_NEIGH
        RTM_DELADDR RTM_DELLINK RTM_DELNEIGH RTM_DELROUTE RTM_GETADDR RTM_GETLINK RTM_GETNEIGH
        RTM_GETROUTE RTM_NEWADDR RTM_NEWLINK RTM_NEWNEIGH RTM_NEWROUTE RTM_SETLINK RTNLGRP_LINK
        RTNLGRP_NEIGH RTNLGRP_NONE RTNLGRP_NOTIFY RTN_ANYCAST RTN_BLACKHOLE RTN_BROADCAST RTN_LOCAL
        RTN_MULTICAST RTN_NAT RTN_PROHIBIT RTN_THROW RTN_UNICAST RTN_UNREACHABLE RTN_UNSPEC
        RTN_XRESOLVE RT_TABLE_COMPAT RT_TABLE_DEFAULT RT_TABLE_LOCAL RT_TABLE_MAIN RT_TABLE_UNSPEC
    }
}

/// Attributes and states of neighbours.
#[test]
fn constants_of_neighbours() {
    same_constants! {
        NDA_CACHEINFO NDA_DST NDA_IFINDEX NDA_LINK_NETNSID NDA_LLADDR NDA_MASTER NDA_PORT NDA_PROBES
        NDA_SRC_VNI NDA_UNSPEC NDA_VLAN NDA_VNI NUD_DELAY NUD_FAILED NUD_INCOMPLETE NUD_NOARP
        NUD_NONE NUD_PERMANENT NUD_PROBE NUD_REACHABLE NUD_STALE
    }
}

#[test]
fn constants_from_elsewhere_in_libc() {
    assert_eq!(xdp_sys::SOL_SOCKET as i128, libc::SOL_SOCKET as i128);
    assert_eq!(xdp_sys::PF_XDP as i128, libc::PF_XDP as i128);
}

#[test]
fn structures_of_if_xdp() {
    same_layout!(sockaddr_xdp {
        sxdp_family sxdp_flags sxdp_ifindex sxdp_queue_id sxdp_shared_umem_fd
    });
    same_layout!(xdp_ring_offset { producer consumer desc flags });
    same_layout!(xdp_mmap_offsets { rx tx fr cr });
    same_layout!(xdp_umem_reg { addr len chunk_size headroom flags tx_metadata_len });
    same_layout!(xdp_statistics {
        rx_dropped rx_invalid_descs tx_invalid_descs
        rx_ring_full rx_fill_ring_empty_descs tx_ring_empty_descs
    });
    same_layout!(xdp_options { flags });
    same_layout!(xdp_desc { addr len options });
}

#[test]
fn first_versions_of_structures() {
    use xdp_sys::v1;
    same_layout!(v1::xdp_ring_offset_v1, libc::xdp_ring_offset_v1 { producer consumer desc });
    same_layout!(v1::xdp_mmap_offsets_v1, libc::xdp_mmap_offsets_v1 { rx tx fr cr });
    same_layout!(v1::xdp_umem_reg_v1, libc::xdp_umem_reg_v1 { addr len chunk_size headroom });
    same_layout!(v1::xdp_statistics_v1, libc::xdp_statistics_v1 {
        rx_dropped rx_invalid_descs tx_invalid_descs
    });
}

#[test]
fn structures_of_netlink() {
    same_layout!(nlmsghdr { nlmsg_len nlmsg_type nlmsg_flags nlmsg_seq nlmsg_pid });
    same_layout!(nlmsgerr { error msg });
    same_layout!(nlattr { nla_len nla_type });
    same_layout!(rtattr { rta_len rta_type });
    same_layout!(genlmsghdr { cmd version reserved });
    same_layout!(ifinfomsg { ifi_family ifi_type ifi_index ifi_flags ifi_change });
    same_layout!(sockaddr_nl { nl_family nl_pid nl_groups });
}
