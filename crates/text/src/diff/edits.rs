//! Word edits: from the words two texts have in common to edits that a person can read.

use super::common::{Common, common};
use super::work::Work;
use super::{Edit, Kind};
use crate::words::{self, Token, tokens};
use std::collections::BTreeMap;
use std::ops::Range;

/// A kept stretch between two edits is given up if it has at most one `ISLAND`-th of the letters of the lesser of them:
/// a reader takes in «of» between two replaced words as part of one change, and «Parties» as a word that stayed.
const ISLAND: usize = 2;

/// How far an edit is slid to a better place, in tokens, and how long it may be for that: further than a line of text,
/// and so few that hostile repetition stays linear.
const SLIDE: usize = 64;

pub(crate) fn words(a: &str, b: &str, work: &mut Work) -> Vec<Edit> {
    let (left, right) = (Side::new(a), Side::new(b));
    let ids = ids(&left, &right);
    let found = common(&ids.0, &ids.1, work);
    let mut blocks = blocks(&found, &left, &right);
    slide(&mut blocks, (&ids.0, &ids.1), &left, &right);
    clean(&mut blocks, &left, &right);
    let mut out = Out { left: &left, right: &right, at: (0, 0), edits: Vec::new() };
    let (mut x, mut y) = (0, 0);
    let mut given_up = found.unsearched.iter().peekable();
    let count = blocks.len();
    for (index, block) in blocks.into_iter().enumerate() {
        if index == 0 && count > 1 && block.a.is_empty() {
            continue;
        }
        let mut is_unsearched = false;
        while given_up.next_if(|u| u.0.start < block.a.start || u.1.start < block.b.start).is_some()
        {
            is_unsearched = true;
        }
        out.gap(&(x..block.a.start), &(y..block.b.start), is_unsearched);
        for (i, j) in block.a.clone().zip(block.b.clone()) {
            if i > block.a.start {
                out.gap(&(i..i), &(j..j), false);
            }
            out.keep(left.token(i).range.len());
        }
        (x, y) = (block.a.end, block.b.end);
        if !block.a.is_empty() && x == left.solid.len() && y == right.solid.len() {
            out.gap(&(x..x), &(y..y), false);
        }
    }
    out.edits
}

/// A text's tokens, and which of them are not white space: only those are compared.
struct Side<'a> {
    source: &'a str,
    all: Vec<Token>,
    solid: Vec<usize>,
    /// Letters and digits before each solid token, and in all.
    letters: Vec<usize>,
}

impl<'a> Side<'a> {
    fn new(source: &'a str) -> Self {
        let all = tokens(source);
        let solid: Vec<usize> = (0..all.len()).filter(|&i| !all[i].kind.is_blank()).collect();
        let (mut letters, mut sum) = (vec![0], 0);
        for &index in &solid {
            if matches!(all[index].kind, words::Kind::Word | words::Kind::Ideograph) {
                sum += source[all[index].range.clone()].chars().count();
            }
            letters.push(sum);
        }
        Side { source, all, solid, letters }
    }

    fn token(&self, solid: usize) -> &Token {
        &self.all[self.solid[solid]]
    }

    fn text(&self, solid: usize) -> &'a str {
        &self.source[self.token(solid).range.clone()]
    }

    fn letters(&self, range: &Range<usize>) -> usize {
        self.letters[range.end] - self.letters[range.start]
    }

    /// All tokens around a range of solid ones: with the white space before, between and after.
    fn around(&self, range: &Range<usize>) -> &[Token] {
        let start = if range.start == 0 { 0 } else { self.solid[range.start - 1] + 1 };
        &self.all[start..self.solid.get(range.end).copied().unwrap_or(self.all.len())]
    }
}

fn ids(left: &Side<'_>, right: &Side<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    let mut both = [Vec::with_capacity(left.solid.len()), Vec::with_capacity(right.solid.len())];
    for (side, ids) in [left, right].into_iter().zip(&mut both) {
        for solid in 0..side.solid.len() {
            let next = known.len() as u32;
            ids.push(*known.entry(side.text(solid)).or_insert(next));
        }
    }
    let [a, b] = both;
    (a, b)
}

/// Solid tokens kept, as many on either side.
#[derive(Clone, Debug)]
struct Block {
    a: Range<usize>,
    b: Range<usize>,
}

/// The kept stretches; the first begins where the texts begin and the last ends where they end, if need be empty.
fn blocks(found: &Common, left: &Side<'_>, right: &Side<'_>) -> Vec<Block> {
    let mut blocks = vec![Block { a: 0..0, b: 0..0 }];
    for &(i, j) in &found.pairs {
        match blocks.last_mut() {
            Some(last) if (last.a.end, last.b.end) == (i, j) => {
                last.a.end = i + 1;
                last.b.end = j + 1;
            }
            _ => blocks.push(Block { a: i..i + 1, b: j..j + 1 }),
        }
    }
    let (n, m) = (left.solid.len(), right.solid.len());
    if blocks.last().is_some_and(|last| (last.a.end, last.b.end) != (n, m)) {
        blocks.push(Block { a: n..n, b: m..m });
    }
    blocks
}

/// Slides insertions and deletions, where the words around them allow several places, to the one that reads best.
fn slide(blocks: &mut [Block], ids: (&[u32], &[u32]), left: &Side<'_>, right: &Side<'_>) {
    let count = blocks.len();
    for at in 1..count {
        let [before, after] = &mut blocks[at - 1..=at] else { continue };
        let (cut_a, cut_b) = (after.a.start - before.a.end, after.b.start - before.b.end);
        let (side, ids, start, long) = match (cut_a, cut_b) {
            (1..=SLIDE, 0) => (left, ids.0, before.a.end, cut_a),
            (0, 1..=SLIDE) => (right, ids.1, before.b.end, cut_b),
            _ => continue,
        };
        // A block may be used up only at an end of the text: elsewhere two edits would meet.
        let spare_before = before.a.len().saturating_sub(usize::from(at > 1));
        let spare_after = after.a.len().saturating_sub(usize::from(at + 1 < count));
        let back = (0..SLIDE.min(spare_before))
            .take_while(|s| ids[start - 1 - s] == ids[start + long - 1 - s])
            .count();
        let forth = (0..SLIDE.min(spare_after))
            .take_while(|s| ids[start + s] == ids[start + long + s])
            .count();
        let places = start - back..=start + forth;
        let best = places.max_by_key(|&s| (merit(side, s, long), usize::MAX - s)).unwrap_or(start);
        before.a.end = before.a.end + best - start;
        before.b.end = before.b.end + best - start;
        after.a.start = after.a.start + best - start;
        after.b.start = after.b.start + best - start;
    }
}

/// How well an edit of `long` solid tokens reads at `start`: its brackets in balance; begun where a line or a clause
/// begins; begun after white space.
fn merit(side: &Side<'_>, start: usize, long: usize) -> u32 {
    let (mut depth, mut is_balanced) = (0_i32, true);
    for solid in start..start + long {
        match side.text(solid) {
            "[" | "(" | "{" => depth += 1,
            "]" | ")" | "}" => depth -= 1,
            _ => {}
        }
        is_balanced &= depth >= 0;
    }
    let blank = side.around(&(start..start));
    let begins_line = start == 0 || blank.iter().any(|t| t.kind == words::Kind::Break);
    let begins_clause =
        begins_line || matches!(side.text(start - 1), "." | ";" | ":" | "。" | "；" | "؛" | "।");
    4 * u32::from(is_balanced && depth == 0)
        + 2 * u32::from(begins_clause)
        + u32::from(begins_line || !blank.is_empty())
}

/// Gives up kept stretches that are islands between larger changes. A stretch that holds a bracket stays: brackets are
/// what the reader looks for.
fn clean(blocks: &mut Vec<Block>, left: &Side<'_>, right: &Side<'_>) {
    let size = |x: &Block, y: &Block| {
        left.letters(&(x.a.end..y.a.start)).max(right.letters(&(x.b.end..y.b.start)))
    };
    let last = blocks.len().saturating_sub(1);
    let mut kept: Vec<(Block, bool)> = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.drain(..).enumerate() {
        while let [.., (under, _), (top, is_fixed)] = kept.as_slice() {
            let lesser = size(under, top).min(size(top, &block));
            if *is_fixed || lesser == 0 || left.letters(&top.a) * ISLAND > lesser {
                break;
            }
            kept.pop();
        }
        let is_fixed = index == 0
            || index == last
            || block.a.clone().any(|i| matches!(left.text(i), "[" | "]" | "{" | "}"));
        kept.push((block, is_fixed));
    }
    blocks.extend(kept.into_iter().map(|k| k.0));
}

/// The edits so far, and the bytes of either side they reach; kept stretches that touch become one.
struct Out<'a> {
    left: &'a Side<'a>,
    right: &'a Side<'a>,
    at: (usize, usize),
    edits: Vec<Edit>,
}

impl Out<'_> {
    fn keep(&mut self, bytes: usize) {
        self.push(Kind::Kept, bytes, bytes);
    }

    fn push(&mut self, kind: Kind, bytes_a: usize, bytes_b: usize) {
        let (a, b) = (self.at.0 + bytes_a, self.at.1 + bytes_b);
        match self.edits.last_mut() {
            _ if bytes_a + bytes_b == 0 => {}
            Some(last) if kind == Kind::Kept && last.kind == kind => {
                last.a.end = a;
                last.b.end = b;
            }
            _ => self.edits.push(Edit { kind, a: self.at.0..a, b: self.at.1..b }),
        }
        self.at = (a, b);
    }

    /// What lies around solid tokens that are not kept: white space the two sides share at either end, and the edit.
    fn gap(&mut self, x: &Range<usize>, y: &Range<usize>, is_unsearched: bool) {
        let (l, r) = (self.left.around(x), self.right.around(y));
        let (a, b) = (self.left.source, self.right.source);
        let same =
            |i: &Token, j: &Token| i.kind.is_blank() && a[i.range.clone()] == b[j.range.clone()];
        let head = l.iter().zip(r).take_while(|(i, j)| same(i, j)).count();
        let (before, l, r) = (bytes(&l[..head]), &l[head..], &r[head..]);
        let tail = l.iter().rev().zip(r.iter().rev()).take_while(|(i, j)| same(i, j)).count();
        let (l, r, after) =
            (&l[..l.len() - tail], &r[..r.len() - tail], bytes(&l[l.len() - tail..]));
        self.keep(before);
        let kind = match (l.is_empty(), r.is_empty()) {
            (false, true) => Kind::Deleted,
            (true, false) => Kind::Inserted,
            _ if is_unsearched => Kind::Unsearched,
            _ => Kind::Replaced,
        };
        self.push(kind, bytes(l), bytes(r));
        self.keep(after);
    }
}

fn bytes(tokens: &[Token]) -> usize {
    match tokens {
        [first, .., last] => last.range.end - first.range.start,
        [only] => only.range.len(),
        [] => 0,
    }
}
