//! Events: what an entry says. One written form each, in the tables of the subject files.
//!
//! An event is not serialisable: its canonical line of minutes is its only form outside memory.

pub mod agreement;
pub mod consultations;
pub mod corrections;
pub mod documents;
pub mod edits;
pub mod group;
pub mod meetings;
pub mod parties;
pub mod positions;
pub mod texts;

use crate::id::Id;
use crate::minutes::{Cursor, Problem};
use crate::thing::Thing;
use agreement::*;
use consultations::*;
use corrections::*;
use documents::*;
use edits::*;
use group::*;
use meetings::*;
use parties::*;
use positions::*;
use texts::*;

/// Who may have an entry of a kind taken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The secretariat, in its own name: no speaker stands before it.
    Secretariat,
    /// The Chair, an acting Chair or a facilitator in the own group; without a speaker, whoever presides.
    Chair,
    /// An officer.
    Officer,
    /// A party or a coalition of parties; members and observers, unless the kind says members only.
    Party,
    /// A party, coalition, representative or officer.
    Speaker,
    /// Anyone, the secretariat included.
    Anyone,
}

impl Who {
    /// The words of the reference.
    pub fn words(self) -> &'static str {
        match self {
            Who::Secretariat => "secretariat",
            Who::Chair => "Chair",
            Who::Officer => "officer",
            Who::Party => "party or coalition",
            Who::Speaker => "party, coalition, officer",
            Who::Anyone => "anyone",
        }
    }
}

/// Lists the kinds once: the enum, and the hand-over to each kind's own table.
macro_rules! events {
    ($($kind:ident)*) => {
        /// What an entry says.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event {
            $(
                #[doc = concat!("See [`", stringify!($kind), "`].")]
                $kind($kind)
            ),*
        }

        impl Event {
            /// Every kind: its name, the words that begin it, who may, and its synopsis.
            pub fn kinds() -> Vec<Kind> {
                vec![$(Kind {
                    name: stringify!($kind),
                    heads: $kind::HEADS,
                    who: $kind::WHO,
                    synopsis: $kind::synopsis(),
                }),*]
            }

            /// The kind's name, `ObjectionRaised`.
            pub fn name(&self) -> &'static str {
                match self { $(Event::$kind(_) => stringify!($kind)),* }
            }

            /// Who may have it taken down.
            pub fn who(&self) -> Who {
                match self { $(Event::$kind(_) => $kind::WHO),* }
            }

            pub(crate) fn names(&self, found: &mut dyn FnMut(crate::minutes::Name<'_>)) {
                match self { $(Event::$kind(event) => event.names(found)),* }
            }

            pub(crate) fn write(&self, out: &mut String) {
                match self { $(Event::$kind(event) => event.write(out)),* }
            }

            /// Reads the event that begins with this head; `None` if no kind does.
            pub(crate) fn read(head: &str, cursor: &mut Cursor<'_>) -> Option<Result<Self, Problem>> {
                $(
                    if $kind::HEADS.contains(&head) {
                        return Some($kind::read(cursor).map(Event::$kind));
                    }
                )*
                None
            }
        }
    };
}

/// A kind of entry, as the reference shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in the code.
    pub name: &'static str,
    /// The words that begin it.
    pub heads: &'static [&'static str],
    /// Who may have it taken down.
    pub who: Who,
    /// Its written form.
    pub synopsis: String,
}

events! {
    PositionTaken ObjectionRaised
    GroupFounded MandateGiven IssueRaised RuleSet OutcomeRecorded HandedOver GapNoted FactNoted
    ConstituencyNamed PartyAdmitted Renamed StandingChanged RepresentativeNamed OfficerElected OfficerActing TermEnded
    CoalitionFormed CoalitionJoined CoalitionLeft StatementAligned AlignmentDeclined
    SessionHeld MeetingConvened MeetingTurned RecordStatusChanged ClockTurned AttendanceTaken AgendaItemPlaced
    AgendaAdopted FloorRequested InterventionMade PointOfOrderRaised MotionMoved MotionDecided RulingGiven
    RulingAppealed VoteTaken ContactGroupFormed TextForked ContactGroupReported
    DocumentRegistered DocumentRevised LanguageVersionIssued SponsorshipTurned SponsorAdded SponsorWithdrew
    DeadlineSet ContributionDisposed AgreedLanguageEntered
    TextTabled ReadingBegun ProvisionTabled ProvisionRelabelled ProvisionRevised PassageBracketed BracketsLifted
    ProvisionRemoved AmendmentProposed AmendmentSubAmended AmendmentAnswered
    ProvisionSplit ProvisionsMerged ProvisionPlaced PassageAttributed AlternativeResolved RunDecided
    StatementAnswered StatementWithdrawn PositionAscribed OfferMade OfferAscribed OfferEndAscribed OfferAnswered
    OfferWithdrawn OfferReleased PackageTabled
    CallOpened CallGavelled SilenceOpened NoticeSent SilenceBroken SilenceEnded AdReferendumConfirmed
    ReservationEntered PositionExplained Dissociated Reconsidered
    ConsultationOpened StatementReceived StatementModerated ResponsesReceived ConsultationClosed
    EntryCorrected EntryStruck StatementConfirmed ErasureMarked
}

impl Event {
    /// The identities that it declares, and what they stand for; a contact group's copies are declared beside.
    pub(crate) fn declares(&self) -> Vec<(&Id, Thing)> {
        match self {
            Event::ProvisionSplit(e) => e.declares().collect(),
            _ => self.declares_one().into_iter().collect(),
        }
    }

    fn declares_one(&self) -> Option<(&Id, Thing)> {
        Some(match self {
            Event::GroupFounded(e) => (&e.id.0, Thing::Group),
            Event::MandateGiven(e) => (&e.id.0, Thing::Mandate),
            Event::IssueRaised(e) => (&e.id.0, Thing::Issue),
            Event::ConstituencyNamed(e) => (&e.id.0, Thing::Constituency),
            Event::PartyAdmitted(e) => (&e.id.0, Thing::Party),
            Event::RepresentativeNamed(e) => (&e.id.0, Thing::Representative),
            Event::OfficerElected(e) => (&e.id.0, Thing::Officer),
            Event::CoalitionFormed(e) => (&e.id.0, Thing::Coalition),
            Event::SessionHeld(e) => (&e.id.0, Thing::Session),
            Event::MeetingConvened(e) => (&e.id.0, Thing::Meeting),
            Event::AgendaItemPlaced(e) => (&e.id.0, Thing::AgendaItem),
            Event::PointOfOrderRaised(e) => (&e.id.0, Thing::PointOfOrder),
            Event::MotionMoved(e) => (&e.id.0, Thing::Motion),
            Event::RulingGiven(e) => (&e.id.0, Thing::Ruling),
            Event::RulingAppealed(e) => (&e.id.0, Thing::Appeal),
            Event::ContactGroupFormed(e) => (&e.id.0, Thing::ContactGroup),
            Event::TextForked(e) => (&e.id.0, Thing::Text),
            Event::DocumentRegistered(e) => (&e.id.0, Thing::Document),
            Event::DeadlineSet(e) => (&e.id.0, Thing::Deadline),
            Event::AgreedLanguageEntered(e) => (&e.id.0, Thing::AgreedLanguage),
            Event::TextTabled(e) => (&e.id.0, Thing::Text),
            Event::ProvisionTabled(e) => (&e.id.0, Thing::Provision),
            Event::AmendmentProposed(e) => (&e.id.0, Thing::Amendment),
            Event::AmendmentSubAmended(e) => (&e.id.0, Thing::Amendment),
            Event::OfferMade(e) => (&e.id.0, Thing::Offer),
            Event::OfferAscribed(e) => (&e.id.0, Thing::Offer),
            Event::ProvisionsMerged(e) if !e.is_one_of_them() => (&e.id.0, Thing::Provision),
            Event::PackageTabled(e) => (&e.id.0, Thing::Package),
            Event::CallOpened(e) => (&e.id.0, Thing::Call),
            Event::SilenceOpened(e) => (&e.id.0, Thing::Silence),
            Event::ConsultationOpened(e) => (&e.id.0, Thing::Consultation),
            Event::StatementReceived(e) => (&e.id.0, Thing::Statement),
            _ => return None,
        })
    }
}
