//! Paragraph by paragraph: what stood before, what stands after, and what was changed between.

use super::{Change, How, Legend, MarkKind, Marked, Meaning, People, Remark, Text, Tint, Who};
use crate::sheet::Labels;
use crate::sheet::docx::ADDED;
use docx::{
    Colour, Document, Effect, Highlight, Loss, NoteRef, Paragraph, Place, Revision, RevisionKind,
    Run, Underline,
};
use std::collections::BTreeMap;

pub(super) fn read(document: &Document, people: &People, legend: &Legend) -> Text {
    let legend = legend.clone().with_document(&whole(document));
    let mut reading = Reading {
        people,
        legend: &legend,
        before: Side::default(),
        after: Side::default(),
        text: Text::default(),
        pending: Vec::new(),
        about: BTreeMap::new(),
        frame: 0,
        is_ours: false,
        undone: 0,
    };
    reading.is_ours = document.styles.iter().any(|style| style.id.starts_with(ADDED));
    let title = own_title(document);
    for paragraph in &document.paragraphs {
        if paragraph.style.starts_with(ADDED) || title == Some(paragraph) {
            reading.frame += 1;
        } else {
            reading.paragraph(paragraph);
        }
    }
    reading.close();
    reading.notes(document);
    reading.remarks(document);
    let Reading { before, after, mut text, frame, undone, .. } = reading;
    if frame > 0 {
        text.losses.push(Loss {
            part: "word/document.xml".to_owned(),
            element: Some(format!("{ADDED}…")),
            count: frame,
            first: None,
            effect: Effect::Looks,
            meaning: "the frame of a sheet (title, legend, notes, signs), which is no part of the text",
        });
    }
    if undone > 0 {
        text.losses.push(Loss {
            part: "word/document.xml".to_owned(),
            element: Some("w:del".to_owned()),
            count: undone,
            first: None,
            effect: Effect::Words,
            meaning: "words that somebody inserted and somebody took out again: neither before nor after the changes",
        });
    }
    text.title = document.properties.title.clone();
    text.language = document.properties.language.clone();
    (text.before, text.after) = (before.words, after.words);
    text.legend = legend;
    text
}

/// The title that a sheet of ours begins with.
fn own_title(document: &Document) -> Option<&Paragraph> {
    let first = document.paragraphs.first()?;
    let is_ours = document.styles.iter().any(|style| style.id.starts_with(ADDED));
    (is_ours && first.style == "Title").then_some(first)
}

/// The words with every change accepted, for the legend.
fn whole(document: &Document) -> String {
    let ours = |paragraph: &&Paragraph| !paragraph.style.starts_with(ADDED);
    let lines: Vec<String> =
        document.paragraphs.iter().filter(ours).map(Paragraph::text_accepted).collect();
    lines.join("\n\n")
}

/// One of the two states of the text.
#[derive(Default)]
struct Side {
    words: String,
    /// The paragraph that is not ended yet.
    open: String,
    lines: usize,
}

impl Side {
    /// Line at which the open paragraph begins, from 1.
    fn line(&self) -> usize {
        self.lines + 1
    }

    /// Ends the open paragraph; an empty one leaves nothing.
    fn end(&mut self) {
        let open = std::mem::take(&mut self.open);
        let open = open.trim_end();
        if open.trim().is_empty() {
            return;
        }
        self.words.push_str(open);
        self.words.push_str("\n\n");
        self.lines += open.matches('\n').count() + 2;
    }
}

struct Reading<'r> {
    people: &'r People,
    legend: &'r Legend,
    before: Side,
    after: Side,
    text: Text,
    /// Changes of the open paragraph, whose lines are not known to be there yet.
    pending: Vec<Change>,
    /// For each comment, the line and the words it covers.
    about: BTreeMap<usize, (usize, String)>,
    /// Paragraphs and runs that a sheet of ours adds to the words.
    frame: usize,
    /// Whether a sheet of ours is read, in which a change may be nobody's.
    is_ours: bool,
    /// Runs that were neither there nor stay.
    undone: usize,
}

/// What becomes of a run.
#[derive(Clone, PartialEq, Eq)]
struct Fate {
    was: bool,
    is: bool,
    how: How,
    by: Who,
    date: Option<String>,
    is_move: bool,
}

impl Reading<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let head = head(paragraph);
        for side in [&mut self.before, &mut self.after] {
            if side.open.is_empty() {
                side.open.push_str(&head);
            }
        }
        let is_heading = paragraph.level.is_some();
        for run in &paragraph.runs {
            self.run(run, is_heading);
        }
        let is_cell = matches!(paragraph.place, Place::Table(_));
        if is_cell && !self.before.open.trim().is_empty() {
            self.text.cells.push(self.before.line());
        }
        // A mark that was inserted was not there before: what follows stood in the same paragraph.
        let joins_before = paragraph.mark.iter().any(|r| r.kind.adds());
        let joins_after = paragraph.mark.iter().any(|r| !r.kind.adds());
        if joins_before {
            drop_head(&mut self.before, &head);
        }
        if joins_after {
            drop_head(&mut self.after, &head);
        }
        if !joins_before && !joins_after {
            self.close();
        } else {
            self.close_one(joins_before);
        }
    }

    /// Ends the side that does not join what follows.
    fn close_one(&mut self, joins_before: bool) {
        self.settle();
        if joins_before { self.after.end() } else { self.before.end() }
    }

    fn close(&mut self) {
        self.settle();
        self.before.end();
        self.after.end();
    }

    /// Changes of the open paragraph get the lines at which it begins.
    fn settle(&mut self) {
        let line = |side: &Side| if side.open.trim().is_empty() { 0 } else { side.line() };
        let (before, after) = (line(&self.before), line(&self.after));
        for mut change in self.pending.drain(..) {
            (change.line_before, change.line_after) = (before, after);
            self.text.changes.push(change);
        }
    }

    fn run(&mut self, run: &Run, is_heading: bool) {
        if run.style.as_deref().is_some_and(|style| style.starts_with(ADDED)) {
            self.frame += 1;
            return;
        }
        let words = match run.note {
            Some(NoteRef::Footnote(index)) => format!("[^{}]", index + 1),
            Some(NoteRef::Endnote(index)) => format!("[^e{}]", index + 1),
            None => run.text.replace(['\u{b}', '\u{c}'], "\n"),
        };
        if words.is_empty() {
            return;
        }
        let marks = if is_heading { Vec::new() } else { marks(run) };
        let fate = self.fate(run, &marks);
        self.undone += usize::from(!fate.was && !fate.is);
        let line = if fate.is { self.after.line() } else { self.before.line() };
        for mark in marks {
            let meaning = self.legend.meaning(mark).cloned();
            self.text.marked.push(Marked { line, words: words.clone(), mark, meaning });
        }
        for comment in &run.comments {
            let entry = self.about.entry(comment.0).or_insert((self.after.line(), String::new()));
            entry.1.push_str(&words);
        }
        if fate.was != fate.is {
            self.change(&words, &fate);
        }
        if fate.was {
            self.before.open.push_str(&words);
        }
        if fate.is {
            self.after.open.push_str(&words);
        }
    }

    /// Words that came or went, joined with the change right before them if it is of the same hand.
    fn change(&mut self, words: &str, fate: &Fate) {
        let at = self.before.open.len();
        let follows = |last: &Change| {
            last.by == fate.by
                && last.how == fate.how
                && last.is_move == fate.is_move
                && last.date == fate.date
                && last.at + last.gone.len() == at
        };
        let (gone, new) = if fate.was { (words, "") } else { ("", words) };
        match self.pending.last_mut() {
            Some(last) if follows(last) => {
                last.gone.push_str(gone);
                last.new.push_str(new);
            }
            _ => self.pending.push(Change {
                line_before: 0,
                line_after: 0,
                gone: gone.to_owned(),
                new: new.to_owned(),
                at,
                how: fate.how,
                by: fate.by.clone(),
                date: fate.date.clone(),
                is_move: fate.is_move,
            }),
        }
    }

    /// Whoever typed. What a sheet of ours writes where nobody is known is nobody.
    fn who(&self, author: &str) -> Who {
        let unnamed = [Labels::english().unnamed, Labels::arabic().unnamed];
        if self.is_ours && unnamed.iter().any(|name| name == author) {
            return Who::default();
        }
        Who { author: author.to_owned(), party: self.people.get(author).cloned() }
    }

    /// Whether words were there, and are there; by tracked changes, else by what the legend says of their marks.
    fn fate(&self, run: &Run, marks: &[MarkKind]) -> Fate {
        if let Some(last) = run.revisions.last() {
            let of = |revision: &Revision| self.who(&revision.author);
            let is_move =
                matches!(last.kind, RevisionKind::MovedFrom { .. } | RevisionKind::MovedTo { .. });
            return Fate {
                was: run.was_there(),
                is: run.stays(),
                how: How::Tracked,
                by: of(last),
                date: last.date.clone(),
                is_move,
            };
        }
        let said = |meaning: &Meaning| {
            marks.iter().any(|mark| self.legend.meaning(*mark) == Some(meaning))
        };
        let party = marks.iter().find_map(|mark| match self.legend.meaning(*mark) {
            Some(Meaning::Of(party)) => Some(party.clone()),
            _ => None,
        });
        let (gone, new) = (said(&Meaning::Gone), said(&Meaning::New));
        Fate {
            // What is marked as both is neither: nothing is guessed.
            was: !new || gone,
            is: !gone || new,
            how: How::ByHand,
            by: Who { author: String::new(), party },
            date: None,
            is_move: false,
        }
    }

    fn notes(&mut self, document: &Document) {
        for (prefix, notes) in [("", &document.footnotes), ("e", &document.endnotes)] {
            for (index, note) in notes.iter().enumerate() {
                let said = |of: &dyn Fn(&Paragraph) -> String| {
                    let parts: Vec<String> = note.paragraphs.iter().map(of).collect();
                    format!("[^{prefix}{}]: {}", index + 1, parts.join(" ").trim())
                };
                self.before.open = said(&Paragraph::text_rejected);
                self.after.open = said(&Paragraph::text_accepted);
                self.close();
            }
        }
    }

    fn remarks(&mut self, document: &Document) {
        for (index, comment) in document.comments.iter().enumerate() {
            let words: Vec<String> =
                comment.paragraphs.iter().map(Paragraph::text_accepted).collect();
            let (line, about) = self.about.remove(&index).unwrap_or_default();
            self.text.remarks.push(Remark {
                by: self.who(&comment.author),
                date: comment.date.clone(),
                line,
                about,
                words: words.join("\n"),
                answers: comment.reply_to.map(|id| id.0),
            });
        }
    }
}

/// A heading's marks, the label, and a space.
fn head(paragraph: &Paragraph) -> String {
    let mut head = String::new();
    if let Some(level) = paragraph.level {
        head.push_str(&"#".repeat(usize::from(level.clamp(1, 6))));
        head.push(' ');
    }
    if let Some(numbering) = &paragraph.numbering {
        head.push_str(numbering.label());
        head.push(' ');
    }
    head
}

/// A head before no words, in a paragraph that goes on, belongs to what follows.
fn drop_head(side: &mut Side, head: &str) {
    if side.open == head {
        side.open.clear();
    }
}

/// What somebody marked by hand; what a style says is form.
fn marks(run: &Run) -> Vec<MarkKind> {
    let mut found = Vec::new();
    let direct = &run.direct;
    if direct.bold == Some(true) {
        found.push(MarkKind::Bold);
    }
    if direct.italic == Some(true) {
        found.push(MarkKind::Italic);
    }
    if direct.underline.is_some_and(|line| line != Underline::None) {
        found.push(MarkKind::Underline);
    }
    if direct.strike == Some(true) || direct.double_strike == Some(true) {
        found.push(MarkKind::Strike);
    }
    if let Some(pen) = direct.highlight.filter(|pen| *pen != Highlight::None) {
        found.push(MarkKind::Highlight(pen_tint(pen)));
    }
    if let Some(Colour::Rgb(rgb)) = direct.colour {
        found.push(MarkKind::Colour(Tint::nearest([rgb.0, rgb.1, rgb.2])));
    }
    found.retain(|mark| *mark != MarkKind::Colour(Tint::Black));
    found
}

fn pen_tint(pen: Highlight) -> Tint {
    match pen {
        Highlight::Black | Highlight::None => Tint::Black,
        Highlight::Blue | Highlight::DarkBlue => Tint::Blue,
        Highlight::Cyan | Highlight::DarkCyan => Tint::Turquoise,
        Highlight::Green | Highlight::DarkGreen => Tint::Green,
        Highlight::Magenta => Tint::Pink,
        Highlight::DarkMagenta => Tint::Purple,
        Highlight::Red | Highlight::DarkRed => Tint::Red,
        Highlight::Yellow | Highlight::DarkYellow => Tint::Yellow,
        Highlight::White => Tint::White,
        Highlight::DarkGrey | Highlight::LightGrey => Tint::Grey,
    }
}
