//! Arabic: Modern Standard Arabic in the register of the United Nations.
//!
//! Names have no known gender or number, so no verb of ours agrees with one: acts are told by passive verbs and verbal
//! nouns ("سُجِّل من جانب ... اعتراض على ..."), and numbers stand in the genitive.

mod camps;
mod clauses;
mod consultations;
mod edits;
mod people;
mod terms;

use super::phrase::{passage, phrase, title};
use super::{Frame, Notice, Number, Wording};
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

/// The Arabic wording.
pub(super) struct Arabic;

impl Wording for Arabic {
    fn sentence(&self, say: &Say) -> Vec<Span> {
        sentence(say)
    }

    fn heading(&self, heading: &Heading) -> String {
        t::heading(heading)
    }

    fn number(&self, number: Number) -> String {
        match number {
            Number::Section(n) => nth(&SECTIONS, n),
            Number::Part(n) => nth(&LETTERS, n),
            Number::Annex(n) => format!("المرفق {}", nth(&ANNEXES, n)),
        }
    }

    fn searched(&self, searched: &Searched) -> String {
        c::searched(searched)
    }

    fn views(&self, on: &Topic) -> Vec<Span> {
        phrase!["الآراء بشأن ", matter(on)]
    }

    fn known(&self, known: &Known) -> Vec<Span> {
        let by = known.by.as_ref();
        match known.grade {
            Grade::Delivered => Vec::new(),
            Grade::TakenDown => phrase![" (مدوَّن من جانب الأمانة؛ غير مؤكَّد)"],
            Grade::Confirmed => phrase![" (مدوَّن من جانب الأمانة؛ مؤكَّد من صاحبه)"],
            Grade::Reported => {
                phrase![" (منقول", by.map(|by| phrase!["؛ المصدر: ", title(by)]), ")"]
            }
            Grade::Inferred if known.source => {
                phrase![" (مستنتَج", by.map(|by| phrase!["؛ المصدر: ", title(by)]), ")"]
            }
            Grade::Inferred => phrase![" (مستنتَج", by.map(|by| phrase![" من جانب ", by]), ")"],
        }
    }

    fn labels(&self) -> Labels {
        Labels {
            contents: "المحتويات".to_owned(),
            evidence: "الأدلة".to_owned(),
            evidence_of: "الأدلة: ".to_owned(),
            number: "رقم".to_owned(),
            searched: "بُحث في".to_owned(),
            through: "حتى".to_owned(),
            source: "المصدر".to_owned(),
            grade: "الدرجة".to_owned(),
            page: ("الصفحة".to_owned(), "من".to_owned()),
            skip: "الانتقال إلى النص".to_owned(),
            not_verified: "غير متحقَّق منه".to_owned(),
        }
    }

    fn title(&self, title: Title, group: &str) -> String {
        match title {
            Title::Report => format!("تقرير {group}"),
            Title::ReportInPart => format!("تقرير {group}، المعتمد جزئياً"),
            Title::ReportWithReservations => format!("تقرير {group}، المعتمد مع تحفظات"),
            Title::ChairsSummary => "موجز الرئاسة".to_owned(),
            Title::Note => format!("مذكرة وقائعية مجمَّعة من السجل عن أعمال {group}"),
        }
    }

    fn notice(&self, notice: Notice) -> &'static str {
        match notice {
            Notice::Study => "دراسة بموجب قاعدة غير القاعدة الواردة في السجل؛ وليست لها أي صفة",
            Notice::Adopted => {
                "اعتمد الفريق ما يرد هنا بوصفه معتمداً؛ أما سائر هذه الوثيقة فقد جُمع من سجله ولم يُعتمد وليست له أي صفة رسمية"
            }
            Notice::Chairs => "هذا الموجز معد للإصدار على مسؤولية الرئاسة ولم يجر التفاوض عليه",
            Notice::Note => "لم تُعتمد هذه المذكرة وليست لها أي صفة رسمية",
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
        let level = match level {
            Disclosure::CountOnly => "للعد فقط",
            Disclosure::Members => "للأعضاء",
            Disclosure::Unattributed => "دون إسناد",
            Disclosure::Public => "علني",
        };
        format!("قيد غير مفصح عنه (المستوى: {level})")
    }

    fn quantity(&self, quantity: Quantity) -> &'static str {
        match quantity {
            Quantity::None => "لا أحد من الأعضاء",
            Quantity::One => "عضو واحد",
            Quantity::Two => "عضوان",
            Quantity::Some => "بعض الأعضاء",
            Quantity::Half => "نصف الأعضاء",
            Quantity::Most => "معظم الأعضاء",
            Quantity::All => "جميع الأعضاء",
            Quantity::Number => "العدد",
        }
    }

    fn condition(&self, condition: Condition) -> String {
        match condition {
            Condition::Exactly(n) => format!("{n} بالضبط"),
            Condition::Between(least, most) => format!("من {least} إلى {most}"),
            Condition::AtLeastFewerThanHalf(n) => format!("{n} أو أكثر، وأقل من نصف الأعضاء"),
            Condition::AtLeastNotAll(n) => format!("{n} أو أكثر، وليس جميع الأعضاء"),
            Condition::AtLeastAThird(n) => format!("{n} أو أكثر، وثلث الأعضاء على الأقل"),
            Condition::Half => "نصف الأعضاء بالضبط".to_owned(),
            Condition::MoreThanHalf => "أكثر من نصف الأعضاء".to_owned(),
            Condition::MoreThanHalfNotAll => "أكثر من نصف الأعضاء، وليس جميعهم".to_owned(),
            Condition::NineTenthsNotAll => "تسعة أعشار الأعضاء على الأقل، وليس جميعهم".to_owned(),
            Condition::All => "كل عضو".to_owned(),
        }
    }
}

const SECTIONS: [&str; 20] = [
    "أولاً",
    "ثانياً",
    "ثالثاً",
    "رابعاً",
    "خامساً",
    "سادساً",
    "سابعاً",
    "ثامناً",
    "تاسعاً",
    "عاشراً",
    "حادي عشر",
    "ثاني عشر",
    "ثالث عشر",
    "رابع عشر",
    "خامس عشر",
    "سادس عشر",
    "سابع عشر",
    "ثامن عشر",
    "تاسع عشر",
    "عشرون",
];

const LETTERS: [&str; 28] = [
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم",
    "نون", "سين", "عين", "فاء", "صاد", "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد",
    "ظاء", "غين",
];

const ANNEXES: [&str; 12] = [
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "الحادي عشر",
    "الثاني عشر",
];

/// The word of a place in order; the number where the words end.
fn nth(words: &[&str], n: usize) -> String {
    words.get(n.wrapping_sub(1)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

const FRAME: Frame = Frame {
    decision_rule: "القاعدة المطبقة في اتخاذ القرار",
    report_rule: "القاعدة المطبقة في إعداد التقرير",
    assumed: " (مفترضة لأغراض هذه الوثيقة؛ ولا يبين السجل أن الفريق اعتمدها)",
    names: "إسناد الآراء",
    attributed: "مسندة: تُذكر الآراء مع أسماء أصحابها",
    unattributed: "غير مسندة: تُذكر الآراء دون أسماء",
    last_entry: "آخر قيد في السجل",
    wording: "الصياغة والمعجم",
    compiler: "برنامج التجميع",
    comma: "، ",
    erased: "المضمون ممحو",
    kind: "نوع القيد",
    unread: "سطر لم يُفهم",
    paper: "وثيقة واردة في السجل",
    source_withheld: "مصدر وارد في السجل",
    lexicon: "ألفاظ المقدار وعدد الأعضاء الذي يُستعمل له كل منها",
    lexicon_head: ["اللفظ", "عدد الأعضاء", "موضع الاستعمال"],
    lexicon_used: "جمل هذه الوثيقة",
    lexicon_accepted: "السرد المتحقَّق منه",
    lexicon_number: "ألفاظ الأعداد من واحد إلى عشرين، والأرقام",
    lexicon_number_condition: "ذلك العدد بالضبط",
};

/// One arm a kind. Kinds whose words depend on much have a function of their own in `clauses`.
#[rustfmt::skip]
fn sentence(say: &Say) -> Vec<Span> {
    match say {
        // Why the group exists.
        Say::GroupNamed { group } => phrase!["هذه الوثيقة مجمَّعة من سجل ", group],
        Say::MandateGiven { mandate, by, on } => c::mandate_given(mandate, by.as_ref(), *on),
        Say::MandateAsks { mandate, words } => phrase!["طُلب إلى الفريق في ", title(mandate), " ما يلي: ", words],
        Say::MandateReports { mandate, to, by } => phrase!["نصت الولاية الواردة في ", title(mandate), " على تقديم تقرير", led(" بحلول ", *by), to.as_ref().map(|to| phrase![" (الجهة الموجَّه إليها: ", to, ")"])],
        Say::IssueListed { issue, kind } => phrase!["كانت المسألة المعنونة ", title(issue), " معروضة على الفريق بوصفها مسألة ", c::issue(*kind)],
        // Organization of work.
        Say::OfficerHeld { name, office, party, from, until } => phrase!["أُسند منصب ", t::office(*office), " إلى ", name, party.as_ref().map(|p| phrase![" (", p, ")"]), led(" من ", *from), led(" حتى ", *until)],
        Say::OfficerActed { name, officer, meeting } => phrase!["أُسندت النيابة عن ", officer, " إلى ", name, meeting.as_ref().map(|m| phrase![" في الاجتماع ", title(m)])],
        Say::TermEnded { name, on: when } => phrase!["انتهت مدة شغل المنصب من جانب ", name, on(*when)],
        Say::SessionHeld { session, from, to, place } => phrase!["عُقدت الدورة ", title(session), span(*from, *to), place.as_ref().map(|p| phrase![" في ", p])],
        Say::MeetingHeld { meeting, level, record, from, to, place, chair } => phrase![
            "عُقد الاجتماع ", title(meeting), " (", t::meeting(*level), "؛ ", t::record_status(*record), ")", span(*from, *to),
            place.as_ref().map(|p| phrase![" في ", p]), chair.as_ref().map(|p| phrase!["، برئاسة ", p])],
        Say::MeetingTurned { meeting, turn, when, words } => phrase![c::turned(*turn), " الاجتماع ", title(meeting), on(*when), quoted(": ", words.as_ref())],
        Say::RecordStatusChanged { meeting, status } => phrase!["استمر الاجتماع ", title(meeting), " ", c::continued(*status)],
        Say::ClockTurned { meeting, state, at } => phrase!["في الاجتماع ", title(meeting), "، ", c::clock(*state), led("؛ وكانت تشير إلى ", *at)],
        Say::Attended { meeting, who: w } => c::attended(meeting, w),
        Say::AttendanceNotRecorded { meetings } => phrase!["لم يُسجَّل الحضور في ", count(*meetings, &MEETING)],
        Say::AgendaItemPlaced { number, item, of } => phrase!["كان البند ", number, of.as_ref().map_or_else(|| phrase![" من جدول الأعمال"], |of| phrase![" من جدول أعمال ", title(of)]), " هو ", title(item)],
        Say::AgendaAdopted { of } => phrase!["أُقر جدول أعمال ", title(of)],
        Say::FloorNotGiven { who: w, meeting } => phrase!["طُلبت الكلمة في الاجتماع ", title(meeting), by(w), "؛ ولا يتضمن السجل بياناً تلا هذا الطلب"],
        Say::Composition { members, observers } => phrase!["عدد أعضاء الفريق الواردين في السجل هو ", members.to_string(), "، وعدد المراقبين هو ", observers.to_string()],
        Say::ConstituencyCounted { constituency, name, members, observers } => phrase![
            "تألفت المشاركة الواردة في السجل عن ", t::constituency(constituency, name.as_ref()), " ", counted(members, &MEMBER), " و", counted(observers, &OBSERVER)],
        Say::CoalitionFormed { coalition, members } => phrase!["سُجِّل تحالف ", coalition, anybody(members).then(|| phrase!["، المؤلَّف من ", who(members)])],
        Say::CoalitionTurned { party, coalition, joined: true } => phrase!["سُجِّل انضمام ", party, " إلى ", coalition],
        Say::CoalitionTurned { party, coalition, joined: false } => phrase!["سُجِّل خروج ", party, " من ", coalition],
        Say::StandingChanged { party, standing, on: when } => c::standing(party, *standing, *when),
        Say::Renamed { old, new } => phrase!["استُعيض بعد ذلك عن الاسم ", title(old), " بالاسم ", title(new)],
        Say::Represented { person, party, head } => phrase!["أُسند تمثيل ", party, " إلى ", person, head.then_some("، مع رئاسة الوفد")],
        Say::RuleStands { item, status, value, fraction, quorum, each, words } => phrase![c::rule_status(*item, *status, *value), c::majority(*fraction, *quorum, *each), quoted("؛ والعبارة المدوَّنة هي: ", words.as_ref())],
        Say::RuleStoodBefore { item, status, value, words } => phrase!["في مرحلة سابقة، ", c::rule_status(*item, *status, *value), quoted("؛ والعبارة المدوَّنة هي: ", words.as_ref())],
        Say::RuleNotRecorded { item } => phrase!["لا يتضمن السجل شيئاً عن ", t::item(*item)],
        Say::DeadlineSet { title: name, by } => phrase!["حُدد موعد نهائي بشأن ", title(name), ": ", moment(*by)],
        // Papers.
        Say::DocumentsCounted { documents } => phrase!["بلغ عدد الوثائق المدرجة في السجل، بما فيها مصادره، ", documents.to_string()],
        Say::DocumentListed { title: name, kind, symbol, by, author, on } => phrase![
            "سُجِّلت الوثيقة ", title(name), symbol.as_ref().map(|s| phrase![" (", s, ")"]), " بوصفها ", t::document(*kind), c::submitted(by, author.as_ref()), led("، بتاريخ ", *on)],
        Say::DocumentRevised { title: name, revision, on: when } => phrase!["صدر الإصدار ", revision, " من الوثيقة ", title(name), on(*when)],
        Say::LanguageVersion { title: name, language, status } => c::version(name, language, *status),
        Say::SponsorshipTurned { of, state } => c::sponsorship(of, *state),
        Say::Sponsored { who: w, of } => phrase!["سُجِّل انضمام ", who(w), " إلى قائمة مقدِّمي ", matter(of)],
        Say::SponsorWithdrew { who: w, of } => phrase!["سُجِّل انسحاب ", who(w), " من قائمة مقدِّمي ", matter(of)],
        Say::Disposed { title: name, disposition, within, reason } => phrase![c::disposed(name, *disposition), paras_led("، في ", within), quoted("؛ والسبب المدوَّن: ", reason.as_ref())],
        Say::EarlierAgreed { document, place, words, summary, partial } => phrase![
            "ورد في الوثيقة ", title(document), "، ", place, "،", partial.then_some(" بصورة جزئية،"), summary.then_some(" بصيغة موجزة،"), " ما يلي: ", words],
        // Proceedings.
        Say::TextTabled { text, kind, by, replaces, nothing_until } => phrase![
            "طُرح النص المعنون ", title(text), " بوصفه ", t::text(*kind), by.as_ref().map(|by| phrase!["، من جانب ", by]), replaces.as_ref().map(|r| phrase!["، بدلاً من النص المعنون ", title(r)]), nothing_until.then_some(c::NOTHING_UNTIL)],
        Say::ReadingBegun { number, text } => phrase!["بدأت القراءة ", c::ordinal(*number), " للنص المعنون ", title(text)],
        Say::ProvisionTabled { label, text, by, alternative, placeholder } => phrase![
            "أُدرجت ", para(label), " في النص المعنون ", title(text), anybody(by).then(|| phrase!["، بناء على مقترح من ", who(by)]),
            alternative.as_ref().map(|a| phrase!["، بوصفها بديلاً عن ", para(a)]), placeholder.then_some("، لحجز موضعها دون صياغة")],
        Say::Revised { label, how, by, from } => phrase![
            "نُقحت ", para(label), " ", t::revised(*how), by.as_ref().map(|by| phrase!["، من جانب ", by]), paras_led("، استناداً إلى ", from)],
        Say::Relabelled { label, from } => phrase!["أُعيد ترقيم ", para(from), " لتصبح ", para(label)],
        Say::Removed { label, how, words: said } => phrase![c::removed(label, *how), quoted(": ", said.as_ref())],
        Say::ParagraphSplit { label, into, by, reason } => e::split(label, into, by.as_ref(), reason.as_ref()),
        Say::ParagraphsMerged { from, label, by, reason } => e::merged(from, label, by.as_ref(), reason.as_ref()),
        Say::Placed { label, at } => e::placed(label, at),
        Say::Attributed { by, to, stance, passage, label, words: said } => e::attributed(by, to, *stance, passage, label, said.as_ref()),
        Say::Resolved { label, passage, kept, dropped, result, consent } => e::resolved(label, passage, kept, dropped, result.as_ref(), consent),
        Say::OptionsResolved { kept, dropped, consent, words: said } => e::options_resolved(kept, dropped, consent, said.as_ref()),
        Say::RunDecided { passage, label, reading } => e::run(passage, label, *reading),
        Say::Bracketed { who: w, passage, label, lifted } => c::bracketed(w, passage, label, *lifted),
        Say::Amended { who: w, label, change, reason } => phrase!["اقتُرح في ", para(label), by(w), " ما يلي: ", t::change(change), quoted("؛ والسبب المذكور: ", reason.as_ref())],
        Say::SubAmended { who: w, label, change, reason } => phrase!["اقتُرح في التعديل المقترح على ", para(label), by(w), " ما يلي: ", t::change(change), quoted("؛ والسبب المذكور: ", reason.as_ref())],
        Say::AmendmentAnswered { label, mover, answer, words: said } => phrase![c::amendment_answered(mover, label, *answer), quoted(": ", said.as_ref())],
        Say::Said { who: w, capacity, words: said, summary, on } => phrase![
            "صدر عن ", who(w), capacity.as_ref().map(c::capacity), matters_led(" بشأن ", on), if *summary { " بيان ملخصه في السجل كما يلي: " } else { " البيان التالي: " }, said],
        Say::AnsweredStatement { who: w, entry, words: said } => phrase!["رداً على ", statement(*entry), "، صدر عن ", who(w), " البيان التالي: ", said],
        Say::PointOfOrder { who: w, words: said } => phrase!["أُثيرت نقطة نظام", by(w), ": ", said],
        Say::Moved { who: w, motion, on, words: said } => phrase!["قُدم", by(w), " ", t::a_motion(*motion), on.as_ref().map(|on| phrase![" بشأن ", matter(on)]), quoted(": ", said.as_ref())],
        Say::MotionDecided { motion, mover, result } => phrase![c::motion_result(*result), t::the_motion(*motion), "، المقدَّم من ", who(mover)],
        Say::Ruled { effect, on, words: said, overturned } => phrase![
            "بشأن ", c::ruled_on(on), "، ", t::ruling(*effect), overturned.then_some("؛ ونُقض القرار بعد الطعن فيه"), quoted("؛ ونص ما صدر عن الرئاسة: ", said.as_ref())],
        Say::Appealed { who: w, words: said, effect } => phrase!["قُدم", by(w), " طعن في ", t::ruling_noun(*effect), quoted(": ", said.as_ref())],
        Say::Voted { on, result, favour, against, abstaining } => c::voted(on, *result, favour, against, abstaining),
        Say::VoteNotTaken { who: w } => phrase!["لا يتضمن السجل تصويتاً على الطعن المقدَّم من ", who(w)],
        Say::ContactGroupFormed { group, facilitator, mandate, on } => phrase![
            "شُكل فريق الاتصال ", title(group), matters_led(" بشأن ", on), facilitator.as_ref().map(|f| phrase!["، وأُسند التيسير إلى ", f]), quoted("، وولايته: ", mandate.as_ref())],
        Say::Forked { text, group } => phrase!["أُعدت نسخة من النص المعنون ", title(text), " لفريق الاتصال ", title(group)],
        Say::ReportedBack { group, agreed, open, words: said } => phrase![
            "قدم فريق الاتصال ", title(group), " تقريره إلى الجلسة العامة", paras_led("؛ وكان قد اتفق، دون أن تكون لذلك صفة في الجلسة العامة، على ", agreed), paras_led("؛ ولم يحسم ", open), quoted("؛ ونص تقريره: ", said.as_ref())],
        Say::FactNoted { words: said } => phrase!["يشير السجل، بعبارته، إلى ما يلي: ", said],
        Say::ConsultationHeld { title: name, question, on, by: held_by, described, from, until, open_to, languages } => phrase![
            s::held(name, on, held_by, described.as_ref()), span(*from, *until), s::open(open_to.as_ref(), languages), "؛ والسؤال المطروح هو: ", question],
        Say::ConsultationCounted { title: name, statements, left_out, untold } => s::counted(name, *statements, *left_out, *untold),
        Say::ConsultationStatement { title: name, kind, words: said, by: held_by, described, seed } => phrase![
            s::submitted(name, *kind, held_by, described.as_ref(), *seed), "، نصه: ", said],
        Say::StatementModerated { title: name, turn, words: said, by: held_by, described, reason } => phrase![
            s::moderated(*turn, said.as_ref(), name), s::by_whom(held_by, described.as_ref()), quoted("؛ والسبب المدوَّن: ", reason.as_ref())],
        Say::ResponsesReceived { title: name, file, participants, statements, responses, from, until, late } => phrase![
            "ورد في إطار المشاورة ", title(name), " الملف ", title(file), "، وعدد الردود فيه ", responses.to_string(), "، وعدد المشاركين ", participants.to_string(), "، وعدد البيانات المردود عليها ", statements.to_string(),
            s::dated(*from, *until), late.then_some("؛ وكان وروده بعد اختتام المشاورة")],
        Say::ConsultationClosed { title: name, on: when, words: said } => phrase!["اختُتمت المشاورة ", title(name), on(*when), quoted(": ", said.as_ref())],
        Say::PackageTabled { who: w, title: name, included, excluded } => phrase!["طُرحت الحزمة ", title(name), by(w), matters_led("، وهي تشمل ", included), matters_led("، ولا تشمل ", excluded)],
        Say::Aligned { who: w, with, except } => phrase!["سُجِّل تأييد ", who(w), " لما ورد في ", statement(*with), paras_led("، باستثناء ", except)],
        Say::AlignmentDeclined { who: w, with, words: said } => phrase!["سُجِّل إعلان من ", who(w), " بعدم تأييد ما ورد في ", statement(*with), quoted(": ", said.as_ref())],
        // Calls.
        Say::Called { level, on, orally, until, result, present } => phrase![
            "سألت الرئاسة عن إمكان ", t::agreeing(*level, matters(on)), orally.then_some(c::ORALLY), led("، على أن ترد الأجوبة بحلول ", *until),
            present.map(|n| format!("، مع تسجيل حضور {}", count(n, &MEMBER))), c::call_result(*result)],
        Say::SilenceHeld { level, on, from, until, hours_min, result } => phrase![
            "فُتح إجراء الموافقة الصامتة بشأن ", t::agreeing(*level, matters(on)), "، للمدة الممتدة", span(Some(*from), Some(*until)),
            hours_min.map(|h| format!(" (المدة الدنيا بموجب القواعد، بالساعات: {h})")), c::silence_result(*result)],
        Say::Noticed { arrival, to, sent } => phrase!["أُرسل إشعار بإجراء الموافقة الصامتة", on(*sent), " إلى ", who(to), t::arrival(*arrival)],
        Say::SilenceBroken { who: w, on, words: said } => phrase!["كُسر الصمت", by(w), matters_led(" بشأن ", on), quoted(": ", said.as_ref())],
        Say::Reopened { label, words: said } => phrase!["أُعيد بقرار فتح باب النظر في ", para(label), quoted(": ", said.as_ref())],
        // Outcome.
        Say::Concluded { outcome } => phrase![c::concluded(*outcome)],
        Say::ConcludedInWords { words: said } => phrase!["دُوِّنت النتيجة بالعبارة التالية: ", said],
        Say::OutcomeNotRecorded => phrase!["لا يتضمن السجل نتيجة لأعمال الفريق"],
        Say::NothingAgreed => phrase!["لا يتضمن السجل اتفاقاً على أي فقرة"],
        Say::ParagraphsCounted(tally) => c::paragraphs(tally),
        Say::ParagraphAdopted { label, orally } => phrase!["اعتُمدت ", para(label), orally.then_some(c::ORALLY)],
        Say::ParagraphAgreed { label, level, orally, nothing_until, outstanding } => phrase![
            t::agreed(*level, para(label)), orally.then_some(c::ORALLY), nothing_until.then_some(c::NOTHING_UNTIL),
            anybody(outstanding).then(|| phrase!["؛ وظل منتظَراً ورود تأكيد من ", who(outstanding)])],
        Say::ParagraphDeclared { label, level, objectors } => phrase!["أعلنت الرئاسة ", t::agreeing(*level, para(label)), "؛ وفي السجل اعتراض من ", who(objectors)],
        Say::ParagraphAgreedEarlier { label, level } => phrase![t::agreed(*level, para(label)), " في مرحلة سابقة؛ ولم يكن ذلك الاتفاق قائماً عند نهاية السجل"],
        Say::ParagraphInContactGroup { label, group } => phrase!["اتُّفق على ", para(label), " في فريق الاتصال ", title(group), "؛ ولم تكن لذلك الاتفاق صفة في الجلسة العامة"],
        Say::ParagraphContested { label, objections, reserved, bracketed } => phrase!["لم يُتفق على ", para(label), c::contested(*objections, *reserved, *bracketed)],
        Say::ParagraphOpen { label } => phrase!["نوقشت ", para(label), " ولم يُتفق عليها"],
        Say::ParagraphRemoved { label } => phrase!["لم تعد ", para(label), " جزءاً من النص"],
        Say::ParagraphUntouched { label } => phrase!["لا يتضمن السجل مناقشة بشأن ", para(label)],
        Say::ObjectionStands { who: w, label } => phrase!["لم يكن الاعتراض المقدَّم من ", who(w), " على ", para(label), " قد سُحب عند نهاية السجل"],
        Say::Confirmed { who: w, label } => phrase!["ورد من ", who(w), " تأكيد الاتفاق بشرط الاستشارة على ", para(label)],
        Say::Qualified { kind, who: w, on, words: said } => phrase![c::qualified(*kind, w, on), quoted(": ", said.as_ref())],
        Say::UnderRule { rule, label, verdict } => phrase!["بموجب قاعدة “", t::rule(*rule), "”، ", c::verdict(label, verdict)],
        // Views.
        Say::Held { who: w, stance, on } => phrase!["سُجِّل", by(w), " ", t::stance(*stance, on)],
        Say::Reason { who: w, words: said, summary } => phrase!["السبب المذكور", by(w), summary.then_some("، حسب ملخصه في السجل،"), " هو: ", said],
        Say::Passage { who: w, words: said } => phrase!["تعلق الاعتراض المقدَّم من ", who(w), " بعبارة ", passage(said)],
        Say::Interest { who: w, words: said } => phrase!["المصلحة المذكورة", by(w), " هي: ", said],
        Say::Cure { who: w, words: said } => phrase!["ذُكر", by(w), " أن ما يلبي الاعتراض هو ما يلي: ", said],
        Say::InWords { who: w, words: said, summary: false } => phrase!["جاء الموقف الصادر عن ", who(w), " بالعبارة التالية: ", said],
        Say::InWords { who: w, words: said, summary: true } => phrase!["ملخص الموقف الصادر عن ", who(w), " في السجل كما يلي: ", said],
        Say::WordsNotRecorded { who: w } => phrase!["لا يتضمن السجل عبارات مقترنة بالموقف الصادر عن ", who(w)],
        Say::Stale { who: w, label } => phrase!["كان الموقف الصادر عن ", who(w), " متعلقاً بصيغة سابقة من ", para(label)],
        Say::TakenBefore { who: w, label, into, split } => e::taken_before(w, label, into, *split),
        Say::Part { party, part, stance } => phrase!["داخل ", party, "، كان موقف الجهة المسماة ", title(part), " هو ", c::part(*stance)],
        Say::AnsweredBy { who: w, words: said } => phrase!["صدر عن ", who(w), " الرد التالي: ", said],
        Say::Withdrew { who: w, stance, on, words: said } => phrase![
            "سُحب ", c::held(*stance), by(w), " بشأن ", matter(on), quoted("؛ والعبارة المستخدمة هي: ", said.as_ref())],
        Say::DecidedOver { who: w } => phrase!["بتت الرئاسة في المسألة رغم الاعتراض المقدَّم من ", who(w), "؛ وبقي الاعتراض مدوَّناً في السجل"],
        Say::NoPositions { on } => phrase!["لا يتضمن السجل موقفاً بشأن ", matter(on)],
        Say::Split { constituency, name, on, favour, reserved, against, silent, disagreement } => phrase![
            "يتضمن السجل بشأن ", matter(on), " المواقف التالية من ", t::constituency(constituency, name.as_ref()), ": التأييد: ", tally(favour), "؛ الاحتفاظ بالموقف: ", tally(reserved), "؛ الاعتراض: ", tally(against),
            "؛ دون موقف مدوَّن: ", if *silent == 0 { "لا أحد".to_owned() } else { silent.to_string() }, "؛ مؤشر تباين المواقف: ", decimal(*disagreement)],
        Say::CoalitionSplit { coalition, on, favour, reserved, against, silent, disagreement } => phrase![
            "يتضمن السجل بشأن ", matter(on), " المواقف التالية لأعضاء تحالف ", coalition, "، كل باسمه: التأييد: ", tally(favour), "؛ الاحتفاظ بالموقف: ", tally(reserved), "؛ الاعتراض: ", tally(against),
            "؛ دون موقف مدوَّن: ", if *silent == 0 { "لا أحد".to_owned() } else { silent.to_string() }, "؛ مؤشر تباين المواقف: ", decimal(*disagreement)],
        Say::NotOfOneMind { constituency, name, things, divided, positions, disagreement } => phrase![
            "تباينت المواقف الصادرة عن ", t::constituency(constituency, name.as_ref()), " في عدد من المسائل هو ", divided.to_string(), " من أصل ", things.to_string(), " سُجِّل بشأن كل منها موقفان أو أكثر (ومجموع المواقف ", positions.to_string(), ")؛ ومتوسط مؤشر تباين المواقف: ", decimal(*disagreement),
            " (صفر: المواقف واحدة؛ 1: نصفها عند كل طرف)"],
        Say::SplitVeiled { constituency, name, on } => phrase!["لا تُحصى هنا المواقف الصادرة عن ", t::constituency(constituency, name.as_ref()), " بشأن ", matter(on), "، لأن العدد قد يكشف عن اسم"],
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
        Say::Ascribed { by, stance, to, described, on, words: said, inferred: false } => phrase![
            "نُسب إلى ", c::holder(to, described.as_ref()), " من جانب ", c::teller(by), " ", t::stance(*stance, on), quoted(": ", said.as_ref())],
        Say::Ascribed { by, stance, to, described, on, words: said, inferred: true } => phrase![
            "استُنتج من جانب ", c::teller(by), " أن موقف ", c::holder(to, described.as_ref()), " هو ", t::stance(*stance, on), quoted(": ", said.as_ref())],
        Say::AscriptionConfirmed { who: w } => phrase!["ورد من ", who(w), " تأكيد ما نُسب في هذا الشأن"],
        Say::AscriptionUnconfirmed { described: true, .. } => phrase!["لا يتضمن السجل تأكيداً من الجهات الموصوفة"],
        Say::AscriptionUnconfirmed { to, described: false } => phrase!["لا يتضمن السجل تأكيداً من ", who(to)],
        Say::IssueUntouched { issue } => phrase!["لا يتضمن السجل مناقشة بشأن المسألة المعنونة ", title(issue)],
        Say::IssueWithoutText { issue } => phrase!["لا يتضمن السجل نصاً بشأن المسألة المعنونة ", title(issue)],
        Say::NoParagraphs => phrase!["لا يتضمن السجل أي فقرة من نص قيد التفاوض"],
        Say::SentencesLeftOut { sentences } => phrase!["عدد الجمل التي أُغفلت في هذه الوثيقة لورود أسماء في عبارتها هو ", sentences.to_string()],
        Say::NamesLeftOut { label } => phrase!["أُغفلت الأسماء الواردة في عبارة الفقرة ", label],
        // Offers.
        Say::OfferTold { maker, accepts, included, excluded, words: said, fate } => phrase![
            "قُدم", by(maker), " عرض، دون مساس بالمواقف، ", c::terms_of(accepts, included, excluded), c::fate(*fate), quoted("؛ وعبارة العرض هي: ", said.as_ref())],
        Say::OfferAnswered { who: w, answer } => phrase![c::offer_answer(*answer), who(w)],
        Say::OffersCounted { offers, withdrawn, lapsed } => phrase![
            "يشتمل السجل على ", count(*offers, &OFFER), " دون مساس بالمواقف (المسحوب منها: ", withdrawn.to_string(), "؛ المنقضي منها: ", lapsed.to_string(), ")"],
        Say::OfferReported { by, to, described, accepts, included, excluded, words: said, inferred } => phrase![
            "ذُكر من جانب ", c::teller(by), " أن عرضاً قُدم من ", c::holder(to, described.as_ref()), " ", c::terms_of(accepts, included, excluded),
            inferred.then_some("؛ والشروط مستنتَجة"), quoted("؛ والعبارة المنقولة هي: ", said.as_ref())],
        Say::OfferEndReported { by, end, words: said } => phrase!["ذُكر من جانب ", c::teller(by), " أن العرض ", c::offer_end(*end), quoted(": ", said.as_ref())],
        Say::OfferInference { by, words: said } => phrase!["استُنتج من جانب ", c::teller(by), " ما يلي: ", said],
        Say::OpenReading { words: said } => phrase!["ظلت قراءة أخرى ممكنة: ", said],
        // Conclusion, coverage, limits.
        Say::HandedOver { to, documents, on: when, words: said } => phrase![
            "الجهة المتسلِّمة التالية الواردة في السجل هي: ", to, on(*when), (!documents.is_empty()).then(|| phrase!["، مع ", titles(documents)]), quoted("؛ والعبارة المدوَّنة هي: ", said.as_ref())],
        Say::HandOverNotRecorded => phrase!["لا يتضمن السجل أي تسليم"],
        Say::PositionsCounted { positions, told } => phrase!["يشتمل السجل على ", count(*positions, &POSITION), "، وعدد ما يرد منها في هذه الوثيقة ", told.to_string()],
        Say::NotReflected { reason, positions } => phrase!["بلغ عدد المواقف التي لا ترد في هذه الوثيقة للسبب المبيَّن ", positions.to_string(), ": ", t::unreflected(*reason)],
        Say::NoPositionOf { who: w } => phrase!["لا يتضمن السجل موقفاً من جانب ", who(w)],
        Say::Gap { words: said } => phrase!["لوحظ خلو السجل مما يلي: ", said],
        Say::GradesCounted { grade, entries } => phrase!["عدد القيود من درجة “", t::grade(*grade), "” هو ", entries.to_string()],
        Say::GradesNotStated { entries } => phrase!["عدد القيود التي لم تُذكر درجتها هو ", entries.to_string()],
        Say::Corrected { entry, change, reason } => phrase!["سُجِّل تصويب في القيد ", *entry, " على النحو التالي: ", t::change(change), quoted("؛ والسبب المذكور: ", reason.as_ref())],
        Say::Struck { entry, reason } => phrase!["شُطب القيد ", *entry, " لتدوينه خطأً؛ والسبب المذكور: ", reason],
        Say::Erased { entry, reason, authority } => phrase![
            "مُحي مضمون القيد ", *entry, authority.as_ref().map(|a| phrase![" (السلطة: ", a, ")"]), quoted("؛ والسبب المذكور: ", reason.as_ref())],
        Say::Unread { entry, line } => phrase!["لم يُفهم القيد ", *entry, " (السطر ", line.to_string(), " من المحاضر) ولا يرد في هذه الوثيقة"],
        Say::NotAdmitted { entry, refusal } => c::not_admitted(*entry, refusal),
        Say::ViewsLeftOut { rule, positions } => phrase!["بموجب القاعدة المتعلقة بإعداد التقرير (", t::rule(*rule), ")، بلغ عدد المواقف التي لا ترد في هذه الوثيقة ", positions.to_string()],
        Say::Ends { entry, when } => phrase!["ينتهي السجل بالقيد ", *entry, led("، المؤرخ ", *when)],
        Say::Narrated { words: said } => phrase![said],
    }
}
