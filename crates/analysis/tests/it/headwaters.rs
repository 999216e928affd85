//! The three histories, on the practice record.

use crate::biography::shown;
use analysis::{
    Collisions, Contribution, biography, biography_of_passage, collisions, source_table,
};
use record::minutes::parse;
use record::{ProvisionId, Record, TextId};

fn headwaters() -> Record {
    let record =
        Record::replay(parse(include_bytes!("../../../../minutes/headwaters.minutes").as_slice()));
    assert_eq!(record.refused(), &[]);
    record
}

fn id(word: &str) -> ProvisionId {
    ProvisionId::new(word).expect("an identity")
}

#[test]
fn a_dropped_bracket_is_told_with_who_did_not_consent() {
    let record = headwaters();
    let life = biography_of_passage(record.group(), &id("P14"), "without delay");
    let lines = life.as_ref().map_or(Vec::new(), shown);
    assert_eq!(lines.first().map(String::as_str), Some("P14 Tabled, in brackets"));
    assert!(lines.contains(&"P14 Resolved, absent".to_owned()), "{lines:#?}");
    let end = "ended in P14: with 1, without 1, by false".to_owned();
    assert!(lines.contains(&end), "{lines:#?}");
}

#[test]
fn a_split_paragraph_keeps_the_position_taken_before() {
    let record = headwaters();
    let life = biography(record.group(), &id("P26A")).expect("a provision");
    let lines = shown(&life);
    assert!(lines.contains(&"P26 Held".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"P26 Split".to_owned()), "{lines:#?}");
    assert!(
        lines.contains(&"stands in: P26A P26B".to_owned())
            || lines.contains(&"stands in: P26A".to_owned())
    );
}

#[test]
fn a_copy_that_came_back_is_part_of_the_life_of_a_paragraph() {
    let record = headwaters();
    let life = biography(record.group(), &id("P4")).expect("a provision");
    let lines = shown(&life);
    assert!(lines.contains(&"CGA/P4 Copied".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"CGA/P4 Reworded".to_owned()), "{lines:#?}");
    assert!(life.steps.windows(2).all(|pair| pair[0].entry <= pair[1].entry));
}

#[test]
fn every_paragraph_of_the_draft_has_a_row_and_a_merged_one_names_its_sources() {
    let record = headwaters();
    let group = record.group();
    let draft = TextId::new("DRAFT").expect("an identity");
    let rows = source_table(group, &draft);
    let now =
        group.texts[&draft].provisions.iter().filter(|p| group.provisions[p].is_before_the_group());
    assert_eq!(rows.len(), now.count());
    let row = rows.iter().find(|r| r.provision == id("P23")).expect("a row");
    let who: Vec<&str> = row.contributors.iter().map(|c| c.who.as_str()).collect();
    assert_eq!(who, ["ARD", "HPA"]);
    assert!(row.contributors.iter().all(|c| c.symbol.as_deref() == Some("HWG/1/CRP.1")));
    assert_eq!(row.originals.iter().map(|o| &*o.label).collect::<Vec<_>>(), ["E2"]);
    assert_eq!(
        row.reasons().map(|(_, why)| &*why.text).collect::<Vec<_>>(),
        ["Both are on who pays"]
    );
    let reflected = rows.iter().flat_map(|r| &r.contributors);
    assert!(reflected.into_iter().any(|c| matches!(c.how, Contribution::Reflected(_))));
}

#[test]
fn every_amendment_was_answered_or_taken_up_and_so_none_is_in_the_way() {
    let record = headwaters();
    assert!(!record.group().amendments.is_empty());
    assert_eq!(collisions(record.group()), Collisions::default());
}

#[test]
fn the_same_record_gives_the_same_histories() {
    let (one, two) = (headwaters(), headwaters());
    for id in one.group().provisions.keys() {
        assert_eq!(biography(one.group(), id), biography(two.group(), id));
    }
    assert_eq!(collisions(one.group()), collisions(two.group()));
}
