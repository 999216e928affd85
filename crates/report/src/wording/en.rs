//! English: British spelling as in the United Nations, past tense, impersonal.

mod camps;
mod clauses;
mod consultations;
mod edits;
mod people;
mod terms;

use super::phrase::{phrase, title};
use super::{Frame, Notice, Number, Wording, letters, roman};
use crate::document::{Labels, Span};
use crate::lexicon::{Condition, Quantity};
use crate::manuscript::{Heading, Known, Say, Searched, Title, Topic};
use camps as k;
use clauses as c;
use consultations as s;
use edits as e;
use people::*;
use record::Moment;
use record::entry::{Disclosure, Grade};
use record::event::group::RuleName;
use terms as t;

/// The English wording.
pub(super) struct English;

impl Wording for English {
    fn sentence(&self, say: &Say) -> Vec<Span> {
        let mut spans = sentence(say);
        if let Some(Span::Plain(words)) = spans.first_mut() {
            let mut letters = words.chars();
            if let Some(first) = letters.next() {
                *words = first.to_uppercase().chain(letters).collect();
            }
        }
        spans
    }

    fn heading(&self, heading: &Heading) -> String {
        t::heading(heading)
    }

    fn number(&self, number: Number) -> String {
        match number {
            Number::Section(n) => roman(n),
            Number::Part(n) => letters(n),
            Number::Annex(n) => format!("Annex {}", roman(n)),
        }
    }

    fn searched(&self, searched: &Searched) -> String {
        c::searched(searched)
    }

    fn views(&self, on: &Topic) -> Vec<Span> {
        phrase!["Views on ", matter(on)]
    }

    fn known(&self, known: &Known) -> Vec<Span> {
        let by = known.by.as_ref();
        match known.grade {
            Grade::Delivered => Vec::new(),
            Grade::TakenDown => phrase![" (taken down by the secretariat; not confirmed)"],
            Grade::Confirmed => {
                phrase![" (taken down by the secretariat; confirmed by its holder)"]
            }
            Grade::Reported => {
                phrase![" (reported", by.map(|by| phrase!["; source: ", title(by)]), ")"]
            }
            Grade::Inferred if known.source => {
                phrase![" (inferred", by.map(|by| phrase!["; source: ", title(by)]), ")"]
            }
            Grade::Inferred => phrase![" (inferred", by.map(|by| phrase![" by ", by]), ")"],
        }
    }

    fn labels(&self) -> Labels {
        Labels {
            contents: "Contents".to_owned(),
            evidence: "Evidence".to_owned(),
            evidence_of: "Evidence: ".to_owned(),
            number: "no.".to_owned(),
            searched: "searched".to_owned(),
            through: "through".to_owned(),
            source: "Source".to_owned(),
            grade: "Grade".to_owned(),
            page: ("Page".to_owned(), "of".to_owned()),
            skip: "Skip to the text".to_owned(),
            not_verified: "Not verified".to_owned(),
        }
    }

    fn title(&self, title: Title, group: &str) -> String {
        let the = the(group);
        match title {
            Title::Report => format!("Report of {the}{group}"),
            Title::ReportInPart => format!("Report of {the}{group}, adopted in part"),
            Title::ReportWithReservations => {
                format!("Report of {the}{group}, adopted with reservations")
            }
            Title::ChairsSummary => "Chair’s summary".to_owned(),
            Title::Note => {
                format!("Factual note on the work of {the}{group}, compiled from its record")
            }
        }
    }

    fn notice(&self, notice: Notice) -> &'static str {
        match notice {
            Notice::Study => "Study under another rule than the record’s; no status",
            Notice::Adopted => {
                "The Group adopted what is shown here as adopted; the rest of this document was compiled from its record, has not been adopted and has no official status"
            }
            Notice::Chairs => {
                "This summary is for issue on the responsibility of the Chair and has not been negotiated"
            }
            Notice::Note => "This note has not been adopted and has no official status",
        }
    }

    fn rule(&self, rule: RuleName) -> &'static str {
        t::rule(rule)
    }

    fn moment(&self, moment: Moment) -> String {
        people::moment(moment)
    }

    fn grade(&self, grade: Grade) -> &'static str {
        t::grade(grade)
    }

    fn frame(&self) -> &'static Frame {
        &FRAME
    }

    fn undisclosed(&self, level: Disclosure) -> String {
        format!("entry not disclosed (level {})", level.word())
    }

    fn quantity(&self, quantity: Quantity) -> &'static str {
        match quantity {
            Quantity::None => "no member",
            Quantity::One => "one member",
            Quantity::Two => "two members",
            Quantity::Some => "some members",
            Quantity::Half => "half of the members",
            Quantity::Most => "most members",
            Quantity::All => "all members",
            Quantity::Number => "the number",
        }
    }

    fn condition(&self, condition: Condition) -> String {
        match condition {
            Condition::Exactly(n) => format!("exactly {n}"),
            Condition::Between(least, most) => format!("{least} to {most}"),
            Condition::AtLeastFewerThanHalf(n) => {
                format!("{n} or more, fewer than half of the members")
            }
            Condition::AtLeastNotAll(n) => format!("{n} or more, not all members"),
            Condition::AtLeastAThird(n) => format!("{n} or more, at least a third of the members"),
            Condition::Half => "half of the members, exactly".to_owned(),
            Condition::MoreThanHalf => "more than half of the members".to_owned(),
            Condition::MoreThanHalfNotAll => "more than half of the members, not all".to_owned(),
            Condition::NineTenthsNotAll => {
                "at least nine tenths of the members, not all".to_owned()
            }
            Condition::All => "every member".to_owned(),
        }
    }
}

const FRAME: Frame = Frame {
    decision_rule: "Decision rule applied",
    report_rule: "Rule on reporting applied",
    assumed: " (assumed for this compilation; the record does not show that the Group adopted it)",
    names: "Attribution",
    attributed: "attributed: views are told with the names of those who hold them",
    unattributed: "unattributed: views are told without names",
    last_entry: "Last entry of the record",
    wording: "Wording and lexicon",
    compiler: "Compiler",
    comma: ", ",
    erased: "body erased",
    kind: "kind of entry",
    unread: "line not understood",
    paper: "a document on the record",
    source_withheld: "a source on the record",
    lexicon: "Words of quantity, and the number of members for which each is used",
    lexicon_head: ["Word", "Number of members", "Where"],
    lexicon_used: "sentences of this document",
    lexicon_accepted: "narrative, verified",
    lexicon_number: "number words from one to twenty, and digits",
    lexicon_number_condition: "exactly that number",
};

/// The article before a group's name, where the name does not bring its own.
fn the(group: &str) -> &'static str {
    if group.to_lowercase().starts_with("the ") { "" } else { "the " }
}

/// One arm a kind. Kinds whose words depend on much have a function of their own in `clauses`.
#[rustfmt::skip]
fn sentence(say: &Say) -> Vec<Span> {
    match say {
        // Why the group exists.
        Say::GroupNamed { group } => phrase!["this document is compiled from the record of ", the(group), group],
        Say::MandateGiven { mandate, by, on } => c::mandate_given(mandate, by.as_ref(), *on),
        Say::MandateAsks { mandate, words } => phrase!["in ", title(mandate), ", the Group was asked: ", words],
        Say::MandateReports { mandate, to, by } => phrase!["under ", title(mandate), ", a report was to be submitted", led(" by ", *by), to.as_ref().map(|to| phrase![" (addressee: ", to, ")"])],
        Say::IssueListed { issue, kind } => phrase![title(issue), " was before the Group as a matter of ", kind.word()],
        // Organization of work.
        Say::OfficerHeld { name, office, party, from, until } => phrase![name, party.as_ref().map(|p| phrase![" (", p, ")"]), " served as ", t::office(*office), led(" from ", *from), led(" until ", *until)],
        Say::OfficerActed { name, officer, meeting } => phrase![name, " acted for ", officer, meeting.as_ref().map(|m| phrase![" in ", title(m)])],
        Say::TermEnded { name, on: when } => phrase!["the term of office of ", name, " ended", on(*when)],
        Say::SessionHeld { session, from, to, place } => phrase![title(session), " was held", span(*from, *to), place.as_ref().map(|p| phrase![" in ", p])],
        Say::MeetingHeld { meeting, level, record, from, to, place, chair } => phrase![
            title(meeting), " (", t::meeting(*level), "; ", t::record_status(*record), ") was held", span(*from, *to),
            place.as_ref().map(|p| phrase![" in ", p]), chair.as_ref().map(|p| phrase![", with ", p, " presiding"])],
        Say::MeetingTurned { meeting, turn, when, words } => phrase![title(meeting), " was ", c::turned(*turn), on(*when), quoted(": ", words.as_ref())],
        Say::RecordStatusChanged { meeting, status } => phrase![title(meeting), " continued ", c::continued(*status)],
        Say::ClockTurned { meeting, state, at } => phrase!["in ", title(meeting), ", the clock was ", state.word(), led("; it showed ", *at)],
        Say::Attended { meeting, who: w } => phrase![who(w), " ", was(w), " recorded as present in ", title(meeting)],
        Say::AttendanceNotRecorded { meetings } => phrase!["attendance was not recorded at ", count(*meetings, "meeting", "meetings")],
        Say::AgendaItemPlaced { number, item, of } => phrase!["agenda item ", number, of.as_ref().map(|of| phrase![" of ", title(of)]), " was ", title(item)],
        Say::AgendaAdopted { of } => phrase!["the agenda of ", title(of), " was adopted"],
        Say::FloorNotGiven { who: w, meeting } => phrase![who(w), " asked for the floor in ", title(meeting), "; the record contains no statement that followed the request"],
        Say::Composition { members, observers } => phrase!["the record names ", count(*members, "member", "members"), " and ", count(*observers, "observer", "observers"), " of the Group"],
        Say::ConstituencyCounted { constituency, name, members, observers } => phrase![
            "from ", t::constituency(constituency, name.as_ref()), ", the record names ", counted(members, "member", "members"), " and ", counted(observers, "observer", "observers")],
        Say::CoalitionFormed { coalition, members } => phrase![coalition, " was recorded as a coalition", (members.veiled || members.count() > 0).then(|| phrase![" of ", who(members)])],
        Say::CoalitionTurned { party, coalition, joined } => phrase![party, if *joined { " joined " } else { " left " }, coalition],
        Say::StandingChanged { party, standing, on: when } => phrase![party, c::standing(*standing, *when)],
        Say::Renamed { old, new } => phrase![title(old), " was thereafter named ", title(new)],
        Say::Represented { person, party, head } => phrase![person, " represented ", party, head.then_some(" as head of delegation")],
        Say::RuleStands { item, status, value, fraction, quorum, each, words } => phrase![c::rule_status(*item, *status, *value), c::majority(*fraction, *quorum, *each), quoted("; the words on the record were: ", words.as_ref())],
        Say::RuleStoodBefore { item, status, value, words } => phrase!["at an earlier stage, ", c::rule_status(*item, *status, *value), quoted("; the words on the record were: ", words.as_ref())],
        Say::RuleNotRecorded { item } => phrase!["the record contains nothing on the ", t::item(*item)],
        Say::DeadlineSet { title: name, by } => phrase!["a deadline was set for ", title(name), ": ", moment(*by)],
        // Papers.
        Say::DocumentsCounted { documents } => phrase!["the record lists ", count(*documents, "document", "documents"), ", those that it draws on included"],
        Say::DocumentListed { title: name, kind, symbol, by, author, on } => phrase![
            title(name), symbol.as_ref().map(|s| phrase![" (", s, ")"]), " was registered as ", t::document(*kind), c::submitted(by, author.as_ref()), led(", dated ", *on)],
        Say::DocumentRevised { title: name, revision, on: when } => phrase![revision, " of ", title(name), " was issued", on(*when)],
        Say::LanguageVersion { title: name, language, status } => phrase!["a language version of ", title(name), " (", language, ") ", t::version(*status)],
        Say::SponsorshipTurned { of, state } => phrase!["co-sponsorship of ", matter(of), " was ", state.word()],
        Say::Sponsored { who: w, of } => phrase![who(w), " sponsored ", matter(of)],
        Say::SponsorWithdrew { who: w, of } => phrase![who(w), " withdrew sponsorship of ", matter(of)],
        Say::Disposed { title: name, disposition, within, reason } => phrase![title(name), c::disposed(*disposition), paras_led(", in ", within), quoted("; reason recorded: ", reason.as_ref())],
        Say::EarlierAgreed { document, place, words, summary, partial } => phrase![
            title(document), ", ", place, ", reads", partial.then_some(", in part"), summary.then_some(", in summary"), ": ", words],
        // Proceedings.
        Say::TextTabled { text, kind, by, replaces, nothing_until } => phrase![
            title(text), " was tabled as ", t::text(*kind), by.as_ref().map(|by| phrase![" by ", by]), replaces.as_ref().map(|r| phrase![", in place of ", title(r)]), nothing_until.then_some(c::NOTHING_UNTIL)],
        Say::ReadingBegun { number, text } => phrase!["the ", c::ordinal(*number), " reading of ", title(text), " began"],
        Say::ProvisionTabled { label, text, by, alternative, placeholder } => phrase![
            para(label), " entered ", title(text), (by.veiled || by.count() > 0).then(|| phrase![" as proposed by ", who(by)]),
            alternative.as_ref().map(|a| phrase![", as an alternative to ", para(a)]), placeholder.then_some(", as a placeholder without words")],
        Say::Revised { label, how, by, from } => phrase![
            para(label), " was revised ", t::revised(*how), by.as_ref().map(|by| phrase![" by ", by]), paras_led(", drawing on ", from)],
        Say::Relabelled { label, from } => phrase![para(from), " was thereafter numbered as ", para(label)],
        Say::Removed { label, how, words: w } => phrase![para(label), c::removed(*how), quoted(": ", w.as_ref())],
        Say::ParagraphSplit { label, into, by, reason } => e::split(label, into, by.as_ref(), reason.as_ref()),
        Say::ParagraphsMerged { from, label, by, reason } => e::merged(from, label, by.as_ref(), reason.as_ref()),
        Say::Placed { label, at } => e::placed(label, at),
        Say::Attributed { by, to, stance, passage, label, words: said } => e::attributed(by, to, *stance, passage, label, said.as_ref()),
        Say::Resolved { label, passage, kept, dropped, result, consent } => e::resolved(label, passage, kept, dropped, result.as_ref(), consent),
        Say::OptionsResolved { kept, dropped, consent, words: said } => e::options_resolved(kept, dropped, consent, said.as_ref()),
        Say::RunDecided { passage, label, reading } => e::run(passage, label, *reading),
        Say::Bracketed { who: w, passage, label, lifted } => c::bracketed(w, passage, label, *lifted),
        Say::Amended { who: w, label, change, reason } => phrase!["in ", para(label), ", ", who(w), " proposed ", t::change(change), quoted("; reason given: ", reason.as_ref())],
        Say::SubAmended { who: w, label, change, reason } => phrase!["in the amendment to ", para(label), ", ", who(w), " proposed ", t::change(change), quoted("; reason given: ", reason.as_ref())],
        Say::AmendmentAnswered { label, mover, answer, words: w } => phrase!["the amendment by ", who(mover), " to ", para(label), " was ", t::amendment(*answer), quoted(": ", w.as_ref())],
        Say::Said { who: w, capacity, words: said, summary, on } => phrase![
            who(w), capacity.as_ref().map(c::capacity), " stated", matters_led(" on ", on), summary.then_some(", as summarized in the record"), ": ", said],
        Say::AnsweredStatement { who: w, entry, words: said } => phrase!["in reply to ", statement(*entry), ", ", who(w), " stated: ", said],
        Say::PointOfOrder { who: w, words: said } => phrase![who(w), " raised a point of order: ", said],
        Say::Moved { who: w, motion, on, words: said } => phrase![who(w), " introduced a ", t::motion(*motion), on.as_ref().map(|on| phrase![" on ", matter(on)]), quoted(": ", said.as_ref())],
        Say::MotionDecided { motion, mover, result } => phrase!["the ", t::motion(*motion), " introduced by ", who(mover), " was ", t::outcome(*result)],
        Say::Ruled { effect, on, words: said, overturned } => phrase![
            "on ", c::ruled_on(on), ", the Chair ", t::ruling(*effect), overturned.then_some("; the ruling was overturned on appeal"), quoted("; in the Chair’s words: ", said.as_ref())],
        Say::Appealed { who: w, words: said, effect } => phrase![who(w), " appealed against ", t::ruling_noun(*effect), quoted(": ", said.as_ref())],
        Say::Voted { on, result, favour, against, abstaining } => c::voted(on, *result, favour, against, abstaining),
        Say::VoteNotTaken { who: w } => phrase!["the record contains no vote on the appeal by ", who(w)],
        Say::ContactGroupFormed { group, facilitator, mandate, on } => phrase![
            "the contact group ", title(group), " was formed", matters_led(" on ", on), facilitator.as_ref().map(|f| phrase![", with ", f, " as facilitator"]), quoted(", with the mandate: ", mandate.as_ref())],
        Say::Forked { text, group } => phrase!["a copy of ", title(text), " was made for the contact group ", title(group)],
        Say::ReportedBack { group, agreed, open, words: said } => phrase![
            "the contact group ", title(group), " reported back", paras_led("; it had agreed, without status in plenary, on ", agreed), paras_led("; it had left open ", open), quoted("; its report read: ", said.as_ref())],
        Say::FactNoted { words: said } => phrase!["the record notes, in its own words: ", said],
        Say::ConsultationHeld { title: name, question, on, by, described, from, until, open_to, languages } => phrase![
            s::held(name, on, by, described.as_ref()), span(*from, *until), s::open(open_to.as_ref(), languages), "; participants were asked: ", question],
        Say::ConsultationCounted { title: name, statements, left_out, untold } => s::counted(name, *statements, *left_out, *untold),
        Say::ConsultationStatement { title: name, kind, words, by, described, seed } => phrase![
            "in the consultation ", title(name), ", ", s::submitted(*kind, by, described.as_ref(), *seed), " reads: ", words],
        Say::StatementModerated { title: name, turn, words, by, described, reason } => phrase![
            s::moderated(*turn, words.as_ref(), name), s::by(by, described.as_ref()), quoted("; reason recorded: ", reason.as_ref())],
        Say::ResponsesReceived { title: name, file, participants, statements, responses, from, until, late } => phrase![
            count(*responses, "response", "responses"), " of ", count(*participants, "participant", "participants"), " to ", count(*statements, "statement", "statements"), " of the consultation ", title(name),
            if *responses == 1 { " was" } else { " were" }, " received in the file ", title(file), s::dated(*from, *until), late.then_some("; the file arrived after the closing")],
        Say::ConsultationClosed { title: name, on: when, words } => phrase!["the consultation ", title(name), " was closed", on(*when), quoted(": ", words.as_ref())],
        Say::PackageTabled { who: w, title: name, included, excluded } => phrase![who(w), " put forward ", title(name), " as a package", matters_led(", including ", included), matters_led(", excluding ", excluded)],
        Say::Aligned { who: w, with, except } => phrase![who(w), " expressed alignment with ", statement(*with), paras_led(", except on ", except)],
        Say::AlignmentDeclined { who: w, with, words: said } => phrase![who(w), " declined to align with ", statement(*with), quoted(": ", said.as_ref())],
        // Calls.
        Say::Called { level, on, orally, until, result, present } => phrase![
            "the Chair asked whether ", matters(on), " could be ", t::level(*level), orally.then_some(", as orally revised"), led(", with answers due by ", *until),
            present.map(|n| format!(", with {} recorded as present", count(n, "participant", "participants"))), "; ", c::call_result(*result)],
        Say::SilenceHeld { level, on, from, until, hours_min, result } => phrase![
            "a silence procedure on whether ", matters(on), " could be ", t::level(*level), " was opened for the time", span(Some(*from), Some(*until)),
            hours_min.map(|h| format!(" (least time under the rules: {h} hours)")), "; ", c::silence_result(*result)],
        Say::Noticed { arrival, to, sent } => phrase!["notice of the silence procedure was sent", on(*sent), " to ", who(to), "; ", t::arrival(*arrival)],
        Say::SilenceBroken { who: w, on, words: said } => phrase![who(w), " broke silence", matters_led(" on ", on), quoted(": ", said.as_ref())],
        Say::Reopened { label, words: said } => phrase![para(label), " was reopened by decision", quoted(": ", said.as_ref())],
        // Outcome.
        Say::Concluded { outcome } => phrase![c::concluded(*outcome)],
        Say::ConcludedInWords { words: said } => phrase!["the outcome was recorded in these words: ", said],
        Say::OutcomeNotRecorded => phrase!["the record contains no outcome of the work of the Group"],
        Say::NothingAgreed => phrase!["the record contains no agreement on any paragraph"],
        Say::ParagraphsCounted(tally) => c::paragraphs(tally),
        Say::ParagraphAdopted { label, orally } => phrase![para(label), " was adopted", orally.then_some(", as orally revised")],
        Say::ParagraphAgreed { label, level, orally, nothing_until, outstanding } => phrase![
            para(label), " was ", t::level(*level), orally.then_some(", as orally revised"), nothing_until.then_some(c::NOTHING_UNTIL),
            (outstanding.veiled || outstanding.count() > 0).then(|| phrase!["; confirmation by ", who(outstanding), " remained outstanding"])],
        Say::ParagraphDeclared { label, level, objectors } => phrase!["the Chair declared ", para(label), " ", t::level(*level), "; an objection by ", who(objectors), " was on the record"],
        Say::ParagraphAgreedEarlier { label, level } => phrase![para(label), " was ", t::level(*level), " at an earlier stage; that agreement did not stand when the record ended"],
        Say::ParagraphInContactGroup { label, group } => phrase![para(label), " was agreed in the contact group ", title(group), "; that agreement had no status in plenary"],
        Say::ParagraphContested { label, objections, reserved, bracketed } => phrase![para(label), " was not agreed", c::contested(*objections, *reserved, *bracketed)],
        Say::ParagraphOpen { label } => phrase![para(label), " was discussed and was not agreed"],
        Say::ParagraphRemoved { label } => phrase![para(label), " was no longer part of the text"],
        Say::ParagraphUntouched { label } => phrase!["the record contains no discussion of ", para(label)],
        Say::ObjectionStands { who: w, label } => phrase!["the objection by ", who(w), " to ", para(label), " had not been withdrawn when the record ended"],
        Say::Confirmed { who: w, label } => phrase![who(w), " confirmed the agreement ad referendum on ", para(label)],
        Say::Qualified { kind, who: w, on, words: said } => phrase![who(w), c::qualified(*kind, on), quoted(": ", said.as_ref())],
        Say::UnderRule { rule, label, verdict } => phrase!["under the rule “", t::rule(*rule), "”, ", para(label), c::verdict(verdict)],
        // Views.
        Say::Held { who: w, stance, on } => phrase![who(w), " ", t::stance(*stance, its(w), on)],
        Say::Reason { who: w, words: said, summary } => phrase!["the reason given by ", who(w), summary.then_some(", as summarized in the record,"), " was: ", said],
        Say::Passage { who: w, words: said } => phrase!["the objection by ", who(w), " concerned the words ", words(said)],
        Say::Interest { who: w, words: said } => phrase!["the interest named by ", who(w), " was: ", said],
        Say::Cure { who: w, words: said } => phrase!["what would meet the objection was stated by ", who(w), " as follows: ", said],
        Say::InWords { who: w, words: said, summary: false } => phrase!["the words of ", who(w), " were: ", said],
        Say::InWords { who: w, words: said, summary: true } => phrase!["the statement by ", who(w), ", as summarized in the record, was: ", said],
        Say::WordsNotRecorded { who: w } => phrase!["the record contains no words given with the position by ", who(w)],
        Say::Stale { who: w, label } => phrase!["the position of ", who(w), " had been taken on earlier words of ", para(label)],
        Say::TakenBefore { who: w, label, into, split } => e::taken_before(w, label, into, *split),
        Say::Part { party, part, stance } => phrase!["within ", party, ", the part named ", title(part), " ", c::part(*stance)],
        Say::AnsweredBy { who: w, words: said } => phrase![who(w), " answered: ", said],
        Say::Withdrew { who: w, stance, on, words: said } => phrase![
            who(w), " withdrew ", its(w), " ", c::held(*stance), " regarding ", matter(on), quoted("; the words used were: ", said.as_ref())],
        Say::DecidedOver { who: w } => phrase!["the Chair decided over the objection by ", who(w), "; the objection remained on the record"],
        Say::NoPositions { on } => phrase!["the record contains no position on ", matter(on)],
        Say::Split { constituency, name, on, favour, reserved, against, silent, disagreement } => phrase![
            "on ", matter(on), ", the record contains the following positions from ", t::constituency(constituency, name.as_ref()), ": in favour, ", tally(favour), "; reserved, ", tally(reserved), "; against, ", tally(against),
            "; no position recorded, ", if *silent == 0 { "none".to_owned() } else { number(*silent) }, "; index of disagreement, ", decimal(*disagreement)],
        Say::CoalitionSplit { coalition, on, favour, reserved, against, silent, disagreement } => phrase![
            "on ", matter(on), ", the record contains the following positions of members of ", coalition, ", each its own: in favour, ", tally(favour), "; reserved, ", tally(reserved), "; against, ", tally(against),
            "; no position recorded, ", if *silent == 0 { "none".to_owned() } else { number(*silent) }, "; index of disagreement, ", decimal(*disagreement)],
        Say::NotOfOneMind { constituency, name, things, divided, positions, disagreement } => phrase![
            "parties from ", t::constituency(constituency, name.as_ref()), " were not of one mind on ", number(*divided), " of ", count(*things, "matter", "matters"), " on which two or more of their positions are recorded (", count(*positions, "position", "positions"), " in all); mean index of disagreement, ", decimal(*disagreement),
            " (0: all hold the same; 1: half stand at each end)"],
        Say::SplitVeiled { constituency, name, on } => phrase!["the positions from ", t::constituency(constituency, name.as_ref()), " on ", matter(on), " are not counted here, as a number would disclose a name"],
        Say::CampsFound { method, from, camps, agreement, halves, weak } => k::found(method, from, *camps, *agreement, *halves, *weak),
        Say::NoCamps { method, from, why } => k::none(method, from, *why),
        Say::CampMembers { kind, camp, who: w, positions } => k::members(*kind, *camp, w, *positions),
        Say::InNoCamp { kind, who: w, positions } => k::in_none(*kind, w, *positions),
        Say::CampsVeiled { kind, positions } => k::veiled(*kind, *positions),
        Say::CampsApart { on, apart, camps, none } => k::apart(on, apart, camps, *none),
        Say::CommonGround { on, accept, bound, camps, none, small } => k::common_ground(on, *accept, *bound, (camps, *none), small),
        Say::NoCommonGround { kind, positions, camps, small } => k::no_common_ground(*kind, *positions, *camps, small),
        Say::AcrossCamps { kind, constituency, name, camps, none, positions, things, divided, disagreement } => {
            let inside = k::Inside { positions: *positions, things: *things, divided: *divided, disagreement: *disagreement };
            k::across(*kind, t::constituency(constituency, name.as_ref()), camps, *none, inside)
        }
        Say::Ascribed { by, stance, to, described, on, words: said, inferred } => phrase![
            c::teller(by), if *inferred { " inferred that " } else { " stated that " }, c::holder(to, described.as_ref()), " ", t::stance(*stance, if described.is_some() { "their" } else { its(to) }, on), quoted(": ", said.as_ref())],
        Say::AscriptionConfirmed { who: w } => phrase![who(w), " confirmed what had been stated"],
        Say::AscriptionUnconfirmed { described: true, .. } => phrase!["the record contains no confirmation by those described"],
        Say::AscriptionUnconfirmed { to, described: false } => phrase!["the record contains no confirmation by ", who(to)],
        Say::IssueUntouched { issue } => phrase!["the record contains no discussion of ", title(issue)],
        Say::IssueWithoutText { issue } => phrase!["the record contains no text on ", title(issue)],
        Say::NoParagraphs => phrase!["the record contains no paragraph of a text under negotiation"],
        Say::SentencesLeftOut { sentences } => phrase!["this document leaves out ", count(*sentences, "sentence", "sentences"), " whose words contain a name"],
        Say::NamesLeftOut { label } => phrase!["names within the words of paragraph ", label, " are left out"],
        // Offers.
        Say::OfferTold { maker, accepts, included, excluded, words: said, fate } => phrase![
            who(maker), " offered, without prejudice, ", c::terms(accepts, included, excluded), "; ", c::fate(*fate), quoted("; the words of the offer were: ", said.as_ref())],
        Say::OfferAnswered { who: w, answer } => phrase![who(w), c::offer_answer(*answer)],
        Say::OffersCounted { offers, withdrawn, lapsed } => phrase![
            "the record contains ", count(*offers, "offer", "offers"), " made without prejudice (withdrawn: ", withdrawn.to_string(), "; lapsed: ", lapsed.to_string(), ")"],
        Say::OfferReported { by, to, described, accepts, included, excluded, words: said, inferred } => phrase![
            c::teller(by), " stated that ", c::holder(to, described.as_ref()), " had offered ", c::terms(accepts, included, excluded),
            inferred.then_some("; the conditions were an inference"), quoted("; the words as reported were: ", said.as_ref())],
        Say::OfferEndReported { by, end, words: said } => phrase![c::teller(by), " stated that the offer had ", c::offer_end(*end), quoted(": ", said.as_ref())],
        Say::OfferInference { by, words: said } => phrase![c::teller(by), " inferred: ", said],
        Say::OpenReading { words: said } => phrase!["another reading remained open: ", said],
        // Conclusion, coverage, limits.
        Say::HandedOver { to, documents, on: when, words: said } => phrase![
            "the record names as next recipient: ", to, on(*when), (!documents.is_empty()).then(|| phrase![", with ", titles(documents)]), quoted("; the words on the record were: ", said.as_ref())],
        Say::HandOverNotRecorded => phrase!["the record contains no hand-over"],
        Say::PositionsCounted { positions, told } => phrase!["the record contains ", count(*positions, "position", "positions"), ", of which ", number(*told), if *told == 1 { " is" } else { " are" }, " reflected in this document"],
        Say::NotReflected { reason, positions } => phrase![count(*positions, "position is", "positions are"), " not reflected: ", t::unreflected(*reason, *positions == 1)],
        Say::NoPositionOf { who: w } => phrase!["the record contains no position of ", who(w)],
        Say::Gap { words: said } => phrase!["not on the record: ", said],
        Say::GradesCounted { grade, entries } => phrase!["the record contains ", count(*entries, "entry", "entries"), " ", t::grade(*grade)],
        Say::GradesNotStated { entries } => phrase!["the record contains ", count(*entries, "entry", "entries"), " without a statement of provenance"],
        Say::Corrected { entry, change, reason } => phrase!["a correction to entry ", *entry, " was recorded: ", t::change(change), quoted("; reason given: ", reason.as_ref())],
        Say::Struck { entry, reason } => phrase!["entry ", *entry, " was struck as taken down in error; reason given: ", reason],
        Say::Erased { entry, reason, authority } => phrase![
            "the body of entry ", *entry, " was erased", authority.as_ref().map(|a| phrase![" (authority: ", a, ")"]), quoted("; reason given: ", reason.as_ref())],
        Say::Unread { entry, line } => phrase!["entry ", *entry, " (line ", line.to_string(), " of the minutes) was not understood and is not reflected"],
        Say::NotAdmitted { entry, refusal } => phrase!["entry ", *entry, " was not admitted under the rules of procedure: ", c::refusal(refusal)],
        Say::ViewsLeftOut { rule, positions } => phrase!["under the rule on reporting (", t::rule(*rule), "), ", count(*positions, "position is", "positions are"), " left out"],
        Say::Ends { entry, when } => phrase!["the record ends with entry ", *entry, led(", of ", *when)],
        Say::Narrated { words: said } => phrase![said],
    }
}
