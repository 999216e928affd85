//! A Word file before and after its changes: which paragraphs are new, and which stand beside one another.

use super::pieces::{Paragraph, Piece, read};
use render::word;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use text::draft::Draft;
use text::paragraphs::{self, paragraphs};

/// How far is looked for where the two go on together.
const RESYNC: usize = 8;

pub(super) struct Sides<'w> {
    /// The text with the changes.
    pub(super) after: &'w str,
    /// Its paragraphs with words.
    pub(super) paragraphs: Vec<Paragraph>,
    /// New paragraphs of the text with the changes, by first line.
    pub(super) new: BTreeMap<usize, New>,
    /// Lines of the text with the changes at which paragraphs were parted or joined.
    pub(super) breaks: Vec<usize>,
    before: Vec<paragraphs::Paragraph>,
    /// For each paragraph with the changes, by first line: where its counterpart before ends.
    pairs: BTreeMap<usize, usize>,
}

/// A new paragraph.
pub(super) struct New {
    /// Bytes of the text with the changes.
    pub(super) range: Range<usize>,
    /// Whether one person or party wrote all of it.
    pub(super) is_of_one_hand: bool,
}

/// What stands above a paragraph.
pub(super) enum Above {
    /// A new paragraph, by its first line.
    New(usize),
    /// One that stood before, which ends at this byte of the text before the changes.
    Old(usize),
}

impl<'w> Sides<'w> {
    pub(super) fn new(file: &'w word::Text, draft: &Draft) -> Sides<'w> {
        let words = read(draft, &file.after).into_iter().filter_map(|piece| match piece {
            Piece::Paragraph(paragraph) => Some(paragraph),
            Piece::Left(_) => None,
        });
        let mut sides = Sides {
            after: &file.after,
            paragraphs: words.collect(),
            new: BTreeMap::new(),
            breaks: Vec::new(),
            before: paragraphs(&file.before),
            pairs: BTreeMap::new(),
        };
        sides.find_new(file);
        sides.pair(file);
        sides
    }

    /// The paragraph of the text before the changes that begins on a line.
    pub(super) fn before_at(&self, line: usize) -> Option<Range<usize>> {
        let at = self.before.binary_search_by_key(&line, |p| p.line).ok()?;
        self.before.get(at).map(|p| p.range.clone())
    }

    /// What stands above a line of the text with the changes, from the nearest on.
    pub(super) fn above(&self, line: usize) -> impl Iterator<Item = Above> {
        let new = self.new.range(..line).map(|(line, _)| (*line, Above::New(*line)));
        let old = self.pairs.range(..line).map(|(line, end)| (*line, Above::Old(*end)));
        let mut all: Vec<_> = new.chain(old).collect();
        all.sort_by_key(|(line, _)| std::cmp::Reverse(*line));
        all.into_iter().map(|(_, above)| above)
    }

    /// A paragraph is new if all its words came, and none went from it.
    fn find_new(&mut self, file: &word::Text) {
        let mut came: BTreeMap<usize, Vec<&word::Change>> = BTreeMap::new();
        for change in file.changes.iter().filter(|c| c.line_after > 0) {
            came.entry(change.line_after).or_default().push(change);
        }
        for paragraph in paragraphs(&file.after) {
            let Some(changes) = came.get(&paragraph.line) else { continue };
            if changes.iter().any(|c| !c.gone.is_empty()) {
                continue;
            }
            let new: String = changes.iter().map(|c| c.new.as_str()).collect();
            let within = |p: &&Paragraph| paragraph.range.contains(&p.range.start);
            let words: String =
                self.paragraphs.iter().filter(within).map(|p| p.text(&file.after)).collect();
            let words =
                if words.is_empty() { &file.after[paragraph.range.clone()] } else { &words };
            if solid(&new).ends_with(&solid(words)) {
                let hand = &changes[0].by;
                let is_of_one_hand = changes.iter().all(|c| match &hand.party {
                    Some(_) => c.by.party == hand.party,
                    None => c.by == *hand,
                });
                self.new.insert(paragraph.line, New { range: paragraph.range, is_of_one_hand });
            }
        }
    }

    /// Pairs the paragraphs before and after, in order.
    fn pair(&mut self, file: &word::Text) {
        let both = || file.changes.iter().filter(|c| !self.new.contains_key(&c.line_after));
        let gone: BTreeSet<usize> =
            both().filter(|c| c.line_after == 0).map(|c| c.line_before).collect();
        let changed: BTreeSet<(usize, usize)> =
            both().map(|c| (c.line_before, c.line_after)).collect();
        let stays: Vec<_> = self.before.iter().filter(|p| !gone.contains(&p.line)).collect();
        let after = paragraphs(&file.after);
        let there: Vec<_> = after.iter().filter(|p| !self.new.contains_key(&p.line)).collect();
        let same = |i: usize, j: usize| {
            let (Some(old), Some(new)) = (stays.get(i), there.get(j)) else { return false };
            let (a, b) = (&file.before[old.range.clone()], &file.after[new.range.clone()]);
            a == b
                || changed.contains(&(old.line, new.line))
                || a.starts_with("[^") && b.starts_with("[^")
        };
        let (mut i, mut j) = (0, 0);
        let (mut pairs, mut breaks) = (BTreeMap::new(), Vec::new());
        while i < stays.len() || j < there.len() {
            if same(i, j) {
                pairs.insert(there[j].line, stays[i].range.end);
                (i, j) = (i + 1, j + 1);
                continue;
            }
            breaks.push(there.get(j).or(there.last()).map_or(0, |p| p.line));
            let steps = (1..=2 * RESYNC).flat_map(|sum| (0..=sum).map(move |di| (di, sum - di)));
            let (di, dj) =
                steps.into_iter().find(|(di, dj)| same(i + di, j + dj)).unwrap_or((1, 1));
            (i, j) = (i + di, j + dj);
        }
        (self.pairs, self.breaks) = (pairs, breaks);
    }
}

/// Words without white space.
fn solid(words: &str) -> String {
    words.split_whitespace().collect()
}
