//! Files made by hand, part by part, with an ordinary zip writer.

use std::io::{Cursor, Read as _, Write as _};

use docx::*;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

pub(crate) const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(crate) const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, options).expect("the name is short");
        zip.write_all(content).expect("memory takes every byte");
    }
    zip.finish().expect("memory takes every byte").into_inner()
}

/// A file with the parts that every file has, the document's type as given, and more parts below `word/`: each is
/// related by its name without digits.
pub(crate) fn file_of(kind: &str, document: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>"
    );
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"/word/document.xml\"/></Relationships>"
    );
    let mut relations = "<Relationships>".to_owned();
    for (name, _) in more {
        let kind = name.split('.').next().unwrap_or_default().trim_end_matches(char::is_numeric);
        relations.push_str(&format!(
            "<Relationship Id=\"{name}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}\"/>"
        ));
    }
    relations.push_str("</Relationships>");
    let named: Vec<(String, &[u8])> = more.iter().map(|(n, c)| (format!("word/{n}"), *c)).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    parts.extend(named.iter().map(|(n, c)| (n.as_str(), *c)));
    zipped(&parts)
}

pub(crate) fn document(body: &str) -> String {
    format!("<w:document {W}><w:body>{body}</w:body></w:document>")
}

/// A file with that body.
pub(crate) fn file(body: &str) -> Vec<u8> {
    file_of(MAIN, document(body).as_bytes(), &[])
}

/// A file with that body and more parts, each the content of its outermost element.
pub(crate) fn file_with(body: &str, more: &[(&str, &str, &str)]) -> Vec<u8> {
    let parts: Vec<(&str, String)> =
        more.iter().map(|(n, root, c)| (*n, format!("<{root} {W}>{c}</{root}>"))).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, c)| (*n, c.as_bytes())).collect();
    file_of(MAIN, document(body).as_bytes(), &parts)
}

/// The parts of a file, by an ordinary zip reader.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("it is a zip file");
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("the entry is there");
        let name = entry.name().expect("the name is text").into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("it is text");
        parts.push((name, text));
    }
    parts
}

#[test]
fn an_ordinary_zip_reader_opens_what_we_write() {
    let parts = parts(&write(&crate::documents::everything()).bytes);
    let names: Vec<&str> = parts.iter().map(|p| p.0.as_str()).collect();
    assert_eq!(names[..3], ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml"]);
    for (name, text) in &parts {
        assert!(text.starts_with("<?xml"), "{name}");
    }
}

#[test]
fn every_part_has_a_type_and_every_relationship_a_part() {
    let parts = parts(&write(&crate::documents::everything()).bytes);
    let find = |name: &str| parts.iter().find(|p| p.0 == name).map(|p| p.1.as_str());
    let types = find("[Content_Types].xml").expect("it is there");
    let relations = find("word/_rels/document.xml.rels").expect("it is there");
    for (name, _) in parts.iter().filter(|p| p.0.starts_with("word/") && !p.0.contains("_rels")) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
        let target = format!("Target=\"{}\"", name.trim_start_matches("word/"));
        assert!(
            name == "word/document.xml" || relations.contains(&target),
            "{name} is not related"
        );
    }
    for target in relations.split("Target=\"").skip(1).filter_map(|t| t.split('"').next()) {
        assert!(find(&format!("word/{target}")).is_some(), "{target} is not there");
    }
}

/// The order of elements that the schema (ISO/IEC 29500-1, transitional) asks for, of those that we write.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "numPr",
            "bidi",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "rPr",
            "pPrChange",
        ],
    ),
    (
        "rPr",
        &[
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "smallCaps",
            "strike",
            "dstrike",
            "vanish",
            "color",
            "sz",
            "szCs",
            "highlight",
            "u",
            "shd",
            "vertAlign",
            "rtl",
            "lang",
            "rPrChange",
        ],
    ),
    (
        "sectPr",
        &["headerReference", "footerReference", "pgSz", "pgMar", "lnNumType", "titlePg", "bidi"],
    ),
    ("tblPr", &["bidiVisual", "tblW", "tblBorders"]),
    ("tbl", &["tblPr", "tblGrid", "tr"]),
    ("tr", &["trPr", "tc"]),
    ("tc", &["tcPr", "p"]),
    ("tcPr", &["tcW", "gridSpan"]),
    (
        "lvl",
        &[
            "start",
            "numFmt",
            "lvlRestart",
            "pStyle",
            "isLgl",
            "suff",
            "lvlText",
            "lvlJc",
            "pPr",
            "rPr",
        ],
    ),
    ("abstractNum", &["multiLevelType", "lvl"]),
    ("num", &["abstractNumId", "lvlOverride"]),
    ("lvlOverride", &["startOverride", "lvl"]),
    ("numbering", &["abstractNum", "num"]),
    ("style", &["name", "basedOn", "qFormat", "pPr", "rPr"]),
    ("styles", &["docDefaults", "style"]),
    (
        "settings",
        &[
            "trackRevisions",
            "defaultTabStop",
            "evenAndOddHeaders",
            "footnotePr",
            "endnotePr",
            "compat",
        ],
    ),
];

fn check_orders(name: &str, xml: &str) {
    // Per open element: its name, and where its last child stands in the order.
    let mut open: Vec<(&str, usize)> = Vec::new();
    for tag in xml.split('<').skip(1).filter(|t| !t.starts_with('?')) {
        let tag = tag.split('>').next().unwrap_or_default();
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        let element = tag.split([' ', '/']).next().unwrap_or_default();
        let local = element.trim_start_matches("w:");
        if let Some((parent, last)) = open.last_mut()
            && let Some((_, order)) = ORDERS.iter().find(|o| o.0 == *parent)
        {
            let at = order.iter().position(|e| *e == local);
            let at = at.unwrap_or_else(|| panic!("{name}: `{local}` has no place in `{parent}`"));
            assert!(at >= *last, "{name}: `{local}` stands after `{}` in `{parent}`", order[*last]);
            *last = at;
        }
        if !tag.ends_with('/') {
            open.push((local, 0));
        }
    }
}

fn check_ids(xml: &str) {
    let marks = [
        "<w:ins ",
        "<w:del ",
        "<w:moveFrom ",
        "<w:moveTo ",
        "<w:rPrChange ",
        "<w:pPrChange ",
        "<w:moveFromRangeStart ",
        "<w:moveToRangeStart ",
    ];
    let mut ids = Vec::new();
    for mark in marks {
        let id = |tag: &str| tag.split("w:id=\"").nth(1)?.split('"').next().map(str::to_owned);
        ids.extend(xml.split(mark).skip(1).filter_map(|tag| id(tag.split('>').next()?)));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "two tracked changes have one id");
}

#[test]
fn elements_stand_in_the_order_of_the_schema_and_changes_have_ids_of_their_own() {
    for (name, xml) in parts(&write(&crate::documents::everything()).bytes) {
        check_orders(&name, &xml);
        check_ids(&xml);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_is_written_keeps_the_order_of_the_schema(document in crate::documents::any_document()) {
        for (name, xml) in parts(&write(&document).bytes) {
            check_orders(&name, &xml);
            check_ids(&xml);
        }
    }
}
