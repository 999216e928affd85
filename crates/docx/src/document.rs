//! A document as plain data.

use crate::marks::{Format, Layer, Marks};
use crate::numbering::{List, Numbering};
use crate::styles::Style;

/// A document: what stands on its pages, in reading order, and what belongs to it.
///
/// What follows from the rest is filled in by [`Document::settled`], which [`crate::read`] and [`crate::write`] both
/// call: how runs look ([`Run::format`]), the labels of automatic numbering, the styles that are used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Body text, tables row by row and cell by cell, text boxes after the paragraph that they hang on.
    pub paragraphs: Vec<Paragraph>,
    /// Comments, in the order of the file.
    pub comments: Vec<Comment>,
    /// Footnotes, in the order of the file.
    pub footnotes: Vec<Note>,
    /// Endnotes, in the order of the file.
    pub endnotes: Vec<Note>,
    /// Headers and footers.
    pub margins: Vec<Margin>,
    /// Title, language and the like.
    pub properties: Properties,
    /// What the document says of characters before any style does.
    pub defaults: Layer,
    /// The styles that are used and those that they are based on, by id.
    pub styles: Vec<Style>,
    /// The lists that paragraphs or styles name, by number.
    pub lists: Vec<List>,
    /// Numbers in the margin.
    pub line_numbers: Option<LineNumbers>,
    /// The page of the last section.
    pub page: Page,
    /// Whether a word processor tracks what is changed next.
    pub track_changes: bool,
}

/// What the file says of itself (`docProps/core.xml`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// Title.
    pub title: Option<String>,
    /// Who made it.
    pub creator: Option<String>,
    /// Language tag of the whole.
    pub language: Option<String>,
}

/// Size of the page, in twentieths of a point, and the direction of its sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Whether the section runs from right to left.
    pub right_to_left: bool,
}

impl Default for Page {
    /// A4.
    fn default() -> Self {
        Self { width: 11906, height: 16838, right_to_left: false }
    }
}

/// Numbers of lines in the margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineNumbers {
    /// Each how many lines a number is shown; 1 is each line.
    pub every: u32,
    /// Where they start again.
    pub restart: Restart,
}

/// Where numbers of lines start again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restart {
    /// On each page.
    Page,
    /// In each section.
    Section,
    /// Nowhere.
    Never,
}

/// A header or footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// Above or below.
    pub edge: Edge,
    /// On which pages.
    pub pages: Pages,
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
}

/// Above or below the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Above.
    Header,
    /// Below.
    Footer,
}

/// The pages that a header or footer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pages {
    /// All that no other is for.
    All,
    /// The first.
    First,
    /// Those with even numbers.
    Even,
}

/// A comment beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comment {
    /// Who, as the word processor knew them.
    pub author: String,
    /// Their initials.
    pub initials: Option<String>,
    /// When, as written.
    pub date: Option<String>,
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
    /// The comment that this one answers.
    pub reply_to: Option<CommentId>,
    /// Whether it was marked as done.
    pub done: bool,
}

/// The place of a comment in [`Document::comments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommentId(pub usize);

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// Its text, without its number.
    pub paragraphs: Vec<Paragraph>,
}

/// The note that is called at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteRef {
    /// By its place in [`Document::footnotes`].
    Footnote(usize),
    /// By its place in [`Document::endnotes`].
    Endnote(usize),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// Id of its style, as in [`Style::id`]; empty is the default style, `Normal`.
    pub style: String,
    /// Level as a heading, 1 to 9; `None` is body text. Empty with a heading style: the style's level is filled in.
    pub level: Option<u8>,
    /// Its number or bullet.
    pub numbering: Option<Numbering>,
    /// Whether it runs from right to left; a style may say so too.
    pub right_to_left: bool,
    /// Its text in pieces.
    pub runs: Vec<Run>,
    /// Tracked changes of the paragraph mark itself: inserted, it was split here; deleted, it joins the next. Each kind
    /// once, moves without a name.
    pub mark: Vec<Revision>,
    /// A tracked change of how the paragraph looks.
    pub change: Option<ParagraphChange>,
    /// Where it stands.
    pub place: Place,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// In the body.
    #[default]
    Body,
    /// In a cell of a table.
    Table(Cell),
    /// In a text box; written as body text.
    TextBox,
}

/// A cell of a table. A table within it is told as part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Which table of this text, from 0.
    pub table: usize,
    /// Which row, from 0.
    pub row: usize,
    /// Which cell of the row, from 0.
    pub column: usize,
    /// How many columns it spans, at least 1.
    pub span: u32,
    /// Tracked changes of the row as a whole: inserted, deleted.
    pub revisions: Vec<Revision>,
}

/// A piece of text that looks alike and has one history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Its text: `\t` a tab, `\n` a line break, `\u{c}` a page break, `\u{b}` a column break.
    pub text: String,
    /// Id of its style, if it has one.
    pub style: Option<String>,
    /// What somebody said of this run by hand.
    pub direct: Marks,
    /// How it looks in the end; filled in by [`Document::settled`].
    pub format: Format,
    /// Tracked changes around it, outermost first: words may be inserted by one and deleted by another.
    pub revisions: Vec<Revision>,
    /// A tracked change of how it looks.
    pub change: Option<FormatChange>,
    /// The comments that cover it, in ascending order.
    pub comments: Vec<CommentId>,
    /// The note that is called here; such a run has no text.
    pub note: Option<NoteRef>,
    /// The field that this text is the result of.
    pub field: Option<Field>,
}

impl Run {
    /// A run of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The call of a note.
    pub fn calling(note: NoteRef) -> Self {
        let style = match note {
            NoteRef::Footnote(_) => "FootnoteReference",
            NoteRef::Endnote(_) => "EndnoteReference",
        };
        Self { note: Some(note), style: Some(style.to_owned()), ..Self::default() }
    }

    /// A run of text with marks by hand.
    pub fn marked(text: impl Into<String>, direct: Marks) -> Self {
        Self { text: text.into(), direct, ..Self::default() }
    }

    /// Whether a reader of the text as it would be with every change accepted still sees it.
    pub fn stays(&self) -> bool {
        !self.revisions.iter().any(|r| !r.kind.adds())
    }

    /// Whether it was there before any tracked change.
    pub fn was_there(&self) -> bool {
        !self.revisions.iter().any(|r| r.kind.adds())
    }
}

/// What word processors compute and we know by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The number of this page.
    Page,
    /// The number of pages.
    PageCount,
}

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What was done.
    pub kind: RevisionKind,
    /// Who, as the word processor knew them; not a delegation.
    pub author: String,
    /// When, as written.
    pub date: Option<String>,
}

/// What a tracked change does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RevisionKind {
    /// Added.
    Inserted,
    /// Struck.
    Deleted,
    /// Moved away from here.
    MovedFrom {
        /// The name that ties both ends of the move, if the file gives one.
        name: Option<String>,
    },
    /// Moved here.
    MovedTo {
        /// The name that ties both ends of the move, if the file gives one.
        name: Option<String>,
    },
}

impl RevisionKind {
    /// Whether it adds words at its place.
    pub fn adds(&self) -> bool {
        matches!(self, Self::Inserted | Self::MovedTo { .. })
    }
}

/// A tracked change of how a run looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatChange {
    /// Who.
    pub author: String,
    /// When, as written.
    pub date: Option<String>,
    /// What was said by hand before.
    pub before: Marks,
}

/// A tracked change of how a paragraph looks. Of how it looked before, the style is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphChange {
    /// Who.
    pub author: String,
    /// When, as written.
    pub date: Option<String>,
    /// Its style before; empty is the default style.
    pub style: String,
}

impl Paragraph {
    /// A paragraph of plain text in a style, empty for the default one.
    pub fn plain(style: impl Into<String>, text: impl Into<String>) -> Self {
        Self { style: style.into(), runs: vec![Run::plain(text)], ..Self::default() }
    }

    /// Its words as they stand in the file, changes and all; the label of its number is not among them.
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }

    /// Its words with every tracked change accepted.
    pub fn text_accepted(&self) -> String {
        self.runs.iter().filter(|r| r.stays()).map(|r| r.text.as_str()).collect()
    }

    /// Its words with every tracked change rejected.
    pub fn text_rejected(&self) -> String {
        self.runs.iter().filter(|r| r.was_there()).map(|r| r.text.as_str()).collect()
    }
}
