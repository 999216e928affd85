//! Consultations: what was asked of whom, the statements, what was left out and why, what came in. What participants
//! responded is told elsewhere: the record holds the hashes of their responses, and not the responses.

use crate::compile::{Compiler, list, paragraph, section};
use crate::manuscript::*;
use record::entry::Disclosure;
use record::event::consultations::Languages;
use record::event::positions::Holder;
use record::group::{Consultation, Statement};
use record::{EntryId, Text};

/// Every consultation, in the order of the record: how it was held, then its statements.
pub(super) fn consultations(c: &Compiler<'_>) -> Option<Section> {
    let mut all: Vec<&Consultation> = c.group.consultations.values().collect();
    all.sort_by_key(|consultation| consultation.opened.entry);
    let blocks = all.into_iter().flat_map(|consultation| {
        let title = c.name(&consultation.opened.said.id.0);
        let statements: Vec<&Statement> =
            consultation.statements.iter().filter_map(|id| c.group.statements.get(id)).collect();
        let mut frame = held(c, consultation, &title);
        frame.extend(counted(c, &statements, &title));
        let told = statements.iter().flat_map(|statement| lines(c, statement, &title));
        [paragraph(frame), list(told.collect())].into_iter().flatten()
    });
    section(Heading::Consultations, blocks.collect(), vec![])
}

/// How it was opened, what came in, how it was closed.
fn held(c: &Compiler<'_>, consultation: &Consultation, title: &Text) -> Vec<Sentence> {
    let opened = &consultation.opened;
    let said = &opened.said;
    let (by, described) = submitter(c, said.by.as_ref(), opened.entry);
    let languages = said.languages.iter().flat_map(Languages::all);
    let say = Say::ConsultationHeld {
        title: Text::clone(title),
        question: said.question.clone(),
        on: c.topics(&said.on),
        by,
        described,
        from: said.from,
        until: said.until,
        open_to: said.open_to.clone(),
        languages: languages.map(|l| Text::from(l.as_str())).collect(),
    };
    let mut lines = vec![c.framed(say, opened.entry)];
    let mut more: Vec<(EntryId, Say)> = Vec::new();
    for batch in &consultation.batches {
        let said = &batch.said;
        let say = Say::ResponsesReceived {
            title: Text::clone(title),
            file: Text::clone(&said.file),
            participants: said.participants as usize,
            statements: said.statements as usize,
            responses: said.responses as usize,
            from: said.from,
            until: said.until,
            late: said.late,
        };
        more.push((batch.entry, say));
    }
    if let Some(closed) = &consultation.closed {
        let words = closed.said.words.clone().filter(|_| c.may_quote(closed.entry));
        let say = Say::ConsultationClosed { title: Text::clone(title), on: closed.said.on, words };
        more.push((closed.entry, say));
    }
    more.sort_by_key(|(entry, _)| *entry);
    lines.extend(more.into_iter().map(|(entry, say)| c.framed(say, entry)));
    lines
}

/// How many statements there are, how many are left out at the end, and of how many the words are not told.
fn counted(c: &Compiler<'_>, statements: &[&Statement], title: &Text) -> Option<Sentence> {
    let say = Say::ConsultationCounted {
        title: Text::clone(title),
        statements: statements.len(),
        left_out: statements.iter().filter(|s| !s.is_in()).count(),
        untold: statements.iter().filter(|s| !is_told(c, s)).count(),
    };
    let entries = statements.iter().flat_map(|s| {
        let last = s.moderated.last().map(|m| m.entry);
        [s.received.entry].into_iter().chain(last)
    });
    c.resting(say, entries)
}

fn is_told(c: &Compiler<'_>, statement: &Statement) -> bool {
    c.may_quote(statement.received.entry) && c.group.stands(statement.received.entry)
}

/// A statement, where its words may be told, and what moderation did with it.
fn lines(c: &Compiler<'_>, statement: &Statement, title: &Text) -> Vec<Sentence> {
    let (entry, said) = (statement.received.entry, &statement.received.said);
    let words = Some(said.words.clone()).filter(|_| is_told(c, statement));
    let mut lines = Vec::new();
    if let Some(words) = words.clone() {
        let (by, described) = submitter(c, said.by.as_ref(), entry);
        let (title, kind, seed) = (Text::clone(title), said.kind, said.seed);
        let say = Say::ConsultationStatement { title, kind, words, by, described, seed };
        lines.push(c.told(say, entry));
    }
    for moderated in &statement.moderated {
        let (by, described) = submitter(c, moderated.said.by.as_ref(), moderated.entry);
        let say = Say::StatementModerated {
            title: Text::clone(title),
            turn: moderated.said.turn,
            words: words.clone(),
            by,
            described,
            reason: Some(moderated.said.reason.clone()).filter(|_| c.may_quote(moderated.entry)),
        };
        lines.extend(c.resting(say, [entry, moderated.entry]));
    }
    lines
}

/// Who holds, submits or decides: named where names are told, described where the entry is public; nobody where the
/// record names nobody.
fn submitter(c: &Compiler<'_>, by: Option<&Holder>, entry: EntryId) -> (Who, Option<Text>) {
    match by {
        Some(Holder::Named(id)) => (c.named(id, entry), None),
        Some(Holder::Described(words)) if c.level(entry) == Disclosure::Public => {
            (Who::default(), Some(Text::clone(words)))
        }
        Some(Holder::Described(_)) | None => (Who::default(), None),
    }
}
