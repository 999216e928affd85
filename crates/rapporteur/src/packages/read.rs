//! Reads an instance in `packages/1`: all that is wrong with a file is found at once, and nothing is repaired.

mod circles;
mod fields;
mod names;
mod near;
mod speakers;
mod statements;
mod units;

use super::limits;
use super::problem::{Place, Problems, Wrong};
use super::shape::{Field, File, Object, Policy as PolicyShape, Thing as Shape};
use super::words::{FORMAT, SILENCES};
use analysis::packages::{Instance, Policy, Said, Speaker};
use fields::Spot;
use names::Names;
use serde_json::error::Category;

/// What is known and what is wrong, while a file is gone through.
struct Reading<'a> {
    problems: Problems,
    names: Names<'a>,
}

/// Reads an instance.
///
/// # Errors
/// What is wrong with the file: the first problems with their places, and the number of the others.
pub(crate) fn read(bytes: &[u8]) -> Result<Instance, Problems> {
    let text = text(bytes)?;
    let file = match serde_json::from_str::<Shape<File<'_>>>(text) {
        Ok(Field::Is(Object(file))) => file,
        Ok(Field::Other(found)) => return Err(no_object(found)),
        Ok(Field::Absent) => return Err(Problems::one(Place::File, Wrong::Empty)),
        Err(error) => return Err(broken(text, &error)),
    };
    if let Field::Is(format) = &file.format
        && format != FORMAT
    {
        let place = Place::Value { path: "format".to_owned(), id: None };
        return Err(Problems::one(place, Wrong::Format(format.to_string())));
    }
    let mut reading = Reading { problems: Problems::default(), names: Names::default() };
    let instance = reading.instance(&file);
    match instance {
        Some(instance) if reading.problems.told.is_empty() => Ok(instance),
        _ => Err(reading.problems),
    }
}

/// The file as text.
fn text(bytes: &[u8]) -> Result<&str, Problems> {
    if bytes.len() as u64 > limits::BYTES {
        return Err(Problems::one(Place::File, Wrong::Large));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let sound = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        Problems::one(after(&sound), Wrong::NotText)
    })?;
    // Some editors begin a file with a mark of its encoding, which is no part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_ascii().is_empty() {
        true => Err(Problems::one(Place::File, Wrong::Empty)),
        false => Ok(text),
    }
}

/// The character after some text.
fn after(text: &str) -> Place {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    Place::Character { line, column: last.chars().count() + 1 }
}

fn no_object(found: super::shape::Kind) -> Problems {
    let wanted = super::shape::Kind::Object;
    Problems::one(Place::File, Wrong::Kind { wanted, found })
}

/// What JSON itself forbids.
fn broken(text: &str, error: &serde_json::Error) -> Problems {
    let whole = error.to_string();
    let words = whole.split(" at line ").next().unwrap_or_default().to_owned();
    let (before, wrong) = match error.classify() {
        Category::Eof => (text, Wrong::Unfinished),
        Category::Data => (before(text, error), Wrong::Malformed(words)),
        Category::Syntax | Category::Io => (before(text, error), Wrong::NotJson(words)),
    };
    Problems::one(after(before), wrong)
}

/// What stands before an error. The reader counts columns in bytes.
fn before<'t>(text: &'t str, error: &serde_json::Error) -> &'t str {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let end = start + error.column().saturating_sub(1);
    &text[..text.floor_char_boundary(end)]
}

impl<'a> Reading<'a> {
    /// The instance; `None` only if something is wrong.
    fn instance(&mut self, file: &'a File<'a>) -> Option<Instance> {
        let top = Spot::top();
        self.required(top, "format", &file.format);
        let name = self.optional(top, "name", &file.name).map(|name| &**name).unwrap_or_default();
        let now = self.required(top, "now", &file.now);
        let policy = self.policy(&file.policy);
        self.name_speakers(file);
        self.name_units(file);
        let groups = self.groups(file);
        let (constituencies, parties) = self.parties(file);
        let (units, alternatives) = self.units(file);
        let standings = parties.len().saturating_mul(alternatives.len());
        if standings > limits::STANDINGS {
            self.note(top, || Wrong::TooManyStandings(standings));
        }
        let statements = self.statements(file);
        let dissociations = self.dissociations(file);
        let links = self.links(file);
        let instance = Instance {
            name: name.into(),
            now: *now?,
            policy,
            constituencies,
            parties,
            groups,
            chapters: self.names.chapters.names().map(Box::from).collect(),
            units,
            alternatives,
            statements,
            dissociations,
            links,
        };
        if self.problems.told.is_empty() {
            self.count_spoken_for(&instance);
        }
        Some(instance)
    }

    fn policy(&mut self, policy: &'a Shape<PolicyShape<'a>>) -> Policy {
        let top = Spot::top();
        let spot = top.field("policy");
        let mut read = Policy::default();
        let Some(Object(said)) = self.optional(top, "policy", policy) else { return read };
        if let Some(word) = self.optional(spot, "silence", &said.silence) {
            let silence = spot.field("silence");
            read.silence = self.word(silence, &SILENCES, word).unwrap_or_default();
        }
        let mut is = |field, value| self.optional(spot, field, value).copied().unwrap_or_default();
        read.reserve_blocks = is("reserve_blocks", &said.reserve_blocks);
        read.sponsor = is("sponsor", &said.sponsor);
        read.offers_alone = is("offers_alone", &said.offers_alone);
        read
    }

    /// Refuses an instance whose groups say so much for so many that going through it would not end soon.
    fn count_spoken_for(&mut self, instance: &Instance) {
        let members: Vec<usize> = instance.members().iter().map(Vec::len).collect();
        let each =
            instance.statements.iter().map(|statement| match (statement.by, &statement.said) {
                (Speaker::Group(group), Said::Stance(..) | Said::Offer(_)) => {
                    members[group as usize]
                }
                (Speaker::Party(_), _) => 0,
            });
        let sum = each.fold(0, usize::saturating_add);
        if sum > limits::SPOKEN_FOR {
            let top = Spot::top();
            self.note(top.field("statements"), || Wrong::TooManySpokenFor(sum));
        }
    }
}
