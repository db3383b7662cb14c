//! AF_XDP over a veth pair in a network namespace of its own.
//!
//! The namespace has no name: it dies, with the pair and the XDP program, when this process does,
//! whatever the cause.

use xdp_socket::testing::{Namespace, VethConfig, VethPair};
use xdp_socket::{
    Obtained, Rule, Steer, XdpConfig, create_bi_socket, create_rx_socket, create_tx_socket,
};

use super::measure::Measure;
use super::report::{End, Path};
use crate::pktgen::exit::Failure;
use crate::pktgen::frame;
use crate::pktgen::output::Progress;
use crate::pktgen::xdp;

/// Frames under way at once. A veth with an XDP program on it queues 256 packets, and drops the
/// next; half of that leaves room for whatever else is sent.
pub(super) const WINDOW: usize = 128;

/// Runs this part.
///
/// # Errors
///
/// [`Failure::no_rights`] where the kernel does not let us.
pub(super) fn run(measure: Measure<'_>, progress: &mut Progress) -> Result<Path, Failure> {
    let _namespace = Namespace::new()?;
    let config = VethConfig::new().names("sender", "receiver");
    let pair = VethPair::create(&config)?;
    let (left, right) = (pair.left(), pair.right());
    let measure = Measure {
        macs: [left.mac()?, right.mac()?],
        ..measure
    };

    let mut tx = create_tx_socket(left.index(), 0, None)?;
    let mut rx = create_rx_socket(right.index(), 0, Some(only_ours()?))?;
    let numbered = measure.numbered(&mut tx, &mut rx, progress)?;
    let flood_tx = measure.flood_tx(&mut tx, &mut rx, progress)?;
    let flood_rx = measure.flood_rx(&mut tx, &mut rx, progress)?;
    // Takes the last frames back, so that the counters add up.
    tx.ready();
    let ends = vec![
        end("sender", tx.obtained(), xdp::tx_statistics(&tx)?),
        end("receiver", rx.obtained(), xdp::rx_statistics(&rx)?),
    ];
    drop((tx, rx));

    // The same queues again, now in both directions.
    let (mut tx, mut rx) = create_bi_socket(left.index(), 0, Some(only_ours()?))?;
    let (mut far_tx, mut far_rx) = create_bi_socket(right.index(), 0, Some(only_ours()?))?;
    let mut round_trips = Vec::new();
    for &idle in Measure::idles() {
        let (near, far) = ((&mut tx, &mut rx), (&mut far_tx, &mut far_rx));
        round_trips.push((idle, measure.round_trips(near, far, idle, progress)?));
    }
    Ok(Path {
        title: "AF_XDP, over a veth pair in a private network namespace".into(),
        key: "af_xdp",
        ends,
        frames: measure.frames,
        numbered,
        flood_tx,
        flood_rx,
        round_trips,
    })
}

/// Takes numbered frames, and leaves the kernel what is its own.
fn only_ours() -> Result<XdpConfig, Failure> {
    let steer = Steer::only(Rule::new().ether_type(frame::ETHERTYPE));
    Ok(XdpConfig::builder().program(steer.into()).build()?)
}

fn end(name: &'static str, obtained: &Obtained, statistics: xdp::Counted) -> End {
    End {
        name,
        modes: xdp::modes(obtained),
        modes_json: xdp::modes_json(obtained),
        fallbacks: obtained.fallbacks.clone(),
        statistics,
    }
}
