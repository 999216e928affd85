//! `decide`: what a person asks to have taken down becomes entries, or is refused. The one place for the rules of
//! procedure. Nothing is written on a refusal.
//!
//! Three questions are asked of every entry: is what it names on the record, may its speaker do this, does it follow.

mod agreement;
mod consultations;
mod corrections;
mod edits;
mod meetings;
mod parties;
mod positions;
mod speaker;
mod texts;

use crate::entry::{Body, Entry, Envelope, Source, Speaker};
use crate::event::Event;
use crate::group::{Group, Voice};
use crate::id::*;
use crate::minutes::Name;
use crate::refusal::Refusal;
use crate::thing::Thing;
use std::collections::BTreeSet;

/// What a person asks to have taken down: an event, what surrounds it, and who speaks (several speak separately).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What surrounds it; the speaker is taken from `speakers`.
    pub envelope: Envelope,
    /// Who speaks; empty where nobody does.
    pub speakers: Vec<Speaker>,
    /// What is to be taken down.
    pub event: Event,
}

/// What the rules need to see beside the group: earlier entries, by number.
pub trait Entries {
    /// The entry, if it is on the record.
    fn entry(&self, number: EntryId) -> Option<&Entry>;
}

impl Entries for [Entry] {
    fn entry(&self, number: EntryId) -> Option<&Entry> {
        self.binary_search_by_key(&number, |e| e.number).ok().map(|index| &self[index])
    }
}

/// Decides whether an entry is admitted after those that the group was folded from.
///
/// # Errors
/// The first rule that says no.
pub fn decide(group: &Group, entries: &[Entry], entry: &Entry) -> Result<(), Refusal> {
    let Body::Event(event) = &entry.body else { return Ok(()) };
    let case = Case { group, entries, entry };
    case.names(event)?;
    let voice = case.speaker(event)?;
    case.sitting(event)?;
    case.rules(event, voice.as_ref())
}

/// One entry before the group.
pub(crate) struct Case<'a> {
    pub(crate) group: &'a Group,
    pub(crate) entries: &'a [Entry],
    pub(crate) entry: &'a Entry,
}

impl Case<'_> {
    /// Everything named is on the record and of the right kind; what is declared is new.
    fn names(&self, event: &Event) -> Result<(), Refusal> {
        let mut declared: BTreeSet<&Id> = BTreeSet::new();
        for (id, _) in event.declares() {
            if let Some(named) = self.group.names.get(id) {
                return Err(Refusal::IdentityTaken(id.clone(), named.entry));
            }
            if !declared.insert(id) {
                return Err(Refusal::NamedTwice(id.clone()));
            }
        }
        let mut result = Ok(());
        event.names(&mut |name| {
            if result.is_err() {
                return;
            }
            result = match name {
                // A declared identity is named once, by itself.
                Name::Thing(id, _) if declared.remove(id) => Ok(()),
                Name::Thing(id, needed) => self.is_on_record(id, needed),
                Name::Entry(number) => self.stands_above(number),
            };
        });
        result?;
        self.envelope()
    }

    /// The source named is a paper or a meeting; the recorder is on the record.
    fn envelope(&self) -> Result<(), Refusal> {
        if let Some(Source::Listed(id, _)) = &self.entry.envelope.source {
            self.is_one_of(id, &[Thing::Document, Thing::Meeting])?;
        }
        match &self.entry.envelope.recorder {
            Some(id) => self.is_on_record(id, Thing::Any),
            None => Ok(()),
        }
    }

    /// The thing is of one of these kinds; the first is named where it is not.
    pub(crate) fn is_one_of(&self, id: &Id, kinds: &[Thing]) -> Result<(), Refusal> {
        let needed = kinds.first().copied().unwrap_or(Thing::Any);
        match self.group.thing(id) {
            None => Err(Refusal::NotOnRecord(id.clone(), needed)),
            Some(is) if kinds.contains(&is) => Ok(()),
            Some(is) => Err(Refusal::WrongThing { id: id.clone(), is, needed }),
        }
    }

    /// A matter that can be agreed, exchanged or voted on: not a person, a body, a meeting or a paper's frame.
    pub(crate) fn is_matter(&self, id: &Id) -> Result<(), Refusal> {
        const MATTERS: &[Thing] = &[
            Thing::Provision,
            Thing::Text,
            Thing::Issue,
            Thing::Amendment,
            Thing::Package,
            Thing::Document,
            Thing::AgreedLanguage,
            Thing::Motion,
            Thing::Appeal,
            Thing::Ruling,
            Thing::Call,
        ];
        self.is_one_of(id, MATTERS)
    }

    fn is_on_record(&self, id: &Id, needed: Thing) -> Result<(), Refusal> {
        match self.group.thing(id) {
            None => Err(Refusal::NotOnRecord(id.clone(), needed)),
            Some(is) if needed == Thing::Any || is == needed => Ok(()),
            Some(is) => Err(Refusal::WrongThing { id: id.clone(), is, needed }),
        }
    }

    fn stands_above(&self, number: EntryId) -> Result<(), Refusal> {
        match self.entries.entry(number) {
            Some(_) if self.group.not_admitted.contains(&number) => {
                Err(Refusal::NotAdmitted(number))
            }
            Some(_) if number < self.entry.number => Ok(()),
            _ => Err(Refusal::NoSuchEntry(number)),
        }
    }

    /// The rules of each subject.
    fn rules(&self, event: &Event, voice: Option<&Voice>) -> Result<(), Refusal> {
        match event {
            Event::GroupFounded(_) => match &self.group.founded {
                Some(founded) => Err(Refusal::GroupTwice(founded.entry)),
                None => Ok(()),
            },
            Event::EntryCorrected(e) => self.correct(e, voice),
            Event::EntryStruck(e) => self.strike(e),
            Event::ErasureMarked(e) => self.mark_erasure(e),
            Event::StatementConfirmed(e) => self.confirm(e.entry, voice),
            Event::StatementAnswered(e) => self.is_statement(e.entry).map(|_| ()),
            Event::StatementWithdrawn(e) => self.withdraw(e.entry, voice),
            _ => self
                .rules_of_parties(event, voice)
                .or_else(|| self.rules_of_meetings(event, voice))
                .or_else(|| self.rules_of_texts(event, voice))
                .or_else(|| self.rules_of_edits(event, voice))
                .or_else(|| self.rules_of_positions(event, voice))
                .or_else(|| self.rules_of_agreement(event, voice))
                .or_else(|| self.rules_of_consultations(event))
                .unwrap_or(Ok(())),
        }
    }

    /// Whether the body of an entry after this one was erased: then what followed from it cannot be seen any more.
    pub(crate) fn is_erased_since(&self, number: EntryId) -> bool {
        let from = self.entries.partition_point(|e| e.number <= number);
        self.entries[from..].iter().any(|e| matches!(e.body, Body::Erased(_)))
    }

    /// Members only, where a party or coalition speaks.
    pub(crate) fn is_member_voice(
        &self,
        voice: Option<&Voice>,
        act: &'static str,
    ) -> Result<(), Refusal> {
        voice.map_or(Ok(()), |voice| self.is_member(voice, act))
    }

    /// Only the holder.
    pub(crate) fn is_holder(
        &self,
        voice: Option<&Voice>,
        holder: Option<&Voice>,
    ) -> Result<(), Refusal> {
        match (voice, holder) {
            (Some(voice), Some(holder)) if voice == holder => Ok(()),
            (Some(voice), Some(holder)) => {
                Err(Refusal::NotTheHolder { who: voice.id().clone(), holder: holder.id().clone() })
            }
            _ => Err(Refusal::NoSpeaker("its holder")),
        }
    }
}
