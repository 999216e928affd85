//! A record: its entries, and the group they leave behind.

use crate::decide::{Command, Entries as _, decide};
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{Body, Entry, Envelope};
use crate::group::Group;
use crate::id::EntryId;
use crate::minutes::{ENTRIES_MAX, Minutes, NOT_AN_EXTENSION, REFUSED, Unread, print_entry};
use crate::moment::Moment;
use crate::refusal::Refusal;

/// An entry that the rules of procedure did not admit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its number; it stands among the entries and was not applied.
    pub entry: EntryId,
    /// Why.
    pub refusal: Refusal,
}

/// A moment of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Up to and with an entry.
    Entry(EntryId),
    /// Up to the first entry that bears a later moment.
    Moment(Moment),
}

impl At {
    /// Reads `17`, `no.17` or a moment. A bare number is an entry, four digits too: for the end of a year, write its
    /// last day, `2014-12-31`.
    pub fn parse(word: &str) -> Option<Self> {
        let digits = word.strip_prefix("no.").unwrap_or(word);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            return digits.parse().ok().map(EntryId).map(At::Entry);
        }
        Moment::parse(word).filter(|m| *m != Moment::Unknown).map(At::Moment)
    }
}

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    entries: Vec<Entry>,
    group: Group,
    refused: Vec<Refused>,
    unread: Vec<Unread>,
}

impl Record {
    /// Replays minutes: each entry is admitted or refused under the rules, in order.
    pub fn replay(minutes: Minutes) -> Self {
        let Minutes { entries, unread, .. } = minutes;
        let (mut group, mut refused) = (Group::default(), Vec::new());
        for (index, entry) in entries.iter().enumerate() {
            match decide(&group, &entries[..index], entry) {
                Ok(()) => group.apply(entry),
                Err(refusal) => {
                    group.pass_over(entry.number);
                    refused.push(Refused { entry: entry.number, refusal });
                }
            }
        }
        Record { entries, group, refused, unread }
    }

    /// Takes down what is asked, one entry for each speaker; nothing at all if one of them is refused.
    ///
    /// # Errors
    /// The rule that says no.
    pub fn take_down(&mut self, command: &Command) -> Result<Vec<EntryId>, Refusal> {
        if self.next().0 > ENTRIES_MAX {
            return Err(Refusal::TooMany("entries"));
        }
        let speakers: Vec<_> = if command.speakers.is_empty() {
            vec![None]
        } else {
            command.speakers.iter().cloned().map(Some).collect()
        };
        let mut trial =
            if speakers.len() > 1 { Some((self.group.clone(), self.entries.len())) } else { None };
        let mut taken = Vec::new();
        for speaker in speakers {
            let envelope = Envelope { speaker, ..command.envelope.clone() };
            let entry =
                Entry { number: self.next(), envelope, body: Body::Event(command.event.clone()) };
            if let Err(refusal) = decide(&self.group, &self.entries, &entry) {
                if let Some((group, length)) = trial.take() {
                    self.group = group;
                    self.entries.truncate(length);
                }
                return Err(refusal);
            }
            taken.push(entry.number);
            self.group.apply(&entry);
            self.entries.push(entry);
        }
        Ok(taken)
    }

    /// The number of the next entry.
    pub fn next(&self) -> EntryId {
        let unread = self.unread.last().map_or(0, |u| u.number.0);
        EntryId(self.entries.last().map_or(0, |e| e.number.0).max(unread) + 1)
    }

    /// The last entry, as far as it was read; `None` for an empty record.
    pub fn last(&self) -> Option<EntryId> {
        self.entries.last().map(|e| e.number)
    }

    /// The entries, refused ones included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The group that they leave behind.
    pub fn group(&self) -> &Group {
        &self.group
    }

    /// An entry by its number.
    pub fn entry(&self, number: EntryId) -> Option<&Entry> {
        // Numbers are counted without gaps, unless lines were not understood.
        let at = self.entries.get((number.0 as usize).wrapping_sub(1));
        at.filter(|e| e.number == number).or_else(|| self.entries.entry(number))
    }

    /// Entries that were not admitted.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Lines that were not understood.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The record as it stood at a moment; the whole where the moment lies beyond its end.
    #[must_use]
    pub fn at(&self, at: At) -> Record {
        let keeps = |entry: &Entry| match at {
            At::Entry(last) => entry.number <= last,
            At::Moment(moment) => !entry.envelope.moment().is_some_and(|m| m.is_after(moment)),
        };
        let entries: Vec<Entry> = self.entries.iter().take_while(|e| keeps(e)).cloned().collect();
        // Lines that were not understood bear no moment: they go with the entries that they stand among.
        let beyond = self.entries.get(entries.len()).map(|e| e.number);
        let is_kept = |number: EntryId| match at {
            At::Entry(last) => number <= last,
            At::Moment(_) => beyond.is_none_or(|beyond| number < beyond),
        };
        let unread = self.unread.iter().filter(|u| is_kept(u.number)).cloned().collect();
        Record::replay(Minutes { entries, unread, ..Minutes::default() })
    }

    /// Diagnostics of entries not admitted; `line_of` says where each stands in the file, if it came from one.
    pub fn diagnostics(&self, line_of: &dyn Fn(EntryId) -> Option<usize>) -> Vec<Diagnostic> {
        let diagnose = |refused: &Refused| {
            let mut diagnostic =
                Diagnostic::error(REFUSED, refused.refusal.to_string()).citing([refused.entry]);
            if let Some(line) = line_of(refused.entry) {
                diagnostic = diagnostic.at(Place { line, column: 1, length: 1 }, "not admitted");
            }
            diagnostic.help = refused.refusal.help();
            diagnostic.because("the entry keeps its number and has no effect")
        };
        self.refused.iter().map(diagnose).collect()
    }
}

/// Whether a record only adds to an older one: every old entry stands, unchanged but for bodies erased since.
///
/// Returns a diagnostic for the first entry that differs.
pub fn extends(new: &[Entry], old: &[Entry]) -> Option<Diagnostic> {
    for before in old {
        let Some(after) = new.entry(before.number) else {
            let missing = Diagnostic::error(
                NOT_AN_EXTENSION,
                format!("{} of the older file is missing", before.number),
            );
            return Some(missing.because(print_entry(before)).citing([before.number]));
        };
        let erased = matches!((&after.body, &before.body), (Body::Erased(_), Body::Event(_)));
        let same_envelope = Envelope { salt: None, ..after.envelope.clone() }
            == Envelope { salt: None, ..before.envelope.clone() };
        let same = before == after || (erased && same_envelope && before.number == after.number);
        if !same {
            let differs = Diagnostic::error(
                NOT_AN_EXTENSION,
                format!("{} differs from the older file", before.number),
            );
            return Some(
                differs
                    .because(format!("before: {}", print_entry(before)))
                    .because(format!("now:    {}", print_entry(after)))
                    .help("restore the line, and add a correction at the end")
                    .citing([before.number]),
            );
        }
    }
    None
}
