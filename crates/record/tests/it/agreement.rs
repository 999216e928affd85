//! Agreement and what comes after it: calls, silence procedures, reservations, reconsideration.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn the_gavel_falls_and_the_paragraph_is_agreed() {
    check(
        r#"  attendance M1, present ARD, BOR
  LUND calls C1 provisional, on P1, P2
  LUND gavels C1 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            + #1 present in M1: ARD BOR
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #3
            + base P2 “2” “The Parties [shall][should] reply.”, agreed provisional in #3
            + #2 call C1 on P1 P2: no-objection, attendance #1
        "#]],
    );
}

#[test]
fn a_text_is_adopted_without_what_left_it() {
    check(
        r#"deletes P3
LUND calls C1 adopted, on T
LUND gavels C1 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            - base P3 “3” “Data are exchanged.”
            + #3 T adopted
            + base P1 “1” “The Parties shall notify.”, agreed adopted in #3
            + base P2 “2” “The Parties [shall][should] reply.”, agreed adopted in #3
            + base P3 “3” “Data are exchanged.”, deletes in #1
            + #2 call C1 on P1 P2: no-objection
        "#]],
    );
}

#[test]
fn a_package_that_is_agreed_agrees_what_is_in_it() {
    check(
        r#"LUND package PK1 "Package", in P1, I1, out P3
LUND calls C1 provisional, on PK1
LUND gavels C1 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #3
            + #1 LUND puts forward PK1: P1 I1 and not P3
            + #2 call C1 on P1: no-objection
        "#]],
    );
}

#[test]
fn silence_is_not_consent_once_somebody_objected() {
    check(
        r#"LUND calls C1 provisional, on P1
BOR objects to P1
LUND gavels C1 no-objection
LUND gavels C1 not-agreed
"#,
        expect![[r#"
            + #2 BOR objects P1
            + #1 call C1 on P1: not-agreed
            #3 ObjectionsMade: objections were made after the call `C1` and stand: #2
        "#]],
    );
}

#[test]
fn an_objection_to_the_call_or_to_the_text_counts() {
    check(
        r#"LUND calls C1 provisional, on P1
BOR objects to C1
LUND gavels C1 no-objection
LUND calls C2 provisional, on P3
BOR objects to T
LUND gavels C2 no-objection
"#,
        expect![[r#"
            + #2 BOR objects C1
            + #5 BOR objects T
            + #1 call C1 on P1: open
            + #4 call C2 on P3: open
            #3 ObjectionsMade: objections were made after the call `C1` and stand: #2
            #6 ObjectionsMade: objections were made after the call `C2` and stand: #5
        "#]],
    );
}

#[test]
fn an_objection_withdrawn_in_time_does_not_stand_in_the_way() {
    check(
        r#"LUND calls C1 provisional, on P1
@o: BOR objects to P1
BOR withdraws @o
LUND gavels C1 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #4
            + #2 BOR objects P1, not counted
            + #1 call C1 on P1: no-objection
            + #2 was withdrawn in #3
        "#]],
    );
}

#[test]
fn an_objection_of_a_party_that_left_does_not_stand_in_the_way() {
    check(
        r#"LUND calls C1 provisional, on P1
BOR objects to P1
standing BOR left
LUND gavels C1 no-objection
"#,
        expect![[r#"
            - base party BOR government member
            - base P1 “1” “The Parties shall notify.”
            + base party BOR government left
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #4
            + #2 BOR objects P1, not counted
            + #1 call C1 on P1: no-objection
        "#]],
    );
}

#[test]
fn a_declaration_over_an_objection_needs_one() {
    check(
        r#"LUND calls C1 provisional, on P1
LUND gavels C1 declared-over-objection
BOR objects to P1
LUND gavels C1 declared-over-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #4 over an objection
            + #3 BOR objects P1
            + #1 call C1 on P1: declared-over-objection
            #2 NoObjectionMade: no objection was recorded between the call `C1` and the gavel
        "#]],
    );
}

#[test]
fn a_call_is_decided_once() {
    check(
        r#"LUND calls C1 provisional, on P1
LUND gavels C1 withdrawn
LUND gavels C1 no-objection
"#,
        expect![[r#"
            + #1 call C1 on P1: withdrawn
            #3 Decided: `C1` was decided in #2
        "#]],
    );
}

#[test]
fn a_call_is_on_the_words_asked_and_no_others() {
    check(
        r#"LUND calls C1 provisional, on P1
revises P1 orally en "The Parties should notify."
LUND gavels C1 no-objection
LUND gavels C1 withdrawn
LUND calls C2 provisional, on P1, as-orally-revised
LUND gavels C2 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties should notify.”, agreed provisional in #6
            + #1 call C1 on P1: withdrawn
            + #5 call C2 on P1: no-objection
            #3 WordsChanged: `C1` asked about other words: `P1` was changed in #2
        "#]],
    );
}

#[test]
fn an_editorial_change_does_not_disturb_a_call() {
    check(
        r#"LUND calls C1 provisional, on P1
revises P1 editorially en "The parties shall notify."
LUND gavels C1 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The parties shall notify.”, agreed provisional in #3
            + #1 call C1 on P1: no-objection
        "#]],
    );
}

#[test]
fn a_paragraph_deleted_or_added_during_a_call_disturbs_it() {
    check(
        r#"LUND calls C1 adopted, on T
deletes P3
LUND gavels C1 no-objection
LUND gavels C1 withdrawn
LUND calls C2 adopted, on T
provision P4 "4" en "More." in T
LUND gavels C2 no-objection
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P3 “3” “Data are exchanged.”
            + base text T: P1 P2 P3 P4
            + base P3 “3” “Data are exchanged.”, deletes in #2
            + #6 P4 “4” “More.”
            + #1 call C1 on P1 P2 P3: withdrawn
            + #5 call C2 on P1 P2: open
            #3 WordsChanged: `C1` asked about other words: `P3` was changed in #2
            #7 WordsChanged: `C2` asked about other words: `P4` was changed in #6
        "#]],
    );
}

#[test]
fn a_timed_call_runs_to_its_end() {
    check(
        r#"LUND calls C1 provisional, on P1, until 2026-03-04T18:00Z
LUND gavels C1 no-objection {said 2026-03-04T17:00Z}
LUND gavels C1 no-objection {said 2026-03-04T18:00Z}
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #3
            + #1 call C1 on P1: no-objection
            #2 TooEarly: `C1` runs until 2026-03-04T18:00Z
        "#]],
    );
}

#[test]
fn a_call_is_on_something_that_can_be_agreed() {
    check(
        r#"LUND calls C1 provisional
LUND calls C2 provisional, on ARD
LUND calls C3 provisional, on ZZZ
LUND calls C4 provisional, on I1
"#,
        expect![[r#"
            + #4 call C4 on : open
            #1 OnNothing: the entry names nothing that it is on
            #2 WrongThing: `ARD` is a party, not a provision
            #3 NotOnRecord: `ZZZ` is not on the record
        "#]],
    );
}

#[test]
fn what_is_adopted_is_not_called_again() {
    check(
        r#"LUND calls C1 adopted, on P1
LUND gavels C1 no-objection
LUND calls C2 adopted, on P1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed adopted in #2
            + #1 call C1 on P1: no-objection
            #3 AfterTheGavel: `P1` was agreed in #2
        "#]],
    );
}

#[test]
fn the_highest_level_stays_in_force() {
    check(
        r#"LUND calls C1 ad-referendum, on P1
LUND gavels C1 no-objection, pending ARD
LUND calls C2 provisional, on P1
LUND gavels C2 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed ad-referendum in #2, awaiting: ARD
            + #1 call C1 on P1: no-objection
            + #3 call C2 on P1: no-objection
        "#]],
    );
}

#[test]
fn new_words_are_not_agreed_by_an_earlier_gavel() {
    check(
        r#"LUND calls C1 contact-group, on P1
LUND gavels C1 no-objection
revises P1 orally en "The Parties should notify."
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties should notify.”, other words agreed contact-group in #2
            + #1 call C1 on P1: no-objection
        "#]],
    );
}

#[test]
fn agreed_words_are_not_changed() {
    check(
        r#"LUND calls C1 provisional, on P1
LUND gavels C1 no-objection
revises P1 orally en "The Parties should notify."
revises P1 editorially en "The parties shall notify."
ARD brackets "notify" in P1
deletes P1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The parties shall notify.”, agreed provisional in #2
            + #1 call C1 on P1: no-objection
            #3 AfterTheGavel: `P1` was agreed in #2
            #5 AfterTheGavel: `P1` was agreed in #2
            #6 AfterTheGavel: `P1` was agreed in #2
        "#]],
    );
}

#[test]
fn confirmation_ad_referendum_is_of_those_awaited() {
    check(
        r#"LUND calls C1 ad-referendum, on P1
LUND gavels C1 no-objection, pending ARD, BOR
COR confirms-ad-referendum, on P1
ARD confirms-ad-referendum, on P1
ARD confirms-ad-referendum, on P1
COAST confirms-ad-referendum, on P1
BOR confirms-ad-referendum
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed ad-referendum in #2, awaiting: BOR
            + #1 call C1 on P1: no-objection
            #3 NotAwaited: the confirmation of `COR` is not awaited on `P1`
            #5 NotAwaited: the confirmation of `ARD` is not awaited on `P1`
            #6 NoSpeaker: nobody is named who speaks; a party is needed
            #7 OnNothing: the entry names nothing that it is on
        "#]],
    );
}

#[test]
fn only_members_are_awaited() {
    check(
        r#"LUND calls C1 ad-referendum, on P1
LUND gavels C1 no-objection, pending OBS
"#,
        expect![[r#"
            + #1 call C1 on P1: open
            #2 ObserverMayNot: `OBS` is an observer, and an observer may not be awaited
        "#]],
    );
}

#[test]
fn a_silence_procedure_ends_in_agreement() {
    check(
        r#"LUND silence SP1 ad-referendum from 2026-03-05 until 2026-03-08, on P1, hours-min 72
notice of SP1 arrived, to ARD, BOR
notice of SP1 failed
LUND ends-silence SP1 no-objection {said 2026-03-07}
LUND ends-silence SP1 no-objection {said 2026-03-09}
notice of SP1 arrived, to COR
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed ad-referendum in #5
            + #1 silence SP1 on P1: no-objection
            + #2 notice of SP1 arrived to ARD BOR
            #3 OnNothing: the entry names nothing that it is on
            #4 TooEarly: `SP1` runs until 2026-03-08
            #6 Decided: `SP1` was decided in #5
        "#]],
    );
}

#[test]
fn one_break_is_enough() {
    check(
        r#"LUND silence SP1 provisional from 2026-03-05 until 2026-03-08, on T
LUND ends-silence SP1 broken
OBS breaks-silence SP1
BOR breaks-silence SP1, on P1
BOR breaks-silence SP1, on I1
LUND ends-silence SP1 no-objection
LUND ends-silence SP1 broken
BOR breaks-silence SP1
"#,
        expect![[r#"
            + #1 silence SP1 on P1 P2 P3: broken
            + #4 BOR breaks SP1
            #2 SilenceResult: nobody broke silence in `SP1`
            #3 ObserverMayNot: `OBS` is an observer, and an observer may not break silence
            #5 NotOnRecord: `I1` is not on the record; a provision is needed
            #6 SilenceResult: silence was broken in `SP1`
            #8 Decided: `SP1` was decided in #7
        "#]],
    );
}

#[test]
fn silence_does_not_end_before_it_begins() {
    check(
        r#"LUND silence SP1 provisional from 2026-03-08 until 2026-03-05, on P1
"#,
        expect![[r#"
            #1 EndsBeforeItBegins: it ends before it begins
        "#]],
    );
}

#[test]
fn words_changed_under_silence_are_not_agreed_by_it() {
    check(
        r#"LUND silence SP1 provisional from 2026-03-05 until 2026-03-08, on P1
LUND revises P1 in-writing en "The Parties should notify."
LUND ends-silence SP1 no-objection
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties should notify.”
            + #1 silence SP1 on P1: runs
            #3 WordsChanged: `SP1` asked about other words: `P1` was changed in #2
        "#]],
    );
}

#[test]
fn a_void_silence_procedure_agrees_nothing() {
    check(
        r#"LUND silence SP1 provisional from 2026-03-05 until 2026-03-08, on P1
LUND rules R1 on SP1 void
LUND ends-silence SP1 no-objection
LUND ends-silence SP1 withdrawn
"#,
        expect![[r#"
            + #2 ruling R1 void
            + #1 silence SP1 on P1: withdrawn
            #3 Decided: `SP1` was decided in #2
        "#]],
    );
}

#[test]
fn a_ruling_takes_away_what_silence_agreed_and_a_carried_appeal_brings_it_back() {
    check(
        r#"LUND silence SP1 provisional from 2026-03-05 until 2026-03-08, on P1, P3
LUND ends-silence SP1 no-objection
LUND rules R1 on SP1 void
ARD appeals AP1 against R1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P3 “3” “Data are exchanged.”
            + #3 ruling R1 void
            + #4 ARD appeals AP1 against R1
            + base P1 “1” “The Parties shall notify.”, opened again in #3
            + base P3 “3” “Data are exchanged.”, opened again in #3
            + #1 silence SP1 on P1 P3: no-objection
        "#]],
    );
}

#[test]
fn a_carried_appeal_brings_back_what_silence_agreed() {
    check(
        r#"LUND silence SP1 provisional from 2026-03-05 until 2026-03-08, on P1
LUND ends-silence SP1 no-objection
LUND rules R1 on SP1 void
ARD appeals AP1 against R1
vote on AP1 carried, for ARD, BOR, against COR
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + #3 ruling R1 void, overturned
            + #4 ARD appeals AP1 against R1
            + #5 vote on AP1 carried
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #2
            + #1 silence SP1 on P1: no-objection
        "#]],
    );
}

#[test]
fn reservations_explanations_and_dissociations_qualify_agreement() {
    check(
        r#"LUND calls C1 adopted, on P1
LUND gavels C1 no-objection
ARD enters-reservation "as far as our law allows", on P1
OBS explains-position "we would have joined", on P1
BOR dissociates, from P1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed adopted in #2
            + #1 call C1 on P1: no-objection
            + #3 ard reservation on p1
            + #4 obs explanation on p1
            + #5 bor dissociation on p1
        "#]],
    );
}

#[test]
fn an_observer_neither_reserves_nor_dissociates() {
    check(
        r#"OBS enters-reservation "as far as our law allows", on P1
OBS dissociates, from P1
"#,
        expect![[r#"
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not enter a reservation
            #2 ObserverMayNot: `OBS` is an observer, and an observer may not dissociate itself
        "#]],
    );
}

#[test]
fn qualifications_are_on_something() {
    check(
        r#"ARD enters-reservation "as far as our law allows"
ARD explains-position "we joined"
ARD dissociates
ARD dissociates, from LUND
"#,
        expect![[r#"
            #1 OnNothing: the entry names nothing that it is on
            #2 OnNothing: the entry names nothing that it is on
            #3 OnNothing: the entry names nothing that it is on
            #4 WrongThing: `LUND` is an officer, not a provision
        "#]],
    );
}

#[test]
fn what_was_agreed_is_opened_again_by_a_motion_that_was_carried() {
    check(
        r#"reopens P1
LUND calls C1 provisional, on P1
LUND gavels C1 no-objection
ARD moves MO1 reconsider, on P1
reopens P1, motion MO1
decides-motion MO1 carried
reopens P1, motion MO1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + #4 ARD moves MO1 reconsider, carried
            + base P1 “1” “The Parties shall notify.”, opened again in #7
            + #2 call C1 on P1: no-objection
            #1 NotAgreed: `P1` is not agreed
            #5 NotCarried: the motion `MO1` was not carried
        "#]],
    );
}

#[test]
fn a_vote_carries_the_motion_to_reopen() {
    check(
        r#"LUND calls C1 provisional, on P1
LUND gavels C1 no-objection
ARD moves MO1 reconsider, on P1
vote on MO1 carried, for ARD, BOR, against COR
reopens P1, motion MO1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + #3 ARD moves MO1 reconsider, undecided
            + #4 vote on MO1 carried
            + base P1 “1” “The Parties shall notify.”, opened again in #5
            + #1 call C1 on P1: no-objection
        "#]],
    );
}
