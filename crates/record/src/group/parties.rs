//! Parties, officers, coalitions as they stand.

use super::{Group, Recorded, Voice, recorded};
use crate::event::parties::*;
use crate::id::*;
use crate::words::Text;
use std::collections::BTreeSet;

/// A party as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRecord {
    /// How it was admitted.
    pub admitted: Recorded<PartyAdmitted>,
    /// Its standing now.
    pub standing: Standing,
    /// Changes of standing.
    pub changes: Vec<Recorded<StandingChanged>>,
}

/// An officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerRecord {
    /// How the officer came to the office.
    pub elected: Recorded<OfficerElected>,
    /// For whom the officer acted.
    pub acting: Vec<Recorded<OfficerActing>>,
    /// End of the term.
    pub ended: Option<Recorded<TermEnded>>,
}

/// A coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionRecord {
    /// How it was formed.
    pub formed: Recorded<CoalitionFormed>,
    /// Who joined (true) or left (false), and when.
    pub turns: Vec<(EntryId, PartyId, bool)>,
    now: BTreeSet<PartyId>,
}

impl CoalitionRecord {
    /// Its members right after an entry of the record.
    pub fn members_at(&self, entry: EntryId) -> BTreeSet<PartyId> {
        let mut members: BTreeSet<PartyId> = self.formed.said.members.iter().cloned().collect();
        for (_, party, joined) in self.turns.iter().filter(|(at, _, _)| *at <= entry) {
            if *joined {
                members.insert(party.clone());
            } else {
                members.remove(party);
            }
        }
        members
    }

    /// Its members now.
    pub fn members(&self) -> &BTreeSet<PartyId> {
        &self.now
    }
}

impl Group {
    pub(super) fn admit(&mut self, number: EntryId, event: &PartyAdmitted) {
        let party = PartyRecord {
            admitted: recorded(number, event),
            standing: event.standing,
            changes: Vec::new(),
        };
        self.parties.insert(event.id.clone(), party);
    }

    pub(super) fn change_standing(&mut self, number: EntryId, event: &StandingChanged) {
        if let Some(party) = self.parties.get_mut(&event.party) {
            party.standing = event.standing;
            party.changes.push(recorded(number, event));
        }
    }

    pub(super) fn elect(&mut self, number: EntryId, event: &OfficerElected) {
        let officer =
            OfficerRecord { elected: recorded(number, event), acting: Vec::new(), ended: None };
        self.officers.insert(event.id.clone(), officer);
    }

    pub(super) fn act_for(&mut self, number: EntryId, voice: Option<Voice>, event: &OfficerActing) {
        if let Some(Voice::Officer(id)) = voice
            && let Some(officer) = self.officers.get_mut(&id)
        {
            officer.acting.push(recorded(number, event));
        }
    }

    pub(super) fn end_term(&mut self, number: EntryId, event: &TermEnded) {
        if let Some(officer) = self.officers.get_mut(&event.officer) {
            officer.ended = Some(recorded(number, event));
        }
    }

    pub(super) fn form_coalition(&mut self, number: EntryId, event: &CoalitionFormed) {
        let now = event.members.iter().cloned().collect();
        let coalition = CoalitionRecord { formed: recorded(number, event), turns: Vec::new(), now };
        self.coalitions.insert(event.id.clone(), coalition);
    }

    pub(super) fn turn_coalition(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        coalition: &CoalitionId,
        joined: bool,
    ) {
        if let (Some(Voice::Party(party)), Some(coalition)) =
            (voice, self.coalitions.get_mut(coalition))
        {
            if joined {
                coalition.now.insert(party.clone());
            } else {
                coalition.now.remove(&party);
            }
            coalition.turns.push((number, party, joined));
        }
    }

    /// The name that a thing goes by now; its identity where it never had one.
    pub fn name_of(&self, id: &Id) -> Text {
        if let Some(renamed) = self.renamed.get(id).and_then(|r| r.last()) {
            return Text::clone(&renamed.said.name);
        }
        self.first_name_of(id)
    }

    /// The name that a thing bore first; its identity where it never had one, as a paragraph without a label.
    pub fn first_name_of(&self, id: &Id) -> Text {
        let name = self.first_name(id).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| Text::from(id.as_str()))
    }

    fn first_name(&self, id: &Id) -> Option<Text> {
        use crate::thing::Thing;
        let name = match self.thing(id)? {
            Thing::Group => &self.founded.as_ref()?.said.name,
            Thing::Mandate => &self.mandates.iter().find(|m| m.said.id.0 == *id)?.said.title,
            Thing::Issue => &self.issues.iter().find(|i| i.said.id.0 == *id)?.said.title,
            Thing::Constituency => {
                &self.constituencies.iter().find(|c| c.said.id.0 == *id)?.said.name
            }
            Thing::Party => &self.parties.get(&PartyId(id.clone()))?.admitted.said.name,
            Thing::Representative => {
                &self.representatives.get(&RepresentativeId(id.clone()))?.said.name
            }
            Thing::Officer => &self.officers.get(&OfficerId(id.clone()))?.elected.said.name,
            Thing::Coalition => &self.coalitions.get(&CoalitionId(id.clone()))?.formed.said.name,
            Thing::Session => &self.sessions.iter().find(|s| s.said.id.0 == *id)?.said.title,
            Thing::Meeting => &self.meetings.get(&MeetingId(id.clone()))?.convened.said.title,
            Thing::AgendaItem => &self.agenda.iter().find(|a| a.said.id.0 == *id)?.said.title,
            Thing::ContactGroup => {
                &self.contact_groups.get(&ContactGroupId(id.clone()))?.said.title
            }
            Thing::Document => &self.documents.get(&DocumentId(id.clone()))?.registered.said.title,
            Thing::Deadline => &self.deadlines.iter().find(|d| d.said.id.0 == *id)?.said.title,
            Thing::AgreedLanguage => {
                &self.agreed_language.iter().find(|a| a.said.id.0 == *id)?.said.place
            }
            Thing::Text => &self.texts.get(&TextId(id.clone()))?.title,
            Thing::Provision => &self.provisions.get(&ProvisionId(id.clone()))?.label,
            Thing::Consultation => {
                &self.consultations.get(&ConsultationId(id.clone()))?.opened.said.title
            }
            Thing::Package => &self.packages.get(&PackageId(id.clone()))?.1.said.title,
            Thing::PointOfOrder
            | Thing::Motion
            | Thing::Ruling
            | Thing::Appeal
            | Thing::Amendment
            | Thing::Offer
            | Thing::Call
            | Thing::Silence
            | Thing::Statement
            | Thing::Any => return None,
        };
        Some(Text::clone(name))
    }

    /// The parties that speak through a voice at the time of an entry: the party, or the coalition's members then.
    pub fn parties_of(&self, voice: &Voice, at: EntryId) -> BTreeSet<PartyId> {
        match voice {
            Voice::Party(party) => BTreeSet::from([party.clone()]),
            Voice::Coalition(id) => {
                self.coalitions.get(id).map(|c| c.members_at(at)).unwrap_or_default()
            }
            Voice::Officer(_) => BTreeSet::new(),
        }
    }

    /// Whether the party is a member of the group now.
    pub fn is_member(&self, party: &PartyId) -> bool {
        self.parties.get(party).is_some_and(|p| p.standing == Standing::Member)
    }

    /// Whether a voice may stand in the way now: a member, or a coalition with a member of the group in it.
    pub fn may_object(&self, voice: &Voice) -> bool {
        match voice {
            Voice::Party(party) => self.is_member(party),
            Voice::Coalition(id) => {
                self.coalitions.get(id).is_some_and(|c| c.now.iter().any(|p| self.is_member(p)))
            }
            Voice::Officer(_) => false,
        }
    }

    /// Whether a voice still takes part: a party that did not leave, a coalition that not all have left.
    pub fn takes_part(&self, voice: &Voice) -> bool {
        let is_here =
            |party: &PartyId| self.parties.get(party).is_none_or(|p| p.standing != Standing::Left);
        match voice {
            Voice::Party(party) => is_here(party),
            // A coalition whose members are not on the record may speak all the same.
            Voice::Coalition(id) => self
                .coalitions
                .get(id)
                .is_none_or(|c| c.formed.said.members.is_empty() || c.now.iter().any(is_here)),
            Voice::Officer(_) => true,
        }
    }

    /// Members of the group now, in the order of the record.
    pub fn members(&self) -> Vec<&PartyRecord> {
        let mut members: Vec<&PartyRecord> =
            self.parties.values().filter(|p| p.standing == Standing::Member).collect();
        members.sort_by_key(|p| p.admitted.entry);
        members
    }
}
