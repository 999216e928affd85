//! What stands in the way of each alternative at an instant: the effective stances, as clauses.
//!
//! The latest stance of a speaker on an alternative is its base; offers in force are added to it, and when one ends the base
//! is what is left. Where offers count alone, those of a speaker without a stance are together its base. What a group says
//! binds each of its members but those with a base of their own on that alternative and those that dissociated themselves; a
//! group that binds nobody says nothing. Who is in several groups is bound by all.

mod parties;
mod reading;
mod spoken;

use super::instance::{Instance, Literal, Silence, Speaker};
use super::rule::Rule;
pub(super) use reading::Reading;
pub(super) use spoken::Spoken;

/// How statements are read, where it is not as the instance says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The instant; the instance's own where none is given.
    pub at: Option<i64>,
    /// The rule.
    pub rule: Rule,
    /// Statements whose stance is taken as met, by their places, rising.
    pub lifted: Vec<u32>,
    /// What silence amounts to; as the instance says where none is given.
    pub silence: Option<Silence>,
    /// Whether what a group says counts for its members; it does unless switched off.
    pub groups_silent: bool,
}

/// Why a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// What somebody said.
    Statement {
        /// Who.
        by: Speaker,
        /// The base, by its place among the statements; of offers alone the earliest, of several the first.
        base: u32,
        /// How many parties it binds.
        parties: u32,
    },
    /// A link between texts, by its place.
    Link(u32),
    /// Nobody supports it.
    NoSupport,
    /// A party has said nothing, and silence blocks, or it takes no side, and the rule asks for it; by its place.
    Silent(u32),
    /// So few have spoken that the rule cannot hold.
    Quorum,
}

/// A way in which a clause is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What must hold, all of it.
    pub literals: Vec<Literal>,
    /// The offer that opens it, by its place among the statements.
    pub offer: Option<u32>,
}

/// Where the alternative is in, one of several ways holds; without a way it cannot be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The alternative.
    pub alternative: u32,
    /// The ways.
    pub ways: Vec<Way>,
    /// Why it stands.
    pub why: Why,
    /// Whether it must hold; if not, a limit counts it.
    pub hard: bool,
}

/// Parties that are bound alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// How many they are.
    pub parties: u32,
    /// The clauses, by their places, rising; the parties object if one of them is not met.
    pub terms: Vec<u32>,
}

/// Under a rule that counts: where the alternative is in, at most so many parties object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The alternative.
    pub alternative: u32,
    /// How many may object.
    pub bound: u32,
    /// Who may.
    pub blocks: Vec<Block>,
}

/// How a party stands to an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Worth {
    /// It said nothing.
    Unheard,
    /// It is against it, reserves its position, or takes no side.
    Nothing,
    /// It can accept it, if need be under conditions.
    Accepted,
    /// It supports it.
    Supported,
}

/// What stands in the way of each alternative at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clauses {
    /// The instant.
    pub at: i64,
    /// By alternative, then by speaker, links last.
    pub all: Vec<Clause>,
    /// What is counted, by alternative.
    pub limits: Vec<Limit>,
    /// How each party stands to each alternative, alternative by alternative.
    worth: Vec<Worth>,
    parties: usize,
}

impl Clauses {
    /// Nothing as yet.
    fn none(instance: &Instance, options: &Options) -> Self {
        Self {
            at: options.at.unwrap_or(instance.now),
            all: Vec::new(),
            limits: Vec::new(),
            worth: Vec::new(),
            parties: instance.parties.len(),
        }
    }

    /// The same but for one alternative, on which these stand instead.
    pub(super) fn put(&mut self, alternative: u32, mut on: Clauses) {
        let from = self.all.partition_point(|clause| clause.alternative < alternative);
        let until = self.all.partition_point(|clause| clause.alternative <= alternative);
        let move_terms = |limits: &mut [Limit], less: usize, more: usize| {
            let terms = limits.iter_mut().flat_map(|limit| &mut limit.blocks);
            for term in terms.flat_map(|block| &mut block.terms) {
                *term = *term - less as u32 + more as u32;
            }
        };
        let first = self.limits.partition_point(|limit| limit.alternative < alternative);
        let behind = self.limits.partition_point(|limit| limit.alternative <= alternative);
        move_terms(&mut self.limits[behind..], until - from, on.all.len());
        move_terms(&mut on.limits, 0, from);
        self.limits.splice(first..behind, on.limits);
        self.all.splice(from..until, on.all);
        let row = alternative as usize * self.parties;
        self.worth[row..row + self.parties].copy_from_slice(&on.worth);
    }

    /// The same with other clauses, for more alternatives than anybody spoke of.
    pub(super) fn with(&self, all: Vec<Clause>) -> Self {
        Self { at: self.at, all, limits: self.limits.clone(), worth: Vec::new(), parties: 0 }
    }

    /// How a party stands to an alternative: in its own words, or else as its groups say, the strictest of them.
    pub fn worth(&self, party: u32, alternative: u32) -> Worth {
        self.worth[alternative as usize * self.parties + party as usize]
    }
}

/// What stands in the way of each alternative.
pub fn clauses(instance: &Instance, options: &Options) -> Clauses {
    let mut found = Clauses::none(instance, options);
    let spoken = Spoken::new(instance, found.at);
    let mut reading = Reading::new(instance, options);
    found.worth.reserve_exact(instance.alternatives.len() * found.parties);
    for alternative in 0..instance.alternatives.len() as u32 {
        reading.read(alternative, spoken.on(alternative), &mut found);
    }
    found
}

#[cfg(test)]
pub(super) mod tests;
