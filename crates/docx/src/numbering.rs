//! Automatic numbering, counted and worded as Word shows it.

use std::collections::{BTreeMap, BTreeSet};

/// The number of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbering {
    /// Counted by the word processor.
    Automatic {
        /// The list, as in [`List::id`]; never 0.
        list: u32,
        /// The level in it, 0 to 8.
        level: u8,
        /// What is shown; filled in by [`crate::Document::settled`].
        label: String,
    },
    /// Text that stays as it is written, before a tab, with the paragraph hanging from it.
    Literal {
        /// The label.
        label: String,
        /// How far in it stands, 0 to 8.
        level: u8,
    },
}

impl Numbering {
    /// What is shown before the paragraph.
    pub fn label(&self) -> &str {
        match self {
            Self::Automatic { label, .. } | Self::Literal { label, .. } => label,
        }
    }
}

/// A list that paragraphs are numbered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its number in the file (`w:numId`); never 0.
    pub id: u32,
    /// Lists of one family (`w:abstractNum`) count on from one another.
    pub family: u32,
    /// Its levels, outermost first; at most 9.
    pub levels: Vec<Level>,
    /// Levels that start again, at that number, where this list is first used.
    pub starts: Vec<(u8, i32)>,
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The first number.
    pub start: i32,
    /// How numbers are worded.
    pub format: NumberFormat,
    /// The label, with `%1` to `%9` for the number of each level: `%1.%2`, `(%1)`.
    pub text: String,
    /// What follows the label.
    pub suffix: Suffix,
    /// `None`: starts again after every outer level; 0: never; n: after the n-th level or one further out.
    pub restart: Option<u8>,
    /// Whether outer numbers are shown in digits whatever their own format.
    pub legal: bool,
    /// The style of paragraphs that is numbered by this level.
    pub style: Option<String>,
}

impl Level {
    /// A level that starts at 1.
    pub fn new(format: NumberFormat, text: impl Into<String>) -> Self {
        let (text, suffix) = (text.into(), Suffix::Tab);
        Self { start: 1, format, text, suffix, restart: None, legal: false, style: None }
    }
}

impl List {
    /// A list of its own family with these levels.
    pub fn new(id: u32, levels: Vec<Level>) -> Self {
        Self { id, family: id, levels, starts: Vec::new() }
    }
}

/// How a number is worded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberFormat {
    /// 1, 2, 3.
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// a, b … z, aa, bb.
    LowerLetter,
    /// A, B … Z, AA, BB.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// The text of the level, uncounted.
    Bullet,
    /// Nothing.
    None,
    /// Another one, by the word of the schema; shown in digits.
    Other(String),
}

/// What follows a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// A tab.
    Tab,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

impl NumberFormat {
    pub(crate) fn from_word(word: &str) -> Self {
        match word {
            "decimal" => Self::Decimal,
            "decimalZero" => Self::DecimalZero,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The word of the schema (`ST_NumberFormat`).
    pub fn word(&self) -> &str {
        match self {
            Self::Decimal => "decimal",
            Self::DecimalZero => "decimalZero",
            Self::LowerLetter => "lowerLetter",
            Self::UpperLetter => "upperLetter",
            Self::LowerRoman => "lowerRoman",
            Self::UpperRoman => "upperRoman",
            Self::Bullet => "bullet",
            Self::None => "none",
            Self::Other(word) => word,
        }
    }

    /// A number in words of this format. Beyond what Word can show it is given in digits.
    fn number(&self, n: i64) -> String {
        match self {
            Self::Decimal | Self::Other(_) => n.to_string(),
            Self::DecimalZero => format!("{n:02}"),
            Self::LowerLetter => letters(n, b'a'),
            Self::UpperLetter => letters(n, b'A'),
            Self::LowerRoman => roman(n).to_lowercase(),
            Self::UpperRoman => roman(n),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// a to z, then aa to zz: the letter repeated, not counted on as in a spreadsheet.
fn letters(n: i64, first: u8) -> String {
    if !(1..=780).contains(&n) {
        return n.to_string();
    }
    let (repeat, letter) = ((n - 1) / 26 + 1, (n - 1) % 26);
    let letter = char::from(first + u8::try_from(letter).unwrap_or_default());
    std::iter::repeat_n(letter, usize::try_from(repeat).unwrap_or(1)).collect()
}

fn roman(n: i64) -> String {
    const STEPS: &[(i64, &str)] = &[
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
    if !(1..=32767).contains(&n) {
        return n.to_string();
    }
    let (mut left, mut text) = (n, String::new());
    for (value, digits) in STEPS {
        while left >= *value {
            text.push_str(digits);
            left -= value;
        }
    }
    text
}

/// Labels longer than this many bytes are cut, with `…` in their place.
const LONGEST_LABEL: usize = 256;

/// Counts paragraph by paragraph through one text.
#[derive(Default)]
pub(crate) struct Counters {
    families: BTreeMap<u32, [Option<i64>; 9]>,
    used: BTreeSet<u32>,
}

impl Counters {
    /// Counts one paragraph and words its label.
    pub(crate) fn next(&mut self, list: &List, level: u8) -> String {
        let at = usize::from(level.min(8));
        let values = self.families.entry(list.family).or_insert([None; 9]);
        if self.used.insert(list.id) {
            for (level, start) in &list.starts {
                if let Some(value) = values.get_mut(usize::from(*level)) {
                    *value = Some(i64::from(*start) - 1);
                }
            }
        }
        let start = |k: usize| list.levels.get(k).map_or(1, |l| i64::from(l.start));
        values[at] = Some(values[at].map_or(start(at), |n| n.saturating_add(1)));
        for (k, value) in values.iter_mut().enumerate().skip(at + 1) {
            let restart = list.levels.get(k).and_then(|l| l.restart);
            if restart.is_none_or(|r| at < usize::from(r)) {
                *value = None;
            }
        }
        let shown = |k: usize| values[k].unwrap_or(start(k));
        list.levels.get(at).map(|own| label(list, own, at, &shown)).unwrap_or_default()
    }
}

fn label(list: &List, own: &Level, at: usize, shown: &dyn Fn(usize) -> i64) -> String {
    let mut label = String::new();
    let mut rest = own.text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
        if let Some(digit) = digit {
            rest.next();
            let k = digit as usize - 1;
            if let Some(level) = list.levels.get(k).filter(|_| k <= at) {
                let legal = own.legal && !matches!(level.format, NumberFormat::None);
                let format = if legal { &NumberFormat::Decimal } else { &level.format };
                label.push_str(&format.number(shown(k)));
            }
        } else {
            label.push(if own.format == NumberFormat::Bullet { bullet(c) } else { c });
        }
        if label.len() > LONGEST_LABEL {
            label.push('…');
            break;
        }
    }
    label
}

/// Bullets from the fonts Symbol and Wingdings as the characters that they show.
fn bullet(c: char) -> char {
    match c {
        '\u{f0b7}' => '•',
        '\u{f0a7}' => '▪',
        '\u{f0d8}' => '➢',
        '\u{f0fc}' => '✓',
        '\u{f02d}' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &List, levels: &[u8], expected: &[&str]) {
        let mut counters = Counters::default();
        let labels: Vec<String> = levels.iter().map(|l| counters.next(list, *l)).collect();
        assert_eq!(labels, expected);
    }

    fn outline() -> List {
        let levels = vec![
            Level::new(NumberFormat::UpperRoman, "%1."),
            Level::new(NumberFormat::Decimal, "%1.%2"),
            Level::new(NumberFormat::LowerLetter, "(%3)"),
        ];
        List::new(1, levels)
    }

    #[test]
    fn inner_levels_start_again_after_outer_ones() {
        check(&outline(), &[0, 1, 1, 2, 0, 1, 2], &["I.", "I.1", "I.2", "(a)", "II.", "II.1", "(a)"]);
    }

    #[test]
    fn a_level_may_never_start_again() {
        let mut list = outline();
        list.levels[1].restart = Some(0);
        list.levels[2].restart = Some(1);
        check(&list, &[0, 1, 2, 1, 2, 0, 1, 2], &[
            "I.", "I.1", "(a)", "I.2", "(b)", "II.", "II.3", "(a)",
        ]);
    }

    #[test]
    fn legal_numbering_shows_digits_throughout() {
        let mut list = outline();
        list.levels[1].legal = true;
        check(&list, &[0, 1], &["I.", "1.1"]);
    }

    #[test]
    fn letters_repeat_after_z_and_great_numbers_are_digits() {
        let shown = |format: NumberFormat, n| format.number(n);
        assert_eq!(shown(NumberFormat::LowerLetter, 26), "z");
        assert_eq!(shown(NumberFormat::LowerLetter, 28), "bb");
        assert_eq!(shown(NumberFormat::UpperLetter, i64::MAX), i64::MAX.to_string());
        assert_eq!(shown(NumberFormat::UpperRoman, 1994), "MCMXCIV");
        assert_eq!(shown(NumberFormat::LowerRoman, 0), "0");
        assert_eq!(shown(NumberFormat::LowerLetter, -1), "-1");
    }

    #[test]
    fn a_list_of_the_same_family_counts_on_unless_it_starts_again() {
        let (first, mut second) = (outline(), outline());
        second.id = 2;
        let mut third = second.clone();
        (third.id, third.starts) = (3, vec![(0, 5)]);
        let mut counters = Counters::default();
        let labels =
            [&first, &second, &third, &third, &first].map(|list| counters.next(list, 0));
        assert_eq!(labels, ["I.", "II.", "V.", "VI.", "VII."]);
    }
}
