//! Calls, silence procedures, agreement and its qualifiers as they stand.

use super::meetings::meeting_of;
use super::{Group, Recorded, Voice, recorded};
use crate::entry::Entry;
use crate::event::agreement::*;
use crate::event::positions::Stance;
use crate::id::*;
use crate::words::Quote;
use std::collections::BTreeSet;

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

/// Words that a call or a silence procedure asks about: a paragraph, and which of its wordings, counted in substance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordsAsked {
    /// The paragraph.
    pub provision: ProvisionId,
    /// Its wording at that moment.
    pub substance: u32,
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
    /// The words that were asked about.
    pub asked: Vec<WordsAsked>,
    /// The gavel.
    pub gavelled: Option<Recorded<CallGavelled>>,
}

/// A silence procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilenceProcedure {
    /// How it was opened.
    pub opened: Recorded<SilenceOpened>,
    /// The words that were asked about.
    pub asked: Vec<WordsAsked>,
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
        let asked = self.words_asked(&event.on);
        self.asked += asked.len();
        let opened = recorded(entry.number, event);
        let call = Call { opened, meeting, attendance, asked, gavelled: None };
        self.calls.insert(event.id.clone(), call);
    }

    pub(super) fn gavel(&mut self, number: EntryId, event: &CallGavelled) {
        let Some(call) = self.calls.get_mut(&event.call) else { return };
        call.gavelled = Some(recorded(number, event));
        // Attendance taken between the call and the gavel is that of the gavel.
        let meeting = call.meeting.as_ref().and_then(|m| self.meetings.get(m));
        call.attendance =
            meeting.and_then(|m| m.attendance.last()).map(|a| a.entry).or(call.attendance);
        let (opened, asked) = (call.opened.said.clone(), call.asked.clone());
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
            self.agree(&opened.on, &asked, &agreement);
        }
    }

    /// Records agreement on the words that were asked about, and on every text taken as a whole.
    fn agree(&mut self, on: &[Id], asked: &[WordsAsked], agreement: &Agreement) {
        for id in on {
            if let Some(text) = self.texts.get_mut(&TextId(id.clone())) {
                text.agreements.push(agreement.clone());
            }
        }
        for WordsAsked { provision, substance } in asked {
            if let Some(provision) = self.provisions.get_mut(provision) {
                let substance = *substance;
                provision.agree(Agreement { substance, ..agreement.clone() });
            }
        }
    }

    /// The words that stand behind what is named: of paragraphs, of the paragraphs of a text, of what is in a package.
    /// What left its text is not among them.
    pub(crate) fn words_asked(&self, on: &[Id]) -> Vec<WordsAsked> {
        let mut ids: BTreeSet<&ProvisionId> = BTreeSet::new();
        for id in on {
            let package = self.packages.get(&PackageId(id.clone()));
            let within = package.into_iter().flat_map(|(_, p)| &p.said.included);
            for id in std::iter::once(id).chain(within) {
                if let Some(text) = self.texts.get(&TextId(id.clone())) {
                    ids.extend(&text.provisions);
                }
                ids.extend(
                    self.provisions.get_key_value(&ProvisionId(id.clone())).map(|(id, _)| id),
                );
            }
        }
        let standing = ids.into_iter().filter_map(|id| self.provisions.get(id));
        standing
            .filter(|p| p.is_before_the_group())
            .map(|p| WordsAsked { provision: p.id.clone(), substance: p.version().substance })
            .collect()
    }

    /// The first paragraph whose words are not those asked about any more, and the entry that changed it.
    pub(crate) fn changed_since(
        &self,
        on: &[Id],
        asked: &[WordsAsked],
    ) -> Option<(ProvisionId, EntryId)> {
        let changed = asked.iter().find_map(|words| {
            let provision = self.provisions.get(&words.provision)?;
            let removed = provision.removed.as_ref().map(|removed| removed.entry);
            let version = provision.version();
            let reworded = (version.substance != words.substance).then_some(version.entry);
            removed.or(reworded).map(|entry| (provision.id.clone(), entry))
        });
        changed.or_else(|| {
            let known: BTreeSet<&ProvisionId> = asked.iter().map(|w| &w.provision).collect();
            let now = self.words_asked(on);
            let added = now.iter().find(|w| !known.contains(&w.provision))?;
            let provision = self.provisions.get(&added.provision)?;
            Some((provision.id.clone(), provision.entry))
        })
    }

    /// What a silence procedure agreed is not agreed any more, since the procedure was void; or (`None`) it is again, since
    /// that ruling was overturned.
    pub(super) fn set_void(&mut self, silence: &SilenceId, ruling: Option<EntryId>) {
        let Some(procedure) = self.silences.get(silence) else { return };
        let Some(ended) = procedure.ended.as_ref().map(|e| e.entry) else { return };
        let asked: Vec<ProvisionId> = procedure.asked.iter().map(|w| w.provision.clone()).collect();
        for id in asked {
            if let Some(provision) = self.provisions.get_mut(&id) {
                let is_open = provision.agreement_by(ended).map(|a| a.reopened);
                // What was opened again by decision is not touched.
                let touched = if ruling.is_some() { Some(None) } else { is_open };
                if is_open.is_some() && is_open == touched {
                    provision.set_reopened(ended, ruling);
                }
            }
        }
    }

    /// The ruling that voids a silence procedure, unless it was overturned.
    pub fn voided(&self, silence: &SilenceId) -> Option<EntryId> {
        let ruling = self.rulings.get(self.void.get(silence)?)?;
        (!self.is_overturned(&ruling.said.id)).then_some(ruling.entry)
    }

    pub(super) fn open_silence(&mut self, number: EntryId, event: &SilenceOpened) {
        let asked = self.words_asked(&event.on);
        self.asked += asked.len();
        let silence = SilenceProcedure {
            opened: recorded(number, event),
            asked,
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
        let (opened, asked) = (silence.opened.said.clone(), silence.asked.clone());
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
            self.agree(&opened.on, &asked, &agreement);
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
            let waiting = provision
                .into_iter()
                .flat_map(|p| p.agreements.iter_mut())
                .filter(|a| a.reopened.is_none() && a.pending.contains(&party));
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
            provision.open_again(number);
        }
    }

    /// Objections to what a call is on that were made after it was opened, still stand, and are of those who may object.
    pub fn objections_since(&self, call: &Call) -> Vec<EntryId> {
        let opened = call.opened.entry;
        let gavel = call.gavelled.as_ref().map_or(EntryId(u32::MAX), |g| g.entry);
        let mut found = BTreeSet::new();
        for id in self.called(call) {
            let since = self.positions_backwards(&id).take_while(|p| p.entry > opened);
            let objections = since.filter(|p| {
                p.stance == Stance::Objects
                    && p.entry < gavel
                    && self.stands(p.entry)
                    && self.may_object(&p.voice)
            });
            found.extend(objections.map(|p| p.entry));
        }
        found.into_iter().collect()
    }

    /// What an objection to a call may name: the call, the things it names, the paragraphs asked about, their texts.
    pub fn called(&self, call: &Call) -> BTreeSet<Id> {
        let mut ids: BTreeSet<Id> = call.opened.said.on.iter().cloned().collect();
        ids.insert(call.opened.said.id.0.clone());
        for words in &call.asked {
            ids.insert(words.provision.0.clone());
            let provision = self.provisions.get(&words.provision);
            ids.extend(provision.map(|p| p.tabled.text.0.clone()));
        }
        ids
    }
}
