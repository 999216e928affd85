//! Every refusal and every kind of entry stands in a story.

use record::Event;
use std::collections::BTreeSet;

/// The files of stories.
const STORIES: &[&str] = &[
    include_str!("agreement.rs"),
    include_str!("consultations.rs"),
    include_str!("corrections.rs"),
    include_str!("documents.rs"),
    include_str!("edits.rs"),
    include_str!("group.rs"),
    include_str!("meetings.rs"),
    include_str!("offers.rs"),
    include_str!("parties.rs"),
    include_str!("positions.rs"),
    include_str!("texts.rs"),
];

/// The names of the variants of `Refusal`, read from where it is declared: there is no other list to forget.
pub(crate) fn refusals() -> BTreeSet<&'static str> {
    let source = include_str!("../../src/refusal.rs");
    let start = source.find("pub enum Refusal {").expect("the enum is declared");
    let end = start + source[start..].find("\n}\n").expect("the enum ends");
    let variants = source[start..end].lines().filter_map(|line| line.strip_prefix("    "));
    variants
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
        .collect()
}

/// Every test of the stories, with its source.
pub(crate) fn tests() -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for source in STORIES {
        for part in source.split("#[test]\nfn ").skip(1) {
            let name = part.split('(').next().unwrap_or_default();
            found.push((name, part));
        }
    }
    found
}

/// Whether a test's minutes hold a line of a kind with one of these heads.
pub(crate) fn tells_of(test: &str, heads: &[&str]) -> bool {
    let minutes = test.split("expect![[").next().unwrap_or_default();
    minutes.lines().any(|line| {
        let line = line.trim_start().trim_start_matches("r#\"");
        let words = line.split(' ').map(|w| w.trim_end_matches(','));
        let mut words = words.skip_while(|w| !w.starts_with(|c: char| c.is_ascii_lowercase()));
        let mut next = words.next();
        while let Some("as" | "for") = next {
            words.next();
            next = words.find(|w| w.starts_with(|c: char| c.is_ascii_lowercase()));
        }
        next.is_some_and(|word| heads.contains(&word))
    })
}

#[test]
fn every_refusal_is_fired_by_a_story() {
    let fired: BTreeSet<&str> = STORIES
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.trim_start().strip_prefix('#')?.split_once(' '))
        .filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()))
        .filter_map(|(_, rest)| rest.split_once(':').map(|(name, _)| name))
        .collect();
    let missing: Vec<_> = refusals().into_iter().filter(|name| !fired.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "refusals that no story fires");
}

#[test]
fn every_kind_is_told_in_a_story() {
    let tests = tests();
    let missing: Vec<_> = Event::kinds()
        .into_iter()
        .filter(|kind| !tests.iter().any(|(_, source)| tells_of(source, kind.heads)))
        .map(|kind| kind.name)
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "kinds that no story tells");
}
