//! Where parties stand: positions, objections, ascriptions, offers, packages.

use crate::EntryId;
use crate::id::{Id, OfferId, PackageId};
use crate::minutes::{Cursor, Field, Name, Problem, choice, kinds, write_string};
use crate::moment::Moment;
use crate::words::{Quote, Text};

choice! {
    /// Where a party stands on something. An objection is an entry of its own.
    Stance "stance" {
        /// Supports.
        Supports = "supports",
        /// Can accept.
        CanAccept = "can-accept",
        /// Reserves its position, awaiting instructions; not a reservation to adopted text.
        ReservesPosition = "reserves-position",
        /// Objects.
        Objects = "objects",
    }
}

/// Stances that are taken with one word of their own; `objects` has an entry of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlainStance(pub Stance);

impl Field for PlainStance {
    const SHAPE: &'static str = "supports | can-accept | reserves-position";
    fn write(&self, out: &mut String) {
        out.push_str(self.0.word());
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        cursor.word_as("a stance", |w| {
            Stance::from_word(w).filter(|s| *s != Stance::Objects).map(Self)
        })
    }
}

/// Who is said to hold something: a party on the record, or people described in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A party or coalition on the record.
    Named(Id),
    /// People described, not named.
    Described(Text),
}

impl Field for Holder {
    const SHAPE: &'static str = "ID | \"DESCRIPTION\"";
    fn write(&self, out: &mut String) {
        match self {
            Holder::Named(id) => id.write(out),
            Holder::Described(text) => write_string(text, out),
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        if cursor.is_string() {
            cursor.string().map(Holder::Described)
        } else {
            Id::read(cursor).map(Holder::Named)
        }
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        match self {
            Holder::Named(id) => id.names(found),
            Holder::Described(_) => {}
        }
    }
}

/// How long an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// Until the meeting in which it was made closes.
    CloseOfMeeting,
    /// Until a moment.
    Moment(Moment),
}

impl Field for Until {
    const SHAPE: &'static str = "close-of-meeting | MOMENT";
    fn write(&self, out: &mut String) {
        match self {
            Until::CloseOfMeeting => out.push_str("close-of-meeting"),
            Until::Moment(moment) => moment.write(out),
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        if cursor.take_word("close-of-meeting") {
            Ok(Until::CloseOfMeeting)
        } else {
            Moment::read(cursor).map(Until::Moment)
        }
    }
}

choice! {
    /// An answer to an offer.
    OfferAnswer "answer to an offer" {
        /// Accepted.
        Accepts = "accepts",
        /// Not accepted.
        Declines = "declines",
        /// Taken for consideration.
        Considers = "considers",
    }
}

choice! {
    /// What the maker of an offer lets be told outside the group.
    Release "extent of release" {
        /// The content and the name.
        ContentAndName = "content-and-name",
        /// The content without the name.
        Content = "content",
    }
}

choice! {
    /// How an offer is said to have ended.
    OfferEnd "end of an offer" {
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Lapsed.
        Lapsed = "lapsed",
    }
}

kinds! {
    /// A party or coalition takes a position; its later position on the same thing supersedes this one.
    PositionTaken ["supports" "can-accept" "reserves-position"] Party {
        /// Which.
        stance: PlainStance = "",
        /// On what: a provision, issue, text, document, amendment or package.
        on: Id = "",
        /// The entry that set the words it was taken on; absent: the words as they stand.
        wording: Option<EntryId> = "wording",
        /// In the party's words.
        words: Option<Quote> = "words",
        /// The part of the party that holds it, where the party is split.
        part: Option<Text> = "part",
        /// The words are a summary, not the holder's own.
        summary: bool = "summary",
    }

    /// A member objects. One objection is enough to prevent consensus.
    ObjectionRaised ["objects"] Party {
        /// To what.
        on: Id = "to",
        /// The passage concerned.
        passage: Option<Text> = "passage",
        /// The interest at stake; never compulsory.
        interest: Option<Quote> = "interest",
        /// What would cure it; never compulsory.
        cure: Option<Quote> = "cure",
        /// The reason; never compulsory.
        reason: Option<Quote> = "reason",
        /// The entry that set the words objected to; absent: the words as they stand.
        wording: Option<EntryId> = "wording",
        /// The part of the party that holds it, where the party is split.
        part: Option<Text> = "part",
        /// Reason, interest and cure are a summary, not the holder's own words.
        summary: bool = "summary",
    }

    /// Somebody answers an objection or what was said of them.
    StatementAnswered ["answers"] Speaker {
        /// The entry answered.
        entry: EntryId = "",
        /// The answer.
        words: Quote = "",
    }

    /// A holder withdraws a position, objection, statement or reservation.
    StatementWithdrawn ["withdraws"] Speaker {
        /// The entry withdrawn.
        entry: EntryId = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// Somebody says where another stands: never that other's own word until confirmed. Without a speaker, the source
    /// says so.
    PositionAscribed ["ascribes"] Anyone {
        /// Which stance.
        stance: Stance = "",
        /// To whom.
        to: Holder = "to",
        /// On what.
        on: Id = "on",
        /// In the words of who says so.
        words: Option<Quote> = "words",
        /// A conclusion of who says so.
        inferred: bool = "inferred",
    }

    /// A conditional acceptance, without prejudice.
    OfferMade ["offers"] Party {
        /// Its identity.
        id: OfferId = "",
        /// What its maker would accept.
        accepts: Vec<Id> = "accepts",
        /// What must be in.
        included: Vec<Id> = "if-in",
        /// What must be out.
        excluded: Vec<Id> = "if-out",
        /// In words.
        words: Option<Quote> = "words",
        /// How long it stands.
        until: Option<Until> = "until",
    }

    /// Somebody tells of another's offer: known by report, never the maker's own act.
    OfferAscribed ["ascribes-offer"] Speaker {
        /// Its identity.
        id: OfferId = "",
        /// To whom.
        to: Holder = "to",
        /// What it would have accepted or given.
        accepts: Vec<Id> = "accepts",
        /// What was asked to be in.
        included: Vec<Id> = "if-in",
        /// What was asked to be out.
        excluded: Vec<Id> = "if-out",
        /// Its words, as reported.
        words: Option<Quote> = "words",
        /// A conclusion of who says so, as to the conditions.
        inferred: bool = "inferred",
    }

    /// Somebody tells that an offer known by report ended.
    OfferEndAscribed ["ascribes-end"] Speaker {
        /// Which offer.
        offer: OfferId = "of",
        /// How it ended.
        end: OfferEnd = "",
        /// In the words of who says so.
        words: Option<Quote> = "words",
        /// What who says so concludes of the reason; an inference.
        inference: Option<Quote> = "inference",
        /// Another reading that the words leave open, noted by the secretariat.
        open: Option<Quote> = "open-reading",
    }

    /// An answer to an offer.
    OfferAnswered ["answers-offer"] Party {
        /// Which.
        offer: OfferId = "",
        /// The answer.
        answer: OfferAnswer = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// The maker withdraws an offer.
    OfferWithdrawn ["withdraws-offer"] Party {
        /// Which.
        offer: OfferId = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// The maker lets an offer be told outside the group.
    OfferReleased ["releases-offer"] Party {
        /// Which.
        offer: OfferId = "",
        /// How much of it.
        extent: Release = "",
    }

    /// Wordings put forward together.
    PackageTabled ["package"] Speaker {
        /// Its identity.
        id: PackageId = "",
        /// Title.
        title: Text = "",
        /// What is in.
        included: Vec<Id> = "in",
        /// What is out.
        excluded: Vec<Id> = "out",
        /// The offers it draws on.
        offers: Vec<OfferId> = "offers",
    }
}
