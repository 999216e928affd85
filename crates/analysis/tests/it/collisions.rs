//! Amendments that are in each other's way, and those that are not.

use analysis::{COMPARED_MAX, CollisionKind, collisions};
use record::Record;
use record::minutes::parse;

const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n\
    text T \"Text\" rolling-text\nprovision P1 \"1\" en \"The Parties shall notify one another in good time.\" in T\n\
    provision P2 \"2\" en \"The Parties reply.\" in T\n";

/// What is in each other's way after these lines, one a line: kind, amendments.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
    assert_eq!(record.refused(), &[], "{lines}");
    let all = collisions(record.group());
    let shown = all.found.iter().map(|c| {
        let ids: Vec<&str> = c.amendments.iter().map(|a| a.id.0.as_str()).collect();
        let kind = match &c.kind {
            CollisionKind::GoesOn { into, .. } => format!("GoesOn {}", into.len()),
            other => format!("{other:?}"),
        };
        format!("{} {kind}: {} in {}", c.provision, ids.join(" "), c.entries.len())
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn passages_that_overlap_collide_and_others_do_not() {
    check(
        "ARD amends P1 as A1 replace \"shall notify\" with \"should notify\"\n\
         BOR amends P1 as A2 replace \"notify one another\" with \"inform one another\"\n\
         BOR amends P1 as A3 delete \"in good time\"\n",
        &["P1 Overlap: A1 A2 in 2"],
    );
}

#[test]
fn who_takes_the_place_of_the_whole_collides_with_all_who_amend_it() {
    check(
        "ARD amends P1 as A1 delete \"in good time\"\n\
         BOR amends P1 as A2 whole en \"No text\"\n\
         BOR amends P2 as A3 delete \"The Parties reply.\"\n\
         ARD amends P2 as A4 insert \"Today \" after \"\"\n",
        &["P1 Whole: A2 A1 in 2", "P2 Whole: A3 A4 in 2"],
    );
}

#[test]
fn an_insertion_collides_inside_the_words_that_another_changes() {
    for other in ["delete \"notify one another\"", "replace \"shall notify one\" with \"tell\""] {
        check(
            &format!(
                "ARD amends P1 as A1 insert \" and consult\" after \"notify\"\nBOR amends P1 as A2 {other}\n"
            ),
            &["P1 Inside: A1 A2 in 2"],
        );
    }
}

#[test]
fn an_insertion_beside_the_words_that_another_changes_collides_with_nothing() {
    check(
        "ARD amends P1 as A1 insert \" both\" after \"notify\"\n\
         BOR amends P1 as A2 delete \" one another\"\n\
         ARD amends P1 as A3 insert \"Today \" after \"\"\n\
         BOR amends P1 as A4 delete \"The \"\n",
        &[],
    );
}

#[test]
fn an_insertion_after_words_that_another_changes_is_told_apart_and_first() {
    check(
        "ARD amends P1 as A1 delete \"shall\"\n\
         BOR amends P1 as A2 insert \" and consult\" after \"shall notify\"\n",
        &["P1 AfterChanged: A2 A1 in 2"],
    );
    check(
        "ARD amends P1 as A1 delete \"time\"\nBOR amends P1 as A2 insert \" Indeed.\" after \"time.\"\n",
        &["P1 AfterChanged: A2 A1 in 2"],
    );
    check(
        "ARD amends P1 as A1 insert \" and consult\" after \"notify\"\nBOR amends P1 as A2 delete \"notify\"\n",
        &["P1 AfterChanged: A1 A2 in 2"],
    );
    check(
        "ARD amends P1 as A1 insert \" always\" after \"shall\"\n\
         BOR amends P1 as A2 insert \" and consult\" after \"shall notify\"\n",
        &["P1 AfterChanged: A2 A1 in 2"],
    );
}

#[test]
fn the_order_of_different_insertions_at_one_point_is_not_decided() {
    check(
        "ARD amends P1 as A1 insert \" and consult\" after \"notify\"\n\
         BOR amends P1 as A2 insert \", where possible,\" after \"shall notify\"\n",
        &["P1 SamePlace: A1 A2 in 2"],
    );
    check(
        "ARD amends P1 as A1 insert \"Today \" after \"\"\nBOR amends P1 as A2 insert \"Now \" after \"\"\n",
        &["P1 SamePlace: A1 A2 in 2"],
    );
}

#[test]
fn two_who_ask_for_the_same_are_told_as_the_same() {
    let pairs = [
        ["insert \" all\" after \"notify\"", "insert \" all\" after \"shall notify\""],
        ["delete \"good\"", "replace \"good\" with \"\""],
        ["replace \"good\" with \"due\"", "replace \"good\" with \"due\""],
        ["whole en \"No text\"", "whole en \"No text\""],
    ];
    for [one, two] in pairs {
        check(
            &format!("ARD amends P1 as A1 {one}\nBOR amends P1 as A2 {two}\n"),
            &["P1 Same: A1 A2 in 2"],
        );
    }
}

#[test]
fn words_that_changed_leave_an_amendment_without_its_passage_or_with_two() {
    check(
        "ARD amends P1 as A1 delete \"in good time\"\nBOR amends P2 as A2 delete \"reply\"\n\
         revises P1 orally en \"The Parties notify.\"\nrevises P2 orally en \"They reply and reply.\"\n",
        &["P1 Stale: A1 in 2", "P2 Twice: A2 in 2"],
    );
}

#[test]
fn what_was_split_merged_placed_or_removed_is_told_with_its_entry() {
    check(
        "ARD amends P1 as A1 delete \"in good time\"\nplaces P1 at-end\n",
        &["P1 Placed: A1 in 2"],
    );
    check(
        "ARD amends P1 as A1 delete \"in good time\"\n\
         splits P1, into P1A \"1 (a)\" en \"One.\", P1B \"1 (b)\" en \"Two.\"\n",
        &["P1 GoesOn 2: A1 in 2"],
    );
    check(
        "ARD amends P1 as A1 delete \"in good time\"\nmerges into P2 \"2\" en \"All.\", from P1, P2\n",
        &["P1 GoesOn 1: A1 in 2"],
    );
    check("ARD amends P1 as A1 delete \"in good time\"\ndeletes P1\n", &["P1 Removed: A1 in 2"]);
}

#[test]
fn a_sub_amendment_falls_with_its_amendment_and_is_compared_with_its_like() {
    check(
        "ARD amends P1 as A1 replace \"in good time\" with \"within sixty days\"\n\
         BOR sub-amends A1 as A2 replace \"sixty\" with \"ninety\"\n\
         ARD sub-amends A1 as A3 replace \"within sixty\" with \"after sixty\"\n",
        &["P1 Overlap: A2 A3 in 2"],
    );
    check(
        "ARD amends P1 as A1 replace \"in good time\" with \"within sixty days\"\n\
         BOR sub-amends A1 as A2 replace \"sixty\" with \"ninety\"\nARD answers-amendment A1 withdrawn\n",
        &["P1 AmendmentOver(AmendmentId(Id(\"A1\"))): A2 in 2"],
    );
}

#[test]
fn what_was_answered_or_taken_up_is_in_nobodys_way() {
    check(
        "ARD amends P1 as A1 delete \"in good time\"\nBOR amends P1 as A2 replace \"good time\" with \"time\"\n\
         revises P1 by-amendment en \"The Parties shall notify one another in time.\", amendment A2\n\
         answers-amendment A1 declined\n",
        &[],
    );
}

#[test]
fn many_at_one_place_are_told_up_to_a_limit() {
    let mut lines = String::new();
    for n in 0..1500 {
        lines.push_str(&format!("ARD amends P1 as A{n} delete \"good\"\n"));
    }
    let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
    let all = collisions(record.group());
    assert!(all.more && all.found.len() <= COMPARED_MAX);
}
