//! Runs with their styles, shading and tracked changes.

use super::Maker;
use super::styles::style_of;
use crate::sheet::{Change, Mark, Run, ends_change, told};
use crate::words::{is_right_to_left, settled, well_formed_tag};
use docx::{Colour, Marks, NoteRef, Revision, RevisionKind, Rgb};

/// What stands behind words in brackets, deeper with each pair.
const TINTS: [Rgb; 4] =
    [Rgb(251, 245, 230), Rgb(245, 233, 204), Rgb(238, 221, 178), Rgb(230, 208, 152)];

impl Maker<'_> {
    /// Runs, each with what became of it, or of the paragraph as a whole.
    pub(super) fn runs(
        &mut self,
        runs: &[Run],
        right_to_left: bool,
        whole: &Change,
        language: Option<&str>,
    ) -> Vec<docx::Run> {
        let mut made = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let revisions = self.revisions(&run.change, whole);
            let mut words = self.run(run, right_to_left, language);
            words.revisions.clone_from(&revisions);
            made.push(words);
            for added in self.after(runs, index, whole) {
                made.push(added);
            }
        }
        made
    }

    fn run(&mut self, run: &Run, right_to_left: bool, language: Option<&str>) -> docx::Run {
        if let Mark::Footnote(id) = &run.mark
            && let Some(index) = self.sheet.footnotes.iter().position(|note| note.id == *id)
            && self.called.insert(index)
        {
            let before = self.called.range(..index).count();
            return docx::Run::calling(NoteRef::Footnote(before));
        }
        let tag = run.language.as_deref().or(language).and_then(well_formed_tag);
        let tint = (run.depth as usize).min(TINTS.len()).checked_sub(1);
        let direct = Marks {
            shading: tint.map(|tint| Colour::Rgb(TINTS[tint])),
            right_to_left: reads_right_to_left(&run.text, right_to_left).then_some(true),
            language: tag.map(str::to_owned),
            ..Marks::default()
        };
        let style = style_of(&run.mark).map(str::to_owned);
        docx::Run { style, ..docx::Run::marked(settled_text(&run.text), direct) }
    }

    /// What the sheet adds after a run. Whose a change is stands in the change itself.
    fn after(&self, runs: &[Run], index: usize, whole: &Change) -> Vec<docx::Run> {
        let Some(run) = runs.get(index) else { return Vec::new() };
        let mut added = Vec::new();
        let mut add = |words: &str, style: &str| {
            let style = Some(style.to_owned());
            added.push(docx::Run { style, ..docx::Run::plain(settled_text(words)) });
        };
        match &run.mark {
            Mark::Open(bracket) if self.sheet.bracket_numbers => {
                add(&bracket.number.to_string(), "SheetAddedNumber");
            }
            Mark::Close(number) if self.sheet.bracket_numbers => {
                add(&number.to_string(), "SheetAddedNumber");
            }
            Mark::Joint => add("?", "SheetAddedSign"),
            Mark::Stray => add("!", "SheetAddedSign"),
            _ => {}
        }
        let labels = &self.sheet.labels;
        let moved = |change: &Change| {
            matches!(change, Change::MovedHere { .. } | Change::MovedAway { .. })
                .then(|| told(change, labels))
                .flatten()
        };
        // Of a paragraph as a whole a comment says it.
        let ends = if run.change != Change::Kept && run.change != *whole && ends_change(runs, index)
        {
            moved(&run.change)
        } else {
            None
        };
        if let Some(told) = ends {
            add(&told, "SheetAddedNames");
        }
        added
    }

    /// The tracked changes of words in a paragraph that has a change of its own. Words that went from a paragraph that moved
    /// here stand where it was; here they are neither before nor after.
    fn revisions(&self, change: &Change, whole: &Change) -> Vec<Revision> {
        let told = match (change, whole) {
            (Change::Kept, whole) => vec![whole],
            (Change::Deleted { .. }, Change::MovedHere { .. } | Change::Inserted { .. }) => {
                vec![whole, change]
            }
            (change, _) => vec![change],
        };
        told.into_iter().filter_map(|change| self.revision(change)).collect()
    }

    /// The tracked change that tells what became of words.
    pub(super) fn revision(&self, change: &Change) -> Option<Revision> {
        let (kind, by) = match change {
            Change::Kept => return None,
            Change::Inserted { by } => (RevisionKind::Inserted, by.as_deref()),
            Change::Deleted { by } => (RevisionKind::Deleted, by.as_deref()),
            Change::MovedHere { .. } => (RevisionKind::MovedTo { name: None }, None),
            Change::MovedAway { .. } => (RevisionKind::MovedFrom { name: None }, None),
        };
        Some(Revision { kind, author: self.author(by), date: None })
    }
}

/// Text with one kind of line break, and nothing that turns the words after it.
pub(super) fn settled_text(words: &str) -> String {
    settled(words).replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

/// Whether Word is to set a run from right to left: it has such letters, or stands among them and has none of its own.
fn reads_right_to_left(words: &str, paragraph: bool) -> bool {
    let has_letters = words.chars().any(char::is_alphabetic);
    has_right_to_left(words) || (paragraph && !has_letters && !words.is_empty())
}

pub(super) fn has_right_to_left(words: &str) -> bool {
    words.chars().any(is_right_to_left)
}
