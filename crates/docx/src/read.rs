//! From the bytes of a file to a document.

mod inline;
mod lists;
mod looks;
mod parts;
mod story;
mod table;

pub(crate) use story::STEP;

use crate::document::Document;
use crate::limits::Limits;
use crate::loss::Loss;
use crate::refusal::Refusal;

/// A file as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What it says, settled.
    pub document: Document,
    /// What of it is not in the document, in order of part and element.
    pub losses: Vec<Loss>,
}

/// Reads a Word file. Never panics, whatever the bytes; time and memory are bounded by `limits`.
///
/// # Errors
/// Why the file is refused, in plain words, with the part and the place.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Read, Refusal> {
    parts::read(bytes, limits)
}
