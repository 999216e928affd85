//! A record as it is opened: from a file of minutes or from a data directory. The one place where stored lines become
//! entries, and entries stored lines.

use crate::cli::Exit;
use crate::files;
use record::minutes::{self, Minutes, canonical_line};
use record::{Body, Diagnostic, Entry, EntryId, Record};
use std::path::{Path, PathBuf};
use store::merkle::Tree;
use store::{BodyState, DATABASE_NAME, Head, Store, StoredLine};

/// An opened record.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    path: PathBuf,
    /// The record.
    pub(crate) record: Record,
    /// What is wrong or doubtful in the file, in the order of its lines.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The file, or the canonical minutes of a directory: where the lines of diagnostics stand.
    pub(crate) text: String,
    /// The line on which each entry stands, in the order of the entries.
    lines: Vec<(EntryId, usize)>,
}

impl Source {
    /// Opens a file of minutes or a data directory.
    pub(crate) fn open(path: &Path) -> Result<Self, Exit> {
        if path.is_dir() {
            return Self::of_directory(path);
        }
        if path.as_os_str() == "-" {
            return Err(Exit::misuse("a record is read from a file or a data directory"));
        }
        let bytes = files::read(path, minutes::FILE_BYTES_MAX as u64)?;
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(Exit::misuse(format!(
                "{} is a bundle, not minutes; `rapporteur verify` checks it, and the minutes are in it as `{}`",
                path.display(),
                crate::bundle::MINUTES
            )));
        }
        Ok(Self::of_minutes(path, &bytes))
    }

    /// A record from the bytes of a file.
    pub(crate) fn of_minutes(path: &Path, bytes: &[u8]) -> Self {
        let minutes = minutes::parse(bytes);
        let lines = minutes.entries.iter().map(|e| e.number).zip(minutes.lines.iter().copied());
        let text = String::from_utf8_lossy(bytes).into_owned();
        Self::replayed(path, text, lines.collect(), minutes)
    }

    fn of_directory(path: &Path) -> Result<Self, Exit> {
        if !path.join(DATABASE_NAME).exists() {
            return Err(Exit::misuse(format!(
                "there is no record in {}; `rapporteur import FILE.minutes --into {}` makes one",
                path.display(),
                path.display()
            )));
        }
        let stored = Store::open(path)?.read(1)?;
        let entries = stored.iter().map(entry_of).collect::<Result<Vec<Entry>, Exit>>()?;
        let text = minutes::print(&entries);
        // The first line is the version.
        let lines = entries.iter().map(|e| e.number).zip(2..).collect();
        Ok(Self::replayed(path, text, lines, Minutes { entries, ..Minutes::default() }))
    }

    fn replayed(
        path: &Path,
        text: String,
        lines: Vec<(EntryId, usize)>,
        mut minutes: Minutes,
    ) -> Self {
        let mut diagnostics = std::mem::take(&mut minutes.diagnostics);
        let record = Record::replay(minutes);
        let line_of = |entry| line_in(&lines, entry);
        diagnostics.extend(record.diagnostics(&line_of));
        diagnostics.sort_by_key(|d| d.place.map_or((usize::MAX, 0), |p| (p.line, p.column)));
        Self { path: path.to_owned(), record, diagnostics, text, lines }
    }

    /// The path as it was given.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The line on which an entry stands.
    pub(crate) fn line_of(&self, entry: EntryId) -> Option<usize> {
        line_in(&self.lines, entry)
    }

    /// Number of entries and Merkle root; `None` where a line could not be read, because then no tree stands for the
    /// whole of it.
    pub(crate) fn head(&self) -> Option<Head> {
        self.record.unread().is_empty().then(|| head_of(self.record.entries()))
    }
}

/// Lines rise with numbers, and a line of several speakers holds several entries.
fn line_in(lines: &[(EntryId, usize)], entry: EntryId) -> Option<usize> {
    let at = lines.binary_search_by_key(&entry, |(number, _)| *number).ok()?;
    lines.get(at).map(|(_, line)| *line)
}

/// The head of the tree over entries.
pub(crate) fn head_of(entries: &[Entry]) -> Head {
    let mut tree = Tree::default();
    entries.iter().for_each(|entry| tree.push(stored_line(entry).leaf()));
    tree.head()
}

/// What the store keeps of an entry.
pub(crate) fn stored_line(entry: &Entry) -> StoredLine {
    let parts = canonical_line(entry);
    let body = match parts.body {
        Ok(text) => BodyState::Present { text, salt: parts.salt.map(|salt| salt.0) },
        Err(hash) => BodyState::Erased { hash: hash.0 },
    };
    StoredLine { number: entry.number.0, line: parts.line, envelope: parts.envelope, body }
}

/// The entry that the store kept. Its line is read again and compared with envelope and body, to which alone the tree
/// commits.
fn entry_of(stored: &StoredLine) -> Result<Entry, Exit> {
    let damaged = |why: &str| {
        Exit::fault(format!(
            "the stored record is damaged: {} {why}. Keep the directory as it is, and restore the latest bundle or backup into a new one",
            EntryId(stored.number)
        ))
    };
    let entry = minutes::parse_line(&stored.line)
        .map_err(|diagnostic| damaged(&format!("cannot be read ({})", diagnostic.message)))?;
    if stored_line(&entry) != *stored {
        return Err(damaged("is not the line that its hash was made of"));
    }
    Ok(entry)
}

/// Whether the body erased in `new` is the one that stood in `old`: the hash that is left must be that body's.
pub(crate) fn erased_the_same(new: &Entry, old: &Entry) -> bool {
    match (&new.body, &old.body) {
        (Body::Erased(left), Body::Event(_)) => stored_line(old).body.hash().0 == left.0,
        _ => true,
    }
}
