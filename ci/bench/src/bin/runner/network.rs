//! A network namespace of our own, and the veth pairs in it.

use std::error::Error;

use bench::frame;
use bench::redirect::Program;
use xdp_socket::testing::{Namespace, VethConfig, VethPair};

/// Two veth pairs: `out`, whose far end drops what arrives, and `left`/`right`, whose ends have no
/// program of ours.
pub struct Network {
    _namespace: Namespace,
    out: VethPair,
    pair: VethPair,
    _drop: Program,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

impl Network {
    pub fn new(queues: u32) -> Result<Network, Box<dyn Error>> {
        let namespace = Namespace::new()?;
        let config = VethConfig::new().queues(queues);
        let out = VethPair::create(&config.clone().names("out0", "out1").mtu(9100))?;
        let pair = VethPair::create(&config.names("left", "right"))?;
        // For the peer that sends through the kernel's own UDP.
        out.left().add_ipv4([10, 77, 0, 1].into(), 24)?;
        out.left()
            .add_neighbour([10, 77, 0, 2].into(), out.right().mac()?)?;
        pair.right().add_ipv4([10, 77, 1, 2].into(), 24)?;
        let drop = Program::drop_all(out.right().index())?;
        Ok(Network {
            _namespace: namespace,
            out,
            pair,
            _drop: drop,
        })
    }

    /// Options of a peer that floods.
    pub fn flood(&self, len: usize) -> Result<Vec<String>, Box<dyn Error>> {
        let (from, to) = (self.out.left().mac()?, self.out.right().mac()?);
        let packet = frame::build(len, to, from, [10, 77, 0, 1], [10, 77, 0, 2]);
        Ok(vec![
            format!("out=out0,{}", self.out.left().index()),
            format!("packet={}", hex(&packet)),
        ])
    }

    /// Options of a peer that sends on `left` and receives on `right`.
    pub fn pair(&self, len: usize) -> Result<Vec<String>, Box<dyn Error>> {
        let (from, to) = (self.pair.left().mac()?, self.pair.right().mac()?);
        let packet = frame::build(len, to, from, [10, 77, 1, 3], [10, 77, 1, 2]);
        Ok(vec![
            format!("out=left,{}", self.pair.left().index()),
            format!("in=right,{}", self.pair.right().index()),
            format!("packet={}", hex(&packet)),
        ])
    }
}
