//! Whether two neighbouring camps are more than one camp would look like by chance.
//!
//! The participants of two neighbouring camps are looked at alone. Along the line between the camps one peak is held
//! against two (`stretch`). Then groups are drawn in which the two are one: latent places as the mixture has them, but moved
//! along the line, ranks kept, to places drawn from the flattest density with a single peak that the answers do not speak
//! against; each participant's answers are drawn anew as the model has them. In every such group two camps are looked for afresh, so that the freedom to
//! choose the line is in the comparison.

use super::super::chance::Chance;
use super::super::responses::Points;
use super::CampNull;
use super::dense::{
    Column, Lanes, Number as _, Square, dot, inverse, minus, plus, root, spread_column,
    spread_square, times,
};
use super::evidence::{Evidence, Row, row};
use super::mixture::{Hold, Mixture, Part, Shape};
use super::starts::{Places, afresh};
use super::stretch::{Line, Peaks, Reach, peaks, smoothness};
use rayon::prelude::*;
use std::array::from_fn;

/// How many groups are drawn at a time; the test ends after the first of these in which one looks as separated.
const TOGETHER: usize = 4;
/// Of a large group a claim is first tested on so many, those of whom most is known.
const PART: usize = 400;
/// What a second peak must explain better at least, in log-likelihood: it is a step down and a step up more (Akaike 1974).
const GAIN_MIN: f64 = 2.0;
/// Who belongs to neither camp with at least this chance is left out.
const PRESENT: f64 = 0.05;

/// Where a participant would be placed who truly stood elsewhere: mean and covariance.
///
/// The same statements are answered by chance. Without it answers are drawn as if their information were normal, which it
/// is not where somebody stands so far out that nearly all answers are alike.
pub type Retaken<'a> = &'a (dyn Fn(usize, &[f64], Chance) -> (Vec<f64>, Vec<f64>) + Sync);

/// Two camps as one Gaussian each.
#[derive(Clone, Copy, Debug)]
struct Pair<const K: usize> {
    one: Part<K>,
    other: Part<K>,
}

/// The line from the first camp's mean (0) to the second's (1), along which they differ most for their spread.
#[derive(Clone, Copy, Debug)]
struct Axis<const K: usize> {
    from: Column<f64, K>,
    along: Column<f64, K>,
    precision: Square<f64, K>,
    /// The squared distance in units of the spread within.
    distance: f64,
    reach: Reach,
}

/// Several components as one Gaussian with their mean and spread.
pub(super) fn merged<const K: usize>(parts: &[Part<K>]) -> Part<K> {
    let share: f64 = parts.iter().map(|part| part.share).sum();
    let mean: Column<f64, K> =
        from_fn(|d| parts.iter().map(|part| part.share * part.mean[d]).sum::<f64>() / share);
    let spread = from_fn(|i| {
        from_fn(|j| {
            let one = |part: &Part<K>| {
                let off = minus(&part.mean, &mean);
                part.share * (part.spread[i][j] + off[i] * off[j])
            };
            parts.iter().map(one).sum::<f64>() / share
        })
    });
    Part::new(share, mean, spread)
}

impl<const K: usize> Pair<K> {
    fn axis(&self) -> Option<Axis<K>> {
        let (a, b) = (&self.one, &self.other);
        let both = a.share + b.share;
        let spread: Square<f64, K> =
            from_fn(|i| from_fn(|j| (a.share * a.spread[i][j] + b.share * b.spread[i][j]) / both));
        let (precision, _) = inverse(spread);
        let along = minus(&b.mean, &a.mean);
        let normal = times(&precision, &along);
        let distance = dot(&along, &normal);
        if !distance.is_finite() || distance < 1e-6 {
            return None;
        }
        let width = |part: &Part<K>| {
            dot(&normal, &times(&part.spread, &normal)).max(1e-12).sqrt() / distance
        };
        let (left, right) = (width(a), width(b));
        let reach = Reach {
            low: (-3.0 * left).min(1.0 - 3.0 * right),
            high: (3.0 * left).max(1.0 + 3.0 * right),
            within: 1.0 / distance.sqrt(),
        };
        Some(Axis { from: a.mean, along, precision, distance, reach })
    }
}

impl<const K: usize> Axis<K> {
    /// What each participant's answers say about the place on the line, all other directions as they go within camps.
    fn line(&self, evidence: &Evidence<K>) -> Line {
        let count = evidence.rows.len();
        let mut line = Line::default();
        let normal = times(&self.precision, &self.along);
        let toward = times(&self.precision, &self.from);
        let (precision, normals) = (spread_square(&self.precision), spread_column(&normal));
        let distance = Lanes::of(self.distance);
        for block in &evidence.blocks {
            let (posterior, _) = inverse(plus(&block.information, &precision));
            let q = times(&posterior, &normals);
            let left = dot(&normals, &q);
            let pulled: Column<Lanes, K> = from_fn(|d| block.pull[d] + Lanes::of(toward[d]));
            let slope = dot(&q, &pulled) - Lanes::of(dot(&self.along, &toward));
            let scale = distance / left;
            line.information.extend(((distance - left) * scale).0);
            line.pull.extend((slope * scale).0);
            line.weight.extend(block.weight.0);
        }
        for values in [&mut line.information, &mut line.pull, &mut line.weight] {
            values.truncate(count);
        }
        line.information.iter_mut().for_each(|value| *value = value.max(0.0));
        line
    }

    /// Where a place is on the line.
    fn at(&self, x: &Column<f64, K>) -> f64 {
        dot(&times(&self.precision, &self.along), &minus(x, &self.from)) / self.distance
    }
}

/// Two numbers from a standard normal distribution (Box and Muller 1958).
fn normals(chance: Chance, a: usize, b: usize) -> (f64, f64) {
    let radius = (-2.0 * libm::log(1.0 - chance.share(a, 2 * b))).sqrt();
    let (sine, cosine) = libm::sincos(std::f64::consts::TAU * chance.share(a, 2 * b + 1));
    (radius * cosine, radius * sine)
}

fn normal_column<const K: usize>(chance: Chance, a: usize) -> Column<f64, K> {
    let mut column = [0.0; K];
    for b in 0..K.div_ceil(2) {
        let (one, other) = normals(chance, a, b);
        column[2 * b] = one;
        if 2 * b + 1 < K {
            column[2 * b + 1] = other;
        }
    }
    column
}

/// The participants of two camps, and the camps.
struct Case<'a, const K: usize> {
    evidence: Evidence<K>,
    parts: Vec<Part<K>>,
    pair: Pair<K>,
    axis: Axis<K>,
    observed: &'a Peaks,
    smoothness: f64,
    hold: Hold<K>,
    retaken: Option<Retaken<'a>>,
}

impl<const K: usize> Case<'_, K> {
    /// A group in which the two are one.
    fn drawn(&self, chance: Chance) -> Evidence<K> {
        let count = self.evidence.rows.len();
        let all: f64 = self.parts.iter().map(|part| part.share).sum();
        let roots: Vec<Square<f64, K>> = self.parts.iter().map(|p| root(&p.spread)).collect();
        let (whence, place, noise) = (chance.purpose(1), chance.purpose(2), chance.purpose(3));
        let mut places: Vec<Column<f64, K>> = Vec::with_capacity(count);
        let mut order: Vec<(f64, usize)> = Vec::with_capacity(count);
        for i in 0..count {
            let mut left = whence.share(i, 0) * all;
            let last = self.parts.len() - 1;
            let part = self.parts[..last].iter().position(|part| {
                left -= part.share;
                left < 0.0
            });
            let part = part.unwrap_or(last);
            let off = times(&roots[part], &normal_column(place, i));
            let x = from_fn(|d| self.parts[part].mean[d] + off[d]);
            order.push((self.axis.at(&x), i));
            places.push(x);
        }
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut moved: Vec<f64> = (0..count)
            .map(|rank| {
                let p = whence.share(rank, 1);
                let kernel = self.smoothness * self.axis.reach.within;
                self.observed.one.quantile(p) + kernel * normals(whence.purpose(1), rank, 0).0
            })
            .collect();
        moved.sort_by(f64::total_cmp);
        for (rank, &(u, i)) in order.iter().enumerate() {
            let move_by = moved[rank] - u;
            places[i] = from_fn(|d| places[i][d] + move_by * self.axis.along[d]);
        }
        let rows = self.evidence.rows.iter().zip(&places).enumerate().map(|(i, (old, x))| {
            if let Some(retaken) = self.retaken {
                let (means, spreads) = retaken(old.point, x, noise);
                let points = Points { dimensions: K, means, spreads, weights: vec![old.weight] };
                return Row { point: old.point, ..row(&points, 0) };
            }
            // Answers with information R R' about x: the pull is R R' x + R z.
            let back: Column<f64, K> =
                from_fn(|d| (0..K).map(|e| old.root[e][d] * x[e]).sum::<f64>());
            let z = normal_column::<K>(noise, i);
            let both = from_fn(|d| back[d] + z[d]);
            Row { pull: times(&old.root, &both), ..*old }
        });
        Evidence::of(rows.collect())
    }

    /// The gain of the two camps that explain a group best, looked for from where they are and afresh.
    fn gain(&self, evidence: &Evidence<K>, chance: Chance) -> f64 {
        let mut single = Mixture {
            parts: vec![merged(&[self.pair.one, self.pair.other])],
            shape: Shape::Common,
            likelihood: f64::NEG_INFINITY,
        };
        single.climb(evidence, &self.hold, 3, 0.01);
        let mut best = Mixture {
            parts: vec![self.pair.one, self.pair.other],
            shape: Shape::Own,
            likelihood: f64::NEG_INFINITY,
        };
        best.climb(evidence, &self.hold, 8, 0.1);
        let places = Places::of(evidence, &single);
        for mut start in afresh(&single, evidence, &places, &self.hold, chance) {
            start.climb(evidence, &self.hold, 8, 0.1);
            if start.likelihood > best.likelihood {
                best = start;
            }
        }
        let pair = Pair { one: best.parts[0], other: best.parts[1] };
        let gain = |axis: Axis<K>| peaks(&axis.line(evidence), axis.reach, self.smoothness).gain;
        pair.axis().map_or(0.0, gain)
    }
}

/// Those who may belong to one of the components, counted by how likely they do.
fn present<const K: usize>(
    mixture: &Mixture<K>,
    evidence: &Evidence<K>,
    parts: &[usize],
) -> Evidence<K> {
    let mut rows = Vec::new();
    mixture.each(&evidence.blocks, |i, chances| {
        let Some(row) = evidence.rows.get(i) else { return };
        let chance: f64 = parts.iter().map(|&c| chances[c]).sum();
        if chance >= PRESENT && row.weight > 0.0 {
            rows.push(Row { weight: row.weight * chance, ..*row });
        }
    });
    Evidence::of(rows)
}

/// How many of the groups drawn may look as separated for camps to be claimed at 5 %.
pub(super) fn allowed(draws: usize) -> usize {
    ((draws + 1) / 20).saturating_sub(1)
}

/// Tests two camps, each a set of components, against one: at first on a part of a large group, which is enough where they
/// are far apart, and on all where it is not.
pub(super) fn test<const K: usize>(
    mixture: &Mixture<K>,
    evidence: &Evidence<K>,
    camps: (&[usize], &[usize]),
    draws: usize,
    chance: Chance,
    retaken: Option<Retaken>,
) -> CampNull {
    let both: Vec<usize> = camps.0.iter().chain(camps.1).copied().collect();
    let evidence = present(mixture, evidence, &both);
    if evidence.rows.len() > 2 * PART {
        let part = evidence.best_known(PART);
        let null = test_on(mixture, part, camps, draws, chance.purpose(5), retaken);
        if null.drawn == draws && null.as_separated <= allowed(draws) {
            return null;
        }
    }
    test_on(mixture, evidence, camps, draws, chance, retaken)
}

/// Tests two camps against one on those who may belong to them.
fn test_on<const K: usize>(
    mixture: &Mixture<K>,
    evidence: Evidence<K>,
    camps: (&[usize], &[usize]),
    draws: usize,
    chance: Chance,
    retaken: Option<Retaken>,
) -> CampNull {
    let of = |camp: &[usize]| camp.iter().map(|&c| mixture.parts[c]).collect::<Vec<_>>();
    let (one, other) = (of(camps.0), of(camps.1));
    let pair = Pair { one: merged(&one), other: merged(&other) };
    let nothing = CampNull { gain: 0.0, drawn: 0, as_separated: 0 };
    let Some(axis) = pair.axis() else { return nothing };
    let parts: Vec<Part<K>> = one.into_iter().chain(other).collect();
    let hold = Hold { pooled: merged(&parts).spread };
    let line = axis.line(&evidence);
    let smoothness = smoothness(&line, axis.reach);
    let observed = peaks(&line, axis.reach, smoothness);
    let mut null = CampNull { gain: observed.gain, ..nothing };
    let case = Case { evidence, parts, pair, axis, observed: &observed, smoothness, hold, retaken };
    if observed.gain < GAIN_MIN {
        return null;
    }
    while null.drawn < draws && null.as_separated <= allowed(draws) {
        let until = (null.drawn + TOGETHER).min(draws);
        let gains: Vec<f64> = (null.drawn..until)
            .into_par_iter()
            .map(|draw| {
                let chance = chance.purpose(draw as u64);
                case.gain(&case.drawn(chance), chance.purpose(4))
            })
            .collect();
        null.drawn = until;
        null.as_separated += gains.iter().filter(|gain| **gain >= observed.gain).count();
    }
    null
}
