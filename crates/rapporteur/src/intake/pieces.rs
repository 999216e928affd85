//! A draft in pieces: paragraphs with their labels and words, and what is none.

use super::left::{Kind, Left};
use std::ops::Range;
use text::draft::{
    AttributionPlace, Block, BlockKind, Class, Draft, FindingKind, LabelKind, Latin, NodeKind,
};

/// How far the blocks that go on a footnote are indented.
const CONTINUATION: usize = 4;
const EMPHASIS: [char; 2] = ['*', '_'];

/// A piece of a draft, in order.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Left(Left),
}

/// A paragraph with words.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// First line, from 1.
    pub(super) line: usize,
    /// Bytes of the source: its lines.
    pub(super) range: Range<usize>,
    /// Its label as written; empty where it has none.
    pub(super) label: String,
    /// The bytes of the source that are its words, one behind the other; never empty.
    pub(super) words: Vec<Range<usize>>,
    /// Who is named in a line of holders over it: indices of parties.
    pub(super) by: Vec<usize>,
    /// The paragraph that it competes with, among the paragraphs.
    pub(super) alternative: Option<usize>,
    /// Whether it keeps a place for words to come.
    pub(super) is_placeholder: bool,
}

impl Paragraph {
    pub(super) fn text(&self, source: &str) -> String {
        self.words.iter().map(|range| &source[range.clone()]).collect()
    }

    /// Where bytes of the source stand among the words, if they are all words.
    pub(super) fn place(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        let mut before = 0;
        for range in &self.words {
            if range.start <= bytes.start && bytes.end <= range.end {
                let start = before + bytes.start - range.start;
                return Some(start..start + bytes.len());
            }
            before += range.len();
        }
        None
    }
}

/// What makes a number what it is, but for alt.
type Number<'s> = (LabelKind, &'s str, Option<Latin>);

/// The pieces of a draft, in order.
pub(super) fn read(draft: &Draft, source: &str) -> Vec<Piece> {
    let mut reading = Reading {
        draft,
        source,
        pieces: Vec::new(),
        paragraphs: 0,
        section: Vec::new(),
        holders: None,
        label: None,
        in_footnote: None,
        fences: fences(source),
    };
    for index in 0..draft.blocks.len() {
        reading.block(index);
    }
    reading.end_label();
    reading.statuses();
    reading.pieces
}

struct Reading<'d> {
    draft: &'d Draft,
    source: &'d str,
    pieces: Vec<Piece>,
    paragraphs: usize,
    /// Numbered paragraphs without alt since the last heading or option.
    section: Vec<(Number<'d>, usize)>,
    /// Who proposes what follows, and the paragraph of the source if it goes on behind bullets.
    holders: Option<(Vec<usize>, bool)>,
    /// A label whose words may be in the next block.
    label: Option<(Paragraph, &'d Block)>,
    /// The paragraph of the source in which a footnote is open.
    in_footnote: Option<usize>,
    /// Fenced blocks of code, in order.
    fences: Vec<Range<usize>>,
}

impl<'d> Reading<'d> {
    fn block(&mut self, index: usize) {
        let block = &self.draft.blocks[index];
        if self.is_fenced(block) {
            self.leave(block, Kind::Code);
            return;
        }
        if let Some(paragraph) = self.in_footnote {
            let goes_on = block.paragraph == paragraph || block.indent >= CONTINUATION;
            if goes_on && !matches!(block.kind, BlockKind::Footnote { .. } | BlockKind::Heading(_))
            {
                self.leave(block, Kind::Footnote);
                return;
            }
            self.in_footnote = None;
        }
        match block.kind {
            BlockKind::Paragraph if self.is_table(block) => self.table(block),
            BlockKind::Paragraph | BlockKind::ListItem => self.paragraph(block),
            BlockKind::Heading(_) => {
                self.section.clear();
                self.leave(block, Kind::Heading);
            }
            BlockKind::Footnote { is_reservation } => {
                self.in_footnote = Some(block.paragraph);
                let kind = if is_reservation { Kind::Reservation } else { Kind::Footnote };
                self.leave(block, kind);
            }
            BlockKind::Holders => self.holders(block),
            BlockKind::Change(_) => self.leave(block, Kind::Proposal),
            BlockKind::Turn => self.leave(block, Kind::Turn),
            BlockKind::Legend => self.leave(block, Kind::Legend),
            BlockKind::References => self.leave(block, Kind::References),
            BlockKind::FrontMatter | BlockKind::LinkDefinition | BlockKind::Attributes => {
                self.leave(block, Kind::ForPrograms);
            }
        }
    }

    fn leave(&mut self, block: &Block, kind: Kind) {
        self.end_label();
        self.holders = None;
        let words = self.source[block.range.clone()].trim();
        let words = words.trim_start_matches('#').trim_start().to_owned();
        self.pieces.push(Piece::Left(Left { line: block.line, kind, words }));
    }

    fn is_fenced(&self, block: &Block) -> bool {
        let behind = self.fences.partition_point(|fence| fence.start <= block.range.start);
        let fence = behind.checked_sub(1).and_then(|at| self.fences.get(at));
        let end = self.source[block.range.clone()].trim_end().len() + block.range.start;
        fence.is_some_and(|fence| end <= fence.end)
    }

    /// A table of Markdown: every line of it begins with a stroke.
    fn is_table(&self, block: &Block) -> bool {
        let mut lines = self.source[block.range.clone()].trim_end().lines();
        block.labels.is_empty() && lines.all(|line| line.trim_start().starts_with('|'))
    }

    fn table(&mut self, block: &Block) {
        self.end_label();
        self.holders = None;
        for (index, line) in self.source[block.range.clone()].trim_end().lines().enumerate() {
            let (line, words) = (block.line + index, line.trim().to_owned());
            self.pieces.push(Piece::Left(Left { line, kind: Kind::Table, words }));
        }
    }

    /// Who is named in a line of holders; the line itself is left where it names somebody unknown.
    fn holders(&mut self, block: &Block) {
        let lines = self
            .draft
            .attributions
            .iter()
            .filter(|a| a.place == AttributionPlace::Line && block.nodes.contains(&a.node.0));
        let stances = lines.flat_map(|a| &self.draft.stances[a.stances.clone()]);
        let parties: Vec<usize> = stances.map(|stance| stance.party).collect();
        let is_unknown =
            self.draft.findings.iter().any(|f| {
                f.kind == FindingKind::UnknownHolder && block.range.contains(&f.range.start)
            });
        if parties.is_empty() || is_unknown {
            self.leave(block, Kind::NoHolder);
            return;
        }
        self.end_label();
        let goes_on = self.source[block.range.clone()].trim_end().ends_with(':');
        self.holders = Some((parties, goes_on));
    }

    fn paragraph(&mut self, block: &'d Block) {
        let (label, words) = self.parts(block);
        let has_words =
            words.iter().any(|r| self.source[r.clone()].contains(char::is_alphanumeric));
        let labels = &self.draft.labels[block.labels.clone()];
        if labels.iter().any(|label| label.kind.is_choice()) {
            self.section.clear();
        }
        let is_placeholder = self.is_placeholder(block, &words);
        let mut paragraph = Paragraph {
            line: block.line,
            range: block.range.clone(),
            label,
            words,
            is_placeholder,
            ..Paragraph::default()
        };
        let mut labelled = block;
        if block.labels.is_empty() && block.kind == BlockKind::Paragraph {
            if let Some((label, of)) = self.label.take() {
                labelled = of;
                paragraph.line = label.line;
                paragraph.range.start = label.range.start;
                paragraph.label = label.label;
                paragraph.words.splice(0..0, label.words);
            }
        } else {
            self.end_label();
        }
        if !has_words && !is_placeholder {
            if paragraph.label.is_empty() {
                self.leave(block, Kind::NoWords);
            } else {
                self.label = Some((paragraph, labelled));
            }
            return;
        }
        let labels = &self.draft.labels[labelled.labels.clone()];
        if labels.iter().any(|label| label.kind.is_choice()) {
            let (line, words) = (paragraph.line, paragraph.label.clone());
            self.pieces.push(Piece::Left(Left { line, kind: Kind::Option, words }));
        }
        self.by(&mut paragraph, block.kind == BlockKind::ListItem);
        self.alternative(&mut paragraph, labelled);
        self.paragraphs += 1;
        self.pieces.push(Piece::Paragraph(paragraph));
    }

    /// A label whose words did not follow stands over what does.
    fn end_label(&mut self) {
        let Some((label, _)) = self.label.take() else { return };
        let words = self.source[label.range].trim().to_owned();
        let left = Left { line: label.line, kind: Kind::BareLabel, words };
        self.pieces.push(Piece::Left(left));
    }

    fn by(&mut self, paragraph: &mut Paragraph, is_item: bool) {
        let Some((parties, goes_on)) = self.holders.take() else { return };
        paragraph.by.clone_from(&parties);
        if goes_on && is_item {
            self.holders = Some((parties, true));
        }
    }

    /// What `67 alt 1` competes with: the one `67` since the last heading or option.
    fn alternative(&mut self, paragraph: &mut Paragraph, block: &Block) {
        let labels = &self.draft.labels[block.labels.clone()];
        let [label] = labels else { return };
        let number = (label.kind, &self.source[label.number.clone()], label.latin);
        if label.alt.is_none() {
            self.section.push((number, self.paragraphs));
            return;
        }
        let mut bases = self.section.iter().filter(|(of, _)| *of == number);
        match (bases.next(), bases.next()) {
            (Some((_, base)), None) if !number.1.is_empty() => paragraph.alternative = Some(*base),
            _ => self.pieces.push(Piece::Left(Left {
                line: paragraph.line,
                kind: Kind::Alt,
                words: paragraph.label.clone(),
            })),
        }
    }

    /// Whether words to come are all that there is.
    fn is_placeholder(&self, block: &Block, words: &[Range<usize>]) -> bool {
        let held = self.draft.nodes[block.nodes.clone()].iter().find(|node| match node.kind {
            NodeKind::Bracket(slot) => self.draft.brackets[slot.at()].class == Class::Placeholder,
            NodeKind::Instruction { is_placeholder } => is_placeholder,
            _ => false,
        });
        let Some(held) = held.map(|node| &node.range) else { return false };
        let outside = |range: &Range<usize>| {
            let before = range.start..held.start.clamp(range.start, range.end);
            let behind = held.end.clamp(range.start, range.end)..range.end;
            [before, behind].into_iter().any(|r| self.source[r].contains(char::is_alphanumeric))
        };
        held.end <= block.range.end && !words.iter().any(outside)
    }

    /// The label as written, and the words without label, bullet and white space around.
    fn parts(&self, block: &Block) -> (String, Vec<Range<usize>>) {
        let markup =
            self.draft.nodes[block.nodes.clone()].iter().find(|n| n.kind == NodeKind::Markup);
        let mut at = markup
            .filter(|n| n.range.start == block.range.start)
            .map_or(block.range.start, |n| n.range.end);
        let (mut names, mut words) = (Vec::new(), Vec::new());
        for label in &self.draft.labels[block.labels.clone()] {
            let mut range = label.range.clone();
            let mut before = at..range.start;
            // Emphasis that the label alone has goes with it.
            let shown = self.source[before.clone()].trim_end();
            let marks = shown.len() - shown.trim_end_matches(EMPHASIS).len();
            let marks = before.start + shown.len() - marks..before.start + shown.len();
            let emphasis = &self.source[marks.clone()];
            if !emphasis.is_empty() {
                let closed = self.source[range.clone()].contains(emphasis);
                let follows = self.source[range.end..block.range.end].starts_with(emphasis);
                if closed || follows {
                    before.end = marks.start;
                    range.end += if follows && !closed { emphasis.len() } else { 0 };
                }
            }
            words.push(before);
            let name = &self.source[label.range.clone()];
            let named = name.find("[^").unwrap_or(name.len());
            if let Some(length) = name[named..].find(']') {
                words.push(label.range.start + named..label.range.start + named + length + 1);
            }
            let ends = ['.', ':', '*', '_', ' ', '\t'];
            names.push(name[..named].trim_end_matches(ends).trim_start_matches(EMPHASIS));
            let behind = &self.source[range.end..block.range.end];
            at = range.end + usize::from(behind.starts_with(':'));
        }
        words.push(at..block.range.end);
        (names.join(" "), self.trimmed(words))
    }

    /// Ranges without white space around each and without empty ones.
    fn trimmed(&self, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let trim = |range: Range<usize>| {
            let words = &self.source[range.clone()];
            let start = range.start + words.len() - words.trim_start().len();
            start..start.max(range.start + words.trim_end().len())
        };
        ranges.into_iter().map(trim).filter(|range| !range.is_empty()).collect()
    }

    /// Marks of status stay where they are; that they are no calls is said.
    fn statuses(&mut self) {
        for mark in &self.draft.statuses {
            let words = self.source[self.draft.nodes[mark.node.0].range.clone()].to_owned();
            let line = self.draft.blocks[mark.block].line;
            self.pieces.push(Piece::Left(Left { line, kind: Kind::Status, words }));
        }
    }
}

/// Blocks of code, from the line that opens each to the one that closes it; what is never closed is no block.
fn fences(source: &str) -> Vec<Range<usize>> {
    let (mut found, mut open, mut at) = (Vec::new(), None, 0);
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        open = match (open, mark) {
            (None, Some(mark)) => Some((mark, at)),
            (Some((opened, start)), Some(mark)) if words == mark && opened == mark => {
                found.push(start..at + line.trim_end().len());
                None
            }
            (open, _) => open,
        };
        at += line.len();
    }
    found
}
