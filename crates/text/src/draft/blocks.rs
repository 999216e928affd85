//! The splitting of a source into blocks, line by line.

use super::block::{Block, BlockKind, Change, Segment, SegmentKind};
use super::change;
use super::holders::Names;
use super::label::{self, Label, Where};
use super::lines;
use crate::brackets::{Brackets, MaskKind};
use crate::paragraphs::{Paragraph, byte_order_mark};
use std::ops::Range;

/// Most labels of one line: `1. **Option 2:** (a) …`.
const LABELS_MAX: usize = 3;

/// Blocks with their labels, changes and the leaves at their heads.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    pub(super) labels: Vec<Label>,
    pub(super) changes: Vec<Change>,
    pub(super) segments: Vec<Segment>,
    /// Names before a colon that nobody knows, at a place where only speakers stand: by block.
    pub(super) speakers: Vec<(usize, Range<usize>)>,
    /// Names in a line of holders that nobody knows.
    pub(super) unknown: Vec<Range<usize>>,
}

/// Splits paragraphs into blocks.
pub(super) fn split(
    source: &str,
    paragraphs: &[Paragraph],
    found: &Brackets,
    names: &Names<'_>,
) -> Blocks {
    let mut splitter = Splitter {
        source,
        found,
        names,
        mask: 0,
        out: Blocks::default(),
        front: front_matter(source),
        has_turns: false,
        single: false,
        wait: 0,
    };
    for (index, paragraph) in paragraphs.iter().enumerate() {
        splitter.paragraph(index, paragraph);
    }
    splitter.finish();
    splitter.out
}

/// Where the front matter ends: `---` in the first line, to the next line `---`, without blank line between.
fn front_matter(source: &str) -> usize {
    let start = byte_order_mark(source);
    let Some(rest) = source[start..].strip_prefix("---\n") else { return 0 };
    let first = rest.split("\n\n").next().unwrap_or_default();
    first.find("\n---").map_or(0, |at| start + 4 + at + 4)
}

struct Splitter<'s> {
    source: &'s str,
    found: &'s Brackets,
    names: &'s Names<'s>,
    mask: usize,
    out: Blocks,
    front: usize,
    has_turns: bool,
    /// Whether the open block is one line only.
    single: bool,
    /// Lines up to this byte belong to the open block.
    wait: usize,
}

/// The head of a line that begins a block.
struct Head {
    kind: BlockKind,
    indent: usize,
    /// Whether the block ends with this line.
    is_single: bool,
}

impl Splitter<'_> {
    fn paragraph(&mut self, index: usize, paragraph: &Paragraph) {
        let bytes = self.source.as_bytes();
        let (mut at, mut line) = (paragraph.range.start, paragraph.line);
        while at < paragraph.range.end {
            let length = memchr::memchr(b'\n', &bytes[at..paragraph.range.end]);
            let end = length.map_or(paragraph.range.end, |n| at + n);
            self.line(at..end, line, index, at == paragraph.range.start);
            at = end + 1;
            line += 1;
        }
    }

    fn line(&mut self, range: Range<usize>, line: usize, paragraph: usize, is_first: bool) {
        let open = !is_first && !self.single;
        if range.start < self.wait && !is_first {
            self.extend(range.end);
            return;
        }
        let labels = self.out.labels.len();
        let head = self.head(range.clone(), is_first);
        let head = match head {
            Some(head) => head,
            None if open => {
                self.extend(range.end);
                return;
            }
            None => Head {
                kind: BlockKind::Paragraph,
                indent: lines::indent(&self.source.as_bytes()[range.clone()]).1,
                is_single: false,
            },
        };
        self.single = head.is_single;
        self.out.blocks.push(Block {
            kind: head.kind,
            range,
            line,
            paragraph,
            indent: head.indent,
            labels: labels..self.out.labels.len(),
            nodes: 0..0,
            is_no_text: false,
        });
    }

    fn extend(&mut self, end: usize) {
        if let Some(block) = self.out.blocks.last_mut() {
            block.range.end = end;
        }
    }

    fn segment(&mut self, range: Range<usize>, kind: SegmentKind) {
        if !range.is_empty() {
            self.out.segments.push(Segment { range, kind });
        }
    }

    /// The head of a line, where it begins a block; its segments are kept.
    fn head(&mut self, line: Range<usize>, is_first: bool) -> Option<Head> {
        let bytes = &self.source.as_bytes()[..line.end];
        let (width, indent) = lines::indent(&bytes[line.clone()]);
        let at = line.start + width;
        let single = |kind| Some(Head { kind, indent, is_single: true });
        if line.start < self.front {
            return single(BlockKind::FrontMatter);
        }
        match *bytes.get(at)? {
            b'#' => {
                if let Some(head) = self.heading(&line, at, indent) {
                    return Some(head);
                }
            }
            b'[' => {
                if let Some(kind) = self.definition(at, bytes) {
                    let is_single = kind == BlockKind::LinkDefinition;
                    return Some(Head { kind, indent, is_single });
                }
            }
            b'{' if lines::is_attributes(&bytes[at..]) => {
                self.segment(line, SegmentKind::Markup);
                return single(BlockKind::Attributes);
            }
            b'-' | b'+' | b'*' if bytes.get(at + 1).is_some_and(|b| matches!(b, b' ' | b'\t')) => {
                let behind = at + 1 + lines::indent(&bytes[at + 1..]).0;
                self.segment(line.start..behind, SegmentKind::Markup);
                self.labels(behind..line.end, Where { is_first: true, ..Where::default() });
                return Some(Head { kind: BlockKind::ListItem, indent, is_single: false });
            }
            _ => {}
        }
        if let Some((change, end)) = change::read(self.source, line.start) {
            let index = self.out.changes.len();
            self.out.changes.push(change);
            self.segment(line.start..end, SegmentKind::Change(index));
            self.wait = end;
            return single(BlockKind::Change(index));
        }
        if let Some(head) = self.speaker(&line, at, indent, is_first) {
            return Some(head);
        }
        let labels = self.out.labels.len();
        self.labels(at..line.end, Where { is_first, ..Where::default() });
        (self.out.labels.len() > labels).then_some(Head {
            kind: BlockKind::Paragraph,
            indent,
            is_single: false,
        })
    }

    fn heading(&mut self, line: &Range<usize>, at: usize, indent: usize) -> Option<Head> {
        let bytes = &self.source.as_bytes()[at..line.end];
        let level = bytes.iter().take(7).take_while(|b| **b == b'#').count();
        let behind = bytes.get(level);
        if level > 6 || !matches!(behind, None | Some(b' ' | b'\t' | b'\r')) || indent > 3 {
            return None;
        }
        let start = at + level + lines::indent(&bytes[level..]).0;
        self.segment(line.start..start, SegmentKind::Markup);
        let place = Where { is_heading: true, is_first: true, is_emphasised: false };
        self.labels(start..line.end, place);
        let level = u8::try_from(level).unwrap_or(6);
        Some(Head { kind: BlockKind::Heading(level), indent, is_single: true })
    }

    /// The definition of a footnote or of a link that begins at a byte.
    fn definition(&mut self, at: usize, bytes: &[u8]) -> Option<BlockKind> {
        let masks = &self.found.masks;
        while masks.get(self.mask).is_some_and(|m| m.range.start < at) {
            self.mask += 1;
        }
        let mask = masks.get(self.mask).filter(|m| m.range.start == at)?;
        match mask.kind {
            MaskKind::LinkDefinition => Some(BlockKind::LinkDefinition),
            MaskKind::Footnote if bytes.get(mask.range.end) == Some(&b':') => {
                Some(BlockKind::Footnote { is_reservation: false })
            }
            _ => None,
        }
    }

    /// Labels at the beginning of words, behind emphasis and opening brackets.
    fn labels(&mut self, words: Range<usize>, place: Where) {
        let bytes = &self.source.as_bytes()[..words.end];
        let mut at = words.start;
        for count in 0..LABELS_MAX {
            let place = Where { is_first: place.is_first || count > 0, ..place };
            let Some((start, is_emphasised, is_new)) = lines::skip_marks(bytes, at) else { return };
            let place = Where { is_emphasised, ..place };
            let Some(mut label) = label::read(self.source, start..words.end, place) else { return };
            label.is_new = is_new;
            at = label.range.end;
            self.segment(label.range.clone(), SegmentKind::Label(self.out.labels.len()));
            self.out.labels.push(label);
        }
    }

    /// A line that says who speaks or holds: `A / B`, `A:`, `Chair: …`, `>> NAME: …`.
    fn speaker(
        &mut self,
        line: &Range<usize>,
        at: usize,
        indent: usize,
        is_first: bool,
    ) -> Option<Head> {
        let words = &self.source[at..line.end];
        let found = self.names.line(words, is_first)?;
        let range = at + found.names.start..at + found.names.end;
        let head = |kind, is_single| Some(Head { kind, indent, is_single });
        match found.kind {
            lines::LineKind::Holders => {
                let unknown = found.unknown.into_iter();
                self.out.unknown.extend(unknown.map(|r| at + r.start..at + r.end));
                self.segment(range, SegmentKind::Names { is_turn: false });
                head(BlockKind::Holders, true)
            }
            lines::LineKind::Turn => {
                self.has_turns |= found.is_role;
                self.segment(range, SegmentKind::Names { is_turn: true });
                head(BlockKind::Turn, false)
            }
            lines::LineKind::MaybeTurn => {
                self.out.speakers.push((self.out.blocks.len(), range));
                head(BlockKind::Paragraph, false)
            }
        }
    }

    /// Where a record of speeches was seen, lines that begin with an unknown name and a colon are speeches too.
    fn finish(&mut self) {
        if !self.has_turns {
            self.out.speakers.clear();
        }
        for (block, _) in &self.out.speakers {
            if let Some(block) = self.out.blocks.get_mut(*block) {
                block.kind = BlockKind::Turn;
            }
        }
    }
}
