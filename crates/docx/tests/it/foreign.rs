//! Files as other programs write them: what is understood, and what is listed as lost.

use docx::*;
use expect_test::{Expect, expect};

use crate::packing::{file, file_with};

/// Label and text of each paragraph with its runs apart, then the losses.
fn told(read: &Read) -> String {
    let mut told = String::new();
    for paragraph in &read.document.paragraphs {
        let label = paragraph.numbering.as_ref().map(Numbering::label);
        let place = match &paragraph.place {
            Place::Body => String::new(),
            Place::Table(c) => format!("cell {}.{}.{} ", c.table, c.row, c.column),
            Place::TextBox => "box ".to_owned(),
        };
        let runs: Vec<String> = paragraph.runs.iter().map(run).collect();
        told += &format!(
            "{place}{}{}\n",
            label.map(|l| format!("{l} ")).unwrap_or_default(),
            runs.join("|")
        );
    }
    for loss in &read.losses {
        told += &format!("{:?}: {loss}\n", loss.effect);
    }
    told
}

fn run(run: &Run) -> String {
    let mut marks = String::new();
    let format = &run.format;
    for (on, mark) in [
        (format.bold, "b"),
        (format.italic, "i"),
        (format.strike, "s"),
        (format.hidden, "h"),
        (format.right_to_left, "r"),
        (format.underline != Underline::None, "u"),
        (format.highlight.is_some(), "m"),
    ] {
        marks += if on { mark } else { "" };
    }
    for revision in &run.revisions {
        marks += if revision.kind.adds() { "+" } else { "-" };
        marks += &revision.author;
    }
    for comment in &run.comments {
        marks += &format!("#{}", comment.0);
    }
    marks += run.note.map_or("", |_| "^");
    let text = run.text.escape_debug();
    if marks.is_empty() { text.to_string() } else { format!("{marks}:{text}") }
}

fn check_bytes(bytes: &[u8], expected: &Expect) {
    let read = read(bytes, &Limits::default()).expect("it is read");
    expected.assert_eq(&told(&read));
    // What was read can be written, and is then read as the same words.
    let again = docx::read(&write(&read.document).bytes, &Limits::default()).expect("ours is read");
    let words =
        |d: &Document| d.paragraphs.iter().map(Paragraph::text).collect::<Vec<_>>().join("\n");
    assert_eq!(words(&again.document).trim_end(), words(&read.document).trim_end());
}

fn check(body: &str, expected: &Expect) {
    check_bytes(&file(body), expected);
}

fn text(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn words_in_containers_are_kept_and_the_containers_listed() {
    let body = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p>{}<w:hyperlink r:id=\"x\">{}</w:hyperlink>\
         <w:smartTag>{}</w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:unheard><w:of>{}</w:of></w:unheard>\
         </w:p></w:sdtContent></w:sdt>",
        text("one "),
        text("two "),
        text("three "),
        text("four "),
        text("five")
    );
    check(
        &body,
        &expect![[r"
        one two three four five
        Structure: word/document.xml, `w:hyperlink`, once, first in paragraph 1: the words of a link are kept, its target is not
        Structure: word/document.xml, `w:of`, once, first in paragraph 1: an element that is not known; the words in it are kept
        Structure: word/document.xml, `w:sdt`, 2 times, first in paragraph 1: a content control: its text is kept, the control is not
        Structure: word/document.xml, `w:smartTag`, once, first in paragraph 1: the words are kept, the tag around them is not
        Structure: word/document.xml, `w:unheard`, once, first in paragraph 1: an element that is not known; the words in it are kept
    "]],
    );
}

#[test]
fn fields_show_their_result() {
    let mark = |kind| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}{}<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>{}{}{}</w:p>",
        text("see "),
        mark("begin"),
        code(" REF x "),
        mark("separate"),
        text("para. 3"),
        mark("end"),
        text(", dated"),
        mark("begin"),
        code("IF"),
        text(" left open")
    );
    check(
        &body,
        &expect![[r"
        see para. 3, dated left open
        Structure: word/document.xml, `w:fldChar`, once: a field does not end; its text is kept
        Structure: word/document.xml, `w:fldChar`, once, first in paragraph 1: the shown result of a field is kept, its code is not
        Structure: word/document.xml, `w:fldSimple`, once, first in paragraph 1: the shown result of a field is kept, its code is not
        Structure: word/document.xml, `w:t`, once, first in paragraph 1: words inside the code of a field are kept, though Word does not show them
    "]],
    );
}

#[test]
fn text_boxes_are_told_once_after_their_paragraph_and_differing_branches_are_listed() {
    let boxed = |words: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", text(words));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing>\
         </mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>{}</w:p>",
        text("before "),
        boxed("in the box"),
        boxed("in the box"),
        text("new"),
        text("old"),
        text(" after")
    );
    check(
        &body,
        &expect![[r"
        before new after
        box in the box
        Words: word/document.xml, `mc:AlternateContent`, once, first in paragraph 1: a second version of the same content, for other programs, says something else
        Words: word/document.xml, `w:drawing`, once, first in paragraph 1: a picture or shape is not kept; the text of text boxes in it is
        Structure: word/document.xml, `w:txbxContent`, once, first in paragraph 2: the text of a text box stands after the paragraph that it hangs on
    "]],
    );
}

#[test]
fn tables_are_told_row_by_row_and_nested_ones_in_order() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr><w:vMerge/></w:tcPr>{inner}</w:tc>");
    let p = |words: &str| format!("<w:p>{}</w:p>", text(words));
    let nested = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>{}", cell(&p("nested")), p("after"));
    let body = format!(
        "<w:tbl><w:tblPr><w:jc w:val=\"center\"/></w:tblPr><w:tr><w:trPr><w:del w:author=\"A\"/><w:cantSplit/></w:trPr>{}{}</w:tr>\
         <w:tr><w:tc/>{}</w:tr></w:tbl>",
        cell(&p("a")),
        cell(&nested),
        cell(&(p("c") + &p("d")))
    );
    check(
        &body,
        &expect![[r"
        cell 0.0.0 a
        cell 0.0.1 nested
        cell 0.0.1 after
        cell 0.1.0 
        cell 0.1.1 c
        cell 0.1.1 d
        Structure: word/document.xml, `w:tbl`, once, first in paragraph 2: a table within a table or text box is told as part of it, in order
        Looks: word/document.xml, `w:tblPr`, once, first in paragraph 1: how a table looks is not kept; no words are lost
        Looks: word/document.xml, `w:trPr`, once, first in paragraph 1: how a table looks is not kept; no words are lost
        Structure: word/document.xml, `w:vMerge`, 4 times, first in paragraph 1: cells joined downwards are told as single cells
    "]],
    );
}

#[test]
fn changes_comments_and_moves_keep_their_authors_and_ranges() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:ins w:author=\"Norland\">{}<w:del w:author=\"Sudland\"><w:r><w:delText>gone</w:delText></w:r></w:del></w:ins>\
         <w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>{}<w:commentRangeStart w:id=\"x\"/></w:p>\
         <w:p>{}<w:commentRangeStart w:id=\"8\"/>{}</w:p><w:p>{}<w:r><w:commentReference w:id=\"9\"/></w:r></w:p>",
        text("new"),
        text(" plain"),
        text("a"),
        text("b"),
        text("c")
    );
    let comments = "<w:comment w:id=\"7\" w:author=\"C\"><w:p/></w:comment><w:comment w:id=\"8\"/><w:comment w:id=\"9\" w:date=\"soon\"/>";
    check_bytes(
        &file_with(&body, &[("comments.xml", "w:comments", comments)]),
        &expect![[r"
        +Norland#0:new|+Norland-Sudland#0:gone| plain
        a|#1:b
        c|#2:
        Structure: word/document.xml, `w:commentRangeStart`, once, first in paragraph 1: a mark of a comment that is not there
        Structure: word/document.xml, `w:commentRangeStart`, once, first in paragraph 2: the range of a comment does not end; it covers its first paragraph
    "]],
    );
}

#[test]
fn styles_toggle_and_marks_by_hand_have_the_last_word() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:name w:val=\"Base\"/><w:rPr><w:b/><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"P\"><w:name w:val=\"P\"/><w:basedOn w:val=\"Base\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/><w:i/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"T\"/>";
    let run = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr>{}{}{}{}{}{}</w:p>",
        run("", "style "),
        run("<w:rStyle w:val=\"Strong\"/>", "turned "),
        run("<w:b w:val=\"0\"/><w:u w:val=\"none\"/>", "by hand "),
        run("<w:rStyle w:val=\"Strong\"/><w:b/><w:i w:val=\"false\"/>", "both "),
        run("<w:rtl/><w:b/>", "ar "),
        run(
            "<w:vanish/><w:highlight w:val=\"yellow\"/><w:sz w:val=\"20\"/><w:u w:val=\"wave\"/>",
            "hidden"
        ),
    );
    let bytes = file_with(&body, &[("styles.xml", "w:styles", styles)]);
    check_bytes(
        &bytes,
        &expect![[r"
        biu:style |iu:turned |i:by hand |bu:both |ru:ar |bihum:hidden
        Looks: word/document.xml, `w:sz`, once, first in paragraph 1: how it looks is not kept; no words are lost
        Looks: word/document.xml, `w:u`, once, first in paragraph 1: a value that is not known; the property is not kept
        Looks: word/styles.xml, `w:style`, once: what a style of tables or lists says is not applied
    "]],
    );
    let read = read(&bytes, &Limits::default()).expect("it is read");
    assert_eq!(read.document.paragraphs[0].level, Some(2));
    let bold: Vec<Option<bool>> =
        read.document.paragraphs[0].runs.iter().map(|r| r.direct.bold).collect();
    assert_eq!(
        bold,
        [None, None, Some(false), Some(true), None, None],
        "what somebody typed stays apart"
    );
}

#[test]
fn numbers_come_from_lists_and_from_styles() {
    let numbering = "<w:abstractNum w:abstractNumId=\"4\">\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"H\"/><w:lvlText w:val=\"Article %1\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1 (%2)\"/></w:lvl>\
         <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"arabicAbjad\"/><w:lvlText w:val=\"%3-\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/></w:num>\
         <w:num w:numId=\"5\"><w:abstractNumId w:val=\"4\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"9\"/></w:lvlOverride></w:num>";
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
    let p = |properties: &str, words: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", text(words))
    };
    let number = |list, level| {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
    };
    let body = [
        p("<w:pStyle w:val=\"H\"/>", "by style"),
        p(&number(2, 1), "a"),
        p(&number(2, 1), "b"),
        p(&number(5, 1), "starts again"),
        p(&number(2, 2), "digits"),
        p("<w:pStyle w:val=\"H\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "none"),
        p("<w:pStyle w:val=\"H\"/>", "by style"),
        p(&number(77, 0), "no such list"),
    ]
    .concat();
    let bytes = file_with(
        &body,
        &[("styles.xml", "w:styles", styles), ("numbering.xml", "w:numbering", numbering)],
    );
    check_bytes(
        &bytes,
        &expect![[r"
        Article 3 by style
        3 (a) a
        3 (b) b
        3 (i) starts again
        1- digits
        none
        Article 4 by style
        no such list
        Structure: word/document.xml, `w:numPr`, once, first in paragraph 8: a number in a list or level that is not there; the paragraph is not numbered
        Structure: word/numbering.xml, `w:numFmt arabicAbjad`, once: labels in this number format are shown in digits
    "]],
    );
}

#[test]
fn odd_pieces_of_runs_are_shown_or_listed() {
    let body = "<w:p><w:r><w:t> trimmed\n</w:t><w:tab/><w:noBreakHyphen/><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:cr/><w:ptab/>\
         <w:softHyphen/><w:br w:type=\"page\"/><w:pgNum/><w:object/></w:r>\
         <w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>\
         <m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:footnoteReference w:id=\"3\"/></w:r><w:bookmarkStart w:id=\"1\"/></w:p>\
         <w:altChunk r:id=\"x\"/><w:p><w:pPr><w:sectPr/></w:pPr></w:p>";
    check(
        body,
        &expect![[r"
        trimmed\t‑\u{f0b7}\n\t\u{ad}\u{c}漢kanx+1

        Structure: word/document.xml, `m:oMath`, once, first in paragraph 1: an equation is kept as the letters in it, without its layout
        Words: word/document.xml, `w:altChunk`, once, first in paragraph 2: a document within the document is not read
        Structure: word/document.xml, `w:bookmarkStart`, once, first in paragraph 1: a bookmark is not kept; no words are lost
        Structure: word/document.xml, `w:footnoteReference`, once, first in paragraph 1: the call of a note that is not there
        Words: word/document.xml, `w:object`, once, first in paragraph 1: an embedded object is not kept; the text of text boxes in it is
        Words: word/document.xml, `w:pgNum`, once, first in paragraph 1: a computed number or date is not kept
        Structure: word/document.xml, `w:ptab`, once, first in paragraph 1: a tab to a given place is kept as a tab
        Structure: word/document.xml, `w:ruby`, once, first in paragraph 1: the reading beside a word is kept as text after it
        Structure: word/document.xml, `w:sectPr`, once, first in paragraph 2: a section break is not kept; the page is that of the last section
        Structure: word/document.xml, `w:sym`, once, first in paragraph 1: a character of a symbol font is kept by its number and may look different
    "]],
    );
}

#[test]
fn footnotes_and_headers_are_texts_of_their_own() {
    let notes = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Note.</w:t></w:r></w:p></w:footnote>";
    let header = "<w:p><w:r><w:t>A/AC.1/L.2</w:t></w:r></w:p>";
    let body = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1.xml\"/><w:lnNumType w:countBy=\"5\" w:restart=\"continuous\"/></w:sectPr>";
    let bytes = file_with(
        body,
        &[
            ("footnotes.xml", "w:footnotes", notes),
            ("header1.xml", "w:hdr", header),
            ("header2.xml", "w:hdr", header),
        ],
    );
    check_bytes(
        &bytes,
        &expect![[r"
        a|^:
        Words: word/header2.xml, once: a header or footer that the last section does not show is not read
    "]],
    );
    let document = read(&bytes, &Limits::default()).expect("it is read").document;
    assert_eq!(document.footnotes[0].paragraphs[0].text(), "Note.");
    assert_eq!(document.margins[0].paragraphs[0].text(), "A/AC.1/L.2");
    assert_eq!(document.line_numbers, Some(LineNumbers { every: 5, restart: Restart::Never }));
}
