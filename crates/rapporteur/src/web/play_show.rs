//! State of play: what the group is, what is agreed, what stands open, who differs on what.

use super::acts::{Act, acts, show_all};
use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, Manner, Quoted, cite, facts, figure, link, quoted};
use super::shelf::Shelf;
use super::standings::{Matter, Standing, badge, matters, table};
use crate::words::{self, counted};
use analysis::{play, warnings};
use maud::{Markup, html};
use record::event::group::CharterItem;
use record::event::parties::Standing as PartyStanding;
use record::group::OfferState;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct StateOfPlay {
    group: String,
    mandates: Vec<Mandate>,
    outcome: Option<Cited>,
    outcome_words: Option<Quoted>,
    members: usize,
    observers: usize,
    meetings: usize,
    documents: usize,
    rules: Vec<Rule>,
    texts: Vec<TextInBrief>,
    standings: Vec<Standing>,
    issues: Vec<Matter>,
    offers: Offers,
    warnings: Vec<Cited>,
    gaps: usize,
    refused: usize,
    unread: usize,
}

#[derive(Debug, Serialize)]
struct Mandate {
    title: String,
    words: Option<Quoted>,
    entry: u32,
}

/// A sentence, and the entries it rests on.
#[derive(Debug, Serialize)]
struct Cited {
    words: String,
    entries: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct Rule {
    item: &'static str,
    stands: String,
    words: Option<Quoted>,
    entry: Option<u32>,
}

#[derive(Debug, Serialize)]
struct TextInBrief {
    text: Link,
    /// Paragraphs by status.
    paragraphs: Vec<(&'static str, usize)>,
}

#[derive(Debug, Serialize)]
struct Offers {
    made: usize,
    withdrawn: usize,
    lapsed: usize,
    released: usize,
    told: Vec<Act>,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let play = play(group);
    let parties = |standing| group.parties.values().filter(|p| p.standing == standing).count();
    let outcome = group.outcomes.last();
    Ok(Box::new(StateOfPlay {
        group: shelf.name.to_string(),
        mandates: mandates(shelf),
        outcome: outcome.map(|o| Cited {
            words: words::outcome(o.said.outcome).to_owned(),
            entries: vec![o.entry.0],
        }),
        outcome_words: outcome
            .and_then(|o| o.said.words.as_ref())
            .map(|q| Quoted::of("", q, Manner::Verbatim)),
        members: parties(PartyStanding::Member),
        observers: parties(PartyStanding::Observer),
        meetings: group.meetings.len(),
        documents: group.documents.len(),
        rules: CharterItem::ALL.iter().filter_map(|item| rule(shelf, *item)).collect(),
        texts: texts(shelf, &play),
        standings: play.provisions.iter().map(|s| Standing::of(shelf, s)).collect(),
        issues: play.issues.iter().map(|i| Matter::of(shelf, i)).collect(),
        offers: offers(shelf),
        warnings: warnings(group)
            .iter()
            .map(words::warning)
            .map(|(said, facts)| Cited {
                words: said.to_owned(),
                entries: facts.iter().map(|e| e.0).collect(),
            })
            .collect(),
        gaps: group.gaps.len(),
        refused: shelf.record().refused().len(),
        unread: shelf.record().unread().len(),
    }))
}

fn mandates(shelf: &Shelf) -> Vec<Mandate> {
    let told = shelf.group().mandates.iter().map(|m| Mandate {
        title: shelf.group().name_of(&m.said.id.0).to_string(),
        words: m.said.words.as_ref().map(|q| Quoted::of("", q, Manner::Verbatim)),
        entry: m.entry.0,
    });
    told.collect()
}

/// The rules that a reader looks for are told even where nothing is recorded.
fn rule(shelf: &Shelf, item: CharterItem) -> Option<Rule> {
    let set = shelf.group().charter.get(&item).and_then(|sets| sets.last());
    match set {
        Some(set) => Some(Rule {
            item: words::charter_item(item),
            stands: words::rule_as_set(&set.said),
            words: set.said.words.as_ref().map(|q| Quoted::of("", q, Manner::Verbatim)),
            entry: Some(set.entry.0),
        }),
        None if matches!(item, CharterItem::DecisionRule | CharterItem::ReportRule) => Some(Rule {
            item: words::charter_item(item),
            stands: "nothing is recorded".to_owned(),
            words: None,
            entry: None,
        }),
        None => None,
    }
}

fn texts(shelf: &Shelf, play: &analysis::Play<'_>) -> Vec<TextInBrief> {
    let mut found: Vec<TextInBrief> = Vec::new();
    for state in &play.provisions {
        let text = Link::to(shelf, &state.provision.tabled.text.0);
        if found.last().is_none_or(|t| t.text != text) {
            found.push(TextInBrief { text, paragraphs: Vec::new() });
        }
        let Some(brief) = found.last_mut() else { continue };
        let status = words::status(state.status);
        match brief.paragraphs.iter_mut().find(|(word, _)| *word == status) {
            Some((_, count)) => *count += 1,
            None => brief.paragraphs.push((status, 1)),
        }
    }
    let order = |word: &str| words::STATUSES.iter().position(|s| words::status(*s) == word);
    for text in &mut found {
        text.paragraphs.sort_by_key(|(word, _)| order(word));
    }
    found
}

/// Offers are counted; those that their makers released, or that others told of, are told.
fn offers(shelf: &Shelf) -> Offers {
    let all = &shelf.group().offers;
    let made: Vec<_> = all.values().filter(|o| o.ascribed.is_none()).collect();
    let state = |wanted: fn(OfferState) -> bool| made.iter().filter(|o| wanted(o.state())).count();
    let mut open: Vec<_> = all
        .values()
        .filter(|o| o.ascribed.is_some() || o.released.is_some())
        .flat_map(|o| [Some(o.entry), o.end.as_ref().map(|e| e.entry)])
        .flatten()
        .collect();
    open.sort_unstable();
    Offers {
        made: made.len(),
        withdrawn: state(|s| matches!(s, OfferState::Withdrawn(_))),
        lapsed: state(|s| matches!(s, OfferState::Lapsed(_))),
        released: made.iter().filter(|o| o.released.is_some()).count(),
        told: acts(shelf, open).0,
    }
}

impl Page for StateOfPlay {
    fn title(&self) -> String {
        "State of play".to_owned()
    }

    fn json(&self) -> Value {
        json_of("state-of-play", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            (self.outcome(shelf))
            (self.group(shelf))
            (self.agreed(shelf))
            (self.open(shelf))
            (self.matters(shelf))
            (self.offered(shelf))
            (self.rules(shelf))
            (self.early(shelf))
            (self.limits(shelf))
        }
    }
}

impl StateOfPlay {
    fn outcome(&self, shelf: &Shelf) -> Markup {
        html! {
            div.notice {
                @match &self.outcome {
                    Some(outcome) => {
                        p.lead { (outcome.words) " " (cite(shelf, &outcome.entries)) }
                        @if let Some(words) = &self.outcome_words { p.words { (quoted(words)) } }
                    }
                    None => { p.lead { "No outcome is recorded." } }
                }
                p { a href=(shelf.href("/report")) { "Read what the record supports, sentence by sentence" } }
            }
        }
    }

    fn group(&self, shelf: &Shelf) -> Markup {
        html! {
            section {
                h2 { "The group" }
                @for mandate in &self.mandates {
                    p { "Mandate: " bdi dir="auto" { (mandate.title) } " " (cite(shelf, &[mandate.entry])) }
                    @if let Some(words) = &mandate.words { p.words { (quoted(words)) } }
                }
                @if self.mandates.is_empty() { p.none { "No mandate is recorded." } }
                div.figures {
                    (figure(self.members, "members"))
                    (figure(self.observers, "observers"))
                    (figure(self.meetings, "meetings"))
                    (figure(self.documents, "documents"))
                    (figure(self.issues.len(), "issues"))
                    (figure(self.standings.len(), "paragraphs"))
                }
            }
        }
    }

    fn agreed(&self, shelf: &Shelf) -> Markup {
        let agreed: Vec<&Standing> = self.standings.iter().filter(|s| s.is_agreed).collect();
        html! {
            section {
                h2 { "What is agreed" }
                @if self.standings.is_empty() { p { "The record holds no paragraph of a text, so none is agreed." } }
                @else if agreed.is_empty() { p { "No paragraph is agreed." } }
                @for text in &self.texts {
                    p { (link(&text.text)) ": "
                        @for (index, (status, count)) in text.paragraphs.iter().enumerate() { @if index > 0 { ", " } (count) " " (status) }
                    }
                }
                @if !agreed.is_empty() {
                    ul.chips { @for standing in agreed { li {
                        (link(&standing.provision)) " " (badge(standing))
                        @if let Some(entry) = standing.agreed_in { " " (cite(shelf, &[entry])) }
                    } } }
                }
            }
        }
    }

    fn open(&self, shelf: &Shelf) -> Markup {
        let open: Vec<&Standing> = self.standings.iter().filter(|s| s.is_open).collect();
        let silent: Vec<&Standing> =
            self.standings.iter().filter(|s| s.status_code == "not-discussed").collect();
        html! { @if !open.is_empty() || !silent.is_empty() {
            section {
                h2 { "What stands open, and who differs" }
                @if !open.is_empty() { (table(shelf, "Paragraphs that are not agreed", &open)) }
                @if !silent.is_empty() {
                    p { "Tabled and not discussed: "
                        @for (index, standing) in silent.iter().enumerate() { @if index > 0 { ", " } (link(&standing.provision)) }
                    }
                }
            }
        } }
    }

    fn matters(&self, _shelf: &Shelf) -> Markup {
        html! { @if !self.issues.is_empty() {
            section {
                h2 { "Issues" }
                (matters("Positions recorded on each issue itself", &self.issues.iter().collect::<Vec<_>>()))
            }
        } }
    }

    fn offered(&self, shelf: &Shelf) -> Markup {
        let offers = &self.offers;
        html! { @if offers.made > 0 || !offers.told.is_empty() {
            section {
                h2 { "Offers" }
                @if offers.made > 0 { p {
                    (counted(offers.made, "offer was", "offers were")) " made without prejudice; "
                    (offers.withdrawn) " withdrawn, " (offers.lapsed) " lapsed. Their makers released " (offers.released) "; the others are counted and not told."
                } }
                @if !offers.told.is_empty() { (show_all(shelf, &offers.told, 0)) }
            }
        } }
    }

    fn rules(&self, shelf: &Shelf) -> Markup {
        let rows: Vec<(&str, Markup)> = self
            .rules
            .iter()
            .map(|rule| {
                let value = html! {
                    (rule.stands) " " (cite(shelf, &rule.entry.into_iter().collect::<Vec<_>>()))
                    @if let Some(words) = &rule.words { br; (quoted(words)) }
                };
                (rule.item, value)
            })
            .collect();
        html! {
            section {
                h2 { "Rules" }
                (facts(&rows))
                p { a href=(shelf.href("/rules")) { "What each rule makes of the record, side by side" } }
            }
        }
    }

    fn early(&self, shelf: &Shelf) -> Markup {
        html! { @if !self.warnings.is_empty() {
            section {
                h2 { "Early warnings" }
                p.remark { "Rules of thumb about a group's course, with the facts that made them speak." }
                ul { @for warning in &self.warnings { li { (warning.words) " " (cite(shelf, &warning.entries)) } } }
            }
        } }
    }

    fn limits(&self, shelf: &Shelf) -> Markup {
        html! { @if self.gaps + self.refused + self.unread > 0 {
            section {
                h2 { "Limits of the record" }
                ul {
                    @if self.gaps > 0 { li { (counted(self.gaps, "gap is", "gaps are")) " noted: what the record does not hold and should. A gap is evidence of nothing." } }
                    @if self.refused > 0 { li { (counted(self.refused, "entry was", "entries were")) " not admitted by the rules of procedure." } }
                    @if self.unread > 0 { li { (counted(self.unread, "line", "lines")) " could not be read." } }
                }
                p { a href=(shelf.href("/log")) { "The log holds every entry" } }
            }
        } }
    }
}
