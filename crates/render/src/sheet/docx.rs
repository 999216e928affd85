//! A sheet as a Word file: styles, tracked changes by party, remarks as comments, footnotes as footnotes.
//!
//! What the sheet adds to the words stands in styles whose ids begin with [`ADDED`], so that a reader of the file can
//! tell it from the words. Lines are not broken at the measure, as nobody could edit such a text: with line numbers, Word
//! numbers the lines of its own layout, which are not those of the other formats; it does not count tables, where legend
//! and notes stand for that reason.

mod runs;
mod styles;

use super::{
    Block, Cell, Change, Direction, Footnote, LegendLine, Paragraph, Remark, Run, Sheet, Table,
    levels, lines, told,
};
use crate::words::direction_of;
use docx::{
    Comment, CommentId, Document, Edge, Field, LineNumbers, Margin, Note, Numbering, Page, Pages,
    Place,
};
use docx::{Properties, Restart, Written};
use runs::settled_text;
use std::collections::BTreeSet;

/// How the ids of styles begin in which stands what the sheet adds.
pub const ADDED: &str = "SheetAdded";

/// Renders the sheet; what Word cannot hold is listed beside the file.
pub fn render(sheet: &Sheet) -> Written {
    docx::write(&document(sheet))
}

/// The sheet as the document that is written.
pub fn document(sheet: &Sheet) -> Document {
    let mut maker =
        Maker { sheet, document: Document::default(), tables: 0, called: BTreeSet::new() };
    maker.frame();
    maker.front();
    maker.text();
    maker.footnotes();
    maker.document
}

/// The document being made.
struct Maker<'a> {
    sheet: &'a Sheet,
    document: Document,
    tables: usize,
    /// Footnotes that were called; Word calls each once.
    called: BTreeSet<usize>,
}

impl Maker<'_> {
    /// All that is not text: styles, header, footer, page.
    fn frame(&mut self) {
        let sheet = self.sheet;
        let right_to_left = sheet.direction == Direction::RightToLeft;
        let turned = is_turned(sheet);
        let a4 = Page { right_to_left, ..Page::default() };
        self.document.page =
            if turned { Page { width: a4.height, height: a4.width, ..a4 } } else { a4 };
        self.document.styles = styles::all();
        self.document.properties = Properties {
            title: Some(settled_text(&sheet.title)),
            creator: None,
            language: Some(sheet.language.clone()),
        };
        self.document.line_numbers =
            sheet.line_numbers.then_some(LineNumbers { every: 1, restart: Restart::Never });
        let header = sheet.symbol.iter().map(|symbol| Margin {
            edge: Edge::Header,
            pages: Pages::All,
            paragraphs: vec![self.plain("Header", symbol)],
        });
        let header: Vec<Margin> = header.collect();
        self.document.margins.extend(header);
        let (before, between) = &sheet.labels.page;
        let field =
            |field| docx::Run { field: Some(field), text: "1".to_owned(), ..docx::Run::default() };
        let words = |words: String| docx::Run::plain(settled_text(&words));
        let footer = docx::Paragraph {
            runs: vec![
                words(format!("{} ", before.trim())),
                field(Field::Page),
                words(format!(" {} ", between.trim())),
                field(Field::PageCount),
            ],
            ..self.plain("Footer", "")
        };
        let margin = Margin { edge: Edge::Footer, pages: Pages::All, paragraphs: vec![footer] };
        self.document.margins.push(margin);
    }

    fn front(&mut self) {
        let sheet = self.sheet;
        let title = self.plain("Title", &sheet.title);
        self.document.paragraphs.push(title);
        for (style, line) in
            [("SheetAddedSubtitle", &sheet.subtitle), ("SheetAddedVersion", &sheet.version)]
        {
            if let Some(line) = line {
                let paragraph = self.plain(style, line);
                self.document.paragraphs.push(paragraph);
            }
        }
        if sheet.legend.is_empty() && sheet.notes.is_empty() {
            return;
        }
        let own = |text: &str, style: &str| (vec![Run::plain(text)], style.to_owned());
        let mut rows = Vec::new();
        if !sheet.legend.is_empty() {
            rows.push(vec![own(&sheet.labels.legend, "SheetAddedHead"), own("", "SheetAddedNote")]);
            // Word shows changes in its own way; in a sample they would be changes to accept or reject.
            let is_kept =
                |line: &&LegendLine| line.sample.iter().all(|run| run.change == Change::Kept);
            for line in sheet.legend.iter().filter(is_kept) {
                let sample = (line.sample.clone(), "SheetAddedNote".to_owned());
                rows.push(vec![sample, own(&line.meaning, "SheetAddedNote")]);
            }
        }
        for (index, note) in sheet.notes.iter().enumerate() {
            let head = if index == 0 { sheet.labels.notes.as_str() } else { "" };
            rows.push(vec![
                own(head, "SheetAddedHead"),
                (note.clone(), "SheetAddedNote".to_owned()),
            ]);
        }
        for (row, cells) in rows.into_iter().enumerate() {
            for (column, (runs, style)) in cells.into_iter().enumerate() {
                self.cell(row, column, &Cell { runs, language: None }, &style);
            }
        }
        self.tables += 1;
        let empty = self.plain("", "");
        self.document.paragraphs.push(empty);
    }

    fn text(&mut self) {
        let sheet = self.sheet;
        let mut levels = levels(&sheet.blocks).into_iter();
        for block in &sheet.blocks {
            match block {
                Block::Heading(heading) => {
                    let level = levels.next().unwrap_or(1).min(4);
                    self.push(&format!("Heading{level}"), &heading.runs, None);
                }
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::Note(runs) => self.push("SheetAddedNote", runs, None),
            }
        }
        if self.document.paragraphs.last().is_some_and(|last| last.place != Place::Body) {
            let empty = self.plain("", "");
            self.document.paragraphs.push(empty);
        }
    }

    /// A paragraph of runs in a style.
    fn push(&mut self, style: &str, runs: &[Run], language: Option<&str>) {
        let right_to_left = self.is_right_to_left(language);
        let runs = self.runs(runs, right_to_left, &Change::Kept, language);
        let style = style.to_owned();
        let made = docx::Paragraph { style, right_to_left, runs, ..docx::Paragraph::default() };
        self.document.paragraphs.push(made);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let language = paragraph.language.as_deref();
        let right_to_left = self.is_right_to_left(language);
        let mut runs = self.runs(&paragraph.runs, right_to_left, &paragraph.change, language);
        let comments = self.comments(paragraph);
        if runs.is_empty() && !comments.is_empty() {
            runs.push(docx::Run::plain(" "));
        }
        runs.iter_mut().for_each(|run| run.comments.clone_from(&comments));
        let label = paragraph.label.as_deref().map(settled_text);
        let level = u8::try_from(lines::steps(paragraph)).unwrap_or(8);
        let numbering = (label.is_some() || level > 0).then(|| Numbering::Literal {
            label: label.clone().unwrap_or_default(),
            level: if label.is_some() { level } else { level - 1 },
        });
        let mark = self.revision(&paragraph.change).into_iter().collect();
        let made =
            docx::Paragraph { numbering, right_to_left, runs, mark, ..docx::Paragraph::default() };
        self.document.paragraphs.push(made);
        if let Some(status) = &paragraph.status {
            let status = self.plain("SheetAddedStanding", status);
            self.document.paragraphs.push(status);
        }
    }

    /// Remarks become comments of whoever made them.
    fn comments(&mut self, paragraph: &Paragraph) -> Vec<CommentId> {
        let mut ids = Vec::new();
        let moved = matches!(paragraph.change, Change::MovedHere { .. } | Change::MovedAway { .. });
        let moved = moved.then(|| told(&paragraph.change, &self.sheet.labels)).flatten();
        let moved = moved.map(|text| Remark { by: None, text });
        for remark in paragraph.margin.iter().chain(&moved) {
            ids.push(CommentId(self.document.comments.len()));
            let author = self.author(remark.by.as_deref());
            let words = self.plain("CommentText", &remark.text);
            let comment = Comment { author, paragraphs: vec![words], ..Comment::default() };
            self.document.comments.push(comment);
        }
        ids
    }

    fn author(&self, name: Option<&str>) -> String {
        settled_text(
            name.filter(|name| !name.trim().is_empty()).unwrap_or(&self.sheet.labels.unnamed),
        )
    }

    fn table(&mut self, table: &Table) {
        let caption = self.plain("SheetAddedCaption", &table.caption);
        self.document.paragraphs.push(caption);
        let empty = Cell::default();
        let columns = table.columns();
        for (row, cells) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
            for column in 0..columns {
                let is_head = row == 0 || (table.row_heads && column == 0);
                let style = if is_head { "SheetCellHead" } else { "SheetCell" };
                self.cell(row, column, cells.get(column).unwrap_or(&empty), style);
            }
        }
        self.tables += 1;
    }

    fn cell(&mut self, row: usize, column: usize, cell: &Cell, style: &str) {
        self.push(style, &cell.runs, cell.language.as_deref());
        let place = docx::Cell { table: self.tables, row, column, span: 1, revisions: vec![] };
        if let Some(last) = self.document.paragraphs.last_mut() {
            last.place = Place::Table(place);
        }
    }

    /// The footnotes; those that nothing calls stand at the end, as Word would not show them.
    fn footnotes(&mut self) {
        let sheet = self.sheet;
        let mut left = Vec::new();
        for (index, Footnote { mark, runs, .. }) in sheet.footnotes.iter().enumerate() {
            let right_to_left = self.is_right_to_left(None);
            let words = self.runs(runs, right_to_left, &Change::Kept, None);
            let note = docx::Paragraph {
                style: "FootnoteText".to_owned(),
                right_to_left,
                runs: words,
                ..docx::Paragraph::default()
            };
            if self.called.contains(&index) {
                self.document.footnotes.push(Note { paragraphs: vec![note] });
            } else {
                let label = settled_text(mark);
                left.push(docx::Paragraph {
                    numbering: Some(Numbering::Literal { label, level: 0 }),
                    ..note
                });
            }
        }
        if !left.is_empty() {
            let heading = self.plain("SheetAddedHead", &sheet.labels.footnotes);
            self.document.paragraphs.push(heading);
            self.document.paragraphs.extend(left);
        }
    }

    /// A paragraph of the sheet's own words.
    fn plain(&self, style: &str, words: &str) -> docx::Paragraph {
        let right_to_left = self.is_right_to_left(None);
        let mut run = docx::Run::plain(settled_text(words));
        if right_to_left && runs::has_right_to_left(words) {
            run.direct.right_to_left = Some(true);
        }
        let runs = if words.is_empty() { vec![] } else { vec![run] };
        docx::Paragraph {
            style: style.to_owned(),
            right_to_left,
            runs,
            ..docx::Paragraph::default()
        }
    }

    fn is_right_to_left(&self, language: Option<&str>) -> bool {
        let direction = language.map_or(self.sheet.direction, direction_of);
        direction == Direction::RightToLeft
    }
}

/// Whether the pages lie on their side: a file of ours has one kind of page, and text wants it upright.
fn is_turned(sheet: &Sheet) -> bool {
    let wide = |block: &Block| matches!(block, Block::Table(table) if table.landscape);
    sheet.blocks.iter().any(wide)
        && !sheet.blocks.iter().any(|block| matches!(block, Block::Paragraph(_)))
}
