//! UDP datagrams inside Ethernet frames.

use std::net::{IpAddr, SocketAddr};

use etherparse::{NetSlice, SlicedPacket, TransportSlice};

/// A UDP datagram, as found in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Datagram<'a> {
    /// Who sent it.
    pub source: SocketAddr,
    /// To whom.
    pub destination: SocketAddr,
    /// What it carries.
    pub payload: &'a [u8],
}

/// The UDP datagram in an Ethernet frame, VLAN tags or not, IPv4 or IPv6; `None` where there is
/// none or not a whole one.
///
/// Checksums are not looked at: what comes from another program of the same machine has none yet,
/// because the kernel leaves that to hardware that such packets never see.
pub fn datagram(frame: &[u8]) -> Option<Datagram<'_>> {
    let packet = SlicedPacket::from_ethernet(frame).ok()?;
    let (source, destination): (IpAddr, IpAddr) = match packet.net? {
        NetSlice::Ipv4(ip) => {
            let header = ip.header();
            (
                header.source_addr().into(),
                header.destination_addr().into(),
            )
        }
        NetSlice::Ipv6(ip) => {
            let header = ip.header();
            (
                header.source_addr().into(),
                header.destination_addr().into(),
            )
        }
        _ => return None,
    };
    let Some(TransportSlice::Udp(udp)) = packet.transport else {
        return None;
    };
    Some(Datagram {
        source: (source, udp.source_port()).into(),
        destination: (destination, udp.destination_port()).into(),
        payload: udp.payload(),
    })
}

#[cfg(test)]
mod tests {
    use etherparse::PacketBuilder;

    use super::*;

    #[test]
    fn found_behind_ipv4_ipv6_and_vlan() {
        let ethernet = || PacketBuilder::ethernet2([2; 6], [4; 6]);
        let mut frames = [Vec::new(), Vec::new(), Vec::new()];
        ethernet()
            .ipv4([192, 0, 2, 1], [192, 0, 2, 2], 64)
            .udp(5, 7)
            .write(&mut frames[0], b"four")
            .unwrap();
        ethernet()
            .ipv6([1; 16], [2; 16], 64)
            .udp(5, 7)
            .write(&mut frames[1], b"six")
            .unwrap();
        ethernet()
            .single_vlan(etherparse::VlanId::try_new(9).unwrap())
            .ipv4([192, 0, 2, 1], [192, 0, 2, 2], 64)
            .udp(5, 7)
            .write(&mut frames[2], b"tag")
            .unwrap();
        // Short frames are padded on the wire.
        frames[0].resize(60, 0);
        let found = frames.each_ref().map(|frame| datagram(frame).unwrap());
        assert_eq!(found.map(|d| d.payload), [&b"four"[..], b"six", b"tag"]);
        assert_eq!(found[0].source, "192.0.2.1:5".parse().unwrap());
        assert_eq!(found[1].destination.port(), 7);
        assert_eq!(datagram(&frames[0][..40]), None);
    }

    #[test]
    fn others_are_passed_over() {
        let mut tcp = Vec::new();
        PacketBuilder::ethernet2([2; 6], [4; 6])
            .ipv4([192, 0, 2, 1], [192, 0, 2, 2], 64)
            .tcp(5, 7, 1, 1)
            .write(&mut tcp, b"")
            .unwrap();
        assert_eq!(datagram(&tcp), None);
        assert_eq!(datagram(&[]), None);
        assert_eq!(datagram(&[0; 60]), None);
    }
}
