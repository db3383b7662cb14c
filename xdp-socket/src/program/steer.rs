//! Which packets the built-in program takes.

use std::fmt;
use std::net::IpAddr;

use crate::error::Error;

/// Which packets the built-in program gives to the sockets. It leaves all others to the kernel.
///
/// Taking everything is the default. On an interface that carries other traffic too, an SSH session
/// for instance, take only what is meant for the sockets:
///
/// ```
/// use xdp_socket::{Rule, Steer};
///
/// // UDP to either of two ports, at any address
/// let steer = Steer::only(Rule::new().udp().destination_ports([4789, 8472]));
///
/// // ... and whatever is sent to one address, and everything of one EtherType
/// let steer = steer
///     .or(Rule::new().destination([192, 0, 2, 7]))
///     .or(Rule::new().ether_type(0x88f7));
/// assert_eq!(
///     steer.to_string(),
///     "UDP to port 4789, 8472; packets to 192.0.2.7; EtherType 0x88f7"
/// );
/// ```
///
/// # How rules combine
///
/// A packet is taken if **any** rule matches it. A [`Rule`] matches if **each** field that it
/// names does. A field matches if **one** of the values given for it is the packet's. A field that
/// the rule does not name matches everything, also packets that have no such field.
///
/// # How packets are read
///
/// * **VLAN**: up to two tags (802.1Q and 802.1ad) are skipped; the EtherType is the one behind
///   them. Tags that the network card strips are not there to be skipped.
/// * **IPv4** with options; **IPv6** with up to six extension headers (hop-by-hop options, routing,
///   destination options, authentication, fragment). The protocol is the one behind those.
/// * **Ports** are those of TCP and UDP.
/// * **Fragments** have addresses and a protocol, but no ports, the first one neither: so a
///   datagram in fragments is never torn between the sockets and the kernel by a port rule. The
///   protocol of an IPv6 fragment is what its fragment header says.
/// * Of a packet that is cut short, the fields up to there count, and it has none of the others.
///   Checksums are not looked at.
/// * What is inside tunnels is not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Steer {
    rules: Vec<Rule>,
}

impl Default for Steer {
    fn default() -> Steer {
        Steer::all()
    }
}

impl Steer {
    /// Takes every packet.
    pub fn all() -> Steer {
        Steer::only(Rule::new())
    }

    /// Takes what `rule` matches, and nothing else.
    pub fn only(rule: Rule) -> Steer {
        Steer { rules: vec![rule] }
    }

    /// Takes also what `rule` matches.
    #[must_use]
    pub fn or(mut self, rule: Rule) -> Steer {
        self.rules.push(rule);
        self
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether some rule matches everything.
    pub(crate) fn takes_all(&self) -> bool {
        self.rules.iter().any(|rule| *rule == Rule::new())
    }

    /// The same for all ways of saying the same thing in another order.
    pub(crate) fn normal(&self) -> Steer {
        if self.takes_all() {
            return Steer::all();
        }
        let mut rules = self.rules.clone();
        for rule in &mut rules {
            rule.ether_types.sort_unstable();
            rule.ether_types.dedup();
            rule.protocols.sort_unstable();
            rule.protocols.dedup();
            rule.ports.sort_unstable();
            rule.ports.dedup();
            rule.destinations.sort_unstable();
            rule.destinations.dedup();
        }
        rules.sort_unstable();
        rules.dedup();
        Steer { rules }
    }

    /// Checks what could not be checked when the rules were made.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for net in self.rules.iter().flat_map(|rule| &rule.destinations) {
            if net.prefix > net.max_prefix() {
                return Err(Error::Config {
                    field: "destination_net",
                    value: format!("{}/{}", net.address, net.prefix),
                    allowed: format!("a prefix of 0 to {} bits", net.max_prefix()),
                });
            }
        }
        Ok(())
    }
}

impl FromIterator<Rule> for Steer {
    /// Takes what any of the rules matches; with no rule at all, nothing.
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Steer {
        Steer {
            rules: rules.into_iter().collect(),
        }
    }
}

impl From<Rule> for Steer {
    fn from(rule: Rule) -> Steer {
        Steer::only(rule)
    }
}

/// One way for a packet to be taken; see [`Steer`] for how fields and rules combine.
///
/// Calling a method again adds an alternative: `.destination_port(53).destination_port(853)`
/// matches either.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rule {
    pub(crate) ether_types: Vec<u16>,
    pub(crate) protocols: Vec<u8>,
    pub(crate) ports: Vec<u16>,
    pub(crate) destinations: Vec<Net>,
}

/// An address prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Net {
    pub(crate) address: IpAddr,
    pub(crate) prefix: u8,
}

impl Net {
    fn max_prefix(self) -> u8 {
        if self.address.is_ipv4() { 32 } else { 128 }
    }
}

impl Rule {
    /// A rule with no field, which matches every packet.
    pub fn new() -> Rule {
        Rule::default()
    }

    /// The EtherType is this: 0x0806 for ARP, 0x88f7 for PTP.
    #[must_use]
    pub fn ether_type(mut self, ether_type: u16) -> Rule {
        self.ether_types.push(ether_type);
        self
    }

    /// The packet is IPv4 or IPv6 and carries this protocol: 1 for ICMP, 58 for ICMPv6.
    #[must_use]
    pub fn ip_protocol(mut self, protocol: u8) -> Rule {
        self.protocols.push(protocol);
        self
    }

    /// The packet is UDP, over IPv4 or IPv6.
    #[must_use]
    pub fn udp(self) -> Rule {
        self.ip_protocol(UDP)
    }

    /// The packet is TCP, over IPv4 or IPv6.
    #[must_use]
    pub fn tcp(self) -> Rule {
        self.ip_protocol(TCP)
    }

    /// The packet is TCP or UDP, whichever the rule allows, and goes to this port.
    #[must_use]
    pub fn destination_port(mut self, port: u16) -> Rule {
        self.ports.push(port);
        self
    }

    /// As [`destination_port`](Rule::destination_port), for each of the ports. With none of them
    /// nothing changes.
    #[must_use]
    pub fn destination_ports(mut self, ports: impl IntoIterator<Item = u16>) -> Rule {
        self.ports.extend(ports);
        self
    }

    /// The packet is IPv4 or IPv6 and goes to this address.
    #[must_use]
    pub fn destination(self, address: impl Into<IpAddr>) -> Rule {
        let address = address.into();
        let prefix = if address.is_ipv4() { 32 } else { 128 };
        self.destination_net(address, prefix)
    }

    /// The packet is IPv4 or IPv6 and goes to an address that has the first `prefix` bits in
    /// common with this one. A prefix longer than an address is an error when the program is
    /// attached.
    #[must_use]
    pub fn destination_net(mut self, address: impl Into<IpAddr>, prefix: u8) -> Rule {
        self.destinations.push(Net {
            address: address.into(),
            prefix,
        });
        self
    }
}

pub(crate) const TCP: u8 = 6;
pub(crate) const UDP: u8 = 17;

impl fmt::Display for Steer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.takes_all() {
            return f.write_str("every packet");
        }
        if self.rules.is_empty() {
            return f.write_str("no packet");
        }
        for (i, rule) in self.rules.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            rule.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut subject: Vec<String> = Vec::new();
        subject.extend(
            self.ether_types
                .iter()
                .map(|t| format!("EtherType {t:#06x}")),
        );
        subject.extend(self.protocols.iter().map(|&p| match p {
            UDP => "UDP".to_owned(),
            TCP => "TCP".to_owned(),
            p => format!("IP protocol {p}"),
        }));
        match subject.as_slice() {
            [] => f.write_str("packets")?,
            [first, rest @ ..] => {
                f.write_str(first)?;
                for other in rest {
                    write!(f, " or {other}")?;
                }
            }
        }
        let mut separator = " to port ";
        for port in &self.ports {
            write!(f, "{separator}{port}")?;
            separator = ", ";
        }
        let mut separator = if self.ports.is_empty() {
            " to "
        } else {
            " of "
        };
        for net in &self.destinations {
            write!(f, "{separator}{}", net.address)?;
            if net.prefix != net.max_prefix() {
                write!(f, "/{}", net.prefix)?;
            }
            separator = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use super::*;

    #[test]
    fn a_rule_without_fields_takes_everything() {
        assert!(Steer::all().takes_all());
        assert!(Steer::default().takes_all());
        assert!(Steer::only(Rule::new().udp()).or(Rule::new()).takes_all());
        assert!(!Steer::only(Rule::new().udp()).takes_all());
        assert!(!Steer::from_iter([]).takes_all());
        assert_eq!(Steer::all().to_string(), "every packet");
        assert_eq!(Steer::from_iter([]).to_string(), "no packet");
    }

    #[test]
    fn rules_are_readable() {
        let rule = Rule::new()
            .tcp()
            .udp()
            .destination_port(53)
            .destination_net([10, 0, 0, 0], 8)
            .destination(Ipv6Addr::LOCALHOST);
        assert_eq!(rule.to_string(), "TCP or UDP to port 53 of 10.0.0.0/8, ::1");
    }

    #[test]
    fn the_order_of_things_does_not_matter() {
        let dns = |ports: [u16; 2]| Rule::new().udp().destination_ports(ports);
        let arp = Rule::new().ether_type(0x0806);
        let one = Steer::only(dns([53, 853])).or(arp.clone());
        let other = Steer::only(arp.clone()).or(dns([853, 53])).or(arp.clone());
        assert_ne!(one, other);
        assert_eq!(one.normal(), other.normal());
        assert_ne!(one.normal(), Steer::only(arp.clone()).normal());
        assert_eq!(Steer::only(arp).or(Rule::new()).normal(), Steer::all());
    }

    #[test]
    fn prefixes_are_checked() {
        let steer = Steer::only(Rule::new().destination_net([10, 0, 0, 0], 33));
        let e = steer.check().unwrap_err();
        assert!(e.to_string().contains("10.0.0.0/33"), "{e}");
        assert!(e.to_string().contains("0 to 32"), "{e}");
        assert!(
            Steer::only(Rule::new().destination_net(Ipv6Addr::LOCALHOST, 33))
                .check()
                .is_ok()
        );
    }
}
