//! The conformance suite of packet-ring, over a veth pair.

use packet_ring::testing::{Profile, concurrent, conformance};
use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    Interface, RxSocket, TxSocket, XdpConfig, XdpProgram, create_bi_socket, create_rx_socket,
    create_tx_socket,
};

use crate::namespace_or_skip;
use crate::support::{ETHER_TYPE, steer, steered};

const SLOTS: u32 = 64;

fn config() -> XdpConfig {
    steered().tx_ring(SLOTS).rx_ring(SLOTS).build().unwrap()
}

fn profile(veth: &VethPair) -> Profile {
    Profile::ethernet(
        veth.right().mac().unwrap(),
        veth.left().mac().unwrap(),
        ETHER_TYPE,
    )
    // A frame less the kernel's 256 bytes of headroom.
    .max_len(1514)
    .max_burst(SLOTS as usize)
    .lossless_when_full(false)
}

fn line(veth: &VethPair) -> (TxSocket, RxSocket) {
    let rx = create_rx_socket(veth.right().index(), 0, Some(config())).unwrap();
    let tx = create_tx_socket(veth.left().index(), 0, Some(config())).unwrap();
    (tx, rx)
}

#[test]
fn sockets_over_veth_conform() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new()).unwrap();
    // stays while sockets come and go, because attaching takes the kernel long
    let right = Interface::from_index(veth.right().index()).unwrap();
    let _program = XdpProgram::builtin(steer()).attach(&right).unwrap();
    let report = conformance(&profile(&veth), || line(&veth));
    assert!(report.passed.len() > 10, "{report:?}");
}

#[test]
fn halves_on_two_threads_conform() {
    let _namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new()).unwrap();
    concurrent(&profile(&veth), || line(&veth), 20_000);
}

/// All four halves of two sockets at work at once, each on a thread of its own.
#[test]
fn both_directions_on_four_threads_conform() {
    let namespace = namespace_or_skip!();
    let veth = VethPair::create(&VethConfig::new()).unwrap();
    let open = |index| create_bi_socket(index, 0, Some(config())).unwrap();
    let (tx, back_rx) = open(veth.left().index());
    let (back_tx, rx) = open(veth.right().index());
    let profile = &profile(&veth);
    std::thread::scope(|scope| {
        for pair in [(tx, rx), (back_tx, back_rx)] {
            let handle = namespace.handle();
            scope.spawn(move || {
                let _inside = handle.enter().unwrap();
                let mut pair = Some(pair);
                concurrent(profile, || pair.take().unwrap(), 20_000);
            });
        }
    });
}
