//! The log: every entry as its canonical line, as far as it is disclosed, a page at a time.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::shelf::Shelf;
use crate::disclosure::{Openness, names_somebody, openness};
use crate::words;
use maud::{Markup, html};
use record::minutes::print_entry;
use record::{Entry, EntryId, Record};
use serde::Serialize;
use serde_json::Value;

/// Entries on a page.
const PAGE: u32 = 100;

#[derive(Debug, Serialize)]
struct Log {
    entries: Vec<Line>,
    page: u32,
    pages: u32,
    last: u32,
    #[serde(skip)]
    href: String,
}

/// An entry as the log shows it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    pub(super) number: u32,
    /// `admitted`, `not-admitted` or `not-read`.
    pub(super) state: &'static str,
    /// The canonical line; what is not disclosed of it is left out, and `null` where all of it is.
    pub(super) line: Option<String>,
    /// What the line leaves out, or why it is not there.
    pub(super) remark: Option<String>,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let last = shelf.last();
    let pages = last.div_ceil(PAGE).max(1);
    let wanted = asked.field("page").map_or(Some(1), |page| page.parse().ok());
    let page = wanted.filter(|page| (1..=pages).contains(page)).ok_or_else(|| Missing {
        words: format!("The log has {}.", words::counted(pages as usize, "page", "pages")),
        listed: ("/log", "the first page of the log"),
    })?;
    let from = (page - 1) * PAGE + 1;
    let numbers = from..=last.min(from + PAGE - 1);
    Ok(Box::new(Log {
        entries: numbers.filter_map(|n| line(shelf.record(), EntryId(n))).collect(),
        page,
        pages,
        last,
        href: shelf.href("/log"),
    }))
}

/// An entry as the log shows it; `None` where the record has no such number.
pub(super) fn line(record: &Record, number: EntryId) -> Option<Line> {
    if let Some(unread) = record.unread().iter().find(|u| u.number == number) {
        return Some(Line {
            number: number.0,
            state: "not-read",
            line: None,
            remark: Some(format!("Line {} of the file could not be read.", unread.line)),
        });
    }
    let entry = record.entry(number)?;
    let refused = record.refused().iter().find(|r| r.entry == number);
    let (line, remark) = disclosed(record, entry);
    Some(Line {
        number: number.0,
        state: if refused.is_some() { "not-admitted" } else { "admitted" },
        line,
        remark: refused.map(|r| format!("Not admitted: {}.", r.refusal)).or(remark),
    })
}

/// The line as far as it is disclosed, and what is left out.
fn disclosed(record: &Record, entry: &Entry) -> (Option<String>, Option<String>) {
    match openness(record, entry.number) {
        Openness::Named => (Some(print_entry(&without_salt(entry))), None),
        Openness::Unnamed => {
            let mut unnamed = without_salt(entry);
            unnamed.envelope.speaker = None;
            unnamed.envelope.source = None;
            unnamed.envelope.recorder = None;
            let line = print_entry(&unnamed);
            let remark = "Who holds it, and its source, are not disclosed.".to_owned();
            (Some(line).filter(|line| !names_somebody(record, line)), Some(remark))
        }
        Openness::Counted => (None, Some(withheld(entry))),
    }
}

/// The salt keeps an erased body from being guessed, and is nobody's business before.
fn without_salt(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    entry.envelope.salt = None;
    entry
}

fn withheld(entry: &Entry) -> String {
    if entry.event().is_none() {
        return "Its body was erased; the hash of it remains.".to_owned();
    }
    match entry.envelope.level {
        Some(level) => format!("Not disclosed (level: {}).", level.word()),
        None => "Not disclosed: its maker did not release it.".to_owned(),
    }
}

impl Page for Log {
    fn title(&self) -> String {
        "Log".to_owned()
    }

    fn json(&self) -> Value {
        json_of("log", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            p.remark { "The record is only added to. Each entry keeps its number and its address for ever; corrections are later entries." }
            ol.log { @for one in &self.entries { (row(shelf, one)) } }
            (self.pager())
        }
    }
}

/// An entry in the log.
pub(super) fn row(shelf: &Shelf, one: &Line) -> Markup {
    html! {
        li id={ "no-" (one.number) } {
            a.no href=(shelf.entry(EntryId(one.number))) { (one.number) }
            div {
                @if let Some(line) = &one.line { code dir="ltr" { (without_number(line)) } }
                @if let Some(remark) = &one.remark { p.remark { (remark) } }
            }
        }
    }
}

/// The number stands beside the line already.
fn without_number(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(_, rest)| rest)
}

impl Log {
    fn pager(&self) -> Markup {
        let to = |page: u32| format!("{}?page={page}", self.href);
        html! { @if self.pages > 1 {
            nav.pager aria-label="Pages of the log" {
                @if self.page > 1 { a rel="prev" href=(to(self.page - 1)) { "Earlier entries" } }
                span { "Page " (self.page) " of " (self.pages) }
                @if self.page < self.pages { a rel="next" href=(to(self.page + 1)) { "Later entries" } }
            }
        } }
    }
}
