//! What follows from the rest of a document, filled in; and one form for what can be said in several.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    Cell, CommentId, Document, NoteRef, Paragraph, Place, Revision, RevisionKind, Run,
};
use crate::marks::{Chain, resolve};
use crate::numbering::{Counters, Level, List, NumberFormat, Numbering, Suffix};
use crate::styles::{Style, StyleKind, Styles, built_in};

impl Document {
    /// The same document in its settled form: what a file can hold, and what follows from it.
    ///
    /// Neighbouring runs that are alike are one; runs without text stay only where a note, a field or a comment hangs on
    /// them; comments cover one unbroken range of one text, and answers stand where the comment stands that they answer;
    /// tables, rows and cells are counted from 0; used styles and lists are complete, and unused ones are gone; headings
    /// have their level, automatic numbers their label, runs their format. Settling twice is settling once.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.settle_replies();
        for text in self.texts_mut() {
            settle_text(text);
        }
        self.settle_comments();
        for text in self.texts_mut() {
            text.iter_mut().for_each(merge_runs);
        }
        self.settle_styles();
        self.settle_lists();
        self.settle_looks();
        self
    }

    /// Every text of the document: body, notes, comments, headers and footers.
    fn texts_mut(&mut self) -> impl Iterator<Item = &mut Vec<Paragraph>> {
        let notes = self.footnotes.iter_mut().chain(&mut self.endnotes).map(|n| &mut n.paragraphs);
        let comments = self.comments.iter_mut().map(|c| &mut c.paragraphs);
        let margins = self.margins.iter_mut().map(|m| &mut m.paragraphs);
        let others = notes.chain(comments).chain(margins).map(|text| {
            if text.is_empty() {
                text.push(Paragraph::default());
            }
            text
        });
        std::iter::once(&mut self.paragraphs).chain(others)
    }

    fn settle_replies(&mut self) {
        let parents: Vec<Option<usize>> =
            self.comments.iter().map(|c| c.reply_to.map(|id| id.0)).collect();
        let rooted = roots(&parents);
        for (comment, root) in self.comments.iter_mut().zip(rooted) {
            if root.is_none() {
                comment.reply_to = None;
            }
        }
        self.margins.sort_by_key(|m| (m.edge, m.pages));
        self.margins.dedup_by_key(|m| (m.edge, m.pages));
    }

    /// The comment at the head of each thread; a comment that answers none is its own.
    pub(crate) fn threads(&self) -> Vec<usize> {
        let parents: Vec<Option<usize>> =
            self.comments.iter().map(|c| c.reply_to.map(|id| id.0)).collect();
        roots(&parents).into_iter().enumerate().map(|(i, root)| root.unwrap_or(i)).collect()
    }

    fn settle_comments(&mut self) {
        let threads = self.threads();
        let count = self.comments.len();
        let mut home: Vec<Option<usize>> = vec![None; count];
        let bodies = 1 + self.footnotes.len() + self.endnotes.len();
        let (footnotes, endnotes) = (self.footnotes.len(), self.endnotes.len());
        for (index, text) in self.texts_mut().enumerate() {
            for run in text.iter_mut().flat_map(|p| &mut p.runs) {
                run.comments.retain(|id| index < bodies && id.0 < count);
                run.comments.retain(|id| *home[id.0].get_or_insert(index) == index);
                run.comments.sort_unstable();
                run.comments.dedup();
                let known = |note: &NoteRef| match note {
                    NoteRef::Footnote(n) => index == 0 && *n < footnotes,
                    NoteRef::Endnote(n) => index == 0 && *n < endnotes,
                };
                run.note = run.note.filter(known);
            }
        }
        let follows = |id: usize| threads[id] != id && home[threads[id]].is_some();
        for text in self.texts_mut().take(bodies) {
            for run in text.iter_mut().flat_map(|p| &mut p.runs) {
                run.comments.retain(|id| !follows(id.0));
            }
            fill_gaps(text);
            settle_anchors(text);
        }
    }

    fn settle_styles(&mut self) {
        let mut known: BTreeMap<String, Style> = BTreeMap::new();
        for style in std::mem::take(&mut self.styles) {
            known.entry(style.id.clone()).or_insert(style);
        }
        let default = known.values().find(|s| s.default && s.kind == StyleKind::Paragraph);
        let default = default.map_or("Normal".to_owned(), |s| s.id.clone());
        for style in built_in() {
            let id = style.id.clone();
            let style = Style { based_on: style.based_on.map(|_| default.clone()), ..style };
            if id != "Normal" || default == "Normal" {
                known.entry(id).or_insert(style);
            }
        }
        for style in known.values_mut() {
            style.default = style.id == default && style.kind == StyleKind::Paragraph;
        }
        let mut wanted = BTreeSet::from([(default.clone(), StyleKind::Paragraph)]);
        for text in self.texts_mut() {
            for paragraph in text {
                let changed = paragraph.change.as_mut().map(|c| &mut c.style);
                for id in std::iter::once(&mut paragraph.style).chain(changed) {
                    if *id == default {
                        id.clear();
                    } else if !id.is_empty() {
                        wanted.insert((id.clone(), StyleKind::Paragraph));
                    }
                }
                for id in paragraph.runs.iter().filter_map(|r| r.style.as_ref()) {
                    wanted.insert((id.clone(), StyleKind::Character));
                }
            }
        }
        let mut used = BTreeMap::new();
        let mut next: Vec<_> = wanted.into_iter().collect();
        while let Some((id, kind)) = next.pop() {
            if used.contains_key(&id) {
                continue;
            }
            let style =
                known.remove(&id).unwrap_or_else(|| Style::plain(kind, id.clone(), id.clone()));
            next.extend(style.based_on.clone().map(|id| (id, style.kind)));
            used.insert(id, style);
        }
        self.styles = used.into_values().collect();
    }

    fn settle_lists(&mut self) {
        let mut used = BTreeSet::new();
        for paragraph in self.texts_mut().flatten() {
            match &mut paragraph.numbering {
                Some(Numbering::Automatic { list: 0, .. }) => paragraph.numbering = None,
                Some(Numbering::Automatic { list, level, .. }) => {
                    *level = (*level).min(8);
                    used.insert(*list);
                }
                Some(Numbering::Literal { level, .. }) => *level = (*level).min(8),
                None => {}
            }
        }
        used.extend(self.styles.iter().filter_map(|s| s.numbering).map(|n| n.0));
        used.remove(&0);
        let mut known: BTreeMap<u32, List> = BTreeMap::new();
        for mut list in std::mem::take(&mut self.lists) {
            list.levels.resize(9, Level { suffix: Suffix::Nothing, ..Level::new(NumberFormat::None, "") });
            list.starts.retain(|(level, _)| *level < 9);
            list.starts.sort_unstable();
            list.starts.dedup_by_key(|s| s.0);
            known.entry(list.id).or_insert(list);
        }
        let digits = || Level::new(NumberFormat::Decimal, "%1.");
        self.lists = used
            .into_iter()
            .map(|id| known.remove(&id).unwrap_or_else(|| List::new(id, vec![digits(); 9])))
            .collect();
    }

    fn settle_looks(&mut self) {
        let (styles, lists, defaults) =
            (self.styles.clone(), self.lists.clone(), self.defaults.clone());
        let styles = Styles::new(&styles);
        let lists: BTreeMap<u32, &List> = lists.iter().map(|l| (l.id, l)).collect();
        let mut chains: BTreeMap<(String, StyleKind), Chain> = BTreeMap::new();
        let none = Chain::new();
        for text in self.texts_mut() {
            let mut counters = Counters::default();
            for paragraph in text {
                paragraph.level = paragraph
                    .level
                    .filter(|l| (1..=9).contains(l))
                    .or_else(|| styles.paragraph(&paragraph.style).level);
                if let Some(Numbering::Automatic { list, level, label }) = &mut paragraph.numbering {
                    *label = lists.get(list).map(|l| counters.next(l, *level)).unwrap_or_default();
                }
                let key = (paragraph.style.clone(), StyleKind::Paragraph);
                let own = chains
                    .entry(key)
                    .or_insert_with_key(|(id, kind)| styles.layers(id, *kind))
                    .clone();
                for run in &mut paragraph.runs {
                    let chain = match &run.style {
                        Some(id) if !id.is_empty() => chains
                            .entry((id.clone(), StyleKind::Character))
                            .or_insert_with_key(|(id, kind)| styles.layers(id, *kind)),
                        _ => &none,
                    };
                    run.format = resolve(&defaults, &own, chain, &run.direct);
                }
            }
        }
    }
}

/// The head of each chain of answers; `None` for what answers itself in a circle or something that is not there.
fn roots(parents: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut roots: Vec<Option<Option<usize>>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let (mut path, mut at) = (Vec::new(), start);
        let root = loop {
            if let Some(known) = roots[at] {
                break known;
            }
            // In a circle each of its members finds itself marked, as having no head.
            roots[at] = Some(None);
            path.push(at);
            match parents[at] {
                None => break Some(at),
                Some(parent) if parent < parents.len() => at = parent,
                Some(_) => break None,
            }
        };
        for at in path {
            roots[at] = Some(root);
        }
    }
    roots.into_iter().map(Option::flatten).collect()
}

/// One form for text that can be said in several, paragraph by paragraph, and cells counted from 0.
fn settle_text(text: &mut [Paragraph]) {
    let mut tables = 0;
    let mut before: Option<(Cell, Cell)> = None;
    for paragraph in text.iter_mut() {
        paragraph.runs.iter_mut().for_each(settle_run);
        settle_marks(&mut paragraph.mark);
        if let Some(Numbering::Literal { label, .. }) = &mut paragraph.numbering {
            *label = label.replace(['\t', '\n', '\r'], " ");
            if label.is_empty() {
                paragraph.numbering = None;
            }
        }
        let Place::Table(cell) = &mut paragraph.place else {
            before = None;
            continue;
        };
        settle_marks(&mut cell.revisions);
        cell.revisions.retain(|r| r.kind <= RevisionKind::Deleted);
        let mut now = Cell { table: tables, span: cell.span.clamp(1, 63), ..cell.clone() };
        (now.row, now.column) = (0, 0);
        match &before {
            Some((old, at)) if old.table == cell.table => {
                now.table = at.table;
                now.row = at.row + usize::from(old.row != cell.row);
                if old.row == cell.row {
                    now.revisions.clone_from(&at.revisions);
                    now.column = at.column + usize::from(old.column != cell.column);
                }
                if (now.row, now.column) == (at.row, at.column) {
                    now.span = at.span;
                }
            }
            _ => tables += 1,
        }
        before = Some((std::mem::replace(cell, now.clone()), now));
    }
}

/// A paragraph mark or row has each kind of change once, in the order of the schema, and moves without a name.
fn settle_marks(marks: &mut Vec<Revision>) {
    for mark in marks.iter_mut() {
        if let RevisionKind::MovedFrom { name } | RevisionKind::MovedTo { name } = &mut mark.kind {
            *name = None;
        }
    }
    marks.sort_by(|a, b| a.kind.cmp(&b.kind));
    marks.dedup_by(|a, b| a.kind == b.kind);
}

fn settle_run(run: &mut Run) {
    if run.text.contains('\r') {
        run.text = run.text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if run.note.is_some() {
        (run.text, run.field) = (String::new(), None);
    }
    run.style = run.style.take().filter(|id| !id.is_empty());
}

/// Whether a reader sees something of this run.
pub(crate) fn stands(run: &Run) -> bool {
    !run.text.is_empty() || run.note.is_some() || run.field.is_some()
}

/// Makes the range of each comment unbroken, from the first run that it covers to the last.
fn fill_gaps(text: &mut [Paragraph]) {
    let mut ranges: BTreeMap<CommentId, (usize, usize)> = BTreeMap::new();
    for (at, run) in text.iter().flat_map(|p| &p.runs).enumerate() {
        for id in &run.comments {
            ranges.entry(*id).and_modify(|r| r.1 = at).or_insert((at, at));
        }
    }
    let mut starts: BTreeMap<usize, Vec<CommentId>> = BTreeMap::new();
    for (id, (first, _)) in &ranges {
        starts.entry(*first).or_default().push(*id);
    }
    let mut open: BTreeSet<CommentId> = BTreeSet::new();
    for (at, run) in text.iter_mut().flat_map(|p| &mut p.runs).enumerate() {
        open.extend(starts.remove(&at).into_iter().flatten());
        run.comments.clear();
        run.comments.extend(&open);
        for id in &run.comments {
            if ranges.get(id).is_some_and(|r| r.1 == at) {
                open.remove(id);
            }
        }
    }
}

/// Runs without anything to see stay where a comment has no other place, one for each such comment.
fn settle_anchors(text: &mut [Paragraph]) {
    let runs = text.iter().flat_map(|p| &p.runs).filter(|r| stands(r));
    let mut placed: BTreeSet<CommentId> = runs.flat_map(|r| r.comments.iter().copied()).collect();
    for paragraph in text {
        let mut runs = Vec::with_capacity(paragraph.runs.len());
        for run in std::mem::take(&mut paragraph.runs) {
            if stands(&run) {
                runs.push(run);
                continue;
            }
            for id in run.comments {
                if placed.insert(id) {
                    runs.push(Run { comments: vec![id], ..Run::default() });
                }
            }
        }
        paragraph.runs = runs;
    }
}

fn merge_runs(paragraph: &mut Paragraph) {
    let mut runs: Vec<Run> = Vec::with_capacity(paragraph.runs.len());
    for run in std::mem::take(&mut paragraph.runs) {
        match runs.last_mut() {
            Some(last) if alike(last, &run) => last.text.push_str(&run.text),
            _ if stands(&run) || !run.comments.is_empty() => runs.push(run),
            _ => {}
        }
    }
    paragraph.runs = runs;
}

/// Whether two neighbours are one run: everything but their text is the same. How they look follows from that.
pub(crate) fn alike(a: &Run, b: &Run) -> bool {
    (a.note, a.field, b.note, b.field) == (None, None, None, None)
        && (&a.style, &a.direct, &a.revisions) == (&b.style, &b.direct, &b.revisions)
        && (&a.change, &a.comments) == (&b.change, &b.comments)
        && stands(a) == stands(b)
}
