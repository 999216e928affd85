//! The reference pages that follow from the code are held to it; `UPDATE_EXPECT=1` rewrites them.

use record::minutes::{CODES as MINUTES_CODES, CodeText};
use report::narrative::PREDICATES;
use std::path::PathBuf;

/// Compares a page with what the code says, or rewrites it.
fn check(page: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference").join(page);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, expected).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "{page} is out of date; run the tests with UPDATE_EXPECT=1 and read what changed"
    );
}

#[test]
fn the_table_of_predicates_is_that_of_the_code() {
    let mut page = String::from(
        "# The narrative\n\nThe rapporteur may write a narrative in Markdown. Claims are links: the address says what is claimed, the words of\nthe link how it is told. `rapporteur draft` writes a complete first one; `rapporteur check` checks it against the\nrecord; `rapporteur report --narrative` puts it first in the report, with the evidence of every claim that holds, and\nmarks the rest as not verified.\n\n```\nclaim:PREDICATE/ARGUMENT[/ARGUMENT][?as=GRADE]\n```\n\nAn argument is an identity on the record, or the label of a paragraph that only one bears; an entry is `no.17`; a space\nis written `%20`. `as=taken-down`, `as=reported` and `as=inferred` tell a position as what it is where it is not its\nholder's own word; the words of the link must say so too.\n\nThe checks read English. Words of quantity are those of the published lexicon (`quantities/1`). Words of agreement and\nquantity outside claims are flagged; words of stance (`objected`, `supported`) may stand outside a claim if a claim of\nthat kind is in the same sentence and is not denied there. A narrative longer than 4 MiB is read up to that length, and\nthis is told.\n\n## Predicates\n\n| claim | says |\n|---|---|\n",
    );
    for text in PREDICATES {
        let slash = if text.arguments.is_empty() { "" } else { "/" };
        let arguments = text.arguments.replace('|', "\\|");
        page.push_str(&format!(
            "| `claim:{}{slash}{arguments}` | {} |\n",
            text.predicate.word(),
            text.claims
        ));
    }
    page.push_str("\n## An example\n\n```markdown\nParagraph 4 was [provisionally agreed](claim:agreed/P4). [Norland and Sudland objected](claim:objects/P5) to\nparagraph 5; [Norland, as taken down, supported](claim:supports/P6?as=taken-down) paragraph 6.\n```\n");
    check("narrative.md", &page);
}

#[test]
fn every_code_has_its_page() {
    let mut page = String::from(
        "# Diagnostics\n\nWhat `rapporteur check` and `rapporteur report` say of material that is wrong or doubtful; `rapporteur explain CODE`\nprints the same. `M` codes are of the minutes, `R` codes of the narrative. Codes are never reused. A diagnostic never\nblocks: the Chair may issue over an error, and the point is listed.\n",
    );
    let all: Vec<&CodeText> = MINUTES_CODES.iter().chain(report::CODES).collect();
    for code in all {
        page.push_str(&format!("\n## {}: {}\n\n{}\n", code.code.0, code.title, code.text));
    }
    check("diagnostics.md", &page);
}

#[test]
fn no_code_is_used_twice() {
    let mut codes: Vec<&str> =
        MINUTES_CODES.iter().chain(report::CODES).map(|c| c.code.0).collect();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}
