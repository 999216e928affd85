//! The page: no script, no request to anyone, readable by ear and on paper.

mod sections;

use super::figures::count;
use super::page::Page;
use super::svg::Picture;
use super::{CAMPS_SHOWN, apart, divergence, ground, groups, map, marks, splits, stability, words};
use crate::html::{BASE_STYLE, encode::text};
use std::fmt::Write as _;

/// Renders the whole file.
pub fn render(page: &Page) -> String {
    let sections = sections::of(page);
    let mut out = head(page);
    cover(&mut out, page);
    contents(&mut out, &sections);
    out.push_str("<main id=\"text\" tabindex=\"-1\">\n");
    for Section { anchor, title, body } in &sections {
        let class = if *anchor == "method" { " class=\"method\"" } else { "" };
        let _ = write!(
            out,
            "<section{class} aria-labelledby=\"{anchor}\">\n<h2 id=\"{anchor}\">{}</h2>\n{body}</section>\n",
            text(title)
        );
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A section, set.
struct Section {
    anchor: &'static str,
    title: &'static str,
    body: String,
}

fn head(page: &Page) -> String {
    format!(
        r##"<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Splits, camps and common ground · {title}</title>
<style>
{BASE_STYLE}{style}{pictures}</style>
</head>
<body class="page">
<a class="skip" href="#text">Skip to the results</a>
"##,
        title = text(&page.title),
        style = include_str!("style.css"),
        pictures = marks::style(),
    )
}

fn cover(out: &mut String, page: &Page) {
    let _ = write!(
        out,
        "<header class=\"cover\">\n<p class=\"what\">Splits, camps and common ground</p>\n<h1 dir=\"auto\">{}</h1>\n",
        text(&page.title)
    );
    if let Some(source) = &page.source {
        let _ = writeln!(out, "<p class=\"what\"><bdi>{}</bdi></p>", text(source));
    }
    if let Some(about) = words::about(page.about) {
        let _ = writeln!(out, "<p class=\"what\">{}</p>", text(about));
    }
    out.push_str("<ul class=\"figures\" role=\"list\">\n");
    let figures = [
        words::people(page.who, page.participants),
        words::statements(page.statements),
        words::responses(page.scale, page.responses),
    ];
    for figure in figures {
        let (number, noun) = figure.split_once(' ').unwrap_or((&figure, ""));
        let _ = writeln!(out, "<li><b>{}</b> {}</li>", text(number), text(noun));
    }
    out.push_str("</ul>\n<div class=\"result\" role=\"note\">\n");
    paragraph(out, &words::result(page));
    let sure = words::how_sure(page);
    if !sure.is_empty() {
        paragraph(out, &sure.join(" "));
    }
    out.push_str("</div>\n</header>\n");
}

fn contents(out: &mut String, sections: &[Section]) {
    out.push_str("<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul role=\"list\">\n");
    for Section { anchor, title, .. } in sections {
        let _ = writeln!(out, "<li><a href=\"#{anchor}\">{}</a></li>", text(title));
    }
    out.push_str("</ul>\n</nav>\n");
}

fn paragraph(out: &mut String, words: &str) {
    let _ = writeln!(out, "<p>{}</p>", text(words));
}

fn small(out: &mut String, words: &str) {
    let _ = writeln!(out, "<p class=\"small\">{}</p>", text(words));
}

/// A picture with what is to be seen in it before, and its numbers after it.
fn figure(out: &mut String, picture: &Picture) {
    let title = text(&picture.title);
    let _ = write!(
        out,
        "<figure>\n<figcaption><b>{title}.</b> {}</figcaption>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\n{}</div>\n",
        text(&picture.description),
        picture.inline()
    );
    if let Some(left_out) = &picture.left_out {
        small(out, left_out);
    }
    let _ = writeln!(out, "<details>\n<summary>The same in numbers: {title}</summary>");
    for table in &picture.tables {
        out.push_str(&table.html());
    }
    out.push_str("</details>\n</figure>\n");
}
