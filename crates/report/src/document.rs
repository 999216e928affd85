//! The worded document: what renderers receive.
//!
//! The manuscript (typed sentences, no words) is worded by one language into this tree. A renderer adds form and nothing
//! else: it never composes a sentence, drops evidence or reads the group.

use record::EntryId;

/// Reading direction of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left (Arabic).
    RightToLeft,
}

/// A whole document, worded in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// BCP 47 tag of the language of our own words, such as `en` or `ar`.
    pub language: String,
    /// Direction of that language.
    pub direction: Direction,
    /// Name of the group, above the title.
    pub group: String,
    /// Title: "Report of ...", "Chair's summary", "Factual note on the work of ...".
    pub title: String,
    /// The line under the title that says what the document is and is not. Never empty.
    pub status: Vec<Line>,
    /// Label and value pairs printed under the title: rules in force, last entry, versions.
    pub particulars: Vec<(String, Vec<Span>)>,
    /// The body, in order. Annexes are sections whose `number` says "Annex I".
    pub sections: Vec<Section>,
    /// Every entry that some line names as evidence, in the order of the record.
    pub evidence: Vec<EvidenceEntry>,
    /// The words which the document's frame needs, in its language.
    pub labels: Labels,
}

/// Words of the frame, so that renderers hold no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// "Contents".
    pub contents: String,
    /// "Evidence", the heading of the list of entries.
    pub evidence: String,
    /// "Evidence: " before the numbers, for screen readers.
    pub evidence_of: String,
    /// Short form before an entry number: "no."
    pub number: String,
    /// "searched" before the numbers of a sentence about absence.
    pub searched: String,
    /// "through" before the last entry searched.
    pub through: String,
    /// "Source".
    pub source: String,
    /// "Grade".
    pub grade: String,
    /// "Page X of Y": the words before the first and between the two numbers.
    pub page: (String, String),
    /// "Skip to the text", for keyboards and screen readers.
    pub skip: String,
    /// "Not verified", the mark of free narrative.
    pub not_verified: String,
}

/// A numbered part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Stable anchor within the document: `mandate`, `outcome`, `annex-1`.
    pub anchor: String,
    /// Printed number: "I", "A", "Annex II"; may be empty.
    pub number: String,
    /// Heading in the document's language.
    pub heading: String,
    /// What stands in the section before its sub-sections.
    pub blocks: Vec<Block>,
    /// Sub-sections.
    pub sections: Vec<Section>,
}

/// A block of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of one or more sentences; numbered in print.
    Paragraph {
        /// Running number of the paragraph in the document.
        number: u32,
        /// The sentences.
        lines: Vec<Line>,
    },
    /// An unnumbered list of sentences.
    List(Vec<Line>),
    /// Words of the text under negotiation, shown apart from our own prose.
    Provision(Provision),
    /// Differing views side by side, each in its holders' words; all of the same form.
    Views {
        /// What the views are on.
        heading: Vec<Span>,
        /// The views, in the order of the record.
        views: Vec<View>,
    },
    /// A table: every cell is a line with its evidence.
    Table(Table),
    /// Free narrative by the rapporteur that the compiler did not verify.
    NotVerified(Vec<Span>),
}

/// One view of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who holds it, and how many.
    pub holders: Line,
    /// What they said, in their own words; may be empty where words were not recorded (then a line says so).
    pub lines: Vec<Line>,
}

/// A paragraph of negotiating text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Label as printed: `3 bis`.
    pub label: String,
    /// Status sentence ("Provisionally agreed ...").
    pub status: Line,
    /// The words themselves, verbatim, with brackets marked.
    pub words: Vec<Span>,
    /// BCP 47 tag of the words.
    pub language: String,
    /// Further sentences that belong to the paragraph (holders of brackets, reservations).
    pub notes: Vec<Line>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Caption.
    pub caption: String,
    /// Column headings.
    pub head: Vec<String>,
    /// Rows; each as long as `head`. The first cell of a row is its heading.
    pub rows: Vec<Vec<Line>>,
}

/// One sentence, worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Stable anchor: `s17`.
    pub anchor: String,
    /// Name of the sentence kind, `objected`, as in `docs/reference/sentences.md`.
    pub kind: &'static str,
    /// What it rests on.
    pub basis: Basis,
    /// The words.
    pub spans: Vec<Span>,
}

/// What a sentence rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// On these entries; never empty but in the cells of the printed lexicon, which say nothing of the record.
    Entries(Vec<EntryId>),
    /// On an absence: nothing was found.
    Absence {
        /// What was searched, in the document's language: "positions on paragraph 4".
        searched: String,
        /// The entries that define what was searched; never empty.
        defining: Vec<EntryId>,
        /// The last entry searched.
        through: EntryId,
    },
}

impl Basis {
    /// All entries named, in order: for an absence the defining ones and the last searched.
    pub fn entries(&self) -> Vec<EntryId> {
        match self {
            Basis::Entries(entries) => entries.clone(),
            Basis::Absence { defining, through, .. } => {
                let mut all = defining.clone();
                if !all.contains(through) {
                    all.push(*through);
                }
                all
            }
        }
    }
}

/// A run of text within a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Our own words.
    Plain(String),
    /// A name or code that people gave; may be of any script, so isolated for direction.
    Name(String),
    /// Words quoted from the record. The renderer adds the quotation marks of the document's language.
    Quote {
        /// BCP 47 tag, if known.
        language: Option<String>,
        /// The words, verbatim.
        words: String,
    },
    /// Words of a provision, verbatim, outside brackets.
    Words(String),
    /// A mark or words within negotiating brackets.
    Bracketed {
        /// The words, brackets included.
        words: String,
        /// Depth of nesting, from 1.
        depth: u32,
    },
    /// A reference to an entry by number.
    Entry(EntryId),
    /// A reference to another section by its anchor, and the words to show.
    Section {
        /// Anchor of the section.
        anchor: String,
        /// Words to show.
        words: String,
    },
}

impl Line {
    /// The sentence as plain text: quotations in quotation marks, entries as "no. 7".
    pub fn text(&self) -> String {
        plain_text(&self.spans)
    }
}

/// Spans as plain text.
pub fn plain_text(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Plain(words)
            | Span::Name(words)
            | Span::Words(words)
            | Span::Bracketed { words, .. }
            | Span::Section { words, .. } => text.push_str(words),
            Span::Quote { words, .. } => {
                text.push('“');
                text.push_str(words);
                text.push('”');
            }
            Span::Entry(entry) => text.push_str(&entry.to_string()),
        }
    }
    text
}

/// An entry of the record as the list of evidence shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceEntry {
    /// Its number.
    pub number: EntryId,
    /// When: said, else effective, else received; as written, or empty.
    pub when: String,
    /// The line of minutes, or what stands for it where the body is erased or not disclosed.
    pub line: String,
    /// Source as printed: title and place within it; may be empty.
    pub source: String,
    /// Provenance grade in the document's language; may be empty.
    pub grade: String,
}
