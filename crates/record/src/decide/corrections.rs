//! Rules on what is said of earlier entries: corrections, strikes, withdrawals, confirmations, marks of erasure.
//!
//! An entry whose body was erased since is not judged: what was admitted when it could be read stays admitted.

use super::{Case, Entries as _};
use crate::entry::{Body, Entry};
use crate::event::Event;
use crate::event::corrections::{EntryCorrected, EntryStruck, ErasureMarked};
use crate::event::positions::{Holder, Stance};
use crate::event::texts::{Change, only_occurrence};
use crate::group::Voice;
use crate::id::*;
use crate::refusal::Refusal;

impl Case<'_> {
    /// A correction changes words that stand in the entry, once. A party corrects its own words.
    pub(super) fn correct(
        &self,
        event: &EntryCorrected,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        match (voice, self.group.voices.get(&event.entry)) {
            (Some(Voice::Officer(_)) | None, _) => {}
            (Some(_), Some(holder)) => self.is_holder(voice, Some(holder))?,
            (Some(voice), None) => {
                let who = voice.id().clone();
                return Err(Refusal::MayNot {
                    who,
                    is: "not its holder",
                    needed: "the secretariat",
                });
            }
        }
        let line = match self.entries.entry(event.entry).map(|e| &e.body) {
            Some(Body::Event(event)) => written(event),
            Some(Body::Erased(_)) => return Ok(()),
            None => return Err(Refusal::NotAStatement(event.entry, "an entry with words")),
        };
        let passage = match &event.change {
            Change::Replace { old, .. } | Change::Delete { old } => old,
            Change::Insert { after, .. } if after.is_empty() => return Ok(()),
            Change::Insert { after, .. } => after,
            Change::Whole(_) => return Ok(()),
        };
        let mut escaped = String::new();
        crate::minutes::write_string(passage, &mut escaped);
        let within = &escaped[1..escaped.len() - 1];
        match only_occurrence(&line, within) {
            Ok(_) => Ok(()),
            Err(misfit) => Err(Refusal::WordsNotInEntry(event.entry, misfit)),
        }
    }

    pub(super) fn strike(&self, event: &EntryStruck) -> Result<(), Refusal> {
        self.is_statement(event.entry)?;
        self.is_not_over(event.entry)
    }

    pub(super) fn mark_erasure(&self, event: &ErasureMarked) -> Result<(), Refusal> {
        match self.entries.entry(event.entry).map(|e| &e.body) {
            Some(Body::Erased(_)) => Ok(()),
            _ => Err(Refusal::NotErased(event.entry)),
        }
    }

    /// An entry by which somebody states something; `None` where its body was erased.
    pub(super) fn is_statement(&self, number: EntryId) -> Result<Option<&Event>, Refusal> {
        match self.entries.entry(number).map(|e| (e, e.event())) {
            Some((Entry { body: Body::Erased(_), .. }, _)) => Ok(None),
            Some((_, Some(event))) if is_statement(event) => Ok(Some(event)),
            _ => Err(Refusal::NotAStatement(number, "a statement")),
        }
    }

    pub(super) fn is_not_over(&self, number: EntryId) -> Result<(), Refusal> {
        let fate = self.group.fate_of(number);
        match fate.and_then(|f| f.withdrawn.or(f.struck.as_ref().map(|s| s.entry))) {
            Some(by) => Err(Refusal::Over(number, by)),
            None => Ok(()),
        }
    }

    /// Only who spoke withdraws; what is struck or withdrawn is over.
    pub(super) fn withdraw(&self, number: EntryId, voice: Option<&Voice>) -> Result<(), Refusal> {
        self.is_statement(number)?;
        self.is_not_over(number)?;
        self.is_holder(voice, self.group.voices.get(&number))
    }

    /// A statement is confirmed by who spoke; what was ascribed, by whom it was ascribed to.
    pub(super) fn confirm(&self, number: EntryId, voice: Option<&Voice>) -> Result<(), Refusal> {
        let event = self.is_statement(number)?;
        self.is_not_over(number)?;
        let to = match event {
            Some(Event::PositionAscribed(e)) => {
                self.is_ascribed_to(number, &e.to, voice)?;
                return self.would_hold(&e.on, e.stance, voice);
            }
            Some(Event::PassageAttributed(e)) => {
                let holder = e.to.iter().find(|id| voice.is_some_and(|v| v.id() == *id));
                return match (holder.or(e.to.first()), voice) {
                    (Some(holder), Some(_)) => {
                        self.is_ascribed_to(number, &Holder::Named(holder.clone()), voice)
                    }
                    _ => Err(Refusal::NoSpeaker("its holder")),
                };
            }
            Some(Event::OfferAscribed(e)) => Some(&e.to),
            Some(Event::OfferEndAscribed(e)) => {
                self.group.offers.get(&e.offer).and_then(|o| o.ascribed.as_ref())
            }
            _ => None,
        };
        match to {
            Some(to) => self.is_ascribed_to(number, to, voice),
            None => self.is_holder(voice, self.group.voices.get(&number)),
        }
    }

    fn is_ascribed_to(
        &self,
        number: EntryId,
        to: &Holder,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        match (to, voice) {
            (Holder::Named(id), Some(voice)) if voice.id() == id => Ok(()),
            (Holder::Named(id), Some(voice)) => {
                Err(Refusal::NotTheHolder { who: voice.id().clone(), holder: id.clone() })
            }
            _ => Err(Refusal::NotAStatement(number, "ascribed to a party on the record")),
        }
    }

    /// What is confirmed becomes the holder's own position: it must be one that the holder could take now.
    fn would_hold(&self, on: &Id, stance: Stance, voice: Option<&Voice>) -> Result<(), Refusal> {
        self.can_be_held_on(on)?;
        match voice {
            Some(voice) if stance == Stance::Objects => {
                self.is_member(voice, "object")?;
                self.is_open_to_objection(on)
            }
            _ => Ok(()),
        }
    }
}

fn is_statement(event: &Event) -> bool {
    matches!(
        event,
        Event::PositionTaken(_)
            | Event::ObjectionRaised(_)
            | Event::InterventionMade(_)
            | Event::PositionAscribed(_)
            | Event::PassageAttributed(_)
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
            | Event::StatementConfirmed(_)
            | Event::StatementReceived(_)
    )
}

fn written(event: &Event) -> String {
    let mut out = String::new();
    event.write(&mut out);
    out
}
