//! Blocks: the lines of a paragraph that belong together.

use std::ops::Range;

/// A block of a draft. Every line that is not blank belongs to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the source, from the beginning of its first line, without the line ending of the last.
    pub range: Range<usize>,
    /// First line, from 1.
    pub line: usize,
    /// Index of the paragraph it stands in.
    pub paragraph: usize,
    /// Columns of white space before its first mark or word; a tab counts four.
    pub indent: usize,
    /// Its labels, in the draft's table: `1. **Option 2:**` has two.
    pub labels: Range<usize>,
    /// Its leaves and what begins in it: indices of nodes.
    pub nodes: Range<usize>,
    /// Whether `No text` is all it says: a real choice.
    pub is_no_text: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// Words, with or without label.
    Paragraph,
    /// `## …`, with its level.
    Heading(u8),
    /// Begins with a bullet.
    ListItem,
    /// `[^label]: …`.
    Footnote {
        /// Whether it holds a reservation.
        is_reservation: bool,
    },
    /// Tells what marks mean.
    Legend,
    /// A line of holders, over the text they propose: `A / B`, `A:`.
    Holders,
    /// Lines with proposal, verb and origin; `changes`.
    Change(usize),
    /// What somebody says: `Chair: …`, `>> NAME: …`.
    Turn,
    /// A list of references: `Chapeau, and paragraphs 13, 15`.
    References,
    /// Between `---` and `---` at the beginning of a file.
    FrontMatter,
    /// `[ref]: destination`.
    LinkDefinition,
    /// `{: …}`: attributes for a program.
    Attributes,
}

/// What a proposal does with a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Identity of the proposal: `ARB/14/26`.
    pub proposal: Option<Range<usize>>,
    /// What is done.
    pub verb: ChangeVerb,
    /// The provision's number.
    pub number: Option<Range<usize>>,
    /// Where the present words come from: `PP-98`.
    pub origin: Option<Range<usize>>,
}

/// What is done with a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeVerb {
    /// ADD: new.
    Add,
    /// MOD: modified.
    Mod,
    /// SUP: suppressed.
    Sup,
    /// NOC: no change.
    Noc,
    /// SUP*: suppressed here and moved elsewhere.
    SupMoved,
    /// (MOD): editorial modification.
    ModEditorial,
}

/// A sentence of a legend that says what a mark means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// The mark that it speaks of.
    pub mark: LegendMark,
    /// Its words.
    pub range: Range<usize>,
    /// Index of the block.
    pub block: usize,
}

/// Marks that a legend may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegendMark {
    /// Square brackets.
    Brackets,
    /// Curly brackets.
    Braces,
    /// Round brackets.
    Parentheses,
    /// The slash.
    Slash,
    /// Bold letters.
    Bold,
    /// Italic letters.
    Italic,
    /// Underlined letters.
    Underline,
    /// Letters struck through.
    Strike,
    /// Colour or highlight.
    Colour,
    /// The asterisk.
    Asterisk,
    /// Footnotes.
    Footnote,
    /// `Option`, `Alt`.
    Option,
}

/// A leaf at the head of a block, found before its words are read.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    pub(super) kind: SegmentKind,
}

/// What a segment is.
#[derive(Clone, Copy, Debug)]
pub(super) enum SegmentKind {
    Markup,
    Label(usize),
    Change(usize),
    /// Names of a line of holders or before a turn.
    Names {
        is_turn: bool,
    },
}
