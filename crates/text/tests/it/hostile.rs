//! Input that is meant to be slow or to need much stack.

use text::check::check;
use text::draft::{Draft, Reader};
use text::outline::outline;
use text::parties::Parties;

/// Reads a source that repeats a unit; it prints as it was, and what follows from it is had.
fn hold(source: &str) {
    let (parties, _) = Parties::parse("EU = A and B\nG77");
    let draft = Draft::read(source, &Reader { parties: Some(&parties), rulings: None });
    assert!(draft.print(source) == source);
    let checked = check(&draft, source);
    assert_eq!(checked.paragraphs, draft.paragraphs.len());
    drop(outline(&draft, source));
}

/// The time of a reading grows with the source and not with its square: a square would take hours here.
#[test]
fn a_million_bytes_of_one_mark_are_read() {
    let units = [
        "[",
        "]",
        "[^",
        "](",
        "{",
        "(",
        "[a](",
        "- ",
        "[a](<",
        "](/",
        "[](http://x(",
        "[a / b",
        "[EU: ",
        "[x](EU: ",
        "[a - EU",
        "#",
        "*[",
        "1.\n",
        "EU:\n",
        "(EU: would a if b ",
        "[^a]: ",
        "\n",
        "é",
        "[a]: http://x\n[a]",
    ];
    for unit in units {
        hold(&unit.repeat(1_000_000 / unit.len()));
    }
}

#[test]
fn brackets_nest_as_deep_as_they_are_written() {
    for depth in [10_000, 200_000] {
        let source = format!("{}x{}", "[".repeat(depth), "]".repeat(depth));
        let draft = Draft::read(&source, &Reader::default());
        assert_eq!((draft.brackets.len(), draft.findings.len()), (depth, 0));
        assert!(draft.print(&source) == source);
        drop(text::read(&source, &|_| None::<u8>));
    }
}

#[test]
fn links_nest_as_deep_as_they_are_written() {
    hold(&format!("{}{}", "[a](/x ".repeat(100_000), ")".repeat(100_000)));
    hold(&format!("{}{}", "[](".repeat(100_000), ")".repeat(100_000)));
    hold(&format!("{}{}", "[](/".repeat(100_000), " ".repeat(100_000)));
    hold(&format!("{}{}", "*[".repeat(100_000), "]*".repeat(100_000)));
}
