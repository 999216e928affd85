//! Files of responses beside the record.

use analysis::{FileOfResponses, asked_statements, files_of_responses};
use record::minutes::parse;
use record::{ConsultationId, EntryId, Hash, Record};

const FILES: [&[u8]; 2] = [
    include_bytes!("../../../../minutes/headwaters-responses-1.csv"),
    include_bytes!("../../../../minutes/headwaters-responses-2.csv"),
];

fn headwaters() -> Record {
    Record::replay(parse(include_bytes!("../../../../minutes/headwaters.minutes").as_slice()))
}

fn consultation() -> ConsultationId {
    ConsultationId::new("CN1").expect("an identity")
}

#[test]
fn the_files_that_ship_are_the_batches_on_the_record() {
    let record = headwaters();
    let found = files_of_responses(record.group(), &FILES.map(Hash::of));
    assert!(found.are_whole(), "{found:?}");
    let late: Vec<bool> = found
        .files
        .iter()
        .map(|file| matches!(file, FileOfResponses::Batch { late: true, .. }))
        .collect();
    assert_eq!(late, [false, true]);
}

#[test]
fn what_the_record_says_of_a_batch_is_what_stands_in_its_file() {
    let record = headwaters();
    let group = record.group();
    for bytes in FILES {
        let said = &group.batch_with(&Hash::of(bytes)).expect("a batch").said;
        let text = std::str::from_utf8(bytes).expect("text");
        let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|l| l.split(',').collect()).collect();
        let different = |column: usize| {
            rows.iter().map(|row| row[column]).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(rows.len(), said.responses as usize);
        assert_eq!(different(2).len(), said.statements as usize);
        assert_eq!(different(3).len(), said.participants as usize);
        assert!(different(2).iter().all(|c| group.statement_coded(&consultation(), c).is_some()));
    }
}

#[test]
fn a_changed_file_a_file_given_twice_and_a_batch_without_a_file_are_told() {
    let record = headwaters();
    let whole = FILES.map(Hash::of);
    let changed = Hash::of(b"timestamp,datetime,comment-id,voter-id,vote\n");
    let found = files_of_responses(record.group(), &[whole[1], changed, whole[1]]);
    assert!(matches!(found.files[0], FileOfResponses::Batch { .. }));
    assert_eq!(found.files[1..], [FileOfResponses::NotOnRecord, FileOfResponses::Again(0)]);
    let first = record.group().batch_with(&whole[0]).map(|b| b.entry);
    assert_eq!(found.missing, Vec::<EntryId>::from_iter(first));
    assert!(!found.are_whole());
}

#[test]
fn a_statement_left_out_is_told_with_the_entry_and_one_let_in_again_counts() {
    let record = headwaters();
    let asked = asked_statements(record.group(), &consultation());
    assert_eq!(
        asked.iter().map(|s| s.code.as_str()).collect::<Vec<_>>().join(" "),
        "0 1 2 3 4 5 6 7 8 9"
    );
    let out: Vec<&str> =
        asked.iter().filter(|s| s.left_out.is_some()).map(|s| s.code.as_str()).collect();
    assert_eq!(out, ["6"]);
}
