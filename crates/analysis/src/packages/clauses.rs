//! What stands in the way of each alternative at an instant: the effective stances, as clauses.
//!
//! The latest stance of a speaker on an alternative is its base; offers in force are added to it, and when one ends the base
//! is what is left. Where offers count alone, those of a speaker without a stance are together its base. What a group says
//! binds each of its members but those with a base of their own on that alternative and those that dissociated themselves; a
//! group that binds nobody says nothing. Who is in several groups is bound by all.

use super::instance::{Dissociation, Instance, Literal, Policy, Said, Scope, Silence, Speaker};
use record::event::positions::Stance;

/// How statements are read, where it is not as the instance says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The instant; the instance's own where none is given.
    pub at: Option<i64>,
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
    /// A party has said nothing, and silence blocks; by its place.
    Silent(u32),
}

/// Where the alternative is in, one of several ways must hold, each a conjunction; without a way it cannot be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The alternative.
    pub alternative: u32,
    /// The ways.
    pub ways: Vec<Vec<Literal>>,
    /// Why it stands.
    pub why: Why,
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
    /// How each party stands to each alternative, party by party.
    worth: Vec<Worth>,
    alternatives: usize,
}

impl Clauses {
    /// How a party stands to an alternative: in its own words, or else as its groups say, the strictest of them.
    pub fn worth(&self, party: u32, alternative: u32) -> Worth {
        self.worth[party as usize * self.alternatives + alternative as usize]
    }
}

/// The base of a speaker on an alternative, and its offers, by their places among the statements.
struct Held {
    by: Speaker,
    alternative: u32,
    base: Option<u32>,
    offers: Vec<u32>,
}

/// What each speaker holds of each alternative at an instant, by alternative, then by speaker.
fn held(instance: &Instance, at: i64) -> Vec<Held> {
    let mut order: Vec<u32> = (0..instance.statements.len() as u32)
        .filter(|&s| instance.statements[s as usize].is_in_force(at))
        .collect();
    let key = |s: &u32| {
        let statement = &instance.statements[*s as usize];
        (statement.alternative, statement.by, statement.from)
    };
    order.sort_by_key(key);
    let mut found: Vec<Held> = Vec::new();
    for place in order {
        let statement = &instance.statements[place as usize];
        let same =
            |held: &&mut Held| held.alternative == statement.alternative && held.by == statement.by;
        if found.last_mut().filter(same).is_none() {
            found.push(Held {
                by: statement.by,
                alternative: statement.alternative,
                base: None,
                offers: Vec::new(),
            });
        }
        let Some(held) = found.last_mut() else { continue };
        match statement.said {
            Said::Stance(..) => held.base = Some(place),
            Said::Offer(_) => held.offers.push(place),
        }
    }
    if instance.policy.offers_alone {
        for held in found.iter_mut().filter(|held| held.base.is_none()) {
            held.base = held.offers.first().copied();
        }
    }
    found
}

/// Who dissociated itself from what.
struct Apart<'a> {
    instance: &'a Instance,
    /// For each group and party whether there is anything: mostly there is not.
    any: Vec<bool>,
}

impl<'a> Apart<'a> {
    fn new(instance: &'a Instance) -> Self {
        let mut any = vec![false; instance.groups.len() * instance.parties.len()];
        for apart in &instance.dissociations {
            any[apart.group as usize * instance.parties.len() + apart.party as usize] = true;
        }
        Self { instance, any }
    }

    /// Whether a group's words on an alternative do not count for a party.
    fn is(&self, party: u32, group: u32, alternative: u32) -> bool {
        let i = self.instance;
        if !self.any[group as usize * i.parties.len() + party as usize] {
            return false;
        }
        let unit = i.alternatives[alternative as usize].unit;
        let chapter = i.units[unit as usize].chapter;
        let scopes = [Scope::All, Scope::Chapter(chapter), Scope::Alternative(alternative)];
        let dissociation = |scope| Dissociation { party, group, scope };
        scopes.into_iter().any(|s| i.dissociations.binary_search(&dissociation(s)).is_ok())
    }
}

/// What stands in the way of each alternative.
pub fn clauses(instance: &Instance, options: &Options) -> Clauses {
    let at = options.at.unwrap_or(instance.now);
    let alternatives = instance.alternatives.len();
    let members = instance.members();
    let apart = Apart::new(instance);
    let held = held(instance, at);
    let mut found = Clauses {
        at,
        all: Vec::new(),
        worth: vec![Worth::Unheard; instance.parties.len() * alternatives],
        alternatives,
    };
    let mut own = vec![false; instance.parties.len()];
    let mut from = 0;
    let mut link_of: Vec<Vec<u32>> = vec![Vec::new(); alternatives];
    for (place, link) in instance.links.iter().enumerate() {
        link_of[link.alternative as usize].push(place as u32);
    }
    for alternative in 0..alternatives as u32 {
        let until = from + held[from..].partition_point(|h| h.alternative == alternative);
        let said = &held[from..until];
        from = until;
        own.fill(false);
        for held in said.iter().filter(|h| h.base.is_some()) {
            if let Speaker::Party(party) = held.by {
                own[party as usize] = true;
            }
        }
        let mut sponsored = false;
        for held in said {
            let Some(base) = held.base else { continue };
            let bound: Vec<u32> = match held.by {
                Speaker::Party(party) => vec![party],
                Speaker::Group(_) if options.groups_silent => Vec::new(),
                Speaker::Group(group) => {
                    let bound = |&&party: &&u32| {
                        !own[party as usize] && !apart.is(party, group, alternative)
                    };
                    members[group as usize].iter().filter(bound).copied().collect()
                }
            };
            if bound.is_empty() {
                continue;
            }
            let said = &instance.statements[base as usize].said;
            sponsored |= matches!(said, Said::Stance(Some(Stance::Supports), _));
            found.note(&bound, alternative, said);
            let why = Why::Statement { by: held.by, base, parties: bound.len() as u32 };
            match said {
                Said::Stance(stance, conditions) if !blocks(*stance, &instance.policy) => {
                    if !conditions.is_empty() {
                        let ways = vec![conditions.clone()];
                        found.all.push(Clause { alternative, ways, why });
                    }
                }
                Said::Stance(..) | Said::Offer(_) => {
                    let ways = held.offers.iter().map(|&o| offered(instance, o)).collect();
                    found.all.push(Clause { alternative, ways, why });
                }
            }
        }
        for &link in &link_of[alternative as usize] {
            let then = &instance.links[link as usize].then;
            let ways = then.iter().map(|&literal| vec![literal]).collect();
            found.all.push(Clause { alternative, ways, why: Why::Link(link) });
        }
        if instance.policy.sponsor && !sponsored {
            found.all.push(Clause { alternative, ways: Vec::new(), why: Why::NoSupport });
        }
        if options.silence.unwrap_or(instance.policy.silence) == Silence::Blocks {
            let silent = |&party: &u32| found.worth(party, alternative) == Worth::Unheard;
            if let Some(party) = (0..instance.parties.len() as u32).find(silent) {
                let why = Why::Silent(party);
                found.all.push(Clause { alternative, ways: Vec::new(), why });
            }
        }
    }
    found
}

/// Whether a stance stands in the way unless one of the speaker's offers holds.
fn blocks(stance: Option<Stance>, policy: &Policy) -> bool {
    match stance {
        Some(Stance::Objects) => true,
        Some(Stance::ReservesPosition) => policy.reserve_blocks,
        Some(Stance::Supports | Stance::CanAccept) | None => false,
    }
}

fn offered(instance: &Instance, offer: u32) -> Vec<Literal> {
    match &instance.statements[offer as usize].said {
        Said::Offer(conditions) => conditions.clone(),
        Said::Stance(..) => Vec::new(),
    }
}

impl Clauses {
    /// Notes what a base of several parties is worth; of what several groups say for one the strictest counts.
    fn note(&mut self, bound: &[u32], alternative: u32, said: &Said) {
        let worth = match said {
            Said::Stance(Some(Stance::Supports), _) => Worth::Supported,
            Said::Stance(Some(Stance::CanAccept), _) | Said::Offer(_) => Worth::Accepted,
            Said::Stance(Some(Stance::ReservesPosition | Stance::Objects) | None, _) => {
                Worth::Nothing
            }
        };
        for &party in bound {
            let at = party as usize * self.alternatives + alternative as usize;
            let known = self.worth[at];
            self.worth[at] = if known == Worth::Unheard { worth } else { known.min(worth) };
        }
    }
}

#[cfg(test)]
mod tests;
