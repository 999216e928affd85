//! Reading, appending, transacting, and what opening a directory finds.

use std::fs;

use store::merkle::{verify_consistency, verify_inclusion};
use store::{BodyState, DATABASE_NAME, Fault, LineFault, Store, StoredLine, TransactFault};

use crate::world::{entries, entry, new_store};

fn refused<T, E>(_: E) -> Result<T, E> {
    unreachable!("nothing is refused here")
}

#[test]
fn what_was_appended_is_read_back_after_reopening() {
    let (directory, mut store) = new_store();
    assert_eq!(store.head().unwrap().count, 0);
    let mut lines = entries(1, 40);
    lines[7].body = BodyState::Erased { hash: [9; 32] };
    store.append(0, &lines[..1]).unwrap();
    let head = store.append(1, &lines[1..]).unwrap();
    drop(store);
    let mut store = Store::open(directory.path()).unwrap();
    assert_eq!(store.head().unwrap(), head);
    assert_eq!(store.read(1).unwrap(), lines);
    assert_eq!(store.read(0).unwrap(), lines);
    assert_eq!(store.read(39).unwrap(), lines[38..]);
    assert_eq!(store.read(41).unwrap(), []);
    assert_eq!(store.read(u32::MAX).unwrap(), []);
    assert_eq!(store.verify().unwrap(), head);
}

#[test]
fn a_head_that_moved_is_a_conflict_and_nothing_is_written() {
    let (directory, mut store) = new_store();
    let mut other = Store::open(directory.path()).unwrap();
    store.append(0, &entries(1, 3)).unwrap();
    let conflict = other.append(0, &entries(1, 2)).unwrap_err();
    assert!(matches!(conflict, Fault::Conflict { expected: 0, found: 3 }), "{conflict}");
    assert!(conflict.to_string().starts_with("not recorded, nothing was lost"));
    let head = other.append(3, &entries(4, 5)).unwrap();
    assert_eq!(store.head().unwrap(), head);
    assert_eq!(store.read(1).unwrap(), entries(1, 5));
}

#[test]
fn a_batch_with_one_bad_line_is_refused_whole() {
    let (_directory, mut store) = new_store();
    let bad = |change: &dyn Fn(&mut StoredLine)| {
        let mut lines = entries(1, 3);
        change(&mut lines[1]);
        lines
    };
    for (lines, expected) in [
        (bad(&|line| line.number = 3), LineFault::Number { next: 2 }),
        (bad(&|line| line.line.clear()), LineFault::Empty),
        (bad(&|line| line.line.push('\n')), LineFault::NotOneLine),
        (bad(&|line| line.envelope.push('\0')), LineFault::NotOneLine),
        (bad(&|line| line.envelope = "x".repeat(store::LINE_BYTES_MAX + 1)), LineFault::TooLong),
    ] {
        let fault = store.append(0, &lines).unwrap_err();
        assert!(matches!(&fault, Fault::NotALine { why, .. } if *why == expected), "{fault}");
    }
    assert_eq!(store.read(1).unwrap(), []);
    store.append(0, &entries(1, 3)).unwrap();
}

#[test]
fn creating_twice_is_refused_and_opening_nothing_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("new/record");
    assert!(matches!(Store::open(&path), Err(Fault::Missing { .. })));
    assert!(!path.exists());
    let mut store = Store::create(&path).unwrap();
    store.append(0, &entries(1, 2)).unwrap();
    assert!(matches!(Store::create(&path), Err(Fault::Exists { .. })));
    assert_eq!(store.read(1).unwrap(), entries(1, 2));
}

#[test]
fn an_interrupted_creation_is_completed() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(DATABASE_NAME), []).unwrap();
    assert!(matches!(Store::open(directory.path()), Err(Fault::NotARecord { .. })));
    Store::create(directory.path()).unwrap().append(0, &[entry(1)]).unwrap();
    assert_eq!(Store::open(directory.path()).unwrap().read(1).unwrap(), [entry(1)]);
}

#[test]
fn another_programs_database_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(DATABASE_NAME);
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE recipe (name TEXT)")
        .unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(directory.path()), Err(Fault::NotARecord { .. })));
    assert!(matches!(Store::create(directory.path()), Err(Fault::NotARecord { .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_schema_is_refused_by_name() {
    let (directory, store) = new_store();
    drop(store);
    let database = rusqlite::Connection::open(directory.path().join(DATABASE_NAME)).unwrap();
    database
        .execute_batch(
            "INSERT INTO schema_step VALUES (2, '0002_witness'); PRAGMA user_version = 2",
        )
        .unwrap();
    let fault = Store::open(directory.path()).unwrap_err();
    assert!(matches!(fault, Fault::Newer { found: 2, known: 1, .. }), "{fault}");
    assert!(fault.to_string().contains("`0002_witness`"), "{fault}");
}

#[test]
fn a_transaction_that_meets_another_writer_decides_again_with_the_new_entries() {
    let (directory, mut store) = new_store();
    store.append(0, &entries(1, 2)).unwrap();
    let mut other = Store::open(directory.path()).unwrap();
    let mut seen = Vec::new();
    let (answer, head) = store
        .transact::<_, Fault>(1, |news, head| {
            seen.push((news.iter().map(|line| line.number).collect::<Vec<_>>(), head.count));
            if seen.len() <= 2 {
                other.append(head.count, &[entry(head.count + 1)]).or_else(refused)?;
            }
            Ok(("done", vec![entry(head.count + 1)]))
        })
        .unwrap();
    assert_eq!((answer, head.count), ("done", 5));
    assert_eq!(seen, [(vec![2], 2), (vec![3], 3), (vec![4], 4)]);
    assert_eq!(other.read(1).unwrap(), entries(1, 5));
}

#[test]
fn a_refused_transaction_wrote_nothing_and_retries_are_bounded() {
    let (directory, mut store) = new_store();
    let refusal = store
        .transact(0, |_, _| Err::<((), Vec<StoredLine>), _>("an observer cannot object"))
        .unwrap_err();
    assert!(matches!(refusal, TransactFault::Refused("an observer cannot object")));
    let ((), head) = store.transact::<_, Fault>(0, |_, _| Ok(((), Vec::new()))).unwrap();
    assert_eq!(head.count, 0);
    let mut other = Store::open(directory.path()).unwrap();
    let fault = store
        .transact::<(), Fault>(0, |_, head| {
            other.append(head.count, &[entry(head.count + 1)])?;
            Ok(((), vec![entry(head.count + 1)]))
        })
        .unwrap_err();
    assert!(matches!(
        fault,
        TransactFault::Fault(Fault::Contended { attempts: store::ATTEMPTS_MAX })
    ));
}

#[test]
fn proofs_of_the_store_hold_against_its_heads() {
    let (directory, mut store) = new_store();
    let old = store.append(0, &entries(1, 5)).unwrap();
    let mut other = Store::open(directory.path()).unwrap();
    let new = other.append(5, &entries(6, 12)).unwrap();
    let proof = store.prove_consistency(5, 12).unwrap().unwrap();
    verify_consistency(&old, &new, &proof).unwrap();
    for number in 1..=12 {
        let proof = store.prove_inclusion(number, 12).unwrap().unwrap();
        verify_inclusion(&entry(number).leaf(), number - 1, &proof, &new).unwrap();
    }
    assert_eq!(store.head_at(5).unwrap(), Some(old));
    assert_eq!(store.prove_inclusion(0, 12).unwrap(), None);
    assert_eq!(store.prove_inclusion(13, 13).unwrap(), None);
}
