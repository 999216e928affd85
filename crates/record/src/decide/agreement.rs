//! Rules on calls, silence procedures and what follows agreement.

use super::Case;
use crate::event::Event;
use crate::event::agreement::*;
use crate::event::meetings::Outcome;
use crate::group::{Voice, WordsAsked};
use crate::id::*;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::text::ASKED_MAX;
use crate::thing::Thing;

impl Case<'_> {
    pub(super) fn rules_of_agreement(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::CallOpened(e) => self.can_be_agreed(&e.on),
            Event::CallGavelled(e) => self.gavel(e),
            Event::SilenceOpened(e) => self.open_silence(e),
            Event::NoticeSent(e) => match self.silence_over(&e.silence) {
                Err(refusal) => Err(refusal),
                Ok(()) if e.to.is_empty() => Err(Refusal::OnNothing),
                Ok(()) => Ok(()),
            },
            Event::SilenceBroken(e) => self.break_silence(e, voice),
            Event::SilenceEnded(e) => self.end_silence(e),
            Event::AdReferendumConfirmed(e) => self.confirm_ad_referendum(e, voice),
            Event::ReservationEntered(e) => self.qualify(&e.on, voice, "enter a reservation"),
            Event::PositionExplained(e) if e.on.is_empty() => Err(Refusal::OnNothing),
            Event::Dissociated(e) => self.qualify(&e.on, voice, "dissociate itself"),
            Event::Reconsidered(e) => self.reopen(e),
            _ => return None,
        })
    }

    /// Calls are put on provisions and texts that are before the group; adoption is of what is not yet adopted.
    fn can_be_agreed(&self, on: &[Id]) -> Result<(), Refusal> {
        if on.is_empty() {
            return Err(Refusal::OnNothing);
        }
        for id in on {
            match self.group.thing(id) {
                Some(Thing::Provision) => {
                    let provision = self.before_the_group(&ProvisionId(id.clone()))?;
                    if let Some(a) = provision.agreement().filter(|a| a.level == Level::Adopted) {
                        return Err(Refusal::AfterTheGavel(provision.id.clone(), a.entry));
                    }
                }
                Some(Thing::Text | Thing::Document | Thing::Package | Thing::Issue) => {}
                Some(is) => {
                    return Err(Refusal::WrongThing {
                        id: id.clone(),
                        is,
                        needed: Thing::Provision,
                    });
                }
                None => return Err(Refusal::NotOnRecord(id.clone(), Thing::Provision)),
            }
        }
        // A call keeps each paragraph that it asks about: their sum is bounded.
        let texts = on.iter().filter_map(|id| self.group.texts.get(&TextId(id.clone())));
        let asked = on.len() + texts.map(|t| t.provisions.len()).sum::<usize>();
        if self.group.asked + asked > ASKED_MAX {
            return Err(Refusal::TooMany("paragraphs in calls"));
        }
        Ok(())
    }

    fn gavel(&self, event: &CallGavelled) -> Result<(), Refusal> {
        let Some(call) = self.group.calls.get(&event.call) else { return Ok(()) };
        if let Some(gavelled) = &call.gavelled {
            return Err(Refusal::Decided(event.call.0.clone(), gavelled.entry));
        }
        let objections = self.group.objections_since(call);
        let opened = &call.opened;
        match event.result {
            CallResult::NoObjection if !objections.is_empty() => {
                return Err(Refusal::ObjectionsMade(event.call.clone(), objections));
            }
            CallResult::DeclaredOverObjection
                if objections.is_empty() && !self.is_erased_since(opened.entry) =>
            {
                return Err(Refusal::NoObjectionMade(event.call.clone()));
            }
            CallResult::NoObjection | CallResult::DeclaredOverObjection => {}
            CallResult::NotAgreed | CallResult::Withdrawn => return Ok(()),
        }
        for party in &event.pending {
            self.is_member(&Voice::Party(party.clone()), "be awaited")?;
        }
        self.has_run(&event.call.0, opened.said.until)?;
        self.is_on_the_same_words(&event.call.0, &opened.said.on, &call.asked)
    }

    /// Nothing is agreed before the time given has run out.
    fn has_run(&self, id: &Id, until: Option<Moment>) -> Result<(), Refusal> {
        match (until, self.entry.envelope.when()) {
            (Some(until), Some(now)) if until.is_after(now) => {
                Err(Refusal::TooEarly(id.clone(), until))
            }
            _ => Ok(()),
        }
    }

    /// What is agreed is what was asked.
    fn is_on_the_same_words(
        &self,
        id: &Id,
        on: &[Id],
        asked: &[WordsAsked],
    ) -> Result<(), Refusal> {
        match self.group.changed_since(on, asked) {
            Some((provision, entry)) => Err(Refusal::WordsChanged(id.clone(), provision, entry)),
            None => Ok(()),
        }
    }

    fn open_silence(&self, event: &SilenceOpened) -> Result<(), Refusal> {
        self.can_be_agreed(&event.on)?;
        if event.from.is_after(event.until) { Err(Refusal::EndsBeforeItBegins) } else { Ok(()) }
    }

    fn silence_over(&self, id: &SilenceId) -> Result<(), Refusal> {
        match self.group.silences.get(id).and_then(|s| s.ended.as_ref()) {
            Some(ended) => Err(Refusal::Decided(id.0.clone(), ended.entry)),
            None => Ok(()),
        }
    }

    fn break_silence(&self, event: &SilenceBroken, voice: Option<&Voice>) -> Result<(), Refusal> {
        if let Some(voice) = voice {
            self.is_member(voice, "break silence")?;
        }
        self.silence_over(&event.silence)?;
        let Some(silence) = self.group.silences.get(&event.silence) else { return Ok(()) };
        let asked = |id: &Id| {
            silence.opened.said.on.contains(id)
                || silence.asked.iter().any(|w| w.provision.0 == *id)
        };
        match event.on.iter().find(|id| !asked(id)) {
            Some(id) => Err(Refusal::NotOnRecord(id.clone(), Thing::Provision)),
            None => Ok(()),
        }
    }

    fn end_silence(&self, event: &SilenceEnded) -> Result<(), Refusal> {
        self.silence_over(&event.silence)?;
        let Some(silence) = self.group.silences.get(&event.silence) else { return Ok(()) };
        let opened = &silence.opened;
        match (event.result, silence.broken.is_empty()) {
            (SilenceResult::NoObjection, false) => {
                return Err(Refusal::SilenceResult(event.silence.clone(), true));
            }
            (SilenceResult::Broken, true) if !self.is_erased_since(opened.entry) => {
                return Err(Refusal::SilenceResult(event.silence.clone(), false));
            }
            (SilenceResult::NoObjection, true) => {}
            (SilenceResult::Broken | SilenceResult::Withdrawn, _) => return Ok(()),
        }
        if let Some(ruling) = self.group.voided(&event.silence) {
            return Err(Refusal::Decided(event.silence.0.clone(), ruling));
        }
        self.has_run(&event.silence.0, Some(opened.said.until))?;
        self.is_on_the_same_words(&event.silence.0, &opened.said.on, &silence.asked)
    }

    fn confirm_ad_referendum(
        &self,
        event: &AdReferendumConfirmed,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        let Some(Voice::Party(party)) = voice else { return Err(Refusal::NoSpeaker("a party")) };
        if event.on.is_empty() {
            return Err(Refusal::OnNothing);
        }
        for id in &event.on {
            let provision = self.before_the_group(id)?;
            let awaited = provision
                .agreements
                .iter()
                .any(|a| a.reopened.is_none() && a.outstanding().contains(&party));
            if !awaited {
                return Err(Refusal::NotAwaited(party.0.clone(), id.clone()));
            }
        }
        Ok(())
    }

    fn qualify(&self, on: &[Id], voice: Option<&Voice>, act: &'static str) -> Result<(), Refusal> {
        if on.is_empty() {
            return Err(Refusal::OnNothing);
        }
        on.iter().try_for_each(|id| self.is_matter(id))?;
        voice.map_or(Ok(()), |voice| self.is_member(voice, act))
    }

    fn reopen(&self, event: &Reconsidered) -> Result<(), Refusal> {
        let provision = self.before_the_group(&event.provision)?;
        if !provision.was_agreed() {
            return Err(Refusal::NotAgreed(provision.id.clone()));
        }
        match &event.motion {
            Some(motion) if !self.is_carried(motion) => Err(Refusal::NotCarried(motion.clone())),
            _ => Ok(()),
        }
    }

    /// The Chair declared the motion carried, or a vote carried it.
    pub(super) fn is_carried(&self, motion: &MotionId) -> bool {
        let decided = self.group.motions_decided.get(motion).map(|m| m.said.result);
        let voted = self.group.vote_on(&motion.0).map(|v| v.said.result);
        decided.or(voted) == Some(Outcome::Carried)
    }
}
