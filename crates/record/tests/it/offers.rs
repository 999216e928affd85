//! Conditional offers, made and known by report; packages.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn an_offer_is_made_answered_and_withdrawn() {
    check(
        r#"BOR offers OF1, accepts P1, if-in P2, if-out P3
ARD answers-offer OF1 considers
BOR withdraws-offer OF1
ARD answers-offer OF1 accepts
BOR releases-offer OF1 content
"#,
        expect![[r#"
            + #1 BOR offers OF1, withdrawn in #3, released: content
            + #2 ARD considers OF1
            #4 OfferIsOver: the offer `OF1` ended in #3
        "#]],
    );
}

#[test]
fn an_offer_names_what_it_accepts_or_says_it() {
    check(
        r#"BOR offers OF1, if-in P2
BOR offers OF2, words "We could live with it."
BOR offers OF3, accepts LUND
"#,
        expect![[r#"
            + #2 BOR offers OF2, stands
            #1 OnNothing: the entry names nothing that it is on
            #3 WrongThing: `LUND` is an officer, not a provision
        "#]],
    );
}

#[test]
fn an_observer_makes_no_offer_and_answers_none() {
    check(
        r#"OBS offers OF1, accepts P1
BOR offers OF2, accepts P1
OBS answers-offer OF2 accepts
"#,
        expect![[r#"
            + #2 BOR offers OF2, stands
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not make an offer
            #3 ObserverMayNot: `OBS` is an observer, and an observer may not answer an offer
        "#]],
    );
}

#[test]
fn the_maker_does_not_answer_and_another_does_not_withdraw() {
    check(
        r#"BOR offers OF1, accepts P1
BOR answers-offer OF1 accepts
ARD withdraws-offer OF1
ARD releases-offer OF1 content
COAST answers-offer OF1 declines
"#,
        expect![[r#"
            + #1 BOR offers OF1, stands
            + #5 COAST declines OF1
            #2 MayNot: `BOR` is its maker; another member is needed
            #3 NotTheHolder: only `BOR` can do this, and `ARD` speaks
            #4 NotTheHolder: only `BOR` can do this, and `ARD` speaks
        "#]],
    );
}

#[test]
fn an_offer_until_the_close_lapses_with_its_meeting() {
    check(
        r#"  opens M1
  BOR offers OF1, accepts P1, until close-of-meeting
  COR offers OF3, accepts P1, until close-of-meeting
  COR withdraws-offer OF3
BOR offers OF2, accepts P1, until close-of-meeting
closes M1
ARD answers-offer OF1 accepts
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 closed on-record
            + #1 opens M1
            + #6 closes M1
            + #2 BOR offers OF1 until the close, lapsed in #6
            + #3 COR offers OF3 until the close, withdrawn in #4
            #5 NoMeeting: it names no meeting with which it could end
            #7 OfferIsOver: the offer `OF1` ended in #6
        "#]],
    );
}

#[test]
fn an_offer_is_not_answered_after_its_date() {
    check(
        r#"BOR offers OF1, accepts P1, until 2026-03-05
ARD answers-offer OF1 accepts {received 2026-03-06}
COR answers-offer OF1 accepts {received 2026-03-05}
notes "The day passed." {received 2026-03-07}
BOR withdraws-offer OF1
"#,
        expect![[r#"
            + #4 the secretariat notes: The day passed.
            + #1 BOR offers OF1 until 2026-03-05, lapsed in #4
            + #3 COR accepts OF1
            #2 OfferExpired: the offer `OF1` stood until 2026-03-05
            #5 OfferIsOver: the offer `OF1` ended in #4
        "#]],
    );
}

#[test]
fn a_time_of_effect_ahead_makes_no_offer_lapse() {
    check(
        r#"BOR offers OF1, accepts P1, until 2026-03-05
standing DEL observer {effect 2027}
"#,
        expect![[r#"
            - base party DEL government member
            + base party DEL government observer
            + #1 BOR offers OF1 until 2026-03-05, stands
        "#]],
    );
}

#[test]
fn what_was_released_stays_released() {
    check(
        r#"BOR offers OF1, accepts P1
BOR releases-offer OF1 content-and-name
BOR releases-offer OF1 content
"#,
        expect![[r#"
            + #1 BOR offers OF1, stands, released: content-and-name
        "#]],
    );
}

#[test]
fn an_offer_known_by_report_is_neither_answered_nor_withdrawn() {
    check(
        r#"ARD ascribes-offer OF1 to BOR, accepts P1
BOR withdraws-offer OF1
COR answers-offer OF1 accepts
BOR releases-offer OF1 content
ARD ascribes-end of OF1 withdrawn
ARD ascribes-end of OF1 lapsed
"#,
        expect![[r#"
            + #1 ARD says that BOR offers OF1, said in #5 to have ended
            #2 NotAnOfferMade: the offer `OF1` is known by report, not made on this record
            #3 NotAnOfferMade: the offer `OF1` is known by report, not made on this record
            #4 NotAnOfferMade: the offer `OF1` is known by report, not made on this record
            #6 OfferIsOver: the offer `OF1` ended in #5
        "#]],
    );
}

#[test]
fn the_end_of_an_offer_on_the_record_is_not_told_by_another() {
    check(
        r#"BOR offers OF1, accepts P1
ARD ascribes-end of OF1 withdrawn
"#,
        expect![[r#"
            + #1 BOR offers OF1, stands
            #2 NotTheHolder: only `BOR` can do this, and `ARD` speaks
        "#]],
    );
}

#[test]
fn an_ascribed_offer_is_confirmed_by_whom_it_is_ascribed_to() {
    check(
        r#"@a: ARD ascribes-offer OF1 to BOR, accepts P1
ARD confirms @a
BOR confirms @a
@e: ARD ascribes-end of OF1 lapsed
BOR confirms @e
"#,
        expect![[r#"
            + #1 ARD says that BOR offers OF1, said in #4 to have ended
            + #1 was confirmed in #3
            + #4 was confirmed in #5
            #2 NotTheHolder: only `BOR` can do this, and `ARD` speaks
        "#]],
    );
}

#[test]
fn packages_hold_matters() {
    check(
        r#"LUND package PK1 "Package", in P1, I1, out P3
LUND package PK2 "Package", in ARD
"#,
        expect![[r#"
            + #1 LUND puts forward PK1: P1 I1 and not P3
            #2 WrongThing: `ARD` is a party, not a provision
        "#]],
    );
}
