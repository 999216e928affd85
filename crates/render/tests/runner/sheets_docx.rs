//! Sheets as Word files, read back by the crate that reads Word files.

use super::sample;
use super::sheet_sample::{arabic, english, hostile, long};
use super::sheets::{all_words, squeezed};
use docx::{Document, Effect, Limits, Place, RevisionKind, Run};
use render::sheet::{Sheet, docx as sheet_docx};
use std::fmt::Write as _;
use std::path::Path;

/// Writes a sheet, finds nothing lost on the way, and reads the file back.
fn check(name: &str, sheet: &Sheet) -> Document {
    let written = sheet_docx::render(sheet);
    assert_eq!(written.losses, [], "{name}");
    sample::keep(&format!("sheet-{name}.docx"), &written.bytes);
    let read = docx::read(&written.bytes, &Limits::default()).expect("a file of ours");
    // The reader keeps no spacing or fonts, and says so.
    let lost = read.losses.iter().find(|loss| loss.effect != Effect::Looks);
    assert_eq!(lost, None, "{name}");
    read.document
}

/// The paragraphs, one a line: style, label, runs with their styles and changes, comments by author.
fn outline(document: &Document) -> String {
    let mut text = String::new();
    for paragraph in &document.paragraphs {
        let place = if let Place::Table(cell) = &paragraph.place {
            format!("{}/{}/{} ", cell.table, cell.row, cell.column)
        } else {
            String::new()
        };
        let label = paragraph.numbering.as_ref().map_or("", |numbering| numbering.label());
        let _ = write!(text, "{place}{}({label}):", paragraph.style);
        for run in &paragraph.runs {
            let _ = write!(text, " {}", piece(run));
        }
        text.push('\n');
    }
    for comment in &document.comments {
        let words: String = comment.paragraphs.iter().map(docx::Paragraph::text).collect();
        let _ = writeln!(text, "comment by {}: {words}", comment.author);
    }
    for note in &document.footnotes {
        let words: String = note.paragraphs.iter().map(docx::Paragraph::text).collect();
        let _ = writeln!(text, "footnote: {words}");
    }
    text
}

fn piece(run: &Run) -> String {
    let changes: String = run
        .revisions
        .iter()
        .map(|revision| match revision.kind {
            RevisionKind::Inserted => format!("+{}", revision.author),
            RevisionKind::Deleted => format!("-{}", revision.author),
            RevisionKind::MovedFrom { .. } => "<moved".to_owned(),
            RevisionKind::MovedTo { .. } => ">moved".to_owned(),
        })
        .collect();
    let style = run.style.as_deref().unwrap_or_default().trim_start_matches("Sheet");
    let note = run.note.map(|_| "(note)").unwrap_or_default();
    format!("{style}{changes}«{}{note}»", run.text)
}

#[test]
fn the_samples_are_outlined_as_stored() {
    for (name, sheet) in [("english", english()), ("arabic", arabic())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = path.join(format!("tests/expected/sheet-{name}.docx.txt"));
        expect_test::expect_file![path].assert_eq(&outline(&check(name, &sheet)));
    }
}

#[test]
fn the_same_sheet_gives_the_same_file() {
    for sheet in [english(), arabic(), hostile()] {
        assert_eq!(sheet_docx::render(&sheet), sheet_docx::render(&sheet.clone()));
    }
}

#[test]
fn the_words_are_in_the_file_in_order() {
    for mut sheet in [english(), arabic()] {
        // Word numbers its own footnotes.
        sheet.footnotes.clear();
        let document = check("words", &sheet);
        let body = document
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.place == Place::Body && paragraph.style.is_empty());
        let runs = body.flat_map(|paragraph| &paragraph.runs);
        let added = |run: &&Run| {
            run.style.as_deref().is_some_and(|style| style.starts_with(sheet_docx::ADDED))
        };
        let words: String = runs.filter(|run| !added(run)).map(|run| run.text.as_str()).collect();
        assert_eq!(squeezed(&words), all_words(&sheet));
    }
}

#[test]
fn hostile_words_are_words_in_word() {
    let written = sheet_docx::render(&hostile());
    let read = docx::read(&written.bytes, &Limits::default()).expect("a file of ours");
    let words: String = read.document.paragraphs.iter().map(docx::Paragraph::text).collect();
    for hostile in ["<script>alert(1)</script>", "]]>", "&lt;b&gt;", "\u{fffd} ${jndi:ldap://x}"] {
        assert!(words.contains(hostile), "{hostile}");
    }
}

#[test]
fn thousands_of_paragraphs_are_written() {
    let sheet = long(4_000);
    let start = std::time::Instant::now();
    let written = sheet_docx::render(&sheet);
    println!(
        "4,000 paragraphs: DOCX {:.1} s, {} MB",
        start.elapsed().as_secs_f64(),
        written.bytes.len() >> 20
    );
    assert_eq!(written.losses, []);
}
