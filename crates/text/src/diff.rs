//! Versions compared: word by word, and paragraph by paragraph with moves.
//!
//! A comparison is a list of ranges over both texts, in the order of the second, that covers all of it; so `apply` gives
//! the second back byte for byte. Method, rules and limits: `docs/reference/versions.md`.
//!
//! Nothing here reads a clock. What bounds a hostile comparison is a count of steps; what was not searched for want of
//! steps is [`Kind::Unsearched`], and never told as a plain replacement.

pub(crate) mod chain;
mod common;
mod edits;
mod similar;
mod versions;
mod work;

use std::ops::Range;

/// Work for the words of two texts: a tenth of a second or less on one core.
const WORK: u64 = 1 << 25;

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The same bytes on both sides.
    Kept,
    /// Words of the first text only; `b` is empty, and says where they would stand.
    Deleted,
    /// Words of the second text only; `a` is empty, and says where they would stand.
    Inserted,
    /// Words of the first, and words of the second in their stead.
    Replaced,
    /// As `Replaced`, but not searched for common words to the end: the bound on work was reached.
    Unsearched,
}

/// A stretch of words: bytes of the first text and bytes of the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What became of it.
    pub kind: Kind,
    /// Bytes of the first text.
    pub a: Range<usize>,
    /// Bytes of the second text.
    pub b: Range<usize>,
}

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The same bytes; the blank lines after it may differ.
    Kept,
    /// The same words, with other white space within.
    Respaced,
    /// In its place, with other words.
    Changed,
    /// In the second version only.
    Inserted,
    /// In the first version only.
    Deleted,
    /// Where a paragraph stood that the second version has elsewhere. Tells nothing of words: [`ChangeKind::MovedHere`] does.
    MovedAway,
    /// Where a paragraph stands that the first version has elsewhere; its words may have changed too.
    MovedHere,
    /// White space before the first paragraph.
    Space,
}

/// A paragraph with the blank lines after it, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// Its number in the first version, from 0, as `paragraphs` counts. For an arrival, where it came from.
    pub from: Option<usize>,
    /// Its number in the second version, from 0. For a departure, where it went.
    pub to: Option<usize>,
    /// Bytes of the first version; empty for what came new.
    pub a: Range<usize>,
    /// Bytes of the second version; empty for what went or moved away.
    pub b: Range<usize>,
    /// Its words, over all of `a` and `b`.
    pub edits: Vec<Edit>,
}

/// Word edits that turn one text into another, in order; together they cover both. Never parts a grapheme cluster.
///
/// ```
/// use text::diff::{Kind, words};
/// let kinds: Vec<Kind> = words("[shall]", "shall").iter().map(|e| e.kind).collect();
/// assert_eq!(kinds, [Kind::Deleted, Kind::Kept, Kind::Deleted]);
/// ```
pub fn words(a: &str, b: &str) -> Vec<Edit> {
    edits::words(a, b, &mut work::Work::new(WORK))
}

/// Changes that turn one version into another, paragraph by paragraph, in an order to be shown.
///
/// The order is that of the second version, with what went standing where it stood, before what came in its stead. A
/// paragraph that moved stands in it twice.
///
/// ```
/// use text::diff::{ChangeKind, versions};
/// let kinds: Vec<ChangeKind> = versions("One.\n\nTwo.\n", "One.\n\nThree.\n\nTwo.\n").iter().map(|c| c.kind).collect();
/// assert_eq!(kinds, [ChangeKind::Kept, ChangeKind::Inserted, ChangeKind::Kept]);
/// ```
pub fn versions(a: &str, b: &str) -> Vec<Change> {
    versions::versions(a, b)
}

/// The second text: what is kept taken from the first, what is new from the second.
pub fn apply(a: &str, b: &str, edits: &[Edit]) -> String {
    let take = |e: &Edit| if e.kind == Kind::Kept { &a[e.a.clone()] } else { &b[e.b.clone()] };
    edits.iter().map(take).collect()
}

/// The second version: what is kept, wherever it stood, taken from the first, what is new from the second.
pub fn apply_versions(a: &str, b: &str, changes: &[Change]) -> String {
    changes.iter().map(|change| apply(a, b, &change.edits)).collect()
}

/// The edits as seen on one side, for two columns: those with words of that side.
pub fn side(edits: &[Edit], side: Side) -> impl Iterator<Item = (Kind, Range<usize>)> {
    edits.iter().filter_map(move |edit| {
        let range = match side {
            Side::First => edit.a.clone(),
            Side::Second => edit.b.clone(),
        };
        (!range.is_empty()).then_some((edit.kind, range))
    })
}

/// One of the two texts compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first text.
    First,
    /// The second text.
    Second,
}

#[cfg(test)]
mod tests {
    use super::{ChangeKind, Edit, Kind, apply, apply_versions, versions, words};

    /// Edits as `[-deleted-]` and `{+inserted+}`.
    fn check(a: &str, b: &str, expected: &str) {
        let edits = words(a, b);
        let shown: String = edits.iter().map(|e| show(a, b, e)).collect();
        assert_eq!(shown, expected);
        assert_eq!(apply(a, b, &edits), b);
    }

    fn show(a: &str, b: &str, edit: &Edit) -> String {
        let (a, b) = (&a[edit.a.clone()], &b[edit.b.clone()]);
        match edit.kind {
            Kind::Kept => a.to_owned(),
            Kind::Deleted => format!("⟨-{a}⟩"),
            Kind::Inserted => format!("⟨+{b}⟩"),
            Kind::Replaced => format!("⟨-{a}|+{b}⟩"),
            Kind::Unsearched => format!("⟨?{a}|{b}⟩"),
        }
    }

    #[test]
    fn a_lifted_bracket_is_two_edits_of_one_mark() {
        check("Parties [shall] report", "Parties shall report", "Parties ⟨-[⟩shall⟨-]⟩ report");
    }

    #[test]
    fn a_chosen_alternative_takes_the_other_with_it() {
        check(
            "They [shall][should] report",
            "They shall report",
            "They ⟨-[⟩shall⟨-][should]⟩ report",
        );
    }

    #[test]
    fn an_inserted_bracket_is_whole() {
        check("[shall][may] act", "[shall][should][may] act", "[shall]⟨+[should]⟩[may] act");
    }

    #[test]
    fn a_short_word_between_two_changes_is_part_of_them() {
        check(
            "the principle of equity stays",
            "the notion of justice stays",
            "the ⟨-principle of equity|+notion of justice⟩ stays",
        );
        check("the Parties shall", "all Parties should", "⟨-the|+all⟩ Parties ⟨-shall|+should⟩");
    }

    #[test]
    fn scripts_keep_their_letters_whole() {
        check("各缔约方应报告", "各缔约方[应][可]报告", "各缔约方⟨+[⟩应⟨+][可]⟩报告");
        check("يَجِبُ على الأطراف", "يَجِبُ [على] الأطراف", "يَجِبُ ⟨+[⟩على⟨+]⟩ الأطراف");
        check("cafe\u{301} 👩‍👩‍👧", "cafe 👩‍👩‍👦", "⟨-cafe\u{301} 👩‍👩‍👧|+cafe 👩‍👩‍👦⟩");
    }

    #[test]
    fn white_space_alone_can_change() {
        check("a  b\n c", "a b\n\n c", "a⟨-  |+ ⟩b\n⟨+\n⟩ c");
        check("", "x", "⟨+x⟩");
        check("x ", "", "⟨-x ⟩");
        check("", "", "");
    }

    /// Kinds of the changes with the numbers of their paragraphs.
    fn check_versions(a: &str, b: &str, expected: &[(ChangeKind, Option<usize>, Option<usize>)]) {
        let changes = versions(a, b);
        let found: Vec<_> = changes.iter().map(|c| (c.kind, c.from, c.to)).collect();
        assert_eq!(found, expected);
        assert_eq!(apply_versions(a, b, &changes), b);
    }

    const FIRST: &str = "Each Party shall report every two years.";
    const SECOND: &str = "The secretariat keeps a public register of reports.";
    const THIRD: &str = "Amendments enter into force after thirty days.";

    #[test]
    fn a_paragraph_that_changes_places_is_moved_and_not_rewritten() {
        use ChangeKind::{Kept, MovedAway, MovedHere};
        check_versions(
            &format!("{FIRST}\n\n{SECOND}\n\n{THIRD}\n"),
            &format!("{SECOND}\n\n{THIRD}\n\n{FIRST}\n"),
            &[
                (MovedAway, Some(0), Some(2)),
                (Kept, Some(1), Some(0)),
                (Kept, Some(2), Some(1)),
                (MovedHere, Some(0), Some(2)),
            ],
        );
    }

    #[test]
    fn a_paragraph_with_other_words_is_changed_in_its_place() {
        use ChangeKind::{Changed, Kept, Respaced};
        let a = format!("{FIRST}\n\n{SECOND}");
        check_versions(
            &a,
            &format!("{FIRST}\n\n\n[The secretariat][It] keeps a register of reports."),
            &[(Kept, Some(0), Some(0)), (Changed, Some(1), Some(1))],
        );
        check_versions(
            &a,
            &a.replace("keeps a", "keeps\na"),
            &[(Kept, Some(0), Some(0)), (Respaced, Some(1), Some(1))],
        );
    }

    #[test]
    fn what_is_unlike_goes_and_comes() {
        use ChangeKind::{Deleted, Inserted, Space};
        check_versions(
            &format!("\n{FIRST}"),
            THIRD,
            &[(Space, None, None), (Deleted, Some(0), None), (Inserted, None, Some(0))],
        );
    }

    #[test]
    fn a_paragraph_beyond_the_bound_of_work_is_replaced_and_says_so() {
        let many = |seed: u64| -> String {
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                format!("w{} ", (state >> 33) % 50)
            };
            (0..60_000).map(|_| next()).collect()
        };
        let (a, b) = (many(1), many(2));
        let edits = words(&a, &b);
        assert!(edits.iter().any(|e| e.kind == Kind::Unsearched));
        assert_eq!(apply(&a, &b, &edits), b);
    }
}
