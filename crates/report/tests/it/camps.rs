//! Camps computed from positions: told in a factual note alone, with their evidence, and claims on them checked.

use record::Record;
use record::diagnostic::Severity;
use record::minutes::parse;
use report::document::{Document, Section};
use report::manuscript::Basis;
use report::{Options, Tongue, compile, narrative};
use std::fmt::Write as _;

/// Ten parties in two camps of five on 16 paragraphs; all accept the first four.
fn minutes(outcome: &str, level: &str) -> String {
    let mut minutes = String::from("minutes/1\ngroup G \"Group\"\n");
    for at in 0..10 {
        let constituency = if at % 3 == 0 { "business" } else { "government" };
        let _ = writeln!(minutes, "party A{at} \"Party {at}\" {constituency} member");
    }
    minutes.push_str("text T \"Draft\" rolling-text\n");
    for thing in 0..16 {
        let _ = writeln!(minutes, "provision P{thing} \"{thing}\" en \"Words {thing}.\" in T");
    }
    for at in 0..10 {
        for thing in 0..16 {
            let accepts = thing < 4 || (at % 2 == 0) == (thing % 2 == 0);
            // One in eleven is otherwise.
            let accepts = accepts != ((at * 7 + thing * 3) % 11 == 0 && thing >= 4);
            let verb = if accepts { "supports" } else { "objects to" };
            let level = if at == 9 { level } else { "" };
            let _ = writeln!(minutes, "A{at} {verb} P{thing}{level}");
        }
    }
    minutes + outcome
}

fn record(outcome: &str, level: &str) -> Record {
    let parsed = parse(minutes(outcome, level).as_bytes());
    assert_eq!(parsed.diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>(), [""; 0]);
    let record = Record::replay(parsed);
    assert!(record.refused().is_empty());
    record
}

const KINDS: &[&str] = &[
    "camps_found",
    "no_camps",
    "camp_members",
    "in_no_camp",
    "camps_veiled",
    "camps_apart",
    "common_ground",
    "across_camps",
];

/// What is computed, in English.
fn computed(record: &Record, options: &Options) -> Vec<String> {
    let manuscript = compile(record, options).expect("a record with entries");
    for sentence in manuscript.sentences().iter().filter(|s| KINDS.contains(&s.say.kind())) {
        if let Basis::Entries(evidence) = &sentence.basis {
            assert!(!evidence.entries().is_empty());
        }
    }
    let document: Document = report::word(&manuscript, record, Tongue::English);
    let mut lines = Vec::new();
    document.sections.iter().for_each(|section| gather(section, &mut lines));
    lines
}

fn gather(section: &Section, lines: &mut Vec<String>) {
    for block in &section.blocks {
        use report::document::Block::{List, Paragraph};
        if let Paragraph { lines: of, .. } | List(of) = block {
            lines.extend(
                of.iter().filter(|l| KINDS.contains(&l.kind)).map(report::document::Line::text),
            );
        }
    }
    section.sections.iter().for_each(|section| gather(section, lines));
}

fn starting<'l>(lines: &'l [String], start: &str) -> Vec<&'l str> {
    lines.iter().map(String::as_str).filter(|l| l.starts_with(start)).collect()
}

#[test]
fn a_factual_note_tells_camps_with_who_what_and_how_stable() {
    let lines = computed(&record("", ""), &Options::default());
    let head = "As computed from the positions on the record by the method of docs/reference/camps.md, 160 positions of ten parties on 16 matters of substance support two camps; ";
    assert!(lines[0].starts_with(head), "{}", lines[0]);
    assert_eq!(
        starting(&lines, "Computed as camp "),
        [
            "Computed as camp A on matters of substance, from 80 positions: five parties (Party 1, Party 3, Party 5, Party 7 and Party 9).",
            "Computed as camp B on matters of substance, from 80 positions: five parties (Party 0, Party 2, Party 4, Party 6 and Party 8).",
        ]
    );
    let shared = starting(&lines, "Computed as common ground: paragraph 0; ");
    assert_eq!(shared.len(), 1, "{lines:#?}");
    assert!(shared[0].ends_with("; positions recorded, camp A: in favour, five, reserved, none, against, none; camp B: in favour, five, reserved, none, against, none."));
    assert!(!starting(&lines, "Computed as setting camp A and camp B apart: ").is_empty());
    let across = starting(&lines, "Parties from business across the camps");
    assert!(
        across.len() == 1
            && across[0].contains("; inside it, positions (64 in all) are on different sides on "),
        "{across:?}"
    );
}

#[test]
fn what_a_group_adopted_and_a_chairs_summary_do_not_carry_it() {
    let adopted = record("outcome report-adopted\n", "");
    assert_eq!(computed(&adopted, &Options::default()), [""; 0]);
    let rule = |rule| Options { report_rule: Some(rule), ..Options::default() };
    use record::event::group::RuleName::{AgreedTextOnly, ChairsSummary, FootnotedReservations};
    assert_eq!(computed(&record("", ""), &rule(ChairsSummary)), [""; 0]);
    assert_eq!(computed(&record("", ""), &rule(AgreedTextOnly)), [""; 0]);
    assert_eq!(computed(&record("", ""), &rule(FootnotedReservations)), [""; 0], "a study");
}

#[test]
fn without_names_camps_are_told_by_numbers() {
    let lines = computed(&record("", ""), &Options { attributed: false, ..Options::default() });
    assert_eq!(
        starting(&lines, "Computed as camp A"),
        ["Computed as camp A on matters of substance, from 80 positions: five parties."]
    );
    assert!(lines.iter().all(|line| !line.contains("Party")), "{lines:#?}");
}

#[test]
fn a_position_that_may_not_be_told_with_its_name_does_not_enter() {
    let lines = computed(&record("", " {level unattributed}"), &Options::default());
    assert!(lines[0].contains("144 positions of nine parties"), "{}", lines[0]);
    assert!(
        lines[0].ends_with(
            "; positions that did not enter: not to be told with the name of the holder, 16."
        ),
        "{}",
        lines[0]
    );
    assert!(lines.iter().all(|line| !line.contains("Party 9")), "{lines:#?}");
}

#[test]
fn without_a_cited_position_what_is_computed_is_another() {
    let text = minutes("", "");
    let whole = Record::replay(parse(text.as_bytes()));
    let before = compile(&whole, &Options::default()).expect("a record with entries");
    let first = whole.entries().len() - 160;
    for position in (first..whole.entries().len()).step_by(23) {
        let number = whole.entries()[position].number;
        let entries = whole.entries().iter().filter(|e| e.number != number).cloned().collect();
        let less = Record::replay(record::minutes::Minutes { entries, ..Default::default() });
        let after = compile(&less, &Options::default()).expect("a record with entries");
        let after: Vec<String> = after.sentences().iter().map(|s| format!("{:?}", s.say)).collect();
        let mut tried = 0;
        for sentence in before.sentences() {
            let Basis::Entries(evidence) = &sentence.basis else { continue };
            if KINDS.contains(&sentence.say.kind()) && evidence.entries().contains(&number) {
                tried += 1;
                let say = format!("{:?}", sentence.say);
                assert!(!after.contains(&say), "without {number} it stands: {say}");
            }
        }
        assert!(tried >= 3, "{number} is cited {tried} times");
    }
}

/// The codes of errors on one line, those on what is left out apart.
fn check(record: &Record, line: &str, expected: &[&str]) {
    let found = narrative::check(record, line);
    let errors = found.iter().filter(|d| d.severity >= Severity::Warning && d.place.is_some());
    let codes: Vec<&str> = errors.map(|d| d.code.0).collect();
    assert_eq!(codes, expected, "{line}");
}

#[test]
fn claims_on_camps_are_checked() {
    let record = record("", "");
    let weak = computed(&record, &Options::default())[0].contains("the camps are weak");
    let two = if weak { "two weak camps" } else { "two camps" };
    check(&record, &format!("The positions show [{two}](claim:camps/2)."), &[]);
    check(&record, "[three camps](claim:camps/3)", &["R0129"]);
    check(&record, "[no camps](claim:camps/0)", &["R0129"]);
    check(&record, "[three camps](claim:camps/2)", &["R0125"]);
    check(&record, "[not two camps](claim:camps/2)", &["R0117"]);
    check(&record, "[many camps](claim:camps/many)", &["R0113"]);
    check(&record, "[Party 1 and Party 3 are in camp A](claim:camp/A).", &[]);
    check(&record, "[Five parties are in camp B](claim:camp/B).", &[]);
    check(&record, "[Party 2 is in camp A](claim:camp/A).", &["R0129"]);
    check(&record, "[Four parties are in camp A](claim:camp/A).", &["R0103"]);
    check(&record, "[Party 1 is in camp C](claim:camp/C).", &["R0129"]);
    check(&record, "[Camp A](claim:camp/A) spoke.", &["R0115"]);
    check(&record, "[Paragraph 0 is common ground](claim:common-ground/P0).", &[]);
    check(&record, "[Paragraph 0 is common ground against](claim:common-ground/P0).", &["R0125"]);
    check(&record, "[Paragraph 5 is common ground](claim:common-ground/P5).", &["R0130"]);
    check(&record, "[Paragraph 0 sets the camps apart](claim:apart/P0).", &["R0129"]);
    check(&record, "[two camps on procedure](claim:camps/procedure/2)", &["R0128"]);
    check(&record, "[two camps](claim:camps/procedure/2)", &["R0125"]);
}

const SMALL: &str = "minutes/1
group G \"Group\"
party ARD \"Ardenia\" government member
party BOR \"Boreland\" government member
party COR \"Corvia\" government member
party OPEN \"Open Link\" civil-society member
party REED \"Reed Watch\" civil-society member
coalition UP \"Upper Group\", members ARD, BOR
text T \"Draft\" rolling-text
provision P1 \"1\" en \"Waters are shared.\" in T
ARD, BOR, OPEN supports P1
REED objects to P1
";

#[test]
fn a_few_positions_support_no_camps_and_the_search_is_named() {
    let record = Record::replay(parse(SMALL.as_bytes()));
    let manuscript = compile(&record, &Options::default()).expect("a record with entries");
    let none = manuscript.sentences().into_iter().find(|s| s.say.kind() == "no_camps");
    let Some(Basis::Absence { defining, through, .. }) = none.map(|s| &s.basis) else {
        panic!("an absence: {none:?}");
    };
    assert_eq!((defining.entries().len(), *through), (4, record.last().expect("entries")));
    assert_eq!(
        computed(&record, &Options::default()),
        [
            "As computed from the positions on the record by the method of docs/reference/camps.md, four positions of four parties on one matter of substance support no camps: camps are not looked for among fewer than five parties."
        ]
    );
    check(&record, "The positions support [no camps](claim:camps/0).", &[]);
    check(&record, "There were [two camps](claim:camps/2).", &["R0128"]);
    check(&record, "Two camps and a bloc stood there.", &["R0110", "R0110"]);
    check(&record, "It was common ground, of one mind.", &["R0110", "R0110"]);
}

#[test]
fn a_constituency_is_of_one_mind_only_where_it_is() {
    let record = Record::replay(parse(SMALL.as_bytes()));
    let claim = |words: &str, of: &str| format!("[{words}](claim:{of}/P1).");
    check(&record, &claim("Civil society was divided", "split/civil-society"), &[]);
    check(&record, &claim("Civil society was of one mind", "one-mind/civil-society"), &["R0120"]);
    check(&record, &claim("Governments were of one mind", "one-mind/government"), &["R0120"]);
    check(
        &record,
        &claim("Governments with a position were of one mind", "one-mind/government"),
        &[],
    );
    check(&record, &claim("Upper Group members were of one mind", "one-mind/UP"), &[]);
    check(&record, &claim("Upper Group was divided", "split/UP"), &["R0106"]);
    check(&record, &claim("Business was of one mind", "one-mind/business"), &["R0106"]);
}
