//! What the honesty matrix once showed to pass, and is found since: one line of narrative each.

use record::Record;
use record::diagnostic::Severity;
use record::minutes::parse;
use report::narrative;

const MINUTES: &str = "minutes/1
group G \"Group\"
party ARD \"Ardenia\" government member
party BOR \"Boreland\" government member
party UPL \"Upland\" business observer
coalition UP \"Upper Group\", members ARD, BOR
text T \"Draft\" rolling-text
provision P1 \"1\" en \"Waters are shared.\" in T
provision P2 \"2\" en \"Fish are counted.\" in T
ARD supports P1
revises P1 orally en \"Waters are shared fairly.\"
ARD, BOR supports P2 {grade taken-down}
UPL supports P2
BOR ascribes objects to ARD on P1, inferred
ARD offers OF1, accepts P1, if-in P2
ARD releases-offer OF1 content-and-name
ARD withdraws-offer OF1
ARD for UP says \"Boreland and its flag were up\", on P2
";

/// The codes of errors on one line, those on what is left out apart.
fn check(line: &str, expected: &[&str]) {
    let record = Record::replay(parse(MINUTES.as_bytes()));
    assert_eq!(record.refused(), &[]);
    let found = narrative::check(&record, line);
    let errors = found.iter().filter(|d| d.severity == Severity::Error && d.place.is_some());
    let codes: Vec<&str> = errors.map(|d| d.code.0).collect();
    assert_eq!(codes, expected, "{line}");
}

#[test]
fn a_position_on_an_earlier_wording_is_told_as_that() {
    check("[Ardenia supported it](claim:supports/P1).", &["R0105"]);
    check("[Ardenia supported it, on an earlier wording](claim:supports/P1).", &[]);
    check("[Upland supported it, on an earlier wording](claim:supports/P2).", &["R0105"]);
}

#[test]
fn a_number_is_told_with_the_weakest_grade_and_fits_the_names_beside_it() {
    check("[3 parties supported it](claim:supports/P2).", &["R0108"]);
    check("[3 parties, as taken down, supported it](claim:supports/P2?as=taken-down).", &[]);
    check(
        "[3 parties, as taken down, supported it: Ardenia, Boreland](claim:supports/P2?as=taken-down).",
        &["R0112"],
    );
    check(
        "[3 parties, as taken down, among them Ardenia, supported it](claim:supports/P2?as=taken-down).",
        &[],
    );
}

#[test]
fn an_observer_is_no_share_of_the_members() {
    check("[Most members, as taken down, supported it](claim:supports/P2?as=taken-down).", &[]);
    check(
        "[3 members, as taken down, did not support it](claim:supports/P2?as=taken-down).",
        &["R0117"],
    );
}

#[test]
fn an_inference_is_told_as_one() {
    check("[Boreland stated that Ardenia objects](claim:ascribed/no.14).", &["R0107"]);
    check("[Boreland inferred that Ardenia objects](claim:inferred/no.14).", &[]);
    check("[Upland inferred that Ardenia objects](claim:inferred/no.14).", &["R0122"]);
}

#[test]
fn an_offer_that_is_over_does_not_stand() {
    check("[Ardenia offered to accept 1](claim:offered/OF1).", &[]);
    check("[Ardenia offered to accept 1, and the offer stands](claim:offered/OF1).", &["R0101"]);
}

#[test]
fn who_speaks_for_a_coalition_makes_its_statement() {
    check("[Upper Group stated: “Boreland and its flag were up”](claim:said/no.18).", &[]);
    check("[Ardenia stated: “Boreland and its flag were up”](claim:said/no.18).", &["R0122"]);
    check("[Ardenia, for Upper Group, stated: “its flag”](claim:said/no.18).", &[]);
}

#[test]
fn that_a_paragraph_is_not_agreed_tells_nobodys_position() {
    let record = Record::replay(parse(MINUTES.as_bytes()));
    let found = narrative::check(&record, "It is [not agreed](claim:not-agreed/P2).");
    assert!(found.iter().any(|d| d.code.0 == "R0111" && d.entries.len() == 3), "{found:?}");
}

#[test]
fn words_within_a_claim_that_nothing_checks_are_told() {
    let record = Record::replay(parse(MINUTES.as_bytes()));
    let line = "[Upland, in bad faith, supported it](claim:supports/P2).";
    let found = narrative::check(&record, line);
    assert!(found.iter().any(|d| d.code.0 == "R0127"), "{found:?}");
    let sound = narrative::check(&record, "[Upland supported paragraph 2](claim:supports/P2).");
    assert!(sound.iter().all(|d| d.code.0 != "R0127"), "{sound:?}");
}
