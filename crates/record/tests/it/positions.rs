//! Where parties stand.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn positions_are_taken_and_superseded() {
    check(
        r#"ARD supports P1
ARD reserves-position P1
OBS can-accept P1
COAST supports I1
"#,
        expect![[r#"
            + #1 ARD supports P1, not counted
            + #2 ARD reserves-position P1
            + #3 OBS can-accept P1
            + #4 COAST supports I1
        "#]],
    );
}

#[test]
fn one_part_of_a_party_may_differ_from_another() {
    check(
        r#"ARD supports P1, part "Ministry of Water"
ARD reserves-position P1, part "Ministry of Trade"
"#,
        expect![[r#"
            + #1 ARD (Ministry of Water) supports P1
            + #2 ARD (Ministry of Trade) reserves-position P1
        "#]],
    );
}

#[test]
fn an_observer_cannot_object_and_nothing_is_written() {
    check(
        r#"OBS objects to P1
OBS says "We would not have written it so.", on P1
"#,
        expect![[r#"
            + #2 OBS says: We would not have written it so.
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not object
        "#]],
    );
}

#[test]
fn a_coalition_of_observers_cannot_object() {
    check(
        r#"GUESTS objects to P1
COAST objects to P1
"#,
        expect![[r#"
            + #2 COAST objects P1
            #1 MayNot: `GUESTS` is a coalition without a member of the group; a member is needed
        "#]],
    );
}

#[test]
fn a_coalition_without_members_speaks_and_does_not_object() {
    check(
        r#"coalition G77 "Group of 77"
G77 says "We stand together."
G77 objects to P1
"#,
        expect![[r#"
            + #1 coalition G77: 
            + #2 G77 says: We stand together.
            #3 MayNot: `G77` is a coalition without a member of the group; a member is needed
        "#]],
    );
}

#[test]
fn an_objection_is_withdrawn_by_its_holder() {
    check(
        r#"@o: BOR objects to P1
ARD withdraws @o
COAST withdraws @o
BOR withdraws @o
BOR withdraws @o
"#,
        expect![[r#"
            + #1 BOR objects P1, not counted
            + #1 was withdrawn in #4
            #2 NotTheHolder: only `BOR` can do this, and `ARD` speaks
            #3 NotTheHolder: only `BOR` can do this, and `COAST` speaks
            #5 Over: #1 was withdrawn or struck in #4
        "#]],
    );
}

#[test]
fn withdrawing_does_not_bring_back_the_position_before() {
    check(
        r#"BOR supports P1
@o: BOR objects to P1
BOR withdraws @o
"#,
        expect![[r#"
            + #1 BOR supports P1, not counted
            + #2 BOR objects P1, not counted
            + #2 was withdrawn in #3
        "#]],
    );
}

#[test]
fn an_objection_quotes_the_words_that_stand_or_those_it_names() {
    check(
        r#"@w: revises P1 orally en "The Parties should notify."
BOR objects to P1, passage "shall"
revises P1 orally en "The Parties may notify."
BOR objects to P1, passage "should", wording @w
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties may notify.”
            + #4 BOR objects P1, on other words
            #2 Passage: the words “shall” do not stand in `P1`
        "#]],
    );
}

#[test]
fn a_position_names_an_entry_that_set_the_words() {
    check(
        r#"@x: ARD says "I wrote it."
ARD supports P1, wording @x
BOR objects to P1, wording @x
"#,
        expect![[r#"
            + #1 ARD says: I wrote it.
            #2 NotAStatement: #1 is not an entry that set the words
            #3 NotAStatement: #1 is not an entry that set the words
        "#]],
    );
}

#[test]
fn positions_are_not_held_on_people_or_meetings() {
    check(
        r#"ARD supports M1
ARD supports ZZZ
"#,
        expect![[r#"
            #1 WrongThing: `M1` is a meeting, not a provision
            #2 NotOnRecord: `ZZZ` is not on the record
        "#]],
    );
}

#[test]
fn after_the_gavel_no_objection_is_left() {
    check(
        r#"LUND calls C1 provisional, on P1
LUND gavels C1 no-objection
BOR objects to P1
BOR objects to C1
BOR enters-reservation "as far as our law allows", on P1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #2
            + #1 call C1 on P1: no-objection
            + #5 bor reservation on p1
            #3 AfterTheGavel: `P1` was agreed in #2
            #4 Decided: `C1` was decided in #2
        "#]],
    );
}

#[test]
fn an_adopted_text_is_not_objected_to() {
    check(
        r#"LUND calls C1 adopted, on T
LUND gavels C1 no-objection
BOR objects to T
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            - base P3 “3” “Data are exchanged.”
            + #2 T adopted
            + base P1 “1” “The Parties shall notify.”, agreed adopted in #2
            + base P2 “2” “The Parties [shall][should] reply.”, agreed adopted in #2
            + base P3 “3” “Data are exchanged.”, agreed adopted in #2
            + #1 call C1 on P1 P2 P3: no-objection
            #3 Decided: `T` was decided in #2
        "#]],
    );
}

#[test]
fn a_decided_motion_is_not_objected_to() {
    check(
        r#"ARD moves MO1 close-debate
BOR objects to MO1
decides-motion MO1 carried
COR objects to MO1
"#,
        expect![[r#"
            + #1 ARD moves MO1 close-debate, carried
            + #2 BOR objects MO1
            #4 Decided: `MO1` was decided in #3
        "#]],
    );
}

#[test]
fn statements_are_answered() {
    check(
        r#"@o: BOR objects to P1
LUND answers @o "It is covered by paragraph 3."
@j: ARD joins COAST
LUND answers @j "Welcome."
"#,
        expect![[r#"
            - base coalition COAST: BOR COR
            + base coalition COAST: ARD BOR COR
            + #1 BOR objects P1
            + #1 was answered in #2
            #4 NotAStatement: #3 is not a statement
        "#]],
    );
}

#[test]
fn what_is_ascribed_becomes_a_position_when_its_holder_confirms() {
    check(
        r#"@a: ARD ascribes objects to BOR on P1
COR confirms @a
@c: BOR confirms @a
BOR withdraws @c
"#,
        expect![[r#"
            + #3 BOR objects P1, not counted
            + #1 ARD says that BOR objects P1
            + #1 was confirmed in #3
            + #3 was withdrawn in #4
            #2 NotTheHolder: only `BOR` can do this, and `COR` speaks
        "#]],
    );
}

#[test]
fn an_ascribed_objection_of_an_observer_is_not_confirmed() {
    check(
        r#"@a: ARD ascribes objects to OBS on P1
OBS confirms @a
@b: ARD ascribes supports to OBS on P1
OBS confirms @b
"#,
        expect![[r#"
            + #4 OBS supports P1
            + #1 ARD says that OBS objects P1
            + #3 ARD says that OBS supports P1
            + #3 was confirmed in #4
            #2 ObserverMayNot: `OBS` is an observer, and an observer may not object
        "#]],
    );
}

#[test]
fn what_is_ascribed_to_people_described_is_confirmed_by_nobody() {
    check(
        r#"@a: ARD ascribes supports to "the other bank" on P1, inferred
BOR confirms @a
"#,
        expect![[r#"
            + #1 ARD says that “the other bank” supports P1
            #2 NotAStatement: #1 is not ascribed to a party on the record
        "#]],
    );
}

#[test]
fn nobody_ascribes_to_a_meeting() {
    check(
        r#"ARD ascribes supports to M1 on P1
ARD ascribes supports to ZZZ on P1
"#,
        expect![[r#"
            #1 WrongThing: `M1` is a meeting, not a party
            #2 NotOnRecord: `ZZZ` is not on the record
        "#]],
    );
}
