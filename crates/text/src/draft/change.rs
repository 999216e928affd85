//! Proposals in the form of change verbs: an identity, a verb with a number, an origin, each in a line of its own.

use super::block::{Change, ChangeVerb};
use std::ops::Range;

/// Longest line of a change, in bytes.
const BYTES_MAX: usize = 40;

/// Reads a change whose first line begins at a byte; where its last line ends.
pub(super) fn read(source: &str, start: usize) -> Option<(Change, usize)> {
    if !source.as_bytes().get(start).is_some_and(|b| b.is_ascii_uppercase() || b"(*".contains(b)) {
        return None;
    }
    let first = line(source, start)?;
    let proposal = is_proposal(&source[first.clone()]).then_some(first.clone());
    let verb_line = if proposal.is_some() { next(source, &first)? } else { first };
    let (verb, number) = verb(source, &verb_line)?;
    let origin = next(source, &verb_line).filter(|range| is_origin(&source[range.clone()]));
    let end = origin.as_ref().map_or(verb_line.end, |o| o.end);
    Some((Change { proposal, verb, number, origin }, end))
}

/// The words of a short line without white space at its ends.
fn line(source: &str, start: usize) -> Option<Range<usize>> {
    let bytes = source.as_bytes().get(start..)?;
    let shown = &bytes[..bytes.len().min(BYTES_MAX + 1)];
    let length = shown.iter().position(|b| *b == b'\n').unwrap_or(shown.len());
    if length > BYTES_MAX {
        return None;
    }
    let words = &shown[..length];
    let end = start + words.trim_ascii_end().len();
    let start = start + (words.len() - words.trim_ascii_start().len());
    (start < end).then_some(start..end)
}

/// The next line of the same paragraph.
fn next(source: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let behind = source[range.end..].find('\n')?;
    line(source, range.end + behind + 1)
}

/// `ARB/14/26`: capitals, a number, a number.
fn is_proposal(words: &str) -> bool {
    let mut parts = words.split('/');
    let is_number = |part: Option<&str>| {
        part.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_code = parts.next().is_some_and(|p| {
        (1..=12).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase() || b == b'-')
    });
    is_code && is_number(parts.next()) && is_number(parts.next()) && parts.next().is_none()
}

/// `PP-98`: capitals, a hyphen, digits.
fn is_origin(words: &str) -> bool {
    words.split_once('-').is_some_and(|(code, year)| {
        !code.is_empty()
            && code.bytes().all(|b| b.is_ascii_uppercase())
            && (2..=4).contains(&year.len())
            && year.bytes().all(|b| b.is_ascii_digit())
    })
}

fn verb(source: &str, range: &Range<usize>) -> Option<(ChangeVerb, Option<Range<usize>>)> {
    const VERBS: &[(&str, ChangeVerb)] = &[
        ("SUP*", ChangeVerb::SupMoved),
        ("SUP\\*", ChangeVerb::SupMoved),
        ("(MOD)", ChangeVerb::ModEditorial),
        ("ADD", ChangeVerb::Add),
        ("MOD", ChangeVerb::Mod),
        ("SUP", ChangeVerb::Sup),
        ("NOC", ChangeVerb::Noc),
    ];
    let words = &source[range.clone()];
    let bare = words.trim_start_matches("**");
    let (word, verb) = VERBS.iter().find(|(word, _)| bare.starts_with(word))?;
    let rest = bare[word.len()..].trim_end_matches("**");
    if rest.trim().is_empty() {
        return Some((*verb, None));
    }
    let number = rest.trim();
    let is_number = rest.starts_with([' ', '\t'])
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 12
        && number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    let before = words.len() - bare.len() + word.len() + (rest.len() - rest.trim_start().len());
    let start = range.start + before;
    is_number.then(|| (*verb, Some(start..start + number.len())))
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The change as `proposal verb number origin`.
    fn check(source: &str, expected: &str) {
        let shown = read(source, 0).map_or("none".to_owned(), |(c, end)| {
            let of = |r: Option<std::ops::Range<usize>>| r.map_or("-", |r| &source[r]).to_owned();
            format!(
                "{} {:?} {} {} |{}",
                of(c.proposal),
                c.verb,
                of(c.number),
                of(c.origin),
                &source[end..]
            )
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_change_has_up_to_three_lines() {
        check("NOR/14/26\nMOD 3\nPP-98\na) words", "NOR/14/26 Mod 3 PP-98 |\na) words");
        check("NOR/1/2\nNOC\nARTICLE 1", "NOR/1/2 Noc - - |\nARTICLE 1");
        check("SUP*\nPP-02\n", "- SupMoved - PP-02 |\n");
        check("(MOD) 12A", "- ModEditorial 12A - |");
    }

    #[test]
    fn other_lines_are_no_change() {
        check("NOR/14/26\nwords", "none");
        check("MODERN times", "none");
        check("ADD the words", "none");
        check("PP-98", "none");
    }
}
