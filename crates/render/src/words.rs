//! Words of the record made safe to set among our own, whatever the format.

use report::document::{Direction, Document, Labels, Span};
use std::borrow::Cow;

/// Opening and closing quotation mark of a language, by its primary subtag.
pub(crate) fn quotation_marks(language: &str) -> (&'static str, &'static str) {
    match primary_subtag(language) {
        // French sets a no-break space inside the marks.
        "fr" => ("«\u{a0}", "\u{a0}»"),
        "ar" | "es" | "ru" | "uk" | "it" | "pt" | "fa" | "el" => ("«", "»"),
        "de" | "cs" | "bg" => ("„", "“"),
        "pl" | "ro" | "hu" => ("„", "”"),
        "ja" => ("「", "」"),
        _ => ("“", "”"),
    }
}

/// Primary subtag of a BCP 47 tag: `zh` of `zh-Hant-TW`.
pub(crate) fn primary_subtag(language: &str) -> &str {
    language.split('-').next().unwrap_or("")
}

/// A BCP 47 tag if it has the shape of one.
///
/// A tag comes from the record and may be anything; a malformed one is worse for a screen reader than none.
pub(crate) fn well_formed_tag(tag: &str) -> Option<&str> {
    let subtag = |part: &str| {
        matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let primary = primary_subtag(tag);
    let good =
        matches!(primary.len(), 2..=8) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    (good && tag.split('-').all(subtag)).then_some(tag)
}

/// Direction in which a language is written, by its primary subtag.
pub(crate) fn direction_of(language: &str) -> Direction {
    // A script that is named says it; `und-Arab` is of no known language.
    let script = language.split('-').skip(1).find(|subtag| subtag.len() == 4);
    if let Some(script) = script {
        let is_turned = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo"].contains(&script);
        return if is_turned { Direction::RightToLeft } else { Direction::LeftToRight };
    }
    match primary_subtag(language) {
        "ar" | "fa" | "he" | "ur" | "ps" | "yi" | "dv" | "ckb" | "sd" | "ug" => {
            Direction::RightToLeft
        }
        _ => Direction::LeftToRight,
    }
}

/// Whether a letter is written from right to left.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Keeps what a run of text does to direction within that run, and replaces characters that no format can carry.
///
/// An override such as U+202E in someone's words would otherwise turn the words that follow, ours included. Openers left
/// open are closed at the end; closers without an opener go. The order in which the words themselves are read stays.
pub(crate) fn settled(words: &str) -> Cow<'_, str> {
    if !words.chars().any(|c| unprintable(c) || directs(c)) {
        return Cow::Borrowed(words);
    }
    let mut settled = String::with_capacity(words.len());
    let mut open = Vec::new();
    for c in words.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202c}' if open.last() != Some(&c) => continue,
            '\u{202c}' => drop(open.pop()),
            '\u{2069}' => {
                // Closes the isolate and every embedding opened within it (UAX #9, X6a).
                let Some(isolate) = open.iter().rposition(|closer| *closer == c) else { continue };
                open.truncate(isolate);
            }
            _ => {}
        }
        settled.push(if unprintable(c) { '\u{fffd}' } else { c });
    }
    settled.extend(open.into_iter().rev());
    Cow::Owned(settled)
}

/// True of the characters that open or close a direction (UAX #9).
fn directs(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True of controls other than tab and newline, and of code points that are not characters.
fn unprintable(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32 & 0xfffe) == 0xfffe
}

/// Spans as plain text in the document's own language: its quotation marks, its word for "number".
pub(crate) fn plain(spans: &[Span], document: &Document) -> String {
    let (open, close) = quotation_marks(&document.language);
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Plain(words)
            | Span::Name(words)
            | Span::Words(words)
            | Span::Bracketed { words, .. }
            | Span::Section { words, .. } => text.push_str(words),
            Span::Quote { words, .. } => text.extend([open, words, close]),
            Span::Entry(entry) => text.push_str(&numbered(entry.0, &document.labels)),
        }
    }
    text
}

/// What stands between two sentences of a paragraph: a space, except where the script writes none.
pub(crate) fn sentence_gap(language: &str) -> &'static str {
    match primary_subtag(language) {
        "zh" | "ja" => "",
        _ => " ",
    }
}

/// An entry number as printed: "no. 7".
pub(crate) fn numbered(number: u32, labels: &Labels) -> String {
    format!("{}\u{a0}{number}", labels.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_ends_where_the_words_end() {
        assert_eq!(settled("a\u{202e}b"), "a\u{202e}b\u{202c}");
        assert_eq!(settled("a\u{2069}\u{202c}b"), "ab");
        assert_eq!(settled("\u{2067}x\u{202e}y"), "\u{2067}x\u{202e}y\u{202c}\u{2069}");
        assert_eq!(settled("\u{2067}x\u{202e}y\u{2069}z"), "\u{2067}x\u{202e}y\u{2069}z");
        assert_eq!(settled("nul\0 and \u{1b}[0m"), "nul\u{fffd} and \u{fffd}[0m");
    }

    #[test]
    fn a_tag_that_is_none_is_left_out() {
        assert_eq!(well_formed_tag("zh-Hant"), Some("zh-Hant"));
        assert_eq!(well_formed_tag("\" onclick=\""), None);
        assert_eq!(well_formed_tag(""), None);
    }
}
