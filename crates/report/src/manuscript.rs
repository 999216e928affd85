//! The neutral manuscript: what is said, in typed sentences without words, each with what it rests on.
//!
//! A language words it (`wording`); nothing else does. A sentence cannot be made without evidence.

use analysis::{NotInTable, Sides};
use record::entry::Grade;
use record::event::agreement::{Arrival, CallResult, Level, SilenceResult};
use record::event::consultations::Moderation;
use record::event::documents::{Disposition, DocumentKind, SponsorshipState, VersionStatus};
use record::event::edits::{HolderStance, RunKind};
use record::event::group::{CharterItem, Fraction, IssueKind, OutcomeKind, RuleName, RuleStatus};
use record::event::meetings::{
    Clock, MeetingLevel, MotionKind, Outcome, RecordStatus, RulingEffect, Turn,
};
use record::event::parties::{Constituency, Office, Standing};
use record::event::positions::{OfferAnswer, OfferEnd, Stance};
use record::event::texts::{AmendmentAnswer, Change, Removal, RevisionKind, TextKind};
use record::group::QualificationKind;
use record::{EntryId, Moment, Quote, Text, Words};

/// Entries that a sentence rests on: never empty, in order, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Vec<EntryId>);

impl Evidence {
    /// One entry.
    pub fn of(entry: EntryId) -> Self {
        Self(vec![entry])
    }

    /// Several; `None` where there is none, and so no sentence.
    pub fn all(entries: impl IntoIterator<Item = EntryId>) -> Option<Self> {
        let mut entries: Vec<EntryId> = entries.into_iter().collect();
        entries.sort_unstable();
        entries.dedup();
        (!entries.is_empty()).then_some(Self(entries))
    }

    /// With another.
    #[must_use]
    pub fn and(self, entry: impl IntoIterator<Item = EntryId>) -> Self {
        let mut entries = self.0;
        entries.extend(entry);
        entries.sort_unstable();
        entries.dedup();
        Self(entries)
    }

    /// The entries.
    pub fn entries(&self) -> &[EntryId] {
        &self.0
    }
}

/// What a sentence rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// On these entries.
    Entries(Evidence),
    /// On an absence.
    Absence {
        /// What was searched.
        searched: Searched,
        /// The entries that define what was searched.
        defining: Evidence,
        /// The last entry searched.
        through: EntryId,
    },
}

/// What was searched for a sentence about absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Every entry that bears on a paragraph.
    Paragraph(Text),
    /// Every entry that bears on an issue.
    Issue(Text),
    /// Positions of these parties.
    PositionsOf(Vec<Text>),
    /// Positions of one party on one thing.
    PositionOn(Text, Topic),
    /// Attendance in the meetings.
    Attendance,
    /// What is recorded of a rule of the charter.
    Rule(CharterItem),
    /// Interventions in a meeting after a request for the floor.
    Floor(Text),
    /// Outcomes.
    Outcome,
    /// Agreement on any paragraph.
    Agreement,
    /// Texts under negotiation.
    Texts,
    /// Answers and confirmations.
    AnswerTo(EntryId),
    /// Hand-over of the record.
    HandOver,
    /// Words given with a position.
    WordsOf(Vec<EntryId>),
    /// Positions on matters of substance or of procedure.
    PositionsOnMatters(IssueKind),
}

/// How the record comes to know what a sentence says, where that must be told with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The grade.
    pub grade: Grade,
    /// Who or what tells it, for what is reported or inferred.
    pub by: Option<Text>,
    /// Whether `by` is the source, and not somebody who speaks: whoever compiled the record drew the conclusion, or the
    /// source did, and the words say which.
    pub source: bool,
}

/// What a position, call or offer is on, so that a language can say "paragraph 4" and "the issue “…”" in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A paragraph, by its label.
    Paragraph(Text),
    /// An issue, by its title.
    Issue(Text),
    /// A text as a whole, by its title.
    Text(Text),
    /// A document, by its symbol or title.
    Document(Text),
    /// An amendment to a paragraph, by the paragraph's label.
    Amendment(Text),
    /// A package, by its title.
    Package(Text),
    /// Anything else, by its name or code.
    Other(Text),
}

/// People who share something: named where names may be told, else counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Names, in the order of the record.
    pub names: Vec<Text>,
    /// How many more are not named.
    pub unnamed: usize,
    /// Members of the group then, for the word of quantity; 0 where a quantity says nothing.
    pub of: usize,
    /// Neither names nor numbers may be told: the number would give a name away.
    pub veiled: bool,
    /// What those who are counted are.
    pub sort: Sort,
}

/// What people who are counted and not named are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// All are members of the group.
    #[default]
    Members,
    /// Observers, or people of several sorts, are among them.
    Participants,
    /// All are coalitions.
    Coalitions,
    /// All are officers.
    Officers,
}

impl Who {
    /// One, by name.
    pub fn named(name: Text) -> Self {
        Self { names: vec![name], ..Self::default() }
    }

    /// How many in all.
    pub fn count(&self) -> usize {
        self.names.len() + self.unnamed
    }
}

/// Where an offer stands, as told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferFate {
    /// In force when the record ends.
    Standing,
    /// Withdrawn.
    Withdrawn,
    /// Lapsed.
    Lapsed,
}

/// Number of paragraphs in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParagraphTally {
    /// All before the group at the end.
    pub all: usize,
    /// Adopted.
    pub adopted: usize,
    /// Agreed ad referendum.
    pub ad_referendum: usize,
    /// Provisionally agreed.
    pub provisional: usize,
    /// Declared agreed over an objection.
    pub over_objection: usize,
    /// Agreed in a contact group only.
    pub contact_group: usize,
    /// Contested.
    pub contested: usize,
    /// Discussed, not agreed, nothing standing against it.
    pub open: usize,
    /// Not discussed.
    pub not_discussed: usize,
}

/// What a computation rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedFrom {
    /// Matters of substance or of procedure.
    pub kind: IssueKind,
    /// Parties with a position.
    pub parties: usize,
    /// Matters with a position.
    pub things: usize,
    /// Their positions.
    pub positions: usize,
    /// Of these, taken on words that have changed since.
    pub stale: usize,
    /// Of these, known as reported or inferred by others.
    pub second_hand: usize,
    /// Entries of positions that count now and did not enter, by reason.
    pub left_out: Vec<(NotInTable, usize)>,
}

/// Why the positions support no camps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCampsFor {
    /// Fewer than this many parties took a position.
    Few(usize),
    /// No dimension foretells positions left out.
    NoDimension,
    /// The leading direction is no stronger than by chance.
    AsPermuted,
    /// Parties do not gather in separate places.
    OnePlace,
    /// What was seen was not seen again on nearly the same positions.
    Unstable,
}

/// Why a recorded position is not told in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreflected {
    /// A later position of the same holder took its place.
    Superseded,
    /// Withdrawn by its holder.
    Withdrawn,
    /// Struck as taken down in error.
    Struck,
    /// Its level of disclosure lets it be counted only.
    Undisclosed,
    /// The report rule leaves views that are not agreed out.
    ReportRule,
    /// The paragraph left the text.
    Removed,
    /// It is on a contact group's copy.
    Copy,
    /// Its body was erased.
    Erased,
}

/// A typed sentence. Slots hold what the record says; a language words them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the slots are named for what they hold, and docs/reference/sentences.md shows each kind worded"
)]
pub enum Say {
    // Why the group exists.
    GroupNamed {
        group: Text,
    },
    MandateGiven {
        mandate: Text,
        by: Option<Text>,
        on: Option<Moment>,
    },
    MandateAsks {
        mandate: Text,
        words: Quote,
    },
    MandateReports {
        mandate: Text,
        to: Option<Text>,
        by: Option<Moment>,
    },
    IssueListed {
        issue: Text,
        kind: IssueKind,
    },
    // Organization of work.
    OfficerHeld {
        name: Text,
        office: Office,
        party: Option<Text>,
        from: Option<Moment>,
        until: Option<Moment>,
    },
    OfficerActed {
        name: Text,
        officer: Text,
        meeting: Option<Text>,
    },
    TermEnded {
        name: Text,
        on: Option<Moment>,
    },
    SessionHeld {
        session: Text,
        from: Option<Moment>,
        to: Option<Moment>,
        place: Option<Text>,
    },
    MeetingHeld {
        meeting: Text,
        level: MeetingLevel,
        record: RecordStatus,
        from: Option<Moment>,
        to: Option<Moment>,
        place: Option<Text>,
        chair: Option<Text>,
    },
    MeetingTurned {
        meeting: Text,
        turn: Turn,
        when: Option<Moment>,
        words: Option<Quote>,
    },
    RecordStatusChanged {
        meeting: Text,
        status: RecordStatus,
    },
    ClockTurned {
        meeting: Text,
        state: Clock,
        at: Option<Moment>,
    },
    Attended {
        meeting: Text,
        who: Who,
    },
    AttendanceNotRecorded {
        meetings: usize,
    },
    AgendaItemPlaced {
        number: Text,
        item: Text,
        of: Option<Text>,
    },
    AgendaAdopted {
        of: Text,
    },
    FloorNotGiven {
        who: Who,
        meeting: Text,
    },
    Composition {
        members: usize,
        observers: usize,
    },
    ConstituencyCounted {
        constituency: Constituency,
        name: Option<Text>,
        members: Who,
        observers: Who,
    },
    CoalitionFormed {
        coalition: Text,
        members: Who,
    },
    CoalitionTurned {
        party: Text,
        coalition: Text,
        joined: bool,
    },
    StandingChanged {
        party: Text,
        standing: Standing,
        on: Option<Moment>,
    },
    Renamed {
        old: Text,
        new: Text,
    },
    Represented {
        person: Text,
        party: Text,
        head: bool,
    },
    RuleStands {
        item: CharterItem,
        status: RuleStatus,
        value: Option<RuleName>,
        fraction: Option<Fraction>,
        quorum: Option<Fraction>,
        each: bool,
        words: Option<Quote>,
    },
    RuleStoodBefore {
        item: CharterItem,
        status: RuleStatus,
        value: Option<RuleName>,
        words: Option<Quote>,
    },
    RuleNotRecorded {
        item: CharterItem,
    },
    DeadlineSet {
        title: Text,
        by: Moment,
    },
    // Papers.
    DocumentsCounted {
        documents: usize,
    },
    DocumentListed {
        title: Text,
        kind: DocumentKind,
        symbol: Option<Text>,
        by: Who,
        author: Option<Text>,
        on: Option<Moment>,
    },
    DocumentRevised {
        title: Text,
        revision: Text,
        on: Option<Moment>,
    },
    LanguageVersion {
        title: Text,
        language: Text,
        status: VersionStatus,
    },
    SponsorshipTurned {
        of: Topic,
        state: SponsorshipState,
    },
    Sponsored {
        who: Who,
        of: Topic,
    },
    SponsorWithdrew {
        who: Who,
        of: Topic,
    },
    Disposed {
        title: Text,
        disposition: Disposition,
        within: Vec<Text>,
        reason: Option<Quote>,
    },
    EarlierAgreed {
        document: Text,
        place: Text,
        words: Words,
        summary: bool,
        partial: bool,
    },
    // Proceedings.
    TextTabled {
        text: Text,
        kind: TextKind,
        by: Option<Text>,
        replaces: Option<Text>,
        nothing_until: bool,
    },
    ReadingBegun {
        number: u32,
        text: Text,
    },
    ProvisionTabled {
        label: Text,
        text: Text,
        by: Who,
        alternative: Option<Text>,
        placeholder: bool,
    },
    Revised {
        label: Text,
        how: RevisionKind,
        by: Option<Text>,
        from: Vec<Text>,
    },
    Relabelled {
        label: Text,
        from: Text,
    },
    Removed {
        label: Text,
        how: Removal,
        words: Option<Quote>,
    },
    ParagraphSplit {
        label: Text,
        into: Vec<Text>,
        by: Option<Text>,
        reason: Option<Quote>,
    },
    ParagraphsMerged {
        from: Vec<Text>,
        label: Text,
        by: Option<Text>,
        reason: Option<Quote>,
    },
    Placed {
        label: Text,
        at: PlacedAt,
    },
    Attributed {
        by: Who,
        to: Who,
        stance: HolderStance,
        passage: Text,
        label: Text,
        words: Option<Quote>,
    },
    Resolved {
        label: Text,
        passage: Text,
        kept: Vec<Text>,
        dropped: Vec<Text>,
        result: Option<Text>,
        consent: Consent,
    },
    OptionsResolved {
        kept: Vec<Text>,
        dropped: Vec<Text>,
        consent: Consent,
        words: Option<Quote>,
    },
    RunDecided {
        passage: Text,
        label: Text,
        reading: RunKind,
    },
    Bracketed {
        who: Who,
        passage: Text,
        label: Text,
        lifted: bool,
    },
    Amended {
        who: Who,
        label: Text,
        change: Change,
        reason: Option<Quote>,
    },
    SubAmended {
        who: Who,
        label: Text,
        change: Change,
        reason: Option<Quote>,
    },
    AmendmentAnswered {
        label: Text,
        mover: Who,
        answer: AmendmentAnswer,
        words: Option<Quote>,
    },
    Said {
        who: Who,
        capacity: Option<SpokeAs>,
        words: Quote,
        summary: bool,
        on: Vec<Topic>,
    },
    AnsweredStatement {
        who: Who,
        entry: EntryId,
        words: Quote,
    },
    PointOfOrder {
        who: Who,
        words: Quote,
    },
    Moved {
        who: Who,
        motion: MotionKind,
        on: Option<Topic>,
        words: Option<Quote>,
    },
    MotionDecided {
        motion: MotionKind,
        mover: Who,
        result: Outcome,
    },
    Ruled {
        effect: RulingEffect,
        on: RuledOn,
        words: Option<Quote>,
        overturned: bool,
    },
    Appealed {
        who: Who,
        words: Option<Quote>,
        effect: RulingEffect,
    },
    Voted {
        on: VotedOn,
        result: Outcome,
        favour: Who,
        against: Who,
        abstaining: Who,
    },
    VoteNotTaken {
        who: Who,
    },
    ContactGroupFormed {
        group: Text,
        facilitator: Option<Text>,
        mandate: Option<Quote>,
        on: Vec<Topic>,
    },
    Forked {
        text: Text,
        group: Text,
    },
    ReportedBack {
        group: Text,
        agreed: Vec<Text>,
        open: Vec<Text>,
        words: Option<Quote>,
    },
    FactNoted {
        words: Quote,
    },
    ConsultationHeld {
        title: Text,
        question: Quote,
        on: Vec<Topic>,
        by: Who,
        described: Option<Text>,
        from: Option<Moment>,
        until: Option<Moment>,
        open_to: Option<Text>,
        languages: Vec<Text>,
    },
    ConsultationCounted {
        title: Text,
        statements: usize,
        left_out: usize,
        untold: usize,
    },
    ConsultationStatement {
        title: Text,
        kind: IssueKind,
        words: Quote,
        by: Who,
        described: Option<Text>,
        seed: bool,
    },
    StatementModerated {
        title: Text,
        turn: Moderation,
        words: Option<Quote>,
        by: Who,
        described: Option<Text>,
        reason: Option<Quote>,
    },
    ResponsesReceived {
        title: Text,
        file: Text,
        participants: usize,
        statements: usize,
        responses: usize,
        from: Option<Moment>,
        until: Option<Moment>,
        late: bool,
    },
    ConsultationClosed {
        title: Text,
        on: Option<Moment>,
        words: Option<Quote>,
    },
    PackageTabled {
        who: Who,
        title: Text,
        included: Vec<Topic>,
        excluded: Vec<Topic>,
    },
    Aligned {
        who: Who,
        with: EntryId,
        except: Vec<Text>,
    },
    AlignmentDeclined {
        who: Who,
        with: EntryId,
        words: Option<Quote>,
    },
    // Calls.
    Called {
        level: Level,
        on: Vec<Topic>,
        orally: bool,
        until: Option<Moment>,
        result: Option<CallResult>,
        present: Option<usize>,
    },
    SilenceHeld {
        level: Level,
        on: Vec<Topic>,
        from: Moment,
        until: Moment,
        hours_min: Option<u32>,
        result: Option<SilenceResult>,
    },
    Noticed {
        arrival: Arrival,
        to: Who,
        sent: Option<Moment>,
    },
    SilenceBroken {
        who: Who,
        on: Vec<Topic>,
        words: Option<Quote>,
    },
    Reopened {
        label: Text,
        words: Option<Quote>,
    },
    // Outcome.
    Concluded {
        outcome: OutcomeKind,
    },
    ConcludedInWords {
        words: Quote,
    },
    OutcomeNotRecorded,
    NothingAgreed,
    ParagraphsCounted(ParagraphTally),
    ParagraphAdopted {
        label: Text,
        orally: bool,
    },
    ParagraphAgreed {
        label: Text,
        level: Level,
        orally: bool,
        nothing_until: bool,
        outstanding: Who,
    },
    ParagraphDeclared {
        label: Text,
        level: Level,
        objectors: Who,
    },
    ParagraphAgreedEarlier {
        label: Text,
        level: Level,
    },
    ParagraphInContactGroup {
        label: Text,
        group: Text,
    },
    ParagraphContested {
        label: Text,
        objections: usize,
        reserved: usize,
        bracketed: bool,
    },
    ParagraphOpen {
        label: Text,
    },
    ParagraphRemoved {
        label: Text,
    },
    ParagraphUntouched {
        label: Text,
    },
    ObjectionStands {
        who: Who,
        label: Text,
    },
    Confirmed {
        who: Who,
        label: Text,
    },
    Qualified {
        kind: QualificationKind,
        who: Who,
        on: Vec<Topic>,
        words: Option<Quote>,
    },
    UnderRule {
        rule: RuleName,
        label: Text,
        verdict: Ruled,
    },
    // Views.
    Held {
        who: Who,
        stance: Stance,
        on: Topic,
    },
    Reason {
        who: Who,
        words: Quote,
        summary: bool,
    },
    Passage {
        who: Who,
        words: Text,
    },
    Interest {
        who: Who,
        words: Quote,
    },
    Cure {
        who: Who,
        words: Quote,
    },
    InWords {
        who: Who,
        words: Quote,
        summary: bool,
    },
    WordsNotRecorded {
        who: Who,
    },
    Stale {
        who: Who,
        label: Text,
    },
    TakenBefore {
        who: Who,
        label: Text,
        into: Vec<Text>,
        split: bool,
    },
    Part {
        party: Text,
        part: Text,
        stance: Stance,
    },
    AnsweredBy {
        who: Who,
        words: Quote,
    },
    Withdrew {
        who: Who,
        stance: Option<Stance>,
        on: Topic,
        words: Option<Quote>,
    },
    DecidedOver {
        who: Who,
    },
    NoPositions {
        on: Topic,
    },
    Split {
        constituency: Constituency,
        name: Option<Text>,
        on: Topic,
        favour: Who,
        reserved: Who,
        against: Who,
        silent: usize,
        disagreement: usize,
    },
    CoalitionSplit {
        coalition: Text,
        on: Topic,
        favour: Who,
        reserved: Who,
        against: Who,
        silent: usize,
        disagreement: usize,
    },
    NotOfOneMind {
        constituency: Constituency,
        name: Option<Text>,
        things: usize,
        divided: usize,
        positions: usize,
        disagreement: usize,
    },
    SplitVeiled {
        constituency: Constituency,
        name: Option<Text>,
        on: Topic,
    },
    // Computed from positions, said by nobody. Agreement, bounds and indices in hundredths; camps counted from 0.
    CampsFound {
        method: Text,
        from: ComputedFrom,
        camps: usize,
        agreement: usize,
        halves: Option<usize>,
        weak: bool,
    },
    NoCamps {
        method: Text,
        from: ComputedFrom,
        why: NoCampsFor,
    },
    CampMembers {
        kind: IssueKind,
        camp: usize,
        who: Who,
        positions: usize,
    },
    InNoCamp {
        kind: IssueKind,
        who: Who,
        positions: usize,
    },
    CampsVeiled {
        kind: IssueKind,
        positions: usize,
    },
    CampsApart {
        on: Topic,
        apart: Vec<usize>,
        camps: Vec<Sides>,
        none: Sides,
    },
    CommonGround {
        on: Topic,
        accept: bool,
        bound: usize,
        camps: Vec<Sides>,
        none: Sides,
        /// Camps with fewer than one in twenty of the voices, which do not enter.
        small: Vec<usize>,
    },
    /// Nothing may be told as common ground.
    NoCommonGround {
        kind: IssueKind,
        positions: usize,
        /// Whether there are camps.
        camps: bool,
        small: Vec<usize>,
    },
    AcrossCamps {
        kind: IssueKind,
        constituency: Constituency,
        name: Option<Text>,
        camps: Vec<usize>,
        none: usize,
        positions: usize,
        things: usize,
        divided: usize,
        disagreement: Option<usize>,
    },
    Ascribed {
        by: Who,
        stance: Stance,
        to: Who,
        described: Option<Text>,
        on: Topic,
        words: Option<Quote>,
        inferred: bool,
    },
    AscriptionConfirmed {
        who: Who,
    },
    AscriptionUnconfirmed {
        to: Who,
        described: bool,
    },
    IssueUntouched {
        issue: Text,
    },
    IssueWithoutText {
        issue: Text,
    },
    NoParagraphs,
    SentencesLeftOut {
        sentences: usize,
    },
    NamesLeftOut {
        label: Text,
    },
    // Offers.
    OfferTold {
        maker: Who,
        accepts: Vec<Topic>,
        included: Vec<Topic>,
        excluded: Vec<Topic>,
        words: Option<Quote>,
        fate: OfferFate,
    },
    OfferAnswered {
        who: Who,
        answer: OfferAnswer,
    },
    OffersCounted {
        offers: usize,
        withdrawn: usize,
        lapsed: usize,
    },
    OfferReported {
        by: Who,
        to: Who,
        described: Option<Text>,
        accepts: Vec<Topic>,
        included: Vec<Topic>,
        excluded: Vec<Topic>,
        words: Option<Quote>,
        inferred: bool,
    },
    OfferEndReported {
        by: Who,
        end: OfferEnd,
        words: Option<Quote>,
    },
    OfferInference {
        by: Who,
        words: Quote,
    },
    OpenReading {
        words: Quote,
    },
    // Conclusion, coverage, limits.
    HandedOver {
        to: Text,
        documents: Vec<Text>,
        on: Option<Moment>,
        words: Option<Quote>,
    },
    HandOverNotRecorded,
    PositionsCounted {
        positions: usize,
        told: usize,
    },
    NotReflected {
        reason: Unreflected,
        positions: usize,
    },
    NoPositionOf {
        who: Who,
    },
    Gap {
        words: Quote,
    },
    GradesCounted {
        grade: Grade,
        entries: usize,
    },
    GradesNotStated {
        entries: usize,
    },
    Corrected {
        entry: EntryId,
        change: Change,
        reason: Option<Quote>,
    },
    Struck {
        entry: EntryId,
        reason: Quote,
    },
    Erased {
        entry: EntryId,
        reason: Option<Quote>,
        authority: Option<Text>,
    },
    Unread {
        entry: EntryId,
        line: usize,
    },
    NotAdmitted {
        entry: EntryId,
        refusal: String,
    },
    ViewsLeftOut {
        rule: RuleName,
        positions: usize,
    },
    Ends {
        entry: EntryId,
        when: Option<Moment>,
    },
    // Narrative by the rapporteur, verified claim by claim.
    Narrated {
        words: Text,
    },
}

/// Where a paragraph was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacedAt {
    /// Right behind another.
    After(Text),
    /// Right before another.
    Before(Text),
    /// At the start of the text.
    Start,
    /// At the end of the text.
    End,
}

/// What is recorded of consent to what was kept and dropped; nothing where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Of the group, or without it.
    pub group: Option<bool>,
    /// Of these.
    pub with: Who,
    /// Without that of these.
    pub without: Who,
    /// What decided it.
    pub by: Option<DecidedBy>,
}

/// What decided something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// A call.
    Call,
    /// A silence procedure.
    Silence,
    /// A motion.
    Motion,
    /// A ruling.
    Ruling,
    /// Another entry.
    Entry(EntryId),
}

/// In which capacity somebody spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpokeAs {
    /// For oneself.
    Personal,
    /// For others, in words.
    Representing(Text),
    /// For a party, as its representative.
    For(Text),
}

/// What a ruling is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuledOn {
    /// A paragraph.
    Paragraph(Text),
    /// A point of order.
    PointOfOrder,
    /// An objection or other statement.
    Statement(EntryId),
    /// A silence procedure.
    Silence,
    /// A call.
    Call,
    /// Something else by name.
    Other(Text),
}

/// What a vote is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VotedOn {
    /// An appeal against a ruling.
    Appeal,
    /// A motion.
    Motion(MotionKind),
    /// A paragraph.
    Paragraph(Text),
    /// Something else by name.
    Other(Text),
}

/// A rule's verdict as told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruled {
    /// Agreed.
    Agreed,
    /// Carried by a count: in favour, against, by a vote or by positions.
    Carried(usize, usize, bool),
    /// Not carried.
    NotCarried(usize, usize, bool),
    /// A designated level.
    Designated(RulingEffect),
    /// Not agreed.
    NotAgreed,
    /// Never put.
    NotPut,
    /// Needs a ruling.
    NeedsRuling,
}

/// A sentence: what is said, what it rests on, how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What is said.
    pub say: Say,
    /// What it rests on.
    pub basis: Basis,
    /// How it is known, where that must be told.
    pub known: Option<Known>,
}

impl Sentence {
    /// Resting on entries.
    pub fn new(say: Say, evidence: Evidence) -> Self {
        Self { say, basis: Basis::Entries(evidence), known: None }
    }
}

/// What kind of document it is. The four are never confused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// The report that the group adopted.
    Report,
    /// The report that the group adopted in part.
    ReportInPart,
    /// The report that the group adopted with reservations.
    ReportWithReservations,
    /// The Chair's summary, on the Chair's responsibility.
    ChairsSummary,
    /// The factual note that nobody adopted.
    Note,
}

/// Headings of sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// What the document says in brief.
    Brief,
    /// I.
    Mandate,
    /// II.
    Organization,
    /// Opening, officers and attendance.
    Officers,
    /// Composition.
    Composition,
    /// Agenda and programme of work.
    Agenda,
    /// Methods of work.
    Methods,
    /// Documentation.
    Documentation,
    /// III.
    Proceedings,
    /// Texts and amendments.
    Texts,
    /// Calls and silence procedures.
    Calls,
    /// Procedural matters.
    Procedure,
    /// Facts noted.
    Facts,
    /// Consultations.
    Consultations,
    /// Statements.
    Statements,
    /// Earlier agreed language.
    EarlierLanguage,
    /// IV.
    Outcome,
    /// Paragraphs agreed.
    Agreed,
    /// Matters on which views differed.
    Differing,
    /// Offers.
    Offers,
    /// Matters not discussed.
    NotDiscussed,
    /// V: adoption.
    Adoption,
    /// V: conclusion without adoption.
    Conclusion,
    /// VI.
    Coverage,
    /// Limits of the record.
    Limits,
    /// Narrative of the rapporteur.
    Narrative,
    /// Annex: text at closure.
    AnnexText,
    /// Annex: proposals.
    AnnexProposals,
    /// Annex: statements of position.
    AnnexStatements,
    /// Annex: participants.
    AnnexParticipants,
    /// Annex: documents.
    AnnexDocuments,
    /// Annex: what is computed from the record.
    AnnexComputed,
    /// Annex: words of quantity.
    AnnexLexicon,
    /// A paragraph by its label.
    Paragraph(Text),
    /// An issue by its title.
    Issue(Text),
    /// A meeting by its title.
    Meeting(Text),
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: Heading,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A block of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "few blocks, and most bytes are in their sentences")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Sentence>),
    /// A list.
    List(Vec<Sentence>),
    /// Words under negotiation.
    Provision {
        /// Label.
        label: Text,
        /// Where it stands.
        status: Sentence,
        /// The words.
        words: Words,
        /// Further sentences.
        notes: Vec<Sentence>,
    },
    /// Differing views.
    Views {
        /// On what.
        on: Text,
        /// The views.
        views: Vec<View>,
    },
    /// A table of words of quantity, from the published lexicon.
    Lexicon,
    /// Free narrative.
    NotVerified(Text),
}

/// One of several views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Who holds what.
    pub holders: Sentence,
    /// In whose words.
    pub lines: Vec<Sentence>,
}

/// The manuscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// Name of the group.
    pub group: Text,
    /// What it is.
    pub title: Title,
    /// Compiled under another rule than the record's, as a study without status.
    pub study: bool,
    /// Names are told.
    pub attributed: bool,
    /// Sentences under the title.
    pub status: Vec<Sentence>,
    /// The report rule it was compiled under.
    pub report_rule: RuleName,
    /// The decision rule it was compiled under.
    pub decision_rule: RuleName,
    /// Whether the record has the group adopt that report rule.
    pub report_rule_adopted: bool,
    /// Whether the record has the group adopt that decision rule.
    pub decision_rule_adopted: bool,
    /// The last entry read.
    pub through: EntryId,
    /// The body.
    pub sections: Vec<Section>,
}

impl Manuscript {
    /// Every sentence, in order.
    pub fn sentences(&self) -> Vec<&Sentence> {
        fn walk<'a>(section: &'a Section, all: &mut Vec<&'a Sentence>) {
            for block in &section.blocks {
                match block {
                    Block::Paragraph(lines) | Block::List(lines) => all.extend(lines),
                    Block::Provision { status, notes, .. } => {
                        all.push(status);
                        all.extend(notes);
                    }
                    Block::Views { views, .. } => {
                        for view in views {
                            all.push(&view.holders);
                            all.extend(&view.lines);
                        }
                    }
                    Block::Lexicon | Block::NotVerified(_) => {}
                }
            }
            for section in &section.sections {
                walk(section, all);
            }
        }
        let mut all: Vec<&Sentence> = self.status.iter().collect();
        for section in &self.sections {
            walk(section, &mut all);
        }
        all
    }
}
