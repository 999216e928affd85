//! Rules on consultations: nothing before the opening, no statement after the closing, no moderation without effect, no
//! batch twice.

use super::Case;
use crate::event::Event;
use crate::event::consultations::*;
use crate::event::positions::Holder;
use crate::id::*;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::thing::Thing;
use crate::words::Text;

impl Case<'_> {
    pub(super) fn rules_of_consultations(&self, event: &Event) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::ConsultationOpened(e) => self.open_consultation(e),
            Event::StatementReceived(e) => self.receive_statement(e),
            Event::StatementModerated(e) => self.moderate(e),
            Event::ResponsesReceived(e) => self.receive_responses(e),
            Event::ConsultationClosed(e) => self.close_consultation(e),
            _ => return None,
        })
    }

    /// It is about matters of the group, and does not end before it begins.
    fn open_consultation(&self, event: &ConsultationOpened) -> Result<(), Refusal> {
        const ABOUT: &[Thing] = &[
            Thing::Issue,
            Thing::Text,
            Thing::Provision,
            Thing::Document,
            Thing::Package,
            Thing::Mandate,
        ];
        event.on.iter().try_for_each(|id| self.is_one_of(id, ABOUT))?;
        self.can_submit(event.by.as_ref())?;
        follows(event.from, event.until)
    }

    fn receive_statement(&self, event: &StatementReceived) -> Result<(), Refusal> {
        self.is_not_closed(&event.consultation)?;
        // What is put in at first is prepared before.
        if !event.seed {
            self.has_begun(&event.consultation, self.entry.envelope.when())?;
        }
        self.can_submit(event.by.as_ref())?;
        let code = event.code.as_deref().unwrap_or(event.id.as_str());
        let taken = self.group.statement_coded(&event.consultation, code);
        match taken.and_then(|id| self.group.statements.get(id)) {
            Some(other) => Err(Refusal::CodeTaken(Text::from(code), other.received.entry)),
            None => Ok(()),
        }
    }

    /// Also after the closing: what participants were asked stays what it was, and what is shown may change.
    fn moderate(&self, event: &StatementModerated) -> Result<(), Refusal> {
        self.can_submit(event.by.as_ref())?;
        let Some(statement) = self.group.statements.get(&event.statement) else { return Ok(()) };
        let is_in = statement.is_in();
        if is_in == (event.turn == Moderation::LetIn) {
            let since = statement.moderated.last().map_or(statement.received.entry, |m| m.entry);
            return Err(Refusal::ModeratedTwice(event.statement.clone(), is_in, since));
        }
        Ok(())
    }

    /// What came after the closing is recorded as late, and nothing else is.
    fn receive_responses(&self, event: &ResponsesReceived) -> Result<(), Refusal> {
        if let Some(batch) = self.group.batch_with(&event.hash) {
            return Err(Refusal::BatchTwice(batch.entry));
        }
        follows(event.from, event.until)?;
        self.has_begun(&event.consultation, event.until.or(event.from))?;
        self.has_begun(&event.consultation, event.from)?;
        match (event.late, self.is_not_closed(&event.consultation)) {
            (true, Ok(())) => Err(Refusal::NotLate(event.consultation.clone())),
            (false, refused) => refused,
            (true, Err(_)) => Ok(()),
        }
    }

    fn close_consultation(&self, event: &ConsultationClosed) -> Result<(), Refusal> {
        self.is_not_closed(&event.consultation)?;
        let opened = self.group.consultations.get(&event.consultation);
        follows(opened.and_then(|c| c.opened.said.from), event.on)
    }

    fn is_not_closed(&self, id: &ConsultationId) -> Result<(), Refusal> {
        let closed = self.group.consultations.get(id).and_then(|c| c.closed.as_ref());
        match closed {
            Some(closed) => Err(Refusal::ConsultationOver(id.clone(), closed.entry)),
            None => Ok(()),
        }
    }

    /// A moment that certainly lies before the one from which the consultation is open does not belong to it.
    fn has_begun(&self, id: &ConsultationId, when: Option<Moment>) -> Result<(), Refusal> {
        let from = self.group.consultations.get(id).and_then(|c| c.opened.said.from);
        match (from, when) {
            (Some(from), Some(when)) if from.is_after(when) => {
                Err(Refusal::ConsultationNotOpen(id.clone(), from))
            }
            _ => Ok(()),
        }
    }

    /// Who is named as holding, submitting or deciding can speak: a party, coalition, officer or representative.
    fn can_submit(&self, by: Option<&Holder>) -> Result<(), Refusal> {
        const VOICES: &[Thing] =
            &[Thing::Party, Thing::Coalition, Thing::Officer, Thing::Representative];
        match by {
            Some(Holder::Named(id)) => self.is_one_of(id, VOICES),
            Some(Holder::Described(_)) | None => Ok(()),
        }
    }
}

/// The second moment does not certainly lie before the first.
fn follows(from: Option<Moment>, until: Option<Moment>) -> Result<(), Refusal> {
    match (from, until) {
        (Some(from), Some(until)) if from.is_after(until) => Err(Refusal::EndsBeforeItBegins),
        _ => Ok(()),
    }
}
