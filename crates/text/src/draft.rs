//! The full reading of negotiating text: blocks, labels, brackets, runs, alternatives, holders, as ranges of the source.
//!
//! The arena holds nodes in the order of the source. Leaves follow one another without gap, so that printing them in order
//! gives the source back. Brackets, runs and alternatives are nodes that others stand in, however deep; reading needs no
//! stack for them. Blocks are a second list beside the nodes, since brackets begin in one paragraph and end in another.
//!
//! The grammar, and what is left undecided, is told in `docs/reference/notation.md`.

mod attribution;
mod block;
mod blocks;
mod change;
mod class;
mod holders;
mod label;
mod legend;
mod lines;
mod node;
mod reading;
mod references;
mod shape;
mod status;
mod tokens;
mod tree;

pub use block::{Block, BlockKind, Change, ChangeVerb, LegendEntry, LegendMark};
pub use label::{Alt, Label, LabelKind, Latin};
pub use node::{
    Attribution, AttributionPlace, Bracket, Class, Conditional, Node, NodeId, NodeKind, Outcome,
    Rule, Run, RunReading, SOURCE_BYTES_MAX, Slot, Stance, StanceWord,
};
pub use status::{Status, TextStatus};

use crate::brackets::{self, Brackets};
use crate::paragraphs::{Paragraph, paragraphs};
use crate::parties::Parties;
use crate::rulings::Rulings;
use holders::{Names, Who};
use std::ops::Range;

/// How to read: with which parties and which rulings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader<'r> {
    /// Who may hold words. Without a table nobody is resolved.
    pub parties: Option<&'r Parties>,
    /// What a person says of brackets and runs.
    pub rulings: Option<&'r Rulings>,
}

/// A source as read. Borrows nothing; needs its source beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Paragraphs of the source.
    pub paragraphs: Vec<Paragraph>,
    /// Blocks, in order; every line that is not blank is in one.
    pub blocks: Vec<Block>,
    /// The arena.
    pub nodes: Vec<Node>,
    /// Marks and masks of the source.
    pub marks: Brackets,
    /// Labels, in order.
    pub labels: Vec<Label>,
    /// Brackets, by their opening marks.
    pub brackets: Vec<Bracket>,
    /// Runs, in order.
    pub runs: Vec<Run>,
    /// Names with what they say, in order.
    pub attributions: Vec<Attribution>,
    /// What each says.
    pub stances: Vec<Stance>,
    /// Conditions, in order.
    pub conditionals: Vec<Conditional>,
    /// Marks of status, in order.
    pub statuses: Vec<StatusMark>,
    /// Proposals with verb, in order.
    pub changes: Vec<Change>,
    /// What the draft says of its own marks.
    pub legend: Vec<LegendEntry>,
    /// What is doubtful or wrong, in order.
    pub findings: Vec<Finding>,
}

/// A mark of status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMark {
    /// Its node: a bracket, or a leaf in parentheses.
    pub node: NodeId,
    /// The block it stands in.
    pub block: usize,
    /// What it says.
    pub status: Status,
}

/// Something doubtful or wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// What is doubtful or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// A mark without counterpart in the whole source.
    StrayMark,
    /// A name in holder position that the table does not know.
    UnknownHolder,
    /// A footnote holds a reservation.
    Reservation,
    /// The source is longer than a reader reads: it was kept as words.
    TooLong,
    /// The ruling with this number is about nothing that is there.
    RulingWithoutPlace(usize),
}

impl FindingKind {
    /// What is found, and what to do.
    pub fn message(self) -> (&'static str, &'static str) {
        match self {
            FindingKind::StrayMark => (
                "a bracket mark has no counterpart in the whole text",
                "look in the source whether a mark is missing or one too many; nothing was repaired",
            ),
            FindingKind::UnknownHolder => (
                "a name in holder position is not in the table of parties",
                "add it to the table, as a party or as another name of one",
            ),
            FindingKind::Reservation => (
                "a footnote holds a reservation",
                "take it down as the holder's position; the body does not show it",
            ),
            FindingKind::TooLong => {
                ("the text is longer than 1 GiB and was not read", "read it in parts")
            }
            FindingKind::RulingWithoutPlace(_) => (
                "a ruling is about no bracket or run of this text",
                "compare its place or words with the text; marks included",
            ),
        }
    }
}

impl Draft {
    /// Reads a source. Never fails; linear in the source.
    ///
    /// ```
    /// use text::{draft::{Draft, Reader}, parties::Parties};
    /// let (parties, _) = Parties::parse("NOR = Norland");
    /// let source = "3bis. Parties [shall][should] act [by 2030 - Norland].";
    /// let draft = Draft::read(source, &Reader { parties: Some(&parties), rulings: None });
    /// assert_eq!((draft.brackets.len(), draft.runs.len(), draft.stances[0].party), (3, 1, 0));
    /// assert_eq!(draft.print(source), source);
    /// ```
    pub fn read(source: &str, reader: &Reader<'_>) -> Draft {
        let find = |name: &str| reader.parties.and_then(|parties| parties.find(name));
        let who: Option<Who<'_>> = if reader.parties.is_some() { Some(&find) } else { None };
        let pieces_max = reader.parties.map_or(1, Parties::pieces_max);
        Draft::read_with(
            source,
            Names { who, pieces_max },
            reader.rulings.unwrap_or(&Rulings { all: Vec::new() }),
        )
    }

    /// Reads a source; `who` gives a number for each name it knows.
    pub(crate) fn read_by(source: &str, who: Who<'_>) -> Draft {
        Draft::read_with(
            source,
            Names { who: Some(who), pieces_max: holders::PIECES_MAX },
            &Rulings { all: Vec::new() },
        )
    }

    fn read_with(source: &str, names: Names<'_>, rulings: &Rulings) -> Draft {
        let paragraphs = paragraphs(source);
        let marks = brackets::read_in(source, &paragraphs);
        if source.len() > SOURCE_BYTES_MAX {
            return Draft::unread(source, paragraphs, marks);
        }
        let mut blocks = blocks::split(source, &paragraphs, &marks, &names);
        let legend = legend::read(source, &mut blocks.blocks);
        references::read(source, &mut blocks.blocks);
        let tokens = tokens::read(source, &paragraphs, &marks);
        let placed = rulings.placed(source);
        let legends: Vec<Range<usize>> = legend.iter().map(|l| l.range.clone()).collect();
        let known = reading::know(source, &marks, &tokens.is_parted, &placed, rulings, &legends);
        let mut reading = reading::Reading {
            source,
            bytes: source.as_bytes(),
            names,
            found: &marks,
            tokens: &tokens,
            rulings,
            placed,
            known,
            token: 0,
            tree: tree::Tree::new(4 * tokens.all.len() + 4 * blocks.blocks.len()),
            brackets: Vec::with_capacity(marks.marks.len() / 2),
            runs: Vec::new(),
            attributions: Vec::new(),
            stances: Vec::new(),
            conditionals: Vec::new(),
            statuses: Vec::new(),
            findings: Vec::new(),
            behind: None,
            block: 0,
            block_end: 0,
        };
        reading.read(&mut blocks);
        reading.reservations(&mut blocks.blocks);
        let mut findings = reading.findings;
        if names.who.is_some() {
            let speakers = blocks.speakers.into_iter().map(|s| s.1).chain(blocks.unknown);
            let kind = FindingKind::UnknownHolder;
            findings.extend(speakers.map(|range| Finding { kind, range }));
        }
        findings.extend(unused(&reading.brackets, &reading.runs, rulings));
        findings.sort_by_key(|f| (f.range.start, f.range.end));
        Draft {
            paragraphs,
            blocks: blocks.blocks,
            nodes: reading.tree.nodes,
            labels: blocks.labels,
            brackets: reading.brackets,
            runs: reading.runs,
            attributions: reading.attributions,
            stances: reading.stances,
            conditionals: reading.conditionals,
            statuses: reading.statuses,
            changes: blocks.changes,
            legend,
            findings,
            marks,
        }
    }

    /// A source that is too long: one leaf, and that it was not read.
    fn unread(source: &str, paragraphs: Vec<Paragraph>, marks: Brackets) -> Draft {
        let mut tree = tree::Tree::new(1);
        tree.text(source.len());
        let findings = vec![Finding { kind: FindingKind::TooLong, range: 0..source.len() }];
        Draft { paragraphs, marks, nodes: tree.nodes, findings, ..Draft::default() }
    }

    /// The words of the leaves in order: the source, byte for byte.
    pub fn print(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len());
        for node in self.nodes.iter().filter(|node| !node.kind.is_inner()) {
            out.push_str(&source[node.range.clone()]);
        }
        out
    }

    /// The nodes that stand directly in a node, or outermost where none is given.
    pub fn children(&self, of: Option<NodeId>) -> Children<'_> {
        let (next, end) = match of {
            Some(id) => (id.0 + 1, self.nodes[id.0].end()),
            None => (0, self.nodes.len()),
        };
        Children { nodes: &self.nodes, next, end }
    }

    /// What is said of a bracket or an alternative: in order of the source, but for who is named first in a bracket.
    pub fn said_of(&self, about: NodeId) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(move |a| a.about == Some(about))
    }

    /// The block in which a byte stands or that ends last before it.
    pub fn block_at(&self, byte: usize) -> Option<usize> {
        self.blocks.partition_point(|b| b.range.start <= byte).checked_sub(1)
    }
}

/// Nodes that stand directly in one.
#[derive(Clone, Debug)]
pub struct Children<'d> {
    nodes: &'d [Node],
    next: usize,
    end: usize,
}

impl<'d> Iterator for Children<'d> {
    type Item = (NodeId, &'d Node);

    fn next(&mut self) -> Option<(NodeId, &'d Node)> {
        if self.next >= self.end {
            return None;
        }
        let id = NodeId(self.next);
        let node = &self.nodes[id.0];
        self.next = node.end();
        Some((id, node))
    }
}

/// Rulings that no bracket and no run is read by.
fn unused(brackets: &[Bracket], runs: &[Run], rulings: &Rulings) -> Vec<Finding> {
    if rulings.all.is_empty() {
        return Vec::new();
    }
    let mut is_used = vec![false; rulings.all.len()];
    for bracket in brackets {
        if let Rule::Ruling(index) = bracket.rule {
            is_used[index.at()] = true;
        }
    }
    for run in runs {
        if let RunReading::Alternatives(index) | RunReading::Additions(index) = run.reading {
            is_used[index] = true;
        }
    }
    let unused = is_used.iter().enumerate().filter(|(_, used)| !**used);
    unused
        .map(|(index, _)| Finding { kind: FindingKind::RulingWithoutPlace(index), range: 0..0 })
        .collect()
}
