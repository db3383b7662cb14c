//! Interfaces: made, configured and deleted through rtnetlink(7).

use std::net::Ipv4Addr;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

use crate::error::{Capability, Error};
use crate::netlink::{Connection, Message, Refused, find, string, u32_at};
use crate::testing::NamespaceHandle;

/// How long the kernel may take to notice a carrier, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

const LINK_HEADER: usize = 16; // struct ifinfomsg
const UP: u32 = libc::IFF_UP as u32;

// linux/veth.h, linux/if_link.h; not in libc
const VETH_INFO_PEER: u16 = 1;
const IFLA_INET6_ADDR_GEN_MODE: u16 = 8;
const IN6_ADDR_GEN_MODE_NONE: u8 = 1;

/// struct ifinfomsg
fn link_header(index: u32, flags: u32, change: u32) -> [u8; LINK_HEADER] {
    let mut header = [0; LINK_HEADER];
    header[4..8].copy_from_slice(&index.to_ne_bytes());
    header[8..12].copy_from_slice(&flags.to_ne_bytes());
    header[12..16].copy_from_slice(&change.to_ne_bytes());
    header
}

fn request(call: &'static str, message: Message) -> Result<Vec<Vec<u8>>, Error> {
    Connection::route()
        .map_err(Refused::from)
        .and_then(|mut connection| connection.request(message))
        .map_err(|refused| {
            let error = Error::syscall(call, refused.source, &[Capability::NetAdmin]);
            match refused.message {
                Some(words) => error.with_hint(words),
                None => error,
            }
        })
}

/// What a [`VethPair`] shall be like.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct VethConfig {
    names: [String; 2],
    rx_queues: [u32; 2],
    tx_queues: [u32; 2],
    index: u32,
    mtu: u32,
    up: bool,
}

impl VethConfig {
    /// One queue each way, an MTU of 1500 bytes, names `left` and `right`, up.
    #[allow(clippy::new_without_default)]
    pub fn new() -> VethConfig {
        VethConfig {
            names: ["left".into(), "right".into()],
            rx_queues: [1; 2],
            tx_queues: [1; 2],
            index: 0,
            mtu: 1500,
            up: true,
        }
    }

    /// Names both ends.
    pub fn names(mut self, left: &str, right: &str) -> VethConfig {
        self.names = [left.into(), right.into()];
        self
    }

    /// Receive and transmit queues of both ends. A veth passes a packet sent on queue `n` to the
    /// peer's receive queue `n`, modulo their number.
    pub fn queues(self, n: u32) -> VethConfig {
        self.left_queues(n, n).right_queues(n, n)
    }

    /// Receive and transmit queues of the left end. A native XDP program needs at least as many
    /// receive queues as the peer has transmit queues.
    pub fn left_queues(mut self, rx: u32, tx: u32) -> VethConfig {
        (self.rx_queues[0], self.tx_queues[0]) = (rx, tx);
        self
    }

    /// Receive and transmit queues of the right end.
    pub fn right_queues(mut self, rx: u32, tx: u32) -> VethConfig {
        (self.rx_queues[1], self.tx_queues[1]) = (rx, tx);
        self
    }

    /// Index of the left end; the kernel chooses one unless told.
    pub fn left_index(mut self, index: u32) -> VethConfig {
        self.index = index;
        self
    }

    /// MTU of both ends, in bytes.
    pub fn mtu(mut self, mtu: u32) -> VethConfig {
        self.mtu = mtu;
        self
    }

    /// Leaves both ends down.
    pub fn down(mut self) -> VethConfig {
        self.up = false;
        self
    }

    fn attributes(&self, side: usize, message: Message) -> Message {
        message
            .attr_str(libc::IFLA_IFNAME, &self.names[side])
            .attr_u32(libc::IFLA_MTU, self.mtu)
            .attr_u32(libc::IFLA_NUM_RX_QUEUES, self.rx_queues[side])
            .attr_u32(libc::IFLA_NUM_TX_QUEUES, self.tx_queues[side])
    }
}

/// Two virtual Ethernet interfaces: what one sends, the other receives. See veth(4).
///
/// Dropping this does nothing; the pair lives as long as its namespace, or until either end is
/// deleted.
#[derive(Debug, Clone, Copy)]
pub struct VethPair {
    left: Link,
    right: Link,
}

impl VethPair {
    /// Makes a pair in the namespace of the calling thread.
    ///
    /// # Errors
    ///
    /// [`Error::Permission`] without CAP_NET_ADMIN; [`Error::Syscall`], as with EEXIST where a
    /// name is taken.
    pub fn create(config: &VethConfig) -> Result<VethPair, Error> {
        let flags = libc::NLM_F_CREATE | libc::NLM_F_EXCL;
        let message = Message::new(libc::RTM_NEWLINK, flags, &link_header(config.index, 0, 0));
        let message = config
            .attributes(0, message)
            .nest(libc::IFLA_LINKINFO, &[], |m| {
                m.attr_str(libc::IFLA_INFO_KIND, "veth")
                    .nest(libc::IFLA_INFO_DATA, &[], |m| {
                        m.nest(VETH_INFO_PEER, &link_header(0, 0, 0), |m| {
                            config.attributes(1, m)
                        })
                    })
            });
        request("netlink(RTM_NEWLINK)", message)?;
        let pair = VethPair {
            left: Link::from_name(&config.names[0])?,
            right: Link::from_name(&config.names[1])?,
        };
        let ends = [pair.left, pair.right];
        for end in ends {
            end.silence_ipv6();
        }
        if config.up {
            for end in ends {
                end.set_up(true)?;
            }
            for end in ends {
                end.wait_until_running(PATIENCE)?;
            }
        }
        Ok(pair)
    }

    /// One end.
    pub fn left(&self) -> Link {
        self.left
    }

    /// The other end.
    pub fn right(&self) -> Link {
        self.right
    }

    /// Deletes both ends.
    ///
    /// # Errors
    ///
    /// As [`Link::delete`].
    pub fn delete(self) -> Result<(), Error> {
        self.left.delete()
    }
}

/// An interface to be configured, by its index in the namespace of the calling thread.
///
/// Every method returns [`Error::Permission`] without CAP_NET_ADMIN, and [`Error::Syscall`] with
/// the kernel's errno and words otherwise: ENODEV where the interface is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    index: u32,
}

impl Link {
    /// The interface with this index. Whether there is one shows with the first use.
    pub fn from_index(index: u32) -> Link {
        Link { index }
    }

    /// The interface of this name.
    ///
    /// # Errors
    ///
    /// [`Error::Syscall`] with ENODEV where there is none.
    pub fn from_name(name: &str) -> Result<Link, Error> {
        let message = Message::new(libc::RTM_GETLINK, 0, &link_header(0, 0, 0))
            .attr_str(libc::IFLA_IFNAME, name);
        let answers = request("netlink(RTM_GETLINK)", message)?;
        let index = answers.first().and_then(|a| u32_at(a, 4)).unwrap_or(0);
        Ok(Link { index })
    }

    /// Its index.
    pub fn index(self) -> u32 {
        self.index
    }

    fn get(self) -> Result<Vec<u8>, Error> {
        let header = link_header(self.index, 0, 0);
        let message = Message::new(libc::RTM_GETLINK, 0, &header);
        let mut answers = request("netlink(RTM_GETLINK)", message)?;
        Ok(answers.pop().unwrap_or_default())
    }

    fn attribute(self, kind: u16) -> Result<Option<Vec<u8>>, Error> {
        let answer = self.get()?;
        let attributes = answer.get(LINK_HEADER..).unwrap_or(&[]);
        Ok(find(attributes, kind).map(<[u8]>::to_vec))
    }

    /// Its name.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn name(self) -> Result<String, Error> {
        let name = self.attribute(libc::IFLA_IFNAME)?;
        Ok(name.as_deref().map(string).unwrap_or_default())
    }

    /// Its Ethernet address.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn mac(self) -> Result<[u8; 6], Error> {
        let address = self.attribute(libc::IFLA_ADDRESS)?;
        Ok(address.and_then(|a| a.try_into().ok()).unwrap_or_default())
    }

    /// How many users want it promiscuous.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn promiscuity(self) -> Result<u32, Error> {
        let count = self.attribute(libc::IFLA_PROMISCUITY)?;
        Ok(count.and_then(|value| u32_at(&value, 0)).unwrap_or(0))
    }

    fn set(
        self,
        flags: u32,
        change: u32,
        fill: impl FnOnce(Message) -> Message,
    ) -> Result<(), Error> {
        let header = link_header(self.index, flags, change);
        let message = fill(Message::new(libc::RTM_SETLINK, 0, &header));
        request("netlink(RTM_SETLINK)", message).map(drop)
    }

    /// Sets the interface up or down.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn set_up(self, up: bool) -> Result<(), Error> {
        self.set(if up { UP } else { 0 }, UP, |m| m)
    }

    /// Waits until the kernel sends on the interface: it is up, has a carrier, and the kernel has
    /// taken notice, which it does a little later. Until then it drops what its own sockets send.
    /// False if the time runs out first.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    #[doc(alias = "IFF_RUNNING")]
    pub fn wait_until_running(self, timeout: Duration) -> Result<bool, Error> {
        let wanted = (libc::IFF_RUNNING | libc::IFF_LOWER_UP) as u32;
        let start = Instant::now();
        loop {
            let flags = u32_at(&self.get()?, 8).unwrap_or(0);
            if flags & wanted == wanted {
                return Ok(true);
            }
            if start.elapsed() >= timeout {
                return Ok(false);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Sets the MTU, in bytes.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn set_mtu(self, mtu: u32) -> Result<(), Error> {
        self.set(0, 0, |m| m.attr_u32(libc::IFLA_MTU, mtu))
    }

    /// Sets the Ethernet address.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn set_mac(self, mac: [u8; 6]) -> Result<(), Error> {
        self.set(0, 0, |m| m.attr(libc::IFLA_ADDRESS, &mac))
    }

    /// Renames the interface, which must be down before Linux 6.2.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn set_name(self, name: &str) -> Result<(), Error> {
        self.set(0, 0, |m| m.attr_str(libc::IFLA_IFNAME, name))
    }

    /// Moves the interface into another namespace, where its index may be another.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn move_to(self, namespace: &NamespaceHandle) -> Result<(), Error> {
        let fd = namespace.fd().as_raw_fd() as u32;
        self.set(0, 0, |m| m.attr_u32(libc::IFLA_NET_NS_FD, fd))
    }

    /// Deletes the interface; of a veth pair, both ends.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn delete(self) -> Result<(), Error> {
        let header = link_header(self.index, 0, 0);
        let message = Message::new(libc::RTM_DELLINK, 0, &header);
        request("netlink(RTM_DELLINK)", message).map(drop)
    }

    /// Adds an IPv4 address with its prefix length in bits.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn add_ipv4(self, address: Ipv4Addr, prefix: u8) -> Result<(), Error> {
        // struct ifaddrmsg
        let mut header = [libc::AF_INET as u8, prefix, 0, 0, 0, 0, 0, 0];
        header[4..8].copy_from_slice(&self.index.to_ne_bytes());
        let flags = libc::NLM_F_CREATE | libc::NLM_F_EXCL;
        let message = Message::new(libc::RTM_NEWADDR, flags, &header)
            .attr(libc::IFA_LOCAL, &address.octets())
            .attr(libc::IFA_ADDRESS, &address.octets());
        request("netlink(RTM_NEWADDR)", message).map(drop)
    }

    /// Adds a permanent entry to the neighbour (ARP) table.
    ///
    /// # Errors
    ///
    /// See [`Link`].
    pub fn add_neighbour(self, address: Ipv4Addr, mac: [u8; 6]) -> Result<(), Error> {
        // struct ndmsg
        let mut header = [0; 12];
        header[0] = libc::AF_INET as u8;
        header[4..8].copy_from_slice(&self.index.to_ne_bytes());
        header[8..10].copy_from_slice(&libc::NUD_PERMANENT.to_ne_bytes());
        let flags = libc::NLM_F_CREATE | libc::NLM_F_EXCL;
        let message = Message::new(libc::RTM_NEWNEIGH, flags, &header)
            .attr(libc::NDA_DST, &address.octets())
            .attr(libc::NDA_LLADDR, &mac);
        request("netlink(RTM_NEWNEIGH)", message).map(drop)
    }

    /// Keeps IPv6 from giving the interface an address. Fails where there is no IPv6, which is as
    /// good.
    fn silence_ipv6(self) {
        let _ = self.set(0, 0, |m| {
            m.nest(libc::IFLA_AF_SPEC, &[], |m| {
                m.nest(libc::AF_INET6 as u16, &[], |m| {
                    m.attr(IFLA_INET6_ADDR_GEN_MODE, &[IN6_ADDR_GEN_MODE_NONE])
                })
            })
        });
    }
}
