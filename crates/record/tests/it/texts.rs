//! Texts under negotiation: paragraphs, brackets, amendments.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn texts_and_paragraphs_are_tabled_read_and_relabelled() {
    check(
        r#"text T2 "Second draft" chairs-text, replaces T
  provision Q1 "1" en "One."
  provision Q1alt "1 alt" en "Uno.", alternative-to Q1
  provision Q2 "2" en "Two."
  provision Q1bis "1 bis" en "One more.", after Q1
reading 1 of T2
relabels Q1bis as "2"
"#,
        expect![[r#"
            + #1 text T2: Q1 Q1bis Q1alt Q2
            + #6 reading 1 of T2
            + #2 Q1 “1” “One.”
            + #3 Q1alt “1 alt” “Uno.”
            + #5 Q1bis “2” “One more.”
            + #4 Q2 “2” “Two.”
            + #7 Q1bis was labelled “1 bis”
        "#]],
    );
}

#[test]
fn a_paragraph_follows_one_of_the_same_text() {
    check(
        r#"text T2 "Second draft" chairs-text
  provision Q1 "1" en "One.", after P1
provision Q2 "2" en "Two." in T, after P1
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            + base text T: P1 Q2 P2 P3
            + #1 text T2: 
            + #3 Q2 “2” “Two.”
            #2 OtherText: `P1` does not stand in `T2`
        "#]],
    );
}

#[test]
fn a_paragraph_is_proposed_by_those_who_can_speak() {
    check(
        r#"provision Q1 "1" en "One." in T, by M1
provision Q2 "2" en "Two." in T, by OBS, COAST
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            + base text T: P1 P2 P3 Q2
            + #2 Q2 “2” “Two.”
            #1 WrongThing: `M1` is a meeting, not a party
        "#]],
    );
}

#[test]
fn brackets_do_not_nest_without_end() {
    check(
        r#"provision Q1 "1" en "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" in T
provision Q2 "2" en "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" in T
ARD brackets "a" in Q2
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            + base text T: P1 P2 P3 Q2
            + #2 Q2 “2” “[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]”
            #1 TooMany: there are too many brackets within brackets
            #3 TooMany: there are too many brackets within brackets
        "#]],
    );
}

#[test]
fn a_revision_makes_positions_stale_and_an_editorial_one_does_not() {
    check(
        r#"ARD supports P1
BOR supports P3
revises P1 editorially en "The Parties, shall notify."
revises P3 orally en "Data shall be exchanged."
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P3 “3” “Data are exchanged.”
            + base P1 “1” “The Parties, shall notify.”
            + base P3 “3” “Data shall be exchanged.”
            + #1 ARD supports P1
            + #2 BOR supports P3, on other words
        "#]],
    );
}

#[test]
fn a_party_revises_what_it_proposed_and_amends_the_rest() {
    check(
        r#"BOR revises P2 orally en "The Parties should reply."
ARD revises P2 orally en "The Parties may reply."
ARD revises P1 orally en "The Parties should notify."
LUND revises P1 orally en "The Parties should notify."
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            + base P1 “1” “The Parties should notify.”
            + base P2 “2” “The Parties should reply.”
            #2 NotTheHolder: only `BOR` can do this, and `ARD` speaks
            #3 MayNot: `ARD` is not its proposer; the proposer is needed
        "#]],
    );
}

#[test]
fn a_co_sponsor_revises_too() {
    check(
        r#"ARD sponsors P2
ARD revises P2 orally en "The Parties may reply."
"#,
        expect![[r#"
            - base P2 “2” “The Parties [shall][should] reply.”
            + P2 is sponsored by: ARD
            + base P2 “2” “The Parties may reply.”
        "#]],
    );
}

#[test]
fn brackets_are_asked_for_and_lifted_by_their_holder() {
    check(
        r#"ARD brackets "notify" in P1
BOR lifts-brackets "notify" in P1
ARD lifts-brackets "notify" in P1
"#,
        expect![[r#"
            + #1 ARD brackets “notify” in P1, lifted in #3
            #2 NotTheHolder: only `ARD` can do this, and `BOR` speaks
        "#]],
    );
}

#[test]
fn brackets_are_lifted_by_decision() {
    check(
        r#"ARD brackets "notify" in P1
lifts-brackets "notify" in P1
"#,
        expect![[r#"
            + #1 ARD brackets “notify” in P1, lifted in #2
        "#]],
    );
}

#[test]
fn an_observer_does_not_ask_for_brackets() {
    check(
        r#"OBS brackets "notify" in P1
"#,
        expect![[r#"
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not ask for brackets
        "#]],
    );
}

#[test]
fn a_passage_stands_in_the_words_once() {
    check(
        r#"ARD brackets "inform" in P1
ARD brackets "shall" in P1
ARD brackets "e" in P1
lifts-brackets "inform" in P1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties [shall] notify.”
            + #2 ARD brackets “shall” in P1
            #1 Passage: the words “inform” do not stand in `P1`
            #3 Passage: the words “e” stand more than once in `P1`
            #4 Passage: the words “[inform]” do not stand in `P1`
        "#]],
    );
}

#[test]
fn a_proposer_withdraws_and_the_group_deletes() {
    check(
        r#"BOR withdraws-provision P2
deletes P3
"#,
        expect![[r#"
            - base P2 “2” “The Parties [shall][should] reply.”
            - base P3 “3” “Data are exchanged.”
            + base P2 “2” “The Parties [shall][should] reply.”, withdraws-provision in #1
            + base P3 “3” “Data are exchanged.”, deletes in #2
        "#]],
    );
}

#[test]
fn nobody_withdraws_the_paragraph_of_another() {
    check(
        r#"ARD withdraws-provision P2
ARD withdraws-provision P1
withdraws-provision P2
LUND withdraws-provision P2
"#,
        expect![[r#"
            #1 NotTheHolder: only `BOR` can do this, and `ARD` speaks
            #2 MayNot: `ARD` is not its proposer; the proposer is needed
            #3 NoSpeaker: nobody is named who speaks; its proposer is needed
            #4 MayNot: `LUND` is not its proposer; the proposer is needed
        "#]],
    );
}

#[test]
fn a_party_alone_does_not_delete() {
    check(
        r#"ARD deletes P1
LUND deletes P1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, deletes in #2
            #1 MayNot: `ARD` is a party; a decision of the group, recorded without a party, is needed
        "#]],
    );
}

#[test]
fn what_left_the_text_is_not_before_the_group() {
    check(
        r#"deletes P3
BOR objects to P3
ARD supports P3
relabels P3 as "4"
revises P3 editorially en "Data."
ARD amends P3 as AM1 whole en "x"
LUND calls C1 provisional, on P3
"#,
        expect![[r#"
            - base P3 “3” “Data are exchanged.”
            + base P3 “3” “Data are exchanged.”, deletes in #1
            #2 Removed: `P3` left the text in #1
            #3 Removed: `P3` left the text in #1
            #4 Removed: `P3` left the text in #1
            #5 Removed: `P3` left the text in #1
            #6 Removed: `P3` left the text in #1
            #7 Removed: `P3` left the text in #1
        "#]],
    );
}

#[test]
fn amendments_are_proposed_amended_and_answered() {
    check(
        r#"ARD amends P2 as AM1 replace "[shall][should]" with "shall"
OBS amends P2 as AM2 insert " promptly" after "reply"
COR sub-amends AM1 as AM3 replace "shall" with "should"
ARD answers-amendment AM3 accepted
BOR answers-amendment AM1 accepted
OBS answers-amendment AM2 withdrawn
revises P2 by-amendment en "The Parties should reply.", amendment AM1
"#,
        expect![[r#"
            - base P2 “2” “The Parties [shall][should] reply.”
            + base P2 “2” “The Parties should reply.”
            + #1 ARD proposes AM1 on P2, accepted
            + #2 OBS proposes AM2 on P2, withdrawn
            + #3 COR proposes AM3 to AM1 on P2, accepted
        "#]],
    );
}

#[test]
fn an_amendment_is_answered_by_those_whose_words_it_amends() {
    check(
        r#"ARD amends P2 as AM1 delete "[should]"
COR answers-amendment AM1 accepted
COR answers-amendment AM1 withdrawn
COR sub-amends AM1 as AM2 replace "should" with "shall"
BOR answers-amendment AM2 accepted
answers-amendment AM1 declined
answers-amendment AM1 accepted
"#,
        expect![[r#"
            + #1 ARD proposes AM1 on P2, declined
            + #4 COR proposes AM2 to AM1 on P2, open
            #2 NotTheHolder: only `BOR` can do this, and `COR` speaks
            #3 NotTheHolder: only `ARD` can do this, and `COR` speaks
            #5 NotTheHolder: only `ARD` can do this, and `BOR` speaks
            #7 Decided: `AM1` was decided in #6
        "#]],
    );
}

#[test]
fn a_decided_amendment_is_not_amended() {
    check(
        r#"ARD amends P2 as AM1 delete "[should]"
answers-amendment AM1 declined
COR sub-amends AM1 as AM2 replace "should" with "shall"
"#,
        expect![[r#"
            + #1 ARD proposes AM1 on P2, declined
            #3 Decided: `AM1` was decided in #2
        "#]],
    );
}

#[test]
fn an_amendment_changes_words_that_stand() {
    check(
        r#"ARD amends P2 as AM1 delete "might"
ARD amends P1 as AM2 replace "t" with "T"
"#,
        expect![[r#"
            #1 Passage: the words “might” do not stand in `P2`
            #2 Passage: the words “t” stand more than once in `P1`
        "#]],
    );
}

#[test]
fn a_revision_rests_on_an_amendment_of_the_same_paragraph() {
    check(
        r#"ARD amends P2 as AM1 delete "[should]"
revises P1 by-amendment en "The Parties notify.", amendment AM1
forks T as TA for CG
revises TA/P2 by-amendment en "The Parties [shall] reply.", amendment AM1
"#,
        expect![[r#"
            + #3 text TA for CG: TA/P1 TA/P2 TA/P3
            + #3 TA/P1 “1” “The Parties shall notify.”
            + #3 TA/P2 “2” “The Parties [shall] reply.”
            + #3 TA/P3 “3” “Data are exchanged.”
            + #1 ARD proposes AM1 on P2, open
            #2 OtherParagraph: `AM1` does not bear on `P1`
        "#]],
    );
}

#[test]
fn an_adopted_text_takes_no_new_paragraph_until_one_is_opened_again() {
    check(
        r#"LUND calls C1 adopted, on T
LUND gavels C1 no-objection
provision P4 "4" en "More." in T
reopens P3
provision P4 "4" en "More." in T
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            - base P3 “3” “Data are exchanged.”
            + base text T: P1 P2 P3 P4
            + #2 T adopted
            + base P1 “1” “The Parties shall notify.”, agreed adopted in #2
            + base P2 “2” “The Parties [shall][should] reply.”, agreed adopted in #2
            + base P3 “3” “Data are exchanged.”, opened again in #4
            + #5 P4 “4” “More.”
            + #1 call C1 on P1 P2 P3: no-objection
            #3 Decided: `T` was decided in #2
        "#]],
    );
}
