//! What is written is read again as it was.

use docx::*;
use proptest::prelude::*;

use crate::documents::{any_document, everything};

fn check(document: &Document) -> Read {
    let written = write(document);
    assert_eq!(written.losses, [], "nothing is lost in writing");
    let read = read(&written.bytes, &Limits::default()).expect("our own files are read");
    let settled = document.clone().settled();
    pretty(&read.document, &settled);
    assert_eq!(write(&read.document).bytes, written.bytes, "the same bytes again");
    // A number format that we show in digits is told again by each reader.
    let format = |l: &&Loss| l.element.as_ref().is_some_and(|e| e.starts_with("w:numFmt"));
    for loss in read.losses.iter().filter(|l| !format(l)) {
        assert_eq!(loss.effect, Effect::Looks, "{loss}");
    }
    read
}

/// Part by part, so that a difference can be found.
fn pretty(read: &Document, settled: &Document) {
    assert_eq!(read.properties, settled.properties);
    assert_eq!(read.defaults, settled.defaults);
    assert_eq!(read.styles, settled.styles);
    assert_eq!(read.lists, settled.lists);
    for (a, b) in read.paragraphs.iter().zip(&settled.paragraphs) {
        assert_eq!(a, b);
    }
    assert_eq!(read.comments, settled.comments);
    assert_eq!(read.footnotes, settled.footnotes);
    assert_eq!(read, settled);
}

#[test]
fn a_document_with_everything_is_read_as_it_was_written() {
    let read = check(&everything());
    let labels: Vec<&str> = read
        .document
        .paragraphs
        .iter()
        .filter_map(|p| p.numbering.as_ref())
        .map(Numbering::label)
        .collect();
    assert_eq!(labels, ["PP1 bis", "1.", "(a)", "1.a.i", "(b)"]);
}

#[test]
fn an_empty_document_is_read_as_it_was_written() {
    check(&Document::default());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read_as_it_was_written(document in any_document()) {
        check(&document);
    }

    #[test]
    fn settling_twice_is_settling_once(document in any_document()) {
        let once = document.settled();
        prop_assert_eq!(once.clone().settled(), once);
    }
}

#[test]
fn what_xml_cannot_hold_is_replaced_so_that_it_shows_and_listed() {
    let document = Document {
        paragraphs: vec![Paragraph::plain("", "a\u{0}b\u{1b}c\u{ffff}")],
        ..Document::default()
    };
    let written = write(&document);
    let read = read(&written.bytes, &Limits::default()).expect("it is read");
    assert_eq!(read.document.paragraphs[0].text(), "a\u{fffd}b\u{fffd}c\u{fffd}");
    assert_eq!(written.losses.len(), 1);
    assert_eq!(written.losses[0].effect, Effect::Words);
}

#[test]
fn a_date_that_is_none_is_left_out_and_listed() {
    let revision = Revision {
        kind: RevisionKind::Inserted,
        author: "A".to_owned(),
        date: Some("last Tuesday".to_owned()),
    };
    let run = Run { revisions: vec![revision], ..Run::plain("x") };
    let document = Document {
        paragraphs: vec![Paragraph { runs: vec![run], ..Paragraph::default() }],
        ..Document::default()
    };
    let written = write(&document);
    assert_eq!(written.losses[0].effect, Effect::History);
    let read = read(&written.bytes, &Limits::default()).expect("it is read");
    assert_eq!(read.document.paragraphs[0].runs[0].revisions[0].date, None);
}

#[test]
fn real_drafts_keep_every_bracket() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let root = std::env::var_os("RAPPORTEUR_DATA").map_or(root, Into::into);
    let Ok(drafts) = std::fs::read_dir(root.join("drafts")) else {
        eprintln!("skipped: the drafts are not there");
        return;
    };
    for draft in drafts.flatten() {
        let text = std::fs::read_to_string(draft.path()).expect("a draft is text");
        let paragraphs = text.lines().map(|line| Paragraph::plain("", line)).collect();
        let document = Document { paragraphs, ..Document::default() };
        let read = check(&document).document;
        let lines: Vec<String> = read.paragraphs.iter().map(Paragraph::text).collect();
        assert_eq!(lines, text.lines().collect::<Vec<_>>());
    }
}

#[test]
fn the_reference_names_every_limit() {
    let page =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/docx.md");
    let page = std::fs::read_to_string(page).expect("the reference is there");
    let limits = Limits::default();
    for limit in [
        limits.file_bytes,
        limits.parts,
        limits.part_bytes,
        limits.total_bytes,
        limits.ratio,
        limits.depth,
        limits.nodes,
        limits.attributes,
        limits.prefixes,
        limits.paragraphs,
        limits.lists,
        limits.layers,
        limits.model_bytes,
    ] {
        assert!(page.contains(&format!("| {limit} |")), "{limit} is not in the reference");
    }
}
