//! What is computed from positions: camps, what sets them apart, what they share.

use super::clauses;
use super::people::*;
use crate::document::Span;
use crate::manuscript::{ComputedFrom, NoCampsFor, Topic, Who};
use crate::wording::letters;
use crate::wording::phrase::{list, phrase};
use analysis::{NotInTable, Sides};
use record::Text;
use record::event::group::IssueKind;

/// The split inside a constituency.
pub(super) struct Inside {
    pub(super) positions: usize,
    pub(super) things: usize,
    pub(super) divided: usize,
    pub(super) disagreement: Option<usize>,
}

pub(super) fn found(
    method: &Text,
    from: &ComputedFrom,
    camps: usize,
    agreement: usize,
    halves: Option<usize>,
    weak: bool,
) -> Vec<Span> {
    let halves = match halves {
        Some(agreement) => phrase!["؛ ودرجة توافق تجمعات نصفي المسائل: ", decimal(agreement)],
        None => phrase!["؛ ولا تتيسر المقارنة بين نصفي المسائل"],
    };
    phrase![
        computed(method, from),
        "؛ وهي تدل على تجمعات عددها ",
        camps.to_string(),
        "؛ ودرجة توافقها مع التجمعات التي تظهر عند إغفال واحد من كل عشرين موقفاً: ",
        decimal(agreement),
        " (1: لا تغيير)",
        halves,
        weak.then_some("، ولذا فالتجمعات ضعيفة الدلالة"),
        left_out(from)
    ]
}

pub(super) fn none(method: &Text, from: &ComputedFrom, why: NoCampsFor) -> Vec<Span> {
    let why = match why {
        NoCampsFor::Few(least) => format!("لا يُبحث عن تجمعات إذا قل عدد الأطراف عن {least}"),
        NoCampsFor::NoDimension => {
            "لا يُستدل على موقف أُغفل إلا بالمسألة وبمدى ميل كل طرف إلى القبول".to_owned()
        }
        NoCampsFor::AsPermuted => "الاتجاه الرئيسي لتباين المواقف ليس أقوى مما يكون عليه إذا وُزعت مواقف كل مسألة على الأطراف عشوائياً".to_owned(),
        NoCampsFor::OnePlace => "المواقف متباينة، ولا تجتمع الأطراف في مواضع منفصلة".to_owned(),
        NoCampsFor::Unstable => {
            "ما ظهر من تجمعات لم يظهر مجدداً عند إغفال واحد من كل عشرين موقفاً".to_owned()
        }
    };
    phrase![computed(method, from), "؛ وهي لا تدل على وجود تجمعات: ", why, left_out(from)]
}

fn computed(method: &Text, from: &ComputedFrom) -> Vec<Span> {
    let of = |n: usize, what: &str| (n > 0).then(|| format!("؛ {what}: {n}"));
    phrase![
        "حُسب ما يلي من المواقف المدوَّنة في السجل بالطريقة المبيَّنة في ",
        method,
        ": عدد المواقف بشأن المسائل ال",
        clauses::issue(from.kind),
        ": ",
        from.positions.to_string(),
        "؛ عدد الأطراف: ",
        from.parties.to_string(),
        "؛ عدد المسائل: ",
        from.things.to_string(),
        of(from.stale, "عدد المواقف من صيغة تغيرت لاحقاً"),
        of(from.second_hand, "عدد المواقف المنقولة أو المستنتجة من جانب آخرين")
    ]
}

/// Positions that did not enter, by reason.
fn left_out(from: &ComputedFrom) -> Option<Vec<Span>> {
    let reason = |(why, positions): &(NotInTable, usize)| {
        let why = match why {
            NotInTable::Removed => "بشأن فقرات لم تعد في النص",
            NotInTable::Copy => "بشأن نسخة فريق اتصال",
            NotInTable::Withheld => "لا يجوز ذكرها مقترنة باسم صاحبها",
            NotInTable::NotOneStance => "لأجزاء من طرف واحد تتباين مواقفها",
            NotInTable::OfCoalition => "لتحالف بصفته هذه",
        };
        phrase![why, ": ", positions.to_string()]
    };
    let reasons = from.left_out.iter().map(reason).collect();
    (!from.left_out.is_empty())
        .then(|| phrase!["؛ والمواقف التي لم تدخل في الحساب: ", list(reasons, "؛ ", "؛ ")])
}

/// A camp by its letter, which is the same in every language.
fn camp(index: usize) -> Vec<Span> {
    phrase!["التجمع ", &Text::from(letters(index + 1))]
}

pub(super) fn members(kind: IssueKind, index: usize, who: &Who, positions: usize) -> Vec<Span> {
    phrase![
        "الأطراف المحسوبة ضمن ",
        camp(index),
        " في المسائل ال",
        clauses::issue(kind),
        "، وعدد مواقفها ",
        positions.to_string(),
        ": ",
        tally(who)
    ]
}

pub(super) fn in_none(kind: IssueKind, who: &Who, positions: usize) -> Vec<Span> {
    phrase![
        "الأطراف التي لا يتضح بالحساب انتماؤها إلى تجمع في المسائل ال",
        clauses::issue(kind),
        "، وعدد مواقفها ",
        positions.to_string(),
        ": ",
        tally(who)
    ]
}

pub(super) fn veiled(kind: IssueKind, positions: usize) -> Vec<Span> {
    phrase![
        "لا تُذكر هنا أسماء الأطراف المحسوبة ضمن تجمع في المسائل ال",
        clauses::issue(kind),
        " ولا أعدادها (وعدد المواقف ",
        positions.to_string(),
        ")، لأن العدد قد يكشف عن اسم"
    ]
}

pub(super) fn apart(on: &Topic, apart: &[usize], camps: &[Sides], none: Sides) -> Vec<Span> {
    let apart: Vec<Vec<Span>> = apart.iter().map(|index| phrase![camp(*index)]).collect();
    phrase![
        "مما يتميز فيه بالحساب موقف ",
        list(apart, " و", " و"),
        ": ",
        matter(on),
        by_camp(camps, none)
    ]
}

pub(super) fn common_ground(
    on: &Topic,
    accept: bool,
    bound: usize,
    (camps, none): (&[Sides], Sides),
    small: &[usize],
) -> Vec<Span> {
    let side = if accept { "المؤيدين" } else { "المعترضين" };
    let among = if camps.len() > 1 { " في كل تجمع" } else { "" };
    phrase![
        "مما يُحسب أرضية مشتركة: ",
        matter(on),
        "؛ ونسبة ",
        side,
        " ممن يتخذون جانباً",
        among,
        but(small),
        " لا تقل عن ",
        decimal(bound),
        " (حد أدنى يصح في 95 حالة من 100)",
        by_camp(camps, none)
    ]
}

pub(super) fn no_common_ground(
    kind: IssueKind,
    positions: usize,
    camps: bool,
    small: &[usize],
) -> Vec<Span> {
    phrase![
        "لا يُحسب في المسائل ال",
        clauses::issue(kind),
        " ما يشكل أرضية مشتركة، وعدد المواقف ",
        positions.to_string(),
        ": لا توجد مسألة تحظى يقيناً بأغلبية",
        camps.then_some(" في كل تجمع"),
        but(small)
    ]
}

/// Camps that do not enter, as they have fewer than one in twenty of the voices.
fn but(small: &[usize]) -> Option<Vec<Span>> {
    let of = small.iter().map(|index| camp(*index)).collect();
    (!small.is_empty())
        .then(|| phrase![" باستثناء ", list(of, " و", " و"), " (أقل من واحد من كل عشرين صوتاً)"])
}

/// Positions by side, camp by camp.
fn by_camp(camps: &[Sides], none: Sides) -> Vec<Span> {
    let mut parts: Vec<Vec<Span>> = Vec::new();
    for (index, sides) in camps.iter().enumerate() {
        let lead = (camps.len() > 1).then(|| phrase![camp(index), ": "]);
        parts.push(phrase![lead, by_side(*sides)]);
    }
    if none != [0; 3] {
        parts.push(phrase!["خارج التجمعات: ", by_side(none)]);
    }
    phrase!["؛ المواقف المدوَّنة: ", list(parts, "؛ ", "؛ ")]
}

fn by_side([favour, reserved, against]: Sides) -> String {
    format!("التأييد {favour}، الاحتفاظ بالموقف {reserved}، الاعتراض {against}")
}

pub(super) fn across(
    kind: IssueKind,
    constituency: Vec<Span>,
    camps: &[usize],
    none: usize,
    inside: Inside,
) -> Vec<Span> {
    let parts =
        camps.iter().enumerate().map(|(index, size)| phrase![camp(index), ": ", size.to_string()]);
    let split = match inside.disagreement {
        Some(index) => phrase![
            "؛ وفي داخلها (ومجموع المواقف ",
            inside.positions.to_string(),
            ") تباينت المواقف في عدد من المسائل هو ",
            inside.divided.to_string(),
            " من أصل ",
            inside.things.to_string(),
            " سُجِّل بشأن كل منها موقفان أو أكثر؛ ومتوسط مؤشر تباين المواقف: ",
            decimal(index)
        ],
        None => phrase![
            "؛ وفي داخلها (ومجموع المواقف ",
            inside.positions.to_string(),
            ") لا مسألة سُجِّل بشأنها موقفان أو أكثر"
        ],
    };
    phrase![
        "توزُّع الأطراف من ",
        constituency,
        " على التجمعات المحسوبة في المسائل ال",
        clauses::issue(kind),
        ": ",
        list(parts.collect(), "؛ ", "؛ "),
        "؛ خارج التجمعات: ",
        none.to_string(),
        split
    ]
}
