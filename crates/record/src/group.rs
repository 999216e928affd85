//! The group as the record leaves it. Not called `State`: in this field a State is a country.
//!
//! `apply` folds one admitted entry in and cannot fail: whatever is on the record has happened; whether it might was
//! settled by `decide`. Each fact remembers the entry that said so. Parts are exposed; questions about them are
//! answered by functions of the subject files and by the crate `analysis`.

mod agreement;
mod consultations;
mod edits;
mod meetings;
mod papers;
mod parties;
mod positions;
mod texts;

pub use agreement::{
    Agreement, Call, Qualification, QualificationKind, Reached, SilenceProcedure, WordsAsked,
};
pub use consultations::{Consultation, Statement};
pub use edits::{Attribution, Departure, Leaving, Origin, Resolution};
pub(crate) use meetings::meeting_of;
pub use meetings::{FloorRequest, Meeting, Sitting};
pub use papers::{Paper, SponsorTurn, Sponsorship};
pub use parties::{CoalitionRecord, OfficerRecord, PartyRecord};
pub use positions::{Ascription, Objection, Offer, OfferState, Position};
pub use texts::{AmendmentRecord, BracketHold, NegotiatingText, Provision, Version};

use crate::entry::{Entry, Speaker};
use crate::event::Event;
use crate::event::corrections::{EntryCorrected, EntryStruck, ErasureMarked};
use crate::event::documents::*;
use crate::event::group::*;
use crate::event::meetings::*;
use crate::event::parties::*;
use crate::event::positions::*;
use crate::id::*;
use crate::thing::Thing;
use crate::words::{Hash, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A fact, and the entry that said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<T> {
    /// The entry.
    pub entry: EntryId,
    /// What it said.
    pub said: T,
}

/// Who speaks or holds: a party, a coalition or an officer. A representative is heard as the party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// A party.
    Party(PartyId),
    /// A coalition; one statement, on behalf of its members at that time.
    Coalition(CoalitionId),
    /// An officer, as such.
    Officer(OfficerId),
}

impl Voice {
    /// The identity.
    pub fn id(&self) -> &Id {
        match self {
            Voice::Party(id) => &id.0,
            Voice::Coalition(id) => &id.0,
            Voice::Officer(id) => &id.0,
        }
    }
}

/// What became of an entry afterwards. All of it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// Withdrawn by its holder.
    pub withdrawn: Option<EntryId>,
    /// Struck as taken down in error.
    pub struck: Option<Recorded<EntryStruck>>,
    /// Confirmed by its holder.
    pub confirmed: Option<EntryId>,
    /// Corrected.
    pub corrected: Vec<Recorded<EntryCorrected>>,
    /// Answered.
    pub answered: Vec<Recorded<StatementAnswered>>,
    /// Ruled on by the Chair.
    pub ruled: Vec<RulingId>,
    /// Body erased.
    pub erased: Option<Recorded<ErasureMarked>>,
}

/// A name on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it stands for.
    pub thing: Thing,
    /// The entry that declared it.
    pub entry: EntryId,
}

/// The group as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The last entry applied.
    pub last: Option<EntryId>,
    /// Every identity on the record.
    pub names: BTreeMap<Id, Named>,
    /// New names and titles, by identity; the last is in force.
    pub renamed: BTreeMap<Id, Vec<Recorded<Renamed>>>,
    /// The group.
    pub founded: Option<Recorded<GroupFounded>>,
    /// Mandates, in order.
    pub mandates: Vec<Recorded<MandateGiven>>,
    /// Issues, in order.
    pub issues: Vec<Recorded<IssueRaised>>,
    /// What is recorded of each rule of the charter; the last is in force.
    pub charter: BTreeMap<CharterItem, Vec<Recorded<RuleSet>>>,
    /// The group's own constituencies.
    pub constituencies: Vec<Recorded<ConstituencyNamed>>,
    /// Parties by identity.
    pub parties: BTreeMap<PartyId, PartyRecord>,
    /// Representatives by identity.
    pub representatives: BTreeMap<RepresentativeId, Recorded<RepresentativeNamed>>,
    /// Officers by identity.
    pub officers: BTreeMap<OfficerId, OfficerRecord>,
    /// Coalitions by identity.
    pub coalitions: BTreeMap<CoalitionId, CoalitionRecord>,
    /// Alignments with a statement.
    pub alignments: Vec<(Voice, Recorded<StatementAligned>)>,
    /// Alignments declined.
    pub declined: Vec<(Voice, Recorded<AlignmentDeclined>)>,
    /// Sessions, in order.
    pub sessions: Vec<Recorded<SessionHeld>>,
    /// Meetings by identity.
    pub meetings: BTreeMap<MeetingId, Meeting>,
    /// Agenda items, in order.
    pub agenda: Vec<Recorded<AgendaItemPlaced>>,
    /// Agendas adopted.
    pub agendas_adopted: Vec<Recorded<AgendaAdopted>>,
    /// Interventions, in order.
    pub interventions: Vec<(Voice, Recorded<InterventionMade>)>,
    /// Points of order, in order.
    pub points_of_order: Vec<(Voice, Recorded<PointOfOrderRaised>)>,
    /// Motions by identity, with their mover.
    pub motions: BTreeMap<MotionId, (Voice, Recorded<MotionMoved>)>,
    /// Decisions on motions.
    pub motions_decided: BTreeMap<MotionId, Recorded<MotionDecided>>,
    /// Rulings by identity.
    pub rulings: BTreeMap<RulingId, Recorded<RulingGiven>>,
    /// Rulings that a carried appeal overturned.
    pub(crate) overturned: BTreeSet<RulingId>,
    /// The last ruling that a silence procedure is void.
    pub(crate) void: BTreeMap<SilenceId, RulingId>,
    /// Rulings on which an appeal was put to the vote, and that vote.
    pub(crate) settled: BTreeMap<RulingId, EntryId>,
    /// Appeals by identity, with the party that appeals.
    pub appeals: BTreeMap<AppealId, (Voice, Recorded<RulingAppealed>)>,
    /// Votes, in order.
    pub votes: Vec<Recorded<VoteTaken>>,
    /// Where in `votes` the last on a thing stands.
    pub(crate) voted: BTreeMap<Id, usize>,
    /// Contact groups by identity.
    pub contact_groups: BTreeMap<ContactGroupId, Recorded<ContactGroupFormed>>,
    /// Reports of contact groups, in order.
    pub contact_reports: Vec<Recorded<ContactGroupReported>>,
    /// Documents by identity.
    pub documents: BTreeMap<DocumentId, Paper>,
    /// Language versions, in order.
    pub language_versions: Vec<Recorded<LanguageVersionIssued>>,
    /// Sponsors of documents and provisions.
    pub sponsorships: BTreeMap<Id, Sponsorship>,
    /// Deadlines, in order.
    pub deadlines: Vec<Recorded<DeadlineSet>>,
    /// Earlier agreed language, in order.
    pub agreed_language: Vec<Recorded<AgreedLanguageEntered>>,
    /// Texts by identity.
    pub texts: BTreeMap<TextId, NegotiatingText>,
    /// Provisions by identity.
    pub provisions: BTreeMap<ProvisionId, Provision>,
    /// Bytes kept for wordings in which brackets were set or lifted, or alternatives resolved.
    pub(crate) spliced_bytes: usize,
    /// How many paragraphs stood in the texts in which one was placed elsewhere, counted for each time.
    pub(crate) passed: usize,
    /// What was kept and dropped of alternatives, by entry.
    pub resolutions: BTreeMap<EntryId, Resolution>,
    /// Amendments by identity.
    pub amendments: BTreeMap<AmendmentId, AmendmentRecord>,
    /// Positions and objections, in order of the record.
    pub positions: Vec<Position>,
    /// Where in `positions` those on a thing stand.
    pub positions_on: BTreeMap<Id, Vec<usize>>,
    /// What some say that others hold, in order.
    pub ascriptions: Vec<Ascription>,
    /// Offers by identity.
    pub offers: BTreeMap<OfferId, Offer>,
    /// Offers that stand until a moment, by its last instant.
    pub(crate) expiring: BTreeSet<(i64, OfferId)>,
    /// Offers that stand until a meeting closes.
    pub(crate) closing: BTreeMap<MeetingId, Vec<OfferId>>,
    /// Packages put forward, with who did.
    pub packages: BTreeMap<PackageId, (Voice, Recorded<PackageTabled>)>,
    /// Calls by identity.
    pub calls: BTreeMap<CallId, Call>,
    /// How many paragraphs all calls and silence procedures ask about.
    pub(crate) asked: usize,
    /// Silence procedures by identity.
    pub silences: BTreeMap<SilenceId, SilenceProcedure>,
    /// Reservations, explanations and dissociations, in order.
    pub qualifications: Vec<Qualification>,
    /// Consultations by identity.
    pub consultations: BTreeMap<ConsultationId, Consultation>,
    /// Statements of consultations by identity.
    pub statements: BTreeMap<StatementId, Statement>,
    /// Statements by how files of responses name them.
    pub(crate) statement_codes: BTreeMap<(ConsultationId, Text), StatementId>,
    /// Where the batch of responses with a hash stands.
    pub(crate) batches: BTreeMap<Hash, (ConsultationId, usize)>,
    /// Facts noted, in order, with who tells them.
    pub facts: Vec<(Option<Speaker>, Recorded<FactNoted>)>,
    /// Gaps noted, in order.
    pub gaps: Vec<Recorded<GapNoted>>,
    /// Outcomes recorded; the last is in force.
    pub outcomes: Vec<Recorded<OutcomeRecorded>>,
    /// To whom the record was handed.
    pub handed_over: Vec<Recorded<HandedOver>>,
    /// Entries that were not admitted: nothing rests on them.
    pub not_admitted: BTreeSet<EntryId>,
    /// What became of entries afterwards.
    pub fates: BTreeMap<EntryId, Fate>,
    /// Who speaks in each entry that has a speaker.
    pub voices: BTreeMap<EntryId, Voice>,
}

impl Group {
    /// Folds an entry in. Cannot fail; what an entry names that is not there is passed over.
    pub fn apply(&mut self, entry: &Entry) {
        let number = entry.number;
        self.last = Some(number);
        let voice = entry.envelope.speaker.as_ref().and_then(|s| self.voice(s));
        if let Some(voice) = &voice {
            self.voices.insert(number, voice.clone());
        }
        // Not the time of effect, which may lie ahead.
        if let Some(now) = entry.envelope.received.or(entry.envelope.said) {
            self.lapse_offers_by(number, now);
        }
        let Some(event) = entry.event() else { return };
        for (id, thing) in event.declares() {
            self.names.insert(id.clone(), Named { thing, entry: number });
        }
        self.fold(entry, event, voice);
    }

    /// Passes over an entry that was not admitted, and remembers that it was not.
    pub fn pass_over(&mut self, entry: EntryId) {
        self.not_admitted.insert(entry);
    }

    /// One flat arm an event; each hands over to its subject.
    fn fold(&mut self, entry: &Entry, event: &Event, voice: Option<Voice>) {
        let number = entry.number;
        match event {
            Event::GroupFounded(e) => self.founded = Some(recorded(number, e)),
            Event::MandateGiven(e) => self.mandates.push(recorded(number, e)),
            Event::IssueRaised(e) => self.issues.push(recorded(number, e)),
            Event::RuleSet(e) => self.charter.entry(e.item).or_default().push(recorded(number, e)),
            Event::OutcomeRecorded(e) => self.outcomes.push(recorded(number, e)),
            Event::HandedOver(e) => self.handed_over.push(recorded(number, e)),
            Event::GapNoted(e) => self.gaps.push(recorded(number, e)),
            Event::FactNoted(e) => {
                self.facts.push((entry.envelope.speaker.clone(), recorded(number, e)));
            }
            Event::Renamed(e) => {
                self.renamed.entry(e.what.clone()).or_default().push(recorded(number, e));
            }
            Event::ConstituencyNamed(e) => self.constituencies.push(recorded(number, e)),
            Event::PartyAdmitted(e) => self.admit(number, e),
            Event::StandingChanged(e) => self.change_standing(number, e),
            Event::RepresentativeNamed(e) => {
                self.representatives.insert(e.id.clone(), recorded(number, e));
            }
            Event::OfficerElected(e) => self.elect(number, e),
            Event::OfficerActing(e) => self.act_for(number, voice, e),
            Event::TermEnded(e) => self.end_term(number, e),
            Event::CoalitionFormed(e) => self.form_coalition(number, e),
            Event::CoalitionJoined(e) => self.turn_coalition(number, voice, &e.coalition, true),
            Event::CoalitionLeft(e) => self.turn_coalition(number, voice, &e.coalition, false),
            Event::StatementAligned(e) => {
                self.alignments.extend(voice.map(|v| (v, recorded(number, e))));
            }
            Event::AlignmentDeclined(e) => {
                self.declined.extend(voice.map(|v| (v, recorded(number, e))));
            }
            Event::SessionHeld(e) => self.sessions.push(recorded(number, e)),
            Event::MeetingConvened(e) => self.convene(number, e),
            Event::MeetingTurned(e) => self.turn_meeting(number, e),
            Event::RecordStatusChanged(e) => self.change_record_status(number, e),
            Event::ClockTurned(e) => self.turn_clock(number, e),
            Event::AttendanceTaken(e) => self.take_attendance(number, e),
            Event::AgendaItemPlaced(e) => self.agenda.push(recorded(number, e)),
            Event::AgendaAdopted(e) => self.agendas_adopted.push(recorded(number, e)),
            Event::FloorRequested(e) => self.ask_for_floor(number, voice, e),
            Event::InterventionMade(e) => self.intervene(entry, voice, e),
            Event::PointOfOrderRaised(e) => {
                self.points_of_order.extend(voice.map(|v| (v, recorded(number, e))));
            }
            Event::MotionMoved(e) => {
                self.motions.extend(voice.map(|v| (e.id.clone(), (v, recorded(number, e)))));
            }
            Event::MotionDecided(e) => {
                self.motions_decided.insert(e.motion.clone(), recorded(number, e));
            }
            Event::RulingGiven(e) => self.rule(number, e),
            Event::RulingAppealed(e) => {
                self.appeals.extend(voice.map(|v| (e.id.clone(), (v, recorded(number, e)))));
            }
            Event::VoteTaken(e) => self.vote(number, e),
            Event::ContactGroupFormed(e) => {
                self.contact_groups.insert(e.id.clone(), recorded(number, e));
            }
            Event::TextForked(e) => self.fork(number, e),
            Event::ContactGroupReported(e) => self.report_back(number, e),
            Event::DocumentRegistered(e) => self.register(number, e),
            Event::DocumentRevised(e) => self.revise_document(number, e),
            Event::LanguageVersionIssued(e) => self.language_versions.push(recorded(number, e)),
            Event::SponsorshipTurned(e) => self.turn_sponsorship(number, e),
            Event::SponsorAdded(e) => self.sponsor(number, voice, &e.of, true),
            Event::SponsorWithdrew(e) => self.sponsor(number, voice, &e.of, false),
            Event::DeadlineSet(e) => self.deadlines.push(recorded(number, e)),
            Event::ContributionDisposed(e) => self.dispose(number, e),
            Event::AgreedLanguageEntered(e) => self.agreed_language.push(recorded(number, e)),
            Event::TextTabled(e) => self.table_text(number, voice, e),
            Event::ReadingBegun(e) => self.begin_reading(number, e),
            Event::ProvisionTabled(e) => self.table_provision(number, voice, e),
            Event::ProvisionRelabelled(e) => self.relabel(number, e),
            Event::ProvisionRevised(e) => self.revise(number, voice, e),
            Event::PassageBracketed(e) => self.bracket(number, voice, e),
            Event::BracketsLifted(e) => self.lift_brackets(number, voice, e),
            Event::ProvisionRemoved(e) => self.remove(number, e),
            Event::AmendmentProposed(e) => self.amend(number, voice, e),
            Event::AmendmentSubAmended(e) => self.sub_amend(number, voice, e),
            Event::AmendmentAnswered(e) => self.answer_amendment(number, e),
            Event::ProvisionSplit(e) => self.split(number, voice, e),
            Event::ProvisionsMerged(e) => self.merge(number, voice, e),
            Event::ProvisionPlaced(e) => self.place_elsewhere(number, e),
            Event::PassageAttributed(e) => self.attribute(number, voice, e),
            Event::AlternativeResolved(e) => self.resolve(number, voice, e),
            Event::RunDecided(e) => self.decide_run(number, e),
            Event::PositionTaken(e) => self.take_position(number, voice, e),
            Event::ObjectionRaised(e) => self.object(number, voice, e),
            Event::StatementAnswered(e) => self.fate(e.entry).answered.push(recorded(number, e)),
            Event::StatementWithdrawn(e) => self.fate(e.entry).withdrawn = Some(number),
            Event::PositionAscribed(e) => self.ascribe(entry, voice, e),
            Event::OfferMade(e) => self.offer(entry, voice, e),
            Event::OfferAscribed(e) => self.ascribe_offer(number, voice, e),
            Event::OfferEndAscribed(e) => self.ascribe_end(number, e),
            Event::OfferAnswered(e) => self.answer_offer(number, voice, e),
            Event::OfferWithdrawn(e) => self.withdraw_offer(number, e),
            Event::OfferReleased(e) => self.release_offer(number, e),
            Event::PackageTabled(e) => {
                self.packages.extend(voice.map(|v| (e.id.clone(), (v, recorded(number, e)))));
            }
            Event::CallOpened(e) => self.open_call(entry, e),
            Event::CallGavelled(e) => self.gavel(number, e),
            Event::SilenceOpened(e) => self.open_silence(number, e),
            Event::NoticeSent(e) => self.send_notice(number, e),
            Event::SilenceBroken(e) => self.break_silence(number, voice, e),
            Event::SilenceEnded(e) => self.end_silence(number, e),
            Event::AdReferendumConfirmed(e) => self.confirm_ad_referendum(number, voice, e),
            Event::ReservationEntered(e) => {
                self.qualify(number, voice, QualificationKind::Reservation, &e.on, Some(&e.words));
            }
            Event::PositionExplained(e) => {
                self.qualify(number, voice, QualificationKind::Explanation, &e.on, Some(&e.words));
            }
            Event::Dissociated(e) => {
                self.qualify(
                    number,
                    voice,
                    QualificationKind::Dissociation,
                    &e.on,
                    e.words.as_ref(),
                );
            }
            Event::Reconsidered(e) => self.reopen(number, e),
            Event::ConsultationOpened(e) => self.open_consultation(number, e),
            Event::StatementReceived(e) => self.receive_statement(number, e),
            Event::StatementModerated(e) => self.moderate(number, e),
            Event::ResponsesReceived(e) => self.receive_responses(number, e),
            Event::ConsultationClosed(e) => self.close_consultation(number, e),
            Event::EntryCorrected(e) => self.fate(e.entry).corrected.push(recorded(number, e)),
            Event::EntryStruck(e) => self.fate(e.entry).struck = Some(recorded(number, e)),
            Event::StatementConfirmed(e) => self.confirm(number, voice, e.entry),
            Event::ErasureMarked(e) => self.fate(e.entry).erased = Some(recorded(number, e)),
        }
    }

    fn fate(&mut self, entry: EntryId) -> &mut Fate {
        self.fates.entry(entry).or_default()
    }

    /// What became of an entry; `None` where nothing did.
    pub fn fate_of(&self, entry: EntryId) -> Option<&Fate> {
        self.fates.get(&entry)
    }

    /// Whether a statement still counts: neither withdrawn nor struck nor erased.
    pub fn stands(&self, entry: EntryId) -> bool {
        self.fate_of(entry)
            .is_none_or(|f| f.withdrawn.is_none() && f.struck.is_none() && f.erased.is_none())
    }

    /// Who speaks: a coalition where on its behalf, a party for its representative.
    pub fn voice(&self, speaker: &Speaker) -> Option<Voice> {
        match &speaker.behalf {
            Some(coalition) => Some(Voice::Coalition(coalition.clone())),
            None => self.voice_of(&speaker.who),
        }
    }

    /// Who speaks in the own name: a party for its representative.
    pub fn voice_of(&self, id: &Id) -> Option<Voice> {
        match self.names.get(id)?.thing {
            Thing::Party => Some(Voice::Party(PartyId(id.clone()))),
            Thing::Coalition => Some(Voice::Coalition(CoalitionId(id.clone()))),
            Thing::Officer => Some(Voice::Officer(OfficerId(id.clone()))),
            Thing::Representative => {
                let representative = self.representatives.get(&RepresentativeId(id.clone()))?;
                Some(Voice::Party(representative.said.of.clone()))
            }
            _ => None,
        }
    }

    /// What an identity stands for.
    pub fn thing(&self, id: &Id) -> Option<Thing> {
        self.names.get(id).map(|n| n.thing)
    }
}

pub(crate) fn recorded<T: Clone>(entry: EntryId, said: &T) -> Recorded<T> {
    Recorded { entry, said: said.clone() }
}
