//! Whether opinion along a line has one peak or two, whatever its shape.
//!
//! Along the line between two camps the latent density is estimated twice from the same uncertain places: as the best
//! density with at most one peak, and as the best with at most one peak on each side of the valley. Neither has any other
//! shape imposed (maximum likelihood under order constraints by EM, with the constrained step by pooling adjacent
//! violators; Robertson, Wright and Dykstra 1988). The gain in log-likelihood says how much better two peaks explain the
//! answers; an even stretch of opinion, a skewed one and one with long tails all have one peak.

use super::super::arithmetic::exp;
use std::ops::Range;

/// Cells of even width, and wider ones at either end for the few who stand far out.
const EVEN: usize = 26;
const WIDE: usize = 3;
const CELLS: usize = EVEN + 2 * WIDE;
/// Steps of EM; the same for both densities, so that neither has the better of it.
const STEPS: usize = 18;
/// How smooth densities may be taken to be, in units of the spread within camps.
const KERNELS: [f64; 4] = [0.7, 0.5, 0.35, 0.2];

/// After how many steps the valley is looked for.
const SEARCHED: [usize; 4] = [0, 1, 4, 9];

/// What participants' answers say about where they stand on a line: `exp(pull u - information u^2 / 2)`.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) information: Vec<f64>,
    pub(super) pull: Vec<f64>,
    pub(super) weight: Vec<f64>,
}

/// A density that is even within cells.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    /// Boundaries of the cells.
    edges: Vec<f64>,
    /// Share in each cell.
    shares: Vec<f64>,
}

/// What the two densities come to.
#[derive(Clone, Debug)]
pub(super) struct Peaks {
    /// Log-likelihood with two peaks allowed less that with one.
    pub(super) gain: f64,
    /// The flattest density with one peak that the answers do not speak against.
    pub(super) one: Steps,
}

/// The stretch of the line that is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Standard deviation within camps along the line.
    pub(super) within: f64,
}

impl Steps {
    /// The place below which a share `p` of the density lies.
    pub(super) fn quantile(&self, p: f64) -> f64 {
        let mut left = p;
        for (cell, &share) in self.shares.iter().enumerate() {
            if left < share {
                let width = self.edges[cell + 1] - self.edges[cell];
                return self.edges[cell] + width * left / share;
            }
            left -= share;
        }
        self.edges[CELLS]
    }
}

/// Boundaries of the cells over a reach.
fn edges(reach: Reach) -> Vec<f64> {
    let width = (reach.high - reach.low) / EVEN as f64;
    let tails = (1..=WIDE).map(|t| width * f64::from((1u32 << (t + 1)) - 2));
    let mut edges: Vec<f64> = tails.clone().rev().map(|far| reach.low - far).collect();
    edges.extend((0..=EVEN).map(|cell| reach.low + width * cell as f64));
    edges.extend(tails.map(|far| reach.high + far));
    edges
}

/// How well each cell explains each participant, relative to the best cell; and the log-likelihood of the best cells.
fn explained(line: &Line, edges: &[f64], kernel: f64) -> (Vec<[f64; CELLS]>, f64) {
    let mut base = 0.0;
    let mut row = |i: usize| {
        let mut logs = [0.0; CELLS];
        let mut best = f64::NEG_INFINITY;
        for (cell, log) in logs.iter_mut().enumerate() {
            let (low, high) = (edges[cell], edges[cell + 1]);
            let (place, variance) =
                (0.5 * (low + high), (high - low) * (high - low) / 12.0 + kernel * kernel);
            // A cell counts as a Gaussian with the variance of its width.
            let shrink = 1.0 / (1.0 + line.information[i] * variance);
            let (pull, information) = (line.pull[i], line.information[i]);
            *log = shrink
                * (pull * place - 0.5 * information * place * place + 0.5 * variance * pull * pull)
                + 0.5 * libm::log(shrink);
            best = best.max(*log);
        }
        base += line.weight[i] * best;
        logs.map(|log| exp(log - best))
    };
    let rows = (0..line.weight.len()).map(&mut row).collect();
    (rows, base)
}

/// Maximum likelihood shares in each cell, given counts, if densities may rise to one peak and fall from it.
fn single_peak(counts: &[f64], widths: &[f64], into: &mut [f64]) {
    let cells = counts.len();
    let rising = pooled(counts.iter().copied().zip(widths.iter().copied()));
    let falling = pooled(counts.iter().copied().zip(widths.iter().copied()).rev());
    let (mut peak, mut best) = (0, f64::NEG_INFINITY);
    for first in 0..=cells {
        let value = rising.values[first] + falling.values[cells - first];
        if value > best {
            (peak, best) = (first, value);
        }
    }
    let left = counts[..peak].iter().copied().zip(widths[..peak].iter().copied());
    let right = counts[peak..].iter().copied().zip(widths[peak..].iter().copied()).rev();
    let (left, right) = (pooled(left), pooled(right));
    let mut cell = 0;
    for &(sum, width, length) in &left.blocks {
        for _ in 0..length {
            into[cell] = sum / width * widths[cell];
            cell += 1;
        }
    }
    let mut cell = cells;
    for &(sum, width, length) in &right.blocks {
        for _ in 0..length {
            cell -= 1;
            into[cell] = sum / width * widths[cell];
        }
    }
}

/// Where between two cells two peaks, one on either side, explain the counts best.
fn valley(counts: &[f64], widths: &[f64], between: Range<usize>) -> usize {
    let left = best_peaks(counts, widths);
    let turn = |values: &[f64]| values.iter().rev().copied().collect::<Vec<f64>>();
    let right = best_peaks(&turn(counts), &turn(widths));
    let cells = counts.len();
    let worth = |split: usize| left[split] + right[cells - split];
    between.max_by(|&a, &b| worth(a).total_cmp(&worth(b))).unwrap_or(cells / 2)
}

/// For each beginning of the cells the log-likelihood of its best density with one peak.
fn best_peaks(counts: &[f64], widths: &[f64]) -> Vec<f64> {
    let cells = || counts.iter().copied().zip(widths.iter().copied());
    let rising = pooled(cells()).values;
    let best = |end: usize| {
        let falling =
            pooled(counts[..end].iter().copied().zip(widths[..end].iter().copied()).rev());
        let at = |peak: usize| rising[peak] + falling.values[end - peak];
        (0..=end).map(at).fold(f64::NEG_INFINITY, f64::max)
    };
    (0..=counts.len()).map(best).collect()
}

/// Adjacent violators pooled, so that densities rise: blocks of (count, width, length), and the log-likelihood of every
/// beginning of the sequence.
struct Pooled {
    blocks: Vec<(f64, f64, usize)>,
    values: Vec<f64>,
}

fn pooled(cells: impl Iterator<Item = (f64, f64)>) -> Pooled {
    let worth = |sum: f64, width: f64| if sum > 0.0 { sum * libm::log(sum / width) } else { 0.0 };
    let mut blocks: Vec<(f64, f64, usize)> = Vec::with_capacity(CELLS);
    let mut worths: Vec<f64> = vec![0.0];
    let mut values = vec![0.0];
    for (sum, width) in cells {
        let mut block = (sum, width, 1);
        while let Some(&(s, w, l)) = blocks.last() {
            if s * block.1 < block.0 * w {
                break;
            }
            block = (s + block.0, w + block.1, l + block.2);
            blocks.pop();
            worths.pop();
        }
        let before = worths.last().copied().unwrap_or(0.0);
        blocks.push(block);
        worths.push(before + worth(block.0, block.1));
        values.push(worths.last().copied().unwrap_or(0.0));
    }
    Pooled { blocks, values }
}

/// The best shares under a constraint.
struct Fit {
    shares: Vec<f64>,
    likelihood: f64,
}

/// The best shares under a constraint.
fn fit(
    line: &Line,
    rows: &[[f64; CELLS]],
    widths: &[f64],
    mut constrain: impl FnMut(usize, &[f64], &mut [f64]),
) -> Fit {
    let all: f64 = widths.iter().sum();
    let mut shares: Vec<f64> = widths.iter().map(|w| w / all).collect();
    let mut likelihood = 0.0;
    let total: f64 = line.weight.iter().sum();
    for step in 0..=STEPS {
        let mut counts = [0.0; CELLS];
        likelihood = 0.0;
        for (row, &weight) in rows.iter().zip(&line.weight) {
            let mut sum = 0.0;
            for cell in 0..CELLS {
                sum += row[cell] * shares[cell];
            }
            let sum = sum.max(1e-300);
            if step == STEPS {
                likelihood += weight * libm::log(sum);
            }
            let part = weight / sum;
            for cell in 0..CELLS {
                counts[cell] += part * row[cell];
            }
        }
        if step < STEPS {
            for cell in 0..CELLS {
                let ratio = counts[cell] / total.max(1e-300);
                counts[cell] = shares[cell] * ratio * ratio.sqrt();
            }
            let sum: f64 = counts.iter().sum();
            for count in &mut counts {
                *count /= sum;
            }
            constrain(step, &counts, &mut shares);
            for share in &mut shares {
                *share = share.max(1e-12);
            }
        }
    }
    Fit { shares, likelihood }
}

/// How many steps a density has.
fn steps(densities: &[f64]) -> usize {
    let step = |pair: &&[f64]| (pair[0] - pair[1]).abs() > 1e-3 * pair[0].max(pair[1]);
    densities.windows(2).filter(step).count()
}

/// By how much a density may explain the answers worse than the best with one peak without being rejected at 5 %: half the
/// quantile of chi-square (Wilson and Hilferty 1931) with as many degrees of freedom as the best density has steps (Meyer
/// and Woodroofe 2000).
fn allowed(densities: &[f64]) -> f64 {
    let freedom = steps(densities).max(1) as f64;
    let part = 2.0 / (9.0 * freedom);
    let root = 1.0 - part + 1.644_853_626_951_472_7 * part.sqrt();
    0.5 * freedom * root * root * root
}

/// The flattest density that explains the answers hardly worse than the best with one peak.
///
/// The best one has more of a peak than the population has, as every fit to a sample; groups drawn from it would look less
/// separated than they should. The top is cut off as far as a likelihood ratio test at 5 % allows.
fn flattened(line: &Line, rows: &[[f64; CELLS]], widths: &[f64], fit: &Fit) -> Vec<f64> {
    let all: f64 = fit.shares.iter().sum();
    let densities: Vec<f64> = fit.shares.iter().zip(widths).map(|(s, w)| s / (w * all)).collect();
    let cut = |top: f64| {
        let kept: Vec<f64> = densities.iter().zip(widths).map(|(d, w)| d.min(top) * w).collect();
        let sum: f64 = kept.iter().sum();
        kept.iter().map(|share| share / sum).collect::<Vec<f64>>()
    };
    let likelihood = |shares: &[f64]| {
        let explained =
            |row: &[f64; CELLS]| -> f64 { row.iter().zip(shares).map(|(a, b)| a * b).sum() };
        let logs = rows.iter().zip(&line.weight);
        logs.map(|(row, weight)| weight * libm::log(explained(row).max(1e-300))).sum::<f64>()
    };
    let least = likelihood(&cut(f64::INFINITY)) - allowed(&densities);
    let mut high = densities.iter().copied().fold(0.0, f64::max);
    let mut low = 0.0;
    for _ in 0..10 {
        let middle = 0.5 * (low + high);
        if middle > 0.0 && likelihood(&cut(middle)) >= least { high = middle } else { low = middle }
    }
    cut(high)
}

/// How smooth the density with one peak is best taken to be: the choice that explains the answers best, less one for each of
/// its steps (Akaike 1974, steps as degrees of freedom). A stretch with sharp ends is not smoothed into two heaps.
pub(super) fn smoothness(line: &Line, reach: Reach) -> f64 {
    let edges = edges(reach);
    let widths: Vec<f64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mut best = (f64::NEG_INFINITY, KERNELS[0]);
    for kernel in KERNELS {
        let (rows, base) = explained(line, &edges, kernel * reach.within);
        let one = fit(line, &rows, &widths, |_, counts, shares| {
            single_peak(counts, &widths, shares);
        });
        let densities: Vec<f64> = one.shares.iter().zip(&widths).map(|(s, w)| s / w).collect();
        let worth = base + one.likelihood - steps(&densities) as f64;
        if worth > best.0 {
            best = (worth, kernel);
        }
    }
    best.1
}

/// One peak against two, in densities so smooth.
pub(super) fn peaks(line: &Line, reach: Reach, smoothness: f64) -> Peaks {
    let edges = edges(reach);
    let widths: Vec<f64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let (rows, _) = explained(line, &edges, smoothness * reach.within);
    let one = fit(line, &rows, &widths, |_, counts, shares| single_peak(counts, &widths, shares));
    let cell = |u: f64| edges.partition_point(|edge| *edge < u).clamp(1, CELLS - 2);
    let between = cell(0.0)..cell(1.0) + 1;
    let mut split = CELLS / 2;
    let two = fit(line, &rows, &widths, |step, counts, shares| {
        if SEARCHED.contains(&step) {
            split = valley(counts, &widths, between.clone());
        }
        let (left, right) = shares.split_at_mut(split);
        single_peak(&counts[..split], &widths[..split], left);
        single_peak(&counts[split..], &widths[split..], right);
    });
    let shares = flattened(line, &rows, &widths, &one);
    Peaks { gain: two.likelihood - one.likelihood, one: Steps { edges, shares } }
}
