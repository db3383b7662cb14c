//! What drivers can do, as the kernel's `netdev` netlink family tells.

use bitflags::bitflags;
use xdp_sys as sys;

use crate::netlink::{Family, find, u32_at, uint};

bitflags! {
    /// What an interface's driver can do with XDP (`xdp-features` of the `netdev` netlink family).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[doc(alias = "NETDEV_XDP_ACT")]
    pub struct XdpFeatures: u64 {
        /// Runs native programs that drop, pass, send back or abort.
        #[doc(alias = "NETDEV_XDP_ACT_BASIC")]
        const BASIC = sys::NETDEV_XDP_ACT_BASIC as u64;
        /// Native programs may redirect packets, as AF_XDP needs.
        #[doc(alias = "NETDEV_XDP_ACT_REDIRECT")]
        const REDIRECT = sys::NETDEV_XDP_ACT_REDIRECT as u64;
        /// Sends packets that others redirect to it.
        #[doc(alias = "NETDEV_XDP_ACT_NDO_XMIT")]
        const NDO_XMIT = sys::NETDEV_XDP_ACT_NDO_XMIT as u64;
        /// Does zero-copy AF_XDP.
        #[doc(alias = "NETDEV_XDP_ACT_XSK_ZEROCOPY")]
        const XSK_ZEROCOPY = sys::NETDEV_XDP_ACT_XSK_ZEROCOPY as u64;
        /// Runs programs on the card itself.
        #[doc(alias = "NETDEV_XDP_ACT_HW_OFFLOAD")]
        const HW_OFFLOAD = sys::NETDEV_XDP_ACT_HW_OFFLOAD as u64;
        /// Native programs may be given packets of several buffers.
        #[doc(alias = "NETDEV_XDP_ACT_RX_SG")]
        const RX_SG = sys::NETDEV_XDP_ACT_RX_SG as u64;
        /// Sends redirected packets of several buffers.
        #[doc(alias = "NETDEV_XDP_ACT_NDO_XMIT_SG")]
        const NDO_XMIT_SG = sys::NETDEV_XDP_ACT_NDO_XMIT_SG as u64;
        // newer kernels may set more
        const _ = !0;
    }

    /// What an interface's driver can do for packets that AF_XDP sends (`xsk-features` of the
    /// `netdev` netlink family).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[doc(alias = "NETDEV_XSK_FLAGS")]
    pub struct XskFeatures: u64 {
        /// Tells when a packet left.
        #[doc(alias = "NETDEV_XSK_FLAGS_TX_TIMESTAMP")]
        const TX_TIMESTAMP = sys::NETDEV_XSK_FLAGS_TX_TIMESTAMP as u64;
        /// Computes layer 4 checksums.
        #[doc(alias = "NETDEV_XSK_FLAGS_TX_CHECKSUM")]
        const TX_CHECKSUM = sys::NETDEV_XSK_FLAGS_TX_CHECKSUM as u64;
        /// Sends a packet at a given time, in the order queued.
        #[doc(alias = "NETDEV_XSK_FLAGS_TX_LAUNCH_TIME_FIFO")]
        const TX_LAUNCH_TIME_FIFO = sys::NETDEV_XSK_FLAGS_TX_LAUNCH_TIME_FIFO as u64;
        const _ = !0;
    }

    /// What a native XDP program can learn of a received packet (`xdp-rx-metadata-features` of
    /// the `netdev` netlink family).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[doc(alias = "NETDEV_XDP_RX_METADATA")]
    pub struct RxMetadata: u64 {
        /// When it arrived.
        #[doc(alias = "NETDEV_XDP_RX_METADATA_TIMESTAMP")]
        const TIMESTAMP = sys::NETDEV_XDP_RX_METADATA_TIMESTAMP as u64;
        /// Its receive hash.
        #[doc(alias = "NETDEV_XDP_RX_METADATA_HASH")]
        const HASH = sys::NETDEV_XDP_RX_METADATA_HASH as u64;
        /// A VLAN tag that the card took off.
        #[doc(alias = "NETDEV_XDP_RX_METADATA_VLAN_TAG")]
        const VLAN_TAG = sys::NETDEV_XDP_RX_METADATA_VLAN_TAG as u64;
        const _ = !0;
    }
}

/// What the kernel says a driver can do. Each part is `None` where the kernel is too old to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Capabilities {
    /// XDP in general. Available since Linux 6.3.
    pub xdp: Option<XdpFeatures>,
    /// Buffers that one packet may have in zero-copy mode. Available since Linux 6.6, where the
    /// driver does zero-copy.
    pub zc_max_segs: Option<u32>,
    /// Metadata of received packets. Available since Linux 6.8.
    pub rx_metadata: Option<RxMetadata>,
    /// Offloads for AF_XDP transmission. Available since Linux 6.8.
    pub xsk: Option<XskFeatures>,
}

/// The `netdev` family of generic netlink, where the kernel has it (Linux 6.3).
pub(crate) struct Netdev(Option<Family>);

impl Netdev {
    pub(crate) fn open() -> Netdev {
        let name = sys::NETDEV_FAMILY_NAME.to_str().unwrap_or_default();
        Netdev(Family::open(name).ok())
    }

    fn ask(&mut self, command: u32, flags: libc::c_int, kind: u32, value: u32) -> Vec<Vec<u8>> {
        let Some(family) = &mut self.0 else {
            return Vec::new();
        };
        family
            .command(command as u8, flags, |m| m.attr_u32(kind as u16, value))
            .unwrap_or_default()
    }

    /// Queues in use, (receive, transmit). Nothing where the kernel does not tell, as it does not
    /// of an interface that is down.
    pub(crate) fn queues(&mut self, index: u32) -> Option<(u32, u32)> {
        let answers = self.ask(
            sys::NETDEV_CMD_QUEUE_GET,
            libc::NLM_F_DUMP,
            sys::NETDEV_A_QUEUE_IFINDEX,
            index,
        );
        let count = |wanted: u32| {
            answers
                .iter()
                .filter(|queue| {
                    let kind = find(queue, sys::NETDEV_A_QUEUE_TYPE as u16);
                    kind.and_then(|v| u32_at(v, 0)) == Some(wanted)
                })
                .count() as u32
        };
        let (rx, tx) = (
            count(sys::NETDEV_QUEUE_TYPE_RX),
            count(sys::NETDEV_QUEUE_TYPE_TX),
        );
        (rx > 0 && tx > 0).then_some((rx, tx))
    }

    pub(crate) fn capabilities(&mut self, index: u32) -> Capabilities {
        let answers = self.ask(sys::NETDEV_CMD_DEV_GET, 0, sys::NETDEV_A_DEV_IFINDEX, index);
        let Some(device) = answers.first() else {
            return Capabilities::default();
        };
        let number = |kind: u32| find(device, kind as u16).and_then(uint);
        Capabilities {
            xdp: number(sys::NETDEV_A_DEV_XDP_FEATURES).map(XdpFeatures::from_bits_retain),
            zc_max_segs: number(sys::NETDEV_A_DEV_XDP_ZC_MAX_SEGS)
                .and_then(|n| u32::try_from(n).ok()),
            rx_metadata: number(sys::NETDEV_A_DEV_XDP_RX_METADATA_FEATURES)
                .map(RxMetadata::from_bits_retain),
            xsk: number(sys::NETDEV_A_DEV_XSK_FEATURES).map(XskFeatures::from_bits_retain),
        }
    }
}
