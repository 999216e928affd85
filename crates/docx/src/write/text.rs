//! Paragraphs, runs and tables, in the order of elements that the schema asks for.

use crate::document::{Cell, Field, NoteRef, Paragraph, Place, Revision, RevisionKind, Run};
use crate::loss::Effect;
use crate::numbering::Numbering;
use crate::read::STEP;
use crate::styles::{LABEL, Styles};

use super::Writer;
use super::ranges::Ranges;

const BOXED: (Effect, &str) =
    (Effect::Structure, "the text of a text box is written as body text");
const AFTER_TABLE: (Effect, &str) =
    (Effect::Structure, "an empty paragraph is written after a table that none follows");

/// What stands first in the first paragraph of a note or comment, and the id of its last one.
#[derive(Clone, Copy, Default)]
pub(super) struct Frame<'a> {
    pub(super) opening: &'a str,
    pub(super) last_id: Option<&'a str>,
}

/// Where the writing of one text stands.
struct Pen<'a> {
    ranges: Ranges,
    styles: Styles<'a>,
    run: usize,
    frame: Frame<'a>,
    last: usize,
}

impl<'d> Writer<'d> {
    /// The paragraphs and tables of one text.
    pub(super) fn text(&mut self, text: &[Paragraph], frame: Frame) -> String {
        let styles = Styles::new(&self.document.styles);
        let last = text.len().saturating_sub(1);
        let mut pen = Pen { ranges: Ranges::new(self, text), styles, run: 0, frame, last };
        let (mut xml, mut at) = (String::new(), 0);
        while at < text.len() {
            let Place::Table(cell) = &text[at].place else {
                xml.push_str(&self.paragraph(&text[at], at, &mut pen));
                at += 1;
                continue;
            };
            let end = group(text, at, |c| c.table == cell.table);
            xml.push_str(&self.table(text, at..end, &mut pen));
            at = end;
            if text.get(at).is_none_or(|p| matches!(p.place, Place::Table(_))) {
                self.losses.add(&self.part, Some("w:tbl"), None, AFTER_TABLE);
                xml.push_str("<w:p/>");
            }
        }
        xml
    }

    fn table(&mut self, text: &[Paragraph], range: std::ops::Range<usize>, pen: &mut Pen) -> String {
        let columns = columns(&text[range.clone()]);
        let width = self.document.page.width.saturating_sub(2 * super::parts::MARGIN) / columns;
        let direction = if self.document.page.right_to_left { "<w:bidiVisual/>" } else { "" };
        let border = |edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        let edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        let mut xml = format!(
            "<w:tbl><w:tblPr>{direction}<w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>{edges}</w:tblBorders>\
             </w:tblPr><w:tblGrid>{}</w:tblGrid>",
            format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns as usize)
        );
        let mut at = range.start;
        while at < range.end {
            let Place::Table(first) = &text[at].place else { break };
            let end = group(text, at, |c| (c.table, c.row) == (first.table, first.row));
            xml.push_str("<w:tr>");
            if !first.revisions.is_empty() {
                let changes: String = first.revisions.iter().map(|r| self.mark(r)).collect();
                xml.push_str(&format!("<w:trPr>{changes}</w:trPr>"));
            }
            while at < end {
                let Place::Table(cell) = &text[at].place else { break };
                let same = |c: &Cell| (c.table, c.row, c.column) == (cell.table, cell.row, cell.column);
                let cell_end = group(text, at, same);
                let span = match cell.span {
                    1 => String::new(),
                    span => format!("<w:gridSpan w:val=\"{span}\"/>"),
                };
                let own = width.saturating_mul(cell.span);
                xml.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{own}\" w:type=\"dxa\"/>{span}</w:tcPr>"));
                while at < cell_end {
                    xml.push_str(&self.paragraph(&text[at], at, pen));
                    at += 1;
                }
                xml.push_str("</w:tc>");
            }
            xml.push_str("</w:tr>");
        }
        xml + "</w:tbl>"
    }

    fn paragraph(&mut self, paragraph: &Paragraph, at: usize, pen: &mut Pen) -> String {
        if paragraph.place == Place::TextBox {
            self.losses.add(&self.part, Some("w:txbxContent"), Some(at + 1), BOXED);
        }
        let id = pen.frame.last_id.filter(|_| at == pen.last);
        let id = id.map(|id| format!(" w14:paraId=\"{id}\"")).unwrap_or_default();
        let mut xml = format!("<w:p{id}>{}", self.paragraph_properties(paragraph, &pen.styles));
        if at == 0 {
            xml.push_str(pen.frame.opening);
        }
        if let Some(Numbering::Literal { label, .. }) = &paragraph.numbering {
            let label = self.safe("w:t", label);
            xml.push_str(&format!(
                "<w:r><w:rPr><w:rStyle w:val=\"{LABEL}\"/></w:rPr><w:t xml:space=\"preserve\">{label}</w:t><w:tab/></w:r>"
            ));
        }
        for run in &paragraph.runs {
            xml.push_str(&pen.ranges.before(self, pen.run));
            xml.push_str(&self.run(run));
            xml.push_str(&pen.ranges.after(pen.run));
            pen.run += 1;
        }
        xml + "</w:p>"
    }

    fn paragraph_properties(&mut self, paragraph: &Paragraph, styles: &Styles) -> String {
        let inherited = styles.paragraph(&paragraph.style);
        let mut xml = String::new();
        if !paragraph.style.is_empty() {
            let style = self.safe("w:pStyle", &paragraph.style);
            xml.push_str(&format!("<w:pStyle w:val=\"{style}\"/>"));
        }
        match &paragraph.numbering {
            Some(Numbering::Automatic { list, level, .. }) => xml.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            )),
            _ if inherited.numbering.is_some() => {
                xml.push_str("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>");
            }
            _ => {}
        }
        match (paragraph.right_to_left, inherited.right_to_left) {
            (true, false) => xml.push_str("<w:bidi/>"),
            (false, true) => xml.push_str("<w:bidi w:val=\"0\"/>"),
            _ => {}
        }
        if let Some(Numbering::Literal { level, .. }) = &paragraph.numbering {
            let left = STEP * (i32::from(*level) + 1);
            xml.push_str(&format!("<w:ind w:left=\"{left}\" w:hanging=\"{STEP}\"/>"));
        }
        if let Some(level) = paragraph.level.filter(|l| inherited.level != Some(*l)) {
            xml.push_str(&format!("<w:outlineLvl w:val=\"{}\"/>", level - 1));
        }
        if !paragraph.mark.is_empty() {
            let marks: String = paragraph.mark.iter().map(|r| self.mark(r)).collect();
            xml.push_str(&format!("<w:rPr>{marks}</w:rPr>"));
        }
        if let Some(change) = &paragraph.change {
            let signature = self.signature(&change.author, change.date.as_deref());
            let style = match change.style.as_str() {
                "" => String::new(),
                style => format!("<w:pStyle w:val=\"{}\"/>", self.safe("w:pStyle", style)),
            };
            xml.push_str(&format!("<w:pPrChange{signature}><w:pPr>{style}</w:pPr></w:pPrChange>"));
        }
        if xml.is_empty() { xml } else { format!("<w:pPr>{xml}</w:pPr>") }
    }

    /// A tracked change as an empty element: of a paragraph mark or a row.
    fn mark(&mut self, revision: &Revision) -> String {
        format!("<w:{}{}/>", element(revision), self.signature(&revision.author, revision.date.as_deref()))
    }

    fn run(&mut self, run: &Run) -> String {
        let inner = match (run.note, run.field) {
            (Some(note), _) => {
                let (name, id) = match note {
                    NoteRef::Footnote(n) => ("footnote", n + 1),
                    NoteRef::Endnote(n) => ("endnote", n + 1),
                };
                let look = self.run_properties(run);
                format!("<w:r>{look}<w:{name}Reference w:id=\"{id}\"/></w:r>")
            }
            (None, Some(field)) => self.field(run, field),
            (None, None) if run.text.is_empty() => return String::new(),
            (None, None) => {
                let look = self.run_properties(run);
                format!("<w:r>{look}{}</w:r>", self.pieces(run))
            }
        };
        run.revisions.iter().rev().fold(inner, |inner, revision| {
            let name = element(revision);
            let signature = self.signature(&revision.author, revision.date.as_deref());
            format!("<w:{name}{signature}>{inner}</w:{name}>")
        })
    }

    fn field(&mut self, run: &Run, field: Field) -> String {
        let code = match field {
            Field::Page => "PAGE",
            Field::PageCount => "NUMPAGES",
        };
        let name = if struck(run) { "delInstrText" } else { "instrText" };
        let mark = |kind| format!("<w:fldChar w:fldCharType=\"{kind}\"/>");
        let contents = [
            mark("begin"),
            format!("<w:{name} xml:space=\"preserve\"> {code} </w:{name}>"),
            mark("separate"),
            self.pieces(run),
            mark("end"),
        ];
        let mut xml = String::new();
        for content in contents.iter().filter(|c| !c.is_empty()) {
            xml.push_str(&format!("<w:r>{}{content}</w:r>", self.run_properties(run)));
        }
        xml
    }

    /// The text of a run: words, tabs and breaks.
    fn pieces(&mut self, run: &Run) -> String {
        let name = if struck(run) { "delText" } else { "t" };
        let mut xml = String::new();
        for piece in run.text.split_inclusive(BREAKS) {
            let words = piece.trim_end_matches(BREAKS);
            if !words.is_empty() {
                let words = self.safe("w:t", words);
                xml.push_str(&format!("<w:{name} xml:space=\"preserve\">{words}</w:{name}>"));
            }
            xml.push_str(match piece[words.len()..].chars().next() {
                Some('\t') => "<w:tab/>",
                Some('\n') => "<w:br/>",
                Some('\u{c}') => "<w:br w:type=\"page\"/>",
                Some('\u{b}') => "<w:br w:type=\"column\"/>",
                _ => "",
            });
        }
        xml
    }
}

const BREAKS: [char; 4] = ['\t', '\n', '\u{c}', '\u{b}'];

fn struck(run: &Run) -> bool {
    run.revisions.iter().any(|r| r.kind == RevisionKind::Deleted)
}

fn element(revision: &Revision) -> &'static str {
    match revision.kind {
        RevisionKind::Inserted => "ins",
        RevisionKind::Deleted => "del",
        RevisionKind::MovedFrom { .. } => "moveFrom",
        RevisionKind::MovedTo { .. } => "moveTo",
    }
}

/// Where the cells end that are alike from here on.
fn group(text: &[Paragraph], from: usize, alike: impl Fn(&Cell) -> bool) -> usize {
    let differs = |p: &Paragraph| !matches!(&p.place, Place::Table(cell) if alike(cell));
    text[from..].iter().position(differs).map_or(text.len(), |n| from + n)
}

/// How many columns the widest row of a table has.
fn columns(table: &[Paragraph]) -> u32 {
    let (mut most, mut now, mut before) = (1, 0, None);
    for paragraph in table {
        let Place::Table(cell) = &paragraph.place else { continue };
        if before == Some((cell.row, cell.column)) {
            continue;
        }
        now = if before.is_some_and(|b| b.0 == cell.row) { now + cell.span } else { cell.span };
        before = Some((cell.row, cell.column));
        most = most.max(now);
    }
    most
}
