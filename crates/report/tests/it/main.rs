//! Tests of the crate as others use it.
#![expect(clippy::print_stdout, reason = "a test that fails, or is asked to, tells the story")]

mod camps;
mod checks;
mod codes;
mod documents;
mod edits;
mod evidence;
mod honesty;
mod kinds;
mod reference;
mod renaming;
mod sentences;
mod shipped;
mod simulated;
mod snapshot;
mod strangers;

use record::event::group::RuleName;
use record::{EntryId, Record, Text};
use report::document::{Span, plain_text};
use report::manuscript::{Basis, Evidence, Known, Manuscript, Say, Sentence, Title};
use report::{Tongue, document, manuscript};

/// A manuscript of one paragraph.
fn manuscript(sentences: Vec<Sentence>) -> Manuscript {
    Manuscript {
        group: Text::from("Working Group on the Upper River"),
        title: Title::Note,
        study: false,
        attributed: true,
        status: vec![],
        report_rule: RuleName::DifferingViews,
        decision_rule: RuleName::UnConsensus,
        report_rule_adopted: true,
        decision_rule_adopted: true,
        through: EntryId(1),
        sections: vec![manuscript::Section {
            heading: manuscript::Heading::Proceedings,
            blocks: vec![manuscript::Block::Paragraph(sentences)],
            sections: vec![],
        }],
    }
}

/// A sentence as a document prints it.
fn worded(say: Say, tongue: Tongue) -> document::Line {
    lines(vec![Sentence::new(say, Evidence::of(EntryId(1)))], tongue).remove(0)
}

fn lines(sentences: Vec<Sentence>, tongue: Tongue) -> Vec<document::Line> {
    let document = report::word(&manuscript(sentences), &Record::default(), tongue);
    match document.sections.into_iter().next().and_then(|s| s.blocks.into_iter().next()) {
        Some(document::Block::Paragraph { lines, .. }) => lines,
        other => panic!("not a paragraph: {other:?}"),
    }
}

fn known(say: Say, known: Known) -> Sentence {
    Sentence { say, basis: Basis::Entries(Evidence::of(EntryId(1))), known: Some(known) }
}

/// Our own words in a line.
fn own_words(spans: &[Span]) -> String {
    spans
        .iter()
        .filter_map(|span| match span {
            Span::Plain(words) => Some(words.as_str()),
            _ => None,
        })
        .collect()
}

fn text_of(line: &document::Line) -> String {
    plain_text(&line.spans)
}
