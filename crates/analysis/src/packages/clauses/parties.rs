//! A set of parties.

/// A set of parties, by their places.
#[derive(Clone, Debug)]
pub(super) struct Parties(Vec<u64>);

impl Parties {
    /// None of so many.
    pub(super) fn none(of: usize) -> Self {
        Self(vec![0; of.div_ceil(64)])
    }

    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn has(&self, party: u32) -> bool {
        self.0[party as usize / 64] >> (party % 64) & 1 == 1
    }

    pub(super) fn add(&mut self, party: u32) {
        self.0[party as usize / 64] |= 1 << (party % 64);
    }

    pub(super) fn remove(&mut self, party: u32) {
        self.0[party as usize / 64] &= !(1 << (party % 64));
    }

    /// Adds all of another set.
    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Becomes what the one has and the other has not.
    pub(super) fn set_beyond(&mut self, one: &Self, other: &Self) {
        let both = one.0.iter().zip(&other.0);
        self.0.iter_mut().zip(both).for_each(|(word, (one, other))| *word = one & !other);
    }

    /// The parties, rising.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.0).flat_map(|(place, &word)| {
            let rest = |&word: &u64| Some(word & word.wrapping_sub(1)).filter(|rest| *rest != 0);
            let from = Some(word).filter(|word| *word != 0);
            std::iter::successors(from, rest).map(move |word| place * 64 + word.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Parties;

    #[test]
    fn parties_are_told_rising() {
        let mut some = Parties::none(200);
        [199, 0, 63, 64, 5, 128].into_iter().for_each(|party| some.add(party));
        some.remove(5);
        assert_eq!(some.iter().collect::<Vec<u32>>(), [0, 63, 64, 128, 199]);
        assert_eq!(some.len(), 5);
        assert!(some.has(64) && !some.has(5) && !some.has(65));
    }
}
