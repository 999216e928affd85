//! Reading never panics, and what is read can be written and read again.
//!
//! The first byte chooses: a whole file as it is, or the parts of one, apart by NUL, put into a sound zip file so that
//! mutations reach the XML.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const PARTS: [&str; 8] = [
    "document", "styles", "numbering", "comments", "commentsExtended", "footnotes", "settings", "header1",
];
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

fn packed(parts: &[u8]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        zip.start_file(name, options).expect("names are short");
        zip.write_all(content).expect("memory takes every byte");
    };
    let types = format!("<Types><Override PartName='/word/document.xml' ContentType='{MAIN}'/></Types>");
    add("[Content_Types].xml", types.as_bytes());
    add("_rels/.rels", b"<R><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/></R>");
    let mut relations = String::from("<R>");
    for part in &PARTS[1..] {
        let kind = part.trim_end_matches('1');
        relations += &format!("<Relationship Id='{part}' Type='x/{kind}' Target='{part}.xml'/>");
    }
    add("word/_rels/document.xml.rels", (relations + "</R>").as_bytes());
    for (part, content) in PARTS.iter().zip(parts.split(|b| *b == 0)) {
        add(&format!("word/{part}.xml"), content);
    }
    zip.finish().expect("memory takes every byte").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let file = if *choice == b'F' { rest.to_vec() } else { packed(rest) };
    let limits = docx::Limits {
        part_bytes: 1 << 20,
        total_bytes: 4 << 20,
        nodes: 50_000,
        model_bytes: 32 << 20,
        ..docx::Limits::default()
    };
    let Ok(read) = docx::read(&file, &limits) else { return };
    assert_eq!(read.document.clone().settled(), read.document, "a document that is read is settled");
    let written = docx::write(&read.document);
    let again = docx::read(&written.bytes, &docx::Limits::default());
    let again = again.expect("what is written is read").document;
    let words = |d: &docx::Document| d.paragraphs.iter().map(docx::Paragraph::text).collect::<String>();
    if written.losses.is_empty() {
        assert_eq!(words(&again), words(&read.document), "no word is lost on the way");
    }
});
