//! In which order the alternatives of a package can be taken in, and which only together.
//!
//! One after the other an alternative is taken whose conditions are met by what was taken before; "out" is read on the
//! package as a whole. What is then left waits for itself: the least set that meets its own conditions is a deadlock,
//! and only a simultaneous exchange opens it (the least fixpoint, against the package, which is a greatest one).

use super::clauses::{Clause, Clauses, Way};

/// A step towards a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The alternatives, rising: one or more that can be taken in any order, or that must be taken at once.
    pub alternatives: Vec<u32>,
    /// Whether they must be taken at once.
    pub together: bool,
}

struct Moves<'a> {
    clauses: &'a Clauses,
    /// For each alternative of the package, by its place there, the clauses on it.
    on: Vec<Vec<u32>>,
    /// And the limits.
    limits: Vec<Vec<u32>>,
    package: &'a [u32],
    taken: Vec<bool>,
}

/// The steps towards an acceptable package, its alternatives rising.
pub fn moves(clauses: &Clauses, package: &[u32]) -> Vec<Move> {
    let place = |alternative: u32| package.binary_search(&alternative);
    let mut on = vec![Vec::new(); package.len()];
    for (number, clause) in clauses.all.iter().enumerate().filter(|(_, clause)| clause.hard) {
        if let Ok(at) = place(clause.alternative) {
            on[at].push(number as u32);
        }
    }
    let mut limits = vec![Vec::new(); package.len()];
    for (number, limit) in clauses.limits.iter().enumerate() {
        if let Ok(at) = place(limit.alternative) {
            limits[at].push(number as u32);
        }
    }
    let taken = vec![false; package.len()];
    let mut work = Moves { clauses, on, limits, package, taken };
    let mut found = Vec::new();
    loop {
        let alone: Vec<usize> =
            (0..package.len()).filter(|&at| !work.taken[at] && work.can_go(at, &[at])).collect();
        if !alone.is_empty() {
            found.push(work.take(&alone, false));
            continue;
        }
        let open = (0..package.len()).filter(|&at| !work.taken[at]);
        let closures = open.map(|at| work.closure(at));
        match closures.min_by_key(|closure| (closure.len(), closure[0])) {
            Some(closure) => found.push(work.take(&closure, true)),
            None => return found,
        }
    }
}

impl Moves<'_> {
    fn take(&mut self, places: &[usize], together: bool) -> Move {
        places.iter().for_each(|&at| self.taken[at] = true);
        Move { alternatives: places.iter().map(|&at| self.package[at]).collect(), together }
    }

    /// Whether a literal holds once these are taken as well.
    fn holds(&self, way: &Way, with: &[usize]) -> bool {
        way.literals.iter().all(|literal| match self.package.binary_search(&literal.alternative) {
            Ok(at) => literal.wanted && (self.taken[at] || with.contains(&at)),
            Err(_) => !literal.wanted,
        })
    }

    fn is_met(&self, clause: &Clause, with: &[usize]) -> bool {
        clause.ways.iter().any(|way| self.holds(way, with))
    }

    fn can_go(&self, at: usize, with: &[usize]) -> bool {
        let met = |&clause: &u32| self.is_met(&self.clauses.all[clause as usize], with);
        self.on[at].iter().all(met)
            && self.limits[at].iter().all(|&limit| {
                let limit = &self.clauses.limits[limit as usize];
                let against = limit.blocks.iter().filter(|block| !block.terms.iter().all(met));
                against.map(|block| block.parties).sum::<u32>() <= limit.bound
            })
    }

    /// What must be taken with an alternative: of each condition that is not met the way that needs least.
    fn closure(&self, start: usize) -> Vec<usize> {
        let mut with = vec![start];
        let mut at = 0;
        while let Some(&this) = with.get(at) {
            at += 1;
            let limits = self.limits[this].iter().flat_map(|&limit| {
                self.clauses.limits[limit as usize].blocks.iter().flat_map(|block| &block.terms)
            });
            let terms: Vec<u32> = self.on[this].iter().chain(limits).copied().collect();
            for term in terms {
                if self.can_go(this, &with) {
                    break;
                }
                let clause = &self.clauses.all[term as usize];
                if self.is_met(clause, &with) {
                    continue;
                }
                let needed = |way: &Way| -> Option<Vec<usize>> {
                    let mut needed = Vec::new();
                    for literal in &way.literals {
                        match (self.package.binary_search(&literal.alternative), literal.wanted) {
                            (Ok(at), true) if self.taken[at] || with.contains(&at) => {}
                            (Ok(at), true) => needed.push(at),
                            (Err(_), false) => {}
                            _ => return None,
                        }
                    }
                    Some(needed)
                };
                let least = clause.ways.iter().filter_map(needed).min_by_key(Vec::len);
                with.extend(least.unwrap_or_default());
            }
        }
        with.sort_unstable();
        with.dedup();
        with
    }
}
