//! Sheets as HTML and Markdown.

use super::sample;
use super::sheet_sample::{arabic, english, hostile, long};
use render::sheet::{Block, Sheet, html, lines, markdown, words};
use std::path::Path;

/// Compares with a stored file; `UPDATE_EXPECT=1` rewrites it.
fn check(name: &str, rendered: &str) {
    sample::keep(name, rendered.as_bytes());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    expect_test::expect_file![path].assert_eq(rendered);
}

/// The file without its style sheet, which changes for reasons that no test should fail on.
fn body(html: &str) -> &str {
    &html[html.find("<body").expect("a body")..]
}

/// The words of all paragraphs, as the sheet has them, without white space: its amount is layout.
pub(super) fn all_words(sheet: &Sheet) -> String {
    let paragraphs = sheet.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(words(&paragraph.runs)),
        _ => None,
    });
    squeezed(&paragraphs.collect::<String>())
}

pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_samples_look_as_stored() {
    for (name, sheet) in [("english", english()), ("arabic", arabic())] {
        let html = html::render(&sheet);
        sample::keep(&format!("sheet-{name}-full.html"), html.as_bytes());
        check(&format!("sheet-{name}.html"), body(&html));
        check(&format!("sheet-{name}.md"), &markdown::render(&sheet));
    }
    let flowing = Sheet { line_numbers: false, bracket_numbers: true, ..english() };
    sample::keep("sheet-flowing-full.html", html::render(&flowing).as_bytes());
    check("sheet-flowing.md", &markdown::render(&flowing));
    sample::keep("sheet-long-full.html", html::render(&long(60)).as_bytes());
}

#[test]
fn the_same_sheet_gives_the_same_text() {
    for sheet in [english(), arabic(), hostile()] {
        assert_eq!(html::render(&sheet), html::render(&sheet.clone()));
        assert_eq!(markdown::render(&sheet), markdown::render(&sheet.clone()));
    }
}

/// What a browser copies of the paragraphs: text, without what cannot be selected and without labels.
fn copied(html: &str) -> String {
    let mut text = String::new();
    for paragraph in html.split("<div class=\"par ").skip(1) {
        let paragraph = &paragraph[..paragraph.find("</div>").expect("its end")];
        let mut hidden = 0;
        for part in paragraph.split('<').skip(1) {
            let (tag, words) = part.split_once('>').expect("a tag");
            match tag.split(' ').next().unwrap_or_default() {
                "small" => hidden += 1,
                "/small" => hidden -= 1,
                _ => {}
            }
            if hidden == 0 {
                text.push_str(words);
            }
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn what_is_copied_of_the_html_is_the_words() {
    for sheet in [english(), arabic()] {
        let mut sheet = sheet;
        for block in &mut sheet.blocks {
            if let Block::Paragraph(paragraph) = block {
                paragraph.label = None;
            }
        }
        assert_eq!(squeezed(&copied(&html::render(&sheet))), all_words(&sheet));
        sheet.line_numbers = false;
        assert_eq!(squeezed(&copied(&html::render(&sheet))), all_words(&sheet));
    }
}

#[test]
fn the_fences_of_the_markdown_hold_the_words() {
    for mut sheet in [english(), arabic()] {
        for block in &mut sheet.blocks {
            if let Block::Paragraph(paragraph) = block {
                paragraph.label = None;
            }
        }
        let markdown = markdown::render(&sheet);
        let mut text = String::new();
        let mut fenced = false;
        for line in markdown.lines() {
            if line.starts_with("```") {
                fenced = !fenced;
            } else if let (true, Some((number, line))) = (fenced, line.split_at_checked(5))
                && number.trim().parse::<u32>().is_ok()
            {
                text.push_str(line);
            }
        }
        assert_eq!(squeezed(&without_additions(&text)), all_words(&sheet));
    }
}

/// Without what the sheet adds to the words.
pub(super) fn without_additions(text: &str) -> String {
    let mut words = String::new();
    let mut added = false;
    for c in text.chars() {
        match c {
            '‹' => added = true,
            '›' => added = false,
            _ if !added => words.push(c),
            _ => {}
        }
    }
    for mark in ["{++", "++}", "{--", "--}", "^"] {
        words = words.replace(mark, "");
    }
    words
}

#[test]
fn a_line_has_the_same_number_in_html_and_markdown() {
    for sheet in [english(), arabic(), long(30)] {
        let (html, markdown) = (html::render(&sheet), markdown::render(&sheet));
        let (_, _, last) = *lines::numbers(&sheet).last().expect("a paragraph");
        for number in 1..=last {
            let in_html = &html[html.find(&format!("id=\"line-{number}\"")).expect("a line")..];
            let in_html = &in_html[..in_html.find("id=\"line-").map_or(in_html.len(), |first| {
                in_html[first + 1..]
                    .find("id=\"line-")
                    .map_or(in_html.len(), |next| first + 1 + next)
            })];
            let gutter = format!("\n{number:>5}  ");
            let line = &markdown[markdown.find(&gutter).expect("a line") + gutter.len()..];
            let line = without_additions(line.lines().next().expect("a line"));
            let first = line.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
            let first = first.expect("a word");
            assert!(in_html.contains(first), "{number}: {first} not in {in_html}");
        }
        assert!(!html.contains(&format!("id=\"line-{}\"", last + 1)));
    }
}

#[test]
fn hostile_words_stay_words_in_html() {
    let html = html::render(&hostile());
    for forbidden in ["<script", "<img", "onerror=alert(1)>", "javascript:alert(1)\"", "\u{0}"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert_eq!(html.matches("</style>").count(), 1);
    // Values of attributes hold names of holders; what is outside the quotation marks is ours.
    for tag in html.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
        let own: String = tag.split('"').step_by(2).collect();
        assert!(tag.matches('"').count().is_multiple_of(2), "{tag}");
        assert!(!own.contains("onload") && !own.contains("onerror"), "{tag}");
    }
    for outside in ["url(", "@import", "src="] {
        assert!(!html::render(&english()).contains(outside), "{outside}");
    }
}

#[test]
fn hostile_words_make_no_line_of_their_own_in_markdown() {
    for line_numbers in [true, false] {
        let markdown = markdown::render(&Sheet { line_numbers, ..hostile() });
        let mut fenced = false;
        for line in markdown.lines() {
            if line == "```" || line == "```text" {
                fenced = !fenced;
                continue;
            }
            if fenced {
                assert!(line.is_empty() || line.starts_with("  "), "{line}");
                continue;
            }
            assert!(!line.contains("<script") && !line.contains("](javascript:"), "{line}");
            assert!(!line.starts_with(['`', '~', '\t', '[']), "{line}");
        }
        assert!(!fenced);
    }
}

#[test]
fn thousands_of_paragraphs_are_rendered() {
    let sheet = long(4_000);
    let start = std::time::Instant::now();
    let html = html::render(&sheet);
    let after_html = start.elapsed();
    let markdown = markdown::render(&sheet);
    println!(
        "4,000 paragraphs: HTML {:.1} s, {} MB; Markdown {:.1} s, {} MB",
        after_html.as_secs_f64(),
        html.len() >> 20,
        (start.elapsed() - after_html).as_secs_f64(),
        markdown.len() >> 20
    );
    assert!(html.contains("id=\"p-4000\"") && markdown.contains("4000. "));
}
