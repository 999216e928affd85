//! The report: what it says of itself, its parts, and the files to read or keep.

use super::answer::{self, Asked};
use super::page;
use super::shelf::Shelf;
use crate::papers::{self, Format};
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use maud::{Markup, html};
use report::document::{Document, Line, Section};
use std::sync::Arc;

pub(super) async fn show(State(shelf): State<Arc<Shelf>>, asked: Asked) -> Response<Body> {
    answer::in_background(move || {
        let order = super::report_read::order(&asked);
        let Some(document) = papers::document(shelf.record(), &order) else {
            let words = "The record holds no entry to report.".to_owned();
            let missing = answer::Missing { words, listed: ("/log", "the log") };
            return answer::not_there(&shelf, &asked, &missing);
        };
        let page = Landing { document, fields: super::report_read::fields(&order) };
        let markup = page::whole(&shelf, &asked, &page);
        answer::answer(StatusCode::OK, "text/html; charset=utf-8", markup.into_string().into())
    })
    .await
}

struct Landing {
    document: Document,
    /// What stands behind the question mark of the files.
    fields: String,
}

impl page::Page for Landing {
    fn title(&self) -> String {
        "Report".to_owned()
    }

    /// The JSON beside this page is the report itself.
    fn json(&self) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        let file = |format: Format| shelf.href(&format!("/{}{}", format.file_name(), self.fields));
        let document = &self.document;
        html! {
            div.notice lang=(document.language) dir="auto" {
                p.lead { (document.title) }
                @for line in &document.status { p { (line_of(line)) } }
            }
            ul.files {
                li { a.primary href=(file(Format::Html)) { "Read the report" } }
                li { a href=(file(Format::Pdf)) { "PDF, for print" } }
                li { a href=(file(Format::Md)) { "Markdown" } }
                li { a href=(file(Format::Json)) { "JSON" } }
            }
            (choices(shelf))
            section {
                h2 { "What stands in it" }
                ol.plain lang=(document.language) dir="auto" { @for part in &document.sections { (entry(part, &file(Format::Html))) } }
            }
            p.remark { "Every sentence names the entries it rests on. Compiled from the record alone: the same record gives the same bytes." }
        }
    }
}

fn line_of(line: &Line) -> String {
    line.text()
}

fn entry(section: &Section, file: &str) -> Markup {
    html! { li {
        a href={ (file) "#" (section.anchor) } { @if !section.number.is_empty() { (section.number) " " } (section.heading) }
        @if !section.sections.is_empty() { ol.plain { @for part in &section.sections { (entry(part, file)) } } }
    } }
}

fn choices(shelf: &Shelf) -> Markup {
    let forms = [
        ("", "English"),
        ("?unattributed", "English, without names"),
        ("?language=ar", "Arabic"),
        ("?language=ar&unattributed", "Arabic, without names"),
    ];
    html! { nav aria-label="Forms of the report" {
        p { "Forms: " @for (index, (fields, name)) in forms.into_iter().enumerate() {
            @if index > 0 { " · " } a href=(shelf.href(&format!("/report{fields}"))) { (name) }
        } }
    } }
}
