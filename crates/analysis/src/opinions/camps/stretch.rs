//! Whether opinion along a line has one peak or two, whatever its shape.
//!
//! Along the line between two camps the latent density is estimated twice from the same uncertain places: as the best
//! density with at most one peak, and as the best with at most one peak on each side of the valley. Neither has any other
//! shape imposed (maximum likelihood under order constraints by EM, with the constrained step by pooling adjacent
//! violators; Robertson, Wright and Dykstra 1988). The gain in log-likelihood says how much better two peaks explain the
//! answers; an even stretch of opinion, a skewed one and one with long tails all have one peak.

use super::super::arithmetic::exp;

/// Cells of even width, and wider ones at either end for the few who stand far out.
const EVEN: usize = 36;
const WIDE: usize = 4;
const CELLS: usize = EVEN + 2 * WIDE;
/// Steps of EM; the same for both densities, so that neither has the better of it.
const STEPS: usize = 30;

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
    /// The best density with one peak.
    pub(super) one: Steps,
}

/// The stretch of the line that is looked at, and where on it the valley is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) low: f64,
    pub(super) valley: f64,
    pub(super) high: f64,
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
    let tails = (1..=WIDE).map(|t| width * ((1u32 << (t + 1)) - 2) as f64);
    let mut edges: Vec<f64> = tails.clone().rev().map(|far| reach.low - far).collect();
    edges.extend((0..=EVEN).map(|cell| reach.low + width * cell as f64));
    edges.extend(tails.map(|far| reach.high + far));
    edges
}

/// How well each cell explains each participant, relative to the best cell.
fn explained(line: &Line, edges: &[f64]) -> Vec<[f64; CELLS]> {
    let row = |i: usize| {
        let mut logs = [0.0; CELLS];
        let mut best = f64::NEG_INFINITY;
        for (cell, log) in logs.iter_mut().enumerate() {
            let (low, high) = (edges[cell], edges[cell + 1]);
            let (place, variance) = (0.5 * (low + high), (high - low) * (high - low) / 12.0);
            // A cell counts as a Gaussian with the variance of its width.
            let shrink = 1.0 / (1.0 + line.information[i] * variance);
            let (pull, information) = (line.pull[i], line.information[i]);
            *log = shrink
                * (pull * place - 0.5 * information * place * place + 0.5 * variance * pull * pull)
                + 0.5 * libm::log(shrink);
            best = best.max(*log);
        }
        logs.map(|log| exp(log - best))
    };
    (0..line.weight.len()).map(row).collect()
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

/// The best shares under a constraint, and their log-likelihood.
fn fit(
    line: &Line,
    rows: &[[f64; CELLS]],
    widths: &[f64],
    constrain: impl Fn(&[f64], &mut [f64]),
) -> (Vec<f64>, f64) {
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
            } else {
                let part = weight / sum;
                for cell in 0..CELLS {
                    counts[cell] += part * row[cell];
                }
            }
        }
        if step < STEPS {
            for cell in 0..CELLS {
                counts[cell] *= shares[cell] / total.max(1e-300);
            }
            constrain(&counts, &mut shares);
            for share in &mut shares {
                *share = share.max(1e-12);
            }
        }
    }
    (shares, likelihood)
}

/// One peak against two.
pub(super) fn peaks(line: &Line, reach: Reach) -> Peaks {
    let edges = edges(reach);
    let widths: Vec<f64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let rows = explained(line, &edges);
    let middle = |cell: usize| 0.5 * (edges[cell] + edges[cell + 1]);
    let split = (0..CELLS).find(|&cell| middle(cell) > reach.valley).unwrap_or(CELLS / 2);
    let (shares, one) = fit(line, &rows, &widths, |counts, shares| {
        single_peak(counts, &widths, shares);
    });
    let (_, two) = fit(line, &rows, &widths, |counts, shares| {
        let (left, right) = shares.split_at_mut(split);
        single_peak(&counts[..split], &widths[..split], left);
        single_peak(&counts[split..], &widths[split..], right);
    });
    let sum: f64 = shares.iter().sum();
    let shares = shares.iter().map(|share| share / sum).collect();
    Peaks { gain: two - one, one: Steps { edges, shares } }
}
