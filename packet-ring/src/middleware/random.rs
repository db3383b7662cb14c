//! Reproducible random numbers.

/// SplitMix64 (Steele, Lea, Flood 2014): the same sequence for the same seed, on every machine.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// True in the share `p` of cases; one number is drawn whatever `p` is.
    pub(super) fn happens(&mut self, p: f64) -> bool {
        // 53 bits, as many as an f64 holds: 0.0 never happens, 1.0 always.
        ((self.next() >> 11) as f64) < p * (1_u64 << 53) as f64
    }

    /// A number below `n`, which is at least one.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequence() {
        let mut random = Random::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        let known = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ];
        assert_eq!(first, known);
    }

    #[test]
    fn never_and_always() {
        let mut random = Random::new(1);
        for _ in 0..1_000 {
            assert!(!random.happens(0.0));
            assert!(random.happens(1.0));
        }
    }
}
