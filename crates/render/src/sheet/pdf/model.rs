//! The sheet as the template receives it: all decisions made, only form left.

use crate::fonts::Italics;
use crate::pdf::model::{isolated, language, text};
use crate::sheet::{
    Block, Cell, Change, Direction, Mark, Paragraph, Run, Sheet, Table, ends_change, levels, lines,
    told,
};
use crate::words::{direction_of, primary_subtag};
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole sheet.
#[derive(Serialize)]
pub(super) struct Print {
    title: String,
    symbol: String,
    subtitle: String,
    version: String,
    language: Option<String>,
    rtl: bool,
    east_asian: bool,
    numbered: bool,
    /// Families in the order in which they are tried; known once the characters are.
    pub(super) fonts: Vec<String>,
    page: (String, String),
    legend_heading: String,
    legend: Vec<(Vec<Printed>, String)>,
    notes_heading: String,
    notes: Vec<Vec<Printed>>,
    blocks: Vec<Piece>,
    footnotes_heading: String,
    footnotes: Vec<Note>,
}

/// A run, or the part of it that stands on one line.
#[derive(Serialize)]
struct Printed {
    text: String,
    is: &'static str,
    #[serde(skip_serializing_if = "is_zero")]
    depth: u32,
    /// `ins`, `del`, `here` or `away`.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    /// Small after it: whose change it is, the number of a bracket.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// Whether the fonts have it in italics.
    italic: bool,
    /// Label that it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum Piece {
    Heading {
        label: Option<String>,
        level: u32,
        /// Whether it stands before a table on pages turned on their side.
        turned: bool,
        runs: Vec<Printed>,
    },
    Paragraph {
        label: Option<String>,
        name: String,
        steps: usize,
        language: Option<String>,
        rtl: bool,
        change: Option<&'static str>,
        told: Option<String>,
        lines: Vec<Line>,
        status: Option<String>,
        remarks: Vec<(String, String)>,
    },
    Table {
        caption: String,
        header: Vec<Printing>,
        rows: Vec<Vec<Printing>>,
        weights: Vec<u32>,
        row_heads: bool,
        landscape: bool,
    },
    Note {
        runs: Vec<Printed>,
    },
}

/// A line with its number; 0 where lines have none.
#[derive(Serialize)]
struct Line {
    number: u32,
    runs: Vec<Printed>,
}

/// A cell.
#[derive(Serialize)]
struct Printing {
    language: Option<String>,
    rtl: bool,
    lines: Vec<Vec<Printed>>,
}

impl Printing {
    /// A header that is printed again on the next page is no place to link from (PDF/UA-1).
    fn without_links(mut self) -> Self {
        self.lines.iter_mut().flatten().for_each(|run| run.to = None);
        self
    }
}

#[derive(Serialize)]
struct Note {
    label: String,
    mark: String,
    runs: Vec<Printed>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(depth: &u32) -> bool {
    *depth == 0
}

impl Print {
    pub(super) fn of(sheet: &Sheet, italics: &Italics) -> Self {
        let mut setting = Setting { sheet, italics, next_line: 1, anchors: BTreeSet::new() };
        let labels = &sheet.labels;
        let given = |words: &Option<String>| words.as_deref().map(text).unwrap_or_default();
        let flowing = |runs: &Vec<Run>| setting.flowing(runs);
        let legend =
            sheet.legend.iter().map(|line| (flowing(&line.sample), text(&line.meaning))).collect();
        let notes = sheet.notes.iter().map(flowing).collect();
        let footnotes = sheet
            .footnotes
            .iter()
            .enumerate()
            .map(|(index, footnote)| Note {
                label: note_label(index),
                mark: text(&footnote.mark),
                runs: flowing(&footnote.runs),
            })
            .collect();
        Print {
            title: text(&sheet.title),
            symbol: given(&sheet.symbol),
            subtitle: given(&sheet.subtitle),
            version: given(&sheet.version),
            language: language(&sheet.language),
            rtl: sheet.direction == Direction::RightToLeft,
            east_asian: matches!(primary_subtag(&sheet.language), "zh" | "ja" | "ko"),
            numbered: sheet.line_numbers,
            fonts: Vec::new(),
            page: (text(labels.page.0.trim()), text(labels.page.1.trim())),
            legend_heading: text(&labels.legend),
            legend,
            notes_heading: text(&labels.notes),
            notes,
            blocks: setting.blocks(),
            footnotes_heading: text(&labels.footnotes),
            footnotes,
        }
    }
}

/// What is looked up while the sheet is made ready.
struct Setting<'a> {
    sheet: &'a Sheet,
    italics: &'a Italics,
    next_line: u32,
    anchors: BTreeSet<String>,
}

impl Setting<'_> {
    fn blocks(&mut self) -> Vec<Piece> {
        let sheet = self.sheet;
        let mut levels = levels(&sheet.blocks).into_iter();
        let piece = |block: &Block| match block {
            Block::Heading(heading) => Piece::Heading {
                label: self.label(&heading.anchor),
                level: levels.next().unwrap_or(1),
                turned: false,
                runs: self.flowing(&heading.runs),
            },
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::Note(runs) => Piece::Note { runs: self.flowing(runs) },
        };
        turned(sheet.blocks.iter().map(piece).collect())
    }

    /// A label for an anchor; a second one of the same name would make the first unfit to be linked to.
    fn label(&mut self, anchor: &str) -> Option<String> {
        let is_new = !anchor.is_empty() && self.anchors.insert(anchor.to_owned());
        is_new.then(|| format!("anchor-{anchor}"))
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Piece {
        let lines = if self.sheet.line_numbers {
            lines::of_paragraph(paragraph)
        } else {
            lines::unbroken(&paragraph.runs)
        };
        let tag = paragraph.language.as_deref().unwrap_or(&self.sheet.language);
        let change = change_name(&paragraph.change);
        let lines = lines
            .iter()
            .map(|line| {
                let mut runs = self.line(&paragraph.runs, line);
                runs.iter_mut().for_each(|run| run.change = run.change.or(change));
                let number = if self.sheet.line_numbers { self.next_line } else { 0 };
                self.next_line += 1;
                Line { number, runs }
            })
            .collect();
        let remark = |by: Option<&str>| by.map(isolated).unwrap_or_default();
        Piece::Paragraph {
            label: self.label(&paragraph.anchor),
            name: paragraph.label.as_deref().map(text).unwrap_or_default(),
            steps: lines::steps(paragraph),
            language: language(tag),
            rtl: match &paragraph.language {
                Some(tag) => direction_of(tag) == Direction::RightToLeft,
                None => self.sheet.direction == Direction::RightToLeft,
            },
            change,
            told: told(&paragraph.change, &self.sheet.labels).as_deref().map(text),
            lines,
            status: paragraph.status.as_deref().map(text),
            remarks: paragraph
                .margin
                .iter()
                .map(|said| (remark(said.by.as_deref()), isolated(&said.text)))
                .collect(),
        }
    }

    fn table(&self, table: &Table) -> Piece {
        let columns = table.columns();
        let row = |cells: &Vec<Cell>| {
            let empty = Cell::default();
            let filled = (0..columns).map(|column| cells.get(column).unwrap_or(&empty));
            filled.map(|cell| self.cell(cell)).collect::<Vec<_>>()
        };
        Piece::Table {
            caption: text(&table.caption),
            header: row(&table.header).into_iter().map(Printing::without_links).collect(),
            rows: table.rows.iter().map(row).collect(),
            weights: table.weights(),
            row_heads: table.row_heads,
            landscape: table.landscape,
        }
    }

    fn cell(&self, cell: &Cell) -> Printing {
        let tag = cell.language.as_deref().unwrap_or(&self.sheet.language);
        let lines = lines::unbroken(&cell.runs);
        Printing {
            language: language(tag),
            rtl: match &cell.language {
                Some(tag) => direction_of(tag) == Direction::RightToLeft,
                None => self.sheet.direction == Direction::RightToLeft,
            },
            lines: lines.iter().map(|line| self.line(&cell.runs, line)).collect(),
        }
    }

    /// Runs on one line.
    fn flowing(&self, runs: &[Run]) -> Vec<Printed> {
        lines::unbroken(runs).iter().flat_map(|line| self.line(runs, line)).collect()
    }

    fn line(&self, runs: &[Run], line: &lines::Line<'_>) -> Vec<Printed> {
        line.iter()
            .filter_map(|piece| Some(self.printed(runs, runs.get(piece.run)?, piece)))
            .collect()
    }

    fn printed(&self, runs: &[Run], run: &Run, piece: &lines::Piece<'_>) -> Printed {
        let words =
            if run.mark == Mark::Attribution { isolated(piece.text) } else { text(piece.text) };
        let to = match &run.mark {
            Mark::Footnote(id) => self.sheet.footnotes.iter().position(|note| note.id == *id),
            _ => None,
        };
        Printed {
            italic: self.italics.draw(&words),
            text: words,
            is: mark_name(&run.mark),
            depth: run.depth,
            change: change_name(&run.change),
            after: if piece.is_last { self.after(runs, run, piece.run) } else { None },
            language: run.language.as_deref().and_then(language),
            to: to.map(note_label),
        }
    }

    fn after(&self, runs: &[Run], run: &Run, index: usize) -> Option<String> {
        let number = match &run.mark {
            Mark::Open(bracket) if self.sheet.bracket_numbers => Some(bracket.number.to_string()),
            Mark::Close(number) if self.sheet.bracket_numbers => Some(number.to_string()),
            _ => None,
        };
        let by = match &run.change {
            _ if !ends_change(runs, index) => None,
            Change::Kept => None,
            Change::Inserted { by } | Change::Deleted { by } => by.as_deref().map(isolated),
            Change::MovedHere { .. } | Change::MovedAway { .. } => {
                told(&run.change, &self.sheet.labels).as_deref().map(isolated)
            }
        };
        number.or(by)
    }
}

/// Marks the headings that belong on the pages of a table that is turned on its side.
fn turned(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let mut is_next = false;
    for piece in pieces.iter_mut().rev() {
        match piece {
            Piece::Heading { turned, .. } => *turned = is_next,
            Piece::Table { landscape, .. } => is_next = *landscape,
            Piece::Paragraph { .. } | Piece::Note { .. } => is_next = false,
        }
    }
    pieces
}

fn note_label(index: usize) -> String {
    format!("note-{index}")
}

fn mark_name(mark: &Mark) -> &'static str {
    match mark {
        Mark::Plain => "plain",
        Mark::Emphasis => "emphasis",
        Mark::Strong => "strong",
        Mark::Open(_) | Mark::Close(_) => "bracket",
        Mark::Joint => "joint",
        Mark::Holder => "holder",
        Mark::Attribution => "attribution",
        Mark::Placeholder => "placeholder",
        Mark::Instruction => "instruction",
        Mark::Editorial => "editorial",
        Mark::Status => "status",
        Mark::Footnote(_) => "footnote",
        Mark::Stray => "stray",
    }
}

fn change_name(change: &Change) -> Option<&'static str> {
    match change {
        Change::Kept => None,
        Change::Inserted { .. } => Some("ins"),
        Change::Deleted { .. } => Some("del"),
        Change::MovedHere { .. } => Some("here"),
        Change::MovedAway { .. } => Some("away"),
    }
}
