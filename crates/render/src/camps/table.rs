//! The table beside each picture: the same numbers, for those who read by ear, copy, or want the exact figure.

use super::page::Statement;
use crate::html::encode::text;
use crate::words::well_formed_tag;
use std::fmt::Write as _;

/// Rows beyond which a table is cut.
pub(super) const ROWS_MAX: usize = 500;
/// Rows beyond which a table is not printed on paper.
const ROWS_ON_PAPER: usize = 60;

/// A table of words and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Heads of the columns.
    pub header: Vec<Cell>,
    /// Rows; the first cell is the head of its row.
    pub rows: Vec<Vec<Cell>>,
    /// What is left out, in a sentence.
    pub left_out: Option<String>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words of ours.
    Ours(String),
    /// A name or other words that people wrote.
    Theirs(String),
    /// A number.
    Number(String),
    /// A statement: its number and its whole text.
    Statement(Statement),
}

impl Table {
    /// A table with words of ours as heads.
    pub(super) fn new(caption: impl Into<String>, header: &[&str]) -> Self {
        let header = header.iter().map(|head| Cell::Ours((*head).to_owned())).collect();
        Self { caption: caption.into(), header, ..Self::default() }
    }

    /// Adds a row, unless there are too many; whether it was added.
    pub(super) fn add(&mut self, row: Vec<Cell>) -> bool {
        let has_room = self.rows.len() < ROWS_MAX;
        if has_room {
            self.rows.push(row);
        }
        has_room
    }

    /// The table as HTML.
    pub(super) fn html(&self) -> String {
        let mut out = String::new();
        let class = if self.rows.len() > ROWS_ON_PAPER { "table long" } else { "table" };
        let caption = text(&self.caption);
        let _ = write!(
            out,
            "<div class=\"{class}\">\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n<thead>\n<tr>"
        );
        for head in &self.header {
            let class = if matches!(head, Cell::Statement(_)) { " class=\"words\"" } else { "" };
            let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", head.html());
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &self.rows {
            out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let (element, scope) =
                    if column == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
                let class = match cell {
                    Cell::Number(_) => " class=\"number\"",
                    Cell::Statement(_) => " class=\"words\"",
                    Cell::Ours(_) | Cell::Theirs(_) => "",
                };
                let _ = write!(out, "<{element}{scope}{class}>{}</{element}>", cell.html());
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
        if let Some(left_out) = &self.left_out {
            let _ = writeln!(out, "<p class=\"small\">{}</p>", text(left_out));
        }
        out.push_str("</div>\n");
        out
    }
}

impl Cell {
    pub(super) fn ours(words: impl Into<String>) -> Self {
        Cell::Ours(words.into())
    }

    pub(super) fn theirs(words: impl Into<String>) -> Self {
        Cell::Theirs(words.into())
    }

    pub(super) fn number(figure: impl Into<String>) -> Self {
        Cell::Number(figure.into())
    }

    fn html(&self) -> String {
        match self {
            Cell::Ours(words) | Cell::Number(words) => text(words),
            Cell::Theirs(words) => format!("<bdi>{}</bdi>", text(words)),
            Cell::Statement(statement) => statement_html(statement),
        }
    }
}

/// A statement with its number, whole.
pub(super) fn statement_html(statement: &Statement) -> String {
    let id = text(&statement.id);
    if statement.text.trim().is_empty() {
        return format!("<bdi>{id}</bdi>");
    }
    let language = statement.language.as_deref().and_then(well_formed_tag);
    let language = language.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
    format!(
        "<b class=\"id\"><bdi>{id}</bdi></b> <bdi dir=\"auto\"{language}>{}</bdi>",
        text(&statement.text)
    )
}
