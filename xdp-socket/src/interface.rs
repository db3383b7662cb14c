//! Network interfaces: what they are, and which XDP programs they run.

use std::io;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use xdp_sys as sys;

use crate::capabilities::{Capabilities, Netdev};
use crate::error::Error;
use crate::netlink::{Connection, Message, Refused, find, string, u32_at};
use crate::program::AttachedMode;
use crate::sys::netns::Identity;
use crate::sys::{bpf, ethtool, netlink, netns};

const HEADER: usize = 16; // struct ifinfomsg
const IFLA_ALT_IFNAME: u16 = 53; // not in libc
const MAX_ALT_NAME: usize = 128;

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

    /// Waits until the interface is up and has a carrier, and the kernel has taken notice of that
    /// (it does so a little later, and drops what its own sockets send until then). Looks
    /// everything up anew. False if
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
            if self.has_carrier() && self.flags & libc::IFF_RUNNING as u32 != 0 {
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
