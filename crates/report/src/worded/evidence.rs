//! The list of evidence: each entry named, as openly as its level and the document allow.

use super::Writer;
use crate::document::EvidenceEntry;
use record::entry::{Disclosure, Source};
use record::event::positions::Release;
use record::minutes::print_entry;
use record::thing::Thing;
use record::{Body, Entry, EntryId, Event, Group, Id, OfferId};

impl Writer<'_> {
    /// Every entry that some line names, in order.
    pub(super) fn evidence(&self) -> Vec<EvidenceEntry> {
        let names = names(self.record.group());
        self.cited.iter().map(|number| self.shown(*number, &names)).collect()
    }

    fn shown(&self, number: EntryId, names: &[String]) -> EvidenceEntry {
        let frame = self.words.frame();
        let Some(entry) = self.record.entry(number) else {
            let line = frame.unread.to_owned();
            let (when, source, grade) = Default::default();
            return EvidenceEntry { number, when, line, source, grade };
        };
        let envelope = &entry.envelope;
        EvidenceEntry {
            number,
            when: envelope.when().map_or_else(String::new, |when| self.words.moment(when)),
            line: self.entry_line(entry, names),
            source: self.source(entry, names),
            grade: envelope.grade.map_or("", |grade| self.words.grade(grade)).to_owned(),
        }
    }

    /// The canonical line, or what may be told of it.
    fn entry_line(&self, entry: &Entry, names: &[String]) -> String {
        let frame = self.words.frame();
        let fate = self.record.group().fate_of(entry.number);
        let Body::Event(event) = &entry.body else { return frame.erased.to_owned() };
        if fate.is_some_and(|fate| fate.erased.is_some()) {
            return frame.erased.to_owned();
        }
        let kind = || format!("{}: {}", frame.kind, spaced(event.name()));
        match self.level(entry) {
            level @ (Disclosure::CountOnly | Disclosure::Members) => self.words.undisclosed(level),
            Disclosure::Unattributed | Disclosure::Public if !self.manuscript.attributed => kind(),
            Disclosure::Public => print_entry(entry),
            Disclosure::Unattributed => {
                let line = without_speaker(entry);
                if names_somebody(&line, names) { kind() } else { line }
            }
        }
    }

    /// Where an entry comes from; nothing where that could tell who speaks.
    fn source(&self, entry: &Entry, names: &[String]) -> String {
        let Some(source) = &entry.envelope.source else { return String::new() };
        let level = self.level(entry);
        if level < Disclosure::Unattributed {
            return String::new();
        }
        let open = self.manuscript.attributed && level == Disclosure::Public;
        let frame = self.words.frame();
        let (text, withheld) = match source {
            Source::Described(text) => (text.to_string(), frame.source_withheld),
            Source::Listed(id, place) => {
                if !open && self.is_of_a_party(id) {
                    return frame.paper.to_owned();
                }
                let place = place.iter().map(|place| format!("{}{place}", frame.comma));
                let title = self.record.group().name_of(id);
                (format!("{title}{}", place.collect::<String>()), frame.paper)
            }
        };
        if !open && names_somebody(&text, names) { withheld.to_owned() } else { text }
    }

    /// How open an entry is: its level; of an offer, what its maker released, whatever the level.
    fn level(&self, entry: &Entry) -> Disclosure {
        let offer = entry.event().and_then(offer_of);
        let offer = offer
            .and_then(|id| self.record.group().offers.get(id))
            .filter(|o| o.ascribed.is_none());
        match offer.map(|offer| offer.released.as_ref().map(|r| r.said.extent)) {
            None => entry.envelope.level.unwrap_or(Disclosure::Public),
            Some(None) => Disclosure::CountOnly,
            Some(Some(Release::Content)) => Disclosure::Unattributed,
            Some(Some(Release::ContentAndName)) => Disclosure::Public,
        }
    }

    /// Whether a document was submitted by somebody on the record, or has an author.
    fn is_of_a_party(&self, id: &Id) -> bool {
        let papers = &self.record.group().documents;
        record::DocumentId::new(id.as_str())
            .and_then(|id| papers.get(&id))
            .is_some_and(|p| !p.registered.said.by.is_empty() || p.registered.said.author.is_some())
    }
}

/// The offer that an entry makes, answers, withdraws or releases.
fn offer_of(event: &Event) -> Option<&OfferId> {
    match event {
        Event::OfferMade(e) => Some(&e.id),
        Event::OfferAnswered(e) => Some(&e.offer),
        Event::OfferWithdrawn(e) => Some(&e.offer),
        Event::OfferReleased(e) => Some(&e.offer),
        _ => None,
    }
}

/// The line without its speaker, and without the salt, which would let the speaker be guessed.
fn without_speaker(entry: &Entry) -> String {
    let mut entry = entry.clone();
    entry.envelope.speaker = None;
    entry.envelope.source = None;
    entry.envelope.recorder = None;
    entry.envelope.salt = None;
    print_entry(&entry)
}

/// `PositionTaken` as "position taken".
fn spaced(kind: &str) -> String {
    let mut out = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// Codes, names and aliases of parties, coalitions and representatives.
fn names(group: &Group) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (id, named) in &group.names {
        if matches!(named.thing, Thing::Party | Thing::Coalition | Thing::Representative) {
            names.push(id.as_str().to_owned());
            names.push(group.name_of(id).to_string());
            let renamed = group.renamed.get(id).into_iter().flatten();
            names.extend(renamed.map(|renamed| renamed.said.name.to_string()));
        }
    }
    for party in group.parties.values() {
        let said = &party.admitted.said;
        names.push(said.name.to_string());
        names.extend(said.aliases.iter().map(ToString::to_string));
    }
    for coalition in group.coalitions.values() {
        let said = &coalition.formed.said;
        names.push(said.name.to_string());
        names.extend(said.aliases.iter().map(ToString::to_string));
    }
    names.extend(group.representatives.values().map(|person| person.said.name.to_string()));
    names.sort();
    names.dedup();
    names.retain(|name| !name.is_empty());
    names
}

/// Whether one of the names stands in a text as a word of its own.
fn names_somebody(text: &str, names: &[String]) -> bool {
    names.iter().any(|name| {
        text.match_indices(name.as_str()).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            let inside = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            !inside(before) && !inside(after)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{names_somebody, spaced};

    #[test]
    fn a_name_is_found_as_a_word() {
        let names = ["ARD".to_owned(), "River Traders’ Chamber".to_owned()];
        assert!(names_somebody("by ARD, on P4", &names));
        assert!(names_somebody("paper of the River Traders’ Chamber", &names));
        assert!(!names_somebody("STANDARD", &names));
    }

    #[test]
    fn a_kind_is_told_in_words() {
        assert_eq!(spaced("PositionTaken"), "position taken");
    }
}
