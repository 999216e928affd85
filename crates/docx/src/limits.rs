//! How much of a file is read before it is refused.

/// Bounds on one file. The defaults fit a negotiating text of some thousand pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it arrives.
    pub file_bytes: usize,
    /// Entries of the zip directory.
    pub parts: usize,
    /// Bytes of one part once inflated.
    pub part_bytes: usize,
    /// Bytes of all parts that are read, once inflated.
    pub total_bytes: usize,
    /// Inflated bytes for each compressed byte, where a part inflates to more than a mebibyte.
    pub ratio: usize,
    /// Elements inside one another.
    pub depth: usize,
    /// Elements and pieces of text in one part.
    pub nodes: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Namespace prefixes declared at one place.
    pub prefixes: usize,
    /// Paragraphs of the document, its notes and comments together.
    pub paragraphs: usize,
    /// Lists.
    pub lists: usize,
    /// Tracked changes around one run; comments that cover one run.
    pub layers: usize,
    /// Bytes that runs, labels, authors and names come to in the [`crate::Document`].
    pub model_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            parts: 4096,
            part_bytes: 64 << 20,
            total_bytes: 128 << 20,
            ratio: 250,
            depth: 160,
            nodes: 2_000_000,
            attributes: 128,
            prefixes: 128,
            paragraphs: 200_000,
            lists: 20_000,
            layers: 64,
            model_bytes: 256 << 20,
        }
    }
}
