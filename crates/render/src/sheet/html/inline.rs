//! Runs: brackets as groups that are read aloud, and the marks on words.

use super::Page;
use super::{fragment, text};
use crate::sheet::lines::Piece;
use crate::sheet::{Bracket, Change, Mark, Run, ends_change, told};
use crate::words::{direction_of, well_formed_tag};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Groups within groups beyond which a bracket is only its sign; browsers stop nesting at some hundred.
const DEEPEST_GROUP: usize = 24;

/// The runs of one paragraph, and the groups that are open in them.
pub(super) struct Inline<'r> {
    runs: &'r [Run],
    /// Numbers of the brackets whose group is open.
    open: Vec<u32>,
    /// Brackets that end within these runs.
    closed: BTreeSet<u32>,
    /// Brackets whose holders are read aloud with the group.
    told: BTreeSet<u32>,
}

impl<'r> Inline<'r> {
    pub(super) fn new(runs: &'r [Run]) -> Self {
        let mut inline =
            Inline { runs, open: Vec::new(), closed: BTreeSet::new(), told: BTreeSet::new() };
        for run in runs {
            match &run.mark {
                Mark::Open(bracket) if !bracket.holders.is_empty() => {
                    inline.told.insert(bracket.number);
                }
                Mark::Close(number) => {
                    inline.closed.insert(*number);
                }
                _ => {}
            }
        }
        inline
    }

    /// Ends the groups that are still open: their brackets end in a later paragraph.
    pub(super) fn end(self) -> String {
        "</span>".repeat(self.open.len())
    }

    /// Whether an attribution repeats what its bracket already said aloud.
    fn is_told(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|index| self.runs.get(index));
        matches!(before.map(|run| &run.mark), Some(Mark::Close(number)) if self.told.contains(number))
    }
}

impl Page<'_> {
    /// One run, or the part of it that stands on this line.
    pub(super) fn piece(&mut self, inline: &mut Inline<'_>, piece: &Piece<'_>) {
        let Some(run) = inline.runs.get(piece.run) else { return };
        if let (Mark::Open(bracket), true) = (&run.mark, piece.is_first) {
            self.open_group(inline, bracket);
        }
        let (before, after) = self.changed(run, piece);
        let language = self.run_language(run);
        self.push(&before);
        if language.is_empty() {
            self.marked(inline, run, piece);
        } else {
            let _ = write!(self.out, "<span{language}>");
            self.marked(inline, run, piece);
            self.push("</span>");
        }
        self.push(after);
        if piece.is_last && ends_change(inline.runs, piece.run) {
            self.by(&run.change);
        }
        if let (Mark::Close(number), true) = (&run.mark, piece.is_last) {
            self.close_group(inline, *number);
        }
    }

    fn run_language(&self, run: &Run) -> String {
        match run.language.as_deref().and_then(well_formed_tag) {
            Some(tag) => format!(" lang=\"{tag}\" dir=\"{}\"", super::dir(direction_of(tag))),
            None => String::new(),
        }
    }

    fn open_group(&mut self, inline: &mut Inline<'_>, bracket: &Bracket) {
        if inline.open.len() >= DEEPEST_GROUP {
            return;
        }
        let labels = &self.sheet.labels;
        let mut parts = vec![format!("{} {}", labels.bracket, bracket.number)];
        if !bracket.holders.is_empty() {
            parts.push(format!("{} {}", labels.held_by, bracket.holders.join(&labels.comma)));
        }
        if bracket.undecided {
            parts.push(labels.undecided.clone());
        }
        if !inline.closed.contains(&bracket.number) {
            parts.push(labels.continues.clone());
        }
        let label = text(&parts.join(&labels.comma));
        let class = if bracket.undecided { "b undecided" } else { "b" };
        let _ = write!(
            self.out,
            "<span class=\"{class}\" role=\"group\" aria-label=\"{label}\" title=\"{label}\">"
        );
        inline.open.push(bracket.number);
    }

    /// Ends the group of a bracket, and the groups within it that nothing ended.
    fn close_group(&mut self, inline: &mut Inline<'_>, number: u32) {
        let Some(at) = inline.open.iter().rposition(|open| *open == number) else { return };
        for _ in at..inline.open.len() {
            self.push("</span>");
        }
        inline.open.truncate(at);
    }

    /// The elements around a run that is new, gone or moved.
    fn changed(&self, run: &Run, piece: &Piece<'_>) -> (String, &'static str) {
        let (open, close) = match &run.change {
            Change::Kept => return (String::new(), ""),
            Change::Inserted { .. } => ("<ins>", "</ins>"),
            Change::Deleted { .. } => ("<del>", "</del>"),
            Change::MovedHere { .. } => ("<ins class=\"moved\">", "</ins>"),
            Change::MovedAway { .. } => ("<del class=\"moved\">", "</del>"),
        };
        let told = told(&run.change, &self.sheet.labels).filter(|_| piece.is_first);
        let told = told.map(|told| format!("<small class=\"unseen\">{}: </small>", text(&told)));
        (format!("{open}{}", told.unwrap_or_default()), close)
    }

    /// Whose change it is, small, after the words; it was read aloud before them.
    fn by(&mut self, change: &Change) {
        let shown = match change {
            Change::Kept => None,
            Change::Inserted { by } | Change::Deleted { by } => by.clone(),
            Change::MovedHere { .. } | Change::MovedAway { .. } => told(change, &self.sheet.labels),
        };
        if let Some(shown) = shown {
            let _ = write!(
                self.out,
                "<small class=\"by\" aria-hidden=\"true\"><bdi>{}</bdi></small>",
                text(&shown)
            );
        }
    }

    fn marked(&mut self, inline: &Inline<'_>, run: &Run, piece: &Piece<'_>) {
        let labels = &self.sheet.labels;
        let words = text(piece.text);
        let aloud = |label: &str| {
            if piece.is_first {
                format!("<small class=\"unseen\">{}: </small>", text(label))
            } else {
                String::new()
            }
        };
        let markup = match &run.mark {
            Mark::Plain => words,
            Mark::Emphasis => format!("<em>{words}</em>"),
            Mark::Strong => format!("<strong>{words}</strong>"),
            Mark::Open(bracket) => format!("<b{}>{words}</b>", self.shown_number(bracket.number)),
            Mark::Close(number) => format!("<b{}>{words}</b>", self.shown_number(*number)),
            Mark::Joint => format!(
                "<span class=\"joint\" title=\"{0}\">{1}{words}</span>",
                text(&labels.joint),
                aloud(&labels.joint)
            ),
            Mark::Holder => format!("<span class=\"holder\">{words}</span>"),
            Mark::Attribution => {
                let hidden = if inline.is_told(piece.run) { " aria-hidden=\"true\"" } else { "" };
                format!("<small class=\"by\"{hidden}><bdi>{words}</bdi></small>")
            }
            Mark::Placeholder => {
                format!("<span class=\"placeholder\">{}{words}</span>", aloud(&labels.placeholder))
            }
            Mark::Instruction => {
                format!("<span class=\"instruction\">{}{words}</span>", aloud(&labels.instruction))
            }
            Mark::Editorial => {
                format!("<span class=\"editorial\">{}{words}</span>", aloud(&labels.editorial))
            }
            Mark::Status => {
                format!("<span class=\"status\">{}{words}</span>", aloud(&labels.status))
            }
            Mark::Footnote(id) => self.reference(id, &words),
            Mark::Stray => format!(
                "<span class=\"stray\" title=\"{0}\">{1}{words}</span>",
                text(&labels.stray),
                aloud(&labels.stray)
            ),
        };
        self.push(&markup);
    }

    fn shown_number(&self, number: u32) -> String {
        if self.sheet.bracket_numbers { format!(" data-n=\"{number}\"") } else { String::new() }
    }

    /// A reference to a footnote that is there is a link; the first to each is where the way back leads.
    fn reference(&mut self, id: &str, words: &str) -> String {
        if !self.sheet.footnotes.iter().any(|footnote| footnote.id == id) {
            return format!("<sup>{words}</sup>");
        }
        let name = text(&fragment(id));
        let own = if self.referred.insert(id.to_owned()) {
            format!(" id=\"note-ref-{name}\"")
        } else {
            String::new()
        };
        format!("<sup><a{own} href=\"#note-{name}\">{words}</a></sup>")
    }
}
