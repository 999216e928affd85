//! Names in holder position: before a colon, behind a dash, in parentheses behind a bracket, in a line of their own.
//!
//! A list is read as holders only where every name in it is known; else it stays words. An unknown name is told where
//! another name of the list is known, or where the shape of the list leaves no doubt.

use super::lines::{LineKind, NamesLine};
use super::node::StanceWord;
use super::shape::{is_code, is_name};
use std::ops::Range;

/// Longest list of holders, in bytes.
pub(super) const LIST_BYTES_MAX: usize = 400;
/// Most pieces of which one name may consist.
pub(super) const PIECES_MAX: usize = 4;
/// How far the colon behind a speaker's name may stand.
const SPEAKER_BYTES_MAX: usize = 80;

/// Gives the party of a name.
pub(super) type Who<'n> = &'n dyn Fn(&str) -> Option<usize>;

/// What resolves names.
#[derive(Clone, Copy)]
pub(super) struct Names<'n> {
    /// The party of a name; absent where no table was given.
    pub(super) who: Option<Who<'n>>,
    /// Of how many pieces of a list a name may consist: `Trinidad and Tobago` of two.
    pub(super) pieces_max: usize,
}

/// A name of a list with what it says; ranges are bytes of the source.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) name: Range<usize>,
    pub(super) party: Option<usize>,
    pub(super) word: Option<StanceWord>,
    /// Where the word stands, with the last name that it goes with.
    pub(super) said: Option<Range<usize>>,
    pub(super) in_support: bool,
}

/// Where a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Before,
    After,
    /// Directly behind a bracket.
    Touching,
    /// Elsewhere in parentheses.
    Loose,
}

/// What a list turned out to be.
#[derive(Debug)]
pub(super) enum Found {
    Holders(Vec<Item>),
    /// Words with names that nobody knows.
    Unknown(Vec<Range<usize>>),
    Words,
}

impl Names<'_> {
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_matches([' ', '\t', '*', '_', '\r']);
        if name.is_empty() { None } else { self.who.and_then(|who| who(name)) }
    }

    /// Reads a list; `is_said` where a stance word stands behind its colon.
    pub(super) fn read(
        &self,
        source: &str,
        range: Range<usize>,
        at: Stands,
        is_said: bool,
    ) -> Found {
        let Some(items) = self.list(source, range) else { return Found::Words };
        if items.iter().all(|item| item.party.is_some()) {
            return Found::Holders(items);
        }
        let any_known = items.iter().any(|item| item.party.is_some());
        let is_said = is_said || items.iter().any(|item| item.word.is_some());
        let unknown = || items.iter().filter(|item| item.party.is_none());
        let all = |shape: fn(&str) -> bool| unknown().all(|item| shape(&source[item.name.clone()]));
        let is_plain = match at {
            Stands::Before | Stands::After => all(is_code) || self.who.is_some() && all(is_name),
            Stands::Touching => all(is_name),
            Stands::Loose => false,
        };
        let is_told = if any_known || is_said { all(is_name) } else { is_plain };
        if is_told {
            Found::Unknown(unknown().map(|i| i.name.clone()).collect())
        } else {
            Found::Words
        }
    }

    /// The names of a list; nothing where it is none.
    fn list(&self, source: &str, range: Range<usize>) -> Option<Vec<Item>> {
        let words = &source[range.clone()];
        if words.len() > LIST_BYTES_MAX || words.trim().is_empty() || words.contains('\n') {
            return None;
        }
        let pieces = pieces(words);
        let mut items: Vec<Item> = Vec::new();
        let (mut index, mut since) = (0, 0);
        while index < pieces.len() {
            let piece = &pieces[index];
            if piece.before == Separator::Semicolon {
                since = items.len();
            }
            let (mut item, count) = self.item(source, range.start, &pieces[index..])?;
            item.in_support = piece.before == Separator::Support
                || piece.before != Separator::Semicolon
                    && items.last().is_some_and(|i| i.in_support);
            let word = item.word;
            items.push(item);
            if word.is_some() {
                items[since..].iter_mut().for_each(|item| item.word = word);
                since = items.len();
            }
            index += count;
        }
        Some(items)
    }

    /// The name that begins with the first piece, and of how many pieces it consists: the longest that is known.
    fn item(&self, source: &str, base: usize, pieces: &[Piece]) -> Option<(Item, usize)> {
        let start = pieces[0].range.start;
        for count in (1..=self.pieces_max.min(PIECES_MAX).min(pieces.len())).rev() {
            let range = base + start..base + pieces[count - 1].range.end;
            if let Some(party) = self.find(&source[range.clone()]) {
                return Some((Item::new(source, range, Some(party)), count));
            }
            if let Some((name, word)) = split_word(&source[range.clone()])
                && let Some(party) = self.find(&source[range.start..range.start + name])
            {
                let mut item = Item::new(source, range.start..range.start + name, Some(party));
                item.said(source, range.start + name..range.end, word);
                return Some((item, count));
            }
        }
        let range = base + start..base + pieces[0].range.end;
        let (name, word) = split_word(&source[range.clone()]).unzip();
        let end = name.map_or(range.end, |name| range.start + name);
        let mut item = Item::new(source, range.start..end, None);
        if let Some(word) = word {
            item.said(source, end..range.end, word);
        }
        (!item.name.is_empty()).then_some((item, 1))
    }

    /// A line that says who speaks or holds. No bracket and no brace stands among the names.
    pub(super) fn line(&self, words: &str, is_first: bool) -> Option<NamesLine> {
        let line = self.any_line(words, is_first)?;
        (!words[line.names.clone()].contains(['[', ']', '{', '}'])).then_some(line)
    }

    fn any_line(&self, words: &str, is_first: bool) -> Option<NamesLine> {
        let bytes = words.as_bytes();
        if words.starts_with(">>") {
            let colon = memchr::memchr(b':', &bytes[..bytes.len().min(SPEAKER_BYTES_MAX)])?;
            return Some(NamesLine {
                kind: LineKind::Turn,
                names: trimmed(words, 2..colon),
                is_role: true,
                unknown: Vec::new(),
            });
        }
        let first = *bytes.first()?;
        if !(first.is_ascii_uppercase() || first == b'*' || first >= 0x80) {
            return None;
        }
        let colon = memchr::memchr(b':', &bytes[..bytes.len().min(SPEAKER_BYTES_MAX)]);
        match colon {
            Some(colon) => self.named(words, colon, is_first),
            None => self.holders(words),
        }
    }

    /// `Chair: …`, `Norland: …`, `Norland, Sudland:`.
    fn named(&self, words: &str, colon: usize, is_first: bool) -> Option<NamesLine> {
        let names = trimmed(words, 0..colon);
        let name = &words[names.clone()];
        let rest = words[colon + 1..].trim_matches([' ', '*', '\r']);
        let line = |kind, is_role| {
            Some(NamesLine { kind, names: names.clone(), is_role, unknown: Vec::new() })
        };
        if super::shape::is_role(name) && !rest.is_empty() {
            return line(LineKind::Turn, true);
        }
        let is_known = !name.is_empty()
            && self
                .list(words, names.clone())
                .is_some_and(|items| items.iter().all(|i| i.party.is_some() && i.word.is_none()));
        if is_known {
            return line(if rest.is_empty() { LineKind::Holders } else { LineKind::Turn }, false);
        }
        let is_speech =
            is_first && !rest.is_empty() && words.as_bytes().get(colon + 1) == Some(&b' ');
        if is_speech && is_name(name) { line(LineKind::MaybeTurn, false) } else { None }
    }

    /// `Norland / Sudland`, where at least one is known and the others look like names.
    fn holders(&self, words: &str) -> Option<NamesLine> {
        let names = trimmed(words, 0..words.len());
        let line = &words[names.clone()];
        if line.len() > LIST_BYTES_MAX || !line.contains(" / ") || line.contains(['[', ']', '(']) {
            return None;
        }
        let (mut at, mut known, mut unknown) = (names.start, 0_usize, Vec::new());
        for name in line.split(" / ") {
            let range = at..at + name.len();
            at += name.len() + 3;
            match self.find(name) {
                Some(_) => known += 1,
                None if is_name(name.trim()) => unknown.push(range),
                None => return None,
            }
        }
        (known > 0).then_some(NamesLine { kind: LineKind::Holders, names, is_role: false, unknown })
    }

    /// Holders of a line, each name that is known.
    pub(super) fn in_line(&self, source: &str, range: Range<usize>) -> Vec<Item> {
        if source[range.clone()].contains(" / ") {
            let mut at = range.start;
            let names = source[range].split(" / ").map(|name| {
                at += name.len() + 3;
                at - name.len() - 3..at - 3
            });
            let items = names.map(|r| Item::new(source, r.clone(), self.find(&source[r])));
            return items.filter(|item| item.party.is_some()).collect();
        }
        let items = self.list(source, range).unwrap_or_default();
        if items.iter().all(|item| item.party.is_some()) { items } else { Vec::new() }
    }
}

impl Item {
    fn new(source: &str, range: Range<usize>, party: Option<usize>) -> Item {
        let name = trimmed(source, range);
        Item { name, party, word: None, said: None, in_support: false }
    }

    fn said(&mut self, source: &str, range: Range<usize>, word: StanceWord) {
        self.word = Some(word);
        self.said = Some(trimmed(source, range));
    }
}

/// A range without white space and emphasis at its ends.
pub(super) fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let words = &source[range.clone()];
    let marks = [' ', '\t', '\r', '*', '_'];
    let start = range.start + (words.len() - words.trim_start_matches(marks).len());
    start..start.max(range.start + words.trim_end_matches(marks).len())
}

/// What stands before a piece of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    None,
    Comma,
    Semicolon,
    Support,
}

struct Piece {
    range: Range<usize>,
    before: Separator,
}

/// The pieces between commas, slashes, semicolons, `and`, `with support of`; not within parentheses.
fn pieces(words: &str) -> Vec<Piece> {
    const WORDS: &[(&str, Separator)] = &[
        (" and ", Separator::Comma),
        (" & ", Separator::Comma),
        (" with supports of ", Separator::Support),
        (" with support of ", Separator::Support),
        (" with the support of ", Separator::Support),
        (" supported by ", Separator::Support),
    ];
    let bytes = words.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut start, mut depth, mut before) = (0, 0, 0_usize, Separator::None);
    while at < bytes.len() {
        let (width, separator) = match bytes[at] {
            b'(' => (1, Separator::None),
            b')' => (1, Separator::None),
            b',' | b'/' => (1, Separator::Comma),
            b';' => (1, Separator::Semicolon),
            b' ' => {
                let rest = &bytes[at..];
                let word = WORDS.iter().find(|(word, _)| rest.starts_with(word.as_bytes()));
                word.map_or((1, Separator::None), |(word, s)| (word.len(), *s))
            }
            _ => (1, Separator::None),
        };
        match bytes[at] {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if separator != Separator::None && depth == 0 {
            found.push(Piece { range: start..at.max(start), before });
            before = separator;
            start = at + width;
            // A word that parts may share its last space with the next one.
            at = if bytes[at] == b' ' { start - 1 } else { start };
            continue;
        }
        at += 1;
    }
    found.push(Piece { range: start..bytes.len(), before });
    found
}

const STANCES: &[(&str, StanceWord)] = &[
    ("no change in position", StanceWord::NoChange),
    ("retain", StanceWord::Retain),
    ("keep", StanceWord::Retain),
    ("delete", StanceWord::Delete),
    ("add", StanceWord::Add),
    ("support", StanceWord::Support),
    ("oppose", StanceWord::Oppose),
    ("reserve", StanceWord::Reserve),
    ("reflect", StanceWord::Reflect),
    ("propose", StanceWord::Propose),
    ("withdraw", StanceWord::Withdraw),
];

/// A name with a stance word behind it: where the name ends, and the word.
fn split_word(words: &str) -> Option<(usize, StanceWord)> {
    let bare = words.trim_end_matches([' ', '.', '*', '_', '\r']);
    for (form, word) in STANCES {
        let name = bare
            .strip_suffix(form)
            .or_else(|| bare.strip_suffix('s').and_then(|bare| bare.strip_suffix(form)));
        if let Some(name) = name
            && name.ends_with(' ')
        {
            return Some((name.trim_end().len(), *word));
        }
    }
    None
}

/// The stance that words behind a colon begin with.
pub(super) fn stance(words: &str) -> StanceWord {
    let words = words.trim_matches([' ', '*', '_', '.']);
    for (form, word) in STANCES {
        if let Some(rest) = words.strip_prefix(form) {
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            if rest.is_empty() || rest.starts_with([' ', ',', ';']) {
                return *word;
            }
        }
    }
    StanceWord::Other
}

#[cfg(test)]
mod tests {
    use super::{Found, Names, Stands};

    fn who(name: &str) -> Option<usize> {
        ["NOR", "SUD", "Isles and Reefs", "Hills (Republic of)"].iter().position(|n| *n == name)
    }

    /// The list as `party:word`, `+` for one in support; unknown names as `?name`.
    fn check(words: &str, at: Stands, expected: &str) {
        let names = Names { who: Some(&who), pieces_max: 2 };
        let shown = match names.read(words, 0..words.len(), at, false) {
            Found::Holders(items) => items
                .iter()
                .map(|i| {
                    let word = i.word.map_or(String::new(), |w| format!(":{w:?}"));
                    let support = if i.in_support { "+" } else { "" };
                    format!("{support}{}{word}", i.party.unwrap_or(99))
                })
                .collect::<Vec<_>>()
                .join(" "),
            Found::Unknown(names) => names
                .iter()
                .map(|n| format!("?{}", &words[n.clone()]))
                .collect::<Vec<_>>()
                .join(" "),
            Found::Words => "words".to_owned(),
        };
        assert_eq!(shown, expected, "{words}");
    }

    #[test]
    fn a_stance_word_goes_for_the_names_before_it() {
        check("NOR, SUD delete", Stands::After, "0:Delete 1:Delete");
        check("NOR; SUD delete.", Stands::After, "0 1:Delete");
        check(
            "NOR/SUD propose; Isles and Reefs opposes",
            Stands::Before,
            "0:Propose 1:Propose 2:Oppose",
        );
    }

    #[test]
    fn names_may_hold_what_parts_others() {
        check("NOR and Isles and Reefs and SUD", Stands::Before, "0 2 1");
        check("Hills (Republic of), NOR", Stands::Touching, "3 0");
        check("NOR with supports of SUD, Isles and Reefs", Stands::Loose, "0 +1 +2");
    }

    #[test]
    fn unknown_names_are_told_where_their_place_is_plain() {
        check("NOR, Atlantis", Stands::After, "?Atlantis");
        check("NOR and others", Stands::After, "words");
        check("Atlantis delete", Stands::After, "?Atlantis");
        check("XYZ", Stands::Before, "?XYZ");
        check("Note", Stands::Before, "words");
        check("see above", Stands::Touching, "words");
        check("Article 2", Stands::Touching, "words");
        check("Atlantis", Stands::Loose, "words");
    }
}
