//! What a result would be without each of the largest blocs of near-identical ballots.
//!
//! **Method.** The members of a bloc are left out, the model goes on from where it stood to the answers that are left, camps
//! are looked for near those that were found, and common ground is judged anew: what [`influence`] lays beside the same
//! with everybody. The number of dimensions stays, and nothing is tested again, so that this costs a fraction of a survey.
//!
//! **What it cannot show.** Camps that only the bloc hides: none is looked for that was not there before.

use super::camps::{adjusted_rand, find_camps_near, jaccard_matches};
use super::fit::Effort;
use super::ground::{GroundOptions, Hearing, common_ground};
use super::influence::{Influence, Outcome, influence};
use super::survey::{Plan, Survey, Verdict};
use super::tallies::{Divergence, People};
use std::collections::BTreeMap;

/// How many blocs are left out in turn, the largest first.
pub const BLOCS_TRIED: usize = 5;

/// Work on a fit that begins with the same fit on nearly the same answers.
const AGAIN: Effort = Effort { turns_max: 2, tolerance: 0.02 };

/// What changes without each of the first [`BLOCS_TRIED`] blocs, in their order. Statements are counted as common ground if
/// every camp was heard on them and the bound is above one half.
///
/// Nothing beyond [`Plan::whole`] answers or [`Plan::core`] participants, from where on a survey rests on samples.
pub fn without_blocs(survey: &Survey, plan: &Plan) -> Vec<Influence> {
    let responses = &survey.responses;
    let small = responses.answered() <= plan.whole && responses.participants() <= plan.core;
    if survey.blocs.is_empty() || !small {
        return Vec::new();
    }
    let parts: Vec<Vec<u32>> =
        survey.blocs.iter().take(BLOCS_TRIED).map(|bloc| bloc.members.clone()).collect();
    let run = |weights: &[f64]| outcome(survey, plan, weights);
    let agreement = |one: &[Option<u32>], other: &[Option<u32>]| {
        let narrow = |camps: &[Option<u32>]| -> Vec<Option<u16>> {
            camps.iter().map(|camp| camp.map(|camp| camp as u16)).collect()
        };
        adjusted_rand(&narrow(one), &narrow(other))
    };
    influence(&parts, &survey.weights, &run(&survey.weights), run, agreement)
}

/// The result of those who have a weight.
fn outcome(survey: &Survey, plan: &Plan, weights: &[f64]) -> Outcome {
    let found = &survey.result;
    let stay: Vec<u32> = (0..weights.len() as u32).filter(|&p| weights[p as usize] > 0.0).collect();
    let part = |at: &u32| *at as usize;
    let weights: Vec<f64> = stay.iter().map(|at| weights[part(at)]).collect();
    let were: Vec<Option<u16>> = stay.iter().map(|at| found.members[part(at)]).collect();
    let mut outcome = Outcome { common_ground: Vec::new(), camps: vec![None; found.members.len()] };
    if stay.is_empty() {
        return outcome;
    }
    let responses = survey.responses.rows(&stay);
    let fit = found.fit.onto(&responses, &weights, AGAIN);
    // Camps without anybody left are none.
    let mut left: BTreeMap<u16, u16> = were.iter().flatten().map(|camp| (*camp, 0)).collect();
    left.values_mut().zip(0..).for_each(|(now, number)| *now = number);
    let mut camps = left.len().max(1);
    let mut members: Vec<Option<u16>> =
        were.iter().map(|camp| camp.and_then(|camp| left.get(&camp).copied())).collect();
    if found.verdict == Verdict::Camps && camps > 1 {
        let near = find_camps_near(&fit.points(&weights), &members, &plan.camps);
        (camps, members) = (near.count, near.members);
    }
    let people = People { responses: &responses, members: &members, camps, weights: &weights };
    let table = Divergence::count(&people);
    let chances = |participant: usize, statement: usize| fit.chances(participant, statement);
    let ground = common_ground(&people, &table, Some(&chances), &GroundOptions::default());
    outcome.common_ground = ground
        .statements
        .iter()
        .filter(|ground| ground.hearing == Hearing::Heard && ground.lower_bound > 0.5)
        .map(|ground| ground.statement as u32)
        .collect();
    let names = numbers(&were, &members, found.camps, camps);
    for (at, camp) in stay.iter().zip(&members) {
        outcome.camps[part(at)] = camp.map(|camp| names[usize::from(camp)]);
    }
    outcome
}

/// For each camp of now the number of the camp of before that it is; those that are none come after.
fn numbers(
    before: &[Option<u16>],
    now: &[Option<u16>],
    camps_before: usize,
    camps: usize,
) -> Vec<u32> {
    let mut names: Vec<Option<u32>> = vec![None; camps];
    for (camp, same) in jaccard_matches(before, now, camps_before).iter().enumerate() {
        if let Some(name) = same.camp.and_then(|same| names.get_mut(usize::from(same))) {
            name.get_or_insert(camp as u32);
        }
    }
    let mut further = camps_before as u32..;
    names.into_iter().map(|name| name.or_else(|| further.next()).unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Chance, Responses, Scale, survey};
    use super::*;

    /// Two camps of 75 who each answer a third of a hundred statements, and ten ballots with the same forty.
    fn cells() -> Vec<(usize, usize, usize)> {
        let chance = Chance::new(7);
        let mut cells = Vec::new();
        for (p, s) in (0..150).flat_map(|p| (0..100).map(move |s| (p, s))) {
            if chance.purpose(1).share(p, s) < 0.3 {
                let agrees = chance.purpose(3).share(p, s) < chance.purpose(2).share(p % 2, s);
                cells.push((p, s, 2 * usize::from(agrees)));
            }
        }
        cells.extend((150..160).flat_map(|p| (0..40).map(move |i| (p, 2 * i, 2 * (i % 2)))));
        cells
    }

    #[test]
    fn what_a_bloc_changes_is_told_with_the_bloc_alone_left_out() {
        let responses = Responses::from_cells(Scale::Responses, 160, 100, &cells()).unwrap();
        let plan = Plan { resamples: 2, ..Plan::default() };
        let found = survey(responses, &plan, &|_| ());
        assert_eq!(found.blocs.iter().map(|b| b.members.len()).max(), Some(10));
        let told = without_blocs(&found, &plan);
        assert_eq!(told.len(), found.blocs.len().min(BLOCS_TRIED));
        let at = found.blocs.iter().position(|b| b.members.len() == 10).unwrap();
        assert_eq!(told[at].left_out, 10);
        assert!(told[at].moved <= 15 && told[at].agreement > 0.5, "{told:?}");
        assert_eq!(told, without_blocs(&found, &plan));
        assert!(without_blocs(&found, &Plan { whole: 10, ..plan }).is_empty());
    }
}
