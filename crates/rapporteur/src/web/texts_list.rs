//! Texts: which are before the group, and which came before.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, cite, link};
use super::shelf::Shelf;
use super::standings::{Standing, badge};
use crate::words::counted;
use analysis::{ProvisionState, provision_state};
use maud::{Markup, html};
use record::group::NegotiatingText;
use record::{EntryId, TextId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Texts {
    texts: Vec<TextLine>,
}

/// A text with its paragraphs.
#[derive(Debug, Serialize)]
pub(super) struct TextLine {
    text: Link,
    entry: u32,
    kind: Option<&'static str>,
    /// The contact group whose copy it is.
    copy_for: Option<Link>,
    replaced_by: Option<Link>,
    paragraphs: Vec<Standing>,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let mut texts: Vec<(&TextId, &NegotiatingText)> = shelf.group().texts.iter().collect();
    texts.sort_by_key(|(_, text)| text.entry);
    let texts = texts.into_iter().map(|(id, text)| line(shelf, id, text)).collect();
    Ok(Box::new(Texts { texts }))
}

pub(super) fn line(shelf: &Shelf, id: &TextId, text: &NegotiatingText) -> TextLine {
    let group = shelf.group();
    let replaced = group
        .texts
        .iter()
        .find(|(_, t)| t.tabled.as_ref().is_some_and(|t| t.replaces.as_ref() == Some(id)));
    let states: Vec<ProvisionState<'_>> = text
        .provisions
        .iter()
        .filter_map(|p| group.provisions.get(p))
        .map(|p| provision_state(group, p))
        .collect();
    TextLine {
        text: Link::to(shelf, &id.0),
        entry: text.entry.0,
        kind: text.tabled.as_ref().map(|t| t.kind.word()),
        copy_for: text.fork.as_ref().map(|f| Link::to(shelf, &f.said.group.0)),
        replaced_by: replaced.map(|(id, _)| Link::to(shelf, &id.0)),
        paragraphs: states.iter().map(|s| Standing::of(shelf, s)).collect(),
    }
}

impl Page for Texts {
    fn title(&self) -> String {
        "Text".to_owned()
    }

    fn json(&self) -> Value {
        json_of("texts", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            @if self.texts.is_empty() { p.lead { "No text is before the group." } }
            @for text in &self.texts {
                section {
                    h2 { (link(&text.text)) }
                    (text.about(shelf))
                    ol.plain { @for standing in &text.paragraphs {
                        li { (link(&standing.provision)) " " (badge(standing)) @if standing.bracketed { " " span.remark { "in brackets" } } }
                    } }
                }
            }
        }
    }
}

impl TextLine {
    /// What kind of text it is, and whether it is still before the group.
    pub(super) fn about(&self, shelf: &Shelf) -> Markup {
        html! { p {
            @if let Some(kind) = self.kind { (kind.replace('-', " ")) ", " }
            @if let Some(group) = &self.copy_for { "copy for the contact group " (link(group)) ", without status in plenary, " }
            (counted(self.paragraphs.len(), "paragraph", "paragraphs")) " "
            (cite(shelf, &[EntryId(self.entry).0]))
            @if let Some(text) = &self.replaced_by { ". Replaced by " (link(text)) }
            "."
        } }
    }
}
