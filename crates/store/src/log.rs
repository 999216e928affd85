//! The log: entries are read from a number on, and appended if the head is where the writer saw it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::fault::{Attempt, Damage, Fault};
use crate::line::{StoredLine, check_line};
use crate::merkle::{Hash, Head, Tree};
use crate::sqlite::{Database, View};

/// Name of the database within its directory. SQLite keeps `record.sqlite-wal` and `record.sqlite-shm` beside it.
pub const DATABASE_NAME: &str = "record.sqlite";

/// How often [`Store::transact`] reads and decides again before it gives up.
pub const ATTEMPTS_MAX: u32 = 16;

/// One record in its data directory.
///
/// Any number of processes may have the same record open. Each `Store` holds the Merkle tree in memory, 64 bytes an
/// entry, and catches up with what others wrote before it adds to it.
#[derive(Debug)]
pub struct Store {
    database: Database,
    /// The tree over the first `tree.count()` entries; never ahead of what is committed, at most behind.
    tree: Tree,
}

/// What [`Store::transact`] came to instead of a new head.
#[derive(Debug, thiserror::Error)]
pub enum TransactFault<E> {
    /// `decide` said no. Nothing was written.
    #[error(transparent)]
    Refused(E),
    /// The store did not do it.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Store {
    /// Creates an empty record in `directory`, which is made if it is not there.
    ///
    /// A creation that was interrupted is completed; an existing record is [`Fault::Exists`].
    pub fn create(directory: &Path) -> Result<Store, Fault> {
        fs::create_dir_all(directory)
            .map_err(|error| Fault::Other { attempt: Attempt::Create, cause: Arc::new(error) })?;
        Ok(Store {
            database: Database::create(&directory.join(DATABASE_NAME))?,
            tree: Tree::default(),
        })
    }

    /// Opens the record in `directory` and checks all of it: the database file, the numbers, every line, and that the
    /// entries give the stored root. Takes less than a second for 100,000 entries.
    /// Of a damaged record, neither the database nor its log is changed by this.
    ///
    /// It cannot find a record that somebody replaced as a whole by an older or another one that is sound in itself:
    /// compare [`head`](Store::head) with a checkpoint kept elsewhere.
    pub fn open(directory: &Path) -> Result<Store, Fault> {
        let mut store = Store {
            database: Database::open(&directory.join(DATABASE_NAME))?,
            tree: Tree::default(),
        };
        store.catch_up(Attempt::Open)?;
        store.database.trust()?;
        Ok(store)
    }

    /// Checks the whole record again, as [`open`](Store::open) did.
    pub fn verify(&mut self) -> Result<Head, Fault> {
        self.database.check_file()?;
        self.tree = Tree::default();
        self.catch_up(Attempt::Read)
    }

    /// The present head.
    pub fn head(&self) -> Result<Head, Fault> {
        self.database.look(Attempt::Read)?.head()
    }

    /// The entries from number `from` on, in order; none if there is no such number. Entries count from 1.
    pub fn read(&self, from: u32) -> Result<Vec<StoredLine>, Fault> {
        Ok(self.read_with_head(from)?.0)
    }

    /// The entries from number `from` on, and the head of the same moment.
    pub fn read_with_head(&self, from: u32) -> Result<(Vec<StoredLine>, Head), Fault> {
        let view = self.database.look(Attempt::Read)?;
        let head = view.head()?;
        let after = from.saturating_sub(1);
        let mut lines = Vec::new();
        view.each_line(after, |line| lines.push(line))?;
        let found = after.min(head.count) + lines.len() as u32;
        if found != head.count {
            return Err(view.damaged(Damage::Count { head: head.count, found }));
        }
        Ok((lines, head))
    }

    /// Adds `lines` as one: all of them or none. Returns once they would survive a loss of power.
    ///
    /// `expected` is the number of entries the writer knew of when it decided on them; if others wrote since, this is
    /// [`Fault::Conflict`]. Many lines in one call cost hardly more than one.
    pub fn append(&mut self, expected: u32, lines: &[StoredLine]) -> Result<Head, Fault> {
        let write = self.database.write(Attempt::Append)?;
        let old = write.head()?;
        if old.count != expected {
            return Err(Fault::Conflict { expected, found: old.count });
        }
        check_lines(expected, lines)?;
        extend(&mut self.tree, &write, &old)?;
        if lines.is_empty() {
            return Ok(old);
        }
        lines.iter().for_each(|line| self.tree.push(line.leaf()));
        let new = self.tree.head();
        let written = write_lines(write, &old, &new, lines);
        if written.is_err() {
            self.tree.truncate(old.count);
        }
        written.map(|()| new)
    }

    /// Replaces the body of entry `number` by its hash, and its line by `line`, the canonical line of the entry without
    /// its body. Every head and proof stays valid; the head is returned.
    ///
    /// Appends nothing: that something was erased, and why, is an entry of its own, which belongs on the record first.
    /// May be repeated, and should be after a crash. Also overwrites the words in the database file and empties its log; if readers prevent that,
    /// [`Fault::TracesRemain`]. Copies elsewhere (backups, bundles, free blocks of the disk) are out of its reach.
    pub fn erase(&mut self, number: u32, line: &str) -> Result<Head, Fault> {
        let attempt = Attempt::Erase;
        check_line(line).map_err(|why| Fault::NotALine { attempt, number, why })?;
        let write = self.database.write(attempt)?;
        let head = write.head()?;
        if number == 0 || number > head.count {
            return Err(Fault::NoSuchEntry { number, count: head.count });
        }
        extend(&mut self.tree, &write, &head)?;
        let entry = write.line(number)?;
        if self.tree.leaf(number - 1) != Some(entry.leaf()) {
            return Err(write.damaged(Damage::Line { number }));
        }
        write.erase(number, line, &entry.body.hash())?;
        write.commit()?;
        match self.database.empty_log() {
            Ok(true) => Ok(head),
            Ok(false) => Err(Fault::TracesRemain { number, cause: None }),
            Err(error) => Err(Fault::TracesRemain { number, cause: Some(Arc::new(error)) }),
        }
    }

    /// Reads, decides and appends, and does so again while other writers are faster, at most [`ATTEMPTS_MAX`] times.
    ///
    /// `after` is the number of the last entry the caller has seen. `decide` gets the entries since then (the second time:
    /// since the first time) and the head they lead to, and answers with what it wants to return and the lines to add.
    /// Without lines nothing is written. It may be called several times: it must only change what the new entries
    /// change, and must not take its own lines for recorded.
    pub fn transact<T, E>(
        &mut self,
        after: u32,
        mut decide: impl FnMut(&[StoredLine], Head) -> Result<(T, Vec<StoredLine>), E>,
    ) -> Result<(T, Head), TransactFault<E>> {
        let mut seen = after;
        for _ in 0..ATTEMPTS_MAX {
            let (news, head) = self.read_with_head(seen.saturating_add(1))?;
            if head.count < seen {
                let damage = Damage::Shrunk { before: seen, found: head.count };
                return Err(Fault::Damaged { attempt: Attempt::Read, damage }.into());
            }
            let (answer, lines) = decide(&news, head).map_err(TransactFault::Refused)?;
            seen = head.count;
            if lines.is_empty() {
                return Ok((answer, head));
            }
            match self.append(head.count, &lines) {
                Ok(head) => return Ok((answer, head)),
                Err(Fault::Conflict { .. }) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(Fault::Contended { attempts: ATTEMPTS_MAX }.into())
    }

    /// Proof that entry `number` is in the record of the first `count` entries; `None` if it is not.
    ///
    /// Checked with [`verify_inclusion`](crate::merkle::verify_inclusion) and the index `number - 1`.
    pub fn prove_inclusion(&mut self, number: u32, count: u32) -> Result<Option<Vec<Hash>>, Fault> {
        self.catch_up(Attempt::Read)?;
        Ok(number.checked_sub(1).and_then(|index| self.tree.prove_inclusion(index, count)))
    }

    /// Proof that the record of the first `new` entries only adds to that of the first `old`; `None` if there are fewer.
    pub fn prove_consistency(&mut self, old: u32, new: u32) -> Result<Option<Vec<Hash>>, Fault> {
        self.catch_up(Attempt::Read)?;
        Ok(self.tree.prove_consistency(old, new))
    }

    /// The head the record had when it held `count` entries; `None` if it never held so many.
    pub fn head_at(&mut self, count: u32) -> Result<Option<Head>, Fault> {
        self.catch_up(Attempt::Read)?;
        Ok(self.tree.head_at(count))
    }

    /// Brings the tree to the stored head.
    fn catch_up(&mut self, attempt: Attempt) -> Result<Head, Fault> {
        let view = self.database.look(attempt)?;
        let head = view.head()?;
        extend(&mut self.tree, &view, &head)?;
        Ok(head)
    }
}

/// Brings `tree` to `head` with the entries it does not have yet, and checks that they lead there.
///
/// On a fault the tree is left as it was.
fn extend(tree: &mut Tree, view: &View<'_>, head: &Head) -> Result<(), Fault> {
    let before = tree.count();
    let extended = extend_unchecked(tree, view, head);
    if extended.is_err() {
        tree.truncate(before);
    }
    extended
}

fn extend_unchecked(tree: &mut Tree, view: &View<'_>, head: &Head) -> Result<(), Fault> {
    if tree.count() > head.count {
        return Err(view.damaged(Damage::Shrunk { before: tree.count(), found: head.count }));
    }
    view.each_line(tree.count(), |line| tree.push(line.leaf()))?;
    let found = tree.head();
    if found.count != head.count {
        return Err(view.damaged(Damage::Count { head: head.count, found: found.count }));
    }
    if found.root != head.root {
        return Err(view.damaged(Damage::Root { head: *head, found }));
    }
    Ok(())
}

/// Says whether `lines` can follow the first `count` entries.
pub(crate) fn check_lines(count: u32, lines: &[StoredLine]) -> Result<(), Fault> {
    for (line, next) in lines.iter().zip(u64::from(count) + 1..) {
        line.check(next).map_err(|why| Fault::NotALine {
            attempt: Attempt::Append,
            number: line.number,
            why,
        })?;
    }
    Ok(())
}

fn write_lines(write: View<'_>, old: &Head, new: &Head, lines: &[StoredLine]) -> Result<(), Fault> {
    write.insert(lines)?;
    if !write.move_head(old.count, new)? {
        return Err(Fault::Conflict { expected: old.count, found: write.head()?.count });
    }
    write.commit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::BodyState;

    fn lines(from: u32, to: u32) -> Vec<StoredLine> {
        let text = "BOR prefers “shall” in 4 ".repeat(9);
        let body = BodyState::Present { text: text.clone(), salt: None };
        (from..=to)
            .map(|number| StoredLine {
                number,
                line: text.clone(),
                envelope: number.to_string(),
                body: body.clone(),
            })
            .collect()
    }

    /// A full disk as the database meets it: it cannot get one more page.
    #[test]
    fn a_full_disk_is_a_fault_and_the_record_stays_whole() {
        let directory = tempfile::tempdir().unwrap();
        let mut store = Store::create(directory.path()).unwrap();
        let head = store.append(0, &lines(1, 3)).unwrap();
        let limit_pages = |store: &Store, pages: u32| {
            let set = format!("PRAGMA max_page_count = {pages}");
            store.database.connection().query_row(&set, [], |_| Ok(())).unwrap();
        };
        limit_pages(&store, 12);
        let fault = store.append(3, &lines(4, 200)).unwrap_err();
        assert!(matches!(fault, Fault::DiskFull { .. }), "{fault}");
        assert!(
            fault.to_string().starts_with("not recorded, nothing was lost: the disk is full"),
            "{fault}"
        );
        assert_eq!(store.verify().unwrap(), head);
        limit_pages(&store, 1_000);
        store.append(3, &lines(4, 200)).unwrap();
        assert_eq!(store.verify().unwrap().count, 200);
    }
}
