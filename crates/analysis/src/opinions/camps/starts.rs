//! Where the search for a mixture starts, and how many components it ends with.
//!
//! Two families of starts, neither of which depends on the order of rows beyond which participants are drawn: a new
//! component at the place of a participant whom the mixture so far explains badly (Verbeek, Vlassis and Krose 2003), and
//! the best of several runs of k-means (Arthur and Vassilvitskii 2007). In a group of at most 200 every participant's place
//! is tried.

use super::super::chance::Chance;
use super::dense::{
    Column, LANES, Lanes, Number as _, Square, dot, inverse, minus, plus, root, spread_column,
    spread_square, times,
};
use super::evidence::Evidence;
use super::mixture::{Hold, Mixture, PARTS_MAX, Part, Shape};
use std::array::from_fn;

/// In groups up to this size every participant's place is tried as a start.
const EXHAUSTIVE: usize = 200;
/// In larger groups so many places are tried, judged by so many participants.
const TRIED: usize = 48;
const JUDGES: usize = 320;
/// Runs of k-means.
const RUNS: usize = 6;

/// Where participants are thought to be under one component for all, in coordinates in which that component is round.
pub(super) struct Places<const K: usize> {
    places: Vec<Column<f64, K>>,
    /// Weight times the share of what is known that the answers told.
    weights: Vec<f64>,
    centre: Column<f64, K>,
    round: Square<f64, K>,
}

impl<const K: usize> Places<K> {
    /// The places of a sample of participants, spread evenly over the rows.
    pub(super) fn of(evidence: &Evidence<K>, single: &Mixture<K>) -> Self {
        let part = &single.parts[0];
        let round = root(&part.spread);
        let count = evidence.rows.len();
        let taken = count.min(JUDGES);
        let mut places = Vec::with_capacity(taken);
        let mut weights = Vec::with_capacity(taken);
        for t in 0..taken {
            let row = &evidence.rows[t * count / taken];
            let information = super::dense::squared(&row.root);
            let (spread, _) = inverse(plus(&information, &part.precision));
            let rest = minus(&row.pull, &times(&information, &part.mean));
            let off = times(&spread, &rest);
            let known =
                1.0 - (0..K).map(|i| dot(&spread[i], &part.precision[i])).sum::<f64>() / K as f64;
            places.push(forward(&round, &off));
            weights.push(row.weight * known.clamp(0.0, 1.0));
        }
        Self { places, weights, centre: part.mean, round }
    }

    /// So many centres: the best of several runs of k-means, with the share of scatter that stays within.
    fn centres(
        &self,
        count: usize,
        chance: Chance,
    ) -> Option<(Vec<Column<f64, K>>, Vec<f64>, f64)> {
        let mut best: Option<(Vec<Column<f64, K>>, Vec<f64>, f64)> = None;
        for run in 0..RUNS {
            let Some(seeds) = self.seeds(count, chance, run) else { continue };
            let (centres, shares, within) = self.settle(seeds);
            if best.as_ref().is_none_or(|(_, _, least)| within < *least) {
                best = Some((centres, shares, within));
            }
        }
        let total: f64 = self.places.iter().zip(&self.weights).map(|(p, w)| w * dot(p, p)).sum();
        best.map(|(centres, shares, within)| (centres, shares, within / total.max(1e-12)))
    }

    /// Seeds of k-means, each drawn in proportion to the squared distance from those before.
    fn seeds(&self, count: usize, chance: Chance, run: usize) -> Option<Vec<Column<f64, K>>> {
        let mut near = vec![1.0f64; self.places.len()];
        let mut seeds: Vec<Column<f64, K>> = Vec::with_capacity(count);
        for step in 0..count {
            let total: f64 = near.iter().zip(&self.weights).map(|(d, w)| d * w).sum();
            let mut left = chance.share(run, step) * total;
            let drawn = near.iter().zip(&self.weights).position(|(d, w)| {
                left -= d * w;
                left < 0.0
            })?;
            let seed = self.places[drawn];
            for (d, place) in near.iter_mut().zip(&self.places) {
                let off = minus(place, &seed);
                let far = dot(&off, &off);
                *d = if step == 0 { far } else { d.min(far) };
            }
            seeds.push(seed);
        }
        Some(seeds)
    }

    /// Lloyd's iterations.
    fn settle(&self, mut centres: Vec<Column<f64, K>>) -> (Vec<Column<f64, K>>, Vec<f64>, f64) {
        let mut within = f64::INFINITY;
        let mut shares = vec![0.0; centres.len()];
        for _ in 0..12 {
            let mut sums = vec![[0.0; K]; centres.len()];
            shares.fill(0.0);
            let mut sum = 0.0;
            for (place, &weight) in self.places.iter().zip(&self.weights) {
                let (mut nearest, mut least) = (0, f64::INFINITY);
                for (c, centre) in centres.iter().enumerate() {
                    let off = minus(place, centre);
                    let far = dot(&off, &off);
                    if far < least {
                        (nearest, least) = (c, far);
                    }
                }
                sum += weight * least;
                shares[nearest] += weight;
                for d in 0..K {
                    sums[nearest][d] += weight * place[d];
                }
            }
            for (c, centre) in centres.iter_mut().enumerate() {
                if shares[c] > 0.0 {
                    *centre = from_fn(|d| sums[c][d] / shares[c]);
                }
            }
            if sum > within * 0.999 {
                break;
            }
            within = sum;
        }
        (centres, shares, within)
    }

    /// A mixture with components of one shape at the centres that k-means found.
    fn start(&self, count: usize, hold: &Hold<K>, chance: Chance) -> Option<Mixture<K>> {
        let (centres, shares, within) = self.centres(count, chance)?;
        let all: f64 = shares.iter().sum();
        let factor = within.clamp(0.05, 1.0);
        let spread = from_fn(|i| from_fn(|j| hold.pooled[i][j] * factor));
        let parts = centres.iter().zip(&shares).map(|(centre, share)| {
            let off = times(&self.round, centre);
            let mean = from_fn(|d| self.centre[d] + off[d]);
            Part::new((share / all.max(1e-12)).max(0.5 / (count * count) as f64), mean, spread)
        });
        let parts = parts.collect();
        Some(Mixture { parts, shape: Shape::Common, likelihood: f64::NEG_INFINITY })
    }
}

/// Solves `c y = b` for a lower triangle.
fn forward<const K: usize>(c: &Square<f64, K>, b: &Column<f64, K>) -> Column<f64, K> {
    let mut y = [0.0; K];
    for i in 0..K {
        let mut sum = b[i];
        for j in 0..i {
            sum -= c[i][j] * y[j];
        }
        y[i] = if c[i][i] > 0.0 { sum / c[i][i] } else { 0.0 };
    }
    y
}

/// The mixture with one component more, at the participant's place that promises most.
fn grown<const K: usize>(
    mixture: &Mixture<K>,
    evidence: &Evidence<K>,
    places: &Places<K>,
) -> Option<Mixture<K>> {
    let parts = mixture.parts.len() + 1;
    let shrink = libm::pow(parts as f64 / (parts - 1) as f64, -2.0 / K as f64);
    let spread: Square<f64, K> = from_fn(|i| from_fn(|j| mixture.parts[0].spread[i][j] * shrink));
    let (precision, determinant) = inverse(spread);
    let share = 1.0 / parts as f64;
    let blocks = evidence.blocks.len();
    let judges = blocks.min(JUDGES / LANES);
    let candidates: Vec<Column<f64, K>> = {
        let count = places.places.len();
        let tried = if count <= EXHAUSTIVE { count } else { TRIED };
        (0..tried)
            .map(|t| {
                let off = times(&places.round, &places.places[t * count / tried]);
                from_fn(|d| places.centre[d] + off[d])
            })
            .collect()
    };
    let mut gains = vec![0.0f64; candidates.len()];
    let mut against = super::mixture::Against::new();
    for b in 0..judges {
        let block = &evidence.blocks[b * blocks / judges];
        mixture.against(block, &mut against);
        let sum = plus(&block.information, &spread_square(&precision));
        let (posterior, sharpness) = inverse(sum);
        let factor = Lanes::of(share / (1.0 - share)) / (Lanes::of(determinant) * sharpness).sqrt();
        for (gain, mean) in gains.iter_mut().zip(&candidates) {
            let mean = spread_column(mean);
            let rest = minus(&block.pull, &times(&block.information, &mean));
            let both: Column<Lanes, K> = from_fn(|d| block.pull[d] + rest[d]);
            let score =
                Lanes::of(0.5) * (dot(&both, &mean) + dot(&rest, &times(&posterior, &rest)));
            let ratio = factor * (score - against.likelihood).exp();
            // A bounded stand-in for log(1 + ratio) that needs no logarithm: it asks how many a component would win.
            let won = ratio / (Lanes::of(1.0) + ratio);
            *gain += (block.weight * won).sum();
        }
    }
    let mut best = 0;
    for (candidate, gain) in gains.iter().enumerate() {
        if gain.total_cmp(&gains[best]).is_gt() {
            best = candidate;
        }
    }
    let mean = *candidates.get(best)?;
    let mut all: Vec<Part<K>> = mixture
        .parts
        .iter()
        .map(|part| Part::new(part.share * (1.0 - share), part.mean, spread))
        .collect();
    all.push(Part::new(share, mean, spread));
    Some(Mixture { parts: all, shape: Shape::Common, likelihood: f64::NEG_INFINITY })
}

/// One component more and one shape for all: a start of each family.
pub(super) fn afresh<const K: usize>(
    mixture: &Mixture<K>,
    evidence: &Evidence<K>,
    places: &Places<K>,
    hold: &Hold<K>,
    chance: Chance,
) -> Vec<Mixture<K>> {
    let count = mixture.parts.len() + 1;
    let families = [grown(mixture, evidence, places), places.start(count, hold, chance)];
    families.into_iter().flatten().collect()
}

/// The mixture with one component more and one shape for all: the better of the two families.
pub(super) fn next<const K: usize>(
    mixture: &Mixture<K>,
    evidence: &Evidence<K>,
    places: &Places<K>,
    hold: &Hold<K>,
    chance: Chance,
) -> Option<Mixture<K>> {
    let count = mixture.parts.len() + 1;
    if count > PARTS_MAX {
        return None;
    }
    let mut best: Option<Mixture<K>> = None;
    let chance = chance.purpose(count as u64);
    for mut start in afresh(mixture, evidence, places, hold, chance) {
        start.climb(evidence, hold, 12, 0.1);
        if best.as_ref().is_none_or(|best| start.likelihood > best.likelihood) {
            best = Some(start);
        }
    }
    if let Some(best) = &mut best {
        best.climb(evidence, hold, 30, 0.05);
    }
    best
}

/// What a search found.
pub(super) struct Found<const K: usize> {
    /// The mixture that the criterion prefers.
    pub(super) best: Mixture<K>,
    /// The better one of two components.
    pub(super) two: Option<Mixture<K>>,
}

/// The mixture that the criterion prefers, of all numbers of components and of both shapes.
///
/// The search ends when two numbers in a row bring nothing better.
pub(super) fn search<const K: usize>(evidence: &Evidence<K>, chance: Chance) -> Found<K> {
    let (single, hold) = Mixture::single(evidence);
    let places = Places::of(evidence, &single);
    let mut best = single.clone();
    let mut score = best.criterion(evidence.weight);
    let mut last = single;
    let mut idle = 0;
    let mut two: Option<Mixture<K>> = None;
    while idle < 2 {
        let Some(common) = next(&last, evidence, &places, &hold, chance) else { break };
        let mut own = common.clone();
        own.shape = Shape::Own;
        own.climb(evidence, &hold, 20, 0.1);
        idle += 1;
        if two.is_none() {
            let better = own.criterion(evidence.weight) > common.criterion(evidence.weight);
            two = Some(if better { own.clone() } else { common.clone() });
        }
        for mixture in [&common, &own] {
            let reached = mixture.criterion(evidence.weight);
            if reached > score {
                (best, score, idle) = (mixture.clone(), reached, 0);
            }
        }
        last = common;
    }
    best.climb(evidence, &hold, 60, 1e-3);
    Found { best, two }
}
