//! What zero-copy needs beyond what the kernel looks for.
//!
//! When a socket is bound, the kernel asks the driver whether it does zero-copy on that queue, and
//! nothing else (`xp_assign_dev` in `net/xdp/xsk_buff_pool.c`). Three things then go wrong without
//! a word:
//!
//! * Below a program in generic mode, no packet comes: the driver hands packets to sockets itself,
//!   and only from a program that it runs.
//! * Without a program, drivers refuse to send (`ndo_xsk_wakeup` of igb, igc, ixgbe, i40e and ice:
//!   EINVAL or ENXIO).
//! * Some cards know the room in a frame in whole kilobytes only, and cut packets in pieces that
//!   do not fit (`SRRCTL.BSIZEPKT`).

use crate::config::{CopyMode, XdpConfig};
use crate::program::AttachedMode;
use crate::umem::PACKET_HEADROOM;
use crate::{Interface, XdpFeatures};

/// Whether a socket that only sends should have a program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Yes,
    No,
    /// Nobody knows, so that copying is the safe way, for this reason.
    Copy(String),
}

/// What a socket that only sends in this mode needs.
pub(crate) fn to_send(interface: &Interface, mode: CopyMode) -> Choice {
    send_choice(interface.capabilities().xdp, mode)
}

fn send_choice(features: Option<XdpFeatures>, mode: CopyMode) -> Choice {
    match (mode, features) {
        (CopyMode::Copy, _) => Choice::No,
        (CopyMode::ZeroCopy, None) => Choice::Yes,
        (CopyMode::Auto, None) => Choice::Copy(
            "a socket that only sends needs a program for zero-copy, and before Linux 6.3 the \
             kernel does not tell whether that is worth it; ask for CopyMode::ZeroCopy"
                .to_string(),
        ),
        (_, Some(features)) if features.contains(XdpFeatures::XSK_ZEROCOPY) => Choice::Yes,
        // The kernel refuses.
        (_, Some(_)) => Choice::No,
    }
}

/// Why zero-copy would not work although the kernel may grant it.
pub(crate) fn obstacle(
    interface: &Interface,
    config: &XdpConfig,
    receives: bool,
    attached: Option<AttachedMode>,
) -> Option<String> {
    if attached == Some(AttachedMode::Generic) {
        let reason = "no packet comes zero-copy below a program in generic mode";
        return Some(reason.to_string());
    }
    if !receives || !config.check_mtu {
        return None;
    }
    let driver = interface.driver()?;
    let room = receive_room(
        driver,
        config.frame_size - PACKET_HEADROOM - config.headroom,
    );
    let needed = interface.mtu() + ETHERNET_HEADER + VLAN_TAG;
    (needed > room).then(|| {
        format!(
            "the card's driver, {driver}, uses {room} bytes of a frame, and packets of MTU {} need \
             {needed}; use larger frames, as with frame_size(4096)",
            interface.mtu()
        )
    })
}

/// Bytes of a packet that fit into a zero-copy frame with this room.
fn receive_room(driver: &str, room: u32) -> u32 {
    match driver {
        "igb" | "igc" | "ixgbe" => room & !1023,
        _ => room,
    }
}

const ETHERNET_HEADER: u32 = 14;

/// The tag stays in the packet: XDP programs see what was on the wire.
const VLAN_TAG: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_to_send_is_for_zero_copy_alone() {
        let zero_copy = Some(XdpFeatures::XSK_ZEROCOPY);
        for features in [None, Some(XdpFeatures::BASIC), zero_copy] {
            assert_eq!(send_choice(features, CopyMode::Copy), Choice::No);
        }
        assert_eq!(send_choice(zero_copy, CopyMode::Auto), Choice::Yes);
        assert_eq!(send_choice(zero_copy, CopyMode::ZeroCopy), Choice::Yes);
        assert_eq!(send_choice(None, CopyMode::ZeroCopy), Choice::Yes);
        let unknown = send_choice(None, CopyMode::Auto);
        assert!(matches!(unknown, Choice::Copy(_)), "{unknown:?}");
        let without = Some(XdpFeatures::BASIC);
        assert_eq!(send_choice(without, CopyMode::Auto), Choice::No);
        assert_eq!(send_choice(without, CopyMode::ZeroCopy), Choice::No);
    }

    #[test]
    fn some_cards_count_in_kilobytes() {
        assert_eq!(receive_room("igb", 2048 - 256), 1024);
        assert_eq!(receive_room("igc", 4096 - 256), 3072);
        assert_eq!(receive_room("virtio_net", 2048 - 256), 1792);
    }
}
