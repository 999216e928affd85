//! The document as the template receives it: all wording and all decisions made, only form left.

use crate::citations;
use crate::words::{
    direction_of, numbered, plain, primary_subtag, quotation_marks, sentence_gap, settled,
    well_formed_tag,
};
use report::document::{
    Basis, Block, Direction, Document, EvidenceEntry, Line, Provision, Section, Span, Table, View,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole document.
#[derive(Serialize)]
pub(super) struct Print {
    pub(super) group: String,
    pub(super) title: String,
    language: Option<String>,
    rtl: bool,
    east_asian: bool,
    /// Families in the order in which they are tried; known once the characters are.
    pub(super) fonts: Vec<String>,
    gap: &'static str,
    page: (String, String),
    contents: String,
    evidence_heading: String,
    not_verified: String,
    status: Vec<Sentence>,
    particulars: Vec<(String, Vec<Run>)>,
    sections: Vec<Part>,
    evidence: Vec<Entry>,
}

/// A run of text, or a link within the document.
#[derive(Serialize)]
struct Run {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// Label that the run leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Depth of brackets, 0 outside.
    depth: u32,
}

#[derive(Serialize)]
struct Sentence {
    label: String,
    words: Vec<Run>,
    rests: Vec<Run>,
}

#[derive(Serialize)]
struct Part {
    label: String,
    number: String,
    heading: String,
    blocks: Vec<Piece>,
    sections: Vec<Part>,
}

#[derive(Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum Piece {
    Paragraph {
        number: String,
        sentences: Vec<Sentence>,
    },
    List {
        sentences: Vec<Sentence>,
    },
    Provision {
        number: String,
        language: Option<String>,
        rtl: bool,
        status: Sentence,
        words: Vec<Run>,
        notes: Vec<Sentence>,
    },
    Views {
        heading: Vec<Run>,
        views: Vec<Holding>,
    },
    Table {
        caption: String,
        head: Vec<String>,
        weights: Vec<usize>,
        rows: Vec<Vec<Sentence>>,
    },
    NotVerified {
        words: Vec<Run>,
    },
}

#[derive(Serialize)]
struct Holding {
    holders: Sentence,
    sentences: Vec<Sentence>,
}

#[derive(Serialize)]
struct Entry {
    label: String,
    name: String,
    when: String,
    line: String,
    rtl: bool,
    about: Vec<String>,
    back: Vec<Run>,
}

impl Print {
    pub(super) fn of(document: &Document) -> Self {
        let setting = Setting { document, anchors: anchors(document) };
        let labels = &document.labels;
        Print {
            group: text(&document.group),
            title: text(&document.title),
            language: language(&document.language),
            rtl: document.direction == Direction::RightToLeft,
            east_asian: matches!(primary_subtag(&document.language), "zh" | "ja" | "ko"),
            fonts: Vec::new(),
            gap: sentence_gap(&document.language),
            page: (labels.page.0.trim().to_owned(), labels.page.1.trim().to_owned()),
            contents: text(&labels.contents),
            evidence_heading: text(&labels.evidence),
            not_verified: text(&labels.not_verified),
            status: setting.sentences(&document.status),
            particulars: document
                .particulars
                .iter()
                .map(|(label, spans)| (text(label), setting.runs(spans)))
                .collect(),
            sections: document.sections.iter().map(|section| setting.part(section)).collect(),
            evidence: setting.entries(),
        }
    }
}

/// What words are set with: the document's labels, and the anchors that a link may lead to.
struct Setting<'a> {
    document: &'a Document,
    anchors: BTreeSet<String>,
}

impl Setting<'_> {
    fn part(&self, section: &Section) -> Part {
        Part {
            label: section_label(&section.anchor),
            number: if section.number.is_empty() {
                String::new()
            } else {
                format!("{}.", text(&section.number))
            },
            heading: text(&section.heading),
            blocks: section.blocks.iter().map(|block| self.piece(block)).collect(),
            sections: section.sections.iter().map(|inner| self.part(inner)).collect(),
        }
    }

    fn piece(&self, block: &Block) -> Piece {
        match block {
            Block::Paragraph { number, lines } => {
                Piece::Paragraph { number: format!("{number}."), sentences: self.sentences(lines) }
            }
            Block::List(lines) => Piece::List { sentences: self.sentences(lines) },
            Block::Provision(provision) => self.provision(provision),
            Block::Views { heading, views } => Piece::Views {
                heading: self.runs(heading),
                views: views.iter().map(|view| self.holding(view)).collect(),
            },
            Block::Table(table) => self.table(table),
            Block::NotVerified(spans) => Piece::NotVerified { words: self.runs(spans) },
        }
    }

    fn provision(&self, provision: &Provision) -> Piece {
        Piece::Provision {
            number: text(&provision.label),
            language: language(&provision.language),
            rtl: direction_of(&provision.language) == Direction::RightToLeft,
            status: self.sentence(&provision.status),
            words: self.runs(&provision.words),
            notes: self.sentences(&provision.notes),
        }
    }

    fn holding(&self, view: &View) -> Holding {
        Holding { holders: self.sentence(&view.holders), sentences: self.sentences(&view.lines) }
    }

    /// Columns are as wide as their longest cell asks, within bounds, so that a column of dates does not take a third.
    fn table(&self, table: &Table) -> Piece {
        let longest = |column: usize| {
            let cells = table
                .rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|line| plain(&line.spans, self.document));
            cells
                .chain(table.head.get(column).cloned())
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        Piece::Table {
            caption: text(&table.caption),
            head: table.head.iter().map(|head| text(head)).collect(),
            weights: (0..table.head.len()).map(|column| longest(column).clamp(10, 45)).collect(),
            rows: table.rows.iter().map(|row| self.sentences(row)).collect(),
        }
    }

    fn sentences(&self, lines: &[Line]) -> Vec<Sentence> {
        lines.iter().map(|line| self.sentence(line)).collect()
    }

    fn sentence(&self, line: &Line) -> Sentence {
        Sentence {
            label: sentence_label(&line.anchor),
            words: self.runs(&line.spans),
            rests: self.rests(&line.basis),
        }
    }

    /// The small numbers after a sentence; for an absence with the words between them.
    fn rests(&self, basis: &Basis) -> Vec<Run> {
        let labels = &self.document.labels;
        match basis {
            Basis::Entries(entries) => entry_runs(entries.iter().map(|entry| entry.0)),
            Basis::Absence { searched, defining, through } => {
                let mut runs = vec![Run::plain(&format!("{} {searched}, ", labels.searched))];
                runs.extend(entry_runs(defining.iter().map(|entry| entry.0)));
                runs.push(Run::plain(&format!(" {} ", labels.through)));
                runs.extend(entry_runs(std::iter::once(through.0)));
                runs
            }
        }
    }

    fn runs(&self, spans: &[Span]) -> Vec<Run> {
        spans.iter().flat_map(|span| self.run(span)).collect()
    }

    fn run(&self, span: &Span) -> Vec<Run> {
        let labels = &self.document.labels;
        match span {
            Span::Plain(words) => vec![Run::plain(words)],
            Span::Words(words) => vec![Run { text: lines(words), ..Run::plain("") }],
            Span::Name(words) => vec![Run::plain(&isolated(words))],
            Span::Quote { language: tag, words } => {
                let (open, close) = quotation_marks(&self.document.language);
                let words = Run {
                    language: tag.as_deref().and_then(language),
                    ..Run::plain(&isolated(words))
                };
                vec![Run::plain(open), words, Run::plain(close)]
            }
            Span::Bracketed { words, depth } => {
                vec![Run { text: lines(words), depth: (*depth).max(1), ..Run::plain("") }]
            }
            Span::Entry(entry) => {
                vec![Run::plain(&numbered(entry.0, labels)).to(entry_label(entry.0), &self.anchors)]
            }
            Span::Section { anchor, words } => {
                vec![Run::plain(words).to(section_label(anchor), &self.anchors)]
            }
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let labels = &self.document.labels;
        let cited = citations::by_entry(self.document);
        let entry = |entry: EvidenceEntry| Entry {
            label: entry_label(entry.number.0),
            name: numbered(entry.number.0, labels),
            when: text(&entry.when),
            rtl: begins_right_to_left(&entry.line),
            line: lines(&entry.line),
            about: [(&labels.source, &entry.source), (&labels.grade, &entry.grade)]
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(label, value)| format!("{}: {}", text(label), isolated(value)))
                .collect(),
            back: cited
                .get(&entry.number.0)
                .into_iter()
                .flatten()
                .map(|placed| {
                    Run::plain(&placed.place).to(sentence_label(&placed.line.anchor), &self.anchors)
                })
                .collect(),
        };
        citations::evidence(self.document).into_iter().map(entry).collect()
    }
}

impl Run {
    fn plain(words: &str) -> Self {
        Run { text: text(words), language: None, to: None, depth: 0 }
    }

    /// Leads to a label, if the document has it: a reader of print is better served by words than by a broken link.
    fn to(self, label: String, anchors: &BTreeSet<String>) -> Self {
        let to = anchors.contains(&label).then_some(label);
        Run { to, ..self }
    }
}

fn entry_runs(numbers: impl Iterator<Item = u32>) -> Vec<Run> {
    let mut runs = Vec::new();
    for number in numbers {
        if !runs.is_empty() {
            runs.push(Run::plain(", "));
        }
        runs.push(Run { to: Some(entry_label(number)), ..Run::plain(&number.to_string()) });
    }
    runs
}

/// Every label that print will have.
fn anchors(document: &Document) -> BTreeSet<String> {
    fn of_section(section: &Section, anchors: &mut BTreeSet<String>) {
        anchors.insert(section_label(&section.anchor));
        section.sections.iter().for_each(|inner| of_section(inner, anchors));
    }
    let mut anchors: BTreeSet<String> = citations::sentences(document)
        .iter()
        .map(|placed| sentence_label(&placed.line.anchor))
        .collect();
    anchors.extend(citations::evidence(document).iter().map(|entry| entry_label(entry.number.0)));
    document.sections.iter().for_each(|section| of_section(section, &mut anchors));
    anchors
}

fn sentence_label(anchor: &str) -> String {
    format!("sentence-{anchor}")
}

fn entry_label(number: u32) -> String {
    format!("entry-{number}")
}

fn section_label(anchor: &str) -> String {
    format!("section-{anchor}")
}

/// Words within a line: breaks in them are spaces.
pub(crate) fn text(words: &str) -> String {
    settled(words).replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ")
}

/// Words shown as they were written, line by line.
fn lines(words: &str) -> String {
    settled(words).replace("\r\n", "\n").replace('\r', "\n")
}

/// Words whose own direction neither follows nor disturbs that of the words around them.
pub(crate) fn isolated(words: &str) -> String {
    format!("\u{2068}{}\u{2069}", text(words))
}

/// The part of a language tag that Typst understands.
pub(crate) fn language(tag: &str) -> Option<String> {
    let primary = primary_subtag(well_formed_tag(tag)?);
    (matches!(primary.len(), 2..=3)).then(|| primary.to_lowercase())
}

/// Whether the first letter that has a direction is written from right to left.
fn begins_right_to_left(words: &str) -> bool {
    words.chars().find(|c| c.is_alphabetic()).is_some_and(crate::words::is_right_to_left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use serde_json::Value;

    /// Finds the object with a label, anywhere.
    fn labelled<'v>(value: &'v Value, label: &str) -> Option<&'v Value> {
        match value {
            Value::Object(object) if object.get("label").is_some_and(|own| own == label) => {
                Some(value)
            }
            Value::Object(object) => object.values().find_map(|inner| labelled(inner, label)),
            Value::Array(list) => list.iter().find_map(|inner| labelled(inner, label)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }

    #[test]
    fn every_sentence_leads_to_its_evidence_and_back() {
        for document in [sample::english(), sample::arabic()] {
            let print = serde_json::to_value(Print::of(&document)).unwrap();
            for line in sample::sentences(&document) {
                let sentence =
                    labelled(&print, &sentence_label(&line.anchor)).expect("the sentence");
                for entry in line.basis.entries() {
                    let label = entry_label(entry.0);
                    let links = sentence["rests"].as_array().unwrap();
                    assert!(
                        links.iter().any(|run| run["to"] == label),
                        "{} has no {label}",
                        line.anchor
                    );
                    let back = &labelled(&print, &label).expect("the entry")["back"];
                    let label = sentence_label(&line.anchor);
                    assert!(
                        back.as_array().unwrap().iter().any(|run| run["to"] == label),
                        "{back} has no {label}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_link_that_would_lead_nowhere_is_words() {
        let run = Run::plain("section IX").to(section_label("nowhere"), &BTreeSet::new());
        assert_eq!((run.text.as_str(), run.to), ("section IX", None));
    }
}
