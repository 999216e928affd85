//! Consultations: held, counted, stated, moderated.

use super::people::*;
use crate::document::Span;
use crate::manuscript::{Topic, Who};
use crate::wording::phrase::{phrase, title};
use record::event::consultations::Moderation;
use record::event::group::IssueKind;
use record::{Moment, Quote, Text};

/// Behind " by "; nothing where the record names nobody.
pub(super) fn by(by: &Who, described: Option<&Text>) -> Option<Vec<Span>> {
    match described {
        Some(words) => Some(phrase![" by ", words]),
        None => (by.veiled || by.count() > 0).then(|| phrase![" by ", who(by)]),
    }
}

pub(super) fn held(
    name: &Text,
    on: &[Topic],
    held_by: &Who,
    described: Option<&Text>,
) -> Vec<Span> {
    let about = matters_led(" on ", on);
    phrase!["the consultation ", title(name), about, " was held", by(held_by, described)]
}

pub(super) fn open(to: Option<&Text>, languages: &[Text]) -> Vec<Span> {
    let to = to.map(|to| phrase![", open to ", to]);
    let languages =
        (!languages.is_empty()).then(|| phrase![" (languages: ", names(languages), ")"]);
    phrase![to, languages]
}

pub(super) fn counted(name: &Text, all: usize, left_out: usize, untold: usize) -> Vec<Span> {
    let lead =
        phrase!["the consultation ", title(name), " had ", count(all, "statement", "statements")];
    let of = |n: usize, was: &str, were: &str| {
        (n > 0).then(|| phrase!["; ", number(n), if n == 1 { was } else { were }])
    };
    phrase![
        lead,
        of(left_out, " was left out when the record ends", " were left out when the record ends"),
        of(untold, " is counted here without its words", " are counted here without their words")
    ]
}

pub(super) fn submitted(
    kind: IssueKind,
    from: &Who,
    described: Option<&Text>,
    seed: bool,
) -> Vec<Span> {
    let whom = by(from, described).map(|by| phrase![", submitted", by]);
    let aside = seed || whom.is_some();
    phrase![
        "a statement on ",
        kind.word(),
        seed.then_some(", put in at the start"),
        whom,
        aside.then_some(",")
    ]
}

pub(super) fn moderated(turn: Moderation, words: Option<&Quote>, name: &Text) -> Vec<Span> {
    let what = match words {
        Some(words) => phrase!["the statement ", words],
        None => phrase!["a statement"],
    };
    let done = match turn {
        Moderation::LeftOut => " was left out of the consultation ",
        Moderation::LetIn => " was let in again to the consultation ",
    };
    phrase![what, done, title(name)]
}

pub(super) fn dated(from: Option<Moment>, until: Option<Moment>) -> Option<Vec<Span>> {
    span(from, until).map(|when| phrase![", given", when])
}
