//! The forwarding table of a learning switch.

use std::sync::atomic::{AtomicU64, Ordering};

/// Entries of a table (`NM_BDG_HASH`).
pub(super) const ENTRIES: usize = 1024;

const MAC: u64 = 0xffff_ffff_ffff;

/// Where a MAC address is kept: Bob Jenkins' mix of 1997, as FreeBSD's bridge uses it.
///
/// The address is six bytes, the first one lowest.
#[inline]
pub(super) fn hash(mac: u64) -> usize {
    const GOLDEN: u32 = 0x9e37_79b9;
    let mut a = GOLDEN.wrapping_add(mac as u32);
    let mut b = GOLDEN.wrapping_add((mac >> 32) as u32 & 0xffff);
    let mut c = 0u32;
    for (x, y, z) in [(13, 8, 13), (12, 16, 5), (3, 10, 15)] {
        a = a.wrapping_sub(b).wrapping_sub(c) ^ (c >> x);
        b = b.wrapping_sub(c).wrapping_sub(a) ^ (a << y);
        c = c.wrapping_sub(a).wrapping_sub(b) ^ (b >> z);
    }
    c as usize & (ENTRIES - 1)
}

/// A direct-mapped table with neither ageing nor chains: a collision overwrites.
///
/// Every entry is one atomic word, address and port, since all ports of a switch learn at once.
/// An empty entry is address zero on port 0, as in the kernel; so a packet to the address zero
/// goes to port 0 until somebody takes the entry.
#[derive(Debug)]
pub(super) struct Table(Box<[AtomicU64]>);

impl Table {
    pub(super) fn new() -> Table {
        Table((0..ENTRIES).map(|_| AtomicU64::new(0)).collect())
    }

    #[inline]
    pub(super) fn learn(&self, mac: u64, port: u8) {
        let entry = mac & MAC | u64::from(port) << 48;
        self.0[hash(mac)].store(entry, Ordering::Relaxed);
    }

    /// The port that `mac` was last seen on; `at` is its [`hash`].
    #[inline]
    pub(super) fn find(&self, mac: u64, at: usize) -> Option<u8> {
        let entry = self.0[at % ENTRIES].load(Ordering::Relaxed);
        (entry & MAC == mac).then_some((entry >> 48) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same function from the six bytes, one statement each.
    fn reference(m: [u8; 6]) -> u32 {
        let w = |x: u8, s: u32| u32::from(x) << s;
        let (mut a, mut b, mut c) = (0x9e3779b9u32, 0x9e3779b9u32, 0u32);
        b = b.wrapping_add(w(m[5], 8));
        b = b.wrapping_add(w(m[4], 0));
        a = a.wrapping_add(w(m[3], 24));
        a = a.wrapping_add(w(m[2], 16));
        a = a.wrapping_add(w(m[1], 8));
        a = a.wrapping_add(w(m[0], 0));
        a = a.wrapping_sub(b);
        a = a.wrapping_sub(c);
        a ^= c >> 13;
        b = b.wrapping_sub(c);
        b = b.wrapping_sub(a);
        b ^= a << 8;
        c = c.wrapping_sub(a);
        c = c.wrapping_sub(b);
        c ^= b >> 13;
        a = a.wrapping_sub(b);
        a = a.wrapping_sub(c);
        a ^= c >> 12;
        b = b.wrapping_sub(c);
        b = b.wrapping_sub(a);
        b ^= a << 16;
        c = c.wrapping_sub(a);
        c = c.wrapping_sub(b);
        c ^= b >> 5;
        a = a.wrapping_sub(b);
        a = a.wrapping_sub(c);
        a ^= c >> 3;
        b = b.wrapping_sub(c);
        b = b.wrapping_sub(a);
        b ^= a << 10;
        c = c.wrapping_sub(a);
        c = c.wrapping_sub(b);
        c ^= b >> 15;
        c & 1023
    }

    fn mac(bytes: [u8; 6]) -> u64 {
        let mut word = [0; 8];
        word[..6].copy_from_slice(&bytes);
        u64::from_le_bytes(word)
    }

    proptest::proptest! {
        #[test]
        fn hash_is_the_kernels(bytes: [u8; 6]) {
            assert_eq!(hash(mac(bytes)), reference(bytes) as usize);
        }

        /// Against a plain array of pairs.
        #[test]
        fn table_is_a_direct_map(ops in proptest::collection::vec((0u64..3000, 0u8..254), 0..500)) {
            let table = Table::new();
            let mut model = vec![(0u64, 0u8); ENTRIES];
            for (n, port) in ops {
                let m = 2 + n * 256;
                table.learn(m, port);
                model[hash(m)] = (m, port);
            }
            for n in 0..3000 {
                let m = 2 + n * 256;
                let (kept, port) = model[hash(m)];
                assert_eq!(table.find(m, hash(m)), (kept == m).then_some(port));
            }
        }
    }

    #[test]
    fn a_collision_overwrites() {
        let first = mac([2, 0, 0, 0, 0, 1]);
        let second = (first + 256..)
            .step_by(256)
            .find(|m| hash(*m) == hash(first))
            .unwrap();
        let table = Table::new();
        table.learn(first, 3);
        assert_eq!(table.find(first, hash(first)), Some(3));
        table.learn(second, 4);
        assert_eq!(table.find(first, hash(first)), None);
        assert_eq!(table.find(second, hash(second)), Some(4));
    }
}
