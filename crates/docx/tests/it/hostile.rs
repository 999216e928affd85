//! Files that mean harm, or mean nothing.

use std::time::{Duration, Instant};

use docx::*;
use proptest::prelude::*;

use crate::documents::everything;
use crate::packing::{MAIN, W, document, file, file_of, file_with, zipped};

fn refusal(bytes: &[u8]) -> Refusal {
    let started = Instant::now();
    let refusal = read(bytes, &Limits::default()).expect_err("it is refused");
    assert!(started.elapsed() < Duration::from_secs(20), "refused in time");
    assert!(!refusal.hint().is_empty());
    refusal
}

fn check(bytes: &[u8], expected: &str) {
    assert_eq!(refusal(bytes).to_string(), expected);
}

fn understood(bytes: &[u8]) -> Read {
    read(bytes, &Limits::default()).expect("it is read")
}

#[test]
fn what_is_no_word_file_is_called_what_it_is() {
    check(b"", "the file is empty");
    check(b"%PDF-1.7", "not a Word file (.docx): this is a PDF file");
    check(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "not a Word file (.docx): this is an old Word file (.doc) or a file with a password",
    );
    check(b"{\\rtf1}", "not a Word file (.docx): this is an RTF file");
    check(b"  <!DOCTYPE html>", "not a Word file (.docx): this is HTML or bare XML");
    check("[Агрегат] текст".as_bytes(), "not a Word file (.docx): this is plain text");
    check(&[0xff, 0x00, 0x12], "not a Word file (.docx): this is a file of an unknown kind");
    check(
        &zipped(&[("a.txt", b"a")]),
        "not a Word file (.docx): this is a zip file without a Word document in it",
    );
    check(
        &zipped(&[("mimetype", b"x"), ("content.xml", b"<a/>")]),
        "not a Word file (.docx): this is an OpenDocument file",
    );
    check(
        &zipped(&[("[Content_Types].xml", b"<T/>"), ("xl/workbook.xml", b"<a/>")]),
        "not a Word file (.docx): this is a workbook",
    );
    check(&zipped(&[("[Content_Types].xml", b"<T/>")]), "the part `_rels/.rels` is missing");
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    check(
        &file_of(sheet, b"<a/>", &[]),
        &format!("the part `word/document.xml` is declared as `{sheet}`, not as a Word document"),
    );
    check(
        &file_of(MAIN, b"<a/>", &[]),
        "the part `word/document.xml` starts with `a`, not with `document`",
    );
}

#[test]
fn names_that_lead_out_of_the_package_are_refused() {
    for (name, why) in [
        ("../x", "it leads upwards"),
        ("word/../../x", "it leads upwards"),
        ("/etc/x", "it is absolute"),
        ("word\\x", "it holds a backslash"),
        ("C:x", "it holds a colon"),
        ("word//x", "it has an empty step"),
    ] {
        // An ordinary writer may mend a name, so it is put in place of one of the same length.
        let plain = "n".repeat(name.len());
        let mut bytes = zipped(&[("[Content_Types].xml", b"<T/>"), (&plain, b"x")]);
        replace(&mut bytes, plain.as_bytes(), name.as_bytes());
        let shown = name.escape_debug();
        check(&bytes, &format!("the entry name `{shown}` is not allowed: {why}"));
    }
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let places: Vec<usize> =
        (0..bytes.len() - from.len() + 1).filter(|at| bytes[*at..].starts_with(from)).collect();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
}

#[test]
fn two_entries_of_one_name_are_refused_and_case_does_not_tell_them_apart() {
    check(&zipped(&[("aa", b"x"), ("AA", b"y")]), "two entries are named `aa`");
    let mut bytes = zipped(&[("aa", b"x"), ("bb", b"y")]);
    replace(&mut bytes, b"bb", b"aa");
    check(&bytes, "two entries are named `aa`");
}

#[test]
fn entries_that_share_bytes_are_refused() {
    let mut bytes = zipped(&[("aa", b"x"), ("ab", b"x")]);
    let directory =
        bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("there is a directory");
    let second = directory + 48;
    // The second entry is said to stand where the first one does, under the name of the first.
    bytes[second + 42..second + 46].copy_from_slice(&[0; 4]);
    assert!(matches!(
        refusal(&bytes),
        Refusal::Zip { what: "an entry and the directory disagree", .. }
    ));
    // An entry whose data is said to reach into the next.
    let mut bytes = zipped(&[("aa", b"x"), ("ab", b"x")]);
    bytes[directory + 20] += 8;
    check(&bytes, "the entries `aa` and `ab` overlap");
}

#[test]
fn encryption_other_methods_and_great_sizes_are_refused() {
    let directory =
        |bytes: &[u8]| bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("there");
    let mut bytes = file("<w:p/>");
    let at = directory(&bytes);
    bytes[at + 8] |= 1;
    check(&bytes, "the entry `[Content_Types].xml` is encrypted");
    let mut bytes = file("<w:p/>");
    bytes[at + 10] = 12;
    check(&bytes, "the entry `[Content_Types].xml` is packed by method 12, which is not read");
    let mut bytes = file("<w:p/>");
    bytes[at + 24..at + 28].copy_from_slice(&[0xff; 4]);
    check(&bytes, "the zip container uses ZIP64 sizes, which Word files do not need");
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let bytes = write(&everything()).bytes;
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length], &Limits::default()).is_err(), "cut off at {length}");
    }
}

#[test]
fn a_part_that_inflates_without_end_is_stopped_as_it_comes() {
    let bytes = file(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(3 << 20)));
    let check = |limits: Limits, bound: &str| {
        let found = read(&bytes, &limits).expect_err("refused");
        assert!(
            matches!(&found, Refusal::Bomb { part, why, .. } if part == "word/document.xml" && *why == bound),
            "{found}"
        );
    };
    check(Limits::default(), "the limit for what one compressed byte may become");
    check(Limits { part_bytes: 1 << 19, ..Limits::default() }, "the limit for one part");
    check(Limits { total_bytes: 1 << 19, ..Limits::default() }, "the limit for all parts together");
}

#[test]
fn what_the_directory_says_of_sizes_is_not_believed() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(5000));
    let mut bytes = file(&body);
    let name = b"word/document.xml";
    let last = (0..bytes.len() - name.len())
        .rev()
        .find(|at| bytes[*at..].starts_with(name))
        .expect("named");
    bytes[last - 46 + 24] ^= 1;
    assert!(matches!(
        refusal(&bytes),
        Refusal::Zip { what: "an entry is not what its checksum and size say", .. }
    ));
}

#[test]
fn entities_and_document_types_are_refused() {
    let laughs = format!(
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{}",
        document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
    );
    check(
        &file_of(MAIN, laughs.as_bytes(), &[]),
        "the part `word/document.xml` holds a document type declaration at byte 0",
    );
    let undefined = file("<w:p><w:r><w:t>a&nbsp;b</w:t></w:r></w:p>");
    assert!(matches!(refusal(&undefined), Refusal::Entity { name, .. } if name == "nbsp"));
    for hidden in ["&#0;", "&#x1F;", "&#xD800;", "&#xFFFFFFFFF;", "&#+65;"] {
        let body = format!("<w:p w:x=\"{hidden}\"><w:r><w:t>a</w:t></w:r></w:p>");
        assert!(read(&file(&body), &Limits::default()).is_err(), "{hidden}");
    }
}

#[test]
fn ten_thousand_brackets_are_text_and_ten_thousand_elements_are_too_deep() {
    let brackets = "[".repeat(10_000) + &"]".repeat(10_000);
    let read = understood(&file(&format!("<w:p><w:r><w:t>{brackets}</w:t></w:r></w:p>")));
    assert_eq!(read.document.paragraphs[0].text(), brackets);
    for (open, close) in [
        ("<w:ins w:id=\"1\">", "</w:ins>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
    ] {
        let body = format!("<w:p>{}{}</w:p>", open.repeat(10_000), close.repeat(10_000));
        check(
            &file(&body),
            "the part `word/document.xml` holds more than 160 elements inside one another",
        );
    }
}

#[test]
fn floods_are_refused() {
    let attributes: String = (0..10_000).map(|n| format!(" w:a{n}=\"\"")).collect();
    check(
        &file(&format!("<w:p{attributes}/>")),
        "the part `word/document.xml` holds more than 128 attributes of one element",
    );
    let starts: String = (0..100).map(|n| format!("<w:commentRangeStart w:id=\"{n}\"/>")).collect();
    let comments: String = (0..100).map(|n| format!("<w:comment w:id=\"{n}\"/>")).collect();
    let bytes =
        file_with(&format!("<w:p>{starts}</w:p>"), &[("comments.xml", "w:comments", &comments)]);
    check(&bytes, "the part `word/document.xml` holds more than 64 comments over one place");
    let few = Limits { paragraphs: 1000, nodes: 3000, ..Limits::default() };
    let refused = |body: &str| read(&file(body), &few).expect_err("refused").to_string();
    assert_eq!(
        refused(&"<w:p/>".repeat(1001)),
        "the part `word/document.xml` holds more than 1000 paragraphs"
    );
    assert_eq!(
        refused(&"<w:p/>".repeat(3000)),
        "the part `word/document.xml` holds more than 3000 elements"
    );
    let many = |runs: &str| {
        let few = Limits { model_bytes: 1 << 20, ..Limits::default() };
        let found = read(&file(runs), &few).expect_err("refused").to_string();
        assert!(found.contains("bytes of text, authors and labels"), "{found}");
    };
    let long = "a".repeat(10_000);
    let boxes = "<wps:x><w:txbxContent/></wps:x>".repeat(200);
    many(&format!(
        "<w:p><w:ins w:author=\"{long}\"><w:r><w:drawing>{boxes}</w:drawing></w:r></w:ins></w:p>"
    ));
    let fields = "<w:fldChar w:fldCharType=\"begin\"/>".repeat(200);
    many(&format!("<w:p><w:r><w:rPr><w:rStyle w:val=\"{long}\"/></w:rPr>{fields}</w:r></w:p>"));
    let lists: String = (1..20_002)
        .map(|n| format!("<w:num w:numId=\"{n}\"><w:abstractNumId w:val=\"1\"/></w:num>"))
        .collect();
    check(
        &file_with("<w:p/>", &[("numbering.xml", "w:numbering", &lists)]),
        "the part `word/numbering.xml` holds more than 20000 lists",
    );
    // One author of many kilobytes, around many runs that differ.
    let runs = "<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>".repeat(1_000);
    let author = "a".repeat(500_000);
    let body = format!("<w:p><w:ins w:id=\"1\" w:author=\"{author}\">{runs}</w:ins></w:p>");
    let found = refusal(&file(&body)).to_string();
    assert!(found.contains("bytes of text, authors and labels"), "{found}");
}

#[test]
fn circles_of_styles_and_numbers_that_are_none_end() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"-3\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
         <w:r><w:t>a</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"99999999999\"/><w:numId w:val=\"one\"/></w:numPr></w:pPr></w:p>\
         <w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    let numbering = "<w:abstractNum w:abstractNumId=\"x\"/><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">\
         <w:start w:val=\"2147483647\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1%2%9\"/></w:lvl>\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>";
    let read = understood(&file_with(
        body,
        &[("styles.xml", "w:styles", styles), ("numbering.xml", "w:numbering", numbering)],
    ));
    assert!(read.document.paragraphs[0].runs[0].format.bold);
    assert_eq!(read.document.paragraphs[0].numbering, None);
    assert_eq!(
        read.document.paragraphs[2].numbering.as_ref().map(Numbering::label),
        Some("2147483647")
    );
    assert_eq!(
        read.losses
            .iter()
            .filter(|l| l.element.as_deref() == Some("w:numPr"))
            .map(|l| l.count)
            .sum::<usize>(),
        2
    );
}

#[test]
fn utf_16_is_read_where_it_says_so_and_other_encodings_are_refused() {
    let xml = document("<w:p><w:r><w:t>عام 草案</w:t></w:r></w:p>");
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(understood(&file_of(MAIN, &wide, &[])).document.paragraphs[0].text(), "عام 草案");
    assert!(matches!(
        refusal(&file_of(MAIN, &wide[..wide.len() - 1], &[])),
        Refusal::Encoding { .. }
    ));
    assert!(matches!(
        refusal(&file_of(MAIN, &wide[2..], &[])),
        Refusal::Xml { .. } | Refusal::Encoding { .. }
    ));
    let latin = format!("<?xml version=\"1.0\" encoding=\"windows-1252\"?>{xml}");
    check(
        &file_of(MAIN, latin.as_bytes(), &[]),
        "the part `word/document.xml` is not readable text at byte 0: it is declared in another encoding than UTF-8",
    );
    let at = xml.find('ع').expect("it is there");
    let mut broken = xml.into_bytes();
    broken[at] = 0xff;
    check(
        &file_of(MAIN, &broken, &[]),
        &format!(
            "the part `word/document.xml` is not readable text at byte {at}: neither UTF-8 nor UTF-16"
        ),
    );
}

#[test]
fn a_relationship_out_of_the_package_is_refused_and_an_outside_one_is_listed() {
    let types = format!(
        "<Types><Override PartName=\"/word/document.xml\" ContentType=\"{MAIN}\"/></Types>"
    );
    let root =
        "<R><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></R>";
    let with = |relation: &str| {
        zipped(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", root.as_bytes()),
            ("word/document.xml", document("<w:p/>").as_bytes()),
            ("word/_rels/document.xml.rels", format!("<R>{relation}</R>").as_bytes()),
        ])
    };
    let out = "<Relationship Id=\"b\" Type=\"x/styles\" Target=\"../../styles.xml\"/>";
    check(
        &with(out),
        "a relationship of `word/_rels/document.xml.rels` leads to `../../styles.xml`, outside the file",
    );
    let far = "<Relationship Id=\"b\" Type=\"x/attachedTemplate\" Target=\"https://example.org/t.dotm\" TargetMode=\"External\"/>";
    let read = understood(&with(far));
    assert!(
        read.losses.iter().any(
            |l| l.effect == Effect::Outside && l.element.as_deref() == Some("attachedTemplate")
        )
    );
}

#[test]
fn macros_and_templates_are_read_and_the_loss_is_listed() {
    let kind = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let read =
        understood(&file_of(kind, document("<w:p/>").as_bytes(), &[("vbaProject.bin", b"\x00")]));
    let macros = read.losses.iter().find(|l| l.part == "word/vbaProject.bin").expect("listed");
    assert_eq!(macros.effect, Effect::Outside);
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
    let read = understood(&file_of(kind, document("<w:p/>").as_bytes(), &[]));
    assert!(read.losses.iter().any(|l| l.meaning.contains("template")));
}

#[test]
fn malformed_xml_is_refused_with_its_place() {
    for body in [
        "<w:p>",
        "</w:p>",
        "<w:p></w:r>",
        "<w:p a=\"1\" a=\"2\"/>",
        "<w:p a=1/>",
        "<w:p \u{1}/>",
        "a & b",
        "<w:p w:a=\"<\"/>",
        "\u{1}",
    ] {
        assert!(
            matches!(refusal(&file(body)), Refusal::Xml { .. } | Refusal::Entity { .. }),
            "{body}"
        );
    }
    let two = format!("{0}{0}", document("<w:p/>"));
    assert!(matches!(refusal(&file_of(MAIN, two.as_bytes(), &[])), Refusal::Xml { .. }));
    assert!(matches!(
        refusal(&file_of(MAIN, format!("<w:document {W}/>").as_bytes(), &[])),
        Refusal::Root { .. }
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mutation_of_a_file_makes_the_reader_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = write(&everything()).bytes;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _outcome = read(&bytes, &Limits::default());
    }

    #[test]
    fn no_mutation_of_the_text_makes_the_reader_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..40), 1..8),
    ) {
        // Pieces of the document are moved about, so that its elements stand where they should not.
        let parts = crate::packing::parts(&write(&everything()).bytes);
        let mut xml = parts.iter().find(|p| p.0 == "word/document.xml").expect("there").1.clone();
        for (from, to, length) in changes {
            let tags: Vec<usize> = xml.match_indices('<').map(|m| m.0).collect();
            let first = from.index(tags.len());
            let last = (first + length).min(tags.len() - 1);
            let piece = xml[tags[first]..tags[last]].to_owned();
            xml.insert_str(tags[to.index(tags.len())], &piece);
        }
        let more: Vec<(&str, &[u8])> = parts
            .iter()
            .filter(|p| p.0.starts_with("word/") && !p.0.contains("_rels") && p.0 != "word/document.xml")
            .map(|p| (p.0.trim_start_matches("word/"), p.1.as_bytes()))
            .collect();
        if let Ok(read) = read(&file_of(MAIN, xml.as_bytes(), &more), &Limits::default()) {
            let again = docx::read(&write(&read.document).bytes, &Limits::default());
            prop_assert!(again.is_ok());
        }
    }
}
