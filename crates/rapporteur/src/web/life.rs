//! The life of a wording, and amendments in each other's way, as parts of a page.

use super::parts::{Link, cite, link, links};
use super::shelf::Shelf;
use crate::story::{self, Clash, Life, Mover, Told};
use crate::words::counted;
use maud::{Markup, html};
use record::thing::Thing;
use record::{EntryId, Id, ProvisionId};
use serde::Serialize;

/// The life of a paragraph.
#[derive(Debug, Serialize)]
pub(super) struct Lived {
    pub(super) steps: Vec<Step>,
    not_disclosed: usize,
    stands_in: Vec<Standing>,
    endings: Vec<Ending>,
    outcomes_not_disclosed: usize,
}

/// A step of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Step {
    entry: u32,
    /// Other entries that it rests on.
    rests_on: Vec<u32>,
    when: Option<String>,
    meeting: Option<Link>,
    paragraph: Link,
    /// Whether it was done on another paragraph, from which this one comes or which comes of it.
    on_another: bool,
    pub(super) kind: &'static str,
    who: Vec<Link>,
    who_withheld: bool,
    does: String,
    things: Vec<Named>,
    words: Vec<Worded>,
    consent: Option<String>,
    notes: Vec<String>,
}

/// Things under a word that says how they are concerned.
#[derive(Clone, Debug, Serialize)]
struct Named {
    #[serde(rename = "as")]
    how: &'static str,
    things: Vec<Link>,
}

/// Words under a word that says what they are.
#[derive(Clone, Debug, Serialize)]
struct Worded {
    #[serde(rename = "as")]
    what: &'static str,
    words: String,
}

#[derive(Debug, Serialize)]
struct Standing {
    paragraph: Link,
    /// Whether it is a contact group's copy.
    is_copy: bool,
    /// The entry that set its words.
    entry: u32,
}

#[derive(Debug, Serialize)]
struct Ending {
    paragraph: Link,
    entry: u32,
    consent: String,
}

/// A thing by its name in a life: a paragraph by label and identity.
pub(super) fn named(shelf: &Shelf, id: &Id) -> Link {
    let mut link = Link::to(shelf, id);
    if shelf.group().thing(id) == Some(Thing::Provision) {
        link.name = story::paragraph(shelf.record(), &ProvisionId(id.clone()));
    }
    link
}

fn worded(words: &[(&'static str, String)]) -> Vec<Worded> {
    words.iter().map(|(what, words)| Worded { what, words: words.clone() }).collect()
}

pub(super) fn lived(shelf: &Shelf, life: &Life) -> Lived {
    let record = shelf.record();
    let standing = |now: &story::Now| Standing {
        paragraph: named(shelf, &now.provision.0),
        is_copy: now.is_copy,
        entry: now.entry.0,
    };
    let ending = |end: &story::End| Ending {
        paragraph: named(shelf, &end.provision.0),
        entry: end.entry.0,
        consent: end.consent.told(record),
    };
    Lived {
        steps: life.steps.iter().map(|told| step(shelf, life, told)).collect(),
        not_disclosed: life.withheld,
        stands_in: life.now.iter().map(standing).collect(),
        endings: life.endings.iter().map(ending).collect(),
        outcomes_not_disclosed: life.outcomes_withheld,
    }
}

fn step(shelf: &Shelf, life: &Life, told: &Told) -> Step {
    let things = told
        .things
        .iter()
        .map(|(how, ids)| Named { how, things: ids.iter().map(|id| named(shelf, id)).collect() });
    Step {
        entry: told.entry.0,
        rests_on: told.entries.iter().filter(|e| **e != told.entry).map(|e| e.0).collect(),
        when: told.when.clone(),
        meeting: told.meeting.as_ref().map(|id| Link::to(shelf, id)),
        paragraph: named(shelf, &told.provision.0),
        on_another: told.provision != life.provision,
        kind: told.kind,
        who: Link::all(shelf, &told.who),
        who_withheld: told.who_withheld,
        does: told.does.clone(),
        things: things.collect(),
        words: worded(&told.words),
        consent: told.consent.as_ref().map(|consent| consent.told(shelf.record())),
        notes: told.notes.clone(),
    }
}

impl Lived {
    /// Steps of a kind that were done on the paragraph itself.
    pub(super) fn own(&self, kind: &str) -> Vec<Step> {
        self.steps.iter().filter(|s| s.kind == kind && !s.on_another).cloned().collect()
    }

    /// The whole life, step by step, and what became of it.
    pub(super) fn show(&self, shelf: &Shelf) -> Markup {
        html! {
            (steps(shelf, &self.steps))
            @if self.not_disclosed > 0 {
                p.withheld { (counted(self.not_disclosed, "step is", "steps are")) " not disclosed." }
            }
            @if !self.stands_in.is_empty() {
                p { "Stands now in "
                    @for (index, now) in self.stands_in.iter().enumerate() {
                        @if index > 0 { ", " }
                        (link(&now.paragraph)) @if now.is_copy { ", a contact group's copy" } " " (cite(shelf, &[now.entry]))
                    }
                    "."
                }
            }
            @for end in &self.endings {
                p { "Ended in " (link(&end.paragraph)) " " (cite(shelf, &[end.entry])) ". Consent: " (end.consent) "." }
            }
            @if self.outcomes_not_disclosed > 0 {
                p.withheld { "What became of it in " (counted(self.outcomes_not_disclosed, "paragraph", "paragraphs")) " is not disclosed." }
            } @else if self.stands_in.is_empty() && self.endings.is_empty() {
                p.none { "The record does not say what became of it." }
            }
        }
    }
}

/// Steps in a row.
pub(super) fn steps(shelf: &Shelf, steps: &[Step]) -> Markup {
    html! { ul.acts { @for step in steps { li { (one(shelf, step)) } } } }
}

fn one(shelf: &Shelf, step: &Step) -> Markup {
    html! { div.act {
        p {
            @if step.who_withheld { span.who.withheld { "A party, not named," } " " }
            @else if !step.who.is_empty() { span.who { (links(&step.who)) } " " }
            bdi dir="auto" { (step.does) }
            @for named in &step.things {
                @if !named.how.is_empty() { ", " (named.how) }
                " " (links(&named.things))
            }
            " " (cite(shelf, &[step.entry]))
            " " span.when {
                (step.when.as_deref().unwrap_or("the record does not say when"))
                @if let Some(meeting) = &step.meeting { ", " (link(meeting)) }
            }
        }
        @for worded in &step.words { (quoted(worded)) }
        @if let Some(consent) = &step.consent { p { span.as-what { "Consent: " } bdi dir="auto" { (consent) } } }
        @if step.on_another || !step.notes.is_empty() || !step.rests_on.is_empty() {
            p.remark {
                @if step.on_another { "On " (link(&step.paragraph)) }
                @for (index, note) in step.notes.iter().enumerate() {
                    @if index > 0 || step.on_another { "; " } bdi dir="auto" { (note) }
                }
                @if !step.rests_on.is_empty() {
                    @if step.on_another || !step.notes.is_empty() { "; " } "see " (cite(shelf, &step.rests_on))
                }
            }
        }
    } }
}

fn quoted(worded: &Worded) -> Markup {
    html! { p.words {
        @if !worded.what.is_empty() { span.as-what { (worded.what) ": " } }
        q dir="auto" { (worded.words) }
    } }
}

/// Amendments that cannot both stand, or one that cannot stand.
#[derive(Debug, Serialize)]
pub(super) struct Collision {
    kind: &'static str,
    means: String,
    amendments: Vec<Amendment>,
    goes_on_in: Vec<Link>,
    /// The entry that made one fall.
    since: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Amendment {
    id: String,
    entry: u32,
    /// `null` where the name is not disclosed.
    who: Option<Link>,
    words: Vec<Worded>,
}

pub(super) fn collision(shelf: &Shelf, clash: &Clash) -> Collision {
    let amendment = |mover: &Mover| Amendment {
        id: mover.id.to_string(),
        entry: mover.entry.0,
        who: mover.who.as_ref().map(|id| Link::to(shelf, id)),
        words: worded(&mover.words),
    };
    Collision {
        kind: clash.kind,
        means: clash.means.clone(),
        amendments: clash.amendments.iter().map(amendment).collect(),
        goes_on_in: clash.into.iter().map(|id| named(shelf, id)).collect(),
        since: clash.since.map(|EntryId(entry)| entry),
    }
}

/// Collisions in a row; how many are not disclosed.
pub(super) fn collisions(shelf: &Shelf, all: &[Collision], withheld: usize) -> Markup {
    html! {
        p.remark { "By the words that they quote. Amendments that contradict each other in sense alone are not found." }
        @if !all.is_empty() { ul.acts { @for one in all { li { div.act {
            p { (one.means)
                @if let Some(since) = one.since { " " (cite(shelf, &[since])) }
                @if !one.goes_on_in.is_empty() { " It goes on in " (links(&one.goes_on_in)) "." } }
            @for amendment in &one.amendments {
                p {
                    @match &amendment.who { Some(who) => { span.who { (link(who)) } } None => { span.who.withheld { "A party, not named" } } }
                    ", " (amendment.id) " " (cite(shelf, &[amendment.entry]))
                }
                @for worded in &amendment.words { (quoted(worded)) }
            }
        } } } } }
        @if withheld > 0 { p.withheld { (counted(withheld, "collision is", "collisions are")) " not disclosed." } }
    }
}
