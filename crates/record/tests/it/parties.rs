//! Who takes part: parties, officers, coalitions, and in which capacity they speak.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn parties_representatives_and_constituencies_are_declared() {
    check(
        r#"constituency NAV "Navigation"
party RIV "River pilots" NAV member
representative PIL "Mr. Pilot" of RIV
party X "Unknown constituency" ZZZ member
"#,
        expect![[r#"
            + #1 constituency NAV
            + #2 party RIV NAV member
            + #3 representative PIL of RIV
            #4 NotOnRecord: `ZZZ` is not on the record; a constituency is needed
        "#]],
    );
}

#[test]
fn a_representative_is_heard_as_the_party() {
    check(
        r#"MSR supports P1
"#,
        expect![[r#"
            + #1 ARD supports P1
        "#]],
    );
}

#[test]
fn a_representative_in_a_personal_capacity_does_not_act_for_the_party() {
    check(
        r#"MSR as personal says "For myself I doubt it.", on P1
MSR as personal objects to P1
MSR as representing "Ardenia" objects to P1
"#,
        expect![[r#"
            + #1 ARD says: For myself I doubt it.
            + #3 ARD objects P1
            #2 InPersonalCapacity: `MSR` speaks in a personal capacity, and not for the party
        "#]],
    );
}

#[test]
fn nobody_speaks_for_a_coalition_in_a_personal_capacity() {
    check(
        r#"BOR as personal for COAST says "We think otherwise."
BOR for COAST says "We think otherwise."
"#,
        expect![[r#"
            + #2 COAST says: We think otherwise.
            #1 InPersonalCapacity: `BOR` speaks in a personal capacity, and not for the party
        "#]],
    );
}

#[test]
fn a_party_that_is_a_person_may_act_in_a_personal_capacity() {
    check(
        r#"party SINGH "P. Singh" civil-society member
SINGH as personal objects to P1
"#,
        expect![[r#"
            + #1 party SINGH civil-society member
            + #2 SINGH objects P1
        "#]],
    );
}

#[test]
fn a_party_that_left_no_longer_acts_and_what_it_held_does_not_count() {
    check(
        r#"BOR objects to P1
ARD supports P1
standing BOR left
BOR supports P1
"#,
        expect![[r#"
            - base party BOR government member
            + base party BOR government left
            + #1 BOR objects P1, not counted
            + #2 ARD supports P1
            #4 HasLeft: `BOR` no longer takes part
        "#]],
    );
}

#[test]
fn a_party_that_left_does_not_speak_for_its_coalition() {
    check(
        r#"BOR says "Farewell."
standing BOR left
BOR for COAST says "We are still here."
COR for COAST says "We are."
"#,
        expect![[r#"
            - base party BOR government member
            + base party BOR government left
            + #1 BOR says: Farewell.
            + #4 COAST says: We are.
            #3 HasLeft: `BOR` no longer takes part
        "#]],
    );
}

#[test]
fn a_coalition_that_all_have_left_is_not_heard() {
    check(
        r#"standing BOR left
standing COR left
COAST says "Nobody speaks."
"#,
        expect![[r#"
            - base party BOR government member
            - base party COR government member
            + base party BOR government left
            + base party COR government left
            #3 HasLeft: `COAST` no longer takes part
        "#]],
    );
}

#[test]
fn an_objection_of_a_member_that_becomes_an_observer_does_not_count() {
    check(
        r#"BOR objects to P1
BOR supports P3
standing BOR observer
"#,
        expect![[r#"
            - base party BOR government member
            + base party BOR government observer
            + #1 BOR objects P1, not counted
            + #2 BOR supports P3
        "#]],
    );
}

#[test]
fn a_party_speaks_for_a_coalition_that_it_is_in() {
    check(
        r#"ARD for COAST says "We agree."
BOR for COAST supports P1
"#,
        expect![[r#"
            + #2 COAST supports P1
            #1 NotInCoalition: `ARD` is not a member of `COAST`
        "#]],
    );
}

#[test]
fn a_party_does_not_speak_for_a_coalition_that_it_left() {
    check(
        r#"BOR leaves COAST
BOR for COAST says "We agree."
BOR leaves COAST
COR joins COAST
ARD joins COAST
ARD for COAST says "We agree."
"#,
        expect![[r#"
            - base coalition COAST: BOR COR
            + base coalition COAST: ARD COR
            + #6 COAST says: We agree.
            #2 NotInCoalition: `BOR` is not a member of `COAST`
            #3 NotInCoalition: `BOR` is not a member of `COAST`
            #4 InCoalitionAlready: `COR` is a member of `COAST`
        "#]],
    );
}

#[test]
fn a_coalition_does_not_join_a_coalition() {
    check(
        r#"COAST joins GUESTS
"#,
        expect![[r#"
            #1 NoSpeaker: nobody is named who speaks; a party is needed
        "#]],
    );
}

#[test]
fn coalitions_are_formed() {
    check(
        r#"coalition HILLS "Hill Group", members ARD, DEL
coalition BAD "With an officer", members LUND
"#,
        expect![[r#"
            + #1 coalition HILLS: ARD DEL
            #2 WrongThing: `LUND` is an officer, not a party
        "#]],
    );
}

#[test]
fn a_party_aligns_with_a_statement_of_another() {
    check(
        r#"@s: BOR for COAST says "Water must flow."
ARD aligns with @s, except P3
BOR withdraws @s
BOR for COAST withdraws @s
DEL aligns with @s
"#,
        expect![[r#"
            + #2 ARD aligns with #1
            + #1 COAST says: Water must flow.
            + #1 was withdrawn in #4
            #3 NotTheHolder: only `COAST` can do this, and `BOR` speaks
            #5 Over: #1 was withdrawn or struck in #4
        "#]],
    );
}

#[test]
fn nobody_aligns_with_an_act_that_is_no_statement_or_with_itself() {
    check(
        r#"@j: ARD joins COAST
DEL aligns with @j
@s: ARD says "Yes."
ARD aligns with @s
"#,
        expect![[r#"
            - base coalition COAST: BOR COR
            + base coalition COAST: ARD BOR COR
            + #3 ARD says: Yes.
            #2 NotAStatement: #1 is not a statement
            #4 NotAStatement: #3 is not the statement of another
        "#]],
    );
}

#[test]
fn a_member_of_a_coalition_declines_to_align() {
    check(
        r#"@s: BOR for COAST says "Water must flow."
COR declines-to-align with @s
ARD declines-to-align with @s
"#,
        expect![[r#"
            + #2 COR does not align with #1
            + #1 COAST says: Water must flow.
            #3 NotOfCoalition: #1 is not a statement of a coalition of which the party is a member
        "#]],
    );
}

#[test]
fn officers_act_for_others_and_terms_end() {
    check(
        r#"OSK acts for LUND, meeting M1
term-ends OSK
term-ends OSK
OSK acts for LUND
"#,
        expect![[r#"
            - base officer OSK vice-chair
            + base officer OSK vice-chair, acts for LUND, term ended
            #3 TermOver: the term of `OSK` ended in #2
            #4 MayNot: `OSK` is an officer whose term has ended; an officer in office is needed
        "#]],
    );
}

#[test]
fn only_an_officer_acts_for_another() {
    check(
        r#"ARD acts for LUND
acts for LUND
"#,
        expect![[r#"
            #1 MayNot: `ARD` is a party; an officer is needed
            #2 NoSpeaker: nobody is named who speaks; an officer is needed
        "#]],
    );
}

#[test]
fn a_party_does_not_preside() {
    check(
        r#"ARD calls C1 provisional, on P1
"#,
        expect![[r#"
            #1 MayNot: `ARD` is a party; an officer is needed
        "#]],
    );
}

#[test]
fn a_vice_chair_presides_where_acting_for_the_chair() {
    check(
        r#"OSK calls C1 provisional, on P1
OSK acts for LUND, meeting M1
OSK calls C2 provisional, on P1
OSK calls C3 provisional, on P1 {source M1}
"#,
        expect![[r#"
            - base officer OSK vice-chair
            + base officer OSK vice-chair, acts for LUND
            + #4 call C3 on P1: open
            #1 MayNot: `OSK` is an officer who does not preside here; the Chair, or who acts for the Chair is needed
            #3 MayNot: `OSK` is an officer who does not preside here; the Chair, or who acts for the Chair is needed
        "#]],
    );
}

#[test]
fn an_acting_chair_stops_with_the_term_of_the_chair_and_may_then_be_named_anew() {
    check(
        r#"OSK acts for LUND
term-ends LUND
OSK calls C1 provisional, on P1
LUND calls C2 provisional, on P1
OSK acts for LUND
OSK calls C3 provisional, on P1
"#,
        expect![[r#"
            - base officer LUND chair
            - base officer OSK vice-chair
            + base officer LUND chair, term ended
            + base officer OSK vice-chair, acts for LUND, acts for LUND
            + #6 call C3 on P1: open
            #3 MayNot: `OSK` is an officer who does not preside here; the Chair, or who acts for the Chair is needed
            #4 MayNot: `LUND` is an officer whose term has ended; an officer in office is needed
        "#]],
    );
}

#[test]
fn a_term_that_ends_later_runs_until_then() {
    check(
        r#"term-ends LUND, on 2026-05-01
LUND calls C1 provisional, on P1 {said 2026-04-30}
LUND calls C2 provisional, on P3 {said 2026-05-02}
"#,
        expect![[r#"
            - base officer LUND chair
            + base officer LUND chair, term ended
            + #2 call C1 on P1: open
            #3 MayNot: `LUND` is an officer whose term has ended; an officer in office is needed
        "#]],
    );
}

#[test]
fn the_officer_named_by_a_meeting_presides_in_it() {
    check(
        r#"meeting M2 "Second meeting" formal on-record, chair SEC
  SEC opens M2
  SEC calls C1 provisional, on P1
SEC calls C2 provisional, on P3
"#,
        expect![[r#"
            + #1 meeting M2 open on-record
            + #2 opens M2
            + #3 call C1 on P1: open
            #4 MayNot: `SEC` is an officer who does not preside here; the Chair, or who acts for the Chair is needed
        "#]],
    );
}

#[test]
fn a_facilitator_presides_in_the_own_contact_group_only() {
    check(
        r#"FAC forks T as TA for CG
meeting MC "On notice" contact-group closed, of CG
  FAC opens MC
FAC calls C1 contact-group, on TA/P1
FAC gavels C1 no-objection
FAC calls C2 provisional, on P3
"#,
        expect![[r#"
            + #2 meeting MC open closed
            + #3 opens MC
            + #1 text TA for CG: TA/P1 TA/P2 TA/P3
            + #1 TA/P1 “1” “The Parties shall notify.”, agreed contact-group in #5
            + #1 TA/P2 “2” “The Parties [shall][should] reply.”
            + #1 TA/P3 “3” “Data are exchanged.”
            + #4 call C1 on TA/P1: no-objection
            #6 MayNot: `FAC` is an officer who does not preside here; the Chair, or who acts for the Chair is needed
        "#]],
    );
}

#[test]
fn an_officer_does_not_take_a_position() {
    check(
        r#"LUND supports P1
LUND says "I hear the room.", on P1
"#,
        expect![[r#"
            + #2 LUND says: I hear the room.
            #1 MayNot: `LUND` is an officer; a party or coalition is needed
        "#]],
    );
}

#[test]
fn somebody_must_speak_where_a_party_is_needed() {
    check(
        r#"objects to P1
says "Somebody spoke."
"#,
        expect![[r#"
            #1 NoSpeaker: nobody is named who speaks; a party or coalition is needed
            #2 NoSpeaker: nobody is named who speaks; a party, coalition or officer is needed
        "#]],
    );
}

#[test]
fn things_that_cannot_speak_do_not() {
    check(
        r#"M1 says "Nothing."
ZZZ says "Nothing."
"#,
        expect![[r#"
            #1 MayNot: `M1` is a meeting; a party, coalition, representative or officer is needed
            #2 NotOnRecord: `ZZZ` is not on the record
        "#]],
    );
}

#[test]
fn a_term_does_not_end_before_it_begins() {
    check(
        r#"officer NEW "Ms. New" rapporteur, from 2026, until 2025
officer NOW "Ms. Now" rapporteur, from 2026, until 2026
"#,
        expect![[r#"
            + #2 officer NOW rapporteur
            #1 EndsBeforeItBegins: it ends before it begins
        "#]],
    );
}
