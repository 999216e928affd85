//! Rules on positions, objections and offers.

use super::Case;
use crate::event::Event;
use crate::event::positions::*;
use crate::event::texts::Misfit;
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
            Event::OfferAscribed(e) => self
                .ascribe(&e.to)
                .and_then(|()| self.are_matters(&[&e.accepts, &e.included, &e.excluded])),
            Event::PackageTabled(e) => self.are_matters(&[&e.included, &e.excluded]),
            Event::OfferEndAscribed(e) => self.ascribe_end(&e.offer),
            Event::OfferAnswered(e) => self.answer_offer(&e.offer, voice),
            Event::OfferWithdrawn(e) => self.withdraw_offer(&e.offer, voice),
            Event::OfferReleased(e) => self.release_offer(&e.offer, voice),
            _ => return None,
        })
    }

    /// Positions are held on matters and papers, not on people or meetings.
    pub(super) fn can_be_held_on(&self, on: &Id) -> Result<(), Refusal> {
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
        self.is_open_to_objection(&event.on)?;
        let provision = self.group.provisions.get(&ProvisionId(event.on.clone()));
        let (Some(provision), Some(passage)) = (provision, &event.passage) else { return Ok(()) };
        let version = event.wording.map_or(provision.version(), |at| provision.version_at(at));
        if version.words.text.contains(&**passage) {
            return Ok(());
        }
        let (id, passage) = (provision.id.clone(), passage.to_string());
        Err(Refusal::Passage(id, Misfit::NotFound, passage))
    }

    /// Before the gavel no objection is late; afterwards there is none.
    pub(super) fn is_open_to_objection(&self, on: &Id) -> Result<(), Refusal> {
        if self.group.provisions.contains_key(&ProvisionId(on.clone())) {
            return self.open_provision(&ProvisionId(on.clone())).map(|_| ());
        }
        let call = self.group.calls.get(&CallId(on.clone()));
        let gavelled = call.and_then(|c| c.gavelled.as_ref()).map(|g| g.entry);
        let motion = self.group.motions_decided.get(&MotionId(on.clone())).map(|m| m.entry);
        let text = self.group.texts.get(&TextId(on.clone()));
        let adopted = text.and_then(|t| self.group.adoption_of(t)).map(|a| a.entry);
        match gavelled.or(motion).or(adopted) {
            Some(entry) => Err(Refusal::Decided(on.clone(), entry)),
            None => Ok(()),
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
            return Err(Refusal::OnNothing);
        }
        let meeting = crate::group::meeting_of(self.entry);
        let ends = meeting.is_some_and(|m| self.group.meetings.contains_key(&m));
        if event.until == Some(Until::CloseOfMeeting) && !ends {
            return Err(Refusal::NoMeeting);
        }
        self.are_matters(&[&event.accepts, &event.included, &event.excluded])
    }

    fn are_matters(&self, lists: &[&Vec<Id>]) -> Result<(), Refusal> {
        lists.iter().copied().flatten().try_for_each(|id| self.is_matter(id))
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
            OfferState::Standing => self.has_not_expired(offer).map(|()| offer),
            OfferState::Withdrawn(entry)
            | OfferState::Lapsed(entry)
            | OfferState::EndReported(entry) => Err(Refusal::OfferIsOver(id.clone(), entry)),
        }
    }

    /// An offer lapses with its date, also where this entry is the first after it.
    fn has_not_expired(&self, offer: &crate::group::Offer) -> Result<(), Refusal> {
        let envelope = &self.entry.envelope;
        match (offer.until, envelope.received.or(envelope.said)) {
            (Some(Until::Moment(until)), Some(now)) if now.is_after(until) => {
                Err(Refusal::OfferExpired(offer.id.clone(), until))
            }
            _ => Ok(()),
        }
    }

    /// Another answers than the maker.
    fn answer_offer(&self, id: &OfferId, voice: &Voice) -> Result<(), Refusal> {
        self.is_member(voice, "answer an offer")?;
        if self.standing(id)?.voice == *voice {
            let who = voice.id().clone();
            return Err(Refusal::MayNot { who, is: "its maker", needed: "another member" });
        }
        Ok(())
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
