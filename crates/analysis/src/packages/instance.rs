//! What is on the table: units with their alternatives, and who said what of them when.

use record::event::positions::Stance;
use std::ops::Range;

/// A wish that an alternative be in, or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal {
    /// Which alternative.
    pub alternative: u32,
    /// In, or out.
    pub wanted: bool,
}

/// What silence amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Silence {
    /// Who says nothing stands in nobody's way, and is listed as not heard.
    #[default]
    Consents,
    /// An alternative needs a word from every party.
    Blocks,
}

/// How statements are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Policy {
    /// What silence amounts to.
    pub silence: Silence,
    /// Whether a party that reserves its position stands in the way.
    pub reserve_blocks: bool,
    /// Whether an alternative needs somebody who supports it, so that silence alone adopts nothing.
    pub sponsor: bool,
    /// Whether offers of who has taken no stance on the alternative amount to one: it is acceptable as they say.
    pub offers_alone: bool,
}

/// A party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its identifier.
    pub name: Box<str>,
    /// Which constituency, by its place in [`Instance::constituencies`].
    pub constituency: u32,
    /// The groups it is a member of, by their places, rising.
    pub groups: Vec<u32>,
}

/// A group or coalition that speaks for its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its identifier.
    pub name: Box<str>,
    /// The groups it is in itself, by their places, rising: its members are theirs.
    pub groups: Vec<u32>,
}

/// One of the wordings of a unit, or that it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Its identifier.
    pub name: Box<str>,
    /// Of what kind it is.
    pub kind: Kind,
    /// Its words, where they are given.
    pub text: Option<Box<str>>,
    /// The unit it belongs to.
    pub unit: u32,
}

/// Of what kind an alternative is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A wording.
    Wording,
    /// A wording between others.
    Compromise,
    /// Language that was agreed earlier.
    Earlier,
    /// That the unit goes.
    Delete,
}

/// A provision that is agreed in one of its alternatives, or stays open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its identifier.
    pub name: Box<str>,
    /// The chapter it stands in, by its place in [`Instance::chapters`].
    pub chapter: u32,
    /// What its agreement counts.
    pub weight: u32,
    /// Its title, where it has one.
    pub title: Option<Box<str>>,
    /// Its alternatives, in the order of the text.
    pub alternatives: Range<u32>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// A party, by its place.
    Party(u32),
    /// A group, by its place.
    Group(u32),
}

/// What a statement says of its alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A stance, if need be only under conditions that all must hold; `None` where the speaker was heard and takes no side.
    Stance(Option<Stance>, Vec<Literal>),
    /// An offer: while it is in force the alternative is acceptable where all conditions hold.
    Offer(Vec<Literal>),
}

/// A dated statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its identifier.
    pub name: Box<str>,
    /// Who speaks.
    pub by: Speaker,
    /// Of which alternative.
    pub alternative: u32,
    /// What is said.
    pub said: Said,
    /// From when it counts.
    pub from: i64,
    /// When it was withdrawn.
    pub withdrawn: Option<i64>,
    /// When it lapses of itself.
    pub expires: Option<i64>,
}

impl Statement {
    /// Whether it counts at an instant.
    pub fn is_in_force(&self, at: i64) -> bool {
        let ended = |end: Option<i64>| end.is_some_and(|end| end <= at);
        self.from <= at && !ended(self.withdrawn) && !ended(self.expires)
    }
}

/// Of what a party dissociated itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everything its group says.
    All,
    /// What it says of a chapter.
    Chapter(u32),
    /// What it says of an alternative.
    Alternative(u32),
}

/// A party that its group does not speak for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dissociation {
    /// The party.
    pub party: u32,
    /// The group.
    pub group: u32,
    /// Of what.
    pub scope: Scope,
}

/// A link between texts: where an alternative is in, one of several things must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The alternative.
    pub alternative: u32,
    /// Of these at least one.
    pub then: Vec<Literal>,
    /// Why, in words.
    pub why: Box<str>,
}

/// What is on the table.
///
/// Places point into the lists here: whoever makes an instance sees to it that they exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its name.
    pub name: Box<str>,
    /// The instant at which it is looked at where no other is given.
    pub now: i64,
    /// How statements are read.
    pub policy: Policy,
    /// Constituencies.
    pub constituencies: Vec<Box<str>>,
    /// Parties.
    pub parties: Vec<Party>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Chapters.
    pub chapters: Vec<Box<str>>,
    /// Units, in the order of the text.
    pub units: Vec<Unit>,
    /// Alternatives, unit by unit.
    pub alternatives: Vec<Alternative>,
    /// Statements, in the order of the record.
    pub statements: Vec<Statement>,
    /// Dissociations, rising.
    pub dissociations: Vec<Dissociation>,
    /// Links between texts.
    pub links: Vec<Link>,
}

impl Instance {
    /// The members of each group, rising; with those of the groups that are in it, however deep.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.groups.len()];
        // The last party that each group was reached from, counted from 1.
        let mut reached = vec![0; self.groups.len()];
        let mut open: Vec<u32> = Vec::new();
        for (party, member) in (0..).zip(&self.parties) {
            open.extend(&member.groups);
            while let Some(group) = open.pop() {
                let reached = &mut reached[group as usize];
                if std::mem::replace(reached, party + 1) != party + 1 {
                    members[group as usize].push(party);
                    open.extend(&self.groups[group as usize].groups);
                }
            }
        }
        members
    }
}
