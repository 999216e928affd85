//! The page of sentences is held by this test: `UPDATE_EXPECT=1 cargo test -p report` writes it.

use crate::{text_of, worded};
use expect_test::expect_file;
use report::Tongue;
use report::manuscript::Say;

#[test]
fn the_page_of_sentences_shows_every_kind_in_every_language() {
    let mut page = String::from(PREFACE);
    for kind in report::KINDS {
        let mut of_kind = Say::examples().into_iter().filter(|say| say.kind() == *kind).peekable();
        let basis =
            of_kind.peek().map_or("", |say| if say.is_absence() { "absence" } else { "entries" });
        let [english, arabic] = [Tongue::English, Tongue::Arabic].map(|tongue| {
            let of_kind = Say::examples().into_iter().filter(|say| say.kind() == *kind);
            of_kind.map(|say| cell(&text_of(&worded(say, tongue)))).collect::<Vec<_>>().join("<br>")
        });
        page.push_str(&format!("| `{kind}` | {english} | {arabic} | {basis} |\n"));
    }
    expect_file!["../../../../docs/reference/sentences.md"].assert_eq(&page);
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

const PREFACE: &str = "# Sentences

Every sentence of a document is of one of the kinds below. A kind has slots, filled from the record, and each language
words the whole of it. The column *basis* says whether the sentence rests on entries of the record, or on an absence:
then it names what was searched, the entries that define it, and the last entry searched.

The examples are of an invented group. Where one kind has several forms, each is shown. How a thing is known follows in
parentheses before the full stop, where it must be told: “(as reported in “…”)”, “(inferred by …)”, “(taken down by the
secretariat; not confirmed)”. Words in quotation marks are those of the record and are never altered.

| kind | English | Arabic | basis |
|---|---|---|---|
";
