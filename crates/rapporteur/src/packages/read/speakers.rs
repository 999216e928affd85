//! Parties, groups, and who dissociated itself.

use super::super::problem::{Thing, Wrong};
use super::super::shape::{Field, File, InGroup, Several};
use super::Reading;
use super::circles::circles;
use super::fields::{Spot, fields};
use super::names::Index;
use analysis::packages::{Dissociation, Group, Party, Speaker};

impl<'a> Reading<'a> {
    /// Gives parties and groups their places. They share their names.
    pub(super) fn name_speakers(&mut self, file: &'a File<'a>) {
        let top = Spot::top();
        let (groups, all_groups) = self.list(top, "groups", Thing::Group, &file.groups);
        let list = top.field("groups");
        for (place, item) in groups.iter().enumerate() {
            let spot = list.item(place);
            let id = fields(item).and_then(|group| self.identifier(spot, &group.id));
            self.name_speaker(spot, id, Speaker::Group(place as u32));
        }
        self.must(top, "parties", &file.parties);
        let (parties, all_parties) = self.list(top, "parties", Thing::Party, &file.parties);
        let list = top.field("parties");
        for (place, item) in parties.iter().enumerate() {
            let spot = list.item(place);
            let id = fields(item).and_then(|party| self.identifier(spot, &party.id));
            self.name_speaker(spot, id, Speaker::Party(place as u32));
        }
        let whole = all_groups && all_parties && !matches!(file.parties, Field::Absent);
        self.names.speakers.partial |= !whole;
    }

    fn name_speaker(&mut self, spot: Spot<'_>, id: Option<&'a str>, speaker: Speaker) {
        let Some(id) = id else {
            self.names.speakers.partial = true;
            return;
        };
        if let Some(known) = self.names.speakers.add(id, speaker) {
            let thing = match known {
                Speaker::Party(_) => Thing::Party,
                Speaker::Group(_) => Thing::Group,
            };
            self.note(spot.field("id"), || Wrong::Twice { thing, id: id.to_owned() });
        }
    }

    pub(super) fn groups(&mut self, file: &'a File<'a>) -> Vec<Group> {
        let Field::Is(list) = &file.groups else { return Vec::new() };
        let top = Spot::top();
        let field = top.field("groups");
        let mut read = Vec::with_capacity(list.all.len());
        for (place, item) in list.all.iter().enumerate() {
            let spot = field.item(place);
            let Some(said) = self.item(spot, item) else {
                read.push(Group { name: "".into(), groups: Vec::new() });
                continue;
            };
            let spot = spot.called(&said.0.id);
            let groups = self.in_groups(spot, &said.0.groups);
            let name = fields(item).and_then(|group| match &group.id {
                Field::Is(id) => Some(&**id),
                Field::Absent | Field::Other(_) => None,
            });
            read.push(Group { name: name.unwrap_or_default().into(), groups });
        }
        for circle in circles(&read) {
            let spot = field.item(circle[0] as usize);
            let names = || circle.iter().map(|group| read[*group as usize].name.to_string());
            self.note(spot, || Wrong::Circle(names().collect()));
        }
        read
    }

    /// Parties, and the constituencies that they are of.
    pub(super) fn parties(&mut self, file: &'a File<'a>) -> (Vec<Box<str>>, Vec<Party>) {
        let Field::Is(list) = &file.parties else { return (Vec::new(), Vec::new()) };
        let top = Spot::top();
        let field = top.field("parties");
        let mut constituencies: Index<'a, u32> = Index::default();
        let mut read = Vec::with_capacity(list.all.len());
        for (place, item) in list.all.iter().enumerate() {
            let spot = field.item(place);
            let Some(said) = self.item(spot, item) else { continue };
            let spot = spot.called(&said.0.id);
            let groups = self.in_groups(spot, &said.0.groups);
            let constituency = self.name(spot, "constituency", &said.0.constituency);
            let next = constituencies.names().len() as u32;
            let constituency = constituencies.add(constituency, next).unwrap_or(next);
            let Field::Is(id) = &said.0.id else { continue };
            read.push(Party { name: (&**id).into(), constituency, groups });
        }
        (constituencies.names().map(Box::from).collect(), read)
    }

    /// The groups that a party or group is in, rising.
    fn in_groups(&mut self, spot: Spot<'_>, field: &'a Several<InGroup<'a>>) -> Vec<u32> {
        let (names, _) = self.list(spot, "groups", Thing::Group, field);
        let spot = spot.field("groups");
        let mut groups: Vec<u32> = Vec::with_capacity(names.len());
        for (place, InGroup(name)) in names.iter().enumerate() {
            let spot = spot.item(place);
            let Some(name) = self.item(spot, name) else { continue };
            let Some(group) = self.group(spot, name) else { continue };
            if groups.contains(&group) {
                self.note(spot, || Wrong::NamedTwice(name.to_string()));
            }
            groups.push(group);
        }
        groups.sort_unstable();
        groups
    }

    pub(super) fn dissociations(&mut self, file: &'a File<'a>) -> Vec<Dissociation> {
        let top = Spot::top();
        let (list, _) = self.list(top, "dissociations", Thing::Dissociation, &file.dissociations);
        let field = top.field("dissociations");
        let mut read = Vec::with_capacity(list.len());
        for (place, item) in list.iter().enumerate() {
            let spot = field.item(place);
            let Some(said) = self.item(spot, item).map(|object| &object.0) else { continue };
            let party = self
                .required(spot, "party", &said.party)
                .and_then(|name| self.party(spot.field("party"), name));
            let group = self
                .required(spot, "group", &said.group)
                .and_then(|name| self.group(spot.field("group"), name));
            let scope = self
                .required(spot, "scope", &said.scope)
                .and_then(|name| self.scope(spot.field("scope"), name));
            if let (Some(party), Some(group), Some(scope)) = (party, group, scope) {
                read.push(Dissociation { party, group, scope });
            }
        }
        read.sort_unstable();
        read
    }
}
