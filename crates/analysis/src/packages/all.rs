//! More packages than one: those to which nothing can be added, and those that differ most at equal weight.

use super::encode::encode;
use super::find::Answer;
use super::propagate::Table;
use super::reduce::{Open, Part};
use super::solver::{Reply, Solver};
use super::start::weight;
use super::stop::Stop;
use crate::opinions::Chance;
use rayon::prelude::*;
use rustsat::types::{Clause, Lit};
use std::collections::{BTreeSet, BinaryHeap};

/// A package among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The alternatives, rising.
    pub alternatives: Vec<u32>,
    /// What they weigh.
    pub weight: u64,
}

/// Packages to which no unit can be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maximal {
    /// By falling weight; one for each set of units that can be agreed together.
    pub packages: Vec<Package>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// The packages to which no unit can be added, at most so many, heaviest first.
///
/// Two packages that agree the same units are one here. Where there are more, the heaviest of those that were found are
/// told, and the best package is among them.
pub fn maximal(answer: &Answer, most: usize, stop: &Stop) -> Maximal {
    let parts = answer.parts.par_iter().zip(&answer.found);
    let of: Vec<(Vec<Package>, bool)> = parts
        .map(|(part, found)| {
            let (mut sets, complete) = maximal_of(part, most, stop);
            let best = Package { alternatives: found.package.clone(), weight: found.weight };
            if sets.iter().all(|set| set.weight < best.weight) {
                sets.push(best);
            }
            sets.sort_by(|one, other| {
                other.weight.cmp(&one.weight).then(one.alternatives.cmp(&other.alternatives))
            });
            (sets, complete)
        })
        .collect();
    let complete = of.iter().all(|of| of.1);
    let choices: Vec<Vec<Package>> =
        of.into_iter().map(|of| of.0).filter(|of| !of.is_empty()).collect();
    let (packages, all) = heaviest(&choices, most);
    Maximal { packages, complete: complete && all }
}

/// The sets of units of a part that can be agreed and not added to, one package for each; and whether these are all.
fn maximal_of(part: &Part, most: usize, stop: &Stop) -> (Vec<Package>, bool) {
    let encoded = encode(part);
    let mut solver = Solver::new(part.alternatives.len(), stop);
    if !part.tolerances.is_empty() {
        // Tolerances are not among the clauses; the one package that is known stands for the part.
        return (Vec::new(), false);
    }
    solver.add(encoded.clauses.iter().cloned());
    let mut found = Vec::new();
    while found.len() < most {
        let mut package = match solver.ask(&[], u64::MAX) {
            Reply::Yes(package) => package,
            Reply::No(_) => return (found, true),
            Reply::Unknown => return (found, false),
        };
        let is_agreed = |unit: &Open, package: &[u32]| {
            unit.alternatives.clone().any(|a| package.binary_search(&a).is_ok())
        };
        for (place, unit) in part.units.iter().enumerate() {
            if is_agreed(unit, &package) {
                continue;
            }
            let agreed = part
                .units
                .iter()
                .zip(&encoded.agreed)
                .filter(|(unit, _)| is_agreed(unit, &package));
            let mut assumed: Vec<Lit> = agreed.map(|(_, lit)| *lit).collect();
            assumed.push(encoded.agreed[place]);
            match solver.ask(&assumed, u64::MAX) {
                Reply::Yes(more) => package = more,
                Reply::No(_) => {}
                Reply::Unknown => return (found, false),
            }
        }
        let others =
            part.units.iter().zip(&encoded.agreed).filter(|(unit, _)| !is_agreed(unit, &package));
        let other: Clause = others.map(|(_, lit)| *lit).collect();
        let whole = other.is_empty();
        let alternatives = package.iter().map(|&a| part.alternatives[a as usize]).collect();
        found.push(Package { alternatives, weight: weight(part, &package) });
        if whole {
            return (found, true);
        }
        solver.add([other]);
    }
    (found, false)
}

/// The heaviest ways to take one of each list, each list by falling weight; and whether these are all ways.
fn heaviest(lists: &[Vec<Package>], most: usize) -> (Vec<Package>, bool) {
    let weight =
        |of: &[usize]| -> u64 { of.iter().zip(lists).map(|(&at, list)| list[at].weight).sum() };
    let first = vec![0; lists.len()];
    let mut seen = BTreeSet::from([first.clone()]);
    let mut queue = BinaryHeap::from([(weight(&first), std::cmp::Reverse(first))]);
    let mut found = Vec::new();
    while let Some((weight_of, std::cmp::Reverse(of))) = queue.pop() {
        if found.len() == most {
            return (found, false);
        }
        let mut alternatives: Vec<u32> =
            of.iter().zip(lists).flat_map(|(&at, list)| &list[at].alternatives).copied().collect();
        alternatives.sort_unstable();
        found.push(Package { alternatives, weight: weight_of });
        for (place, list) in
            lists.iter().enumerate().filter(|(place, list)| of[*place] + 1 < list.len())
        {
            let mut next = of.clone();
            next[place] += 1;
            debug_assert!(next[place] < list.len());
            if seen.insert(next.clone()) {
                queue.push((weight(&next), std::cmp::Reverse(next)));
            }
        }
    }
    (found, true)
}

/// How often a part is tried anew for a package that differs.
const ROUNDS: usize = 20;

/// Up to so many more packages of the same weight, each as different as could be found from the best one and from those
/// before; fewer if there are no more.
pub fn diverse(answer: &Answer, most: usize) -> Vec<Package> {
    let mut used: Vec<BTreeSet<u32>> = vec![answer.package.iter().copied().collect()];
    let mut found = Vec::new();
    for number in 0..most {
        let of: Vec<Vec<u32>> = answer
            .parts
            .par_iter()
            .zip(&answer.found)
            .map(|(part, best)| another(part, (&best.package, best.weight), &used, number))
            .collect();
        let mut alternatives = of.concat();
        alternatives.sort_unstable();
        let package: BTreeSet<u32> = alternatives.iter().copied().collect();
        if used.contains(&package) {
            break;
        }
        used.push(package);
        found.push(Package { alternatives, weight: answer.weight });
    }
    found
}

/// A package of a part that weighs as much as the best, and has most that the others have least often.
fn another(
    part: &Part,
    (best, least): (&[u32], u64),
    used: &[BTreeSet<u32>],
    number: usize,
) -> Vec<u32> {
    let times =
        |a: u32| used.iter().filter(|used| used.contains(&part.alternatives[a as usize])).count();
    let repeated = |package: &[u32]| -> usize { package.iter().map(|&a| times(a)).sum() };
    let local: Vec<u32> = best
        .iter()
        .filter_map(|a| part.alternatives.binary_search(a).ok())
        .map(|a| a as u32)
        .collect();
    let mut chosen = (repeated(&local), local);
    let mut table = Table::new(part);
    let chance = Chance::new(number as u64);
    for round in 0..ROUNDS {
        let mut order: Vec<u32> = (0..part.units.len() as u32).collect();
        order.sort_by_key(|&unit| {
            (std::cmp::Reverse(part.units[unit as usize].weight), chance.bits(round, unit as usize))
        });
        table.back_to(0);
        for unit in order {
            let mut of: Vec<u32> = part.units[unit as usize].alternatives.clone().collect();
            of.sort_by_key(|&a| (times(a), a));
            if of.iter().all(|&a| table.value(a) != Some(true)) {
                let _ =
                    of.into_iter().find(|&a| table.value(a).is_none() && table.settle(a).is_ok());
            }
        }
        let package = table.package();
        if weight(part, &package) == least && repeated(&package) < chosen.0 {
            chosen = (repeated(&package), package);
        }
    }
    chosen.1.into_iter().map(|a| part.alternatives[a as usize]).collect()
}
