//! Documents, in the order of the record.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, link, links};
use super::shelf::Shelf;
use crate::words;
use maud::{Markup, html};
use record::group::Paper;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Documents {
    documents: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    document: Link,
    symbol: Option<String>,
    kind: &'static str,
    by: Vec<Link>,
    author: Option<String>,
    on: Option<String>,
    entry: u32,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let mut papers: Vec<&Paper> = shelf.group().documents.values().collect();
    papers.sort_by_key(|p| p.registered.entry);
    let line = |paper: &&Paper| {
        let said = &paper.registered.said;
        Line {
            document: Link::to(shelf, &said.id.0),
            symbol: said.symbol.as_ref().map(ToString::to_string),
            kind: words::document_kind(said.kind),
            by: Link::all(shelf, &said.by),
            author: said.author.as_ref().map(ToString::to_string),
            on: said.on.map(words::moment),
            entry: paper.registered.entry.0,
        }
    };
    Ok(Box::new(Documents { documents: papers.iter().map(line).collect() }))
}

impl Page for Documents {
    fn title(&self) -> String {
        "Documents".to_owned()
    }

    fn json(&self) -> Value {
        json_of("documents", self)
    }

    fn body(&self, _shelf: &Shelf) -> Markup {
        html! {
            @if self.documents.is_empty() { p.lead { "No document is on the record." } }
            @else { div.scroll tabindex="0" role="region" aria-label="Documents" { table {
                caption { "Documents on the record" }
                thead { tr { th scope="col" { "Document" } th scope="col" { "Kind" } th scope="col" { "By" } th scope="col" { "Date" } } }
                tbody { @for one in &self.documents { tr {
                    th scope="row" { (link(&one.document)) @if let Some(symbol) = &one.symbol { br; span.remark { bdi { (symbol) } } } }
                    td { (one.kind) }
                    td { @if one.by.is_empty() { @if let Some(author) = &one.author { bdi dir="auto" { (author) } } } @else { (links(&one.by)) } }
                    td { @if let Some(on) = &one.on { (on) } @else { span.none { "not stated" } } }
                } } }
            } } }
        }
    }
}
