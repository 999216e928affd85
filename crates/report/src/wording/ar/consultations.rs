//! Consultations: held, counted, stated, moderated.

use super::clauses;
use super::people::*;
use crate::document::Span;
use crate::manuscript::{Topic, Who};
use crate::wording::phrase::{phrase, title};
use record::event::consultations::Moderation;
use record::event::group::IssueKind;
use record::{Moment, Quote, Text};

/// Behind "من جانب"; nothing where the record names nobody.
pub(super) fn by_whom(by: &Who, described: Option<&Text>) -> Option<Vec<Span>> {
    match described {
        Some(words) => Some(phrase![" من جانب ", words]),
        None => anybody(by).then(|| phrase![" من جانب ", who(by)]),
    }
}

pub(super) fn held(
    name: &Text,
    on: &[Topic],
    held_by: &Who,
    described: Option<&Text>,
) -> Vec<Span> {
    let about = matters_led(" بشأن ", on);
    phrase!["أُجريت المشاورة ", title(name), about, by_whom(held_by, described)]
}

pub(super) fn open(to: Option<&Text>, languages: &[Text]) -> Vec<Span> {
    let to = to.map(|to| phrase!["، والمشاركة فيها متاحة لمن يلي: ", to]);
    let languages = (!languages.is_empty()).then(|| phrase![" (اللغات: ", names(languages), ")"]);
    phrase![to, languages]
}

pub(super) fn counted(name: &Text, all: usize, left_out: usize, untold: usize) -> Vec<Span> {
    let of = |lead: &str, n: usize| (n > 0).then(|| phrase![lead, n.to_string()]);
    phrase![
        "بلغ عدد البيانات في المشاورة ",
        title(name),
        " ",
        all.to_string(),
        of("؛ وعدد المستبعَد منها عند نهاية السجل ", left_out),
        of("؛ وعدد ما لا ترد هنا عبارته منها ", untold)
    ]
}

pub(super) fn submitted(
    name: &Text,
    kind: IssueKind,
    from: &Who,
    described: Option<&Text>,
    seed: bool,
) -> Vec<Span> {
    phrase![
        "ورد في المشاورة ",
        title(name),
        " بيان بشأن مسألة ",
        clauses::issue(kind),
        by_whom(from, described),
        seed.then_some("، أُدرج في بدايتها")
    ]
}

pub(super) fn moderated(turn: Moderation, said: Option<&Quote>, name: &Text) -> Vec<Span> {
    let what = match said {
        Some(said) => phrase!["البيان ", said],
        None => phrase!["بيان"],
    };
    match turn {
        Moderation::LeftOut => phrase!["استُبعد من المشاورة ", title(name), " ", what],
        Moderation::LetIn => phrase!["أُعيد إلى المشاورة ", title(name), " ", what],
    }
}

pub(super) fn dated(from: Option<Moment>, until: Option<Moment>) -> Option<Vec<Span>> {
    span(from, until).map(|when| phrase!["، وتاريخها", when])
}
