//! What the conformance suite has to know of a backend.

use std::time::Duration;

/// What the suite may ask of the rings under test, because backends rightly differ.
///
/// [`Profile::new`] describes a transport that carries any bytes and loses nothing, such as the
/// [in-memory pair](super::memory_pair); [`Profile::ethernet`] one that carries Ethernet frames
/// and drops them where the receiver does not keep up, such as AF_XDP over veth or a VALE switch.
///
/// ```
/// use packet_ring::testing::Profile;
///
/// // Frames of a local experimental EtherType, from one station to another.
/// let profile = Profile::ethernet([2, 0, 0, 0, 0, 2], [2, 0, 0, 0, 0, 1], 0x88b5).max_burst(32);
/// assert_eq!(profile.shortest(), 60);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Profile {
    pub(super) template: Vec<u8>,
    pub(super) return_template: Vec<u8>,
    pub(super) min_len: usize,
    pub(super) max_len: usize,
    pub(super) max_burst: usize,
    pub(super) lossless_when_full: bool,
    pub(super) fills_up: bool,
    pub(super) multi_slot: bool,
    pub(super) timeout: Duration,
    pub(super) only: Option<String>,
}

/// Bytes that each test packet has behind the template: mark, run, sequence number.
pub(super) const HEADER: usize = 12;

impl Profile {
    /// A transport that carries packets of any bytes, one slot each, and loses none.
    pub fn new() -> Profile {
        Profile {
            template: Vec::new(),
            return_template: Vec::new(),
            min_len: HEADER,
            max_len: usize::MAX,
            max_burst: usize::MAX,
            lossless_when_full: true,
            fills_up: true,
            multi_slot: false,
            timeout: Duration::from_secs(10),
            only: None,
        }
    }

    /// A transport that carries Ethernet frames of 60 to 1514 bytes to `destination`, and may drop
    /// them where the receiver does not keep up: bursts of 64, not lossless when full.
    ///
    /// Forwarded frames have the two addresses exchanged.
    pub fn ethernet(destination: [u8; 6], source: [u8; 6], ether_type: u16) -> Profile {
        let ether_type = ether_type.to_be_bytes();
        let header = |to: [u8; 6], from: [u8; 6]| [&to[..], &from[..], &ether_type[..]].concat();
        Profile::new()
            .template(&header(destination, source))
            .return_template(&header(source, destination))
            .min_len(60)
            .max_len(1514)
            .max_burst(64)
            .lossless_when_full(false)
    }

    /// The bytes that each test packet starts with: whatever the transport needs to deliver it,
    /// and to tell it from what others send.
    pub fn template(mut self, bytes: &[u8]) -> Profile {
        self.template = bytes.to_vec();
        if self.return_template.len() != bytes.len() {
            self.return_template = bytes.to_vec();
        }
        self
    }

    /// The bytes that are written over the template of a packet when it is forwarded, as a
    /// forwarder rewrites addresses. The same number of bytes as the template, which is also what
    /// it is by default.
    ///
    /// # Panics
    ///
    /// If it has another length than the template.
    pub fn return_template(mut self, bytes: &[u8]) -> Profile {
        assert_eq!(
            bytes.len(),
            self.template.len(),
            "return_template must be as long as template"
        );
        self.return_template = bytes.to_vec();
        self
    }

    /// The shortest packet, in bytes, that arrives with the length it was sent with.
    pub fn min_len(mut self, bytes: usize) -> Profile {
        self.min_len = bytes;
        self
    }

    /// The longest packet, in bytes, that the transport carries. The frame sizes of both rings
    /// bound it too.
    pub fn max_len(mut self, bytes: usize) -> Profile {
        self.max_len = bytes;
        self
    }

    /// How many packets may be under way, sent and not yet received, with none of them lost.
    pub fn max_burst(mut self, packets: usize) -> Profile {
        self.max_burst = packets.max(1);
        self
    }

    /// Whether a receiver that does not keep up makes the sender's ring stay full (a pipe), rather
    /// than having packets dropped on the way (veth, a switch).
    pub fn lossless_when_full(mut self, yes: bool) -> Profile {
        self.lossless_when_full = yes;
        self
    }

    /// Whether a transmit ring fills up as long as nobody kicks it. A device that polls its ring
    /// takes packets by itself.
    pub fn fills_up(mut self, yes: bool) -> Profile {
        self.fills_up = yes;
        self
    }

    /// Whether packets may span several slots.
    pub fn multi_slot(mut self, yes: bool) -> Profile {
        self.multi_slot = yes;
        self
    }

    /// How long one check may wait for packets, in all, before it fails. Ten seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Profile {
        self.timeout = timeout;
        self
    }

    /// Runs only the checks whose name contains `part`, to look into a failure.
    pub fn only(mut self, part: &str) -> Profile {
        self.only = Some(part.to_owned());
        self
    }

    /// The shortest packet, in bytes, that the suite sends: [`min_len`](Profile::min_len), but at
    /// least the template and 12 bytes of the suite's own.
    pub fn shortest(&self) -> usize {
        self.min_len.max(self.template.len() + HEADER)
    }
}

impl Default for Profile {
    fn default() -> Profile {
        Profile::new()
    }
}
