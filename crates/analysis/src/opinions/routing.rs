//! Routing: which statement to show a participant next.
//!
//! **Method.** An answer teaches two things, each counted in bits. *Where the participant stands*: with posterior covariance
//! `S`, a statement of loading `v` whose answers carry Fisher information `c` about their predictor leaves
//! `(S^-1 + c v v')^-1`, a gain of `1/2 log2(1 + c v'Sv)` (Lindley 1956; for adaptive tests van der Linden and Pashley 2010).
//! *How the participant's camp sees the statement*: with `N` answers from the camp and a uniform prior one more answer narrows
//! the share by a gain of about `1/2 log2(1 + 1 / (N + 2))`. The sum is the statement's gain.
//!
//! What is shown is drawn, and every draw has known odds, so that who was asked what can be corrected for afterwards
//! (Horvitz and Thompson 1952):
//!
//! - with chance [`RoutingOptions::new_share`] one of the *new* statements, those with fewer than
//!   [`RoutingOptions::few`] answers, each alike ([`Reason::New`]);
//! - with chance [`RoutingOptions::even_share`] any statement, each alike ([`Reason::Even`]): no statement is ever shut out;
//! - else one of the best by gain, the best tenth, at least one, each alike ([`Reason::Informative`]).
//!
//! If no statement is new, the share of the new goes to the best. A statement already answered or not open is never shown.
//! The draw is a function of the seed, the participant and how many answers the participant has given: whoever reloads the
//! page sees the same statement, and a log of draws can be replayed.
//!
//! **What it cannot show.** Whether a statement matters: gain is about what is not yet known. A map that is wrong routes
//! wrongly, which the even share limits.

use super::Chance;

/// The shares of the draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoutingOptions {
    /// The chance that a new statement is owed a turn, in `[0, 1]`.
    pub new_share: f64,
    /// The chance of an even draw among all, in `[0, 1]`; with `new_share` at most 1.
    pub even_share: f64,
    /// Below how many answers a statement is new.
    pub few: u32,
}

impl Default for RoutingOptions {
    /// A quarter, a tenth, and 30 answers, from which a share has a standard error below a tenth.
    fn default() -> Self {
        Self { new_share: 0.25, even_share: 0.1, few: 30 }
    }
}

/// What is known when a statement is to be chosen.
#[derive(Clone, Copy, Debug)]
pub struct RoutingState<'a> {
    /// Dimensions of the map, `k`; zero while there is none.
    pub dimensions: usize,
    /// Statement loadings, `k` numbers each.
    pub loadings: &'a [f64],
    /// Per statement: the Fisher information of one answer about its predictor; at most 1/4 for a yes or no.
    pub curvatures: &'a [f64],
    /// How many camps there are; at least 1, all participants being one camp where none are supported.
    pub camps: usize,
    /// Answers so far, statement by statement, `camps` numbers each and one more for those in no camp.
    pub answers: &'a [u32],
    /// Per statement: whether it may be shown; false if moderated out.
    pub open: &'a [bool],
    /// The shares of the draws.
    pub options: RoutingOptions,
}

/// The participant asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// A number that stays the participant's own.
    pub number: usize,
    /// The covariance of the place on the map: the lower triangle by rows; the prior's for a newcomer.
    pub covariance: &'a [f64],
    /// The camp, if in one.
    pub camp: Option<usize>,
    /// Statements already answered, in any order.
    pub answered: &'a [u32],
}

/// Why a statement is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has few answers and is owed its share.
    New,
    /// It was drawn evenly among all.
    Even,
    /// Its answer is expected to teach the most, or nearly so.
    Informative,
}

/// A statement to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The statement.
    pub statement: usize,
    /// Which of the three draws it came from.
    pub reason: Reason,
    /// The chance with which this statement was to be shown, by whichever draw.
    pub odds: f64,
    /// What an answer is expected to teach, in bits.
    pub gain: f64,
}

/// The statement to show next; nothing if none is left.
pub fn next(state: &RoutingState<'_>, asked: &Asked<'_>, chance: Chance) -> Option<Choice> {
    let mut closed: Vec<bool> = state.open.iter().map(|open| !open).collect();
    for &statement in asked.answered {
        if let Some(closed) = closed.get_mut(statement as usize) {
            *closed = true;
        }
    }
    let all: Vec<usize> = (0..closed.len()).filter(|&s| !closed[s]).collect();
    if all.is_empty() {
        return None;
    }
    let new: Vec<usize> =
        all.iter().copied().filter(|&s| state.heard(s) < state.options.few).collect();
    let best = state.best(&all, asked);
    let even = share(state.options.even_share);
    let owed = if new.is_empty() { 0.0 } else { share(state.options.new_share).min(1.0 - even) };
    let rest = 1.0 - even - owed;

    let draws = chance.purpose(asked.answered.len() as u64);
    let turn = draws.share(asked.number, 0);
    let (reason, among) = if turn < owed {
        (Reason::New, &new)
    } else if turn < owed + even {
        (Reason::Even, &all)
    } else {
        (Reason::Informative, &best)
    };
    let statement = among[draws.below(asked.number, 1, among.len())];
    let part = |share: f64, list: &[usize]| {
        if list.contains(&statement) { share / list.len() as f64 } else { 0.0 }
    };
    let odds = part(owed, &new) + part(even, &all) + part(rest, &best);
    Some(Choice { statement, reason, odds, gain: state.gain(statement, asked) })
}

/// A share as given, within bounds; what is not a number is none.
fn share(given: f64) -> f64 {
    if given > 0.0 { given.min(1.0) } else { 0.0 }
}

impl RoutingState<'_> {
    /// How many answers a statement has.
    fn heard(&self, statement: usize) -> u32 {
        let each = self.camps + 1;
        let row = self.answers.get(statement * each..(statement + 1) * each);
        row.unwrap_or_default().iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// The best tenth by gain, at least one, by number.
    fn best(&self, all: &[usize], asked: &Asked<'_>) -> Vec<usize> {
        let mut gains: Vec<(f64, usize)> = all.iter().map(|&s| (self.gain(s, asked), s)).collect();
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut best: Vec<usize> =
            gains[..gains.len().div_ceil(10)].iter().map(|&(_, s)| s).collect();
        best.sort_unstable();
        best
    }

    /// What an answer is expected to teach, in bits; what is not a number teaches nothing.
    fn gain(&self, statement: usize, asked: &Asked<'_>) -> f64 {
        let k = self.dimensions;
        let loading = self.loadings.get(statement * k..(statement + 1) * k).unwrap_or_default();
        let curvature = self.curvatures.get(statement).copied().unwrap_or(0.0);
        let mut spread = 0.0;
        let mut at = 0;
        for (i, a) in loading.iter().enumerate() {
            for (j, b) in loading[..=i].iter().enumerate() {
                let twice = if i == j { 1.0 } else { 2.0 };
                spread += twice * a * b * asked.covariance.get(at).copied().unwrap_or(0.0);
                at += 1;
            }
        }
        let place = libm::log2(1.0 + (curvature * spread).max(0.0)) / 2.0;
        let camp = asked.camp.filter(|&c| c < self.camps).unwrap_or(self.camps);
        let heard = self.answers.get(statement * (self.camps + 1) + camp).copied().unwrap_or(0);
        let camp = libm::log2(1.0 + 1.0 / (f64::from(heard) + 2.0)) / 2.0;
        if place.is_finite() { place + camp } else { camp }
    }
}

#[cfg(test)]
mod tests {
    use super::super::arithmetic::sigmoid;
    use super::*;

    const STATEMENTS: usize = 100;
    const PEOPLE: usize = 300;
    const SHOWN: usize = 12;

    /// A standard normal draw, near enough: the sum of twelve even ones.
    fn normal(chance: Chance, a: usize, b: usize) -> f64 {
        (0..12).map(|i| chance.purpose(i).share(a, b)).sum::<f64>() - 6.0
    }

    /// Loadings in two dimensions: a fifth of the statements divide strongly, the others hardly.
    fn loadings() -> Vec<f64> {
        let strength = |s: usize| if s.is_multiple_of(5) { 2.5 } else { 0.4 };
        let chance = Chance::new(21);
        (0..2 * STATEMENTS).map(|i| strength(i / 2) * normal(chance, i / 2, i % 2)).collect()
    }

    /// Asks everybody and gives the mean squared error of the places, and how often each statement was shown.
    fn consultation(routed: bool) -> (f64, Vec<u32>) {
        let loadings = loadings();
        let chance = Chance::new(5);
        // The last twenty are new, the others were answered by 500.
        let mut answers: Vec<u32> =
            (0..STATEMENTS).flat_map(|s| [if s < 80 { 500 } else { 0 }, 0]).collect();
        let mut shown = vec![0; STATEMENTS];
        let mut error = 0.0;
        for person in 0..PEOPLE {
            let place = [normal(chance, person, 1), normal(chance, person, 2)];
            let (mut mean, mut spread) = ([0.0, 0.0], [1.0, 0.0, 1.0]);
            let mut answered = Vec::new();
            for _ in 0..SHOWN {
                let state = RoutingState {
                    dimensions: 2,
                    loadings: &loadings,
                    curvatures: &[0.2; STATEMENTS],
                    camps: 1,
                    answers: &answers,
                    open: &[true; STATEMENTS],
                    options: if routed {
                        RoutingOptions::default()
                    } else {
                        RoutingOptions { new_share: 0.0, even_share: 1.0, few: 0 }
                    },
                };
                let asked = Asked {
                    number: person,
                    covariance: &spread,
                    camp: Some(0),
                    answered: &answered,
                };
                let s = next(&state, &asked, Chance::new(9)).unwrap().statement;
                let v = [loadings[2 * s], loadings[2 * s + 1]];
                let agrees = chance.purpose(99).share(person, s)
                    < sigmoid(v[0] * place[0] + v[1] * place[1]);
                let at = sigmoid(v[0] * mean[0] + v[1] * mean[1]);
                let curvature = (at * (1.0 - at)).max(0.05);
                let sv = [spread[0] * v[0] + spread[1] * v[1], spread[1] * v[0] + spread[2] * v[1]];
                let scale = 1.0 + curvature * (v[0] * sv[0] + v[1] * sv[1]);
                let step = (f64::from(u8::from(agrees)) - at) / scale;
                mean = [mean[0] + sv[0] * step, mean[1] + sv[1] * step];
                let shrink = curvature / scale;
                spread = [
                    spread[0] - shrink * sv[0] * sv[0],
                    spread[1] - shrink * sv[0] * sv[1],
                    spread[2] - shrink * sv[1] * sv[1],
                ];
                answered.push(s as u32);
                shown[s] += 1;
                answers[2 * s] += 1;
            }
            error += (0..2).map(|d| (mean[d] - place[d]) * (mean[d] - place[d])).sum::<f64>();
        }
        (error / PEOPLE as f64, shown)
    }

    #[test]
    fn places_are_learned_faster_than_in_random_order_and_new_statements_get_their_share() {
        let (routed, shown) = consultation(true);
        let (random, _) = consultation(false);
        assert!(routed < 0.8 * random, "{routed} against {random}");
        let least = shown[80..].iter().min().unwrap();
        assert!(*least >= 30, "{shown:?}");
        let seldom = shown[..80].iter().filter(|&&n| n == 0).count();
        assert!(seldom <= 8, "{shown:?}");
    }

    #[test]
    fn what_is_answered_or_closed_is_never_shown_and_draws_are_replayed_with_their_odds() {
        let state = RoutingState {
            dimensions: 0,
            loadings: &[],
            curvatures: &[],
            camps: 1,
            answers: &[40, 0, 3, 0, 40, 0, 50, 0],
            open: &[true, true, false, true],
            options: RoutingOptions::default(),
        };
        let mut tally = [0.0; 4];
        let mut odds = [0.0; 4];
        for number in 0..4000 {
            let asked = Asked { number, covariance: &[], camp: None, answered: &[7, 0] };
            let choice = next(&state, &asked, Chance::new(1)).unwrap();
            assert_eq!(Some(choice), next(&state, &asked, Chance::new(1)));
            tally[choice.statement] += 1.0 / 4000.0;
            odds[choice.statement] = choice.odds;
        }
        assert_eq!((tally[0], tally[2]), (0.0, 0.0));
        assert!((odds[1] + odds[3] - 1.0f64).abs() < 1e-12);
        assert!((tally[1] - odds[1]).abs() < 0.03 && odds[1] > 0.25, "{tally:?} {odds:?}");
        let done = Asked { number: 1, covariance: &[], camp: None, answered: &[0, 1, 3] };
        assert_eq!(next(&state, &done, Chance::new(1)), None);
    }
}
