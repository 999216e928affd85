//! Edits of a text: split, merged, placed, attributed, resolved, decided.

use super::people::*;
use crate::document::Span;
use crate::manuscript::{Consent, DecidedBy, PlacedAt, Who};
use crate::wording::phrase::{list, phrase};
use record::event::edits::{HolderStance, RunKind};
use record::{Quote, Text};

pub(super) fn split(
    label: &Text,
    into: &[Text],
    by: Option<&Text>,
    reason: Option<&Quote>,
) -> Vec<Span> {
    phrase![para(label), " was split into ", paras(into), made_by(by), given(reason)]
}

pub(super) fn merged(
    from: &[Text],
    label: &Text,
    by: Option<&Text>,
    reason: Option<&Quote>,
) -> Vec<Span> {
    phrase![paras(from), " were merged into ", para(label), made_by(by), given(reason)]
}

fn made_by(by: Option<&Text>) -> Option<Vec<Span>> {
    by.map(|by| phrase![" by ", by])
}

fn given(reason: Option<&Quote>) -> Option<Vec<Span>> {
    quoted("; reason given: ", reason)
}

pub(super) fn placed(label: &Text, at: &PlacedAt) -> Vec<Span> {
    let place = match at {
        PlacedAt::After(other) => phrase![" after ", para(other)],
        PlacedAt::Before(other) => phrase![" before ", para(other)],
        PlacedAt::Start => phrase![" at the start of the text"],
        PlacedAt::End => phrase![" at the end of the text"],
    };
    phrase![para(label), " was placed", place]
}

pub(super) fn attributed(
    by: &Who,
    to: &Who,
    stance: HolderStance,
    passage: &Text,
    label: &Text,
    said: Option<&Quote>,
) -> Vec<Span> {
    let by = (by.veiled || by.count() > 0).then(|| phrase!["according to ", who(by), ", "]);
    let holds = match stance {
        HolderStance::Proposes => " as proposing",
        HolderStance::Adds => " as asking to add",
        HolderStance::Retains => " as asking to retain",
        HolderStance::Deletes => " as asking to delete",
        HolderStance::Supports => " as supporting",
        HolderStance::Opposes => " as opposing",
        HolderStance::Reserves => " as reserving on",
        HolderStance::Withdraws => " as no longer asking for",
    };
    let place = phrase![" the words ", words(passage), " in ", para(label)];
    phrase![
        by,
        who(to),
        " ",
        was(to),
        " recorded",
        holds,
        place,
        quoted("; the words on the record were: ", said)
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
    let all = |list_of: &[Text]| list(list_of.iter().map(|w| words(w)).collect(), ", ", " and ");
    phrase![
        "in ",
        para(label),
        ", of the words ",
        words(passage),
        ", ",
        outcome((all(kept), kept.len()), (all(dropped), dropped.len())),
        consented(consent),
        result.map(|result| phrase!["; the words in their place were ", words(result)])
    ]
}

pub(super) fn options_resolved(
    kept: &[Text],
    dropped: &[Text],
    consent: &Consent,
    said: Option<&Quote>,
) -> Vec<Span> {
    phrase![
        outcome((paras(kept), kept.len()), (paras(dropped), dropped.len())),
        consented(consent),
        quoted("; the words on the record were: ", said)
    ]
}

/// What was kept and what was dropped, each with the number of things it names.
fn outcome(kept: (Vec<Span>, usize), dropped: (Vec<Span>, usize)) -> Vec<Span> {
    let told = |(what, n): (Vec<Span>, usize), word: &str| {
        (n > 0).then(|| phrase![what, if n == 1 { " was " } else { " were " }, word])
    };
    let both = kept.1 > 0 && dropped.1 > 0;
    phrase![told(kept, "kept"), both.then_some(" and "), told(dropped, "dropped")]
}

fn consented(consent: &Consent) -> Vec<Span> {
    let of = |lead: &str, w: &Who| (w.veiled || w.count() > 0).then(|| phrase![lead, who(w)]);
    let group = match consent.group {
        Some(true) => Some(", with the consent of the Group"),
        Some(false) => Some(", without the consent of the Group"),
        None => None,
    };
    let by = consent.by.as_ref().map(|by| match by {
        DecidedBy::Call => phrase![", as decided on a call by the Chair"],
        DecidedBy::Silence => phrase![", as decided by a silence procedure"],
        DecidedBy::Motion => phrase![", as decided on a motion"],
        DecidedBy::Ruling => phrase![", following a ruling by the Chair"],
        DecidedBy::Entry(entry) => phrase![", as recorded in entry ", *entry],
    });
    phrase![
        group,
        of(", with the consent of ", &consent.with),
        of(", without the consent of ", &consent.without),
        by
    ]
}

pub(super) fn run(passage: &Text, label: &Text, reading: RunKind) -> Vec<Span> {
    let what = match reading {
        RunKind::Alternatives => " were decided to be alternatives, one of which is to be chosen",
        RunKind::Additions => " were decided to be additions, each of which stands by itself",
    };
    phrase!["in ", para(label), ", the words ", words(passage), what]
}

pub(super) fn taken_before(w: &Who, label: &Text, into: &[Text], split: bool) -> Vec<Span> {
    let became = if split { " before it was split into " } else { " before it was merged into " };
    phrase![
        "the position of ",
        who(w),
        " had been taken on the words of ",
        para(label),
        became,
        paras(into)
    ]
}
