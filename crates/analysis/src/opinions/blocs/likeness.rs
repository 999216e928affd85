//! How alike two ballots are, and how much of it the statements' own margins explain.
//!
//! Two ballots are compared where both have answered. If people answered a statement independently, each with the odds
//! `p` that its margin shows, two would give answers `a` and `b` with chance `p(a) p(b)`; if one is a copy of the other in
//! which each answer is kept with chance `1 - e` and else drawn anew, with `(1 - e) p(a) [a = b] + e p(a) p(b)`. The
//! logarithm of their ratio, in bits, is the evidence of an answer: `log2((1 - e) / p(a) + e)` where they agree, `log2 e`
//! where they do not. Under independence a sum of `x` bits or more has a chance of at most `2^-x` (Markov's inequality on
//! a likelihood ratio, whose mean is 1). An answer that nearly everybody gives weighs next to nothing.

use crate::opinions::{Answer, LEVELS_MAX, Responses};
use rayon::prelude::*;

/// The chance that an answer in one of two copies was drawn anew: each of the two may differ from what was copied in one
/// answer of twenty, `1 - 0.95^2`, rounded.
const DRAWN_ANEW: f64 = 0.1;
/// The chance that an answer of a copy differs from what was copied.
const CHANGED: f64 = 0.05;
/// The 99 % quantile of the standard normal distribution.
const QUANTILE_99: f64 = 2.326_347_874;

/// What the margins of the statements say about two answers.
#[derive(Clone, Debug)]
pub(super) struct Margins {
    /// Per statement, per level: how many answered so.
    counts: Vec<[u32; LEVELS_MAX]>,
    /// Per statement, per level: the bits of two answers at that level.
    bits: Vec<[f32; LEVELS_MAX]>,
}

/// Two ballots side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// Statements that both answered.
    pub(super) shared: u32,
    /// Of these, answered alike.
    pub(super) alike: u32,
    /// Evidence of the answers, in bits.
    pub(super) bits: f64,
    /// How many statements the shorter and the longer ballot answer together, shared ones twice.
    pub(super) answered: u32,
}

impl Likeness {
    /// Two ballots side by side, the evidence left out. Without branches on the data: this is where the time goes.
    fn count(one: &[Answer], two: &[Answer]) -> Self {
        let (mut i, mut j, mut shared, mut alike) = (0, 0, 0u32, 0u32);
        while i < one.len() && j < two.len() {
            let (a, b) = (one[i], two[j]);
            shared += u32::from(a.about() == b.about());
            alike += u32::from(a == b);
            i += usize::from(a.about() <= b.about());
            j += usize::from(b.about() <= a.about());
        }
        Self { shared, alike, bits: 0.0, answered: (one.len() + two.len()) as u32 }
    }

    /// Whether a ballot is near-identical to the commonest answers of a bloc.
    pub(super) fn near_ballot(&self) -> bool {
        self.half_in_common() && self.few_differ(CHANGED)
    }

    /// More statements in common than not.
    fn half_in_common(&self) -> bool {
        2 * self.shared >= self.answered - self.shared
    }

    /// No more differences than 99 of 100 copies show if answers are changed at this rate (normal approximation).
    fn few_differ(&self, rate: f64) -> bool {
        let shared = f64::from(self.shared);
        let most = shared * rate + QUANTILE_99 * (shared * rate * (1.0 - rate)).sqrt();
        f64::from(self.shared - self.alike) <= most
    }
}

impl Margins {
    /// The margins of responses; a level nobody chose is counted as chosen by one half (Jeffreys).
    pub(super) fn of(responses: &Responses) -> Self {
        let count = |statement: usize| {
            let mut counts = [0u32; LEVELS_MAX];
            for answer in responses.by_statement().row(statement) {
                counts[answer.level()] += 1;
            }
            counts
        };
        let counts = (0..responses.statements()).into_par_iter().map(count).collect();
        Self::from_counts(counts, responses.scale().levels())
    }

    /// The margins of everybody but these.
    pub(super) fn without(&self, responses: &Responses, members: &[u32]) -> Self {
        let mut counts = self.counts.clone();
        for &member in members {
            for answer in responses.by_participant().row(member as usize) {
                counts[answer.about()][answer.level()] -= 1;
            }
        }
        Self::from_counts(counts, responses.scale().levels())
    }

    fn from_counts(counts: Vec<[u32; LEVELS_MAX]>, levels: usize) -> Self {
        let of = |counts: &[u32; LEVELS_MAX]| {
            let all: u32 = counts.iter().sum();
            let total = f64::from(all) + 0.5 * levels as f64;
            counts.map(|count| {
                let share = (f64::from(count) + 0.5) / total;
                libm::log2((1.0 - DRAWN_ANEW) / share + DRAWN_ANEW) as f32
            })
        };
        Self { bits: counts.iter().map(of).collect(), counts }
    }

    /// Two ballots side by side.
    pub(super) fn compare(&self, one: &[Answer], two: &[Answer]) -> Likeness {
        let apart = libm::log2(DRAWN_ANEW);
        let answered = (one.len() + two.len()) as u32;
        let mut found = Likeness { answered, ..Likeness::default() };
        let (mut i, mut j) = (0, 0);
        while i < one.len() && j < two.len() {
            let (a, b) = (one[i], two[j]);
            if a.about() == b.about() {
                let alike = a == b;
                found.shared += 1;
                found.alike += u32::from(alike);
                found.bits += if alike { self.agreed(a) } else { apart };
            }
            i += usize::from(a.about() <= b.about());
            j += usize::from(b.about() <= a.about());
        }
        found
    }

    /// Whether two ballots are near-identical, and more so than chance explains.
    pub(super) fn near(&self, one: &[Answer], two: &[Answer], needed: f64) -> bool {
        let counted = Likeness::count(one, two);
        counted.half_in_common()
            && counted.few_differ(DRAWN_ANEW)
            && self.compare(one, two).bits >= needed
    }

    /// The bits between a ballot and its own copy.
    pub(super) fn own_bits(&self, ballot: &[Answer]) -> f64 {
        ballot.iter().map(|a| self.agreed(*a)).sum()
    }

    /// The bits of an answer that two gave.
    fn agreed(&self, answer: Answer) -> f64 {
        f64::from(self.bits[answer.about()][answer.level()])
    }
}
