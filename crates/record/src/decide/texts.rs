//! Rules on texts, provisions, brackets and amendments.

use super::Case;
use crate::event::Event;
use crate::event::agreement::Level;
use crate::event::texts::*;
use crate::group::{Provision, Voice};
use crate::id::*;
use crate::refusal::Refusal;
use crate::text;

impl Case<'_> {
    pub(super) fn rules_of_texts(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::ProvisionTabled(e) => self.table(e),
            Event::ProvisionRelabelled(e) => self.before_the_group(&e.provision).map(|_| ()),
            Event::ProvisionRevised(e) => self.revise(e),
            Event::PassageBracketed(e) => self.bracket(e, voice),
            Event::BracketsLifted(e) => self
                .open_provision(&e.provision)
                .and_then(|provision| stands_once(provision, &format!("[{}]", e.passage))),
            Event::ProvisionRemoved(e) => self.remove(e, voice),
            Event::AmendmentProposed(e) => self.amend(e),
            Event::AmendmentSubAmended(e) => self.sub_amend(e),
            Event::AmendmentAnswered(e) => self.answer_amendment(e),
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
            Some((removed, _)) => Err(Refusal::Removed(id.clone(), removed.entry)),
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
        }
        bounded(&event.words.text)
    }

    fn revise(&self, event: &ProvisionRevised) -> Result<(), Refusal> {
        bounded(&event.words.text)?;
        if event.how == RevisionKind::Editorially {
            self.before_the_group(&event.provision).map(|_| ())
        } else {
            self.open_provision(&event.provision).map(|_| ())
        }
    }

    fn bracket(&self, event: &PassageBracketed, voice: Option<&Voice>) -> Result<(), Refusal> {
        if let Some(Voice::Party(_) | Voice::Coalition(_)) = voice {
            self.is_member_voice(voice, "ask for brackets")?;
        }
        let provision = self.open_provision(&event.provision)?;
        stands_once(provision, &event.passage)
    }

    fn is_member_voice(&self, voice: Option<&Voice>, act: &'static str) -> Result<(), Refusal> {
        voice.map_or(Ok(()), |voice| self.is_member(voice, act))
    }

    /// A proposer withdraws what is its own; deleting is a decision.
    fn remove(&self, event: &ProvisionRemoved, voice: Option<&Voice>) -> Result<(), Refusal> {
        let provision = self.open_provision(&event.provision)?;
        match (event.how, voice) {
            (Removal::Withdrawn, Some(voice)) => {
                let own = provision.tabled.by.contains(voice.id())
                    || provision.voice.as_ref() == Some(voice);
                match provision.tabled.by.first() {
                    _ if own => Ok(()),
                    Some(holder) => Err(Refusal::NotTheHolder {
                        who: voice.id().clone(),
                        holder: holder.clone(),
                    }),
                    None => Err(Refusal::MayNot {
                        who: voice.id().clone(),
                        is: "not its proposer",
                        needed: "the proposer",
                    }),
                }
            }
            (Removal::Withdrawn, None) => Err(Refusal::NoSpeaker("its proposer")),
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
        let words = match &parent.change {
            Change::Replace { new, .. } | Change::Insert { new, .. } => new,
            Change::Delete { old } => old,
            Change::Whole(words) => &words.text,
        };
        fits(&event.change, &parent.provision, words)
    }

    fn answer_amendment(&self, event: &AmendmentAnswered) -> Result<(), Refusal> {
        self.amendment_is_open(&event.amendment)
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

fn bounded(words: &str) -> Result<(), Refusal> {
    if text::depth(words) > text::NESTING_MAX {
        Err(Refusal::TooMany("brackets within brackets"))
    } else {
        Ok(())
    }
}

fn stands_once(provision: &Provision, passage: &str) -> Result<(), Refusal> {
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
