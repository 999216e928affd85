//! Splits: who stands where inside each constituency and each coalition, thing by thing. No clustering, no vote.
//!
//! Counts only what a party holds itself: a coalition's statement creates no position of its members. Silence is told
//! and not counted.

use record::event::parties::Constituency;
use record::event::positions::Stance;
use record::group::{Group, Position, Voice};
use record::{CoalitionId, EntryId, Id, PartyId};
use std::collections::{BTreeMap, BTreeSet};

/// On which side a stance lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Supports or can accept.
    For,
    /// Reserves its position.
    Reserved,
    /// Objects.
    Against,
}

impl Side {
    /// The side of a stance.
    pub fn of(stance: Stance) -> Self {
        match stance {
            Stance::Supports | Stance::CanAccept => Side::For,
            Stance::ReservesPosition => Side::Reserved,
            Stance::Objects => Side::Against,
        }
    }
}

/// Where the parties of one constituency or coalition stand on one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<B> {
    /// The constituency or coalition.
    pub of: B,
    /// Parties by stance, in the order of the record, with the entry of each.
    pub stances: BTreeMap<Stance, Vec<(PartyId, EntryId)>>,
    /// Its parties that took no position; of a constituency, those that left are among them.
    pub silent: Vec<PartyId>,
}

/// Where the parties of one constituency stand on one thing.
pub type ConstituencySplit = Split<Constituency>;
/// Where the members of one coalition stand on one thing, each by its own position.
pub type CoalitionSplit = Split<CoalitionId>;

impl<B> Split<B> {
    fn new(of: B) -> Self {
        Self { of, stances: BTreeMap::new(), silent: Vec::new() }
    }

    /// Whether its parties are on different sides.
    pub fn is_split(&self) -> bool {
        let mut sides: Vec<Side> = self.stances.keys().map(|s| Side::of(*s)).collect();
        sides.dedup();
        sides.len() > 1
    }

    /// How many took a position.
    pub fn positions(&self) -> usize {
        self.stances.values().map(Vec::len).sum()
    }

    /// How far they disagree; `None` where fewer than two took a position.
    pub fn disagreement(&self) -> Option<Disagreement> {
        let mut counts = [0; 4];
        for (stance, held) in &self.stances {
            counts[level(*stance)] += held.len();
        }
        Disagreement::of(&counts)
    }
}

/// The level of a stance in rising order of favour: objects 0, reserves its position 1, can accept 2, supports 3.
pub fn level(stance: Stance) -> usize {
    match stance {
        Stance::Objects => 0,
        Stance::ReservesPosition => 1,
        Stance::CanAccept => 2,
        Stance::Supports => 3,
    }
}

/// How far those who took a position disagree, from 0, where all hold the same, to 1, where half stand at each end.
///
/// The ordinal dispersion D of R. K. Leik, A Measure of Ordinal Consensus, Pacific Sociological Review 9(2), 1966,
/// 85-90: twice the mean, over the steps between neighbouring levels, of the smaller share on either side of the step.
/// An odd number cannot be halved, so that three reach at most 2/3. Kept as a fraction: exact, and the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// How many positions it rests on; at least two.
    pub positions: usize,
    /// Positions on the smaller side, summed over the steps.
    apart: usize,
    /// Steps between levels.
    steps: usize,
}

impl Disagreement {
    /// From the number of positions at each level, in order; `None` for fewer than two positions or two levels.
    pub fn of(counts: &[usize]) -> Option<Self> {
        let positions: usize = counts.iter().sum();
        let steps = counts.len().checked_sub(1).filter(|steps| *steps > 0)?;
        if positions < 2 {
            return None;
        }
        let below = counts.iter().take(steps).scan(0, |sum, n| {
            *sum += n;
            Some(*sum)
        });
        let apart = below.map(|below| below.min(positions - below)).sum();
        Some(Self { positions, apart, steps })
    }

    /// The index, 0 to 1.
    pub fn index(self) -> f64 {
        (2 * self.apart) as f64 / (self.positions * self.steps) as f64
    }

    /// The index in hundredths, halves up: what is shown.
    pub fn hundredths(self) -> usize {
        let whole = self.positions * self.steps;
        (400 * self.apart + whole) / (2 * whole)
    }
}

/// Where each constituency stands on a thing; constituencies in which nobody took a position are left out.
pub fn split(group: &Group, on: &Id) -> Vec<ConstituencySplit> {
    let mut by: BTreeMap<Constituency, ConstituencySplit> = BTreeMap::new();
    let mut spoke = BTreeSet::new();
    for (party, position) in own_positions(group, on) {
        let Some(record) = group.parties.get(party) else { continue };
        let constituency = record.admitted.said.constituency.clone();
        let entry = by.entry(constituency.clone()).or_insert_with(|| Split::new(constituency));
        entry.stances.entry(position.stance).or_default().push((party.clone(), position.entry));
        spoke.insert(party);
    }
    for record in group.parties.values() {
        let said = &record.admitted.said;
        if let Some(entry) = by.get_mut(&said.constituency).filter(|_| !spoke.contains(&said.id)) {
            entry.silent.push(said.id.clone());
        }
    }
    by.into_values().collect()
}

/// Where the members of each coalition stand on a thing, each by its own position.
///
/// Coalitions of which no member took one are left out. Members as they are now. A party in several coalitions is told in each.
pub fn split_coalitions(group: &Group, on: &Id) -> Vec<CoalitionSplit> {
    let own: Vec<(&PartyId, &Position)> = own_positions(group, on).collect();
    let mut all = Vec::new();
    for (id, coalition) in &group.coalitions {
        let members = coalition.members();
        let mut split = Split::new(id.clone());
        let mut spoke = BTreeSet::new();
        for (party, position) in own.iter().filter(|(party, _)| members.contains(*party)) {
            let held = split.stances.entry(position.stance).or_default();
            held.push(((*party).clone(), position.entry));
            spoke.insert(*party);
        }
        split.silent = members.iter().filter(|p| !spoke.contains(p)).cloned().collect();
        if !split.stances.is_empty() {
            all.push(split);
        }
    }
    all
}

fn own_positions<'g>(
    group: &'g Group,
    on: &Id,
) -> impl Iterator<Item = (&'g PartyId, &'g Position)> {
    group.positions_now(on).into_iter().filter_map(|position| match &position.voice {
        Voice::Party(party) => Some((party, position)),
        Voice::Coalition(_) | Voice::Officer(_) => None,
    })
}

/// On how many things a constituency or coalition is not of one mind.
#[derive(Clone, Debug, PartialEq)]
pub struct OneMind<B> {
    /// The constituency or coalition.
    pub of: B,
    /// Things on which at least two of its parties took a position.
    pub things: usize,
    /// Of these, those on which its parties are on different sides.
    pub divided: Vec<Id>,
    /// The mean of the index of disagreement over the things.
    pub mean: f64,
}

impl<B> OneMind<B> {
    /// The mean in hundredths, halves up: what is shown.
    pub fn hundredths(&self) -> usize {
        (self.mean * 100.0 + 0.5) as usize
    }
}

/// For each constituency, on how many of the things it is not of one mind; those without a thing on which two of their
/// parties took a position are left out.
pub fn constituencies_of_one_mind(group: &Group, things: &[Id]) -> Vec<OneMind<Constituency>> {
    let splits: Vec<(&Id, ConstituencySplit)> =
        things.iter().flat_map(|on| split(group, on).into_iter().map(move |s| (on, s))).collect();
    one_mind(splits.iter().map(|(on, split)| (*on, split)))
}

/// The same for each coalition.
pub fn coalitions_of_one_mind(group: &Group, things: &[Id]) -> Vec<OneMind<CoalitionId>> {
    let all = |on| split_coalitions(group, on).into_iter().map(move |s| (on, s));
    let splits: Vec<(&Id, CoalitionSplit)> = things.iter().flat_map(all).collect();
    one_mind(splits.iter().map(|(on, split)| (*on, split)))
}

/// The same from splits already at hand, such as those that may be told; each with the thing it is on.
pub fn one_mind<'s, B: Ord + Clone + 's>(
    splits: impl IntoIterator<Item = (&'s Id, &'s Split<B>)>,
) -> Vec<OneMind<B>> {
    let mut by: BTreeMap<&B, OneMind<B>> = BTreeMap::new();
    for (on, split) in splits {
        let Some(disagreement) = split.disagreement() else { continue };
        let mind = by.entry(&split.of).or_insert_with(|| OneMind {
            of: split.of.clone(),
            things: 0,
            divided: Vec::new(),
            mean: 0.0,
        });
        mind.things += 1;
        mind.mean += disagreement.index();
        if split.is_split() {
            mind.divided.push(on.clone());
        }
    }
    let mut all: Vec<OneMind<B>> = by.into_values().collect();
    for mind in &mut all {
        mind.mean /= mind.things as f64;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hundredths(counts: [usize; 4]) -> Option<usize> {
        Disagreement::of(&counts).map(Disagreement::hundredths)
    }

    #[test]
    fn those_who_hold_the_same_do_not_disagree() {
        for at in 0..4 {
            let mut counts = [0; 4];
            counts[at] = 5;
            assert_eq!(hundredths(counts), Some(0));
        }
    }

    #[test]
    fn halves_at_the_ends_disagree_wholly_and_three_cannot() {
        assert_eq!(hundredths([1, 0, 0, 1]), Some(100));
        assert_eq!(hundredths([20, 0, 0, 20]), Some(100));
        assert_eq!(hundredths([1, 0, 0, 2]), Some(67));
    }

    #[test]
    fn neighbours_disagree_less_than_those_at_the_ends() {
        assert_eq!(hundredths([0, 0, 1, 1]), Some(33));
        assert_eq!(hundredths([0, 1, 0, 1]), Some(67));
        assert_eq!(hundredths([1, 1, 1, 1]), Some(67));
    }

    #[test]
    fn one_who_takes_a_position_disagrees_with_nobody_that_can_be_told() {
        assert_eq!(hundredths([0, 0, 0, 1]), None);
        assert_eq!(Disagreement::of(&[3]), None);
        assert_eq!(Disagreement::of(&[]), None);
    }
}
