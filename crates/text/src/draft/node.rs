//! The arena: nodes in the order of the source, each before what stands in it.

use super::status::Status;
use crate::brackets::Joint;
use std::ops::Range;

/// Index of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// Place in one of the draft's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(u32);

impl Slot {
    pub(super) fn new(index: usize) -> Slot {
        Slot(narrow(index))
    }

    /// The index in the table.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// Longest source that is read, in bytes. So many bytes have fewer nodes than 32 bits count.
pub const SOURCE_BYTES_MAX: usize = 1 << 30;

/// Nodes are many, so that their indices are kept in 32 bits; the limit on sources keeps them below.
fn narrow(index: usize) -> u32 {
    debug_assert!(u32::try_from(index).is_ok(), "BUG: more nodes than the limit on sources allows");
    index as u32
}

const NO_PARENT: u32 = u32::MAX;

/// A node of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Bytes of the source. Those of leaves follow one another without gap.
    pub range: Range<usize>,
    parent: u32,
    end: u32,
}

impl Node {
    pub(super) fn new(
        id: NodeId,
        kind: NodeKind,
        range: Range<usize>,
        parent: Option<NodeId>,
    ) -> Node {
        let parent = parent.map_or(NO_PARENT, |parent| narrow(parent.0));
        Node { kind, range, parent, end: narrow(id.0 + 1) }
    }

    pub(super) fn close(&mut self, at: usize, end: NodeId) {
        self.range.end = at;
        self.end = narrow(end.0);
    }

    /// What it stands in; none at the outermost.
    pub fn parent(&self) -> Option<NodeId> {
        (self.parent != NO_PARENT).then_some(NodeId(self.parent as usize))
    }

    /// Index behind the last node that stands in it; its own index and one for a leaf.
    pub fn end(&self) -> usize {
        self.end as usize
    }
}

/// What a node is. A slot leads into the table of the draft that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Leaf: words.
    Text,
    /// Leaf: line endings and blank lines between blocks.
    Blank,
    /// Leaf: indent, `#`, bullet, or a whole line of attributes.
    Markup,
    /// Leaf: a label; `labels`.
    Label(Slot),
    /// Leaf: `[` or `]` of a bracket.
    Mark {
        /// Whether it opens.
        opens: bool,
    },
    /// Leaf: `[` or `]` without counterpart.
    Stray {
        /// Whether it opens.
        opens: bool,
    },
    /// Leaf: `/` between alternatives of one bracket.
    Slash,
    /// Leaf: what stands between two brackets of a run; empty in `][`.
    Joint(Joint),
    /// Leaf: a name in holder position; index of the party.
    Holder(Slot),
    /// Leaf: a stance word.
    Stance(StanceWord),
    /// Leaf: a status mark in parentheses; `statuses`.
    Status(Slot),
    /// Leaf: `[^label]`.
    FootnoteRef,
    /// Leaf: part of a Markdown link, or its definition.
    Link,
    /// Leaf: `###`, a name still to be chosen.
    Hole,
    /// Leaf: `(E)` of `(E)mphasizing`: the letter is not settled.
    Letter,
    /// Leaf: lines with proposal, verb and origin; `changes`.
    Change(Slot),
    /// A bracket; `brackets`.
    Bracket(Slot),
    /// Brackets that follow one another; `runs`.
    Run(Slot),
    /// One of several alternatives in a bracket.
    Alternative,
    /// Names with what they say; `attributions`.
    Attribution(Slot),
    /// A remark on what somebody would do; `conditionals`.
    Conditional(Slot),
    /// `{…}`: an instruction to readers or drafters.
    Instruction {
        /// Whether it keeps a place for words that are not there yet.
        is_placeholder: bool,
    },
}

impl NodeKind {
    /// Whether other nodes may stand in it.
    pub fn is_inner(self) -> bool {
        matches!(
            self,
            NodeKind::Bracket(_)
                | NodeKind::Run(_)
                | NodeKind::Alternative
                | NodeKind::Attribution(_)
                | NodeKind::Conditional(_)
                | NodeKind::Instruction { .. }
        )
    }
}

/// A bracket. It may begin and end in different paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Its node; both marks stand in it, what follows (`(Norland)`) does not.
    pub node: NodeId,
    /// Byte of `[`.
    pub open: usize,
    /// Byte of `]`.
    pub close: usize,
    /// What it is.
    pub class: Class,
    /// The rule that says so.
    pub rule: Rule,
    /// Whether it stands within a word: `international[ly agreed]`.
    pub is_intraword: bool,
    /// Whether it parts into alternatives by slashes.
    pub has_alternatives: bool,
}

/// What a bracket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Words that are not agreed.
    Negotiating,
    /// Words or a name still to come.
    Placeholder,
    /// A mark of status.
    Status(Status),
    /// A remark: no words of the text.
    Editorial,
}

/// Why a bracket is what it is; `docs/reference/notation.md` tells each rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// No other rule applies.
    Default,
    /// A ruling of a person: its number among the rulings given.
    Ruling(Slot),
    /// The words are a formula of status.
    StatusWords,
    /// Nothing but white space, dots or underscores.
    Blank,
    /// A letter or digits with letters that stand for a number to come: `X`, `20XX`.
    Unknown,
    /// The word date, or words that say a thing is to be decided.
    ToCome,
    /// Begins with the word placeholder.
    PlaceholderWord,
    /// Capitals, a hyphen and a number: `SEN-1`.
    NameHole,
    /// Exactly `New`, of a new paragraph.
    New,
    /// Exactly `sic`.
    Sic,
    /// Begins with note, comment, editor or context.
    Note,
    /// Refers to a paragraph of another version.
    CrossReference,
    /// Stands alone between two marks of italics.
    Italic,
    /// Stands in a legend.
    Legend,
}

/// Brackets that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its node.
    pub node: NodeId,
    /// How many brackets it has.
    pub brackets: usize,
    /// What they are to one another.
    pub reading: RunReading,
}

/// What the brackets of a run are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunReading {
    /// Alternatives or additions: the text does not say, and nobody has ruled.
    Undecided,
    /// Parted by slashes alone: alternatives.
    Slashes,
    /// A person said that they are alternatives: number of the ruling.
    Alternatives(usize),
    /// A person said that they are additions: number of the ruling.
    Additions(usize),
}

/// A stance word, or how a stance is told without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StanceWord {
    /// Retain, keep.
    Retain,
    /// Delete.
    Delete,
    /// Add.
    Add,
    /// Support.
    Support,
    /// Oppose.
    Oppose,
    /// Reserve.
    Reserve,
    /// Reflect: wishes to think it over.
    Reflect,
    /// Propose.
    Propose,
    /// Withdraw.
    Withdraw,
    /// No change in position.
    NoChange,
    /// Other words, kept and not interpreted.
    Other,
}

/// Names with what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its node.
    pub node: NodeId,
    /// Where it stands.
    pub place: AttributionPlace,
    /// The bracket or alternative that it is about; none for a line of holders, or behind words without bracket.
    pub about: Option<NodeId>,
    /// The earlier attribution behind the same bracket, without stance word, whose proposal this answers: in
    /// `[x](Norland)(Sudland: retain)` Sudland answers Norland's proposal, not the words.
    pub answers: Option<usize>,
    /// Its stances, in the draft's table.
    pub stances: Range<usize>,
}

/// Where an attribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttributionPlace {
    /// `[Norland: words]`.
    Before,
    /// `[words - Norland]`.
    After,
    /// `[words](Norland)`.
    Behind,
    /// A line of its own.
    Line,
    /// Before the colon of a speaker's turn.
    Turn,
}

/// What one party says of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// The name.
    pub name: Range<usize>,
    /// The party.
    pub party: usize,
    /// The stance word; none where the name alone stands, which says that the words are its own.
    pub word: Option<StanceWord>,
    /// Whether it is named as supporting others: `with support of`.
    pub in_support: bool,
}

/// `(Norland: would withdraw X if 3 is accommodated, in which case Sudland also withdraws Y)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditional {
    /// Its node.
    pub node: NodeId,
    /// Those who would act, in the draft's table of stances.
    pub stances: Range<usize>,
    /// What they would do.
    pub act: Range<usize>,
    /// What it depends on: `PP3bis`.
    pub on: Range<usize>,
    /// What must become of it: `accommodated`.
    pub outcome: Outcome,
    /// What follows then, behind `in which case`.
    pub consequence: Option<Range<usize>>,
    /// The known party that the consequence begins with.
    pub consequence_of: Option<usize>,
}

/// What must become of something for a condition to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Accommodated.
    Accommodated,
    /// Agreed or accepted.
    Agreed,
    /// Deleted or removed.
    Deleted,
    /// Retained or kept.
    Retained,
    /// Other words.
    Other,
}
