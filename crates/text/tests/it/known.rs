//! The alignment of two real drafts, against a key made by reading. Skipped where the drafts or the key are not at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use text::align::{Options, Relation, align};

/// A file of the folder of field data.
fn data(file: &str) -> Option<String> {
    let folder = std::env::var_os("RAPPORTEUR_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    fs::read_to_string(folder.join(file)).ok()
}

/// The key of a part: pairs of lines with `=`, `+` or `?`.
fn key(part: &str) -> Option<BTreeMap<(usize, usize), String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/keys/unfccc-2015.txt");
    let text = fs::read_to_string(path).ok()?;
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    let read = |line: &str| {
        let mut words = line.split_whitespace();
        let is_part = words.next() == Some(part);
        let mut number = || words.next().and_then(|w| w.parse().ok());
        let lines = number().zip(number());
        lines.zip(words.next()).filter(|_| is_part).map(|(l, r)| (l, r.to_owned()))
    };
    Some(lines.filter_map(read).collect())
}

/// Precision and recall of at least 95 per cent, where the readers agreed: of the pairs found, how many are in the key; of
/// the counterparts in the key, how many were found.
#[expect(
    clippy::print_stderr,
    reason = "a test that is skipped says so, and the figures are worth reading"
)]
fn check(part: &str, a: &str, b: &str, from: usize) {
    let (Some(a), Some(b), Some(key)) = (data(a), data(b), key(part)) else {
        eprintln!("{part}: skipped, the drafts or the key are not at hand");
        return;
    };
    let aligned = align(&a, &b, &Options::default());
    let lines = |p: &text::align::Pair| (aligned.units_a[p.a].line, aligned.units_b[p.b].line);
    let known = |l: &(usize, usize)| key.get(l).map(String::as_str);
    let counted = |l: &(usize, usize)| known(l) != Some("?") && l.0 >= from;
    let found: Vec<(usize, usize)> = aligned.pairs.iter().map(lines).filter(counted).collect();
    let right = found.iter().filter(|l| known(l).is_some()).count();
    let wanted: Vec<_> = key.iter().filter(|(l, r)| *r == "=" && l.0 >= from).collect();
    let met = wanted.iter().filter(|(l, _)| found.contains(l)).count();
    let main = aligned.pairs.iter().filter(|p| p.relation == Relation::Same);
    let main: Vec<(usize, usize)> = main.map(lines).filter(counted).collect();
    let twins = main.iter().filter(|l| known(l) == Some("=")).count();
    eprintln!(
        "{part} from line {from}: {right} of {} pairs are in the key; {met} of {} counterparts found, {twins} of them as counterparts",
        found.len(),
        wanted.len(),
    );
    assert!(100 * right >= 95 * found.len(), "{part}: precision {right} of {}", found.len());
    assert!(100 * met >= 95 * wanted.len(), "{part}: recall {met} of {}", wanted.len());
}

#[test]
fn two_whole_drafts_are_aligned_as_their_readers_did() {
    let (a, b) = ("drafts/unfccc-adp-23-oct-2015.md", "drafts/unfccc-adp-4-dec-2015.md");
    check("draft", a, b, 0);
    // The articles alone: without front matter and preamble.
    check("draft", a, b, 56);
}

#[test]
fn two_preambles_are_aligned_as_their_readers_did() {
    let a = "specimens/01-unfccc-adp-23oct2015-preamble-art2.txt";
    check("specimen", a, "specimens/02-unfccc-adp-4dec2015-preamble.txt", 0);
}
