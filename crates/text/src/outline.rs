//! The outline of a draft: headings, labelled paragraphs and options, each with its status and what is still open in it.

mod sequence;

use crate::brackets::Joint;
use crate::draft::{BlockKind, Class, Draft, LabelKind, NodeId, NodeKind, RunReading, Status};
use std::ops::Range;

/// An entry of the outline: a heading, a paragraph or option with a label, a footnote or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the entry it stands under.
    pub parent: Option<usize>,
    /// How many entries it stands under.
    pub depth: usize,
    /// What it is.
    pub kind: EntryKind,
    /// First line, from 1.
    pub line: usize,
    /// Index of its block.
    pub block: usize,
    /// Its label, among those of the draft.
    pub label: Option<usize>,
    /// The words of its first line behind the label, without marks of emphasis and headings.
    pub words: Range<usize>,
    /// Whether all it says is `No text`.
    pub is_no_text: bool,
    /// The last mark of status in it.
    pub status: Option<Status>,
    /// What is open in it, without the entries under it.
    pub own: Open,
    /// What is open in it and in all entries under it.
    pub total: Open,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A heading, with its level.
    Heading(u8),
    /// A paragraph with a label.
    Paragraph(LabelKind),
    /// An option or alternative.
    Option,
    /// A footnote.
    Footnote,
    /// A table in lines that begin with `|`.
    Table,
}

/// What is open in a part of a draft; brackets are counted where they open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Negotiating brackets.
    pub brackets: usize,
    /// Runs with brackets that touch, of which nobody has decided what they are to one another.
    pub undecided_runs: usize,
    /// Words to come.
    pub placeholders: usize,
    /// Marks without counterpart.
    pub stray: usize,
}

impl Open {
    fn add(&mut self, other: Open) {
        self.brackets += other.brackets;
        self.undecided_runs += other.undecided_runs;
        self.placeholders += other.placeholders;
        self.stray += other.stray;
    }
}

/// The outline, in order; each entry stands behind the one it stands under.
///
/// A heading stands under the last heading of a lower level; an article, chapter, section, part or annex with a label stands
/// under the last heading, and closes what was open there. Any other label stands under the last option or label that is
/// indented less. A number stands under an option of the same indent, since what follows an option belongs to it until the
/// next option; unless it continues the number that stands before the options, and not one of the option's own, and the
/// option has words already. Options in one paragraph stand beside one another. A footnote stands under nothing, a table
/// under a heading or article, and neither closes anything. What stands before the first entry is counted in none.
///
/// ```
/// use text::draft::{Draft, Reader};
/// let source = "## Article 1\n\n1. **Option 1:** [Words]\n\n    **Option 2:** No text\n";
/// let entries = text::outline::outline(&Draft::read(source, &Reader::default()), source);
/// assert_eq!(entries.iter().map(|e| e.depth).collect::<Vec<_>>(), [0, 1, 2, 2]);
/// assert!(entries[3].is_no_text);
/// assert_eq!(entries[0].total.brackets, 1);
/// ```
pub fn outline(draft: &Draft, source: &str) -> Vec<Entry> {
    let mut outline = Outline { draft, source, entries: Vec::new(), open: Vec::new(), last: None };
    let mut statuses = draft.statuses.iter().peekable();
    for (index, block) in draft.blocks.iter().enumerate() {
        let at = outline.block(index);
        let open = outline.open_in(block.nodes.clone());
        let mut status = None;
        while let Some(mark) = statuses.next_if(|mark| mark.block <= index) {
            status = Some(mark.status);
        }
        if let Some(entry) = at.and_then(|at| outline.entries.get_mut(at)) {
            entry.own.add(open);
            entry.status = status.or(entry.status);
        }
    }
    let mut entries = outline.entries;
    for index in (0..entries.len()).rev() {
        let own = entries[index].own;
        entries[index].total.add(own);
        if let Some(parent) = entries[index].parent {
            let total = entries[index].total;
            entries[parent].total.add(total);
        }
    }
    entries
}

struct Outline<'d> {
    draft: &'d Draft,
    source: &'d str,
    entries: Vec<Entry>,
    /// Entries that others may stand under, outermost first.
    open: Vec<OpenEntry>,
    /// The entry that blocks without label belong to.
    last: Option<usize>,
}

/// An entry that others may stand under.
struct OpenEntry {
    entry: usize,
    /// What has a greater rank stands under it.
    rank: usize,
    /// Of an option: the label of the same indent that stands before it and the options beside it.
    before: Option<usize>,
}

/// Ranks of articles and divisions come behind those of headings and before those of labels.
const DIVISIONS: usize = 7;
const ARTICLES: usize = 8;
const LABELS: usize = 9;
/// How much deeper an option stands that follows a number in the same line: the usual indent of its continuation.
const CONTINUATION: usize = 4;

impl Outline<'_> {
    /// Adds the entries of a block; the entry that what is open in the block is counted in.
    fn block(&mut self, index: usize) -> Option<usize> {
        let block = &self.draft.blocks[index];
        match block.kind {
            BlockKind::Heading(level) => {
                let label = (!block.labels.is_empty()).then_some(block.labels.start);
                self.entry(index, EntryKind::Heading(level), label, usize::from(level), None);
            }
            BlockKind::Footnote { .. } => return Some(self.aside(index, EntryKind::Footnote, 0)),
            BlockKind::FrontMatter | BlockKind::References => {}
            _ if self.source[block.range.clone()].trim_start().starts_with('|') => {
                return Some(self.aside(index, EntryKind::Table, LABELS));
            }
            _ => self.labels(index),
        }
        self.last
    }

    fn labels(&mut self, index: usize) {
        let block = &self.draft.blocks[index];
        let mut indent = block.indent;
        for label in block.labels.clone() {
            let kind = self.draft.labels[label].kind;
            let is_first = label == block.labels.start;
            let rank = LABELS + 2 * indent;
            if kind.is_choice() {
                let rank = if is_first { self.beside(index).unwrap_or(rank) } else { rank };
                let before = self.before(rank);
                self.entry(index, EntryKind::Option, Some(label), rank, before);
            } else if is_first && self.is_division(index) {
                let rank = if kind == LabelKind::Article { ARTICLES } else { DIVISIONS };
                self.entry(index, EntryKind::Paragraph(kind), Some(label), rank, None);
                continue;
            } else {
                if is_first {
                    self.end_option(index, label, rank);
                }
                self.entry(index, EntryKind::Paragraph(kind), Some(label), rank + 1, None);
            }
            indent += CONTINUATION;
        }
    }

    /// Whether a block is an article or a division of its own, and not a line of words that begins with the name of one.
    fn is_division(&self, index: usize) -> bool {
        let block = &self.draft.blocks[index];
        let Some(label) = self.draft.labels.get(block.labels.start) else { return false };
        let is_first = || index == 0 || self.draft.blocks[index - 1].paragraph != block.paragraph;
        let is_alone =
            || self.source[label.range.end..block.range.end].trim_matches(MARKS).is_empty();
        matches!(label.kind, LabelKind::Article | LabelKind::Division)
            && (is_first() || label.title.is_some() || is_alone())
    }

    /// The rank of the option that stands behind a number in an earlier line of the same paragraph.
    fn beside(&self, index: usize) -> Option<usize> {
        let block = &self.draft.blocks[index];
        self.open.iter().rev().find_map(|open| {
            let entry = &self.entries[open.entry];
            let other = &self.draft.blocks[entry.block];
            let is_behind = entry.label.is_some_and(|label| label > other.labels.start);
            let is_beside = entry.kind == EntryKind::Option
                && is_behind
                && (other.paragraph, other.indent) == (block.paragraph, block.indent);
            is_beside.then_some(open.rank)
        })
    }

    /// The label that stands before an option of some rank and the options beside it.
    fn before(&self, rank: usize) -> Option<usize> {
        let same = self.open.iter().find(|open| open.rank >= rank)?;
        if same.rank == rank {
            same.before
        } else {
            self.entries[same.entry].label.filter(|_| same.rank == rank + 1)
        }
    }

    /// Closes the option of some rank if a number of the same indent continues the one before the options.
    fn end_option(&mut self, index: usize, label: usize, rank: usize) {
        let Some(at) = self.open.iter().position(|open| open.rank == rank) else { return };
        let follows = |before: Option<usize>| {
            let labels = &self.draft.labels;
            before.is_some_and(|before| {
                sequence::follows(self.source, &labels[before], &labels[label])
            })
        };
        let own = self.open.get(at + 1).filter(|open| open.rank == rank + 1);
        if !follows(self.open[at].before)
            || own.is_some_and(|o| follows(self.entries[o.entry].label))
        {
            return;
        }
        let option = &self.entries[self.open[at].entry];
        if option.words.is_empty() && option.block + 1 == index {
            // The options number on: 1., then 2. in each.
            self.open[at].before = None;
        } else {
            self.open.truncate(at);
        }
    }

    fn entry(
        &mut self,
        index: usize,
        kind: EntryKind,
        label: Option<usize>,
        rank: usize,
        before: Option<usize>,
    ) {
        while self.open.pop_if(|open| open.rank >= rank).is_some() {}
        let (parent, depth) = (self.open.last().map(|open| open.entry), self.open.len());
        let entry = self.push(index, kind, label, parent, depth);
        self.open.push(OpenEntry { entry, rank, before });
        self.last = Some(entry);
    }

    /// An entry that nothing stands under, under the last that is open of a lower rank.
    fn aside(&mut self, index: usize, kind: EntryKind, rank: usize) -> usize {
        let depth = self.open.iter().take_while(|open| open.rank < rank).count();
        let parent = depth.checked_sub(1).map(|at| self.open[at].entry);
        self.push(index, kind, None, parent, depth)
    }

    fn push(
        &mut self,
        index: usize,
        kind: EntryKind,
        label: Option<usize>,
        parent: Option<usize>,
        depth: usize,
    ) -> usize {
        let block = &self.draft.blocks[index];
        let is_last = label.is_none_or(|label| label + 1 == block.labels.end);
        let words = self.words(index, label, is_last);
        self.entries.push(Entry {
            parent,
            depth,
            kind,
            line: block.line,
            block: index,
            label,
            words,
            is_no_text: is_last && self.is_no_text(index),
            status: None,
            own: Open::default(),
            total: Open::default(),
        });
        self.entries.len() - 1
    }

    /// Whether a block, or the one behind it where it holds its label alone, says `No text`.
    fn is_no_text(&self, index: usize) -> bool {
        let block = &self.draft.blocks[index];
        let next = self.draft.blocks.get(index + 1);
        let is_label_alone = || {
            let start = self.draft.labels[block.labels.clone()]
                .last()
                .map_or(block.range.start, |l| l.range.end);
            self.source[start..block.range.end].trim_matches(MARKS).is_empty()
        };
        block.is_no_text
            || next.is_some_and(|next| next.is_no_text && next.labels.is_empty())
                && is_label_alone()
    }

    fn words(&self, index: usize, label: Option<usize>, is_last: bool) -> Range<usize> {
        let block = &self.draft.blocks[index];
        let start = label.map_or(block.range.start, |label| self.draft.labels[label].range.end);
        if !is_last {
            return start..start;
        }
        let line = self.source[start..block.range.end].lines().next().unwrap_or_default();
        let from = start + (line.len() - line.trim_start_matches(MARKS).len());
        from..from.max(start + line.trim_end_matches(MARKS).len())
    }

    fn open_in(&self, nodes: Range<usize>) -> Open {
        let mut open = Open::default();
        for id in nodes {
            let node = &self.draft.nodes[id];
            match node.kind {
                NodeKind::Bracket(index) => match self.draft.brackets[index.at()].class {
                    Class::Negotiating => open.brackets += 1,
                    Class::Placeholder => open.placeholders += 1,
                    Class::Status(_) | Class::Editorial => {}
                },
                NodeKind::Run(index) => {
                    let reading = self.draft.runs[index.at()].reading;
                    let touches = |kind: NodeKind| matches!(kind, NodeKind::Joint(Joint::Touching));
                    let mut parts = self.draft.children(Some(NodeId(id)));
                    let is_open = reading == RunReading::Undecided
                        && parts.any(|(_, part)| touches(part.kind));
                    open.undecided_runs += usize::from(is_open);
                }
                NodeKind::Instruction { is_placeholder: true } => open.placeholders += 1,
                NodeKind::Stray { .. } => open.stray += 1,
                _ => {}
            }
        }
        open
    }
}

/// Marks around words that are no part of a title.
const MARKS: &[char] = &[' ', '\t', '\r', '\n', '#', '*', '_', '-', ':', '.'];

#[cfg(test)]
mod tests;
