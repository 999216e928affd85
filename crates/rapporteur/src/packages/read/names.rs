//! The names in a file, and what they stand for.

use super::super::problem::{Hint, Thing, Wrong};
use super::super::words::EVERYTHING;
use super::Reading;
use super::fields::Spot;
use super::near::nearest;
use analysis::packages::{Scope, Speaker};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Names of one kind, in the order of the file.
pub(super) struct Index<'a, P> {
    places: HashMap<&'a str, P, RandomState>,
    order: Vec<(&'a str, P)>,
    /// Whether there may be names that were not understood: then none is said to be unknown.
    pub(super) partial: bool,
}

impl<P> Default for Index<'_, P> {
    fn default() -> Self {
        Self { places: HashMap::default(), order: Vec::new(), partial: false }
    }
}

impl<'a, P: Copy> Index<'a, P> {
    /// Adds a name; what it stands for already, if it does.
    pub(super) fn add(&mut self, name: &'a str, place: P) -> Option<P> {
        match self.places.entry(name) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(free) => {
                free.insert(place);
                self.order.push((name, place));
                None
            }
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<P> {
        self.places.get(name).copied()
    }

    pub(super) fn names(&self) -> impl ExactSizeIterator<Item = &'a str> {
        self.order.iter().map(|(name, _)| *name)
    }
}

/// All names that something in the file can be referred to by.
#[derive(Default)]
pub(super) struct Names<'a> {
    pub(super) speakers: Index<'a, Speaker>,
    pub(super) units: Index<'a, u32>,
    pub(super) chapters: Index<'a, u32>,
    pub(super) alternatives: Index<'a, u32>,
}

fn kind(speaker: Speaker) -> Thing {
    match speaker {
        Speaker::Party(_) => Thing::Party,
        Speaker::Group(_) => Thing::Group,
    }
}

impl Names<'_> {
    /// What a name that is not known stands for otherwise, or is much like.
    fn hint<'n>(&self, name: &str, like: impl Iterator<Item = &'n str>) -> Option<Hint> {
        let others = [
            self.speakers.get(name).map(kind),
            self.alternatives.get(name).map(|_| Thing::Alternative),
            self.units.get(name).map(|_| Thing::Unit),
            self.chapters.get(name).map(|_| Thing::Chapter),
        ];
        match others.into_iter().flatten().next() {
            Some(other) => Some(Hint::Is(other)),
            None => nearest(name, like).map(|near| Hint::Perhaps(near.to_owned())),
        }
    }

    fn unknown<'n>(&self, thing: Thing, name: &str, like: impl Iterator<Item = &'n str>) -> Wrong {
        Wrong::Unknown { thing, name: name.to_owned(), hint: self.hint(name, like) }
    }

    /// Names of parties, or of groups.
    fn of_kind(&self, wanted: Thing) -> impl Iterator<Item = &str> {
        let of_kind =
            self.speakers.order.iter().filter(move |(_, speaker)| kind(*speaker) == wanted);
        of_kind.map(|(name, _)| *name)
    }
}

impl Reading<'_> {
    /// Who speaks.
    pub(super) fn speaker(&mut self, spot: Spot<'_>, name: &str) -> Option<Speaker> {
        let names = &self.names;
        let found = names.speakers.get(name);
        if found.is_none() && !names.speakers.partial {
            let wrong = || names.unknown(Thing::Speaker, name, names.speakers.names());
            self.problems.note(|| spot.problem(wrong()));
        }
        found
    }

    pub(super) fn party(&mut self, spot: Spot<'_>, name: &str) -> Option<u32> {
        let names = &self.names;
        if let Some(Speaker::Party(party)) = names.speakers.get(name) {
            return Some(party);
        }
        if !names.speakers.partial {
            let wrong = || names.unknown(Thing::Party, name, names.of_kind(Thing::Party));
            self.problems.note(|| spot.problem(wrong()));
        }
        None
    }

    pub(super) fn group(&mut self, spot: Spot<'_>, name: &str) -> Option<u32> {
        let names = &self.names;
        if let Some(Speaker::Group(group)) = names.speakers.get(name) {
            return Some(group);
        }
        if !names.speakers.partial {
            let wrong = || names.unknown(Thing::Group, name, names.of_kind(Thing::Group));
            self.problems.note(|| spot.problem(wrong()));
        }
        None
    }

    pub(super) fn alternative(&mut self, spot: Spot<'_>, name: &str) -> Option<u32> {
        let names = &self.names;
        let found = names.alternatives.get(name);
        if found.is_none() && !names.alternatives.partial {
            let wrong = || names.unknown(Thing::Alternative, name, names.alternatives.names());
            self.problems.note(|| spot.problem(wrong()));
        }
        found
    }

    /// Of what a party dissociated itself.
    pub(super) fn scope(&mut self, spot: Spot<'_>, name: &str) -> Option<Scope> {
        let names = &self.names;
        if name == EVERYTHING {
            return Some(Scope::All);
        }
        match (names.chapters.get(name), names.alternatives.get(name)) {
            (Some(chapter), None) => Some(Scope::Chapter(chapter)),
            (None, Some(alternative)) => Some(Scope::Alternative(alternative)),
            (Some(_), Some(_)) => {
                self.note(spot, || Wrong::Ambiguous(name.to_owned()));
                None
            }
            (None, None) => {
                if !names.alternatives.partial {
                    let like = names.chapters.names().chain(names.alternatives.names());
                    let wrong = || names.unknown(Thing::Scope, name, like);
                    self.problems.note(|| spot.problem(wrong()));
                }
                None
            }
        }
    }
}
