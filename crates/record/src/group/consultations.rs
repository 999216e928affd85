//! Consultations as they stand. What is stated in one is nobody's position.

use super::{Group, Recorded, recorded};
use crate::event::consultations::*;
use crate::id::*;
use crate::words::{Hash, Text};

/// A consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// How it was opened.
    pub opened: Recorded<ConsultationOpened>,
    /// Its statements, in the order in which they were received; those left out are among them.
    pub statements: Vec<StatementId>,
    /// Its batches of responses, in order.
    pub batches: Vec<Recorded<ResponsesReceived>>,
    /// How it was closed.
    pub closed: Option<Recorded<ConsultationClosed>>,
}

/// A statement of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// How it was received.
    pub received: Recorded<StatementReceived>,
    /// How it was left out and let in again, in order.
    pub moderated: Vec<Recorded<StatementModerated>>,
}

impl Statement {
    /// Whether participants are asked to respond to it: never left out, or let in again since.
    pub fn is_in(&self) -> bool {
        self.moderated.last().is_none_or(|m| m.said.turn == Moderation::LetIn)
    }

    /// How files of responses name it.
    pub fn code(&self) -> &str {
        let said = &self.received.said;
        said.code.as_deref().unwrap_or_else(|| said.id.as_str())
    }
}

impl Group {
    pub(super) fn open_consultation(&mut self, number: EntryId, event: &ConsultationOpened) {
        let consultation = Consultation {
            opened: recorded(number, event),
            statements: Vec::new(),
            batches: Vec::new(),
            closed: None,
        };
        self.consultations.insert(event.id.clone(), consultation);
    }

    pub(super) fn receive_statement(&mut self, number: EntryId, event: &StatementReceived) {
        let Some(consultation) = self.consultations.get_mut(&event.consultation) else { return };
        consultation.statements.push(event.id.clone());
        let statement = Statement { received: recorded(number, event), moderated: Vec::new() };
        let key = (event.consultation.clone(), Text::from(statement.code()));
        self.statement_codes.insert(key, event.id.clone());
        self.statements.insert(event.id.clone(), statement);
    }

    pub(super) fn moderate(&mut self, number: EntryId, event: &StatementModerated) {
        if let Some(statement) = self.statements.get_mut(&event.statement) {
            statement.moderated.push(recorded(number, event));
        }
    }

    pub(super) fn receive_responses(&mut self, number: EntryId, event: &ResponsesReceived) {
        if let Some(consultation) = self.consultations.get_mut(&event.consultation) {
            let at = consultation.batches.len();
            consultation.batches.push(recorded(number, event));
            self.batches.insert(event.hash, (event.consultation.clone(), at));
        }
    }

    pub(super) fn close_consultation(&mut self, number: EntryId, event: &ConsultationClosed) {
        if let Some(consultation) = self.consultations.get_mut(&event.consultation) {
            consultation.closed = Some(recorded(number, event));
        }
    }

    /// The batch whose file has this hash: what ties a file beside the record to it.
    pub fn batch_with(&self, hash: &Hash) -> Option<&Recorded<ResponsesReceived>> {
        let (consultation, at) = self.batches.get(hash)?;
        self.consultations.get(consultation)?.batches.get(*at)
    }

    /// The statement that files of responses to a consultation name so.
    pub fn statement_coded(
        &self,
        consultation: &ConsultationId,
        code: &str,
    ) -> Option<&StatementId> {
        self.statement_codes.get(&(consultation.clone(), Text::from(code)))
    }
}
