//! A group's record as an instance: paragraphs with their alternatives, positions, offers and coalitions, as they stand.
//!
//! Instants are numbers of entries. What an earlier moment looked like is told by replaying the record up to it. A
//! paragraph that the group agreed is a unit as well, so that conditions may speak of it: the agreement is told as the
//! support of the whole group. A paragraph whose words hold brackets is not agreed as it stands: which of its readings somebody
//! supports, nobody said.

use super::instance::{
    Alternative, Dissociation, Group as Speaking, Instance, Kind, Link, Literal, Party, Policy,
    Said, Scope, Silence, Speaker, Statement, Unit,
};
use crate::play::{ProvisionState, Status, play};
use record::event::positions::Stance;
use record::group::{Group, Offer, OfferState, Position, Voice};
use record::{CoalitionId, EntryId, Id, PartyId};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the group of all parties, which says what was agreed.
const EVERYBODY: &str = "*";

/// What stands on the record and does not enter, with the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omitted {
    /// An offer known by report only: its maker has not put it on the record.
    ReportedOffer,
    /// An offer that speaks of what is no paragraph of a text before the group.
    OfferOfSomethingElse,
}

/// A record as an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The instance.
    pub instance: Instance,
    /// The entry of each statement, in the order of the statements.
    pub entries: Vec<EntryId>,
    /// Statements taken on words that have changed since, by their places.
    pub stale: BTreeSet<u32>,
    /// Who left a group that spoke for it before: the party and the group.
    pub left: BTreeSet<(u32, u32)>,
    /// What the group agreed already: the alternative, and the entry.
    pub agreed: Vec<(u32, EntryId)>,
    /// What does not enter, in the order of the record.
    pub omitted: Vec<(EntryId, Omitted)>,
}

struct Telling<'a> {
    group: &'a Group,
    told: Told,
    parties: BTreeMap<&'a PartyId, u32>,
    coalitions: BTreeMap<&'a CoalitionId, u32>,
    alternatives: BTreeMap<&'a Id, u32>,
}

/// A record as it stands, as an instance; `now` is the last entry.
pub fn of_record(group: &Group, now: EntryId) -> Told {
    let instance = Instance {
        name: group.founded.as_ref().map_or("", |f| &f.said.name).into(),
        now: at(now),
        policy: Policy {
            silence: Silence::Consents,
            reserve_blocks: false,
            sponsor: true,
            offers_alone: true,
        },
        constituencies: Vec::new(),
        parties: Vec::new(),
        groups: Vec::new(),
        chapters: vec!["".into()],
        units: Vec::new(),
        alternatives: Vec::new(),
        statements: Vec::new(),
        dissociations: Vec::new(),
        links: Vec::<Link>::new(),
    };
    let told = Told {
        instance,
        entries: Vec::new(),
        stale: BTreeSet::new(),
        left: BTreeSet::new(),
        agreed: Vec::new(),
        omitted: Vec::new(),
    };
    let mut telling = Telling {
        group,
        told,
        parties: BTreeMap::new(),
        coalitions: BTreeMap::new(),
        alternatives: BTreeMap::new(),
    };
    telling.speakers();
    let play = play(group);
    let agreed = telling.units(&play.provisions);
    telling.statements(&play.provisions, &agreed);
    telling.told.agreed = agreed;
    telling.offers();
    telling.told.instance.dissociations.sort_unstable();
    telling.told.instance.dissociations.dedup();
    telling.told
}

/// An entry as an instant.
fn at(entry: EntryId) -> i64 {
    i64::from(entry.0)
}

impl<'a> Telling<'a> {
    /// Members of the group, and the coalitions that speak for them; with a group of all.
    fn speakers(&mut self) {
        let instance = &mut self.told.instance;
        for member in self.group.members() {
            let said = &member.admitted.said;
            let constituency = said.constituency.word();
            let known = instance.constituencies.iter().position(|c| **c == *constituency);
            let constituency = known.unwrap_or_else(|| {
                instance.constituencies.push(constituency.into());
                instance.constituencies.len() - 1
            });
            self.parties.insert(&said.id, instance.parties.len() as u32);
            instance.parties.push(Party {
                name: said.id.as_str().into(),
                constituency: constituency as u32,
                groups: vec![0],
            });
        }
        instance.groups.push(Speaking { name: EVERYBODY.into(), groups: Vec::new() });
        for id in self.group.coalitions.keys() {
            self.coalitions.insert(id, instance.groups.len() as u32);
            instance.groups.push(Speaking { name: id.as_str().into(), groups: Vec::new() });
        }
        for (id, coalition) in &self.group.coalitions {
            // Who was a member when something was said and is none now is bound by that alone; see `bind`.
            let joined = coalition.turns.iter().map(|turn| &turn.1);
            let ever: BTreeSet<&PartyId> =
                coalition.formed.said.members.iter().chain(joined).collect();
            for id_of_party in ever {
                let Some(&party) = self.parties.get(id_of_party) else { continue };
                let groups = &mut self.told.instance.parties[party as usize].groups;
                groups.push(self.coalitions[id]);
                groups.sort_unstable();
                if !coalition.members().contains(id_of_party) {
                    self.told.left.insert((party, self.coalitions[id]));
                }
            }
        }
    }

    /// Paragraphs before the group, each with its alternatives; those that were agreed, with the agreement.
    fn units(&mut self, provisions: &[ProvisionState<'a>]) -> Vec<(u32, EntryId)> {
        let here = provisions
            .iter()
            .filter(|p| p.status != Status::Removed && p.provision.copy_of.is_none());
        let here: BTreeMap<&Id, &ProvisionState<'a>> =
            here.map(|p| (&p.provision.id.0, p)).collect();
        let root = |state: &ProvisionState<'a>| {
            let mut of = &state.provision.id.0;
            // As many steps as there are paragraphs, should they name each other round about.
            for _ in 0..here.len() {
                let above = here.get(of).and_then(|p| p.provision.tabled.alternative.as_ref());
                match above.filter(|above| here.contains_key(&above.0)) {
                    Some(above) => of = &above.0,
                    None => break,
                }
            }
            of.clone()
        };
        let mut of_root: BTreeMap<Id, Vec<&ProvisionState<'a>>> = BTreeMap::new();
        let mut order: Vec<Id> = Vec::new();
        for state in provisions.iter().filter(|p| here.contains_key(&p.provision.id.0)) {
            let root = root(state);
            if !of_root.contains_key(&root) {
                order.push(root.clone());
            }
            of_root.entry(root).or_default().push(state);
        }
        let mut agreed = Vec::new();
        for root in order {
            let instance = &mut self.told.instance;
            let from = instance.alternatives.len() as u32;
            for state in &of_root[&root] {
                let provision = state.provision;
                let place = instance.alternatives.len() as u32;
                self.alternatives.insert(&provision.id.0, place);
                instance.alternatives.push(Alternative {
                    name: provision.id.as_str().into(),
                    kind: Kind::Wording,
                    text: Some(provision.version().words.text[..].into()),
                    unit: instance.units.len() as u32,
                });
                let agreement = state.agreement.filter(|_| state.status.is_agreed());
                agreed.extend(agreement.map(|agreement| (place, agreement.entry)));
                if state.bracketed && agreement.is_none() {
                    instance.links.push(Link {
                        alternative: place,
                        then: Vec::new(),
                        why: "its words hold brackets that are not resolved".into(),
                    });
                }
            }
            instance.units.push(Unit {
                name: root.as_str().into(),
                chapter: 0,
                weight: 1,
                title: here.get(&root).map(|p| p.provision.label[..].into()),
                alternatives: from..instance.alternatives.len() as u32,
            });
        }
        agreed
    }

    fn say(&mut self, entry: EntryId, by: Speaker, alternative: u32, said: Said) -> u32 {
        let instance = &mut self.told.instance;
        let place = instance.statements.len() as u32;
        let name = format!("{}", entry.0);
        let taken = self.told.entries.iter().filter(|known| **known == entry).count();
        let name = if taken == 0 { name } else { format!("{name}.{taken}") };
        instance.statements.push(Statement {
            name: name.into(),
            by,
            alternative,
            said,
            from: at(entry),
            withdrawn: None,
            expires: None,
        });
        self.told.entries.push(entry);
        place
    }

    /// Who speaks, if it is a member or a coalition.
    fn speaker(&self, voice: &Voice) -> Option<Speaker> {
        match voice {
            Voice::Party(party) => self.parties.get(party).map(|&p| Speaker::Party(p)),
            Voice::Coalition(id) => self.coalitions.get(id).map(|&g| Speaker::Group(g)),
            Voice::Officer(_) => None,
        }
    }

    /// What a coalition says at an entry binds those that were members then and did not decline to align with it.
    fn bind(&mut self, voice: &Voice, entry: EntryId, alternative: u32) {
        let Some(Speaker::Group(group)) = self.speaker(voice) else { return };
        let then = self.group.parties_of(voice, entry);
        let declined: BTreeSet<&PartyId> = self
            .group
            .declined
            .iter()
            .filter(|(_, declined)| declined.said.with == entry)
            .filter_map(|(voice, _)| match voice {
                Voice::Party(party) => Some(party),
                Voice::Coalition(_) | Voice::Officer(_) => None,
            })
            .collect();
        for (id, &party) in &self.parties {
            let is_in = self.told.instance.parties[party as usize].groups.contains(&group);
            if is_in && (!then.contains(*id) || declined.contains(*id)) {
                let scope = Scope::Alternative(alternative);
                self.told.instance.dissociations.push(Dissociation { party, group, scope });
            }
        }
    }

    /// Positions that count now, and agreements. Of a party that is split the part that is most against it counts.
    fn statements(&mut self, provisions: &[ProvisionState<'a>], agreed: &[(u32, EntryId)]) {
        for &(alternative, entry) in agreed {
            self.say(
                entry,
                Speaker::Group(0),
                alternative,
                Said::Stance(Some(Stance::Supports), Vec::new()),
            );
        }
        for state in provisions {
            let Some(&alternative) = self.alternatives.get(&state.provision.id.0) else { continue };
            let mut held: BTreeMap<&Voice, &Position> = BTreeMap::new();
            for position in &state.positions {
                let strictest = held.entry(&position.voice).or_insert(position);
                if (position.stance, position.entry) > (strictest.stance, strictest.entry) {
                    *strictest = position;
                }
            }
            let mut held: Vec<&Position> = held.into_values().collect();
            held.sort_by_key(|position| position.entry);
            for position in held {
                let Some(by) = self.speaker(&position.voice) else { continue };
                self.bind(&position.voice, position.entry, alternative);
                let said = Said::Stance(Some(position.stance), Vec::new());
                let place = self.say(position.entry, by, alternative, said);
                if self.group.is_stale(position) {
                    self.told.stale.insert(place);
                }
            }
        }
    }

    /// Offers that were made, those that ended included, each for every paragraph that it accepts.
    fn offers(&mut self) {
        let mut offers: Vec<&Offer> = self.group.offers.values().collect();
        offers.sort_by_key(|offer| offer.entry);
        for offer in offers.into_iter().filter(|offer| self.group.stands(offer.entry)) {
            let by = self.speaker(&offer.voice).filter(|_| offer.ascribed.is_none());
            let Some(by) = by else {
                self.told.omitted.push((offer.entry, Omitted::ReportedOffer));
                continue;
            };
            let literal = |wanted: bool| {
                let alternatives = &self.alternatives;
                move |id: &Id| {
                    alternatives.get(id).map(|&alternative| Literal { alternative, wanted })
                }
            };
            let conditions: Option<Vec<Literal>> = offer
                .included
                .iter()
                .map(literal(true))
                .chain(offer.excluded.iter().map(literal(false)))
                .collect();
            let accepts: Option<Vec<u32>> =
                offer.accepts.iter().map(|id| self.alternatives.get(id).copied()).collect();
            let (Some(conditions), Some(accepts)) = (conditions, accepts) else {
                self.told.omitted.push((offer.entry, Omitted::OfferOfSomethingElse));
                continue;
            };
            let end = match offer.state() {
                OfferState::Standing => None,
                OfferState::Withdrawn(entry)
                | OfferState::Lapsed(entry)
                | OfferState::EndReported(entry) => Some(at(entry)),
            };
            for alternative in accepts {
                self.bind(&offer.voice, offer.entry, alternative);
                let place = self.say(offer.entry, by, alternative, Said::Offer(conditions.clone()));
                self.told.instance.statements[place as usize].withdrawn = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::{Options, Stop, find, moves};
    use record::Record;
    use record::minutes::parse;

    const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\n\
        party BOR \"Boreland\" business member\nparty COR \"Corvia\" business member\ncoalition NORTH \"North\", members ARD, BOR\n\
        text T \"Text\" rolling-text\nprovision P1 \"1\" en \"One.\" in T\nprovision P1ALT \"1 alt\" en \"Or one.\" in T, alternative-to P1\n\
        provision P2 \"2\" en \"Two.\" in T\n";

    /// What is found in the record after these lines.
    fn found(lines: &str) -> (String, String) {
        let minutes = parse(format!("{GROUP}{lines}").as_bytes());
        assert_eq!(minutes.diagnostics, [], "{lines}");
        let record = Record::replay(minutes);
        assert_eq!(record.refused(), &[], "{lines}");
        let told = of_record(record.group(), EntryId(1_000));
        let answer = find(&told.instance, &Options::default(), &Stop::default());
        let name = |a: &u32| told.instance.alternatives[*a as usize].name.to_string();
        let names = |of: &[u32]| of.iter().map(name).collect::<Vec<_>>().join(" ");
        let steps = moves(&answer.clauses, &answer.package);
        let step = |of: &super::super::moves::Move| {
            format!("{}{}", names(&of.alternatives), if of.together { " at once" } else { "" })
        };
        (names(&answer.package), steps.iter().map(step).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn what_somebody_supports_and_nobody_objects_to_is_in() {
        assert_eq!(found("").0, "");
        assert_eq!(found("ARD supports P1\nCOR supports P2\n").0, "P1 P2");
        assert_eq!(found("ARD supports P1\nCOR objects to P1\nCOR supports P1ALT\n").0, "P1ALT");
    }

    #[test]
    fn a_coalition_speaks_for_those_that_were_in_it_then_and_said_nothing_themselves() {
        let objects = "COR supports P1\nNORTH objects to P1\n";
        assert_eq!(found(objects).0, "");
        assert_eq!(found(&format!("{objects}ARD supports P1\n")).0, "");
        assert_eq!(found(&format!("{objects}ARD supports P1\nBOR can-accept P1\n")).0, "P1");
    }

    #[test]
    fn words_in_brackets_are_not_agreed_as_they_stand() {
        let bracketed = "provision P3 \"3\" en \"The [shared] river.\" in T, by ARD\n";
        assert_eq!(found(&format!("{bracketed}ARD supports P3\nARD supports P2\n")).0, "P2");
        let resolved =
            "ARD supports P3\nARD revises P3 in-writing en \"The river.\"\nARD supports P3\n";
        assert_eq!(found(&format!("{bracketed}{resolved}")).0, "P3");
    }

    #[test]
    fn offers_that_wait_for_each_other_are_taken_at_once() {
        let exchange = "ARD supports P1\nCOR supports P2\nCOR objects to P1\nARD objects to P2\n\
            COR offers OF1, accepts P1, if-in P2\nARD offers OF2, accepts P2, if-in P1\n";
        assert_eq!(found(exchange), ("P1 P2".into(), "P1 P2 at once".into()));
        assert_eq!(found(&format!("{exchange}COR withdraws-offer OF1\n")).0, "");
    }
}
