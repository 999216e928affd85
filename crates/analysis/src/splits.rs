//! Splits: who stands where inside each constituency, thing by thing. No clustering, no vote.
//!
//! Counts only what a party holds itself: a coalition's statement creates no position of its members.

use record::event::parties::Constituency;
use record::event::positions::Stance;
use record::group::{Group, Voice};
use record::{EntryId, Id, PartyId};
use std::collections::BTreeMap;

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

/// Where the parties of one constituency stand on one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstituencySplit {
    /// The constituency.
    pub constituency: Constituency,
    /// Parties by stance, in the order of the record, with the entry of each.
    pub stances: BTreeMap<Stance, Vec<(PartyId, EntryId)>>,
    /// Parties of the constituency that took no position.
    pub silent: Vec<PartyId>,
}

impl ConstituencySplit {
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
}

/// Where each constituency stands on a thing; constituencies in which nobody took a position are left out.
pub fn split(group: &Group, on: &Id) -> Vec<ConstituencySplit> {
    let mut by: BTreeMap<Constituency, ConstituencySplit> = BTreeMap::new();
    let mut spoke = Vec::new();
    for position in group.positions_now(on) {
        let Voice::Party(party) = &position.voice else { continue };
        let Some(record) = group.parties.get(party) else { continue };
        let constituency = record.admitted.said.constituency.clone();
        let entry = by.entry(constituency.clone()).or_insert_with(|| ConstituencySplit {
            constituency,
            stances: BTreeMap::new(),
            silent: Vec::new(),
        });
        entry.stances.entry(position.stance).or_default().push((party.clone(), position.entry));
        spoke.push(party);
    }
    for record in group.parties.values() {
        let said = &record.admitted.said;
        if let Some(entry) = by.get_mut(&said.constituency).filter(|_| !spoke.contains(&&said.id)) {
            entry.silent.push(said.id.clone());
        }
    }
    by.into_values().collect()
}
