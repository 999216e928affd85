//! Parts that several screens share: links, entries cited, words quoted, acts told.

use super::shelf::Shelf;
use crate::words;
use maud::{Markup, html};
use record::entry::{Grade, Source};
use record::thing::Thing;
use record::{EntryId, Id, Quote};
use serde::Serialize;

/// A thing on the record, and its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Link {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) href: String,
}

impl Link {
    pub(super) fn to(shelf: &Shelf, id: &Id) -> Self {
        Self {
            id: id.to_string(),
            name: shelf.group().name_of(id).to_string(),
            href: shelf.page_of(id),
        }
    }

    /// A thing as the object of a sentence: a paragraph by its label is `paragraph 3`, not `3`.
    pub(super) fn object(shelf: &Shelf, id: &Id) -> Self {
        let mut link = Self::to(shelf, id);
        if shelf.group().thing(id) == Some(Thing::Provision) {
            link.name = format!("paragraph {}", link.name);
        }
        link
    }

    pub(super) fn all<'a>(shelf: &Shelf, ids: impl IntoIterator<Item = &'a Id>) -> Vec<Self> {
        ids.into_iter().map(|id| Self::to(shelf, id)).collect()
    }
}

/// Words of the record, verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Quoted {
    /// What the words are, where that must be said: `reason`, `would be cured by`.
    pub(super) as_what: &'static str,
    pub(super) language: Option<String>,
    pub(super) words: String,
    pub(super) manner: Manner,
}

/// How words stand to what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Manner {
    /// As they were said or written.
    Verbatim,
    /// A summary of them.
    Summary,
    /// A note of who keeps the record.
    Note,
}

impl Quoted {
    pub(super) fn of(as_what: &'static str, quote: &Quote, manner: Manner) -> Self {
        Self {
            as_what,
            language: quote.language.as_ref().map(ToString::to_string),
            words: quote.text.to_string(),
            manner,
        }
    }
}

/// Numbers of entries as links to their permanent addresses: `(no. 7, no. 12)`.
pub(super) fn cite(shelf: &Shelf, entries: &[u32]) -> Markup {
    html! {
        @if !entries.is_empty() {
            span.cite { "("
                @for (index, entry) in entries.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(shelf.entry(EntryId(*entry))) { "no. " (entry) }
                }
            ")" }
        }
    }
}

/// A link with its name set apart, whatever its script.
pub(super) fn link(link: &Link) -> Markup {
    html! { a href=(link.href) { bdi dir="auto" { (link.name) } } }
}

/// Names in a row.
pub(super) fn links(all: &[Link]) -> Markup {
    html! { @for (index, one) in all.iter().enumerate() { @if index > 0 { ", " } (link(one)) } }
}

/// Words quoted, in quotation marks where they are verbatim.
pub(super) fn quoted(quote: &Quoted) -> Markup {
    html! {
        span.quoted {
            @if !quote.as_what.is_empty() { span.as-what { (quote.as_what) ": " } }
            @match quote.manner {
                Manner::Verbatim => { q lang=[tag(quote)] dir="auto" { (quote.words) } }
                Manner::Note => { bdi lang=[tag(quote)] dir="auto" { (quote.words) } }
                Manner::Summary => { bdi lang=[tag(quote)] dir="auto" { (quote.words) } span.remark { " (in summary)" } }
            }
        }
    }
}

fn tag(quote: &Quoted) -> Option<&str> {
    quote.language.as_deref()
}

/// How an entry is known, where it is not its holder's own word.
pub(super) fn known(shelf: &Shelf, entry: EntryId) -> Option<String> {
    let envelope = &shelf.record().entry(entry)?.envelope;
    if shelf.group().fate_of(entry).is_some_and(|f| f.confirmed.is_some()) {
        return None;
    }
    let by = match &envelope.source {
        Some(Source::Listed(id, _)) => Some(shelf.group().name_of(id).to_string()),
        Some(Source::Described(text)) => Some(text.to_string()),
        None => None,
    };
    Some(match (envelope.grade?, by) {
        (Grade::Delivered | Grade::Confirmed, _) => return None,
        (Grade::TakenDown, _) => "taken down, not confirmed by its holder".to_owned(),
        (Grade::Reported, Some(by)) => format!("as reported in {by}"),
        (Grade::Reported, None) => "as reported by another".to_owned(),
        (Grade::Inferred, Some(by)) => format!("an inference of its author, from {by}"),
        (Grade::Inferred, None) => "an inference of its author".to_owned(),
    })
}

/// When an entry was, for a reader.
pub(super) fn when(shelf: &Shelf, entry: EntryId) -> Option<String> {
    shelf.record().entry(entry)?.envelope.when().map(words::moment)
}

/// A list of facts: label and value.
pub(super) fn facts(rows: &[(&str, Markup)]) -> Markup {
    html! { dl.facts { @for (label, value) in rows { div { dt { (label) } dd { (value) } } } } }
}

/// A number with its noun, large, for the head of a page.
pub(super) fn figure(number: usize, noun: &str) -> Markup {
    html! { div.figure { span.count { (number) } " " span.noun { (noun) } } }
}
