//! HTML, Markdown and JSON.

use super::sample;
use render::{html, json, markdown};
use serde_json::Value;
use std::path::Path;

/// Compares with a stored file; `UPDATE_EXPECT=1` rewrites it.
fn check(name: &str, rendered: &str) {
    sample::keep(name, rendered.as_bytes());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    expect_test::expect_file![path].assert_eq(rendered);
}

/// The file without its style sheet, which changes for reasons that no test should fail on.
fn body(html: &str) -> &str {
    &html[html.find("<body>").expect("a body")..]
}

#[test]
fn the_english_sample_looks_as_stored() {
    let document = sample::english();
    sample::keep("english-full.html", html::render(&document).as_bytes());
    check("english.html", body(&html::render(&document)));
    check("english.md", &markdown::render(&document));
    check("english.json", &json::render(&document));
}

#[test]
fn the_arabic_sample_looks_as_stored() {
    let document = sample::arabic();
    sample::keep("arabic-full.html", html::render(&document).as_bytes());
    check("arabic.html", body(&html::render(&document)));
    check("arabic.md", &markdown::render(&document));
    check("arabic.json", &json::render(&document));
}

#[test]
fn the_same_document_gives_the_same_text() {
    for document in [sample::english(), sample::arabic()] {
        assert_eq!(html::render(&document), html::render(&document.clone()));
        assert_eq!(markdown::render(&document), markdown::render(&document.clone()));
        assert_eq!(json::render(&document), json::render(&document.clone()));
    }
}

#[test]
fn every_sentence_of_the_html_leads_to_its_evidence_and_back() {
    for document in [sample::english(), sample::arabic()] {
        let html = html::render(&document);
        for line in sample::sentences(&document) {
            let start = format!("<span class=\"sentence\" id=\"{}\"", line.anchor);
            let at = html.find(&start).unwrap_or_else(|| panic!("{} is missing", line.anchor));
            let sentence =
                &html[at..at + html[at..].find("class=\"self\"").expect("a link to itself")];
            for entry in line.basis.entries() {
                assert!(sentence.contains(&format!("href=\"#e{}\"", entry.0)), "{sentence}");
                let entry_at = html.find(&format!("<li id=\"e{}\"", entry.0)).expect("an entry");
                let item =
                    &html[entry_at..entry_at + html[entry_at..].find("</li>").expect("its end")];
                assert!(item.contains(&format!("href=\"#{}\"", line.anchor)), "{item}");
            }
        }
    }
}

#[test]
fn every_sentence_of_the_markdown_names_its_evidence() {
    for document in [sample::english(), sample::arabic()] {
        let markdown = markdown::render(&document);
        let number = &document.labels.number;
        for line in sample::sentences(&document) {
            let start = format!("<a id=\"{}\"></a>", line.anchor);
            let at = markdown.find(&start).unwrap_or_else(|| panic!("{} is missing", line.anchor))
                + start.len();
            let rest = &markdown[at..];
            let sentence = &rest[..rest.find("<a id=").unwrap_or(rest.len())];
            for entry in line.basis.entries() {
                let reference = format!("[{number}\u{a0}{}]", entry.0);
                assert!(sentence.contains(&reference), "{reference} not in {sentence}");
                assert!(markdown.contains(&format!("\n{reference}: #e{}\n", entry.0)));
            }
        }
    }
}

#[test]
fn every_sentence_of_the_json_is_an_object_with_evidence() {
    for document in [sample::english(), sample::arabic()] {
        let json: Value = serde_json::from_str(&json::render(&document)).unwrap();
        let listed = json["sentences"].as_array().unwrap();
        let expected = sample::sentences(&document);
        assert_eq!(listed.len(), expected.len());
        for (object, line) in listed.iter().zip(&expected) {
            assert_eq!(object["anchor"], line.anchor);
            assert_eq!(object["kind"], line.kind);
            assert!(!object["text"].as_str().unwrap().is_empty());
            let evidence: Vec<u64> = object["evidence"]
                .as_array()
                .unwrap()
                .iter()
                .map(|n| n.as_u64().unwrap())
                .collect();
            assert!(!evidence.is_empty());
            assert_eq!(
                evidence,
                line.basis.entries().iter().map(|entry| u64::from(entry.0)).collect::<Vec<_>>()
            );
            let absent = object["basis"] == "absence";
            assert_eq!(absent, !object["searched"].is_null() && !object["through"].is_null());
        }
        let mut within = 0;
        count_sentences(&json["status"], &mut within);
        count_sentences(&json["sections"], &mut within);
        assert_eq!(within, expected.len(), "the tree and the flat list hold the same sentences");
    }
}

fn count_sentences(value: &Value, count: &mut usize) {
    match value {
        Value::Object(object) => {
            if object.contains_key("basis") {
                *count += 1;
            }
            object.values().for_each(|value| count_sentences(value, count));
        }
        Value::Array(list) => list.iter().for_each(|value| count_sentences(value, count)),
        _ => {}
    }
}

#[test]
fn hostile_words_stay_words_in_html() {
    let document = sample::english();
    let html = html::render(&document);
    for forbidden in ["<script", "<img", "onerror=alert(1)>", "javascript:alert(1)\"", "\u{0}"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    // Two style elements' worth of text, but one element; and no attribute made of someone's words.
    assert_eq!(html.matches("<style").count(), 1);
    for attribute in html.split('<').filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
        assert!(
            !attribute.contains("evil.example") && !attribute.contains("onload"),
            "{attribute}"
        );
    }
    let own = html::render(&sample::arabic());
    for outside in ["http://", "https://", "url(", "@import"] {
        assert!(!own.contains(outside), "{outside}");
    }
}

#[test]
fn a_hostile_group_cannot_leave_the_style_sheet() {
    let mut document = sample::english();
    document.group = "\"}</style><script>alert(1)</script>".to_owned();
    document.labels.page.1 = "\" ; } body { display: none } </style>".to_owned();
    let html = html::render(&document);
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(!html.contains("<script") && !html.contains("body { display: none"));
}

#[test]
fn an_override_does_not_turn_our_own_words() {
    for rendered in [html::render(&sample::english()), markdown::render(&sample::english())] {
        let opened = rendered
            .chars()
            .filter(|c| matches!(c, '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}'))
            .count();
        let closed = rendered.chars().filter(|c| *c == '\u{202c}').count();
        assert_eq!(opened, closed);
        let opened = rendered.chars().filter(|c| matches!(c, '\u{2066}'..='\u{2068}')).count();
        assert_eq!(opened, rendered.chars().filter(|c| *c == '\u{2069}').count());
    }
}

#[test]
fn hostile_words_make_no_line_of_their_own_in_markdown() {
    let markdown = markdown::render(&sample::english());
    for line in markdown.lines() {
        assert!(!line.contains("<script") && !line.contains("](javascript:"), "{line}");
        let own = ["# ", "## ", "### ", "**", "> ", "- ", "  - ", "| ", "[no.", "<a id="];
        assert!(
            line.is_empty() || line == ">" || own.iter().any(|start| line.starts_with(start)),
            "{line}"
        );
    }
}
