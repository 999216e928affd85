//! Reads what a table says of participants: what they are called, and where they belong.

use crate::columns::Column;
use crate::names::{Name, Names};
use crate::notes::{Kind, Notes, shown};
use crate::refusal::Refusal;
use crate::rows::{Reading, Rows};
use crate::table::Table as _;
use crate::votes::{good_row, head, named};
use std::collections::BTreeMap;
use std::io::Read;

/// What a table says of participants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participants {
    /// Their names, in order.
    pub names: Names,
    /// What each is called; empty where the table has no such column.
    pub labels: Vec<Option<String>>,
    /// Where each belongs: constituency, coalition, group, party; empty where the table has no such column.
    pub groups: Vec<Option<String>>,
    /// What was met besides.
    pub notes: Notes,
}

/// Reads a table with a row a participant: what it is called, where it belongs.
///
/// One column names the participant as the file of responses does (`voter-id`, `participant`), one tells what it is called
/// (`name`, `label`, `country`), one where it belongs (`constituency`, `coalition`, `group`, `party`, `group-id`). One of the
/// last two may be absent.
///
/// # Errors
/// As [`crate::read_votes`].
pub fn read_participants(source: impl Read, reading: Reading<'_>) -> Result<Participants, Refusal> {
    let limits = reading.limits;
    let mut rows = Rows::open(source, reading)?;
    let mut notes = Notes::default();
    let columns = head(&mut rows, &mut notes)?;
    let participant = columns.find(Column::Participant);
    let label_at = columns.find_any(&["name", "label", "country", "participant-name"]);
    let group_at = columns.find_any(&["constituency", "coalition", "group", "party", "group-id"]);
    let Some(participant_at) = participant.filter(|_| label_at.is_some() || group_at.is_some())
    else {
        let said = [("participant", participant), ("name", label_at), ("constituency", group_at)];
        return Err(columns.missing(&said));
    };
    let mut met: BTreeMap<NameKey, [Option<String>; 2]> = BTreeMap::new();
    while let Some(place) = good_row(&mut rows, participant_at, &mut notes)? {
        let name = match named(&rows, participant_at, limits, Kind::NoParticipant) {
            Ok(Name::Number(number)) => NameKey::Number(number),
            Ok(Name::Text(text)) => NameKey::Text(text.to_owned()),
            Err((kind, what)) => {
                notes.add(kind, Some(place), || what);
                rows.distrust();
                continue;
            }
        };
        let mut said = |at: Option<usize>| {
            let field = rows.field(at?)?.trim_ascii();
            if field.is_empty() {
                return None;
            }
            let cut = &field[..field.len().min(limits.name_bytes)];
            if cut.len() < field.len() {
                notes.add(Kind::TextCut, Some(place), || shown(field));
            }
            if std::str::from_utf8(field).is_err() {
                notes.add(Kind::TextNotText, Some(place), || shown(field));
            }
            Some(String::from_utf8_lossy(cut).into_owned())
        };
        let row = [said(label_at), said(group_at)];
        if met.insert(name, row).is_some() {
            notes.add(Kind::ParticipantTwice, Some(place), || shown(rows.raw()));
        }
        if met.len() > limits.participants {
            let most = limits.participants as u64;
            return Err(Refusal::TooMany { what: crate::refusal::What::Participants, most });
        }
    }
    if met.is_empty() {
        return Err(Refusal::Nothing(Box::new(notes)));
    }
    let names = met.keys().map(NameKey::name).collect();
    let (mut labels, mut groups) = (Vec::new(), Vec::new());
    for [label, group] in met.into_values() {
        labels.extend(label_at.map(|_| label));
        groups.extend(group_at.map(|_| group));
    }
    Ok(Participants { names, labels, groups, notes })
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKey {
    Number(u64),
    Text(String),
}

impl NameKey {
    pub(crate) fn name(&self) -> Name<'_> {
        match self {
            NameKey::Number(number) => Name::Number(*number),
            NameKey::Text(text) => Name::Text(text),
        }
    }
}

impl From<Name<'_>> for NameKey {
    fn from(name: Name<'_>) -> Self {
        match name {
            Name::Number(number) => NameKey::Number(number),
            Name::Text(text) => NameKey::Text(text.to_owned()),
        }
    }
}
