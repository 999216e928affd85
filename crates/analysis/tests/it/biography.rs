//! Biographies of paragraphs and passages, on small minutes.

use analysis::{
    Biography, Consent, Deed, Presence, biography, biography_of_passage, provisions_with,
};
use record::minutes::parse;
use record::{ProvisionId, Record};

const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n\
    document D1 chairs-text \"Draft\"\nrevision of D1 \"Rev.1\"\ntext T \"Text\" chairs-text, document D1\n\
    provision P1 \"1\" en \"The Parties [shall][should] notify.\" in T, by BOR\nprovision P2 \"2\" en \"The Parties reply.\" in T\n";

fn record(lines: &str) -> Record {
    let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
    assert_eq!(record.refused(), &[], "{lines}");
    record
}

fn id(word: &str) -> ProvisionId {
    ProvisionId::new(word).expect("an identity")
}

/// A biography as text: a step a line, its paragraph and the name of the deed; then where it stands and how it ended.
pub(crate) fn shown(life: &Biography) -> Vec<String> {
    let name = |deed: &Deed| {
        let debug = format!("{deed:?}");
        debug.chars().take_while(|c| c.is_alphanumeric()).collect::<String>()
    };
    let mut lines: Vec<String> = life
        .steps
        .iter()
        .map(|step| {
            let presence = match step.presence {
                None => "",
                Some(Presence::Stands) => ", stands",
                Some(Presence::InBrackets) => ", in brackets",
                Some(Presence::Absent) => ", absent",
            };
            format!("{} {}{presence}", step.provision, name(&step.deed))
        })
        .collect();
    let stands: Vec<&str> = life.stands_in.iter().map(|id| id.0.as_str()).collect();
    lines.push(format!("stands in: {}", stands.join(" ")));
    for ending in &life.endings {
        let consent = match &ending.consent {
            Consent::NotRecorded => "consent not recorded".to_owned(),
            Consent::Recorded { with, without, by } => {
                format!("with {}, without {}, by {}", with.len(), without.len(), by.is_some())
            }
        };
        lines.push(format!("ended in {}: {consent}", ending.provision));
    }
    lines
}

#[track_caller]
fn check(lines: &str, of: &str, expected: &[&str]) {
    let record = record(lines);
    let life = biography(record.group(), &id(of)).expect("a provision");
    assert_eq!(shown(&life), expected, "{lines}");
    for step in &life.steps {
        assert!(step.entries.contains(&step.entry), "{step:?}");
    }
}

#[track_caller]
fn check_passage(lines: &str, of: &str, passage: &str, expected: &[&str]) {
    let record = record(lines);
    let life = biography_of_passage(record.group(), &id(of), passage);
    assert_eq!(life.as_ref().map_or(Vec::new(), shown), expected, "{lines}");
}

#[test]
fn a_paragraph_is_followed_through_splits_and_merges() {
    let lines = "ARD supports P1\nsplits P1, into P1A \"1 (a)\" en \"One.\", P1B \"1 (b)\" en \"Two.\"\n\
        merges into P3 \"3\" en \"Two, and reply.\", from P1B, P2\nrelabels P3 as \"2\"\nplaces P3 at-start\n";
    check(
        lines,
        "P1",
        &[
            "P1 Tabled",
            "P1 Held",
            "P1 Split",
            "P3 Merged",
            "P3 Relabelled",
            "P3 Placed",
            "stands in: P1A P3",
        ],
    );
    check(
        lines,
        "P3",
        &[
            "P1 Tabled",
            "P2 Tabled",
            "P1 Held",
            "P1 Split",
            "P3 Merged",
            "P3 Relabelled",
            "P3 Placed",
            "stands in: P3",
        ],
    );
}

#[test]
fn it_tells_where_it_first_stood_and_in_which_revision() {
    let record = record("");
    let life = biography(record.group(), &id("P1")).expect("a provision");
    let Deed::Tabled { document, revision, by, .. } = &life.steps[0].deed else {
        panic!("it was tabled: {life:?}")
    };
    assert_eq!(document.as_ref().map(|d| d.0.as_str()), Some("D1"));
    assert_eq!(revision.as_deref(), Some("Rev.1"));
    assert_eq!(by.iter().map(record::Id::as_str).collect::<Vec<_>>(), ["BOR"]);
}

#[test]
fn a_position_is_bound_to_its_words_and_ends() {
    let record = record(
        "ARD supports P2\nrevises P2 orally en \"The Parties shall reply.\"\nARD objects to P2, passage \"shall\"\nBOR can-accept P2\n",
    );
    let life = biography(record.group(), &id("P2")).expect("a provision");
    let held: Vec<(u32, bool)> = life
        .steps
        .iter()
        .filter_map(|step| match &step.deed {
            Deed::Held { wording, ended, .. } => Some((wording.0, ended.is_some())),
            _ => None,
        })
        .collect();
    assert_eq!(held, [(8, true), (10, false), (10, false)]);
}

#[test]
fn a_dropped_alternative_ends_with_the_consent_that_is_recorded() {
    check_passage(
        "BOR supports P1\nARD objects to P1, passage \"should\"\n\
         resolves \"[shall][should]\" in P1, keeps \"shall\", without-consent-of BOR\n",
        "P1",
        "should",
        &[
            "P1 Tabled, in brackets",
            "P1 Held, in brackets",
            "P1 Held, in brackets",
            "P1 Resolved, absent",
            "stands in: ",
            "ended in P1: with 0, without 1, by false",
        ],
    );
}

#[test]
fn a_passage_that_a_revision_drops_ends_without_recorded_consent() {
    check_passage(
        "ARD amends P2 as A1 replace \"reply\" with \"answer\"\nARD brackets \"reply\" in P2\n\
         revises P2 by-amendment en \"The Parties answer.\", amendment A1\n",
        "P2",
        "Parties reply",
        &[
            "P2 Tabled, stands",
            "P2 Amended, stands",
            "P2 Bracketed, in brackets",
            "P2 Reworded, absent",
            "stands in: ",
            "ended in P2: consent not recorded",
        ],
    );
}

#[test]
fn a_passage_that_never_stood_has_no_biography() {
    check_passage("", "P2", "data", &[]);
    check_passage("", "P2", "", &[]);
    assert_eq!(biography(record("").group(), &id("P9")), None);
}

#[test]
fn paragraphs_in_which_words_ever_stood_are_found() {
    let record = record(
        "revises P2 orally en \"They answer.\"\nprovision P3 \"3\" en \"All [reply].\" in T\n",
    );
    let found = provisions_with(record.group(), "reply");
    let found: Vec<&str> = found.iter().map(|(_, id)| id.0.as_str()).collect();
    assert_eq!(found, ["P2", "P3"]);
}

#[test]
fn a_chosen_option_ends_the_others() {
    check(
        "provision P2alt \"2 alt\" en \"No text\" in T, alternative-to P2\n\
         resolves options-of P2, keeps P2alt, drops P2, with-consent-of G\n",
        "P2",
        &[
            "P2 Tabled",
            "P2 Resolved",
            "P2 Left",
            "stands in: ",
            "ended in P2: with 1, without 0, by false",
        ],
    );
}
