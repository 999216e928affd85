//! Words of the screens and the terminal. Facts, without adjectives; the sentences of reports are worded elsewhere.

use analysis::{Status, Verdict, Warning};
use record::event::agreement::{CallResult, Level, SilenceResult};
use record::event::documents::DocumentKind;
use record::event::group::{CharterItem, OutcomeKind, RuleName, RuleSet, RuleStatus};
use record::event::meetings::{MeetingLevel, RecordStatus, RulingEffect};
use record::event::parties::{Constituency, Standing};
use record::event::positions::Stance;
use record::event::texts::Removal;
use record::group::{Leaving, Sitting};
use record::{Group, Moment};

/// Where a provision stands.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Adopted => "adopted",
        Status::AgreedAdReferendum => "agreed ad referendum",
        Status::ProvisionallyAgreed => "provisionally agreed",
        Status::DeclaredOverObjection => "declared agreed over an objection",
        Status::AgreedInContactGroup => "agreed in a contact group, without status in plenary",
        Status::Contested => "contested",
        Status::Open => "discussed, not agreed",
        Status::NotDiscussed => "not discussed",
        Status::Removed => "no longer in the text",
    }
}

/// A status for style sheets and programs.
pub(crate) fn status_code(status: Status) -> &'static str {
    match status {
        Status::Adopted => "adopted",
        Status::AgreedAdReferendum => "agreed-ad-referendum",
        Status::ProvisionallyAgreed => "provisionally-agreed",
        Status::DeclaredOverObjection => "declared-over-objection",
        Status::AgreedInContactGroup => "agreed-in-contact-group",
        Status::Contested => "contested",
        Status::Open => "open",
        Status::NotDiscussed => "not-discussed",
        Status::Removed => "removed",
    }
}

/// Every status, from the most agreed on.
pub(crate) const STATUSES: [Status; 9] = [
    Status::Adopted,
    Status::AgreedAdReferendum,
    Status::ProvisionallyAgreed,
    Status::DeclaredOverObjection,
    Status::AgreedInContactGroup,
    Status::Contested,
    Status::Open,
    Status::NotDiscussed,
    Status::Removed,
];

/// What a status means, where the word alone may be misread.
pub(crate) fn status_means(status: Status) -> &'static str {
    match status {
        Status::Adopted => "Adopted by the group as part of the whole.",
        Status::AgreedAdReferendum => {
            "Agreed, subject to confirmation by capitals or constituencies."
        }
        Status::ProvisionallyAgreed => "Agreed until the whole is.",
        Status::DeclaredOverObjection => {
            "The Chair declared agreement, and an objection stands beside it."
        }
        Status::AgreedInContactGroup => "What a contact group agrees has no status in plenary.",
        Status::Contested => "An objection, a position reserved or a bracket stands.",
        Status::Open => "Discussed; nothing stands against it, and nobody agreed it.",
        Status::NotDiscussed => "Tabled, and nothing more is on the record.",
        Status::Removed => "Deleted, withdrawn by its proposer, dropped, split or merged.",
    }
}

/// How a provision left its text.
pub(crate) fn leaving(how: Leaving) -> &'static str {
    match how {
        Leaving::Removed(Removal::Deleted) => "Deleted by decision.",
        Leaving::Removed(Removal::Withdrawn) => {
            "Withdrawn by its proposer; another may take it up."
        }
        Leaving::Dropped => "Dropped where alternatives were resolved.",
        Leaving::Split => "Split into others, in which it goes on.",
        Leaving::Merged => "Merged into another, in which it goes on.",
    }
}

/// Where a party stands.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::CanAccept => "can accept",
        Stance::ReservesPosition => "reserves its position",
        Stance::Objects => "objects",
    }
}

/// A heading over those who take a stance.
pub(crate) fn stance_heading(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "Support",
        Stance::CanAccept => "Can accept",
        Stance::ReservesPosition => "Position reserved",
        Stance::Objects => "Objection",
    }
}

pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::ContactGroup => "in a contact group, without status in plenary",
        Level::Provisional => "provisionally",
        Level::AdReferendum => "ad referendum",
        Level::Adopted => "adoption",
    }
}

pub(crate) fn rule(rule: RuleName) -> &'static str {
    match rule {
        RuleName::UnConsensus => "consensus as in the United Nations",
        RuleName::Unanimity => "unanimity",
        RuleName::RoughConsensus => "rough consensus (RFC 7282)",
        RuleName::Iso => "consensus as in ISO",
        RuleName::Majority => "majority",
        RuleName::Gnso => "the levels of ICANN's GNSO",
        RuleName::AgreedTextOnly => "agreed text only",
        RuleName::DifferingViews => "differing views",
        RuleName::ChairsSummary => "the Chair's summary",
        RuleName::FootnotedReservations => "agreed text with reservations in footnotes",
        RuleName::Nothing => "nothing is issued",
        RuleName::FactualNote => "the factual note",
        RuleName::Other => "another rule",
    }
}

pub(crate) fn charter_item(item: CharterItem) -> &'static str {
    match item {
        CharterItem::DecisionRule => "Decision rule",
        CharterItem::ReportRule => "Report rule",
        CharterItem::DefaultOutcome => "Default outcome",
        CharterItem::DisclosureRule => "Disclosure rule",
        CharterItem::WorkingMethod => "Working method",
    }
}

/// A rule as recorded: `adopted: consensus as in the United Nations`.
pub(crate) fn rule_as_set(set: &RuleSet) -> String {
    let mut words = rule_status(set.status).to_owned();
    if let Some(value) = set.value {
        words.push_str(": ");
        words.push_str(rule(value));
    }
    if let Some(fraction) = set.fraction {
        words.push_str(&format!(", {fraction} of those voting"));
    }
    if let Some(quorum) = set.quorum {
        words.push_str(&format!(", {quorum} of the members taking part"));
    }
    if set.each {
        words.push_str(", in each constituency");
    }
    words
}

pub(crate) fn rule_status(status: RuleStatus) -> &'static str {
    match status {
        RuleStatus::Adopted => "adopted",
        RuleStatus::Proposed => "proposed",
        RuleStatus::Disputed => "disputed",
        RuleStatus::NotSettled => "not settled",
        RuleStatus::Unknown => "unknown",
    }
}

pub(crate) fn outcome(outcome: OutcomeKind) -> &'static str {
    match outcome {
        OutcomeKind::ReportAdopted => "The group adopted a report.",
        OutcomeKind::ReportAdoptedInPart => "The group adopted a report in part.",
        OutcomeKind::ReportAdoptedWithReservations => {
            "The group adopted a report with reservations."
        }
        OutcomeKind::ChairsSummary => "The Chair issued a summary on the Chair's responsibility.",
        OutcomeKind::NoAgreedRecommendation => {
            "The group concluded without an agreed recommendation."
        }
    }
}

pub(crate) fn constituency(group: &Group, constituency: &Constituency) -> String {
    match constituency {
        Constituency::Government => "Governments".to_owned(),
        Constituency::Business => "Business".to_owned(),
        Constituency::CivilSociety => "Civil society".to_owned(),
        Constituency::Technical => "Technical community".to_owned(),
        Constituency::Academic => "Academic community".to_owned(),
        Constituency::Intergovernmental => "International organisations".to_owned(),
        Constituency::Own(id) => group.name_of(&id.0).to_string(),
    }
}

pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Member => "member",
        Standing::Observer => "observer",
        Standing::Left => "no longer takes part",
    }
}

pub(crate) fn meeting_level(level: MeetingLevel) -> &'static str {
    match level {
        MeetingLevel::Formal => "formal",
        MeetingLevel::Informal => "informal",
        MeetingLevel::ContactGroup => "contact group",
    }
}

pub(crate) fn record_status(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::OnRecord => "on record",
        RecordStatus::Closed => "closed",
        RecordStatus::OffRecord => "off record",
    }
}

pub(crate) fn sitting(sitting: Sitting) -> &'static str {
    match sitting {
        Sitting::Convened => "convened; its opening is not recorded",
        Sitting::Open => "open",
        Sitting::Suspended => "suspended",
        Sitting::Closed => "closed",
    }
}

pub(crate) fn document_kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Contribution => "contribution",
        DocumentKind::Proposal => "proposal",
        DocumentKind::Statement => "statement",
        DocumentKind::Mail => "mail",
        DocumentKind::ConferenceRoomPaper => "conference room paper",
        DocumentKind::ChairsText => "Chair's text",
        DocumentKind::Compilation => "compilation",
        DocumentKind::EarlierAgreedText => "earlier agreed text",
        DocumentKind::Report => "report",
        DocumentKind::LetterOfTransmittal => "letter of transmittal",
        DocumentKind::Account => "account",
    }
}

pub(crate) fn call_result(result: CallResult) -> &'static str {
    match result {
        CallResult::NoObjection => "no objection was made",
        CallResult::DeclaredOverObjection => "declared agreed over an objection",
        CallResult::NotAgreed => "not agreed",
        CallResult::Withdrawn => "withdrawn by the Chair",
    }
}

pub(crate) fn silence_result(result: SilenceResult) -> &'static str {
    match result {
        SilenceResult::NoObjection => "nobody broke silence",
        SilenceResult::Broken => "silence was broken",
        SilenceResult::Withdrawn => "withdrawn",
    }
}

/// What a rule makes of a provision.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    let tally = |favour: usize, against: usize, voted: bool| {
        let counted = if voted { "votes" } else { "recorded positions" };
        format!("{favour} for, {against} against by {counted}")
    };
    match verdict {
        Verdict::Agreed(at) => format!("agreed ({})", level(*at)),
        Verdict::Carried(t) => format!("carried: {}", tally(t.favour, t.against, t.voted)),
        Verdict::NotCarried(t) => format!("not carried: {}", tally(t.favour, t.against, t.voted)),
        Verdict::Designated(effect) => format!("designated: {}", designated(*effect)),
        Verdict::NotAgreed => "not agreed".to_owned(),
        Verdict::NotPut => "not put to the group".to_owned(),
        Verdict::NeedsRuling => "needs a ruling".to_owned(),
    }
}

fn designated(effect: RulingEffect) -> &'static str {
    match effect {
        RulingEffect::FullConsensus => "full consensus",
        RulingEffect::Consensus => "consensus",
        RulingEffect::StrongSupport => "strong support but significant opposition",
        RulingEffect::Divergence => "divergence",
        RulingEffect::NoConsensus => "no consensus",
        other => other.word(),
    }
}

/// An early warning with the rule that made it speak.
pub(crate) fn warning(warning: &Warning) -> (&'static str, &[record::EntryId]) {
    match warning {
        Warning::ReportRuleUnsettled { facts } => (
            "Half of the formal meetings recorded were over, and the record does not show that the group had adopted a rule on what may stand in its report.",
            facts,
        ),
        Warning::NoTextBeforeLastThird { facts } => (
            "The record shows no text before the last third of the formal meetings recorded.",
            facts,
        ),
        Warning::FirstBridgeInLastMeeting { facts } => {
            ("The first offer or package on the record came in the last formal meeting.", facts)
        }
    }
}

/// A date or time for a reader: `25 February 2014, 10:05 (UTC+01:00)`.
pub(crate) fn moment(moment: Moment) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = |m: u8| MONTHS.get(usize::from(m).wrapping_sub(1)).copied().unwrap_or("");
    match moment {
        Moment::Unknown => "at an unknown time".to_owned(),
        Moment::Year(y) => y.to_string(),
        Moment::Month(y, m) => format!("{} {y}", month(m)),
        Moment::Day(y, m, d) => format!("{d} {} {y}", month(m)),
        Moment::Time { day: (y, m, d), clock: (hour, minute), offset, .. } => {
            let zone = match offset {
                None | Some(0) => "UTC".to_owned(),
                Some(east) => {
                    let sign = if east < 0 { '−' } else { '+' };
                    format!("UTC{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
                }
            };
            format!("{d} {} {y}, {hour:02}:{minute:02} ({zone})", month(m))
        }
    }
}

/// A number with its noun: `1 entry`, `2 entries`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
