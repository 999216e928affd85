//! VI. Coverage: every recorded position is told, or listed as not told, with the reason. Limits of the record.

use crate::compile::{Compiler, list, section};
use crate::manuscript::*;
use record::entry::{Disclosure, Grade};
use record::event::group::RuleName;
use record::group::{Position, Provision, Voice};
use record::{Body, EntryId, PartyId, ProvisionId};
use std::collections::{BTreeMap, BTreeSet};

/// Whether every position is told or listed, and who recorded none.
pub(crate) fn coverage(c: &Compiler<'_>, manuscript: &Manuscript) -> Section {
    let cited: BTreeSet<EntryId> = manuscript
        .sentences()
        .iter()
        .filter(|s| !matches!(s.say, Say::ViewsLeftOut { .. }))
        .flat_map(|s| match &s.basis {
            Basis::Entries(evidence) => evidence.entries().to_vec(),
            Basis::Absence { .. } => Vec::new(),
        })
        .collect();
    let (told, untold): (Vec<&Position>, Vec<&Position>) =
        c.group.positions.iter().partition(|p| cited.contains(&p.entry) && reason(c, p).is_none());
    let mut lines = Vec::new();
    let say = Say::PositionsCounted { positions: told.len() + untold.len(), told: told.len() };
    lines.extend(c.resting(say, c.group.positions.iter().map(|p| p.entry)));
    let mut by_reason: BTreeMap<Unreflected, Vec<EntryId>> = BTreeMap::new();
    for position in untold {
        let reason = reason(c, position).unwrap_or(Unreflected::ReportRule);
        by_reason.entry(reason).or_default().push(position.entry);
    }
    for (reason, entries) in by_reason {
        let say = Say::NotReflected { reason, positions: entries.len() };
        lines.extend(c.resting(say, entries));
    }
    lines.extend(without_position(c));
    section(Heading::Coverage, list(lines).into_iter().collect(), vec![]).unwrap_or(Section {
        heading: Heading::Coverage,
        blocks: Vec::new(),
        sections: Vec::new(),
    })
}

/// Why a position is not told in full; `None` where it ought to be.
fn reason(c: &Compiler<'_>, position: &Position) -> Option<Unreflected> {
    let entry = position.entry;
    let fate = c.group.fate_of(entry);
    let provision = c.group.provisions.get(&ProvisionId(position.on.clone()));
    let current = c.index.is_current(entry);
    Some(match fate {
        Some(f) if f.erased.is_some() => Unreflected::Erased,
        Some(f) if f.struck.is_some() => Unreflected::Struck,
        Some(f) if f.withdrawn.is_some() => Unreflected::Withdrawn,
        _ if !current => Unreflected::Superseded,
        _ if provision.is_some_and(left_for_good) => Unreflected::Removed,
        _ if provision.is_some_and(|p| p.copy_of.is_some()) => Unreflected::Copy,
        _ if c.level(entry) < Disclosure::Unattributed => Unreflected::Undisclosed,
        _ if matches!(c.report_rule, RuleName::AgreedTextOnly | RuleName::Nothing) => {
            Unreflected::ReportRule
        }
        _ => return None,
    })
}

/// Whether a paragraph left its text and does not go on in another; what is held on one that does is told.
fn left_for_good(provision: &Provision) -> bool {
    provision.removed.as_ref().is_some_and(|left| left.into.is_empty())
}

/// Members of which the record holds no position, their own or through a coalition.
fn without_position(c: &Compiler<'_>) -> Option<Sentence> {
    let mut spoke: BTreeSet<PartyId> = BTreeSet::new();
    for position in &c.group.positions {
        match &position.voice {
            Voice::Party(party) => {
                spoke.insert(party.clone());
            }
            Voice::Coalition(_) => {
                spoke.extend(c.group.parties_of(&position.voice, position.entry));
            }
            Voice::Officer(_) => {}
        }
    }
    let members = c.group.members();
    let silent: Vec<_> = members.iter().filter(|m| !spoke.contains(&m.admitted.said.id)).collect();
    let entries: Vec<EntryId> = silent.iter().map(|m| m.admitted.entry).collect();
    let mut who = Who { of: members.len(), ..Who::default() };
    for member in &silent {
        let named = c.named(&member.admitted.said.id.0, member.admitted.entry);
        who.names.extend(named.names);
        who.unnamed += named.unnamed;
    }
    let searched = Searched::PositionsOf(who.names.clone());
    (!entries.is_empty()).then(|| c.absent(Say::NoPositionOf { who }, searched, entries))
}

/// What the record does not hold, how what it holds is known, and what of it was corrected, struck, erased or not read.
pub(crate) fn limits(c: &Compiler<'_>) -> Section {
    let mut blocks: Vec<Block> = Vec::new();
    let gaps =
        c.group.gaps.iter().map(|g| c.told(Say::Gap { words: g.said.words.clone() }, g.entry));
    let gaps: Vec<Sentence> = gaps.map(|g| Sentence { known: None, ..g }).collect();
    blocks.extend(list(gaps));
    blocks.extend(list(grades(c)));
    blocks.extend(list(repairs(c)));
    let end = c.record.entry(c.through).and_then(|e| e.envelope.when());
    let ends = Sentence::new(Say::Ends { entry: c.through, when: end }, Evidence::of(c.through));
    blocks.push(Block::Paragraph(vec![ends]));
    Section { heading: Heading::Limits, blocks, sections: Vec::new() }
}

fn grades(c: &Compiler<'_>) -> Vec<Sentence> {
    let mut by: BTreeMap<Option<Grade>, Vec<EntryId>> = BTreeMap::new();
    for entry in c.record.entries() {
        by.entry(entry.envelope.grade).or_default().push(entry.number);
    }
    let line = |(grade, entries): (Option<Grade>, Vec<EntryId>)| {
        let count = entries.len();
        let say = match grade {
            Some(grade) => Say::GradesCounted { grade, entries: count },
            None => Say::GradesNotStated { entries: count },
        };
        // The first and the last stand for all: the list would be the record.
        let ends = [entries.first().copied(), entries.last().copied()];
        c.resting(say, ends.into_iter().flatten()).map(|s| Sentence { known: None, ..s })
    };
    by.into_iter().filter_map(line).collect()
}

fn repairs(c: &Compiler<'_>) -> Vec<Sentence> {
    let mut lines = Vec::new();
    for (entry, fate) in &c.group.fates {
        for corrected in &fate.corrected {
            let said = &corrected.said;
            let (change, reason) = (said.change.clone(), said.reason.clone());
            if c.may_quote(*entry) {
                lines.extend(c.resting(
                    Say::Corrected { entry: *entry, change, reason },
                    [*entry, corrected.entry],
                ));
            }
        }
        if let Some(struck) = &fate.struck {
            let say = Say::Struck { entry: *entry, reason: struck.said.reason.clone() };
            lines.extend(c.resting(say, [*entry, struck.entry]));
        }
    }
    for entry in c.record.entries().iter().filter(|e| matches!(e.body, Body::Erased(_))) {
        let mark = c.group.fate_of(entry.number).and_then(|f| f.erased.as_ref());
        let say = Say::Erased {
            entry: entry.number,
            reason: mark.map(|m| m.said.reason.clone()),
            authority: mark.and_then(|m| m.said.authority.clone()),
        };
        lines.extend(c.resting(say, [entry.number].into_iter().chain(mark.map(|m| m.entry))));
    }
    for unread in c.record.unread() {
        let say = Say::Unread { entry: unread.number, line: unread.line };
        lines.push(Sentence::new(say, Evidence::of(unread.number)));
    }
    for refused in c.record.refused() {
        let say = Say::NotAdmitted { entry: refused.entry, refusal: refused.refusal.to_string() };
        lines.push(Sentence::new(say, Evidence::of(refused.entry)));
    }
    lines
}
