//! A sheet as one self-contained HTML file: no script, no request to anyone, readable by ear and on paper.
//!
//! What the page adds to the words stands in `<small>`, in attributes or in generated content, and cannot be selected:
//! what is copied is the words. A line begins at an empty `<span class="n" id="line-214">`; its number and the break
//! before it are generated, so that neither is copied or read aloud, and on a narrow screen the numbers stand in the
//! running text. Ids of the sheet's own begin with `line-`, `sheet-` or `note-`.
//!
//! **Invariant:** every piece of text passes `encode::text`, so nothing that people wrote can become markup.

mod inline;

use super::{
    Block, Cell, Change, Direction, Footnote, Heading, LegendLine, Paragraph, Remark, Run, Sheet,
    Table, levels, lines, told,
};
use crate::html::{BASE_STYLE, encode};
use crate::words::{direction_of, well_formed_tag};
use encode::text;
use inline::Inline;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Renders the whole file.
pub fn render(sheet: &Sheet) -> String {
    let mut page =
        Page { sheet, out: String::new(), next_line: 1, referred: BTreeSet::new(), in_main: false };
    page.head();
    page.cover();
    page.legend();
    page.notes();
    page.main();
    page.out.push_str("</body>\n</html>\n");
    page.out
}

/// The file being written.
struct Page<'a> {
    sheet: &'a Sheet,
    out: String,
    next_line: u32,
    /// Footnotes that a reference has led to; the first reference is where the way back leads.
    referred: BTreeSet<String>,
    in_main: bool,
}

impl Page<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn head(&mut self) {
        let sheet = self.sheet;
        let language = well_formed_tag(&sheet.language).unwrap_or("");
        let symbol = sheet.symbol.as_ref().map(|symbol| format!("{} · ", text(symbol)));
        let _ = write!(
            self.out,
            r##"<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{symbol}{title}</title>
<style>
{BASE_STYLE}{style}{pages}</style>
</head>
<body{numbered}>
<a class="skip" href="#sheet-text">{skip}</a>
"##,
            direction = dir(sheet.direction),
            symbol = symbol.unwrap_or_default(),
            title = text(&sheet.title),
            style = include_str!("html/style.css"),
            pages = page_rules(sheet),
            numbered = if sheet.line_numbers { " class=\"numbered\"" } else { "" },
            skip = text(&sheet.labels.skip),
        );
    }

    fn cover(&mut self) {
        let sheet = self.sheet;
        self.push("<header class=\"cover\">\n");
        if let Some(symbol) = &sheet.symbol {
            let _ = writeln!(self.out, "<p class=\"symbol\"><bdi>{}</bdi></p>", text(symbol));
        }
        let _ = writeln!(self.out, "<h1>{}</h1>", text(&sheet.title));
        for (class, line) in [("subtitle", &sheet.subtitle), ("version", &sheet.version)] {
            if let Some(line) = line {
                let _ = writeln!(self.out, "<p class=\"{class}\"><bdi>{}</bdi></p>", text(line));
            }
        }
        self.push("</header>\n");
    }

    fn legend(&mut self) {
        if self.sheet.legend.is_empty() {
            return;
        }
        let _ = write!(
            self.out,
            "<section class=\"legend\" aria-labelledby=\"sheet-legend\">\n<h2 id=\"sheet-legend\">{}</h2>\n<dl>\n",
            text(&self.sheet.labels.legend)
        );
        for LegendLine { sample, meaning } in &self.sheet.legend {
            self.push("<div><dt>");
            self.runs(sample);
            let _ = writeln!(self.out, "</dt><dd>{}</dd></div>", text(meaning));
        }
        self.push("</dl>\n</section>\n");
    }

    fn notes(&mut self) {
        if self.sheet.notes.is_empty() {
            return;
        }
        let _ = write!(
            self.out,
            "<section class=\"notes\" aria-labelledby=\"sheet-notes\">\n<h2 id=\"sheet-notes\">{}</h2>\n",
            text(&self.sheet.labels.notes)
        );
        for note in &self.sheet.notes {
            self.paragraph_of(note, "");
        }
        self.push("</section>\n");
    }

    fn main(&mut self) {
        self.push("<main id=\"sheet-text\" tabindex=\"-1\">\n");
        self.in_main = true;
        let mut levels = levels(&self.sheet.blocks).into_iter();
        for block in &self.sheet.blocks {
            match block {
                Block::Heading(heading) => self.heading(heading, levels.next().unwrap_or(1)),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::Note(runs) => self.paragraph_of(runs, " class=\"note\""),
            }
        }
        self.footnotes();
        self.push("</main>\n");
    }

    fn heading(&mut self, heading: &Heading, level: u32) {
        // HTML knows six levels, and the title has the first.
        let level = (level + 1).min(6);
        let _ = write!(self.out, "<h{level}{}><span>", id(&heading.anchor));
        self.runs(&heading.runs);
        let _ = writeln!(self.out, "</span></h{level}>");
    }

    fn paragraph_of(&mut self, runs: &[Run], attributes: &str) {
        let _ = write!(self.out, "<p{attributes}>");
        self.runs(runs);
        self.push("</p>\n");
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let steps = lines::steps(paragraph);
        let changed = match paragraph.change {
            Change::Kept => "",
            Change::Inserted { .. } => " inserted",
            Change::Deleted { .. } => " deleted",
            Change::MovedHere { .. } | Change::MovedAway { .. } => " moved",
        };
        let _ =
            writeln!(self.out, "<div class=\"par step{steps}{changed}\"{}>", id(&paragraph.anchor));
        self.change(&paragraph.change);
        let _ = write!(self.out, "<p{}>", self.language(paragraph.language.as_deref()));
        let element = match paragraph.change {
            Change::Inserted { .. } | Change::MovedHere { .. } => "ins",
            Change::Deleted { .. } | Change::MovedAway { .. } => "del",
            Change::Kept => "",
        };
        let lines = if self.sheet.line_numbers {
            lines::of_paragraph(paragraph)
        } else {
            lines::unbroken(&paragraph.runs)
        };
        self.line_start(0);
        self.label(paragraph);
        if !element.is_empty() {
            let _ = write!(self.out, "<{element}>");
        }
        self.lines(&paragraph.runs, &lines);
        if !element.is_empty() {
            let _ = write!(self.out, "</{element}>");
        }
        self.self_link(paragraph);
        self.push("</p>\n");
        self.after(paragraph);
        self.push("</div>\n");
    }

    fn label(&mut self, paragraph: &Paragraph) {
        if let Some(label) = &paragraph.label {
            let _ = write!(self.out, "<span class=\"label\">{}</span> ", text(label));
        }
    }

    fn self_link(&mut self, paragraph: &Paragraph) {
        if !paragraph.anchor.is_empty() {
            let anchor = text(&fragment(&paragraph.anchor));
            let _ = write!(
                self.out,
                "<small><a class=\"self\" href=\"#{anchor}\" aria-label=\"#{anchor}\">#</a></small>"
            );
        }
    }

    /// What stands under the words: how they stand, and remarks.
    fn after(&mut self, paragraph: &Paragraph) {
        let labels = &self.sheet.labels;
        if let Some(status) = &paragraph.status {
            let _ = writeln!(
                self.out,
                "<p class=\"standing\"><small><span class=\"unseen\">{}: </span><bdi>{}</bdi></small></p>",
                text(&labels.status),
                text(status),
            );
        }
        for Remark { by, text: words } in &paragraph.margin {
            let by = by.as_ref().map(|by| format!("<b><bdi>{}</bdi></b> ", text(by)));
            let _ = writeln!(
                self.out,
                "<p class=\"remark\"><small><span class=\"unseen\">{}: </span>{}<bdi>{}</bdi></small></p>",
                text(&labels.remark),
                by.unwrap_or_default(),
                text(words),
            );
        }
    }

    /// What became of a whole paragraph, above it.
    fn change(&mut self, change: &Change) {
        if let Some(told) = told(change, &self.sheet.labels) {
            let _ = writeln!(self.out, "<p class=\"change\"><small>{}</small></p>", text(&told));
        }
    }

    fn table(&mut self, table: &Table) {
        let class = if table.landscape { "table landscape" } else { "table" };
        let caption = text(&table.caption);
        let _ = write!(
            self.out,
            "<div class=\"{class}\">\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n<colgroup>"
        );
        let weights = table.weights();
        let total: u32 = weights.iter().sum::<u32>().max(1);
        for weight in &weights {
            let _ = write!(self.out, "<col style=\"width:{}%\">", weight * 100 / total);
        }
        self.push("</colgroup>\n<thead>\n");
        self.row(&table.header, weights.len(), |_| ("th", " scope=\"col\""));
        self.push("</thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(row, weights.len(), |column| {
                if table.row_heads && column == 0 { ("th", " scope=\"row\"") } else { ("td", "") }
            });
        }
        self.push("</tbody>\n</table>\n</div>\n</div>\n");
    }

    fn row(
        &mut self,
        cells: &[Cell],
        columns: usize,
        element: impl Fn(usize) -> (&'static str, &'static str),
    ) {
        self.push("<tr>");
        for column in 0..columns {
            let (element, scope) = element(column);
            let language = cells.get(column).and_then(|cell| cell.language.as_deref());
            let _ = write!(self.out, "<{element}{scope}{}>", self.language(language));
            if let Some(cell) = cells.get(column) {
                self.runs(&cell.runs);
            }
            let _ = write!(self.out, "</{element}>");
        }
        self.push("</tr>\n");
    }

    fn footnotes(&mut self) {
        if self.sheet.footnotes.is_empty() {
            return;
        }
        let _ = write!(
            self.out,
            "<section class=\"footnotes\" aria-labelledby=\"sheet-footnotes\">\n<h2 id=\"sheet-footnotes\">{}</h2>\n",
            text(&self.sheet.labels.footnotes)
        );
        for Footnote { id, mark, runs } in &self.sheet.footnotes {
            let name = text(&fragment(id));
            let mark = text(mark);
            let mark = if self.referred.contains(id) {
                format!("<a href=\"#note-ref-{name}\">{mark}</a>")
            } else {
                mark
            };
            let _ = write!(self.out, "<p id=\"note-{name}\"><sup>{mark}</sup> ");
            self.runs(runs);
            self.push("</p>\n");
        }
        self.push("</section>\n");
    }

    /// Runs whose lines are left to the reader's window.
    fn runs(&mut self, runs: &[Run]) {
        let lines = lines::unbroken(runs);
        let numbered = std::mem::take(&mut self.in_main);
        self.lines(runs, &lines);
        self.in_main = numbered;
    }

    fn lines(&mut self, runs: &[Run], lines: &[lines::Line<'_>]) {
        let mut inline = Inline::new(runs);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.line_start(index);
            }
            for piece in line {
                self.piece(&mut inline, piece);
            }
        }
        self.push(&inline.end());
    }

    /// The beginning of a line: numbered, or only a break.
    fn line_start(&mut self, index: usize) {
        if self.in_main && self.sheet.line_numbers {
            let number = self.next_line;
            let class = if index == 0 { "n first" } else { "n" };
            let _ = write!(
                self.out,
                "<span class=\"{class}\" id=\"line-{number}\" data-n=\"{number}\" aria-hidden=\"true\"></span>"
            );
            self.next_line += 1;
        } else if index > 0 {
            self.push("<br>");
        }
    }

    /// `lang` and `dir` of words in a language that is not the sheet's.
    fn language(&self, language: Option<&str>) -> String {
        match language.and_then(well_formed_tag) {
            Some(tag) if tag != self.sheet.language => {
                format!(" lang=\"{tag}\" dir=\"{}\"", dir(direction_of(tag)))
            }
            Some(_) | None => String::new(),
        }
    }
}

fn dir(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

/// An id attribute, if there is a name.
fn id(anchor: &str) -> String {
    if anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", text(&fragment(anchor))) }
}

/// A name for an id and for the links to it: without the white space that neither can hold.
pub(super) fn fragment(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

/// What stands in the margins of printed pages, where the browser prints margin boxes.
fn page_rules(sheet: &Sheet) -> String {
    let (before, between) = &sheet.labels.page;
    let end = match sheet.direction {
        Direction::LeftToRight => "right",
        Direction::RightToLeft => "left",
    };
    let symbol = sheet.symbol.as_ref().unwrap_or(&sheet.title);
    format!(
        "@page {{ size: A4; margin: 22mm 20mm 22mm; font: 8.5pt serif; \
         @top-{end} {{ content: {symbol}; }} \
         @bottom-center {{ content: {before} counter(page) {between} counter(pages); }} }}\n\
         @page wide {{ size: A4 landscape; }}\n",
        symbol = encode::css_string(symbol),
        before = encode::css_string(&format!("{} ", before.trim())),
        between = encode::css_string(&format!(" {} ", between.trim())),
    )
}
