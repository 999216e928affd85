//! Why the group exists and how its work ends.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn a_record_is_of_one_group() {
    check(
        r#"group OTHER "Another group"
"#,
        expect![[r#"
            #1 GroupTwice: the group was named in base; a record is of one group
        "#]],
    );
}

#[test]
fn an_identity_is_given_once_and_never_again() {
    check(
        r#"issue ARD "Named like a party" substance
standing ARD left
party ARD "Ardenia again" government member
"#,
        expect![[r#"
            - base party ARD government member
            + base party ARD government left
            #1 IdentityTaken: `ARD` was declared in base
            #3 IdentityTaken: `ARD` was declared in base
        "#]],
    );
}

#[test]
fn mandates_issues_and_rules_enter_the_charter() {
    check(
        r#"mandate MD "Resolution 1", document D1
issue I2 "How to report" procedure, under MD
rule decision-rule proposed, value majority, fraction 2/3
rule decision-rule adopted, value un-consensus
"#,
        expect![[r#"
            + #1 mandate MD Resolution 1
            + #2 issue I2 procedure
            + #3 decision-rule proposed majority
            + #4 decision-rule adopted un-consensus
        "#]],
    );
}

#[test]
fn an_issue_under_a_mandate_that_is_not_on_the_record_is_refused() {
    check(
        r#"issue I2 "How to report" procedure, under MD
"#,
        expect![[r#"
            #1 NotOnRecord: `MD` is not on the record; a mandate is needed
        "#]],
    );
}

#[test]
fn what_is_named_must_be_of_the_right_kind() {
    check(
        r#"issue I2 "How to report" procedure, under ARD
"#,
        expect![[r#"
            #1 WrongThing: `ARD` is a party, not a mandate
        "#]],
    );
}

#[test]
fn facts_gaps_outcomes_and_the_hand_over_are_recorded() {
    check(
        r#"notes "The room was full.", on M1
OBS notes "It was late.", inferred
gap "The annex was not found", on D1
outcome no-agreed-recommendation
hands-over to "Assembly", documents D1
"#,
        expect![[r#"
            + #4 outcome no-agreed-recommendation
            + #5 handed over to Assembly
            + #3 gap: The annex was not found
            + #1 the secretariat notes: The room was full.
            + #2 OBS notes: It was late.
        "#]],
    );
}

#[test]
fn a_party_does_not_record_in_the_name_of_the_secretariat() {
    check(
        r#"ARD outcome report-adopted
SEC outcome no-agreed-recommendation
"#,
        expect![[r#"
            + #2 outcome no-agreed-recommendation
            #1 SpeakerNotForeseen: `ARD` speaks, and this is recorded in the secretariat's own name
        "#]],
    );
}

#[test]
fn an_officer_without_the_pen_does_not_record_for_the_secretariat() {
    check(
        r#"OSK gap "Something is missing"
LUND gap "Something is missing"
"#,
        expect![[r#"
            + #2 gap: Something is missing
            #1 MayNot: `OSK` is an officer who does not keep the record; the secretariat, the Rapporteur or the Chair is needed
        "#]],
    );
}

#[test]
fn a_thing_goes_by_another_name_and_keeps_its_identity() {
    check(
        r#"renames ARD "Republic of Ardenia"
renames ZZZ "Nobody"
"#,
        expect![[r#"
            + #1 ARD is now Republic of Ardenia
            #2 NotOnRecord: `ZZZ` is not on the record
        "#]],
    );
}

#[test]
fn the_recorder_and_the_source_are_on_the_record() {
    check(
        r#"notes "It rained." {recorder SEC, source D1 "page 2"}
notes "It rained." {recorder XYZ}
notes "It rained." {source ARD}
notes "It rained." {source "a letter"}
"#,
        expect![[r#"
            + #1 the secretariat notes: It rained.
            + #4 the secretariat notes: It rained.
            #2 NotOnRecord: `XYZ` is not on the record
            #3 WrongThing: `ARD` is a party, not a document
        "#]],
    );
}
