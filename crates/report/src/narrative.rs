//! The rapporteur's narrative: Markdown in which claims are links, checked against the record as a compiler checks types.
//!
//! `[some members](claim:objects/P7)`: the predicate and its arguments say what is claimed, the words of the link how it
//! is told. Free prose is allowed, marked as not verified, and may not use the words of agreement.

mod claim;
mod draft;
mod read;

pub use claim::{Claim, PREDICATES, Predicate, PredicateText};
pub use draft::draft;
pub use read::{Narrative, Passage, Piece, read};

use crate::checks;
use crate::manuscript::{Block, Evidence, Heading, Say, Section, Sentence};
use record::{Diagnostic, EntryId, Record, Text};

/// Largest narrative that is read, in bytes.
pub const NARRATIVE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Checks a narrative against a record: every claim, the words outside claims, and what is left out. In the order of
/// the text; what concerns the whole stands last.
pub fn check(record: &Record, narrative: &str) -> Vec<Diagnostic> {
    checks::check(record, &read(narrative)).0
}

/// The narrative as a section of the manuscript: sentences whose claims hold, with their evidence; the rest marked as
/// not verified.
pub(crate) fn section(record: &Record, narrative: &str) -> (Option<Section>, Vec<Diagnostic>) {
    let read = read(narrative);
    let (diagnostics, evidence) = checks::check(record, &read);
    let mut blocks = Vec::new();
    for passage in &read.passages {
        blocks.extend(passage_blocks(passage, &evidence, &diagnostics));
    }
    let section = (!blocks.is_empty()).then(|| Section {
        heading: Heading::Narrative,
        blocks,
        sections: Vec::new(),
    });
    (section, diagnostics)
}

/// A passage as blocks: runs of sentences that hold, and runs that are not verified.
fn passage_blocks(
    passage: &Passage,
    evidence: &[Vec<EntryId>],
    diagnostics: &[Diagnostic],
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for sentence in passage.sentences() {
        let words = Text::from(sentence.text.trim());
        if words.is_empty() {
            continue;
        }
        let cited = sentence.claims.iter().flat_map(|claim| evidence[*claim].iter().copied());
        let sound = sentence.claims.iter().all(|claim| !evidence[*claim].is_empty())
            && !diagnostics.iter().any(|d| {
                d.severity >= record::diagnostic::Severity::Warning
                    && d.place.is_some_and(|p| sentence.covers(p))
            });
        match Evidence::all(cited).filter(|_| sound && !sentence.claims.is_empty()) {
            Some(evidence) => {
                let sentence = Sentence::new(Say::Narrated { words }, evidence);
                match blocks.last_mut() {
                    Some(Block::Paragraph(lines)) => lines.push(sentence),
                    _ => blocks.push(Block::Paragraph(vec![sentence])),
                }
            }
            None => match blocks.last_mut() {
                Some(Block::NotVerified(before)) => {
                    *before = Text::from(format!("{before} {words}"));
                }
                _ => blocks.push(Block::NotVerified(words)),
            },
        }
    }
    blocks
}
