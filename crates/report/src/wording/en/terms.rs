//! Words for what is chosen from a list.

use crate::document::Span;
use crate::manuscript::{Heading, Topic, Unreflected};
use crate::wording::phrase::phrase;
use record::Text;
use record::entry::Grade;
use record::event::agreement::{Arrival, Level};
use record::event::documents::{DocumentKind, VersionStatus};
use record::event::group::{CharterItem, RuleName};
use record::event::meetings::{MeetingLevel, MotionKind, Outcome, RecordStatus, RulingEffect};
use record::event::parties::{Constituency, Office};
use record::event::positions::Stance;
use record::event::texts::{AmendmentAnswer, Change, RevisionKind, TextKind};

pub(super) fn rule(rule: RuleName) -> &'static str {
    match rule {
        RuleName::UnConsensus => "consensus, understood as the absence of objection",
        RuleName::Unanimity => "unanimity",
        RuleName::RoughConsensus => "rough consensus (RFC 7282)",
        RuleName::Iso => "consensus as defined in ISO/IEC Guide 2",
        RuleName::Majority => "majority",
        RuleName::Gnso => "levels of consensus of the GNSO",
        RuleName::AgreedTextOnly => "agreed text only",
        RuleName::DifferingViews => "differing views stated where there is no agreement",
        RuleName::ChairsSummary => "summary on the Chair’s responsibility",
        RuleName::FootnotedReservations => "agreed text with reservations in footnotes",
        RuleName::Nothing => "no document",
        RuleName::FactualNote => "factual note",
        RuleName::Other => "another rule, told in words",
    }
}

pub(super) fn item(item: CharterItem) -> &'static str {
    match item {
        CharterItem::DecisionRule => "decision rule",
        CharterItem::ReportRule => "rule on reporting",
        CharterItem::DefaultOutcome => "outcome in the absence of consensus",
        CharterItem::DisclosureRule => "rule on disclosure",
        CharterItem::WorkingMethod => "method of work",
    }
}

pub(super) fn office(office: Office) -> &'static str {
    match office {
        Office::Chair => "Chair",
        Office::ViceChair => "Vice-Chair",
        Office::Rapporteur => "Rapporteur",
        Office::Facilitator => "facilitator",
        Office::Secretary => "Secretary",
    }
}

/// Where members come from; a constituency of the group's own list by its name.
pub(super) fn constituency(constituency: &Constituency, name: Option<&Text>) -> Vec<Span> {
    match constituency {
        Constituency::Government => phrase!["governments"],
        Constituency::Business => phrase!["business"],
        Constituency::CivilSociety => phrase!["civil society"],
        Constituency::Technical => phrase!["the technical community"],
        Constituency::Academic => phrase!["the academic community"],
        Constituency::Intergovernmental => {
            phrase!["intergovernmental and international organizations"]
        }
        Constituency::Own(id) => match name {
            Some(name) => phrase!["the constituency “", name, "”"],
            None => phrase!["the constituency “", &Text::from(id.as_str()), "”"],
        },
    }
}

pub(super) fn meeting(level: MeetingLevel) -> &'static str {
    match level {
        MeetingLevel::Formal => "plenary meeting",
        MeetingLevel::Informal => "informal consultations",
        MeetingLevel::ContactGroup => "meeting of a contact group",
    }
}

pub(super) fn record_status(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::OnRecord => "on the record",
        RecordStatus::Closed => "closed",
        RecordStatus::OffRecord => "off the record",
    }
}

pub(super) fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Contribution => "a contribution",
        DocumentKind::Proposal => "a proposal",
        DocumentKind::Statement => "a statement",
        DocumentKind::Mail => "a mail",
        DocumentKind::ConferenceRoomPaper => "a conference room paper",
        DocumentKind::ChairsText => "a text on the Chair’s responsibility",
        DocumentKind::Compilation => "a compilation",
        DocumentKind::EarlierAgreedText => "an earlier agreed text",
        DocumentKind::Report => "a report",
        DocumentKind::LetterOfTransmittal => "a letter of transmittal",
        DocumentKind::Account => "a published account",
    }
}

pub(super) fn version(status: VersionStatus) -> &'static str {
    match status {
        VersionStatus::Official => "was issued as an official version",
        VersionStatus::Courtesy => "was issued as a courtesy translation",
        VersionStatus::Machine => "was issued as a machine translation",
        VersionStatus::Pending => "was expected and had not been issued",
    }
}

pub(super) fn text(kind: TextKind) -> &'static str {
    match kind {
        TextKind::ChairsText => "a text on the Chair’s responsibility",
        TextKind::Compilation => "a compilation of proposals",
        TextKind::RollingText => "a rolling text",
        TextKind::ConsolidatedText => "a consolidated text",
        TextKind::ZeroDraft => "a zero draft",
        TextKind::NonPaper => "a non-paper",
        TextKind::Proposal => "a proposal",
        TextKind::DraftReport => "a draft report",
    }
}

pub(super) fn revised(how: RevisionKind) -> &'static str {
    match how {
        RevisionKind::Orally => "orally",
        RevisionKind::ByAmendment => "by amendment",
        RevisionKind::ByMerging => "by merging paragraphs",
        RevisionKind::ByReport => "as reported by a contact group",
        RevisionKind::InWriting => "in writing",
        RevisionKind::Editorially => "editorially",
    }
}

pub(super) fn amendment(answer: AmendmentAnswer) -> &'static str {
    match answer {
        AmendmentAnswer::Accepted => "accepted",
        AmendmentAnswer::Declined => "not accepted",
        AmendmentAnswer::Withdrawn => "withdrawn",
        AmendmentAnswer::Incorporated => "incorporated in another amendment",
    }
}

/// A change, as something proposed: "to replace “shall” with “should”".
pub(super) fn change(change: &Change) -> Vec<Span> {
    let words = crate::wording::phrase::passage;
    match change {
        Change::Replace { old, new } => phrase!["to replace ", words(old), " with ", words(new)],
        Change::Insert { new, after } if after.is_empty() => {
            phrase!["to insert ", words(new), " at the beginning"]
        }
        Change::Insert { new, after } => phrase!["to insert ", words(new), " after ", words(after)],
        Change::Delete { old } => phrase!["to delete ", words(old)],
        Change::Whole(whole) => phrase!["to replace the whole with ", whole],
    }
}

/// A motion; nothing where it is told in words only.
pub(super) fn motion(kind: MotionKind) -> &'static str {
    match kind {
        MotionKind::SuspendMeeting => "motion for the suspension of the meeting",
        MotionKind::AdjournMeeting => "motion for the adjournment of the meeting",
        MotionKind::AdjournDebate => "motion for the adjournment of the debate",
        MotionKind::CloseDebate => "motion for the closure of the debate",
        MotionKind::CloseList => "motion for the closure of the list of speakers",
        MotionKind::Divide => "motion for division",
        MotionKind::Reconsider => "motion for reconsideration",
        MotionKind::Other => "motion",
    }
}

pub(super) fn outcome(result: Outcome) -> &'static str {
    match result {
        Outcome::Carried => "carried",
        Outcome::Rejected => "rejected",
        Outcome::Withdrawn => "withdrawn",
    }
}

/// What the Chair ruled.
pub(super) fn ruling(effect: RulingEffect) -> &'static str {
    match effect {
        RulingEffect::Procedural => "gave a ruling on procedure",
        RulingEffect::DecidesOver => {
            "ruled that the matter was decided notwithstanding the objection"
        }
        RulingEffect::RoughConsensus => "ruled that rough consensus had been reached",
        RulingEffect::NoConsensus => "ruled that there was no consensus",
        RulingEffect::SustainedOpposition => "ruled that the opposition was sustained",
        RulingEffect::NoSustainedOpposition => "ruled that the opposition was not sustained",
        RulingEffect::Void => "ruled that the silence procedure was void",
        RulingEffect::Stands => "ruled that the silence procedure stood",
        RulingEffect::FullConsensus => "designated the level of agreement as full consensus",
        RulingEffect::Consensus => "designated the level of agreement as consensus",
        RulingEffect::StrongSupport => {
            "designated the level of agreement as strong support but significant opposition"
        }
        RulingEffect::Divergence => "designated the level of agreement as divergence",
    }
}

/// A ruling, as what an appeal is against.
pub(super) fn ruling_noun(effect: RulingEffect) -> &'static str {
    match effect {
        RulingEffect::Procedural => "the ruling of the Chair on procedure",
        RulingEffect::DecidesOver => {
            "the ruling of the Chair that the matter was decided notwithstanding the objection"
        }
        RulingEffect::RoughConsensus => {
            "the ruling of the Chair that rough consensus had been reached"
        }
        RulingEffect::NoConsensus => "the ruling of the Chair that there was no consensus",
        RulingEffect::SustainedOpposition => {
            "the ruling of the Chair that the opposition was sustained"
        }
        RulingEffect::NoSustainedOpposition => {
            "the ruling of the Chair that the opposition was not sustained"
        }
        RulingEffect::Void => "the ruling of the Chair that the silence procedure was void",
        RulingEffect::Stands => "the ruling of the Chair that the silence procedure stood",
        RulingEffect::FullConsensus => "the designation by the Chair of full consensus",
        RulingEffect::Consensus => "the designation by the Chair of consensus",
        RulingEffect::StrongSupport => {
            "the designation by the Chair of strong support but significant opposition"
        }
        RulingEffect::Divergence => "the designation by the Chair of divergence",
    }
}

/// A level of agreement: "provisionally agreed".
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::ContactGroup => "agreed in the contact group",
        Level::Provisional => "provisionally agreed",
        Level::AdReferendum => "agreed ad referendum",
        Level::Adopted => "adopted",
    }
}

pub(super) fn arrival(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Arrived => "it was known to have arrived",
        Arrival::NotKnown => "it was not known whether it had arrived",
        Arrival::Failed => "it was known not to have arrived",
    }
}

/// A stance as a verb with its object; an issue is not itself supported, but spoken to.
pub(super) fn stance(stance: Stance, its: &str, on: &Topic) -> Vec<Span> {
    let issue = matches!(on, Topic::Issue(_));
    let verb = match stance {
        Stance::Supports if issue => "expressed support on ".to_owned(),
        Stance::CanAccept if issue => "expressed acceptance on ".to_owned(),
        Stance::Objects if issue => "expressed an objection on ".to_owned(),
        Stance::Supports => "supported ".to_owned(),
        Stance::CanAccept => "could accept ".to_owned(),
        Stance::ReservesPosition => format!("reserved {its} position on "),
        Stance::Objects => "objected to ".to_owned(),
    };
    phrase![verb, super::people::matter(on)]
}

/// Why positions are not told.
pub(super) fn unreflected(reason: Unreflected, one: bool) -> &'static str {
    match (reason, one) {
        (Unreflected::Superseded, true) => "a later position of the same holder took its place",
        (Unreflected::Superseded, false) => "later positions of the same holders took their place",
        (Unreflected::Withdrawn, true) => "it was withdrawn by its holder",
        (Unreflected::Withdrawn, false) => "they were withdrawn by their holders",
        (Unreflected::Struck, true) => "it was struck as taken down in error",
        (Unreflected::Struck, false) => "they were struck as taken down in error",
        (Unreflected::Undisclosed, true) => "its level of disclosure allows it to be counted only",
        (Unreflected::Undisclosed, false) => {
            "their level of disclosure allows them to be counted only"
        }
        (Unreflected::ReportRule, _) => "the rule on reporting leaves out what was not agreed",
        (Unreflected::Removed, _) => "the paragraph concerned left the text",
        (Unreflected::Copy, true) => "it was taken on a contact group’s copy of the text",
        (Unreflected::Copy, false) => "they were taken on a contact group’s copy of the text",
        (Unreflected::Erased, true) => "its body was erased",
        (Unreflected::Erased, false) => "their bodies were erased",
    }
}

pub(super) fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Delivered => "delivered by its author",
        Grade::TakenDown => "taken down by the secretariat",
        Grade::Confirmed => "taken down and confirmed by its holder",
        Grade::Reported => "reported by another",
        Grade::Inferred => "inferred by its author",
    }
}

pub(super) fn heading(heading: &Heading) -> String {
    let words = match heading {
        Heading::Brief => "Summary",
        Heading::Mandate => "Mandate",
        Heading::Organization => "Organization of work",
        Heading::Officers => "Opening, officers and attendance",
        Heading::Composition => "Composition",
        Heading::Agenda => "Agenda and programme of work",
        Heading::Methods => "Methods of work",
        Heading::Documentation => "Documentation",
        Heading::Proceedings => "Proceedings",
        Heading::Texts => "Texts and amendments",
        Heading::Calls => "Calls for agreement and silence procedures",
        Heading::Procedure => "Procedural matters",
        Heading::Facts => "Facts noted",
        Heading::Consultations => "Consultations",
        Heading::Statements => "Statements",
        Heading::EarlierLanguage => "Earlier agreed language",
        Heading::Outcome => "Outcome",
        Heading::Agreed => "Paragraphs agreed",
        Heading::Differing => "Matters on which views differed",
        Heading::Offers => "Offers made without prejudice",
        Heading::NotDiscussed => "Matters not discussed",
        Heading::Adoption => "Adoption of the report",
        Heading::Conclusion => "Conclusion of the work",
        Heading::Coverage => "Coverage",
        Heading::Limits => "Limits of the record",
        Heading::Narrative => "Narrative of the Rapporteur",
        Heading::AnnexText => "Text as it stood at the end of the record",
        Heading::AnnexProposals => "Proposals as submitted",
        Heading::AnnexStatements => "Statements of position",
        Heading::AnnexParticipants => "Participants",
        Heading::AnnexDocuments => "Documents",
        Heading::AnnexComputed => "Computed from the positions: camps and common ground",
        Heading::AnnexLexicon => "Words of quantity",
        Heading::Paragraph(label) => return format!("Paragraph {label}"),
        Heading::Issue(title) | Heading::Meeting(title) => return title.to_string(),
    };
    words.to_owned()
}
