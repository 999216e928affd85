//! Parties by constituency, coalitions and officers.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, link, links};
use super::shelf::Shelf;
use crate::words::{self, counted};
use maud::{Markup, html};
use record::group::PartyRecord;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Parties {
    constituencies: Vec<Constituency>,
    coalitions: Vec<Coalition>,
    officers: Vec<Officer>,
}

#[derive(Debug, Serialize)]
struct Constituency {
    name: String,
    parties: Vec<Party>,
}

#[derive(Debug, Serialize)]
struct Party {
    party: Link,
    standing: &'static str,
    since: Option<String>,
    entry: u32,
}

#[derive(Debug, Serialize)]
struct Coalition {
    coalition: Link,
    members: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Officer {
    officer: Link,
    office: &'static str,
    party: Option<Link>,
    from: Option<String>,
    until: Option<String>,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let mut parties: Vec<&PartyRecord> = group.parties.values().collect();
    parties.sort_by_key(|p| p.admitted.entry);
    let mut constituencies: Vec<Constituency> = Vec::new();
    for party in parties {
        let name = words::constituency(group, &party.admitted.said.constituency);
        let party = Party {
            party: Link::to(shelf, &party.admitted.said.id.0),
            standing: words::standing(party.standing),
            since: party.admitted.said.from.map(words::moment),
            entry: party.admitted.entry.0,
        };
        match constituencies.iter_mut().find(|c| c.name == name) {
            Some(constituency) => constituency.parties.push(party),
            None => constituencies.push(Constituency { name, parties: vec![party] }),
        }
    }
    let coalitions = group.coalitions.iter().map(|(id, coalition)| Coalition {
        coalition: Link::to(shelf, &id.0),
        members: Link::all(shelf, coalition.members().iter().map(|p| &p.0)),
    });
    let officers = group.officers.iter().map(|(id, officer)| Officer {
        officer: Link::to(shelf, &id.0),
        office: officer.elected.said.office.word(),
        party: officer.elected.said.of.as_ref().map(|p| Link::to(shelf, &p.0)),
        from: officer.elected.said.from.map(words::moment),
        until: officer
            .ended
            .as_ref()
            .and_then(|e| e.said.on)
            .or(officer.elected.said.until)
            .map(words::moment),
    });
    Ok(Box::new(Parties {
        constituencies,
        coalitions: coalitions.collect(),
        officers: officers.collect(),
    }))
}

impl Page for Parties {
    fn title(&self) -> String {
        "Parties".to_owned()
    }

    fn json(&self) -> Value {
        json_of("parties", self)
    }

    fn body(&self, _shelf: &Shelf) -> Markup {
        html! {
            p.remark { "A constituency is an attribute of a party. It has no vote and holds no position." }
            @if self.constituencies.is_empty() { p { "No party is on the record." } }
            @for constituency in &self.constituencies {
                section {
                    h2 { (constituency.name) " " span.count { (counted(constituency.parties.len(), "party", "parties")) } }
                    ul.parties { @for party in &constituency.parties { li {
                        (link(&party.party)) span.remark { " " (party.standing) @if let Some(since) = &party.since { ", since " (since) } }
                    } } }
                }
            }
            @if !self.coalitions.is_empty() {
                section {
                    h2 { "Coalitions" }
                    p.remark { "A coalition's statement is one statement. Those who sponsor a paper together are not a coalition." }
                    ul { @for one in &self.coalitions { li { (link(&one.coalition)) ": " (links(&one.members)) } } }
                }
            }
            @if !self.officers.is_empty() {
                section {
                    h2 { "Officers" }
                    ul { @for one in &self.officers { li {
                        (link(&one.officer)) ", " (one.office)
                        @if let Some(party) = &one.party { " (" (link(party)) ")" }
                        @if let Some(from) = &one.from { ", from " (from) }
                        @if let Some(until) = &one.until { " until " (until) }
                    } } }
                }
            }
        }
    }
}
