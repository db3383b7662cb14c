//! Network interfaces: what they are, and what they can do.

use std::io;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use bitflags::bitflags;
use xdp_sys as sys;

use crate::error::Error;
use crate::netlink::{Connection, Family, Message, Refused, find, string, u32_at, uint};
use crate::program::AttachedMode;
use crate::sys::netns::Identity;
use crate::sys::{bpf, ethtool, netlink, netns};

const HEADER: usize = 16; // struct ifinfomsg
const IFLA_ALT_IFNAME: u16 = 53; // not in libc
const MAX_ALT_NAME: usize = 128;

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

/// An XDP program that an interface runs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttachedProgram {
    /// The id, as `bpftool prog` lists it.
    pub id: u32,
    /// Its name; `None` where it has none, or the caller lacks CAP_SYS_ADMIN to read it.
    pub name: Option<String>,
    /// How it is attached.
    pub mode: AttachedMode,
}

/// A network interface, as it was when it was looked up or last [refreshed](Interface::refresh).
///
/// It is looked up in the network namespace of the calling thread, by rtnetlink(7), the `netdev`
/// family of generic netlink, and `SIOCETHTOOL`. No rights are needed.
///
/// ```
/// use xdp_socket::Interface;
///
/// let lo = Interface::from_name("lo")?;
/// assert_eq!(lo.index(), 1);
/// assert_eq!(lo.mtu(), 65536);
/// # Ok::<(), xdp_socket::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Interface {
    netns: Identity,
    index: u32,
    name: String,
    mtu: u32,
    mac: [u8; 6],
    flags: u32,
    driver: Option<String>,
    rx_queues: u32,
    tx_queues: u32,
    max_rx_queues: u32,
    max_tx_queues: u32,
    capabilities: Capabilities,
    programs: Vec<AttachedProgram>,
}

impl Interface {
    /// Looks an interface up by its name, or by one of its alternative names.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownInterface`]; [`Error::Syscall`] where netlink fails.
    #[doc(alias = "if_nametoindex")]
    pub fn from_name(name: &str) -> Result<Interface, Error> {
        let unknown = || Error::UnknownInterface {
            interface: name.to_owned(),
        };
        let attribute = match name.len() {
            1..libc::IFNAMSIZ => libc::IFLA_IFNAME,
            libc::IFNAMSIZ..MAX_ALT_NAME => IFLA_ALT_IFNAME,
            _ => return Err(unknown()),
        };
        if name.contains('\0') {
            return Err(unknown());
        }
        Interface::look_up(0, |m| m.attr_str(attribute, name), unknown)
    }

    /// Looks an interface up by its index.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownInterface`]; [`Error::Syscall`] where netlink fails.
    #[doc(alias = "if_indextoname")]
    pub fn from_index(index: u32) -> Result<Interface, Error> {
        let unknown = || Error::UnknownInterface {
            interface: format!("with index {index}"),
        };
        if index == 0 || i32::try_from(index).is_err() {
            return Err(unknown());
        }
        Interface::look_up(index, |m| m, unknown)
    }

    /// Looks everything up anew, by the index.
    ///
    /// # Errors
    ///
    /// [`Error::DeviceGone`] where there is no such interface any more, or the calling thread is
    /// in another network namespace than the one it was looked up in; [`Error::Syscall`] where
    /// netlink fails. Then nothing has changed.
    pub fn refresh(&mut self) -> Result<(), Error> {
        let gone = || Error::DeviceGone {
            interface: self.name.clone(),
        };
        if self.netns != identity()? {
            return Err(gone());
        }
        let fresh = Interface::look_up(self.index, |m| m, gone)?;
        *self = fresh;
        Ok(())
    }

    /// Waits until the interface is up and has a carrier, and looks everything up anew. False if
    /// the time runs out first. Many network cards lose their carrier for a second or more when an
    /// XDP program is attached to them.
    ///
    /// # Errors
    ///
    /// As [`refresh`](Interface::refresh).
    pub fn wait_for_carrier(&mut self, timeout: Duration) -> Result<bool, Error> {
        let start = Instant::now();
        loop {
            self.refresh()?;
            if self.is_up() && self.has_carrier() {
                return Ok(true);
            }
            let left = timeout.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(false);
            }
            std::thread::sleep(left.min(Duration::from_millis(10)));
        }
    }

    fn look_up(
        index: u32,
        by: impl FnOnce(Message) -> Message,
        unknown: impl Fn() -> Error,
    ) -> Result<Interface, Error> {
        let mut header = [0; HEADER];
        header[4..8].copy_from_slice(&index.to_ne_bytes());
        let message = by(Message::new(libc::RTM_GETLINK, 0, &header))
            .attr_u32(libc::IFLA_EXT_MASK, libc::RTEXT_FILTER_SKIP_STATS as u32);
        let answers = Connection::route()
            .map_err(Refused::from)
            .and_then(|mut connection| connection.request(message))
            .map_err(|refused| match refused.source.raw_os_error() {
                Some(libc::ENODEV) => unknown(),
                _ => Error::syscall("netlink(RTM_GETLINK)", refused.source, &[]),
            })?;
        let link = answers
            .first()
            .and_then(|answer| Link::parse(answer))
            .ok_or_else(unknown)?;
        Interface::describe(link)
    }

    fn describe(link: Link) -> Result<Interface, Error> {
        let socket = netlink::Socket::open(libc::NETLINK_ROUTE)
            .map_err(|e| Error::syscall("socket(AF_NETLINK)", e, &[]))?;
        let mut netdev = Netdev::open();
        let (rx_queues, tx_queues) = netdev
            .queues(link.index)
            .or_else(|| channels(&socket, &link.name))
            .unwrap_or((link.max_rx_queues, link.max_tx_queues));
        Ok(Interface {
            netns: identity()?,
            index: link.index,
            mtu: link.mtu,
            mac: link.mac,
            flags: link.flags,
            driver: ethtool::driver(&socket, &link.name)
                .ok()
                .filter(|name| !name.is_empty())
                .or(link.kind),
            rx_queues,
            tx_queues,
            max_rx_queues: link.max_rx_queues,
            max_tx_queues: link.max_tx_queues,
            capabilities: netdev.capabilities(link.index),
            programs: link.programs.into_iter().map(name_program).collect(),
            name: link.name,
        })
    }

    /// The index, from 1. Another interface may have it after this one is deleted.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The longest packet in bytes, without its Ethernet header.
    pub fn mtu(&self) -> u32 {
        self.mtu
    }

    /// The Ethernet address; all zeroes where it has none, as with loopback and TUN.
    pub fn mac(&self) -> [u8; 6] {
        self.mac
    }

    /// The driver's name, where there is one.
    #[doc(alias = "ETHTOOL_GDRVINFO")]
    pub fn driver(&self) -> Option<&str> {
        self.driver.as_deref()
    }

    /// Receive queues in use. Sockets that receive can be bound to queues `0..rx_queues()`.
    ///
    /// As the kernel counts them where it tells (queue-get of the `netdev` family, since Linux
    /// 6.8, while the interface is up), else as the driver does (`ETHTOOL_GCHANNELS`), else the
    /// [number there can be](Interface::max_rx_queues).
    #[doc(alias = "real_num_rx_queues")]
    #[doc(alias = "ETHTOOL_GCHANNELS")]
    pub fn rx_queues(&self) -> u32 {
        self.rx_queues
    }

    /// Transmit queues in use, as [`rx_queues`](Interface::rx_queues).
    #[doc(alias = "real_num_tx_queues")]
    #[doc(alias = "ETHTOOL_GCHANNELS")]
    pub fn tx_queues(&self) -> u32 {
        self.tx_queues
    }

    /// Receive queues that the interface can have as it is.
    #[doc(alias = "IFLA_NUM_RX_QUEUES")]
    pub fn max_rx_queues(&self) -> u32 {
        self.max_rx_queues
    }

    /// Transmit queues that the interface can have as it is.
    #[doc(alias = "IFLA_NUM_TX_QUEUES")]
    pub fn max_tx_queues(&self) -> u32 {
        self.max_tx_queues
    }

    /// Whether it is administratively up.
    #[doc(alias = "IFF_UP")]
    pub fn is_up(&self) -> bool {
        self.flags & libc::IFF_UP as u32 != 0
    }

    /// Whether it is up and has a carrier: a cable is in, the other end is up.
    #[doc(alias = "IFF_LOWER_UP")]
    pub fn has_carrier(&self) -> bool {
        self.flags & libc::IFF_LOWER_UP as u32 != 0
    }

    /// What the kernel says its driver can do.
    #[doc(alias = "NETDEV_CMD_DEV_GET")]
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// The XDP programs that it runs: none, one, or one for each mode.
    #[doc(alias = "IFLA_XDP")]
    pub fn programs(&self) -> &[AttachedProgram] {
        &self.programs
    }

    /// The network namespace that it was looked up in.
    pub(crate) fn netns(&self) -> Identity {
        self.netns
    }
}

fn identity() -> Result<Identity, Error> {
    netns::identity().map_err(|e| Error::syscall("stat(/proc/thread-self/ns/net)", e, &[]))
}

/// The XDP programs of an interface of the connection's namespace, without their names.
pub(crate) fn attached_programs(
    connection: &mut Connection,
    index: u32,
) -> io::Result<Vec<AttachedProgram>> {
    let mut header = [0; HEADER];
    header[4..8].copy_from_slice(&index.to_ne_bytes());
    let answers = connection
        .request(Message::new(libc::RTM_GETLINK, 0, &header))
        .map_err(|refused| refused.source)?;
    Ok(answers
        .first()
        .and_then(|answer| Link::parse(answer))
        .map(|link| link.programs)
        .unwrap_or_default())
}

/// Fills in the program's name, if we may read it.
pub(crate) fn name_program(mut program: AttachedProgram) -> AttachedProgram {
    program.name = bpf::program_by_id(program.id)
        .and_then(|fd| bpf::program_info(fd.as_fd()))
        .ok()
        .map(|info| info.name)
        .filter(|name| !name.is_empty());
    program
}

/// Queues as the driver counts them: (receive, transmit).
fn channels(socket: &netlink::Socket, name: &str) -> Option<(u32, u32)> {
    let channels = ethtool::channels(socket, name).ok()?;
    let rx = channels.rx_count + channels.combined_count;
    let tx = channels.tx_count + channels.combined_count;
    (rx > 0 && tx > 0).then_some((rx, tx))
}

/// What RTM_NEWLINK tells.
struct Link {
    index: u32,
    flags: u32,
    name: String,
    mtu: u32,
    mac: [u8; 6],
    kind: Option<String>,
    max_rx_queues: u32,
    max_tx_queues: u32,
    programs: Vec<AttachedProgram>,
}

impl Link {
    fn parse(answer: &[u8]) -> Option<Link> {
        let attributes = answer.get(HEADER..)?;
        let number = |kind| find(attributes, kind).and_then(|v| u32_at(v, 0));
        Some(Link {
            index: u32_at(answer, 4)?,
            flags: u32_at(answer, 8)?,
            name: string(find(attributes, libc::IFLA_IFNAME)?),
            mtu: number(libc::IFLA_MTU)?,
            mac: find(attributes, libc::IFLA_ADDRESS)
                .and_then(|address| address.try_into().ok())
                .unwrap_or_default(),
            kind: find(attributes, libc::IFLA_LINKINFO)
                .and_then(|info| find(info, libc::IFLA_INFO_KIND))
                .map(string),
            max_rx_queues: number(libc::IFLA_NUM_RX_QUEUES).unwrap_or(1),
            max_tx_queues: number(libc::IFLA_NUM_TX_QUEUES).unwrap_or(1),
            programs: find(attributes, libc::IFLA_XDP).map_or_else(Vec::new, programs),
        })
    }
}

/// Reads IFLA_XDP. Kernels before 4.19 lack the ids per mode.
fn programs(xdp: &[u8]) -> Vec<AttachedProgram> {
    let id = |kind: u32| find(xdp, kind as u16).and_then(|v| u32_at(v, 0));
    let found: Vec<_> = [
        (sys::IFLA_XDP_DRV_PROG_ID, AttachedMode::Native),
        (sys::IFLA_XDP_SKB_PROG_ID, AttachedMode::Generic),
        (sys::IFLA_XDP_HW_PROG_ID, AttachedMode::Offload),
    ]
    .into_iter()
    .filter_map(|(kind, mode)| Some((id(kind).filter(|&id| id != 0)?, mode)))
    .collect();
    let found = if found.is_empty() {
        let attached = find(xdp, sys::IFLA_XDP_ATTACHED as u16).and_then(|v| v.first());
        let mode = match attached.map(|&mode| u32::from(mode)) {
            Some(sys::XDP_ATTACHED_DRV) => Some(AttachedMode::Native),
            Some(sys::XDP_ATTACHED_SKB) => Some(AttachedMode::Generic),
            Some(sys::XDP_ATTACHED_HW) => Some(AttachedMode::Offload),
            _ => None,
        };
        let id = id(sys::IFLA_XDP_PROG_ID).unwrap_or(0);
        mode.map(|mode| (id, mode)).into_iter().collect()
    } else {
        found
    };
    found
        .into_iter()
        .map(|(id, mode)| AttachedProgram {
            id,
            name: None,
            mode,
        })
        .collect()
}

/// The `netdev` family of generic netlink, where the kernel has it (Linux 6.3).
struct Netdev(Option<Family>);

impl Netdev {
    fn open() -> Netdev {
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
    fn queues(&mut self, index: u32) -> Option<(u32, u32)> {
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

    fn capabilities(&mut self, index: u32) -> Capabilities {
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
