use super::{Ended, Exit};
use crate::files;
use crate::source::{Source, erased_the_same};
use crate::terminal;
use clap::Args;
use record::diagnostic::Severity;
use record::minutes::NOT_AN_EXTENSION;
use record::{Diagnostic, extends};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The version of what `check --json` prints.
const SCHEMA: &str = "rapporteur-check/1";

/// Checks a record, and a narrative against it.
///
/// Reports lines that cannot be read, entries that the rules of procedure do not admit, and claims of the narrative that the
/// record does not support. `rapporteur explain CODE` tells more of each. Exits with 1 if there are errors; warnings and
/// notes leave it 0.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,

    /// A narrative in Markdown, whose claims are checked.
    #[arg(long, value_name = "N.md")]
    narrative: Option<PathBuf>,

    /// An older file or directory, to which this one must only add.
    #[arg(long, value_name = "OLD")]
    extends: Option<PathBuf>,

    /// Prints the diagnostics as JSON to standard output.
    #[arg(long)]
    json: bool,
}

/// Diagnostics of one file, with its text.
struct Checked {
    name: String,
    text: String,
    diagnostics: Vec<Diagnostic>,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    let mut diagnostics = source.diagnostics.clone();
    if let Some(old) = &arguments.extends {
        diagnostics.extend(only_adds(&source, &Source::open(old)?));
    }
    let mut checked = vec![Checked { name: source.name(), text: source.text.clone(), diagnostics }];
    if let Some(path) = &arguments.narrative {
        let text = files::read_text(path)?;
        let diagnostics = report::narrative::check(&source.record, &text);
        checked.push(Checked { name: path.display().to_string(), text, diagnostics });
    }
    if arguments.json {
        terminal::print(&as_json(&checked))?;
    } else {
        for file in &checked {
            terminal::diagnose(&file.diagnostics, &file.name, &file.text);
        }
        terminal::print(&summary(&source, &checked))?;
    }
    Ok(if count(&checked, Severity::Error) == 0 { Exit::Good } else { Exit::Found })
}

/// Whether a record only adds to an older one; an erased body must be the one that stood there.
fn only_adds(source: &Source, old: &Source) -> Option<Diagnostic> {
    let (now, before) = (source.record.entries(), old.record.entries());
    let differs = extends(now, before).or_else(|| {
        let pair = now.iter().zip(before).find(|(now, before)| !erased_the_same(now, before))?;
        let number = pair.0.number;
        let message =
            format!("the hash left of {number} is not that of the body in the older file");
        Some(
            Diagnostic::error(NOT_AN_EXTENSION, message)
                .because(
                    "an erased body leaves the hash of itself, and this is the hash of another",
                )
                .citing([number]),
        )
    })?;
    let line = differs.entries.first().and_then(|entry| source.line_of(*entry));
    Some(match line {
        Some(line) => {
            differs.at(record::diagnostic::Place { line, column: 1, length: 1 }, "not as it was")
        }
        None => differs,
    })
}

fn count(checked: &[Checked], severity: Severity) -> usize {
    checked.iter().flat_map(|c| &c.diagnostics).filter(|d| d.severity == severity).count()
}

fn summary(source: &Source, checked: &[Checked]) -> String {
    let entries = source.record.entries().len();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, count(checked, severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| {
            format!("{count} {}{}", severity.word(), if count == 1 { "" } else { "s" })
        })
        .collect();
    let found = if parts.is_empty() { "nothing to remark".to_owned() } else { parts.join(", ") };
    format!("{}: {entries} entries, {found}\n", source.name())
}

fn as_json(checked: &[Checked]) -> String {
    let diagnostics: Vec<Value> = checked
        .iter()
        .flat_map(|file| {
            file.diagnostics.iter().map(|d| {
                json!({
                    "code": d.code.0,
                    "severity": d.severity.word(),
                    "file": file.name,
                    "line": d.place.map(|p| p.line),
                    "column": d.place.map(|p| p.column),
                    "message": d.message,
                    "help": d.help,
                    "entries": d.entries.iter().map(|e| e.0).collect::<Vec<_>>(),
                })
            })
        })
        .collect();
    format!("{:#}\n", json!({ "schema": SCHEMA, "diagnostics": diagnostics }))
}
