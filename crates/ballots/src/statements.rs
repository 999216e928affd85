//! Reads statements: what they say, how they were moderated, who made them.

use crate::columns::Column;
use crate::names::{Name, Names};
use crate::notes::{Kind, Notes, shown};
use crate::participants::NameKey;
use crate::refusal::{Refusal, What};
use crate::rows::{Reading, Rows};
use crate::table::{Place, Table as _};
use crate::votes::{good_row, head, named, time};
use std::collections::BTreeMap;
use std::io::Read;

/// How a statement was moderated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moderation {
    /// -1: rejected.
    Rejected,
    /// 0: neither accepted nor rejected.
    #[default]
    Open,
    /// 1: accepted.
    Accepted,
}

/// A statement of a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What it says; empty where the file does not tell.
    pub text: String,
    /// How it was moderated.
    pub moderation: Moderation,
    /// Whether it is about the procedure or about who takes part, not the substance.
    pub meta: bool,
    /// Who made it, as a participant is named.
    pub author: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub time: Option<i64>,
    /// How many agreed by the file's own count, which holds superseded responses too.
    pub agrees: Option<u64>,
    /// How many disagreed by that count.
    pub disagrees: Option<u64>,
}

/// The statements of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    /// Their names, in order.
    pub names: Names,
    /// What is known of each, in the same order.
    pub statements: Vec<Statement>,
    /// What was met besides.
    pub notes: Notes,
}

impl Statements {
    /// A statement by its name.
    pub fn get(&self, name: Name<'_>) -> Option<&Statement> {
        self.names.find(name).map(|place| &self.statements[place])
    }
}

/// Reads statements from `comments.csv` or a table like it.
///
/// It has `comment-id`, at least one of `comment-body` and `moderated`, and of `is-meta`, `author-id`, `timestamp`, `agrees`
/// and `disagrees` those that are known.
///
/// # Errors
/// As [`crate::read_votes`].
pub fn read_statements(source: impl Read, reading: Reading<'_>) -> Result<Statements, Refusal> {
    let limits = reading.limits;
    let mut rows = Rows::open(source, reading)?;
    let mut notes = Notes::default();
    let columns = head(&mut rows, &mut notes)?;
    let name = columns.find(Column::Statement);
    let text = columns.find(Column::Text);
    let moderated = columns.find(Column::Moderated);
    if columns.find(Column::Vote).is_some() && text.is_none() {
        return Err(Refusal::Responses);
    }
    let Some(name_at) = name.filter(|_| text.is_some() || moderated.is_some()) else {
        return Err(columns.missing(&[("comment-id", name), ("comment-body", text)]));
    };
    let at = |column| columns.find(column);
    let (meta, author, when) = (at(Column::Meta), at(Column::Author), at(Column::Time));
    let (agrees, disagrees) = (at(Column::Agrees), at(Column::Disagrees));
    let last = name_at.max(text.unwrap_or(0)).max(moderated.unwrap_or(0));
    let mut met: BTreeMap<NameKey, Statement> = BTreeMap::new();
    let mut texts = 0;
    while let Some(place) = good_row(&mut rows, last, &mut notes)? {
        let name = match named(&rows, name_at, limits, Kind::NoStatement) {
            Ok(name) => NameKey::from(name),
            Err((kind, what)) => {
                notes.add(kind, Some(place), || what);
                rows.distrust();
                continue;
            }
        };
        let field = |at: Option<usize>| at.and_then(|at| rows.field(at)).unwrap_or_default();
        let statement = Statement {
            text: text_of(field(text), limits.text_bytes, place, &mut notes),
            moderation: moderation_of(field(moderated), place, &mut notes),
            meta: is_true(field(meta)),
            author: Some(String::from_utf8_lossy(field(author).trim_ascii()).into_owned())
                .filter(|author| !author.is_empty() && author.len() <= limits.name_bytes),
            time: time(field(when)),
            agrees: crate::names::plain_number(field(agrees).trim_ascii()),
            disagrees: crate::names::plain_number(field(disagrees).trim_ascii()),
        };
        if when.is_some() && statement.time.is_none() {
            notes.add(Kind::TimeNotRead, Some(place), || shown(field(when)));
        }
        texts += statement.text.len();
        let too_many = |what, most: usize| Err(Refusal::TooMany { what, most: most as u64 });
        if texts > limits.texts_bytes {
            return too_many(What::Texts, limits.texts_bytes);
        }
        if met.insert(name, statement).is_some() {
            notes.add(Kind::StatementTwice, Some(place), || shown(rows.raw()));
        }
        if met.len() > limits.statements {
            return too_many(What::Statements, limits.statements);
        }
    }
    if met.is_empty() {
        return Err(Refusal::Nothing(Box::new(notes)));
    }
    let names = met.keys().map(NameKey::name).collect();
    Ok(Statements { names, statements: met.into_values().collect(), notes })
}

fn text_of(field: &[u8], most: usize, place: Place, notes: &mut Notes) -> String {
    if std::str::from_utf8(field).is_err() {
        notes.add(Kind::TextNotText, Some(place), || shown(field));
    }
    let mut text = String::from_utf8_lossy(field).into_owned();
    if text.len() > most {
        notes.add(Kind::TextCut, Some(place), || shown(field));
        let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
    }
    text
}

fn moderation_of(field: &[u8], place: Place, notes: &mut Notes) -> Moderation {
    let field = field.trim_ascii();
    match field {
        b"-1" | b"-1.0" => Moderation::Rejected,
        b"" | b"0" | b"0.0" => Moderation::Open,
        b"1" | b"1.0" => Moderation::Accepted,
        word if word.eq_ignore_ascii_case(b"true") => Moderation::Accepted,
        word if word.eq_ignore_ascii_case(b"false") => Moderation::Rejected,
        other => {
            notes.add(Kind::UnknownModeration, Some(place), || shown(other));
            Moderation::Open
        }
    }
}

fn is_true(field: &[u8]) -> bool {
    let field = field.trim_ascii();
    field == b"1" || field.eq_ignore_ascii_case(b"true") || field.eq_ignore_ascii_case(b"t")
}
