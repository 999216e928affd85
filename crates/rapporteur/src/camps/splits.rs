//! Where parties of one constituency or coalition are on different sides, matter by matter: counted, not computed.
//!
//! Only positions that may be told with the names of their holders are counted.

use super::outcome::Key;
use crate::disclosure::may_name;
use crate::words;
use analysis::{OneMind, Positions, Split, level, one_mind, split, split_coalitions};
use ballots::Name;
use record::event::parties::Constituency;
use record::{CoalitionId, Id, Record};
use serde::Serialize;

/// What stands inside constituencies and coalitions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Splits {
    /// On matters of substance, the most split first.
    pub(crate) substance: Vec<SplitThing>,
    /// On matters of procedure.
    pub(crate) procedure: Vec<SplitThing>,
    /// Constituencies and coalitions over all of substance.
    pub(crate) minds: Vec<Mind>,
    /// Coalitions with the identities of their members, in the order of the record.
    pub(crate) coalitions: Vec<(String, Vec<String>)>,
}

/// Who is where on one matter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SplitThing {
    pub(crate) statement: Key,
    /// Those of whom two or more took a position, the most split first.
    pub(crate) groups: Vec<GroupSplit>,
}

/// Who of one constituency or coalition is where.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GroupSplit {
    pub(crate) name: String,
    pub(crate) kind: GroupKind,
    pub(crate) objects: u64,
    pub(crate) reserves: u64,
    pub(crate) can_accept: u64,
    pub(crate) supports: u64,
    /// 0 where all hold the same, 1 where half stand at each end.
    pub(crate) disagreement: f64,
    /// Whether they are on different sides.
    pub(crate) divided: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum GroupKind {
    Constituency,
    Coalition,
}

/// Over how many matters a constituency or coalition is divided.
#[derive(Clone, Debug)]
pub(crate) struct Mind {
    pub(crate) name: String,
    pub(crate) kind: GroupKind,
    /// Matters on which two or more took a position.
    pub(crate) matters: usize,
    /// Of these, those on which they are on different sides.
    pub(crate) divided: usize,
    /// The mean index of disagreement over the matters.
    pub(crate) disagreement: f64,
}

/// The splits on the matters of two tables.
pub(crate) fn splits(record: &Record, substance: &Positions, procedure: &Positions) -> Splits {
    let room = Room { record };
    let group = record.group();
    let mut minds = Vec::new();
    let (mut constituencies, mut coalitions) = (Vec::new(), Vec::new());
    for column in &substance.columns {
        constituencies.extend(room.constituencies(&column.on).map(|s| (column.on.clone(), s)));
        coalitions.extend(room.coalitions(&column.on).map(|s| (column.on.clone(), s)));
    }
    for mind in one_mind(constituencies.iter().map(|(on, split)| (on, split))) {
        minds.push(room.mind(room.constituency(&mind.of), GroupKind::Constituency, &mind));
    }
    for mind in one_mind(coalitions.iter().map(|(on, split)| (on, split))) {
        minds.push(room.mind(room.coalition(&mind.of), GroupKind::Coalition, &mind));
    }
    let members = |(id, coalition): (&CoalitionId, &record::group::CoalitionRecord)| {
        let members = coalition.members().iter().map(|party| party.0.as_str().to_owned());
        (room.coalition(id), members.collect())
    };
    Splits {
        substance: room.things(substance),
        procedure: room.things(procedure),
        minds,
        coalitions: group.coalitions.iter().map(members).collect(),
    }
}

#[derive(Clone, Copy)]
struct Room<'a> {
    record: &'a Record,
}

impl<'a> Room<'a> {
    fn constituency(self, of: &Constituency) -> String {
        words::constituency(self.record.group(), of)
    }

    fn coalition(self, of: &CoalitionId) -> String {
        self.record.group().name_of(&of.0).to_string()
    }

    fn constituencies(self, on: &Id) -> impl Iterator<Item = Split<Constituency>> + use<'a> {
        split(self.record.group(), on).into_iter().map(move |split| self.open(split))
    }

    fn coalitions(self, on: &Id) -> impl Iterator<Item = Split<CoalitionId>> + use<'a> {
        split_coalitions(self.record.group(), on).into_iter().map(move |split| self.open(split))
    }

    /// Without positions whose holders may not be named.
    fn open<B>(self, mut split: Split<B>) -> Split<B> {
        for held in split.stances.values_mut() {
            held.retain(|(_, entry)| may_name(self.record, *entry));
        }
        split.stances.retain(|_, held| !held.is_empty());
        split
    }

    fn mind<B>(self, name: String, kind: GroupKind, mind: &OneMind<B>) -> Mind {
        let (matters, divided) = (mind.things, mind.divided.len());
        Mind { name, kind, matters, divided, disagreement: mind.mean }
    }

    /// The matters of a table on which two parties of a constituency or coalition took a position.
    fn things(self, table: &Positions) -> Vec<SplitThing> {
        let thing = |on: &Id| {
            let constituencies = self.constituencies(on).filter_map(|split| {
                group(self.constituency(&split.of), GroupKind::Constituency, &split)
            });
            let coalitions = self
                .coalitions(on)
                .filter_map(|split| group(self.coalition(&split.of), GroupKind::Coalition, &split));
            let mut groups: Vec<GroupSplit> = constituencies.chain(coalitions).collect();
            groups.sort_by(|one, other| other.disagreement.total_cmp(&one.disagreement));
            SplitThing { statement: Name::of(on.as_str()).into(), groups }
        };
        let mut things: Vec<SplitThing> =
            table.columns.iter().map(|column| thing(&column.on)).collect();
        things.retain(|thing| !thing.groups.is_empty());
        things.sort_by(|one, other| most(other).total_cmp(&most(one)));
        things
    }
}

/// The disagreement of the most split.
fn most(thing: &SplitThing) -> f64 {
    thing.groups.first().map_or(0.0, |group| group.disagreement)
}

fn group<B>(name: String, kind: GroupKind, split: &Split<B>) -> Option<GroupSplit> {
    let disagreement = split.disagreement()?.index();
    let mut counts = [0u64; 4];
    for (stance, held) in &split.stances {
        counts[level(*stance)] += held.len() as u64;
    }
    let [objects, reserves, can_accept, supports] = counts;
    let divided = split.is_split();
    Some(GroupSplit { name, kind, objects, reserves, can_accept, supports, disagreement, divided })
}
