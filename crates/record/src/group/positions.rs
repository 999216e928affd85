//! Positions, objections, ascriptions and offers as they stand.

use super::meetings::meeting_of;
use super::{Group, Recorded, Voice, recorded};
use crate::entry::{Entry, Grade};
use crate::event::positions::*;
use crate::id::*;
use crate::moment::Moment;
use crate::words::{Quote, Text};

/// What an objection adds to a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The passage concerned.
    pub passage: Option<Text>,
    /// The interest at stake.
    pub interest: Option<Quote>,
    /// What would cure it.
    pub cure: Option<Quote>,
    /// The reason.
    pub reason: Option<Quote>,
}

/// A position of a party or coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The entry.
    pub entry: EntryId,
    /// Who holds it.
    pub voice: Voice,
    /// The part of the party that holds it, where the party is split.
    pub part: Option<Text>,
    /// Where it stands.
    pub stance: Stance,
    /// On what.
    pub on: Id,
    /// For a provision: which wording it was taken on, counted in substance.
    pub substance: Option<u32>,
    /// In words.
    pub words: Option<Quote>,
    /// What an objection adds.
    pub objection: Option<Objection>,
    /// The words are a summary.
    pub summary: bool,
}

/// What somebody says that another holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ascription {
    /// The entry.
    pub entry: EntryId,
    /// Who says so; `None` where the source does, and nobody on the record.
    pub voice: Option<Voice>,
    /// The rest.
    pub said: PositionAscribed,
}

/// How an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfferState {
    /// In force.
    Standing,
    /// Withdrawn by its maker.
    Withdrawn(EntryId),
    /// Lapsed with its meeting or its date.
    Lapsed(EntryId),
    /// Known by report to have ended.
    EndReported(EntryId),
}

/// A conditional offer, made or known by report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its identity.
    pub id: OfferId,
    /// The entry.
    pub entry: EntryId,
    /// Who speaks in the entry: its maker, or, where `ascribed`, who tells of it.
    pub voice: Voice,
    /// To whom it is ascribed, where known by report only.
    pub ascribed: Option<Holder>,
    /// What it accepts.
    pub accepts: Vec<Id>,
    /// What must be in.
    pub included: Vec<Id>,
    /// What must be out.
    pub excluded: Vec<Id>,
    /// In words.
    pub words: Option<Quote>,
    /// How long it stands.
    pub until: Option<Until>,
    /// The meeting in which it was made.
    pub meeting: Option<MeetingId>,
    /// A conclusion of who tells of it.
    pub inferred: bool,
    /// Answers, with who gave them.
    pub answers: Vec<(Voice, Recorded<OfferAnswered>)>,
    /// Withdrawn.
    pub withdrawn: Option<Recorded<OfferWithdrawn>>,
    /// The entry that closed its meeting, or the first after its date.
    pub lapsed: Option<EntryId>,
    /// Released by its maker.
    pub released: Option<Recorded<OfferReleased>>,
    /// Its end, where known by report.
    pub end: Option<Recorded<OfferEndAscribed>>,
}

impl Offer {
    /// How it stands.
    pub fn state(&self) -> OfferState {
        match (&self.withdrawn, self.lapsed, &self.end) {
            (Some(withdrawn), _, _) => OfferState::Withdrawn(withdrawn.entry),
            (None, Some(entry), _) => OfferState::Lapsed(entry),
            (None, None, Some(end)) => OfferState::EndReported(end.entry),
            (None, None, None) => OfferState::Standing,
        }
    }
}

impl Group {
    pub(super) fn take_position(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        event: &PositionTaken,
    ) {
        let Some(voice) = voice else { return };
        let substance = self.substance_at(&event.on, event.wording);
        self.hold(Position {
            entry,
            voice,
            part: event.part.clone(),
            stance: event.stance.0,
            on: event.on.clone(),
            substance,
            words: event.words.clone(),
            objection: None,
            summary: event.summary,
        });
    }

    pub(super) fn object(&mut self, entry: EntryId, voice: Option<Voice>, event: &ObjectionRaised) {
        let Some(voice) = voice else { return };
        let substance = self.substance_at(&event.on, event.wording);
        let objection = Objection {
            passage: event.passage.clone(),
            interest: event.interest.clone(),
            cure: event.cure.clone(),
            reason: event.reason.clone(),
        };
        self.hold(Position {
            entry,
            voice,
            part: event.part.clone(),
            stance: Stance::Objects,
            on: event.on.clone(),
            substance,
            words: None,
            objection: Some(objection),
            summary: event.summary,
        });
    }

    fn hold(&mut self, position: Position) {
        self.positions_on.entry(position.on.clone()).or_default().push(self.positions.len());
        self.positions.push(position);
    }

    fn substance_at(&self, on: &Id, wording: Option<EntryId>) -> Option<u32> {
        let provision = self.provisions.get(&ProvisionId(on.clone()))?;
        Some(
            wording
                .map_or_else(|| provision.version(), |entry| provision.version_at(entry))
                .substance,
        )
    }

    pub(super) fn ascribe(
        &mut self,
        entry: &Entry,
        voice: Option<Voice>,
        event: &PositionAscribed,
    ) {
        let mut said = event.clone();
        said.inferred |= entry.envelope.grade == Some(Grade::Inferred);
        self.ascriptions.push(Ascription { entry: entry.number, voice, said });
    }

    pub(super) fn offer(&mut self, entry: &Entry, voice: Option<Voice>, event: &OfferMade) {
        let Some(voice) = voice else { return };
        let offer = Offer {
            id: event.id.clone(),
            entry: entry.number,
            voice,
            ascribed: None,
            accepts: event.accepts.clone(),
            included: event.included.clone(),
            excluded: event.excluded.clone(),
            words: event.words.clone(),
            until: event.until,
            meeting: meeting_of(entry).filter(|m| self.meetings.contains_key(m)),
            inferred: false,
            answers: Vec::new(),
            withdrawn: None,
            lapsed: None,
            released: None,
            end: None,
        };
        if let Some(Until::Moment(until)) = event.until
            && let Some((_, last)) = until.range()
        {
            self.expiring.insert((last, event.id.clone()));
        }
        if let (Some(Until::CloseOfMeeting), Some(meeting)) = (event.until, &offer.meeting) {
            self.closing.entry(meeting.clone()).or_default().push(event.id.clone());
        }
        self.offers.insert(event.id.clone(), offer);
    }

    pub(super) fn ascribe_offer(
        &mut self,
        entry: EntryId,
        voice: Option<Voice>,
        event: &OfferAscribed,
    ) {
        let Some(voice) = voice else { return };
        let offer = Offer {
            id: event.id.clone(),
            entry,
            voice,
            ascribed: Some(event.to.clone()),
            accepts: event.accepts.clone(),
            included: event.included.clone(),
            excluded: event.excluded.clone(),
            words: event.words.clone(),
            until: None,
            meeting: None,
            inferred: event.inferred,
            answers: Vec::new(),
            withdrawn: None,
            lapsed: None,
            released: None,
            end: None,
        };
        self.offers.insert(event.id.clone(), offer);
    }

    pub(super) fn ascribe_end(&mut self, number: EntryId, event: &OfferEndAscribed) {
        if let Some(offer) = self.offers.get_mut(&event.offer) {
            offer.end = Some(recorded(number, event));
        }
    }

    pub(super) fn answer_offer(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &OfferAnswered,
    ) {
        if let (Some(voice), Some(offer)) = (voice, self.offers.get_mut(&event.offer)) {
            offer.answers.push((voice, recorded(number, event)));
        }
    }

    pub(super) fn withdraw_offer(&mut self, number: EntryId, event: &OfferWithdrawn) {
        if let Some(offer) = self.offers.get_mut(&event.offer) {
            offer.withdrawn = Some(recorded(number, event));
        }
    }

    pub(super) fn release_offer(&mut self, number: EntryId, event: &OfferReleased) {
        if let Some(offer) = self.offers.get_mut(&event.offer) {
            // What was released once stays released.
            let wide = |r: &Recorded<OfferReleased>| r.said.extent == Release::ContentAndName;
            if !offer.released.as_ref().is_some_and(wide) {
                offer.released = Some(recorded(number, event));
            }
        }
    }

    /// A statement is confirmed. What another ascribed is from here on the holder's own position, taken on the words of
    /// the moment when it was ascribed.
    pub(super) fn confirm(&mut self, number: EntryId, voice: Option<Voice>, entry: EntryId) {
        self.fate(entry).confirmed = Some(number);
        let found = self.ascriptions.binary_search_by_key(&entry, |a| a.entry).ok();
        let said = found.map(|at| self.ascriptions[at].said.clone());
        if let (Some(voice @ (Voice::Party(_) | Voice::Coalition(_))), Some(said)) = (voice, said) {
            let objects = said.stance == Stance::Objects;
            let nothing = Objection { passage: None, interest: None, cure: None, reason: None };
            self.hold(Position {
                entry: number,
                voice,
                part: None,
                stance: said.stance,
                substance: self.substance_at(&said.on, Some(entry)),
                on: said.on,
                words: said.words,
                objection: objects.then_some(nothing),
                summary: true,
            });
        }
    }

    /// Offers whose date has passed lapse at the first entry that bears a later moment.
    pub(super) fn lapse_offers_by(&mut self, number: EntryId, now: Moment) {
        let Some((now, _)) = now.range() else { return };
        while let Some((last, id)) = self.expiring.first().filter(|(last, _)| *last < now).cloned()
        {
            self.expiring.remove(&(last, id.clone()));
            if let Some(offer) =
                self.offers.get_mut(&id).filter(|o| o.state() == OfferState::Standing)
            {
                offer.lapsed = Some(number);
            }
        }
    }

    /// Every position ever taken on a thing, in order.
    pub fn positions_ever(&self, on: &Id) -> impl Iterator<Item = &Position> {
        self.positions_on.get(on).into_iter().flatten().map(|index| &self.positions[*index])
    }

    /// The same from the last backwards.
    pub(crate) fn positions_backwards(&self, on: &Id) -> impl Iterator<Item = &Position> {
        let found = self.positions_on.get(on).into_iter().flatten();
        found.rev().map(|index| &self.positions[*index])
    }

    /// The positions that count now: the last of each holder (and part of a holder), if it still stands. A position
    /// withdrawn does not bring back the one before it. What a party held that left does not count, nor an objection of
    /// one that is not a member any more; both stay on the record. In the order of the record.
    pub fn positions_now(&self, on: &Id) -> Vec<&Position> {
        let mut last: std::collections::BTreeMap<(&Voice, Option<&str>), &Position> =
            std::collections::BTreeMap::new();
        for position in self.positions_ever(on) {
            if self.fate_of(position.entry).is_none_or(|f| f.struck.is_none()) {
                last.insert((&position.voice, position.part.as_deref()), position);
            }
        }
        let counts = |p: &&Position| {
            self.stands(p.entry)
                && self.takes_part(&p.voice)
                && (p.stance != Stance::Objects || self.may_object(&p.voice))
        };
        let mut now: Vec<&Position> = last.into_values().filter(counts).collect();
        now.sort_by_key(|p| p.entry);
        now
    }

    /// Whether a position was taken on words that have changed since, in more than editing.
    pub fn is_stale(&self, position: &Position) -> bool {
        let provision = self.provisions.get(&ProvisionId(position.on.clone()));
        match (provision, position.substance) {
            (Some(provision), Some(substance)) => provision.version().substance != substance,
            _ => false,
        }
    }
}
