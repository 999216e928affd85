//! Who, how many, which paragraphs, when.
//!
//! Numbers of things stand in the genitive, behind a preposition or a noun: so that `عضوين` and `أعضاء` are right
//! wherever a sentence puts them, sentences are worded with verbal nouns and prepositions.

use super::super::phrase::{labels, list, phrase, title};
use crate::document::Span;
use crate::lexicon::{Quantity, quantity};
use crate::manuscript::{Sort, Topic, Who};
use record::{EntryId, Moment, Quote, Text};

/// Names beyond which a word of quantity comes first.
const NAMES_MAX: usize = 12;

/// A noun as numbers need it.
pub(super) struct Noun {
    /// Alone, without the word for one.
    single: &'static str,
    /// One of it.
    one: &'static str,
    /// Two of it, genitive.
    two: &'static str,
    /// Plural, genitive, after three to ten.
    few: &'static str,
    /// Singular, accusative, after eleven to ninety-nine.
    many: &'static str,
    /// Feminine: numbers agree by contrast.
    feminine: bool,
}

pub(super) const MEMBER: Noun = Noun {
    single: "عضو",
    one: "عضو واحد",
    two: "عضوين",
    few: "أعضاء",
    many: "عضواً",
    feminine: false,
};
const PARTICIPANT: Noun = Noun {
    single: "مشارك",
    one: "مشارك واحد",
    two: "مشاركَين",
    few: "مشاركين",
    many: "مشاركاً",
    feminine: false,
};
const COALITION: Noun = Noun {
    single: "تحالف",
    one: "تحالف واحد",
    two: "تحالفين",
    few: "تحالفات",
    many: "تحالفاً",
    feminine: false,
};
const OFFICER: Noun = Noun {
    single: "عضو مكتب",
    one: "عضو مكتب واحد",
    two: "عضوي مكتب",
    few: "أعضاء مكتب",
    many: "عضو مكتب",
    feminine: false,
};
pub(super) const OBSERVER: Noun = Noun {
    single: "مراقب",
    one: "مراقب واحد",
    two: "مراقبَين",
    few: "مراقبين",
    many: "مراقباً",
    feminine: false,
};
pub(super) const MEETING: Noun = Noun {
    single: "اجتماع",
    one: "اجتماع واحد",
    two: "اجتماعين",
    few: "اجتماعات",
    many: "اجتماعاً",
    feminine: false,
};
pub(super) const POSITION: Noun = Noun {
    single: "موقف",
    one: "موقف واحد",
    two: "موقفين",
    few: "مواقف",
    many: "موقفاً",
    feminine: false,
};
pub(super) const OFFER: Noun = Noun {
    single: "عرض",
    one: "عرض واحد",
    two: "عرضين",
    few: "عروض",
    many: "عرضاً",
    feminine: false,
};
pub(super) const PARAGRAPH: Noun = Noun {
    single: "فقرة",
    one: "فقرة واحدة",
    two: "فقرتين",
    few: "فقرات",
    many: "فقرة",
    feminine: true,
};

/// A number of things, in the genitive.
pub(super) fn count(n: usize, noun: &Noun) -> String {
    const FEW: [(&str, &str); 8] = [
        ("ثلاثة", "ثلاث"),
        ("أربعة", "أربع"),
        ("خمسة", "خمس"),
        ("ستة", "ست"),
        ("سبعة", "سبع"),
        ("ثمانية", "ثماني"),
        ("تسعة", "تسع"),
        ("عشرة", "عشر"),
    ];
    match n {
        0 => format!("صفر من ال{}", noun.few),
        1 => noun.one.to_owned(),
        2 => noun.two.to_owned(),
        3..=10 => {
            let (masculine, feminine) = FEW[n - 3];
            format!("{} {}", if noun.feminine { feminine } else { masculine }, noun.few)
        }
        11 => format!("{} {}", if noun.feminine { "إحدى عشرة" } else { "أحد عشر" }, noun.many),
        12 => format!("{} {}", if noun.feminine { "اثنتي عشرة" } else { "اثني عشر" }, noun.many),
        _ => match n % 100 {
            3..=10 => format!("{n} {}", noun.few),
            11..=99 => format!("{n} {}", noun.many),
            _ => format!("{n} {}", noun.single),
        },
    }
}

/// "من ثلاثة أعضاء", or "دون أي عضو" where there is none.
pub(super) fn of_count(n: usize, noun: &Noun) -> String {
    if n == 0 { format!("دون أي {}", noun.single) } else { format!("من {}", count(n, noun)) }
}

/// Hundredths: "0.67".
pub(super) fn decimal(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Names: the conjunction stands before each but the first.
pub(super) fn names(all: &[Text]) -> Vec<Span> {
    list(all.iter().map(|name| phrase![name]).collect(), " و", " و")
}

/// How many, by the lexicon; genitive.
fn quantified(n: usize, of: usize, sort: Sort) -> String {
    if sort != Sort::Members {
        return count(n, noun(sort));
    }
    match quantity(n, of) {
        Quantity::None => "لا أحد من الأعضاء".to_owned(),
        Quantity::One => "عضو واحد".to_owned(),
        Quantity::Two => "عضوين".to_owned(),
        Quantity::Some => format!("بعض الأعضاء ({n} من {of})"),
        Quantity::Half => format!("نصف الأعضاء ({n} من {of})"),
        Quantity::Most => format!("معظم الأعضاء ({n} من {of})"),
        Quantity::All => format!("جميع الأعضاء ({of})"),
        Quantity::Number => count(n, &MEMBER),
    }
}

fn others(n: usize, sort: Sort) -> String {
    let noun = noun(sort);
    match n {
        1 => format!("{} آخر", noun.single),
        2 => format!("{} آخرين", noun.two),
        _ if (3..=10).contains(&(n % 100)) && sort != Sort::Coalitions => {
            format!("{} آخرين", count(n, noun))
        }
        _ if (3..=10).contains(&(n % 100)) => format!("{} أخرى", count(n, noun)),
        _ => format!("{} آخر", count(n, noun)),
    }
}

/// What people who are counted are called.
fn noun(sort: Sort) -> &'static Noun {
    match sort {
        Sort::Members => &MEMBER,
        Sort::Participants => &PARTICIPANT,
        Sort::Coalitions => &COALITION,
        Sort::Officers => &OFFICER,
    }
}

/// Who: named, counted or neither; genitive.
pub(super) fn who(who: &Who) -> Vec<Span> {
    if who.veiled {
        return phrase![noun(who.sort).one, " أو أكثر"];
    }
    match (who.names.len(), who.unnamed) {
        (0, n) => phrase![quantified(n, who.of, who.sort)],
        (known, rest) if known > NAMES_MAX => {
            let total = quantified(who.count(), who.of, who.sort);
            let lead = match total.strip_suffix(')') {
                Some(open) => format!("{open}: "),
                None => format!("{total} ("),
            };
            let rest = (rest > 0).then(|| phrase![" و", others(rest, who.sort)]);
            phrase![lead, names(&who.names), rest, ")"]
        }
        (_, 0) => names(&who.names),
        (_, rest) => phrase![names(&who.names), " و", others(rest, who.sort)],
    }
}

/// Whether anybody is meant.
pub(super) fn anybody(who: &Who) -> bool {
    who.veiled || who.count() > 0
}

/// "من جانب ..."; nothing where nobody is meant.
pub(super) fn by(w: &Who) -> Option<Vec<Span>> {
    anybody(w).then(|| phrase![" من جانب ", who(w)])
}

/// As one item of a count.
pub(super) fn tally(who: &Who) -> Vec<Span> {
    if who.veiled {
        return phrase!["غير مفصح عنه"];
    }
    if who.count() == 0 {
        return phrase!["لا أحد"];
    }
    let total = who.count().to_string();
    if who.names.is_empty() {
        return phrase![total];
    }
    let rest = (who.unnamed > 0).then(|| phrase![" و", others(who.unnamed, who.sort)]);
    phrase![total, " (", names(&who.names), rest, ")"]
}

/// "من ثلاثة أعضاء (...)".
pub(super) fn counted(who: &Who, noun: &Noun) -> Vec<Span> {
    if who.veiled {
        return phrase!["من ", noun.one, " أو أكثر"];
    }
    let total = of_count(who.count(), noun);
    if who.names.is_empty() {
        return phrase![total];
    }
    let rest = (who.unnamed > 0).then(|| format!("، ودون ذكر الاسم: {}", who.unnamed));
    phrase![total, " (", names(&who.names), rest, ")"]
}

/// "الفقرة 4".
pub(super) fn para(label: &Text) -> Vec<Span> {
    phrase!["الفقرة ", label]
}

/// Paragraphs: one, two or several.
pub(super) fn paras(labels: &[Text]) -> Vec<Span> {
    let lead = match labels.len() {
        1 => "الفقرة ",
        2 => "الفقرتين ",
        _ => "الفقرات ",
    };
    phrase![lead, names(labels)]
}

/// What something is on; genitive.
pub(super) fn matter(on: &Topic) -> Vec<Span> {
    match on {
        Topic::Paragraph(label) => para(label),
        Topic::Issue(name) => phrase!["المسألة المعنونة ", title(name)],
        Topic::Text(name) => phrase!["النص المعنون ", title(name)],
        Topic::Document(name) => phrase!["الوثيقة ", title(name)],
        Topic::Amendment(label) => phrase!["التعديل المقترح على ", para(label)],
        Topic::Package(name) => phrase!["الحزمة ", title(name)],
        Topic::Other(name) => title(name),
    }
}

/// Several of them; paragraphs alone are told together.
pub(super) fn matters(on: &[Topic]) -> Vec<Span> {
    match labels(on) {
        Some(labels) => paras(&labels),
        None => list(on.iter().map(matter).collect(), " و", " و"),
    }
}

/// A clause about matters; nothing where there are none.
pub(super) fn matters_led(lead: &str, on: &[Topic]) -> Option<Vec<Span>> {
    (!on.is_empty()).then(|| phrase![lead, matters(on)])
}

/// A clause about paragraphs; nothing where there are none.
pub(super) fn paras_led(lead: &str, labels: &[Text]) -> Option<Vec<Span>> {
    (!labels.is_empty()).then(|| phrase![lead, paras(labels)])
}

/// Titles.
pub(super) fn titles(all: &[Text]) -> Vec<Span> {
    list(all.iter().map(title).collect(), " و", " و")
}

/// A quotation behind a lead; nothing where there is none.
pub(super) fn quoted(lead: &str, words: Option<&Quote>) -> Option<Vec<Span>> {
    words.map(|words| phrase![lead, words])
}

/// "البيان المدوَّن في القيد رقم 7".
pub(super) fn statement(entry: EntryId) -> Vec<Span> {
    phrase!["البيان المدوَّن في القيد ", entry]
}

/// A moment in words; digits are Western, as in the record.
pub(super) fn moment(moment: Moment) -> String {
    const MONTHS: [&str; 12] = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ];
    let month = |m: u8| MONTHS.get(usize::from(m).wrapping_sub(1)).copied().unwrap_or_default();
    match moment {
        Moment::Unknown => "تاريخ غير معروف".to_owned(),
        Moment::Year(y) => format!("عام {y}"),
        Moment::Month(y, m) => format!("{} {y}", month(m)),
        Moment::Day(y, m, d) => format!("{d} {} {y}", month(m)),
        Moment::Time { day: (y, m, d), clock: (hour, minute), second, offset } => {
            let second = second.map_or_else(String::new, |s| format!(":{s:02}"));
            let zone = crate::wording::zone(offset);
            format!("{d} {} {y}، الساعة {hour:02}:{minute:02}{second} ({zone})", month(m))
        }
    }
}

/// A lead and a moment.
pub(super) fn led(lead: &str, when: Option<Moment>) -> Option<String> {
    when.map(|when| format!("{lead}{}", moment(when)))
}

/// " في 25 فبراير 2014".
pub(super) fn on(when: Option<Moment>) -> Option<String> {
    led(" في ", when)
}

/// From when to when.
pub(super) fn span(from: Option<Moment>, to: Option<Moment>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from != to => {
            Some(format!(" من {} إلى {}", moment(from), moment(to)))
        }
        (Some(from), _) => on(Some(from)),
        (None, to) => led(" حتى ", to),
    }
}

#[cfg(test)]
mod tests {
    use super::{MEMBER, PARAGRAPH, count, others};

    #[test]
    fn counted_nouns_agree() {
        let members =
            [1, 2, 3, 8, 10, 11, 12, 13, 21, 99, 100, 103, 111].map(|n| count(n, &MEMBER));
        assert_eq!(
            members,
            [
                "عضو واحد",
                "عضوين",
                "ثلاثة أعضاء",
                "ثمانية أعضاء",
                "عشرة أعضاء",
                "أحد عشر عضواً",
                "اثني عشر عضواً",
                "13 عضواً",
                "21 عضواً",
                "99 عضواً",
                "100 عضو",
                "103 أعضاء",
                "111 عضواً"
            ]
        );
        let paragraphs = [1, 2, 3, 8, 10, 11, 12].map(|n| count(n, &PARAGRAPH));
        assert_eq!(
            paragraphs,
            [
                "فقرة واحدة",
                "فقرتين",
                "ثلاث فقرات",
                "ثماني فقرات",
                "عشر فقرات",
                "إحدى عشرة فقرة",
                "اثنتي عشرة فقرة"
            ]
        );
        assert_eq!(
            [1, 2, 4, 14].map(|n| others(n, super::Sort::Members)),
            ["عضو آخر", "عضوين آخرين", "أربعة أعضاء آخرين", "14 عضواً آخر"]
        );
    }
}
