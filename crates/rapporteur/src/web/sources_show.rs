//! The source table of a text: who contributed to each paragraph, what it was, how and why it came to be.

use super::answer::{Asked, Missing};
use super::life::named;
use super::page::{Page, json_of};
use super::parts::{Link, cite, link, links};
use super::shelf::Shelf;
use crate::story::{self, Giver, Row, Was, Way};
use crate::words::counted;
use maud::{Markup, html};
use record::TextId;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Table {
    text: Link,
    paragraphs: Vec<Paragraph>,
    not_disclosed: usize,
}

/// Empty lists: the record does not say.
#[derive(Debug, Serialize)]
struct Paragraph {
    paragraph: Link,
    contributors: Vec<Contributor>,
    originals: Vec<Original>,
    made: Vec<Made>,
    not_disclosed: usize,
}

#[derive(Debug, Serialize)]
struct Contributor {
    entry: u32,
    /// `null` where the name is not disclosed.
    who: Option<Link>,
    kind: &'static str,
    how: String,
    document: Option<Link>,
    symbol: Option<String>,
}

#[derive(Debug, Serialize)]
struct Original {
    entry: u32,
    label: String,
    paragraph: Link,
    text: Link,
}

#[derive(Debug, Serialize)]
struct Made {
    entry: u32,
    approach: &'static str,
    how: &'static str,
    /// The other paragraph on which it was done, from which this one comes.
    of: Option<Link>,
    from: Vec<Link>,
    reason: Option<String>,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let text = TextId::new(&asked.id)
        .filter(|id| shelf.group().texts.contains_key(id))
        .ok_or_else(|| Missing::thing("text", &asked.id, "/text", "the texts"))?;
    let told = story::sources(shelf.record(), &text);
    Ok(Box::new(Table {
        text: Link::to(shelf, &text.0),
        paragraphs: told.rows.iter().map(|row| paragraph(shelf, row)).collect(),
        not_disclosed: told.withheld,
    }))
}

fn paragraph(shelf: &Shelf, row: &Row) -> Paragraph {
    let contributor = |giver: &Giver| Contributor {
        entry: giver.entry.0,
        who: giver.who.as_ref().map(|id| Link::to(shelf, id)),
        kind: giver.kind,
        how: giver.how.clone(),
        document: giver.document.as_ref().map(|id| Link::to(shelf, id)),
        symbol: giver.symbol.clone(),
    };
    let original = |was: &Was| Original {
        entry: was.entry.0,
        label: was.label.clone(),
        paragraph: Link::to(shelf, &was.provision.0),
        text: Link::to(shelf, &was.text),
    };
    let made = |way: &Way| Made {
        entry: way.entry.0,
        approach: way.code(),
        how: way.how(),
        of: (way.provision != row.provision).then(|| named(shelf, &way.provision.0)),
        from: way.from.iter().map(|id| named(shelf, id)).collect(),
        reason: way.reason.clone(),
    };
    let mut link = Link::to(shelf, &row.provision.0);
    link.name = row.label.clone().unwrap_or_else(|| "not disclosed".to_owned());
    Paragraph {
        paragraph: link,
        contributors: row.contributors.iter().map(contributor).collect(),
        originals: row.originals.iter().map(original).collect(),
        made: row.made.iter().map(made).collect(),
        not_disclosed: row.withheld,
    }
}

impl Page for Table {
    fn title(&self) -> String {
        format!("Sources of {}", self.text.name)
    }

    fn json(&self) -> Value {
        json_of("sources", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            p.lead { "Who contributed to each paragraph of " (link(&self.text)) ", what it was called, and how and why it came to be, as the entries say." }
            p.remark { "“Not recorded” means that the record does not say. Nothing is guessed from likeness of words." }
            div.scroll tabindex="0" role="region" aria-label="Sources of each paragraph" {
                table.sources {
                    caption { "Sources of each paragraph" }
                    thead { tr {
                        th scope="col" { "Paragraph" } th scope="col" { "Contributed by" }
                        th scope="col" { "Earlier" } th scope="col" { "How and why" }
                    } }
                    tbody { @for row in &self.paragraphs { (cells(shelf, row)) } }
                }
            }
            @if self.not_disclosed > 0 {
                p.withheld { (counted(self.not_disclosed, "paragraph is", "paragraphs are")) " not disclosed." }
            }
        }
    }
}

fn cells(shelf: &Shelf, row: &Paragraph) -> Markup {
    html! { tr {
        th scope="row" { (link(&row.paragraph)) }
        td data-head="Contributed by" {
            @if row.contributors.is_empty() { span.none { "not recorded" } }
            @else { ul.plain { @for one in &row.contributors { li {
                @match &one.who { Some(who) => { (link(who)) } None => { span.withheld { "not named" } } }
                " " bdi dir="auto" { (one.how) }
                @if let Some(document) = &one.document {
                    ", " a href=(document.href) { bdi dir="auto" { (one.symbol.as_ref().unwrap_or(&document.name)) } }
                }
                " " (cite(shelf, &[one.entry]))
            } } } }
        }
        td data-head="Earlier" {
            @if row.originals.is_empty() { span.none { "none recorded" } }
            @else { ul.plain { @for was in &row.originals { li {
                a href=(was.paragraph.href) { bdi dir="auto" { (was.label) } }
                " in " (link(&was.text)) " " (cite(shelf, &[was.entry]))
            } } } }
        }
        td data-head="How and why" {
            ul.plain { @for way in &row.made { li {
                @if let Some(of) = &way.of { (link(of)) ": " }
                (way.how)
                @if !way.from.is_empty() { ", from " (links(&way.from)) }
                " " (cite(shelf, &[way.entry]))
                @if let Some(reason) = &way.reason { ": " q dir="auto" { (reason) } }
            } } }
            @if row.not_disclosed > 0 {
                p.withheld { (counted(row.not_disclosed, "contribution or act is", "contributions or acts are")) " not disclosed." }
            }
        }
    } }
}
