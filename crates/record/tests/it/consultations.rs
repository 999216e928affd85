//! Consultations: what is asked of people outside the group, and what they answer in bulk.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};
use record::minutes::parse;
use record::{ConsultationId, Hash, Record};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

/// A hash of one digit.
fn hash(digit: char) -> String {
    digit.to_string().repeat(64)
}

#[test]
fn a_consultation_is_opened_answered_and_closed() {
    check(
        &format!(
            r#"consultation CN1 "On the river" asks en "What matters most?", on I1, P1, from 2026-01-10, until 2026-02-10, by "the Assembly", open-to "whoever lives on the river", languages en fr
statement ST1 in CN1 substance en "The river is for all.", seed
statement ST2 in CN1 procedure fr "Il faut plus de temps.", by ARD, code "17"
responses to CN1 "votes.csv" hash {} participants 40 statements 2 responses 71, from 2026-01-11, until 2026-02-10
closes-consultation CN1, on 2026-02-10, words "at noon"
"#,
            hash('a')
        ),
        expect![[r#"
            + #1 consultation CN1, closed in #5
            + #4 71 responses to CN1 in votes.csv
            + #2 ST1 by a participant “The river is for all.”, in
            + #3 17 by ARD “Il faut plus de temps.”, in
        "#]],
    );
}

#[test]
fn a_statement_is_left_out_with_a_reason_and_let_in_again() {
    check(
        r#"consultation CN1 "On the river" asks "What?"
statement ST1 in CN1 substance "One."
statement ST2 in CN1 substance "Two."
lets-in ST1 reason "It was never out"
leaves-out ST1 reason "It names a neighbour", by "the moderators of the platform"
leaves-out ST1 reason "Again"
OSK leaves-out ST2 reason "Twice the same"
LUND leaves-out ST2 reason "Says the same as another"
LUND lets-in ST1 reason "The neighbour had said so in public"
leaves-out ST9 reason "Never received"
"#,
        expect![[r#"
            + #1 consultation CN1, open
            + #2 ST1 by a participant “One.”, in
            + #5 leaves-out ST1
            + #9 lets-in ST1
            + #3 ST2 by a participant “Two.”, out
            + #8 leaves-out ST2
            #4 ModeratedTwice: `ST1` is in the consultation since #2
            #6 ModeratedTwice: `ST1` was left out in #5
            #7 MayNot: `OSK` is an officer who does not keep the record; the secretariat, the Rapporteur or the Chair is needed
            #10 NotOnRecord: `ST9` is not on the record; a statement of a consultation is needed
        "#]],
    );
}

#[test]
fn nothing_is_received_before_the_opening_and_no_statement_after_the_closing() {
    check(
        &format!(
            r#"statement ST1 in CN1 substance "Too early."
consultation CN1 "On the river" asks "What?", from 2026-01-10, until 2026-02-10
statement ST2 in CN1 substance "The day before." {{said 2026-01-09}}
statement ST0 in CN1 substance "Prepared.", seed {{said 2026-01-09}}
statement ST3 in CN1 substance "On the day." {{said 2026-01-10}}
responses to CN1 "a.csv" hash {a} participants 1 statements 1 responses 1, from 2026-01-02, until 2026-01-20
responses to CN1 "b.csv" hash {b} participants 1 statements 1 responses 1, late
closes-consultation CN1, on 2026-01-01
closes-consultation CN1, on 2026-02-12
statement ST4 in CN1 substance "Too late."
responses to CN1 "c.csv" hash {c} participants 1 statements 1 responses 1
responses to CN1 "c.csv" hash {c} participants 1 statements 1 responses 1, late
closes-consultation CN1
"#,
            a = hash('a'),
            b = hash('b'),
            c = hash('c')
        ),
        expect![[r#"
            + #2 consultation CN1, closed in #9
            + #12 1 responses to CN1 in c.csv, late
            + #4 ST0 by a participant “Prepared.”, in
            + #5 ST3 by a participant “On the day.”, in
            #1 NotOnRecord: `CN1` is not on the record; a consultation is needed
            #3 ConsultationNotOpen: the consultation `CN1` is open from 2026-01-10
            #6 ConsultationNotOpen: the consultation `CN1` is open from 2026-01-10
            #7 NotLate: the consultation `CN1` is open, so that nothing is late
            #8 EndsBeforeItBegins: it ends before it begins
            #10 ConsultationOver: the consultation `CN1` was closed in #9
            #11 ConsultationOver: the consultation `CN1` was closed in #9
            #13 ConsultationOver: the consultation `CN1` was closed in #9
        "#]],
    );
}

#[test]
fn a_batch_is_received_once_and_no_two_statements_have_one_code() {
    check(
        &format!(
            r#"consultation CN1 "On the river" asks "What?"
consultation CN2 "On the lake" asks "What?", from 2026-02-01, until 2026-01-01
consultation CN3 "On the lake" asks "What?", on M1
consultation CN4 "On the lake" asks "What?", by I1
responses to CN1 "a.csv" hash {a} participants 1 statements 1 responses 1
responses to CN1 "b.csv" hash {a} participants 1 statements 1 responses 1
statement ST1 in CN1 substance "One.", code "0"
statement ST2 in CN1 substance "Two.", code "0"
statement ST3 in CN1 substance "Three.", code "ST4"
statement ST4 in CN1 substance "Four."
"#,
            a = hash('a')
        ),
        expect![[r#"
            + #1 consultation CN1, open
            + #5 1 responses to CN1 in a.csv
            + #7 0 by a participant “One.”, in
            + #9 ST4 by a participant “Three.”, in
            #2 EndsBeforeItBegins: it ends before it begins
            #3 WrongThing: `M1` is a meeting, not an issue
            #4 WrongThing: `I1` is an issue, not a party
            #6 BatchTwice: the responses of this file were received in #5
            #8 CodeTaken: files of responses name the statement received in #7 “0”
            #10 CodeTaken: files of responses name the statement received in #9 “ST4”
        "#]],
    );
}

#[test]
fn what_is_stated_in_a_consultation_is_no_position_and_none_is_held_on_it() {
    let minutes = format!(
        "{BASE}consultation CN1 \"On the river\" asks \"What?\"\nstatement ST1 in CN1 substance \"Yes to 1.\", by ARD\nBOR supports ST1\nBOR objects to ST1\n"
    );
    let record = Record::replay(parse(minutes.as_bytes()));
    assert_eq!(record.group().positions, vec![]);
    let refused: Vec<String> = record.refused().iter().map(|r| r.refusal.to_string()).collect();
    assert_eq!(refused, vec!["`ST1` is a statement of a consultation, not a provision"; 2]);
}

#[test]
fn a_statement_of_a_consultation_is_corrected_and_struck() {
    check(
        r#"consultation CN1 "On the river" asks "What?"
@one: statement ST1 in CN1 substance "The rivver."
corrects @one replace "rivver" with "river"
strikes @one reason "Received twice"
"#,
        expect![[r#"
            + #1 consultation CN1, open
            + #2 ST1 by a participant “The rivver.”, in
            + #2 was struck in #4, corrected in #3
        "#]],
    );
}

#[test]
fn a_file_is_tied_to_its_batch_by_the_hash_and_to_statements_by_their_codes() {
    let a = hash('a');
    let minutes = format!(
        "{BASE}consultation CN1 \"On the river\" asks \"What?\"\nstatement ST1 in CN1 substance \"One.\", code \"0\"\nstatement ST2 in CN1 substance \"Two.\"\nresponses to CN1 \"a.csv\" hash {a} participants 1 statements 1 responses 1\n"
    );
    let record = Record::replay(parse(minutes.as_bytes()));
    let group = record.group();
    let batch = |digit| Hash::parse(&hash(digit)).and_then(|h| group.batch_with(&h).cloned());
    assert_eq!(batch('a').map(|b| b.said.file.to_string()).as_deref(), Some("a.csv"));
    assert_eq!(batch('b'), None);
    let consultation = ConsultationId::new("CN1").expect("an identity");
    let coded = |code| group.statement_coded(&consultation, code).map(ToString::to_string);
    assert_eq!(coded("0").as_deref(), Some("ST1"));
    assert_eq!(coded("ST2").as_deref(), Some("ST2"));
    assert_eq!(coded("ST1"), None);
}
