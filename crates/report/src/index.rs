//! What the sections ask for again and again, gathered in one walk over the group. Says nothing that the group does not.

use record::event::meetings::InterventionMade;
use record::group::{AmendmentRecord, Ascription, Group, Position, Qualification, Recorded};
use record::{EntryId, Id, ProvisionId};
use std::collections::BTreeMap;

/// What bears on each thing, in the order of the record.
pub(crate) struct Index<'a> {
    /// Members of the group now.
    pub(crate) members: usize,
    now: BTreeMap<&'a Id, Vec<&'a Position>>,
    current: Vec<EntryId>,
    ascriptions: BTreeMap<&'a Id, Vec<&'a Ascription>>,
    interventions: BTreeMap<&'a Id, Vec<&'a Recorded<InterventionMade>>>,
    amendments: BTreeMap<&'a ProvisionId, Vec<&'a AmendmentRecord>>,
    qualifications: BTreeMap<&'a Id, Vec<&'a Qualification>>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(group: &'a Group) -> Self {
        let now: BTreeMap<&Id, Vec<&Position>> =
            group.positions_on.keys().map(|id| (id, group.positions_now(id))).collect();
        let mut current: Vec<EntryId> = now.values().flatten().map(|p| p.entry).collect();
        current.sort_unstable();
        let mut index = Self {
            members: group.members().len(),
            now,
            current,
            ascriptions: BTreeMap::new(),
            interventions: BTreeMap::new(),
            amendments: BTreeMap::new(),
            qualifications: BTreeMap::new(),
        };
        for ascription in &group.ascriptions {
            index.ascriptions.entry(&ascription.said.on).or_default().push(ascription);
        }
        for (_, intervention) in &group.interventions {
            for id in each_once(&intervention.said.on) {
                index.interventions.entry(id).or_default().push(intervention);
            }
        }
        for amendment in group.amendments.values() {
            index.amendments.entry(&amendment.provision).or_default().push(amendment);
        }
        for qualification in &group.qualifications {
            for id in each_once(&qualification.on) {
                index.qualifications.entry(id).or_default().push(qualification);
            }
        }
        index
    }

    /// The positions that count now on a thing, as `Group::positions_now` has them.
    pub(crate) fn positions_now(&self, on: &Id) -> &[&'a Position] {
        self.now.get(on).map_or(&[], Vec::as_slice)
    }

    /// Whether a position counts now.
    pub(crate) fn is_current(&self, entry: EntryId) -> bool {
        self.current.binary_search(&entry).is_ok()
    }

    /// What some say that others hold on a thing.
    pub(crate) fn ascriptions(&self, on: &Id) -> &[&'a Ascription] {
        self.ascriptions.get(on).map_or(&[], Vec::as_slice)
    }

    /// Interventions on a thing.
    pub(crate) fn interventions(&self, on: &Id) -> &[&'a Recorded<InterventionMade>] {
        self.interventions.get(on).map_or(&[], Vec::as_slice)
    }

    /// Amendments to a paragraph, in the order of their identities.
    pub(crate) fn amendments(&self, to: &ProvisionId) -> &[&'a AmendmentRecord] {
        self.amendments.get(to).map_or(&[], Vec::as_slice)
    }

    /// Reservations, explanations and dissociations on a thing.
    pub(crate) fn qualifications(&self, on: &Id) -> &[&'a Qualification] {
        self.qualifications.get(on).map_or(&[], Vec::as_slice)
    }
}

/// Identities in a list, each once.
fn each_once(ids: &[Id]) -> impl Iterator<Item = &Id> {
    ids.iter().enumerate().filter(|(at, id)| !ids[..*at].contains(id)).map(|(_, id)| id)
}
