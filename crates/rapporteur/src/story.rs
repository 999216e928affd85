//! What the record tells of a wording, a text's sources and amendments in each other's way, as far as it is disclosed.
//!
//! `analysis` computes it; here each entry is asked what may be told of it. The terminal, JSON and the pages give form.
//!
//! - An entry that may only be counted gives no step, name, word or number: it is counted.
//! - An entry without names gives none, also none of other entries: the number of a later act of the same holder would name it.
//! - Whether words stood in a wording is told only where that wording may be read.

mod collisions;
mod deeds;
mod life;
mod sources;

pub(crate) use collisions::{Clash, Clashes, Mover, clashes};
pub(crate) use deeds::held_by;
pub(crate) use life::{End, Life, Now, life, life_of_passage, stood_in};
pub(crate) use sources::{Giver, Row, Sources, Was, Way, sources};

use crate::disclosure::may_quote;
use crate::words;
use analysis::{Consent, Presence};
use record::event::meetings::Target;
use record::thing::Thing;
use record::{EntryId, Group, Id, ProvisionId, Record};

/// A step, as far as it may be told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// The entry of the deed.
    pub(crate) entry: EntryId,
    /// Every entry that it rests on and that may be named beside it; its own among them.
    pub(crate) entries: Vec<EntryId>,
    /// When, for a reader; `None`: the record does not say.
    pub(crate) when: Option<String>,
    /// In which meeting, where known.
    pub(crate) meeting: Option<Id>,
    /// The paragraph on which it was done.
    pub(crate) provision: ProvisionId,
    /// The kind of deed, for programs.
    pub(crate) kind: &'static str,
    /// Who.
    pub(crate) who: Vec<Id>,
    /// Whether somebody is known who may not be named.
    pub(crate) who_withheld: bool,
    /// In the third person where somebody is or could be named, else as what was done.
    pub(crate) does: String,
    /// Things that it names, each list under a word: `into`, `from`.
    pub(crate) things: Vec<(&'static str, Vec<Id>)>,
    /// Words, each under a word that says what they are; empty where plain.
    pub(crate) words: Vec<(&'static str, String)>,
    /// Consent, where the deed is one that needs it.
    pub(crate) consent: Option<Agreeing>,
    /// What the record does not say of it, and what became of it.
    pub(crate) notes: Vec<String>,
    /// For a passage: whether it stands afterwards.
    pub(crate) presence: Option<Presence>,
}

/// Consent, as far as it may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Agreeing {
    /// Stated.
    Recorded {
        /// With the consent of.
        with: Vec<Id>,
        /// Without the consent of.
        without: Vec<Id>,
        /// By what it was decided.
        by: Option<String>,
    },
    /// Stated, of some who may not be named.
    Withheld,
    /// The record does not say.
    NotRecorded,
}

/// A paragraph for a reader: `paragraph 4 (P4)`; without its label where that may not be told.
pub(crate) fn paragraph(record: &Record, id: &ProvisionId) -> String {
    match label(record, id) {
        Some(label) => format!("paragraph {label} ({id})"),
        None => format!("a paragraph that is not disclosed ({id})"),
    }
}

/// The label of a paragraph; `None` where there is none of this identity, or it may only be counted.
pub(crate) fn label(record: &Record, id: &ProvisionId) -> Option<String> {
    let provision = record.group().provisions.get(id)?;
    let named = provision.labels.last().map_or(provision.entry, |(entry, _)| *entry);
    may_quote(record, named).then(|| provision.label.to_string())
}

/// A thing for a reader: a paragraph by its label and identity, others by name.
pub(crate) fn name(record: &Record, id: &Id) -> String {
    let group: &Group = record.group();
    match group.thing(id) {
        Some(Thing::Provision) => paragraph(record, &ProvisionId(id.clone())),
        _ => group.name_of(id).to_string(),
    }
}

/// Names in a row.
pub(crate) fn names(record: &Record, ids: &[Id]) -> String {
    ids.iter().map(|id| name(record, id)).collect::<Vec<_>>().join(", ")
}

fn agreeing(record: &Record, consent: &Consent, named: bool) -> Agreeing {
    match consent {
        Consent::NotRecorded => Agreeing::NotRecorded,
        Consent::Recorded { .. } if !named => Agreeing::Withheld,
        Consent::Recorded { with, without, by } => Agreeing::Recorded {
            with: with.clone(),
            without: without.clone(),
            by: by.as_ref().map(|by| match by {
                Target::Thing(id) => name(record, id),
                Target::Entry(entry) => entry.to_string(),
            }),
        },
    }
}

impl Agreeing {
    /// For a reader, behind `Consent: `.
    pub(crate) fn told(&self, record: &Record) -> String {
        match self {
            Agreeing::NotRecorded => "not recorded".to_owned(),
            Agreeing::Withheld => "recorded, of some who are not named".to_owned(),
            Agreeing::Recorded { with, without, by } => {
                let of = |what: &str, ids: &[Id]| {
                    (!ids.is_empty()).then(|| format!("{what} {}", names(record, ids)))
                };
                let by = by.as_ref().map(|by| format!("decided by {by}"));
                let parts = [of("with that of", with), of("without that of", without), by];
                parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// Whether a passage stands, for a reader.
pub(crate) fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Stands => "the words stand",
        Presence::InBrackets => "the words stand, in brackets or with brackets in them",
        Presence::Absent => "the words do not stand",
    }
}

/// When an entry was, for a reader; `None` where the record does not say.
fn when(record: &Record, entry: EntryId) -> Option<String> {
    record.entry(entry)?.envelope.when().map(words::moment)
}
