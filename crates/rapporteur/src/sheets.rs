//! Sheets of negotiating text, composed from drafts and records; their formats are `render`'s.
//!
//! A sheet shows what was read and adds nothing to it: what nobody decided stays undecided, and what is left out is said.

mod clean;
mod compared;
mod emphasis;
mod marked;
mod parties;
mod record;
mod runs;
mod sources;

pub(crate) use clean::{Clean, clean};
pub(crate) use compared::{inline, side_by_side, tally};
pub(crate) use marked::marked;
pub(crate) use parties::{by_party, matrix};
pub(crate) use record::{proposals_by_party, proposals_by_topic};
pub(crate) use runs::Words;
pub(crate) use sources::sources;

use render::sheet::{Block, Labels, Run, Sheet, legend};
use report::document::Direction;

/// What stands at the head of a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// What the text is called.
    pub(crate) name: String,
    /// Language tag of the text.
    pub(crate) language: Option<String>,
}

/// A sheet with its legend.
fn sheet(title: &str, head: &Head, notes: Vec<String>, blocks: Vec<Block>) -> Sheet {
    let language = head.language.clone().unwrap_or_else(|| "en".to_owned());
    let is_right_to_left = ["ar", "fa", "he", "ur"].contains(&language.as_str());
    let mut sheet = Sheet {
        title: title.to_owned(),
        symbol: None,
        subtitle: Some(head.name.clone()),
        version: None,
        direction: if is_right_to_left { Direction::RightToLeft } else { Direction::LeftToRight },
        language,
        labels: Labels::english(),
        legend: Vec::new(),
        notes: notes.into_iter().map(|note| vec![Run::plain(note)]).collect(),
        blocks,
        footnotes: Vec::new(),
        line_numbers: true,
        bracket_numbers: false,
    };
    sheet.legend = legend::of(&sheet);
    sheet
}
