//! The latent density of opinion as a mixture of Gaussians, with every participant's measurement error taken out.

use super::dense::{
    Column, LANES, Lanes, Number as _, Square, dot, inverse, minus, plus, root, spread_column,
    spread_square, times, unit,
};
use super::evidence::{Block, Evidence};
use std::array::from_fn;

/// The most components that are tried.
pub(super) const PARTS_MAX: usize = 10;

/// One component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<const K: usize> {
    /// The share of the latent population.
    pub(super) share: f64,
    pub(super) mean: Column<f64, K>,
    pub(super) spread: Square<f64, K>,
    /// The inverse of the spread.
    pub(super) precision: Square<f64, K>,
    /// The root of the determinant of the precision.
    pub(super) sharpness: f64,
}

impl<const K: usize> Part<K> {
    /// A component.
    pub(super) fn new(share: f64, mean: Column<f64, K>, spread: Square<f64, K>) -> Self {
        let (precision, determinant) = inverse(spread);
        Self { share, mean, spread, precision, sharpness: (1.0 / determinant).sqrt() }
    }

    /// The logarithm of share times density, but for what all components of all mixtures have in common.
    pub(super) fn log_density(&self, x: &Column<f64, K>) -> f64 {
        let off = minus(x, &self.mean);
        libm::log((self.share * self.sharpness).max(1e-300))
            - 0.5 * dot(&off, &times(&self.precision, &off))
    }
}

/// Whether components have shapes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One spread for all.
    Common,
    /// Each its own.
    Own,
}

/// A mixture.
#[derive(Clone, Debug)]
pub(super) struct Mixture<const K: usize> {
    pub(super) parts: Vec<Part<K>>,
    pub(super) shape: Shape,
    /// Log-likelihood of the answers, up to a constant that is the same for all mixtures.
    pub(super) likelihood: f64,
}

/// What holds spreads up where few participants speak: as much as `2k + 3` observations of `prior / (2k + 3)`, the
/// conjugate prior of Fraley and Raftery (2007) with its default.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hold<const K: usize> {
    /// The spread of all participants.
    pub(super) pooled: Square<f64, K>,
}

impl<const K: usize> Hold<K> {
    /// The scale matrix for so many components.
    fn scale(&self, parts: usize) -> Square<f64, K> {
        let factor = libm::pow(parts as f64, -2.0 / K as f64);
        from_fn(|i| from_fn(|j| self.pooled[i][j] * factor))
    }
}

/// What the participants say of the components: their weight, and first and second moments about the old means.
struct Moments<const K: usize> {
    weight: Vec<f64>,
    first: Vec<Column<f64, K>>,
    second: Vec<Square<f64, K>>,
}

/// Four participants against all components: where each component would place them, and how well it explains them.
pub(super) struct Against<const K: usize> {
    /// Shares of responsibility, by component.
    pub(super) chances: [Lanes; PARTS_MAX],
    /// Posterior place less the component's mean.
    pub(super) off: [Column<Lanes, K>; PARTS_MAX],
    /// Posterior spread under the component; the first stands for all where shapes are common.
    pub(super) spread: [Square<Lanes, K>; PARTS_MAX],
    /// Log-likelihood.
    pub(super) likelihood: Lanes,
}

impl<const K: usize> Against<K> {
    pub(super) fn new() -> Self {
        let zero = Lanes([0.0; LANES]);
        Self {
            chances: [zero; PARTS_MAX],
            off: [[zero; K]; PARTS_MAX],
            spread: [[[zero; K]; K]; PARTS_MAX],
            likelihood: zero,
        }
    }
}

impl<const K: usize> Mixture<K> {
    /// One component: the density of all participants, from a standard normal start.
    pub(super) fn single(evidence: &Evidence<K>) -> (Self, Hold<K>) {
        let hold = Hold { pooled: unit(1.0) };
        let start = vec![Part::new(1.0, [0.0; K], unit(1.0))];
        let mut mixture =
            Self { parts: start, shape: Shape::Common, likelihood: f64::NEG_INFINITY };
        mixture.climb(evidence, &hold, 30, 0.01);
        let hold = Hold { pooled: mixture.parts[0].spread };
        (mixture, hold)
    }

    /// Bayesian information criterion, halved: the more, the better (Schwarz 1978). A mixture with more numbers than there
    /// are people is none.
    pub(super) fn criterion(&self, weight: f64) -> f64 {
        let parts = self.parts.len();
        let triangle = K * (K + 1) / 2;
        let spreads = if self.shape == Shape::Common { 1 } else { parts };
        let numbers = parts - 1 + parts * K + spreads * triangle;
        if parts > 1 && numbers as f64 > weight {
            return f64::NEG_INFINITY;
        }
        self.likelihood - 0.5 * numbers as f64 * libm::log(weight.max(1.0))
    }

    /// At most so many steps of expectation and maximisation; ends when a step gains less than `least`.
    pub(super) fn climb(
        &mut self,
        evidence: &Evidence<K>,
        hold: &Hold<K>,
        steps: usize,
        least: f64,
    ) {
        let mut before = f64::NEG_INFINITY;
        for _ in 0..steps {
            let moments = self.expect(evidence);
            if self.likelihood - before < least {
                return;
            }
            before = self.likelihood;
            self.maximise(&moments, hold);
        }
        self.expect(evidence);
    }

    /// Four participants against the components.
    #[inline(always)]
    pub(super) fn against(&self, block: &Block<K>, into: &mut Against<K>) {
        let parts = self.parts.len();
        let mut scores = [Lanes([0.0; LANES]); PARTS_MAX];
        let mut sharpness = Lanes([0.0; LANES]);
        let mut best = Lanes([f64::NEG_INFINITY; LANES]);
        for (c, part) in self.parts.iter().enumerate() {
            if c == 0 || self.shape == Shape::Own {
                let sum = plus(&block.information, &spread_square(&part.precision));
                let (spread, determinant) = inverse(sum);
                into.spread[c] = spread;
                sharpness = Lanes::of(1.0) / determinant.sqrt();
            }
            let mean = spread_column(&part.mean);
            let rest = minus(&block.pull, &times(&block.information, &mean));
            let place = if self.shape == Shape::Own { c } else { 0 };
            into.off[c] = times(&into.spread[place], &rest);
            let both = from_fn(|d| block.pull[d] + rest[d]);
            scores[c] = Lanes::of(0.5) * (dot(&both, &mean) + dot(&rest, &into.off[c]));
            into.chances[c] = Lanes::of(part.share * part.sharpness) * sharpness;
            best = best.max(scores[c]);
        }
        let mut sum = Lanes([0.0; LANES]);
        for c in 0..parts {
            into.chances[c] = into.chances[c] * (scores[c] - best).exp();
            sum += into.chances[c];
        }
        let scale = Lanes::of(1.0) / sum;
        for c in 0..parts {
            into.chances[c] = into.chances[c] * scale;
        }
        into.likelihood = Lanes(from_fn(|l| best.0[l] + libm::log(sum.0[l])));
    }

    /// Each participant's chances under the components, and the log-likelihood of all.
    fn expect(&mut self, evidence: &Evidence<K>) -> Moments<K> {
        let parts = self.parts.len();
        let zero = Lanes([0.0; LANES]);
        let mut weight = [zero; PARTS_MAX];
        let mut first = [[zero; K]; PARTS_MAX];
        let mut second = [[[zero; K]; K]; PARTS_MAX];
        let mut likelihood = zero;
        let mut against = Against::new();
        for block in &evidence.blocks {
            self.against(block, &mut against);
            likelihood += block.weight * against.likelihood;
            for c in 0..parts {
                let chance = against.chances[c] * block.weight;
                let off = &against.off[c];
                let spread = &against.spread[if self.shape == Shape::Own { c } else { 0 }];
                weight[c] += chance;
                for i in 0..K {
                    let part = chance * off[i];
                    first[c][i] += part;
                    for j in 0..=i {
                        second[c][i][j] += part * off[j] + chance * spread[i][j];
                    }
                }
            }
        }
        self.likelihood = likelihood.sum();
        Moments {
            weight: weight[..parts].iter().map(|w| w.sum()).collect(),
            first: first[..parts].iter().map(|f| from_fn(|i| f[i].sum())).collect(),
            second: second[..parts]
                .iter()
                .map(|s| from_fn(|i| from_fn(|j| s[i.max(j)][i.min(j)].sum())))
                .collect(),
        }
    }

    /// The components that explain the moments best, held up by the prior.
    fn maximise(&mut self, moments: &Moments<K>, hold: &Hold<K>) {
        let parts = self.parts.len();
        let scale = hold.scale(parts);
        let held = (2 * K + 3) as f64;
        let all: f64 = moments.weight.iter().sum();
        let mut means = Vec::with_capacity(parts);
        let mut scatters = Vec::with_capacity(parts);
        for c in 0..parts {
            let weight = moments.weight[c].max(1e-9);
            let step: Column<f64, K> = from_fn(|i| moments.first[c][i] / weight);
            means.push(from_fn(|i| self.parts[c].mean[i] + step[i]));
            scatters.push(from_fn(|i| {
                from_fn(|j| moments.second[c][i][j] - weight * step[i] * step[j])
            }));
        }
        let common: Square<f64, K> = from_fn(|i| {
            from_fn(|j| {
                let sum: f64 = scatters.iter().map(|s: &Square<f64, K>| s[i][j]).sum();
                (sum + scale[i][j]) / (all + held)
            })
        });
        for c in 0..parts {
            let weight = moments.weight[c];
            let spread = match self.shape {
                Shape::Common => common,
                Shape::Own => {
                    from_fn(|i| from_fn(|j| (scatters[c][i][j] + scale[i][j]) / (weight + held)))
                }
            };
            let share = (weight / all.max(1e-9)).max(1e-12);
            let part = Part::new(share, means[c], spread);
            // A spread that arithmetic has spoiled is not taken over.
            if part.sharpness.is_finite()
                && root(&spread).iter().enumerate().all(|(d, r)| r[d] > 0.0)
            {
                self.parts[c] = part;
            }
        }
    }

    /// Visits each participant's chances under the components; `visit(participant, chances)`.
    pub(super) fn each(&self, blocks: &[Block<K>], mut visit: impl FnMut(usize, &[f64])) {
        let parts = self.parts.len();
        let mut against = Against::new();
        for (b, block) in blocks.iter().enumerate() {
            self.against(block, &mut against);
            for lane in 0..LANES {
                let chances: [f64; PARTS_MAX] = from_fn(|c| against.chances[c].0[lane]);
                visit(b * LANES + lane, &chances[..parts]);
            }
        }
    }
}
