//! Labels at the start of a line, read lightly: enough to nest units and to tell renumbering.

use std::ops::Range;

/// What a label is made of. Labels of one style follow one another in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// A word and a number: `Article 4`, `Option 2`. The word, in lower case.
    Named(String),
    /// `PP2ter`, `OP 4 alt`. The letters, in lower case.
    Paragraph(String),
    /// `1.`, `3.3bis`, `12)`. How many numbers.
    Number(usize),
    /// `(1)`.
    Parenthesised,
    /// `(a)`, `b)`, `c.`
    Letter,
    /// `(iv)`, `iv.`
    Roman,
    /// `-`, `•`, `*`: no number.
    Bullet,
    /// `[^1]:`.
    Note,
}

/// A label: where it stands, as written without markup, and its style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// Its style.
    pub style: Style,
    /// Its number with suffix, without white space, in lower case: `3.3bis`; empty for a bullet.
    pub number: String,
}

/// Words that name a part of a text and take a number.
const NAMES: &[&str] = &[
    "article",
    "art",
    "annex",
    "appendix",
    "alternative",
    "alt",
    "attachment",
    "chapter",
    "clause",
    "goal",
    "guideline",
    "option",
    "paragraph",
    "para",
    "part",
    "principle",
    "protocol",
    "recommendation",
    "regulation",
    "rule",
    "schedule",
    "section",
    "target",
    "title",
];

/// Suffixes of what was put in after a number.
const SUFFIXES: &[&str] =
    &["octies", "septies", "sexies", "quinquies", "quater", "quat", "ter", "bis", "alt"];

/// The label at the start of a line, behind white space, headings' `#`, quotes and markup.
///
/// ```
/// use text::align::{Style, label};
/// let label = label("  **Option 2:** No text").expect("it has one");
/// assert_eq!((label.range, label.style, label.number.as_str()), (4..12, Style::Named("option".to_owned()), "2"));
/// ```
pub fn label(line: &str) -> Option<Label> {
    let start =
        line.find(|c: char| !(c.is_whitespace() || matches!(c, '#' | '>'))).unwrap_or(line.len());
    let rest = &line[start..];
    if let Some(mark) =
        rest.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '–' | '—' | '·'))
        && rest[mark.len_utf8()..].starts_with([' ', '\t'])
    {
        return Some(Label {
            range: start..start + mark.len_utf8(),
            style: Style::Bullet,
            number: String::new(),
        });
    }
    if let Some(end) = rest.strip_prefix("[^").and_then(|r| r.find("]:")) {
        let number = rest[2..2 + end].to_owned();
        return Some(Label { range: start..start + end + 4, style: Style::Note, number });
    }
    let open =
        rest.find(|c: char| !matches!(c, '*' | '_' | '[' | '{' | '"' | '“')).unwrap_or(rest.len());
    let start = start + open;
    let rest = &line[start..];
    let (long, style, number) = named(rest)
        .or_else(|| paragraph(rest))
        .or_else(|| numbered(rest))
        .or_else(|| lettered(rest))?;
    Some(Label { range: start..start + long, style, number })
}

/// What a reading gives: bytes, style, number.
type Read = (usize, Style, String);

fn named(rest: &str) -> Option<Read> {
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let name = rest[..word].to_lowercase();
    if !NAMES.contains(&name.as_str()) || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let gap = rest[word..].find(|c: char| !matches!(c, ' ' | '.' | '\u{a0}'))?;
    let at = word + gap;
    let (long, number) = value(&rest[at..])?;
    let long = at + long;
    let (suffix, tail) = suffix(&rest[long..]);
    let long = long + tail;
    // `Article 4 of the Convention` is a sentence, `Article 4 (Means)` and `Article 4` are labels.
    let after = rest[long..].trim_start_matches([' ', '\u{a0}']);
    let is_label = after.is_empty()
        || !after.starts_with(|c: char| c.is_alphanumeric() || c == ',' || c == ';');
    (gap > 0 && is_label).then(|| (long, Style::Named(name), number + &suffix))
}

/// A number after a name: digits, a Roman number or one capital, possibly in parentheses.
fn value(rest: &str) -> Option<(usize, String)> {
    let inner = rest.trim_start_matches(['(', '[']);
    let open = rest.len() - inner.len();
    let long =
        inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(inner.len());
    let digits = inner.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let long = if digits > 0 { digits } else { long };
    let value = inner[..long].trim_end_matches('.');
    let is_number = value.starts_with(|c: char| c.is_ascii_digit());
    let is_letter =
        value.len() == 1 || !value.is_empty() && value.chars().all(|c| "IVXLC".contains(c));
    let close = usize::from(open > 0 && inner[value.len()..].starts_with([')', ']']));
    (is_number || is_letter).then(|| (open + value.len() + close, value.to_lowercase()))
}

fn paragraph(rest: &str) -> Option<Read> {
    let name = rest.get(..2).filter(|n| matches!(*n, "PP" | "OP" | "Pp" | "Op"))?;
    let gap = rest[2..].len() - rest[2..].trim_start_matches([' ', '.']).len();
    let digits = rest[2 + gap..].bytes().take_while(u8::is_ascii_digit).count();
    let at = 2 + gap + digits;
    let (suffix, tail) = suffix(&rest[at..]);
    let is_label =
        (1..=3).contains(&digits) && !rest[at + tail..].starts_with(char::is_alphanumeric);
    is_label.then(|| {
        (at + tail, Style::Paragraph(name.to_lowercase()), rest[2 + gap..at].to_owned() + &suffix)
    })
}

fn numbered(rest: &str) -> Option<Read> {
    let (mut at, mut parts) = (0, 0);
    loop {
        let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            break;
        }
        at += digits;
        parts += 1;
        if !(rest[at..].starts_with('.')
            && rest[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
        {
            break;
        }
        at += 1;
    }
    let (suffix, tail) = suffix(&rest[at..]);
    let number = rest.get(..at)?.to_owned() + &suffix;
    let at = at + tail;
    let after = &rest[at..];
    let closes = after.starts_with(['.', ')', ':', ']', '\t']);
    let stands =
        after.is_empty() || after.starts_with(char::is_whitespace) || after.starts_with('*');
    if parts == 0 || !(closes || stands && (parts > 1 || tail > 0)) {
        return None;
    }
    let mark = usize::from(after.starts_with(['.', ')']));
    Some((at + mark, Style::Number(parts), number))
}

fn lettered(rest: &str) -> Option<Read> {
    let is_open = rest.starts_with('(');
    let inner = &rest[usize::from(is_open)..];
    let long = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let value = &inner[..long];
    let (suffix, tail) = suffix(&inner[long..]);
    let after = &inner[long + tail..];
    let closes = after.starts_with(')')
        || !is_open && after.starts_with('.') && !after[1..].starts_with(char::is_alphanumeric);
    let is_roman = !value.is_empty()
        && value.len() <= 5
        && value.to_lowercase().chars().all(|c| "ivxlc".contains(c));
    let style = if is_roman && (value.len() > 1 || matches!(value, "i" | "I")) {
        Style::Roman
    } else if value.len() == 1 && value.starts_with(|c: char| c.is_ascii_alphabetic())
        || value.len() == 2 && value.as_bytes()[0] == value.as_bytes()[1] && is_open
    {
        Style::Letter
    } else if is_open && (1..=3).contains(&long) && value.bytes().all(|b| b.is_ascii_digit()) {
        Style::Parenthesised
    } else {
        return None;
    };
    closes.then(|| (usize::from(is_open) + long + tail + 1, style, value.to_lowercase() + &suffix))
}

/// `bis`, ` ter`, `.alt 2` behind a number: in lower case without white space, and its bytes.
fn suffix(rest: &str) -> (String, usize) {
    let (mut found, mut at) = (String::new(), 0);
    loop {
        let gap = rest[at..].len() - rest[at..].trim_start_matches([' ', '.', '-', '*', '_']).len();
        let inner = &rest[at + gap..];
        let known = SUFFIXES
            .iter()
            .find(|s| inner.get(..s.len()).is_some_and(|i| i.eq_ignore_ascii_case(s)));
        let Some(known) =
            known.filter(|s| gap <= 3 && !inner[s.len()..].starts_with(char::is_alphabetic))
        else {
            return (found, at);
        };
        found.push_str(known);
        at += gap + known.len();
        let digits = rest[at..].trim_start_matches(' ');
        let gap = rest[at..].len() - digits.len();
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        if *known == "alt" && (1..=2).contains(&count) {
            found.push_str(&digits[..count]);
            at += gap + count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    /// A line's label as written, and its number.
    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = label(line);
        let shown = found.as_ref().map(|l| (&line[l.range.clone()], l.number.as_str()));
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn labels_of_the_field_are_read() {
        check("1. Text", Some(("1.", "1")));
        check("   12) Text", Some(("12)", "12")));
        check("3.3bis Text", Some(("3.3bis", "3.3bis")));
        check("3 bis. Text", Some(("3 bis.", "3bis")));
        check("(a) text", Some(("(a)", "a")));
        check("[(iv) text]", Some(("(iv)", "iv")));
        check("## [Article 4bis]", Some(("Article 4bis", "4bis")));
        check("Article 4 (Means)", Some(("Article 4", "4")));
        check("**Option 2:** Text", Some(("Option 2", "2")));
        check("Option (b): Text", Some(("Option (b)", "b")));
        check("PP2ter Recalling", Some(("PP2ter", "2ter")));
        check("OP 4 alt Decides", Some(("OP 4 alt", "4alt")));
        check("OP4 alt 2. Decides", Some(("OP4 alt 2", "4alt2")));
        check("- item", Some(("-", "")));
        check("[^12]: Note", Some(("[^12]:", "12")));
        check("Annex II", Some(("Annex II", "ii")));
    }

    #[test]
    fn sentences_have_no_label() {
        check("Article 4 of the Convention applies", None);
        check("2015 was the year", None);
        check("1990. The Parties", None);
        check("A Party shall", None);
        check("*Recalling* the decision", None);
        check("[shall][should]", None);
        check("", None);
        check("Optional text", None);
        check("各缔约方", None);
    }
}
