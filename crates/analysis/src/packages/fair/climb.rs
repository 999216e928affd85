//! Changing a package step by step to a fairer one.
//!
//! What two packages of a part differ in falls apart into changes that have nothing to do with each other; each of them can
//! be made alone.

use super::choice::{Choice, Column};
use super::{Table, compare, rising};
use crate::packages::propagate::is_acceptable;
use crate::packages::reduce::Demand;
use crate::packages::start::weight;
use std::cmp::Ordering;

/// How often the changes of large parts are worked out anew.
const ROUNDS: usize = 12;
/// How many pairs of changes are made at most.
const PAIRS: usize = 100;
/// How many changes are tried in pairs.
const CORE: usize = 200;

/// A change of a part.
struct Change {
    choice: usize,
    /// What it brings each camp, which may be less than nothing.
    gain: Vec<i64>,
    what: What,
}

/// Of what kind a change is.
enum What {
    /// To a column.
    Column(usize),
    /// Units that are agreed otherwise: alternatives that go, and that come.
    Swap(Vec<u32>, Vec<u32>),
}

impl Table<'_> {
    /// Makes changes as long as one is fairer, or two at once among those that cost least at these prices.
    pub(super) fn climb(&mut self, prices: &[u64]) {
        let mut pairs = PAIRS;
        for _ in 0..ROUNDS {
            let mut changes = self.changes();
            let mut any = false;
            loop {
                while let Some(at) = self.best(&changes) {
                    let change = changes.swap_remove(at);
                    any |= self.make(&change);
                    self.renew(&mut changes, &change);
                }
                if pairs == 0 {
                    break;
                }
                pairs -= 1;
                let Some((one, other)) = self.best_pair(&mut changes, prices) else { break };
                let [one, other] = [other, one].map(|at| changes.remove(at));
                let kept = [&one, &other].map(|change| self.choices[change.choice].now.clone());
                if self.make(&one) && self.make(&other) {
                    any = true;
                    self.renew(&mut changes, &one);
                    self.renew(&mut changes, &other);
                } else {
                    let [first, second] = kept;
                    self.choices[one.choice].now = first;
                    self.choices[other.choice].now = second;
                }
            }
            if !any {
                return;
            }
        }
    }

    /// Two changes that are fairest together, the lower place first, if they are fairer than none.
    fn best_pair(&self, changes: &mut [Change], prices: &[u64]) -> Option<(usize, usize)> {
        let cost = |change: &Change| -> u128 {
            let sum = change.gain.iter().zip(prices).map(|(g, p)| i128::from(*g) * i128::from(*p));
            sum.sum::<i128>().unsigned_abs()
        };
        changes.sort_by_cached_key(cost);
        let got = self.got();
        let mut best = (rising(&got, &self.asked), None);
        let core = &changes[..changes.len().min(CORE)];
        let mut after: Vec<(u64, u64)> = best.0.clone();
        for (other, second) in core.iter().enumerate() {
            for (one, first) in core[..other].iter().enumerate() {
                let both = first.gain.iter().zip(&second.gain).map(|(one, other)| one + other);
                let sums = got.iter().zip(both).map(|(got, gain)| got.wrapping_add_signed(gain));
                after.clear();
                after.extend(sums.zip(self.asked.iter().copied()));
                after.sort_by(|one, other| compare(*one, *other));
                let column = |change: &Change| matches!(change.what, What::Column(_));
                let apart = first.choice != second.choice || !column(first);
                if apart && self.prefers(&after, &best.0) == Ordering::Greater {
                    best = (after.clone(), Some((one, other)));
                }
            }
        }
        best.1
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (place, choice) in self.choices.iter().enumerate() {
            if choice.is_complete() {
                changes.extend(columns(place, choice));
            } else {
                changes.extend(swaps(place, choice));
            }
        }
        changes
    }

    /// What is known of a part that was changed to another column is known no longer.
    fn renew(&self, changes: &mut Vec<Change>, made: &Change) {
        if let What::Column(_) = made.what {
            changes.retain(|change| change.choice != made.choice);
            changes.extend(columns(made.choice, &self.choices[made.choice]));
        }
    }

    /// The change that is fairest, if it is fairer than none.
    fn best(&self, changes: &[Change]) -> Option<usize> {
        let got = self.got();
        let mut best = (rising(&got, &self.asked), None);
        for (at, change) in changes.iter().enumerate() {
            // Who has least must not lose, unless somebody else has least then; the comparison tells.
            let after =
                got.iter().zip(&change.gain).map(|(got, gain)| got.wrapping_add_signed(*gain));
            let after = rising(&after.collect::<Vec<u64>>(), &self.asked);
            if self.prefers(&after, &best.0) == Ordering::Greater {
                best = (after, Some(at));
            }
        }
        best.1
    }

    /// Makes a change, if it can still be made.
    fn make(&mut self, change: &Change) -> bool {
        let choice = &mut self.choices[change.choice];
        match &change.what {
            What::Column(column) => choice.now = choice.columns[*column].clone(),
            What::Swap(go, come) => {
                let now = &choice.now.package;
                let stays = |a: &&u32| go.binary_search(a).is_err();
                let mut package: Vec<u32> = now.iter().filter(stays).chain(come).copied().collect();
                package.sort_unstable();
                let same = package.len() + go.len() == now.len() + come.len()
                    && package.windows(2).all(|pair| pair[0] < pair[1]);
                if !same
                    || !is_acceptable(choice.part, &package)
                    || weight(choice.part, &package) != weight(choice.part, now)
                {
                    return false;
                }
                let gained = choice.now.got.iter().zip(&change.gain);
                let got = gained.map(|(got, gain)| got.wrapping_add_signed(*gain)).collect();
                choice.now = Column { got, package };
            }
        }
        true
    }
}

fn columns(place: usize, choice: &Choice<'_>) -> impl Iterator<Item = Change> {
    let others = choice.columns.iter().enumerate().filter(|column| *column.1 != choice.now);
    others.map(move |(column, to)| Change {
        choice: place,
        gain: gain(&choice.now.got, &to.got),
        what: What::Column(column),
    })
}

fn gain(from: &[u64], to: &[u64]) -> Vec<i64> {
    from.iter().zip(to).map(|(from, to)| *to as i64 - *from as i64).collect()
}

/// What the package of a part and each of its columns differ in, as far as it falls apart.
fn swaps(place: usize, choice: &Choice<'_>) -> Vec<Change> {
    let part = choice.part;
    let mut unit_of = vec![0usize; part.alternatives.len()];
    for (number, unit) in part.units.iter().enumerate() {
        unit.alternatives.clone().for_each(|a| unit_of[a as usize] = number);
    }
    let of_demand = |demand: &Demand| -> Vec<usize> {
        let others = demand.ways.iter().flat_map(|way| &way.literals).map(|l| l.alternative);
        others.chain([demand.alternative]).map(|a| unit_of[a as usize]).collect()
    };
    let mut ties: Vec<Vec<usize>> = part.demands.iter().map(of_demand).collect();
    for tolerance in &part.tolerances {
        let terms = tolerance.blocks.iter().flat_map(|block| &block.1);
        ties.push(terms.flat_map(|&term| of_demand(&part.terms[term as usize])).collect());
    }
    let mut changes = Vec::new();
    for column in choice.columns.iter().rev() {
        let differs = |one: &[u32], other: &[u32]| -> Vec<u32> {
            one.iter().filter(|a| other.binary_search(a).is_err()).copied().collect()
        };
        let go = differs(&choice.now.package, &column.package);
        let come = differs(&column.package, &choice.now.package);
        let mut changed = vec![false; part.units.len()];
        go.iter().chain(&come).for_each(|&a| changed[unit_of[a as usize]] = true);
        let mut root: Vec<usize> = (0..part.units.len()).collect();
        for tie in &ties {
            let mut of = tie.iter().copied().filter(|&unit| changed[unit]);
            if let Some(first) = of.next() {
                for other in of {
                    let (one, other) = (find(&mut root, first), find(&mut root, other));
                    root[one.max(other)] = one.min(other);
                }
            }
        }
        let mut groups: std::collections::BTreeMap<usize, (Vec<u32>, Vec<u32>)> =
            std::collections::BTreeMap::new();
        for a in go {
            groups.entry(find(&mut root, unit_of[a as usize])).or_default().0.push(a);
        }
        for a in come {
            groups.entry(find(&mut root, unit_of[a as usize])).or_default().1.push(a);
        }
        for (go, come) in groups.into_values() {
            let sum = |of: &[u32], k: usize| -> i64 {
                of.iter().map(|&a| choice.points(a)[k] as i64).sum()
            };
            let camps = 0..choice.now.got.len();
            let gain = camps.map(|k| sum(&come, k) - sum(&go, k)).collect();
            changes.push(Change { choice: place, gain, what: What::Swap(go, come) });
        }
    }
    changes
}

/// How what is known of a part is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As packages.
    Whole,
    /// As changes that can be made alone: more than is known, as some may exclude each other.
    Apart,
}

/// What a part can bring each camp as far as it is known: of each list one, all of them together.
pub(super) fn known(choice: &Choice<'_>, how: How) -> Vec<Vec<Vec<i64>>> {
    let signed = |got: &[u64]| got.iter().map(|&got| got as i64).collect::<Vec<i64>>();
    if choice.is_complete() || how == How::Whole {
        return vec![choice.columns.iter().map(|column| signed(&column.got)).collect()];
    }
    // Changes that touch the same alternative exclude each other; the others are taken as if they never did.
    let changes = swaps(0, choice);
    let mut root: Vec<usize> = (0..changes.len()).collect();
    let mut by = vec![usize::MAX; choice.part.alternatives.len()];
    for (place, change) in changes.iter().enumerate() {
        let What::Swap(go, come) = &change.what else { continue };
        for &a in go.iter().chain(come) {
            let first = std::mem::replace(&mut by[a as usize], place);
            if first != usize::MAX {
                let (one, other) = (find(&mut root, first), find(&mut root, place));
                root[one.max(other)] = one.min(other);
            }
        }
    }
    let mut lists = vec![vec![signed(&choice.now.got)]];
    let mut groups: Vec<Vec<Vec<i64>>> = vec![Vec::new(); changes.len()];
    for (place, change) in changes.into_iter().enumerate() {
        let group = &mut groups[find(&mut root, place)];
        if group.is_empty() {
            group.push(vec![0; change.gain.len()]);
        }
        if !group.contains(&change.gain) {
            group.push(change.gain);
        }
    }
    lists.extend(groups.into_iter().filter(|group| group.len() > 1));
    lists
}

fn find(root: &mut [usize], mut of: usize) -> usize {
    while root[of] != of {
        root[of] = root[root[of]];
        of = root[of];
    }
    of
}
