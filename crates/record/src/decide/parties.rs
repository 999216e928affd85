//! Rules on parties, coalitions, officers and papers.

use super::{Case, Entries as _};
use crate::entry::Entry;
use crate::event::Event;
use crate::event::documents::SponsorshipState;
use crate::group::Voice;
use crate::id::*;
use crate::refusal::Refusal;

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
            Event::StatementAligned(e) => self.is_said(e.with),
            Event::OfficerElected(e) => ends_after(e.from, e.until),
            Event::SessionHeld(e) => ends_after(e.from, e.to),
            Event::MeetingConvened(e) => ends_after(e.on, e.to),
            Event::TermEnded(e) => {
                match self.group.officers.get(&e.officer).and_then(|o| o.ended.as_ref()) {
                    Some(ended) => Err(Refusal::Decided(e.officer.0.clone(), ended.entry)),
                    None => Ok(()),
                }
            }
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

    fn is_said(&self, with: EntryId) -> Result<(), Refusal> {
        match (self.group.voices.get(&with), self.entries.entry(with).and_then(Entry::event)) {
            (Some(_), Some(_)) => Ok(()),
            _ => Err(Refusal::NotAStatement(with, "a statement")),
        }
    }

    fn sponsor(&self, voice: Option<&Voice>, of: &Id) -> Result<(), Refusal> {
        let Some(sponsorship) = self.group.sponsorships.get(of) else { return Ok(()) };
        let closed = sponsorship.turns.last().filter(|t| t.said.state == SponsorshipState::Closed);
        if let Some(turn) = closed {
            return Err(Refusal::SponsorshipClosed(of.clone(), turn.entry));
        }
        match voice {
            Some(voice) if self.group.sponsors_of(of).contains(&voice) => {
                Err(Refusal::SponsorTwice(voice.id().clone(), true))
            }
            _ => Ok(()),
        }
    }

    fn withdraw_sponsorship(&self, voice: Option<&Voice>, of: &Id) -> Result<(), Refusal> {
        match voice {
            Some(voice)
                if !self.group.sponsors_of(of).contains(&voice) && !self.submitted(voice, of) =>
            {
                Err(Refusal::SponsorTwice(voice.id().clone(), false))
            }
            _ => Ok(()),
        }
    }

    fn submitted(&self, voice: &Voice, of: &Id) -> bool {
        let by_document =
            self.group.documents.get(&DocumentId(of.clone())).map(|d| &d.registered.said.by);
        let by = by_document
            .or_else(|| self.group.provisions.get(&ProvisionId(of.clone())).map(|p| &p.tabled.by));
        by.is_some_and(|by| by.contains(voice.id()))
    }
}

fn ends_after(from: Option<crate::Moment>, until: Option<crate::Moment>) -> Result<(), Refusal> {
    match (from, until) {
        (Some(from), Some(until)) if from.is_after(until) => Err(Refusal::EndsBeforeItBegins),
        _ => Ok(()),
    }
}
