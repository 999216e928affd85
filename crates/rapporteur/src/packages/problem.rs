//! What is wrong with a file in `packages/1`: where, what, and what was perhaps meant.

use super::limits;
use super::shape::Kind;
use std::fmt::{self, Display, Formatter};

/// What there is in an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Party,
    Group,
    Unit,
    Chapter,
    Alternative,
    /// A party or a group.
    Speaker,
    /// A chapter or an alternative.
    Scope,
    Statement,
    Dissociation,
    Link,
    Condition,
}

impl Thing {
    fn one(self) -> &'static str {
        match self {
            Thing::Party => "party",
            Thing::Group => "group",
            Thing::Unit => "unit",
            Thing::Chapter => "chapter",
            Thing::Alternative => "alternative",
            Thing::Speaker => "party or group",
            Thing::Scope => "chapter or alternative",
            Thing::Statement => "statement",
            Thing::Dissociation => "dissociation",
            Thing::Link => "link",
            Thing::Condition => "condition",
        }
    }

    fn many(self) -> &'static str {
        match self {
            Thing::Party => "parties",
            Thing::Group => "groups",
            Thing::Unit => "units",
            Thing::Chapter => "chapters",
            Thing::Alternative => "alternatives",
            Thing::Speaker => "parties and groups",
            Thing::Scope => "chapters and alternatives",
            Thing::Statement => "statements",
            Thing::Dissociation => "dissociations",
            Thing::Link => "links",
            Thing::Condition => "conditions",
        }
    }

    fn article(self) -> &'static str {
        match self {
            Thing::Alternative => "an",
            _ => "a",
        }
    }
}

/// Where in the file something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The whole of it.
    File,
    /// A character, both counted from 1.
    Character { line: usize, column: usize },
    /// A value: its path, such as `statements[16].t`, and the identifier of what it belongs to.
    Value { path: String, id: Option<String> },
}

impl Display for Place {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Place::File => out.write_str("the file"),
            Place::Character { line, column } => write!(out, "line {line}, column {column}"),
            Place::Value { path, id: None } => out.write_str(path),
            Place::Value { path, id: Some(id) } => write!(out, "{path} ({})", Shown(id)),
        }
    }
}

/// What helps with a name that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A name much like it.
    Perhaps(String),
    /// It is the name of something else.
    Is(Thing),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Nothing stands in the file.
    Empty,
    /// It has more bytes than are read.
    Large,
    /// Its bytes are no text.
    NotText,
    /// It is no JSON, in the words of who read it.
    NotJson(String),
    /// It ends in the midst of something.
    Unfinished,
    /// A field stands twice in an object, and the like; in the words of who read it.
    Malformed(String),
    /// It is in another format, or in another version of this one.
    Format(String),
    /// A field that must be there is not.
    Missing(&'static str),
    /// Something else stands where this belongs.
    Kind { wanted: Kind, found: Kind },
    /// A word that is none of those that can stand there.
    Word { word: String, known: Vec<&'static str>, near: Option<&'static str> },
    /// A name of nothing in the file.
    Unknown { thing: Thing, name: String, hint: Option<Hint> },
    /// An identifier that something before it has.
    Twice { thing: Thing, id: String },
    /// A group that is named twice in one list.
    NamedTwice(String),
    /// An identifier of no letters.
    NoLetters,
    /// A name of too many bytes.
    TooLong { bytes: usize, most: usize },
    /// A name with a line break or another control character.
    Control,
    /// A literal without `+` or `-`.
    NoSign(String),
    /// A scope that is the name of a chapter and of an alternative.
    Ambiguous(String),
    /// A weight that is none.
    Weight(i64),
    /// A statement that ends before it counts.
    EndsBefore { field: &'static str, end: i64, from: i64 },
    /// A field of offers in a statement that is none.
    OfOffers(&'static str),
    /// A field of stances in an offer.
    OfStances(&'static str),
    /// An objection with conditions that are not told as an offer.
    ObjectsOnlyIf,
    /// Groups that are in each other, round about, the first again at the end.
    Circle(Vec<String>),
    /// More than is read.
    TooMany { thing: Thing, most: usize },
    /// Parties times alternatives.
    TooManyStandings(usize),
    /// Members of groups, for each statement of a group.
    TooManySpokenFor(usize),
}

impl Display for Wrong {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Empty => out.write_str("is empty"),
            Wrong::Large => {
                write!(out, "has more than {} bytes, the most that are read", Number(limits::BYTES))
            }
            Wrong::NotText => out.write_str("the bytes are not UTF-8 text"),
            Wrong::NotJson(words) => write!(out, "not JSON: {words}"),
            Wrong::Unfinished => out.write_str("the file ends before it is complete"),
            Wrong::Malformed(words) => out.write_str(words),
            Wrong::Format(found) => write!(
                out,
                "`{}` is not read; this program reads `packages/1`",
                Shown(found)
            ),
            Wrong::Missing(field) => write!(out, "has no `{field}`"),
            Wrong::Kind { wanted, found } => {
                write!(out, "is {}, and must be {}", found.words(), wanted.words())
            }
            Wrong::Word { word, known, near } => {
                write!(out, "`{}` is none of {}", Shown(word), Listed(known))?;
                near.map_or(Ok(()), |near| write!(out, "; perhaps `{near}`"))
            }
            Wrong::Unknown { thing, name, hint } => unknown(out, *thing, name, hint.as_ref()),
            Wrong::Twice { thing, id } => {
                write!(out, "`{}` is already the name of {} {}", Shown(id), thing.article(), thing.one())
            }
            Wrong::NamedTwice(id) => write!(out, "`{}` is named twice", Shown(id)),
            Wrong::NoLetters => out.write_str("is empty"),
            Wrong::TooLong { bytes, most } => {
                write!(out, "has {} bytes; at most {} are read", Number(*bytes as u64), Number(*most as u64))
            }
            Wrong::Control => out.write_str("holds a line break or another control character"),
            Wrong::NoSign(name) => {
                let name = Shown(name);
                write!(out, "`{name}` has no sign; write `+{name}` where it is to be in, `-{name}` where not")
            }
            Wrong::Ambiguous(name) => {
                write!(out, "`{}` is both a chapter and an alternative; rename one", Shown(name))
            }
            Wrong::Weight(weight) => write!(
                out,
                "{weight} is no weight; write a whole number from 0 to {}",
                Number(limits::WEIGHT as u64)
            ),
            Wrong::EndsBefore { field, end, from } => {
                write!(out, "`{field}` is {end}, before `t`, which is {from}")
            }
            Wrong::OfOffers(field) => write!(
                out,
                "`{field}` belongs to an offer; write `\"offer\": true`, or `only_if` with a stance"
            ),
            Wrong::OfStances(field) => write!(
                out,
                "`{field}` belongs to a stance; an offer has its conditions in `if` and says `\"then\": \"live\"`"
            ),
            Wrong::ObjectsOnlyIf => out.write_str(
                "`only_if` says when a stance accepts, and `object` never does; what would lift an objection is an offer beside it",
            ),
            Wrong::Circle(names) => circle(out, names),
            Wrong::TooMany { thing, most } => {
                write!(out, "more than {} {}, the most that are read", Number(*most as u64), thing.many())
            }
            Wrong::TooManyStandings(times) => write!(
                out,
                "parties times alternatives are {}; at most {} are read",
                Number(*times as u64),
                Number(limits::STANDINGS as u64)
            ),
            Wrong::TooManySpokenFor(times) => write!(
                out,
                "the statements of groups speak for {} members in all; at most {} are read",
                Number(*times as u64),
                Number(limits::SPOKEN_FOR as u64)
            ),
        }
    }
}

fn unknown(out: &mut Formatter<'_>, thing: Thing, name: &str, hint: Option<&Hint>) -> fmt::Result {
    write!(out, "there is no {} `{}`", thing.one(), Shown(name))?;
    match hint {
        Some(Hint::Perhaps(near)) => write!(out, "; perhaps `{}`", Shown(near)),
        Some(Hint::Is(other)) => {
            write!(out, ", but {} {} of this name", other.article(), other.one())
        }
        None => Ok(()),
    }
}

fn circle(out: &mut Formatter<'_>, names: &[String]) -> fmt::Result {
    let [first, rest @ ..] = names else { return Ok(()) };
    write!(out, "`{}` is in ", Shown(first))?;
    for (at, name) in rest.iter().enumerate() {
        let before = if at == 0 { "" } else { ", which is in " };
        write!(out, "{before}`{}`", Shown(name))?;
    }
    out.write_str("; no group is in itself")
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) place: Place,
    pub(crate) wrong: Wrong,
}

impl Display for Problem {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.wrong)
    }
}

/// What is wrong with a file: the first problems, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems {
    /// The first, at most [`limits::TOLD`], in the order in which they are found.
    pub(crate) told: Vec<Problem>,
    /// How many there are besides.
    pub(crate) others: usize,
}

impl Problems {
    /// Notes a problem; what would be told of it is only made where it is.
    pub(super) fn note(&mut self, problem: impl FnOnce() -> Problem) {
        if self.told.len() < limits::TOLD {
            self.told.push(problem());
        } else {
            self.others += 1;
        }
    }

    /// One problem alone.
    pub(super) fn one(place: Place, wrong: Wrong) -> Self {
        Self { told: vec![Problem { place, wrong }], others: 0 }
    }
}

impl Display for Problems {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.told.iter().enumerate() {
            let before = if at == 0 { "" } else { "\n" };
            write!(out, "{before}{problem}")?;
        }
        match self.others {
            0 => Ok(()),
            others => write!(out, "\nand {} more", Number(others as u64)),
        }
    }
}

/// A name as it can be shown: of one that is long the beginning, and nothing that would move a cursor.
struct Shown<'a>(&'a str);

impl Display for Shown<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        const MOST: usize = 80;
        for letter in self.0.chars().take(MOST) {
            if letter.is_control() {
                write!(out, "{}", letter.escape_default())?;
            } else {
                write!(out, "{letter}")?;
            }
        }
        if self.0.chars().nth(MOST).is_some() { out.write_str("…") } else { Ok(()) }
    }
}

/// Words as a list.
struct Listed<'a>(&'a [&'static str]);

impl Display for Listed<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (at, word) in self.0.iter().enumerate() {
            let before = match at {
                0 => "",
                last if last + 1 == self.0.len() => " and ",
                _ => ", ",
            };
            write!(out, "{before}`{word}`")?;
        }
        Ok(())
    }
}

/// A number with its thousands parted.
struct Number(u64);

impl Display for Number {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.write_str(",")?;
            }
            write!(out, "{digit}")?;
        }
        Ok(())
    }
}
