//! A writer that is killed, and a disk that stops taking bytes: what was acknowledged is there, and nothing half.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::Child;

use store::{Fault, Store};

use crate::world::{child, child_directory, closed_record, entries, new_store};

/// Appends batches of one to five lines and tells each count once it is acknowledged, until it is stopped or fails.
#[test]
#[ignore = "a child process of the tests below"]
fn child_appends() {
    let mut out = std::io::stdout();
    let mut store = match Store::open(&child_directory()) {
        Ok(store) => store,
        Err(fault) => return writeln!(out, "closed {fault:?}").unwrap(),
    };
    let mut count = store.head().unwrap().count;
    loop {
        match store.append(count, &entries(count + 1, count + 1 + count % 5)) {
            Ok(head) => count = head.count,
            Err(fault) => {
                writeln!(out, "fault {fault:?}").unwrap();
                writeln!(out, "shown {fault}").unwrap();
                assert_eq!(store.read(1).unwrap(), entries(1, count), "it goes on reading");
                writeln!(out, "intact").unwrap();
                return;
            }
        }
        writeln!(out, "acknowledged {count}").unwrap();
    }
}

fn acknowledged(line: &str) -> Option<u32> {
    line.strip_prefix("acknowledged ")?.parse().ok()
}

/// Lets the child acknowledge `appends` times, kills it, and returns the last count it acknowledged.
fn kill_after(mut child: Child, appends: usize) -> u32 {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let seen = lines.by_ref().filter_map(|line| acknowledged(&line)).take(appends).last();
    child.kill().unwrap();
    let late = lines.filter_map(|line| acknowledged(&line)).last();
    child.wait().unwrap();
    late.or(seen).unwrap()
}

#[test]
fn every_acknowledged_entry_survives_a_kill() {
    let (directory, store) = new_store();
    drop(store);
    let mut before = 0;
    for round in 0..20 {
        let told =
            kill_after(child("kill::child_appends", directory.path(), ""), 1 + round * 7 % 23);
        let store = Store::open(directory.path()).unwrap();
        let (lines, head) = store.read_with_head(1).unwrap();
        assert!(told > before && head.count >= told, "acknowledged {told}, found {}", head.count);
        assert!(head.count - told <= 5, "at most the batch under way is unacknowledged");
        assert_eq!(lines, entries(1, head.count));
        before = head.count;
    }
}

/// What a child tells that appends while no file may grow beyond `blocks` of 512 bytes.
fn told_under_limit(directory: &Path, blocks: u32) -> String {
    // The signal is ignored, so that the write fails instead.
    let mut child =
        child("kill::child_appends", directory, &format!("trap '' XFSZ; ulimit -f {blocks};"));
    let mut told = String::new();
    child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(child.wait().unwrap().success(), "{told}");
    told
}

#[test]
fn a_file_size_limit_is_a_fault_and_the_record_stays_whole() {
    for blocks in [65, 66, 67, 80, 97, 128, 200, 333] {
        let (directory, store) = new_store();
        drop(store);
        let told = told_under_limit(directory.path(), blocks);
        assert!(told.contains("fault WriteRefused") && told.contains("intact"), "{told}");
        assert!(
            told.contains("shown not recorded, nothing was lost: the disk refused to write"),
            "{told}"
        );
        let count = told.lines().filter_map(acknowledged).next_back().unwrap_or(0);
        let mut store = Store::open(directory.path()).unwrap();
        assert_eq!(store.read(1).unwrap(), entries(1, count));
        store.append(count, &entries(count + 1, count + 9)).unwrap();
        assert_eq!(store.verify().unwrap().count, count + 9);
    }
}

#[test]
fn a_limit_too_low_to_open_is_a_fault_and_changes_nothing() {
    let directory = closed_record(5);
    let told = told_under_limit(directory.path(), 20);
    assert!(told.contains("closed WriteRefused { attempt: Open"), "{told}");
    assert_eq!(Store::open(directory.path()).unwrap().read(1).unwrap(), entries(1, 5));
}

#[test]
fn a_writer_that_the_limit_kills_leaves_a_whole_record() {
    let (directory, store) = new_store();
    drop(store);
    let mut child = child("kill::child_appends", directory.path(), "ulimit -f 100;");
    let mut told = String::new();
    child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(!child.wait().unwrap().success(), "{told}");
    let count = told.lines().filter_map(acknowledged).next_back().unwrap();
    let (lines, head) = Store::open(directory.path()).unwrap().read_with_head(1).unwrap();
    assert!(head.count >= count);
    assert_eq!(lines, entries(1, head.count));
}

#[test]
fn a_write_that_fails_half_way_through_a_batch_leaves_none_of_it() {
    let (directory, mut store) = new_store();
    let head = store.append(0, &entries(1, 3)).unwrap();
    let database = rusqlite::Connection::open(directory.path().join(store::DATABASE_NAME)).unwrap();
    for place in ["AFTER INSERT ON entry WHEN NEW.number = 17", "BEFORE UPDATE ON head"] {
        let trigger =
            format!("CREATE TRIGGER fail {place} BEGIN SELECT RAISE(ABORT, 'injected'); END");
        database.execute_batch(&trigger).unwrap();
        let fault = store.append(3, &entries(4, 30)).unwrap_err();
        assert!(matches!(fault, Fault::Damaged { .. }), "{fault}");
        database.execute_batch("DROP TRIGGER fail").unwrap();
        assert_eq!(store.head().unwrap(), head);
        assert_eq!(store.verify().unwrap(), head);
    }
    store.append(3, &entries(4, 30)).unwrap();
    assert_eq!(store.verify().unwrap().count, 30);
}

#[test]
fn a_database_that_another_program_holds_is_a_fault_after_a_while() {
    let (directory, mut store) = new_store();
    let holder = rusqlite::Connection::open(directory.path().join(store::DATABASE_NAME)).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let fault = store.append(0, &entries(1, 1)).unwrap_err();
    assert!(matches!(fault, Fault::Locked { .. }), "{fault}");
    assert_eq!(store.head().unwrap().count, 0, "reading goes on");
    holder.execute_batch("ROLLBACK").unwrap();
    store.append(0, &entries(1, 1)).unwrap();
}

/// Creates one record after the other, and tells the number of each before it begins.
#[test]
#[ignore = "a child process of the test below"]
fn child_creates() {
    for number in 0.. {
        writeln!(std::io::stdout(), "acknowledged {number}").unwrap();
        drop(Store::create(&child_directory().join(number.to_string())).unwrap());
    }
}

#[test]
fn a_creation_that_was_killed_can_be_repeated() {
    for round in 0..12 {
        let directory = tempfile::tempdir().unwrap();
        let last = kill_after(child("kill::child_creates", directory.path(), ""), 1 + round);
        let path = directory.path().join(last.to_string());
        let mut store = match Store::open(&path) {
            Ok(store) => store,
            Err(Fault::Missing { .. } | Fault::NotARecord { .. }) => Store::create(&path).unwrap(),
            Err(fault) => panic!("{fault}"),
        };
        store.append(0, &entries(1, 3)).unwrap();
        assert_eq!(store.verify().unwrap().count, 3);
    }
}
