//! Which prices to try next.
//!
//! Of what is known so far, the prices at which it is worth least: a convex function of few prices, found by the method of
//! ellipsoids (Shor 1977; Yudin and Nemirovski 1976). Sums are made in a fixed order, so that the prices are the same on every
//! machine.

use super::choice::Choice;
use super::climb::{How, known as known_of};

/// What prices come to together, as integers.
const SCALE: f64 = (1u64 << 30) as f64;
/// Steps for each camp.
const STEPS: usize = 120;

/// What is known, as shares.
struct Known {
    camps: usize,
    /// For each part the shares of each column.
    parts: Vec<Vec<f64>>,
    /// What the camps below get.
    below: Vec<f64>,
}

impl Known {
    /// What is worth most at these prices, as shares.
    fn best(&self, prices: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.camps];
        for columns in &self.parts {
            let mut best: (f64, &[f64]) = (f64::NEG_INFINITY, &[]);
            for column in columns.chunks_exact(self.camps) {
                let worth: f64 =
                    column.iter().zip(prices).map(|(share, price)| share * price).sum();
                if worth > best.0 {
                    best = (worth, column);
                }
            }
            sum.iter_mut().zip(best.1).for_each(|(sum, share)| *sum += share);
        }
        sum
    }

    /// The bound at these prices, and in which direction it falls where it is at least the one that is known.
    fn look(&self, prices: &[f64], known: f64) -> (f64, Vec<f64>) {
        let best = self.best(prices);
        let mut order: Vec<usize> = (0..self.camps).collect();
        order.sort_by(|&one, &other| prices[other].total_cmp(&prices[one]).then(one.cmp(&other)));
        let mut left: f64 = best.iter().zip(prices).map(|(share, price)| share * price).sum();
        let mut rest = 0.0;
        for (rank, &camp) in order.iter().enumerate() {
            match self.below.get(rank) {
                Some(below) => left -= below * prices[camp],
                None => rest += prices[camp],
            }
        }
        let bound = if rest > 1e-9 { left / rest } else { f64::INFINITY };
        let mut slope = best;
        for (rank, &camp) in order.iter().enumerate() {
            slope[camp] -= self.below.get(rank).copied().unwrap_or(known.min(bound));
        }
        (bound, slope)
    }
}

/// Prices of a point of each camp at which the bound of a floor may be least.
pub(super) fn guide(
    choices: &[Choice<'_>],
    asked: &[u64],
    (shares, floor): (&[(u64, u64)], usize),
    how: How,
) -> Vec<u64> {
    let camps = asked.len();
    let share = |(got, asked): (&u64, &u64)| *got as f64 / *asked as f64;
    let columns = |list: Vec<Vec<i64>>| -> Vec<f64> {
        let share = |(gain, &asked): (&i64, &u64)| *gain as f64 / asked as f64;
        list.iter().flat_map(|gain| gain.iter().zip(asked).map(share)).collect()
    };
    let known = Known {
        camps,
        parts: choices.iter().flat_map(|choice| known_of(choice, how)).map(columns).collect(),
        below: shares[..floor].iter().map(|(got, asked)| share((got, asked))).collect(),
    };
    whole(&ellipsoid(&known), asked)
}

/// Prices at which all that a camp asks for costs the same for each.
pub(super) fn even(asked: &[u64]) -> Vec<u64> {
    whole(&vec![1.0 / asked.len() as f64; asked.len()], asked)
}

/// Prices of a point, from those of all that is asked for.
fn whole(prices: &[f64], asked: &[u64]) -> Vec<u64> {
    let price = |(price, &asked): (&f64, &u64)| (price.max(0.0) * SCALE / asked as f64) as u64;
    let prices: Vec<u64> = prices.iter().zip(asked).map(price).collect();
    if prices.iter().all(|&price| price == 0) { vec![1; asked.len()] } else { prices }
}

/// The prices, which come to one, at which the bound is least.
fn ellipsoid(known: &Known) -> Vec<f64> {
    let size = known.camps - 1;
    let whole = |centre: &[f64]| -> Vec<f64> {
        centre.iter().copied().chain([1.0 - centre.iter().sum::<f64>()]).collect()
    };
    let mut centre = vec![1.0 / known.camps as f64; size];
    let mut best = (1.0, whole(&centre));
    let mut matrix = vec![0.0; size * size];
    (0..size).for_each(|k| matrix[k * size + k] = 1.0);
    for _ in 0..STEPS * size {
        let prices = whole(&centre);
        // Outside, a price that is not positive is to rise.
        let slope = match prices.iter().position(|&price| price < 0.0) {
            Some(camp) => (0..known.camps).map(|k| if k == camp { -1.0 } else { 0.0 }).collect(),
            None => {
                let (bound, slope) = known.look(&prices, best.0);
                if bound < best.0 {
                    best = (bound, prices);
                }
                slope
            }
        };
        let slope: Vec<f64> = slope[..size].iter().map(|one: &f64| one - slope[size]).collect();
        let row = |k: usize| &matrix[k * size..(k + 1) * size];
        let dot =
            |one: &[f64], other: &[f64]| -> f64 { one.iter().zip(other).map(|(a, b)| a * b).sum() };
        let mut step: Vec<f64> = (0..size).map(|k| dot(row(k), &slope)).collect();
        let length = dot(&step, &slope);
        if length.is_nan() || length <= 1e-24 {
            break;
        }
        let length = length.sqrt();
        step.iter_mut().for_each(|one| *one /= length);
        let n = size as f64;
        centre.iter_mut().zip(&step).for_each(|(centre, step)| *centre -= step / (n + 1.0));
        for one in 0..size {
            for other in 0..size {
                let at = &mut matrix[one * size + other];
                *at = if size == 1 {
                    *at / 4.0
                } else {
                    n * n / (n * n - 1.0) * (*at - 2.0 / (n + 1.0) * step[one] * step[other])
                };
            }
        }
    }
    best.1
}
