//! What follows at once from alternatives that are in or out.

use super::reduce::{Demand, Part};

/// What is known of the alternatives of a part, with a trail so that steps can be taken back.
pub(super) struct Table<'a> {
    part: &'a Part,
    value: Vec<Option<bool>>,
    trail: Vec<u32>,
    /// How much of the trail has been followed.
    followed: usize,
    unit_of: Vec<u32>,
    /// For each alternative what to look at when it changes, as places in `checks`.
    touched: Vec<Vec<u32>>,
    checks: Vec<Check>,
}

#[derive(Clone, Copy)]
enum Check {
    Demand(u32),
    Tolerance(u32),
}

/// A contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Contradiction;

/// What is known of a demand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A way holds.
    Met,
    /// More than one way is open.
    Open,
    /// One way is open, this.
    Last(u32),
    /// None is.
    Dead,
}

impl<'a> Table<'a> {
    /// Nothing is known.
    pub(super) fn new(part: &'a Part) -> Self {
        let n = part.alternatives.len();
        let mut unit_of = vec![0; n];
        for (place, unit) in part.units.iter().enumerate() {
            unit.alternatives.clone().for_each(|a| unit_of[a as usize] = place as u32);
        }
        let mut checks = Vec::new();
        let mut touched: Vec<Vec<u32>> = vec![Vec::new(); n];
        let mut watch =
            |check: Check, alternative: u32, demands: &mut dyn Iterator<Item = &Demand>| {
                let number = checks.len() as u32;
                checks.push(check);
                let mut of = vec![alternative];
                let ways = demands.flat_map(|demand| &demand.ways);
                of.extend(ways.flat_map(|way| &way.literals).map(|l| l.alternative));
                of.sort_unstable();
                of.dedup();
                of.into_iter().for_each(|a| touched[a as usize].push(number));
            };
        for (place, demand) in part.demands.iter().enumerate() {
            let check = Check::Demand(place as u32);
            watch(check, demand.alternative, &mut std::iter::once(demand));
        }
        for (place, tolerance) in part.tolerances.iter().enumerate() {
            let terms = tolerance.blocks.iter().flat_map(|block| &block.1);
            let mut demands = terms.map(|&term| &part.terms[term as usize]);
            watch(Check::Tolerance(place as u32), tolerance.alternative, &mut demands);
        }
        let value = vec![None; n];
        Self { part, value, trail: Vec::new(), followed: 0, unit_of, touched, checks }
    }

    /// What is known of an alternative.
    pub(super) fn value(&self, alternative: u32) -> Option<bool> {
        self.value[alternative as usize]
    }

    /// Where to go back to.
    pub(super) fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Takes back what was learnt since.
    pub(super) fn back_to(&mut self, mark: usize) {
        for alternative in self.trail.drain(mark..) {
            self.value[alternative as usize] = None;
        }
        self.followed = mark;
    }

    /// What was learnt since, in order.
    pub(super) fn since(&self, mark: usize) -> &[u32] {
        &self.trail[mark..]
    }

    /// Takes note, without following.
    fn note(&mut self, alternative: u32, value: bool) -> Result<(), Contradiction> {
        match self.value[alternative as usize] {
            None => {
                self.value[alternative as usize] = Some(value);
                self.trail.push(alternative);
                Ok(())
            }
            Some(known) if known == value => Ok(()),
            Some(_) => Err(Contradiction),
        }
    }

    /// Takes an alternative as in or out, and whatever follows at once.
    pub(super) fn assume(&mut self, alternative: u32, value: bool) -> Result<(), Contradiction> {
        self.note(alternative, value)?;
        while let Some(&changed) = self.trail.get(self.followed) {
            self.followed += 1;
            if self.value[changed as usize] == Some(true) {
                let unit = &self.part.units[self.unit_of[changed as usize] as usize];
                for other in unit.alternatives.clone().filter(|&other| other != changed) {
                    self.note(other, false)?;
                }
            }
            for at in 0..self.touched[changed as usize].len() {
                let check = self.touched[changed as usize][at];
                self.check(check)?;
            }
        }
        Ok(())
    }

    fn check(&mut self, check: u32) -> Result<(), Contradiction> {
        let part = self.part;
        match self.checks[check as usize] {
            Check::Demand(place) => {
                let demand = &part.demands[place as usize];
                match (self.value[demand.alternative as usize], self.state(demand)) {
                    (Some(true), State::Dead) => Err(Contradiction),
                    (None, State::Dead) => self.note(demand.alternative, false),
                    (Some(true), State::Last(way)) => self.take(demand, way),
                    _ => Ok(()),
                }
            }
            Check::Tolerance(place) => {
                let tolerance = &part.tolerances[place as usize];
                if self.value[tolerance.alternative as usize] == Some(false) {
                    return Ok(());
                }
                let dead = |&&term: &&u32| self.state(&part.terms[term as usize]) == State::Dead;
                let fails = |(_, terms): &&(u32, Vec<u32>)| terms.iter().any(|term| dead(&term));
                let against: u32 = tolerance.blocks.iter().filter(fails).map(|block| block.0).sum();
                match self.value[tolerance.alternative as usize] {
                    _ if against <= tolerance.bound => Ok(()),
                    Some(true) => Err(Contradiction),
                    _ => self.note(tolerance.alternative, false),
                }
            }
        }
    }

    fn take(&mut self, demand: &Demand, way: u32) -> Result<(), Contradiction> {
        let literals = &demand.ways[way as usize].literals;
        literals.iter().try_for_each(|l| self.note(l.alternative, l.wanted))
    }

    fn state(&self, demand: &Demand) -> State {
        let mut open = State::Dead;
        for (place, way) in demand.ways.iter().enumerate() {
            let values =
                way.literals.iter().map(|l| (self.value[l.alternative as usize], l.wanted));
            let mut holds = true;
            let mut dead = false;
            for (value, wanted) in values {
                holds &= value == Some(wanted);
                dead |= value == Some(!wanted);
            }
            if holds {
                return State::Met;
            }
            if !dead {
                open = if open == State::Dead { State::Last(place as u32) } else { State::Open };
            }
        }
        open
    }

    /// Takes an alternative in, and settles each choice between ways that this leaves by the first that goes.
    ///
    /// An alternative that is not known may then be taken as out. What is tried in vain is taken back.
    pub(super) fn settle(&mut self, alternative: u32) -> Result<(), Contradiction> {
        let mark = self.mark();
        let tried = self.assume(alternative, true).and_then(|()| self.settle_choices(mark));
        if tried.is_err() {
            self.back_to(mark);
        }
        tried
    }

    fn settle_choices(&mut self, mark: usize) -> Result<(), Contradiction> {
        let part = self.part;
        let mut at = mark;
        while let Some(&alternative) = self.trail.get(at) {
            at += 1;
            if self.value[alternative as usize] != Some(true) {
                continue;
            }
            for check in 0..self.touched[alternative as usize].len() {
                match self.checks[self.touched[alternative as usize][check] as usize] {
                    Check::Demand(place) => {
                        let demand = &part.demands[place as usize];
                        if demand.alternative == alternative {
                            self.first_way(demand)?;
                        }
                    }
                    Check::Tolerance(place) => {
                        if part.tolerances[place as usize].alternative == alternative {
                            self.enough(place)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The first way that leads to no contradiction; it may bring more alternatives in.
    fn first_way(&mut self, demand: &Demand) -> Result<(), Contradiction> {
        if self.state(demand) == State::Met {
            return Ok(());
        }
        for way in &demand.ways {
            let mark = self.mark();
            let literals = &way.literals;
            if literals.iter().try_for_each(|l| self.assume(l.alternative, l.wanted)).is_ok() {
                return Ok(());
            }
            self.back_to(mark);
        }
        Err(Contradiction)
    }

    /// Meets the terms of a tolerance but for as many parties as may object, in their order.
    fn enough(&mut self, place: u32) -> Result<(), Contradiction> {
        let part = self.part;
        let tolerance = &part.tolerances[place as usize];
        let mut left = tolerance.bound;
        for (parties, terms) in &tolerance.blocks {
            let is_met = |&term: &u32| self.state(&part.terms[term as usize]) == State::Met;
            if terms.iter().all(is_met) {
                continue;
            }
            if *parties <= left {
                left -= parties;
                continue;
            }
            terms.iter().try_for_each(|&term| self.first_way(&part.terms[term as usize]))?;
        }
        Ok(())
    }

    /// The alternatives that are in, rising.
    pub(super) fn package(&self) -> Vec<u32> {
        (0..self.value.len() as u32).filter(|&a| self.value[a as usize] == Some(true)).collect()
    }
}

/// Whether a package of a part, its alternatives rising, is acceptable.
pub(super) fn is_acceptable(part: &Part, package: &[u32]) -> bool {
    let is_in = |alternative: u32| package.binary_search(&alternative).is_ok();
    let met = |demand: &Demand| {
        demand.ways.iter().any(|way| way.literals.iter().all(|l| is_in(l.alternative) == l.wanted))
    };
    let units = part.units.iter();
    units.clone().all(|unit| unit.alternatives.clone().filter(|&a| is_in(a)).count() <= 1)
        && part.demands.iter().all(|demand| !is_in(demand.alternative) || met(demand))
        && part.tolerances.iter().all(|tolerance| {
            let fails = |(_, terms): &&(u32, Vec<u32>)| {
                !terms.iter().all(|&term| met(&part.terms[term as usize]))
            };
            !is_in(tolerance.alternative)
                || tolerance.blocks.iter().filter(fails).map(|block| block.0).sum::<u32>()
                    <= tolerance.bound
        })
}
