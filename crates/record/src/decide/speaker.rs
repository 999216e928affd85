//! Who speaks, and whether an entry of this kind is theirs.

use super::Case;
use crate::entry::{Capacity, Speaker};
use crate::event::agreement::{CallGavelled, CallOpened};
use crate::event::parties::{Office, Standing};
use crate::event::{Event, Who};
use crate::group::{CoalitionRecord, Voice, meeting_of};
use crate::id::*;
use crate::refusal::{Refusal, standing_word};
use crate::thing::Thing;

impl Case<'_> {
    /// Who speaks, and whether this kind of entry is theirs.
    pub(super) fn speaker(&self, event: &Event) -> Result<Option<Voice>, Refusal> {
        let who = event.who();
        let Some(speaker) = &self.entry.envelope.speaker else {
            return match who {
                Who::Secretariat | Who::Chair | Who::Anyone => Ok(None),
                Who::Officer => Err(Refusal::NoSpeaker("an officer")),
                Who::Party => Err(Refusal::NoSpeaker("a party or coalition")),
                Who::Speaker => Err(Refusal::NoSpeaker("a party, coalition or officer")),
            };
        };
        let id = &speaker.who;
        self.is_on_record(id, Thing::Any)?;
        let own = self.group.voice_of(id).ok_or_else(|| Refusal::MayNot {
            who: id.clone(),
            is: self.group.thing(id).unwrap_or(Thing::Any).words(),
            needed: "a party, coalition, representative or officer",
        })?;
        self.takes_part(&own)?;
        let voice = match &speaker.behalf {
            Some(coalition) => self.on_behalf(&own, id, coalition)?,
            None => own,
        };
        if speaker.capacity == Some(Capacity::Personal) {
            self.is_word_of_a_person(speaker, event)?;
        }
        self.is_theirs(event, &voice, id)?;
        Ok(Some(voice))
    }

    fn takes_part(&self, voice: &Voice) -> Result<(), Refusal> {
        if self.group.takes_part(voice) {
            Ok(())
        } else {
            Err(Refusal::HasLeft(voice.id().clone()))
        }
    }

    /// Who speaks for a coalition is in it.
    fn on_behalf(&self, own: &Voice, who: &Id, coalition: &CoalitionId) -> Result<Voice, Refusal> {
        self.is_on_record(&coalition.0, Thing::Coalition)?;
        let members = self.group.coalitions.get(coalition).map(CoalitionRecord::members);
        match (own, members) {
            (Voice::Party(party), Some(members)) if members.contains(party) => {
                let voice = Voice::Coalition(coalition.clone());
                self.takes_part(&voice).map(|()| voice)
            }
            _ => Err(Refusal::NotInCoalition(who.clone(), coalition.clone())),
        }
    }

    /// A representative in a personal capacity does not act for the party, nor anybody for a coalition.
    fn is_word_of_a_person(&self, speaker: &Speaker, event: &Event) -> Result<(), Refusal> {
        let is_person = self.group.thing(&speaker.who) == Some(Thing::Representative);
        if speaker.behalf.is_some() || (is_person && !may_be_said_personally(event)) {
            return Err(Refusal::InPersonalCapacity(speaker.who.clone()));
        }
        Ok(())
    }

    fn is_theirs(&self, event: &Event, voice: &Voice, id: &Id) -> Result<(), Refusal> {
        let who = event.who();
        match (who, voice) {
            (Who::Anyone | Who::Speaker, _)
            | (Who::Party, Voice::Party(_) | Voice::Coalition(_)) => Ok(()),
            (Who::Officer, Voice::Officer(officer)) => self.is_in_office(officer),
            (Who::Chair, Voice::Officer(officer)) => {
                self.is_in_office(officer)?;
                self.presides(officer, event)
            }
            (Who::Secretariat, Voice::Officer(officer)) => {
                self.is_in_office(officer)?;
                self.is_of_secretariat(officer)
            }
            (Who::Secretariat, _) => Err(Refusal::SpeakerNotForeseen(id.clone())),
            (Who::Party, Voice::Officer(_)) | (Who::Chair | Who::Officer, _) => {
                let is = self.group.thing(id).unwrap_or(Thing::Any).words();
                Err(Refusal::MayNot { who: id.clone(), is, needed: needed_words(who) })
            }
        }
    }

    fn is_of_secretariat(&self, officer: &OfficerId) -> Result<(), Refusal> {
        let office = self.group.officers.get(officer).map(|o| o.elected.said.office);
        if matches!(office, Some(Office::Secretary | Office::Rapporteur | Office::Chair)) {
            Ok(())
        } else {
            Err(Refusal::MayNot {
                who: officer.0.clone(),
                is: "an officer who does not keep the record",
                needed: "the secretariat, the Rapporteur or the Chair",
            })
        }
    }

    /// A term that ended at a moment still ahead runs on until then.
    fn is_in_office(&self, officer: &OfficerId) -> Result<(), Refusal> {
        let ended = self.group.officers.get(officer).and_then(|o| o.ended.as_ref());
        let is_ahead =
            |on: crate::Moment| self.entry.envelope.when().is_some_and(|now| on.is_after(now));
        match ended {
            Some(ended) if !ended.said.on.is_some_and(is_ahead) => Err(Refusal::MayNot {
                who: officer.0.clone(),
                is: "an officer whose term has ended",
                needed: "an officer in office",
            }),
            _ => Ok(()),
        }
    }

    /// The Chair presides, and whom the meeting names; so does who acts for one of them, there or until the term ends;
    /// so does a facilitator in the own contact group.
    fn presides(&self, officer: &OfficerId, event: &Event) -> Result<(), Refusal> {
        let meeting = self.meeting_concerned(event);
        let acts = self.group.officers.get(officer).is_some_and(|o| {
            o.acting.iter().any(|acting| {
                let here = acting.said.meeting.is_none() || acting.said.meeting == meeting;
                let chair = &acting.said.officer;
                let ended = self.group.officers.get(chair).and_then(|c| c.ended.as_ref());
                let runs = ended.is_none_or(|ended| ended.entry < acting.entry);
                here && runs && self.has_the_chair(chair, meeting.as_ref(), event)
            })
        });
        if acts || self.has_the_chair(officer, meeting.as_ref(), event) {
            Ok(())
        } else {
            Err(Refusal::MayNot {
                who: officer.0.clone(),
                is: "an officer who does not preside here",
                needed: "the Chair, or who acts for the Chair",
            })
        }
    }

    fn has_the_chair(
        &self,
        officer: &OfficerId,
        meeting: Option<&MeetingId>,
        event: &Event,
    ) -> bool {
        let convened = meeting.and_then(|m| self.group.meetings.get(m)).map(|m| &m.convened.said);
        if convened.is_some_and(|c| c.chair.as_ref() == Some(officer)) {
            return true;
        }
        let Some(elected) = self.group.officers.get(officer).map(|o| &o.elected.said) else {
            return false;
        };
        match elected.office {
            Office::Chair => true,
            Office::Facilitator => {
                let leads = |group: &ContactGroupId| {
                    let formed = self.group.contact_groups.get(group);
                    elected.group.as_ref() == Some(group)
                        || formed.is_some_and(|g| g.said.facilitator.as_ref() == Some(officer))
                };
                convened.and_then(|c| c.of.as_ref()).is_some_and(leads)
                    || self.group_concerned(event).is_some_and(leads)
            }
            Office::ViceChair | Office::Rapporteur | Office::Secretary => false,
        }
    }

    /// The meeting in which the entry is, or that it turns.
    fn meeting_concerned(&self, event: &Event) -> Option<MeetingId> {
        match event {
            Event::MeetingTurned(e) => Some(e.meeting.clone()),
            Event::RecordStatusChanged(e) => Some(e.meeting.clone()),
            Event::ClockTurned(e) => Some(e.meeting.clone()),
            _ => meeting_of(self.entry).filter(|m| self.group.meetings.contains_key(m)),
        }
    }

    /// The contact group on whose copy of a text a facilitator acts outside a meeting.
    fn group_concerned<'a>(&'a self, event: &'a Event) -> Option<&'a ContactGroupId> {
        let of_text = |id: &TextId| {
            self.group.texts.get(id).and_then(|t| t.fork.as_ref()).map(|fork| &fork.said.group)
        };
        let of = |ids: &[Id]| {
            let first = ids.first()?;
            let provision = self.group.provisions.get(&ProvisionId(first.clone()));
            of_text(&provision.map_or_else(|| TextId(first.clone()), |p| p.tabled.text.clone()))
        };
        match event {
            Event::TextForked(e) => Some(&e.group),
            Event::CallOpened(CallOpened { on, .. }) => of(on),
            Event::CallGavelled(CallGavelled { call, .. }) => {
                of(&self.group.calls.get(call)?.opened.said.on)
            }
            _ => None,
        }
    }

    /// Members only: an observer, or a coalition without a member of the group, may not.
    pub(crate) fn is_member(&self, voice: &Voice, act: &'static str) -> Result<(), Refusal> {
        if self.group.may_object(voice) {
            return Ok(());
        }
        let is = match voice {
            Voice::Party(party) => match self.group.parties.get(party).map(|p| p.standing) {
                Some(Standing::Observer) => {
                    return Err(Refusal::ObserverMayNot(party.0.clone(), act));
                }
                standing => standing_word(standing.unwrap_or(Standing::Left)),
            },
            Voice::Coalition(_) => "a coalition without a member of the group",
            Voice::Officer(_) => "an officer",
        };
        Err(Refusal::MayNot { who: voice.id().clone(), is, needed: "a member" })
    }
}

/// Whether a representative may do this in a personal capacity: speak, tell, answer; not commit the party.
fn may_be_said_personally(event: &Event) -> bool {
    matches!(
        event,
        Event::InterventionMade(_)
            | Event::FactNoted(_)
            | Event::PositionAscribed(_)
            | Event::OfferAscribed(_)
            | Event::OfferEndAscribed(_)
            | Event::StatementAnswered(_)
            | Event::StatementWithdrawn(_)
            | Event::StatementConfirmed(_)
            | Event::EntryCorrected(_)
            | Event::ContactGroupReported(_)
    )
}

fn needed_words(who: Who) -> &'static str {
    match who {
        Who::Secretariat => "the secretariat",
        Who::Chair | Who::Officer => "an officer",
        Who::Party => "a party or coalition",
        Who::Speaker | Who::Anyone => "a party, coalition or officer",
    }
}
