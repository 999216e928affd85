//! The record corrects itself by adding.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn a_correction_is_told_beside_the_entry() {
    check(
        r#"@s: ARD says "We thank the Chair."
ARD corrects @s replace "Chair" with "Chair and the secretariat"
corrects @s insert "Indeed, " after ""
corrects @s delete "dog"
corrects @s delete "e"
"#,
        expect![[r#"
            + #1 ARD says: We thank the Chair.
            + #1 was corrected in #2 #3
            #4 WordsNotInEntry: the words to correct do not stand in #1
            #5 WordsNotInEntry: the words to correct stand more than once in #1
        "#]],
    );
}

#[test]
fn a_party_corrects_its_own_words_only() {
    check(
        r#"@s: ARD says "We thank the Chair."
BOR corrects @s delete "We "
@n: notes "It rained."
BOR corrects @n replace "rained" with "snowed"
LUND corrects @n replace "rained" with "snowed"
"#,
        expect![[r#"
            + #3 the secretariat notes: It rained.
            + #1 ARD says: We thank the Chair.
            + #3 was corrected in #5
            #2 NotTheHolder: only `ARD` can do this, and `BOR` speaks
            #4 MayNot: `BOR` is not its holder; the secretariat is needed
        "#]],
    );
}

#[test]
fn what_was_taken_down_in_error_is_struck_and_the_position_before_counts() {
    check(
        r#"BOR supports P1
@e: BOR objects to P1
strikes @e reason "wrong party"
strikes @e reason "once more"
"#,
        expect![[r#"
            + #1 BOR supports P1
            + #2 BOR objects P1, not counted
            + #2 was struck in #3
            #4 Over: #2 was withdrawn or struck in #3
        "#]],
    );
}

#[test]
fn only_statements_are_struck() {
    check(
        r#"@c: LUND calls C1 provisional, on P1
strikes @c reason "too early"
"#,
        expect![[r#"
            + #1 call C1 on P1: open
            #2 NotAStatement: #1 is not a statement
        "#]],
    );
}

#[test]
fn a_party_does_not_strike() {
    check(
        r#"@e: BOR objects to P1
BOR strikes @e reason "we did not"
"#,
        expect![[r#"
            + #1 BOR objects P1
            #2 SpeakerNotForeseen: `BOR` speaks, and this is recorded in the secretariat's own name
        "#]],
    );
}

#[test]
fn a_holder_confirms_what_was_taken_down() {
    check(
        r#"@s: BOR says "We thank the Chair." {grade taken-down}
ARD confirms @s
BOR confirms @s
@l: LUND says "It is so decided." {grade taken-down}
LUND confirms @l
"#,
        expect![[r#"
            + #1 BOR says: We thank the Chair.
            + #4 LUND says: It is so decided.
            + #1 was confirmed in #3
            + #4 was confirmed in #5
            #2 NotTheHolder: only `BOR` can do this, and `ARD` speaks
        "#]],
    );
}

#[test]
fn an_entry_that_does_not_stand_above_is_not_referred_to() {
    check(
        r#"ARD aligns with no.900
ARD confirms no.900
"#,
        expect![[r#"
            #1 NoSuchEntry: #879 does not stand above
            #2 NoSuchEntry: #879 does not stand above
        "#]],
    );
}

#[test]
fn nothing_rests_on_an_entry_that_was_refused() {
    check(
        r#"@o: OBS objects to P1
OBS withdraws @o
BOR answers @o "Never mind."
strikes @o reason "refused"
"#,
        expect![[r#"
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not object
            #2 NotAdmitted: #1 was not admitted, and nothing can rest on it
            #3 NotAdmitted: #1 was not admitted, and nothing can rest on it
            #4 NotAdmitted: #1 was not admitted, and nothing can rest on it
        "#]],
    );
}

#[test]
fn erasure_is_marked_where_a_body_was_erased() {
    check(
        r#"@e: ARD erased 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
@s: ARD says "We thank the Chair."
marks-erasure of @e reason "personal data"
marks-erasure of @s reason "personal data"
"#,
        expect![[r#"
            + #2 ARD says: We thank the Chair.
            + #1 was erased in #3
            #4 NotErased: the body of #2 is on the record, and was not erased
        "#]],
    );
}

#[test]
fn what_rested_on_an_erased_entry_stays_admitted() {
    check(
        r#"@e: BOR erased 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
ARD answers @e "We heard that."
ARD aligns with @e
BOR withdraws @e
"#,
        expect![[r#"
            + #3 ARD aligns with #1
            + #1 was withdrawn in #4, answered in #2
        "#]],
    );
}

#[test]
fn an_agreement_over_an_objection_outlives_the_erasure_of_the_objection() {
    check(
        r#"LUND calls C1 provisional, on P1
BOR erased 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
LUND gavels C1 declared-over-objection
LUND silence SP1 provisional from 2026-03-05 until 2026-03-08, on P3
BOR erased 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
LUND ends-silence SP1 broken
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #3 over an objection
            + #1 call C1 on P1: declared-over-objection
            + #4 silence SP1 on P3: broken
        "#]],
    );
}
