//! Words for what is chosen from a list.

use super::people::matter;
use crate::document::Span;
use crate::manuscript::{Heading, Topic, Unreflected};
use crate::wording::phrase::{passage as words, phrase};
use record::Text;
use record::entry::Grade;
use record::event::agreement::{Arrival, Level};
use record::event::documents::DocumentKind;
use record::event::group::{CharterItem, RuleName};
use record::event::meetings::{MeetingLevel, MotionKind, RecordStatus, RulingEffect};
use record::event::parties::{Constituency, Office};
use record::event::positions::Stance;
use record::event::texts::{Change, RevisionKind, TextKind};

pub(super) fn rule(rule: RuleName) -> &'static str {
    match rule {
        RuleName::UnConsensus => "توافق الآراء، بمعنى عدم وجود اعتراض",
        RuleName::Unanimity => "الإجماع",
        RuleName::RoughConsensus => "توافق تقريبي في الآراء (RFC 7282)",
        RuleName::Iso => "توافق الآراء حسب تعريف الدليل 2 (ISO/IEC)",
        RuleName::Majority => "الأغلبية",
        RuleName::Gnso => "مستويات توافق الآراء لدى GNSO",
        RuleName::AgreedTextOnly => "النص المتفق عليه فقط",
        RuleName::DifferingViews => "بيان الآراء المختلفة حيثما لم يوجد اتفاق",
        RuleName::ChairsSummary => "موجز على مسؤولية الرئاسة",
        RuleName::FootnotedReservations => "النص المتفق عليه مع تحفظات في الحواشي",
        RuleName::Nothing => "عدم إصدار وثيقة",
        RuleName::FactualNote => "مذكرة وقائعية",
        RuleName::Other => "قاعدة أخرى، مبيَّنة بالعبارة",
    }
}

/// A rule of the charter, definite and feminine, so that verbs agree.
pub(super) fn item(item: CharterItem) -> &'static str {
    match item {
        CharterItem::DecisionRule => "القاعدة المتعلقة باتخاذ القرار",
        CharterItem::ReportRule => "القاعدة المتعلقة بإعداد التقرير",
        CharterItem::DefaultOutcome => "القاعدة المتعلقة بالنتيجة في حال عدم توافق الآراء",
        CharterItem::DisclosureRule => "القاعدة المتعلقة بالإفصاح",
        CharterItem::WorkingMethod => "القاعدة المتعلقة بأساليب العمل",
    }
}

pub(super) fn office(office: Office) -> &'static str {
    match office {
        Office::Chair => "الرئيس",
        Office::ViceChair => "نائب الرئيس",
        Office::Rapporteur => "المقرِّر",
        Office::Facilitator => "الميسِّر",
        Office::Secretary => "الأمين",
    }
}

/// Where members come from; a constituency of the group's own list by its name.
pub(super) fn constituency(constituency: &Constituency, name: Option<&Text>) -> Vec<Span> {
    match constituency {
        Constituency::Government => phrase!["الحكومات"],
        Constituency::Business => phrase!["قطاع الأعمال"],
        Constituency::CivilSociety => phrase!["المجتمع المدني"],
        Constituency::Technical => phrase!["الأوساط التقنية"],
        Constituency::Academic => phrase!["الأوساط الأكاديمية"],
        Constituency::Intergovernmental => {
            phrase!["المنظمات الحكومية الدولية والمنظمات الدولية"]
        }
        Constituency::Own(id) => match name {
            Some(name) => phrase!["الفئة “", name, "”"],
            None => phrase!["الفئة “", &Text::from(id.as_str()), "”"],
        },
    }
}

pub(super) fn meeting(level: MeetingLevel) -> &'static str {
    match level {
        MeetingLevel::Formal => "جلسة عامة",
        MeetingLevel::Informal => "مشاورات غير رسمية",
        MeetingLevel::ContactGroup => "اجتماع فريق اتصال",
    }
}

pub(super) fn record_status(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::OnRecord => "مدوَّن في السجل",
        RecordStatus::Closed => "مغلق",
        RecordStatus::OffRecord => "خارج السجل",
    }
}

pub(super) fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Contribution => "مساهمة",
        DocumentKind::Proposal => "مقترحاً",
        DocumentKind::Statement => "بياناً",
        DocumentKind::Mail => "رسالة بريد إلكتروني",
        DocumentKind::ConferenceRoomPaper => "ورقة غرفة اجتماعات",
        DocumentKind::ChairsText => "نصاً على مسؤولية الرئاسة",
        DocumentKind::Compilation => "تجميعاً",
        DocumentKind::EarlierAgreedText => "نصاً متفقاً عليه سابقاً",
        DocumentKind::Report => "تقريراً",
        DocumentKind::LetterOfTransmittal => "كتاب إحالة",
        DocumentKind::Account => "رواية منشورة",
    }
}

pub(super) fn text(kind: TextKind) -> &'static str {
    match kind {
        TextKind::ChairsText => "نصاً على مسؤولية الرئاسة",
        TextKind::Compilation => "تجميعاً للمقترحات",
        TextKind::RollingText => "نصاً متجدداً",
        TextKind::ConsolidatedText => "نصاً موحداً",
        TextKind::ZeroDraft => "مسودة أولية",
        TextKind::NonPaper => "ورقة غير رسمية",
        TextKind::Proposal => "مقترحاً",
        TextKind::DraftReport => "مشروع تقرير",
    }
}

pub(super) fn revised(how: RevisionKind) -> &'static str {
    match how {
        RevisionKind::Orally => "شفوياً",
        RevisionKind::ByAmendment => "عن طريق تعديل",
        RevisionKind::ByMerging => "عن طريق دمج فقرات",
        RevisionKind::ByReport => "على النحو الوارد في تقرير فريق اتصال",
        RevisionKind::InWriting => "كتابةً",
        RevisionKind::Editorially => "من ناحية التحرير",
    }
}

/// A change, as a verbal noun.
pub(super) fn change(change: &Change) -> Vec<Span> {
    match change {
        Change::Replace { old, new } => {
            phrase!["الاستعاضة عن عبارة ", words(old), " بعبارة ", words(new)]
        }
        Change::Insert { new, after } if after.is_empty() => {
            phrase!["إدراج عبارة ", words(new), " في البداية"]
        }
        Change::Insert { new, after } => {
            phrase!["إدراج عبارة ", words(new), " بعد عبارة ", words(after)]
        }
        Change::Delete { old } => phrase!["حذف عبارة ", words(old)],
        Change::Whole(whole) => phrase!["الاستعاضة عن النص كله بما يلي: ", whole],
    }
}

/// What a motion aims at; nothing where it is told in words only.
fn aim(kind: MotionKind) -> Option<&'static str> {
    match kind {
        MotionKind::SuspendMeeting => Some("تعليق الجلسة"),
        MotionKind::AdjournMeeting => Some("رفع الجلسة"),
        MotionKind::AdjournDebate => Some("تأجيل المناقشة"),
        MotionKind::CloseDebate => Some("إقفال باب المناقشة"),
        MotionKind::CloseList => Some("إقفال قائمة المتكلمين"),
        MotionKind::Divide => Some("التجزئة"),
        MotionKind::Reconsider => Some("إعادة النظر"),
        MotionKind::Other => None,
    }
}

/// A motion, indefinite.
pub(super) fn a_motion(kind: MotionKind) -> String {
    match aim(kind) {
        Some(aim) => format!("اقتراح يدعو إلى {aim}"),
        None => "اقتراح إجرائي".to_owned(),
    }
}

/// A motion, definite.
pub(super) fn the_motion(kind: MotionKind) -> String {
    match aim(kind) {
        Some(aim) => format!("الاقتراح الداعي إلى {aim}"),
        None => "الاقتراح الإجرائي".to_owned(),
    }
}

/// What the Chair ruled.
pub(super) fn ruling(effect: RulingEffect) -> &'static str {
    match effect {
        RulingEffect::Procedural => "أصدرت الرئاسة قراراً إجرائياً",
        RulingEffect::DecidesOver => "قررت الرئاسة البت في المسألة رغم الاعتراض",
        RulingEffect::RoughConsensus => "قررت الرئاسة أنه تحقق توافق تقريبي في الآراء",
        RulingEffect::NoConsensus => "قررت الرئاسة أنه لا يوجد توافق في الآراء",
        RulingEffect::SustainedOpposition => "قررت الرئاسة أن المعارضة مستمرة",
        RulingEffect::NoSustainedOpposition => "قررت الرئاسة أن المعارضة غير مستمرة",
        RulingEffect::Void => "قررت الرئاسة أن إجراء الموافقة الصامتة باطل",
        RulingEffect::Stands => "قررت الرئاسة أن إجراء الموافقة الصامتة قائم",
        RulingEffect::FullConsensus => "حددت الرئاسة مستوى الاتفاق بأنه توافق كامل في الآراء",
        RulingEffect::Consensus => "حددت الرئاسة مستوى الاتفاق بأنه توافق في الآراء",
        RulingEffect::StrongSupport => "حددت الرئاسة مستوى الاتفاق بأنه تأييد قوي مع معارضة ذات شأن",
        RulingEffect::Divergence => "حددت الرئاسة مستوى الاتفاق بأنه تباين في الآراء",
    }
}

/// A ruling, as what an appeal is against.
pub(super) fn ruling_noun(effect: RulingEffect) -> &'static str {
    match effect {
        RulingEffect::Procedural => "قرار الرئاسة الإجرائي",
        RulingEffect::DecidesOver => "قرار الرئاسة البت في المسألة رغم الاعتراض",
        RulingEffect::RoughConsensus => "قرار الرئاسة الذي مفاده أنه تحقق توافق تقريبي في الآراء",
        RulingEffect::NoConsensus => "قرار الرئاسة الذي مفاده أنه لا يوجد توافق في الآراء",
        RulingEffect::SustainedOpposition => "قرار الرئاسة الذي مفاده أن المعارضة مستمرة",
        RulingEffect::NoSustainedOpposition => "قرار الرئاسة الذي مفاده أن المعارضة غير مستمرة",
        RulingEffect::Void => "قرار الرئاسة الذي مفاده أن إجراء الموافقة الصامتة باطل",
        RulingEffect::Stands => "قرار الرئاسة الذي مفاده أن إجراء الموافقة الصامتة قائم",
        RulingEffect::FullConsensus => "تحديد الرئاسة مستوى الاتفاق بأنه توافق كامل في الآراء",
        RulingEffect::Consensus => "تحديد الرئاسة مستوى الاتفاق بأنه توافق في الآراء",
        RulingEffect::StrongSupport => {
            "تحديد الرئاسة مستوى الاتفاق بأنه تأييد قوي مع معارضة ذات شأن"
        }
        RulingEffect::Divergence => "تحديد الرئاسة مستوى الاتفاق بأنه تباين في الآراء",
    }
}

/// Agreement at a level, as a verbal noun with its object.
pub(super) fn agreeing(level: Level, on: Vec<Span>) -> Vec<Span> {
    match level {
        Level::ContactGroup => phrase!["الاتفاق في فريق الاتصال على ", on],
        Level::Provisional => phrase!["الاتفاق مؤقتاً على ", on],
        Level::AdReferendum => phrase!["الاتفاق بشرط الاستشارة على ", on],
        Level::Adopted => phrase!["اعتماد ", on],
    }
}

/// A paragraph was agreed at a level.
pub(super) fn agreed(level: Level, paragraph: Vec<Span>) -> Vec<Span> {
    match level {
        Level::ContactGroup => phrase!["اتُّفق في فريق الاتصال على ", paragraph],
        Level::Provisional => phrase!["اتُّفق مؤقتاً على ", paragraph],
        Level::AdReferendum => phrase!["اتُّفق بشرط الاستشارة على ", paragraph],
        Level::Adopted => phrase!["اعتُمدت ", paragraph],
    }
}

pub(super) fn arrival(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Arrived => "؛ وعُلم أنه وصل",
        Arrival::NotKnown => "؛ ولم يُعلم هل وصل",
        Arrival::Failed => "؛ وعُلم أنه لم يصل",
    }
}

/// A stance as a verbal noun with its object; an issue is not itself supported, but spoken to.
pub(super) fn stance(stance: Stance, on: &Topic) -> Vec<Span> {
    let issue = matches!(on, Topic::Issue(_));
    let noun = match stance {
        Stance::Supports if issue => "تأييد بشأن ",
        Stance::CanAccept if issue => "قبول بشأن ",
        Stance::Objects if issue => "اعتراض بشأن ",
        Stance::Supports => "تأييد ",
        Stance::CanAccept => "إمكان قبول ",
        Stance::ReservesPosition => "الاحتفاظ بالموقف بشأن ",
        Stance::Objects => "اعتراض على ",
    };
    phrase![noun, matter(on)]
}

/// Why positions are not told, as a noun, so that it agrees with one and with several.
pub(super) fn unreflected(reason: Unreflected) -> &'static str {
    match reason {
        Unreflected::Superseded => "حلول موقف لاحق للجهة نفسها محل ما سبقه",
        Unreflected::Withdrawn => "السحب من جانب الجهة المعنية",
        Unreflected::Struck => "الشطب لخطأ في التدوين",
        Unreflected::Undisclosed => "مستوى الإفصاح الذي لا يسمح إلا بالعد",
        Unreflected::ReportRule => "القاعدة المتعلقة بإعداد التقرير، التي لا تشمل ما لم يُتفق عليه",
        Unreflected::Removed => "خروج الفقرة المعنية من النص",
        Unreflected::Copy => "تعلق الموقف بنسخة من النص خاصة بفريق اتصال",
        Unreflected::Erased => "محو المضمون",
    }
}

pub(super) fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Delivered => "صادر مباشرة عن صاحبه",
        Grade::TakenDown => "مدوَّن من جانب الأمانة",
        Grade::Confirmed => "مدوَّن ومؤكَّد من صاحبه",
        Grade::Reported => "منقول عن الغير",
        Grade::Inferred => "مستنتَج من صاحبه",
    }
}

pub(super) fn heading(heading: &Heading) -> String {
    let words = match heading {
        Heading::Brief => "موجز",
        Heading::Mandate => "الولاية",
        Heading::Organization => "تنظيم الأعمال",
        Heading::Officers => "الافتتاح وأعضاء المكتب والحضور",
        Heading::Composition => "التكوين",
        Heading::Agenda => "جدول الأعمال وبرنامج العمل",
        Heading::Methods => "أساليب العمل",
        Heading::Documentation => "الوثائق المعروضة",
        Heading::Proceedings => "وقائع الأعمال",
        Heading::Texts => "النصوص والتعديلات",
        Heading::Calls => "طلبات الاتفاق وإجراءات الموافقة الصامتة",
        Heading::Procedure => "المسائل الإجرائية",
        Heading::Facts => "الوقائع المدوَّنة",
        Heading::Consultations => "المشاورات",
        Heading::Statements => "البيانات",
        Heading::EarlierLanguage => "الصيغ المتفق عليها سابقاً",
        Heading::Outcome => "النتيجة",
        Heading::Agreed => "الفقرات المتفق عليها",
        Heading::Differing => "المسائل التي اختلفت الآراء بشأنها",
        Heading::Offers => "العروض المقدمة دون مساس بالمواقف",
        Heading::NotDiscussed => "المسائل التي لم تُناقش",
        Heading::Adoption => "اعتماد التقرير",
        Heading::Conclusion => "اختتام الأعمال",
        Heading::Coverage => "نطاق التغطية",
        Heading::Limits => "حدود السجل",
        Heading::Narrative => "سرد المقرِّر",
        Heading::AnnexText => "النص عند نهاية السجل",
        Heading::AnnexProposals => "المقترحات بصيغتها المقدمة",
        Heading::AnnexStatements => "بيانات المواقف",
        Heading::AnnexParticipants => "المشاركون",
        Heading::AnnexDocuments => "قائمة الوثائق",
        Heading::AnnexComputed => "نتائج محسوبة من المواقف: التجمعات والأرضية المشتركة",
        Heading::AnnexLexicon => "ألفاظ المقدار",
        Heading::Paragraph(label) => return format!("الفقرة {label}"),
        Heading::Issue(title) | Heading::Meeting(title) => return title.to_string(),
    };
    words.to_owned()
}
