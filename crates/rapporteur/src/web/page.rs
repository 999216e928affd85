//! The frame of every page: who the group is, where one is, and how fresh it is.

use super::answer::{Asked, Missing};
use super::packages_show;
use super::shelf::Shelf;
use crate::study::Outcome;
use crate::words::{self, counted};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use serde_json::{Value, json};

/// The version of the shape of every page's JSON; `docs/reference/pages.md` describes it.
pub(super) const SCHEMA: &str = "rapporteur-page/1";

/// The style of every page; a page that stands alone carries it.
pub(crate) const STYLE: &str = include_str!("style.css");

/// A screen: a view of the record that is a page, and JSON.
pub(super) trait Page {
    /// The heading.
    fn title(&self) -> String;
    /// What stands below the heading.
    fn body(&self, shelf: &Shelf) -> Markup;
    /// The same for programs.
    fn json(&self) -> Value;
}

/// The JSON of a view: its fields, the version and the name of the page.
pub(super) fn json_of(page: &str, view: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(view)
        .expect("BUG: strings, numbers and lists of them always serialise");
    if let Value::Object(fields) = &mut value {
        fields.insert("schema".to_owned(), json!(SCHEMA));
        fields.insert("page".to_owned(), json!(page));
    }
    value
}

/// The pages that every page leads to: address and name.
const CONTENTS: [(&str, &str); 11] = [
    ("/", "State of play"),
    ("/text", "Text"),
    ("/issue", "Issues"),
    ("/parties", "Parties"),
    ("/meetings", "Meetings"),
    ("/documents", "Documents"),
    ("/calls", "Calls"),
    ("/rules", "Rules"),
    ("/report", "Report"),
    ("/log", "Log"),
    (packages_show::PATH, "Chair's desk"),
];

/// A whole page.
pub(super) fn whole(shelf: &Shelf, asked: &Asked, page: &dyn Page) -> Markup {
    let json = match asked.path.as_str() {
        "" | "/" => "/index".to_owned(),
        path => path.to_owned(),
    };
    let body = html! {
        h1 { bdi dir="auto" { (page.title()) } }
        (page.body(shelf))
    };
    frame(shelf, asked, &page.title(), Some(&format!("{json}.json")), &body)
}

/// A page that says that something is not there, and what is.
pub(super) fn missing(shelf: &Shelf, asked: &Asked, missing: &Missing) -> Markup {
    let (path, list) = missing.listed;
    let body = html! {
        h1 { "Not on the record" }
        p.lead { (missing.words) }
        p { "An address here never changes and is never given to something else. It may have been mistyped, or the thing may be on a later or another record." }
        p { a href=(shelf.href(path)) { "See " (list) } " or the " a href=(shelf.href("/")) { "state of play" } "." }
    };
    frame(shelf, asked, "Not on the record", None, &body)
}

fn frame(shelf: &Shelf, asked: &Asked, title: &str, json: Option<&str>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (shelf.name) }
                link rel="stylesheet" href=(shelf.href("/style.css"));
                @if let Some(json) = json { link rel="alternate" type="application/json" href=(shelf.href(json)); }
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                (masthead(shelf, asked))
                main id="main" tabindex="-1" { (body) }
                (foot(shelf, json, asked.path == packages_show::PATH))
            }
        }
    }
}

fn masthead(shelf: &Shelf, asked: &Asked) -> Markup {
    html! {
        header.masthead {
            p.group { a href=(shelf.href("/")) { bdi dir="auto" { (shelf.name) } } }
            @if shelf.records.len() > 1 {
                nav.records aria-label="Records" {
                    ul { @for (prefix, name) in &shelf.records {
                        li { @if *prefix == shelf.prefix { span aria-current="true" { bdi dir="auto" { (name) } } }
                             @else { a href=(if prefix.is_empty() { "/" } else { prefix }) { bdi dir="auto" { (name) } } } }
                    } }
                }
            }
            nav.contents aria-label="Pages" {
                ul { @for (path, name) in CONTENTS.iter().filter(|(path, _)| shelf.chair || *path != packages_show::PATH) {
                    li { a href=(shelf.href(path)) aria-current=[is_within(&asked.path, path).then_some("page")] { (name) } }
                } }
            }
        }
    }
}

/// Whether a page is the one named or below it.
fn is_within(path: &str, page: &str) -> bool {
    let singular = match page {
        "/parties" => "/party/",
        "/meetings" => "/meeting/",
        "/documents" => "/document/",
        "/text" if path.starts_with("/sources/") => return true,
        "/" => return matches!(path, "" | "/" | "/index"),
        other => {
            return path == other || path.strip_prefix(other).is_some_and(|p| p.starts_with('/'));
        }
    };
    path == page || path.starts_with(singular)
}

fn foot(shelf: &Shelf, json: Option<&str>, desk: bool) -> Markup {
    html! {
        footer {
            p {
                "The record through " a href=(shelf.href(&format!("/log/{}", shelf.last()))) { "no. " (shelf.last()) }
                @if let Some(entry) = shelf.record().entries().last() {
                    @if let Some(when) = entry.envelope.when() { ", " (words::moment(when)) }
                }
                ". To read only."
            }
            @if let Some(head) = shelf.head {
                p.root { "Root of " (counted(head.count as usize, "entry", "entries")) ": " code { (head.root) } }
            } @else {
                p.root { "No root: some lines of the record could not be read." }
            }
            p {
                @if let Some(json) = json { a href=(shelf.href(json)) { "This page as JSON" } " · " }
                "Compiled by " (crate::bundle::COMPILER) ". "
                @if desk { "For the Chair: nothing is held back on this page." }
                @else { "What is not disclosed at its level is counted and not shown." }
            }
        }
    }
}

/// The results of every pair of rules, as a page that stands alone.
pub(crate) fn comparison(
    group: &str,
    study: &str,
    outcomes: &[Outcome],
    place: &dyn Fn(&Outcome) -> String,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Rules side by side · " (group) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.masthead { p.group { bdi dir="auto" { (group) } } }
                main {
                    h1 { "Rules side by side" }
                    p.notice { (study) }
                    (outcomes_table(outcomes, place))
                }
            }
        }
    }
}

/// The results of every pair of rules.
pub(super) fn outcomes_table(outcomes: &[Outcome], place: &dyn Fn(&Outcome) -> String) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="What each pair of rules yields" {
            table {
                caption { "What each report rule yields with each decision rule" }
                thead { tr {
                    th scope="col" { "Report rule" } th scope="col" { "Decision rule" }
                    th.number scope="col" { "Paragraphs agreed" } th.number scope="col" { "Need a ruling" }
                    th.number scope="col" { "Views told" } th.number scope="col" { "Positions left out" }
                    th scope="col" { "Report" }
                } }
                tbody { @for outcome in outcomes { (outcome_row(outcome, &place(outcome))) } }
            }
        }
    }
}

fn outcome_row(outcome: &Outcome, place: &str) -> Markup {
    let (report, decision) = (words::rule(outcome.report_rule), words::rule(outcome.decision_rule));
    html! { tr {
        th scope="row" { (report) }
        td { (decision) }
        td.number { (outcome.agreed) " of " (outcome.paragraphs) }
        td.number { (outcome.need_ruling) }
        td.number { (outcome.views) }
        td.number { (outcome.left_out) }
        td { a href=(place) { "Read" span.unseen { " the report under " (report) " and " (decision) } } }
    } }
}
