//! From likeness to belief: which pairs correspond, given that what stands around them corresponds too.
//!
//! Each pair has log odds: how far its likeness exceeds that of units which do not correspond, and what its neighbours,
//! its enclosing unit and the units it encloses say. Odds become probabilities under the constraint that a unit has one
//! counterpart or none (the fixed point of row and column sums, each with a place for «none»); the probabilities give
//! new evidence to the neighbours; a few rounds.

use super::numbers::{exp, ln};
use super::table::Table;
use super::units::Unit;

/// Rounds of evidence from neighbours. Evidence travels `REACH` units a round; after six nothing changed in trials.
const ROUNDS: usize = 6;

/// Steps of row and column sums a round.
const SUMS: usize = 12;

/// Neighbours looked at before and behind, so that an inserted or deleted unit does not cut the thread.
const REACH: usize = 3;

/// What a neighbour counts, one step further away.
const FADE: f64 = 0.8;

/// Four kinds of evidence from around a pair say partly the same: each counts half.
const SHARE: f64 = 0.5;

/// Chance that units around a pair correspond although the pair does not. Bounds what context can say.
const CHANCE: f64 = 0.05;

/// What the share of units that have a counterpart can say at most, in log odds either way: 3 to 1.
const PRIOR_MOST: f64 = 1.1;

/// What likeness can say at most, in log odds either way: e^6, 400 to 1.
const MOST: f64 = 6.0;

/// Where units stand: before, behind, above and below.
pub(crate) struct Place {
    parent: Vec<Option<usize>>,
    children: Vec<usize>,
}

impl Place {
    pub(crate) fn new(units: &[Unit]) -> Self {
        let mut children = vec![0; units.len()];
        for unit in units {
            if let Some(parent) = unit.parent {
                children[parent] += 1;
            }
        }
        Place { parent: units.iter().map(|u| u.parent).collect(), children }
    }

    fn len(&self) -> usize {
        self.parent.len()
    }
}

/// Probabilities of the candidate pairs.
pub(crate) fn believe(table: &Table, excess: &[f64], a: &Place, b: &Place) -> Vec<f64> {
    let text: Vec<f64> = excess.iter().map(|e| e.clamp(-MOST, MOST)).collect();
    let mut belief = settle(table, &text);
    for _ in 0..ROUNDS {
        let around = around(table, &belief, a, b);
        let odds = weigh(&text, &belief, &around, prior(table, &belief));
        belief = settle(table, &odds);
    }
    belief
}

/// For each pair, how far what stands around it corresponds: before, behind, above, below; `None` where nothing stands.
fn around(table: &Table, belief: &[f64], a: &Place, b: &Place) -> Vec<[Option<f64>; 4]> {
    let below = below(table, belief, a, b);
    (0..table.len())
        .map(|entry| {
            let (row, column) = (table.rows[entry], table.columns[entry]);
            let step = |forward: bool| {
                let reach = |at: usize, count: usize| {
                    if forward { REACH.min(count - 1 - at) } else { REACH.min(at) }
                };
                let (rows, columns) = (reach(row, a.len()), reach(column, b.len()));
                if rows == 0 && columns == 0 {
                    return None;
                }
                let go = |at: usize, by: usize| if forward { at + by } else { at - by };
                let mut best: f64 = 0.0;
                for i in 1..=rows {
                    for j in 1..=columns {
                        let p = table.entry(go(row, i), go(column, j)).map_or(0.0, |e| belief[e]);
                        best = best.max(p * fade(i + j - 2));
                    }
                }
                Some(best)
            };
            let above = match (a.parent[row], b.parent[column]) {
                (Some(p), Some(q)) => Some(table.entry(p, q).map_or(0.0, |e| belief[e])),
                (None, None) => None,
                _ => Some(0.0),
            };
            let most = a.children[row].max(b.children[column]);
            let below = (most > 0).then(|| below[entry] / most as f64);
            [step(false), step(true), above, below]
        })
        .collect()
}

fn fade(steps: usize) -> f64 {
    (0..steps).fold(1.0, |f, _| f * FADE)
}

/// For each pair, how many of the enclosed units correspond.
fn below(table: &Table, belief: &[f64], a: &Place, b: &Place) -> Vec<f64> {
    let mut sums = vec![0.0; table.len()];
    for entry in 0..table.len() {
        if let (Some(p), Some(q)) = (a.parent[table.rows[entry]], b.parent[table.columns[entry]])
            && let Some(above) = table.entry(p, q)
        {
            sums[above] += belief[entry];
        }
    }
    sums
}

/// Log odds that a unit has a counterpart at all, from how many have one so far.
fn prior(table: &Table, belief: &[f64]) -> f64 {
    let paired: f64 = 2.0 * belief.iter().sum::<f64>();
    let units = (table.height() + table.width) as f64;
    ln((paired + 1.0) / (units - paired + 1.0).max(1.0)).clamp(-PRIOR_MOST, PRIOR_MOST)
}

/// Log odds of each pair. How often context holds for pairs that correspond is measured from the pairs believed so far.
fn weigh(text: &[f64], belief: &[f64], around: &[[Option<f64>; 4]], prior: f64) -> Vec<f64> {
    let mut odds: Vec<f64> = text.iter().map(|t| t + prior).collect();
    for kind in 0..4 {
        // As if two pairs had been seen already, one with its context and one without.
        let (mut held, mut all) = (1.0, 2.0);
        for (p, around) in belief.iter().zip(around) {
            if let Some(support) = around[kind] {
                held += p * support;
                all += p;
            }
        }
        let rate = (held / all).clamp(CHANCE, 1.0 - CHANCE);
        let (with, without) = (ln(rate / CHANCE), ln((1.0 - rate) / (1.0 - CHANCE)));
        for (odd, around) in odds.iter_mut().zip(around) {
            if let Some(support) = around[kind] {
                *odd += SHARE * (support * with + (1.0 - support) * without);
            }
        }
    }
    odds
}

/// Probabilities from log odds, such that each row and each column, with its place for «none», sums to one.
fn settle(table: &Table, odds: &[f64]) -> Vec<f64> {
    let odds: Vec<f64> = odds.iter().map(|o| exp(o.clamp(-20.0, 20.0))).collect();
    let (mut rows, mut columns) = (vec![1.0; table.height()], vec![1.0; table.width]);
    for _ in 0..SUMS {
        let mut sums = vec![0.0; table.width];
        for entry in 0..table.len() {
            sums[table.columns[entry]] += odds[entry] * rows[table.rows[entry]];
        }
        columns.iter_mut().zip(&sums).for_each(|(c, s)| *c = 1.0 / (1.0 + s));
        for (row, weight) in rows.iter_mut().enumerate() {
            let sum: f64 = table.row(row).map(|e| odds[e] * columns[table.columns[e]]).sum();
            *weight = 1.0 / (1.0 + sum);
        }
    }
    (0..table.len()).map(|e| odds[e] * rows[table.rows[e]] * columns[table.columns[e]]).collect()
}
