//! What holds of every source, and of every source that a generator writes.

use proptest::prelude::*;
use text::check::check;
use text::draft::{Draft, NodeKind, Reader};
use text::parties::Parties;

fn parties() -> Parties {
    Parties::parse("NOR = Norland\nSUD = Sudland\nISL = Isles and Reefs\nG77").0
}

/// Leaves follow one another from the first byte to the last; what stands in a node lies within it.
fn holds(source: &str) -> Result<Draft, TestCaseError> {
    let parties = parties();
    let draft = Draft::read(source, &Reader { parties: Some(&parties), rulings: None });
    prop_assert_eq!(draft.print(source), source);
    let mut at = 0;
    for (index, node) in draft.nodes.iter().enumerate() {
        prop_assert_eq!(node.range.start, at);
        prop_assert!(node.end() > index);
        if let Some(parent) = node.parent() {
            let parent = &draft.nodes[parent.0];
            prop_assert!(parent.end() >= node.end() && parent.range.end >= node.range.end);
        }
        if !node.kind.is_inner() {
            at = node.range.end;
        }
    }
    prop_assert_eq!(at, source.len());
    let found = check(&draft, source);
    let marks = draft
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, NodeKind::Mark { .. } | NodeKind::Stray { .. }));
    prop_assert_eq!(found.opening + found.closing, marks.count());
    let mut at = if source.starts_with('\u{feff}') { 3 } else { 0 };
    for block in &draft.blocks {
        prop_assert!(source[at..block.range.start].trim().is_empty());
        at = block.range.end;
    }
    prop_assert!(source[at..].trim().is_empty());
    drop(text::outline::outline(&draft, source));
    drop(text::read(source, &|name| (name == "NOR").then_some(1)));
    Ok(draft)
}

/// Pieces of notation in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "][",
        "] [",
        "]/[",
        " / ",
        "/",
        "(",
        ")",
        "{",
        "}",
        "*",
        "**",
        "[^1]",
        "[^1]: ",
        "](a.html)",
        "](http://x",
        "[r]: http://x\n",
        "[r]",
        "NOR",
        "Isles and Reefs",
        "Atlantis",
        ": ",
        " - ",
        " – ",
        "; ",
        ", ",
        "delete",
        "retain",
        " and ",
        "with support of ",
        "would go if 3 is agreed, in which case NOR",
        "\n",
        "\n\n",
        "\r\n",
        "1. ",
        "3.3bis Alt ",
        "PP2ter ",
        "Option 1:",
        "Article 4 ",
        "(a) ",
        "No text",
        "Chair: ",
        ">> ",
        "A/1/2\n",
        "MOD 3\n",
        "PP-98\n",
        "(Agreed)",
        "###",
        "## ",
        "- ",
        "é",
        "\u{feff}",
        "\u{a0}",
        "words ",
        "Placeholder ",
        "Legend: brackets = ",
        "---\n",
        "[New] ",
        "(E)m",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Words with brackets in them: how they are written, how many brackets, and how many names hold something.
#[derive(Clone, Debug, Default)]
struct Written {
    words: String,
    brackets: usize,
    stances: usize,
}

fn written() -> impl Strategy<Value = Written> {
    let word = prop::sample::select(vec!["shall ", "the rivers, ", "in good time ", "with care "]);
    let leaf = word.prop_map(|w| Written { words: w.to_owned(), ..Written::default() });
    leaf.prop_recursive(6, 60, 4, |inner| {
        let name = || prop::sample::select(vec!["NOR", "Sudland", "Isles and Reefs", "G77, SUD"]);
        let names = |list: &str| 1 + list.matches(',').count();
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|all| {
                let words = all.iter().map(|w| w.words.as_str()).collect();
                let brackets = all.iter().map(|w| w.brackets).sum();
                let stances = all.iter().map(|w| w.stances).sum();
                Written { words, brackets, stances }
            }),
            inner.clone().prop_map(|w| Written {
                words: format!("[{}]", w.words),
                brackets: w.brackets + 1,
                ..w
            }),
            (inner.clone(), name()).prop_map(move |(w, list)| Written {
                words: format!("[{list}: {}]", w.words),
                brackets: w.brackets + 1,
                stances: w.stances + names(list),
            }),
            (inner.clone(), name()).prop_map(move |(w, list)| Written {
                words: format!("[{}so - {list}] ", w.words),
                brackets: w.brackets + 1,
                stances: w.stances + names(list),
            }),
            (inner, name()).prop_map(move |(w, list)| Written {
                words: format!("[{}]({list}: delete) ", w.words),
                brackets: w.brackets + 1,
                stances: w.stances + names(list),
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_words_are_read_and_print_as_they_were(source in "\\PC*") {
        holds(&source)?;
    }

    #[test]
    fn any_bytes_are_read_and_print_as_they_were(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn pieces_of_notation_are_read_and_print_as_they_were(source in pieces()) {
        holds(&source)?;
    }

    #[test]
    fn brackets_and_holders_that_were_written_are_found(written in written(), label in "[1-9]bis ") {
        let source = format!("{label}{}", written.words);
        let draft = holds(&source)?;
        prop_assert_eq!(draft.labels.len(), 1);
        prop_assert_eq!(draft.brackets.len(), written.brackets);
        prop_assert_eq!(draft.stances.len(), written.stances, "{}", source);
        prop_assert!(draft.findings.is_empty());
    }
}
