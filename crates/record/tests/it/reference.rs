//! The reference of the language is held to the parser, and the table of kinds to the code and its tests.

use crate::coverage::{refusals, tells_of, tests};
use record::entry::{Disclosure, Grade};
use record::event::agreement::{Arrival, CallResult, Level, SilenceResult};
use record::event::consultations::Moderation;
use record::event::documents::{Disposition, DocumentKind, SponsorshipState, VersionStatus};
use record::event::edits::{HolderStance, RunKind};
use record::event::group::{CharterItem, IssueKind, OutcomeKind, RuleName, RuleStatus};
use record::event::meetings::{
    Clock, MeetingLevel, MotionKind, Outcome, RecordStatus, RulingEffect,
};
use record::event::parties::{Constituency, Office, Standing};
use record::event::positions::{OfferAnswer, OfferEnd, Release, Stance};
use record::event::texts::{AmendmentAnswer, RevisionKind, TextKind};
use record::minutes::{self, CODES, parse, print};
use record::{Event, IDENTITY_BYTES_MAX, Record, text};
use std::collections::BTreeSet;

const MINUTES: &str = include_str!("../../../../docs/reference/minutes.md");
const KINDS: &str = include_str!("../../../../docs/reference/kinds.md");

/// Fenced blocks of the reference: what stands behind the fence, and the lines within.
fn blocks(info: &str) -> Vec<&'static str> {
    let fence = format!("\n```{info}\n");
    let parts = MINUTES.split(fence.as_str()).skip(1);
    parts.map(|part| part.split("\n```").next().unwrap_or_default()).collect()
}

/// The section of a kind: from its heading to the next.
fn section(head: &str) -> &'static str {
    let of_kinds = MINUTES.split("\n#### ").skip(1);
    of_kinds
        .map(|part| part.split("\n## ").next().unwrap_or_default())
        .find(|part| heads(part).contains(&head))
        .unwrap_or_else(|| panic!("no section for `{head}`"))
}

fn heads(section: &str) -> Vec<&str> {
    let heading = section.lines().next().unwrap_or_default();
    heading.split(", ").map(|word| word.trim_matches('`')).collect()
}

#[test]
fn every_kind_has_a_section_with_its_synopsis_and_an_example() {
    for kind in Event::kinds() {
        let section = section(kind.heads[0]);
        assert_eq!(heads(section), kind.heads);
        let synopsis = format!("```synopsis\n{}\n```", kind.synopsis);
        assert!(section.contains(&synopsis), "`{}` is shown otherwise", kind.synopsis);
        let who = format!("Who may: {}.", kind.who.words());
        assert!(section.contains(&who), "`{}`: {who}", kind.name);
        let example = section.split("```minutes\n").nth(1).expect("an example");
        let example = parse(
            format!("minutes/1\n{}", example.split("\n```").next().unwrap_or_default()).as_bytes(),
        );
        let shown: BTreeSet<_> =
            example.entries.iter().filter_map(|e| e.event().map(Event::name)).collect();
        assert_eq!(shown, BTreeSet::from([kind.name]), "the examples of `{}`", kind.name);
    }
}

#[test]
fn no_kind_is_documented_that_does_not_exist() {
    let known: BTreeSet<&str> = Event::kinds().iter().flat_map(|k| k.heads).copied().collect();
    let documented: BTreeSet<&str> = MINUTES.split("\n#### ").skip(1).flat_map(heads).collect();
    assert_eq!(documented, known);
}

#[test]
fn every_example_can_be_read_and_every_complete_one_is_admitted() {
    assert!(blocks("minutes").len() >= Event::kinds().len());
    for block in blocks("minutes") {
        let minutes = parse(format!("minutes/1\n{block}\n").as_bytes());
        assert_eq!(minutes.diagnostics, vec![], "{block}");
    }
    assert!(blocks("minutes complete").len() >= 5);
    for block in blocks("minutes complete") {
        let minutes = parse(block.as_bytes());
        assert_eq!(minutes.diagnostics, vec![], "{block}");
        assert_eq!(Record::replay(minutes).refused(), vec![], "{block}");
    }
}

#[test]
fn the_canonical_example_is_canonical() {
    let complete = blocks("minutes complete");
    let canonical = complete.iter().find(|b| b.starts_with("minutes/1\n1 ")).expect("one is");
    assert_eq!(print(&parse(canonical.as_bytes()).entries).trim_end(), *canonical);
    let source = complete.iter().find(|b| b.contains("document CON1")).expect("its source");
    assert!(print(&parse(source.as_bytes()).entries).starts_with(canonical));
}

#[test]
fn every_limit_is_named_with_its_value() {
    let limits: &[(&str, usize)] = &[
        ("LINE_BYTES_MAX", minutes::LINE_BYTES_MAX),
        ("FILE_BYTES_MAX", minutes::FILE_BYTES_MAX),
        ("ENTRIES_MAX", minutes::ENTRIES_MAX as usize),
        ("SPEAKERS_MAX", minutes::SPEAKERS_MAX),
        ("DIAGNOSTICS_MAX", minutes::DIAGNOSTICS_MAX),
        ("IDENTITY_BYTES_MAX", IDENTITY_BYTES_MAX),
        ("NESTING_MAX", text::NESTING_MAX),
        ("ASKED_MAX", text::ASKED_MAX),
        ("PARAGRAPHS_MAX", text::PARAGRAPHS_MAX),
        ("PROVISIONS_MAX", text::PROVISIONS_MAX),
        ("SPLICED_BYTES_MAX", text::SPLICED_BYTES_MAX),
        ("PASSED_MAX", text::PASSED_MAX),
        ("LINEAGE_MAX", text::LINEAGE_MAX),
    ];
    for (name, value) in limits {
        let row = MINUTES.lines().find(|line| line.contains(&format!("`{name}`")));
        let row = row.unwrap_or_else(|| panic!("{name} is not named"));
        assert!(row.contains(&format!("| {value} ")), "{name} is {value}: {row}");
    }
}

#[test]
fn every_code_is_named_with_its_title() {
    for code in CODES {
        let row = format!("| `{}` | {} |", code.code.0, code.title);
        assert!(MINUTES.contains(&row), "{row}");
    }
}

/// Sees that the words of these choices are listed under their name.
macro_rules! chosen {
    ($($choice:ident)*) => {
        $({
            let name = $choice::WHAT.to_uppercase().replace(' ', "-");
            let list = MINUTES.split(&format!("\n**{name}**\n")).nth(1);
            let list = list.unwrap_or_else(|| panic!("{name} is not listed"));
            let list = list.split("\n**").next().unwrap_or_default();
            for word in $choice::ALL {
                let row = format!("| `{}` |", word.word());
                assert!(list.contains(&row), "{name}: {}", word.word());
            }
        })*
    };
}

#[test]
fn every_word_to_choose_from_is_listed() {
    chosen! {
        Grade Disclosure IssueKind CharterItem RuleStatus RuleName OutcomeKind Standing Office MeetingLevel RecordStatus Clock
        MotionKind Outcome RulingEffect DocumentKind VersionStatus SponsorshipState Disposition TextKind RevisionKind
        AmendmentAnswer Stance OfferAnswer Release OfferEnd Level CallResult Arrival SilenceResult
        HolderStance RunKind Moderation
    }
    for (word, _) in Constituency::NAMED {
        assert!(MINUTES.contains(&format!("`{word}`")), "{word}");
    }
    for field in ["received", "said", "effect", "recorder", "source", "grade", "level", "salt"] {
        assert!(MINUTES.contains(&format!("| `{field}` |")), "{field}");
    }
}

/// The cells of a kind's row.
fn row(name: &str) -> Vec<&'static str> {
    let start = format!("| `{name}` (");
    let row = KINDS.lines().find(|line| line.starts_with(&start));
    let row = row.unwrap_or_else(|| panic!("{name} has no row"));
    row.trim_matches('|').split(" | ").map(str::trim).collect()
}

#[test]
fn every_kind_has_a_row_with_a_test_that_tells_of_it() {
    let tests = tests();
    for kind in Event::kinds() {
        let cells = row(kind.name);
        assert_eq!(cells.len(), 6, "{cells:?}");
        assert_eq!(cells[1], kind.who.words());
        assert!(kind.heads.iter().all(|head| cells[0].contains(&format!("`{head}`"))));
        assert!(cells[3].len() > 3, "{}: an effect", kind.name);
        let named = cells[5].trim_matches('`');
        let test = tests.iter().find(|(name, _)| *name == named);
        let (_, source) = test.unwrap_or_else(|| panic!("{}: no test `{named}`", kind.name));
        assert!(tells_of(source, kind.heads), "`{named}` does not tell of {}", kind.name);
    }
    let rows = KINDS.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, Event::kinds().len(), "rows of kinds that do not exist");
}

#[test]
fn the_table_of_kinds_names_refusals_that_exist_and_all_of_them() {
    let named: BTreeSet<&str> = KINDS
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect();
    let kinds: BTreeSet<&str> = Event::kinds().iter().map(|k| k.name).collect();
    let named: BTreeSet<&str> =
        named.into_iter().filter(|w| !kinds.contains(w) && *w != "Group").collect();
    assert_eq!(named, refusals());
}
