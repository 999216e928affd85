//! Sentences and clauses whose words depend on more than one slot.

use super::people::*;
use super::terms;
use crate::document::Span;
use crate::manuscript::{
    OfferFate, ParagraphTally, Ruled, RuledOn, Searched, SpokeAs, Topic, VotedOn, Who,
};
use crate::wording::phrase::{list, passage as words, phrase, title};
use record::event::agreement::{CallResult, SilenceResult};
use record::event::documents::{Disposition, SponsorshipState, VersionStatus};
use record::event::group::{CharterItem, Fraction, IssueKind, OutcomeKind, RuleName, RuleStatus};
use record::event::meetings::{Clock, Outcome, RecordStatus, Turn};
use record::event::parties::Standing;
use record::event::positions::{OfferAnswer, OfferEnd, Stance};
use record::event::texts::{AmendmentAnswer, Removal};
use record::group::QualificationKind;
use record::{EntryId, Moment, Text};

pub(super) const NOTHING_UNTIL: &str = "، على أساس أنه لا اتفاق على شيء ما لم يُتفق على كل شيء";
pub(super) const ORALLY: &str = "، بالصيغة المنقحة شفوياً";

pub(super) fn mandate_given(mandate: &Text, by: Option<&Text>, on: Option<Moment>) -> Vec<Span> {
    let details = match (by, on) {
        (Some(by), Some(on)) => Some(phrase![" (", by, "، ", moment(on), ")"]),
        (Some(by), None) => Some(phrase![" (", by, ")"]),
        (None, Some(on)) => Some(phrase![" (", moment(on), ")"]),
        (None, None) => None,
    };
    phrase!["وردت ولاية الفريق في ", title(mandate), details]
}

pub(super) fn issue(kind: IssueKind) -> &'static str {
    match kind {
        IssueKind::Substance => "موضوعية",
        IssueKind::Procedure => "إجرائية",
    }
}

pub(super) fn turned(turn: Turn) -> &'static str {
    match turn {
        Turn::Opened => "افتُتح",
        Turn::Suspended => "عُلِّق",
        Turn::Resumed => "استُؤنف",
        Turn::Closed => "اختُتم",
    }
}

pub(super) fn continued(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::OnRecord => "مع التدوين في السجل",
        RecordStatus::Closed => "بوصفه اجتماعاً مغلقاً",
        RecordStatus::OffRecord => "خارج السجل",
    }
}

pub(super) fn clock(state: Clock) -> &'static str {
    match state {
        Clock::Stopped => "أُوقفت الساعة",
        Clock::Restarted => "أُعيد تشغيل الساعة",
    }
}

pub(super) fn attended(meeting: &Text, w: &Who) -> Vec<Span> {
    if anybody(w) {
        phrase!["سُجِّل في الاجتماع ", title(meeting), " حضور ", who(w)]
    } else {
        phrase!["لم يُسجَّل في الاجتماع ", title(meeting), " حضور أي عضو"]
    }
}

pub(super) fn standing(party: &Text, standing: Standing, when: Option<Moment>) -> Vec<Span> {
    match standing {
        Standing::Member => phrase!["كانت مشاركة ", party, " بصفة عضو", led(" ابتداء من ", when)],
        Standing::Observer => {
            phrase!["كانت مشاركة ", party, " بصفة مراقب", led(" ابتداء من ", when)]
        }
        Standing::Left => phrase!["انتهت مشاركة ", party, on(when)],
    }
}

/// Where a rule of the charter stands.
pub(super) fn rule_status(
    item: CharterItem,
    status: RuleStatus,
    value: Option<RuleName>,
) -> Vec<Span> {
    let item = terms::item(item);
    let is = value.map(|rule| format!(": {}", terms::rule(rule)));
    let named = value.map(|rule| format!(" (القاعدة المسماة: {})", terms::rule(rule)));
    match status {
        RuleStatus::Adopted => phrase!["اعتُمدت ", item, is],
        RuleStatus::Proposed => phrase!["اقتُرحت ", item, is],
        RuleStatus::Disputed => phrase!["كانت ", item, " محل خلاف", named],
        RuleStatus::NotSettled => phrase!["نوقشت ", item, " ولم تُحسم", named],
        RuleStatus::Unknown => phrase!["لا يبيِّن السجل ", item, " التي كانت سارية", named],
    }
}

/// What a majority needs.
pub(super) fn majority(
    fraction: Option<Fraction>,
    quorum: Option<Fraction>,
    each: bool,
) -> Option<String> {
    let parts: Vec<String> = [
        fraction.map(|f| format!("{f} من المصوِّتين")),
        quorum.map(|q| format!("النصاب {q} من الأعضاء")),
        each.then(|| "في كل فئة".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!(" ({})", parts.join("؛ ")))
}

pub(super) fn submitted(by: &Who, author: Option<&Text>) -> Vec<Span> {
    let by = anybody(by).then(|| phrase!["، مقدمة من ", who(by)]);
    phrase![by, author.map(|author| phrase!["، اسم المؤلف: ", author])]
}

pub(super) fn version(name: &Text, language: &Text, status: VersionStatus) -> Vec<Span> {
    let version = phrase!["نسخة لغوية من الوثيقة ", title(name), " (", language, ")"];
    let issued = match status {
        VersionStatus::Official => " بوصفها نسخة رسمية",
        VersionStatus::Courtesy => " بوصفها ترجمة غير رسمية مقدَّمة على سبيل المجاملة",
        VersionStatus::Machine => " بوصفها ترجمة آلية",
        VersionStatus::Pending => {
            return phrase!["كان من المنتظر صدور ", version, " ولم تكن قد صدرت"];
        }
    };
    phrase!["صدرت ", version, issued]
}

pub(super) fn sponsorship(of: &Topic, state: SponsorshipState) -> Vec<Span> {
    let turned = match state {
        SponsorshipState::Opened => "فُتح باب الاشتراك في تقديم ",
        SponsorshipState::Closed => "أُغلق باب الاشتراك في تقديم ",
    };
    phrase![turned, matter(of)]
}

pub(super) fn disposed(name: &Text, disposition: Disposition) -> Vec<Span> {
    match disposition {
        Disposition::Reflected => phrase!["أُخذ في النص بالوثيقة ", title(name)],
        Disposition::NotReflected => phrase!["لم يؤخذ في النص بالوثيقة ", title(name)],
        Disposition::OutOfMandate => {
            phrase!["اعتُبرت الوثيقة ", title(name), " خارجة عن نطاق الولاية"]
        }
    }
}

pub(super) fn ordinal(number: u32) -> String {
    const WORDS: [&str; 10] = [
        "الأولى",
        "الثانية",
        "الثالثة",
        "الرابعة",
        "الخامسة",
        "السادسة",
        "السابعة",
        "الثامنة",
        "التاسعة",
        "العاشرة",
    ];
    let index = usize::try_from(number).unwrap_or(usize::MAX).wrapping_sub(1);
    WORDS.get(index).map_or_else(|| format!("رقم {number}"), |word| (*word).to_owned())
}

pub(super) fn removed(label: &Text, how: Removal) -> Vec<Span> {
    match how {
        Removal::Deleted => phrase!["حُذفت ", para(label), " بقرار"],
        Removal::Withdrawn => phrase!["سُحبت ", para(label), " من جانب الجهة التي قدمتها"],
    }
}

pub(super) fn bracketed(w: &Who, passage: &Text, label: &Text, lifted: bool) -> Vec<Span> {
    let place = phrase!["عبارة ", words(passage), " في ", para(label)];
    if lifted {
        phrase!["رُفعت الأقواس المعقوفة عن ", place, by(w)]
    } else {
        phrase!["طُلب", by(w), " وضع أقواس معقوفة حول ", place]
    }
}

pub(super) fn amendment_answered(mover: &Who, label: &Text, answer: AmendmentAnswer) -> Vec<Span> {
    let amendment = phrase!["التعديل المقدَّم من ", who(mover), " على ", para(label)];
    match answer {
        AmendmentAnswer::Accepted => phrase!["قُبل ", amendment],
        AmendmentAnswer::Declined => phrase!["لم يُقبل ", amendment],
        AmendmentAnswer::Withdrawn => phrase!["سُحب ", amendment],
        AmendmentAnswer::Incorporated => phrase!["أُدمج ", amendment, " في تعديل آخر"],
    }
}

pub(super) fn capacity(capacity: &SpokeAs) -> Vec<Span> {
    match capacity {
        SpokeAs::Personal => phrase!["، بصفة شخصية،"],
        SpokeAs::Representing(whom) => phrase!["، بالنيابة عن ", whom, "،"],
        SpokeAs::For(party) => phrase!["، من وفد ", party, "،"],
    }
}

pub(super) fn motion_result(result: Outcome) -> &'static str {
    match result {
        Outcome::Carried => "أُقر ",
        Outcome::Rejected => "لم يُقر ",
        Outcome::Withdrawn => "سُحب ",
    }
}

pub(super) fn ruled_on(on: &RuledOn) -> Vec<Span> {
    match on {
        RuledOn::Paragraph(label) => para(label),
        RuledOn::PointOfOrder => phrase!["نقطة النظام"],
        RuledOn::Statement(entry) => statement(*entry),
        RuledOn::Silence => phrase!["إجراء الموافقة الصامتة"],
        RuledOn::Call => phrase!["طلب الاتفاق"],
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
        VotedOn::Appeal => phrase!["الطعن في قرار الرئاسة"],
        VotedOn::Motion(kind) => phrase![terms::the_motion(*kind)],
        VotedOn::Paragraph(label) => para(label),
        VotedOn::Other(name) => title(name),
    };
    let votes = [favour, against, abstaining].into_iter().any(anybody).then(|| {
        phrase![
            " (المؤيدون: ",
            tally(favour),
            "؛ المعارضون: ",
            tally(against),
            "؛ الممتنعون: ",
            tally(abstaining),
            ")"
        ]
    });
    match result {
        Outcome::Carried => phrase!["جرى التصويت على ", on, "، وكانت النتيجة الإقرار", votes],
        Outcome::Rejected => phrase!["جرى التصويت على ", on, "، وكانت النتيجة عدم الإقرار", votes],
        Outcome::Withdrawn => phrase!["اقتُرح التصويت على ", on, " ثم سُحب الاقتراح", votes],
    }
}

pub(super) fn call_result(result: Option<CallResult>) -> &'static str {
    match result {
        Some(CallResult::NoObjection) => "؛ ولم يُبدَ أي اعتراض، وتقرر ذلك",
        Some(CallResult::DeclaredOverObjection) => "؛ وأُبدي اعتراض، وأعلنت الرئاسة الاتفاق",
        Some(CallResult::NotAgreed) => "؛ ولم يتحقق اتفاق",
        Some(CallResult::Withdrawn) => "؛ وسُحب الطلب",
        None => "؛ ولا يتضمن السجل نتيجة",
    }
}

pub(super) fn silence_result(result: Option<SilenceResult>) -> &'static str {
    match result {
        Some(SilenceResult::NoObjection) => "؛ ولم يرد أي اعتراض",
        Some(SilenceResult::Broken) => "؛ وكُسر الصمت",
        Some(SilenceResult::Withdrawn) => "؛ وسُحب الإجراء",
        None => "؛ ولا يتضمن السجل نتيجة",
    }
}

pub(super) fn concluded(outcome: OutcomeKind) -> &'static str {
    match outcome {
        OutcomeKind::ReportAdopted => "اعتمد الفريق تقريراً",
        OutcomeKind::ReportAdoptedInPart => "اعتمد الفريق جزءاً من تقرير",
        OutcomeKind::ReportAdoptedWithReservations => "اعتمد الفريق تقريراً مع تحفظات",
        OutcomeKind::ChairsSummary => "أصدرت الرئاسة موجزاً على مسؤوليتها",
        OutcomeKind::NoAgreedRecommendation => "اختتم الفريق أعماله دون توصية متفق عليها",
    }
}

/// States that no paragraph is in are not named.
pub(super) fn paragraphs(tally: &ParagraphTally) -> Vec<Span> {
    let states = [
        (tally.adopted, "المعتمدة"),
        (tally.ad_referendum, "المتفق عليها بشرط الاستشارة"),
        (tally.provisional, "المتفق عليها مؤقتاً"),
        (tally.over_objection, "المعلن الاتفاق عليها رغم اعتراض"),
        (tally.contact_group, "المتفق عليها في فريق اتصال فقط"),
        (tally.contested, "المختلف عليها"),
        (tally.open, "التي نوقشت ولم يُتفق عليها"),
        (tally.not_discussed, "التي لم تُناقش"),
    ];
    let told: Vec<String> =
        states.iter().filter(|(n, _)| *n > 0).map(|(n, state)| format!("{state} {n}")).collect();
    let all = of_count(tally.all, &PARAGRAPH);
    let detail = (!told.is_empty()).then(|| format!(": {}", told.join("، و")));
    let consists = if tally.all == 0 { " " } else { " يتألف " };
    phrase!["كان النص المعروض على الفريق", consists, all, detail]
}

pub(super) fn contested(objections: usize, reserved: usize, bracketed: bool) -> String {
    let mut out = String::new();
    if objections > 0 {
        out.push_str(&format!("؛ وعدد الاعتراضات القائمة {objections}"));
    }
    if reserved > 0 {
        out.push_str(&format!("؛ وعدد المواقف المحتفَظ بها {reserved}"));
    }
    if bracketed {
        out.push_str("؛ وبقيت عبارات بين أقواس معقوفة");
    }
    out
}

pub(super) fn qualified(kind: QualificationKind, w: &Who, on: &[Topic]) -> Vec<Span> {
    match kind {
        QualificationKind::Reservation => {
            phrase!["سُجِّل تحفظ من ", who(w), matters_led(" على ", on)]
        }
        QualificationKind::Explanation => {
            phrase!["سُجِّل تعليل للموقف من ", who(w), matters_led(" بشأن ", on)]
        }
        QualificationKind::Dissociation => {
            phrase!["سُجِّل إعلان نأي من ", who(w), matters_led(" عن ", on)]
        }
    }
}

pub(super) fn verdict(label: &Text, verdict: &Ruled) -> Vec<Span> {
    let votes = |favour: usize, against: usize, vote: bool| {
        let by = if vote { "بالتصويت" } else { "بالمواقف المدوَّنة" };
        format!(" ({by}: المؤيدون {favour}، المعارضون {against})")
    };
    let para = para(label);
    match verdict {
        Ruled::Agreed => phrase!["تُعد ", para, " متفقاً عليها"],
        Ruled::Carried(favour, against, vote) => {
            phrase!["تُعد ", para, " مُقَرَّة", votes(*favour, *against, *vote)]
        }
        Ruled::NotCarried(favour, against, vote) => {
            phrase!["تُعد ", para, " غير مُقَرَّة", votes(*favour, *against, *vote)]
        }
        Ruled::Designated(effect) => phrase!["وضع ", para, " كما يلي: ", terms::ruling(*effect)],
        Ruled::NotAgreed => phrase!["تُعد ", para, " غير متفق عليها"],
        Ruled::NotPut => phrase!["لم تُطرح ", para, " على الفريق"],
        Ruled::NeedsRuling => {
            phrase!["تحتاج ", para, " إلى قرار من الرئاسة، ولا يتضمن السجل هذا القرار"]
        }
    }
}

pub(super) fn part(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "التأييد",
        Stance::CanAccept => "إمكان القبول",
        Stance::ReservesPosition => "الاحتفاظ بالموقف",
        Stance::Objects => "الاعتراض",
    }
}

/// Who tells; the source where nobody is named.
pub(super) fn teller(by: &Who) -> Vec<Span> {
    if anybody(by) { who(by) } else { phrase!["المصدر"] }
}

/// Who is said to hold something: in the words of who says so, where described.
pub(super) fn holder(to: &Who, described: Option<&Text>) -> Vec<Span> {
    match described {
        Some(description) => words(description),
        None if anybody(to) => who(to),
        None => phrase!["آخرين"],
    }
}

/// What was offered, on which conditions.
pub(super) fn terms_of(accepts: &[Topic], included: &[Topic], excluded: &[Topic]) -> Vec<Span> {
    let accepts = if accepts.is_empty() {
        phrase!["موضوعه تبادل"]
    } else {
        phrase!["موضوعه قبول ", matters(accepts)]
    };
    let conditions: Vec<Vec<Span>> =
        [matters_led("إدراج ", included), matters_led("استبعاد ", excluded)]
            .into_iter()
            .flatten()
            .collect();
    let conditions =
        (!conditions.is_empty()).then(|| phrase!["، بشرط ", list(conditions, " و", " و")]);
    phrase![accepts, conditions]
}

pub(super) fn fate(fate: OfferFate) -> &'static str {
    match fate {
        OfferFate::Standing => "؛ وكان العرض قائماً عند نهاية السجل",
        OfferFate::Withdrawn => "؛ وسُحب العرض لاحقاً",
        OfferFate::Lapsed => "؛ وانقضى العرض",
    }
}

pub(super) fn offer_answer(answer: OfferAnswer) -> &'static str {
    match answer {
        OfferAnswer::Accepts => "قُبل العرض من جانب ",
        OfferAnswer::Declines => "لم يُقبل العرض من جانب ",
        OfferAnswer::Considers => "أُخذ العرض للنظر فيه من جانب ",
    }
}

pub(super) fn offer_end(end: OfferEnd) -> &'static str {
    match end {
        OfferEnd::Withdrawn => "سُحب",
        OfferEnd::Lapsed => "انقضى",
    }
}

/// A refusal is told in the words of the rules, which are English.
pub(super) fn not_admitted(entry: EntryId, refusal: &str) -> Vec<Span> {
    let refusal = vec![Span::Quote { language: Some("en".to_owned()), words: refusal.to_owned() }];
    phrase!["لم يُقبل القيد ", entry, " بموجب النظام الداخلي: ", refusal]
}

pub(super) fn searched(searched: &Searched) -> String {
    let words = match searched {
        Searched::Paragraph(label) => phrase!["القيود المتصلة بما يلي: ", para(label)],
        Searched::Issue(issue) => phrase!["القيود المتصلة بالمسألة المعنونة ", title(issue)],
        Searched::PositionsOf(parties) if parties.is_empty() => phrase!["مواقف الأعضاء"],
        Searched::PositionsOf(parties) => phrase!["مواقف ", names(parties)],
        Searched::PositionOn(party, on) if party.is_empty() => {
            phrase!["المواقف بشأن ", matter(on)]
        }
        Searched::PositionOn(party, on) => phrase!["مواقف ", party, " بشأن ", matter(on)],
        Searched::Attendance => phrase!["الحضور في الاجتماعات"],
        Searched::Rule(item) => phrase!["القيود بشأن ", terms::item(*item)],
        Searched::Floor(meeting) => {
            phrase!["البيانات في الاجتماع ", title(meeting), " بعد طلب الكلمة"]
        }
        Searched::Outcome => phrase!["القيود بشأن النتيجة"],
        Searched::Agreement => phrase!["الاتفاق على أي فقرة"],
        Searched::Texts => phrase!["النصوص قيد التفاوض"],
        Searched::AnswerTo(entry) => {
            phrase!["الردود والتأكيدات بشأن القيد رقم ", entry.0.to_string()]
        }
        Searched::HandOver => phrase!["تسليم السجل"],
        Searched::PositionsOnMatters(kind) => phrase!["المواقف بشأن المسائل ال", issue(*kind)],
        Searched::WordsOf(entries) => {
            let numbers = entries.iter().map(|entry| phrase![entry.0.to_string()]).collect();
            phrase![
                if entries.len() == 1 {
                    "العبارات المقترنة بالقيد رقم "
                } else {
                    "العبارات المقترنة بالقيود ذات الأرقام "
                },
                list(numbers, " و", " و")
            ]
        }
    };
    crate::document::plain_text(&words)
}

/// What somebody held, as a definite noun; the subject of a passive verb.
pub(super) fn held(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Supports) => "التأييد",
        Some(Stance::CanAccept) => "القبول",
        Some(Stance::ReservesPosition) => "حفظ الموقف",
        Some(Stance::Objects) => "الاعتراض",
        None => "البيان",
    }
}
