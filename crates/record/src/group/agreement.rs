//! Calls, silence procedures, agreement and its qualifiers as they stand.

use super::meetings::meeting_of;
use super::{Group, Recorded, Voice, recorded};
use crate::entry::Entry;
use crate::event::agreement::*;
use crate::event::positions::Stance;
use crate::id::*;
use crate::words::Quote;

/// By which act something was agreed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// A call.
    Call(CallId),
    /// A silence procedure.
    Silence(SilenceId),
    /// A contact group's report.
    ContactGroup(ContactGroupId),
}

/// An agreement on exact words, at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The entry: the gavel, the end of silence, the report back.
    pub entry: EntryId,
    /// At which level.
    pub level: Level,
    /// By which act.
    pub by: Reached,
    /// On which wording, counted in substance.
    pub substance: u32,
    /// Declared over an objection made at the call.
    pub over_objection: bool,
    /// Parties whose confirmation was awaited.
    pub pending: Vec<PartyId>,
    /// Confirmations since.
    pub confirmed: Vec<(PartyId, EntryId)>,
    /// As orally revised.
    pub orally: bool,
    /// The entry that opened it again.
    pub reopened: Option<EntryId>,
}

impl Agreement {
    pub(super) fn in_contact_group(entry: EntryId, group: &ContactGroupId, substance: u32) -> Self {
        Self {
            entry,
            level: Level::ContactGroup,
            by: Reached::ContactGroup(group.clone()),
            substance,
            over_objection: false,
            pending: Vec::new(),
            confirmed: Vec::new(),
            orally: false,
            reopened: None,
        }
    }

    /// Parties whose confirmation is still awaited.
    pub fn outstanding(&self) -> Vec<&PartyId> {
        self.pending.iter().filter(|p| !self.confirmed.iter().any(|(c, _)| c == *p)).collect()
    }
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The question.
    pub opened: Recorded<CallOpened>,
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// Attendance of that moment: the last taken in the meeting.
    pub attendance: Option<EntryId>,
    /// The gavel.
    pub gavelled: Option<Recorded<CallGavelled>>,
}

/// A silence procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilenceProcedure {
    /// How it was opened.
    pub opened: Recorded<SilenceOpened>,
    /// Notices.
    pub notices: Vec<Recorded<NoticeSent>>,
    /// Who broke silence.
    pub broken: Vec<(Voice, Recorded<SilenceBroken>)>,
    /// How it ended.
    pub ended: Option<Recorded<SilenceEnded>>,
}

/// What qualifies agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QualificationKind {
    /// A reservation.
    Reservation,
    /// An explanation of position.
    Explanation,
    /// A dissociation.
    Dissociation,
}

/// A reservation, explanation or dissociation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualification {
    /// The entry.
    pub entry: EntryId,
    /// Whose.
    pub voice: Voice,
    /// Which.
    pub kind: QualificationKind,
    /// On what.
    pub on: Vec<Id>,
    /// In words.
    pub words: Option<Quote>,
}

impl Group {
    pub(super) fn open_call(&mut self, entry: &Entry, event: &CallOpened) {
        let meeting = meeting_of(entry).filter(|m| self.meetings.contains_key(m));
        let attendance =
            meeting.as_ref().and_then(|m| self.meetings.get(m)?.attendance.last()).map(|a| a.entry);
        let call =
            Call { opened: recorded(entry.number, event), meeting, attendance, gavelled: None };
        self.calls.insert(event.id.clone(), call);
    }

    pub(super) fn gavel(&mut self, number: EntryId, event: &CallGavelled) {
        let Some(call) = self.calls.get_mut(&event.call) else { return };
        call.gavelled = Some(recorded(number, event));
        // Attendance taken between the call and the gavel is that of the gavel.
        let meeting = call.meeting.as_ref().and_then(|m| self.meetings.get(m));
        call.attendance =
            meeting.and_then(|m| m.attendance.last()).map(|a| a.entry).or(call.attendance);
        let opened = call.opened.said.clone();
        let agreed =
            matches!(event.result, CallResult::NoObjection | CallResult::DeclaredOverObjection);
        if agreed {
            let agreement = Agreement {
                entry: number,
                level: opened.level,
                by: Reached::Call(event.call.clone()),
                substance: 0,
                over_objection: event.result == CallResult::DeclaredOverObjection,
                pending: event.pending.clone(),
                confirmed: Vec::new(),
                orally: opened.orally,
                reopened: None,
            };
            self.agree(&opened.on, &agreement);
        }
    }

    /// Records agreement on provisions, and on every provision of a text taken as a whole.
    fn agree(&mut self, on: &[Id], agreement: &Agreement) {
        for id in on {
            if let Some(text) = self.texts.get_mut(&TextId(id.clone())) {
                text.agreements.push(agreement.clone());
                for provision in text.provisions.clone() {
                    self.agree_provision(&provision, agreement);
                }
            }
            self.agree_provision(&ProvisionId(id.clone()), agreement);
        }
    }

    fn agree_provision(&mut self, id: &ProvisionId, agreement: &Agreement) {
        if let Some(provision) = self.provisions.get_mut(id).filter(|p| p.is_before_the_group()) {
            let substance = provision.version().substance;
            provision.agreements.push(Agreement { substance, ..agreement.clone() });
        }
    }

    pub(super) fn open_silence(&mut self, number: EntryId, event: &SilenceOpened) {
        let silence = SilenceProcedure {
            opened: recorded(number, event),
            notices: Vec::new(),
            broken: Vec::new(),
            ended: None,
        };
        self.silences.insert(event.id.clone(), silence);
    }

    pub(super) fn send_notice(&mut self, number: EntryId, event: &NoticeSent) {
        if let Some(silence) = self.silences.get_mut(&event.silence) {
            silence.notices.push(recorded(number, event));
        }
    }

    pub(super) fn break_silence(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &SilenceBroken,
    ) {
        if let (Some(voice), Some(silence)) = (voice, self.silences.get_mut(&event.silence)) {
            silence.broken.push((voice, recorded(number, event)));
        }
    }

    pub(super) fn end_silence(&mut self, number: EntryId, event: &SilenceEnded) {
        let Some(silence) = self.silences.get_mut(&event.silence) else { return };
        silence.ended = Some(recorded(number, event));
        let opened = silence.opened.said.clone();
        if event.result == SilenceResult::NoObjection {
            let agreement = Agreement {
                entry: number,
                level: opened.level,
                by: Reached::Silence(event.silence.clone()),
                substance: 0,
                over_objection: false,
                pending: Vec::new(),
                confirmed: Vec::new(),
                orally: false,
                reopened: None,
            };
            self.agree(&opened.on, &agreement);
        }
    }

    pub(super) fn confirm_ad_referendum(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &AdReferendumConfirmed,
    ) {
        let Some(Voice::Party(party)) = voice else { return };
        for id in &event.on {
            let provision = self.provisions.get_mut(id);
            let waiting = provision.into_iter().flat_map(|p| p.agreements.iter_mut()).filter(|a| {
                a.level == Level::AdReferendum && a.reopened.is_none() && a.pending.contains(&party)
            });
            for agreement in waiting {
                agreement.confirmed.push((party.clone(), number));
            }
        }
    }

    pub(super) fn qualify(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        kind: QualificationKind,
        on: &[Id],
        words: Option<&Quote>,
    ) {
        if let Some(voice) = voice {
            let qualification =
                Qualification { entry, voice, kind, on: on.to_vec(), words: words.cloned() };
            self.qualifications.push(qualification);
        }
    }

    pub(super) fn reopen(&mut self, number: EntryId, event: &Reconsidered) {
        if let Some(provision) = self.provisions.get_mut(&event.provision) {
            for agreement in provision.agreements.iter_mut().filter(|a| a.reopened.is_none()) {
                agreement.reopened = Some(number);
            }
        }
    }

    /// Objections to what a call is on that were made after it was opened and still stand.
    pub fn objections_since(&self, call: &Call) -> Vec<EntryId> {
        let opened = call.opened.entry;
        let gavel = call.gavelled.as_ref().map_or(EntryId(u32::MAX), |g| g.entry);
        let mut found: Vec<EntryId> = self
            .called(call)
            .iter()
            .flat_map(|id| self.positions_ever(id))
            .filter(|p| {
                p.stance == Stance::Objects
                    && p.entry > opened
                    && p.entry < gavel
                    && self.stands(p.entry)
            })
            .map(|p| p.entry)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What a call is on: the things named, and the provisions of the texts named.
    pub fn called(&self, call: &Call) -> Vec<Id> {
        let mut ids = call.opened.said.on.clone();
        for id in &call.opened.said.on {
            if let Some(text) = self.texts.get(&TextId(id.clone())) {
                ids.extend(text.provisions.iter().map(|p| p.0.clone()));
            }
        }
        ids
    }
}
