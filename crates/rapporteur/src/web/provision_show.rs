//! A paragraph: its words with brackets and holders, who stands where, and how it came to be so.

use super::acts::{Act, acts, show_all};
use super::answer::{Asked, Missing};
use super::brackets::{self, Marked, marked};
use super::life::{Collision, Lived, Step, collision, collisions, lived, steps};
use super::page::{Page, json_of};
use super::parts::{Link, cite, facts, link, links, when};
use super::shelf::Shelf;
use super::standings::{
    Camp, Division, Standing, badge, camps, coalition_splits, divisions, side_by_side, splits,
};
use crate::story::{self, clashes};
use crate::{disclosure, words};
use analysis::provision_state;
use maud::{Markup, html};
use record::group::{Agreement, Provision, Version};
use record::{EntryId, Group, Id, ProvisionId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Paragraph {
    label: String,
    standing: Standing,
    text: Link,
    issues: Vec<Link>,
    proposed_by: Vec<Link>,
    alternative_to: Option<Link>,
    copy_of: Option<Link>,
    words: Marked,
    brackets_asked: Vec<Hold>,
    positions: Vec<Camp>,
    inside_constituencies: Vec<Division>,
    inside_coalitions: Vec<Division>,
    agreements: Vec<Agreed>,
    wordings: Vec<Wording>,
    /// Where it came from, what was done to it, what became of it; of all that it comes of and that comes of it.
    life: Lived,
    /// Who is said to hold which passage.
    attributions: Vec<Step>,
    /// What undecided runs of brackets are.
    runs: Vec<Step>,
    /// Alternatives resolved.
    resolutions: Vec<Step>,
    collisions: Vec<Collision>,
    collisions_not_disclosed: usize,
    /// What of the history is no step of its life.
    #[serde(skip)]
    rest: (Vec<Act>, usize),
    /// Amendments, calls, offers told, statements: whatever else bears on it, in order.
    history: Vec<Act>,
    history_not_disclosed: usize,
}

/// Brackets that somebody asked for.
#[derive(Debug, Serialize)]
struct Hold {
    entry: u32,
    who: Option<Link>,
    passage: String,
    lifted_in: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Agreed {
    entry: u32,
    level: &'static str,
    over_objection: bool,
    on_present_words: bool,
    awaiting: Vec<Link>,
    reopened_in: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Wording {
    entry: u32,
    when: Option<String>,
    how: &'static str,
    who: Option<Link>,
    words: Marked,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let provision = ProvisionId::new(&asked.id)
        .and_then(|id| group.provisions.get(&id))
        .ok_or_else(|| Missing::thing("text or paragraph", &asked.id, "/text", "the texts"))?;
    let id = &provision.id.0;
    let state = provision_state(group, provision);
    let bearing = bearing_on(shelf, id);
    let (history, history_not_disclosed) = acts(shelf, bearing.iter().copied());
    let missing = || Missing::thing("text or paragraph", &asked.id, "/text", "the texts");
    let told = story::life(shelf.record(), &provision.id).ok_or_else(missing)?;
    let life = lived(shelf, &told);
    let rest = acts(shelf, bearing.into_iter().filter(|entry| !told.entries.contains(entry)));
    let clashes = clashes(shelf.record(), shelf.collisions(), |on| *on == provision.id);
    let held = |hold: &record::group::BracketHold| Hold {
        entry: hold.entry.0,
        who: disclosure::may_name(shelf.record(), hold.entry)
            .then(|| Link::to(shelf, hold.voice.id())),
        passage: hold.passage.to_string(),
        lifted_in: hold.lifted.map(|e| e.0),
    };
    Ok(Box::new(Paragraph {
        label: provision.label.to_string(),
        standing: Standing::of(shelf, &state),
        text: Link::to(shelf, &provision.tabled.text.0),
        issues: Link::all(shelf, provision.tabled.on.iter().map(|i| &i.0)),
        proposed_by: if disclosure::may_name(shelf.record(), provision.entry) {
            Link::all(shelf, &provision.tabled.by)
        } else {
            Vec::new()
        },
        alternative_to: provision.tabled.alternative.as_ref().map(|p| Link::to(shelf, &p.0)),
        copy_of: provision.copy_of.as_ref().map(|p| Link::to(shelf, &p.0)),
        words: marked(shelf, &provision.version().words),
        brackets_asked: provision.brackets.iter().map(held).collect(),
        positions: camps(shelf, &state.positions),
        inside_constituencies: splits(shelf, id),
        inside_coalitions: coalition_splits(shelf, id),
        agreements: provision.agreements.iter().map(|a| agreed(shelf, provision, a)).collect(),
        wordings: provision.versions.iter().map(|v| wording(shelf, v)).collect(),
        attributions: life.own("attributed"),
        runs: life.own("run-decided"),
        resolutions: life.own("resolved"),
        collisions: clashes.found.iter().map(|clash| collision(shelf, clash)).collect(),
        collisions_not_disclosed: clashes.withheld,
        life,
        rest,
        history,
        history_not_disclosed,
    }))
}

fn agreed(shelf: &Shelf, provision: &Provision, agreement: &Agreement) -> Agreed {
    Agreed {
        entry: agreement.entry.0,
        level: words::level(agreement.level),
        over_objection: agreement.over_objection,
        on_present_words: agreement.substance == provision.version().substance,
        awaiting: Link::all(shelf, agreement.outstanding().into_iter().map(|p| &p.0)),
        reopened_in: agreement.reopened.map(|e| e.0),
    }
}

fn wording(shelf: &Shelf, version: &Version) -> Wording {
    let named = disclosure::may_name(shelf.record(), version.entry);
    Wording {
        entry: version.entry.0,
        when: when(shelf, version.entry),
        how: version.how.map_or("tabled", |how| how.word()),
        who: version.voice.as_ref().filter(|_| named).map(|v| Link::to(shelf, v.id())),
        words: marked(shelf, &version.words),
    }
}

/// Entries that bear on a thing beside the positions that count now, in the order of the record.
pub(super) fn bearing_on(shelf: &Shelf, id: &Id) -> Vec<EntryId> {
    let group: &Group = shelf.group();
    let mut entries: Vec<EntryId> = Vec::new();
    let on = |ids: &[Id]| ids.contains(id);
    let now: Vec<EntryId> = group.positions_now(id).iter().map(|p| p.entry).collect();
    entries.extend(group.positions_ever(id).map(|p| p.entry).filter(|e| !now.contains(e)));
    entries
        .extend(group.interventions.iter().filter(|(_, i)| on(&i.said.on)).map(|(_, i)| i.entry));
    entries.extend(group.ascriptions.iter().filter(|a| a.said.on == *id).map(|a| a.entry));
    entries.extend(group.facts.iter().filter(|(_, f)| on(&f.said.on)).map(|(_, f)| f.entry));
    entries.extend(group.gaps.iter().filter(|g| on(&g.said.on)).map(|g| g.entry));
    let amendments = group.amendments.values().filter(|a| a.provision.0 == *id);
    entries.extend(
        amendments.flat_map(|a| {
            std::iter::once(a.entry).chain(a.answers.iter().map(|answer| answer.entry))
        }),
    );
    let calls = group.calls.values().filter(|c| group.called(c).contains(id));
    entries.extend(
        calls.flat_map(|c| [Some(c.opened.entry), c.gavelled.as_ref().map(|g| g.entry)]).flatten(),
    );
    entries.extend(group.qualifications.iter().filter(|q| on(&q.on)).map(|q| q.entry));
    let offers =
        group.offers.values().filter(|o| on(&o.accepts) || on(&o.included) || on(&o.excluded));
    entries.extend(offers.map(|o| o.entry));
    entries.sort_unstable();
    entries.dedup();
    entries
}

impl Page for Paragraph {
    fn title(&self) -> String {
        format!("Paragraph {}", self.label)
    }

    fn json(&self) -> Value {
        json_of("paragraph", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            p.lead { (badge(&self.standing)) " " (self.standing.means) " "
                (cite(shelf, &self.standing.agreed_in.or(self.standing.left_in).into_iter().collect::<Vec<_>>()))
                @if !self.standing.goes_on_in.is_empty() { " It goes on in " (links(&self.standing.goes_on_in)) "." } }
            (brackets::show(&self.words))
            (self.about())
            section {
                h2 { "Who stands where" }
                (side_by_side(shelf, &self.positions))
                (divisions("constituency", &self.inside_constituencies)) (divisions("coalition", &self.inside_coalitions))
                p.remark { "Silence is no position. A coalition's statement is one statement, and creates no position of its members." }
            }
            @if !self.collisions.is_empty() || self.collisions_not_disclosed > 0 {
                section { h2 { "Amendments that collide" } (collisions(shelf, &self.collisions, self.collisions_not_disclosed)) }
            }
            (self.holds(shelf))
            (listed(shelf, "Who is said to hold which passage", Some("No positions of theirs: those they take themselves."), &self.attributions))
            (listed(shelf, "Runs of brackets decided", None, &self.runs))
            (listed(shelf, "Alternatives resolved", None, &self.resolutions))
            (self.agreements(shelf))
            section { h2 { "Life of this wording" } (self.life.show(shelf)) }
            (self.wordings(shelf))
            section { h2 { "What else bears on it" }
                @if self.rest.0.is_empty() && self.rest.1 == 0 { p.none { "Nothing else is recorded." } }
                @else { (show_all(shelf, &self.rest.0, self.rest.1)) }
            }
        }
    }
}

/// Steps under a heading, where there are any.
fn listed(shelf: &Shelf, heading: &str, remark: Option<&str>, all: &[Step]) -> Markup {
    html! { @if !all.is_empty() {
        section { h2 { (heading) } @if let Some(remark) = remark { p.remark { (remark) } } (steps(shelf, all)) }
    } }
}

impl Paragraph {
    fn about(&self) -> Markup {
        let mut rows = vec![("Text", html! { (link(&self.text)) })];
        if !self.issues.is_empty() {
            rows.push(("Bears on", links(&self.issues)));
        }
        if !self.proposed_by.is_empty() {
            rows.push(("Proposed by", links(&self.proposed_by)));
        }
        if let Some(other) = &self.alternative_to {
            rows.push(("Alternative to", link(other)));
        }
        if let Some(other) = &self.copy_of {
            rows.push(("Copy of", link(other)));
        }
        facts(&rows)
    }

    fn holds(&self, shelf: &Shelf) -> Markup {
        html! { @if !self.brackets_asked.is_empty() {
            section {
                h2 { "Brackets asked for" }
                p.remark { "Asking for brackets is neither an objection nor a reservation." }
                ul { @for hold in &self.brackets_asked { li {
                    @match &hold.who { Some(who) => { (link(who)) } None => { span.withheld { "A party, not named," } } }
                    " round " q { (hold.passage) } " " (cite(shelf, &[hold.entry]))
                    @if let Some(lifted) = hold.lifted_in { ", lifted " (cite(shelf, &[lifted])) }
                } } }
            }
        } }
    }

    fn agreements(&self, shelf: &Shelf) -> Markup {
        html! { @if !self.agreements.is_empty() {
            section {
                h2 { "Agreement" }
                ul { @for one in &self.agreements { li {
                    "Agreed: " (one.level) " " (cite(shelf, &[one.entry]))
                    @if one.over_objection { ", declared over an objection" }
                    @if !one.on_present_words { ", on words that have changed since" }
                    @if !one.awaiting.is_empty() { ", confirmation awaited from " (links(&one.awaiting)) }
                    @if let Some(entry) = one.reopened_in { ", opened again " (cite(shelf, &[entry])) }
                } } }
            }
        } }
    }

    fn wordings(&self, shelf: &Shelf) -> Markup {
        html! { @if self.wordings.len() > 1 {
            section {
                h2 { "Earlier wordings" }
                @for wording in self.wordings.iter().rev().skip(1) {
                    p.remark {
                        (wording.how.replace('-', " "))
                        @if let Some(who) = &wording.who { " by " (link(who)) }
                        " " (cite(shelf, &[wording.entry]))
                        @if let Some(when) = &wording.when { " " span.when { (when) } }
                    }
                    (brackets::show(&wording.words))
                }
            }
        } }
    }
}
