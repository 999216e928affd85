//! Chance that can be replayed: a draw is a function of a seed and of what it is drawn for.
//!
//! Nothing is drawn in sequence, so that neither order nor threads can change a draw. The mixing function is splitmix64
//! (Steele, Lea, Flood 2014).

/// A source of draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    seed: u64,
}

impl Chance {
    /// Draws under a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed: mix(seed) }
    }

    /// Draws of their own for a numbered purpose, independent of all other purposes.
    pub fn purpose(self, number: u64) -> Self {
        Self { seed: mix(self.seed ^ mix(number ^ 0x5851_F42D_4C95_7F2D)) }
    }

    /// The draw for a pair, as bits.
    pub fn bits(self, a: usize, b: usize) -> u64 {
        mix(mix(self.seed ^ a as u64).wrapping_add(b as u64))
    }

    /// The draw for a pair, in `[0, 1)`.
    pub fn share(self, a: usize, b: usize) -> f64 {
        // 53 bits are what the significand holds.
        (self.bits(a, b) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The draw for a pair, a whole number below `below`; zero if `below` is zero.
    pub fn below(self, a: usize, b: usize, below: usize) -> usize {
        ((u128::from(self.bits(a, b)) * below as u128) >> 64) as usize
    }
}

/// Mixes 64 bits; the same function as in the published splits of held-out votes.
pub(super) fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even_and_purposes_differ() {
        let chance = Chance::new(1);
        let mean: f64 = (0..10_000).map(|i| chance.share(i, 3)).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        assert_ne!(chance.bits(1, 2), chance.bits(2, 1));
        assert_ne!(chance.bits(1, 2), chance.purpose(1).bits(1, 2));
        assert!((0..1000).all(|i| chance.below(i, 0, 7) < 7));
        assert_eq!(chance.below(1, 1, 0), 0);
    }
}
