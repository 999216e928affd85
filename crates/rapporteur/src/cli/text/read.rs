use crate::cli::{Ended, Exit};
use crate::files;
use crate::terminal::{self, safe};
use crate::words::counted;
use clap::Args;
use render::word::{self, Change, How, Legend, Meaning, People, Text, Who};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The version of what `text read --json` prints.
const SCHEMA: &str = "rapporteur-text-read/1";
/// Largest Word file that is read, in bytes.
const BYTES_MAX: u64 = 64 << 20;

/// Reads a Word file: its words, who changed and remarked what, what marks by hand mean, and what was lost.
///
/// The name that Word gives to whoever typed is kept apart from the party: `--people` says whose name it is. What bold,
/// strike and colours mean is read from the document's legend or from `--legend`, and never guessed.
#[derive(Args)]
pub(super) struct Arguments {
    /// A Word file (.docx).
    file: PathBuf,

    /// Which party each name in Word writes for, a line each: `Jane Smith = ARD`.
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,

    /// What marks by hand mean, a line each: `bold = new`, `strike = gone`, `red = party EU`.
    #[arg(long, value_name = "FILE")]
    legend: Option<PathBuf>,

    /// Writes the text as it is after the changes into a file.
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Writes the text as it was before the changes into a file.
    #[arg(long, value_name = "FILE")]
    before: Option<PathBuf>,

    /// Prints everything as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let given = [Some(&arguments.file), arguments.people.as_ref(), arguments.legend.as_ref()];
    let given: Vec<&Path> = given.into_iter().flatten().map(PathBuf::as_path).collect();
    let written: Vec<&Path> =
        arguments.output.iter().chain(&arguments.before).map(PathBuf::as_path).collect();
    files::keep_apart(&given, &written)?;
    let people = match &arguments.people {
        Some(path) => people(path)?,
        None => People::new(),
    };
    let legend = match &arguments.legend {
        Some(path) => legend(path)?,
        None => Legend::default(),
    };
    let text = open(&arguments.file, &files::read(&arguments.file, BYTES_MAX)?, &people, &legend)?;
    if let Some(path) = &arguments.before {
        files::write(path, text.before.as_bytes())?;
    }
    if let Some(path) = &arguments.output {
        files::write(path, text.after.as_bytes())?;
    }
    terminal::print(&if arguments.json { as_json(&text) } else { shown(&arguments.file, &text) })?;
    Ok(Exit::Good)
}

/// Reads a Word file; a refusal is said, and the command ends.
pub(super) fn open(
    path: &Path,
    bytes: &[u8],
    people: &People,
    legend: &Legend,
) -> Result<Text, Exit> {
    word::read(bytes, people, legend).map_err(|refusal| {
        terminal::complain(&format!("{} was not read: {refusal}", path.display()));
        terminal::complain(refusal.hint());
        Exit::Found
    })
}

/// `mark = meaning`, a line each.
pub(super) fn legend(path: &Path) -> Result<Legend, Exit> {
    let (legend, wrong) = Legend::parse(&files::read_text(path)?);
    for fault in wrong {
        terminal::complain(&format!("{}, {fault}", path.display()));
    }
    Ok(legend)
}

/// `Name = PARTY`, a line each.
pub(super) fn people(path: &Path) -> Result<People, Exit> {
    let mut people = People::new();
    for (index, line) in files::read_text(path)?.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once('=') {
            Some((name, party)) if !name.trim().is_empty() && !party.trim().is_empty() => {
                people.insert(name.trim().to_owned(), party.trim().to_owned());
            }
            _ => terminal::complain(&format!(
                "{}, line {}: not a name with its party; write `Jane Smith = ARD`",
                path.display(),
                index + 1
            )),
        }
    }
    Ok(people)
}

fn who(by: &Who) -> Value {
    json!({ "author": by.author, "party": by.party })
}

fn how(change: &Change) -> &'static str {
    match change.how {
        How::Tracked => "tracked",
        How::ByHand => "by-hand",
    }
}

fn meaning(meaning: &Meaning) -> String {
    match meaning {
        Meaning::New => "new".to_owned(),
        Meaning::Gone => "gone".to_owned(),
        Meaning::Of(party) => format!("party {party}"),
        Meaning::Other(words) => words.clone(),
    }
}

fn as_json(text: &Text) -> String {
    let changes: Vec<Value> = text
        .changes
        .iter()
        .map(|c| {
            json!({
                "line_before": c.line_before, "line_after": c.line_after, "gone": c.gone, "new": c.new,
                "how": how(c), "by": who(&c.by), "date": c.date, "move": c.is_move,
            })
        })
        .collect();
    let remarks: Vec<Value> = text
        .remarks
        .iter()
        .map(|r| {
            json!({
                "by": who(&r.by), "date": r.date, "line": r.line, "about": r.about, "words": r.words,
                "answers": r.answers,
            })
        })
        .collect();
    let marked: Vec<Value> = text
        .marked
        .iter()
        .map(|m| {
            json!({
                "line": m.line, "words": m.words, "mark": m.mark.to_string(),
                "meaning": m.meaning.as_ref().map(meaning),
            })
        })
        .collect();
    let losses: Vec<Value> = text
        .losses
        .iter()
        .map(|l| {
            json!({
                "part": l.part, "element": l.element, "count": l.count, "first_paragraph": l.first,
                "meaning": l.meaning,
            })
        })
        .collect();
    let value = json!({
        "schema": SCHEMA, "title": text.title, "language": text.language,
        "before": text.before, "after": text.after, "changes": changes, "remarks": remarks,
        "marked": marked, "losses": losses,
    });
    format!("{value:#}\n")
}

fn shown(path: &Path, text: &Text) -> String {
    let mut out = format!("{}\n", safe(&path.display().to_string()));
    let paragraphs = text::paragraphs::paragraphs(&text.after).len();
    let _ = writeln!(
        out,
        "  {}, {}, {}, {} of marks by hand, {}",
        counted(paragraphs, "paragraph", "paragraphs"),
        counted(text.changes.len(), "change", "changes"),
        counted(text.remarks.len(), "remark", "remarks"),
        counted(text.marked.len(), "passage", "passages"),
        counted(text.losses.len(), "kind of loss", "kinds of loss"),
    );
    let name = |by: &Who| match (&by.party, by.author.as_str()) {
        (Some(party), "") => party.clone(),
        (Some(party), author) => format!("{party} (typed by {author})"),
        (None, "") => "nobody named".to_owned(),
        (None, author) => format!("typed by {author}, party not known"),
    };
    section(&mut out, "Changes", &text.changes, |change| {
        let words = match (change.gone.as_str(), change.new.as_str()) {
            ("", new) => format!("{{+{new}+}}"),
            (gone, "") => format!("{{-{gone}-}}"),
            (gone, new) => format!("{{-{gone}-}}{{+{new}+}}"),
        };
        let line = if change.line_after > 0 {
            change.line_after.to_string()
        } else {
            format!("{} of the text before", change.line_before)
        };
        let moved = if change.is_move { ", moved" } else { "" };
        let by_hand = if change.how == How::ByHand { ", marked by hand" } else { "" };
        format!("line {line}: {words}  {}{by_hand}{moved}", name(&change.by))
    });
    section(&mut out, "Remarks", &text.remarks, |remark| {
        format!(
            "line {}, on “{}”: {}  {}",
            remark.line,
            remark.about,
            remark.words,
            name(&remark.by)
        )
    });
    section(&mut out, "Marks by hand", &text.marked, |marked| {
        let said =
            marked.meaning.as_ref().map_or("no legend says what it means".to_owned(), meaning);
        format!("line {}, {}: “{}”  {said}", marked.line, marked.mark, marked.words)
    });
    section(&mut out, "Not in the text", &text.losses, ToString::to_string);
    out
}

fn section<T>(out: &mut String, title: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for item in items {
        let _ = writeln!(out, "  {}", safe(&line(item).replace('\n', " ")));
    }
}
