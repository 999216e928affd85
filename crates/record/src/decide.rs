//! `decide`: what a person asks to have taken down becomes entries, or is refused. The one place for the rules of
//! procedure. Nothing is written on a refusal.
//!
//! Three questions are asked of every entry: is what it names on the record, may its speaker do this, does it follow.

mod agreement;
mod meetings;
mod parties;
mod positions;
mod texts;

use crate::entry::{Body, Entry, Envelope, Speaker};
use crate::event::Event;
use crate::event::Who;
use crate::event::corrections::{EntryCorrected, EntryStruck, ErasureMarked};
use crate::event::parties::{Office, Standing};
use crate::event::texts::{Change, only_occurrence};
use crate::group::{Group, Voice};
use crate::id::*;
use crate::minutes::Name;
use crate::refusal::{Refusal, standing_word};
use crate::thing::Thing;

/// What a person asks to have taken down: an event, what surrounds it, and who speaks (several speak separately).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What surrounds it; the speaker is taken from `speakers`.
    pub envelope: Envelope,
    /// Who speaks; empty where nobody does.
    pub speakers: Vec<Speaker>,
    /// What is to be taken down.
    pub event: Event,
}

/// What the rules need to see beside the group: earlier entries, by number.
pub trait Entries {
    /// The entry, if it is on the record.
    fn entry(&self, number: EntryId) -> Option<&Entry>;
}

impl Entries for [Entry] {
    fn entry(&self, number: EntryId) -> Option<&Entry> {
        self.binary_search_by_key(&number, |e| e.number).ok().map(|index| &self[index])
    }
}

/// Decides whether an entry is admitted after those that the group was folded from.
///
/// # Errors
/// The first rule that says no.
pub fn decide(group: &Group, entries: &[Entry], entry: &Entry) -> Result<(), Refusal> {
    let Body::Event(event) = &entry.body else { return Ok(()) };
    let case = Case { group, entries, entry };
    case.names(event)?;
    let voice = case.speaker(event)?;
    case.sitting(event)?;
    case.rules(event, voice.as_ref())
}

/// One entry before the group.
pub(crate) struct Case<'a> {
    pub(crate) group: &'a Group,
    pub(crate) entries: &'a [Entry],
    pub(crate) entry: &'a Entry,
}

impl Case<'_> {
    /// Everything named is on the record and of the right kind; what is declared is new.
    fn names(&self, event: &Event) -> Result<(), Refusal> {
        let declared = event.declares().map(|(id, _)| id);
        if let Some(id) = declared
            && let Some(named) = self.group.names.get(id)
        {
            return Err(Refusal::IdentityTaken(id.clone(), named.entry));
        }
        let mut result = Ok(());
        let mut first = true;
        event.names(&mut |name| {
            if result.is_err() {
                return;
            }
            result = match name {
                // The declared identity is named once, by itself.
                Name::Thing(id, _)
                    if declared == Some(id) && std::mem::replace(&mut first, false) =>
                {
                    Ok(())
                }
                Name::Thing(id, needed) => self.is_on_record(id, needed),
                Name::Entry(number) => self.stands_above(number),
            };
        });
        result?;
        if let Some(crate::entry::Source::Listed(id, _)) = &self.entry.envelope.source {
            self.is_on_record(id, Thing::Any)?;
        }
        Ok(())
    }

    fn is_on_record(&self, id: &Id, needed: Thing) -> Result<(), Refusal> {
        match self.group.thing(id) {
            None => Err(Refusal::NotOnRecord(id.clone(), needed)),
            Some(is) if needed == Thing::Any || is == needed => Ok(()),
            Some(is) => Err(Refusal::WrongThing { id: id.clone(), is, needed }),
        }
    }

    fn stands_above(&self, number: EntryId) -> Result<(), Refusal> {
        match self.entries.entry(number) {
            Some(_) if number < self.entry.number => Ok(()),
            _ => Err(Refusal::NoSuchEntry(number)),
        }
    }

    /// Who speaks, and whether this kind of entry is theirs.
    fn speaker(&self, event: &Event) -> Result<Option<Voice>, Refusal> {
        let who = event.who();
        let Some(speaker) = &self.entry.envelope.speaker else {
            return match who {
                Who::Secretariat | Who::Chair | Who::Anyone => Ok(None),
                Who::Officer => Err(Refusal::NoSpeaker("an officer")),
                Who::Party => Err(Refusal::NoSpeaker("a party or coalition")),
                Who::Speaker => Err(Refusal::NoSpeaker("a party, coalition or officer")),
            };
        };
        self.is_on_record(&speaker.who, Thing::Any)?;
        if let Some(coalition) = &speaker.behalf {
            self.is_on_record(&coalition.0, Thing::Coalition)?;
            self.speaks_for(speaker, coalition)?;
        }
        let id = speaker.who.clone();
        let voice = self.group.voice(speaker).ok_or_else(|| Refusal::MayNot {
            who: id.clone(),
            is: self.group.thing(&id).unwrap_or(Thing::Any).words(),
            needed: "a party, coalition, representative or officer",
        })?;
        self.takes_part(&voice)?;
        let allowed = match (who, &voice) {
            (Who::Anyone | Who::Speaker, _) => true,
            (Who::Party, Voice::Party(_) | Voice::Coalition(_)) => true,
            (Who::Chair | Who::Officer, Voice::Officer(_)) => true,
            (Who::Secretariat, Voice::Officer(officer)) => self.is_of_secretariat(officer),
            (Who::Secretariat, _) => return Err(Refusal::SpeakerNotForeseen(id)),
            (Who::Party, Voice::Officer(_)) | (Who::Chair | Who::Officer, _) => false,
        };
        if allowed {
            Ok(Some(voice))
        } else {
            let is = self.group.thing(&id).unwrap_or(Thing::Any).words();
            Err(Refusal::MayNot { who: id, is, needed: who_needed(who) })
        }
    }

    fn is_of_secretariat(&self, officer: &OfficerId) -> bool {
        let office = self.group.officers.get(officer).map(|o| o.elected.said.office);
        matches!(office, Some(Office::Secretary | Office::Rapporteur | Office::Chair))
    }

    fn speaks_for(&self, speaker: &Speaker, coalition: &CoalitionId) -> Result<(), Refusal> {
        let own = Speaker { behalf: None, ..speaker.clone() };
        let member = match self.group.voice(&own) {
            Some(Voice::Party(party)) => {
                self.group.coalitions.get(coalition).is_some_and(|c| c.members().contains(&party))
            }
            _ => false,
        };
        if member {
            Ok(())
        } else {
            Err(Refusal::NotInCoalition(speaker.who.clone(), coalition.clone()))
        }
    }

    /// A party that left no longer acts.
    fn takes_part(&self, voice: &Voice) -> Result<(), Refusal> {
        match voice {
            Voice::Party(party) => match self.group.parties.get(party).map(|p| p.standing) {
                Some(Standing::Left) => Err(Refusal::HasLeft(party.0.clone())),
                _ => Ok(()),
            },
            Voice::Coalition(_) | Voice::Officer(_) => Ok(()),
        }
    }

    /// Members only: an observer, or a coalition without a member, may not.
    pub(crate) fn is_member(&self, voice: &Voice, act: &'static str) -> Result<(), Refusal> {
        let standing = |party: &PartyId| self.group.parties.get(party).map(|p| p.standing);
        match voice {
            Voice::Party(party) => match standing(party) {
                Some(Standing::Member) => Ok(()),
                Some(Standing::Observer) => Err(Refusal::ObserverMayNot(party.0.clone(), act)),
                other => Err(Refusal::MayNot {
                    who: party.0.clone(),
                    is: standing_word(other.unwrap_or(Standing::Left)),
                    needed: "a member",
                }),
            },
            Voice::Coalition(id) => {
                let members = self
                    .group
                    .coalitions
                    .get(id)
                    .map(crate::group::CoalitionRecord::members)
                    .unwrap_or_default();
                let any = members.iter().any(|p| standing(p) == Some(Standing::Member));
                if any { Ok(()) } else { Err(Refusal::ObserverMayNot(id.0.clone(), act)) }
            }
            Voice::Officer(id) => {
                Err(Refusal::MayNot { who: id.0.clone(), is: "an officer", needed: "a member" })
            }
        }
    }

    /// The rules of each subject.
    fn rules(&self, event: &Event, voice: Option<&Voice>) -> Result<(), Refusal> {
        match event {
            Event::GroupFounded(_) => match &self.group.founded {
                Some(founded) => Err(Refusal::GroupTwice(founded.entry)),
                None => Ok(()),
            },
            Event::EntryCorrected(e) => self.correct(e),
            Event::EntryStruck(e) => self.strike(e),
            Event::ErasureMarked(e) => self.mark_erasure(e),
            Event::StatementConfirmed(e) => self.confirm(e.entry, voice),
            Event::StatementAnswered(e) => self.is_statement(e.entry).map(|_| ()),
            Event::StatementWithdrawn(e) => self.withdraw(e.entry, voice),
            _ => self
                .rules_of_parties(event, voice)
                .or_else(|| self.rules_of_meetings(event))
                .or_else(|| self.rules_of_texts(event, voice))
                .or_else(|| self.rules_of_positions(event, voice))
                .or_else(|| self.rules_of_agreement(event, voice))
                .unwrap_or(Ok(())),
        }
    }

    /// A correction changes words that stand in the entry, once.
    fn correct(&self, event: &EntryCorrected) -> Result<(), Refusal> {
        let line = self.entries.entry(event.entry).and_then(Entry::event).map(written);
        let Some(line) = line else {
            return Err(Refusal::NotAStatement(event.entry, "an entry with words"));
        };
        let passage = match &event.change {
            Change::Replace { old, .. } | Change::Delete { old } => old,
            Change::Insert { after, .. } => after,
            Change::Whole(_) => return Ok(()),
        };
        let mut escaped = String::new();
        crate::minutes::write_string(passage, &mut escaped);
        match only_occurrence(&line, escaped.trim_matches('"')) {
            Ok(_) => Ok(()),
            Err(misfit) => Err(Refusal::WordsNotInEntry(event.entry, misfit)),
        }
    }

    fn strike(&self, event: &EntryStruck) -> Result<(), Refusal> {
        self.is_statement(event.entry)?;
        self.is_not_over(event.entry)
    }

    fn mark_erasure(&self, event: &ErasureMarked) -> Result<(), Refusal> {
        match self.entries.entry(event.entry).map(|e| &e.body) {
            Some(Body::Erased(_)) => Ok(()),
            _ => Err(Refusal::NotErased(event.entry)),
        }
    }

    /// An entry by which somebody states something, and whose it is.
    fn is_statement(&self, number: EntryId) -> Result<&Event, Refusal> {
        let event = self.entries.entry(number).and_then(Entry::event);
        event
            .filter(|e| {
                matches!(
                    e,
                    Event::PositionTaken(_)
                        | Event::ObjectionRaised(_)
                        | Event::InterventionMade(_)
                        | Event::PositionAscribed(_)
                        | Event::OfferAscribed(_)
                        | Event::OfferEndAscribed(_)
                        | Event::FactNoted(_)
                        | Event::PointOfOrderRaised(_)
                        | Event::ReservationEntered(_)
                        | Event::PositionExplained(_)
                        | Event::Dissociated(_)
                        | Event::StatementAligned(_)
                        | Event::AlignmentDeclined(_)
                        | Event::StatementAnswered(_)
                )
            })
            .ok_or(Refusal::NotAStatement(number, "a statement"))
    }

    fn is_not_over(&self, number: EntryId) -> Result<(), Refusal> {
        let fate = self.group.fate_of(number);
        match fate.and_then(|f| f.withdrawn.or(f.struck.as_ref().map(|s| s.entry))) {
            Some(by) => Err(Refusal::Over(number, by)),
            None => Ok(()),
        }
    }

    /// Only who spoke withdraws; what is struck or withdrawn is over.
    fn withdraw(&self, number: EntryId, voice: Option<&Voice>) -> Result<(), Refusal> {
        self.is_statement(number)?;
        self.is_not_over(number)?;
        self.is_holder(voice, self.group.voices.get(&number))
    }

    /// A statement is confirmed by who spoke; what was ascribed, by whom it was ascribed to.
    fn confirm(&self, number: EntryId, voice: Option<&Voice>) -> Result<(), Refusal> {
        use crate::event::positions::Holder;
        let event = self.is_statement(number)?;
        self.is_not_over(number)?;
        match event {
            Event::PositionAscribed(e) => match (&e.to, voice) {
                (Holder::Named(id), Some(voice)) if voice.id() == id => Ok(()),
                (Holder::Named(id), Some(voice)) => {
                    Err(Refusal::NotTheHolder { who: voice.id().clone(), holder: id.clone() })
                }
                _ => Err(Refusal::NotAStatement(number, "ascribed to a party on the record")),
            },
            _ => self.is_holder(voice, self.group.voices.get(&number)),
        }
    }

    pub(crate) fn is_holder(
        &self,
        voice: Option<&Voice>,
        holder: Option<&Voice>,
    ) -> Result<(), Refusal> {
        match (voice, holder) {
            (Some(voice), Some(holder)) if voice == holder => Ok(()),
            (Some(voice), Some(holder)) => {
                Err(Refusal::NotTheHolder { who: voice.id().clone(), holder: holder.id().clone() })
            }
            _ => Err(Refusal::NoSpeaker("its holder")),
        }
    }
}

fn who_needed(who: Who) -> &'static str {
    match who {
        Who::Secretariat => "the secretariat",
        Who::Chair | Who::Officer => "an officer",
        Who::Party => "a party or coalition",
        Who::Speaker | Who::Anyone => "a party, coalition or officer",
    }
}

fn written(event: &Event) -> String {
    let mut out = String::new();
    event.write(&mut out);
    out
}
