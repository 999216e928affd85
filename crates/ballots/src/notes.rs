//! What was met in a file besides what it is there for: counted by kind, the first of each kind with their lines.

use crate::table::Place;
use std::collections::BTreeMap;
use std::fmt;

/// How many of a kind are named.
const NAMED: usize = 10;
/// How many characters of a field are shown.
const SHOWN: usize = 60;

/// What is wrong with a row, or worth telling about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The row ends before a column that is needed.
    TooFewFields,
    /// The row has more fields than are read.
    TooManyFields,
    /// The row is longer than is read.
    TooLong,
    /// A quotation mark is opened and not closed, so that it took up the lines after it.
    OpenQuote,
    /// The row names no participant.
    NoParticipant,
    /// The row names no statement.
    NoStatement,
    /// The row holds no response.
    NoResponse,
    /// The response is none of those that are known.
    UnknownResponse,
    /// A name is not UTF-8 text.
    NameNotText,
    /// A name is longer than is read.
    NameTooLong,
    /// A name holds a line break: as a rule a quotation mark is opened and closed on another line.
    NameOfLines,
    /// The column of a statement has no name; what stands in it belongs to none.
    ColumnWithoutName,
    /// Two columns have the same name; a later response of a row counts.
    ColumnTwice,
    /// A time is not a number of seconds or milliseconds; the row counts, as one without a time.
    TimeNotRead,
    /// The text of a statement is not UTF-8; what cannot be read is shown as `U+FFFD`.
    TextNotText,
    /// The text of a statement is longer than is kept, and was cut.
    TextCut,
    /// A code of moderation is none of those that are known; the statement counts as not moderated.
    UnknownModeration,
    /// A statement stands there again; the later row counts.
    StatementTwice,
    /// A participant stands there again; the later row counts.
    ParticipantTwice,
    /// A participant answered a statement again; the last response counts.
    Superseded,
    /// The same response stands there again.
    Duplicate,
}

impl Kind {
    /// Whether a row, or a field that should be a response, was passed over.
    pub fn loses(self) -> bool {
        match self {
            Kind::TooFewFields
            | Kind::TooManyFields
            | Kind::TooLong
            | Kind::OpenQuote
            | Kind::NoParticipant
            | Kind::NoStatement
            | Kind::NoResponse
            | Kind::UnknownResponse
            | Kind::NameNotText
            | Kind::NameTooLong
            | Kind::NameOfLines
            | Kind::ColumnWithoutName => true,
            Kind::ColumnTwice
            | Kind::TimeNotRead
            | Kind::TextNotText
            | Kind::TextCut
            | Kind::UnknownModeration
            | Kind::StatementTwice
            | Kind::ParticipantTwice
            | Kind::Superseded
            | Kind::Duplicate => false,
        }
    }

    /// One word for it, as files of results name it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::TooFewFields => "too-few-fields",
            Kind::TooManyFields => "too-many-fields",
            Kind::TooLong => "row-too-long",
            Kind::OpenQuote => "open-quotation-mark",
            Kind::NoParticipant => "no-participant",
            Kind::NoStatement => "no-statement",
            Kind::NoResponse => "no-response",
            Kind::UnknownResponse => "unknown-response",
            Kind::NameNotText => "name-not-utf-8",
            Kind::NameTooLong => "name-too-long",
            Kind::NameOfLines => "name-of-several-lines",
            Kind::ColumnWithoutName => "column-without-name",
            Kind::ColumnTwice => "column-twice",
            Kind::TimeNotRead => "time-not-read",
            Kind::TextNotText => "text-not-utf-8",
            Kind::TextCut => "text-cut",
            Kind::UnknownModeration => "unknown-moderation",
            Kind::StatementTwice => "statement-twice",
            Kind::ParticipantTwice => "participant-twice",
            Kind::Superseded => "superseded",
            Kind::Duplicate => "duplicate",
        }
    }

    /// What it means for what was read, of several, in a sentence without its end; it begins after their number.
    pub fn meaning(self) -> &'static str {
        self.meanings()[1]
    }

    /// The same of one alone.
    pub fn meaning_of_one(self) -> &'static str {
        self.meanings()[0]
    }

    /// Of one, and of several.
    fn meanings(self) -> [&'static str; 2] {
        match self {
            Kind::TooFewFields => [
                "row ends before a column that is needed; it was passed over",
                "rows end before a column that is needed; they were passed over",
            ],
            Kind::TooManyFields => [
                "row has more fields than are read; it was passed over",
                "rows have more fields than are read; they were passed over",
            ],
            Kind::TooLong => [
                "row is longer than is read; it was passed over",
                "rows are longer than is read; they were passed over",
            ],
            Kind::OpenQuote => [
                "line opens a quotation mark that is not closed; it was passed over",
                "lines open a quotation mark that is not closed; they were passed over",
            ],
            Kind::NoParticipant => [
                "row names no participant; it was passed over",
                "rows name no participant; they were passed over",
            ],
            Kind::NoStatement => [
                "row names no statement; it was passed over",
                "rows name no statement; they were passed over",
            ],
            Kind::NoResponse => [
                "row holds no response; it was passed over",
                "rows hold no response; they were passed over",
            ],
            Kind::UnknownResponse => [
                "response is none of those known; it was passed over",
                "responses are none of those known; they were passed over",
            ],
            Kind::NameNotText => [
                "name is not UTF-8 text; its row was passed over",
                "names are not UTF-8 text; their rows were passed over",
            ],
            Kind::NameTooLong => [
                "name is longer than is read; its row was passed over",
                "names are longer than is read; their rows were passed over",
            ],
            Kind::NameOfLines => [
                "name holds a line break; its line was passed over",
                "names hold a line break; their lines were passed over",
            ],
            Kind::ColumnWithoutName => [
                "column of a statement has no name; what stands in it was passed over",
                "columns of statements have no name; what stands in them was passed over",
            ],
            Kind::ColumnTwice => [
                "column has the name of another; in a row the last response counts",
                "columns have the same name; in a row the last response counts",
            ],
            Kind::TimeNotRead => [
                "time cannot be read; the row counts as one without a time",
                "times cannot be read; the rows count as rows without a time",
            ],
            Kind::TextNotText => [
                "text is not UTF-8; what cannot be read is shown as a replacement character",
                "texts are not UTF-8; what cannot be read is shown as a replacement character",
            ],
            Kind::TextCut => [
                "text is longer than is kept; it was cut",
                "texts are longer than is kept; they were cut",
            ],
            Kind::UnknownModeration => [
                "code of moderation is none of those known; the statement counts as not moderated",
                "codes of moderation are none of those known; the statements count as not moderated",
            ],
            Kind::StatementTwice => [
                "statement stands there again; the last row counts",
                "statements stand there again; the last row counts",
            ],
            Kind::ParticipantTwice => [
                "participant stands there again; the last row counts",
                "participants stand there again; the last row counts",
            ],
            Kind::Superseded => [
                "response was given again or changed by the same participant; the last one counts",
                "responses were given again or changed by the same participant; the last one counts",
            ],
            Kind::Duplicate => [
                "response stands there more than once; it counts once",
                "responses stand there more than once; each counts once",
            ],
        }
    }

    /// What can be done about it.
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Kind::TooFewFields => Some(
                "a line that was broken in two, or a file that ends too early, leaves such rows",
            ),
            Kind::TooManyFields | Kind::TooLong | Kind::OpenQuote | Kind::NameOfLines => Some(
                "look for a quotation mark that is not closed; inside a quoted field it is written twice",
            ),
            Kind::UnknownResponse => Some(
                "1 agrees, 0 passes, -1 disagrees; `agree`, `pass` and `disagree` are read too",
            ),
            Kind::NameNotText | Kind::TextNotText => Some("save the file as UTF-8"),
            Kind::TimeNotRead => {
                Some("a time is a whole number of seconds or milliseconds since 1970")
            }
            Kind::UnknownModeration => {
                Some("1 is accepted, 0 not moderated, -1 rejected; `true` and `false` are read too")
            }
            Kind::NoParticipant
            | Kind::NoStatement
            | Kind::NoResponse
            | Kind::NameTooLong
            | Kind::ColumnWithoutName
            | Kind::ColumnTwice
            | Kind::TextCut
            | Kind::StatementTwice
            | Kind::ParticipantTwice
            | Kind::Superseded
            | Kind::Duplicate => None,
        }
    }
}

/// One place of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where in the file. `None` where a kind is only found when all rows are together.
    pub place: Option<Place>,
    /// What stands there, made safe to show.
    pub what: String,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place::Line(line)) => write!(f, "line {line}: {}", self.what),
            Some(Place::Row(row)) => write!(f, "row {row}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// How often a kind was met, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// How often.
    pub count: u64,
    /// The first ten, in the order of the file.
    pub first: Vec<Found>,
}

/// All that is told of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Rows of data, bad ones included.
    pub rows: u64,
    kinds: BTreeMap<Kind, Note>,
}

impl Notes {
    /// The kinds that were met, in the order of [`Kind`].
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &Note)> {
        self.kinds.iter().map(|(kind, note)| (*kind, note))
    }

    /// How often a kind was met.
    pub fn count(&self, kind: Kind) -> u64 {
        self.kinds.get(&kind).map_or(0, |note| note.count)
    }

    /// How many rows, or fields of wide rows, were passed over.
    pub fn lost(&self) -> u64 {
        self.iter().filter(|(kind, _)| kind.loses()).map(|(_, note)| note.count).sum()
    }

    /// Counts one; `what` is asked only while this kind is still named.
    pub(crate) fn add(&mut self, kind: Kind, place: Option<Place>, what: impl FnOnce() -> String) {
        let note = self.kinds.entry(kind).or_default();
        note.count += 1;
        if note.first.len() < NAMED {
            note.first.push(Found { place, what: what() });
        }
    }
}

/// A field as it may be shown: in quotation marks, cut, controls and broken text replaced.
pub(crate) fn shown(field: &[u8]) -> String {
    let head = &field[..field.len().min(SHOWN * 4)];
    let text = String::from_utf8_lossy(head);
    let mut out = String::from("“");
    for (count, c) in text.chars().enumerate() {
        if count == SHOWN {
            out.push('…');
            break;
        }
        let harmful = c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
        out.push(if harmful { '\u{fffd}' } else { c });
    }
    out.push('”');
    out
}
