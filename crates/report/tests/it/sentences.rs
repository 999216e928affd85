//! Every kind of sentence, in every language.

use crate::{known, lines, own_words, text_of, worded};
use record::Text;
use record::entry::Grade;
use report::Tongue;
use report::document::Span;
use report::manuscript::{Known, Say};
use std::collections::BTreeSet;

#[test]
fn every_kind_has_an_example() {
    let shown: BTreeSet<&str> = Say::examples().iter().map(Say::kind).collect();
    let missing: Vec<_> = report::KINDS.iter().filter(|kind| !shown.contains(*kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(shown.len(), report::KINDS.len());
}

#[test]
fn a_sentence_ends_with_one_full_stop() {
    for tongue in Tongue::ALL {
        for say in Say::examples() {
            let text = text_of(&worded(say, *tongue));
            let inner = text.trim_end_matches('”');
            assert!(inner.len() > 5 && inner.ends_with(['.', '?']), "{text}");
            assert!(!text.ends_with("..") && !text.ends_with(".”."), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ,") && !text.contains(" ."), "{text}");
        }
    }
}

#[test]
fn languages_differ_and_no_sentence_is_silent() {
    for say in Say::examples() {
        let kind = say.kind();
        let english = worded(say.clone(), Tongue::English);
        let arabic = worded(say, Tongue::Arabic);
        assert_eq!((english.kind, arabic.kind), (kind, kind));
        if kind != "narrated" {
            assert!(own_words(&english.spans).trim().len() > 5, "{kind}");
            assert_ne!(text_of(&english), text_of(&arabic));
        }
    }
}

/// Names and quotes of a sentence as the other spans of the two languages hold them.
fn slots(spans: &[Span]) -> BTreeSet<String> {
    spans
        .iter()
        .filter_map(|span| match span {
            Span::Name(words) | Span::Quote { words, .. } => Some(words.clone()),
            Span::Entry(entry) => Some(entry.to_string()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_name_and_quote_stands_in_the_sentence_as_it_was_recorded() {
    for say in Say::examples() {
        // What was recorded, taken from the debug form: no slot is forgotten by this test.
        let recorded = recorded_strings(&format!("{say:?}"));
        for tongue in Tongue::ALL {
            let spans = worded(say.clone(), *tongue).spans;
            let found = slots(&spans);
            for words in &recorded {
                assert!(found.contains(words), "{words:?} is missing in {tongue:?}: {spans:?}");
            }
        }
    }
}

/// Strings in quotation marks of a debug form, but for language tags and codes of constituencies with a name.
fn recorded_strings(debug: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = debug;
    while let Some(at) = rest.find('"') {
        let before = &rest[..at];
        let mut end = at + 1;
        while rest.as_bytes()[end] != b'"' {
            end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
        }
        let string = rest[at + 1..end].replace("\\\"", "\"");
        let tag = before.ends_with("Language(") || before.ends_with("Id(");
        if !tag && !string.is_empty() {
            all.push(string);
        }
        rest = &rest[end + 1..];
    }
    all
}

#[test]
fn arabic_holds_no_latin_of_our_own() {
    // Of our own words, only codes that Arabic documents write in Latin.
    const ABBREVIATIONS: [&str; 5] = ["UTC", "RFC", "ISO/IEC", "GNSO", "ad referendum"];
    // A narrative is the rapporteur's own, in the rapporteur's language.
    for say in Say::examples().into_iter().filter(|say| say.kind() != "narrated") {
        let spans = worded(say, Tongue::Arabic).spans;
        let mut own = own_words(&spans);
        for abbreviation in ABBREVIATIONS {
            own = own.replace(abbreviation, "");
        }
        assert!(!own.chars().any(|c| c.is_ascii_alphabetic()), "{own}");
        let arabic = own.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
        assert!(arabic, "{spans:?}");
    }
}

#[test]
fn nobody_is_blamed() {
    let blame = [
        "failed",
        "refused",
        "rejected the",
        "ignored",
        "blocked",
        "insisted",
        "claimed",
        "admitted that",
        "obstruct",
        "unfortunately",
        "merely",
        "فشل",
        "رفض أن",
        "تجاهل",
        "عرقل",
        "زعم",
        "للأسف",
    ];
    for tongue in Tongue::ALL {
        for say in Say::examples() {
            let own = own_words(&worded(say, *tongue).spans);
            for word in blame {
                assert!(!own.contains(word), "{word}: {own}");
            }
        }
    }
}

#[test]
fn how_a_thing_is_known_stands_before_the_full_stop() {
    let mut shown = String::new();
    for tongue in Tongue::ALL {
        for grade in Grade::ALL {
            for by in [None, Some(Text::from("Account of the meeting"))] {
                let say = Say::FactNoted {
                    words: record::Quote { language: None, text: "The room was full.".into() },
                };
                let line =
                    lines(vec![known(say, Known { grade: *grade, by, source: false })], *tongue)
                        .remove(0);
                shown.push_str(&text_of(&line));
                shown.push('\n');
            }
        }
    }
    expect_test::expect_file!["../golden/known.txt"].assert_eq(&shown);
}
