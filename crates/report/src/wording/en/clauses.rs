//! Sentences and clauses whose words depend on more than one slot.

use super::people::*;
use super::terms;
use crate::document::Span;
use crate::manuscript::{
    OfferFate, ParagraphTally, Ruled, RuledOn, Searched, SpokeAs, Topic, VotedOn, Who,
};
use crate::wording::phrase::{list, phrase, title};
use record::event::agreement::{CallResult, SilenceResult};
use record::event::documents::Disposition;
use record::event::group::{CharterItem, Fraction, OutcomeKind, RuleName, RuleStatus};
use record::event::meetings::{Outcome, RecordStatus, Turn};
use record::event::parties::Standing;
use record::event::positions::{OfferAnswer, OfferEnd, Stance};
use record::event::texts::Removal;
use record::group::QualificationKind;
use record::{Moment, Text};

pub(super) const NOTHING_UNTIL: &str =
    ", on the understanding that nothing was agreed until everything was agreed";

pub(super) fn mandate_given(mandate: &Text, by: Option<&Text>, on: Option<Moment>) -> Vec<Span> {
    let details = match (by, on) {
        (Some(by), Some(on)) => Some(phrase![" (", by, ", ", moment(on), ")"]),
        (Some(by), None) => Some(phrase![" (", by, ")"]),
        (None, Some(on)) => Some(phrase![" (", moment(on), ")"]),
        (None, None) => None,
    };
    phrase!["the mandate of the Group was given in ", title(mandate), details]
}

pub(super) fn turned(turn: Turn) -> &'static str {
    match turn {
        Turn::Opened => "opened",
        Turn::Suspended => "suspended",
        Turn::Resumed => "resumed",
        Turn::Closed => "closed",
    }
}

pub(super) fn continued(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::OnRecord => "on the record",
        RecordStatus::Closed => "as a closed meeting",
        RecordStatus::OffRecord => "off the record",
    }
}

pub(super) fn standing(standing: Standing, when: Option<Moment>) -> Vec<Span> {
    match standing {
        Standing::Member => phrase![" took part as a member", led(" from ", when)],
        Standing::Observer => phrase![" took part as an observer", led(" from ", when)],
        Standing::Left => phrase![" ceased to take part", on(when)],
    }
}

/// Where a rule of the charter stands.
pub(super) fn rule_status(
    item: CharterItem,
    status: RuleStatus,
    value: Option<RuleName>,
) -> Vec<Span> {
    let article = if item == CharterItem::DefaultOutcome { "an " } else { "a " };
    let item = terms::item(item);
    let is = value.map(|rule| format!(": {}", terms::rule(rule)));
    let named = value.map(|rule| format!(" (rule named: {})", terms::rule(rule)));
    match status {
        RuleStatus::Adopted => phrase![article, item, " was adopted", is],
        RuleStatus::Proposed => phrase![article, item, " was proposed", is],
        RuleStatus::Disputed => phrase!["the ", item, " was disputed", named],
        RuleStatus::NotSettled => {
            phrase!["the ", item, " was discussed and was not settled", named]
        }
        RuleStatus::Unknown => phrase!["the record does not say which ", item, " applied", named],
    }
}

/// What a majority needs.
pub(super) fn majority(
    fraction: Option<Fraction>,
    quorum: Option<Fraction>,
    each: bool,
) -> Option<String> {
    let parts: Vec<String> = [
        fraction.map(|f| format!("{f} of those voting")),
        quorum.map(|q| format!("quorum {q} of the members")),
        each.then(|| "in each constituency".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!(" ({})", parts.join("; ")))
}

pub(super) fn submitted(by: &Who, author: Option<&Text>) -> Vec<Span> {
    let by = (by.veiled || by.count() > 0).then(|| phrase![", submitted by ", who(by)]);
    phrase![by, author.map(|author| phrase![", author: ", author])]
}

pub(super) fn disposed(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Reflected => " was reflected in the text",
        Disposition::NotReflected => " was not reflected in the text",
        Disposition::OutOfMandate => " was considered to be outside the mandate",
    }
}

pub(super) fn ordinal(number: u32) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let index = usize::try_from(number).unwrap_or(usize::MAX).wrapping_sub(1);
    if let Some(word) = WORDS.get(index) {
        return (*word).to_owned();
    }
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

pub(super) fn removed(how: Removal) -> &'static str {
    match how {
        Removal::Deleted => " was deleted by decision",
        Removal::Withdrawn => " was withdrawn by its proposer",
    }
}

pub(super) fn bracketed(w: &Who, passage: &Text, label: &Text, lifted: bool) -> Vec<Span> {
    let place = phrase![words(passage), " in ", para(label)];
    if !lifted {
        return phrase![who(w), " asked for brackets round the words ", place];
    }
    let by = (w.veiled || w.count() > 0).then(|| phrase![" by ", who(w)]);
    phrase!["the brackets round the words ", place, " were lifted", by]
}

pub(super) fn capacity(capacity: &SpokeAs) -> Vec<Span> {
    match capacity {
        SpokeAs::Personal => phrase![", speaking in a personal capacity,"],
        SpokeAs::Representing(whom) => phrase![", speaking for ", whom, ","],
        SpokeAs::For(party) => phrase![", as representative of ", party, ","],
    }
}

pub(super) fn ruled_on(on: &RuledOn) -> Vec<Span> {
    match on {
        RuledOn::Paragraph(label) => para(label),
        RuledOn::PointOfOrder => phrase!["the point of order"],
        RuledOn::Statement(entry) => statement(*entry),
        RuledOn::Silence => phrase!["the silence procedure"],
        RuledOn::Call => phrase!["the call for agreement"],
        RuledOn::Other(name) => title(name),
    }
}

pub(super) fn voted(
    on: &VotedOn,
    result: Outcome,
    favour: &Who,
    against: &Who,
    abstaining: &Who,
) -> Vec<Span> {
    let on = match on {
        VotedOn::Appeal => phrase!["the appeal against the ruling of the Chair"],
        VotedOn::Motion(kind) => phrase!["the ", terms::motion(*kind)],
        VotedOn::Paragraph(label) => para(label),
        VotedOn::Other(name) => title(name),
    };
    let result = match result {
        Outcome::Carried => " was put to the vote and was carried",
        Outcome::Rejected => " was put to the vote and was rejected",
        Outcome::Withdrawn => " was put forward for a vote and was withdrawn",
    };
    let counted = [favour, against, abstaining].iter().any(|w| w.veiled || w.count() > 0);
    let votes = counted.then(|| {
        phrase![
            " (in favour: ",
            tally(favour),
            "; against: ",
            tally(against),
            "; abstaining: ",
            tally(abstaining),
            ")"
        ]
    });
    phrase![on, result, votes]
}

pub(super) fn call_result(result: Option<CallResult>) -> &'static str {
    match result {
        Some(CallResult::NoObjection) => "no objection was made, and it was so decided",
        Some(CallResult::DeclaredOverObjection) => {
            "an objection was made, and the Chair declared agreement"
        }
        Some(CallResult::NotAgreed) => "there was no agreement",
        Some(CallResult::Withdrawn) => "the call was withdrawn",
        None => "the record contains no result",
    }
}

pub(super) fn silence_result(result: Option<SilenceResult>) -> &'static str {
    match result {
        Some(SilenceResult::NoObjection) => "no objection was received",
        Some(SilenceResult::Broken) => "silence was broken",
        Some(SilenceResult::Withdrawn) => "the procedure was withdrawn",
        None => "the record contains no result",
    }
}

pub(super) fn concluded(outcome: OutcomeKind) -> &'static str {
    match outcome {
        OutcomeKind::ReportAdopted => "the Group adopted a report",
        OutcomeKind::ReportAdoptedInPart => "the Group adopted a report in part",
        OutcomeKind::ReportAdoptedWithReservations => {
            "the Group adopted a report with reservations"
        }
        OutcomeKind::ChairsSummary => "the Chair issued a summary on the Chair’s responsibility",
        OutcomeKind::NoAgreedRecommendation => {
            "the Group concluded its work without an agreed recommendation"
        }
    }
}

/// States that no paragraph is in are not named.
pub(super) fn paragraphs(tally: &ParagraphTally) -> Vec<Span> {
    let states = [
        (tally.adopted, "adopted"),
        (tally.ad_referendum, "agreed ad referendum"),
        (tally.provisional, "provisionally agreed"),
        (tally.over_objection, "declared agreed over an objection"),
        (tally.contact_group, "agreed in a contact group only"),
        (tally.contested, "contested"),
        (tally.open, "discussed and not agreed"),
        (tally.not_discussed, "not discussed"),
    ];
    let told: Vec<String> =
        states.iter().filter(|(n, _)| *n > 0).map(|(n, state)| format!("{n} {state}")).collect();
    let all = count(tally.all, "paragraph", "paragraphs");
    let detail = (!told.is_empty()).then(|| format!(": {}", told.join(", ")));
    phrase!["the text before the Group contained ", all, detail]
}

pub(super) fn contested(objections: usize, reserved: usize, bracketed: bool) -> Option<String> {
    let mut parts = Vec::new();
    if objections > 0 {
        parts.push(count(objections, "objection", "objections"));
    }
    if reserved > 0 {
        parts.push(count(reserved, "reserved position", "reserved positions"));
    }
    let stood = (!parts.is_empty()).then(|| format!("; {} stood", parts.join(" and ")));
    let brackets = bracketed.then(|| "; words remained in brackets".to_owned());
    (stood.is_some() || brackets.is_some())
        .then(|| stood.unwrap_or_default() + &brackets.unwrap_or_default())
}

pub(super) fn qualified(kind: QualificationKind, on: &[Topic]) -> Vec<Span> {
    match kind {
        QualificationKind::Reservation => {
            phrase![" entered a reservation", matters_led(" to ", on)]
        }
        QualificationKind::Explanation => {
            phrase![" made an explanation of position", matters_led(" on ", on)]
        }
        QualificationKind::Dissociation => {
            phrase![" recorded a dissociation", matters_led(" from ", on)]
        }
    }
}

pub(super) fn verdict(verdict: &Ruled) -> Vec<Span> {
    let votes = |favour: usize, against: usize, vote: bool| {
        let by = if vote { "by vote" } else { "by recorded positions" };
        format!(" ({by}: {favour} in favour, {against} against)")
    };
    match verdict {
        Ruled::Agreed => phrase![" counts as agreed"],
        Ruled::Carried(favour, against, vote) => {
            phrase![" counts as carried", votes(*favour, *against, *vote)]
        }
        Ruled::NotCarried(favour, against, vote) => {
            phrase![" counts as not carried", votes(*favour, *against, *vote)]
        }
        Ruled::Designated(effect) => {
            phrase![" stands as follows: the Chair ", terms::ruling(*effect)]
        }
        Ruled::NotAgreed => phrase![" counts as not agreed"],
        Ruled::NotPut => phrase![" was not put to the Group"],
        Ruled::NeedsRuling => phrase![" needs a ruling, and the record contains none"],
    }
}

pub(super) fn part(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "was in support",
        Stance::CanAccept => "could accept",
        Stance::ReservesPosition => "reserved its position",
        Stance::Objects => "objected",
    }
}

/// Who tells; the source where nobody is named.
pub(super) fn teller(by: &Who) -> Vec<Span> {
    if by.veiled || by.count() > 0 { who(by) } else { phrase!["the source"] }
}

/// Who is said to hold something: in the words of who says so, where described.
pub(super) fn holder(to: &Who, described: Option<&Text>) -> Vec<Span> {
    match described {
        Some(description) => words(description),
        None if to.veiled || to.count() > 0 => who(to),
        None => phrase!["others"],
    }
}

/// "to accept x, if y was included and if z was excluded".
pub(super) fn terms(accepts: &[Topic], included: &[Topic], excluded: &[Topic]) -> Vec<Span> {
    let accepts = if accepts.is_empty() {
        phrase!["an exchange"]
    } else {
        phrase!["to accept ", matters(accepts)]
    };
    let conditions: Vec<Vec<Span>> =
        [matters_led("the inclusion of ", included), matters_led("the exclusion of ", excluded)]
            .into_iter()
            .flatten()
            .collect();
    let conditions = (!conditions.is_empty())
        .then(|| phrase![", on condition of ", list(conditions, ", ", " and ")]);
    phrase![accepts, conditions]
}

pub(super) fn fate(fate: OfferFate) -> &'static str {
    match fate {
        OfferFate::Standing => "the offer stood when the record ended",
        OfferFate::Withdrawn => "the offer was subsequently withdrawn",
        OfferFate::Lapsed => "the offer lapsed",
    }
}

pub(super) fn offer_answer(answer: OfferAnswer) -> &'static str {
    match answer {
        OfferAnswer::Accepts => " accepted the offer",
        OfferAnswer::Declines => " did not accept the offer",
        OfferAnswer::Considers => " took the offer for consideration",
    }
}

pub(super) fn offer_end(end: OfferEnd) -> &'static str {
    match end {
        OfferEnd::Withdrawn => "been withdrawn",
        OfferEnd::Lapsed => "lapsed",
    }
}

/// A refusal is told in the words of the rules, which are English.
pub(super) fn refusal(refusal: &str) -> Vec<Span> {
    vec![Span::Quote { language: Some("en".to_owned()), words: refusal.to_owned() }]
}

pub(super) fn searched(searched: &Searched) -> String {
    let words = match searched {
        Searched::Paragraph(label) => phrase!["entries that bear on ", para(label)],
        Searched::Issue(issue) => phrase!["entries that bear on ", title(issue)],
        Searched::PositionsOf(parties) if parties.is_empty() => phrase!["positions of members"],
        Searched::PositionsOf(parties) => phrase!["positions of ", names(parties)],
        Searched::PositionOn(party, on) if party.is_empty() => {
            phrase!["positions on ", matter(on)]
        }
        Searched::PositionOn(party, on) => phrase!["positions of ", party, " on ", matter(on)],
        Searched::Attendance => phrase!["attendance at the meetings"],
        Searched::Rule(item) => phrase!["entries on the ", terms::item(*item)],
        Searched::Floor(meeting) => {
            phrase!["statements in ", title(meeting), " after the request for the floor"]
        }
        Searched::Outcome => phrase!["entries on the outcome"],
        Searched::Agreement => phrase!["agreement on any paragraph"],
        Searched::Texts => phrase!["texts under negotiation"],
        Searched::AnswerTo(entry) => phrase!["answers to and confirmations of ", *entry],
        Searched::HandOver => phrase!["hand-over of the record"],
        Searched::PositionsOnMatters(kind) => phrase!["positions on matters of ", kind.word()],
        Searched::WordsOf(entries) => phrase![
            "words given with ",
            list(entries.iter().map(|entry| phrase![*entry]).collect(), ", ", " and ")
        ],
    };
    crate::document::plain_text(&words)
}

/// What somebody held, as a noun.
pub(super) fn held(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Supports) => "support",
        Some(Stance::CanAccept) => "acceptance",
        Some(Stance::ReservesPosition) => "reserved position",
        Some(Stance::Objects) => "objection",
        None => "statement",
    }
}
