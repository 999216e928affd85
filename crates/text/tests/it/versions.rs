//! Properties of comparison: whatever the texts, the edits lead from one to the other and part no grapheme cluster.

use proptest::prelude::*;
use text::diff::{
    Change, ChangeKind, Edit, Kind, Side, apply, apply_versions, side, versions, words,
};
use unicode_segmentation::UnicodeSegmentation as _;

/// Edits cover both texts in order, give the second back, and stand on boundaries of grapheme clusters.
fn check(a: &str, b: &str, edits: &[Edit]) {
    assert_eq!(apply(a, b, edits), b);
    let joined = |which: Side, text: &str| -> String {
        side(edits, which).map(|(_, range)| text[range].to_owned()).collect()
    };
    assert_eq!((joined(Side::First, a).as_str(), joined(Side::Second, b).as_str()), (a, b));
    for edit in edits {
        match edit.kind {
            Kind::Kept => assert_eq!(a[edit.a.clone()], b[edit.b.clone()]),
            Kind::Deleted => assert!(edit.b.is_empty() && !edit.a.is_empty()),
            Kind::Inserted => assert!(edit.a.is_empty() && !edit.b.is_empty()),
            Kind::Replaced | Kind::Unsearched => {
                assert!(!edit.a.is_empty() && !edit.b.is_empty());
            }
        }
        for (text, range) in [(a, &edit.a), (b, &edit.b)] {
            assert!(
                is_boundary(text, range.start) && is_boundary(text, range.end),
                "{text:?} {edit:?}"
            );
        }
    }
    let touching = |pair: &[Edit]| pair[0].kind == Kind::Kept && pair[1].kind == Kind::Kept;
    assert!(!edits.windows(2).any(touching), "{edits:?}");
}

fn is_boundary(text: &str, at: usize) -> bool {
    at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at)
}

fn check_versions(a: &str, b: &str) -> Vec<Change> {
    let changes = versions(a, b);
    assert_eq!(apply_versions(a, b, &changes), b);
    let stays = |c: &&Change| c.kind != ChangeKind::MovedHere;
    let first: String = changes.iter().filter(stays).map(|c| &a[c.a.clone()]).collect();
    assert_eq!(first, a, "without arrivals the changes tell the first version in order");
    let (here, away): (Vec<_>, Vec<_>) = changes
        .iter()
        .filter(|c| matches!(c.kind, ChangeKind::MovedHere | ChangeKind::MovedAway))
        .partition(|c| c.kind == ChangeKind::MovedHere);
    let mut ends = [here, away].map(|side| {
        let mut ends: Vec<_> = side.iter().map(|c| (c.from, c.to)).collect();
        ends.sort_unstable();
        ends
    });
    let away = std::mem::take(&mut ends[1]);
    assert_eq!(ends[0], away, "what moved away arrives once");
    changes
}

/// Text of the field's shape: words, brackets, labels, marks of several scripts, blank lines.
pub(crate) fn negotiating() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec!["Parties ", "shall ", "should ", "report ", "of ", "the ", "equity ", "and "]),
        3 => prop::sample::select(vec!["[", "]", "][", "*", "; ", ", ", ". ", "(a) ", "1. ", "**Option 2:** ", "No text"]),
        2 => prop::sample::select(vec!["\n", "\n\n", " ", "\t", "\r\n", "    "]),
        1 => prop::sample::select(vec!["各", "应", "يَجِبُ ", "e\u{301}", "\u{301}", "👩‍👩‍👧", "\u{1100}\u{1161}", "क्ष", "🇺🇳", "\u{200d}", "\u{600}"]),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_becomes_any_other_by_its_edits(a in ".{0,60}", b in ".{0,60}") {
        check(&a, &b, &words(&a, &b));
        check_versions(&a, &b);
    }

    #[test]
    fn negotiating_text_becomes_another_by_its_edits(a in negotiating(), b in negotiating()) {
        check(&a, &b, &words(&a, &b));
        for change in check_versions(&a, &b) {
            let (from, to) = (&a[change.a.clone()], &b[change.b.clone()]);
            prop_assert_eq!(apply(&a, &b, &change.edits), to);
            prop_assert!(change.kind != ChangeKind::Kept || from.trim() == to.trim());
        }
    }

    #[test]
    fn a_text_is_kept_as_itself(a in negotiating()) {
        prop_assert!(words(&a, &a).iter().all(|e| e.kind == Kind::Kept));
        prop_assert!(versions(&a, &a).iter().all(|c| matches!(c.kind, ChangeKind::Kept | ChangeKind::Space)));
    }

    #[test]
    fn edits_lead_there_and_back(a in negotiating(), b in negotiating()) {
        let (there, back) = (words(&a, &b), words(&b, &a));
        check(&a, &b, &there);
        check(&b, &a, &back);
    }

    #[test]
    fn tokens_cover_the_text_and_part_no_cluster(a in ".{0,80}") {
        let mut at = 0;
        for token in text::words::tokens(&a) {
            prop_assert_eq!(token.range.start, at);
            prop_assert!(is_boundary(&a, token.range.end));
            at = token.range.end;
        }
        prop_assert_eq!(at, a.len());
    }
}

/// A version of many paragraphs that hold these words, numbered by `name`.
fn paragraphs(count: usize, name: impl Fn(usize) -> String) -> String {
    (0..count).map(|i| name(i) + "\n\n").collect()
}

#[test]
fn hostile_versions_end_and_still_lead_from_one_to_the_other() {
    let same = paragraphs(4_000, |_| "No text".to_owned());
    let fewer = paragraphs(3_000, |_| "No text".to_owned());
    check_versions(&same, &fewer);
    let other = paragraphs(4_000, |i| format!("w{i} x{} shall not", i * 7));
    let another = paragraphs(4_000, |i| format!("v{i} y{} shall not", i * 7));
    check_versions(&other, &another);
    let turned = paragraphs(4_000, |i| ["No text", "Option 1:", "Option 2:"][i * i % 3].to_owned());
    let back =
        paragraphs(4_000, |i| ["Option 2:", "No text", "Option 1:"][i * 7 % 5 % 3].to_owned());
    check_versions(&turned, &back);
    let long: String = (0..200_000_u64).map(|i| format!("w{} ", i * i % 977)).collect();
    let longer: String = (0..200_000_u64).map(|i| format!("w{} ", i * i % 983)).collect();
    check_versions(&long, &longer);
    check_versions(&"[".repeat(100_000), &"]".repeat(100_000));
    check_versions(&"\u{301}".repeat(100_000), "a");
}
