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
    /// What is taken as well for the moment.
    with: Vec<bool>,
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
    let with = taken.clone();
    let mut work = Moves { clauses, on, limits, package, taken, with };
    let waiting = work.waiting();
    let mut found = Vec::new();
    // What may have become possible; at first everything.
    let mut candidates: Vec<usize> = (0..package.len()).collect();
    loop {
        let mut next: Vec<usize> =
            candidates.into_iter().filter(|&at| !work.taken[at] && work.can_go_alone(at)).collect();
        let together = next.is_empty();
        if together {
            match work.least_closure() {
                Some(closure) => next = closure,
                None => return found,
            }
        }
        found.push(work.take(&next, together));
        candidates = next.iter().flat_map(|&at| &waiting[at]).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
    }
}

/// How many wait for each other at most where a part of them is looked for.
const LESSER: usize = 64;

impl Moves<'_> {
    fn take(&mut self, places: &[usize], together: bool) -> Move {
        places.iter().for_each(|&at| self.taken[at] = true);
        Move { alternatives: places.iter().map(|&at| self.package[at]).collect(), together }
    }

    /// The clauses on an alternative, those that a limit counts as well.
    fn clauses_on(&self, at: usize) -> Vec<u32> {
        let limits = self.limits[at].iter().flat_map(|&limit| {
            self.clauses.limits[limit as usize].blocks.iter().flat_map(|block| &block.terms)
        });
        self.on[at].iter().chain(limits).copied().collect()
    }

    /// For each alternative those whose clauses speak of it.
    fn waiting(&self) -> Vec<Vec<usize>> {
        let mut waiting = vec![Vec::new(); self.package.len()];
        for at in 0..self.package.len() {
            for clause in self.clauses_on(at) {
                let ways = &self.clauses.all[clause as usize].ways;
                for literal in ways.iter().flat_map(|way| &way.literals) {
                    if let Ok(other) = self.package.binary_search(&literal.alternative) {
                        waiting[other].push(at);
                    }
                }
            }
        }
        waiting
    }

    /// Whether a way holds once those of the moment are taken as well.
    fn holds(&self, way: &Way) -> bool {
        way.literals.iter().all(|literal| match self.package.binary_search(&literal.alternative) {
            Ok(at) => literal.wanted && (self.taken[at] || self.with[at]),
            Err(_) => !literal.wanted,
        })
    }

    fn is_met(&self, clause: &Clause) -> bool {
        clause.ways.iter().any(|way| self.holds(way))
    }

    fn can_go(&self, at: usize) -> bool {
        let met = |&clause: &u32| self.is_met(&self.clauses.all[clause as usize]);
        self.on[at].iter().all(met)
            && self.limits[at].iter().all(|&limit| {
                let limit = &self.clauses.limits[limit as usize];
                let against = limit.blocks.iter().filter(|block| !block.terms.iter().all(met));
                against.map(|block| block.parties).sum::<u32>() <= limit.bound
            })
    }

    fn can_go_alone(&mut self, at: usize) -> bool {
        self.with[at] = true;
        let can_go = self.can_go(at);
        self.with[at] = false;
        can_go
    }

    /// The least set of those that are left that can be taken at once; of several the one that comes first.
    fn least_closure(&mut self) -> Option<Vec<usize>> {
        let mut least: Option<Vec<usize>> = None;
        for at in 0..self.package.len() {
            if self.taken[at] {
                continue;
            }
            let most = least.as_ref().map_or(usize::MAX, Vec::len);
            let closure = self.closure(at, most);
            let key = |closure: &Vec<usize>| (closure.len(), closure.first().copied());
            if closure.len() <= most
                && least.as_ref().is_none_or(|known| key(&closure) < key(known))
            {
                least = Some(closure);
            }
        }
        least.map(|closure| self.lesser(closure))
    }

    /// A part of it that can be taken at once as well, as small as there is within it; of what is large, itself.
    fn lesser(&mut self, mut closure: Vec<usize>) -> Vec<usize> {
        let mut at = 0;
        while at < closure.len() && (2..=LESSER).contains(&closure.len()) {
            let mut left = closure.clone();
            left.remove(at);
            loop {
                left.iter().for_each(|&at| self.with[at] = true);
                let going: Vec<usize> =
                    left.iter().copied().filter(|&at| self.can_go(at)).collect();
                left.iter().for_each(|&at| self.with[at] = false);
                if going.len() == left.len() {
                    break;
                }
                left = going;
            }
            if left.is_empty() {
                at += 1;
            } else {
                (closure, at) = (left, 0);
            }
        }
        closure
    }

    /// What must be taken with an alternative: of each condition that is not met the way that needs least. Given up once
    /// there are more than so many.
    fn closure(&mut self, start: usize, most: usize) -> Vec<usize> {
        let mut closure = vec![start];
        self.with[start] = true;
        let mut at = 0;
        while let Some(&this) = closure.get(at).filter(|_| closure.len() <= most) {
            at += 1;
            for term in self.clauses_on(this) {
                if self.can_go(this) {
                    break;
                }
                let clause = &self.clauses.all[term as usize];
                if self.is_met(clause) {
                    continue;
                }
                let least = clause.ways.iter().filter_map(|way| self.needed(way));
                for more in least.min_by_key(Vec::len).unwrap_or_default() {
                    if !std::mem::replace(&mut self.with[more], true) {
                        closure.push(more);
                    }
                }
            }
        }
        closure.iter().for_each(|&at| self.with[at] = false);
        closure.sort_unstable();
        closure
    }

    /// What must be taken for a way to hold; nothing if it cannot.
    fn needed(&self, way: &Way) -> Option<Vec<usize>> {
        let mut needed = Vec::new();
        for literal in &way.literals {
            match (self.package.binary_search(&literal.alternative), literal.wanted) {
                (Ok(at), true) if self.taken[at] || self.with[at] => {}
                (Ok(at), true) => needed.push(at),
                (Err(_), false) => {}
                _ => return None,
            }
        }
        Some(needed)
    }
}
