//! Papers: documents, sponsors, deadlines, earlier agreed language.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn documents_are_registered_revised_translated_and_disposed_of() {
    check(
        r#"document D2 contribution "Views", by ARD, COAST, LUND
revision of D2 "Rev.1"
language-version of D2 fr official
disposition of D2 reflected, in P1
deadline DL1 "Amendments" by 2026-03-04
agreed-language AL1 of D1 "paragraph 61" en "could envisage", on P1
"#,
        expect![[r#"
            + #1 document D2 contribution, reflected
            + #2 D2 Rev.1
            + #3 D2 in fr official
            + #5 deadline DL1 by 2026-03-04
            + #6 agreed language AL1 of D1
        "#]],
    );
}

#[test]
fn documents_are_submitted_by_those_who_can_speak() {
    check(
        r#"document D2 contribution "Views", by M1
language-version of M1 fr official
"#,
        expect![[r#"
            #1 WrongThing: `M1` is a meeting, not a party
            #2 WrongThing: `M1` is a meeting, not a document
        "#]],
    );
}

#[test]
fn a_party_joins_and_leaves_the_sponsors() {
    check(
        r#"BOR sponsors D1
BOR sponsors D1
BOR withdraws-sponsorship of D1
BOR withdraws-sponsorship of D1
"#,
        expect![[r#"
            + D1 is sponsored by: 
            #2 SponsorTwice: `BOR` is a sponsor already
            #4 SponsorTwice: `BOR` is not a sponsor
        "#]],
    );
}

#[test]
fn who_submitted_a_document_is_a_sponsor_until_it_withdraws() {
    check(
        r#"ARD sponsors D1
ARD withdraws-sponsorship of D1
ARD withdraws-sponsorship of D1
ARD sponsors D1
"#,
        expect![[r#"
            + D1 is sponsored by: ARD
            #1 SponsorTwice: `ARD` is a sponsor already
            #3 SponsorTwice: `ARD` is not a sponsor
        "#]],
    );
}

#[test]
fn co_sponsorship_closes() {
    check(
        r#"sponsorship of D1 opened, until 2026-03-05
BOR sponsors D1 {received 2026-03-05}
COR sponsors D1 {received 2026-03-06}
sponsorship of D1 closed
DEL sponsors D1
"#,
        expect![[r#"
            + #1 sponsorship of D1 opened
            + #4 sponsorship of D1 closed
            + D1 is sponsored by: BOR
            #3 SponsorshipClosed: co-sponsorship of `D1` is closed by #1
            #5 SponsorshipClosed: co-sponsorship of `D1` is closed by #4
        "#]],
    );
}

#[test]
fn people_and_meetings_are_not_sponsored() {
    check(
        r#"BOR sponsors M1
sponsorship of LUND opened
"#,
        expect![[r#"
            #1 WrongThing: `M1` is a meeting, not a document
            #2 WrongThing: `LUND` is an officer, not a document
        "#]],
    );
}
