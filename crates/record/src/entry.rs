//! An entry: one line of the record, an envelope and one event.

use crate::EntryId;
use crate::event::Event;
use crate::id::{CoalitionId, Id};
use crate::minutes::{Cursor, Field, Problem, choice, write_string};
use crate::moment::Moment;
use crate::words::{Hash, Text};

choice! {
    /// How the record comes to know something: own word and ascribed word are different things.
    Grade "grade of provenance" {
        /// The party's own act.
        Delivered = "delivered",
        /// Taken down by the secretariat; not the party's own word until confirmed.
        TakenDown = "taken-down",
        /// Taken down and confirmed by its holder.
        Confirmed = "confirmed",
        /// Reported by another.
        Reported = "reported",
        /// Inferred by its author.
        Inferred = "inferred",
    }
}

impl Grade {
    /// Whether the holder's own word stands behind it.
    pub fn is_own_word(self) -> bool {
        matches!(self, Grade::Delivered | Grade::Confirmed)
    }

    /// Whether it was seen in the room or made by its holder, and not told by another.
    pub fn is_first_hand(self) -> bool {
        !matches!(self, Grade::Reported | Grade::Inferred)
    }
}

choice! {
    /// Who may see an entry, and with what. In rising order of openness.
    Disclosure "level of disclosure" {
        /// Only as part of a number.
        CountOnly = "count-only",
        /// Named to members; part of a number outside.
        Members = "members",
        /// Words and constituency, without the name.
        Unattributed = "unattributed",
        /// Named.
        Public = "public",
    }
}

/// In which capacity somebody speaks; absent where not stated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capacity {
    /// For oneself.
    Personal,
    /// For whom, in words.
    Representing(Text),
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// A party, coalition, representative or officer.
    pub who: Id,
    /// In which capacity, if stated.
    pub capacity: Option<Capacity>,
    /// On behalf of which coalition.
    pub behalf: Option<CoalitionId>,
}

/// Where an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A document or meeting on the record, and the place within it.
    Listed(Id, Option<Text>),
    /// Something not on the record, in words.
    Described(Text),
}

impl Field for Source {
    const SHAPE: &'static str = "DOCUMENT | MEETING [\"PLACE\"] | \"TEXT\"";
    fn write(&self, out: &mut String) {
        match self {
            Source::Listed(id, place) => {
                id.write(out);
                if let Some(place) = place {
                    out.push(' ');
                    write_string(place, out);
                }
            }
            Source::Described(text) => write_string(text, out),
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        if cursor.is_string() {
            return cursor.string().map(Source::Described);
        }
        let id = Id::read(cursor)?;
        let place = if cursor.is_string() { Some(cursor.string()?) } else { None };
        Ok(Source::Listed(id, place))
    }
}

/// What surrounds an event. What is absent was not stated, and is never filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Who speaks; absent where the secretariat records in its own name, or whoever presides acts.
    pub speaker: Option<Speaker>,
    /// When the secretariat received it.
    pub received: Option<Moment>,
    /// When it was said or written.
    pub said: Option<Moment>,
    /// From when it has effect.
    pub effect: Option<Moment>,
    /// Who took it down.
    pub recorder: Option<Id>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// How the record comes to know it.
    pub grade: Option<Grade>,
    /// Who may see it.
    pub level: Option<Disclosure>,
    /// 32 random bytes that keep an erased body from being guessed; erased with it.
    pub salt: Option<Hash>,
}

impl Envelope {
    /// The moment by which the entry is found: received, else said, else effective.
    pub fn moment(&self) -> Option<Moment> {
        self.received.or(self.said).or(self.effect)
    }

    /// When it was, for a reader: said, else effective, else received.
    pub fn when(&self) -> Option<Moment> {
        self.said.or(self.effect).or(self.received)
    }
}

/// What an entry says, or what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The event.
    Event(Event),
    /// Erased; the salted hash remains, so that every proof still holds.
    Erased(Hash),
}

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: EntryId,
    /// What surrounds it.
    pub envelope: Envelope,
    /// What it says.
    pub body: Body,
}

impl Entry {
    /// The event, unless it was erased.
    pub fn event(&self) -> Option<&Event> {
        match &self.body {
            Body::Event(event) => Some(event),
            Body::Erased(_) => None,
        }
    }
}
