//! Rules on parties, coalitions, officers and papers.

use super::Case;
use crate::event::Event;
use crate::event::documents::{SponsorshipState, SponsorshipTurned};
use crate::group::Voice;
use crate::id::*;
use crate::refusal::Refusal;
use crate::thing::Thing;

impl Case<'_> {
    pub(super) fn rules_of_parties(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::CoalitionJoined(e) => self.turn_coalition(voice, &e.coalition, false),
            Event::CoalitionLeft(e) => self.turn_coalition(voice, &e.coalition, true),
            Event::AlignmentDeclined(e) => self.decline(voice, e.with),
            Event::StatementAligned(e) => self.align(voice, e.with),
            Event::OfficerElected(e) => ends_after(e.from, e.until),
            Event::SessionHeld(e) => ends_after(e.from, e.to),
            Event::MeetingConvened(e) => ends_after(e.on, e.to),
            Event::TermEnded(e) => {
                match self.group.officers.get(&e.officer).and_then(|o| o.ended.as_ref()) {
                    Some(ended) => Err(Refusal::TermOver(e.officer.clone(), ended.entry)),
                    None => Ok(()),
                }
            }
            Event::SponsorshipTurned(e) => self.can_be_sponsored(&e.of),
            Event::LanguageVersionIssued(e) => {
                self.is_one_of(&e.of, &[Thing::Document, Thing::Text])
            }
            Event::DocumentRegistered(e) => self.are_voices(&e.by),
            Event::SponsorAdded(e) => self.sponsor(voice, &e.of),
            Event::SponsorWithdrew(e) => self.withdraw_sponsorship(voice, &e.of),
            _ => return None,
        })
    }

    fn turn_coalition(
        &self,
        voice: Option<&Voice>,
        id: &CoalitionId,
        needs: bool,
    ) -> Result<(), Refusal> {
        let Some(Voice::Party(party)) = voice else { return Err(Refusal::NoSpeaker("a party")) };
        let is = self.group.coalitions.get(id).is_some_and(|c| c.members().contains(party));
        match (needs, is) {
            (true, false) => Err(Refusal::NotInCoalition(party.0.clone(), id.clone())),
            (false, true) => Err(Refusal::InCoalitionAlready(party.0.clone(), id.clone())),
            _ => Ok(()),
        }
    }

    /// A member declines to align with a statement of its coalition.
    fn decline(&self, voice: Option<&Voice>, with: EntryId) -> Result<(), Refusal> {
        let Some(Voice::Party(party)) = voice else { return Err(Refusal::NoSpeaker("a party")) };
        match self.group.voices.get(&with) {
            Some(holder @ Voice::Coalition(_))
                if self.group.parties_of(holder, with).contains(party) =>
            {
                Ok(())
            }
            _ => Err(Refusal::NotOfCoalition(with)),
        }
    }

    /// Another's statement, one that still stands.
    fn align(&self, voice: Option<&Voice>, with: EntryId) -> Result<(), Refusal> {
        self.is_statement(with)?;
        self.is_not_over(with)?;
        match (voice, self.group.voices.get(&with)) {
            (Some(voice), Some(holder)) if voice != holder => Ok(()),
            _ => Err(Refusal::NotAStatement(with, "the statement of another")),
        }
    }

    /// Those who submit or propose are parties, coalitions or officers.
    pub(super) fn are_voices(&self, ids: &[Id]) -> Result<(), Refusal> {
        const VOICES: &[Thing] =
            &[Thing::Party, Thing::Coalition, Thing::Officer, Thing::Representative];
        ids.iter().try_for_each(|id| self.is_one_of(id, VOICES))
    }

    fn can_be_sponsored(&self, of: &Id) -> Result<(), Refusal> {
        const SPONSORED: &[Thing] =
            &[Thing::Document, Thing::Provision, Thing::Text, Thing::Amendment, Thing::Package];
        self.is_one_of(of, SPONSORED)
    }

    fn sponsor(&self, voice: Option<&Voice>, of: &Id) -> Result<(), Refusal> {
        self.can_be_sponsored(of)?;
        let turn = self.group.sponsorships.get(of).and_then(|s| s.turns.last());
        if let Some(turn) = turn.filter(|t| self.is_closed(&t.said)) {
            return Err(Refusal::SponsorshipClosed(of.clone(), turn.entry));
        }
        match voice {
            Some(voice) if self.group.is_sponsor(voice, of) => {
                Err(Refusal::SponsorTwice(voice.id().clone(), true))
            }
            _ => Ok(()),
        }
    }

    /// Closed by the secretariat, or open until a moment that has passed.
    fn is_closed(&self, turn: &SponsorshipTurned) -> bool {
        turn.state == SponsorshipState::Closed
            || matches!((self.entry.envelope.when(), turn.until), (Some(now), Some(until)) if now.is_after(until))
    }

    fn withdraw_sponsorship(&self, voice: Option<&Voice>, of: &Id) -> Result<(), Refusal> {
        self.can_be_sponsored(of)?;
        match voice {
            Some(voice) if !self.group.is_sponsor(voice, of) => {
                Err(Refusal::SponsorTwice(voice.id().clone(), false))
            }
            _ => Ok(()),
        }
    }
}

fn ends_after(from: Option<crate::Moment>, until: Option<crate::Moment>) -> Result<(), Refusal> {
    match (from, until) {
        (Some(from), Some(until)) if from.is_after(until) => Err(Refusal::EndsBeforeItBegins),
        _ => Ok(()),
    }
}
