//! The best package, with what shows that none is better.

use super::clauses::{Clauses, Options, clauses};
use super::eliminate::{Elimination, eliminate};
use super::instance::Instance;
use super::reduce::{Part, reduce};
use super::search::{Found, search};
use super::stop::Stop;
use rayon::prelude::*;

/// The best package that was found, and why none is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What stands in the way of each alternative.
    pub clauses: Clauses,
    /// What can never be in.
    pub elimination: Elimination,
    /// What was left to decide.
    pub parts: Vec<Part>,
    /// What was found in each part.
    pub found: Vec<Found>,
    /// The alternatives that are in, rising.
    pub package: Vec<u32>,
    /// What the package weighs.
    pub weight: u64,
    /// No acceptable package weighs more.
    pub bound: u64,
}

impl Answer {
    /// Whether it is shown that none is better.
    pub fn is_proven(&self) -> bool {
        self.weight == self.bound
    }

    /// The best that was found in a part, where it is one of the parts here.
    fn found_in(&self, part: &Part) -> Option<&Found> {
        let first = |part: &Part| part.units.first().map(|unit| unit.unit);
        let at = self.parts.binary_search_by_key(&first(part), first).ok()?;
        let found = &self.found[at];
        (self.parts[at] == *part && found.weight == found.bound).then_some(found)
    }
}

/// Looks for the best package until it is found, or until it is asked to stop: then with the bound that is known.
///
/// The same on any number of threads, but for what a stop cuts off.
pub fn find(instance: &Instance, options: &Options, stop: &Stop) -> Answer {
    answer(instance, clauses(instance, options), None, stop).0
}

/// The best package where these clauses stand in the way, and how many parts were searched.
///
/// What was found depends on the part alone: of a part that is as in a known answer it is taken from there, unless it was
/// cut off.
pub(super) fn answer(
    instance: &Instance,
    clauses: Clauses,
    known: Option<&Answer>,
    stop: &Stop,
) -> (Answer, usize) {
    let elimination = eliminate(&clauses, instance.alternatives.len());
    let parts = reduce(&instance.units, &clauses, &elimination);
    let taken: Vec<Option<&Found>> =
        parts.iter().map(|part| known.and_then(|known| known.found_in(part))).collect();
    let searched = taken.iter().filter(|taken| taken.is_none()).count();
    let found: Vec<Found> = parts
        .par_iter()
        .zip(taken)
        .map(|(part, taken)| taken.cloned().unwrap_or_else(|| search(part, stop)))
        .collect();
    let mut package: Vec<u32> = found.iter().flat_map(|found| &found.package).copied().collect();
    package.sort_unstable();
    let weight = found.iter().map(|found| found.weight).sum();
    let bound = found.iter().map(|found| found.bound).sum();
    (Answer { clauses, elimination, parts, found, package, weight, bound }, searched)
}
