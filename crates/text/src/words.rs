//! Tokens: words, ideographs, marks and white space, each a range of the source that parts no grapheme cluster.
//!
//! The rules stand on grapheme clusters (UAX #29, extended) and not on characters, so that a letter keeps its combining
//! marks, an emoji its joiners, a Hangul syllable its jamo. Whatever the script, ranges follow logical order.
//!
//! Absent: a dictionary. Thai, Lao, Khmer, Burmese and kana are cut grapheme by grapheme, like ideographs.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Letters and digits; an apostrophe between letters and a point or comma between digits belong to the word.
    Word,
    /// One grapheme of a script that is written without spaces.
    Ideograph,
    /// One grapheme that is none of the others: brackets, punctuation, symbols, emoji.
    Mark,
    /// White space within a line, as long as it goes on.
    Space,
    /// One line ending: `\n`, `\r\n`, `\r`, or a separator of lines or paragraphs.
    Break,
}

impl Kind {
    /// White space of either kind.
    pub fn is_blank(self) -> bool {
        matches!(self, Kind::Space | Kind::Break)
    }
}

/// A token: bytes of the source, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What it is made of.
    pub kind: Kind,
}

/// The tokens of a source, in order. Their ranges follow one another without a gap and cover the source.
///
/// ```
/// let source = "[shall] 3.5";
/// let words: Vec<&str> = text::words::tokens(source).into_iter().map(|t| &source[t.range]).collect();
/// assert_eq!(words, ["[", "shall", "]", " ", "3.5"]);
/// ```
pub fn tokens(source: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(source.len() / 4);
    let mut at = 0;
    while at < source.len() {
        let end = at + grapheme(source, at);
        let kind = kind(&source[at..end]);
        match found.last_mut() {
            Some(last) if last.kind == kind && matches!(kind, Kind::Word | Kind::Space) => {
                last.range.end = end;
            }
            Some(last) if last.kind == Kind::Word && joins(source, at, end) => last.range.end = end,
            _ => found.push(Token { range: at..end, kind }),
        }
        at = end;
    }
    found
}

/// Bytes of the grapheme cluster that starts at `at`. Clusters never reach back, so the start may be taken for a text's.
fn grapheme(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let is_plain = |i: usize| bytes.get(i).is_none_or(u8::is_ascii);
    if bytes[at].is_ascii() && bytes[at] != b'\r' && is_plain(at + 1) {
        return 1;
    }
    source[at..].graphemes(true).next().map_or(1, str::len)
}

/// Whether the mark at `at..end` stands inside a word: `don't`, `l’eau`, `3.5`, `10,000`.
fn joins(source: &str, at: usize, end: usize) -> bool {
    let sides = || (source[..at].chars().next_back(), source[end..].chars().next());
    let (before, after) = match &source[at..end] {
        "'" | "’" => {
            (char::is_alphabetic as fn(char) -> bool, char::is_alphabetic as fn(char) -> bool)
        }
        "." | "," => (char::is_numeric as fn(char) -> bool, char::is_numeric as fn(char) -> bool),
        _ => return false,
    };
    matches!(sides(), (Some(b), Some(a)) if before(b) && after(a) && !is_unspaced(a))
}

fn kind(grapheme: &str) -> Kind {
    match grapheme.chars().next() {
        Some('\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') => Kind::Break,
        Some(c) if c.is_whitespace() => Kind::Space,
        Some(c) if is_unspaced(c) => Kind::Ideograph,
        Some(c) if c.is_alphanumeric() => Kind::Word,
        _ => Kind::Mark,
    }
}

/// Letters of scripts that write no space between words. Blocks of Unicode 16: kana, bopomofo, Han and its extensions;
/// Thai, Lao, Burmese, Khmer, Tai Le to New Tai Lue, Tai Tham, Javanese-family additions of Burmese and Tai Viet.
fn is_unspaced(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(u32::from(c),
            0xe01..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1950..=0x19df | 0x1a20..=0x1aad
            | 0x2e80..=0x312f | 0x31a0..=0x31bf | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
            | 0xa9e0..=0xa9fe | 0xaa60..=0xaadf | 0xf900..=0xfaff | 0xff66..=0xff9f
            | 0x1aff0..=0x1b16f | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn check(source: &str, expected: &[&str]) {
        let found = tokens(source);
        let words: Vec<&str> = found.iter().map(|t| &source[t.range.clone()]).collect();
        assert_eq!(words, expected);
        assert_eq!(words.concat(), source);
    }

    #[test]
    fn brackets_are_tokens_of_their_own() {
        check("[[shall]][may]", &["[", "[", "shall", "]", "]", "[", "may", "]"]);
        check("international[ly agreed]", &["international", "[", "ly", " ", "agreed", "]"]);
    }

    #[test]
    fn apostrophes_and_decimals_stay_in_their_word() {
        check("don't 'x' 1.5 1.", &["don't", " ", "'", "x", "'", " ", "1.5", " ", "1", "."]);
        check("l’eau 10,000", &["l’eau", " ", "10,000"]);
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        check("e\u{301}t [\u{308}", &["e\u{301}t", " ", "[\u{308}"]);
        check("كَتَبَ نص", &["كَتَبَ", " ", "نص"]);
        check("\u{1100}\u{1161}\u{11a8}", &["\u{1100}\u{1161}\u{11a8}"]);
        check("👩‍👩‍👧 🇺🇳", &["👩‍👩‍👧", " ", "🇺🇳"]);
    }

    #[test]
    fn each_ideograph_is_a_token() {
        check("各缔约方[应]", &["各", "缔", "约", "方", "[", "应", "]"]);
        assert_eq!(tokens("各")[0].kind, Kind::Ideograph);
    }

    #[test]
    fn line_endings_stand_alone() {
        check("a \t\r\n\n b", &["a", " \t", "\r\n", "\n", " ", "b"]);
    }
}
