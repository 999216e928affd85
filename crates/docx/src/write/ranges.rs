//! Ranges that start before one run and end after another: comments and moves.

use std::collections::BTreeMap;

use crate::document::{CommentId, Paragraph, RevisionKind, Run};

use super::Writer;

/// A range mark beside a run.
#[derive(Clone)]
pub(super) enum Mark {
    Comment(CommentId),
    Move { away: bool, id: usize, name: String, author: String, date: Option<String> },
}

/// The marks before and after the runs of one text, by the place of the run in it.
#[derive(Default)]
pub(super) struct Ranges {
    before: BTreeMap<usize, Vec<Mark>>,
    after: BTreeMap<usize, Vec<Mark>>,
}

impl Ranges {
    pub(super) fn new(writer: &mut Writer, text: &[Paragraph]) -> Self {
        let mut ranges = Self::default();
        ranges.moves(writer, text, true);
        ranges.moves(writer, text, false);
        ranges.comments(writer, text);
        ranges
    }

    fn add(&mut self, first: usize, last: usize, mark: Mark) {
        self.before.entry(first).or_default().push(mark.clone());
        self.after.entry(last).or_default().insert(0, mark);
    }

    /// Comments from the first run that they cover to the last; answers go with what they answer.
    fn comments(&mut self, writer: &Writer, text: &[Paragraph]) {
        let mut covered: BTreeMap<CommentId, (usize, usize)> = BTreeMap::new();
        for (at, run) in text.iter().flat_map(|p| &p.runs).enumerate() {
            for id in &run.comments {
                covered.entry(*id).and_modify(|r| r.1 = at).or_insert((at, at));
            }
        }
        let mut own = covered.clone();
        for (answer, head) in writer.document.threads().into_iter().enumerate() {
            if let Some(range) = covered.get(&CommentId(head)) {
                own.entry(CommentId(answer)).or_insert(*range);
            }
        }
        // In the order of their starts, so that marks nest where ranges do.
        let mut own: Vec<_> = own.into_iter().collect();
        own.sort_by_key(|(id, (first, last))| (*first, std::cmp::Reverse(*last), *id));
        for (id, (first, last)) in own {
            self.add(first, last, Mark::Comment(id));
        }
    }

    /// One range for neighbouring runs of one move.
    fn moves(&mut self, writer: &mut Writer, text: &[Paragraph], away: bool) {
        let mut open: Option<(usize, usize, Mark)> = None;
        for (at, run) in text.iter().flat_map(|p| &p.runs).enumerate() {
            let Some((name, author, date)) = moved(run, away) else { continue };
            match (&mut open, name) {
                (Some((_, last, Mark::Move { name, .. })), Some(again)) if name == again => {
                    *last = at;
                }
                (_, name) => {
                    if let Some((first, last, mark)) = open.take() {
                        self.add(first, last, mark);
                    }
                    if let Some(name) = name {
                        writer.last_id += 1;
                        let id = writer.last_id;
                        let (name, author, date) = (name.clone(), author.clone(), date.clone());
                        open = Some((at, at, Mark::Move { away, id, name, author, date }));
                    }
                }
            }
        }
        if let Some((first, last, mark)) = open {
            self.add(first, last, mark);
        }
    }

    pub(super) fn before(&self, writer: &mut Writer, run: usize) -> String {
        let marks = self.before.get(&run).into_iter().flatten();
        marks.map(|mark| writer.start(mark)).collect()
    }

    pub(super) fn after(&self, run: usize) -> String {
        self.after.get(&run).into_iter().flatten().map(end).collect()
    }
}

type Moved<'a> = (Option<&'a String>, &'a String, &'a Option<String>);

/// The move that a run is part of, in one direction.
fn moved(run: &Run, from: bool) -> Option<Moved<'_>> {
    run.revisions.iter().find_map(|r| match &r.kind {
        RevisionKind::MovedFrom { name } if from => Some((name.as_ref(), &r.author, &r.date)),
        RevisionKind::MovedTo { name } if !from => Some((name.as_ref(), &r.author, &r.date)),
        _ => None,
    })
}

/// The date of a move that has none: the schema asks for one on the mark of its range, and there alone.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

impl Writer<'_> {
    fn start(&mut self, mark: &Mark) -> String {
        match mark {
            Mark::Comment(id) => format!("<w:commentRangeStart w:id=\"{}\"/>", id.0),
            Mark::Move { away, id, name, author, date } => {
                let (name, author) = (self.safe("w:name", name), self.safe("w:author", author));
                let date = date.as_deref().filter(|d| super::is_date(d)).unwrap_or(NO_DATE);
                let element = if *away { "moveFrom" } else { "moveTo" };
                format!(
                    "<w:{element}RangeStart w:id=\"{id}\" w:author=\"{author}\" w:date=\"{date}\" w:name=\"{name}\"/>"
                )
            }
        }
    }
}

fn end(mark: &Mark) -> String {
    match mark {
        Mark::Comment(CommentId(id)) => format!(
            "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
             <w:commentReference w:id=\"{id}\"/></w:r>"
        ),
        Mark::Move { away: true, id, .. } => format!("<w:moveFromRangeEnd w:id=\"{id}\"/>"),
        Mark::Move { away: false, id, .. } => format!("<w:moveToRangeEnd w:id=\"{id}\"/>"),
    }
}
