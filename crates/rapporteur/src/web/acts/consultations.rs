//! Acts of consultations: opened, statements received and moderated, responses received, closed.

use super::{Manner, Shelf, Told, capital, kind};
use record::Event;
use record::event::consultations::{Moderation, ResponsesReceived, StatementModerated};
use record::event::positions::Holder;

/// An act of a consultation in words; any other kind by its name. Without names, nobody is named.
pub(super) fn consulted(shelf: &Shelf, event: &Event, spoken: bool, named: bool) -> Told {
    let by = |by: Option<&Holder>| match by {
        Some(Holder::Named(id)) if named => format!(" by {}", shelf.group().name_of(id)),
        Some(Holder::Described(words)) if named => format!(" by {words}"),
        _ => String::new(),
    };
    match event {
        Event::ConsultationOpened(e) => {
            let opens = if spoken { "opens a consultation" } else { "Consultation opened" };
            let held = by(e.by.as_ref());
            let on = if e.on.is_empty() { "" } else { ", on" };
            let held = if held.is_empty() { held } else { format!(", held{held}") };
            Told::doing(format!("{opens} (“{}”){held}{on}", e.title)).on(&e.on).quote(
                "asked",
                Some(&e.question),
                Manner::Verbatim,
            )
        }
        Event::StatementReceived(e) => {
            let what = format!("Statement on {} received{}, in", e.kind.word(), by(e.by.as_ref()));
            Told::doing(what).on([&e.consultation.0]).words(Some(&e.words))
        }
        Event::StatementModerated(e) => moderated(e, spoken, &by(e.by.as_ref())),
        Event::ResponsesReceived(e) => batch(e),
        Event::ConsultationClosed(e) => {
            let closes = if spoken { "closes the consultation" } else { "Consultation closed:" };
            Told::doing(closes).on([&e.consultation.0]).words(e.words.as_ref())
        }
        _ => Told::doing(capital(&kind(event))),
    }
}

fn moderated(event: &StatementModerated, spoken: bool, by: &str) -> Told {
    let does = match (event.turn, spoken) {
        (Moderation::LeftOut, true) => "leaves out a statement,".to_owned(),
        (Moderation::LeftOut, false) => format!("Statement left out{by},"),
        (Moderation::LetIn, true) => "lets in again a statement,".to_owned(),
        (Moderation::LetIn, false) => format!("Statement let in again{by},"),
    };
    Told::doing(does).on([&event.statement.0]).quote(
        "reason",
        Some(&event.reason),
        Manner::Verbatim,
    )
}

fn batch(event: &ResponsesReceived) -> Told {
    let late = if event.late { "after the closing " } else { "" };
    Told::doing(format!("Responses received {late}to"))
        .on([&event.consultation.0])
        .text("file", Some(&event.file))
        .note(
            "it holds",
            format!(
                "{} responses of {} participants to {} statements",
                event.responses, event.participants, event.statements
            ),
        )
        .note("SHA-256", event.hash.to_string())
}
