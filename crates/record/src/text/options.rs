//! What a passage lets one choose from: the alternatives of a bracket, or the brackets of a run.

use super::{Bracket, Piece, Reading, read};
use crate::id::Id;
use std::ops::Range;

/// A passage that consists of brackets, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The alternatives, as bytes of the passage: of one bracket its slash alternatives, or what stands in it; of several
    /// brackets those of each.
    pub alternatives: Vec<Range<usize>>,
    /// How many brackets stand in it side by side.
    pub brackets: usize,
}

impl Options {
    /// Reads a passage; `None` unless it consists of brackets and of what may stand between them: space, a slash, holders in
    /// parentheses.
    pub fn of(passage: &str, who: &dyn Fn(&str) -> Option<Id>) -> Option<Self> {
        let reading = read(passage, who);
        let mut options = Self { alternatives: Vec::new(), brackets: 0 };
        for piece in &reading.pieces {
            match piece {
                Piece::Plain(range) if is_between(&passage[range.clone()]) => {}
                Piece::Plain(_) => return None,
                Piece::Bracket(bracket) => {
                    options.brackets += 1;
                    options.alternatives.extend(within(bracket));
                }
            }
        }
        (options.brackets > 0 && reading.stray.is_empty()).then_some(options)
    }

    /// Which alternative holds some words, if exactly one does.
    pub fn holding(&self, passage: &str, words: &str) -> Option<usize> {
        let holds = |range: &Range<usize>| passage[range.clone()].contains(words);
        // Words that are one alternative in full are meant, also where others hold them as well.
        let exact = self.alternatives.iter().position(|range| passage[range.clone()] == *words);
        let mut held = self.alternatives.iter().enumerate().filter(|(_, range)| holds(range));
        match (exact, held.next(), held.next()) {
            (Some(at), _, _) | (None, Some((at, _)), None) => Some(at),
            _ => None,
        }
    }
}

fn within(bracket: &Bracket) -> Vec<Range<usize>> {
    if bracket.alternatives.is_empty() {
        vec![whole(&bracket.inner, bracket.range.start + 1)]
    } else {
        bracket.alternatives.iter().map(|a| a.range.clone()).collect()
    }
}

fn whole(inner: &Reading, empty: usize) -> Range<usize> {
    let range = |piece: &Piece| match piece {
        Piece::Plain(range) => range.clone(),
        Piece::Bracket(bracket) => bracket.range.clone(),
    };
    match (inner.pieces.first(), inner.pieces.last()) {
        (Some(first), Some(last)) => range(first).start..range(last).end,
        _ => empty..empty,
    }
}

fn is_between(words: &str) -> bool {
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == '/');
    let holders = words.strip_prefix('(').and_then(|w| w.strip_suffix(')'));
    words.is_empty() || holders.is_some_and(|names| !names.contains(['(', ')']))
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn check(passage: &str, expected: &[&str]) {
        let read = Options::of(passage, &|_| None);
        let read = read.map(|o| o.alternatives).unwrap_or_default();
        let shown: Vec<&str> = read.into_iter().map(|range| &passage[range]).collect();
        assert_eq!(shown, expected, "{passage}");
    }

    #[test]
    fn brackets_side_by_side_are_options_each() {
        check("[shall][should]", &["shall", "should"]);
        check("[shall] [should](COR)/[may]", &["shall", "should", "may"]);
    }

    #[test]
    fn slash_alternatives_are_options_of_one_bracket() {
        check("[coordinate / make public]", &["coordinate", "make public"]);
    }

    #[test]
    fn a_lone_bracket_is_to_be_kept_or_dropped() {
        check(" [in good time]", &["in good time"]);
    }

    #[test]
    fn what_is_not_brackets_alone_offers_nothing() {
        check("shall", &[]);
        check("[shall] notify", &[]);
        check("[shall", &[]);
        check("", &[]);
    }

    #[test]
    fn words_that_are_one_option_in_full_are_meant() {
        let passage = "[notify][notify in writing]";
        let options = Options::of(passage, &|_| None).expect("brackets");
        assert_eq!(options.holding(passage, "notify"), Some(0));
        assert_eq!(options.holding(passage, "in writing"), Some(1));
        assert_eq!(options.holding(passage, "noti"), None);
    }
}
