//! The rules that tell editorial from negotiating brackets.
//!
//! The first rule that applies decides; a ruling of a person comes before them all. Each looks at the words of the bracket
//! alone, at a bounded number of bytes of them, but for italics and legends.

use super::node::{Class, Rule};
use super::status;
use std::ops::Range;

/// How many bytes of a bracket's words are looked at.
const SEEN_MAX: usize = 96;

/// What a bracket is, by its words; `inner` is between the marks.
pub(super) fn of(source: &str, inner: Range<usize>) -> (Class, Rule) {
    let bytes = source.as_bytes();
    let words = &bytes[inner.clone()];
    let short = words.len() <= SEEN_MAX;
    let seen = &words[..words.len().min(SEEN_MAX)];
    let bare = seen.trim_ascii_start();
    let bare = &bare[bare.iter().take_while(|b| matches!(b, b'*' | b'_')).count()..];
    let first = bare.first().copied().unwrap_or(b' ');
    // Most brackets begin with a small letter or with words that no rule knows.
    if short && is_blank(words) {
        return (Class::Placeholder, Rule::Blank);
    }
    if short && let Some(rule) = exact(&source[inner.clone()]) {
        let class = if matches!(rule, Rule::New | Rule::Sic) {
            Class::Editorial
        } else {
            Class::Placeholder
        };
        return (class, rule);
    }
    if short
        && matches!(first, b'A' | b'S' | b'P' | b'R')
        && let Some(status) = status::read(&source[inner.clone()])
    {
        return (Class::Status(status), Rule::StatusWords);
    }
    let rule = match first.to_ascii_lowercase() {
        b'p' if begins(bare, b"placeholder") => Some(Rule::PlaceholderWord),
        b'p' if is_reference(bare) => Some(Rule::CrossReference),
        b'n' | b'e' | b'c' | b'd' if is_note(bare) => Some(Rule::Note),
        _ => None,
    };
    match rule {
        Some(Rule::PlaceholderWord) => (Class::Placeholder, Rule::PlaceholderWord),
        Some(rule) => (Class::Editorial, rule),
        None if is_italic(bytes, &inner) => (Class::Editorial, Rule::Italic),
        None => (Class::Negotiating, Rule::Default),
    }
}

/// White space alone, or with at least two dots or underscores or a sign of omission: `[.]` is punctuation.
fn is_blank(words: &[u8]) -> bool {
    let omission = "…".as_bytes();
    let may_be = |b: &u8| b" \t\n\r._".contains(b) || omission.contains(b);
    if !words.first().is_none_or(may_be) {
        return false;
    }
    let filled = words.iter().filter(|b| !b.is_ascii_whitespace()).count();
    filled != 1 && words.iter().all(may_be)
}

/// Rules about the words as a whole. Told apart by the first byte and the length: most brackets are none of these.
fn exact(words: &str) -> Option<Rule> {
    const TO_COME: &[&str] = &[
        "date",
        "Date",
        "dates",
        "TBD",
        "tbd",
        "TBC",
        "tbc",
        "to be determined",
        "to be decided",
        "to be confirmed",
        "to be completed",
        "to be inserted",
    ];
    let words = words.trim_matches([' ', '*', '_']);
    let bytes = words.as_bytes();
    let rule = match bytes.first()? {
        b'N' if words == "New" => Some(Rule::New),
        b's' if matches!(words, "sic" | "sic!") => Some(Rule::Sic),
        b'd' | b'D' | b't' | b'T' if TO_COME.contains(&words) => Some(Rule::ToCome),
        b'n' | b'N' if bytes.len() == 1 => Some(Rule::Unknown),
        _ => None,
    };
    if rule.is_some() {
        return rule;
    }
    if bytes.len() <= 4 {
        let letters = bytes.iter().filter(|b| b"XxYyZz".contains(b)).count();
        let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
        let is_number = bytes.ends_with(b"X") || bytes.ends_with(b"x");
        let is_unknown = letters > 0
            && letters + digits == bytes.len()
            && (letters == 1 && digits == 0 || is_number);
        return is_unknown.then_some(Rule::Unknown);
    }
    if bytes.len() > 12 || !bytes[0].is_ascii_uppercase() {
        return None;
    }
    let (code, number) = words.split_once('-')?;
    let is_hole = (2..=8).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_uppercase())
        && (1..=3).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit());
    is_hole.then_some(Rule::NameHole)
}

fn begins(words: &[u8], with: &[u8]) -> bool {
    words.get(..with.len()).is_some_and(|b| b.eq_ignore_ascii_case(with))
        && words.get(with.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
}

/// `Note: …`, `Note by …`, `Editor's note`, `context in …`, `Comment: …`.
fn is_note(words: &[u8]) -> bool {
    const BEGINNINGS: &[&[u8]] = &[
        b"note:",
        b"notes:",
        b"note by ",
        b"note from ",
        b"note to ",
        b"n.b.",
        b"nb:",
        b"editor",
        b"ed. note",
        b"comment:",
        b"comment by ",
        b"comments:",
        b"context ",
        b"context:",
        b"drafting note",
        b"drafter",
        b"explanatory note",
    ];
    let is_capital = words.first().is_some_and(u8::is_ascii_uppercase);
    BEGINNINGS
        .iter()
        .any(|with| words.get(..with.len()).is_some_and(|b| b.eq_ignore_ascii_case(with)))
        || begins(words, b"note") && is_capital
}

/// `Para. 4 of version 2`, `paragraph 3 of the previous text`.
fn is_reference(words: &[u8]) -> bool {
    const WORDS: &[&[u8]] =
        &[b"paragraphs ", b"paragraph ", b"paras. ", b"para. ", b"paras ", b"para "];
    let word =
        WORDS.iter().find(|w| words.get(..w.len()).is_some_and(|b| b.eq_ignore_ascii_case(w)));
    let Some(word) = word else { return false };
    let rest = &words[word.len()..];
    let number =
        rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b".()".contains(b)).count();
    const BEHIND: &[&[u8]] =
        &[b" of version", b" of the previous", b" of rev", b" in version", b" of draft"];
    rest.first().is_some_and(u8::is_ascii_digit)
        && BEHIND.iter().any(|with| {
            rest[number..].get(..with.len()).is_some_and(|b| b.eq_ignore_ascii_case(with))
        })
}

/// `*[words]*`: one mark of italics on each side and none within. Spaces may stand before the second.
fn is_italic(bytes: &[u8], inner: &Range<usize>) -> bool {
    let open = inner.start - 1;
    let Some(mark @ (b'*' | b'_')) = open.checked_sub(1).map(|at| bytes[at]) else { return false };
    let is_alone = open < 2 || bytes[open - 2] != mark;
    let behind = &bytes[inner.end + 1..];
    let spaces = behind.iter().take(2).take_while(|b| **b == b' ').count();
    is_alone
        && behind.get(spaces) == Some(&mark)
        && behind.get(spaces + 1) != Some(&mark)
        && memchr::memchr(mark, &bytes[inner.clone()]).is_none()
}

/// Whether a bracket stands within a word: `international[ly agreed]`, `[re]affirm`.
pub(super) fn is_intraword(bytes: &[u8], inner: &Range<usize>) -> bool {
    const PREFIX_MAX: usize = 6;
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80)
    };
    let words = &bytes[inner.clone()];
    let is_ending = is_letter(inner.start.checked_sub(2)) && is_letter(Some(inner.start));
    let is_beginning = !words.is_empty()
        && words.len() <= PREFIX_MAX
        && words.iter().all(u8::is_ascii_alphabetic)
        && bytes.get(inner.end + 1).is_some_and(u8::is_ascii_lowercase);
    is_ending && !words.is_empty() || is_beginning
}

#[cfg(test)]
mod tests {
    use super::{is_intraword, of};

    /// What the first bracket of a source is.
    fn check(source: &str, expected: &str) {
        let inner = source.find('[').unwrap() + 1..source.rfind(']').unwrap();
        let (class, rule) = of(source, inner.clone());
        let class = format!("{class:?}").split(['(', ' ']).next().unwrap().to_owned();
        let within = if is_intraword(source.as_bytes(), &inner) { " in word" } else { "" };
        assert_eq!(format!("{class} {rule:?}{within}"), expected, "{source}");
    }

    #[test]
    fn words_that_are_not_agreed_are_the_default() {
        check("[shall]", "Negotiating Default");
        check("[notes with concern]", "Negotiating Default");
        check("[paragraph 4]", "Negotiating Default");
        check("international[ly agreed]", "Negotiating Default in word");
        check("[re]affirms", "Negotiating Default in word");
        check("least[ and others]", "Negotiating Default");
    }

    #[test]
    fn places_are_kept_for_words_to_come() {
        check("[ ]", "Placeholder Blank");
        check("[…]", "Placeholder Blank");
        check("[X]", "Placeholder Unknown");
        check("[20XX]", "Placeholder Unknown");
        check("[2050]", "Negotiating Default");
        check("[date]", "Placeholder ToCome");
        check("[*Placeholder* for rivers]", "Placeholder PlaceholderWord");
        check("DRAFT RESOLUTION [NOR-1]", "Placeholder NameHole");
    }

    #[test]
    fn remarks_are_editorial() {
        check("[sic]", "Editorial Sic");
        check("[Note: see above]", "Editorial Note");
        check("[context of the notes]", "Editorial Note");
        check("[Para. 4 of version 2]", "Editorial CrossReference");
        check("[New] 3.", "Editorial New");
        check("words *[level of ambition]*", "Editorial Italic");
        check("*[level]* of *[x y]*", "Negotiating Default");
        check("*[Taking* account of]*", "Negotiating Default");
        check("**[bold]**", "Negotiating Default");
    }

    #[test]
    fn status_is_a_mark() {
        check("[Agreed ad ref]", "Status StatusWords");
        check("[agreed]", "Negotiating Default");
    }
}
