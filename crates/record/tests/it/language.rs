//! The minutes language: golden lines of every kind, and what the parser does with anything else.

use record::minutes::{parse, parse_line, print, print_entry};
use record::{Body, Event};
use std::collections::BTreeSet;

/// One canonical line of every kind and version ever released. Lines are added, never changed.
const GOLDEN: &str = include_str!("../golden/1.minutes");

#[test]
fn golden_lines_of_every_kind_load_for_ever() {
    let minutes = parse(GOLDEN.as_bytes());
    assert_eq!(minutes.diagnostics, vec![], "golden lines must be read without a diagnostic");
    assert_eq!(print(&minutes.entries), GOLDEN);
    for line in GOLDEN.lines().skip(1) {
        let entry = parse_line(line).unwrap_or_else(|d| panic!("{line}: {d:?}"));
        assert_eq!(print_entry(&entry), line);
    }
}

#[test]
fn there_is_a_golden_line_of_every_kind_and_head() {
    let minutes = parse(GOLDEN.as_bytes());
    let seen: BTreeSet<&str> =
        minutes.entries.iter().filter_map(|e| e.event().map(Event::name)).collect();
    let missing: Vec<&str> =
        Event::kinds().iter().map(|k| k.name).filter(|name| !seen.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert!(minutes.entries.iter().any(|e| matches!(e.body, Body::Erased(_))));
}

#[test]
fn no_two_kinds_begin_with_the_same_word() {
    let mut seen = BTreeSet::new();
    for kind in Event::kinds() {
        for head in kind.heads {
            assert!(seen.insert(*head), "`{head}` begins two kinds");
        }
    }
}
