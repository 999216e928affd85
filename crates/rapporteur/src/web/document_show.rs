//! A document: what it is, whose, its revisions and languages, and what the record takes from it.

use super::acts::{Act, acts, show_all};
use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, Manner, Quoted, cite, facts, links, quoted};
use super::shelf::Shelf;
use crate::words;
use maud::{Markup, html};
use record::entry::Source;
use record::group::Paper;
use record::{DocumentId, EntryId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Document {
    title: String,
    entry: u32,
    symbol: Option<String>,
    kind: &'static str,
    by: Vec<Link>,
    author: Option<String>,
    on: Option<String>,
    language: Option<String>,
    address: Option<String>,
    sha256: Option<String>,
    revisions: Vec<Revision>,
    versions: Vec<Version>,
    sponsors: Vec<Link>,
    disposition: Option<Disposition>,
    agreed_language: Vec<Agreed>,
    texts: Vec<Link>,
    /// Acts that the record takes from it.
    told: Vec<Act>,
    not_disclosed: usize,
}

#[derive(Debug, Serialize)]
struct Revision {
    revision: String,
    on: Option<String>,
    entry: u32,
}

#[derive(Debug, Serialize)]
struct Version {
    language: String,
    status: &'static str,
    entry: u32,
}

#[derive(Debug, Serialize)]
struct Disposition {
    disposition: &'static str,
    within: Vec<Link>,
    reason: Option<Quoted>,
    entry: u32,
}

#[derive(Debug, Serialize)]
struct Agreed {
    place: String,
    words: Quoted,
    entry: u32,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let (id, paper) = DocumentId::new(&asked.id)
        .and_then(|id| group.documents.get(&id).map(|paper| (id, paper)))
        .ok_or_else(|| Missing::thing("document", &asked.id, "/documents", "the documents"))?;
    let said = &paper.registered.said;
    let text = |text: &Option<record::Text>| text.as_ref().map(ToString::to_string);
    let (told, not_disclosed) = acts(shelf, taken_from(shelf, &id));
    let texts = group
        .texts
        .iter()
        .filter(|(_, t)| t.tabled.as_ref().is_some_and(|t| t.document.as_ref() == Some(&id)));
    Ok(Box::new(Document {
        title: group.name_of(&id.0).to_string(),
        entry: paper.registered.entry.0,
        symbol: text(&said.symbol),
        kind: words::document_kind(said.kind),
        by: Link::all(shelf, &said.by),
        author: text(&said.author),
        on: said.on.map(words::moment),
        language: said.language.as_ref().map(ToString::to_string),
        address: text(&said.address),
        sha256: said.hash.map(|h| h.to_string()),
        revisions: revisions(paper),
        versions: versions(shelf, &id),
        sponsors: Link::all(
            shelf,
            group.sponsors_of(&id.0).into_iter().map(record::group::Voice::id),
        ),
        disposition: disposition(shelf, paper),
        agreed_language: agreed_language(shelf, &id),
        texts: Link::all(shelf, texts.map(|(id, _)| &id.0)),
        told,
        not_disclosed,
    }))
}

fn revisions(paper: &Paper) -> Vec<Revision> {
    let revision =
        |r: &record::group::Recorded<record::event::documents::DocumentRevised>| Revision {
            revision: r.said.revision.to_string(),
            on: r.said.on.map(words::moment),
            entry: r.entry.0,
        };
    paper.revisions.iter().map(revision).collect()
}

fn versions(shelf: &Shelf, id: &DocumentId) -> Vec<Version> {
    let of = shelf.group().language_versions.iter().filter(|v| v.said.of == id.0);
    of.map(|v| Version {
        language: v.said.language.to_string(),
        status: v.said.status.word(),
        entry: v.entry.0,
    })
    .collect()
}

fn disposition(shelf: &Shelf, paper: &Paper) -> Option<Disposition> {
    let disposed = paper.disposition.as_ref()?;
    Some(Disposition {
        disposition: disposed.said.disposition.word(),
        within: Link::all(shelf, disposed.said.within.iter().map(|p| &p.0)),
        reason: disposed.said.reason.as_ref().map(|q| Quoted::of("reason", q, Manner::Verbatim)),
        entry: disposed.entry.0,
    })
}

fn agreed_language(shelf: &Shelf, id: &DocumentId) -> Vec<Agreed> {
    let entered = shelf.group().agreed_language.iter().filter(|a| a.said.document == *id);
    entered
        .map(|a| Agreed {
            place: a.said.place.to_string(),
            words: Quoted {
                as_what: "",
                language: Some(a.said.words.language.to_string()),
                words: a.said.words.text.to_string(),
                manner: if a.said.summary { Manner::Summary } else { Manner::Verbatim },
            },
            entry: a.entry.0,
        })
        .collect()
}

/// Entries whose source it is.
fn taken_from(shelf: &Shelf, id: &DocumentId) -> Vec<EntryId> {
    let within = shelf.record().entries().iter().filter(|entry| {
        matches!(&entry.envelope.source, Some(Source::Listed(source, _)) if *source == id.0)
    });
    within.map(|entry| entry.number).collect()
}

impl Page for Document {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn json(&self) -> Value {
        json_of("document", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            (self.about(shelf))
            @if !self.agreed_language.is_empty() {
                section { h2 { "Agreed language" } @for one in &self.agreed_language {
                    p { bdi dir="auto" { (one.place) } " " (cite(shelf, &[one.entry])) }
                    p.words { (quoted(&one.words)) }
                } }
            }
            section {
                h2 { "What the record takes from it" }
                (show_all(shelf, &self.told, self.not_disclosed))
            }
        }
    }
}

impl Document {
    fn about(&self, shelf: &Shelf) -> Markup {
        let mut rows = vec![("Kind", html! { (self.kind) " " (cite(shelf, &[self.entry])) })];
        let user = |text: &String| html! { bdi dir="auto" { (text) } };
        let plain = [
            ("Symbol", &self.symbol),
            ("Author", &self.author),
            ("Date", &self.on),
            ("Language", &self.language),
        ];
        rows.extend(
            plain.into_iter().filter_map(|(label, text)| Some((label, user(text.as_ref()?)))),
        );
        for (label, all) in [("By", &self.by), ("Sponsors", &self.sponsors), ("Holds", &self.texts)]
        {
            if !all.is_empty() {
                rows.push((label, links(all)));
            }
        }
        if let Some(address) = &self.address {
            // Shown and not linked: what stands there today may not be what was seen.
            rows.push(("Seen at", html! { span.address { (address) } }));
        }
        if let Some(hash) = &self.sha256 {
            rows.push(("SHA-256", html! { code { (hash) } }));
        }
        for one in &self.revisions {
            rows.push(("Revision", html! { (one.revision) @if let Some(on) = &one.on { ", " (on) } " " (cite(shelf, &[one.entry])) }));
        }
        for one in &self.versions {
            rows.push((
                "Version",
                html! { (one.language) ", " (one.status) " " (cite(shelf, &[one.entry])) },
            ));
        }
        if let Some(one) = &self.disposition {
            rows.push(("Became", html! {
                (one.disposition.replace('-', " ")) " " (links(&one.within)) " " (cite(shelf, &[one.entry]))
                @if let Some(reason) = &one.reason { br; (quoted(reason)) }
            }));
        }
        facts(&rows)
    }
}
