//! How many dimensions the answers bear: the number that predicts answers left out of the fit.
//!
//! A tenth of the answers is left out, the model is fitted to the rest with 0, 1, 2 ... dimensions, and the loss is the mean of
//! minus the logarithm of the chance that was given to the answer left out (the logarithmic score, Good 1952). A
//! dimension is believed if it lowers the loss by more than chance would in one of twenty: the mean difference over the
//! answers left out against its standard error. Where the answers are few, further tenths are left out in turn, all ten if
//! need be (cross-validation, Stone 1974).
//!
//! Where nobody answers a statement otherwise than another, answers carry no direction and none is tried. A gain there is not
//! a dimension's: each fit goes on from the one before, and what is certain only becomes more so, by the same for every answer,
//! which no standard error holds back.

use super::chance::Chance;
use super::fit::{DIMENSIONS_MAX, Effort, Fit};
use super::responses::Responses;
use rayon::prelude::*;

/// A number of dimensions that was tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried {
    /// How many dimensions.
    pub dimensions: usize,
    /// The mean loss of an answer left out, in nats.
    pub loss: f64,
    /// Its standard error.
    pub error: f64,
}

/// How many dimensions there are, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimensions {
    /// The number believed; zero if no dimension predicts.
    pub chosen: usize,
    /// What was tried, from zero up.
    pub tried: Vec<Tried>,
    /// How many answers were left out in turn.
    pub held_out: usize,
    /// In how many turns.
    pub turns: usize,
}

/// A tenth is left out at a time.
const TENTHS: usize = 10;
/// Turns are taken until about so many answers were left out: a difference of 0.01 is then seen.
const HELD_OUT: usize = 4_000;
/// One-sided five per cent of the normal distribution.
const BELIEVED: f64 = 1.645;
/// After so many more dimensions that did not help, no further ones are tried.
const PATIENCE: usize = 2;

/// Chooses the number of dimensions.
pub fn dimensions(
    responses: &Responses,
    weights: &[f64],
    chance: Chance,
    effort: Effort,
) -> Dimensions {
    let answered = responses.answered();
    let turns = (TENTHS * HELD_OUT).div_ceil(answered.max(1)).clamp(1, TENTHS);
    let tenth = |participant: usize, statement: usize| chance.below(participant, statement, TENTHS);
    let begun = |turn: usize| {
        let train = responses.keep(|p, s| tenth(p, s) != turn);
        let left_out: Vec<(usize, usize, usize)> = (0..responses.participants())
            .flat_map(|p| {
                let answers = responses.by_participant().row(p).iter();
                answers.map(move |a| (p, a.about(), a.level()))
            })
            .filter(|&(p, s, _)| tenth(p, s) == turn)
            .collect();
        let fit = Fit::additive(&train, weights, effort);
        Turn { train, left_out, fit }
    };
    let mut parts: Vec<Turn> = (0..turns).into_par_iter().map(begun).collect();
    let held_out = parts.iter().map(|part| part.left_out.len()).sum();
    let mut found = Dimensions { chosen: 0, tried: Vec::new(), held_out, turns };
    let mut believed = losses(&parts);
    found.tried.push(tried(0, &believed));
    let most = if has_direction(responses) {
        DIMENSIONS_MAX.min(responses.statements()).min(responses.participants())
    } else {
        0
    };
    for dimensions in 1..=most {
        parts.par_iter_mut().for_each(|part| {
            part.fit = part.fit.with_one_more(&part.train, weights, chance, effort);
        });
        let now = losses(&parts);
        found.tried.push(tried(dimensions, &now));
        let gains: Vec<f64> = believed.iter().zip(&now).map(|(before, now)| before - now).collect();
        let (gain, error) = mean(&gains);
        if gains.len() > 1 && gain > believed_from(gains.len()) * error && gain > 0.0 {
            found.chosen = dimensions;
            believed = now;
        } else if dimensions >= found.chosen + PATIENCE {
            break;
        }
    }
    found
}

/// Whether two participants answered some statement at different levels.
fn has_direction(responses: &Responses) -> bool {
    let table = responses.by_statement();
    let parts = |statement: usize| {
        let answers = table.row(statement);
        answers.iter().any(|answer| answer.level() != answers[0].level())
    };
    (0..table.rows()).any(parts)
}

/// One tenth left out.
struct Turn {
    train: Responses,
    left_out: Vec<(usize, usize, usize)>,
    fit: Fit,
}

/// The loss of each answer left out.
fn losses(parts: &[Turn]) -> Vec<f64> {
    let of_part = |part: &Turn| -> Vec<f64> {
        let loss = |&(p, s, level): &(usize, usize, usize)| {
            -libm::log(part.fit.chances(p, s)[level].max(1e-9))
        };
        part.left_out.iter().map(loss).collect()
    };
    let parts: Vec<Vec<f64>> = parts.par_iter().map(of_part).collect();
    parts.concat()
}

/// So many standard errors must be gained: the quantile of Student's distribution (Cornish and Fisher 1938, to first order).
/// There are at least two answers.
fn believed_from(count: usize) -> f64 {
    BELIEVED + (BELIEVED * BELIEVED * BELIEVED + BELIEVED) / (4.0 * (count - 1) as f64)
}

fn tried(dimensions: usize, losses: &[f64]) -> Tried {
    let (loss, error) = mean(losses);
    Tried { dimensions, loss, error }
}

/// The mean and its standard error.
fn mean(values: &[f64]) -> (f64, f64) {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>();
    (mean, (square / (count - 1.0).max(1.0) / count).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinions::Scale;

    /// Answers of 150 participants to 30 statements; `pull` is how far apart two halves of both lie.
    fn answers(seed: u64, pull: f64) -> Responses {
        let chance = Chance::new(seed);
        let mut cells = Vec::new();
        for p in 0..150 {
            for s in 0..30 {
                if chance.purpose(1).share(p, s) < 0.6 {
                    let z = if (p % 2 == 0) == (s % 2 == 0) { pull } else { -pull };
                    let draw = chance.purpose(2).share(p, s);
                    let agrees = 1.0 / (1.0 + libm::exp(-z));
                    cells.push((p, s, if draw < agrees { 2 } else { 0 }));
                }
            }
        }
        Responses::from_cells(Scale::Responses, 150, 30, &cells).unwrap()
    }

    #[test]
    fn answers_in_which_nobody_differs_bear_no_dimension() {
        let effort = Effort { turns_max: 6, tolerance: 0.02 };
        let chosen = |level: fn(usize) -> usize| {
            let cells: Vec<(usize, usize, usize)> =
                (0..20).flat_map(|p| (0..8).map(move |s| (p, s, level(s)))).collect();
            let responses = Responses::from_cells(Scale::Responses, 20, 8, &cells).unwrap();
            dimensions(&responses, &[1.0; 20], Chance::new(1), effort)
        };
        // All passed; all agreed; all gave the same answers, some of one kind, some of another.
        for level in [|_| 1, |_| 2, |s| s % 3] {
            let found = chosen(level);
            assert_eq!((found.chosen, found.tried.len()), (0, 1), "{found:?}");
        }
    }

    #[test]
    fn noise_bears_no_dimension_and_two_sides_bear_one() {
        let effort = Effort { turns_max: 6, tolerance: 0.01 };
        let chosen = |seed: u64, pull: f64| {
            dimensions(&answers(seed, pull), &[1.0; 150], Chance::new(seed), effort).chosen
        };
        let on_noise: usize = (0..20).filter(|&seed| chosen(seed, 0.0) > 0).count();
        assert!(on_noise <= 1, "{on_noise} of 20");
        assert!((0..5).all(|seed| chosen(seed, 1.0) == 1));
    }
}
