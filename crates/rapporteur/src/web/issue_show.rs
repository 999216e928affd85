//! An issue: who stands where, in whose words, and what else was said of it.

use super::acts::{Act, acts, show_all};
use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, cite};
use super::provision_show::bearing_on;
use super::shelf::Shelf;
use super::standings::{
    Camp, Division, Standing, camps, coalition_splits, divisions, side_by_side, splits, table,
};
use analysis::{issue_state, provision_state};
use maud::{Markup, html};
use record::{Event, IssueId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Issue {
    title: String,
    entry: u32,
    kind: &'static str,
    mandate: Option<Link>,
    positions: Vec<Camp>,
    inside_constituencies: Vec<Division>,
    inside_coalitions: Vec<Division>,
    paragraphs: Vec<Standing>,
    /// What some say that others hold: the word of who says so.
    ascribed: Vec<Act>,
    said: Vec<Act>,
    not_disclosed: usize,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let issue = IssueId::new(&asked.id)
        .and_then(|id| group.issues.iter().find(|i| i.said.id == id))
        .ok_or_else(|| Missing::thing("issue", &asked.id, "/issue", "the issues"))?;
    let id = &issue.said.id.0;
    let state = issue_state(group, &issue.said.id, issue.entry);
    let is_ascription = |entry: &record::EntryId| {
        let event = shelf.record().entry(*entry).and_then(|e| e.event());
        matches!(event, Some(Event::PositionAscribed(_)))
    };
    let (ascriptions, others): (Vec<_>, Vec<_>) =
        bearing_on(shelf, id).into_iter().partition(is_ascription);
    let (ascribed, hidden) = acts(shelf, ascriptions);
    let (said, hidden_too) = acts(shelf, others);
    let paragraphs = state.provisions.iter().filter_map(|p| group.provisions.get(p));
    Ok(Box::new(Issue {
        title: group.name_of(id).to_string(),
        entry: issue.entry.0,
        kind: issue.said.kind.word(),
        mandate: issue.said.under.as_ref().map(|m| Link::to(shelf, &m.0)),
        positions: camps(shelf, &state.positions),
        inside_constituencies: splits(shelf, id),
        inside_coalitions: coalition_splits(shelf, id),
        paragraphs: paragraphs.map(|p| Standing::of(shelf, &provision_state(group, p))).collect(),
        ascribed,
        said,
        not_disclosed: hidden + hidden_too,
    }))
}

impl Page for Issue {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn json(&self) -> Value {
        json_of("issue", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            p.lead {
                "An issue of " (self.kind)
                @if let Some(mandate) = &self.mandate { ", under " (super::parts::link(mandate)) }
                " " (cite(shelf, &[self.entry]))
            }
            section {
                h2 { "Who stands where" }
                (side_by_side(shelf, &self.positions))
                (divisions("constituency", &self.inside_constituencies)) (divisions("coalition", &self.inside_coalitions))
            }
            @if !self.ascribed.is_empty() {
                section {
                    h2 { "Ascribed by others" }
                    p.remark { "The word of those who say so. Nobody is bound by what another says of them." }
                    (show_all(shelf, &self.ascribed, 0))
                }
            }
            @if !self.paragraphs.is_empty() {
                section { h2 { "Paragraphs" } (table(shelf, "Paragraphs that bear on it", &self.paragraphs.iter().collect::<Vec<_>>())) }
            }
            section { h2 { "What else was said" } (show_all(shelf, &self.said, self.not_disclosed)) }
        }
    }
}
