//! How to reach an IPv4 address, as the kernel's routes and neighbours have it: what a program
//! that sends past the kernel has to put into the Ethernet header.
//!
//! See rtnetlink(7).

use std::io;
use std::net::{Ipv4Addr, SocketAddrV4, UdpSocket};
use std::thread;
use std::time::{Duration, Instant};

use netlink_packet_core::{NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_route::link::{LinkAttribute, LinkMessage};
use netlink_packet_route::neighbour::{NeighbourAddress, NeighbourAttribute, NeighbourMessage};
use netlink_packet_route::route::{RouteAddress, RouteAttribute, RouteMessage, RouteType};
use netlink_packet_route::{AddressFamily, RouteNetlinkMessage};
use netlink_sys::protocols::NETLINK_ROUTE;
use netlink_sys::{Socket, SocketAddr};

/// Where packets to some address go first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextHop {
    /// Index of the interface they leave by.
    pub if_index: u32,
    /// Name of that interface.
    pub interface: String,
    /// MTU of that interface: the longest IP packet, in bytes.
    pub mtu: u32,
    /// MAC address of that interface, the source of the frames.
    pub src_mac: [u8; 6],
    /// Address that the kernel would send from.
    pub src_ip: Ipv4Addr,
    /// Address of the gateway, or the destination itself where it is on the same network.
    pub address: Ipv4Addr,
    /// MAC address of that; `None` where nobody answers to it.
    pub mac_addr: Option<[u8; 6]>,
}

/// Looks up how to reach `destination`. Where the kernel does not know the MAC address of the next
/// hop, it is made to ask for it, and its answer waited for, two and a half seconds at most.
///
/// # Errors
///
/// Those of netlink(7): ENETUNREACH without a route. [`io::ErrorKind::Unsupported`] where no
/// Ethernet frame would leave the machine: the address is its own, or the interface has no MAC
/// address.
pub fn next_hop(destination: Ipv4Addr) -> io::Result<NextHop> {
    let mut netlink = Netlink::open()?;
    let route = netlink.route(destination)?;
    if route.header.kind == RouteType::Local {
        return Err(unsupported(format!(
            "{destination} is an address of this machine; packets to it never reach a device"
        )));
    }
    let (mut if_index, mut address, mut src_ip) = (None, destination, None);
    for attribute in &route.attributes {
        match attribute {
            RouteAttribute::Oif(index) => if_index = Some(*index),
            RouteAttribute::Gateway(RouteAddress::Inet(gateway)) => address = *gateway,
            RouteAttribute::PrefSource(RouteAddress::Inet(source)) => src_ip = Some(*source),
            _ => {}
        }
    }
    let no_answer = |what| unsupported(format!("the route to {destination} has no {what}"));
    let if_index = if_index.ok_or_else(|| no_answer("interface"))?;
    let src_ip = src_ip.ok_or_else(|| no_answer("source address"))?;
    let (interface, mtu, src_mac) = netlink.link(if_index)?;
    let src_mac =
        src_mac.ok_or_else(|| unsupported(format!("interface {interface} has no MAC address")))?;
    let mac_addr = match route.header.kind {
        RouteType::Broadcast => Some([0xff; 6]),
        RouteType::Multicast => Some(multicast_mac(destination)),
        _ => netlink.resolve(if_index, address)?,
    };
    Ok(NextHop {
        if_index,
        interface,
        mtu,
        src_mac,
        src_ip,
        address,
        mac_addr,
    })
}

/// RFC 1112, section 6.4.
fn multicast_mac(group: Ipv4Addr) -> [u8; 6] {
    let [_, b, c, d] = group.octets();
    [0x01, 0x00, 0x5e, b & 0x7f, c, d]
}

fn unsupported(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, message)
}

/// How long the kernel gets to find a neighbour: its own first try and one more.
const RESOLVE: Duration = Duration::from_millis(2500);

/// A blocking connection to the kernel's routing tables.
struct Netlink {
    socket: Socket,
}

impl Netlink {
    fn open() -> io::Result<Netlink> {
        let mut socket = Socket::new(NETLINK_ROUTE)?;
        socket.bind_auto()?;
        socket.connect(&SocketAddr::new(0, 0))?;
        Ok(Netlink { socket })
    }

    /// Sends one request and returns the one message that answers it.
    fn ask(&mut self, request: RouteNetlinkMessage) -> io::Result<RouteNetlinkMessage> {
        let mut header = NetlinkHeader::default();
        header.flags = NLM_F_REQUEST;
        let mut message = NetlinkMessage::new(header, NetlinkPayload::from(request));
        message.finalize();
        let mut bytes = vec![0; message.buffer_len()];
        message.serialize(&mut bytes);
        self.socket.send(&bytes, 0)?;

        let (answer, _) = self.socket.recv_from_full()?;
        let answer = NetlinkMessage::<RouteNetlinkMessage>::deserialize(&answer)
            .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, format!("netlink: {e}")))?;
        match answer.payload {
            NetlinkPayload::InnerMessage(inner) => Ok(inner),
            NetlinkPayload::Error(e) => Err(e.to_io()),
            other => Err(unexpected(&other)),
        }
    }

    fn route(&mut self, destination: Ipv4Addr) -> io::Result<RouteMessage> {
        let mut request = RouteMessage::default();
        request.header.address_family = AddressFamily::Inet;
        request.header.destination_prefix_length = 32;
        request
            .attributes
            .push(RouteAttribute::Destination(RouteAddress::Inet(destination)));
        match self.ask(RouteNetlinkMessage::GetRoute(request))? {
            RouteNetlinkMessage::NewRoute(route) => Ok(route),
            other => Err(unexpected(&other)),
        }
    }

    /// Name, MTU and MAC address of an interface.
    fn link(&mut self, index: u32) -> io::Result<(String, u32, Option<[u8; 6]>)> {
        let mut request = LinkMessage::default();
        request.header.index = index;
        let link = match self.ask(RouteNetlinkMessage::GetLink(request))? {
            RouteNetlinkMessage::NewLink(link) => link,
            other => return Err(unexpected(&other)),
        };
        let (mut name, mut mtu, mut mac) = (String::new(), 0, None);
        for attribute in link.attributes {
            match attribute {
                LinkAttribute::IfName(text) => name = text,
                LinkAttribute::Mtu(bytes) => mtu = bytes,
                LinkAttribute::Address(bytes) => {
                    mac = bytes.try_into().ok().filter(|mac| *mac != [0; 6]);
                }
                _ => {}
            }
        }
        Ok((name, mtu, mac))
    }

    /// MAC address of a neighbour, if the kernel has it.
    fn neighbour(&mut self, if_index: u32, address: Ipv4Addr) -> io::Result<Option<[u8; 6]>> {
        let mut request = NeighbourMessage::default();
        request.header.family = AddressFamily::Inet;
        request.header.ifindex = if_index;
        request
            .attributes
            .push(NeighbourAttribute::Destination(NeighbourAddress::Inet(
                address,
            )));
        let neighbour = match self.ask(RouteNetlinkMessage::GetNeighbour(request)) {
            Ok(RouteNetlinkMessage::NewNeighbour(neighbour)) => neighbour,
            Ok(other) => return Err(unexpected(&other)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e),
        };
        // An entry that is being resolved, or failed to be, has no address.
        Ok(neighbour.attributes.into_iter().find_map(|a| match a {
            NeighbourAttribute::LinkLayerAddress(bytes) => bytes.try_into().ok(),
            _ => None,
        }))
    }

    fn resolve(&mut self, if_index: u32, address: Ipv4Addr) -> io::Result<Option<[u8; 6]>> {
        if let Some(mac) = self.neighbour(if_index, address)? {
            return Ok(Some(mac));
        }
        // The kernel asks for a neighbour when it has something to send there: an empty datagram
        // to the discard port.
        let socket = UdpSocket::bind(SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0))?;
        socket.send_to(&[], SocketAddrV4::new(address, 9))?;
        let deadline = Instant::now() + RESOLVE;
        loop {
            if let Some(mac) = self.neighbour(if_index, address)? {
                return Ok(Some(mac));
            }
            if Instant::now() >= deadline {
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

fn unexpected(answer: &impl std::fmt::Debug) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("netlink: an unexpected answer: {answer:?}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_are_refused() {
        let e = next_hop(Ipv4Addr::LOCALHOST).unwrap_err();
        assert_eq!(e.kind(), io::ErrorKind::Unsupported);
        assert!(e.to_string().contains("of this machine"), "{e}");
    }

    #[test]
    fn multicast_addresses_map_to_ethernet() {
        let group = Ipv4Addr::new(239, 129, 2, 3);
        assert_eq!(multicast_mac(group), [0x01, 0x00, 0x5e, 0x01, 2, 3]);
    }
}
