//! Erasure: the words go, heads and proofs stay.

use std::fs;

use store::merkle::verify_inclusion;
use store::{BodyState, DATABASE_NAME, Fault, Store};

use crate::world::{entries, entry, new_store};

const LINE: &str = "no. 4 erased";

fn files_contain(directory: &std::path::Path, words: &[u8]) -> bool {
    fs::read_dir(directory).unwrap().any(|file| {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        bytes.windows(words.len()).any(|window| window == words)
    })
}

#[test]
fn an_erased_body_leaves_head_and_proofs_and_no_trace() {
    let (directory, mut store) = new_store();
    let mut lines = entries(1, 9);
    "BOR named a private person".clone_into(&mut lines[3].line);
    lines[3].body =
        BodyState::Present { text: "a private person".to_owned(), salt: Some([0xd7; 32]) };
    let head = store.append(0, &lines).unwrap();
    let proof = store.prove_inclusion(4, 9).unwrap().unwrap();
    assert!(files_contain(directory.path(), b"private person"));
    assert_eq!(store.erase(4, LINE).unwrap(), head);
    assert!(!files_contain(directory.path(), b"private person"));
    assert!(!files_contain(directory.path(), &[0xd7; 32]));

    drop(store);
    let mut store = Store::open(directory.path()).unwrap();
    assert_eq!(store.verify().unwrap(), head);
    let erased = store.read(4).unwrap().remove(0);
    assert_eq!(erased.body, BodyState::Erased { hash: lines[3].body.hash().0 });
    assert_eq!((erased.line.as_str(), &erased.envelope), (LINE, &lines[3].envelope));
    verify_inclusion(&erased.leaf(), 3, &proof, &head).unwrap();
    assert_eq!(store.erase(4, LINE).unwrap(), head, "may be repeated");
    assert_eq!(store.read(5).unwrap(), lines[4..]);
}

#[test]
fn what_is_not_there_cannot_be_erased() {
    let (_directory, mut store) = new_store();
    store.append(0, &entries(1, 2)).unwrap();
    assert!(matches!(store.erase(3, LINE), Err(Fault::NoSuchEntry { number: 3, count: 2 })));
    assert!(matches!(store.erase(0, LINE), Err(Fault::NoSuchEntry { .. })));
    assert!(matches!(store.erase(1, "two\nlines"), Err(Fault::NotALine { .. })));
    assert_eq!(store.read(1).unwrap(), entries(1, 2));
}

#[test]
fn another_writer_goes_on_after_an_erasure() {
    let (directory, mut store) = new_store();
    let mut other = Store::open(directory.path()).unwrap();
    store.append(0, &entries(1, 6)).unwrap();
    store.erase(2, LINE).unwrap();
    other.append(6, &[entry(7)]).unwrap();
    assert_eq!(store.verify().unwrap().count, 7);
}

#[test]
fn words_that_a_reader_holds_in_the_log_are_told() {
    let (directory, mut store) = new_store();
    store.append(0, &entries(1, 6)).unwrap();
    let reader = rusqlite::Connection::open(directory.path().join(DATABASE_NAME)).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entry").unwrap();
    let fault = store.erase(2, LINE).unwrap_err();
    assert!(matches!(fault, Fault::TracesRemain { number: 2, cause: None }), "{fault}");
    assert!(
        matches!(store.read(2).unwrap()[0].body, BodyState::Erased { .. }),
        "the erasure itself stands"
    );
    reader.execute_batch("COMMIT").unwrap();
    store.erase(2, LINE).unwrap();
}
