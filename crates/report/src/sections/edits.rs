//! What edits made of a paragraph: split, merged, placed; passages attributed, alternatives resolved, runs decided.

use crate::compile::Compiler;
use crate::manuscript::*;
use record::event::agreement::{CallResult, SilenceResult};
use record::event::edits::{Alternative, Alternatives, Place};
use record::event::meetings::Target;
use record::group::{Attribution, Leaving, Origin, Position, Provision, Resolution, Voice};
use record::thing::Thing;
use record::{CallId, EntryId, Event, Id, MotionId, ProvisionId, RulingId, SilenceId, Text};

/// Sentences on edits of a paragraph; in any order.
pub(super) fn history(c: &Compiler<'_>, provision: &Provision) -> Vec<Sentence> {
    let mut lines = Vec::new();
    if provision.origin == Origin::Split {
        lines.extend(split(c, provision.entry));
    }
    if let Some(left) = provision.removed.as_ref().filter(|l| l.how == Leaving::Split) {
        lines.extend(split(c, left.entry));
    }
    lines.extend(merges_of(provision).into_iter().filter_map(|entry| merged(c, entry)));
    for place in &provision.places {
        let (entry, at) = (place.entry, &place.said.place);
        let label = |id: &ProvisionId| label_then(c, id, entry, false);
        let at = match at {
            Place::After(id) => PlacedAt::After(label(id)),
            Place::Before(id) => PlacedAt::Before(label(id)),
            Place::Start => PlacedAt::Start,
            Place::End => PlacedAt::End,
        };
        lines.push(c.told(Say::Placed { label: label(&provision.id), at }, entry));
    }
    let label = c.label(&provision.id);
    for attribution in &provision.attributions {
        if c.group.stands(attribution.entry) && c.may_quote(attribution.entry) {
            lines.push(attributed(c, attribution, &label));
        }
    }
    for run in &provision.runs {
        let (passage, reading) = (run.said.passage.clone(), run.said.reading);
        lines.push(c.told(Say::RunDecided { passage, label: label.clone(), reading }, run.entry));
    }
    let resolutions = provision.resolutions.iter().filter_map(|e| c.group.resolutions.get(e));
    lines.extend(resolutions.filter_map(|resolution| resolved(c, resolution)));
    lines
}

/// Entries by which it was merged into another, came of merging, or had others merged into it.
fn merges_of(provision: &Provision) -> Vec<EntryId> {
    use record::event::texts::RevisionKind;
    let came = (provision.origin == Origin::Merged).then_some(provision.entry);
    let left = provision.removed.as_ref().filter(|l| l.how == Leaving::Merged).map(|l| l.entry);
    let others = provision.versions.iter().filter(|v| v.how == Some(RevisionKind::ByMerging));
    let mut entries: Vec<EntryId> = others.map(|v| v.entry).chain(came).chain(left).collect();
    entries.sort_unstable();
    entries
}

fn split(c: &Compiler<'_>, entry: EntryId) -> Option<Sentence> {
    let Event::ProvisionSplit(event) = c.record.entry(entry)?.event()? else { return None };
    let say = Say::ParagraphSplit {
        label: label_then(c, &event.provision, entry, true),
        into: event.parts.iter().map(|part| Text::clone(&part.label)).collect(),
        by: speaker(c, entry),
        reason: event.reason.clone().filter(|_| c.may_quote(entry)),
    };
    Some(c.told(say, entry))
}

fn merged(c: &Compiler<'_>, entry: EntryId) -> Option<Sentence> {
    let Event::ProvisionsMerged(event) = c.record.entry(entry)?.event()? else { return None };
    let say = Say::ParagraphsMerged {
        from: event.from.iter().map(|id| label_then(c, id, entry, true)).collect(),
        label: Text::clone(&event.label),
        by: speaker(c, entry),
        reason: event.reason.clone().filter(|_| c.may_quote(entry)),
    };
    Some(c.told(say, entry))
}

fn speaker(c: &Compiler<'_>, entry: EntryId) -> Option<Text> {
    c.group.voices.get(&entry).filter(|_| c.may_name(entry)).map(|voice| c.name(voice.id()))
}

/// The label that a paragraph bore right before or right after an entry: what it was called then, not what it is called now.
fn label_then(c: &Compiler<'_>, id: &ProvisionId, entry: EntryId, before: bool) -> Text {
    let later = |at: EntryId| if before { at >= entry } else { at > entry };
    let provision = c.group.provisions.get(id);
    let old = provision.and_then(|p| p.labels.iter().find(|(at, _)| later(*at)));
    old.map_or_else(|| c.label(id), |(_, label)| Text::clone(label))
}

fn attributed(c: &Compiler<'_>, attribution: &Attribution, label: &Text) -> Sentence {
    let (entry, said) = (attribution.entry, &attribution.said);
    // Who speaks of nobody but itself is named once.
    let of_itself = |voice: &Voice| matches!(said.to.as_slice(), [one] if one == voice.id());
    let by = match &attribution.voice {
        Some(voice) if !of_itself(voice) => c.speaker(entry),
        _ => Who::default(),
    };
    let say = Say::Attributed {
        by,
        to: all(c, &said.to, entry),
        stance: said.stance,
        passage: said.passage.clone(),
        label: Text::clone(label),
        words: said.words.clone(),
    };
    c.stated(say, entry)
}

/// Parties and coalitions, named where the entry lets them be.
fn all(c: &Compiler<'_>, ids: &[Id], entry: EntryId) -> Who {
    let mut who = Who { of: 0, ..Who::default() };
    for id in ids {
        let one = c.named(id, entry);
        who.names.extend(one.names);
        who.unnamed += one.unnamed;
        who.sort = one.sort;
    }
    who
}

fn resolved(c: &Compiler<'_>, resolution: &Resolution) -> Option<Sentence> {
    let (entry, said) = (resolution.entry, &resolution.said);
    let shown = |list: &[Alternative]| -> Vec<Text> {
        list.iter()
            .map(|alternative| match alternative {
                Alternative::Words(words) => Text::clone(words),
                Alternative::Paragraph(id) => label_then(c, id, entry, true),
            })
            .collect()
    };
    let (kept, dropped) = (shown(&said.kept), shown(&resolution.dropped));
    let (by, rests) = decided_by(c, said.by.as_ref());
    let consent = consent(c, resolution, by);
    let words = said.words.clone().filter(|_| c.may_quote(entry));
    let say = match &said.on {
        Alternatives::Passage { passage, provision } => Say::Resolved {
            label: c.label(provision),
            passage: Text::clone(passage),
            kept,
            dropped,
            result: said.result.clone(),
            consent,
        },
        Alternatives::OptionsOf(_) => Say::OptionsResolved { kept, dropped, consent, words },
    };
    c.resting(say, [entry].into_iter().chain(rests))
}

/// What the entry says of consent: nothing is concluded.
fn consent(c: &Compiler<'_>, resolution: &Resolution, by: Option<DecidedBy>) -> Consent {
    let (entry, said) = (resolution.entry, &resolution.said);
    let is_group = |id: &Id| c.group.thing(id) == Some(Thing::Group);
    let others =
        |ids: &[Id]| -> Vec<Id> { ids.iter().filter(|id| !is_group(id)).cloned().collect() };
    let group = match (said.with.iter().any(is_group), said.without.iter().any(is_group)) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    };
    Consent {
        group,
        with: all(c, &others(&said.with), entry),
        without: all(c, &others(&said.without), entry),
        by,
    }
}

/// What decided it, and the entries by which that was decided.
fn decided_by(c: &Compiler<'_>, by: Option<&Target>) -> (Option<DecidedBy>, Vec<EntryId>) {
    match by {
        Some(Target::Entry(entry)) => (Some(DecidedBy::Entry(*entry)), vec![*entry]),
        Some(Target::Thing(id)) => decided_by_thing(c, id),
        None => (None, Vec::new()),
    }
}

fn decided_by_thing(c: &Compiler<'_>, id: &Id) -> (Option<DecidedBy>, Vec<EntryId>) {
    let group = c.group;
    if let Some(call) = group.calls.get(&CallId(id.clone())) {
        let agreed = |r: CallResult| {
            matches!(r, CallResult::NoObjection | CallResult::DeclaredOverObjection)
        };
        let gavel = call.gavelled.iter().filter(|g| agreed(g.said.result)).map(|g| g.entry);
        return (Some(DecidedBy::Call), gavel.chain([call.opened.entry]).collect());
    }
    if let Some(silence) = group.silences.get(&SilenceId(id.clone())) {
        let end = silence.ended.iter().filter(|e| e.said.result == SilenceResult::NoObjection);
        let entries = end.map(|e| e.entry).chain([silence.opened.entry]);
        return (Some(DecidedBy::Silence), entries.collect());
    }
    if let Some((_, motion)) = group.motions.get(&MotionId(id.clone())) {
        let id = MotionId(id.clone());
        let decided = group.motions_decided.get(&id).map(|m| m.entry);
        let decided = decided.or_else(|| group.vote_on(&id.0).map(|v| v.entry));
        return (Some(DecidedBy::Motion), decided.into_iter().chain([motion.entry]).collect());
    }
    let ruling = group.rulings.get(&RulingId(id.clone())).map(|r| r.entry);
    (ruling.map(|_| DecidedBy::Ruling), ruling.into_iter().collect())
}

/// Those whose position was taken on words that were split or merged since, in one sentence.
pub(super) fn taken_before(c: &Compiler<'_>, held: &[&Position]) -> Option<Sentence> {
    let id = ProvisionId(held.first()?.on.clone());
    let left = c.group.provisions.get(&id)?.removed.as_ref().filter(|l| !l.into.is_empty())?;
    let say = Say::TakenBefore {
        who: c.who(held.iter().map(|p| (&p.voice, p.entry))),
        label: label_then(c, &id, left.entry, true),
        into: left.into.iter().map(|id| label_then(c, id, left.entry, false)).collect(),
        split: left.how == Leaving::Split,
    };
    c.resting(say, held.iter().map(|p| p.entry).chain([left.entry]))
}
