//! Units with their alternatives.

use super::super::limits;
use super::super::problem::{Thing, Wrong};
use super::super::shape::{Alternative as Shape, Field, File, Text, Unit as UnitShape};
use super::super::words::KINDS;
use super::Reading;
use super::fields::{Spot, fields};
use analysis::packages::{Alternative, Kind, Unit};

impl<'a> Reading<'a> {
    /// Gives units, chapters and alternatives their places.
    pub(super) fn name_units(&mut self, file: &'a File<'a>) {
        let top = Spot::top();
        self.must(top, "units", &file.units);
        let (units, mut whole) = self.list(top, "units", Thing::Alternative, &file.units);
        whole &= !matches!(file.units, Field::Absent);
        let list = top.field("units");
        let mut next = 0;
        for (place, unit) in units.iter().enumerate() {
            let spot = list.item(place);
            let Some(unit) = fields(unit) else {
                whole = false;
                continue;
            };
            if let Some(id) = self.identifier(spot, &unit.id)
                && self.names.units.add(id, place as u32).is_some()
            {
                let thing = Thing::Unit;
                self.note(spot.field("id"), || Wrong::Twice { thing, id: id.to_owned() });
            }
            let chapter = self.name(spot.called(&unit.id), "chapter", &unit.chapter);
            let chapters = self.names.chapters.names().len() as u32;
            self.names.chapters.add(chapter, chapters);
            whole &= self.name_alternatives(spot.called(&unit.id), unit, &mut next);
        }
        self.names.alternatives.partial = !whole;
    }

    /// Whether all of the unit's alternatives were read.
    fn name_alternatives(
        &mut self,
        spot: Spot<'_>,
        unit: &'a UnitShape<'a>,
        next: &mut u32,
    ) -> bool {
        self.must(spot, "alternatives", &unit.alternatives);
        let (list, mut whole) =
            self.list(spot, "alternatives", Thing::Alternative, &unit.alternatives);
        let spot = spot.field("alternatives");
        for (place, alternative) in list.iter().enumerate() {
            let (spot, number) = (spot.item(place), *next);
            *next += 1;
            let id = fields(alternative).and_then(|said| self.identifier(spot, &said.id));
            let Some(id) = id else {
                whole = false;
                continue;
            };
            if self.names.alternatives.add(id, number).is_some() {
                let thing = Thing::Alternative;
                self.note(spot.field("id"), || Wrong::Twice { thing, id: id.to_owned() });
            }
        }
        whole && !matches!(unit.alternatives, Field::Absent)
    }

    pub(super) fn units(&mut self, file: &'a File<'a>) -> (Vec<Unit>, Vec<Alternative>) {
        let (mut units, mut alternatives) = (Vec::new(), Vec::new());
        let Field::Is(list) = &file.units else { return (units, alternatives) };
        let top = Spot::top();
        let field = top.field("units");
        for (place, item) in list.all.iter().enumerate() {
            let spot = field.item(place);
            let Some(said) = self.item(spot, item).map(|object| &object.0) else { continue };
            let spot = spot.called(&said.id);
            let first = alternatives.len() as u32;
            self.alternatives(spot, said, place as u32, &mut alternatives);
            let weight = self.optional(spot, "weight", &said.weight).copied().unwrap_or(1);
            if !(0..=limits::WEIGHT).contains(&weight) {
                self.note(spot.field("weight"), || Wrong::Weight(weight));
            }
            let chapter = match &said.chapter {
                Field::Is(chapter) => self.names.chapters.get(chapter),
                Field::Absent | Field::Other(_) => self.names.chapters.get(""),
            };
            units.push(Unit {
                name: words(&said.id).unwrap_or_default(),
                chapter: chapter.unwrap_or_default(),
                weight: u32::try_from(weight).unwrap_or_default(),
                title: self.optional(spot, "title", &said.title).map(|title| (&**title).into()),
                alternatives: first..alternatives.len() as u32,
            });
        }
        (units, alternatives)
    }

    fn alternatives(
        &mut self,
        spot: Spot<'_>,
        unit: &'a UnitShape<'a>,
        place: u32,
        read: &mut Vec<Alternative>,
    ) {
        let Field::Is(list) = &unit.alternatives else { return };
        let spot = spot.field("alternatives");
        for (at, item) in list.all.iter().enumerate() {
            let spot = spot.item(at);
            let Some(said) = self.item(spot, item).map(|object| &object.0) else { continue };
            let spot = spot.called(&said.id);
            read.push(Alternative {
                name: words(&said.id).unwrap_or_default(),
                kind: self.kind(spot, said),
                text: self.optional(spot, "text", &said.text).map(|text| (&**text).into()),
                unit: place,
            });
        }
    }

    fn kind(&mut self, spot: Spot<'_>, said: &'a Shape<'a>) -> Kind {
        let word = self.optional(spot, "kind", &said.kind);
        let kind = word.and_then(|word| self.word(spot.field("kind"), &KINDS, word));
        kind.unwrap_or(Kind::Wording)
    }
}

fn words(text: &Text<'_>) -> Option<Box<str>> {
    match text {
        Field::Is(words) => Some((&**words).into()),
        Field::Absent | Field::Other(_) => None,
    }
}
