//! Talk: sessions, meetings, agenda, floor, motions, rulings, appeals, contact groups.

use crate::EntryId;
use crate::id::{
    AgendaItemId, AppealId, ContactGroupId, Id, IssueId, MeetingId, MotionId, OfficerId, PartyId,
    PointOfOrderId, ProvisionId, RulingId, SessionId, TextId,
};
use crate::minutes::{Cursor, Field, Name, Problem, choice, kinds};
use crate::moment::Moment;
use crate::words::{Quote, Text};

choice! {
    /// Level of a meeting.
    MeetingLevel "level of a meeting" {
        /// Plenary.
        Formal = "formal",
        /// Informal consultations.
        Informal = "informal",
        /// Of a contact group: what it agrees has no status in plenary.
        ContactGroup = "contact-group",
    }
}

choice! {
    /// Whether a meeting is on the record.
    RecordStatus "record status" {
        /// On record.
        OnRecord = "on-record",
        /// Closed: recorded, not public.
        Closed = "closed",
        /// Off record: nothing said is recorded.
        OffRecord = "off-record",
    }
}

choice! {
    /// A turn of a meeting.
    Turn "turn of a meeting" {
        /// Called to order.
        Opened = "opens",
        /// Suspended.
        Suspended = "suspends",
        /// Resumed.
        Resumed = "resumes",
        /// Closed.
        Closed = "closes",
    }
}

choice! {
    /// Whether the clock is stopped.
    Clock "state of the clock" {
        /// Stopped: what follows is of the moment of stopping.
        Stopped = "stopped",
        /// Running again.
        Restarted = "restarted",
    }
}

choice! {
    /// What a motion asks.
    MotionKind "kind of motion" {
        /// To suspend the meeting.
        SuspendMeeting = "suspend-meeting",
        /// To adjourn the meeting.
        AdjournMeeting = "adjourn-meeting",
        /// To adjourn the debate.
        AdjournDebate = "adjourn-debate",
        /// To close the debate.
        CloseDebate = "close-debate",
        /// To close the list of speakers.
        CloseList = "close-list",
        /// To take parts apart.
        Divide = "divide",
        /// To reconsider what was agreed.
        Reconsider = "reconsider",
        /// Something else, told in words.
        Other = "other",
    }
}

choice! {
    /// What became of a motion or a vote.
    Outcome "result" {
        /// Carried.
        Carried = "carried",
        /// Rejected.
        Rejected = "rejected",
        /// Withdrawn by its mover.
        Withdrawn = "withdrawn",
    }
}

choice! {
    /// What a ruling does; it never does more than it says.
    RulingEffect "effect of a ruling" {
        /// Settles a question of procedure.
        Procedural = "procedural",
        /// Decides over an objection; the objection stays beside it.
        DecidesOver = "decides-over",
        /// Rough consensus is reached, objections having been answered.
        RoughConsensus = "rough-consensus",
        /// No consensus.
        NoConsensus = "no-consensus",
        /// ISO: the opposition is sustained.
        SustainedOpposition = "sustained-opposition",
        /// ISO: the opposition is not sustained.
        NoSustainedOpposition = "no-sustained-opposition",
        /// A silence procedure is void.
        Void = "void",
        /// A silence procedure stands, its failed deliveries notwithstanding.
        Stands = "stands",
        /// GNSO: full consensus.
        FullConsensus = "full-consensus",
        /// GNSO: consensus.
        Consensus = "consensus",
        /// GNSO: strong support but significant opposition.
        StrongSupport = "strong-support",
        /// GNSO: divergence.
        Divergence = "divergence",
    }
}

/// What an entry is about: a thing by its identity, or another entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A thing.
    Thing(Id),
    /// An entry.
    Entry(EntryId),
}

impl Field for Target {
    const SHAPE: &'static str = "ID | no.N";
    fn write(&self, out: &mut String) {
        match self {
            Target::Thing(id) => id.write(out),
            Target::Entry(entry) => entry.write(out),
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        match cursor.peek_word() {
            Some(word) if word.starts_with("no.") || word.starts_with('@') => {
                EntryId::read(cursor).map(Target::Entry)
            }
            _ => Id::read(cursor).map(Target::Thing),
        }
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        match self {
            Target::Thing(id) => id.names(found),
            Target::Entry(entry) => entry.names(found),
        }
    }
}

kinds! {
    /// A series of meetings.
    SessionHeld ["session"] Secretariat {
        /// Its identity.
        id: SessionId = "",
        /// Title.
        title: Text = "",
        /// First day.
        from: Option<Moment> = "from",
        /// Last day.
        to: Option<Moment> = "to",
        /// Place.
        place: Option<Text> = "place",
    }

    /// A meeting is convened; its turns (opened, closed) are entries of their own.
    MeetingConvened ["meeting"] Secretariat {
        /// Its identity.
        id: MeetingId = "",
        /// Title.
        title: Text = "",
        /// Formal, informal, contact group.
        level: MeetingLevel = "",
        /// On record, closed, off record.
        record: RecordStatus = "",
        /// First day.
        on: Option<Moment> = "on",
        /// Last day, if it lasts several.
        to: Option<Moment> = "to",
        /// Place.
        place: Option<Text> = "place",
        /// The session it is part of.
        session: Option<SessionId> = "session",
        /// Who presides.
        chair: Option<OfficerId> = "chair",
        /// The contact group that meets.
        of: Option<ContactGroupId> = "of",
    }

    /// A meeting is opened, suspended, resumed or closed.
    MeetingTurned ["opens" "suspends" "resumes" "closes"] Chair {
        /// Which turn.
        turn: Turn = "",
        /// Which meeting.
        meeting: MeetingId = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A meeting goes on or off the record.
    RecordStatusChanged ["record"] Chair {
        /// Which meeting.
        meeting: MeetingId = "",
        /// From here on.
        status: RecordStatus = "",
    }

    /// The clock is stopped or restarted: the group keeps a deadline that has passed.
    ClockTurned ["clock"] Chair {
        /// In which meeting.
        meeting: MeetingId = "",
        /// Stopped or restarted.
        state: Clock = "",
        /// What the clock shows.
        at: Option<Moment> = "at",
    }

    /// Who is in the room, as counted at the gavel.
    AttendanceTaken ["attendance"] Secretariat {
        /// In which meeting.
        meeting: MeetingId = "",
        /// Who is there.
        present: Vec<PartyId> = "present",
    }

    /// An item of the agenda.
    AgendaItemPlaced ["agenda-item"] Secretariat {
        /// Its identity.
        id: AgendaItemId = "",
        /// Its number.
        number: Text = "",
        /// Title.
        title: Text = "",
        /// The meeting or session.
        of: Option<Id> = "of",
        /// The issues it takes up.
        on: Vec<IssueId> = "on",
    }

    /// The agenda of a meeting or session is adopted.
    AgendaAdopted ["adopts-agenda"] Chair {
        /// Of which meeting or session.
        of: Id = "of",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A party asks for the floor.
    FloorRequested ["asks-for-floor"] Party {
        /// In which meeting.
        meeting: MeetingId = "in",
        /// On what.
        on: Option<Id> = "on",
    }

    /// Somebody speaks or writes.
    InterventionMade ["says"] Speaker {
        /// The words.
        words: Quote = "",
        /// On what.
        on: Vec<Id> = "on",
        /// The words are a summary, not the speaker's own.
        summary: bool = "summary",
    }

    /// A point of order.
    PointOfOrderRaised ["point-of-order"] Party {
        /// Its identity.
        id: PointOfOrderId = "",
        /// In words.
        words: Quote = "",
    }

    /// A motion.
    MotionMoved ["moves"] Party {
        /// Its identity.
        id: MotionId = "",
        /// What it asks.
        kind: MotionKind = "",
        /// On what.
        on: Option<Id> = "on",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A motion is decided.
    MotionDecided ["decides-motion"] Chair {
        /// Which.
        motion: MotionId = "",
        /// What became of it.
        result: Outcome = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// The Chair rules.
    RulingGiven ["rules"] Chair {
        /// Its identity.
        id: RulingId = "",
        /// On what: a point of order, a provision, a call, a silence procedure, or an objection by its entry.
        on: Target = "on",
        /// What it does.
        effect: RulingEffect = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A party appeals against a ruling; put to the vote at once.
    RulingAppealed ["appeals"] Party {
        /// Its identity.
        id: AppealId = "",
        /// Against which ruling.
        against: RulingId = "against",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// A vote: on an appeal (carried: the ruling is overturned), a motion or a provision.
    VoteTaken ["vote"] Chair {
        /// On what.
        on: Id = "on",
        /// The result.
        result: Outcome = "",
        /// Those in favour, where named.
        favour: Vec<PartyId> = "for",
        /// Those against, where named.
        against: Vec<PartyId> = "against",
        /// Those abstaining, where named.
        abstaining: Vec<PartyId> = "abstaining",
        /// How many in favour, where not named.
        favour_count: Option<u32> = "for-count",
        /// How many against, where not named.
        against_count: Option<u32> = "against-count",
        /// How many abstaining, where not named.
        abstaining_count: Option<u32> = "abstaining-count",
    }

    /// A contact group is set up.
    ContactGroupFormed ["contact-group"] Chair {
        /// Its identity.
        id: ContactGroupId = "",
        /// Title.
        title: Text = "",
        /// Its facilitator.
        facilitator: Option<OfficerId> = "facilitator",
        /// Its mandate.
        mandate: Option<Quote> = "mandate",
        /// What it works on.
        on: Vec<Id> = "on",
    }

    /// A contact group works on a copy of a text; its paragraphs bear the identity `COPY/PARAGRAPH`.
    TextForked ["forks"] Chair {
        /// The text.
        of: TextId = "",
        /// Identity of the copy.
        id: TextId = "as",
        /// For which contact group.
        group: ContactGroupId = "for",
    }

    /// A contact group reports back to plenary.
    ContactGroupReported ["reports-back"] Speaker {
        /// Which group.
        group: ContactGroupId = "from",
        /// Paragraphs agreed there; without status in plenary.
        agreed: Vec<ProvisionId> = "agreed",
        /// Paragraphs left open there.
        open: Vec<ProvisionId> = "open",
        /// In words.
        words: Option<Quote> = "words",
    }
}
