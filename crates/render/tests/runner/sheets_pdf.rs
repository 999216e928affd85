//! Sheets in print. Latin script needs no font of the machine; the others are skipped, saying so, where it has none.

use super::pdf::poppler;
use super::sample;
use super::sheet_sample::{arabic, english, hostile, long};
use super::sheets::{all_words, squeezed};
use render::fonts::{FontFault, Fonts};
use render::pdf::{Pdf, PdfFault};
use render::sheet::{Block, Change, Mark, Sheet, pdf};
use std::time::Instant;

/// Renders with the fonts of the machine, or says what is missing.
fn check(sheet: &Sheet) -> Option<Pdf> {
    match pdf::render(sheet, &Fonts::find()) {
        Ok(pdf) => Some(pdf),
        Err(PdfFault::Font(FontFault::Missing { package, .. })) => {
            println!("skipped: {package} is not installed");
            None
        }
        Err(fault) => panic!("{fault}"),
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    for (name, sheet) in [("sheet-english.pdf", english()), ("sheet-arabic.pdf", arabic())] {
        let Some(pdf) = check(&sheet) else { continue };
        sample::keep(name, &pdf.bytes);
        assert_eq!(Some(pdf), check(&sheet), "{name}");
    }
}

#[test]
fn the_words_are_printed_in_order() {
    // Without what print shows besides the words, which stands among them.
    let mut sheet = long(20);
    sheet.line_numbers = false;
    for block in &mut sheet.blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.label = None;
            paragraph.runs.retain(|run| !matches!(run.mark, Mark::Attribution | Mark::Joint));
            paragraph.runs.iter_mut().for_each(|run| run.change = Change::Kept);
        }
    }
    sheet.blocks.retain(|block| matches!(block, Block::Paragraph(_)));
    sheet.symbol = None;
    let pdf = pdf::render(&sheet, &Fonts::embedded()).unwrap();
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf, "sheet-words") else { return };
    let text: String = text.lines().filter(|line| !line.starts_with("Page ")).collect();
    assert!(squeezed(&text).contains(&all_words(&sheet)), "{text}");
}

#[test]
fn hostile_words_are_printed_and_not_obeyed() {
    // Words in Latin script only, as the test is not about fonts.
    let pdf = pdf::render(&hostile(), &Fonts::embedded()).unwrap();
    let Some(text) = poppler("pdftotext", &["-raw"], &pdf, "sheet-hostile") else { return };
    let printed = squeezed(&text);
    for words in
        ["#read(\"/etc/passwd\")", "<script>alert(1)</script>", "$x^2$*bold*_it_@ref<label>"]
    {
        assert!(printed.contains(words), "{words}");
    }
    assert!(!text.contains("root:"), "no file is read");
}

#[test]
fn lines_of_latin_script_fit_their_page() {
    let sheet = long(40);
    let pdf = pdf::render(&sheet, &Fonts::embedded()).unwrap();
    let Some(text) = poppler("pdftotext", &["-layout"], &pdf, "sheet-lines") else { return };
    // Every line of text begins with its number; one that did not fit would go on without.
    let unnumbered: Vec<&str> = text
        .lines()
        .filter(|line| {
            line.contains("stations")
                && !line.trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
        .filter(|line| !line.trim_start().starts_with("Stations"))
        .collect();
    assert!(unnumbered.is_empty(), "{unnumbered:?}");
}

#[test]
fn a_long_sheet_takes_seconds() {
    let sheet = long(80);
    let start = Instant::now();
    let pdf = pdf::render(&sheet, &Fonts::embedded()).unwrap();
    println!(
        "{} pages in {:.1} s, {} kB",
        pdf.pages,
        start.elapsed().as_secs_f64(),
        pdf.bytes.len() / 1024
    );
    sample::keep("sheet-long.pdf", &pdf.bytes);
    assert!(pdf.pages >= 6, "{}", pdf.pages);
}
