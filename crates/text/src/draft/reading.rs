//! The reading of a source into nodes, from left to right, once.

use super::block::{Block, BlockKind, Segment, SegmentKind};
use super::blocks::Blocks;
use super::holders::Names;
use super::node::{
    Attribution, Bracket, Class, Conditional, NodeId, NodeKind, Rule, Run, RunReading, Slot, Stance,
};
use super::status::{self, Status};
use super::tokens::{Token, TokenKind, Tokens};
use super::tree::Tree;
use super::{Finding, FindingKind, StatusMark, class};
use crate::brackets::{Brackets, Joint, MaskKind};
use crate::rulings::{Placed, Rulings, Says};
use std::ops::Range;

/// What a bracket is, found before it is reached.
#[derive(Clone, Copy)]
pub(super) struct Known {
    class: Class,
    rule: Rule,
    /// How it follows the bracket before it in a run.
    follows: Option<Joint>,
    /// Whether another follows it in a run.
    leads: bool,
}

/// A bracket that was closed, or what was said of it.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    /// The bracket; none behind what is said of words without bracket.
    pub(super) about: Option<NodeId>,
    /// Byte behind it.
    pub(super) end: usize,
    /// The attribution that says whose proposal it is.
    pub(super) proposal: Option<usize>,
    /// Whether nothing was said of the bracket yet.
    pub(super) is_bracket: bool,
}

pub(super) struct Reading<'s> {
    pub(super) source: &'s str,
    pub(super) bytes: &'s [u8],
    pub(super) names: Names<'s>,
    pub(super) found: &'s Brackets,
    pub(super) tokens: &'s Tokens,
    pub(super) rulings: &'s Rulings,
    pub(super) placed: Placed<'s>,
    /// By index of the opening mark.
    pub(super) known: Vec<Known>,
    /// Next token.
    pub(super) token: usize,
    pub(super) tree: Tree,
    pub(super) brackets: Vec<Bracket>,
    pub(super) runs: Vec<Run>,
    pub(super) attributions: Vec<Attribution>,
    pub(super) stances: Vec<Stance>,
    pub(super) conditionals: Vec<Conditional>,
    pub(super) statuses: Vec<StatusMark>,
    pub(super) findings: Vec<Finding>,
    /// What parentheses would be about that came next.
    pub(super) behind: Option<Behind>,
    pub(super) block: usize,
    /// End of the block that is read.
    pub(super) block_end: usize,
}

/// What each matched bracket is and how brackets follow one another.
pub(super) fn know(
    source: &str,
    found: &Brackets,
    is_parted: &[bool],
    placed: &Placed<'_>,
    rulings: &Rulings,
    legends: &[Range<usize>],
) -> Vec<Known> {
    let nothing =
        Known { class: Class::Negotiating, rule: Rule::Default, follows: None, leads: false };
    let mut known = vec![nothing; found.marks.len()];
    let mut legends = legends.iter().peekable();
    for (index, mark) in found.marks.iter().enumerate() {
        let Some(mate) = mark.mate.filter(|_| mark.opens) else { continue };
        let inner = mark.at + 1..found.marks[mate].at;
        while legends.next_if(|legend| legend.end <= mark.at).is_some() {}
        let is_legend = legends.peek().is_some_and(|l| l.contains(&mark.at) && inner.end < l.end);
        let (mut class, mut rule) = if is_legend {
            (Class::Editorial, Rule::Legend)
        } else {
            class::of(source, inner.clone())
        };
        if !placed.is_empty()
            && let Some(ruling) = placed.find(mark.at, &source[mark.at..inner.end + 1], false)
        {
            let is_editorial = rulings.all[ruling].says == Says::Editorial;
            class = if is_editorial { Class::Editorial } else { Class::Negotiating };
            rule = Rule::Ruling(Slot::new(ruling));
        }
        known[index] = Known { class, rule, ..nothing };
    }
    let in_run = |class| matches!(class, Class::Negotiating | Class::Placeholder);
    // Innermost open bracket before each opening mark: a slash there parts that bracket, and joins no run.
    let mut open: Vec<usize> = Vec::new();
    let mut adjacencies = found.adjacencies(source).into_iter().peekable();
    for (index, mark) in found.marks.iter().enumerate() {
        match (mark.opens, mark.mate) {
            (true, Some(_)) => open.push(index),
            (false, Some(mate)) => {
                open.pop();
                let Some(adjacency) = adjacencies.next_if(|a| a.close == index) else { continue };
                let next = index + 1;
                let is_parting = adjacency.joint == Joint::Slash
                    && source.as_bytes()[mark.at + 1] == b' '
                    && open.last().is_some_and(|outer| is_parted[*outer]);
                if found.marks[next].mate.is_some()
                    && in_run(known[mate].class)
                    && in_run(known[next].class)
                    && !is_parting
                {
                    known[mate].leads = true;
                    known[next].follows = Some(adjacency.joint);
                }
            }
            (_, None) => {
                adjacencies.next_if(|a| a.close == index);
            }
        }
    }
    known
}

impl Reading<'_> {
    /// Reads all blocks.
    pub(super) fn read(&mut self, blocks: &mut Blocks) {
        let mut segments = std::mem::take(&mut blocks.segments).into_iter().peekable();
        for index in 0..blocks.blocks.len() {
            let block = &mut blocks.blocks[index];
            self.block = index;
            self.block_end = block.range.end;
            if self.tree.at < block.range.start {
                self.tree.leaf(NodeKind::Blank, block.range.start);
            }
            let first = self.tree.next().0;
            while let Some(segment) = segments.next_if(|s| s.range.start < block.range.end) {
                self.segment(&segment);
            }
            self.until(block.range.end);
            self.tree.text(block.range.end);
            block.nodes = first..self.tree.next().0;
            block.is_no_text = self.is_no_text(block, &blocks.labels);
        }
        if self.tree.at < self.source.len() {
            self.tree.leaf(NodeKind::Blank, self.source.len());
        }
        while self.tree.leave().is_some() {}
    }

    /// Whether a block says `No text` behind its labels and nothing else.
    fn is_no_text(&self, block: &Block, labels: &[super::Label]) -> bool {
        const WORDS: &[char] = &[' ', '\t', '\r', '*', '_', '[', ']', '.', ':', ';'];
        const BYTES_MAX: usize = 24;
        let start = labels[block.labels.clone()].last().map_or(block.range.start, |l| l.range.end);
        let words = self.source[start..block.range.end].trim_matches(WORDS);
        words.len() <= BYTES_MAX && words.eq_ignore_ascii_case("no text")
    }

    fn segment(&mut self, segment: &Segment) {
        let range = &segment.range;
        self.until(range.start);
        if self.tree.at > range.start {
            return;
        }
        self.tree.text(range.start);
        match segment.kind {
            SegmentKind::Markup => {
                self.tree.leaf(NodeKind::Markup, range.end);
            }
            SegmentKind::Label(index) => {
                self.tree.leaf(NodeKind::Label(Slot::new(index)), range.end);
            }
            SegmentKind::Change(index) => {
                self.tree.leaf(NodeKind::Change(Slot::new(index)), range.end);
            }
            SegmentKind::Names { is_turn } => {
                self.names_of_line(range.clone(), is_turn);
                return;
            }
        }
        self.pass(range.end);
    }

    /// Leaves out tokens that stand before a byte.
    pub(super) fn pass(&mut self, end: usize) {
        while self.tokens.all.get(self.token).is_some_and(|t| t.at < end) {
            self.token += 1;
        }
    }

    /// Reads tokens up to a byte.
    fn until(&mut self, end: usize) {
        while let Some(token) = self.tokens.all.get(self.token).filter(|t| t.at < end) {
            self.token += 1;
            if token.at >= self.tree.at {
                self.take(*token);
            }
        }
    }

    fn take(&mut self, Token { at, kind }: Token) {
        match kind {
            TokenKind::Mark(mark) => self.mark(at, mark),
            TokenKind::Mask(mask) => {
                let mask = &self.found.masks[mask];
                self.tree.text(at);
                let kind = match mask.kind {
                    MaskKind::Footnote => NodeKind::FootnoteRef,
                    MaskKind::LinkOpen | MaskKind::LinkClose | MaskKind::LinkDefinition => {
                        NodeKind::Link
                    }
                };
                self.tree.leaf(kind, mask.range.end);
            }
            TokenKind::BraceOpen(_) => {
                self.tree.text(at);
                self.tree
                    .enter(NodeKind::Instruction { is_placeholder: self.is_placeholder(at + 1) });
            }
            TokenKind::BraceClose => {
                self.tree.text(at + 1);
                let innermost = self.tree.innermost().map(|id| self.tree.kind(id));
                if matches!(innermost, Some(NodeKind::Instruction { .. })) {
                    self.tree.leave();
                }
            }
            TokenKind::Paren(close) => self.paren(at, close),
            TokenKind::Slash => self.slash(at),
            TokenKind::Hole(end) => {
                self.tree.text(at);
                self.tree.leaf(NodeKind::Hole, end);
            }
        }
    }

    fn is_placeholder(&self, from: usize) -> bool {
        const WORD: &[u8] = b"placeholder";
        let words = &self.bytes[from..];
        let skipped = words.iter().take(4).take_while(|b| matches!(b, b' ' | b'*' | b'_')).count();
        words.get(skipped..skipped + WORD.len()).is_some_and(|b| b.eq_ignore_ascii_case(WORD))
    }

    fn mark(&mut self, at: usize, index: usize) {
        let mark = self.found.marks[index];
        let Some(mate) = mark.mate else {
            self.tree.text(at);
            self.tree.leaf(NodeKind::Stray { opens: mark.opens }, at + 1);
            self.findings.push(Finding { kind: FindingKind::StrayMark, range: at..at + 1 });
            return;
        };
        if mark.opens {
            self.open(at, index, self.found.marks[mate].at);
        } else {
            self.close(at, mate);
        }
    }

    fn open(&mut self, at: usize, index: usize, close: usize) {
        let known = self.known[index];
        match known.follows {
            Some(joint) => {
                self.tree.leaf(NodeKind::Joint(joint), at);
            }
            None => {
                self.tree.text(at);
                if known.leads {
                    self.run(at, index);
                }
            }
        }
        let inner = at + 1..close;
        let node = self.tree.enter(NodeKind::Bracket(Slot::new(self.brackets.len())));
        let has_alternatives = self.tokens.is_parted[index];
        self.brackets.push(Bracket {
            node,
            open: at,
            close,
            class: known.class,
            rule: known.rule,
            is_intraword: class::is_intraword(self.bytes, &inner),
            has_alternatives,
        });
        self.tree.leaf(NodeKind::Mark { opens: true }, at + 1);
        if let Class::Status(status) = known.class {
            self.statuses.push(StatusMark { node, block: self.block, status });
        }
        if known.class == Class::Negotiating {
            self.prefix(node, inner);
        }
        if has_alternatives {
            self.tree.enter(NodeKind::Alternative);
        }
    }

    /// Opens a run; its brackets are counted, and whether slashes alone part them.
    fn run(&mut self, at: usize, first: usize) {
        let marks = &self.found.marks;
        let (mut count, mut slashes, mut index) = (1, 0, first);
        while self.known[index].leads
            && let Some(mate) = marks[index].mate
        {
            index = mate + 1;
            count += 1;
            slashes += usize::from(self.known[index].follows == Some(Joint::Slash));
        }
        let end = marks[index].mate.map_or(at, |mate| marks[mate].at + 1);
        let ruling = if self.placed.is_empty() {
            None
        } else {
            self.placed.find(at, &self.source[at..end], true)
        };
        let reading = match ruling.map(|r| (r, self.rulings.all[r].says)) {
            Some((ruling, Says::Additions)) => RunReading::Additions(ruling),
            Some((ruling, _)) => RunReading::Alternatives(ruling),
            None if slashes == count - 1 => RunReading::Slashes,
            None => RunReading::Undecided,
        };
        let node = self.tree.enter(NodeKind::Run(Slot::new(self.runs.len())));
        self.runs.push(Run { node, brackets: count, reading });
    }

    fn close(&mut self, at: usize, open: usize) {
        self.tree.text(at);
        self.suffix();
        while let Some(id) = self.tree.innermost()
            && !matches!(self.tree.kind(id), NodeKind::Bracket(_))
        {
            self.tree.leave();
        }
        self.tree.leaf(NodeKind::Mark { opens: false }, at + 1);
        let Some(node) = self.tree.leave() else { return };
        let known = self.known[open];
        if known.follows.is_some() && !known.leads {
            self.tree.leave();
        }
        let can_be_held = matches!(known.class, Class::Negotiating | Class::Placeholder);
        self.behind = can_be_held.then_some(Behind {
            about: Some(node),
            end: at + 1,
            proposal: None,
            is_bracket: true,
        });
    }

    fn slash(&mut self, at: usize) {
        let innermost = self.tree.innermost();
        if innermost.is_none_or(|id| self.tree.kind(id) != NodeKind::Alternative) {
            return;
        }
        self.tree.text(at);
        self.suffix();
        self.tree.leave();
        self.tree.leaf(NodeKind::Slash, at + 1);
        self.tree.enter(NodeKind::Alternative);
    }

    /// Parentheses: a letter that is not settled, a status, a condition, stances, or words.
    fn paren(&mut self, at: usize, close: usize) {
        if close >= self.block_end {
            return;
        }
        let inner = at + 1..close;
        let is_bare = self.holds_no_tokens(close);
        if close == at + 2 && self.is_letter(at) {
            self.tree.text(at);
            self.tree.leaf(NodeKind::Letter, close + 1);
        } else if is_bare && let Some(status) = self.status(inner.clone()) {
            self.tree.text(at);
            let node = self.tree.leaf(NodeKind::Status(Slot::new(self.statuses.len())), close + 1);
            self.statuses.push(StatusMark { node, block: self.block, status });
        } else if is_bare && self.held(at, inner) {
        } else {
            return;
        }
        self.pass(close + 1);
    }

    /// Whether nothing but parentheses stands out up to a byte.
    fn holds_no_tokens(&self, close: usize) -> bool {
        let rest = self.tokens.all[self.token..].iter();
        rest.take_while(|t| t.at < close).all(|t| matches!(t.kind, TokenKind::Paren(_)))
    }

    fn status(&self, inner: Range<usize>) -> Option<Status> {
        let first = self.bytes.get(inner.start)?;
        if !matches!(first, b'A' | b'S' | b'P' | b'R' | b'*') {
            None
        } else {
            status::read(&self.source[inner])
        }
    }

    /// `(E)mphasizing`: a capital between parentheses at the beginning of a word.
    fn is_letter(&self, at: usize) -> bool {
        let is_inside = at > 0 && self.bytes[at - 1].is_ascii_alphanumeric();
        !is_inside
            && self.bytes[at + 1].is_ascii_uppercase()
            && self.bytes.get(at + 3).is_some_and(u8::is_ascii_alphabetic)
    }

    /// Tells, of footnotes, which hold a reservation.
    pub(super) fn reservations(&mut self, blocks: &mut [Block]) {
        const WORDS: &[&str] =
            &["reservation", "reserves its", "reserves their", "reserve its", "dissociat"];
        for block in blocks {
            let BlockKind::Footnote { is_reservation } = &mut block.kind else { continue };
            let words = self.source[block.range.clone()].to_ascii_lowercase();
            *is_reservation = WORDS.iter().any(|word| words.contains(word));
            if *is_reservation {
                let range = block.range.clone();
                self.findings.push(Finding { kind: FindingKind::Reservation, range });
            }
        }
    }
}
