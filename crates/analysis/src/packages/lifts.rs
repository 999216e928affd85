//! The fewest objections whose lifting opens most.
//!
//! Each stance that stands in the way may be lifted at a price, and the price is moved: a package that is best at a price
//! is best for as many lifts as it takes, and bounds every other number (Lagrange multipliers, Everett 1963). A lift at a
//! price is a unit of its own that stays open, so that the same search answers.

use super::clauses::{Block, Clause, Clauses, Limit, Options, Way, Why};
use super::eliminate::eliminate;
use super::find::{Answer, find};
use super::instance::{Instance, Literal, Speaker, Unit};
use super::reduce::{Open, Part, reduce};
use super::search::{Found, search_within};
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
    let all = instance.units.iter().map(|unit| u64::from(unit.weight)).sum();
    let none = Lifts {
        allowed: 0,
        lifted: Vec::new(),
        weight: base.weight,
        bound: base.bound,
        package: base.package.clone(),
    };
    let lifting = |lifted: &[u32]| {
        let mut with = options.clone();
        with.lifted.extend(lifted);
        with.lifted.sort_unstable();
        with.lifted.dedup();
        find(instance, &with, stop)
    };
    let weighs = |keeps: &[u32]| 2 * lifting(&market.stances(keeps)).weight;
    for (allowed, mut lifted) in (1..=most).zip(market.choose(&prices, most, &weighs, stop)) {
        let mut answer = lifting(&lifted);
        let bounds = prices.iter().map(|priced| priced.bound(&market, allowed));
        let mut bound = bounds.min().unwrap_or(all).min(all);
        if answer.weight < bound
            && let Some(counted) = market.counted(allowed, stop)
        {
            bound = bound.min(counted.1);
            let other = lifting(&counted.0);
            if other.weight > answer.weight {
                (lifted, answer) = market.needed(counted.0, other, &lifting);
            }
        }
        let lifts =
            Lifts { allowed, lifted, weight: answer.weight, bound, package: answer.package };
        // A lift more never opens less, and the first not less than none.
        let before = found.last().unwrap_or(&none);
        let lifts = if before.weight >= lifts.weight {
            Lifts { allowed, bound, ..before.clone() }
        } else {
            lifts
        };
        found.push(Lifts { bound: bound.max(lifts.weight), ..lifts });
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
    /// Everything that is there, with them; weights are doubled.
    priced: Vec<Unit>,
    clauses: Clauses,
    /// The parts in which something can be lifted.
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

/// Conflicts that finding what is best at a price may cost in one part; beyond that the bound that is known counts.
const PRICED: u64 = 20_000;
/// And trying what a few lifts bring in one part.
const TRIED: u64 = 2_000;
/// How many lifts of one part are tried one by one; and how many of a large one.
const OPTIONS: (usize, usize) = (12, 16);
/// From how many alternatives on a part is large: then lifts are bounded by prices alone.
const LARGE: usize = 2_000;
/// What is gained, and by which lifts.
type Gain = (u64, Vec<u32>);
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
        Self { keeps, units, alternatives, priced, clauses, parts, rest }
    }

    /// The bound that is known of a part in which nothing can be lifted.
    fn known(base: &Answer, part: &Part) -> u64 {
        let first = part.units.first().map(|unit| unit.unit);
        let mut known = base.parts.iter().zip(&base.found);
        let known = known.find(|(part, _)| part.units.first().map(|unit| unit.unit) == first);
        known.map_or(part.weight() / 2, |known| known.1.bound)
    }

    /// What to lift, counted in one search with everything that is tied to it; and what no choice of so many opens more than.
    /// Nothing where that is much.
    fn counted(&self, allowed: u32, stop: &Stop) -> Option<(Vec<u32>, u64)> {
        let mut units = self.priced.clone();
        let budget = self.alternatives + self.keeps.len() as u32;
        let real: u64 = units[..self.units as usize].iter().map(|u| u64::from(u.weight)).sum();
        let weight = u32::try_from(real + 1).ok().filter(|weight| *weight < FORBIDDEN)?;
        units[self.units as usize..].iter_mut().for_each(|keep| keep.weight = 0);
        let alternatives = budget..budget + 1;
        units.push(Unit { name: "".into(), chapter: 0, weight, title: None, alternatives });
        // In with the last unit all stay but so many.
        let mut clauses = self.clauses.clone();
        let from = clauses.all.len() as u32;
        let stays = |keep: u32| Clause {
            alternative: budget,
            ways: vec![Way {
                literals: vec![Literal { alternative: self.alternatives + keep, wanted: true }],
                offer: None,
            }],
            why: Why::Quorum,
            hard: false,
        };
        let keeps = 0..self.keeps.len() as u32;
        clauses.all.extend(keeps.clone().map(stays));
        let blocks = keeps.map(|keep| Block { parties: 1, terms: vec![from + keep] }).collect();
        clauses.limits.push(Limit { alternative: budget, bound: allowed, blocks });
        let parts = reduce(&units, &clauses, &eliminate(&clauses, budget as usize + 1));
        let tied = parts.iter().find(|part| part.alternatives.last() == Some(&budget));
        if tied.is_none_or(|part| part.alternatives.len() > LARGE) {
            return None;
        }
        let found: Vec<Found> =
            parts.par_iter().map(|part| search_within(part, PRICED, stop)).collect();
        let bound: u64 = found.iter().map(|found| found.bound).sum();
        let is_in = |of: u32| found.iter().any(|found| found.package.binary_search(&of).is_ok());
        let live = |of: u32| parts.iter().any(|part| part.alternatives.binary_search(&of).is_ok());
        let lifted = (0..self.keeps.len() as u32)
            .filter(|keep| live(self.alternatives + keep) && !is_in(self.alternatives + keep));
        let mut lifted: Vec<u32> = lifted
            .take(allowed as usize)
            .flat_map(|keep| &self.keeps[keep as usize])
            .copied()
            .collect();
        lifted.sort_unstable();
        lifted.dedup();
        Some((lifted, bound.saturating_sub(u64::from(weight)) / 2))
    }

    /// The same without what is lifted for nothing.
    fn needed(
        &self,
        mut lifted: Vec<u32>,
        mut answer: Answer,
        lifting: &impl Fn(&[u32]) -> Answer,
    ) -> (Vec<u32>, Answer) {
        for keep in &self.keeps {
            let less: Vec<u32> = lifted.iter().filter(|of| !keep.contains(of)).copied().collect();
            if less.len() < lifted.len() {
                let other = lifting(&less);
                if other.weight >= answer.weight {
                    (lifted, answer) = (less, other);
                }
            }
        }
        (lifted, answer)
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
                search_within(&part, PRICED, stop)
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
        let highest = u32::try_from(open).unwrap_or(FORBIDDEN).min(FORBIDDEN);
        // At the one price something is lifted, at the other nothing; at the highest nothing for sure.
        let (mut some, mut none) = (0, None);
        // Gains are small beside all that is there: from below, in doubling steps, then by halves.
        let mut price = highest.min(4);
        while !stop.is_requested() && none.is_none_or(|none| some + 1 < none) && price > some {
            let priced = self.at(price, stop);
            match self.count(&priced) {
                0 => none = Some(price),
                _ => some = price,
            }
            prices.push(priced);
            price = match none {
                Some(none) => (some + none) / 2,
                None => some.saturating_mul(2).min(highest),
            };
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

    /// For each number of lifts up to `most` the stances to lift: of those that are lifted at the highest price at which
    /// there are as many.
    fn choose(
        &self,
        prices: &[Priced],
        most: u32,
        weighs: &(impl Fn(&[u32]) -> u64 + Sync),
        stop: &Stop,
    ) -> Vec<Vec<u32>> {
        let mut chosen: Vec<Vec<u32>> = Vec::new();
        let mut gathered: Option<(u64, Vec<Gain>)> = None;
        for allowed in 1..=most as usize {
            let enough = |priced: &&Priced| self.count(priced) >= allowed;
            let Some(priced) = prices.iter().find(enough).or(prices.last()) else {
                chosen.push(Vec::new());
                continue;
            };
            let keeps = if self.count(priced) == allowed {
                let of = self.parts.iter().zip(&priced.found);
                of.flat_map(|(part, found)| self.lifted(part, found)).collect()
            } else {
                if gathered.as_ref().is_none_or(|(price, _)| *price != priced.price) {
                    gathered = Some((priced.price, self.gather(priced, most, weighs, stop)));
                }
                let gains = gathered.as_ref().map_or(&[][..], |(_, gains)| gains);
                gains.get(allowed).map(|gain| gain.1.clone()).unwrap_or_default()
            };
            chosen.push(self.stances(&keeps));
        }
        chosen
    }

    /// The stances that are lifted with these, rising.
    fn stances(&self, keeps: &[u32]) -> Vec<u32> {
        let of = keeps.iter().flat_map(|&keep| &self.keeps[keep as usize]).copied();
        let mut of: Vec<u32> = of.collect();
        of.sort_unstable();
        of.dedup();
        of
    }

    /// For each number of lifts up to `most`, the most that is gained by lifting as many of those that are lifted at a price.
    fn gather(
        &self,
        priced: &Priced,
        most: u32,
        weighs: &(impl Fn(&[u32]) -> u64 + Sync),
        stop: &Stop,
    ) -> Vec<Gain> {
        let mut best: Vec<Gain> = vec![(0, Vec::new()); most as usize + 1];
        for (part, found) in self.parts.iter().zip(&priced.found) {
            let lifted = self.lifted(part, found);
            if lifted.is_empty() {
                continue;
            }
            let before = best.clone();
            // Of a large part most is eliminated as long as little is lifted: then a search from nothing costs less.
            let gains = if part.alternatives.len() > LARGE {
                bundles(&lifted, (most, OPTIONS.1), weighs)
            } else {
                bundles(&lifted, (most, OPTIONS.0), &|keeps| self.weight(part, keeps, stop))
            };
            for (gain, bundle) in gains {
                for count in bundle.len()..best.len() {
                    let (known, with) = &before[count - bundle.len()];
                    if known + gain > best[count].0 {
                        best[count] = (known + gain, [&with[..], &bundle[..]].concat());
                    }
                }
            }
        }
        best
    }

    /// What a part weighs where these are lifted.
    fn weight(&self, part: &Part, lifted: &[u32], stop: &Stop) -> u64 {
        let mut part = part.clone();
        let kept = part.units.iter_mut().filter(|unit| unit.unit >= self.units);
        kept.for_each(|unit| {
            let is_lifted = lifted.contains(&(unit.unit - self.units));
            unit.weight = if is_lifted { 0 } else { FORBIDDEN };
        });
        let package = search_within(&part, TRIED, stop).package;
        let agreed = |unit: &&Open| {
            let of = unit.alternatives.start as usize..unit.alternatives.end as usize;
            part.alternatives[of].iter().any(|a| package.binary_search(a).is_ok())
        };
        let real = part.units.iter().filter(|unit| unit.unit < self.units);
        real.filter(agreed).map(|unit| u64::from(unit.weight)).sum()
    }
}

/// What is gained by lifting together up to so many of these, one more at a time, each time of some the best.
fn bundles(
    of: &[u32],
    (allowed, tried): (u32, usize),
    weighs: &(impl Fn(&[u32]) -> u64 + Sync),
) -> Vec<Gain> {
    let before = weighs(&[]);
    let mut bundles = Vec::new();
    if of.len() <= allowed as usize {
        bundles.push((weighs(of).saturating_sub(before), of.to_vec()));
    }
    let mut taken: Vec<u32> = Vec::new();
    for _ in 0..allowed.min(of.len() as u32) {
        let options = of.iter().filter(|keep| !taken.contains(keep)).take(tried);
        let options: Vec<u32> = options.copied().collect();
        let weighed = options.par_iter().map(|&keep| {
            let with: Vec<u32> = taken.iter().copied().chain([keep]).collect();
            (weighs(&with), std::cmp::Reverse(keep))
        });
        let Some((gain, keep)) = weighed.max() else { break };
        taken.push(keep.0);
        bundles.push((gain.saturating_sub(before), taken.clone()));
    }
    bundles
}
