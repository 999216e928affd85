use super::material::{Material, OfRecord, Reading};
use super::sheet::{Format, write};
use crate::cli::{Ended, Exit};
use crate::files;
use crate::sheets::{self, Head, Words};
use crate::terminal::{self, safe};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;
use text::diff::{self, Change, ChangeKind, Kind};
use text::draft::{Draft, Reader};

/// Compares two versions word by word: what came, went, changed and moved.
///
/// Without a file to write, prints what changed: `{-gone-}` and `{+new+}`. Two states of one record: give it twice, with
/// `--from` and `--to`.
#[derive(Args)]
pub(super) struct Arguments {
    /// The earlier version: a plain text, Markdown or Word file, or a record.
    a: PathBuf,

    /// The later version.
    b: PathBuf,

    /// Where records are given: which of their texts; the last one tabled where this is left out.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    /// Where the earlier version is a record: as it stood at an entry or date.
    #[arg(long, value_name = "ENTRY|DATE")]
    from: Option<String>,

    /// Where the later version is a record: as it stood at an entry or date.
    #[arg(long, value_name = "ENTRY|DATE")]
    to: Option<String>,

    #[command(flatten)]
    reading: Reading,

    /// Two columns instead of one text.
    #[arg(long)]
    side_by_side: bool,

    /// Writes the comparison into a file; its ending says in which format: .html, .pdf, .docx, .md.
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format, where the ending of the file does not say it.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let output: Vec<_> = arguments.output.as_deref().into_iter().collect();
    files::keep_apart(&[&arguments.a, &arguments.b], &output)?;
    let of = |at: &Option<String>| OfRecord { text: arguments.text.clone(), at: at.clone() };
    let a = Material::open(&arguments.a, &of(&arguments.from))?;
    let b = Material::open(&arguments.b, &of(&arguments.to))?;
    a.warn();
    b.warn();
    let changes = diff::versions(&a.words, &b.words);
    if arguments.output.is_none() && arguments.format.is_none() {
        terminal::print(&shown(&a, &b, &changes))?;
        return Ok(Exit::Good);
    }
    let parties = (a.parties(&arguments.reading)?, b.parties(&arguments.reading)?);
    let rulings = (a.rulings(&arguments.reading)?, b.rulings(&arguments.reading)?);
    let read = |words: &str, parties, rulings| {
        Draft::read(words, &Reader { parties, rulings: Some(rulings) })
    };
    let drafts = (
        read(&a.words, parties.0.as_ref(), &rulings.0),
        read(&b.words, parties.1.as_ref(), &rulings.1),
    );
    let (first, second) = (
        Words::new(&a.words, &drafts.0, parties.0.as_ref()),
        Words::new(&b.words, &drafts.1, parties.1.as_ref()),
    );
    let names = (names(&a, arguments.from.as_deref()), names(&b, arguments.to.as_deref()));
    let head = Head { name: format!("{} → {}", names.0, names.1), language: b.language() };
    let sheet = if arguments.side_by_side {
        sheets::side_by_side(&first, &second, &head, (&names.0, &names.1), &changes)
    } else {
        sheets::inline(&first, &second, &head, &changes)
    };
    write(&sheet, arguments.output.as_deref(), arguments.format)
}

fn names(material: &Material, at: Option<&str>) -> String {
    let name = material.title.clone().unwrap_or_else(|| material.file_name());
    at.map_or(name.clone(), |at| format!("{name}, as at {at}"))
}

/// What changed, for the terminal.
fn shown(a: &Material, b: &Material, changes: &[Change]) -> String {
    let mut out = format!("{} → {}\n{}\n", safe(&a.name), safe(&b.name), sheets::tally(changes));
    let (from, to) =
        (text::paragraphs::paragraphs(&a.words), text::paragraphs::paragraphs(&b.words));
    let line = |of: &[text::paragraphs::Paragraph], number: Option<usize>| {
        number.and_then(|n| of.get(n)).map_or("?".to_owned(), |p| p.line.to_string())
    };
    for change in changes {
        let (from, to) = (line(&from, change.from), line(&to, change.to));
        let head = match change.kind {
            ChangeKind::Kept | ChangeKind::Respaced | ChangeKind::Space => continue,
            // Told where it arrived.
            ChangeKind::MovedAway => continue,
            ChangeKind::Changed => format!("line {from} → {to}, changed"),
            ChangeKind::Inserted => format!("line {to}, new"),
            ChangeKind::Deleted => format!("line {from}, gone"),
            ChangeKind::MovedHere => format!("line {from} → {to}, moved"),
        };
        let _ = writeln!(out, "\n@ {head}");
        let mut words = String::new();
        for edit in &change.edits {
            let (gone, new) = (&a.words[edit.a.clone()], &b.words[edit.b.clone()]);
            if edit.kind != Kind::Kept && gone.trim().is_empty() && new.trim().is_empty() {
                // Other white space: form.
                words.push_str(new);
                continue;
            }
            if edit.kind == Kind::Kept {
                words.push_str(new);
                continue;
            }
            if !gone.is_empty() {
                let _ = write!(words, "{{-{}-}}", gone.trim_end_matches('\n'));
            }
            if !new.is_empty() {
                let _ = write!(words, "{{+{}+}}", new.trim_end_matches('\n'));
            }
        }
        let _ = writeln!(out, "{}", safe(words.trim_end()));
    }
    out
}
