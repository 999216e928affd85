//! A text with every paragraph in full; or, where the address names one, a paragraph.

use super::answer::{Asked, Missing};
use super::brackets::{self, Marked, marked};
use super::page::{Page, json_of};
use super::parts::link;
use super::provision_show;
use super::shelf::Shelf;
use super::standings::{Standing, badge, people};
use super::texts_list::{TextLine, line};
use analysis::provision_state;
use maud::{Markup, html};
use record::TextId;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct WholeText {
    title: String,
    about: TextLine,
    paragraphs: Vec<Paragraph>,
    nothing_agreed_until_everything: bool,
    /// Where its source table stands.
    sources: String,
}

#[derive(Debug, Serialize)]
struct Paragraph {
    standing: Standing,
    words: Marked,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let found = TextId::new(&asked.id).and_then(|id| group.texts.get(&id).map(|text| (id, text)));
    let Some((id, text)) = found else { return provision_show::view(shelf, asked) };
    let provisions = text.provisions.iter().filter_map(|p| group.provisions.get(p));
    let paragraphs = provisions
        .filter(|p| p.is_before_the_group())
        .map(|p| Paragraph {
            standing: Standing::of(shelf, &provision_state(group, p)),
            words: marked(shelf, &p.version().words),
        })
        .collect();
    Ok(Box::new(WholeText {
        title: group.name_of(&id.0).to_string(),
        about: line(shelf, &id, text),
        paragraphs,
        nothing_agreed_until_everything: text.tabled.as_ref().is_some_and(|t| t.whole),
        sources: shelf.href(&format!("/sources/{id}")),
    }))
}

impl Page for WholeText {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn json(&self) -> Value {
        json_of("text", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            (self.about.about(shelf))
            p { a href=(self.sources) { "Source table" } ": who contributed to each paragraph, and how it came to be." }
            @if self.nothing_agreed_until_everything { p.notice { "Nothing is agreed until everything is agreed." } }
            @for paragraph in &self.paragraphs {
                section.paragraph id=(paragraph.standing.provision.id) {
                    h2 { (link(&paragraph.standing.provision)) " " (badge(&paragraph.standing)) }
                    (brackets::show(&paragraph.words))
                    @if !paragraph.standing.objections.is_empty() {
                        p.remark { "Objections: " (people(shelf, &paragraph.standing.objections)) }
                    }
                    @if !paragraph.standing.reserved.is_empty() {
                        p.remark { "Positions reserved: " (people(shelf, &paragraph.standing.reserved)) }
                    }
                }
            }
        }
    }
}
