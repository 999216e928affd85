//! Reads responses: one a row, or one participant a row.

use crate::ballots::Ballots;
use crate::codes::{Codes, Vote};
use crate::columns::{Column, Columns};
use crate::gather::{Gather, NO_TIME};
use crate::limits::Limits;
use crate::names::{Name, plain_number};
use crate::notes::{Kind, Notes, shown};
#[cfg(feature = "parquet")]
use crate::parquet::Sheet;
use crate::refusal::Refusal;
use crate::rows::{Reading, Rows};
use crate::table::{Next, Place, Table};
use std::collections::BTreeSet;
#[cfg(feature = "parquet")]
use std::io::SeekFrom;
use std::io::{Read, Seek};

/// How a file of responses is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A response a row, as in `votes.csv`.
    Long,
    /// A participant a row and a statement a column, as in `participants-votes.csv`.
    Wide,
}

/// Reads responses from `votes.csv`, `participants-votes.csv` or a table laid out like one of them.
///
/// # Errors
/// The file is of another kind, passes a limit, or has no row that can be read; the source failed; whoever watched ended it.
pub fn read_votes(source: impl Read, reading: Reading<'_>) -> Result<Ballots, Refusal> {
    let mut gather = Gather::new(reading.limits);
    table(source, reading, &mut gather)?;
    gather.settle()
}

/// Takes the responses of a table of text.
fn table(source: impl Read, reading: Reading<'_>, gather: &mut Gather) -> Result<(), Refusal> {
    let (limits, codes) = (reading.limits, reading.codes);
    let mut rows = Rows::open(source, reading)?;
    let columns = head(&mut rows, &mut gather.notes)?;
    match shape(&columns)? {
        Shape::Long => long(&mut rows, &columns, limits, codes, gather),
        Shape::Wide => wide(&mut rows, &columns, limits, codes, gather),
    }
}

/// Files of responses read one after another as if they were one.
///
/// A participant of several is one, and of several responses to a statement the last counts, by time or, where there is
/// none, by the order in which files are read.
#[derive(Debug)]
pub struct Batches {
    gather: Gather,
}

impl Batches {
    /// No file yet; the limits are those of all files together.
    pub fn new(limits: Limits) -> Self {
        Self { gather: Gather::new(limits) }
    }

    /// Reads a further file, as [`read_votes_file`] does. What was met in it is given back.
    ///
    /// # Errors
    /// As [`read_votes_file`]. What the file had given until then stays, so that nothing may be made of the batches.
    pub fn read(
        &mut self,
        source: impl Read + Seek + Send + 'static,
        reading: Reading<'_>,
    ) -> Result<Notes, Refusal> {
        let before = self.gather.count();
        file(source, reading, &mut self.gather)?;
        let notes = std::mem::take(&mut self.gather.notes);
        if self.gather.count() == before {
            return Err(Refusal::Nothing(Box::new(notes)));
        }
        Ok(notes)
    }

    /// All responses. Their notes tell only what became of several responses to the same statement.
    ///
    /// # Errors
    /// No file was read.
    pub fn settle(self) -> Result<Ballots, Refusal> {
        self.gather.settle()
    }
}

/// Each response of a file of responses, in the order of the file, superseded ones included: for each row the names of
/// statement and participant, and the response's level where the row holds one.
///
/// Bad rows are told to `bad` in the same order, so that whoever writes a line for each row knows where one is missing.
///
/// # Errors
/// As [`read_votes`]; the file must be laid out with a response a row.
pub fn read_responses(
    source: impl Read,
    reading: Reading<'_>,
    each: impl FnMut(Name<'_>, Name<'_>, Option<u32>),
) -> Result<Notes, Refusal> {
    let (limits, codes) = (reading.limits, reading.codes);
    let mut rows = Rows::open(source, reading)?;
    let mut notes = Notes::default();
    let columns = head(&mut rows, &mut notes)?;
    responses(&mut rows, &columns, limits, codes, notes, each)
}

/// As [`read_votes`], from a file that may also be Apache Parquet, a response a row: its first bytes say which.
///
/// Without the feature `parquet` such a file is refused.
///
/// # Errors
/// As [`read_votes`]; a Parquet file is damaged, encrypted, or holds in its columns what is not read.
pub fn read_votes_file(
    source: impl Read + Seek + Send + 'static,
    reading: Reading<'_>,
) -> Result<Ballots, Refusal> {
    let mut gather = Gather::new(reading.limits);
    file(source, reading, &mut gather)?;
    gather.settle()
}

/// Takes the responses of a file that may be Apache Parquet.
fn file(
    source: impl Read + Seek + Send + 'static,
    reading: Reading<'_>,
    gather: &mut Gather,
) -> Result<(), Refusal> {
    #[cfg(feature = "parquet")]
    {
        let (limits, codes) = (reading.limits, reading.codes);
        let mut source = source;
        if let Some(size) = size_of_parquet(&mut source)? {
            let (mut rows, columns) = Sheet::open(source, reading, size, READ)?;
            needed(&columns)?;
            return long(&mut rows, &columns, limits, codes, gather);
        }
        table(source, reading, gather)
    }
    #[cfg(not(feature = "parquet"))]
    table(source, reading, gather)
}

/// As [`read_responses`], from a file that may also be Apache Parquet: its first bytes say which.
///
/// # Errors
/// As [`read_votes_file`].
pub fn read_responses_file(
    source: impl Read + Seek + Send + 'static,
    reading: Reading<'_>,
    each: impl FnMut(Name<'_>, Name<'_>, Option<u32>),
) -> Result<Notes, Refusal> {
    #[cfg(feature = "parquet")]
    {
        let (limits, codes) = (reading.limits, reading.codes);
        let mut source = source;
        if let Some(size) = size_of_parquet(&mut source)? {
            let (mut rows, columns) = Sheet::open(source, reading, size, &READ[..3])?;
            return responses(&mut rows, &columns, limits, codes, Notes::default(), each);
        }
        read_responses(source, reading, each)
    }
    #[cfg(not(feature = "parquet"))]
    read_responses(source, reading, each)
}

/// The columns that are read of a response a row.
#[cfg(feature = "parquet")]
const READ: &[Column] = &[Column::Statement, Column::Participant, Column::Vote, Column::Time];

/// The length of a file that begins as Parquet does. Any other is read from where it stood.
#[cfg(feature = "parquet")]
fn size_of_parquet(source: &mut (impl Read + Seek)) -> Result<Option<u64>, Refusal> {
    // What cannot be gone back in is a stream, and so no Parquet.
    let Ok(from) = source.stream_position() else { return Ok(None) };
    let mut magic = Vec::new();
    source.by_ref().take(4).read_to_end(&mut magic)?;
    if magic != crate::parquet::MAGIC {
        source.seek(SeekFrom::Start(from))?;
        return Ok(None);
    }
    Ok(Some(source.seek(SeekFrom::End(0))?))
}

fn responses(
    rows: &mut impl Table,
    columns: &Columns,
    limits: Limits,
    codes: Codes,
    mut notes: Notes,
    mut each: impl FnMut(Name<'_>, Name<'_>, Option<u32>),
) -> Result<Notes, Refusal> {
    let statement = columns.find(Column::Statement);
    let participant = columns.find(Column::Participant);
    let (Some(statement_at), Some(participant_at)) = (statement, participant) else {
        return Err(columns.missing(&[("comment-id", statement), ("voter-id", participant)]));
    };
    let vote_at = columns.find(Column::Vote);
    let last = statement_at.max(participant_at);
    while let Some(place) = good_row(rows, last, &mut notes)? {
        let statement = named(rows, statement_at, limits, Kind::NoStatement);
        let participant = named(rows, participant_at, limits, Kind::NoParticipant);
        match (statement, participant) {
            (Ok(statement), Ok(participant)) => {
                let vote = vote_at.and_then(|at| rows.field(at)).map(|field| codes.read(field));
                let level = if let Some(Vote::Level(level)) = vote { Some(level) } else { None };
                each(statement, participant, level);
            }
            (Err((kind, what)), _) | (_, Err((kind, what))) => {
                notes.add(kind, Some(place), || what);
                rows.distrust();
            }
        }
    }
    Ok(notes)
}

/// The names of the columns.
pub(crate) fn head(rows: &mut impl Table, notes: &mut Notes) -> Result<Columns, Refusal> {
    match rows.next()? {
        Next::Row => {}
        Next::End => return Err(Refusal::Empty),
        Next::TooLong | Next::TooManyFields | Next::OpenQuote => {
            notes.add(Kind::TooLong, Some(rows.place()), || "the head of the table".to_owned());
            return Err(Refusal::Nothing(Box::new(std::mem::take(notes))));
        }
    }
    Ok(Columns::new((0..rows.len()).filter_map(|at| rows.field(at))))
}

/// The columns of a response a row must be there; a table of statements is told from one that lacks them.
#[cfg(feature = "parquet")]
fn needed(columns: &Columns) -> Result<(), Refusal> {
    match shape(columns)? {
        Shape::Long => Ok(()),
        Shape::Wide => Err(columns.missing(&[("comment-id", None), ("vote", None)])),
    }
}

fn shape(columns: &Columns) -> Result<Shape, Refusal> {
    let statement = columns.find(Column::Statement);
    let participant = columns.find(Column::Participant);
    let vote = columns.find(Column::Vote);
    if statement.is_some() && participant.is_some() && vote.is_some() {
        return Ok(Shape::Long);
    }
    if columns.find(Column::Text).is_some() && statement.is_some() {
        return Err(Refusal::Statements);
    }
    let first_is_participant = columns.len() > 1
        && (columns.is(0, Column::Participant)
            || ["", "id", "name", "index"].iter().any(|name| columns.find_any(&[name]) == Some(0)));
    if vote.is_none() && statement.is_none() && (participant.is_some() || first_is_participant) {
        return Ok(Shape::Wide);
    }
    Err(columns.missing(&[("comment-id", statement), ("voter-id", participant), ("vote", vote)]))
}

/// The place of the next row that reaches to column `last`; rows before it that cannot be read are told.
pub(crate) fn good_row(
    rows: &mut impl Table,
    last: usize,
    notes: &mut Notes,
) -> Result<Option<Place>, Refusal> {
    loop {
        let next = rows.next()?;
        let place = Some(rows.place());
        let (kind, what) = match next {
            Next::End => return Ok(None),
            Next::Row if rows.len() > last => {
                notes.rows += 1;
                return Ok(place);
            }
            Next::Row => {
                let fields = rows.len();
                rows.distrust();
                let words = if fields == 1 { "field" } else { "fields" };
                (Kind::TooFewFields, format!("{fields} {words}: {}", shown(rows.raw())))
            }
            Next::TooLong => (Kind::TooLong, "a row begins here".to_owned()),
            Next::TooManyFields => (Kind::TooManyFields, "a row begins here".to_owned()),
            Next::OpenQuote => (Kind::OpenQuote, shown(rows.raw())),
        };
        notes.rows += 1;
        notes.add(kind, place, || what);
    }
}

/// The name in a field.
pub(crate) fn named(
    rows: &impl Table,
    at: usize,
    limits: Limits,
    none: Kind,
) -> Result<Name<'_>, (Kind, String)> {
    let field = rows.field(at).unwrap_or_default();
    if let Some(number) = plain_number(field) {
        return Ok(Name::Number(number));
    }
    let field = field.trim_ascii();
    if field.is_empty() {
        return Err((none, shown(rows.raw())));
    }
    if field.len() > limits.name_bytes {
        return Err((Kind::NameTooLong, format!("{} bytes: {}", field.len(), shown(field))));
    }
    if memchr::memchr2(b'\n', b'\r', field).is_some() {
        return Err((Kind::NameOfLines, shown(field)));
    }
    if rows.in_plain() && memchr::memchr(b'"', field).is_some() {
        return Err((Kind::OpenQuote, shown(rows.raw())));
    }
    match std::str::from_utf8(field) {
        Ok(text) => Ok(Name::of(text)),
        Err(_) => Err((Kind::NameNotText, shown(field))),
    }
}

/// A time in milliseconds. What is below 100,000,000,000 is taken for seconds, of which so many have passed in the year
/// 5138; so many milliseconds had passed in March 1973.
pub(crate) fn time(field: &[u8]) -> Option<i64> {
    const SECONDS_BELOW: u64 = 100_000_000_000;
    let number = plain_number(field.trim_ascii())?;
    let milliseconds = if number < SECONDS_BELOW { number * 1000 } else { number };
    i64::try_from(milliseconds).ok()
}

fn long(
    rows: &mut impl Table,
    columns: &Columns,
    limits: Limits,
    codes: Codes,
    gather: &mut Gather,
) -> Result<(), Refusal> {
    let at = |column| columns.find(column).unwrap_or_default();
    let statement_at = at(Column::Statement);
    let participant_at = at(Column::Participant);
    let vote_at = at(Column::Vote);
    let time_at = columns.find(Column::Time);
    let last = statement_at.max(participant_at).max(vote_at);
    if time_at.is_some() {
        gather.keep_times();
    }
    while let Some(place) = good_row(rows, last, &mut gather.notes)? {
        let read = (|| {
            let statement = named(rows, statement_at, limits, Kind::NoStatement)?;
            let participant = named(rows, participant_at, limits, Kind::NoParticipant)?;
            let vote = rows.field(vote_at).unwrap_or_default();
            match codes.read(vote) {
                Vote::Level(level) => Ok((statement, participant, level)),
                Vote::Missing => Err((Kind::NoResponse, shown(rows.raw()))),
                Vote::Unknown => Err((Kind::UnknownResponse, shown(vote))),
            }
        })();
        let (statement, participant, level) = match read {
            Ok(read) => read,
            Err((kind, what)) => {
                gather.notes.add(kind, Some(place), || what);
                rows.distrust();
                continue;
            }
        };
        let statement = gather.statement(statement)?;
        let participant = gather.participant(participant)?;
        let when = match time_at {
            None => NO_TIME,
            Some(at) => rows.time(at).unwrap_or_else(|| {
                let field = rows.field(at).unwrap_or_default();
                gather.notes.add(Kind::TimeNotRead, Some(place), || shown(field));
                NO_TIME
            }),
        };
        gather.push(participant, statement, level, when);
    }
    Ok(())
}

fn wide(
    rows: &mut impl Table,
    columns: &Columns,
    limits: Limits,
    codes: Codes,
    gather: &mut Gather,
) -> Result<(), Refusal> {
    let participant_at = columns.find(Column::Participant).unwrap_or_default();
    let statements = statement_columns(columns, participant_at, limits, gather)?;
    while let Some(place) = good_row(rows, participant_at, &mut gather.notes)? {
        let participant = match named(rows, participant_at, limits, Kind::NoParticipant) {
            Ok(name) => gather.participant(name)?,
            Err((kind, what)) => {
                gather.notes.add(kind, Some(place), || what);
                rows.distrust();
                continue;
            }
        };
        let reach = statements.last().map_or(0, |(at, _)| *at);
        if rows.len() <= reach {
            let fields = rows.len();
            gather.notes.add(Kind::TooFewFields, Some(place), || format!("{fields} fields"));
            rows.distrust();
            continue;
        }
        for (at, statement) in &statements {
            let field = rows.field(*at).unwrap_or_default();
            match codes.read(field) {
                Vote::Level(level) => gather.push(participant, *statement, level, NO_TIME),
                Vote::Missing => {}
                Vote::Unknown => {
                    gather.notes.add(Kind::UnknownResponse, Some(place), || {
                        format!("{} in column {}", shown(field), shown(columns.name(*at)))
                    });
                }
            }
        }
    }
    Ok(())
}

/// The columns of statements, each with the place of its statement.
fn statement_columns(
    columns: &Columns,
    participant_at: usize,
    limits: Limits,
    gather: &mut Gather,
) -> Result<Vec<(usize, u32)>, Refusal> {
    let mut found: Vec<(usize, u32)> = Vec::new();
    let mut met = BTreeSet::new();
    for at in (0..columns.len()).filter(|at| *at != participant_at) {
        if columns.is(at, Column::Derived)
            || columns.is(at, Column::Time)
            || columns.is(at, Column::Datetime)
        {
            continue;
        }
        let name = columns.name(at);
        let text = std::str::from_utf8(name).ok();
        let kind = match text {
            Some("") => Some(Kind::ColumnWithoutName),
            Some(text) if text.len() > limits.name_bytes => Some(Kind::NameTooLong),
            Some(text) if text.contains(['\n', '\r']) => Some(Kind::NameOfLines),
            Some(_) => None,
            None => Some(Kind::NameNotText),
        };
        if let Some(kind) = kind {
            gather
                .notes
                .add(kind, Some(Place::Line(1)), || format!("column {}: {}", at + 1, shown(name)));
            continue;
        }
        let place = gather.statement(Name::of(text.unwrap_or_default()))?;
        if !met.insert(place) {
            gather.notes.add(Kind::ColumnTwice, Some(Place::Line(1)), || shown(name));
        }
        found.push((at, place));
    }
    Ok(found)
}
