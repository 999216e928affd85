//! The first reading of brackets.

use crate::id::Id;
use std::ops::Range;

/// Longest list of holders, in bytes.
const NAMES_BYTES_MAX: usize = 400;

/// Words as read: pieces in order, and marks that have no counterpart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The pieces; together they cover every byte of the words, in order.
    pub pieces: Vec<Piece>,
    /// Marks without counterpart.
    pub stray: Vec<Mark>,
}

/// A piece of words; ranges are bytes of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words outside brackets, or a stray mark.
    Plain(Range<usize>),
    /// A bracket.
    Bracket(Bracket),
}

/// A bracket with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Both marks included; without the holders behind it.
    pub range: Range<usize>,
    /// What stands between the marks, without holders.
    pub inner: Reading,
    /// Slash alternatives, where there are at least two.
    pub alternatives: Vec<Alternative>,
    /// Those named as holding it, before or behind; only names that `who` knows.
    pub holders: Vec<Id>,
    /// Whether the next bracket follows at once: `][`, undecided whether alternatives or additions.
    pub runs_on: bool,
}

/// One of several alternatives in a bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The words.
    pub range: Range<usize>,
    /// Those named as holding it.
    pub holders: Vec<Id>,
}

/// A mark without counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Byte of the words.
    pub at: usize,
    /// Whether it opens.
    pub opens: bool,
}

/// Reads words; `who` resolves a name, alias or code to a holder. Never fails; linear in the words.
pub fn read(words: &str, who: &dyn Fn(&str) -> Option<Id>) -> Reading {
    let pairs = pair(words);
    let mut reading = within(words, 0..words.len(), &pairs, who);
    reading.stray = pairs.stray;
    reading
}

struct Pairs {
    /// For each opening mark, where it closes.
    close: std::collections::BTreeMap<usize, usize>,
    stray: Vec<Mark>,
}

fn pair(words: &str) -> Pairs {
    let mut pairs = Pairs { close: std::collections::BTreeMap::new(), stray: Vec::new() };
    let mut open = Vec::new();
    for (at, byte) in words.bytes().enumerate() {
        match byte {
            // Deeper nesting than the limit is left unread, so that reading needs bounded stack.
            b'[' if open.len() < super::NESTING_MAX => open.push(at),
            b'[' => pairs.stray.push(Mark { at, opens: true }),
            b']' => match open.pop() {
                Some(start) => {
                    pairs.close.insert(start, at);
                }
                None => pairs.stray.push(Mark { at, opens: false }),
            },
            _ => {}
        }
    }
    pairs.stray.extend(open.into_iter().map(|at| Mark { at, opens: true }));
    pairs.stray.sort_by_key(|m| m.at);
    pairs
}

fn within(
    words: &str,
    range: Range<usize>,
    pairs: &Pairs,
    who: &dyn Fn(&str) -> Option<Id>,
) -> Reading {
    let mut pieces = Vec::new();
    let (mut at, mut plain) = (range.start, range.start);
    while at < range.end {
        let close = pairs
            .close
            .get(&at)
            .copied()
            .filter(|close| words.as_bytes()[at] == b'[' && *close < range.end);
        let Some(close) = close else {
            at += 1;
            continue;
        };
        if plain < at {
            pieces.push(Piece::Plain(plain..at));
        }
        pieces.push(Piece::Bracket(bracket(words, at, close, pairs, who)));
        at = close + 1;
        plain = at;
    }
    if plain < range.end {
        pieces.push(Piece::Plain(plain..range.end));
    }
    Reading { pieces, stray: Vec::new() }
}

fn bracket(
    words: &str,
    open: usize,
    close: usize,
    pairs: &Pairs,
    who: &dyn Fn(&str) -> Option<Id>,
) -> Bracket {
    let mut inner = open + 1..close;
    let mut holders = prefix(words, &mut inner, who);
    let alternatives = alternatives(words, inner.clone(), pairs, who);
    if alternatives.is_empty() {
        holders.extend(suffix(words, &mut inner, who));
    }
    holders.extend(tail(words, close + 1, who));
    holders.dedup();
    let rest = &words[close + 1..];
    Bracket {
        range: open..close + 1,
        inner: within(words, inner, pairs, who),
        alternatives,
        holders,
        runs_on: rest.trim_start_matches(' ').starts_with('['),
    }
}

/// `EU, US: text`: every name before the colon must be known, else it is text.
fn prefix(words: &str, inner: &mut Range<usize>, who: &dyn Fn(&str) -> Option<Id>) -> Vec<Id> {
    let text = &words[inner.clone()];
    let Some(colon) = text.find([':', '[']).filter(|at| text.as_bytes()[*at] == b':') else {
        return Vec::new();
    };
    match names(&text[..colon], who) {
        Some(holders) => {
            let rest = &text[colon + 1..];
            inner.start += colon + 1 + (rest.len() - rest.trim_start_matches(' ').len());
            holders
        }
        None => Vec::new(),
    }
}

/// `text - EU`: every name behind the last dash must be known.
fn suffix(words: &str, inner: &mut Range<usize>, who: &dyn Fn(&str) -> Option<Id>) -> Vec<Id> {
    let text = &words[inner.clone()];
    let dash =
        text.rfind(" - ").map(|at| (at, 3)).max(text.rfind(" – ").map(|at| (at, " – ".len())));
    let Some((at, width)) = dash else { return Vec::new() };
    match names(text[at + width..].trim_end_matches('.'), who) {
        Some(holders) => {
            inner.end = inner.start + at;
            holders
        }
        None => Vec::new(),
    }
}

/// `(EU)` right behind the bracket; ordinary parentheses where not every item is a known holder.
fn tail(words: &str, from: usize, who: &dyn Fn(&str) -> Option<Id>) -> Vec<Id> {
    let rest = words[from..].trim_start_matches(' ');
    let Some(rest) = rest.strip_prefix('(') else { return Vec::new() };
    // No list of names is longer; the search is bounded, so that reading stays linear.
    let close = rest.bytes().take(NAMES_BYTES_MAX + 1).position(|b| b == b')');
    close.and_then(|close| names(&rest[..close], who)).unwrap_or_default()
}

/// Slash alternatives at the bracket's own depth; none where a slash joins words without space, as in `and/or`.
fn alternatives(
    words: &str,
    inner: Range<usize>,
    pairs: &Pairs,
    who: &dyn Fn(&str) -> Option<Id>,
) -> Vec<Alternative> {
    let mut parts = Vec::new();
    let (mut at, mut start) = (inner.start, inner.start);
    while at < inner.end {
        match words.as_bytes()[at] {
            b'[' => at = pairs.close.get(&at).copied().unwrap_or(at),
            b'/' if is_spaced(words, at) => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if parts.is_empty() {
        return Vec::new();
    }
    parts.push(start..inner.end);
    parts.into_iter().map(|range| alternative(words, range, who)).collect()
}

fn is_spaced(words: &str, at: usize) -> bool {
    let bytes = words.as_bytes();
    at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ')
}

fn alternative(
    words: &str,
    mut range: Range<usize>,
    who: &dyn Fn(&str) -> Option<Id>,
) -> Alternative {
    let text = &words[range.clone()];
    range.start += text.len() - text.trim_start_matches(' ').len();
    range.end = range.start.max(range.end - (text.len() - text.trim_end_matches(' ').len()));
    let holders = suffix(words, &mut range, who);
    Alternative { range, holders }
}

/// All items as holders, or `None` if one is not known.
fn names(list: &str, who: &dyn Fn(&str) -> Option<Id>) -> Option<Vec<Id>> {
    if list.len() > NAMES_BYTES_MAX {
        return None;
    }
    list.split([',', '/', ';'])
        .flat_map(|part| part.split(" and "))
        .map(|name| who(name.trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, read};
    use crate::id::Id;

    fn who(name: &str) -> Option<Id> {
        ["ARD", "COR", "DEL"].contains(&name).then(|| Id::new(name)).flatten()
    }

    /// The reading as text: brackets as `<holders|words>`, alternatives parted by `‖`.
    fn check(words: &str, expected: &str) {
        fn show(words: &str, reading: &super::Reading) -> String {
            reading
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Plain(range) => words[range.clone()].to_owned(),
                    Piece::Bracket(b) => {
                        let join =
                            |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(",");
                        let inner = if b.alternatives.is_empty() {
                            show(words, &b.inner)
                        } else {
                            let parts = b.alternatives.iter().map(|a| {
                                format!(
                                    "{}{}",
                                    &words[a.range.clone()],
                                    if a.holders.is_empty() {
                                        String::new()
                                    } else {
                                        format!("={}", join(&a.holders))
                                    }
                                )
                            });
                            parts.collect::<Vec<_>>().join("‖")
                        };
                        format!(
                            "<{}|{inner}>{}",
                            join(&b.holders),
                            if b.runs_on { "~" } else { "" }
                        )
                    }
                })
                .collect()
        }
        let reading = read(words, &who);
        let stray: String = reading
            .stray
            .iter()
            .map(|m| format!(" !{}{}", if m.opens { '[' } else { ']' }, m.at))
            .collect();
        assert_eq!(format!("{}{stray}", show(words, &reading)), expected);
    }

    #[test]
    fn brackets_nest() {
        check("[a [b] c] d", "<|a <|b> c> d");
    }

    #[test]
    fn a_run_stays_undecided() {
        check("The Parties [shall][should] notify", "The Parties <|shall>~<|should> notify");
    }

    #[test]
    fn holders_stand_before_and_behind() {
        check("[COR: as appropriate]", "<COR|as appropriate>");
        check("[by 2030 - ARD, DEL.]", "<ARD,DEL|by 2030>");
        check("[x](DEL) y", "<DEL|x>(DEL) y");
    }

    #[test]
    fn parentheses_with_an_unknown_name_are_text() {
        check("[x](see above)", "<|x>(see above)");
        check("[Note: see above]", "<|Note: see above>");
    }

    #[test]
    fn slash_alternatives_have_holders_of_their_own() {
        check("[shall - ARD / should - COR]", "<|shall=ARD‖should=COR>");
        check("[and/or]", "<|and/or>");
    }

    #[test]
    fn what_is_not_balanced_is_reported_and_kept() {
        check("a] [b", "a] [b !]1 ![3");
    }
}
