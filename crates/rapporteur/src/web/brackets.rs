//! Words under negotiation with their brackets marked, spoken by screen readers as what they are.

use super::parts::{Link, links};
use super::shelf::Shelf;
use maud::{Markup, html};
use record::text::{Piece, Reading, read};
use record::{Group, Id, Words};
use serde::Serialize;

/// Words with their brackets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Marked {
    pub(super) language: String,
    right_to_left: bool,
    /// The words as they stand, brackets and all.
    pub(super) words: String,
    pieces: Vec<Part>,
    /// Marks that have no counterpart.
    stray: usize,
}

/// A part of words; together they are all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Part {
    Plain {
        words: String,
    },
    Bracket {
        /// Counted from 1 in the order of the opening marks.
        number: usize,
        holders: Vec<Link>,
        /// Slash alternatives with those who hold them; none where there is one wording.
        alternatives: Vec<Choice>,
        /// Another bracket follows at once, and nobody said whether as an alternative or in addition.
        undecided: bool,
        parts: Vec<Part>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Choice {
    words: String,
    holders: Vec<Link>,
}

/// Reads words; names, codes and other names of parties and coalitions are known as holders.
pub(super) fn marked(shelf: &Shelf, words: &Words) -> Marked {
    let group = shelf.group();
    let reading = read(&words.text, &|name| holder(group, name));
    let mut counter = 0;
    Marked {
        language: words.language.to_string(),
        right_to_left: words.language.is_right_to_left(),
        words: words.text.to_string(),
        pieces: parts(shelf, &words.text, &reading, 0..words.text.len(), &mut counter),
        stray: reading.stray.len(),
    }
}

fn holder(group: &Group, name: &str) -> Option<Id> {
    let same = |other: &str| other.eq_ignore_ascii_case(name.trim());
    let party = group.parties.iter().find(|(id, party)| {
        let said = &party.admitted.said;
        same(id.as_str()) || same(&said.name) || said.aliases.iter().any(|a| same(a))
    });
    let coalition = || {
        group.coalitions.iter().find(|(id, coalition)| {
            let said = &coalition.formed.said;
            same(id.as_str()) || same(&said.name) || said.aliases.iter().any(|a| same(a))
        })
    };
    party.map(|(id, _)| id.0.clone()).or_else(|| coalition().map(|(id, _)| id.0.clone()))
}

/// The parts of a range of words; what lies between the pieces, such as marks and names of holders, stays as it is.
fn parts(
    shelf: &Shelf,
    words: &str,
    reading: &Reading,
    range: std::ops::Range<usize>,
    counter: &mut usize,
) -> Vec<Part> {
    let mut found = Vec::new();
    let mut at = range.start;
    let plain = |from: usize, to: usize, found: &mut Vec<Part>| {
        if let Some(words) = words.get(from..to).filter(|w| !w.is_empty()) {
            found.push(Part::Plain { words: words.to_owned() });
        }
    };
    for piece in &reading.pieces {
        let Piece::Bracket(bracket) = piece else { continue };
        plain(at, bracket.range.start, &mut found);
        *counter += 1;
        let number = *counter;
        let alternatives = bracket.alternatives.iter().map(|a| Choice {
            words: words.get(a.range.clone()).unwrap_or_default().trim().to_owned(),
            holders: Link::all(shelf, &a.holders),
        });
        found.push(Part::Bracket {
            number,
            holders: Link::all(shelf, &bracket.holders),
            alternatives: alternatives.collect(),
            undecided: bracket.runs_on,
            parts: parts(shelf, words, &bracket.inner, bracket.range.clone(), counter),
        });
        at = bracket.range.end;
    }
    plain(at, range.end, &mut found);
    found
}

/// The words with their brackets marked, and below them who holds which.
pub(super) fn show(marked: &Marked) -> Markup {
    let mut brackets = Vec::new();
    collect(&marked.pieces, &mut brackets);
    let told: Vec<&&Part> = brackets.iter().filter(|b| says_more(b)).collect();
    html! {
        blockquote.provision lang=(marked.language) dir=(if marked.right_to_left { "rtl" } else { "ltr" }) {
            p { (pieces(&marked.pieces)) }
        }
        @if !told.is_empty() {
            ul.holders aria-label="Brackets" { @for bracket in told { li { (about(bracket)) } } }
        }
        @if marked.stray > 0 {
            p.remark { "Some brackets have no counterpart; the words are kept as they came." }
        }
    }
}

fn collect<'a>(parts: &'a [Part], brackets: &mut Vec<&'a Part>) {
    for part in parts {
        if let Part::Bracket { parts, .. } = part {
            brackets.push(part);
            collect(parts, brackets);
        }
    }
}

fn says_more(part: &Part) -> bool {
    match part {
        Part::Plain { .. } => false,
        Part::Bracket { holders, alternatives, undecided, .. } => {
            !holders.is_empty() || *undecided || alternatives.iter().any(|a| !a.holders.is_empty())
        }
    }
}

fn pieces(parts: &[Part]) -> Markup {
    html! { @for part in parts { @match part {
        Part::Plain { words } => { (words) }
        Part::Bracket { number, parts, .. } => {
            span.bracket role="group" aria-label={ "bracket " (number) } { (pieces(parts)) sup.mark aria-hidden="true" { (number) } }
        }
    } } }
}

fn about(part: &Part) -> Markup {
    let Part::Bracket { number, holders, alternatives, undecided, .. } = part else {
        return html! {};
    };
    html! {
        "Bracket " (number)
        @if !holders.is_empty() { ": held by " (links(holders)) }
        @for choice in alternatives.iter().filter(|c| !c.holders.is_empty()) {
            "; " q { (choice.words) } " held by " (links(&choice.holders))
        }
        @if *undecided { "; the bracket that follows may be an alternative or an addition: nobody said which" }
    }
}
