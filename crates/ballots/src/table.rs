//! A table as a stream of rows, whatever the file it comes from.

use crate::refusal::Refusal;
use crate::votes::time;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A row; its fields can be asked for.
    Row,
    /// A row that is longer than is read.
    TooLong,
    /// A row that has more fields than are read.
    TooManyFields,
    /// The file ends inside quotation marks that are opened on this line.
    OpenQuote,
    /// Nothing.
    End,
}

/// Where a row stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The line on which it begins, from 1.
    Line(u64),
    /// Which row it is, from 1, where a file has no lines.
    Row(u64),
}

/// A table as a stream of rows.
pub(crate) trait Table {
    /// Comes to the next row.
    fn next(&mut self) -> Result<Next, Refusal>;

    /// Where the row at hand stands.
    fn place(&self) -> Place;

    /// How many fields the row at hand has.
    fn len(&self) -> usize;

    /// A field of the row at hand, as text.
    fn field(&self, at: usize) -> Option<&[u8]>;

    /// The time in a field, in milliseconds since 1970.
    fn time(&self, at: usize) -> Option<i64> {
        time(self.field(at)?)
    }

    /// The row at hand, as it may be shown.
    fn raw(&self) -> &[u8];

    /// Whether quotation marks are letters in the row at hand because they made no sense otherwise.
    fn in_plain(&self) -> bool {
        false
    }

    /// The row at hand is bad, and perhaps so because of a stray quotation mark.
    fn distrust(&mut self) {}
}
