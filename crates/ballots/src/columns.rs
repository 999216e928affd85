//! Which column is which: names are told apart whatever their case, order and punctuation.

use crate::notes::shown;
use crate::refusal::Refusal;

/// A column that is known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Statement,
    Participant,
    Vote,
    Time,
    Text,
    Moderated,
    Meta,
    Author,
    Agrees,
    Disagrees,
    Datetime,
    /// Counts and groups that a Polis export states of each participant.
    Derived,
}

impl Column {
    fn names(self) -> &'static [&'static str] {
        match self {
            Column::Statement => &["comment-id", "statement-id", "comment", "statement", "tid"],
            Column::Participant => &["voter-id", "participant-id", "participant", "voter", "pid"],
            Column::Vote => &["vote", "response"],
            Column::Time => &["timestamp", "created"],
            Column::Text => {
                &["comment-body", "comment-text", "statement-text", "text", "txt", "body"]
            }
            Column::Moderated => &["moderated", "mod"],
            Column::Meta => &["is-meta", "meta"],
            Column::Author => &["author-id", "author"],
            Column::Agrees => &["agrees"],
            Column::Disagrees => &["disagrees"],
            Column::Datetime => &["datetime"],
            Column::Derived => {
                &["group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "n-pass", "xid"]
            }
        }
    }
}

/// The columns of a file.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    names: Vec<Vec<u8>>,
    plain: Vec<String>,
}

impl Columns {
    pub(crate) fn new<'a>(names: impl Iterator<Item = &'a [u8]>) -> Self {
        let names: Vec<Vec<u8>> = names.map(|name| name.trim_ascii().to_vec()).collect();
        let plain = names.iter().map(|name| plain(name)).collect();
        Self { names, plain }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// A name as it is written.
    pub(crate) fn name(&self, column: usize) -> &[u8] {
        &self.names[column]
    }

    /// Where a column stands; the better of its names first, the first of several.
    pub(crate) fn find(&self, column: Column) -> Option<usize> {
        column.names().iter().find_map(|name| self.plain.iter().position(|p| p == name))
    }

    /// Where a column stands whose name is one of these.
    pub(crate) fn find_any(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.plain.iter().position(|p| p == name))
    }

    /// Whether the column is known by this name.
    pub(crate) fn is(&self, at: usize, column: Column) -> bool {
        column.names().contains(&self.plain[at].as_str())
    }

    /// A refusal that says which columns are missing and which are there.
    pub(crate) fn missing(&self, columns: &[(&str, Option<usize>)]) -> Refusal {
        let missing: Vec<String> = columns
            .iter()
            .filter(|(_, at)| at.is_none())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let mut found: Vec<String> = self.names.iter().take(12).map(|name| shown(name)).collect();
        if self.names.len() > found.len() {
            found.push(format!("and {} more", self.names.len() - found.len()));
        }
        Refusal::Columns { missing: missing.join(" or "), or: "", found: found.join(", ") }
    }
}

/// A name in small letters, with hyphens for spaces and underscores.
fn plain(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(&name[..name.len().min(80)]);
    text.trim().to_lowercase().replace(['_', ' '], "-")
}
