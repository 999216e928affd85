//! An entry at its permanent address: its line, what surrounds it, and what became of it.

use super::acts::{Act, act, since};
use super::answer::{Asked, Missing};
use super::log_list::{Line, line};
use super::page::{Page, json_of};
use super::parts::facts;
use super::shelf::Shelf;
use crate::disclosure::{Openness, openness};
use crate::source::stored_line;
use crate::words;
use maud::{Markup, html};
use record::entry::Source;
use record::{Entry, EntryId, Moment};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct OneEntry {
    #[serde(flatten)]
    line: Line,
    kind: Option<String>,
    said: Option<String>,
    received: Option<String>,
    in_effect: Option<String>,
    recorder: Option<String>,
    source: Option<String>,
    grade: Option<&'static str>,
    level: Option<&'static str>,
    since: Vec<String>,
    /// Leaf of the Merkle tree; left out where it could confirm a guess at what is not disclosed.
    leaf: Option<String>,
    #[serde(skip)]
    act: Option<Act>,
    previous: Option<u32>,
    next: Option<u32>,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let missing = || Missing::thing("entry with the number", &asked.id, "/log", "the log");
    let number: u32 = asked.id.parse().map_err(|_| missing())?;
    let line = line(shelf.record(), EntryId(number)).ok_or_else(missing)?;
    let entry = shelf.record().entry(EntryId(number));
    let open = entry.filter(|e| openness(shelf.record(), e.number) != Openness::Counted);
    let named = entry.filter(|e| openness(shelf.record(), e.number) == Openness::Named);
    let envelope = open.map(|e| &e.envelope);
    let moment = |moment: Option<Moment>| moment.map(words::moment);
    Ok(Box::new(OneEntry {
        kind: open.and_then(Entry::event).map(super::acts::kind),
        said: moment(envelope.and_then(|e| e.said)),
        received: moment(envelope.and_then(|e| e.received)),
        in_effect: moment(envelope.and_then(|e| e.effect)),
        recorder: envelope
            .and_then(|e| e.recorder.as_ref())
            .map(|id| shelf.group().name_of(id).to_string()),
        source: named.and_then(|e| e.envelope.source.as_ref()).map(|s| source(shelf, s)),
        grade: envelope.and_then(|e| e.grade).map(record::entry::Grade::word),
        level: entry.and_then(|e| e.envelope.level).map(record::entry::Disclosure::word),
        since: since(shelf, EntryId(number)),
        leaf: named.map(|e| stored_line(e).leaf().to_string()),
        act: open.and_then(|e| act(shelf, e)),
        previous: (number > 1).then(|| number - 1),
        next: (number < shelf.last()).then(|| number + 1),
        line,
    }))
}

fn source(shelf: &Shelf, source: &Source) -> String {
    match source {
        Source::Listed(id, None) => shelf.group().name_of(id).to_string(),
        Source::Listed(id, Some(place)) => format!("{}, {place}", shelf.group().name_of(id)),
        Source::Described(text) => text.to_string(),
    }
}

impl Page for OneEntry {
    fn title(&self) -> String {
        format!("Entry no. {}", self.line.number)
    }

    fn json(&self) -> Value {
        json_of("entry", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            @if let Some(act) = &self.act { (super::acts::show(shelf, act)) }
            @match &self.line.line {
                Some(line) => { pre.line tabindex="0" aria-label="Canonical line" { code dir="ltr" { (line) } } }
                None => {}
            }
            @if let Some(remark) = &self.line.remark { p.notice { (remark) } }
            (self.about())
            nav.pager aria-label="Entries" {
                @if let Some(previous) = self.previous { a rel="prev" href=(shelf.entry(EntryId(previous))) { "No. " (previous) } }
                a href=(shelf.href(&format!("/log?page={}#no-{}", self.line.number.div_ceil(100), self.line.number))) { "In the log" }
                @if let Some(next) = self.next { a rel="next" href=(shelf.entry(EntryId(next))) { "No. " (next) } }
            }
        }
    }
}

impl OneEntry {
    fn about(&self) -> Markup {
        let rows: Vec<(&str, Markup)> = [
            ("Kind", self.kind.as_deref()),
            ("Said", self.said.as_deref()),
            ("Received", self.received.as_deref()),
            ("In effect", self.in_effect.as_deref()),
            ("Taken down by", self.recorder.as_deref()),
            ("Source", self.source.as_deref()),
            ("Grade", self.grade),
            ("Disclosure", self.level),
        ]
        .into_iter()
        .filter_map(|(label, value)| Some((label, html! { bdi dir="auto" { (value?) } })))
        .chain(self.since.iter().map(|since| ("Since", html! { (since) })))
        .chain(self.leaf.iter().map(|leaf| ("Leaf", html! { code { (leaf) } })))
        .collect();
        facts(&rows)
    }
}
