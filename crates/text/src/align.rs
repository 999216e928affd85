//! Two drafts aligned that share no identities: which unit of one became which unit of the other.
//!
//! Method, formulas, constants with their reasons, and limits: `docs/reference/versions.md`. In short: likeness by the
//! weighted words that two units share; against it, what likeness units have that do not correspond, measured within each
//! draft; evidence from what stands around a pair; one counterpart or none for each unit; then splits and merges among
//! what is left. Moves are found, since order is evidence and not a condition. No constant comes from a particular text.

mod belief;
mod features;
mod labels;
mod likeness;
mod numbers;
mod partial;
mod table;
mod units;

pub use labels::{Label, Style, label};
pub use likeness::{Law, Null};
pub use units::{Unit, units};

use crate::diff::chain::{Link, heaviest};
use belief::{Place, believe};
use features::{Features, features, shared};
use likeness::{Index, Near, Sums, null};
use std::collections::BTreeMap;
use table::{Candidate, Table};

/// What may be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Pairs with a lower score are not reported, and their units count as without counterpart. From 0 to 1.
    pub least_score: f64,
    /// Whether splits and merges are looked for.
    pub has_parts: bool,
}

impl Default for Options {
    /// All pairs that are likelier than none, with splits and merges.
    fn default() -> Self {
        Options { least_score: 0.0, has_parts: true }
    }
}

/// How two units correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// One is the counterpart of the other. A unit has at most one.
    Same,
    /// The unit of the second draft is a part of what the unit of the first became, beside that unit's counterpart.
    Split,
    /// The unit of the first draft went into the unit of the second, beside that unit's counterpart.
    Merged,
}

/// Two units, or two paragraphs, that correspond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Number in the first draft, from 0.
    pub a: usize,
    /// Number in the second draft, from 0.
    pub b: usize,
    /// From 0 to 1. For `Same` the probability under the model; for parts, how much of the part's words the other holds.
    pub score: f64,
    /// How they correspond.
    pub relation: Relation,
    /// Whether the pair stands out of the order of the heaviest chain of pairs. Never for parts.
    pub is_moved: bool,
}

/// Two drafts aligned.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// Units of the first draft.
    pub units_a: Vec<Unit>,
    /// Units of the second draft.
    pub units_b: Vec<Unit>,
    /// Pairs of units, by place in the first draft, then in the second.
    pub pairs: Vec<Pair>,
    /// Units of the first draft in no pair.
    pub only_a: Vec<usize>,
    /// Units of the second draft in no pair.
    pub only_b: Vec<usize>,
    /// Pairs of paragraphs that follow from the pairs of units.
    pub paragraph_pairs: Vec<Pair>,
    /// What units had in common that do not correspond.
    pub null: Null,
}

/// Aligns two drafts.
///
/// ```
/// use text::align::{Options, align};
/// let a = "1. Each Party shall report every two years.\n\n2. The secretariat keeps a register of all reports.\n";
/// let b = "1. The secretariat keeps a public register of all reports.\n\n2. Each Party [shall][should] report every two years.\n";
/// let pairs: Vec<(usize, usize)> = align(a, b, &Options::default()).pairs.iter().map(|p| (p.a, p.b)).collect();
/// assert_eq!(pairs, [(0, 1), (1, 0)]);
/// ```
pub fn align(a: &str, b: &str, options: &Options) -> Alignment {
    let (units_a, units_b) = (units(a), units(b));
    let features = features((a, &units_a), (b, &units_b));
    let null = null(&features);
    let mut pairs = counterparts(&features, null, &units_a, &units_b);
    pairs.retain(|p| p.score >= options.least_score);
    flag_moves(&mut pairs, &features);
    if options.has_parts {
        let parts = parts(&features, &pairs, null.containment);
        pairs.extend(parts.into_iter().filter(|p| p.score >= options.least_score));
    }
    pairs.sort_by_key(|p| (p.a, p.b));
    let paragraph_pairs = paragraph_pairs(&pairs, &units_a, &units_b, &features);
    let (used_a, used_b) = used(&pairs, units_a.len(), units_b.len());
    let free = |used: &[bool]| (0..used.len()).filter(|&i| !used[i]).collect();
    let (only_a, only_b) = (free(&used_a), free(&used_b));
    Alignment { units_a, units_b, pairs, only_a, only_b, paragraph_pairs, null }
}

fn used(pairs: &[Pair], n: usize, m: usize) -> (Vec<bool>, Vec<bool>) {
    let (mut a, mut b) = (vec![false; n], vec![false; m]);
    for pair in pairs {
        (a[pair.a], b[pair.b]) = (true, true);
    }
    (a, b)
}

/// One counterpart or none for each unit.
fn counterparts(features: &Features, null: Null, a: &[Unit], b: &[Unit]) -> Vec<Pair> {
    let mut candidates = candidates(features, null);
    let (place_a, place_b) = (Place::new(a), Place::new(b));
    let round = |candidates: &mut [Vec<Candidate>]| {
        let table = Table::new(candidates, b.len());
        let belief = believe(&table, &place_a, &place_b);
        choose(&table, &belief)
    };
    // A second time with what stands around the pairs of the first as candidates, whatever its words.
    for pair in round(&mut candidates) {
        for (row, column) in near(&pair, a, b) {
            if !candidates[row].iter().any(|c| c.0 == column) {
                let (left, right) = (&features.a[row], &features.b[column]);
                let excess = null.excess(shared(left, right), left, right, features.word);
                candidates[row].push((column, excess));
            }
        }
    }
    round(&mut candidates)
}

/// The units of the other draft that are most like each, from either side.
fn candidates(features: &Features, null: Null) -> Vec<Vec<Candidate>> {
    let (a, b, word) = (&features.a, &features.b, features.word);
    let (index_a, index_b) = (Index::new(a, features), Index::new(b, features));
    let (mut sums_a, mut sums_b) = (Sums::new(a.len()), Sums::new(b.len()));
    let mut found: Vec<Vec<Candidate>> = Vec::with_capacity(a.len());
    for (unit, bag) in a.iter().enumerate() {
        let near = index_b.nearest(bag, unit * b.len() / a.len(), &mut sums_b);
        let excess = |n: &Near| (n.unit, null.excess(n.shared, bag, &b[n.unit], word));
        found.push(near.iter().map(excess).collect());
    }
    for (unit, bag) in b.iter().enumerate() {
        for near in index_a.nearest(bag, unit * a.len() / b.len(), &mut sums_a) {
            found[near.unit].push((unit, null.excess(near.shared, &a[near.unit], bag, word)));
        }
    }
    found
}

/// How far around a pair units become candidates of one another.
const NEAR: i64 = 2;

/// Pairs of units around a pair: on the same side of both, and what encloses both.
fn near(pair: &Pair, a: &[Unit], b: &[Unit]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let is_in = |place: i64, units: &[Unit]| (0..units.len() as i64).contains(&place);
    for i in -NEAR..=NEAR {
        for j in -NEAR..=NEAR {
            let (row, column) = (pair.a as i64 + i, pair.b as i64 + j);
            if (i > 0) == (j > 0) && is_in(row, a) && is_in(column, b) {
                found.push((row as usize, column as usize));
            }
        }
    }
    found.extend(a[pair.a].parent.zip(b[pair.b].parent));
    found
}

/// The likeliest pair first; a unit once; none that is less likely than that one of its units has no counterpart.
fn choose(table: &Table, belief: &[f64]) -> Vec<Pair> {
    let (mut none_a, mut none_b) = (vec![1.0; table.height()], vec![1.0; table.width]);
    for entry in 0..table.len() {
        none_a[table.rows[entry]] -= belief[entry];
        none_b[table.columns[entry]] -= belief[entry];
    }
    let mut order: Vec<usize> = (0..table.len()).collect();
    order.sort_by(|&x, &y| belief[y].total_cmp(&belief[x]).then(x.cmp(&y)));
    let (mut used_a, mut used_b) = (vec![false; table.height()], vec![false; table.width]);
    let mut pairs = Vec::new();
    for entry in order {
        let (a, b, score) = (table.rows[entry], table.columns[entry], belief[entry]);
        if score >= none_a[a].max(none_b[b]) && !used_a[a] && !used_b[b] {
            (used_a[a], used_b[b]) = (true, true);
            pairs.push(Pair {
                a,
                b,
                score: score.min(1.0),
                relation: Relation::Same,
                is_moved: false,
            });
        }
    }
    pairs.sort_by_key(|p| p.a);
    pairs
}

/// Pairs out of the chain that holds most words.
fn flag_moves(pairs: &mut [Pair], features: &Features) {
    let weight = |p: &Pair| 1 + (features.a[p.a].mass.min(features.b[p.b].mass) * p.score) as u64;
    let links: Vec<Link> =
        pairs.iter().map(|p| Link { a: p.a, b: p.b, weight: weight(p) }).collect();
    pairs.iter_mut().for_each(|p| p.is_moved = true);
    for index in heaviest(&links) {
        pairs[index].is_moved = false;
    }
}

fn parts(features: &Features, pairs: &[Pair], null: Law) -> Vec<Pair> {
    let (mut to_b, mut to_a) = (vec![None; features.a.len()], vec![None; features.b.len()]);
    for pair in pairs {
        (to_b[pair.a], to_a[pair.b]) = (Some(pair.b), Some(pair.a));
    }
    let free = |twins: &[Option<usize>]| -> Vec<usize> {
        (0..twins.len()).filter(|&i| twins[i].is_none()).collect()
    };
    let mut found = partial::parts(features, Relation::Merged, &free(&to_b), &to_a, null);
    found.extend(partial::parts(features, Relation::Split, &free(&to_a), &to_b, null));
    found
}

/// Paragraphs whose units correspond: the counterpart is the one that shares most words; others are parts.
fn paragraph_pairs(pairs: &[Pair], a: &[Unit], b: &[Unit], features: &Features) -> Vec<Pair> {
    // Words shared and the best score of each pair of paragraphs.
    let mut sums: BTreeMap<(usize, usize), (f64, Pair)> = BTreeMap::new();
    for pair in pairs {
        let key = (a[pair.a].paragraph, b[pair.b].paragraph);
        let mass =
            pair.score * (features.word + features.a[pair.a].mass.min(features.b[pair.b].mass));
        let entry = sums.entry(key).or_insert((0.0, *pair));
        entry.0 += mass;
        if (pair.relation == Relation::Same, pair.score)
            > (entry.1.relation == Relation::Same, entry.1.score)
        {
            entry.1 = *pair;
        }
    }
    let mut order: Vec<((usize, usize), (f64, Pair))> = sums.into_iter().collect();
    order.sort_by(|x, y| y.1.0.total_cmp(&x.1.0).then(x.0.cmp(&y.0)));
    let (mut used_a, mut used_b) = (BTreeMap::new(), BTreeMap::new());
    let mut found = Vec::new();
    for ((p, q), (_, pair)) in order {
        let is_free = !used_a.contains_key(&p) && !used_b.contains_key(&q);
        let relation = match pair.relation {
            Relation::Same if is_free => Relation::Same,
            Relation::Same if used_a.contains_key(&p) => Relation::Split,
            Relation::Same => Relation::Merged,
            part => part,
        };
        if relation == Relation::Same {
            used_a.insert(p, ());
            used_b.insert(q, ());
        }
        let is_moved = pair.is_moved && relation == Relation::Same;
        found.push(Pair { a: p, b: q, score: pair.score, relation, is_moved });
    }
    found.sort_by_key(|p| (p.a, p.b));
    found
}
