//! How much of what it asked for somebody gets.
//!
//! What a party supports is worth 2 to it, what it can accept 1. Of each unit it asks for the alternative that is worth
//! most to it. The share is what the package is worth to all parties of a set, of what they ask for. How much is asked for
//! is for the parties themselves to say, so that a share describes, and decides nothing.

use super::clauses::{Clauses, Worth};
use super::instance::Instance;

/// What a set of parties gets, of what it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// What it gets.
    pub got: u64,
    /// What it asks for.
    pub asked: u64,
}

impl Share {
    /// In thousandths, rounded; nothing where nothing is asked for.
    pub fn per_mille(self) -> Option<u64> {
        (self.asked > 0).then(|| (2000 * self.got + self.asked) / (2 * self.asked))
    }
}

/// What an alternative is worth to a party: 2, 1 or 0.
pub fn value(worth: Worth) -> u64 {
    match worth {
        Worth::Supported => 2,
        Worth::Accepted => 1,
        Worth::Nothing | Worth::Unheard => 0,
    }
}

/// What a set of parties gets from a package, its alternatives rising.
pub fn share(instance: &Instance, clauses: &Clauses, parties: &[u32], package: &[u32]) -> Share {
    let mut share = Share::default();
    for &party in parties {
        let worth = |a: u32| value(clauses.worth(party, a));
        let asked = |unit: &super::instance::Unit| unit.alternatives.clone().map(worth).max();
        share.asked += instance.units.iter().filter_map(asked).sum::<u64>();
        share.got += package.iter().map(|&a| worth(a)).sum::<u64>();
    }
    share
}

/// Camps as they declare themselves, each a group with its parties.
///
/// Each party counts with the largest group that it names, those aside that hold everybody; of these sets those count that
/// hold at least a twentieth of all parties, five at most, the largest first.
pub fn camps(instance: &Instance) -> Vec<(u32, Vec<u32>)> {
    let sizes: Vec<usize> = instance.members().iter().map(Vec::len).collect();
    let mut camps: Vec<(u32, Vec<u32>)> =
        (0..instance.groups.len() as u32).map(|group| (group, Vec::new())).collect();
    for (party, member) in instance.parties.iter().enumerate() {
        let largest = |&&group: &&u32| (sizes[group as usize], std::cmp::Reverse(group));
        let apart = |&&group: &&u32| sizes[group as usize] < instance.parties.len();
        if let Some(&group) = member.groups.iter().filter(apart).max_by_key(largest) {
            camps[group as usize].1.push(party as u32);
        }
    }
    camps.retain(|camp| !camp.1.is_empty() && camp.1.len() * 20 >= instance.parties.len());
    camps.sort_by_key(|camp| (std::cmp::Reverse(camp.1.len()), camp.0));
    camps.truncate(5);
    camps
}
