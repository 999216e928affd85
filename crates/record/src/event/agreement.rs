//! Agreement and what comes after it: calls, silence procedures, reservations, reconsideration.

use crate::id::{CallId, Id, MotionId, PartyId, ProvisionId, SilenceId};
use crate::minutes::{choice, kinds};
use crate::moment::Moment;
use crate::words::{Language, Quote};

choice! {
    /// How far something is agreed; in rising order.
    Level "level of agreement" {
        /// In a contact group: no status in plenary.
        ContactGroup = "contact-group",
        /// Provisionally, until the whole is.
        Provisional = "provisional",
        /// Subject to confirmation by capitals or constituencies.
        AdReferendum = "ad-referendum",
        /// Adopted as part of the whole.
        Adopted = "adopted",
    }
}

choice! {
    /// How a call ended.
    CallResult "result of a call" {
        /// No objection was made between the call and the gavel.
        NoObjection = "no-objection",
        /// An objection was made, and the Chair declared agreement all the same; both are told.
        DeclaredOverObjection = "declared-over-objection",
        /// Not agreed.
        NotAgreed = "not-agreed",
        /// The Chair withdrew the call.
        Withdrawn = "withdrawn",
    }
}

choice! {
    /// Whether a notice is known to have arrived.
    Arrival "arrival of a notice" {
        /// Known to have arrived.
        Arrived = "arrived",
        /// Not known.
        NotKnown = "not-known",
        /// Known not to have arrived.
        Failed = "failed",
    }
}

choice! {
    /// How a silence procedure ended.
    SilenceResult "result of a silence procedure" {
        /// Nobody broke silence.
        NoObjection = "no-objection",
        /// Somebody did.
        Broken = "broken",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
    }
}

kinds! {
    /// The Chair asks whether something can be agreed, on the words as they stand.
    CallOpened ["calls"] Chair {
        /// Its identity.
        id: CallId = "",
        /// At which level.
        level: Level = "",
        /// On what: paragraphs, or a text as a whole.
        on: Vec<Id> = "on",
        /// As orally revised.
        orally: bool = "as-orally-revised",
        /// A timed call: until when.
        until: Option<Moment> = "until",
    }

    /// The gavel: the call is decided.
    CallGavelled ["gavels"] Chair {
        /// Which call.
        call: CallId = "",
        /// How it ended.
        result: CallResult = "",
        /// Parties whose confirmation is awaited (ad referendum).
        pending: Vec<PartyId> = "pending",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A written call: silence until the time given counts as no objection.
    SilenceOpened ["silence"] Chair {
        /// Its identity.
        id: SilenceId = "",
        /// At which level.
        level: Level = "",
        /// From when.
        from: Moment = "from",
        /// Until when.
        until: Moment = "until",
        /// On what.
        on: Vec<Id> = "on",
        /// The least time the rules allow, in hours.
        hours_min: Option<u32> = "hours-min",
    }

    /// Notice of a silence procedure goes out.
    NoticeSent ["notice"] Secretariat {
        /// Of which procedure.
        silence: SilenceId = "of",
        /// Whether it is known to have arrived.
        arrival: Arrival = "",
        /// To whom.
        to: Vec<PartyId> = "to",
        /// When it was sent.
        sent: Option<Moment> = "sent",
        /// In which language.
        language: Option<Language> = "language",
    }

    /// A member breaks silence; one is enough.
    SilenceBroken ["breaks-silence"] Party {
        /// Of which procedure.
        silence: SilenceId = "",
        /// On which paragraphs; absent: on all.
        on: Vec<Id> = "on",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A silence procedure ends.
    SilenceEnded ["ends-silence"] Chair {
        /// Which.
        silence: SilenceId = "",
        /// How.
        result: SilenceResult = "",
    }

    /// A party confirms what was agreed ad referendum.
    AdReferendumConfirmed ["confirms-ad-referendum"] Party {
        /// Which paragraphs.
        on: Vec<ProvisionId> = "on",
    }

    /// A reservation to agreed text: it does not prevent agreement and is not undone by it.
    ReservationEntered ["enters-reservation"] Party {
        /// The words of the reservation.
        words: Quote = "",
        /// To what.
        on: Vec<Id> = "on",
    }

    /// An explanation of position, at or after agreement.
    PositionExplained ["explains-position"] Party {
        /// The words.
        words: Quote = "",
        /// On what.
        on: Vec<Id> = "on",
    }

    /// A member does not stand in the way and is not bound.
    Dissociated ["dissociates"] Party {
        /// From what.
        on: Vec<Id> = "from",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// What was agreed is opened again, by decision.
    Reconsidered ["reopens"] Chair {
        /// Which paragraph.
        provision: ProvisionId = "",
        /// The motion that was carried.
        motion: Option<MotionId> = "motion",
        /// In words.
        words: Option<Quote> = "words",
    }
}
