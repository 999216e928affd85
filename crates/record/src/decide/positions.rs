//! Rules on positions, objections and offers.

use super::Case;
use crate::event::Event;
use crate::event::positions::*;
use crate::group::{OfferState, Voice};
use crate::id::*;
use crate::refusal::Refusal;
use crate::thing::Thing;

impl Case<'_> {
    pub(super) fn rules_of_positions(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        if let Event::PositionAscribed(e) = event {
            return Some(self.ascribe(&e.to).and_then(|()| self.can_be_held_on(&e.on)));
        }
        let voice = voice?;
        Some(match event {
            Event::PositionTaken(e) => {
                self.can_be_held_on(&e.on).and_then(|()| self.is_wording(&e.on, e.wording))
            }
            Event::ObjectionRaised(e) => self.object(e, voice),
            Event::OfferMade(e) => self.offer(e, voice),
            Event::OfferAscribed(e) => self.ascribe(&e.to),
            Event::OfferEndAscribed(e) => self.ascribe_end(&e.offer),
            Event::OfferAnswered(e) => self.answer_offer(&e.offer, voice),
            Event::OfferWithdrawn(e) => self.withdraw_offer(&e.offer, voice),
            Event::OfferReleased(e) => self.release_offer(&e.offer, voice),
            _ => return None,
        })
    }

    /// Positions are held on matters and papers, not on people or meetings.
    fn can_be_held_on(&self, on: &Id) -> Result<(), Refusal> {
        match self.group.thing(on) {
            Some(
                Thing::Provision
                | Thing::Issue
                | Thing::Text
                | Thing::Document
                | Thing::Amendment
                | Thing::Package
                | Thing::Ruling
                | Thing::Motion
                | Thing::AgreedLanguage
                | Thing::Call,
            ) => match self.group.provisions.get(&ProvisionId(on.clone())) {
                Some(provision) => self.before_the_group(&provision.id).map(|_| ()),
                None => Ok(()),
            },
            Some(is) => Err(Refusal::WrongThing { id: on.clone(), is, needed: Thing::Provision }),
            None => Err(Refusal::NotOnRecord(on.clone(), Thing::Any)),
        }
    }

    /// The entry that a position names as its wording set words of that provision.
    fn is_wording(&self, on: &Id, wording: Option<EntryId>) -> Result<(), Refusal> {
        let Some(wording) = wording else { return Ok(()) };
        let provision = self.group.provisions.get(&ProvisionId(on.clone()));
        if provision.is_some_and(|p| p.versions.iter().any(|v| v.entry == wording)) {
            Ok(())
        } else {
            Err(Refusal::NotAStatement(wording, "an entry that set the words"))
        }
    }

    /// A member objects, before the gavel, to words that are before the group.
    fn object(&self, event: &ObjectionRaised, voice: &Voice) -> Result<(), Refusal> {
        self.is_member(voice, "object")?;
        self.can_be_held_on(&event.on)?;
        self.is_wording(&event.on, event.wording)?;
        let Some(provision) = self.group.provisions.get(&ProvisionId(event.on.clone())) else {
            return Ok(());
        };
        self.open_provision(&provision.id)?;
        match &event.passage {
            Some(passage) if !provision.version().words.text.contains(&**passage) => {
                Err(Refusal::Passage(
                    provision.id.clone(),
                    crate::event::texts::Misfit::NotFound,
                    passage.to_string(),
                ))
            }
            _ => Ok(()),
        }
    }

    fn ascribe(&self, to: &Holder) -> Result<(), Refusal> {
        match to {
            Holder::Described(_) => Ok(()),
            Holder::Named(id) => match self.group.thing(id) {
                Some(Thing::Party | Thing::Coalition | Thing::Officer) => Ok(()),
                Some(is) => Err(Refusal::WrongThing { id: id.clone(), is, needed: Thing::Party }),
                None => Err(Refusal::NotOnRecord(id.clone(), Thing::Party)),
            },
        }
    }

    fn offer(&self, event: &OfferMade, voice: &Voice) -> Result<(), Refusal> {
        self.is_member(voice, "make an offer")?;
        if event.accepts.is_empty() && event.words.is_none() {
            Err(Refusal::OnNothing)
        } else {
            Ok(())
        }
    }

    fn ascribe_end(&self, id: &OfferId) -> Result<(), Refusal> {
        match self.group.offers.get(id) {
            Some(offer) if offer.ascribed.is_none() => Err(Refusal::NotTheHolder {
                who: self
                    .entry
                    .envelope
                    .speaker
                    .as_ref()
                    .map_or_else(|| id.0.clone(), |s| s.who.clone()),
                holder: offer.voice.id().clone(),
            }),
            Some(offer) => match &offer.end {
                Some(end) => Err(Refusal::OfferIsOver(id.clone(), end.entry)),
                None => Ok(()),
            },
            None => Ok(()),
        }
    }

    fn standing(&self, id: &OfferId) -> Result<&crate::group::Offer, Refusal> {
        let offer = self.group.offers.get(id);
        let offer = offer.ok_or_else(|| Refusal::NotOnRecord(id.0.clone(), Thing::Offer))?;
        match offer.state() {
            _ if offer.ascribed.is_some() => Err(Refusal::NotAnOfferMade(id.clone())),
            OfferState::Standing => Ok(offer),
            OfferState::Withdrawn(entry)
            | OfferState::Lapsed(entry)
            | OfferState::EndReported(entry) => Err(Refusal::OfferIsOver(id.clone(), entry)),
        }
    }

    fn answer_offer(&self, id: &OfferId, voice: &Voice) -> Result<(), Refusal> {
        self.is_member(voice, "answer an offer")?;
        self.standing(id).map(|_| ())
    }

    fn withdraw_offer(&self, id: &OfferId, voice: &Voice) -> Result<(), Refusal> {
        let offer = self.standing(id)?;
        self.is_holder(Some(voice), Some(&offer.voice))
    }

    /// The maker may release an offer at any time, also when it is over.
    fn release_offer(&self, id: &OfferId, voice: &Voice) -> Result<(), Refusal> {
        match self.group.offers.get(id) {
            Some(offer) if offer.ascribed.is_some() => Err(Refusal::NotAnOfferMade(id.clone())),
            Some(offer) => self.is_holder(Some(voice), Some(&offer.voice)),
            None => Ok(()),
        }
    }
}
