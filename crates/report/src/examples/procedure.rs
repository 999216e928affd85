//! Why the group exists, how it worked, its papers and proceedings.

use super::*;
use crate::manuscript::{Consent, DecidedBy, PlacedAt, RuledOn, SpokeAs, VotedOn};
use record::event::agreement::{Arrival, CallResult, Level, SilenceResult};
use record::event::consultations::Moderation;
use record::event::documents::{Disposition, DocumentKind, SponsorshipState, VersionStatus};
use record::event::edits::{HolderStance, RunKind};
use record::event::group::{CharterItem, Fraction, IssueKind, RuleName, RuleStatus};
use record::event::meetings::{
    Clock, MeetingLevel, MotionKind, Outcome, RecordStatus, RulingEffect, Turn,
};
use record::event::parties::{Constituency, Office, Standing};
use record::event::texts::{AmendmentAnswer, Change, Removal, RevisionKind, TextKind};
use record::{ConstituencyId, EntryId, Words};

pub(super) fn examples() -> Vec<Say> {
    let mut all = founding();
    all.extend(rules());
    all.extend(papers());
    all.extend(texts_under_negotiation());
    all.extend(floor());
    all.extend(consultations());
    all.extend(calls());
    all
}

#[rustfmt::skip]
fn founding() -> Vec<Say> {
    vec![
        Say::GroupNamed { group: text("Working Group on the Upper River") },
        Say::MandateGiven { mandate: text("Resolution 14/3"), by: Some(text("Assembly of the Tessel States")), on: Some(day(2025, 5, 12)) },
        Say::MandateGiven { mandate: text("Resolution 14/3"), by: None, on: None },
        Say::MandateAsks { mandate: text("Resolution 14/3"), words: quote("to make recommendations on the sharing of the waters") },
        Say::MandateReports { mandate: text("Resolution 14/3"), to: Some(text("Assembly of the Tessel States")), by: Some(Moment::Month(2026, 6)) },
        Say::MandateReports { mandate: text("Resolution 14/3"), to: None, by: None },
        Say::IssueListed { issue: text("Minimum flows"), kind: IssueKind::Substance },
        Say::IssueListed { issue: text("What the report may contain"), kind: IssueKind::Procedure },
        Say::OfficerHeld { name: text("Ms. Lund"), office: Office::Chair, party: Some(text("Ardenia")), from: Some(day(2025, 6, 1)), until: Some(Moment::Year(2026)) },
        Say::OfficerHeld { name: text("Mr. Okoro"), office: Office::Rapporteur, party: None, from: None, until: None },
        Say::OfficerActed { name: text("Mr. Okoro"), officer: text("Ms. Lund"), meeting: Some(text("4th meeting")) },
        Say::OfficerActed { name: text("Mr. Okoro"), officer: text("Ms. Lund"), meeting: None },
        Say::TermEnded { name: text("Ms. Lund"), on: Some(day(2026, 3, 31)) },
        Say::TermEnded { name: text("Ms. Lund"), on: None },
        Say::SessionHeld { session: text("First session"), from: Some(day(2025, 10, 6)), to: Some(day(2025, 10, 10)), place: Some(text("Tessel")) },
        Say::SessionHeld { session: text("Second session"), from: None, to: None, place: None },
        Say::MeetingHeld { meeting: text("4th meeting"), level: MeetingLevel::Formal, record: RecordStatus::OnRecord, from: Some(day(2026, 3, 2)), to: None, place: Some(text("Tessel")), chair: Some(text("Ms. Lund")) },
        Say::MeetingHeld { meeting: text("Consultations"), level: MeetingLevel::Informal, record: RecordStatus::Closed, from: None, to: Some(day(2026, 3, 3)), place: None, chair: None },
        Say::MeetingTurned { meeting: text("4th meeting"), turn: Turn::Opened, when: Some(time(10, 5)), words: Some(quote("The meeting is called to order.")) },
        Say::MeetingTurned { meeting: text("4th meeting"), turn: Turn::Suspended, when: None, words: None },
        Say::RecordStatusChanged { meeting: text("4th meeting"), status: RecordStatus::OffRecord },
        Say::ClockTurned { meeting: text("4th meeting"), state: Clock::Stopped, at: Some(time(17, 59)) },
        Say::ClockTurned { meeting: text("4th meeting"), state: Clock::Restarted, at: None },
        Say::Attended { meeting: text("4th meeting"), who: who(&["Ardenia", "Boreland", "Corvia"]) },
        Say::Attended { meeting: text("5th meeting"), who: nobody() },
        Say::AttendanceNotRecorded { meetings: 1 },
        Say::AttendanceNotRecorded { meetings: 12 },
        Say::AgendaItemPlaced { number: text("2"), item: text("General statements"), of: Some(text("First session")) },
        Say::AgendaItemPlaced { number: text("3"), item: text("First reading"), of: None },
        Say::AgendaAdopted { of: text("First session") },
        Say::FloorNotGiven { who: who(&["Estova"]), meeting: text("4th meeting") },
        Say::Composition { members: 21, observers: 2 },
        Say::ConstituencyCounted { constituency: Constituency::Government, name: None, members: who(&["Ardenia", "Boreland", "Corvia"]), observers: who(&["Sudmere"]) },
        Say::ConstituencyCounted { constituency: Constituency::Own(ConstituencyId::new("RIV").expect("an identity")), name: Some(text("Riparian peoples")), members: unnamed(2), observers: nobody() },
        Say::CoalitionFormed { coalition: text("Delta and Coast Group"), members: who(&["Delmar", "Estova", "Galdria"]) },
        Say::CoalitionFormed { coalition: text("Headwater Partners"), members: nobody() },
        Say::CoalitionTurned { party: text("Fenmark"), coalition: text("Headwater Partners"), joined: true },
        Say::CoalitionTurned { party: text("Fenmark"), coalition: text("Headwater Partners"), joined: false },
        Say::StandingChanged { party: text("Sudmere"), standing: Standing::Member, on: Some(day(2026, 1, 1)) },
        Say::StandingChanged { party: text("Sudmere"), standing: Standing::Left, on: None },
        Say::Renamed { old: text("Delta Union"), new: text("Delta and Coast Group") },
        Say::Represented { person: text("Ms. Reyes"), party: text("Boreland"), head: true },
        Say::Represented { person: text("Mr. Tam"), party: text("Boreland"), head: false },
    ]
}

#[rustfmt::skip]
fn rules() -> Vec<Say> {
    vec![
        Say::RuleStands { item: CharterItem::DecisionRule, status: RuleStatus::Adopted, value: Some(RuleName::UnConsensus), fraction: None, quorum: None, each: false, words: None },
        Say::RuleStands { item: CharterItem::DecisionRule, status: RuleStatus::Proposed, value: Some(RuleName::Majority), fraction: Some(Fraction { part: 2, of: 3 }), quorum: Some(Fraction { part: 1, of: 2 }), each: true, words: Some(quote("by two thirds")) },
        Say::RuleStands { item: CharterItem::ReportRule, status: RuleStatus::Disputed, value: None, fraction: None, quorum: None, each: false, words: Some(quote("only what all agreed")) },
        Say::RuleStands { item: CharterItem::DefaultOutcome, status: RuleStatus::NotSettled, value: None, fraction: None, quorum: None, each: false, words: None },
        Say::RuleStands { item: CharterItem::DisclosureRule, status: RuleStatus::Unknown, value: None, fraction: None, quorum: None, each: false, words: None },
        Say::RuleStoodBefore { item: CharterItem::ReportRule, status: RuleStatus::Proposed, value: Some(RuleName::DifferingViews), words: Some(quote("a report states the differing views")) },
        Say::RuleStoodBefore { item: CharterItem::WorkingMethod, status: RuleStatus::Adopted, value: None, words: None },
        Say::RuleNotRecorded { item: CharterItem::DecisionRule },
        Say::DeadlineSet { title: text("Amendments to the second reading"), by: time(18, 0) },
    ]
}

#[rustfmt::skip]
fn papers() -> Vec<Say> {
    vec![
        Say::DocumentsCounted { documents: 1 },
        Say::DocumentsCounted { documents: 14 },
        Say::DocumentListed { title: text("Draft elements"), kind: DocumentKind::Proposal, symbol: Some(text("WG/CRP.4")), by: who(&["Ardenia", "Boreland"]), author: Some(text("Ms. Reyes")), on: Some(day(2026, 2, 1)) },
        Say::DocumentListed { title: text("Notes of the second meeting"), kind: DocumentKind::Account, symbol: None, by: nobody(), author: None, on: None },
        Say::DocumentRevised { title: text("Draft elements"), revision: text("Rev.1"), on: Some(day(2026, 2, 14)) },
        Say::DocumentRevised { title: text("Draft elements"), revision: text("Corr.1"), on: None },
        Say::LanguageVersion { title: text("Draft elements"), language: text("fr"), status: VersionStatus::Courtesy },
        Say::LanguageVersion { title: text("Draft elements"), language: text("ar"), status: VersionStatus::Pending },
        Say::SponsorshipTurned { of: Topic::Document(text("WG/CRP.4")), state: SponsorshipState::Opened },
        Say::SponsorshipTurned { of: para("3 bis"), state: SponsorshipState::Closed },
        Say::Sponsored { who: who(&["Corvia"]), of: Topic::Document(text("WG/CRP.4")) },
        Say::SponsorWithdrew { who: who(&["Corvia"]), of: Topic::Document(text("WG/CRP.4")) },
        Say::Disposed { title: text("Contribution of Open Link"), disposition: Disposition::Reflected, within: texts(&["4", "5"]), reason: None },
        Say::Disposed { title: text("Contribution of Open Link"), disposition: Disposition::NotReflected, within: vec![], reason: Some(quote("received after the deadline")) },
        Say::EarlierAgreed { document: text("Korvat Declaration"), place: text("article 6"), words: words("Waters are shared."), summary: false, partial: false },
        Say::EarlierAgreed { document: text("Korvat Declaration"), place: text("article 7"), words: words("on the duty to notify"), summary: true, partial: true },
    ]
}

fn words(words: &str) -> Words {
    let language = record::Language::new("en").expect("a language tag");
    Words { language, text: text(words) }
}

#[rustfmt::skip]
fn texts_under_negotiation() -> Vec<Say> {
    let shall = || Change::Replace { old: text("shall"), new: text("should") };
    vec![
        Say::TextTabled { text: text("Draft recommendations"), kind: TextKind::RollingText, by: Some(text("Ms. Lund")), replaces: Some(text("Zero draft")), nothing_until: true },
        Say::TextTabled { text: text("Zero draft"), kind: TextKind::ZeroDraft, by: None, replaces: None, nothing_until: false },
        Say::ReadingBegun { number: 1, text: text("Draft recommendations") },
        Say::ReadingBegun { number: 12, text: text("Draft recommendations") },
        Say::ProvisionTabled { label: text("3 bis"), text: text("Draft recommendations"), by: who(&["Ardenia"]), alternative: Some(text("3")), placeholder: false },
        Say::ProvisionTabled { label: text("7"), text: text("Draft recommendations"), by: nobody(), alternative: None, placeholder: true },
        Say::Revised { label: text("4"), how: RevisionKind::Orally, by: Some(text("Ms. Lund")), from: vec![] },
        Say::Revised { label: text("4"), how: RevisionKind::ByMerging, by: None, from: texts(&["5", "6"]) },
        Say::Relabelled { label: text("5"), from: text("4 ter") },
        Say::Removed { label: text("8"), how: Removal::Deleted, words: None },
        Say::Removed { label: text("9"), how: Removal::Withdrawn, words: Some(quote("in the spirit of compromise")) },
        Say::ParagraphSplit { label: text("4"), into: texts(&["4 (a)", "4 (b)"]), by: Some(text("Ms. Lund")), reason: Some(quote("two duties")) },
        Say::ParagraphSplit { label: text("6"), into: texts(&["6", "6 bis", "7"]), by: None, reason: None },
        Say::ParagraphsMerged { from: texts(&["12", "13"]), label: text("12"), by: Some(text("Ms. Lund")), reason: Some(quote("both are on data")) },
        Say::ParagraphsMerged { from: texts(&["14", "15", "16"]), label: text("14 alt"), by: None, reason: None },
        Say::Placed { label: text("5"), at: PlacedAt::After(text("3")) },
        Say::Placed { label: text("5"), at: PlacedAt::Before(text("3 bis")) },
        Say::Placed { label: text("5"), at: PlacedAt::Start },
        Say::Placed { label: text("5"), at: PlacedAt::End },
        Say::Attributed { by: who(&["Estova"]), to: who(&["Corvia", "Delmar"]), stance: HolderStance::Retains, passage: text("[as appropriate]"), label: text("4"), words: Some(quote("as was said in the corridor")) },
        Say::Attributed { by: nobody(), to: who(&["Corvia"]), stance: HolderStance::Deletes, passage: text("[shall]"), label: text("4"), words: None },
        Say::Attributed { by: nobody(), to: unnamed(3), stance: HolderStance::Proposes, passage: text("[should]"), label: text("4"), words: None },
        Say::Attributed { by: nobody(), to: veiled(), stance: HolderStance::Withdraws, passage: text("[may]"), label: text("4"), words: None },
        Say::Resolved { label: text("4"), passage: text("[shall][should]"), kept: texts(&["shall"]), dropped: texts(&["should"]), result: None, consent: Consent { group: Some(true), by: Some(DecidedBy::Call), ..Consent::default() } },
        Say::Resolved { label: text("9"), passage: text("[180][200][220]"), kept: vec![], dropped: texts(&["180", "220"]), result: Some(text("[200]")), consent: Consent { with: who(&["Corvia"]), without: who(&["Delmar", "Estova"]), ..Consent::default() } },
        Say::Resolved { label: text("9"), passage: text("[by 2030]"), kept: texts(&["by 2030"]), dropped: vec![], result: None, consent: Consent::default() },
        Say::OptionsResolved { kept: texts(&["21 alt"]), dropped: texts(&["21", "21 alt 2"]), consent: Consent { by: Some(DecidedBy::Entry(EntryId(80))), ..Consent::default() }, words: Some(quote("one option is enough")) },
        Say::OptionsResolved { kept: vec![], dropped: texts(&["21"]), consent: Consent { group: Some(false), by: Some(DecidedBy::Motion), ..Consent::default() }, words: None },
        Say::RunDecided { passage: text("[shall][should]"), label: text("4"), reading: RunKind::Alternatives },
        Say::RunDecided { passage: text("[, data included][, forecasts included]"), label: text("4"), reading: RunKind::Additions },
        Say::Bracketed { who: who(&["Corvia"]), passage: text("as appropriate"), label: text("4"), lifted: false },
        Say::Bracketed { who: nobody(), passage: text("as appropriate"), label: text("4"), lifted: true },
        Say::Bracketed { who: who(&["Corvia"]), passage: text("where possible"), label: text("4"), lifted: true },
        Say::Amended { who: who(&["Ardenia"]), label: text("4"), change: shall(), reason: Some(quote("no deadline is realistic")) },
        Say::Amended { who: unnamed(1), label: text("4"), change: Change::Insert { new: text("where possible"), after: text("notify") }, reason: None },
        Say::Amended { who: unnamed(3), label: text("4"), change: Change::Insert { new: text("The Parties"), after: text("") }, reason: None },
        Say::Amended { who: veiled(), label: text("4"), change: Change::Delete { old: text("as appropriate") }, reason: None },
        Say::SubAmended { who: who(&["Open Link"]), label: text("4"), change: Change::Whole(words("should, where possible,")), reason: Some(quote("for balance")) },
        Say::SubAmended { who: who(&["Open Link"]), label: text("4"), change: shall(), reason: None },
        Say::AmendmentAnswered { label: text("4"), mover: who(&["Ardenia"]), answer: AmendmentAnswer::Declined, words: Some(quote("It is covered elsewhere.")) },
        Say::AmendmentAnswered { label: text("4"), mover: unnamed(1), answer: AmendmentAnswer::Accepted, words: None },
    ]
}

#[rustfmt::skip]
fn floor() -> Vec<Say> {
    vec![
        Say::Said { who: who(&["Ms. Reyes"]), capacity: Some(SpokeAs::For(text("Boreland"))), words: quote("We can live with this."), summary: false, on: paras(&["4"]) },
        Say::Said { who: who(&["Mr. Tam"]), capacity: Some(SpokeAs::Personal), words: quote("asked for more time"), summary: true, on: vec![] },
        Say::Said { who: unnamed(1), capacity: Some(SpokeAs::Representing(text("the fisher villages"))), words: quote("Who will pay?"), summary: false, on: vec![para("4"), Topic::Issue(text("Costs and financing"))] },
        Say::Said { who: who(&["Ardenia"]), capacity: None, words: quote("Paragraph 4 stands or falls with paragraph 9"), summary: false, on: vec![] },
        Say::AnsweredStatement { who: who(&["Corvia"]), entry: EntryId(41), words: quote("That was not our proposal.") },
        Say::PointOfOrder { who: who(&["Delmar"]), words: quote("There is no quorum.") },
        Say::Moved { who: who(&["Delmar"]), motion: MotionKind::AdjournDebate, on: Some(para("5")), words: Some(quote("until tomorrow")) },
        Say::Moved { who: unnamed(1), motion: MotionKind::Other, on: None, words: None },
        Say::MotionDecided { motion: MotionKind::AdjournDebate, mover: who(&["Delmar"]), result: Outcome::Rejected },
        Say::Ruled { effect: RulingEffect::DecidesOver, on: RuledOn::Statement(EntryId(52)), words: Some(quote("It is so decided.")), overturned: true },
        Say::Ruled { effect: RulingEffect::Procedural, on: RuledOn::PointOfOrder, words: None, overturned: false },
        Say::Ruled { effect: RulingEffect::StrongSupport, on: RuledOn::Paragraph(text("5")), words: None, overturned: false },
        Say::Ruled { effect: RulingEffect::Void, on: RuledOn::Silence, words: None, overturned: false },
        Say::Ruled { effect: RulingEffect::NoConsensus, on: RuledOn::Call, words: None, overturned: false },
        Say::Ruled { effect: RulingEffect::Stands, on: RuledOn::Other(text("Draft recommendations")), words: None, overturned: false },
        Say::Appealed { who: who(&["Delmar"]), words: Some(quote("The flag was up.")), effect: RulingEffect::DecidesOver },
        Say::Appealed { who: who(&["Delmar"]), words: None, effect: RulingEffect::Procedural },
        Say::Voted { on: VotedOn::Appeal, result: Outcome::Rejected, favour: who(&["Delmar", "Estova"]), against: unnamed(11), abstaining: nobody() },
        Say::Voted { on: VotedOn::Motion(MotionKind::CloseDebate), result: Outcome::Carried, favour: nobody(), against: nobody(), abstaining: nobody() },
        Say::Voted { on: VotedOn::Paragraph(text("5")), result: Outcome::Carried, favour: unnamed(12), against: unnamed(1), abstaining: veiled() },
        Say::Voted { on: VotedOn::Other(text("Draft recommendations")), result: Outcome::Withdrawn, favour: nobody(), against: nobody(), abstaining: nobody() },
        Say::VoteNotTaken { who: who(&["Delmar"]) },
        Say::ContactGroupFormed { group: text("Contact group on notification"), facilitator: Some(text("Mr. Okoro")), mandate: Some(quote("to find wording on paragraph 4")), on: paras(&["4", "5", "6"]) },
        Say::ContactGroupFormed { group: text("Contact group on costs"), facilitator: None, mandate: None, on: vec![] },
        Say::Forked { text: text("Draft recommendations"), group: text("Contact group on notification") },
        Say::ReportedBack { group: text("Contact group on notification"), agreed: texts(&["4"]), open: texts(&["5", "6"]), words: Some(quote("We are nearly there.")) },
        Say::ReportedBack { group: text("Contact group on costs"), agreed: vec![], open: vec![], words: None },
        Say::FactNoted { words: quote("The lights went out at 18:00.") },
        Say::PackageTabled { who: who(&["Ms. Lund"]), title: text("Bridge"), included: paras(&["4", "9"]), excluded: paras(&["10 bis"]) },
        Say::PackageTabled { who: veiled(), title: text("Bridge 2"), included: vec![], excluded: vec![] },
        Say::Aligned { who: who(&["Galdria"]), with: EntryId(60), except: texts(&["4(b)"]) },
        Say::Aligned { who: unnamed(4), with: EntryId(60), except: vec![] },
        Say::AlignmentDeclined { who: who(&["Estova"]), with: EntryId(60), words: Some(quote("We were not asked.")) },
        Say::AlignmentDeclined { who: who(&["Estova"]), with: EntryId(60), words: None },
    ]
}

#[rustfmt::skip]
fn consultations() -> Vec<Say> {
    let title = || text("The river and its flows");
    vec![
        Say::ConsultationHeld { title: title(), question: quote("What matters most to those who live along the river?"), on: vec![Topic::Issue(text("Minimum flows")), para("9")], by: nobody(), described: Some(text("the Assembly of the Tessel States")), from: Some(day(2026, 4, 13)), until: Some(day(2026, 5, 8)), open_to: Some(text("whoever lives along the river")), languages: texts(&["en", "fr"]) },
        Say::ConsultationHeld { title: title(), question: quote("What should change?"), on: vec![], by: who(&["Ms. Lund"]), described: None, from: None, until: None, open_to: None, languages: vec![] },
        Say::ConsultationCounted { title: title(), statements: 12, left_out: 2, untold: 1 },
        Say::ConsultationCounted { title: title(), statements: 1, left_out: 0, untold: 0 },
        Say::ConsultationStatement { title: title(), kind: IssueKind::Substance, words: quote("Water should reach the sea in August."), by: nobody(), described: None, seed: true },
        Say::ConsultationStatement { title: title(), kind: IssueKind::Procedure, words: quote("The Assembly should answer in writing."), by: who(&["Open Link"]), described: None, seed: false },
        Say::ConsultationStatement { title: title(), kind: IssueKind::Substance, words: quote("A gauge is not a schedule."), by: nobody(), described: Some(text("a class of the school at Lindmoor")), seed: false },
        Say::ConsultationStatement { title: title(), kind: IssueKind::Substance, words: quote("The gates stay open."), by: nobody(), described: None, seed: false },
        Say::StatementModerated { title: title(), turn: Moderation::LeftOut, words: Some(quote("The gates stay open.")), by: nobody(), described: Some(text("the moderators of the platform")), reason: Some(quote("says the same as another")) },
        Say::StatementModerated { title: title(), turn: Moderation::LeftOut, words: None, by: nobody(), described: None, reason: Some(quote("names a private person")) },
        Say::StatementModerated { title: title(), turn: Moderation::LetIn, words: Some(quote("The gates stay open.")), by: who(&["Ms. Lund"]), described: None, reason: None },
        Say::ResponsesReceived { title: title(), file: text("responses-1.csv"), participants: 84, statements: 10, responses: 546, from: Some(day(2026, 4, 13)), until: Some(day(2026, 5, 5)), late: false },
        Say::ResponsesReceived { title: title(), file: text("cards.csv"), participants: 1, statements: 1, responses: 1, from: None, until: None, late: true },
        Say::ConsultationClosed { title: title(), on: Some(day(2026, 5, 8)), words: Some(quote("as announced")) },
        Say::ConsultationClosed { title: title(), on: None, words: None },
    ]
}

#[rustfmt::skip]
fn calls() -> Vec<Say> {
    vec![
        Say::Called { level: Level::Provisional, on: paras(&["4"]), orally: true, until: None, result: Some(CallResult::NoObjection), present: Some(18) },
        Say::Called { level: Level::AdReferendum, on: paras(&["5", "6"]), orally: false, until: Some(time(18, 0)), result: Some(CallResult::DeclaredOverObjection), present: None },
        Say::Called { level: Level::Adopted, on: vec![Topic::Text(text("Draft recommendations"))], orally: false, until: None, result: Some(CallResult::NotAgreed), present: None },
        Say::Called { level: Level::ContactGroup, on: paras(&["4"]), orally: false, until: None, result: None, present: None },
        Say::SilenceHeld { level: Level::Provisional, on: paras(&["4", "5"]), from: day(2026, 3, 10), until: day(2026, 3, 13), hours_min: Some(72), result: Some(SilenceResult::Broken) },
        Say::SilenceHeld { level: Level::Adopted, on: vec![Topic::Text(text("Draft recommendations"))], from: day(2026, 3, 20), until: day(2026, 3, 23), hours_min: None, result: None },
        Say::Noticed { arrival: Arrival::Arrived, to: who(&["Ardenia", "Boreland"]), sent: Some(day(2026, 3, 10)) },
        Say::Noticed { arrival: Arrival::NotKnown, to: who(&["Corvia"]), sent: None },
        Say::SilenceBroken { who: who(&["Estova"]), on: paras(&["5"]), words: Some(quote("We cannot accept paragraph 5.")) },
        Say::SilenceBroken { who: who(&["Estova"]), on: vec![], words: None },
        Say::Reopened { label: text("4"), words: Some(quote("in view of the new data")) },
        Say::Reopened { label: text("4"), words: None },
    ]
}
