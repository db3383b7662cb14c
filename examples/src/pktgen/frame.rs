//! Numbered frames: test traffic in which every byte is known.
//!
//! A frame is a prefix (the protocol headers), a mark of [`MARK_LEN`] bytes, and a fill up to the
//! frame's length:
//!
//! ```text
//! prefix | magic u16 | stream u16, number u48 | stamp u64 | fill ...      (big endian)
//! ```
//!
//! The fill is generated from the mark, so a receiver that knows the prefix can check each byte,
//! and a byte changed anywhere is noticed. With Ethernet, IPv4 and UDP in front, the mark just
//! fits the shortest Ethernet frame (60 bytes without the checksum).

/// Bytes of the mark.
pub const MARK_LEN: usize = 18;
/// The shortest Ethernet frame, without its checksum.
pub const MIN_FRAME: usize = 60;
/// The longest frame over a device of MTU 1500.
pub const MAX_FRAME: usize = 1514;
/// EtherType of numbered frames without IP: the first one that IEEE 802 sets aside for experiments.
pub const ETHERTYPE: u16 = 0x88b5;

const MAGIC: [u8; 2] = [0x5e, 0xed];
const NUMBER_BITS: u32 = 48;

/// What a numbered frame says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Which sender, or which run of one sender.
    pub stream: u16,
    /// The frame's number in its stream, 48 bits.
    pub number: u64,
    /// The sender's clock, or whatever else it put there.
    pub stamp: u64,
}

impl Mark {
    fn id(self) -> u64 {
        (u64::from(self.stream) << NUMBER_BITS) | (self.number & ((1 << NUMBER_BITS) - 1))
    }

    fn seed(self) -> u64 {
        mix(self.id() ^ self.stamp.rotate_left(32))
    }
}

/// Why a frame is not one of ours, or not as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not a numbered frame of this prefix.
    Foreign,
    /// Ours, but the byte at this offset is not what was sent.
    Damaged {
        /// Offset in the frame, in bytes.
        offset: usize,
    },
}

/// Writes and checks numbered frames that begin with one prefix.
#[derive(Debug, Clone)]
pub struct Template {
    prefix: Vec<u8>,
}

impl Template {
    /// Frames that begin with `prefix`, the headers in full.
    pub fn new(prefix: Vec<u8>) -> Template {
        Template { prefix }
    }

    /// Ethernet frames of type [`ETHERTYPE`].
    pub fn ethernet(source: [u8; 6], destination: [u8; 6]) -> Template {
        let mut prefix = Vec::with_capacity(14);
        prefix.extend_from_slice(&destination);
        prefix.extend_from_slice(&source);
        prefix.extend_from_slice(&ETHERTYPE.to_be_bytes());
        Template { prefix }
    }

    /// The same headers on the way back: source and destination MAC swapped.
    pub fn reflected(&self) -> Template {
        let mut prefix = self.prefix.clone();
        swap_macs(&mut prefix);
        Template { prefix }
    }

    /// The shortest frame that has room for the mark, in bytes.
    pub fn min_len(&self) -> usize {
        self.prefix.len() + MARK_LEN
    }

    /// Fills `frame` from its first byte to its last.
    ///
    /// # Panics
    ///
    /// If `frame` is shorter than [`min_len`](Template::min_len).
    #[inline]
    pub fn write(&self, frame: &mut [u8], mark: Mark) {
        let (prefix, rest) = frame.split_at_mut(self.prefix.len());
        let (head, fill) = rest.split_at_mut(MARK_LEN);
        prefix.copy_from_slice(&self.prefix);
        head[..2].copy_from_slice(&MAGIC);
        head[2..10].copy_from_slice(&mark.id().to_be_bytes());
        head[10..].copy_from_slice(&mark.stamp.to_be_bytes());
        let mut words = Words(mark.seed());
        let mut chunks = fill.chunks_exact_mut(8);
        for chunk in &mut chunks {
            chunk.copy_from_slice(&words.next());
        }
        let last = chunks.into_remainder();
        let len = last.len();
        last.copy_from_slice(&words.next()[..len]);
    }

    /// Checks `frame` from its first byte to its last, and returns its mark.
    ///
    /// # Errors
    ///
    /// [`Fault::Foreign`] where prefix or magic differ, [`Fault::Damaged`] where the fill does.
    #[inline]
    pub fn check(&self, frame: &[u8]) -> Result<Mark, Fault> {
        let rest = frame
            .strip_prefix(self.prefix.as_slice())
            .ok_or(Fault::Foreign)?;
        let (mark, fill) = read_mark(rest).ok_or(Fault::Foreign)?;
        let mut words = Words(mark.seed());
        // Length of the prefix and the mark.
        let mut offset = frame.len() - fill.len();
        for chunk in fill.chunks(8) {
            let expected = words.next();
            if chunk != &expected[..chunk.len()] {
                let same = chunk.iter().zip(expected).take_while(|(a, b)| **a == *b);
                return Err(Fault::Damaged {
                    offset: offset + same.count(),
                });
            }
            offset += 8;
        }
        Ok(mark)
    }
}

/// The mark of a frame that any sender may have made: behind Ethernet of type [`ETHERTYPE`], or
/// behind Ethernet, IPv4 without options and UDP.
#[inline]
pub fn find_mark(frame: &[u8]) -> Option<Mark> {
    const IPV4: [u8; 2] = [0x08, 0x00];
    const UDP: u8 = 17;
    let ethertype: [u8; 2] = frame.get(12..14)?.try_into().ok()?;
    let at = match ethertype {
        IPV4 if frame.get(23) == Some(&UDP) => 42,
        _ if ethertype == ETHERTYPE.to_be_bytes() => 14,
        _ => return None,
    };
    Some(read_mark(frame.get(at..)?)?.0)
}

/// Exchanges the source and destination MAC of an Ethernet frame; shorter ones are left alone.
#[inline]
pub fn swap_macs(frame: &mut [u8]) {
    if let Some((destination, source)) = frame.get_mut(..12).map(|macs| macs.split_at_mut(6)) {
        destination.swap_with_slice(source);
    }
}

/// How long the frame of each number is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    /// All alike.
    Fixed(usize),
    /// Spread evenly over `min..=max`, the same for the same number.
    Mixed {
        /// The shortest.
        min: usize,
        /// The longest.
        max: usize,
    },
}

impl Lengths {
    /// Length of frame `number`.
    #[inline]
    pub fn of(self, number: u64) -> usize {
        match self {
            Lengths::Fixed(len) => len,
            Lengths::Mixed { min, max } => {
                let spread = (max - min + 1) as u64;
                min + (mix(number) % spread) as usize
            }
        }
    }
}

fn read_mark(bytes: &[u8]) -> Option<(Mark, &[u8])> {
    let (head, fill) = bytes.split_at_checked(MARK_LEN)?;
    if head[..2] != MAGIC {
        return None;
    }
    let id = u64::from_be_bytes(head[2..10].try_into().ok()?);
    let stamp = u64::from_be_bytes(head[10..].try_into().ok()?);
    let mark = Mark {
        stream: (id >> NUMBER_BITS) as u16,
        number: id & ((1 << NUMBER_BITS) - 1),
        stamp,
    };
    Some((mark, fill))
}

/// Weyl sequence with a multiply on top: each word differs from its neighbours in about half of
/// its bits.
struct Words(u64);

impl Words {
    #[inline]
    fn next(&mut self) -> [u8; 8] {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (self.0 ^ (self.0 >> 29))
            .wrapping_mul(0xbf58_476d_1ce4_e5b9)
            .to_le_bytes()
    }
}

/// Finaliser of the SplitMix64 generator.
#[inline]
fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: Mark = Mark {
        stream: 7,
        number: 123_456_789_012,
        stamp: 0x0102_0304_0506_0708,
    };

    fn template() -> Template {
        Template::ethernet([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2])
    }

    #[test]
    fn every_byte_matters() {
        for len in [template().min_len(), 33, 39, 40, 41, MIN_FRAME, MAX_FRAME] {
            let mut frame = vec![0xff; len];
            template().write(&mut frame, MARK);
            assert_eq!(template().check(&frame), Ok(MARK));
            for i in 0..len {
                frame[i] ^= 0x10;
                // In the mark of a frame without fill there is nothing to hold it against; the
                // receiver knows which mark comes next.
                assert_ne!(template().check(&frame), Ok(MARK), "byte {i} of {len}");
                frame[i] ^= 0x10;
            }
        }
    }

    #[test]
    fn damage_is_located() {
        let mut frame = vec![0; MAX_FRAME];
        template().write(&mut frame, MARK);
        for at in [32, 39, 40, 1000, MAX_FRAME - 1] {
            frame[at] ^= 1;
            let damaged = Err(Fault::Damaged { offset: at });
            assert_eq!(template().check(&frame), damaged);
            frame[at] ^= 1;
        }
        frame[3] ^= 1;
        assert_eq!(template().check(&frame), Err(Fault::Foreign));
        assert_eq!(template().check(&[0; 5]), Err(Fault::Foreign));
    }

    #[test]
    fn reflection_swaps_the_macs_only() {
        let mut frame = vec![0; 100];
        template().write(&mut frame, MARK);
        swap_macs(&mut frame);
        assert_eq!(template().check(&frame), Err(Fault::Foreign));
        assert_eq!(template().reflected().check(&frame), Ok(MARK));
        swap_macs(&mut [0; 11]);
    }

    #[test]
    fn marks_are_found_behind_either_header() {
        let mut udp = vec![9; 42];
        udp[12..14].copy_from_slice(&[0x08, 0x00]);
        udp[23] = 17;
        let mut frame = vec![0; 100];
        for template in [template(), Template::new(udp)] {
            template.write(&mut frame, MARK);
            assert_eq!(find_mark(&frame), Some(MARK));
        }
        // TCP
        frame[23] = 6;
        assert_eq!(find_mark(&frame), None);
        assert_eq!(find_mark(&[0; 100]), None);
        assert_eq!(find_mark(&[0; 20]), None);
    }

    #[test]
    fn mixed_lengths_reach_both_ends() {
        let lengths = Lengths::Mixed { min: 60, max: 64 };
        let mut seen = [0; 5];
        for number in 0..1000 {
            seen[lengths.of(number) - 60] += 1;
        }
        assert!(seen.iter().all(|&n| n > 100), "{seen:?}");
    }
}
