//! Rules on texts, provisions, brackets and amendments.

use super::Case;
use crate::event::Event;
use crate::event::agreement::Level;
use crate::event::texts::*;
use crate::group::{Leaving, Provision, Voice};
use crate::id::*;
use crate::refusal::Refusal;
use crate::text::{self, PARAGRAPHS_MAX, PROVISIONS_MAX, SPLICED_BYTES_MAX};

impl Case<'_> {
    pub(super) fn rules_of_texts(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::ProvisionTabled(e) => self.table(e),
            Event::ProvisionRelabelled(e) => self.before_the_group(&e.provision).map(|_| ()),
            Event::ProvisionRevised(e) => self.revise(e, voice),
            Event::PassageBracketed(e) => self.bracket(e, voice),
            Event::BracketsLifted(e) => self.lift_brackets(e, voice),
            Event::ProvisionRemoved(e) => self.remove(e, voice),
            Event::AmendmentProposed(e) => self.amend(e),
            Event::AmendmentSubAmended(e) => self.sub_amend(e),
            Event::AmendmentAnswered(e) => self.answer_amendment(e, voice),
            Event::TextForked(e) => self.fork(e),
            Event::ContactGroupReported(e) => self.report_back(e),
            _ => return None,
        })
    }

    /// A provision that is still in its text.
    pub(super) fn before_the_group(&self, id: &ProvisionId) -> Result<&Provision, Refusal> {
        let provision = self.group.provisions.get(id);
        let provision = provision
            .ok_or_else(|| Refusal::NotOnRecord(id.0.clone(), crate::thing::Thing::Provision))?;
        match &provision.removed {
            Some(left) if left.into.is_empty() => Err(Refusal::Removed(id.clone(), left.entry)),
            Some(left) => {
                let split = left.how == Leaving::Split;
                Err(Refusal::GoesOn {
                    id: id.clone(),
                    split,
                    entry: left.entry,
                    into: left.into.clone(),
                })
            }
            None => Ok(provision),
        }
    }

    /// A provision whose words are open: still in its text, and not agreed at a level with status.
    pub(super) fn open_provision(&self, id: &ProvisionId) -> Result<&Provision, Refusal> {
        let provision = self.before_the_group(id)?;
        match provision.agreement().filter(|a| a.level > Level::ContactGroup) {
            Some(agreement) => Err(Refusal::AfterTheGavel(id.clone(), agreement.entry)),
            None => Ok(provision),
        }
    }

    fn table(&self, event: &ProvisionTabled) -> Result<(), Refusal> {
        for anchor in event.after.iter().chain(&event.alternative) {
            let same =
                self.group.provisions.get(anchor).is_some_and(|p| p.tabled.text == event.text);
            if !same {
                return Err(Refusal::OtherText(anchor.clone(), event.text.clone()));
            }
            let left = self.group.provisions.get(anchor).and_then(|p| p.removed.as_ref());
            if left.is_some_and(|left| !left.into.is_empty()) {
                self.before_the_group(anchor)?;
            }
        }
        self.are_voices(&event.by)?;
        let text = self.group.texts.get(&event.text);
        if let Some(adopted) = text.and_then(|t| self.group.adoption_of(t)) {
            return Err(Refusal::Decided(event.text.0.clone(), adopted.entry));
        }
        if text.is_some_and(|t| t.provisions.len() >= PARAGRAPHS_MAX) {
            return Err(Refusal::TooMany("paragraphs in the text"));
        }
        bounded(&event.words.text)
    }

    /// A party revises what it proposed; to another's words it proposes an amendment.
    fn revise(&self, event: &ProvisionRevised, voice: Option<&Voice>) -> Result<(), Refusal> {
        bounded(&event.words.text)?;
        self.is_by_its_proposer(&event.provision, voice)?;
        if let Some(id) = &event.amendment {
            self.bears_on(id, &event.provision)?;
        }
        if event.how == RevisionKind::Editorially {
            self.before_the_group(&event.provision).map(|_| ())
        } else {
            self.open_provision(&event.provision).map(|_| ())
        }
    }

    /// An amendment moved on a paragraph may be taken up in a contact group's copy of it, and the other way round; and in what
    /// the paragraph was split or merged into.
    fn bears_on(&self, id: &AmendmentId, provision: &ProvisionId) -> Result<(), Refusal> {
        let Some(amendment) = self.group.amendments.get(id) else { return Ok(()) };
        if self.group.goes_on_in(&amendment.provision, provision) {
            Ok(())
        } else {
            Err(Refusal::OtherParagraph(id.clone(), provision.clone()))
        }
    }

    /// Where a party or coalition speaks: whether the paragraph, its text or its document is its own.
    pub(super) fn is_by_its_proposer(
        &self,
        id: &ProvisionId,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        let Some(voice @ (Voice::Party(_) | Voice::Coalition(_))) = voice else { return Ok(()) };
        let Some(provision) = self.group.provisions.get(id) else { return Ok(()) };
        if self.is_own(provision, voice) {
            return Ok(());
        }
        let who = voice.id().clone();
        match provision.tabled.by.first() {
            Some(holder) => Err(Refusal::NotTheHolder { who, holder: holder.clone() }),
            None => Err(Refusal::MayNot { who, is: "not its proposer", needed: "the proposer" }),
        }
    }

    fn is_own(&self, provision: &Provision, voice: &Voice) -> bool {
        let text = self.group.texts.get(&provision.tabled.text);
        let document = text.and_then(|t| t.tabled.as_ref()?.document.clone());
        provision.voice.as_ref() == Some(voice)
            || provision.tabled.by.contains(voice.id())
            || self.group.is_sponsor(voice, &provision.id.0)
            || text.is_some_and(|t| t.voice.as_ref() == Some(voice))
            || document.is_some_and(|d| self.group.is_sponsor(voice, &d.0))
    }

    fn bracket(&self, event: &PassageBracketed, voice: Option<&Voice>) -> Result<(), Refusal> {
        if let Some(Voice::Party(_) | Voice::Coalition(_)) = voice {
            self.is_member_voice(voice, "ask for brackets")?;
        }
        let provision = self.open_provision(&event.provision)?;
        stands_once(provision, &event.passage)?;
        let words = &provision.version().words.text;
        bounded(&words.replacen(&*event.passage, &format!("[{}]", event.passage), 1))?;
        self.is_bounded_by_changes(provision, 0)
    }

    /// Each change of a passage keeps the whole paragraph once more: their sum is bounded.
    pub(super) fn is_bounded_by_changes(
        &self,
        provision: &Provision,
        added: usize,
    ) -> Result<(), Refusal> {
        let kept = self.group.spliced_bytes + provision.version().words.text.len() + added;
        if kept > SPLICED_BYTES_MAX {
            return Err(Refusal::TooMany("changes of brackets in long paragraphs"));
        }
        Ok(())
    }

    /// Brackets are lifted by who asked for them, or by a decision that is recorded without a party.
    fn lift_brackets(&self, event: &BracketsLifted, voice: Option<&Voice>) -> Result<(), Refusal> {
        let provision = self.open_provision(&event.provision)?;
        stands_once(provision, &format!("[{}]", event.passage))?;
        self.is_bounded_by_changes(provision, 0)?;
        let Some(voice @ (Voice::Party(_) | Voice::Coalition(_))) = voice else { return Ok(()) };
        let mut holders =
            provision.brackets_held().filter(|b| b.passage == event.passage).map(|b| &b.voice);
        match holders.find(|holder| *holder != voice) {
            Some(holder) => self.is_holder(Some(voice), Some(holder)),
            None => Ok(()),
        }
    }

    /// A proposer withdraws what is its own; deleting is a decision.
    fn remove(&self, event: &ProvisionRemoved, voice: Option<&Voice>) -> Result<(), Refusal> {
        let provision = self.open_provision(&event.provision)?;
        match (event.how, voice) {
            (Removal::Withdrawn, Some(Voice::Officer(_))) if provision.voice.as_ref() == voice => {
                Ok(())
            }
            (Removal::Withdrawn, Some(Voice::Officer(id))) => Err(Refusal::MayNot {
                who: id.0.clone(),
                is: "not its proposer",
                needed: "the proposer",
            }),
            (Removal::Withdrawn, Some(_)) => self.is_by_its_proposer(&event.provision, voice),
            (Removal::Withdrawn, None) => Err(Refusal::NoSpeaker("its proposer")),
            (
                Removal::Deleted,
                Some(Voice::Party(PartyId(id)) | Voice::Coalition(CoalitionId(id))),
            ) => Err(Refusal::MayNot {
                who: id.clone(),
                is: "a party",
                needed: "a decision of the group, recorded without a party,",
            }),
            (Removal::Deleted, _) => Ok(()),
        }
    }

    fn amend(&self, event: &AmendmentProposed) -> Result<(), Refusal> {
        let provision = self.open_provision(&event.provision)?;
        fits(&event.change, &event.provision, &provision.version().words.text)
    }

    /// A sub-amendment changes the words that the amendment would bring in.
    fn sub_amend(&self, event: &AmendmentSubAmended) -> Result<(), Refusal> {
        self.amendment_is_open(&event.amendment)?;
        let Some(parent) = self.group.amendments.get(&event.amendment) else { return Ok(()) };
        self.open_provision(&parent.provision)?;
        let words = match &parent.change {
            Change::Replace { new, .. } | Change::Insert { new, .. } => new,
            Change::Delete { old } => old,
            Change::Whole(words) => &words.text,
        };
        fits(&event.change, &parent.provision, words)
    }

    /// Its mover withdraws it; those whose words it amends accept or decline it. What the group makes of it is recorded
    /// without a party.
    fn answer_amendment(
        &self,
        event: &AmendmentAnswered,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        self.amendment_is_open(&event.amendment)?;
        let Some(Voice::Party(_) | Voice::Coalition(_)) = voice else { return Ok(()) };
        let Some(amendment) = self.group.amendments.get(&event.amendment) else { return Ok(()) };
        let parent = amendment.to.as_ref().and_then(|to| self.group.amendments.get(to));
        match (event.answer, parent) {
            (AmendmentAnswer::Withdrawn, _) => self.is_holder(voice, Some(&amendment.voice)),
            (_, Some(parent)) => self.is_holder(voice, Some(&parent.voice)),
            (_, None) => self.is_by_its_proposer(&amendment.provision, voice),
        }
    }

    fn amendment_is_open(&self, id: &AmendmentId) -> Result<(), Refusal> {
        match self.group.amendments.get(id).and_then(|a| a.answers.last()) {
            Some(answer) => Err(Refusal::Decided(id.0.clone(), answer.entry)),
            None => Ok(()),
        }
    }

    /// The identities of the copies must be free and of lawful length.
    fn fork(&self, event: &crate::event::meetings::TextForked) -> Result<(), Refusal> {
        let Some(text) = self.group.texts.get(&event.of) else { return Ok(()) };
        if self.group.provisions.len() + text.provisions.len() > PROVISIONS_MAX {
            return Err(Refusal::TooMany("paragraphs in copies"));
        }
        for provision in &text.provisions {
            let id = Id::new(&format!("{}/{}", event.id, provision))
                .ok_or(Refusal::TooMany("characters in the identities of the copies"))?;
            if let Some(named) = self.group.names.get(&id) {
                return Err(Refusal::IdentityTaken(id, named.entry));
            }
        }
        Ok(())
    }

    fn report_back(
        &self,
        event: &crate::event::meetings::ContactGroupReported,
    ) -> Result<(), Refusal> {
        for id in event.agreed.iter().chain(&event.open) {
            self.before_the_group(id)?;
        }
        Ok(())
    }
}

pub(super) fn bounded(words: &str) -> Result<(), Refusal> {
    if text::depth(words) > text::NESTING_MAX {
        Err(Refusal::TooMany("brackets within brackets"))
    } else {
        Ok(())
    }
}

pub(super) fn stands_once(provision: &Provision, passage: &str) -> Result<(), Refusal> {
    only_occurrence(&provision.version().words.text, passage)
        .map(|_| ())
        .map_err(|misfit| Refusal::Passage(provision.id.clone(), misfit, passage.to_owned()))
}

fn fits(change: &Change, id: &ProvisionId, words: &str) -> Result<(), Refusal> {
    let passage = match change {
        Change::Replace { old, .. } | Change::Delete { old } => old,
        Change::Insert { after, .. } => after,
        Change::Whole(words) => return bounded(&words.text),
    };
    change
        .apply(words)
        .map(|_| ())
        .map_err(|misfit| Refusal::Passage(id.clone(), misfit, passage.to_string()))
}
