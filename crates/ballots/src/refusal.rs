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
            Looks::Parquet => "is Apache Parquet, which is not read here; write it as CSV",
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

/// What is wrong with a Parquet file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Damage {
    /// It does not end as it should.
    #[error("ends too early: the last bytes of Apache Parquet are missing")]
    Cut,
    /// Its footer contradicts itself or the file.
    #[error("is Apache Parquet with a damaged footer")]
    Footer,
    /// Its footer is longer than is read.
    #[error("is Apache Parquet with a footer of more than 64 MiB, the most that is read")]
    FooterTooLarge,
    /// A page contradicts itself or the footer.
    #[error("is Apache Parquet with a damaged page")]
    Page,
    /// A page is larger than is read.
    #[error(
        "is Apache Parquet with a page of more than 64 MiB or a dictionary of more than 4,194,304 values, the most that is read; write it with smaller pages"
    )]
    PageTooLarge,
    /// Columns do not have as many rows as one another.
    #[error("is Apache Parquet whose columns differ in their number of rows")]
    Uneven,
    /// It has more rows than its bytes can have something to say of.
    #[error(
        "is Apache Parquet that unpacks to more than 16 rows a byte; responses do not pack that small"
    )]
    Swollen,
    /// Its values are in other files.
    #[error("is Apache Parquet whose values stand in other files")]
    Elsewhere,
    /// It is packed by a method that is not read.
    #[error(
        "is Apache Parquet packed by {0}, which is not read; write it with Snappy, gzip, Zstandard or unpacked"
    )]
    Codec(&'static str),
    /// Its values are written in a way that is not read.
    #[error(
        "is Apache Parquet that writes values in a way that is not read; write it with plain values or dictionaries"
    )]
    Encoding,
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
    /// It is Parquet, and damaged or beyond what is read.
    #[error(transparent)]
    Damaged(#[from] Damage),
    /// It is Parquet, and encrypted.
    #[error("is Apache Parquet that is encrypted; decrypt it first")]
    Encrypted,
    /// A column that is needed holds what is not read.
    #[error("has a column {name} that holds {holds}; write whole numbers or text")]
    Column {
        /// Its name, as it may be shown.
        name: String,
        /// What it holds.
        holds: &'static str,
    },
    /// It holds statements where responses are expected.
    #[error(
        "holds statements, not responses; give it as `--comments`, and the file of votes first"
    )]
    Statements,
    /// It holds responses where statements are expected.
    #[error("holds responses, not statements")]
    Responses,
    /// Its columns are not those of any file that is read.
    #[error("has no column {missing}{or}; its columns are: {found}")]
    Columns {
        /// The columns it should have.
        missing: String,
        /// What else it may be instead.
        or: &'static str,
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
        Some((kind, found)) => {
            let count = notes.count(kind);
            let meaning = if count == 1 { kind.meaning_of_one() } else { kind.meaning() };
            format!(": {count} {meaning} ({found})")
        }
        None if notes.rows == 0 => ": there is none below its head".to_owned(),
        None => String::new(),
    }
}
