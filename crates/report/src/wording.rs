//! The words: one language at a time turns typed sentences into spans.
//!
//! **Invariant:** a sentence is a kind with slots, and each language words the whole of it: nothing is put together from
//! fragments across languages. What people said or named is never altered.

mod ar;
mod en;
mod phrase;

use crate::document::{Direction, Labels, Span};
use crate::lexicon::{Condition, Quantity};
use crate::manuscript::{Heading, Known, Say, Searched, Title, Topic};
use record::Moment;
use record::entry::{Disclosure, Grade};
use record::event::group::RuleName;

/// Version of the wording. A change of any sentence is a new version.
pub const VERSION: &str = "wording/1";

/// A language that documents are worded in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    /// English, in the spelling of the United Nations.
    English,
    /// Modern Standard Arabic.
    Arabic,
}

impl Tongue {
    /// Every language.
    pub const ALL: &'static [Tongue] = &[Tongue::English, Tongue::Arabic];

    /// The language of a tag, by its first part: `ar`, `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.split('-').next()?;
        Self::ALL.iter().copied().find(|tongue| tongue.tag() == first)
    }

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::Arabic => "ar",
        }
    }

    /// Direction of writing.
    pub fn direction(self) -> Direction {
        match self {
            Tongue::English => Direction::LeftToRight,
            Tongue::Arabic => Direction::RightToLeft,
        }
    }

    /// A sentence, without its full stop.
    pub fn sentence(self, say: &Say) -> Vec<Span> {
        self.words().sentence(say)
    }

    /// The words of the frame.
    pub fn labels(self) -> Labels {
        self.words().labels()
    }

    /// A heading.
    pub fn heading(self, heading: &Heading) -> String {
        self.words().heading(heading)
    }

    /// A moment.
    pub fn moment(self, moment: Moment) -> String {
        self.words().moment(moment)
    }

    /// The name of a rule.
    pub fn rule(self, rule: RuleName) -> &'static str {
        self.words().rule(rule)
    }

    pub(crate) fn words(self) -> &'static dyn Wording {
        match self {
            Tongue::English => &en::English,
            Tongue::Arabic => &ar::Arabic,
        }
    }
}

/// Where a section stands, for its printed number; counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// A section: I, II.
    Section(usize),
    /// A part of a section: A, B.
    Part(usize),
    /// An annex: Annex I.
    Annex(usize),
}

/// What the line under the title says of a document's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Compiled under another rule, as a study.
    Study,
    /// Adopted by the group.
    Adopted,
    /// On the Chair's responsibility.
    Chairs,
    /// Adopted by nobody.
    Note,
}

/// What a language says. The two implementations are reviewed side by side in `docs/reference/sentences.md`.
pub(crate) trait Wording: Sync {
    /// A sentence, without its full stop.
    fn sentence(&self, say: &Say) -> Vec<Span>;
    /// A heading.
    fn heading(&self, heading: &Heading) -> String;
    /// The printed number of a section.
    fn number(&self, number: Number) -> String;
    /// What was searched, as the object of "searched:".
    fn searched(&self, searched: &Searched) -> String;
    /// The heading of differing views.
    fn views(&self, on: &Topic) -> Vec<Span>;
    /// How the sentence is known, in parentheses, with the space before; empty for the holder's own act.
    fn known(&self, known: &Known) -> Vec<Span>;
    /// Words of the frame.
    fn labels(&self) -> Labels;
    /// The title.
    fn title(&self, title: Title, group: &str) -> String;
    /// The line on the document's status, without its full stop.
    fn notice(&self, notice: Notice) -> &'static str;
    /// A rule by name.
    fn rule(&self, rule: RuleName) -> &'static str;
    /// A moment.
    fn moment(&self, moment: Moment) -> String;
    /// A grade of provenance.
    fn grade(&self, grade: Grade) -> &'static str;
    /// Words of the particulars and of the list of evidence.
    fn frame(&self) -> &'static Frame;
    /// What stands for an entry that is not disclosed at its level.
    fn undisclosed(&self, level: Disclosure) -> String;
    /// A word of quantity of our own, as the lexicon prints it.
    fn quantity(&self, quantity: Quantity) -> &'static str;
    /// A condition of the lexicon.
    fn condition(&self, condition: Condition) -> String;
}

/// Fixed words of the particulars, of the list of evidence and of the printed lexicon.
pub(crate) struct Frame {
    pub(crate) decision_rule: &'static str,
    pub(crate) report_rule: &'static str,
    /// Behind a rule that the record does not show as adopted.
    pub(crate) assumed: &'static str,
    pub(crate) names: &'static str,
    pub(crate) attributed: &'static str,
    pub(crate) unattributed: &'static str,
    pub(crate) last_entry: &'static str,
    pub(crate) wording: &'static str,
    pub(crate) compiler: &'static str,
    /// Between two parts of a value.
    pub(crate) comma: &'static str,
    pub(crate) erased: &'static str,
    /// Before the kind of an entry whose line is not told.
    pub(crate) kind: &'static str,
    pub(crate) unread: &'static str,
    pub(crate) paper: &'static str,
    pub(crate) source_withheld: &'static str,
    pub(crate) lexicon: &'static str,
    pub(crate) lexicon_head: [&'static str; 3],
    pub(crate) lexicon_used: &'static str,
    pub(crate) lexicon_accepted: &'static str,
    pub(crate) lexicon_number: &'static str,
    pub(crate) lexicon_number_condition: &'static str,
}

/// The offset from UTC: "UTC+01:00".
fn zone(offset: Option<i16>) -> String {
    match offset {
        None => "UTC".to_owned(),
        Some(east) => {
            let sign = if east < 0 { '-' } else { '+' };
            format!("UTC{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
        }
    }
}

/// A number as Roman numerals; as digits beyond 3,999.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A number in letters: A to Z, then AA, AB.
pub(crate) fn letters(number: usize) -> String {
    let (mut rest, mut out) = (number, Vec::new());
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Tongue, letters, roman};

    #[test]
    fn sections_are_numbered_in_roman_and_in_letters() {
        assert_eq!([1, 4, 9, 14, 40, 1994].map(roman), ["I", "IV", "IX", "XIV", "XL", "MCMXCIV"]);
        assert_eq!([1, 26, 27, 52, 703].map(letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        assert_eq!(Tongue::from_tag("ar"), Some(Tongue::Arabic));
        assert_eq!(Tongue::from_tag("en-GB"), Some(Tongue::English));
        assert_eq!(Tongue::from_tag("de"), None);
    }
}
