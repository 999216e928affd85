//! Peaks of the latent density, and the valleys between them.
//!
//! From every component's mean one climbs to a peak (Li, Ray and Lindsay 2007). Between two means runs the ridgeline, on
//! which all critical points of the two lie (Ray and Lindsay 2005); the lowest density of the whole mixture along it bounds
//! the valley between the two from below.

use super::dense::{Column, Square, dot, inverse, minus, times};
use super::mixture::{Mixture, Part};

/// Steps of a climb, and places on a ridgeline at which the density is taken.
const CLIMB: usize = 200;
const PLACES: usize = 24;

/// Components that belong together, with the height of their highest peak.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Peak<const K: usize> {
    /// The components, rising.
    pub(super) parts: Vec<usize>,
    /// The place of the peak.
    pub(super) place: Column<f64, K>,
    /// Logarithm of the density there.
    pub(super) height: f64,
}

/// Peaks, and the logarithm of the density at the highest pass between any two components.
#[derive(Clone, Debug)]
pub(super) struct Ridges<const K: usize> {
    pub(super) peaks: Vec<Peak<K>>,
    /// By component and component.
    passes: Vec<Vec<Pass>>,
}

/// The lowest place on the ridgeline of two components.
#[derive(Clone, Debug, Default)]
struct Pass {
    height: f64,
    /// Other components that are the nearest on the way: the two are then no neighbours.
    others: Vec<usize>,
}

/// Two peaks and the pass between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Valley {
    pub(super) one: usize,
    pub(super) other: usize,
    /// Density at the pass over the density at the lower peak, between 0 and 1.
    pub(super) ratio: f64,
}

fn height<const K: usize>(parts: &[Part<K>], x: &Column<f64, K>) -> f64 {
    let logs = parts.iter().map(|part| part.log_density(x));
    let logs: Vec<f64> = logs.collect();
    let best = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    best + libm::log(logs.iter().map(|l| libm::exp(l - best)).sum::<f64>())
}

/// The place where precisions times means of the weighted components balance.
fn balance<const K: usize>(parts: &[Part<K>], weights: &[f64]) -> Column<f64, K> {
    let mut precision: Square<f64, K> = [[0.0; K]; K];
    let mut pull: Column<f64, K> = [0.0; K];
    for (part, weight) in parts.iter().zip(weights) {
        let own = times(&part.precision, &part.mean);
        for i in 0..K {
            pull[i] += weight * own[i];
            for j in 0..K {
                precision[i][j] += weight * part.precision[i][j];
            }
        }
    }
    times(&inverse(precision).0, &pull)
}

fn climb<const K: usize>(parts: &[Part<K>], from: Column<f64, K>) -> Column<f64, K> {
    let mut x = from;
    for _ in 0..CLIMB {
        let logs: Vec<f64> = parts.iter().map(|part| part.log_density(&x)).collect();
        let best = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = logs.iter().map(|l| libm::exp(l - best)).collect();
        let next = balance(parts, &weights);
        let step = minus(&next, &x);
        x = next;
        if dot(&step, &step) < 1e-16 {
            break;
        }
    }
    x
}

/// The way along the ridgeline of two components.
fn pass<const K: usize>(parts: &[Part<K>], a: usize, b: usize) -> Pass {
    let two = [parts[a], parts[b]];
    // Where one component is much tighter than the other, even steps would all stay beside it.
    let even = |part: &Part<K>| libm::pow(part.sharpness, -2.0 / K as f64);
    let (one, other) = (even(&parts[a]), even(&parts[b]));
    let mut pass = Pass { height: f64::INFINITY, others: Vec::new() };
    for place in 0..=PLACES {
        let t = place as f64 / PLACES as f64;
        let x = balance(&two, &[(1.0 - t) * one, t * other]);
        pass.height = pass.height.min(height(parts, &x));
        let logs = parts.iter().map(|part| part.log_density(&x));
        let nearest = logs.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(a, |most| most.0);
        if nearest != a && nearest != b && !pass.others.contains(&nearest) {
            pass.others.push(nearest);
        }
    }
    pass
}

/// All peaks of a mixture and the passes between them.
pub(super) fn ridges<const K: usize>(mixture: &Mixture<K>) -> Ridges<K> {
    let parts = &mixture.parts;
    let mut passes = vec![vec![Pass::default(); parts.len()]; parts.len()];
    for a in 0..parts.len() {
        for b in 0..a {
            passes[a][b] = pass(parts, a, b);
            passes[b][a] = passes[a][b].clone();
        }
    }
    let mut peaks: Vec<Peak<K>> = Vec::new();
    for c in 0..parts.len() {
        let place = climb(parts, parts[c].mean);
        let same = peaks.iter_mut().find(|peak| {
            let off = minus(&place, &peak.place);
            dot(&off, &times(&parts[c].precision, &off)) < 1e-4
        });
        match same {
            Some(peak) => peak.parts.push(c),
            None => {
                let height = height(parts, &place);
                peaks.push(Peak { parts: vec![c], place, height });
            }
        }
    }
    let mut ridges = Ridges { peaks, passes };
    // A pass as high as the lower of its peaks is no valley.
    while let Some(flat) = ridges.valleys().into_iter().find(|v| v.ratio > 0.999) {
        ridges.join(flat.one, flat.other);
    }
    ridges
}

impl<const K: usize> Ridges<K> {
    /// The valleys that separate the peaks: of all pairs the fewest and highest passes that still connect them.
    pub(super) fn valleys(&self) -> Vec<Valley> {
        let mut pairs = Vec::new();
        for one in 0..self.peaks.len() {
            for other in one + 1..self.peaks.len() {
                pairs.push((self.between(one, other), one, other));
            }
        }
        // Neighbours first, then the highest passes.
        pairs.sort_by(|(a, ..), (b, ..)| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        let mut group: Vec<usize> = (0..self.peaks.len()).collect();
        let mut valleys = Vec::new();
        for ((_, pass), one, other) in pairs {
            if group[one] == group[other] {
                continue;
            }
            let (from, to) = (group[other], group[one]);
            group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            let lower = self.peaks[one].height.min(self.peaks[other].height);
            valleys.push(Valley { one, other, ratio: libm::exp((pass - lower).min(0.0)) });
        }
        valleys
    }

    /// Whether two peaks are neighbours, and the height of the highest pass between them.
    fn between(&self, one: usize, other: usize) -> (bool, f64) {
        let (one, other) = (&self.peaks[one].parts, &self.peaks[other].parts);
        let mut best = (false, f64::NEG_INFINITY);
        for &a in one {
            for &b in other {
                let Pass { height, others } = &self.passes[a][b];
                let direct = others.iter().all(|c| one.contains(c) || other.contains(c));
                if (direct && !best.0) || (direct == best.0 && *height > best.1) {
                    best = (direct, *height);
                }
            }
        }
        best
    }

    /// Counts two peaks as one.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let gone = self.peaks.remove(one.max(other));
        let kept = &mut self.peaks[one.min(other)];
        kept.parts.extend(&gone.parts);
        kept.parts.sort_unstable();
        if gone.height > kept.height {
            (kept.place, kept.height) = (gone.place, gone.height);
        }
    }
}
