//! Edits of a text: paragraphs split, merged and placed; passages attributed, alternatives resolved, runs decided.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};
use record::minutes::parse;
use record::{Record, Refusal};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn a_paragraph_is_split_where_it_stood_and_goes_on_in_its_parts() {
    check(
        r#"COR supports P2
splits P2, into P2A "2 (a)" en "The Parties [shall][should] reply.", P2B "2 (b)" en "They do so in time.", reason "Two duties"
BOR revises P2B orally en "They do so within 60 days."
relabels P2B as "3"
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P2 “2” “The Parties [shall][should] reply.”
            + base text T: P1 P2 P2A P2B P3
            + base P2 “2” “The Parties [shall][should] reply.”, split into P2A P2B in #2
            + #2 P2A “2 (a)” “The Parties [shall][should] reply.”
            + #2 P2B “3” “They do so within 60 days.”
            + #2 P2A came of P2 (Split)
            + #4 P2B was labelled “2 (b)”
            + #2 P2B came of P2 (Split)
            + #1 COR supports P2
        "#]],
    );
}

#[test]
fn what_was_split_is_not_edited_and_the_refusal_names_its_parts() {
    check(
        r#"splits P2, into P2A "2 (a)" en "One.", P2B "2 (b)" en "Two."
ARD objects to P2
revises P2 orally en "Three."
LUND calls C1 provisional, on P2
provision Q1 "2 bis" en "More." in T, after P2
splits P2, into P2C "2 (c)" en "One.", P2D "2 (d)" en "Two."
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P2 “2” “The Parties [shall][should] reply.”
            + base text T: P1 P2 P2A P2B P3
            + base P2 “2” “The Parties [shall][should] reply.”, split into P2A P2B in #1
            + #1 P2A “2 (a)” “One.”
            + #1 P2B “2 (b)” “Two.”
            + #1 P2A came of P2 (Split)
            + #1 P2B came of P2 (Split)
            #2 GoesOn: `P2` was split into `P2A` and `P2B` in #1
            #3 GoesOn: `P2` was split into `P2A` and `P2B` in #1
            #4 GoesOn: `P2` was split into `P2A` and `P2B` in #1
            #5 GoesOn: `P2` was split into `P2A` and `P2B` in #1
            #6 GoesOn: `P2` was split into `P2A` and `P2B` in #1
        "#]],
    );
    let text = format!(
        "{BASE}splits P2, into P2A \"2 (a)\" en \"One.\", P2B \"2 (b)\" en \"Two.\"\nARD supports P2\n"
    );
    let record = Record::replay(parse(text.as_bytes()));
    let help = record.refused()[0].refusal.help();
    assert_eq!(help.as_deref(), Some("name `P2A` or `P2B` instead"));
}

#[test]
fn the_parts_are_new_and_at_least_two() {
    check(
        r#"splits P1, into P1A "1 (a)" en "One."
splits P1, into P1A "1 (a)" en "One.", P3 "1 (b)" en "Two."
splits P1, into P1A "1 (a)" en "One.", P1A "1 (b)" en "Two."
ARD splits P1, into P1A "1 (a)" en "One.", P1B "1 (b)" en "Two."
"#,
        expect![[r#"
            #1 TooFew: too few parts are named
            #2 IdentityTaken: `P3` was declared in base
            #3 NamedTwice: `P1A` is named twice
            #4 MayNot: `ARD` is not its proposer; the proposer is needed
        "#]],
    );
}

#[test]
fn an_agreed_paragraph_is_neither_split_nor_merged() {
    check(
        r#"LUND calls C1 provisional, on P1
LUND gavels C1 no-objection
splits P1, into P1A "1 (a)" en "One.", P1B "1 (b)" en "Two."
merges into P3 "3" en "Both.", from P1, P3
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #2
            + #1 call C1 on P1: no-objection
            #3 AfterTheGavel: `P1` was agreed in #2
            #4 AfterTheGavel: `P1` was agreed in #2
        "#]],
    );
}

#[test]
fn a_call_on_words_that_were_split_agrees_nothing() {
    check(
        r#"LUND calls C1 provisional, on P2
splits P2, into P2A "2 (a)" en "One.", P2B "2 (b)" en "Two."
LUND gavels C1 no-objection
LUND gavels C1 withdrawn
LUND calls C2 provisional, on P2A, P2B
LUND gavels C2 no-objection
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P2 “2” “The Parties [shall][should] reply.”
            + base text T: P1 P2 P2A P2B P3
            + base P2 “2” “The Parties [shall][should] reply.”, split into P2A P2B in #2
            + #2 P2A “2 (a)” “One.”, agreed provisional in #6
            + #2 P2B “2 (b)” “Two.”, agreed provisional in #6
            + #2 P2A came of P2 (Split)
            + #2 P2B came of P2 (Split)
            + #1 call C1 on P2: withdrawn
            + #5 call C2 on P2A P2B: no-objection
            #3 WordsChanged: `C1` asked about other words: `P2` was changed in #2
        "#]],
    );
}

#[test]
fn an_amendment_to_what_was_split_is_taken_up_in_a_part() {
    check(
        r#"ARD amends P2 as AM1 delete "[should]"
splits P2, into P2A "2 (a)" en "The Parties [shall][should] reply.", P2B "2 (b)" en "They do so in time."
COR sub-amends AM1 as AM2 replace "should" with "may"
revises P1 by-amendment en "The Parties notify.", amendment AM1
revises P2A by-amendment en "The Parties [shall] reply.", amendment AM1
answers-amendment AM1 accepted
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P2 “2” “The Parties [shall][should] reply.”
            + base text T: P1 P2 P2A P2B P3
            + base P2 “2” “The Parties [shall][should] reply.”, split into P2A P2B in #2
            + #2 P2A “2 (a)” “The Parties [shall] reply.”
            + #2 P2B “2 (b)” “They do so in time.”
            + #2 P2A came of P2 (Split)
            + #2 P2B came of P2 (Split)
            + #1 ARD proposes AM1 on P2, accepted
            #3 GoesOn: `P2` was split into `P2A` and `P2B` in #2
            #4 OtherParagraph: `AM1` does not bear on `P1`
        "#]],
    );
}

#[test]
fn paragraphs_are_merged_into_a_new_one() {
    check(
        r#"merges into P4 "4" en "The Parties notify and reply.", from P1, P2, reason "One duty"
ARD supports P1
ARD supports P4
BOR revises P4 orally en "The Parties reply."
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            + base text T: P1 P4 P2 P3
            + base P1 “1” “The Parties shall notify.”, merged into P4 in #1
            + base P2 “2” “The Parties [shall][should] reply.”, merged into P4 in #1
            + #1 P4 “4” “The Parties notify and reply.”
            + #1 P4 came of P1 P2 (Merged)
            + #3 ARD supports P4
            #2 GoesOn: `P1` was merged into `P4` in #1
            #4 MayNot: `BOR` is not its proposer; the proposer is needed
        "#]],
    );
}

#[test]
fn paragraphs_are_merged_into_one_of_them() {
    check(
        r#"ARD supports P1
BOR supports P3
merges into P3 "1" en "The Parties notify; data are exchanged.", from P1, P3
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P3 “3” “Data are exchanged.”
            + base P1 “1” “The Parties shall notify.”, merged into P3 in #3
            + base P3 “1” “The Parties notify; data are exchanged.”
            + #3 P3 was labelled “3”
            + #1 ARD supports P1
            + #2 BOR supports P3, on other words
        "#]],
    );
}

#[test]
fn proposals_of_another_text_are_merged_where_the_text_is_named() {
    check(
        r#"text T2 "Consolidated" consolidated-text
provision Q1 "1" en "More." in T2
merges into C1 "2" en "All.", from P1, Q1
merges into P1 "2" en "All.", in T2, from P1, Q1
merges into C1 "2" en "All.", in T2, from P1, Q1
merges into C2 "3" en "All.", in T2, from P2, P3
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            - base P3 “3” “Data are exchanged.”
            + #1 text T2: Q1 C1 C2
            + #5 C1 “2” “All.”
            + #6 C2 “3” “All.”
            + base P1 “1” “The Parties shall notify.”, merged into C1 in #5
            + base P2 “2” “The Parties [shall][should] reply.”, merged into C2 in #6
            + base P3 “3” “Data are exchanged.”, merged into C2 in #6
            + #2 Q1 “1” “More.”, merged into C1 in #5
            + #5 C1 came of P1 Q1 (Merged)
            + #6 C2 came of P2 P3 (Merged)
            #3 OtherText: `Q1` does not stand in `T`
            #4 OtherText: `P1` does not stand in `T2`
        "#]],
    );
}

#[test]
fn what_is_merged_is_named_once_and_is_more_than_one() {
    check(
        r#"merges into P4 "4" en "All.", from P1
merges into P4 "4" en "All.", from P1, P1
merges into P3 "4" en "All.", from P1, P2
BOR merges into P4 "4" en "All.", from P2, P1
"#,
        expect![[r#"
            #1 TooFew: too few paragraphs are named
            #2 NamedTwice: `P1` is named twice
            #3 IdentityTaken: `P3` was declared in base
            #4 MayNot: `BOR` is not its proposer; the proposer is needed
        "#]],
    );
}

#[test]
fn a_paragraph_is_placed_and_keeps_its_label() {
    check(
        r#"places P3 before P1
places P1 at-end
places P2 after P1
places P1 at-start
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            + base text T: P1 P3 P2
        "#]],
    );
}

#[test]
fn a_paragraph_is_placed_beside_another_of_its_text() {
    check(
        r#"text T2 "Other" rolling-text
provision Q1 "1" en "More." in T2
places P1 after Q1
places P1 after P1
deletes P3
places P1 after P3
BOR places P1 at-end
BOR places P2 at-end
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P3 “3” “Data are exchanged.”
            + base text T: P1 P3 P2
            + #1 text T2: Q1
            + base P3 “3” “Data are exchanged.”, deletes in #5
            + #2 Q1 “1” “More.”
            #3 OtherText: `Q1` does not stand in `T`
            #4 NamedTwice: `P1` is named twice
            #6 Removed: `P3` left the text in #5
            #7 MayNot: `BOR` is not its proposer; the proposer is needed
        "#]],
    );
}

#[test]
fn an_adopted_text_is_not_reordered() {
    check(
        r#"LUND calls C1 adopted, on T
LUND gavels C1 no-objection
places P1 at-end
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
fn a_passage_is_attributed_and_a_later_word_of_it_counts() {
    check(
        r#"attributes retains "[shall]" in P2, to ARD, COAST {grade reported}
@struck: attributes proposes "[should]" in P2, to ARD
attributes deletes "[shall]" in P2, to ARD
@own: COR attributes proposes "[should]" in P2, to COR, words "It is ours"
COR withdraws @own
strikes @struck reason "Another paragraph was meant"
"#,
        expect![[r#"
            + #1 COAST retains “[shall]” in P2
            + #3 ARD deletes “[shall]” in P2
            + #2 was struck in #6
            + #4 was withdrawn in #5
        "#]],
    );
}

#[test]
fn an_attribution_is_confirmed_by_one_of_its_holders() {
    check(
        r#"@said: attributes retains "[shall]" in P2, to ARD, DEL {grade reported}
attributes supports "reply" in P2, to ARD
COR confirms @said
DEL confirms @said
revises P2 orally en "The Parties reply."
"#,
        expect![[r#"
            - base P2 “2” “The Parties [shall][should] reply.”
            + base P2 “2” “The Parties reply.”
            + #2 ARD supports “reply” in P2
            + #1 was confirmed in #4
            #3 NotTheHolder: only `ARD` can do this, and `COR` speaks
        "#]],
    );
}

#[test]
fn a_passage_that_is_attributed_stands_once_and_its_holders_are_parties() {
    check(
        r#"attributes retains "may" in P2, to ARD
attributes retains "[shall]" in P2
attributes retains "[shall]" in P2, to LUND
attributes retains "[shall]" in P2, to ARD, ARD
"#,
        expect![[r#"
            #1 Passage: the words “may” do not stand in `P2`
            #2 OnNothing: the entry names nothing that it is on
            #3 WrongThing: `LUND` is an officer, not a party
            #4 NamedTwice: `ARD` is named twice
        "#]],
    );
}

#[test]
fn an_alternative_of_a_run_is_kept_and_consent_is_recorded_or_not() {
    check(
        r#"ARD supports P2
resolves "[shall][should]" in P2, keeps "should", with-consent-of ARD, COR, without-consent-of DEL
provision Q1 "4" en "By [2030/2035 / later], [in good time] and [fully][partly - ARD]." in T
resolves " [in good time]" in Q1, drops "in good time"
resolves "[fully][partly - ARD]" in Q1, keeps "fully"
resolves "[2030/2035 / later]" in Q1, drops "later", as "[2030/2035]"
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P2 “2” “The Parties [shall][should] reply.”
            + base text T: P1 P2 P3 Q1
            + base P2 “2” “The Parties should reply.”
            + #3 Q1 “4” “By [2030/2035], and fully.”
            + #2 P2: kept “should”, dropped “shall”, with ARD COR, without DEL
            + #4 Q1: kept , dropped “in good time”
            + #5 Q1: kept “fully”, dropped “partly”
            + #6 Q1: kept , dropped “later”
            + #1 ARD supports P2, on other words
        "#]],
    );
}

#[test]
fn one_of_several_option_paragraphs_is_chosen() {
    check(
        r#"provision P3alt "3 alt" en "Data are published.", in T, alternative-to P3
provision P3alt2 "3 alt 2" en "No text", in T, alternative-to P3
LUND calls C1 provisional, on P3alt
LUND gavels C1 no-objection
resolves options-of P3, keeps P3alt, drops P3, P3alt2, by C1, words "the option agreed"
ARD supports P3
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            - base P3 “3” “Data are exchanged.”
            + base text T: P1 P2 P3 P3alt P3alt2
            + base P3 “3” “Data are exchanged.”, dropped in #5
            + #1 P3alt “3 alt” “Data are published.”, agreed provisional in #4
            + #2 P3alt2 “3 alt 2” “No text”, dropped in #5
            + #5 P3: kept P3alt, dropped P3 P3alt2
            + #5 P3alt: kept P3alt, dropped P3 P3alt2
            + #5 P3alt2: kept P3alt, dropped P3 P3alt2
            + #3 call C1 on P3alt: no-objection
            #6 Removed: `P3` left the text in #5
        "#]],
    );
}

#[test]
fn only_what_is_an_alternative_is_kept_or_dropped() {
    check(
        r#"provision P3alt "3 alt" en "Data are published.", in T, alternative-to P3
resolves "shall" in P1, keeps "shall"
resolves "[shall][should]" in P2
resolves "[shall][should]" in P2, keeps "may"
resolves "[shall][should]" in P2, keeps "shall", drops "shall"
resolves "[shall][should]" in P2, keeps P3
resolves "[shall][should]" in P2, keeps "shall", "should"
resolves "[shall][should]" in P2, drops "shall"
resolves "[shall][should]" in P2, keeps "shall", as "may"
resolves options-of P3, keeps P3alt
resolves options-of P3, keeps P1, drops P3
resolves options-of P3, keeps P3, drops P3
resolves options-of P3, drops P3, as "No text"
"#,
        expect![[r#"
            - base text T: P1 P2 P3
            + base text T: P1 P2 P3 P3alt
            + #1 P3alt “3 alt” “Data are published.”
            #2 NotBrackets: the words “shall” in `P1` are not a bracket or a run of them
            #3 OnNothing: the entry names nothing that it is on
            #4 NotAnAlternative: “may” is not one of the alternatives in `P2`
            #5 NotAnAlternative: “shall” is not one of the alternatives in `P2`
            #6 NotAnAlternative: “P3” is not one of the alternatives in `P2`
            #7 ResultNotStated: what takes the place of the passage in `P2` is not stated
            #8 ResultNotStated: what takes the place of the passage in `P2` is not stated
            #9 ResultLacks: the words kept, “shall”, do not stand in what takes the place of the passage in `P2`
            #10 OnNothing: the entry names nothing that it is on
            #11 NotAnAlternative: “P1” is not one of the alternatives in `P3`
            #12 NamedTwice: `P3` is named twice
            #13 NotAnAlternative: “No text” is not one of the alternatives in `P3`
        "#]],
    );
}

#[test]
fn what_decided_it_was_itself_decided() {
    check(
        r#"LUND calls C1 provisional, on P1
resolves "[shall][should]" in P2, keeps "shall", by C1
COR moves MO1 other
resolves "[shall][should]" in P2, keeps "shall", by MO1
resolves "[shall][should]" in P2, keeps "shall", by M1
resolves "[shall][should]" in P2, keeps "shall", with-consent-of LUND
resolves "[shall][should]" in P2, keeps "shall", with-consent-of ARD, without-consent-of ARD
LUND gavels C1 no-objection
resolves "[shall][should]" in P2, keeps "shall", by C1
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            - base P2 “2” “The Parties [shall][should] reply.”
            + #3 COR moves MO1 other, undecided
            + base P1 “1” “The Parties shall notify.”, agreed provisional in #8
            + base P2 “2” “The Parties shall reply.”
            + #9 P2: kept “shall”, dropped “should”
            + #1 call C1 on P1: no-objection
            #2 NotDecidedBy: nothing was decided by `C1`
            #4 NotCarried: the motion `MO1` was not carried
            #5 WrongThing: `M1` is a meeting, not a call
            #6 WrongThing: `LUND` is an officer, not a party
            #7 NamedTwice: `ARD` is named twice
        "#]],
    );
}

#[test]
fn a_party_chooses_within_what_it_proposed() {
    check(
        r#"ARD resolves "[shall][should]" in P2, keeps "shall"
BOR resolves "[shall][should]" in P2, keeps "shall"
"#,
        expect![[r#"
            - base P2 “2” “The Parties [shall][should] reply.”
            + base P2 “2” “The Parties shall reply.”
            + #2 P2: kept “shall”, dropped “should”
            #1 NotTheHolder: only `BOR` can do this, and `ARD` speaks
        "#]],
    );
}

#[test]
fn a_run_is_decided_and_its_words_stay() {
    check(
        r#"ARD supports P2
decides-run "[shall][should]" in P2 additions
LUND decides-run "[shall][should]" in P2 alternatives
decides-run "[shall]" in P2 alternatives
decides-run "reply" in P2 alternatives
ARD decides-run "[shall][should]" in P2 alternatives
"#,
        expect![[r#"
            + #2 “[shall][should]” in P2 are additions
            + #3 “[shall][should]” in P2 are alternatives
            + #1 ARD supports P2
            #4 NotBrackets: the words “[shall]” in `P2` are not a run of brackets
            #5 NotBrackets: the words “reply” in `P2` are not a run of brackets
            #6 NotTheHolder: only `BOR` can do this, and `ARD` speaks
        "#]],
    );
}

#[test]
fn nothing_is_resolved_after_the_gavel() {
    check(
        r#"LUND calls C1 provisional, on P2
LUND gavels C1 no-objection
resolves "[shall][should]" in P2, keeps "shall"
decides-run "[shall][should]" in P2 alternatives
attributes retains "[shall]" in P2, to ARD
"#,
        expect![[r#"
            - base P2 “2” “The Parties [shall][should] reply.”
            + base P2 “2” “The Parties [shall][should] reply.”, agreed provisional in #2
            + #1 call C1 on P2: no-objection
            #3 AfterTheGavel: `P2` was agreed in #2
            #4 AfterTheGavel: `P2` was agreed in #2
            #5 AfterTheGavel: `P2` was agreed in #2
        "#]],
    );
}

#[test]
fn a_paragraph_of_many_parts_is_told_by_the_first() {
    let parts: Vec<String> = (0..12).map(|n| format!("Q{n} \"{n}\" en \"Part.\"")).collect();
    let text = format!("{BASE}splits P1, into {}\nARD supports P1\n", parts.join(", "));
    let record = Record::replay(parse(text.as_bytes()));
    let refused = record.refused().first().map(|r| r.refusal.clone());
    assert!(matches!(refused, Some(Refusal::GoesOn { .. })), "{refused:?}");
    let told = refused.and_then(|r| r.help());
    let expected = "name `Q0`, `Q1`, `Q2`, `Q3`, `Q4`, `Q5`, `Q6`, `Q7` and 4 more instead";
    assert_eq!(told.as_deref(), Some(expected));
}
