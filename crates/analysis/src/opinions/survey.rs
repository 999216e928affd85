//! The whole run: from who answered what to camps, what sets them apart and what they share.
//!
//! 1. Responses are put in an order of their own ([`Responses::in_own_order`]); from here on nothing knows how a file was sorted.
//! 2. Near-identical ballots are looked for; those that independent people do not cast are counted as one voice, and the
//!    result with each counted in full is kept beside it.
//! 3. The number of dimensions is chosen by answers left out of the fit; the leading direction is held against votes permuted
//!    within each statement. From a stated number of answers on, this is done on a sample of participants.
//! 4. The model is fitted to all answers; camps are looked for among the places.
//! 5. Camps are found anew with a twentieth of the answers left out, and in two halves of the statements. They are claimed only
//!    if the same people are together again.
//! 6. Common ground, what sets camps apart, who stands between them.

use super::apart::{Apart, Folds, apart};
use super::blocs::{Bloc, BlocOptions, blocs, weights as bloc_weights};
use super::bridges::{BridgeOptions, Bridges, bridges};
use super::camps::{
    CampPlan, Camps, adjusted_rand, find_camps, find_camps_near, jaccard_matches, size_interval,
    survival,
};
use super::chance::Chance;
use super::dimensions::{Dimensions, dimensions};
use super::fit::{Effort, Fit};
use super::ground::{CommonGround, GroundOptions, common_ground};
use super::permuted::{Permuted, permuted};
use super::responses::{Order, Points, Responses};
use super::tallies::{Divergence, People};
use rayon::prelude::*;

/// Agreement (adjusted Rand index) with a twentieth of the answers left out, below which camps are not claimed.
pub const STABLE: f64 = 0.95;
/// Agreement between camps found in two halves of the statements, below which camps are told to be weak.
pub const FIRM: f64 = 0.7;

/// Among fewer participants who answered anything camps are not looked for.
///
/// 5, the count below which shares are not told: W. G. Cochran, Some Methods for Strengthening the Common χ² Tests,
/// Biometrics 10, 1954, 417-451.
pub const PARTICIPANTS_MIN: usize = 5;

/// How a survey is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The seed of all draws.
    pub seed: u64,
    /// Up to so many answers nothing is sampled.
    pub whole: usize,
    /// A sample has at least so many participants, if there are as many ...
    pub sample_participants: usize,
    /// ... and goes on until it has so many answers.
    pub sample_answers: usize,
    /// Camps are looked for among so many participants, those whose places are best known; others are then placed.
    pub core: usize,
    /// How often camps are found anew with a twentieth of the answers left out.
    pub resamples: usize,
    /// How often votes are permuted within each statement.
    pub permutations: usize,
    /// How camps are looked for.
    pub camps: CampPlan,
    /// Whether near-identical ballots that independent people do not cast are counted as one voice.
    pub blocs_once: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 1,
            whole: 250_000,
            sample_participants: 1_000,
            sample_answers: 50_000,
            core: 5_000,
            resamples: 10,
            permutations: 19,
            camps: CampPlan { certain: 0.9, ..CampPlan::default() },
            blocs_once: true,
        }
    }
}

/// What is being worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Responses are put in their own order.
    Order,
    /// Ballots are compared.
    Ballots,
    /// The number of dimensions is chosen.
    Dimensions,
    /// The model is fitted to all answers.
    Fit,
    /// Camps are looked for.
    Camps,
    /// Camps are found anew.
    Stability,
    /// Statements are told apart.
    Statements,
}

impl Stage {
    /// All, in their order.
    pub const ALL: [Stage; 7] = [
        Stage::Order,
        Stage::Ballots,
        Stage::Dimensions,
        Stage::Fit,
        Stage::Camps,
        Stage::Stability,
        Stage::Statements,
    ];
}

/// What is told of the work while it goes on.
pub type Progress<'a> = &'a (dyn Fn(Stage) + Sync);

/// Why camps are claimed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`PARTICIPANTS_MIN`] participants answered anything.
    TooFew,
    /// No dimension predicts answers left out: answers differ by statement and by readiness to agree alone.
    NoDimension,
    /// The leading direction is no stronger than in permuted votes.
    AsPermuted,
    /// Opinions differ, but gather in one place.
    OnePlace,
    /// Camps were seen, but not again with a twentieth of the answers left out.
    Unstable,
    /// Camps are supported.
    Camps,
}

/// How far camps are the same when the answers are not quite the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stability {
    /// Agreement (adjusted Rand index, over those classified both times) with each twentieth left out.
    pub dropped: Vec<f64>,
    /// For each camp the share of these in which it was found again.
    pub survival: Vec<f64>,
    /// Agreement between the camps of two halves of the statements; none if there is nothing to compare.
    pub halves: Option<f64>,
}

impl Stability {
    /// Mean agreement with a twentieth of the answers left out; 1 if that was not tried.
    pub fn agreement(&self) -> f64 {
        if self.dropped.is_empty() {
            return 1.0;
        }
        self.dropped.iter().sum::<f64>() / self.dropped.len() as f64
    }

    /// Whether halves of the statements show other camps.
    pub fn is_weak(&self) -> bool {
        self.halves.is_none_or(|agreement| agreement < FIRM)
    }
}

/// Participants and their answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many participants.
    pub participants: usize,
    /// How many answers of theirs.
    pub answers: usize,
}

impl Counted {
    fn of(responses: &Responses) -> Self {
        Self { participants: responses.participants(), answers: responses.answered() }
    }
}

/// A camp's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampSize {
    /// How many participants are counted in it.
    pub members: usize,
    /// The 95 % interval of its share among the classified.
    pub interval: (f64, f64),
}

/// What one set of weights came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The model, fitted to all answers.
    pub fit: Fit,
    /// Places of participants.
    pub points: Points,
    /// Why camps are claimed or not.
    pub verdict: Verdict,
    /// How many camps: 1 if none are supported.
    pub camps: usize,
    /// Each participant's camp, if it is clear; all in one if no camps are supported.
    pub members: Vec<Option<u16>>,
    /// Each participant's chances to belong to each camp, `camps` numbers each.
    pub belonging: Vec<f64>,
    /// The camps that were looked at, whether they are claimed or not.
    pub seen: Camps,
    /// How camps answered.
    pub table: Divergence,
    /// Common ground and what divides.
    pub ground: CommonGround,
}

/// What a survey found. Participants and statements are numbered in the survey's own order; `order` leads back.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// The responses, in their own order.
    pub responses: Responses,
    /// From that order back to the one given.
    pub order: Order,
    /// On how many the choice of dimensions and the permutation of votes rest.
    pub sample: Counted,
    /// On how many the search for camps, their stability and what sets them apart rest.
    pub core: Counted,
    /// Near-identical ballots.
    pub blocs: Vec<Bloc>,
    /// How much each participant counts.
    pub weights: Vec<f64>,
    /// The number of dimensions, and why.
    pub dimensions: Dimensions,
    /// The leading direction against permuted votes.
    pub permuted: Permuted,
    /// The result.
    pub result: Findings,
    /// Each camp's size.
    pub sizes: Vec<CampSize>,
    /// How stable the camps are.
    pub stability: Stability,
    /// What sets camps apart.
    pub apart: Apart,
    /// Who stands between camps.
    pub bridges: Bridges,
    /// The result with every ballot counted in full, where a bloc was counted once.
    pub as_cast: Option<Box<Findings>>,
}

/// Work on a fit to a sample, for each dimension, while the number of dimensions is chosen.
const TRIAL: Effort = Effort { turns_max: 6, tolerance: 0.02 };
/// Work on the fit that is kept, for each dimension.
const KEPT: Effort = Effort { turns_max: 12, tolerance: 0.01 };
/// Work on a fit to all answers that begins with statements placed on a sample.
const ALL: Effort = Effort { turns_max: 3, tolerance: 0.01 };
/// Work on a fit that begins with the same fit on nearly the same answers.
const AGAIN: Effort = Effort { turns_max: 2, tolerance: 0.02 };

/// The purposes of draws.
mod purpose {
    pub(super) const BALLOTS: u64 = 1;
    pub(super) const SAMPLE: u64 = 2;
    pub(super) const HELD_OUT: u64 = 3;
    pub(super) const PERMUTED: u64 = 4;
    pub(super) const CAMPS: u64 = 5;
    pub(super) const HALVES: u64 = 6;
    pub(super) const DROPPED: u64 = 1_000;
}

/// Fits the model to all answers, with as many dimensions as they bear; enough to foretell answers.
pub fn foretell(responses: Responses, plan: &Plan) -> (Fit, Order, Dimensions) {
    let (responses, order) = responses.in_own_order();
    let weights = vec![1.0; responses.participants()];
    let chance = Chance::new(plan.seed);
    let sample = Sample::of(&responses, &weights, plan, chance);
    let found =
        dimensions(&sample.responses, &sample.weights, chance.purpose(purpose::HELD_OUT), TRIAL);
    let trial = path(&sample.responses, &sample.weights, found.chosen, chance, KEPT);
    let fit = if sample.chosen.is_none() { trial } else { trial.onto(&responses, &weights, ALL) };
    (fit, order, found)
}

/// Runs a survey.
pub fn survey(responses: Responses, plan: &Plan, progress: Progress<'_>) -> Survey {
    let chance = Chance::new(plan.seed);
    progress(Stage::Order);
    let (responses, order) = responses.in_own_order();
    progress(Stage::Ballots);
    let blocs = blocs(&responses, BlocOptions::default(), chance.purpose(purpose::BALLOTS));
    let even = vec![1.0; responses.participants()];
    let weights =
        if plan.blocs_once { bloc_weights(&blocs, responses.participants()) } else { even.clone() };
    progress(Stage::Dimensions);
    let sample = Sample::of(&responses, &weights, plan, chance);
    let held_out = chance.purpose(purpose::HELD_OUT);
    let dimensions = dimensions(&sample.responses, &sample.weights, held_out, TRIAL);
    let permuted = permuted(
        &sample.responses,
        &sample.weights,
        plan.permutations,
        chance.purpose(purpose::PERMUTED),
    );
    let room = Room { responses: &responses, plan, chance, progress, permuted: &permuted };
    let Found { result, stability, shares, halves, core } =
        room.result(&sample, &weights, dimensions.chosen);
    progress(Stage::Statements);
    let sizes = sizes(&result, &shares);
    let inner = core.part(&result.members);
    let apart = {
        let weights = core.part(&weights);
        let people = core.people(&responses, &inner, result.camps, &weights);
        apart(&people, &halves.folds, |fold| halves.members[fold].clone(), 0.05)
    };
    let bridges = {
        let members = &result.members;
        let people =
            People { responses: &responses, members, camps: result.camps, weights: &weights };
        bridges(&people, &result.ground, Some(&result.belonging), &BridgeOptions::default())
    };
    let as_cast = (weights != even).then(|| {
        let sample = Sample::of(&responses, &even, plan, chance);
        let silent: Progress<'_> = &|_| ();
        let room = Room { progress: silent, ..room };
        Box::new(room.result(&sample, &even, dimensions.chosen).result)
    });
    Survey {
        order,
        sample: Counted::of(&sample.responses),
        core: Counted::of(core.responses.as_ref().unwrap_or(&responses)),
        blocs,
        dimensions,
        permuted: permuted.clone(),
        sizes,
        stability,
        apart,
        bridges,
        as_cast,
        result,
        weights,
        responses,
    }
}

/// A fit of so many dimensions, from none up.
fn path(
    responses: &Responses,
    weights: &[f64],
    dimensions: usize,
    chance: Chance,
    effort: Effort,
) -> Fit {
    let chance = chance.purpose(purpose::HELD_OUT);
    let mut fit = Fit::additive(responses, weights, effort);
    for _ in 0..dimensions {
        fit = fit.with_one_more(responses, weights, chance, effort);
    }
    fit
}

/// Participants on whom selection, null and resampling rest.
struct Sample {
    /// Who, in the survey's order; none if all.
    chosen: Option<Vec<u32>>,
    responses: Responses,
    weights: Vec<f64>,
}

impl Sample {
    /// Participants drawn with chances in proportion to their answers: two answers of one participant tell whether they go
    /// together, so that who answered much tells more than many who answered little.
    fn of(responses: &Responses, weights: &[f64], plan: &Plan, chance: Chance) -> Self {
        if responses.answered() <= plan.whole {
            return Self { chosen: None, responses: responses.clone(), weights: weights.to_vec() };
        }
        let chance = chance.purpose(purpose::SAMPLE);
        // Who comes first of exponential times whose rates are the chances (Efraimidis and Spirakis 2006).
        let mut drawn: Vec<(f64, u32)> = (0..responses.participants() as u32)
            .filter_map(|participant| {
                let at = participant as usize;
                let rate = weights[at] * responses.by_participant().row(at).len() as f64;
                let time = -libm::log(1.0 - chance.share(at, 0)) / rate;
                (rate > 0.0).then_some((time, participant))
            })
            .collect();
        drawn.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut answers = 0;
        let mut chosen: Vec<u32> = Vec::new();
        for (_, participant) in drawn {
            if chosen.len() >= plan.sample_participants && answers >= plan.sample_answers {
                break;
            }
            answers += responses.by_participant().row(participant as usize).len();
            chosen.push(participant);
        }
        chosen.sort_unstable();
        let responses = responses.rows(&chosen);
        let weights = chosen.iter().map(|&p| weights[p as usize]).collect();
        Self { chosen: Some(chosen), responses, weights }
    }
}

/// Participants among whom camps are looked for.
struct Core {
    /// Who, in the survey's order; none if all.
    chosen: Option<Vec<u32>>,
    /// Their responses; none if all.
    responses: Option<Responses>,
}

impl Core {
    /// Those whose places are best known: the least total variance first, then the survey's order.
    fn of(responses: &Responses, points: &Points, plan: &Plan) -> Self {
        if points.count() <= plan.core || points.dimensions == 0 {
            return Self { chosen: None, responses: None };
        }
        let chosen = points.best_known(plan.core);
        let responses = responses.rows(&chosen);
        Self { chosen: Some(chosen), responses: Some(responses) }
    }

    /// The part of a list by participants that belongs to the core.
    fn part<T: Copy>(&self, all: &[T]) -> Vec<T> {
        match &self.chosen {
            None => all.to_vec(),
            Some(chosen) => chosen.iter().map(|&p| all[p as usize]).collect(),
        }
    }

    fn points(&self, points: &Points) -> Points {
        self.chosen.as_ref().map_or_else(|| points.clone(), |chosen| points.chosen(chosen))
    }

    fn people<'a>(
        &'a self,
        all: &'a Responses,
        members: &'a [Option<u16>],
        camps: usize,
        weights: &'a [f64],
    ) -> People<'a> {
        People { responses: self.responses.as_ref().unwrap_or(all), members, camps, weights }
    }
}

/// What a result is made from.
#[derive(Clone, Copy)]
struct Room<'a> {
    responses: &'a Responses,
    plan: &'a Plan,
    chance: Chance,
    progress: Progress<'a>,
    permuted: &'a Permuted,
}

/// Camps formed without one half of the statements each, named like the main camps.
struct Halves {
    folds: Folds,
    members: [Vec<Option<u16>>; Folds::COUNT],
    agreement: Option<f64>,
}

/// A result and what it rests on.
struct Found {
    result: Findings,
    stability: Stability,
    /// Each resample's share of each camp.
    shares: Vec<Vec<f64>>,
    halves: Halves,
    core: Core,
}

impl Room<'_> {
    /// Fits, looks for camps, tests their stability and tells statements apart.
    fn result(&self, sample: &Sample, weights: &[f64], dimensions: usize) -> Found {
        (self.progress)(Stage::Fit);
        let trial = path(&sample.responses, &sample.weights, dimensions, self.chance, KEPT);
        let fit =
            if sample.chosen.is_none() { trial } else { trial.onto(self.responses, weights, ALL) };
        let points = fit.points(weights);
        (self.progress)(Stage::Camps);
        let core = Core::of(self.responses, &points, self.plan);
        let inner = core.points(&points);
        let inner_fit = core.chosen.as_ref().map(|chosen| fit.chosen(chosen));
        let inner_fit = inner_fit.as_ref().unwrap_or(&fit);
        let again = inner_fit.redrawn(core.responses.as_ref().unwrap_or(self.responses));
        let retaken = |point: usize, place: &[f64], chance| again.place(point, place, chance);
        let chance = self.chance.purpose(purpose::CAMPS);
        let seen = find_camps(&inner, chance, &self.plan.camps, Some(&retaken));
        (self.progress)(Stage::Stability);
        let tried = seen.count > 1 && !self.permuted.is_as_permuted();
        let mut stability = Stability::default();
        let mut shares = Vec::new();
        let mut halves =
            self.halves(sample, &core, &inner.weights, tried.then_some(&seen), dimensions);
        if tried {
            let again = self.resampled(&core, &fit, &inner.weights, &seen.members);
            stability.dropped = again.iter().map(|m| adjusted_rand(&seen.members, m)).collect();
            stability.survival = survival(&seen.members, seen.count, &again);
            stability.halves = halves.agreement;
            shares = again
                .iter()
                .map(|members| camp_shares(&seen.members, members, seen.count))
                .collect();
        }
        let table = self.responses.by_participant();
        let speaking = (0..table.rows()).filter(|&row| !table.row(row).is_empty()).count();
        let verdict = if speaking < PARTICIPANTS_MIN {
            Verdict::TooFew
        } else if dimensions == 0 {
            Verdict::NoDimension
        } else if self.permuted.is_as_permuted() {
            Verdict::AsPermuted
        } else if seen.count < 2 {
            Verdict::OnePlace
        } else if stability.agreement() < STABLE {
            Verdict::Unstable
        } else {
            Verdict::Camps
        };
        let (camps, members, belonging) = if verdict == Verdict::Camps {
            let (members, belonging) = seen.place(&points);
            (seen.count, members, belonging)
        } else {
            let count = self.responses.participants();
            halves.members = halves.members.map(|members| vec![Some(0); members.len()]);
            (1, vec![Some(0); count], vec![1.0; count])
        };
        let people = People { responses: self.responses, members: &members, camps, weights };
        let table = Divergence::count(&people);
        let chances = |participant: usize, statement: usize| fit.chances(participant, statement);
        let ground = common_ground(&people, &table, Some(&chances), &GroundOptions::default());
        let result =
            Findings { points, verdict, camps, members, belonging, seen, table, ground, fit };
        Found { result, stability, shares, halves, core }
    }

    /// Camps found anew, each time with another twentieth of the answers left out. Where they are looked for among a core,
    /// statements stay where all answers place them.
    fn resampled(
        &self,
        core: &Core,
        fit: &Fit,
        weights: &[f64],
        members: &[Option<u16>],
    ) -> Vec<Vec<Option<u16>>> {
        let responses = core.responses.as_ref().unwrap_or(self.responses);
        let fit = core.chosen.as_ref().map_or_else(|| fit.clone(), |chosen| fit.chosen(chosen));
        let effort = Effort { turns_max: if core.chosen.is_none() { 2 } else { 0 }, ..AGAIN };
        let again = |turn: usize| {
            let chance = self.chance.purpose(purpose::DROPPED + turn as u64);
            let kept = responses.keep(|p, s| chance.below(p, s, 20) != 0);
            let fit = fit.onto(&kept, weights, effort);
            find_camps_near(&fit.points(weights), members, &self.plan.camps).members
        };
        (0..self.plan.resamples).into_par_iter().map(again).collect()
    }

    /// As many camps formed from each half of the statements alone.
    fn halves(
        &self,
        sample: &Sample,
        core: &Core,
        counted: &[f64],
        seen: Option<&Camps>,
        dimensions: usize,
    ) -> Halves {
        let chance = self.chance.purpose(purpose::HALVES);
        let folds = Folds::new(self.responses.statements(), chance);
        let Some(seen) = seen else {
            let nobody = || vec![None; counted.len()];
            return Halves { folds, members: [nobody(), nobody()], agreement: None };
        };
        let without = |fold: usize| {
            let part = sample.responses.keep(|_, s| folds.fold(s) != fold);
            let mut fit = path(&part, &sample.weights, dimensions, self.chance, TRIAL);
            let mut weights = sample.weights.clone();
            if sample.chosen.is_some() || core.chosen.is_some() {
                let inner = core.responses.as_ref().unwrap_or(self.responses);
                let inner = inner.keep(|_, s| folds.fold(s) != fold);
                weights = counted.to_vec();
                fit = fit.onto(&inner, &weights, Effort { turns_max: 1, ..AGAIN });
            }
            let plan = CampPlan { draws: 0, most: seen.count, ..self.plan.camps };
            find_camps(&fit.points(&weights), chance, &plan, None).members
        };
        let formed: Vec<Vec<Option<u16>>> =
            (0..Folds::COUNT).into_par_iter().map(without).collect();
        let agreement = adjusted_rand(&formed[0], &formed[1]);
        let named = |formed: &Vec<Option<u16>>| {
            let matches = jaccard_matches(&seen.members, formed, seen.count);
            let name = |camp: u16| {
                matches.iter().position(|m| m.camp == Some(camp)).map(|camp| camp as u16)
            };
            formed.iter().map(|camp| camp.and_then(name)).collect()
        };
        Halves {
            members: [named(&formed[0]), named(&formed[1])],
            folds,
            agreement: Some(agreement),
        }
    }
}

/// The share of each camp among the classified of a resample, by its counterpart there.
fn camp_shares(members: &[Option<u16>], again: &[Option<u16>], camps: usize) -> Vec<f64> {
    let classified = again.iter().flatten().count().max(1) as f64;
    jaccard_matches(members, again, camps)
        .iter()
        .map(|found| match found.camp {
            Some(camp) => again.iter().filter(|m| **m == Some(camp)).count() as f64 / classified,
            None => f64::NAN,
        })
        .collect()
}

/// Sizes of the camps with their intervals.
fn sizes(result: &Findings, resampled: &[Vec<f64>]) -> Vec<CampSize> {
    let classified = result.members.iter().flatten().count();
    (0..result.camps)
        .map(|camp| {
            let members = result.members.iter().filter(|m| **m == Some(camp as u16)).count();
            let shares: Vec<f64> =
                resampled.iter().filter_map(|shares| shares.get(camp).copied()).collect();
            let interval = size_interval(members as f64, classified as f64, &shares);
            CampSize { members, interval }
        })
        .collect()
}
