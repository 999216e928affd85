use super::material::{Material, OfRecord, Reading, parties_of};
use crate::cli::{Ended, Exit};
use crate::files;
use crate::intake::{self, Intake, Kind, Left, Taken};
use crate::source::Source;
use crate::terminal::{self, safe};
use crate::words::counted;
use clap::Args;
use docx::Effect;
use record::diagnostic::Severity;
use record::event::texts::TextKind;
use record::minutes::VERSION;
use record::{Diagnostic, Id, Language, TextId};
use render::word::{self, Legend, People};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use text::draft::Reader;

/// The group of the record that lines are tried on where none is given.
const TRIAL: &str = "0/trial";

/// Prints a draft as lines of minutes, to be added to a record.
///
/// Each paragraph and option becomes a provision, with its words and brackets as they stand. Of a Word file the text before its
/// tracked changes is taken in, and each change as an amendment by the party that `--people` names. Headings and footnotes
/// are kept as comments. What is not taken in is listed on standard error.
#[derive(Args)]
pub(super) struct Arguments {
    /// A plain text, Markdown or Word file.
    file: PathBuf,

    /// The identity of the text. One that is on the record is not tabled again: its paragraphs are found by their words.
    #[arg(long, value_name = "TEXT", default_value = "DRAFT", value_parser = identity)]
    id: Id,

    /// Its title; that of the Word file, or the name of the file, where it is left out.
    #[arg(long)]
    title: Option<String>,

    /// What kind of draft it is: chairs-text, compilation, rolling-text, consolidated-text, zero-draft, non-paper, proposal,
    /// draft-report.
    #[arg(long, default_value = "rolling-text", value_parser = kind)]
    kind: TextKind,

    /// The language of its words; what the Word file says, or en, where it is left out.
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<Language>,

    /// What the identities of its paragraphs begin with: P1, P2, …
    #[arg(long, value_name = "LETTERS", default_value = "P", value_parser = identity)]
    prefix: Id,

    /// Who proposes the paragraphs beside which nobody is named.
    #[arg(long, value_name = "PARTY", value_delimiter = ',', value_parser = identity)]
    by: Vec<Id>,

    #[command(flatten)]
    reading: Reading,

    /// Which party each name in Word writes for, a line each: `Jane Smith = ARD`.
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,

    /// What marks by hand in Word mean, a line each: `bold = new`, `strike = gone`, `red = party EU`.
    #[arg(long, value_name = "FILE")]
    legend: Option<PathBuf>,

    /// The record that the lines are to be added to: they are checked as a part of it, and parties are those that it has.
    #[arg(long, value_name = "RECORD")]
    record: Option<PathBuf>,
}

fn identity(word: &str) -> Result<Id, &'static str> {
    Id::new(word).ok_or("begin with a capital letter or digit, then letters, digits and `- _ . /`")
}

fn kind(word: &str) -> Result<TextKind, String> {
    TextKind::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = TextKind::ALL.iter().map(|kind| kind.word()).collect();
        format!("one of {}", words.join(", "))
    })
}

fn language(word: &str) -> Result<Language, &'static str> {
    Language::new(word).ok_or("write a tag such as `en` or `zh-Hans`")
}

/// The file as it is taken in.
enum Draft {
    Plain(Box<Material>),
    Word(Box<word::Text>),
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let name = arguments.file.display().to_string();
    let draft = open(arguments)?;
    let record = arguments.record.as_deref().map(Source::open).transpose()?;
    let group = record.as_ref().map(|source| source.record.group());
    let parties = arguments.reading.parties()?.or_else(|| group.map(parties_of));
    let rulings = arguments.reading.rulings()?;
    let (title, language) = match &draft {
        Draft::Plain(_) => (None, None),
        Draft::Word(text) => (text.title.clone(), text.language.as_deref().and_then(Language::new)),
    };
    let language = arguments.language.clone().or(language).or_else(|| Language::new("en"));
    let Some(language) = language else { return Err(Exit::misuse("no language was given")) };
    let title = arguments.title.clone().or(title).unwrap_or_else(|| file_name(&arguments.file));
    let intake = Intake {
        text: TextId(arguments.id.clone()),
        title: title.as_str().into(),
        kind: arguments.kind,
        language,
        prefix: arguments.prefix.to_string(),
        by: arguments.by.clone(),
        reader: Reader { parties: parties.as_ref(), rulings: Some(&rulings) },
        group,
    };
    let taken = match &draft {
        Draft::Plain(material) => intake::of_draft(&material.words, &intake),
        Draft::Word(text) => intake::of_word(text, &intake),
    };
    terminal::print(&taken.lines.iter().map(|line| format!("{line}\n")).collect::<String>())?;
    terminal::complain_as_is(&told(&name, &taken));
    let errors = match &record {
        Some(source) => on_record(source, &taken)?,
        None => on_trial(&taken),
    };
    Ok(if errors == 0 { Exit::Good } else { Exit::Found })
}

/// Reads the file; what of a Word file is not in its text is said.
fn open(arguments: &Arguments) -> Result<Draft, Exit> {
    let path = &arguments.file;
    let is_file = !path.is_dir();
    let bytes = if is_file { files::read(path, super::material::BYTES_MAX)? } else { Vec::new() };
    if !bytes.starts_with(b"PK\x03\x04") {
        let material = Material::open(path, &OfRecord::default())?;
        if material.record.is_some() {
            return Err(Exit::misuse(format!("{} is a record already", path.display())));
        }
        material.warn();
        return Ok(Draft::Plain(Box::new(material)));
    }
    let people = arguments.people.as_deref().map_or(Ok(People::new()), super::read::people)?;
    let legend = arguments.legend.as_deref().map_or(Ok(Legend::default()), super::read::legend)?;
    let text = super::read::open(path, &bytes, &people, &legend)?;
    for loss in text.losses.iter().filter(|loss| loss.effect != Effect::Looks) {
        terminal::complain(&format!("{}: not in the text: {loss}", path.display()));
    }
    Ok(Draft::Word(Box::new(text)))
}

fn file_name(path: &Path) -> String {
    path.file_stem().map_or_else(|| "Draft".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What was taken in, and what the lines do not say.
fn told(name: &str, taken: &Taken) -> String {
    let mut out = format!(
        "{}: {}, {}\n",
        safe(name),
        counted(taken.provisions, "provision", "provisions"),
        counted(taken.amendments, "amendment", "amendments"),
    );
    let mut kinds: Vec<Kind> = taken.left.iter().map(|left| left.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if !kinds.is_empty() {
        out.push_str("What the lines do not say:\n");
    }
    for kind in kinds {
        let all: Vec<&Left> = taken.left.iter().filter(|left| left.kind == kind).collect();
        let (what, hint) = kind.heading();
        let kept = if kind.is_comment() { ", kept as comments" } else { "" };
        let _ = write!(out, "  {what} ({}){kept}", all.len());
        if kind.is_told_in_full() {
            for left in &all {
                let words = left.words.split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = write!(out, "\n    line {}: {}", left.line, safe(&words));
            }
        } else {
            let lines: Vec<String> = all.iter().map(|left| left.line.to_string()).collect();
            let _ = write!(out, ": line {}", lines.join(", "));
        }
        if !hint.is_empty() {
            let _ = write!(out, "\n    {hint}");
        }
        out.push('\n');
    }
    out
}

/// Checks the lines as the end of a record. Gives the number of errors in them.
fn on_record(source: &Source, taken: &Taken) -> Result<usize, Exit> {
    let mut text = source.text.clone();
    if !text.ends_with('\n') {
        terminal::complain(&format!(
            "{}: the record does not end with a line end; add one before appending",
            source.name()
        ));
        text.push('\n');
    }
    let errors = check(&source.name(), text, &taken.lines, 0);
    let own = source.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if own > 0 {
        let own = counted(own, "error", "errors");
        terminal::complain(&format!(
            "{} has {own} of its own; see `rapporteur check`",
            source.name()
        ));
    }
    Ok(errors)
}

/// Checks the lines on a record that holds nothing but the parties that they name.
fn on_trial(taken: &Taken) -> usize {
    let mut text = format!("{VERSION}\ngroup {TRIAL} \"Trial\"\n");
    for party in &taken.parties {
        let _ = writeln!(text, "party {party} \"{party}\" government member");
    }
    let lines = text.lines().count();
    check("the lines printed", text, &taken.lines, lines)
}

/// Reads and replays minutes with lines at their end, and says what is wrong in those; `hidden` lines before are not counted.
fn check(name: &str, mut text: String, lines: &[String], hidden: usize) -> usize {
    let before = text.lines().count();
    lines.iter().for_each(|line| {
        text.push_str(line);
        text.push('\n');
    });
    let whole = Source::of_minutes(Path::new(name), text.as_bytes());
    let own = whole.diagnostics.into_iter().filter(|d| d.place.is_some_and(|p| p.line > before));
    let own: Vec<Diagnostic> = own
        .map(|mut diagnostic| {
            diagnostic.place = diagnostic.place.map(|mut place| {
                place.line -= hidden;
                place
            });
            diagnostic
        })
        .collect();
    let shown: String = text.lines().skip(hidden).map(|line| format!("{line}\n")).collect();
    terminal::diagnose(&own, name, &shown);
    own.iter().filter(|d| d.severity == Severity::Error).count()
}
