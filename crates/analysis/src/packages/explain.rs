//! Why a unit stays open, in as few steps as it takes.

use super::clauses::{Clause, Way};
use super::encode::encode;
use super::find::Answer;
use super::instance::Instance;
use super::solver::{Reply, Solver};
use super::stop::Stop;
use rustsat::types::Lit;

/// Conflicts after which a group that cannot be agreed together is told as it is, though a smaller one may do.
const ENOUGH: u64 = 1_000;

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
    /// It could be added; the search was stopped before it was.
    Undecided,
}

/// The units that are open in the package, in the order of the text, each with why.
pub fn why_open(instance: &Instance, answer: &Answer) -> Vec<(u32, Why)> {
    let is_in = |a: u32| answer.package.binary_search(&a).is_ok();
    let mut open: Vec<(u32, Why)> = Vec::new();
    let line_of = lines(instance, answer);
    for (place, unit) in instance.units.iter().enumerate() {
        let live = unit.alternatives.clone().any(|a| answer.elimination.live[a as usize]);
        if !live && !unit.alternatives.is_empty() {
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
        let encoded = encode(part);
        let mut solver = Solver::new(part.alternatives.len(), &Stop::default());
        solver.add(encoded.clauses.iter().cloned());
        for (place, unit) in part.units.iter().enumerate().filter(|(_, unit)| !agreed(unit)) {
            let others = part.units.iter().zip(&encoded.agreed).filter(|(unit, _)| agreed(unit));
            let others: Vec<Lit> = others.map(|(_, lit)| *lit).collect();
            let why = match core(&mut solver, encoded.agreed[place], others) {
                None => Why::Undecided,
                Some(core) => {
                    let with = |(unit, lit): (&super::reduce::Open, &Lit)| {
                        core.contains(lit).then_some(unit.unit)
                    };
                    let with: Vec<u32> =
                        part.units.iter().zip(&encoded.agreed).filter_map(with).collect();
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
fn core(solver: &mut Solver, this: Lit, others: Vec<Lit>) -> Option<Vec<Lit>> {
    let mut ask = |others: &[Lit]| {
        let assumed: Vec<Lit> = std::iter::once(this).chain(others.iter().copied()).collect();
        match solver.ask(&assumed, ENOUGH) {
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
