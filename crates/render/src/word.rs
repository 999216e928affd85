//! A Word file as negotiating text: its words before and after what was changed in it, who changed what, the remarks
//! beside it, and what marks that somebody made by hand say.
//!
//! **Invariant:** who typed is not who proposed. The name that Word gives stays as it is; a party stands beside it only
//! where a person said whose name that is. What a mark by hand means is never guessed: a legend says it, in the document or
//! beside it, or the mark is listed as not read.

mod legend;
mod paragraphs;

pub use legend::{Legend, LegendDiagnostic, MarkKind, Meaning, Tint};

use docx::{Limits, Loss, Refusal};
use std::collections::BTreeMap;

/// A Word file as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The title that the file gives itself.
    pub title: Option<String>,
    /// Its language tag.
    pub language: Option<String>,
    /// The text as it was before the changes that are marked in it: paragraphs parted by blank lines, headings as `#`,
    /// footnotes as `[^1]`.
    pub before: String,
    /// The text with the changes.
    pub after: String,
    /// Lines of `before` at which paragraphs begin that stand in cells of tables, from 1, ascending.
    pub cells: Vec<usize>,
    /// The changes, in the order of the file.
    pub changes: Vec<Change>,
    /// Remarks beside the text, in the order of the file.
    pub remarks: Vec<Remark>,
    /// Words that somebody marked by hand, with what the legend says of the mark.
    pub marked: Vec<Marked>,
    /// What the file says its marks mean, and what a person said.
    pub legend: Legend,
    /// What of the file is not in the text.
    pub losses: Vec<Loss>,
}

/// A change to words that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Line of `before` at which its paragraph begins, from 1; 0 where the paragraph is not in it.
    pub line_before: usize,
    /// Line of `after` at which its paragraph begins, from 1; 0 where the paragraph is not in it.
    pub line_after: usize,
    /// Words that went; empty where words came only.
    pub gone: String,
    /// Words that came; empty where words went only.
    pub new: String,
    /// Bytes of the paragraph's words, as they were before, behind which the new words stand.
    pub at: usize,
    /// How it is marked.
    pub how: How,
    /// Who made it.
    pub by: Who,
    /// When, as written.
    pub date: Option<String>,
    /// Whether the words were moved within the file.
    pub is_move: bool,
}

/// How a change is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// As a tracked change.
    Tracked,
    /// By hand, in a way that the legend explains.
    ByHand,
}

/// Who changed or remarked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// The name that Word gives; empty for marks by hand.
    pub author: String,
    /// The party, where somebody said whose name or colour it is.
    pub party: Option<String>,
}

/// A remark beside words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Who.
    pub by: Who,
    /// When, as written.
    pub date: Option<String>,
    /// Line of `after` at which the paragraph begins, from 1; 0 where it covers nothing that is there.
    pub line: usize,
    /// The words beside which it stands.
    pub about: String,
    /// What it says.
    pub words: String,
    /// The remark that it answers, by its place in the list.
    pub answers: Option<usize>,
}

/// Words marked by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Line of `after` (or, for words taken out, of `before`) at which the paragraph begins, from 1.
    pub line: usize,
    /// The words.
    pub words: String,
    /// The mark.
    pub mark: MarkKind,
    /// What the legend says it means; none where nothing says so.
    pub meaning: Option<Meaning>,
}

/// Whose a name in Word is.
pub type People = BTreeMap<String, String>;

/// Reads a Word file. `people` says which party a Word author wrote for; `legend` is what a person says of marks, and goes
/// before what the file says.
///
/// # Errors
/// Why the file is refused: it is no Word file, is broken, or would need more than is given to one file.
pub fn read(bytes: &[u8], people: &People, legend: &Legend) -> Result<Text, Refusal> {
    let found = docx::read(bytes, &Limits::default())?;
    let mut text = paragraphs::read(&found.document, people, legend);
    text.losses.splice(0..0, found.losses);
    Ok(text)
}
