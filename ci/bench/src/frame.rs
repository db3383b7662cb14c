//! The packet that is sent: UDP over IPv4, so that sockets of every kind receive it.

/// The UDP port that it goes to.
pub const UDP_PORT: u16 = 9;

/// A packet of `len` bytes, Ethernet header included and checksum excluded.
pub fn build(len: usize, to: [u8; 6], from: [u8; 6], source: [u8; 4], target: [u8; 4]) -> Vec<u8> {
    assert!(len >= 42, "a UDP packet has 42 bytes of headers");
    let mut p = vec![0; len];
    p[..6].copy_from_slice(&to);
    p[6..12].copy_from_slice(&from);
    p[12..14].copy_from_slice(&[0x08, 0x00]);
    p[14] = 0x45;
    p[16..18].copy_from_slice(&((len - 14) as u16).to_be_bytes());
    p[22] = 64; // TTL
    p[23] = 17; // UDP
    p[26..30].copy_from_slice(&source);
    p[30..34].copy_from_slice(&target);
    let sum: u32 = p[14..34]
        .chunks(2)
        .map(|w| u32::from(u16::from_be_bytes([w[0], w[1]])))
        .sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    p[24..26].copy_from_slice(&(!(folded as u16)).to_be_bytes());
    p[34..36].copy_from_slice(&UDP_PORT.to_be_bytes());
    p[36..38].copy_from_slice(&UDP_PORT.to_be_bytes());
    p[38..40].copy_from_slice(&((len - 34) as u16).to_be_bytes());
    p
}
