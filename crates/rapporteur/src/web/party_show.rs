//! A party, coalition, officer or representative: what is recorded of it, its own word and the word of others apart.

use super::acts::{Act, act, show_all};
use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, facts, links};
use super::shelf::Shelf;
use crate::disclosure;
use crate::words;
use maud::{Markup, html};
use record::event::positions::{Holder, Stance};
use record::group::Voice;
use record::thing::Thing;
use record::{CoalitionId, Entry, Event, Id, PartyId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Party {
    name: String,
    id: String,
    /// What it is: a party, a coalition, an officer, a representative.
    is: &'static str,
    constituency: Option<String>,
    standing: Option<&'static str>,
    members: Vec<Link>,
    coalitions: Vec<Link>,
    represented_by: Vec<Link>,
    /// Where it stands now, as far as it is named.
    positions: Vec<Standpoint>,
    own_word: Vec<Act>,
    /// What others say that it holds or did.
    ascribed: Vec<Act>,
}

#[derive(Debug, Serialize)]
struct Standpoint {
    on: Link,
    stance: &'static str,
    entry: u32,
    stale: bool,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let speaks = |id: &Id| {
        matches!(
            group.thing(id),
            Some(Thing::Party | Thing::Coalition | Thing::Officer | Thing::Representative)
        )
    };
    let id = Id::new(&asked.id)
        .filter(speaks)
        .ok_or_else(|| Missing::thing("party", &asked.id, "/parties", "the parties"))?;
    let party = group.parties.get(&PartyId(id.clone()));
    let coalition = group.coalitions.get(&CoalitionId(id.clone()));
    let belongs = group.coalitions.iter().filter(|(_, c)| c.members().iter().any(|p| p.0 == id));
    let people = group.representatives.values().filter(|r| r.said.of.0 == id);
    let named = people.filter(|r| disclosure::may_name(shelf.record(), r.entry));
    Ok(Box::new(Party {
        name: group.name_of(&id).to_string(),
        id: id.to_string(),
        is: group.thing(&id).map_or("", Thing::words),
        constituency: party.map(|p| words::constituency(group, &p.admitted.said.constituency)),
        standing: party.map(|p| words::standing(p.standing)),
        members: coalition
            .map(|c| Link::all(shelf, c.members().iter().map(|p| &p.0)))
            .unwrap_or_default(),
        coalitions: Link::all(shelf, belongs.map(|(id, _)| &id.0)),
        represented_by: Link::all(shelf, named.map(|r| &r.said.id.0)),
        positions: positions(shelf, &id),
        own_word: told(shelf, |entry| speaks_in(shelf, entry, &id)),
        ascribed: told(shelf, |entry| entry.event().is_some_and(|e| is_told_of(e, &id))),
    }))
}

/// Where it stands now on each thing, as far as its name may be told with it.
fn positions(shelf: &Shelf, id: &Id) -> Vec<Standpoint> {
    let group = shelf.group();
    let now = group.positions_on.keys().flat_map(|on| group.positions_now(on));
    let mut held: Vec<_> = now
        .filter(|p| p.voice.id() == id && disclosure::may_name(shelf.record(), p.entry))
        .collect();
    held.sort_by_key(|p| p.entry);
    let standpoint = |p: &&record::group::Position| Standpoint {
        on: Link::to(shelf, &p.on),
        stance: words::stance(p.stance),
        entry: p.entry.0,
        stale: group.is_stale(p),
    };
    held.iter().map(standpoint).collect()
}

/// Whether the entry is an act of this party, coalition or person, and its name may be told.
fn speaks_in(shelf: &Shelf, entry: &Entry, id: &Id) -> bool {
    let speaker = entry.envelope.speaker.as_ref().is_some_and(|s| s.who == *id);
    let voice = shelf.group().voices.get(&entry.number).map(Voice::id);
    (speaker || voice == Some(id)) && disclosure::may_name(shelf.record(), entry.number)
}

fn is_told_of(event: &Event, id: &Id) -> bool {
    let named = |holder: &Holder| matches!(holder, Holder::Named(who) if who == id);
    match event {
        Event::PositionAscribed(e) => named(&e.to),
        Event::OfferAscribed(e) => named(&e.to),
        _ => false,
    }
}

fn told(shelf: &Shelf, wanted: impl Fn(&Entry) -> bool) -> Vec<Act> {
    let entries = shelf.record().entries().iter().filter(|entry| wanted(entry));
    entries.filter_map(|entry| act(shelf, entry)).collect()
}

impl Page for Party {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn json(&self) -> Value {
        json_of("party", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            (self.about())
            section {
                h2 { "Where it stands" }
                @if self.positions.is_empty() { p.none { "No position is recorded under its name. Silence is no position." } }
                @for stance in Stance::ALL { (self.standing_on(shelf, words::stance(*stance))) }
            }
            section {
                h2 { "Its own word" }
                p.remark { "What it said or did. What the secretariat took down is marked until it is confirmed." }
                (show_all(shelf, &self.own_word, 0))
            }
            section {
                h2 { "Ascribed to it by others" }
                p.remark { "The word of those who say so, and not its own." }
                (show_all(shelf, &self.ascribed, 0))
            }
        }
    }
}

impl Party {
    fn about(&self) -> Markup {
        let mut rows = vec![("Code", html! { code { (self.id) } }), ("Is", html! { (self.is) })];
        if let Some(constituency) = &self.constituency {
            rows.push(("Constituency", html! { (constituency) }));
        }
        if let Some(standing) = self.standing {
            rows.push(("Standing", html! { (standing) }));
        }
        for (label, all) in [
            ("Members", &self.members),
            ("Coalitions", &self.coalitions),
            ("Represented by", &self.represented_by),
        ] {
            if !all.is_empty() {
                rows.push((label, links(all)));
            }
        }
        facts(&rows)
    }

    fn standing_on(&self, shelf: &Shelf, stance: &str) -> Markup {
        let held: Vec<&Standpoint> = self.positions.iter().filter(|p| p.stance == stance).collect();
        html! { @if !held.is_empty() { p {
            strong { (stance) } ": "
            @for (index, one) in held.iter().enumerate() {
                @if index > 0 { ", " }
                (super::parts::link(&one.on)) " " (super::parts::cite(shelf, &[one.entry]))
                @if one.stale { span.remark { " (the words have changed since)" } }
            }
        } } }
    }
}
