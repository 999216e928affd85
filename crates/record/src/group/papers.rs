//! Documents and sponsors as they stand.

use super::{Group, Recorded, Voice, recorded};
use crate::event::documents::*;
use crate::id::*;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Who sponsors it now, and since which entry.
    now: BTreeMap<Voice, EntryId>,
    /// Who ever withdrew.
    withdrew: BTreeSet<Voice>,
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
        let Some(voice) = voice else { return };
        let sponsorship = self.sponsorships.entry(of.clone()).or_default();
        if joined {
            sponsorship.now.insert(voice.clone(), entry);
        } else {
            sponsorship.now.remove(&voice);
            sponsorship.withdrew.insert(voice.clone());
        }
        sponsorship.sponsors.push(SponsorTurn { entry, voice, joined });
    }

    /// Sponsors now: those who joined and did not withdraw, in the order of the record.
    pub fn sponsors_of(&self, of: &Id) -> Vec<&Voice> {
        let Some(sponsorship) = self.sponsorships.get(of) else { return Vec::new() };
        let mut now: Vec<(&Voice, &EntryId)> = sponsorship.now.iter().collect();
        now.sort_by_key(|(_, entry)| **entry);
        now.into_iter().map(|(voice, _)| voice).collect()
    }

    /// Whether a voice sponsors it now: it submitted it or joined, and did not withdraw since.
    pub fn is_sponsor(&self, voice: &Voice, of: &Id) -> bool {
        let sponsorship = self.sponsorships.get(of);
        let withdrew = sponsorship.is_some_and(|s| s.withdrew.contains(voice));
        sponsorship.is_some_and(|s| s.now.contains_key(voice))
            || (!withdrew && self.has_submitted(voice, of))
    }

    fn has_submitted(&self, voice: &Voice, of: &Id) -> bool {
        let document = self.documents.get(&DocumentId(of.clone()));
        let provision = self.provisions.get(&ProvisionId(of.clone()));
        document.is_some_and(|d| d.registered.said.by.contains(voice.id()))
            || provision.is_some_and(|p| p.tabled.by.contains(voice.id()))
    }
}
