//! What commands on text are given: a file, perhaps not quite UTF-8, perhaps from Word; parties; rulings.

use crate::cli::{Exit, options};
use crate::disclosure::{Openness, openness};
use crate::files;
use crate::source::Source;
use crate::terminal::{self, safe};
use crate::words::counted;
use clap::Args;
use docx::Effect;
use record::event::edits::RunKind;
use record::{Group, Id, Record, TextId};
use render::word::{Legend, People};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use text::parties::Parties;
use text::place::Places;
use text::rulings::{At, Ruling, Rulings, Says};

/// Largest file of text that is read, in bytes.
pub(super) const BYTES_MAX: u64 = 64 << 20;

/// How a text is read.
#[derive(Args, Clone, Debug)]
pub(super) struct Reading {
    /// Those who may hold words, a line each: `EU = European Union, EC`.
    #[arg(long, value_name = "FILE")]
    pub(super) parties: Option<PathBuf>,

    /// What people say of brackets and runs, a line each: `12:4 editorial`, `"[shall][should]" alternatives`.
    #[arg(long, value_name = "FILE")]
    pub(super) rulings: Option<PathBuf>,
}

impl Reading {
    /// The table of parties, if one was given.
    pub(super) fn parties(&self) -> Result<Option<Parties>, Exit> {
        let Some(path) = &self.parties else { return Ok(None) };
        let (parties, wrong) = Parties::parse(&files::read_text(path)?);
        complain(path, &wrong);
        Ok(Some(parties))
    }

    /// The rulings; none where no file was given.
    pub(super) fn rulings(&self) -> Result<Rulings, Exit> {
        let Some(path) = &self.rulings else { return Ok(Rulings::default()) };
        let (rulings, wrong) = Rulings::parse(&files::read_text(path)?);
        complain(path, &wrong);
        Ok(rulings)
    }
}

/// Lines of a file that were not understood; the others hold.
fn complain(path: &Path, wrong: &[impl std::fmt::Display]) {
    for fault in wrong {
        terminal::complain(&format!("{}, {fault}", path.display()));
    }
}

/// Which text of a record is meant, where a record is given.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct OfRecord {
    /// Where a record is given: which of its texts; the last one tabled where this is left out.
    #[arg(long, value_name = "TEXT")]
    pub(super) text: Option<String>,

    /// Where a record is given: as it stood at an entry or date.
    #[arg(long, value_name = "ENTRY|DATE")]
    pub(super) at: Option<String>,
}

/// A text as it was given.
pub(super) struct Material {
    /// The path as it was given.
    pub(super) name: String,
    /// Its title, where it has one.
    pub(super) title: Option<String>,
    /// The bytes of the file, or of what a Word file or record amounts to.
    pub(super) bytes: Vec<u8>,
    /// The bytes as words, byte for byte in the same places: a byte that is not UTF-8 stands as `?`.
    pub(super) words: String,
    /// Bytes that are not UTF-8, by place in the file.
    pub(super) broken: Vec<usize>,
    /// Paragraphs of the record that are not disclosed, and not among the words.
    pub(super) withheld: usize,
    language: Option<String>,
    /// The record that it was taken from, and which of its texts it is.
    pub(super) record: Option<(Record, TextId)>,
    /// What the record says of its runs of brackets.
    pub(super) decided: Vec<Ruling>,
    /// Parties and coalitions of the record it was taken from.
    pub(super) parties: Option<Parties>,
}

impl Material {
    /// Reads a file: plain text, Markdown, Word, or a record.
    pub(super) fn open(path: &Path, of: &OfRecord) -> Result<Self, Exit> {
        if path.is_dir() {
            return Self::of_record(&Source::open(path)?, of);
        }
        let bytes = files::read(path, BYTES_MAX)?;
        if bytes.starts_with(b"minutes/") {
            return Self::of_record(&Source::of_minutes(path, &bytes), of);
        }
        if is_word(path, &bytes) {
            let text = super::read::open(path, &bytes, &People::new(), &Legend::default())?;
            // How it looked is no part of a text; `text read` lists that too.
            for loss in text.losses.iter().filter(|loss| loss.effect != Effect::Looks) {
                terminal::complain(&format!("{}: not in the text: {loss}", path.display()));
            }
            let bytes = text.after.clone().into_bytes();
            return Ok(Self {
                name: path.display().to_string(),
                title: text.title,
                bytes,
                words: text.after,
                broken: Vec::new(),
                withheld: 0,
                language: text.language,
                record: None,
                decided: Vec::new(),
                parties: None,
            });
        }
        let (words, broken) = as_words(&bytes);
        let name = path.display().to_string();
        Ok(Self {
            name,
            title: None,
            bytes,
            words,
            broken,
            withheld: 0,
            language: None,
            record: None,
            decided: Vec::new(),
            parties: None,
        })
    }

    /// A text of a record as it stands: a paragraph a provision, its label before it.
    fn of_record(source: &Source, of: &OfRecord) -> Result<Self, Exit> {
        let record = options::at(source, of.at.as_deref())?;
        let group = record.group();
        let id = text_of(group, of.text.as_deref(), source)?;
        let text = &group.texts[&id];
        let mut words = String::new();
        let (mut withheld, mut runs) = (0, Vec::new());
        for provision in text.provisions.iter().filter_map(|id| group.provisions.get(id)) {
            if !provision.is_before_the_group() {
                continue;
            }
            if openness(&record, provision.version().entry) == Openness::Counted {
                withheld += 1;
                continue;
            }
            let end =
                if provision.label.ends_with(|c: char| c.is_alphanumeric()) { "." } else { "" };
            let _ = write!(words, "{}{end} ", provision.label);
            let stands = &provision.version().words.text;
            for run in &provision.runs {
                let is_open = openness(&record, run.entry) != Openness::Counted;
                if let Some(at) = stands.find(&*run.said.passage).filter(|_| is_open) {
                    runs.push((words.len() + at, run.said.reading));
                }
            }
            let _ = writeln!(words, "{stands}\n");
        }
        let mut places = Places::new(&words);
        let decided = runs.into_iter().map(|(byte, reading)| Ruling {
            at: At::Place(places.of(byte)),
            says: match reading {
                RunKind::Alternatives => Says::Alternatives,
                RunKind::Additions => Says::Additions,
            },
        });
        let decided: Vec<Ruling> = decided.collect();
        let languages = text.provisions.iter().filter_map(|id| group.provisions.get(id));
        let language = languages.map(|p| p.version().words.language.to_string()).next();
        Ok(Self {
            name: source.name(),
            title: Some(text.title.to_string()),
            bytes: words.clone().into_bytes(),
            words,
            broken: Vec::new(),
            withheld,
            decided,
            language,
            parties: Some(parties_of(group)),
            record: Some((record.clone(), id)),
        })
    }

    /// The parties to read it with: those of the file given, else those of its record.
    pub(super) fn parties(&self, reading: &Reading) -> Result<Option<Parties>, Exit> {
        Ok(reading.parties()?.or_else(|| self.parties.clone()))
    }

    /// What the record says of its runs, then what the file of rulings says: of two about the same, the later holds.
    pub(super) fn rulings(&self, reading: &Reading) -> Result<Rulings, Exit> {
        let mut rulings = Rulings { all: self.decided.clone() };
        rulings.all.extend(reading.rulings()?.all);
        Ok(rulings)
    }

    /// The name of the file alone.
    pub(super) fn file_name(&self) -> String {
        let path = Path::new(&self.name);
        path.file_name()
            .map_or_else(|| self.name.clone(), |name| name.to_string_lossy().into_owned())
    }

    /// The language of its words, where it is known.
    pub(super) fn language(&self) -> Option<String> {
        self.language.clone()
    }

    /// Says on standard error what of the file is not text, and what of a record is not shown.
    pub(super) fn warn(&self) {
        if self.withheld > 0 {
            let count = counted(self.withheld, "paragraph", "paragraphs");
            terminal::complain(&format!("{}: {count} not disclosed, and left out", self.name));
        }
        if self.bytes.contains(&0) {
            terminal::complain(&format!(
                "{}: holds bytes of value zero, so it is no UTF-8 text, or none at all; save the file as UTF-8",
                self.name
            ));
        }
        if let Some(first) = self.broken.first() {
            let line = self.bytes[..*first].iter().filter(|b| **b == b'\n').count() + 1;
            terminal::complain(&format!(
                "{}: {} not UTF-8, the first on line {line}; kept, and read as `?`. Save the file as UTF-8",
                self.name,
                counted(self.broken.len(), "byte is", "bytes are")
            ));
        }
    }
}

/// A record as it stood when asked for, and which of its texts is meant.
pub(super) fn open_text(path: &Path, of: &OfRecord) -> Result<(Record, TextId), Exit> {
    let source = Source::open(path)?;
    let record = options::at(&source, of.at.as_deref())?;
    let text = text_of(record.group(), of.text.as_deref(), &source)?;
    Ok((record, text))
}

/// The text of a record that is meant.
pub(super) fn text_of(
    group: &Group,
    wanted: Option<&str>,
    source: &Source,
) -> Result<TextId, Exit> {
    let known = || {
        let names: Vec<String> =
            group.texts.keys().map(|id| format!("`{}`", safe(id.0.as_str()))).collect();
        if names.is_empty() {
            "it has none".to_owned()
        } else {
            format!("it has {}", names.join(", "))
        }
    };
    let found = match wanted {
        Some(word) => Id::new(word).map(TextId).filter(|id| group.texts.contains_key(id)),
        None => {
            let last =
                group.texts.iter().filter(|(_, t)| t.fork.is_none()).max_by_key(|(_, t)| t.entry);
            last.map(|(id, _)| id.clone())
        }
    };
    found.ok_or_else(|| {
        let which =
            wanted.map_or_else(|| "a text".to_owned(), |word| format!("the text `{}`", safe(word)));
        Exit::misuse(format!("{} does not hold {which}; {}", source.name(), known()))
    })
}

/// Parties and coalitions of a group with their names, as a table of holders.
pub(super) fn parties_of(group: &Group) -> Parties {
    let mut table = Parties::new();
    let mut add = |code: &str, name: &str, aliases: &[&str]| {
        let mut names = vec![name];
        names.extend(aliases);
        // A name that two have stays with the first: the record's own checks tell of it.
        table.add(code, &names);
    };
    for (id, party) in &group.parties {
        let said = &party.admitted.said;
        let aliases: Vec<&str> = said.aliases.iter().map(|a| &**a).collect();
        add(id.0.as_str(), &said.name, &aliases);
    }
    for (id, coalition) in &group.coalitions {
        let said = &coalition.formed.said;
        let aliases: Vec<&str> = said.aliases.iter().map(|a| &**a).collect();
        add(id.0.as_str(), &said.name, &aliases);
    }
    table
}

/// Whether a file is to be read as a Word file: by its name, or because it can be nothing that is text. The reader says
/// what it is instead.
fn is_word(path: &Path, bytes: &[u8]) -> bool {
    const NAMES: [&str; 6] = ["docx", "docm", "dotx", "dotm", "doc", "pdf"];
    const BEGINNINGS: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"\xd0\xcf\x11\xe0"];
    let name = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    name.is_some_and(|name| NAMES.contains(&name.as_str()))
        || BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// The bytes as words of the same length.
fn as_words(bytes: &[u8]) -> (String, Vec<usize>) {
    let (mut words, mut broken) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        words.push_str(chunk.valid());
        for _ in chunk.invalid() {
            broken.push(words.len());
            words.push('?');
        }
    }
    (words, broken)
}

#[cfg(test)]
mod tests {
    use super::as_words;

    #[test]
    fn what_is_not_utf8_keeps_its_place() {
        let (words, broken) = as_words(b"a\xff\xc3[b]\xe2\x82");
        assert_eq!(words, "a??[b]??");
        assert_eq!(broken, [1, 2, 6, 7]);
    }
}
