//! Rules on edits of a text: splitting, merging, placing; attributing passages, resolving alternatives, deciding runs.

use super::Case;
use super::texts::{bounded, stands_once};
use crate::event::Event;
use crate::event::agreement::{CallResult, SilenceResult};
use crate::event::edits::*;
use crate::event::meetings::Target;
use crate::group::{Provision, Voice};
use crate::id::*;
use crate::refusal::Refusal;
use crate::text::{Options, PARAGRAPHS_MAX, PASSED_MAX};
use crate::thing::Thing;
use std::collections::BTreeSet;

impl Case<'_> {
    pub(super) fn rules_of_edits(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::ProvisionSplit(e) => self.split(e, voice),
            Event::ProvisionsMerged(e) => self.merge(e, voice),
            Event::ProvisionPlaced(e) => self.place(e, voice),
            Event::PassageAttributed(e) => self.attribute(e),
            Event::AlternativeResolved(e) => self.resolve(e, voice),
            Event::RunDecided(e) => self.decide_run(e, voice),
            _ => return None,
        })
    }

    /// What is split is open, and where a party speaks, its own. Its parts are new.
    fn split(&self, event: &ProvisionSplit, voice: Option<&Voice>) -> Result<(), Refusal> {
        let provision = self.open_provision(&event.provision)?;
        self.is_by_its_proposer(&event.provision, voice)?;
        if event.parts.len() < 2 {
            return Err(Refusal::TooFew("parts"));
        }
        event.parts.iter().try_for_each(|part| bounded(&part.words.text))?;
        self.has_room(&provision.tabled.text, event.parts.len())
    }

    fn has_room(&self, id: &TextId, paragraphs: usize) -> Result<(), Refusal> {
        let text = self.group.texts.get(id);
        if let Some(adopted) = text.and_then(|t| self.group.adoption_of(t)) {
            return Err(Refusal::Decided(id.0.clone(), adopted.entry));
        }
        if text.is_some_and(|t| t.provisions.len() + paragraphs > PARAGRAPHS_MAX) {
            return Err(Refusal::TooMany("paragraphs in the text"));
        }
        Ok(())
    }

    /// What is merged is open, stands in one text unless the text that they enter is named, and where a party speaks, is its
    /// own.
    fn merge(&self, event: &ProvisionsMerged, voice: Option<&Voice>) -> Result<(), Refusal> {
        each_once(event.from.iter().map(|id| &id.0))?;
        if event.from.len() < 2 {
            return Err(Refusal::TooFew("paragraphs"));
        }
        let mut into = event.text.clone();
        for id in &event.from {
            let provision = self.open_provision(id)?;
            self.is_by_its_proposer(id, voice)?;
            let text = into.get_or_insert_with(|| provision.tabled.text.clone());
            if event.text.is_none() && provision.tabled.text != *text {
                return Err(Refusal::OtherText(id.clone(), text.clone()));
            }
        }
        bounded(&event.words.text)?;
        let Some(into) = into else { return Ok(()) };
        if !event.is_one_of_them() {
            return self.has_room(&into, 1);
        }
        match self.group.provisions.get(&event.id).filter(|p| p.tabled.text != into) {
            Some(other) => Err(Refusal::OtherText(other.id.clone(), into)),
            None => Ok(()),
        }
    }

    /// Order is no matter of the words: what is agreed may be placed, until its text is adopted.
    fn place(&self, event: &ProvisionPlaced, voice: Option<&Voice>) -> Result<(), Refusal> {
        let provision = self.before_the_group(&event.provision)?;
        self.is_by_its_proposer(&event.provision, voice)?;
        let id = &provision.tabled.text;
        if let Some(anchor) = event.place.anchor() {
            if *anchor == event.provision {
                return Err(Refusal::NamedTwice(anchor.0.clone()));
            }
            if self.before_the_group(anchor)?.tabled.text != *id {
                return Err(Refusal::OtherText(anchor.clone(), id.clone()));
            }
        }
        let Some(text) = self.group.texts.get(id) else { return Ok(()) };
        if let Some(adopted) = self.group.adoption_of(text) {
            return Err(Refusal::Decided(id.0.clone(), adopted.entry));
        }
        if self.group.passed + text.provisions.len() > PASSED_MAX {
            return Err(Refusal::TooMany("paragraphs passed by those that were placed"));
        }
        Ok(())
    }

    /// A passage of open words is attributed to parties and coalitions.
    fn attribute(&self, event: &PassageAttributed) -> Result<(), Refusal> {
        if event.to.is_empty() {
            return Err(Refusal::OnNothing);
        }
        event.to.iter().try_for_each(|id| self.is_one_of(id, &[Thing::Party, Thing::Coalition]))?;
        each_once(&event.to)?;
        stands_once(self.open_provision(&event.provision)?, &event.passage)
    }

    fn decide_run(&self, event: &RunDecided, voice: Option<&Voice>) -> Result<(), Refusal> {
        let provision = self.open_provision(&event.provision)?;
        self.is_by_its_proposer(&event.provision, voice)?;
        self.options_of(provision, &event.passage, 2).map(|_| ())
    }

    /// The passage stands once, and consists of at least so many brackets.
    fn options_of(
        &self,
        provision: &Provision,
        passage: &str,
        brackets: usize,
    ) -> Result<Options, Refusal> {
        stands_once(provision, passage)?;
        let needed = if brackets > 1 { "a run of brackets" } else { "a bracket or a run of them" };
        let options = self.group.options(passage).filter(|o| o.brackets >= brackets);
        options.ok_or_else(|| Refusal::NotBrackets(provision.id.clone(), passage.into(), needed))
    }

    /// Choosing is a decision; a party chooses within what it proposed.
    fn resolve(&self, event: &AlternativeResolved, voice: Option<&Voice>) -> Result<(), Refusal> {
        each_once(event.with.iter().chain(&event.without))?;
        const CONSENTING: &[Thing] = &[Thing::Party, Thing::Coalition, Thing::Group];
        let consenting = event.with.iter().chain(&event.without);
        consenting.into_iter().try_for_each(|id| self.is_one_of(id, CONSENTING))?;
        if let Some(Target::Thing(by)) = &event.by {
            self.decided_it(by)?;
        }
        match &event.on {
            Alternatives::Passage { passage, provision } => {
                self.resolve_passage(event, passage, provision, voice)
            }
            Alternatives::OptionsOf(base) => self.resolve_options(event, base, voice),
        }
    }

    fn resolve_passage(
        &self,
        event: &AlternativeResolved,
        passage: &str,
        id: &ProvisionId,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        let provision = self.open_provision(id)?;
        self.is_by_its_proposer(id, voice)?;
        if event.kept.is_empty() && event.dropped.is_empty() {
            return Err(Refusal::OnNothing);
        }
        let options = self.options_of(provision, passage, 1)?;
        let mut named = BTreeSet::new();
        for alternative in event.kept.iter().chain(&event.dropped) {
            let held = match alternative {
                Alternative::Words(words) => options.holding(passage, words),
                Alternative::Paragraph(_) => None,
            };
            let shown = shown(alternative);
            let at = held.ok_or_else(|| Refusal::NotAnAlternative(id.clone(), shown.clone()))?;
            if !named.insert(at) {
                return Err(Refusal::NotAnAlternative(id.clone(), shown));
            }
        }
        let Some(result) = event.result_of(passage, &options) else {
            return Err(Refusal::ResultNotStated(id.clone()));
        };
        let lost = event.kept.iter().map(shown).find(|words| !result.contains(&**words));
        if let Some(words) = lost {
            return Err(Refusal::ResultLacks(id.clone(), words));
        }
        bounded(&provision.version().words.text.replacen(passage, &result, 1))?;
        self.is_bounded_by_changes(provision, result.len())
    }

    /// The options are a paragraph and those tabled as alternatives to it. What is kept need not be open; what is dropped
    /// leaves the text.
    fn resolve_options(
        &self,
        event: &AlternativeResolved,
        base: &ProvisionId,
        voice: Option<&Voice>,
    ) -> Result<(), Refusal> {
        if event.dropped.is_empty() {
            return Err(Refusal::OnNothing);
        }
        if let Some(result) = &event.result {
            return Err(Refusal::NotAnAlternative(base.clone(), result.to_string()));
        }
        let mut seen = BTreeSet::new();
        let kept = event.kept.iter().map(|a| (a, false));
        for (alternative, dropped) in kept.chain(event.dropped.iter().map(|a| (a, true))) {
            let named = match alternative {
                Alternative::Paragraph(id) if self.is_option_of(id, base) => Some(id),
                _ => None,
            };
            let Some(id) = named else {
                return Err(Refusal::NotAnAlternative(base.clone(), shown(alternative)));
            };
            if !seen.insert(id) {
                return Err(Refusal::NamedTwice(id.0.clone()));
            }
            if dropped {
                self.open_provision(id)?;
                self.is_by_its_proposer(id, voice)?;
            } else {
                self.before_the_group(id)?;
            }
        }
        Ok(())
    }

    fn is_option_of(&self, id: &ProvisionId, base: &ProvisionId) -> bool {
        let provisions = &self.group.provisions;
        let (Some(option), Some(first)) = (provisions.get(id), provisions.get(base)) else {
            return false;
        };
        let to = option.tabled.alternative.as_ref();
        let is_alternative = to == Some(base) || (to.is_some() && to == first.copy_of.as_ref());
        id == base || (is_alternative && option.tabled.text == first.tabled.text)
    }

    /// The call, silence procedure or motion ended so that something was decided by it.
    fn decided_it(&self, id: &Id) -> Result<(), Refusal> {
        self.is_one_of(id, &[Thing::Call, Thing::Silence, Thing::Motion, Thing::Ruling])?;
        if self.group.thing(id) == Some(Thing::Motion) {
            let motion = MotionId(id.clone());
            let carried = self.is_carried(&motion);
            return if carried { Ok(()) } else { Err(Refusal::NotCarried(motion)) };
        }
        let call = self.group.calls.get(&CallId(id.clone()));
        let agreed = call.map(|c| {
            let result = c.gavelled.as_ref().map(|g| g.said.result);
            matches!(result, Some(CallResult::NoObjection | CallResult::DeclaredOverObjection))
        });
        let silence = self.group.silences.get(&SilenceId(id.clone())).map(|s| {
            s.ended.as_ref().is_some_and(|e| e.said.result == SilenceResult::NoObjection)
                && self.group.voided(&s.opened.said.id).is_none()
        });
        match agreed.or(silence) {
            Some(false) => Err(Refusal::NotDecidedBy(id.clone())),
            Some(true) | None => Ok(()),
        }
    }
}

fn shown(alternative: &Alternative) -> String {
    match alternative {
        Alternative::Words(words) => words.to_string(),
        Alternative::Paragraph(id) => id.to_string(),
    }
}

/// Nothing is named twice in one list.
fn each_once<'a>(ids: impl IntoIterator<Item = &'a Id>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    match ids.into_iter().find(|id| !seen.insert(*id)) {
        Some(id) => Err(Refusal::NamedTwice(id.clone())),
        None => Ok(()),
    }
}
