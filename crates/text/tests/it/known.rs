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

/// At least so much precision and recall, in percent: of counterparts, where the readers agreed.
#[expect(
    clippy::print_stderr,
    reason = "a test that is skipped says so, and the figures are worth reading"
)]
fn check(part: &str, a: &str, b: &str, precision: usize, recall: usize) {
    let (Some(a), Some(b), Some(key)) = (data(a), data(b), key(part)) else {
        eprintln!("{part}: skipped, the drafts or the key are not at hand");
        return;
    };
    let aligned = align(&a, &b, &Options::default());
    let lines = |p: &text::align::Pair| (aligned.units_a[p.a].line, aligned.units_b[p.b].line);
    let of = |r: Relation| {
        move |p: &&text::align::Pair| (p.relation == Relation::Same) == (r == Relation::Same)
    };
    let known = |l: &(usize, usize)| key.get(l).map(String::as_str);
    let pairs = |r: Relation| -> Vec<(usize, usize)> {
        aligned.pairs.iter().filter(of(r)).map(lines).filter(|l| known(l) != Some("?")).collect()
    };
    let (found, parts) = (pairs(Relation::Same), pairs(Relation::Split));
    let right = found.iter().filter(|l| known(l) == Some("=")).count();
    let wanted = key.values().filter(|r| *r == "=").count();
    let parts_right = parts.iter().filter(|l| known(l).is_some()).count();
    let parts_wanted = key.iter().filter(|(_, r)| *r == "+").count();
    let parts_met =
        key.iter().filter(|(l, r)| *r == "+" && (found.contains(l) || parts.contains(l))).count();
    let (p, r) = (100 * right / found.len().max(1), 100 * right / wanted.max(1));
    eprintln!(
        "{part}: counterparts {right} of {} found, of {wanted} in the key; parts {parts_right} of {} found, {parts_met} of {parts_wanted} in the key",
        found.len(),
        parts.len(),
    );
    assert!(p >= precision && r >= recall, "{part}: precision {p}, recall {r}");
}

#[test]
fn two_whole_drafts_are_aligned_as_their_readers_did() {
    let (a, b) = ("drafts/unfccc-adp-23-oct-2015.md", "drafts/unfccc-adp-4-dec-2015.md");
    check("draft", a, b, 95, 91);
}

#[test]
fn two_preambles_are_aligned_as_their_readers_did() {
    let a = "specimens/01-unfccc-adp-23oct2015-preamble-art2.txt";
    check("specimen", a, "specimens/02-unfccc-adp-4dec2015-preamble.txt", 90, 90);
}
