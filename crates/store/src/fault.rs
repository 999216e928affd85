//! What can go wrong with the disk, the database or another writer, and what the operator can do about it.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::line::LineFault;
use crate::merkle::Head;

/// What lies below a fault, for the operator's log.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// What was attempted. Shown as what the attempt came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// A new record.
    Create,
    /// Opening a record and checking it.
    Open,
    /// Reading entries or the head.
    Read,
    /// Taking entries down.
    Append,
    /// Erasing the body of an entry.
    Erase,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Attempt::Create => "no record was created",
            Attempt::Open => "the record was not opened, and nothing was changed",
            Attempt::Read => "the record was not read, and nothing was changed",
            Attempt::Append => "not recorded, nothing was lost",
            Attempt::Erase => "not erased, nothing was lost",
        })
    }
}

/// Why the store did not do what was asked.
///
/// Nothing is half-written: unless a variant says otherwise, the record is as it was before the attempt.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Fault {
    /// The record moved on since the caller looked at it. Read the new entries, decide again, append again.
    #[error(
        "not recorded, nothing was lost: the record has {found} entries and not {expected}, since another writer was faster"
    )]
    Conflict {
        /// Number of entries the caller knew of.
        expected: u32,
        /// Number of entries there are.
        found: u32,
    },
    /// Every attempt of [`transact`](crate::Store::transact) met another writer.
    #[error(
        "not recorded, nothing was lost: other writers were faster {attempts} times in a row; repeat it"
    )]
    Contended {
        /// How often it was attempted.
        attempts: u32,
    },
    /// An entry that cannot be stored. A mistake of the program that calls, not of the disk.
    #[error("{attempt}: entry no. {number} cannot be stored: {why}")]
    NotALine {
        /// What was attempted.
        attempt: Attempt,
        /// The number it carries.
        number: u32,
        /// What is wrong with it.
        why: LineFault,
    },
    /// There is no entry with this number.
    #[error(
        "not erased, nothing was lost: there is no entry no. {number}; the last is no. {count}"
    )]
    NoSuchEntry {
        /// The number asked for.
        number: u32,
        /// Number of the last entry.
        count: u32,
    },
    /// The body is erased, but its words could not be removed from the write-ahead log: others are reading, or the disk
    /// failed, and then `cause` says how.
    #[error(
        "entry no. {number} is erased, but a copy of its words remains in the database's log; stop other programs that read the record, and erase it again"
    )]
    TracesRemain {
        /// The entry.
        number: u32,
        /// What the database says; `None` if others were reading.
        #[source]
        cause: Option<Cause>,
    },
    /// There is no database where one was to be opened.
    #[error("there is no record at {}; name its directory, or create one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is a record already where one was to be created.
    #[error("no record was created: there is one already at {}", path.display())]
    Exists {
        /// Where it is.
        path: PathBuf,
    },
    /// The file is there and is not a record: another program's, empty, or cut off at its beginning.
    #[error(
        "{} is not a record: {why}; nothing was changed. If it was one, keep the file, and restore the latest bundle or backup into a new directory",
        path.display()
    )]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        why: String,
    },
    /// A newer version of this program wrote the database.
    #[error(
        "the record was written by a newer version: it has the schema `{name}` (step {found}), and this version knows steps up to {known}; nothing was changed. Use the newer version"
    )]
    Newer {
        /// Schema step of the database.
        found: u32,
        /// Name of that step, as the database gives it.
        name: String,
        /// Last schema step this version knows.
        known: u32,
    },
    /// The database does not hold the record that its head says, or cannot be read as a database.
    #[error(
        "{attempt}: the database is damaged: {damage}. Keep the file as it is, and restore the latest bundle or backup into a new directory"
    )]
    Damaged {
        /// What was attempted.
        attempt: Attempt,
        /// What was found.
        damage: Damage,
    },
    /// No space is left on the disk.
    #[error("{attempt}: the disk is full; free some space and repeat it")]
    DiskFull {
        /// What was attempted.
        attempt: Attempt,
        /// What the database says.
        #[source]
        cause: Cause,
    },
    /// The disk has space but refused the bytes.
    #[error(
        "{attempt}: the disk refused to write; look for a file-size limit, a quota or a failing disk, and repeat it"
    )]
    WriteRefused {
        /// What was attempted.
        attempt: Attempt,
        /// What the database says.
        #[source]
        cause: Cause,
    },
    /// The file, its directory or the disk may not be written by this program.
    #[error(
        "{attempt}: the record is read-only; look at the permissions of its directory and files, and at how the disk is mounted"
    )]
    ReadOnly {
        /// What was attempted.
        attempt: Attempt,
        /// What the database says.
        #[source]
        cause: Cause,
    },
    /// Another program held the database for longer than the time we wait.
    #[error(
        "{attempt}: another program held the database for more than {} seconds; repeat it",
        crate::sqlite::BUSY_SECONDS
    )]
    Locked {
        /// What was attempted.
        attempt: Attempt,
        /// What the database says.
        #[source]
        cause: Cause,
    },
    /// The disk reported a failure when it was asked to make the entries permanent. **They may or may not be on the
    /// record**: read the head before repeating. What was recorded earlier is still there.
    #[error(
        "the disk failed while the change was made permanent, and it may or may not be on the record; read the record again before you repeat it. What was recorded earlier is still there"
    )]
    Uncertain {
        /// What the database says.
        #[source]
        cause: Cause,
    },
    /// A file cannot be opened, or the device cannot be read.
    #[error("{attempt}: {cause}")]
    Other {
        /// What was attempted.
        attempt: Attempt,
        /// What the system says.
        cause: Cause,
    },
}

/// What is wrong with a damaged database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The database engine found its file inconsistent or cut off.
    #[error("{0}")]
    File(String),
    /// There is no head row.
    #[error("its head is missing")]
    NoHead,
    /// The head counts other entries than there are.
    #[error("its head counts {head} entries, and {found} are there")]
    Count {
        /// Entries by the head.
        head: u32,
        /// Entries found.
        found: u32,
    },
    /// A number is missing.
    #[error("entry no. {expected} is missing; no. {found} follows")]
    Gap {
        /// The number that should have come.
        expected: u32,
        /// The number that came.
        found: u32,
    },
    /// A line does not match its checksum.
    #[error("the line of entry no. {number} was altered")]
    Line {
        /// The entry.
        number: u32,
    },
    /// The entries lead to another root than the head's.
    #[error("an entry or the head was altered: the entries give the root {}, and the head says {}", found.root, head.root)]
    Root {
        /// The stored head.
        head: Head,
        /// The head computed from the entries.
        found: Head,
    },
    /// The record lost entries since this program last looked at it.
    #[error("it had {before} entries when last looked at, and has {found} now")]
    Shrunk {
        /// Entries seen before.
        before: u32,
        /// Entries by the present head.
        found: u32,
    },
}
