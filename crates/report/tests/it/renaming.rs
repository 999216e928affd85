//! The parties' names decide nothing: with all of them renamed, and their order turned round, a report says the same.

use crate::shipped::SHIPPED;
use record::minutes::{parse, print};
use record::{Id, Record};
use report::manuscript::Manuscript;
use report::{Options, compile};
use std::collections::BTreeMap;
use testkit::simulate::Simulation;

/// For each party and coalition: identity and name, and what takes their place. New identities sort the other way round.
struct Renaming {
    ids: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

fn renaming(record: &Record) -> Renaming {
    let group = record.group();
    let parties = group.parties.keys().map(|id| &id.0);
    let all: Vec<&Id> = parties.chain(group.coalitions.keys().map(|id| &id.0)).collect();
    let mut renaming = Renaming { ids: BTreeMap::new(), names: BTreeMap::new() };
    for (at, id) in all.iter().enumerate() {
        let number = 900 - at;
        renaming.ids.insert(id.to_string(), format!("Q{number}"));
        for name in [group.name_of(id), group.first_name_of(id)] {
            renaming
                .names
                .entry(name.to_string())
                .or_insert_with(|| format!("Nameless{number}{}", name.len()));
        }
    }
    renaming
}

/// The minutes with the parties renamed: identities as whole words outside strings, names as whole strings.
fn renamed(record: &Record, renaming: &Renaming) -> Record {
    let mut out = String::new();
    for (at, piece) in pieces(&print(record.entries())).into_iter().enumerate() {
        let new = if at % 2 == 1 {
            quoted(&piece, &renaming.names)
        } else {
            words(&piece, &renaming.ids)
        };
        out.push_str(&new);
    }
    let minutes = parse(out.as_bytes());
    assert_eq!(minutes.diagnostics, vec![], "the renamed minutes are read whole");
    Record::replay(minutes)
}

/// What stands outside strings and within, in turn; strings with their quotation marks.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        let inside = pieces.len() % 2 == 0;
        if c == '"' && !escaped && !inside {
            pieces.push(String::new());
        }
        pieces.last_mut().expect("there is a piece").push(c);
        if c == '"' && !escaped && inside {
            pieces.push(String::new());
        }
        escaped = c == '\\' && !escaped;
    }
    pieces
}

fn quoted(string: &str, names: &BTreeMap<String, String>) -> String {
    let name = string.trim_matches('"');
    names.get(name).map_or_else(|| string.to_owned(), |new| format!("\"{new}\""))
}

fn words(text: &str, ids: &BTreeMap<String, String>) -> String {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\0']) {
        if part(c) {
            word.push(c);
            continue;
        }
        out.push_str(ids.get(&word).map_or(word.as_str(), String::as_str));
        word.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// Every sentence, with the names put back, each list of names and the sentences themselves in one order.
fn said(manuscript: &Manuscript, names: &BTreeMap<String, String>) -> Vec<String> {
    let tell = |sentence| {
        let mut text = format!("{sentence:?}");
        for (old, new) in names {
            text = text.replace(&format!("\"{new}\""), &format!("{old:?}"));
        }
        sorted_lists(&text)
    };
    let mut said: Vec<String> = manuscript.sentences().into_iter().map(tell).collect();
    said.sort();
    said
}

/// `names: ["b", "a"]` becomes `names: ["a", "b"]`.
fn sorted_lists(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("names: [") {
        let (before, after) = rest.split_at(at + "names: [".len());
        let close = after.find(']').expect("a list ends");
        let mut names: Vec<&str> = after[..close].split(", ").collect();
        names.sort_unstable();
        out.push_str(before);
        out.push_str(&names.join(", "));
        rest = &after[close..];
    }
    out + rest
}

fn check(name: &str, record: &Record, attributions: &[bool]) {
    let renaming = renaming(record);
    let other = renamed(record, &renaming);
    for attributed in attributions.iter().copied() {
        let options = Options { attributed, ..Options::default() };
        let one = compile(record, &options).expect("a record with entries");
        let two = compile(&other, &options).expect("a record with entries");
        let (one, two) = (said(&one, &BTreeMap::new()), said(&two, &renaming.names));
        for (a, b) in one.iter().zip(&two) {
            assert_eq!(a, b, "{name}: the renamed record says something else");
        }
        assert_eq!(one.len(), two.len(), "{name}: the renamed record says more or less");
    }
}

#[test]
fn renaming_all_parties_changes_only_names_and_order() {
    for (name, text) in SHIPPED {
        // Free words hold names that are not renamed with the parties; unattributed, such words are left out.
        check(name, &Record::replay(parse(text.as_bytes())), &[true]);
    }
    for seed in 0..60 {
        check(&format!("seed {seed}"), &Simulation::run(seed, 60).record, &[true, false]);
    }
}
