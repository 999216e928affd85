//! Acts on the words of a text: paragraphs split, merged and placed; passages attributed, alternatives resolved, runs decided.

use super::{Manner, Shelf, Told, capital, kind};
use crate::story;
use record::event::edits::{Alternative, AlternativeResolved, Alternatives, Place};
use record::event::meetings::Target;
use record::{Event, Id, Text};

/// An edit in words; any other kind by its name.
pub(super) fn edited(shelf: &Shelf, event: &Event, spoken: bool, named: bool) -> Told {
    let does = |active: &str, passive: &str| if spoken { active } else { passive }.to_owned();
    let names = |ids: &[Id]| match named {
        true => story::names(shelf.record(), ids),
        false => "some, not named".to_owned(),
    };
    match event {
        Event::ProvisionSplit(e) => {
            let mut told = Told::doing(does("splits", "Split:")).on([&e.provision.0]);
            for part in &e.parts {
                let words = format!("{} {}", part.label, part.words.text);
                told = told.text("part", Some(&Text::from(words)));
            }
            told.quote("reason", e.reason.as_ref(), Manner::Verbatim)
        }
        Event::ProvisionsMerged(e) => {
            Told::doing(format!("{} {},", does("merges, into", "Merged, into"), e.label))
                .on(e.from.iter().map(|id| &id.0))
                .text("into", Some(&e.words.text))
                .quote("reason", e.reason.as_ref(), Manner::Verbatim)
        }
        Event::ProvisionPlaced(e) => {
            let place = match &e.place {
                Place::After(id) => format!("after {}", story::paragraph(shelf.record(), id)),
                Place::Before(id) => format!("before {}", story::paragraph(shelf.record(), id)),
                Place::Start => "at the start of its text".to_owned(),
                Place::End => "at the end of its text".to_owned(),
            };
            Told::doing(format!("{}, {place},", does("places", "Placed"))).on([&e.provision.0])
        }
        Event::PassageAttributed(e) => {
            let to = names(&e.to);
            let says = does("says of a passage", "Noted of a passage");
            Told::doing(format!("{says}: {} {to}, in", story::held_by(e.stance)))
                .on([&e.provision.0])
                .text("passage", Some(&e.passage))
                .words(e.words.as_ref())
        }
        Event::AlternativeResolved(e) => resolved(shelf, e, &does, &names),
        Event::RunDecided(e) => {
            let decides = does("decides that brackets are", "Decided that brackets are");
            Told::doing(format!("{decides} {}, in", e.reading.word()))
                .on([&e.provision.0])
                .text("run", Some(&e.passage))
        }
        _ => Told::doing(capital(&kind(event))),
    }
}

fn resolved(
    shelf: &Shelf,
    event: &AlternativeResolved,
    does: &dyn Fn(&str, &str) -> String,
    names: &dyn Fn(&[Id]) -> String,
) -> Told {
    let provision = event.on.provision();
    let mut told = Told::doing(match &event.on {
        Alternatives::Passage { .. } => {
            does("resolves alternatives in", "Alternatives resolved in")
        }
        Alternatives::OptionsOf(_) => does("resolves the options of", "Options resolved of"),
    })
    .on([&provision.0]);
    if let Alternatives::Passage { passage, .. } = &event.on {
        told = told.text("passage", Some(passage));
    }
    for (what, all) in [("keeps", &event.kept), ("drops", &event.dropped)] {
        for one in all {
            told = match one {
                Alternative::Words(words) => told.text(what, Some(words)),
                Alternative::Paragraph(id) => told.note(what, story::name(shelf.record(), &id.0)),
            };
        }
    }
    told = told.text("as", event.result.as_ref());
    let stated = [("with the consent of", &event.with), ("without the consent of", &event.without)];
    for (what, ids) in stated.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        told = told.note(what, names(ids));
    }
    match &event.by {
        Some(Target::Thing(id)) => told = told.note("decided by", story::name(shelf.record(), id)),
        Some(Target::Entry(entry)) => told = told.note("decided by", entry.to_string()),
        None if event.with.is_empty() && event.without.is_empty() => {
            told = told.note("consent", "not recorded".to_owned());
        }
        None => {}
    }
    told.words(event.words.as_ref())
}
