//! Outlines of small drafts.

use super::outline;
use crate::draft::{Draft, Reader};

/// Each entry as `depth label words brackets/total`.
fn check(source: &str, expected: &[&str]) {
    let draft = Draft::read(source, &Reader::default());
    let shown: Vec<String> = outline(&draft, source)
        .iter()
        .map(|e| {
            let label = e.label.map_or("", |l| &source[draft.labels[l].range.clone()]);
            let none = if e.is_no_text { " (no text)" } else { "" };
            let words = &source[e.words.clone()];
            format!("{} {label}|{words}|{}/{}{none}", e.depth, e.own.brackets, e.total.brackets)
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn options_hold_what_follows_them() {
    check(
        "## Article 2 *(purpose)*\n\n**Option 1:**\n\n1. [Words]\n2. Words\n\n**Option 2:**\n\nNo text\n\n## End",
        &[
            "0 Article 2|(purpose)|0/1",
            "1 Option 1:||0/1",
            "2 1.|[Words]|1/1",
            "2 2.|Words|0/0",
            "1 Option 2:||0/0 (no text)",
            "0 |End|0/0",
        ],
    );
}

#[test]
fn an_option_behind_a_number_stands_beside_the_next() {
    check(
        "1. **Option 1:** [a][b]\n\n    **Option 2:** [c]\n\n2. d",
        &["0 1.||0/3", "1 Option 1:|[a][b]|2/2", "1 Option 2:|[c]|1/1", "0 2.|d|0/0"],
    );
}

#[test]
fn a_number_that_continues_ends_the_options() {
    check(
        "1. First\nOption 1: a\nOption 2: b\n2. Second [maybe].\nAnnex I\n1. Annex [para].",
        &[
            "0 1.|First|0/0",
            "0 Option 1:|a|0/0",
            "0 Option 2:|b|0/0",
            "0 2.|Second [maybe]|1/1",
            "0 Annex I||0/1",
            "1 1.|Annex [para]|1/1",
        ],
    );
    check(
        "1. First\n\nOption 1: No text\n\n2. Second\n\n3. Third",
        &[
            "0 1.|First|0/0",
            "0 Option 1:|No text|0/0 (no text)",
            "0 2.|Second|0/0",
            "0 3.|Third|0/0",
        ],
    );
}

#[test]
fn numbers_of_an_option_belong_to_it() {
    check(
        "1. A\n\nOption 1: a\n\n1. B\n\n2. C\n\nOption 2:\n\n1. D",
        &[
            "0 1.|A|0/0",
            "0 Option 1:|a|0/0",
            "1 1.|B|0/0",
            "1 2.|C|0/0",
            "0 Option 2:||0/0",
            "1 1.|D|0/0",
        ],
    );
    check(
        "2. A\n\nOption 1:\n\n3. B\n\n4. C\n\nOption 2: d\n\n3. D",
        &[
            "0 2.|A|0/0",
            "0 Option 1:||0/0",
            "1 3.|B|0/0",
            "1 4.|C|0/0",
            "0 Option 2:|d|0/0",
            "1 3.|D|0/0",
        ],
    );
}

#[test]
fn options_of_one_paragraph_stand_beside_one_another() {
    check(
        "3. **Option 1:** aa\n**Option 2:** bb\n\n4. c",
        &["0 3.||0/0", "1 Option 1:|aa|0/0", "1 Option 2:|bb|0/0", "0 4.|c|0/0"],
    );
}

#[test]
fn an_article_without_heading_ends_what_is_open() {
    check(
        "# A\n\nOption 1:\n\n1. [B]\n\nArticle 2\n\n1. [C]",
        &["0 |A|0/2", "1 Option 1:||0/1", "2 1.|[B]|1/1", "1 Article 2||0/1", "2 1.|[C]|1/1"],
    );
}

#[test]
fn footnotes_and_tables_are_entries_of_their_own() {
    check(
        "# A\n\n1. [B][^1]\n\n[^1]: [C]\n\n| a | [b] |\n|---|---|\n\n[D]\n\n(a) E",
        &["0 |A|0/3", "1 1.|[B][^1]|2/2", "0 |[^1]: [C]|1/1", "1 || a | [b] ||1/1", "1 (a)|E|0/0"],
    );
}
