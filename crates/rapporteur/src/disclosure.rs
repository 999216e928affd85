//! What of an entry may be shown: the levels of disclosure, and what was offered without prejudice.
//!
//! The same rule that the report follows: an entry without a stated level is public, as the file is that holds it.

use record::entry::Disclosure;
use record::event::positions::Release;
use record::{EntryId, Event, Id, OfferId, Record, Text};

/// How much of an entry may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Openness {
    /// All of it.
    Named,
    /// Its words, without who holds them.
    Unnamed,
    /// That it is there.
    Counted,
}

/// How much of an entry may be shown.
pub(crate) fn openness(record: &Record, entry: EntryId) -> Openness {
    let Some(found) = record.entry(entry) else { return Openness::Counted };
    let erased = record.group().fate_of(entry).is_some_and(|f| f.erased.is_some());
    let stated = match found.envelope.level.unwrap_or(Disclosure::Public) {
        _ if erased => Openness::Counted,
        Disclosure::Public => Openness::Named,
        Disclosure::Unattributed => Openness::Unnamed,
        Disclosure::Members | Disclosure::CountOnly => Openness::Counted,
    };
    match found.event().and_then(offer_of) {
        Some(offer) => released(record, offer).min_open(stated),
        None => stated,
    }
}

impl Openness {
    /// A release by the maker opens what was said to members only; nothing else does.
    fn min_open(self, stated: Openness) -> Openness {
        match self {
            Openness::Counted => Openness::Counted,
            opened if stated == Openness::Counted => opened,
            Openness::Unnamed => Openness::Unnamed,
            Openness::Named => stated,
        }
    }
}

/// The offer that an entry makes, answers or withdraws. Offers known by report are what another says, and open.
fn offer_of(event: &Event) -> Option<&OfferId> {
    match event {
        Event::OfferMade(e) => Some(&e.id),
        Event::OfferAnswered(e) => Some(&e.offer),
        Event::OfferWithdrawn(e) => Some(&e.offer),
        Event::OfferReleased(e) => Some(&e.offer),
        _ => None,
    }
}

/// What the maker of an offer lets be told.
fn released(record: &Record, offer: &OfferId) -> Openness {
    let Some(offer) = record.group().offers.get(offer) else { return Openness::Named };
    match &offer.released {
        _ if offer.ascribed.is_some() => Openness::Named,
        Some(released) if released.said.extent == Release::ContentAndName => Openness::Named,
        Some(_) => Openness::Unnamed,
        None => Openness::Counted,
    }
}

/// Whether names of an entry may be told.
pub(crate) fn may_name(record: &Record, entry: EntryId) -> bool {
    openness(record, entry) == Openness::Named
}

/// Whether words of an entry may be told, with or without a name.
pub(crate) fn may_quote(record: &Record, entry: EntryId) -> bool {
    openness(record, entry) != Openness::Counted
}

/// A name where the entry lets it be told.
pub(crate) fn name(record: &Record, id: &Id, entry: EntryId) -> Option<Text> {
    may_name(record, entry).then(|| record.group().name_of(id))
}

/// Whether a party, coalition or representative is named in a text, by code, name or other name, as a word of its own.
pub(crate) fn names_somebody(record: &Record, text: &str) -> bool {
    let group = record.group();
    let parties = group.parties.iter().flat_map(|(id, party)| {
        let said = &party.admitted.said;
        [id.as_str(), &said.name].into_iter().chain(said.aliases.iter().map(|a| &**a))
    });
    let coalitions = group.coalitions.iter().flat_map(|(id, coalition)| {
        let said = &coalition.formed.said;
        [id.as_str(), &said.name].into_iter().chain(said.aliases.iter().map(|a| &**a))
    });
    let people =
        group.representatives.iter().flat_map(|(id, person)| [id.as_str(), &*person.said.name]);
    let renamed = group.renamed.values().flatten().map(|renamed| &*renamed.said.name);
    parties.chain(coalitions).chain(people).chain(renamed).any(|name| stands_in(text, name))
}

fn stands_in(text: &str, name: &str) -> bool {
    let inside = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(at, found)| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|t| t.chars().next());
            !inside(before) && !inside(after)
        })
}
