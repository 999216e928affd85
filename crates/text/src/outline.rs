//! The outline of a draft: headings, labelled paragraphs and options, each with its status and what is still open in it.

use crate::brackets::Joint;
use crate::draft::{BlockKind, Class, Draft, LabelKind, NodeId, NodeKind, RunReading, Status};
use std::ops::Range;

/// An entry of the outline: a heading, or a paragraph or option with a label.
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
/// A heading stands under the last heading of a lower level. A label stands under the last option or label that is indented
/// less; a number stands under an option of the same indent, since what follows an option belongs to it until the next
/// option. What stands before the first entry is counted in none.
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
    let mut outline = Outline { draft, source, entries: Vec::new(), open: Vec::new() };
    let mut statuses = draft.statuses.iter().peekable();
    for (index, block) in draft.blocks.iter().enumerate() {
        outline.block(index);
        let open = outline.open_in(block.nodes.clone());
        let mut status = None;
        while let Some(mark) = statuses.next_if(|mark| mark.block <= index) {
            status = Some(mark.status);
        }
        if let Some(entry) = outline.entries.last_mut() {
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
    /// Entries that others may stand under, with their rank: what has a greater rank stands under them.
    open: Vec<(usize, usize)>,
}

/// Ranks of headings come before those of labels.
const HEADINGS: usize = 8;
/// How much deeper an option stands that follows a number in the same line: the usual indent of its continuation.
const CONTINUATION: usize = 4;

impl Outline<'_> {
    fn block(&mut self, index: usize) {
        let block = &self.draft.blocks[index];
        if let BlockKind::Heading(level) = block.kind {
            let label = (!block.labels.is_empty()).then_some(block.labels.start);
            self.entry(index, EntryKind::Heading(level), label, usize::from(level));
            return;
        }
        if matches!(
            block.kind,
            BlockKind::Footnote { .. } | BlockKind::FrontMatter | BlockKind::References
        ) {
            return;
        }
        let mut indent = block.indent;
        for label in block.labels.clone() {
            let kind = self.draft.labels[label].kind;
            let is_choice = kind.is_choice();
            let rank = HEADINGS + 2 * indent + usize::from(!is_choice);
            let kind = if is_choice { EntryKind::Option } else { EntryKind::Paragraph(kind) };
            self.entry(index, kind, Some(label), rank);
            indent += CONTINUATION;
        }
    }

    fn entry(&mut self, index: usize, kind: EntryKind, label: Option<usize>, rank: usize) {
        while self.open.pop_if(|(_, open)| *open >= rank).is_some() {}
        let parent = self.open.last().map(|(entry, _)| *entry);
        let block = &self.draft.blocks[index];
        let is_last = label.is_none_or(|label| label + 1 == block.labels.end);
        let words = self.words(index, label, is_last);
        self.open.push((self.entries.len(), rank));
        self.entries.push(Entry {
            parent,
            depth: self.open.len() - 1,
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
mod tests {
    use super::outline;
    use crate::draft::{Draft, Reader};

    /// Each entry as `depth label words brackets/total`.
    fn check(source: &str, expected: &[&str]) {
        let draft = Draft::read(source, &Reader::default());
        let shown: Vec<String> = outline(&draft, source)
            .iter()
            .map(|e| {
                let label = e.label.map_or("", |l| &source[draft.labels[l].range.clone()]);
                let none = if e.is_no_text { " (no text)" } else { "" };
                let words = &source[e.words.clone()];
                format!("{} {label}|{words}|{}/{}{none}", e.depth, e.own.brackets, e.total.brackets)
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn options_hold_what_follows_them() {
        check(
            "## Article 2 *(purpose)*\n\n**Option 1:**\n\n1. [Words]\n2. Words\n\n**Option 2:**\n\nNo text\n\n## End",
            &[
                "0 Article 2|(purpose)|0/1",
                "1 Option 1:||0/1",
                "2 1.|[Words]|1/1",
                "2 2.|Words|0/0",
                "1 Option 2:||0/0 (no text)",
                "0 |End|0/0",
            ],
        );
    }

    #[test]
    fn an_option_behind_a_number_stands_beside_the_next() {
        check(
            "1. **Option 1:** [a][b]\n\n    **Option 2:** [c]\n\n2. d",
            &["0 1.||0/3", "1 Option 1:|[a][b]|2/2", "1 Option 2:|[c]|1/1", "0 2.|d|0/0"],
        );
    }
}
