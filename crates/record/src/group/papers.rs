//! Documents and sponsors as they stand.

use super::{Group, Recorded, Voice, recorded};
use crate::event::documents::*;
use crate::id::*;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// How it entered the record.
    pub registered: Recorded<DocumentRegistered>,
    /// Its revisions.
    pub revisions: Vec<Recorded<DocumentRevised>>,
    /// What became of it, if it was a contribution.
    pub disposition: Option<Recorded<ContributionDisposed>>,
}

/// Who sponsors a document or provision. Sponsors are not a coalition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sponsorship {
    /// When it was opened or closed.
    pub turns: Vec<Recorded<SponsorshipTurned>>,
    /// Who joined and who withdrew, in order.
    pub sponsors: Vec<SponsorTurn>,
}

/// A sponsor joins or withdraws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SponsorTurn {
    /// The entry.
    pub entry: EntryId,
    /// Who.
    pub voice: Voice,
    /// Joined, or withdrew.
    pub joined: bool,
}

impl Sponsorship {
    /// Whether sponsors may join: open, or never opened nor closed.
    pub fn is_open(&self) -> bool {
        self.turns.last().is_none_or(|t| t.said.state == SponsorshipState::Opened)
    }
}

impl Group {
    pub(super) fn register(&mut self, number: EntryId, event: &DocumentRegistered) {
        let paper =
            Paper { registered: recorded(number, event), revisions: Vec::new(), disposition: None };
        self.documents.insert(event.id.clone(), paper);
    }

    pub(super) fn revise_document(&mut self, number: EntryId, event: &DocumentRevised) {
        if let Some(paper) = self.documents.get_mut(&event.document) {
            paper.revisions.push(recorded(number, event));
        }
    }

    pub(super) fn dispose(&mut self, number: EntryId, event: &ContributionDisposed) {
        if let Some(paper) = self.documents.get_mut(&event.document) {
            paper.disposition = Some(recorded(number, event));
        }
    }

    pub(super) fn turn_sponsorship(&mut self, number: EntryId, event: &SponsorshipTurned) {
        self.sponsorships.entry(event.of.clone()).or_default().turns.push(recorded(number, event));
    }

    pub(super) fn sponsor(&mut self, entry: EntryId, voice: Option<Voice>, of: &Id, joined: bool) {
        if let Some(voice) = voice {
            self.sponsorships.entry(of.clone()).or_default().sponsors.push(SponsorTurn {
                entry,
                voice,
                joined,
            });
        }
    }

    /// Sponsors now: those who joined and did not withdraw, in the order of the record.
    pub fn sponsors_of(&self, of: &Id) -> Vec<&Voice> {
        let mut now: Vec<&Voice> = Vec::new();
        for turn in self.sponsorships.get(of).into_iter().flat_map(|s| &s.sponsors) {
            now.retain(|v| **v != turn.voice);
            if turn.joined {
                now.push(&turn.voice);
            }
        }
        now
    }
}
