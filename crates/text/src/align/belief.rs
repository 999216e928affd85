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
pub(crate) fn believe(table: &Table, a: &Place, b: &Place) -> Vec<f64> {
    let text: Vec<f64> = table.excess.iter().map(|e| e.clamp(-MOST, MOST)).collect();
    let mut belief = settle(table, &text);
    for _ in 0..ROUNDS {
        let around = around(table, &belief, a, b);
        let odds = weigh(&text, &belief, &around, prior(table, &belief));
        belief = settle(table, &odds);
    }
    belief
}

/// Beliefs below this are taken for none where evidence is passed on.
const FAINT: f64 = 0.01;

/// The pairs of a table that are more than faintly believed, by rows.
struct Live {
    starts: Vec<usize>,
    /// Column and belief.
    pairs: Vec<(usize, f64)>,
}

impl Live {
    fn new(table: &Table, belief: &[f64]) -> Self {
        let (mut starts, mut pairs) = (vec![0], Vec::new());
        for row in 0..table.height() {
            pairs.extend(
                table
                    .row(row)
                    .filter(|&e| belief[e] >= FAINT)
                    .map(|e| (table.columns[e], belief[e])),
            );
            starts.push(pairs.len());
        }
        Live { starts, pairs }
    }

    fn row(&self, row: usize) -> &[(usize, f64)] {
        &self.pairs[self.starts[row]..self.starts[row + 1]]
    }

    fn belief(&self, row: usize, column: usize) -> f64 {
        self.row(row).iter().find(|p| p.0 == column).map_or(0.0, |p| p.1)
    }

    /// The best believed pair among the next units before or behind both; further ones fade.
    fn beside(&self, row: usize, column: usize, forward: bool, fades: &[f64]) -> f64 {
        let mut best: f64 = 0.0;
        for step in 1..=REACH {
            let row = if forward { row + step } else { row.wrapping_sub(step) };
            if row >= self.starts.len() - 1 {
                break;
            }
            for &(other, belief) in self.row(row) {
                let by =
                    if forward { other.wrapping_sub(column) } else { column.wrapping_sub(other) };
                if (1..=REACH).contains(&by) {
                    best = best.max(belief * fades[step + by - 2]);
                }
            }
        }
        best
    }
}

/// For each pair, how far what stands around it corresponds: before, behind, above, below; `None` where nothing stands.
fn around(table: &Table, belief: &[f64], a: &Place, b: &Place) -> Vec<[Option<f64>; 4]> {
    let live = Live::new(table, belief);
    let below = below(table, &live, a, b);
    let fades: Vec<f64> =
        (0..2 * REACH).scan(1.0, |f, _| Some(std::mem::replace(f, *f * FADE))).collect();
    (0..table.len())
        .map(|entry| {
            let (row, column) = (table.rows[entry], table.columns[entry]);
            let before = (row > 0 || column > 0).then(|| live.beside(row, column, false, &fades));
            let is_last = row + 1 == a.len() && column + 1 == b.len();
            let behind = (!is_last).then(|| live.beside(row, column, true, &fades));
            let above = match (a.parent[row], b.parent[column]) {
                (Some(p), Some(q)) => Some(live.belief(p, q)),
                (None, None) => None,
                _ => Some(0.0),
            };
            let most = a.children[row].max(b.children[column]);
            let below = (most > 0).then(|| below[entry] / most as f64);
            [before, behind, above, below]
        })
        .collect()
}

/// For each pair, how many of the enclosed units correspond.
fn below(table: &Table, live: &Live, a: &Place, b: &Place) -> Vec<f64> {
    let mut sums = vec![0.0; table.len()];
    for row in 0..table.height() {
        let Some(above) = a.parent[row] else { continue };
        for &(column, belief) in live.row(row) {
            let over = b.parent[column];
            let entry = over.and_then(|over| table.entry(above, over));
            if let Some(entry) = entry {
                sums[entry] += belief;
            }
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
