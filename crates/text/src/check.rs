//! What a draft holds, counted, and what in it is not balanced.

use crate::brackets::{self, Adjacency, Brackets, Joint, Mark};
use crate::draft::{Draft, FindingKind, NodeKind, Run, RunReading};
use crate::paragraphs::Paragraph;
use crate::place::Places;

/// Counts and places of a source; how each is counted is told in `docs/reference/notation.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Maximal groups of lines that are not blank.
    pub paragraphs: usize,
    /// Opening marks; footnote marks and links are none.
    pub opening: usize,
    /// Closing marks.
    pub closing: usize,
    /// `][`, also where footnote marks stand between.
    pub adjacencies: usize,
    /// Chains of `][` that nobody has decided, by the text or by a ruling: alternatives or additions.
    pub undecided_runs: usize,
    /// `] [` with spaces or tabs between.
    pub spaced_adjacencies: usize,
    /// The word `Option`, one space and a digit, anywhere.
    pub options: usize,
    /// Labels that label an option or alternative.
    pub option_labels: usize,
    /// `no text` in small or large letters, anywhere.
    pub no_text: usize,
    /// First line of each paragraph in which a `]` closes nothing of the paragraph, or a `[` stays open.
    pub unbalanced: Vec<usize>,
    /// Marks without counterpart in the whole source.
    pub stray: Vec<Stray>,
    /// Names in holder position that the table of parties does not know.
    pub unknown_holders: Vec<UnknownHolder>,
}

/// A name that the table of parties does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHolder {
    /// The name as written.
    pub name: String,
    /// Line, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
}

/// A mark without counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Line, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
    /// `[` or `]`.
    pub mark: char,
}

/// Counts what a draft holds.
///
/// ```
/// use text::draft::{Draft, Reader};
/// let source = "Parties [shall][should]] act\n\n**Option 1:** no text";
/// let found = text::check::check(&Draft::read(source, &Reader::default()), source);
/// assert_eq!((found.opening, found.closing, found.adjacencies), (2, 3, 1));
/// assert_eq!((found.option_labels, found.no_text, found.unbalanced), (1, 1, vec![1]));
/// ```
pub fn check(draft: &Draft, source: &str) -> Check {
    let found = &draft.marks;
    let adjacencies = found.adjacencies(source);
    let of = |joint| adjacencies.iter().filter(|a: &&Adjacency| a.joint == joint).count();
    Check {
        paragraphs: draft.paragraphs.len(),
        opening: found.marks.iter().filter(|m| m.opens).count(),
        closing: found.marks.iter().filter(|m| !m.opens).count(),
        adjacencies: of(Joint::Touching),
        undecided_runs: brackets::runs(&found.marks, &adjacencies).saturating_sub(ruled(draft)),
        spaced_adjacencies: of(Joint::Spaced),
        options: options(source),
        option_labels: draft.labels.iter().filter(|label| label.kind.is_choice()).count(),
        no_text: no_text(source),
        unbalanced: unbalanced(&draft.paragraphs, &found.marks),
        stray: stray(source, found),
        unknown_holders: unknown_holders(draft, source),
    }
}

fn unknown_holders(draft: &Draft, source: &str) -> Vec<UnknownHolder> {
    let mut places = Places::new(source);
    let unknown = draft.findings.iter().filter(|f| f.kind == FindingKind::UnknownHolder);
    unknown
        .map(|finding| {
            let place = places.of(finding.range.start);
            let name = source[finding.range.clone()].to_owned();
            UnknownHolder { name, line: place.line, column: place.column }
        })
        .collect()
}

/// Chains of `][` that a person has ruled on.
fn ruled(draft: &Draft) -> usize {
    let is_ruled =
        |run: &&Run| matches!(run.reading, RunReading::Alternatives(_) | RunReading::Additions(_));
    let chains = |run: &Run| {
        let (mut chains, mut goes_on) = (0, false);
        for (_, part) in draft.children(Some(run.node)) {
            if let NodeKind::Joint(joint) = part.kind {
                let touches = joint == Joint::Touching;
                chains += usize::from(touches && !goes_on);
                goes_on = touches;
            }
        }
        chains
    };
    draft.runs.iter().filter(is_ruled).map(chains).sum()
}

fn options(source: &str) -> usize {
    let bytes = source.as_bytes();
    let ends = |at: usize| source[..at].chars().next_back().is_none_or(|c| !is_word(c));
    memchr::memmem::find_iter(bytes, b"Option ")
        .filter(|at| bytes.get(at + 7).is_some_and(u8::is_ascii_digit) && ends(*at))
        .count()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn no_text(source: &str) -> usize {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b' ', bytes)
        .filter(|at| {
            *at >= 2
                && bytes[at - 2..*at].eq_ignore_ascii_case(b"no")
                && bytes.get(at + 1..at + 5).is_some_and(|b| b.eq_ignore_ascii_case(b"text"))
        })
        .count()
}

fn unbalanced(paragraphs: &[Paragraph], marks: &[Mark]) -> Vec<usize> {
    let mut marks = marks.iter().peekable();
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let (mut depth, mut is_wrong) = (0_usize, false);
        while let Some(mark) = marks.next_if(|m| m.at < paragraph.range.end) {
            match (mark.opens, depth) {
                (true, _) => depth += 1,
                (false, 0) => is_wrong = true,
                (false, 1..) => depth -= 1,
            }
        }
        if is_wrong || depth > 0 {
            found.push(paragraph.line);
        }
    }
    found
}

fn stray(source: &str, found: &Brackets) -> Vec<Stray> {
    let mut places = Places::new(source);
    let marks = found.marks.iter().filter(|m| m.mate.is_none());
    marks
        .map(|mark| {
            let place = places.of(mark.at);
            let (line, column) = (place.line, place.column);
            Stray { line, column, mark: if mark.opens { '[' } else { ']' } }
        })
        .collect()
}
