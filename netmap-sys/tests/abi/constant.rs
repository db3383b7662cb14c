//! Every constant and string.

use std::collections::BTreeMap;

use netmap_sys::*;

use crate::expected;

macro_rules! constants {
    ($($name:ident),* $(,)?) => {
        BTreeMap::from([$((stringify!($name), u64::from($name))),*])
    };
}

#[test]
fn every_constant_has_the_value_of_the_headers() {
    // MAXERRMSG of libnetmap and IFNAMSIZ of the system are among them.
    let mut bound = constants! {
        NETMAP_API, NETMAP_MIN_API, NETMAP_MAX_API, NM_CACHE_ALIGN, NETMAP_MAX_FRAGS,
        NETMAP_REQ_MAXSIZE, NETMAP_REQ_IFNAMSIZ, NM_IFRDATA_LEN, NM_ERRBUF_SIZE, MAXERRMSG,
        IFNAMSIZ, NMREQ_OPT_MAXKEYS, NS_BUF_CHANGED, NS_REPORT, NS_FORWARD, NS_NO_LEARN,
        NS_INDIRECT, NS_MOREFRAG, NS_TXMON, NS_PORT_SHIFT, NS_PORT_MASK, NR_TIMESTAMP, NR_FORWARD,
        NI_PRIV_MEM, NR_REG_DEFAULT, NR_REG_ALL_NIC, NR_REG_SW, NR_REG_NIC_SW, NR_REG_ONE_NIC,
        NR_REG_PIPE_MASTER, NR_REG_PIPE_SLAVE, NR_REG_NULL, NR_REG_ONE_SW, NR_MONITOR_TX,
        NR_MONITOR_RX, NR_ZCOPY_MON, NR_EXCLUSIVE, NR_RX_RINGS_ONLY, NR_TX_RINGS_ONLY,
        NR_ACCEPT_VNET_HDR, NR_DO_RX_POLL, NR_NO_TX_POLL, NETMAP_REQ_REGISTER,
        NETMAP_REQ_PORT_INFO_GET, NETMAP_REQ_VALE_ATTACH, NETMAP_REQ_VALE_DETACH,
        NETMAP_REQ_VALE_LIST, NETMAP_REQ_PORT_HDR_SET, NETMAP_REQ_PORT_HDR_GET,
        NETMAP_REQ_VALE_NEWIF, NETMAP_REQ_VALE_DELIF, NETMAP_REQ_VALE_POLLING_ENABLE,
        NETMAP_REQ_VALE_POLLING_DISABLE, NETMAP_REQ_POOLS_INFO_GET, NETMAP_REQ_SYNC_KLOOP_START,
        NETMAP_REQ_SYNC_KLOOP_STOP, NETMAP_REQ_CSB_ENABLE, NETMAP_REQ_OPT_EXTMEM,
        NETMAP_REQ_OPT_SYNC_KLOOP_EVENTFDS, NETMAP_REQ_OPT_CSB, NETMAP_REQ_OPT_SYNC_KLOOP_MODE,
        NETMAP_REQ_OPT_OFFSETS, NETMAP_REQ_OPT_MAX, NETMAP_POLLING_MODE_SINGLE_CPU,
        NETMAP_POLLING_MODE_MULTI_CPU, NM_OPT_SYNC_KLOOP_DIRECT_TX, NM_OPT_SYNC_KLOOP_DIRECT_RX,
        NETMAP_HW_RING, NETMAP_SW_RING, NETMAP_RING_MASK, NETMAP_NO_TX_POLL, NETMAP_DO_RX_POLL,
        NETMAP_BDG_ATTACH, NETMAP_BDG_DETACH, NETMAP_BDG_REGOPS, NETMAP_BDG_LIST,
        NETMAP_BDG_VNET_HDR, NETMAP_BDG_NEWIF, NETMAP_BDG_DELIF, NETMAP_PT_HOST_CREATE,
        NETMAP_PT_HOST_DELETE, NETMAP_BDG_POLLING_ON, NETMAP_BDG_POLLING_OFF, NETMAP_VNET_HDR_GET,
        NETMAP_BDG_HOST, NR_REG_MASK, NM_MORE_PKTS, NM_OPEN_NO_MMAP, NM_OPEN_IFNAME, NM_OPEN_ARG1,
        NM_OPEN_ARG2, NM_OPEN_ARG3, NM_OPEN_RING_CFG, PTNETMAP_PCI_VENDOR_ID,
        PTNETMAP_PCI_DEVICE_ID, PTNETMAP_PCI_NETIF_ID, PTNETMAP_IO_PCI_BAR, PTNETMAP_MEM_PCI_BAR,
        PTNETMAP_MSIX_PCI_BAR, PTNET_MDEV_IO_MEMSIZE_LO, PTNET_MDEV_IO_MEMSIZE_HI,
        PTNET_MDEV_IO_MEMID, PTNET_MDEV_IO_IF_POOL_OFS, PTNET_MDEV_IO_IF_POOL_OBJNUM,
        PTNET_MDEV_IO_IF_POOL_OBJSZ, PTNET_MDEV_IO_RING_POOL_OFS, PTNET_MDEV_IO_RING_POOL_OBJNUM,
        PTNET_MDEV_IO_RING_POOL_OBJSZ, PTNET_MDEV_IO_BUF_POOL_OFS, PTNET_MDEV_IO_BUF_POOL_OBJNUM,
        PTNET_MDEV_IO_BUF_POOL_OBJSZ, PTNET_MDEV_IO_END, PTNETMAP_F_VNET_HDR, PTNET_IO_PTFEAT,
        PTNET_IO_PTCTL, PTNET_IO_MAC_LO, PTNET_IO_MAC_HI, PTNET_IO_CSBBAH, PTNET_IO_CSBBAL,
        PTNET_IO_NIFP_OFS, PTNET_IO_NUM_TX_RINGS, PTNET_IO_NUM_RX_RINGS, PTNET_IO_NUM_TX_SLOTS,
        PTNET_IO_NUM_RX_SLOTS, PTNET_IO_VNET_HDR_LEN, PTNET_IO_HOSTMEMID, PTNET_IO_CSB_GH_BAH,
        PTNET_IO_CSB_GH_BAL, PTNET_IO_CSB_HG_BAH, PTNET_IO_CSB_HG_BAL, PTNET_IO_END,
        PTNET_IO_KICK_BASE, PTNET_IO_MASK, PTNETMAP_PTCTL_CREATE, PTNETMAP_PTCTL_DELETE,
    };
    let expected = expected();
    for (group, constants) in expected["constants"].as_object().unwrap() {
        for (name, value) in constants.as_object().unwrap() {
            assert_eq!(
                bound.remove(name.as_str()),
                value.as_u64(),
                "{name} of {group}"
            );
        }
    }
    assert!(
        bound.is_empty(),
        "not among the expected constants: {bound:?}"
    );
}

#[test]
fn every_string_is_that_of_the_headers() {
    let mut bound = BTreeMap::from([
        ("NETMAP_DEVICE_NAME", NETMAP_DEVICE_NAME),
        ("NM_BDG_NAME", NM_BDG_NAME),
        ("PTNETMAP_MEMDEV_NAME", PTNETMAP_MEMDEV_NAME),
    ]);
    for (name, value) in expected()["strings"].as_object().unwrap() {
        let bound = bound.remove(name.as_str()).map(|s| s.to_str().unwrap());
        assert_eq!(bound, value.as_str(), "{name}");
    }
    assert!(
        bound.is_empty(),
        "not among the expected strings: {bound:?}"
    );
}

#[test]
fn fragments_are_the_high_byte_of_the_flags() {
    assert_eq!(NS_RFRAGS(0x0320), 3);
    assert_eq!(NS_RFRAGS((NS_MOREFRAG | NS_BUF_CHANGED) as u16), 0);
}
