//! The column "sentence in the report" of the table of kinds: which sentences rest on entries of each kind, found in the
//! records that ship and those of strangers. `UPDATE_EXPECT=1` rewrites the column.

use record::minutes::parse;
use record::{EntryId, Event, Record};
use report::manuscript::Basis;
use report::{Options, compile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const RECORDS: &[&str] = &[
    include_str!("../../../../minutes/wgec.minutes"),
    include_str!("../../../../minutes/headwaters.minutes"),
    include_str!("../../../../minutes/last-hours.minutes"),
    include_str!("../strangers/couplings.minutes"),
    include_str!("../strangers/climate.minutes"),
    include_str!("../strangers/cables.minutes"),
];

/// Sentences that rest on entries of every kind, and so tell of none.
const OF_ALL: &[&str] = &["grades_counted", "grades_not_stated", "ends", "corrected", "struck"];

#[test]
fn the_table_of_kinds_names_the_sentences_of_each() {
    let found = sentences_of_kinds();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/kinds.md");
    let page = std::fs::read_to_string(&path).expect("the page is there");
    let expected: String = page.lines().map(|line| with_sentences(line, &found) + "\n").collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &expected).expect("the page can be written");
        return;
    }
    assert!(
        page == expected,
        "docs/reference/kinds.md is out of date; run the tests with UPDATE_EXPECT=1"
    );
}

#[test]
fn every_kind_is_told_in_some_sentence() {
    let found = sentences_of_kinds();
    let untold: Vec<&str> =
        Event::kinds().iter().map(|k| k.name).filter(|name| !found.contains_key(name)).collect();
    assert_eq!(untold, Vec::<&str>::new(), "a kind that is read by nothing is not done");
}

/// For each kind of entry, the kinds of sentences that rest on one.
fn sentences_of_kinds() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
    for text in RECORDS {
        let record = Record::replay(parse(text.as_bytes()));
        let manuscript = compile(&record, &Options::default()).expect("a record with entries");
        for sentence in manuscript.sentences() {
            let kind = sentence.say.kind();
            let entries: Vec<EntryId> = match &sentence.basis {
                Basis::Entries(evidence) => evidence.entries().to_vec(),
                Basis::Absence { defining, .. } => defining.entries().to_vec(),
            };
            for event in entries.iter().filter_map(|e| record.entry(*e)?.event()) {
                if !OF_ALL.contains(&kind)
                    || matches!(event, Event::EntryCorrected(_) | Event::EntryStruck(_))
                {
                    found.entry(event.name()).or_default().insert(kind);
                }
            }
        }
    }
    found
}

/// A row of the table with its fifth column as found; other lines as they are.
fn with_sentences(line: &str, found: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let Some(name) = line.strip_prefix("| `").and_then(|rest| rest.split('`').next()) else {
        return line.to_owned();
    };
    let mut cells: Vec<String> = line.split(" | ").map(str::to_owned).collect();
    if cells.len() != 6 {
        return line.to_owned();
    }
    let sentences =
        found.get(name).map(|s| s.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", "));
    cells[4] = sentences.unwrap_or_else(|| "—".to_owned());
    cells.join(" | ")
}
