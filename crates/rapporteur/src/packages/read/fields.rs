//! Fields: what must stand there, what may, and where it is told that something else does.

use super::super::limits;
use super::super::problem::{Place, Problem, Thing, Wrong};
use super::super::shape::{Field, Item, Kind, List, Object, Several, Text, Wanted};
use super::super::words::{Word, meant};
use super::Reading;
use super::near::nearest;
use std::fmt::Write as _;

/// A place in the file that is being looked at. Its words are made only where a problem is told.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    within: Option<&'s Spot<'s>>,
    step: Step,
    id: Option<&'s str>,
}

#[derive(Clone, Copy)]
enum Step {
    Top,
    Field(&'static str),
    Item(usize),
}

impl<'s> Spot<'s> {
    pub(super) fn top() -> Self {
        Self { within: None, step: Step::Top, id: None }
    }

    pub(super) fn field<'t>(&'t self, name: &'static str) -> Spot<'t> {
        Spot { within: Some(self), step: Step::Field(name), id: None }
    }

    /// An item of a list, counted from 0.
    pub(super) fn item<'t>(&'t self, at: usize) -> Spot<'t> {
        Spot { within: Some(self), step: Step::Item(at), id: None }
    }

    /// The same place, with the identifier of what stands there.
    pub(super) fn called(self, id: &'s Text<'_>) -> Self {
        match id {
            Field::Is(id) => Self { id: Some(id), ..self },
            Field::Absent | Field::Other(_) => self,
        }
    }

    pub(super) fn problem(&self, wrong: Wrong) -> Problem {
        Problem { place: self.place(), wrong }
    }

    fn place(&self) -> Place {
        let mut way = vec![self];
        while let Some(spot) = way.last().and_then(|spot| spot.within) {
            way.push(spot);
        }
        let mut path = String::new();
        for spot in way.iter().rev() {
            let written = match spot.step {
                Step::Top => Ok(()),
                Step::Field(name) if path.is_empty() => write!(path, "{name}"),
                Step::Field(name) => write!(path, ".{name}"),
                Step::Item(at) => write!(path, "[{at}]"),
            };
            written.expect("a string takes what is written to it");
        }
        let id = way.iter().find_map(|spot| spot.id).map(str::to_owned);
        if path.is_empty() { Place::File } else { Place::Value { path, id } }
    }
}

impl<'a> Reading<'a> {
    /// Notes something wrong; its words are made only if it is told.
    pub(super) fn note(&mut self, spot: Spot<'_>, wrong: impl FnOnce() -> Wrong) {
        self.problems.note(|| spot.problem(wrong()));
    }

    /// What stands in a field that may be left out.
    pub(super) fn optional<T: Wanted<'a>>(
        &mut self,
        spot: Spot<'_>,
        name: &'static str,
        field: &'a Field<T>,
    ) -> Option<&'a T> {
        match field {
            Field::Is(value) => Some(value),
            Field::Absent => None,
            Field::Other(found) => {
                let (wanted, found) = (T::KIND, *found);
                self.note(spot.field(name), || Wrong::Kind { wanted, found });
                None
            }
        }
    }

    /// Tells where a field that must be there is not.
    pub(super) fn must<T>(&mut self, spot: Spot<'_>, name: &'static str, field: &Field<T>) {
        if matches!(field, Field::Absent) {
            self.note(spot, || Wrong::Missing(name));
        }
    }

    /// What stands in a field that must be there.
    pub(super) fn required<T: Wanted<'a>>(
        &mut self,
        spot: Spot<'_>,
        name: &'static str,
        field: &'a Field<T>,
    ) -> Option<&'a T> {
        self.must(spot, name, field);
        self.optional(spot, name, field)
    }

    /// An item of a list.
    pub(super) fn item<T: Wanted<'a>>(
        &mut self,
        spot: Spot<'_>,
        field: &'a Field<T>,
    ) -> Option<&'a T> {
        let found = match field {
            Field::Is(value) => return Some(value),
            Field::Absent => Kind::Nothing,
            Field::Other(found) => *found,
        };
        self.note(spot, || Wrong::Kind { wanted: T::KIND, found });
        None
    }

    /// The items of a list, and whether these are all.
    pub(super) fn list<T>(
        &mut self,
        spot: Spot<'_>,
        name: &'static str,
        thing: Thing,
        field: &'a Several<T>,
    ) -> (&'a [T], bool)
    where
        T: Item,
        Box<List<T>>: Wanted<'a>,
    {
        let absent = matches!(field, Field::Absent);
        let Some(list) = self.optional(spot, name, field) else { return (&[], absent) };
        if list.cut {
            self.note(spot.field(name), || Wrong::TooMany { thing, most: T::MAX });
        }
        (&list.all, !list.cut)
    }

    /// The identifier of a thing.
    pub(super) fn identifier(&mut self, spot: Spot<'_>, id: &'a Text<'a>) -> Option<&'a str> {
        let id: &str = self.required(spot, "id", id)?;
        if id.is_empty() {
            self.note(spot.field("id"), || Wrong::NoLetters);
        }
        self.fits(spot.field("id"), id, limits::IDENTIFIER_BYTES);
        Some(id)
    }

    /// The name of a chapter or constituency; empty where it is left out.
    pub(super) fn name(
        &mut self,
        spot: Spot<'_>,
        field: &'static str,
        name: &'a Text<'a>,
    ) -> &'a str {
        let name = self.optional(spot, field, name).map(|name| &**name).unwrap_or_default();
        self.fits(spot.field(field), name, limits::NAME_BYTES);
        name
    }

    fn fits(&mut self, spot: Spot<'_>, name: &str, most: usize) {
        let bytes = name.len();
        if bytes > most {
            self.note(spot, || Wrong::TooLong { bytes, most });
        }
        let plain = name.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !plain && name.chars().any(char::is_control) {
            self.note(spot, || Wrong::Control);
        }
    }

    /// What a word stands for.
    pub(super) fn word<T: Copy>(
        &mut self,
        spot: Spot<'_>,
        words: &[Word<T>],
        word: &str,
    ) -> Option<T> {
        let found = meant(words, word);
        if found.is_none() {
            self.note(spot, || {
                let known: Vec<&'static str> = words.iter().map(|(known, _)| *known).collect();
                let near = nearest(word, known.iter().copied());
                let near = known.iter().copied().find(|known| Some(*known) == near);
                Wrong::Word { word: word.to_owned(), known, near }
            });
        }
        found
    }
}

/// The fields of an item that is an object, whatever else is wrong; for a first look that tells nothing.
pub(super) fn fields<T>(item: &Field<Object<T>>) -> Option<&T> {
    match item {
        Field::Is(Object(fields)) => Some(fields),
        Field::Absent | Field::Other(_) => None,
    }
}
