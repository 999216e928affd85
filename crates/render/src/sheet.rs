//! A sheet of negotiating text: a neutral page of paragraphs, marks and tables, and its four formats.
//!
//! **Invariant:** a sheet says nothing of its own. Who fills it decides what is shown; a format adds form. The texts of
//! the runs of a paragraph, one after the other, are its words ([`Paragraph::words`]): every format gives them back in
//! that order, brackets included. What a format adds (attributions, line numbers, names of marks) is never copied with
//! the words in HTML, and stands between `‹` and `›` in Markdown.
//!
//! Reads no clock: a date is given as words, or there is none.

pub mod docx;
pub mod html;
pub mod labels;
pub mod legend;
pub mod lines;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;

pub use labels::Labels;
pub use report::document::Direction;

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is: "Marked-up text of the draft decision".
    pub title: String,
    /// Symbol of the document, as the body gives it: "A/AC.999/L.4/Rev.2".
    pub symbol: Option<String>,
    /// Under the title.
    pub subtitle: Option<String>,
    /// The version or date, in words, as given.
    pub version: Option<String>,
    /// BCP 47 tag of the language that is not marked otherwise.
    pub language: String,
    /// Direction of that language.
    pub direction: Direction,
    /// The words of the frame, in the language of the sheet.
    pub labels: Labels,
    /// What the marks mean; [`legend::of`] gives the lines for the marks that are used.
    pub legend: Vec<LegendLine>,
    /// Notes on the whole, each a paragraph, before the text: "Stray marks: …".
    pub notes: Vec<Vec<Run>>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Footnotes, in order of their references.
    pub footnotes: Vec<Footnote>,
    /// Whether the lines of paragraphs are numbered; see [`lines`].
    pub line_numbers: bool,
    /// Whether brackets show their numbers.
    pub bracket_numbers: bool,
}

/// A mark, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendLine {
    /// Words that carry the mark.
    pub sample: Vec<Run>,
    /// What it means.
    pub meaning: String,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; its lines are not numbered.
    Heading(Heading),
    /// A paragraph; its lines are numbered.
    Paragraph(Paragraph),
    /// A table; its lines are not numbered.
    Table(Table),
    /// A note between paragraphs, not part of the text and not numbered.
    Note(Vec<Run>),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1 for the highest. Levels that are skipped are closed up: see [`levels`].
    pub level: u32,
    /// Name to link to, unique in the sheet; none if empty.
    pub anchor: String,
    /// Its words.
    pub runs: Vec<Run>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Name to link to, unique in the sheet; none if empty.
    pub anchor: String,
    /// Its number or letter, as the draft writes it: "12 bis.", "(a)". Part of what is shown, not of the words.
    pub label: Option<String>,
    /// Steps of indentation; more than [`lines::DEEPEST`] are shown as that.
    pub level: u32,
    /// BCP 47 tag of its language, if not that of the sheet.
    pub language: Option<String>,
    /// Its words.
    pub runs: Vec<Run>,
    /// How it stands: "Agreed ad referendum".
    pub status: Option<String>,
    /// What became of the whole paragraph between two versions.
    pub change: Change,
    /// Remarks in the margin; in Word, comments.
    pub margin: Vec<Remark>,
}

/// A remark in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Whose it is; in Word, the author of the comment.
    pub by: Option<String>,
    /// What it says.
    pub text: String,
}

/// A table: a matrix, two versions side by side, a table of sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Heads of the columns.
    pub header: Vec<Cell>,
    /// Rows; one that is shorter than the header is filled with empty cells, one that is longer widens the table.
    pub rows: Vec<Vec<Cell>>,
    /// Relative widths of the columns; if their number is not that of the columns, the words decide.
    pub widths: Vec<u32>,
    /// Whether the first cell of a row is its head.
    pub row_heads: bool,
    /// Whether it is printed on pages turned on their side.
    pub landscape: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its words; a line feed in them begins a line.
    pub runs: Vec<Run>,
    /// BCP 47 tag of its language, if not that of the sheet.
    pub language: Option<String>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// What the references name; unique in the sheet.
    pub id: String,
    /// Its mark, as shown before it: "1".
    pub mark: String,
    /// Its words.
    pub runs: Vec<Run>,
}

/// Words that are marked in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words as they stand, marks of the draft included: of [`Mark::Open`] it is `[`, of a placeholder all of
    /// `[Placeholder: finance]`. A line feed begins a line.
    pub text: String,
    /// What they are.
    pub mark: Mark,
    /// How many brackets they stand in; a bracket counts its own pair.
    pub depth: u32,
    /// What became of them between two versions.
    pub change: Change,
    /// BCP 47 tag of their language, if not that of the paragraph.
    pub language: Option<String>,
}

/// What words are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Words.
    #[default]
    Plain,
    /// Words that the draft sets apart, mostly in italics.
    Emphasis,
    /// Words that the draft sets apart strongly, mostly in bold type.
    Strong,
    /// An opening bracket.
    Open(Bracket),
    /// The closing bracket of the pair with this number.
    Close(u32),
    /// The place between two brackets that stand next to each other, where nobody has said whether they are
    /// alternatives or additions. Its text is what stands there: nothing, or space.
    Joint,
    /// Names of holders as they stand in the draft: words.
    Holder,
    /// Names of holders that are not in the draft: shown small, and not among the words.
    Attribution,
    /// Words to come.
    Placeholder,
    /// An instruction about the text, not of it: "{applies to all options}".
    Instruction,
    /// A bracket of the drafters: a comment, not an option.
    Editorial,
    /// A status as it stands in the draft: `[Agreed]`.
    Status,
    /// A reference to the footnote with this id.
    Footnote(String),
    /// A bracket without its partner.
    Stray,
}

/// An opening bracket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bracket {
    /// The number of the pair.
    pub number: u32,
    /// Who holds it, by name; empty if nobody is known to.
    pub holders: Vec<String>,
    /// Whether it belongs to a run of brackets on which nobody has ruled.
    pub undecided: bool,
}

/// What became of words or of a paragraph between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    #[default]
    Kept,
    /// They are new.
    Inserted {
        /// Whose words they are, where known; in Word, the author.
        by: Option<String>,
    },
    /// They are gone.
    Deleted {
        /// Who took them out, where known.
        by: Option<String>,
    },
    /// They stood elsewhere before.
    MovedHere {
        /// Where, as the reader knows it: "paragraph 12".
        from: String,
    },
    /// They stand elsewhere now.
    MovedAway {
        /// Where, as the reader knows it.
        to: String,
    },
}

impl Run {
    /// Words without a mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Run { text: text.into(), ..Run::default() }
    }

    /// Words with a mark.
    pub fn marked(text: impl Into<String>, mark: Mark) -> Self {
        Run { mark, ..Run::plain(text) }
    }

    /// The same within so many brackets.
    #[must_use]
    pub fn within(self, depth: u32) -> Self {
        Run { depth, ..self }
    }

    /// The same, changed.
    #[must_use]
    pub fn changed(self, change: Change) -> Self {
        Run { change, ..self }
    }

    /// Whether its text is among the words; an attribution is not.
    pub fn is_words(&self) -> bool {
        self.mark != Mark::Attribution
    }
}

impl Paragraph {
    /// Its words: the texts of its runs, without attributions.
    pub fn words(&self) -> String {
        words(&self.runs)
    }
}

/// The words of runs: their texts, without attributions.
pub fn words(runs: &[Run]) -> String {
    runs.iter().filter(|run| run.is_words()).map(|run| run.text.as_str()).collect()
}

/// The level of each heading, in order, so that none is more than one below the heading before it: a reader that jumps
/// from heading to heading must not wonder what was left out. The first is 1.
pub fn levels(blocks: &[Block]) -> Vec<u32> {
    // The levels as written that are open, from the highest; how many they are is the level as shown.
    let mut open: Vec<u32> = Vec::new();
    let mut shown = Vec::new();
    for block in blocks {
        let Block::Heading(heading) = block else { continue };
        while open.last().is_some_and(|last| *last >= heading.level) {
            open.pop();
        }
        open.push(heading.level);
        shown.push(u32::try_from(open.len()).unwrap_or(u32::MAX));
    }
    shown
}

impl Table {
    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.header.len()]).max().unwrap_or(0)
    }

    /// Relative widths of its columns: those given, or what the longest cell of each asks, within bounds.
    pub fn weights(&self) -> Vec<u32> {
        let columns = self.columns();
        if self.widths.len() == columns && self.widths.iter().all(|width| *width > 0) {
            return self.widths.clone();
        }
        let longest = |column: usize| {
            let cells = self.rows.iter().chain([&self.header]).filter_map(|row| row.get(column));
            let length = |cell: &Cell| cell.runs.iter().map(|run| run.text.chars().count()).sum();
            let longest: usize = cells.map(length).max().unwrap_or(0);
            u32::try_from(longest.clamp(8, 60)).unwrap_or(60)
        };
        (0..columns).map(longest).collect()
    }
}

/// What became of words, in words; nothing if nothing did.
pub(crate) fn told(change: &Change, labels: &Labels) -> Option<String> {
    let by = |(alone, before): &(String, String), by: &Option<String>| match by {
        Some(by) => format!("{before} {by}"),
        None => alone.clone(),
    };
    match change {
        Change::Kept => None,
        Change::Inserted { by: name } => Some(by(&labels.inserted, name)),
        Change::Deleted { by: name } => Some(by(&labels.deleted, name)),
        Change::MovedHere { from } => Some(format!("{} {from}", labels.moved_from)),
        Change::MovedAway { to } => Some(format!("{} {to}", labels.moved_to)),
    }
}

/// Whether the change is the same for the reader, so that it is named once for runs that follow each other.
pub(crate) fn ends_change(runs: &[Run], index: usize) -> bool {
    let Some(run) = runs.get(index) else { return false };
    run.change != Change::Kept && runs.get(index + 1).is_none_or(|next| next.change != run.change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_skip_no_level() {
        let check = |written: &[u32], expected: &[u32]| {
            let blocks: Vec<Block> = written
                .iter()
                .map(|level| {
                    Block::Heading(Heading { level: *level, anchor: String::new(), runs: vec![] })
                })
                .collect();
            assert_eq!(levels(&blocks), expected, "{written:?}");
        };
        check(&[2, 4, 4, 2, 3], &[1, 2, 2, 1, 2]);
        check(&[3, 1, 3, 2, 6], &[1, 1, 2, 2, 3]);
    }
}
