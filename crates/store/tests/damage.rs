//! Databases that were cut off or altered: a fault that says what to do, never a panic, never other words.

use std::fs;
use std::path::Path;

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use store::{DATABASE_NAME, Damage, Fault, Store};

use crate::world::{closed_record, entries};

/// Opens the record with `bytes` as its database, in a directory of its own.
fn open_with(bytes: &[u8]) -> Result<Vec<store::StoredLine>, Fault> {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(DATABASE_NAME), bytes).unwrap();
    Store::open(directory.path())?.read(1)
}

fn altered(directory: &Path, sql: &str) -> Fault {
    let path = directory.join(DATABASE_NAME);
    let before = fs::read(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let fault = Store::open(directory).unwrap_err();
    for extra in ["-wal", "-shm"] {
        drop(fs::remove_file(directory.join(format!("{DATABASE_NAME}{extra}"))));
    }
    fs::write(&path, before).unwrap();
    fault
}

fn says_what_to_do(fault: &Fault) -> bool {
    fault.to_string().contains("restore the latest bundle or backup")
}

#[test]
fn an_altered_row_is_found_and_named() {
    let directory = closed_record(20);
    let found = |sql: &str| match altered(directory.path(), sql) {
        fault @ Fault::Damaged { .. } if !says_what_to_do(&fault) => panic!("{fault}"),
        Fault::Damaged { damage, .. } => damage,
        fault => panic!("{sql}: {fault}"),
    };
    assert_eq!(
        found("UPDATE entry SET line = line || '.' WHERE number = 7"),
        Damage::Line { number: 7 }
    );
    assert_eq!(found("DELETE FROM entry WHERE number = 7"), Damage::Gap { expected: 7, found: 8 });
    assert_eq!(found("DELETE FROM entry WHERE number = 20"), Damage::Count { head: 20, found: 19 });
    assert_eq!(found("UPDATE head SET count = 19"), Damage::Count { head: 19, found: 20 });
    assert_eq!(found("DELETE FROM head"), Damage::NoHead);
    for sql in [
        "UPDATE entry SET body = 'nothing' WHERE number = 7",
        "UPDATE entry SET envelope = envelope || ' ' WHERE number = 7",
        "UPDATE entry SET salt = NULL WHERE number = 7",
        "UPDATE head SET root = zeroblob(32)",
    ] {
        assert!(matches!(found(sql), Damage::Root { .. }), "{sql}");
    }
    assert!(matches!(found("DROP TABLE entry"), Damage::File(_)));
    assert!(matches!(found("PRAGMA user_version = 0"), Damage::File(_)));
    assert_eq!(Store::open(directory.path()).unwrap().read(1).unwrap(), entries(1, 20));
}

#[test]
fn a_database_cut_off_anywhere_is_refused_with_advice() {
    let directory = closed_record(300);
    let bytes = fs::read(directory.path().join(DATABASE_NAME)).unwrap();
    assert!(bytes.len() > 100_000);
    let lengths =
        (0..600).step_by(37).chain((600..bytes.len()).step_by(3_001)).chain([bytes.len() - 1]);
    for length in lengths {
        let fault = open_with(&bytes[..length]).expect_err("a cut was not found");
        assert!(says_what_to_do(&fault), "{length}: {fault}");
    }
    assert_eq!(open_with(&bytes).unwrap(), entries(1, 300));
}

#[test]
fn a_damaged_byte_never_changes_what_is_read() {
    let directory = closed_record(60);
    let bytes = fs::read(directory.path().join(DATABASE_NAME)).unwrap();
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]);
    let mut found = 0;
    for round in 0..240 {
        let mut altered = bytes.clone();
        // Half of them in the first page, where the header and the schema are.
        let range = if round % 2 == 0 { 4096 } else { bytes.len() };
        let at = random.next_u32() as usize % range;
        altered[at] ^= 1 << (random.next_u32() % 8);
        match open_with(&altered) {
            Ok(lines) => assert_eq!(lines, entries(1, 60), "byte {at}"),
            Err(_) => found += 1,
        }
    }
    assert!(found > 90, "only {found} of 240 were found; the others lie where nothing is stored");
}

#[test]
fn a_damaged_log_loses_no_more_than_its_end() {
    let directory = closed_record(10);
    let mut store = Store::open(directory.path()).unwrap();
    for count in 10..40 {
        store.append(count, &entries(count + 1, count + 1)).unwrap();
    }
    let file =
        |extra: &str| fs::read(directory.path().join(format!("{DATABASE_NAME}{extra}"))).unwrap();
    let (database, log) = (file(""), file("-wal"));
    for cut in (0..log.len()).step_by(9_973) {
        let copy = tempfile::tempdir().unwrap();
        fs::write(copy.path().join(DATABASE_NAME), &database).unwrap();
        fs::write(copy.path().join(format!("{DATABASE_NAME}-wal")), &log[..cut]).unwrap();
        let lines = Store::open(copy.path()).unwrap().read(1).unwrap();
        assert!(lines.len() >= 10);
        assert_eq!(lines, entries(1, lines.len() as u32));
    }
}

#[test]
fn an_empty_database_beside_a_log_is_not_touched() {
    let directory = closed_record(10);
    let mut store = Store::open(directory.path()).unwrap();
    store.append(10, &entries(11, 12)).unwrap();
    let log = fs::read(directory.path().join(format!("{DATABASE_NAME}-wal"))).unwrap();
    let copy = tempfile::tempdir().unwrap();
    let log_path = copy.path().join(format!("{DATABASE_NAME}-wal"));
    fs::write(copy.path().join(DATABASE_NAME), []).unwrap();
    fs::write(&log_path, &log).unwrap();
    assert!(matches!(Store::open(copy.path()), Err(Fault::NotARecord { .. })));
    assert_eq!(fs::read(log_path).unwrap(), log);
}

#[test]
fn a_record_that_shrinks_under_an_open_store_is_found() {
    let directory = closed_record(10);
    let mut store = Store::open(directory.path()).unwrap();
    let other = rusqlite::Connection::open(directory.path().join(DATABASE_NAME)).unwrap();
    other.execute_batch("DELETE FROM entry WHERE number > 8; UPDATE head SET count = 8").unwrap();
    let fault = store.append(8, &entries(9, 9)).unwrap_err();
    assert!(
        matches!(fault, Fault::Damaged { damage: Damage::Shrunk { before: 10, found: 8 }, .. }),
        "{fault}"
    );
}

#[test]
fn opening_a_damaged_record_changes_neither_database_nor_log() {
    let directory = closed_record(30);
    let mut store = Store::open(directory.path()).unwrap();
    store.append(30, &entries(31, 33)).unwrap();
    let copy = tempfile::tempdir().unwrap();
    let names = [DATABASE_NAME.to_owned(), format!("{DATABASE_NAME}-wal")];
    let files = names.clone().map(|name| fs::read(directory.path().join(name)).unwrap());
    let mut damaged = files.clone();
    let at = damaged[0].windows(7).position(|window| window == b"prefers").unwrap();
    damaged[0][at] = b'P';
    for (name, bytes) in names.iter().zip(&damaged) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    assert!(matches!(Store::open(copy.path()), Err(Fault::Damaged { .. })));
    assert_eq!(names.map(|name| fs::read(copy.path().join(name)).unwrap()), damaged);
}
