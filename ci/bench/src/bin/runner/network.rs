//! A network namespace of our own, and the veth pairs in it.

use std::error::Error;

use bench::frame;
use bench::redirect::Program;
use xdp_socket::testing::{Namespace, VethConfig, VethPair};

/// Which of two interfaces of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    First,
    Second,
}

use Place::{First, Second};

/// Two veth pairs whose far ends drop what arrives before the network stack sees it, and two whose
/// ends have no program of ours.
pub struct Network {
    _namespace: Namespace,
    floods: [VethPair; 2],
    pairs: [VethPair; 2],
    _drop: [Program; 2],
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

impl Network {
    pub fn new(queues: u32) -> Result<Network, Box<dyn Error>> {
        let namespace = Namespace::new()?;
        let config = VethConfig::new().queues(queues);
        let veth = |near: &str, far: &str, mtu| {
            VethPair::create(&config.clone().names(near, far).mtu(mtu))
        };
        let floods = [veth("out0", "drop0", 9100)?, veth("out1", "drop1", 9100)?];
        let pairs = [
            veth("left0", "right0", 1500)?,
            veth("left1", "right1", 1500)?,
        ];
        // For the peers that use the kernel's own UDP.
        for (place, (flood, pair)) in [First, Second].into_iter().zip(floods.iter().zip(&pairs)) {
            let net = place as u8;
            flood.left().add_ipv4([10, 77, net, 1].into(), 24)?;
            flood
                .left()
                .add_neighbour([10, 77, net, 2].into(), flood.right().mac()?)?;
            pair.right().add_ipv4([10, 78, net, 2].into(), 24)?;
        }
        let drop = [
            Program::drop_all(floods[0].right().index())?,
            Program::drop_all(floods[1].right().index())?,
        ];
        Ok(Network {
            _namespace: namespace,
            floods,
            pairs,
            _drop: drop,
        })
    }

    /// Options of a peer that floods.
    pub fn flood(&self, place: Place, len: usize) -> Result<Vec<String>, Box<dyn Error>> {
        let veth = &self.floods[place as usize];
        let (from, to, net) = (veth.left().mac()?, veth.right().mac()?, place as u8);
        let packet = frame::build(len, to, from, [10, 77, net, 1], [10, 77, net, 2]);
        Ok(vec![
            format!("out=out{net},{}", veth.left().index()),
            format!("packet={}", hex(&packet)),
        ])
    }

    /// The option of a peer that floods the second interface besides the first.
    pub fn also(&self) -> String {
        format!("also=out1,{}", self.floods[1].left().index())
    }

    /// Options of a peer that sends on the left and receives on the right.
    pub fn pair(&self, place: Place, len: usize) -> Result<Vec<String>, Box<dyn Error>> {
        let veth = &self.pairs[place as usize];
        let (from, to, net) = (veth.left().mac()?, veth.right().mac()?, place as u8);
        let packet = frame::build(len, to, from, [10, 78, net, 3], [10, 78, net, 2]);
        Ok(vec![
            format!("out=left{net},{}", veth.left().index()),
            format!("in=right{net},{}", veth.right().index()),
            format!("packet={}", hex(&packet)),
        ])
    }
}
