//! Edits of a text: split, merged, placed, attributed, resolved, decided.

use super::people::*;
use crate::document::Span;
use crate::manuscript::{Consent, DecidedBy, PlacedAt, Who};
use crate::wording::phrase::{list, passage as words, phrase};
use record::event::edits::{HolderStance, RunKind};
use record::{Quote, Text};

pub(super) fn split(
    label: &Text,
    into: &[Text],
    made_by: Option<&Text>,
    reason: Option<&Quote>,
) -> Vec<Span> {
    phrase!["جرى تقسيم ", para(label), " إلى ", paras(into), author(made_by), given(reason)]
}

pub(super) fn merged(
    from: &[Text],
    label: &Text,
    made_by: Option<&Text>,
    reason: Option<&Quote>,
) -> Vec<Span> {
    phrase!["جرى دمج ", paras(from), " في ", para(label), author(made_by), given(reason)]
}

fn author(by: Option<&Text>) -> Option<Vec<Span>> {
    by.map(|by| phrase!["، من جانب ", by])
}

fn given(reason: Option<&Quote>) -> Option<Vec<Span>> {
    quoted("؛ والسبب المذكور: ", reason)
}

pub(super) fn placed(label: &Text, at: &PlacedAt) -> Vec<Span> {
    let place = match at {
        PlacedAt::After(other) => phrase![" إلى ما بعد ", para(other)],
        PlacedAt::Before(other) => phrase![" إلى ما قبل ", para(other)],
        PlacedAt::Start => phrase![" إلى بداية النص"],
        PlacedAt::End => phrase![" إلى نهاية النص"],
    };
    phrase!["جرى نقل ", para(label), place]
}

pub(super) fn attributed(
    teller: &Who,
    to: &Who,
    stance: HolderStance,
    passage: &Text,
    label: &Text,
    said: Option<&Quote>,
) -> Vec<Span> {
    let holds = match stance {
        HolderStance::Proposes => " اقتراح ",
        HolderStance::Adds => " طلب إضافة ",
        HolderStance::Retains => " طلب الإبقاء على ",
        HolderStance::Deletes => " طلب حذف ",
        HolderStance::Supports => " تأييد ",
        HolderStance::Opposes => " معارضة ",
        HolderStance::Reserves => " التحفظ على ",
        HolderStance::Withdraws => " العدول عن طلب ",
    };
    phrase![
        "نُسب إلى ",
        who(to),
        by(teller),
        holds,
        "عبارة ",
        words(passage),
        " في ",
        para(label),
        quoted("؛ والعبارة المدوَّنة هي: ", said)
    ]
}

pub(super) fn resolved(
    label: &Text,
    passage: &Text,
    kept: &[Text],
    dropped: &[Text],
    result: Option<&Text>,
    consent: &Consent,
) -> Vec<Span> {
    let all = |list_of: &[Text]| list(list_of.iter().map(|w| words(w)).collect(), " و", " و");
    phrase![
        "في ",
        para(label),
        "، من عبارة ",
        words(passage),
        "، ",
        outcome(named(kept, all(kept)), named(dropped, all(dropped))),
        consented(consent),
        result.map(|result| phrase!["؛ وحلت محلها عبارة ", words(result)])
    ]
}

pub(super) fn options_resolved(
    kept: &[Text],
    dropped: &[Text],
    consent: &Consent,
    said: Option<&Quote>,
) -> Vec<Span> {
    phrase![
        outcome(named(kept, paras(kept)), named(dropped, paras(dropped))),
        consented(consent),
        quoted("؛ والعبارة المدوَّنة هي: ", said)
    ]
}

fn named(list: &[Text], told: Vec<Span>) -> Option<Vec<Span>> {
    (!list.is_empty()).then_some(told)
}

fn outcome(kept: Option<Vec<Span>>, dropped: Option<Vec<Span>>) -> Vec<Span> {
    let both = kept.is_some() && dropped.is_some();
    phrase![
        kept.map(|what| phrase!["جرى الإبقاء على ", what]),
        both.then_some(" و"),
        dropped.map(|what| phrase!["جرى إسقاط ", what])
    ]
}

fn consented(consent: &Consent) -> Vec<Span> {
    let of = |lead: &str, w: &Who| anybody(w).then(|| phrase![lead, who(w)]);
    let group = match consent.group {
        Some(true) => Some("، بموافقة الفريق"),
        Some(false) => Some("، دون موافقة الفريق"),
        None => None,
    };
    let by = consent.by.as_ref().map(|by| match by {
        DecidedBy::Call => phrase!["، على النحو الذي تقرر بناء على سؤال من الرئاسة"],
        DecidedBy::Silence => phrase!["، على النحو الذي تقرر بإجراء الموافقة الصامتة"],
        DecidedBy::Motion => phrase!["، على النحو الذي تقرر بناء على اقتراح إجرائي"],
        DecidedBy::Ruling => phrase!["، عقب قرار من الرئاسة"],
        DecidedBy::Entry(entry) => phrase!["، على النحو المدوَّن في القيد ", *entry],
    });
    phrase![group, of("، بموافقة ", &consent.with), of("، دون موافقة ", &consent.without), by]
}

pub(super) fn run(passage: &Text, label: &Text, reading: RunKind) -> Vec<Span> {
    let what = match reading {
        RunKind::Alternatives => " بوصفها بدائل يُختار واحد منها",
        RunKind::Additions => " بوصفها إضافات مستقلاً بعضها عن بعض",
    };
    phrase!["حُسمت في ", para(label), " قراءة عبارة ", words(passage), what]
}

pub(super) fn taken_before(w: &Who, label: &Text, into: &[Text], split: bool) -> Vec<Span> {
    let became = if split { " قبل تقسيمها إلى " } else { " قبل دمجها في " };
    phrase!["كان الموقف الصادر عن ", who(w), " متعلقاً بصيغة ", para(label), became, paras(into)]
}
