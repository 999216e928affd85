//! Edits of a text, as the report tells them: what was done, and of consent only what is recorded.

use crate::{text_of, worded};
use record::Record;
use record::minutes::parse;
use report::{Options, Tongue, compile};

const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n\
    text T \"Text\" rolling-text\nprovision P1 \"1\" en \"The Parties [shall][should] notify.\" in T\nprovision P2 \"2\" en \"They reply.\" in T\n";

/// Every sentence of the report after these lines, in English.
fn told(lines: &str) -> Vec<String> {
    let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
    assert_eq!(record.refused(), &[], "{lines}");
    let manuscript = compile(&record, &Options::default()).expect("a record with entries");
    let sentences = manuscript.sentences().into_iter();
    sentences.map(|s| text_of(&worded(s.say.clone(), Tongue::English))).collect()
}

/// The report says these sentences, and none that holds one of those words.
#[track_caller]
fn check(lines: &str, says: &[&str], never: &[&str]) {
    let told = told(lines);
    for sentence in says {
        assert!(told.iter().any(|t| t == sentence), "{sentence}\n{told:#?}");
    }
    for words in never {
        assert!(!told.iter().any(|t| t.contains(words)), "{words}\n{told:#?}");
    }
}

#[test]
fn what_was_dropped_is_told_as_dropped_and_no_more() {
    check(
        "resolves \"[shall][should]\" in P1, keeps \"shall\"\n",
        &[
            "In paragraph 1, of the words “[shall][should]”, “shall” was kept and “should” was dropped.",
        ],
        &["consent", "was agreed", "agreed to"],
    );
    check(
        "resolves \"[shall][should]\" in P1, keeps \"shall\", without-consent-of BOR\n",
        &[
            "In paragraph 1, of the words “[shall][should]”, “shall” was kept and “should” was dropped, without the consent of Boreland.",
        ],
        &["with the consent"],
    );
}

#[test]
fn a_position_is_told_with_the_paragraph_before_it_was_split() {
    check(
        "ARD supports P1\nsplits P1, into P1A \"1 (a)\" en \"One.\", P1B \"1 (b)\" en \"Two.\"\n",
        &[
            "Paragraph 1 was split into paragraphs 1 (a) and 1 (b).",
            "Paragraph 1 was no longer part of the text.",
            "The position of Ardenia had been taken on the words of paragraph 1 before it was split into paragraphs 1 (a) and 1 (b).",
            "Paragraph 1 (a) was discussed and was not agreed.",
        ],
        &["discussion of paragraph 1 (a)", "Ardenia supported paragraph 1 (a)"],
    );
}

#[test]
fn parts_of_what_nobody_discussed_are_told_as_not_discussed() {
    check(
        "splits P2, into P2A \"2 (a)\" en \"One.\", P2B \"2 (b)\" en \"Two.\"\n",
        &["The record contains no discussion of paragraph 2 (a)."],
        &["Paragraph 2 (a) was discussed"],
    );
}

#[test]
fn a_merged_paragraph_bears_the_labels_of_then() {
    check(
        "merges into P2 \"1\" en \"All.\", from P1, P2, reason \"one duty\"\nrelabels P2 as \"7\"\n",
        &["Paragraphs 1 and 2 were merged into paragraph 1; reason given: “one duty”."],
        &["Paragraph 7 was merged"],
    );
}

#[test]
fn a_passage_is_attributed_by_who_says_so() {
    check(
        "BOR attributes retains \"[shall]\" in P1, to ARD\nBOR attributes deletes \"[should]\" in P1, to BOR\n",
        &[
            "According to Boreland, Ardenia was recorded as asking to retain the words “[shall]” in paragraph 1.",
            "Boreland was recorded as asking to delete the words “[should]” in paragraph 1.",
        ],
        &["Ardenia objected", "Ardenia supported"],
    );
}
