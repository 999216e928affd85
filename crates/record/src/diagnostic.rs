//! What is wrong or doubtful in material that people give us: a value, never a stop.

use crate::EntryId;

/// How much a diagnostic matters. None of them blocks: the Chair may issue over an error, and the point is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Doubtful.
    Warning,
    /// Wrong: the material says what the record does not support, or cannot be read.
    Error,
}

impl Severity {
    /// The word printed: `error`, `warning`, `note`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A diagnostic's code, such as `M0102`; never reused. `M` codes are of the minutes, `R` codes of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(pub &'static str);

/// A place in a file: line and column from 1, columns and length in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters (Unicode scalar values).
    pub column: usize,
    /// Length in characters; at least 1.
    pub length: usize,
}

/// Something wrong or doubtful, told as rustc tells it: the message stands alone, the label says what, notes say why,
/// help says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// General message, lower case, no full stop, names in backticks.
    pub message: String,
    /// Where; `None` where the whole is meant.
    pub place: Option<Place>,
    /// What stands at the place.
    pub label: String,
    /// Why.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// Entries of the record that bear on it, in order.
    pub entries: Vec<EntryId>,
}

impl Diagnostic {
    /// An error without place, notes or help; add them with the methods below.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            place: None,
            label: String::new(),
            notes: Vec::new(),
            help: None,
            entries: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// A note.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, message) }
    }

    /// Says where, and what stands there.
    #[must_use]
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.place = Some(place);
        self.label = label.into();
        self
    }

    /// Says why.
    #[must_use]
    pub fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the entries that bear on it.
    #[must_use]
    pub fn citing(mut self, entries: impl IntoIterator<Item = EntryId>) -> Self {
        self.entries.extend(entries);
        self.entries.sort_unstable();
        self.entries.dedup();
        self
    }
}
