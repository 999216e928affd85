//! Where constituencies and coalitions are not of one mind: thing by thing, and over all of them. Silence is told and not
//! counted; what may not be disclosed is in no number.

use super::views::constituency_name;
use crate::compile::Compiler;
use crate::manuscript::*;
use analysis::{ConstituencySplit, Side, Split, Status, one_mind, split, split_coalitions};
use record::entry::Disclosure;
use record::{EntryId, Id};
use std::collections::BTreeSet;

/// Fewest parties in a constituency for which numbers without names do not give names away.
const SPLIT_MIN: usize = 3;

/// The stances inside each constituency and each coalition whose parties are on different sides on a thing.
pub(super) fn on(c: &Compiler<'_>, id: &Id) -> Vec<Sentence> {
    let constituencies = split(c.group, id).into_iter().filter(Split::is_split);
    let mut lines: Vec<Sentence> =
        constituencies.filter_map(|split| constituency(c, id, &split)).collect();
    // Without names a coalition, which is one, is not told; what its members hold is told as everybody's.
    if c.attributed {
        let coalitions = split_coalitions(c.group, id).into_iter().filter(Split::is_split);
        lines.extend(coalitions.filter(|split| is_open(c, split)).filter_map(|split| {
            let say = Say::CoalitionSplit {
                coalition: c.name(&split.of.0),
                on: c.topic(id),
                favour: side(c, &split, Side::For),
                reserved: side(c, &split, Side::Reserved),
                against: side(c, &split, Side::Against),
                silent: split.silent.len(),
                disagreement: split.disagreement()?.hundredths(),
            };
            c.resting(say, entries(&split))
        }));
    }
    lines
}

fn constituency(c: &Compiler<'_>, id: &Id, split: &ConstituencySplit) -> Option<Sentence> {
    let name = constituency_name(c, &split.of);
    if !may_count(c, split) {
        // Two positions make a split; which, is not told.
        let mut sides = BTreeSet::new();
        let first = split.stances.iter().filter(|(stance, _)| sides.insert(Side::of(**stance)));
        let two = first.filter_map(|(_, parties)| parties.first()).map(|(_, e)| *e).take(2);
        let on = c.topic(id);
        return c.resting(Say::SplitVeiled { constituency: split.of.clone(), name, on }, two);
    }
    let say = Say::Split {
        constituency: split.of.clone(),
        name,
        on: c.topic(id),
        favour: side(c, split, Side::For),
        reserved: side(c, split, Side::Reserved),
        against: side(c, split, Side::Against),
        silent: split.silent.len(),
        disagreement: split.disagreement()?.hundredths(),
    };
    c.resting(say, entries(split))
}

fn entries<B>(split: &Split<B>) -> Vec<EntryId> {
    split.stances.values().flatten().map(|(_, entry)| *entry).collect()
}

fn is_open<B>(c: &Compiler<'_>, split: &Split<B>) -> bool {
    entries(split).iter().all(|entry| c.level(*entry) >= Disclosure::Unattributed)
}

/// Whether a number of those inside says nothing that may not be told.
fn may_count<B>(c: &Compiler<'_>, split: &Split<B>) -> bool {
    let few = split.positions() + split.silent.len() < SPLIT_MIN && !c.attributed;
    !few && is_open(c, split)
}

fn side<B>(c: &Compiler<'_>, split: &Split<B>, side: Side) -> Who {
    let mut who = Who { of: split.positions() + split.silent.len(), ..Who::default() };
    let held = split.stances.iter().filter(|(stance, _)| Side::of(**stance) == side);
    for (party, entry) in held.flat_map(|(_, parties)| parties) {
        if c.may_name(*entry) {
            who.names.push(c.name(&party.0));
        } else {
            who.unnamed += 1;
        }
    }
    who
}

/// For each constituency, on how many of the issues and paragraphs its parties are on different sides, and how far they
/// disagree over all of them.
pub(super) fn over_all(c: &Compiler<'_>) -> Vec<Sentence> {
    let issues = c.play.issues.iter().map(|issue| &issue.issue.0);
    let before = c.play.provisions.iter().filter(|state| state.status != Status::Removed);
    let things = issues.chain(before.map(|state| &state.provision.id.0));
    let told: Vec<(Id, ConstituencySplit)> = things
        .flat_map(|id| split(c.group, id).into_iter().map(|split| (id.clone(), split)))
        .filter(|(_, split)| split.positions() > 1 && may_count(c, split))
        .collect();
    let minds = one_mind(told.iter().map(|(id, split)| (id, split)));
    let divided = minds.into_iter().filter(|mind| !mind.divided.is_empty());
    divided
        .filter_map(|mind| {
            let own = || told.iter().map(|(_, split)| split).filter(|split| split.of == mind.of);
            let say = Say::NotOfOneMind {
                name: constituency_name(c, &mind.of),
                things: mind.things,
                divided: mind.divided.len(),
                positions: own().map(Split::positions).sum(),
                disagreement: mind.hundredths(),
                constituency: mind.of.clone(),
            };
            c.resting(say, own().flat_map(entries))
        })
        .collect()
}
