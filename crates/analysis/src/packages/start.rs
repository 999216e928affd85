//! A good package at once: units are taken in turn, and what stands in another's way is taken out again for a while.
//!
//! Iterated local search: a unit that is open is put first, then those that were agreed, then the rest, in a new order;
//! what weighs no less is kept (Lourenço, Martin, Stützle 2003). A number of rounds, not a time, says when to stop, so that the
//! package is the same on every machine.

use super::propagate::Table;
use super::reduce::Part;
use super::stop::Stop;
use crate::opinions::Chance;

/// A search for better packages of a part, which can be resumed.
pub(super) struct Start<'a> {
    part: &'a Part,
    table: Table<'a>,
    order: Vec<u32>,
    chance: Chance,
    rounds: usize,
    current: Vec<u32>,
    weight: u64,
    best: (u64, Vec<u32>),
}

impl<'a> Start<'a> {
    /// The package that comes of taking units by falling weight.
    pub(super) fn new(part: &'a Part) -> Self {
        let mut order: Vec<u32> = (0..part.units.len() as u32).collect();
        order.sort_by_key(|&unit| std::cmp::Reverse(part.units[unit as usize].weight));
        let mut start = Self {
            part,
            table: Table::new(part),
            order,
            chance: Chance::new(0),
            rounds: 0,
            current: Vec::new(),
            weight: 0,
            best: (0, Vec::new()),
        };
        let order = start.order.clone();
        start.take(&order);
        (start.weight, start.current) = start.taken();
        start.best = (start.weight, start.current.clone());
        start
    }

    /// The best so far: its weight, and its alternatives, rising.
    pub(super) fn best(&self) -> &(u64, Vec<u32>) {
        &self.best
    }

    /// Takes a package that was found elsewhere, if it is better.
    pub(super) fn learn(&mut self, weight: u64, package: &[u32]) {
        if weight > self.best.0 {
            self.best = (weight, package.to_vec());
            (self.weight, self.current) = self.best.clone();
        }
    }

    fn take(&mut self, order: &[u32]) {
        for &unit in order {
            let mut of = self.part.units[unit as usize].alternatives.clone();
            if of.clone().any(|a| self.table.value(a) == Some(true)) {
                continue;
            }
            let _ = of.find(|&a| self.table.value(a).is_none() && self.table.settle(a).is_ok());
        }
    }

    fn taken(&self) -> (u64, Vec<u32>) {
        let package = self.table.package();
        (weight(self.part, &package), package)
    }

    /// So many rounds more, or until it is asked to stop.
    pub(super) fn improve(&mut self, rounds: usize, stop: &Stop) {
        let units = self.part.units.len();
        for _ in 0..rounds {
            if stop.is_requested() {
                return;
            }
            self.rounds += 1;
            let is_in = |unit: u32, package: &[u32]| {
                let of = &self.part.units[unit as usize].alternatives;
                let at = package.partition_point(|&a| a < of.start);
                package.get(at).is_some_and(|&a| a < of.end)
            };
            let mut keys: Vec<(u8, u64, u32)> = (0..units as u32)
                .map(|unit| {
                    let draw = self.chance.bits(self.rounds, unit as usize);
                    (if is_in(unit, &self.current) { 1 } else { 2 }, draw, unit)
                })
                .collect();
            // One or two open units go first, wherever they stand in the way of others.
            let first = 1 + self.chance.below(self.rounds, units, 2);
            keys.sort_unstable();
            let open = keys.partition_point(|key| key.0 == 1);
            keys[open..].iter_mut().take(first).for_each(|key| key.0 = 0);
            keys.sort_unstable();
            let order: Vec<u32> = keys.into_iter().map(|key| key.2).collect();
            self.table.back_to(0);
            self.take(&order);
            let (weight, package) = self.taken();
            if weight >= self.weight {
                (self.weight, self.current) = (weight, package);
            }
            if self.weight > self.best.0 {
                self.best = (self.weight, self.current.clone());
            }
        }
    }
}

/// What a package of a part weighs.
pub(super) fn weight(part: &Part, package: &[u32]) -> u64 {
    let agreed = |unit: &&super::reduce::Open| {
        let at = package.partition_point(|&a| a < unit.alternatives.start);
        package.get(at).is_some_and(|&a| a < unit.alternatives.end)
    };
    part.units.iter().filter(agreed).map(|unit| u64::from(unit.weight)).sum()
}
