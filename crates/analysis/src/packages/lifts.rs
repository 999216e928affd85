//! The fewest objections whose lifting opens most.
//!
//! Each stance that stands in the way may be lifted at a price, and the price is moved: a package that is best at a price
//! is best for as many lifts as it takes, and bounds every other number (Lagrange multipliers, Everett 1963). A lift at a
//! price is a unit of its own that stays open, so that the same search answers.

use super::clauses::{Clause, Clauses, Options, Way, Why};
use super::eliminate::eliminate;
use super::find::{Answer, find};
use super::instance::{Instance, Literal, Speaker, Unit};
use super::reduce::{Part, reduce};
use super::search::{Found, search};
use super::stop::Stop;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is lifted at one go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// One statement.
    #[default]
    Statement,
    /// All that one speaker says.
    Speaker,
}

/// What so many lifts open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifts {
    /// How many were allowed.
    pub allowed: u32,
    /// The stances that are lifted, by their places among the statements, rising.
    pub lifted: Vec<u32>,
    /// What is then the weight of the best package that was found.
    pub weight: u64,
    /// No package weighs more with so many lifts.
    pub bound: u64,
    /// The package.
    pub package: Vec<u32>,
}

/// What so many lifts open, for each number from 1 to `most`.
///
/// The package is always right; that none is better with so many lifts is shown where `weight` is `bound`.
pub fn lifts(
    instance: &Instance,
    options: &Options,
    base: &Answer,
    (most, by): (u32, By),
    stop: &Stop,
) -> Vec<Lifts> {
    let market = Market::open(instance, base, most, by);
    let prices = market.prices(most, stop);
    let mut found: Vec<Lifts> = Vec::new();
    for allowed in 1..=most {
        let lifted = market.choose(&prices, allowed, stop);
        let mut with = options.clone();
        with.lifted.extend(&lifted);
        with.lifted.sort_unstable();
        with.lifted.dedup();
        let answer = find(instance, &with, stop);
        let bounds = prices.iter().map(|priced| priced.bound(&market, allowed));
        let bound = bounds.min().unwrap_or(u64::MAX).max(answer.weight);
        let lifts =
            Lifts { allowed, lifted, weight: answer.weight, bound, package: answer.package };
        // A lift more never opens less.
        match found.last() {
            Some(last) if last.weight >= lifts.weight => {
                let last = Lifts { allowed, bound: lifts.bound.max(last.weight), ..last.clone() };
                found.push(last);
            }
            _ => found.push(lifts),
        }
    }
    found
}

/// What can be lifted, as units that stay agreed as long as it is not.
struct Market {
    /// What is lifted with each: stances by their places among the statements.
    keeps: Vec<Vec<u32>>,
    /// How many units and alternatives there are without them.
    units: u32,
    alternatives: u32,
    /// The parts in which something can be lifted; weights are doubled.
    parts: Vec<Part>,
    /// What the other parts weigh at most, doubled.
    rest: u64,
}

/// A price, and what is best at it.
struct Priced {
    price: u64,
    /// No package is worth more at this price, in the parts of the market.
    worth: u64,
    found: Vec<Found>,
}

impl Priced {
    /// No package weighs more with so many lifts.
    fn bound(&self, market: &Market, allowed: u32) -> u64 {
        let kept = self.price * market.keeps.len() as u64;
        ((self.worth + market.rest + self.price * u64::from(allowed)).saturating_sub(kept)) / 2
    }
}

/// A price at which nothing is lifted.
const FORBIDDEN: u32 = 1 << 24;

impl Market {
    fn open(instance: &Instance, base: &Answer, most: u32, by: By) -> Self {
        let units = instance.units.len() as u32;
        let alternatives = instance.alternatives.len() as u32;
        let mut all: Vec<Clause> = base.clauses.all.clone();
        let mut keeps: Vec<Vec<u32>> = Vec::new();
        let mut place: BTreeMap<(Option<u32>, Option<Speaker>), u32> = BTreeMap::new();
        let mut clauses: Vec<Vec<usize>> = vec![Vec::new(); instance.alternatives.len()];
        for (number, clause) in all.iter().enumerate() {
            clauses[clause.alternative as usize].push(number);
        }
        for of in clauses {
            let statement = |&number: &usize| match all[number].why {
                Why::Statement { by, base, .. } => Some((number, by, base)),
                _ => None,
            };
            let outright = |&&number: &&usize| all[number].hard && all[number].ways.is_empty();
            let blocks = of.iter().filter(outright);
            let beyond = blocks.clone().any(|number| statement(number).is_none());
            if beyond || by == By::Statement && blocks.count() > most as usize {
                continue;
            }
            for (number, speaker, base) in of.iter().filter_map(statement).collect::<Vec<_>>() {
                let key = match by {
                    By::Statement => (Some(base), None),
                    By::Speaker => (None, Some(speaker)),
                };
                let keep = *place.entry(key).or_insert_with(|| {
                    keeps.push(Vec::new());
                    keeps.len() as u32 - 1
                });
                keeps[keep as usize].push(base);
                let stays = Literal { alternative: alternatives + keep, wanted: false };
                all[number].ways.push(Way { literals: vec![stays], offer: None });
            }
        }
        let mut priced: Vec<Unit> = instance.units.clone();
        priced.iter_mut().for_each(|unit| unit.weight = unit.weight.saturating_mul(2));
        for keep in alternatives..alternatives + keeps.len() as u32 {
            let name = "".into();
            let alternatives = keep..keep + 1;
            priced.push(Unit { name, chapter: 0, weight: 1, title: None, alternatives });
        }
        let count = instance.alternatives.len() + keeps.len();
        let clauses: Clauses = base.clauses.with(all);
        let mut rest = 0;
        let mut parts = reduce(&priced, &clauses, &eliminate(&clauses, count));
        parts.retain(|part| {
            let is_kept = part.units.iter().any(|unit| unit.unit >= units);
            if !is_kept {
                rest += 2 * Self::known(base, part);
            }
            is_kept
        });
        Self { keeps, units, alternatives, parts, rest }
    }

    /// The bound that is known of a part in which nothing can be lifted.
    fn known(base: &Answer, part: &Part) -> u64 {
        let first = part.units.first().map(|unit| unit.unit);
        let mut known = base.parts.iter().zip(&base.found);
        let known = known.find(|(part, _)| part.units.first().map(|unit| unit.unit) == first);
        known.map_or(part.weight() / 2, |known| known.1.bound)
    }

    /// The best at a price, each part by itself.
    fn at(&self, price: u32, stop: &Stop) -> Priced {
        let found: Vec<Found> = self
            .parts
            .par_iter()
            .map(|part| {
                let mut part = part.clone();
                let kept = part.units.iter_mut().filter(|unit| unit.unit >= self.units);
                kept.for_each(|unit| unit.weight = price);
                search(&part, stop)
            })
            .collect();
        let worth = found.iter().map(|found| found.bound).sum();
        Priced { price: u64::from(price), worth, found }
    }

    /// What is lifted in what was found in a part.
    fn lifted(&self, part: &Part, found: &Found) -> Vec<u32> {
        let kept = part.alternatives.iter().filter(|&&a| a >= self.alternatives);
        kept.filter(|a| found.package.binary_search(a).is_err())
            .map(|a| a - self.alternatives)
            .collect()
    }

    fn count(&self, priced: &Priced) -> usize {
        let of = self.parts.iter().zip(&priced.found);
        of.map(|(part, found)| self.lifted(part, found).len()).sum()
    }

    /// Prices from the one at which nothing is lifted down to one at which as much is as may be.
    fn prices(&self, most: u32, stop: &Stop) -> Vec<Priced> {
        let mut prices: Vec<Priced> = Vec::new();
        if self.parts.is_empty() {
            return prices;
        }
        let open: u64 = self.parts.iter().map(Part::weight).sum();
        let (mut some, mut none) = (0, u32::try_from(open).unwrap_or(FORBIDDEN).min(FORBIDDEN));
        // Gains are small beside all that is there: from below, in doubling steps, then by halves.
        let mut price = 4;
        while some + 1 < none && !stop.is_requested() {
            let priced = self.at(price, stop);
            if self.count(&priced) == 0 {
                none = price
            } else {
                some = price
            }
            prices.push(priced);
            price = if none as u64 == open { (some * 2).min(none) } else { (some + none) / 2 };
        }
        while some > 1 && !stop.is_requested() {
            let enough = prices.iter().any(|priced| self.count(priced) >= most as usize);
            if enough {
                break;
            }
            some -= 1;
            prices.push(self.at(some, stop));
        }
        prices.sort_by_key(|priced| std::cmp::Reverse(priced.price));
        prices
    }

    /// The stances to lift, of those that are lifted at the highest price at which there are as many.
    fn choose(&self, prices: &[Priced], allowed: u32, stop: &Stop) -> Vec<u32> {
        let enough = |priced: &&Priced| self.count(priced) >= allowed as usize;
        let Some(priced) = prices.iter().find(enough).or(prices.last()) else { return Vec::new() };
        // For each number of lifts the best gain so far, with what is lifted.
        let mut best: Vec<(u64, Vec<u32>)> = vec![(0, Vec::new()); allowed as usize + 1];
        for (part, found) in self.parts.iter().zip(&priced.found) {
            let lifted = self.lifted(part, found);
            if lifted.is_empty() {
                continue;
            }
            let choices = self.bundles(part, &lifted, allowed, stop);
            let before = best.clone();
            for (gain, bundle) in choices {
                for count in bundle.len()..best.len() {
                    let (known, with) = &before[count - bundle.len()];
                    if known + gain > best[count].0 {
                        best[count] = (known + gain, [&with[..], &bundle[..]].concat());
                    }
                }
            }
        }
        let keeps = best.pop().map(|best| best.1).unwrap_or_default();
        let mut of: Vec<u32> =
            keeps.iter().flat_map(|&keep| &self.keeps[keep as usize]).copied().collect();
        of.sort_unstable();
        of.dedup();
        of
    }

    /// Within a part, what is gained by lifting together up to so many of these, one more at a time.
    fn bundles(&self, part: &Part, of: &[u32], allowed: u32, stop: &Stop) -> Vec<(u64, Vec<u32>)> {
        let weight = |lifted: &[u32]| {
            let mut part = part.clone();
            let kept = part.units.iter_mut().filter(|unit| unit.unit >= self.units);
            kept.for_each(|unit| {
                unit.weight =
                    if lifted.contains(&(unit.unit - self.units)) { 0 } else { FORBIDDEN };
            });
            let kept = |unit: &&super::reduce::Open| unit.unit < self.units;
            let found = search(&part, stop);
            let in_real = |a: &&u32| **a < self.alternatives;
            let package: Vec<u32> = found.package.iter().filter(in_real).copied().collect();
            let of = part.units.iter().filter(kept).filter(|unit| {
                let mut of = part.alternatives
                    [unit.alternatives.start as usize..unit.alternatives.end as usize]
                    .iter();
                of.any(|a| package.binary_search(a).is_ok())
            });
            of.map(|unit| u64::from(unit.weight)).sum::<u64>()
        };
        let before = weight(&[]);
        let mut bundles = Vec::new();
        if of.len() <= allowed as usize {
            bundles.push((weight(of).saturating_sub(before), of.to_vec()));
        }
        let mut taken: Vec<u32> = Vec::new();
        for _ in 0..allowed.min(of.len() as u32) {
            let options: Vec<u32> =
                of.iter().filter(|keep| !taken.contains(keep)).take(32).copied().collect();
            let tried = options.par_iter().map(|&keep| {
                let with: Vec<u32> = taken.iter().copied().chain([keep]).collect();
                (weight(&with), std::cmp::Reverse(keep))
            });
            let Some((gain, keep)) = tried.max() else { break };
            taken.push(keep.0);
            bundles.push((gain.saturating_sub(before), taken.clone()));
        }
        bundles
    }
}
