//! Print. Documents in Latin script need no font of the machine; the others are skipped, saying so, where it has none.

use super::sample::{self, HOSTILE};
use render::fonts::{FontFault, Fonts};
use render::pdf::{self, Pdf, PdfFault};
use report::document::{Block, Document, Span};
use std::process::Command;
use std::time::Instant;

/// Renders with the fonts of the machine, or says what is missing.
fn with_system_fonts(document: &Document) -> Option<Pdf> {
    match pdf::render(document, &Fonts::find()) {
        Ok(pdf) => Some(pdf),
        Err(PdfFault::Font(FontFault::Missing { package, .. })) => {
            println!("skipped: {package} is not installed");
            None
        }
        Err(fault) => panic!("{fault}"),
    }
}

/// What a tool of poppler says of a file, where it is installed.
pub(super) fn poppler(tool: &str, arguments: &[&str], pdf: &Pdf, name: &str) -> Option<String> {
    let path = std::env::temp_dir().join(format!("rapporteur-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, &pdf.bytes).expect("a file in the temporary directory");
    let mut command = Command::new(tool);
    command.args(arguments).arg(&path);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output();
    std::fs::remove_file(&path).expect("a file in the temporary directory");
    let Ok(output) = output else {
        println!("skipped: {tool} is not installed");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Letters and digits only: line breaks, hyphens and spacing are layout.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The hostile words that are in Latin script, in a document that is otherwise Latin too.
fn hostile() -> Document {
    let mut document = sample::long(1);
    for (index, words) in HOSTILE.iter().enumerate() {
        let Block::Paragraph { lines, .. } = &mut document.sections[0].blocks[0] else {
            unreachable!()
        };
        let mut line = lines[0].clone();
        line.anchor = format!("h{index}");
        line.spans = vec![
            Span::Plain((*words).to_owned()),
            Span::Name((*words).to_owned()),
            Span::Quote { language: Some((*words).to_owned()), words: (*words).to_owned() },
            Span::Bracketed { words: (*words).to_owned(), depth: 1 },
            Span::Section { anchor: (*words).to_owned(), words: (*words).to_owned() },
        ];
        lines.push(line);
    }
    document.group = HOSTILE[2].to_owned();
    document.title = HOSTILE[0].to_owned();
    document
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, document) in [("english.pdf", sample::english()), ("arabic.pdf", sample::arabic())] {
        let Some(pdf) = with_system_fonts(&document) else { continue };
        sample::keep(name, &pdf.bytes);
        assert_eq!(Some(pdf), with_system_fonts(&document), "{name}");
    }
    let document = sample::long(3);
    let once = pdf::render(&document, &Fonts::embedded()).unwrap();
    assert_eq!(once, pdf::render(&document, &Fonts::embedded()).unwrap());
    assert_eq!(
        once,
        pdf::render(&document, &Fonts::find()).unwrap(),
        "Latin script does not depend on the machine"
    );
    assert!(
        once.fonts
            .iter()
            .all(|font| font.name.starts_with("LibertinusSerif") && font.sha256.len() == 64)
    );
}

#[test]
fn a_script_without_a_font_is_named_with_the_package_that_has_it() {
    let refused = |document: &Document| match pdf::render(document, &Fonts::embedded()) {
        Err(PdfFault::Font(FontFault::Missing { script, package, characters })) => {
            (script, package, characters)
        }
        other => panic!("{other:?}"),
    };
    let (script, package, characters) = refused(&sample::arabic());
    assert_eq!((script.as_str(), package), ("Arabic", "fonts-noto-core"));
    assert!(characters.contains("U+"), "{characters}");
    let mut document = sample::long(1);
    document.group = "Группа 工作组".to_owned();
    assert_eq!(refused(&document).1, "fonts-noto-cjk");
    document.group = "\u{10ffff}\u{f8ff}".to_owned();
    refused(&document);
}

#[test]
fn hostile_words_are_printed_and_not_obeyed() {
    let pdf = pdf::render(&hostile(), &Fonts::embedded()).unwrap();
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf, "hostile") else { return };
    for words in [HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3]] {
        assert!(letters(&text).contains(&letters(words)), "{words}\n{text}");
    }
    assert!(!text.contains("root:"), "no file is read");
}

#[test]
fn every_sentence_is_printed_and_every_section_can_be_linked_to() {
    let document = sample::english();
    let Some(pdf) = with_system_fonts(&document) else { return };
    let Some(places) = poppler("pdfinfo", &["-dests"], &pdf, "places") else { return };
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf, "text") else { return };
    let printed = letters(&text);
    for line in sample::sentences(&document) {
        // Right-to-left words come out of the extraction in an order of its own.
        let Some(Span::Plain(words)) =
            line.spans.iter().find(|span| matches!(span, Span::Plain(_)))
        else {
            continue;
        };
        assert!(printed.contains(&letters(words)), "{words}");
    }
    for section in ["mandate", "proceedings", "outcome", "agreed", "differed", "annex-1"] {
        assert!(places.contains(&format!("\"section-{section}\"")), "{places}");
    }
    assert!(text.contains("Page 1 of 4"));
}

#[test]
fn a_long_document_takes_seconds() {
    let document = sample::long(140);
    let start = Instant::now();
    let pdf = pdf::render(&document, &Fonts::embedded()).unwrap();
    println!(
        "{} pages in {:.1} s, {} kB",
        pdf.pages,
        start.elapsed().as_secs_f64(),
        pdf.bytes.len() / 1024
    );
    sample::keep("long.pdf", &pdf.bytes);
    assert!(pdf.pages >= 55, "{}", pdf.pages);
}
