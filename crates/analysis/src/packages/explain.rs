//! Why a unit stays open, in as few steps as it takes.

use super::clauses::{Clause, Way};
use super::find::Answer;
use super::instance::Instance;
use super::search::Search;
use super::solver::Reply;
use super::stop::Stop;
use rustsat::types::Lit;

/// Clauses that are told of a unit whose conditions contradict each other.
const TOLD: usize = 6;

/// A reason why an alternative can never be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The alternative.
    pub alternative: u32,
    /// What stands in the way, by the places of the clauses.
    pub clauses: Vec<u32>,
    /// What the ways of these clauses wait for: alternatives that can never be in either, rising.
    pub waits: Vec<u32>,
}

/// Why a unit is open in the package that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// None of its alternatives can ever be in: a reason for each, and for what these wait for, in the order of need.
    Blocked(Vec<Reason>),
    /// It could be agreed, but not together with all of these units, which are agreed; and what ties them, by the places
    /// of the clauses.
    Conflicts {
        /// The units, rising.
        with: Vec<u32>,
        /// The clauses on their alternatives and on its own which speak of each other.
        ties: Vec<u32>,
    },
    /// Its conditions contradict each other, whatever else is agreed; some of these clauses, by their places.
    Contradicts(Vec<u32>),
    /// It was not settled whether it could be added.
    Undecided,
}

/// The units that are open in the package, in the order of the text, each with why.
pub fn why_open(instance: &Instance, answer: &Answer) -> Vec<(u32, Why)> {
    let is_in = |a: u32| answer.package.binary_search(&a).is_ok();
    let mut open: Vec<(u32, Why)> = Vec::new();
    let line_of = lines(instance, answer);
    for (place, unit) in instance.units.iter().enumerate() {
        let live = unit.alternatives.clone().any(|a| answer.elimination.live[a as usize]);
        if !live {
            open.push((
                place as u32,
                Why::Blocked(blocked(answer, &line_of, unit.alternatives.clone())),
            ));
        }
    }
    for part in &answer.parts {
        let agreed = |unit: &super::reduce::Open| {
            unit.alternatives.clone().any(|a| is_in(part.alternatives[a as usize]))
        };
        if part.units.iter().all(agreed) {
            continue;
        }
        let never = Stop::default();
        let mut search = Search::asking(part, &never);
        let units = || part.units.iter().enumerate();
        for (place, unit) in units().filter(|(_, unit)| !agreed(unit)) {
            let others = units().filter(|(_, unit)| agreed(unit));
            let others: Vec<Lit> = others.map(|(place, _)| search.agreed(place)).collect();
            let this = search.agreed(place);
            let why = match core(&mut search, this, others) {
                None => Why::Undecided,
                Some(core) if core.is_empty() => {
                    Why::Contradicts(contradicts(instance, answer, unit.unit))
                }
                Some(core) => {
                    let with = units().filter(|(place, _)| core.contains(&search.agreed(*place)));
                    let with: Vec<u32> = with.map(|(_, unit)| unit.unit).collect();
                    let ties = ties(instance, answer, unit.unit, &with);
                    Why::Conflicts { with, ties }
                }
            };
            open.push((unit.unit, why));
        }
    }
    open.sort_by_key(|(unit, _)| *unit);
    open
}

/// For each alternative its line in the elimination.
fn lines(instance: &Instance, answer: &Answer) -> Vec<Option<u32>> {
    let mut line_of = vec![None; instance.alternatives.len()];
    for (place, line) in answer.elimination.lines.iter().enumerate() {
        line_of[line.alternative as usize] = Some(place as u32);
    }
    line_of
}

/// Reasons for these alternatives, and for what they wait for.
fn blocked(answer: &Answer, line_of: &[Option<u32>], of: std::ops::Range<u32>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut wanted: Vec<u32> = of.rev().collect();
    while let Some(alternative) = wanted.pop() {
        if reasons.iter().any(|reason| reason.alternative == alternative) {
            continue;
        }
        let Some(line) = line_of[alternative as usize] else { continue };
        let line = &answer.elimination.lines[line as usize];
        let ways =
            line.clauses.iter().flat_map(|&clause| &answer.clauses.all[clause as usize].ways);
        // Of each way the alternative that went first is enough.
        let first = |way: &Way| {
            let gone =
                way.literals.iter().filter(|l| l.wanted).filter_map(|l| {
                    line_of[l.alternative as usize].map(|line| (line, l.alternative))
                });
            gone.min().map(|(_, alternative)| alternative)
        };
        let mut waits: Vec<u32> = ways.filter_map(first).collect();
        waits.sort_unstable();
        waits.dedup();
        wanted.extend(waits.iter().rev());
        reasons.push(Reason { alternative, clauses: line.clauses.clone(), waits });
    }
    reasons
}

/// Of the others those that cannot all be agreed with this; nothing if they can.
fn core(search: &mut Search<'_>, this: Lit, others: Vec<Lit>) -> Option<Vec<Lit>> {
    let mut ask = |others: &[Lit]| {
        let assumed: Vec<Lit> = std::iter::once(this).chain(others.iter().copied()).collect();
        match search.ask_aside(&assumed) {
            Reply::No(core) => {
                Some(core.into_iter().filter(|lit| *lit != this).collect::<Vec<_>>())
            }
            Reply::Yes(_) | Reply::Unknown => None,
        }
    };
    let mut core = ask(&others)?;
    let mut at = 0;
    while at < core.len() {
        let mut without = core.clone();
        without.remove(at);
        match ask(&without) {
            Some(less) => core = without.into_iter().filter(|lit| less.contains(lit)).collect(),
            None => at += 1,
        }
    }
    Some(core)
}

/// Clauses on the possible alternatives of a unit, and on what these need, the nearest first.
fn contradicts(instance: &Instance, answer: &Answer, unit: u32) -> Vec<u32> {
    let live = |a: &u32| answer.elimination.live[*a as usize];
    let all = &answer.clauses.all;
    let mut wanted: Vec<u32> =
        instance.units[unit as usize].alternatives.clone().filter(live).collect();
    let (mut told, mut next) = (Vec::new(), 0);
    while let Some(&alternative) = wanted.get(next) {
        next += 1;
        let from = all.partition_point(|clause| clause.alternative < alternative);
        let on = all[from..].iter().take_while(|clause| clause.alternative == alternative);
        for (place, clause) in (from as u32..).zip(on) {
            told.push(place);
            let needed = clause.ways.iter().flat_map(|way| &way.literals).filter(|l| l.wanted);
            for literal in needed {
                if !wanted.contains(&literal.alternative) {
                    wanted.push(literal.alternative);
                }
            }
            if told.len() == TOLD {
                return told;
            }
        }
    }
    told
}

/// Clauses on possible alternatives of these units that speak of one another.
fn ties(instance: &Instance, answer: &Answer, unit: u32, with: &[u32]) -> Vec<u32> {
    let mut units: Vec<u32> = with.iter().copied().chain([unit]).collect();
    units.sort_unstable();
    units.dedup();
    let unit_of = |alternative: u32| instance.alternatives[alternative as usize].unit;
    let live = |a: &u32| answer.elimination.live[*a as usize];
    let all = &answer.clauses.all;
    let speaks = |clause: &Clause| {
        let literals = clause.ways.iter().flat_map(|way| &way.literals);
        literals
            .map(|l| unit_of(l.alternative))
            .any(|of| of != unit_of(clause.alternative) && units.binary_search(&of).is_ok())
    };
    let of_units =
        units.iter().flat_map(|&unit| instance.units[unit as usize].alternatives.clone());
    let on = of_units.filter(live).flat_map(|alternative| {
        let from = all.partition_point(|clause| clause.alternative < alternative);
        (from..all.len()).take_while(move |&place| all[place].alternative == alternative)
    });
    on.filter(|&place| speaks(&all[place])).map(|place| place as u32).collect()
}
