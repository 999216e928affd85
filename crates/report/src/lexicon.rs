//! The words of quantity, published: a word is used, or accepted in a narrative, only where its condition holds.
//!
//! No official meaning of "some" or "most members" exists (see the United Nations editorial guidance, which avoids
//! them); so the report computes each from named positions and prints this table. Silence is never counted.

/// Version of the lexicon. A change of any word or condition is a new version.
pub const VERSION: &str = "quantities/1";

/// When a word may stand for a number of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Exactly so many.
    Exactly(usize),
    /// From so many to so many.
    Between(usize, usize),
    /// At least so many, and fewer than half of the members.
    AtLeastFewerThanHalf(usize),
    /// At least so many, and not all members.
    AtLeastNotAll(usize),
    /// At least so many, and at least a third of the members.
    AtLeastAThird(usize),
    /// Half of the members, exactly.
    Half,
    /// More than half of the members.
    MoreThanHalf,
    /// More than half of the members, and not all.
    MoreThanHalfNotAll,
    /// At least nine tenths of the members, and not all.
    NineTenthsNotAll,
    /// Every member.
    All,
}

impl Condition {
    /// Whether it holds for a number of members out of all. Where the number of members is not known (0), or exceeded,
    /// only conditions on the number itself can hold.
    pub fn holds(self, count: usize, of: usize) -> bool {
        let known = of > 0 && count <= of;
        match self {
            Condition::Exactly(n) => count == n,
            Condition::Between(least, most) => (least..=most).contains(&count),
            Condition::AtLeastFewerThanHalf(n) => known && count >= n && 2 * count < of,
            Condition::AtLeastNotAll(n) => known && count >= n && count < of,
            Condition::AtLeastAThird(n) => known && count >= n && 3 * count >= of,
            Condition::Half => known && 2 * count == of,
            Condition::MoreThanHalf => known && 2 * count > of,
            Condition::MoreThanHalfNotAll => known && 2 * count > of && count < of,
            Condition::NineTenthsNotAll => known && 10 * count >= 9 * of && count < of,
            Condition::All => known && count == of,
        }
    }
}

/// A word of quantity that our own sentences use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// No member.
    None,
    /// One member.
    One,
    /// Two members.
    Two,
    /// Some members.
    Some,
    /// Half of the members.
    Half,
    /// Most members.
    Most,
    /// All members.
    All,
    /// The number itself: how many members there are is not known.
    Number,
}

/// The words of our own sentences, in order: the first whose condition holds is used.
pub const USED: &[(Quantity, Condition)] = &[
    (Quantity::None, Condition::Exactly(0)),
    (Quantity::One, Condition::Exactly(1)),
    (Quantity::Two, Condition::Exactly(2)),
    (Quantity::All, Condition::All),
    (Quantity::Most, Condition::MoreThanHalfNotAll),
    (Quantity::Half, Condition::Half),
    (Quantity::Some, Condition::AtLeastFewerThanHalf(3)),
];

/// The words accepted from a narrative, beside the number words and digits.
pub const ACCEPTED: &[(&[&str], Condition)] = &[
    (&["no"], Condition::Exactly(0)),
    (&["a few"], Condition::Between(2, 4)),
    (&["some"], Condition::AtLeastNotAll(2)),
    (&["several"], Condition::AtLeastNotAll(3)),
    (&["many"], Condition::AtLeastAThird(3)),
    (&["half"], Condition::Half),
    (&["most", "a majority of"], Condition::MoreThanHalf),
    (&["nearly all", "almost all"], Condition::NineTenthsNotAll),
    (&["all", "every"], Condition::All),
];

/// Number words accepted from a narrative, from one on.
pub const NUMBERS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The word for a number of members out of all (0: not known).
pub fn quantity(count: usize, of: usize) -> Quantity {
    USED.iter()
        .find(|(_, condition)| condition.holds(count, of))
        .map_or(Quantity::Number, |(quantity, _)| *quantity)
}

/// Whether a narrative may use a word for a number of members out of all; `None` for a word that is not in the lexicon.
pub fn admits(word: &str, count: usize, of: usize) -> Option<bool> {
    let word = word.trim().to_lowercase();
    if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return Some(word.parse() == Ok(count));
    }
    if let Some(index) = NUMBERS.iter().position(|number| *number == word) {
        return Some(count == index + 1);
    }
    let (_, condition) = ACCEPTED.iter().find(|(words, _)| words.contains(&word.as_str()))?;
    Some(condition.holds(count, of))
}

#[cfg(test)]
mod tests {
    use super::{ACCEPTED, NUMBERS, Quantity, admits, quantity};

    #[test]
    fn our_own_words_change_at_their_boundaries() {
        let cases = [
            (0, 20, Quantity::None),
            (1, 20, Quantity::One),
            (2, 20, Quantity::Two),
            (3, 20, Quantity::Some),
            (9, 20, Quantity::Some),
            (10, 20, Quantity::Half),
            (11, 20, Quantity::Most),
            (19, 20, Quantity::Most),
            (20, 20, Quantity::All),
            (10, 21, Quantity::Some),
            (11, 21, Quantity::Most),
            (3, 6, Quantity::Half),
            (3, 5, Quantity::Most),
            (3, 3, Quantity::All),
            // Numbers come first: they cannot be misread.
            (1, 1, Quantity::One),
            (2, 2, Quantity::Two),
            (2, 4, Quantity::Two),
            // The number of members is not known, or is exceeded.
            (5, 0, Quantity::Number),
            (5, 4, Quantity::Number),
        ];
        for (count, of, expected) in cases {
            assert_eq!(quantity(count, of), expected, "{count} of {of}");
        }
    }

    /// Numbers of members, out of 20, for which a word is admitted.
    fn admitted(word: &str, of: usize) -> Vec<usize> {
        (0..=of).filter(|count| admits(word, *count, of) == Some(true)).collect()
    }

    #[test]
    fn a_narratives_words_hold_within_their_boundaries() {
        assert_eq!(admitted("no", 20), [0]);
        assert_eq!(admitted("a few", 20), [2, 3, 4]);
        assert_eq!(admitted("some", 20), (2..=19).collect::<Vec<_>>());
        assert_eq!(admitted("several", 20), (3..=19).collect::<Vec<_>>());
        assert_eq!(admitted("many", 20), (7..=20).collect::<Vec<_>>());
        assert_eq!(admitted("many", 6), [3, 4, 5, 6], "a third of 6 is 2, and many are at least 3");
        assert_eq!(admitted("half", 20), [10]);
        assert_eq!(admitted("half", 21), Vec::<usize>::new());
        assert_eq!(admitted("most", 20), (11..=20).collect::<Vec<_>>());
        assert_eq!(admitted("a majority of", 21), (11..=21).collect::<Vec<_>>());
        assert_eq!(admitted("nearly all", 20), [18, 19]);
        assert_eq!(admitted("almost all", 9), Vec::<usize>::new());
        assert_eq!(admitted("all", 20), [20]);
        assert_eq!(admitted("Every ", 20), [20]);
    }

    #[test]
    fn number_words_and_digits_are_exact() {
        for (index, word) in NUMBERS.iter().enumerate() {
            assert_eq!(admits(word, index + 1, 0), Some(true));
            assert_eq!(admits(word, index + 2, 0), Some(false));
        }
        assert_eq!(admits("41", 41, 42), Some(true));
        assert_eq!(admits("41", 40, 42), Some(false));
        assert_eq!(admits("99999999999999999999999", 1, 2), Some(false));
    }

    #[test]
    fn a_word_that_is_not_in_the_lexicon_is_not_judged() {
        for word in ["", "a number of", "numerous", "-1"] {
            assert_eq!(admits(word, 3, 20), None, "{word}");
        }
    }

    #[test]
    fn shares_are_not_told_of_an_unknown_number() {
        for (words, _) in ACCEPTED.iter().skip(2) {
            assert_eq!(admits(words[0], 3, 0), Some(false), "{}", words[0]);
        }
    }
}
