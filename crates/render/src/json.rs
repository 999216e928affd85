//! The document as JSON, for programs: `docs/reference/report-json.md` describes every field.
//!
//! **Invariant:** each sentence, wherever it stands, is an object of the same form that names its evidence.

use crate::words;
use report::document::{
    Basis, Block, Direction, Document, EvidenceEntry, Line, Provision, Section, Span, Table, View,
};
use serde::Serialize;

/// The version of the shape. A reader that knows it can rely on every field described for it.
pub const SCHEMA: &str = "rapporteur-report/1";

/// Renders the document, indented, with the fields always in the same order.
///
/// Text is verbatim: unlike the formats for people, nothing is escaped beyond what JSON asks.
pub fn render(document: &Document) -> String {
    let report = Report::of(document);
    let mut json = serde_json::to_string_pretty(&report)
        .expect("BUG: strings, numbers and lists always serialise");
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    language: &'a str,
    direction: &'static str,
    group: &'a str,
    title: &'a str,
    status: Vec<SentenceJson<'a>>,
    particulars: Vec<ParticularJson<'a>>,
    sections: Vec<SectionJson<'a>>,
    evidence: Vec<EntryJson>,
    sentences: Vec<SentenceJson<'a>>,
}

#[derive(Serialize)]
struct SentenceJson<'a> {
    anchor: &'a str,
    kind: &'static str,
    text: String,
    basis: &'static str,
    evidence: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    searched: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<u32>,
}

#[derive(Serialize)]
struct ParticularJson<'a> {
    label: &'a str,
    text: String,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    anchor: &'a str,
    number: &'a str,
    heading: &'a str,
    blocks: Vec<BlockJson<'a>>,
    sections: Vec<SectionJson<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum BlockJson<'a> {
    Paragraph {
        number: u32,
        sentences: Vec<SentenceJson<'a>>,
    },
    List {
        sentences: Vec<SentenceJson<'a>>,
    },
    Provision {
        label: &'a str,
        language: &'a str,
        status: SentenceJson<'a>,
        text: String,
        notes: Vec<SentenceJson<'a>>,
    },
    Views {
        heading: String,
        views: Vec<ViewJson<'a>>,
    },
    Table {
        caption: &'a str,
        head: &'a [String],
        rows: Vec<Vec<CellJson<'a>>>,
    },
    NotVerified {
        text: String,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum CellJson<'a> {
    Sentence(SentenceJson<'a>),
    /// Words that explain and say nothing of the record, as in the lexicon.
    Words {
        text: String,
    },
}

#[derive(Serialize)]
struct ViewJson<'a> {
    holders: SentenceJson<'a>,
    sentences: Vec<SentenceJson<'a>>,
}

#[derive(Serialize)]
struct EntryJson {
    number: u32,
    when: String,
    line: String,
    source: String,
    grade: String,
    sentences: Vec<String>,
}

impl<'a> Report<'a> {
    fn of(document: &'a Document) -> Self {
        let wording = Wording { document };
        Report {
            schema: SCHEMA,
            language: &document.language,
            direction: match document.direction {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            },
            group: &document.group,
            title: &document.title,
            status: wording.sentences(&document.status),
            particulars: document
                .particulars
                .iter()
                .map(|(label, spans)| ParticularJson { label, text: wording.text(spans) })
                .collect(),
            sections: document.sections.iter().map(|section| wording.section(section)).collect(),
            evidence: entries(document),
            sentences: crate::citations::sentences(document)
                .iter()
                .map(|placed| wording.sentence(placed.line))
                .collect(),
        }
    }
}

/// The evidence, each entry with the anchors of the sentences that rest on it.
fn entries(document: &Document) -> Vec<EntryJson> {
    let cited = crate::citations::by_entry(document);
    let entry = |entry: EvidenceEntry| EntryJson {
        number: entry.number.0,
        sentences: cited
            .get(&entry.number.0)
            .map(|placed| placed.iter().map(|placed| placed.line.anchor.clone()).collect())
            .unwrap_or_default(),
        when: entry.when,
        line: entry.line,
        source: entry.source,
        grade: entry.grade,
    };
    crate::citations::evidence(document).into_iter().map(entry).collect()
}

/// What plain text depends on: the document's language and labels.
#[derive(Clone, Copy)]
struct Wording<'a> {
    document: &'a Document,
}

impl<'a> Wording<'a> {
    fn text(self, spans: &[Span]) -> String {
        words::plain(spans, self.document)
    }

    fn sentence(self, line: &'a Line) -> SentenceJson<'a> {
        let (basis, searched, through) = match &line.basis {
            Basis::Entries(_) => ("entries", None, None),
            Basis::Absence { searched, through, .. } => {
                ("absence", Some(searched.as_str()), Some(through.0))
            }
        };
        SentenceJson {
            anchor: &line.anchor,
            kind: line.kind,
            text: self.text(&line.spans),
            basis,
            evidence: line.basis.entries().iter().map(|entry| entry.0).collect(),
            searched,
            through,
        }
    }

    fn sentences(self, lines: &'a [Line]) -> Vec<SentenceJson<'a>> {
        lines.iter().map(|line| self.sentence(line)).collect()
    }

    fn section(self, section: &'a Section) -> SectionJson<'a> {
        SectionJson {
            anchor: &section.anchor,
            number: &section.number,
            heading: &section.heading,
            blocks: section.blocks.iter().map(|block| self.block(block)).collect(),
            sections: section.sections.iter().map(|inner| self.section(inner)).collect(),
        }
    }

    fn block(self, block: &'a Block) -> BlockJson<'a> {
        match block {
            Block::Paragraph { number, lines } => {
                BlockJson::Paragraph { number: *number, sentences: self.sentences(lines) }
            }
            Block::List(lines) => BlockJson::List { sentences: self.sentences(lines) },
            Block::Provision(provision) => self.provision(provision),
            Block::Views { heading, views } => BlockJson::Views {
                heading: self.text(heading),
                views: views.iter().map(|view| self.view(view)).collect(),
            },
            Block::Table(table) => self.table(table),
            Block::NotVerified(spans) => BlockJson::NotVerified { text: self.text(spans) },
        }
    }

    fn provision(self, provision: &'a Provision) -> BlockJson<'a> {
        BlockJson::Provision {
            label: &provision.label,
            language: &provision.language,
            status: self.sentence(&provision.status),
            text: self.text(&provision.words),
            notes: self.sentences(&provision.notes),
        }
    }

    fn view(self, view: &'a View) -> ViewJson<'a> {
        ViewJson { holders: self.sentence(&view.holders), sentences: self.sentences(&view.lines) }
    }

    fn table(self, table: &'a Table) -> BlockJson<'a> {
        BlockJson::Table {
            caption: &table.caption,
            head: &table.head,
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| self.cell(cell)).collect())
                .collect(),
        }
    }

    fn cell(self, cell: &'a Line) -> CellJson<'a> {
        if crate::citations::is_sentence(cell) {
            CellJson::Sentence(self.sentence(cell))
        } else {
            CellJson::Words { text: self.text(&cell.spans) }
        }
    }
}
