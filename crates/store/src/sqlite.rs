//! SQLite: the connection, the schema and every statement.
//!
//! The statements themselves are plain SQL. What is SQLite's own is gathered in [`configure`], [`write`](Database::write)
//! and the reading of its error codes: write-ahead log, full synchronisation, `BEGIN IMMEDIATE`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior, ffi, params,
};

use crate::fault::{Attempt, Damage, Fault};
use crate::line::{BodyState, StoredLine, line_checksum};
use crate::merkle::{Hash, Head, Tree};

/// How long to wait for another program that holds the database, in seconds.
pub(crate) const BUSY_SECONDS: u64 = 5;

/// `RPTR`: marks the file as a record of ours.
const APPLICATION_ID: i32 = 0x5250_5452;

/// The schema's steps, in order. Step `n` brings `user_version` from `n - 1` to `n`; a released step is never edited.
const STEPS: [(&str, &str); 1] =
    [("0001_record", include_str!("../migrations/sqlite/0001_record.sql"))];

/// The columns in the order of [`read_row`].
const SELECT_ENTRY: &str =
    "SELECT number, line, line_checksum, envelope, body, salt, erased_hash FROM entry";

/// A connection to the database of one record.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
}

impl Database {
    /// Creates the database of an empty record. Completes a creation that was interrupted; leaves any other file alone.
    pub(crate) fn create(path: &Path) -> Result<Database, Fault> {
        let fault = |error| fault(Attempt::Create, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(fault)?;
        connection.busy_timeout(Duration::from_secs(BUSY_SECONDS)).map_err(fault)?;
        let write =
            Transaction::new(&mut connection, TransactionBehavior::Immediate).map_err(fault)?;
        check_unused(&write, path)?;
        for (name, sql) in STEPS {
            take_step(&write, name, sql).map_err(fault)?;
        }
        write.pragma_update(None, "application_id", APPLICATION_ID).map_err(fault)?;
        let empty = Tree::default().head();
        write
            .execute(
                "INSERT INTO head (id, count, root) VALUES (1, ?1, ?2)",
                params![empty.count, empty.root.0],
            )
            .map_err(fault)?;
        write.commit().map_err(fault)?;
        configure(&connection, Attempt::Create)?;
        sync_directory(path)?;
        Ok(Database { connection })
    }

    /// Opens the database of a record. Says what the file is before anything in it is touched.
    pub(crate) fn open(path: &Path) -> Result<Database, Fault> {
        let not_a_record =
            |why: &str| Fault::NotARecord { path: path.to_owned(), why: why.to_owned() };
        // An empty database beside a log makes SQLite throw the log away; so it is not even shown to SQLite.
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Fault::Missing { path: path.to_owned() });
            }
            Err(error) => {
                return Err(Fault::Other { attempt: Attempt::Open, cause: Arc::new(error) });
            }
            Ok(file) if file.len() == 0 => return Err(not_a_record("the file is empty")),
            Ok(_) => {}
        }
        let fault = |error| fault(Attempt::Open, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
        connection.busy_timeout(Duration::from_secs(BUSY_SECONDS)).map_err(fault)?;
        // Closing would move the log into the database; in a damaged one that would destroy what may still be saved.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .map_err(fault)?;
        let application: i32 = pragma(&connection, "application_id").map_err(fault)?;
        if application != APPLICATION_ID {
            return Err(not_a_record("the file does not carry the mark of one"));
        }
        check_version(&connection)?;
        let database = Database { connection };
        database.check_file()?;
        configure(&database.connection, Attempt::Open)?;
        Ok(database)
    }

    /// Lets the log be moved into the database on closing, once every entry has been found sound.
    pub(crate) fn trust(&self) -> Result<(), Fault> {
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
            .map(drop)
            .map_err(|error| fault(Attempt::Open, error))
    }

    /// Asks SQLite whether its file is sound; entries and head are checked by the log.
    pub(crate) fn check_file(&self) -> Result<(), Fault> {
        let answer: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|error| fault(Attempt::Open, error))?;
        if answer == "ok" {
            return Ok(());
        }
        Err(Fault::Damaged { attempt: Attempt::Open, damage: Damage::File(answer) })
    }

    /// A view of one moment: whatever is read through it is from the same state, while others write.
    pub(crate) fn look(&self, attempt: Attempt) -> Result<View<'_>, Fault> {
        let transaction =
            self.connection.unchecked_transaction().map_err(|error| fault(attempt, error))?;
        Ok(View { transaction, attempt })
    }

    /// Takes the right to write, waiting for whoever has it. Dropped without [`commit`](View::commit), it wrote nothing.
    pub(crate) fn write(&mut self, attempt: Attempt) -> Result<View<'_>, Fault> {
        let transaction = Transaction::new(&mut self.connection, TransactionBehavior::Immediate)
            .map_err(|error| fault(attempt, error))?;
        Ok(View { transaction, attempt })
    }

    /// Moves the write-ahead log into the database and empties it, so that nothing overwritten survives in it. Says
    /// whether that was possible; it is not while others read.
    pub(crate) fn empty_log(&self) -> rusqlite::Result<bool> {
        let busy: i64 =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// One moment of the database, and, if made by [`Database::write`], what is being changed in it.
pub(crate) struct View<'a> {
    transaction: Transaction<'a>,
    attempt: Attempt,
}

impl View<'_> {
    /// The stored head.
    pub(crate) fn head(&self) -> Result<Head, Fault> {
        self.transaction
            .query_row("SELECT count, root FROM head WHERE id = 1", [], |row| {
                Ok(Head { count: row.get(0)?, root: Hash(row.get(1)?) })
            })
            .optional()
            .map_err(|error| self.fault(error))?
            .ok_or_else(|| self.damaged(Damage::NoHead))
    }

    /// Hands over the entries after number `after`, in order. A missing number or an altered line is a fault.
    pub(crate) fn each_line(
        &self,
        after: u32,
        mut take: impl FnMut(StoredLine),
    ) -> Result<(), Fault> {
        let mut statement = self
            .transaction
            .prepare(&format!("{SELECT_ENTRY} WHERE number > ?1 ORDER BY number"))
            .map_err(|error| self.fault(error))?;
        let mut rows = statement.query([after]).map_err(|error| self.fault(error))?;
        let mut last = after;
        while let Some(row) = rows.next().map_err(|error| self.fault(error))? {
            let (entry, checksum) = read_row(row).map_err(|error| self.fault(error))?;
            if last.checked_add(1) != Some(entry.number) {
                return Err(self.damaged(Damage::Gap {
                    expected: last.saturating_add(1),
                    found: entry.number,
                }));
            }
            if line_checksum(&entry.line) != checksum {
                return Err(self.damaged(Damage::Line { number: entry.number }));
            }
            last = entry.number;
            take(entry);
        }
        Ok(())
    }

    /// Entry `number`, which must be there.
    pub(crate) fn line(&self, number: u32) -> Result<StoredLine, Fault> {
        self.transaction
            .query_row(&format!("{SELECT_ENTRY} WHERE number = ?1"), [number], |row| {
                Ok(read_row(row)?.0)
            })
            .map_err(|error| self.fault(error))
    }

    /// Adds entries, which have been checked.
    pub(crate) fn insert(&self, lines: &[StoredLine]) -> Result<(), Fault> {
        self.insert_rows(lines).map_err(|error| self.fault(error))
    }

    fn insert_rows(&self, lines: &[StoredLine]) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare(
            "INSERT INTO entry (number, line, line_checksum, envelope, body, salt, erased_hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for entry in lines {
            let (body, salt, erased) = match &entry.body {
                BodyState::Present { text, salt } => (Some(text), *salt, None),
                BodyState::Erased { hash } => (None, None, Some(*hash)),
            };
            let checksum = line_checksum(&entry.line).0;
            statement.execute(params![
                entry.number,
                entry.line,
                checksum,
                entry.envelope,
                body,
                salt,
                erased
            ])?;
        }
        Ok(())
    }

    /// Moves the head from the count `from`. Says `false`, and changes nothing, if it is not there: the second guard
    /// against two writers, and on a database without `BEGIN IMMEDIATE` the first.
    pub(crate) fn move_head(&self, from: u32, to: &Head) -> Result<bool, Fault> {
        let moved = self
            .transaction
            .execute(
                "UPDATE head SET count = ?1, root = ?2 WHERE id = 1 AND count = ?3",
                params![to.count, to.root.0, from],
            )
            .map_err(|error| self.fault(error))?;
        Ok(moved == 1)
    }

    /// Puts the hash in the place of the body of an entry, and `line` in the place of its line.
    pub(crate) fn erase(&self, number: u32, line: &str, hash: &Hash) -> Result<(), Fault> {
        self.transaction
            .execute(
                "UPDATE entry SET line = ?1, line_checksum = ?2, body = NULL, salt = NULL, erased_hash = ?3
                 WHERE number = ?4",
                params![line, line_checksum(line).0, hash.0, number],
            )
            .map_err(|error| self.fault(error))?;
        Ok(())
    }

    /// Makes the changes permanent: once this returns, they survive the loss of power.
    pub(crate) fn commit(self) -> Result<(), Fault> {
        let attempt = self.attempt;
        self.transaction.commit().map_err(|error| fault(attempt, error))
    }

    /// A fault that says the database is damaged.
    pub(crate) fn damaged(&self, damage: Damage) -> Fault {
        Fault::Damaged { attempt: self.attempt, damage }
    }

    fn fault(&self, error: rusqlite::Error) -> Fault {
        fault(self.attempt, error)
    }
}

/// An entry and the stored checksum of its line.
fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<(StoredLine, Hash)> {
    let body = match row.get(6)? {
        Some(hash) => BodyState::Erased { hash },
        None => BodyState::Present { text: row.get(4)?, salt: row.get(5)? },
    };
    let entry = StoredLine { number: row.get(0)?, line: row.get(1)?, envelope: row.get(3)?, body };
    Ok((entry, Hash(row.get(2)?)))
}

/// The settings of every connection, and the write-ahead log.
fn configure(connection: &Connection, attempt: Attempt) -> Result<(), Fault> {
    let set = || -> rusqlite::Result<String> {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is erased is overwritten with zeros, not only unlinked.
        connection.pragma_update(None, "secure_delete", true)?;
        let mode =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        // FULL: a commit reaches the disk before it is acknowledged. NORMAL may lose the last ones at power loss.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
        Ok(mode)
    };
    let mode = set().map_err(|error| fault(attempt, error))?;
    if mode == "wal" {
        return Ok(());
    }
    let why = format!(
        "the directory does not allow a write-ahead log (journal mode `{mode}`); use a local disk"
    );
    Err(Fault::Other {
        attempt,
        cause: Arc::from(Box::<dyn std::error::Error + Send + Sync>::from(why)),
    })
}

/// Refuses to create a record over anything but an empty database.
fn check_unused(write: &Transaction<'_>, path: &Path) -> Result<(), Fault> {
    let look = || -> rusqlite::Result<(i32, i64)> {
        let tables = write.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((pragma(write, "application_id")?, tables))
    };
    match look().map_err(|error| fault(Attempt::Create, error))? {
        (0, 0) => Ok(()),
        (APPLICATION_ID, _) => Err(Fault::Exists { path: path.to_owned() }),
        _ => Err(Fault::NotARecord {
            path: path.to_owned(),
            why: "another program's database is there".to_owned(),
        }),
    }
}

fn take_step(write: &Transaction<'_>, name: &str, sql: &str) -> rusqlite::Result<()> {
    write.execute_batch(sql)?;
    let number = pragma::<u32>(write, "user_version")? + 1;
    write
        .execute("INSERT INTO schema_step (number, name) VALUES (?1, ?2)", params![number, name])?;
    write.pragma_update(None, "user_version", number)
}

/// Refuses a schema that is newer than this program. There is no older one yet.
fn check_version(connection: &Connection) -> Result<(), Fault> {
    let fault = |error| fault(Attempt::Open, error);
    let known = STEPS.len() as u32;
    let found: u32 = pragma(connection, "user_version").map_err(fault)?;
    if found == known {
        return Ok(());
    }
    if found < known {
        let damage =
            Damage::File(format!("it has the schema step {found}, which no version ever wrote"));
        return Err(Fault::Damaged { attempt: Attempt::Open, damage });
    }
    let name = connection
        .query_row("SELECT name FROM schema_step WHERE number = ?1", [found], |row| row.get(0))
        .optional()
        .map_err(fault)?;
    Err(Fault::Newer { found, name: name.unwrap_or_else(|| "without a name".to_owned()), known })
}

fn pragma<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> rusqlite::Result<T> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// Makes the names of the new files permanent, and that of the directory they are in.
fn sync_directory(path: &Path) -> Result<(), Fault> {
    // Elsewhere a directory cannot be opened as a file, nor needs to be.
    let sync =
        |directory: PathBuf| if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) };
    let above = |path: &Path| {
        path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    };
    let directory = above(path);
    sync(directory.clone())
        .and_then(|()| sync(above(&directory)))
        .map_err(|error| Fault::Other { attempt: Attempt::Create, cause: Arc::new(error) })
}

/// Tells SQLite's error codes apart by what the operator can do.
fn fault(attempt: Attempt, error: rusqlite::Error) -> Fault {
    use rusqlite::ErrorCode;
    let damaged = |error: rusqlite::Error| Fault::Damaged {
        attempt,
        damage: Damage::File(error.to_string()),
    };
    let Some(&ffi::Error { code, extended_code }) = error.sqlite_error() else {
        // A column or a row is not what the schema says.
        return damaged(error);
    };
    let changes = !matches!(attempt, Attempt::Open | Attempt::Read);
    match (code, extended_code) {
        (
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::ConstraintViolation,
            _,
        )
        | (
            _,
            // The statements are fixed, so an error in one is a table or column that is not there.
            ffi::SQLITE_ERROR
            | ffi::SQLITE_IOERR_SHORT_READ
            | ffi::SQLITE_IOERR_DATA
            | ffi::SQLITE_IOERR_CORRUPTFS,
        ) => damaged(error),
        (ErrorCode::DiskFull, _) => Fault::DiskFull { attempt, cause: Arc::new(error) },
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => {
            Fault::ReadOnly { attempt, cause: Arc::new(error) }
        }
        (
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed,
            _,
        ) => Fault::Locked { attempt, cause: Arc::new(error) },
        (_, ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC) if changes => {
            Fault::Uncertain { cause: Arc::new(error) }
        }
        (_, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_TRUNCATE | ffi::SQLITE_IOERR_SHMSIZE) => {
            Fault::WriteRefused { attempt, cause: Arc::new(error) }
        }
        _ => Fault::Other { attempt, cause: Arc::new(error) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_operator_can_do_is_told_apart() {
        let kind = |code: i32| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let shown = format!("{:?}", fault(Attempt::Append, error));
            shown.split([' ', '(']).next().unwrap().to_owned()
        };
        for (code, expected) in [
            (ffi::SQLITE_FULL, "DiskFull"),
            (ffi::SQLITE_IOERR_WRITE, "WriteRefused"),
            (ffi::SQLITE_IOERR_FSYNC, "Uncertain"),
            (ffi::SQLITE_IOERR_SHORT_READ, "Damaged"),
            (ffi::SQLITE_IOERR_READ, "Other"),
            (ffi::SQLITE_READONLY, "ReadOnly"),
            (ffi::SQLITE_READONLY_DIRECTORY, "ReadOnly"),
            (ffi::SQLITE_PERM, "ReadOnly"),
            (ffi::SQLITE_BUSY, "Locked"),
            (ffi::SQLITE_BUSY_SNAPSHOT, "Locked"),
            (ffi::SQLITE_LOCKED, "Locked"),
            (ffi::SQLITE_CORRUPT, "Damaged"),
            (ffi::SQLITE_ERROR, "Damaged"),
            (ffi::SQLITE_NOTADB, "Damaged"),
            (ffi::SQLITE_CANTOPEN, "Other"),
        ] {
            assert_eq!(kind(code), expected, "code {code}");
        }
    }

    #[test]
    fn every_connection_has_the_settings_that_durability_rests_on() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("record.sqlite");
        drop(Database::create(&path).unwrap());
        let database = Database::open(&path).unwrap();
        let value = |name: &str| pragma::<i64>(database.connection(), name).unwrap();
        assert_eq!(
            (value("synchronous"), value("foreign_keys"), value("secure_delete")),
            (2, 1, 1)
        );
        assert_eq!(pragma::<String>(database.connection(), "journal_mode").unwrap(), "wal");
    }
}
