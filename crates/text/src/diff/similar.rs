//! Pairs of paragraphs that are not equal but alike, found without comparing each with each.
//!
//! Each word that is left over points to the paragraphs that hold it; a paragraph asks its rarest words only, and only
//! the candidates they name are compared. Likeness is Dice's: twice the letters in common words, over all letters.

use super::work::Work;
use crate::words::{Kind, tokens};
use std::collections::BTreeMap;

/// Words asked by a paragraph: its rarest. A paragraph half of whose words changed still names its partner with a
/// chance of 1 - 0.5^12.
const ASKED: usize = 12;

/// A word that stands in more paragraphs than this names nobody.
const NAMED: usize = 32;

/// Candidates compared in full, those named by most words.
const COMPARED: usize = 8;

/// Likeness from which a paragraph counts as changed in its place, between the same unchanged neighbours: the place is
/// evidence by itself, so less than half of the letters will do.
const IN_PLACE: f64 = 0.4;

/// Likeness from which a paragraph counts as moved and changed: more was kept than written anew.
const ELSEWHERE: f64 = 0.6;

/// What is not paired yet, and between which equal neighbours it stands.
pub(crate) struct Pool {
    pub(crate) free_a: Vec<usize>,
    pub(crate) free_b: Vec<usize>,
    gap_a: Vec<usize>,
    gap_b: Vec<usize>,
    is_taken_a: Vec<bool>,
    is_taken_b: Vec<bool>,
}

impl Pool {
    /// From equal pairs in order.
    pub(crate) fn new(pairs: &[(usize, usize)], n: usize, m: usize) -> Self {
        let side = |places: Vec<usize>, count: usize| {
            let (mut gaps, mut is_taken, mut free) =
                (vec![0; count], vec![false; count], Vec::new());
            let mut next = 0;
            for place in 0..count {
                if places.get(next) == Some(&place) {
                    is_taken[place] = true;
                    next += 1;
                } else {
                    free.push(place);
                }
                gaps[place] = next;
            }
            (free, gaps, is_taken)
        };
        let (free_a, gap_a, is_taken_a) = side(pairs.iter().map(|p| p.0).collect(), n);
        let (free_b, gap_b, is_taken_b) = side(pairs.iter().map(|p| p.1).collect(), m);
        Pool { free_a, free_b, gap_a, gap_b, is_taken_a, is_taken_b }
    }

    pub(crate) fn take(&mut self, a: usize, b: usize) {
        self.is_taken_a[a] = true;
        self.is_taken_b[b] = true;
    }
}

/// Words of a paragraph, sorted, with how often each stands there.
type Bag = Vec<(u32, u32)>;

struct Bags {
    bags: Vec<Bag>,
    letters: Vec<u32>,
}

pub(crate) fn similar(a: &[&str], b: &[&str], pool: &Pool, work: &mut Work) -> Vec<(usize, usize)> {
    let left: Vec<usize> = pool.free_a.iter().copied().filter(|&i| !pool.is_taken_a[i]).collect();
    let right: Vec<usize> = pool.free_b.iter().copied().filter(|&j| !pool.is_taken_b[j]).collect();
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    let mut lengths = Vec::new();
    let bags_a = bags(left.iter().map(|&i| a[i]), &mut known, &mut lengths);
    let bags_b = bags(right.iter().map(|&j| b[j]), &mut known, &mut lengths);
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); known.len()];
    for (index, bag) in bags_b.bags.iter().enumerate() {
        bag.iter().for_each(|w| holders[w.0 as usize].push(index as u32));
    }
    let mut scored = Vec::new();
    for (x, bag) in bags_a.bags.iter().enumerate() {
        let mut asked: Vec<&[u32]> = bag
            .iter()
            .map(|w| holders[w.0 as usize].as_slice())
            .filter(|h| (1..=NAMED).contains(&h.len()))
            .collect();
        asked.sort_by_key(|h| h.len());
        asked.truncate(ASKED);
        let mut named: Vec<u32> = asked.concat();
        // Neighbours in the same gap are asked whatever their words.
        let near = right.partition_point(|&j| pool.gap_b[j] < pool.gap_a[left[x]]);
        named.extend(
            (near..right.len())
                .take(2)
                .filter(|&y| pool.gap_b[right[y]] == pool.gap_a[left[x]])
                .map(|y| y as u32),
        );
        for y in busiest(named) {
            if !work.take(bag.len() + bags_b.bags[y].len()) {
                return Vec::new();
            }
            let shared = shared(bag, &bags_b.bags[y], &lengths);
            let likeness =
                f64::from(2 * shared) / f64::from((bags_a.letters[x] + bags_b.letters[y]).max(1));
            let is_near = pool.gap_a[left[x]] == pool.gap_b[right[y]];
            if likeness >= if is_near { IN_PLACE } else { ELSEWHERE } {
                let bonus = if is_near { ELSEWHERE - IN_PLACE } else { 0.0 };
                scored.push((likeness + bonus, left[x], right[y]));
            }
        }
    }
    choose(scored)
}

/// The best pair first, each paragraph once; ties by place.
fn choose(mut scored: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut used_a, mut used_b) = (BTreeMap::new(), BTreeMap::new());
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !used_a.contains_key(&i) && !used_b.contains_key(&j) {
            used_a.insert(i, ());
            used_b.insert(j, ());
            pairs.push((i, j));
        }
    }
    pairs
}

fn bags<'a>(
    texts: impl Iterator<Item = &'a str>,
    known: &mut BTreeMap<&'a str, u32>,
    lengths: &mut Vec<u32>,
) -> Bags {
    let (mut bags, mut letters) = (Vec::new(), Vec::new());
    for text in texts {
        let mut ids: Vec<u32> = Vec::new();
        for token in tokens(text) {
            if matches!(token.kind, Kind::Word | Kind::Ideograph) {
                let word = &text[token.range];
                let next = known.len() as u32;
                let id = *known.entry(word).or_insert(next);
                if id == next {
                    lengths.push(word.chars().count() as u32);
                }
                ids.push(id);
            }
        }
        ids.sort_unstable();
        letters.push(ids.iter().map(|&id| lengths[id as usize]).sum());
        let mut bag: Bag = Vec::new();
        for id in ids {
            match bag.last_mut() {
                Some(last) if last.0 == id => last.1 += 1,
                _ => bag.push((id, 1)),
            }
        }
        bags.push(bag);
    }
    Bags { bags, letters }
}

/// The candidates named most often; ties by place.
fn busiest(mut named: Vec<u32>) -> Vec<usize> {
    named.sort_unstable();
    let mut counted: Vec<(usize, u32)> = Vec::new();
    for name in named {
        match counted.last_mut() {
            Some(last) if last.1 == name => last.0 += 1,
            _ => counted.push((1, name)),
        }
    }
    counted.sort_by_key(|&(count, name)| (std::cmp::Reverse(count), name));
    counted.into_iter().take(COMPARED).map(|c| c.1 as usize).collect()
}

/// Letters in the words that both bags hold.
fn shared(a: &Bag, b: &Bag, lengths: &[u32]) -> u32 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1.min(b[j].1) * lengths[a[i].0 as usize];
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
