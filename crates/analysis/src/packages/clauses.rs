//! What stands in the way of each alternative at an instant: the effective stances, as clauses.
//!
//! The latest stance of a speaker on an alternative is its base; offers in force are added to it, and when one ends the base
//! is what is left. Where offers count alone, those of a speaker without a stance are together its base. What a group says
//! binds each of its members but those with a base of their own on that alternative and those that dissociated themselves; a
//! group that binds nobody says nothing. Who is in several groups is bound by all.

use super::instance::{Instance, Literal, Policy, Said, Scope, Silence, Speaker};
use super::rule::Rule;
use record::event::positions::Stance;

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
    /// The same with other clauses, for more alternatives than anybody spoke of.
    pub(super) fn with(&self, all: Vec<Clause>) -> Self {
        Self { at: self.at, all, limits: self.limits.clone(), worth: Vec::new(), parties: 0 }
    }

    /// How a party stands to an alternative: in its own words, or else as its groups say, the strictest of them.
    pub fn worth(&self, party: u32, alternative: u32) -> Worth {
        self.worth[alternative as usize * self.parties + party as usize]
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

/// Whether a party dissociated itself from what a group says, in one of these scopes.
fn is_dissociated(instance: &Instance, party: u32, group: u32, of: impl Fn(Scope) -> bool) -> bool {
    let from = instance.dissociations.partition_point(|d| (d.party, d.group) < (party, group));
    let same = instance.dissociations[from..].iter();
    same.take_while(|d| (d.party, d.group) == (party, group)).any(|d| of(d.scope))
}

/// What stands in the way of each alternative.
pub fn clauses(instance: &Instance, options: &Options) -> Clauses {
    let at = options.at.unwrap_or(instance.now);
    let alternatives = instance.alternatives.len();
    let parties = instance.parties.len();
    let found = Clauses {
        at,
        all: Vec::new(),
        limits: Vec::new(),
        worth: vec![Worth::Unheard; parties * alternatives],
        parties,
    };
    let mut reading = Reading {
        instance,
        options,
        members: instance.members(),
        heard: vec![Vec::new(); instance.groups.len()],
        chapter: None,
        by_alternative: instance
            .dissociations
            .iter()
            .any(|d| matches!(d.scope, Scope::Alternative(_))),
        found,
        own: vec![false; parties],
        abstains: vec![false; parties],
        terms: vec![Vec::new(); parties],
    };
    let mut link_of: Vec<Vec<u32>> = vec![Vec::new(); alternatives];
    for (place, link) in instance.links.iter().enumerate() {
        link_of[link.alternative as usize].push(place as u32);
    }
    let held = held(instance, at);
    let mut from = 0;
    for alternative in 0..alternatives as u32 {
        let until = from + held[from..].partition_point(|h| h.alternative == alternative);
        reading.read(alternative, &held[from..until], &link_of[alternative as usize]);
        from = until;
    }
    reading.found
}

/// An instance as it is read, alternative by alternative; what is kept by party is of the alternative at hand.
struct Reading<'a> {
    instance: &'a Instance,
    options: &'a Options,
    members: Vec<Vec<u32>>,
    /// For each group those members who did not dissociate themselves from what it says of the chapter.
    heard: Vec<Vec<u32>>,
    chapter: Option<u32>,
    /// Whether anybody dissociated itself from what a group says of an alternative alone.
    by_alternative: bool,
    found: Clauses,
    /// Whether a party has a base of its own.
    own: Vec<bool>,
    /// Whether one of the bases that bind it takes no side.
    abstains: Vec<bool>,
    /// The clauses that bind it.
    terms: Vec<Vec<u32>>,
}

impl Reading<'_> {
    fn read(&mut self, alternative: u32, said: &[Held], links: &[u32]) {
        self.enter(alternative);
        self.own.fill(false);
        self.abstains.fill(false);
        self.terms.iter_mut().for_each(Vec::clear);
        for held in said.iter().filter(|h| h.base.is_some()) {
            if let Speaker::Party(party) = held.by {
                self.own[party as usize] = true;
            }
        }
        let mut sponsored = false;
        for held in said {
            let Some(base) = held.base else { continue };
            let bound = self.bound(held.by, alternative);
            if !bound.is_empty() {
                let said = &self.instance.statements[base as usize].said;
                sponsored |= matches!(said, Said::Stance(Some(Stance::Supports), _));
                self.base(held, base, &bound);
            }
        }
        for &link in links {
            let then = &self.instance.links[link as usize].then;
            let ways = then.iter().map(|&l| Way { literals: vec![l], offer: None }).collect();
            self.push(alternative, ways, Why::Link(link), true);
        }
        if self.instance.policy.sponsor && !sponsored {
            self.push(alternative, Vec::new(), Why::NoSupport, true);
        }
        if let Some(why) = self.silent(alternative) {
            self.push(alternative, Vec::new(), why, true);
        }
        self.count(alternative);
    }

    /// Sees to it that whom groups speak for is known of the chapter in which an alternative stands.
    fn enter(&mut self, alternative: u32) {
        let instance = self.instance;
        let unit = instance.alternatives[alternative as usize].unit;
        let chapter = instance.units[unit as usize].chapter;
        if self.options.groups_silent || self.chapter.replace(chapter) == Some(chapter) {
            return;
        }
        for (group, members) in self.members.iter().enumerate() {
            let heard = members.iter().copied();
            let scope = |scope: Scope| scope == Scope::All || scope == Scope::Chapter(chapter);
            let is_heard = |&party: &u32| !is_dissociated(instance, party, group as u32, scope);
            self.heard[group] = heard.filter(is_heard).collect();
        }
    }

    /// Whom a speaker's base on an alternative binds.
    fn bound(&self, by: Speaker, alternative: u32) -> Vec<u32> {
        match by {
            Speaker::Party(party) => vec![party],
            Speaker::Group(_) if self.options.groups_silent => Vec::new(),
            Speaker::Group(group) => {
                let scope = |scope: Scope| scope == Scope::Alternative(alternative);
                let bound = |&party: &u32| {
                    !self.own[party as usize]
                        && !(self.by_alternative
                            && is_dissociated(self.instance, party, group, scope))
                };
                self.heard[group as usize].iter().copied().filter(bound).collect()
            }
        }
    }

    fn push(&mut self, alternative: u32, ways: Vec<Way>, why: Why, hard: bool) {
        self.found.all.push(Clause { alternative, ways, why, hard });
    }

    /// What a base amounts to, for those whom it binds.
    fn base(&mut self, held: &Held, base: u32, bound: &[u32]) {
        let said = &self.instance.statements[base as usize].said;
        self.found.note(bound, held.alternative, said);
        if matches!(said, Said::Stance(None | Some(Stance::ReservesPosition), _)) {
            bound.iter().for_each(|&party| self.abstains[party as usize] = true);
        }
        let ways = match said {
            Said::Stance(stance, conditions) if !blocks(*stance, &self.instance.policy) => {
                if conditions.is_empty() {
                    return;
                }
                vec![Way { literals: conditions.clone(), offer: None }]
            }
            Said::Stance(..) | Said::Offer(_) => {
                held.offers.iter().map(|&offer| offered(self.instance, offer)).collect()
            }
        };
        if self.options.lifted.binary_search(&base).is_ok() {
            return;
        }
        let why = Why::Statement { by: held.by, base, parties: bound.len() as u32 };
        let hard = matches!(self.options.rule, Rule::Consensus | Rule::Unanimity);
        if !hard {
            let place = self.found.all.len() as u32;
            bound.iter().for_each(|&party| self.terms[party as usize].push(place));
        }
        self.push(held.alternative, ways, why, hard);
    }

    /// A party whose silence, or whose taking no side, stands in the way.
    fn silent(&self, alternative: u32) -> Option<Why> {
        let unanimity = self.options.rule == Rule::Unanimity;
        let silence = self.options.silence.unwrap_or(self.instance.policy.silence);
        if silence != Silence::Blocks && !unanimity {
            return None;
        }
        let stands = |&party: &u32| {
            let unheard = self.found.worth(party, alternative) == Worth::Unheard;
            unheard || unanimity && self.abstains[party as usize]
        };
        (0..self.instance.parties.len() as u32).find(stands).map(Why::Silent)
    }

    /// Under a rule that counts, who may object.
    fn count(&mut self, alternative: u32) {
        let (quorum, each) = match self.options.rule {
            Rule::Consensus | Rule::Unanimity => return,
            Rule::Objections(_) => (None, false),
            Rule::Majority { quorum, each, .. } => (quorum, each),
        };
        let parties = 0..self.instance.parties.len() as u32;
        let worth = |party: u32| self.found.worth(party, alternative);
        let heard = parties.clone().filter(|&party| worth(party) != Worth::Unheard).count();
        let quorate = quorum.is_none_or(|q| q.is_reached(heard, self.instance.parties.len()));
        let counts = matches!(self.options.rule, Rule::Majority { .. });
        let mut limits = Vec::new();
        // Among all, and in each constituency that has a name; parties of none count only among all.
        let named = self.instance.constituencies.iter().enumerate().filter(|c| !c.1.is_empty());
        let named = named.filter(|_| each).map(|c| Some(c.0 as u32));
        for constituency in std::iter::once(None).chain(named) {
            let of = |&party: &u32| {
                let own = self.instance.parties[party as usize].constituency;
                constituency.is_none_or(|constituency| own == constituency)
            };
            // Under a majority only those who take a side count, under objections everybody.
            let sided = |&party: &u32| {
                !counts || worth(party) != Worth::Unheard && !self.abstains[party as usize]
            };
            let of: Vec<u32> = parties.clone().filter(of).filter(sided).collect();
            limits.push((self.options.rule.tolerated(of.len() as u32), of));
        }
        if !quorate || limits.iter().any(|limit| limit.0.is_none()) {
            return self.push(alternative, Vec::new(), Why::Quorum, true);
        }
        for (bound, of) in limits {
            let mut terms: Vec<&[u32]> = of.iter().map(|&p| &self.terms[p as usize][..]).collect();
            terms.retain(|terms| !terms.is_empty());
            terms.sort_unstable();
            let blocks = terms.chunk_by(|one, other| one == other);
            let block =
                |same: &[&[u32]]| Block { parties: same.len() as u32, terms: same[0].to_vec() };
            let blocks: Vec<Block> = blocks.map(block).collect();
            let bound = bound.unwrap_or(0);
            if blocks.iter().map(|block| block.parties).sum::<u32>() > bound {
                self.found.limits.push(Limit { alternative, bound, blocks });
            }
        }
    }
}

/// Whether a stance stands in the way unless one of the speaker's offers holds.
fn blocks(stance: Option<Stance>, policy: &Policy) -> bool {
    match stance {
        Some(Stance::Objects) => true,
        Some(Stance::ReservesPosition) => policy.reserve_blocks,
        Some(Stance::Supports | Stance::CanAccept) | None => false,
    }
}

fn offered(instance: &Instance, offer: u32) -> Way {
    let literals = match &instance.statements[offer as usize].said {
        Said::Offer(conditions) => conditions.clone(),
        Said::Stance(..) => Vec::new(),
    };
    Way { literals, offer: Some(offer) }
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
            let at = alternative as usize * self.parties + party as usize;
            let known = self.worth[at];
            self.worth[at] = if known == Worth::Unheard { worth } else { known.min(worth) };
        }
    }
}

#[cfg(test)]
mod tests;
