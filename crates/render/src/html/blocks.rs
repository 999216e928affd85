//! The blocks of a section.

use super::Page;
use super::encode::text;
use crate::citations::lines_of;
use crate::words::{numbered, well_formed_tag};
use report::document::{Basis, Block, Line, Provision, Span, Table, View};
use std::collections::BTreeSet;
use std::fmt::Write as _;

impl Page<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { number, lines } => {
                let _ = write!(
                    self.out,
                    "<div class=\"paragraph\" id=\"p{number}\">\n<a class=\"number\" href=\"#p{number}\">{number}.</a>\n<p>"
                );
                self.sentences(lines);
                self.push("</p>\n");
            }
            Block::List(lines) => {
                self.push("<div class=\"list\">\n");
                self.list(lines);
            }
            Block::Provision(provision) => self.provision(provision),
            Block::Views { heading, views } => self.views(heading, views),
            Block::Table(table) => self.table(table),
            Block::NotVerified(spans) => self.not_verified(spans),
        }
        self.shown_evidence(&lines_of(block));
        self.push("</div>\n");
    }

    fn list(&mut self, lines: &[Line]) {
        self.push("<ul>\n");
        for line in lines {
            self.push("<li>");
            self.sentence(line);
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    fn provision(&mut self, provision: &Provision) {
        self.push("<div class=\"provision\">\n<p class=\"standing\">");
        self.sentence(&provision.status);
        let tag = well_formed_tag(&provision.language).unwrap_or("");
        let _ = write!(
            self.out,
            "</p>\n<blockquote lang=\"{tag}\" dir=\"auto\"><p><span class=\"label\">{}</span> ",
            text(&provision.label),
        );
        self.spans(&provision.words);
        self.push("</p></blockquote>\n");
        if !provision.notes.is_empty() {
            self.list(&provision.notes);
        }
    }

    fn views(&mut self, heading: &[Span], views: &[View]) {
        let id = views.first().map(|view| text(&view.holders.anchor)).unwrap_or_default();
        let _ = writeln!(
            self.out,
            "<div class=\"views\" role=\"group\" aria-labelledby=\"views-{id}\">"
        );
        let _ = write!(self.out, "<p class=\"on\" id=\"views-{id}\">");
        self.spans(heading);
        self.push("</p>\n<div class=\"columns\">\n");
        for view in views {
            self.push("<div class=\"view\">\n<p class=\"holders\">");
            self.sentence(&view.holders);
            self.push("</p>\n");
            for line in &view.lines {
                self.push("<p>");
                self.sentence(line);
                self.push("</p>\n");
            }
            self.push("</div>\n");
        }
        self.push("</div>\n");
    }

    fn table(&mut self, table: &Table) {
        let caption = text(&table.caption);
        // A wide table scrolls in its own box; the box takes the keyboard, or one could not scroll it without a mouse.
        let _ = write!(
            self.out,
            "<div class=\"table\">\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n\
             <table>\n<caption>{caption}</caption>\n<thead><tr>"
        );
        for head in &table.head {
            let _ = write!(self.out, "<th scope=\"col\">{}</th>", text(head));
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.push("<tr>");
            for (column, line) in row.iter().enumerate() {
                let (open, close) =
                    if column == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                self.push(open);
                self.sentence(line);
                self.push(close);
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table>\n</div>\n");
    }

    fn not_verified(&mut self, spans: &[Span]) {
        let mark = text(&self.document.labels.not_verified);
        let _ = write!(
            self.out,
            "<div class=\"unverified\" role=\"note\" aria-label=\"{mark}\">\n<p class=\"mark\">{mark}</p>\n<p>"
        );
        self.spans(spans);
        self.push("</p>\n");
    }

    /// The evidence of a block in place: what each entry says, without leaving the paragraph.
    pub(super) fn shown_evidence(&mut self, lines: &[&Line]) {
        let numbers: BTreeSet<u32> =
            lines.iter().flat_map(|line| line.basis.entries()).map(|entry| entry.0).collect();
        if numbers.is_empty() {
            return;
        }
        let _ = write!(
            self.out,
            "<details>\n<summary>{}</summary>\n<ul>\n",
            text(&self.document.labels.evidence),
        );
        for line in lines.iter().filter(|line| matches!(line.basis, Basis::Absence { .. })) {
            let _ = writeln!(self.out, "<li>{}</li>", text(&self.absence(&line.basis)));
        }
        for number in numbers {
            self.shown_entry(number);
        }
        self.push("</ul>\n</details>\n");
    }

    fn shown_entry(&mut self, number: u32) {
        let name = text(&numbered(number, &self.document.labels));
        let Some(entry) = self.entries.get(&number) else { return };
        let _ = write!(self.out, "<li><a href=\"#e{number}\">{name}</a>");
        if !entry.when.is_empty() {
            let _ = write!(self.out, " <bdi class=\"when\">{}</bdi>", text(&entry.when));
        }
        if !entry.line.is_empty() {
            let _ = write!(
                self.out,
                " <q class=\"minutes\" lang=\"\" dir=\"auto\">{}</q>",
                text(&entry.line)
            );
        }
        self.push("</li>\n");
    }
}
