//! Half a turn of the fit: every row of one side placed against the other side as it stands.
//!
//! Rows do not depend on each other, so that they may be worked on at once; nothing is summed across rows in an order that
//! threads could change. The inner loop is compiled for each number of dimensions.

use super::arithmetic::{exp, sigmoid};
use super::fit::{Prior, Side, Thresholds};
use super::responses::{Answer, LEVELS_MAX, Scale, Table};
use super::square::packed;
use rayon::prelude::*;

/// What half a turn moved.
pub(super) struct Moved {
    /// The farthest move of a row's own readiness, in units of the logit.
    pub(super) farthest: f64,
    /// A step for the lean of the thresholds.
    pub(super) lean: f64,
}

/// The size of a place and where levels meet.
pub(super) struct Kernel {
    size: usize,
    scale: Scale,
    thresholds: [f64; LEVELS_MAX - 1],
}

/// Rows worked on by one thread at a time.
const CHUNK: usize = 64;
/// The farthest that one row moves in one turn, in units of its posterior.
const STEP_MAX: f64 = 1.0;

impl Kernel {
    pub(super) fn new(size: usize, thresholds: Thresholds) -> Self {
        Self { size, scale: thresholds.scale, thresholds: thresholds.at().0 }
    }

    /// For each answer, by participants: what it says beyond what is expected, and how much information it bears.
    pub(super) fn residuals(&self, table: &Table, rows: &Side, columns: &Side) -> Vec<(f64, f64)> {
        let (size, length) = (self.size, packed(self.size));
        let of_row = |row: usize| {
            let wide = exp(rows.width[row].0);
            let (x, m) = (&rows.mean[row * size..][..size], &rows.second[row * length..][..length]);
            table.row(row).iter().map(move |answer| {
                let column = answer.about();
                let y = &columns.mean[column * size..][..size];
                let e = &columns.second[column * length..][..length];
                let z: f64 = x.iter().zip(y).map(|(x, y)| x * y).sum();
                let mut square = 0.0;
                for r in 0..size {
                    for c in 0..r {
                        square += 2.0 * m[packed(r) + c] * e[packed(r) + c];
                    }
                    square += m[packed(r) + r] * e[packed(r) + r];
                }
                let wide = wide * exp(columns.width[column].0);
                let met = match self.scale {
                    Scale::Responses => self.meet::<2>(z, square - z * z, wide, *answer),
                    Scale::Stances => self.meet::<3>(z, square - z * z, wide, *answer),
                };
                (met.pull, met.bears)
            })
        };
        let rows: Vec<Vec<(f64, f64)>> =
            (0..table.rows()).into_par_iter().map(|row| of_row(row).collect()).collect();
        rows.concat()
    }

    /// What an answer says of `z` and of the widths, given mean and variance of `z`.
    #[inline(always)]
    fn meet<const T: usize>(&self, z: f64, variance: f64, wide: f64, answer: Answer) -> Met {
        let soft = 1.0 / (1.0 + std::f64::consts::FRAC_PI_8 * variance.max(0.0)).sqrt();
        let mut above = [0.0; LEVELS_MAX + 1];
        let mut slope = [0.0; LEVELS_MAX + 1];
        let mut at = [0.0; LEVELS_MAX + 1];
        above[0] = 1.0;
        let mut widths = 0.0;
        for t in 0..T {
            at[t + 1] = wide * self.thresholds[t];
            above[t + 1] = sigmoid(soft * (z - at[t + 1]));
            slope[t + 1] = soft * above[t + 1] * (1.0 - above[t + 1]);
        }
        for l in 0..=T {
            let change = at[l + 1] * slope[l + 1] - at[l] * slope[l];
            widths += change * change / (above[l] - above[l + 1]).max(1e-12);
        }
        let level = answer.level();
        let (low, high) = (level, level + 1);
        let chance = (above[low] - above[high]).max(1e-12);
        Met {
            pull: 1.0 - above[low] - above[high],
            bears: slope[low] + slope[high],
            widens: (at[high] * slope[high] - at[low] * slope[low]) / chance,
            widths,
            leans: if T == 3 {
                (at[high].abs() * slope[high] * f64::from(high == 3)
                    + at[low].abs() * slope[low] * f64::from(low == 3) * -1.0
                    + at[high].abs() * slope[high] * f64::from(high == 1)
                    - at[low].abs() * slope[low] * f64::from(low == 1))
                    / chance
            } else {
                0.0
            },
        }
    }
}

/// What one answer says.
#[derive(Clone, Copy)]
struct Met {
    /// Which way `z` should move: the expected derivative of the log-likelihood.
    pull: f64,
    /// How much information on `z` it bears: the expected curvature.
    bears: f64,
    /// The derivative by the logarithm of the width.
    widens: f64,
    /// The expected information on the logarithm of the width.
    widths: f64,
    /// The derivative by the lean of the thresholds.
    leans: f64,
}

/// Places every row of `own` against `other`. `weights` are those of the other side's rows.
pub(super) fn turn(
    kernel: &Kernel,
    table: &Table,
    own: &mut Side,
    other: &Side,
    prior: &Prior,
    weights: Option<&[f64]>,
) -> Moved {
    match (kernel.size, kernel.scale) {
        (2, Scale::Responses) => half::<2, 3, 2>(kernel, table, own, other, prior, weights),
        (3, Scale::Responses) => half::<3, 6, 2>(kernel, table, own, other, prior, weights),
        (4, Scale::Responses) => half::<4, 10, 2>(kernel, table, own, other, prior, weights),
        (5, Scale::Responses) => half::<5, 15, 2>(kernel, table, own, other, prior, weights),
        (6, Scale::Responses) => half::<6, 21, 2>(kernel, table, own, other, prior, weights),
        (7, Scale::Responses) => half::<7, 28, 2>(kernel, table, own, other, prior, weights),
        (8, Scale::Responses) => half::<8, 36, 2>(kernel, table, own, other, prior, weights),
        (9, Scale::Responses) => half::<9, 45, 2>(kernel, table, own, other, prior, weights),
        (10, Scale::Responses) => half::<10, 55, 2>(kernel, table, own, other, prior, weights),
        (2, Scale::Stances) => half::<2, 3, 3>(kernel, table, own, other, prior, weights),
        (3, Scale::Stances) => half::<3, 6, 3>(kernel, table, own, other, prior, weights),
        (4, Scale::Stances) => half::<4, 10, 3>(kernel, table, own, other, prior, weights),
        (5, Scale::Stances) => half::<5, 15, 3>(kernel, table, own, other, prior, weights),
        (6, Scale::Stances) => half::<6, 21, 3>(kernel, table, own, other, prior, weights),
        (7, Scale::Stances) => half::<7, 28, 3>(kernel, table, own, other, prior, weights),
        (8, Scale::Stances) => half::<8, 36, 3>(kernel, table, own, other, prior, weights),
        (9, Scale::Stances) => half::<9, 45, 3>(kernel, table, own, other, prior, weights),
        (10, Scale::Stances) => half::<10, 55, 3>(kernel, table, own, other, prior, weights),
        _ => unreachable!("a fit has at most DIMENSIONS_MAX dimensions"),
    }
}

fn half<const D: usize, const P: usize, const T: usize>(
    kernel: &Kernel,
    table: &Table,
    own: &mut Side,
    other: &Side,
    prior: &Prior,
    weights: Option<&[f64]>,
) -> Moved {
    let wide: Vec<f64> = other.width.iter().map(|w| exp(w.0)).collect();
    let mut reach = [0.0; D];
    let others = other.width.len().max(1) as f64;
    for second in other.second.chunks(P) {
        for (c, reach) in reach.iter_mut().enumerate() {
            *reach += second[packed(c) + c] / others;
        }
    }
    let means = own.mean.par_chunks_mut(D * CHUNK);
    let seconds = own.second.par_chunks_mut(P * CHUNK);
    let widths = own.width.par_chunks_mut(CHUNK);
    let moved: Vec<(f64, f64, f64)> = means
        .zip(seconds)
        .zip(widths)
        .enumerate()
        .map(|(chunk, ((means, seconds), widths))| {
            let mut farthest = 0.0f64;
            let (mut leans, mut bears) = (0.0, 0.0);
            for (row, width) in widths.iter_mut().enumerate() {
                let mean: &mut [f64; D] =
                    (&mut means[row * D..(row + 1) * D]).try_into().expect("a place has D numbers");
                let second: &mut [f64; P] =
                    (&mut seconds[row * P..(row + 1) * P]).try_into().expect("and P products");
                let answers = table.row(chunk * CHUNK + row);
                let tally = gather::<D, P, T>(
                    kernel, answers, mean, second, width.0, other, &wide, weights,
                );
                leans += tally.leans;
                bears += tally.widths;
                farthest = farthest.max(place(&tally, mean, second, width, prior, &reach));
            }
            (farthest, leans, bears)
        })
        .collect();
    let mut total = (0.0f64, 0.0, 1.0);
    for (farthest, leans, bears) in moved {
        total = (total.0.max(farthest), total.1 + leans, total.2 + bears);
    }
    Moved { farthest: total.0, lean: total.1 / total.2 }
}

/// What the answers of one row add up to.
struct Tally<const D: usize, const P: usize> {
    /// Sum of `(pull + bears z) y`.
    toward: [f64; D],
    /// Sum of `bears E[y y']`.
    bears: [f64; P],
    widens: f64,
    widths: f64,
    leans: f64,
}

#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "the inner loop takes what it reads")]
fn gather<const D: usize, const P: usize, const T: usize>(
    kernel: &Kernel,
    answers: &[Answer],
    mean: &[f64; D],
    second: &[f64; P],
    width: f64,
    other: &Side,
    wide: &[f64],
    weights: Option<&[f64]>,
) -> Tally<D, P> {
    // Products off the diagonal count twice in the variance of z.
    let mut products = *second;
    for r in 0..D {
        for c in 0..r {
            products[packed(r) + c] *= 2.0;
        }
    }
    let own_wide = exp(width);
    let mut tally =
        Tally { toward: [0.0; D], bears: [0.0; P], widens: 0.0, widths: 0.0, leans: 0.0 };
    for &answer in answers {
        let about = answer.about();
        let y: &[f64; D] =
            other.mean[about * D..(about + 1) * D].try_into().expect("a place has D numbers");
        let e: &[f64; P] =
            other.second[about * P..(about + 1) * P].try_into().expect("and P products");
        let z: f64 = (0..D).map(|c| mean[c] * y[c]).sum();
        let square: f64 = (0..P).map(|c| products[c] * e[c]).sum();
        let mut met = kernel.meet::<T>(z, square - z * z, own_wide * wide[about], answer);
        if let Some(weights) = weights {
            let weight = weights[about];
            met.pull *= weight;
            met.bears *= weight;
            met.widens *= weight;
            met.widths *= weight;
            met.leans *= weight;
        }
        let toward = met.pull + met.bears * z;
        for c in 0..D {
            tally.toward[c] += toward * y[c];
        }
        for c in 0..P {
            tally.bears[c] += met.bears * e[c];
        }
        tally.widens += met.widens;
        tally.widths += met.widths;
        tally.leans += met.leans;
    }
    tally
}

/// Moves one row to where its answers and its prior put it; returns how far its readiness moved.
fn place<const D: usize, const P: usize>(
    tally: &Tally<D, P>,
    mean: &mut [f64; D],
    second: &mut [f64; P],
    width: &mut (f64, f64),
    prior: &Prior,
    reach: &[f64; D],
) -> f64 {
    let fixed = prior.fixed;
    let mut precision = tally.bears;
    let mut toward = tally.toward;
    let product = |r: usize, c: usize| packed(r.max(c)) + r.min(c);
    for c in 0..D {
        if c != fixed {
            toward[c] += prior.mean[c] / prior.variance[c] - tally.bears[product(c, fixed)];
            precision[packed(c) + c] += 1.0 / prior.variance[c];
        }
    }
    for c in 0..D {
        precision[product(c, fixed)] = 0.0;
    }
    precision[packed(fixed) + fixed] = 1.0;
    toward[fixed] = 1.0;
    let Some(root) = root::<D, P>(&precision) else { return 0.0 };
    let goal = solve::<D, P>(&root, toward);
    // A step measured by the precision: where the answers are nearly all alike the curvature of the far side misleads.
    let step: [f64; D] = std::array::from_fn(|c| goal[c] - mean[c]);
    let length: f64 = (0..D).map(|c| reach[c] * step[c] * step[c]).sum();
    let limit = (STEP_MAX / length.sqrt().max(1e-300)).min(1.0);
    let before = mean[0] + mean[1];
    for c in 0..D {
        mean[c] += limit * step[c];
    }
    let inverse = inverse::<D, P>(&root);
    for r in 0..D {
        for c in 0..=r {
            let own = if r == fixed || c == fixed { 0.0 } else { inverse[packed(r) + c] };
            second[packed(r) + c] = own + mean[r] * mean[c];
        }
    }
    let certain = tally.widths + 1.0 / prior.width;
    let widen = (tally.widens - width.0 / prior.width) / certain;
    *width = ((width.0 + widen.clamp(-0.5, 0.5)).clamp(-3.0, 3.0), 1.0 / certain);
    (mean[0] + mean[1] - before).abs()
}

fn root<const D: usize, const P: usize>(matrix: &[f64; P]) -> Option<[f64; P]> {
    let mut root = [0.0; P];
    for r in 0..D {
        for c in 0..=r {
            let mut sum = matrix[packed(r) + c];
            for k in 0..c {
                sum -= root[packed(r) + k] * root[packed(c) + k];
            }
            if r == c {
                if sum <= 0.0 || !sum.is_finite() {
                    return None;
                }
                root[packed(r) + r] = sum.sqrt();
            } else {
                root[packed(r) + c] = sum / root[packed(c) + c];
            }
        }
    }
    Some(root)
}

fn solve<const D: usize, const P: usize>(root: &[f64; P], mut toward: [f64; D]) -> [f64; D] {
    for r in 0..D {
        for c in 0..r {
            toward[r] -= root[packed(r) + c] * toward[c];
        }
        toward[r] /= root[packed(r) + r];
    }
    for r in (0..D).rev() {
        for c in r + 1..D {
            toward[r] -= root[packed(c) + r] * toward[c];
        }
        toward[r] /= root[packed(r) + r];
    }
    toward
}

/// The inverse of a matrix from its lower root.
fn inverse<const D: usize, const P: usize>(root: &[f64; P]) -> [f64; P] {
    let mut lower = [0.0; P];
    for r in 0..D {
        lower[packed(r) + r] = 1.0 / root[packed(r) + r];
        for c in 0..r {
            let mut sum = 0.0;
            for k in c..r {
                sum += root[packed(r) + k] * lower[packed(k) + c];
            }
            lower[packed(r) + c] = -sum * lower[packed(r) + r];
        }
    }
    let mut inverse = [0.0; P];
    for r in 0..D {
        for c in 0..=r {
            inverse[packed(r) + c] =
                (r..D).map(|k| lower[packed(k) + r] * lower[packed(k) + c]).sum();
        }
    }
    inverse
}
