//! Half a turn of the fit: every row of one side placed against the other side as it stands.
//!
//! Rows do not depend on each other, so that they may be worked on at once; nothing is summed across rows in an order that
//! threads could change. The inner loops are compiled for each number of dimensions, work on [`BATCH`] answers at a time so
//! that the compiler can use wide registers, and add in an order that is written down. Single precision is enough for what
//! one answer says; what decides a place is solved in double precision.

use super::arithmetic::{exp, exp_single};
use super::fit::Thresholds;
use super::responses::{Answer, LEVELS_MAX, Scale, Table};
use super::side::{Prior, Side};
use super::square::{packed, root_into};
use rayon::prelude::*;

/// What half a turn moved.
pub(super) struct Moved {
    /// The farthest move of a row's own readiness, in units of the logit.
    pub(super) farthest: f64,
    /// A step for the lean of the thresholds.
    pub(super) lean: f64,
    /// A step for the logarithm of the odds of passing whatever the place.
    pub(super) lapse: f64,
}

/// Where levels meet.
pub(super) struct Kernel {
    scale: Scale,
    thresholds: [f32; LEVELS_MAX - 1],
    lapses: f32,
}

/// Rows worked on by one thread at a time.
const CHUNK: usize = 64;
/// Answers worked on at a time.
const BATCH: usize = 16;
/// Batches added up in single precision before they are added in double precision.
const BATCHES: usize = 64;
/// How often a row is placed again when its answers are drawn anew; it starts from where the draw was made.
const AFRESH: usize = 2;
/// The farthest that one row moves in one turn, in units of the logit of a typical answer: beyond it the curvature at the
/// present place says nothing of the curvature there.
const STEP_MAX: f64 = 1.0;

impl Kernel {
    pub(super) fn new(thresholds: Thresholds) -> Self {
        Self {
            scale: thresholds.scale,
            thresholds: thresholds.at().0.map(|t| t as f32),
            lapses: thresholds.lapses() as f32,
        }
    }
}

/// Calls the function compiled for a number of coordinates `D`, their room `S`, the room of their products `P` and the
/// number of thresholds `T`.
macro_rules! dispatch {
    ($size:expr, $scale:expr, $call:ident ( $($given:expr),* )) => {
        match ($size, $scale) {
            (2, Scale::Responses) => $call::<2, 4, 4, 2>($($given),*),
            (3, Scale::Responses) => $call::<3, 4, 8, 2>($($given),*),
            (4, Scale::Responses) => $call::<4, 4, 12, 2>($($given),*),
            (5, Scale::Responses) => $call::<5, 8, 16, 2>($($given),*),
            (6, Scale::Responses) => $call::<6, 8, 24, 2>($($given),*),
            (7, Scale::Responses) => $call::<7, 8, 28, 2>($($given),*),
            (8, Scale::Responses) => $call::<8, 8, 36, 2>($($given),*),
            (9, Scale::Responses) => $call::<9, 12, 48, 2>($($given),*),
            (10, Scale::Responses) => $call::<10, 12, 56, 2>($($given),*),
            (2, Scale::Stances) => $call::<2, 4, 4, 3>($($given),*),
            (3, Scale::Stances) => $call::<3, 4, 8, 3>($($given),*),
            (4, Scale::Stances) => $call::<4, 4, 12, 3>($($given),*),
            (5, Scale::Stances) => $call::<5, 8, 16, 3>($($given),*),
            (6, Scale::Stances) => $call::<6, 8, 24, 3>($($given),*),
            (7, Scale::Stances) => $call::<7, 8, 28, 3>($($given),*),
            (8, Scale::Stances) => $call::<8, 8, 36, 3>($($given),*),
            (9, Scale::Stances) => $call::<9, 12, 48, 3>($($given),*),
            (10, Scale::Stances) => $call::<10, 12, 56, 3>($($given),*),
            _ => unreachable!("a fit has at most DIMENSIONS_MAX dimensions"),
        }
    };
}

/// For each level, and one beyond the last, what is expected of it in a batch.
type ByLevel = [[f32; BATCH]; LEVELS_MAX + 1];

/// Answers met with what is expected of them, side by side.
struct Batch {
    about: [usize; BATCH],
    /// One where the answer is at the level, else zero; all zero beyond the last answer.
    is: [[f32; BATCH]; LEVELS_MAX],
    /// Zero beyond the last answer, else the weight of the answer.
    counts: [f32; BATCH],
    /// The expected `z`.
    z: [f32; BATCH],
    /// The expected square of `z`.
    square: [f32; BATCH],
    /// How wide the middle is.
    wide: [f32; BATCH],
    /// Which way `z` should move: the expected derivative of the log-likelihood.
    pull: [f32; BATCH],
    /// How much information on `z` it bears: the expected curvature.
    bears: [f32; BATCH],
    /// The derivative by the logarithm of the width.
    widens: [f32; BATCH],
    /// The expected information on the logarithm of the width.
    widths: [f32; BATCH],
    /// The derivative by the lean of the thresholds.
    leans: [f32; BATCH],
    /// The chance that it is a pass whatever the place: as the answer shows, and before it was seen.
    lapsed: [f32; BATCH],
    lapses: [f32; BATCH],
}

impl Batch {
    const EMPTY: Batch = Batch {
        about: [0; BATCH],
        is: [[0.0; BATCH]; LEVELS_MAX],
        counts: [0.0; BATCH],
        z: [0.0; BATCH],
        square: [0.0; BATCH],
        wide: [1.0; BATCH],
        pull: [0.0; BATCH],
        bears: [0.0; BATCH],
        widens: [0.0; BATCH],
        widths: [0.0; BATCH],
        leans: [0.0; BATCH],
        lapsed: [0.0; BATCH],
        lapses: [0.0; BATCH],
    };

    /// Takes up to [`BATCH`] answers and what the two sides expect of them.
    #[inline(always)]
    fn meet<const S: usize, const P: usize>(
        &mut self,
        answers: &[Answer],
        own: &Own<S, P>,
        other: &Side,
        wide: &[f32],
        weights: Option<&[f64]>,
    ) {
        for level in &mut self.is {
            *level = [0.0; BATCH];
        }
        self.counts = [0.0; BATCH];
        for (b, answer) in answers.iter().enumerate() {
            let about = answer.about();
            self.about[b] = about;
            self.is[answer.level()][b] = 1.0;
            self.counts[b] = weights.map_or(1.0, |w| w[about] as f32);
            self.wide[b] = own.wide * wide[about];
            let y: &[f32; S] = other.mean[about * S..][..S].try_into().expect("S numbers a place");
            let e: &[f32; P] = other.second[about * P..][..P].try_into().expect("P products");
            self.z[b] = product(&own.mean, y);
            self.square[b] = product(&own.products, e);
        }
    }

    /// What the answers say; `T` is the number of thresholds.
    #[inline(always)]
    fn weigh<const T: usize>(&mut self, kernel: &Kernel) {
        let thresholds = &kernel.thresholds;
        // One short loop a step, so that each becomes a few wide instructions.
        let mut soft = [0.0f32; BATCH];
        for b in 0..BATCH {
            let variance = self.square[b] - self.z[b] * self.z[b];
            let variance = if variance > 0.0 { variance } else { 0.0 };
            soft[b] = 1.0 / (1.0 + std::f32::consts::FRAC_PI_8 * variance).sqrt();
        }
        let mut above: ByLevel = [[0.0; BATCH]; LEVELS_MAX + 1];
        let mut slope: ByLevel = [[0.0; BATCH]; LEVELS_MAX + 1];
        let mut reach: ByLevel = [[0.0; BATCH]; LEVELS_MAX + 1];
        above[0] = [1.0; BATCH];
        for t in 0..T {
            for b in 0..BATCH {
                let at = self.wide[b] * thresholds[t];
                let chance = 1.0 / (1.0 + exp_single(soft[b] * (at - self.z[b])));
                above[t + 1][b] = chance;
                slope[t + 1][b] = soft[b] * chance * (1.0 - chance);
                reach[t + 1][b] = at * slope[t + 1][b];
            }
        }
        if T == 2 {
            self.weigh_responses(kernel.lapses, &above, &slope, &reach);
        } else {
            self.weigh_stances(&above, &slope, &reach);
        }
    }

    /// What stances say.
    #[inline(always)]
    fn weigh_stances(&mut self, above: &ByLevel, slope: &ByLevel, reach: &ByLevel) {
        let (mut over, mut under) = ([0.0f32; BATCH], [0.0f32; BATCH]);
        let (mut slopes, mut widens) = ([0.0f32; BATCH], [0.0f32; BATCH]);
        let mut widths = [0.0f32; BATCH];
        for level in 0..LEVELS_MAX {
            for b in 0..BATCH {
                let is = self.is[level][b];
                let change = reach[level + 1][b] - reach[level][b];
                over[b] += is * above[level][b];
                under[b] += is * above[level + 1][b];
                slopes[b] += is * (slope[level][b] + slope[level + 1][b]);
                widens[b] += is * change;
                widths[b] += change * change / (above[level][b] - above[level + 1][b] + 1e-9);
            }
        }
        for b in 0..BATCH {
            let counts = self.counts[b];
            self.pull[b] = counts * (1.0 - over[b] - under[b]);
            self.bears[b] = counts * slopes[b];
            self.widens[b] = counts * widens[b] / (over[b] - under[b] + 1e-9);
            self.widths[b] = counts * widths[b];
        }
        for b in 0..BATCH {
            // The middle threshold stays where it is; the outer ones move apart.
            let lower = -reach[1][b] * (self.is[0][b] - self.is[1][b]);
            let upper = reach[3][b] * (self.is[2][b] - self.is[3][b]);
            self.leans[b] = self.counts[b] * (lower + upper) / (over[b] - under[b] + 1e-9);
        }
    }

    /// What agreeing, passing and disagreeing say, where a pass may say nothing of the place. With odds `l` of such a pass and
    /// chances `p` of the levels, a pass has the chance `(l + p) / (1 + l)`, another answer `p / (1 + l)`.
    #[inline(always)]
    fn weigh_responses(&mut self, lapses: f32, above: &ByLevel, slope: &ByLevel, reach: &ByLevel) {
        for b in 0..BATCH {
            let counts = self.counts[b];
            let (no, pass, yes) = (self.is[0][b], self.is[1][b], self.is[2][b]);
            let odds = lapses * self.wide[b];
            let share = 1.0 / (1.0 + odds);
            let lapse = odds * share;
            let (below, beyond) = (1.0 - above[1][b] + 1e-9, above[2][b] + 1e-9);
            let middle = above[1][b] - above[2][b] + 1e-9;
            let whole = 1.0 / (odds + middle);
            let keep = middle * whole;
            self.pull[b] = counts
                * (yes * (1.0 - above[2][b]) - no * above[1][b]
                    + pass * keep * (1.0 - above[1][b] - above[2][b]));
            self.bears[b] = counts
                * (no * slope[1][b]
                    + yes * slope[2][b]
                    + pass * keep * (slope[1][b] + slope[2][b]));
            let (down, up) = (reach[1][b] - lapse * below, -reach[2][b] - lapse * beyond);
            let inward = reach[2][b] - reach[1][b] + lapse * (1.0 - middle);
            self.widens[b] =
                counts * (no * down / below + yes * up / beyond + pass * inward * whole);
            self.widths[b] =
                counts * share * (down * down / below + up * up / beyond + inward * inward * whole);
            self.lapsed[b] = counts * pass * (1.0 - keep);
            self.lapses[b] = counts * lapse;
        }
    }
}

/// The row that is being placed.
struct Own<const S: usize, const P: usize> {
    mean: [f32; S],
    /// Expected products, those off the diagonal twice, so that their product with another's is the square of `z`.
    products: [f32; P],
    wide: f32,
}

/// A sum of products in four lanes.
#[inline(always)]
fn product<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    let mut products = [0.0f32; N];
    for i in 0..N {
        products[i] = a[i] * b[i];
    }
    let mut lanes = [0.0f32; 4];
    for four in products.as_chunks::<4>().0 {
        for l in 0..4 {
            lanes[l] += four[l];
        }
    }
    (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])
}

/// For each answer, by rows: what it says beyond what is expected, and how much information it bears.
pub(super) fn residuals(
    kernel: &Kernel,
    table: &Table,
    rows: &Side,
    columns: &Side,
) -> Vec<(f32, f32)> {
    dispatch!(rows.size(), kernel.scale, residuals_of(kernel, table, rows, columns))
}

fn residuals_of<const D: usize, const S: usize, const P: usize, const T: usize>(
    kernel: &Kernel,
    table: &Table,
    rows: &Side,
    columns: &Side,
) -> Vec<(f32, f32)> {
    let wide: Vec<f32> = columns.width.iter().map(|w| exp(w.0) as f32).collect();
    let chunks: Vec<usize> = (0..table.rows()).step_by(CHUNK).collect();
    let of_chunk = |from: &usize| {
        let mut found = Vec::new();
        let mut batch = Batch::EMPTY;
        for row in *from..(*from + CHUNK).min(table.rows()) {
            let own = Own::<S, P>::of::<D>(rows, row);
            for answers in table.row(row).chunks(BATCH) {
                batch.meet(answers, &own, columns, &wide, None);
                batch.weigh::<T>(kernel);
                found.extend((0..answers.len()).map(|b| (batch.pull[b], batch.bears[b])));
            }
        }
        found
    };
    let parts: Vec<Vec<(f32, f32)>> = chunks.par_iter().map(of_chunk).collect();
    parts.concat()
}

impl<const S: usize, const P: usize> Own<S, P> {
    fn of<const D: usize>(side: &Side, row: usize) -> Self {
        let mean = side.mean[row * S..][..S].try_into().expect("S numbers a place");
        let mut products: [f32; P] = side.second[row * P..][..P].try_into().expect("P products");
        for r in 0..D {
            for c in 0..r {
                products[packed(r) + c] *= 2.0;
            }
        }
        Self { mean, products, wide: exp(side.width[row].0) as f32 }
    }
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
    dispatch!(own.size(), kernel.scale, half(kernel, table, own, other, prior, weights))
}

fn half<const D: usize, const S: usize, const P: usize, const T: usize>(
    kernel: &Kernel,
    table: &Table,
    own: &mut Side,
    other: &Side,
    prior: &Prior,
    weights: Option<&[f64]>,
) -> Moved {
    let wide: Vec<f32> = other.width.iter().map(|w| exp(w.0) as f32).collect();
    let reach = other.reach();
    let chunks: Vec<(usize, &mut [f32], &mut [f32], &mut [(f64, f64)])> = own
        .mean
        .chunks_mut(S * CHUNK)
        .zip(own.second.chunks_mut(P * CHUNK))
        .zip(own.width.chunks_mut(CHUNK))
        .enumerate()
        .map(|(chunk, ((means, seconds), widths))| (chunk * CHUNK, means, seconds, widths))
        .collect();
    let of_chunk =
        |(from, means, seconds, widths): (usize, &mut [f32], &mut [f32], &mut [(f64, f64)])| {
            let mut moved = [0.0f64; 5];
            let mut batch = Batch::EMPTY;
            for (row, width) in widths.iter_mut().enumerate() {
                let mean: &mut [f32; S] =
                    (&mut means[row * S..][..S]).try_into().expect("S numbers a place");
                let second: &mut [f32; P] =
                    (&mut seconds[row * P..][..P]).try_into().expect("P products");
                let mut products = *second;
                for r in 0..D {
                    for c in 0..r {
                        products[packed(r) + c] *= 2.0;
                    }
                }
                let here = Own::<S, P> { mean: *mean, products, wide: exp(width.0) as f32 };
                let answers = table.row(from + row);
                let tally =
                    gather::<S, P, T>(kernel, &mut batch, answers, &here, other, &wide, weights);
                for (sum, part) in moved[1..].iter_mut().zip([
                    tally.leans,
                    tally.widths,
                    tally.lapsed,
                    tally.lapses,
                ]) {
                    *sum += part;
                }
                moved[0] =
                    moved[0].max(place::<D, S, P>(&tally, mean, second, width, prior, &reach));
            }
            moved
        };
    let moved: Vec<[f64; 5]> = chunks.into_par_iter().map(of_chunk).collect();
    let mut total = [0.0f64, 0.0, 1.0, 0.5, 0.5];
    for part in moved {
        total[0] = total[0].max(part[0]);
        (1..5).for_each(|of| total[of] += part[of]);
    }
    let [farthest, leans, bears, lapsed, lapses] = total;
    Moved { farthest, lean: leans / bears, lapse: libm::log(lapsed / lapses).clamp(-1.0, 1.0) }
}

/// The place of one row had it given answers drawn anew at `start`: mean and covariance beyond the first two coordinates.
/// `answers` tells which of the other side are answered; `drawn` gives a number between 0 and 1 for each.
pub(super) fn placed(
    kernel: &Kernel,
    answers: &[Answer],
    drawn: &dyn Fn(usize) -> f64,
    other: &Side,
    wide: &[f32],
    prior: &Prior,
    start: &Side,
) -> (Vec<f64>, Vec<f64>) {
    dispatch!(
        start.size(),
        kernel.scale,
        placed_of(kernel, answers, drawn, other, wide, prior, start)
    )
}

/// Answers to the same of the other side, drawn as the model has them for a row that stands exactly at `mean`.
fn redrawn<const S: usize, const T: usize>(
    kernel: &Kernel,
    answers: &[Answer],
    drawn: &dyn Fn(usize) -> f64,
    mean: &[f32; S],
    width: f32,
    other: &Side,
    wide: &[f32],
) -> Vec<Answer> {
    let mut found = Vec::with_capacity(answers.len());
    for answers in answers.chunks(BATCH) {
        let (mut z, mut own) = ([0.0f32; BATCH], [0.0f32; BATCH]);
        let mut share = [0.0f32; BATCH];
        for (b, answer) in answers.iter().enumerate() {
            let about = answer.about();
            let y: &[f32; S] = other.mean[about * S..][..S].try_into().expect("S numbers a place");
            z[b] = product(mean, y);
            own[b] = width * wide[about];
            share[b] = drawn(about) as f32;
        }
        let mut level = [0usize; BATCH];
        let mut passed = [false; BATCH];
        for b in 0..BATCH {
            // What is left of the draw once a pass whatever the place is told off is a draw again.
            let odds = kernel.lapses * own[b];
            let left = share[b] * (1.0 + odds) - odds;
            passed[b] = left < 0.0;
            share[b] = left;
        }
        for threshold in &kernel.thresholds[..T] {
            for b in 0..BATCH {
                let above = 1.0 / (1.0 + exp_single(own[b] * threshold - z[b]));
                level[b] += usize::from(share[b] < above);
            }
        }
        let levels =
            level.iter().zip(passed).map(|(&level, passed)| if passed { 1 } else { level });
        found.extend(answers.iter().zip(levels).map(|(a, level)| Answer::new(a.about(), level)));
    }
    found
}

fn placed_of<const D: usize, const S: usize, const P: usize, const T: usize>(
    kernel: &Kernel,
    answers: &[Answer],
    drawn: &dyn Fn(usize) -> f64,
    other: &Side,
    wide: &[f32],
    prior: &Prior,
    start: &Side,
) -> (Vec<f64>, Vec<f64>) {
    let mut mean: [f32; S] = start.mean[..S].try_into().expect("S numbers a place");
    let mut second: [f32; P] = start.second[..P].try_into().expect("P products");
    let mut width = start.width[0];
    let reach = [1.0; D];
    let mut batch = Batch::EMPTY;
    let answers = redrawn::<S, T>(kernel, answers, drawn, &mean, exp(width.0) as f32, other, wide);
    for _ in 0..AFRESH {
        let mut products = second;
        for r in 0..D {
            for c in 0..r {
                products[packed(r) + c] *= 2.0;
            }
        }
        let here = Own::<S, P> { mean, products, wide: exp(width.0) as f32 };
        let tally = gather::<S, P, T>(kernel, &mut batch, &answers, &here, other, wide, None);
        place::<D, S, P>(&tally, &mut mean, &mut second, &mut width, prior, &reach);
    }
    let place = (2..D).map(|c| f64::from(mean[c])).collect();
    let spread = (2..D).flat_map(|r| (2..=r).map(move |c| (r, c)));
    let spread = spread
        .map(|(r, c)| f64::from(second[packed(r) + c]) - f64::from(mean[r]) * f64::from(mean[c]));
    (place, spread.collect())
}

/// What the answers of one row add up to.
struct Tally<const S: usize, const P: usize> {
    /// Sum of `(pull + bears z) y`.
    toward: [f64; S],
    /// Sum of `bears E[y y']`.
    bears: [f64; P],
    widens: f64,
    widths: f64,
    leans: f64,
    lapsed: f64,
    lapses: f64,
}

#[inline(always)]
fn gather<const S: usize, const P: usize, const T: usize>(
    kernel: &Kernel,
    batch: &mut Batch,
    answers: &[Answer],
    own: &Own<S, P>,
    other: &Side,
    wide: &[f32],
    weights: Option<&[f64]>,
) -> Tally<S, P> {
    let mut tally = Tally {
        toward: [0.0; S],
        bears: [0.0; P],
        widens: 0.0,
        widths: 0.0,
        leans: 0.0,
        lapsed: 0.0,
        lapses: 0.0,
    };
    for long in answers.chunks(BATCH * BATCHES) {
        let mut toward = [0.0f32; S];
        let mut bears = [0.0f32; P];
        let (mut widens, mut widths, mut leans) = (0.0f32, 0.0f32, 0.0f32);
        let (mut lapsed, mut lapses) = (0.0f32, 0.0f32);
        for short in long.chunks(BATCH) {
            batch.meet(short, own, other, wide, weights);
            batch.weigh::<T>(kernel);
            for b in 0..short.len() {
                let about = batch.about[b];
                let y: &[f32; S] =
                    other.mean[about * S..][..S].try_into().expect("S numbers a place");
                let e: &[f32; P] = other.second[about * P..][..P].try_into().expect("P products");
                let pull = batch.pull[b] + batch.bears[b] * batch.z[b];
                for c in 0..S {
                    toward[c] += pull * y[c];
                }
                for c in 0..P {
                    bears[c] += batch.bears[b] * e[c];
                }
            }
            for b in 0..BATCH {
                widens += batch.widens[b];
                widths += batch.widths[b];
                leans += batch.leans[b];
                lapsed += batch.lapsed[b];
                lapses += batch.lapses[b];
            }
        }
        for c in 0..S {
            tally.toward[c] += f64::from(toward[c]);
        }
        for c in 0..P {
            tally.bears[c] += f64::from(bears[c]);
        }
        tally.widens += f64::from(widens);
        tally.widths += f64::from(widths);
        tally.leans += f64::from(leans);
        tally.lapsed += f64::from(lapsed);
        tally.lapses += f64::from(lapses);
    }
    tally
}

/// Moves one row to where its answers and its prior put it; returns how far its readiness moved.
fn place<const D: usize, const S: usize, const P: usize>(
    tally: &Tally<S, P>,
    mean: &mut [f32; S],
    second: &mut [f32; P],
    width: &mut (f64, f64),
    prior: &Prior,
    reach: &[f64],
) -> f64 {
    let fixed = prior.fixed;
    let mut precision = tally.bears;
    let mut toward = [0.0; D];
    let product = |r: usize, c: usize| packed(r.max(c)) + r.min(c);
    for c in 0..D {
        if c != fixed {
            toward[c] = tally.toward[c] + prior.mean[c] / prior.variance[c]
                - tally.bears[product(c, fixed)];
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
    let step: [f64; D] = std::array::from_fn(|c| goal[c] - f64::from(mean[c]));
    let length: f64 = (0..D).map(|c| reach[c] * step[c] * step[c]).sum();
    let limit = (STEP_MAX / length.sqrt().max(1e-300)).min(1.0);
    let place: [f64; D] = std::array::from_fn(|c| f64::from(mean[c]) + limit * step[c]);
    let moved = (place[0] + place[1] - f64::from(mean[0]) - f64::from(mean[1])).abs();
    let inverse = inverse::<D, P>(&root);
    for r in 0..D {
        mean[r] = place[r] as f32;
        for c in 0..=r {
            let own = if r == fixed || c == fixed { 0.0 } else { inverse[packed(r) + c] };
            second[packed(r) + c] = (own + place[r] * place[c]) as f32;
        }
    }
    let certain = tally.widths + 1.0 / prior.width;
    let widen = (tally.widens - width.0 / prior.width) / certain;
    *width = ((width.0 + widen.clamp(-0.5, 0.5)).clamp(-3.0, 3.0), 1.0 / certain);
    moved
}

fn root<const D: usize, const P: usize>(matrix: &[f64; P]) -> Option<[f64; P]> {
    let mut root = [0.0; P];
    root_into(matrix, &mut root, D).then_some(root)
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
