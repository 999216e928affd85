//! Versions compared by paragraphs: what stayed, changed, came, went and moved.

use super::chain::{Link, heaviest};
use super::common::common;
use super::edits;
use super::similar::{Pool, similar};
use super::work::Work;
use super::{Change, ChangeKind, Edit, Kind};
use crate::paragraphs::paragraphs;
use std::collections::BTreeMap;
use std::ops::Range;

/// Work for a whole comparison: a second or less on one core.
const WORK: u64 = 1 << 27;

/// Work for the words of one paragraph, so that one of 10 MB cannot use up the rest.
const WORK_PARAGRAPH: u64 = 1 << 24;

/// An equal paragraph elsewhere counts as moved from this many letters on: shorter ones («No text», «Option 1:») are
/// written anew as often as they are moved.
const MOVED_LETTERS: usize = 20;

pub(crate) fn versions(a: &str, b: &str) -> Vec<Change> {
    let (left, right) = (Side::new(a), Side::new(b));
    let mut work = Work::new(WORK);
    let pairs = pair(&left, &right, &mut work);
    let links: Vec<Link> = pairs
        .iter()
        .map(|&(i, j)| Link {
            a: i,
            b: j,
            weight: 1 + left.texts[i].len().min(right.texts[j].len()) as u64,
        })
        .collect();
    let backbone = heaviest(&links);
    let (mut to_b, mut to_a) = (vec![None; left.texts.len()], vec![None; right.texts.len()]);
    for &(i, j) in &pairs {
        (to_b[i], to_a[j]) = (Some(j), Some(i));
    }
    let mut out = Out { a, b, left: &left, right: &right, changes: Vec::new() };
    out.head(&mut work);
    let (mut x, mut y) = (0, 0);
    let stops = backbone.iter().map(|&l| Some(pairs[l])).chain([None]);
    for stop in stops {
        let (i, j) = stop.unwrap_or((left.texts.len(), right.texts.len()));
        (x..i).for_each(|i| out.gone(i, to_b[i]));
        (y..j).for_each(|j| out.come(j, to_a[j], &mut work));
        if let Some((i, j)) = stop {
            out.stayed(i, j, &mut work);
            (x, y) = (i + 1, j + 1);
        }
    }
    out.changes
}

/// A version as paragraphs, each with the blank lines after it.
struct Side<'a> {
    texts: Vec<&'a str>,
    blocks: Vec<Range<usize>>,
    /// Bytes before the first paragraph.
    head: usize,
}

impl<'a> Side<'a> {
    fn new(source: &'a str) -> Self {
        let found = paragraphs(source);
        let ends = found.iter().skip(1).map(|p| p.range.start).chain([source.len()]);
        let blocks = found.iter().zip(ends).map(|(p, end)| p.range.start..end).collect();
        let head = found.first().map_or(source.len(), |p| p.range.start);
        Side { texts: found.iter().map(|p| &source[p.range.clone()]).collect(), blocks, head }
    }
}

/// Pairs of paragraphs, sorted by the first: equal ones in order, equal ones elsewhere, then similar ones.
fn pair(left: &Side<'_>, right: &Side<'_>, work: &mut Work) -> Vec<(usize, usize)> {
    let (ids_a, ids_b) = ids(left, right);
    let mut pairs = common(&ids_a, &ids_b, work).pairs;
    let mut pool = Pool::new(&pairs, ids_a.len(), ids_b.len());
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &j in pool.free_b.iter().rev() {
        places.entry(ids_b[j]).or_default().push(j);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    for i in pool.free_a.clone() {
        if letters(left.texts[i]) >= MOVED_LETTERS
            && let Some(j) = places.get_mut(&ids_a[i]).and_then(Vec::pop)
        {
            pairs.push((i, j));
            pool.take(i, j);
        }
    }
    pairs.extend(similar(&left.texts, &right.texts, &pool, work));
    pairs.sort_unstable();
    pairs
}

fn ids(left: &Side<'_>, right: &Side<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    let mut both = [Vec::with_capacity(left.texts.len()), Vec::with_capacity(right.texts.len())];
    for (side, ids) in [left, right].into_iter().zip(&mut both) {
        for text in &side.texts {
            let next = known.len() as u32;
            ids.push(*known.entry(text).or_insert(next));
        }
    }
    let [a, b] = both;
    (a, b)
}

/// The changes so far.
struct Out<'a> {
    a: &'a str,
    b: &'a str,
    left: &'a Side<'a>,
    right: &'a Side<'a>,
    changes: Vec<Change>,
}

impl Out<'_> {
    /// White space before the first paragraph.
    fn head(&mut self, work: &mut Work) {
        let (a, b) = (0..self.left.head, 0..self.right.head);
        if a.len() + b.len() > 0 {
            let edits = self.edits(&a, &b, work);
            self.changes.push(Change {
                kind: ChangeKind::Space,
                from: None,
                to: None,
                a,
                b,
                edits,
            });
        }
    }

    fn gone(&mut self, i: usize, to: Option<usize>) {
        let kind = if to.is_some() { ChangeKind::MovedAway } else { ChangeKind::Deleted };
        let (a, b) = (self.left.blocks[i].clone(), 0..0);
        let edits = vec![Edit { kind: Kind::Deleted, a: a.clone(), b: b.clone() }];
        self.changes.push(Change { kind, from: Some(i), to, a, b, edits });
    }

    fn come(&mut self, j: usize, from: Option<usize>, work: &mut Work) {
        let b = self.right.blocks[j].clone();
        let (kind, a, edits) = match from {
            Some(i) => {
                let a = self.left.blocks[i].clone();
                let edits = self.edits(&a, &b, work);
                (ChangeKind::MovedHere, a, edits)
            }
            None => {
                let edits = vec![Edit { kind: Kind::Inserted, a: 0..0, b: b.clone() }];
                (ChangeKind::Inserted, 0..0, edits)
            }
        };
        self.changes.push(Change { kind, from, to: Some(j), a, b, edits });
    }

    fn stayed(&mut self, i: usize, j: usize, work: &mut Work) {
        let (a, b) = (self.left.blocks[i].clone(), self.right.blocks[j].clone());
        let edits = self.edits(&a, &b, work);
        let is_space = |e: &Edit| {
            let is_blank = |s: &str| s.chars().all(char::is_whitespace);
            e.kind == Kind::Kept || is_blank(&self.a[e.a.clone()]) && is_blank(&self.b[e.b.clone()])
        };
        let kind = if self.left.texts[i] == self.right.texts[j] {
            ChangeKind::Kept
        } else if edits.iter().all(is_space) {
            ChangeKind::Respaced
        } else {
            ChangeKind::Changed
        };
        self.changes.push(Change { kind, from: Some(i), to: Some(j), a, b, edits });
    }

    /// Word edits between two blocks, in places of the whole versions.
    fn edits(&self, a: &Range<usize>, b: &Range<usize>, work: &mut Work) -> Vec<Edit> {
        let (left, right) = (&self.a[a.clone()], &self.b[b.clone()]);
        if left == right {
            return vec![Edit { kind: Kind::Kept, a: a.clone(), b: b.clone() }];
        }
        let mut lent = work.lend(WORK_PARAGRAPH);
        let mut edits = edits::words(left, right, &mut lent);
        work.give(&lent);
        for edit in &mut edits {
            edit.a = edit.a.start + a.start..edit.a.end + a.start;
            edit.b = edit.b.start + b.start..edit.b.end + b.start;
        }
        edits
    }
}
