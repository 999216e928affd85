//! The document as one self-contained HTML file: no script, no request to anyone, readable by ear and on paper.
//!
//! **Invariant:** every piece of text passes `encode::text`, so nothing that people wrote can become markup.

mod blocks;
pub(crate) mod encode;
mod inline;

use crate::citations::{self, Placed};
use crate::words;
use encode::text;
use report::document::{Direction, Document, EvidenceEntry, Section};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Colours, type and the skip link: what every page of ours has in common.
pub(crate) const BASE_STYLE: &str = include_str!("html/base.css");

/// Renders the whole file.
pub fn render(document: &Document) -> String {
    let mut page = Page {
        document,
        entries: citations::evidence(document)
            .into_iter()
            .map(|entry| (entry.number.0, entry))
            .collect(),
        cited: citations::by_entry(document),
        out: String::new(),
    };
    page.head();
    page.cover();
    page.contents();
    page.main();
    page.out.push_str("</body>\n</html>\n");
    page.out
}

/// The file being written, and what is looked up while writing.
struct Page<'a> {
    document: &'a Document,
    entries: BTreeMap<u32, EvidenceEntry>,
    cited: BTreeMap<u32, Vec<Placed<'a>>>,
    out: String,
}

impl<'a> Page<'a> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn head(&mut self) {
        let document = self.document;
        let language = words::well_formed_tag(&document.language).unwrap_or("");
        let direction = match document.direction {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        };
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
<title>{title} · {group}</title>
<style>
{base}{style}{pages}</style>
</head>
<body>
<a class="skip" href="#text">{skip}</a>
"##,
            title = text(&document.title),
            group = text(&document.group),
            base = BASE_STYLE,
            style = include_str!("html/style.css"),
            pages = page_rules(document),
            skip = text(&document.labels.skip),
        );
    }

    fn cover(&mut self) {
        let document = self.document;
        let _ = write!(
            self.out,
            "<header class=\"cover\">\n<p class=\"group\"><bdi>{}</bdi></p>\n<h1>{}</h1>\n",
            text(&document.group),
            text(&document.title),
        );
        self.push("<div class=\"status\" role=\"note\">\n");
        for line in &document.status {
            self.push("<p>");
            self.sentence(line);
            self.push("</p>\n");
        }
        self.shown_evidence(&document.status.iter().collect::<Vec<_>>());
        self.push("</div>\n");
        if !document.particulars.is_empty() {
            self.push("<dl class=\"particulars\">\n");
            for (label, spans) in &document.particulars {
                let _ = write!(self.out, "<div><dt>{}</dt><dd>", text(label));
                self.spans(spans);
                self.push("</dd></div>\n");
            }
            self.push("</dl>\n");
        }
        self.push("</header>\n");
    }

    fn contents(&mut self) {
        let labels = &self.document.labels;
        let _ = write!(
            self.out,
            "<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n<ol role=\"list\">\n",
            text(&labels.contents),
        );
        for section in &self.document.sections {
            self.contents_item(section);
        }
        let _ = write!(
            self.out,
            "<li><a href=\"#evidence\">{}</a></li>\n</ol>\n</nav>\n",
            text(&labels.evidence)
        );
    }

    fn contents_item(&mut self, section: &Section) {
        let _ = write!(self.out, "<li><a href=\"#{}\">", text(&section.anchor));
        self.heading_words(section);
        self.push("</a>");
        if !section.sections.is_empty() {
            self.push("\n<ol role=\"list\">\n");
            for inner in &section.sections {
                self.contents_item(inner);
            }
            self.push("</ol>\n");
        }
        self.push("</li>\n");
    }

    fn heading_words(&mut self, section: &Section) {
        if !section.number.is_empty() {
            let _ = write!(self.out, "<span class=\"number\">{}.</span> ", text(&section.number));
        }
        let _ = write!(self.out, "<span>{}</span>", text(&section.heading));
    }

    fn main(&mut self) {
        self.push("<main id=\"text\" tabindex=\"-1\">\n");
        for section in &self.document.sections {
            self.section(section, 2);
        }
        self.evidence();
        self.push("</main>\n");
    }

    fn section(&mut self, section: &'a Section, level: usize) {
        let anchor = text(&section.anchor);
        // HTML knows six levels; deeper sections stay on the last, in order.
        let heading = level.min(6);
        let _ = write!(
            self.out,
            "<section id=\"{anchor}\" aria-labelledby=\"{anchor}-heading\">\n<h{heading} id=\"{anchor}-heading\">"
        );
        self.heading_words(section);
        let _ = writeln!(self.out, "</h{heading}>");
        for block in &section.blocks {
            self.block(block);
        }
        for inner in &section.sections {
            self.section(inner, level + 1);
        }
        self.push("</section>\n");
    }

    fn evidence(&mut self) {
        let _ = write!(
            self.out,
            "<section id=\"evidence\" aria-labelledby=\"evidence-heading\">\n<h2 id=\"evidence-heading\">{}</h2>\n",
            text(&self.document.labels.evidence),
        );
        self.push("<ol class=\"evidence\" role=\"list\">\n");
        let entries = std::mem::take(&mut self.entries);
        for entry in entries.values() {
            self.evidence_entry(entry);
        }
        self.entries = entries;
        self.push("</ol>\n</section>\n");
    }

    fn evidence_entry(&mut self, entry: &EvidenceEntry) {
        let labels = &self.document.labels;
        let number = entry.number.0;
        let _ = write!(
            self.out,
            "<li id=\"e{number}\">\n<p class=\"entry\"><b>{}</b>",
            text(&words::numbered(number, labels))
        );
        if !entry.when.is_empty() {
            let _ = write!(self.out, " <bdi class=\"when\">{}</bdi>", text(&entry.when));
        }
        self.push("</p>\n");
        if !entry.line.is_empty() {
            let _ = writeln!(
                self.out,
                "<p class=\"minutes\" lang=\"\" dir=\"auto\">{}</p>",
                text(&entry.line)
            );
        }
        let described = [(&labels.source, &entry.source), (&labels.grade, &entry.grade)];
        for (label, value) in described.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(
                self.out,
                "<p class=\"about\">{}: <bdi>{}</bdi></p>",
                text(label),
                text(value)
            );
        }
        self.back_links(number);
        self.push("</li>\n");
    }

    /// From an entry back to each sentence that rests on it.
    fn back_links(&mut self, number: u32) {
        let Some(citing) = self.cited.get(&number) else { return };
        let links: Vec<String> = citing
            .iter()
            .map(|placed| {
                format!("<a href=\"#{}\">{}</a>", text(&placed.line.anchor), text(&placed.place))
            })
            .collect();
        let _ = writeln!(
            self.out,
            "<p class=\"back\"><span aria-hidden=\"true\">↩</span> {}</p>",
            links.join("<span aria-hidden=\"true\"> · </span>"),
        );
    }
}

/// What stands in the margins of printed pages, where the browser prints margin boxes.
fn page_rules(document: &Document) -> String {
    let (before, between) = &document.labels.page;
    let start = match document.direction {
        Direction::LeftToRight => "left",
        Direction::RightToLeft => "right",
    };
    format!(
        "@page {{ size: A4; margin: 25mm 24mm 24mm; font: 8.5pt serif; \
         @top-{start} {{ content: {group}; }} \
         @bottom-center {{ content: {before} counter(page) {between} counter(pages); }} }}\n\
         @page :first {{ @top-{start} {{ content: none; }} }}\n",
        group = encode::css_string(&document.group),
        before = encode::css_string(&spaced(before, false)),
        between = encode::css_string(&spaced(between, true)),
    )
}

/// Words of "page X of Y" with the spaces around them, whether or not the label brings its own.
fn spaced(label: &str, leading: bool) -> String {
    let space = if leading { " " } else { "" };
    format!("{space}{} ", label.trim())
}
