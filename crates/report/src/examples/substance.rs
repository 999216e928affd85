//! Outcome, views, offers, coverage and limits.

use super::*;
use crate::manuscript::{ComputedFrom, NoCampsFor, OfferFate, ParagraphTally, Ruled, Unreflected};
use analysis::NotInTable;
use record::EntryId;
use record::entry::Grade;
use record::event::agreement::Level;
use record::event::group::{IssueKind, OutcomeKind, RuleName};
use record::event::meetings::RulingEffect;
use record::event::parties::Constituency;
use record::event::positions::{OfferAnswer, OfferEnd, Stance};
use record::event::texts::Change;
use record::group::QualificationKind;

pub(super) fn examples() -> Vec<Say> {
    let mut all = outcome();
    all.extend(views());
    all.extend(told_by_others());
    all.extend(offers());
    all.extend(limits());
    all
}

#[rustfmt::skip]
fn outcome() -> Vec<Say> {
    vec![
        Say::Concluded { outcome: OutcomeKind::NoAgreedRecommendation },
        Say::Concluded { outcome: OutcomeKind::ReportAdoptedWithReservations },
        Say::ConcludedInWords { words: quote("The Group took note of the Chair’s efforts.") },
        Say::OutcomeNotRecorded,
        Say::NothingAgreed,
        Say::ParagraphsCounted(ParagraphTally { all: 30, adopted: 2, ad_referendum: 1, provisional: 11, over_objection: 1, contact_group: 3, contested: 7, open: 3, not_discussed: 2 }),
        Say::ParagraphsCounted(ParagraphTally::default()),
        Say::ParagraphAdopted { label: text("1"), orally: true },
        Say::ParagraphAdopted { label: text("2"), orally: false },
        Say::ParagraphAgreed { label: text("3"), level: Level::AdReferendum, orally: false, nothing_until: false, outstanding: who(&["Corvia"]) },
        Say::ParagraphAgreed { label: text("4"), level: Level::Provisional, orally: true, nothing_until: true, outstanding: nobody() },
        Say::ParagraphDeclared { label: text("3"), level: Level::Provisional, objectors: who(&["Estova"]) },
        Say::ParagraphAgreedEarlier { label: text("4"), level: Level::Provisional },
        Say::ParagraphInContactGroup { label: text("5"), group: text("Contact group on notification") },
        Say::ParagraphContested { label: text("5"), objections: 2, reserved: 1, bracketed: true },
        Say::ParagraphContested { label: text("6"), objections: 0, reserved: 0, bracketed: true },
        Say::ParagraphContested { label: text("6"), objections: 1, reserved: 0, bracketed: false },
        Say::ParagraphOpen { label: text("6") },
        Say::ParagraphRemoved { label: text("8") },
        Say::ParagraphUntouched { label: text("12 bis") },
        Say::ObjectionStands { who: who(&["Estova"]), label: text("5") },
        Say::Confirmed { who: who(&["Corvia"]), label: text("3") },
        Say::Qualified { kind: QualificationKind::Reservation, who: who(&["Corvia"]), on: paras(&["3"]), words: Some(quote("subject to our constitution")) },
        Say::Qualified { kind: QualificationKind::Explanation, who: unnamed(2), on: vec![], words: None },
        Say::Qualified { kind: QualificationKind::Dissociation, who: who(&["Delmar"]), on: paras(&["1", "2"]), words: None },
        Say::UnderRule { rule: RuleName::Majority, label: text("5"), verdict: Ruled::Carried(12, 5, false) },
        Say::UnderRule { rule: RuleName::Majority, label: text("6"), verdict: Ruled::NotCarried(5, 12, true) },
        Say::UnderRule { rule: RuleName::UnConsensus, label: text("4"), verdict: Ruled::Agreed },
        Say::UnderRule { rule: RuleName::Gnso, label: text("5"), verdict: Ruled::Designated(RulingEffect::Divergence) },
        Say::UnderRule { rule: RuleName::UnConsensus, label: text("5"), verdict: Ruled::NotAgreed },
        Say::UnderRule { rule: RuleName::UnConsensus, label: text("6"), verdict: Ruled::NotPut },
        Say::UnderRule { rule: RuleName::RoughConsensus, label: text("5"), verdict: Ruled::NeedsRuling },
    ]
}

#[rustfmt::skip]
fn views() -> Vec<Say> {
    let thirteen = ["Ardenia", "Boreland", "Corvia", "Delmar", "Estova", "Fenmark", "Galdria", "Halvoria", "Istria", "Jorland", "Kestria", "Lomark", "Morvania"];
    let on = || para("5");
    vec![
        Say::Held { who: who(&["Ardenia"]), stance: Stance::Supports, on: on() },
        Say::Held { who: who(&["Ardenia", "Boreland"]), stance: Stance::ReservesPosition, on: on() },
        Say::Held { who: Who { unnamed: 2, ..who(&["Ardenia"]) }, stance: Stance::Objects, on: on() },
        Say::Held { who: unnamed(5), stance: Stance::CanAccept, on: Topic::Text(text("Draft recommendations")) },
        Say::Held { who: unnamed(11), stance: Stance::Objects, on: Topic::Amendment(text("5")) },
        Say::Held { who: unnamed(21), stance: Stance::Supports, on: Topic::Issue(text("Minimum flows")) },
        Say::Held { who: veiled(), stance: Stance::ReservesPosition, on: Topic::Package(text("Bridge")) },
        Say::Held { who: who(&thirteen), stance: Stance::Supports, on: Topic::Other(text("Annual meeting")) },
        Say::Reason { who: who(&["Estova"]), words: quote("no deadline is realistic"), summary: false },
        Say::Reason { who: unnamed(1), words: quote("cost"), summary: true },
        Say::Passage { who: who(&["Estova"]), words: text("within 60 days") },
        Say::Interest { who: who(&["Estova"]), words: quote("irrigation in dry years") },
        Say::Cure { who: who(&["Estova"]), words: quote("within 120 days") },
        Say::InWords { who: who(&["Estova"]), words: quote("We cannot join a consensus on this."), summary: false },
        Say::InWords { who: who(&["Estova"]), words: quote("opposed the deadline"), summary: true },
        Say::WordsNotRecorded { who: who(&["Galdria"]) },
        Say::Stale { who: who(&["Galdria"]), label: text("5") },
        Say::TakenBefore { who: who(&["Galdria"]), label: text("5"), into: texts(&["5 (a)", "5 (b)"]), split: true },
        Say::TakenBefore { who: unnamed(2), label: text("6"), into: texts(&["7"]), split: false },
        Say::Part { party: text("Boreland"), part: text("Ministry of Water"), stance: Stance::Objects },
        Say::AnsweredBy { who: who(&["Ms. Lund"]), words: quote("The deadline can be longer.") },
        Say::DecidedOver { who: who(&["Estova"]) },
        Say::NoPositions { on: on() },
        Say::Split { constituency: Constituency::CivilSociety, name: None, on: on(), favour: who(&["Open Link"]), reserved: nobody(), against: unnamed(2), silent: 3, disagreement: 67 },
        Say::CoalitionSplit { coalition: text("Delta and Coast Group"), on: on(), favour: who(&["Delmar"]), reserved: who(&["Galdria"]), against: nobody(), silent: 2, disagreement: 67 },
        Say::CoalitionSplit { coalition: text("Delta and Coast Group"), on: on(), favour: unnamed(2), reserved: nobody(), against: unnamed(2), silent: 0, disagreement: 100 },
        Say::NotOfOneMind { constituency: Constituency::CivilSociety, name: None, things: 7, divided: 3, positions: 19, disagreement: 41 },
        Say::NotOfOneMind { constituency: Constituency::Technical, name: None, things: 1, divided: 1, positions: 2, disagreement: 100 },
        Say::CampsFound { method: text("docs/reference/camps.md"), from: computed(vec![(NotInTable::OfCoalition, 2), (NotInTable::Withheld, 1)]), camps: 2, agreement: 98, halves: Some(81), weak: false },
        Say::CampsFound { method: text("docs/reference/camps.md"), from: ComputedFrom { kind: IssueKind::Procedure, stale: 0, second_hand: 0, ..computed(vec![]) }, camps: 3, agreement: 96, halves: Some(42), weak: true },
        Say::CampsFound { method: text("docs/reference/camps.md"), from: computed(vec![]), camps: 2, agreement: 100, halves: None, weak: true },
        Say::NoCamps { method: text("docs/reference/camps.md"), from: ComputedFrom { parties: 3, things: 1, positions: 4, stale: 0, second_hand: 0, ..computed(vec![]) }, why: NoCampsFor::Few(5) },
        Say::NoCamps { method: text("docs/reference/camps.md"), from: computed(vec![(NotInTable::Removed, 1), (NotInTable::Copy, 1), (NotInTable::NotOneStance, 2)]), why: NoCampsFor::NoDimension },
        Say::NoCamps { method: text("docs/reference/camps.md"), from: computed(vec![]), why: NoCampsFor::AsPermuted },
        Say::NoCamps { method: text("docs/reference/camps.md"), from: computed(vec![]), why: NoCampsFor::OnePlace },
        Say::NoCamps { method: text("docs/reference/camps.md"), from: computed(vec![]), why: NoCampsFor::Unstable },
        Say::CampMembers { kind: IssueKind::Substance, camp: 0, who: who(&["Ardenia", "Boreland", "Open Link"]), positions: 21 },
        Say::CampMembers { kind: IssueKind::Procedure, camp: 1, who: unnamed(4), positions: 17 },
        Say::InNoCamp { kind: IssueKind::Substance, who: who(&["Galdria"]), positions: 3 },
        Say::InNoCamp { kind: IssueKind::Procedure, who: unnamed(3), positions: 9 },
        Say::CampsVeiled { kind: IssueKind::Substance, positions: 41 },
        Say::CampsApart { on: on(), apart: vec![0, 1], camps: vec![[6, 0, 1], [1, 1, 5]], none: [1, 0, 0] },
        Say::CampsApart { on: Topic::Issue(text("Notification")), apart: vec![2], camps: vec![[6, 0, 1], [5, 0, 0], [0, 1, 4]], none: [0, 0, 0] },
        Say::CommonGround { on: on(), accept: true, bound: 71, camps: vec![[7, 0, 0], [6, 1, 0]], none: [0, 0, 0], small: vec![] },
        Say::CommonGround { on: on(), accept: true, bound: 66, camps: vec![[24, 0, 0], [16, 1, 0], [0, 0, 2]], none: [0, 0, 0], small: vec![2] },
        Say::CommonGround { on: on(), accept: false, bound: 64, camps: vec![[0, 1, 9]], none: [0, 0, 0], small: vec![] },
        Say::NoCommonGround { kind: IssueKind::Substance, positions: 41, camps: false, small: vec![] },
        Say::NoCommonGround { kind: IssueKind::Procedure, positions: 17, camps: true, small: vec![] },
        Say::NoCommonGround { kind: IssueKind::Substance, positions: 212, camps: true, small: vec![2, 3] },
        Say::AcrossCamps { kind: IssueKind::Substance, constituency: Constituency::CivilSociety, name: None, camps: vec![3, 2], none: 1, positions: 17, things: 6, divided: 4, disagreement: Some(35) },
        Say::AcrossCamps { kind: IssueKind::Procedure, constituency: Constituency::Technical, name: None, camps: vec![0, 1], none: 0, positions: 3, things: 0, divided: 0, disagreement: None },
        Say::SplitVeiled { constituency: Constituency::Technical, name: None, on: on() },
    ]
}

#[rustfmt::skip]
fn told_by_others() -> Vec<Say> {
    vec![
        Say::Ascribed { by: who(&["Open Link"]), stance: Stance::Objects, to: nobody(), described: Some(text("business members")), on: para("6"), words: Some(quote("None of them wanted it.")), inferred: false },
        Say::Ascribed { by: nobody(), stance: Stance::Supports, to: who(&["Ardenia"]), described: None, on: Topic::Issue(text("Navigation")), words: None, inferred: true },
        Say::Withdrew { who: who(&["Ardenia"]), stance: Some(Stance::Objects), on: para("6"), words: Some(quote("“Should” meets the concern.")) },
        Say::Withdrew { who: who(&["Boreland", "Corvia"]), stance: None, on: Topic::Issue(text("Navigation")), words: None },
        Say::AscriptionConfirmed { who: who(&["Ardenia"]) },
        Say::AscriptionUnconfirmed { to: who(&["Ardenia"]), described: false },
        Say::AscriptionUnconfirmed { to: nobody(), described: true },
        Say::IssueUntouched { issue: text("Navigation") },
        Say::IssueWithoutText { issue: text("Navigation") },
        Say::NoParagraphs,
        Say::SentencesLeftOut { sentences: 1 },
        Say::SentencesLeftOut { sentences: 12 },
        Say::NamesLeftOut { label: text("6") },
    ]
}

#[rustfmt::skip]
fn offers() -> Vec<Say> {
    vec![
        Say::OfferTold { maker: who(&["Corvia"]), accepts: paras(&["4"]), included: paras(&["9"]), excluded: paras(&["10 bis"]), words: Some(quote("if nine is out, we are in")), fate: OfferFate::Withdrawn },
        Say::OfferTold { maker: unnamed(1), accepts: vec![], included: vec![], excluded: vec![], words: None, fate: OfferFate::Standing },
        Say::OfferAnswered { who: who(&["Ardenia"]), answer: OfferAnswer::Considers },
        Say::OffersCounted { offers: 3, withdrawn: 1, lapsed: 1 },
        Say::OfferReported { by: who(&["Open Link"]), to: who(&["Corvia"]), described: None, accepts: paras(&["4"]), included: vec![], excluded: paras(&["9"]), words: Some(quote("four for nine")), inferred: true },
        Say::OfferReported { by: nobody(), to: nobody(), described: Some(text("some governments")), accepts: vec![], included: paras(&["9"]), excluded: vec![], words: None, inferred: false },
        Say::OfferEndReported { by: who(&["Open Link"]), end: OfferEnd::Withdrawn, words: Some(quote("It was off the table by noon.")) },
        Say::OfferEndReported { by: nobody(), end: OfferEnd::Lapsed, words: None },
        Say::OfferInference { by: who(&["Open Link"]), words: quote("because paragraph 6 stayed in") },
        Say::OpenReading { words: quote("the offer may have lapsed by itself") },
    ]
}

#[rustfmt::skip]
fn limits() -> Vec<Say> {
    vec![
        Say::HandedOver { to: text("Secretariat of the Assembly"), documents: texts(&["Draft recommendations", "Compilation"]), on: Some(day(2026, 4, 1)), words: Some(quote("for its consideration")) },
        Say::HandedOver { to: text("Secretariat of the Assembly"), documents: vec![], on: None, words: None },
        Say::HandOverNotRecorded,
        Say::PositionsCounted { positions: 40, told: 38 },
        Say::PositionsCounted { positions: 1, told: 1 },
        Say::NotReflected { reason: Unreflected::Superseded, positions: 2 },
        Say::NotReflected { reason: Unreflected::Undisclosed, positions: 1 },
        Say::NoPositionOf { who: who(&["Fenmark", "Galdria"]) },
        Say::Gap { words: quote("Attendance of the second session is missing.") },
        Say::GradesCounted { grade: Grade::TakenDown, entries: 2 },
        Say::GradesNotStated { entries: 11 },
        Say::Corrected { entry: EntryId(14), change: Change::Replace { old: text("Boreland"), new: text("Corvia") }, reason: Some(quote("misheard")) },
        Say::Corrected { entry: EntryId(14), change: Change::Delete { old: text("not") }, reason: None },
        Say::Struck { entry: EntryId(15), reason: quote("taken down twice") },
        Say::Erased { entry: EntryId(16), reason: Some(quote("personal data")), authority: Some(text("Data Protection Office")) },
        Say::Erased { entry: EntryId(16), reason: None, authority: None },
        Say::Unread { entry: EntryId(17), line: 212 },
        Say::NotAdmitted { entry: EntryId(18), refusal: "`SUD` is an observer and cannot object".to_owned() },
        Say::ViewsLeftOut { rule: RuleName::AgreedTextOnly, positions: 9 },
        Say::Ends { entry: EntryId(341), when: Some(day(2026, 4, 1)) },
        Say::Ends { entry: EntryId(341), when: None },
        Say::Narrated { words: text("The Group met twice.") },
    ]
}

fn computed(left_out: Vec<(NotInTable, usize)>) -> ComputedFrom {
    ComputedFrom {
        kind: IssueKind::Substance,
        parties: 14,
        things: 9,
        positions: 52,
        stale: 3,
        second_hand: 2,
        left_out,
    }
}
