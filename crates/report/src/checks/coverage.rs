//! What is left out: every position that counts now, and every qualifier, rests under some claim.

use super::codes::UNCOVERED;
use record::entry::Disclosure;
use record::{Diagnostic, EntryId, Id, ProvisionId, Record};
use std::collections::{BTreeMap, BTreeSet};

/// One diagnostic for each thing on which something is left out, in the order of the record.
pub(super) fn check(record: &Record, told: impl Iterator<Item = EntryId>) -> Vec<Diagnostic> {
    let cited: BTreeSet<EntryId> = told.collect();
    let mut left_out: BTreeMap<&Id, Vec<EntryId>> = BTreeMap::new();
    let group = record.group();
    let is_gone = |on: &Id| {
        let provision = group.provisions.get(&ProvisionId(on.clone()));
        provision.is_some_and(|p| p.removed.is_some() || p.copy_of.is_some())
    };
    for on in group.positions_on.keys() {
        if is_gone(on) {
            continue;
        }
        for position in group.positions_now(on) {
            // What may not be told may be counted; a part of a party cannot even be that.
            let countable = position.part.is_none() || may_be_told(record, position.entry);
            if countable && !cited.contains(&position.entry) {
                left_out.entry(on).or_default().push(position.entry);
            }
        }
    }
    for qualification in group.qualifications.iter().filter(|q| group.stands(q.entry)) {
        let on = qualification.on.first();
        if on.is_some_and(is_gone) {
            continue;
        }
        if may_be_told(record, qualification.entry)
            && !cited.contains(&qualification.entry)
            && let Some(on) = on
        {
            left_out.entry(on).or_default().push(qualification.entry);
        }
    }
    let mut found: Vec<(EntryId, Diagnostic)> = left_out
        .into_iter()
        .map(|(on, entries)| (entries[0], uncovered(record, on, entries)))
        .collect();
    found.sort_by_key(|(first, _)| *first);
    found.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

fn may_be_told(record: &Record, entry: EntryId) -> bool {
    let level = record.entry(entry).and_then(|e| e.envelope.level).unwrap_or(Disclosure::Public);
    level >= Disclosure::Unattributed
}

fn uncovered(record: &Record, on: &Id, entries: Vec<EntryId>) -> Diagnostic {
    let name = record.group().name_of(on);
    let few = entries.iter().take(8).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let more =
        if entries.len() > 8 { format!(" and {} more", entries.len() - 8) } else { String::new() };
    Diagnostic::error(
        UNCOVERED,
        format!("recorded positions on `{on}` that the narrative does not tell"),
    )
    .because(format!("“{name}”: {few}{more}"))
    .help("claim them by name or number, or start from `rapporteur draft`")
    .citing(entries)
}
