//! Invented entries, the same on every run, and child processes that use the store.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use store::{BodyState, Store, StoredLine};
use tempfile::TempDir;

/// The environment variable that tells a child process which record it works on.
pub(crate) const DIRECTORY: &str = "STORE_TEST_DIRECTORY";

/// Entry `number`: every third without salt, and every eleventh long.
pub(crate) fn entry(number: u32) -> StoredLine {
    let words = format!(
        "BOR prefers “shall” in {number} {}",
        "and says why ".repeat(1 + number as usize % 11 * 20)
    );
    let salt = (!number.is_multiple_of(3)).then_some([number as u8; 32]);
    let envelope = format!("no. {number} 2026-03-02T10:05+01:00 taken down by SEC");
    let line = format!("{envelope}: {words}");
    StoredLine { number, line, envelope, body: BodyState::Present { text: words, salt } }
}

pub(crate) fn entries(from: u32, to: u32) -> Vec<StoredLine> {
    (from..=to).map(entry).collect()
}

pub(crate) fn new_store() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::create(directory.path()).unwrap();
    (directory, store)
}

/// A record of `count` entries, closed, so that everything is in its one file.
pub(crate) fn closed_record(count: u32) -> TempDir {
    let (directory, mut store) = new_store();
    store.append(0, &entries(1, count)).unwrap();
    directory
}

/// Runs the ignored test `name` of this binary as a process of its own; `limit` is a shell command to run before it.
pub(crate) fn child(name: &str, directory: &Path, limit: &str) -> Child {
    Command::new("sh")
        .arg("-c")
        .arg(format!("{limit} exec \"$0\" --exact \"$1\" --ignored --nocapture --test-threads=1"))
        .arg(std::env::current_exe().unwrap())
        .arg(name)
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

pub(crate) fn child_directory() -> std::path::PathBuf {
    std::env::var_os(DIRECTORY).expect("started by another test").into()
}
