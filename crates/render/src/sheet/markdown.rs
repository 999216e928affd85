//! A sheet as Markdown that also reads well as plain text.
//!
//! With line numbers, paragraphs stand in fenced blocks of text, each line as it is numbered in every format, the number
//! in the margin; nothing in a fence is read as Markdown, so the words stand there unescaped. Without, paragraphs flow
//! and every word passes `markdown::escaped`.
//!
//! What the sheet adds stands between `‹` and `›`; words that are new between `{++` and `++}`, words that are gone
//! between `{--` and `--}`.

use super::{
    Block, Cell, Change, Footnote, LegendLine, Mark, Paragraph, Remark, Run, Sheet, Table,
    ends_change, levels, lines, told,
};
use crate::markdown::escaped;
use crate::words::settled;
use lines::Piece;
use std::fmt::Write as _;

/// Columns before the words: the number of the line, right-aligned, and a gap.
const GUTTER: usize = 5;

/// Renders the sheet.
pub fn render(sheet: &Sheet) -> String {
    let mut writer = Writer { sheet, out: String::new(), next_line: 1, fenced: false };
    writer.front();
    writer.text();
    writer.footnotes();
    writer.out
}

struct Writer<'a> {
    sheet: &'a Sheet,
    out: String,
    next_line: u32,
    fenced: bool,
}

impl Writer<'_> {
    /// Writes one block and the empty line after it.
    fn block_of(&mut self, markdown: &str) {
        self.close_fence();
        self.out.push_str(markdown);
        self.out.push_str("\n\n");
    }

    fn front(&mut self) {
        let sheet = self.sheet;
        if let Some(symbol) = &sheet.symbol {
            self.block_of(&format!("**{}**", escaped(symbol)));
        }
        self.block_of(&format!("# {}", escaped(&sheet.title)));
        for line in [&sheet.subtitle, &sheet.version].into_iter().flatten() {
            self.block_of(&guarded(escaped(line)));
        }
        if !sheet.legend.is_empty() {
            self.block_of(&format!("**{}**", escaped(&sheet.labels.legend)));
            for LegendLine { sample, meaning } in &sheet.legend {
                let sample = self.flowing(sample);
                let _ = writeln!(self.out, "- {sample} — {}", escaped(meaning));
            }
            self.out.push('\n');
        }
        if !sheet.notes.is_empty() {
            self.block_of(&format!("**{}**", escaped(&sheet.labels.notes)));
            for note in &sheet.notes {
                let note = self.flowing(note);
                let _ = writeln!(self.out, "- {}", guarded(note));
            }
            self.out.push('\n');
        }
    }

    fn text(&mut self) {
        let mut levels = levels(&self.sheet.blocks).into_iter();
        for block in &self.sheet.blocks {
            match block {
                Block::Heading(heading) => {
                    let level = (levels.next().unwrap_or(1) + 1).min(6) as usize;
                    let words = self.flowing(&heading.runs);
                    self.block_of(&format!("{} {words}", "#".repeat(level)));
                }
                Block::Paragraph(paragraph) if self.sheet.line_numbers => self.numbered(paragraph),
                Block::Paragraph(paragraph) => self.unnumbered(paragraph),
                Block::Table(table) => self.table(table),
                Block::Note(runs) => {
                    let words = self.flowing(runs);
                    self.block_of(&format!("> {}", guarded(words)));
                }
            }
        }
        self.close_fence();
    }

    /// A paragraph within a fence, its lines as numbered.
    fn numbered(&mut self, paragraph: &Paragraph) {
        self.open_fence();
        let runs = runs_changed(paragraph);
        let shown = Paragraph { runs, ..paragraph.clone() };
        let indent = " ".repeat(lines::STEP * lines::steps(paragraph));
        for (index, line) in lines::of_paragraph(&shown).iter().enumerate() {
            let mut words = String::new();
            if let (0, Some(label)) = (index, &paragraph.label) {
                let _ = write!(words, "{} ", one_line(label));
            }
            for piece in line {
                self.piece(&mut words, &shown.runs, piece, &one_line);
            }
            self.fence_line(&self.next_line.to_string(), &indent, words.trim_end());
            self.next_line += 1;
        }
        for remark in self.under(paragraph) {
            let runs = [Run::plain(remark)];
            let measure = lines::MEASURE - indent.len();
            for line in lines::broken(&runs, measure, 0) {
                let words: String = line.iter().map(|piece| piece.text).collect();
                self.fence_line("", &indent, one_line(&words).trim_end());
            }
        }
    }

    fn fence_line(&mut self, number: &str, indent: &str, words: &str) {
        let line = format!("{number:>GUTTER$}  {indent}{words}");
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Every line within a fence begins with the gutter, so that none can end it.
    fn open_fence(&mut self) {
        self.out.push_str(if self.fenced { "\n" } else { "```text\n" });
        self.fenced = true;
    }

    fn close_fence(&mut self) {
        if std::mem::take(&mut self.fenced) {
            self.out.push_str("```\n\n");
        }
    }

    /// A paragraph whose lines are left to the reader's window; em spaces indent it, as spaces would make it code.
    fn unnumbered(&mut self, paragraph: &Paragraph) {
        let mut words = "\u{2003}".repeat(lines::steps(paragraph));
        if let Some(label) = &paragraph.label {
            let _ = write!(words, "**{}** ", escaped(label));
        }
        words.push_str(&self.flowing(&runs_changed(paragraph)));
        self.block_of(&guarded(words));
        for remark in self.under(paragraph) {
            self.block_of(&format!("> {}", guarded(escaped(&remark))));
        }
    }

    /// What stands under the words: how they stand, and remarks.
    fn under(&self, paragraph: &Paragraph) -> Vec<String> {
        let status = paragraph.status.iter().map(|status| format!("‹{status}›"));
        let remarks = paragraph.margin.iter().map(|Remark { by, text }| match by {
            Some(by) => format!("‹{by}: {text}›"),
            None => format!("‹{text}›"),
        });
        status.chain(remarks).collect()
    }

    fn table(&mut self, table: &Table) {
        self.block_of(&format!("**{}**", escaped(&table.caption)));
        let columns = table.columns();
        self.row(&table.header, columns);
        let _ = writeln!(self.out, "|{}", " --- |".repeat(columns));
        for row in &table.rows {
            self.row(row, columns);
        }
        self.out.push('\n');
    }

    fn row(&mut self, cells: &[Cell], columns: usize) {
        self.out.push('|');
        for column in 0..columns {
            let words = cells.get(column).map(|cell| self.flowing(&cell.runs)).unwrap_or_default();
            let _ = write!(self.out, " {words} |");
        }
        self.out.push('\n');
    }

    fn footnotes(&mut self) {
        if self.sheet.footnotes.is_empty() {
            return;
        }
        self.block_of(&format!("**{}**", escaped(&self.sheet.labels.footnotes)));
        for Footnote { mark, runs, .. } in &self.sheet.footnotes {
            let words = self.flowing(runs);
            let _ = writeln!(self.out, "- <sup>{}</sup> {words}", escaped(mark));
        }
    }

    /// Runs as Markdown, on one line.
    fn flowing(&self, runs: &[Run]) -> String {
        let mut words = String::new();
        for (index, line) in lines::unbroken(runs).iter().enumerate() {
            if index > 0 {
                words.truncate(words.trim_end().len());
                words.push_str("<br>");
            }
            for piece in line {
                self.piece(&mut words, runs, piece, &escaped);
            }
        }
        words.trim_end().to_owned()
    }

    /// One run, or the part of it that stands on this line.
    fn piece(
        &self,
        out: &mut String,
        runs: &[Run],
        piece: &Piece<'_>,
        safe: &dyn Fn(&str) -> String,
    ) {
        let Some(run) = runs.get(piece.run) else { return };
        let before = piece.run.checked_sub(1).and_then(|index| runs.get(index));
        if piece.is_first && before.is_none_or(|before| before.change != run.change) {
            out.push_str(change_opens(&run.change));
        }
        let text = safe(piece.text);
        let markdown = safe("*") != "*";
        match &run.mark {
            Mark::Emphasis if markdown => out.push_str(&around(&text, "*", "em")),
            Mark::Strong if markdown => out.push_str(&around(&text, "**", "strong")),
            Mark::Footnote(_) if markdown => {
                let _ = write!(out, "<sup>{text}</sup>");
            }
            Mark::Footnote(_) => {
                let _ = write!(out, "^{text}");
            }
            Mark::Attribution => {
                let open = if piece.is_first { "‹" } else { "" };
                let close = if piece.is_last { "›" } else { "" };
                let _ = write!(out, "{open}{text}{close}");
            }
            _ => out.push_str(&text),
        }
        if piece.is_last {
            self.added(out, run, safe);
            if ends_change(runs, piece.run) {
                out.push_str(change_closes(&run.change));
                let by = match &run.change {
                    Change::Kept => None,
                    Change::Inserted { by } | Change::Deleted { by } => by.clone(),
                    Change::MovedHere { .. } | Change::MovedAway { .. } => {
                        told(&run.change, &self.sheet.labels)
                    }
                };
                if let Some(by) = by {
                    let _ = write!(out, "‹{}›", safe(&by));
                }
            }
        }
    }

    /// What the sheet adds after a run, between `‹` and `›`.
    fn added(&self, out: &mut String, run: &Run, safe: &dyn Fn(&str) -> String) {
        let labels = &self.sheet.labels;
        let added = match &run.mark {
            Mark::Open(bracket) if self.sheet.bracket_numbers => bracket.number.to_string(),
            Mark::Close(number) if self.sheet.bracket_numbers => number.to_string(),
            Mark::Joint => "?".to_owned(),
            Mark::Stray => "!".to_owned(),
            Mark::Placeholder => labels.placeholder.clone(),
            Mark::Instruction => labels.instruction.clone(),
            Mark::Editorial => labels.editorial.clone(),
            Mark::Status => labels.status.clone(),
            _ => return,
        };
        let _ = write!(out, "‹{}›", safe(&added));
    }
}

/// The runs of a paragraph, with what became of the whole of it told of each.
fn runs_changed(paragraph: &Paragraph) -> Vec<Run> {
    let mut runs = paragraph.runs.clone();
    for run in runs.iter_mut().filter(|run| run.change == Change::Kept) {
        run.change = paragraph.change.clone();
    }
    runs
}

fn change_opens(change: &Change) -> &'static str {
    match change {
        Change::Kept => "",
        Change::Inserted { .. } | Change::MovedHere { .. } => "{++",
        Change::Deleted { .. } | Change::MovedAway { .. } => "{--",
    }
}

fn change_closes(change: &Change) -> &'static str {
    match change {
        Change::Kept => "",
        Change::Inserted { .. } | Change::MovedHere { .. } => "++}",
        Change::Deleted { .. } | Change::MovedAway { .. } => "--}",
    }
}

/// Text for a line of a fence: verbatim, but for what would end the line or turn the lines after it.
fn one_line(words: &str) -> String {
    settled(words).replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ")
}

/// Emphasis around text. Markdown reads a star only beside a letter, and not beside white space.
fn around(text: &str, star: &str, element: &str) -> String {
    let words = text.trim();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if words.is_empty() {
        return text.to_owned();
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    if letter(words.chars().next()) && letter(words.chars().next_back()) {
        format!("{start}{star}{words}{star}{end}")
    } else {
        format!("{start}<{element}>{words}</{element}>{end}")
    }
}

/// Keeps a paragraph that begins with a number from being read as a list: its runs were escaped one by one.
fn guarded(markdown: String) -> String {
    let digits = markdown.len() - markdown.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && markdown[digits..].starts_with(['.', ')']) {
        let (number, rest) = markdown.split_at(digits);
        return format!("{number}\\{rest}");
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_begins_with_a_number_is_no_list() {
        assert_eq!(guarded("1. a".to_owned()), "1\\. a");
        assert_eq!(guarded("1\\. a".to_owned()), "1\\. a");
        assert_eq!(guarded("2030 is".to_owned()), "2030 is");
    }

    #[test]
    fn emphasis_keeps_its_spaces_outside() {
        assert_eq!(around(" Recalling ", "*", "em"), " *Recalling* ");
        assert_eq!(around("\\[a\\]", "*", "em"), "<em>\\[a\\]</em>");
        assert_eq!(around(" ", "*", "em"), " ");
    }
}
