//! The leading direction of the answers, held against votes permuted within each statement.
//!
//! Permuting leaves every statement its counts and every participant the statements answered, and takes away who holds what
//! together. The strength of a direction is the largest singular value of what each answer says beyond its statement's and
//! its participant's averages, found by power iteration. If permuted votes have as strong a direction, there is nothing to
//! explain (a permutation test, Fisher 1935; of singular values, Buja and Eyuboglu 1992).

use super::chance::Chance;
use super::responses::{Answer, LEVELS_MAX, Responses};
use rayon::prelude::*;

/// The leading direction against permuted votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Permuted {
    /// The strength of the leading direction.
    pub strength: f64,
    /// The strengths in permuted votes.
    pub drawn: Vec<f64>,
    /// How many answers it rests on.
    pub answers: usize,
}

impl Permuted {
    /// In how many draws the direction is as strong.
    pub fn as_strong(&self) -> usize {
        self.drawn.iter().filter(|&&drawn| drawn >= self.strength).count()
    }

    /// Whether permuted votes have as strong a direction more often than in one of twenty.
    pub fn is_as_permuted(&self) -> bool {
        !self.drawn.is_empty() && (self.as_strong() + 1) * 20 > self.drawn.len() + 1
    }
}

/// Answers beyond which the first participants stand for all; they are in an order that follows from no opinion.
const ANSWERS: usize = 20_000;
/// Rounds of power iteration.
const ROUNDS: usize = 8;

/// Holds the leading direction against votes permuted within each statement.
pub fn permuted(responses: &Responses, weights: &[f64], draws: usize, chance: Chance) -> Permuted {
    let part;
    let (responses, weights) = if responses.answered() > ANSWERS {
        let mut answers = 0;
        let within = |&row: &u32| {
            answers += responses.by_participant().row(row as usize).len();
            answers <= ANSWERS
        };
        let chosen: Vec<u32> = (0..responses.participants() as u32).take_while(within).collect();
        part = (responses.rows(&chosen), chosen.iter().map(|&p| weights[p as usize]).collect());
        (&part.0, &part.1)
    } else {
        part = (responses.rows(&[]), weights.to_vec());
        (responses, &part.1)
    };
    let observed = strength(responses, weights, None);
    let drawn = (0..draws)
        .into_par_iter()
        .map(|draw| strength(responses, weights, Some(chance.purpose(draw as u64))))
        .collect();
    Permuted { strength: observed, drawn, answers: responses.answered() }
}

/// The strength of the leading direction, after votes are permuted if there is a chance to do it by.
fn strength(responses: &Responses, weights: &[f64], permute: Option<Chance>) -> f64 {
    let rows = residuals(responses, permute);
    let table = responses.by_participant();
    let mut v: Vec<f64> =
        (0..responses.statements()).map(|s| Chance::new(7).share(s, 0) - 0.5).collect();
    let mut u = vec![0.0; responses.participants()];
    let mut strength = 0.0;
    for _ in 0..ROUNDS {
        let length = v.iter().map(|v| v * v).sum::<f64>().sqrt().max(1e-300);
        v.iter_mut().for_each(|v| *v /= length);
        for (row, place) in u.iter_mut().enumerate() {
            let cells = table.row(row).iter().zip(&rows[row]);
            *place = cells.map(|(answer, r)| r * v[answer.about()]).sum();
        }
        v.fill(0.0);
        for (row, place) in u.iter().enumerate() {
            for (answer, r) in table.row(row).iter().zip(&rows[row]) {
                v[answer.about()] += weights[row] * r * place;
            }
        }
        strength = v.iter().map(|v| v * v).sum::<f64>().sqrt();
    }
    strength
}

/// What each answer says beyond the averages of its statement and of its participant, by participants.
fn residuals(responses: &Responses, permute: Option<Chance>) -> Vec<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = (0..responses.participants()).map(|_| Vec::new()).collect();
    let mut order: Vec<(u64, usize)> = Vec::new();
    for statement in 0..responses.statements() {
        let answers = responses.by_statement().row(statement);
        let mut levels: Vec<usize> = answers.iter().map(|a| a.level()).collect();
        if let Some(chance) = permute {
            order.clear();
            order.extend((0..answers.len()).map(|i| (chance.bits(statement, i), i)));
            order.sort_unstable();
            levels = order.iter().map(|&(_, from)| answers[from].level()).collect();
        }
        let scores = scores(answers);
        for (answer, level) in answers.iter().zip(levels) {
            rows[answer.about()].push(scores[level]);
        }
    }
    for row in &mut rows {
        let mean = row.iter().sum::<f64>() / row.len().max(1) as f64;
        row.iter_mut().for_each(|r| *r -= mean);
    }
    rows
}

/// What each level of a statement says: its mid-rank among the answers (ridits, Bross 1958), of mean 0.
fn scores(answers: &[Answer]) -> [f64; LEVELS_MAX] {
    let mut counts = [0.0; LEVELS_MAX];
    for answer in answers {
        counts[answer.level()] += 1.0;
    }
    let mut scores = [0.0; LEVELS_MAX];
    let mut below = 0.0;
    for (score, count) in scores.iter_mut().zip(counts) {
        *score = (below + count / 2.0) / answers.len().max(1) as f64 - 0.5;
        below += count;
    }
    scores
}
