//! What is read at most. A limit that is passed refuses the file; nothing is cut.

/// The most of everything that is read from one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Participants.
    pub participants: usize,
    /// Statements.
    pub statements: usize,
    /// Rows of a file, bad ones included.
    pub rows: u64,
    /// Bytes of a row, line ends and quotation marks included. A longer row is told and passed over.
    pub row_bytes: usize,
    /// Columns of a row. A row with more is told and passed over.
    pub columns: usize,
    /// Bytes of the name of a participant or a statement. A row with a longer one is told and passed over.
    pub name_bytes: usize,
    /// Bytes of the text of a statement. A longer text is cut there, and that is told.
    pub text_bytes: usize,
    /// Bytes of the texts of all statements together.
    pub texts_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            participants: 1 << 24,
            statements: 1 << 17,
            rows: 1 << 30,
            row_bytes: 4 << 20,
            columns: (1 << 17) + 64,
            name_bytes: 200,
            text_bytes: 64 << 10,
            texts_bytes: 256 << 20,
        }
    }
}
