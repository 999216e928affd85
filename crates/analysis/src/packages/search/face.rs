//! All packages of a part that weigh as much as the best, and which of them is worth most when alternatives have values.
//!
//! Once the best weight is shown by cores, a package has it if and only if it loses no credit that is left (reduced costs,
//! as in Ansótegui and others 2012). These are then made to hold, and the same search goes on with other credits.

use super::{Credit, Search, is_acceptable};
use crate::packages::counts::Counts;
use crate::packages::reduce::Part;
use crate::packages::solver::Reply;
use crate::packages::start::Start;
use crate::packages::stop::Stop;
use rustsat::types::{Clause, Lit};

/// Conflicts after which a question is given up.
const ENOUGH: u64 = 20_000;

/// The packages of a part that weigh as much as the best.
pub(in crate::packages) struct Face<'a> {
    search: Search<'a>,
    /// Cores that say something of alternatives and units alone: they hold whatever the values are.
    cores: Vec<Vec<Lit>>,
}

impl<'a> Face<'a> {
    /// Nothing if it was not shown in time which weight is the best.
    pub(in crate::packages) fn new(part: &'a Part, stop: &'a Stop) -> Option<Self> {
        let mut search = Search::open(part, Start::new(part), stop);
        search.run();
        if !search.is_done() {
            return None;
        }
        let left = search.credits.iter().filter(|credit| credit.left > 0);
        let hold: Vec<Clause> = left.map(|credit| std::iter::once(credit.lit).collect()).collect();
        search.solver.add(hold);
        search.steps.clear();
        Some(Self { search, cores: Vec::new() })
    }

    /// All packages, if there are at most so many; of no use afterwards.
    pub(in crate::packages) fn all(&mut self, most: usize) -> Option<Vec<Vec<u32>>> {
        let mut found = Vec::new();
        loop {
            let package = match self.ask(&[]) {
                Reply::Yes(package) => package,
                Reply::No(_) => return Some(found),
                Reply::Unknown => return None,
            };
            if found.len() == most {
                return None;
            }
            let search = &mut self.search;
            let units = search.part.units.iter().zip(&search.encoded.agreed);
            let other = units.map(|(unit, &agreed)| {
                let at = package.partition_point(|&a| a < unit.alternatives.start);
                let of = package.get(at).filter(|&&a| a < unit.alternatives.end);
                of.map_or(agreed, |&a| Lit::negative(a))
            });
            let other: Clause = other.collect();
            search.solver.add([other]);
            found.push(package);
        }
    }

    fn ask(&mut self, assumed: &[Lit]) -> Reply {
        loop {
            match self.search.solver.ask(assumed, ENOUGH) {
                Reply::Yes(package) if self.search.add_passed(&package) => {}
                reply => return reply,
            }
        }
    }

    /// The credits that stand for these values, and what they are together: of a unit what its best alternative is worth,
    /// and against each other alternative what it lacks.
    fn credits(&self, values: &[u32]) -> (Vec<Credit>, u64) {
        let search = &self.search;
        let fixed = |lit: Lit| search.solver.fixed(lit);
        let mut credits = Vec::new();
        let mut total = 0;
        for (unit, &agreed) in search.part.units.iter().zip(&search.encoded.agreed) {
            let of = || {
                let of = unit.alternatives.clone();
                of.filter(|&a| fixed(Lit::positive(a)) != Some(false))
            };
            let most = of().map(|a| values[a as usize]).max().unwrap_or(0);
            if fixed(agreed) == Some(false) {
                continue;
            }
            total += u64::from(most);
            if fixed(agreed).is_none() && most > 0 {
                credits.push(Credit { lit: agreed, left: most, of: None });
            }
            for a in of() {
                let left = most - values[a as usize];
                if fixed(Lit::positive(a)) == Some(true) {
                    total -= u64::from(left);
                } else if left > 0 {
                    credits.push(Credit { lit: Lit::negative(a), left, of: None });
                }
            }
        }
        (credits, total)
    }

    /// A package that is worth as much as can be, if each alternative is worth so much, and a bound that none exceeds; of
    /// all values the package may lack this part of what they are together.
    pub(in crate::packages) fn best(
        &mut self,
        values: &[u32],
        close: u64,
    ) -> (Option<Vec<u32>>, u64) {
        let (credits, total) = self.credits(values);
        let search = &mut self.search;
        search.credits = credits;
        search.counts = Counts::default();
        search.lost = 0;
        for core in &self.cores {
            let left = |lit: &Lit| search.credits.iter().any(|c| c.lit == *lit && c.left > 0);
            if core.iter().all(left) {
                search.relax(core);
                search.steps.clear();
            }
        }
        let worth = |p: &[u32]| -> u64 { p.iter().map(|&a| u64::from(values[a as usize])).sum() };
        let mut best: Option<(u64, Vec<u32>)> = None;
        let mut level = self.search.credits.iter().map(|credit| credit.left).max().unwrap_or(0);
        loop {
            let search = &mut self.search;
            let reached = best.as_ref().map_or(0, |best| best.0);
            if best.is_some() && reached + search.lost + total / close.max(1) >= total {
                break;
            }
            let above = search.credits.iter().filter(|credit| credit.left >= level.max(1));
            let mut assumed: Vec<(std::cmp::Reverse<u32>, Lit)> =
                above.map(|credit| (std::cmp::Reverse(credit.left), credit.lit)).collect();
            assumed.sort_by_key(|credit| credit.0);
            let assumed: Vec<Lit> = assumed.into_iter().map(|credit| credit.1).collect();
            match self.ask(&assumed) {
                Reply::Yes(package) => {
                    debug_assert!(is_acceptable(self.search.part, &package), "none is passed");
                    let worth = worth(&package);
                    if best.as_ref().is_none_or(|best| worth > best.0) {
                        best = Some((worth, package));
                    }
                    match self.next(level) {
                        Some(next) => level = next,
                        None => break,
                    }
                }
                Reply::No(core) if !core.is_empty() => {
                    let core = if core.len() > 1 { self.search.smaller(core) } else { core };
                    let plain = |lit: &Lit| {
                        self.search.credits.iter().any(|c| c.lit == *lit && c.of.is_none())
                    };
                    if core.len() > 1 && core.iter().all(plain) && !self.cores.contains(&core) {
                        self.cores.push(core.clone());
                    }
                    self.search.relax(&core);
                    self.search.steps.clear();
                }
                Reply::No(_) | Reply::Unknown => break,
            }
        }
        (best.map(|best| best.1), total - self.search.lost)
    }

    /// The least credit of at least half the level, or else the next.
    fn next(&self, level: u32) -> Option<u32> {
        let below = self.search.credits.iter().map(|credit| credit.left);
        let below = below.filter(|&left| left > 0 && left < level);
        let half = below.clone().filter(|&left| left >= level / 2).min();
        half.or(below.max())
    }
}
