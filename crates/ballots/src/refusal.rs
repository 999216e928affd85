//! Why a file is not read.

use crate::notes::Notes;
use thiserror::Error;

/// What a file looks like that is not a table of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Compressed by gzip.
    Gzip,
    /// Compressed by zstd, xz or bzip2.
    Compressed,
    /// A zip archive; a spreadsheet is one too.
    Zip,
    /// An old spreadsheet.
    Spreadsheet,
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow.
    Arrow,
    /// Text of two bytes a character.
    Utf16,
    /// A PDF.
    Pdf,
    /// A page of HTML or XML.
    Markup,
    /// JSON.
    Json,
    /// None of these, and no text either.
    Binary,
}

impl Looks {
    fn words(self) -> &'static str {
        match self {
            Looks::Gzip => "is compressed (gzip); unpack it first",
            Looks::Compressed => "is compressed; unpack it first",
            Looks::Zip => "is a zip archive or a spreadsheet; unpack it, or save the sheet as CSV",
            Looks::Spreadsheet => "is a spreadsheet; save the sheet as CSV",
            Looks::Parquet => "is Apache Parquet, which is not read; write it as CSV",
            Looks::Arrow => "is Apache Arrow, which is not read; write it as CSV",
            Looks::Utf16 => "is text in UTF-16; save it as UTF-8",
            Looks::Pdf => "is a PDF, not a table",
            Looks::Markup => "is a page of HTML or XML, not a table; was an error page downloaded?",
            Looks::Json => "is JSON, not a table",
            Looks::Binary => "is not text",
        }
    }
}

/// What there can be too many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Participants.
    Participants,
    /// Statements.
    Statements,
    /// Rows.
    Rows,
    /// Bytes of statements' texts.
    Texts,
}

impl What {
    fn words(self) -> &'static str {
        match self {
            What::Participants => "participants",
            What::Statements => "statements",
            What::Rows => "rows",
            What::Texts => "bytes of text",
        }
    }
}

/// Why a file is not read.
#[derive(Debug, Error)]
pub enum Refusal {
    /// The disk failed.
    #[error("could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// Whoever watched wanted no more.
    #[error("was not read to its end, as asked")]
    Cancelled,
    /// Nothing stands in it.
    #[error("is empty")]
    Empty,
    /// It is another kind of file.
    #[error("{}", .0.words())]
    Looks(Looks),
    /// It holds statements where responses are expected.
    #[error(
        "holds statements, not responses; give it as `--comments`, and the file of votes first"
    )]
    Statements,
    /// It holds responses where statements are expected.
    #[error("holds responses, not statements")]
    Responses,
    /// Its columns are not those of any file that is read.
    #[error("has no column {missing}; its columns are: {found}")]
    Columns {
        /// The columns it should have.
        missing: String,
        /// The columns it has, the first of them.
        found: String,
    },
    /// It has the columns, and no row that can be read.
    #[error("has no row that can be read{}", first_of(.0))]
    Nothing(Box<Notes>),
    /// It has more of something than is read.
    #[error("has more than {most} {}, the most that is read", what.words())]
    TooMany {
        /// Of what.
        what: What,
        /// The limit.
        most: u64,
    },
}

/// The first thing that was wrong.
fn first_of(notes: &Notes) -> String {
    let found = notes.iter().filter(|(kind, _)| kind.loses()).max_by_key(|(_, note)| note.count);
    match found.and_then(|(kind, note)| Some((kind, note.first.first()?))) {
        Some((kind, found)) => format!(": {} ({found})", kind.meaning()),
        None if notes.rows == 0 => ": there is none below its head".to_owned(),
        None => String::new(),
    }
}
