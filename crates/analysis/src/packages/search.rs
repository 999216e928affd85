//! The best package of a part, and why none is better: core-guided search.
//!
//! Every unit is worth its weight, a credit. Credits that cannot all hold are a core; the least weight among them is lost,
//! and from then on it counts only that *more* than one of them fails (OLL: Andres and others 2012, Morgado, Dodaro and
//! Marques-Silva 2014), heavier credits first (Ansótegui and others 2013), each core made small before, and used up after.
//! Units of which no two go together are told at once. The steps are those of the certificate.

mod face;

use super::counts::Counts;
use super::encode::{Encoded, Names, encode};
use super::proof::{Fact, Name, Step};
use super::propagate::{Table, is_acceptable};
use super::reduce::{Demand, Part};
use super::solver::{Reply, Solver};
use super::start::{Start, weight};
use super::stop::Stop;
use rustsat::types::{Clause, Lit};

pub(super) use face::Face;

/// Conflicts that making a core smaller, or using it up, may cost for one question; beyond that it is kept as it is.
const ASIDE: u64 = 1_000;
/// Conflicts after which better packages are looked for, and how many rounds are made then.
const PAUSE: (u64, usize) = (2_000, 200);

/// What was found in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The alternatives that are in, by their places in the instance, rising.
    pub package: Vec<u32>,
    /// What they weigh.
    pub weight: u64,
    /// No acceptable package of the part weighs more.
    pub bound: u64,
    /// Why.
    pub steps: Vec<Step>,
}

/// What may be lost: of a literal, so much.
#[derive(Clone, Copy, Debug)]
struct Credit {
    lit: Lit,
    left: u32,
    /// If it says that of a count not so many fail: the count, the number, and the weight with which it came.
    of: Option<(u32, u32, u32)>,
}

/// What is known of a part.
pub(super) struct Search<'a> {
    part: &'a Part,
    encoded: Encoded,
    solver: Solver,
    counts: Counts,
    steps: Vec<Step>,
    /// In the order in which they came.
    credits: Vec<Credit>,
    lost: u64,
    start: Start<'a>,
    stop: &'a Stop,
    /// Conflicts that it may cost.
    most: u64,
}

/// Looks for the best package of a part until it is found, or until it is asked to stop.
pub fn search(part: &Part, stop: &Stop) -> Found {
    search_within(part, u64::MAX, stop)
}

/// The same, until so many conflicts were met: then the best so far, with the bound that is known, on every machine the same.
pub(super) fn search_within(part: &Part, most: u64, stop: &Stop) -> Found {
    let mut start = Start::new(part);
    let all = part.weight();
    if start.best().0 < all {
        let mut search = Search::open(part, start, stop);
        search.most = most;
        search.run();
        let Search { steps, lost, start: last, .. } = search;
        start = last;
        return found(part, start.best(), all - lost, steps);
    }
    found(part, start.best(), all, Vec::new())
}

/// Clauses that follow at once, as steps.
fn lemmas(clauses: &[Clause], names: &Names) -> Vec<Step> {
    let facts = |clause: &Clause| clause.iter().map(|&lit| names.credit(lit)).collect();
    clauses.iter().map(|clause| Step::Lemma(facts(clause))).collect()
}

fn found(part: &Part, best: &(u64, Vec<u32>), bound: u64, steps: Vec<Step>) -> Found {
    let package = best.1.iter().map(|&a| part.alternatives[a as usize]).collect();
    Found { package, weight: best.0, bound, steps }
}

impl<'a> Search<'a> {
    /// Everything is still to be found out, but for what units exclude each other.
    fn open(part: &'a Part, start: Start<'a>, stop: &'a Stop) -> Self {
        let encoded = encode(part);
        let mut solver = Solver::new(part.alternatives.len(), stop);
        solver.add(encoded.clauses.iter().cloned());
        let credit = |(unit, lit): (&super::reduce::Open, &Lit)| Credit {
            lit: *lit,
            left: unit.weight,
            of: None,
        };
        let credits = part.units.iter().zip(&encoded.agreed).map(credit).collect();
        let counts = Counts::default();
        let steps = lemmas(&encoded.shorter, &encoded.names);
        let mut search = Search {
            part,
            encoded,
            solver,
            counts,
            steps,
            credits,
            lost: 0,
            start,
            stop,
            most: u64::MAX,
        };
        search.exclusive();
        search
    }

    /// A part of which questions are to be asked.
    pub(super) fn asking(part: &'a Part, stop: &'a Stop) -> Self {
        Self::open(part, Start::new(part), stop)
    }

    /// That a unit is agreed, by its place in the part.
    pub(super) fn agreed(&self, unit: usize) -> Lit {
        self.encoded.agreed[unit]
    }

    fn is_done(&self) -> bool {
        self.start.best().0 + self.lost >= self.part.weight()
    }

    /// Whether it was asked to stop, or cost what it may.
    fn is_over(&self) -> bool {
        self.stop.is_requested() || self.solver.conflicts() >= self.most
    }

    /// Cores, heavier credits first, until a package reaches the bound.
    fn run(&mut self) {
        let mut level = self.credits.iter().map(|credit| credit.left).max().unwrap_or(0);
        while !self.is_done() && !self.is_over() && level > 0 {
            let mut assumed: Vec<(std::cmp::Reverse<u32>, Lit)> = self
                .credits
                .iter()
                .filter(|credit| credit.left >= level)
                .map(|credit| (std::cmp::Reverse(credit.left), credit.lit))
                .collect();
            assumed.sort_by_key(|credit| credit.0);
            let assumed: Vec<Lit> = assumed.into_iter().map(|credit| credit.1).collect();
            match self.ask(&assumed) {
                Reply::Yes(_) => {
                    let below = |credit: &Credit| (credit.left < level).then_some(credit.left);
                    level = self.credits.iter().filter_map(below).max().unwrap_or(0);
                }
                Reply::No(core) => {
                    let core = self.smaller(core);
                    self.relax(&core);
                }
                Reply::Unknown => return,
            }
        }
    }

    /// Asks until there is an answer; better packages are looked for in between. A tolerance that a package passes is
    /// added, and the question asked again.
    fn ask(&mut self, assumed: &[Lit]) -> Reply {
        loop {
            let reply = self.solver.ask(assumed, PAUSE.0);
            match reply {
                Reply::Unknown if self.is_over() => return Reply::Unknown,
                Reply::Unknown => {
                    self.start.improve(PAUSE.1, self.stop);
                    if self.is_done() {
                        return Reply::Unknown;
                    }
                }
                Reply::Yes(package) if self.add_passed(&package) => {}
                Reply::Yes(package) => {
                    debug_assert!(is_acceptable(self.part, &package), "the clauses are complete");
                    self.start.learn(weight(self.part, &package), &package);
                    return Reply::Yes(package);
                }
                no @ Reply::No(_) => return no,
            }
        }
    }

    /// The same within a limit, for what is worth little.
    pub(super) fn ask_aside(&mut self, assumed: &[Lit]) -> Reply {
        loop {
            match self.solver.ask(assumed, ASIDE) {
                Reply::Yes(package) if self.add_passed(&package) => {}
                reply => return reply,
            }
        }
    }

    /// Adds for each tolerance that the package passes that not all of these terms fail; whether there was one.
    fn add_passed(&mut self, package: &[u32]) -> bool {
        let is_in = |a: u32| package.binary_search(&a).is_ok();
        let met = |d: &Demand| {
            d.ways.iter().any(|way| way.literals.iter().all(|l| is_in(l.alternative) == l.wanted))
        };
        let mut clauses: Vec<Clause> = Vec::new();
        for tolerance in self.part.tolerances.iter().filter(|t| is_in(t.alternative)) {
            let failing = tolerance.blocks.iter().filter_map(|(parties, terms)| {
                let term = terms.iter().find(|&&term| !met(&self.part.terms[term as usize]))?;
                Some((std::cmp::Reverse(*parties), *term))
            });
            let mut failing: Vec<(std::cmp::Reverse<u32>, u32)> = failing.collect();
            failing.sort_unstable();
            let mut against = 0;
            let mut clause = vec![Lit::negative(tolerance.alternative)];
            for (parties, term) in failing {
                against += parties.0;
                clause.push(self.encoded.met[term as usize]);
                if against > tolerance.bound {
                    clauses.push(clause.into_iter().collect());
                    break;
                }
            }
        }
        let any = !clauses.is_empty();
        self.steps.extend(lemmas(&clauses, &self.encoded.names));
        self.solver.add(clauses);
        any
    }

    /// A part of a core that is one as well, as small as little work makes it.
    fn smaller(&mut self, mut core: Vec<Lit>) -> Vec<Lit> {
        loop {
            let before = core.len();
            match self.ask_aside(&core) {
                Reply::No(less) if less.len() < before && !less.is_empty() => core = less,
                _ => break,
            }
        }
        let mut at = 0;
        while at < core.len() && core.len() > 1 {
            let mut without = core.clone();
            without.remove(at);
            match self.ask_aside(&without) {
                // What stays in front was found to be needed.
                Reply::No(less) => {
                    core = without.into_iter().filter(|lit| less.contains(lit)).collect();
                }
                _ => at += 1,
            }
        }
        core
    }

    fn credit(&mut self, lit: Lit) -> Option<&mut Credit> {
        self.credits.iter_mut().find(|credit| credit.lit == lit)
    }

    /// Tells a core: what it costs is lost, and what remains of it becomes credits.
    fn relax(&mut self, core: &[Lit]) {
        let lefts = self.credits.iter().filter(|credit| core.contains(&credit.lit));
        let Some(weight) = lefts.map(|credit| credit.left).min() else { return };
        if self.solver.lemmas(&self.encoded.names, &mut self.steps).is_none() {
            return;
        }
        let fails: Vec<Lit> = core.iter().map(|&lit| !lit).collect();
        let count = self.counts.count(&fails, &self.encoded.names, &mut self.steps);
        self.steps.push(Step::Core { weight, count });
        self.lost += u64::from(weight);
        self.solver.add([fails.iter().copied().collect::<Clause>()]);
        for &lit in core {
            self.spend(lit, weight);
        }
        self.grant(count, 2, weight);
        self.exhaust(count, weight);
    }

    /// Takes from a credit; the first time also brings the next of its count.
    fn spend(&mut self, lit: Lit, weight: u32) {
        let Some(credit) = self.credit(lit) else { return };
        credit.left -= weight;
        if let Some((count, at_least, whole)) = credit.of.take() {
            self.grant(count, at_least + 1, whole);
        }
    }

    /// A credit that of a count not so many fail.
    fn grant(&mut self, count: u32, at_least: u32, weight: u32) {
        let mut clauses = Vec::new();
        let output = self.counts.at_least(count, at_least, &mut self.encoded.names, &mut clauses);
        self.steps.extend(lemmas(&clauses, &self.encoded.names));
        self.solver.add(clauses);
        if let Some(output) = output {
            let of = Some((count, at_least, weight));
            self.credits.push(Credit { lit: !output, left: weight, of });
        }
    }

    /// Raises how many must fail, while little work shows it.
    fn exhaust(&mut self, count: u32, weight: u32) {
        for at_least in 2..=self.counts.size(count) {
            let Some(last) =
                self.credits.last().filter(|c| c.of == Some((count, at_least, weight)))
            else {
                return;
            };
            let lit = last.lit;
            match self.ask_aside(&[lit]) {
                Reply::No(_) => self.lose(lit),
                _ => return,
            }
        }
    }

    /// A credit that cannot hold at all.
    fn lose(&mut self, lit: Lit) {
        let Some(weight) = self.credit(lit).map(|credit| credit.left) else { return };
        if self.solver.lemmas(&self.encoded.names, &mut self.steps).is_none() {
            return;
        }
        let count = self.counts.count(&[!lit], &self.encoded.names, &mut self.steps);
        self.steps.push(Step::Core { weight, count });
        self.lost += u64::from(weight);
        self.solver.add([std::iter::once(!lit).collect::<Clause>()]);
        self.spend(lit, weight);
    }

    /// Units of which no two go together: all but one of them fail.
    fn exclusive(&mut self) {
        let conflicts = conflicts(self.part);
        let mut order: Vec<u32> = (0..conflicts.len() as u32).collect();
        order.sort_by_key(|&unit| {
            let weight = self.part.units[unit as usize].weight;
            (std::cmp::Reverse(weight), std::cmp::Reverse(conflicts[unit as usize].len()), unit)
        });
        for first in order {
            loop {
                let left = |unit: u32| self.credits[unit as usize].left;
                if left(first) == 0 {
                    break;
                }
                let mut clique = vec![first];
                for &next in &conflicts[first as usize] {
                    let goes = |&of: &u32| conflicts[of as usize].binary_search(&next).is_ok();
                    if left(next) > 0 && clique.iter().all(goes) {
                        clique.push(next);
                    }
                }
                if clique.len() < 3 {
                    break;
                }
                self.tell_exclusive(&clique);
            }
        }
    }

    fn tell_exclusive(&mut self, clique: &[u32]) {
        let weight = clique.iter().map(|&unit| self.credits[unit as usize].left).min().unwrap_or(0);
        for (place, &one) in clique.iter().enumerate() {
            for &other in &clique[..place] {
                self.tell_conflict(one, other);
            }
        }
        let fails: Vec<Lit> =
            clique.iter().map(|&unit| !self.encoded.agreed[unit as usize]).collect();
        let count = self.counts.count(&fails, &self.encoded.names, &mut self.steps);
        self.steps.push(Step::Core { weight, count });
        self.lost += u64::from(weight);
        for &fail in &fails {
            self.spend(!fail, weight);
        }
        let size = clique.len() as u32;
        let all_but_one = Fact { name: Name::Count { count, at_least: size - 1 }, holds: true };
        for &fail in &fails {
            self.steps.push(Step::Lemma(vec![self.encoded.names.credit(fail), all_but_one]));
        }
        self.steps.push(Step::Lemma(vec![all_but_one]));
        for at_least in 2..=size {
            self.grant(count, at_least, weight);
            let Some(credit) = self.credits.last_mut() else { return };
            // Each of these is granted here, none by another.
            credit.of = None;
            let lit = credit.lit;
            if at_least < size {
                credit.left = 0;
                let fact = self.encoded.names.fact(!lit);
                let single = self.counts.count(&[!lit], &self.encoded.names, &mut self.steps);
                debug_assert_eq!(fact.name, Name::Count { count, at_least });
                self.steps.push(Step::Core { weight, count: single });
                self.lost += u64::from(weight);
                self.solver.add([std::iter::once(!lit).collect::<Clause>()]);
            }
        }
    }

    /// Two units that do not go together, in steps that follow at once.
    fn tell_conflict(&mut self, one: u32, other: u32) {
        let agreed = |unit: u32| self.encoded.agreed[unit as usize];
        let (one_lit, other_lit) = (agreed(one), agreed(other));
        let of = |unit: u32| self.part.units[unit as usize].alternatives.clone();
        let mut lemmas: Vec<[Lit; 2]> = Vec::new();
        for this in of(one) {
            lemmas.extend(of(other).map(|that| [Lit::negative(this), Lit::negative(that)]));
            lemmas.push([Lit::negative(this), !other_lit]);
        }
        lemmas.push([!one_lit, !other_lit]);
        lemmas.dedup();
        let names = &self.encoded.names;
        let steps = lemmas.into_iter().map(|of| Step::Lemma(of.map(|l| names.fact(l)).to_vec()));
        self.steps.extend(steps);
        self.solver.add([[!one_lit, !other_lit].into_iter().collect::<Clause>()]);
    }
}

/// For each unit those that it does not go with, as far as it follows at once, rising.
fn conflicts(part: &Part) -> Vec<Vec<u32>> {
    let mut table = Table::new(part);
    let mut unit_of = vec![0u32; part.alternatives.len()];
    for (place, unit) in part.units.iter().enumerate() {
        unit.alternatives.clone().for_each(|a| unit_of[a as usize] = place as u32);
    }
    let mut found: Vec<Vec<u32>> = vec![Vec::new(); part.units.len()];
    for (place, unit) in part.units.iter().enumerate() {
        let mut shared: Option<Vec<u32>> = None;
        for alternative in unit.alternatives.clone() {
            let mark = table.mark();
            if table.assume(alternative, true).is_ok() {
                let mut out: Vec<u32> =
                    table.since(mark).iter().map(|&a| unit_of[a as usize]).collect();
                out.sort_unstable();
                out.dedup();
                out.retain(|&other| {
                    let mut of = part.units[other as usize].alternatives.clone();
                    other as usize != place && of.all(|a| table.value(a) == Some(false))
                });
                match &mut shared {
                    None => shared = Some(out),
                    Some(shared) => shared.retain(|other| out.binary_search(other).is_ok()),
                }
            }
            table.back_to(mark);
        }
        // What never goes in goes with nothing; the solver finds that out by itself.
        found[place] = shared.unwrap_or_default();
    }
    for place in 0..found.len() {
        for at in 0..found[place].len() {
            let other = found[place][at] as usize;
            if !found[other].contains(&(place as u32)) {
                found[other].push(place as u32);
            }
        }
    }
    found.iter_mut().for_each(|of| of.sort_unstable());
    found
}
